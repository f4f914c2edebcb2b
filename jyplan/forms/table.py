"""One table of a workbook -> its rows: what each is about, and the cells that report something."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from operator import itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.heading_words import heading
from jyplan.plan.findings import cell_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.forms.heading_words import ColumnRole, TableColumn
    from jyplan.forms.headings import Headings
    from jyplan.forms.sheets import Block, SheetCell, TableSheet
    from jyplan.plan.findings import Span

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
# a day, as of sending
_DAY = re.compile(
    r"(?:19|20|21)[0-9]{2}\s*[-年/.]\s*[0-9]{1,2}\s*[-月/.]\s*[0-9]{1,2}(?![0-9])\s*日?"
)
# twelve months are a year, what else says months or quarters is a part of one
_TWELVE = re.compile(r"(?<![0-9])0?1\s*[-—–至到~]\s*12\s*月")
_PART = re.compile(
    r"[上下]半年|[一二三四1-4]季度|前[一二三1-3]季|[0-9]\s*月|first half|\bq[1-4]\b|quarter",
    re.IGNORECASE,
)
# what stands above a table where it is all in one unit
_UNIT = re.compile(r"(?:计量)?单位[:：]\s*(\S+)|unit:\s*(\S.*)", re.IGNORECASE)


class SentTable(NamedTuple):
    """A table in a workbook.

    Attributes:
        path: the file as the user named it.
        sheet: the sheet that it is on.
        headings: its columns.
        blocks: merged cells by the column that they begin in, from above.
    """

    path: str
    sheet: TableSheet
    headings: Headings
    blocks: Mapping[int, list[Block]] = {}

    def at(self, row: int, column: int) -> Span:
        """Where a cell is."""
        return cell_span(self.path, self.sheet.name, row, column)

    def place(self, column: TableColumn) -> Span:
        """Where the heading of a column is."""
        return self.at(column.row or max(self.headings.row, 1), column.column)

    def rows(self) -> Iterator[TableRow]:
        """The rows below the headings that are not empty."""
        # Further down headings may stand once more, with other columns.
        for row in sorted({row for row, _ in self.sheet.cells}):
            if row > self.headings.row:
                yield TableRow(self, row)

    def titles(self) -> Iterator[str]:
        """What stands above the table, and the name of its sheet."""
        for (row, _), cell in sorted(self.sheet.cells.items()):
            if row < self.headings.first and cell.sort == "text":
                yield cell.text
        yield self.sheet.name

    def year(self) -> int | None:
        """The only year that titles name, else the file; None: they name none, or several."""
        for texts in ([*self.titles()], [PurePath(self.path).stem]):
            years = {int(year) for text in texts for year in _YEAR.findall(_undated(text))}
            if years:
                return years.pop() if len(years) == 1 else None
        return None

    def period(self) -> str:
        """The title that says that figures are of a part of a year; empty where none does."""
        return next((text for text in self.titles() if _PART.search(_undated(text))), "")

    def unit(self) -> str:
        """The unit that stands above the table; empty where there is none."""
        for text in self.titles():
            match = _UNIT.search(unicodedata.normalize("NFKC", text))
            if match:
                return (match[1] or match[2]).strip("()")
        return ""

    def hidden(self, row: int, column: int) -> bool:
        """Whether nobody sees a cell."""
        return row in self.sheet.hidden_rows or column in self.sheet.hidden_columns

    def merged_with(self, row: int, column: int) -> int:
        """The last row of the block that a cell begins; the row itself where it begins none."""
        block = self.block_over(row, column)
        return block[2] if block is not None and block[0] == row else row

    def block_over(self, row: int, column: int) -> Block | None:
        """The block of cells that begins in a column and reaches a row."""
        blocks = self.blocks.get(column, [])
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
        for column in self.table.headings.of(role):
            block = self.table.block_over(self.row, column.column)
            if block is not None and block[0] < self.row:
                cell = self.table.sheet.cells.get(block[:2])
                return cell.text.strip() if cell is not None else ""
        return ""

    def repeats_headings(self) -> bool:
        """Whether the headings stand here once more, as on the next page."""
        names = self.table.headings.of("name", "id")
        return any(
            (found := heading(cell.text)) is not None and found[0] == column.role
            for column in names
            if (cell := self.cell(column)) is not None
        )


def blocks_of(sheet: TableSheet) -> dict[int, list[Block]]:
    """The merged cells of a sheet by the column that they begin in, from above."""
    found: dict[int, list[Block]] = {}
    for block in sorted(sheet.merged):
        found.setdefault(block[1], []).append(block)
    return found


def _undated(text: str) -> str:
    """A title without the day on which the table was sent, and without all twelve months."""
    plain = unicodedata.normalize("NFKC", text)
    return _DAY.sub(" ", _TWELVE.sub(" ", plain))
