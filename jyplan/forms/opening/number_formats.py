"""What a number format shows of a number: per cent, a date, thousands, or the number itself."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# ``date`` is a day, a time of day or both, ``duration`` counts hours beyond a day
Showing: TypeAlias = Literal["number", "percent", "date", "duration"]

GENERAL = "General"
# Formats that files name by number alone; those from 27 on are what Chinese Excel shows.
BUILT_IN: Mapping[int, str] = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((*range(14, 23), 45, 47, *range(27, 37), *range(50, 59)), "yyyy-m-d"),
    46: "[h]:mm:ss",
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
MOMENT = re.compile(r"[ydhms]", re.IGNORECASE)
# years of an era and days of the week, where no digits stand beside
ERA = re.compile(r"[geb]|aaa", re.IGNORECASE)
# words behind a number say its unit, unless they only name the money
UNIT = re.compile(r"[^\W\d_]|[%％‰]")
CURRENCY = re.compile(r"[A-Z]{3}|kr\.?|zł|Kč|Fr\.?")
OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}


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
        sign, limit = section.condition or default
        if OPERATORS[sign](value, limit):
            chosen = section
            break
    # “—” for nought says nothing of what the figures are
    return chosen if chosen.speaks else sections[0]


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[FormatSection, ...]:
    """The sections of a format that are for numbers: one to three."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in TOKEN.finditer(code):
        if token[4] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(map(_section, sections[:3]))


def _section(tokens: Iterable[re.Match[str]]) -> FormatSection:
    """What the tokens between two semicolons say."""
    # the signs, and what is shown behind the digits
    signs = behind = ""
    condition, elapsed = None, False
    for token in tokens:
        quoted, escaped, bracket, sign = token.groups()
        if sign is not None:
            signs += sign
            if DIGIT.match(sign):
                behind = ""
            elif not sign.isascii():
                # 元 needs no quotes
                behind += sign
        elif bracket is not None:
            if match := CONDITION.fullmatch(bracket):
                condition = match[1], float(match[2])
            elapsed = elapsed or ELAPSED.fullmatch(bracket) is not None
        elif (words := quoted if quoted is not None else escaped) is not None:
            signs += DOT if words == "." else LITERAL
            behind += words
    signs = EXPONENT.sub("", GENERAL_WORDS.sub("0", signs))
    digits = DIGIT.search(signs) is not None
    showing = _showing(signs, elapsed=elapsed, digits=digits)
    scaled = showing in {"number", "percent"} and SCALED.search(signs) is not None
    unit = GENERAL_WORDS.sub("", behind).strip(" ()（）")
    if showing != "number" or not UNIT.search(unit) or CURRENCY.fullmatch(unit):
        unit = ""
    return FormatSection(showing, scaled, digits or showing != "number", unit, condition)


def _showing(signs: str, *, elapsed: bool, digits: bool) -> Showing:
    if elapsed:
        return "duration"
    if MOMENT.search(signs) or (not digits and ERA.search(signs)):
        return "date"
    return "percent" if "%" in signs else "number"
