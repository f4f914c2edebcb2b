"""Units as a plan writes them: what they measure, and by how much they differ."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.records import record_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.plan.fields import TextModel
    from jyplan.plan.model import Context, Indicator

# The longest come first: 万 is also the end of 百万.
MULTIPLES: Mapping[str, int] = {
    "100 million": 10**8,
    "10 million": 10**7,
    "10 thousand": 10**4,
    "1,000,000": 10**6,
    "100,000": 10**5,
    "10,000": 10**4,
    "1,000": 10**3,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "亿": 10**8,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
CHINESE: Mapping[Fraction | None, str] = {
    Fraction(10**12): "万亿",
    Fraction(10**8): "亿",
    Fraction(10**4): "万",
}
# names that are a part of another unit
PARTS: Mapping[str, tuple[str, Fraction]] = {
    "公斤": ("吨", Fraction(1, 1_000)),
    "斤": ("吨", Fraction(1, 2_000)),
    "克": ("吨", Fraction(1, 1_000_000)),
    "亩": ("公顷", Fraction(1, 15)),
    "千米": ("公里", Fraction(1)),
    "米": ("公里", Fraction(1, 1_000)),
}
# parts of a whole, alone or followed by what the whole is: % of GDP
SHARES: Mapping[str, Fraction] = {
    "[%％]|个?百分[点比率]|per ?cent(?:age)?|pct|pp": Fraction(1, 100),
    "‰|个?千分[点比率]|per mille?": Fraction(1, 1000),
}
# characters of a unit; what is longer is read as a whole
LONGEST = 200
OF_A_WHOLE = r"(?:[\s(（].*)?"
# what stands beside a unit of money and does not change it
_BESIDE = re.compile(
    r"^(?:人民币|rmb|cny)\s*(?=.)|(?<=.)(?:人民币|rmb|cny)$|(?<=元)\s*\((?:按?当年价格?|现价)\)$",
    re.IGNORECASE,
)
# signs and codes of money -> what units are called that count it
_MONEY: Mapping[str, str] = {
    "[¥￥]|rmb|cny|人民币": "(?<![美欧港日韩澳])元|yuan",
    r"(?:us)?\$|usd": "美元|dollar",
    "€|eur": "欧元|euro",
}
# what is measured and not counted, though a plan may print it in whole numbers
MEASURES = (
    "(?:平方|立方|公|海)?(?:美?元|瓦时?|吨(?:标准煤)?|克|米|里|亩|顷|升|焦耳?|天|日|小时|度)"
    r"|.*\b(?:yuan|(?:dollar|(?:kilo|mega)?watt|tonne|ton|(?:kilo)?gram|(?:kilo)?met(?:er|re)"
    r"|mu|hectare|lit(?:er|re)|joule|hour|day)s?)\b.*"
)


class Unit(NamedTuple):
    """What a quantity is measured in.

    Attributes:
        bases: the plain units with their exponents, in order; none for a pure number.
        factor: how many of them one is; None once a number that may convert was multiplied in.
    """

    bases: tuple[tuple[str, int], ...]
    factor: Fraction | None

    def __str__(self) -> str:
        """The unit as a message shows it."""
        over = "·".join(_powers(self.bases, 1)) or "1"
        under = "·".join(_powers(self.bases, -1))
        scale = "" if self.factor in {None, 1} else f"{float(self.factor or 0):,g} "
        if self.factor in CHINESE and not over.isascii():
            scale = CHINESE[self.factor]
        return f"{scale}{over}" + (f"/{under}" if under else "")


PER_CENT = Unit((), Fraction(1, 100))


def _powers(bases: tuple[tuple[str, int], ...], sign: int) -> Iterator[str]:
    for base, exponent in bases:
        if exponent * sign > 0:
            yield base if abs(exponent) == 1 else f"{base}^{abs(exponent)}"


@lru_cache(1024)
def unit_of(text: str) -> Unit:
    """The unit that a text names, however it is spelled."""
    if len(text) > LONGEST:
        return Unit(((text, 1),), Fraction(1))
    text = unicodedata.normalize("NFKC", text).strip()
    if whole := re.fullmatch(r"\(([^()]+)\)", text):
        text = whole[1]
    over, *under = _BESIDE.sub("", text).strip().split("/")
    result = _simple(over)
    for part in under:
        result = combined(result, _simple(part), -1)
    return result


def _simple(text: str) -> Unit:
    name = text.strip()
    for spelling, share in SHARES.items():
        if re.fullmatch(f"(?:{spelling}){OF_A_WHOLE}", name, re.IGNORECASE):
            return Unit((), share)
    factor = Fraction(1)
    for multiple, size in MULTIPLES.items():
        if name.lower().startswith(multiple):
            name = name[len(multiple) :].strip()
            factor *= size
            break
    name, part = PARTS.get(name, (name, Fraction(1)))
    factor *= part
    return Unit(((name, 1),) if name else (), factor)


def combined(left: Unit, right: Unit, sign: int) -> Unit:
    """The product of two units, or with sign -1 the quotient."""
    exponents = dict(left.bases)
    for base, exponent in right.bases:
        exponents[base] = exponents.get(base, 0) + sign * exponent
    factor = None
    if left.factor is not None and right.factor is not None:
        factor = left.factor * right.factor**sign
    return Unit(tuple(sorted((b, e) for b, e in exponents.items() if e)), factor)


def agree(left: Unit, right: Unit) -> bool:
    """Whether values in both units may be compared and added."""
    if left.bases != right.bases:
        return False
    return left.factor is None or right.factor is None or left.factor == right.factor


def same_unit(stated: str, unit: TextModel) -> bool:
    """Whether a stated unit is the plan's, in either language and however it is spelled."""
    texts = {unit.zh.strip().lower(), unit.en.strip().lower()}
    return stated.strip().lower() in texts or ratio_of(stated, unit) == 1


def ratio_of(stated: str, unit: TextModel) -> Fraction | None:
    """How many of the plan's units one stated unit is; None where they measure different things."""
    # 1 year of years, and 2 years of a year
    other = stated.removesuffix("s") if stated.endswith("s") else f"{stated}s"
    for given in map(unit_of, (stated, other) if re.search("[a-z]{3}$", stated) else (stated,)):
        for text in (unit.zh, unit.en):
            own = unit_of(text)
            if own.bases == given.bases and own.factor and given.factor:
                return given.factor / own.factor
    return None


def numerator(unit: TextModel) -> TextModel | None:
    """The unit before 每 or “per”: 件 of 件/万人; None where it has no such part."""
    over, under, _ = unit.zh.partition("/")
    if not under:
        return None
    found: TextModel = record_of({"zh": over, "en": re.split(r"/| per ", unit.en)[0]})
    return found


def is_money_of(sign: str, unit: TextModel) -> bool:
    """Whether a sign such as ¥ names no more than the money that a unit counts."""
    return any(
        re.fullmatch(signs, sign, re.IGNORECASE) and re.search(names, f"{unit.zh} {unit.en}")
        for signs, names in _MONEY.items()
    )


def meant_by(unit: TextModel) -> Unit:
    """What a plan's unit means: what the Chinese text does, unless either means a percentage."""
    return PER_CENT if is_percentage(unit) else unit_of(unit.zh)


def is_counted(unit: TextModel) -> bool:
    """Whether a quantity of this unit comes in whole pieces."""
    plain = meant_by(unit)
    single = len(plain.bases) == 1 and plain.factor == 1
    texts = (unit.zh, unit.en)
    return single and not any(re.fullmatch(MEASURES, text, re.IGNORECASE) for text in texts)


def is_percentage(unit: TextModel) -> bool:
    """Whether values are per cent, so that they differ by points; one language is enough.

    A unit that is not known is none.
    """
    return any(unit_of(text) == PER_CENT for text in (unit.zh, unit.en))


def in_points(entry: Indicator | Context) -> bool:
    """Whether levels of a quantity are percentages, so that they differ by points."""
    return entry.reported != "yearly_change" and is_percentage(entry.unit)
