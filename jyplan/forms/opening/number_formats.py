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
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "yyyy-m"),
    46: "[h]:mm:ss",
}
# a quoted text, an escaped sign, room or filling, something in brackets, the word for any number,
# any other sign
TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]?|(general|(?:g/)?通用格式|standard|.)',
    re.DOTALL | re.IGNORECASE,
)
CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
# signs that stand in a section for what its text need not keep
DOT, LITERAL = "\x01", "\x00"
EXPONENT = re.compile(r"[eE][-+]")
DIGIT = re.compile(r"[0#?]")
# 0, and #,##0.0, show thousands; 0!.0, and 0!.0000 show 万 by a point that is only drawn
SCALED = re.compile(rf"[0#?],+(?![0#?,])|[0#?]{DOT}[0#?]")
MOMENT = re.compile(r"[ydhms]", re.IGNORECASE)
# what a date is shown with beside year and month
OTHER_MOMENTS = re.compile(r"[dhsaegb]", re.IGNORECASE)
# years of an era and days of the week, where no digits stand beside
ERA = re.compile(r"[geb]|aaa", re.IGNORECASE)
# what a format shows without quotation marks
BARE = re.compile(r"[$<>=()+~-]|[^\x00-\x7f]")
# words behind a number say its unit, or its money
UNIT = re.compile(r"[^\W\d_]|[%％‰$€£¥￥]")
BRACKET_WITHIN = re.compile(r".[(（]")
OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}


class FormatSection(NamedTuple):
    """What a format does with numbers of some size.

    Attributes:
        showing: as what it shows them.
        scaled: whether it shows a thousandth or less of them.
        speaks: whether it shows anything of them, and not just words.
        blank: whether it shows nothing at all.
        before: what it shows before them, such as 约 or ¥; empty where that is nothing.
        unit: the words that it shows behind them, such as 万元; empty where there are none.
        date_length: how much it shows of 2024-03-05: the year alone, the month as well, or all.
        condition: of which numbers; None: by its place.
    """

    showing: Showing
    scaled: bool
    speaks: bool
    blank: bool
    before: str
    unit: str
    date_length: int | None
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
    return chosen if chosen.speaks or chosen.blank else sections[0]


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[FormatSection, ...]:
    """The sections of a format that are for numbers: one to three."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in TOKEN.finditer(code):
        if token[4] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    found = tuple(map(_section, sections[:3]))
    # a format of colours and conditions alone shows all numbers
    return found if len(found) > 1 else (found[0]._replace(blank=False),)


def _section(tokens: Iterable[re.Match[str]]) -> FormatSection:
    """What the tokens between two semicolons say."""
    signs, words = "", [""]
    condition, elapsed = None, False
    for token in tokens:
        quoted, escaped, bracket, sign = token.groups()
        if bracket is not None:
            if match := CONDITION.fullmatch(bracket):
                condition = match[1], float(match[2])
            elapsed = elapsed or ELAPSED.fullmatch(bracket) is not None
            if bracket.startswith("$"):
                words[-1] += bracket[1:].partition("-")[0]
        elif sign is not None:
            sign = sign if len(sign) == 1 else "0"
            signs += sign
            if DIGIT.match(sign):
                words.append("")
            elif BARE.match(sign):
                words[-1] += sign
        elif (said := quoted if quoted is not None else escaped) is not None:
            signs += DOT if said == "." else LITERAL
            words[-1] += said
    signs = EXPONENT.sub("", signs)
    digits = DIGIT.search(signs) is not None
    showing = _showing(signs, elapsed=elapsed, digits=digits)
    before, behind = (words[0].strip() if digits else ""), words[-1].strip()
    told = showing in {"number", "percent"}
    unit = behind if BRACKET_WITHIN.search(behind) else behind.strip(" ()（）")
    return FormatSection(
        showing,
        told and SCALED.search(signs) is not None,
        digits or not told,
        not (signs.strip(f"{LITERAL} ") or behind),
        before if told else "",
        unit if told and UNIT.search(unit) else "",
        _date_length(signs),
        condition,
    )


def _date_length(signs: str) -> int | None:
    if re.search("y", signs, re.IGNORECASE) is None or OTHER_MOMENTS.search(signs):
        return None
    return 7 if re.search("m", signs, re.IGNORECASE) else 4


def _showing(signs: str, *, elapsed: bool, digits: bool) -> Showing:
    if elapsed:
        return "duration"
    if MOMENT.search(signs) or (not digits and ERA.search(signs)):
        return "date"
    return "percent" if "%" in signs else "number"
