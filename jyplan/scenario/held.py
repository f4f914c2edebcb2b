"""Values held against targets: hit or miss, by how much, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.assess.rows import planned_way
from jyplan.engine import courses as engine
from jyplan.engine import paths
from jyplan.engine.codes import Operator
from jyplan.outcomes import Held, Point

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jyplan.plan.aims import Aim
    from jyplan.scenario.courses import Basis, ValuePath
    from jyplan.scenario.quantities import MovingQuantity

    Array = NDArray[np.float64]
    Mask = NDArray[np.bool_]


def held(basis: Basis, quantity: MovingQuantity, course: ValuePath, values: Array) -> Held:
    """Hold one run of a quantity against its target; its value alone where it has none.

    Args:
        basis: the plan.
        quantity: what is aimed at.
        course: where its values begin.
        values: shape (years,).
    """
    aim = quantity.aim
    if aim is None:
        value = float(values[basis.column(basis.until)])
        shown = value if np.isfinite(value) else None
        return Held(basis.until, shown, None, None, None, None, None, "no_target")
    if aim.every is not None:
        return _held_yearly(basis, aim, course, values)
    year = aim.year
    met_at = engine.attained(
        basis.years[course.start :],
        values[course.start :],
        aim.operator,
        (aim.figure, aim.low, aim.high),
        growing=not course.straight,
    )
    time, first = met_at or (None, None)
    if year is None or year > basis.until:
        why = "undated" if year is None else "after_until"
        return Held(year, None, None, None, None, time, first, why)
    value = float(values[basis.column(year)])
    if not np.isfinite(value):
        over = year < basis.years[course.start]
        return nothing(year, "deadline_passed" if over else "too_large")
    met = bool(_meets(aim, values[basis.column(year), None])[0])
    reason = None if met_at else "not_approaching"
    if first is not None and first <= year and not met:
        # what was met for a while is not reached
        time, first, reason = None, None, "falls_back"
    return Held(year, value, met, distance(aim, value), side(aim, value), time, first, reason)


def planned(basis: Basis, quantity: MovingQuantity) -> tuple[Point, ...]:
    """The plan's own path from baseline to target, as far as the years looked at."""
    item = quantity.item
    if item is None or item.baseline is None or item.target is None:
        return ()
    first, last = item.baseline.year, item.target_year
    if not isinstance(last, int) or last <= first:
        return ()
    years = np.arange(first, min(last, basis.until) + 1, dtype=np.float64)
    values, _ = paths.milestones(planned_way(item.known, [item.path]), years)
    found = zip(years, values[0], strict=True)
    return tuple(Point(int(year), float(value)) for year, value in found if np.isfinite(value))


def nothing(year: int | None, reason: str) -> Held:
    """Nothing that could be held against a target, for a reason."""
    return Held(year, None, None, None, None, None, None, reason)


def _held_yearly(basis: Basis, aim: Aim, course: ValuePath, values: Array) -> Held:
    """A target of every year: the worst of the years ahead counts."""
    if aim.comparison is not None:
        return nothing(None, "compared")
    first, last = aim.every or (0, 0)
    begin = max(course.start + 1, basis.column(first), 0)
    end = min(basis.column(basis.until), basis.column(last)) + 1
    if end <= begin:
        return nothing(None, "deadline_passed")
    asked = [
        (int(basis.years[column]), float(values[column]))
        for column in range(begin, end)
        if aim.in_force(int(basis.years[column]))
    ]
    if not asked:
        return nothing(None, "deadline_passed")
    met = all(aim.of(year).holds(value) for year, value in asked)
    gap, year, value = min((distance(aim.of(each[0]), each[1]), *each) for each in asked)
    return Held(
        year=year,
        value=value,
        met=met,
        difference=gap,
        side=side(aim.of(year), value),
        attainment_time=None,
        attainment_year=None,
        reason="floor_per_year",
    )


def _meets(aim: Aim, values: Array) -> Mask:
    return engine.meets(values, aim.operator, aim.figure, aim.low, aim.high)


def distance(aim: Aim, value: float) -> float:
    """How far a value is beyond the target (negative: short of it), in its unit."""
    if aim.operator == Operator.WITHIN and aim.low is not None and aim.high is not None:
        return min(value - aim.low, aim.high - value)
    down = aim.operator in {Operator.AT_MOST, Operator.LESS_THAN} or aim.direction < 0
    return aim.figure - value if down else value - aim.figure


def side(aim: Aim, value: float) -> str:
    """Where a value lies, seen from the target."""
    if aim.operator != Operator.WITHIN:
        return "above" if value > aim.figure else "below" if value < aim.figure else "within"
    if aim.low is not None and value < aim.low:
        return "below"
    return "above" if aim.high is not None and value > aim.high else "within"
