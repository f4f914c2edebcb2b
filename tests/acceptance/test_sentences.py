"""Sentences of reports, each read aloud: what figures say of an indicator, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from jyplan.assess import Request, assess
from jyplan.cli.session import report_of
from jyplan.pages.sentences import indicator_sentence
from jyplan.pages.view import View
from jyplan.statuses import STATUSES
from jyplan.texts.words import GLUE, LANGUAGES
from tests import fictional

if TYPE_CHECKING:
    from jyplan.results import Assessment, Report
    from jyplan.texts.words import Language

TABLE = Path(__file__).parents[1] / "cases" / "sentences.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
FIRMS = {
    "id": "firms",
    "name": {"zh": "企业", "en": "Firms"},
    "unit": {"zh": "家", "en": "firms"},
    "kind": "stock",
    "direction": "increase",
    "precision": 1,
    "baseline": 100,
    "target": {"operator": ">=", "value": 200, "year": 2025},
}
# so that something is reported in any case
OTHER = {**FIRMS, "id": "other"}
KEYS = {"case", "seen", "as_of", "provisional", "zh", "en"}


def assessed(case: dict[str, Any]) -> tuple[Assessment, Report]:
    own = {**FIRMS, **{key: value for key, value in case.items() if key not in KEYS}}
    plan = fictional.held([own, OTHER])
    seen = [
        each._replace(provisional=case.get("provisional", False))
        for each in fictional.seen("firms", case["seen"])
    ]
    seen += fictional.seen("other", {2021: 120})
    report = assess(plan, seen, Request(case.get("as_of", 2022)))
    return report.assessments[0], report


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_sentence(case: dict[str, Any], language: Language) -> None:
    item, report = assessed(case)
    said = indicator_sentence(item, View(report, language))
    assert said.replace(GLUE, " ") == case[language]


# of the fictional city in tests/forms, by hand: 8.5, 6 and 4.5 % against 8, 5.5 and 4.5 %; incomes
# (1.08 × 1.05 × 1.042)^(1/3) against (1.08 × 1.055 × 1.045)^(1/3) - 0.005; services 440 / 400,
# 462 / 440 and 490 / 462; of water 0.84^(1/5) is due, and (0.84 / 0.96)^(1/4) needed
OF_THE_CITY = {
    "productivity_growth": (
        "劳动生产率增长：2023年增长4.5%，目标为每年高于经济增长（4.5%）；"
        "2021–2023年中有2年达到，2023年未达到。",
        "Growth of productivity: growth of 4.5 % in 2023, the target is more than Economic growth "
        "(4.5 %) every year; met in 2 of 3 years, 2021–2023, but not in 2023.",
    ),
    "income_growth": (
        "居民收入增长：2020–2023年均增5.7%，目标为年均不低于经济增长减0.5个百分点（5.5%）；已达到。",
        "Growth of incomes: growth of 5.7 % a year in 2020–2023, the target is at least Economic "
        "growth minus 0.5 pp (5.5 %) on average; met.",
    ),
    "services": (
        "服务业增加值：2023年增长6.1%，目标为每年高于经济增长（4.5%）；"
        "2021–2023年中有2年达到，2022年未达到。",
        "Value added of services (100 million yuan): growth of 6.1 % in 2023, the target is more "
        "than Economic growth (4.5 %) every year; met in 2 of 3 years, 2021–2023, but not in 2022.",
    ),
    "exports_growth": (
        "出口增长：2023年增长1.0%，目标为每年高于世界贸易增长（2%）；"
        "2021、2023年中有1年达到，2023年未达到。",
        "Growth of exports: growth of 1.0 % in 2023, the target is more than Growth of world trade "
        "(2 %) every year; met in 1 of 2 years, 2021, 2023, but not in 2023.",
    ),
    "water_intensity": (
        "单位产值水耗：2021年比2020年累计下降4.0%，目标为累计下降16%以上，完成目标降幅的25.0%，"
        "高于计划进度3.6个百分点；此后年均降3.3%即可（2020–2021年均降4.0%）。",
        "Water intensity: down 4.0 % in all from 2020 to 2021, the target is a fall of at least 16 % "
        "in all, 25.0 % of the decrease aimed at is done, 3.6 points above the planned course; from "
        "here on a fall of 3.3 % a year is enough (2020–2021: a fall of 4.0 % a year).",
    ),
}


@pytest.mark.parametrize("name", OF_THE_CITY)
def test_a_sentence_of_the_city(name: str) -> None:
    report, _ = report_of("tests/forms", [], as_of=None, readings=[], path=None)
    item = next(each for each in report.assessments if each.indicator.id == name)
    told = [indicator_sentence(item, View(report, each)).replace(GLUE, " ") for each in LANGUAGES]
    assert tuple(told) == OF_THE_CITY[name]


def test_there_is_one_for_every_status() -> None:
    assert {assessed(case)[0].status for case in CASES} == {*STATUSES, None}
