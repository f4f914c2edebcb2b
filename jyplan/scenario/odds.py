"""Uncertain growth -> odds: intervals and histories drawn many times, through the identities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.cells import figure
from jyplan.engine import courses, ensemble
from jyplan.engine.codes import Direction, Operator
from jyplan.errors import ArgumentsError, FindingsError, RequestError
from jyplan.outcomes import Chance, Chances, Joint, Odds, Quantiles
from jyplan.plan.findings import Finding, Severity
from jyplan.scenario.arguments import Typed
from jyplan.scenario.assumptions import assumed_of
from jyplan.scenario.courses import courses_of, fixed, moved_by
from jyplan.scenario.forms import Piece
from jyplan.scenario.held import planned
from jyplan.scenario.identities import evaluate
from jyplan.scenario.prepared import absent_of, replaced_by, resting_on, roles_of, settled
from jyplan.scenario.turned import LUCK, is_turned, turned
from jyplan.scenario.ways import HISTORY, UNCERTAIN, spread_of_history, way_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from jyplan.outcomes import Assumed
    from jyplan.plan.aims import Aim
    from jyplan.plan.formulas import QuantityTerm
    from jyplan.scenario.courses import Basis, ValuePath
    from jyplan.scenario.prepared import Prepared, Proposal, Ties

    Array = NDArray[np.float64]

MOST_DRAWS = 10**8
# what rounding leaves of an eigenvalue of zero
LEAST_EIGENVALUE = -1e-9


class DrawOptions(NamedTuple):
    """How to draw.

    Attributes:
        draws: how many.
        seed: of the draws.
        everything: whether quantities that nobody touches are wanted as well.
        progress: told the number of draws done so far.
    """

    draws: int
    seed: int
    everything: bool = False
    progress: Callable[[int], None] | None = None


def checked(draws: int, seed: int) -> None:
    """Refuse numbers of draws, and seeds, that nobody can mean.

    Raises:
        ArgumentsError: with everything that is wrong.
    """
    findings = []
    for option, value, problem, good in (
        ("--draws", draws, "draws_range", 1 <= draws <= MOST_DRAWS),
        ("--seed", seed, "seed_range", 0 <= seed < 1 << 64),
    ):
        if not good:
            text = str(value)
            data = {"problem": problem}
            whole = Piece(0, len(text))
            findings.append(Typed(option, text).finding("JY703", Severity.ERROR, whole, data))
    if findings:
        raise ArgumentsError(findings)


def chances(prepared: Prepared, proposals: Sequence[Proposal], chosen: DrawOptions) -> Chances:
    """The odds of scenarios.

    Args:
        prepared: the plan.
        proposals: the scenarios.
        chosen: how to draw.

    Raises:
        FindingsError: with everything that is wrong in their changes, or correlations of theirs
            contradict each other.
        RequestError: no year is left to draw.
    """
    assumed, warnings = settled(prepared, proposals)
    drawings = [_drawing(prepared, own, everything=chosen.everything) for own in assumed]
    if any(drawing.columns.stop <= drawing.columns.start for drawing in drawings):
        raise RequestError("no_years_ahead", year=prepared.basis.until)
    mixed = [
        _mixing(drawing.own, proposal.ties)
        for drawing, proposal in zip(drawings, proposals, strict=True)
    ]
    if findings := [each for each in mixed if isinstance(each, Finding)]:
        raise FindingsError(findings)
    found = [
        _odds(prepared, proposal, drawing, mixing, chosen)
        for proposal, drawing, mixing in zip(proposals, drawings, mixed, strict=True)
        if not isinstance(mixing, Finding)
    ]
    begun = [each.years[0].year for odds in found for each in odds.chances if each.years]
    first = min(begun, default=prepared.report.plan.head.baseline_year)
    return Chances(prepared.report, first, prepared.basis.until, tuple(found), tuple(warnings))


class Arrangement(NamedTuple):
    """Who stands where in the arrays.

    Attributes:
        own: quantities that go on by themselves, in the order of their rows.
        turned: those of them whose draws are not yet values; these are derived.
        derived: those that are turned, and those that follow from others, behind them.
        roles: of those that are shown.
        columns: the years that are drawn.
        found: everything's courses in the middle.
        ways: what is assumed of those that go on by themselves.
    """

    own: tuple[str, ...]
    turned: frozenset[str]
    derived: tuple[str, ...]
    roles: Mapping[str, str]
    columns: slice
    found: Mapping[str, ValuePath]
    ways: Mapping[str, Assumed]

    @property
    def names(self) -> tuple[str | None, ...]:
        """Everybody, in the order of the rows; None for draws that are not yet values."""
        return (*(None if name in self.turned else name for name in self.own), *self.derived)


def faults_of(prepared: Prepared, proposal: Proposal) -> list[Finding]:
    """Everything that is wrong, or looks like a slip, in one scenario, drawn or not."""
    assumed, findings = assumed_of(proposal.layers, prepared.basis)
    if proposal.ties.finding and not any(each.severity is Severity.ERROR for each in findings):
        mixing = _mixing(_drawing(prepared, assumed, everything=False).own, proposal.ties)
        findings += [mixing] if isinstance(mixing, Finding) else []
    return findings


def _odds(
    prepared: Prepared,
    proposal: Proposal,
    drawing: Arrangement,
    mixing: Array | None,
    chosen: DrawOptions,
) -> Odds:
    basis = prepared.basis
    groups = _groups(prepared, drawing)
    uncertain = _uncertain(basis, drawing, proposal.ties, mixing)
    aims = _aims(basis, drawing, [members for _, _, members in groups])
    odds = None if drawing.derived else ensemble.closed_form(uncertain, aims)
    if odds is None or np.isnan(odds.joint).any():
        derive = _deriving(basis, drawing) if drawing.derived else None
        odds = ensemble.simulate(
            uncertain,
            aims,
            derive,
            draws=chosen.draws,
            seed=chosen.seed,
            progress=chosen.progress,
        )
    rows = {name: row for row, name in enumerate(drawing.names)}
    shown = [name for name in basis.quantities if name in drawing.roles and name in rows]
    return Odds(
        id=proposal.id,
        title=proposal.title,
        remarks=proposal.remarks,
        draws=odds.draws,
        seed=chosen.seed,
        persistence=proposal.ties.persistence,
        common=proposal.ties.common,
        pairs=proposal.ties.pairs,
        chances=tuple(_chance(basis, drawing, odds, aims, (name, rows[name])) for name in shown),
        joints=tuple(
            Joint(
                kind, name, int(members.sum()), float(odds.joint[row]), float(odds.joint_error[row])
            )
            for row, (kind, name, members) in enumerate(groups)
        ),
        assumed=tuple(drawing.ways[name] for name in drawing.own),
        replaced=replaced_by(basis, drawing.found),
        absent=absent_of(drawing.found, drawing.roles),
    )


def _drawing(
    prepared: Prepared, assumed: Mapping[str, Assumed], *, everything: bool
) -> Arrangement:
    basis = prepared.basis
    roles = roles_of(basis, assumed, everything=everything)
    moved = moved_by(basis, assumed)
    ways = dict(assumed)
    for name in resting_on(basis, assumed, roles):
        quantity = basis.quantities[name]
        spread = spread_of_history(quantity)
        ways[name] = way_of(quantity, None if spread is None else HISTORY)
    found = courses_of(basis, ways, wanted=roles)
    # in the order of the plan, so that the order of changes draws nothing else
    own = tuple(
        name for name in basis.quantities if name in ways and found[name].values is not None
    )
    turned = [name for name in own if is_turned(basis.quantities[name], ways[name])]
    derived = (*turned, *(name for name in moved if found[name].values is not None))
    begin = min((found[name].start for name in (*own, *derived)), default=0)
    columns = slice(begin, basis.column(basis.until) + 1)
    return Arrangement(own, frozenset(turned), derived, roles, columns, found, ways)


def _values(course: ValuePath, columns: slice) -> Array:
    if course.values is None:
        msg = "a course without values has no row"
        raise ValueError(msg)
    return course.values[0, columns]


def _uncertain(
    basis: Basis, drawing: Arrangement, ties: Ties, mixing: Array | None
) -> ensemble.Uncertain:
    """What goes on by itself, with the spread of each year's growth."""
    width = drawing.columns.stop - drawing.columns.start
    base = np.array([_values(drawing.found[name], drawing.columns) for name in drawing.own])
    base = base.reshape(len(drawing.own), width)
    spread = np.zeros_like(base)
    least, most = (np.full(len(drawing.own), np.nan) for _ in range(2))
    for row, name in enumerate(drawing.own):
        way = drawing.ways[name]
        if name not in drawing.turned:
            limits = basis.quantities[name].entry.limits
            least[row] = _bound(max, limits.minimum, way.floor)
            most[row] = _bound(min, limits.maximum, way.cap)
        if way.kind in UNCERTAIN:
            deviation = LUCK if way.steps else ensemble.spread_of(*way.rates)[1]
            spread[row, _settled(basis, drawing, name) + 1 :] = deviation
        if way.kind in UNCERTAIN and way.steps:
            base[row] = 1
    return ensemble.Uncertain(base, spread, least, most, ties.persistence, ties.common, mixing)


def _settled(basis: Basis, drawing: Arrangement, name: str) -> int:
    """The last year that no luck can change, by its place: that of the start, or a fixed one."""
    fixed_years = (basis.column(pin.year) for pin in drawing.ways[name].pins)
    return max([drawing.found[name].start, *fixed_years]) - int(drawing.columns.start)


def _bound(nearer: Callable[..., float], *limits: float | None) -> float:
    """The nearer of two limits; nan where there is none."""
    return nearer((limit for limit in limits if limit is not None), default=np.nan)


def _mixing(names: Sequence[str], ties: Ties) -> Array | Finding | None:
    """A lower factor of the correlations of pairs, if there are any, or that they contradict."""
    if ties.finding is None:
        return None
    matrix = np.full((len(names), len(names)), ties.common)
    np.fill_diagonal(matrix, 1.0)
    place = {name: row for row, name in enumerate(names)}
    for (first, second), value in ties.pairs.items():
        if first in place and second in place and first != second:
            matrix[place[first], place[second]] = matrix[place[second], place[first]] = value
    values, vectors = np.linalg.eigh(matrix)
    if values.min() < LEAST_EIGENVALUE:
        return ties.finding()
    # a factor of perfect correlations too, which have no inverse
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    triangle: Array = np.linalg.qr(root.T)[1]
    return triangle.T


def _groups(
    prepared: Prepared, drawing: Arrangement
) -> list[tuple[str, str | None, NDArray[np.bool_]]]:
    """Themes and the plan, where several of their targets are looked at."""
    basis = prepared.basis
    aimed = [name in drawing.roles and _aim_of(basis, name) is not None for name in drawing.names]
    groups: list[tuple[str, str | None, NDArray[np.bool_]]] = []
    for theme in prepared.report.plan.targets.themes:
        members = np.array(
            [
                name is not None
                and has
                and (item := basis.quantities[name].item) is not None
                and item.indicator.theme == theme.id
                for name, has in zip(drawing.names, aimed, strict=True)
            ],
            dtype=np.bool_,
        )
        groups.append(("theme", theme.id, members))
    groups.append(("plan", None, np.array(aimed, dtype=np.bool_)))
    several = [group for group in groups if group[2].sum() > 1]
    whole = groups[-1][2].sum()
    # a theme that is all there is is the plan
    return [group for group in several if group[0] == "plan" or group[2].sum() < whole]


def _aim_of(basis: Basis, name: str | None) -> Aim | None:
    """The aim of a quantity, if it lies in the years looked at."""
    if name is None:
        return None
    aim = basis.quantities[name].aim
    course_year = aim.year if aim is not None else None
    if aim is None or course_year is None or course_year > basis.until:
        return None
    start = basis.quantities[name].start
    return None if start is not None and course_year < start[0] else aim


def _aims(basis: Basis, drawing: Arrangement, groups: Sequence[NDArray[np.bool_]]) -> ensemble.Aims:
    names = drawing.names
    aims = [_aim_of(basis, name) for name in names]
    ends = [(None, None, None) if aim is None else (aim.value, aim.low, aim.high) for aim in aims]
    # None becomes nan
    bound, low, high = np.array(ends, dtype=np.float64).reshape(len(ends), 3).T
    columns = [
        basis.column(basis.until if aim is None or aim.year is None else aim.year)
        - drawing.columns.start
        for aim in aims
    ]
    return ensemble.Aims(
        operator=np.array(
            [Operator.AT_LEAST if aim is None else aim.operator for aim in aims], np.int8
        ),
        column=np.array(columns, dtype=np.intp),
        direction=np.array(
            [Direction.INCREASE if aim is None else aim.direction for aim in aims], np.int8
        ),
        groups=np.array(groups, dtype=np.bool_).reshape(len(groups), len(names)),
        bound=bound,
        low=low,
        high=high,
    )


def _deriving(basis: Basis, drawing: Arrangement) -> Callable[[Array], Array]:
    """Works out what follows from a block of draws."""
    place = {name: row for row, name in enumerate(drawing.own)}

    def derive(block: Array) -> Array:
        values: dict[str, Array] = {name: block[row] for name, row in place.items()}

        def look(named: QuantityTerm) -> Array:
            if named.at is None:
                return values[named.id]
            value = fixed(basis, named)
            return np.asarray(np.nan if value is None else value)

        for name in drawing.derived:
            course = drawing.found[name]
            if name in drawing.turned:
                way, last = drawing.ways[name], _settled(basis, drawing, name)
                middle = _values(course, drawing.columns)
                found = turned(basis, way, middle, values[name], last)
            else:
                found = np.array(evaluate(basis.identities[name].node, look), dtype=np.float64)
                limits = basis.quantities[name].entry.limits
                found = courses.limited(found, limits.minimum, limits.maximum)
            known = course.start - drawing.columns.start
            if known > 0:
                before = _values(course, slice(drawing.columns.start, course.start))
                found[:known] = before[:, None]
            values[name] = found
        return np.stack([values[name] for name in drawing.derived])

    return derive


def _chance(
    basis: Basis,
    drawing: Arrangement,
    odds: ensemble.Frequencies,
    aims: ensemble.Aims,
    who: tuple[str, int],
) -> Chance:
    name, row = who
    quantity = basis.quantities[name]
    course = drawing.found[name]
    column = int(aims.column[row])
    probability = figure(odds.probability[row])
    rows = [
        Quantiles(
            int(basis.years[drawing.columns.start + index]),
            *map(figure, odds.quantiles[row, index]),
        )
        for index in range(odds.quantiles.shape[1])
        if drawing.columns.start + index >= course.start
    ]
    reason = None
    if probability is None:
        aim = quantity.aim
        reason = "no_target" if aim is None else "floor_per_year" if aim.every else "undated"
        if aim is not None and aim.year is not None:
            reason = "after_until" if aim.year > basis.until else "deadline_passed"
    return Chance(
        entry=quantity.entry,
        item=quantity.item,
        role=drawing.roles[name],
        year=int(basis.years[drawing.columns.start + column]),
        probability=probability,
        error=figure(odds.error[row]),
        shortfall=figure(odds.shortfall[row]),
        years=tuple(rows),
        defined=float(odds.defined[row, column]),
        reason=reason,
        known=tuple(value for value in quantity.values if value[0] <= basis.years[course.start]),
        planned=planned(basis, quantity),
    )
