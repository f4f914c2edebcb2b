"""The United Nations' progress chart since 2023.

The observed compound growth is carried on to the target year,
``E = v * (1 + CAGR(b, v, t1 - t0)) ** (tT - t1)``, and the share of the distance that will be
covered then, ``q = (E - b) / (T - b)``, is classed: from 0.95 on 3 (on track or met), from 0.10
on 2 (fair, to be accelerated), else 1 (stagnation or regression). A value that meets its target,
or is within 1 % of one of 0 % or 100 %, is met. A target year in the past is judged at that year:
by the value observed in it, else by the one that the same growth leads back to, whatever has been
reached since. The growth of a growth rate is refused.

Where the way began at or beyond the target and has left it, `q` would praise what leads away:
such series are 1.

Source: United Nations Statistics Division, Sustainable Development Goals Progress Chart 2023,
technical note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.exact import side_of_course
from jyplan.engine.rules import pace
from jyplan.engine.rules.card import RESEARCH, Card, CardFormula, Class, Needs
from jyplan.engine.rules.rule import Rule, Verdicts, ranked, reached
from jyplan.engine.series import sense

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Mask, Series

# per cent around a target of 0 % or 100 % within which it counts as met
CLOSE = 1.0
WHOLE = 100

CARD = Card(
    name="unsd-2023",
    classes=(
        Class("3", "on_track"),
        Class("2", "behind"),
        Class("1", "regressing"),
    ),
    formulas=(
        pace.TOWARDS[0],
        CardFormula("E", "{v} × (1 + {g})^{k}", "value"),
        CardFormula("q", "({E} − {b}) / ({T} − {b})", "share"),
    ),
    symbol="q",
    cuts=(0.95, 0.10),
    needs=Needs(limit=True, own_year=True),
    example=RESEARCH,
)


def terms(series: Series) -> Terms:
    """The symbols of the formulas."""
    figures = pace.terms(series)
    b, v, target = figures["b"], figures["v"], figures["T"]
    k = series.target_year - series.latest_year
    with np.errstate(all="ignore"):
        # what has come to nothing has been nothing since
        expected = np.where(v == 0, 0.0, v * (1 + figures["g"]) ** k)
        expected = np.where(np.isfinite(expected) & np.isfinite(figures["g"]), expected, np.nan)
        covered = (expected - b) / (target - b) + 0.0
        ahead = sense(series) * (target - b) > 0
    barred = ~ahead | series.every | series.growth_rate | ~np.isfinite(covered)
    return {**figures, "k": k, "E": expected, "q": np.where(barred, np.nan, covered)}


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by the share of the distance that their growth will have covered."""
    b, v, target, q = (figures[symbol] for symbol in ("b", "v", "T", "q"))
    way = sense(series)
    with np.errstate(all="ignore"):
        over = (series.latest_year > series.target_year) & np.isfinite(figures["E"])
        beyond = way * (target - b) <= 0
        back = way * (v - b) < 0
        # a target of the past is met, or not, by the value of its own year
        then = np.where(way == 0, np.nan, way * (figures["E"] - target)) >= 0
    met = np.where(over, then | _close(series, figures["E"]), series.met | _close(series, v))

    def exactly(row: int, cut: float) -> int:
        ends = (b[row], v[row], target[row])
        return side_of_course(ends, (figures["n"][row], figures["k"][row]), cut)

    fast, fair = (reached(q, cut, exactly) for cut in cuts)
    reason = pace.reasons(series, figures, towards=False)
    begun = ((reason == Reason.NONE) | (reason == Reason.AT_TARGET)) & beyond
    np.putmask(reason, begun & series.growth_rate, Reason.GROWTH_OF_GROWTH)
    np.putmask(reason, begun & ~series.growth_rate & (b != target), Reason.BEYOND_TARGET)
    np.putmask(reason, (reason == Reason.NONE) & series.growth_rate, Reason.GROWTH_OF_GROWTH)
    np.putmask(reason, (reason == Reason.NONE) & np.isnan(q), Reason.TOO_LARGE)
    fallen = begun & ~series.growth_rate & back
    return Verdicts(
        value=np.where(reason == Reason.NONE, q, np.nan),
        score=np.full(len(q), np.nan),
        status=ranked((met | fast, fair, ~np.isnan(q) | fallen), len(q)),
        reason=reason,
    )


def _close(series: Series, value: Array) -> Mask:
    """Percentages so near to a target of nothing or of the whole that they count as there."""
    with np.errstate(all="ignore"):
        ends = series.percentage & ((series.target == 0) | (series.target == WHOLE))
        close: Mask = ends & (np.abs(value - series.target) <= CLOSE)
    return close


RULE = Rule(CARD, judge, terms)
