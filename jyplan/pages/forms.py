"""Targets, how far they are and what they still need, in the words in which a plan says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.page import DASH, Cell, ShownFigure
from jyplan.pages.view import absent, computed_cell, quantity, rate_cell, step_unit
from jyplan.plan.aims import RELATIVE, form_of
from jyplan.plan.units import is_percentage
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.pages.view import View
    from jyplan.plan.aims import Aim
    from jyplan.plan.model import Context, Indicator, Level
    from jyplan.plan.yearly import HeldYear
    from jyplan.results import Assessment, Growth

# the precision of growth where levels are reported
TENTH = 0.1
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", None: ""}


def target_text(item: Assessment, view: View) -> str:
    """The target with its operator, without its year; of single years that of the newest."""
    aim, comparison = item.aim, item.aim.comparison
    if comparison is None:
        return said_text(aim.of(aim.newest), item, view)
    other = view.report.plan.declared()[comparison.than]
    margin = ""
    if comparison.margin:
        unit = _points(view) if comparison.growth else step_unit(item.indicator, view)
        margin = f"{signed(comparison.margin)}{unit}"
    name = f"{view.own(other.name)}{GLUE}{margin}".rstrip(GLUE)
    key = "form.mean" if comparison.mean else "form.than"
    return view.word(key, sign=SIGNS[aim.bound.operator], name=name)


def bound_text(
    bound: Level, entry: Indicator | Context, view: View, *, approximate: bool = False
) -> str:
    """What an indicator has to meet, with its operator."""
    form = form_of(bound)
    if form in {"range", "by_year"}:
        ends = [end for end in (bound.minimum, bound.maximum) if end is not None]
        shown = "–".join(numbers.as_stated(end) for end in ends)
        if bound.maximum is None:
            return f"≥ {shown}"
        return f"≤ {shown}" if bound.minimum is None else shown
    sign = "≈" if approximate else SIGNS[bound.operator]
    figure = getattr(bound, form)
    shown = numbers.as_stated(figure)
    if form == "change":
        shown = f"{signed(figure)}{step_unit(entry, view)}"
    return f"{sign} {shown}" if form == "value" else view.word(f"form.{form}", sign=sign, n=shown)


def signed(value: float) -> str:
    """A figure with its sign."""
    shown = numbers.as_stated(value)
    return shown if shown.startswith("-") else f"+{shown}"


def target_with_year(item: Assessment, view: View, *, unit: bool = False) -> str:
    """The target, with its year where it is not the plan's last, and with its unit if asked."""
    aim, year = item.aim, item.target_year
    if year is None:
        suffix = f" ({view.word('target.undated')})"
    elif year != "every":
        suffix = "" if year == view.report.plan.head.end_year else f" ({year})"
    elif aim.years:
        suffix = f" ({aim.newest})"
    else:
        suffix = "" if aim.mean else view.word("target.per_year")
    shown = target_text(item, view)
    if unit:
        shown = with_own_unit(shown, aim.form, item.indicator, view)
    return f"{shown}{suffix}"


def target_now(item: Assessment, view: View) -> str:
    """The target as a table has room for: of a comparison the figure that it comes to now."""
    comparison = item.aim.comparison
    if comparison is None:
        return target_with_year(item, view)
    sign, newest = SIGNS[item.aim.bound.operator], item.known.years[-1:]
    if not newest:
        return f"{sign} {DASH}"
    if comparison.mean:
        shown = numbers.fixed(newest[0].aim.figure, 1)
        return view.word("form.average_growth", sign=sign, n=shown)
    return f"{asked_text(newest[0], item, view)} ({newest[0].year})"


def compared_notes(view: View) -> Iterator[str]:
    """What targets are held against, where tables show the figure that it comes to."""
    for item in view.report.assessments:
        if item.aim.comparison is not None:
            target = view.word("form.target", target=target_with_year(item, view))
            yield view.labelled(view.own(item.indicator.name), target)


def so_far_text(item: Assessment, view: View) -> str | None:
    """How far an indicator has come, as its target is said; None where that is a level."""
    value, form = item.so_far, item.aim.form
    if value is None:
        if not _against_growth(item) or not item.known.years:
            return None
        return view.word("so_far.year", n=value_text(item.known.years[-1], item))
    if form == "change":
        return f"{signed(value)}{step_unit(item.indicator, view)}"
    if form == "multiple":
        return view.word("so_far.multiple", n=numbers.trimmed(value, 2))
    return view.word(f"so_far.{form}", n=numbers.percent(value))


def level_cell(item: Assessment, value: float) -> Cell:
    """A level; the change since the start where that is 100 by definition."""
    if item.known.indexed and item.baseline is not None:
        return rate_cell(value / item.baseline.value - 1)
    return computed_cell(value, item.indicator.precision)


def unit_of(entry: Indicator | Context, item: Assessment | None, view: View) -> str:
    """The unit of levels: an index where yearly changes are chained."""
    if item is not None and item.known.indexed and item.baseline is not None:
        return view.word("unit.index", year=item.baseline.year)
    return view.own(entry.unit)


def level_text(shown: str, entry: Indicator | Context, item: Assessment | None, view: View) -> str:
    """A level with its unit."""
    unit = unit_of(entry, item, view)
    indexed = item is not None and item.known.indexed
    return f"{shown}{view.aside([unit])}" if indexed else quantity(shown, unit)


def with_own_unit(shown: str, form: str, entry: Indicator, view: View) -> str:
    """A target with its unit, where its figure has one."""
    points = form == "change" and step_unit(entry, view)
    if points or form not in {"value", "range", "by_year", "change"}:
        return shown
    return quantity(shown, view.own(entry.unit))


def level_formula(item: Assessment, view: View) -> str | None:
    """The level behind a relative target, with its arithmetic."""
    aim, start = item.aim, item.baseline
    if start is None or aim.stated is None or aim.value is None or aim.form not in RELATIVE:
        return None
    base, figure = numbers.as_stated(start.value), numbers.as_stated(abs(aim.stated))
    sign = "−" if aim.stated < 0 else "+"
    level = numbers.trimmed(aim.value, numbers.decimals_of(item.indicator.precision) + 2)
    years = "" if aim.year is None else f"^{aim.year - start.year}"
    work = {
        "average_growth": f"{base} × (1 {sign} {figure}{GLUE}%){years}",
        "change_percent": f"{base} × (1 {sign} {figure}{GLUE}%)",
        "change": f"{base} {sign} {figure}",
        "multiple": f"{base} × {figure}",
    }
    return f"{work[aim.form]} = {level_text(level, item.indicator, item, view)}"


def by_steps(entry: Indicator | Context, item: Assessment | None) -> bool:
    """Whether growth is planned in steps: nobody plans growth of a percentage, or of a sum."""
    kind = item.kind if item else entry.kind
    if entry.reported == "yearly_change" or (item and item.aim.form == "average_growth"):
        return False
    stepped = item is not None and item.aim.form == "change"
    return stepped or kind in {"cumulative", "growth_rate"} or is_percentage(entry.unit)


def step_cell(entry: Indicator | Context, step: float, view: View) -> Cell:
    """A step per year, in points where values are percentages."""
    figure = ShownFigure(step, numbers.decimals_of(entry.precision) + 1)
    shown = numbers.step(step, entry.precision)
    return Cell(f"{shown}{step_unit(entry, view)}", figure=figure)


def growth_cell(item: Assessment, growth: Growth, view: View) -> Cell:
    """Growth per year as people plan it: a rate, or a step; else why there is none."""
    step, rate = growth.linear_step, growth.compound_rate
    if step is not None and (rate is None or by_steps(item.indicator, item)):
        return step_cell(item.indicator, step, view)
    return absent(view, growth.reason) if rate is None else rate_cell(rate)


def years_text(item: Assessment, view: View) -> str | None:
    """In how many years a target for every year held; None where nothing is known of one."""
    years = item.known.years
    if not years or item.aim.mean:
        return None
    return view.word("years.held", n=sum(each.held for each in years), years=len(years))


def asked_text(each: HeldYear, item: Assessment, view: View) -> str:
    """What was asked of a year, as a level."""
    if each.aim.comparison is None:
        return said_text(each.aim, item, view)
    sign, unit = SIGNS[each.aim.bound.operator], _per_cent(item)
    return f"{sign} {numbers.computed(each.aim.figure, _fine(item))}{unit}"


def said_text(aim: Aim, item: Assessment, view: View) -> str:
    """What the plan says of a target, or of a year of it."""
    return bound_text(aim.bound, item.indicator, view, approximate=aim.approximate)


def value_text(each: HeldYear, item: Assessment) -> str:
    """What was held against it."""
    if each.aim.comparison is None:
        return numbers.seen(each.value, item.indicator.precision)
    return f"{numbers.computed(each.value, _fine(item))}{_per_cent(item)}"


def _per_cent(item: Assessment) -> str:
    """The unit of growth that is looked at in place of levels."""
    return f"{GLUE}%" if _against_growth(item) else ""


def _points(view: View) -> str:
    return f"{GLUE}{view.word('points')}"


def gap_unit(item: Assessment, view: View) -> str:
    """The unit that what is still to be covered needs beside its column's."""
    comparison = item.aim.comparison
    growth = comparison is not None and comparison.growth
    return _points(view) if growth else step_unit(item.indicator, view)


def _against_growth(item: Assessment) -> bool:
    """Whether growth of levels is looked at year by year."""
    comparison = item.aim.comparison
    growth = comparison is not None and comparison.growth and not comparison.mean
    return growth and not item.known.rate


def _fine(item: Assessment) -> float:
    """The precision of compared figures; mean growth is worked out."""
    own = item.indicator.precision if item.known.rate else TENTH
    return own / (10 if item.aim.mean else 1)


def eases(item: Assessment) -> bool:
    """Whether it is on its way, and less growth than so far is enough."""
    pairs = [(each.linear_step, each.compound_rate) for each in (item.catch_up, item.observed)]
    stepped = by_steps(item.indicator, item) or None in {rate for _, rate in pairs}
    needed, seen = (pair[0] if stepped else pair[1] for pair in pairs)
    if item.status not in {"ahead", "on_track"} or needed is None or seen is None:
        return False
    return needed >= seen if item.indicator.direction == "decrease" else needed <= seen


def form_text(item: Assessment, view: View) -> str | None:
    """How far a target has come and what it still needs, in the plan's own words."""
    so_far = so_far_text(item, view)
    if so_far is None:
        return None
    facts = [view.word("form.so_far", so_far=so_far)]
    if item.catch_up.linear_step is not None:
        key = "form.enough" if eases(item) else "form.needed"
        facts.append(view.word(key, growth=growth_cell(item, item.catch_up, view).text))
    return view.labelled(target_text(item, view), view.clauses(facts))


def broken_notes(view: View) -> Iterator[str]:
    """Years in which targets for every year did not hold, one line an indicator."""
    for item in view.report.assessments:
        broken = item.known.broken
        short = [each for each in item.known.years if each.year in broken]
        if short:
            told = [
                view.word(
                    "years.broken",
                    year=each.year,
                    value=_with_unit(value_text(each, item), item, view),
                    target=asked_text(each, item, view),
                )
                for each in short
            ]
            said = view.word("semicolon").join([years_text(item, view) or "", *told])
            yield view.labelled(view.own(item.indicator.name), said)


def _with_unit(shown: str, item: Assessment, view: View) -> str:
    """A value that was looked at, with its unit where it has not got one."""
    return shown if _per_cent(item) else quantity(shown, view.own(item.indicator.unit))


def gaps_notes(view: View) -> Iterator[str]:
    """Where a chain of reports ends too early, or has nothing to be compared with."""
    for item in view.report.assessments:
        name, known = view.own(item.indicator.name), item.known
        if known.broken_in is not None:
            yield view.labelled(name, view.word("chain.broken", year=known.broken_in))
        if item.status_reason == "years_missing":
            years = view.listed(map(str, known.missing))
            yield view.labelled(name, view.word("years.missing", years=years))
        if known.unmatched:
            years = view.listed(map(str, known.unmatched))
            yield view.labelled(name, view.word("years.unmatched", years=years))
