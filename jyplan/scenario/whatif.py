"""Scenarios -> outcomes: each quantity through the years, held against target and trend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.errors import JyplanError
from jyplan.outcomes import Outcome, Remedy, ScenarioResult, WhatIf, YearValue
from jyplan.plan.identities import inputs_of
from jyplan.scenario.courses import corners_of, courses_of
from jyplan.scenario.goal import Goal, solve
from jyplan.scenario.held import held, planned
from jyplan.scenario.prepared import absent_of, replaced_by, resting_on, roles_of, settled
from jyplan.scenario.quantities import between
from jyplan.scenario.ways import way_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.outcomes import Assumed, Past
    from jyplan.scenario.courses import Basis, ValuePath
    from jyplan.scenario.prepared import Prepared, Proposal
    from jyplan.scenario.quantities import MovingQuantity


def whatif(
    prepared: Prepared, proposals: Sequence[Proposal], *, everything: bool = False
) -> WhatIf:
    """Work scenarios out.

    Args:
        prepared: the plan.
        proposals: the scenarios.
        everything: whether quantities that they leave alone are wanted as well.

    Raises:
        FindingsError: with everything that is wrong in their changes.
    """
    assumed, warnings = settled(prepared, proposals)
    found = [
        _scenario(prepared, proposal, own, everything=everything)
        for proposal, own in zip(proposals, assumed, strict=True)
    ]
    begun = [row.years[0].year for each in found for row in each.outcomes if row.years]
    first = min(begun, default=prepared.report.plan.head.baseline_year)
    return WhatIf(prepared.report, first, prepared.basis.until, tuple(found), tuple(warnings))


def _scenario(
    prepared: Prepared, proposal: Proposal, assumed: Mapping[str, Assumed], *, everything: bool
) -> ScenarioResult:
    basis = prepared.basis
    roles = roles_of(basis, assumed, everything=everything)
    found = courses_of(basis, assumed, wanted=roles)
    corners = corners_of(assumed)
    ends = courses_of(basis, assumed, corners) if corners else {}
    trends = courses_of(basis, {}, wanted=found)
    outcomes = tuple(
        _outcome(prepared, quantity, Runs(found[name], ends.get(name), trends[name]), roles[name])
        for name, quantity in basis.quantities.items()
        if name in roles
    )
    # what others rest on goes on as it did, and that is an assumption too
    resting = [
        way_of(basis.quantities[name], None)
        for name in resting_on(basis, assumed, roles)
        if name not in roles and found[name].values is not None
    ]
    return ScenarioResult(
        id=proposal.id,
        title=proposal.title,
        remarks=proposal.remarks,
        assumed=(
            *(way for name, way in assumed.items() if found[name].values is not None),
            *resting,
        ),
        outcomes=outcomes,
        replaced=replaced_by(basis, found),
        absent=absent_of(found, roles),
        answer=_answer(prepared, proposal, assumed, outcomes) if proposal.id is None else None,
    )


def _answer(
    prepared: Prepared,
    proposal: Proposal,
    assumed: Mapping[str, Assumed],
    outcomes: Sequence[Outcome],
) -> Remedy | None:
    """The growth of one input that would meet the first target that others let it miss."""
    missed = [
        row.entry.id
        for row in outcomes
        if row.role == "affected" and row.held is not None and row.held.met is False
    ]
    for name in missed:
        above = inputs_of(prepared.basis.identities, name)
        for vary, way in assumed.items():
            if vary in above and way.kind == "rates":
                answer = _by(prepared, proposal, assumed, (name, vary))
                if answer is not None:
                    return answer
    return None


def _by(
    prepared: Prepared, proposal: Proposal, assumed: Mapping[str, Assumed], sought: tuple[str, str]
) -> Remedy | None:
    """The growth of one input with which a target is met, all else as assumed."""
    name, vary = sought
    others = tuple(
        tuple(written for written in layer if written.change.name != vary)
        for layer in proposal.layers
    )
    try:
        solution = solve(prepared, Goal(name, vary), others)
    except JyplanError:
        return None
    if solution.rate is None or solution.reason is not None:
        return None
    texts = dict.fromkeys(
        text for each, way in assumed.items() if each != vary for text in way.texts
    )
    sets = [part for text in texts for part in ("--set", text)]
    return Remedy(solution, ("jyplan", "solve", name, "--vary", vary, *sets))


class Runs(NamedTuple):
    """One quantity as assumed, at the ends of intervals, and on its trend."""

    course: ValuePath
    ends: ValuePath | None
    trend: ValuePath


def _outcome(prepared: Prepared, quantity: MovingQuantity, runs: Runs, role: str) -> Outcome:
    basis, course = prepared.basis, runs.course
    past = quantity.trend
    usual = None
    if runs.trend.values is not None:
        usual = held(basis, quantity, runs.trend, runs.trend.values[0])
    result = None if course.values is None else held(basis, quantity, course, course.values[0])
    last = result.year if result and result.year else basis.until
    growth, needed = _growth(basis, quantity, course, last)
    return Outcome(
        entry=quantity.entry,
        item=quantity.item,
        role=role,
        years=_years(basis, quantity, course, runs.ends),
        held=result,
        growth=growth and growth.rate,
        needed=needed and needed.rate,
        growth_step=growth and growth.step,
        needed_step=needed and needed.step,
        past=past,
        trend=usual,
        reason=course.reason,
        because=course.because,
        planned=planned(basis, quantity),
    )


def _growth(
    basis: Basis, quantity: MovingQuantity, course: ValuePath, last: int
) -> tuple[Past | None, Past | None]:
    """Growth per year from the start to a year: what it took, and what the target needs."""
    first = int(basis.years[course.start])
    if course.values is None or not first < last <= basis.until:
        return None, None
    values = course.values[0]
    start, end = float(values[course.start]), float(values[basis.column(last)])
    if not np.isfinite(start + end):
        return None, None
    aim, needed = quantity.aim, None
    if aim is not None and aim.year == last and not aim.holds(start):
        needed = _grown(quantity, (first, start), (last, aim.figure))
    return _grown(quantity, (first, start), (last, end)), needed


def _grown(quantity: MovingQuantity, start: tuple[int, float], end: tuple[int, float]) -> Past:
    """Growth from one year to another; growth rates do not grow, but change in steps."""
    growth = between(start, end)
    return growth._replace(rate=None) if quantity.known.rate else growth


def _years(
    basis: Basis, quantity: MovingQuantity, course: ValuePath, ends: ValuePath | None
) -> tuple[YearValue, ...]:
    """The years from the first known value of the plan's time to the last one asked for."""
    values = course.values
    if values is None:
        return ()
    known = {year for year, _ in quantity.values}
    rows = []
    for column in range(basis.column(basis.until) + 1):
        value = float(values[0, column])
        if not np.isfinite(value):
            continue
        low = high = None
        if ends is not None and ends.values is not None and column > course.start:
            least, most = ends.values[:, column].min(), ends.values[:, column].max()
            low, high = (float(least), float(most)) if least < most else (None, None)
        year = int(basis.years[column])
        stated = year in known and (column < course.start or not _moved(quantity, value, year))
        rows.append(YearValue(year, value, low, high, stated))
    return tuple(rows)


def _moved(quantity: MovingQuantity, value: float, year: int) -> bool:
    return dict(quantity.values).get(year) != value
