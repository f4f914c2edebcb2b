"""Assumptions -> values: every quantity through the years, what follows from it behind it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.rows import PATHS
from jyplan.engine import courses, exact
from jyplan.engine.projection import HORIZON
from jyplan.plan.identities import ordered
from jyplan.scenario.identities import evaluate
from jyplan.scenario.ways import UNCERTAIN, goal_of, way_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from jyplan.outcomes import Assumed
    from jyplan.plan.formulas import QuantityTerm
    from jyplan.plan.identities import Identity
    from jyplan.plan.names import NamedEntry
    from jyplan.scenario.quantities import MovingQuantity

    Array = NDArray[np.float64]


# figures beyond it are a slip, whatever they count
LARGEST = 1e18
PER_CENT = 100
# floats so near to each other are compared as decimals
NEAR = 1e-9


class Basis(NamedTuple):
    """What scenarios of one plan have in common.

    Attributes:
        quantities: by id.
        identities: by id.
        years: consecutive ones, from the first start to a hundred years after the last asked for.
        until: the last year asked for.
        themes: what the themes are called.
        drawn: whether intervals are drawn, and not worked out end by end.
    """

    quantities: Mapping[str, MovingQuantity]
    identities: Mapping[str, Identity]
    years: Array
    until: int
    themes: Sequence[NamedEntry] = ()
    drawn: bool = False

    def column(self, year: int) -> int:
        """Where a year stands."""
        return year - int(self.years[0])


class ValuePath(NamedTuple):
    """The values of one quantity.

    Attributes:
        values: shape (runs, years); None where there are none.
        start: column of the newest known value.
        reason: why there are no values.
        because: the quantities whose absence is the reason.
        straight: whether it goes in equal steps, not at rates.
    """

    values: Array | None
    start: int
    reason: str | None = None
    because: tuple[str, ...] = ()
    straight: bool = False


class Varied(NamedTuple):
    """Growth of one quantity that differs from run to run.

    Attributes:
        each: shape (runs,), fractions per year, or steps in the unit.
        stepped: whether they are steps.
    """

    each: Array
    stepped: bool = False


def basis_of(
    quantities: Mapping[str, MovingQuantity],
    identities: Mapping[str, Identity],
    first: int,
    until: int,
) -> Basis:
    """The years that scenarios need.

    Args:
        quantities: by id.
        identities: by id.
        first: the plan's first year.
        until: the last year asked for.
        themes: what the themes are called.
        drawn: whether intervals are drawn, and not worked out end by end.
    """
    starts = [quantity.start[0] for quantity in quantities.values() if quantity.start]
    years = np.arange(min([first, *starts]), until + HORIZON + 1, dtype=np.float64)
    return Basis(quantities, identities, years, until)


def moved_by(basis: Basis, assumed: Iterable[str]) -> list[str]:
    """What follows from quantities that are set, each behind what it follows from."""
    named = set(assumed)
    free = {name: each for name, each in basis.identities.items() if name not in named}
    moved: dict[str, None] = {}
    for name in ordered(free, free):
        if name in free and any(each in named or each in moved for each in free[name].inputs):
            moved[name] = None
    return list(moved)


def courses_of(
    basis: Basis,
    assumed: Mapping[str, Assumed],
    varied: Mapping[str, Varied] | None = None,
    wanted: Iterable[str] = (),
) -> dict[str, ValuePath]:
    """Quantities through the years.

    Args:
        basis: the plan.
        assumed: what is assumed, by id.
        varied: growth per run, in place of the way that is assumed.
        wanted: further quantities; on their trend.

    Returns:
        Courses of all that is assumed, moved, needed for it, or wanted.
    """
    varied = varied or {}
    moved = moved_by(basis, [*assumed, *varied])
    free = {name: basis.identities[name] for name in moved}
    found: dict[str, ValuePath] = {}
    for name in ordered(free, [*assumed, *varied, *moved, *wanted]):
        quantity = basis.quantities[name]
        if name in free:
            found[name] = _following(basis, free[name], found)
        else:
            own = assumed.get(name) or way_of(quantity, None)
            found[name] = _own(basis, quantity, own, varied.get(name))
    return found


def corners_of(assumed: Mapping[str, Assumed]) -> dict[str, Varied]:
    """The ends of all intervals in every combination, as growth per run."""
    spread = {
        name: ends
        for name, way in assumed.items()
        if way.kind in UNCERTAIN and (ends := way.rates or way.steps)
    }
    if not spread:
        return {}
    grid = np.array(list(product(*spread.values())), dtype=np.float64)
    return {
        name: Varied(grid[:, column], stepped=bool(assumed[name].steps))
        for column, name in enumerate(spread)
    }


def _own(
    basis: Basis, quantity: MovingQuantity, assumed: Assumed, varied: Varied | None
) -> ValuePath:
    """A quantity on the way that is assumed of it."""
    start = quantity.start
    if start is None:
        return ValuePath(None, 0, "no_start")
    year, value = start
    stated = quantity.known.rate and not assumed.steps and not (varied and varied.stepped)
    base = _as_stated if stated else _base
    values = base(basis, quantity, assumed, varied)
    column = basis.column(year)
    if values is None:
        return ValuePath(None, column, _why(assumed))
    _settle(basis, quantity, assumed, varied, values)
    stepped = varied.stepped if varied else bool(assumed.steps)
    stepped = stepped or quantity.known.rate
    growing = not stepped and not (assumed.kind == "delay" and _straight(quantity))
    pins = {basis.column(pin): figure for pin, figure in assumed.pins}
    values = courses.pinned(values, pins, growing=growing)
    for fall_year, fall, back in assumed.dips:
        values = courses.dipped(values, basis.column(fall_year), fall, back)
    limits = quantity.entry.limits
    values = courses.limited(values, assumed.floor, assumed.cap)
    values = courses.limited(values, limits.minimum, limits.maximum)
    # what no file could hold is not known
    values[~(np.abs(values) <= LARGEST)] = np.nan
    values[:, : column + 1] = np.nan
    values[:, column] = value
    for known, figure in quantity.values:
        if known >= basis.years[0]:
            values[:, basis.column(known)] = figure
    return ValuePath(values, column, straight=not growing)


def _settle(
    basis: Basis, quantity: MovingQuantity, assumed: Assumed, varied: Varied | None, values: Array
) -> None:
    """Decide by the decimals as they were written where floats cannot: next to the target."""
    aim, start = quantity.aim, quantity.start
    if (
        quantity.known.rate
        or aim is None
        or start is None
        or (varied is None and assumed.kind not in {"rates", "step"})
    ):
        return
    stepped = varied.stepped if varied else bool(assumed.steps)
    after = exact.stepped if stepped else exact.grown
    for bound in {each for each in (aim.figure, aim.low, aim.high) if each is not None}:
        near = np.abs(values - bound) <= np.abs(bound) * NEAR
        for run, column in np.argwhere(near & (basis.years > start[0])):
            years = int(basis.years[column]) - start[0]
            yearly = (float(varied.each[run]),) if varied else assumed.rates or assumed.steps
            listed = [*yearly[:years], *[yearly[-1]] * (years - len(yearly))]
            values[run, column] = after(start[1], listed)


def _straight(quantity: MovingQuantity) -> bool:
    return quantity.item is not None and quantity.item.path == "linear"


def _why(assumed: Assumed) -> str:
    return {
        "required": "no_way",
        "linear": "no_way",
        "delay": "no_way",
        "history": "no_history",
    }.get(assumed.kind, "no_trend")


def _base(
    basis: Basis, quantity: MovingQuantity, assumed: Assumed, varied: Varied | None
) -> Array | None:
    """The way before single years are set; shape (runs, years)."""
    year, value = quantity.start or (0, 0.0)
    elapsed = basis.years - year
    if varied is not None:
        grow = courses.by_step if varied.stepped else courses.at_rate
        return grow(value, varied.each, elapsed)
    if assumed.kind == "delay":
        return _late(basis, quantity, assumed)
    if assumed.kind in {"rates", "step"}:
        by_year = courses.by_steps if assumed.steps else courses.by_rates
        yearly = np.array(assumed.steps or assumed.rates)
        if len(yearly) > 1:
            return by_year(value, yearly, elapsed)[None]
    if assumed.kind == "relative":
        trend = way_of(quantity, None)
        own = _base(basis, quantity, trend, None)
        return None if own is None else own * np.where(elapsed > 0, 1 + assumed.rates[0], 1.0)
    if assumed.steps:
        values = courses.by_step(value, np.array([middle(assumed)]), elapsed)
    elif assumed.rates:
        values = courses.at_rate(value, np.array([middle(assumed)]), elapsed)
    else:
        return None
    _arrive(basis, quantity, assumed, values)
    return values


def _as_stated(
    basis: Basis, quantity: MovingQuantity, assumed: Assumed, varied: Varied | None
) -> Array | None:
    """A growth rate through the years: what is said of it is its level, in per cent."""
    elapsed = basis.years - (quantity.start or (0, 0.0))[0]
    if varied is not None:
        wide = (len(varied.each), len(elapsed))
        return np.broadcast_to(varied.each[:, None] * PER_CENT, wide).copy()
    if assumed.kind == "relative":
        trend = way_of(quantity, None)
        return None if not trend.rates else _level(trend.rates, elapsed) * (1 + assumed.rates[0])
    return _level(assumed.rates, elapsed) if assumed.rates else None


def _level(rates: Sequence[float], elapsed: Array) -> Array:
    """Rates by year, the last one for every further year; shape (1, years)."""
    listed = np.array([exact.multiplied(rate, PER_CENT) for rate in rates])
    passed = np.clip(elapsed.astype(np.intp) - 1, 0, len(listed) - 1)
    return listed[passed][None]


def _arrive(basis: Basis, quantity: MovingQuantity, assumed: Assumed, values: Array) -> None:
    """What leads to a value arrives at it, to the last digit."""
    start, aim = quantity.start or (0, 0.0), quantity.aim
    if assumed.kind in {"required", "linear"} and aim is not None and not aim.holds(start[1]):
        values[:, basis.column(aim.year or start[0])] = goal_of(aim)
    elif assumed.times is not None and assumed.by and assumed.by <= basis.years[-1]:
        values[:, basis.column(assumed.by)] = exact.multiplied(start[1], assumed.times)


def middle(assumed: Assumed) -> float:
    """The growth in the middle of an interval, of rates by factors; the only one elsewhere."""
    if assumed.kind not in UNCERTAIN:
        return (assumed.steps or assumed.rates)[0]
    if assumed.steps:
        return sum(assumed.steps) / 2
    low, high = assumed.rates
    return float(np.sqrt((1 + low) * (1 + high)) - 1)


def _late(basis: Basis, quantity: MovingQuantity, assumed: Assumed) -> Array | None:
    start, aim, item = quantity.start, quantity.aim, quantity.item
    if start is None or item is None or aim is None or aim.year is None or aim.year <= start[0]:
        return None
    ends = (start[1], aim.figure, start[0], aim.year)
    values = courses.late(ends, PATHS[item.path], basis.years, assumed.years)
    return None if values is None else values[None]


def _following(basis: Basis, identity: Identity, found: Mapping[str, ValuePath]) -> ValuePath:
    """A quantity that follows from others."""
    quantity = basis.quantities[identity.id]
    absent = [name for name in identity.inputs if found[name].values is None]
    if absent:
        # named are those that somebody can say something about
        because = [each for name in absent for each in (found[name].because or (name,))]
        return ValuePath(None, 0, "no_input", tuple(dict.fromkeys(because)))
    missing: list[str] = []

    def look(named: QuantityTerm) -> Array:
        if named.at is None:
            return found[named.id].values  # type: ignore[return-value]
        figure = fixed(basis, named)
        if figure is None:
            missing.append(named.id)
        return np.asarray(np.nan if figure is None else figure)

    values = np.array(evaluate(identity.node, look), dtype=np.float64)
    if missing:
        return ValuePath(None, 0, "no_input", tuple(dict.fromkeys(missing)))
    limits = quantity.entry.limits
    values = courses.limited(values, limits.minimum, limits.maximum)
    values[~(np.abs(values) <= LARGEST)] = np.nan
    if not np.isfinite(values).any():
        return ValuePath(None, 0, "zero_divisor")
    # from the first year on in which both the stated value and the inputs may be replaced
    inputs = max(found[name].start for name in identity.inputs)
    stated = basis.column(quantity.start[0]) if quantity.start else inputs
    first = min(stated, inputs)
    start = first if np.isfinite(values[:, first]).all() else inputs
    values[:, :first] = np.nan
    for known, figure in quantity.values:
        if basis.years[0] <= known < basis.years[first]:
            values[:, basis.column(known)] = figure
    return ValuePath(values, start)


def fixed(basis: Basis, named: QuantityTerm) -> float | None:
    """The figure of a quantity at a named year, its baseline or its target."""
    quantity = basis.quantities[named.id]
    item = quantity.item
    if named.at == "target":
        return item.target if item else None
    if named.at == "baseline":
        start = quantity.known.baseline
        return None if start is None or start.year is None else start.value
    return dict(quantity.values).get(int(named.at or 0))
