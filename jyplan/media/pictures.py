"""Charts as pictures, for documents.

A picture holds figures only: its title and what its lines are stand beside it as text, in the
fonts of the document. So every picture is the same on every machine, and none lacks a sign.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from jyplan.media.colours import TONES
from jyplan.media.plots import numbered, spanned
from jyplan.pages.page import Line
from jyplan.texts.numbers import fixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from jyplan.media.plots import Extent
    from jyplan.pages.page import Chart

# inches of a picture, and of the sample of a line
WIDTH, HEIGHT = 6.3, 1.6
SAMPLE, SAMPLE_HEIGHT = 0.36, 0.15
# twice what a screen shows
DOTS_PER_INCH = 192
# inches around the lines: a sign of a label, the least on the left, and the other sides
SIGN, LEFT, RIGHT, BOTTOM, TOP = 0.072, 0.2, 0.72, 0.26, 0.12
# the lines stay off the edges by shares of a year and of all values
YEAR_MARGIN, VALUE_MARGIN = 0.25, 0.06
# it comes with what draws, and has all figures
FONT, SIZE = "DejaVu Sans", 7.5
DARK, QUIET, ACCENT, PALE = TONES[""], TONES["quiet"], TONES["notice"], "#D0D7DE"


class Stroke(NamedTuple):
    """How something is drawn; whatever differs in colour differs in form.

    Attributes:
        colour: of lines and marks.
        dashes: lengths of strokes and gaps in points; empty: the line is whole.
        mark: the form of single values; empty: they have none.
        size: of marks in points.
        width: of the line in points; 0: there is none.
        hollow: whether marks are empty.
    """

    colour: str
    dashes: tuple[float, ...] = ()
    mark: str = ""
    size: float = 3.5
    width: float = 1.4
    hollow: bool = False


STROKES: Mapping[str, Stroke] = {
    "observed": Stroke(DARK, mark="o", size=4.5),
    "course": Stroke(QUIET, (3.5, 2.2), width=1.1),
    "milestone": Stroke(DARK, mark="s", size=5.5, width=0, hollow=True),
    "target": Stroke(ACCENT, mark="D", size=6.5, width=0),
}
# what is looked into, one after the other
SEVERAL = (
    Stroke(ACCENT, mark="^"),
    Stroke(TONES["bad"], (7, 2), "v"),
    Stroke(TONES["good"], (5, 1.5, 1, 1.5), "s"),
    Stroke(TONES["warning"], (9, 3), "x"),
    Stroke(TONES["bad"], (1, 1.5), "+"),
    Stroke(TONES["good"], (2, 2), "*"),
)
# the share of its height that a figure takes
LINE_SHARE = 0.1
# how dense areas are
AREAS: Mapping[str, float] = {"band": 0.18, "core": 0.32}


def picture(chart: Chart) -> bytes | None:
    """The chart as PNG; None where one year is all there is."""
    extent = spanned(chart)
    if extent is None:
        return None
    with _as_it_comes():
        return _png(drawn(chart, extent))


def drawn(chart: Chart, extent: Extent) -> Figure:
    """The chart on the one sheet that all are drawn on.

    Args:
        chart: what is drawn.
        extent: what it spans.
    """
    figure, axes = _sheet(WIDTH, HEIGHT)
    left = LEFT + SIGN * max(len(label) for _, label in extent.levels)
    across, up = WIDTH - left - RIGHT, HEIGHT - BOTTOM - TOP
    axes.set_position((left / WIDTH, BOTTOM / HEIGHT, across / WIDTH, up / HEIGHT))
    axes.set_xlim(extent.first - YEAR_MARGIN, extent.last + YEAR_MARGIN)
    margin = (extent.high - extent.low) * VALUE_MARGIN or abs(extent.high) / 2 or 1.0
    axes.set_ylim(extent.low - margin, extent.high + margin)
    axes.set_xticks(extent.years, map(str, extent.years))
    axes.set_yticks(*zip(*extent.levels, strict=True))
    axes.tick_params(length=0, labelsize=SIZE, labelcolor=QUIET, labelfontfamily=FONT, pad=4)
    axes.grid(axis="y", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set(color=QUIET, linewidth=0.6)
    for number, each in numbered(chart.series):
        _draw(axes, each, number)
    _label(axes, chart)
    return figure


def sample(role: str, number: int) -> bytes:
    """What stands before the name of a line: a piece of it, as PNG.

    Args:
        role: of the line.
        number: of the line among those of its role, from 0.
    """
    return _sampled(role, number % len(SEVERAL))


@cache
def _sampled(role: str, number: int) -> bytes:
    lone = role not in AREAS and not _stroke(role, number).width
    with _as_it_comes():
        figure, axes = _sheet(SAMPLE_HEIGHT if lone else SAMPLE, SAMPLE_HEIGHT)
        axes.set_position((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0.0, 2.0)
        axes.set_ylim(-1.0, 1.0)
        if role in AREAS:
            _draw(axes, Line(role, "", ends=((0, -0.7, 0.7), (2, -0.7, 0.7))), number)
        else:
            # only the mark in the middle is to be seen
            _draw(axes, Line(role, "", ((-1, 0.0), (1, 0.0), (3, 0.0))), number)
        return _png(figure)


@contextmanager
def _as_it_comes() -> Iterator[None]:
    """Matplotlib without what somebody has set for pictures of their own, and without a word."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # A notebook names a screen of its own there, which is none for pictures in documents.
    chosen = os.environ.pop("MPLBACKEND", None)
    try:
        # Only here: it takes as long to load as a whole report takes to be worked out.
        import matplotlib as mpl
    finally:
        if chosen is not None:
            os.environ["MPLBACKEND"] = chosen

    with mpl.rc_context():
        mpl.rcdefaults()
        yield


@cache
def _figure() -> tuple[Figure, Axes]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    FigureCanvasAgg(figure)
    return figure, figure.add_axes((0, 0, 1, 1))


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """The one sheet, empty; another one a chart would take three times as long."""
    figure, axes = _figure()
    axes.clear()
    figure.set_size_inches(width, height)
    return figure, axes


def _png(figure: Figure) -> bytes:
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return out.getvalue()


def _stroke(role: str, number: int) -> Stroke:
    stroke = STROKES.get(role) or SEVERAL[number % len(SEVERAL)]
    return stroke._replace(mark="") if role == "median" else stroke


def _draw(axes: Axes, each: Line, number: int) -> None:
    """A line, an area or single values.

    Args:
        axes: on which.
        each: what is drawn.
        number: of it among those of its role.
    """
    if each.ends:
        years, lower, upper = zip(*each.ends, strict=True)
        shade = AREAS.get(each.role, AREAS["band"])
        axes.fill_between(years, lower, upper, color=ACCENT, alpha=shade, linewidth=0)
        return
    stroke = _stroke(each.role, number)
    style = (0, stroke.dashes) if stroke.dashes else "-"
    axes.plot(
        *zip(*each.points, strict=True),
        color=stroke.colour,
        linestyle=style if stroke.width else "none",
        linewidth=stroke.width,
        marker=stroke.mark or "none",
        markersize=stroke.size,
        markerfacecolor="white" if stroke.hollow else stroke.colour,
        markeredgewidth=1.0,
    )


def _label(axes: Axes, chart: Chart) -> None:
    """The figures that are asked for first: the first and the newest value, and targets."""
    for each in chart.series:
        if each.role == "observed":
            for point in dict.fromkeys(each.points[:1] + each.points[-1:]):
                offset = (0, -6) if _crowded_above(point, chart) else (0, 6)
                _write(axes, point, fixed(point[1], chart.decimals), offset)
        if each.role == "target":
            for point in each.points:
                _write(axes, point, fixed(point[1], chart.decimals), (8, 0))
    ways = [each.points[-1] for each in chart.series if each.role == "projection" and each.points]
    goals = [point for each in chart.series if each.role == "target" for point in each.points]
    # Where several ways end, or one near a target, there is no room for figures.
    if len(ways) == 1 and all(_apart(axes, ways[0], goal) for goal in goals):
        _write(axes, ways[0], fixed(ways[0][1], chart.decimals), (8, 0))


def _apart(axes: Axes, one: tuple[int, float], other: tuple[int, float]) -> bool:
    """Whether figures beside two places do not touch."""
    low, high = axes.get_ylim()
    return one[0] != other[0] or abs(one[1] - other[1]) > (high - low) * LINE_SHARE


def _crowded_above(point: tuple[int, float], chart: Chart) -> bool:
    """Whether what else there is in the year of a value is nearer above it than below."""
    others = [
        value - point[1]
        for each in chart.series
        for year, value in each.points
        if year == point[0] and value != point[1]
    ]
    above = min((each for each in others if each > 0), default=inf)
    return above < min((-each for each in others if each < 0), default=inf)


def _write(
    axes: Axes, place: tuple[float, float], figure: str, offset: tuple[float, float]
) -> None:
    """A figure beside a place, so many points to the right and above."""
    from matplotlib.patheffects import withStroke

    right, above = offset
    axes.annotate(
        figure,
        place,
        xytext=offset,
        textcoords="offset points",
        ha="left" if right else "center",
        va="bottom" if above > 0 else "top" if above < 0 else "center",
        fontsize=SIZE,
        fontfamily=FONT,
        color=DARK,
        annotation_clip=False,
        path_effects=[withStroke(linewidth=2, foreground="white")],
    )
