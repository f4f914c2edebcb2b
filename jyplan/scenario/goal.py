"""The other way round: the growth of one quantity that brings another one to its aim."""

from __future__ import annotations

from itertools import pairwise
from math import inf, isfinite, nextafter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.rows import planned_way
from jyplan.engine import courses as engine
from jyplan.engine import paths
from jyplan.engine.codes import Operator
from jyplan.engine.roots import brent
from jyplan.errors import RequestError
from jyplan.outcomes import Solution
from jyplan.plan.identities import inputs_of
from jyplan.scenario.courses import LARGEST, Varied, courses_of, moved_by
from jyplan.scenario.inverse import Inverse
from jyplan.scenario.prepared import assumptions, no_way, quantity_id
from jyplan.scenario.quantities import between
from jyplan.scenario.ways import way_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.outcomes import Assumed
    from jyplan.scenario.assumptions import PlacedChange
    from jyplan.scenario.courses import Basis
    from jyplan.scenario.prepared import Prepared
    from jyplan.scenario.quantities import MovingQuantity

# growth beyond these is no answer that anybody could follow
LEAST_RATE, MOST_RATE = -0.99, 10.0
PLACES = 200
NUDGES = 64
# status -> the threshold of the schedule that it takes, by its place in the report's
THRESHOLDS: Mapping[str, int] = {"ahead": 0, "on_track": 1}


class Goal(NamedTuple):
    """What is asked for.

    Attributes:
        id: the indicator.
        vary: what grows for it; None: itself.
        by: when; None: in the target year, or in the year before it for a status.
        target: the value to arrive at; None: the target.
        status: ``achieved``, ``ahead`` or ``on_track``; None: the value counts.
    """

    id: str
    vary: str | None = None
    by: int | None = None
    target: float | None = None
    status: str | None = None


class Wanted(NamedTuple):
    """A value, and when.

    Attributes:
        year: at whose end.
        value: to arrive at.
        operator: how it is held against what comes.
        ends: of a range.
        least: whether more will do as well; else just this value is sought.
    """

    year: int
    value: float
    operator: Operator
    ends: tuple[float | None, float | None] = (None, None)
    least: bool = True

    def met(self, value: float) -> bool:
        """Whether a value will do."""
        figures = np.array([value])
        return bool(engine.meets(figures, self.operator, self.value, *self.ends)[0])


def solve(prepared: Prepared, goal: Goal, layers: Sequence[Sequence[PlacedChange]]) -> Solution:
    """The growth that is needed.

    Args:
        prepared: the plan.
        goal: what is asked for.
        layers: changes of other quantities.

    Raises:
        RequestError: the indicator is unknown, has no aim, or does not follow from what varies.
        FindingsError: with everything that is wrong in the changes.
    """
    basis = prepared.basis
    goal = goal._replace(id=quantity_id(basis, goal.id, ""))
    vary = goal.id if goal.vary is None else quantity_id(basis, goal.vary, "--vary")
    if goal.target is not None and not abs(goal.target) <= LARGEST:
        raise RequestError("bad_figure", option="--target", value=goal.target)
    wanted = _wanted(prepared, goal)
    assumed, warnings = assumptions(prepared, layers)
    _refuse_set(basis, assumed, vary, goal.id)
    start = basis.quantities[vary].start
    if start is None:
        raise RequestError("no_start", name=vary)
    if basis.quantities[vary].known.rate:
        raise RequestError("vary_is_rate", name=vary)
    if wanted.year <= start[0]:
        raise RequestError("goal_is_past", year=wanted.year, first=start[0] + 1)
    rate, value, reason = _searched(basis, assumed, vary, goal.id, wanted)
    end = step = None
    if rate is not None:
        end = start[1] * (1 + rate) ** (wanted.year - start[0])
    elif reason in STEPPED and value is not None:
        end = value
    if end is not None:
        step = (end - start[1]) / (wanted.year - start[0])
    item = basis.quantities[goal.id].item
    resting = _resting(basis, assumed, vary, goal.id)
    return Solution(
        report=prepared.report,
        entry=basis.quantities[goal.id].entry,
        item=item,
        vary=basis.quantities[vary].entry,
        year=wanted.year,
        operator=SIGNS[wanted.operator],
        wanted=wanted.value,
        status=goal.status,
        rate=rate,
        step=step,
        start=start,
        end=end,
        value=value,
        past=basis.quantities[vary].trend,
        assumed=(*assumed.values(), *(way_of(basis.quantities[name], None) for name in resting)),
        reason=reason,
        warnings=tuple(warnings),
    )


SIGNS: Mapping[Operator, str | None] = {
    Operator.AT_LEAST: ">=",
    Operator.MORE_THAN: ">",
    Operator.AT_MOST: "<=",
    Operator.LESS_THAN: "<",
    Operator.WITHIN: None,
}
# nothing compounds, but equal steps lead there
STEPPED = frozenset({"zero_baseline", "zero_target", "crosses_zero"})


def _wanted(prepared: Prepared, goal: Goal) -> Wanted:
    """The value to arrive at, and when."""
    quantity = prepared.basis.quantities[goal.id]
    aim = quantity.aim
    if goal.target is not None:
        year = goal.by or (aim.year if aim and aim.year else prepared.basis.until)
        down = aim is not None and aim.direction < 0
        operator = Operator.AT_MOST if down else Operator.AT_LEAST
        return Wanted(year, goal.target, operator, least=False)
    if aim is None or (aim.year is None and goal.by is None):
        raise RequestError("no_aim", name=goal.id)
    operator = aim.operator
    if goal.status in THRESHOLDS:
        return _on_schedule(prepared, quantity, goal)
    return Wanted(goal.by or aim.year or 0, aim.figure, operator, (aim.low, aim.high))


def _on_schedule(prepared: Prepared, quantity: MovingQuantity, goal: Goal) -> Wanted:
    """The value from which on the schedule gives a status in a year."""
    item, aim = quantity.item, quantity.aim
    if item is None or item.baseline is None or aim is None or aim.year is None:
        raise RequestError("no_schedule", name=goal.id)
    year = goal.by or aim.year - 1
    lead = prepared.report.thresholds[THRESHOLDS[goal.status or ""]]
    due, _ = paths.value_at(planned_way(item.known, [item.path]), np.array([float(year)]))
    if np.isnan(due[0]) or aim.figure == item.baseline.value:
        raise RequestError("no_schedule", name=goal.id)
    value = float(due[0]) + lead * (aim.figure - item.baseline.value)
    down = aim.figure < item.baseline.value
    return Wanted(year, value, Operator.AT_MOST if down else Operator.AT_LEAST)


def _refuse_set(basis: Basis, assumed: Mapping[str, Assumed], vary: str, name: str) -> None:
    """What varies is not set, and what is sought follows from it."""
    above = {vary, *inputs_of(basis.identities, vary)} | ({name} if name != vary else set())
    clash = sorted(above.intersection(assumed))
    if clash:
        raise RequestError("vary_is_set", name=vary, other=", ".join(clash))
    if name != vary and name not in moved_by(basis, [*assumed, vary]):
        raise RequestError("unrelated", name=name, other=vary)
    if name != vary and vary not in inputs_of(basis.identities, name):
        raise RequestError("unrelated", name=name, other=vary)


def _resting(basis: Basis, assumed: Mapping[str, Assumed], vary: str, name: str) -> list[str]:
    """What the indicator rests on besides, on its trend."""
    if name == vary:
        return []
    needed = inputs_of(basis.identities, name) - {vary} - set(assumed)
    derived = set(moved_by(basis, [*assumed, vary]))
    return [each for each in basis.quantities if each in needed - derived]


def _searched(
    basis: Basis, assumed: Mapping[str, Assumed], vary: str, name: str, wanted: Wanted
) -> Found:
    """The rate, the value that it leads to, and why there is none."""
    column = basis.column(wanted.year)

    def at(rates: Sequence[float]) -> list[float]:
        found = courses_of(basis, assumed, {vary: Varied(np.array(rates, dtype=np.float64))})[name]
        if found.values is None:
            raise no_way(name, found)
        return [float(value) for value in found.values[:, column]]

    still = at([0.0])[0]
    if wanted.least and wanted.met(still):
        return Found(0.0, still, "achieved")
    closed = _closed(basis, assumed, vary, name, wanted)
    if closed.rate is None and closed.reason in STEPPED:
        return _stepped(basis.quantities[vary], wanted, closed.reason)
    rate = closed.rate
    if rate is not None and _near(at([rate])[0], wanted.value):
        rate = _nudged(rate, at, wanted)
        if rate is not None:
            return Found(rate, at([rate])[0], None)
    places = [*np.linspace(LEAST_RATE, 1.0, PLACES), *np.linspace(1.0, MOST_RATE, PLACES)]
    values = at(places)
    gaps = [value - wanted.value for value in values]
    for (low, before), (high, after) in pairwise(zip(places, gaps, strict=True)):
        if isfinite(before) and isfinite(after) and (before <= 0) != (after <= 0):
            root = brent(lambda x: at([x])[0] - wanted.value, low, high)
            rate = None if root is None else _nudged(root, at, wanted)
            if rate is not None:
                return Found(rate, at([rate])[0], None)
    reachable = [value for value in values if isfinite(value)]
    nearest = max if wanted.value > max(reachable, default=0.0) else min
    return Found(None, nearest(reachable, default=None), "unreachable")


class Found(NamedTuple):
    """A rate, the value that it leads to, and why one is absent or nothing is needed."""

    rate: float | None
    value: float | None
    reason: str | None


def _stepped(quantity: MovingQuantity, wanted: Wanted, reason: str | None) -> Found:
    """What equal steps lead to, within the natural limits."""
    limits = quantity.entry.limits
    value = wanted.value
    if not wanted.met(value):
        # a strict target is met by the next figure that there is
        value = nextafter(value, inf if wanted.operator == Operator.MORE_THAN else -inf)
    held = float(engine.limited(np.array([value]), limits.minimum, limits.maximum)[0])
    return Found(None, held, reason if held == value else "unreachable")


def _near(value: float, wanted: float) -> bool:
    """Whether only the last digits of floats part two values."""
    return isfinite(value) and abs(value - wanted) <= abs(wanted) * NUDGES * 2.0**-50


def _nudged(
    rate: float, at: Callable[[Sequence[float]], list[float]], wanted: Wanted
) -> float | None:
    """The nearest rate with which the aim is met, by the last digits of floats."""
    if wanted.met(at([rate])[0]):
        return rate
    for toward in (inf, -inf):
        moved, gap = rate, 1
        for _ in range(NUDGES):
            for _ in range(gap):
                moved = nextafter(moved, toward)
            if wanted.met(at([moved])[0]):
                return moved
            gap = min(gap * 2, 1 << 10)
    return None


class ClosedForm(NamedTuple):
    """A rate in closed form, or why there is none."""

    rate: float | None
    reason: str | None = None


def _closed(
    basis: Basis, assumed: Mapping[str, Assumed], vary: str, name: str, wanted: Wanted
) -> ClosedForm:
    """The rate from the value that what varies must have."""
    start = basis.quantities[vary].start
    if start is None:
        return ClosedForm(None)
    needed: float | None = wanted.value
    if name != vary:
        resting = courses_of(basis, assumed, wanted=_resting(basis, assumed, vary, name))
        column = basis.column(wanted.year)
        needed = Inverse(basis.identities, vary, resting, column).value(name, wanted.value)
    if needed is None:
        return ClosedForm(None)
    growth = between(start, (wanted.year, needed))
    if growth.rate is None and name == vary:
        if start[1] == 0:
            return ClosedForm(None, "zero_baseline")
        return ClosedForm(None, "zero_target" if needed == 0 else "crosses_zero")
    if growth.rate is not None and not LEAST_RATE <= growth.rate <= MOST_RATE:
        return ClosedForm(None)
    return ClosedForm(growth.rate)
