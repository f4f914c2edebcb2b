"""Figures as text: halves away from zero, no digit lost, never ``-0``."""

from __future__ import annotations

import pytest

from jyplan.texts.numbers import (
    as_stated,
    computed,
    decimals_of,
    fixed,
    percent,
    step,
    trimmed,
)


@pytest.mark.parametrize(
    ("precision", "decimals"),
    [(1, 0), (1.0, 0), (10, 0), (100.0, 0), (0.1, 1), (0.01, 2), (0.001, 3), (0.5, 1), (1e-5, 5)],
)
def test_decimals(precision: float, decimals: int) -> None:
    assert decimals_of(precision) == decimals


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.5, 0, "1"),  # not to even
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (-2.5, 0, "-3"),
        (0.125, 2, "0.13"),
        (1.005, 2, "1.01"),  # as written, not as the binary fraction below it
        (2.675, 2, "2.68"),
        (0.045, 2, "0.05"),
        (0.4999999, 0, "0"),
        (0, 0, "0"),
        (0, 2, "0.00"),
        (-0.0, 0, "0"),
        (-0.0, 1, "0.0"),
        (-0.04, 1, "0.0"),  # never -0.0
        (-0.05, 1, "-0.1"),
        (99.95, 1, "100.0"),
        (999.9999, 2, "1000.00"),
        (1e21, 0, "1000000000000000000000"),  # never an exponent
        (1e-7, 3, "0.000"),
        (123456789.125, 2, "123456789.13"),
        (320, 0, "320"),
        (320, 1, "320.0"),
    ],
)
def test_fixed(value: float, decimals: int, shown: str) -> None:
    assert fixed(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (62.8, 1, "62.8"),
        (9, 1, "9"),
        (9.04, 1, "9"),
        (100, 0, "100"),  # the noughts before the point stay
        (1000.0, 2, "1000"),
        (0.05, 3, "0.05"),
        (0.0, 2, "0"),
        (-0.001, 2, "0"),
        (1.50, 2, "1.5"),
        (44.666666666, 2, "44.67"),
    ],
)
def test_trimmed(value: float, decimals: int, shown: str) -> None:
    assert trimmed(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.95, "0.95"),
        (192.71, "192.71"),
        (186.0, "186"),
        (186, "186"),
        (1500.0, "1500"),  # not 1.5E+3
        (6000, "6000"),
        (0.1, "0.1"),
        (0.00001, "0.00001"),
        (1e-7, "0.0000001"),
        (1e15, "1000000000000000"),
        (123456.789012345, "123456.789012345"),
        (0.30000000000000004, "0.30000000000000004"),
        (-4.36, "-4.36"),
        (0.0, "0"),
    ],
)
def test_as_stated(value: float, shown: str) -> None:
    assert as_stated(value) == shown


def test_minus_zero_as_stated() -> None:
    assert as_stated(-0.0) == "0"


@pytest.mark.parametrize(
    ("value", "precision", "shown"),
    [
        (374.4, 1, "374"),
        (459.45, 1, "459"),
        (410.8994728, 0.01, "410.90"),
        (935.73, 0.1, "935.7"),
        (1.1, 0.01, "1.10"),
        (600, 0.01, "600.00"),
    ],
)
def test_computed(value: float, precision: float, shown: str) -> None:
    assert computed(value, precision) == shown


@pytest.mark.parametrize(
    ("value", "precision", "shown"),
    [
        (62.8, 1, "62.8"),
        (9.0, 1, "9"),
        (0.05, 0.01, "0.05"),
        (0.23, 0.01, "0.23"),
        (67.88166666, 0.01, "67.882"),
        (0.5, 1, "0.5"),
    ],
)
def test_step(value: float, precision: float, shown: str) -> None:
    assert step(value, precision) == shown


@pytest.mark.parametrize(
    ("fraction", "decimals", "shown"),
    [
        (0.218685, 1, "21.9\u00a0%"),
        (0.218685, 2, "21.87\u00a0%"),
        (0.6, 0, "60\u00a0%"),
        (1.02, 0, "102\u00a0%"),
        (-0.0107, 0, "-1\u00a0%"),
        (-0.0004, 1, "0.0\u00a0%"),
        (0.0, 1, "0.0\u00a0%"),
        (0.25, 1, "25.0\u00a0%"),
    ],
)
def test_percent(fraction: float, decimals: int, shown: str) -> None:
    assert percent(fraction, decimals) == shown


def test_percent_of_a_half() -> None:
    # 0.145 x 100 is 14.499999999999998 in binary; what is meant is 14.5.
    assert percent(0.145, 0) == "15\u00a0%"


def test_a_half_that_a_difference_of_floats_misses_is_rounded_up() -> None:
    # (78.3 − 78.2) / 4 is 0.025, and a little less in floats
    assert step((78.3 - 78.2) / 4, 0.1) == "0.03"
