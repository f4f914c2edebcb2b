"""Charts as places on a plane, for media that draw lines."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.page import ROLES
from jyplan.texts.numbers import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.pages.page import Chart, Line

# the plane, and what is left around the places for labels
WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 84, 24, 14, 30
# horizontal lines
LEVELS = 4


class Drawing(NamedTuple):
    """One series on the plane.

    Attributes:
        role: as in `Series`.
        name: what it is.
        number: among those of its role, from 0.
        line: places of a line, or around an area.
        dots: places of single values, each with its year and its value.
        area: whether `line` goes around an area.
    """

    role: str
    name: str
    number: int
    line: str
    dots: tuple[tuple[float, float, str], ...]
    area: bool


class Plot(NamedTuple):
    """A chart on the plane.

    Attributes:
        width: of the plane.
        height: of the plane.
        years: where each year stands, with its label.
        levels: where each level stands, with its label.
        drawings: the foremost last.
    """

    width: int
    height: int
    years: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    drawings: tuple[Drawing, ...]

    @property
    def legend(self) -> list[Drawing]:
        """What is to be explained, in the order of its roles."""
        return sorted(self.drawings, key=lambda each: ROLES.index(each.role))


def plotted(chart: Chart) -> Plot | None:
    """A chart on the plane; None where one year is all there is."""
    found = [pair for each in chart.series for pair in each.points]
    found += [(year, end) for each in chart.series for year, *ends in each.ends for end in ends]
    found = [(year, value) for year, value in found if isfinite(value)]
    years = sorted({int(year) for year, _ in found})
    if len(years) < 2:  # noqa: PLR2004 one year is no way
        return None
    low, high = min(value for _, value in found), max(value for _, value in found)
    first, last = years[0], years[-1]

    def x(year: float) -> float:
        return round(LEFT + (year - first) / (last - first) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        share = 0.5 if high == low else (value - low) / (high - low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def drawing(each: Line, number: int) -> Drawing:
        if each.ends:
            around = [(year, upper) for year, _, upper in each.ends]
            around += [(year, lower) for year, lower, _ in reversed(each.ends)]
            line = " ".join(f"{x(year)},{y(value)}" for year, value in around)
            return Drawing(each.role, each.name, number, line, (), area=True)
        line = " ".join(f"{x(year)},{y(value)}" for year, value in each.points)
        dots = tuple(
            (x(year), y(value), f"{year}: {fixed(value, chart.decimals)}")
            for year, value in each.points
        )
        return Drawing(each.role, each.name, number, line, dots, area=False)

    steps = [low + (high - low) * level / LEVELS for level in range(LEVELS + 1)]
    levels = tuple((y(value), fixed(value, chart.decimals)) for value in steps)
    every = -(-(last - first) // 10)
    return Plot(
        WIDTH,
        HEIGHT,
        tuple((x(year), str(year)) for year in range(first, last + 1, every)),
        levels if high > low else levels[:1],
        tuple(drawing(each, number) for number, each in _numbered(chart.series)),
    )


def _numbered(series: Sequence[Line]) -> list[tuple[int, Line]]:
    """What there is of each series, with its number among those of its role."""
    counts: dict[str, int] = {}
    found = []
    for each in series:
        if each.points or each.ends:
            found.append((counts.setdefault(each.role, 0), each))
            counts[each.role] += 1
    return found
