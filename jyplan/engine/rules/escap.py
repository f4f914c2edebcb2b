"""The current status index of the UN's commission for Asia and the Pacific.

``10 * s * (v - b) / |T - b|``: 0 at the baseline, 10 at the target; from 10 on achieved, below 0
regressing, between them the index alone. Who stands at 10 where more than the target is wanted has
not achieved it. Where both sides of a target count (parity, a value to be
kept) the index is ``10 - 10 * |T - v| / |T - b|``.

Source: United Nations ESCAP, Asia and the Pacific SDG Progress Report, technical annex.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.exact import scaled, sign
from jyplan.engine.rules.card import RESEARCH, Card, CardFormula, Class
from jyplan.engine.rules.rule import NEAR, Rule, Verdicts, first_reason, ranked, reached
from jyplan.engine.series import achieved, sense, two_sided

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Series

FULL = 10.0
# reasons with which there is no way to share
NO_WAY = (
    Reason.AT_TARGET,
    Reason.FLOOR_PER_YEAR,
    Reason.MAINTAINED,
    Reason.BEFORE_BASELINE,
)

CARD = Card(
    name="escap",
    classes=(
        Class("achieved", "achieved"),
        Class("regressing", "regressing"),
    ),
    formulas=(
        CardFormula("I", "10 × {s} × ({v} − {b}) / |{T} − {b}|", "number"),
        CardFormula("P", "10 − 10 × |{T} − {v}| / |{T} − {b}|", "number"),
    ),
    symbol="I",
    cuts=(FULL, 0.0),
    example=RESEARCH,
)


def terms(series: Series) -> Terms:
    """The symbols of the formulas; of the two indices only the one that applies."""
    b, v, target = series.baseline, series.latest, series.target
    way = sense(series)
    both = two_sided(series)
    with np.errstate(all="ignore"):
        distance = np.abs(target - b)
        # a minus without a figure is none
        index = FULL * way * (v - b) / distance + 0.0
        parity = FULL - FULL * np.abs(target - v) / distance
    barred = (distance == 0) | series.every | (series.latest_year < series.start_year)
    # an index beyond any float is one that nobody can read
    return {
        "b": b,
        "v": v,
        "T": target,
        "s": way.astype(np.float64),
        "I": np.where(barred | (way == 0) | ~np.isfinite(index), np.nan, index),
        "P": np.where(barred | ~both | ~np.isfinite(parity), np.nan, parity),
    }


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by their index, or by the target itself where there is no way to it."""
    b, v, target, way = (figures[symbol] for symbol in ("b", "v", "T", "s"))
    index = np.where(np.isnan(figures["I"]), figures["P"], figures["I"])
    met = achieved(series)

    def exactly(row: int, cut: float) -> int:
        start, latest, end = scaled(b[row], v[row], target[row])
        gone = (
            int(way[row]) * (latest - start) if way[row] else abs(end - start) - abs(end - latest)
        )
        difference = int(FULL) * gone - int(cut) * abs(end - start)
        return sign(difference)

    full, above = (reached(index, cut, exactly) for cut in cuts)
    with np.errstate(all="ignore"):
        begun = way * (target - b) < 0
        back = way * (v - b) < 0
    reason = first_reason(
        (
            (~np.isfinite(v), Reason.NO_DATA),
            (series.every, Reason.FLOOR_PER_YEAR),
            (~np.isfinite(target), Reason.NO_TARGET),
            (~np.isfinite(b), Reason.NO_BASELINE),
            (series.latest_year < series.start_year, Reason.BEFORE_BASELINE),
            (b == target, Reason.AT_TARGET),
            (np.isnan(index) & (way == 0), Reason.MAINTAINED),
            (np.isnan(index), Reason.TOO_LARGE),
            (begun, Reason.BEYOND_TARGET),
        ),
        len(b),
    )
    # without a way to the target only the target itself is left
    standing = np.isin(reason, NO_WAY)
    left = (reason == Reason.AT_TARGET) & back
    below = ~np.isnan(index) & ~above
    return Verdicts(
        # binary fractions may miss the full index by a hair
        value=np.where(full & (np.abs(index - FULL) < NEAR), FULL, index),
        score=np.full(len(b), np.nan),
        status=ranked(((full | standing) & met, below | left), len(b)),
        reason=reason,
    )


RULE = Rule(CARD, judge, terms)
