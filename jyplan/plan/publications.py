"""What must hold of published verdicts and the plan that they are about."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jyplan.plan.aims import last_year
from jyplan.plan.parts import UnreadableError
from jyplan.plan.places import Declared, Place
from jyplan.plan.remarks import unknown_indicator, unknown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.plan.document import Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.remarks import PlanFiles
    from jyplan.plan.verdicts import Publication


def of_verdicts(files: PlanFiles) -> Iterator[Finding]:
    """Everything in verdicts.yaml that does not go together, or not with the plan."""
    if files.verdicts is None or files.verdicts_document is None:
        return
    declared = Declared(files.targets, files.starts)
    lines: dict[tuple[str, int], int] = {}
    with suppress(UnreadableError):
        for at in Place(files.verdicts, files.verdicts_document).each("published"):
            for rule in (inside_the_plan, known_indicators, known_classes):
                with suppress(UnreadableError):
                    yield from rule(at, declared)
            with suppress(UnreadableError):
                yield from _once_a_year(at, lines)


def inside_the_plan(at: Place[Publication], declared: Declared) -> Iterator[Finding]:
    """Verdicts are about a year of which values can be reported."""
    head = declared.targets.plan
    first, last = head.baseline_year, head.end_year
    try:
        last = last_year(head, declared.targets.indicators)
    except UnreadableError:
        # Too early is too early, whenever the last target is due.
        if at.says.year >= first:
            raise
    if not first <= at.says.year <= last:
        yield at.wrong("JY241", ("year",), {"year": at.says.year, "first": first, "last": last})


def known_indicators(at: Place[Publication], declared: Declared) -> Iterator[Finding]:
    """What is judged is an indicator."""
    for name, loc in _judged(at):
        if declared.indicators.lacks(name):
            yield unknown_indicator(at.document, loc, name, declared.indicators, key=True)


def known_classes(at: Place[Publication], _: Declared) -> Iterator[Finding]:
    """A class is one of the publication's."""
    known = at.says.classes
    for name, loc in _judged(at):
        given = at.says.verdicts[name].class_
        if given not in known:
            yield unknown_name(at.document, (*loc, "class"), "class", given, known)


def _once_a_year(at: Place[Publication], lines: dict[tuple[str, int], int]) -> Iterator[Finding]:
    """Of an indicator and a year there is one verdict, whoever gives it: which would count?"""
    for name, loc in _judged(at):
        key = (name, at.says.year)
        if key in lines:
            data = {"name": f"{name} {at.says.year}", "first_line": lines[key]}
            yield at.wrong("JY209", loc[len(at.loc) :], data, key=True)
        lines.setdefault(key, at.document.span(loc, key=True).line)


def _judged(at: Place[Publication]) -> Iterator[tuple[str, Loc]]:
    """The indicators that a publication speaks of, and where."""
    for name in at.says.verdicts:
        yield name, (*at.loc, "verdicts", name)
