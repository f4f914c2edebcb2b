"""The national 14th Five-Year Plan as of 2022: every figure of it, worked out by hand.

The plan, what was reported and the official verdicts are the files of
examples/china-14th-five-year-plan. Figures are held to the digit that is printed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.assess import Request, assess, course_of
from jyplan.plan.loading import load
from jyplan.plan.plan import Origin
from jyplan.plan.records import replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from jyplan.plan.plan import Plan
    from jyplan.results import Assessment

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
EXAMPLE = "examples/china-14th-five-year-plan"
PLAN, REPORTED = load(Origin(ROOT / EXAMPLE, "option"), [])


def assessed(as_of: int, plan: Plan = PLAN) -> dict[str, Assessment]:
    report = assess(plan, REPORTED, Request(as_of))
    return {item.indicator.id: item for item in report.assessments}


FOUND = assessed(2022)
SHORT_OF = "behind", "regressing", "missed"
# indicator: our status, the official class in ours
STATUSES = {
    "gdp_growth": ("behind", "on_track"),
    "labour_productivity_growth": ("on_track", "on_track"),
    "urbanisation": ("achieved", "achieved"),
    "rd_expenditure": ("ahead", "ahead"),
    "high_value_patents": ("ahead", "ahead"),
    "digital_core_share": ("no_data", "ahead"),
    "income_growth": ("on_track", "on_track"),
    "unemployment": ("behind", "on_track"),
    "schooling": ("behind", "on_track"),
    "doctors": ("ahead", "ahead"),
    "pension_coverage": ("no_data", "achieved"),
    "nursery_places": ("behind", "behind"),
    "life_expectancy": ("ahead", "on_track"),
    "energy_intensity": ("behind", "behind"),
    "co2_intensity": ("behind", "behind"),
    "good_air_days": ("regressing", "behind"),
    "good_water": ("achieved", "achieved"),
    "forest_cover": ("ahead", "ahead"),
    "grain_capacity": ("on_track", "on_track"),
    "energy_capacity": ("achieved", "achieved"),
}
DIFFERING = {"gdp_growth", "unemployment", "schooling", "life_expectancy"}
# indicator: the level to arrive at, per cent of the way covered and expected
SHARES = {
    # (65.22 − 60.6) / (65 − 60.6) = 4.62 / 4.4; three of the six years since 2019
    "urbanisation": (65, 105.00, 50.00),
    # 24393.1 · 1.07⁵, and 1.07⁵ = 1.4025517307; (30782.9 − 24393.1) / (34212.58462 − 24393.1)
    # = 6389.8 / 9819.48462; expected (1.07² − 1) / (1.07⁵ − 1) = 0.1449 / 0.4025517307
    "rd_expenditure": (34212.58462, 65.07, 36.00),
    # (9.4 − 6.3) / (12 − 6.3) = 3.1 / 5.7; two of five years
    "high_value_patents": (12, 54.39, 40.00),
    # (10.93 − 10.8) / (11.3 − 10.8) = 0.13 / 0.5
    "schooling": (11.3, 26.00, 40.00),
    # (3.15 − 2.9) / (3.2 − 2.9) = 0.25 / 0.3
    "doctors": (3.2, 83.33, 40.00),
    # (2.57 − 1.8) / (4.5 − 1.8) = 0.77 / 2.7
    "nursery_places": (4.5, 28.52, 40.00),
    # 77.3 + 1; (78.2 − 77.3) / 1; 2021 is two of the six years since 2019
    "life_expectancy": (78.3, 90.00, 33.33),
    # 100 · 0.865; 100 · 0.973 · 0.999 = 97.2027; 2.7973 / 13.5; on the way by constant change:
    # 0.865^(1/5) = 0.9714115, its square 0.9436402, so that (1 − 0.9436402) / 0.135
    "energy_intensity": (86.5, 20.72, 41.75),
    # 100 · 0.82; 100 · 0.962 · 0.992 = 95.4304; 4.5696 / 18; 0.82^(1/5) = 0.9610871, its square
    # 0.9236885, so that 0.0763115 / 0.18
    "co2_intensity": (82, 25.39, 42.40),
    # (86.5 − 87) / (87.5 − 87) = −0.5 / 0.5
    "good_air_days": (87.5, -100.00, 40.00),
    # (87.9 − 83.4) / (85 − 83.4) = 4.5 / 1.6
    "good_water": (85, 281.25, 40.00),
    # (24.02 − 23.2) / (24.1 − 23.2) = 0.82 / 0.9; a value of 2021
    "forest_cover": (24.1, 91.11, 33.33),
}
# indicator: per cent a year that the target asks for, that were seen, that are needed from here
RATES = {
    # 30782.9 / 24393.1 = 1.2619511, its root 1.1233660;
    # 34212.58462 / 30782.9 = 1.1114153, its third root 1.0358387
    "rd_expenditure": (7.00, 12.34, 3.58),
    # 0.9714115; √0.972027 = 0.9859143; 86.5 / 97.2027 = 0.8898930, its third root 0.9618616
    "energy_intensity": (-2.859, -1.409, -3.814),
    # 0.9610871; √0.954304 = 0.9768848; 82 / 95.4304 = 0.8592650, its third root 0.9506975
    "co2_intensity": (-3.891, -2.312, -4.930),
}


@pytest.mark.parametrize("name", STATUSES)
def test_status_and_official_verdict(name: str) -> None:
    item, (ours, theirs) = FOUND[name], STATUSES[name]
    assert item.status == ours
    assert item.published is not None
    assert item.published.status == theirs
    alike = None if ours == "no_data" else name not in DIFFERING
    assert item.published.alike is alike


def test_fourteen_of_eighteen_agree_and_each_difference_has_its_reason() -> None:
    """18 have a value; what is off course is so in one way or the other."""
    report = assess(PLAN, REPORTED, Request(2022))
    assert report.agreement == (18, 14)
    differing = {item.indicator.id: item for item in report.assessments}
    for name, (ours, theirs) in STATUSES.items():
        same = ours == theirs or {ours, theirs} <= set(SHORT_OF)
        assert same is (name not in DIFFERING) or ours == "no_data"
    for name in DIFFERING:
        published = differing[name].published
        assert published is not None
        assert published.note is not None


@pytest.mark.parametrize("name", SHARES)
def test_shares_of_the_way(name: str) -> None:
    item, (target, achieved, expected) = FOUND[name], SHARES[name]
    assert item.target == pytest.approx(target, abs=5e-6)
    assert item.progress.achieved_share is not None
    assert round(100 * item.progress.achieved_share, 2) == achieved
    assert item.progress.expected_share is not None
    assert round(100 * item.progress.expected_share, 2) == expected


@pytest.mark.parametrize("name", RATES)
def test_growth_per_year(name: str) -> None:
    item = FOUND[name]
    digits = 2 if name == "rd_expenditure" else 3
    growths = (item.required, item.observed, item.catch_up)
    found = [each.compound_rate for each in growths]
    assert [rate is not None and round(100 * rate, digits) for rate in found] == [*RATES[name]]
    # the five years of the plan, the two that are over, the three that are left
    assert [each.years for each in growths] == [5, 2, 3]


def test_a_year_of_ten_per_cent_is_no_mean_of_seven_reached() -> None:
    """27956.3 / 24393.1 is 1.1461 in 2021, 30782.9 / 27956.3 is 1.1011 in 2022."""
    before = assessed(2021)["rd_expenditure"]
    assert before.observed.compound_rate is not None
    assert round(100 * before.observed.compound_rate, 2) == 14.61
    assert [before.status, FOUND["rd_expenditure"].status] == ["ahead", "ahead"]
    assert FOUND["rd_expenditure"].aim.form == "average_growth"
    # the figure that the plan states, and how far it is met so far
    assert FOUND["rd_expenditure"].aim.stated == 7
    assert FOUND["rd_expenditure"].so_far == FOUND["rd_expenditure"].observed.compound_rate


@pytest.mark.parametrize(
    ("name", "levels", "less"),
    [
        # 100 · 0.973, · 0.999: 2.80 % of 13.5
        ("energy_intensity", [97.3, 97.2027], -2.80),
        # 100 · 0.962, · 0.992: 4.57 % of 18
        ("co2_intensity", [96.2, 95.4304], -4.57),
    ],
)
def test_yearly_changes_in_all(name: str, levels: list[float], less: float) -> None:
    item = FOUND[name]
    assert [entry.value for entry in item.series] == levels
    assert item.so_far is not None
    assert round(100 * item.so_far, 2) == less
    assert (item.aim.form, item.path) == ("change_percent", "compound")


def test_two_of_the_six_years_since_2019() -> None:
    """The newest values of life expectancy and forest cover are of 2021; course: a sixth a year."""
    for name in ("life_expectancy", "forest_cover"):
        item = FOUND[name]
        assert item.latest is not None
        assert (item.latest.year, "stale" in item.flags) == (2021, True)
    course = {each.year: each.linear for each in course_of(FOUND["life_expectancy"]).years}
    assert (course[2019], course[2025]) == (77.3, 78.3)
    assert course[2022] == pytest.approx(77.8)


# indicator: year, what was found, what was asked, whether it held
YEARS = {
    "gdp_growth": [(2021, 8.1, 6, True), (2022, 3.0, 5.5, False)],
    "labour_productivity_growth": [(2021, 8.7, 8.1, True), (2022, 4.2, 3.0, True)],
    "unemployment": [(2021, 5.1, 5.5, True), (2022, 5.6, 5.5, False)],
    "grain_capacity": [(2021, 6.83, 6.5, True), (2022, 6.87, 6.5, True)],
}


@pytest.mark.parametrize("name", YEARS)
def test_year_by_year(name: str) -> None:
    item, expected = FOUND[name], YEARS[name]
    found = [(each.year, each.value, each.aim.value, each.held) for each in item.known.years]
    assert found == expected
    assert item.known.broken == tuple(year for year, _, _, held in expected if not held)
    assert ("broken_years" in item.flags) is (not expected[-1][-1])
    # nothing is achieved, and nothing missed, before 2025
    assert item.status == ("on_track" if expected[-1][-1] else "behind")


def rounded(item: Assessment, digits: int) -> list[float | None]:
    """The newest mean, and that of what it is held against without the margin."""
    newest, comparison = item.known.years[-1], item.aim.comparison
    assert comparison is not None
    assert newest.aim.value is not None
    return [round(newest.value, digits), round(newest.aim.value - comparison.margin, digits)]


def test_income_in_step_with_gdp() -> None:
    """1.081 · 1.029 = 1.112349, its root 1.0546796; 1.081 · 1.03 = 1.11343, its root 1.0551919."""
    item = FOUND["income_growth"]
    assert rounded(item, 3) == [5.468, 5.519]
    assert item.known.years[-1].held is True
    # half a point is allowed, and five hundredths are short
    assert item.so_far == pytest.approx(0.05468, abs=5e-6)


def test_labour_productivity_on_the_mean_too() -> None:
    """1.087 · 1.042 = 1.132654, its root 1.0642622, against 1.0551919."""
    entry = FOUND["labour_productivity_growth"].indicator
    mean = replaced(entry, target=replaced(entry.target, year=None, over="plan"))
    others = [each for each in PLAN.indicators if each.id != entry.id]
    plan = PLAN._replace(targets=replaced(PLAN.targets, indicators=(*others, mean)))
    item = assessed(2022, plan)[entry.id]
    assert rounded(item, 2) == [6.43, 5.52]
    assert item.status == "on_track"


def test_what_has_no_baseline_is_reached_or_not() -> None:
    """43.3 is short of 46 and has no course; 46.6 is above it."""
    assert assessed(2021)["energy_capacity"].status == "no_baseline"
    assert FOUND["energy_capacity"].status == "achieved"


# --- the same, as programs and people see it -----------------------------------------------------
def indicators(run: Run, *options: str) -> dict[str, Any]:
    result = run("status", "--plan", EXAMPLE, "--as-of", "2022", "--format", "json", *options)
    assert (result.returncode, result.stderr) == (0, "")
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def test_the_document_says_the_same(run: Run) -> None:
    document = indicators(run)
    assert document["summary"]["published"] == {"compared": 18, "alike": 14}
    # 3 achieved, 5 ahead, 3 on track, 6 behind, 1 going back, 2 without a value
    assert document["summary"]["statuses"] == {
        "achieved": 3,
        "ahead": 5,
        "on_track": 3,
        "behind": 6,
        "regressing": 1,
        "no_data": 2,
    }
    for entry in document["indicators"]:
        name = entry["id"]
        assert (entry["status"], entry["published"]["status"]) == STATUSES[name]
        if name in SHARES:
            target, achieved, expected = SHARES[name]
            assert entry["target"]["value"] == pytest.approx(target, abs=5e-6)
            shares = (entry["progress"][key] for key in ("achieved_share", "expected_share"))
            assert [round(100 * share, 2) for share in shares] == [achieved, expected]
        if name in YEARS:
            years = entry["yearly"]["years"]
            found = [(each["year"], each["value"], each["target"], each["held"]) for each in years]
            assert found == YEARS[name]
            held = sum(held for *_, held in YEARS[name])
            assert (entry["yearly"]["held"], entry["yearly"]["judged"]) == (held, 2)


def test_only_what_differs(run: Run) -> None:
    found = indicators(run, "--only", "disagreeing")
    assert {entry["id"] for entry in found["indicators"]} == DIFFERING


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "command",
    [
        ("status", "--wide"),
        ("status", "--wide", "--as-of", "2021"),
        ("show", "energy_intensity"),
        ("show", "energy_intensity", "--as-of", "2021"),
        ("path", "energy_intensity"),
        ("solve", "energy_intensity"),
        ("whatif", "--set", "energy_intensity=required"),
    ],
    ids=" ".join,
)
def test_nobody_is_asked_for_69_per_cent_a_year(
    run: Run, lang: str, command: tuple[str, ...]
) -> None:
    """From one year's −0.1 % to −13.5 % in three years would be growth of a growth rate."""
    result = run("--lang", lang, *command, "--plan", EXAMPLE)
    assert (result.returncode, result.stderr) == (0, "")
    assert "68.9" not in result.stdout
