"""Columns side by side, as far as a screen has room; below each other where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jyplan.render.status_table import GAP_CELLS, NAME_CELLS
from jyplan.render.wrapping import longest_word, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.render.columns import Cell, View


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        key: its name; a year for the values of one.
        title: its heading.
        cells: one a row.
        right: True for figures.
    """

    key: str
    title: str
    cells: list[Cell]
    right: bool


def width_of(column: Column) -> int:
    """The cells that a column needs."""
    lines = [line for cell in column.cells for line in cell.text.split("\n")]
    return max(map(cell_len, [*column.title.split("\n"), *lines]))


def least_width(column: Column) -> int:
    """The cells below which a column would break words."""
    words = [longest_word(cell.text) for cell in column.cells]
    return min(max([NAME_CELLS, *words]), width_of(column))


def fitting(
    columns: list[Column], width: int, expendable: Sequence[str], due: Sequence[int] = ()
) -> list[Column]:
    """The columns that fit side by side.

    Args:
        columns: all of them, names first.
        width: of the screen.
        expendable: what goes first, by key.
        due: the target years of the rows; the more rows have one, the longer it stays.
    """
    kept = list(columns)
    years = [column.key for column in columns if column.key.isdigit()]
    ranked = sorted(years, key=lambda year: (due.count(int(year)), year in years[::-1][:1]))
    inner = [year for year in ranked if year not in {years[0], ranked[-1]}] if years else []
    for key in [*expendable, *inner, *years[:1]]:
        needed = [
            least_width(column) if column.key == "indicator" else width_of(column)
            for column in kept
        ]
        if sum(needed) + GAP_CELLS * (len(kept) - 1) <= width:
            break
        kept = [column for column in kept if column.key != key]
    return kept


def table_of(columns: Sequence[Column], view: View, width: int) -> Table | Text:
    """Columns side by side, the first one folded; below each other where that breaks words."""
    needed = [least_width(columns[0]), *map(width_of, columns[1:])]
    if sum(needed) + GAP_CELLS * (len(needed) - 1) > width:
        return _stacked(columns, view, width)
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
    figures = sum(width_of(column) + GAP_CELLS for column in columns[1:])
    room = max(width - figures, least_width(columns[0]))
    for column in columns:
        named = column.key == "indicator"
        table.add_column(
            Text(column.title),
            justify="right" if column.right else "left",
            no_wrap=not named,
            overflow="fold",
            min_width=None if named else width_of(column),
        )
    for index in range(len(columns[0].cells)):
        cells = [column.cells[index] for column in columns]
        first = Text("\n".join(wrapped(cells[0].text, room)), style=cells[0].style)
        table.add_row(first, *(Text(cell.text, style=cell.style) for cell in cells[1:]))
    return table


def _stacked(columns: Sequence[Column], view: View, width: int) -> Text:
    """Every row on lines of its own, its cells with their headings below it."""
    names, *others = columns
    text = Text()
    for index, named in enumerate(names.cells):
        text.append("\n".join(wrapped(named.text, width)) + "\n", style=named.style)
        for column in others:
            cell = column.cells[index]
            if cell.text:
                title = column.title.replace("\n", "")
                text.append(f"  {title}{view.word('colon')}{cell.text}\n", style=cell.style)
    text.rstrip()
    return text
