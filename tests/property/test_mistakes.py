"""Mistakes in a plan do not hide each other: any two of them are found as each is alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from copy import deepcopy
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.errors import FindingsError
from jyplan.plan.files import of_plan
from jyplan.plan.reading import read_plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Json: TypeAlias = Any
Mistake: TypeAlias = tuple[tuple[str | int, ...], object, str]


def target(operator: str, value: float, year: object = 2025) -> Json:
    return {"operator": operator, "value": value, "year": year}


def indicator(name: str, **others: object) -> Json:
    usual = {"unit": "件", "kind": "stock", "scope": "all", "theme": "one", "precision": 1}
    return {"id": name, "name": name, **usual, "target": target(">=", 200), **others}


def context(name: str, **others: object) -> Json:
    usual = {"unit": "件", "kind": "stock", "scope": "all", "precision": 1, "year": 2020}
    return {"id": name, "name": name, "value": 5, **usual, **others}


BY_YEAR: Json = {
    "year": "every",
    "by_year": {
        2021: {"operator": ">=", "value": 6},
        2022: {"operator": ">=", "value": 5, "approximate": True},
        2023: {"minimum": 4, "maximum": 6},
    },
}
THAN: Json = {"operator": ">=", "than": "growth", "margin": -0.5, "over": "plan", "year": 2025}
JOBS: Json = {
    **target(">=", 900),
    "milestones": {2022: 300, 2023: 500},
    "revisions": [{"decided_in": 2022, "multiple": 10, "milestones": {2024: 700}}],
    "further": [{"year": 2030, "change": 2000}],
    "accept": ["JY402"],
    "reason": "A new count",
}
ENERGY: Json = {"operator": "<=", "change_percent": -13.5, "year": 2025}


# A fictional plan in which nothing is wrong.
PLAN: Json = {
    "targets": {
        "schema": 1,
        "plan": {"id": "fictional", "name": "Fictional", "baseline_year": 2020, "end_year": 2025},
        "themes": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}],
        "scopes": [{"id": "all", "name": "All"}, {"id": "part", "name": "Part"}],
        "districts": [{"id": "east", "name": "East"}, {"id": "west", "name": "West"}],
        "indicators": [
            indicator("firms", limits={"minimum": 0, "maximum": 900}),
            indicator("parks", required=True),
            indicator("waste", direction="decrease", target=target("<=", 2)),
            indicator("floor", kind="annual_floor", target=target(">=", 5, "every")),
            indicator(
                "grants",
                default_reading="all",
                readings=[{"id": "all", "name": "All"}, {"id": "new", "name": "New"}],
            ),
            indicator("share", unit="%", kind="ratio", weight="people"),
            indicator("output", target={"operator": ">=", "average_growth": 7, "year": 2025}),
            indicator("growth", unit="%", kind="growth_rate", target=BY_YEAR),
            indicator("wages", unit="%", kind="growth_rate", target=THAN),
            indicator("jobs", reported="yearly_increment", target=JOBS),
            indicator("energy", reported="yearly_change", direction="decrease", target=ENERGY),
        ],
        "identities": ["firms <= parks", {"formula": "parks <= grants", "tolerance": 1}],
        "settings": {"severity": {"JY301": "note"}},
    },
    "baselines": {
        "schema": 1,
        "baselines": [
            {"id": "firms", "value": 100, "year": 2020},
            {"id": "parks", "value": 90, "year": 2020},
            {"id": "waste", "value": 80, "year": 2020},
            {"id": "grants", "reading": "all", "value": 70, "year": 2020},
            {"id": "grants", "reading": "new", "value": 60, "year": 2020},
            {"id": "output", "value": 80, "year": 2020},
            {"id": "growth", "value": 3, "year": 2020},
            {"id": "wages", "value": 2, "year": 2020},
            {"id": "jobs", "value": 90, "year": 2020},
        ],
        "context": [context("people"), context("land", unit="亩")],
        "history": [
            {"id": "firms", "value": 50, "year": 2018},
            {"id": "parks", "value": 40, "year": 2018},
        ],
    },
    "verdicts": {
        "schema": 1,
        "published": [
            {
                "year": year,
                "by": "Office",
                "classes": {
                    "late": {"status": "behind", "words": "Late"},
                    "fine": {"status": "on_track", "words": "Fine"},
                },
                "verdicts": {"firms": "late", "parks": {"class": "fine", "note": "So far"}},
            }
            for year in (2022, 2024)
        ],
    },
}  # fmt: skip
AWAY = ...
T, B, V = "targets", "baselines", "verdicts"
# where what is written, and what is found then; mistakes of form and of the rules between mappings
MISTAKES: list[Mistake] = [
    ((T, "plan", "end_year"), 2019, "JY210"),
    ((T, "plan", "name"), AWAY, "JY105"),
    ((T, "themes", 1, "id"), "one", "JY104"),
    ((T, "themes", 1, "nmae"), "Two", "JY101"),
    ((T, "districts", 0, "id"), "west", "JY104"),
    ((T, "indicators", 0, "theme"), "thre", "JY204"),
    ((T, "indicators", 0, "precision"), 3, "JY208"),
    ((T, "indicators", 0, "required"), "maybe", "JY106"),
    ((T, "indicators", 0, "target", "value"), 901, "JY203"),
    ((T, "indicators", 1, "target", "year"), 2019, "JY201"),
    ((T, "indicators", 1, "target", "commitment"), "soft", "JY108"),
    ((T, "indicators", 1, "target", "operator"), AWAY, "JY205"),
    ((T, "indicators", 1, "name"), AWAY, "JY105"),
    ((T, "indicators", 2, "target", "operator"), ">=", "JY206"),
    ((T, "indicators", 2, "unit"), 7, "JY106"),
    ((T, "indicators", 2, "target", "value"), 81, "JY202"),
    ((T, "indicators", 3, "target", "last_year"), 1800, "JY117"),
    ((T, "indicators", 2, "kind"), "annual_floor", "JY207"),
    ((T, "indicators", 4, "default_reading"), "old", "JY204"),
    ((T, "indicators", 4, "readings", 1, "same_quantity"), 1, "JY106"),
    ((T, "indicators", 4, "target", "first_year"), 2021, "JY214"),
    ((T, "indicators", 5, "weight"), "peple", "JY102"),
    ((T, "indicators", 5, "scope"), None, "JY107"),
    ((T, "indicators", 6, "target", "average_growth"), "7%", "JY122"),
    ((T, "indicators", 6, "target", "avarage_growth"), 7, "JY101"),
    ((T, "indicators", 6, "target", "change"), 5, "JY205"),
    ((T, "indicators", 6, "target", "margin"), 1, "JY226"),
    ((T, "indicators", 6, "reported"), "yearly_changes", "JY108"),
    ((T, "indicators", 7, "target", "operator"), ">=", "JY205"),
    ((T, "indicators", 7, "target", "last_year"), 2022, "JY226"),
    ((T, "indicators", 7, "target", "by_year", 2021, "value"), AWAY, "JY205"),
    ((T, "indicators", 7, "target", "by_year", 2022, "operator"), "<", "JY206"),
    ((T, "indicators", 7, "target", "by_year", 2022, "approximate"), 1, "JY106"),
    ((T, "indicators", 7, "target", "by_year", 2023, "maximum"), 3, "JY205"),
    ((T, "indicators", 7, "target", "by_year", 2020), {"minimum": 1}, "JY201"),
    ((T, "indicators", 7, "target", "by_year", 2024), 5, "JY106"),
    ((T, "indicators", 7, "target", "milestones"), {2022: 5}, "JY226"),
    ((T, "indicators", 8, "target", "than"), "grwth", "JY102"),
    ((T, "indicators", 8, "target", "margin"), "half", "JY106"),
    ((T, "indicators", 8, "target", "over"), "Plan", "JY108"),
    ((T, "indicators", 9, "target", "first_year"), 2021, "JY214"),
    ((T, "indicators", 9, "target", "milestones", 2022), "300", "JY126"),
    ((T, "indicators", 9, "target", "milestones", 2026), 950, "JY213"),
    ((T, "indicators", 9, "target", "revisions", 0, "multiple"), -10, "JY228"),
    ((T, "indicators", 9, "target", "revisions", 0, "milestones", 2025), 800, "JY213"),
    ((T, "indicators", 9, "target", "further", 0, "change"), -20, "JY202"),
    ((T, "indicators", 9, "target", "accept"), ["JY999"], "JY222"),
    ((T, "indicators", 9, "target", "reason"), AWAY, "JY221"),
    ((T, "indicators", 9, "kind"), "ratio", "JY226"),
    ((T, "indicators", 10, "target", "change_percent"), 13.5, "JY202"),
    ((T, "indicators", 10, "target", "further"), [{"year": 2030, "value": 80}], "JY227"),
    ((T, "identities", 0), "firms <= shops", "JY219"),
    ((T, "identities", 0), "land = firms", "JY220"),
    ((T, "identities", 1, "formula"), "parks = = grants", "JY218"),
    ((T, "identities", 1, "tolerance"), -1, "JY117"),
    ((T, "indicators", 0, "aliases"), ["Parks"], "JY243"),
    ((T, "settings", "severity", "JY999"), "note", "JY222"),
    ((T, "settings", "severity", "JY302"), "loud", "JY108"),
    ((B, "baselines", 0, "accept"), ["JY301"], "JY221"),
    ((B, "baselines", 1, "basis"), "guessed", "JY108"),
    ((B, "baselines", 0, "id"), "firm", "JY102"),
    ((B, "baselines", 3, "reading"), AWAY, "JY212"),
    ((B, "baselines", 4, "reading"), "old", "JY204"),
    ((B, "baselines", 4, "note"), None, "JY107"),
    ((B, "context", 0, "scope"), "none", "JY204"),
    ((B, "context", 1, "precision"), "0.1", "JY126"),
    ((B, "context", 1, "value"), AWAY, "JY105"),
    ((B, "history", 0, "value"), 901, "JY203"),
    ((B, "history", 1, "id"), "firms", "JY209"),
    ((B, "history", 1, "source"), "book", "JY106"),
    ((V, "published", 0, "year"), 2019, "JY241"),
    ((V, "published", 0, "by"), AWAY, "JY105"),
    ((V, "published", 0, "classes", "fine", "status"), "no_data", "JY108"),
    ((V, "published", 0, "verdicts", "firm"), "late", "JY102"),
    ((V, "published", 0, "verdicts", "firms"), "lat", "JY204"),
    ((V, "published", 0, "verdicts", "parks", "nte"), "So far", "JY101"),
    ((V, "published", 1, "verdicts", "parks", "class"), "fin", "JY204"),
    ((V, "published", 1, "verdicts", "firms"), 3, "JY106"),
    ((V, "published", 1, "classes", "late", "words"), None, "JY107"),
]
# what a message mentions besides the mistake, which another mistake may change
BESIDES = {"first_line", "known", "suggestion"}


def found(folder: Path, mistakes: Iterable[Mistake]) -> Json:
    """What is found in the plan with these mistakes: codes with what their messages mention."""
    plan = deepcopy(PLAN)
    for path, value, _ in mistakes:
        holder = plan
        for part in path[:-1]:
            holder = holder[part]
        if value is AWAY:
            del holder[path[-1]]
        else:
            holder[path[-1]] = value
    for name, content in plan.items():
        text = json.dumps(content, indent=1, ensure_ascii=False).replace("null", "")
        text = re.sub(r'"(\d{4})":', r"\1:", text)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    try:
        read_plan(of_plan(folder))
    except FindingsError as error:
        return Counter(
            (
                each.code,
                each.span.path[-14:],
                str({key: each.data[key] for key in each.data.keys() - BESIDES}),
            )
            for each in error.findings
        )
    return Counter()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plan")


def test_nothing_is_wrong_with_the_plan_itself(folder: Path) -> None:
    assert not found(folder, [])


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_is_one_finding(folder: Path, mistake: Mistake) -> None:
    assert [code for code, *_ in found(folder, [mistake]).elements()] == [mistake[2]]


def clash(one: Mistake, other: Mistake) -> bool:
    """Whether two mistakes are made in one place."""
    length = min(len(one[0]), len(other[0]))
    return bool(one[0][:length] == other[0][:length])


def test_two_mistakes_are_both_found_and_nothing_else(folder: Path) -> None:
    alone = [found(folder, [mistake]) for mistake in MISTAKES]
    for one, other in combinations(range(len(MISTAKES)), 2):
        pair = (MISTAKES[one], MISTAKES[other])
        if not clash(*pair):
            assert found(folder, pair) == alone[one] + alone[other], pair


@given(chosen=st.lists(st.sampled_from(MISTAKES), min_size=3, max_size=8, unique_by=str))
def test_several_mistakes_are_all_found(folder: Path, chosen: list[Mistake]) -> None:
    apart = [
        each
        for index, each in enumerate(chosen)
        if not any(clash(each, other) for other in chosen[:index])
    ]
    together = Counter(code for code, *_ in found(folder, apart).elements())
    assert together == Counter(code for *_, code in apart)
