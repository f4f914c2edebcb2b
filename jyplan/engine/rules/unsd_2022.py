"""The United Nations' progress chart of 2022.

``CR = d * CAGR(b, v, t1 - t0) / |CAGR(b, T, tT - t0)|``: from 0.95 on track, from 0.5 fair, from
-0.1 limited or none, below a deterioration. Code in circulation leaves the absolute value out, and
calls a way on track that began beyond its target and falls back; this rule does not.

Source: United Nations Statistics Division, Sustainable Development Goals Progress Chart 2022,
technical note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.rules import pace
from jyplan.engine.rules.card import RESEARCH, Card, Class
from jyplan.engine.rules.rule import Rule, Verdicts, ranked
from jyplan.engine.series import achieved

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Series

CARD = Card(
    name="unsd-2022",
    classes=(
        Class("achieved", "achieved"),
        Class("on_track", "on_track"),
        Class("fair", "behind"),
        Class("limited", "behind"),
        Class("deterioration", "regressing"),
    ),
    formulas=pace.TOWARDS,
    symbol="R",
    cuts=(0.95, 0.5, -0.1),
    example=RESEARCH,
)


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by their pace."""
    ratio = figures["R"]
    met = achieved(series)
    reason = pace.reasons(series, figures, targetless=False)
    steps = [pace.reaches(series, figures, cut) for cut in cuts]
    worst = ~np.isnan(ratio) | pace.fallen(series, reason)
    nothing = np.full(len(ratio), np.nan)
    value = np.where(reason == Reason.NONE, ratio, np.nan)
    return Verdicts(value, nothing, ranked((met, *steps, worst), len(ratio)), reason)


RULE = Rule(CARD, judge, pace.terms)
