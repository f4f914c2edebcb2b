"""How quantities go on: words and figures -> rates and steps."""

from __future__ import annotations

from math import inf, log1p, nextafter
from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Operator
from jyplan.engine.ensemble import t_interval
from jyplan.outcomes import Assumed
from jyplan.scenario.forms import How
from jyplan.scenario.quantities import between

if TYPE_CHECKING:
    from jyplan.outcomes import Past
    from jyplan.plan.aims import Aim
    from jyplan.scenario.quantities import MovingQuantity

TREND, HISTORY = How("trend"), How("history")
# ways whose rates, or steps, are the two ends of an interval
UNCERTAIN = frozenset({"interval", "history", "step_interval"})


def goal_of(aim: Aim) -> float:
    """The value to arrive at: the nearest figure that meets a strict target."""
    if aim.operator == Operator.MORE_THAN:
        return nextafter(aim.figure, inf)
    return nextafter(aim.figure, -inf) if aim.operator == Operator.LESS_THAN else aim.figure


def log_changes(quantity: MovingQuantity) -> list[float]:
    """Changes of the logarithm per year between neighbouring values, where it compounds."""
    return [log1p(change.rate) for change in quantity.changes if change.rate is not None]


def spread_of_history(quantity: MovingQuantity) -> tuple[float, float] | None:
    """The 90 % interval of next year's growth, by the changes that were observed."""
    return t_interval(np.array(log_changes(quantity)))


def way_of(quantity: MovingQuantity, how: How | None) -> Assumed:
    """How a quantity goes on by itself; its trend where nothing is said."""
    kind = how.kind if how else "trend"
    written = how or TREND
    rates, steps, past = written.rates, written.steps, None
    years = written.years if kind == "delay" else 0
    times = by = None
    match kind:
        case "halt":
            rates = (0.0,)
        case "history":
            rates, years = spread_of_history(quantity) or (), len(log_changes(quantity))
            past = quantity.trend
        case "required" | "linear":
            rates, steps = _to_target(quantity, kind)
        case "multiple":
            times, by = written.value, until_of(quantity, written)
            rates = _multiplied(quantity, times, by)
        case "relative":
            past = quantity.trend
        case "trend" | "latest" | "best":
            past = _shown(quantity, kind)
            if past is not None:
                rates, steps = _grown(past)
    return Assumed(
        id=quantity.entry.id,
        start=quantity.start[0] if quantity.start else None,
        kind=kind,
        rates=rates,
        steps=steps,
        times=times,
        by=by,
        years=years,
        past=past,
        pins=(),
        dips=(),
        cap=None,
        floor=None,
        given=False,
        texts=(),
        canonical=(),
    )


def until_of(quantity: MovingQuantity, how: How) -> int | None:
    """The year until which a quantity is multiplied: the one that is said, or its target year."""
    return how.year or (quantity.aim.year if quantity.aim else None)


def _multiplied(quantity: MovingQuantity, times: float, by: int | None) -> tuple[float, ...]:
    """The growth with which a quantity is so many times its start in a year."""
    start = quantity.start
    if start is None or by is None or by <= start[0]:
        return ()
    rate = between((start[0], 1.0), (by, times)).rate
    return () if rate is None else (rate,)


def _grown(past: Past) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The rate of known growth, or its step where nothing compounds."""
    if past.rate is not None:
        return (past.rate,), ()
    return (), () if past.step is None else (past.step,)


def _to_target(quantity: MovingQuantity, kind: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The rate, or the step, that leads to the target; 0 where it is met already."""
    start, aim = quantity.start, quantity.aim
    if start is None or aim is None or aim.year is None or aim.year <= start[0]:
        return (), ()
    if aim.holds(start[1]):
        return ((), (0.0,)) if kind == "linear" else ((0.0,), ())
    needed = between(start, (aim.year, goal_of(aim)))
    if kind == "linear":
        return (), () if needed.step is None else (needed.step,)
    return () if needed.rate is None else (needed.rate,), ()


def _shown(quantity: MovingQuantity, kind: str) -> Past | None:
    """The growth that a word means."""
    if kind == "trend":
        return quantity.trend
    if kind == "best":
        return _best(quantity)
    return quantity.changes[-1] if quantity.changes else None


def _best(quantity: MovingQuantity) -> Past | None:
    """The best growth between two neighbouring values, which way better lies."""
    if not quantity.changes:
        return None
    sign = -1 if quantity.aim is not None and quantity.aim.direction < 0 else 1
    if all(change.rate is not None for change in quantity.changes):
        return max(quantity.changes, key=lambda change: sign * (change.rate or 0.0))
    return max(quantity.changes, key=lambda change: sign * (change.step or 0.0))
