"""The years of a plan, by the headings of its table and by what that is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.errors import RequestError
from jyplan.forms.planning.aim_vocabulary import CHINESE_NUMBERS, YEAR
from jyplan.forms.planning.aim_words import plain
from jyplan.forms.saying import said_in, squashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.forms.heading_words import TableColumn

_BEGUN: Final = re.compile(r"基期|基数|基准|现状|base", re.IGNORECASE)
# a column that holds years and no levels
_YEARS: Final = re.compile(r"(?<![0-9])年[份度]\s*$|year\s*$", re.IGNORECASE)
_SPAN: Final = re.compile(rf"({YEAR})年?(?:-|–|—|~|至|to)({YEAR})")
# the n-th five-year plan goes on from this year and five years for each
_FIVE_YEARS: Final = re.compile(
    r"(?<![一二三四五六七八九])十([一二三四五六七八九])(?:个五年|五(?![0-9]))"
)
_FIRST: Final = 1950
# no plan starts before
EARLIEST: Final = 1900
# years of a plan that says nothing else
USUAL: Final = 5


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

    @property
    def called(self) -> str:
        """What plans call it, such as 十四五; of other years, 五年."""
        signs = {number: sign for sign, number in CHINESE_NUMBERS.items()}
        number = (self.last - USUAL - _FIRST) / 5 - 10
        return f"十{signs[int(number)]}五" if number in signs else "五年"


def is_growth(column: TableColumn) -> bool:
    """Whether a column holds means and totals; of a plan, 累计 alone is what is to be added."""
    total = column.year is None and squashed(column.heading) == "累计"
    return column.role == "growth" or (column.role == "value" and total)


def dated(column: TableColumn) -> TableColumn:
    """A column of targets with the last year of the plan that its heading names: “十四五”目标."""
    said = years_of(column.heading) if column.role == "target" and column.year is None else None
    return column if said is None else column._replace(year=said[1])


def has_figures(column: TableColumn) -> bool:
    """Whether a column holds levels."""
    if column.role in {"value", "target"}:
        return not is_growth(column)
    if column.role not in {"other", "provisional"} or said_in(column.heading).part:
        return False
    return column.year is not None or begins(column)


def is_start_year(column: TableColumn) -> bool:
    """Whether a column holds the years of baselines."""
    return bool(_BEGUN.search(column.heading) and _YEARS.search(column.heading))


def begins(column: TableColumn) -> bool:
    """Whether a column may hold what the plan starts from, as far as words tell."""
    if column.role == "value":
        return True
    return bool(_BEGUN.search(column.heading)) and not is_start_year(column)


def period_of(columns: Sequence[TableColumn], named: Sequence[str]) -> Period:
    """The years of the plan, by its columns and by what the table is called.

    Raises:
        RequestError: nothing names a year to arrive at.
    """
    said = next((found for each in named if (found := years_of(each))), None)
    known = [each for each in columns if each.year is not None and has_figures(each)]
    aimed = [each.year or 0 for each in known if each.role == "target"]
    years = sorted({each.year or 0 for each in known})
    if said is not None and (said[1] in years or not (aimed or len(years) > 1)):
        last = said[1]
    else:
        last = max(aimed, default=years[-1] if len(years) > 1 else 0)
    if last <= EARLIEST + USUAL:
        raise RequestError("table_without_years")
    reached = sorted({each.year or 0 for each in known if each.role != "target"})
    before = [year for year in reached if year < last]
    if said is not None and said[1] == last:
        return Period(max((each for each in before if each <= said[0]), default=said[0]), last)
    if not before:
        return Period(last - USUAL, last, told=False)
    # Among years that are all named alike, the first is where it starts.
    return Period(before[-1] if aimed else before[0], last)


def years_of(text: str) -> tuple[int, int] | None:
    """The years of the plan that a text names; of several, the last.

    >>> years_of("“十三五”完成情况和“十四五”目标"), years_of("行动计划（2023—2025年）")
    ((2020, 2025), (2022, 2025))
    """
    words = plain(text)
    found = [_FIRST + 5 * (10 + CHINESE_NUMBERS[sign]) for sign in _FIVE_YEARS.findall(words)]
    plans = [(first, first + 5) for first in found]
    spans = [(int(first), int(last)) for first, last in _SPAN.findall(words)]
    # 2021-2025 are five years, and 2020-2030 begins with its baseline.
    plans += [(first - ((last - first) % 5 > 0), last) for first, last in spans if first < last]
    return max(plans, key=lambda each: each[1], default=None)
