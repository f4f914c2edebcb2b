"""Which columns of a table have room on a sheet, and how wide they are."""

from __future__ import annotations

from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from jyplan.media.docx.marks import written
from jyplan.media.signs import SIGNS, heights_of
from jyplan.media.wrapping import words
from jyplan.texts.numbers import percent
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.pages.page import Bar, Cell, Column, Table

# points of letters in tables
SIZE, SMALL_SIZE = 9.0, 8.0
# how wide a Latin letter is, in sizes, in fonts that stand in for the one that is named
LATIN, BOLD, GAP = 0.62, 0.7, 0.25
# these are as wide as Chinese ones
BROAD = frozenset("mwMW%@")
# points on both sides of a text together, and one to spare
PADDING = 9.0
# sizes of the narrowest names, of words and figures that are not folded, and of headings
NAMES, WORDS, FIGURES, HEADING = 10, 12, 11, 7
# sizes that a bar takes, and its share
BAR = 5.5
# Word measures in these, of points
TWENTIETHS = 20
# a table that needs more than this share of a sheet is as wide as the sheet
WHOLE = 0.6


class Fitted(NamedTuple):
    """A table as it has room.

    Attributes:
        kept: numbers of its columns that are shown.
        widths: of each of them, in points.
        fits: whether no text in them is parted where it should not be.
        small: whether that takes smaller letters.
    """

    kept: tuple[int, ...]
    widths: tuple[float, ...]
    fits: bool
    small: bool


def fitted(table: Table, room: float, *, small: bool = False) -> Fitted:
    """The columns that have room side by side: those that may be left out go one by one.

    Args:
        table: what is to be shown.
        room: for all columns, in points.
        small: whether it is written in smaller letters.
    """
    size = SMALL_SIZE if small else SIZE
    columns = table.columns
    needs = [_needs(table, index, size) for index in range(len(columns))]
    kept = list(range(len(columns)))
    ranked = sorted(
        (index for index in kept if columns[index].dispensable),
        key=lambda index: -columns[index].dispensable,
    )
    for index in ranked:
        if sum(needs[each][0] for each in kept) <= room:
            break
        kept.remove(index)
    least, wide = ([needs[index][side] for index in kept] for side in (0, 1))
    widths = tuple(floor(width * TWENTIETHS) / TWENTIETHS for width in _widths(least, wide, room))
    return Fitted(tuple(kept), widths, sum(least) <= room, small)


def suited(table: Table, room: float, *, small: bool = False) -> tuple[Table, Fitted]:
    """The table, or with its rows as columns where only that has room, and its columns.

    Letters are made smaller before a text is parted.

    Args:
        table: what is to be shown.
        room: for all columns, in points.
        small: whether it is written in smaller letters.
    """
    found = fitted(table, room, small=small)
    if not found.fits and table.turns:
        turned = table.turned()
        other = fitted(turned, room, small=small)
        if other.fits:
            return turned, other
    return table, found if found.fits or small else fitted(table, room, small=True)


def width_of(text: str, latin: float = LATIN) -> float:
    """How wide a text is, in sizes of its letters: Chinese signs are as wide as they are high."""
    wide = [cell_len(sign) > 1 for sign in text]
    # Word leaves a gap between the two scripts
    gaps = sum(before != after for before, after in pairwise(wide)) * GAP
    whole = sum(sign in BROAD or not sign.isascii() for sign in text)
    return whole + latin * (len(text) - whole) + gaps


def _needs(table: Table, index: int, size: float) -> tuple[float, float]:
    """The points below which a column parts what belongs together, and those of its whole texts."""
    column = table.columns[index]
    cells = [row.cells[index] for row in table.rows]
    wide = max(map(_whole, cells), default=0.0)
    title = width_of(written(column.title), BOLD)
    least = max((_least(cell, column) for cell in cells), default=0.0)
    if column.names:
        least = max(least, min(NAMES, wide))
    # what has blanks is folded there
    least = max(
        least, _longest(column.title, BOLD), 0 if " " in column.title else min(HEADING, title)
    )
    return least * size + PADDING, max(wide, title) * size + PADDING


def _whole(cell: Cell) -> float:
    drawn = BAR + width_of(share_of(cell.bar)) if cell.bar else 0.0
    drawn += width_of(heights_of(cell.heights, SIGNS)) if cell.heights else 0.0
    # a line of its own for each
    return drawn + max(map(width_of, written(cell.text).split("\n")))


def share_of(bar: Bar) -> str:
    """What a bar shows, in figures."""
    return f"{GLUE}{percent(bar.share, 0)}"


def _longest(text: str, latin: float = LATIN) -> float:
    return max((width_of(word.rstrip(), latin) for word in words(written(text))), default=0.0)


def _least(cell: Cell, column: Column) -> float:
    """The sizes of what is not parted: a figure, a few words, else the longest word."""
    whole, most = _whole(cell), FIGURES if column.right else WORDS
    if not column.names and whole <= most:
        return whole
    folded = max(_longest(cell.text), BAR if cell.bar else 0.0)
    return folded if column.names else max(folded, most)


def _widths(least: Sequence[float], wide: Sequence[float], room: float) -> list[float]:
    """The room shared out: first what texts need, then as much for all."""
    needed, wished = sum(least), sum(wide)
    if needed >= room:
        return [width * room / needed for width in least]
    if wished >= room:
        share = (room - needed) / (wished - needed)
        return [low + (high - low) * share for low, high in zip(least, wide, strict=True)]
    more = (room - wished) / len(wide) if wished > WHOLE * room else 0.0
    return [width + more for width in wide]
