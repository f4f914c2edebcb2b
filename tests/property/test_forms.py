"""Laws of the forms of targets and reports: what is said in another way is the same."""

from __future__ import annotations

from fractions import Fraction
from math import isclose
from typing import TYPE_CHECKING, Any, TypeAlias

from hypothesis import assume, given
from hypothesis import strategies as st

from jyplan.assess import RULES, Request, assess, course_of
from tests.fictional import assessed, held, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.plan.plan import Observation, Plan
    from jyplan.results import Assessment

# keys of an indicator, or of its target
Says: TypeAlias = dict[str, Any]
Values: TypeAlias = dict[int, float]

RATE: Says = {"kind": "growth_rate", "unit": "%", "baseline": 2}
FIRST, LAST = 2021, 2025
THRESHOLDS = (0.10, -0.05)


def cents(least: int, most: int) -> st.SearchStrategy[float]:
    """Decimals of two places, as plans and reports state them."""
    return st.integers(least, most).map(lambda number: number / 100)


positive = cents(1, 10**6)
changes = cents(-3000, 3000)
report_years = st.sets(st.integers(FIRST, LAST)).map(sorted)
paths = st.sampled_from(["linear", "compound", "itr"])


def values(least: int = -(10**6), most: int = 10**6) -> st.SearchStrategy[Values]:
    return st.dictionaries(st.integers(FIRST, LAST), cents(least, most))


def exact(value: float) -> Fraction:
    """The decimal that a float was written as."""
    return Fraction(repr(float(value)))


def judged(plan: Plan, reported: Sequence[Observation]) -> Assessment:
    """The first indicator of a plan, by every rule."""
    return assess(plan, reported, Request(None, rules=tuple(RULES))).assessments[0]


def figures(item: Assessment) -> dict[str, Any]:
    """All that is found of an indicator, but for what the plan says of it."""
    found = item._asdict()
    own = found.pop("known")
    del found["so_far"]
    course = course_of(item)
    return {
        **found,
        "target": item.target,
        "path": item.path,
        "levels": [(entry.year, entry.value) for entry in own.series],
        "course": (course.years, course.reason),
    }


# --- a form is the value that it means -----------------------------------------------------------
MEANT: Mapping[str, Callable[[Fraction, Fraction, int], Fraction]] = {
    "average_growth": lambda start, figure, years: start * (1 + figure / 100) ** years,
    "change_percent": lambda start, figure, _: start + start * figure / 100,
    "change": lambda start, figure, _: start + figure,
    "multiple": lambda start, figure, _: start * figure,
}


@st.composite
def said_twice(draw: st.DrawFn) -> tuple[Says, Says]:
    """An indicator with a target in one of the forms, and with the value that it means."""
    form = draw(st.sampled_from(list(MEANT)))
    start, year = draw(positive), draw(st.integers(2022, 2032))
    figure = draw(cents(1, 500) if form == "multiple" else cents(-9900, 30000))
    level = MEANT[form](exact(start), exact(figure), year - 2020)
    assume(level != exact(start))
    rising = level > exact(start)
    usual: Says = {
        "id": "a",
        "baseline": start,
        "direction": "increase" if rising else "decrease",
        "path": draw(paths),
        "precision": draw(st.sampled_from([0.01, 1])),
    }
    operators = [">=", ">"] if rising else ["<=", "<"]
    target: Says = {"operator": draw(st.sampled_from(operators)), "year": year}
    if draw(st.booleans()):
        # a milestone that is somewhere
        target["milestones"] = {2021: draw(positive)}
    stated = ({form: figure}, {"value": float(level)})
    one, other = ({**usual, "target": {**target, **each}} for each in stated)
    return one, other


@given(said_twice(), values())
def test_a_form_is_the_value_that_it_means(said: tuple[Says, Says], reported: Values) -> None:
    one, other = (figures(judged(held([each]), seen("a", reported))) for each in said)
    assert one == other


# --- what is reported in another way -------------------------------------------------------------
def aimed(value: float) -> Says:
    return {"operator": ">=", "value": value, "year": 2025}


@st.composite
def chains(draw: st.DrawFn, *, summed: bool) -> tuple[float, Values, Values]:
    """Where a chain starts, its links up to some year, and the levels that they lead to."""
    start, last = draw(positive), draw(st.integers(FIRST - 1, LAST))
    links = {year: draw(changes) for year in range(FIRST, last + 1)}
    level, levels = exact(start), {}
    for year, link in links.items():
        level = level + exact(link) if summed else level * (100 + exact(link)) / 100
        levels[year] = float(level)
    return start, links, levels


@given(st.data(), st.booleans(), positive, paths)
def test_chained_reports_are_the_levels_that_they_lead_to(
    data: st.DataObject,
    summed: bool,  # noqa: FBT001 one of two cases
    target: float,
    path: str,
) -> None:
    start, links, levels = data.draw(chains(summed=summed))
    row: Says = {"id": "a", "baseline": start, "target": aimed(target), "path": path}
    reported = "yearly_increment" if summed else "yearly_change"
    one = judged(held([{**row, "reported": reported}]), seen("a", links))
    other = judged(held([row]), seen("a", levels))
    assert figures(one) == figures(other)
    assert {entry.year: entry.value for entry in one.known.reports} == links


@given(st.data(), st.booleans(), st.integers(FIRST, LAST))
def test_a_missing_year_leaves_what_was_before_and_nothing_after(
    data: st.DataObject,
    summed: bool,  # noqa: FBT001 one of two cases
    missing: int,
) -> None:
    start, links, levels = data.draw(chains(summed=summed))
    reported = "yearly_increment" if summed else "yearly_change"
    plan = held([{"id": "a", "baseline": start, "target": aimed(5), "reported": reported}])
    left = {year: link for year, link in links.items() if year != missing}
    item = assessed(plan, seen("a", left))["a"]
    before = {year: level for year, level in levels.items() if year < missing}
    assert {entry.year: entry.value for entry in item.series} == before
    later = max(left, default=0) > missing
    assert item.known.broken_in == (missing if later else None)
    assert ("chain_broken" in item.flags) is later
    # all but what depends on the year that is looked from is as it was before the gap
    ended = assessed(plan, seen("a", {year: link for year, link in left.items() if year < missing}))
    # where nothing is left, the break is the reason
    assert item.status_reason == ("chain_broken" if later and not before else None)
    same = ("progress", "observed", "catch_up", "projection", "gap")
    assert item.status == (None if item.status_reason else ended["a"].status)
    assert [getattr(item, name) for name in same] == [getattr(ended["a"], name) for name in same]


@given(st.data(), st.booleans(), st.lists(st.tuples(st.integers(FIRST, LAST), changes)))
def test_restated_years_work_through_the_chain(
    data: st.DataObject,
    summed: bool,  # noqa: FBT001 one of two cases
    again: list[tuple[int, float]],
) -> None:
    start, links, _ = data.draw(chains(summed=summed))
    reported = "yearly_increment" if summed else "yearly_change"
    plan = held([{"id": "a", "baseline": start, "target": aimed(5), "reported": reported}])
    told = seen("a", links)
    newest = dict(links)
    for vintage, (year, link) in enumerate(again, 2030):
        if year in links:
            told += seen("a", {year: link}, vintage)
            newest[year] = link
    told = data.draw(st.permutations(told))
    item, plain = (assessed(plan, each)["a"] for each in (told, seen("a", newest)))
    levels = [[(each.year, each.value) for each in found.series] for found in (item, plain)]
    assert levels[0] == levels[1]
    assert item.progress == plain.progress
    assert ("restated" in item.flags) is (len(told) > len(links))


# --- milestones ----------------------------------------------------------------------------------
def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-7)


@given(
    st.integers(-(10**4), 10**4),
    st.integers(-300, 300).filter(bool),
    st.sets(st.integers(FIRST, LAST - 1), min_size=1),
    values(),
)
def test_milestones_on_the_straight_line_change_nothing(
    start: int, step: int, stops: set[int], reported: Values
) -> None:
    rising = step > 0
    target: Says = {
        "operator": ">=" if rising else "<=",
        "value": start + 5 * step,
        "year": 2025,
    }
    row: Says = {
        "id": "a",
        "baseline": start,
        "direction": "increase" if rising else "decrease",
        "precision": 1,
    }
    stated = {year: start + (year - 2020) * step for year in stops}
    straight = held([{**row, "target": target}])
    bent = held([{**row, "target": {**target, "milestones": stated}}])
    one, other = (assessed(each, seen("a", reported))["a"] for each in (straight, bent))
    assert one.status == other.status
    assert one.milestone.whole == other.milestone.whole
    assert all(map(close, one.progress[:-1], other.progress[:-1]))
    courses = (course_of(each).years for each in (one, other))
    for own, through in zip(*courses, strict=True):
        assert close(own.linear, through.linear)
        assert own.linear_whole == through.linear_whole


@given(
    positive,
    st.integers(-40, 60).filter(bool),
    st.sets(st.integers(FIRST, LAST - 1), min_size=1),
    values(least=1),
)
def test_milestones_on_the_compound_path_change_nothing(
    start: float, rate: int, stops: set[int], reported: Values
) -> None:
    rising = rate > 0
    target: Says = {
        "operator": ">=" if rising else "<=",
        "average_growth": rate,
        "year": 2025,
    }
    row: Says = {
        "id": "a",
        "baseline": start,
        "direction": "increase" if rising else "decrease",
    }
    grown = {
        year: float(exact(start) * (1 + Fraction(rate, 100)) ** (year - 2020)) for year in stops
    }
    smooth = held([{**row, "target": target}])
    bent = held([{**row, "target": {**target, "milestones": grown}}])
    one, other = (assessed(each, seen("a", reported))["a"] for each in (smooth, bent))
    lead = one.progress.lead_points
    # a milestone is a rounded figure, so that what lies on a threshold may fall to either side
    assume(lead is None or all(abs(lead - edge) > 1e-9 for edge in THRESHOLDS))
    assert one.status == other.status
    assert all(map(close, one.progress[:-1], other.progress[:-1]))


@given(
    st.integers(0, 10**4),
    st.lists(st.integers(0, 10**4), min_size=2, max_size=4, unique=True),
    st.integers(FIRST, LAST),
    st.integers(-(10**4), 2 * 10**4),
    st.booleans(),
)
def test_lead_in_years_and_in_points_never_contradict_each_other(
    start: int,
    ends: list[int],
    year: int,
    value: int,
    falling: bool,  # noqa: FBT001 one of two cases
) -> None:
    """On a course that only rises, or only falls, who is ahead is early."""
    stops = sorted(ends, reverse=falling)
    start = max(*stops, start) + 1 if falling else min(*stops, start) - 1
    stated = dict(zip(range(FIRST, LAST), stops[:-1], strict=False))
    target: Says = {
        "operator": "<=" if falling else ">=",
        "value": stops[-1],
        "year": 2025,
        "milestones": stated,
    }
    direction = "decrease" if falling else "increase"
    plan = held([{"id": "a", "baseline": start, "direction": direction, "target": target}])
    found = assessed(plan, seen("a", {year: value}))["a"].progress
    assert found.lead_points is not None
    assert found.lead_years is not None
    sure = min(abs(found.lead_points), abs(found.lead_years)) > 1e-9
    assert not sure or (found.lead_points > 0) is (found.lead_years > 0)


# --- targets for every year ----------------------------------------------------------------------
# from worst to best; at the end a year that is missing is better than one that broke
STANDING = ["missed", "behind", None, "on_track", "achieved"]


@given(
    values(-2000, 2000),
    cents(-1000, 1000),
    st.sampled_from([">=", ">", "<=", "<"]),
    st.sampled_from(["value", "by_year", "than"]),
    cents(0, 4000),
    st.data(),
)
def test_a_better_year_makes_nothing_worse(  # noqa: PLR0913, PLR0917 one argument a part of the case
    reported: Values,
    bound: float,
    operator: str,
    form: str,
    better: float,
    data: st.DataObject,
) -> None:
    assume(reported)
    rising = operator.startswith(">")
    asked: Says = {"operator": operator, "value": bound}
    targets: dict[str, Says] = {
        "value": {**asked, "year": "every"},
        "by_year": {"year": "every", "by_year": dict.fromkeys(range(FIRST, LAST + 1), asked)},
        "than": {"operator": operator, "than": "b", "year": "every"},
    }
    direction = "increase" if rising else "decrease"
    rows: list[Says] = [
        {"id": "a", **RATE, "direction": direction, "target": targets[form]},
        {"id": "b", **RATE, "target": {**asked, "operator": ">", "year": "every"}},
    ]
    plan, other = held(rows), seen("b", dict.fromkeys(range(FIRST, LAST + 1), bound))
    year = data.draw(st.sampled_from(sorted(reported)))
    raised = {**reported, year: round(reported[year] + (better if rising else -better), 2)}
    before, after = (assessed(plan, [*seen("a", each), *other])["a"] for each in (reported, raised))
    assert STANDING.index(after.status) >= STANDING.index(before.status)
    assert set(after.known.broken) <= set(before.known.broken)
    told = [[each.year for each in item.known.years] for item in (before, after)]
    assert told[0] == told[1] == sorted(reported)


@given(values(-2000, 2000), st.lists(cents(-1000, 1000), min_size=5, max_size=5))
def test_one_figure_for_all_years_is_that_figure_for_each(
    reported: Values, bounds: list[float]
) -> None:
    asked: Says = {"operator": ">=", "value": bounds[0]}
    each: Says = {"year": "every", "by_year": dict.fromkeys(range(FIRST, LAST + 1), asked)}
    one, other = (
        assessed(held([{"id": "a", "target": target}]), seen("a", reported))["a"]
        for target in ({**asked, "year": "every"}, each)
    )
    assert (one.status, one.known.broken) == (other.status, other.known.broken)
    # what is asked of other years does not matter to a year
    single = dict(zip(range(FIRST, LAST + 1), bounds, strict=True))
    differing = {year: {**asked, "value": bound} for year, bound in single.items()}
    item = assessed(
        held([{"id": "a", "target": {"year": "every", "by_year": differing}}]), seen("a", reported)
    )["a"]
    assert [(found.year, found.held) for found in item.known.years] == [
        (year, reported[year] >= single[year]) for year in sorted(reported)
    ]


# --- than ----------------------------------------------------------------------------------------
HOLDS = {
    ">=": lambda one, other: one >= other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    "<": lambda one, other: one < other,
}


def twins(target: Says, own: Mapping[int, float], other: Mapping[int, float]) -> Assessment:
    rows: list[Says] = [
        {"id": "a", **RATE, "target": {"than": "b", **target}},
        {"id": "b", **RATE, "target": {"operator": ">", "value": 0, "year": "every"}},
    ]
    return assessed(held(rows), [*seen("a", own), *seen("b", other)])["a"]


@given(
    values(-5000, 5000),
    cents(-500, 500),
    cents(-500, 500),
    st.sampled_from(list(HOLDS)),
)
def test_a_shifted_twin_is_above_as_much_as_it_is_shifted(
    reported: Values, shift: float, margin: float, operator: str
) -> None:
    shifted = {year: float(exact(value) + exact(shift)) for year, value in reported.items()}
    target: Says = {"operator": operator, "margin": margin, "year": "every"}
    item = twins(target, shifted, reported)
    expected = HOLDS[operator](shift, margin)
    assert [(each.year, each.held) for each in item.known.years] == [
        (year, expected) for year in sorted(reported)
    ]


@given(st.integers(FIRST, LAST), st.data(), cents(-500, 500), st.sampled_from(list(HOLDS)))
def test_a_mean_differs_from_itself_by_the_margin(
    last: int, data: st.DataObject, margin: float, operator: str
) -> None:
    reported = {year: data.draw(changes) for year in range(FIRST, last + 1)}
    item = twins({"operator": operator, "margin": margin, "over": "plan"}, reported, reported)
    expected = HOLDS[operator](0, margin)
    assert [(each.year, each.held) for each in item.known.years] == [
        (year, expected) for year in reported
    ]
    good, bad = ("achieved", "missed") if last == LAST else ("on_track", "behind")
    assert item.status == (good if expected else bad)


@given(st.lists(changes, min_size=1, max_size=5), st.randoms())
def test_a_mean_does_not_ask_which_year_came_first(rates: list[float], order: Any) -> None:  # noqa: ANN401
    mixed = [*rates]
    order.shuffle(mixed)
    own, other = (dict(enumerate(each, FIRST)) for each in (rates, mixed))
    item = twins({"operator": ">=", "over": "plan"}, own, other)
    assert item.known.years[-1].held is True
    assert twins({"operator": ">", "over": "plan"}, own, other).known.years[-1].held is False


@given(positive, st.lists(changes, min_size=1, max_size=5))
def test_growth_of_levels_is_the_rate_that_they_grow_by(start: float, rates: list[float]) -> None:
    """A level beside the rates that it grows by: at least as much in every year, never more."""
    level, levels = exact(start), {}
    for year, rate in enumerate(rates, FIRST):
        level *= (100 + exact(rate)) / 100
        levels[year] = float(level)
        # levels that are rounded no longer grow by just the rate that they were made of
        assume(exact(levels[year]) == level)
    rows: list[Says] = [
        {"id": "a", "baseline": start, "target": {"than": "b", "operator": ">=", "year": "every"}},
        {"id": "b", **RATE, "target": {"operator": ">", "value": 0, "year": "every"}},
    ]
    told = [*seen("a", levels), *seen("b", dict(enumerate(rates, FIRST)))]
    item = assessed(held(rows), told)["a"]
    assert item.known.broken == ()
    assert [each.value for each in item.known.years] == rates


# --- units and order -----------------------------------------------------------------------------
@given(
    st.sampled_from(
        [Fraction(10) ** power for power in range(-4, 7)]
        + [Fraction(2) ** power for power in range(-5, 11)]
    ),
    st.sampled_from(["value", "change", "average_growth", "every", "by_year"]),
    st.integers(1, 10**5),
    st.integers(-(10**5), 10**5),
    st.dictionaries(st.integers(FIRST, LAST - 1), st.integers(1, 10**5)),
    st.dictionaries(st.integers(FIRST, LAST), st.integers(1, 10**5)),
    st.sampled_from(["linear", "compound"]),
)
def test_another_unit_changes_no_status(  # noqa: PLR0913, PLR0917 one argument a part of the case
    factor: Fraction,
    form: str,
    start: int,
    figure: int,
    stops: dict[int, int],
    reported: dict[int, int],
    path: str,
) -> None:
    """All figures in hundredths, and in hundredths of another unit."""
    falling = figure < 0

    def in_unit(number: int, unit: Fraction) -> float:
        return float(Fraction(number, 100) * unit)

    def found(unit: Fraction) -> Assessment:
        bound: Says = {"operator": "<=" if falling else ">="}
        if form == "average_growth":
            target = {**bound, form: -30 if falling else 30, "year": 2025}
        elif form == "by_year":
            level = {**bound, "value": in_unit(figure, unit)}
            target = {"year": "every", form: dict.fromkeys(stops or [FIRST], level)}
        elif form == "every":
            target = {**bound, "value": in_unit(figure, unit), "year": "every"}
        else:
            target = {**bound, form: in_unit(figure, unit), "year": 2025}
        if form not in {"every", "by_year"}:
            target["milestones"] = {year: in_unit(stop, unit) for year, stop in stops.items()}
        row: Says = {
            "id": "a",
            "baseline": in_unit(start, unit),
            "direction": "decrease" if falling else "increase",
            "target": target,
            "path": path,
        }
        told = {year: in_unit(value, unit) for year, value in reported.items()}
        return assessed(held([row]), seen("a", told))["a"]

    one, other = found(Fraction(1)), found(factor)
    lead = one.progress.lead_points
    # levels that are worked out are rounded, and so is what lies on a threshold
    assume(
        form != "average_growth"
        or lead is None
        or all(abs(lead - edge) > 1e-9 for edge in THRESHOLDS)
    )
    assert (one.status, one.status_reason) == (other.status, other.status_reason)
    assert [each.held for each in one.known.years] == [each.held for each in other.known.years]
    assert all(map(close, one.progress[:-1], other.progress[:-1]))


ALL_FORMS: list[Says] = [
    {"id": "b", **RATE, "target": {"operator": ">", "value": 0, "year": "every"}},
    {"id": "than", **RATE, "target": {"than": "b", "operator": ">", "year": "every"}},
    {"id": "mean", **RATE, "target": {"than": "b", "operator": ">=", "over": "plan"}},
    {"id": "level", "baseline": 50, "target": {"than": "b", "operator": ">", "year": "every"}},
    {
        "id": "change",
        "reported": "yearly_change",
        "target": {"operator": ">=", "change_percent": 10, "year": 2025},
    },
    {
        "id": "added",
        "reported": "yearly_increment",
        "baseline": 50,
        "target": {"operator": ">=", "multiple": 2, "year": 2025, "milestones": {2023: 60}},
    },
    {
        "id": "single",
        **RATE,
        "target": {"year": "every", "by_year": {2022: {"operator": ">", "value": 3}}},
    },
    {
        "id": "up_and_down",
        "baseline": 50,
        "target": {
            "operator": ">=",
            "change": 10,
            "year": 2025,
            "milestones": {2022: 40, 2023: 40, 2024: 70},
        },
    },
    {
        "id": "range",
        "direction": "maintain",
        "target": {"minimum": -5, "maximum": 5, "year": "every"},
    },
]
told_of_all = st.dictionaries(
    st.tuples(
        st.sampled_from([row["id"] for row in ALL_FORMS]),
        st.integers(FIRST, 2026),
        st.integers(2026, 2028),
    ),
    cents(-2000, 10000),
    max_size=40,
)


@given(told_of_all, st.data(), st.none() | st.integers(2020, 2027))
def test_the_order_of_reports_means_nothing(
    told: dict[tuple[str, int, int], float], data: st.DataObject, as_of: int | None
) -> None:
    plan = held(ALL_FORMS)
    reported = [
        entry
        for (name, year, vintage), value in told.items()
        for entry in seen(name, {year: value}, vintage)
    ]
    mixed = data.draw(st.permutations(reported))
    request = Request(as_of, rules=tuple(RULES))
    one, other = (assess(plan, each, request) for each in (reported, mixed))
    assert one.assessments == other.assessments
    assert one.statuses == other.statuses


@given(told_of_all, st.none() | st.integers(2020, 2027), st.none() | paths)
def test_figures_are_figures_or_have_a_reason(
    told: dict[tuple[str, int, int], float], as_of: int | None, path: str | None
) -> None:
    plan = held(ALL_FORMS)
    reported = [
        entry
        for (name, year, vintage), value in told.items()
        for entry in seen(name, {year: value}, vintage)
    ]
    report = assess(plan, reported, Request(as_of, path=path, rules=tuple(RULES)))
    for item in report.assessments:
        for name in ("required", "gap", "milestone", "progress", "observed", "catch_up"):
            group = getattr(item, name)._asdict()
            reason = group.pop("reason")
            group.pop("whole", None)
            absent = [key for key, value in group.items() if value is None and key != "years"]
            assert not absent or reason, (item.indicator.id, name, absent)
            assert all(abs(value) < 1e300 for value in group.values() if value is not None)
        assert item.status or item.status_reason
        # a measure may stand without a class
        for verdict in item.verdicts:
            assert verdict.status or verdict.reason or verdict.value is not None, verdict
        # nothing is achieved or missed before its last year, where every year is looked at
        if item.aim.every is not None and report.as_of < LAST:
            assert item.status not in {"achieved", "missed", "achieved_worsening"}
