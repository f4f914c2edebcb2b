"""What a number format shows of a number: per cent, a date, thousands, or the number itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from jyplan.forms.opening import limits
from jyplan.forms.opening.limits import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# ``time`` counts hours within a day, ``duration`` also beyond it
Showing: TypeAlias = Literal["number", "percent", "date", "time", "duration"]

GENERAL = "General"
# Formats that files name by number alone; those from 27 on are what Chinese Excel shows.
BUILT_IN: Mapping[int, str] = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, 22), "yyyy-m-d"),
    **dict.fromkeys((18, 19, 20, 21, 45), "h:mm:ss"),
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-m-d"),
    **dict.fromkeys((*range(32, 36), 55, 56), "h:mm:ss"),
}
# a quoted text, an escaped sign, room or filling, something in brackets, any other sign
TOKEN = re.compile(r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]?|(.)', re.DOTALL)
CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
# signs that stand in a section for what its text need not keep
DOT, LITERAL = "\x01", "\x00"
GENERAL_WORDS = re.compile(r"general|(?:g/)?通用格式|standard", re.IGNORECASE)
EXPONENT = re.compile(r"[eE][-+]")
DIGIT = re.compile(r"[0#?]")
# 0, and #,##0.0, show thousands; 0!.0, and 0!.0000 show 万 by a point that is only drawn
SCALED = re.compile(rf"[0#?],+(?![0#?,])|[0#?]{DOT}[0#?]")
CLOCK = re.compile(r"[hs]", re.IGNORECASE)
CALENDAR = re.compile(r"[yd]", re.IGNORECASE)
MONTH_OR_MINUTE = re.compile(r"m", re.IGNORECASE)
# years of an era and days of the week, where no digits stand beside
ERA = re.compile(r"[geb]|aaa", re.IGNORECASE)

# words behind a number say its unit, unless they only name the money
UNIT = re.compile(r"[^\W\d_]|[%％‰]")
CURRENCY = re.compile(r"[A-Z]{3}|kr\.?|zł|Kč|Fr\.?")


class Formats:
    """The number formats of a workbook.

    Attributes:
        codes: by their numbers.
    """

    def __init__(self) -> None:
        self.codes = dict(BUILT_IN)

    def add(self, number: int, code: str) -> None:
        """Take in a format of the workbook's own.

        Raises:
            BeyondLimitError: there are too many, or it is too long.
        """
        within("format_characters", len(code), limits.MAX_FORMAT)
        self.codes[number] = code
        within("formats", len(self.codes), limits.MAX_FORMATS)

    def of_styles(self, numbers: Iterable[int]) -> list[str]:
        """The formats of styles that name them by these numbers."""
        return [self.codes.get(number, GENERAL) for number in numbers]


class FormatSection(NamedTuple):
    """What a format does with numbers of some size.

    Attributes:
        showing: as what it shows them.
        scaled: whether it shows a thousandth or less of them.
        speaks: whether it shows anything of them, and not just words.
        unit: the words that it shows behind them, such as 万元; empty where there are none.
        condition: of which numbers; None: by its place.
    """

    showing: Showing
    scaled: bool
    speaks: bool
    unit: str
    condition: tuple[str, float] | None


def section_of(code: str, value: float) -> FormatSection:
    """The section of a format that shows a number.

    Args:
        code: the format, such as ``0.00%;[Red]-0.00%``.
        value: the number.
    """
    sections = sections_of(code)
    if len(sections) == 1:
        return sections[0]
    defaults = [(">", 0.0), ("<", 0.0)] if len(sections) > 2 else [(">=", 0.0)]  # noqa: PLR2004 of its three
    chosen = sections[-1]
    for section, default in zip(sections, defaults, strict=False):
        if _applies(section.condition or default, value):
            chosen = section
            break
    # “—” for nought says nothing of what the figures are
    return chosen if chosen.speaks else sections[0]


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[FormatSection, ...]:
    """The sections of a format that are for numbers: one to three."""
    found = [_OpenSection()]
    for match in TOKEN.finditer(code):
        quoted, escaped, bracket, sign = match.groups()
        if sign == ";":
            found.append(_OpenSection())
        elif sign is not None:
            found[-1].sign(sign)
        elif bracket is not None:
            found[-1].bracket(bracket)
        elif quoted is not None or escaped is not None:
            found[-1].words(quoted if quoted is not None else escaped)
    return tuple(draft.section() for draft in found[:3])


class _OpenSection:
    """A section while its signs come in."""

    def __init__(self) -> None:
        self.signs: list[str] = []
        self.condition: tuple[str, float] | None = None
        self.elapsed = False
        # what is shown behind the digits
        self._behind: list[str] = []

    def sign(self, sign: str) -> None:
        self.signs.append(sign)
        if DIGIT.match(sign):
            self._behind.clear()
        elif not sign.isascii():
            # 元 needs no quotes
            self._behind.append(sign)

    def words(self, text: str) -> None:
        self.signs.append(DOT if text == "." else LITERAL)
        self._behind.append(text)

    def bracket(self, inside: str) -> None:
        if match := CONDITION.fullmatch(inside):
            self.condition = match[1], float(match[2])
        elif ELAPSED.fullmatch(inside):
            self.elapsed = True

    def section(self) -> FormatSection:
        signs = GENERAL_WORDS.sub("0", "".join(self.signs))
        signs = EXPONENT.sub("", signs)
        digits = DIGIT.search(signs) is not None
        showing: Showing = "number"
        if self.elapsed:
            showing = "duration"
        elif CALENDAR.search(signs) or (not digits and ERA.search(signs)):
            showing = "date"
        elif CLOCK.search(signs):
            showing = "time"
        elif MONTH_OR_MINUTE.search(signs):
            showing = "date"
        elif "%" in signs:
            showing = "percent"
        scaled = showing in {"number", "percent"} and SCALED.search(signs) is not None
        unit = GENERAL_WORDS.sub("", "".join(self._behind)).strip(" ()（）")
        if showing != "number" or not UNIT.search(unit) or CURRENCY.fullmatch(unit):
            unit = ""
        speaks = digits or showing != "number"
        return FormatSection(showing, scaled, speaks, unit, self.condition)


def _applies(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    if sign == "<>":
        return value != limit
    return (
        ("<" in sign and value < limit)
        or (">" in sign and value > limit)
        or ("=" in sign and value == limit)
    )
