"""The expected course as formulas: its value in a year, and when it reaches a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.workbook.inputs import aim_of
from jyplan.pages.workbook.levels import value_in
from jyplan.pages.workbook.ranges import peak
from jyplan.pages.workbook.terms import (
    Term,
    both,
    either,
    first,
    known,
    least,
    log,
    most,
    no,
    sign,
    term,
    when,
)

if TYPE_CHECKING:
    from jyplan.pages.workbook.frame import BookFrame, BookRow

# the share of its start below which a path to (nearly) zero is bent
BEND = (100, 1111)
# tangents that lead to where a bent path reaches a value
TANGENTS = 24
LATE = 9999


class CoursePart(NamedTuple):
    """A part of a course that is a path of its own; values in the unit, years as numbers.

    Attributes:
        start: value at its start.
        end: value at its end.
        begun: year of the start.
        over: year of the end.
        path: the word of the path.
    """

    start: Term
    end: Term
    begun: Term
    over: Term
    path: Term


def whole_course(frame: BookFrame, line: BookRow) -> CoursePart:
    """The course from baseline to target, without milestones."""
    return CoursePart(
        *(frame.cell(line, key) for key in ("baseline", "level", "start_year", "year", "path"))
    )


def value_on(frame: BookFrame, line: BookRow, part: CoursePart, year: Term) -> Term:
    """The value of a path at the end of a year; after its end it stays there."""
    share = least((year - part.begun) / (part.over - part.begun), 1)
    straight = part.start + (part.end - part.start) * share
    grown = part.start * (part.end / part.start) ** share
    compound = when(compounds(part), grown, straight)
    linear = straight_on(frame, line, part)
    if line.known.path != "itr":
        return when(linear, straight, compound)
    curved = bent(frame, line, part)
    return first((linear, straight), (curved, _on_bent(part, share)), other=compound)


def compounds(part: CoursePart) -> Term:
    """Whether something compounds from its start to its end."""
    return part.start * part.end > 0


def bends(part: CoursePart) -> Term:
    """Whether constant growth cannot lead so near to zero."""
    return both(part.start > 0, part.end * BEND[1] < part.start * BEND[0])


def bent(frame: BookFrame, line: BookRow, part: CoursePart) -> Term:
    """Whether a path is one that constant growth cannot be."""
    if line.known.path != "itr":
        return term(value=False)
    return both(bends(part), part.path.equals(frame.view.word("path.itr")))


def straight_on(frame: BookFrame, line: BookRow, part: CoursePart) -> Term:
    """Whether a path is a straight line, as it is where nobody says otherwise."""
    compound = part.path.equals(frame.view.word("path.compound"))
    if line.known.path != "itr":
        return no(compound)
    return no(either(compound, part.path.equals(frame.view.word("path.itr"))))


def _on_bent(part: CoursePart, share: Term) -> Term:
    small = term(BEND[0]) / BEND[1]
    return small**share * part.start - (small * part.start - part.end) * share


def milestones_of(line: BookRow) -> tuple[tuple[int, float], ...]:
    """Years and values on the way that the plan states."""
    return aim_of(line).milestones


def part_at(frame: BookFrame, line: BookRow, year: Term | int) -> CoursePart:
    """The part of a course that a year lies on; the last one for later years."""
    course = whole_course(frame, line)
    if not milestones_of(line):
        return course
    passed = most(
        course.begun, peak(_stops(frame, line) * (frame.all_years < year) * frame.all_years)
    )
    coming = _coming(frame, _stops(frame, line) * (frame.all_years >= year))
    return _between(frame, line, passed, least(course.over, coming))


def _stops(frame: BookFrame, line: BookRow) -> Term:
    """In which years there are milestones, as 1 or 0."""
    course = whole_course(frame, line)
    stated = frame.by_year("stopped", line)
    return stated * (frame.all_years > course.begun) * (frame.all_years < course.over)


def _coming(frame: BookFrame, flags: Term) -> Term:
    """The first year that is flagged."""
    return LATE - peak(flags * (LATE - frame.all_years))


def _between(frame: BookFrame, line: BookRow, begun: Term, over: Term) -> CoursePart:
    """The part of a course between two of its years."""
    course, stops = whole_course(frame, line), frame.by_year("stops", line)

    def value(year: Term) -> Term:
        return first(
            (year.equals(course.begun), course.start),
            (year.equals(course.over), course.end),
            other=value_in(frame, stops, year),
        )

    return CoursePart(value(begun), value(over), begun, over, course.path)


def kept_part(
    frame: BookFrame, line: BookRow, part: CoursePart, name: str, ready: Term
) -> CoursePart:
    """A part with its figures as steps of their own, so that formulas stay short.

    Args:
        frame: the workbook.
        line: an indicator.
        part: of its course.
        name: of the steps.
        ready: whether there is a course.
    """
    if not milestones_of(line):
        return part
    begun = frame.step(line, f"{name}.begun", when(ready, part.begun, ""))
    over = frame.step(line, f"{name}.over", when(ready, part.over, ""))
    settled = _between(frame, line, begun, over)
    return CoursePart(
        frame.step(line, f"{name}.start", when(ready, settled.start, "")),
        frame.step(line, f"{name}.end", when(ready, settled.end, "")),
        begun,
        over,
        part.path,
    )


def write_stops(frame: BookFrame, line: BookRow, cells: dict[int, Term]) -> None:
    """Write milestones, and whether there are any, from the cells that hold them."""
    for year, cell in cells.items():
        frame.put_year("stops", line, year, when(known(cell), cell, 0.0))
        frame.put_year("stopped", line, year, when(known(cell), 1.0, 0.0))


def part_reaching(frame: BookFrame, line: BookRow, value: Term, *, leaving: bool) -> CoursePart:
    """The part that reaches a value: the first that does not end short of it."""
    course = whole_course(frame, line)
    if not milestones_of(line):
        return course
    flags = _stops(frame, line) * (_short(frame, line, value) <= 0)
    if leaving:
        flags = _stops(frame, line) * (_short(frame, line, value) < 0)
    over = least(course.over, _coming(frame, flags))
    before = _stops(frame, line) * (frame.all_years < over) * frame.all_years
    return _between(frame, line, most(course.begun, peak(before)), over)


def _short(frame: BookFrame, line: BookRow, value: Term) -> Term:
    """By how much milestones end short of a value, on the way to the target."""
    course = whole_course(frame, line)
    return sign(course.end - course.start) * (value - frame.by_year("stops", line))


def turns(frame: BookFrame, line: BookRow) -> Term:
    """Whether milestones lead away from the target for a while."""
    course, found = whole_course(frame, line), []
    rising, before = sign(course.end - course.start), course.start
    for year, _ in milestones_of(line):
        stop = frame.at_year("stops", line, year)
        there = frame.at_year("stopped", line, year).equals(1)
        usable = both(there, course.begun < year, course.over > year)
        found.append(both(usable, rising * (stop - before) < 0))
        before = when(usable, stop, before)
    return either(*found, rising * (course.end - before) < 0)


def years_to(
    frame: BookFrame, line: BookRow, part: CoursePart, value: Term, *, leaving: bool = False
) -> Term:
    """When a path, which goes on at its own pace beyond both ends, reaches a value."""
    level = part.start.equals(part.end)
    straight = (value - part.start) / (part.end - part.start)
    ratio = log(value / part.start) / log(part.end / part.start)
    linear = straight_on(frame, line, part)
    cases: list[tuple[Term, Term | float]] = [(level, float(leaving)), (linear, straight)]
    if line.known.path == "itr":
        cases.append(
            (bent(frame, line, part), _share_of_bent(frame, line, part, value, leaving=leaving))
        )
    share = first(*cases, (compounds(part), ratio), other=straight)
    return part.begun + share * (part.over - part.begun)


def _share_of_bent(
    frame: BookFrame, line: BookRow, part: CoursePart, value: Term, *, leaving: bool
) -> Term:
    """The share of its time after which a bent path reaches a value, by its tangents."""
    small = term(BEND[0]) / BEND[1]
    share: Term = term(0.0)
    ready = when(frame.step_at(line, "usable"), bends(part), term(value=False))
    for number in range(TANGENTS):
        over = _on_bent(part, share) - value
        slope = log(small) * small**share * part.start - small * part.start + part.end
        nearer = share - over / slope
        name = f"{'left' if leaving else 'reached'}.tangent{number}"
        share = frame.step(line, name, when(ready, nearer, 0.0))
    return share
