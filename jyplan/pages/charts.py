"""Charts of a page: their lines, what is to be seen in them, and their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.forms import by_steps, unit_of
from jyplan.pages.page import Cell, Chart, Column, Line, Row, Table
from jyplan.pages.view import with_unit
from jyplan.statuses import MET
from jyplan.texts import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.pages.view import View
    from jyplan.results import Assessment, Course, YearValues

    Points = tuple[tuple[int, float], ...]


def charted(title: str, series: Sequence[Line], decimals: int, view: View) -> Chart:
    """A chart with its description and its figures, for those who do not see it."""
    shown = tuple(line for line in series if line.points or line.ends)
    return Chart(
        title,
        shown,
        decimals,
        view.word("chart.no_room"),
        f"{view.clauses(_described(shown, decimals, view))}{view.word('stop')}" if shown else "",
        _figures(shown, decimals, view),
    )


def _described(series: Sequence[Line], decimals: int, view: View) -> Iterator[str]:
    """From where to where each line leads."""
    years = [year for line in series for year, *_ in (*line.points, *line.ends)]
    yield view.word("chart.years", first=min(years), last=max(years))
    for line in series:
        points = [(year, numbers.fixed(value, decimals)) for year, value in line.points]
        points += [(year, _between(low, high, decimals)) for year, low, high in line.ends]
        (first, start), (last, end) = points[0], points[-1]
        if first == last:
            yield view.word("chart.at", name=line.name, year=last, end=end)
        else:
            ends = {"first": first, "start": start, "last": last, "end": end}
            yield view.word("chart.from_to", name=line.name, **ends)


def _between(low: float, high: float, decimals: int) -> str:
    return f"{numbers.fixed(low, decimals)}–{numbers.fixed(high, decimals)}"


def _figures(series: Sequence[Line], decimals: int, view: View) -> Table:
    """Every value, a row a year."""
    columns = [Column("year", view.word("chart.year"), right=False)]
    told: list[dict[int, str]] = []
    for number, line in enumerate(series):
        columns.append(Column(str(number), line.name))
        values = {year: numbers.fixed(value, decimals) for year, value in line.points}
        told.append(values | {y: _between(low, high, decimals) for y, low, high in line.ends})
    years = sorted({year for values in told for year in values})
    rows = (
        Row((Cell(str(year)), *(Cell(values.get(year, "")) for values in told))) for year in years
    )
    return Table(tuple(columns), tuple(rows), turns=True)


def course_chart(course: Course, view: View) -> Chart:
    """One indicator: what was expected of it, what came, and where that leads."""
    item = course.assessment
    decimals = numbers.decimals_of(item.indicator.precision)
    series = [
        Line("band", view.word("chart.asked"), ends=_between_asked(item)),
        Line("course", view.word("chart.planned"), _planned(course)),
        Line("course", view.word("chart.asked"), _asked(item)),
        Line("projection", view.word("chart.pace"), _onward(course)),
        Line("milestone", view.word("chart.milestone"), item.aim.milestones),
        Line("target", view.word("chart.target"), _target(item)),
        Line("observed", view.word("show.observed"), _observed(item)),
    ]
    comparison = item.aim.comparison
    if comparison is not None and comparison.growth:
        decimals = max(decimals, 1)
    return charted(_title(item, view), series, decimals, view)


def _title(item: Assessment, view: View) -> str:
    """The name with the unit of what is shown."""
    name, comparison = view.own(item.indicator.name), item.aim.comparison
    if comparison is None or not comparison.growth:
        return with_unit(name, unit_of(item.indicator, item, view))
    if comparison.mean:
        name = view.word("chart.mean", name=name)
    elif not item.known.rate:
        name = view.word("chart.growth", name=name)
    return with_unit(name, "%")


def _planned(course: Course) -> Points:
    """The course that the plan expects, by its own path, in whole numbers where it counts."""
    start = course.assessment.known.start
    found = [(entry.year, _expected(entry, course.assessment.path)) for entry in course.years]
    # It starts where it was, be that a whole number or not.
    found = [
        start if start is not None and start[0] == year else (year, value) for year, value in found
    ]
    return tuple((year, value) for year, value in found if value is not None)


def _expected(entry: YearValues, path: str) -> float | None:
    # Where nothing compounds the course is the straight line.
    path = "linear" if getattr(entry, path) is None else path
    whole: int | None = getattr(entry, f"{path}_whole")
    value: float | None = getattr(entry, path)
    return value if whole is None else whole


def _asked(item: Assessment) -> Points:
    """What is asked of single years, beside what came of any."""
    aim = item.aim
    if aim.every is None or not item.known.years or _between_asked(item):
        return ()
    if aim.comparison is not None:
        return tuple((each.year, each.aim.figure) for each in item.known.years)
    found = ((year, aim.of(year).value) for year in aim.asked)
    return tuple((year, value) for year, value in found if value is not None)


def _between_asked(item: Assessment) -> tuple[tuple[int, float, float], ...]:
    """What is asked of single years, where that is a range with two ends."""
    aim = item.aim
    if aim.every is None or not item.known.years:
        return ()
    bounds = ((year, aim.of(year).bound) for year in aim.asked)
    return tuple(
        (year, bound.minimum, bound.maximum)
        for year, bound in bounds
        if bound.minimum is not None and bound.maximum is not None
    )


def _onward(course: Course) -> Points:
    """Where the pace so far leads, as it is planned: at a rate, or in steps; not once it is met."""
    item, latest = course.assessment, course.assessment.latest
    if item.status in MET:
        return ()
    stepped = by_steps(item.indicator, item) or any(each.compound is None for each in course.onward)
    found = ((each.year, each.linear if stepped else each.compound) for each in course.onward)
    points = tuple((year, value) for year, value in found if value is not None)
    return ((latest.year, latest.value), *points) if latest is not None and points else ()


def _target(item: Assessment) -> Points:
    goal = item.known.goal
    return () if goal is None else (goal,)


def _observed(item: Assessment) -> Points:
    """The baseline, and everything that was held against the target."""
    if item.aim.comparison is not None:
        return tuple((each.year, each.value) for each in item.known.years)
    start = item.known.start
    seen = [(each.year, each.value) for each in item.series]
    return tuple(([start] if start is not None else []) + seen)
