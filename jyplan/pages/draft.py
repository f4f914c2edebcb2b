"""A plan that was made from a table: what was understood, what was not, what to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.aims import target_words
from jyplan.pages.findings import finding_message
from jyplan.pages.forms import bound_text
from jyplan.pages.page import (
    DASH,
    Cell,
    Column,
    Messages,
    Note,
    Notes,
    Page,
    Row,
    Section,
    ShownFigure,
    Table,
)
from jyplan.pages.view import View
from jyplan.texts import numbers
from jyplan.texts.drafts import drafted, remark_text
from jyplan.texts.words import echoed, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from jyplan.pages.page import Block
    from jyplan.plan.draft import DraftRow, PlanDraft
    from jyplan.results import Assessment, Report
    from jyplan.texts.words import Language


def draft_page(draft: PlanDraft, report: Report, files: Sequence[Path], language: Language) -> Page:
    """What became of a table.

    Args:
        draft: as it was understood.
        report: on the plan that was made of it, without any figures reported.
        files: that were written.
        language: of the page.
    """
    view = View(report, language)
    count = drafted("page.count", language, all=len(draft.rows), written=len(draft.written))
    blocks: list[Block] = [_understood(draft, view)]
    if draft.findings:
        found = tuple(finding_message(each, language) for each in draft.findings)
        blocks.append(Section(drafted("section.not", language), (Messages(found),)))
    if checks := tuple(map(Note, _to_check(draft, language))):
        blocks.append(Section(drafted("section.check", language), (Notes(checks),)))
    written = Notes(tuple(Note(echoed(path)) for path in files))
    blocks.append(Section(drafted("section.files", language), (written,)))
    return Page(language, (echoed(draft.table),), (count,), tuple(blocks))


def _understood(draft: PlanDraft, view: View) -> Table:
    """Each row as it was understood."""
    language = view.language
    items = {item.indicator.id: item for item in view.report.assessments}
    columns = (
        Column("name", drafted("column.name", language), right=False, names=True, lead=True),
        Column("row", drafted("column.row", language), dispensable=2),
        Column("unit", drafted("column.unit", language), right=False),
        Column("baseline", drafted("column.baseline", language)),
        Column("target", drafted("column.target", language), right=False),
    )
    themes = {theme["id"]: str(theme["name"]) for theme in draft.themes}
    rows, before = [], ""
    for row in draft.rows:
        theme = themes[row.indicator["theme"]]
        heading = echoed(theme) if theme != before else None
        rows.append(Row(_cells(row, items.get(row.id) if row.sound else None, view), heading))
        before = theme
    return Table(columns, tuple(rows))


def _cells(row: DraftRow, item: Assessment | None, view: View) -> tuple[Cell, ...]:
    name = Cell(_name(row, view.language))
    shown = (name, Cell(str(row.at.line)), Cell(echoed(row.indicator["unit"])))
    if item is None:
        said = row.said or drafted("no_target", view.language)
        target = drafted("not_written", view.language, text=said)
        return (*shown, Cell(DASH, "quiet"), Cell(echoed(target), "warning"))
    return (*shown, _baseline(item, view), Cell(_target(item, view)))


def _baseline(item: Assessment, view: View) -> Cell:
    """The figure that it starts from, with its year where that is not the plan's."""
    start = item.baseline
    if start is None or item.known.indexed:
        return Cell(DASH, "quiet")
    year = "" if start.year == view.report.plan.head.baseline_year else f" ({start.year})"
    shown = numbers.as_stated(start.value)
    figure = ShownFigure(start.value, len(shown.partition(".")[2]))
    return Cell(f"{shown}{year}", figure=figure)


def _target(item: Assessment, view: View) -> str:
    """The target in words, with its years."""
    aim, language = item.aim, view.language
    stated = item.indicator.target
    if aim.years:
        single = (
            (str(year), bound_text(each.bound, item.indicator, view, approximate=each.approximate))
            for year, each in sorted(aim.years.items())
        )
        return view.listed(
            drafted("in_year", language, year=year, target=shown) for year, shown in single
        )
    shown = target_words(item, view)
    if stated.commitment == "aspirational":
        shown = drafted("striven", language, target=shown)
    if aim.every is not None and not aim.mean:
        return drafted("every", language, target=shown)
    if aim.year is not None and aim.year != view.report.plan.head.end_year:
        shown = drafted("in_year", language, year=aim.year, target=shown)
    for each in stated.further:
        more = bound_text(each, item.indicator, view)
        more = drafted("in_year", language, year=each.year, target=more)
        shown = drafted("and_further", language, target=shown, more=more)
    return shown


def _to_check(draft: PlanDraft, language: Language) -> Iterator[str]:
    """What somebody has to look at, and of which indicators."""
    for remark in draft.remarks:
        if remark.check:
            yield remark_text(remark, language)
    names: dict[str, list[str]] = {}
    for row in draft.written:
        for remark in (*row.remarks, *row.start_remarks):
            if remark.check:
                said = remark_text(remark, language)
                names.setdefault(said, []).append(_name(row, language))
    for said, rows in names.items():
        listed = text("list", language).join(rows)
        yield drafted("rows", language, said=said, names=listed)


def _name(row: DraftRow, language: Language) -> str:
    name = row.name
    return echoed(name[language] if isinstance(name, dict) else name)
