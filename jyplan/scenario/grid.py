"""Many runs at once: grids of growth, and which input moves a result most."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.cells import figure
from jyplan.engine import courses as engine
from jyplan.errors import ArgumentsError, RequestError
from jyplan.outcomes import Axis, Grid, GridCell, Lever, Sensitivity
from jyplan.plan.findings import Severity
from jyplan.plan.identities import inputs_of
from jyplan.scenario.arguments import Typed
from jyplan.scenario.assumptions import alien_unit, both_units
from jyplan.scenario.courses import Varied, courses_of, middle, moved_by
from jyplan.scenario.forms import RATE, SIGNS, STEP, Piece, rate_of, unit_of
from jyplan.scenario.prepared import assumptions, no_way, quantity_id
from jyplan.scenario.ways import UNCERTAIN, way_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.outcomes import Assumed
    from jyplan.plan.findings import Finding
    from jyplan.scenario.assumptions import PlacedChange
    from jyplan.scenario.courses import Basis
    from jyplan.scenario.prepared import Prepared
    from jyplan.scenario.quantities import MovingQuantity

    Layers = Sequence[Sequence[PlacedChange]]

MOST_CELLS = 10_000
SIDES = 2
POINT = 0.01
# FROM and TO may leave out the sign of a step, and the unit that another one has
AXIS = re.compile(r"\s*([^=]*[^\s=])\s*=([^:]*):([^:]*):([^:]*)")


class Side(NamedTuple):
    """One side of a grid, as it is asked for.

    Attributes:
        text: as it is written.
        id: what grows.
        growth: ascending, as fractions per year, or steps in the unit of the quantity.
        unit: of steps, as it is written, empty for none; None for rates.
    """

    text: str
    id: str
    growth: tuple[float, ...]
    unit: str | None = None

    @property
    def stepped(self) -> bool:
        """Whether it is steps that run, not rates."""
        return self.unit is not None


def sides(texts: Sequence[str]) -> tuple[Side, ...]:
    """The sides of a grid, ``ID=FROM:TO:STEP`` each.

    Raises:
        ArgumentsError: with everything that is wrong in them.
    """
    found, findings = [], []
    for text in texts:
        problem, side = _side(text)
        if side is None:
            findings.append(Typed("--grid", text).outside(problem))
        else:
            found.append(side)
    if not findings and (len(found) > SIDES or len({side.id for side in found}) < len(found)):
        findings.append(Typed("--grid", texts[-1]).outside("sides"))
    if findings:
        raise ArgumentsError(findings)
    return tuple(found)


def _side(text: str) -> tuple[str, Side | None]:
    match = AXIS.fullmatch(text.translate(SIGNS))
    if match is None:
        return "no_axis", None
    parts = [match[index].strip() for index in (2, 3, 4)]
    unit = None
    if all(map(RATE.fullmatch, parts)):
        low, high, step = (Decimal(repr(rate_of(part))) for part in parts)
    elif all(steps := [STEP.fullmatch(part) for part in parts]):
        found = [each.groups() for each in steps if each]
        units = {unit_of(unit) for _, _, unit in found if unit}
        if len(units) > 1 or not (units or found[0][0]):
            return "no_axis", None
        unit = next(iter(units), "")
        low, high, step = (Decimal(f"{sign}{figure}") for sign, figure, _ in found)
    else:
        return "no_axis", None
    if step <= 0 or high < low or (unit is None and low < -1):
        return "axis_runs", None
    count = int((high - low) / step) + 1
    if count > MOST_CELLS:
        return "too_many_cells", None
    return "", Side(text, match[1], tuple(float(low + step * at) for at in range(count)), unit)


def grid(prepared: Prepared, asked: Sequence[Side], shown: str, layers: Layers) -> Grid:
    """What one quantity comes to at every combination of growth.

    Args:
        prepared: the plan.
        asked: one side or two.
        shown: the quantity that is looked at.
        layers: changes of other quantities.

    Raises:
        RequestError: something is unknown, or has no way through the years.
        FindingsError: with everything that is wrong in the changes.
    """
    basis = prepared.basis
    asked = [side._replace(id=quantity_id(basis, side.id, "--grid")) for side in asked]
    shown = quantity_id(basis, shown, "--show")
    alien = [wrong for side in asked if (wrong := _alien(basis, side))]
    if alien:
        raise ArgumentsError(alien)
    assumed, warnings = assumptions(prepared, layers)
    _refuse_clash(basis, [side.id for side in asked], assumed)
    size = int(np.prod([len(side.growth) for side in asked]))
    if size > MOST_CELLS:
        raise RequestError("grid_too_large", n=size, most=MOST_CELLS)
    meshes = np.meshgrid(*(np.array(side.growth) for side in asked), indexing="ij")
    varied = {
        side.id: Varied(mesh.ravel(), side.stepped)
        for side, mesh in zip(asked, meshes, strict=True)
    }
    if shown not in varied and shown not in moved_by(basis, varied):
        raise RequestError("unrelated", name=shown, other=", ".join(varied))
    found = courses_of(basis, assumed, varied, wanted=[shown])[shown]
    quantity = basis.quantities[shown]
    if found.values is None:
        raise no_way(shown, found)
    year = _year(prepared, quantity)
    values = np.broadcast_to(found.values[:, basis.column(year)], (size,))
    met = _met(quantity, year, values)
    cells = [GridCell(figure(value), hit) for value, hit in zip(values, met, strict=True)]
    width = size // len(asked[0].growth)
    rows = tuple(tuple(cells[start : start + width]) for start in range(0, size, width))
    axes = tuple(Axis(basis.quantities[side.id].entry, side.growth, side.stepped) for side in asked)
    resting = _resting(basis, assumed, [side.id for side in asked], shown)
    return Grid(
        prepared.report, quantity.entry, quantity.item, year, axes, rows,
        (*assumed.values(), *resting),
        tuple(warnings),
    )  # fmt: skip


def _alien(basis: Basis, side: Side) -> Finding | None:
    """That steps are not in the unit of their quantity."""
    entry = basis.quantities[side.id].entry
    problem = alien_unit(side.unit or "", entry)
    if problem is None:
        return None
    data = {"problem": problem, "name": side.id, "unit": both_units(entry)}
    whole = Piece(0, len(side.text))
    return Typed("--grid", side.text).finding("JY705", Severity.ERROR, whole, data)


def _refuse_clash(basis: Basis, varied: Sequence[str], assumed: Mapping[str, Assumed]) -> None:
    """What varies is neither set, nor follows from something that is set or varies."""
    for name in varied:
        others = [*assumed, *varied]
        clash = [each for each in others if each in inputs_of(basis.identities, name)]
        if name in assumed or clash:
            raise RequestError("axis_is_set", name=name, other=", ".join(clash or [name]))
    for name in assumed:
        clash = [each for each in varied if each in inputs_of(basis.identities, name)]
        if clash:
            raise RequestError("axis_is_set", name=", ".join(clash), other=name)


def _year(prepared: Prepared, quantity: MovingQuantity) -> int:
    """The target year, as far as it lies within the years looked at."""
    due = quantity.aim.year if quantity.aim else None
    return prepared.basis.until if due is None else min(due, prepared.basis.until)


def _met(quantity: MovingQuantity, year: int, values: np.ndarray) -> list[bool | None]:
    aim = quantity.aim
    if aim is None or (aim.year is not None and aim.year != year):
        return [None] * len(values)
    aim = aim.of(year)
    found = engine.meets(values, aim.operator, aim.figure, aim.low, aim.high)
    return [
        bool(hit) if np.isfinite(value) else None for hit, value in zip(found, values, strict=True)
    ]


def _resting(
    basis: Basis, assumed: Mapping[str, Assumed], varied: Sequence[str], shown: str
) -> list[Assumed]:
    """What the result rests on besides, on its trend."""
    needed = {shown, *inputs_of(basis.identities, shown)} - set(varied) - set(assumed)
    moved = set(moved_by(basis, [*assumed, *varied]))
    if shown not in moved:
        needed &= {shown}
    return [
        way_of(basis.quantities[name], None) for name in basis.quantities if name in needed - moved
    ]


def sensitivity(prepared: Prepared, name: str, layers: Layers) -> Sensitivity:
    """Which input moves a result most, with a point of growth more and less.

    Args:
        prepared: the plan.
        name: the result.
        layers: changes.

    Raises:
        RequestError: it is unknown, or has no way through the years.
        FindingsError: with everything that is wrong in the changes.
    """
    basis = prepared.basis
    name = quantity_id(basis, name, "--sensitivity")
    assumed, warnings = assumptions(prepared, layers)
    quantity = basis.quantities[name]
    inputs = inputs_of(basis.identities, name) if name not in assumed else set()
    free = {each for each in inputs if not inputs_of(basis.identities, each)} | (
        inputs & set(assumed)
    )
    free = free or {name}
    ways = {
        each: assumed.get(each) or way_of(basis.quantities[each], None)
        for each in basis.quantities
        if each in free
    }
    rated = {
        each: middle(way)
        for each, way in ways.items()
        if len(way.rates) == 1 or (way.rates and way.kind in UNCERTAIN)
    }
    rated = {each: rate for each, rate in rated.items() if ways[each].kind != "relative"}
    year = _year(prepared, quantity)
    column = basis.column(year)

    def result(changed: Mapping[str, float]) -> float:
        rates = {**rated, **changed}
        varied = {each: Varied(np.array([rate])) for each, rate in rates.items()}
        found = courses_of(basis, assumed, varied, wanted=[name])[name]
        if found.values is None or not np.isfinite(found.values[0, column]):
            raise no_way(name, found)
        return float(found.values[0, column])

    value = result({})
    levers = [
        Lever(
            basis.quantities[each].entry,
            rate,
            result({each: max(rate - POINT, -1.0)}),
            result({each: rate + POINT}),
        )
        for each, rate in rated.items()
    ]
    levers.sort(key=lambda lever: -abs(lever.upper - lever.lower))
    return Sensitivity(
        report=prepared.report,
        entry=quantity.entry,
        item=quantity.item,
        year=year,
        value=value,
        step=POINT,
        levers=tuple(levers),
        fixed=tuple(each for each in ways if each not in rated),
        assumed=tuple(ways.values()),
        warnings=tuple(warnings),
    )
