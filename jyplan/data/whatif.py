"""`jyplan whatif` as JSON and CSV: figures at full precision, rates as fractions per year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jyplan.data.csv import written
from jyplan.data.json import SCHEMA_VERSION, dump, plan_head, text, unit
from jyplan.texts.words import localized

if TYPE_CHECKING:
    from jyplan.outcomes import Answer, Assumed, Chance, Chances, Odds, Outcome, Scenario, WhatIf
    from jyplan.texts.words import Language

    Json = dict[str, Any]


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


def _answer_of(answer: Answer | None) -> Json | None:
    """What would have met a target that is missed."""
    if answer is None:
        return None
    solution = answer.solution
    return {
        "indicator": solution.entry.id,
        "vary": solution.vary.id,
        "rate": solution.rate,
        "command": list(answer.command),
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


def about(scenario: Scenario | Odds) -> Json:
    """What a scenario is, what it assumes, and what it could not do."""
    return {
        "id": scenario.id,
        "title": None if scenario.title is None else text(scenario.title),
        "remarks": [text(remark) for remark in scenario.remarks],
        "assumed": [assumed_of(assumed) for assumed in scenario.assumed],
        "replaced": [replaced._asdict() for replaced in scenario.replaced],
        "absent": [absent._asdict() for absent in scenario.absent],
    }


def named(scenario: Scenario | Odds, row: Outcome | Chance, language: Language) -> Json:
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
    return {
        **assumed._asdict(),
        "step": assumed.step,
        "past": None if assumed.past is None else assumed.past._asdict(),
        "pins": [{"year": year, "value": value} for year, value in assumed.pins.items()],
        "dips": [
            {"year": year, "rate": rate, "years": years} for year, rate, years in assumed.dips
        ],
    }


def outcome_of(outcome: Outcome) -> Json:
    """What becomes of one quantity."""
    return {
        "id": outcome.entry.id,
        "name": text(outcome.entry.name),
        **unit(outcome.entry),
        "role": outcome.role,
        "target": target_of(outcome),
        "years": [year._asdict() for year in outcome.years],
        "result": None if outcome.held is None else outcome.held._asdict(),
        "growth": outcome.growth,
        "needed": outcome.needed,
        "past": None if outcome.past is None else outcome.past._asdict(),
        "trend": None if outcome.trend is None else outcome.trend._asdict(),
        "turned": outcome.turned,
        "planned": [{"year": year, "value": value} for year, value in outcome.planned],
        "reason": outcome.reason,
        "because": list(outcome.because),
    }


def target_of(row: Outcome | Chance) -> Json | None:
    """What it is held against."""
    item = row.item
    if item is None:
        return None
    return {"value": item.target, "year": item.target_year, "operator": item.bound.operator}


def whatif_csv(shown: WhatIf, language: Language) -> str:
    """One row a scenario, quantity and year; what comes of it stands in every row."""
    rows = []
    for scenario in shown.scenarios:
        for outcome in scenario.outcomes:
            held = outcome.held
            result = {
                "met": None if held is None or held.met is None else str(held.met).lower(),
                "difference": held.difference if held else None,
                "attainment_time": held.attainment_time if held else None,
                "attainment_year": held.attainment_year if held else None,
                "growth": outcome.growth,
                "needed": outcome.needed,
                "past": outcome.past.rate if outcome.past else None,
                "trend": outcome.trend.value if outcome.trend else None,
                "reason": outcome.reason or (held.reason if held else None),
            }
            years = outcome.years or (None,)
            for year in years:
                figures = {
                    key: None if year is None else getattr(year, key)
                    for key in ("year", "value", "low", "high")
                }
                figures["known"] = None if year is None else str(year.known).lower()
                rows.append({**named(scenario, outcome, language), **figures, **result})
    return written(rows)
