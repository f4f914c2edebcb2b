"""Where a rule's verdict could contradict its method, its own reason or itself.

Each test states what is expected and why; worked out from the methods, not from the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jyplan.engine.codes import Direction, Operator, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., dict[str, Any]]

NAN, INF = float("nan"), float("inf")
# no class is given: the rule says so in its own way
ABSENT = {None, "not_available", "no_data", "no_baseline"}
GROWTH = ["statcan", "unsd-2022", "eustat"]
# from 100 (2015) by 120 (2020) to 150 (2025)
WAY: dict[str, Any] = {
    "baseline": 100.0,
    "start_year": 2015.0,
    "latest": 120.0,
    "latest_year": 2020.0,
    "target": 150.0,
    "target_year": 2025.0,
    "direction": 1,
}
DOWN = {"direction": -1}


@pytest.mark.parametrize(
    ("baseline", "target"), [(60.7, 90.4), (30.0, 93.4), (61.5, 117.9), (91.0, 146.4)]
)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_value_at_its_target_has_the_full_index(
    judged: Judged, baseline: float, target: float, sign: int
) -> None:
    """10 (T - b) / |T - b| is 10, whatever binary fractions make of it."""
    ends = {"baseline": sign * baseline, "latest": sign * target, "target": sign * target}
    assert judged("escap", **{**WAY, **ends, "direction": sign})["status"] == "achieved"


@pytest.mark.parametrize("rule", [*GROWTH, "unsd-2023"])
@pytest.mark.parametrize("target", [150.0, NAN])
def test_an_infinite_latest_value_is_no_data(judged: Judged, rule: str, target: float) -> None:
    found = judged(rule, **{**WAY, "latest": INF, "target": target})
    assert found["status"] in ABSENT
    assert found["score"] is None


@pytest.mark.parametrize("rule", GROWTH)
@pytest.mark.parametrize("target", [150.0, NAN])
def test_an_infinite_baseline_is_none(judged: Judged, rule: str, target: float) -> None:
    found = judged(rule, **{**WAY, "baseline": INF, "target": target})
    assert found["status"] in ABSENT
    assert found["score"] is None


def test_an_infinite_target_is_none(judged: Judged) -> None:
    found = judged("escap", **{**WAY, "target": INF})
    assert (found["value"], found["reason"]) == (None, Reason.NO_TARGET)


def test_nothing_is_met_by_an_infinite_target(judged: Judged) -> None:
    found = judged("statcan", **{**WAY, "target": INF, **DOWN})
    assert found["status"] != "target_achieved"


def test_eustat_classes_no_growth_from_zero(judged: Judged) -> None:
    """Nothing compounds from zero, so without a target there is nothing to class."""
    found = judged("eustat", **{**WAY, "baseline": 0.0, "target": NAN})
    assert (found["status"], found["score"]) == (None, None)
    assert found["reason"] == Reason.ZERO_BASELINE


def test_a_schedule_needs_the_year_of_its_start(judged: Judged) -> None:
    """Without it nobody knows what is due: not behind, and nothing was too large."""
    found = judged("schedule", **{**WAY, "start_year": NAN})
    assert found["status"] in ABSENT
    assert found["reason"] == Reason.UNDATED_BASELINE


def test_a_schedule_needs_the_year_of_its_latest_value(judged: Judged) -> None:
    found = judged("schedule", **{**WAY, "latest_year": NAN})
    assert found["status"] in ABSENT
    assert found["reason"] not in {Reason.NONE, Reason.TOO_LARGE}


def test_a_schedule_expects_nothing_before_its_start(judged: Judged) -> None:
    """`value_at` says BEFORE_BASELINE; the rule carries the line on backwards and says ahead."""
    found = judged("schedule", **{**WAY, "latest_year": 2013.0})
    assert (found["value"], found["reason"]) == (None, Reason.BEFORE_BASELINE)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"baseline": -10.0, "latest": 5.0, "target": 10.0}, Reason.CROSSES_ZERO),
        ({"baseline": 0.0, "latest": 5.0, "target": 10.0}, Reason.ZERO_BASELINE),
        ({"start_year": NAN}, Reason.UNDATED_BASELINE),
        ({"start_year": 2025.0}, Reason.SAME_YEAR),
    ],
)
@pytest.mark.parametrize("share", ["fair", "slow"])
def test_unsd_2023_classes_by_q_where_it_has_one(
    judged: Judged, columns: dict[str, float], reason: Reason, share: str
) -> None:
    """In the target year itself nan ** 0 is 1, and classes 3 and 2 are given, 1 never."""
    series = {**WAY, "latest_year": 2025.0, **columns}
    if share == "slow":
        series["target"] = series["latest"] + 100 * (series["latest"] - series["baseline"])
    found = judged("unsd-2023", **series)
    absent = (found["status"], found["value"], found["reason"]) == (None, None, reason)
    judged_by_q = found["value"] is not None and found["status"] == (
        "2" if share == "fair" else "1"
    )
    assert absent or judged_by_q


def test_unsd_2023_is_close_to_a_whole_in_the_target_year(judged: Judged) -> None:
    """99 (2015) to 99.2 (2027): 99.17 in 2025, within one point of 100 in the year that counts."""
    found = judged(
        "unsd-2023",
        **{
            **WAY,
            "baseline": 99.0,
            "latest": 99.2,
            "latest_year": 2027.0,
            "target": 100.0,
            "percentage": True,
        },
    )
    assert found["status"] == "3"


def test_unsd_2023_looks_at_the_past_target_year_alone(judged: Judged) -> None:
    """110 (2015) to 95 (2025): (110 * 95) ** 0.5 = 102.2 in 2020, when 100 were wanted."""
    past = {"baseline": 110.0, "latest": 95.0, "latest_year": 2025.0}
    past |= {"target": 100.0, "target_year": 2020.0}
    assert judged("unsd-2023", **{**WAY, **past})["status"] == "3"


def test_unsd_2023_has_a_share_where_all_is_lost(judged: Judged) -> None:
    """4 to 0: growth is -1, E = 0 in every later year; q = (0 - 4) / (5 - 4) = -4: class 1."""
    lost = {"baseline": 4.0, "latest": 0.0, "target": 5.0, "latest_year": 2027.0}
    found = judged("unsd-2023", **{**WAY, **lost})
    assert (found["status"], found["reason"]) == ("1", Reason.NONE)


def test_unsd_2023_names_the_growth_rate_first(judged: Judged) -> None:
    fallen = {"baseline": 110.0, "latest": 95.0, "target": 100.0, "growth_rate": True}
    found = judged("unsd-2023", **{**WAY, **fallen})
    assert (found["status"], found["reason"]) == (None, Reason.GROWTH_OF_GROWTH)


@pytest.mark.parametrize(
    ("rule", "worst"),
    [
        ("statcan", "deterioration"),
        ("unsd-2022", "deterioration"),
        ("eustat", "significant_deterioration"),
        ("escap", "regressing"),
    ],
)
def test_who_stands_at_a_strict_target_has_not_fallen(
    judged: Judged, rule: str, worst: str
) -> None:
    """More than 100 is wanted and 100 it stays: not met, and nothing has worsened."""
    level = {"baseline": 100.0, "latest": 100.0, "target": 100.0, "operator": Operator.MORE_THAN}
    assert judged(rule, **{**WAY, **level})["status"] != worst


def test_weather_at_a_strict_target_says_nothing_of_not_approaching(judged: Judged) -> None:
    """Sun for rising to 150 where more is wanted, and beside it: never reached."""
    found = judged(
        "destatis",
        **{**WAY, "latest": 150.0, "operator": Operator.MORE_THAN},
        window_years=[2017.0, 2018.0, 2019.0, 2020.0],
        window=[120.0, 130.0, 140.0, 150.0],
    )
    assert found["status"] == "sun"
    assert found["reason"] != Reason.NOT_APPROACHING


def test_weather_beyond_a_range_looks_at_its_nearer_end(judged: Judged) -> None:
    """170 to 150 in five years, -4 a year: 130 in 2025, the upper end: nothing is missing: sun.

    A plan's range has its lower end as target, from which 20 of 40 would be missing.
    """
    found = judged(
        "destatis",
        **{
            **WAY,
            "latest": 150.0,
            "target": 110.0,
            "minimum": 110.0,
            "maximum": 130.0,
            "direction": Direction.MAINTAIN,
            "operator": Operator.WITHIN,
        },
        window_years=[2015.0, 2016.0, 2017.0, 2018.0, 2019.0, 2020.0],
        window=[170.0, 166.0, 162.0, 158.0, 154.0, 150.0],
    )
    assert (found["status"], found["value"]) == ("sun", pytest.approx(0.0))
