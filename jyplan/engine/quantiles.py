"""Quantiles: of drawn values, of counted ones, of the normal and of Student's distribution."""

from __future__ import annotations

from math import cos, erfc, exp, expm1, inf, log1p, pi, sin, sqrt, tan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jyplan.engine.series import Array

    Counts = NDArray[np.int64]

LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
# The same levels of the standard normal distribution.
NORMAL = np.array(
    [
        -1.6448536269514722,
        -0.6744897501960817,
        0.0,
        0.6744897501960817,
        1.6448536269514722,
    ]
)
# Bins are no wider than this share of a value ...
SHARE = 0.001
# ... unless that asks for more than so many of them.
FEWEST, MOST = 256, 2**14
# What is counted one by one lies between these levels of a pilot of at least so many values:
# the levels wanted are then more than six standard errors away from its ends.
INNER = np.array([0.02, 0.98])
PILOT = 1024
# Rounding moves a value by less than this share of a bin.
NEAR = 1e-6


class Bins(NamedTuple):
    """Where values are counted: bins between two ends, and a slot on either side of them.

    Values of one sign are binned by their logarithms, others as they are. The slots of a cell
    are 0: up to the low end; 1 to `number`: the bins; `number` + 1: from the high end on;
    `number` + 2: values that do not exist.

    Attributes:
        sign: shape (c,); 1 or -1: bins of log(sign * value); 0: of the value itself.
        low: the low end, shape (c,); nan where too few values exist.
        width: of one bin, shape (c,); 0 where all values are the same.
        number: of bins.
    """

    sign: Array
    low: Array
    width: Array
    number: int


def bin_count(span: float) -> int:
    """Number of bins that `span`, a difference of logarithms, asks for."""
    return int(min(max(span / SHARE, FEWEST), MOST))


def bins_of(pilot: Array) -> Bins:
    """Bins that hold the quantiles of what values like these will be.

    Args:
        pilot: values, shape (c, k); nan where a value does not exist.
    """
    ends, existing = of_values(pilot, INNER)
    ends[existing < PILOT] = np.nan
    low, high = ends.T
    sign = np.where(low > 0, 1.0, np.where(high < 0, -1.0, 0.0))
    # one value alone needs no logarithm, which would not give it back exactly
    sign[low == high] = 0
    with np.errstate(all="ignore"):
        logs = np.sort(np.log(np.abs(ends)), axis=1)
    low = np.where(sign == 0, low, logs[:, 0])
    span = np.where(sign == 0, high, logs[:, 1]) - low
    longest = np.max(span, initial=0, where=(sign != 0) & np.isfinite(span))
    # a value without sign has no share: its bins are a share of the whole span
    count = max(bin_count(float(longest)), 4096 if (sign == 0).any() else 0)
    return Bins(sign, low, span / count, count)


def slots(values: Array, bins: Bins) -> NDArray[np.intp]:
    """The slots of values, counted on from cell to cell.

    Args:
        values: shape (c, k); nan where a value does not exist.
        bins: of c cells.

    Returns:
        Positions in an array of shape (c, number + 3) read row by row, shape (c, k).
    """
    sign = bins.sign[:, None]
    with np.errstate(all="ignore"):
        logs = np.log(np.maximum(sign * values, np.finfo(np.float64).tiny))
        place = np.where(sign == 0, values, logs) - bins.low[:, None]
        place /= np.where(bins.width == 0, inf, bins.width)[:, None]
    # What heaps up at an end, as at a natural limit, stands there exactly; it is beyond the bins,
    # as are one value alone and what has no ends.
    place = np.where(np.isnan(place), 0, place)
    place = np.clip(np.floor(place + NEAR) + (place > NEAR), 0, bins.number + 1)
    place[np.isnan(values)] = bins.number + 2
    cells = np.arange(len(values), dtype=np.intp) * (bins.number + 3)
    return np.asarray(place.astype(np.intp) + cells[:, None], dtype=np.intp)


def of_bins(counts: Counts, bins: Bins) -> Array:
    """The quantiles `LEVELS` of values that were counted.

    Args:
        counts: by slot, shape (c, number + 3).
        bins: of c cells.

    Returns:
        Quantiles, shape (c, 5), as `of_slots`; nan where nothing was counted.
    """
    sign = bins.sign[:, None]
    quantiles = of_slots(counts[:, :-1], bins.low, bins.width)
    with np.errstate(all="ignore"):
        # large logarithms are small values where these are below zero
        logs = np.where(sign < 0, quantiles[:, ::-1], quantiles)
        return np.asarray(np.where(sign == 0, quantiles, sign * np.exp(logs)))


def of_slots(counts: Counts, low: Array, width: Array) -> Array:
    """The quantiles `LEVELS` of values counted in equal bins.

    Values are taken to lie evenly within their bin, so that the error is less than its width;
    what lies in one of the outer slots is taken for the end beside it.

    Args:
        counts: by slot, shape (c, s), the outer ones first and last.
        low: low end of the first bin, shape (c,).
        width: of one bin, shape (c,).

    Returns:
        Quantiles, shape (c, 5); nan where nothing was counted.
    """
    upto = np.cumsum(counts, axis=1)
    total = upto[:, -1:]
    rank = LEVELS * np.maximum(total - 1, 0)
    below = np.floor(rank)
    first = _at(below, counts, upto)
    last = _at(np.minimum(below + 1, np.maximum(total - 1, 0)), counts, upto)
    place = first + (last - first) * (rank - below)
    quantiles = low[:, None] + place * width[:, None]
    return np.where(total == 0, np.nan, quantiles)


def _at(rank: Array, counts: Counts, upto: Counts) -> Array:
    """Where the values of some ranks, counted from 0, stand: in bins from the low end."""
    slot = np.stack([np.argmax(upto > one[:, None], axis=1) for one in rank.T], axis=1)
    inside = np.take_along_axis(counts, slot, axis=1)
    before = np.take_along_axis(upto, slot, axis=1) - inside
    # a value stands in the middle of its own share of the bin
    place = slot - 1 + (rank - before + 0.5) / np.maximum(inside, 1)
    return np.clip(place, 0, counts.shape[1] - 2)


def of_values(values: Array, levels: Array) -> tuple[Array, Counts]:
    """Exact quantiles of values, linear between two of them as numpy's default.

    Args:
        values: shape (c, k); nan where a value does not exist.
        levels: shape (l,), fractions.

    Returns:
        Quantiles, shape (c, l), nan where no value exists, and the number of values that
        exist, shape (c,).
    """
    ordered = np.sort(values, axis=1)
    existing = np.count_nonzero(~np.isnan(values), axis=1)
    rank = np.maximum(existing - 1, 0)[:, None] * levels
    below = rank.astype(np.intp)
    above = np.minimum(below + 1, np.maximum(existing - 1, 0)[:, None])
    first = np.take_along_axis(ordered, below, axis=1)
    last = np.take_along_axis(ordered, above, axis=1)
    return first + (last - first) * (rank - below), existing


def normal_between(first: float, last: float, deviation: float) -> float:
    """The share of a normal distribution around 0 that lies between two values.

    Args:
        first: the lower one, may be infinite.
        last: the upper one; nothing lies between if it is less than `first`.
        deviation: standard deviation; 0 only where both are infinite.
    """
    if not first < last:
        return 0.0
    scale = sqrt(2) * (deviation or 1)
    # shares of a tail are added up from its thin end, where they are exact
    if first > 0:
        return (erfc(first / scale) - erfc(last / scale)) / 2
    return (erfc(-last / scale) - erfc(-first / scale)) / 2


def clipped_growth(mean: float, deviation: float, start: float, end: float) -> float:
    """The mean of ``exp(x) - 1`` where x is normal, but held within two values.

    The partial expectation of a lognormal distribution between its limits, and what is heaped
    up at either limit.

    Args:
        mean: of x before it is held.
        deviation: its standard deviation.
        start: the least x, may be -inf.
        end: the greatest x, may be inf.
    """
    first, last, variance = start - mean, end - mean, deviation**2
    inside = normal_between(first - variance, last - variance, deviation)
    grown = exp(mean + variance / 2) * inside - normal_between(first, last, deviation)
    if start > -inf:
        grown += expm1(start) * normal_between(-inf, first, deviation)
    if end < inf:
        grown += expm1(end) * normal_between(last, inf, deviation)
    return grown


def t_quantile(level: float, freedom: int) -> float:
    """The value between whose negative and itself lies `level` of Student's t distribution.

    The finite series of Abramowitz and Stegun, 26.7.3 and 26.7.4, solved for the angle by
    bisection.

    Args:
        level: a fraction below 1; 0.9 gives the quantile of 0.95.
        freedom: whole degrees of freedom, at least 1.

    Example:
        >>> round(t_quantile(0.9, 4), 3)
        2.132
    """
    low, high = 0.0, pi / 2
    middle = (low + high) / 2
    while low < middle < high:
        low, high = (middle, high) if _t_share(middle, freedom) < level else (low, middle)
        middle = (low + high) / 2
    return sqrt(freedom) * tan(middle)


def _t_share(angle: float, freedom: int) -> float:
    """The share of Student's t between -t and t, where t is sqrt(freedom) tan(angle)."""
    odd = freedom % 2
    square = cos(angle) ** 2
    term = cos(angle) if odd else 1.0
    total = 0.0 if freedom == 1 else term
    for power in range(2 + odd, freedom - 1, 2):
        term *= square * (power - 1) / power
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


def t_interval(changes: Array, level: float = 0.9) -> tuple[float, float] | None:
    """Where next year's rate will lie, judged by the changes of earlier years.

    The prediction interval of one more change that is normal like the others:
    ``mean +- t s sqrt(1 + 1 / k)``, where `s` is their standard deviation.

    Args:
        changes: yearly changes of the logarithm, shape (k,).
        level: share of future changes that the interval is to hold.

    Returns:
        The ends as rates, fractions per year; None for fewer than two changes.

    Example:
        >>> low, high = t_interval(np.array([0.02, 0.04, 0.06]))
        >>> round(low, 4), round(high, 4)
        (-0.0271, 0.1134)
    """
    size = len(changes)
    if size < 2:  # noqa: PLR2004 one change has no spread
        return None
    mean, deviation = float(np.mean(changes)), float(np.std(changes, ddof=1))
    reach = t_quantile(level, size - 1) * deviation * sqrt(1 + 1 / size)
    return expm1(mean - reach), expm1(mean + reach)


def spread_of(low: float, high: float, level: float = 0.9) -> tuple[float, float]:
    """The lognormal factor whose interval of rates is given.

    Args:
        low: low end of the interval, a fraction per year.
        high: its high end.
        level: share of years that the interval holds.

    Returns:
        The rate in the middle, ``exp(mean) - 1``, and the standard deviation of the logarithm
        of the factor.

    Raises:
        ValueError: not -1 < low <= high.

    Example:
        >>> middle, deviation = spread_of(0.0, 0.1)
        >>> round(middle, 4), round(deviation, 4)
        (0.0488, 0.029)
    """
    if not -1 < low <= high < inf:
        msg = f"no interval of rates: {low} to {high}"
        raise ValueError(msg)
    first, last = log1p(low), log1p(high)
    return expm1((first + last) / 2), deviation_of(first, last, level)


def deviation_of(low: float, high: float, level: float = 0.9) -> float:
    """The standard deviation of a normal figure, by the interval that holds so much of it.

    Example:
        >>> round(deviation_of(-1.645, 1.645), 3)
        1.0
    """
    from statistics import NormalDist

    return (high - low) / 2 / NormalDist().inv_cdf((1 + level) / 2)
