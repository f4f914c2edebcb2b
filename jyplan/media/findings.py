"""Findings -> text: one line each, on a terminal with the source line and a caret below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from jyplan.plan.findings import Severity
from jyplan.texts.findings import message_of, visible
from jyplan.texts.words import echoed, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.plan.findings import Finding
    from jyplan.texts.words import Language

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
    message = message_of(finding, language)
    return f"{head_of(finding, language, colour=colour)} {message}"


def head_of(finding: Finding, language: Language, *, colour: bool) -> str:
    """``path:line:column: severity CODE``."""
    span = visible(finding).span
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
    sources = [echoed(source) for source in finding.excerpt]
    last = finding.excerpt[-1]
    before = echoed(last[: span.column - 1])
    meant = echoed(last[span.column - 1 : span.end_column - 1])
    carets = " " * cell_len(before) + "^" * max(1, cell_len(meant))
    if width is not None:
        room = max(width - digits - GUTTER, LEAST_ROOM)
        # What is meant must be seen, if not the beginning of its line.
        hidden = max(0, min(cell_len(carets), cell_len(before) + room // 2) - room + 2)
        sources = [_window(source, hidden, room) for source in sources]
        carets = _window(carets, hidden, room, sign=" ").rstrip()
    lines = [
        f"  {first + offset:>{digits}} | {source}".rstrip() for offset, source in enumerate(sources)
    ]
    return [*lines, f"  {' ' * digits} | {carets}"]


# cells beside the number of a line, and the fewest that are left for the line itself
GUTTER, LEAST_ROOM = 5, 20


def _window(line: str, hidden: int, room: int, sign: str = "…") -> str:
    """So many cells of a line after those that are hidden; a sign where something is left out."""
    begin = hidden + 1 if hidden else 0
    shown = sign if hidden else ""
    cut = cell_len(line) - hidden > room
    end = hidden + room - (1 if cut else 0)
    cells = 0
    for letter in line:
        size = cell_len(letter)
        if cells < begin < cells + size:
            shown += " "
        elif cells >= begin and cells + size <= end:
            shown += letter
        cells += size
    return shown + (sign if cut else "")
