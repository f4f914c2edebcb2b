"""A check as Markdown for the summary of a job on GitHub."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.data.checks.portable import portable
from jyplan.media.markdown import rows_of as table
from jyplan.pages.counts import by_severity, levels_line, scope_line
from jyplan.texts.checks import title_of
from jyplan.texts.findings import message_of, place_of, severity_word
from jyplan.texts.reports import said
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.plan.findings import Finding, Severity
    from jyplan.results import Checked
    from jyplan.texts.words import Language

# GitHub drops the summary of a step that has more than 1,048,576 bytes; a step may have
# written something else before.
MOST_BYTES = 1_000_000


def check_summary(checked: Checked, language: Language) -> str:
    """The totals, the rules that found something, and the findings, the worst first."""
    colon = text("colon", language)
    lines = [
        f"## jyplan check{colon}{levels_line(checked, language)}",
        "",
        scope_line(checked, language),
        "",
    ]
    if not checked.findings:
        return "\n".join([*lines, said("clean", language)]) + "\n"
    levels = by_severity(portable(finding) for finding in checked.findings)
    findings = [finding for found in levels.values() for finding in found]
    lines += _rules(findings, language)
    return "\n".join([*lines, "", *_findings(findings, language, lines)]) + "\n"


def _rules(findings: Sequence[Finding], language: Language) -> list[str]:
    counted = Counter((finding.severity, finding.code) for finding in findings)
    columns = ("code", "rule", "severity", "number")
    rows = [
        (code, title_of(code, language), severity_word(severity, language), str(number))
        for (severity, code), number in sorted(counted.items(), key=_worst_first)
    ]
    return [
        f"### {said('heading.rules', language)}",
        "",
        *_table(columns, (False, False, False, True), rows, language),
    ]


def _worst_first(item: tuple[tuple[Severity, str], int]) -> tuple[int, str]:
    (severity, code), _ = item
    return -severity, code


def _findings(findings: Sequence[Finding], language: Language, before: Sequence[str]) -> list[str]:
    columns = ("place", "severity", "code", "message")
    rows = [
        (
            place_of(finding),
            severity_word(finding.severity, language),
            finding.code,
            message_of(finding, language),
        )
        for finding in findings
    ]
    lines = [
        f"### {said('heading.findings', language)}",
        "",
        *_table(columns, (False,) * len(columns), rows, language),
    ]
    fitting = _fitting(lines, MOST_BYTES - sum(map(_bytes, before)))
    left_out = len(lines) - fitting
    if not left_out:
        return lines
    return [*lines[:fitting], "", said("left_out", language, n=left_out)]


def _fitting(lines: Sequence[str], room: int) -> int:
    """How many of the lines fit into so many bytes."""
    for number, line in enumerate(lines):
        room -= _bytes(line)
        if room < 0:
            return number
    return len(lines)


def _bytes(line: str) -> int:
    return len(line.encode(errors="replace")) + 1


def _table(
    columns: Sequence[str],
    right: Sequence[bool],
    rows: Iterable[Sequence[str]],
    language: Language,
) -> list[str]:
    titles = [said(f"column.{column}", language) for column in columns]
    return table(titles, right, ([_cell(value) for value in row] for row in rows))


def _cell(value: str) -> str:
    """One line in which HTML and formulas are nothing but text."""
    return " ".join(value.splitlines()).replace("&", "&amp;").replace("$", "&#36;")
