"""Subjects -> assessments: the engine is asked, its arrays become results."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.cells import code, figure, whole
from jyplan.assess.projections import projections_of
from jyplan.assess.subjects import DIRECTIONS, PATHS, rows_of
from jyplan.assess.verdicts import contrast_of, verdicts_of
from jyplan.engine import paths, rates
from jyplan.engine.codes import Reason, Status
from jyplan.engine.rules import schedule
from jyplan.results import Assessment, Gap, Growth, Milestone, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.assess.subjects import Array, Codes, Mask, Rows, Subject
    from jyplan.engine.rules.rule import Rule


def assessments_of(
    subjects: Sequence[Subject],
    as_of: int,
    milestone_year: int,
    thresholds: schedule.Thresholds,
    rules: Sequence[Rule],
) -> tuple[Assessment, ...]:
    """Assess the subjects, all of them at once.

    Args:
        subjects: what is known of each indicator.
        as_of: year at whose end they are looked at.
        milestone_year: year whose milestones are wanted.
        thresholds: of the schedule.
        rules: what to judge by beside it.
    """
    rows = rows_of(subjects)
    series = rows.series
    judged = schedule.evaluate(series, thresholds)
    lead = schedule.lead_years(series)
    achieved = np.isin(judged.status, (Status.ACHIEVED, Status.ACHIEVED_WORSENING))
    growth = growth_of(rows, achieved)
    values, reasons = paths.value_at(
        series.baseline,
        series.target,
        series.start_year,
        series.target_year,
        series.path,
        np.full(len(subjects), float(milestone_year)),
    )
    projections = projections_of(subjects, rows, achieved, growth.standing)
    verdicts = verdicts_of(subjects, series, rules)
    assessments = []
    for row, subject in enumerate(subjects):
        undecided = judged.status[row] == Status.UNDECIDED
        status = Status(judged.status[row]).name.lower()
        assessments.append(
            Assessment(
                indicator=subject.indicator,
                reading=subject.reading,
                kind=subject.kind,
                path=subject.path,
                baseline=subject.baseline,
                bound=subject.bound,
                target=subject.target,
                target_year=subject.target_year,
                required=growth.required.at(row),
                gap=_gap(subject),
                milestone=_milestone(subject, milestone_year, values[row], int(reasons[row])),
                series=subject.series,
                progress=_progress(judged, lead, row, int(growth.standing[row])),
                observed=growth.observed.at(row),
                catch_up=growth.catch_up.at(row),
                projection=projections[row],
                status=None if undecided else status,
                status_reason=code(judged.reason[row]) if undecided else None,
                flags=_flags(subject, as_of),
                verdicts=verdicts[row],
                contrast=contrast_of(verdicts[row], None if undecided else status),
            )
        )
    return tuple(assessments)


class Growths(NamedTuple):
    """Growth of every row, rates and steps, each with the reasons of its gaps."""

    compound: Array
    compound_reason: Codes
    linear: Array
    linear_reason: Codes
    years: Array

    def at(self, row: int) -> Growth:
        """The growth of one row as a result."""
        reason = self.compound_reason[row] or self.linear_reason[row]
        return Growth(
            figure(self.compound[row]),
            figure(self.linear[row]),
            whole(self.years[row]),
            code(reason),
        )


class Growing(NamedTuple):
    """Growth of every row, as it is asked for, as it was seen, and as it is needed from now on.

    Attributes:
        required: from the baseline to the target.
        observed: from the baseline to the latest value.
        catch_up: from the latest value to the target.
        standing: reasons for none that lie in the target itself, shape (n,).
    """

    required: Growths
    observed: Growths
    catch_up: Growths
    standing: Codes


def growth_of(rows: Rows, achieved: Mask) -> Growing:
    """The growth of every row.

    Args:
        rows: n rows.
        achieved: whose target is met, shape (n,).
    """
    series = rows.series
    # Reasons that lie in the target itself go before those of its figures.
    floor = (series.every, Reason.FLOOR_PER_YEAR)
    given = (floor, (rows.maintained, Reason.MAINTAINED), (rows.undated, Reason.UNDATED))
    over = (series.latest_year >= series.target_year, Reason.DEADLINE_PASSED)
    standing = first_reason(*given)
    return Growing(
        growths(
            series.baseline,
            series.target,
            series.target_year - series.start_year,
            standing,
            (Reason.NO_BASELINE, Reason.NO_TARGET),
        ),
        growths(
            series.baseline,
            series.latest,
            series.latest_year - series.start_year,
            first_reason(floor),
            (Reason.NO_BASELINE, Reason.NO_DATA),
        ),
        growths(
            series.latest,
            series.target,
            series.target_year - series.latest_year,
            first_reason((achieved, Reason.ACHIEVED), *given, over),
            (Reason.NO_DATA, Reason.NO_TARGET),
        ),
        standing,
    )


def growths(
    start: Array, end: Array, years: Array, absent: Codes, missing: tuple[Reason, Reason]
) -> Growths:
    """Growth between two columns.

    Args:
        start: values at the start, shape (n,).
        end: values at the end, shape (n,).
        years: years between them, shape (n,).
        absent: reasons that go before those of the figures, shape (n,).
        missing: the reasons for a missing start and a missing end.
    """
    keywords = {"missing_start": missing[0], "missing_end": missing[1]}
    compound, compound_reason = rates.compound_rate(start, end, years, **keywords)
    linear, linear_reason = rates.linear_step(start, end, years, **keywords)
    barred = absent != Reason.NONE
    return Growths(
        np.where(barred, np.nan, compound),
        np.where(barred, absent, compound_reason),
        np.where(barred, np.nan, linear),
        np.where(barred, absent, linear_reason),
        years,
    )


def first_reason(*cases: tuple[Mask, Reason]) -> Codes:
    """For every row the reason of the first case that holds."""
    masks = [mask for mask, _ in cases]
    chosen = np.select(masks, [int(reason) for _, reason in cases], int(Reason.NONE))
    return chosen.astype(np.int8)


def _gap(subject: Subject) -> Gap:
    if subject.indicator.direction == "maintain":
        return Gap(None, None, code(Reason.MAINTAINED))
    if subject.target is None:
        return Gap(None, None, code(Reason.NO_TARGET))
    if subject.series:
        value = subject.series[-1].value
    elif subject.baseline is not None:
        value = subject.baseline.value
    else:
        return Gap(None, None, code(Reason.NO_BASELINE))
    absolute = DIRECTIONS[subject.indicator.direction] * (subject.target - value)
    if subject.target == 0:
        return Gap(absolute, None, code(Reason.ZERO_TARGET))
    return Gap(absolute, absolute / abs(subject.target), None)


def _milestone(subject: Subject, year: int, value: float, reason: int) -> Milestone:
    if subject.target_year == "every":
        target = subject.indicator.target
        if (target.first_year or year) <= year <= (target.last_year or year):
            return Milestone(year, subject.target, None, None)
        return Milestone(year, None, None, code(Reason.DEADLINE_PASSED))
    if subject.indicator.direction == "maintain":
        return Milestone(year, subject.target, None, None)
    if not isinstance(subject.target_year, int):
        return Milestone(year, None, None, code(Reason.UNDATED))
    if year > subject.target_year:
        return Milestone(year, None, None, code(Reason.DEADLINE_PASSED))
    # Where a path cannot compound, the value is the straight line's and the reason says so.
    whole = whole_milestone(subject, year, subject.path) if figure(value) is not None else None
    return Milestone(year, figure(value), whole, code(reason))


def whole_milestone(item: Subject | Assessment, year: int, path: str) -> int | None:
    """The milestone of a quantity that is printed in whole numbers, rounded towards the target."""
    start, end, target = item.baseline, item.target_year, item.target
    if item.indicator.precision < 1 or start is None or target is None or not isinstance(end, int):
        return None
    direction = DIRECTIONS[item.indicator.direction]
    return paths.whole_milestone(start.value, target, start.year, end, PATHS[path], year, direction)


def _progress(
    judged: schedule.Schedule, lead: tuple[Array, Codes], row: int, standing: int
) -> Progress:
    years, years_reason = lead
    reason = standing or int(judged.reason[row]) or int(years_reason[row])
    return Progress(
        achieved_share=figure(judged.achieved_share[row]),
        expected_share=figure(judged.expected_share[row]),
        elapsed_share=figure(judged.elapsed_share[row]),
        lead_points=figure(judged.lead_points[row]),
        lead_years=figure(years[row]),
        reason=code(reason),
    )


def _flags(subject: Subject, as_of: int) -> tuple[str, ...]:
    """What a reader has to know about the figures, as codes."""
    target = subject.indicator.target
    latest = subject.series[-1] if subject.series else None
    basis = subject.baseline.basis if subject.baseline else "stated"
    flags = (
        ("default_reading", subject.reading is not None and not subject.chosen),
        ("chosen_reading", subject.reading is not None and subject.chosen),
        (f"baseline_{basis}", basis != "stated"),
        ("latest_provisional", latest is not None and latest.provisional),
        ("restated", subject.restated),
        ("stale", latest is not None and latest.year < as_of),
        ("revised_target", bool(target.revisions)),
        ("aspirational", target.commitment == "aspirational"),
        ("approximate", target.approximate),
    )
    return tuple(name for name, holds in flags if holds)
