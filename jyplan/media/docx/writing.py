"""The blocks of a page as paragraphs, tables and pictures of a document."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.shared import Pt

from jyplan.media.docx.columns import BOLD, suited, width_of
from jyplan.media.docx.marks import bookmark, described, field, written
from jyplan.media.docx.outline import annexes
from jyplan.media.docx.sheets import across_in, next_sheet, room
from jyplan.media.docx.styles import CODE, LIST
from jyplan.media.docx.tables import put, put_cell, write_table
from jyplan.media.pictures import picture, sample
from jyplan.media.places import charts_in
from jyplan.media.plots import numbered
from jyplan.pages.page import (
    ROLES,
    Cell,
    Charts,
    Definitions,
    Entries,
    Messages,
    Notes,
    Profile,
    Section,
    Table,
)
from jyplan.texts.words import GLUE, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from jyplan.pages.page import Block, Chart, Entry, Message, Note, Page, Plain, Quote

# headings below the last level look like those of it
DEEPEST = 4
# between pieces of a line, which are not parted
BETWEEN = "\u2003"
DOT = " · "
# points of letters of definitions, and of the widest label beside what it stands for
LETTER, SMALL_LETTER, WIDEST = 10.5, 9.0, 160.0


class Manuscript:
    """What is known while a document is written.

    Attributes:
        document: what is written.
        language: of words.
        across: whether the sheet lies across.
        small: whether what is written is only for those who ask.
        annexed: whether figures of charts follow in an annex.
        fresh: whether the next heading begins a sheet.
        headings: how many there are.
        figures: how many pictures there are.
        shown: the columns that had room somewhere.
        hidden: the columns that had none.
    """

    def __init__(self, document: Document, page: Page, *, fresh: bool) -> None:
        self.document = document
        self.language = page.language
        self.across = across_in(page.blocks)
        self.small = False
        self.annexed = False
        self.fresh = fresh
        self.headings = 0
        self.figures = 0
        self.shown: set[str] = set()
        self.hidden: set[str] = set()

    def blocks(self, blocks: Sequence[Block], level: int) -> None:
        """Blocks one below the other, on a sheet that has room for all of them.

        Args:
            blocks: what is written.
            level: of headings among them.
        """
        across = across_in(blocks)
        labels = [each for each in blocks if isinstance(each, Definitions) and not each.title]
        for block in blocks:
            match block:
                case Section():
                    self._turn(across=across_in(block.blocks))
                    self._heading(block.title, level)
                    self.blocks(block.blocks, level + 1)
                case Profile():
                    self._turn(across=across_in(block.blocks))
                    self._profile(block, level)
                case _:
                    self._turn(across=across)
                    self._plain(block, labels)

    def _turn(self, *, across: bool) -> None:
        if across != self.across:
            next_sheet(self.document, across=across)
            self.across, self.fresh = across, False

    def _plain(self, block: Plain, labels: Sequence[Definitions]) -> None:
        match block:
            case Table():
                self._table(block)
            case Definitions():
                self._definitions(block, labels)
            case Entries():
                for entry in block.entries:
                    self._entry(entry)
            case Notes():
                self._notes(block)
            case Messages():
                for message in block.messages:
                    self._message(message)
            case Charts():
                for chart in block.charts:
                    self._chart(chart)

    def _paragraph(self, said: str, style: str) -> Paragraph:
        return self.document.add_paragraph(written(said), style)

    def _heading(self, title: str, level: int) -> None:
        said = written(title, lines=False)
        heading = self.document.add_paragraph(said, f"Heading {min(level, DEEPEST)}")
        self.headings += 1
        bookmark(heading, self.headings)
        heading.paragraph_format.page_break_before = True if self.fresh else None
        self.fresh = False

    def _profile(self, profile: Profile, level: int) -> None:
        self._heading(profile.title, level)
        if profile.facts or profile.status != Cell():
            facts = self._paragraph("", "Profile Facts")
            put_cell(facts, profile.status, bold=True)
            put(facts, f"{BETWEEN if facts.runs else ''}{DOT.join(profile.facts)}")
        self.annexed = bool(profile.folded)
        before = len(self.document.paragraphs)
        self.blocks(profile.blocks, level + 1)
        self.annexed = False
        if any(charts_in(profile.blocks)):
            # What is said of a picture stands on its sheet.
            for paragraph in self.document.paragraphs[before:-1]:
                paragraph.paragraph_format.keep_with_next = True

    def annexes(self, blocks: Sequence[Block]) -> None:
        """What profiles fold away, at the end, for those who ask."""
        for annex in annexes(blocks):
            self._turn(across=False)
            self.fresh = self.small = True
            self.blocks([annex], 1)
        self.small = False

    def _table(self, table: Table) -> None:
        shown, found = suited(table, room(across=self.across), small=self.small)
        kept = table.columns if shown is not table else [table.columns[each] for each in found.kept]
        self.shown |= {column.key for column in kept}
        self.hidden |= {column.key for column in table.columns} - self.shown
        write_table(self.document, shown, found)

    def _definitions(self, block: Definitions, beside: Sequence[Definitions]) -> None:
        """Labels with what they stand for beside them, or below where a label is long.

        Args:
            block: what is written.
            beside: those without a title among which it stands: labels of them take the same room.
        """
        if block.title:
            self._paragraph(block.title, "Block Heading")
        size = SMALL_LETTER if self.small else LETTER
        labels = [
            width_of(entry.label, BOLD)
            for each in ([block] if block.title else beside)
            for entry in each.entries
        ]
        margin = (1 + max(labels, default=0.0)) * size
        fits = margin <= WIDEST
        margin = margin if fits else 2 * size
        for label, body in block.entries:
            paragraph = self._paragraph("", "Small Definition" if self.small else "Definition")
            paragraph.paragraph_format.left_indent = Pt(margin)
            paragraph.paragraph_format.first_line_indent = Pt(-margin)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(margin))
            put(paragraph, label, bold=True)
            paragraph.add_run("\t" if fits or not label else "\n")
            put_cell(paragraph, body)

    def _entry(self, entry: Entry) -> None:
        if entry.heading is not None:
            self._paragraph(entry.heading, "Block Heading")
        self._paragraph(BETWEEN.join(entry.name), "Entry")
        facts = self._paragraph("", "Entry Facts")
        said = [fact.text for fact in entry.facts]
        for fact in entry.facts:
            if fact.text or fact.bar or fact.heights:
                if facts.runs:
                    facts.add_run(BETWEEN)
                put_cell(facts, fact, entry.tone, said=said)

    def _notes(self, block: Notes) -> None:
        for note in block.lines:
            if self._told(note):
                style = "Body Text" if note.prose else LIST if note.inner else "Note"
                put(self._paragraph("", style), note.whole(BETWEEN), note.tone)

    def _told(self, note: Note) -> bool:
        """Whether what it is about is there, and what it stands in for is not."""
        about_hidden = bool(note.of) and self.hidden.issuperset(note.of)
        return not about_hidden and note.without not in self.shown

    def _message(self, message: Message) -> None:
        quote = message.quote
        paragraph = self._paragraph("", "Message")
        if quote is not None:
            put(paragraph, f"{quote.place} ", "quiet")
        if message.severity:
            put(paragraph, f"{message.severity} {message.code} ", message.tone, bold=True)
        put(paragraph, message.text)
        if quote is not None and quote.lines:
            paragraph.paragraph_format.keep_with_next = True
            self._quote(quote, together=bool(message.below))
        if message.below:
            put(self._paragraph("", "Note"), message.below, "quiet")

    def _quote(self, quote: Quote, *, together: bool) -> None:
        paragraph = self._paragraph("", CODE)
        paragraph.paragraph_format.keep_with_next = together
        before = "".join(f"{line}\n" for line in quote.lines[:-1])
        last = quote.lines[-1]
        put(paragraph, f"{before}{last[: quote.begin]}")
        put(paragraph, last[quote.begin : quote.end], "bad", bold=True)
        put(paragraph, last[quote.end :])

    def _chart(self, chart: Chart) -> None:
        """A picture, what its lines are, its caption and its figures; without it only these."""
        drawn = picture(chart)
        if drawn is not None:
            shape = self._paragraph("", "Chart").add_run().add_picture(BytesIO(drawn))
            title = written(chart.title, lines=False)
            described(
                shape,
                title,
                f"{title}{DOT}{written(chart.description)}" if chart.description else title,
            )
            self._legend(chart)
            self.figures += 1
            self._caption(title, together=not self.annexed and chart.figures is not None)
        if not self.annexed:
            self._figures(chart)

    def _figures(self, chart: Chart) -> None:
        """The values of a chart, years side by side as in the picture where that has room."""
        if chart.figures is not None:
            small, self.small = self.small, True
            self._table(chart.figures.turned() if chart.figures.turns else chart.figures)
            self.small = small

    def _legend(self, chart: Chart) -> None:
        paragraph = self._paragraph("", "Legend")
        named: dict[tuple[str, str], int] = {}
        for number, each in numbered(chart.series):
            named.setdefault((each.role, each.name), number)
        for (role, name), number in sorted(named.items(), key=lambda each: ROLES.index(each[0][0])):
            if paragraph.runs:
                paragraph.add_run(BETWEEN)
            key = BytesIO(sample(role, number))
            described(paragraph.add_run().add_picture(key), written(name), written(name))
            put(paragraph, f"{GLUE}{name}")

    def _caption(self, title: str, *, together: bool) -> None:
        paragraph = self._paragraph("", "Caption")
        if together:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = Pt(4)
        before, after = text("document.figure", self.language, number="\0").split("\0")
        paragraph.add_run(before)
        field(paragraph, "SEQ Figure \\* ARABIC", str(self.figures))
        put(paragraph, f"{after}{BETWEEN}{title}")
