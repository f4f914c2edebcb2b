"""Grids and sensitivities as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.assumed import rate, sentence, step, typed
from jyplan.pages.forms import level_text, target_text, unit_of
from jyplan.pages.page import Bar, Cell, Column, Note, Notes, Page, Row, ShownFigure, Table
from jyplan.pages.view import (
    View,
    absent,
    computed_cell,
    status_cell,
)
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan import outcomes
    from jyplan.outcomes import Axis, Grid, Sensitivity
    from jyplan.texts.words import Language


def grid_page(shown: Grid, language: Language) -> Page:
    """What one quantity comes to: a row a growth of one input, a column one of another."""
    view = View(shown.report, language)
    titles = _growth(shown.axes[1], view) if len(shown.axes) > 1 else [str(shown.year)]
    columns = (
        Column("growth", "", lead=True),
        *(Column(str(index), title) for index, title in enumerate(titles)),
    )
    rows = tuple(
        Row((Cell(name), *(_cell(cell, shown, view) for cell in cells)))
        for name, cells in zip(_growth(shown.axes[0], view), shown.cells, strict=True)
    )
    notes = Notes((*_notes(shown, view), *_assumed(shown, view)))
    return Page(language, _title(shown, view), (), (Table(columns, rows), notes))


def _title(shown: Grid | Sensitivity, view: View) -> tuple[str, ...]:
    name, unit = view.own(shown.entry.name), unit_of(shown.entry, shown.item, view)
    pieces = (f"{name} ({unit})", str(shown.year))
    if shown.item is None or shown.item.target is None:
        return pieces
    return (*pieces, f"{view.word('column.target')} {target_text(shown.item, view)}")


def _growth(axis: Axis, view: View) -> list[str]:
    """The rates or steps of a side."""
    if axis.stepped:
        return [step(each, axis.entry, view, stated=True) for each in axis.growth]
    return list(map(typed, axis.growth))


def _cell(cell: outcomes.GridCell, shown: Grid, view: View) -> Cell:
    """A value with the sign of hit or miss."""
    if cell.value is None:
        return absent(view)
    value = computed_cell(cell.value, shown.entry.precision)
    if cell.met is None:
        return value
    signed = status_cell("achieved" if cell.met else "missed", "")
    return value._replace(text=f"{value.text}{GLUE}{signed.text.strip()}", tone=signed.tone)


def _notes(shown: Grid, view: View) -> Iterator[Note]:
    sides = [
        view.word("grid.step" if axis.stepped else "grid.growth", name=view.own(axis.entry.name))
        for axis in shown.axes
    ]
    if len(sides) > 1:
        yield Note(view.word("grid.across", down=sides[0], across=sides[1]), "quiet")
    else:
        yield Note(view.word("grid.down", down=sides[0]), "quiet")
    hit, miss = (status_cell(code, "").text.strip() for code in ("achieved", "missed"))
    yield Note(view.word("grid.marks", hit=hit, miss=miss), "quiet")


def _assumed(shown: Grid | Sensitivity, view: View) -> Iterator[Note]:
    entries = view.report.plan.declared()
    if shown.assumed:
        yield Note(view.word("whatif.assumed"), "quiet")
    for each in shown.assumed:
        yield Note(sentence(each, entries[each.id], view), "quiet", inner=True)


def sensitivity_page(shown: Sensitivity, language: Language) -> Page:
    """Inputs with bars, the one that moves most first."""
    view = View(shown.report, language)
    point = f"{numbers.trimmed(shown.step * 100, 1)}{GLUE}{view.word('points')}"
    columns = (
        Column("input", view.word("sensitivity.input"), right=False, names=True),
        Column("growth", view.word("column.growth")),
        Column("lower", f"-{point}"),
        Column("upper", f"+{point}"),
        Column("moved", "", right=False, dispensable=1),
    )
    notes = Notes((*_lever_notes(shown, point, view), *_assumed(shown, view)))
    table = Table(columns, tuple(_lever_rows(shown, view)))
    return Page(language, _title(shown, view), (), (table, notes))


def _lever_rows(shown: Sensitivity, view: View) -> Iterator[Row]:
    most = max((abs(lever.upper - lever.lower) for lever in shown.levers), default=0.0)
    precision = shown.entry.precision / 10
    for lever in shown.levers:
        share = abs(lever.upper - lever.lower) / most if most else 0.0
        yield Row(
            (
                Cell(view.own(lever.entry.name)),
                Cell(rate(lever.rate), figure=ShownFigure(lever.rate, 1, percent=True)),
                computed_cell(lever.lower, precision),
                computed_cell(lever.upper, precision),
                Cell(bar=Bar(share)),
            )
        )


def _lever_notes(shown: Sensitivity, point: str, view: View) -> Iterator[Note]:
    value = numbers.computed(shown.value, shown.entry.precision / 10)
    value = level_text(value, shown.entry, shown.item, view)
    yield Note(view.word("sensitivity.legend", value=value, step=point), "quiet")
    if shown.fixed:
        ids = view.listed(shown.fixed)
        yield Note(view.word("sensitivity.fixed", ids=ids), "quiet")
