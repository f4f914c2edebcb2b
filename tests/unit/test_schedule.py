"""The schedule rule: precedence, exact boundaries, blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jyplan.engine.codes import Direction, Operator, Path, Reason, Status
from jyplan.engine.kernel import judge_blocks
from jyplan.engine.rules.rule import NONE
from jyplan.engine.rules.schedule import RULE, Schedule, Thresholds, evaluate, lead_years
from jyplan.engine.series import Series, holds, series_of

if TYPE_CHECKING:
    from enum import IntEnum

NAN = float("nan")
UP, DOWN, KEEP = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN


FALLING = {"baseline": 20, "target": 10, "direction": DOWN, "operator": Operator.AT_MOST}
KEPT = {"minimum": 5, "maximum": 7, "direction": KEEP, "operator": Operator.WITHIN}
STARTLESS = {"baseline": NAN, "start_year": NAN}


def series(**columns: Any) -> Series:  # noqa: ANN401 numbers and codes
    """One series, from 10 (2020) to 20 (2030) unless said otherwise."""
    values = {
        "baseline": 10,
        "start_year": 2020,
        "latest": NAN,
        "latest_year": 2025,
        "previous": NAN,
        "target": 20,
        "target_year": 2030,
        "path": Path.LINEAR,
        "direction": UP,
        "operator": Operator.AT_LEAST,
        "minimum": NAN,
        "maximum": NAN,
    } | columns
    return series_of(1, **{name: [value] for name, value in values.items()})


def judged(**columns: Any) -> Schedule:  # noqa: ANN401 as above
    return evaluate(series(**columns), Thresholds())


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({"latest": NAN}, Status.NO_DATA),
        ({"latest": NAN, "baseline": NAN}, Status.NO_BASELINE),
        ({"latest": 15, "baseline": NAN}, Status.NO_BASELINE),
        # what is reached, or due, needs no start
        ({"latest": 20, "baseline": NAN}, Status.ACHIEVED),
        ({"latest": 15, "baseline": NAN, "latest_year": 2030}, Status.MISSED),
        ({"latest": 15, "latest_year": 2030}, Status.MISSED),
        ({"latest": 9, "latest_year": 2031}, Status.MISSED),
        ({"latest": 20, "latest_year": 2031}, Status.ACHIEVED),
        ({"latest": 20, "previous": 20}, Status.ACHIEVED),
        ({"latest": 20, "previous": 21}, Status.ACHIEVED_WORSENING),
        ({"latest": 9.99}, Status.REGRESSING),
        ({"latest": 10}, Status.BEHIND),
        ({"latest": 15}, Status.ON_TRACK),
        ({"latest": 16}, Status.AHEAD),
        ({"latest": 15.99}, Status.ON_TRACK),
        ({"latest": 14.5}, Status.ON_TRACK),
        ({"latest": 14.49}, Status.BEHIND),
        # an undated target has no schedule, but can be reached, or left behind
        ({"latest": 15, "target_year": NAN}, Status.UNDECIDED),
        ({"latest": 20, "target_year": NAN}, Status.ACHIEVED),
        ({"latest": 9, "target_year": NAN}, Status.REGRESSING),
        # less is better
        ({"latest": 15} | FALLING, Status.ON_TRACK),
        ({"latest": 21} | FALLING, Status.REGRESSING),
        ({"latest": 10} | FALLING, Status.ACHIEVED),
        ({"latest": 9, "previous": 8} | FALLING, Status.ACHIEVED_WORSENING),
        # to be kept within a range
        ({"latest": 6} | KEPT, Status.ACHIEVED),
        ({"latest": 8} | KEPT, Status.BEHIND),
        ({"latest": 8, "latest_year": 2030} | KEPT, Status.MISSED),
        ({"latest": 8, "baseline": NAN} | KEPT, Status.BEHIND),
        # a floor per year: due in the year that is reported
        ({"latest": 6500, "target": 6000, "target_year": 2025} | STARTLESS, Status.ACHIEVED),
        ({"latest": 5999, "target": 6000, "target_year": 2025} | STARTLESS, Status.MISSED),
        # a start that is the target already
        ({"baseline": 20, "latest": 20}, Status.ACHIEVED),
    ],
)  # fmt: skip
def test_status(columns: dict[str, float], status: Status) -> None:
    assert judged(**columns).status[0] == status


@pytest.mark.parametrize(
    ("value", "operator", "met"),
    [
        (30, Operator.MORE_THAN, False),
        (30.01, Operator.MORE_THAN, True),
        (30, Operator.AT_LEAST, True),
        (29.99, Operator.AT_LEAST, False),
        (30, Operator.LESS_THAN, False),
        (30, Operator.AT_MOST, True),
        (30.01, Operator.AT_MOST, False),
        (NAN, Operator.AT_LEAST, False),
        (NAN, Operator.WITHIN, False),
        (25, Operator.WITHIN, True),
        (20, Operator.WITHIN, True),
        (40, Operator.WITHIN, True),
        (19.9, Operator.WITHIN, False),
        (40.1, Operator.WITHIN, False),
    ],
)
def test_holds(value: float, operator: Operator, met: bool) -> None:  # noqa: FBT001 a row of the table
    columns = [np.array([figure]) for figure in (30.0, 20.0, 40.0)]
    found = holds(np.array([value]), np.array([operator], dtype=np.int8), *columns)
    assert bool(found[0]) is met


def test_progress_of_a_sketch() -> None:
    # R&D intensity 0.95 (2020) to 1.2 (2025), 1.02 in 2023: 28 % of the way in 60 % of the time
    found = judged(baseline=0.95, target=1.2, target_year=2025, latest=1.02, latest_year=2023)
    assert found.achieved_share[0] == pytest.approx(0.28)
    assert found.expected_share[0] == pytest.approx(0.6)
    assert found.elapsed_share[0] == pytest.approx(0.6)
    assert found.lead_points[0] == pytest.approx(-0.32)
    assert found.reason[0] == Reason.NONE
    years, reason = lead_years(
        series(baseline=0.95, target=1.2, target_year=2025, latest=1.02, latest_year=2023)
    )
    assert years[0] == pytest.approx(-1.6)
    assert reason[0] == Reason.NONE


def test_published_linear_progress() -> None:
    found = judged(baseline=60000, target=50000, latest=59000, direction=DOWN, operator=2)
    assert found.achieved_share[0] == pytest.approx(0.10)


def test_compound_path_expects_less_at_first() -> None:
    # half of the time of a fourfold growth doubles: a third of the distance
    found = judged(baseline=100, target=400, latest=200, path=Path.COMPOUND)
    assert found.expected_share[0] == pytest.approx(1 / 3)
    assert found.elapsed_share[0] == 0.5
    assert found.status[0] == Status.ON_TRACK
    assert abs(found.lead_points[0]) < 1e-12


def test_after_the_target_year_all_is_expected() -> None:
    found = judged(latest=15, latest_year=2033)
    assert (found.expected_share[0], found.elapsed_share[0]) == (1, 1)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"latest": 15, "direction": KEEP, "baseline": NAN}, Reason.MAINTAINED),
        ({"latest": 15, "baseline": NAN}, Reason.NO_BASELINE),
        ({"latest": NAN}, Reason.NO_DATA),
        ({"latest": 15, "target": NAN, "operator": Operator.WITHIN}, Reason.NO_TARGET),
        ({"latest": 15, "target_year": NAN}, Reason.UNDATED),
        ({"latest": 15, "target_year": 2020}, Reason.SAME_YEAR),
        ({"latest": 15, "target": 10}, Reason.AT_TARGET),
    ],
)
def test_reasons(columns: dict[str, float], reason: Reason) -> None:
    found = judged(**columns)
    assert found.reason[0] == reason
    for figures in found[:4]:
        assert np.isnan(figures[0])


# Leads of exactly 0.10 and -0.05 whose binary fractions fall on the wrong side.
TIES = [
    # 0.95 to 1.2 in five years, 2022: the milestone is 1.05, ahead begins at 1.075
    (0.95, 1.2, 2025, 2022, 1.075, Status.AHEAD),
    (0.95, 1.2, 2025, 2022, 1.0749, Status.ON_TRACK),
    (0.95, 1.2, 2025, 2022, 1.0375, Status.ON_TRACK),
    (0.95, 1.2, 2025, 2022, 1.0374, Status.BEHIND),
    (0.1, 0.7, 2023, 2022, 0.56, Status.AHEAD),
    (0.1, 0.7, 2023, 2022, 0.47, Status.ON_TRACK),
    (1.1, 4.1, 2023, 2021, 2.4, Status.AHEAD),
    (1.1, 4.1, 2023, 2021, 1.95, Status.ON_TRACK),
    # a hundredth in ten thousand million
    (0.0, 1e10, 2030, 2025, 6e9, Status.AHEAD),
    (0.0, 1e10, 2030, 2025, 5999999999.99, Status.ON_TRACK),
    (0.0, 1e10, 2030, 2025, 4.5e9, Status.ON_TRACK),
    (0.0, 1e10, 2030, 2025, 4499999999.99, Status.BEHIND),
]


@pytest.mark.parametrize(("baseline", "target", "due", "year", "latest", "status"), TIES)
def test_ties_are_decided_by_the_decimals(  # noqa: PLR0913, PLR0917 a row of the table
    baseline: float, target: float, due: int, year: int, latest: float, status: Status
) -> None:
    columns = {"baseline": baseline, "target": target, "target_year": due}
    assert judged(**columns, latest=latest, latest_year=year).status[0] == status
    # mirrored, where less is better
    mirrored = {"baseline": -baseline, "target": -target, "target_year": due}
    found = judged(
        **mirrored, latest=-latest, latest_year=year, direction=DOWN, operator=Operator.AT_MOST
    )
    assert found.status[0] == status


def test_floats_alone_would_decide_some_ties_wrongly() -> None:
    wrong = 0
    for baseline, target, due, year, latest, status in TIES:
        lead = (latest - baseline) / (target - baseline) - (year - 2020) / (due - 2020)
        floats = (
            Status.AHEAD if lead >= 0.1 else Status.ON_TRACK if lead >= -0.05 else Status.BEHIND
        )
        wrong += floats != status
    assert wrong


@pytest.mark.parametrize(
    ("latest", "status"),
    [
        # 100 to 400 over two years, after one: the path is at 200, a tenth of 300 above it ahead
        (230, Status.AHEAD),
        (229.99, Status.ON_TRACK),
        (185, Status.ON_TRACK),
        (184.99, Status.BEHIND),
    ],
)
def test_ties_on_a_compound_path(latest: float, status: Status) -> None:
    columns = {"baseline": 100, "target": 400, "target_year": 2022, "path": Path.COMPOUND}
    assert judged(**columns, latest=latest, latest_year=2021).status[0] == status


def many(size: int) -> Series:
    """Series of every sort, with gaps everywhere."""
    random = np.random.default_rng(7)

    def figures(low: float, high: float, missing: float) -> np.ndarray:
        values = random.uniform(low, high, size).round(1)
        return np.where(random.random(size) < missing, NAN, values)

    def codes(kind: type[IntEnum]) -> np.ndarray:
        return random.choice([int(member) for member in kind], size).astype(np.int8)

    return series_of(
        size,
        baseline=figures(-5, 20, 0.1),
        start_year=np.full(size, 2020.0),
        latest=figures(-5, 30, 0.1),
        latest_year=random.integers(2020, 2028, size).astype(float),
        previous=figures(-5, 30, 0.5),
        target=figures(-5, 30, 0.05),
        target_year=np.where(random.random(size) < 0.1, NAN, 2025.0),
        path=codes(Path),
        direction=codes(Direction),
        operator=codes(Operator),
        minimum=figures(0, 5, 0.5),
        maximum=figures(5, 10, 0.5),
    )


def test_rows_do_not_depend_on_their_neighbours() -> None:
    whole = many(300)
    together = evaluate(whole, Thresholds())
    for row in range(300):
        alone = evaluate(Series._make(column[row : row + 1] for column in whole), Thresholds())
        for name in Schedule._fields:
            np.testing.assert_array_equal(getattr(together, name)[row], getattr(alone, name)[0])


def test_every_missing_figure_has_its_reason_and_none_is_infinite() -> None:
    found = evaluate(many(3000), Thresholds())
    for figures in found[:4]:
        assert not np.isinf(figures).any()
        np.testing.assert_array_equal(np.isnan(figures), found.reason != Reason.NONE)


def test_blocks_equal_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = many(1000)
    at_once = judge_blocks(whole, RULE)
    monkeypatch.setattr("jyplan.engine.kernel.BLOCK", 64)
    blocks = judge_blocks(whole, RULE)
    for column, pieces in zip(at_once, blocks, strict=True):
        np.testing.assert_array_equal(column, pieces)
    judged = evaluate(whole, Thresholds())
    undecided = judged.status == Status.UNDECIDED
    np.testing.assert_array_equal(blocks.status, np.where(undecided, NONE, judged.status))
    np.testing.assert_array_equal(blocks.lead_points, judged.lead_points)
    np.testing.assert_array_equal(blocks.achieved_share, judged.achieved_share)


def test_nothing_is_left_to_catch_up_with_what_is_reached() -> None:
    columns = judge_blocks(series(latest=20.0), RULE)
    assert np.isnan(columns.catch_up_rate[0])
    behind = judge_blocks(series(latest=15.0, latest_year=2029), RULE)
    assert behind.catch_up_rate[0] == pytest.approx(1 / 3)
