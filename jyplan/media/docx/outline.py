"""A list of the headings of a document, which Word can make anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Pt

from jyplan.media.docx.marks import field_begin, field_end, linked, written
from jyplan.media.docx.sheets import room
from jyplan.pages.page import Card, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document

    from jyplan.pages.page import Block, Page

# headings below are not listed
LEVELS = 3


def headings(blocks: Sequence[Block], level: int = 1) -> Iterator[tuple[int, str]]:
    """The headings that the blocks have, with their levels, in the order in which they stand."""
    for block in blocks:
        if isinstance(block, Section | Card):
            yield level, block.title
            yield from headings(block.blocks, level + 1)
        if isinstance(block, Card):
            yield from headings(block.folded, level + 1)


def contents(document: Document, page: Page) -> bool:
    """The list, each entry a link; whether there is anything in it.

    On which sheets they stand only Word can tell, and does so when it makes the list anew.
    """
    listed = [
        (number, level, title)
        for number, (level, title) in enumerate(headings(page.blocks), start=1)
        if level <= LEVELS
    ]
    if not listed:
        return False
    document.add_paragraph(written(page.contents), "TOC Heading")
    for level in range(1, LEVELS + 1):
        stops = document.styles[f"toc {level}"].paragraph_format.tab_stops
        stops.add_tab_stop(Pt(room(across=False)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for number, level, title in listed:
        entry = document.add_paragraph(style=f"toc {level}")
        if number == listed[0][0]:
            field_begin(entry, f'TOC \\o "1-{LEVELS}" \\h \\z \\u')
        begin = len(entry._p)  # noqa: SLF001 its element
        entry.add_run(written(title, lines=False))
        linked(entry, number, begin)
    field_end(entry)
    return True
