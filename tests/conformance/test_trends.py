"""Trends carried on: what `escap-anticipated` and `sdsn` say where their texts are silent.

Every figure is worked out beside its test from the arithmetic in docs/methods.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jyplan.engine.codes import Direction, Operator, Reason
from jyplan.engine.rules import rule_of
from jyplan.engine.series import series_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., dict[str, Any]]

NAN, INF = float("nan"), float("inf")
BOTH = ("escap-anticipated", "sdsn")
# from 10 (2015) by 13 (2020) to 20 (2025): 16 of it at this pace, and 0.6 a year of 1
WAY: dict[str, Any] = {
    "baseline": 10.0,
    "start_year": 2015.0,
    "latest": 13.0,
    "latest_year": 2020.0,
    "target": 20.0,
    "target_year": 2025.0,
    "direction": 1,
}
KEPT = {"direction": Direction.MAINTAIN, "operator": Operator.WITHIN}


def look(judged: Judged, rule: str, **columns: Any) -> tuple[Any, Any, Reason]:  # noqa: ANN401 figures
    found = judged(rule, **{**WAY, **columns})
    return found["status"], found["value"], found["reason"]


def test_two_values_are_a_line(judged: Judged) -> None:
    """10 + 10 * 0.6 = 16, and 4 of 10 are missing; 0.6 of 1."""
    assert look(judged, "escap-anticipated") == ("accelerate", pytest.approx(0.4), Reason.NONE)
    assert look(judged, "sdsn") == ("moderately_improving", pytest.approx(0.6), Reason.NONE)


@pytest.mark.parametrize("rule", BOTH)
def test_zero_is_no_obstacle(judged: Judged, rule: str) -> None:
    """From 0, to 0 and across 0 differences are what they are elsewhere."""
    here = look(judged, rule)
    for zero in (10.0, 20.0, 13.0, 15.0):
        moved = {name: WAY[name] - zero for name in ("baseline", "latest", "target")}
        status, value, reason = look(judged, rule, **moved)
        assert (status, value, reason) == (here[0], pytest.approx(here[1]), here[2])


@pytest.mark.parametrize("rule", BOTH)
@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"latest": NAN}, Reason.NO_DATA),
        ({"latest_year": NAN}, Reason.NO_DATA),
        ({"latest": INF}, Reason.NO_DATA),
        ({"target": NAN}, Reason.NO_TARGET),
        ({"target_year": NAN}, Reason.UNDATED),
        ({"every": True, "target_year": 2020.0}, Reason.FLOOR_PER_YEAR),
        ({"latest_year": 2014.0}, Reason.BEFORE_BASELINE),
        ({"latest_year": 2015.0}, Reason.TOO_FEW),
        ({"target_year": 2020.0}, Reason.DEADLINE_PASSED),
        ({**KEPT, "minimum": 20.0, "maximum": 30.0}, Reason.MAINTAINED),
        ({"baseline": -1e308, "target": 1e308}, Reason.TOO_LARGE),
    ],
)
def test_what_cannot_be_carried_on_has_no_class(
    judged: Judged, rule: str, columns: dict[str, Any], reason: Reason
) -> None:
    found = judged(rule, **{**WAY, **columns})
    assert (found["status"], found["reason"]) == (None, reason)
    # what was missing in the target year itself is known all the same
    assert (found["value"] is None) == (
        reason != Reason.DEADLINE_PASSED or rule != "escap-anticipated"
    )


@pytest.mark.parametrize("rule", BOTH)
@pytest.mark.parametrize(
    "columns",
    [
        {"target_year": NAN},
        {"every": True, "target_year": 2020.0},
        {"target_year": 2020.0},
        {**KEPT, "minimum": 20.0, "maximum": 30.0},
    ],
)
def test_a_target_that_is_met_needs_no_way(
    judged: Judged, rule: str, columns: dict[str, Any]
) -> None:
    best = rule_of(rule).card.classes[0].code
    assert look(judged, rule, latest=21.0, **columns)[0] == best


def test_the_target_year_is_what_came(judged: Judged) -> None:
    """In 2025 itself 13 leave 7 of 10 missing, whatever the line says; 20 leave nothing."""
    rule = "escap-anticipated"
    window = {"window_years": [2015.0, 2024.0, 2025.0], "window": [10.0, 30.0, 13.0]}
    missed = look(judged, rule, latest_year=2025.0, **window)
    assert missed == (None, pytest.approx(0.7), Reason.DEADLINE_PASSED)
    assert look(judged, rule, latest_year=2025.0, latest=20.0) == (
        "maintain",
        0.0,
        Reason.DEADLINE_PASSED,
    )


def test_an_index_of_nothing_missing_needs_no_baseline(judged: Judged) -> None:
    """13, 17 is 4 a year: 37 in 2025; 13, 14 is 19, short of 20 by a share of nobody knows what."""
    rule, years = "escap-anticipated", [2019.0, 2020.0]
    start = {"baseline": NAN, "start_year": NAN, "window_years": years}
    assert look(judged, rule, latest=17.0, window=[13.0, 17.0], **start) == (
        "maintain",
        0.0,
        Reason.NONE,
    )
    assert look(judged, rule, latest=14.0, window=[13.0, 14.0], **start) == (
        None,
        None,
        Reason.NO_BASELINE,
    )


def test_a_way_that_began_at_its_target_or_beyond(judged: Judged) -> None:
    """No progress was required: staying there is enough, and leaving is the wrong way."""
    rule = "escap-anticipated"
    for start, reason in ((20.0, Reason.AT_TARGET), (25.0, Reason.BEYOND_TARGET)):
        # 20 or 25 (2015) to 26 (2020): more than 26 in 2025
        assert look(judged, rule, baseline=start, latest=26.0) == ("maintain", 0.0, Reason.NONE)
        assert look(judged, rule, baseline=start, latest=19.0) == ("reverse", None, reason)
    # 25 to 22.5 is 20 in 2025: just there
    assert look(judged, rule, baseline=25.0, latest=22.5) == ("maintain", 0.0, Reason.NONE)
    level = {"baseline": 20.0, "latest": 20.0, "operator": Operator.MORE_THAN}
    assert look(judged, rule, **level) == (None, None, Reason.AT_TARGET)


def test_arrows_of_ways_that_began_at_their_target(judged: Judged) -> None:
    """20 or 25 (2010) were left for 15 or less: what counts is where the last years go."""
    for start, reason in ((20.0, Reason.AT_TARGET), (25.0, Reason.BEYOND_TARGET)):
        for first, status in ((16.0, "decreasing"), (13.0, "stagnating"), (12.0, None)):
            window = {"window_years": [2015.0, 2020.0], "window": [first, 13.0]}
            found = look(judged, "sdsn", baseline=start, start_year=2010.0, **window)
            assert found == (status, None, reason)


def test_a_range_of_one_figure_has_no_arrow(judged: Judged) -> None:
    parity = {**KEPT, "minimum": 20.0, "maximum": 20.0}
    assert look(judged, "sdsn", **parity) == (None, None, Reason.MAINTAINED)
    assert look(judged, "escap-anticipated", **parity)[1] == pytest.approx(0.4)


def test_a_value_to_be_kept_has_the_way_of_its_operator(judged: Judged) -> None:
    """At most 12 where it was 10: 13 (2020) leads to 16 (2025), and nothing was required."""
    kept = {"direction": Direction.MAINTAIN, "operator": Operator.AT_MOST, "target": 12.0}
    assert look(judged, "escap-anticipated", **kept) == ("reverse", None, Reason.BEYOND_TARGET)
    assert look(judged, "sdsn", **kept) == ("decreasing", None, Reason.BEYOND_TARGET)
    assert look(judged, "escap-anticipated", **kept | {"latest": 11.0})[0] == "maintain"


@pytest.mark.parametrize("rule", BOTH)
def test_years_to_come_are_no_part_of_a_trend(judged: Judged, rule: str) -> None:
    later = {"window_years": [2020.0, 2022.0], "window": [13.0, 100.0]}
    assert look(judged, rule, **later) == look(judged, rule)


@pytest.mark.parametrize("wide", [0, 1, 5, 40])
def test_a_window_may_be_as_wide_as_it_likes(judged: Judged, wide: int) -> None:
    """Columns without a value, in front of two that have one, change nothing."""
    empty = [NAN] * wide
    window = {"window_years": [*empty, 2018.0, 2020.0], "window": [*empty, 12.0, 13.0]}
    for rule in BOTH:
        narrow = {name: column[wide:] for name, column in window.items()}
        assert look(judged, rule, **window) == look(judged, rule, **narrow)


def test_terms_can_be_worked_out_by_hand() -> None:
    """0, 0, 6 with weights 1, 2, 3: 12 / (10 / 3) = 3.6; 3 + 3.6 * (2020 - 2016.33) = 16.2."""
    series = series_of(
        1,
        **{**WAY, "baseline": 0.0, "latest": 6.0, "latest_year": 2017.0, "target_year": 2020.0},
        window_years=[2015.0, 2016.0, 2017.0],
        window=[0.0, 0.0, 6.0],
    )
    _, terms = rule_of("escap-anticipated").explain(series)
    shown = [float(terms[symbol][0]) for symbol in ("A", "B", "u", "z", "g", "E", "G")]
    np.testing.assert_allclose(shown, [12, 10 / 3, 3, 2015 + 4 / 3, 3.6, 16.2, 0.19])
