"""A page as a workbook: figures are numbers, years can be sorted, charts are Excel's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.media.colours import TONES
from jyplan.media.sheets import (
    ACCENT,
    LINE,
    RAISED,
    Styles,
    height_of,
    lines_of,
    new_book,
    plain,
    sheet_name,
    shown_format,
    words_of,
)
from jyplan.media.xlsx_widths import widths_of
from jyplan.pages.page import (
    Charts,
    Choices,
    Definitions,
    Entries,
    Messages,
    Notes,
    Profile,
    Section,
    Table,
)
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format as Style
    from xlsxwriter.workbook import Workbook

    from jyplan.pages.page import Block, Cell, Column, Message, Page, Row, Tone


def xlsx(page: Page) -> bytes:
    """The page as an Excel workbook: one sheet, and one of figures where there are charts."""
    title = " · ".join(page.title)
    book, memory = new_book(title)
    sheet = _PageSheet(book, page)
    sheet.heading(title, 14)
    if page.facts:
        sheet.line(" · ".join(page.facts), "quiet")
    for block in page.blocks:
        sheet.block(block)
    sheet.finish()
    book.close()
    return memory.getvalue()


class _PageSheet:
    """The sheet of a page, written from above."""

    def __init__(self, book: Workbook, page: Page) -> None:
        self.book, self.page = book, page
        self.styles = Styles(book)
        name = sheet_name(page.title[0] if page.title else "", ())
        self.sheet = book.add_worksheet(name)
        self.names: list[str] = [name]
        self.row, self.headed = 0, False
        self.widths = widths_of(page.blocks)
        for number, width in enumerate(self.widths):
            self.sheet.set_column(number, number, width, self.styles.of())

    def block(self, block: Block) -> None:
        """Write a block, and leave a row below it."""
        match block:
            case Table():
                self.table(block)
            case Definitions():
                self.definitions(block)
            case Entries():
                self.entries(block)
            case Notes():
                self.notes(block)
            case Messages():
                self.messages(block)
            case Charts():
                self.charts(block)
            case Section() | Profile():
                self.section(block)
            case Choices():
                return
        self.row += 1

    def section(self, section: Section | Profile) -> None:
        """Blocks below a title of their own."""
        self.heading(section.title, 12)
        if isinstance(section, Profile):
            facts = (*section.facts, section.status.text)
            self.line(" · ".join(facts), section.status.tone)
        for each in (*section.blocks, *getattr(section, "folded", ())):
            self.block(each)

    def notes(self, block: Notes) -> None:
        """Lines of text."""
        for note in block.beside_all:
            self.line(note.whole("  "), note.tone, indent=int(note.inner))

    def heading(self, said: str, size: int) -> None:
        """A title across all columns."""
        style = self.styles.of(bold=True, font_size=size, font_color=ACCENT)
        self.sheet.set_row(self.row, size * 1.7)
        self.sheet.write_string(self.row, 0, plain(said), style)
        self.row += 1

    def line(self, said: str, tone: Tone = "", *, indent: int = 0, mono: bool = False) -> None:
        """A text across all columns, as high as it needs."""
        properties: dict[str, object] = {"font_color": TONES[tone], "text_wrap": True}
        if mono:
            properties |= {"font_name": "Consolas"}
        style = self.styles.of(**properties, indent=indent, valign="top")
        self.across(0, said, style, indent * 2)

    def across(self, first: int, said: str, style: Style, taken: int = 0) -> None:
        """A text from one column to the last."""
        last = len(self.widths) - 1
        room = sum(self.widths[first:]) - taken
        self.sheet.set_row(self.row, height_of(lines_of(said, room)))
        # first the range, then its text, which would be taken for a formula otherwise
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
        self.sheet.write_string(self.row, first, plain(said), style)
        self.row += 1

    def table(self, table: Table) -> None:
        """A table; the headings of the first one stay where they are."""
        self.columns(table.columns)
        if not self.headed:
            self.headed = True
            lead = sum(column.lead for column in table.columns) or 1
            self.sheet.freeze_panes(self.row, lead)
            self.sheet.repeat_rows(self.row - 1)
        last = None
        for row in table.rows:
            if row.heading is not None and row.heading != last:
                style = self.styles.of(bold=True, bg_color=RAISED, bottom=1, bottom_color=LINE)
                for number in range(len(table.columns)):
                    self.sheet.write_blank(self.row, number, None, style)
                self.sheet.write_string(self.row, 0, plain(row.heading), style)
                self.row += 1
            last = row.heading
            self.cells(row, table.columns)

    def columns(self, columns: Sequence[Column]) -> None:
        """The headings of a table."""
        height = 1
        for number, column in enumerate(columns):
            style = self.styles.of(
                bold=True,
                text_wrap=True,
                align="right" if column.right else "left",
                indent=int(not column.right and number > 0),
                bottom=2,
                bottom_color=ACCENT,
                font_color=ACCENT,
            )
            height = max(height, lines_of(column.title, self.widths[number]))
            self.sheet.write_string(self.row, number, plain(column.title), style)
        self.sheet.set_row(self.row, height_of(height, 3))
        self.row += 1

    def cells(self, row: Row, columns: Sequence[Column]) -> None:
        """One row of a table."""
        height = 1
        for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            height = max(height, lines_of(words_of(cell), self.widths[number]))
            self.cell(number, cell, right=column.right)
        self.sheet.set_row(self.row, height_of(height))
        self.row += 1

    def cell(self, number: int, cell: Cell, *, right: bool) -> None:
        """A figure as a number wherever a format shows its whole text, else the text."""
        properties: dict[str, object] = {
            **({"align": "right"} if right else {"align": "left", "indent": int(number > 0)}),
            "font_color": TONES[cell.tone],
            "bottom": 1,
            "bottom_color": LINE,
        }
        shown = shown_format(cell)
        if cell.figure is not None and shown is not None:
            style = self.styles.of(**properties, num_format=shown)
            self.sheet.write_number(self.row, number, cell.figure.value, style)
        elif cell.bar is not None and not cell.text:
            style = self.styles.of(**properties, num_format="0%")
            self.sheet.write_number(self.row, number, cell.bar.share, style)
            self.sheet.conditional_format(
                *(self.row, number, self.row, number),
                {
                    "type": "data_bar",
                    "bar_color": "#9DB7D5",
                    "min_type": "num",
                    "max_type": "num",
                    "min_value": 0,
                    "max_value": 1,
                },
            )
        else:
            style = self.styles.of(**properties, text_wrap=True)
            self.sheet.write_string(self.row, number, plain(words_of(cell)), style)

    def definitions(self, block: Definitions) -> None:
        """Labels, and beside them what they stand for."""
        if block.title:
            self.heading(block.title, 11)
        for name, body in block.entries:
            style = self.styles.of(font_color=TONES["quiet"], valign="top", text_wrap=True)
            self.sheet.write_string(self.row, 0, plain(name), style)
            if body.figure is not None and shown_format(body) is not None:
                self.cell(1, body, right=False)
                self.row += 1
                continue
            style = self.styles.of(font_color=TONES[body.tone], text_wrap=True, valign="top")
            self.across(1, words_of(body), style)

    def entries(self, block: Entries) -> None:
        """Things in a few words each."""
        for entry in block.entries:
            if entry.heading is not None:
                self.heading(entry.heading, 11)
            self.line("   ".join(entry.name))
            facts = "   ".join(filter(None, map(words_of, entry.facts)))
            if facts:
                self.line(facts, entry.tone, indent=1)

    def messages(self, block: Messages) -> None:
        """Messages below each other, each with the piece of the file that it is about."""
        for message in block.messages:
            self.message(message)

    def message(self, message: Message) -> None:
        """One message."""
        quote = message.quote
        if quote is None:
            self.line(message.text, message.tone)
            return
        self.line(f"{quote.place}  {message.severity} {message.code}", message.tone)
        self.line(message.text, indent=1)
        for line in quote.lines:
            self.line(line, indent=2, mono=True)
        if message.below:
            self.line(message.below, "quiet", indent=1)

    def charts(self, block: Charts) -> None:
        """Charts, their figures on a sheet of their own."""
        # Only here: few pages have any.
        from jyplan.media.xlsx_charts import ChartSheet

        name = sheet_name(text("xlsx.figures", self.page.language), self.names)
        self.names.append(name)
        figures = ChartSheet(self.book, self.styles, name)
        for chart in block.charts:
            drawn = figures.chart(chart)
            if drawn is None:
                continue
            self.heading(chart.title, 11)
            if chart.description:
                self.line(chart.description, "quiet")
            options = {"description": plain(chart.description or chart.title)[:1000]}
            self.sheet.insert_chart(self.row, 0, drawn, options)
            self.row += figures.HEIGHT

    def finish(self) -> None:
        """How the sheet prints."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.set_footer("&C&P / &N")
