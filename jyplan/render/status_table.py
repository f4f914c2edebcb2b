"""`jyplan status` as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jyplan.render.columns import COLUMNS, localized
from jyplan.render.status_parts import (
    NAMES,
    below,
    columns_for,
    grouped,
    heading,
    keys_for,
    notes,
    summary,
)
from jyplan.render.terminal import INDENT, Screen, paragraph, side_by_side, to_text
from jyplan.render.verdicts import said_of
from jyplan.render.wrapping import longest_word, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType

    from jyplan.render.columns import Cell, Column, View

    Cells = Mapping[str, Cell]

# what goes first where the screen is narrow
EXPENDABLE = (
    "projection",
    "baseline",
    "lead",
    "expected",
    "achieved",
    "catch_up",
    "progress",
)
# beside the verdicts of rules, of which one is shown
FIGURES = ("latest", "baseline")
EXPENDABLE_PLAN = ("gap", "step", "milestone", "baseline")
NAME_CELLS = 20
GAP_CELLS = 2


class Sheet:
    """The cells of a table, each made once, and how wide its columns are.

    Attributes:
        view: what the cells are made for.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._columns: dict[str, Cells] = {}

    def cells(self, column: Column) -> Cells:
        """The cells of a column, by indicator."""
        if column.key not in self._columns:
            self._columns[column.key] = {
                item.indicator.id: column.cell(item, self.view)
                for item in self.view.report.assessments
            }
        return self._columns[column.key]

    def width(self, column: Column) -> int:
        """The cells that a column needs, with nothing cut or folded."""
        shown = [cell.text for cell in self.cells(column).values()]
        return max(map(cell_len, [column.title(self.view), *shown]))


def status_table(view: View, screen: Screen, chosen: Sequence[str] | None = None) -> str:
    """The report as a table grouped by theme, with what a reader must know below it."""
    sheet = Sheet(view)
    columns = columns_for(view, chosen) if chosen else _fitting(sheet, screen.width)
    parts: list[RenderableType] = [side_by_side(heading(view), screen, "bold"), Text()]
    if view.report.assessments and not chosen and _too_wide(sheet, columns, screen.width):
        parts += _stacked(view, screen)
    elif view.report.assessments:
        parts.append(_table(sheet, columns, screen.width))
    else:
        parts.append(Text(view.word("nothing_selected")))
    keys = [column.key for column in columns]
    parts.append(Text())
    parts += [paragraph(line, screen, "bright_black", indent=2) for line in notes(view, keys)]
    parts.append(side_by_side(summary(view), screen))
    parts += [paragraph(line, screen, indent=2) for line in below(view)]
    return to_text(parts, screen)


def _fitting(sheet: Sheet, width: int) -> list[Column]:
    """The columns of this mode that fit the width side by side, no figure cut."""
    view = sheet.view
    observed = view.report.observed
    columns = {column.key: column for column in columns_for(view, keys_for(view))}
    widths = {key: sheet.width(column) for key, column in columns.items()}
    widths["indicator"] = min(widths["indicator"], _least(sheet, columns["indicator"]))
    rules = [column.key for column in columns.values() if column.key not in COLUMNS]
    expendable = ("target", *FIGURES) if rules else EXPENDABLE if observed else EXPENDABLE_PLAN
    for key in expendable:
        if sum(widths[kept] + GAP_CELLS for kept in columns) - GAP_CELLS <= width:
            break
        columns.pop(key, None)
    return list(columns.values())


def _too_wide(sheet: Sheet, columns: Sequence[Column], width: int) -> bool:
    """Whether the columns of rules leave no room for names."""
    if not sheet.view.report.rules:
        return False
    needed = [
        _least(sheet, column) if column.key in NAMES else sheet.width(column) for column in columns
    ]
    return sum(needed) + GAP_CELLS * (len(needed) - 1) > width


def _stacked(view: View, screen: Screen) -> list[RenderableType]:
    """Every indicator on lines of its own, the verdicts of the rules below it."""
    parts: list[RenderableType] = []
    for name, members in grouped(view.report):
        if name is not None:
            parts.append(Text(localized(name, view.language), style="bold"))
        for item in members:
            lines = wrapped(COLUMNS["indicator"].cell(item, view).text, screen.width - INDENT)
            parts.append(Text("\n".join(" " * INDENT + line for line in lines)))
            parts += [
                Text(f"{' ' * 2 * INDENT}{cell.text}", style=cell.style)
                for cell in said_of(item, view)
            ]
    return parts


def _least(sheet: Sheet, column: Column) -> int:
    """The cells below which a column of names would break words."""
    if column.key not in NAMES:
        return 0
    words = [longest_word(cell.text) for cell in sheet.cells(column).values()]
    return max(NAME_CELLS, INDENT + max(words, default=0))


def _table(sheet: Sheet, columns: Sequence[Column], width: int) -> Table:
    view = sheet.view
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
    widths = {column.key: sheet.width(column) for column in columns}
    figures = sum(cells + GAP_CELLS for key, cells in widths.items() if key not in NAMES)
    for column in columns:
        named = column.key in NAMES
        table.add_column(
            Text(column.title(view)),
            justify="right" if column.right else "left",
            no_wrap=not named,
            overflow="fold",
            min_width=None if named else widths[column.key],
        )
    room = max(width - figures, *(_least(sheet, column) for column in columns), NAME_CELLS)
    cells = [(column.key in NAMES, sheet.cells(column)) for column in columns]
    for name, members in grouped(view.report):
        if name is not None and columns[0].key in NAMES:
            table.add_row(Text(localized(name, view.language), style="bold"))
        for item in members:
            row = ((named, column[item.indicator.id]) for named, column in cells)
            table.add_row(*(_shown(cell, room if named else None) for named, cell in row))
    return table


def _shown(cell: Cell, room: int | None) -> Text:
    """The cell as it stands, or, within so many cells, as a name below its theme."""
    if room is None:
        return Text(cell.text, style=cell.style)
    lines = wrapped(cell.text, room - INDENT)
    return Text("\n".join(" " * INDENT + line for line in lines), style=cell.style)
