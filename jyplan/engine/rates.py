"""Growth between two values, and its inverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]


def compound_rate(
    start: Array,
    end: Array,
    years: Array,
    *,
    missing_start: Reason = Reason.NO_BASELINE,
    missing_end: Reason = Reason.NO_TARGET,
) -> tuple[Array, Codes]:
    """Constant growth per year that carries `start` to `end`.

    ``(end / start) ** (1 / years) - 1``, the compound annual growth rate, computed as
    ``expm1(log(end / start) / years)``, which halves the error of the power.

    Args:
        start: values at the start, shape (n,), in the indicator's unit; nan where unknown.
        end: values at the end, shape (n,), same unit; nan where unknown.
        years: years between the two, shape (n,), more than 0; nan where undated.
        missing_start: the reason where `start` is unknown.
        missing_end: the reason where `end` is unknown.

    Returns:
        Rates, shape (n,), fractions per year (0.05 is 5 %), and reasons, shape (n,): where a
        rate does not exist (an end is zero, the ends have opposite signs, no time between
        them) the rate is nan and the reason says why.

    Example:
        >>> rate, _ = compound_rate(np.array([186.0]), np.array([500.0]), np.array([5.0]))
        >>> float(rate[0].round(6))
        0.218685
    """
    reason = _growth_reason(start, end, years, missing_start, missing_end)
    with np.errstate(all="ignore"):
        ratio = np.divide(end, start)
        if not ((ratio > 0) & (ratio < np.inf)).all():
            plain = reason == 0
            np.putmask(reason, plain & (ratio < 0), int(Reason.CROSSES_ZERO))
            np.putmask(reason, plain & (end == 0), int(Reason.ZERO_TARGET))
            np.putmask(reason, plain & (start == 0), int(Reason.ZERO_BASELINE))
        rate = np.log(ratio, out=ratio)
        np.divide(rate, years, out=rate)
        np.expm1(rate, out=rate)
    return _kept(rate, reason)


def linear_step(
    start: Array,
    end: Array,
    years: Array,
    *,
    missing_start: Reason = Reason.NO_BASELINE,
    missing_end: Reason = Reason.NO_TARGET,
) -> tuple[Array, Codes]:
    """Constant step per year that carries `start` to `end`: ``(end - start) / years``.

    Args:
        start: values at the start, shape (n,), in the indicator's unit; nan where unknown.
        end: values at the end, shape (n,), same unit; nan where unknown.
        years: years between the two, shape (n,), more than 0; nan where undated.
        missing_start: the reason where `start` is unknown.
        missing_end: the reason where `end` is unknown.

    Returns:
        Steps, shape (n,), in the unit per year, and reasons, shape (n,).

    Example:
        >>> step, _ = linear_step(np.array([186.0]), np.array([500.0]), np.array([5.0]))
        >>> float(step[0])
        62.8
    """
    reason = _growth_reason(start, end, years, missing_start, missing_end)
    with np.errstate(all="ignore"):
        step = np.subtract(end, start)
        np.divide(step, years, out=step)
    return _kept(step, reason)


def grow(start: Array, rate: Array, years: Array) -> Array:
    """`start` after so many years of constant growth: ``start * (1 + rate) ** years``.

    Args:
        start: values at the start, shape (n,).
        rate: fractions per year, shape (n,), more than -1.
        years: shape (n,), of either sign.

    Returns:
        Values, shape (n,), in the unit of `start`; infinite where they are too large to write.

    Example:
        >>> float(grow(np.array([100.0]), np.array([0.1]), np.array([2.0]))[0].round(9))
        121.0
    """
    with np.errstate(all="ignore"):
        return np.asarray(start * np.exp(np.log1p(rate) * years), dtype=np.float64)


def _growth_reason(
    start: Array, end: Array, years: Array, missing_start: Reason, missing_end: Reason
) -> Codes:
    """Why there is no growth of any sort; the first reason counts, so it is written last."""
    with np.errstate(all="ignore"):
        known = np.isfinite(start + end + years)
    reason = np.zeros(len(known), dtype=np.int8)
    # A glance at all of them is much less than a look at each.
    if known.all() and (years > 0).all():
        return reason
    np.putmask(reason, years <= 0, int(Reason.SAME_YEAR))
    np.putmask(reason, ~np.isfinite(years), int(Reason.UNDATED))
    np.putmask(reason, ~np.isfinite(end), int(missing_end))
    np.putmask(reason, ~np.isfinite(start), int(missing_start))
    return reason


def _kept(figures: Array, reason: Codes) -> tuple[Array, Codes]:
    """The figures where no reason speaks against them and they can be written at all."""
    if reason.any():
        np.putmask(figures, reason != 0, np.nan)
    huge = np.isinf(figures)
    if huge.any():
        np.putmask(reason, huge, int(Reason.TOO_LARGE))
        np.putmask(figures, huge, np.nan)
    return figures, reason
