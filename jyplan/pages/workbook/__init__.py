"""`jyplan report` as a workbook that calculates: change a figure, and everything follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import SheetBook
from jyplan.pages.view import View
from jyplan.pages.workbook import indicators, overview
from jyplan.pages.workbook.asked import write_asked
from jyplan.pages.workbook.course import write_course
from jyplan.pages.workbook.drafts import Look
from jyplan.pages.workbook.frame import GRIDS, HEADINGS, REPORTED_FROM, BookFrame
from jyplan.pages.workbook.growth import write_growth_sheet
from jyplan.pages.workbook.inputs import aim_of, allow_inputs, digits, write_inputs, write_reported
from jyplan.pages.workbook.levels import write_growth, write_levels, write_mean
from jyplan.pages.workbook.methods import write_methods
from jyplan.pages.workbook.outlook import write_outlook
from jyplan.pages.workbook.schedule import write_schedule
from jyplan.pages.workbook.vocabulary import write_words
from jyplan.pages.workbook.yearly import others_of, write_level, write_seen, write_yearly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.pages.book import BookSheet
    from jyplan.results import Background, Detail, Report
    from jyplan.texts.words import Language


def report_book(
    report: Report,
    details: Sequence[Detail | Background],
    language: Language,
    title: str | None = None,
) -> SheetBook:
    """The report as a workbook whose figures follow from its inputs.

    Args:
        report: the plan, assessed.
        details: everything that the plan declares, whole.
        language: of words.
        title: what it is called; None: as the plan is.
    """
    view = View(report, language, handed_on=True)
    frame = BookFrame(report, details, view)
    names = write_words(frame)
    names += overview.write_settings(frame, title)
    _write_inputs(frame)
    names.append(_write_years(frame))
    _write_levels(frame)
    for line in frame.indicators:
        indicators.write_figures(frame, line)
    if frame.indicators:
        write_course(frame)
        write_growth_sheet(frame, details)
        indicators.tone_status(frame)
        overview.write_counts(frame)
    write_methods(frame)
    return SheetBook(
        language, title or view.own(report.plan.head.name), _sheets(frame), tuple(names)
    )


def _write_inputs(frame: BookFrame) -> None:
    indicators.write_headings(frame)
    for line in frame.indicators:
        indicators.write_names(frame, line)
        write_inputs(frame, line)
        allow_inputs(frame, line)
    write_reported(frame)


def _write_years(frame: BookFrame) -> tuple[str, str]:
    """The years above the grids, and the name that formulas have for them."""
    draft = frame.drafts["steps"]
    for grid in GRIDS:
        begin = frame.grids[grid]
        draft.put(2, begin, frame.said(f"grid.{grid}"), Look("group", over=len(frame.span)))
        draft.years(3, begin, frame.span)
    begin = frame.grids[GRIDS[0]]
    frame.title("steps")
    draft.heads(3, 0, [frame.view.word("column.id")])
    for line in frame.rows:
        draft.put(line.row, 0, line.known.entry.id, Look(tone="quiet"))
    row = draft.range(3, (begin, begin + len(frame.span) - 1), fixed=True)
    return frame.said("name.years"), row.text


def _write_levels(frame: BookFrame) -> None:
    """From what was reported to where every indicator stands."""
    asked = write_asked(frame)
    for line in frame.rows:
        write_levels(frame, line)
    needed = others_of(frame)
    for line in frame.rows:
        grids = needed.get(line.known.entry.id, set())
        if "growth" in grids and not line.known.grows:
            write_growth(frame, line)
        if "mean" in grids:
            write_mean(frame, line)
    for line in frame.indicators:
        if aim_of(line).every is None:
            indicators.write_level(frame, line)
            indicators.write_latest(frame, line)
            write_schedule(frame, line)
            write_outlook(frame, line)
        else:
            cells = asked.get(line.row, {})
            write_seen(frame, line, cells)
            more = 2 if aim_of(line).mean else 0
            look = Look(format=digits(line, more), right=True)
            level = write_level(frame, line, cells)
            frame.put(line, "level", level, look, aim_of(line).value)
            indicators.write_latest(frame, line)
            write_yearly(frame, line)


def _sheets(frame: BookFrame) -> tuple[BookSheet, ...]:
    """The sheets with how they are read and printed."""
    drafts = frame.drafts
    last = frame.indicator_rows[1], len(frame.columns) - 1
    for key, column in frame.steps.items():
        drafts["steps"].put(3, column, key, Look("heading"))
    headed = {"repeated": (0, HEADINGS - 1)}
    more: dict[str, dict[str, object]] = {
        "overview": {"pages": 1},
        "indicators": {
            "frozen": (HEADINGS, 1),
            "filtered": (HEADINGS - 1, 0, *last),
            "large": True,
            **headed,
        },
        "reported": {"frozen": (HEADINGS, REPORTED_FROM), **headed},
        "growth": {"frozen": (HEADINGS, 2), "large": True, **headed},
        "course": {"frozen": (0, 2)},
        "steps": {"frozen": (HEADINGS, 1), "helper": True, "large": True},
        "words": {"helper": True},
    }
    sheets = (draft.sheet(**more.get(key, {})) for key, draft in drafts.items())
    return tuple(sheet for sheet in sheets if sheet.cells)


__all__ = ["report_book"]
