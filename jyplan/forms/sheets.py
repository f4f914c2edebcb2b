"""What stands in a workbook, whatever program wrote it: sheets and cells, and nothing to run."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from jyplan.plan.faults import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a cell holds: ``unsolved`` is a formula beside which no result is stored, ``struck`` whatever
# somebody struck through.
CellSort: TypeAlias = Literal[
    "text", "number", "percent", "date", "boolean", "error", "unsolved", "struck"
]
# first row, first column, last row, last column, all from 1
Block: TypeAlias = "tuple[int, int, int, int]"
_FIGURE = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_DIGITS = "0123456789"


class SheetCell(NamedTuple):
    """A cell that is not empty.

    Attributes:
        sort: what it holds; a formula is what its stored result is.
        text: a ``text`` as it is written; a ``number`` as a plain decimal of at most 15
            significant digits, as Excel counts them; of a ``percent`` the figure of the
            percentage, so that 1.02 % (stored as 0.0102) is 1.02; a ``date`` as 2024-03-05, with
            its time of day where it has one, or that alone, and as 2024-03 or 2024 where no more
            of it is shown; a ``boolean`` as TRUE or FALSE; an ``error`` such as #DIV/0!; of what
            is ``unsolved`` the formula; nothing of what is ``struck``.
        formula: whether a formula stands behind it.
        scaled: whether the number is shown in thousands or 万, and holds more than one sees.
        unit: what its format shows behind the number, such as 万元; empty where that is nothing.
        before: what it shows before the number beside its sign, such as 约 or ¥; empty where that
            is nothing.
    """

    sort: CellSort
    text: str
    formula: bool = False
    scaled: bool = False
    unit: str = ""
    before: str = ""

    @property
    def shown(self) -> str:
        """What somebody sees who opens the workbook."""
        percent = "%" if self.sort == "percent" else ""
        return f"{self.before}{self.text}{percent}{self.unit}"

    @property
    def is_figure(self) -> bool:
        """Whether it holds a number, also one that is written as text."""
        if self.sort == "text":
            return _FIGURE.fullmatch(self.text.strip()) is not None
        return self.sort in {"number", "percent"}


class TableSheet(NamedTuple):
    """One sheet; rows and columns count from 1, as Excel shows them.

    Attributes:
        name: on its tab; empty for a CSV table.
        cells: by row and column, those that are not empty.
        merged: blocks of cells that are one; what they hold stands in their first cell.
        hidden: whether nobody sees it.
        hidden_rows: rows that nobody sees, also filtered ones, where they hold cells.
        hidden_columns: columns that nobody sees, where they hold cells.
    """

    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    merged: tuple[Block, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


class Sheets(NamedTuple):
    """A workbook, or a table as one sheet.

    Attributes:
        path: the file as the user named it.
        sheets: in their order.
    """

    path: str
    sheets: tuple[TableSheet, ...]


def block_of(reference: str) -> Block:
    """The cells that Excel calls B2:D7, or B2 for one alone.

    Raises:
        ValueError: nothing is called so.
    """
    first, _, last = reference.partition(":")
    return (*place_of(first), *place_of(last or first))


def place_of(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of the cell that Excel calls D7.

    Raises:
        ValueError: none is called so.
    """
    letters = reference.rstrip(_DIGITS)
    return int(reference[len(letters) :]), column_of(letters)


@lru_cache(1024)
def column_of(letters: str) -> int:
    """The number of a column, from 1, that Excel calls so: 28 for AB.

    Raises:
        ValueError: none is called so.
    """
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):  # noqa: PLR2004 XFD is the last
        raise ValueError(letters)
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def seen(text: str) -> str:
    r"""A text without what nobody sees; ends of lines within it are blanks.

    >>> seen("每千人口\n医师数\u200b")
    '每千人口 医师数'
    """
    blanks = re.sub("[\\s\u2028\u2029]+", " ", text)
    return INVISIBLE.sub("", re.sub("[\ud800-\udfff]", "", blanks))
