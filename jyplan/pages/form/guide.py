"""How a form is filled in, in both languages, whatever the form itself is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import BookCell, BookSheet
from jyplan.texts.form import APART, GUIDE, GUIDE_TITLE, said
from jyplan.texts.words import LANGUAGES, chosen, localized, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.pages.view import View
    from jyplan.results import BlankForm
    from jyplan.texts.words import Language

NUMBER_WIDTH, TEXT_WIDTH = 4.0, 88.0


def guide_sheet(form: BlankForm, view: View) -> BookSheet:
    """The instructions: the form's own language first."""
    cells: dict[tuple[int, int], BookCell] = {}
    row = 0
    for language in (view.language, *(each for each in LANGUAGES if each != view.language)):
        cells[row, 0] = BookCell(chosen(GUIDE_TITLE, language), role="section")
        cells[row, 1] = BookCell("", role="section")
        for number, paragraph in enumerate(_paragraphs(form, view, language), 1):
            cells[row + number, 0] = BookCell(number, role="text", right=True)
            cells[row + number, 1] = BookCell(paragraph, role="name")
            last = row + number
        row = last + 2
    return BookSheet(
        "guide",
        said("sheet.guide", view.language),
        cells,
        {0: NUMBER_WIDTH, 1: TEXT_WIDTH},
        guarded=True,
        upright=True,
    )


def _paragraphs(form: BlankForm, view: View, language: Language) -> Iterator[str]:
    # the sheet has its name in the form's own language
    data = {"year": form.year, "sheet": said("sheet.figures", view.language)}
    for each in GUIDE:
        yield chosen(each, language).format(**data)
    if form.apart:
        names = (localized(entry.name, language) for entry in form.apart)
        yield chosen(APART, language).format(names=text("list", language).join(names))
