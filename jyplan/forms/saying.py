"""What words beside figures say of them: their year, whether all of it, whether it was reached.

Titles, names of sheets and files, rows between others and cells beside a figure all speak alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from jyplan.plan.faults import INVISIBLE

_CENTURY = "(?<![0-9])((?:19|20|21)[0-9]{2})"
YEAR: Final = rf"{_CENTURY}(?![0-9])(?:年末|年底|年度|年)?"
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WRITTEN_YEAR = re.compile("[一二][〇○零一二三四五六七八九]{3}(?=年)")
# months in English that name none but a month, and those that need a year or nothing beside them
_FULL = "january|february|april|june|july|august|september|october|november"
_SHORT = r"(?:jan|feb|mar|march|apr|may|jun|jul|aug|sept?|oct|nov)"
_DECEMBER = r"dec(?:ember)?\.?"
# all of a year: January to December, or its last day
TWELVE: Final = (
    r"0?1月?[-—–~至到]12(?:月(?:31日|份|末|底)?|(?![0-9]))|12月(?:31日|末|底)"
    rf"|31(?:st)?{_DECEMBER},?(?=[12][0-9]{{3}})|jan(?:uary)?(?:[-—–~]|to){_DECEMBER}"
)
_WHOLE = rf"全年|年度|年末|年底|annual|(?:full|whole)year|{TWELVE}"
# what is of a part of a year
_PART = (
    r"半年|季度|首季|[一二三四1-4]季|季报|[0-9]{1,2}个?月(?!报)|[一二三四五六七八九十]个?月(?!报)|月报"
    r"|[上中下]旬|年中|[本当上][月季]|序时|第[0-9一二三四五六七八九十]+期|截[至止]到?[0-9]{1,2}\.|截至目前|[12][0-9]{3}[年./-](?:1[0-2]|0?[1-9])[-—–~至到]"
    rf"|{_FULL}|(?<![a-z]){_SHORT}\.?(?![a-z])|{_SHORT}[-.,'’]?(?=[12][0-9]{{3}})"
    r"|quarter|half-?year|(?:first|second)half|mid-?year|month|ytd|yeartodate"
    r"|^[qh][1-4]$|[12][0-9]{3}年?\W?[qh][1-4](?![0-9])|(?<![a-z])[qh][1-4]\W?[12][0-9]{3}"
    r"|(?<![0-9])[1-4][qh][12][0-9]{3}"
)
_DAY = re.compile(
    rf"{_CENTURY}(?:年(?P<month>1[0-2]|0?[1-9])月[0-3]?[0-9](?:日|(?![0-9]))"
    r"|(?P<sign>[./-])(?P<number>1[0-2]|0?[1-9])(?P=sign)[0-3]?[0-9](?![0-9]))"
)
_LAST_DAY = re.compile(rf"{_CENTURY}(?:年12月31日?|(?P<sign>[./-])12(?P=sign)31)(?![0-9])")
_MONTH = re.compile(
    rf"{_CENTURY}(?:年(?P<month>1[0-2]|0?[1-9])月份?|[./-]?(?P<number>1[0-2]|0[1-9]))(?![0-9./-])"
)
# 30/09/2024
_TURNED_DAY = re.compile(r"(?<![0-9])[0-3]?[0-9][/.](1[0-2]|0?[1-9])[/.]((?:19|20|21)[0-9]{2})")
_LAST = 12
# a year in which somebody sent or decided something, of a paper, or of a whole plan
_SENT = (
    r"[〔\[][12][0-9]{3}[〕\]]|[12][0-9]{3}年?(?:报送|上报|填报|报来|印发|发布|版)"
    r"|[12][0-9]{3}[-—–~至][12][0-9]{3}年?"
)
# what says that figures will be corrected
_EARLY = r"快报|初步|初报|初核|暂定|prelim|provisional|[12][0-9]{3}年?\(?p\)?(?![a-z])|^p$"
# what says that figures are those that were reached
_REACHED = (
    r"完成|实际|实绩|现状|进展|执行|监测|评估|填报|上报|报告|报表|统计|情况|跟踪|落实|快报"
    r"|progress|actual|result|report|monitor|track|achiev|reached"
)
# what says that they are not, and of which year
_OF_YEAR = r"(?:(?P<year>[12][0-9]{3})年?度?)?"
_NEVER = re.compile(
    rf"{_OF_YEAR}(?:预计|预测|预期|预估|估计|估算|草案|预算|测算|建议值"
    r"|(?<![a-z])(?:forecast|project(?:ed|ion)s?|expected|budget)(?![a-z])"
    # another quantity, or another year, where a text ends so
    r"|(?<![及和与])(?:增长|增速|增幅|增长率|增量|新增|完成率|比重|占比|排名|排序|得分)(?:情况|统计)?表?(?:\([^()]*\))?$|growth$"
    r"|(?<![与比较同和及])(?:上年|去年|上一?期|同期)|lastyear|previousyear)"
)
_AIM = re.compile(
    rf"{_OF_YEAR}(?:目标|任务|(?<!行动)(?<!五年)计划(?!单列)"
    r"|(?<![a-z])(?:targets?|planfor|plan(?=[12][0-9]{3}))(?![a-z]))"
)
_VOID = r"作废|废止|示例|样表|样例|模板|停用|(?<![a-z])(?:example|template|sample|void|obsolete)"


class Spoken(NamedTuple):
    """What a text says of the figures beside it.

    Attributes:
        years: those that figures are of.
        days: months of days that it names, with their year; the last one of December is none of
            them, but all of its year.
        months: months that it names, without a day.
        part: whether figures are of a part of a year.
        reached: whether they are what was reached.
        never: words that say of a year (None: of all) that they are something else.
        aims: words that say so of a year where nothing says that they were reached.
        early: whether they are preliminary.
        void: whether they are not to be used at all.
    """

    years: frozenset[int] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[tuple[int, int]] = frozenset()
    part: bool = False
    reached: bool = False
    never: tuple[int | None, ...] = ()
    aims: tuple[int | None, ...] = ()
    early: bool = False
    void: bool = False

    def within(self, year: int) -> bool:
        """Whether it was before the end of a year that it was written, or counted."""
        return any(of == year and month < _LAST for of, month in self.days | self.months)

    def ends_in(self, year: int) -> bool:
        """Whether it names a month of a year before its last, and no day of it."""
        return any(of == year and month < _LAST for of, month in self.months)

    def denies(self, year: int | None, *, reached: bool) -> bool:
        """Whether figures of a year are not what was reached.

        Args:
            year: the year.
            reached: whether this or what stands beside says so of others at least.
        """
        if not reached:
            return bool(self.never or self.aims)
        return None in self.never or year in self.never


def squashed(text: str) -> str:
    """A text as words are compared: half-width, in small letters and without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", INVISIBLE.sub("", text))).casefold()


def says_whole(text: str) -> bool:
    """Whether a heading says that its figures are of a whole year."""
    return re.search(_WHOLE, squashed(text)) is not None


@lru_cache(4096)
def said_in(text: str) -> Spoken:
    """What a text says.

    >>> said_in("2024年1-9月完成情况").part, said_in("填报日期：2025年1月8日").years
    (True, frozenset())
    >>> [said_in("2024年完成及2025年预期目标").denies(year, reached=True) for year in (2024, 2025)]
    [False, True]
    """
    plain = _WRITTEN_YEAR.sub(lambda found: found[0].translate(_DIGITS), squashed(text))
    plain = re.sub(TWELVE, "", _LAST_DAY.sub(r"\1年", re.sub(_SENT, "", plain)))
    plain = _TURNED_DAY.sub(r"\2-\1-01", plain)
    days, plain = _dates(_DAY, plain)
    months, plain = _dates(_MONTH, plain)
    never, aims = (
        tuple(int(found["year"]) if found["year"] else None for found in shape.finditer(plain))
        for shape in (_NEVER, _AIM)
    )
    years = frozenset(map(int, re.findall(YEAR, plain)))
    # 完成情况及2025年目标 is of the year that it does not call one of targets.
    reached = re.search(_REACHED, plain) is not None
    years = years - {*never, *(aims if reached else ())} or years
    return Spoken(
        years,
        days,
        months,
        re.search(_PART, plain) is not None,
        reached,
        never,
        aims,
        re.search(_EARLY, plain) is not None,
        re.search(_VOID, plain) is not None,
    )


def _dates(shape: re.Pattern[str], text: str) -> tuple[frozenset[tuple[int, int]], str]:
    """Years and months of dates in a text, and the text without them."""
    found = ((int(at[1]), int(at["month"] or at["number"])) for at in shape.finditer(text))
    return frozenset(found), shape.sub("", text)
