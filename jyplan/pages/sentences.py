"""What figures say of an indicator, in a sentence that could stand in an evaluation report."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from jyplan.pages.aims import growth_places, name_in_words, revised_words, target_words
from jyplan.pages.columns import SOFT
from jyplan.pages.pace import (
    by_words,
    figure_words,
    growth_words,
    needed_words,
    pace_words,
    short_words,
)
from jyplan.plan.aims import RELATIVE
from jyplan.plan.units import is_percentage
from jyplan.statuses import MET
from jyplan.texts import numbers
from jyplan.texts.sentences import sentence, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.pages.view import View
    from jyplan.plan.model import Baseline
    from jyplan.plan.yearly import HeldYear
    from jyplan.results import Assessment

ON_THE_WAY = frozenset({"ahead", "on_track", "behind"})
# shares from here up to 1 are rounded down, so that nothing looks done that is not
ALMOST = 0.9995
# a multiple is told with no more decimals
MOST_PLACES = 6


def indicator_sentence(item: Assessment, view: View) -> str:
    """Where an indicator stands, how far that is, and what it takes from here on."""
    if item.aim.every is not None:
        parts = _yearly(item, view)
    elif item.latest is None:
        parts = _unreported(item, view)
    else:
        parts = _reported(item, view)
    return sentence(name_in_words(item, view), parts, view.language)


def _reported(item: Assessment, view: View) -> Iterator[list[str]]:
    yield [*_now(item, view), *_standing(item, view), *revised_words(item, view)]
    if item.status not in MET:
        yield [*needed_words(item, view), *pace_words(item, view)]
    if item.status == "no_baseline":
        yield [told("no_baseline", view.language)]
    elif item.status is None:
        yield [told("undecided", view.language, reason=view.reason(item.status_reason))]


def _unreported(item: Assessment, view: View) -> Iterator[list[str]]:
    """What the plan asks for, where nothing can be held against it."""
    start, known = item.baseline, item.known
    first = []
    if start is not None and not known.indexed:
        value = figure_words(start.value, item, view)
        said = told("start", view.language, year=start.year, value=value)
        first.append(said + _soft(start, view))
    yield [*first, _aimed(item, view), *revised_words(item, view)]
    if item.required.linear_step is not None and start is not None:
        span = f"{start.year}–{item.target_year}"
        growth = growth_words(item, item.required, view, needed=True)
        if growth is not None:
            yield [told("plan.needs", view.language, span=span, growth=growth)]
    if known.broken_in is not None:
        yield [told("undecided", view.language, reason=view.reason("chain_broken"))]
        return
    if view.report.observed:
        key = "nothing" if start is None else "no_data"
        yield [told(key, view.language, year=view.report.as_of)]
    elif start is None:
        yield [told("no_baseline", view.language)]


def _aimed(item: Assessment, view: View) -> str:
    """The target with its year."""
    target = target_words(item, view)
    if item.aim.year is None:
        return told("aim", view.language, target=target)
    return told("aim.year", view.language, year=item.aim.year, target=target)


def _now(item: Assessment, view: View) -> Iterator[str]:
    """The latest value, and how it compares with the start."""
    latest, start, language = item.latest, item.baseline, view.language
    if latest is None:
        return
    soft = told("provisional", language) if latest.provisional else ""
    if not item.known.indexed:
        value = figure_words(latest.value, item, view)
        yield told("at", language, year=latest.year, value=value) + soft
        soft = ""
    if start is None or start.year is None or start.year == latest.year:
        return
    change = _change(item, start.year, (start.value, latest.value), view)
    yield change + soft + _soft(start, view)
    if item.status == "regressing":
        falling = item.indicator.direction == "decrease"
        yield told("turned.decrease" if falling else "turned", language)
    else:
        yield from _lately(item, view)


def _lately(item: Assessment, view: View) -> Iterator[str]:
    """That the latest value is worse than the one before, which means over years would hide."""
    direction = item.indicator.direction
    if len(item.series) < 2 or direction == "maintain" or item.known.indexed:  # noqa: PLR2004 two
        return
    before, latest = item.series[-2:]
    change = latest.value - before.value
    if change and (change > 0) == (direction == "decrease"):
        by = by_words(change, item, view, before.value, latest.value)
        start = item.baseline
        # what is worse than in the beginning has been said to be
        but = "" if start is None or (change > 0) == (latest.value > start.value) else "worse."
        yield told(f"{but}{_way(change, item)}", view.language, year=before.year, by=by)


def _way(change: float, item: Assessment) -> str:
    """The words for a change: points go up and down, everything else is more or less."""
    if is_percentage(item.indicator.unit):
        return "higher" if change > 0 else "lower"
    return "more" if change > 0 else "less"


def _soft(start: Baseline, view: View) -> str:
    """Why a start is not as firm as the other figures."""
    if start.basis not in SOFT:
        return ""
    return told("soft", view.language, basis=view.word(f"basis.{start.basis}"))


def _change(item: Assessment, year: int, values: tuple[float, float], view: View) -> str:
    """From the start to the latest value, as the target is said."""
    language, (start, latest) = view.language, values
    change, form = latest - start, item.aim.form
    in_all = form == "change_percent" or item.known.indexed
    if form == "average_growth" and item.observed.compound_rate is not None:
        span = f"{year}–{item.latest.year if item.latest else ''}"
        growth = growth_words(item, item.observed, view)
        growth = growth or told("hardly" if change else "flat", language)
        return told("average", language, span=span, growth=growth)
    if form == "multiple" and item.so_far is not None:
        return told("times", language, year=year, n=_times(item.so_far, item))
    if change == 0:
        return told("same", language, year=year)
    if in_all and start:
        key = "up_in_all" if change > 0 else "down_in_all"
        by = numbers.percent(abs(latest / start - 1))
        # Where levels are not told, nothing else says which year this is.
        last = item.latest.year if item.latest else year
        suffix = ".to" if item.known.indexed else ""
        return told(f"{key}{suffix}", language, year=year, last=last, by=by)
    by = by_words(change, item, view, start, latest)
    return told(_way(change, item), language, year=year, by=by)


def _times(value: float, item: Assessment) -> str:
    """A multiple of the start, as exact as it takes to see that it is not the target's."""
    for places in range(2, MOST_PLACES):
        shown = numbers.trimmed(value, places)
        if float(shown) == value or float(shown) not in {1.0, item.aim.stated}:
            return shown
    return numbers.trimmed(value, MOST_PLACES)


def _standing(item: Assessment, view: View) -> Iterator[str]:
    """How far that is."""
    status, target = item.status, target_words(item, view)
    if status in MET:
        yield from _met(item, target, view)
        return
    if status == "missed":
        yield from _done(item, view)
        yield told("missed", view.language, year=item.target_year, target=target)
        if short := short_words(("short", "excess"), item, view):
            yield short
        elif item.gap.absolute == 0:
            yield told("brink", view.language)
        return
    if status != "regressing" and item.progress.achieved_share is None:
        yield from _left(item, target, view)
        return
    if item.aim.form in RELATIVE:
        yield told("aim", view.language, target=target)
    if status in ON_THE_WAY:
        yield from _done(item, view)
    if item.gap.absolute == 0:
        yield told("brink", view.language)


def _met(item: Assessment, target: str, view: View) -> Iterator[str]:
    year, language, series = item.aim.year, view.language, item.series
    first = year
    for each in reversed(series):
        if not item.aim.holds(each.value):
            break
        first = each.year
    if year is None:
        yield told("met.undated", language, target=target)
    elif first is not None and first < year:
        early = year - first
        years = told("year" if early == 1 else "years", language, n=early)
        key = "met.early" if first == series[-1].year else "met.before"
        yield told(key, language, first=first, years=years, year=year, target=target)
    else:
        yield told("met", language, year=year, target=target)


def _done(item: Assessment, view: View) -> Iterator[str]:
    """Shares that are covered and that should be."""
    achieved, lead = item.progress.achieved_share, item.progress.lead_points
    language = view.language
    if achieved is None:
        return
    points = is_percentage(item.indicator.unit)
    key = "less" if item.indicator.direction == "decrease" else "higher" if points else "more"
    if achieved >= 0:
        # What is missing must not be rounded away.
        share = floor(achieved * 1000) / 1000 if ALMOST <= achieved < 1 else achieved
        yield told(f"done.{key}", language, share=numbers.percent(share))
    if lead is None or item.status == "missed":
        return
    bent = "" if item.path == "linear" else ".bent"
    schedule = told(f"schedule{'.stops' if item.aim.milestones else bent}", language)
    by = numbers.fixed(abs(lead) * 100, 1)
    side = "even" if float(by) == 0 else "over" if lead > 0 else "under"
    yield told(side, language, schedule=schedule, by=by)


def _left(item: Assessment, target: str, view: View) -> Iterator[str]:
    """What is left to the target, where shares of the way are not known."""
    if left := short_words(("left", "left.excess"), item, view):
        yield left
    elif item.gap.absolute == 0:
        yield told("aim", view.language, target=target)
        yield told("brink", view.language)
    else:
        yield told("outside", view.language, target=target)


def _yearly(item: Assessment, view: View) -> Iterator[list[str]]:
    """A target that is looked at every year: the newest one, and what held in which."""
    aim, years = _asked(item, view), item.known.years
    if not years:
        yield [aim]
        if item.status_reason is not None:
            yield [told("undecided", view.language, reason=view.reason(item.status_reason))]
        elif view.report.observed:
            yield [told("no_data", view.language, year=view.report.as_of)]
        return
    yield [_looked_at(years[-1], item, view), aim]
    yield [_kept(years, item, view)]
    if item.status is None:
        yield [told("undecided", view.language, reason=view.reason(item.status_reason))]


def _asked(item: Assessment, view: View) -> str:
    """What is asked of every year, or of the newest."""
    target, language = target_words(item, view), view.language
    if item.aim.mean:
        return told("aim", language, target=target)
    if item.aim.years:
        different = {str(aim.bound) for aim in item.aim.years.values()}
        key = "aim.year" if len(different) == 1 else "aim.by_year"
        return told(key, language, year=item.aim.newest, target=target)
    own = item.indicator.target
    if item.aim.every is None or (own.first_year is None and own.last_year is None):
        return told("every", language, target=target)
    first, last = item.aim.every
    return told("every.span", language, span=f"{first}–{last}", target=target)


def _looked_at(newest: HeldYear, item: Assessment, view: View) -> str:
    """What was held against the target in the newest year."""
    comparison = item.aim.comparison
    if comparison is None or not comparison.growth or (item.known.rate and not comparison.mean):
        value = figure_words(newest.value, item, view)
        return told("at", view.language, year=newest.year, value=value)
    by = numbers.percent(abs(newest.value) / 100, growth_places(item))
    if comparison.mean:
        first = view.report.plan.head.baseline_year
        growth = told("fall" if newest.value < 0 else "rise", view.language, by=by)
        return told("average", view.language, span=f"{first}–{newest.year}", growth=growth)
    return told("shrank" if newest.value < 0 else "grew", view.language, year=newest.year, by=by)


def _kept(years: tuple[HeldYear, ...], item: Assessment, view: View) -> str:
    held, newest = [each for each in years if each.held], years[-1]
    if item.aim.mean or len(years) == 1:
        return told("kept.one" if newest.held else "kept.not", view.language)
    if newest.year - years[0].year == len(years) - 1:
        span = f"{years[0].year}–{newest.year}"
    else:
        span = view.listed(str(each.year) for each in years)
    if len(held) == len(years):
        return told("kept.all", view.language, span=span)
    if not held:
        return told("kept.none", view.language, span=span)
    missed = view.listed(str(each.year) for each in years if not each.held)
    data = {"span": span, "n": len(held), "years": len(years), "missed": missed}
    return told("kept.some", view.language, **data)
