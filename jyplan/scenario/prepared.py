"""A plan made ready for scenarios: what they stand on, what they assume, what they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.errors import ArgumentsError, FindingsError, RequestError
from jyplan.outcomes import Absent, Replaced
from jyplan.plan.files import TARGETS, read
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.identities import circles, identities_of, places_of
from jyplan.plan.names import meant, named, resolved
from jyplan.scenario.assumptions import assumed_of
from jyplan.scenario.courses import basis_of, moved_by
from jyplan.scenario.quantities import quantities_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jyplan.outcomes import Assumed
    from jyplan.plan.fields import TextModel
    from jyplan.plan.identities import Identity
    from jyplan.plan.plan import Observation, Plan
    from jyplan.results import Report
    from jyplan.scenario.assumptions import PlacedChange
    from jyplan.scenario.courses import Basis, ValuePath
    from jyplan.scenario.quantities import MovingQuantity


class Ties(NamedTuple):
    """How uncertain growth goes together, from year to year and between quantities.

    Attributes:
        persistence: how much of a year's luck goes on: 0 none, 1 all of it.
        common: correlation of all of it, by a common factor.
        pairs: correlations of single pairs, in place of the common one.
        finding: the finding that they contradict each other, where they are written.
    """

    persistence: float = 0.0
    common: float = 0.0
    pairs: Mapping[tuple[str, str], float] = {}
    finding: Callable[[], Finding] | None = None


class Proposal(NamedTuple):
    """A scenario as it is asked for.

    Attributes:
        id: its name; None for the changes of the command line.
        title: in both languages, where it has one.
        remarks: what its author assumes, in words.
        layers: its changes; those of a later layer count more.
        ties: how its uncertain growth goes together.
    """

    id: str | None
    title: TextModel | None
    remarks: tuple[TextModel, ...]
    layers: tuple[tuple[PlacedChange, ...], ...]
    ties: Ties = Ties()


class Prepared(NamedTuple):
    """A plan, ready for scenarios.

    Attributes:
        report: the plan, assessed.
        basis: its quantities and years.
        wrong: what was found in the changes before they met the plan.
    """

    report: Report
    basis: Basis
    wrong: tuple[Finding, ...] = ()


def prepare(
    report: Report,
    observations: Sequence[Observation],
    until: int | None = None,
    *,
    as_of: int | None = None,
    drawn: bool = False,
) -> Prepared:
    """Make a plan ready for scenarios.

    Args:
        report: the plan, assessed.
        observations: everything reported.
        until: the last year; None: of the plan, or of a later target.
        as_of: the last year whose values count; None: all do.
        drawn: whether intervals are drawn, and not worked out end by end.

    Raises:
        FindingsError: its identities run in a circle.
        RequestError: `until` is over.
    """
    if until is not None and until <= report.as_of:
        raise RequestError("until_is_past", year=until, first=report.as_of + 1)
    seen = [entry for entry in observations if as_of is None or entry.year <= as_of]
    quantities = quantities_of(report, seen)
    identities = {
        name: identity
        for name, identity in identities_of(report.plan).items()
        if all(_by_default(quantities[each]) for each in (name, *identity.inputs))
    }
    if circular := list(circles(identities)):
        raise FindingsError(_circular(report.plan, circular))
    head = report.plan.head
    due = [each.aim.year for each in quantities.values() if each.aim and each.aim.year]
    last = max([head.end_year, *due]) if until is None else until
    basis = basis_of(quantities, identities, head.baseline_year, last)
    themes = named(report.plan.targets.themes)
    return Prepared(report, basis._replace(themes=themes, drawn=drawn))


def _by_default(quantity: MovingQuantity) -> bool:
    """Whether a quantity is what identities speak of: by its default reading."""
    item = quantity.item
    if item is None or (item.reading is not None and item.reading.same_quantity):
        return True
    return item.known.own


def _circular(plan: Plan, circular: Sequence[tuple[Identity, str]]) -> list[Finding]:
    """Where the first formula of each circle stands."""
    # Only here: no other run needs to know where a formula stands.
    from jyplan.plan import source

    content = read(plan.origin.folder / TARGETS)
    document, _ = source.understood(content)
    places = places_of(plan)
    findings = []
    for identity, cycle in circular:
        data = {"cycle": cycle}
        if document is None:
            findings.append(Finding("JY706", Severity.ERROR, Span(content.name, 1, 1, 1), data))
        else:
            place = places[identity.formula]
            findings.append(document.finding("JY706", Severity.ERROR, place, data))
    return content.discreet(findings)


def assumptions(
    prepared: Prepared, layers: Sequence[Sequence[PlacedChange]]
) -> tuple[dict[str, Assumed], list[Finding]]:
    """What changes assume, and what looks like a slip in them.

    Raises:
        FindingsError: with everything that is wrong in them.
    """
    assumed, findings = assumed_of(layers, prepared.basis)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or prepared.wrong:
        raise refused([*prepared.wrong, *errors])
    return assumed, findings


def refused(findings: Sequence[Finding]) -> FindingsError:
    """The error for findings: of the command line, where none stands in a file."""
    unlike = [each for index, each in enumerate(findings) if each not in findings[:index]]
    typed = all(finding.span.path.startswith("--") for finding in unlike)
    if typed:
        return ArgumentsError(unlike)
    return FindingsError(sorted(unlike, key=lambda finding: finding.span))


def settled(
    prepared: Prepared, proposals: Sequence[Proposal]
) -> tuple[list[dict[str, Assumed]], list[Finding]]:
    """What each scenario assumes, and what looks like a slip.

    Raises:
        FindingsError: with everything that is wrong in any of them.
    """
    found: list[dict[str, Assumed]] = []
    warnings: list[Finding] = []
    errors: list[Finding] = [*prepared.wrong]
    for proposal in proposals:
        try:
            assumed, slips = assumptions(prepared, proposal.layers)
        except FindingsError as error:
            errors += error.findings
            continue
        found.append(assumed)
        warnings += [slip for slip in slips if slip not in warnings]
    if errors:
        raise refused(errors)
    return found, warnings


def roles_of(basis: Basis, assumed: Mapping[str, Assumed], *, everything: bool) -> dict[str, str]:
    """What is shown, and why: ``changed``, ``affected`` or ``trend``."""
    moved = moved_by(basis, assumed)
    roles = dict.fromkeys(moved, "affected") | dict.fromkeys(assumed, "changed")
    if everything or not assumed:
        others = [name for name, each in basis.quantities.items() if each.item is not None]
        roles = dict.fromkeys(others, "trend") | roles
    return roles


def resting_on(basis: Basis, assumed: Mapping[str, Assumed], roles: Mapping[str, str]) -> list[str]:
    """What nobody set and what is shown rests on, or is shown itself: it goes on as it did."""
    moved = moved_by(basis, assumed)
    needed = {name for each in moved for name in basis.identities[each].inputs}
    needed |= {name for name, role in roles.items() if role == "trend"}
    return [
        name
        for name in basis.quantities
        if name in needed and name not in assumed and name not in moved
    ]


def absent_of(found: Mapping[str, ValuePath], roles: Mapping[str, str]) -> tuple[Absent, ...]:
    """What could not be worked out, by reason and by what would help."""
    missing: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    nothing = all(found[name].values is None for name in roles)
    for name, role in roles.items():
        course = found[name]
        # that others have no trend is worth a word only where nothing has one
        if course.reason is not None and (nothing or role != "trend"):
            missing.setdefault((course.reason, course.because), []).append(name)
    return tuple(Absent(reason, because, tuple(ids)) for (reason, because), ids in missing.items())


def replaced_by(basis: Basis, found: Mapping[str, ValuePath]) -> tuple[Replaced, ...]:
    """Stated values in whose place those of identities stand."""
    replaced = []
    for name, course in found.items():
        quantity = basis.quantities[name]
        if course.values is None or quantity.start is None:
            continue
        year, stated = quantity.start
        value = float(course.values[0, basis.column(year)])
        # what is the same as printed replaces nothing
        if np.isfinite(value) and abs(value - stated) >= quantity.entry.precision / 2:
            formula = basis.identities[name].formula
            replaced.append(Replaced(name, year, stated, value, formula))
    return tuple(replaced)


def quantity_id(basis: Basis, name: str, option: str) -> str:
    """The id of a quantity, by its id or name.

    Raises:
        RequestError: the plan has none of this name, or several.
    """
    known = named(quantity.entry for quantity in basis.quantities.values())
    refusal = RequestError("unknown_quantity", option=option, value=name, known=known)
    return resolved(name, known, refusal)


def with_ids(changes: Iterable[PlacedChange], prepared: Prepared) -> tuple[PlacedChange, ...]:
    """Changes of the command line, ids in the place of names; what is unknown stays as it is."""
    own = prepared.report.plan.targets
    known = {
        "id": named(quantity.entry for quantity in prepared.basis.quantities.values()),
        "theme": named(own.themes),
        "glob": [],
    }
    found = []
    for written in changes:
        change = written.change
        ids = meant(change.name, known[change.sort])
        if len(ids) == 1:
            change = change._replace(name=ids[0].id)
        found.append(written._replace(change=change))
    return tuple(found)


def no_way(name: str, course: ValuePath) -> RequestError:
    """The error for a quantity that cannot be worked out."""
    if course.because:
        return RequestError("no_way", name=name, other=", ".join(course.because))
    return RequestError("no_values", name=name)
