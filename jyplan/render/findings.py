"""Findings -> text: one line each, on a terminal with the source line and a caret below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from jyplan.plan.findings import Severity
from jyplan.render.finding_texts import message_of
from jyplan.render.messages import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.plan.findings import Finding
    from jyplan.render.messages import Language

TAB_CELLS = 1
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def findings_text(
    findings: Sequence[Finding], language: Language, *, frames: bool, colour: bool
) -> str:
    """The findings, each on a line of its own, and their number.

    Args:
        findings: in the order in which they are to be read.
        language: of the messages.
        frames: True to show the source line with a caret under each.
        colour: True to colour severities.
    """
    lines = []
    for finding in findings:
        lines.append(line_of(finding, language, colour=colour))
        if frames:
            lines += frame_of(finding)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    files = len({finding.span.path for finding in findings})
    lines.append(text("findings.total", language, errors=errors, files=files))
    return "\n".join(lines) + "\n"


def line_of(finding: Finding, language: Language, *, colour: bool) -> str:
    """``path:line:column: severity CODE message`` on one line."""
    message = printable(message_of(finding, language))
    return f"{head_of(visible(finding), language, colour=colour)} {message}"


def visible(finding: Finding) -> Finding:
    """The finding with a name of its file that moves no cursor."""
    span = finding.span
    path = printable(" ".join(span.path.split("\n")))
    return finding._replace(span=span._replace(path=path))


def head_of(finding: Finding, language: Language, *, colour: bool) -> str:
    """``path:line:column: severity CODE``."""
    span = finding.span
    severity = text(f"severity.{finding.severity.name.lower()}", language)
    if colour:
        severity = f"\x1b[{COLOURS[finding.severity]}m{severity}\x1b[0m"
    return f"{span.path}:{span.line}:{span.column}: {severity} {finding.code}"


def frame_of(finding: Finding, width: int | None = None) -> list[str]:
    """The source lines with a caret under the piece that is meant, measured in cells.

    Args:
        finding: what is shown.
        width: of the terminal, behind which lines are cut; None where there is none.
    """
    if not finding.excerpt:
        return []
    span = finding.span
    first = span.line - len(finding.excerpt) + 1
    digits = len(str(span.line))
    lines = [
        f"  {first + offset:>{digits}} | {printable(source)}".rstrip()
        for offset, source in enumerate(finding.excerpt)
    ]
    source = printable(finding.excerpt[-1])
    before, meant = source[: span.column - 1], source[span.column - 1 : span.end_column - 1]
    carets = "^" * max(1, cell_len(meant))
    lines.append(f"  {' ' * digits} | {' ' * cell_len(before)}{carets}")
    return lines if width is None else [_cut(line, width) for line in lines]


def _cut(line: str, width: int) -> str:
    """The line as far as it fits; carets need no sign that there are more."""
    if cell_len(line) <= width:
        return line
    if line.endswith("^"):
        return set_cell_size(line, width)
    return f"{set_cell_size(line, width - 1)}…"


def printable(source: str) -> str:
    """The line as it can be shown: what moves the cursor or hides becomes one visible cell."""
    return "".join(
        sign if sign.isprintable() else ("�" if sign != "\t" else " ") for sign in source
    )
