"""One table of a workbook -> its rows: what each is about, and the cells that report something."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.heading_rows import HeadingRows
from jyplan.forms.heading_words import heading, unmarked
from jyplan.forms.headings import tables_in
from jyplan.forms.saying import said_in, says_kind
from jyplan.forms.titles import Titles, without_notes
from jyplan.plan.figures import amount, plain
from jyplan.plan.findings import cell_span
from jyplan.plan.scalars import Suspect, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.forms.heading_words import ColumnRole, TableColumn
    from jyplan.forms.headings import Chosen, Headings
    from jyplan.forms.sheets import Block, SheetCell, TableSheet
    from jyplan.plan.findings import Span

_LETTERS = frozenset("甲乙丙丁")
# roles of columns that may say of what kind a figure is
_LABELS = frozenset({"other", "theme", "obligation", "period", "provisional"})
# so many titles, and lines about all figures, are heard of a table
_MOST = 100
# what is said of a whole table, wherever that stands
_OF_ALL = re.compile(
    r"截[至止]|(?:以上|表中|本表|上表|所列)[^。;；,，]{0,8}?[为是]|^\s*[①-⑳*＊][^。,，]{0,6}?[为是]"
    r"|\bas (?:of|at)\b|(?:figures|data) are",
    re.IGNORECASE,
)
# a figure of which a comma makes two cells: 1,234.5 or 12,5
_COMMA = re.compile(r"[-+]?(?:[0-9]+,[0-9]+|[0-9]{1,3},[0-9]{3}[.][0-9]+)")


class SheetRows(NamedTuple):
    """What is where on a sheet, whichever of its tables is asked.

    Attributes:
        rows: those that are not empty, from above.
        cells: by row and then by column.
        blocks: merged cells by the column that they begin in, from above.
    """

    rows: Sequence[int]
    cells: Mapping[int, Mapping[int, SheetCell]]
    blocks: Mapping[int, list[Block]]


class SentTable(NamedTuple):
    """A table in a workbook.

    Attributes:
        path: the file as the user named it.
        sheet: the sheet that it is on.
        headings: its columns.
        sheet_rows: what is where on it.
        titles: what is said of it as a whole.
    """

    path: str
    sheet: TableSheet
    headings: Headings
    sheet_rows: SheetRows
    titles: Titles

    def at(self, row: int, column: int) -> Span:
        """Where a cell is."""
        return cell_span(self.path, self.sheet.name, row, column)

    def place(self, column: TableColumn) -> Span:
        """Where the heading of a column is."""
        return self.at(column.row or max(self.headings.row, 1), column.column)

    def rows(self) -> Iterator[TableRow]:
        """The rows below the headings that are not empty."""
        rows = self.sheet_rows.rows
        end = len(rows) if self.headings.end is None else bisect_right(rows, self.headings.end)
        for row in rows[bisect_right(rows, self.headings.row) : end]:
            yield TableRow(self, row)

    def is_like(self, other: SentTable) -> bool:
        """Whether it stands on the same sheet, and has the same headings."""
        return self.sheet is other.sheet and self.headings.layout() == other.headings.layout()

    def goes_on(self, before: SentTable) -> bool:
        """Whether it is the table before with its headings once more, as on the next page."""
        return not self.headings.titles and self.is_like(before)

    def decimal_commas(self, columns: Iterable[TableColumn]) -> bool:
        """Whether some columns have figures with commas that can only be for decimals."""
        told = (each.cell(column) for each in self.rows() for column in columns)
        texts = (plain(cell.text) for cell in told if cell and re.search("[,，]", cell.text))
        return any(
            isinstance(said := resolve(text), Suspect) and said.code == "JY131" for text in texts
        )

    def hidden(self, row: int, column: int) -> bool:
        """Whether nobody sees a cell."""
        return row in self.sheet.hidden_rows or column in self.sheet.hidden_columns

    def has_figures(self, column: TableColumn) -> bool:
        """Whether figures stand in a column, also with words around them."""
        cells = (row.cell(column) for row in self.rows())
        return any(cell and (cell.is_figure or amount(cell.text)) for cell in cells)

    def shares(self, block: Block) -> bool:
        """Whether a block of cells reaches over several columns of values."""
        values = self.headings.of("value")
        return sum(block[1] <= each.column <= block[3] for each in values) > 1

    def block_over(self, row: int, column: int) -> Block | None:
        """The block of cells that begins in a column and reaches a row."""
        blocks = self.sheet_rows.blocks.get(column, [])
        place = bisect_right(blocks, row, key=itemgetter(0)) - 1
        return blocks[place] if place >= 0 and blocks[place][2] >= row else None


class TableRow(NamedTuple):
    """A row of a table.

    Attributes:
        table: the table.
        row: which it is, from 1.
    """

    table: SentTable
    row: int

    def cell(self, column: TableColumn) -> SheetCell | None:
        """What stands in a column."""
        return self.table.sheet.cells.get((self.row, column.column))

    def shown(self, column: TableColumn) -> str:
        """What somebody sees in a column; empty where nothing is."""
        cell = self.cell(column)
        return "" if cell is None else cell.shown.strip()

    def text(self, *roles: ColumnRole) -> str:
        """What stands in the first column of these roles that is filled; empty where none is."""
        for column in self.table.headings.of(*roles):
            cell = self.cell(column)
            if cell is not None and cell.text.strip():
                return cell.text.strip()
        return ""

    def place(self, *roles: ColumnRole) -> Span:
        """Where the first column of these roles is that is filled, else the row's first one."""
        columns = self.table.headings.of(*roles) or list(self.table.headings.columns)
        filled = [column for column in columns if self.cell(column) is not None]
        return self.table.at(self.row, (filled or columns)[0].column)

    def stretched(self, role: ColumnRole) -> str:
        """What stands in a column here, or in a block of cells that reaches here from above."""
        if text := self.text(role):
            return text
        return next(filter(None, map(self.stretched_in, self.table.headings.of(role))), "")

    def stretched_in(self, column: TableColumn) -> str:
        """What stands in one column here, or in a block of cells that reaches here from above."""
        cell = self.stretched_cell(column)
        return cell.text.strip() if cell is not None else ""

    def unit_of(self, column: TableColumn) -> str:
        """What stands in the column of units that is nearest to another column."""
        units, values = self.table.headings.of("unit"), self.table.headings.of("value")
        # Where several units stand beside figures, they are all before them, or all behind.
        after = bool(units and values) and units[0].column > values[0].column
        near = sorted(
            units,
            key=lambda each: (
                (each.column < column.column) == after,
                abs(each.column - column.column),
            ),
        )
        return next(filter(None, map(self.stretched_in, near)), "")

    def stretched_cell(self, column: TableColumn) -> SheetCell | None:
        """The cell in a column here, or the block of cells that reaches here from above."""
        block = self.table.block_over(self.row, column.column)
        return self.cell(column) if block is None else self.table.sheet.cells.get(block[:2])

    def name(self) -> str:
        """What the row is about: of 一级指标 and 三级指标, or 指标 and 分项, the lowest."""
        headings = self.table.headings
        figures = min((each.column for each in headings.of("value", "target")), default=0)
        names = headings.of("name")
        before = [each for each in names if each.column < figures]
        named = map(self.stretched_in, [*reversed(before), *names])
        return unmarked(next(filter(None, named), ""))

    def words(self) -> tuple[Span, str] | None:
        """What stands in a row without figures, and where; None: it has figures."""
        cells = self.table.sheet_rows.cells[self.row]
        # A year alone is a heading of those below.
        if len(cells) > 1 and any(cell.is_figure for cell in cells.values()):
            return None
        texts = [cell.text.strip() for cell in cells.values()]
        return self.table.at(self.row, next(iter(cells))), " ".join(texts)

    def beside(self) -> Iterator[tuple[Span, str]]:
        """Words of columns that hold neither what the row is about nor free text, and where."""
        for column, text in self.labels():
            yield self.table.at(self.row, column), text
        if note := self.text("note"):
            yield self.place("note"), note

    def labels(self, *more: ColumnRole) -> Iterator[tuple[int, str]]:
        """Words of columns, with these, that may say of what kind figures are, or whose.

        Args:
            more: roles of other columns that are looked at.
        """
        known = {each.column: each.role for each in self.table.headings.columns}
        for column, cell in self.table.sheet_rows.cells[self.row].items():
            words = cell.sort in {"text", "date"} and not cell.is_figure
            if words and known.get(column, "other") in {*_LABELS, *more}:
                yield column, cell.text

    def early(self) -> bool:
        """Whether titles or words beside its figures say that they are preliminary."""
        kinds = (text for _, text in self.beside() if says_kind(text))
        return self.table.titles.early or any(said_in(text).early for text in kinds)

    def is_heading(self) -> bool:
        """Whether headings stand here once more, or the letters of columns (甲、乙)."""
        return self.text("name", "id") in _LETTERS or any(
            (found := heading(cell.text)) is not None and found[0] == column.role
            for column in self.table.headings.of("name", "id")
            if (cell := self.cell(column)) is not None
        )

    def cut(self, columns: Sequence[int]) -> tuple[Span, str] | None:
        """The first figure of a line of CSV that its comma may have cut, put together; None: none.

        Args:
            columns: those with figures, from the left.
        """
        if self.table.sheet.name:
            return None
        cells, headings = self.table.sheet.cells, self.table.headings
        rows = map(self.table.sheet_rows.cells.get, range(headings.first, headings.row + 1))
        last = max((column for row in rows for column in row or ()), default=0)
        beyond = last > 0 and (self.row, last + 1) in cells
        worded = headings.of("note", "source", "provisional", "unit", "district")
        roles = {each.column: each.role for each in worded}
        for column in columns:
            beside, role = cells.get((self.row, column + 1)), roles.get(column + 1)
            # 1 and 0 may well say whether a figure is preliminary.
            said = role == "provisional" and beside is not None and len(beside.text) == 1
            if beside is not None and not said and (role or beyond):
                whole = f"{cells[self.row, column].text},{beside.text}"
                if _COMMA.fullmatch(whole):
                    return self.table.at(self.row, column), whole
        return None


def tables_of(
    path: str, sheet: TableSheet, chosen: Chosen, *needed: ColumnRole
) -> Iterator[SentTable]:
    """The tables of a sheet, from above; some may hold nothing that is needed.

    Args:
        path: the file as the user named it.
        sheet: the sheet.
        chosen: what is known of it.
        needed: roles of which a table has at least one, beside a name or an id.
    """
    seen = HeadingRows(sheet, chosen.districts)
    if not (found := tables_in(seen, chosen, *needed)):
        return
    blocks: dict[int, list[Block]] = {}
    for block in sorted(sheet.merged):
        blocks.setdefault(block[1], []).append(block)
    rows = SheetRows([*seen.cells], seen.cells, blocks)
    lines = _lines(seen, found)
    foot = tuple(text for row, text in lines if row > seen.filled_before(seen.lowest + 1))
    section: tuple[str, ...] = ()
    heads = found[0].titles[:_MOST]
    names = sheet.name, PurePath(path).stem
    for each in found:
        own = each.titles[:_MOST]
        section = without_notes(own) or section
        end = seen.lowest if each.end is None else each.end
        among = lines[bisect_right(lines, (each.row + 1,)) : bisect_right(lines, (end + 1,))]
        about = (*(text for _, text in among[-_MOST:]), *foot[-_MOST:])
        titles = Titles(own, section, heads, names, about)
        yield SentTable(path, sheet, each, rows, titles)


def _lines(rows: HeadingRows, found: Iterable[Headings]) -> list[tuple[int, str]]:
    """What is said of all figures of a table in rows without any, by row, from above."""
    heads = {row for each in found for row in range(each.first, each.row + 1)}
    return [
        (number, cell.text)
        for number, row in rows.cells.items()
        if number not in heads and not any(cell.is_figure for cell in row.values())
        for cell in row.values()
        if _OF_ALL.search(cell.text)
    ]
