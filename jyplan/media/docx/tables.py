"""Tables of a document: a heading on every sheet, rows that stay whole, bars as grounds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from jyplan.media.docx.columns import share_of
from jyplan.media.docx.marks import child, shaded, written
from jyplan.media.docx.styles import COLOURS, LINE, RAISED, TABLE
from jyplan.media.signs import SIGNS, bar_of, heights_of
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table as Grid
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

    from jyplan.media.docx.columns import Fitted
    from jyplan.pages.page import Bar, Cell, Column, Row, Table, Tone

# blanks of a bar, and the points of each
BAR, BLANK = 20, 4.5
# tables of at most so many rows stand on one sheet
WHOLE = 8
EN_SPACE = "\u2002"


def write_table(document: Document, table: Table, found: Fitted) -> None:
    """A table below what was written before.

    Args:
        document: to which it is added.
        table: what is shown.
        found: which of its columns are shown, and how wide.
    """
    columns = [table.columns[index] for index in found.kept]
    grid = document.add_table(0, len(columns), TABLE)
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(grid.columns, found.widths, strict=True):
        column.width = Pt(width)
    if any(column.title for column in columns):
        _heading(
            _row(grid, found), columns, "Small Table Heading" if found.small else "Table Heading"
        )
    else:
        grid._tbl.tblPr.find(qn("w:tblLook")).set(qn("w:firstRow"), "0")  # noqa: SLF001 its element
    style = "Small Table Text" if found.small else "Table Text"
    for heading, rows in groupby(table.rows, key=lambda row: row.heading):
        if heading is not None:
            _group(_row(grid, found), heading)
        for row in rows:
            _cells(_row(grid, found), row, table.columns, found, style)
    if len(table.rows) <= WHOLE:
        _hold(grid)
    # else two tables become one, and lines below stick to it
    document.add_paragraph(style="Table Text").paragraph_format.space_after = Pt(2)


def _hold(grid: Grid) -> None:
    """Let no end of a sheet part the rows."""
    for row in grid.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _row(grid: Grid, found: Fitted) -> _Row:
    """Another row, which no end of a sheet parts."""
    row: _Row = grid.add_row()  # type: ignore[no-untyped-call]
    child(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 its element
    for cell, width in zip(row.cells, found.widths, strict=True):
        cell.width = Pt(width)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    return row


def _heading(row: _Row, columns: Sequence[Column], style: str) -> None:
    child(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 its element
    for cell, column in zip(row.cells, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        paragraph.add_run(written(column.title))
        _align(paragraph, column)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM


def _group(row: _Row, heading: str) -> None:
    """What stands above rows, over all columns."""
    whole = row.cells[0].merge(row.cells[-1])
    paragraph = whole.paragraphs[0]
    paragraph.style = "Table Group"
    paragraph.add_run(written(heading))
    properties = whole._tc.get_or_add_tcPr()  # noqa: SLF001 its element
    ground = child(properties, "w:shd", val="clear", color="auto", fill=RAISED)
    # Word wants them in this order
    properties.find(qn("w:vAlign")).addprevious(ground)


def _cells(row: _Row, shown: Row, columns: Sequence[Column], found: Fitted, style: str) -> None:
    asides = [
        cell.aside
        for index, cell in enumerate(shown.cells)
        if index not in found.kept and cell.aside
    ]
    words = [index for index in found.kept if not columns[index].right]
    said = [shown.cells[index].text for index in found.kept]
    for place, index in zip(row.cells, found.kept, strict=True):
        paragraph = place.paragraphs[0]
        paragraph.style = style
        put_cell(paragraph, shown.cells[index], said=said)
        _align(paragraph, columns[index])
        if asides and index == (words[-1] if words else found.kept[0]):
            _add_lines(place, asides)


def _add_lines(place: _Cell, lines: Sequence[str]) -> None:
    for line in lines:
        place.add_paragraph(written(line), "Small Table Text")


def _align(paragraph: Paragraph, column: Column) -> None:
    if column.right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def put_cell(
    paragraph: Paragraph,
    cell: Cell,
    tone: Tone = "",
    *,
    bold: bool = False,
    said: Sequence[str] = (),
) -> None:
    """A cell's text in its colour, with its bar or its heights.

    Args:
        paragraph: at whose end.
        cell: what is shown.
        tone: of its text where it has none of its own.
        bold: whether its text is.
        said: what stands beside it: a share need not be written twice.
    """
    if cell.text:
        put(paragraph, cell.text, cell.tone or tone, bold=bold)
    if cell.bar is not None:
        put(paragraph, GLUE * 2 if cell.text else "")
        _bar(paragraph, cell.bar, cell.tone or tone)
        share = share_of(cell.bar)
        # all blanks before figures are alike here
        beside = " ".join(["", *said]).replace(" ", GLUE)
        if not cell.text and share not in beside:
            put(paragraph, share, cell.tone or tone)
    if cell.heights:
        put(paragraph, f"{GLUE * 2}{heights_of(cell.heights, SIGNS)}", "notice")


def put(paragraph: Paragraph, text: str, tone: Tone = "", *, bold: bool = False) -> None:
    """A text in the colour of its tone."""
    run = paragraph.add_run(written(text))
    if tone:
        run.font.color.rgb = RGBColor.from_string(COLOURS[tone])
    if bold:
        run.bold = True


def _bar(paragraph: Paragraph, bar: Bar, tone: Tone) -> None:
    """A share as blanks on a ground, what is missing and what is due on others."""
    grounds = {SIGNS.full: COLOURS[tone or "notice"], SIGNS.rest: LINE, SIGNS.due: COLOURS[""]}
    for sign, blanks in groupby(bar_of(bar, BAR, SIGNS)):
        run = paragraph.add_run(EN_SPACE * len(list(blanks)))
        run.font.size = Pt(BLANK)
        shaded(run, grounds[sign])
