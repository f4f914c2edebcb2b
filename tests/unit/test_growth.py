"""Growth, paths and projections, from figures worked out by hand or published."""

from __future__ import annotations

import numpy as np
import pytest

from jyplan.engine import paths, projection, rates
from jyplan.engine.codes import Direction, Operator, Path, Reason
from jyplan.engine.exact import Stretch, scaled, side_of_path

NAN = float("nan")
# baseline, target, years -> per cent a year, as the inventory of the plan prints it
REQUIRED = [
    (0.95, 1.2, 5, 4.7832, 4),
    (1.15, 2.3, 5, 14.8698, 4),
    (186, 500, 5, 21.8685, 4),
    (2, 6, 5, 24.5731, 4),
    (3, 6, 5, 14.8698, 4),
    (65, 110, 5, 11.0953, 4),
    (241, 300, 5, 4.4770, 4),
    (192.71, 600, 6, 20.8392, 4),
    (757.5, 1040, 6, 5.4246, 4),
    (42, 200, 5, 36.6332, 4),
    (42, 200, 6, 29.7070, 4),
    (653.5, 1500, 5, 18.08, 2),
    (70, 1500, 5, 84.59, 2),
    (9, 18, 5, 14.87, 2),
    (5, 18, 5, 29.20, 2),
    (12, 18, 5, 8.45, 2),
    # what the past five years gave
    (11.371, 19.9, 5, 11.84, 2),
    (0.60, 0.95, 5, 9.63, 2),
    (51.67, 186, 5, 29.20, 2),
    (3725.5, 8170, 5, 17.01, 2),
    (2806.5, 5279, 5, 13.47, 2),
    # both ends negative: a loss that shrinks from 100 to 50 halves
    (-100, -50, 1, -50.0, 2),
]


def one(value: float) -> np.ndarray:
    return np.array([value], dtype=np.float64)


def code(value: int) -> np.ndarray:
    return np.array([value], dtype=np.int8)


@pytest.mark.parametrize(("start", "end", "years", "percent", "digits"), REQUIRED)
def test_compound_rate(start: float, end: float, years: float, percent: float, digits: int) -> None:
    rate, reason = rates.compound_rate(one(start), one(end), one(years))
    assert round(rate[0] * 100, digits) == percent
    assert reason[0] == Reason.NONE


@pytest.mark.parametrize(
    ("start", "end", "years", "rate"),
    [
        (10000, 11000, 96, 0.000993311),
        (10000, 21000, 48, 0.0155771057566627),
        (100, 120, 3, 0.0626586),
        (120, 150, 2, 0.1180340),
    ],
)
def test_published_rates(start: float, end: float, years: float, rate: float) -> None:
    assert rates.compound_rate(one(start), one(end), one(years))[0][0] == pytest.approx(
        rate, abs=5e-8
    )


@pytest.mark.parametrize(
    ("start", "end", "years", "compound", "linear"),
    [
        (NAN, NAN, NAN, Reason.NO_BASELINE, Reason.NO_BASELINE),
        (1, NAN, NAN, Reason.NO_TARGET, Reason.NO_TARGET),
        (1, 2, NAN, Reason.UNDATED, Reason.UNDATED),
        (1, 2, 0, Reason.SAME_YEAR, Reason.SAME_YEAR),
        (1, 2, -1, Reason.SAME_YEAR, Reason.SAME_YEAR),
        (0, 5, 2, Reason.ZERO_BASELINE, Reason.NONE),
        (0, 0, 2, Reason.ZERO_BASELINE, Reason.NONE),
        (5, 0, 2, Reason.ZERO_TARGET, Reason.NONE),
        (-1, 1, 2, Reason.CROSSES_ZERO, Reason.NONE),
        (1, -1, 2, Reason.CROSSES_ZERO, Reason.NONE),
        (float("inf"), 1, 2, Reason.NO_BASELINE, Reason.NO_BASELINE),
        (1e-300, 1e300, 1, Reason.TOO_LARGE, Reason.NONE),
    ],
)
def test_reasons_of_growth(
    start: float, end: float, years: float, compound: Reason, linear: Reason
) -> None:
    rate, rate_reason = rates.compound_rate(one(start), one(end), one(years))
    step, step_reason = rates.linear_step(one(start), one(end), one(years))
    assert (rate_reason[0], step_reason[0]) == (compound, linear)
    assert np.isnan(rate[0])
    assert np.isnan(step[0]) == (linear != Reason.NONE)


def test_missing_ends_have_the_reasons_that_were_asked_for() -> None:
    _, reason = rates.compound_rate(
        one(NAN), one(1), one(1), missing_start=Reason.NO_DATA, missing_end=Reason.NO_TARGET
    )
    assert reason[0] == Reason.NO_DATA


def test_rows_keep_their_own_reasons() -> None:
    start = np.array([186, 0, NAN, -1, 2.0])
    end = np.array([500, 5, 5, 1, 6.0])
    rate, reason = rates.compound_rate(start, end, np.full(5, 5.0))
    expected = [Reason.NONE, Reason.ZERO_BASELINE, Reason.NO_BASELINE, Reason.CROSSES_ZERO, 0]
    assert reason.tolist() == expected
    assert np.isnan(rate).tolist() == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("path", "year", "value"),
    [
        (Path.LINEAR, 2020, 186),
        (Path.LINEAR, 2022, 311.6),
        (Path.LINEAR, 2023, 374.4),
        (Path.LINEAR, 2025, 500),
        (Path.LINEAR, 2031, 500),
        (Path.COMPOUND, 2020, 186),
        (Path.COMPOUND, 2021, 226.675),
        (Path.COMPOUND, 2025, 500),
    ],
)
def test_value_at(path: Path, year: int, value: float) -> None:
    ends = (one(186), one(500), one(2020), one(2025))
    found, reason = paths.value_at(paths.Way(*ends, code(path)), one(year))
    assert found[0] == pytest.approx(value, abs=1e-3)
    assert reason[0] == Reason.NONE
    if year >= 2025:
        assert found[0] == 500


def test_straight_line_between_published_values() -> None:
    value, _ = paths.value_at(
        paths.Way(one(100), one(120), one(2020), one(2023), code(0)), one(2022)
    )
    assert value[0] == pytest.approx(113.333, abs=1e-3)


@pytest.mark.parametrize(
    ("baseline", "target", "target_year", "year", "reason", "value"),
    [
        (NAN, 5, 2025, 2022, Reason.NO_BASELINE, None),
        (1, NAN, 2025, 2022, Reason.NO_TARGET, None),
        (1, 5, NAN, 2022, Reason.UNDATED, None),
        (1, 5, 2020, 2022, Reason.SAME_YEAR, None),
        (1, 5, 2025, 2019, Reason.BEFORE_BASELINE, None),
        # what cannot compound goes straight, and the reason says so
        (0, 5, 2025, 2022, Reason.ZERO_BASELINE, 2.0),
        (5, 0, 2025, 2022, Reason.ZERO_TARGET, 3.0),
        (-5, 5, 2025, 2022, Reason.CROSSES_ZERO, -1.0),
    ],
)
def test_compound_paths_that_are_none(  # noqa: PLR0913, PLR0917 a row of the table
    baseline: float,
    target: float,
    target_year: float,
    year: float,
    reason: Reason,
    value: float | None,
) -> None:
    ends = (one(baseline), one(target), one(2020), one(target_year))
    found, why = paths.value_at(paths.Way(*ends, code(Path.COMPOUND)), one(year))
    assert why[0] == reason
    assert np.isnan(found[0]) if value is None else found[0] == value


@pytest.mark.parametrize(
    ("path", "value", "time"),
    [
        (Path.LINEAR, 374.4, 2023.0),
        (Path.LINEAR, 500, 2025.0),
        (Path.LINEAR, 562.8, 2026.0),
        (Path.COMPOUND, 226.675, 2021.0),
        (Path.COMPOUND, 500, 2025.0),
    ],
)
def test_time_at(path: Path, value: float, time: float) -> None:
    ends = (one(186), one(500), one(2020), one(2025))
    assert paths.time_at(paths.Way(*ends, code(path)), one(value))[0][0] == pytest.approx(
        time, abs=1e-4
    )


@pytest.mark.parametrize(
    ("baseline", "target", "path", "value", "reason"),
    [
        (5, 5, Path.LINEAR, 6, Reason.AT_TARGET),
        (1, 5, Path.COMPOUND, 0, Reason.CROSSES_ZERO),
        (1, 5, Path.COMPOUND, -2, Reason.CROSSES_ZERO),
        (1, 5, Path.LINEAR, NAN, Reason.NO_DATA),
    ],
)
def test_times_that_are_none(
    baseline: float, target: float, path: Path, value: float, reason: Reason
) -> None:
    ends = (one(baseline), one(target), one(2020), one(2025))
    time, why = paths.time_at(paths.Way(*ends, code(path)), one(value))
    assert np.isnan(time[0])
    assert why[0] == reason


@pytest.mark.parametrize(
    ("ends", "path", "milestones"),
    [
        ((186, 500, 2020, 2025), Path.LINEAR, [186, 249, 312, 375, 438, 500]),
        ((186, 500, 2020, 2025), Path.COMPOUND, [186, 227, 277, 337, 411, 500]),
        ((0, 5, 2020, 2025), Path.LINEAR, [0, 1, 2, 3, 4, 5]),
        ((100, 400, 2020, 2022), Path.COMPOUND, [100, 200, 400]),
        ((653.5, 1500, 2020, 2025), Path.LINEAR, [654, 823, 993, 1162, 1331, 1500]),
        ((0, 5, 2020, 2025), Path.COMPOUND, [0, 1, 2, 3, 4, 5]),
        ((-4, -1, 2020, 2022), Path.COMPOUND, [-4, -2, -1]),
    ],
)
def test_whole_milestones_round_up(
    ends: tuple[float, float, int, int], path: Path, milestones: list[int]
) -> None:
    years = range(ends[2], ends[3] + 1)
    found = [
        paths.whole_milestone(Stretch(*ends, path), year, Direction.INCREASE) for year in years
    ]
    assert found == milestones


def test_whole_milestones_round_down_where_less_is_better() -> None:
    found = [
        paths.whole_milestone(Stretch(10, 5, 2020, 2023, Path.LINEAR), year, Direction.DECREASE)
        for year in range(2020, 2024)
    ]
    assert found == [10, 8, 6, 5]


def test_decimals_are_compared_as_they_were_written() -> None:
    assert scaled(0.1, 12.0, -2.35, 1e-7, 1e16) == [
        10**6,
        12 * 10**7,
        -235 * 10**5,
        1,
        10**23,
    ]
    # 0.1 + 0.2 is not 0.3 in binary; a third of the way from 0.1 to 0.4 is 0.2
    value, start, end = scaled(0.2, 0.1, 0.4)
    assert side_of_path(value, start, end, 3, 1, Path.LINEAR) == 0
    assert side_of_path(value + 1, start, end, 3, 1, Path.LINEAR) == 1
    assert side_of_path(value - 1, start, end, 3, 1, Path.LINEAR) == -1


@pytest.mark.parametrize(
    ("value", "year", "side"),
    [(-2, 1, 0), (-1, 1, 1), (-3, 1, -1), (0, 1, 1), (5, 1, 1), (-1, 4, -1), (-1, 0, 1)],
)
def test_sides_of_a_negative_compound_path(value: int, year: int, side: int) -> None:
    # minus 4, 2, 1, a half, a quarter at the ends of the years
    assert side_of_path(value, -4, -1, 2, year, Path.COMPOUND) == side


def pace(start: float, latest: float, least: float = NAN, most: float = NAN) -> projection.Pace:
    return projection.Pace(one(start), one(2020), one(latest), one(2023), one(least), one(most))


def test_projection() -> None:
    compound, compound_reason, linear, linear_reason = projection.project(pace(186, 320), one(2025))
    assert compound[0] == pytest.approx(459.46, abs=0.01)
    assert linear[0] == pytest.approx(409.33, abs=0.01)
    assert (compound_reason[0], linear_reason[0]) == (Reason.NONE, Reason.NONE)


def test_projection_stays_within_natural_limits() -> None:
    compound, _, linear, _ = projection.project(pace(50, 90, 0, 100), one(2025))
    assert (compound[0], linear[0]) == (100, 100)
    falling, _, straight, _ = projection.project(pace(50, 10, 0, 100), one(2025))
    assert 0 < falling[0] < 10
    assert straight[0] == 0


@pytest.mark.parametrize(
    ("start", "latest", "year", "compound", "linear"),
    [
        (0, 3, 2025, Reason.ZERO_BASELINE, Reason.NONE),
        (NAN, 3, 2025, Reason.NO_BASELINE, Reason.NO_BASELINE),
        (1, NAN, 2025, Reason.NO_DATA, Reason.NO_DATA),
        (1, 3, NAN, Reason.UNDATED, Reason.UNDATED),
        (1, 3, 2023, Reason.DEADLINE_PASSED, Reason.DEADLINE_PASSED),
    ],
)
def test_projections_that_are_none(
    start: float, latest: float, year: float, compound: Reason, linear: Reason
) -> None:
    value, why, straight, straight_why = projection.project(pace(start, latest), one(year))
    assert (why[0], straight_why[0]) == (compound, linear)
    assert np.isnan(value[0])
    assert np.isnan(straight[0]) == (linear != Reason.NONE)


@pytest.mark.parametrize(
    ("start", "latest", "target", "operator", "time", "year"),
    [
        (186, 320, 500, Operator.AT_LEAST, 2025.467, 2026),
        # 1, 2, 4, … doubles every three years: 8 at the end of 2029, exactly
        (2, 4, 16, Operator.AT_LEAST, 2029.0, 2029),
        (2, 4, 16, Operator.MORE_THAN, 2029.0, 2030),
        (16, 8, 2, Operator.AT_MOST, 2029.0, 2029),
        (16, 8, 2, Operator.LESS_THAN, 2029.0, 2030),
        # from zero: one a year
        (0, 3, 5, Operator.AT_LEAST, 2025.0, 2025),
        (0, 3, 5, Operator.MORE_THAN, 2025.0, 2026),
        (0, 0.3, 0.5, Operator.AT_LEAST, 2025.0, 2025),
    ],
)
def test_attainment(  # noqa: PLR0913, PLR0917 a row of the table
    start: float, latest: float, target: float, operator: Operator, time: float, year: int
) -> None:
    found, first, reason = projection.attainment(pace(start, latest), one(target), code(operator))
    assert reason[0] == Reason.NONE
    assert found[0] == pytest.approx(time, abs=1e-3)
    assert first[0] == year


@pytest.mark.parametrize(
    ("pair", "target", "operator", "limits", "reason"),
    [
        ((5, 5), 6, Operator.AT_LEAST, (NAN, NAN), Reason.NOT_APPROACHING),
        ((5, 4), 6, Operator.AT_LEAST, (NAN, NAN), Reason.NOT_APPROACHING),
        ((50, 90), 100, Operator.MORE_THAN, (0, 100), Reason.NOT_APPROACHING),
        ((50, 40), 0, Operator.LESS_THAN, (0, 100), Reason.NOT_APPROACHING),
        ((1, 1.001), 2, Operator.AT_LEAST, (NAN, NAN), Reason.BEYOND_HORIZON),
        ((1, 6), 6, Operator.AT_LEAST, (NAN, NAN), Reason.ACHIEVED),
        ((NAN, 3), 6, Operator.AT_LEAST, (NAN, NAN), Reason.NO_BASELINE),
        ((1, NAN), 6, Operator.AT_LEAST, (NAN, NAN), Reason.NO_DATA),
        ((1, 3), NAN, Operator.AT_LEAST, (NAN, NAN), Reason.NO_TARGET),
    ],
)
def test_targets_that_are_not_attained(
    pair: tuple[float, float],
    target: float,
    operator: Operator,
    limits: tuple[float, float],
    reason: Reason,
) -> None:
    time, year, why = projection.attainment(pace(*pair, *limits), one(target), code(operator))
    assert why[0] == reason
    assert np.isnan(time[0])
    assert np.isnan(year[0])


@pytest.mark.parametrize(
    ("years", "values", "target", "operator", "crossing"),
    [
        ([2020, 2023, 2025], [100, 120, 150], 130, Operator.AT_LEAST, (2023.667, 2024)),
        ([2020, 2023, 2025], [100, 120, 150], 120, Operator.AT_LEAST, (2023.0, 2023)),
        ([2020, 2023, 2025], [100, 120, 150], 120, Operator.MORE_THAN, (2023.0, 2024)),
        ([2020, 2021], [5, 6], 4, Operator.AT_LEAST, (2020.0, 2020)),
        ([2020, 2021], [5, 6], 7, Operator.AT_LEAST, None),
        ([2020, 2024], [60000, 50000], 59000, Operator.AT_MOST, (2020.4, 2021)),
    ],
)
def test_first_crossing(
    years: list[float],
    values: list[float],
    target: float,
    operator: Operator,
    crossing: tuple[float, int] | None,
) -> None:
    found = projection.first_crossing(np.array(years), np.array(values), target, operator)
    if crossing is None:
        assert found is None
    else:
        assert found is not None
        assert found[0] == pytest.approx(crossing[0], abs=1e-3)
        assert found[1] == crossing[1]
