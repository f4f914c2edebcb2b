"""What the words of a target say, as tables of plans write them, in either language."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from jyplan.forms.planning import aim_vocabulary as known
from jyplan.plan.figures import plain as half_width

if TYPE_CHECKING:
    from collections.abc import Iterator

# ``growth`` is a mean a year, ``total`` a sum or a change over all years, ``change`` a change of
# which the words do not say over how long, ``step`` about in step with another quantity.
AimForm: TypeAlias = Literal[
    "value", "range", "growth", "total", "change", "multiple", "than", "step", "years"
]
# longer texts are no targets
LONGEST: Final = 200


class AimSaid(NamedTuple):
    """What the words of a target say, whatever the quantity is.

    Attributes:
        form: how it is said.
        figure: the figure; of a range its lower end; of ``than`` the margin in points.
        high: the upper end of a range.
        operator: where the words name a side.
        unit: what stands behind the figure.
        turn: 1 where the words say that it rises, -1 where they say that it falls.
        approximate: about.
        aspirational: what is striven for.
        every: whether it is to hold every year.
        year: the year whose end is meant, where the words name one.
        than: what it is held against, in the table's words.
        mean: whether mean growth is held against that.
        years: what is asked of single years.
        further: a second figure that is striven for.
    """

    form: AimForm = "value"
    figure: Decimal | None = None
    high: Decimal | None = None
    operator: str | None = None
    unit: str = ""
    turn: int = 0
    approximate: bool = False
    aspirational: bool = False
    every: bool = False
    year: int | None = None
    than: str = ""
    mean: bool = False
    years: tuple[tuple[int, AimSaid], ...] = ()
    further: AimSaid | None = None


def plain(text: str) -> str:
    """Words in one spelling: width, brackets, blanks; marks of footnotes are stars.

    >>> plain(" 〔１３．５〕 ％"), plain("60.6①")
    ('[13.5]%', '60.6*')
    """
    text = half_width(re.sub(r"(?<=\S)[①-⑳]+$", "*", text.strip())).casefold()
    text = re.sub("[〔【﹝]", "[", re.sub("[〕】﹞]", "]", text))
    text = re.sub(r"[“”\"‘’']", "", text.replace("，", ",").replace("；", ";"))
    if re.search("[\u3400-\u9fff]", text):
        return re.sub(r"\s", "", text)
    return re.sub(r"(?<=[<>≥≤=\[]) | (?=[\]%])", "", " ".join(text.split()))


def aim_said(text: str) -> AimSaid | None:
    """What the words of a target say; None: they are not understood.

    >>> aim_said("年均增长7%以上")
    AimSaid(form='growth', figure=Decimal('7'), high=None, operator='>=', unit='%', turn=1, ...
    """
    words = plain(text)
    if not words or len(text) > LONGEST:
        return None
    words = _in_figures(words).rstrip("。.*")
    return _of_years(words) or _with_further(words) or _dated(words)


def _in_figures(words: str) -> str:
    """Small numbers in words as figures."""
    turned = rf"({known.UP}|{known.DOWN})([一二两三四五六七八九十])(?=个|岁|年|倍|成|%)"
    words = re.sub(turned, lambda found: f"{found[1]}{known.CHINESE_NUMBERS[found[2]]}", words)
    names = "|".join(known.ENGLISH_NUMBERS)
    return re.sub(rf"\b({names})\b", lambda found: str(known.ENGLISH_NUMBERS[found[1]]), words)


def _of_years(words: str) -> AimSaid | None:
    """What is asked of single years, two at least."""
    begin = known.A_YEAR.search(words)
    if begin is None or not known.LEAD.fullmatch(words[: begin.start()]):
        return None
    pieces = re.split(r"[、,;·\n|。]", words[begin.start() :])
    stated: dict[int, AimSaid] = {}
    for piece in pieces:
        found = known.YEARLY.fullmatch(piece.strip())
        said = _read(found["rest"].strip(), AimSaid()) if found else None
        if found is None or said is None or said.form not in {"value", "range"}:
            return None
        stated[int(found[1])] = said
    if len(stated) != len(pieces) or len(pieces) == 1:
        return None
    return AimSaid("years", every=True, years=tuple(sorted(stated.items())))


def _with_further(words: str) -> AimSaid | None:
    """A figure, and behind it one that is striven for."""
    found = known.FURTHER.fullmatch(words)
    if found is None:
        return None
    firm, more = _dated(found[1]), _dated(re.sub("^stretch:?", "striving for", found[2]))
    if firm is None or more is None or more.form != "value" or firm.form != "value":
        return None
    return firm._replace(further=more)


def _dated(words: str) -> AimSaid | None:
    """A target that may name its year."""
    found = known.DATED.fullmatch(words)
    if found is None:
        return _read(words, AimSaid())
    said = _read(found["rest"].strip(), AimSaid())
    return None if said is None else said._replace(year=int(found[1]))


def _read(words: str, so_far: AimSaid) -> AimSaid | None:
    """What words say beside what was said before them."""
    if said := next(_whole(words, so_far), None):
        return said
    for pattern, adds in known.WORDS:
        if found := pattern.fullmatch(words):
            fields: dict[str, Any] = {**adds}
            usual = AimSaid._field_defaults
            if any(getattr(so_far, key) not in (usual[key], fields[key]) for key in fields):
                # at least, and below: that says nothing
                return None
            if "turn" in fields and so_far.form == "value":
                taken = words[: found.start("rest")].strip(" ,:为")
                fields |= {} if known.LEVEL_WORDS.fullmatch(taken) else {"form": "change"}
            return _read(found["rest"], so_far._replace(**fields))
    if level := known.LEVEL.fullmatch(words):
        figure, unit = level[1], level[2].strip()
        if figure[0] in "+-" and so_far.form == "value" and known.POINTS.fullmatch(unit):
            # +2 points is no level
            turn = 1 if figure[0] == "+" else -1
            so_far, figure = so_far._replace(form="change", turn=turn), figure[1:]
        return so_far._replace(figure=decimal(figure), unit=unit)
    return None


def _whole(words: str, so_far: AimSaid) -> Iterator[AimSaid]:
    """What words say with which nothing more can be said."""
    for pattern, adds in known.WHOLE:
        if found := pattern.fullmatch(words):
            fields: dict[str, Any] = {**adds, **_parts(found)}
            yield so_far._replace(**fields)
    if so_far.operator is not None and so_far.form in {"value", "growth"} and so_far.turn >= 0:
        yield from _than(words, so_far._replace(form="than", mean=so_far.form == "growth"))
    plainly = so_far.operator is None and so_far.form == "value"
    if plainly and (found := known.RANGE.fullmatch(words)):
        unit = (found["unit"] or found["sign"]).strip()
        low, high = decimal(found["figure"]), decimal(found["high"])
        yield so_far._replace(form="range", unit=unit, figure=low, high=high)


def _than(words: str, so_far: AimSaid) -> Iterator[AimSaid]:
    """Another quantity, where no figure stands behind an operator."""
    for pattern in known.MARGIN:
        found = pattern.fullmatch(words)
        # 提高3个百分点以上 is a change, and no quantity called 提高.
        if found is not None and not re.fullmatch(f"(?:{known.UP}|{known.DOWN})了?", found["than"]):
            yield so_far._replace(**_parts(found))
    if re.fullmatch(r"\D{2,40}", words) and not re.search("以[上下内]$|左右$|[<>≥≤]", words):
        yield so_far._replace(than=words.strip())


def _parts(found: re.Match[str]) -> dict[str, Any]:
    """What the parts of words say."""
    parts: dict[str, Any] = found.groupdict()
    said = {key: decimal(parts[key]) for key in ("figure", "more") if key in parts}
    if "more" in said:
        said["figure"] = said.pop("more") + 1
    return {key: text.strip() for key, text in parts.items() if key == "than"} | said


def decimal(figure: str) -> Decimal:
    """A figure as it is printed, thousands separators aside."""
    return Decimal(figure.replace(",", "").replace("+", ""))
