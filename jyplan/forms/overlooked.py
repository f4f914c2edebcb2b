"""What on a sheet is not read, though somebody may have meant it to be."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.forms.heading_words import TableColumn
from jyplan.plan.findings import cell_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.forms.sheets import TableSheet
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
            reports = any(part.headings.of("value") for part in (table, *beside))
            yield from unread_columns(table, known) if reports else _table(table, meant)
        before = table
    if not tables:
        yield from _sheet(path, sheet, meant)


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


def _table(
    table: SentTable, meant: Callable[[str], str | None]
) -> Iterator[tuple[Span, dict[str, object]]]:
    """A table without values, if it has an indicator of the plan and figures."""
    cells = table.sheet_rows.cells
    for row, _ in zip(table.rows(), range(_MOST), strict=False):
        name = row.name() or row.text("id")
        if any(cell.is_figure for cell in cells[row.row].values()) and meant(name):
            first = table.headings.first
            yield table.at(first, 1), {"problem": "table_unread", "name": name, "row": first}
            return


def _sheet(
    path: str, sheet: TableSheet, meant: Callable[[str], str | None]
) -> Iterator[tuple[Span, dict[str, object]]]:
    """The first indicator of the plan on a sheet without a table, if figures stand there."""
    if sheet.hidden or not any(cell.is_figure for cell in sheet.cells.values()):
        return
    texts = [(place, cell.text) for place, cell in sheet.cells.items() if cell.sort == "text"]
    for (row, column), text in texts[:_MOST]:
        if meant(text):
            data: dict[str, object] = {"problem": "sheet_unread", "name": text}
            yield cell_span(path, sheet.name, row, column), data
            return
