"""序时进度, the schedule of Chinese five-year plans: our default rule.

Official mid-term reports use four classes (提前实现, 快于预期, 基本符合预期, 滞后) and publish no
thresholds; `Thresholds` are ours. With baseline ``b``, latest value ``v``, target ``T`` and the
path's value ``x`` in the latest year, the achieved share is ``p = (v - b) / (T - b)``, the
expected share ``e = (x - b) / (T - b)``, and ``p - e`` decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine import paths
from jyplan.engine.codes import Direction, Operator, Path, Reason, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]
    Mask = NDArray[np.bool_]

# Floats closer than this to a threshold are compared again as decimals: far above the error of
# the few operations that make a lead, far below any difference that two reports could have.
NEAR = 1e-9


class Thresholds(NamedTuple):
    """Leads, as fractions, that part the classes.

    Attributes:
        ahead: from this lead on, ahead.
        behind: below this lead, behind.
    """

    ahead: float = 0.10
    behind: float = -0.05


class Series(NamedTuple):
    """What the rule looks at, one row a series, shape (n,) each; nan where unknown.

    Attributes:
        baseline: value at the start.
        start_year: its year.
        latest: newest value.
        latest_year: its year.
        previous: the value before the newest.
        target: the figure to arrive at.
        target_year: its year; nan where undated.
        path: codes of `Path`.
        direction: codes of `Direction`.
        operator: codes of `Operator`.
        minimum: lower end of a range that binds.
        maximum: upper end of a range that binds.
    """

    baseline: Array
    start_year: Array
    latest: Array
    latest_year: Array
    previous: Array
    target: Array
    target_year: Array
    path: Codes
    direction: Codes
    operator: Codes
    minimum: Array
    maximum: Array


class Schedule(NamedTuple):
    """How the series stand on their schedules, shape (n,) each.

    Attributes:
        achieved_share: covered share of the distance.
        expected_share: share that the path has covered by the latest year; 1 after the target's.
        elapsed_share: elapsed share of the time, at most 1.
        lead_points: achieved minus expected share.
        lead_years: years from the latest year to the one in which the path reaches its value.
        reason: why shares are nan.
        lead_years_reason: why lead_years is nan.
        status: codes of `Status`.
    """

    achieved_share: Array
    expected_share: Array
    elapsed_share: Array
    lead_points: Array
    lead_years: Array
    reason: Codes
    lead_years_reason: Codes
    status: Codes


def holds(value: Array, operator: Codes, bound: Array, minimum: Array, maximum: Array) -> Mask:
    """Whether values meet their targets, exactly: more than 30 is not met by 30.

    Args:
        value: shape (n,); nan meets nothing.
        operator: codes of `Operator`, shape (n,).
        bound: the figures of the operators, shape (n,).
        minimum: lower ends of ranges, shape (n,); nan where there is none.
        maximum: upper ends of ranges, shape (n,); nan where there is none.
    """
    met: Mask = (operator == Operator.AT_LEAST) & (value >= bound)
    met |= (operator == Operator.MORE_THAN) & (value > bound)
    met |= (operator == Operator.AT_MOST) & (value <= bound)
    met |= (operator == Operator.LESS_THAN) & (value < bound)
    inside = ~(value < minimum) & ~(value > maximum) & np.isfinite(value)
    met |= (operator == Operator.WITHIN) & inside
    return met


def evaluate(series: Series, thresholds: Thresholds) -> Schedule:
    """Judge series by the schedule.

    In this order: no value is `NO_BASELINE` where the start is unknown too, else `NO_DATA`; a
    value that meets its target is `ACHIEVED`, or `ACHIEVED_WORSENING` where it is worse than
    the one before; the target year over, `MISSED`; an unknown start, `NO_BASELINE`; a value
    worse than the baseline, `REGRESSING`; no target year, `UNDECIDED`; then the lead decides.
    A target that is to be kept (`MAINTAIN`) has no way to it: short of its year it is `BEHIND`.

    Args:
        series: n rows.
        thresholds: leads that part the classes.

    Returns:
        Shares, leads, reasons and statuses. A value exactly on its milestone is `ON_TRACK`;
        leads that come near a threshold are decided by the decimals as they were written.
    """
    distance, reason = _distance(series)
    expected, elapsed = _expected(series)
    with np.errstate(all="ignore"):
        achieved = (series.latest - series.baseline) / distance
        lead = achieved - expected
    absent = reason != Reason.NONE
    for figures in (achieved, expected, elapsed, lead):
        figures[absent] = np.nan
    years, years_reason = paths.time_at(
        series.baseline,
        series.target,
        series.start_year,
        series.target_year,
        series.path,
        series.latest,
    )
    years -= series.latest_year
    years[absent] = np.nan
    years_reason[absent] = reason[absent]
    status = _status(series, lead, thresholds)
    return Schedule(achieved, expected, elapsed, lead, years, reason, years_reason, status)


def _distance(series: Series) -> tuple[Array, Codes]:
    """From baseline to target, and why progress on it cannot be told; the last reason counts."""
    distance = series.target - series.baseline
    reason = np.zeros(len(distance), dtype=np.int8)
    reason[distance == 0] = Reason.AT_TARGET
    reason[series.target_year <= series.start_year] = Reason.SAME_YEAR
    reason[~np.isfinite(series.target_year)] = Reason.UNDATED
    reason[~np.isfinite(series.target)] = Reason.NO_TARGET
    reason[~np.isfinite(series.latest)] = Reason.NO_DATA
    reason[~np.isfinite(series.baseline)] = Reason.NO_BASELINE
    reason[series.direction == Direction.MAINTAIN] = Reason.MAINTAINED
    return distance, reason


def _expected(series: Series) -> tuple[Array, Array]:
    """Shares of distance and of time that the path has covered by the latest year."""
    with np.errstate(all="ignore"):
        elapsed = (series.latest_year - series.start_year) / (
            series.target_year - series.start_year
        )
    elapsed = np.minimum(elapsed, 1.0)
    expected = elapsed.copy()
    rows = np.flatnonzero((series.path == Path.COMPOUND) & (series.baseline * series.target > 0))
    if rows.size:
        # (b r**f - b) / (b r - b), without the cancellation
        with np.errstate(all="ignore"):
            growth = np.log(series.target[rows] / series.baseline[rows])
            expected[rows] = np.expm1(growth * elapsed[rows]) / np.expm1(growth)
    return expected, elapsed


def _status(series: Series, lead: Array, thresholds: Thresholds) -> Codes:
    """Statuses, from the rule that counts least to the one that counts most."""
    unknown = ~np.isfinite(series.baseline)
    silent = ~np.isfinite(series.latest)
    dated = np.isfinite(series.target_year)
    status = np.full(len(lead), Status.BEHIND, dtype=np.int8)
    status[_reaches(series, lead, thresholds.behind)] = Status.ON_TRACK
    status[_reaches(series, lead, thresholds.ahead)] = Status.AHEAD
    status[~dated] = Status.UNDECIDED
    worse = (series.latest - series.baseline) * series.direction < 0
    status[worse] = Status.REGRESSING
    kept = series.direction == Direction.MAINTAIN
    status[kept & dated] = Status.BEHIND
    status[kept & ~dated] = Status.UNDECIDED
    status[unknown & ~kept] = Status.NO_BASELINE
    status[series.latest_year >= series.target_year] = Status.MISSED
    met = holds(series.latest, series.operator, series.target, series.minimum, series.maximum)
    status[met] = Status.ACHIEVED
    receding = (series.latest - series.previous) * series.direction < 0
    status[met & receding] = Status.ACHIEVED_WORSENING
    status[silent] = Status.NO_DATA
    status[silent & unknown & ~kept] = Status.NO_BASELINE
    return status


def _reaches(series: Series, lead: Array, threshold: float) -> Mask:
    """Whether leads are at least the threshold, exactly."""
    reached = lead >= threshold
    near = np.flatnonzero(np.abs(lead - threshold) < NEAR)
    if near.size:
        # Only here: few leads ever come near, and most runs need no fractions at all.
        from jyplan.engine.exact import lead_reaches

        for row in near:
            reached[row] = lead_reaches(
                (series.baseline[row], series.latest[row], series.target[row]),
                (series.start_year[row], series.latest_year[row], series.target_year[row]),
                Path(series.path[row]),
                threshold,
            )
    return reached
