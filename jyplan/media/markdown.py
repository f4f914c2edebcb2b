"""A page as Markdown, for documents and pull requests; charts have no place there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.media.signs import Drawn, bar_of, heights_of
from jyplan.pages.page import Charts, Definitions, Entries, Messages, Notes, Section, Table
from jyplan.texts.words import GLUE, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.pages.page import Block, Cell, Message, Page

# cells of a bar
BAR = 10
SIGNS = Drawn()
# ends a line within a paragraph
BREAK = "  "


def markdown(page: Page) -> str:
    """The page: a heading, then its blocks."""
    lines = [f"# {escaped('  '.join(page.title))}", ""]
    if page.facts:
        lines += [escaped(" · ".join(page.facts)), ""]
    for block in page.blocks:
        lines += _block(block, page)
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, page: Page, level: str = "##") -> Iterator[str]:
    """The lines of a block, and an empty one."""
    match block:
        case Table():
            yield from _table(block, level)
        case Definitions():
            yield from _definitions(block, page, level)
        case Entries():
            yield from _entries(block, level)
        case Notes():
            yield from _notes(block)
        case Messages():
            for message in block.messages:
                yield from _message(message)
        case Section():
            yield from (f"{level} {escaped(block.title)}", "")
            for each in block.blocks:
                yield from _block(each, page, f"{level}#")
        case Charts():
            pass


def _notes(block: Notes) -> Iterator[str]:
    for note in block.lines:
        # Nothing is left out here, and so nothing stands in for it.
        if note.without is None:
            said = note.text if isinstance(note.text, str) else BREAK.join(note.text)
            yield f"{escaped(said)}{BREAK}"
    yield ""


def _message(message: Message) -> Iterator[str]:
    quote = message.quote
    if quote is None:
        yield from (f"- {escaped(message.text)}", "")
        return
    head = f"{quote.place} {message.severity} {message.code}"
    yield from (f"- **{escaped(head)}** {escaped(message.text)}", "")
    if quote.lines:
        # Only here: it measures in cells, and few pages quote a file.
        from jyplan.media.wrapping import frame

        # so far in, everything stands as it is
        yield from (*(" " * 6 + line for line in frame(quote)), "")
    if message.below:
        yield from (f"  {escaped(message.below)}", "")


def _definitions(block: Definitions, page: Page, level: str) -> Iterator[str]:
    if block.title:
        yield from (f"{level} {escaped(block.title)}", "")
    colon = text("colon", page.language)
    for label, body in block.entries:
        said = escaped(_said(body))
        yield f"- **{escaped(label)}**{colon}{said}" if label else f"- {said}"
    yield ""


def _entries(block: Entries, level: str) -> Iterator[str]:
    for entry in block.entries:
        if entry.heading is not None:
            yield from ("", f"{level} {escaped(entry.heading)}", "")
        yield f"- {escaped('   '.join(entry.name))}{BREAK}"
        yield f"  {escaped('  '.join(filter(None, map(_said, entry.facts))))}"
    yield ""


def _table(table: Table, level: str) -> Iterator[str]:
    """A table, or one for every heading."""
    titles = [column.title for column in table.columns]
    right = [column.right for column in table.columns]
    for heading, rows in groupby(table.rows, key=lambda row: row.heading):
        if heading is not None:
            yield from (f"{level} {escaped(heading)}", "")
        yield from rows_of(titles, right, ([_said(cell) for cell in row.cells] for row in rows))
        yield ""


def _said(cell: Cell) -> str:
    pieces = [cell.text] if cell.text else []
    pieces += [bar_of(cell.bar, BAR, SIGNS)] if cell.bar else []
    pieces += [heights_of(cell.heights, SIGNS)] if cell.heights else []
    return "   ".join(pieces)


def rows_of(
    titles: Sequence[str], right: Sequence[bool], rows: Iterable[Sequence[str]]
) -> list[str]:
    """A Markdown table, line by line."""
    rule = ["---:" if figures else "---" for figures in right]
    return [_row(titles), "| " + " | ".join(rule) + " |", *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(plain: str) -> str:
    """Text in which Markdown sees nothing to do."""
    out = plain.replace("\\", "\\\\").replace("\n", " ").replace(GLUE, " ")
    for sign in "|*_`<~[]":
        out = out.replace(sign, f"\\{sign}")
    return out
