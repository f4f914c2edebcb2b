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
from jyplan.engine.codes import Direction, Operator, Path, Reason, Status, Yearly
from jyplan.engine.exact import lead_reaches
from jyplan.engine.rules.card import RESEARCH, Card, CardFormula, Class
from jyplan.engine.rules.rule import NONE, Rule, Verdicts
from jyplan.engine.series import worse

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Codes, Mask, Series

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


class Schedule(NamedTuple):
    """How the series stand on their schedules, shape (n,) each.

    Attributes:
        achieved_share: covered share of the distance.
        expected_share: share that the path has covered by the latest year; 1 after the target's.
        elapsed_share: elapsed share of the time, at most 1.
        lead_points: achieved minus expected share.
        reason: why shares are nan.
        status: codes of `Status`.
    """

    achieved_share: Array
    expected_share: Array
    elapsed_share: Array
    lead_points: Array
    reason: Codes
    status: Codes


def evaluate(series: Series, thresholds: Thresholds) -> Schedule:
    """Judge series by the schedule.

    In this order: no value is `NO_BASELINE` where the start is unknown too, else `NO_DATA`; a
    value that meets its target is `ACHIEVED`, or `ACHIEVED_WORSENING` where it is worse than
    the one before; the target year over, `MISSED`; an unknown start, `NO_BASELINE`; a value
    worse than the baseline, `REGRESSING`, unless milestones lead there; no target, none with a
    year, or none after the start, `UNDECIDED`; then the lead decides.
    A target that is to be kept (`MAINTAIN`) has no way to it: short of its year it is `BEHIND`.
    One that is looked at every year is `ON_TRACK` while its latest year holds, else `BEHIND`; at
    the end of its last year it is `ACHIEVED` where all held, `MISSED` where one did not, and
    `UNDECIDED` (``YEARS_MISSING``) where that cannot be told.

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
    barred = bool(reason.any())
    if barred:
        for figures in (achieved, expected, elapsed, lead):
            np.putmask(figures, reason != 0, np.nan)
    status = _status(series, (lead, expected), reason if barred else None, thresholds)
    if series.every.any():
        _look_yearly(series, status, reason)
    finite = np.isfinite(lead)
    if not finite.all():
        huge = ~finite & (reason == 0)
        np.putmask(reason, huge, int(Reason.TOO_LARGE))
        for figures in (achieved, expected, lead):
            np.putmask(figures, huge, np.nan)
    return Schedule(achieved, expected, elapsed, lead, reason, status)


def lead_years(series: Series) -> tuple[Array, Codes]:
    """Years from the latest year to the one in which the path reaches the latest value.

    Negative where the path was there earlier. The path goes on at its own pace beyond its
    ends, so that a target overshot has a lead as well. Where it stays at the value for years,
    the one nearest to the latest year counts; where it goes up and down there is no such lead.

    Args:
        series: n rows.

    Returns:
        Years, shape (n,), fractional, and reasons, shape (n,).
    """
    way = series.way
    time, reason = paths.time_at(way, series.latest)
    if series.via_years.shape[1]:
        left, _ = paths.time_at(way, series.latest, leaving=True)
        time = np.clip(series.latest_year, time, left)
        turned = paths.turns(way) & (reason == Reason.NONE)
        np.putmask(reason, turned, Reason.NOT_APPROACHING)
        np.putmask(time, turned, np.nan)
    kept = series.direction == Direction.MAINTAIN
    np.putmask(reason, kept, Reason.MAINTAINED)
    np.putmask(time, kept | series.every, np.nan)
    return time - series.latest_year, reason


def _distance(series: Series) -> tuple[Array, Codes]:
    """From baseline to target, and why progress on it cannot be told; the last reason counts."""
    with np.errstate(all="ignore"):
        distance = series.target - series.baseline
    reason = np.zeros(len(distance), dtype=np.int8)
    kept = series.direction == int(Direction.MAINTAIN)
    years = series.target_year - series.start_year
    passed = series.latest_year - series.start_year
    usable = _known(distance, series.latest, years, passed) and (years > 0).all()
    usable = usable and (passed >= 0).all()
    # A glance at all of them is much less than a look at each.
    if usable and not (distance == 0).any() and not (kept | series.every).any():
        return distance, reason
    np.putmask(reason, distance == 0, int(Reason.AT_TARGET))
    np.putmask(reason, years <= 0, int(Reason.SAME_YEAR))
    np.putmask(reason, passed < 0, int(Reason.BEFORE_BASELINE))
    np.putmask(reason, ~np.isfinite(series.start_year), int(Reason.UNDATED_BASELINE))
    np.putmask(reason, ~np.isfinite(series.target_year), int(Reason.UNDATED))
    np.putmask(reason, ~np.isfinite(series.target), int(Reason.NO_TARGET))
    np.putmask(reason, ~np.isfinite(series.latest + series.latest_year), int(Reason.NO_DATA))
    np.putmask(reason, ~np.isfinite(series.baseline), int(Reason.NO_BASELINE))
    np.putmask(reason, series.every, int(Reason.FLOOR_PER_YEAR))
    np.putmask(reason, kept, int(Reason.MAINTAINED))
    return distance, reason


def _known(*columns: Array) -> bool:
    """Whether every figure of the columns is one."""
    with np.errstate(all="ignore"):
        return bool(np.isfinite(sum(columns[1:], start=columns[0])).all())


def _expected(series: Series) -> tuple[Array, Array]:
    """Shares of distance and of time that the path has covered by the latest year."""
    with np.errstate(all="ignore"):
        elapsed = series.latest_year - series.start_year
        elapsed /= series.target_year - series.start_year
        np.minimum(elapsed, 1.0, out=elapsed)
        expected = elapsed.copy()
        rows = np.flatnonzero(series.path == int(Path.COMPOUND))
        if rows.size:
            # (b r**f - b) / (b r - b) is expm1(f log r) / expm1(log r), without cancellation
            growth = np.log(series.target[rows] / series.baseline[rows])
            share = np.expm1(growth * elapsed[rows])
            share /= np.expm1(growth)
            # Where nothing compounds the path is the straight line.
            straight = ~np.isfinite(growth) | (growth == 0)
            if straight.any():
                share[straight] = elapsed[rows][straight]
            expected[rows] = share
        bent = series.path == int(Path.ITR)
        if series.via_years.shape[1]:
            bent |= np.isfinite(series.via_years[:, 0])
        rows = np.flatnonzero(bent)
        if rows.size:
            expected[rows] = _share_on_path(series.rows(rows))
    return expected, elapsed


def _on_path(series: Series) -> tuple[Array, Codes]:
    """Where the path is in the latest year."""
    return paths.value_at(series.way, series.latest_year)


def _share_on_path(series: Series) -> Array:
    """Shares of the distance that the path has covered by the latest year."""
    value, reason = _on_path(series)
    # Where nothing compounds the value is the straight line's; a latest year before the
    # baseline's has no place on a path.
    value[reason == Reason.BEFORE_BASELINE] = np.nan
    return (value - series.baseline) / (series.target - series.baseline)


# reasons with which there is no schedule to be on
NO_WAY = np.zeros(len(Reason), dtype=np.bool_)
NO_WAY[[Reason.NO_TARGET, Reason.SAME_YEAR, Reason.UNDATED_BASELINE, Reason.BEFORE_BASELINE]] = True


def _status(
    series: Series, shares: tuple[Array, Array], reason: Codes | None, thresholds: Thresholds
) -> Codes:
    """The status of the highest rank whose rule holds, by lead and expected share.

    Args:
        series: n rows.
        shares: leads and expected shares.
        reason: why there are none; None where a glance showed all of them.
        thresholds: leads that part the classes.
    """
    lead, expected = shares
    met = series.met
    regressing = worse(series.latest, series.baseline, series.direction)
    if series.via_years.shape[1]:
        # who is to go back for a while does not regress by doing so
        regressing &= ~(expected < 0)
    # from the one that counts least to the one that counts most
    ranks = [
        (Status.ON_TRACK, _reaches(series, lead, thresholds.behind)),
        (Status.AHEAD, _reaches(series, lead, thresholds.ahead)),
        (Status.REGRESSING, regressing),
        (Status.MISSED, series.latest_year >= series.target_year),
        (Status.ACHIEVED, met),
        (Status.ACHIEVED_WORSENING, met & worse(series.latest, series.previous, series.direction)),
    ]
    if reason is not None:
        dated = np.isfinite(series.target_year)
        silent = ~np.isfinite(series.latest + series.latest_year)
        kept = series.direction == int(Direction.MAINTAIN)
        startless = ~np.isfinite(series.baseline) & ~kept
        ranks = [
            *ranks[:2],
            (Status.UNDECIDED, ~dated | NO_WAY[reason]),
            ranks[2],
            # to be kept, and not kept; the same without a year
            (Status.BEHIND, kept),
            (Status.UNDECIDED, kept & ~dated),
            (Status.NO_BASELINE, startless),
            *ranks[3:],
            (Status.NO_DATA, silent),
            (Status.NO_BASELINE, silent & startless),
        ]
    highest = np.zeros(len(lead), dtype=np.int8)
    # Arithmetic, because a processor cannot guess which rows a mask will choose.
    for rank, (_, rule) in enumerate(ranks, 1):
        np.maximum(highest, rule.view(np.int8) * np.int8(rank), out=highest)
    statuses = np.array([Status.BEHIND, *(status for status, _ in ranks)], dtype=np.int8)
    return statuses[highest]


def _look_yearly(series: Series, status: Codes, reason: Codes) -> None:
    """Statuses of targets that are looked at every year, put in the place of the others."""
    held = series.met
    seen = series.every & np.isfinite(series.latest + series.latest_year)
    over = seen & (series.latest_year >= series.target_year)
    aimless = seen & ~(np.isfinite(series.target) | (series.operator == int(Operator.WITHIN)))
    # from what is asked first to what is asked last
    for rows, found in (
        (series.every, Status.NO_DATA),
        (seen & held, Status.ON_TRACK),
        (seen & ~held, Status.BEHIND),
        (over, Status.UNDECIDED),
        (over & (series.yearly == int(Yearly.HELD)), Status.ACHIEVED),
        (over & (~held | (series.yearly == int(Yearly.BROKEN))), Status.MISSED),
        (aimless, Status.UNDECIDED),
    ):
        np.putmask(status, rows, int(found))
    np.putmask(reason, over & (status == int(Status.UNDECIDED)), int(Reason.YEARS_MISSING))
    np.putmask(reason, aimless, int(Reason.NO_TARGET))


def _reaches(series: Series, lead: Array, threshold: float) -> Mask:
    """Whether leads are at least the threshold, exactly."""
    reached = lead >= threshold
    near = np.flatnonzero(np.abs(lead - threshold) < NEAR)
    if near.size:
        way = series.way
        for row in near:
            values = (series.baseline[row], series.latest[row], series.target[row])
            year = int(series.latest_year[row])
            reached[row] = lead_reaches(values, way.stretch_at(int(row), year), year, threshold)
    return reached


CARD = Card(
    name="schedule",
    classes=(
        Class("achieved", "achieved"),
        Class("ahead", "ahead"),
        Class("on_track", "on_track"),
        Class("behind", "behind"),
        Class("regressing", "regressing"),
        Class("missed", "missed"),
        Class("achieved_worsening", "achieved_worsening"),
        Class("no_data", "no_data"),
        Class("no_baseline", "no_baseline"),
    ),
    formulas=(
        CardFormula("p", "({v} − {b}) / ({T} − {b})", "share"),
        CardFormula("e", "({y} − {b}) / ({T} − {b})", "share"),
        CardFormula("l", "{p} − {e}", "share"),
    ),
    symbol="l",
    cuts=Thresholds(),
    settable=Thresholds()._asdict(),
    example=RESEARCH,
)


def card_of(thresholds: Thresholds) -> Card:
    """The rule's card where these thresholds part its classes."""
    return CARD._replace(cuts=thresholds, settable=thresholds._asdict())


def terms(series: Series) -> Terms:
    """The symbols of the formulas."""
    judged = evaluate(series, Thresholds())
    on_path, _ = _on_path(series)
    return {
        "b": series.baseline,
        "v": series.latest,
        "T": series.target,
        "y": on_path,
        "p": judged.achieved_share,
        "e": judged.expected_share,
        "l": judged.lead_points,
    }


def judge(series: Series, _: Terms, cuts: Cuts) -> Verdicts:
    """Class series by their lead, as `evaluate` does."""
    judged = evaluate(series, Thresholds(*cuts))
    return verdicts_of(judged.lead_points, judged.reason, judged.status)


def verdicts_of(lead: Array, reason: Codes, statuses: Codes) -> Verdicts:
    """What `evaluate` found, as every rule says it."""
    status = statuses.copy()
    np.putmask(status, statuses == int(Status.UNDECIDED), NONE)
    return Verdicts(lead, np.full(len(status), np.nan), status, reason)


RULE = Rule(CARD, judge, terms, shown=False)
