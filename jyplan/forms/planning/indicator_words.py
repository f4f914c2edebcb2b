"""What the name and the unit of an indicator tell of it, in a table of a plan."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.forms.heading_words import unmarked
from jyplan.plan.fields import ID_PATTERN
from jyplan.plan.plan import SHARES_OF_SOMETHING
from jyplan.plan.spelling import unnumbered

if TYPE_CHECKING:
    from jyplan.plan.model import Kind

LONGEST_ID: Final = 64
# names of what is growth, or a fall: the stem is what grows
_CHANGES: Final = tuple(
    (re.compile(pattern), grows)
    for pattern, grows in (
        ("(?P<stem>.{2,}?)(?P<mean>年均|年平均)?(?:增长率|增长速度|增长|增速|增幅)", 1),
        ("(?P<mean>(?i:average|mean)(?i: annual)? )?(?i:growth(?: rate)?(?: of)?) (?P<stem>.+)", 1),
        ("(?P<mean>)(?i:increase) (?i:of|in) (?P<stem>.{2,})", 1),
        ("(?P<stem>.{2,}) (?i:growth)(?P<mean>)", 1),
        ("(?P<stem>.{2,}?)(?P<mean>年均|年平均)?(?:降低率|下降率|降低|下降|减少|降幅|削减)", -1),
        ("(?P<mean>)(?i:reduction|decrease|fall|decline) (?i:of|in) (?P<stem>.{2,})", -1),
    )
)  # fmt: skip
_ADDS: Final = r"新增|净增|累计|新建|newly?\b|added\b|cumulative"
# what fewer of is better
_LESS: Final = (
    r"失业|死亡率|死亡人数|发病率|能耗|能源消耗|消耗|排放|浓度|事故|贫困|负债率|犯罪|逾期|用水量|水耗|损失|不良率"
    r"|unemploy|mortality|emission|energy (?:use|consumption)|intensity of (?:energy|carbon)"
    r"|concentration|accident|poverty|debt|crime"
)
# words -> kind, the first that are found; a kind that is a guess has to be looked at
_COVERED: Final = (
    "参保率|普及率|入学率|入园率|巩固率|接种率|签约率|(?<!森林)(?<!绿化)(?<!植被)覆盖率"
    "|enrol(?:l)?ment|(?<!forest )coverage"
)
_PER: Final = (
    "每(?:万|千|百|十)|人均|户均|亩均|平均|单位|密度|强度|寿命|生产率|劳均"
    r"|\bper\b|average|mean\b|density|intensity|productivity|life expectancy"
)
_SHARE: Final = r"率$|率\(|比重|比例|占比|占.+比|比率|share|ratio|rate\b|proportion"
_MONEY: Final = (
    "生产总值|增加值|产值|投入|支出|收入|经费|投资|营业额|交易额|成交额|销售|零售|进出口|利用外资|税收"
    "|gdp|output|revenue|income|expenditure|investment|turnover|value added"
)
_YEARLY: Final = (
    "产量|产能|生产能力|吞吐量|周转量|客流|用电量|用水量|消费量|能耗|排放|授权量|申请量|人次|事故"
    "|production|capacity|consumption|emissions?|accidents?"
)
# words -> kind, the first that are found, and whether they are sure
_KINDS: tuple[tuple[str, Kind, bool], ...] = (
    (_COVERED, "coverage", True),
    (_PER, "ratio", True),
    (_SHARE, "ratio", True),
    ("累计|cumulative", "cumulative", True),
    (_MONEY, "annual_flow", True),
    # what is new in a year, unless the target adds it up
    (f"{_ADDS}|{_YEARLY}", "annual_flow", False),
)
# behind a name in brackets, where there is no column of units
_UNIT_BEHIND: Final = re.compile(
    r"(.+?)\s*[(（\[〔]([^()（）\[\]]{1,16}(?:\([^()]*\))?)[)）\]〕]\s*"
)


class NameSaid(NamedTuple):
    """What a name says.

    Attributes:
        name: without numbering and unit.
        unit: what stood in brackets behind it; empty where nothing did.
        stem: what grows or falls, where the name says that it is growth or a fall; else the name.
        grows: 1 where it says growth, -1 where it says a fall, else 0.
        mean: whether it says that this is a mean of the years.
    """

    name: str
    unit: str
    stem: str
    grows: int
    mean: bool = False

    @property
    def adds(self) -> bool:
        """Whether it counts what is new."""
        return re.search(_ADDS, self.name.casefold()) is not None

    @property
    def better_less(self) -> bool:
        """Whether fewer is better, as far as words tell."""
        return re.search(_LESS, self.name.casefold()) is not None


def name_said(text: str, *, unit: str = "") -> NameSaid:
    """What the name of an indicator says.

    Args:
        text: as it stands in the table.
        unit: what a column of units says; brackets behind a name are its unit where that says
            nothing, or the same.

    Example:
        >>> name_said("14.单位GDP能源消耗降低（％）")
        NameSaid(name='单位GDP能源消耗降低', unit='%', stem='单位GDP能源消耗', grows=-1, ...
    """
    name = unmarked(" ".join(unnumbered(text).split()))
    behind = _UNIT_BEHIND.fullmatch(name)
    inside = ""
    if behind is not None and (not unit or unit_said(behind[2]) == unit):
        name, inside = unmarked(behind[1]), unit_said(behind[2])
    for pattern, grows in _CHANGES:
        if found := pattern.fullmatch(name):
            stem = found["stem"]
            return NameSaid(
                name, inside, stem[:1].upper() + stem[1:], grows, mean=bool(found["mean"])
            )
    return NameSaid(name, inside, name, 0)


def unit_said(text: str) -> str:
    """A unit as it stands in a table, per cent in one spelling."""
    bare = text.strip().strip("()（）")
    plain = unicodedata.normalize("NFKC", bare)
    return "%" if plain.casefold() in {"%", "百分比", "per cent", "percent", "pct"} else bare


def kind_of(name: str, unit: str, *, growth: bool) -> tuple[Kind, bool]:
    """What sort of quantity it is, and whether words say so; else the plainest.

    Args:
        name: of what is counted.
        unit: that it is counted in.
        growth: whether its values are growth rates.
    """
    if growth:
        return "growth_rate", True
    words = unicodedata.normalize("NFKC", name).casefold()
    share = unit_said(unit) in {"%", "‰"}
    for pattern, kind, certain in _KINDS:
        if re.search(pattern, words):
            # Spending in per cent is a share of something.
            shares = kind in SHARES_OF_SOMETHING or not share
            return (kind, certain) if shares else ("ratio", False)
    return ("ratio", True) if share or "/" in unit else ("stock", False)


def id_of(*names: str) -> str | None:
    """An id made from the first name that has letters for one; None: none has.

    >>> id_of("研发投入", "R&D expenditure (per cent)")
    'r_d_expenditure_per_cent'
    """
    for name in names:
        plain = unicodedata.normalize("NFKC", name).casefold()
        made = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_ID].strip("_")
        # What is left of a Chinese name is none: 单位GDP能耗 is not gdp.
        if plain.isascii() and re.match(ID_PATTERN, made):
            return made
    return None
