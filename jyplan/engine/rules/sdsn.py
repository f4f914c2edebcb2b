"""The trend arrows of the Sustainable Development Report.

The mean annual change of recent years, ``g = (v - v0) / (t1 - w0)``, is held against the annual
change that the target requires on a straight line from the baseline on,
``c = (T - b) / (tT - t0)``: ``R = s * g / |c|``. From 1 on the target is on track, from 0.50 on
the way improves moderately, from 0 on it stagnates, below it decreases. A target that is met is
maintained, whichever way the value moves beyond it. The report compares indicators rescaled to 0
to 100; a ratio of two changes is the same on every linear scale.

Recent years are the last five: ``v0`` is the value of five years before the latest, else of six,
else the first since. Without any the observations are too few. A way that began at its target or
beyond it and has left it requires no change: it decreases where the value falls back, stagnates
where it stands, and has no class where it returns.

Source: Sustainable Development Solutions Network and Bertelsmann Stiftung, Sustainable
Development Report (SDG trends); SDG Center for Africa and SDSN, Africa SDG Index and Dashboards,
FAQ, for the recent years and for targets that are met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.exact import scaled, sign
from jyplan.engine.rules import trend
from jyplan.engine.rules.card import RESEARCH_BY_YEAR, Card, CardFormula, Class, Needs
from jyplan.engine.rules.rule import Rule, Verdicts, first_reason, ranked, reached
from jyplan.engine.series import sense

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Codes, Mask, Series

# years that the report calls recent, and how many more the first of them may be away
RECENT = 5
MORE = 1

CARD = Card(
    name="sdsn",
    classes=(
        Class("on_track", "on_track"),
        Class("moderately_improving", "behind"),
        Class("stagnating", "behind"),
        Class("decreasing", "regressing"),
    ),
    formulas=(
        CardFormula("g", "({v} − {v0}) / ({t1} − {w0})", "value"),
        CardFormula("c", "({T} − {b}) / {m}", "value"),
        CardFormula("R", "{s} × {g} / |{c}|", "share"),
    ),
    symbol="R",
    cuts=(1.0, 0.50, 0.0),
    needs=Needs(window=RECENT + MORE + 1, least=2),
    example=RESEARCH_BY_YEAR,
)


def terms(series: Series) -> Terms:
    """The symbols of the formulas."""
    b, v, target = series.baseline, series.latest, series.target
    way = sense(series)
    w0, v0 = _first(series)
    m = series.target_year - series.start_year
    with np.errstate(all="ignore"):
        change = (v - v0) / (series.latest_year - w0)
        required = (target - b) / m
        ratio = way * change / np.abs(required) + 0.0
        # beyond the target nothing is required, and in its year nothing is left to change
        asked = (way * np.sign(target - b) > 0) & ~series.every
        asked &= series.start_year <= series.latest_year
        asked &= series.latest_year < series.target_year
    aimed = np.isfinite(required) & (m > 0) & ~series.every & (way != 0)
    known = asked & np.isfinite(ratio) & np.isfinite(required)
    return {
        "b": b,
        "v": v,
        "T": target,
        "s": way.astype(np.float64),
        "v0": v0,
        "w0": w0,
        "t1": series.latest_year,
        "m": m,
        "g": np.where(np.isfinite(change), change, np.nan),
        "c": np.where(aimed, required, np.nan),
        "R": np.where(known, ratio, np.nan),
    }


def _first(series: Series) -> tuple[Array, Array]:
    """The year and the value that recent years begin with; nan where there are none."""
    size = len(series.latest)
    year, value, worst = np.full(size, np.nan), np.full(size, np.nan), np.full(size, np.inf)
    for years, values in trend.points(series):
        back = series.latest_year - years
        with np.errstate(invalid="ignore"):
            # a year too many is as far as a year too few, and tells more
            off = np.where(back > RECENT, (back - RECENT) / 2, RECENT - back)
            nearer = (back > 0) & (back <= RECENT + MORE) & (off < worst)
        year, value = np.where(nearer, years, year), np.where(nearer, values, value)
        worst = np.where(nearer, off, worst)
    return year, value


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by their recent change as a share of the change required."""
    b, target, ratio, way = (figures[symbol] for symbol in ("b", "T", "R", "s"))
    met = series.met

    def exactly(row: int, cut: float) -> int:
        return _side(series, figures, row, cut)

    fast, half, still = (reached(ratio, cut, exactly) for cut in cuts)
    with np.errstate(all="ignore"):
        silent = ~np.isfinite(series.latest + series.latest_year)
        off = way * np.sign(target - b) <= 0
    reason = first_reason(
        (
            (silent, Reason.NO_DATA),
            (series.every, Reason.FLOOR_PER_YEAR),
            (way == 0, Reason.MAINTAINED),
            (~np.isfinite(target), Reason.NO_TARGET),
            (~np.isfinite(b), Reason.NO_BASELINE),
            (~np.isfinite(series.start_year), Reason.UNDATED_BASELINE),
            (~np.isfinite(series.target_year), Reason.UNDATED),
            (series.latest_year < series.start_year, Reason.BEFORE_BASELINE),
            (~(figures["m"] > 0), Reason.SAME_YEAR),
            (series.latest_year >= series.target_year, Reason.DEADLINE_PASSED),
            (np.isnan(figures["v0"]), Reason.TOO_FEW),
            (b == target, Reason.AT_TARGET),
            (off, Reason.BEYOND_TARGET),
            (np.isnan(ratio), Reason.TOO_LARGE),
        ),
        len(b),
    )
    status = ranked(
        (
            met | fast,
            half,
            still | _left(figures, reason, 0),
            ~np.isnan(ratio) | _left(figures, reason, -1),
        ),
        len(b),
    )
    return Verdicts(ratio, np.full(len(b), np.nan), status, reason)


def _left(figures: Terms, reason: Codes, move: int) -> Mask:
    """Which ways were at their target or beyond, have left it, and move so of late."""
    v, v0 = figures["v"], figures["v0"]
    moved = figures["s"] * ((v > v0).astype(np.int8) - (v < v0))
    left: Mask = np.isin(reason, (Reason.AT_TARGET, Reason.BEYOND_TARGET)) & (moved == move)
    return left


def _side(series: Series, figures: Terms, row: int, cut: float) -> int:
    """Where the share of the change required lies beside a threshold, with decimals as written."""
    latest, first, start, target = scaled(
        *(figures[symbol][row] for symbol in ("v", "v0", "b", "T"))
    )
    share, unit = scaled(cut, 1)
    span = int(series.latest_year[row] - figures["w0"][row])
    made = int(figures["s"][row]) * (latest - first) * int(figures["m"][row])
    difference = made * unit - share * abs(target - start) * span
    return sign(difference)


RULE = Rule(CARD, judge, terms)
