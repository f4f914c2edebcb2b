"""`jyplan path` as a page: yearly milestones, and what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.columns import whole_cell
from jyplan.pages.forms import unit_of
from jyplan.pages.page import Cell, Column, Note, Notes, Page, Row, ShownFigure, Table
from jyplan.pages.status import heading_of, notes
from jyplan.pages.view import View, computed_cell, name_of, with_unit
from jyplan.texts import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.results import Assessment, Course, Report, YearValues
    from jyplan.texts.words import Language

PATHS = ("linear", "compound", "itr")


def path_page(
    report: Report, courses: Sequence[Course], language: Language, *, named: bool
) -> Page:
    """Milestones of the courses: each on its own path, all paths where they were named."""
    view = View(report, language)
    years = sorted({year.year for course in courses for year in course.years})
    rows = []
    for course in courses:
        item = course.assessment
        name = with_unit(name_of(item.indicator, item, view), unit_of(item.indicator, item, view))
        for key, cells in _lines(course, years, every=named):
            # Where each has one path, it needs no word.
            bare = not named and key not in {"observed", "stated"}
            rows.append(Row((Cell(name if bare else f"{name} {_word(key, view)}"), *cells)))
    table = Table(_columns(view.word("column.name"), years), tuple(rows), turns=True)
    lines = (*notes(view.only(course.assessment for course in courses), ["name"]),)
    return Page(
        language,
        heading_of(view),
        (),
        (*([table] if rows else []), Notes((*lines, *_missing(courses, view)))),
    )


def course_table(course: Course, view: View) -> Table:
    """One indicator on all its paths, with what was reported."""
    years = [entry.year for entry in course.years]
    own = course.assessment.path
    rows = []
    for key, cells in _lines(course, years, every=True):
        mark = f" {view.word('show.own')}" if key == own else ""
        rows.append(Row((Cell(f"{_word(key, view)}{mark}"), *cells)))
    return Table(_columns("", years), tuple(rows), turns=True)


def _columns(title: str, years: Sequence[int]) -> tuple[Column, ...]:
    names = Column("indicator", title, right=False, names=True, lead=True)
    return (names, *(Column(str(year), str(year)) for year in years))


def _word(key: str, view: View) -> str:
    """What a path is called, and what was reported."""
    words = {"observed": "show.observed", "stated": "show.on_the_way"}
    return view.word(words.get(key, f"path.{key}"))


def _lines(
    course: Course, years: Sequence[int], *, every: bool
) -> Iterator[tuple[str, list[Cell]]]:
    """A line a path, and one of what was reported, each with its key."""
    item = course.assessment
    known = {entry.year: entry for entry in course.years}
    for path in PATHS if every else (item.path,):
        if any(getattr(entry, path) is not None for entry in course.years):
            yield path, [_value_on(item, known.get(year), path) for year in years]
    stops = dict(item.aim.milestones)
    if stops:
        yield "stated", [_observed(stops.get(year)) for year in years]
    seen = {year: entry.observed for year, entry in known.items() if entry.observed is not None}
    if seen:
        places = numbers.decimals_of(item.indicator.precision) + 2
        chained = item.known.reported != "value"
        yield "observed", [_observed(seen.get(year), places if chained else None) for year in years]


def _observed(value: float | None, places: int | None = None) -> Cell:
    """A value as it was reported, or with so many decimals where it was worked out."""
    if value is None:
        return Cell()
    shown = numbers.as_stated(value) if places is None else numbers.trimmed(value, places)
    return Cell(shown, figure=ShownFigure(value, len(shown.partition(".")[2])))


def _value_on(item: Assessment, entry: YearValues | None, path: str) -> Cell:
    """A milestone of one of the paths; the baseline as it is stated."""
    if entry is None:
        return Cell()
    if item.baseline is not None and entry.year == item.baseline.year:
        return _observed(item.baseline.value)
    value, whole = getattr(entry, path), getattr(entry, f"{path}_whole")
    return whole_cell(whole) or computed_cell(value, item.indicator.precision)


def _missing(courses: Sequence[Course], view: View) -> Iterator[Note]:
    """Which indicators have no path, and why."""
    missing: dict[str, list[str]] = {}
    for course in courses:
        if not course.years and course.reason:
            name = view.own(course.assessment.indicator.name)
            missing.setdefault(course.reason, []).append(name)
    for reason, names in missing.items():
        yield Note(view.labelled(view.word(f"reason.{reason}"), view.listed(names)), "quiet")
