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
# months in English, short or whole
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?"
)
# all of a year: January to December, or its last day
TWELVE: Final = (
    r"0?1月(?:0?1日)?[-—–~至到](?:[12][0-9]{3}年)?12月31日|0?1月?[-—–~至到]12(?:月(?:31日|份|末|底)?|(?![0-9]))"
    r"|12月(?:31日|末|底)|十二月[末底]"
    r"|31(?:st)?dec(?:ember)?\.?,?(?=[12][0-9]{3})|jan(?:uary)?(?:[-—–]|to)dec(?:ember)?\.?"
)
_WHOLE = rf"全年|年度|年末|年底|annual|(?:full|whole)year|{TWELVE}"
# what is of a part of a year
_PART = (
    r"半年|季度|首季|[一二三四1-4]季|季报|[0-9]{1,2}个?月(?!报)|[一二三四五六七八九十]个?月(?!报)|月报"
    r"|[上中下]旬|年中(?![小国期间部外介])|年中期|[本当上][月季]|序时|截至目前|至今|第[0-9一二三四五六七八九十]+期"
    r"|截[至止]到?[0-9]{1,2}\.|[12][0-9]{3}[年./-](?:1[0-2]|0?[1-9])[-—–~至到]"
    r"|^[qh][1-4]$|[12][0-9]{3}年?\W{0,2}[qh][1-4](?![0-9])|[qh][1-4]\W?(?:fy\W?)?[12][0-9]{3}"
    r"|(?<![0-9])[1-4][qh]\W?[12][0-9]{3}"
)
# the same in English, with its blanks
_PART_ENGLISH = (
    rf"\b(?:{_MONTHS})\b|\b(?:quarter(?:ly)?s?|half[- ]?year|(?:first|second) half|mid[- ]?year"
    r"|mid-(?=[12][0-9]{3})|months?|monthly|ytd|(?:year )?to date|so far|[0-9]m)\b"
)
_DAY = re.compile(
    rf"{_CENTURY}(?:年(?P<month>1[0-2]|0?[1-9])月[0-3]?[0-9](?:日|(?![0-9]))"
    r"|(?P<sign>[./-])(?P<number>1[0-2]|0?[1-9])(?P=sign)[0-3]?[0-9](?![0-9]))"
)
_LAST_DAY = re.compile(rf"{_CENTURY}(?:年12月31日?|(?P<sign>[./-])12(?P=sign)31)(?![0-9])")
# 31/12/2024 and 30/09/2024
_TURNED_LAST_DAY = re.compile(r"(?<![0-9])31[/.]12[/.]((?:19|20|21)[0-9]{2})")
_TURNED_DAY = re.compile(
    r"(?<![0-9])(?:[0-3]?[0-9][/.](?P<second>1[0-2]|0?[1-9])|(?P<first>1[0-2]|0?[1-9])[/.][0-3]?[0-9])"
    r"[/.](?P<year>(?:19|20|21)[0-9]{2})"
)
_MONTH = re.compile(
    rf"{_CENTURY}(?:年(?P<month>1[0-2]|0?[1-9])月份?|[./-](?P<number>1[0-2]|0?[1-9])|(?P<bare>1[0-2]|0[1-9]))"
    r"(?![0-9./-])"
)
_LAST = 12
# groups that hold the month of a date
_NAMES = ("month", "number", "bare")
# a year in which somebody sent or decided something, of a paper, or of a whole plan
_SENT = (
    r"[〔\[][12][0-9]{3}[〕\]]|[12][0-9]{3}年?(?:报送|上报|填报|报来|印发|发布|版|政府工作报告|蓝皮书|统计年鉴)"
    r"|年鉴\W?[12][0-9]{3}|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日(?:印发|下发|发布|通过|批准)"
    r"|[12][0-9]{3}[-—–~至][12][0-9]{3}年?"
)
# what says that figures will be corrected
_EARLY = r"快报|初步|初报|初核|暂定|prelim|provisional|[12][0-9]{3}年?\(?p\)?(?![a-z])|^p$"
# what says that figures are those that were reached
_REACHED = (
    r"完成|实际|实绩|现状|进展|执行|监测(?!指标)|评估|填报|(?<!工作)报告|(?<![上申])报表|统计(?!局)|情况|跟踪|自评"
    r"|(?<!贯彻)落实|快报|progress|actual|result|report|monitor|track|achiev|reached"
)
# what says that they are not, and of which year
_OF_YEAR = r"(?:(?P<year>[12][0-9]{3})年?度?)?"
_RATES = "增长|增速|增幅|增长率|增量|新增|完成率|比重|占比|排名|排序|得分|同比|环比"
_NEVER = re.compile(
    rf"{_OF_YEAR}(?:预计|预测|预期(?!性|目标.?.?完成)|预估|估计|估算|(?:计划)?草案|预算(?!执行)|测算"
    r"|建议值|规划[值数]|应达|拟完成"
    # another quantity, or another year, where a text ends so
    rf"|(?<![及和与])(?:{_RATES})(?:情况|统计|一览|汇总|及排名)*表?(?:\([^()]*\))?\)?$"
    r"|(?<![与比较同和及])(?:上年|去年|上一?期|同期)|[年期]初|应完成|下达(?!.{0,12}完成))"
)
_NEVER_ENGLISH = re.compile(
    r"\b(?:(?P<year>[12][0-9]{3}) )?(?:forecasts?|projected|projections?|expected|budget|estimates?"
    r"|planned|last year|previous year)\b|growth$"
)
_AIM = re.compile(
    rf"{_OF_YEAR}(?:目标|任务|(?<!行动)(?<!五年)计划(?!单列|执行)|责任书|承诺书|分解|方案|申报|力争|底线|保底)"
)
_AIM_ENGLISH = re.compile(
    r"\b(?:(?P<year>[12][0-9]{3}) )?(?:targets?|goals?|plan for|plan(?= [12][0-9]{3})"
    r"|(?<=[0-9] )plan)\b"
)
_VOID = (
    r"作废|废止|无效|示例(?!企业|项目|工程)|样表|样例|模板|停用"
    r"|(?<![a-z])(?:example|template|sample|void|obsolete)"
)
# a text that says nothing but that figures are aims
_BARE = re.compile(
    r"(?:年度|全年|[12][0-9]{3}年?)?(?:目标|任务|计划|规划|预测)[值数]?|targets?|forecasts?|plan"
)
# a number before a text, and what ends it
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十0-9]+[、.]|\([一二三四五六七八九十0-9]+\)|附[:表]?|其中[:]?)*|[:]$"
)
# a text that says of what kind figures are, and nothing else
_KIND = re.compile(
    r"(?:年度|全年|本年|规划|[12][0-9]{3}年?度?)?(?:目标|任务|计划|预计|预测|预期|预算|估[计算]|推算|增速|增长率?|上年同期"
    r"|去年同期|上年|去年|同期|快报|初步|初步核算|初步统计|暂定|作废|无效|示例|草案)完?成?(?:值|数|数据)?(?:\(.*\))?"
    r"|(?:数据)?截[至止].{2,10}|[12][0-9]{3}(?:年[度末底]?)?(?:数据?)?|[12][0-9]{3}[年./-][0-9]{1,2}(?:[月./-].{0,4})?"
    r"|[前第上下一二三四1-4]{1,3}(?:季度|半年)(?:累计)?数?|[0-9]{1,2}[-—–~至][0-9]{1,2}月(?:份|累计)?(?:数据?)?"
    r"|[qh][1-4]|targets?|forecasts?|plan(?:ned)?|estimates?|provisional|prelim(?:inary|\.)?|p|as(?:of|at).{4,16}"
    rf"|(?:[0-3]?[0-9])?(?:{_MONTHS})\.?[-,]?(?:[12][0-9])?[0-9]{{2}}"
)
# what a note says of a figure that is none yet, whatever else it says
_DOUBT = re.compile(
    "暂填|沿用|推算|估算|待核|有误|待更正|待统计|待补|尚未公布|未出|计划数|预计数|年度目标|[季半]年?度?数"
)
# several years together
_SPAN = re.compile(r"[12][0-9]{3}年?[-—–~至][12][0-9]{3}年?(?:累计|合计|平均|年均)")


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
        aimed = year is not None and year in self.aims and year not in self.years
        return None in self.never or year in self.never or aimed


def squashed(text: str) -> str:
    """A text as words are compared: half-width, in small letters and without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", INVISIBLE.sub("", text))).casefold()


def says_whole(text: str) -> bool:
    """Whether a heading says that its figures are of a whole year."""
    return re.search(_WHOLE, squashed(text)) is not None


def bared(text: str) -> str:
    """A text without its number and its colon.

    >>> bared("二、2025年目标："), bared("附：2023年数据")
    ('2025年目标', '2023年数据')
    """
    return _NUMBERED.sub("", squashed(text))


def is_bare_aim(text: str) -> bool:
    """Whether a text says nothing but that figures beside it are aims."""
    return _BARE.fullmatch(bared(text)) is not None


def says_kind(text: str) -> bool:
    """Whether a text says of what kind figures are, and nothing else.

    >>> [says_kind(text) for text in ("上年同期：", "2023年9月", "年度重点任务", "预计可如期完成")]
    [True, True, False, False]
    """
    return _KIND.fullmatch(bared(text)) is not None


def says_doubt(text: str) -> bool:
    """Whether a note says that the figure beside it is none of its year yet."""
    return _DOUBT.search(squashed(text)) is not None


@lru_cache(4096)
def said_in(text: str) -> Spoken:
    """What a text says.

    >>> said_in("2024年1-9月完成情况").part, said_in("填报日期：2025年1月8日").years
    (True, frozenset())
    >>> [said_in("2024年完成及2025年预期目标").denies(year, reached=True) for year in (2024, 2025)]
    [False, True]
    """
    english = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold().strip()
    flat = squashed(text)
    plain = _WRITTEN_YEAR.sub(lambda found: found[0].translate(_DIGITS), flat)
    plain = _TURNED_LAST_DAY.sub(r"\1年", _LAST_DAY.sub(r"\1年", re.sub(_SENT, "", plain)))
    plain = re.sub(TWELVE, "", plain)
    plain = _TURNED_DAY.sub(_as_day, plain)
    days, plain = _dates(_DAY, plain)
    months, plain = _dates(_MONTH, plain)
    never = _years(_NEVER, plain) + _years(_NEVER_ENGLISH, english)
    aims = _years(_AIM, plain) + _years(_AIM_ENGLISH, english)
    years = frozenset(map(int, re.findall(YEAR, plain)))
    # 完成情况及2025年目标 is of the year that it does not call one of targets.
    reached = re.search(_REACHED, plain) is not None
    years = years - {*never, *(aims if reached else ())} or years
    years = years or frozenset(year for year, month in months if month == _LAST)
    if _SPAN.search(flat):
        never = (*never, None)
    whole = re.search(TWELVE, flat) is not None
    return Spoken(
        years,
        days,
        months,
        ("全年" not in plain and re.search(_PART, plain) is not None)
        or (not whole and re.search(_PART_ENGLISH, english) is not None),
        reached,
        never,
        aims,
        re.search(_EARLY, plain) is not None,
        re.search(_VOID, plain) is not None,
    )


def _as_day(found: re.Match[str]) -> str:
    """30/09/2024 with its year first; which of its numbers is the month, the other tells."""
    return f"{found['year']}-{found['second'] or found['first']}-01"


def _dates(shape: re.Pattern[str], text: str) -> tuple[frozenset[tuple[int, int]], str]:
    """Years and months of dates in a text, and the text without them."""
    months = (
        (int(found[1]), int(next(filter(None, map(found.groupdict().get, _NAMES)))))
        for found in shape.finditer(text)
    )
    return frozenset(months), shape.sub("", text)


def _years(shape: re.Pattern[str], text: str) -> tuple[int | None, ...]:
    """The year of each place that is found in a text; None: it has none."""
    return tuple(int(found["year"]) if found["year"] else None for found in shape.finditer(text))
