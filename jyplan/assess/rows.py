"""Quantities as the arrays that the engine judges, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine.codes import Direction, Path, Yearly
from jyplan.engine.series import Series, series_of
from jyplan.plan.aims import aims_next

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from jyplan.engine.paths import Way
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import Baseline, Context, Target

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]
    Mask = NDArray[np.bool_]

PATHS: Mapping[str, Path] = {
    "linear": Path.LINEAR,
    "compound": Path.COMPOUND,
    "itr": Path.ITR,
}


class Rows(NamedTuple):
    """Quantities as arrays, one row each; nan where there is no figure.

    Attributes:
        series: what the rule looks at.
        least: natural lower limits.
        most: natural upper limits.
        maintained: whether the target is to be kept.
        undated: whether the target has no year.
    """

    series: Series
    least: Array
    most: Array
    maintained: Mask
    undated: Mask


def rows_of(quantities: Sequence[KnownQuantity]) -> Rows:
    """Indicators as arrays, in their order."""
    values = [_values(each) for each in quantities]
    # What is compared does not start from the baseline.
    starts = [None if each.aim and each.aim.comparison else each.baseline for each in quantities]
    aims = [each.aim for each in quantities if each.aim]
    via = np.full((len(aims), max((len(aim.milestones) for aim in aims), default=0), 2), np.nan)
    for row, aim in enumerate(aims):
        via[row, : len(aim.milestones)] = np.reshape(aim.milestones, (-1, 2))
    series = series_of(
        len(quantities),
        baseline=_floats(start.value if start else None for start in starts),
        start_year=_floats(start.year if start else None for start in starts),
        latest=_floats(seen[-1][1] if seen else None for seen in values),
        latest_year=_floats(seen[-1][0] if seen else None for seen in values),
        previous=_floats(map(_previous, values, starts)),
        target=_floats(aim.value for aim in aims),
        target_year=_floats(map(_due, quantities)),
        path=_codes(PATHS[each.path] for each in quantities),
        direction=_codes(aim.direction for aim in aims),
        operator=_codes(aim.operator for aim in aims),
        minimum=_floats(aim.low for aim in aims),
        maximum=_floats(aim.high for aim in aims),
        limit=_floats(map(_limit, quantities)),
        every=_mask(aim.every is not None for aim in aims),
        yearly=_codes(map(_yearly, quantities)),
        percentage=_mask(each.percentage for each in quantities),
        growth_rate=_mask(each.rate for each in quantities),
        via_years=via[:, :, 0],
        via=via[:, :, 1],
    )
    return Rows(
        series=series,
        least=_floats(each.entry.limits.minimum for each in quantities),
        most=_floats(each.entry.limits.maximum for each in quantities),
        maintained=_mask(aim.direction == Direction.MAINTAIN for aim in aims),
        undated=_mask(aim.when is None for aim in aims),
    )


def planned_way(known: KnownQuantity, names: Sequence[str]) -> Way:
    """The expected course of one quantity, once for each of some paths."""
    return rows_of([known._replace(path=name) for name in names]).series.way


def _floats(values: Iterable[float | None]) -> Array:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _codes(values: Iterable[int]) -> Codes:
    return np.array(list(values), dtype=np.int8)


def _mask(values: Iterable[bool]) -> Mask:
    return np.array(list(values), dtype=np.bool_)


def by_targets(quantity: KnownQuantity) -> list[KnownQuantity]:
    """The quantity once for every target of the next year that has any."""
    target: Target | None = getattr(quantity.entry, "target", None)
    if target is None or not target.further or not quantity.latest:
        return [quantity]
    direction = getattr(quantity.entry, "direction", "")
    aims = aims_next(target, direction, quantity.latest.year, quantity.start)
    return [quantity._replace(aim=aim) for aim in aims]


def in_its_year(quantity: KnownQuantity) -> KnownQuantity:
    """The quantity up to its target year, where that is over and has a value of its own."""
    year = quantity.aim.year if quantity.aim else None
    seen = tuple(entry for entry in quantity.series if year is not None and entry.year <= year)
    return quantity._replace(series=seen) if seen and seen[-1].year == year else quantity


def windows_of(quantities: Sequence[KnownQuantity], width: int) -> tuple[Array, Array]:
    """Years and values of the newest observations, oldest first, shape (n, width) each."""
    years, values = (np.full((len(quantities), width), np.nan) for _ in range(2))
    for row, quantity in enumerate(quantities):
        known = dict(quantity.earlier) | {entry.year: entry.value for entry in quantity.series}
        newest = sorted(known.items())[-width:] if quantity.series else []
        for column, (year, value) in enumerate(newest, width - len(newest)):
            years[row, column], values[row, column] = year, value
    return years, values


def _values(quantity: KnownQuantity) -> list[tuple[int, float]]:
    """Years and values that are held against the target."""
    compared = quantity.aim is not None and quantity.aim.comparison is not None
    if compared and quantity.years:
        return [(each.year, each.value) for each in quantity.years]
    return [(each.year, each.value) for each in quantity.series]


def _previous(
    values: Sequence[tuple[int, float]], baseline: Baseline | Context | None
) -> float | None:
    """The value before the latest; the baseline where it is the only one."""
    if len(values) > 1:
        return values[-2][1]
    return baseline.value if baseline else None


def _yearly(quantity: KnownQuantity) -> Yearly:
    """What the years before the latest say of a target that is looked at every year."""
    if quantity.broken:
        return Yearly.BROKEN
    mean = quantity.aim is not None and quantity.aim.mean
    return Yearly.INCOMPLETE if quantity.missing and not mean else Yearly.HELD


def _limit(quantity: KnownQuantity) -> float | None:
    """Where the quantity cannot go on to the better."""
    limits, aim = quantity.entry.limits, quantity.aim
    falling = aim is not None and aim.direction == Direction.DECREASE
    best: float | None = limits.minimum if falling else limits.maximum
    return best


def _due(quantity: KnownQuantity) -> int | None:
    """The target year; the last one where the target is looked at every year."""
    aim = quantity.aim
    if aim is not None and aim.every is not None:
        return aim.every[1]
    return aim.year if aim else None
