"""What reading finds: data only, no sentences (those live in `jyplan.texts`)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Severity(IntEnum):
    """How much a finding matters; ordered, so that thresholds compare."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Span(NamedTuple):
    """A piece of one line of one file.

    Attributes:
        path: the file as the user named it (``<stdin>`` for standard input).
        line: line number, counted from 1.
        column: first character, counted from 1 in characters (not bytes, not cells).
        end_column: the character after the last one, counted from 1.
        cell: of a workbook or table, as Excel names it: ``指标!D7``, or ``D7`` where there are no
            sheets; `line` and `column` are then its row and column. Empty for a piece of a text.
    """

    path: str
    line: int
    column: int
    end_column: int
    cell: str = ""


def cell_span(path: str, sheet: str, row: int, column: int) -> Span:
    """Where a cell is.

    Args:
        path: the workbook as the user named it.
        sheet: the name of the sheet; empty for a CSV table.
        row: counted from 1, as Excel shows it.
        column: counted from 1.
    """
    cell = f"{sheet}!{_letters(column)}{row}".removeprefix("!")
    return Span(path, row, column, column, cell)


def _letters(column: int) -> str:
    """A column as Excel names it: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = f"{chr(ord('A') + place)}{letters}"
    return letters


class Edit(NamedTuple):
    """A mechanical correction of one piece of text.

    Attributes:
        span: the piece.
        old: what stands there.
        new: what should stand there.
    """

    span: Span
    old: str
    new: str


class Finding(NamedTuple):
    """One thing that is wrong, where it is, and the values its message needs.

    Attributes:
        code: the rule's stable code, such as ``JY102``.
        severity: how much it matters.
        span: where it is.
        data: the named values that the message of this code mentions.
        excerpt: the source lines that end with the span's own line, at most two;
            empty where a file has no readable text.
        edits: what mends it, where that is certain.
    """

    code: str
    severity: Severity
    span: Span
    data: Mapping[str, object]
    excerpt: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def mended(finding: Finding, new: str) -> Finding:
    """The finding with what mends it: `new` in the place of the text that its data holds.

    Unchanged where that text does not stand there as one piece: an anchor, a block or a text of
    several lines is not mended on its first line.
    """
    span = finding.span
    old = finding.excerpt[-1][span.column - 1 : span.end_column - 1] if finding.excerpt else ""
    if not new or not old or old.strip("\"'") != str(finding.data.get("text")):
        return finding
    return finding._replace(edits=(Edit(span, old, new),))


def _row_of(finding: Finding) -> str:
    """What tells the row of a cell, wherever it moves to."""
    named = finding.data.get("name") or finding.data.get("text") or ""
    sheet, _, _ = finding.span.cell.rpartition("!")
    return f"{sheet}!{named}" if finding.span.cell else ""


def fingerprints(findings: Iterable[Finding], before: Iterable[Finding] = ()) -> list[str]:
    """A name for each finding that stays when lines are added above it.

    It is made from rule, file and source line; equal ones are told apart by their order.

    Args:
        findings: in their order.
        before: others that count first, so that leaving these out changes no name.
    """
    # Only here: few runs need names for their findings.
    from hashlib import sha256

    seen: dict[str, int] = {}
    names = []
    left_out = list(before)
    for finding in (*left_out, *findings):
        source = finding.excerpt[-1].strip() if finding.excerpt else _row_of(finding)
        path = finding.span.path.replace("\\", "/")
        base = f"{finding.code}\0{path}\0{source}"
        seen[base] = seen.get(base, 0) + 1
        name = f"{base}\0{seen[base]}".encode(errors="surrogatepass")
        names.append(sha256(name).hexdigest()[:32])
    return names[len(left_out) :]
