"""Figures of tables as a submission in YAML, as a person would write it, comments kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.plan.document import LINE_END
from jyplan.plan.written import mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.plan.document import Document, Loc

STEP = "  "
# longer lines are parted
WIDEST = 100


def new_file(head: Mapping[str, str], values: Iterable[str], restated: Iterable[str]) -> str:
    """A submission as text.

    Args:
        head: what stands before the values.
        values: lines of the values.
        restated: lines of restated years.
    """
    lines = ["schema: 1", *(f"{key}: {value}" for key, value in head.items())]
    listed = [*values]
    lines += ["values:", *(STEP + line for line in listed)] if listed else ["values: {}"]
    if below := [*restated]:
        lines += ["restates:", *(STEP + line for line in below)]
    return "\n".join(lines) + "\n"


def entry_lines(key: str, parts: Mapping[str, str], remark: str) -> list[str]:
    """A value under its id: on one line where it has room, else a line a part.

    Args:
        key: the id.
        parts: keys and what stands behind them, as YAML; the value first.
        remark: what stands behind it as a comment; empty for nothing.
    """
    behind = f" # {' '.join(remark.split())}" if remark else ""
    whole = parts["value"] if len(parts) == 1 else mapping(parts)
    line = f"{key}: {whole}{behind}"
    if len(line) <= WIDEST:
        return [line]
    rest = [f"{STEP}{name}: {value}" for name, value in parts.items() if name != "value"]
    return [f"{key}:", f"{STEP}value: {parts['value']}{behind}", *rest]


class CannotMergeError(Exception):
    """A file is written in a way into which nothing can be put."""


class Merge:
    """A submission that is there, line by line, while values are put into it."""

    def __init__(self, text: str, document: Document) -> None:
        self._end = "\r\n" if "\r\n" in text else "\n"
        self._lines = LINE_END.split(text)
        self._document = document
        # from below, so that places above stay true
        self._changes: list[tuple[int, int, list[str]]] = []

    def text(self) -> str:
        """The text with all that was put into it."""
        lines = [*self._lines]
        for first, last, new in sorted(self._changes, key=lambda each: each[:2], reverse=True):
            lines[first:last] = new
        return self._end.join(lines)

    def add(self, loc: Loc, new: Sequence[str]) -> None:
        """Put lines behind all that stands in the mapping at `loc`, or behind its key alone."""
        entries = self._document.mapping(loc)
        if entries:
            keys = [key for key, _, _ in entries.values()]
            last, column = max(key.start_mark.line for key in keys), keys[0].start_mark.column
            if self._is_flow(loc):
                self._unfolded(loc, new)
                return
            end = self._end_of(last, column)
            self._changes.append((end, end, [" " * column + line for line in new]))
            return
        key, event, _ = self._document.mapping(loc[:-1])[str(loc[-1])]
        number, indent = event.start_mark.line, " " * (key.start_mark.column + len(STEP))
        line = self._lines[number]
        before, after = line[: event.start_mark.column], line[event.start_mark.column :]
        empty = re.match(r"\{\s*\}", after)
        if empty is None:
            raise CannotMergeError
        rest = before.rstrip() + (" " if after[empty.end() :].strip() else "")
        whole = (rest + after[empty.end() :].strip()).rstrip()
        self._changes.append((number, number + 1, [whole, *(indent + line for line in new)]))

    def _unfolded(self, loc: Loc, new: Sequence[str]) -> None:
        """Put lines behind those of a mapping that stood between braces on one line."""
        key, event, _ = self._document.mapping(loc[:-1])[str(loc[-1])]
        number = event.start_mark.line
        line = self._lines[number]
        inside, brace, behind = line.rpartition("}")
        starts = [each.start_mark for each, _, _ in self._document.mapping(loc).values()]
        one_line = all(start.line == number for start in starts)
        if not (one_line and brace and not behind.partition("#")[0].strip()):
            raise CannotMergeError
        columns = [start.column for start in starts]
        pieces = [
            inside[first:last].strip().rstrip(",").rstrip()
            for first, last in zip(columns, [*columns[1:], len(inside)], strict=True)
        ]
        indent = " " * (key.start_mark.column + len(STEP))
        head = line[: event.start_mark.column].rstrip() + behind.rstrip()
        below = [indent + each for each in (*pieces, *new)]
        self._changes.append((number, number + 1, [head, *below]))

    def exchange(self, loc: Loc, new: Sequence[str]) -> None:
        """Put lines in the place of the entry at `loc`, comments kept."""
        if self._is_flow(loc[:-1]):
            raise CannotMergeError
        key, event, places = self._document.mapping(loc[:-1])[str(loc[-1])]
        first, column = key.start_mark.line, key.start_mark.column
        end = self._end_of(first, column)
        comments = [line for line in self._lines[first + 1 : end] if line.lstrip().startswith("#")]
        behind = ""
        if places is None and event.end_mark.line == first:
            behind = self._lines[first][event.end_mark.column :].rstrip()
        elif end == first + 1:
            # Behind the last brace of a mapping on one line.
            behind = self._lines[first].rpartition("}")[2].rstrip()
        else:
            behind = self._lines[first][key.end_mark.column :].strip().removeprefix(":").rstrip()
        if behind and not behind.lstrip().startswith("#"):
            raise CannotMergeError
        lines = [" " * column + line for line in new]
        lines[0] += behind if " # " not in lines[0] else ""
        kept = [" " * column + comment.strip() for comment in comments]
        self._changes.append((first, end, [*kept, *lines]))

    def append(self, new: Sequence[str]) -> None:
        """Put lines at the end of the file."""
        end = len(self._lines)
        while end and not self._lines[end - 1].strip():
            end -= 1
        self._changes.append((end, end, [*new]))

    def _is_flow(self, loc: Loc) -> bool:
        """Whether a mapping is written between braces."""
        event = self._document.mapping(loc[:-1])[str(loc[-1])][1] if loc else None
        return bool(getattr(event, "flow_style", False))

    def _end_of(self, first: int, column: int) -> int:
        """The line behind the entry that begins on a line, at a column."""
        end = number = first + 1
        while number < len(self._lines):
            line = self._lines[number]
            bare = line.strip()
            number += 1
            # Comments may stand at any column.
            if not bare or bare.startswith("#"):
                continue
            if len(line) - len(line.lstrip(" ")) <= column:
                break
            end = number
        return end
