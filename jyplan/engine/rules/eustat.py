"""The Basque statistics office's measure of progress, after Eurostat's.

With a target as Statistics Canada's ``R``, compared strictly: above 0.95 significant progress,
above 0.6 moderate progress, from 0 on moderate deterioration, below significant deterioration;
scores 5 above 1.3, ``5 / 0.7 (R - 0.6)`` from 0.6 on, ``5 / 1.2 (R + 0.6) - 5`` above -0.6, else
-5. Without a target the growth ``x`` is classed at 1 %, 0.1 %, -0.1 % and -1 %, the two upper steps
shrunk by ``C`` towards a natural limit; scores ``5 x / (0.02 C)`` from 0 on, ``5 x / 0.02`` below,
between -5 and 5.

Source: Eustat, Progress Measurement for Sustainable Development Goals; Eurostat, Sustainable
development in the European Union, monitoring report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.rules import pace
from jyplan.engine.rules.card import Card, Class, Example, Needs, Score
from jyplan.engine.rules.rule import Rule, Verdicts, ranked

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Series

STEPS = (0.01, 0.001, -0.001, -0.01)

CARD = Card(
    name="eustat",
    classes=(
        Class("significant_progress", "on_track"),
        Class("moderate_progress", "behind"),
        Class("no_progress", "behind"),
        Class("moderate_deterioration", "behind"),
        Class("significant_deterioration", "regressing"),
    ),
    formulas=(*pace.TOWARDS, *pace.FREE),
    symbol="R",
    cuts=(0.95, 0.6, 0.0, *STEPS),
    needs=Needs(target=False, limit=True),
    scores=(
        Score("met", "5"),
        Score("left", "−5"),
        Score("fast", "min(5 / 0.7 × (R − 0.6), 5)"),
        Score("slow", "max(5 / 1.2 × (R + 0.6) − 5, −5)"),
        Score("unmoved", "0"),
        Score("falling", "max(5 × x / 0.02, −5)"),
        Score("at_limit", "5"),
        Score("rising", "min(5 × x / (0.02 × C), 5)"),
    ),
    example=Example(
        unit="",
        figures={
            "baseline": 16.4,
            "start_year": 2016,
            "latest": 16.5,
            "latest_year": 2022,
            "target": 8.2,
            "target_year": 2030,
            "direction": -1,
            "operator": 2,
        },
    ),
)


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by their pace, or by their growth where there is no target."""
    ratio, x = figures["R"], figures["x"]
    met = series.met
    reason = pace.reasons(series, figures, targetless=True)
    fallen = pace.fallen(series, reason)
    fast, fair = (pace.reaches(series, figures, cut, strict=True) for cut in cuts[:2])
    grows = [
        pace.reaches_growth(series, figures, cut, strict=True, shrunk=cut > 0) for cut in cuts[3:]
    ]
    worst = ~np.isnan(ratio) | ~np.isnan(x) | fallen
    with np.errstate(all="ignore"):
        slow = ratio >= cuts[2]
    status = ranked(
        (met | fast | grows[0], fair | grows[1], grows[2], slow | grows[3], worst), len(x)
    )
    value = np.where(np.isnan(x), ratio, x)
    return Verdicts(
        value=np.where(reason == Reason.NONE, value, np.nan),
        score=np.select(
            [met, fallen, ~np.isnan(x)], [5.0, -5.0, _growth_score(x, figures["C"])], _score(ratio)
        ),
        status=status,
        reason=reason,
    )


def _score(ratio: Array) -> Array:
    """Scores of ratios."""
    with np.errstate(all="ignore"):
        score = np.where(
            ratio >= CARD.cuts[1], 5 / 0.7 * (ratio - 0.6), 5 / 1.2 * (ratio + 0.6) - 5
        )
    return np.clip(score, -5.0, 5.0)


def _growth_score(x: Array, closeness: Array) -> Array:
    """Scores of growth without a target; at the limit itself any gain is the most there is."""
    with np.errstate(all="ignore"):
        up = np.where(x == 0, 0.0, 5 * x / (0.02 * closeness))
        return np.clip(np.where(x >= 0, up, 5 * x / 0.02), -5.0, 5.0)


RULE = Rule(CARD, judge, pace.terms)
