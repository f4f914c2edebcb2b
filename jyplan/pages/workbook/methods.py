"""The sheet of methods and sources: formulas in words, thresholds, sources, readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.page import Cell
from jyplan.pages.show import foundation
from jyplan.pages.status import notes, readings
from jyplan.pages.workbook.drafts import Look
from jyplan.texts.formulas import as_people_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jyplan.pages.workbook.frame import BookFrame

FORMULAS = (
    *("required_rate", "required_step", "level", "gap", "due", "achieved", "expected", "elapsed"),
    *("lead_points", "lead_years", "observed", "catch_up", "projection", "attained"),
    *("paths", "milestones", "every", "than", "chained", "exact", "growth"),
)
WIDTHS = {0: 40.0, 1: 16.0, 2: 100.0}


def write_methods(frame: BookFrame) -> None:
    """Write the sheet."""
    draft, view = frame.drafts["methods"], frame.view
    draft.widths = WIDTHS
    draft.put(0, 0, frame.said("methods.title"), Look("title"))
    row = 2
    row = _section(frame, row, "formulas", _formulas(frame))
    row = _section(frame, row, "statuses", _statuses(frame))
    row = _section(frame, row, "sources", _sources(frame))
    plan = view.report.plan
    identities = [
        ("", "", as_people_write(each.formula, view.language)) for each in plan.targets.identities
    ]
    row = _section(frame, row, "identities", identities)
    _section(frame, row, "remarks", _remarks(frame))


def _section(frame: BookFrame, row: int, key: str, lines: Iterable[tuple[str, str, str]]) -> int:
    """Write a section; the row of the next one."""
    draft, lines = frame.drafts["methods"], list(lines)
    if not lines:
        return row
    draft.put(row, 0, frame.said(f"methods.{key}"), Look("section", over=3))
    for number, line in enumerate(lines, row + 1):
        for column, said in enumerate(line):
            draft.put(number, column, said, Look("note", tone="quiet" if column < 1 else ""))
    return row + len(lines) + 2


def _formulas(frame: BookFrame) -> Iterator[tuple[str, str, str]]:
    for key in FORMULAS:
        yield frame.said(f"method.{key}.name"), "", frame.said(f"method.{key}")


def _statuses(frame: BookFrame) -> Iterator[tuple[str, str, str]]:
    for number in range(1, 11):
        yield str(number), "", frame.said(f"method.status.{number}")


def _sources(frame: BookFrame) -> Iterator[tuple[str, str, str]]:
    """Where baselines and targets stand, how firm they are, and what to know of them."""
    for line in frame.indicators:
        if line.item is None:
            continue
        name = frame.view.own(line.known.entry.name)
        for label, body in foundation(line.item, frame.view):
            yield name, label, body.text if isinstance(body, Cell) else body
            name = ""


def _remarks(frame: BookFrame) -> Iterator[tuple[str, str, str]]:
    """What a reader must know: soft figures, readings, years that broke or are missing."""
    view = frame.view
    chosen = readings(view.report.assessments, view)
    for note in (*chosen, *notes(view, ("baseline", "latest", "target", "status"))):
        yield "", "", note.whole("  ")
    if frame.left_out:
        names = view.listed(view.own(entry.name) for entry in frame.left_out)
        yield "", "", frame.said("methods.left_out", names=names)
    yield "", "", frame.said("methods.early")
