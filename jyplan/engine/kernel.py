"""Many series at once: the same functions, block by block, in constant extra memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine import rates
from jyplan.engine.codes import Reason, Status
from jyplan.engine.rules import schedule

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Rule
    from jyplan.engine.series import Array, Codes, Series

# What a block and its intermediate figures need stays in the cache of one core.
BLOCK = 16_384
# Where only verdicts are wanted, fewer calls are worth more than a cache that holds everything.
WIDE_BLOCK = 65_536
# Once so much memory was freed, glibc keeps what blocks free instead of returning it to the
# system and faulting it in again; that would take as long as the figures themselves.
KEPT_BYTES = 2**24


# Nothing is left to catch up with where the target is reached already: nan for these statuses.
LEFT = np.zeros(len(Status))
LEFT[[Status.ACHIEVED, Status.ACHIEVED_WORSENING]] = np.nan


class Judged(NamedTuple):
    """What a rule finds of every series, with the figures of its growth, shape (n,) each.

    Attributes:
        value: the rule's measure.
        score: its score.
        status: positions of classes on the rule's card; -1 where none applies.
        reason: codes of `Reason`, the rule's own.
        required_rate: compound growth per year from baseline to target, a fraction.
        achieved_share: covered share of the distance.
        lead_points: achieved minus expected share.
        catch_up_rate: compound growth per year from the latest value to the target.
    """

    value: Array
    score: Array
    status: Codes
    reason: Codes
    required_rate: Array
    achieved_share: Array
    lead_points: Array
    catch_up_rate: Array


def judge_blocks(
    series: Series, rule: Rule, *, seen: Series | None = None, figures: bool = True
) -> Judged:
    """Judge any number of series by any rule.

    Args:
        series: n rows.
        rule: the rule.
        seen: what the rule looks at, where that is not all that is known.
        figures: whether value, score, growth and shares are wanted; else their columns are
            empty, shape (0,).

    Returns:
        The columns. Beside them and `series` the memory needed does not grow with n.
    """
    size = len(series.baseline)
    np.empty(KEPT_BYTES, dtype=np.int8)
    columns = Judged._make(
        np.empty(size, dtype=np.int8)
        if name in {"status", "reason"}
        else np.empty(size if figures else 0)
        for name in Judged._fields
    )
    step = BLOCK if figures else WIDE_BLOCK
    for start in range(0, size, step):
        rows = slice(start, start + step)
        block = series.rows(rows)
        shares = schedule.evaluate(block, schedule.Thresholds()) if figures else None
        if shares is not None and rule is schedule.RULE:
            # its shares stand beside every rule; for its own they are the verdict
            found = schedule.verdicts_of(shares.lead_points, shares.reason, shares.status)
        else:
            found = rule.evaluate(block if seen is None else seen.rows(rows))
        columns.status[rows], columns.reason[rows] = found.status, found.reason
        if shares is not None:
            columns.value[rows], columns.score[rows] = found.value, found.score
            columns.achieved_share[rows] = shares.achieved_share
            columns.lead_points[rows] = shares.lead_points
            columns.required_rate[rows], catch_up = _rates(block)
            columns.catch_up_rate[rows] = catch_up + LEFT[shares.status]
    return columns


def _rates(series: Series) -> tuple[Array, Array]:
    """Compound growth per year to the target: from the baseline, and from the latest value."""
    required, _ = rates.compound_rate(
        series.baseline, series.target, series.target_year - series.start_year
    )
    catch_up, _ = rates.compound_rate(
        series.latest,
        series.target,
        series.target_year - series.latest_year,
        missing_start=Reason.NO_DATA,
    )
    if series.every.any():
        # nothing leads to a target that holds every year
        required[series.every] = catch_up[series.every] = np.nan
    return required, catch_up
