"""Sheets while they are written, and how formulas call their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from jyplan.pages.book import Allowed, BookCell, BookChart, BookSheet, Toned
from jyplan.pages.workbook.terms import Scalar, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.pages.book import Role
    from jyplan.pages.page import Tone

LETTERS = 26
# number formats
YEAR, RATE = "0", "0.00%"


class Look(NamedTuple):
    """What a cell looks like; see `BookCell`."""

    role: Role = "text"
    format: str = "General"
    right: bool = False
    tone: Tone = ""
    over: int = 1


TEXT, HELPER = Look(), Look("helper")


class Draft:
    """A sheet that is being written.

    Attributes:
        key: what it is known by.
        name: on its tab, and in formulas.
        allowed: what may be put in.
        toned: colours.
        charts: charts.
        widths: of columns.
    """

    def __init__(self, key: str, name: str) -> None:
        self.key, self.name = key, name
        self.allowed: list[Allowed] = []
        self.toned: list[Toned] = []
        self.charts: list[BookChart] = []
        self.widths: dict[int, float] = {}
        self._cells: dict[tuple[int, int], BookCell] = {}

    def put(
        self,
        row: int,
        column: int,
        content: Term | Scalar,
        look: Look = TEXT,
        ours: float | None = None,
    ) -> Term:
        """Write a cell, and return how formulas call it.

        Args:
            row: from 0.
            column: from 0.
            content: a formula, or what stands by itself.
            look: what it looks like.
            ours: what jyplan finds, which a formula may come to but for its last digits.
        """
        if isinstance(content, Term):
            formula = content.text.replace(f"{self.name}!", "")
            value = cast("Scalar", content.value if ours is None else ours)
            self._cells[row, column] = BookCell(value, formula, *look)
        else:
            self._cells[row, column] = BookCell(content, "", *look)
        return self.at(row, column)

    def at(self, row: int, column: int, fixed: str = "") -> Term:
        """How formulas call a cell.

        Args:
            row: from 0.
            column: from 0.
            fixed: ``row``, ``column`` or ``both`` where a copy still means the same.
        """
        cell = self._cells.get((row, column))
        name = address(row, column, fixed)
        return Term(f"{self.name}!{name}", cell.content if cell else None)

    def range(self, row: int, columns: tuple[int, int], *, fixed: bool = False) -> Term:
        """How formulas call cells beside each other.

        Args:
            row: from 0.
            columns: the first and the last one.
            fixed: whether a copy in another row still means the same.
        """
        first, last = columns
        lock = "row" if fixed else ""
        ends = address(row, first, f"{lock}column"), address(row, last, f"{lock}column")
        values = tuple(self._content(row, column) for column in range(first, last + 1))
        return Term(f"{self.name}!{ends[0]}:{ends[1]}", values)

    def down(self, rows: tuple[int, int], column: int) -> Term:
        """How formulas call cells below each other."""
        first, last = rows
        ends = address(first, column, "both"), address(last, column, "both")
        values = tuple(self._content(row, column) for row in range(first, last + 1))
        return Term(f"{self.name}!{ends[0]}:{ends[1]}", values)

    def _content(self, row: int, column: int) -> Scalar:
        cell = self._cells.get((row, column))
        return cell.content if cell else None

    def heads(self, row: int, column: int, titles: Sequence[str]) -> None:
        """Write headings beside each other."""
        for number, title in enumerate(titles):
            self.put(row, column + number, title, Look("heading"))

    def years(self, row: int, column: int, span: Iterable[int]) -> None:
        """Write years as headings beside each other."""
        for number, year in enumerate(span):
            self.put(row, column + number, year, Look("heading", YEAR, right=True))

    def sheet(self, **more: object) -> BookSheet:
        """The sheet as it stands."""
        plain = BookSheet(self.key, self.name, self._cells, self.widths)
        parts = {"allowed": self.allowed, "toned": self.toned, "charts": self.charts}
        return plain._replace(**{name: tuple(part) for name, part in parts.items()}, **more)  # type: ignore[arg-type]


def address(row: int, column: int, fixed: str = "") -> str:
    """A cell as Excel calls it.

    Example:
        >>> address(4, 27), address(0, 0, "both")
        ('AB5', '$A$1')
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    lock_column = "$" if "column" in fixed or fixed == "both" else ""
    lock_row = "$" if "row" in fixed or fixed == "both" else ""
    return f"{lock_column}{letters}{lock_row}{row + 1}"
