"""What must hold of targets, in every form that a plan may say them in."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from jyplan.plan import declarations
from jyplan.plan.aims import (
    INDEX_START,
    PROPORTIONAL,
    RELATIVE,
    form_of,
    goal_of,
    level_of,
)
from jyplan.plan.parts import NOTHING, UnreadableError
from jyplan.plan.places import Place
from jyplan.plan.plan import SHARES_OF_SOMETHING, is_growth, is_rate
from jyplan.plan.remarks import limits_data, outside, unknown_indicator
from jyplan.plan.units import agree, meant_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.plan.document import Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.model import Bound, Context, Indicator, Level, Limits, Target, YearLevel
    from jyplan.plan.places import Declared

    Rules = Sequence[Callable[..., Iterator[Finding]]]

WRONG_WAY = {"increase": ("<=", "<"), "decrease": (">=", ">"), "maintain": ()}
# the keys of a range
ENDS = ("minimum", "maximum")
# a level above it cannot be written
LARGEST = 1e15


def years(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """First and last years, and what is asked of single ones, go with `year: every`."""
    target, plan = at.says.target, declared.targets.plan
    first, last = target.first_year, target.last_year
    yearly = target.year == "every" or (target.than is not None and target.over is None)
    single = _single(target)
    for key in ("first_year", "last_year", "by_year"):
        given = bool(target.by_year) if key == "by_year" else getattr(target, key) is not None
        if given and not yearly:
            yield at.wrong("JY214", ("target", key), {"key": key}, key=True)
        elif given and target.by_year and key != "by_year":
            data = {"key": key, "problem": "years_say_it"}
            yield at.wrong("JY226", ("target", key), data, key=True)
    if yearly and first is not None and last is not None and first > last:
        yield at.wrong("JY215", ("target", "last_year"), {"first": first, "last": last})
    for year in single:
        if year <= plan.baseline_year:
            when = {"year": year, "baseline_year": plan.baseline_year}
            yield at.wrong("JY201", ("target", "by_year", year), when, key=True)
    if yearly and plan.end_year > plan.baseline_year:
        yield from _beyond(at, declared)


def _beyond(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """Years that leave none of the plan for the target to hold for."""
    target, plan = at.says.target, declared.targets.plan
    ends = {"first": plan.baseline_year + 1, "last": plan.end_year, "problem": "outside_the_plan"}
    if target.last_year is None and (target.first_year or 0) > plan.end_year:
        yield at.wrong("JY226", ("target", "first_year"), {"key": "first_year", **ends})
    if target.first_year is None and (target.last_year or plan.end_year) <= plan.baseline_year:
        yield at.wrong("JY226", ("target", "last_year"), {"key": "last_year", **ends})


def _single(target: Target) -> dict[int, YearLevel]:
    """What is asked of single years, as far as it can be read."""
    return {year: each for year, each in target.by_year.items() if each is not NOTHING}


def forms(at: Place[Indicator], _: Declared) -> Iterator[Finding]:
    """Keys of the target go together."""
    target = at.inside("target")
    says: Target = target.says
    if says.over is not None and says.year == "every":
        data = {"key": "over", "problem": "mean_or_every"}
        yield target.wrong("JY226", ("over",), data, key=True)
    if says.than is not None and says.over is None and says.year != "every":
        data = {"key": "than", "problem": "than_when"}
        yield target.wrong("JY226", ("than",), data, key=True)
    if says.than is not None and says.revisions:
        data = {"key": "revisions", "problem": "than_stays"}
        yield target.wrong("JY226", ("revisions",), data, key=True)
    for key in _companions(says) if _said(target) else ():
        if says.than is None:
            yield target.wrong("JY226", (key,), {"key": key, "problem": "than_only"}, key=True)


def _companions(target: Target) -> list[str]:
    """The keys of a target that go with `than` alone."""
    return [key for key in ("margin", "over") if getattr(target, key) is not None]


def accepted(at: Place[Indicator], _: Declared) -> Iterator[Finding]:
    """What is accepted of a target has a reason and is a rule."""
    target = at.says.target
    loc = (*at.loc, "target")
    yield from declarations.acceptance(at.document, loc, target.accept, target.reason)


def sums(at: Place[Indicator | Context], _: Declared) -> Iterator[Finding]:
    """Only what adds up is reported as what was added."""
    says = at.says
    if says.reported == "yearly_increment" and says.kind in SHARES_OF_SOMETHING:
        yield at.wrong("JY226", ("reported",), {"key": says.reported, "problem": "no_sum"})


def starts(at: Place[Context], _: Declared) -> Iterator[Finding]:
    """What is reported as changes starts from a year."""
    says = at.says
    if says.reported != "value" and says.year is None:
        yield at.wrong("JY226", ("reported",), {"key": says.reported, "problem": "start_year"})


def reports(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """What is reported fits the baseline and the target."""
    says = at.says
    if says.reported == "value":
        return
    started, key = declared.baselines.of(says.id), {"key": says.reported}
    added = says.reported == "yearly_increment"
    if added and says.kind in SHARES_OF_SOMETHING:
        return
    if not added and started and says.kind == "growth_rate":
        yield at.wrong("JY226", ("reported",), {**key, "problem": "start_of_index"})
    if says.target.than is not None:
        yearly = added
    else:
        yearly = says.target.year == "every" and (added or not started)
    if yearly:
        yield at.wrong("JY226", ("reported",), {**key, "problem": "no_level_yearly"})
    elif added and not started:
        yield at.wrong("JY227", ("reported",), _from_baseline(says.reported))


def _from_baseline(form: str) -> dict[str, object]:
    return {"form": form, "problem": "from_baseline"}


def bounds(at: Place[Indicator], declared: Declared) -> Iterator[Finding]:
    """What must hold of the target holds of its revisions and of further ones."""
    target = at.inside("target")
    places: list[tuple[Place[Any], Rules]] = [(target, TARGET_RULES)]
    with suppress(UnreadableError):
        for year, level in _single(target.says).items():
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
    said = _said(at)
    if problem := _problem(at, said, indicator):
        below: Loc = ("operator",) if problem == "operator_beside_years" else ()
        yield at.wrong("JY205", below, {"problem": problem, "known": said}, key=True)


def _said(at: Place[Any]) -> list[str]:
    """The forms that a bound is said in, by their keys; one with a mistake is said all the same."""
    written, keys = at.document.mapping(at.loc), _keys(at)
    said: list[str] = []
    for key in keys:
        with suppress(UnreadableError):
            if key not in written or _unsaid(at.says, key):
                continue
        if key != "maximum" or "minimum" not in said:
            said.append(key)
    # Where there is none, a key that is misspelt may be one: then asking for it raises.
    return said or [key for key in keys if not _unsaid(at.says, key)]


def _unsaid(bound: Level, key: str) -> bool:
    return getattr(bound, key) in (None, {})


def _keys(at: Place[Any]) -> tuple[str, ...]:
    """The keys of the forms that a bound may have."""
    if at.loc[-2] == "by_year":
        return ("value", *ENDS)
    own = ("than", "by_year") if at.loc[-1] == "target" else ()
    return ("value", *RELATIVE, *ENDS, *own)


def _problem(at: Place[Any], said: Sequence[str], indicator: Indicator) -> str | None:
    bound = at.says
    if len(said) > 1:
        return "both" if said[0] == "value" and said[1] in ENDS else "several_forms"
    if said and (said[0] in ENDS or said[0] == "by_year"):
        ranged = said[0] in ENDS
        if bound.operator is not None:
            return "operator_without_value" if ranged else "operator_beside_years"
        return "reversed" if ranged and reversed_ends(bound) else None
    revised = at.loc[-2] in {"revisions", "further"}
    if getattr(bound, "strange", False):
        # A key that is none may be what is missing.
        return None
    if said:
        has_operator = bound.operator or (revised and indicator.target.operator)
        return None if has_operator else "no_operator"
    return "no_than" if at.loc[-1] == "target" and _companions(bound) else "nothing"


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
        started = [entry.year for entry in declared.baselines.of(indicator.id)]
        start = max(started, default=declared.targets.plan.baseline_year)
        if year <= start:
            yield at.wrong("JY201", ("year",), {"year": year, "baseline_year": start})


def ahead(at: Place[Bound], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """A target lies ahead of the baseline; one that is kept every year may be kept already."""
    direction, due = indicator.direction, _due(at, indicator)
    if direction == "maintain" or due == "every":
        return
    sign = 1 if direction == "increase" else -1
    for start in _starts(indicator, declared):
        goal = goal_of(at.says, direction, due, start)
        if goal is None or sign * (goal[1] - start[1]) >= 0 or _nothing(at.says, start[1]):
            continue
        key, level = goal
        data: dict[str, object] = {"target": level, "baseline": start[1], "direction": direction}
        data["suggestion"] = None
        if key in RELATIVE:
            stated = getattr(at.says, key)
            # a sign forgotten, or one too many
            other = None if key == "multiple" else -stated
            data |= {"form": key, "stated": stated, "suggestion": other}
        yield at.wrong("JY202", (key,), data)
        return


def _due(at: Place[Any], indicator: Indicator) -> int | Literal["every"] | None:
    """The year whose end a bound is meant for."""
    return at.says.year or indicator.target.year


def _nothing(bound: Bound, start: float) -> bool:
    """Whether a form that multiplies finds, or leaves, nothing to multiply."""
    form = form_of(bound)
    return form in PROPORTIONAL and (start <= 0 or _spent(form, getattr(bound, form)))


def _spent(form: str, figure: float) -> bool:
    """Whether nothing would be left after a year."""
    return RELATIVE[form](Fraction(1), Fraction(figure), 1) <= 0


def _starts(entry: Indicator | Context, declared: Declared) -> Iterator[tuple[int, float]]:
    """Years and values that a quantity starts from; 100 where changes are reported alone.

    One after the other, for what is wrong with one says nothing of those before.
    """
    started = declared.starts.of(entry.id)
    if not started and entry.reported == "yearly_change":
        yield declared.targets.plan.baseline_year, INDEX_START
    for each in started:
        if each.year is not None:
            yield each.year, each.value


def relative(at: Place[Bound], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """What is worked out from the baseline can be: it is there, and so is the year."""
    form, due = form_of(at.says), _due(at, indicator)
    if form not in RELATIVE:
        return
    figure, grows = getattr(at.says, form), form in PROPORTIONAL
    problem = None
    if due == "every":
        problem = "one_year"
    elif form == "average_growth" and due is None:
        problem = "year_needed"
    elif grows and is_rate(indicator):
        problem = "mean_of_rates"
    if problem:
        yield at.wrong("JY226", (form,), {"key": form, "problem": problem}, key=True)
    elif grows and _spent(form, figure):
        yield at.wrong("JY228", (form,), {"form": form, "value": figure, "problem": "nothing_left"})
    elif not declared.baselines.of(indicator.id) and indicator.reported == "value":
        yield at.wrong("JY227", (form,), _from_baseline(form), key=True)
    else:
        yield from _worked_out(at, form, indicator, declared)


def _worked_out(
    at: Place[Bound], form: str, indicator: Indicator, declared: Declared
) -> Iterator[Finding]:
    """What comes of a form that starts from the baseline is a figure that there can be."""
    figure, limits = getattr(at.says, form), indicator.limits
    due = _due(at, indicator)
    for start in _starts(indicator, declared):
        data = {"form": form, "value": start[1], "problem": "not_positive"}
        if form in PROPORTIONAL and start[1] <= 0:
            yield at.wrong("JY228", (form,), data, key=True)
            return
        level = level_of(form, figure, due if isinstance(due, int) else None, start) or 0.0
        if abs(level) > LARGEST:
            yield at.wrong("JY228", (form,), {**data, "value": figure, "problem": "too_large"})
            return
        if indicator.reported != "yearly_change" and outside(level, limits):
            stated = {"form": form, "stated": figure}
            yield at.wrong("JY203", (form,), {**limits_data(level, limits), **stated})
            return


def indexed(at: Place[Level], indicator: Indicator, declared: Declared) -> Iterator[Finding]:
    """A level is held against levels, not against what starts from 100 by definition."""
    changes = indicator.reported == "yearly_change" and indicator.target.year != "every"
    if not changes or declared.baselines.of(indicator.id):
        return
    for key in ("value", *ENDS):
        if getattr(at.says, key) is not None:
            data = {"form": key, "problem": "level_of_changes"}
            yield at.wrong("JY227", (key,), data, key=True)
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
        # One circle is one mistake, found at the first of those that are in it.
        if next(each for each in declared.indicators.known if each in circle) == indicator.id:
            yield at.wrong("JY229", ("than",), {"cycle": " → ".join(circle)})
        return
    for other in known.of(name)[:1]:
        alike = is_growth(other) == is_growth(indicator) and at.says.over is None
        if alike and not agree(meant_by(other.unit), meant_by(indicator.unit)):
            data = {"name": name, "unit": indicator.unit, "other": other.unit}
            yield at.wrong("JY230", ("than",), {key: _plain(each) for key, each in data.items()})
        if at.says.over is not None and at.says.year != "every":
            yield from _mean(at, "over", indicator, declared)
            yield from _mean(at, "than", other, declared)


def _mean(
    at: Place[Target], key: str, entry: Indicator | Context, declared: Declared
) -> Iterator[Finding]:
    """Mean growth since the baseline has one, above zero where it is one of levels."""
    started = list(_starts(entry, declared))
    if not started:
        yield at.wrong("JY227", (key,), _from_baseline(entry.id), key=True)
    elif not is_rate(entry) and (low := min(value for _, value in started)) <= 0:
        data = {"form": entry.id, "value": low, "problem": "not_positive"}
        yield at.wrong("JY228", (key,), data, key=True)


def _plain(value: Any) -> object:  # noqa: ANN401 a text, or one of both languages
    return value if isinstance(value, str) else {"zh": value.zh, "en": value.en}


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
    stated = at.says.milestones
    if not stated:
        return
    due = _due(at, indicator)
    looked_at = due == "every" or getattr(at.says, "than", None) is not None
    if looked_at or not isinstance(due, int):
        data = {"key": "milestones", "problem": "no_course" if looked_at else "year_needed"}
        yield at.wrong("JY226", ("milestones",), data, key=True)
        return
    limits = indicator.limits
    for year, value in stated.items():
        if indicator.reported != "yearly_change" and outside(value, limits):
            yield at.wrong("JY203", ("milestones", year), limits_data(value, limits))
    first = max(
        (year for year, _ in _starts(indicator, declared)),
        default=declared.targets.plan.baseline_year,
    )
    for year in stated:
        if not first < year < due:
            ends = {"year": year, "first": first, "last": due}
            yield at.wrong("JY213", ("milestones", year), ends, key=True)


def possible(at: Place[Level], indicator: Indicator, _: Declared) -> Iterator[Finding]:
    """No end of a bound lies outside the natural limits."""
    yield from inside(at, ("value", *ENDS), indicator.limits)


def inside(at: Place[Any], keys: Sequence[str], limits: Limits) -> Iterator[Finding]:
    """The figures under some keys lie within natural limits."""
    for key in () if reversed_ends(limits) else keys:
        with suppress(UnreadableError):
            value = getattr(at.says, key)
            if value is not None and outside(value, limits):
                yield at.wrong("JY203", (key,), limits_data(value, limits))


LEVEL_RULES: Rules = (whole, way, indexed, possible)
BOUND_RULES: Rules = (whole, way, indexed, later, ahead, relative, possible)
TARGET_RULES: Rules = (*BOUND_RULES, compared, on_the_way)
REVISION_RULES: Rules = (*BOUND_RULES, on_the_way)
RULES = (years, forms, accepted, reports, bounds)
