"""A plan and its observations -> the quantities of scenarios: what is known, and its growth."""

from __future__ import annotations

from itertools import pairwise
from math import expm1, fsum, log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.cells import figure
from jyplan.engine import rates
from jyplan.outcomes import Past
from jyplan.plan.known import known_of
from jyplan.plan.totals import of_the_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.plan.aims import Aim
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import Context, Indicator
    from jyplan.plan.plan import Observation
    from jyplan.results import Assessment, Report

    Values = tuple[tuple[int, float], ...]


WHOLE = 100


class MovingQuantity(NamedTuple):
    """An indicator or a context quantity that a scenario may change.

    Attributes:
        known: what the plan says of it, and what was reported.
        item: its assessment; None for a context quantity.
        values: known values, oldest first, of the newest vintage.
        trend: growth that it has shown, of growth rates their mean; None where too little is known.
        changes: growth between every two neighbouring values; of growth rates the newest.
    """

    known: KnownQuantity
    item: Assessment | None
    values: Values
    trend: Past | None
    changes: tuple[Past, ...]

    @property
    def entry(self) -> Indicator | Context:
        """What the plan says of it."""
        return self.known.entry

    @property
    def aim(self) -> Aim | None:
        """What it is held against; None where there is no figure to arrive at."""
        aim = self.known.aim
        return None if aim is None or aim.value is None else aim

    @property
    def start(self) -> tuple[int, float] | None:
        """Year and value of the newest observation, else of the baseline."""
        return self.values[-1] if self.values else None


def quantities_of(report: Report, observations: Sequence[Observation]) -> dict[str, MovingQuantity]:
    """Everything that a scenario may change, by id, in the order of the plan.

    Args:
        report: the plan, assessed.
        observations: everything reported.
    """
    found = {item.indicator.id: _moving(item.known, item) for item in report.assessments}
    reported, _ = of_the_whole(report.plan, list(observations))
    known = known_of(report.plan, reported)
    for context in report.plan.starts.context:
        found[context.id] = _moving(known[context.id], None)
    return found


def _moving(known: KnownQuantity, item: Assessment | None) -> MovingQuantity:
    seen = {entry.year: entry.value for entry in known.series}
    values = tuple(sorted({**dict(known.earlier), **seen}.items()))
    if known.rate:
        return MovingQuantity(known, item, values, *_rates(tuple(seen.items())))
    changes = tuple(between(*pair) for pair in pairwise(values))
    trend = None
    if known.start is not None and seen:
        # the pace that `status` projects
        trend = between(known.start, values[-1])
    elif len(values) > 1:
        trend = between(values[0], values[-1])
    return MovingQuantity(known, item, values, trend, changes)


def _rates(seen: Values) -> tuple[Past | None, tuple[Past, ...]]:
    """The mean of growth rates, which is what they show, and the newest of them."""
    if not seen or any(value <= -WHOLE for _, value in seen):
        return None, ()
    factors = [log1p(value / WHOLE) for _, value in seen]
    year, latest = seen[-1]
    mean = expm1(fsum(factors) / len(factors))
    return Past(mean, None, seen[0][0], year), (Past(latest / WHOLE, None, year, year),)


def between(start: tuple[int, float], end: tuple[int, float]) -> Past:
    """The growth from one value to a later one."""
    columns = [np.array([figure]) for figure in (start[1], end[1], float(end[0] - start[0]))]
    rate, _ = rates.compound_rate(*columns)
    step, _ = rates.linear_step(*columns)
    return Past(figure(rate[0]), figure(step[0]), start[0], end[0])
