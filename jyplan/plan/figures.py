"""What people write where a figure belongs, and which figure they meant by it."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.plan.findings import mended
from jyplan.plan.records import both
from jyplan.plan.remarks import outside
from jyplan.plan.scalars import LONGEST_NUMBER, MAX_DIGITS, Suspect, certain, resolve
from jyplan.plan.units import MULTIPLES, is_counted, ratio_of, same_unit, unit_of

if TYPE_CHECKING:
    from jyplan.plan.fields import TextModel
    from jyplan.plan.findings import Finding
    from jyplan.plan.known import KnownQuantity

# what stands for no figure, in NFKC, small letters and without blanks
_NOTHING = (
    r"[-–—―─/\\*.?x·_#()]+|n/a|na|n\.a\.|#n/a|#na|none|nil|tb[dac]|unknown|missing|pending|nodata"
    "|not(?:available|reported|applicable)|无|没有|[无暂没有]+数据|暂?无|[暂空]?缺|缺[失数]|空|无此项|略"
    "|待[^0-9]{1,4}|[未尚暂]+(?:统计|填报?|报|知|公布|发布|开展)|不详|不适用"
)
_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)(?:\.[0-9]+)?"
# a figure is roughly that, a bound, or will be corrected
_ABOUT = (
    "大约|约为?|将近|接近|近|左右|上下|大致|≈|~|"
    "(?<![a-z])(?:about|around|circa|ca|approx|approximately|roughly|nearly|almost)(?![a-z])\\.?"
)
_BOUND = (
    "超过?|逾|突破|多于|大于|不少于|不低于|至少|不足|不到|少于|低于|小于|不超过|至多|以上|以下|余|多|达到?|"
    r"[<>]=?|≥|≤|\+|"
    "(?<![a-z])(?:over|above|below|under|more than|less than|at least|at most|up to)(?![a-z])"
)
_EARLY = (
    "预计数?|预估数?|估计数?|初步数?|快报数?|暂定|"
    "(?<![a-z])(?:est|estimated?|prelim|preliminary|provisional|forecast|[ep])(?![a-z])\\.?"
)
_SAYS: Final = (("provisional", _EARLY), ("bound", _BOUND), ("about", _ABOUT))
_HEDGE = f"(?:\\s*(?:{_EARLY}|{_BOUND}|{_ABOUT}))*"
_REMARK = r"\([^()]*\)|\*"
_FOOTNOTE = re.compile(
    "(?<=[0-9０-９])[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
    "\u3220-\u3229\u3251-\u325f\u3280-\u3289\u32b1-\u32bf]+"
)
# how far outside of its way from the baseline to the target a figure is hardly meant
_BEYOND: Final = 3


class Amount(NamedTuple):
    """A figure with its unit, as they were written together.

    Attributes:
        figure: the figure, without separators.
        unit: the unit; empty where there is none.
        says: what words beside it say of it: that it is ``provisional``, a ``bound``, ``about``
            so much, or ``note`` for anything else; empty where there are none.
    """

    figure: str
    unit: str
    says: str = ""


def plain(text: str) -> str:
    """The text in half-width signs, a Chinese full stop between digits as a decimal point.

    A raised or circled number behind a figure points to a footnote: 260① is 260 with a mark.
    """
    half = _FOOTNOTE.sub("*", text.strip()).replace("\u2212", "-")
    if not any(unicodedata.category(sign) == "No" for sign in half):
        # Others, such as ½ or ③ alone, would become digits.
        half = unicodedata.normalize("NFKC", half).strip()
    return re.sub("(?<=[0-9])。(?=[0-9])", ".", half)


def meant(text: str) -> Suspect | None:
    """What a text that stands in the place of a figure was meant to say; None: nobody knows."""
    marked = text if isinstance(text, Suspect) else None
    if len(text) > LONGEST_NUMBER:
        return marked
    found = marked or resolve(text.strip())
    if isinstance(found, Suspect) and found.code != "JY127":
        return Suspect(text, found.code, found.suggestion)
    return _put_otherwise(text) or (found if isinstance(found, Suspect) else None)


def _put_otherwise(text: str) -> Suspect | None:
    """What is meant by a text that is more, or less, than a figure with its unit."""
    half, stated, pair = plain(text), amount(text), commas(text)
    if says_nothing(text):
        return Suspect(text, "JY130")
    if stated is not None and stated.says:
        return Suspect(text, "JY129", "" if stated.unit else stated.figure)
    if re.fullmatch(rf"{_NUMBER}\D{{0,3}}(?:[-–—~]+|至|到|to)\s*{_NUMBER}\D{{0,3}}", half):
        return Suspect(text, "JY129")
    return Suspect(text, "JY131", pair[0]) if pair else None


def says_nothing(text: str) -> bool:
    """Whether a text in the place of a figure says that there is none.

    >>> says_nothing("——"), says_nothing("暂无数据"), says_nothing("0")
    (True, True, False)
    """
    bare = re.sub(r"\s", "", plain(text))
    return re.fullmatch(_NOTHING, bare, re.IGNORECASE) is not None


def amount(text: str) -> Amount | None:
    """The figure in a text, its unit and the words beside it; None: it is not made so."""
    shape = rf"({_HEDGE})\s*({_NUMBER})({_HEDGE})\s*([^()*0-9]*?)({_HEDGE})\s*((?:{_REMARK})*)"
    match = None
    if len(text) <= LONGEST_NUMBER:
        match = re.fullmatch(shape, plain(text), re.IGNORECASE)
    if match is None or not certain(figure := re.sub("[, ]", "", match[2])):
        return None
    words = re.sub(r"[()\s]", "", "".join(match.group(1, 3, 5, 6)))
    says = (what for what, some in _SAYS if re.search(some, words, re.IGNORECASE))
    return Amount(figure, match[4].strip(), next(says, "note") if words else "")


def says(text: str) -> str:
    """What the words beside a figure say of it; see `Amount`."""
    stated = amount(text)
    return stated.says if stated else "range"


def in_unit(stated: Amount, unit: TextModel) -> str:
    """The figure in a plan's unit, to the last digit; empty where one cannot be converted.

    A multiple alone, as in 1.5万, is one of the unit itself, unless that has a greater one.
    """
    ratio = Fraction(1) if same_unit(stated.unit, unit) else ratio_of(stated.unit, unit)
    if stated.unit == "个" and is_counted(unit):
        # What is counted can be counted so.
        ratio = Fraction(1)
    if stated.unit in MULTIPLES:
        size, own = MULTIPLES[stated.unit], unit_of(unit.zh)
        less = (each for name, each in MULTIPLES.items() if unit.zh.startswith(name))
        fitting = {1, *(each for each in less if each <= size)}
        ratio = Fraction(size) / own.factor if own.bases and own.factor in fitting else None
    if ratio is None:
        return ""
    if ratio == 1:
        # As it was written: nothing has to be worked out.
        return stated.figure
    number = Decimal(stated.figure) * ratio.numerator / ratio.denominator
    exact = number * ratio.denominator == Decimal(stated.figure) * ratio.numerator
    return certain(f"{number.normalize():f}") if exact else ""


def advised(found: Finding, quantity: KnownQuantity) -> Finding:
    """A finding about a figure that cannot be read, with what its quantity adds.

    Args:
        found: the finding, whose data hold the text.
        quantity: the quantity.
    """
    text = str(found.data["text"])
    if found.code in {"JY121", "JY131"}:
        return _with_comma(found, text, quantity)
    stated, unit = amount(text), quantity.entry.unit
    if stated is None:
        return found
    inside = plain(text).partition("(")[2].rstrip(")").strip()
    bracketed = Amount(stated.figure, inside)
    if stated.says == "note" and inside and in_unit(bracketed, unit):
        # What stands in brackets is no remark, but the unit.
        found, stated = found._replace(code="JY127"), bracketed
    figure = in_unit(stated, unit) if stated.unit else stated.figure
    data: dict[str, object] = {
        "suggestion": figure,
        "unit": stated.unit,
        "plan_unit": both(unit),
        "converted": figure != stated.figure,
    }
    found = found._replace(data={**found.data, **data})
    return found if stated.says else mended(found, figure)


def _with_comma(found: Finding, text: str, quantity: KnownQuantity) -> Finding:
    """The finding about a number with a comma, which may be one for decimals."""
    pair = commas(text)
    if pair is None:
        return found
    decimal, whole = pair
    possible = [_possible(float(each), quantity) for each in pair]
    if found.code == "JY121" and possible != [True, False]:
        return found
    sure = possible == [True, False] or re.match(r"[-+]?(?:0|[0-9.]+\.)", plain(text))
    data = {**found.data, "suggestion": decimal, "other": None if sure else whole}
    found = found._replace(code="JY131", data=data)
    return mended(found, decimal) if sure else found


def commas(text: str) -> tuple[str, str] | None:
    """A number with one comma, read as a decimal comma and left out; None: it is not so."""
    half = plain(text)
    if re.fullmatch(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+", half):
        # With points for thousands the comma is one for decimals.
        half = half.replace(".", "")
    match = re.fullmatch(r"([-+]?)([0-9]+),([0-9]+)", half)
    if match is None or len(match[2] + match[3]) > MAX_DIGITS:
        return None
    whole = match[2].lstrip("0")
    return (
        f"{match[1]}{whole or '0'}.{match[3]}",
        f"{match[1]}{(whole + match[3]).lstrip('0') or '0'}",
    )


def _possible(value: float, quantity: KnownQuantity) -> bool:
    """Whether a figure lies within the natural limits, and not far from baseline and target."""
    part = quantity.counted and not value.is_integer()
    if part or outside(value, quantity.entry.limits):
        return False
    known = [abs(each) for each in quantity.ends if each]
    return not known or min(known) / _BEYOND <= abs(value) <= max(known) * _BEYOND
