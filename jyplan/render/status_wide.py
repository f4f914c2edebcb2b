"""`jyplan status --wide`: two lines an indicator, lateness as something one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.padding import Padding
from rich.text import Text

from jyplan.render import numbers
from jyplan.render.columns import (
    COLUMNS,
    SOFT,
    STYLES,
    View,
    bar,
    difference,
    localized,
    step_unit,
    target_text,
)
from jyplan.render.status_parts import grouped, heading, notes, summary
from jyplan.render.terminal import Screen, to_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jyplan.results import Assessment

BAR_CELLS = 20


def status_wide(view: View, screen: Screen) -> str:
    """The report, two lines an indicator, grouped by theme."""
    parts: list[RenderableType] = [Text(heading(view), style="bold")]
    for name, members in grouped(view.report):
        parts.append(Text())
        if name is not None:
            parts.append(Text(localized(name, view.language), style="bold"))
        for item in members:
            parts += [Text(f"  {_first(item, view)}"), _second(item, view)]
    if not view.report.assessments:
        parts += [Text(), Text(view.word("nothing_selected"))]
    parts.append(Text())
    parts += [
        Text(line, style="bright_black")
        for line in notes(view, ["name", "baseline", "latest", "progress"])
    ]
    parts.append(Text(summary(view)))
    return to_text(parts, screen)


def _first(item: Assessment, view: View) -> str:
    """Name with unit, latest value or baseline with its year, and the target with its year."""
    parts = [COLUMNS["indicator"].cell(item, view).text]
    if item.latest is not None:
        parts.append(f"{numbers.as_stated(item.latest.value)} ({item.latest.year})")
    elif item.baseline is not None:
        soft = "~" if item.baseline.basis in SOFT else ""
        parts.append(f"{soft}{numbers.as_stated(item.baseline.value)} ({item.baseline.year})")
    year = item.target_year
    when = view.word("target.undated" if year is None else "target.every")
    if isinstance(year, int):
        when = str(year)
    parts.append(f"{view.word('column.target')} {target_text(item, view)} ({when})")
    return "   ".join(parts)


def _second(item: Assessment, view: View) -> RenderableType:
    """The bar with its shares, the lead, what is still needed, the status."""
    style = STYLES[item.status or "undecided"]
    pieces = [Text(piece) for piece in _facts(item, view)]
    drawn = bar(item, view, BAR_CELLS)
    if drawn:
        pieces.insert(0, Text(drawn, style=style))
    if view.report.observed:
        pieces.append(Text(COLUMNS["status"].cell(item, view).text, style=style))
    # Columns break between pieces, never inside a figure.
    return Padding(Columns(pieces, padding=(0, 2)), (0, 0, 0, 4))


def _facts(item: Assessment, view: View) -> list[str]:
    facts = []
    progress = item.progress
    if progress.achieved_share is not None and progress.expected_share is not None:
        achieved = numbers.percent(progress.achieved_share, 0)
        expected = numbers.percent(progress.expected_share, 0)
        facts.append(view.word("wide.shares", achieved=achieved, expected=expected))
    if progress.lead_years is not None:
        key = "wide.early" if progress.lead_years >= 0 else "wide.late"
        facts.append(view.word(key, years=numbers.fixed(abs(progress.lead_years), 1)))
    if item.latest is None:
        facts += _required(item, view)
    elif item.catch_up.compound_rate is not None:
        facts.append(view.word("wide.needed", rate=numbers.percent(item.catch_up.compound_rate)))
    elif item.catch_up.linear_step is not None:
        step = numbers.step(item.catch_up.linear_step, item.indicator.precision)
        facts.append(view.word("wide.needed", rate=f"{step}{step_unit(item, view)}"))
    return facts


def _required(item: Assessment, view: View) -> list[str]:
    required = item.required
    facts = []
    if required.compound_rate is not None:
        facts.append(f"{view.word('column.rate')} {numbers.percent(required.compound_rate)}")
    else:
        facts.append(view.reason(required.reason))
    if required.linear_step is not None and item.path == "linear":
        step = numbers.step(required.linear_step, item.indicator.precision)
        facts.append(f"{view.word('column.step')} {difference(step, item, view)}")
    return facts
