"""What was reported -> levels by year, growth, and mean growth, as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.workbook.ranges import peak, pick
from jyplan.pages.workbook.terms import (
    Term,
    both,
    either,
    first,
    known,
    most,
    rounded,
    size,
    term,
    when,
)

if TYPE_CHECKING:
    from jyplan.pages.workbook.frame import BookFrame, BookRow

NOTHING = term("")
# figures that agree in so many digits are one
SAME = 12
# decimals of sums of what was reported
DECIMALS = 10


def start_of(frame: BookFrame, line: BookRow) -> tuple[Term, Term, Term]:
    """Value and year of a baseline, and whether both are known."""
    if (line.row, "baseline") not in frame.cells:
        start = line.known.start
        if start is None:
            return NOTHING, NOTHING, term(value=False)
        return term(start[1]), term(start[0]), term(value=True)
    value, year = frame.cell(line, "baseline"), frame.cell(line, "start_year")
    return value, year, both(known(value), known(year))


def write_levels(frame: BookFrame, line: BookRow) -> None:
    """Write which reports of a quantity count, and the levels that they come to."""
    value, begun, started = start_of(frame, line)
    if (line.row, "baseline") in frame.cells:
        started = frame.step(line, "started", started)
    target = "reports" if line.known.chained else "levels"
    for year in frame.span:
        cell = frame.reported_at(line, year)
        counts = _counts(frame, line, year, begun, started)
        held = when(both(known(cell), frame.as_of >= year, counts), cell, "")
        frame.put_year(target, line, year, held)
    if line.known.chained:
        for year in frame.span:
            report = frame.at_year("reports", line, year)
            before = when(begun.equals(year - 1), value, frame.at_year("levels", line, year - 1))
            grown = _linked(line, before, report)
            linked = both(started, known(report), known(before))
            frame.put_year("levels", line, year, when(linked, grown, ""))


def _linked(line: BookRow, before: Term, report: Term) -> Term:
    """A level that follows from the one before."""
    if line.known.reported == "yearly_increment":
        return rounded(before + report, DECIMALS)
    return before * (1 + report / 100)


def _counts(frame: BookFrame, line: BookRow, year: int, begun: Term, started: Term) -> Term | bool:
    """Whether a value of this year says anything: it is looked at, or comes after the start."""
    aim = line.known.aim
    if aim is not None and aim.in_force(year):
        return True
    if started.text == "FALSE":
        return aim is None or year > frame.view.report.plan.head.baseline_year
    if started.text == "TRUE":
        start = line.known.start
        return start is not None and year > start[0]
    unstarted = aim is None or year > frame.view.report.plan.head.baseline_year
    return when(started, begun < year, term(value=unstarted))


def write_growth(frame: BookFrame, line: BookRow) -> None:
    """Write growth on the year before, in per cent, of a quantity whose levels are reported."""
    value, begun, started = start_of(frame, line)
    past = dict(line.known.earlier)
    for year in frame.span:
        level = frame.at_year("levels", line, year)
        before = frame.at_year("levels", line, year - 1)
        stated = past.get(year - 1)
        if stated is not None and (line.known.start is None or year - 1 < line.known.start[0]):
            before = when(known(before), before, stated)
        before = first((known(before), before), (both(started, begun.equals(year - 1)), value))
        grown = both(known(level), known(before))
        positive = when(known(before), before, 0.0) > 0
        growth = when(both(grown, positive), 100 * (level / before - 1), "")
        frame.put_year("growth", line, year, growth)


def write_mean(frame: BookFrame, line: BookRow) -> None:
    """Write mean growth per year since the baseline, in per cent."""
    value, begun, started = start_of(frame, line)
    for year in frame.span:
        level = frame.at_year("levels", line, year)
        if line.known.rate:
            before = when(begun.equals(year - 1), 1.0, frame.at_year("reports", line, year - 1))
            linked = both(started, known(level), known(before))
            level = frame.put_year(
                "reports", line, year, when(linked, before * (1 + level / 100), "")
            )
            ratio: Term = level
            usable = both(known(level), when(known(level), level, 0.0) > 0)
        else:
            later = both(started, known(level), when(started, begun, year) < year)
            usable = both(later, when(later, value, 0.0) > 0, when(known(level), level, 0.0) > 0)
            ratio = level / value
        mean = 100 * (ratio ** (1 / (year - begun)) - 1)
        frame.put_year("mean", line, year, when(usable, mean, ""))


def as_reported(frame: BookFrame, line: BookRow, year: int) -> Term:
    """What was reported of a year: growth where growth is reported, else the level."""
    chained = line.known.grows and line.known.chained
    return frame.at_year("reports" if chained else "levels", line, year)


def newest(frame: BookFrame, cells: Term, before: Term | None = None) -> Term:
    """The newest year that has a figure; 0 where none has."""
    seen = known(cells) * frame.all_years
    return peak(seen if before is None else seen * (frame.all_years < before))


def value_in(frame: BookFrame, cells: Term, year: Term) -> Term:
    """The figure of a year."""
    return pick(cells, year, frame.all_years)


def difference(value: Term, bound: Term, *, exact: bool) -> Term:
    """By how much a value is more than another one.

    Args:
        value: a figure.
        bound: another one.
        exact: whether both are figures as somebody wrote them; of those that are worked out, the
            last digits say nothing.
    """
    if exact:
        return value - bound
    return rounded((value - bound) / most(size(value), size(bound), 1e-99), SAME)


def meets(value: Term, sign: Term, bound: Term, *, exact: bool) -> Term:
    """Whether a value meets a figure by its operator."""
    over = difference(value, bound, exact=exact)
    return either(
        both(sign.equals("≥"), over >= 0),
        both(sign.equals(">"), over > 0),
        both(sign.equals("≤"), over <= 0),
        both(sign.equals("<"), over < 0),
    )


def within(line: BookRow, value: Term, low: Term, high: Term, *, exact: bool) -> Term:
    """Whether a value lies in a range; to go on beyond the near end does no harm."""
    direction = str(getattr(line.known.entry, "direction", "increase"))
    free = term(value=True)
    above = when(known(low), difference(value, low, exact=exact) >= 0, free)
    below = when(known(high), difference(value, high, exact=exact) <= 0, free)
    return both(direction == "decrease" or above, direction == "increase" or below)
