"""The first sheet: what is looked at and how, and how many indicators stand where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import BookChart, BookLine
from jyplan.pages.workbook.drafts import Look
from jyplan.pages.workbook.ranges import times, together
from jyplan.pages.workbook.terms import Term
from jyplan.pages.workbook.vocabulary import EARLY, vocabulary_of
from jyplan.statuses import BY_CODE

if TYPE_CHECKING:
    from jyplan.pages.workbook.frame import BookFrame

SETTINGS = 4
COUNTS = 10
# rows of the legend, and widths of columns
LEGEND, WIDTHS = 5, {0: 30.0, 1: 12.0, 2: 76.0}


def write_settings(frame: BookFrame, title: str | None) -> list[tuple[str, str]]:
    """Write the year and the thresholds that all formulas look at; their names."""
    draft, view = frame.drafts["overview"], frame.view
    head, names = view.report.plan.head, []
    draft.put(0, 0, title or view.own(head.name), Look("title"))
    about = frame.said("overview.about", first=head.baseline_year, last=head.end_year)
    draft.put(1, 0, about, Look("subtitle"))
    draft.put(3, 0, frame.said("overview.settings"), Look("section", over=3))
    ahead, behind = view.report.thresholds
    for number, (key, value, shown) in enumerate(
        (("as_of", view.report.as_of, "0"), ("ahead", ahead, "0.0%"), ("behind", behind, "0.0%"))
    ):
        row = SETTINGS + number
        draft.put(row, 0, frame.said(f"setting.{key}"))
        draft.put(row, 1, value, Look("input", shown, right=True))
        draft.put(row, 2, frame.said(f"setting.{key}.about"), Look("note"))
        names.append((frame.said(f"name.{key}"), draft.at(row, 1, "both").text))
    frame.allow_year("overview", (SETTINGS, 1))
    return names


def write_counts(frame: BookFrame) -> None:
    """Write how many indicators stand where, counted by formulas."""
    draft, steps = frame.drafts["overview"], frame.drafts["steps"]
    draft.widths = WIDTHS
    draft.put(COUNTS - 1, 0, frame.said("overview.counts"), Look("section", over=3))
    statuses = steps.down(frame.indicator_rows, frame.steps["status"])
    row = COUNTS
    for code, word in vocabulary_of(frame)["statuses"].items():
        if code == EARLY:
            continue
        draft.put(row, 0, word, Look(tone=BY_CODE[code].tone))
        draft.put(row, 1, times(statuses, code), Look(format="0", right=True))
        draft.put(row, 2, frame.said(f"legend.{code}"), Look("note"))
        row += 1
    cells = draft.down((COUNTS, row - 1), 1)
    whole = Term(f"SUM({cells.text})", together(cells).value)
    draft.put(row, 0, frame.said("overview.all"), Look("heading"))
    draft.put(row, 1, whole, Look("heading", "0", right=True))
    draft.put(row, 2, "", Look("heading"))
    values = COUNTS, 1, row - 1, 1
    line = BookLine("observed", (COUNTS - 1, 0, COUNTS - 1, 0), values)
    draft.charts.append(
        BookChart(
            bars=True,
            at=(row + LEGEND + 2, 0),
            sheet="overview",
            years=(COUNTS, 0, row - 1, 0),
            lines=(line,),
            description=frame.said("overview.chart"),
            size=(780, 300),
        )
    )
    _write_legend(frame, row + 2)


def _write_legend(frame: BookFrame, row: int) -> None:
    """What the looks of cells mean."""
    draft = frame.drafts["overview"]
    draft.put(row, 0, frame.said("overview.cells"), Look("section", over=3))
    samples = {
        "input": ("100", Look("input", right=True)),
        "computed": ("62.8", Look(right=True)),
        "reason": (frame.view.reason("no_baseline"), Look(right=True, tone="quiet")),
        "soft": ("~100", Look("input", right=True)),
    }
    for number, (key, (sample, look)) in enumerate(samples.items(), row + 1):
        draft.put(number, 0, sample, look)
        draft.put(number, 1, "", Look())
        draft.put(number, 2, frame.said(f"cell.{key}"), Look("note"))
