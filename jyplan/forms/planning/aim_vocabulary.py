"""The words in which tables of plans say targets, in either language, and what they add to them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURE: Final = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?"
# no sign that could be another figure's
_UNIT: Final = r"[^0-9<>≥≤\[\]()~,，;；。:]{0,24}"
POINTS: Final = re.compile(r"(?:个?百分点|(?:percentage )?points?|pp)", re.IGNORECASE)
PER_CENT: Final = re.compile(r"(?:%|per ?cent|pct)", re.IGNORECASE)
UP: Final = "提高|提升|增加|上升|增长|扩大|新增|净增|延长|递增|增幅|增速"
DOWN: Final = "降低|下降|减少|压减|缩短|下调|削减|递减"
_UP_EN: Final = "ris(?:e|es|ing)|increas(?:e|ed|es|ing)|up|grow(?:th|s|ing)?|gain|rais(?:e|ed|ing)"
_DOWN_EN: Final = (
    "fall(?:s|ing)?|decreas(?:e|ed|es|ing)|declin(?:e|es|ing)|reduc(?:e|ed|ing|tion)|cut|down"
)
CHINESE_NUMBERS: Mapping[str, int] = {"两": 2} | {
    sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)
}
ENGLISH_NUMBERS: Mapping[str, int] = {
    name: number
    for number, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}

# a figure with its unit, and two of them
LEVEL: Final = re.compile(rf"({FIGURE}) ?({_UNIT}(?:\([^()]{{1,12}}\))?)")
RANGE: Final = re.compile(
    rf"(?:between )?(?P<figure>{FIGURE}) ?(?P<sign>%?) ?(?:-|–|—|~|至|到|to|and) ?"
    rf"(?P<high>{FIGURE}) ?(?P<unit>{_UNIT})"
)
# single years, and what goes before them and says no figure
YEAR: Final = r"(?:19|20|21)[0-9]{2}"
A_YEAR: Final = re.compile(YEAR)
YEARLY: Final = re.compile(rf"({YEAR})年?(?:度|底|末)?[:为]?(?P<rest>[^年].*)")
DATED: Final = re.compile(
    rf"(?:到|by |in )?({YEAR})(?:年(?:底|末)?(?:前)?|(?<=by ....)|(?<=in ....))[,: ]?(?P<rest>.+)"
)
LEAD: Final = re.compile(
    r"(?:保持在合理区间|在合理区间|(?:各年度?|分年度?|逐年)(?:视情)?(?:提出|确定)?"
    r"|(?:within )?a reasonable range|set year by year|[:、,;。 ])*"
)
FURTHER: Final = re.compile(
    r"(.+?)[(,;] ?((?:力争|争取|striving for|aiming for|aim for|stretch:?).+?)\)?"
)
# levels are said with these, so that a turn is none of a change
LEVEL_WORDS: Final = re.compile(".*(?:到|至|to)")


class WordRule(NamedTuple):
    """Words before or behind others, and what they add.

    Attributes:
        pattern: them and the ``rest``.
        adds: fields of what is said.
    """

    pattern: re.Pattern[str]
    adds: Mapping[str, object]


# the ``figure``; ``more`` is one less than that; ``than``, what it is held against
WHOLE: tuple[WordRule, ...] = tuple(
    WordRule(re.compile(pattern), adds)
    for pattern, adds in (
        ("(?:实现|基本)*(?:翻番|翻[一1]番|倍增)", {"form": "multiple", "figure": Decimal(2)}),
        ("(?:实现|基本)*翻[两二2]番", {"form": "multiple", "figure": Decimal(4)}),
        ("(?:实现|基本)*翻[三3]番", {"form": "multiple", "figure": Decimal(8)}),
        ("doubled?|twice(?: as (?:many|much))?", {"form": "multiple", "figure": Decimal(2)}),
        ("tripled?", {"form": "multiple", "figure": Decimal(3)}),
        ("quadrupled?", {"form": "multiple", "figure": Decimal(4)}),
        (rf"(?:基期|基数|{YEAR}年)?的?(?P<figure>{FIGURE}) ?(?:倍|times(?: .*)?)",
         {"form": "multiple"}),
        (rf"(?:增长|增加|提高|扩大)(?P<more>{FIGURE})倍", {"form": "multiple"}),
        (("(?:与|同|和)(?P<than>.+?)(?:保持)?(?:基本|大体|大致)?(?:保持)?"
         "(?:同步|一致|持平|相当|相适应)(?:增长)?"), {"form": "step"}),
        (("(?:about |broadly |roughly |basically )?"
         "(?:in step with|in line with|keep(?:ing)? pace with) (?P<than>.+)"), {"form": "step"}),
        (rf"(?P<figure>{FIGURE}) (?:percentage )?points? (?:above|over) (?P<than>\D.+)",
         {"form": "than", "operator": ">="}),
    )
)  # fmt: skip
# by how many points it is to lie beyond another quantity, where words name a side
MARGIN: Final = (
    re.compile(rf"(?P<than>\D.*?)(?P<figure>{FIGURE})个?百分点"),
    re.compile(rf"(?P<than>\D.*?) by (?P<figure>{FIGURE}) (?:percentage )?points?"),
)


def _rule(chinese: str, english: str, behind: str, *adds: object) -> WordRule:
    """Words before others, by language, or behind them, and the field that they add."""
    before = "|".join([f"(?:{chinese})"] * bool(chinese) + [rf"(?:{english})\b"] * bool(english))
    sides = [f"(?P<rest>.+?),? ?(?:{behind})"] * bool(behind)
    sides += [f"(?:{before})[ ,:为]{{0,2}}(?P<rest>.+)"] * bool(before)
    return WordRule(re.compile(sides[0]), {str(adds[0]): adds[1]} if adds else {})


# The first that fit are taken away, and the rest is read on; the order tells 不低于 from 低于.
WORDS: tuple[WordRule, ...] = (
    WordRule(re.compile(r"\[ ?(?P<rest>[^\[\]]+?) ?\]%?"), {"form": "total"}),
    *(_rule(*each)
    for each in (
        ("力争|争取|力求|努力", "striv(?:e|ing) for|aim(?:ing)? for", "", "aspirational", True),
        ("确保|务必|预期", "", ""),
        # a mean of the years, before what holds in each of them
        ("年均|平均每年|每年平均|年平均",
         "(?:mean|average) (?:annual |yearly )?growth(?: rate)?(?: of)?", "", "form", "growth"),
        ("", "", ("a year on average|on average(?: a year| per year)?|per year on average|"
         "(?:mean|average)(?: annual| yearly)? growth|年均"), "form", "growth"),
        ("(?:5年|五年)?累计", "(?:a )?total(?: of)?|cumulative(?:ly)?|in (?:all|total)", "",
         "form", "total"),
        ("", "", ("in (?:all|total)|cumulative(?:ly)?|altogether|over (?:the )?(?:five|5) years|"
         r"\(累计\)"), "form", "total"),
        # levels, before changes
        ("(?:提高|提升|增加|增长|上升|扩大|延长)(?:到|至)|[升增]至|增到",
         "(?:rise|increase|raise|grow|up) to", "", "turn", 1),
        ("(?:降低|下降|减少|压减|缩短)(?:到|至)|降[到至]|减[到至]",
         "(?:fall|decrease|reduce|reduced|cut|down) to", "", "turn", -1),
        ("(?:基本)?(?:达到|达|实现|完成|保持在?|稳定在?|维持在?|控制在|在)",
         "(?:to )?(?:reach(?:ing)?|keep(?: at)?|kept(?: at)?|stay(?: at)?|be|remain)", ""),
        ("不低于|不少于|不小于|至少|最低|≥|≧|>=|⩾", "at least|not? less than", "",
         "operator", ">="),
        ("不高于|不超过|不大于|不多于|至多|最多|最高|≤|≦|<=|⩽",
         "at most|not? more than|up to|within", "", "operator", "<="),
        ("超过|大于|高于|突破|多于|快于|>",
         "more than|greater than|above|over|exceed(?:ing)?|faster than", "", "operator", ">"),
        ("低于|小于|少于|慢于|<", "below|less than|under|fewer than|slower than", "",
         "operator", "<"),
        ("", "", (r"(?:及|或)?以上(?:\(含\))?|\(?及?以上\)|or (?:more|above|over|higher)|"
         r"and (?:above|over|more)|\+"), "operator", ">="),
        ("", "", "以内|之内|(?:及|或)?以下|or (?:less|below|fewer|lower)|and below",
         "operator", "<="),
        ("大约|大致|约|~|≈", "about|around|approximately|roughly|some", "", "approximate", True),
        ("", "", r"左右|上下|前后|or so|\((?:左右|about)\)", "approximate", True),
        ("每年|年年|各年度?|每年度", "every year|each year|annually|yearly", "", "every", True),
        ("", "", "/ ?年|/ ?a|每年|年年|(?:in )?(?:every|each) year|annually|(?:per|a) year|yearly",
         "every", True),
        (UP, f"(?:{_UP_EN})(?: by| of)?", "", "turn", 1),
        (DOWN, f"(?:{_DOWN_EN})(?: by| of)?", "", "turn", -1),
        ("", "", "more|higher|longer", "turn", 1),
        ("", "", "less|lower|fewer|shorter", "turn", -1),
    )),
)  # fmt: skip
