"""The forms of targets and of reports, one by one, from figures worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from jyplan.assess import course_of
from jyplan.errors import RequestError
from jyplan.plan.aims import last_year, level_of
from tests.fictional import assessed, held, seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.results import Assessment

# keys of an indicator, or of its target
Says: TypeAlias = dict[str, Any]

RATE: Says = {"kind": "growth_rate", "unit": "%"}
DOWN: Says = {"direction": "decrease"}


def one(
    values: Mapping[int, float],
    target: Mapping[str, Any],
    *,
    as_of: int | None = None,
    asked: str | None = None,
    **says: Any,  # noqa: ANN401 keys of an indicator
) -> Assessment:
    """The only indicator of a plan from 2020 to 2025."""
    plan = held([{"id": "a", "target": target, **says}])
    return assessed(plan, seen("a", values), as_of, asked)["a"]


def expected(item: Assessment) -> dict[int, float | None]:
    """The course by year."""
    own = item.path
    return {each.year: getattr(each, own) for each in course_of(item).years}


# --- forms that start from the baseline ----------------------------------------------------------
@pytest.mark.parametrize(
    ("form", "figure", "start", "level"),
    [
        ("average_growth", 10, 100, 161.051),  # 100 · 1.1⁵
        ("average_growth", -10, 100, 59.049),  # 100 · 0.9⁵
        ("average_growth", 0, 7.3, 7.3),
        ("change_percent", -13.5, 100, 86.5),
        ("change_percent", -13.5, 200, 173),
        ("change_percent", 100, 0.35, 0.7),
        # in binary fractions 0.7 + 0.1 is less than 0.8, and 0.1 · 3 more than 0.3
        ("change", 1, 77.3, 78.3),
        ("change", 0.1, 0.7, 0.8),
        ("change", -5, 3, -2),
        ("change", 2, -3, -1),
        ("multiple", 2, 186, 372),
        ("multiple", 3, 0.1, 0.3),
        ("multiple", 0.5, 9, 4.5),
    ],
)
def test_the_level_that_a_form_means(form: str, figure: float, start: float, level: float) -> None:
    assert level_of(form, figure, 2025, (2020, start)) == level
    rising = level >= start
    target: Says = {"operator": ">=" if rising else "<=", form: figure, "year": 2025}
    direction = "increase" if rising else "decrease"
    item = one({}, target, direction=direction, baseline=start)
    assert (item.target, item.aim.form, item.aim.stated) == (level, form, figure)


def test_a_form_without_a_baseline_has_no_level() -> None:
    item = one({2022: 5}, {"operator": ">", "average_growth": 7, "year": 2025})
    assert (item.target, item.status) == (None, "no_baseline")
    assert item.required.reason == "no_baseline"


def test_growth_counts_from_the_year_of_the_baseline() -> None:
    """Three years from 2019 to 2022, whatever the plan's own first year is: 100 · 1.1³."""
    target: Says = {"operator": ">=", "average_growth": 10, "year": 2022}
    item = one({2021: 121}, target, baseline=(2019, 100))
    assert item.target == 133.1
    # 110, 121 and 133.1; the value of 2021 is on its place of the course
    assert expected(item) == {
        2019: 100,
        2020: pytest.approx(110),
        2021: pytest.approx(121),
        2022: 133.1,
    }
    assert item.progress.achieved_share == pytest.approx(21 / 33.1)
    assert item.progress.expected_share == pytest.approx(21 / 33.1)
    assert item.progress.lead_years == pytest.approx(0, abs=1e-9)
    assert (item.status, item.required.years, item.observed.years) == ("on_track", 3, 2)


def test_more_than_a_mean_growth_is_not_met_by_growing_just_so() -> None:
    values = {2025: 161.051}
    for operator, status in ((">=", "achieved"), (">", "missed")):
        target = {"operator": operator, "average_growth": 10, "year": 2025}
        assert one(values, target, baseline=100).status == status


def test_one_good_year_is_no_mean_growth() -> None:
    """12 % in 2021 of 7 % a year: 112 of 140.2552, 12 / 40.2552 where 7 / 40.2552 were due."""
    item = one({2021: 112}, {"operator": ">", "average_growth": 7, "year": 2025}, baseline=100)
    assert item.target == 140.25517307
    assert item.status == "ahead"
    assert item.progress.achieved_share == pytest.approx(12 / 40.25517307)
    assert item.progress.expected_share == pytest.approx(7 / 40.25517307)
    # (140.25517307 / 112) ^ (1 / 4) - 1 = 5.786 %: 1.2522783 ^ 0.5 = 1.1190524, ^ 0.5 = 1.0578527
    assert item.catch_up.compound_rate == pytest.approx(0.0578527, abs=5e-8)


GROWTH = {"operator": ">=", "average_growth": 7, "year": 2025}
CHANGE = {"operator": ">=", "change_percent": 7, "year": 2025}


@pytest.mark.parametrize(
    ("target", "says", "asked", "path"),
    [
        (GROWTH, {}, None, "compound"),
        (CHANGE, {}, None, "linear"),
        ({"operator": ">=", "multiple": 2, "year": 2025}, {}, None, "linear"),
        (CHANGE, {"reported": "yearly_change"}, None, "compound"),
        (CHANGE, {"reported": "yearly_increment"}, None, "linear"),
        # what the plan says goes before, and what is asked for before that
        (GROWTH, {"path": "linear"}, None, "linear"),
        (GROWTH, {"path": "linear"}, "itr", "itr"),
        (GROWTH, {}, "linear", "linear"),
    ],
)
def test_which_course_counts(target: Says, says: Says, asked: str | None, path: str) -> None:
    assert one({}, target, asked=asked, baseline=100, **says).path == path


def test_another_course_than_its_own() -> None:
    """Ten per cent a year from 100 to 161.051: 10 of 61.051 after a year, or a fifth of it."""
    target: Says = {"operator": ">=", "average_growth": 10, "year": 2025}
    values = {2021: 110}
    own = one(values, target, baseline=100)
    straight = one(values, target, asked="linear", baseline=100)
    assert own.progress.expected_share == pytest.approx(10 / 61.051)
    assert straight.progress.expected_share == pytest.approx(0.2)
    assert [each.progress.achieved_share for each in (own, straight)] == [
        pytest.approx(10 / 61.051)
    ] * 2
    # 110 where 112.2102 is due is 3.6 points short
    assert (own.status, straight.status) == ("on_track", "on_track")
    assert straight.progress.lead_points == pytest.approx(-2.2102 / 61.051)


# --- what is reported ----------------------------------------------------------------------------
def chain(values: Mapping[int, float], **says: Any) -> Assessment:  # noqa: ANN401 keys of an indicator
    target: Says = {"operator": "<=", "change_percent": -20, "year": 2025}
    return one(values, target, **{"kind": "ratio", "reported": "yearly_change", **DOWN, **says})


def levels(item: Assessment) -> dict[int, float]:
    return {each.year: each.value for each in item.series}


def test_yearly_changes_are_chained_from_a_hundred() -> None:
    """100 · 0.9 = 90, · 0.9 = 81, · 1.1 = 89.1."""
    item = chain({2021: -10, 2022: -10, 2023: 10})
    assert levels(item) == {2021: 90, 2022: 81, 2023: 89.1}
    assert item.baseline is not None
    assert (item.baseline.value, item.baseline.year, item.baseline.basis) == (
        100,
        2020,
        "by_definition",
    )
    assert {each.year: each.value for each in item.known.reports} == {
        2021: -10,
        2022: -10,
        2023: 10,
    }
    # 10.9 of 20, and 10.9 % less in all
    assert item.progress.achieved_share == pytest.approx(0.545)
    assert item.so_far == pytest.approx(-0.109)


def test_a_chain_starts_at_a_baseline_that_is_stated() -> None:
    """50 · 0.9 · 0.8 = 36, of the 40 that are 20 % less."""
    item = chain({2021: -10, 2022: -20}, baseline=50)
    assert (item.target, levels(item)) == (40, {2021: 45, 2022: 36})
    assert item.status == "achieved"


def test_increments_are_summed_from_the_baseline() -> None:
    """In binary fractions 0.95 + 0.05 + 0.05 + 0.05 is more than 1.1."""
    target: Says = {"operator": ">", "value": 1.1, "year": 2025}
    values = dict.fromkeys((2021, 2022, 2023), 0.05)
    item = one(values, target, baseline=0.95, reported="yearly_increment")
    assert levels(item) == {2021: 1, 2022: 1.05, 2023: 1.1}
    assert item.status == "ahead"


def test_increments_need_a_baseline() -> None:
    target: Says = {"operator": ">", "value": 5, "year": 2025}
    item = one({2021: 9}, target, reported="yearly_increment")
    assert (item.latest, item.status) == (None, "no_baseline")


@pytest.mark.parametrize(
    ("years", "known", "broken"),
    [
        ((2021, 2022, 2024, 2025), (2021, 2022), 2023),
        ((2022, 2023), (), 2021),
        ((2021, 2022), (2021, 2022), None),
        ((), (), None),
    ],
)
@pytest.mark.parametrize("reported", ["yearly_change", "yearly_increment"])
def test_a_missing_year_breaks_a_chain(
    years: tuple[int, ...], known: tuple[int, ...], broken: int | None, reported: str
) -> None:
    item = chain(dict.fromkeys(years, -1), reported=reported, kind="stock", baseline=100)
    assert tuple(levels(item)) == known
    assert item.known.broken_in == broken
    assert ("chain_broken" in item.flags) is (broken is not None)
    # what is not known is nothing to judge by, not even at the end
    status = "behind" if known else None if years else "no_data"
    assert item.status == status
    assert item.status_reason == ("chain_broken" if status is None else None)


def test_the_link_that_was_missing_mends_the_chain() -> None:
    plan = held(
        [
            {
                "id": "a",
                "reported": "yearly_increment",
                "baseline": 10,
                "target": {"operator": ">=", "value": 20, "year": 2025},
            }
        ]
    )
    late = seen("a", {2022: 4}, vintage=2023)
    reported = seen("a", {2021: 3, 2023: 5})
    assert levels(assessed(plan, reported)["a"]) == {2021: 13}
    assert levels(assessed(plan, [*reported, *late])["a"]) == {2021: 13, 2022: 17, 2023: 22}


def test_restated_years_work_through_the_chain() -> None:
    """100 · 0.9 · 0.9 · 0.9 = 72.9; with 20 % in the first year 100 · 0.8 · 0.9 · 0.9 = 64.8."""
    plan = held(
        [
            {
                "id": "a",
                "kind": "ratio",
                "reported": "yearly_change",
                **DOWN,
                "target": {"operator": "<=", "change_percent": -40, "year": 2025},
            }
        ]
    )
    first = seen("a", dict.fromkeys((2021, 2022, 2023), -10))
    again = seen("a", {2021: -20}, vintage=2023)
    item = assessed(plan, [*again, *first])["a"]
    assert levels(item) == {2021: 80, 2022: 72, 2023: 64.8}
    assert "restated" in item.flags
    before = assessed(plan, first)["a"]
    assert levels(before) == {2021: 90, 2022: 81, 2023: 72.9}
    assert "restated" not in before.flags


def test_a_chain_from_before_the_plan_needs_every_year_since() -> None:
    target: Says = {"operator": ">=", "value": 150, "year": 2025}
    says: Says = {"reported": "yearly_increment", "baseline": (2018, 100)}
    assert levels(one({2019: 5, 2020: 5, 2021: 10}, target, **says)) == {
        2019: 105,
        2020: 110,
        2021: 120,
    }
    item = one({2019: 5, 2021: 10}, target, **says)
    assert (levels(item), item.known.broken_in) == ({2019: 105}, 2020)


def test_a_chain_from_within_the_plan_asks_for_nothing_before() -> None:
    target: Says = {"operator": ">=", "value": 150, "year": 2025}
    says: Says = {"reported": "yearly_increment", "baseline": (2021, 100)}
    item = one({2020: 9, 2021: 9, 2022: 10}, target, **says)
    assert (levels(item), item.known.broken_in) == ({2022: 110}, None)


# --- targets for every year ----------------------------------------------------------------------
CEILING = {"operator": "<", "value": 5.5, "year": "every"}
SHARE: Says = {"kind": "ratio", "unit": "%", **DOWN}


def years(item: Assessment) -> dict[int, bool]:
    """What held in which year."""
    return {each.year: each.held for each in item.known.years}


@pytest.mark.parametrize(
    ("values", "status", "reason"),
    [
        ({}, "no_data", None),
        ({2021: 5.4}, "on_track", None),
        ({2021: 5.5}, "behind", None),
        ({2021: 5.6, 2022: 5.4}, "on_track", None),
        ({2021: 5.4, 2022: 5.6}, "behind", None),
        ({2022: 5.4}, "on_track", None),
        # nothing is achieved before the last year, and nothing missed
        (dict.fromkeys(range(2021, 2025), 5.4), "on_track", None),
        (dict.fromkeys(range(2021, 2025), 5.6), "behind", None),
        (dict.fromkeys(range(2021, 2026), 5.4), "achieved", None),
        ({**dict.fromkeys(range(2021, 2026), 5.4), 2022: 5.6}, "missed", None),
        ({**dict.fromkeys(range(2021, 2026), 5.4), 2025: 5.6}, "missed", None),
        # what is not known cannot be said to have held, but what broke is known
        (dict.fromkeys((2021, 2022, 2024, 2025), 5.4), None, "years_missing"),
        ({2025: 5.4}, None, "years_missing"),
        ({2025: 5.6}, "missed", None),
        ({2021: 5.6, 2025: 5.4}, "missed", None),
        # once it is over, a last year that was not reported is missing like any other
        (dict.fromkeys(range(2021, 2025), 5.4) | {2026: 5.6}, None, "years_missing"),
    ],
)
def test_a_ceiling_for_every_year(
    values: dict[int, float], status: str | None, reason: str | None
) -> None:
    item = one(values, CEILING, baseline=5.2, **SHARE)
    assert (item.status, item.status_reason) == (status, reason)
    assert years(item) == {year: value < 5.5 for year, value in values.items() if year < 2026}
    broken = tuple(year for year, value in values.items() if value >= 5.5 and year < 2026)
    assert item.known.broken == broken
    assert ("broken_years" in item.flags) is bool(broken)


def test_a_better_last_year_hides_no_broken_one() -> None:
    item = one({2021: 5.1, 2022: 5.6, 2023: 5.2}, CEILING, baseline=5.2, **SHARE)
    assert (item.status, item.known.broken) == ("on_track", (2022,))


@pytest.mark.parametrize(
    ("value", "status"), [(4.9, "missed"), (5, "achieved"), (7, "achieved"), (7.1, "missed")]
)
def test_a_range_for_every_year(value: float, status: str) -> None:
    target = {"minimum": 5, "maximum": 7, "year": "every", "last_year": 2021}
    item = one({2021: value}, target, direction="maintain")
    assert item.status == status


def test_a_first_year_that_is_later() -> None:
    """The year before is not looked at, and not the latest value either."""
    target = {**CEILING, "first_year": 2023}
    before = one({2021: 5.9, 2022: 5.8}, target, **SHARE)
    assert (before.status, before.latest, years(before)) == ("no_data", None, {})
    values = {2021: 5.9, 2022: 5.8, 2023: 5.4, 2024: 5.4, 2025: 5.4}
    after = one(values, target, **SHARE)
    assert (after.status, years(after)) == ("achieved", dict.fromkeys((2023, 2024, 2025), True))
    assert after.flags == ()


def test_a_last_year_that_is_earlier() -> None:
    target = {**CEILING, "last_year": 2022}
    item = one({2021: 5.4, 2022: 5.4, 2023: 5.9}, target, **SHARE)
    assert (item.status, years(item)) == ("achieved", {2021: True, 2022: True})


def test_every_year_of_a_chain_of_which_the_first_is_not_looked_at() -> None:
    """100 · 1.02 = 102, · 0.99 = 100.98, · 1.01 = 101.9898: the first year is a link as well."""
    target: Says = {"operator": "<", "value": 101, "year": "every", "first_year": 2022}
    says: Says = {"reported": "yearly_change", "kind": "ratio", **DOWN}
    item = one({2021: 2, 2022: -1, 2023: 1}, target, **says)
    assert levels(item) == {2022: 100.98, 2023: 101.9898}
    assert (years(item), item.known.broken_in) == ({2022: True, 2023: False}, None)
    assert item.status == "behind"


BY_YEAR = {
    "year": "every",
    "by_year": {
        2021: {"operator": ">", "value": 6},
        2022: {"operator": ">=", "value": 5.5, "approximate": True},
        2024: {"minimum": 4, "maximum": 5},
    },
}


@pytest.mark.parametrize(
    ("values", "status", "found"),
    [
        ({2021: 6}, "behind", {2021: False}),
        ({2021: 6.1}, "on_track", {2021: True}),
        ({2022: 5.5}, "on_track", {2022: True}),
        # nothing is asked of 2023 and 2025
        ({2021: 6.1, 2022: 5.4, 2023: 9}, "behind", {2021: True, 2022: False}),
        (
            {2021: 6.1, 2022: 5.5, 2024: 3.9, 2025: 1},
            "missed",
            {2021: True, 2022: True, 2024: False},
        ),
        # to go on beyond the near end does no harm
        ({2021: 6.1, 2022: 5.5, 2024: 5.1}, "on_track", {2021: True, 2022: True, 2024: True}),
        ({2023: 9}, "no_data", {}),
    ],
)
def test_what_is_asked_of_single_years(
    values: dict[int, float], status: str, found: dict[int, bool]
) -> None:
    item = one(values, BY_YEAR, **RATE)
    assert (item.status, years(item)) == (status, found)
    assert ("approximate" in item.flags) is (max(found, default=0) == 2022)


def test_single_years_may_lie_after_the_plan() -> None:
    single = {year: {"operator": ">", "value": 5} for year in range(2021, 2027)}
    target = {"year": "every", "by_year": single}
    for last, status in ((2025, "on_track"), (2026, "achieved")):
        assert one(dict.fromkeys(range(2021, last + 1), 6), target, **RATE).status == status


@pytest.mark.parametrize(
    ("target", "last"),
    [
        (CEILING, 2025),
        ({**CEILING, "last_year": 2023}, 2025),
        ({**CEILING, "last_year": 2030}, 2030),
        (BY_YEAR, 2025),
        ({"year": "every", "by_year": {2027: {"operator": ">", "value": 5}}}, 2027),
        ({"operator": ">", "value": 5, "year": 2028}, 2028),
        ({"operator": ">", "value": 5}, 2025),
    ],
)
def test_the_last_year_of_which_a_value_says_something(target: Says, last: int) -> None:
    plan = held([{"id": "a", **RATE, "target": target}])
    assert last_year(plan.head, plan.indicators) == last


def test_a_figure_for_all_years_takes_the_place_of_those_of_single_ones() -> None:
    """5 in 2022 is less than the 5.5 of the plan, and more than the 4 of its revision."""
    revised = {**BY_YEAR, "revisions": [{"decided_in": 2022, "operator": ">", "value": 4}]}
    values = {2021: 6.1, 2022: 5, 2023: 4.5}
    assert one(values, BY_YEAR, **RATE).status == "behind"
    item = one(values, revised, **RATE)
    assert (item.aim.form, item.status) == ("value", "on_track")
    assert years(item) == dict.fromkeys((2021, 2022, 2023), True)


# --- than ----------------------------------------------------------------------------------------
def pair(
    target: Mapping[str, Any],
    own: Mapping[int, float],
    other: Mapping[int, float],
    *,
    mine: Mapping[str, Any] = RATE,
    theirs: Mapping[str, Any] = RATE,
) -> Assessment:
    """A quantity that is held against another one."""
    aimed = {"operator": ">", "value": 0, "year": "every"}
    plan = held(
        [
            {"id": "a", **mine, "target": {"than": "b", **target}},
            {"id": "b", "target": aimed, **theirs},
        ]
    )
    return assessed(plan, [*seen("a", own), *seen("b", other)])["a"]


MORE = {"operator": ">", "year": "every"}
START = {**RATE, "baseline": 2}


def test_above_another_in_every_year() -> None:
    item = pair(MORE, {2021: 8.7, 2022: 4.2, 2023: 5}, {2021: 8.1, 2022: 3, 2023: 5})
    assert (years(item), item.status) == ({2021: True, 2022: True, 2023: False}, "behind")
    # of the newest year
    assert (item.target, item.gap.absolute) == (5, 0)


def test_a_year_without_a_counterpart_is_said_and_not_judged() -> None:
    item = pair(MORE, {2021: 8.7, 2022: 1}, {2021: 8.1})
    assert (years(item), item.known.unmatched) == ({2021: True}, (2022,))
    assert (item.status, "no_counterpart" in item.flags) == ("on_track", True)
    # a year that the other one has alone is nothing to judge either
    item = pair(MORE, {2021: 8.7}, {2021: 8.1, 2022: 9})
    assert (years(item), item.known.unmatched, item.status) == ({2021: True}, (), "on_track")


def test_what_the_other_is_asked_for_is_its_own_affair() -> None:
    """Of the other 2021 alone is looked at; it is known in 2022 all the same."""
    single = {"year": "every", "by_year": {2021: {"operator": ">", "value": 6}}}
    for theirs in ({"target": single}, {"target": {**CEILING, "first_year": 2023}}):
        item = pair(MORE, {2021: 9, 2022: 4}, {2021: 8, 2022: 3}, theirs={**RATE, **theirs})
        assert (years(item), item.known.unmatched) == ({2021: True, 2022: True}, ())


def test_a_context_quantity_to_be_held_against() -> None:
    plan = held(
        [{"id": "a", **RATE, "target": {**MORE, "than": "b"}}],
        context=[{"id": "b", **RATE, "value": 5, "year": 2020}],
    )
    item = assessed(plan, [*seen("a", {2021: 6}), *seen("b", {2021: 5})])["a"]
    assert (years(item), item.status) == ({2021: True}, "on_track")


@pytest.mark.parametrize(
    ("operator", "margin", "holds"),
    [
        (">=", 0.1, True),
        (">", 0.1, False),
        (">=", 0.11, False),
        (">", 0.09, True),
        ("<", 0.2, True),
    ],
)
def test_a_margin_is_added_to_the_other(operator: str, margin: float, holds: bool) -> None:  # noqa: FBT001 a row
    """3 + 0.1 is 3.1."""
    item = pair({**MORE, "operator": operator, "margin": margin}, {2021: 3.1}, {2021: 3})
    assert years(item) == {2021: holds}


def test_a_level_against_a_growth_rate() -> None:
    """110 after 100 is 10 %, 115.5 after 110 is 5 %: above 9 %, and not above 5 %."""
    item = pair(MORE, {2021: 110, 2022: 115.5}, {2021: 9, 2022: 5}, mine={"baseline": 100})
    assert [(each.year, each.value, each.held) for each in item.known.years] == [
        (2021, 10, True),
        (2022, 5, False),
    ]
    assert (item.status, item.gap.absolute) == ("behind", 0)
    assert levels(item) == {2021: 110, 2022: 115.5}


def test_growth_needs_the_year_before_and_no_more() -> None:
    """The first year that is looked at grows from one that is not; without one nothing is told."""
    later = {**MORE, "first_year": 2022}
    values = {2021: 110, 2022: 121, 2024: 150, 2025: 165}
    mine: Says = {"kind": "stock", "unit": "items"}
    item = pair(later, values, dict.fromkeys(range(2021, 2026), 9.5), mine=mine)
    assert [(each.year, each.value) for each in item.known.years] == [(2022, 10), (2025, 10)]
    # 2024 cannot be told, so that at the end not every year is known to have held
    assert (item.status, item.status_reason) == (None, "years_missing")


def test_a_growth_rate_against_a_level() -> None:
    """The other grows by 5 % and then by 4 %."""
    item = pair(MORE, {2021: 5, 2022: 4.1}, {2021: 105, 2022: 109.2}, theirs={"baseline": 100})
    assert [(each.year, each.aim.value, each.held) for each in item.known.years] == [
        (2021, 5, False),
        (2022, 4, True),
    ]


def test_levels_against_each_other_are_held_as_they_are() -> None:
    level = {"baseline": 100}
    item = pair(MORE, {2021: 110}, {2021: 120}, mine=level, theirs=level)
    assert [(each.value, each.aim.value, each.held) for each in item.known.years] == [
        (110, 120, False)
    ]


def test_yearly_changes_are_growth_rates() -> None:
    chained = {"kind": "ratio", "reported": "yearly_change"}
    item = pair(MORE, {2021: -2, 2022: 3}, {2021: -3, 2022: 3}, mine=chained)
    assert years(item) == {2021: True, 2022: False}


def test_in_step_with_another_over_the_plan() -> None:
    """Means of 8.1 and 2.9 (5.468) and of 8.1 and 3.0 (5.519): in step within 0.06, not 0.05.

    1.081 · 1.029 = 1.112349, its root 1.0546796; 1.081 · 1.03 = 1.11343, its root 1.0551919.
    """
    values, other = {2021: 8.1, 2022: 2.9}, {2021: 8.1, 2022: 3}
    for margin, status in ((-0.06, "on_track"), (-0.05, "behind")):
        target = {"operator": ">=", "margin": margin, "over": "plan"}
        item = pair(target, values, other, mine=START, theirs=START)
        assert item.status == status
        newest = item.known.years[-1]
        assert newest.value == pytest.approx(5.46796, abs=5e-6)
        assert newest.aim.value == pytest.approx(5.51919 + margin, abs=5e-6)
        # no year of a mean is broken by itself
        assert item.known.broken == ()


def test_a_mean_of_one_value_is_that_value() -> None:
    target: Says = {"operator": ">=", "over": "plan"}
    for own, status in ((5, "on_track"), (4.99, "behind")):
        item = pair(target, {2021: own}, {2021: 5}, mine=START, theirs=START)
        assert item.status == status


def test_a_mean_is_met_or_missed_in_its_last_year_alone() -> None:
    """One bad year in the middle is made good later; a bad end is not."""
    target: Says = {"operator": ">=", "over": "plan"}
    other = dict.fromkeys(range(2021, 2026), 5.0)
    for own, status in (((0, 5, 5, 5, 20), "achieved"), ((9, 5, 5, 5, 0), "missed")):
        # 1.2 > 1.05², and 1.09 < 1.05²
        values = dict(zip(other, own, strict=True))
        assert pair(target, values, other, mine=START, theirs=START).status == status


def test_mean_growth_of_levels_needs_the_ends_alone() -> None:
    """121 after two years of 100 is 10 % a year, with or without the year between."""
    target: Says = {"operator": ">=", "over": "plan"}
    level = {"baseline": 100}
    for values in ({2022: 121}, {2021: 90, 2022: 121}):
        item = pair(target, values, {2021: 10, 2022: 10}, mine=level, theirs=START)
        newest = item.known.years[-1]
        assert (newest.value, newest.aim.value, newest.held) == (10, 10, True)


def test_a_mean_of_rates_is_not_known_after_a_missing_year() -> None:
    target: Says = {"operator": ">=", "over": "plan"}
    other = {2021: 5, 2022: 5, 2023: 5}
    item = pair(target, {2021: 6, 2023: 1}, other, mine=START, theirs=START)
    assert (years(item), item.known.broken_in) == ({2021: True}, 2022)
    assert "chain_broken" in item.flags
    # and so is that of the other
    item = pair(target, {2021: 6, 2022: 6, 2023: 6}, {2021: 5, 2023: 1}, mine=START, theirs=START)
    assert (years(item), item.known.unmatched) == ({2021: True}, (2022, 2023))


def test_a_mean_counts_from_the_baseline_where_it_is_looked_at_later() -> None:
    """1.06 · 1.02 = 1.0812 < 1.05 · 1.035 = 1.08675, though 2 % alone would be less still."""
    target: Says = {"operator": ">=", "over": "plan", "first_year": 2022}
    item = pair(target, {2021: 6, 2022: 2}, {2021: 5, 2022: 3.5}, mine=START, theirs=START)
    assert years(item) == {2022: False}
    # the roots: 1.0398077 and 1.0424730
    assert item.known.years[0].value == pytest.approx(3.98077, abs=5e-6)
    assert item.known.years[0].aim.value == pytest.approx(4.24730, abs=5e-6)


# --- milestones ----------------------------------------------------------------------------------
BENT = {"operator": ">=", "value": 500, "year": 2025, "milestones": {2023: 200}}


def test_the_course_runs_through_what_the_plan_states() -> None:
    """A hundred in three years, and three hundred in two."""
    item = one({}, BENT, baseline=100)
    assert expected(item) == {
        2020: 100,
        2021: pytest.approx(100 + 100 / 3),
        2022: pytest.approx(100 + 200 / 3),
        2023: 200,
        2024: 350,
        2025: 500,
    }


@pytest.mark.parametrize(
    ("year", "value", "status"),
    [
        # 20 of 400 are the five points that may be missing, 40 the ten that are ahead
        (2023, 200, "on_track"),
        (2023, 180, "on_track"),
        (2023, 179.99, "behind"),
        (2023, 239.99, "on_track"),
        (2023, 240, "ahead"),
        # where the straight line would be at 420
        (2024, 330, "on_track"),
        (2024, 329.99, "behind"),
        (2024, 390, "ahead"),
        (2025, 499, "missed"),
        (2023, 99, "regressing"),
        (2023, 500, "achieved"),
    ],
)
def test_the_status_looks_at_the_bent_course(year: int, value: float, status: str) -> None:
    assert one({year: value}, BENT, baseline=100).status == status


@pytest.mark.parametrize(
    ("year", "value", "lead"),
    [
        (2023, 200, 0),
        (2023, 350, 1),
        (2024, 200, -1),
        (2021, 200, 2),
        (2024, 150, -2.5),
        (2022, 425, 2.5),
        # beyond the ends at the pace of the stretch there
        (2024, 650, 2),
        (2021, 50, -2.5),
    ],
)
def test_lead_in_years_through_milestones(year: int, value: float, lead: float) -> None:
    target = {**BENT, "operator": ">="}
    item = one({year: value}, target, baseline=100)
    assert item.progress.lead_years == pytest.approx(lead)


def test_a_compound_course_through_milestones() -> None:
    """Ten per cent a year to 121, then twice as much every year."""
    target: Says = {"operator": ">=", "value": 968, "year": 2025, "milestones": {2022: 121}}
    item = one({2023: 484}, target, baseline=100, path="compound")
    assert expected(item) == {
        2020: 100,
        2021: pytest.approx(110),
        2022: 121,
        2023: pytest.approx(242),
        2024: pytest.approx(484),
        2025: 968,
    }
    assert item.progress.lead_years == pytest.approx(1)
    assert item.progress.achieved_share == pytest.approx(384 / 868)
    assert item.progress.expected_share == pytest.approx(142 / 868)
    # on the straight line through the same milestone 2023 is at 121 + 847 / 3
    straight = one({2023: 484}, target, asked="linear", baseline=100, path="compound")
    assert straight.progress.expected_share == pytest.approx((21 + 847 / 3) / 868)


def test_a_falling_course_with_milestones() -> None:
    """From 100 by 85 in 2023 to 45: 5 a year, then 20 a year."""
    target: Says = {"operator": "<=", "value": 45, "year": 2025, "milestones": {2023: 85}}
    found = {
        year: one({year: value}, target, baseline=100, **DOWN)
        for year, value in ((2021, 96), (2022, 90), (2023, 65), (2024, 90))
    }
    assert expected(found[2021]) == {2020: 100, 2021: 95, 2022: 90, 2023: 85, 2024: 65, 2025: 45}
    # leads of -1 / 55, 0, 20 / 55 and -25 / 55
    assert [item.status for item in found.values()] == ["on_track", "on_track", "ahead", "behind"]
    leads = [item.progress.lead_years for item in found.values()]
    assert leads == pytest.approx([-0.2, 0, 1, -2])


@pytest.mark.parametrize(
    ("start", "end", "stop", "whole"),
    [
        # 2/3, 4/3, 2, 3.5, 5, rounded up
        (0, 5, 2, [0, 1, 2, 2, 4, 5]),
        # 13/3, 11/3, 3, 1.5, 0, rounded down
        (5, 0, 3, [5, 4, 3, 3, 1, 0]),
        # a plan may state what nobody can count
        (0, 5, 2.5, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_whole_milestones_on_a_bent_course(
    start: float, end: float, stop: float, whole: list[int]
) -> None:
    rising = end > start
    target = {
        "operator": ">=" if rising else "<=",
        "value": end,
        "year": 2025,
        "milestones": {2023: stop},
    }
    direction = "increase" if rising else "decrease"
    item = one({}, target, baseline=start, direction=direction, precision=1)
    assert [each.linear_whole for each in course_of(item).years] == whole


def test_whole_milestones_of_a_mean_growth() -> None:
    """1000, 1100, 1210, 1331, 1464.1, 1610.51: what is whole by itself is not rounded up."""
    target: Says = {"operator": ">=", "average_growth": 10, "year": 2025}
    item = one({}, target, baseline=1000, precision=1)
    found = [each.compound_whole for each in course_of(item).years]
    assert found == [1000, 1100, 1210, 1331, 1465, 1611]


@pytest.mark.parametrize(
    ("start", "rate", "whole"),
    [
        # 1000 · 1.02 and 1000 · 1.02², 1040.4, rounded up
        (1000, 2, [1020, 1041]),
        # 1000 · 1.04 and 1000 · 1.04², 1081.6
        (1000, 4, [1040, 1082]),
        (10000, 7, [10700, 11449]),
        # 1000 · 0.98 and 1000 · 0.98², 960.4, rounded down
        (1000, -2, [980, 960]),
        (10000, -7, [9300, 8649]),
    ],
)
@pytest.mark.parametrize("years", [8, 10, 15, 30])
def test_whole_milestones_of_many_years_of_growth(
    start: float, rate: float, whole: list[int], years: int
) -> None:
    """Where growth leads after many years has more digits than a figure can hold."""
    rising = rate > 0
    target = {
        "operator": ">=" if rising else "<=",
        "average_growth": rate,
        "year": 2020 + years,
    }
    row = {
        "id": "a",
        "baseline": start,
        "precision": 1,
        "direction": "increase" if rising else "decrease",
        "target": target,
    }
    item = assessed(held([row], years=(2020, 2050)))["a"]
    assert [each.compound_whole for each in course_of(item).years[1:3]] == whole


def test_a_course_that_stays_for_years_is_late_or_early_by_the_nearest_of_them() -> None:
    """300 from 2022 to 2024: on course in all three, and a year away outside."""
    target: Says = {
        "operator": ">=",
        "value": 500,
        "year": 2025,
        "milestones": {2022: 300, 2024: 300},
    }
    for year, lead in ((2021, 1), (2022, 0), (2023, 0), (2024, 0), (2025, -1)):
        item = one({year: 300}, target, baseline=100)
        assert item.progress.lead_years == lead, year
    # nothing is to happen before 2022
    target = {"operator": ">=", "value": 500, "year": 2025, "milestones": {2022: 100}}
    for year, lead in ((2021, 0), (2022, 0), (2023, -1)):
        item = one({year: 100}, target, baseline=100)
        assert (item.progress.lead_years, item.status) == (
            lead,
            # 400 / 3 of 400 are due after the first year of the climb
            "behind" if year == 2023 else "on_track",
        )


DIP = {"operator": ">=", "value": 150, "year": 2025, "milestones": {2022: 80}}


@pytest.mark.parametrize(
    ("year", "value", "status"),
    [
        # 90 is due in 2021, 80 in 2022, 103.33 in 2023; five points are 2.5, ten are 5
        (2021, 90, "on_track"),
        (2021, 87.5, "on_track"),
        (2021, 87.4, "behind"),
        (2021, 95, "ahead"),
        (2022, 80, "on_track"),
        (2022, 77, "behind"),
        # who is due above the start and is below it has gone back
        (2023, 99, "regressing"),
        (2023, 103, "on_track"),
    ],
)
def test_who_goes_back_as_planned_does_not_regress(year: int, value: float, status: str) -> None:
    item = one({year: value}, DIP, baseline=100)
    assert item.status == status
    # a course that is at a value twice, or goes away from it, is neither late nor early
    assert (item.progress.lead_years, item.progress.reason) == (None, "not_approaching")


def test_milestones_of_a_revision_take_the_place_of_those_before() -> None:
    revised = {**BENT, "revisions": [{"decided_in": 2022, "value": 460, "milestones": {2024: 400}}]}
    # 100 + 300 / 4 · 3
    item = one({2023: 325}, revised, baseline=100)
    assert expected(item)[2023] == 325
    assert (item.status, item.target) == ("on_track", 460)
    without = {**BENT, "revisions": [{"decided_in": 2022, "value": 460}]}
    assert expected(one({}, without, baseline=100))[2023] == pytest.approx(316)


def test_a_value_revised_to_a_mean_growth() -> None:
    """The plan's own words change, and with them the course: 161.051 in five years."""
    target = {
        "operator": ">=",
        "value": 200,
        "year": 2025,
        "revisions": [{"decided_in": 2023, "average_growth": 10}],
    }
    item = one({2022: 121}, target, baseline=100)
    assert (item.target, item.aim.form, item.path) == (161.051, "average_growth", "compound")
    assert item.progress.lead_points == pytest.approx(0, abs=1e-12)
    assert "revised_target" in item.flags
    # a new year moves the level as well: 100 · 1.1⁶
    target["revisions"] = [{"decided_in": 2023, "average_growth": 10, "year": 2026}]
    assert one({}, target, baseline=100).target == 177.1561


# --- as of ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("target", "says", "status"),
    [
        (BENT, {"baseline": 100}, "no_data"),
        (CEILING, SHARE, "no_data"),
        (BY_YEAR, RATE, "no_data"),
        (CHANGE, {"reported": "yearly_change"}, "no_data"),
        (GROWTH, {}, "no_baseline"),
    ],
)
def test_before_anything_was_reported(target: Says, says: Says, status: str) -> None:
    values = dict.fromkeys(range(2021, 2026), 4.0)
    item = one(values, target, as_of=2020, **says)
    assert (item.status, item.latest, item.known.years) == (status, None, ())
    with pytest.raises(RequestError):
        one(values, target, as_of=2019, **says)


def test_what_comes_later_does_not_break_a_chain_yet() -> None:
    """As of 2022 nobody knows that 2023 will be missing."""
    values = {2021: -1, 2022: -1, 2024: -1}
    target: Says = {"operator": "<=", "change_percent": -20, "year": 2025}
    says: Says = {"kind": "ratio", "reported": "yearly_change", **DOWN}
    for as_of, broken in ((2022, None), (2023, None), (2024, 2023)):
        assert one(values, target, as_of=as_of, **says).known.broken_in == broken
