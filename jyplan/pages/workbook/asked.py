"""What a plan asks of single years, and on the way to a target: cells to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.workbook.courses import milestones_of, write_stops
from jyplan.pages.workbook.drafts import Look
from jyplan.pages.workbook.frame import HEADINGS, REPORTED_FROM
from jyplan.pages.workbook.inputs import aim_of, ranged, sign_of
from jyplan.pages.workbook.vocabulary import RANGE, SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.pages.workbook.frame import BookFrame, BookRow
    from jyplan.pages.workbook.terms import Term
    from jyplan.plan.aims import Aim


def write_asked(frame: BookFrame) -> dict[int, dict[tuple[int, str], Term]]:
    """Write, below what was reported, what is asked of single years; the cells, by rows."""
    found: dict[int, dict[tuple[int, str], Term]] = {}
    yearly = [line for line in frame.indicators if aim_of(line).years]
    stopped = [line for line in frame.indicators if milestones_of(line)]
    row = HEADINGS + len(frame.rows) + 1
    if not (yearly or stopped):
        return found
    draft = frame.drafts["reported"]
    draft.put(row, 0, frame.said("asked.title"), Look("section"))
    draft.years(row, REPORTED_FROM, frame.span)
    row += 1
    for line in stopped:
        _name(frame, line, row, frame.view.word("chart.milestone"))
        stops = {
            year: draft.put(row, _column(frame, year), value, Look("input", right=True))
            for year, value in milestones_of(line)
        }
        write_stops(frame, line, stops)
        row += 1
    for line in yearly:
        found[line.row] = _write_years(frame, line, row)
        row += 2 + any(ranged(aim) for aim in aim_of(line).years.values())
    return found


def _column(frame: BookFrame, year: int) -> int:
    return REPORTED_FROM + year - frame.years[0]


def _name(frame: BookFrame, line: BookRow, row: int, what: str) -> None:
    draft, entry = frame.drafts["reported"], line.known.entry
    draft.put(row, 0, entry.id, Look(tone="quiet"))
    draft.put(row, 1, frame.view.own(entry.name))
    draft.put(row, 2, what, Look(tone="quiet"))


def _write_years(frame: BookFrame, line: BookRow, row: int) -> dict[tuple[int, str], Term]:
    """Operator and figures of every year of one indicator."""
    draft, cells = frame.drafts["reported"], {}
    years: Mapping[int, Aim] = aim_of(line).years
    keys = ["operator", "figure"]
    if any(map(ranged, years.values())):
        keys.append("upper")
    for number, key in enumerate(keys):
        _name(frame, line, row + number, frame.said(f"asked.{key}"))
    for year, aim in years.items():
        column, sign = _column(frame, year), sign_of(aim)
        open_sign = sign != RANGE
        look = Look("input" if open_sign else "text", right=True)
        cells[year, "operator"] = draft.put(row, column, sign, look)
        if open_sign:
            frame.allow_listed("reported", (row, column), SIGNS.values())
        figure = aim.bound.value if open_sign else aim.bound.minimum
        cells[year, "figure"] = draft.put(row + 1, column, figure, Look("input", right=True))
        if not open_sign:
            upper = draft.put(row + 2, column, aim.bound.maximum, Look("input", right=True))
            cells[year, "upper"] = upper
    return cells
