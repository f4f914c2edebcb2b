"""What a planner writes after ``--set``: text -> a change, or where the text leaves the grammar.

``WHAT = HOW [cap X] [floor X]``; see docs/whatif.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# what Chinese keyboards write for the signs of the grammar, one character for one
SIGNS = str.maketrans("＝％－−＋～＠／：．＊０１２３４５６７８９", "=%--+~@/:.*0123456789")
_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,15})?"
_RATE = rf"[+-]?{_NUMBER}\s*%"
RATE = re.compile(_RATE)
RATES = re.compile(rf"{_RATE}(?:\s*/\s*{_RATE})*")
INTERVAL = re.compile(rf"({_RATE})\s*\.\.\s*({_RATE})")
STEP = re.compile(rf"([+-])\s*({_NUMBER})\s*(pp)?")
SIGNED = re.compile(rf"[+-]?{_NUMBER}")
YEAR = re.compile("[12][0-9]{3}")
COUNT = re.compile("[0-9]{1,2}")
WHAT = re.compile(r"\s*(theme:\s*)?([^\s@=]+)\s*(?:@\s*([^\s=]*)\s*)?")
LIMITS = re.compile(r"\s(cap|floor)(?=\s|$)")
WORDS: Final = (
    "required",
    "trend",
    "latest",
    "best",
    "halt",
    "linear",
    "history",
    "delay",
    "dip",
)
# words that stand alone
ALONE: Final = frozenset({"required", "latest", "best", "halt", "linear", "history"})
MOST_RATES: Final = 100
LONGEST: Final = 500


class How(NamedTuple):
    """How a quantity goes on.

    Attributes:
        kind: ``rates``, ``step``, ``interval``, ``pin`` or one of `WORDS`.
        rates: growth per year as fractions: by year, or the two ends of an interval, or the
            distance from the trend, or the fall of a dip.
        step: per year in the unit of the quantity.
        points: whether the step is written in percentage points.
        year: of a pin or a dip.
        years: length of a delay, or the years after which a dip is over.
        value: of a pin.
    """

    kind: str
    rates: tuple[float, ...] = ()
    step: float = 0.0
    points: bool = False
    year: int = 0
    years: int = 0
    value: float = 0.0


class Piece(NamedTuple):
    """Where something stands in the text of a change, counted from 0."""

    start: int
    end: int


class Change(NamedTuple):
    """One change as it is written.

    Attributes:
        text: the whole of it.
        sort: ``id``, ``glob`` or ``theme``.
        name: the id, pattern or theme.
        how: how it goes on.
        cap: no value goes beyond it; None where there is none.
        floor: no value goes below it.
        where: the pieces of the text, by ``what``, ``how``, ``year``, ``cap`` and ``floor``.
    """

    text: str
    sort: str
    name: str
    how: How
    cap: float | None
    floor: float | None
    where: Mapping[str, Piece]


class ChangeError(ValueError):
    """A text is no change.

    Attributes:
        problem: what is wrong, a key of the message texts.
        piece: where.
    """

    def __init__(self, problem: str, piece: Piece) -> None:
        super().__init__(problem, piece)
        self.problem = problem
        self.piece = piece


def parse(text: str) -> Change:
    """The change that a text is.

    Raises:
        ChangeError: it is none.
    """
    if len(text) > LONGEST:
        raise ChangeError("too_long", Piece(0, LONGEST))
    plain = text.translate(SIGNS)
    equals = plain.find("=")
    if equals < 0:
        raise ChangeError("no_equals", Piece(0, len(text)))
    found = WHAT.fullmatch(plain[:equals])
    if found is None:
        raise ChangeError("no_what", Piece(0, max(equals, 1)))
    theme, name, year = found.groups()
    sort = "theme" if theme else "glob" if "*" in name else "id"
    where = {"what": Piece(found.start(2), found.end(2))}
    body = plain[equals + 1 :]
    if year is not None:
        where["year"] = Piece(found.start(3), max(found.end(3), found.start(3) + 1))
        where["how"] = _trimmed(plain, equals + 1, len(plain))
        return Change(text, sort, name, _pin(year, plain, where), None, None, where)
    limits: dict[str, float] = {}
    marks = list(LIMITS.finditer(body))
    ends = [*(mark.start() for mark in marks[1:]), len(body)]
    for mark, end in zip(marks, ends, strict=False):
        key = mark[1]
        piece = _trimmed(plain, equals + 1 + mark.end(), equals + 1 + end)
        if key in limits:
            raise ChangeError("limit_twice", Piece(equals + 1 + mark.start() + 1, piece.end))
        where[key] = piece
        limits[key] = _figure(plain, piece)
    where["how"] = _trimmed(
        plain, equals + 1, equals + 1 + (marks[0].start() if marks else len(body))
    )
    how = _how(plain, where["how"])
    return Change(text, sort, name, how, limits.get("cap"), limits.get("floor"), where)


def _trimmed(text: str, start: int, end: int) -> Piece:
    """The piece without blanks at its ends; a single place where nothing is left."""
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = left + len(inner.strip())
    return Piece(left, right) if right > left else Piece(min(start, len(text)), start + 1)


def _figure(text: str, piece: Piece) -> float:
    written = text[piece.start : piece.end].strip()
    if not SIGNED.fullmatch(written):
        raise ChangeError("not_a_figure", piece)
    return float(written)


def _pin(year: str, text: str, where: Mapping[str, Piece]) -> How:
    if not YEAR.fullmatch(year):
        raise ChangeError("not_a_year", where["year"])
    return How("pin", year=int(year), value=_figure(text, where["how"]))


def rate_of(written: str) -> float:
    """A rate as a fraction per year: 12% is 0.12, with no digit lost."""
    return float(f"{written.replace('%', '').strip().replace(' ', '')}e-2")


def _how(text: str, piece: Piece) -> How:
    written = text[piece.start : piece.end].strip()
    if not written:
        raise ChangeError("no_how", piece)
    if RATES.fullmatch(written):
        rates = tuple(rate_of(rate) for rate in written.split("/"))
        if len(rates) > MOST_RATES:
            raise ChangeError("too_many_rates", piece)
        return How("rates", rates)
    if interval := INTERVAL.fullmatch(written):
        return How("interval", (rate_of(interval[1]), rate_of(interval[2])))
    if step := STEP.fullmatch(written):
        return How("step", step=float(f"{step[1]}{step[2]}"), points=bool(step[3]))
    if SIGNED.fullmatch(written):
        raise ChangeError("bare_number", piece)
    word, *rest = _tokens(text, piece)
    return _word(text, word, rest)


def _tokens(text: str, piece: Piece) -> list[Piece]:
    return [
        Piece(piece.start + token.start(), piece.start + token.end())
        for token in re.finditer(r"\S+", text[piece.start : piece.end])
    ]


def _word(text: str, word: Piece, rest: Sequence[Piece]) -> How:
    name = text[word.start : word.end].lower()
    if name not in WORDS:
        raise ChangeError("not_a_how", word)
    if name in ALONE or (name == "trend" and not rest):
        if rest:
            raise ChangeError("too_much", Piece(rest[0].start, rest[-1].end))
        return How(name)
    wanted = {"trend": 1, "delay": 1, "dip": 3}[name]
    if len(rest) != wanted:
        end = rest[-1].end if rest else word.end
        problem = f"{name}_takes"
        raise ChangeError(problem, Piece(word.start, end))
    if name == "delay":
        return How(name, years=_count(text, rest[0]))
    rate = _part(text, rest[0])
    if name == "trend":
        return How("relative", (rate,))
    year = text[rest[1].start : rest[1].end]
    if not YEAR.fullmatch(year):
        raise ChangeError("not_a_year", rest[1])
    return How(name, (rate,), year=int(year), years=_count(text, rest[2]))


def _part(text: str, piece: Piece) -> float:
    written = text[piece.start : piece.end]
    if not RATE.fullmatch(written):
        raise ChangeError("not_a_rate", piece)
    return rate_of(written)


def _count(text: str, piece: Piece) -> int:
    written = text[piece.start : piece.end]
    if not COUNT.fullmatch(written) or int(written) == 0:
        raise ChangeError("not_a_count", piece)
    return int(written)
