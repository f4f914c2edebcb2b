"""Odds as JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jyplan.data.csv import written
from jyplan.data.json import text, unit
from jyplan.data.whatif import about, document_of, named, target_of

if TYPE_CHECKING:
    from jyplan.outcomes import Chance, Chances, Odds
    from jyplan.texts.words import Language

    Json = dict[str, Any]


def odds_json(shown: Chances) -> str:
    """Everything that the draws show."""
    return document_of(shown, [_odds_of(odds) for odds in shown.odds])


def _odds_of(odds: Odds) -> Json:
    return {
        **about(odds),
        "draws": odds.draws,
        "seed": odds.seed,
        "closed_form": not odds.draws,
        "persistence": odds.persistence,
        "common": odds.common,
        "correlations": [{"ids": list(pair), "value": value} for pair, value in odds.pairs.items()],
        "indicators": [_chance_of(row) for row in odds.chances],
        "joint": [joint._asdict() for joint in odds.joints],
    }


def _chance_of(row: Chance) -> Json:
    return {
        "id": row.entry.id,
        "name": text(row.entry.name),
        **unit(row.entry),
        "role": row.role,
        "target": target_of(row),
        "year": row.year,
        "probability": row.probability,
        "error": row.error,
        "shortfall": row.shortfall,
        "defined": row.defined,
        "years": [year._asdict() for year in row.years],
        "planned": [{"year": year, "value": value} for year, value in row.planned],
        "reason": row.reason,
    }


def odds_csv(shown: Chances, language: Language) -> str:
    """One row a scenario, quantity and year."""
    return written(
        {
            **named(odds, row, language),
            **year._asdict(),
            "probability": row.probability,
            "error": row.error,
            "shortfall": row.shortfall,
            "reason": row.reason,
        }
        for odds in shown.odds
        for row in odds.chances
        for year in row.years
    )
