"""Quantities as the arrays that the engine judges, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine.codes import Direction, Path
from jyplan.engine.series import Series, series_of
from jyplan.plan.aims import aims_next
from jyplan.plan.units import is_percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from jyplan.engine.paths import Way
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import Target

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
    values = [each.series for each in quantities]
    starts = [each.baseline for each in quantities]
    aims = [each.aim for each in quantities if each.aim]
    series = series_of(
        len(quantities),
        baseline=_floats(start.value if start else None for start in starts),
        start_year=_floats(start.year if start else None for start in starts),
        latest=_floats(seen[-1].value if seen else None for seen in values),
        latest_year=_floats(seen[-1].year if seen else None for seen in values),
        previous=_floats(map(_previous, quantities)),
        target=_floats(aim.value for aim in aims),
        target_year=_floats(map(_due, quantities)),
        path=_codes(PATHS[each.path] for each in quantities),
        direction=_codes(aim.direction for aim in aims),
        operator=_codes(aim.operator for aim in aims),
        minimum=_floats(aim.low for aim in aims),
        maximum=_floats(aim.high for aim in aims),
        limit=_floats(map(_limit, quantities)),
        every=_mask(aim.every is not None for aim in aims),
        percentage=_mask(is_percentage(each.entry.unit) for each in quantities),
        growth_rate=_mask(each.kind == "growth_rate" for each in quantities),
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
    aims = aims_next(target, direction, quantity.latest.year)
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


def _previous(quantity: KnownQuantity) -> float | None:
    """The value before the latest; the baseline where it is the only one."""
    if len(quantity.series) > 1:
        return quantity.series[-2].value
    return quantity.baseline.value if quantity.baseline else None


def _limit(quantity: KnownQuantity) -> float | None:
    """Where the quantity cannot go on to the better."""
    limits, aim = quantity.entry.limits, quantity.aim
    falling = aim is not None and aim.direction == Direction.DECREASE
    best: float | None = limits.minimum if falling else limits.maximum
    return best


def _due(quantity: KnownQuantity) -> int | None:
    """The target year; that of the latest value where the target holds for every year."""
    aim, latest = quantity.aim, quantity.latest
    if aim is not None and aim.every is not None:
        return latest.year if latest else None
    return aim.year if aim else None
