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
    if name := case.get("of_the_city"):
        whole, _ = report_of("tests/forms", [], as_of=None, readings=[], path=None)
        return next(each for each in whole.assessments if each.indicator.id == name), whole
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


def test_there_is_one_for_every_status() -> None:
    assert {assessed(case)[0].status for case in CASES} == {*STATUSES, None}
