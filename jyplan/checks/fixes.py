"""Mechanical corrections: pieces of a text replaced at their places, everything else kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.atomic import write_whole
from jyplan.errors import cannot_write
from jyplan.plan.document import LINE_END
from jyplan.plan.files import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jyplan.checks.sources import Sources
    from jyplan.plan.findings import Edit, Span
    from jyplan.results import Checked

BOM = "\ufeff"


class Mended(NamedTuple):
    """A file before and after its corrections.

    Attributes:
        name: the file as findings name it.
        path: where it is.
        before: its text.
        after: its text with the corrections.
        edits: the corrections, in the order of the text.
    """

    name: str
    path: Path
    before: str
    after: str
    edits: tuple[Edit, ...]


def mended(sources: Sources, checked: Checked) -> list[Mended]:
    """The files that findings can mend, as they would be; nothing is written."""
    edits: dict[str, list[tuple[Edit, ...]]] = {}
    for finding in checked.findings:
        if finding.edits:
            edits.setdefault(finding.span.path, []).append(finding.edits)
    files = []
    for path, name in sources.files():
        if name not in edits:
            continue
        before = checked.held[name].decode()
        after, done = replaced(before, edits[name])
        if after != before:
            files.append(Mended(name, path, before, after, done))
    return files


def replaced(text: str, corrections: Iterable[tuple[Edit, ...]]) -> tuple[str, tuple[Edit, ...]]:
    """The text with its corrections, each of them whole or not at all, and which were made.

    What is no longer there is left alone, and so is a piece that two of them want otherwise:
    one figure may stand for several quantities.
    """
    body = text.removeprefix(BOM)
    starts = [0, *(match.end() for match in LINE_END.finditer(body))]
    wanted: dict[Span, set[str]] = {}
    possible = []
    for edits in dict.fromkeys(corrections):
        places = [_place(body, starts, edit) for edit in edits]
        if None not in places:
            possible.append(edits)
            for edit in edits:
                wanted.setdefault(edit.span, set()).add(edit.new)
    agreed = {
        edit
        for edits in possible
        if all(len(wanted[edit.span]) == 1 for edit in edits)
        for edit in edits
    }
    done = sorted(agreed)
    for edit in reversed(done):
        begin = starts[edit.span.line - 1] + edit.span.column - 1
        body = body[:begin] + edit.new + body[begin + len(edit.old) :]
    return text[: len(text) - len(text.removeprefix(BOM))] + body, tuple(done)


def _place(body: str, starts: Sequence[int], edit: Edit) -> int | None:
    """Where the piece is; None where something else stands there."""
    if edit.span.line > len(starts):
        return None
    begin = starts[edit.span.line - 1] + edit.span.column - 1
    return begin if body[begin : begin + len(edit.old)] == edit.old else None


class Written(NamedTuple):
    """What became of mended files.

    Attributes:
        done: those that were written.
        left: those that have changed since they were checked, and were left alone.
    """

    done: list[Mended]
    left: list[Mended]


def write(files: Iterable[Mended]) -> Written:
    """Put the mended texts in place of the old ones, each whole or not at all.

    Raises:
        RequestError: one cannot be written; it is as it was.
    """
    written = Written([], [])
    for file in files:
        before, after = file.before.encode(), file.after.encode()
        if read(file.path, file.name).data != before:
            written.left.append(file)
            continue
        try:
            write_whole(file.path, after)
        except OSError as error:
            raise cannot_write(file.name, error) from error
        written.done.append(file)
    return written
