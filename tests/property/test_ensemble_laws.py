"""Laws of odds: monotony, complements, units, mirrors, order of quantiles."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyplan.engine.codes import Operator
from jyplan.engine.drawing import BLOCK
from jyplan.engine.ensemble import (
    Aims,
    Frequencies,
    Uncertain,
    closed_form,
    simulate,
    spread_of,
    t_interval,
)

if TYPE_CHECKING:
    from jyplan.engine.series import Array

NAN = float("nan")
UP, MORE, DOWN, LESS, WITHIN = Operator
figures = st.integers(1, 10**6).map(lambda cents: cents / 100)
spreads = st.lists(st.sampled_from([0.0, 0.01, 0.1, 0.4]), min_size=1, max_size=4)
shares = st.sampled_from([0.0, 0.3, 0.7, 1.0])
signs = st.sampled_from([1, -1])
one_sided = st.sampled_from([UP, MORE, DOWN, LESS])
rates = st.floats(-0.5, 1, allow_subnormal=False)


def quantity(base: float, spread: list[float], persistence: float = 0.0) -> Uncertain:
    """One quantity, twice: both rows have the same shocks where they are asked for together."""
    size = (2, len(spread))
    none = np.full(2, NAN)
    shape = np.broadcast_to(np.array(spread), size)
    return Uncertain(np.full(size, base), shape, none, none, persistence, 1.0, None)


def aims(size: int, operator: Operator, bound: float, column: int) -> Aims:
    full = np.full(size, bound)
    none = np.full(size, NAN)
    codes = np.full(size, operator, dtype=np.int8)
    group = np.ones((1, size), dtype=np.bool_)
    return Aims(codes, full, none, none, np.full(size, column), codes * 0, group)


def both(uncertain: Uncertain, wanted: Aims) -> list[Frequencies]:
    """The odds in closed form, of few draws and of many."""
    exact = closed_form(uncertain, wanted)
    assert exact is not None
    draws = (200, BLOCK + 100)
    return [exact, *(simulate(uncertain, wanted, None, draws=k, seed=1) for k in draws)]


@settings(max_examples=40, deadline=None)
@given(figures, figures, figures, spreads, shares)
def test_a_higher_base_is_likelier_to_reach_a_target(
    base: float, more: float, bound: float, spread: list[float], persistence: float
) -> None:
    wanted = aims(2, UP, bound, len(spread) - 1)
    lower = both(quantity(base, spread, persistence), wanted)
    higher = both(quantity(base + more, spread, persistence), wanted)
    for first, second in zip(lower, higher, strict=True):
        assert (second.probability >= first.probability).all()
        assert (second.shortfall <= first.shortfall * (1 + 1e-6) + 1e-6 * bound).all()
        assert (second.quantiles > first.quantiles).all()


@settings(max_examples=40, deadline=None)
@given(figures, signs, figures, signs, spreads, shares)
def test_a_target_is_met_or_its_opposite(  # noqa: PLR0913, PLR0917 one figure a quantity
    base: float, sign: int, bound: float, side: int, spread: list[float], persistence: float
) -> None:
    uncertain = quantity(sign * base, spread, persistence)
    for operator, opposite in ((UP, LESS), (MORE, DOWN)):
        odds, others = (
            both(uncertain, aims(2, code, side * bound, len(spread) - 1))
            for code in (operator, opposite)
        )
        for mine, other in zip(odds, others, strict=True):
            np.testing.assert_allclose(mine.probability + other.probability, 1, atol=1e-14)


@settings(max_examples=40, deadline=None)
@given(figures, figures, spreads, shares, one_sided)
def test_a_mirror_changes_no_odds(
    base: float, bound: float, spread: list[float], persistence: float, operator: Operator
) -> None:
    mirror = {UP: DOWN, DOWN: UP, MORE: LESS, LESS: MORE}
    column = len(spread) - 1
    odds = both(quantity(base, spread, persistence), aims(2, operator, bound, column))
    mirrored = both(quantity(-base, spread, persistence), aims(2, mirror[operator], -bound, column))
    for mine, other in zip(odds, mirrored, strict=True):
        np.testing.assert_array_equal(mine.probability, other.probability)
        np.testing.assert_allclose(mine.shortfall, other.shortfall, rtol=1e-12)
        np.testing.assert_allclose(mine.quantiles, -other.quantiles[:, :, ::-1], rtol=1e-12)


@settings(max_examples=30, deadline=None)
@given(figures, figures, spreads, shares, one_sided, st.sampled_from([2.0**-10, 2.0, 2.0**20]))
def test_a_unit_changes_no_odds(  # noqa: PLR0913, PLR0917 as above
    base: float,
    bound: float,
    spread: list[float],
    persistence: float,
    operator: Operator,
    unit: float,
) -> None:
    column = len(spread) - 1
    odds = both(quantity(base, spread, persistence), aims(2, operator, bound, column))
    scaled = both(
        quantity(base * unit, spread, persistence), aims(2, operator, bound * unit, column)
    )
    for mine, other in zip(odds, scaled, strict=True):
        np.testing.assert_array_equal(mine.probability, other.probability)
        # below it figures have fewer digits, which a unit adds or takes
        least = np.finfo(float).tiny * max(unit, 1.0)
        np.testing.assert_allclose(mine.shortfall * unit, other.shortfall, rtol=1e-12, atol=least)
        np.testing.assert_allclose(mine.quantiles * unit, other.quantiles, rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(figures, signs, spreads, shares, figures, figures)
def test_odds_are_shares_and_quantiles_ascend_within_limits(  # noqa: PLR0913, PLR0917 as above
    base: float, sign: int, spread: list[float], persistence: float, first: float, second: float
) -> None:
    low, high = sorted([sign * first, sign * second])
    uncertain = quantity(sign * base, spread, persistence)._replace(
        minimum=np.full(2, low), maximum=np.array([high, NAN])
    )
    for odds in both(uncertain, aims(2, UP, sign * base, len(spread) - 1)):
        assert ((odds.probability >= 0) & (odds.probability <= 1)).all()
        assert (odds.shortfall >= 0).all()
        assert (np.diff(odds.quantiles, axis=2) >= 0).all()
        assert (odds.quantiles >= low).all()
        assert (odds.quantiles[0] <= high).all()
        if not np.isnan(odds.joint[0]):
            assert odds.joint[0] <= odds.probability.min() + 1e-12


@settings(max_examples=30, deadline=None)
@given(figures, figures, spreads, shares, one_sided)
def test_what_is_derived_by_nothing_has_the_same_odds(
    base: float, bound: float, spread: list[float], persistence: float, operator: Operator
) -> None:
    wanted = aims(3, operator, bound, len(spread) - 1)
    for draws in (300, BLOCK + 300):
        odds = simulate(
            quantity(base, spread, persistence),
            wanted,
            lambda values: values[:1],
            draws=draws,
            seed=2,
        )
        # logarithms are single precision where they are held against targets
        np.testing.assert_allclose(odds.probability[2], odds.probability[0], atol=2 / draws)
        np.testing.assert_allclose(
            odds.shortfall[2], odds.shortfall[0], rtol=1e-4, atol=1e-6 * (base + bound)
        )
        np.testing.assert_allclose(odds.quantiles[2], odds.quantiles[0], rtol=0.002)


@given(rates, rates, st.floats(0.5, 0.99))
def test_a_spread_gives_its_interval_back(first: float, second: float, level: float) -> None:
    low, high = sorted([first, second])
    middle, deviation = spread_of(low, high, level)
    assert low - 1e-12 <= middle <= high + 1e-12
    none = np.full(1, NAN)
    factor = np.array([[1 + middle]]), np.array([[deviation]])
    odds = closed_form(
        Uncertain(*factor, none, none, 0.0, 0.0, None),
        aims(1, UP, 1 + low, 0),
    )
    assert odds is not None
    if high - low > 1e-6:
        assert odds.probability[0] == pytest.approx((1 + level) / 2, abs=1e-6)


@given(st.lists(rates, min_size=2, max_size=12), st.floats(0.5, 0.9), st.floats(0.91, 0.99))
def test_an_interval_grows_with_its_level(
    changes: list[float], level: float, higher: float
) -> None:
    logs: Array = np.log1p(np.array(changes))
    narrow, wide = t_interval(logs, level), t_interval(logs, higher)
    assert narrow is not None
    assert wide is not None
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
    middle = (log1p(narrow[0]) + log1p(narrow[1])) / 2
    assert middle == pytest.approx(float(np.mean(logs)), abs=1e-6)
