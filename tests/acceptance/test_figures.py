"""The figures of the real plan, computed by hand and held against `status --format json`.

Rates are copied from the plan's inventory as it prints them, in per cent. The submissions
are fictional.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from jyplan.pages.columns import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

Json: TypeAlias = Any
FICTIONAL = "tests/acceptance/submissions"
# indicator -> per cent per year, with the digits that the inventory prints
RATES = {
    "rd_intensity": "4.7832",
    "invention_patents_per_10k": "14.8698",
    "hnte": "21.8685",
    "provincial_new_rd_institutions": "24.5731",
    "provincial_enterprise_key_labs": "14.8698",
    "provincial_engineering_centres": "11.0953",
    "municipal_engineering_centres": "4.4770",
    "hz_gdp": "20.8392",
    "hz_gross_industrial_output": "5.4246",
    "hz_hnte": "36.6332",
    "invention_patents": "18.08",
    "provincial_incubators_makerspaces": "14.87",
}
READINGS = {
    "invention_patents=stock": "18.08",
    "invention_patents=annual_grants": "84.59",
    "provincial_incubators_makerspaces=provincial_or_above": "14.87",
    "provincial_incubators_makerspaces=provincial_only": "29.20",
    "provincial_incubators_makerspaces=all_levels": "8.45",
    "hz_hnte=from_2020": "36.6332",
    "hz_hnte=from_2019": "29.7070",
}
REASONS = {
    "national_agri_leaders_new": "zero_baseline",
    "provincial_agri_leaders_new": "zero_baseline",
    "municipal_agri_leaders_new": "zero_baseline",
    "wind_turbine_makers": "undated",
    "annual_st_funding": "floor_per_year",
    "manufacturing_hnte": "no_baseline",
    "advanced_manufacturing_value_added": "no_baseline",
    "advanced_manufacturing_share": "no_baseline",
    "hightech_manufacturing_value_added": "no_baseline",
    "hightech_manufacturing_share": "no_baseline",
    "rd_unit_coverage_hnte": "no_baseline",
    "rd_unit_coverage_large_industrial": "no_baseline",
    "provincial_innovation_teams": "no_baseline",
    "provincial_leading_talent_projects": "no_baseline",
    "undergraduate_enrolment": "no_baseline",
    "smart_city_projects": "no_baseline",
    "smart_city_scenarios": "no_baseline",
    "municipal_agri_chains": "no_baseline",
    "county_agri_chains": "no_baseline",
    "hz_modern_services_share": "no_baseline",
    "hz_rd_intensity": "no_baseline",
    "coverage_5g": "no_baseline",
    "industrial_internet_projects": "no_baseline",
    "high_level_vocational_schools": "no_baseline",
}
# indicator -> (target - baseline) / years
STEPS = {
    "rd_intensity": 0.05,  # (1.2 - 0.95) / 5
    "invention_patents_per_10k": 0.23,  # 1.15 / 5
    "hnte": 62.8,  # 314 / 5
    "provincial_new_rd_institutions": 0.8,  # 4 / 5
    "provincial_enterprise_key_labs": 0.6,  # 3 / 5
    "provincial_engineering_centres": 9,  # 45 / 5
    "municipal_engineering_centres": 11.8,  # 59 / 5
    "hz_gdp": 407.29 / 6,
    "hz_gross_industrial_output": 282.5 / 6,
    "hz_hnte": 31.6,  # 158 / 5
    "invention_patents": 169.3,  # 846.5 / 5
    "provincial_incubators_makerspaces": 1.8,  # 9 / 5
    "national_agri_leaders_new": 0.5,  # 1 / 2
    "provincial_agri_leaders_new": 2.5,  # 5 / 2
    "municipal_agri_leaders_new": 15,  # 30 / 2
}
# indicator -> value at the end of 2023, and the whole number that is to be reached
MILESTONES = {
    "rd_intensity": (1.10, None),
    "invention_patents_per_10k": (1.84, None),
    "hnte": (374.4, 375),
    "provincial_new_rd_institutions": (4.4, 5),
    "provincial_enterprise_key_labs": (4.8, 5),
    "provincial_engineering_centres": (92, 92),
    "municipal_engineering_centres": (276.4, 277),
    "hz_hnte": (136.8, 137),
    "invention_patents": (1161.4, 1162),
    "provincial_incubators_makerspaces": (14.4, 15),
}
COUNTED = ("achieved", "ahead", "on_track", "behind", "regressing", "missed")


PRINTED: dict[tuple[str, ...], str] = {}


def document(run: Run, *arguments: str, plan: str = ".", command: str = "status") -> Json:
    """What a command line prints; many tests look at the same one."""
    asked = ("--lang", "en", command, *arguments, "--plan", plan, "--format", "json")
    if asked not in PRINTED:
        result = run(*asked)
        assert result.stderr == ""
        assert result.returncode == 0
        PRINTED[asked] = result.stdout
    return json.loads(PRINTED[asked])


def by_id(found: Json) -> dict[str, Json]:
    return {entry["id"]: entry for entry in found["indicators"]}


def printed(fraction: float, digits: str) -> str:
    """A fraction as per cent with as many decimals as the inventory prints."""
    return str((Decimal(fraction) * 100).quantize(Decimal(digits)))


@pytest.fixture
def plan(run: Run) -> dict[str, Json]:
    return by_id(document(run))


@pytest.fixture
def observed(run: Run) -> dict[str, Json]:
    return by_id(document(run, FICTIONAL))


def test_every_indicator_has_a_rate_or_a_reason(plan: dict[str, Json]) -> None:
    assert set(plan) == set(RATES) | set(REASONS)
    assert len(plan) == 36


@pytest.mark.parametrize("name", RATES)
def test_required_rate_to_the_printed_digit(plan: dict[str, Json], name: str) -> None:
    required = plan[name]["required"]
    assert printed(required["compound_rate"], RATES[name]) == RATES[name]
    assert required["reason"] is None


@pytest.mark.parametrize("chosen", READINGS)
def test_required_rate_of_each_reading(run: Run, chosen: str) -> None:
    entry = by_id(document(run, "--reading", chosen))[chosen.partition("=")[0]]
    assert entry["reading"] == chosen.partition("=")[2]
    assert printed(entry["required"]["compound_rate"], READINGS[chosen]) == READINGS[chosen]
    assert "chosen_reading" in entry["flags"]
    assert "default_reading" not in entry["flags"]


def test_grants_in_one_year(run: Run) -> None:
    entry = by_id(document(run, "--reading", "invention_patents=annual_grants"))
    growth = entry["invention_patents"]["required"]
    assert growth["compound_rate"] == pytest.approx(0.8459, abs=5e-5)
    assert entry["invention_patents"]["kind"] == "annual_flow"
    assert entry["invention_patents"]["baseline"]["value"] == 70


def test_grants_since_2021_start_from_zero(run: Run) -> None:
    entry = by_id(document(run, "--reading", "invention_patents=cumulative_grants"))
    growth = entry["invention_patents"]["required"]
    assert growth["compound_rate"] is None
    assert growth["reason"] == "zero_baseline"
    assert growth["linear_step"] == 300
    assert entry["invention_patents"]["milestone"]["value"] == 900


def test_several_readings_at_once(run: Run) -> None:
    chosen = ("--reading", "invention_patents=annual_grants", "--reading", "hz_hnte=from_2019")
    entries = by_id(document(run, *chosen))
    assert entries["invention_patents"]["reading"] == "annual_grants"
    assert entries["hz_hnte"]["reading"] == "from_2019"
    assert entries["provincial_incubators_makerspaces"]["reading"] == "provincial_or_above"


@pytest.mark.parametrize("name", REASONS)
def test_reason_where_nothing_compounds(plan: dict[str, Json], name: str) -> None:
    assert plan[name]["required"]["compound_rate"] is None
    assert plan[name]["required"]["reason"] == REASONS[name]


def test_linear_steps(plan: dict[str, Json]) -> None:
    steps = {name: entry["required"]["linear_step"] for name, entry in plan.items()}
    assert {name: step for name, step in steps.items() if step is not None} == pytest.approx(STEPS)


@pytest.mark.parametrize("name", MILESTONES)
def test_milestones_of_2023(plan: dict[str, Json], name: str) -> None:
    value, whole = MILESTONES[name]
    milestone = plan[name]["milestone"]
    assert milestone["year"] == 2023
    assert milestone["value"] == pytest.approx(value, rel=1e-14)
    assert milestone["whole"] == whole


def test_money_in_the_zone_compounds(plan: dict[str, Json]) -> None:
    # four of the six years from 192.71 to 600, and from 757.5 to 1040
    assert plan["hz_gdp"]["milestone"]["value"] == pytest.approx(410.8995, abs=5e-5)
    assert plan["hz_gross_industrial_output"]["milestone"]["value"] == pytest.approx(
        935.73, abs=0.005
    )
    assert plan["hz_gdp"]["path"] == "compound"


def test_gaps_from_the_baseline(plan: dict[str, Json]) -> None:
    assert plan["hnte"]["gap"] == {"absolute": 314, "relative": 0.628, "reason": None}
    assert plan["rd_intensity"]["gap"]["absolute"] == pytest.approx(0.25)
    # of 600, 407.29 are missing
    assert plan["hz_gdp"]["gap"]["relative"] == pytest.approx(0.678816666666667)
    assert plan["manufacturing_hnte"]["gap"]["reason"] == "no_baseline"


def test_counts(run: Run) -> None:
    summary = document(run)["summary"]
    assert summary["indicators"] == 36
    assert summary["foundations"] == {
        "complete": 10,
        "by_reading": 2,
        "from_zero": 3,
        "no_baseline": 21,
    }
    assert summary["elapsed_share"] == 0
    # the 21 without a start, and the 15 that have one
    assert summary["statuses"]["no_data"] + summary["statuses"]["no_baseline"] == 36


def test_counts_in_words(run: Run) -> None:
    last = run("--lang", "zh", "status", "--plan", ".", env={"COLUMNS": "140"}).stdout
    numbers = re.findall(r"\d+", last.splitlines()[-1])
    assert numbers == ["36", "10", "2", "3", "21"]


def test_operators_and_years(plan: dict[str, Json]) -> None:
    strict = {name for name, entry in plan.items() if entry["target"]["operator"] == ">"}
    assert strict == {"hz_modern_services_share", "hz_rd_intensity"}
    years = {name: entry["target"]["year"] for name, entry in plan.items()}
    assert years.pop("annual_st_funding") == "every"
    assert years.pop("wind_turbine_makers") is None
    early = {name for name, year in years.items() if year == 2022}
    assert early == {name for name in plan if name.endswith("_agri_leaders_new")}
    assert {years[name] for name in years if name not in early} == {2025}
    makers = plan["wind_turbine_makers"]["target"]
    assert (makers["minimum"], makers["maximum"]) == (1, 2)


# with fictional submissions


def test_progress_of_a_count(observed: dict[str, Json]) -> None:
    hnte = observed["hnte"]
    assert hnte["latest"] == {"value": 320, "year": 2023}
    progress = hnte["progress"]
    assert progress["achieved_share"] == pytest.approx(134 / 314)
    assert progress["expected_share"] == pytest.approx(0.6)
    assert progress["elapsed_share"] == pytest.approx(0.6)
    assert progress["lead_points"] == pytest.approx(134 / 314 - 0.6)
    # the line reaches 320 at 2020 + 134 / 62.8, not at 2023
    assert progress["lead_years"] == pytest.approx(134 / 62.8 - 3)
    assert hnte["gap"] == pytest.approx({"absolute": 180, "relative": 0.36, "reason": None})
    assert hnte["observed"]["compound_rate"] == pytest.approx(0.198245, abs=5e-7)
    assert hnte["observed"]["linear_step"] == pytest.approx(134 / 3)
    assert hnte["catch_up"]["compound_rate"] == pytest.approx(0.25)  # (500 / 320)^(1/2) - 1
    assert hnte["catch_up"]["linear_step"] == 90
    assert hnte["projection"]["compound"] == pytest.approx(459.4533, abs=5e-5)
    assert hnte["projection"]["linear"] == pytest.approx(320 + 2 * 134 / 3)
    assert hnte["projection"]["attainment_time"] == pytest.approx(2025.4676, abs=5e-5)
    assert hnte["projection"]["attainment_year"] == 2026
    assert hnte["status"] == "behind"


def test_progress_on_a_compound_path(observed: dict[str, Json]) -> None:
    progress = observed["hz_gdp"]["progress"]
    assert progress["achieved_share"] == pytest.approx(-4.36 / 407.29)
    assert progress["expected_share"] == pytest.approx((410.8994728 - 192.71) / 407.29)
    assert progress["elapsed_share"] == pytest.approx(4 / 6)
    assert observed["hz_gdp"]["projection"]["reason"] == "not_approaching"


def test_statuses(observed: dict[str, Json]) -> None:
    found = {
        name: entry["status"] for name, entry in observed.items() if entry["status"] in COUNTED
    }
    assert found == {
        "rd_intensity": "behind",  # 28 % of 60 %
        "invention_patents": "ahead",  # 76.6 %
        "hnte": "behind",
        "wind_turbine_makers": "achieved",  # met from 1
        "provincial_new_rd_institutions": "ahead",  # 75 %
        "provincial_enterprise_key_labs": "on_track",  # 66.7 %
        "provincial_engineering_centres": "on_track",  # 92 is its milestone
        "municipal_engineering_centres": "achieved",
        "hz_gdp": "regressing",
        "hz_hnte": "on_track",
        "national_agri_leaders_new": "achieved",
        "provincial_agri_leaders_new": "missed",  # 3 of 5, due in 2022
    }


def test_more_than_30_is_not_met_by_30(observed: dict[str, Json]) -> None:
    assert observed["hz_modern_services_share"]["latest"]["value"] == 30
    assert observed["hz_modern_services_share"]["status"] == "no_baseline"


def test_a_value_on_its_milestone_is_exactly_on_track(observed: dict[str, Json]) -> None:
    entry = observed["provincial_engineering_centres"]
    assert entry["latest"]["value"] == entry["milestone"]["value"] == 92
    assert entry["progress"]["lead_points"] == pytest.approx(0, abs=1e-15)


def test_flags(observed: dict[str, Json]) -> None:
    assert "latest_provisional" in observed["rd_intensity"]["flags"]
    assert "restated" in observed["hnte"]["flags"]
    assert "stale" in observed["provincial_agri_leaders_new"]["flags"]
    assert "default_reading" in observed["hz_hnte"]["flags"]
    assert "baseline_assumed_year" in observed["hz_hnte"]["flags"]
    assert "baseline_derived" in observed["invention_patents"]["flags"]


def test_summary_counts_what_is_listed(run: Run) -> None:
    found = document(run, FICTIONAL)
    assert found["as_of"] == 2023
    assert found["summary"]["elapsed_share"] == pytest.approx(0.6)
    statuses = found["summary"]["statuses"]
    assert {code: statuses[code] for code in COUNTED} == {
        "achieved": 3,
        "ahead": 2,
        "on_track": 3,
        "behind": 2,
        "regressing": 1,
        "missed": 1,
    }
    assert sum(statuses.values()) == 36


def test_as_of_looks_back(run: Run) -> None:
    entries = by_id(found := document(run, FICTIONAL, "--as-of", "2022"))
    assert found["as_of"] == 2022
    # 2022 as it is known now, restated a year later
    assert entries["hnte"]["latest"] == {"value": 275, "year": 2022}
    assert entries["hnte"]["progress"]["expected_share"] == pytest.approx(0.4)
    assert entries["wind_turbine_makers"]["latest"]["value"] is None
    assert entries["municipal_engineering_centres"]["status"] == "on_track"  # 45.8 % of 40 %


def test_as_of_after_the_plan(run: Run) -> None:
    entries = by_id(found := document(run, FICTIONAL, "--as-of", "2030"))
    assert found["as_of"] == 2030
    assert found["summary"]["elapsed_share"] == 1
    assert entries["hnte"]["latest"] == {"value": 320, "year": 2023}
    assert "stale" in entries["hnte"]["flags"]
    # What was last reported two years before the end does not say that it was missed.
    assert entries["hnte"]["status"] == "behind"


def test_as_of_before_the_plan(run: Run) -> None:
    result = run("--lang", "en", "status", FICTIONAL, "--plan", ".", "--as-of", "2010")
    assert result.returncode == 2
    assert result.stdout == ""
    assert "2010" in result.stderr


def test_as_of_without_observations_chooses_the_milestone(run: Run) -> None:
    entries = by_id(document(run, "--as-of", "2024"))
    assert entries["hnte"]["milestone"]["year"] == 2024
    assert entries["hnte"]["milestone"]["value"] == pytest.approx(437.2)
    assert entries["hnte"]["milestone"]["whole"] == 438


def test_other_path_for_all(run: Run) -> None:
    entries = by_id(document(run, "--path", "compound"))
    # three of the five years from 186 to 500
    assert entries["hnte"]["milestone"]["value"] == pytest.approx(336.6566, abs=5e-5)
    assert entries["hnte"]["milestone"]["whole"] == 337
    assert {entry["path"] for entry in entries.values()} == {"compound"}
    entries = by_id(document(run, "--path", "linear"))
    # four of six steps of 407.29 / 6
    assert entries["hz_gdp"]["milestone"]["value"] == pytest.approx(464.236667)


def test_compound_where_nothing_compounds_goes_straight(run: Run) -> None:
    chosen = ("--path", "compound", "--reading", "invention_patents=cumulative_grants")
    milestone = by_id(document(run, *chosen))["invention_patents"]["milestone"]
    assert milestone["value"] == 900
    assert milestone["reason"] == "zero_baseline"


# what is chosen


def test_scope(run: Run) -> None:
    found = document(run, "--scope", "high_tech_zone")
    assert set(by_id(found)) == {
        "hz_gdp",
        "hz_gross_industrial_output",
        "hz_hnte",
        "hz_modern_services_share",
        "hz_rd_intensity",
    }
    assert found["summary"]["indicators"] == 5
    assert found["summary"]["foundations"] == {"complete": 3, "no_baseline": 2}


def test_theme(run: Run) -> None:
    assert set(by_id(document(run, "--theme", "innovators"))) == {"hnte", "manufacturing_hnte"}
    several = document(run, "--theme", "innovators", "--theme", "digital")
    assert several["summary"]["indicators"] == 6


def test_only(run: Run) -> None:
    found = document(run, FICTIONAL, "--only", "behind")
    assert list(by_id(found)) == ["rd_intensity", "hnte"]
    found = document(run, FICTIONAL, "--only", "on-track,missed")
    assert {entry["status"] for entry in found["indicators"]} == {"on_track", "missed"}
    assert len(found["indicators"]) == 4


def test_sort(run: Run) -> None:
    worst = document(run, FICTIONAL, "--sort", "status")["indicators"]
    assert [entry["status"] for entry in worst[:4]] == ["missed", "regressing", "behind", "behind"]
    fastest = document(run, "--sort", "rate")["indicators"]
    assert [entry["id"] for entry in fastest[:3]] == [
        "hz_hnte",  # 36.6 %
        "provincial_new_rd_institutions",  # 24.6 %
        "hnte",  # 21.9 %
    ]
    assert fastest[-1]["required"]["compound_rate"] is None
    furthest = document(run, FICTIONAL, "--sort", "lead")["indicators"]
    assert [entry["id"] for entry in furthest[:2]] == ["hz_gdp", "provincial_agri_leaders_new"]
    names = [entry["id"] for entry in document(run, "--sort", "name")["indicators"]]
    assert names == sorted(names)
    gaps = [entry["gap"]["relative"] for entry in document(run, "--sort", "gap")["indicators"]]
    known = [gap for gap in gaps if gap is not None]
    assert known == sorted(known, reverse=True)
    assert gaps[: len(known)] == known


def test_columns(run: Run) -> None:
    asked = ("--columns", "id,rate,gap", "--theme", "innovators")
    shown = run("--lang", "en", "status", "--plan", ".", *asked).stdout
    assert re.search(r"^hnte +21\.9 % +314$", shown, re.MULTILINE)
    assert "Target 2025" not in shown
    lines = run("--lang", "en", "status", "--plan", ".", *asked, "--format", "csv").stdout
    header = lines.splitlines()[0]
    assert header.split(",") == [
        "id",
        "required_compound_rate",
        "required_linear_step",
        "required_reason",
        "gap",
        "gap_relative",
        "gap_reason",
    ]


# revised targets


REVISED = """\
schema: 1
plan: {id: revised, name: 虚构计划, baseline_year: 2020, end_year: 2025}
themes: [{id: all, name: 全部}]
scopes: [{id: city, name: 全市}]
indicators:
  - id: firms
    name: {zh: 企业, en: Firms}
    unit: {zh: 家, en: firms}
    kind: stock
    scope: city
    theme: all
    precision: 1
    target:
      operator: ">="
      value: 200
      year: 2025
      revisions:
        - {operator: ">=", value: 160, decided_in: 2023}
"""


def test_the_newest_revision_counts_and_both_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(REVISED, encoding="utf-8")
    (tmp_path / "baselines.yaml").write_text(
        "schema: 1\nbaselines: [{id: firms, value: 100, year: 2020}]\n", encoding="utf-8"
    )
    entry = by_id(document(run, plan=str(tmp_path)))["firms"]
    assert entry["target"]["value"] == 160
    assert entry["required"]["linear_step"] == 12
    assert "revised_target" in entry["flags"]
    shown = run("--lang", "en", "show", "firms", "--plan", str(tmp_path)).stdout
    assert re.search(r"Target +≥ 160 firms", shown)
    assert re.search(r"Earlier target +≥ 200 firms", shown)
    assert "2023" in shown
    detail = document(run, "firms", plan=str(tmp_path), command="show")["indicator"]
    assert [revision["value"] for revision in detail["revisions"]] == [160]


# the examples: real plans, real figures


CHINA = "examples/china-high-value-patents"
GUANGDONG = "examples/guangdong-rd-intensity"


def test_guangdong_reached_its_target_in_2023(run: Run) -> None:
    found = document(run, plan=GUANGDONG)
    entry = found["indicators"][0]
    assert found["as_of"] == 2023
    assert entry["status"] == "achieved"
    assert "approximate" in entry["flags"]
    # between 3.42 in 2022 and 3.54 in 2023
    assert entry["projection"]["attainment_year"] == 2023
    assert entry["projection"]["attainment_time"] == pytest.approx(2022 + 0.08 / 0.12)
    assert entry["progress"]["achieved_share"] == pytest.approx(0.40 / 0.36)


def test_guangdong_shows_its_history(run: Run) -> None:
    detail = document(run, "rd_intensity", plan=GUANGDONG, command="show")["indicator"]
    assert [(past["year"], past["value"]) for past in detail["history"]] == [
        (2018, 2.78),
        (2019, 2.88),
    ]
    # two years from 2.78 to 3.14
    assert detail["history"][0]["growth"]["compound_rate"] == pytest.approx(0.06278, abs=5e-6)


def test_china_exceeded_its_target(run: Run) -> None:
    entry = document(run, plan=CHINA)["indicators"][0]
    assert entry["status"] == "achieved"
    assert entry["latest"] == {"value": 16, "year": 2025}
    # between 11.8 in 2023 and 16 in 2025
    assert entry["projection"]["attainment_time"] == pytest.approx(2023 + 0.2 / 2.1)
    assert entry["projection"]["attainment_year"] == 2024


def test_china_was_ahead_at_mid_term(run: Run) -> None:
    entry = document(run, "--as-of", "2023", plan=CHINA)["indicators"][0]
    assert entry["status"] == "ahead"
    assert entry["latest"] == {"value": 11.8, "year": 2023}
    assert entry["progress"]["achieved_share"] == pytest.approx(5.5 / 5.7)
    assert entry["projection"]["attainment_year"] == 2024


@pytest.mark.parametrize(("plan", "word"), [(CHINA, "已完成"), (GUANGDONG, "提前完成")])
def test_examples_in_words(run: Run, plan: str, word: str) -> None:
    result = run("--lang", "zh", "status", "--plan", plan, env={"COLUMNS": "140"})
    assert result.returncode == 0
    assert f"● {word}" in result.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("chosen", ["table", "markdown", "csv"])
def test_every_column_can_be_chosen(run: Run, language: str, chosen: str) -> None:
    for key in FIELDS:
        done = run(
            "status",
            "tests/acceptance/submissions",
            "--columns",
            key,
            "--format",
            chosen,
            "--lang",
            language,
        )
        assert (done.returncode, done.stderr) == (0, ""), key
        assert len(done.stdout.splitlines()) > 36
