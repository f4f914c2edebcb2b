"""How a quantity goes on, as planners write it: text -> a way, in English, Chinese or signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# what Chinese keyboards write for the signs of the grammar, one character for one
SIGNS: Mapping[int, int | str] = {
    **{sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "−–"), "-"),
    **dict.fromkeys(map(ord, "×✕"), "x"),
    ord("〜"): "~",
    ord("、"): ",",
}
NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,15})?"
SIGNED = re.compile(rf"[+-]?{NUMBER}")
RATE = re.compile(rf"[+-]?{NUMBER}\s*%")
RATES = re.compile(rf"{RATE.pattern}(?:\s*/\s*{RATE.pattern})*")
# a unit begins with a letter and holds no sign of the grammar
_UNIT = r"(?:[^\W\d_]|‰)(?:[^\d+\-~@=:,%]*?[^\s\d+\-~@=:,%/])?"
STEP = re.compile(rf"([+-]?)\s*({NUMBER})(?:\s*({_UNIT}))??")
STEPS = re.compile(rf"{STEP.pattern}(?:\s*/\s*[+-]\s*{NUMBER}(?:\s*{_UNIT})??)*")
NEXT_STEP = re.compile(r"\s*/\s*(?=[+-])")
_TO = r"\s*(?:\.\.|~|-|—{1,2}|至|到|\bto\b)\s*"
INTERVAL = re.compile(rf"([+-]?{NUMBER})\s*%?{_TO}([+-]?{NUMBER})\s*%")
STEP_INTERVAL = re.compile(rf"{STEP.pattern}{_TO}{STEP.pattern}")
PER_YEAR = re.compile(r"(.*?\S)(?:\s+(?:a|per)\s+year)+", re.IGNORECASE)
# 年增, 每年下降, 提高 ...
VERB = re.compile(
    r"(?:(?:每年|年均|逐年|年)\s*)?(?:(增长|增加|提高|上升|增)|(下降|降低|减少|降|减))?\s*"
)
MULTIPLE = re.compile(
    rf"(?:x\s*({NUMBER})|double|翻(?:([一两二三四])?番|一?倍))(?:\s*@\s*(\S+))?", re.IGNORECASE
)
PIN = re.compile(rf"({SIGNED.pattern})\s*@\s*(\S*)")
YEAR = re.compile("([12][0-9]{3})年?")
COUNT = re.compile("([0-9]{1,2})年?")
POINTS = frozenset({"pp", "个百分点", "百分点", "个点", "points", "percentage points"})
DOUBLINGS: Mapping[str | None, int] = {None: 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
# word -> what it is called in Chinese
WORDS: Mapping[str, tuple[str, ...]] = {
    "required": ("按目标", "达标"),
    "trend": ("趋势", "按趋势", "延续趋势"),
    "latest": ("最新", "最近", "最近一次"),
    "best": ("最好", "最佳", "历年最好"),
    "halt": ("停滞", "停在现值", "持平", "不变"),
    "linear": ("直线", "直线到目标"),
    "history": ("历史", "历年"),
    "delay": ("推迟", "延迟", "延后", "晚"),
    "dip": ("骤降", "下挫"),
}
SPOKEN: Mapping[str, str] = {
    spelling: word for word, others in WORDS.items() for spelling in (word, *others)
}
WORD = re.compile(
    "|".join(
        rf"{spelling}(?![a-z])" if spelling.isascii() else spelling
        for spelling in sorted(SPOKEN, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
# words that stand alone
ALONE: Final = frozenset({"required", "latest", "best", "halt", "linear", "history"})
YEARS: Final = frozenset({"年", "year", "years", "yr"})
MOST_RATES: Final = 100


class How(NamedTuple):
    """How a quantity goes on.

    Attributes:
        kind: ``rates``, ``step``, ``interval``, ``step_interval``, ``pin``, ``multiple``,
            ``relative`` or one of `WORDS`.
        rates: growth per year as fractions: by year, or the two ends of an interval, or the
            distance from the trend, or the fall of a dip.
        steps: per year in the unit of the quantity: by year, or the two ends of an interval.
        unit: of the steps as it is written, ``pp`` for percentage points; empty for none.
        year: of a pin or a dip, or until which something is multiplied (0: its target year).
        years: length of a delay, or the years after which a dip is over.
        value: of a pin, or how many times as much it becomes.
    """

    kind: str
    rates: tuple[float, ...] = ()
    steps: tuple[float, ...] = ()
    unit: str = ""
    year: int = 0
    years: int = 0
    value: float = 0.0

    @property
    def points(self) -> bool:
        """Whether steps are written in percentage points."""
        return self.unit == "pp"


class Piece(NamedTuple):
    """Where something stands in the text of a change, counted from 0."""

    start: int
    end: int


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


def rate_of(written: str) -> float:
    """A rate as a fraction per year: 12% is 0.12, with no digit lost."""
    return float(f"{written.replace('%', '').strip().replace(' ', '')}e-2")


def figure_of(text: str, piece: Piece) -> float:
    """The figure that a piece is.

    Raises:
        ChangeError: it is none.
    """
    written = text[piece.start : piece.end].strip()
    if not SIGNED.fullmatch(written):
        raise ChangeError("not_a_figure", piece)
    return float(written)


def year_of(text: str, piece: Piece) -> int:
    """The year that a piece is.

    Raises:
        ChangeError: it is none.
    """
    found = YEAR.fullmatch(text[piece.start : piece.end])
    if found is None:
        raise ChangeError("not_a_year", piece)
    return int(found[1])


def how_of(text: str, piece: Piece) -> How:
    """How something goes on, by a piece of a text.

    Args:
        text: the whole change, its signs as in `SIGNS`.
        piece: where the way stands in it, without blanks around it.

    Raises:
        ChangeError: it is none.
    """
    written = text[piece.start : piece.end].strip()
    if not written:
        raise ChangeError("no_how", piece)
    if pin := PIN.fullmatch(written):
        begin = piece.start + pin.start(2)
        year = year_of(text, Piece(begin, max(piece.end, begin + 1)))
        return How("pin", year=year, value=float(pin[1]))
    if found := MULTIPLE.fullmatch(written):
        return _multiple(text, found, piece)
    return _amounts(written, piece) or _worded(text, piece)


def _multiple(text: str, found: re.Match[str], piece: Piece) -> How:
    times, doublings, year = found.groups()
    value = float(times) if times else 2.0 ** DOUBLINGS[doublings]
    until = 0
    if year is not None:
        until = year_of(text, Piece(piece.start + found.start(3), piece.start + found.end(3)))
    return How("multiple", year=until, value=value)


def _amounts(written: str, piece: Piece) -> How | None:
    """Rates and steps; None where it is neither."""
    if a_year := PER_YEAR.fullmatch(written):
        written = a_year[1]
    verb = VERB.match(written)
    body, falls = (written[verb.end() :], bool(verb[2])) if verb else (written, False)
    if falls and not body[:1].isdigit():
        return None
    how = _rates(body, piece) or _steps(body, piece, named=bool(verb and (verb[1] or verb[2])))
    if how is None or not falls:
        return how
    # what falls by 2 % to 5 % grows by -5 % to -2 %
    order = -1 if how.kind.endswith("interval") else 1
    return how._replace(
        rates=tuple(-rate for rate in how.rates[::order]),
        steps=tuple(-step for step in how.steps[::order]),
    )


def _rates(written: str, piece: Piece) -> How | None:
    if RATES.fullmatch(written):
        rates = tuple(rate_of(rate) for rate in written.split("/"))
        if len(rates) > MOST_RATES:
            raise ChangeError("too_many_rates", piece)
        return How("rates", rates)
    if interval := INTERVAL.fullmatch(written):
        return How("interval", (rate_of(interval[1]), rate_of(interval[2])))
    return None


def _steps(written: str, piece: Piece, *, named: bool) -> How | None:
    """Steps; those without a sign have a verb before them, or are points."""
    if interval := STEP_INTERVAL.fullmatch(written):
        parts, kind = [interval.groups()[:3], interval.groups()[3:]], "step_interval"
    elif STEPS.fullmatch(written):
        found = map(STEP.fullmatch, NEXT_STEP.split(written))
        parts, kind = [part.groups() for part in found if part is not None], "step"
    else:
        return None
    units = {unit_of(unit) for _, _, unit in parts if unit}
    unit = next(iter(units), "")
    if not parts[0][0] and unit != "pp" and not (named and unit):
        return None
    if len(units) > 1:
        raise ChangeError("two_units", piece)
    if len(parts) > MOST_RATES:
        raise ChangeError("too_many_rates", piece)
    return How(kind, steps=tuple(float(f"{sign}{figure}") for sign, figure, _ in parts), unit=unit)


def unit_of(written: str) -> str:
    """The unit of steps, ``pp`` for points however they are called."""
    plain = " ".join(written.split())
    return "pp" if plain.lower() in POINTS else plain


def _tokens(text: str, start: int, end: int) -> list[Piece]:
    return [
        Piece(start + token.start(), start + token.end())
        for token in re.finditer(r"\S+", text[start:end])
    ]


def _worded(text: str, piece: Piece) -> How:
    found = WORD.match(text, piece.start, piece.end)
    if found is None:
        raise _stray(text, piece)
    name = SPOKEN[found[0].lower()]
    word, rest = Piece(*found.span()), _tokens(text, found.end(), piece.end)
    if name in ALONE or (name == "trend" and not rest):
        if rest:
            raise ChangeError("too_much", rest[0])
        return How(name)
    if name == "trend":
        return How("relative", (_above(text, word, rest),))
    if len(rest) > 1 and text[rest[-1].start : rest[-1].end].lower() in YEARS:
        rest.pop()
    wanted = {"delay": 1, "dip": 3}[name]
    if len(rest) != wanted:
        problem = f"{name}_takes"
        raise ChangeError(problem, Piece(word.start, rest[-1].end if rest else word.end))
    if name == "delay":
        return How(name, years=_count(text, rest[0]))
    return How(
        name,
        (_part(text, rest[0]),),
        year=year_of(text, rest[1]),
        years=_count(text, rest[2]),
    )


def _stray(text: str, piece: Piece) -> ChangeError:
    """Where a text leaves the grammar: behind what is understood of it."""
    first, *rest = _tokens(text, piece.start, piece.end)
    # a unit may be several words
    for count in range(len(rest), 0, -1):
        known = text[piece.start : rest[count - 1].start].strip()
        if MULTIPLE.fullmatch(known) or _amounts(known, piece):
            return ChangeError("too_much", rest[count - 1])
    figure = STEP.fullmatch(text, first.start, first.end)
    if figure is not None and not figure[1]:
        return ChangeError("bare_number", Piece(*figure.span(2)))
    return ChangeError("not_a_how", first)


def _above(text: str, word: Piece, rest: Sequence[Piece]) -> float:
    """How far above its trend something is."""
    whole = Piece(rest[0].start, rest[-1].end)
    # a sign, and the sign of per cent, may stand apart
    if RATE.fullmatch("".join(text[whole.start : whole.end].split())):
        return rate_of("".join(text[whole.start : whole.end].split()))
    if len(rest) > 1:
        raise ChangeError("trend_takes", Piece(word.start, whole.end))
    raise ChangeError("not_a_rate", whole)


def _part(text: str, piece: Piece) -> float:
    written = text[piece.start : piece.end]
    if not RATE.fullmatch(written):
        raise ChangeError("not_a_rate", piece)
    return rate_of(written)


def _count(text: str, piece: Piece) -> int:
    found = COUNT.fullmatch(text[piece.start : piece.end])
    if found is None or int(found[1]) == 0:
        raise ChangeError("not_a_count", piece)
    return int(found[1])
