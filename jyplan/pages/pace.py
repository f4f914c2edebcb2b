"""Figures, differences and growth in the words of a sentence, and where the pace so far leads."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jyplan.pages.aims import in_words, step_in_words, target_words
from jyplan.pages.forms import by_steps, eases
from jyplan.plan.aims import RELATIVE
from jyplan.plan.units import is_percentage
from jyplan.texts import numbers
from jyplan.texts.sentences import told
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.pages.view import View
    from jyplan.results import Assessment, Growth

# whoever plans further asks for something else than the pace of some years
FARTHEST = 1e15


def figure_words(value: float, item: Assessment, view: View) -> str:
    """A figure as it was stated, or at its own precision where it was worked out."""
    precision = item.indicator.precision
    if item.known.chained:
        shown = numbers.trimmed(value, numbers.decimals_of(precision))
    else:
        shown = numbers.seen(value, precision)
    return in_words(shown, item, view)


def by_words(value: float, item: Assessment, view: View, *figures: float) -> str:
    """A difference of figures, without its sign, with as many decimals as they have."""
    precision = item.indicator.precision
    places = max(len(numbers.seen(each, precision).partition(".")[2]) for each in figures)
    if item.known.chained or item.aim.form in RELATIVE:
        places = min(places, numbers.decimals_of(precision) + 1)
    return step_in_words(numbers.trimmed(abs(value), places), item, view)


def needed_words(item: Assessment, view: View) -> Iterator[str]:
    """Growth from here on, beside what was observed."""
    needed, observed, language = item.catch_up, item.observed, view.language
    if not needed.linear_step:
        return
    enough = eases(item)
    growth = growth_words(item, needed, view, needed=not enough)
    if growth is None:
        # too little a year to be shown
        left = short_words(("ahead", "ahead.excess"), item, view)
        yield from filter(None, [left])
        return
    clause = told("enough" if enough else "needs", language, growth=growth)
    start, latest, step = item.baseline, item.latest, observed.linear_step
    seen = growth_words(item, observed, view)
    if start is not None and latest is not None and step is not None and not _said(item):
        seen = seen or told("hardly" if step else "flat", language)
        clause += told("gave", language, span=f"{start.year}–{latest.year}", growth=seen)
    yield clause


def _said(item: Assessment) -> bool:
    """Whether what was observed was said before."""
    return item.aim.form == "average_growth" and item.observed.compound_rate is not None


def short_words(keys: tuple[str, str], item: Assessment, view: View) -> str | None:
    """By how much the target is missed; None where that is not known, or nothing.

    Args:
        keys: of the clause, and of the one where less is better.
        item: the indicator.
        view: what is told.
    """
    gap, goal, now = item.gap.absolute, item.target, item.known.now
    if gap is None or gap <= 0 or goal is None or now is None:
        return None
    key = keys[item.indicator.direction == "decrease"]
    by, target = by_words(gap, item, view, goal, now), target_words(item, view)
    return told(key, view.language, target=target, by=by)


def stepped(item: Assessment) -> bool:
    """Whether growth is told in steps: as it is planned, and where a rate would mislead.

    Rates of what is negative turn round, and rates cannot be held beside steps.
    """
    for each in (item.required, item.catch_up, item.observed):
        rate = each.compound_rate
        if each.linear_step and (rate is None or _nothing(numbers.percent(abs(rate)))):
            return True
    now = () if item.latest is None else (item.latest.value,)
    below_zero = any(value < 0 for value in (*item.known.ends, *now))
    return below_zero or by_steps(item.indicator, item)


def growth_words(
    item: Assessment, growth: Growth, view: View, *, needed: bool = False
) -> str | None:
    """Growth per year: a rate, or a step where that says more; None where neither shows any."""
    suffix = ".needed" if needed else ""
    rate, step = growth.compound_rate, growth.linear_step
    if rate is not None and not stepped(item):
        by = numbers.percent(abs(rate))
        word = "fall" if rate < 0 else "rise"
        return None if _nothing(by) else told(f"{word}{suffix}", view.language, by=by)
    if step is None:
        return None
    shown = numbers.step(abs(step), item.indicator.precision)
    if _nothing(shown):
        return None
    words = ("up", "down") if is_percentage(item.indicator.unit) else ("gain", "loss")
    by = step_in_words(shown, item, view)
    return told(f"{words[step < 0]}{suffix}", view.language, by=by)


def _nothing(shown: str) -> bool:
    return float(shown.partition(GLUE)[0]) == 0


def pace_words(item: Assessment, view: View) -> Iterator[str]:
    """Where the pace so far leads, and whether that is enough."""
    projection, goal, year = item.projection, item.target, item.aim.year
    straight = by_steps(item.indicator, item) or projection.compound is None
    value = projection.linear if straight else projection.compound
    if value is None or goal is None or item.known.indexed or item.observed.linear_step is None:
        return
    if abs(value) >= FARTHEST:
        return
    # A reader who takes the one figure from the other must find the third.
    places = numbers.decimals_of(item.indicator.precision)
    if item.aim.form not in RELATIVE:
        places = max(places, len(numbers.as_stated(goal).partition(".")[2]))
    shown = numbers.fixed(value, places)
    yield told("pace", view.language, year=year, value=in_words(shown, item, view))
    if item.aim.holds(value):
        yield told("pace.met", view.language)
        return
    by = abs(Decimal(numbers.fixed(goal, places)) - Decimal(shown))
    key = "excess" if value > goal else "short"
    yield (
        told(key, view.language, by=step_in_words(f"{by.normalize():f}", item, view))
        if by
        else told("hair", view.language)
    )
