"""What on a sheet is not read, though somebody may have meant it to be."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.forms.heading_words import TableColumn
from jyplan.plan.findings import cell_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jyplan.forms.sheets import SheetCell, TableSheet
    from jyplan.forms.table import SentTable
    from jyplan.plan.findings import Span

# an indicator of the plan is looked for in so many cells of a sheet, or rows of a table
_MOST = 2000


def overlooked(
    path: str,
    sheet: TableSheet,
    tables: Sequence[SentTable],
    meant: Callable[[str], str | None],
) -> Iterator[tuple[Span, dict[str, object]]]:
    """Tables and columns that are not read, each with its place and what is said of it.

    Args:
        path: the file as the user named it.
        sheet: the sheet.
        tables: its tables, from above.
        meant: the id of the quantity that is called so; None: nobody knows.
    """
    before = None
    for _, (table, *beside) in groupby(tables, lambda each: each.headings.row):
        known = {each.column for part in (table, *beside) for each in part.headings.columns}
        if before is None or not table.goes_on(before):
            if any(part.headings.of("value") for part in (table, *beside)):
                yield from unread_columns(table, known)
            else:
                first = table.headings.first
                rows = [*range(first, table.headings.row + 1), *(each.row for each in table.rows())]
                cells = {
                    (row, column): cell
                    for row in rows
                    for column, cell in table.sheet_rows.cells.get(row, {}).items()
                }
                yield from _unread(path, sheet, cells, meant, "table_unread")
        before = table
    if not tables and not sheet.hidden:
        yield from _unread(path, sheet, sheet.cells, meant, "sheet_unread")


def unread_columns(table: SentTable, known: set[int]) -> Iterator[tuple[Span, dict[str, object]]]:
    """Columns with figures whose headings say nothing that is known."""
    cells = table.sheet_rows.cells
    words: dict[int, list[TableColumn]] = {}
    for row in range(table.headings.first, table.headings.row + 1):
        for column, cell in cells.get(row, {}).items():
            if column not in known:
                here = TableColumn("other", column, heading=cell.text, row=row)
                words.setdefault(column, []).append(here)
    for each in table.rows():
        if not words:
            return
        for column in words.keys() & cells[each.row].keys():
            if cells[each.row][column].is_figure:
                said = words.pop(column)
                name = "".join(part.heading for part in said)
                yield table.place(said[-1]), {"problem": "column_unread", "name": name}


def _unread(
    path: str,
    sheet: TableSheet,
    cells: Mapping[tuple[int, int], SheetCell],
    meant: Callable[[str], str | None],
    problem: str,
) -> Iterator[tuple[Span, dict[str, object]]]:
    """The first indicator of the plan in cells of which none is read, if figures stand there."""
    figures = {row for (row, _), cell in cells.items() if cell.is_figure}
    texts = [(place, cell.text) for place, cell in cells.items() if cell.sort == "text"]
    named = [(place, text) for place, text in texts[:_MOST] if meant(text)] if figures else []
    if named:
        (row, column), name = named[0]
        # Several indicators without figures beside them are the headings of columns.
        across = row not in figures and sum(each == row for (each, _), _ in named) > 1
        data = {"problem": "transposed" if across else problem, "name": name, "row": min(cells)[0]}
        yield cell_span(path, sheet.name, row, column), data
