"""Scenarios -> outcomes: each quantity through the years, held against target and trend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.errors import ArgumentsError, FindingsError, RequestError
from jyplan.nearest import closest
from jyplan.outcomes import Outcome, Replaced, Scenario, WhatIf, YearValue
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.loading import TARGETS, shown
from jyplan.scenario.assumptions import Ground, assumed_of, way_of
from jyplan.scenario.courses import corners_of, courses_of, moved_by, world_of
from jyplan.scenario.held import held
from jyplan.scenario.identities import CycleError, identities_of, ordered
from jyplan.scenario.quantities import between, quantities_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.outcomes import Assumed
    from jyplan.plan.fields import TextModel
    from jyplan.plan.plan import Observation
    from jyplan.results import Report
    from jyplan.scenario.assumptions import Written
    from jyplan.scenario.courses import Course, World
    from jyplan.scenario.quantities import Quantity


class Draft(NamedTuple):
    """A scenario as it is asked for.

    Attributes:
        id: its name; None for the changes of the command line.
        title: in both languages, where it has one.
        remarks: what its author assumes, in words.
        layers: its changes; those of a later layer count more.
    """

    id: str | None
    title: TextModel | None
    remarks: tuple[TextModel, ...]
    layers: tuple[tuple[Written, ...], ...]


class Stage(NamedTuple):
    """A plan, ready for scenarios.

    Attributes:
        report: the plan, assessed.
        world: its quantities and years.
        ground: what changes are held against.
    """

    report: Report
    world: World
    ground: Ground


def staged(report: Report, observations: Sequence[Observation], until: int | None) -> Stage:
    """Make a plan ready for scenarios.

    Args:
        report: the plan, assessed.
        observations: everything reported.
        until: the last year; None: of the plan, or of a later target.

    Raises:
        FindingsError: its identities run in a circle.
    """
    quantities = quantities_of(report, observations)
    identities = identities_of(report.plan)
    try:
        ordered(identities, identities)
    except CycleError as error:
        raise FindingsError([_circle(report, error.cycle)]) from None
    head = report.plan.head
    due = [each.aim.year for each in quantities.values() if each.aim and each.aim.year]
    last = max([head.end_year, *due]) if until is None else until
    world = world_of(quantities, identities, head.baseline_year, last)
    themes = [theme.id for theme in report.plan.targets.themes]
    return Stage(report, world, Ground(quantities, identities, themes, last))


def _circle(report: Report, cycle: tuple[str, ...]) -> Finding:
    path = shown(report.plan.origin.folder / TARGETS)
    data = {"cycle": " → ".join(cycle)}
    return Finding("JY706", Severity.ERROR, Span(path, 1, 1, 1), data)


def assumptions(
    stage: Stage, layers: Sequence[Sequence[Written]]
) -> tuple[dict[str, Assumed], list[Finding]]:
    """What changes assume, and what looks like a slip in them.

    Raises:
        FindingsError: with everything that is wrong in them.
    """
    assumed, findings = assumed_of(layers, stage.ground)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise refused(errors)
    return assumed, findings


def refused(findings: Sequence[Finding]) -> FindingsError:
    """The error for findings: of the command line, where none stands in a file."""
    unlike = [each for index, each in enumerate(findings) if each not in findings[:index]]
    typed = all(finding.span.path.startswith("--") for finding in unlike)
    return ArgumentsError(unlike) if typed else FindingsError(unlike)


def whatif(stage: Stage, drafts: Sequence[Draft], *, everything: bool = False) -> WhatIf:
    """Work scenarios out.

    Args:
        stage: the plan.
        drafts: the scenarios.
        everything: whether quantities that they leave alone are wanted as well.

    Raises:
        FindingsError: with everything that is wrong in their changes.
    """
    found, warnings = [], []
    errors: list[Finding] = []
    for draft in drafts:
        try:
            assumed, slips = assumptions(stage, draft.layers)
        except FindingsError as error:
            errors += error.findings
            continue
        warnings += slips
        found.append(_scenario(stage, draft, assumed, everything=everything))
    if errors:
        raise refused(errors)
    shown = [outcome.years[0].year for each in found for outcome in each.outcomes if outcome.years]
    first = min(shown, default=stage.report.plan.head.baseline_year)
    return WhatIf(stage.report, first, stage.world.until, tuple(found), tuple(warnings))


def _scenario(
    stage: Stage, draft: Draft, assumed: Mapping[str, Assumed], *, everything: bool
) -> Scenario:
    world = stage.world
    moved = moved_by(world, assumed)
    others = [
        name
        for name, quantity in world.quantities.items()
        if name not in assumed and name not in moved and quantity.item is not None
    ]
    wanted = others if everything or not assumed else []
    found = courses_of(world, assumed, wanted=wanted)
    corners = corners_of(assumed)
    ends = courses_of(world, assumed, corners) if corners else {}
    trends = courses_of(world, {}, wanted=found)
    roles = dict.fromkeys(wanted, "trend") | dict.fromkeys(moved, "affected")
    roles |= dict.fromkeys(assumed, "changed")
    outcomes = tuple(
        _outcome(stage, quantity, Runs(found[name], ends.get(name), trends[name]), roles[name])
        for name, quantity in world.quantities.items()
        if name in roles
    )
    # what nobody set and others rest on goes on as it did, and that is an assumption too
    resting = [name for name in found if name not in roles and found[name].values is not None]
    carried = [way_of(world.quantities[name], None) for name in resting]
    return Scenario(
        draft.id,
        draft.title,
        draft.remarks,
        (*assumed.values(), *carried),
        outcomes,
        tuple(_replaced(world, found, moved)),
    )


def _replaced(world: World, found: Mapping[str, Course], moved: Sequence[str]) -> list[Replaced]:
    replaced = []
    for name in moved:
        quantity, course = world.quantities[name], found[name]
        if course.values is None or quantity.start is None:
            continue
        year, stated = quantity.start
        value = float(course.values[0, world.column(year)])
        if np.isfinite(value) and value != stated:
            formula = world.identities[name].formula
            replaced.append(Replaced(name, year, stated, value, formula))
    return replaced


class Runs(NamedTuple):
    """One quantity as assumed, at the ends of intervals, and on its trend."""

    course: Course
    ends: Course | None
    trend: Course


def _outcome(stage: Stage, quantity: Quantity, runs: Runs, role: str) -> Outcome:
    world, course = stage.world, runs.course
    past = quantity.trend
    usual = None
    if runs.trend.values is not None:
        usual = held(world, quantity, runs.trend, runs.trend.values[0])
    result = None if course.values is None else held(world, quantity, course, course.values[0])
    last = result.year if result and result.year else world.until
    growth, needed = _growth(world, quantity, course, last)
    return Outcome(
        entry=quantity.entry,
        item=quantity.item,
        role=role,
        years=_years(world, quantity, course, runs.ends),
        held=result,
        growth=growth,
        needed=needed,
        past=past,
        trend=usual,
        reason=course.reason,
        because=course.because,
    )


def _growth(
    world: World, quantity: Quantity, course: Course, last: int
) -> tuple[float | None, float | None]:
    """Growth per year from the start to a year: what it took, and what the target needs."""
    first = int(world.years[course.start])
    if course.values is None or not first < last <= world.until:
        return None, None
    values = course.values[0]
    start, end = float(values[course.start]), float(values[world.column(last)])
    if not np.isfinite(start + end):
        return None, None
    due = quantity.aim is not None and quantity.aim.year == last
    needed = (
        between((first, start), (last, quantity.aim.bound)).rate if due and quantity.aim else None
    )
    return between((first, start), (last, end)).rate, needed


def _years(
    world: World, quantity: Quantity, course: Course, ends: Course | None
) -> tuple[YearValue, ...]:
    """The years from the first known value of the plan's time to the last one asked for."""
    values = course.values
    if values is None:
        return ()
    known = {year for year, _ in quantity.values}
    rows = []
    for column in range(world.column(world.until) + 1):
        value = float(values[0, column])
        if not np.isfinite(value):
            continue
        low = high = None
        if ends is not None and ends.values is not None and column > course.start:
            least, most = ends.values[:, column].min(), ends.values[:, column].max()
            low, high = (float(least), float(most)) if least < most else (None, None)
        year = int(world.years[column])
        stated = year in known and (column < course.start or not _moved(quantity, value, year))
        rows.append(YearValue(year, value, low, high, stated))
    return tuple(rows)


def _moved(quantity: Quantity, value: float, year: int) -> bool:
    return dict(quantity.values).get(year) != value


def refuse_choice(name: str, option: str, known: Iterable[str]) -> RequestError:
    """The error for an id that the plan does not have."""
    return RequestError(
        "unknown_quantity", name=name, option=option, suggestion=closest(name, known)
    )
