"""The cells of a piece of a table as arrays, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from jyplan.batch.layout import YEARS, finding
from jyplan.plan.aims import RELATIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from jyplan.batch.layout import Layout
    from jyplan.engine.series import Array, Codes, Mask
    from jyplan.plan.findings import Finding

    Rows = NDArray[np.intp]
    Told = Mapping[str, object] | Callable[[int], Mapping[str, object]]

# words for codes; the first two are what tables hold
WAYS: Mapping[str, int] = {
    "increase": 1,
    "decrease": -1,
    "1": 1,
    "-1": -1,
    "+1": 1,
    "1.0": 1,
    "-1.0": -1,
}
EVERY = 1
# codes of the forms that start from the baseline
FORMS: Mapping[str, int] = {form: code for code, form in enumerate(RELATIVE, EVERY + 1)}
KINDS: Mapping[str, int] = {"by_year": 0, "every_year": EVERY, "": 0, **FORMS}
EMPTY: Mapping[str, object] = {}
# integers that numpy does not know
WIDE = frozenset({pl.Int128, pl.UInt128})
# what a year may be
FIRST_YEAR, LAST_YEAR = 1, 9999
# of one sort that is wrong in a piece, so many are told one by one
TOLD = 20


def strange(sort: pl.DataType) -> bool:
    """Whether values of a sort are no single figures, dates or texts."""
    return sort.is_nested() or sort.base_type() in {pl.Binary, pl.Object, pl.Duration}


def known_ids(ids: pl.Series) -> pl.Series:
    """Ids, null where there is none: also for a text without letters, and for nan."""
    if ids.dtype.is_float():
        return ids.fill_nan(None)
    if ids.dtype == pl.String:
        nameless = ids.str.len_bytes() == 0
        return ids.set(nameless, None) if nameless.any() else ids
    return ids


class SeriesPiece(NamedTuple):
    """Some whole series of a table.

    Attributes:
        frame: their rows.
        path: the table, as named.
        first: the number of the first row, where the rows do not hold their own.
        single: True where every row is known to be a series of its own.
        marks: its columns that say on which line a row stands, and what is wrong with it.
    """

    frame: pl.DataFrame
    path: str
    first: int
    single: bool = False
    marks: tuple[str, ...] = ()


class PieceArrays:
    """The cells of a piece as arrays.

    Attributes:
        piece: what is read.
        layout: which column stands for what.
        size: how many rows there are.
        bad: rows whose series cannot be judged; None where there is none.
        broken: those of which nothing was read but the id; None where there is none.
        findings: what is wrong with rows, the first of each sort.
        wrong: how many of each sort there are, by code.
    """

    def __init__(self, piece: SeriesPiece, layout: Layout) -> None:
        self.piece = piece
        self.layout = layout
        self.size = piece.frame.height
        self.bad: Mask | None = None
        self.findings: list[Finding] = []
        self.wrong: dict[str, int] = {}
        self.broken: Mask | None = None
        if len(piece.marks) > 1:
            problem = piece.frame[piece.marks[1]]
            broken = problem.is_not_null().to_numpy()
            self.spoil("JY615", broken, lambda row: {"problem": problem[row]})
            self.broken = broken

    def column(self, name: str) -> pl.Series | None:
        """A column by our name; None where it is not read, or holds nothing."""
        stored = self.layout.names.get(name)
        if stored is None or stored not in self.piece.frame.columns:
            return None
        column = self.piece.frame[stored]
        return None if column.dtype == pl.Null else column

    def ids(self) -> pl.Series | None:
        """The ids; None where they are not read."""
        stored = self.stored("id")
        if stored not in self.piece.frame.columns:
            return None
        return known_ids(self.piece.frame[stored])

    def stored(self, name: str) -> str:
        """The table's name of a column."""
        return self.layout.names.get(name, name)

    def tell(self, code: str, rows: Rows, told: Told = EMPTY) -> None:
        """Note rows as wrong.

        Args:
            code: of the finding.
            rows: which rows.
            told: the values of the message, or a function from one of the rows to them.
        """
        self.wrong[code] = self.wrong.get(code, 0) + len(rows)
        for row in map(int, rows[:TOLD]):
            data = told(row) if callable(told) else told
            self.findings.append(finding(code, self.piece.path, self._line(row), **data))

    def _line(self, row: int) -> int:
        """Where a row stands in its table."""
        if not self.piece.marks:
            return self.piece.first + row
        line: int = self.piece.frame[self.piece.marks[0]][row]
        return line

    def spoil(self, code: str, mask: Mask, told: Told = EMPTY) -> None:
        """Note rows as wrong, whose series cannot be judged; broken ones are as wrong as can be."""
        if self.broken is not None:
            mask = mask & ~self.broken
        if mask.any():
            self.bad = mask if self.bad is None else self.bad | mask
            self.tell(code, np.flatnonzero(mask), told)

    def numbers(self, name: str) -> Array:
        """A column of figures as floats; nan where a cell is empty or no figure."""
        column, stored = self.column(name), self.stored(name)
        if column is None:
            return np.full(self.size, np.nan)
        if not column.dtype.is_numeric():
            text = self.text(column).str.strip_chars()
            column = text.cast(pl.Float64, strict=False)
            odd = (column.is_null() & (text != "").fill_null(value=False)).to_numpy()
            self.spoil("JY603", odd, lambda row: {"column": stored, "value": text[row]})
        elif column.dtype.is_decimal() or column.dtype in WIDE:
            column = column.cast(pl.Float64)
        if column.dtype.is_float() and column.has_nulls():
            column = column.fill_null(float("nan"))
        values = column.to_numpy().astype(np.float64, copy=False)
        infinite = np.isinf(values)
        if infinite.any():
            self.spoil("JY604", infinite, {"column": stored})
            values = np.where(infinite, np.nan, values)
        if name in YEARS:
            return self._years(values, stored, whole=column.dtype.is_integer())
        return values

    def _years(self, values: Array, stored: str, *, whole: bool) -> Array:
        """Years; nan where a figure is none. Those that are known to be whole are not tried."""
        odd = (values < FIRST_YEAR) | (values > LAST_YEAR)
        if not whole:
            odd |= np.isfinite(values) & (values != np.floor(values))
        if not odd.any():
            return values
        self.spoil("JY605", odd, lambda row: {"column": stored, "value": float(values[row])})
        return np.where(odd, np.nan, values)

    def text(self, column: pl.Series) -> pl.Series:
        """A column of any sort as texts; lists and the like are named by their sort."""
        if column.dtype == pl.String:
            return column
        if strange(column.dtype):
            named = pl.repeat(str(column.dtype), len(column), eager=True)
            return named.set(column.is_null(), None)
        return column.cast(pl.String, strict=False)

    def words(self, name: str, known: Mapping[str, int], code: str) -> Codes:
        """A column of words as codes; what is none of them is noted, and counts as the first."""
        column, stored = self.column(name), self.stored(name)
        first, second, *_ = known
        if column is None:
            if "" not in known:
                everything = np.ones(self.size, dtype=np.bool_)
                self.spoil(code, everything, {"column": stored, "value": None})
            return np.full(self.size, known[first], dtype=np.int8)
        text = self.text(column)
        if not text.has_nulls():
            here = (text == first).to_numpy()
            if here.all():
                return np.full(self.size, known[first], dtype=np.int8)
            if here.sum() + ((text == second).sum() or 0) == self.size:
                return np.where(here, np.int8(known[first]), np.int8(known[second]))
        # few tables hold anything else: another spelling, or nothing at all
        found = (
            text.str.strip_chars()
            .fill_null("")
            .replace_strict(dict(known), default=None, return_dtype=pl.Int8)
        )
        self.spoil(
            code, found.is_null().to_numpy(), lambda row: {"column": stored, "value": text[row]}
        )
        return found.fill_null(known[first]).to_numpy()
