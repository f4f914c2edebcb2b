"""The cells of a sheet while they come in, whatever file they are in."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from jyplan.forms.opening import limits
from jyplan.forms.opening.limits import LAST_COLUMN, LAST_ROW, within
from jyplan.forms.sheets import SheetCell, TableSheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.forms.opening.limits import Spent
    from jyplan.forms.sheets import Block


class IncomingSheet:
    """What was found of one sheet.

    Attributes:
        spent: what its file has cost so far.
        cells: by row and column.
        merged: blocks.
        hidden_rows: rows that nobody sees.
        unseen: for every column whether nobody sees it.
    """

    def __init__(self, spent: Spent) -> None:
        self.spent = spent
        self.cells: dict[tuple[int, int], SheetCell] = {}
        self.merged: list[Block] = []
        self.hidden_rows: set[int] = set()
        self.unseen = bytearray(LAST_COLUMN + 1)
        self._hides = 0

    def put(self, row: int, column: int, cell: SheetCell) -> None:
        """Take in a cell; a text of blanks alone is none.

        Raises:
            BeyondLimitError: there are too many, their texts are too long, or it lies too far.
            ValueError: no sheet has such a place.
        """
        if cell.sort == "text":
            length = len(cell.text)
            within("cell_characters", length, limits.MAX_TEXT)
            self.spent.characters += length
            within("characters", self.spent.characters, limits.MAX_CHARACTERS)
            if not cell.text.strip():
                return
        _place(row, column)
        self.spent.cells += 1
        within("cells", self.spent.cells, limits.MAX_CELLS)
        self.cells[row, column] = cell

    def hide_columns(self, first: int, last: int) -> None:
        """Note that nobody sees these columns; both ends are meant.

        Raises:
            BeyondLimitError: this was said more often than there are columns.
        """
        self._hides += 1
        within("column_widths", self._hides, LAST_COLUMN)
        last = min(last, LAST_COLUMN)
        if 0 < first <= last:
            self.unseen[first : last + 1] = b"\1" * (last + 1 - first)

    def merge(self, block: Block) -> None:
        """Note that some cells are one.

        Raises:
            BeyondLimitError: there are too many such blocks, or one reaches too far.
            ValueError: no sheet has such a block.
        """
        top, left, bottom, right = block
        _place(top, left)
        _place(bottom, right)
        within("merged", len(self.merged) + 1, limits.MAX_MERGED)
        if bottom < top or right < left:
            raise ValueError(block)
        if (top, left) != (bottom, right):
            self.merged.append(block)

    def sheet(self, name: str, *, hidden: bool = False) -> TableSheet:
        """The sheet as a whole, without what lies under merged cells.

        Raises:
            BeyondLimitError: merged blocks lie over each other a great many times.
        """
        self._uncover()
        rows = {row for row, _ in self.cells}
        columns = {column for _, column in self.cells}
        return TableSheet(
            name,
            self.cells,
            tuple(sorted(self.merged)),
            hidden,
            frozenset(rows & self.hidden_rows),
            frozenset(column for column in columns if self.unseen[column]),
        )

    def _uncover(self) -> None:
        looked_at = 0
        for top, left, bottom, right in self.merged:
            area = (bottom - top + 1) * (right - left + 1)
            looked_at += min(area, len(self.cells))
            within("merged", looked_at, limits.MAX_COVERED)
            rows, columns = range(top, bottom + 1), range(left, right + 1)
            covered: Iterable[tuple[int, int]] = product(rows, columns)
            if area > len(self.cells):
                covered = [each for each in self.cells if each[0] in rows and each[1] in columns]
            for place in covered:
                if place != (top, left):
                    self.cells.pop(place, None)


def _place(row: int, column: int) -> None:
    if row < 1 or column < 1:
        raise ValueError(row, column)
    within("rows", row, LAST_ROW)
    within("columns", column, LAST_COLUMN)
