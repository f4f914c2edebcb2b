"""Odds as JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.data.csv import written
from jyplan.data.json import Json, picked
from jyplan.data.whatif import about, beginning, document_of, named

if TYPE_CHECKING:
    from jyplan.outcomes import Chance, Chances, Odds
    from jyplan.texts.words import Language


def odds_json(shown: Chances) -> str:
    """Everything that the draws show."""
    return document_of(shown, [_odds_of(odds) for odds in shown.odds])


def _odds_of(odds: Odds) -> Json:
    return {
        **about(odds),
        **picked(odds, "draws", "seed"),
        "closed_form": not odds.draws,
        **picked(odds, "persistence", "common"),
        "correlations": [{"ids": pair, "value": value} for pair, value in odds.pairs.items()],
        "indicators": [_chance_of(row) for row in odds.chances],
        "joint": odds.joints,
    }


def _chance_of(row: Chance) -> Json:
    return {
        **beginning(row),
        **picked(row, "year", "probability", "error", "shortfall", "defined"),
        **picked(row, "years", "planned", "reason"),
    }


def odds_csv(shown: Chances, language: Language) -> str:
    """One row a scenario, quantity and year."""
    return written(
        {
            **named(odds, row, language),
            **year._asdict(),
            **picked(row, "probability", "error", "shortfall", "reason"),
        }
        for odds in shown.odds
        for row in odds.chances
        for year in row.years
    )
