"""Statistics Canada's measure of progress, as Open SDG carries it out.

The observed compound growth from baseline to latest value is held against the growth that the
target requires: ``R = d * CAGR(b, v, t1 - t0) / |CAGR(b, T, tT - t0)|``. From 0.95 on progress is
substantial, from 0.60 moderate, from 0 limited, below it is a deterioration; a target that is met
is achieved first. Scores from -5 to 5: ``7.1429 R - 4.2857`` from 0.60 on, else
``4.1667 R - 2.5``. Without a target the growth ``x = d * CAGR(b, v, t1 - t0)`` itself is classed
at 1.5 %, 0.5 % and 0; towards a natural limit ``L`` the steps above 0 shrink by ``C``. The mean of
scores is classed at 2.5, 0 and -2.5.

Its engine puts 0.001 in the place of a baseline or target of zero. So does this rule, alone, and
says so.

Source: Statistics Canada, Progress Measurement for Canada's Sustainable Development Goals; Open
SDG, Progress Measurement Methodology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.rules import pace
from jyplan.engine.rules.card import Card, Class, Example, Needs, Score
from jyplan.engine.rules.rule import Rule, Verdicts, ranked
from jyplan.engine.series import achieved

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Series

ZERO = 0.001
# thresholds of growth without a target
STEPS = (0.015, 0.005, 0.0)

CARD = Card(
    name="statcan",
    classes=(
        Class("target_achieved", "achieved"),
        Class("substantial_progress", "on_track"),
        Class("moderate_progress", "behind"),
        Class("limited_progress", "behind"),
        Class("deterioration", "regressing"),
        Class("not_available", "no_data"),
    ),
    formulas=(*pace.TOWARDS, *pace.FREE),
    symbol="R",
    cuts=(0.95, 0.60, 0.0, *STEPS),
    needs=Needs(target=False, limit=True),
    scores=(
        Score("met", "5"),
        Score("left", "−5"),
        Score("fast", "min(7.1429 × R − 4.2857, 5)"),
        Score("slow", "max(4.1667 × R − 2.5, −5)"),
        Score("falling", "max(125 × x − 2.5, −5)"),
        Score("at_limit", "5"),
        Score("substantial", "min(500 × x / C − 5, 5)"),
        Score("moderate", "250 × x / C − 1.25"),
        Score("limited", "500 × x / C − 2.5"),
    ),
    bands=(
        (2.5, "substantial_progress"),
        (0.0, "moderate_progress"),
        (-2.5, "limited_progress"),
        (-np.inf, "deterioration"),
    ),
    example=Example(
        unit="%",
        figures={
            "baseline": 0.37,
            "start_year": 2015,
            "latest": 9.53,
            "latest_year": 2025,
            "target": 60,
            "target_year": 2030,
        },
    ),
)


def terms(series: Series) -> Terms:
    """The symbols of the formulas, zeros replaced."""
    return pace.terms(series, ZERO)


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by their pace, or by their growth where there is no target."""
    ratio, x = figures["R"], figures["x"]
    met = achieved(series)
    reason = pace.reasons(series, figures, targetless=True)
    fallen = pace.fallen(series, reason)
    steps = [
        pace.reaches(series, figures, cut) | pace.reaches_growth(series, figures, step)
        for cut, step in zip(cuts[:3], cuts[3:], strict=True)
    ]
    worse = ~np.isnan(ratio) | ~np.isnan(x) | fallen
    everything = np.ones(len(x), dtype=np.bool_)
    status = ranked((met, *steps, worse, everything), len(x))
    replaced = (reason == Reason.NONE) & ((series.baseline == 0) | (series.target == 0))
    value = np.where(np.isnan(x), ratio, x)
    return Verdicts(
        value=np.where(reason == Reason.NONE, value, np.nan),
        score=np.select(
            [met, fallen, ~np.isnan(x)], [5.0, -5.0, _growth_score(x, figures["C"])], _score(ratio)
        ),
        status=status,
        reason=np.where(replaced, Reason.ZERO_REPLACED, reason).astype(np.int8),
    )


def _score(ratio: Array) -> Array:
    """Scores of ratios."""
    with np.errstate(all="ignore"):
        score = np.where(ratio >= CARD.cuts[1], 7.1429 * ratio - 4.2857, 4.1667 * ratio - 2.5)
    return np.clip(score, -5.0, 5.0)


def _growth_score(x: Array, closeness: Array) -> Array:
    """Scores of growth without a target; at the limit itself nothing is left to gain."""
    with np.errstate(all="ignore"):
        scaled = x / closeness
        score = np.select(
            [x < 0, scaled >= STEPS[0], scaled >= STEPS[1]],
            [125 * x - 2.5, 500 * scaled - 5, 250 * scaled - 1.25],
            500 * scaled - 2.5,
        )
    score[(closeness == 0) & (x >= 0)] = 5.0
    return np.asarray(np.clip(score, -5.0, 5.0))


RULE = Rule(CARD, judge, terms)
