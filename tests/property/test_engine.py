"""Laws of the engine: inverses, monotony, units, mirrors."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from jyplan.engine import paths, rates
from jyplan.engine.codes import Direction, Operator, Path, Reason, Status
from jyplan.engine.exact import Stretch
from jyplan.engine.rules.schedule import Schedule, Thresholds, evaluate
from jyplan.engine.series import series_of

NAN = float("nan")
# decimals of two places, as plans and reports state them
decimals = st.integers(-(10**7), 10**7).map(lambda cents: cents / 100)
positive = st.integers(1, 10**7).map(lambda cents: cents / 100)
spans = st.integers(1, 40)
path_codes = st.sampled_from(list(Path))
# a path towards zero comes from above alone
symmetric = st.sampled_from([Path.LINEAR, Path.COMPOUND])
signs = st.sampled_from([1, -1])
# from worst to best
ORDER = [
    Status.REGRESSING,
    Status.BEHIND,
    Status.ON_TRACK,
    Status.AHEAD,
    Status.ACHIEVED,
]


def one(value: float) -> np.ndarray:
    return np.array([value], dtype=np.float64)


def code(value: int) -> np.ndarray:
    return np.array([value], dtype=np.int8)


def judged(  # noqa: PLR0913 one figure a quantity
    baseline: float,
    target: float,
    latest: float,
    *,
    years: int,
    passed: int,
    path: Path = Path.LINEAR,
) -> Schedule:
    rising = target > baseline
    return evaluate(
        series_of(
            1,
            baseline=one(baseline),
            start_year=one(2020),
            latest=one(latest),
            latest_year=one(2020 + passed),
            target=one(target),
            target_year=one(2020 + years),
            path=code(path),
            direction=code(Direction.INCREASE if rising else Direction.DECREASE),
            operator=code(Operator.AT_LEAST if rising else Operator.AT_MOST),
        ),
        Thresholds(),
    )


@given(positive, positive, spans)
def test_growing_at_the_required_rate_arrives(start: float, end: float, years: int) -> None:
    rate, reason = rates.compound_rate(one(start), one(end), one(years))
    assert reason[0] == Reason.NONE
    np.testing.assert_allclose(rates.grow(one(start), rate, one(years)), end, rtol=1e-9)


@given(decimals, decimals, spans)
def test_stepping_arrives(start: float, end: float, years: int) -> None:
    step, reason = rates.linear_step(one(start), one(end), one(years))
    assert reason[0] == Reason.NONE
    np.testing.assert_allclose(start + years * step, end, rtol=1e-9, atol=1e-6)


@given(st.floats(), st.floats(), st.floats())
def test_growth_is_a_number_or_has_a_reason(start: float, end: float, years: float) -> None:
    for growth in (rates.compound_rate, rates.linear_step):
        figures, reason = growth(one(start), one(end), one(years))
        assert np.isfinite(figures[0]) == (reason[0] == Reason.NONE)


@given(positive, positive, spans, st.data(), path_codes)
def test_a_path_reaches_its_values_when_it_does(
    baseline: float, target: float, years: int, data: st.DataObject, path: Path
) -> None:
    # A compound path between nearly equal ends cannot tell its years apart.
    assume(abs(target / baseline - 1) > 1e-3)
    passed = data.draw(st.integers(0, years))
    ends = (one(baseline), one(target), one(2020), one(2020 + years))
    way = paths.Way(*ends, code(path))
    value, _ = paths.value_at(way, one(2020 + passed))
    time, reason = paths.time_at(way, value)
    assert reason[0] == Reason.NONE
    np.testing.assert_allclose(time, 2020 + passed, atol=1e-5)


@given(decimals, decimals, spans, path_codes)
def test_a_path_begins_and_ends_where_it_should(
    baseline: float, target: float, years: int, path: Path
) -> None:
    ends = (one(baseline), one(target), one(2020), one(2020 + years))
    way = paths.Way(*ends, code(path))
    assert paths.value_at(way, one(2020))[0][0] == baseline
    assert paths.value_at(way, one(2020 + years))[0][0] == target


@given(decimals, st.integers(1, 10**5), spans, st.data(), signs)
def test_on_the_straight_line_is_on_track_in_every_year(
    baseline: float, step: int, years: int, data: st.DataObject, sign: int
) -> None:
    # Steps of whole hundredths: every milestone is a decimal that can be reported.
    passed = data.draw(st.integers(0, years - 1))
    cents = round(baseline * 100)
    target = (cents + sign * step * years) / 100
    latest = (cents + sign * step * passed) / 100
    found = judged(baseline, target, latest, years=years, passed=passed)
    assert found.status[0] == Status.ON_TRACK


@given(st.integers(1, 50), st.integers(2, 4), st.integers(2, 8), st.data(), signs)
def test_on_the_compound_path_is_on_track_in_every_year(
    start: int, factor: int, years: int, data: st.DataObject, sign: int
) -> None:
    passed = data.draw(st.integers(0, years - 1))
    way = [float(start * factor**year) for year in range(years + 1)]
    if sign < 0:
        way.reverse()
    found = judged(way[0], way[-1], way[passed], years=years, passed=passed, path=Path.COMPOUND)
    assert found.status[0] == Status.ON_TRACK


@given(st.integers(0, 5000), st.integers(1, 5000), spans, st.data(), path_codes)
def test_a_whole_milestone_is_never_behind(
    baseline: int, distance: int, years: int, data: st.DataObject, path: Path
) -> None:
    year = 2020 + data.draw(st.integers(0, years - 1))
    target = baseline + distance
    stretch = Stretch(baseline, target, 2020, 2020 + years, path)
    milestone = paths.whole_milestone(stretch, year, Direction.INCREASE)
    assert baseline <= milestone <= target
    found = judged(baseline, target, milestone, years=years, passed=year - 2020, path=path)
    assert found.status[0] in {Status.ON_TRACK, Status.AHEAD, Status.ACHIEVED}


@given(decimals, decimals, decimals, decimals, spans, st.data(), path_codes)
def test_a_better_value_never_has_a_worse_status(  # noqa: PLR0913, PLR0917 drawn figures
    baseline: float,
    target: float,
    first: float,
    second: float,
    years: int,
    data: st.DataObject,
    path: Path,
) -> None:
    assume(baseline != target)
    passed = data.draw(st.integers(0, years - 1))
    worse, better = sorted([first, second], reverse=target < baseline)
    ranks = [
        ORDER.index(
            judged(baseline, target, value, years=years, passed=passed, path=path).status[0]
        )
        for value in (worse, better)
    ]
    assert ranks[0] <= ranks[1]


@given(decimals, decimals, decimals, spans, st.data(), path_codes)
def test_a_change_of_unit_changes_nothing(  # noqa: PLR0913, PLR0917 drawn figures
    baseline: float, target: float, latest: float, years: int, data: st.DataObject, path: Path
) -> None:
    assume(baseline != target)
    passed = data.draw(st.integers(0, years - 1))
    own = judged(baseline, target, latest, years=years, passed=passed, path=path)
    cents = [float(round(value * 100)) for value in (baseline, target, latest)]
    other = judged(*cents, years=years, passed=passed, path=path)
    assert own.status[0] == other.status[0]
    for share, same in zip(own[:4], other[:4], strict=True):
        np.testing.assert_allclose(share, same, rtol=1e-9, atol=1e-9)


@given(decimals, decimals, decimals, spans, st.data(), symmetric)
def test_less_is_better_mirrors_more_is_better(  # noqa: PLR0913, PLR0917 drawn figures
    baseline: float, target: float, latest: float, years: int, data: st.DataObject, path: Path
) -> None:
    assume(baseline != target)
    passed = data.draw(st.integers(0, years - 1))
    own = judged(baseline, target, latest, years=years, passed=passed, path=path)
    mirrored = judged(-baseline, -target, -latest, years=years, passed=passed, path=path)
    assert own.status[0] == mirrored.status[0]
    assert own.lead_points[0] == mirrored.lead_points[0]
