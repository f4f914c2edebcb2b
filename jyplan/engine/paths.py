"""The expected course from baseline to target: yearly milestones, and their inverse."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Direction, Path, Reason
from jyplan.engine.exact import BEND, bends, scaled, side_of_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]
    Mask = NDArray[np.bool_]

# enough to enclose any value that a plan can name, and to find it to the last digit
DOUBLINGS, HALVINGS = 60, 120


def value_at(
    baseline: Array,
    target: Array,
    start_year: Array,
    target_year: Array,
    path: Codes,
    year: Array,
) -> tuple[Array, Codes]:
    """The path's value at the end of a year.

    Linear (序时进度): ``b + (T - b) * f``; compound: ``b * (T / b) ** f``, with `f` the elapsed
    share of the path's time; ITR, for targets of zero or nearly so (``T < L b`` with
    ``L = 1 / 11.11``): ``L ** f * b - (L b - T) * f``, else compound. After the target year the
    path stays at the target.

    Args:
        baseline: values at the start, shape (n,); nan where unknown.
        target: values to reach, shape (n,), same unit; nan where unknown.
        start_year: years of the baselines, shape (n,).
        target_year: years of the targets, shape (n,); nan where undated.
        path: codes of `Path`, shape (n,).
        year: years asked for, shape (n,).

    Returns:
        Values, shape (n,), exactly baseline and target at the two ends, and reasons, shape
        (n,). Where a compound path cannot compound, the value is the straight line's and
        the reason says why; with every other reason the value is nan.

    Example:
        >>> one = lambda figure: np.array([figure])
        >>> linear = np.array([Path.LINEAR], dtype=np.int8)
        >>> ends = one(186.0), one(500.0), one(2020.0), one(2025.0)
        >>> value, _ = value_at(*ends, linear, one(2023.0))
        >>> float(value[0])
        374.4
    """
    reason = _path_reason(baseline, target, start_year, target_year)
    np.putmask(reason, (reason == Reason.NONE) & (year < start_year), Reason.BEFORE_BASELINE)
    barred = reason != Reason.NONE
    with np.errstate(all="ignore"):
        elapsed = np.minimum((year - start_year) / (target_year - start_year), 1.0)
        value = baseline + (target - baseline) * elapsed
    bent = _bent(path, baseline, target) & ~barred
    if bent.any():
        value[bent] = _on_bent(baseline[bent], target[bent], elapsed[bent])
    compound = (path != Path.LINEAR) & ~barred & ~bent
    if compound.any():
        impossible = _cannot_compound(baseline, target)
        reason[compound] = impossible[compound]
        rows = compound & (impossible == Reason.NONE)
        value[rows] = baseline[rows] * (target[rows] / baseline[rows]) ** elapsed[rows]
    ended = elapsed == 1
    value[ended] = target[ended]
    np.putmask(value, barred, np.nan)
    return value, reason


def milestones(
    baseline: Array,
    target: Array,
    start_year: Array,
    target_year: Array,
    path: Codes,
    years: Array,
) -> tuple[Array, Codes]:
    """The path's values at the ends of several years; see `value_at`.

    Args:
        baseline: shape (n,).
        target: shape (n,).
        start_year: shape (n,).
        target_year: shape (n,).
        path: shape (n,).
        years: the same years for every row, shape (m,).

    Returns:
        Values and reasons, shape (n, m) each.
    """
    columns = [
        value_at(
            baseline, target, start_year, target_year, path, np.full(len(baseline), float(year))
        )
        for year in years
    ]
    values = np.stack([value for value, _ in columns], axis=1)
    return values, np.stack([reason for _, reason in columns], axis=1)


def time_at(
    baseline: Array,
    target: Array,
    start_year: Array,
    target_year: Array,
    path: Codes,
    value: Array,
) -> tuple[Array, Codes]:
    """When the path, continued at its own pace beyond both ends, reaches a value.

    Linear: ``t0 + (v - b) / (T - b) * (tT - t0)``; compound:
    ``t0 + log(v / b) / log(T / b) * (tT - t0)``; ITR, which only falls: by halving.

    Args:
        baseline: shape (n,); nan where unknown.
        target: shape (n,); nan where unknown.
        start_year: shape (n,).
        target_year: shape (n,); nan where undated.
        path: codes of `Path`, shape (n,).
        value: values asked for, shape (n,); nan where unknown.

    Returns:
        Fractional years, shape (n,), and reasons, shape (n,). A level path never reaches
        another value (``AT_TARGET``); a compound one none beyond zero (``CROSSES_ZERO``).
    """
    reason = _path_reason(baseline, target, start_year, target_year)
    np.putmask(reason, (reason == Reason.NONE) & ~np.isfinite(value), Reason.NO_DATA)
    np.putmask(reason, (reason == Reason.NONE) & (baseline == target), Reason.AT_TARGET)
    usable = reason == Reason.NONE
    with np.errstate(all="ignore"):
        share = (value - baseline) / (target - baseline)
    bent = _bent(path, baseline, target) & usable
    if bent.any():
        share[bent] = _share_of_bent(baseline[bent], target[bent], value[bent])
    compound = (path != Path.LINEAR) & usable & ~bent
    compound &= _cannot_compound(baseline, target) == Reason.NONE
    if compound.any():
        ratio = np.full(len(value), np.nan)
        np.divide(value, baseline, out=ratio, where=compound)
        np.putmask(reason, compound & (ratio <= 0), Reason.CROSSES_ZERO)
        rows = compound & (ratio > 0)
        share[rows] = np.log(ratio[rows]) / np.log(target[rows] / baseline[rows])
    with np.errstate(all="ignore"):
        time = start_year + share * (target_year - start_year)
    np.putmask(time, reason != Reason.NONE, np.nan)
    return time, reason


def whole_milestone(
    baseline: float,
    target: float,
    start_year: int,
    target_year: int,
    path: Path,
    year: int,
    direction: Direction,
) -> int:
    """The milestone of one whole-number quantity, rounded towards the target, exactly.

    Args:
        baseline: value at the start.
        target: value to reach.
        start_year: year of the baseline.
        target_year: year of the target, later.
        path: the sort of path.
        year: the year asked for, between the two.
        direction: upwards unless less is better.

    Returns:
        The least whole number that is on the path or ahead of it.

    Example:
        Five from zero in five years are two after two years, not three.

        >>> whole_milestone(0, 5, 2020, 2025, Path.LINEAR, 2022, Direction.INCREASE)
        2
    """
    start, end, unit = scaled(baseline, target, 1)
    years, passed = target_year - start_year, min(year, target_year) - start_year
    rough = baseline + (target - baseline) * passed / years
    if path == Path.ITR and bends(baseline, target):
        ends = (np.array([baseline]), np.array([target]), np.array([passed / years]))
        rough = float(_on_bent(*ends)[0])
    elif path != Path.LINEAR and baseline * target > 0:
        rough = baseline * (target / baseline) ** (passed / years)

    def side(number: int) -> int:
        return side_of_path(number * unit, start, end, years, passed, path)

    below = floor(rough)
    while side(below) > 0:
        below -= 1
    while side(below + 1) <= 0:
        below += 1
    if direction == Direction.DECREASE or side(below) == 0:
        return below
    return below + 1


def _bent(path: Codes, baseline: Array, target: Array) -> Mask:
    """Which ITR paths are bent, because nothing compounds to where they lead."""
    itr: Mask = path == Path.ITR
    return itr & (baseline > 0) & (target * BEND[1] < baseline * BEND[0]) if itr.any() else itr


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


def _path_reason(baseline: Array, target: Array, start_year: Array, target_year: Array) -> Codes:
    """Why there is no path; the first reason counts, so it is written last."""
    reason = np.zeros(len(baseline), dtype=np.int8)
    np.putmask(reason, target_year <= start_year, Reason.SAME_YEAR)
    np.putmask(reason, ~np.isfinite(target_year), Reason.UNDATED)
    np.putmask(reason, ~np.isfinite(target), Reason.NO_TARGET)
    np.putmask(reason, ~(np.isfinite(baseline) & np.isfinite(start_year)), Reason.NO_BASELINE)
    return reason


def _cannot_compound(baseline: Array, target: Array) -> Codes:
    """Why nothing compounds between two values."""
    reason = np.zeros(len(baseline), dtype=np.int8)
    np.putmask(reason, baseline * target < 0, Reason.CROSSES_ZERO)
    np.putmask(reason, target == 0, Reason.ZERO_TARGET)
    np.putmask(reason, baseline == 0, Reason.ZERO_BASELINE)
    return reason
