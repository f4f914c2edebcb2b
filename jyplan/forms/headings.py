"""The headings of a table: which row they are, and what each column holds, by their words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.forms.sheets import TableSheet

# What a column holds. ``value`` is what was reached in a year, ``target`` what is to be,
# ``growth`` a rate or a change in all, ``other`` what a heading names and nobody asks for.
ColumnRole: TypeAlias = Literal[
    "id", "number", "name", "unit", "value", "target", "growth", "obligation", "theme", "district",
    "provisional", "source", "note", "english", "other",
]  # fmt: skip
# headings in NFKC, small letters and without blanks, their years and brackets taken away
_WORDS: Mapping[ColumnRole, str] = {
    "english": r"(?:指标)?英文(?:名称?)?|(?:indicator)?(?:nameinenglish|english(?:name)?)",
    "id": r"(?:指标)?(?:编号|编码|代码|id)|code|indicatorid",
    "number": r"序号?|行次|项次|no\.?|#|number",
    "name": r"(?:主要|监测|考核|评价|统计|具体|[一二三]级)*指标(?:名称|内容)?|名称|项目(?:名称)?"
    r"|indicators?(?:name)?|name|item|measure",
    "unit": r"(?:计量)?单位|units?(?:ofmeasure(?:ment)?)?",
    "obligation": r"(?:指标)?(?:属性|性质)|obligation|type|binding",
    "theme": r"类别|类型|分类|领域|方面|维度|指标类别|theme|group|area",
    "district": r"区县|县区|县\(?市区?\)?|县市区|地区|市县|district|county|region",
    "provisional": r"(?:是否)?(?:为)?(?:快报|初步|预计)数?|preliminary\??|provisional\??",
    "source": r"(?:数据|资料|指标)?(?:来源|出处)|sources?",
    "note": r"备注|(?:情况|有关)?说明|附注|notes?|comments?",
    "value": r"(?:本年|当年|年度|全年|本期|年末|实际|累计|最新)*"
    r"(?:完成|实际|填报|上报|报告|实绩|现状|达到|实现)?(?:值|数|数值|数据|情况|实绩|结果)?"
    r"|(?:reported|actual|current|latest)?(?:values?|figures?|results?|data)|actuals?|reported|achieved",
    "growth": r"(?:年均|平均)?(?:增速|增长率?|增幅)(?:\[?/?累计\]?)?|.*年均.*|累计.*|.*growth.*",
    "target": r".*目标.*|规划(?:值|数)?|.*(?:target|goal).*",
}
# what says that a figure is not what was reached in the year
_ELSE: Final = (
    r"上年|去年|上期|同期|同比|环比|应达|计划|规划|预期|预测|基期|基数|基准|进度|完成率|达标|差距|差额|排名"
    r"|责任|部门|联系|电话|口径|提示|权重|得分"
    r"|last|previous|due|expected|planned|baseline|base|share|rank|gap|forecast|counts|remarks?"
)
_YEAR: Final = r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])(?:年度?|年末|年底)?"
# further down headings do not begin
_ROWS: Final = 40
ROLES: tuple[str, ...] = get_args(ColumnRole)


class TableColumn(NamedTuple):
    """A column of a table.

    Attributes:
        role: what it holds.
        column: which it is, from 1.
        year: the year that its heading names; None where it names none.
        unit: what its heading says in brackets; empty where there is nothing.
        heading: its words.
        row: where they stand.
    """

    role: ColumnRole
    column: int
    year: int | None = None
    unit: str = ""
    heading: str = ""
    row: int = 0


class Headings(NamedTuple):
    """The headings of a table.

    Attributes:
        row: the last of their rows; below it the table begins.
        columns: from left to right.
        first: the first of their rows.
    """

    row: int
    columns: tuple[TableColumn, ...]
    first: int

    def of(self, *roles: ColumnRole) -> list[TableColumn]:
        """The columns with one of these roles."""
        return [each for each in self.columns if each.role in roles]


class Chosen(NamedTuple):
    """What somebody says of a table who knows it.

    Attributes:
        sheet: the name of the sheet; None: the one with a table.
        row: the row of the headings; None: found by their words.
        columns: what columns hold: column, from 1, by role or by year.
    """

    sheet: str | None = None
    row: int | None = None
    columns: Mapping[str, int] = {}


def heading(text: str) -> tuple[ColumnRole, int | None, str] | None:
    """What a heading says: role, year, and what stands in brackets; None: nothing we know.

    >>> heading("2024年实际（亿元）")
    ('value', 2024, '亿元')
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
    plain = plain.rstrip(":*")
    brackets = re.findall(r"\(([^()]*)\)", plain)
    bare = re.sub(r"\([^()]*\)", "", plain) or plain
    years = re.findall(_YEAR, bare)
    rest = re.sub(_YEAR, "", bare)
    inside = brackets[-1] if brackets else ""
    if not years and (within := re.fullmatch(_YEAR, inside)):
        years, inside = [within[1]], ""
    year = int(years[0]) if len(years) == 1 else None
    if year is not None and not rest:
        return "value", year, inside
    for role, words in _WORDS.items():
        if rest and re.fullmatch(words, rest):
            return role, year, inside
    return ("other", year, inside) if re.search(_ELSE, rest) else None


def headings_in(sheet: TableSheet, chosen: Chosen, *needed: ColumnRole) -> Headings | None:
    """The headings of a sheet's table; None: there is no such table.

    Args:
        sheet: the sheet.
        chosen: what is known of it.
        needed: roles of which a table has at least one, beside a name or an id.
    """
    last = max((row for row, _ in sheet.cells), default=0)
    rows = range(1, min(last, _ROWS) + 1) if chosen.row is None else (chosen.row,)
    for row in rows:
        for depth in (1, 2):
            first = row if chosen.row is None else row - depth + 1
            if first < 1:
                continue
            found = _with(
                chosen, tuple(_columns(sheet, first, first + depth - 1)), first + depth - 1
            )
            roles = {each.role for each in found}
            # A title above headings is none of them.
            alone = depth == 1 or len(found) > len([*_columns(sheet, first + 1, first + 1)])
            if alone and roles & {"id", "name"} and (roles & {*needed} or not needed):
                return Headings(first + depth - 1, found, first)
    if chosen.row is None and chosen.columns:
        # Who names all columns may have a table without any headings.
        found = _with(chosen, (), 0)
        roles = {each.role for each in found}
        if roles & {"id", "name"} and roles & {*needed}:
            return Headings(0, found, 0)
    return None


def _columns(sheet: TableSheet, first: int, last: int) -> Iterator[TableColumn]:
    """The columns that headings in these rows name."""
    over = dict(_stretched(sheet, first)) if last > first else {}
    for column in sorted({column for row, column in sheet.cells if first <= row <= last} | {*over}):
        texts = []
        for row in range(first, last + 1):
            cell = sheet.cells.get((row, column))
            text = cell.text if cell is not None else over.get(column, "") if row == first else ""
            texts += [text] if text else []
        # The lower heading alone may say it, or both together do.
        for said in dict.fromkeys(("".join(texts), texts[-1] if texts else "")):
            if said and (found := heading(said)):
                role, year, unit = found
                yield TableColumn(role, column, year, unit, said, last)
                break


def _stretched(sheet: TableSheet, row: int) -> Iterator[tuple[int, str]]:
    """Headings that go over several columns, by each of these."""
    for top, left, _, right in sheet.merged:
        if top == row and (top, left) in sheet.cells:
            yield from ((column, sheet.cells[top, left].text) for column in range(left, right + 1))


def _with(chosen: Chosen, found: tuple[TableColumn, ...], row: int) -> tuple[TableColumn, ...]:
    """The columns, with those that were named in place of what their words say."""
    if not chosen.columns:
        return found
    roles = {name for name in chosen.columns if not name.isdigit()}
    if any(name.isdigit() for name in chosen.columns) or "value" in roles:
        roles |= {"value"}
    taken = {*chosen.columns.values()}
    kept = [each for each in found if each.role not in roles and each.column not in taken]
    words = {each.column: each for each in found}
    for name, column in chosen.columns.items():
        said = words.get(column, TableColumn("other", column, row=row))
        if name.isdigit():
            kept.append(said._replace(role="value", year=int(name)))
        else:
            role = next(each for each in get_args(ColumnRole) if each == name)
            kept.append(said._replace(role=role))
    return tuple(sorted(kept, key=lambda each: each.column))
