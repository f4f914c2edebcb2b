"""Text in lines, measured in character cells: between words, and anywhere in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.pages.page import Quote

CLOSING = "，。；：、）”％?!"
OPENING = "（“"
# cells beside the number of a line, and the fewest that are left for the line itself
GUTTER, LEAST_ROOM = 5, 20


def wrapped(text: str, cells: int, indent: int = 0) -> list[str]:
    """The text in lines of at most so many cells; only a longer word goes beyond.

    Args:
        text: what is to be wrapped.
        cells: of every line.
        indent: by how much all lines but the first are shorter, and begin further in.
    """
    if cell_len(text) <= cells:
        return [text.rstrip()]
    return flow(words(text), cells, separator="", indent=indent)


def flow(pieces: Iterable[str], cells: int, separator: str = "  ", indent: int = 0) -> list[str]:
    """Pieces side by side in lines of at most so many cells, none of them parted.

    A piece that is wider than a line is wrapped by itself.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces:
        joined = f"{line}{separator}{piece}" if line else piece
        room = cells - (indent if lines else 0)
        if cell_len(joined.rstrip()) <= room:
            line = joined
            continue
        if line:
            lines.append(line.rstrip())
        line = piece
        room = cells - (indent if lines else 0)
        if cell_len(piece) > room and (separator or room >= LEAST_ROOM):
            *full, line = wrapped(piece, room) if separator else _cut(piece, room)
            lines += full
    lines.append(line.rstrip())
    return [lines[0], *(" " * indent + line for line in lines[1:])]


def _cut(word: str, room: int) -> list[str]:
    """A word that no line has room for, in pieces: behind a stroke, else where the line ends."""
    pieces = [""]
    for part in re.findall(r"[^/-]*[/-]*", word):
        if pieces[-1] and cell_len(pieces[-1] + part.rstrip()) > room:
            pieces.append("")
        for sign in part:
            if cell_len(pieces[-1] + sign) > room and sign != " ":
                pieces.append("")
            pieces[-1] += sign
    return pieces


def longest_word(text: str) -> int:
    """The cells of the longest piece that a line cannot part."""
    return max((cell_len(word.rstrip()) for word in words(text)), default=0)


def words(text: str) -> Sequence[str]:
    """Pieces between which a line may break: words, and single Chinese characters."""
    pieces: list[str] = []
    inside = False
    for sign in text:
        # What stands in brackets, a unit above all, is parted at blanks alone.
        held = inside and pieces[-1][-1] != " "
        # the dashes of an option belong to it
        held = held or (bool(pieces) and not pieces[-1].strip("-") and sign != " ")
        if pieces and (held or _joins(pieces[-1][-1], sign)):
            pieces[-1] += sign
        else:
            pieces.append(sign)
        inside = sign == "(" or (inside and sign != ")")
    return pieces


def _joins(before: str, sign: str) -> bool:
    """Whether no line may break between two characters."""
    if sign == " " or sign in CLOSING or before in OPENING or GLUE in {before, sign}:
        return True
    wide = cell_len(sign) > 1 or cell_len(before) > 1
    # what is hyphenated may be parted, but not a name from its number
    return before != " " and not wide and (before != "-" or sign.isdigit())


def frame(quote: Quote, width: int | None = None) -> list[str]:
    """The source lines with a caret under the piece that is meant, measured in cells.

    Args:
        quote: what is shown.
        width: of the terminal, behind which lines are cut; None where there is none.
    """
    if not quote.lines:
        return []
    first = quote.number - len(quote.lines) + 1
    digits = len(str(quote.number))
    sources = quote.lines
    last = quote.lines[-1]
    before, meant = last[: quote.begin], last[quote.begin : quote.end]
    carets = " " * cell_len(before) + "^" * max(1, cell_len(meant))
    if width is not None:
        room = max(width - digits - GUTTER, LEAST_ROOM)
        # What is meant must be seen, if not the beginning of its line.
        hidden = max(0, min(cell_len(carets), cell_len(before) + room // 2) - room + 2)
        sources = tuple(_window(line, hidden, room) for line in sources)
        carets = _window(carets, hidden, room, sign=" ").rstrip()
    lines = [
        f"  {first + offset:>{digits}} | {line}".rstrip() for offset, line in enumerate(sources)
    ]
    return [*lines, f"  {' ' * digits} | {carets}"]


def _window(line: str, hidden: int, room: int, sign: str = "…") -> str:
    """So many cells of a line after those that are hidden; a sign where something is left out."""
    if not hidden and cell_len(line) <= room:
        return line
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
