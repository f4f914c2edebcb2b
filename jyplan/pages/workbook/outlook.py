"""Where the observed pace leads, and when the target is reached, as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.workbook.courses import LATE
from jyplan.pages.workbook.inputs import sort_of
from jyplan.pages.workbook.levels import start_of, value_in
from jyplan.pages.workbook.ranges import peak
from jyplan.pages.workbook.schedule import holds
from jyplan.pages.workbook.terms import (
    Term,
    both,
    either,
    first,
    known,
    least,
    log,
    most,
    no,
    rounded,
    term,
    when,
    whole_down,
    whole_up,
)

if TYPE_CHECKING:
    from jyplan.pages.workbook.frame import BookFrame, BookRow

HORIZON = 100
# decimals of a year that are looked at beside its end
TIME = 9


def write_outlook(frame: BookFrame, line: BookRow) -> None:
    """Write the steps that lead to projections."""
    standing, over = frame.step_at(line, "standing"), frame.cell(line, "year")
    year = frame.cell(line, "latest_year")
    late = first((no(known(over)), "undated"), (over <= year, "deadline_passed"))
    for key, name in (("compound", "observed_rate"), ("linear", "observed_step")):
        observed = frame.step_at(line, name)
        kept = standing.equals("maintained")
        reason = first((kept, standing), (observed.differs(""), observed), other=late)
        frame.step(line, f"{key}.reason", reason)
    _write_crossing(frame, line)
    _write_attainment(frame, line)


def limited(line: BookRow, value: Term) -> Term:
    """A value held within the natural limits."""
    limits = line.known.entry.limits
    if limits.minimum is not None:
        value = most(value, limits.minimum)
    return value if limits.maximum is None else least(value, limits.maximum)


def _write_crossing(frame: BookFrame, line: BookRow) -> None:
    """When reported values first met the target, on straight lines between them."""
    start, begun, started = start_of(frame, line)
    started = frame.step_at(line, "started")
    levels, bound = frame.by_year("levels", line), frame.cell(line, "level")
    for year in frame.span:
        level = frame.at_year("levels", line, year)
        hit = when(known(level), when(_hits(frame, line, level), 1.0, 0.0), 0.0)
        frame.put_year("crossing", line, year, hit)
    flags = frame.by_year("crossing", line)
    from_start = both(started, when(started, _hits(frame, line, start), term(value=False)))
    earliest = LATE - peak(flags * (LATE - frame.all_years))
    hit = frame.step(line, "crossing.year", when(from_start, begun, earliest))
    found = both(frame.step_at(line, "met"), hit < LATE)
    earlier = peak(known(levels) * (frame.all_years < hit) * frame.all_years)
    before = most(earlier, when(both(started, begun < hit), begun, 0.0))
    before = frame.step(line, "crossing.before", before)
    past = when(before.equals(begun), start, value_in(frame, levels, before))
    there = value_in(frame, levels, hit)
    share = (bound - past) / (there - past)
    time = first((no(found), ""), (before.equals(0), hit), other=before + share * (hit - before))
    time = frame.step(line, "crossing.time", time)
    strict = _strict(frame, line)
    year_end = when(strict, whole_down(time) + 1, whole_up(time))
    frame.step(
        line,
        "crossing.end",
        first((no(known(time)), ""), (before.equals(0), hit), other=least(year_end, hit)),
    )


def _hits(frame: BookFrame, line: BookRow, value: Term) -> Term:
    """Whether a value is the figure to arrive at, or beyond; of a range its near end."""
    bound = frame.cell(line, "level")
    if sort_of(line).ranged:
        return both(known(bound), value.equals(bound))
    return holds(frame, line, value)


def _strict(frame: BookFrame, line: BookRow) -> Term:
    sign = frame.cell(line, "operator")
    return either(sign.equals(">"), sign.equals("<"))


def _write_attainment(frame: BookFrame, line: BookRow) -> None:
    """When the target is reached at the observed pace."""
    start, begun, _ = start_of(frame, line)
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    bound, plain = frame.cell(line, "level"), frame.step_at(line, "observed_step")
    crossed = known(frame.step_at(line, "crossing.time"))
    paced = both(plain.equals(""), known(bound))
    ahead = (bound - value) * (year - begun) / (value - start)
    grown = log(bound / value) * (year - begun) / log(value / start)
    growing = frame.step_at(line, "observed_rate").equals("")
    years = first(
        (no(paced), -1.0),
        (value.equals(start), -1.0),
        (both(growing, when(paced, value * bound, 0.0) > 0), grown),
        other=ahead,
    )
    years = frame.step(line, "attained.years", years)
    reason = first(
        (sort_of(line).kept, "maintained"),
        (crossed, ""),
        (plain.differs(""), plain),
        (no(known(bound)), "no_target"),
        (_hits(frame, line, value), "achieved"),
        (either(years <= 0, _beyond_limits(frame, line)), "not_approaching"),
        (years > HORIZON, "beyond_horizon"),
    )
    reason = frame.step(line, "attained.reason", reason)
    at_pace = year + years
    time = first(
        (reason.differs(""), ""), (crossed, frame.step_at(line, "crossing.time")), other=at_pace
    )
    time = frame.step(line, "attained.time", time)
    near = rounded(time, TIME)
    extra = when(both(_strict(frame, line), near.equals(rounded(time, 0))), 1.0, 0.0)
    end = first(
        (reason.differs(""), ""),
        (crossed, frame.step_at(line, "crossing.end")),
        other=whole_up(near) + extra,
    )
    frame.step(line, "attained.end", end)


def _beyond_limits(frame: BookFrame, line: BookRow) -> Term:
    """Whether a natural limit stands between a quantity and its target."""
    limits, bound = line.known.entry.limits, frame.cell(line, "level")
    found: list[Term] = []
    for limit, beyond in ((limits.maximum, 1), (limits.minimum, -1)):
        if limit is not None:
            found.append(bound > limit if beyond > 0 else bound < limit)
            found.append(both(_strict(frame, line), bound.equals(limit)))
    return either(*found)
