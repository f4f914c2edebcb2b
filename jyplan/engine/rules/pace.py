"""Observed against required compound growth: what three published rules measure.

With ``CAGR(a, b, n) = (b / a) ** (1 / n) - 1``, baseline ``b``, latest ``v``, target ``T``:
``R = d * CAGR(b, v, t1 - t0) / |CAGR(b, T, tT - t0)|``, where ``d`` is 1 where higher is better
and -1 where lower is, turned round where the baseline is negative. The absolute value matters:
some ways begin beyond their target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.exact import side_of_growth, side_of_pace
from jyplan.engine.rules.card import CardFormula
from jyplan.engine.rules.rule import first_reason, reached
from jyplan.engine.series import sense

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Terms
    from jyplan.engine.series import Array, Codes, Mask, Series

TOWARDS = (
    CardFormula("g", "({v} / {b})^(1 / {n}) − 1", "rate"),
    CardFormula("r", "({T} / {b})^(1 / {m}) − 1", "rate"),
    CardFormula("R", "{d} × {g} / |{r}|", "share"),
)
# where there is no target
FREE = (
    CardFormula("x", "{d} × {g}", "rate"),
    CardFormula("C", "1 − (max(0, {L} − |{L} − {b}|) / {L})^4.44", "number"),
)
# the power with which thresholds shrink towards a natural limit
STEEPNESS = 4.44


def growth(start: Array, end: Array, years: Array) -> Array:
    """Compound growth per year as a fraction; -1 to zero, nan where nothing compounds."""
    with np.errstate(all="ignore"):
        rate = np.asarray(np.expm1(np.log(end / start) / years))
    np.putmask(rate, ~(years > 0), np.nan)
    return rate


def terms(series: Series, zero: float | None = None) -> Terms:
    """The symbols of the formulas.

    Args:
        series: n rows.
        zero: what stands in for a baseline or target of zero; None: nothing does.
    """
    b, v, target = series.baseline, series.latest, series.target
    if zero is not None:
        b, target = (np.where(end == 0, zero, end) for end in (b, target))
    n = series.latest_year - series.start_year
    m = series.target_year - series.start_year
    with np.errstate(all="ignore"):
        way = np.where(b < 0, -sense(series), sense(series)).astype(np.float64)
        observed, required = growth(b, v, n), growth(b, target, m)
        # a minus without a figure is none
        x = way * observed + 0.0
        apart = (way != 0) & ~series.every
        aimed = np.isfinite(target) & apart
        usable = aimed & (target != 0) & (required != 0)
        ratio: Array = _known(x / np.abs(required), usable)
        free = _known(x, ~np.isfinite(target) & apart & (b != 0))
    return {
        "b": b,
        "v": v,
        "T": target,
        "n": n,
        "m": m,
        "d": way,
        "g": observed,
        "r": np.where(aimed, required, np.nan),
        "R": ratio,
        "x": free,
        "L": series.limit,
        "C": np.where(np.isnan(free), np.nan, closeness(b, series.limit)),
    }


def _known(measure: Array, where: Mask) -> Array:
    """A measure where it is asked for and is one that can be written."""
    return np.where(where & np.isfinite(measure), measure, np.nan)


def closeness(baseline: Array, limit: Array) -> Array:
    """``C``, from 1 far from a natural limit to 0 at it; 1 where there is none.

    ``b >= 2 L: 1``; ``b <= L: 1 - (b / L) ** 4.44``; else ``1 - ((2 L - b) / L) ** 4.44``.
    """
    with np.errstate(all="ignore"):
        away = np.where(baseline <= limit, baseline, 2 * limit - baseline) / limit
        shrunk = 1 - np.maximum(away, 0) ** STEEPNESS
    far = ~(limit > 0) | (baseline >= 2 * limit)
    return np.where(far, 1.0, shrunk)


def reasons(
    series: Series, figures: Terms, *, targetless: bool = False, towards: bool = True
) -> Codes:
    """Why there is no measure; the first that holds.

    Args:
        series: n rows.
        figures: their terms.
        targetless: whether the rule judges growth alone where there is no target.
        towards: whether the rule asks for the growth from baseline to target.
    """
    b, v, target = figures["b"], figures["v"], figures["T"]
    aimed = np.isfinite(target)
    everywhere = np.ones(len(b), dtype=np.bool_)
    with np.errstate(all="ignore"):
        crossing = (b * v < 0) | (towards & (b * target < 0))
        # what is absent for no other reason is beyond any float
        huge = ~np.isfinite(figures["R"]) & ~np.isfinite(figures["x"])
    return first_reason(
        (
            (~np.isfinite(v), Reason.NO_DATA),
            (series.every, Reason.FLOOR_PER_YEAR),
            (figures["d"] == 0, Reason.MAINTAINED),
            (~aimed & (not targetless) & everywhere, Reason.NO_TARGET),
            (~np.isfinite(b), Reason.NO_BASELINE),
            (~np.isfinite(series.start_year), Reason.UNDATED_BASELINE),
            (aimed & ~np.isfinite(series.target_year), Reason.UNDATED),
            (figures["n"] < 0, Reason.BEFORE_BASELINE),
            (~(figures["n"] > 0) | (aimed & (figures["m"] <= 0)), Reason.SAME_YEAR),
            (b == 0, Reason.ZERO_BASELINE),
            (towards & (target == 0), Reason.ZERO_TARGET),
            (crossing, Reason.CROSSES_ZERO),
            (aimed & (b == target), Reason.AT_TARGET),
            (huge & towards, Reason.TOO_LARGE),
        ),
        len(b),
    )


def fallen(series: Series, reason: Codes) -> Mask:
    """Ways that began at their target and have left it: no ratio, and only one direction."""
    with np.errstate(all="ignore"):
        back: Mask = sense(series) * (series.latest - series.baseline) < 0
    back &= reason == Reason.AT_TARGET
    return back


def reaches(series: Series, figures: Terms, cut: float, *, strict: bool = False) -> Mask:
    """Whether ratios reach a threshold.

    Args:
        series: n rows.
        figures: their terms.
        cut: the threshold, a share.
        strict: whether the threshold itself is too little.
    """

    def exactly(row: int, at: float) -> int:
        return side_of_pace(
            (figures["b"][row], series.latest[row], figures["T"][row]),
            (figures["n"][row], figures["m"][row]),
            float(figures["d"][row]),
            at,
        )

    return reached(figures["R"], cut, exactly, strict=strict)


def reaches_growth(
    series: Series, figures: Terms, cut: float, *, strict: bool = False, shrunk: bool = True
) -> Mask:
    """Whether growth without a target reaches a threshold, which shrinks towards a limit.

    Args:
        series: n rows.
        figures: their terms.
        cut: the threshold, a fraction per year.
        strict: whether the threshold itself is too little.
        shrunk: whether the natural limit counts.
    """
    cuts = cut * figures["C"] if shrunk else np.full(len(figures["x"]), cut)

    def exactly(row: int, at: float) -> int:
        ends = (figures["b"][row], series.latest[row])
        return side_of_growth(ends, figures["n"][row], float(figures["d"][row]), at)

    return reached(figures["x"], cuts, exactly, strict=strict)
