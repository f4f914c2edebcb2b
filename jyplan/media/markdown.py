"""A page as Markdown, for documents and pull requests; a chart is there as its figures."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from jyplan.media.places import naming, places, profile_mark, profiles
from jyplan.media.signs import SIGNS, bar_of, heights_of
from jyplan.pages.page import (
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
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.media.places import Landmark
    from jyplan.pages.page import Block, Cell, Chart, Message, Page, Plain

# cells of a bar
BAR = 10
# ends a line within a paragraph
BREAK = "  "


def markdown(page: Page) -> str:
    """The page: a heading, a list of contents where it has one, then its blocks."""
    lines = [f"# {escaped('  '.join(page.title))}", ""]
    if page.facts:
        lines += [escaped(" · ".join(page.facts)), ""]
    if page.contents:
        lines += [f"## {escaped(page.contents)}", "", *_contents(places(page)), ""]
    for index, block in enumerate(page.blocks):
        lines += _block(block, page, "##", f"{page.language}.{index}")
    return "\n".join(lines).rstrip() + "\n"


def _contents(found: Iterable[Landmark], inner: str = "") -> Iterator[str]:
    for place in found:
        yield f"{inner}- {_link(place.title, place.mark)}"
        yield from _contents(place.inner, f"{inner}  ")


def _link(plain: str, mark: str) -> str:
    return f"[{escaped(plain)}](#{quote(mark)})"


def _block(block: Block, page: Page, level: str, mark: str) -> Iterator[str]:
    """The lines of a block, and an empty one."""
    match block:
        case Section():
            yield from _headed(block.title, level, mark if page.contents else "")
            for index, each in enumerate(block.blocks):
                yield from _block(each, page, f"{level}#", f"{mark}.{index}")
        case Profile():
            yield from _profile(block, page, level)
        case _:
            yield from _plain(block, page, level)


def _plain(block: Plain, page: Page, level: str) -> Iterator[str]:
    """The lines of a block in which no other one stands; nobody can choose here."""
    match block:
        case Table():
            yield from _table(block, page, level)
        case Definitions():
            yield from _definitions(block, page, level)
        case Entries():
            yield from _entries(block, level)
        case Notes():
            yield from _notes(block)
        case Messages():
            for message in block.messages:
                yield from _message(message)
        case Charts():
            for chart in block.charts:
                yield from _figures(chart, page, level)


def _headed(title: str, level: str, mark: str = "") -> Iterator[str]:
    """A heading, of six levels at most, and what links to it point to."""
    if mark:
        yield from (f'<a id="{escape(mark)}"></a>', "")
    yield from (f"{level[:6]} {escaped(title)}", "")


def _profile(profile: Profile, page: Page, level: str) -> Iterator[str]:
    """What is known of one thing, whole: nothing can be unfolded here."""
    mark = profile_mark(profile.key, page.language)
    yield from _headed(profile.title, level, mark)
    facts = [escaped(fact) for fact in profile.facts]
    status = _said(profile.status)
    yield from (" · ".join([*([f"**{escaped(status)}**"] if status else []), *facts]), "")
    for index, block in enumerate(profile.blocks):
        yield from _block(block, page, f"{level}#", f"{mark}.{index}")
    if profile.folded:
        yield from _headed(profile.more, f"{level}#")
    for index, block in enumerate(profile.folded):
        yield from _block(block, page, f"{level}##", f"{mark}.more.{index}")


def _figures(chart: Chart, page: Page, level: str) -> Iterator[str]:
    """What is to be seen in a chart, and its values."""
    if chart.figures is not None:
        yield from (f"**{escaped(chart.title)}**", "")
        yield from (escaped(chart.description), "") if chart.description else ()
        yield from _table(chart.figures, page, f"{level}#")


def _notes(block: Notes) -> Iterator[str]:
    for note in block.beside_all:
        yield f"{escaped(note.whole(BREAK))}{BREAK}"
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
        yield from _headed(block.title, level)
    colon = text("colon", page.language)
    for label, body in block.entries:
        said = escaped(_said(body))
        yield f"- **{escaped(label.strip())}**{colon}{said}" if label else f"- {said}"
    yield ""


def _entries(block: Entries, level: str) -> Iterator[str]:
    for entry in block.entries:
        if entry.heading is not None:
            yield from ("", *_headed(entry.heading, level))
        yield f"- {escaped('   '.join(entry.name))}{BREAK}"
        yield f"  {escaped('  '.join(filter(None, map(_said, entry.facts))))}"
    yield ""


def _table(table: Table, page: Page, level: str) -> Iterator[str]:
    """A table, or one for every heading; names lead to their profiles."""
    titles = [column.title for column in table.columns]
    right = [column.right for column in table.columns]
    known, named = profiles(page), naming(table)
    for heading, rows in groupby(table.rows, key=lambda row: row.heading):
        if heading is not None:
            yield from _headed(heading, level)
        yield from rows_of(titles, right, ())
        for row in rows:
            cells = [escaped(_said(cell)) for cell in row.cells]
            if row.key in known:
                mark = profile_mark(row.key, page.language)
                cells[named] = _link(_said(row.cells[named]), mark)
            yield _row(cells)
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
    head, *below = (_row(map(escaped, cells)) for cells in (titles, *rows))
    return [head, _row(rule), *below]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def escaped(plain: str) -> str:
    """Text in which Markdown sees nothing to do."""
    out = plain.replace("\\", "\\\\").replace("\n", " ").replace(GLUE, " ")
    for sign in "|*_`<~[]":
        out = out.replace(sign, f"\\{sign}")
    return out
