"""Plain scalars -> values: what a number is here, and what only looks like one.

None of YAML 1.1's conversions (``no``, ``010``, ``12:30``) happen; they are refused by name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_DIGITS: Final = 15
# longer than any text that somebody meant as a number
LONGEST_NUMBER: Final = 40

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_WORDS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip
_SWITCHES = {
    spelling: meaning
    for meaning, words in (("true", "yes on y true"), ("false", "no off n false"))
    for word in words.split()
    for spelling in (word, word.capitalize(), word.upper())
    if spelling != meaning
}
# Compiled where a text first needs them: most files have none, and it takes milliseconds.
_REFUSED = r"""(?P<JY110>[-+]?0[0-9_]+(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?
          |[-+]?0(?:o_*[0-7][0-7_]*|x_*[0-9a-fA-F][0-9a-fA-F_]*|b_*[01][01_]*))
    |(?P<JY111>[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)
    |(?P<JY113>(?=[^_]*_)[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)
    |(?P<JY114>[0-9]{4}-[0-9]{2}-[0-9]{2}
          |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}
          (?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)"""
_ODD = r"""(?P<JY131>[-+]?(?:0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})))
    |(?P<JY121>[-+]?[0-9]{1,3}(?:[,\ '\u00a0][0-9]{3})+(?:\.[0-9]+)?
          |[-+]?[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?)
    |(?P<JY122>[-+]?[0-9]+(?:\.[0-9]+)?\s*%)
    |(?P<JY124>[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+)
    |(?P<JY125>[-+]?(?:\.[0-9]+|[0-9]+\.))
    |(?P<JY127>[-+]?[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:[^\W\d_]|[‰°℃℉㎡㎥¥￥$€]).{0,11})"""
_FIGURE = re.compile(r"[-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
# before these the figure itself may have to change, or is none, so nothing is certain
_MULTIPLIERS = re.compile(r"\s*[十百千万亿兆kKMG]|.*[0-9]")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．。＋－−，％", "0123456789..+--,%")
_WIDE_FIGURE = re.compile("[０-９．。＋－−]")
_MORE_THAN_WIDTH = frozenset({"JY122", "JY127", "JY131"})
_NOT_FINITE = frozenset({"nan", "inf", "infinity"})
_NUMBER_STARTS = frozenset("+-.0123456789０１２３４５６７８９．＋－−")


class Suspect(str):
    """Text that looks like a number (or another value) gone wrong.

    Attributes:
        code: the finding that a field which wanted another type should report.
        suggestion: what to write instead; empty where nothing is certain.
        reported: whether reading has reported it already.
    """

    __slots__ = ("code", "reported", "suggestion")
    code: str
    suggestion: str
    reported: bool

    # Defaults, because copying and pickling pass the text alone.
    def __new__(
        cls, text: str, code: str = "", suggestion: str = "", *, reported: bool = False
    ) -> Self:
        """Mark `text` as suspect."""
        self = super().__new__(cls, text)
        self.code = code
        self.suggestion = suggestion
        self.reported = reported
        return self


def certain(candidate: str) -> str:
    """The candidate if a plan may hold it as a number, else nothing."""
    return candidate if type(number_of(candidate)) in {int, float} else ""


def number_of(text: str) -> int | float | Suspect | None:
    """The number that a text is; a `Suspect` with too many digits; None if it is none."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    # A short text cannot have too many digits.
    if len(text) > MAX_DIGITS and (
        len(text) > LONGEST_NUMBER
        or len(text.lstrip("+-0.").replace(".", "").rstrip("0")) > MAX_DIGITS
    ):
        return Suspect(text, "JY128")
    return float(text) if match[1] else int(text)


def _expanded(text: str) -> str:
    """A number with an exponent, written out."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(exponent) > len("+99") or abs(shift := int(exponent)) > MAX_DIGITS:
        return ""
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("+-").partition(".")
    digits = "0" * MAX_DIGITS + whole + fraction + "0" * MAX_DIGITS
    point = MAX_DIGITS + len(whole) + shift
    fraction = digits[point:].rstrip("0")
    return sign + (digits[:point].lstrip("0") or "0") + ("." + fraction if fraction else "")


def _without_zeros(text: str) -> str:
    """A number with a base, leading zeros or underscores, as YAML 1.2 or its author read it."""
    if text.lstrip("+-")[1:2] in {"o", "x", "b"}:
        return str(int(text.replace("_", ""), 0))
    return re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text.replace("_", ""))


def _joined(text: str) -> str:
    """A number without its separators, where the last of them can only be for thousands."""
    return re.sub("[^-+.0-9]", "", text) if re.search(r"[^0-9.][0-9]{3}(?:\.|$)", text) else ""


def _amount(text: str) -> str:
    """The figure before a unit."""
    figure = _FIGURE.match(text)
    certain = figure and not _MULTIPLIERS.match(text, figure.end())
    return figure[0].replace(",", "") if figure and certain else ""


_SUGGESTIONS: Mapping[str, Callable[[str], str]] = {
    "JY110": _without_zeros,
    "JY113": _without_zeros,
    "JY121": _joined,
    "JY122": lambda text: text.rstrip("% \u00a0"),
    "JY124": _expanded,
    "JY125": lambda text: re.sub(r"^([-+]?)\.", r"\g<1>0.", text).rstrip("."),
    "JY127": _amount,
    "JY131": lambda text: text.replace(",", "."),
}


def resolve(text: str) -> str | float | bool | None:
    """The value of a plain scalar; a `Suspect` where it is refused or looks wrong."""
    if (number := number_of(text)) is not None:
        return number
    if text in _WORDS:
        return _WORDS[text]
    if text in _SWITCHES:
        return Suspect(text, "JY112", _SWITCHES[text], reported=True)
    if text.lstrip("+-").removeprefix(".").lower() in _NOT_FINITE:
        return Suspect(text, "JY115", reported=True)
    if len(text) > LONGEST_NUMBER or text[0] not in _NUMBER_STARTS:
        return text
    return _odd(text)


def _odd(text: str) -> str:
    refused = re.fullmatch(_REFUSED, text, re.VERBOSE)
    match = refused or re.fullmatch(_ODD, text, re.VERBOSE)
    if match is None:
        return text if text.isascii() else _full_width(text)
    code = str(match.lastgroup)
    suggestion = certain(_SUGGESTIONS.get(code, str)(text))
    return Suspect(text, code, suggestion, reported=refused is not None)


def _full_width(text: str) -> str:
    half = text.translate(_HALF_WIDTH)
    meant = text if half == text else resolve(half)
    if isinstance(meant, Suspect):
        # A unit, or a comma that may be a point, is more than the width of a sign.
        plain = _WIDE_FIGURE.search(text) and meant.code not in _MORE_THAN_WIDTH
        code = "JY123" if plain else meant.code
        return Suspect(text, code, meant.suggestion)
    return text if isinstance(meant, str) or meant is None else Suspect(text, "JY123", half)


# Keys and words repeat over all files; texts too long to be remembered are passed by.
remembered = lru_cache(4096)(resolve)
