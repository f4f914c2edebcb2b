"""A plan and its observations -> the quantities of scenarios: known values, trends and aims."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.cells import figure
from jyplan.assess.subjects import DIRECTIONS, operator_of
from jyplan.engine import rates
from jyplan.outcomes import Past
from jyplan.plan.plan import ends, is_default, kind_of
from jyplan.plan.totals import of_the_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.engine.codes import Direction, Operator
    from jyplan.plan.model import Context, Indicator, Kind
    from jyplan.plan.plan import Observation
    from jyplan.results import Assessment, Report

    Values = tuple[tuple[int, float], ...]


class Aim(NamedTuple):
    """What a quantity is held against.

    Attributes:
        operator: how.
        bound: the figure to arrive at; nan where only a range is named.
        low: lower end of a range that binds; nan where there is none.
        high: upper end of a range that binds; nan where there is none.
        year: the target year; None where it is undated or holds for every year.
        every: the first and last year of a target that holds for every year.
        direction: which way is better.
    """

    operator: Operator
    bound: float
    low: float
    high: float
    year: int | None
    every: tuple[int, int] | None
    direction: Direction


class KnownQuantity(NamedTuple):
    """An indicator or a context quantity, as far as it is known.

    Attributes:
        entry: what the plan says of it.
        item: its assessment; None for a context quantity.
        values: known values, oldest first, of the newest vintage.
        trend: growth that it has shown; None where fewer than two values are known.
        changes: growth between every two neighbouring values.
        aim: what it is held against; None where nothing is aimed at.
        first: its baseline, or the figure of a context quantity; None where there is none.
    """

    entry: Indicator | Context
    item: Assessment | None
    values: Values
    trend: Past | None
    changes: tuple[Past, ...]
    aim: Aim | None
    first: float | None

    @property
    def start(self) -> tuple[int, float] | None:
        """Year and value of the newest observation, else of the baseline."""
        return self.values[-1] if self.values else None


def kind_in_use(quantity: KnownQuantity) -> Kind:
    """What sort of quantity it is in the reading that counts."""
    reading = quantity.item.reading if quantity.item else None
    return kind_of(quantity.entry, reading.id if reading else None)


def quantities_of(report: Report, observations: Sequence[Observation]) -> dict[str, KnownQuantity]:
    """Everything that a scenario may change, by id, in the order of the plan.

    Args:
        report: the plan, assessed.
        observations: everything reported.
    """
    plan = report.plan
    past: dict[str, dict[int, float]] = {}
    for known in plan.starts.history:
        past.setdefault(known.id, {})[known.year] = known.value
    found = {}
    for item in report.assessments:
        own = is_default(item.indicator, item.reading)
        earlier = past.get(item.indicator.id, {}) if own else {}
        seen = {entry.year: entry.value for entry in item.series}
        first = (item.baseline.year, item.baseline.value) if item.baseline else None
        found[item.indicator.id] = _quantity(item.indicator, item, earlier, first, seen)
    reported, _ = of_the_whole(plan, list(observations))
    newest: dict[str, dict[int, float]] = {}
    for entry in sorted(reported, key=lambda each: (each.year, each.vintage)):
        newest.setdefault(entry.id, {})[entry.year] = entry.value
    for context in plan.starts.context:
        first = None if context.year is None else (context.year, context.value)
        seen = newest.get(context.id, {})
        if first is not None:
            seen = {year: value for year, value in seen.items() if year > first[0]}
        found[context.id] = _quantity(context, None, past.get(context.id, {}), first, seen)
    return found


def _quantity(
    entry: Indicator | Context,
    item: Assessment | None,
    earlier: Mapping[int, float],
    first: tuple[int, float] | None,
    seen: Mapping[int, float],
) -> KnownQuantity:
    before = {year: value for year, value in earlier.items() if first is None or year < first[0]}
    values = tuple(sorted({**before, **dict([first] if first else []), **seen}.items()))
    changes = tuple(between(*pair) for pair in pairwise(values))
    trend = None
    if first is not None and seen:
        # the pace that `status` projects
        trend = between(first, values[-1])
    elif len(values) > 1:
        trend = between(values[0], values[-1])
    aim = None if item is None else _aim(item)
    return KnownQuantity(entry, item, values, trend, changes, aim, first[1] if first else None)


def between(start: tuple[int, float], end: tuple[int, float]) -> Past:
    """The growth from one value to a later one."""
    columns = [np.array([figure]) for figure in (start[1], end[1], float(end[0] - start[0]))]
    rate, _ = rates.compound_rate(*columns)
    step, _ = rates.linear_step(*columns)
    return Past(figure(rate[0]), figure(step[0]), start[0], end[0])


def _aim(item: Assessment) -> Aim | None:
    if item.target is None:
        return None
    bound = item.bound
    every = None
    if item.target_year == "every":
        target = item.indicator.target
        every = (target.first_year or 0, target.last_year or 9999)
    low, high = ends(bound, item.indicator.direction)
    return Aim(
        operator_of(bound),
        item.target,
        np.nan if low is None else low,
        np.nan if high is None else high,
        item.target_year if isinstance(item.target_year, int) else None,
        every,
        DIRECTIONS[item.indicator.direction],
    )
