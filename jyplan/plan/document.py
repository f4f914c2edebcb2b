"""One file's text and values, and where each of them stands: positions in characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from jyplan.plan.findings import Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

# The parser's events carry no types.
Event: TypeAlias = Any
# the key's event, the value's event, what lies inside: by key text, or by index
Entry: TypeAlias = "tuple[Event, Event, Places | None]"
Places: TypeAlias = "dict[str, Entry] | list[Entry]"
Loc: TypeAlias = "tuple[str | int, ...]"

LONGEST_LINE: Final = 200
LINE_END = re.compile("\r\n|\n|\r")


class Text:
    """One file's text: where its lines are, and what is found on them."""

    __slots__ = ("_lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        if self._lines is None:
            self._lines = LINE_END.split(self.text)
        return self._lines

    def found(self, code: str, span: Span, data: Mapping[str, object]) -> Finding:
        """An error at a span."""
        return Finding(code, Severity.ERROR, span, data, self.excerpt(span.line, span.column))

    def excerpt(self, line: int, column: int) -> tuple[str, ...]:
        """The line before `line` and `line` itself; see `Document.excerpt`."""
        if column > LONGEST_LINE:
            return ()
        return tuple(text[:LONGEST_LINE] for text in self.lines[max(line - 2, 0) : line])

    def span(self, event: Event) -> Span:
        """Where an event stands, as far as its first line goes."""
        start, end = event.start_mark, event.end_mark
        if start.line == end.line and start.column < end.column:
            return Span(self.path, start.line + 1, start.column + 1, end.column + 1)
        stop = start.column + 1 if start.line == end.line else None
        return self.clamped(start.line, start.column, stop)

    def clamped(self, line: int, column: int, stop: int | None = None) -> Span:
        """From `column` to before `stop` (None: the end of the line), moved into the text.

        The parser's marks, counted from 0, may lie behind the last line or on a blank one.
        """
        number = min(line, len(self.lines) - 1)
        while number and not self.lines[number].strip():
            number -= 1
        whole = self.lines[number]
        size = len(whole.rstrip() if stop is None or number < line else whole)
        start = min(size if number < line else column, max(size - 1, 0))
        end = size if stop is None else min(max(stop, start + 1), size)
        return Span(self.path, number + 1, start + 1, max(end, start) + 1)


class Document:
    """The values of one file, and where each of them stands.

    Attributes:
        path: the file as the user named it.
        value: dict, list, str, int, float, bool or None; refused scalars are `Suspect`.
        nulls: whether there may be a None in it.
    """

    __slots__ = ("_root", "_text", "nulls", "path", "value")

    def __init__(self, text: Text, root: Entry, value: object, *, nulls: bool) -> None:
        self.path = text.path
        self.nulls = nulls
        self.value = value
        self._text = text
        self._root = root

    def span(self, loc: Loc, *, key: bool = False) -> Span:
        """Where the value at `loc` stands, or the deepest part of `loc` that exists.

        Args:
            loc: keys and indices from the root.
            key: whether the key is meant and not its value. A mapping, a sequence or an
                empty value is shown by its key in any case, or by the line on which it
                begins if no key leads to it.
        """
        entry = self._root
        for part in loc:
            inner = _inside(entry[2], part)
            if inner is None:
                break
            entry = inner
        key_event, event, places = entry
        hidden = places is not None or event.start_mark.index == event.end_mark.index
        if key_event is not None and (key or hidden):
            return self._text.span(key_event)
        if hidden:
            return self._text.clamped(event.start_mark.line, event.start_mark.column)
        return self._text.span(event)

    def mapping(self, loc: Loc) -> dict[str, Entry]:
        """What lies in the mapping at `loc`, by key; empty where there is none."""
        entry: Entry | None = self._root
        for part in loc:
            entry = None if entry is None else _inside(entry[2], part)
        return entry[2] if entry is not None and isinstance(entry[2], dict) else {}

    def excerpt(self, line: int, column: int = 1) -> tuple[str, ...]:
        """The line before `line` and `line` itself (counted from 1), without line ends.

        Long lines lose their end, never their beginning, so that columns stay true;
        nothing is shown for a column that would be lost. Invisible characters are
        replaced, so that a terminal can show what this returns.
        """
        return self._text.excerpt(line, column)

    def finding(
        self,
        code: str,
        severity: Severity,
        loc: Loc,
        data: Mapping[str, object],
        *,
        key: bool = False,
    ) -> Finding:
        """A finding about the value (or the key) at `loc`."""
        span = self.span(loc, key=key)
        return Finding(code, severity, span, data, self.excerpt(span.line, span.column))


def _inside(places: Places | None, part: str | int) -> Entry | None:
    if isinstance(places, dict):
        return places.get(str(part))
    if places is not None and isinstance(part, int) and 0 <= part < len(places):
        return places[part]
    return None
