"""Courses through the years, from figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.engine import courses, exact
from jyplan.engine.codes import Operator, Path

NAN = float("nan")
YEARS = np.arange(2020.0, 2026.0)
ELAPSED = YEARS - 2020


def row(*figures: float) -> np.ndarray:
    return np.array([figures], dtype=np.float64)


@pytest.mark.parametrize(
    ("start", "rate", "wanted"),
    [
        (100, 0.1, [100, 110, 121, 133.1, 146.41, 161.051]),
        (100, 0.0, [100] * 6),
        (100, -0.5, [100, 50, 25, 12.5, 6.25, 3.125]),
        # a rate of -1 leaves nothing
        (100, -1.0, [100, 0, 0, 0, 0, 0]),
        (0, 0.1, [0] * 6),
        (-100, 0.1, [-100, -110, -121, -133.1, -146.41, -161.051]),
    ],
)
def test_at_rate(start: float, rate: float, wanted: list[float]) -> None:
    found = courses.at_rate(start, np.array([rate]), ELAPSED)
    np.testing.assert_allclose(found, [wanted], rtol=1e-14)
    assert found[0, 0] == start


def test_runs_do_not_depend_on_each_other() -> None:
    rates = np.linspace(-1, 3, 41)
    together = courses.at_rate(186.0, rates, ELAPSED)
    for index, rate in enumerate(rates):
        alone = courses.at_rate(186.0, np.array([rate]), ELAPSED)
        np.testing.assert_array_equal(together[index], alone[0])


@pytest.mark.parametrize(
    ("rates", "wanted"),
    [
        # 100 x 1.1 x 1.2 x 1.2 ...: the last rate goes on
        ([0.1, 0.2], [100, 110, 132, 158.4, 190.08, 228.096]),
        ([0.1], [100, 110, 121, 133.1, 146.41, 161.051]),
        ([0.5, -1.0, 0.3], [100, 150, 0, 0, 0, 0]),
        ([0, 0, 0, 0, 0, 0, 0, 5.0], [100] * 6),
    ],
)
def test_by_rates(rates: list[float], wanted: list[float]) -> None:
    found = courses.by_rates(100.0, np.array(rates), ELAPSED)
    np.testing.assert_allclose(found, wanted, rtol=1e-14)


def test_by_step() -> None:
    found = courses.by_step(0.95, np.array([0.05, -0.1]), ELAPSED)
    np.testing.assert_allclose(found[0], [0.95, 1.0, 1.05, 1.1, 1.15, 1.2], rtol=1e-14)
    np.testing.assert_allclose(found[1], [0.95, 0.85, 0.75, 0.65, 0.55, 0.45], rtol=1e-14)


@pytest.mark.parametrize(
    ("path", "delay", "wanted"),
    [
        # 100 -> 200 in five years: 20 a year, or 2 ** (1 / 5) a year
        (Path.LINEAR, 0, [100, 120, 140, 160, 180, 200]),
        (Path.LINEAR, 1, [100, 100, 120, 140, 160, 180]),
        (Path.LINEAR, 9, [100] * 6),
        (Path.COMPOUND, 1, [100, 100, *(100 * 2 ** (year / 5) for year in range(1, 5))]),
    ],
)
def test_late(path: Path, delay: int, wanted: list[float]) -> None:
    found = courses.late((100.0, 200.0, 2020, 2025), path, YEARS, delay)
    assert found is not None
    np.testing.assert_allclose(found, wanted, rtol=1e-13)


def test_late_where_nothing_grows() -> None:
    """No growth leads from below zero to above it; the path is a straight one then, 0.6 a year."""
    found = courses.late((-1.0, 2.0, 2020, 2025), Path.COMPOUND, YEARS, 1)
    assert found is not None
    np.testing.assert_allclose(found, [-1, -1, -0.4, 0.2, 0.8, 1.4], rtol=1e-13)


@pytest.mark.parametrize(
    ("growing", "pins", "wanted"),
    [
        # 10 % a year from 100, fixed at 200 in 2022: on from there by 10 % a year
        (True, {2: 200.0}, [100, 110, 200, 220, 242, 266.2]),
        # by steps: the steps of 11, 12.1, 13.31, 14.641 go on
        (False, {2: 200.0}, [100, 110, 200, 212.1, 225.41, 240.051]),
        (True, {2: 200.0, 4: 100.0}, [100, 110, 200, 220, 100, 110]),
        (True, {2: 0.0}, [100, 110, 0, 0, 0, 0]),
        (True, {5: 7.0}, [100, 110, 121, 133.1, 146.41, 7]),
        (True, {}, [100, 110, 121, 133.1, 146.41, 161.051]),
    ],
)
def test_pinned(growing: bool, pins: dict[int, float], wanted: list[float]) -> None:  # noqa: FBT001
    way = courses.at_rate(100.0, np.array([0.1]), ELAPSED)
    found = courses.pinned(way, pins, growing=growing)
    np.testing.assert_allclose(found[0], wanted, rtol=1e-13)


@pytest.mark.parametrize(
    ("column", "fall", "years", "wanted"),
    [
        # 100 a year; 90 in 2022, back at 100 in two years by sqrt(100 / 90) a year
        (2, -0.1, 2, [100, 100, 90, 90 * (100 / 90) ** 0.5, 100, 100]),
        (2, -0.1, 1, [100, 100, 90, 100, 100, 100]),
        # nothing left: back by equal steps
        (2, -1.0, 2, [100, 100, 0, 50, 100, 100]),
        (1, 0.2, 2, [100, 120, 120 * (100 / 120) ** 0.5, 100, 100, 100]),
    ],
)
def test_dipped(column: int, fall: float, years: int, wanted: list[float]) -> None:
    found = courses.dipped(row(*[100.0] * 6), column, fall, years)
    np.testing.assert_allclose(found[0], wanted, rtol=1e-13)


def test_dipped_below_zero_goes_back_straight() -> None:
    found = courses.dipped(row(*[-100.0] * 6), 2, 0.1, 2)
    np.testing.assert_allclose(found[0], [-100, -100, -110, -105, -100, -100], rtol=1e-13)


@pytest.mark.parametrize(
    ("least", "most", "wanted"),
    [
        (None, None, [-5, 50, 105]),
        (0, 100, [0, 50, 100]),
        (0, None, [0, 50, 105]),
        (None, 100, [-5, 50, 100]),
    ],
)
def test_limited(least: float | None, most: float | None, wanted: list[float]) -> None:
    np.testing.assert_array_equal(courses.limited(row(-5, 50, 105), least, most), [wanted])


@pytest.mark.parametrize(
    ("operator", "wanted"),
    [
        (Operator.AT_LEAST, [False, True, True]),
        (Operator.MORE_THAN, [False, False, True]),
        (Operator.AT_MOST, [True, True, False]),
        (Operator.LESS_THAN, [True, False, False]),
    ],
)
def test_meets(operator: Operator, wanted: list[bool]) -> None:
    found = courses.meets(row(99.99, 100, 100.01), operator, 100.0, NAN, NAN)
    assert found.tolist() == [wanted]


def test_meets_a_range() -> None:
    found = courses.meets(row(89.9, 90, 110, 110.1), Operator.WITHIN, 90.0, 90.0, 110.0)
    assert found.tolist() == [[False, True, True, False]]


@pytest.mark.parametrize(
    ("values", "operator", "bound", "wanted"),
    [
        # 121 -> 133.1 crosses 125 after log(125 / 121) / log 1.1 = 0.3412 of the year
        ([100, 110, 121, 133.1], Operator.AT_LEAST, 125, (2022.3412, 2023)),
        ([100, 110, 121, 133.1], Operator.AT_LEAST, 121, (2022.0, 2022)),
        ([100, 110, 121, 133.1], Operator.AT_LEAST, 90, (2020.0, 2020)),
        ([100, 110, 121, 133.1], Operator.AT_LEAST, 200, None),
        # from below zero straight: half way from -10 to 10
        ([-10, 10, 20, 30], Operator.AT_LEAST, 0, (2020.5, 2021)),
        ([100, 50, 25, 12.5], Operator.AT_MOST, 25, (2022.0, 2022)),
        ([NAN, 110, 121, 133.1], Operator.AT_LEAST, 105, (2021.0, 2021)),
        ([NAN, NAN, NAN, NAN], Operator.AT_LEAST, 105, None),
    ],
)
def test_attained(
    values: list[float], operator: Operator, bound: float, wanted: tuple[float, int] | None
) -> None:
    found = courses.attained(YEARS[:4], np.array(values), operator, (bound, NAN, NAN), growing=True)
    if wanted is None:
        assert found is None
        return
    assert found is not None
    assert (round(found[0], 4), found[1]) == wanted


def test_attained_within_a_range() -> None:
    """From 80 straight in logarithms to 100: log(90 / 80) / log(100 / 80) = 0.5278."""
    found = courses.attained(
        YEARS[:2], np.array([80.0, 100.0]), Operator.WITHIN, (90, 90, 110), growing=True
    )
    assert found is not None
    assert (round(found[0], 4), found[1]) == (2020.5278, 2021)


@pytest.mark.parametrize(
    ("start", "rates", "value"),
    [
        # 100 x 0.9 x 0.9 x 0.9, which floats miss
        (100.0, [-0.1, -0.1, -0.1], 72.9),
        # 100 x 1.1 x 1.1
        (100.0, [0.1, 0.1], 121.0),
        # 250 x 1.2 x 0.5
        (250.0, [0.2, -0.5], 150.0),
        (7.0, [], 7.0),
    ],
)
def test_growth_at_written_rates_is_exact(start: float, rates: list[float], value: float) -> None:
    assert exact.grown(start, rates) == value


def test_equal_steps_are_exact() -> None:
    # 0.95 + 3 x 0.05, which floats make 1.0999999999999999
    assert exact.stepped(0.95, [0.05] * 3) == 1.1
    assert exact.stepped(1.0, [-0.1] * 7) == 0.3
