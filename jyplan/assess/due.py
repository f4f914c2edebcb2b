"""What is to be reported for a year, and what is expected of each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.assess import Request, assess
from jyplan.assess.course import course_of
from jyplan.assess.selection import group_id
from jyplan.errors import RequestError
from jyplan.plan.aims import last_year
from jyplan.plan.known import asks_for, known_of, speaks_for
from jyplan.plan.totals import of_the_whole
from jyplan.results import BlankForm, DueFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import Group
    from jyplan.plan.plan import Observation, Plan
    from jyplan.results import Assessment, Report


def blank_form(
    plan: Plan,
    observations: Iterable[Observation],
    year: int,
    *,
    district: str | None = None,
    themes: Sequence[str] = (),
) -> BlankForm:
    """What one reporter is to report for a year.

    Args:
        plan: a valid plan.
        observations: everything reported; only what lies before the year counts.
        year: year whose end is reported.
        district: id or name of who reports; None: the whole.
        themes: ids or names of the themes to keep, without context quantities; none: all.

    Raises:
        RequestError: the year lies outside the plan, nothing is to be reported for it, or an
            unknown district or theme was named.
    """
    first, last = plan.head.baseline_year + 1, last_year(plan.head, plan.indicators)
    if not first <= year <= last:
        raise RequestError("form_year", year=year, first=first, last=last)
    kept = [group_id(name, plan.targets.themes, "--theme") for name in themes]
    reporter = None if district is None else _district(plan, district)
    before = [entry for entry in observations if entry.year < year]
    report = assess(plan, before, Request(year))
    ids = _due(plan, report, year, kept)
    reports = _reports_of(plan, before, reporter)
    known = known_of(plan, reports)
    items = {item.indicator.id: item for item in report.assessments}
    apart = [id_ for id_ in ids if reporter is not None and known[id_].apart]
    figures = [
        _figure(known[id_], items.get(id_), reports, year, whole=reporter is None)
        for id_ in ids
        if id_ not in apart
    ]
    if not figures:
        raise RequestError("nothing_due", year=year)
    entries = tuple(known[id_].entry for id_ in apart)
    return BlankForm(report, year, reporter, tuple(figures), entries)


def _district(plan: Plan, name: str) -> Group:
    districts = plan.targets.districts
    if not districts:
        raise RequestError("no_districts", option="--district")
    id_ = group_id(name, districts, "--district")
    return next(each for each in districts if each.id == id_)


def _due(plan: Plan, report: Report, year: int, themes: Sequence[str]) -> list[str]:
    """Ids of what a value of the year says something about, by theme, then context."""
    items = [item for item in report.assessments if not themes or item.indicator.theme in themes]
    due = {item.indicator.id for item in items if asks_for(item.known, plan.head, year)}
    # What others are held against is needed though nothing may be asked of it.
    due |= {
        item.aim.comparison.than
        for item in items
        if item.aim.comparison is not None and item.indicator.id in due
    }
    order = [theme.id for theme in plan.targets.themes]
    chosen = [entry for entry in plan.indicators if entry.id in due]
    chosen.sort(key=lambda entry: order.index(entry.theme))
    context = [entry.id for entry in plan.starts.context if not themes or entry.id in due]
    return [*(entry.id for entry in chosen), *context]


def _reports_of(
    plan: Plan, observations: Sequence[Observation], district: Group | None
) -> list[Observation]:
    """What the reporter reported before."""
    if district is None:
        return of_the_whole(plan, observations)[0]
    return [entry for entry in observations if entry.district == district.id]


def _figure(
    known: KnownQuantity,
    item: Assessment | None,
    reports: Sequence[Observation],
    year: int,
    *,
    whole: bool,
) -> DueFigure:
    before = _last(known, reports)
    reported = before is not None
    if before is None and whole and not known.chained:
        before = known.start
    if item is None or not whole:
        return DueFigure(known, before, reported, None, None, None, None)
    asked = item.aim.of(year) if item.aim.in_force(year) else None
    if item.aim.every is not None and asked is None:
        return DueFigure(known, before, reported, None, None, None, "no_target")
    if not known.chained:
        stop = item.milestone
        return DueFigure(known, before, reported, stop.value, stop.whole, asked, stop.reason)
    step, reason = _step(item, year)
    return DueFigure(known, before, reported, step, None, asked, reason)


def _last(known: KnownQuantity, reports: Iterable[Observation]) -> tuple[int, float] | None:
    """Year and figure of the newest report, of its newest vintage, as it was reported."""
    own = [each for each in reports if each.id == known.entry.id and speaks_for(known, each)]
    if not own:
        return None
    newest = max(own, key=lambda each: (each.year, each.vintage))
    return newest.year, newest.value


def _step(item: Assessment, year: int) -> tuple[float | None, str | None]:
    """What the plan's course adds in a year, or changes in per cent; else why it does not."""
    course = course_of(item)
    levels = {entry.year: getattr(entry, item.path) for entry in course.years}
    now, then = levels.get(year), levels.get(year - 1)
    if now is None or then is None:
        return None, "deadline_passed" if levels else course.reason
    if item.known.reported == "yearly_increment":
        return now - then, None
    return (100 * (now / then - 1), None) if then > 0 else (None, "zero_baseline")
