"""Charts on a plane: levels are round, and labels cover nothing."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.media.labels import ABOVE, BELOW, CELL, MARK, placed
from jyplan.media.plots import BOTTOM, HEIGHT, TOP, levels_of, plotted, spanned
from jyplan.pages.page import ROLES, Chart, Line

FIGURES = st.floats(-1e15, 1e15)
ROOM = (40.0, 0.0, 440.0, 192.0)
PLACES = st.tuples(st.floats(60, 414), st.floats(20, 192))


def chart(*series: Line, decimals: int = 0) -> Chart:
    return Chart("Firms", series, decimals, "too narrow")


@pytest.mark.parametrize(
    ("low", "high", "decimals", "labels"),
    [
        (186, 500, 0, ["100", "200", "300", "400", "500"]),
        (0.95, 1.27, 2, ["0.9", "1.0", "1.1", "1.2", "1.3"]),
        (0.32, 0.38, 2, ["0.32", "0.34", "0.36", "0.38"]),
        (-15, 60, 1, ["-20", "0", "20", "40", "60"]),
        # no further level, though 1.2 is not quite 24 times 0.05
        (1.0, 1.2, 2, ["1.00", "1.05", "1.10", "1.15", "1.20"]),
        # no level lies between two figures that can be
        (1, 2, 0, ["1", "2"]),
        (3, 3, 0, ["2", "3", "4"]),
        (0, 0, 1, ["-0.1", "0.0", "0.1"]),
        (1999999, 8000001, 0, ["0", "2000000", "4000000", "6000000", "8000000", "10000000"]),
    ],
)
def test_levels_are_round(low: float, high: float, decimals: int, labels: list[str]) -> None:
    assert [label for _, label in levels_of(low, high, decimals)] == labels


@given(FIGURES, FIGURES, st.integers(0, 6))
def test_levels_hold_all_values_and_are_few(one: float, other: float, decimals: int) -> None:
    low, high = sorted((one, other))
    levels = levels_of(low, high, decimals)
    values = [value for value, _ in levels]
    # a level is a multiple of its distance, to the last digit of a float
    slack = 1e-9 * max(abs(low), abs(high), 1e-6)
    assert values[0] <= low + slack
    assert high - slack <= values[-1]
    assert 2 <= len(values) <= 7
    assert all(before < after for before, after in pairwise(values))


VALUES = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(VALUES, min_size=2, max_size=6), st.integers(0, 4))
def test_a_chart_holds_all_values(values: list[float], decimals: int) -> None:
    points = tuple(enumerate(values, start=2020))
    extent = spanned(chart(Line("observed", "", points), decimals=decimals))
    assert extent is not None
    assert extent.low <= min(values) <= max(values) <= extent.high
    assert isfinite(extent.low)
    assert isfinite(extent.high)


@given(
    st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=6, unique=True),
    st.integers(0, 3),
)
def test_labels_of_levels_are_not_rounded(values: list[object], decimals: int) -> None:
    found = [float(str(value)) for value in values]
    levels = levels_of(min(found), max(found), decimals)
    assert all(float(label) == level for level, label in levels)


def test_a_chart_of_one_year_is_none() -> None:
    assert plotted(chart(Line("observed", "known", ((2020, 1.0),)))) is None
    assert plotted(chart()) is None


def test_values_stand_where_they_belong() -> None:
    """Years from left to right, the least level below, the greatest above, half way between."""
    plot = plotted(chart(Line("observed", "known", ((2020, 100.0), (2021, 150.0), (2022, 200.0)))))
    assert plot is not None
    (drawing,) = plot.drawings
    xs, ys = [x for x, _, _ in drawing.dots], [y for _, y, _ in drawing.dots]
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1], abs=0.2)
    assert ys == [HEIGHT - BOTTOM, pytest.approx((HEIGHT - BOTTOM + TOP) / 2), TOP]
    assert [label for _, label in plot.levels] == ["100", "150", "200"]
    assert [label for _, label in plot.years] == ["2020", "2021", "2022"]
    assert [said for _, _, said in drawing.dots] == ["2020: 100", "2021: 150", "2022: 200"]


def test_the_last_year_is_named() -> None:
    plot = plotted(chart(Line("course", "plan", tuple((2000 + n, float(n)) for n in range(30)))))
    assert plot is not None
    assert [label for _, label in plot.years][-2:] == ["2025", "2029"]


def test_first_latest_and_target_are_labelled() -> None:
    observed = Line("observed", "known", ((2020, 186.0), (2021, 214.0), (2023, 287.0)))
    course = Line("course", "plan", ((2020, 186.0), (2025, 500.0)))
    target = Line("target", "target", ((2025, 500.0),))
    plot = plotted(chart(course, target, observed))
    assert plot is not None
    assert sorted(label.text for label in plot.labels) == ["186", "287", "500"]
    # what is aimed at and what is due stay single points
    assert [each.line == "" for each in plot.drawings] == [False, True, False]
    assert [each.role for each in plot.legend] == ["observed", "course", "target"]


@pytest.mark.parametrize(("ways", "labels"), [(1, ["300"]), (2, [])])
def test_where_ways_end_is_labelled_where_nobody_asks_which(ways: int, labels: list[str]) -> None:
    found = [
        Line("projection", str(way), ((2020, 200.0), (2021, 300.0 + 50 * way)))
        for way in range(ways)
    ]
    plot = plotted(chart(*found))
    assert plot is not None
    assert [label.text for label in plot.labels] == labels


def test_every_role_can_be_drawn() -> None:
    """Areas go around: their upper end forth, their lower end back."""
    areas = {"band", "core"}
    series = tuple(
        Line(role, role, ends=((2020, 1.0, 2.0), (2021, 1.5, 3.0)))
        if role in areas
        else Line(role, role, ((2020, 1.0), (2021, 2.0)))
        for role in ROLES
    )
    plot = plotted(chart(*series))
    assert plot is not None
    assert [each.role for each in plot.legend] == list(ROLES)
    band = next(each for each in plot.drawings if each.role == "band")
    assert band.area
    xs = [float(place.split(",")[0]) for place in band.line.split()]
    assert xs == [xs[0], xs[1], xs[1], xs[0]]


@given(
    st.lists(st.tuples(PLACES, st.text("0123456789.", min_size=1, max_size=9)), max_size=8),
    st.lists(PLACES, max_size=8),
    st.lists(st.lists(PLACES, min_size=2, max_size=4), max_size=3),
)
def test_labels_cover_nothing_and_stay_inside(
    wanted: list[tuple[tuple[float, float], str]],
    marks: list[tuple[float, float]],
    lines: list[list[tuple[float, float]]],
) -> None:
    found = placed([(x, y, text) for (x, y), text in wanted], marks, lines, ROOM)
    boxes = [
        (
            label.x - len(label.text) * CELL / 2,
            label.y - ABOVE,
            label.x + len(label.text) * CELL / 2,
            label.y + BELOW,
        )
        for label in found
    ]
    taken = [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in marks]
    # places are rounded to tenths
    slack = 0.11

    def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        return across > slack and down > slack

    assert not any(meet(*pair) for pair in combinations(boxes, 2))
    assert not any(meet(box, mark) for box in boxes for mark in taken)
    for left, top, right, bottom in boxes:
        assert left >= ROOM[0] - slack
        assert right <= ROOM[2] + slack
        assert top >= ROOM[1] - slack
        assert bottom <= ROOM[3] + slack


def test_a_label_keeps_off_lines_where_it_can() -> None:
    """Above goes a line; below is nothing."""
    line = [(100.0, 90.0), (300.0, 90.0)]
    (label,) = placed([(200.0, 100.0, "12")], [], [line], ROOM)
    assert label.y > 100
