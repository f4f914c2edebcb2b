"""Whether submissions fit the plan: years, names of files, whole numbers, completeness."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.checks.material import Mention, Remark, site_of
from jyplan.plan.aims import goal_of
from jyplan.plan.findings import Span
from jyplan.plan.known import asks_for
from jyplan.plan.records import by_year
from jyplan.plan.submissions import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.material import Material
    from jyplan.plan.document import Loc
    from jyplan.plan.model import Revision, Target
    from jyplan.plan.submissions import Submission

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")


def years(material: Material) -> Iterator[Remark]:
    """JY231: years lie in the plan."""
    data = {"first": material.plan.head.baseline_year, "last": material.last_year}
    for submission in material.checked:
        places = [*submission.restated]
        if submission.year is not None and submission.year_span is not None:
            places.insert(0, (submission.year, submission.year_span))
        for year, span in places:
            if not material.inside(year):
                yield Remark("JY231", Mention(span, submission.accepts), {"year": year, **data})


def file_names(material: Material) -> Iterator[Remark]:
    """JY232: a year in the name of a file is its year."""
    years_in: dict[str, set[int | None]] = {}
    for submission in material.checked:
        years_in.setdefault(submission.path, set()).add(submission.year)
    for submission in material.checked:
        named = [int(year) for year in _YEAR.findall(PurePath(submission.path).stem)]
        # A table may have earlier years beside its own.
        if named and submission.year_span and not years_in[submission.path] & {*named}:
            data = {"named": named[0], "year": submission.year}
            yield Remark("JY232", Mention(submission.year_span, submission.accepts), data)


def whole_numbers(material: Material) -> Iterator[Remark]:
    """JY233: counts are whole."""
    for submission in material.checked:
        for value in submission.values:
            quantity = material.quantity(value.id, value.reading)
            if quantity.counted and value.value != int(value.value):
                declared = quantity.entry
                data = {"name": declared.name, "unit": declared.unit, "value": value.value}
                yield Remark("JY233", site_of(value), data)


def required(material: Material) -> Iterator[Remark]:
    """JY235: what the plan requires of a year is there, from the whole or from each district.

    As by its form, nobody is asked for a year that says nothing, nor a district for what only the
    whole can tell.
    """
    wanted = [name for name, entry in material.declared.items() if entry.required]
    if not wanted:
        return
    stated: dict[int, dict[str | None, set[str]]] = {}
    for submission in material.submissions:
        if submission.year is not None:
            by_district = stated.setdefault(submission.year, {})
            by_district.setdefault(submission.district, set()).update(submission.stated)
    said = set()
    for submission in material.checked:
        year, district = submission.year, submission.district
        asked = year, district, submission.unasked
        if year is None or not material.inside(year) or asked in said:
            continue
        said.add(asked)
        known = stated[year][district] | stated[year].get(None, set())
        parts = [names for part, names in stated[year].items() if part is not None]
        if district is None and parts:
            known |= set.intersection(*parts)
        missing = [
            name
            for name in wanted
            if name not in known | submission.unasked and _due(material, name, year, district)
        ]
        if missing and submission.values_span is not None:
            mention = Mention(submission.values_span, submission.accepts)
            names = [material.declared[name].name for name in missing]
            data = {"year": year, "missing": missing, "names": names}
            yield Remark("JY235", mention, data)


def _due(material: Material, name: str, year: int, district: str | None) -> bool:
    """Whether a value is to be reported for a year, by the whole or by a district."""
    own = material.quantity(name, None)
    return asks_for(own, material.plan.head, year) and not (district is not None and own.apart)


def milestones(material: Material) -> Iterator[Remark]:
    """JY242: milestones lie between the figure before them and the target."""
    files = material.files
    if files is None or files.targets_document.path not in material.paths:
        return
    document = files.targets_document
    for index, indicator in enumerate(files.targets.indicators):
        if indicator.direction == "maintain":
            # What is to be kept has no way on which milestones could lie.
            continue
        loc = ("indicators", index, "target")
        accepts = accepted(document, loc, indicator.target)
        own = material.quantity(indicator.id, None)
        places: list[tuple[Loc, Target | Revision]] = [(loc, indicator.target)]
        places += [
            ((*loc, "revisions", number), each)
            for number, each in enumerate(indicator.target.revisions)
        ]
        for place, bound in places:
            due = bound.year or indicator.target.year
            year = due if isinstance(due, int) else None
            goal = goal_of(bound, indicator.direction, year, own.start)
            for when, stop, before in _off_the_way(bound, own.start, goal):
                data = {"year": when, "value": stop, "first": before, "last": goal and goal[1]}
                span = document.span((*place, "milestones", when))
                yield Remark("JY242", Mention(span, accepts), data)


def _off_the_way(
    bound: Target | Revision, start: tuple[int, float] | None, goal: tuple[str, float] | None
) -> Iterator[tuple[int, float, float]]:
    """Milestones that overshoot or fall back, with the figure before each."""
    if start is None or goal is None:
        return
    before, end = start[1], goal[1]
    for year, value in by_year(bound.milestones).items():
        if not min(before, end) <= value <= max(before, end):
            yield year, value, before
        before = value


def neighbours(material: Material) -> Iterator[Remark]:
    """JY239: what is compared with can be read."""
    checked = [each for each in material.checked if each.year_span is not None]
    for other in material.submissions[: len(material.submissions) - len(material.checked)]:
        if other.findings and checked:
            mention = Mention(_head(checked[0]), checked[0].accepts)
            yield Remark("JY239", mention, {"path": other.path})


def _head(submission: Submission) -> Span:
    span = submission.year_span
    return span if span is not None else Span(submission.path, 1, 1, 1)


RULES = (years, file_names, whole_numbers, required, milestones, neighbours)
