"""What a form says beside a figure as soon as it is put in: formulas that mirror our checks."""

from __future__ import annotations

from math import isfinite, sqrt
from typing import TYPE_CHECKING

from jyplan.pages.form.inputs import bounds_data, bounds_key
from jyplan.pages.workbook.terms import (
    Term,
    blank,
    both,
    either,
    first,
    known,
    look_of,
    no,
    rounded,
    size,
    whole_down,
)
from jyplan.plan.plausible import (
    ASTRAY,
    NEAR,
    PER_CENT,
    RISING,
    SLIPS,
    about_expected,
    leads_far,
)
from jyplan.plan.submissions import limits_of, unit_reported
from jyplan.plan.units import is_percentage
from jyplan.texts.form import said
from jyplan.texts.numbers import decimals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.results import DueFigure
    from jyplan.texts.words import Language

    Case = tuple[Term | bool, str]


def remark(figure: DueFigure, year: int, places: tuple[str, str], language: Language) -> Term:
    """What is to be said of a figure, the gravest first; nothing where all is well.

    Args:
        figure: what is asked for.
        year: of which year.
        places: the cells of the value and of last year's, as formulas call them.
        language: of words.
    """
    value = Term(places[0], None)
    before = None if figure.before is None else Term(places[1], figure.before[1])
    missing = said("remark.required", language) if figure.known.entry.required else ""
    cases: list[Case] = [
        (blank(value), missing),
        (no(known(value)), said("remark.text", language)),
        (look_of(value).equals("D"), said("remark.date", language)),
        (look_of(value).equals("P"), said("remark.percent", language)),
        *_impossible(figure, value, language),
        *_fraction(figure, value, language),
        *_slips(figure, value, year, language),
    ]
    if figure.known.counted:
        cases.append((value.differs(whole_down(value)), said("remark.whole", language)))
    if before is not None:
        cases += _beside(figure, year, value, before, language)
    return first(*cases)


def _impossible(figure: DueFigure, value: Term, language: Language) -> Iterator[Case]:
    """Outside the natural limits (JY203)."""
    limits = limits_of(figure.known.entry)
    key = bounds_key(limits)
    if key is not None:
        below = limits.minimum is not None and value < limits.minimum
        above = limits.maximum is not None and value > limits.maximum
        yield either(below, above), said(f"remark.{key}", language, **bounds_data(limits))


def _fraction(figure: DueFigure, value: Term, language: Language) -> Iterator[Case]:
    """A fraction where per cent is meant (JY406): 0.0102 for 1.02."""
    quantity = figure.known
    if not is_percentage(unit_reported(quantity.entry)):
        return
    sizes = [abs(each) for each in _sizes(figure) if each and isfinite(each)]
    amount = size(value)
    small = both(amount > 0, amount < 1)
    if sizes:
        low, high = min(sizes) / ASTRAY, max(sizes) * ASTRAY
        fits = both(amount * PER_CENT >= low, amount * PER_CENT <= high)
        found = both(small, fits, either(amount < low, amount > high))
    else:
        # nobody reports so many more digits than are printed
        places = decimals_of(quantity.entry.precision) + 1
        found = both(small, amount.differs(rounded(amount, places)))
    yield found, said("remark.fraction", language)


def _sizes(figure: DueFigure) -> Iterator[float]:
    """All that is known of how large a percentage is."""
    if figure.before is not None:
        yield figure.before[1]
    if figure.known.reported == "value":
        yield from figure.known.ends
    elif figure.course is not None:
        yield figure.course


def _slips(figure: DueFigure, value: Term, year: int, language: Language) -> Iterator[Case]:
    """A factor away from what the plan, else the past, leads to expect (JY404)."""
    quantity = figure.known
    if quantity.reported != "value" or quantity.rate:
        return
    path = about_expected(quantity, year) if figure.course is not None else None
    last = figure.before[1] if figure.before is not None else None
    expected = last if path is None else path
    if not expected or not isfinite(expected):
        return
    beside = "before" if path is None else "due"
    times = value / expected
    for factor in SLIPS:
        near = 10**NEAR
        for key, middle in ("times", float(factor)), ("part", 1 / factor):
            hit = both(times >= middle / near, times <= middle * near)
            text = said(f"remark.{key}_{beside}", language, factor=f"{factor:,}")
            yield both(hit, _left(figure, value, factor, expected)), text


def _left(figure: DueFigure, value: Term, factor: int, expected: float) -> Term | bool:
    """Whether a value is also far from the series itself, which may have long left its path."""
    quantity = figure.known
    if figure.reported and figure.before is not None and figure.before[1]:
        last = figure.before[1]
        if last * expected < 0:
            return False
        moved = value / last
        return either(moved >= sqrt(factor), moved <= 1 / sqrt(factor))
    if figure.course is not None and leads_far(quantity) and quantity.start and quantity.goal:
        ends = quantity.start[1], quantity.goal[1]
        return no(both(value >= min(ends), value <= max(ends)))
    return True


def _beside(
    figure: DueFigure, year: int, value: Term, before: Term, language: Language
) -> Iterator[Case]:
    """Less than it can be (JY401), or the same as last year (JY403)."""
    quantity = figure.known
    if quantity.reported == "value" and quantity.kind in RISING:
        yield value < before, said("remark.fall", language)
    limits = limits_of(quantity.entry)
    ends = (0, limits.minimum, limits.maximum)
    if figure.before is not None and figure.before[0] == year - 1 and before.value not in ends:
        yield value.equals(before), said("remark.equal", language)
