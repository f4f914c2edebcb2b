"""The table of indicators that every plan has: its years, its rows, and what stands below it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.errors import RequestError
from jyplan.forms.headings import headings_in
from jyplan.forms.planning.aim_vocabulary import YEAR
from jyplan.forms.planning.aim_words import plain, says_nothing
from jyplan.forms.planning.indicator_words import unnumbered
from jyplan.forms.planning.years import begins, has_figures, period_of
from jyplan.forms.sheets import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.headings import Chosen, Headings
    from jyplan.forms.planning.years import Period
    from jyplan.forms.sheets import SheetCell, Sheets, TableSheet

# a plan has dozens; what has more is no plan
MOST_ROWS: Final = 500
MOST_BLOCKS: Final = 5000
# a title may go over more columns, and down into none
WIDEST: Final = 20
# longer texts neither name nor say anything that a table of a plan says
LONGEST: Final = 200
_NOTE: Final = re.compile(
    r"\s*(?:注|备注|说明|资料来源|数据来源|notes?|sources?)\s*[:：0-9①.].*|\s*[*＊].*",
    re.IGNORECASE | re.DOTALL,
)
# what stands above a table and is not its name
_ASIDE: Final = re.compile(
    rf"{_NOTE.pattern}|(?:单位|填报|表号|日期|制表|units?)\s*[:：].*", _NOTE.flags
)
_STAR: Final = re.compile(rf"\*[^。;]{{0,24}}?({YEAR})")
# before the name of a table
_TITLE: Final = re.compile(
    r"\s*(?:专栏|附?表|附件|table|box|annex)\s*[0-9一二三四五六七八九十.\-]*\s*[:：]?\s*",
    re.IGNORECASE,
)


class PlanRow(NamedTuple):
    """A row of the table.

    Attributes:
        row: which it is, from 1.
        theme: what it stands under; empty where nothing says it.
        cells: what stands in its columns; cells that are one going down, in each row.
    """

    row: int
    theme: str
    cells: Mapping[int, SheetCell]

    def said(self, column: TableColumn | None) -> str:
        """The words in a column; empty where there are none."""
        cell = self.cells.get(column.column) if column is not None else None
        return "" if cell is None else cell.shown


class PlanTable(NamedTuple):
    """The table.

    Attributes:
        path: the file as the user named it.
        sheet: where it stands.
        headings: its columns.
        title: what stands above it, else empty.
        period: the years of the plan.
        start: the column of the baseline.
        target: that of the target year.
        growth: that of means and totals.
        between: those of years on the way.
        later: those of years after the last.
        unused: headings of columns with figures that nobody asks for.
        rows: from above.
        star: the year that a star stands for, where something says it.
    """

    path: str
    sheet: TableSheet
    headings: Headings
    title: str
    period: Period
    start: TableColumn | None
    target: TableColumn | None
    growth: TableColumn | None
    between: tuple[TableColumn, ...]
    later: tuple[TableColumn, ...]
    unused: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    star: int | None

    def column(self, role: str) -> TableColumn | None:
        """The first column of a role."""
        return next((each for each in self.headings.columns if each.role == role), None)


def plan_table(sheets: Sheets, chosen: Chosen) -> PlanTable:
    """The table of indicators in a workbook.

    Args:
        sheets: what stands in it.
        chosen: what is known of it.

    Raises:
        RequestError: there is no such sheet or table, it names no years, or it is too long.
    """
    for sheet in _looked_at(sheets, chosen):
        headings = headings_in(sheet, chosen, "target", "growth") or headings_in(
            sheet, chosen, "value"
        )
        if headings is not None:
            # What nobody sees is neither found nor missed, and no file of a plan may hold it.
            cells = {
                place: cell._replace(text=_shortened(seen(cell.text)))
                for place, cell in sheet.cells.items()
            }
            return _table(sheets, sheet._replace(cells=cells), headings)
    raise RequestError("no_plan_table", path=sheets.path)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _looked_at(sheets: Sheets, chosen: Chosen) -> Sequence[TableSheet]:
    """The sheets that may hold it."""
    if chosen.sheet is None:
        return [each for each in sheets.sheets if not each.hidden]
    found = [each for each in sheets.sheets if each.name == chosen.sheet]
    if not found:
        known = [each.name for each in sheets.sheets if each.name]
        raise RequestError("bad_choice", option="--sheet", value=chosen.sheet, known=known)
    return found


def _table(sheets: Sheets, sheet: TableSheet, headings: Headings) -> PlanTable:
    title = _title(sheet, headings)
    named = (title, sheet.name, PurePath(sheets.path).stem)
    period = period_of(headings, named)
    figures = [each for each in headings.columns if has_figures(each)]
    ends = [each for each in figures if each.role == "target" or each.year is not None]
    target = _one(ends, period.last) or next(
        (each for each in ends if each.role == "target" and each.year is None), None
    )
    start = _one([each for each in ends if each.role != "target"], period.first) or next(
        (each for each in figures if each.year is None and begins(each)), None
    )
    growth = next((each for each in headings.columns if each.role == "growth"), None)
    between = [each for each in ends if period.first < (each.year or 0) < period.last]
    later = [each for each in ends if (each.year or 0) > period.last]
    used = {each.column for each in (start, target, *between, *later) if each is not None}
    unused = tuple(each.heading for each in figures if each.column not in used)
    rows, notes = _rows(sheet, headings)
    star = next((int(found[1]) for note in notes if (found := _STAR.search(plain(note)))), None)
    return PlanTable(
        *(sheets.path, sheet, headings, title, period, start, target, growth),
        *(tuple(between), tuple(later), unused, rows, star),
    )


def _one(columns: Iterable[TableColumn], year: int) -> TableColumn | None:
    return next((each for each in columns if each.year == year), None)


def _title(sheet: TableSheet, headings: Headings) -> str:
    """The longest text above the table, for that is its name."""
    above = [
        " ".join(cell.text.split())
        for (row, _), cell in sheet.cells.items()
        if row < headings.first and cell.sort == "text"
    ]
    named = [_TITLE.sub("", each, count=1) or each for each in above if not _ASIDE.fullmatch(each)]
    return max(named, key=len, default="")


def _rows(sheet: TableSheet, headings: Headings) -> tuple[tuple[PlanRow, ...], list[str]]:
    """The rows of indicators, and the notes below them.

    Raises:
        RequestError: there are too many.
    """
    name = next(each.column for each in headings.columns if each.role in {"name", "id"})
    themed = next((each.column for each in headings.columns if each.role == "theme"), None)
    theme, rows = "", []
    notes: list[str] = []
    for row, own, cells in _cells_by_row(sheet, headings):
        texts = [own[column].text for column in sorted(own)]
        ends = texts and _NOTE.fullmatch(texts[0]) and not _has_some(own, headings)
        if notes or ends:
            notes += texts
        elif themed is None and _is_section(own, cells):
            theme = unnumbered(texts[0])
        elif name in cells or _has_some(own, headings):
            if themed is not None and themed in cells:
                theme = unnumbered(cells[themed].text)
            rows.append(PlanRow(row, theme, cells))
        if len(rows) > MOST_ROWS:
            raise RequestError("table_too_long", most=MOST_ROWS)
    return tuple(rows), notes


def _cells_by_row(
    sheet: TableSheet, headings: Headings
) -> Iterator[tuple[int, dict[int, SheetCell], dict[int, SheetCell]]]:
    """Rows below the headings: their own cells, and these with what goes down into them."""
    by_row: dict[int, dict[int, SheetCell]] = {}
    for (row, column), cell in sheet.cells.items():
        if row > headings.row:
            by_row.setdefault(row, {})[column] = cell
    # Notes below a table are few; what lies far below is none of it.
    rows = sorted(by_row)[: 2 * MOST_ROWS]
    over: dict[int, dict[int, SheetCell]] = {}
    for top, left, bottom, right in sheet.merged[:MOST_BLOCKS]:
        if bottom > top and right - left < WIDEST and (top, left) in sheet.cells:
            for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
                over.setdefault(row, {})[left] = sheet.cells[top, left]
    for row in rows:
        yield row, by_row[row], over.get(row, {}) | by_row[row]


def _is_section(own: Mapping[int, SheetCell], cells: Mapping[int, SheetCell]) -> bool:
    """Whether a row names what stands below it, and nothing else."""
    if len(cells) != 1 or len(own) != 1:
        return False
    cell = next(iter(own.values()))
    return cell.sort == "text" and not says_nothing(cell.text)


def _has_some(own: Mapping[int, SheetCell], headings: Headings) -> bool:
    """Whether there is anything that an indicator needs."""
    asked = {each.column for each in headings.of("value", "target", "growth")}
    return any(column in asked and not says_nothing(own[column].text) for column in own)
