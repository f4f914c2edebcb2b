"""Where published engines fail: what every rule says of series that its formula cannot take.

Faithful inside a rule where its publisher decided; elsewhere the sound answer, or none with its
reason. Never nan or infinity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jyplan.engine.codes import Direction, Operator, Reason, Yearly
from jyplan.engine.rules import RULES, rule_of
from jyplan.engine.series import series_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., dict[str, Any]]

NAN, INF = float("nan"), float("inf")
GROWTH = ("statcan", "unsd-2022", "eustat")
WINDOW = {"window_years": (2015.0, 2016.0, 2018.0, 2020.0)}
# from 10 (2015) by 13 (2020) to 20 (2025)
WAY: dict[str, Any] = {
    "baseline": 10.0,
    "start_year": 2015.0,
    "latest": 13.0,
    "latest_year": 2020.0,
    "target": 20.0,
    "target_year": 2025.0,
    "direction": 1,
}
DOWN = {"direction": -1}
ABSENT = {"statcan": "not_available"}
WORST = {
    "schedule": "regressing",
    "statcan": "deterioration",
    "unsd-2022": "deterioration",
    "unsd-2023": "1",
    "eustat": "significant_deterioration",
    "escap": "regressing",
    "sdsn": "decreasing",
}
BEST = {
    "schedule": "achieved",
    "statcan": "target_achieved",
    "unsd-2022": "achieved",
    "unsd-2023": "3",
    "eustat": "significant_progress",
    "escap": "achieved",
    "sdsn": "on_track",
}


def look(judged: Judged, rule: str, **columns: Any) -> tuple[str | None, Reason]:  # noqa: ANN401 figures
    found = judged(rule, **{**WAY, **columns})
    return found["status"], found["reason"]


@pytest.mark.parametrize("rule", ["unsd-2022", "eustat"])
def test_nothing_compounds_from_or_to_zero(judged: Judged, rule: str) -> None:
    assert look(judged, rule, baseline=0.0) == (None, Reason.ZERO_BASELINE)
    assert look(judged, rule, target=0.0, latest=5.0, **DOWN) == (None, Reason.ZERO_TARGET)


def test_statcan_counts_zero_as_its_own_small_number(judged: Judged) -> None:
    """(13 / 0.001) ** (1 / 5) - 1 = 5.6494 of (20 / 0.001) ** (1 / 10) - 1 = 1.6922: 3.3385."""
    found = judged("statcan", **{**WAY, "baseline": 0.0})
    assert found["value"] == pytest.approx(3.3385, abs=5e-4)
    assert (found["status"], found["reason"]) == ("substantial_progress", Reason.ZERO_REPLACED)
    # (5 / 10) ** (1 / 5) - 1 = -0.1294 of (0.001 / 10) ** (1 / 10) - 1 = -0.6019: 0.2151
    found = judged("statcan", **{**WAY, "target": 0.0, "latest": 5.0, **DOWN})
    assert found["value"] == pytest.approx(0.2151, abs=5e-5)
    assert (found["status"], found["reason"]) == ("limited_progress", Reason.ZERO_REPLACED)


def test_zero_is_no_obstacle_where_nothing_compounds(judged: Judged) -> None:
    # 13 of 20 where 50 % are due
    assert look(judged, "schedule", baseline=0.0) == ("ahead", Reason.NONE)
    assert judged("escap", **{**WAY, "baseline": 0.0})["value"] == pytest.approx(6.5)
    assert look(judged, "unsd-2023", baseline=0.0) == (None, Reason.ZERO_BASELINE)
    # E = 5 (5 / 10) ** 1 = 2.5; (2.5 - 10) / (0 - 10) = 0.75
    found = judged("unsd-2023", **{**WAY, "target": 0.0, "latest": 5.0, **DOWN})
    assert (found["status"], found["value"]) == ("2", pytest.approx(0.75))


@pytest.mark.parametrize("rule", GROWTH)
def test_both_negative(judged: Judged, rule: str) -> None:
    """-10 to -5 in five years is 12.94 % less a year; to -2.5 in ten years the same: R = 1."""
    found = judged(rule, **{**WAY, "baseline": -10.0, "latest": -5.0, "target": -2.5})
    assert found["value"] == pytest.approx(1.0)
    worse = judged(rule, **{**WAY, "baseline": -10.0, "latest": -12.0, "target": -2.5})
    assert worse["value"] < 0
    assert worse["status"] == WORST[rule]


@pytest.mark.parametrize("rule", [*GROWTH, "unsd-2023"])
def test_crossing_zero(judged: Judged, rule: str) -> None:
    expected = (ABSENT.get(rule), Reason.CROSSES_ZERO)
    assert look(judged, rule, baseline=-10.0, latest=5.0) == expected
    # who has crossed it and met the target has met it
    assert look(judged, rule, baseline=-10.0, latest=20.0)[0] == BEST[rule]


@pytest.mark.parametrize("rule", BEST)
def test_a_way_that_began_at_its_target(judged: Judged, rule: str) -> None:
    assert look(judged, rule, baseline=20.0, latest=21.0) == (BEST[rule], Reason.AT_TARGET)
    fallen = judged(rule, **{**WAY, "baseline": 20.0, "latest": 19.0})
    assert (fallen["status"], fallen["reason"]) == (WORST[rule], Reason.AT_TARGET)
    assert fallen["value"] is None


@pytest.mark.parametrize("rule", [*GROWTH, "unsd-2023", "schedule", "sdsn"])
def test_a_way_that_began_beyond_its_target(judged: Judged, rule: str) -> None:
    assert look(judged, rule, baseline=25.0, latest=24.0)[0] == BEST[rule]
    assert look(judged, rule, baseline=25.0, latest=19.0)[0] == WORST[rule]


@pytest.mark.parametrize("rule", BEST)
def test_a_strict_target_is_not_met_by_itself(judged: Judged, rule: str) -> None:
    strict = {"baseline": 5.0, "target": 9.0, "operator": Operator.MORE_THAN}
    assert look(judged, rule, latest=9.01, **strict)[0] == BEST[rule]
    at = judged(rule, **{**WAY, **strict, "latest": 9.0})
    # who is at the target now has grown fast enough; three of the best classes say no more
    assert at["status"] != BEST[rule] or rule in {"unsd-2023", "eustat", "sdsn"}


def test_the_index_at_a_strict_target_stands_alone(judged: Judged) -> None:
    """10 * (9 - 5) / 4 = 10, and more than 9 was wanted."""
    strict = {"baseline": 5.0, "latest": 9.0, "target": 9.0, "operator": Operator.MORE_THAN}
    found = judged("escap", **{**WAY, **strict})
    assert (found["status"], found["value"], found["reason"]) == (None, 10.0, Reason.NONE)


def test_the_index_of_a_way_that_began_beyond_is_what_its_formula_says(judged: Judged) -> None:
    """10 * (24 - 25) / |20 - 25| = -2: it has gone back, and the result says where it began."""
    found = judged("escap", **{**WAY, "baseline": 25.0, "latest": 24.0})
    assert found["value"] == pytest.approx(-2.0)
    assert (found["status"], found["reason"]) == ("regressing", Reason.BEYOND_TARGET)


@pytest.mark.parametrize("rule", GROWTH)
def test_the_target_year_is_no_end_of_a_pace(judged: Judged, rule: str) -> None:
    """Short of the target in its own year: (13 / 10) ** (1 / 10) - 1 of 2 ** (1 / 10) - 1."""
    found = judged(rule, **{**WAY, "latest_year": 2025.0})
    assert found["value"] == pytest.approx((1.3**0.1 - 1) / (2**0.1 - 1))


def test_the_target_year_reached(judged: Judged) -> None:
    assert look(judged, "schedule", latest_year=2025.0)[0] == "missed"
    assert look(judged, "schedule", latest=20.0, latest_year=2025.0)[0] == "achieved"
    # a target of the past is judged at its year: 13 / 1.3 ** (5 / 10) = 11.40 in 2020
    found = judged("unsd-2023", **{**WAY, "latest_year": 2025.0, "target_year": 2020.0})
    assert found["value"] == pytest.approx((13 / 1.3**0.5 - 10) / 10)


@pytest.mark.parametrize("rule", [*GROWTH, "unsd-2023"])
def test_no_time_between_baseline_and_latest(judged: Judged, rule: str) -> None:
    assert look(judged, rule, latest_year=2015.0) == (ABSENT.get(rule), Reason.SAME_YEAR)
    assert look(judged, rule, latest=20.0, latest_year=2015.0)[0] == BEST[rule]


@pytest.mark.parametrize("rule", BEST)
@pytest.mark.parametrize("year", [2014.0, -5.0])
def test_a_latest_value_from_before_the_baseline(judged: Judged, rule: str, year: float) -> None:
    expected = (ABSENT.get(rule), Reason.BEFORE_BASELINE)
    assert look(judged, rule, latest_year=year) == expected
    assert judged(rule, **{**WAY, "latest_year": year})["value"] is None
    assert look(judged, rule, latest=20.0, latest_year=year)[0] == BEST[rule]


@pytest.mark.parametrize("rule", GROWTH)
def test_a_latest_value_of_zero_has_fallen_by_all(judged: Judged, rule: str) -> None:
    """(0 / 0.84) ** (1 / 7) - 1 = -1 of (0.98 / 0.84) ** (1 / 9) - 1 = 0.017276: -57.89."""
    lost = {"baseline": 0.84, "latest": 0.0, "latest_year": 2022.0, "target": 0.98}
    found = judged(rule, **{**WAY, **lost, "target_year": 2024.0})
    assert found["value"] == pytest.approx(-1 / ((0.98 / 0.84) ** (1 / 9) - 1))
    assert (found["status"], found["reason"]) == (WORST[rule], Reason.NONE)


@pytest.mark.parametrize("rule", [*GROWTH, "unsd-2023", "sdsn"])
def test_a_missing_baseline(judged: Judged, rule: str) -> None:
    absent = ABSENT.get(rule)
    assert look(judged, rule, baseline=NAN) == (absent, Reason.NO_BASELINE)
    assert look(judged, rule, start_year=NAN) == (absent, Reason.UNDATED_BASELINE)
    assert look(judged, rule, baseline=NAN, latest=20.0)[0] == BEST[rule]
    assert look(judged, rule, latest=NAN) == (absent, Reason.NO_DATA)


@pytest.mark.parametrize("rule", ["unsd-2022", "unsd-2023", "escap", "escap-anticipated", "sdsn"])
def test_rules_that_need_a_target(judged: Judged, rule: str) -> None:
    assert look(judged, rule, target=NAN) == (None, Reason.NO_TARGET)


def test_schedule_without_a_target(judged: Judged) -> None:
    assert look(judged, "schedule", target=NAN) == (None, Reason.NO_TARGET)
    assert look(judged, "schedule", target_year=NAN) == (None, Reason.UNDATED)
    assert look(judged, "schedule", target_year=2015.0, latest_year=2014.0) == (
        None,
        Reason.BEFORE_BASELINE,
    )
    assert look(judged, "schedule", target_year=2015.0)[1] == Reason.SAME_YEAR


@pytest.mark.parametrize("rule", [*GROWTH, "unsd-2023", "sdsn"])
def test_an_undated_target(judged: Judged, rule: str) -> None:
    assert look(judged, rule, target_year=NAN) == (ABSENT.get(rule), Reason.UNDATED)
    assert look(judged, rule, target_year=NAN, latest=21.0)[0] == BEST[rule]


@pytest.mark.parametrize("rule", BEST)
def test_a_floor_has_no_way_to_it(judged: Judged, rule: str) -> None:
    floor = {"every": True, "target_year": 2020.0}
    assert look(judged, rule, latest=20.0, **floor)[0] == BEST[rule]
    short = look(judged, rule, **floor)
    assert short == ({**ABSENT, "schedule": "missed"}.get(rule), Reason.FLOOR_PER_YEAR)


@pytest.mark.parametrize("rule", ["schedule", "statcan", "unsd-2022", "escap"])
@pytest.mark.parametrize(
    "years", [{"target_year": 2021.0}, {"yearly": Yearly.BROKEN}, {"yearly": Yearly.INCOMPLETE}]
)
def test_a_floor_is_achieved_by_all_of_its_years(
    judged: Judged, rule: str, years: dict[str, object]
) -> None:
    """Not before the last one, which is after 2020 here, and not where one broke or is unknown."""
    kept = {"every": True, "latest": 20.0, "target_year": 2020.0}
    assert look(judged, rule, **kept)[0] == BEST[rule]
    status, reason = look(judged, rule, **{**kept, **years})
    assert status != BEST[rule]
    if rule != "schedule":
        assert (status, reason) == (ABSENT.get(rule), Reason.FLOOR_PER_YEAR)


@pytest.mark.parametrize("rule", [*GROWTH, "unsd-2023", "escap", "sdsn"])
def test_a_range_has_no_way_either(judged: Judged, rule: str) -> None:
    kept = {
        "direction": Direction.MAINTAIN,
        "operator": Operator.WITHIN,
        "minimum": 11.0,
        "maximum": 15.0,
        "target": 11.0,
    }
    status, reason = look(judged, rule, **kept)
    assert reason == Reason.MAINTAINED
    assert status == BEST[rule]
    assert look(judged, rule, **{**kept, "latest": 16.0})[0] == ABSENT.get(rule)


def test_weather_within_a_range(judged: Judged) -> None:
    kept = {
        "direction": Direction.MAINTAIN,
        "operator": Operator.WITHIN,
        "minimum": 11.0,
        "maximum": 15.0,
        "target": 11.0,
        "baseline": NAN,
    }

    def weather(*values: float) -> str | None:
        return look(judged, "destatis", **kept, latest=values[-1], window=values, **WINDOW)[0]

    assert weather(12.0, 13.0, 12.5, 13.0) == "sun"
    # beyond an end only the way back is an improvement
    assert weather(14.0, 15.0, 15.5, 16.0) == "thunderstorm"
    assert weather(8.0, 9.0, 9.5, 10.0) != "thunderstorm"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        # of 10 to 20 the upper end is the weaker one above 15, the lower one below
        ((15.0, 16.0, 16.0, 17.0), "sun_cloud"),
        ((19.0, 18.0, 18.0, 17.0), "sun"),
        ((15.0, 14.0, 14.0, 13.0), "sun_cloud"),
        ((11.0, 12.0, 12.0, 13.0), "sun"),
        ((17.0, 17.0, 17.0, 17.0), "sun"),
        # in the middle none is
        ((13.0, 14.0, 14.0, 15.0), "sun"),
        # at an end, and beyond it
        ((17.0, 18.0, 19.0, 20.0), "sun_cloud"),
        ((17.0, 18.0, 19.0, 20.1), "thunderstorm"),
    ],
)
@pytest.mark.parametrize("unit", [1.0, 0.1])
def test_weather_of_a_range_is_that_of_its_weakest_end(
    judged: Judged, values: tuple[float, ...], status: str, unit: float
) -> None:
    """A trend towards the end that is nearest worsens, one away from it does not."""
    window = [round(value * unit, 2) for value in values]
    kept = {
        "direction": Direction.MAINTAIN,
        "operator": Operator.WITHIN,
        "minimum": 10.0 * unit,
        "maximum": 20.0 * unit,
        "target": 10.0 * unit,
    }
    found = look(judged, "destatis", **kept, latest=window[-1], window=window, **WINDOW)
    assert found[0] == status


def test_weather_of_a_range_of_one_end(judged: Judged) -> None:
    kept = {"direction": Direction.MAINTAIN, "operator": Operator.WITHIN, **WINDOW}
    falling = {**kept, "window": (16.0, 15.0, 14.0, 13.0)}
    least = {"minimum": 10.0, "target": 10.0}
    most = {"maximum": 20.0, "target": 20.0}
    assert look(judged, "destatis", **falling, **least)[0] == "sun_cloud"
    assert look(judged, "destatis", **falling, **most)[0] == "sun"


def test_weather_needs_four_points(judged: Judged) -> None:
    for count in (1, 2, 3):
        values = [NAN] * (4 - count) + [10.0, 11.0, 12.0, 13.0][-count:]
        years = [NAN] * (4 - count) + [2015.0, 2016.0, 2018.0, 2020.0][-count:]
        assert look(judged, "destatis", window=values, window_years=years) == (
            None,
            Reason.TOO_FEW,
        )
    assert look(judged, "destatis", window=[10.0, 11.0, 12.0, 13.0], **WINDOW)[0] == "cloud"


def test_growth_of_growth(judged: Judged) -> None:
    assert look(judged, "unsd-2023", growth_rate=True) == (None, Reason.GROWTH_OF_GROWTH)
    assert look(judged, "unsd-2023", growth_rate=True, latest=21.0)[0] == "3"


@pytest.mark.parametrize("rule", RULES)
def test_no_figure_is_nan_or_infinite_without_a_reason(rule: str) -> None:
    """Every combination of figures that a table may hold."""
    figures = np.array([NAN, INF, -INF, -2.5, 0.0, 1e-300, 10.0, 1e300])
    years = np.array([NAN, 2015.0, 2020.0])
    grid = np.meshgrid(figures, figures, figures, years, years, years, [-1.0, 1.0], indexing="ij")
    b, v, target, t0, t1, due, way = (axis.ravel() for axis in grid)
    size = len(b)
    series = series_of(
        size,
        baseline=b,
        start_year=t0,
        latest=v,
        latest_year=t1,
        target=target,
        target_year=due,
        direction=way.astype(np.int8),
        operator=np.where(way > 0, 0, 2),
        limit=100.0,
        window_years=np.column_stack([np.full(size, 2012.0), t0 - 1, t0, t1]),
        window=np.column_stack([b, b, v, v]),
    )
    found = rule_of(rule).evaluate(series)
    for column in (found.value, found.score):
        assert not np.isinf(column).any()
    absent = np.isnan(found.value) & (found.reason == Reason.NONE)
    assert not absent.any(), (b[absent][:3], v[absent][:3], target[absent][:3])
    assert not ((found.status < 0) & (found.reason == Reason.NONE) & np.isnan(found.value)).any()
