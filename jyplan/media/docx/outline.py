"""A list of the headings of a document, which Word can make anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Pt

from jyplan.media.docx.marks import field_begin, field_end, linked, written
from jyplan.media.docx.sheets import room
from jyplan.media.places import charts_in
from jyplan.pages.page import Profile, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document

    from jyplan.pages.page import Block, Page

# headings below are not listed
LEVELS = 2


def headings(blocks: Sequence[Block], level: int = 1) -> Iterator[tuple[int, str]]:
    """The headings that the blocks have, with their levels, in the order in which they stand."""
    for block in blocks:
        if isinstance(block, Section | Profile):
            yield level, block.title
            yield from headings(block.blocks, level + 1)


def annexes(blocks: Sequence[Block]) -> list[Section]:
    """What profiles fold away, by what that is called, in the sections in which they stand."""
    found: dict[str, dict[str, list[Block]]] = {}
    for title, profile in _profiles(blocks, ""):
        if profile.folded:
            # A table of years says more than the figures of a chart.
            drawn = () if _tabled(profile.folded) else charts_in(profile.blocks)
            figures = (each.figures for each in drawn if each.figures)
            tables = (each.turned() if each.turns else each for each in figures)
            annex = Section(profile.title, (*tables, *profile.folded))
            found.setdefault(profile.more, {}).setdefault(title, []).append(annex)
    annexed: list[Section] = []
    for more, sections in found.items():
        own = sections.pop("", [])
        parted = (Section(title, tuple(inner)) for title, inner in sections.items())
        annexed.append(Section(more, (*own, *parted)))
    return annexed


def _profiles(blocks: Sequence[Block], title: str) -> Iterator[tuple[str, Profile]]:
    """All profiles, each with the title of the section that it stands in."""
    for block in blocks:
        if isinstance(block, Profile):
            yield title, block
        if isinstance(block, Section | Profile):
            yield from _profiles(block.blocks, block.title)


def _tabled(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Table) for block in blocks)


def contents(document: Document, page: Page) -> bool:
    """The list, each entry a link; whether there is anything in it.

    On which sheets they stand only Word can tell, and does so when it makes the list anew.
    """
    found = headings([*page.blocks, *annexes(page.blocks)])
    listed = [
        (number, level, title)
        for number, (level, title) in enumerate(found, start=1)
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
