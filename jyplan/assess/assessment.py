"""Indicators -> assessments: the engine is asked, its arrays become results."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.assess.cells import code, figure, whole
from jyplan.assess.projections import projections_of
from jyplan.assess.rows import rows_of
from jyplan.assess.verdicts import contrast_of, verdicts_of
from jyplan.engine import paths, rates
from jyplan.engine.codes import Direction, Reason, Status
from jyplan.engine.rules import schedule
from jyplan.results import Assessment, Gap, Growth, Milestone, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.assess.rows import Array, Codes, Mask, Rows
    from jyplan.engine.rules.rule import Rule
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import Target


def assessments_of(
    quantities: Sequence[KnownQuantity],
    as_of: int,
    milestone_year: int,
    thresholds: schedule.Thresholds,
    rules: Sequence[Rule],
) -> tuple[Assessment, ...]:
    """Assess indicators, all of them at once.

    Args:
        quantities: what is known of each indicator.
        as_of: year at whose end they are looked at.
        milestone_year: year whose milestones are wanted.
        thresholds: of the schedule.
        rules: what to judge by beside it.
    """
    rows = rows_of(quantities)
    series = rows.series
    judged = schedule.evaluate(series, thresholds)
    lead = schedule.lead_years(series)
    achieved = np.isin(judged.status, (Status.ACHIEVED, Status.ACHIEVED_WORSENING))
    growth = growth_of(rows, achieved)
    way = series.way
    values, reasons = paths.value_at(way, np.full(len(quantities), float(milestone_year)))
    projections = projections_of(quantities, rows, achieved, growth.standing)
    verdicts = verdicts_of(quantities, series, rules)
    assessments = []
    for row, known in enumerate(quantities):
        status, reason = _status(known, Status(judged.status[row]), int(judged.reason[row]), as_of)
        observed = growth.observed.at(row)
        assessments.append(
            Assessment(
                known=known,
                so_far=_so_far(known, observed),
                required=growth.required.at(row),
                gap=_gap(known),
                milestone=_milestone(
                    *(known, milestone_year, values[row], int(reasons[row])),
                    partial(whole_milestone, known, way, row, milestone_year),
                ),
                progress=_progress(judged, lead, row, int(growth.standing[row])),
                observed=observed,
                catch_up=growth.catch_up.at(row),
                projection=projections[row],
                status=status,
                status_reason=reason,
                flags=_flags(known, as_of),
                verdicts=verdicts[row],
                contrast=contrast_of(verdicts[row], status),
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
            series.growth_rate,
        ),
        growths(
            series.baseline,
            series.latest,
            series.latest_year - series.start_year,
            first_reason(floor),
            (Reason.NO_BASELINE, Reason.NO_DATA),
            series.growth_rate,
        ),
        growths(
            series.latest,
            series.target,
            series.target_year - series.latest_year,
            first_reason((achieved, Reason.ACHIEVED), *given, over),
            (Reason.NO_DATA, Reason.NO_TARGET),
            series.growth_rate,
        ),
        standing,
    )


def growths(  # noqa: PLR0913, PLR0917 two columns and what bars growth between them
    start: Array,
    end: Array,
    years: Array,
    absent: Codes,
    missing: tuple[Reason, Reason],
    growth_rate: Mask,
) -> Growths:
    """Growth between two columns.

    Args:
        start: values at the start, shape (n,).
        end: values at the end, shape (n,).
        years: years between them, shape (n,).
        absent: reasons that go before those of the figures, shape (n,).
        missing: the reasons for a missing start and a missing end.
        growth_rate: whose values are growth rates, which do not grow themselves, shape (n,).
    """
    keywords = {"missing_start": missing[0], "missing_end": missing[1]}
    compound, compound_reason = rates.compound_rate(start, end, years, **keywords)
    linear, linear_reason = rates.linear_step(start, end, years, **keywords)
    plain = growth_rate & (linear_reason == Reason.NONE)
    np.putmask(compound, plain, np.nan)
    np.putmask(compound_reason, plain, Reason.GROWTH_OF_GROWTH)
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


def _so_far(known: KnownQuantity, observed: Growth) -> float | None:
    """How far a quantity has come, as its target is said."""
    aim = known.aim
    if aim is not None and aim.form == "average_growth":
        return observed.compound_rate
    if aim is not None and aim.mean and known.years:
        return known.years[-1].value / 100
    return known.so_far


def _status(
    known: KnownQuantity, found: Status, reason: int, as_of: int
) -> tuple[str | None, str | None]:
    """The status as results name it, or why there is none."""
    aim, latest = known.aim, known.latest
    absent = Reason(reason)
    if aim is not None and aim.every is not None and latest is not None and not known.unmatched:
        # Its years are over, but the last ones were never reported.
        late = aim.every[1] <= as_of and latest.year < aim.every[1]
        if late and known.broken:
            found = Status.MISSED
        elif late and aim.years and not known.missing:
            found = Status.ACHIEVED
        elif late:
            found, absent = Status.UNDECIDED, Reason.YEARS_MISSING
    if known.unmatched and not known.years:
        found, absent = Status.UNDECIDED, Reason.NO_COUNTERPART
    if found == Status.NO_DATA and known.broken_in is not None:
        found, absent = Status.UNDECIDED, Reason.CHAIN_BROKEN
    if found == Status.UNDECIDED:
        return None, code(absent)
    return found.name.lower(), None


def _gap(known: KnownQuantity) -> Gap:
    aim = known.aim
    if aim is not None and aim.direction == Direction.MAINTAIN:
        return Gap(None, None, code(Reason.MAINTAINED))
    if aim is None or aim.value is None:
        return Gap(None, None, code(Reason.NO_TARGET))
    if known.now is None:
        return Gap(None, None, code(Reason.NO_BASELINE))
    absolute = aim.direction * (aim.value - known.now)
    if aim.value == 0:
        return Gap(absolute, None, code(Reason.ZERO_TARGET))
    return Gap(absolute, absolute / abs(aim.value), None)


def _milestone(
    known: KnownQuantity, year: int, value: float, reason: int, whole: Callable[[], int | None]
) -> Milestone:
    aim = known.aim
    kept = aim is not None and aim.every is None and aim.direction == Direction.MAINTAIN
    if aim is None or kept:
        return Milestone(year, aim.value if aim else None, None, None)
    if aim.in_force(year):
        # What it is held against says nothing of other years.
        told = aim.comparison is None or year == aim.looked_at
        why = None if told else code(Reason.FLOOR_PER_YEAR)
        return Milestone(year, aim.of(year).value if told else None, None, why)
    if aim.when is None:
        return Milestone(year, None, None, code(Reason.UNDATED))
    if aim.year is None or year > aim.year:
        return Milestone(year, None, None, code(Reason.DEADLINE_PASSED))
    # Where a path cannot compound, the value is the straight line's and the reason says so.
    found = figure(value)
    return Milestone(year, found, None if found is None else whole(), code(reason))


def whole_milestone(known: KnownQuantity, way: paths.Way, row: int, year: int) -> int | None:
    """The milestone of a quantity that is printed in whole numbers, rounded towards the target.

    Args:
        known: the quantity.
        way: expected courses.
        row: which of them is its own.
        year: the year.
    """
    aim = known.aim
    if known.entry.precision < 1 or aim is None or None in {known.start, known.goal}:
        return None
    return paths.whole_milestone(way.stretch_at(row, year), year, aim.direction)


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


def _flags(known: KnownQuantity, as_of: int) -> tuple[str, ...]:
    """What a reader has to know about the figures, as codes."""
    target: Target = known.entry.target  # type: ignore[union-attr] # of an indicator
    latest = known.latest
    basis = known.baseline.basis if known.baseline else "stated"
    flags = (
        ("default_reading", known.reading is not None and not known.chosen),
        ("chosen_reading", known.reading is not None and known.chosen),
        (f"baseline_{basis}", basis != "stated"),
        ("latest_provisional", latest is not None and latest.provisional),
        ("restated", known.restated),
        ("stale", latest is not None and latest.year < as_of),
        ("revised_target", bool(target.revisions)),
        ("aspirational", target.commitment == "aspirational"),
        ("approximate", known.aim is not None and known.aim.approximate),
        ("broken_years", bool(known.broken)),
        ("chain_broken", known.broken_in is not None),
        ("no_counterpart", bool(known.unmatched)),
    )
    return tuple(name for name, holds in flags if holds)
