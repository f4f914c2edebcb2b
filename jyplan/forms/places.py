"""Whose figures words speak of, where that is not the place of the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jyplan.plan.model import Context, Indicator
    from jyplan.plan.plan import Plan

# what is wider than a city or a county, or beside it
_WIDER: Final = re.compile(
    "全省|[我本]省|省内|国内|我国|全国(?!文明|百强|重点)|各省|各市|珠三角|粤[东西北]|平均水平|[省国]平均|(?<![a-z])(?:national|provinc)",
    re.IGNORECASE,
)
_WIDE: Final = re.compile("国(?![民家])|省|自治区|national|provinc", re.IGNORECASE)
# a place where a title, or a part of it, begins: 普宁市2024年主要指标
_PLACE: Final = re.compile(
    r"(?:^|(?<=[\W\d_年度末]))(?P<name>[^全各本我年月的\W\d_a-zA-Z]{2,5}?"
    r"(?:省|(?<![强城要])市(?![场长])|自治州|县|(?<![地园社])(?<!示范)(?<!集聚)区(?![域位划])))"
)
# a part of a place behind its name: 揭阳市榕城区
_WITHIN: Final = re.compile(
    r"[^\W\d_a-zA-Z]{1,8}?(?:县|(?<![地园社])(?<!示范)(?<!集聚)(?<!先行)区(?![域位划]))"
)
# a name of a province, a city or a county
_NAMED: Final = re.compile(r"[^全各本我\W\d_a-zA-Z]{1,5}(?:省|(?<![强城])市|县)")
# of all of the place
_WHOLE: Final = re.compile("^[全本我]|whole|total", re.IGNORECASE)


class Places:
    """The place of a plan, and the parts of it that figures may be of.

    Attributes:
        districts: finds the name of a district in a text.
    """

    def __init__(self, plan: Plan) -> None:
        titles = [plan.head.name, *([plan.head.document] if plan.head.document else [])]
        own = _PLACE.search(plan.head.name.zh)
        self._own = None if own is None else own["name"]
        self._wide = any(_WIDE.search(each.zh + each.en) for each in titles)
        self._scopes = {
            each.id: _pattern(each.name.zh, each.name.en)
            for each in plan.targets.scopes
            if not _WHOLE.search(each.name.zh) and not _WHOLE.search(each.name.en)
        }
        names = {name for each in plan.targets.districts for name in (each.name.zh, each.name.en)}
        self.districts = _pattern(*sorted(names))

    def elsewhere(self, text: str, entry: Indicator | Context) -> bool:
        """Whether figures beside a text are not of where a quantity of the plan is counted."""
        scopes = [scope for scope, name in self._scopes.items() if name.search(text)]
        if scopes:
            return entry.scope not in scopes
        if not self._wide and _WIDER.search(text) and (self._own is None or self._own not in text):
            return True
        place = _PLACE.search(text)
        if self._own is None:
            return self._wide and place is not None
        if self._own in text:
            return _WITHIN.match(text.partition(self._own)[2]) is not None
        return place is not None and not self.districts.search(text)

    def is_one(self, text: str) -> bool:
        """Whether a text is the name of a place, or of a part of the plan's, and nothing else."""
        parts = (self.districts, *self._scopes.values(), _WIDER, _NAMED)
        return any(each.fullmatch(text) is not None for each in parts)


def _pattern(*names: str) -> re.Pattern[str]:
    """What finds one of several names in a text; those in Latin letters as whole words."""
    words = (rf"\b{re.escape(each)}\b" if each.isascii() else re.escape(each) for each in names)
    return re.compile("|".join(words) or "(?!)", re.IGNORECASE)
