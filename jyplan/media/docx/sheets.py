"""Sheets of A4, upright or across, and what needs which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm

from jyplan.media.docx.columns import suited
from jyplan.pages.page import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.section import Section as Sheets

    from jyplan.pages.page import Block

SHORT, LONG = 21.0, 29.7
SIDE, TOP, BOTTOM, EDGE = 2.4, 2.5, 2.2, 1.3
POINTS = 72 / 2.54


def room(*, across: bool) -> float:
    """Points between the margins on the left and on the right."""
    return ((LONG if across else SHORT) - 2 * SIDE) * POINTS


def across_in(blocks: Sequence[Block]) -> bool:
    """Whether one of the tables has no room on an upright sheet, and more on one across."""
    upright = room(across=False)
    return any(isinstance(block, Table) and not suited(block, upright)[1].fits for block in blocks)


def first_sheet(document: Document, *, across: bool) -> None:
    """Make the sheets of a new document A4."""
    _lay(document.sections[0], across=across)


def next_sheet(document: Document, *, across: bool) -> None:
    """Go on on a new sheet, which may lie another way."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    _lay(section, across=across)


def _lay(section: Sheets, *, across: bool) -> None:
    width, height = (LONG, SHORT) if across else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(SIDE)
    section.top_margin, section.bottom_margin = Cm(TOP), Cm(BOTTOM)
    section.header_distance = section.footer_distance = Cm(EDGE)
