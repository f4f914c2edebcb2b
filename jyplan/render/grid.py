"""Grids and sensitivities as tables and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jyplan.render.assumed import rate, sentence, step, typed
from jyplan.render.columns import STYLES, localized, quantity, target_text
from jyplan.render.markdown import escaped
from jyplan.render.markdown import table as table_lines
from jyplan.render.marks import status_mark
from jyplan.render.status_table import GAP_CELLS
from jyplan.render.terminal import paragraph, to_text
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jyplan.outcomes import Axis, Cell, Grid, Sensitivity
    from jyplan.render.columns import View
    from jyplan.render.terminal import Screen

BAR_CELLS = 24
NAME_CELLS = 16


def grid_table(view: View, shown: Grid, screen: Screen) -> str:
    """A grid; sides that are too wide are turned, and longer ones go on below."""
    parts: list[RenderableType] = [paragraph(_title(view, shown), screen, "bold"), Text()]
    rows = _rows(view, shown)
    label = max(cell_len(name) for name, _ in rows) + GAP_CELLS
    width = max(cell_len(text) for _, cells in rows for text, _ in cells)
    titles = _titles(view, shown)
    width = max([width, *map(cell_len, titles)])
    fit = max((screen.width - label) // (width + GAP_CELLS), 1)
    for start in range(0, len(titles), fit):
        table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
        table.add_column(justify="right", no_wrap=True, min_width=label - GAP_CELLS)
        for title in titles[start : start + fit]:
            table.add_column(Text(title), justify="right", no_wrap=True)
        for name, cells in rows:
            chosen = cells[start : start + fit]
            table.add_row(Text(name), *(Text(text, style=style) for text, style in chosen))
        parts += [table, Text()]
    parts += [paragraph(line, screen, "bright_black", indent=2) for line in _notes(view, shown)]
    return to_text(parts, screen)


def _title(view: View, shown: Grid | Sensitivity) -> str:
    name, unit = (localized(text, view.language) for text in (shown.entry.name, shown.entry.unit))
    target = (
        "" if shown.item is None or shown.item.target is None else target_text(shown.item, view)
    )
    pieces = [f"{name} ({unit})", str(shown.year)]
    return "  ".join([*pieces, f"{view.word('column.target')} {target}"] if target else pieces)


def _titles(view: View, shown: Grid) -> list[str]:
    return _growth(view, shown.axes[1]) if len(shown.axes) > 1 else [str(shown.year)]


def _growth(view: View, axis: Axis) -> list[str]:
    """The rates or steps of a side."""
    if axis.stepped:
        return [step(each, axis.entry, view, stated=True) for each in axis.growth]
    return list(map(typed, axis.growth))


def _rows(view: View, shown: Grid) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (name, [_cell(cell, shown, view) for cell in cells])
        for name, cells in zip(_growth(view, shown.axes[0]), shown.cells, strict=True)
    ]


def _cell(cell: Cell, shown: Grid, view: View) -> tuple[str, str]:
    """A value with the sign of hit or miss."""
    if cell.value is None:
        return view.marks.dash, "bright_black"
    value = numbers.computed(cell.value, shown.entry.precision)
    if cell.met is None:
        return value, ""
    code = "achieved" if cell.met else "missed"
    return f"{value}{GLUE}{status_mark(view.marks, code)}", STYLES[code]


def _notes(view: View, shown: Grid) -> list[str]:
    sides = [
        view.word(
            "grid.step" if axis.stepped else "grid.growth",
            name=localized(axis.entry.name, view.language),
        )
        for axis in shown.axes
    ]
    lines = [view.word("grid.down", down=sides[0])]
    if len(sides) > 1:
        lines = [view.word("grid.across", down=sides[0], across=sides[1])]
    hit, miss = (status_mark(view.marks, code) for code in ("achieved", "missed"))
    lines.append(view.word("grid.marks", hit=hit, miss=miss))
    return lines + _assumed(view, shown)


def _assumed(view: View, shown: Grid | Sensitivity) -> list[str]:
    entries = view.report.plan.declared()
    lines = [sentence(each, entries[each.id], view) for each in shown.assumed]
    return [view.word("whatif.assumed"), *(f"  {line}" for line in lines)] if lines else []


def grid_markdown(view: View, shown: Grid) -> str:
    """The grid as a Markdown table."""
    titles = ["", *_titles(view, shown)]
    rows = ([name, *(text for text, _ in cells)] for name, cells in _rows(view, shown))
    lines = [f"# {escaped(_title(view, shown))}", ""]
    lines += table_lines(titles, [True] * len(titles), rows)
    lines += ["", *(f"{escaped(line.strip())}  " for line in _notes(view, shown))]
    return "\n".join(lines) + "\n"


def sensitivity_table(view: View, shown: Sensitivity, screen: Screen) -> str:
    """Inputs as bars, the one that moves most first."""
    parts: list[RenderableType] = [paragraph(_title(view, shown), screen, "bold"), Text()]
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
    for title, right in _heads(view, shown):
        table.add_column(Text(title), justify="right" if right else "left", overflow="fold")
    for row in _lever_rows(view, shown):
        table.add_row(*map(Text, row))
    parts += [table, Text()]
    parts += [
        paragraph(line, screen, "bright_black", indent=2) for line in _lever_notes(view, shown)
    ]
    return to_text(parts, screen)


def _heads(view: View, shown: Sensitivity) -> list[tuple[str, bool]]:
    point = f"{numbers.trimmed(shown.step * 100, 1)}{GLUE}{view.word('points')}"
    return [
        (view.word("sensitivity.input"), False),
        (view.word("column.growth"), True),
        (f"-{point}", True),
        (f"+{point}", True),
        ("", False),
    ]


def _lever_rows(view: View, shown: Sensitivity) -> list[list[str]]:
    most = max((abs(lever.upper - lever.lower) for lever in shown.levers), default=0.0)
    precision = shown.entry.precision / 10
    rows = []
    for lever in shown.levers:
        cells = round(BAR_CELLS * abs(lever.upper - lever.lower) / most) if most else 0
        values = [numbers.computed(value, precision) for value in (lever.lower, lever.upper)]
        name = localized(lever.entry.name, view.language)
        rows.append([name, rate(lever.rate), *values, view.marks.full * cells])
    return rows


def _lever_notes(view: View, shown: Sensitivity) -> list[str]:
    unit = localized(shown.entry.unit, view.language)
    value = quantity(numbers.computed(shown.value, shown.entry.precision / 10), unit, view.marks)
    point = f"{numbers.trimmed(shown.step * 100, 1)}{GLUE}{view.word('points')}"
    lines = [view.word("sensitivity.legend", value=value, step=point)]
    if shown.fixed:
        ids = view.word("list").join(shown.fixed)
        lines.append(view.word("sensitivity.fixed", ids=ids))
    return lines + _assumed(view, shown)


def sensitivity_markdown(view: View, shown: Sensitivity) -> str:
    """The levers as a Markdown table."""
    heads = _heads(view, shown)
    lines = [f"# {escaped(_title(view, shown))}", ""]
    lines += table_lines(
        [head for head, _ in heads], [right for _, right in heads], _lever_rows(view, shown)
    )
    lines += ["", *(f"{escaped(line.strip())}  " for line in _lever_notes(view, shown))]
    return "\n".join(lines) + "\n"
