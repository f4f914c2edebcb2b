"""Small charts in characters: what is known, what the plan expects, where scenarios lead."""

from __future__ import annotations

from itertools import cycle
from math import isfinite
from typing import TYPE_CHECKING

from rich.cells import cell_len

from jyplan.media.wrapping import flow, wrapped
from jyplan.pages.page import ROLES
from jyplan.texts.numbers import fixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.media.signs import Drawn
    from jyplan.pages.page import Chart, Line

ROWS = 9
WIDEST = 72
# a year takes at most so many cells, and its label so many
MOST_STEP, LABEL = 12, 5
# what is looked into is told apart by these
SIGNS = "*+x#%@"
# roles whose points stay single
SINGLE = frozenset({"observed", "milestone", "target"})


def drawn(charts: Sequence[Chart], width: int, signs: Drawn) -> Iterator[tuple[str, str]]:
    """Charts one below the other, then what their signs mean; each line with its tone."""
    marks = _marks(charts, signs)
    for chart in charts:
        lines = _drawn(chart, width, marks, signs)
        yield from ((line, "") for line in (*lines, "") if lines)
    legend = [f"{mark} {name}" for (_, name), mark in marks.items() if name]
    yield from ((line, "quiet") for line in flow(legend, width) if legend)


def _marks(charts: Iterable[Chart], signs: Drawn) -> Mapping[tuple[str, str], str]:
    """The sign of everything that is shown, by its role and name, in the order of the legend."""
    several = cycle(SIGNS)
    fixed = {
        "observed": signs.observed,
        "course": signs.course,
        "band": signs.band,
        "core": signs.core,
        "milestone": signs.milestone,
        "target": signs.target,
    }
    found: dict[tuple[str, str], str] = {}
    for chart in charts:
        for each in chart.series:
            key = (each.role, each.name)
            if key not in found and (each.points or each.ends or each.role not in {"band", "core"}):
                found[key] = fixed[each.role] if each.role in fixed else next(several)
    return dict(sorted(found.items(), key=lambda pair: ROLES.index(pair[0][0])))


def _drawn(
    chart: Chart, width: int, marks: Mapping[tuple[str, str], str], signs: Drawn
) -> list[str]:
    """One chart with its title above it; nothing where one year is all there is."""
    values = [value for each in chart.series for _, value in each.points]
    values += [end for each in chart.series for _, *ends in each.ends for end in ends]
    values = [value for value in values if isfinite(value)]
    found = {year for each in chart.series for year, _ in each.points}
    found |= {year for each in chart.series for year, _, _ in each.ends}
    years = sorted(found)
    if len(years) < 2:  # noqa: PLR2004 one year is no way
        return []
    low, high = min(values), max(values)
    labels = [fixed(end, chart.decimals) for end in (high, low)]
    margin = max(map(cell_len, labels)) + 1
    room = min(width, WIDEST) - margin - 2
    step = min(max((room - LABEL) // (years[-1] - years[0]), 1), MOST_STEP)
    # the newest years are those that are asked about
    years = [year for year in years if year >= years[-1] - (room - LABEL) // step]
    title = wrapped(chart.title, width)
    if len(years) < 2:  # noqa: PLR2004 as above
        return [*title, *wrapped(chart.too_narrow, width)]
    grid = _Canvas(years[0], years[-1], step, (low, high))
    for each in chart.series:
        grid.put_in(each, marks.get((each.role, each.name), ""))
    lines = []
    for index, cells in enumerate(grid.cells):
        label = labels[0] if index == 0 else labels[1] if index == ROWS - 1 else ""
        lines.append(f"{label:>{margin - 1}} {signs.due}{''.join(cells).rstrip()}")
    every = -(-LABEL // step)
    axis = "".join(f"{year:<{step * every}}" for year in range(years[0], years[-1] + 1, every))
    return [*title, *lines, " " * (margin + 1) + axis.rstrip()]


class _Canvas:
    """Cells of a chart.

    Attributes:
        cells: rows of signs, the highest values first.
    """

    def __init__(self, first: int, last: int, step: int, ends: tuple[float, float]) -> None:
        self.first, self.last, self.step = first, last, step
        self.low, self.high = ends
        self.width = (last - first) * step + 1
        self.cells = [[" "] * self.width for _ in range(ROWS)]

    def put_in(self, series: Line, mark: str) -> None:
        """Write points, joined where they are a way, or fill an area."""
        if series.ends:
            self._area(series, mark)
        points = dict(series.points)
        for year, value in points.items():
            column = (year - self.first) * self.step
            self._put(column, self._row(value), mark)
            after = points.get(year + 1)
            if series.role not in SINGLE and after is not None:
                for place, between in _between(value, after, self.step):
                    self._put(column + place, self._row(between), mark)

    def _row(self, value: float) -> int:
        span = self.high - self.low
        share = 0.5 if span == 0 else (value - self.low) / span
        return ROWS - 1 - round(share * (ROWS - 1))

    def _put(self, column: int, row: int, mark: str) -> None:
        if 0 <= column < self.width:
            self.cells[row][column] = mark

    def _area(self, series: Line, mark: str) -> None:
        """Fill what lies between two values, from year to year."""
        ends = {year: (low, high) for year, low, high in series.ends}
        for year, (low, high) in ends.items():
            column = (year - self.first) * self.step
            self._fill(column, low, high, mark)
            after = ends.get(year + 1)
            if after is not None:
                lows = _between(low, after[0], self.step)
                highs = _between(high, after[1], self.step)
                for (place, least), (_, most) in zip(lows, highs, strict=True):
                    self._fill(column + place, least, most, mark)

    def _fill(self, column: int, low: float, high: float, mark: str) -> None:
        for row in range(self._row(high), self._row(low) + 1):
            self._put(column, row, mark)


def _between(before: float, after: float, step: int) -> Iterable[tuple[int, float]]:
    """Places between two years with the values on the straight line there."""
    return [(place, before + (after - before) * place / step) for place in range(1, step)]
