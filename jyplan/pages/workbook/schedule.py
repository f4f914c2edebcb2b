"""Where an indicator stands that has one target to arrive at: reasons and status as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.workbook.courses import (
    bent,
    compounds,
    kept_part,
    milestones_of,
    part_at,
    part_reaching,
    straight_on,
    turns,
    value_on,
    whole_course,
    years_to,
)
from jyplan.pages.workbook.inputs import sort_of
from jyplan.pages.workbook.levels import meets, newest, start_of, value_in, within
from jyplan.pages.workbook.ranges import counted
from jyplan.pages.workbook.terms import (
    Term,
    both,
    either,
    first,
    known,
    least,
    most,
    no,
    rounded,
    term,
    when,
)
from jyplan.pages.workbook.vocabulary import UNDECIDED

if TYPE_CHECKING:
    from jyplan.pages.workbook.frame import BookFrame, BookRow

# decimals of a lead that are looked at beside a threshold
LEAD = 9
# with these there is no schedule to be on
NO_WAY = ("no_target", "same_year", "undated_baseline", "before_baseline")


def write_schedule(frame: BookFrame, line: BookRow) -> None:
    """Write the steps that lead to reasons and status, once levels and target are there."""
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    seen, dated = known(value), known(frame.cell(line, "year"))
    frame.step(line, "met", met(frame, line, value, seen))
    _write_previous(frame, line, year, seen)
    started, aimed = frame.step_at(line, "started"), known(frame.cell(line, "level"))
    course = whole_course(frame, line)
    usable = both(started, aimed, dated, seen)
    frame.step(line, "usable", both(usable, when(usable, course.over - course.begun, 0.0) > 0))
    _write_reasons(frame, line)
    _write_lead(frame, line)
    status = _status(frame, line, seen, dated, started)
    frame.step(line, "status", status)
    reason = when(frame.step_at(line, "status").equals(UNDECIDED), _undecided(frame, line), "")
    frame.step(line, "status_reason", reason)


def met(frame: BookFrame, line: BookRow, value: Term, seen: Term) -> Term:
    """Whether a value meets the target."""
    return when(seen, holds(frame, line, value), term(value=False))


def holds(frame: BookFrame, line: BookRow, value: Term, *, grown: bool = False) -> Term:
    """Whether a value that is known meets the target.

    Args:
        frame: the workbook.
        line: an indicator with one target.
        value: a figure.
        grown: whether the value was worked out.
    """
    exact = not (grown or sort_of(line).worked_out)
    if sort_of(line).ranged:
        ends = frame.cell(line, "figure"), frame.cell(line, "upper")
        return within(line, value, *ends, exact=exact)
    level = frame.cell(line, "level")
    reached = meets(value, frame.cell(line, "operator"), level, exact=exact)
    return when(known(level), reached, term(value=False))


def _write_previous(frame: BookFrame, line: BookRow, year: Term, seen: Term) -> None:
    """The value before the latest; the baseline where it is the only one."""
    start, _, started = start_of(frame, line)
    levels = frame.by_year("levels", line)
    before = frame.step(line, "previous_year", when(seen, newest(frame, levels, year), 0.0))
    earlier = value_in(frame, levels, before)
    frame.step(line, "previous", first((before > 0, earlier), (started, start)))


def _standing(frame: BookFrame, line: BookRow) -> Term:
    """Reasons that lie in the target itself."""
    if sort_of(line).kept:
        return term("maintained")
    return when(known(frame.cell(line, "year")), "", "undated")


def _compounding(line: BookRow, plain: Term, start: Term, end: Term) -> Term:
    """Why there is no rate between two values between which there is a step."""
    if line.known.rate:
        return when(plain.equals(""), "growth_of_growth", plain)
    return first(
        (plain.differs(""), plain),
        (start.equals(0), "zero_baseline"),
        (end.equals(0), "zero_target"),
        (start * end < 0, "crosses_zero"),
    )


def _write_reasons(frame: BookFrame, line: BookRow) -> None:
    """Why figures are absent, group by group."""
    start, begun, started = start_of(frame, line)
    started = frame.step_at(line, "started")
    level, over = frame.cell(line, "level"), frame.cell(line, "year")
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    aimed, seen, dated = known(level), known(value), known(over)
    standing = frame.step(line, "standing", _standing(frame, line))
    required = first(
        (standing.differs(""), standing),
        (no(started), "no_baseline"),
        (no(aimed), "no_target"),
        (over <= begun, "same_year"),
    )
    plain = frame.step(line, "required_step", required)
    frame.step(line, "required_rate", _compounding(line, plain, start, level))
    observed = first(
        (no(started), "no_baseline"), (no(seen), "no_data"), (year <= begun, "same_year")
    )
    plain = frame.step(line, "observed_step", observed)
    frame.step(line, "observed_rate", _compounding(line, plain, start, value))
    catching = first(
        (frame.step_at(line, "met"), "achieved"),
        (standing.differs(""), standing),
        (both(seen, dated, year >= over), "deadline_passed"),
        (no(seen), "no_data"),
        (no(aimed), "no_target"),
    )
    plain = frame.step(line, "catch_up_step", catching)
    frame.step(line, "catch_up_rate", _compounding(line, plain, value, level))
    shares = first(
        (standing.differs(""), standing),
        (no(started), "no_baseline"),
        (no(seen), "no_data"),
        (no(aimed), "no_target"),
        (year < begun, "before_baseline"),
        (over <= begun, "same_year"),
        (level.equals(start), "at_target"),
    )
    frame.step(line, "progress", shares)
    write_gap_reasons(frame, line, either(seen, started))


def write_gap_reasons(frame: BookFrame, line: BookRow, seen: Term) -> None:
    """Write why there is no gap, and none beside the target.

    Args:
        frame: the workbook.
        line: an indicator.
        seen: whether there is a figure to hold against the target.
    """
    level = frame.cell(line, "level")
    gap = first(
        (sort_of(line).kept, "maintained"),
        (no(known(level)), "no_target"),
        (no(seen), "no_baseline"),
    )
    plain = frame.step(line, "gap", gap)
    relative = first((plain.differs(""), plain), (level.equals(0), "zero_target"))
    frame.step(line, "gap_relative", relative)


def _write_lead(frame: BookFrame, line: BookRow) -> None:
    """Shares of the way, and the lead in years."""
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    ready, progress = frame.step_at(line, "usable"), frame.step_at(line, "progress")
    course, told = whole_course(frame, line), progress.equals("")
    part = kept_part(frame, line, part_at(frame, line, year), "now", ready)
    due = frame.step(line, "due", when(ready, value_on(frame, line, part, year), ""))
    distance = course.end - course.start
    achieved = frame.step(line, "achieved", when(told, (value - course.start) / distance, ""))
    expected = frame.step(line, "expected", when(told, (due - course.start) / distance, ""))
    frame.step(line, "lead", when(told, achieved - expected, ""))
    _write_lead_years(frame, line, value, year)


def _write_lead_years(frame: BookFrame, line: BookRow, value: Term, year: Term) -> None:
    """Years from the latest year to the one in which the course reaches the latest value."""
    progress = frame.step_at(line, "progress")
    ready = frame.step_at(line, "usable")
    reaching = part_reaching(frame, line, value, leaving=False)
    part = kept_part(frame, line, reaching, "reached", ready)
    time = years_to(frame, line, part, value)
    linear = straight_on(frame, line, part)
    crossing = both(
        *(no(linear), compounds(part), value * part.start <= 0, no(bent(frame, line, part)))
    )
    reasons = [(progress.differs(""), progress), (crossing, term("crosses_zero"))]
    if milestones_of(line):
        level = both(part.start.equals(part.end), value.differs(part.end))
        reasons.insert(1, (level, term("at_target")))
        reasons.append((turns(frame, line), term("not_approaching")))
    reason = frame.step(line, "lead_years_reason", first(*reasons))
    reached = frame.step(line, "reached.time", when(reason.equals(""), time, ""))
    if milestones_of(line):
        leaving = part_reaching(frame, line, value, leaving=True)
        part = kept_part(frame, line, leaving, "left", ready)
        time = years_to(frame, line, part, value, leaving=True)
        left = frame.step(line, "left.time", when(reason.equals(""), time, ""))
        reached = least(most(reached, year), left)
    frame.step(line, "lead_years", when(reason.equals(""), reached - year, ""))


def _worse(line: BookRow, value: Term, than: Term) -> Term:
    """Whether a value is worse than another one, where both are known."""
    direction = int(line.known.aim.direction) if line.known.aim else 1
    if direction == 0:
        return term(value=False)
    lower = value < than if direction > 0 else value > than
    return both(known(than), lower)


def _status(frame: BookFrame, line: BookRow, seen: Term, dated: Term, started: Term) -> Term:
    """The code of the status: of the first rule that holds, as the schedule ranks them."""
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    start, _, _ = start_of(frame, line)
    kept, progress = sort_of(line).kept, frame.step_at(line, "progress")
    lead = frame.step_at(line, "lead")
    ahead, behind = frame.thresholds
    worsening = _worse(line, value, frame.step_at(line, "previous"))
    regressing = _worse(line, value, start)
    if milestones_of(line):
        # who is to go back for a while does not regress by doing so
        expected = frame.step_at(line, "expected")
        back = both(known(expected), when(known(expected), expected, 0.0) < 0)
        regressing = both(regressing, no(back))
    led = known(lead)
    silent = "no_data" if kept else when(started, "no_data", "no_baseline")
    if line.known.chained:
        silent = when(both(started, _broken(frame, line)), UNDECIDED, silent)
    return first(
        (no(seen), silent),
        (both(frame.step_at(line, "met"), worsening), "achieved_worsening"),
        (frame.step_at(line, "met"), "achieved"),
        (both(dated, year >= frame.cell(line, "year")), "missed"),
        (kept, when(dated, "behind", UNDECIDED)),
        (no(started), "no_baseline"),
        (regressing, "regressing"),
        (no(dated), UNDECIDED),
        (either(*(progress.equals(reason) for reason in NO_WAY)), UNDECIDED),
        (no(led), "behind"),
        (rounded(lead - ahead, LEAD) >= 0, "ahead"),
        (rounded(lead - behind, LEAD) >= 0, "on_track"),
        other="behind",
    )


def _broken(frame: BookFrame, line: BookRow) -> Term:
    """Whether more was reported than the chain of levels reaches."""
    return counted(frame.by_year("reports", line)) > counted(frame.by_year("levels", line))


def _undecided(frame: BookFrame, line: BookRow) -> Term:
    """Why there is no status, where there is none."""
    seen = known(frame.cell(line, "latest"))
    if sort_of(line).kept:
        return when(seen, "maintained", "chain_broken")
    started, year = frame.step_at(line, "started"), frame.cell(line, "year")
    begun = frame.cell(line, "start_year")
    return first(
        (no(seen), "chain_broken"),
        (no(started), "no_baseline"),
        (no(known(frame.cell(line, "level"))), "no_target"),
        (no(known(year)), "undated"),
        (frame.cell(line, "latest_year") < begun, "before_baseline"),
        other="same_year",
    )
