"""Charts of a page as Excel's own, over figures that stand on a sheet."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any, ClassVar, cast

from jyplan.media.colours import TONES
from jyplan.media.sheets import ACCENT, FONT, LINE, plain
from jyplan.texts.numbers import fixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsxwriter.chart_line import ChartLine as Drawn
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from jyplan.media.sheets import Styles
    from jyplan.pages.page import Chart, Line

ORANGE, GREY = "#C4692A", "#8C959F"
# role -> how its line looks; areas are their two ends
LOOKS: Mapping[str, dict[str, Any]] = {
    "observed": {
        "line": {"color": ACCENT, "width": 2.25},
        "marker": {"type": "circle", "size": 6, "fill": {"color": ACCENT}},
    },
    "course": {"line": {"color": GREY, "width": 1.5, "dash_type": "dash"}},
    "projection": {"line": {"color": ORANGE, "width": 1.75}},
    "median": {"line": {"color": ORANGE, "width": 2}},
    "band": {"line": {"color": "#B8C4D2", "width": 1}},
    "core": {"line": {"color": "#7F97B2", "width": 1}},
    "milestone": {
        "line": {"none": True},
        "marker": {"type": "diamond", "size": 8, "fill": {"color": GREY}},
    },
    "target": {
        "line": {"none": True},
        "marker": {"type": "square", "size": 8, "fill": {"color": TONES["bad"]}},
    },
}
SEVERAL = (ORANGE, "#2A7F62", "#7A5195", "#B0413E", "#3B6FB6", "#8A6D1D")


class ChartSheet:
    """The sheet that holds the figures of charts.

    Attributes:
        HEIGHT: how many rows a chart covers.
    """

    HEIGHT: ClassVar[int] = 17

    def __init__(self, book: Workbook, styles: Styles, name: str) -> None:
        self.book, self.styles, self.name = book, styles, name
        self.sheet: Worksheet = book.add_worksheet(name)
        self.sheet.set_column(0, 40, 14, styles.of())
        self.row = 0

    def chart(self, chart: Chart) -> Drawn | None:
        """A chart, its figures written below those before; None where one year is all there is."""
        lines = [line for each in chart.series for line in _lines(each)]
        years = sorted({year for _, _, points in lines for year, _ in points})
        if len(years) < 2:  # noqa: PLR2004 one year is no way
            return None
        top = self.row + 2
        self.sheet.write_string(self.row, 0, plain(chart.title), self.styles.of(bold=True))
        for number, year in enumerate(years):
            self.sheet.write_number(top + number, 0, year, self.styles.of(num_format="0"))
        digits = self.styles.of(num_format=fixed(0, chart.decimals))
        drawn = cast("Drawn", self.book.add_chart({"type": "line"}))
        rows, colours = (top, top + len(years) - 1), cycle(SEVERAL)
        for column, (role, name, points) in enumerate(lines, 1):
            self.sheet.write_string(top - 1, column, plain(name), self.styles.of(bold=True))
            for year, value in points:
                self.sheet.write_number(top + years.index(year), column, value, digits)
            look = dict(LOOKS[role])
            if role == "projection":
                look["line"] = {**look["line"], "color": next(colours)}
            drawn.add_series(
                {
                    "name": [self.name, top - 1, column],
                    "categories": [self.name, rows[0], 0, rows[1], 0],
                    "values": [self.name, rows[0], column, rows[1], column],
                    **look,
                }
            )
        self.row = rows[1] + 3
        finish(drawn)
        drawn.show_blanks_as("span")
        return drawn


def finish(drawn: Drawn, *, bars: bool = False) -> None:
    """What all charts look like beside their lines; bars are read from above."""
    letters = {"name": FONT, "size": 9, "color": TONES["quiet"]}
    line = {"num_font": letters, "line": {"color": LINE}}
    grid = {"visible": not bars, "line": {"color": LINE, "width": 0.5}}
    values = {**line, "line": {"none": True}, "major_gridlines": grid, "visible": not bars}
    drawn.set_legend({"none": True} if bars else {"position": "bottom", "font": letters})
    # bars lie, and their names stand on the left
    drawn.set_x_axis(values if bars else line)
    drawn.set_y_axis({**line, "reverse": True, "major_gridlines": grid} if bars else values)
    drawn.set_title({"none": True})
    drawn.set_size({"width": 760, "height": 320})
    drawn.set_chartarea({"border": {"none": True}})


def _lines(line: Line) -> Iterator[tuple[str, str, Sequence[tuple[int, float]]]]:
    """Role, name and points of what is drawn of something; of an area its two ends."""
    if line.points:
        yield line.role, line.name, line.points
    if line.ends:
        yield line.role, f"{line.name} ↓", [(year, low) for year, low, _ in line.ends]
        yield line.role, f"{line.name} ↑", [(year, high) for year, _, high in line.ends]
