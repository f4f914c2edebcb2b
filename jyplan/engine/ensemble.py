"""Many futures at once: quantities that grow by uncertain factors, and how often targets are met.

``value[i, t] = base[i, t] * exp(sum of spread[i, s] * z[i, s] over s <= t)``, where `z` are
standard normal: ``z[t] = r z[t - 1] + sqrt(1 - r^2) e[t]`` in time, correlated across
quantities. Natural limits bind what is seen in a year, not the state that goes on to the next.
"""

from __future__ import annotations

import os
from math import inf, isnan, log, prod, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine import quantiles
from jyplan.engine.codes import Operator
from jyplan.engine.quantiles import spread_of, t_interval
from jyplan.engine.series import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from jyplan.engine.quantiles import Bins, Counts
    from jyplan.engine.series import Array, Codes, Mask

    Single = NDArray[np.float32]
    Places = NDArray[np.intp]
    Derive = Callable[[Array], Array]

__all__ = [
    "Aims",
    "Odds",
    "Uncertain",
    "closed_form",
    "simulate",
    "spread_of",
    "t_interval",
]

# The draws of a block have a generator of their own, whichever thread draws them; a year of
# forty quantities stays in the cache of one core.
BLOCK = 2**13
# Blocks from one report of progress to the next, at most.
CHUNK = 16
# Logarithms are counted within so many standard deviations: the quantiles of 5 % and 95 % of
# more than a block of draws lie more than ten of their own standard errors inside.
REACH = 2.2
# A product of matrices this small stays on the thread that asks for it.
PRODUCT = 2**19


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


class Odds(NamedTuple):
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


def simulate(
    uncertain: Uncertain,
    aims: Aims,
    derive: Derive | None,
    *,
    draws: int,
    seed: int,
    threads: int | None = None,
    chunk: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Odds:
    """Draw futures, and count how often targets are met.

    The same arguments give the same odds, bit for bit, whatever `threads` and `chunk` are; on
    other processors logarithms and sines may differ in their last digit, and with them a draw
    that lies on its target. Shocks and logarithms are single precision.

    Up to `BLOCK` draws have exact quantiles, linear between two values. Beyond that values are
    counted in bins: a quantile is off by no more than 0.1 % of itself while no logarithm has a
    standard deviation above 3.7 (derived ones: while the values at 2 % and 98 % differ by less
    than a factor of 10^7). Where a derived value takes both signs, its quantiles are off by no
    more than 0.025 % of what lies between these two.

    Memory grows with n, and with m where values are derived or draws are few; with the number
    of draws by 8 bytes a target and block.

    Args:
        uncertain: n quantities over m years.
        aims: targets, of d derived quantities as well.
        derive: makes d derived quantities, shape (d, m, k), of a block of values, shape
            (n, m, k), in several threads at once; what is not finite does not exist. Their
            quantiles are nan where too little exists, less than an eighth of the first block.
            Not called where d is 0.
        draws: how many, at least 1.
        seed: any whole number from 0 on.
        threads: how many work at once; None: one a processor, at most 4.
        chunk: blocks of draws between two reports of progress.
        progress: told the number of draws done so far.

    Raises:
        ValueError: a spread below zero or not finite, a correlation outside 0 to 1, mixing of
            another variance than 1, no draws.
    """
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    if draws < 1:
        msg = f"no draws: {draws}"
        raise ValueError(msg)
    few = draws <= BLOCK
    if len(aims.operator) == len(uncertain.base):
        derive = None
    course = _course(uncertain, aims, derive)
    if derive is not None and not few:
        _, pilot = _Worker(course).block(seed, 0, BLOCK, keep=True)
        bins = quantiles.bins_of(pilot[len(uncertain.base) :].reshape(-1, BLOCK))
        course = course._replace(bins=bins)
    blocks = -(-draws // BLOCK)
    threads = min(threads or min(os.cpu_count() or 1, 4), blocks)
    chunk = chunk or max(1, min(CHUNK, blocks // (4 * threads)))
    workers = [_Worker(course) for _ in range(threads)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)
    gaps = np.zeros((blocks, len(aims.operator)))
    kept = []

    def work(first: int) -> int:
        last = min(first + chunk, blocks)
        worker = idle.get()
        try:
            for block in range(first, last):
                size = min(BLOCK, draws - block * BLOCK)
                gaps[block], seen = worker.block(seed, block, size, keep=few)
                if few:
                    kept.append(seen)
        finally:
            # another one may wait for it, even where this one fails
            idle.put(worker)
        return min(last * BLOCK, draws) - first * BLOCK

    done = 0
    executor = ThreadPoolExecutor(threads)
    try:
        for more in executor.map(work, range(0, blocks, chunk)):
            done += more
            if progress is not None:
                progress(done)
    finally:
        executor.shutdown(cancel_futures=True)
    tallies = zip(*(worker.tally for worker in workers), strict=True)
    tally = _Tally._make(sum(parts) for parts in tallies)
    return _odds(course, tally, gaps.sum(axis=0), draws, kept[0] if few else None)


def closed_form(uncertain: Uncertain, aims: Aims) -> Odds | None:
    """The odds that infinitely many draws would show.

    Args:
        uncertain: n quantities over m years.
        aims: targets.

    Returns:
        Odds without error, lognormal within the limits. Joint probabilities are nan where more
        than one of the members is uncertain and they are correlated. None where quantities are
        derived.

    Raises:
        ValueError: as for `simulate`.

    Example:
        >>> none, zero = np.array([np.nan]), np.array([0])
        >>> growing = Uncertain(np.array([[100.0]]), np.array([[0.1]]), none, none, 0, 0, None)
        >>> group = np.array([[True]])
        >>> aims = Aims(zero, np.array([110.0]), none, none, zero, zero, group)
        >>> round(float(closed_form(growing, aims).probability[0]), 4)
        0.1703
    """
    if len(aims.operator) > len(uncertain.base):
        return None
    course = _course(uncertain, aims, None)
    uncertain = course.uncertain
    probability, shortfall = np.full((2, len(aims.operator)), np.nan)
    targets = aims.targets()
    for row in np.flatnonzero(targets):
        total = float(course.total[row, aims.column[row]])
        condition = _condition(course, int(row))
        probability[row] = quantiles.normal_between(condition.first, condition.last, total)
        shortfall[row] = condition.offset + sum(
            edge.scale * quantiles.clipped_growth(-edge.origin, total, edge.start, edge.end)
            for edge in condition.edges
        )
    mixing = uncertain.mixing
    correlated = uncertain.common > 0 if mixing is None else np.tril(mixing, -1).any()
    joint = np.full(len(aims.groups), np.nan)
    for group, mask in enumerate(aims.groups):
        members = probability[mask & targets]
        open_ones = np.count_nonzero((members > 0) & (members < 1))
        if members.size and not (correlated and open_ones > 1 and members.all()):
            joint[group] = prod(members.tolist())
    return Odds(
        np.sort(_values(course, course.total[:, :, None] * quantiles.NORMAL), axis=2),
        probability,
        probability * 0,
        shortfall,
        joint,
        joint * 0,
        0,
        np.ones_like(course.total),
    )


class _Edge(NamedTuple):
    """How far a value is on the wrong side of an end, but for the offset of its condition.

    It is ``scale * expm1(l)``, where l is the logarithm of the factor less `origin`, held within
    `start` and `end`.
    """

    origin: float
    start: float
    end: float
    scale: float


class _Condition(NamedTuple):
    """A target: met by logarithms from `first` to `last`; how far off without what edges add."""

    first: float
    last: float
    offset: float
    edges: list[_Edge]


class _Step(NamedTuple):
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


class _Course(NamedTuple):
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
    steps: list[_Step]


def _course(uncertain: Uncertain, aims: Aims, derive: Derive | None) -> _Course:
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
    course = _Course(
        uncertain, aims, derive, total, certain, rows, number, None, decided, offset, []
    )
    conditions = {
        row: _condition(course, row) for row in np.flatnonzero(aims.targets()[: len(base)]).tolist()
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


def _values(course: _Course, logs: Array) -> Array:
    """Values by the logarithms of their factors, shape (n, m, k), which are overwritten."""
    uncertain = course.uncertain
    with np.errstate(all="ignore"):
        np.exp(logs, out=logs)
        logs *= uncertain.base[:, :, None]
    limits = uncertain.minimum[:, None, None], uncertain.maximum[:, None, None]
    return np.clip(logs, *limits, out=logs)


def _condition(course: _Course, row: int) -> _Condition:
    uncertain, aims = course.uncertain, course.aims.rows(np.array([row]))
    column = aims.column[0]
    base = float(uncertain.base[row, column])
    least, most = float(uncertain.minimum[row]), float(uncertain.maximum[row])
    if course.certain[row, column]:
        value = np.clip([base], least, most)
        first = -inf if holds(value, *aims[:4])[0] else inf
        return _Condition(first, inf, float(_distances(value[:, None], aims)[0, 0]), [])
    floor, ceiling = aims.ends()[:, 0].tolist()
    strict = aims.operator[0] in STRICT
    # not to exceed an end is, with all signs turned, not to fall below it
    parts = [
        _beyond(base, least, most, floor, strict=strict),
        _beyond(-base, -most, -least, -ceiling, strict=strict),
    ]
    return _Condition(
        max(part.first for part in parts),
        min(part.last for part in parts),
        sum(part.offset for part in parts),
        [edge for part in parts for edge in part.edges],
    )


def _beyond(base: float, least: float, most: float, end: float, *, strict: bool) -> _Condition:
    """The condition ``value >= end``, or ``value > end``; nothing is asked where it is nan."""
    ratio = end / base
    always = least > end or (least == end and not strict) or (ratio <= 0 < base)
    if always or isnan(end):
        return _Condition(-inf, inf, 0, [])
    below, above = (least, most) if base > 0 else (most, least)
    start = log(below / base) if below / base > 0 else -inf
    stop = log(above / base) if 0 < above / base < inf else inf
    if ratio <= 0:
        return _Condition(inf, -inf, end - base, [_Edge(0, start, stop, -base)])
    origin = log(ratio)
    first, last = (origin, inf) if base > 0 else (-inf, origin)
    if base > 0:
        stop = min(stop, origin)
    else:
        start = max(start, origin)
    if most < end or (most == end and strict):
        first, last = inf, -inf
    return _Condition(first, last, 0, [_Edge(origin, start - origin, stop - origin, -end)])


def _distances(values: Array, aims: Aims) -> Array:
    """How far values, shape (r, k), are from meeting their targets; nan where they are nan."""
    floors, ceilings = aims.ends()[:, :, None]
    short = np.fmax(np.fmax(floors - values, values - ceilings), 0)
    return np.where(np.isnan(values), np.nan, short)


def _step(course: _Course, found: dict[int, _Condition]) -> _Step:
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
    return _Step(
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


class _Tally(NamedTuple):
    """What is counted: whole numbers, which may be added in any order."""

    met: Counts  # (n + d,)
    joint: Counts  # (g,)
    bins: Counts  # of logarithms, (m, rows drawn * slots)
    defined: Counts  # draws in which derived values exist, (d, m)
    derived: Counts  # bins of derived values, (d * m * slots)


class _Worker:
    """The arrays that one thread works in."""

    def __init__(self, course: _Course) -> None:
        self.course = course
        (size, years), aims = course.uncertain.base.shape, course.aims
        mixed = course.uncertain.mixing is not None
        self.factors = int(not mixed and course.uncertain.common > 0)
        self.mixing = None
        if course.uncertain.mixing is not None:
            # the factor of what is drawn alone
            chosen = course.uncertain.mixing[course.rows]
            upper = np.asarray(np.linalg.qr(chosen.T, mode="r"))
            self.mixing = upper.T.astype(np.float32)
        spread = course.uncertain.spread[course.rows]
        self.spread = spread.T[:, :, None].astype(np.float32)
        with np.errstate(all="ignore"):
            scale = course.number / (2 * REACH) / course.total[course.rows]
        self.scale = np.where(np.isinf(scale), 0, scale).T[:, :, None].astype(np.float32)
        self.slots = course.number + 2
        self.cells = np.arange(len(course.rows), dtype=np.intp)[:, None] * self.slots
        space = (len(course.rows) + self.factors) * BLOCK
        self.shocks, self.lasting, self.state, self.spare = np.empty((4, space), np.float32)
        self.places = np.empty(space, dtype=np.intp)
        derived = len(aims.operator) - size
        bins = 0 if course.bins is None else derived * years * (course.bins.number + 3)
        shapes = (len(aims.operator), len(aims.groups), (years, self.cells.size * self.slots))
        self.tally = _Tally._make(
            np.zeros(shape, dtype=np.int64) for shape in (*shapes, (derived, years), bins)
        )

    def block(self, seed: int, block: int, size: int, *, keep: bool) -> tuple[Array, Array]:
        """Draw a block and count it.

        Returns:
            Sums of distances, shape (n + d,), and where they are to be kept, which are not
            counted in bins then, all values, shape (n + d, m, size).
        """
        course = self.course
        sequence = np.random.SeedSequence(seed, spawn_key=(block,))
        generator = np.random.Generator(np.random.SFC64(sequence))
        gaps = np.zeros(len(course.aims.operator))
        joint = np.ones((len(course.aims.groups), size), dtype=np.bool_)
        whole = keep or course.derive is not None
        values = np.zeros((*course.total.shape, size if whole else 0))
        for year, state in enumerate(self._states(generator, size)):
            if whole:
                values[course.rows, year] = state
            if not keep:
                self._count(year, state)
            self._judge(course.steps[year], state, gaps, joint)
        if whole:
            values = _values(course, values)
        if course.derive is not None:
            with np.errstate(all="ignore"):
                derived = course.derive(values)
            derived = np.where(np.isfinite(derived), derived, np.nan)
            self._judge_derived(derived, gaps, joint)
            if keep:
                values = np.concatenate([values, derived])
        self.tally.joint[:] += np.count_nonzero(joint, axis=1)
        return gaps, values

    def _states(self, generator: np.random.Generator, size: int) -> Iterator[Single]:
        """Year by year the logarithms of the factors so far, shape (rows drawn, size)."""
        rho = self.course.uncertain.persistence
        shape = len(self.course.rows), size
        state, lasting, spare = (
            array[: shape[0] * size].reshape(shape)
            for array in (self.state, self.lasting, self.spare)
        )
        state[:] = 0
        for year, spread in enumerate(self.spread):
            if year == 0 or rho < 1:
                shocks = self._shocks(generator, size)
            if rho > 0 and year == 0:
                lasting[:] = shocks
            elif 0 < rho < 1:
                shocks *= np.float32(sqrt(1 - rho**2))
                lasting *= np.float32(rho)
                lasting += shocks
            np.multiply(shocks if rho == 0 else lasting, spread, out=spare)
            np.add(state, spare, out=state)
            yield state

    def _shocks(self, generator: np.random.Generator, size: int) -> Single:
        """Standard normal figures of one year, correlated, shape (rows drawn, size)."""
        rows, common = len(self.course.rows), self.course.uncertain.common
        self._normals(generator, (rows + self.factors) * size)
        shocks = self.shocks[: rows * size].reshape(rows, size)
        if self.factors:
            factor = self.shocks[rows * size : (rows + 1) * size]
            shocks *= np.float32(sqrt(1 - common))
            factor *= np.float32(sqrt(common))
            shocks += factor
        if self.mixing is not None:
            mixed = self.spare[: rows * size].reshape(rows, size)
            step = max(16, PRODUCT // max(rows, 1) ** 2)
            for start in range(0, size, step):
                part = slice(start, start + step)
                np.matmul(self.mixing, shocks[:, part], out=mixed[:, part])
            shocks[:] = mixed
        return shocks

    def _normals(self, generator: np.random.Generator, size: int) -> None:
        """Fill shocks with independent standard normal figures, two at a time (Box, Muller)."""
        half = (size + 1) // 2
        bits = generator.integers(2**64 - 1, size=half, dtype=np.uint64, endpoint=True)
        signed = bits.view(np.int32)
        radius, angle = self.shocks[:half], self.shocks[half : 2 * half]
        cosine = self.spare[:half]
        radius[:], angle[:] = signed[:half], signed[half:]
        # never 0, and the finer the nearer to it: figures reach 6.6 standard deviations
        radius += np.float32(0.5)
        np.abs(radius, out=radius)
        radius *= np.float32(2.0**-31)
        np.log(radius, out=radius)
        radius *= np.float32(-2)
        np.sqrt(radius, out=radius)
        angle *= np.float32(np.pi * 2.0**-31)
        np.cos(angle, out=cosine)
        np.sin(angle, out=angle)
        angle *= radius
        radius *= cosine

    def _count(self, year: int, state: Single) -> None:
        """Count logarithms in bins."""
        spare = self.spare[: state.size].reshape(state.shape)
        places = self.places[: state.size].reshape(state.shape)
        np.multiply(state, self.scale[year], out=spare)
        spare += np.float32(self.slots / 2)
        np.clip(spare, 0, np.float32(self.slots - 1), out=spare)
        np.copyto(places, spare, casting="unsafe")
        places += self.cells
        bins = self.tally.bins[year]
        bins += np.bincount(places.ravel(), minlength=bins.size)

    def _judge(self, step: _Step, state: Single, gaps: Array, joint: Mask) -> None:
        """Hold one year's logarithms against the targets of that year."""
        met = state[step.rows] >= step.first
        if (step.last < inf).any():
            met &= state[step.rows] <= step.last
        self.tally.met[step.aims] += np.count_nonzero(met, axis=1)
        for group, places in step.members:
            joint[group] &= met[places].all(axis=0)
        distance = state[step.distant_rows]
        distance -= step.origin
        with np.errstate(all="ignore"):
            np.clip(distance, step.start, step.end, out=distance)
            np.expm1(distance, out=distance)
        np.add.at(gaps, step.distant, distance.sum(axis=1, dtype=np.float64) * step.scale)

    def _judge_derived(self, values: Array, gaps: Array, joint: Mask) -> None:
        """Hold derived values, shape (d, m, k), against their targets, and count them."""
        course, size = self.course, len(self.course.total)
        aims = course.aims.rows(slice(size, None))
        due = values[np.arange(len(values)), aims.column]
        ends = (aims.bound[:, None], aims.low[:, None], aims.high[:, None])
        met = holds(due, aims.operator[:, None], *ends)
        self.tally.met[size:] += np.count_nonzero(met, axis=1)
        gaps[size:] = np.nansum(_distances(due, aims), axis=1)
        for group, members in enumerate(aims.groups & aims.targets()):
            joint[group] &= met[members].all(axis=0)
        self.tally.defined[:] += np.count_nonzero(~np.isnan(values), axis=2)
        if course.bins is not None:
            slots = quantiles.slots(values.reshape(-1, values.shape[2]), course.bins)
            self.tally.derived[:] += np.bincount(slots.ravel(), minlength=self.tally.derived.size)


def _odds(course: _Course, tally: _Tally, gaps: Array, draws: int, kept: Array | None) -> Odds:
    """The odds of what was counted; `kept`: all values, where their quantiles are exact."""
    aims, (size, years) = course.aims, course.total.shape
    defined = np.full((len(aims.operator), years), draws)
    defined[size:] = tally.defined
    if kept is not None:
        found, _ = quantiles.of_values(kept.reshape(-1, draws), quantiles.LEVELS)
        found = found.reshape(-1, years, 5)
    else:
        found = _counted(course, tally.bins)
        if course.bins is not None:
            counts = tally.derived.reshape(-1, course.bins.number + 3)
            derived = quantiles.of_bins(counts, course.bins).reshape(-1, years, 5)
            found = np.concatenate([found, derived])
    targets = aims.targets()
    probability = np.where(np.isnan(course.decided), tally.met / draws, course.decided)
    due = np.take_along_axis(defined, aims.column[:, None], axis=1)[:, 0]
    with np.errstate(all="ignore"):
        shortfall = course.offset + gaps / due
    members = aims.groups & targets
    joint = np.where((members & (course.decided == 0)).any(axis=1), 0, tally.joint / draws)
    np.putmask(probability, ~targets, np.nan)
    np.putmask(shortfall, ~targets, np.nan)
    np.putmask(joint, ~members.any(axis=1), np.nan)
    errors = [np.sqrt(share * (1 - share) / draws) for share in (probability, joint)]
    return Odds(found, probability, errors[0], shortfall, joint, errors[1], draws, defined / draws)


def _counted(course: _Course, bins: Counts) -> Array:
    """Quantiles of values whose logarithms were counted, shape (n, m, 5)."""
    logs = np.zeros((*course.total.shape, 5))
    low = np.full(len(course.rows), -REACH)
    for year, counts in enumerate(bins):
        slots = counts.reshape(-1, course.number + 2)
        logs[course.rows, year] = quantiles.of_slots(slots, low, -2 * low / course.number)
    return np.sort(_values(course, logs * course.total[:, :, None]), axis=2)
