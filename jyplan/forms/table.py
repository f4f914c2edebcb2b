"""One table of a workbook -> its rows: what each is about, and the cells that report something."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from operator import itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.heading_words import heading, says_part, says_reached, unmarked
from jyplan.forms.headings import tables_in
from jyplan.plan.findings import cell_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.forms.heading_words import ColumnRole, TableColumn
    from jyplan.forms.headings import Chosen, Headings
    from jyplan.forms.sheets import Block, SheetCell, TableSheet
    from jyplan.plan.findings import Span

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
# a day on which it was filled in or sent, also a month that stands alone
_DAY = re.compile(
    r"(?:19|20|21)[0-9]{2}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}(?![0-9])\s*日?"
    r"|^\s*\(?(?:19|20|21)[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\)?\s*$"
)
# a month or a year in which it was
_SENT = re.compile(
    r"(?:19|20|21)[0-9]{2}\s*(?:年\s*[0-9]{1,2}\s*月|[./-]\s*[0-9]{1,2}(?![0-9]))"
    r"|(?:19|20|21)[0-9]{2}年?(?:报送|上报|填报|报来)"
)
# twelve months, or the last of them, are a year
_TWELVE = re.compile(r"年\s*(?:0?1\s*月?\s*[-—–~至到]\s*12\s*月|12\s*月\s*(?:31\s*日|末|底))")
_AIM = re.compile(r"目标|任务分解|计划指标|(?<![a-z])targets?(?![a-z])", re.IGNORECASE)
_LETTERS = frozenset("甲乙丙丁")
_LEVEL = re.compile("[一二三]级")
# what stands below a table or above the next, and is no title of it
_NOTE = re.compile(
    r"\s*(?:注|备注|说明|资料来源|数据来源|填[表报](?!年)|制表|审核|notes?\b|sources?\b)",
    re.IGNORECASE,
)
# what stands above a table where it is all in one unit
_UNIT = re.compile(r"单\s*位\s*:\s*(?:人民币)?\s*(\S+)|units?\s*:\s*(\S.*)", re.IGNORECASE)
_MONEY = re.compile(r"\(\s*([百千十]?[万亿]?元)\s*\)$")


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
        heads: what stands at the head of its sheet.
    """

    path: str
    sheet: TableSheet
    headings: Headings
    sheet_rows: SheetRows
    heads: tuple[str, ...] = ()

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

    def above(self) -> list[list[str]]:
        """What is said of the table: above it, else at the head of its sheet, else by the file."""
        own, heads = (
            [each for each in texts if not _NOTE.match(each)]
            for texts in (self.headings.titles, self.heads)
        )
        name = self.sheet.name
        return [[*own, name], [*heads, name], [PurePath(self.path).stem]]

    def year(self) -> int | None:
        """The only year that titles name, else the file; None: they name none, or several."""
        for texts in self.above():
            if years := _years(texts):
                return years.pop() if len(years) == 1 else None
        return None

    def period(self) -> str:
        """The title that says that figures are of a part of a year; empty where none does."""
        for texts in self.above():
            for text in texts:
                if says_part(_DAY.sub(" ", unicodedata.normalize("NFKC", text))):
                    return text
            if _years(texts):
                return ""
        return ""

    def aim(self) -> str:
        """The title that says that it is a table of targets; empty where none does."""
        for texts in (self.headings.titles, self.heads, [self.sheet.name]):
            if any(map(says_reached, texts)):
                return ""
            if found := next(filter(_AIM.search, texts), ""):
                return found
        return ""

    def unit(self) -> str:
        """The unit that stands above the table; empty where there is none."""
        for text in [*self.headings.titles, *self.heads, self.sheet.name]:
            plain = unicodedata.normalize("NFKC", text).strip()
            if match := _UNIT.search(plain):
                return (match[1] or match[2]).strip("() ")
            if match := _MONEY.search(plain):
                return match[1]
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

    def stretched_cell(self, column: TableColumn) -> SheetCell | None:
        """The cell in a column here, or the block of cells that reaches here from above."""
        block = self.table.block_over(self.row, column.column)
        return self.cell(column) if block is None else self.table.sheet.cells.get(block[:2])

    def name(self) -> str:
        """What the row is about: of 一级指标 and 三级指标 beside each other, the lowest."""
        levels = [each for each in self.table.headings.of("name") if _LEVEL.search(each.heading)]
        named = (self.stretched_in(each) for each in reversed(levels))
        return unmarked(next(filter(None, named), "") or self.stretched("name"))

    def is_heading(self) -> bool:
        """Whether headings stand here once more, or the letters of columns (甲、乙)."""
        return self.text("name", "id") in _LETTERS or any(
            (found := heading(cell.text)) is not None and found[0] == column.role
            for column in self.table.headings.of("name", "id")
            if (cell := self.cell(column)) is not None
        )

    def cut(self, columns: Sequence[int]) -> Span | None:
        """The first figure of a line of CSV that a comma in it may have cut; None: none.

        Args:
            columns: those with figures, from the left.
        """
        if self.table.sheet.name:
            return None
        cells = self.table.sheet.cells
        last = max(self.table.sheet_rows.cells.get(self.table.headings.row, ()), default=0)
        worded = self.table.headings.of("note", "source", "provisional", "unit", "district")
        words = {each.column for each in worded}
        beyond = (self.row, last + 1) in cells
        for column in columns:
            beside = cells.get((self.row, column + 1))
            parts = beside is not None and re.fullmatch("[0-9]{3}([.][0-9]+)?", beside.text)
            whole = re.fullmatch("[-+]?[0-9]{1,3}", cells[self.row, column].text)
            if whole and parts and (beyond or column + 1 in words):
                return self.table.at(self.row, column)
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
    if not (found := tables_in(sheet, chosen, *needed)):
        return
    cells: dict[int, dict[int, SheetCell]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        cells.setdefault(row, {})[column] = cell
    blocks: dict[int, list[Block]] = {}
    for block in sorted(sheet.merged):
        blocks.setdefault(block[1], []).append(block)
    rows = SheetRows([*cells], cells, blocks)
    for each in found:
        yield SentTable(path, sheet, each, rows, found[0].titles)


def _years(texts: Iterable[str]) -> set[int]:
    """The years that texts name, without those of days, months and sending."""
    found = set()
    for text in texts:
        plain = _TWELVE.sub("年", unicodedata.normalize("NFKC", text))
        found |= {int(year) for year in _YEAR.findall(_SENT.sub(" ", _DAY.sub(" ", plain)))}
    return found
