"""Targets that are looked at every year, as formulas: what held in which, and the status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.workbook.inputs import aim_of, sign_of, sort_of
from jyplan.pages.workbook.levels import as_reported, meets, newest, start_of, value_in, within
from jyplan.pages.workbook.ranges import counted, ones, together
from jyplan.pages.workbook.schedule import write_gap_reasons
from jyplan.pages.workbook.terms import Term, both, either, first, known, no, term, when
from jyplan.pages.workbook.vocabulary import RANGE, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.pages.workbook.frame import BookFrame, BookRow


def others_of(frame: BookFrame) -> dict[str, set[str]]:
    """What is needed of quantities that are held against others: growth or mean growth, by id."""
    needed: dict[str, set[str]] = {}
    for line in frame.indicators:
        comparison = aim_of(line).comparison
        if comparison is None:
            continue
        grid = grid_of(frame, line)
        for id_ in (line.known.entry.id, comparison.than):
            needed.setdefault(id_, set()).add(grid)
    return needed


def grid_of(frame: BookFrame, line: BookRow) -> str:
    """Which values of two quantities are held against each other."""
    comparison = aim_of(line).comparison
    if comparison is None:
        return "levels"
    other = frame.row_of(comparison.than)
    if comparison.mean:
        return "mean"
    if other is not None and other.known.grows != line.known.grows:
        return "growth"
    return "reported"


def _compared(frame: BookFrame, line: BookRow, grid: str, year: int) -> Term:
    if grid == "reported" or (grid == "growth" and line.known.grows):
        return as_reported(frame, line, year)
    return frame.at_year(grid, line, year)


def write_seen(frame: BookFrame, line: BookRow, asked: Mapping[tuple[int, str], Term]) -> None:
    """Write what is held against the target in every year, against what, and whether it held.

    Args:
        frame: the workbook.
        line: an indicator whose target is looked at every year.
        asked: of targets that differ from year to year, the cells of each year's by their keys.
    """
    aim, grid = aim_of(line), grid_of(frame, line)
    other = None if aim.comparison is None else frame.row_of(aim.comparison.than)
    for year in frame.span:
        if not aim.in_force(year):
            continue
        value = _compared(frame, line, grid, year)
        if aim.comparison is not None:
            bound = term("")
            if other is not None:
                against = _compared(frame, other, grid, year)
                bound = when(known(against), against + frame.cell(line, "figure"), "")
            bound = frame.put_year("bound", line, year, bound)
            lonely = both(known(value), no(known(bound)))
            frame.put_year("unmatched", line, year, when(lonely, 1.0, 0.0))
            value = when(both(known(value), known(bound)), value, "")
        seen = frame.put_year("seen", line, year, value)
        held = when(known(seen), when(_holds(frame, line, seen, year, asked), 1.0, 0.0), "")
        frame.put_year("met", line, year, held)


def _holds(
    frame: BookFrame, line: BookRow, value: Term, year: int, asked: Mapping[tuple[int, str], Term]
) -> Term:
    """Whether a year's value meets what is asked of it."""
    aim = aim_of(line)
    single, exact = aim.of(year), not sort_of(line).worked_out
    if aim.comparison is not None:
        bound = frame.at_year("bound", line, year)
        return meets(value, frame.cell(line, "operator"), bound, exact=exact)
    if aim.years:
        sign, figure = asked[year, "operator"], asked[year, "figure"]
        upper = asked.get((year, "upper"), term(""))
    else:
        sign, figure = frame.cell(line, "operator"), frame.cell(line, "figure")
        upper = frame.cells.get((line.row, "upper"), term(""))
    if sign_of(single) == RANGE:
        return within(line, value, figure, upper, exact=exact)
    return both(known(figure), meets(value, sign, figure, exact=exact))


def write_level(frame: BookFrame, line: BookRow, asked: Mapping[tuple[int, str], Term]) -> Term:
    """What is asked of the newest year that was looked at."""
    aim = aim_of(line)
    if aim.comparison is not None:
        looked = frame.step(line, "looked_at", newest(frame, frame.by_year("seen", line)))
        bounds = frame.by_year("bound", line)
        return when(looked.equals(0), "", value_in(frame, bounds, looked))
    if not aim.years:
        upper = frame.cells.get((line.row, "upper"))
        return near_end(line, frame.cell(line, "figure"), upper)
    for year in aim.years:
        ends = asked[year, "figure"], asked.get((year, "upper"))
        frame.put_year("bound", line, year, near_end(line, *ends, year=year))
    looked = frame.step(line, "looked_at", newest(frame, frame.by_year("seen", line)))
    counts = when(looked.equals(0), float(min(aim.years)), looked)
    return value_in(frame, frame.by_year("bound", line), counts)


def near_end(line: BookRow, figure: Term, upper: Term | None, year: int | None = None) -> Term:
    """The figure to arrive at; of a range its near end, or the only one."""
    aim = aim_of(line)
    ranged = sort_of(line).ranged if year is None else sign_of(aim.of(year)) == RANGE
    if not ranged or upper is None:
        return when(known(figure), figure, "")
    ends = (upper, figure) if int(aim.direction) < 0 else (figure, upper)
    return first((known(ends[0]), ends[0]), (known(ends[1]), ends[1]))


def write_yearly(frame: BookFrame, line: BookRow) -> None:
    """Write the steps that lead to the status."""
    aim = aim_of(line)
    seen, met = frame.by_year("seen", line), frame.by_year("met", line)
    asked = float(len(aim.asked))
    told = frame.step(line, "told", counted(seen))
    held = frame.step(line, "held", ones(met))
    broken = term(0.0) if aim.mean else frame.step(line, "broken", told - held)
    missing = frame.step(line, "missing", asked - told)
    looked = frame.step(line, "looked_at", newest(frame, seen))
    now = frame.step(
        line, "met", when(told > 0, value_in(frame, met, looked).equals(1), term(value=False))
    )
    unmatched = frame.step(line, "unmatched", _unmatched(frame, line))
    level, year = frame.cell(line, "level"), frame.cell(line, "latest_year")
    last = float((aim.every or (0, 0))[1])
    here = known(frame.cell(line, "latest"))
    judged = looked
    if aim.comparison is not None:
        judged = when(told > 0, looked, when(here, year, 0.0))
    silent = judged.equals(0)
    kept = True if aim.mean else missing.equals(0)
    late = both(here, unmatched.equals(0), frame.as_of >= last, when(here, year, last) < last)
    nothing = both(unmatched > 0, told.equals(0))
    chain = _chain_broken(frame, line)
    cases: list[tuple[Term | bool, Term | str]] = [
        (nothing, f"{UNDECIDED}.no_counterpart"),
        (both(late, broken > 0), "missed"),
        (both(bool(aim.years), late, missing.equals(0)), "achieved"),
        (late, f"{UNDECIDED}.years_missing"),
        (both(silent, chain), f"{UNDECIDED}.chain_broken"),
        (silent, "no_data"),
        (both(not sort_of(line).ranged, no(known(level))), f"{UNDECIDED}.no_target"),
        (both(judged >= last, either(no(now), broken > 0)), "missed"),
        (both(judged >= last, kept), "achieved"),
        (judged >= last, f"{UNDECIDED}.years_missing"),
        (now, "on_track"),
    ]
    first_of_all = first(*((case, code) for case, code in cases), other="behind")
    whole = frame.step(line, "status.whole", first_of_all)
    # what the target itself has come to, whether or not its last years were reported
    arrived = both(judged >= last, now, broken.equals(0), kept)
    frame.step(line, "arrived", arrived)
    reasons = ("no_counterpart", "years_missing", "chain_broken", "no_target")
    undecided = either(*(whole.equals(f"{UNDECIDED}.{reason}") for reason in reasons))
    frame.step(line, "status", when(undecided, UNDECIDED, whole))
    named = [(whole.equals(f"{UNDECIDED}.{reason}"), reason) for reason in reasons]
    frame.step(line, "status_reason", first(*named))
    _write_gap(frame, line)


def _unmatched(frame: BookFrame, line: BookRow) -> Term:
    if aim_of(line).comparison is None:
        return term(0.0)
    return together(frame.by_year("unmatched", line))


def _chain_broken(frame: BookFrame, line: BookRow) -> Term | bool:
    """Whether a chain of reports ends at a year that was not reported."""
    levels, reports = (counted(frame.by_year(grid, line)) for grid in ("levels", "reports"))
    if line.known.chained:
        return both(frame.step_at(line, "started"), reports > levels)
    if not (line.known.rate and aim_of(line).mean):
        return False
    return levels > reports


def _write_gap(frame: BookFrame, line: BookRow) -> None:
    """What is held against the target now, and why there is no gap."""
    start, _, started = start_of(frame, line)
    latest = frame.cell(line, "latest")
    now = first((known(latest), latest), (started, start))
    if aim_of(line).comparison is not None:
        told, looked = frame.step_at(line, "told"), frame.step_at(line, "looked_at")
        now = first((told > 0, value_in(frame, frame.by_year("seen", line), looked)), other=now)
    now = frame.step(line, "now", now)
    write_gap_reasons(frame, line, known(now))
