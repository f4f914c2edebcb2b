"""Charts as places on a plane, for media that draw lines."""

from __future__ import annotations

from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING, NamedTuple

from jyplan.media.labels import CELL, Label, placed
from jyplan.pages.page import ROLES
from jyplan.texts.numbers import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.pages.page import Chart, Line

# the plane, and what is left around the places for labels
WIDTH, HEIGHT = 440, 216
RIGHT, TOP, BOTTOM = 26, 20, 24
# between labels of levels and their lines, and from there to the first year
GAP, INDENT = 6, 16
# about so many horizontal lines lie apart, and at most so many years are named
LEVELS, YEARS = 4, 8
NEAR = 1e-9
# roles whose ends are named, those that matter most first
NAMED = ("target", "observed", "median", "projection")
# roles of single points
SINGLE = frozenset({"milestone", "target"})


class Extent(NamedTuple):
    """What a chart spans, and what is named at its edges.

    Attributes:
        first: year.
        last: year.
        low: least value.
        high: greatest value.
        years: those that are named.
        levels: round values around all others, with their labels.
    """

    first: int
    last: int
    low: float
    high: float
    years: tuple[int, ...]
    levels: tuple[tuple[float, str], ...]


class Drawing(NamedTuple):
    """One line on the plane.

    Attributes:
        role: as in `Line`.
        name: what it is.
        number: among those of its role, from 0.
        line: places of a line, or around an area; empty where points stay single.
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
        left: where levels begin.
        right: where they end.
        years: where each year stands, with its label.
        levels: where each level stands, with its label.
        drawings: the foremost last.
        labels: of single values, as far as there is room.
    """

    width: int
    height: int
    left: float
    right: float
    years: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    drawings: tuple[Drawing, ...]
    labels: tuple[Label, ...]

    @property
    def legend(self) -> list[Drawing]:
        """What is to be explained, in the order of its roles."""
        return sorted(self.drawings, key=lambda each: ROLES.index(each.role))


class _Plane(NamedTuple):
    """Where years and values stand."""

    extent: Extent
    left: float

    def x(self, year: float) -> float:
        first, last = self.extent.first, self.extent.last
        return round(self.left + (year - first) / (last - first) * (WIDTH - RIGHT - self.left), 1)

    def y(self, value: float) -> float:
        low, high = self.extent.low, self.extent.high
        # of halves, so that nothing is beyond the largest float
        share = (value / 2 - low / 2) / (high / 2 - low / 2)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def line(self, points: Sequence[tuple[int, float]]) -> str:
        return " ".join(f"{self.x(year):g},{self.y(value):g}" for year, value in points)


def spanned(chart: Chart) -> Extent | None:
    """What a chart spans; None where one year is all there is."""
    found = [pair for each in chart.series for pair in each.points]
    found += [(year, end) for each in chart.series for year, *ends in each.ends for end in ends]
    found = [(year, value) for year, value in found if isfinite(value)]
    years = sorted({int(year) for year, _ in found})
    if len(years) < 2:  # noqa: PLR2004 one year is no way
        return None
    low, high = min(value for _, value in found), max(value for _, value in found)
    every = ceil((years[-1] - years[0]) / YEARS)
    # the last year is the one that is asked about
    named = sorted(range(years[-1], years[0] - 1, -every))
    levels = levels_of(low, high, chart.decimals)
    low, high = min(low, levels[0][0]), max(high, levels[-1][0])
    return Extent(years[0], years[-1], low, high, tuple(named), tuple(levels))


def plotted(chart: Chart) -> Plot | None:
    """A chart on the plane; None where one year is all there is."""
    extent = spanned(chart)
    if extent is None:
        return None
    levels = extent.levels
    left = 2 * GAP + CELL * max(len(label) for _, label in levels)
    plane = _Plane(extent, left + INDENT)
    drawings = tuple(
        _drawing(each, number, plane, chart.decimals) for number, each in numbered(chart.series)
    )
    return Plot(
        WIDTH,
        HEIGHT,
        left,
        WIDTH - RIGHT,
        tuple((plane.x(year), str(year)) for year in extent.years),
        tuple((plane.y(value), label) for value, label in levels),
        drawings,
        _labels(drawings, left),
    )


def levels_of(low: float, high: float, decimals: int) -> list[tuple[float, str]]:
    """Round values around all others, one, two or five of a power of ten apart, with their labels.

    Args:
        low: the least of the others.
        high: the greatest of them.
        decimals: of the others; levels have no more of them.
    """
    # of halves, so that nothing is beyond the largest float
    apart = max((high / 2 - low / 2) / LEVELS * 2, abs(high) * NEAR / LEVELS)
    exponent = max(floor(log10(apart)) if apart else -decimals, -decimals)
    sizes = (size for size in (1, 2, 5) if float(f"{size}e{exponent}") >= apart * (1 - NEAR))
    size = next(sizes, 10)
    step = float(f"{size}e{exponent}")
    # a value that is round itself may miss it by the last digits of its float
    first, last = floor(low / step + NEAR), ceil(high / step - NEAR)
    if first == last:
        first, last = first - 1, last + 1
    levels = [float(f"{number * size}e{exponent}") for number in range(first, last + 1)]
    if not all(map(isfinite, levels)):
        levels = [low, high]
    shown = max(-exponent - (size == 10), 0)  # noqa: PLR2004 as above
    return [(level, fixed(level, shown)) for level in levels]


def _drawing(each: Line, number: int, plane: _Plane, decimals: int) -> Drawing:
    if each.ends:
        around = [(year, upper) for year, _, upper in each.ends]
        around += [(year, lower) for year, lower, _ in reversed(each.ends)]
        return Drawing(each.role, each.name, number, plane.line(around), (), area=True)
    dots = tuple(
        (plane.x(year), plane.y(value), f"{year}: {fixed(value, decimals)}")
        for year, value in each.points
    )
    line = "" if each.role in SINGLE else plane.line(each.points)
    return Drawing(each.role, each.name, number, line, dots, area=False)


def _labels(drawings: Sequence[Drawing], left: float) -> tuple[Label, ...]:
    """Values of targets, of what was observed first and last, and where a single way ends."""
    wanted: list[tuple[float, float, str]] = []
    for role in NAMED:
        those = [each for each in drawings if each.role == role and each.dots]
        for each in those:
            if role == "target":
                wanted += each.dots
            elif role == "observed":
                wanted += [each.dots[-1], each.dots[0]]
            elif len(those) == 1:
                wanted.append(each.dots[-1])
    marks = [
        (x, y) for each in drawings if each.role in {*SINGLE, "observed"} for x, y, _ in each.dots
    ]
    lines = [[(x, y) for x, y, _ in each.dots] for each in drawings if each.line]
    asked = [(x, y, said.partition(": ")[2]) for x, y, said in dict.fromkeys(wanted)]
    return placed(asked, marks, lines, (left, 0, WIDTH, HEIGHT - BOTTOM))


def numbered(series: Sequence[Line]) -> list[tuple[int, Line]]:
    """What there is of each series, with its number among those of its role."""
    counts: dict[str, int] = {}
    found = []
    for each in series:
        if each.points or each.ends:
            found.append((counts.setdefault(each.role, 0), each))
            counts[each.role] += 1
    return found
