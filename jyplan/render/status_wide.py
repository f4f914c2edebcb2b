"""`jyplan status --wide`: two lines an indicator, lateness as something one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from jyplan.render import numbers
from jyplan.render.columns import (
    COLUMNS,
    STYLES,
    View,
    bar,
    localized,
    step_unit,
    target_text,
    unit_of,
)
from jyplan.render.status_table import grouped, heading, notes, summary
from jyplan.render.terminal import Screen, to_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jyplan.results import Assessment

BAR_CELLS = 20


def status_wide(view: View, screen: Screen) -> str:
    """The report, two lines an indicator, grouped by theme."""
    parts: list[RenderableType] = [Text(heading(view), style="bold")]
    for name, members in grouped(view.report):
        parts += [Text(), Text(localized(name, view.language), style="bold")]
        for item in members:
            parts += [Text(f"  {_first(item, view)}"), _second(item, view)]
    if not view.report.assessments:
        parts += [Text(), Text(view.word("nothing_selected"))]
    parts.append(Text())
    parts += [
        Text(line, style="bright_black")
        for line in notes(view, [COLUMNS["name"], COLUMNS["baseline"], COLUMNS["progress"]])
    ]
    parts.append(Text(summary(view)))
    return to_text(parts, screen)


def _first(item: Assessment, view: View) -> str:
    """Name, latest value or baseline with its year, and the target with its year."""
    unit = unit_of(item, view)
    name = COLUMNS["name"].cell(item, view).text
    parts = [name]
    if item.latest is not None:
        shown = numbers.as_stated(item.latest.value, item.indicator.precision)
        parts.append(f"{shown} {unit} ({item.latest.year})")
    elif item.baseline is not None:
        shown = numbers.as_stated(item.baseline.value, item.indicator.precision)
        soft = COLUMNS["baseline"].cell(item, view).text.startswith("~")
        parts.append(f"{'~' if soft else ''}{shown} {unit} ({item.baseline.year})")
    year = item.target_year
    when = {None: view.word("target.undated"), "every": view.word("target.every")}.get(year, year)
    parts.append(f"{view.word('column.target')} {target_text(item, view)} {unit} ({when})")
    return "   ".join(parts)


def _second(item: Assessment, view: View) -> Text:
    """The bar with its shares, the lead, what is still needed, the status."""
    code = item.status or "undecided"
    line = Text("    ")
    drawn = bar(item, view, BAR_CELLS)
    if drawn:
        line.append(drawn, style=STYLES[code])
        line.append("  ")
    line.append("   ".join(_facts(item, view)))
    if view.report.observed:
        line.append("   ")
        line.append(COLUMNS["status"].cell(item, view).text, style=STYLES[code])
    return line


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
        unit = step_unit(item, view) or f" {unit_of(item, view)}"
        facts.append(f"{view.word('column.step')} {step}{unit}")
    return facts
