"""A page on a terminal, or as text of so many columns.

Columns that may be left out go where there is no room for all; a table that is still too wide goes
on below, with its first columns again; where not even that fits, every row stands on lines of its
own. Nothing is ever cut.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from jyplan.media.signs import bar_of, drawn_with, heights_of, respelled
from jyplan.media.wrapping import flow, frame, longest_word, wrapped
from jyplan.pages.page import (
    DASH,
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

    from jyplan.pages.page import Block, Cell, Column, Entry, Message, Note, Page, Row
    from jyplan.texts.words import Language

# cells between columns, before what belongs to something above, and of the narrowest names
GAP, INDENT, NAMES = 2, 2, 20
# a heading is folded where it is wider than so many cells and than all that is below it
HEADING = 14
# cells of a bar in a table, of one whose length is all that there is to see, and elsewhere
BAR, LENGTH, LONG_BAR = 10, 24, 20
COLOURS = {
    "good": "32",
    "warning": "33",
    "bad": "31",
    "notice": "36",
    "quiet": "90",
    "title": "1",
}


class Screen(NamedTuple):
    """Where text will be shown.

    Attributes:
        width: in character cells; None where lines may be as long as they are.
        colour: True where escape sequences are understood and wanted.
        encoding: what the stream can write.
    """

    width: int | None
    colour: bool
    encoding: str


def terminal(page: Page, screen: Screen) -> str:
    """The page as text, without blanks at the ends of lines."""
    own = respelled(page, screen.encoding)
    writer = _Writer(screen, own)
    # Messages have a line each, which programs read as well.
    title = () if any(isinstance(block, Messages) for block in own.blocks) else own.title
    lines = [writer.painted(line, "title") for line in flow(title, writer.width) if title]
    dot = respelled("·", screen.encoding)
    facts = [own.facts[0], *(f"{dot} {fact}" for fact in own.facts[1:])] if own.facts else []
    lines += [writer.painted(line, "quiet") for line in flow(facts, writer.width) if facts]
    for block in own.blocks:
        below = writer.block(block)
        lines += ["", *below] if lines and below else below
    return "".join(f"{line.replace(GLUE, ' ').rstrip()}\n" for line in lines)


class _Writer:
    """What is known while a page is written.

    Attributes:
        shown: the columns that had room somewhere.
        hidden: the columns that had none.
    """

    def __init__(self, screen: Screen, page: Page) -> None:
        self.width = sys.maxsize if screen.width is None else screen.width
        self.colour = screen.colour
        self.signs = drawn_with(screen.encoding)
        self.dash = respelled(DASH, screen.encoding)
        self.language: Language = page.language
        self.inner = any(isinstance(block, Definitions) for block in page.blocks)
        self.shown: set[str] = set()
        self.hidden: set[str] = set()

    def painted(self, line: str, tone: str) -> str:
        """A text in the colour of its tone."""
        if not (self.colour and tone and line.strip()):
            return line
        return f"\x1b[{COLOURS[tone]}m{line}\x1b[0m"

    def block(self, block: Block) -> list[str]:
        """The lines of a block."""
        lines: list[str] = []
        match block:
            case Table():
                lines = self.table(block)
            case Definitions():
                lines = self.definitions(block)
            case Entries():
                lines = [line for entry in block.entries for line in self.entry(entry)]
                lines = lines[1 if block.entries and block.entries[0].heading is not None else 0 :]
            case Notes():
                lines = [line for note in block.lines for line in self.note(note)]
            case Messages():
                lines = [line for message in block.messages for line in self.message(message)]
            case Charts():
                # Only here: few pages have charts.
                from jyplan.media.charts import drawn

                drawings = drawn(block.charts, self.width, self.signs)
                lines = [self.painted(line, tone) for line, tone in drawings]
            case Section():
                lines = self.titled(block.title, block.blocks)
            case Profile():
                lines = self.profile(block)
        return lines

    def titled(self, title: str, blocks: Sequence[Block]) -> list[str]:
        """Blocks below a title; those that have one of their own stand apart from it."""
        lines = [self.painted(line, "title") for line in wrapped(title, self.width)]
        for index, each in enumerate(blocks):
            below = self.block(each)
            apart = below and (index or isinstance(each, Section | Profile))
            lines += ["", *below] if apart else below
        return lines

    def profile(self, profile: Profile) -> list[str]:
        """What is known of one thing, whole: nothing can be unfolded here."""
        lines = self.titled(profile.title, ())
        lines += [self.painted(line, profile.status.tone) for line in self._status(profile)]
        lines += [self.painted(line, "quiet") for line in flow(profile.facts, self.width) if line]
        for block in profile.blocks:
            below = self.block(block)
            lines += ["", *below] if below else []
        return [*lines, "", *self.titled(profile.more, profile.folded)] if profile.folded else lines

    def _status(self, profile: Profile) -> list[str]:
        said = self.text(profile.status, LONG_BAR)
        return wrapped(said, self.width) if said else []

    def note(self, note: Note) -> list[str]:
        """A line of text; nothing where what it is about is not there."""
        if (note.of and self.hidden.issuperset(note.of)) or note.without in self.shown:
            return []
        if not isinstance(note.text, str):
            return [self.painted(line, note.tone) for line in flow(note.text, self.width)]
        inner = " " * INDENT if note.inner else ""
        lines = wrapped(inner + note.text, self.width, 0 if note.prose else INDENT)
        return [self.painted(line, note.tone) for line in lines]

    def message(self, message: Message) -> list[str]:
        """What is said behind its place, the lines that it is about, and what to do."""
        quote = message.quote
        place = [] if quote is None else [quote.place]
        severity = self.painted(message.severity, message.tone)
        plain = " ".join([*place, *filter(None, [message.severity, message.code])])
        coloured = " ".join([*place, *filter(None, [severity, message.code])])
        first, *rest = wrapped(f"{plain} {message.text}".lstrip(), self.width, INDENT)
        # a head that is wider than the terminal stays without its colour
        lines = [first.replace(plain, coloured, 1), *rest]
        lines += [] if quote is None else frame(quote, self.width)
        if message.below:
            # below the numbers of the lines, if any are shown
            digits = len(str(quote.number)) if quote is not None and quote.lines else 1
            margin = " " * (1 if quote is None else digits + 2)
            lines += wrapped(f"{margin} = {message.below}", self.width, len(margin) + 3)
        return lines

    def entry(self, entry: Entry) -> list[str]:
        """A thing on two lines or more."""
        lines = [] if entry.heading is None else ["", self.painted(entry.heading, "title")]
        names = flow(entry.name, self.width - INDENT, "   ")
        facts = [fact for fact in (self.text(cell, LONG_BAR) for cell in entry.facts) if fact]
        below = flow(facts, self.width - 2 * INDENT) if facts else []
        lines += [" " * INDENT + line for line in names]
        return lines + [self.painted(" " * 2 * INDENT + line, entry.tone) for line in below]

    def definitions(self, block: Definitions) -> list[str]:
        """Labels and what they stand for in two columns; on narrow screens below each other."""
        width = max(cell_len(entry.label) for entry in block.entries) + 2 * INDENT
        beside = width <= self.width // 2
        margin = width if beside else 2 * INDENT
        title = wrapped(f"{' ' * INDENT}{block.title}", self.width, INDENT) if block.title else []
        lines = [*title]
        for label, body in block.entries:
            lead = f"{' ' * INDENT}{label}"
            first, *rest = wrapped(self.text(body, LENGTH), self.width - margin)
            if beside:
                lines.append(f"{lead}{' ' * (margin - cell_len(lead))}{first}")
            else:
                lines += [lead] if label else []
                lines.append(" " * margin + first)
            lines += [" " * margin + line for line in rest]
        return lines

    def text(self, cell: Cell, cells: int) -> str:
        """A cell's text, with its bar or its heights."""
        shown = cell.text
        pieces = [bar_of(cell.bar, cells, self.signs)] if cell.bar else []
        pieces += [heights_of(cell.heights, self.signs)] if cell.heights else []
        return "   ".join([shown, *pieces] if shown else pieces)

    def table(self, table: Table) -> list[str]:
        """A table in the form that there is room for."""
        indent = INDENT if self.inner else 0
        sheet = _Sheet(table, self)
        room = self.width - indent
        kept, fits = sheet.kept(room)
        if not fits and table.turns:
            turned = _Sheet(table.turned(), self)
            other, fits = turned.kept(room)
            if fits:
                self.shown |= {column.key for column in table.columns}
                sheet, kept = turned, other
        parts = [kept] if fits else sheet.parts(kept, room)
        self.shown |= {sheet.table.columns[index].key for index in kept}
        self.hidden |= {column.key for column in table.columns} - self.shown
        if not parts:
            return [" " * indent + line for line in sheet.stacked(kept)]
        lines: list[str] = []
        # Names are folded alike in all parts.
        parted = len(parts) > 1
        left = min(room - sheet.needed(part, parted=parted) for part in parts)
        for part in parts:
            below = sheet.side_by_side(part, left, parted=parted)
            lines += [*([""] if lines else []), *below]
        return [" " * indent + line for line in lines]


class _Sheet:
    """The cells of a table as text, and how wide its columns are."""

    def __init__(self, table: Table, writer: _Writer) -> None:
        self.table = table
        self.writer = writer
        self.headed = table.columns[0].names and any(row.heading is not None for row in table.rows)
        # what has nothing due is only compared with others
        length = all(
            cell.bar is None or cell.bar.due is None for row in table.rows for cell in row.cells
        )
        self.texts = [
            [writer.text(cell, LENGTH if length else BAR) for cell in row.cells]
            for row in table.rows
        ]
        self.titles = [
            wrapped(column.title, max(HEADING, *self._cells(index), 0))
            for index, column in enumerate(table.columns)
        ]
        self.wide = [
            max([*map(cell_len, self.titles[index]), *self._cells(index)])
            for index in range(len(table.columns))
        ]
        self.least = [
            self._least(index, column) if column.names else self.wide[index]
            for index, column in enumerate(table.columns)
        ]

    def _cells(self, index: int) -> list[int]:
        """How wide the cells of a column are."""
        inner = self._inner(index)
        return [inner + cell_len(row[index]) for row in self.texts]

    def _inner(self, index: int) -> int:
        return INDENT if self.headed and index == 0 else 0

    def _least(self, index: int, column: Column) -> int:
        """The cells below which a column of names would break words."""
        inner = self._inner(index)
        words = [inner + longest_word(row[index]) for row in self.texts]
        title = [longest_word(column.title)]
        return min(max([NAMES, *title, *words]), self.wide[index])

    def needed(self, kept: Sequence[int], *, parted: bool = False) -> int:
        """The cells that some of the columns need side by side; of a part, the rest goes below."""
        asides = {} if parted else self._asides(kept)
        place = self._place(kept)
        wide = {index: self.least[index] for index in kept}
        if asides:
            said = [INDENT + cell_len(line) for lines in asides.values() for line in lines]
            wide[place] = max(wide[place], *said)
        return sum(wide.values()) + GAP * (len(kept) - 1)

    def kept(self, room: int) -> tuple[list[int], bool]:
        """The columns that have room side by side, and whether they do."""
        columns = self.table.columns
        kept = list(range(len(columns)))
        ranked = sorted(
            (index for index in kept if columns[index].dispensable),
            key=lambda index: -columns[index].dispensable,
        )
        for index in ranked:
            if self.needed(kept) <= room:
                break
            kept.remove(index)
        return kept, self.needed(kept) <= room

    def parts(self, kept: Sequence[int], room: int) -> list[list[int]]:
        """The columns in parts below each other, each with those that lead, as far as they fit."""
        columns = self.table.columns
        lead = [index for index in kept if columns[index].lead]
        if not lead:
            return []
        parts: list[list[int]] = []
        for index in kept:
            if index in lead:
                continue
            if self.needed([*lead, index], parted=True) > room:
                return []
            if not parts or self.needed([*parts[-1], index], parted=True) > room:
                parts.append(list(lead))
            parts[-1].append(index)
        return parts

    def _place(self, kept: Sequence[int]) -> int:
        """The column below whose texts stands what has no column: the last one of words."""
        words = [index for index in kept if not self.table.columns[index].right]
        return words[-1] if words else kept[0]

    def _asides(self, kept: Sequence[int]) -> dict[int, list[str]]:
        """What is to be said below the cells of rows, by the number of the row."""
        hidden = [index for index in range(len(self.table.columns)) if index not in kept]
        found = {
            number: [said for index in hidden if (said := row.cells[index].aside)]
            for number, row in enumerate(self.table.rows)
        }
        return {number: lines for number, lines in found.items() if lines}

    def side_by_side(self, kept: Sequence[int], left: int, *, parted: bool) -> list[str]:
        """Some of the columns, names folded as far as so many cells more are not enough."""
        columns, writer = self.table.columns, self.writer
        asides = {} if parted else self._asides(kept)
        place = self._place(kept)
        wide = {}
        for index in kept:
            more = min(left, self.wide[index] - self.least[index]) if columns[index].names else 0
            left -= more
            wide[index] = self.least[index] + more
        if asides:
            said = [INDENT + cell_len(line) for lines in asides.values() for line in lines]
            wide[place] = max(wide[place], *said)
        lines = self._lines({index: self.titles[index] for index in kept}, wide, None)
        heading = None
        for number, row in enumerate(self.table.rows):
            if self.headed and row.heading != heading and row.heading is not None:
                heading = row.heading
                lines.append(writer.painted(heading, "title"))
            texts = {index: self._folded(index, number, wide[index]) for index in kept}
            if number in asides:
                texts[place] = [
                    *texts[place],
                    *(" " * INDENT + line for line in asides[number]),
                ]
            lines += self._lines(texts, wide, row)
        return lines

    def _folded(self, index: int, number: int, room: int) -> list[str]:
        shown = self.texts[number][index]
        if not self.table.columns[index].names:
            return [shown]
        inner = self._inner(index)
        return [" " * inner + line for line in wrapped(shown, room - inner)]

    def _lines(
        self, texts: dict[int, list[str]], wide: dict[int, int], row: Row | None
    ) -> list[str]:
        """The lines of one row."""
        height = max(map(len, texts.values()))
        out = []
        for line in range(height):
            pieces: list[str] = []
            for index, shown in texts.items():
                piece = shown[line] if line < len(shown) else ""
                pad = " " * (wide[index] - cell_len(piece))
                tone = row.cells[index].tone if row else ""
                painted = self.writer.painted(piece, tone)
                right = self.table.columns[index].right
                pieces.append(pad + painted if right else painted + pad)
            out.append((" " * GAP).join(pieces).rstrip())
        return out

    def stacked(self, kept: Sequence[int]) -> list[str]:
        """Every row on lines of its own, some of its cells with their headings below it."""
        writer, columns = self.writer, self.table.columns
        named = next((index for index in kept if columns[index].names), kept[0])
        asides = self._asides(kept)
        lines: list[str] = []
        heading = None
        for number, row in enumerate(self.table.rows):
            if row.heading is not None and row.heading != heading:
                heading = row.heading
                lines.append(writer.painted(heading, "title"))
            inner = INDENT if heading is not None else 0
            names = wrapped(self.texts[number][named], writer.width - inner)
            lines += [" " * inner + line for line in names]
            pieces = [
                (self._labelled(columns[index], self.texts[number][index]), row.cells[index].tone)
                for index in kept
                if index != named and self.texts[number][index] not in {"", writer.dash}
            ]
            pieces += [(aside, "") for aside in asides.get(number, [])]
            lines += [" " * (inner + INDENT) + line for line in self._beside(pieces, inner)]
        return lines

    def _labelled(self, column: Column, shown: str) -> str:
        colon = text("colon", self.writer.language)
        return f"{column.title}{colon}{shown}" if column.title else shown

    def _beside(self, pieces: Sequence[tuple[str, str]], inner: int) -> list[str]:
        """Pieces in lines, each in its colour where it is not parted."""
        if not pieces:
            return []
        lines = flow([piece for piece, _ in pieces], self.writer.width - inner - INDENT)
        for piece, tone in pieces:
            for number, line in enumerate(lines):
                if tone and piece in line:
                    lines[number] = line.replace(piece, self.writer.painted(piece, tone), 1)
                    break
        return lines
