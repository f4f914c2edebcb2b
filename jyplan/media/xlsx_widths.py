"""How wide the columns of a page's sheet are, for all its tables below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.media.sheets import width_of, words_of
from jyplan.pages.page import Definitions, Profile, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.pages.page import Block

# columns that texts go across where a page has fewer, and what each of them takes at least
LEAST_COLUMNS, LEAST_WIDTH, USUAL_WIDTH = 6, 10.0, 14.0
FIRST_WIDTH, MOST_WIDTH = 18.0, 46.0


def widths_of(blocks: Sequence[Block]) -> list[float]:
    """The width of every column, in digits."""
    found: list[float] = []
    for table in _tables(blocks):
        for number, column in enumerate(table.columns):
            texts = [column.title, *(words_of(row.cells[number]) for row in table.rows)]
            found += [0.0] * (number + 1 - len(found))
            found[number] = max(width_of(texts, LEAST_WIDTH, MOST_WIDTH), found[number])
    first = width_of(_labels(blocks), FIRST_WIDTH, MOST_WIDTH)
    found = [max(first, *found[:1]), *found[1:]] if found else [first]
    return found + [USUAL_WIDTH] * (LEAST_COLUMNS - len(found))


def _inner(block: Block) -> Sequence[Block]:
    if isinstance(block, Profile):
        return (*block.blocks, *block.folded)
    return block.blocks if isinstance(block, Section) else ()


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        yield from _tables(_inner(block))


def _labels(blocks: Iterable[Block]) -> Iterator[str]:
    """Texts that stand in the first column before others."""
    for block in blocks:
        if isinstance(block, Definitions):
            yield from (entry.label for entry in block.entries)
        yield from _labels(_inner(block))
