"""A check as GitHub's workflow commands: annotations on the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.data.checks.portable import STDIN, located, portable
from jyplan.media.findings import line_of
from jyplan.pages.counts import by_severity, levels_line, scope_line
from jyplan.plan.findings import Severity
from jyplan.texts.checks import title_of
from jyplan.texts.findings import message_of, visible
from jyplan.texts.reports import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.findings import Finding
    from jyplan.results import Checked
    from jyplan.texts.words import Language

COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
# how many annotations of one severity GitHub shows of a step
SHOWN = 10


def check_github(checked: Checked, language: Language) -> str:
    """One command a finding, errors first; then the totals, and what GitHub would not show."""
    levels = by_severity(portable(finding) for finding in checked.findings)
    lines = [
        annotation(finding, language) for found in levels.values() for finding in found[:SHOWN]
    ]
    between, scope = said("between", language), scope_line(checked, language)
    lines.append(f"{levels_line(checked, language)}{between}{scope}")
    for level, found in levels.items():
        if len(found) > SHOWN:
            key = f"annotated.{level.name.lower()}"
            lines.append(said(key, language, n=len(found), shown=SHOWN))
            lines += [_plain(line_of(finding, language, colour=False)) for finding in found[SHOWN:]]
    return "\n".join(lines) + "\n"


def annotation(finding: Finding, language: Language) -> str:
    """The command for one finding."""
    span = finding.span
    properties: dict[str, object] = {}
    if span.cell:
        # A workbook has no lines.
        properties = {"file": visible(finding).span.path}
    elif span.path != STDIN:
        # Nobody says whether the end belongs to the piece: with the last character nothing
        # too much is marked. An end before its beginning makes GitHub refuse the annotation.
        properties = {
            "file": visible(finding).span.path,
            "line": span.line,
            "endLine": span.line,
            "col": span.column,
            "endColumn": max(span.column, span.end_column - 1),
        }
    properties["title"] = f"{finding.code} {title_of(finding.code, language)}"
    message = located(finding, message_of(finding, language))
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    # What a file holds must not become a command: neither at the beginning nor, in the
    # old notation, anywhere in a line.
    return f"- {' '.join(line.splitlines())}".replace("##[", "## [")
