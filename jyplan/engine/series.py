"""What rules look at: series as arrays, and whether a value meets its target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from jyplan.engine.codes import Direction, Operator, Path, Yearly
from jyplan.engine.paths import Way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]
    Mask = NDArray[np.bool_]


class Series(NamedTuple):
    """What rules look at, one row a series, shape (n,) each; nan where unknown.

    Attributes:
        baseline: value at the start.
        start_year: its year.
        latest: newest value.
        latest_year: its year.
        previous: the value before the newest.
        target: the figure to arrive at.
        target_year: its year; nan where undated.
        path: codes of `Path`.
        direction: codes of `Direction`.
        operator: codes of `Operator`.
        minimum: lower end of a range that binds.
        maximum: upper end of a range that binds.
        limit: the value beyond which the quantity cannot go on its way to the better.
        every: whether the target is to hold in every year; `target_year` is the last of them.
        yearly: codes of `Yearly`, of targets that are to hold in every year.
        percentage: whether values are percentages of a whole.
        growth_rate: whether values are growth rates themselves.
        window_years: years of the newest observations, oldest first, shape (n, k), nan in front
            where there are fewer; k is 0 for rules that look at no window.
        window: their values, shape (n, k).
        via_years: years of milestones that plans state, as in `paths.Way`, shape (n, m).
        via: their values, shape (n, m).
    """

    baseline: Array
    start_year: Array
    latest: Array
    latest_year: Array
    previous: Array
    target: Array
    target_year: Array
    path: Codes
    direction: Codes
    operator: Codes
    minimum: Array
    maximum: Array
    limit: Array
    every: Mask
    yearly: Codes
    percentage: Mask
    growth_rate: Mask
    window_years: Array
    window: Array
    via_years: Array
    via: Array

    @property
    def way(self) -> Way:
        """The expected courses."""
        ends = (self.baseline, self.target, self.start_year, self.target_year)
        return Way(*ends, self.path, self.via_years, self.via)

    @property
    def met(self) -> Mask:
        """Which rows meet their targets now."""
        return holds(self.latest, self.operator, self.target, self.minimum, self.maximum)

    def rows(self, chosen: slice | NDArray[np.intp]) -> Series:
        """Some of the rows."""
        return Series._make(column[chosen] for column in self)

    def finite(self) -> Series:
        """The same without infinite figures, which nobody can have measured."""
        infinite = {
            name: np.where(np.isinf(column), np.nan, column)
            for name in ("baseline", "latest", "target")
            if np.isinf(column := getattr(self, name)).any()
        }
        return self._replace(**infinite) if infinite else self


# what is nan, or false, or nothing where nobody says otherwise
CODES = {
    "path": Path.LINEAR,
    "direction": Direction.INCREASE,
    "operator": Operator.AT_LEAST,
    "yearly": Yearly.HELD,
}
MASKS = frozenset({"every", "percentage", "growth_rate"})
WINDOWS = frozenset({"window_years", "window", "via_years", "via"})


def series_of(size: int, **columns: object) -> Series:
    """Series with the columns that are named; the others say nothing.

    Args:
        size: how many rows.
        columns: arrays of shape (size,), or one figure for all rows, by the names of `Series`.

    Returns:
        The series: figures not named are nan, higher is better, at least the target is wanted,
        on a straight line, and there is no window.

    Example:
        >>> float(series_of(2, baseline=186.0).baseline[1])
        186.0
    """
    return Series._make(_column(name, columns.get(name), size) for name in Series._fields)


def _column(name: str, given: Any, size: int) -> Any:  # noqa: ANN401 arrays of three kinds
    if name in WINDOWS:
        return np.empty((size, 0)) if given is None else np.atleast_2d(np.asarray(given, float))
    if name in CODES:
        return np.broadcast_to(
            np.asarray(CODES[name] if given is None else given, dtype=np.int8), (size,)
        )
    if name in MASKS:
        return np.broadcast_to(np.asarray(bool(given) if given is None else given, bool), (size,))
    return np.broadcast_to(np.asarray(np.nan if given is None else given, np.float64), (size,))


def holds(value: Array, operator: Codes, bound: Array, minimum: Array, maximum: Array) -> Mask:
    """Whether values meet their targets, exactly: more than 30 is not met by 30.

    Args:
        value: shape (n,); nan meets nothing.
        operator: codes of `Operator`, shape (n,).
        bound: the figures of the operators, shape (n,).
        minimum: lower ends of ranges, shape (n,); nan where there is none.
        maximum: upper ends of ranges, shape (n,); nan where there is none.
    """
    inclusive, strict = int(Operator.AT_LEAST), int(Operator.MORE_THAN)
    met: Mask = value >= bound
    if (operator == inclusive).all():
        return met
    met &= operator == inclusive
    met |= (operator == strict) & (value > bound)
    met |= (operator == int(Operator.AT_MOST)) & (value <= bound)
    met |= (operator == int(Operator.LESS_THAN)) & (value < bound)
    inside = ~(value < minimum) & ~(value > maximum) & np.isfinite(value)
    met |= (operator == int(Operator.WITHIN)) & inside
    return met


def worse(value: Array, than: Array, direction: Codes) -> Mask:
    """Whether values are worse than others; nan is worse than nothing."""
    lower: Mask = value < than
    if (direction == int(Direction.INCREASE)).all():
        return lower
    lower &= direction == int(Direction.INCREASE)
    lower |= (value > than) & (direction == int(Direction.DECREASE))
    return lower


def achieved(series: Series) -> Mask:
    """Which targets are met for good: those for every year once all their years are over and held.

    Args:
        series: n rows.
    """
    throughout = (series.latest_year >= series.target_year) & (series.yearly == int(Yearly.HELD))
    achieved: Mask = series.met & (throughout | ~series.every)
    return achieved


def sense(series: Series) -> Codes:
    """Which way is better: a value to be kept has the way of its operator; 0 within a range."""
    kept = series.direction == int(Direction.MAINTAIN)
    if not kept.any():
        return series.direction
    up = (series.operator == int(Operator.AT_LEAST)) | (series.operator == int(Operator.MORE_THAN))
    down = (series.operator == int(Operator.AT_MOST)) | (series.operator == int(Operator.LESS_THAN))
    one_sided = np.select([up, down], [1, -1], 0)
    return np.where(kept, one_sided, series.direction).astype(np.int8)


def two_sided(series: Series) -> Mask:
    """Which targets both sides lead away from: ranges whose ends are one."""
    both: Mask = (sense(series) == 0) & (series.minimum == series.maximum)
    return both
