"""Uncertain quantities and their targets, and what is worked out of them before any draw.

``value[i, t] = base[i, t] * exp(sum of spread[i, s] * z[i, s] over s <= t)``, where `z` are
standard normal: ``z[t] = r z[t - 1] + sqrt(1 - r^2) e[t]`` in time, correlated across
quantities. Natural limits bind what is seen in a year, not the state that goes on to the next.
"""

from __future__ import annotations

from math import inf, isnan, log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine import quantiles
from jyplan.engine.codes import Operator
from jyplan.engine.series import holds

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from jyplan.engine.quantiles import Bins
    from jyplan.engine.series import Array, Codes, Mask

    Single = NDArray[np.float32]
    Places = NDArray[np.intp]
    Derive = Callable[[Array], Array]

# Logarithms are counted within so many standard deviations: the quantiles of 5 % and 95 % of
# more than a block of draws lie more than ten of their own standard errors inside.
REACH = 2.2


class Uncertain(NamedTuple):
    """n quantities over m years.

    Attributes:
        base: medians, shape (n, m), in the unit of the quantity; of any sign, nan where unknown.
        spread: standard deviation of the logarithm of each year's factor, shape (n, m); 0 where
            a year is certain.
        minimum: the least value that is possible, shape (n,); nan where there is no limit.
        maximum: the greatest value that is possible, shape (n,); nan where there is no limit.
        persistence: correlation of each year's shocks with those of the year before, from 0
            (years are independent) to 1 (one shock for all years).
        common: correlation of every pair of quantities, from 0 to 1, by one common factor.
        mixing: lower Cholesky factor of their correlations, shape (n, n), in place of `common`;
            None where there is none.
    """

    base: Array
    spread: Array
    minimum: Array
    maximum: Array
    persistence: float
    common: float
    mixing: Array | None


class Aims(NamedTuple):
    """Targets of n quantities and of d that are derived from them, which stand last.

    Attributes:
        operator: codes of `Operator`, shape (n + d,).
        bound: the figures of the operators, shape (n + d,); nan where there is no target.
        low: lower ends of ranges, shape (n + d,); nan where there is none.
        high: upper ends of ranges, shape (n + d,); a range without ends is no target.
        column: position of the year that the target is held against, shape (n + d,).
        direction: codes of `Direction`, shape (n + d,); odds do not depend on it.
        groups: members of joint probabilities, shape (g, n + d).
    """

    operator: Codes
    bound: Array
    low: Array
    high: Array
    column: NDArray[np.intp]
    direction: Codes
    groups: Mask

    def rows(self, chosen: slice | Places) -> Aims:
        """Some of the rows."""
        return Aims._make([*(field[chosen] for field in self[:-1]), self.groups[:, chosen]])

    def ends(self) -> Array:
        """Values not to fall below and values not to exceed, shape (2, n + d); nan for none."""
        ends = np.full((2, len(self.operator)), np.nan)
        for end, one_sided, range_end in zip(ends, SIDES, (self.low, self.high), strict=True):
            np.copyto(end, self.bound, where=np.isin(self.operator, one_sided))
            np.copyto(end, range_end, where=self.operator == Operator.WITHIN)
        return ends

    def targets(self) -> Mask:
        """Which rows have a target, shape (n + d,)."""
        return np.asarray(~np.isnan(self.ends()).all(axis=0))


SIDES = ((Operator.AT_LEAST, Operator.MORE_THAN), (Operator.AT_MOST, Operator.LESS_THAN))
STRICT = (Operator.MORE_THAN, Operator.LESS_THAN)


class Frequencies(NamedTuple):
    """What the draws show; nan where there is no target.

    Attributes:
        quantiles: of 5, 25, 50, 75 and 95 %, shape (n + d, m, 5), in the unit of the quantity.
        probability: share of draws that meet the target, shape (n + d,).
        error: its standard error, ``sqrt(p (1 - p) / draws)``, shape (n + d,); 0 in closed form.
        shortfall: mean distance to the target, 0 where it is met, over the draws in which the
            value exists, shape (n + d,), in the unit of the quantity.
        joint: share of draws in which all members of a group that have a target meet it, shape
            (g,); nan where none has one.
        joint_error: its standard error, shape (g,).
        draws: number of draws; 0 in closed form.
        defined: share of draws in which a value exists, shape (n + d, m), 1 for what is not
            derived. What does not exist meets nothing and stands in no quantile.
    """

    quantiles: Array
    probability: Array
    error: Array
    shortfall: Array
    joint: Array
    joint_error: Array
    draws: int
    defined: Array


class Edge(NamedTuple):
    """How far a value is on the wrong side of an end, but for the offset of its condition.

    It is ``scale * expm1(l)``, where l is the logarithm of the factor less `origin`, held within
    `start` and `end`.
    """

    origin: float
    start: float
    end: float
    scale: float


class Condition(NamedTuple):
    """A target: met by logarithms from `first` to `last`; how far off without what edges add."""

    first: float
    last: float
    offset: float
    edges: list[Edge]


class Step(NamedTuple):
    """What the logarithms of one year are held against: r conditions, which have e edges."""

    aims: Places  # (r,) positions among all aims
    rows: Places  # (r,) positions among the rows drawn
    first: Single  # (r, 1)
    last: Single
    members: list[tuple[int, Places]]  # groups and their conditions
    distant: Places  # (e,) as `aims`
    distant_rows: Places  # (e,) as `rows`
    origin: Single  # (e, 1)
    start: Single
    end: Single
    scale: Array  # (e,)


class Groundwork(NamedTuple):
    """What is worked out once, before the first draw."""

    uncertain: Uncertain  # limits infinite where there are none
    aims: Aims
    derive: Derive | None
    total: Array  # standard deviations of the logarithms of values, (n, m)
    certain: Mask  # values that no draw can change, (n, m)
    rows: Places  # quantities that are drawn
    number: int  # bins of logarithms
    bins: Bins | None  # of derived values
    decided: Array  # probabilities where no draw can change them, else nan, (n + d,)
    offset: Array  # parts of the distances that no draw can change, (n + d,)
    steps: list[Step]


def course_of(uncertain: Uncertain, aims: Aims, derive: Derive | None) -> Groundwork:
    """What is worked out once; see `jyplan.engine.ensemble.simulate`."""
    base, spread = uncertain.base, uncertain.spread
    rho, common = uncertain.persistence, uncertain.common
    if not (np.isfinite(spread) & (spread >= 0)).all() or not (0 <= rho <= 1 and 0 <= common <= 1):
        msg = "spreads are finite and not negative, correlations lie within 0 and 1"
        raise ValueError(msg)
    if uncertain.mixing is not None and not np.allclose((uncertain.mixing**2).sum(axis=1), 1):
        msg = "mixing is a factor of correlations, whose variances are 1"
        raise ValueError(msg)
    least = np.where(np.isnan(uncertain.minimum), -inf, uncertain.minimum)
    most = np.where(np.isnan(uncertain.maximum), inf, uncertain.maximum)
    uncertain = uncertain._replace(minimum=least, maximum=most)
    total = _totals(spread, rho)
    barred = (base > 0) & (most <= 0)[:, None] | (base < 0) & (least >= 0)[:, None]
    certain = (total == 0) | (base == 0) | ~np.isfinite(base) | barred
    rows = np.flatnonzero(~certain.all(axis=1))
    number = quantiles.bin_count(2 * REACH * float(total.max(initial=0)))
    decided, offset = np.full(len(aims.operator), np.nan), np.zeros(len(aims.operator))
    course = Groundwork(
        uncertain, aims, derive, total, certain, rows, number, None, decided, offset, []
    )
    conditions = {
        row: condition_of(course, row)
        for row in np.flatnonzero(aims.targets()[: len(base)]).tolist()
    }
    for row, condition in conditions.items():
        offset[row] = condition.offset
        if certain[row, aims.column[row]]:
            decided[row] = condition.first < inf
    for year in range(base.shape[1]):
        found = {
            row: condition
            for row, condition in conditions.items()
            if np.isnan(decided[row]) and aims.column[row] == year
        }
        course.steps.append(_step(course, found))
    return course


def _totals(spread: Array, rho: float) -> Array:
    """Standard deviations of the sums up to each year, shape (n, m)."""
    total = np.empty(spread.shape)
    variance, shared = np.zeros((2, len(spread)))
    for year, own in enumerate(spread.T):
        variance = variance + own * (own + 2 * rho * shared)
        shared = rho * shared + own
        total[:, year] = np.sqrt(variance)
    return total


def values_of(course: Groundwork, logs: Array) -> Array:
    """Values by the logarithms of their factors, shape (n, m, k), which are overwritten."""
    uncertain = course.uncertain
    with np.errstate(all="ignore"):
        np.exp(logs, out=logs)
        logs *= uncertain.base[:, :, None]
    limits = uncertain.minimum[:, None, None], uncertain.maximum[:, None, None]
    return np.clip(logs, *limits, out=logs)


def condition_of(course: Groundwork, row: int) -> Condition:
    """What the logarithm of a quantity has to be for its target, and what it adds to the gap."""
    uncertain, aims = course.uncertain, course.aims.rows(np.array([row]))
    column = aims.column[0]
    base = float(uncertain.base[row, column])
    least, most = float(uncertain.minimum[row]), float(uncertain.maximum[row])
    if course.certain[row, column]:
        value = np.clip([base], least, most)
        first = -inf if holds(value, *aims[:4])[0] else inf
        return Condition(first, inf, float(distances(value[:, None], aims)[0, 0]), [])
    floor, ceiling = aims.ends()[:, 0].tolist()
    strict = aims.operator[0] in STRICT
    # not to exceed an end is, with all signs turned, not to fall below it
    parts = [
        _beyond(base, least, most, floor, strict=strict),
        _beyond(-base, -most, -least, -ceiling, strict=strict),
    ]
    return Condition(
        max(part.first for part in parts),
        min(part.last for part in parts),
        sum(part.offset for part in parts),
        [edge for part in parts for edge in part.edges],
    )


def _beyond(base: float, least: float, most: float, end: float, *, strict: bool) -> Condition:
    """The condition ``value >= end``, or ``value > end``; nothing is asked where it is nan."""
    ratio = end / base
    always = least > end or (least == end and not strict) or (ratio <= 0 < base)
    if always or isnan(end):
        return Condition(-inf, inf, 0, [])
    below, above = (least, most) if base > 0 else (most, least)
    start = log(below / base) if below / base > 0 else -inf
    stop = log(above / base) if 0 < above / base < inf else inf
    if ratio <= 0:
        return Condition(inf, -inf, end - base, [Edge(0, start, stop, -base)])
    origin = log(ratio)
    first, last = (origin, inf) if base > 0 else (-inf, origin)
    if base > 0:
        stop = min(stop, origin)
    else:
        start = max(start, origin)
    if most < end or (most == end and strict):
        first, last = inf, -inf
    return Condition(first, last, 0, [Edge(origin, start - origin, stop - origin, -end)])


def distances(values: Array, aims: Aims) -> Array:
    """How far values, shape (r, k), are from meeting their targets; nan where they are nan."""
    floors, ceilings = aims.ends()[:, :, None]
    short = np.fmax(np.fmax(floors - values, values - ceilings), 0)
    return np.where(np.isnan(values), np.nan, short)


def _step(course: Groundwork, found: dict[int, Condition]) -> Step:
    aims = np.array(list(found), dtype=np.intp)
    rows = np.searchsorted(course.rows, aims)
    spans = np.array([condition[:2] for condition in found.values()]).reshape(-1, 2)
    first, last = spans.T[:, :, None].astype(np.float32)
    strict = np.isin(course.aims.operator[aims], STRICT)[:, None]
    first = np.where(strict, np.nextafter(first, np.float32(inf)), first)
    last = np.where(strict, np.nextafter(last, np.float32(-inf)), last)
    members = [
        (group, np.flatnonzero(mask)) for group, mask in enumerate(course.aims.groups[:, aims])
    ]
    pairs = [(at, edge) for at, part in enumerate(found.values()) for edge in part.edges]
    owners = np.array([owner for owner, _ in pairs], dtype=np.intp)
    edges = np.array([edge for _, edge in pairs]).reshape(-1, 4)
    origin, start, end = edges.T[:3, :, None].astype(np.float32)
    return Step(
        aims,
        rows,
        first,
        last,
        [(group, places) for group, places in members if places.size],
        aims[owners],
        rows[owners],
        origin,
        start,
        end,
        edges[:, 3],
    )
