"""Mechanical corrections: pieces of a text replaced at their places, everything else kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.atomic import write_whole
from jyplan.plan.document import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jyplan.checks.sources import Sources
    from jyplan.plan.findings import Edit, Finding

BOM = "\ufeff"


class Mended(NamedTuple):
    """A file before and after its corrections.

    Attributes:
        name: the file as findings name it.
        path: where it is.
        before: its text.
        after: its text with the corrections.
        edits: how many there are.
    """

    name: str
    path: Path
    before: str
    after: str
    edits: int


def mended(sources: Sources, findings: Iterable[Finding]) -> list[Mended]:
    """The files that findings can mend, as they would be; nothing is written.

    A file that has changed since it was checked, so that a piece is no longer there, is left out.
    """
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        for edit in finding.edits:
            edits.setdefault(edit.span.path, []).append(edit)
    files = []
    for path, name in sources.files():
        if name not in edits:
            continue
        try:
            before = path.read_bytes().decode()
        except (OSError, ValueError):
            continue
        after = replaced(before, edits[name])
        if after is not None:
            files.append(Mended(name, path, before, after, len(edits[name])))
    return files


def replaced(text: str, edits: Sequence[Edit]) -> str | None:
    """The text with every piece replaced; None where one of them is not there."""
    body = text.removeprefix(BOM)
    starts = [0, *(match.end() for match in LINE_END.finditer(body))]
    places = []
    for edit in dict.fromkeys(edits):
        if edit.span.line > len(starts):
            return None
        begin = starts[edit.span.line - 1] + edit.span.column - 1
        if body[begin : begin + len(edit.old)] != edit.old:
            return None
        places.append((begin, begin + len(edit.old), edit.new))
    end = len(body)
    for begin, stop, new in sorted(places, reverse=True):
        # Of two that overlap the later one waits for the next run.
        if stop <= end:
            body = body[:begin] + new + body[stop:]
            end = begin
    return text[: len(text) - len(text.removeprefix(BOM))] + body


def write(files: Iterable[Mended]) -> None:
    """Put the mended texts in place of the old ones, each whole or not at all.

    Raises:
        OSError: one cannot be written; it is as it was.
    """
    for file in files:
        write_whole(file.path.resolve(), file.after.encode())
