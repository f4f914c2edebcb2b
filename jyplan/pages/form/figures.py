"""The sheet of a form that is filled in: a row a figure, by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import BookCell, BookSheet, Toned
from jyplan.pages.form.inputs import allowed_value, allowed_words
from jyplan.pages.form.live import remark
from jyplan.pages.form.wording import before_cell, counts_text, due_cell, row_unit
from jyplan.pages.workbook.drafts import address
from jyplan.pages.workbook.terms import term
from jyplan.texts.form import said
from jyplan.texts.words import echoed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.pages.book import Allowed
    from jyplan.pages.view import View
    from jyplan.results import BlankForm, DueFigure
    from jyplan.texts.words import Language

COLUMNS = (
    *("id", "name", "unit", "counts", "before", "due", "value", "provisional"),
    *("source", "note", "remarks"),
)
PLACES = {key: place for place, key in enumerate(COLUMNS)}
# in digits, by language
WIDTHS: Mapping[Language, tuple[float, ...]] = {
    "zh": (9.0, 23.0, 10.0, 25.0, 13.0, 11.0, 14.0, 6.5, 15.0, 15.0, 21.0),
    "en": (9.0, 23.0, 11.5, 25.0, 12.0, 11.0, 13.0, 11.5, 13.0, 13.0, 21.0),
}
# rows from 0: title, reporter, whom to ask, count, hint, headings
REPORTER, CONTACT, COUNT, HINT, HEADINGS = 1, 2, 3, 4, 5


def figures_sheet(form: BlankForm, view: View, contact: str) -> BookSheet:
    """The sheet with its head, figures, inputs and what is said of them."""
    cells: dict[tuple[int, int], BookCell] = {}
    allowed: list[Allowed] = []
    row = HEADINGS
    for band, figures in _bands(form, view):
        row += 1
        cells |= {(row, place): BookCell("", role="band") for place in range(len(COLUMNS))}
        cells[row, PLACES["name"]] = BookCell(band, role="band")
        for figure in figures:
            row += 1
            cells |= {(row, PLACES[key]): cell for key, cell in _row(form, figure, row, view)}
            area = (row, PLACES["value"], row, PLACES["value"])
            allowed.append(allowed_value(figure, area, view))
    begin = HEADINGS + 1
    cells |= _head(form, view, contact, (begin, row))
    allowed.append(allowed_words((begin, PLACES["provisional"], row, PLACES["provisional"]), view))
    remarks = (begin, PLACES["remarks"], row, PLACES["remarks"])
    return BookSheet(
        "figures",
        said("sheet.figures", view.language),
        cells,
        dict(enumerate(WIDTHS[view.language])),
        frozen=(HEADINGS + 1, PLACES["unit"]),
        repeated=(HEADINGS, HEADINGS),
        allowed=tuple(allowed),
        toned=(Toned(remarks, said("remark.required", view.language), "notice"),),
        guarded=True,
        foot=said("foot", view.language),
    )


def _bands(form: BlankForm, view: View) -> Iterator[tuple[str, Sequence[DueFigure]]]:
    """Figures by theme, then those without a target."""
    for theme in form.report.plan.targets.themes:
        own = [each for each in form.figures if getattr(each.known.entry, "theme", "") == theme.id]
        if own:
            yield view.own(theme.name), own
    rest = [each for each in form.figures if each.known.aim is None]
    if rest:
        yield said("context", view.language), rest


def _row(
    form: BlankForm, figure: DueFigure, row: int, view: View
) -> Iterator[tuple[str, BookCell]]:
    """The cells of one figure, each with its column."""
    entry = figure.known.entry
    yield "id", BookCell(entry.id, role="key")
    yield "name", BookCell(view.own(entry.name), role="name")
    yield "unit", BookCell(row_unit(figure, view), role="name")
    yield "counts", BookCell(counts_text(figure, view), role="name", tone="quiet")
    yield "before", before_cell(figure, form.year, view)
    yield "due", due_cell(figure, view)
    yield "value", BookCell(None, role="input", right=True)
    yield "provisional", BookCell(None, role="answer")
    yield "source", BookCell(None, role="answer")
    yield "note", BookCell(None, role="answer")
    places = address(row, PLACES["value"]), address(row, PLACES["before"])
    live = remark(figure, form.year, places, view.language)
    yield "remarks", BookCell(str(live.value or ""), live.text, role="name", tone="bad")


def _head(
    form: BlankForm, view: View, contact: str, rows: tuple[int, int]
) -> dict[tuple[int, int], BookCell]:
    """What stands above the figures, and the headings."""
    language = view.language
    title = said("title", language, plan=view.own(form.report.plan.head.name), year=form.year)
    asked = echoed(contact).strip()
    questions = said("contact", language, contact=asked) if asked else ""
    cells = {
        (0, 0): BookCell(title, role="title"),
        (REPORTER, 0): BookCell(said("reporter", language, name=_reporter(form, view))),
        (CONTACT, 0): BookCell(questions or said("no_contact", language)),
        (COUNT, 0): _count(form, view, rows),
        (HINT, 0): BookCell(said("hint", language)),
    }
    cells = {
        place: cell._replace(role=cell.role if place == (0, 0) else "line")
        for place, cell in cells.items()
    }
    for key, place in PLACES.items():
        data = {"year": form.year} if key == "value" else {}
        right = key in {"before", "due", "value"}
        heading = said(f"head.{key}", language, **data)
        cells[HEADINGS, place] = BookCell(heading, role="heading", right=right)
    return cells


def _reporter(form: BlankForm, view: View) -> str:
    """Who reports: a district, else the one scope that the plan has, else all of it."""
    scopes = form.report.plan.targets.scopes
    if form.district is not None:
        return view.own(form.district.name)
    return view.own(scopes[0].name) if len(scopes) == 1 else said("whole", view.language)


def _count(form: BlankForm, view: View, rows: tuple[int, int]) -> BookCell:
    """How many figures are asked for, and how many are there."""
    required = sum(each.known.entry.required for each in form.figures)
    data = {"n": len(form.figures)} | ({"required": required} if required else {})
    before = said("count.required" if required else "count", view.language, **data)
    after = said("count.end", view.language)
    area = f"{address(rows[0], PLACES['value'])}:{address(rows[1], PLACES['value'])}"
    return BookCell(f"{before}0{after}", f"{term(before).text}&COUNT({area})&{term(after).text}")
