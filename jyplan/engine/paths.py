"""The expected course from baseline to target: yearly milestones, and their inverse."""

from __future__ import annotations

from math import floor, inf, nextafter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine.codes import Direction, Path, Reason
from jyplan.engine.exact import BEND, Stretch, bends, scaled, side_of_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]
    Mask = NDArray[np.bool_]

# enough to enclose any value that a plan can name, and to find it to the last digit
DOUBLINGS, HALVINGS = 60, 120


class Way(NamedTuple):
    """The expected courses of n quantities.

    Attributes:
        baseline: values at the start, shape (n,); nan where unknown.
        target: values to reach, shape (n,), same unit; nan where unknown.
        start_year: years of the baselines, shape (n,).
        target_year: years of the targets, shape (n,); nan where undated.
        path: codes of `Path`, shape (n,).
        via_years: years of milestones that the plan states, ascending, shape (n, k), nan behind
            the last one; None where there are none. Each stretch between two of them, and up to
            the first and from the last one, is a path of its own.
        via: their values, shape (n, k).
    """

    baseline: Array
    target: Array
    start_year: Array
    target_year: Array
    path: Codes
    via_years: Array | None = None
    via: Array | None = None

    def stretch_at(self, row: int, year: int) -> Stretch:
        """The stretch of one row that a year lies on, its last one for later years."""
        stops = [(self.start_year[row], self.baseline[row])]
        if self.via_years is not None and self.via is not None:
            stops += zip(self.via_years[row], self.via[row], strict=True)
        stops = [stop for stop in stops if np.isfinite(stop[0])]
        stops.append((self.target_year[row], self.target[row]))
        # what lies behind the target year is on the last stretch
        index = sum(stop[0] < year for stop in stops[1:-1])
        (start_year, start), (end_year, end) = stops[index : index + 2]
        return Stretch(start, end, int(start_year), int(end_year), Path(self.path[row]))


def value_at(way: Way, year: Array) -> tuple[Array, Codes]:
    """The path's value at the end of a year.

    Linear (序时进度): ``b + (T - b) * f``; compound: ``b * (T / b) ** f``, with `f` the elapsed
    share of the path's time; ITR, for targets of zero or nearly so (``T < L b`` with
    ``L = 1 / 11.11``): ``L ** f * b - (L b - T) * f``, else compound. After the target year the
    path stays at the target. With milestones each stretch is such a path.

    Args:
        way: n courses.
        year: years asked for, shape (n,).

    Returns:
        Values, shape (n,), exactly baseline, milestones and target in their years, and reasons,
        shape (n,). Where a compound path cannot compound, the value is the straight line's and
        the reason says why; with every other reason the value is nan.

    Example:
        >>> one = lambda figure: np.array([figure])
        >>> linear = np.array([Path.LINEAR], dtype=np.int8)
        >>> way = Way(one(186.0), one(500.0), one(2020.0), one(2025.0), linear)
        >>> float(value_at(way, one(2023.0))[0][0])
        374.4
        >>> bent = way._replace(via_years=np.array([[2023.0]]), via=np.array([[300.0]]))
        >>> [float(value_at(bent, one(year))[0][0]) for year in (2021.0, 2023.0, 2024.0)]
        [224.0, 300.0, 400.0]
    """
    reason = _path_reason(way)
    np.putmask(reason, (reason == Reason.NONE) & (year < way.start_year), Reason.BEFORE_BASELINE)
    barred = reason != Reason.NONE
    with np.errstate(invalid="ignore"):
        way = _stretches(way, lambda stop, _: stop < year)
    baseline, target = way.baseline, way.target
    with np.errstate(all="ignore"):
        elapsed = np.minimum((year - way.start_year) / (way.target_year - way.start_year), 1.0)
        value = baseline + (target - baseline) * elapsed
    bent = _bent(way) & ~barred
    if bent.any():
        value[bent] = _on_bent(baseline[bent], target[bent], elapsed[bent])
    compound = (way.path != Path.LINEAR) & ~barred & ~bent
    if compound.any():
        impossible = _cannot_compound(baseline, target)
        reason[compound] = impossible[compound]
        rows = compound & (impossible == Reason.NONE)
        value[rows] = baseline[rows] * (target[rows] / baseline[rows]) ** elapsed[rows]
    ended = elapsed == 1
    value[ended] = target[ended]
    np.putmask(value, barred, np.nan)
    return value, reason


def milestones(way: Way, years: Array) -> tuple[Array, Codes]:
    """The path's values at the ends of several years; see `value_at`.

    Args:
        way: n courses.
        years: the same years for every row, shape (m,).

    Returns:
        Values and reasons, shape (n, m) each.
    """
    columns = [value_at(way, np.full(len(way.baseline), float(year))) for year in years]
    values = np.stack([value for value, _ in columns], axis=1)
    return values, np.stack([reason for _, reason in columns], axis=1)


def time_at(way: Way, value: Array, *, leaving: bool = False) -> tuple[Array, Codes]:
    """When the path, continued at its own pace beyond both ends, reaches a value.

    Linear: ``t0 + (v - b) / (T - b) * (tT - t0)``; compound:
    ``t0 + log(v / b) / log(T / b) * (tT - t0)``; ITR, which only falls: by halving. With
    milestones the first stretch that does not end short of the value counts.

    Args:
        way: n courses.
        value: values asked for, shape (n,); nan where unknown.
        leaving: when it goes on from the value, which is later where milestones are equal.

    Returns:
        Fractional years, shape (n,), and reasons, shape (n,). A level path never reaches
        another value (``AT_TARGET``); a compound one none beyond zero (``CROSSES_ZERO``).
    """
    reason = _path_reason(way)
    np.putmask(reason, (reason == Reason.NONE) & ~np.isfinite(value), Reason.NO_DATA)
    np.putmask(reason, (reason == Reason.NONE) & (way.baseline == way.target), Reason.AT_TARGET)
    with np.errstate(all="ignore"):
        rising = np.sign(way.target - way.baseline)
        behind = np.greater_equal if leaving else np.greater
        way = _stretches(way, lambda _, stop: behind(rising * (value - stop), 0))
    baseline, target = way.baseline, way.target
    # A stretch may be level where the whole course is not.
    level = baseline == target
    np.putmask(reason, (reason == Reason.NONE) & level & (value != target), Reason.AT_TARGET)
    usable = reason == Reason.NONE
    with np.errstate(all="ignore"):
        share = np.where(level, float(leaving), (value - baseline) / (target - baseline))
    bent = _bent(way) & usable
    if bent.any():
        share[bent] = _share_of_bent(baseline[bent], target[bent], value[bent])
    compound = (way.path != Path.LINEAR) & usable & ~bent & ~level
    compound &= _cannot_compound(baseline, target) == Reason.NONE
    if compound.any():
        ratio = np.full(len(value), np.nan)
        np.divide(value, baseline, out=ratio, where=compound)
        np.putmask(reason, compound & (ratio <= 0), Reason.CROSSES_ZERO)
        rows = compound & (ratio > 0)
        share[rows] = np.log(ratio[rows]) / np.log(target[rows] / baseline[rows])
    with np.errstate(all="ignore"):
        time = way.start_year + share * (way.target_year - way.start_year)
    np.putmask(time, reason != Reason.NONE, np.nan)
    return time, reason


def turns(way: Way) -> Mask:
    """Which courses go up and down, because milestones that the plan states do."""
    before, turned = way.baseline, np.zeros(len(way.baseline), dtype=np.bool_)
    if way.via is None:
        return turned
    with np.errstate(invalid="ignore"):
        rising = np.sign(way.target - way.baseline)
        for stop in (*way.via.T, way.target):
            turned |= rising * (stop - before) < 0
            before = np.where(np.isfinite(stop), stop, before)
    return turned


def whole_milestone(stretch: Stretch, year: int, direction: Direction) -> int:
    """The milestone of one whole-number quantity, rounded towards the target, exactly.

    Args:
        stretch: the part of its course that the year lies on.
        year: the year asked for.
        direction: upwards unless less is better.

    Returns:
        The least whole number that is on the path or ahead of it.

    Example:
        Five from zero in five years are two after two years, not three.

        >>> whole_milestone(Stretch(0, 5, 2020, 2025, Path.LINEAR), 2022, Direction.INCREASE)
        2
    """
    baseline, target, path = stretch.start, stretch.end, stretch.path
    years, passed = stretch.years, stretch.passed(year)
    rough = baseline + (target - baseline) * passed / years
    if path == Path.ITR and bends(baseline, target):
        ends = (np.array([baseline]), np.array([target]), np.array([passed / years]))
        rough = float(_on_bent(*ends)[0])
    elif path != Path.LINEAR and baseline * target > 0:
        rough = baseline * (target / baseline) ** (passed / years)

    def side(number: int, arriving: float = target) -> int:
        start, end, unit = scaled(baseline, arriving, 1)
        return side_of_path(number * unit, start, end, years, passed, path)

    below = floor(rough)
    while side(below) > 0:
        below -= 1
    while side(below + 1) <= 0:
        below += 1
    low, high = target, target
    if path != Path.LINEAR and baseline * target > 0:
        # Where growth leads is rounded itself: what is whole but for that is whole.
        low, high = nextafter(target, -inf), nextafter(target, inf)
    if direction == Direction.DECREASE:
        return below + 1 if side(below + 1, high) <= 0 else below
    return below if side(below, low) >= 0 else below + 1


def _stretches(way: Way, beyond: Callable[[Array, Array], Mask]) -> Way:
    """The stretches, without milestones, that something lies on.

    Args:
        way: n courses.
        beyond: whether it lies behind milestones, by their years and values.
    """
    if way.via_years is None or way.via is None or not way.via_years.shape[1]:
        return way
    start, start_year = way.baseline.copy(), way.start_year.copy()
    end, end_year = way.target.copy(), way.target_year.copy()
    ended = np.zeros(len(start), dtype=np.bool_)
    for year, value in zip(way.via_years.T, way.via.T, strict=True):
        passed = ~ended & beyond(year, value)
        np.copyto(start, value, where=passed)
        np.copyto(start_year, year, where=passed)
        ends = ~ended & ~passed & np.isfinite(year)
        np.copyto(end, value, where=ends)
        np.copyto(end_year, year, where=ends)
        ended |= ends
    return Way(start, end, start_year, end_year, way.path)


def _bent(way: Way) -> Mask:
    """Which ITR paths are bent, because nothing compounds to where they lead."""
    itr: Mask = way.path == Path.ITR
    if not itr.any():
        return itr
    return itr & (way.baseline > 0) & (way.target * BEND[1] < way.baseline * BEND[0])


def _on_bent(baseline: Array, target: Array, elapsed: Array) -> Array:
    """Values on ITR paths after shares of their time."""
    least = BEND[0] / BEND[1]
    return np.asarray(least**elapsed * baseline - (least * baseline - target) * elapsed)


def _share_of_bent(baseline: Array, target: Array, value: Array) -> Array:
    """Shares of their time after which ITR paths, which only fall, reach values."""
    low, high = (np.full(len(value), end) for end in (-1.0, 1.0))
    with np.errstate(all="ignore"):
        # both ends move on until the value lies between them
        for _ in range(DOUBLINGS):
            low = np.where(_on_bent(baseline, target, low) < value, 2 * low, low)
            high = np.where(_on_bent(baseline, target, high) > value, 2 * high, high)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            above = _on_bent(baseline, target, middle) > value
            low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.asarray((low + high) / 2)


def _path_reason(way: Way) -> Codes:
    """Why there is no path; the first reason counts, so it is written last."""
    reason = np.zeros(len(way.baseline), dtype=np.int8)
    np.putmask(reason, way.target_year <= way.start_year, Reason.SAME_YEAR)
    np.putmask(reason, ~np.isfinite(way.target_year), Reason.UNDATED)
    np.putmask(reason, ~np.isfinite(way.target), Reason.NO_TARGET)
    started = np.isfinite(way.baseline) & np.isfinite(way.start_year)
    np.putmask(reason, ~started, Reason.NO_BASELINE)
    return reason


def _cannot_compound(baseline: Array, target: Array) -> Codes:
    """Why nothing compounds between two values."""
    reason = np.zeros(len(baseline), dtype=np.int8)
    np.putmask(reason, baseline * target < 0, Reason.CROSSES_ZERO)
    np.putmask(reason, target == 0, Reason.ZERO_TARGET)
    np.putmask(reason, baseline == 0, Reason.ZERO_BASELINE)
    return reason
