"""What must hold of targets, in every form that a plan may say them in."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from jyplan.plan import declarations
from jyplan.plan.aims import INDEX_START, PROPORTIONAL, RELATIVE, form_of, goal_of
from jyplan.plan.parts import UnreadableError
from jyplan.plan.places import Place
from jyplan.plan.records import by_year
from jyplan.plan.remarks import limits_data, outside, unknown_indicator
from jyplan.plan.units import agree, meant_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.plan.findings import Finding
    from jyplan.plan.model import Bound, Context, Indicator, Level, Limits, Target
    from jyplan.plan.places import Declared

    Rules = Sequence[Callable[..., Iterator[Finding]]]

WRONG_WAY = {"increase": ("<=", "<"), "decrease": (">=", ">"), "maintain": ()}
# keys that go with another one alone
COMPANIONS = {"margin": "than", "over": "than"}


def years(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """First and last years, and what is asked of single ones, go with `year: every`."""
    target = at.says.target
    first, last = target.first_year, target.last_year
    yearly = target.year == "every" or (target.than is not None and target.over is None)
    single = by_year(target.by_year)
    for key in ("first_year", "last_year", "by_year"):
        given = bool(single) if key == "by_year" else getattr(target, key) is not None
        if given and not yearly:
            yield at.wrong("JY214", ("target", key), {"key": key}, key=True)
        elif given and single and key != "by_year":
            data = {"key": key, "problem": "years_say_it"}
            yield at.wrong("JY226", ("target", key), data, key=True)
    if yearly and first is not None and last is not None and first > last:
        yield at.wrong("JY215", ("target", "last_year"), {"first": first, "last": last})
    baseline_year = declared.targets.plan.baseline_year
    for year in single:
        if year <= baseline_year:
            when = {"year": year, "baseline_year": baseline_year}
            yield at.wrong("JY201", ("target", "by_year", year), when, key=True)


def forms(at: Place[Indicator], _: Declared) -> Iterator[Finding]:
    """Keys of the target go together, and with how the quantity is reported."""
    target = at.inside("target")
    says: Target = target.says
    for key, other in COMPANIONS.items():
        if getattr(says, key) is not None and getattr(says, other) is None:
            yield target.wrong("JY226", (key,), {"key": key, "problem": "than_only"}, key=True)
    if says.over is not None and says.year == "every":
        yield target.wrong(
            "JY226", ("over",), {"key": "over", "problem": "mean_or_every"}, key=True
        )
    if says.than is not None and says.over is None and says.year != "every":
        data = {"key": "than", "problem": "than_when"}
        yield target.wrong("JY226", ("than",), data, key=True)
    yield from declarations.acceptance(at.document, target.loc, says.accept, says.reason)


def reports(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """What is reported fits the kind, the baseline and the target."""
    says = at.says
    starts = declared.baselines.of(says.id)
    if says.reported == "value":
        return
    rate = says.kind == "growth_rate"
    if says.reported == "yearly_increment" and (rate or says.kind in {"ratio", "coverage"}):
        data = {"key": "reported", "problem": "no_sum", "kind": says.kind}
        yield at.wrong("JY226", ("reported",), data)
    if says.reported == "yearly_change" and rate and starts:
        data = {"key": "reported", "problem": "start_of_index"}
        yield at.wrong("JY226", ("reported",), data)
    if says.reported == "yearly_increment" and not starts:
        yield at.wrong("JY227", ("reported",), {"form": says.reported})
    if says.reported == "yearly_change" and not starts and says.target.value is not None:
        yield at.wrong("JY227", ("target", "value"), {"form": "value_of_index"}, key=True)
    if says.target.year == "every" or says.target.than is not None:
        data = {"key": "reported", "problem": "no_level_yearly"}
        if says.reported == "yearly_increment":
            yield at.wrong("JY226", ("reported",), data)


def bounds(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """What must hold of the target holds of its revisions and of further ones."""
    target = at.inside("target")
    places: list[tuple[Place[Any], Rules]] = [(target, TARGET_RULES)]
    with suppress(UnreadableError):
        for year, level in by_year(target.says.by_year).items():
            single = Place(level, at.document, (*target.loc, "by_year", year))
            places.append((single, LEVEL_RULES))
    for key, own in (("revisions", REVISION_RULES), ("further", BOUND_RULES)):
        with suppress(UnreadableError):
            places += [(each, own) for each in target.each(key)]
    for place, rules in places:
        for rule in rules:
            with suppress(UnreadableError):
                yield from rule(place, at.says, declared)


def whole(at: Place[Level], indicator: Indicator, _: Declared) -> Iterator[Finding]:
    """A bound is said in one form: an operator with a figure, or a range."""
    if problem := _problem(at, indicator):
        yield at.wrong("JY205", (), {"problem": problem}, key=True)


def _problem(at: Place[Any], indicator: Indicator) -> str | None:
    bound, own = at.says, at.loc[-1] == "target"
    ranged = bound.minimum is not None or bound.maximum is not None
    said = [key for key in _keys(at) if getattr(bound, key) is not None]
    yearly = own and bool(by_year(bound.by_year))
    if len(said) + ranged + yearly > 1:
        return "both" if said == ["value"] and ranged else "several_forms"
    if not said:
        if not ranged and not yearly:
            return "nothing"
        if bound.operator is not None:
            return "operator_without_value"
        return "reversed" if reversed_ends(bound) else None
    revised = at.loc[-2] in {"revisions", "further"}
    has_operator = bound.operator or (revised and indicator.target.operator)
    return None if has_operator else "no_operator"


def _keys(at: Place[Any]) -> tuple[str, ...]:
    """The keys of forms that a bound may have."""
    if at.loc[-2] == "by_year":
        return ("value",)
    return ("value", *RELATIVE, "than") if at.loc[-1] == "target" else ("value", *RELATIVE)


def reversed_ends(ends: Level | Limits) -> bool:
    """Whether the lower end is greater than the upper one."""
    return ends.minimum is not None and ends.maximum is not None and ends.minimum > ends.maximum


def way(at: Place[Level], indicator: Indicator, _: Declared) -> Iterator[Finding]:
    """A bound points the indicator's way."""
    operator, direction = at.says.operator, indicator.direction
    if operator in WRONG_WAY[direction]:
        yield at.wrong("JY206", ("operator",), {"operator": operator, "direction": direction})


def later(at: Place[Target], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """A target year lies after the baseline's."""
    year = at.says.year
    if isinstance(year, int):
        starts = [entry.year for entry in declared.baselines.of(indicator.id)]
        start = max(starts, default=declared.targets.plan.baseline_year)
        if year <= start:
            yield at.wrong("JY201", ("year",), {"year": year, "baseline_year": start})


def ahead(at: Place[Bound], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """A target lies ahead of the baseline; one that is kept every year may be kept already."""
    direction = indicator.direction
    if direction == "maintain" or indicator.target.year == "every":
        return
    sign = 1 if direction == "increase" else -1
    for year, value in _starts(indicator, declared):
        goal = goal_of(at.says, direction, _due(at, indicator), (year, value))
        if goal is not None and sign * (goal[1] - value) < 0:
            data = {"target": goal[1], "baseline": value, "direction": direction}
            yield at.wrong("JY202", (goal[0],), data)
            return


def _due(at: Place[Any], indicator: Indicator) -> int | None:
    """The year whose end a bound is meant for."""
    year = at.says.year or indicator.target.year
    return year if isinstance(year, int) else None


def _starts(indicator: Indicator, declared: Declared) -> Iterator[tuple[int, float]]:
    """Years and values that an indicator starts from; 100 where changes are reported alone.

    One after the other, for what is wrong with one says nothing of those before.
    """
    starts = declared.baselines.of(indicator.id)
    if not starts and indicator.reported == "yearly_change":
        yield declared.targets.plan.baseline_year, INDEX_START
    for entry in starts:
        yield entry.year, entry.value


def relative(at: Place[Bound], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """What is worked out from the baseline can be: it is there, and so is the year."""
    form = form_of(at.says)
    if form not in RELATIVE:
        return
    if indicator.target.year == "every":
        yield at.wrong("JY226", (form,), {"key": form, "problem": "one_year"}, key=True)
        return
    if form == "average_growth" and _due(at, indicator) is None:
        yield at.wrong("JY226", (form,), {"key": form, "problem": "year_needed"}, key=True)
    figure = getattr(at.says, form)
    if form in PROPORTIONAL and RELATIVE[form](Fraction(1), Fraction(figure), 1) <= 0:
        yield at.wrong("JY228", (form,), {"form": form, "value": figure, "problem": "nothing_left"})
    if indicator.kind == "growth_rate" and indicator.reported == "value" and form in PROPORTIONAL:
        data = {"key": form, "problem": "mean_of_rates"}
        yield at.wrong("JY226", (form,), data, key=True)
        return
    if not declared.baselines.of(indicator.id) and indicator.reported != "yearly_change":
        yield at.wrong("JY227", (form,), {"form": form}, key=True)
    for _, value in _starts(indicator, declared):
        if form in PROPORTIONAL and value <= 0:
            said = {"form": form, "value": value, "problem": "not_positive"}
            yield at.wrong("JY228", (form,), said, key=True)
            return


def compared(at: Place[Target], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """What a target is held against is another quantity, like it, and not held against it."""
    name = at.says.than
    if name is None:
        return
    known = declared.quantities
    if known.lacks(name):
        yield unknown_indicator(at.document, (*at.loc, "than"), name, known)
        return
    if circle := _circle(indicator, declared):
        yield at.wrong("JY229", ("than",), {"cycle": " → ".join(circle)})
        return
    for other in known.of(name)[:1]:
        alike = _grows(other) == _grows(indicator) and at.says.over is None
        if alike and not agree(meant_by(other.unit), meant_by(indicator.unit)):
            data = {"name": name, "unit": indicator.unit, "other": other.unit}
            yield at.wrong("JY230", ("than",), {key: _plain(each) for key, each in data.items()})


def _plain(value: Any) -> object:  # noqa: ANN401 a text, or one of both languages
    return value if isinstance(value, str) else {"zh": value.zh, "en": value.en}


def _grows(entry: Indicator | Context) -> bool:
    """Whether what is reported is growth."""
    return entry.kind == "growth_rate" or entry.reported == "yearly_change"


def _circle(indicator: Indicator, declared: Declared) -> list[str]:
    """The ids over which an indicator is held against itself; none where it is not."""
    seen = [indicator.id]
    other: Any = indicator
    while (name := getattr(getattr(other, "target", None), "than", None)) is not None:
        if name in seen:
            return [*seen, name] if name == indicator.id else []
        seen.append(name)
        entries = declared.quantities.of(name)
        if not entries:
            break
        other = entries[0]
    return []


def on_the_way(at: Place[Target], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """Milestones lie between the years of baseline and target, of a target that has a year."""
    stated = by_year(at.says.milestones)
    if not stated:
        return
    due = _due(at, indicator)
    if due is None:
        data = {"key": "milestones", "problem": "year_needed"}
        yield at.wrong("JY226", ("milestones",), data, key=True)
        return
    starts = [year for year, _ in _starts(indicator, declared)]
    first = max(starts, default=declared.targets.plan.baseline_year)
    for year in stated:
        if not first < year < due:
            ends = {"year": year, "first": first, "last": due}
            yield at.wrong("JY213", ("milestones", year), ends, key=True)


def possible(at: Place[Level], indicator: Indicator, _: Declared) -> Iterator[Finding]:
    """No end of a bound lies outside the natural limits."""
    yield from inside(at, ("value", "minimum", "maximum"), indicator.limits)


def inside(at: Place[Any], keys: Sequence[str], limits: Limits) -> Iterator[Finding]:
    """The figures under some keys lie within natural limits."""
    for key in () if reversed_ends(limits) else keys:
        with suppress(UnreadableError):
            value = getattr(at.says, key)
            if value is not None and outside(value, limits):
                yield at.wrong("JY203", (key,), limits_data(value, limits))


LEVEL_RULES: Rules = (whole, way, possible)
BOUND_RULES: Rules = (whole, way, later, ahead, relative, possible)
TARGET_RULES: Rules = (*BOUND_RULES, compared, on_the_way)
REVISION_RULES: Rules = (*BOUND_RULES, on_the_way)
RULES = (years, forms, reports, bounds)
