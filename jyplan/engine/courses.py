"""Where quantities go on from where they stand: values by year end, for many runs at once.

Rows are runs (grid cells, ends of an interval, steps of a search), columns are years. `elapsed`
counts years from the start, shape (years,), and is 0 in the column of the start; columns before
it hold no meaning and are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine import paths, rates
from jyplan.engine.codes import Operator, Path
from jyplan.engine.series import holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def at_rate(start: float, rate: Array, elapsed: Array) -> Array:
    """Values at constant rates: ``start * (1 + rate) ** elapsed``.

    Args:
        start: the value at the start.
        rate: fractions per year, shape (runs,), at least -1.
        elapsed: shape (years,).

    Returns:
        Shape (runs, years).
    """
    wide = np.broadcast_to(rate[:, None], (len(rate), len(elapsed)))
    grown = rates.grow(np.asarray(start), wide, elapsed)
    # a rate of -1 leaves nothing, and nothing of it is known before
    return np.where((wide == -1) & (elapsed > 0), 0.0, np.where(elapsed == 0, start, grown))


def by_rates(start: float, yearly: Array, elapsed: Array) -> Array:
    """Values at rates that change from year to year; the last of them goes on.

    Args:
        start: the value at the start.
        yearly: fractions per year, shape (k,), the first one for the first year.
        elapsed: shape (years,).

    Returns:
        Shape (years,).
    """
    rates, passed = _going_on(yearly, elapsed)
    return np.asarray(start * np.append(1.0, np.cumprod(1 + rates))[passed])


def _going_on(yearly: Array, elapsed: Array) -> tuple[Array, NDArray[np.intp]]:
    """Yearly figures, the last one for every further year, and how many years have passed."""
    passed = np.maximum(elapsed, 0).astype(np.intp)
    further = max(int(passed.max()) - len(yearly), 0)
    return np.append(yearly, np.full(further, yearly[-1])), passed


def by_step(start: float, step: Array, elapsed: Array) -> Array:
    """Values at constant steps: ``start + step * elapsed``, shape (runs, years)."""
    return start + step[:, None] * elapsed


def by_steps(start: float, yearly: Array, elapsed: Array) -> Array:
    """Values at steps that change from year to year; the last of them goes on.

    Args:
        start: the value at the start.
        yearly: in the unit, shape (k,), the first one for the first year.
        elapsed: shape (years,).

    Returns:
        Shape (years,).
    """
    steps, passed = _going_on(yearly, elapsed)
    return np.asarray(start + np.append(0.0, np.cumsum(steps))[passed])


def late(ends: tuple[float, float, int, int], path: Path, years: Array, delay: int) -> Array | None:
    """The plan's own path, so many years late: at a standstill first, then as planned.

    Args:
        ends: value at the start, value to reach, and their years.
        path: the sort of path.
        years: shape (years,).
        delay: years.

    Returns:
        Shape (years,); None where the path does not exist.
    """
    size = len(years)
    columns = [np.full(size, value, dtype=np.float64) for value in ends]
    codes = np.full(size, path, dtype=np.int8)
    moved = np.maximum(years - delay, ends[2])
    way = paths.Way(columns[0], columns[1], columns[2], columns[3], codes)
    values, _ = paths.value_at(way, moved)
    return None if np.isnan(values).any() else values


def pinned(values: Array, pins: Mapping[int, float], *, growing: bool) -> Array:
    """Values with some years as they are given; what follows goes on from there.

    Args:
        values: shape (runs, years).
        pins: values by column.
        growing: whether the growth of later years is kept, else their steps.

    Returns:
        Shape (runs, years).
    """
    out = values.copy()
    for column, value in sorted(pins.items()):
        before = out[:, column].copy()
        after = out[:, column + 1 :]
        if growing and (before != 0).all():
            after *= (value / before)[:, None]
        else:
            after += (value - before)[:, None]
        out[:, column] = value
    return out


def dipped(values: Array, column: int, fall: float, years: int) -> Array:
    """Values that fall in one year and are back on their course after so many.

    The way back is one of constant growth, or of equal steps where nothing grows.

    Args:
        values: shape (runs, years).
        column: of the year of the fall, not the first.
        fall: that year's growth, a fraction.
        years: until the course is reached again; it lies within the columns.
    """
    out = values.copy()
    low = out[:, column - 1] * (1 + fall)
    out[:, column] = low
    back = values[:, column + years]
    grows = (low > 0) & (back > 0)
    for passed in range(1, years):
        share = passed / years
        with np.errstate(all="ignore"):
            growing = low * (back / low) ** share
        out[:, column + passed] = np.where(grows, growing, low + (back - low) * share)
    return out


def limited(values: Array, least: float | None, most: float | None) -> Array:
    """Values held within limits; None where there is none."""
    if least is not None:
        values = np.maximum(values, least)
    return values if most is None else np.minimum(values, most)


def meets(
    values: Array, operator: Operator, bound: float, low: float | None, high: float | None
) -> NDArray[np.bool_]:
    """Whether values, of any shape, meet a target; `low` and `high` are the ends of a range."""
    flat = values.ravel()
    ends = [np.nan if figure is None else figure for figure in (bound, low, high)]
    columns = [np.full(len(flat), figure) for figure in ends]
    codes = np.full(len(flat), operator, dtype=np.int8)
    return holds(flat, codes, *columns).reshape(values.shape)


def attained(
    years: Array,
    values: Array,
    operator: Operator,
    ends: tuple[float, float | None, float | None],
    *,
    growing: bool,
) -> tuple[float, int] | None:
    """When a course first meets a target.

    Args:
        years: consecutive years, shape (m,).
        values: shape (m,); nan where there is none.
        operator: how the target is held against the values.
        ends: the figure to arrive at, and the ends of a range; None where there is none.
        growing: whether the way between two year ends is one of constant growth, else straight.

    Returns:
        The time, and the first year end at which the target holds; None where the
        target is never met.
    """
    bound, low, high = ends
    met = np.flatnonzero(meets(values, operator, bound, low, high))
    if not met.size:
        return None
    index = int(met[0])
    year = int(years[index])
    if index == 0 or np.isnan(values[index - 1]):
        return float(year), year
    before, after = float(values[index - 1]), float(values[index])
    if operator == Operator.WITHIN:
        bound = low if low is not None and before < low else bound if high is None else high
    if growing and min(before, after, bound) > 0:
        share = np.log(bound / before) / np.log(after / before)
    else:
        share = (bound - before) / (after - before)
    return float(years[index - 1]) + float(np.clip(share, 0.0, 1.0)), year
