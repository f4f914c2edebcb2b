"""Arithmetic that says itself in Excel and knows what it comes to.

A `Term` is a piece of a formula and its value. Operators and the functions here put pieces
together and work out what a spreadsheet would. Only functions that Excel 2010 and LibreOffice
share are used, and a range counts as an array only within SUMPRODUCT.
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Scalar: TypeAlias = "float | str | bool | None"
Value: TypeAlias = "Scalar | tuple[Scalar, ...]"
# what a spreadsheet says where nothing comes out; nothing that is shown may say it
ERROR = "#VALUE!"
COMPARED, ADDED, MULTIPLIED, RAISED, WHOLE = range(5)


@dataclass(frozen=True, eq=False, slots=True)
class Term:
    """A piece of a formula.

    Attributes:
        text: as a formula writes it.
        value: what it comes to; of a range one value a cell. None is an empty cell.
        rank: how firmly it holds together, for brackets.
    """

    text: str
    value: Value
    rank: int = WHOLE

    def __add__(self, other: Term | float) -> Term:
        return _joined("+", ADDED, self, term(other), operator.add)

    def __sub__(self, other: Term | float) -> Term:
        return _joined("-", ADDED, self, term(other), operator.sub)

    def __mul__(self, other: Term | float) -> Term:
        return _joined("*", MULTIPLIED, self, term(other), operator.mul)

    def __truediv__(self, other: Term | float) -> Term:
        return _joined("/", MULTIPLIED, self, term(other), operator.truediv)

    def __pow__(self, other: Term | float) -> Term:
        return _joined("^", RAISED, self, term(other), operator.pow)

    def __rsub__(self, other: float) -> Term:
        return term(other) - self

    def __radd__(self, other: float) -> Term:
        return term(other) + self

    def __rmul__(self, other: float) -> Term:
        return term(other) * self

    def __rtruediv__(self, other: float) -> Term:
        return term(other) / self

    def __lt__(self, other: Term | float) -> Term:
        return _compared("<", self, term(other), operator.lt)

    def __le__(self, other: Term | float) -> Term:
        return _compared("<=", self, term(other), operator.le)

    def __gt__(self, other: Term | float) -> Term:
        return _compared(">", self, term(other), operator.gt)

    def __ge__(self, other: Term | float) -> Term:
        return _compared(">=", self, term(other), operator.ge)

    def equals(self, other: Term | float | str) -> Term:
        """Whether both are the same."""
        return _compared("=", self, term(other), operator.eq)

    def differs(self, other: Term | float | str) -> Term:
        """Whether they are not."""
        return _compared("<>", self, term(other), operator.ne)


def term(value: Term | Scalar) -> Term:
    """A constant."""
    if isinstance(value, Term):
        return value
    if isinstance(value, bool):
        return Term("TRUE" if value else "FALSE", value)
    if isinstance(value, str):
        doubled = value.replace('"', '""')
        return Term(f'"{doubled}"', value)
    if value is None:
        return Term('""', "")
    shown = repr(float(value)).removesuffix(".0").upper()
    # A sign in front binds more firmly than anything else there.
    return Term(shown, value, WHOLE if value >= 0 else COMPARED)


def _bracketed(piece: Term, rank: int, *, right: bool = False) -> str:
    return f"({piece.text})" if piece.rank < rank + right else piece.text


def number_of(value: Scalar) -> float:
    """A value as arithmetic takes it: an empty cell is nothing.

    Raises:
        TypeError: it is a text.
    """
    if isinstance(value, str):
        raise TypeError(value)
    return float(value or 0)


def _spread(function: Callable[..., Scalar], *values: Value) -> Value:
    """A function of single values, for every cell of ranges."""
    length = max((len(each) for each in values if isinstance(each, tuple)), default=None)
    if length is None:
        return _safely(function, *cast("tuple[Scalar, ...]", values))
    rows = [each if isinstance(each, tuple) else (each,) * length for each in values]
    return tuple(_safely(function, *cells) for cells in zip(*rows, strict=True))


def _safely(function: Callable[..., Scalar], *values: Scalar) -> Scalar:
    if ERROR in values:
        return ERROR
    try:
        found = function(*values)
    except (TypeError, ValueError, ArithmeticError):
        return ERROR
    huge = isinstance(found, float) and not math.isfinite(found)
    return ERROR if huge or isinstance(found, complex) else found


def _joined(
    sign: str, rank: int, left: Term, right: Term, work: Callable[[float, float], float]
) -> Term:
    shown = f"{_bracketed(left, rank)}{sign}{_bracketed(right, rank, right=True)}"
    value = _spread(lambda a, b: work(number_of(a), number_of(b)), left.value, right.value)
    return Term(shown, value, rank)


def _ordered(value: Scalar, beside: Scalar) -> tuple[int, float | str]:
    """A value as a spreadsheet sorts it: figures, then texts, then truth."""
    if value is None:
        value = "" if isinstance(beside, str) else 0
    if isinstance(value, bool):
        return 2, float(value)
    return (1, value.lower()) if isinstance(value, str) else (0, float(value))


def _compared(sign: str, left: Term, right: Term, work: Callable[[Any, Any], bool]) -> Term:
    shown = f"{_bracketed(left, ADDED)}{sign}{_bracketed(right, ADDED)}"
    value = _spread(lambda a, b: work(_ordered(a, b), _ordered(b, a)), left.value, right.value)
    return Term(shown, value, COMPARED)


def called(name: str, *pieces: Term) -> str:
    """A function of a spreadsheet with its arguments."""
    return f"{name}({','.join(piece.text for piece in pieces)})"


def when(condition: Term, then: Term | Scalar, other: Term | Scalar) -> Term:
    """One of two."""
    pieces = condition, term(then), term(other)
    truth = condition.value
    value: Value = ERROR
    if not isinstance(truth, (str, tuple)):
        value = pieces[1].value if truth else pieces[2].value
    return Term(called("IF", *pieces), value)


def first(*cases: tuple[Term | bool, Term | Scalar], other: Term | Scalar = "") -> Term:
    """What belongs to the first condition that holds; conditions that never hold are left out."""
    found = term(other)
    for condition, then in reversed(cases):
        if condition is True:
            found = term(then)
        elif condition is not False:
            found = when(condition, then, found)
    return found


def both(*conditions: Term | bool) -> Term:
    """Whether all hold; those that are known to are left out."""
    return _truth("AND", conditions, all, neutral=True)


def either(*conditions: Term | bool) -> Term:
    """Whether one holds."""
    return _truth("OR", conditions, any, neutral=False)


def _truth(
    name: str,
    conditions: Sequence[Term | bool],
    work: Callable[[Sequence[object]], bool],
    *,
    neutral: bool,
) -> Term:
    if any(each is (not neutral) for each in conditions):
        return term(not neutral)
    pieces = [each for each in conditions if isinstance(each, Term)]
    if not pieces:
        return term(neutral)
    values = [piece.value for piece in pieces]
    wrong = any(isinstance(value, str) for value in values)
    value = ERROR if wrong else work(values)
    return pieces[0] if len(pieces) == 1 else Term(called(name, *pieces), value)


def no(condition: Term) -> Term:
    """Whether something does not hold."""
    value = _spread(lambda truth: not number_of(truth), condition.value)
    return Term(called("NOT", condition), value)


def blank(piece: Term) -> Term:
    """Whether nothing was put in."""
    return Term(called("ISBLANK", piece), piece.value is None)


def look_of(piece: Term) -> Term:
    """The first letter of how Excel names a cell's number format: P per cent, D a date; plain G."""
    return Term(f'LEFT(CELL("format",{piece.text}))', "G")


def known(piece: Term) -> Term:
    """Whether there is a figure."""
    value = piece.value
    found = tuple(map(_is_figure, value)) if isinstance(value, tuple) else _is_figure(value)
    return Term(called("ISNUMBER", piece), found)


def _is_figure(value: Scalar) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _of_numbers(name: str, work: Callable[..., float], *pieces: Term) -> Term:
    value = _spread(lambda *found: work(*map(number_of, found)), *(piece.value for piece in pieces))
    return Term(called(name, *pieces), value)


def size(piece: Term) -> Term:
    """Without its sign."""
    return _of_numbers("ABS", abs, piece)


def log(piece: Term) -> Term:
    """The natural logarithm."""
    return _of_numbers("LN", math.log, piece)


def sign(piece: Term) -> Term:
    """1, 0 or -1."""
    return _of_numbers("SIGN", lambda value: (value > 0) - (value < 0), piece)


def least(*pieces: Term | float) -> Term:
    """The least of some figures."""
    return _of_numbers("MIN", min, *map(term, pieces))


def most(*pieces: Term | float) -> Term:
    """The greatest of some figures."""
    return _of_numbers("MAX", max, *map(term, pieces))


def rounded(piece: Term, places: int) -> Term:
    """With so many decimals."""
    return _of_numbers("ROUND", lambda value, _: _half_up(value, places), piece, term(places))


def _half_up(value: float, places: int) -> float:
    # fifteen digits are all that a spreadsheet looks at
    short = Decimal(f"{value:.15g}")
    return float(short.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def whole_up(piece: Term) -> Term:
    """The least whole number that is not less."""
    return _of_numbers("ROUNDUP", lambda value, _: float(math.ceil(value)), piece, term(0))


def whole_down(piece: Term) -> Term:
    """The greatest whole number that is not more."""
    return _of_numbers("INT", lambda value: float(math.floor(value)), piece)
