"""Odds as tables and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from jyplan.render.assumed import assumptions
from jyplan.render.columns import Cell, localized
from jyplan.render.fitting import Column, fitting, table_of
from jyplan.render.markdown import escaped
from jyplan.render.markdown import table as table_lines
from jyplan.render.terminal import paragraph, side_by_side, to_text
from jyplan.render.whatif import name, name_of, small, target, title
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from jyplan.outcomes import Chance, Chances, Odds, Quantiles
    from jyplan.render.columns import View
    from jyplan.render.terminal import Screen

# what goes first where the screen is narrow
EXPENDABLE = ("shortfall", "p5", "p95")
# below it, the error of a probability says nothing
LEAST_ERROR = 0.0005


def odds_table(view: View, shown: Chances, screen: Screen) -> str:
    """The odds of each scenario, one below the other."""
    parts: list[RenderableType] = [side_by_side(title(view, shown.odds), screen, "bold"), Text()]
    for odds in shown.odds:
        if len(shown.odds) > 1:
            parts.append(paragraph(name_of(odds, view), screen, "bold"))
        columns = fitting(columns_of(view, odds), screen.width, EXPENDABLE)
        nothing = Text(view.word("whatif.nothing"))
        parts += [table_of(columns, view, screen.width) if odds.chances else nothing, Text()]
        parts += [paragraph(line, screen) for line in joints(view, odds)]
        parts += [paragraph(line, screen, "bright_black", indent=2) for line in notes(view, odds)]
    return to_text(parts, screen)


def columns_of(view: View, odds: Odds) -> list[Column]:
    """Target, probability, and the quantiles of the target year."""
    rows = odds.chances
    columns = [
        Column(
            "indicator", view.word("column.name"), [name(row, view) for row in rows], right=False
        )
    ]
    makers: dict[str, Callable[[Chance], str]] = {
        "target": lambda row: target(row, view).text,
        "probability": lambda row: _chance(row, view),
        "p5": lambda row: _quantile(row, "p5"),
        "p50": lambda row: _quantile(row, "p50"),
        "p95": lambda row: _quantile(row, "p95"),
        "shortfall": _shortfall,
    }
    for key, make in makers.items():
        cells = [Cell(make(row)) for row in rows]
        if any(cell.text for cell in cells):
            columns.append(Column(key, view.word(f"column.{key}"), cells, right=True))
    return columns


def _chance(row: Chance, view: View) -> str:
    """The probability; why there is none, where something is aimed at."""
    if row.item is not None and row.probability is None:
        return view.reason(row.reason)
    return probability(row.probability, row.error)


def probability(value: float | None, error: float | None) -> str:
    """A probability with its standard error, to the digits that mean something."""
    if value is None or error is None:
        return ""
    if error < LEAST_ERROR:
        return numbers.percent(value)
    return f"{numbers.fixed(value * 100, 1)}{GLUE}±{GLUE}{numbers.percent(error)}"


def at_target(row: Chance) -> Quantiles | None:
    """The quantiles of the year that counts."""
    return next((each for each in row.years if each.year == row.year), None)


def _quantile(row: Chance, key: str) -> str:
    found = at_target(row)
    value = None if found is None else getattr(found, key)
    return "" if value is None else numbers.computed(value, row.entry.precision)


def _shortfall(row: Chance) -> str:
    return "" if row.shortfall is None else small(row.shortfall, row.entry.precision)


def joints(view: View, odds: Odds) -> list[str]:
    """How likely themes, and the plan, meet all their targets."""
    themes = {theme.id: theme.name for theme in view.report.plan.targets.themes}
    lines = []
    for joint in odds.joints:
        chance = probability(joint.probability, joint.error)
        if joint.id is None:
            lines.append(view.word("odds.joint.plan", n=joint.members, probability=chance))
        else:
            theme = localized(themes[joint.id], view.language)
            lines.append(
                view.word("odds.joint.theme", theme=theme, n=joint.members, probability=chance)
            )
    return lines


def notes(view: View, odds: Odds) -> list[str]:
    """What is assumed, how it goes together, and how it was worked out."""
    found = list(assumptions(odds, view))
    lines = [view.word("whatif.assumed"), *(f"  {line}" for line in [*found, *_ties(view, odds)])]
    lines += [
        view.word("odds.defined", id=row.entry.id, share=numbers.percent(row.defined))
        for row in odds.chances
        if row.defined < 1
    ]
    if odds.draws:
        lines.append(view.word("odds.draws", draws=odds.draws, seed=odds.seed))
    else:
        lines.append(view.word("odds.closed"))
    return [*lines, view.word("odds.values")]


def _ties(view: View, odds: Odds) -> list[str]:
    """How growth goes together."""
    ties = []
    if odds.persistence:
        value = numbers.as_stated(odds.persistence)
        ties.append(view.word("odds.persistence", value=value))
    if odds.common:
        ties.append(view.word("odds.common", value=numbers.as_stated(odds.common)))
    ties += [
        view.word("odds.pair", first=first, second=second, value=numbers.as_stated(value))
        for (first, second), value in odds.pairs.items()
    ]
    return ties or [view.word("odds.independent")]


def odds_markdown(view: View, shown: Chances) -> str:
    """The odds as Markdown tables with their notes."""
    lines = [f"# {escaped('  '.join(title(view, shown.odds)))}", ""]
    for odds in shown.odds:
        if len(shown.odds) > 1:
            lines += [f"## {escaped(name_of(odds, view))}", ""]
        lines += markdown_of(columns_of(view, odds))
        lines.append("")
        said = [*joints(view, odds), *notes(view, odds)]
        lines += [f"{escaped(line.strip())}  " for line in said]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def markdown_of(columns: Sequence[Column]) -> list[str]:
    """Columns as a Markdown table."""
    rows = zip(*([cell.text for cell in column.cells] for column in columns), strict=True)
    return table_lines([each.title for each in columns], [each.right for each in columns], rows)
