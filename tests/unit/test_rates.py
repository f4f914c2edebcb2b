"""Growth between two values, from the figures that the plan, its history and others print."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.engine.codes import Reason
from jyplan.engine.rates import compound_rate, grow, linear_step

NAN = float("nan")
INF = float("inf")
# baseline, target, years -> per cent a year and its printed decimals
REQUIRED = [
    (0.95, 1.2, 5, 4.7832, 4),  # R&D intensity
    (1.15, 2.3, 5, 14.8698, 4),  # invention patents per 10,000 people
    (186, 500, 5, 21.8685, 4),  # high- and new-technology enterprises
    (2, 6, 5, 24.5731, 4),  # provincial new-type R&D institutions
    (3, 6, 5, 14.8698, 4),  # provincial enterprise key laboratories
    (65, 110, 5, 11.0953, 4),  # provincial engineering centres
    (241, 300, 5, 4.4770, 4),  # municipal engineering centres
    (192.71, 600, 6, 20.8392, 4),  # zone GDP
    (757.5, 1040, 6, 5.4246, 4),  # zone industrial output
    (42, 200, 5, 36.6332, 4),  # zone enterprises from 2020
    (42, 200, 6, 29.7070, 4),  # and from 2019
    # the readings of invention patents
    (653.5, 1500, 5, 18.08, 2),
    (70, 1500, 5, 84.59, 2),
    # the readings of incubators and maker spaces
    (9, 18, 5, 14.87, 2),
    (5, 18, 5, 29.20, 2),
    (12, 18, 5, 8.45, 2),
]
# what the five years before gave: multiples as the document states them
PAST = [
    (1, 1.75, 5, 11.84, 2),  # R&D spending, +75 %
    (0.60, 0.95, 5, 9.63, 2),  # R&D intensity, +0.35 points
    (1, 3.6, 5, 29.20, 2),  # enterprises, 3.6 times
    (1, 2.193, 5, 17.01, 2),  # patent applications, +119.3 %
    (1, 1.881, 5, 13.47, 2),  # patents granted, +88.1 %
    (1, 2.22, 5, 17.29, 2),  # invention applications, +122.0 %
    (1, 1.061, 5, 1.19, 2),  # invention grants, +6.1 %
    # the same from the values of 2015 that follow
    (11.371, 19.9, 5, 11.84, 2),
    (51.67, 186, 5, 29.20, 2),
    (3725.5, 8170, 5, 17.01, 2),
    (2806.5, 5279, 5, 13.47, 2),
    (177, 393, 5, 17.29, 2),
]


def one(value: float) -> np.ndarray:
    return np.array([value], dtype=np.float64)


@pytest.mark.parametrize(("start", "end", "years", "percent", "digits"), [*REQUIRED, *PAST])
def test_rates_to_the_printed_digit(
    start: float, end: float, years: float, percent: float, digits: int
) -> None:
    rate, reason = compound_rate(one(start), one(end), one(years))
    assert round(float(rate[0]) * 100, digits) == percent
    assert reason[0] == Reason.NONE


@pytest.mark.parametrize(
    ("start", "end", "years", "rate", "error"),
    [
        # RRI of spreadsheets: by month over eight and four years
        (10000, 11000, 96, 0.000993311, 5e-10),
        (10000, 21000, 48, 0.0155771057566627, 1e-16),
        # a straight line through three values
        (100, 120, 3, 0.0626586, 5e-8),
        (120, 150, 2, 0.1180340, 5e-8),
        # by hand
        (100, 121, 2, 0.1, 1e-15),
        (121, 100, 2, -1 / 11, 1e-15),
        (400, 100, 2, -0.5, 1e-15),
        (7, 7, 5, 0, 0),
        # both ends negative: the amount compounds
        (-100, -25, 2, -0.5, 1e-15),
        (-25, -100, 2, 1, 1e-15),
        (-186, -500, 5, 0.218685, 5e-7),
    ],
)
def test_published_rates(start: float, end: float, years: float, rate: float, error: float) -> None:
    found, reason = compound_rate(one(start), one(end), one(years))
    assert float(found[0]) == pytest.approx(rate, rel=0, abs=error)
    assert reason[0] == Reason.NONE


@pytest.mark.parametrize(
    ("start", "end", "years", "step"),
    [
        (186, 500, 5, 62.8),
        (51.67, 186, 5, 26.866),
        (0.95, 1.2, 5, 0.05),
        (0.60, 0.95, 5, 0.07),
        (0, 1500, 5, 300),
        (60000, 50000, 4, -2500),
        (-5, 5, 4, 2.5),
        (7, 7, 5, 0),
    ],
)
def test_steps(start: float, end: float, years: float, step: float) -> None:
    found, reason = linear_step(one(start), one(end), one(years))
    assert float(found[0]) == pytest.approx(step, rel=1e-12)
    assert reason[0] == Reason.NONE


# In the order of precedence: each row has every later fault as well, as far as that can be.
REASONS = [
    (NAN, NAN, NAN, Reason.NO_BASELINE, Reason.NO_BASELINE),
    (NAN, 0, 0, Reason.NO_BASELINE, Reason.NO_BASELINE),
    (0, NAN, NAN, Reason.NO_TARGET, Reason.NO_TARGET),
    (0, NAN, 0, Reason.NO_TARGET, Reason.NO_TARGET),
    (0, 0, NAN, Reason.UNDATED, Reason.UNDATED),
    (0, 0, 0, Reason.SAME_YEAR, Reason.SAME_YEAR),
    (0, 0, -1, Reason.SAME_YEAR, Reason.SAME_YEAR),
    (-1, 1, 0, Reason.SAME_YEAR, Reason.SAME_YEAR),
    (1, 2, 0, Reason.SAME_YEAR, Reason.SAME_YEAR),
    (1, 2, -3, Reason.SAME_YEAR, Reason.SAME_YEAR),
    (0, 0, 2, Reason.ZERO_BASELINE, Reason.NONE),
    (0, 5, 2, Reason.ZERO_BASELINE, Reason.NONE),
    (0, -5, 2, Reason.ZERO_BASELINE, Reason.NONE),
    (5, 0, 2, Reason.ZERO_TARGET, Reason.NONE),
    (-5, 0, 2, Reason.ZERO_TARGET, Reason.NONE),
    (-1, 1, 2, Reason.CROSSES_ZERO, Reason.NONE),
    (1, -1, 2, Reason.CROSSES_ZERO, Reason.NONE),
    # what is no number is not known
    (INF, 1, 2, Reason.NO_BASELINE, Reason.NO_BASELINE),
    (1, -INF, 2, Reason.NO_TARGET, Reason.NO_TARGET),
    (1, 2, INF, Reason.UNDATED, Reason.UNDATED),
    # values that are numbers with growth that is none
    (1e-300, 1e300, 1, Reason.TOO_LARGE, Reason.NONE),
    (-1e308, 1e308, 1, Reason.CROSSES_ZERO, Reason.TOO_LARGE),
]


@pytest.mark.parametrize(("start", "end", "years", "compound", "linear"), REASONS)
def test_reasons(start: float, end: float, years: float, compound: Reason, linear: Reason) -> None:
    rate, rate_reason = compound_rate(one(start), one(end), one(years))
    step, step_reason = linear_step(one(start), one(end), one(years))
    assert (rate_reason[0], step_reason[0]) == (compound, linear)
    assert np.isnan(rate[0])
    assert np.isnan(step[0]) == (linear != Reason.NONE)


@pytest.mark.parametrize("growth", [compound_rate, linear_step])
def test_missing_ends_have_the_reasons_that_were_asked_for(growth: type[compound_rate]) -> None:
    names = {"missing_start": Reason.NO_DATA, "missing_end": Reason.MAINTAINED}
    starts, ends = np.array([NAN, 1, NAN]), np.array([1, NAN, NAN])
    _, reason = growth(starts, ends, np.ones(3), **names)
    assert reason.tolist() == [Reason.NO_DATA, Reason.MAINTAINED, Reason.NO_DATA]


def test_rows_keep_their_own_reasons_and_figures() -> None:
    start = np.array([100.0, 0, NAN, -1, 100, 5, 100, 100, 100, 1e-300])
    end = np.array([121.0, 5, 5, 1, 144, 0, NAN, 121, 121, 1e300])
    years = np.array([2.0, 2, 2, 2, 2, 2, 2, NAN, 0, 1])
    rate, reason = compound_rate(start, end, years)
    assert reason.tolist() == [
        Reason.NONE,
        Reason.ZERO_BASELINE,
        Reason.NO_BASELINE,
        Reason.CROSSES_ZERO,
        Reason.NONE,
        Reason.ZERO_TARGET,
        Reason.NO_TARGET,
        Reason.UNDATED,
        Reason.SAME_YEAR,
        Reason.TOO_LARGE,
    ]
    np.testing.assert_allclose(rate, [0.1, NAN, NAN, NAN, 0.2] + [NAN] * 5, rtol=1e-14)


def test_what_is_given_stays_as_it_is() -> None:
    given = [np.array([100.0, NAN]), np.array([121.0, 0.0]), np.array([2.0, 0.0])]
    for growth in (compound_rate, linear_step):
        growth(*given)
    grow(*given)
    np.testing.assert_array_equal(given, [[100, NAN], [121, 0], [2, 0]])


@pytest.mark.parametrize(
    ("start", "rate", "years", "end"),
    [
        (100, 0.1, 2, 121),
        (121, 0.1, -2, 100),
        (100, -0.5, 2, 25),
        (-100, -0.5, 2, -25),
        (-25, 1, 2, -100),
        (186, 0.218685, 5, 500),
        (10000, 0.000993311, 96, 11000),
        (7, 0.3, 0, 7),
        (0, 0.3, 9, 0),
        (1e300, 1, 100, INF),
        (NAN, 0.1, 2, NAN),
    ],
)
def test_grow(start: float, rate: float, years: float, end: float) -> None:
    found = grow(one(start), one(rate), one(years))
    np.testing.assert_allclose(found, [end], rtol=5e-6)
