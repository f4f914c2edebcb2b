"""Brent's search: known roots, to the last digits, within its bounds."""

from __future__ import annotations

from math import cos, exp, expm1, log, sqrt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyplan.engine.roots import ROUNDS, brent

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN: list[tuple[Callable[[float], float], float, float, float]] = [
    (lambda x: x * x - 2, 0, 2, sqrt(2)),
    (lambda x: x * x - 2, -2, 0, -sqrt(2)),
    (lambda x: x - 0.25, 0, 1, 0.25),
    (lambda x: exp(x) - 10, 0, 5, log(10)),
    # the fixed point of the cosine
    (lambda x: cos(x) - x, 0, 1, 0.7390851332151607),
    # 186 -> 500 in five years
    (lambda x: 186 * (1 + x) ** 5 - 500, -0.99, 10, (500 / 186) ** 0.2 - 1),
    # flat before its root, where secants go astray
    (lambda x: expm1(x - 3) ** 3, -20, 20, 3.0),
    (lambda x: (x - 1) ** 9, 0, 3, 1.0),
    # steep: a step
    (lambda x: -1.0 if x < 0.3 else 1.0, 0, 1, 0.3),
]


@pytest.mark.parametrize(("function", "low", "high", "root"), KNOWN)
def test_known_root(
    function: Callable[[float], float], low: float, high: float, root: float
) -> None:
    found = brent(function, low, high)
    # a root of order nine is as flat as floats make it
    tolerance = 2e-2 if function(root * 1.01) < 1e-15 and root == 1 else 1e-5
    assert found == pytest.approx(root, rel=tolerance if root in {1.0, 3.0} else 1e-14)


@pytest.mark.parametrize(("low", "high"), [(0, 2), (2, 0), (1, 1.5), (-1, 2)])
def test_ends_in_any_order(low: float, high: float) -> None:
    assert brent(lambda x: x * x - 2, low, high) == pytest.approx(sqrt(2), rel=1e-14)


def test_an_end_that_is_the_root() -> None:
    assert brent(lambda x: x, 0, 1) == 0
    assert brent(lambda x: x, -1, 0) == 0


@pytest.mark.parametrize("shift", [0.001, 1, float("nan")])
def test_no_change_of_sign_is_no_root(shift: float) -> None:
    assert brent(lambda x: x * x + shift, -1, 1) is None


@given(st.floats(-0.9, 5), st.floats(0.001, 1e9), st.integers(1, 40))
def test_growth_is_found_again(rate: float, start: float, years: int) -> None:
    asked = []
    end = start * (1 + rate) ** years

    def gap(x: float) -> float:
        asked.append(x)
        return start * (1 + x) ** years - end

    found = brent(gap, -0.99, 10)
    assert found is not None
    assert start * (1 + found) ** years == pytest.approx(end, rel=1e-9, abs=1e-12 * start)
    assert all(-0.99 <= x <= 10 for x in asked)
    assert len(asked) <= ROUNDS + 2
