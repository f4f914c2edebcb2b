"""The table of indicators that every plan has: its years, its rows, and what stands below it."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.errors import RequestError
from jyplan.forms.overlooked import unread_columns
from jyplan.forms.planning.aim_vocabulary import YEAR
from jyplan.forms.planning.years import (
    begins,
    dated,
    has_figures,
    is_growth,
    is_start_year,
    period_of,
)
from jyplan.forms.sheets import seen
from jyplan.forms.table import tables_of
from jyplan.plan.figures import says_nothing
from jyplan.plan.spelling import unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.forms.heading_words import ColumnRole, TableColumn
    from jyplan.forms.headings import Chosen
    from jyplan.forms.planning.years import Period
    from jyplan.forms.sheets import SheetCell, Sheets, TableSheet
    from jyplan.forms.table import SentTable, TableRow
    from jyplan.plan.findings import Span

# a plan has dozens; what has more is no plan
MOST_ROWS: Final = 500
# more than anybody looks through
MOST_NAMED: Final = 20
# longer texts neither name nor say anything that a table of a plan says
LONGEST: Final = 200
_CUT: Final = re.compile(f"(.{{{LONGEST}}}).+", re.DOTALL)
_NOTE: Final = re.compile(
    r"\s*(?:注|备注|说明|资料来源|数据来源|填[表报]\w{0,4}|制表\w?|审核\w?|notes?|sources?)"
    r"\s*[:：0-9①.].*",
    re.IGNORECASE | re.DOTALL,
)
_STARRED: Final = re.compile(r"\s*[*＊].*", re.DOTALL)
# what stands above a table and is not its name
_ASIDE: Final = re.compile(
    rf"{_NOTE.pattern}|{_STARRED.pattern}|(?:单位|表号|日期|units?)\s*[:：].*"
    r"|\W*(?:续表|continued|[合小总]计|(?:sub)?total)\W*",
    _NOTE.flags,
)
# a mark behind figures, and the year that stands for
_MARK: Final = re.compile(rf"([*＊①-⑳])[^。;；*＊①-⑳]{{0,24}}?({YEAR})")
# before the name of a table
_TITLE: Final = re.compile(
    r"^\s*(?:专栏|附?表|附件|table|box|annex)\s*[0-9一二三四五六七八九十.\-]*\s*[:：]?\s*",
    re.IGNORECASE,
)


class PlanRow(NamedTuple):
    """A row of the table.

    Attributes:
        inner: what stands in it.
        theme: what it stands under; empty where nothing says it.
    """

    inner: TableRow
    theme: str

    @property
    def name(self) -> str:
        """What it is called; empty where nothing says it."""
        name = _clean(self.inner.name() or self.inner.text("id")).strip()
        return name if any(map(str.isalnum, name)) else ""

    def cell(self, column: TableColumn) -> SheetCell | None:
        """What stands in a column here, or in cells that are one with those above."""
        cell = self.inner.stretched_cell(column)
        return None if cell is None else cell._replace(text=_clean(cell.text))

    def said(self, column: TableColumn | None) -> str:
        """The words in a column; empty where there are none, or a sign of none."""
        cell = None if column is None else self.cell(column)
        return "" if cell is None or says_nothing(cell.shown) else cell.shown.strip()

    def place(self, column: TableColumn | None) -> Span:
        """Where a column is; without one, where the name is."""
        table = self.inner.table
        return self.inner.place("name") if column is None else table.at(self.row, column.column)

    @property
    def row(self) -> int:
        """Which row it is, from 1."""
        return self.inner.row


class PlanTable(NamedTuple):
    """The table.

    Attributes:
        sent: the table as it stands in the workbook; others may go on with it.
        title: what stands above it, else empty.
        period: the years of the plan.
        start: the column of the baseline.
        start_year: that of the baseline's year, where rows have one each.
        target: that of the target year.
        growth: those of means and totals.
        between: those of years on the way.
        later: those of years after the last.
        unused: headings of columns with figures that nobody asks for.
        others: places of tables that were not read.
        rows: from above.
        marks: the years that marks stand for, where notes say it.
    """

    sent: SentTable
    title: str
    period: Period
    start: TableColumn | None
    start_year: TableColumn | None
    target: TableColumn | None
    growth: tuple[TableColumn, ...]
    between: tuple[TableColumn, ...]
    later: tuple[TableColumn, ...]
    unused: tuple[str, ...]
    others: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    marks: Mapping[str, int]

    def column(self, role: ColumnRole) -> TableColumn | None:
        """The first column of a role."""
        return next(iter(self.sent.headings.of(role)), None)

    def unit(self) -> str:
        """The unit that stands above the table for all of it; empty where there is none."""
        unit = self.sent.titles.unit
        return "" if re.search("[、,，;；]", unit) else _clean(unit)


def plan_table(sheets: Sheets, chosen: Chosen) -> PlanTable:
    """The table of indicators in a workbook.

    Args:
        sheets: what stands in it.
        chosen: what is known of it.

    Raises:
        RequestError: there is no such sheet or table, it names no years, or it is too long.
    """
    tables = [
        table
        for sheet in _looked_at(sheets, chosen)
        for table in tables_of(sheets.path, sheet, chosen, "target", "growth", "value")
    ]
    aimed = [each for each in tables if each.headings.of("target", "growth")]
    valued = [each for each in tables if each.headings.of("value")]
    if not (aimed or valued):
        raise RequestError("no_plan_table", path=sheets.path)
    first = (aimed or valued)[0]
    # What has the same headings goes on with it, as on the next page.
    parts = [each for each in tables if each.is_like(first)]
    others = (each for each in (*aimed, *valued) if not each.is_like(first))
    places = dict.fromkeys(each.at(each.headings.first or 1, 1).cell for each in others)
    return _table(parts, [*places][:MOST_NAMED])


def _clean(text: str) -> str:
    """A text without what nobody sees, for no file of a plan may hold it, and not endless."""
    return _CUT.sub(r"\1…", seen(text))


def _looked_at(sheets: Sheets, chosen: Chosen) -> Sequence[TableSheet]:
    """The sheets that may hold it."""
    if chosen.sheet is None:
        found = [each for each in sheets.sheets if not each.hidden]
    else:
        found = [each for each in sheets.sheets if each.name == chosen.sheet]
    if chosen.sheet is not None and not found:
        known = [each.name for each in sheets.sheets if each.name]
        raise RequestError("bad_choice", option="--sheet", value=chosen.sheet, known=known)
    return [each._replace(name=seen(each.name)) for each in found]


def _table(parts: Sequence[SentTable], others: Sequence[str]) -> PlanTable:
    sent = parts[0]
    columns = [dated(each) for each in sent.headings.columns]
    title = _title(sent.headings.titles)
    period = period_of(columns, (title, sent.sheet.name, PurePath(sent.path).stem))
    figures = [each for each in columns if has_figures(each)]
    ends = [each for each in figures if each.role == "target" or each.year is not None]
    target = _one(ends, period.last) or next(
        (each for each in ends if each.role == "target" and each.year is None), None
    )
    start = _one([each for each in ends if each.role != "target"], period.first) or next(
        (each for each in figures if each.year is None and begins(each)), None
    )
    start_year = next(filter(is_start_year, columns), None)
    growth = tuple(filter(is_growth, columns))
    between = tuple(each for each in ends if period.first < (each.year or 0) < period.last)
    later = tuple(each for each in ends if (each.year or 0) > period.last)
    used = (start, target, *between, *later)
    unused = [each.heading for each in figures if each not in used]
    known = {each.column for each in columns}
    unused += [str(said["name"]) for _, said in unread_columns(sent, known)]
    rows, notes = _rows(parts, [target, *growth, *(each for each in figures if each != target)])
    marks = {found[1].replace("＊", "*"): int(found[2]) for found in _MARK.finditer(notes)}
    return PlanTable(
        *(sent, title, period, start, start_year, target, growth),
        *(between, later, tuple(unused), tuple(others), rows, marks),
    )


def _one(columns: Iterable[TableColumn], year: int) -> TableColumn | None:
    return next((each for each in columns if each.year == year), None)


def _title(titles: Iterable[str]) -> str:
    """The longest text above the table, for that is its name."""
    above = [" ".join(_clean(each).split()) for each in titles]
    named = [_TITLE.sub("", each) or each for each in above if not _ASIDE.fullmatch(each)]
    return max(named, key=len, default="")


def _rows(
    parts: Sequence[SentTable], asked: Sequence[TableColumn | None]
) -> tuple[tuple[PlanRow, ...], str]:
    """The rows of indicators, and the notes below them.

    Args:
        parts: the tables that have them.
        asked: the columns of which an indicator has something in one.

    Raises:
        RequestError: there are too many.
    """
    rows: list[PlanRow] = []
    notes: list[str] = []
    theme, noted = "", None
    # Notes are few; what lies far below is none of the table.
    for row in islice((row for table in parts for row in table.rows()), 2 * MOST_ROWS):
        cells = row.table.sheet_rows.cells[row.row]
        texts = [cells[column].text for column in sorted(cells)]
        if (noted is row.table or _is_note(texts)) and not _TITLE.match(texts[0]):
            noted = row.table
            notes += texts
        elif _is_section(row, cells):
            # Above the next headings it is the name of their table.
            theme = unnumbered(_title(texts)) or theme
        elif not row.is_heading():
            theme = unnumbered(_clean(_group(row))) or theme
            found = PlanRow(row, theme)
            if found.name or any(map(found.said, asked)):
                rows.append(found)
        if len(rows) > MOST_ROWS:
            raise RequestError("table_too_long", most=MOST_ROWS)
    return tuple(rows), "\n".join(notes)


def _is_note(texts: Sequence[str]) -> bool:
    """Whether a row is said of the table; what is marked with a star is only where it is alone."""
    starred = len(texts) == 1 and _STARRED.fullmatch(texts[0])
    return bool(starred or _NOTE.fullmatch(texts[0]))


def _is_section(row: TableRow, cells: Mapping[int, SheetCell]) -> bool:
    """Whether a row names what stands below it, and nothing else."""
    said = [column for column, cell in cells.items() if not _ASIDE.fullmatch(cell.text)]
    columns = row.table.headings.columns
    over = (row.table.block_over(row.row, each.column) for each in columns)
    if len(said) > 1 or any(block is not None and block[0] < row.row for block in over):
        return False
    # Where groups have a column of their own, a name alone is one.
    grouped = any(each.role == "theme" for each in columns)
    named = {each.column for each in columns if each.role == "name"}
    return not (grouped and named & {*said}) and all(
        cells[column].sort == "text" and not says_nothing(cells[column].text) for column in said
    )


def _group(row: TableRow) -> str:
    """What a row belongs to: its theme, or the highest of several levels of names."""
    levels = [each for each in row.table.headings.of("name") if "级" in each.heading]
    if len(levels) > 1 and (group := row.stretched_in(levels[0])) != row.name():
        return group
    return row.stretched("theme")
