"""What must hold between the mappings of a plan: one small generator a rule.

A rule asks for what it needs. Where a file does not say that as it should, asking raises
`UnreadableError` and the rule has nothing more to say; all that is in order is still held to it.
"""

from __future__ import annotations

from contextlib import suppress
from math import log10
from typing import TYPE_CHECKING, Any

from jyplan.plan import declarations, targets
from jyplan.plan.parts import UnreadableError
from jyplan.plan.places import Declared, Place
from jyplan.plan.remarks import unknown_indicator, unknown_name
from jyplan.plan.targets import inside, reversed_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jyplan.plan.document import Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.model import (
        Baseline,
        Context,
        History,
        Indicator,
        Reading,
        TargetsFile,
    )
    from jyplan.plan.places import Ids
    from jyplan.plan.remarks import PlanFiles


def of_targets(files: PlanFiles) -> Iterator[Finding]:
    """Everything in targets.yaml that does not go together, or not with baselines.yaml."""
    declared = Declared(files.targets, files.starts)
    plan = Place(files.targets, files.targets_document)
    yield from _held([plan], PLAN_RULES, declared)
    for key in ("themes", "scopes", "districts", "indicators"):
        yield from _once(plan.each(key), ("id",), "JY104")
    yield from _held(plan.each("indicators"), INDICATOR_RULES, declared)
    yield from _held(plan.each("identities"), declarations.IDENTITY_RULES, declared)


def of_starts(files: PlanFiles) -> Iterator[Finding]:
    """Everything in baselines.yaml that does not go together, or not with targets.yaml."""
    declared = Declared(files.targets, files.starts)
    starts = Place(files.starts, files.starts_document)
    yield from _once(starts.each("baselines"), ("id", "reading"), "JY209")
    yield from _once(starts.each("context"), ("id",), "JY104")
    yield from _once(starts.each("history"), ("id", "year"), "JY209")
    yield from _held(starts.each("baselines"), BASELINE_RULES, declared)
    yield from _held(starts.each("context"), CONTEXT_RULES, declared)
    yield from _held(starts.each("history"), HISTORY_RULES, declared)


def _held(
    places: Iterable[Place[Any]], rules: Sequence[Callable[..., Iterator[Finding]]], *known: object
) -> Iterator[Finding]:
    """What rules find at some places, as far as these can be read."""
    with suppress(UnreadableError):
        for at in places:
            for rule in rules:
                with suppress(UnreadableError):
                    yield from rule(at, *known)


def _once(places: Iterable[Place[Any]], keys: Sequence[str], code: str) -> Iterator[Finding]:
    """Entries that have the same under all of these keys as one before."""
    first: dict[object, int] = {}
    with suppress(UnreadableError):
        for at in places:
            with suppress(UnreadableError):
                names = tuple(getattr(at.says, key) for key in keys)
                line = at.document.span((*at.loc, "id")).line
                if names in first:
                    name = " ".join(str(part) for part in names if part is not None)
                    yield at.wrong(code, ("id",), {"name": name, "first_line": first[names]})
                first.setdefault(names, line)


# a plan


def plan_years(at: Place[TargetsFile], _: Declared) -> Iterator[Finding]:
    """The plan ends after it begins."""
    head = at.says.plan
    if head.end_year <= head.baseline_year:
        data = {"year": head.end_year, "baseline_year": head.baseline_year}
        yield at.wrong("JY210", ("plan", "end_year"), data)


# indicators and context quantities


def theme(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """The theme is declared."""
    yield from _named(at, "theme", declared.themes)


def scope(at: Place[Indicator | Context], declared: Declared) -> Iterator[Finding]:
    """The scope is declared."""
    yield from _named(at, "scope", declared.scopes)


def _named(at: Place[Any], sort: str, ids: Ids) -> Iterator[Finding]:
    name = getattr(at.says, sort)
    if ids.lacks(name):
        yield unknown_name(at.document, (*at.loc, sort), sort, name, ids.known)


def readings(at: Place[Indicator], _: Declared) -> Iterator[Finding]:
    """Readings have names of their own, and one of them is the default."""
    yield from _once(at.each("readings"), ("id",), "JY104")
    names, default = [reading.id for reading in at.says.readings], at.says.default_reading
    if default is not None and default not in names:
        where = (*at.loc, "default_reading")
        yield unknown_name(at.document, where, "reading", default, names)
    if names and default is None:
        yield at.wrong("JY211", ("readings",), {"known": names}, key=True)


def precision(at: Place[Indicator | Context], _: Declared) -> Iterator[Finding]:
    """A precision is a power of ten."""
    value = at.says.precision
    if 10.0 ** round(log10(value)) != value:
        yield at.wrong("JY208", ("precision",), {"value": value})


def aliases(at: Place[Indicator | Context], declared: Declared) -> Iterator[Finding]:
    """What a quantity is also called is the name of no other one."""
    if not at.says.aliases:
        return
    # Only here: few plans have such names.
    from jyplan.plan.spelling import spellings, squeezed

    others = [
        entry
        for entries in declared.quantities.known.values()
        for entry in entries
        if entry.id != at.says.id
    ]
    called = {squeezed(entry.id): entry.id for entry in others}
    for entry in others:
        with suppress(UnreadableError):
            called |= dict.fromkeys(spellings(entry), entry.id)
    for index, name in enumerate(at.says.aliases):
        if (other := called.get(squeezed(name))) is not None:
            yield at.wrong("JY243", ("aliases", index), {"name": name, "other": other})


def limits(at: Place[Indicator | Context], _: Declared) -> Iterator[Finding]:
    """Natural limits are not reversed."""
    if reversed_ends(at.says.limits):
        yield at.wrong("JY205", ("limits",), {"problem": "reversed"}, key=True)


def floors(at: Place[Indicator], _: Declared) -> Iterator[Finding]:
    """A floor per year is a target for `every` year."""
    yield from _held([at], [_floor], at)
    yield from _held(at.each("readings"), [_floor], at)


def _floor(at: Place[Indicator | Reading], owner: Place[Indicator]) -> Iterator[Finding]:
    kind, year = at.says.kind, owner.says.target.year
    if kind == "annual_floor" and year != "every":
        meant: Loc = ("target", "year") if at is owner and year is not None else ("kind",)
        yield at.wrong("JY207", meant, {"kind": kind, "year": year})


# baselines, context quantities, earlier values


def known(at: Place[Baseline], declared: Declared) -> Iterator[Finding]:
    """A baseline belongs to an indicator, and to a reading where that has some."""
    ids = declared.indicators
    if ids.lacks(at.says.id):
        yield unknown_indicator(at.document, (*at.loc, "id"), at.says.id, ids)
    for indicator in ids.of(at.says.id)[:1]:
        reading, names = at.says.reading, [reading.id for reading in indicator.readings]
        if reading is not None and reading not in names:
            yield unknown_name(at.document, (*at.loc, "reading"), "reading", reading, names)
        if names and reading is None:
            yield at.wrong("JY212", ("id",), {"name": at.says.id, "known": names})


def known_past(at: Place[History], declared: Declared) -> Iterator[Finding]:
    """An earlier value belongs to a quantity."""
    ids = declared.quantities
    if ids.lacks(at.says.id):
        yield unknown_indicator(at.document, (*at.loc, "id"), at.says.id, ids)


def no_indicator(at: Place[Context], declared: Declared) -> Iterator[Finding]:
    """A context quantity is called otherwise than any indicator."""
    if at.says.id in declared.indicators.known:
        yield at.wrong("JY104", ("id",), {"name": at.says.id, "first_line": None})


def figure(at: Place[Baseline | Context | History], declared: Declared) -> Iterator[Finding]:
    """No figure lies outside the natural limits."""
    for owner in declared.quantities.of(at.says.id)[:1]:
        yield from inside(at, ("value",), owner.limits)


PLAN_RULES = (plan_years, declarations.settings)
QUANTITY_RULES = (scope, precision, aliases, limits, declarations.weight, targets.sums)
INDICATOR_RULES = (theme, readings, floors, *targets.RULES, *QUANTITY_RULES)
FIGURE_RULES = (figure, declarations.accepted)
BASELINE_RULES = (known, *FIGURE_RULES)
CONTEXT_RULES = (no_indicator, *QUANTITY_RULES, targets.starts, *FIGURE_RULES)
HISTORY_RULES = (known_past, *FIGURE_RULES)
