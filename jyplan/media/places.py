"""What a list of contents names, and where a page's links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.page import Charts, Profile, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.pages.page import Block, Chart, Page
    from jyplan.texts.words import Language


class Landmark(NamedTuple):
    """Where something stands in a page.

    Attributes:
        mark: what a link points to.
        title: what stands there.
        inner: what stands there below a title of its own.
    """

    mark: str
    title: str
    inner: tuple[Landmark, ...]


def profile_mark(key: str, language: Language) -> str:
    """What a link to a profile points to, another one in each language."""
    return f"{language}-{key}"


def places(page: Page) -> tuple[Landmark, ...]:
    """Sections and profiles, in their order."""
    return _places(page.blocks, page.language, page.language)


def _places(blocks: Sequence[Block], mark: str, language: Language) -> tuple[Landmark, ...]:
    """Sections are known by where they stand, ``zh.3.0``; profiles by their keys."""
    found = []
    for index, block in enumerate(blocks):
        if isinstance(block, Section):
            own = f"{mark}.{index}"
            found.append(Landmark(own, block.title, _places(block.blocks, own, language)))
        elif isinstance(block, Profile):
            found.append(Landmark(profile_mark(block.key, language), block.title, ()))
    return tuple(found)


def within(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks, and all that stand in them."""
    for block in blocks:
        yield block
        if isinstance(block, Section | Profile):
            yield from within(block.blocks)
        if isinstance(block, Profile):
            yield from within(block.folded)


def charts_in(blocks: Sequence[Block]) -> Iterator[Chart]:
    """The charts that stand right among blocks."""
    for block in blocks:
        if isinstance(block, Charts):
            yield from block.charts


def profiles(page: Page) -> frozenset[str]:
    """The keys of all profiles."""
    return frozenset(block.key for block in within(page.blocks) if isinstance(block, Profile))


def naming(table: Table) -> int:
    """The column that names its rows."""
    named = [index for index, column in enumerate(table.columns) if column.names]
    return named[0] if named else 0
