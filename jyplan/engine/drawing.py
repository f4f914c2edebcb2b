"""Blocks of draws, each with a generator of its own, counted in the arrays of one thread."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine import quantiles
from jyplan.engine.futures import REACH, distances, values_of
from jyplan.engine.series import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.engine.futures import Groundwork, Single, Step
    from jyplan.engine.quantiles import Counts
    from jyplan.engine.series import Array, Mask

# The draws of a block have a generator of their own, whichever thread draws them; a year of
# forty quantities stays in the cache of one core.
BLOCK = 2**13
# A product of matrices this small stays on the thread that asks for it.
PRODUCT = 2**19


class Counted(NamedTuple):
    """What is counted: whole numbers, which may be added in any order."""

    met: Counts  # (n + d,)
    joint: Counts  # (g,)
    bins: Counts  # of logarithms, (m, rows drawn * slots)
    defined: Counts  # draws in which derived values exist, (d, m)
    derived: Counts  # bins of derived values, (d * m * slots)


class Worker:
    """The arrays that one thread works in."""

    def __init__(self, course: Groundwork) -> None:
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
        self.tally = Counted._make(
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
            values = values_of(course, values)
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

    def _judge(self, step: Step, state: Single, gaps: Array, joint: Mask) -> None:
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
        gaps[size:] = np.nansum(distances(due, aims), axis=1)
        for group, members in enumerate(aims.groups & aims.targets()):
            joint[group] &= met[members].all(axis=0)
        self.tally.defined[:] += np.count_nonzero(~np.isnan(values), axis=2)
        if course.bins is not None:
            slots = quantiles.slots(values.reshape(-1, values.shape[2]), course.bins)
            self.tally.derived[:] += np.bincount(slots.ravel(), minlength=self.tally.derived.size)
