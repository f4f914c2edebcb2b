"""`jyplan form`: a workbook in which a reporter fills in the figures of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.forms.stamp import SHEET
from jyplan.pages.book import BookCell, BookSheet, SheetBook
from jyplan.pages.form.figures import figures_sheet
from jyplan.pages.form.guide import guide_sheet
from jyplan.pages.view import View

if TYPE_CHECKING:
    from jyplan.forms.stamp import Stamp
    from jyplan.results import BlankForm
    from jyplan.texts.words import Language


def form_book(form: BlankForm, stamp: Stamp, language: Language, contact: str = "") -> SheetBook:
    """The form of one reporter.

    Args:
        form: what is to be reported.
        stamp: what the form says of itself on the sheet that nobody sees.
        language: of all words but those of the instructions, which are in both.
        contact: who answers questions; empty: whoever sent it.
    """
    view = View(form.report, language, handed_on=True)
    figures = figures_sheet(form, view, contact)
    title = str(figures.cells[0, 0].content)
    return SheetBook(language, title, (figures, guide_sheet(form, view), _hidden(stamp)))


def _hidden(stamp: Stamp) -> BookSheet:
    """The stamp, names beside values."""
    cells = {}
    for row, (name, value) in enumerate(stamp._asdict().items()):
        cells[row, 0] = BookCell(name, role="helper")
        cells[row, 1] = BookCell(value, role="helper")
    return BookSheet("stamp", SHEET, cells, unseen=True, guarded=True, helper=True)


__all__ = ["form_book"]
