"""Text in lines, measured in character cells: between words, and anywhere in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CLOSING = "，。；：、）”％?!"
OPENING = "（“"


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells; only a longer word goes beyond."""
    return flow(_words(text), cells, separator="")


def flow(pieces: Iterable[str], cells: int, separator: str = "  ") -> list[str]:
    """Pieces side by side in lines of at most so many cells, none of them parted.

    A piece that is wider than a line is wrapped by itself.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces:
        joined = f"{line}{separator}{piece}" if line else piece
        if cell_len(joined.rstrip()) <= cells:
            line = joined
            continue
        if line:
            lines.append(line.rstrip())
        line = piece
        if separator and cell_len(piece) > cells:
            *full, line = wrapped(piece, cells)
            lines += full
    return [*lines, line.rstrip()]


def longest_word(text: str) -> int:
    """The cells of the longest piece that a line cannot part."""
    return max((cell_len(word.rstrip()) for word in _words(text)), default=0)


def _words(text: str) -> Sequence[str]:
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
