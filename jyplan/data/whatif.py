"""`jyplan whatif` as JSON and CSV: figures at full precision, rates as fractions per year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.data.csv import written
from jyplan.data.json import SCHEMA_VERSION, Json, dump, picked, plan_head, quantity
from jyplan.texts.words import localized

if TYPE_CHECKING:
    from jyplan.outcomes import (
        Assumed,
        Chance,
        Chances,
        Odds,
        Outcome,
        Remedy,
        ScenarioResult,
        WhatIf,
    )
    from jyplan.texts.words import Language


def whatif_json(shown: WhatIf) -> str:
    """Everything that the scenarios lead to."""
    found = [
        {
            **about(scenario),
            "indicators": [outcome_of(row) for row in scenario.outcomes],
            "answer": _answer_of(scenario.answer),
        }
        for scenario in shown.scenarios
    ]
    return document_of(shown, found)


def _answer_of(answer: Remedy | None) -> Json | None:
    """What would have met a target that is missed."""
    if answer is None:
        return None
    solution = answer.solution
    return {
        "indicator": solution.entry.id,
        "vary": solution.vary.id,
        "rate": solution.rate,
        "command": answer.command,
    }


def document_of(shown: WhatIf | Chances, scenarios: list[Json]) -> str:
    """Scenarios below what is said of all of them."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "plan": plan_head(shown.report),
        "as_of": shown.report.as_of,
        "until": shown.until,
    }
    return dump({**head, "scenarios": scenarios})


def about(scenario: ScenarioResult | Odds) -> Json:
    """What a scenario is, what it assumes, and what it could not do."""
    return {
        **picked(scenario, "id", "title", "remarks"),
        "assumed": [assumed_of(assumed) for assumed in scenario.assumed],
        **picked(scenario, "replaced", "absent"),
    }


def named(scenario: ScenarioResult | Odds, row: Outcome | Chance, language: Language) -> Json:
    """What begins every row of CSV."""
    return {
        "scenario": scenario.id,
        "id": row.entry.id,
        "name": localized(row.entry.name, language),
        "unit": localized(row.entry.unit, language),
        "role": row.role,
        "target": row.item.target if row.item else None,
        "target_year": row.item.target_year if row.item else None,
    }


def assumed_of(assumed: Assumed) -> Json:
    """What is assumed of one quantity."""
    return {**assumed._asdict(), "step": assumed.step}


def outcome_of(outcome: Outcome) -> Json:
    """What becomes of one quantity."""
    return {
        **beginning(outcome),
        "years": outcome.years,
        "result": outcome.held,
        **picked(outcome, "growth", "needed", "past", "trend", "turned"),
        **picked(outcome, "planned", "reason", "because"),
    }


def beginning(row: Outcome | Chance) -> Json:
    """Which quantity it is, why it is shown, and what it is held against."""
    item, target = row.item, None
    if item is not None:
        target = {
            "value": item.target,
            "year": item.target_year,
            "operator": item.aim.bound.operator,
        }
    return {**quantity(row.entry), "role": row.role, "target": target}


def whatif_csv(shown: WhatIf, language: Language) -> str:
    """One row a scenario, quantity and year; what comes of it stands in every row."""
    rows = []
    for scenario in shown.scenarios:
        for outcome in scenario.outcomes:
            held = outcome.held
            result = {
                "met": None if held is None or held.met is None else str(held.met).lower(),
                **picked(held, "difference", "attainment_time", "attainment_year"),
                **picked(outcome, "growth", "needed"),
                "past": outcome.past.rate if outcome.past else None,
                "trend": outcome.trend.value if outcome.trend else None,
                "reason": outcome.reason or (held.reason if held else None),
            }
            years = outcome.years or (None,)
            for year in years:
                figures = picked(year, "year", "value", "low", "high")
                figures["known"] = None if year is None else str(year.known).lower()
                rows.append({**named(scenario, outcome, language), **figures, **result})
    return written(rows)
