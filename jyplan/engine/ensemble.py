"""Many futures at once: quantities that grow by uncertain factors, and how often targets are met.

Drawn, or in closed form; `jyplan.engine.futures` says what is drawn.
"""

from __future__ import annotations

import os
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine import quantiles
from jyplan.engine.drawing import BLOCK, Counted, Worker
from jyplan.engine.futures import (
    REACH,
    Aims,
    Frequencies,
    Uncertain,
    condition_of,
    course_of,
    values_of,
)
from jyplan.engine.quantiles import deviation_of, spread_of, t_interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.engine.futures import Derive, Groundwork
    from jyplan.engine.quantiles import Counts
    from jyplan.engine.series import Array

__all__ = [
    "Aims",
    "Frequencies",
    "Uncertain",
    "closed_form",
    "deviation_of",
    "simulate",
    "spread_of",
    "t_interval",
]

# Blocks from one report of progress to the next, at most.
CHUNK = 16


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
) -> Frequencies:
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
    course = course_of(uncertain, aims, derive)
    if derive is not None and not few:
        course = _with_bins(course, len(uncertain.base), seed)
    blocks = -(-draws // BLOCK)
    threads = min(threads or min(os.cpu_count() or 1, 4), blocks)
    chunk = chunk or max(1, min(CHUNK, blocks // (4 * threads)))
    workers = [Worker(course) for _ in range(threads)]
    idle: SimpleQueue[Worker] = SimpleQueue()
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
    tally = Counted._make(sum(parts) for parts in tallies)
    return _odds(course, tally, gaps.sum(axis=0), draws, kept[0] if few else None)


def _with_bins(course: Groundwork, given: int, seed: int) -> Groundwork:
    """With bins for the derived values that stand after so many given ones, by a first block."""
    _, pilot = Worker(course).block(seed, 0, BLOCK, keep=True)
    return course._replace(bins=quantiles.bins_of(pilot[given:].reshape(-1, BLOCK)))


def closed_form(uncertain: Uncertain, aims: Aims) -> Frequencies | None:
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
    course = course_of(uncertain, aims, None)
    uncertain = course.uncertain
    probability, shortfall = np.full((2, len(aims.operator)), np.nan)
    targets = aims.targets()
    for row in np.flatnonzero(targets):
        total = float(course.total[row, aims.column[row]])
        condition = condition_of(course, int(row))
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
    return Frequencies(
        np.sort(values_of(course, course.total[:, :, None] * quantiles.NORMAL), axis=2),
        probability,
        probability * 0,
        shortfall,
        joint,
        joint * 0,
        0,
        np.ones_like(course.total),
    )


def _odds(
    course: Groundwork, tally: Counted, gaps: Array, draws: int, kept: Array | None
) -> Frequencies:
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
    return Frequencies(
        found, probability, errors[0], shortfall, joint, errors[1], draws, defined / draws
    )


def _counted(course: Groundwork, bins: Counts) -> Array:
    """Quantiles of values whose logarithms were counted, shape (n, m, 5)."""
    logs = np.zeros((*course.total.shape, 5))
    low = np.full(len(course.rows), -REACH)
    for year, counts in enumerate(bins):
        slots = counts.reshape(-1, course.number + 2)
        logs[course.rows, year] = quantiles.of_slots(slots, low, -2 * low / course.number)
    return np.sort(values_of(course, logs * course.total[:, :, None]), axis=2)
