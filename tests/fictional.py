"""Fictional plans, written for one test each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyplan.assess import Request, assess
from jyplan.plan.loading import plan_of
from jyplan.plan.model import BaselinesFile, TargetsFile
from jyplan.plan.plan import Observation, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.plan.plan import Plan
    from jyplan.results import Assessment

# a county with two districts, as files that tests may add to
COUNTY = """\
schema: 1
plan: {id: small, name: {zh: 小计划, en: Small plan}, baseline_year: 2020, end_year: 2025}
themes: [{id: all, name: {zh: 全部, en: All}}]
scopes: [{id: county, name: {zh: 全县, en: County}}]
districts:
  - {id: east, name: {zh: 东区, en: East}}
  - {id: west, name: {zh: 西区, en: West}}
indicators:
  - id: firms
    name: {zh: 企业, en: Firms}
    unit: {zh: 家, en: firms}
    kind: stock
    scope: county
    theme: all
    precision: 1
    target: {operator: ">=", value: 200, year: 2025}
  - id: share
    name: {zh: 占比, en: Share}
    aliases: [占全县比重]
    unit: "%"
    kind: ratio
    scope: county
    theme: all
    precision: 0.1
    weight: firms
    limits: {minimum: 0, maximum: 100}
    target: {operator: ">=", value: 60, year: 2025}
  - id: output
    name: {zh: 产值, en: Output}
    unit: {zh: 亿元, en: 100 million yuan}
    kind: annual_flow
    scope: county
    theme: all
    precision: 0.1
    target: {operator: ">=", value: 60, year: 2025}
"""
COUNTY_STARTS = """\
schema: 1
baselines:
  - {id: firms, value: 100, year: 2020}
  - {id: output, value: 40, year: 2020}
  - {id: share, value: 30, year: 2020}
"""


def county(folder: Path) -> Path:
    """The county's plan in a new folder."""
    (folder / "submissions").mkdir(parents=True)
    (folder / "targets.yaml").write_text(COUNTY, encoding="utf-8")
    (folder / "baselines.yaml").write_text(COUNTY_STARTS, encoding="utf-8")
    return folder


def plan(  # noqa: PLR0913 one parameter for each part of a plan
    folder: Path,
    indicators: Sequence[Mapping[str, Any]],
    *,
    context: Sequence[Mapping[str, Any]] = (),
    history: Sequence[tuple[str, int, float]] = (),
    identities: Sequence[str | Mapping[str, Any]] = (),
    submissions: Mapping[int, Mapping[str, float]] | None = None,
) -> tuple[str, ...]:
    """A fictional plan for 2020 to 2025 and how it is named; JSON is YAML."""
    # of pure numbers, formulas may be anything
    sign = "%" if identities else "items"
    usual = {"unit": sign, "kind": "stock", "scope": "all", "precision": 0.01}
    aimed = {"theme": "one", "direction": "increase"}
    rows, starts = [], []
    for each in indicators:
        row = {**usual, **aimed, "name": each["id"], **each}
        row.setdefault("target", {"operator": ">=", "value": 200, "year": 2025})
        if (value := row.pop("baseline", None)) is not None:
            starts.append({"id": row["id"], "year": 2020, "value": value})
        rows.append(row)
    head = {"id": "fictional", "name": "Fictional plan", "baseline_year": 2020, "end_year": 2025}
    targets = {
        "schema": 1,
        "plan": head,
        "themes": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}],
        "scopes": [{"id": "all", "name": "All"}],
        "indicators": rows,
        "identities": [{"formula": each} if isinstance(each, str) else each for each in identities],
    }
    baselines = {
        "schema": 1,
        "baselines": starts,
        "context": [{**usual, "name": each["id"], "year": 2020, **each} for each in context],
        "history": [{"id": name, "year": year, "value": value} for name, year, value in history],
    }
    folder.mkdir(exist_ok=True)
    (folder / "targets.yaml").write_text(json.dumps(targets), encoding="utf-8")
    (folder / "baselines.yaml").write_text(json.dumps(baselines), encoding="utf-8")
    for year, values in (submissions or {}).items():
        (folder / "submissions").mkdir(exist_ok=True)
        text = json.dumps({"schema": 1, "year": year, "values": values})
        (folder / "submissions" / f"{year}.yaml").write_text(text, encoding="utf-8")
    return ("--plan", str(folder), "--lang", "en")


def held(
    indicators: Sequence[Mapping[str, Any]],
    *,
    context: Sequence[Mapping[str, Any]] = (),
    history: Sequence[tuple[str, int, float]] = (),
    years: tuple[int, int] = (2020, 2025),
) -> Plan:
    """A fictional plan without files; a `baseline` is of its first year, or year and value."""
    usual = {"name": "Fictional", "unit": "items", "kind": "stock", "scope": "all"}
    rows, starts = [], []
    for each in indicators:
        row = {**usual, "theme": "one", "precision": 0.01, **each}
        if (start := row.pop("baseline", None)) is not None:
            year, value = start if isinstance(start, tuple) else (years[0], start)
            starts.append({"id": row["id"], "year": year, "value": value})
        rows.append(row)
    targets = TargetsFile.model_validate(
        {
            "schema": 1,
            "plan": {
                "id": "fictional",
                "name": "Fictional plan",
                "baseline_year": years[0],
                "end_year": years[1],
            },
            "themes": [{"id": "one", "name": "One"}],
            "scopes": [{"id": "all", "name": "All"}],
            "indicators": rows,
        }
    )
    known = BaselinesFile.model_validate(
        {
            "schema": 1,
            "baselines": starts,
            "context": [{**usual, "precision": 0.01, **each} for each in context],
            "history": [
                {"id": name, "year": year, "value": value} for name, year, value in history
            ],
        }
    )
    origin = Origin(Path("fictional"), "option")
    return plan_of([targets.model_dump(), known.model_dump()], origin)


def seen(name: str, values: Mapping[int, float], vintage: int | None = None) -> list[Observation]:
    """Values of one quantity by year, each of its own year's submission if not told otherwise."""
    return [
        Observation(name, None, year, value, vintage or year, False, "fictional.yaml", None)  # noqa: FBT003 of a record
        for year, value in values.items()
    ]


def assessed(
    plan: Plan,
    reported: Iterable[Observation] = (),
    as_of: int | None = None,
    path: str | None = None,
) -> dict[str, Assessment]:
    """The indicators of a plan by id, assessed."""
    report = assess(plan, reported, Request(as_of, path=path))
    return {item.indicator.id: item for item in report.assessments}
