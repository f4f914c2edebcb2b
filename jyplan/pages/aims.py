"""Targets in the words of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.view import quantity, with_unit
from jyplan.plan.aims import form_of, with_operator
from jyplan.plan.units import is_percentage
from jyplan.texts import numbers
from jyplan.texts.sentences import told
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.pages.view import View
    from jyplan.plan.model import Bound, Level
    from jyplan.results import Assessment

# growth is told with no more decimals
MOST_PLACES = 4
# what is at least minus five falls by at most five
TURNED: Mapping[str | None, str] = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
# form -> the words of what rises and of what falls
WORDS: Mapping[str, tuple[str, str]] = {
    "average_growth": ("form.growth", "form.decline"),
    "change_percent": ("form.rise", "form.fall"),
    "change": ("form.gain", "form.loss"),
}


def name_in_words(item: Assessment, view: View) -> str:
    """The name; in English with the unit, which then goes with none of the figures."""
    name, unit = view.own(item.indicator.name), item.indicator.unit
    bare = view.language == "zh" or is_percentage(unit) or item.known.counted
    return name if bare or item.known.indexed else with_unit(name, view.own(unit))


def in_words(shown: str, item: Assessment, view: View) -> str:
    """A figure; in English the name says what it counts, and nobody writes 1 enterprises."""
    if view.language == "zh" or is_percentage(item.indicator.unit):
        return quantity(shown, view.own(item.indicator.unit))
    return shown


def step_in_words(shown: str, item: Assessment, view: View) -> str:
    """A difference: in points where values are percentages."""
    if is_percentage(item.indicator.unit):
        return told("points", view.language, n=shown)
    return in_words(shown, item, view)


def revised_words(item: Assessment, view: View) -> Iterator[str]:
    """That the target was changed since the plan was made, and how."""
    target, language = item.indicator.target, view.language
    if not target.revisions:
        return
    order = sorted(enumerate(target.revisions), key=lambda each: (each[1].decided_in, each[0]))
    newest = order[-1][1]
    before = order[-2][1] if len(order) > 1 else target
    old, new = (_said(each, item, view) for each in (before, newest))
    if old != new:
        yield told("revised", language, year=newest.decided_in, old=old, new=new)


def _said(bound: Bound, item: Assessment, view: View) -> str:
    """A target that was, or another one, in words."""
    target = item.indicator.target
    own = with_operator(bound, target)
    return _bound(own, item, view, approximate=target.approximate)


def target_words(item: Assessment, view: View) -> str:
    """The target that counts, without its year; of single years that of the newest."""
    aim = item.aim
    if aim.comparison is not None:
        return _compared(item, view)
    asked = aim.of(aim.newest)
    return _bound(asked.bound, item, view, approximate=asked.approximate)


def _bound(bound: Level, item: Assessment, view: View, *, approximate: bool) -> str:
    form = form_of(bound)
    if form in {"range", "by_year"}:
        return _range(bound, item, view)
    figure = float(getattr(bound, form))
    operator: str = "about" if approximate else bound.operator or "at"
    if form == "value":
        # Nothing is more than all of it.
        if figure == item.indicator.limits.maximum and operator == ">=":
            operator = "at"
        return _sided(operator, in_words(numbers.as_stated(figure), item, view), view)
    if form == "multiple":
        times = told("form.times", view.language, n=numbers.as_stated(figure))
        return told("form.multiple", view.language, bound=_sided(operator, times, view))
    shown = numbers.as_stated(abs(figure))
    words = WORDS[form]
    if form == "change" and is_percentage(item.indicator.unit):
        words = ("form.up", "form.down")
    shown = step_in_words(shown, item, view) if form == "change" else f"{shown}{GLUE}%"
    if figure < 0:
        operator = TURNED.get(operator, operator)
    said = _sided(operator, shown, view)
    return told(words[figure < 0], view.language, bound=said)


def _range(bound: Level, item: Assessment, view: View) -> str:
    ends = [end for end in (bound.minimum, bound.maximum) if end is not None]
    shown = in_words("–".join(map(numbers.as_stated, ends)), item, view)
    if bound.maximum is None:
        return _sided(">=", shown, view)
    return _sided("<=", shown, view) if bound.minimum is None else shown


def _sided(operator: str, shown: str, view: View) -> str:
    """A figure, and on which side of it a value has to be."""
    return told(f"op.{operator}", view.language, n=shown)


def growth_places(item: Assessment) -> int:
    """Decimals of growth held against other growth: so many that they differ where it does."""
    newest = item.known.years[-1]
    pair = (newest.value, newest.aim.figure)
    places = 1
    while places < MOST_PLACES and pair[0] != pair[1] and _alike(pair, places):
        places += 1
    return places


def _alike(pair: tuple[float, float], places: int) -> bool:
    one, other = (numbers.fixed(each, places) for each in pair)
    return one == other


def _compared(item: Assessment, view: View) -> str:
    """Another quantity, with the figure that it comes to now."""
    aim, comparison = item.aim, item.aim.comparison
    if comparison is None:
        raise LookupError(item.indicator.id)
    name = view.own(view.report.plan.declared()[comparison.than].name)
    if comparison.margin:
        shown = numbers.as_stated(abs(comparison.margin))
        points = told("points", view.language, n=shown)
        by = points if comparison.growth else step_in_words(shown, item, view)
        key = "margin.minus" if comparison.margin < 0 else "margin.plus"
        name = told(key, view.language, name=name, by=by)
    if item.known.years:
        bound = item.known.years[-1].aim.figure
        worked_out = comparison.mean or (comparison.growth and not item.known.rate)
        value = numbers.seen(bound, item.indicator.precision)
        value = numbers.fixed(bound, growth_places(item)) if worked_out else value
        value = f"{value}{GLUE}%" if comparison.growth else in_words(value, item, view)
        name = told("other", view.language, name=name, value=value)
    said = told(f"than.{aim.bound.operator}", view.language, n=name)
    return told("form.mean", view.language, than=said) if comparison.mean else said
