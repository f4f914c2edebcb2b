"""A page as a Word document on A4, with styles, headings and fields of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from jyplan.media.docx.marks import field, written
from jyplan.media.docx.outline import contents
from jyplan.media.docx.sheets import across_in, first_sheet
from jyplan.media.docx.styles import LANGUAGE_TAGS, dress
from jyplan.media.docx.writing import BETWEEN, Manuscript
from jyplan.texts.words import text

if TYPE_CHECKING:
    from docx.document import Document as Written

    from jyplan.pages.page import Page

MADE_BY = "jyplan"


def docx(page: Page) -> bytes:
    """The page as a document; whatever comes from a plan is text in it."""
    document = Document()
    dress(document, page.language)
    first_sheet(document, across=across_in(page.blocks))
    _properties(document, page)
    _edges(document, page)
    _head(document, page)
    listed = bool(page.contents) and contents(document, page)
    manuscript = Manuscript(document, page, fresh=listed)
    manuscript.blocks(page.blocks, 1)
    manuscript.annexes(page.blocks)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Written, page: Page) -> None:
    """What a file is known by where documents are kept."""
    known = document.core_properties
    known.title = written(page.title[0], lines=False)[:255]
    known.author = known.last_modified_by = MADE_BY
    known.language = LANGUAGE_TAGS[page.language]
    known.comments = ""
    # Word's own picture of its empty template
    related = document.part.package.rels
    for name in [name for name, each in related.items() if each.reltype == RT.THUMBNAIL]:
        del related[name]
    known.created = known.modified = datetime.now(UTC).replace(tzinfo=None)


def _edges(document: Written, page: Page) -> None:
    """The plan above all sheets but the first, the number of the sheet below all of them."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    above = section.header.paragraphs[0]
    above.add_run(written(page.title[0], lines=False))
    for footer in (section.footer, section.first_page_footer):
        below = footer.paragraphs[0]
        below.style = document.styles["Footer"]
        said = text("document.page", page.language, page="\0PAGE\0", pages="\0NUMPAGES\0")
        for index, piece in enumerate(said.split("\0")):
            if index % 2:
                field(below, piece, "1")
            else:
                below.add_run(piece)


def _head(document: Written, page: Page) -> None:
    document.add_paragraph(written(page.title[0]), "Title")
    for pieces in (page.title[1:], page.facts):
        if pieces:
            document.add_paragraph(written(BETWEEN.join(pieces)), "Subtitle")
