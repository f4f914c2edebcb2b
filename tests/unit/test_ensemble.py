"""Odds: against figures worked out by hand, the closed form, and each other."""

from __future__ import annotations

from math import erf, exp, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jyplan.engine import quantiles
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
    from collections.abc import Callable

    from jyplan.engine.series import Array

NAN = float("nan")
UP, MORE, DOWN, LESS, WITHIN = Operator
LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]


def uncertain(base: Any, spread: Any, **others: Any) -> Uncertain:  # noqa: ANN401 figures
    """Quantities over years; `base` and `spread` are nested lists, or one figure for all."""
    medians, spreads = np.broadcast_arrays(np.atleast_2d(base), np.atleast_2d(spread))
    limits = [
        np.broadcast_to(np.asarray(others.pop(name, NAN), dtype=float), len(medians))
        for name in ("minimum", "maximum")
    ]
    rest: dict[str, Any] = {"persistence": 0.0, "common": 0.0, "mixing": None} | others
    return Uncertain(
        medians.astype(float), spreads.astype(float), minimum=limits[0], maximum=limits[1], **rest
    )


def aims(*targets: tuple[Operator, float] | tuple[float, float] | None, column: int = 0) -> Aims:
    """Targets: an operator and its figure, or the two ends of a range; all are one group."""
    rows = []
    for target in targets:
        if target is None:
            rows.append((UP, NAN, NAN, NAN))
        elif isinstance(target[0], Operator):
            rows.append((target[0], target[1], NAN, NAN))
        else:
            rows.append((WITHIN, NAN, *target))
    size = len(rows)
    operator, bound, low, high = (np.array(column) for column in zip(*rows, strict=True))
    return Aims(
        operator.astype(np.int8),
        bound,
        low,
        high,
        np.full(size, column),
        np.ones(size, dtype=np.int8),
        np.ones((1, size), dtype=np.bool_),
    )


def exact(quantity: Uncertain, wanted: Aims) -> Frequencies:
    odds = closed_form(quantity, wanted)
    assert odds is not None
    return odds


def drawn(quantity: Uncertain, draws: int, seed: int = 0) -> Array:
    """All values of a run, shape (n, m, draws)."""
    blocks: list[Array] = []

    def derive(values: Array) -> Array:
        blocks.append(values.copy())
        return values[:1]

    size = len(quantity.base)
    none = aims(*[None] * (size + 1))
    simulate(quantity, none, derive, draws=draws, seed=seed, threads=1)
    # the first block is drawn once more, to find out where values lie
    return np.concatenate(blocks[1:] if draws > BLOCK else blocks, axis=2)


def same(left: Frequencies, right: Frequencies) -> None:
    for mine, other in zip(left, right, strict=True):
        np.testing.assert_array_equal(mine, other)


# Abramowitz and Stegun, table 26.10, and any other table of Student's t, as printed
T_TABLE = [
    (0.90, 1, 6.314, 3),
    (0.90, 2, 2.920, 3),
    (0.90, 3, 2.353, 3),
    (0.90, 4, 2.132, 3),
    (0.90, 5, 2.015, 3),
    (0.90, 9, 1.833, 3),
    (0.90, 10, 1.812, 3),
    (0.90, 30, 1.697, 3),
    (0.90, 120, 1.658, 3),
    (0.80, 1, 3.078, 3),
    (0.80, 4, 1.533, 3),
    (0.95, 1, 12.706, 3),
    (0.95, 2, 4.303, 3),
    (0.95, 9, 2.262, 3),
    (0.99, 1, 63.657, 3),
    (0.99, 4, 4.604, 3),
]


@pytest.mark.parametrize(("level", "freedom", "value", "digits"), T_TABLE)
def test_t_quantile(level: float, freedom: int, value: float, digits: int) -> None:
    assert round(quantiles.t_quantile(level, freedom), digits) == value


def test_t_quantile_approaches_the_normal_one() -> None:
    normal = NormalDist().inv_cdf(0.95)
    assert quantiles.t_quantile(0.9, 100_000) == pytest.approx(normal, abs=2e-5)


def test_t_interval() -> None:
    # mean 0.04, s 0.02, t(0.95, 2) = 2.919986; 2.919986 * 0.02 * sqrt(4/3) = 0.0674342;
    # exp(0.04 - 0.0674342) - 1 = -0.027061, exp(0.04 + 0.0674342) - 1 = 0.113417
    interval = t_interval(np.array([0.02, 0.04, 0.06]))
    assert interval == pytest.approx((-0.027061, 0.113417), abs=1e-6)


def test_t_interval_of_two_changes() -> None:
    # mean 0.03, s 0.0141421; t(0.9, 1) = tan(0.8 pi / 2) = 3.077684;
    # 3.077684 * 0.0141421 * sqrt(1.5) = 0.0533071
    low, high = t_interval(np.array([0.02, 0.04]), level=0.8) or (NAN, NAN)
    assert log(1 + low) == pytest.approx(0.03 - 0.0533071, abs=1e-7)
    assert log(1 + high) == pytest.approx(0.03 + 0.0533071, abs=1e-7)


def test_one_change_has_no_interval() -> None:
    assert t_interval(np.array([0.02])) is None
    assert t_interval(np.array([])) is None


def test_changes_that_agree_have_an_interval_without_width() -> None:
    assert t_interval(np.full(4, 0.25)) == pytest.approx((exp(0.25) - 1,) * 2)


def test_spread_of() -> None:
    # log 1.1 = 0.0953102; sqrt(1.1) - 1 = 0.0488088; 0.0953102 / 2 / 1.644854 = 0.0289722
    assert spread_of(0.0, 0.1) == pytest.approx((0.0488088, 0.0289722), abs=1e-7)
    # log 1.21 = 0.1906204; 0.1906204 / 2 / 1.959964 = 0.0486285
    assert spread_of(0.0, 0.21, 0.95) == pytest.approx((0.1, 0.0486285), abs=1e-7)
    assert spread_of(0.05, 0.05) == pytest.approx((0.05, 0.0))


@pytest.mark.parametrize(("low", "high"), [(-1, 0), (0.2, 0.1), (NAN, 0.1), (0, NAN), (0, np.inf)])
def test_no_interval_of_rates(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="no interval"):
        spread_of(low, high)


def test_levels_of_the_normal_distribution() -> None:
    np.testing.assert_allclose(
        quantiles.NORMAL, [NormalDist().inv_cdf(level) for level in LEVELS], atol=1e-15
    )


def test_closed_form_by_hand() -> None:
    odds = exact(
        uncertain([[100]] * 5, 0.1),
        aims((UP, 100), (UP, 110), (DOWN, 100), (90, 110), None),
    )
    # log(1.1) / 0.1 = 0.953102, Phi(-0.953102) = 0.170270;
    # log(0.9) / 0.1 = -1.053605, Phi(-1.053605) = 0.146031
    assert odds.probability[:4] == pytest.approx(
        [0.5, 0.170270, 0.5, 1 - 0.170270 - 0.146031], abs=2e-6
    )
    # 100 exp(0.1 z) for z = -+1.644854, -+0.674490, 0
    assert odds.quantiles[0, 0] == pytest.approx(
        [84.8330, 93.4775, 100, 106.9775, 117.8786], abs=1e-4
    )
    # E[v; v < 100] = 100 exp(0.005) Phi(-0.1) = 100.501252 * 0.460172 = 46.247876
    assert odds.shortfall[0] == pytest.approx(50 - 46.247876, abs=1e-4)
    # E[v; v > 100] = 100.501252 * 0.539828 = 54.253376
    assert odds.shortfall[2] == pytest.approx(54.253376 - 50, abs=1e-4)
    assert np.isnan(odds.probability[4])
    assert np.isnan(odds.shortfall[4])
    assert odds.draws == 0
    assert not odds.error[:4].any()


def test_closed_form_of_what_hardly_ever_happens() -> None:
    # Phi(-10) = 7.619853e-24 (Abramowitz and Stegun, table 26.2)
    odds = exact(uncertain([[100]] * 2, 0.1), aims((UP, 100 * exp(1)), (LESS, 100 * exp(-1))))
    assert odds.probability == pytest.approx([7.619853e-24] * 2, rel=1e-6)


def test_closed_form_has_the_joint_probability_of_independent_quantities() -> None:
    quantity, wanted = uncertain([[100]] * 2, 0.1), aims((UP, 100), (UP, 100))
    assert exact(quantity, wanted).joint == pytest.approx([0.25])
    assert np.isnan(exact(quantity._replace(common=0.2), wanted).joint).all()
    for covariance, known in ((0.0, True), (0.5, False)):
        mixing = np.linalg.cholesky(np.array([[1, covariance], [covariance, 1]]))
        joint = exact(quantity._replace(mixing=mixing), wanted).joint
        assert np.isnan(joint[0]) != known


def test_closed_form_of_correlated_quantities_of_which_one_is_certain() -> None:
    quantity = uncertain([[100], [100]], [[0.1], [0]], common=0.5)
    assert exact(quantity, aims((UP, 100), (UP, 100))).joint == pytest.approx([0.5])
    assert exact(quantity, aims((UP, 100), (MORE, 100))).joint == pytest.approx([0])


def test_nothing_derived_has_a_closed_form() -> None:
    assert closed_form(uncertain([[100]], 0.1), aims((UP, 100), (UP, 100))) is None


# sums of three shocks of 0.1: 3; 3 + 2 (2 * 0.5 + 0.25) = 5.5; 9 times 0.01
PERSISTENT = [(0.0, 0.03), (0.5, 0.055), (1.0, 0.09)]


@pytest.mark.parametrize(("persistence", "variance"), PERSISTENT)
def test_persistence(persistence: float, variance: float) -> None:
    quantity = uncertain([[100, 100, 100]], 0.1, persistence=persistence)
    width = 100 * exp(1.6448536 * sqrt(variance))
    assert exact(quantity, aims(None)).quantiles[0, 2, 4] == pytest.approx(width, abs=1e-4)
    draws = 100_000
    logs = np.log(drawn(quantity, draws)[0] / 100)
    # the standard error of a variance is sqrt(2 / draws) of it
    assert np.var(logs[2]) == pytest.approx(variance, rel=4 * sqrt(2 / draws))
    assert np.var(logs[0]) == pytest.approx(0.01, rel=4 * sqrt(2 / draws))
    steps = np.diff(logs, axis=0)
    assert np.corrcoef(steps)[0, 1] == pytest.approx(persistence, abs=4 / sqrt(draws))


def test_shocks_are_normal() -> None:
    draws = 400_000
    shocks = np.log(drawn(uncertain([[1]], 1.0), draws)[0, 0])
    # standard errors of the moments of a normal figure: 1, 2, 15, 96 by the square root of draws
    for power, moment, variance in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)):
        error = sqrt(variance / draws)
        assert np.mean(shocks**power) == pytest.approx(moment, abs=4 * error)
    # twice 3.17e-5 lie beyond four standard deviations
    assert np.mean(np.abs(shocks) > 4) == pytest.approx(6.33e-5, abs=4 * sqrt(6.33e-5 / draws))


def correlations(quantity: Uncertain, draws: int) -> Array:
    return np.corrcoef(np.log(drawn(quantity, draws)[:, -1]))


@pytest.mark.parametrize("common", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("persistence", [0.0, 0.6, 1.0])
def test_common_factor(common: float, persistence: float) -> None:
    draws = 50_000
    quantity = uncertain([[1, 1]] * 3, 0.1, common=common, persistence=persistence)
    wanted = np.where(np.eye(3) > 0, 1, common)
    error = (1 - common**2) / sqrt(draws)
    assert correlations(quantity, draws) == pytest.approx(wanted, abs=4 * error + 1e-6)


@pytest.mark.parametrize("certain", [False, True])
def test_mixing(certain: bool) -> None:  # noqa: FBT001 a case
    draws = 50_000
    matrix = np.array([[1, 0.2, 0.6], [0.2, 1, -0.5], [0.6, -0.5, 1]])
    spread = np.array([[0.1], [0.0 if certain else 0.1], [0.2]])
    quantity = uncertain([[1, 1]] * 3, spread, mixing=np.linalg.cholesky(matrix))
    found = np.log(drawn(quantity, draws)[:, -1])
    if certain:
        assert not found[1].any()
        found, matrix = found[[0, 2]], matrix[np.ix_([0, 2], [0, 2])]
    assert np.corrcoef(found) == pytest.approx(matrix, abs=4 / sqrt(draws))


SEEDS, DRAWS = 60, 20_000


def several() -> tuple[Uncertain, Aims]:
    """Quantities of all sorts: falling, limited, negative, with certain years."""
    generator = np.random.default_rng(11)
    base = np.array([100, 50, -80, 3e6, 1e-3, 7, 20, -5])[:, None] * np.linspace(1, 1.2, 4)
    spread = generator.uniform(0.02, 0.3, base.shape)
    spread[5:, ::2] = 0
    quantity = uncertain(
        base,
        spread,
        persistence=0.4,
        common=0.25,
        minimum=[NAN, 40, NAN, 2e6, NAN, NAN, 0, NAN],
        maximum=[120, NAN, -60, 5e6, NAN, NAN, NAN, 0],
    )
    wanted = aims(
        (UP, 110),
        (MORE, 55),
        (UP, -90),
        (3e6, 4e6),
        (DOWN, 1.1e-3),
        (LESS, 7),
        (19, 23),
        (DOWN, -5.5),
    )
    return quantity, wanted._replace(column=np.array([3, 3, 2, 3, 1, 1, 3, 3]))


def test_simulation_agrees_with_the_closed_form() -> None:
    quantity, wanted = several()
    theory = exact(quantity, wanted)
    total = np.abs(np.log(theory.quantiles[:, :, 4] / theory.quantiles[:, :, 2]))
    error = np.sqrt(theory.probability * (1 - theory.probability) / DRAWS)
    # of a quantile: sqrt(p (1 - p) / draws) by the density, which in logarithms is that of z
    normal = [NormalDist().inv_cdf(level) for level in LEVELS]
    density = np.array([NormalDist().pdf(z) for z in normal])
    level = np.array(LEVELS)
    rough = np.sqrt(level * (1 - level) / DRAWS) / density
    free = [4, 5, 6, 7]  # no limit is near their quantiles
    off, shifts = [], []
    for seed in range(SEEDS):
        odds = simulate(quantity, wanted, None, draws=DRAWS, seed=seed)
        off.append((odds.probability - theory.probability) / error)
        np.testing.assert_allclose(odds.error, error, rtol=0.1)
        with np.errstate(all="ignore"):
            logs = np.log(odds.quantiles / theory.quantiles)[free]
            deviation = total[free, :, None] / normal[4]
            # bins may be off by 0.1 %
            shifts.append(np.fmax(np.abs(logs) - 0.001, 0) / (deviation * rough))
    assert np.abs(off).max() < 4
    # errors are as large as they are said to be, no less: their squares are 1 in the mean, of
    # which that of half as many independent ones is known to 4 sqrt(2 / (4 SEEDS))
    assert np.mean(np.square(off)) == pytest.approx(1, abs=4 * sqrt(2 / (4 * SEEDS)))
    assert np.nanmax(shifts) < 4


def test_distances_agree_with_the_closed_form() -> None:
    quantity, wanted = several()
    theory = exact(quantity, wanted).shortfall
    found = np.array(
        [simulate(quantity, wanted, None, draws=DRAWS, seed=s).shortfall for s in range(SEEDS)]
    )
    error = found.std(axis=0, ddof=1) / sqrt(SEEDS)
    assert (theory > 0).all()
    # the error itself is known from so many seeds alone: as likely as 4 is t(59) = 4.3
    assert (np.abs(found.mean(axis=0) - theory) < 4.3 * error).all()


def test_joint_probability_of_independent_quantities_is_the_product() -> None:
    draws = 200_000
    quantity = uncertain([[100]] * 3, 0.1)
    wanted = aims((UP, 95), (DOWN, 104), (98, 120))
    groups = np.array([[1, 1, 1], [1, 0, 1], [0, 0, 0]], dtype=np.bool_)
    odds = simulate(quantity, wanted._replace(groups=groups), None, draws=draws, seed=1)
    first, second, third = exact(quantity, wanted).probability
    for found, error, theory in zip(
        odds.joint[:2],
        odds.joint_error[:2],
        (first * second * third, first * third),
        strict=True,
    ):
        assert error == pytest.approx(sqrt(theory * (1 - theory) / draws), rel=0.01)
        assert found == pytest.approx(theory, abs=4 * error)
    assert np.isnan(odds.joint[2])


def test_joint_probability_of_one_shock() -> None:
    # all move as one: the group is as likely as its least likely member
    quantity = uncertain([[100]] * 2, 0.1, common=1.0)
    odds = simulate(quantity, aims((UP, 100), (UP, 105)), None, draws=20_000, seed=1)
    assert odds.joint == pytest.approx(odds.probability[1:], abs=1e-4)
    # a correlation of 0.5 of two medians: 1/4 + asin(0.5) / (2 pi) = 1/3
    odds = simulate(
        quantity._replace(common=0.5), aims((UP, 100), (UP, 100)), None, draws=200_000, seed=1
    )
    assert odds.joint[0] == pytest.approx(1 / 3, abs=4 * odds.joint_error[0])


def test_members_without_target_do_not_count() -> None:
    quantity = uncertain([[100]] * 2, 0.1)
    odds = simulate(quantity, aims((UP, 100), None), None, draws=9000, seed=1)
    assert odds.joint == odds.probability[0]


def ratio(values: Array) -> Array:
    """Two derived quantities, one of which does not exist where it is divided by zero."""
    return np.stack([values[0] / (100 - values[1]), values[0] - values[1]])


@pytest.mark.parametrize("derive", [None, ratio])
@pytest.mark.parametrize("draws", [1, 1000, BLOCK, BLOCK + 1, 10 * BLOCK + 17])
def test_chunks_and_threads_change_nothing(
    derive: Callable[[Array], Array] | None, draws: int
) -> None:
    quantity = uncertain([[80, 90]] * 3, 0.1, maximum=[NAN, 100, NAN], persistence=0.3, common=0.2)
    targets: list[Any] = [(UP, 85), (90, 99), (DOWN, 80)]
    wanted = aims(*targets, *[(UP, 4), (UP, 0)] if derive else [], column=1)
    first = simulate(quantity, wanted, derive, draws=draws, seed=7, threads=1, chunk=1)
    for threads, chunk in ((None, None), (2, 1), (3, 2), (4, 100)):
        odds = simulate(quantity, wanted, derive, draws=draws, seed=7, threads=threads, chunk=chunk)
        same(odds, first)
    other = simulate(quantity, wanted, derive, draws=draws, seed=8)
    assert (other.quantiles != first.quantiles).any()


def test_a_matrix_changes_nothing_by_threads_either() -> None:
    mixing = np.linalg.cholesky(np.full((40, 40), 0.3) + 0.7 * np.eye(40))
    quantity = uncertain([[100]] * 40, 0.1, mixing=mixing)
    wanted = aims(*[(UP, 101.0)] * 40)
    first = simulate(quantity, wanted, None, draws=40_000, seed=3, threads=1)
    same(simulate(quantity, wanted, None, draws=40_000, seed=3, threads=4), first)


def test_progress_counts_all_draws() -> None:
    told: list[int] = []
    wanted = aims((UP, 100))
    simulate(
        uncertain([[100]], 0.1),
        wanted,
        None,
        draws=5 * BLOCK + 3,
        seed=0,
        chunk=2,
        progress=told.append,
    )
    assert told == [2 * BLOCK, 4 * BLOCK, 5 * BLOCK + 3]


def test_limits_stand_in_quantiles_as_they_are_written() -> None:
    quantity = uncertain(
        [[95], [95], [-95], [60]],
        0.2,
        maximum=[100.1, NAN, -90.3, NAN],
        minimum=[NAN, 90.3, NAN, 55.7],
    )
    wanted = aims(None, None, None, None)
    for draws in (1000, 20_000):
        found = simulate(quantity, wanted, None, draws=draws, seed=0).quantiles[:, 0]
        assert found[0, 3:].tolist() == [100.1, 100.1]
        assert found[1, :2].tolist() == [90.3, 90.3]
        assert found[2, 3:].tolist() == [-90.3, -90.3]
        assert found[3, :2].tolist() == [55.7, 55.7]
    assert exact(quantity, wanted).quantiles[0, 0, 4] == 100.1


def test_targets_at_limits() -> None:
    quantity = uncertain([[100]] * 4, 0.1, maximum=100, minimum=100 * exp(-0.1), common=1.0)
    wanted = aims((UP, 100), (MORE, 100), (UP, 100 * exp(-0.1)), (MORE, 100 * exp(-0.1)))
    # Phi(0), nothing beyond the limit, everything at the other one, Phi(1) = 0.841345 above it
    theory = [0.5, 0, 1, 0.841345]
    assert exact(quantity, wanted).probability == pytest.approx(theory, abs=1e-6)
    odds = simulate(quantity, wanted, None, draws=50_000, seed=0)
    assert odds.probability == pytest.approx(theory, abs=4 * 0.5 / sqrt(50_000))
    assert odds.probability[1:3].tolist() == [0, 1]
    assert odds.shortfall[1] == odds.shortfall[0] > 0 == odds.shortfall[2]
    assert exact(quantity, wanted).shortfall[0] == pytest.approx(odds.shortfall[0], rel=0.02)


def test_limits_bind_what_is_seen_alone() -> None:
    # in the first year half of the draws are cut off; in the second the limit is out of reach
    # and its distribution is that of a quantity which was never limited
    quantity = uncertain([[100, 50]], [[0.1, 0.01]], maximum=100)
    odds = simulate(quantity, aims((UP, 50), column=1), None, draws=50_000, seed=0)
    free = simulate(
        quantity._replace(maximum=np.array([NAN])),
        aims((UP, 50), column=1),
        None,
        draws=50_000,
        seed=0,
    )
    np.testing.assert_array_equal(odds.quantiles[:, 1], free.quantiles[:, 1])
    assert odds.probability == free.probability


def test_limits_on_the_other_side_of_zero() -> None:
    quantity = uncertain([[10], [-10]], 0.1, minimum=[NAN, 0], maximum=[0, NAN])
    odds = simulate(quantity, aims((UP, 0), (MORE, 0)), None, draws=9000, seed=0)
    assert odds.probability.tolist() == [1, 0]
    assert not odds.quantiles.any()
    odds = simulate(quantity, aims((UP, 5), (DOWN, -5)), None, draws=9000, seed=0)
    assert odds.shortfall.tolist() == [5, 5]


@pytest.mark.parametrize(
    ("operator", "met"), [(UP, True), (MORE, False), (DOWN, True), (LESS, False)]
)
@pytest.mark.parametrize("draws", [10, 9000])
def test_strict_operators_on_certain_values(operator: Operator, *, met: bool, draws: int) -> None:
    quantity = uncertain([[30.1, 30.1]], [[0, 0.1]])
    odds = simulate(quantity, aims((operator, 30.1)), None, draws=draws, seed=0)
    assert odds.probability[0] == met
    assert odds.joint[0] == met
    assert odds.error[0] == 0
    assert odds.shortfall[0] == 0
    assert odds.quantiles[0, 0].tolist() == [30.1] * 5
    assert exact(quantity, aims((operator, 30.1))).probability[0] == met


def test_certain_quantities_alone() -> None:
    mixing = np.linalg.cholesky(np.array([[1, 0.5], [0.5, 1]]))
    for others in ({}, {"common": 0.5}, {"mixing": mixing}):
        quantity = uncertain([[10, 20], [0, -3]], 0.0, **others)
        odds = simulate(quantity, aims((UP, 21), (WITHIN, NAN), column=1), None, draws=9000, seed=0)
        assert odds.probability[0] == 0
        assert odds.shortfall[0] == 1
        assert odds.joint.tolist() == [0]
        assert odds.quantiles[:, :, 0].tolist() == [[10, 20], [0, -3]]
        same(odds, simulate(quantity, aims((UP, 21), None, column=1), None, draws=9000, seed=1))


@pytest.mark.parametrize("draws", [2000, 50_000])
def test_values_of_any_sign(draws: int) -> None:
    quantity = uncertain([[-100], [0], [NAN]], 0.1)
    wanted = aims((UP, -100), (UP, 1), (90, 110))
    odds = simulate(quantity, wanted, None, draws=draws, seed=0)
    # mirrored: the shortfall of (DOWN, 100) of the example above
    assert odds.probability == pytest.approx([0.5, 0, 0], abs=2 / sqrt(draws))
    assert odds.shortfall[0] == pytest.approx(4.253376, abs=4 * 6 / sqrt(draws))
    assert odds.shortfall[1] == 1
    assert odds.quantiles[0, 0] == pytest.approx(
        [-117.8786, -106.9775, -100, -93.4775, -84.8330], rel=8 * 0.1 / sqrt(draws)
    )
    assert not odds.quantiles[1].any()
    assert np.isnan(odds.quantiles[2]).all()


def test_a_range_may_have_one_end() -> None:
    quantity = uncertain([[100]] * 3, 0.1)
    odds = exact(quantity, aims((NAN, 100), (100, NAN), (NAN, NAN)))
    assert odds.probability[:2] == pytest.approx([0.5, 0.5])
    assert np.isnan(odds.probability[2])


@pytest.mark.parametrize("draws", [4000, 60_000])
def test_division_by_zero_does_not_exist(draws: int) -> None:
    # the second quantity is held at 100 in half of the draws, where nothing is divided by it
    quantity = uncertain([[50], [100]], [[0.05], [0.1]], maximum=[NAN, 100])
    wanted = aims(None, None, (UP, 0), (DOWN, 0))
    odds = simulate(quantity, wanted, ratio, draws=draws, seed=0)
    half = 4 * 0.5 / sqrt(draws)
    assert odds.defined[:, 0] == pytest.approx([1, 1, 0.5, 1], abs=half)
    assert odds.probability[2] == odds.defined[2, 0]
    assert odds.joint[0] <= odds.probability[2]
    assert odds.shortfall[2] == 0
    values = drawn(quantity, draws)
    with np.errstate(all="ignore"):
        derived = ratio(values)
    existing = derived[0, 0][np.isfinite(derived[0, 0])]
    assert len(existing) == round(odds.defined[2, 0] * draws)
    np.testing.assert_allclose(
        odds.quantiles[2, 0], np.quantile(existing, LEVELS), rtol=0.001 if draws > BLOCK else 1e-12
    )


@pytest.mark.parametrize("draws", [100, 9000])
def test_what_never_exists(draws: int) -> None:
    def nothing(values: Array) -> Array:
        return values[:1] / (values[1:] * 0)

    quantity = uncertain([[50], [10]], 0.1)
    odds = simulate(quantity, aims(None, None, (UP, 0)), nothing, draws=draws, seed=0)
    assert odds.probability[2] == 0
    assert odds.defined[2, 0] == 0
    assert np.isnan(odds.shortfall[2])
    assert np.isnan(odds.quantiles[2]).all()
    assert odds.joint[0] == 0


def test_derived_values_are_held_against_their_targets() -> None:
    # a difference of certain values: 30 - 20 = 10
    quantity = uncertain([[30], [20]], 0.0)
    wanted = aims(None, None, (UP, 0), (MORE, 10))
    for draws in (100, 9000):
        odds = simulate(quantity, wanted, ratio, draws=draws, seed=0)
        assert odds.probability[3] == 0
        assert odds.quantiles[3, 0].tolist() == [10] * 5
        odds = simulate(quantity, aims(None, None, None, (UP, 12)), ratio, draws=draws, seed=0)
        assert odds.shortfall[3] == 2
    # the quotient of two lognormal values is one: sqrt(0.1^2 + 0.1^2) = 0.141421
    quantity = uncertain([[30], [20]], 0.1)
    odds = simulate(
        quantity,
        aims(None, None, (UP, 1.6)),
        lambda values: values[:1] / values[1:],
        draws=100_000,
        seed=0,
    )
    theory = (1 - erf(log(1.6 / 1.5) / 0.141421 / sqrt(2))) / 2
    assert odds.probability[2] == pytest.approx(theory, abs=4 * odds.error[2])


def test_quantiles_of_bins_by_hand() -> None:
    # ten values spread evenly over one bin from 3 to 5: 3.1, 3.3, ..., 4.9; the one wanted at
    # 5 % has the rank 0.45 between the first two, the median lies half way between two of them
    low, width = np.array([1.0]), np.array([2.0])
    found = quantiles.of_slots(np.array([[0, 0, 10, 0]]), low, width)
    assert found[0] == pytest.approx([3.19, 3.55, 4, 4.45, 4.81])
    # one value: the middle of its bin; a gap between two: as between two values
    assert quantiles.of_slots(np.array([[0, 1, 0, 0]]), low, width)[0].tolist() == [2] * 5
    found = quantiles.of_slots(np.array([[0, 1, 0, 1, 0]]), low, width)
    assert found[0] == pytest.approx([2.2, 3, 4, 5, 5.8])
    assert np.isnan(quantiles.of_slots(np.zeros((1, 4), dtype=np.int64), low, width)).all()


def test_bins_are_as_narrow_as_is_said() -> None:
    assert quantiles.bin_count(2.0) == 2000
    assert quantiles.bin_count(0.0) == 256
    assert quantiles.bin_count(100.0) == 2**14


@pytest.mark.parametrize("spread", [0.001, 0.1, 1.0])
def test_binned_quantiles_are_as_near_as_is_said(spread: float) -> None:
    draws = 3 * BLOCK + 5
    quantity = uncertain([[100, 90], [-70, -60], [50, 45]], spread, minimum=[NAN, NAN, 45])
    quantity = quantity._replace(maximum=np.array([110, NAN, 50]))

    def derive(values: Array) -> Array:
        # of one sign, of the other, of both, and heaped up at a limit
        product = values[0] * values[2]
        return np.stack([product, -product, values[0] - 2 * values[2], values[2] * 2])

    odds = simulate(quantity, aims(*[None] * 7), derive, draws=draws, seed=5)
    values = drawn(quantity, draws, seed=5)
    values = np.concatenate([values, derive(values)])
    wanted = np.moveaxis(np.quantile(values, LEVELS, axis=2), 0, 2)
    both = 5
    inside = np.quantile(values[both], [0.02, 0.98], axis=1)
    span = (inside[1] - inside[0])[:, None]
    assert (np.abs(odds.quantiles - wanted)[both] < 0.0003 * span).all()
    others = [row for row in range(7) if row != both]
    np.testing.assert_allclose(odds.quantiles[others], wanted[others], rtol=0.001)
    if spread == 1:
        np.testing.assert_allclose(odds.quantiles[6, :, 4], 100, rtol=1e-12)
        np.testing.assert_allclose(odds.quantiles[6, :, 0], 90, rtol=1e-12)


def test_few_draws_have_exact_quantiles() -> None:
    quantity = uncertain([[100, 90], [50, 70]], 0.2, common=0.5)
    odds = simulate(quantity, aims(None, None), None, draws=999, seed=5)
    wanted = np.quantile(drawn(quantity, 999, seed=5), LEVELS, axis=2)
    np.testing.assert_allclose(odds.quantiles, np.moveaxis(wanted, 0, 2), rtol=1e-12)


@pytest.mark.parametrize(
    "others", [{"persistence": 1.1}, {"persistence": NAN}, {"common": -0.1}, {"common": 2}]
)
def test_impossible_correlations(others: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="correlations"):
        simulate(uncertain([[1]], 0.1, **others), aims(None), None, draws=10, seed=0)


@pytest.mark.parametrize("spread", [-0.1, NAN, np.inf])
def test_impossible_spreads(spread: float) -> None:
    with pytest.raises(ValueError, match="spreads"):
        closed_form(uncertain([[1]], spread), aims(None))


def test_mixing_without_unit_variance() -> None:
    with pytest.raises(ValueError, match="mixing"):
        closed_form(uncertain([[1], [2]], 0.1, mixing=np.eye(2) * 2), aims(None, None))


def test_where_nothing_is_derived_nothing_is_called() -> None:
    calls: list[Array] = []

    def derive(values: Array) -> Array:
        calls.append(values)
        return values

    quantity = uncertain([[1]], 0.1)
    for draws in (10, BLOCK + 10):
        odds = simulate(quantity, aims((UP, 1)), derive, draws=draws, seed=0)
        same(odds, simulate(quantity, aims((UP, 1)), None, draws=draws, seed=0))
    assert not calls


def test_no_draws() -> None:
    with pytest.raises(ValueError, match="no draws: 0"):
        simulate(uncertain([[1]], 0.1), aims(None), None, draws=0, seed=0)


def test_a_failure_in_derived_values_ends_the_run() -> None:
    calls = []

    def derive(values: Array) -> Array:
        calls.append(values.shape)
        if len(calls) > 3:  # workers must not wait for the one that failed
            raise KeyError("x")
        return values[:1]

    with pytest.raises(KeyError):
        simulate(
            uncertain([[1]], 0.1),
            aims(None, None),
            derive,
            draws=50 * BLOCK,
            seed=0,
            threads=2,
            chunk=1,
        )


def test_huge_values_are_infinite_in_silence() -> None:
    quantity = uncertain([[1e300], [1e-300]], 50.0)
    odds = simulate(quantity, aims((UP, 1e300), (DOWN, 1e300)), None, draws=9000, seed=0)
    assert odds.quantiles[0, 0, 4] == np.inf
    assert odds.probability[0] == pytest.approx(0.5, abs=0.03)
