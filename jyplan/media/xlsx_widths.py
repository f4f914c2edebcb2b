"""How wide the columns of a page's sheet are, for all its tables below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.media.places import within
from jyplan.media.sheets import width_of, words_of
from jyplan.pages.page import Definitions, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.pages.page import Block

# columns that texts go across where a page has fewer, and what each of them takes at least
LEAST_COLUMNS, LEAST_WIDTH, USUAL_WIDTH = 6, 10.0, 14.0
FIRST_WIDTH, MOST_WIDTH = 18.0, 46.0


def widths_of(blocks: Sequence[Block]) -> list[float]:
    """The width of every column, in digits."""
    found: list[float] = []
    for table in (block for block in within(blocks) if isinstance(block, Table)):
        for number, column in enumerate(table.columns):
            texts = [column.title, *(words_of(row.cells[number]) for row in table.rows)]
            found += [0.0] * (number + 1 - len(found))
            found[number] = max(width_of(texts, LEAST_WIDTH, MOST_WIDTH), found[number])
    # definitions have their labels there
    definitions = (block for block in within(blocks) if isinstance(block, Definitions))
    labels = (entry.label for block in definitions for entry in block.entries)
    first = width_of(labels, FIRST_WIDTH, MOST_WIDTH)
    found = [max(first, *found[:1]), *found[1:]] if found else [first]
    return found + [USUAL_WIDTH] * (LEAST_COLUMNS - len(found))
