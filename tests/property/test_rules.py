"""Laws of the rules: change of unit, mirrored direction, neighbours, monotony, exact ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jyplan.engine.codes import Operator, Reason
from jyplan.engine.kernel import judge_blocks
from jyplan.engine.rules import RULES, rule_of
from jyplan.engine.series import Series, series_of

Columns = dict[str, Any]
# decimals of two places, as reports state them; far from statcan's own small number
figures = st.integers(-(10**6), 10**6).map(lambda cents: cents / 100)
apart = figures.filter(lambda value: abs(value) > 1)
positive = st.integers(200, 10**6).map(lambda cents: cents / 100)
years = st.integers(1, 12)
FIGURES = ("baseline", "latest", "previous", "target", "limit", "minimum", "maximum", "window")
# where a class begins, besides the thresholds on the card
EDGES = {"eustat": (1.3,), "escap": (0.0, 10.0), "escap-anticipated": (0.0,)}


@st.composite
def ways(draw: st.DrawFn, values: st.SearchStrategy[float] = apart) -> Columns:
    """One series with everything that any rule looks at."""
    passed, left = draw(years), draw(years)
    rising = draw(st.booleans())
    latest = draw(values)
    window = [*(draw(values) for _ in range(5)), latest]
    return {
        "baseline": draw(values),
        "start_year": 2010.0,
        "latest": latest,
        "latest_year": 2010.0 + passed,
        "previous": window[-2],
        "target": draw(values),
        "target_year": 2010.0 + passed + left - draw(st.integers(0, 1)),
        "direction": 1 if rising else -1,
        "operator": Operator.AT_LEAST if rising else Operator.AT_MOST,
        "window_years": [2010.0 + passed - back for back in range(5, -1, -1)],
        "window": window,
    }


def found(rule: str, columns: Columns) -> tuple[float, float, int, int]:
    verdicts = rule_of(rule).evaluate(series_of(1, **columns))
    return (
        float(verdicts.value[0]),
        float(verdicts.score[0]),
        int(verdicts.status[0]),
        int(verdicts.reason[0]),
    )


def scaled(columns: Columns, factor: float) -> Columns:
    return columns | {
        name: np.asarray(columns[name]) * factor for name in FIGURES if name in columns
    }


def on_an_edge(rule: str, value: float) -> bool:
    edges = (*rule_of(rule).card.cuts, *EDGES.get(rule, ()))
    return any(abs(value - edge) < 1e-9 for edge in edges)


@pytest.mark.parametrize("rule", RULES)
@given(columns=ways(), power=st.integers(-6, 6))
def test_a_unit_changes_nothing(rule: str, columns: Columns, power: int) -> None:
    """Binary powers change no digit, so every verdict is the same to the last bit of its value."""
    here, there = found(rule, columns), found(rule, scaled(columns, 2.0**power))
    np.testing.assert_allclose(here[:2], there[:2], rtol=1e-9)
    # decimals are compared as they are written, and a unit writes them anew
    assert here[2:] == there[2:] or on_an_edge(rule, here[0])


@pytest.mark.parametrize("rule", ["schedule", "destatis", "escap", "escap-anticipated", "sdsn"])
@given(columns=ways())
def test_a_mirror_changes_nothing(rule: str, columns: Columns) -> None:
    mirrored = scaled(columns, -1.0)
    rising = columns["direction"] > 0
    mirrored |= {
        "direction": -columns["direction"],
        "operator": Operator.AT_MOST if rising else Operator.AT_LEAST,
    }
    np.testing.assert_equal(found(rule, columns), found(rule, mirrored))


@pytest.mark.parametrize("rule", RULES)
@given(several=st.lists(ways(figures), min_size=1, max_size=5))
def test_a_series_does_not_depend_on_its_neighbours(rule: str, several: list[Columns]) -> None:
    together = rule_of(rule).evaluate(
        series_of(
            len(several),
            **{name: np.array([each[name] for each in several]) for name in several[0]},
        )
    )
    for row, columns in enumerate(several):
        alone = found(rule, columns)
        np.testing.assert_equal(alone, tuple(float(column[row]) for column in together))


@pytest.mark.parametrize("rule", RULES)
@given(several=st.lists(ways(figures), min_size=1, max_size=5))
def test_blocks_hold_what_the_rule_finds(rule: str, several: list[Columns]) -> None:
    series = series_of(
        len(several), **{name: np.array([each[name] for each in several]) for name in several[0]}
    )
    judged, own = judge_blocks(series, rule_of(rule)), rule_of(rule).evaluate(series)
    for name in ("value", "score", "status", "reason"):
        np.testing.assert_array_equal(getattr(judged, name), getattr(own, name))
    counted = judge_blocks(series, rule_of(rule), figures=False)
    np.testing.assert_array_equal(counted.status, own.status)


@pytest.mark.parametrize("rule", RULES)
@given(columns=ways(st.one_of(figures, st.sampled_from([float("nan"), 0.0, 1e308, -1e308]))))
def test_what_is_absent_has_its_reason(rule: str, columns: Columns) -> None:
    value, score, status, reason = found(rule, columns)
    assert not np.isinf([value, score]).any()
    assert not np.isnan(value) or reason != Reason.NONE
    assert status >= 0 or reason != Reason.NONE or rule == "escap"


@pytest.mark.parametrize("rule", ["statcan", "unsd-2022", "unsd-2023", "eustat", "escap"])
@given(columns=ways(positive), more=positive)
def test_more_is_never_worse_where_more_is_better(rule: str, columns: Columns, more: float) -> None:
    """On a way that begins short of its target, a greater value is of the same class or better."""
    columns |= {"direction": 1, "operator": Operator.AT_LEAST}
    assume(columns["target"] > columns["baseline"])
    assume(columns["target_year"] >= columns["latest_year"])
    here = found(rule, columns)
    there = found(rule, columns | {"latest": columns["latest"] + more})
    order = {"regressing": 0, None: 1, "behind": 2, "on_track": 3, "achieved": 4}
    classes = rule_of(rule).card.classes
    ranks = [
        order[classes[status].common] if status >= 0 else order[None]
        for status in (here[2], there[2])
    ]
    assert ranks[0] <= ranks[1]


@given(st.integers(1, 10**6))
def test_ties_of_growth_are_decided_by_decimals(hundreds: int) -> None:
    """1.5 % more in one year is 1.5 %, whatever binary fractions make of it."""
    columns = {
        "baseline": hundreds * 10.0,
        "start_year": 2020.0,
        "latest": hundreds * 10.15,
        "latest_year": 2021.0,
        "direction": 1,
    }
    columns["latest"] = round(hundreds * 10.15, 2)
    found_class = rule_of("statcan").card.classes[found("statcan", columns)[2]].code
    assert found_class == "substantial_progress"
    less = found("statcan", columns | {"latest": columns["latest"] - 0.01})
    assert rule_of("statcan").card.classes[less[2]].code == "moderate_progress"


@given(st.integers(1, 10**5), st.sampled_from([(0.95, 1), (0.6, 2)]))
def test_ties_of_a_pace_are_decided_by_decimals(base: int, tie: tuple[float, int]) -> None:
    """After one year of one, 95 % of the growth required is enough; eustat asks for more."""
    share, position = tie
    columns = {
        "baseline": base * 100.0,
        "start_year": 2020.0,
        "latest": round(base * (100 + 20 * share), 2),
        "latest_year": 2021.0,
        "target": base * 120.0,
        "target_year": 2021.0,
        "direction": 1,
    }
    assert found("statcan", columns)[2] == position
    assert found("eustat", columns)[2] == (1 if share > 0.9 else 3)


@given(st.integers(1, 10**5), st.sampled_from([(0.05, 1), (0.2, 1)]))
def test_ties_of_the_weather_are_decided_by_decimals(unit: int, tie: tuple[float, int]) -> None:
    """Missing 5 % is no sun any more, missing 20 % still sun and cloud."""
    share, position = tie
    step = unit * (1 - share) * 10
    window = [round(unit * 100 + step / 5 * year, 4) for year in range(6)]
    target = round(window[-1] + unit * 2 / 1, 4)
    columns: Columns = {
        "latest": window[-1],
        "latest_year": 2020.0,
        "target": target,
        "target_year": 2021.0,
        "direction": 1,
        "window_years": [2015.0 + year for year in range(6)],
        "window": window,
    }
    assert found("destatis", columns)[2] == position


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**5))
def test_ties_of_anticipation_are_decided_by_decimals(cents: int, way: int) -> None:
    """Nine tenths of the way by a straight line are enough, a ten-thousandth less is not."""
    start = cents / 100
    values = [round(start + 0.0009 * way * year, 4) for year in range(5)]
    columns: Columns = {
        "baseline": start,
        "start_year": 2015.0,
        "latest": values[-1],
        "latest_year": 2019.0,
        "target": round(start + 0.01 * way, 2),
        "target_year": 2025.0,
        "direction": 1,
        "window_years": [2015.0 + year for year in range(5)],
        "window": values,
    }
    assert found("escap-anticipated", columns)[2] == 0
    more = columns | {"target": round(start + 0.01 * way + 0.0001, 4)}
    assert found("escap-anticipated", more)[2] == 1
    # who stays where he began has gained nothing
    level = columns | {"latest": start, "window": [start] * 5}
    assert found("escap-anticipated", level)[2] == 2


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**5), st.sampled_from([(1, 0), (0.5, 1)]))
def test_ties_of_arrows_are_decided_by_decimals(
    cents: int, way: int, tie: tuple[float, int]
) -> None:
    """All of the change required, or half of it, are enough; a thousandth less is not."""
    share, position = tie
    start = cents / 100
    columns: Columns = {
        "baseline": start,
        "start_year": 2015.0,
        "latest": round(start + 0.01 * way * share, 3),
        "latest_year": 2020.0,
        "target": round(start + 0.03 * way, 2),
        "target_year": 2030.0,
        "direction": 1,
    }
    assert found("sdsn", columns)[2] == position
    less = columns | {"latest": round(start + 0.01 * way * share - 0.001, 3)}
    assert found("sdsn", less)[2] == position + 1


@given(columns=ways(positive))
def test_a_weighted_line_is_that_of_another_library(columns: Columns) -> None:
    """numpy's own fit, which takes the roots of the weights."""
    columns |= {"baseline": float("nan")}
    years, values = np.array(columns["window_years"]), np.array(columns["window"])
    roots = np.sqrt(years - years[0] + 1)
    slope, level = np.polyfit(years - years[-1], values, 1, w=roots)
    explained = rule_of("escap-anticipated").explain(series_of(1, **columns))[1]
    if columns["target_year"] > columns["latest_year"]:
        expected = level + slope * (columns["target_year"] - years[-1])
        assert explained["g"][0] == pytest.approx(slope, rel=1e-6, abs=1e-6)
        assert explained["E"][0] == pytest.approx(expected, rel=1e-6, abs=1e-5)


@pytest.mark.parametrize("rule", ["escap-anticipated", "sdsn"])
@given(columns=ways(positive), more=positive)
def test_a_greater_latest_value_never_bends_a_trend_down(
    rule: str, columns: Columns, more: float
) -> None:
    columns |= {"direction": 1, "operator": Operator.AT_LEAST}
    assume(columns["target"] > columns["baseline"])
    assume(columns["target_year"] > columns["latest_year"])
    latest = columns["latest"] + more
    greater = columns | {"latest": latest, "window": [*columns["window"][:-1], latest]}
    assert found(rule, greater)[2] <= found(rule, columns)[2]


def test_series_are_sliced_whole() -> None:
    series = series_of(3, baseline=[1.0, 2.0, 3.0], window=[[1.0], [2.0], [3.0]])
    assert isinstance(series.rows(slice(1, 2)), Series)
    assert series.rows(slice(1, 2)).window.tolist() == [[2.0]]
