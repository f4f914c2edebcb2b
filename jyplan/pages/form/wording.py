"""What stands before the inputs of a row: what is counted, what was, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import BookCell
from jyplan.pages.forms import bound_text, target_text
from jyplan.pages.page import DASH
from jyplan.plan.submissions import unit_reported
from jyplan.texts import numbers
from jyplan.texts.form import said

if TYPE_CHECKING:
    from jyplan.pages.view import View
    from jyplan.results import DueFigure


def row_unit(figure: DueFigure, view: View) -> str:
    """The unit of what is reported."""
    return view.own(unit_reported(figure.known.entry))


def counts_text(figure: DueFigure, view: View) -> str:
    """What a figure counts, in words."""
    known, entry = figure.known, figure.known.entry
    pieces = [said("required", view.language)] if entry.required else []
    pieces.append(_kind(figure, view))
    note = getattr(entry, "note", None) if known.aim is not None else None
    if known.reading is not None:
        # The reading settles what a note on the indicator leaves open.
        pieces[-1] = view.labelled(pieces[-1], view.own(known.reading.name))
        note = known.reading.note or note
    text = view.word("semicolon").join(pieces)
    if note is None:
        return text
    return f"{text}{view.word('stop')} {view.own(note)}".replace("。 ", "。")


def _kind(figure: DueFigure, view: View) -> str:
    """What sort of figure is asked for."""
    known = figure.known
    if known.chained:
        return said(f"counts.{known.reported}", view.language)
    start = known.start
    if known.kind == "cumulative" and start is not None and start[1] == 0:
        return said("counts.cumulative_from", view.language, year=start[0] + 1)
    return said(f"counts.{known.kind}", view.language)


def before_cell(figure: DueFigure, year: int, view: View) -> BookCell:
    """The figure of the year before, or an earlier one with its year."""
    if figure.before is None:
        return BookCell(DASH, right=True, tone="quiet")
    when, value = figure.before
    places = len(numbers.seen(value, figure.known.entry.precision).partition(".")[2])
    format_ = _format(max(places, numbers.decimals_of(figure.known.entry.precision)))
    if when != year - 1:
        format_ += f'"{said("of_year", view.language, year=when)}"'
    return BookCell(value, format=format_, right=True)


def due_cell(figure: DueFigure, view: View) -> BookCell:
    """Where the plan's course is in the year; what one year by itself is asked, as it is said."""
    asked, entry = figure.asked, figure.known.entry
    if asked is not None and asked.comparison is not None:
        item = next(each for each in view.report.assessments if each.indicator.id == entry.id)
        return BookCell(target_text(item, view), role="name", right=True)
    if asked is not None and not figure.known.chained:
        shown = bound_text(asked.bound, entry, view, approximate=asked.approximate)
        return BookCell(shown, role="name", right=True)
    if figure.course is None:
        return BookCell(view.reason(figure.reason), role="name", right=True, tone="quiet")
    if figure.whole is not None:
        return BookCell(float(figure.whole), format="0", right=True)
    due = float(numbers.computed(figure.course, entry.precision))
    return BookCell(due, format=_format(numbers.decimals_of(entry.precision)), right=True)


def _format(places: int) -> str:
    """The number format with so many decimals."""
    return f"0.{'0' * places}" if places else "0"
