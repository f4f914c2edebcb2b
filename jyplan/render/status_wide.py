"""`jyplan status --wide`: two lines an indicator, lateness as something one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from jyplan.render.columns import (
    COLUMNS,
    SOFT,
    STYLES,
    View,
    bar,
    difference,
    lead_text,
    localized,
    step_unit,
    target_text,
)
from jyplan.render.status_parts import below, grouped, heading, notes, summary
from jyplan.render.terminal import Screen, paragraph, side_by_side, to_text
from jyplan.render.verdicts import said_of
from jyplan.render.wrapping import flow
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jyplan.results import Assessment

BAR_CELLS = 20


def status_wide(view: View, screen: Screen) -> str:
    """The report, two lines an indicator, grouped by theme."""
    parts: list[RenderableType] = [side_by_side(heading(view), screen, "bold")]
    for name, members in grouped(view.report):
        parts.append(Text())
        if name is not None:
            parts.append(Text(localized(name, view.language), style="bold"))
        for item in members:
            parts += [
                _lines(_first(item, view), screen, 2, "   "),
                _lines(_facts(item, view), screen, 4, "  ", STYLES[item.status or "undecided"]),
            ]
    if not view.report.assessments:
        parts += [Text(), Text(view.word("nothing_selected"))]
    parts.append(Text())
    parts += [
        paragraph(line, screen, "bright_black", indent=2)
        for line in notes(view, ["name", "baseline", "latest", "progress"])
    ]
    parts.append(side_by_side(summary(view), screen))
    parts += [paragraph(line, screen, indent=2) for line in below(view)]
    return to_text(parts, screen)


def _lines(pieces: list[str], screen: Screen, indent: int, separator: str, style: str = "") -> Text:
    """Pieces side by side, indented, none of them parted."""
    lines = flow([piece for piece in pieces if piece], screen.width - indent, separator)
    return Text("\n".join(" " * indent + line for line in lines), style=style)


def _first(item: Assessment, view: View) -> list[str]:
    """Name with unit, latest value or baseline with its year, and the target with its year."""
    pieces = [COLUMNS["indicator"].cell(item, view).text]
    if item.latest is not None:
        soft = "~" if item.latest.provisional else ""
        pieces.append(f"{soft}{numbers.as_stated(item.latest.value)} ({item.latest.year})")
    elif item.baseline is not None:
        soft = "~" if item.baseline.basis in SOFT else ""
        pieces.append(f"{soft}{numbers.as_stated(item.baseline.value)} ({item.baseline.year})")
    year = item.target_year
    when = view.word("target.undated" if year is None else "target.every")
    if isinstance(year, int):
        when = str(year)
    return [*pieces, f"{view.word('column.target')} {target_text(item, view)} ({when})"]


def _facts(item: Assessment, view: View) -> list[str]:
    """The bar with its shares, the lead, what is still needed, the status."""
    facts = [bar(item, view, BAR_CELLS)]
    progress = item.progress
    if progress.achieved_share is not None and progress.expected_share is not None:
        achieved = numbers.percent(progress.achieved_share, 0)
        expected = numbers.percent(progress.expected_share, 0)
        facts.append(view.word("wide.shares", achieved=achieved, expected=expected))
    lead = lead_text(item)
    if lead is not None and lead[0] in "+-":
        key = "wide.early" if lead[0] == "+" else "wide.late"
        facts.append(view.word(key, years=lead[1:]))
    if item.latest is None:
        facts += _required(item, view)
    elif item.catch_up.compound_rate is not None:
        facts.append(view.word("wide.needed", rate=numbers.percent(item.catch_up.compound_rate)))
    elif item.catch_up.linear_step is not None:
        step = numbers.step(item.catch_up.linear_step, item.indicator.precision)
        facts.append(view.word("wide.needed", rate=f"{step}{step_unit(item.indicator, view)}"))
    if view.report.observed and not view.report.rules:
        facts.append(COLUMNS["status"].cell(item, view).text.replace(" ", GLUE))
    return [*facts, *(cell.text for cell in said_of(item, view))]


def _required(item: Assessment, view: View) -> list[str]:
    required = item.required
    facts = []
    if required.compound_rate is not None:
        facts.append(f"{view.word('column.rate')} {numbers.percent(required.compound_rate)}")
    elif not (view.report.observed and item.status == required.reason):
        facts.append(view.reason(required.reason))
    if required.linear_step is not None and item.path == "linear":
        step = numbers.step(required.linear_step, item.indicator.precision)
        facts.append(f"{view.word('column.step')} {difference(step, item.indicator, view)}")
    return facts
