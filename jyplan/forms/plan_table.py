"""The table of indicators that every plan has: its years, its rows, and what stands below it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.errors import RequestError
from jyplan.forms.aim_words import plain, says_nothing
from jyplan.forms.headings import headings_in
from jyplan.forms.indicator_words import unnumbered
from jyplan.plan.faults import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.forms.headings import Chosen, Headings, TableColumn
    from jyplan.forms.sheets import SheetCell, Sheets, TableSheet

# a plan has dozens; what has more is no plan
MOST_ROWS: Final = 500
_BEGUN: Final = re.compile(r"基期|基数|基准|现状|base", re.IGNORECASE)
_NOTE: Final = re.compile(
    r"\s*(?:注|备注|说明|资料来源|数据来源|notes?|sources?)\s*[:：0-9①.].*|\s*[*＊].*",
    re.IGNORECASE | re.DOTALL,
)
_STAR: Final = re.compile(r"\*[^。;]{0,24}?((?:19|20|21)[0-9]{2})")
_SPAN: Final = re.compile(r"((?:19|20|21)[0-9]{2})年?(?:-|–|—|~|至|to)((?:19|20|21)[0-9]{2})")
# the n-th five-year plan goes on from this year and five years for each
_FIVE_YEARS: Final = re.compile(
    r"(?<![一二三四五六七八九])十([一二三四五六七八九])(?:个五年|五(?![0-9]))"
)
_DIGITS: Final = "零一二三四五六七八九"
_FIRST: Final = 1950
# before the name of a table
_TITLE: Final = re.compile(
    r"\s*(?:专栏|附?表|附件|table|box|annex)\s*[0-9一二三四五六七八九十.\-]*\s*[:：]?\s*",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """The years of a plan.

    Attributes:
        first: the year at whose end it starts.
        last: the year at whose end it is over.
        told: whether the table says both.
    """

    first: int
    last: int
    told: bool = True


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
        if cell is None:
            return ""
        return f"{cell.text}%" if cell.sort == "percent" else cell.text


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
                place: cell._replace(text=seen(cell.text)) for place, cell in sheet.cells.items()
            }
            return _table(sheets, sheet._replace(cells=cells), headings)
    raise RequestError("no_plan_table", path=sheets.path)


def seen(text: str) -> str:
    r"""A text without what nobody sees; ends of lines within it are blanks.

    >>> seen("每千人口\n医师数\u200b")
    '每千人口 医师数'
    """
    blanks = re.sub("[\\s\u2028\u2029]+", " ", text)
    return INVISIBLE.sub("", re.sub("[\ud800-\udfff]", "", blanks))


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
    period = _period(headings, named)
    figures = [each for each in headings.columns if _has_figures(each)]
    ends = [each for each in figures if each.role == "target" or each.year is not None]
    target = _one(ends, period.last) or next(
        (each for each in ends if each.role == "target" and each.year is None), None
    )
    start = _one([each for each in ends if each.role != "target"], period.first) or next(
        (each for each in figures if each.year is None and _begins(each)), None
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


def _has_figures(column: TableColumn) -> bool:
    """Whether a column holds levels."""
    if column.role in {"value", "target"}:
        return True
    return column.role in {"other", "provisional"} and (column.year is not None or _begins(column))


def _begins(column: TableColumn) -> bool:
    return column.role == "value" or _BEGUN.search(column.heading) is not None


def _one(columns: Iterable[TableColumn], year: int) -> TableColumn | None:
    return next((each for each in columns if each.year == year), None)


def _title(sheet: TableSheet, headings: Headings) -> str:
    """The longest text above the table, for that is its name."""
    above = [
        " ".join(cell.text.split())
        for (row, _), cell in sheet.cells.items()
        if row < headings.first and cell.sort == "text"
    ]
    named = [_TITLE.sub("", each, count=1) or each for each in above if not _NOTE.fullmatch(each)]
    return max(named, key=len, default="")[:200]


def _period(headings: Headings, named: Sequence[str]) -> Period:
    """The years of the plan, by its columns and by what the table is called.

    Raises:
        RequestError: nothing names a year to arrive at.
    """
    said = next((found for each in named if (found := _years_of(each))), None)
    dated = [each for each in headings.columns if each.year is not None and _has_figures(each)]
    aimed = [each.year or 0 for each in dated if each.role == "target"]
    years = sorted({each.year or 0 for each in dated})
    if said is not None and (said[1] in years or not (aimed or len(years) > 1)):
        last = said[1]
    elif aimed:
        last = max(aimed)
    elif len(years) > 1:
        last = years[-1]
    else:
        raise RequestError("table_without_years")
    before = [year for year in years if year < last and year not in aimed]
    if said is not None and said[1] == last:
        earlier = [year for year in before if year <= said[0]]
        return Period(earlier[-1] if earlier else said[0], last)
    if not before:
        return Period(last - 5, last, told=False)
    # Among years that are all named alike, the first is where it starts.
    return Period(before[-1] if aimed else before[0], last)


def _years_of(text: str) -> tuple[int, int] | None:
    """The years that the name of a plan tells."""
    words = plain(text)
    if found := _SPAN.search(words):
        first, last = int(found[1]), int(found[2])
        return (first - 1 if (last - first) % 5 == 4 else first, last) if first < last else None  # noqa: PLR2004 five years from the first to the last
    if found := _FIVE_YEARS.search(words):
        first = _FIRST + 5 * (10 + _DIGITS.index(found[1]))
        return first, first + 5
    return None


def _rows(sheet: TableSheet, headings: Headings) -> tuple[tuple[PlanRow, ...], list[str]]:
    """The rows of indicators, and the notes below them.

    Raises:
        RequestError: there are too many.
    """
    over = dict(_merged(sheet))
    by_row: dict[int, dict[int, SheetCell]] = {}
    for row, column in {*sheet.cells, *over}:
        if row > headings.row:
            where = over.get((row, column), (row, column))
            if where in sheet.cells:
                by_row.setdefault(row, {})[column] = sheet.cells[where]
    name = next(each.column for each in headings.columns if each.role in {"name", "id"})
    themed = next((each.column for each in headings.columns if each.role == "theme"), None)
    theme, rows = "", []
    notes: list[str] = []
    for row in sorted(by_row):
        cells = by_row[row]
        own = {column: cell for column, cell in cells.items() if (row, column) in sheet.cells}
        texts = [own[column].text for column in sorted(own)]
        ends = texts and _NOTE.fullmatch(texts[0]) and not _has_some(own, headings)
        if notes or ends:
            notes += texts
        elif themed is None and _is_section(row, own, cells, headings):
            theme = unnumbered(texts[0])
        elif name in cells or _has_some(own, headings):
            if themed is not None and themed in cells:
                theme = unnumbered(cells[themed].text)
            rows.append(PlanRow(row, " ".join(theme.split()), cells))
            if len(rows) > MOST_ROWS:
                raise RequestError("table_too_long", most=MOST_ROWS)
    return tuple(rows), notes


def _merged(sheet: TableSheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Cells that are one with the first of their block, where that goes down."""
    last = max((row for row, _ in sheet.cells), default=0)
    for top, left, bottom, right in sheet.merged:
        # A text over several columns stands in the first of them.
        if bottom > top and (top, left) in sheet.cells and right - left < 20:  # noqa: PLR2004 no table is that wide
            for row in range(top, min(bottom, last + MOST_ROWS) + 1):
                yield (row, left), (top, left)


def _is_section(
    row: int, own: Mapping[int, SheetCell], cells: Mapping[int, SheetCell], headings: Headings
) -> bool:
    """Whether a row names what stands below it, and nothing else."""
    if len(cells) != 1 or len(own) != 1 or row <= headings.row:
        return False
    cell = next(iter(own.values()))
    return cell.sort == "text" and not says_nothing(cell.text)


def _has_some(own: Mapping[int, SheetCell], headings: Headings) -> bool:
    """Whether there is anything that an indicator needs."""
    asked = {each.column for each in headings.of("value", "target", "growth")}
    return any(column in asked and not says_nothing(own[column].text) for column in own)
