"""Small charts for terminals: what is known, what the plan expects, where scenarios lead."""

from __future__ import annotations

from itertools import cycle
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from jyplan.render.terminal import paragraph, side_by_side
from jyplan.render.whatif import name, name_of
from jyplan.texts import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from jyplan.outcomes import Chance, Chances, Outcome, WhatIf
    from jyplan.render.columns import View
    from jyplan.render.terminal import Screen

    Points = Sequence[tuple[int, float]]

ROWS = 9
WIDEST = 72
# a year takes at most so many cells, and its label so many
MOST_STEP, LABEL = 12, 5
SIGNS = "*+x#%@"


class Band(NamedTuple):
    """What lies between two values a year."""

    mark: str
    years: Sequence[tuple[int, float, float]]


class Line(NamedTuple):
    """Points, joined where they are consecutive years."""

    mark: str
    points: Points
    joined: bool


class Figure(NamedTuple):
    """What a chart shows, the foremost last."""

    bands: Sequence[Band]
    lines: Sequence[Line]

    def values(self) -> list[float]:
        """Every value that has to find a place."""
        found = [value for line in self.lines for _, value in line.points]
        found += [end for band in self.bands for _, *ends in band.years for end in ends]
        return [value for value in found if isfinite(value)]

    def years(self) -> list[int]:
        """Every year that has a place."""
        found = {year for line in self.lines for year, _ in line.points}
        found |= {year for band in self.bands for year, *_ in band.years}
        return sorted(found)


def whatif_charts(view: View, shown: WhatIf, screen: Screen) -> list[RenderableType]:
    """A chart for every row of the scenarios, the same row of all of them in one."""
    parts: list[RenderableType] = []
    rows: dict[str, dict[str, Outcome]] = {}
    marks = dict(zip((each.id or "" for each in shown.scenarios), cycle(SIGNS), strict=False))
    for scenario in shown.scenarios:
        for row in scenario.outcomes:
            if row.years:
                rows.setdefault(row.entry.id, {})[scenario.id or ""] = row
    banded = False
    for group in rows.values():
        row = next(iter(group.values()))
        known = [(each.year, each.value or 0.0) for each in row.years if each.known]
        lines = [Line(view.marks.line, row.planned, joined=True)]
        bands = []
        for key, other in group.items():
            points = [(each.year, each.value) for each in other.years if each.value is not None]
            lines.append(Line(marks[key], points, joined=True))
            ends = [
                (each.year, each.low, each.high)
                for each in other.years
                if each.low is not None and each.high is not None
            ]
            bands.append(Band(view.marks.wide, ends))
            banded = banded or bool(ends)
        lines.append(Line(view.marks.point, known, joined=False))
        parts += _drawn(row, Figure(bands, lines), view, screen)
    if rows:
        legend = [view.word("chart.known", mark=view.marks.point)]
        legend.append(view.word("chart.planned", mark=view.marks.line))
        for scenario in shown.scenarios:
            sign = marks[scenario.id or ""]
            legend.append(view.word("chart.named", mark=sign, name=name_of(scenario, view)))
        if banded:
            legend.append(view.word("chart.interval", mark=view.marks.wide))
        parts.append(side_by_side(legend, screen, "bright_black"))
    return parts


def odds_charts(view: View, shown: Chances, screen: Screen) -> list[RenderableType]:
    """A fan for every row of the odds."""
    parts: list[RenderableType] = []
    for odds in shown.odds:
        if len(shown.odds) > 1:
            parts.append(paragraph(name_of(odds, view), screen, "bold"))
        for row in odds.chances:
            found = [year for year in row.years if None not in year]
            wide = [(year.year, year.p5 or 0.0, year.p95 or 0.0) for year in found]
            narrow = [(year.year, year.p25 or 0.0, year.p75 or 0.0) for year in found]
            median = [(year.year, year.p50 or 0.0) for year in found]
            lines = [
                Line(view.marks.line, row.planned, joined=True),
                Line("*", median, joined=True),
                Line(view.marks.point, row.known, joined=False),
            ]
            bands = [Band(view.marks.wide, wide), Band(view.marks.narrow, narrow)]
            parts += _drawn(row, Figure(bands, lines), view, screen)
    fan = view.word("chart.fan", wide=view.marks.wide, narrow=view.marks.narrow, to=view.marks.to)
    legend = [view.word("chart.median", mark="*"), fan]
    legend += [
        view.word("chart.known", mark=view.marks.point),
        view.word("chart.planned", mark=view.marks.line),
    ]
    return [*parts, side_by_side(legend, screen, "bright_black")]


def _drawn(
    row: Outcome | Chance, figure: Figure, view: View, screen: Screen
) -> list[RenderableType]:
    """One chart with its name above it."""
    values, years = figure.values(), figure.years()
    if len(years) < 2:  # noqa: PLR2004 one year is no way
        return []
    low, high = min(values), max(values)
    labels = [numbers.computed(end, row.entry.precision) for end in (high, low)]
    margin = max(map(cell_len, labels)) + 1
    room = min(screen.width, WIDEST) - margin - 2
    step = min(max((room - LABEL) // (years[-1] - years[0]), 1), MOST_STEP)
    # the newest years are those that are asked about
    years = [year for year in years if year >= years[-1] - (room - LABEL) // step]
    title = paragraph(name(row, view).text, screen)
    if len(years) < 2:  # noqa: PLR2004 as above
        return [title, paragraph(view.word("chart.no_room"), screen), Text()]
    grid = _Grid(years[0], years[-1], step, (low, high))
    for band in figure.bands:
        grid.band(band)
    for line in figure.lines:
        grid.line(line)
    lines = []
    for index, cells in enumerate(grid.cells):
        label = labels[0] if index == 0 else labels[1] if index == ROWS - 1 else ""
        lines.append(
            f"{label:>{margin - 1}} │{''.join(cells).rstrip()}".replace("│", view.marks.due)
        )
    every = -(-LABEL // step)
    axis = "".join(f"{year:<{step * every}}" for year in range(years[0], years[-1] + 1, every))
    lines.append(" " * (margin + 1) + axis.rstrip())
    return [title, Text("\n".join(lines)), Text()]


class _Grid:
    """Cells of a chart.

    Attributes:
        cells: rows of signs, the highest values first.
    """

    def __init__(self, first: int, last: int, step: int, ends: tuple[float, float]) -> None:
        self.first, self.last, self.step = first, last, step
        self.low, self.high = ends
        self.width = (last - first) * step + 1
        self.cells = [[" "] * self.width for _ in range(ROWS)]

    def row(self, value: float) -> int:
        """The row of a value."""
        span = self.high - self.low
        share = 0.5 if span == 0 else (value - self.low) / span
        return ROWS - 1 - round(share * (ROWS - 1))

    def put(self, column: int, row: int, mark: str) -> None:
        """Write a sign, if it lies within."""
        if 0 <= column < self.width:
            self.cells[row][column] = mark

    def line(self, line: Line) -> None:
        """Write points, and what lies between neighbours."""
        points = dict(line.points)
        for year, value in points.items():
            column = (year - self.first) * self.step
            self.put(column, self.row(value), line.mark)
            after = points.get(year + 1)
            if line.joined and after is not None:
                for place, between in _between(value, after, self.step):
                    self.put(column + place, self.row(between), line.mark)

    def band(self, band: Band) -> None:
        """Fill what lies between two values, from year to year."""
        ends = {year: (low, high) for year, low, high in band.years}
        for year, (low, high) in ends.items():
            column = (year - self.first) * self.step
            self._fill(column, low, high, band.mark)
            after = ends.get(year + 1)
            if after is not None:
                lows = _between(low, after[0], self.step)
                highs = _between(high, after[1], self.step)
                for (place, least), (_, most) in zip(lows, highs, strict=True):
                    self._fill(column + place, least, most, band.mark)

    def _fill(self, column: int, low: float, high: float, mark: str) -> None:
        for row in range(self.row(high), self.row(low) + 1):
            self.put(column, row, mark)


def _between(before: float, after: float, step: int) -> Iterable[tuple[int, float]]:
    """Places between two years with the values on the straight line there."""
    return [(place, before + (after - before) * place / step) for place in range(1, step)]
