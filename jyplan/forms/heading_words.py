"""What the headings of tables say: what a column holds, of which year and in which unit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, get_args

from jyplan.forms.saying import TWELVE, YEAR, said_in, squashed
from jyplan.plan.faults import INVISIBLE
from jyplan.plan.units import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a column holds. ``value`` is what was reached in a year, ``target`` what is to be,
# ``growth`` a rate or a change in all, ``other`` what a heading names and nobody asks for.
ColumnRole: TypeAlias = Literal[
    "id", "number", "name", "unit", "year", "period", "value", "target", "growth", "obligation",
    "theme", "district", "provisional", "source", "note", "english", "other",
]  # fmt: skip
# headings in NFKC, small letters and without blanks, their years and brackets taken away
_WORDS: Mapping[ColumnRole, str] = {
    # a column of years in which nothing was reached
    "other": r"(?:基期|基准|目标)年[份度]|(?:baseline|base|target)year",
    "english": r"(?:指标)?英文(?:名称?)?|(?:indicator)?(?:nameinenglish|english(?:name)?)",
    "id": r"(?:指标)?(?:编号|编码|代码|id)|code|indicatorid",
    "number": r"序号?|行次|项次|no\.?|#|number",
    "name": r"(?:主要|监测|考核|评价|统计|具体|核心|绩效|规划|重点|量化|年度"
    r"|[一二三]级)*指标(?:名称|内容|项)?|名称|(?:考核|监测)?(?:项目|内容)(?:名称)?"
    r"|[分细子]项|具体内容"
    r"|indicators?(?:name)?|name|item|measure|kpi|metric",
    "unit": r"(?:计量)?单位|units?(?:ofmeasure(?:ment)?)?",
    "obligation": r"(?:指标)?(?:属性|性质)|obligation|type|binding",
    "theme": r"类别|类型|分类|领域|方面|维度|指标类别|theme|group|area",
    "district": r"区县|县区|县\(?市区?\)?|县市区|地区|市县|区域|行政区划?|所属区县|辖区|镇街"
    r"|district|county|region",
    "provisional": r"(?:是否)?(?:为)?(?:快报|初步|预计)数?|preliminary\??|provisional\??",
    "source": r"(?:数据|资料|指标)?(?:来源|出处)|sources?",
    "year": r"年份?|年度|(?:统计|数据|报告|所属)年[份度]|(?:reporting|reference|calendar)?year"
    r"|time_?period",
    "period": r"月份?|季度?|时期|报告期|months?|quarters?|periods?",
    "note": r"备注|(?:情况|有关)?说明|附注|notes?|comments?",
    # a combination of words of which none says anything else
    "value": r"(?:本年|当年|年度|全年|本期|年末|期末|实际|累计|完成|填报|上报|原?报|报告"
    r"|实绩|现状|达到|实现|核[定算]|审定|修[订正]|决算|执行|年报|监测|进展|实施|统计|自评|评估|实有|终|全[市县区]"
    r"|(?:目标|任务)(?=完成)|指标(?=.*[值数况])|[值数量]|数据|情况|结果)+|绝对[值数量额]|总[量额值数]|[金数]额|规模|合计"
    r"|(?:reported|actual|current|latest)?(?:values?|figures?|results?|data)|actuals?|reported|achieved|outturn"
    r"|obs_?value",
    "growth": r"(?:年均|平均)?(?:增速|增长率?|增幅)%?(?:\[?/?累计\]?)?|.*年均.*|\[?累计\]?"
    r"|累计[增提降减下上].*|.*growth.*",
    "target": r"(?!.*完成).*目标.*|规划(?:值|数)?|.*(?:target|goal).*",
}
# what says that a figure is not what was reached in the year, where nothing else is said
_ELSE: Final = (
    r"上年|去年|上期|同期|同比|环比|应达|计划|规划|预期|预测|预计|基期|基数|基准|进度|完成率|达标|差距|差额|排名"
    r"|位次|名次|占|比重|份额|增减|增加|增速|变化|电话|权重|得分"
    r"|lastyear|previous|due|expected|planned|baseline|share|rank|gap|forecast|yoy|change|variance"
)
_BESIDE: Final = (
    r"[本当全前][年期]|实际|完成|年度?|末|底|值|数|额|量|情况|水平|幅度|增长|目标|比例?|较|与|的|率|度"
    r"|year|value|figure|of|on|the|in|to|vs|growth|target|[-+±%/()·]|[0-9]"
)
# what stands over several columns and leaves it to each what it holds
_OVER: Final = (
    r".*(?:十[三四五六七]五|时期|期间|情况|进展|指标|数据|历年|各年|年份|年度"
    r"|period|years?|results?|data|indicators?|reporting|progress).*"
)
_RATES: Final = "增长|增速|增幅|年均|growth"
# a year of this century in two digits: 23年, '23
_SHORT_YEAR: Final = r"(?<![0-9'’‘])(?:['’‘]([0-9]{2})(?![0-9])|([0-9]{2})(?=年))"
# longer texts are prose, and no headings
_LONGEST: Final = 200
# what is a unit by itself, where it stands below a heading
_UNIT: Final = rf"\((?![0-9]+\))[^()]+\)|[%‰]|[十百千万亿]*(?:{MEASURES}|[个人家件户项名所])"
_FOOTNOTES: Final = r"(?:[①-⑳¹²³⁰-⁹*＊]|[\[［](?:注?[0-9]{0,2}|[a-z])[\]］])+$"
# what stands between a year and the words beside it
_SIGNS: Final = ",;:、.-_/"
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
        district: id of the one that they name; empty where they name none.
    """

    role: ColumnRole
    column: int
    year: int | None = None
    unit: str = ""
    heading: str = ""
    row: int = 0
    district: str = ""

    @property
    def early(self) -> bool:
        """Whether the heading says that all figures are preliminary."""
        return self.role == "value" and said_in(self.heading).early


def unmarked(text: str) -> str:
    """A text without the signs of footnotes behind it, and without what nobody sees.

    >>> unmarked("高新技术企业①"), unmarked("R&D*"), unmarked("发明专利[注1]")
    ('高新技术企业', 'R&D', '发明专利')
    """
    return re.sub(_FOOTNOTES, "", INVISIBLE.sub("", text).strip()).strip()


def says_mean(text: str) -> bool:
    """Whether a heading says that its growth is that of a mean year."""
    return re.search("年均|average|mean|annual", squashed(text)) is not None


def is_measure(text: str) -> bool:
    """Whether a text is a unit that things are counted or measured in."""
    return re.fullmatch(_UNIT, squashed(text)) is not None


def says_no_more(upper: str) -> bool:
    """Whether a heading above others says nothing of them that they do not say themselves.

    “完成情况” says no more than “完成” below it; “上半年” does.
    """
    said = heading(upper)
    if said is not None:
        return said[:2] == ("value", None)
    plain = squashed(upper)
    return re.fullmatch(_OVER, plain) is not None and re.search(_RATES, plain) is None


def added(text: str) -> str:
    """What a text below a heading adds to it: a unit in brackets, 单位 before units nothing.

    >>> added("亿元"), added("(亿元)"), added("单位"), added("完成")
    ('(亿元)', '(亿元)', '', '完成')
    """
    if (heading(text) or [None])[0] == "unit":
        return ""
    plain = squashed(text)
    return f"({plain.strip('()')})" if re.fullmatch(_UNIT, plain) else text


@lru_cache(4096)
def heading(text: str) -> tuple[ColumnRole, int | None, str] | None:
    """What a heading says: role, year, and the unit in brackets; None: nothing we know.

    >>> heading("2024年实际（亿元）")
    ('value', 2024, '亿元')
    >>> heading("2024年（目标）")
    ('target', 2024, '')
    """
    if len(text) > _LONGEST:
        return None
    plain = re.sub(_SHORT_YEAR, r"20\1\2", squashed(unmarked(text)).rstrip(":*"))
    brackets = re.findall(r"\(([^()]*)\)", plain)
    bare = re.sub(r"\([^()]*\)", "", plain) or plain
    inside = brackets[-1] if brackets else ""
    years = re.findall(YEAR, bare)
    if not years and (years := re.findall(YEAR, inside)):
        inside = re.sub(YEAR, "", inside).strip(_SIGNS)
    year = int(years[0]) if len(years) == 1 else None
    rest = _words(bare)
    whole = year is not None or re.fullmatch(TWELVE, bare) is not None
    role = "value" if whole and not rest else _role(rest)
    if role == "provisional" and year is not None and "是否" not in rest:
        # 2024年快报数 are figures, and not what says so of those beside
        role = "value" if said_in(rest).early else "other"
    if role != "value":
        return None if role is None else (role, year, inside)
    said = said_in(text)
    if said.part or said.void or said.denies(year, reached=True):
        return "other", year, ""
    if len({*years}) > 1:
        return None
    role, unit = _bracketed(inside)
    return role, year, unit


def _bracketed(inside: str) -> tuple[ColumnRole, str]:
    """What brackets behind a heading of values make of it: what the figures are, or their unit."""
    inside = re.sub("^单位:", "", inside)
    for word in filter(None, re.split("[,;、]", inside)):
        within = _role(_words(word))
        if within == "value" or said_in(word).early:
            inside = ""
        elif within is not None:
            return "other" if within == "provisional" else within, ""
    return "value", inside


def _words(text: str) -> str:
    """A text without its year, and without all twelve months of it."""
    return re.sub(TWELVE, "", re.sub(YEAR, "", text)).strip(_SIGNS)


def _role(words: str) -> ColumnRole | None:
    for role, known in _WORDS.items():
        if words and re.fullmatch(known, words):
            return role
    clear = re.fullmatch(rf"(?:{_ELSE}|{_BESIDE})+", words) and re.search(_ELSE, words)
    return "other" if clear or said_in(words).part else None
