"""A fictional city plan that says its targets in every form at once: tests/forms.

What must come of it is worked out by hand beside each figure.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.plan.files import discover
from jyplan.plan.loading import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
CITY = "tests/forms"
IDS = [each.id for each in load_plan(discover(CITY, {}, ROOT)).indicators]

# indicator: status as of 2023, years in which it did not hold
STATUSES: dict[str, tuple[str, list[int]]] = {
    # 8 > 6, 5.5 ≥ 5.5, 4.5 < 5
    "gdp_growth": ("behind", [2023]),
    # 8.5 > 8, 6 > 5.5, 4.5 is not above 4.5
    "productivity_growth": ("behind", [2023]),
    # 1.08 · 1.05 · 1.042 = 1.181628, the third root 1.0572; 1.08 · 1.055 · 1.045 = 1.190673, the
    # third root 1.0599; less than half a point apart
    "income_growth": ("on_track", []),
    # districts: 330 + 110, 346.5 + 115.5, 367.5 + 122.5; 440 / 400 is 10 % > 8, 462 / 440 is
    # 5 % < 5.5, 490 / 462 is 6.06 % > 4.5
    "services": ("on_track", [2022]),
    # 12 > 10, of 2022 nothing to compare with, 1 < 2
    "exports_growth": ("behind", [2023]),
    # 200 became 100 · 1.1⁵ = 161.051; 35 / 61.051 = 57.3 %, where 33.1 / 61.051 = 54.2 % are due
    "research": ("on_track", []),
    # twice became three times, 600, by 250 in 2023: exactly there
    "firms": ("on_track", []),
    # 5.1, 5.6, 5.3 under 5.5
    "unemployment": ("on_track", [2022]),
    # 64 in 2021 is not looked at; 65 in 2022 became 64.9; 66
    "grain": ("on_track", [2022]),
    # 1, 3 and 2 within 1 to 3
    "prices": ("on_track", []),
    # 0.6 of one year more, after two of six years
    "life_expectancy": ("ahead", []),
    # first down to 800: 210 less where 200 less are due, of 500 more, are two points
    "beds": ("on_track", []),
    # 12 + 8, 10 + 9 and 11 + 10 more: 60 of 100 after three of five years
    "roads": ("on_track", []),
    # 100 · 0.95 · 0.96 · 0.97 = 88.464: 11.536 / 13.5 = 85.5 %, where 61.7 % are due
    "energy_intensity": ("ahead", []),
    # 96 in 2021, 4 / 16 = 25 %, where 21.4 % were due; of 2022 nothing, so nothing since
    "water_intensity": ("on_track", []),
}


def document(run: Run, *arguments: str, plan: Path | str = CITY) -> dict[str, Any]:
    result = run(*arguments, "--plan", str(plan), "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return found


def by_id(found: dict[str, Any]) -> dict[str, Any]:
    return {entry["id"]: entry for entry in found["indicators"]}


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The plan at its end."""
    folder = tmp_path / "city"
    shutil.copytree(ROOT / CITY, folder)
    # of life expectancy and water nobody knows 2024
    common = {"productivity_growth": 5.1, "income_growth": 5, "exports_growth": 3}
    common |= {"world_trade_growth": 2, "gdp_growth": 5, "unemployment": 5.4, "grain": 66}
    common |= {"prices": 2, "roads": 20}
    own: dict[int, dict[str, float]] = {
        2024: {"research": 148, "firms": 400, "beds": 800, "services": 520},
        2025: {"research": 161.1, "firms": 599, "beds": 1500, "services": 550},
    }
    own[2024] |= {"energy_intensity": -1.5}
    own[2025] |= {"energy_intensity": -0.7, "life_expectancy": 78.5, "water_intensity": -1}
    for year, values in own.items():
        text = json.dumps({"schema": 1, "year": year, "values": {**common, **values}})
        (folder / "submissions" / f"{year}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_form_is_there(run: Run) -> None:
    found = by_id(document(run, "status"))
    assert {entry["target"]["form"] for entry in found.values()} == {
        "value",
        "range",
        "average_growth",
        "change_percent",
        "change",
        "multiple",
        "by_year",
        "than",
    }
    reported = {entry.get("reported", "value") for entry in found.values()}
    assert reported == {"value", "yearly_change", "yearly_increment"}
    assert {name for name, entry in found.items() if "milestones" in entry["target"]} == {
        "firms",
        "beds",
    }
    assert set(found) == set(STATUSES) == set(IDS)


@pytest.mark.parametrize("name", STATUSES)
def test_status_and_what_broke(run: Run, name: str) -> None:
    entry, (status, broken) = by_id(document(run, "status"))[name], STATUSES[name]
    assert (entry["status"], entry["status_reason"]) == (status, None)
    assert entry.get("yearly", {}).get("broken", []) == broken
    assert ("broken_years" in entry["flags"]) is bool(broken)


def test_what_districts_report_of_chains(run: Run) -> None:
    """Increments add up; changes of districts are weighted, here three to one by services."""
    found = by_id(document(run, "status"))
    roads, energy = found["roads"], found["energy_intensity"]
    assert [each["value"] for each in roads["reports"]] == [20, 19, 21]
    assert roads["latest"] == {"value": 360, "year": 2023}
    # (−4 · 330 − 8 · 110) / 440; in 2022 (−2 · 3 − 10) / 4, which was −6 before; 2023 as stated
    assert [each["value"] for each in energy["reports"]] == [-5, -4, -3]
    assert "restated" in found["grain"]["flags"]
    assert energy["latest"] == {"value": 88.464, "year": 2023}


def test_before_the_year_was_restated(run: Run, tmp_path: Path) -> None:
    """(−2 · 3 − 6) / 4 = −3, and 100 · 0.95 · 0.97 = 92.15."""
    folder = tmp_path / "city"
    shutil.copytree(ROOT / CITY, folder)
    for path in (folder / "submissions").glob("2023*"):
        path.unlink()
    energy = by_id(document(run, "status", plan=folder))["energy_intensity"]
    assert energy["latest"] == {"value": 92.15, "year": 2022}
    # and as of 2022 with what is known since: 100 · 0.95 · 0.96
    since = by_id(document(run, "status", "--as-of", "2022"))["energy_intensity"]
    assert since["latest"] == {"value": 91.2, "year": 2022}


def test_changes_of_districts_without_a_weight_are_no_change_of_the_whole(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "city"
    shutil.copytree(ROOT / CITY, folder)
    for district in ("east", "west"):
        path = folder / "submissions" / f"2022-{district}.yaml"
        text = path.read_text(encoding="utf-8").replace("roads:", "water_intensity: -5, roads:")
        path.write_text(text, encoding="utf-8")
    water = by_id(document(run, "status", plan=folder))["water_intensity"]
    assert (water["latest"]["year"], water["broken_in"]) == (2021, 2022)
    result = run("check", str(folder), "--format", "json")
    told = {finding["code"]: finding for finding in json.loads(result.stdout)["findings"]}
    assert told["JY237"]["span"]["line"] == 5


def test_a_chain_that_broke(run: Run) -> None:
    entry = by_id(document(run, "status"))["water_intensity"]
    assert entry["latest"] == {"value": 96, "year": 2021}
    assert (entry["broken_in"], "chain_broken" in entry["flags"]) == (2022, True)
    assert [each["year"] for each in entry["reports"]] == [2021, 2023]


def test_who_has_nothing_to_be_compared_with_says_so(run: Run) -> None:
    entry = by_id(document(run, "status"))["exports_growth"]
    assert "no_counterpart" in entry["flags"]
    assert [each["year"] for each in entry["yearly"]["years"]] == [2021, 2023]


def test_the_means_of_incomes_and_growth(run: Run) -> None:
    """ln 1.181628 = 0.1668932, a third 0.0556311; ln 1.190673 = 0.1745187, a third 0.0581729."""
    entry = by_id(document(run, "status"))["income_growth"]
    assert entry["target"]["so_far"] == pytest.approx(0.0572076, abs=5e-7)
    # 5.98982 less half a point
    assert entry["target"]["value"] == pytest.approx(5.4898, abs=5e-5)


def test_courses(run: Run) -> None:
    """What the plan states stands in its year, also after the revision; counted in whole firms."""
    found = {
        entry["id"]: {each["year"]: each for each in entry["years"]}
        for entry in document(run, "path")["indicators"]
    }
    # 50 in three years are 16.67 a year, rounded up
    firms = [each["linear_whole"] for each in found["firms"].values()]
    assert firms == [200, 217, 234, 250, 400, 600]
    beds = [each["linear"] for each in found["beds"].values()]
    assert beds == [1000, 900, 800, 800, 800, 1500]
    research = [each["compound"] for each in found["research"].values()]
    assert research == pytest.approx([100, 110, 121, 133.1, 146.41, 161.051])
    assert [found["roads"][year]["observed"] for year in (2021, 2022, 2023)] == [320, 339, 360]
    assert [found["life_expectancy"][year]["linear"] for year in (2019, 2025)] == [77.5, 78.5]


# indicator: status at the end of 2025, and why there is none
ENDS = {
    # a year that broke is not made good
    "productivity_growth": "missed",
    "services": "missed",
    "exports_growth": "missed",
    "unemployment": "missed",
    "grain": "missed",
    # 1, 3, 2, 2, 2
    "prices": "achieved",
    # both grew by 5 in both years, so that they are as near as before
    "income_growth": "achieved",
    # 161.1 ≥ 161.051
    "research": "achieved",
    # 599 of 600
    "firms": "missed",
    "life_expectancy": "achieved",
    "beds": "achieved",
    # 360 + 20 + 20
    "roads": "achieved",
    # 88.464 · 0.985 = 87.13704, · 0.993 = 86.52708 > 86.5
    "energy_intensity": "missed",
}


def test_at_the_end(run: Run, later: Path) -> None:
    found = by_id(document(run, "status", plan=later))
    assert {name: found[name]["status"] for name in ENDS} == ENDS
    water = found["water_intensity"]
    # a link in 2025 does not mend what broke in 2022
    assert (water["latest"]["year"], water["broken_in"]) == (2021, 2022)
    assert water["status"] not in {"achieved", "missed"}


def test_a_year_before_the_end_nothing_is_over(run: Run, later: Path) -> None:
    found = by_id(document(run, "status", "--as-of", "2024", plan=later))
    over = {name for name, entry in found.items() if entry["status"] in {"achieved", "missed"}}
    assert over == set()


def test_show_says_every_year_of_a_target_and_none_as_all_of_them(run: Run) -> None:
    """In the national plan growth is asked of 2021, 2022 and 2023, of which two are reported."""
    national = "examples/china-14th-five-year-plan"
    shown = run("show", "gdp_growth", "--plan", national, "--lang", "en").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert [line for line in lines if line.startswith("Target ≈ 5.5 % (2022,")]
    assert lines[lines.index("Year by year") + 1 :] == [
        "2021 ● 8.1 (> 6) met",
        "2022 ■ 3 (≈ 5.5) missed",
        "2023 — (≈ 5)",
    ]


def test_a_further_target_has_one_operator_and_one_unit(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    shutil.copytree(ROOT / CITY, folder)
    targets, own = folder / "targets.yaml", "margin: -0.5, over: plan"
    text = targets.read_text(encoding="utf-8")
    assert text.count(own) == 1
    text = text.replace(own, f"{own}, further: [{{year: 2024, change: 5}}]")
    targets.write_text(text, encoding="utf-8")
    shown = run("show", "income_growth", "--plan", str(folder), "--lang", "en").stdout
    further = [line.split() for line in shown.splitlines() if "Further target" in line]
    assert further == [["Further", "target", "≥", "+5", "pp", "(2024)"]]


NONE = {"statcan": "not_available", "unsd-2022": None, "escap": None}


@pytest.mark.parametrize("rule", NONE)
def test_nor_is_it_for_a_published_rule(run: Run, later: Path, rule: str) -> None:
    found = by_id(document(run, "status", "--rule", rule, "--as-of", "2024", plan=later))
    yearly = [entry["verdicts"][0] for entry in found.values() if "yearly" in entry]
    assert {verdict["reason"] for verdict in yearly} == {"floor_per_year"}
    assert {(verdict["status"], verdict["score"]) for verdict in yearly} == {(NONE[rule], None)}


def test_a_year_that_broke_is_never_hidden(run: Run) -> None:
    """`--fail-on missed` and `--fail-on-status missed` count it while the plan runs."""
    assert run("status", "--plan", CITY, "--fail-on", "missed").returncode == 1
    result = run("check", CITY, "--fail-on-status", "missed", "--format", "json")
    assert result.returncode == 1
    told = {
        (finding["data"]["id"], finding["data"]["year"])
        for finding in json.loads(result.stdout)["findings"]
        if finding["code"] == "JY501"
    }
    assert told == {(name, year) for name, (_, years) in STATUSES.items() for year in years}


def test_the_plan_is_in_order(run: Run) -> None:
    """Two restated years are noted, and that beds go down first is accepted."""
    result = run("check", CITY, "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert [finding["code"] for finding in found["findings"]] == ["JY405", "JY405"]
    assert {finding["code"] for finding in found["accepted"]} == {"JY242"}


COMMANDS = [
    ("status",),
    ("status", "--wide"),
    ("status", "--as-of", "2020"),
    ("status", "--as-of", "2021"),
    ("status", "--rule", "statcan,destatis,sdsn,escap-anticipated"),
    ("status", "--path", "itr"),
    ("path",),
    ("path", "--path", "compound"),
    *(("show", name) for name in IDS),
    ("show", "world_trade_growth"),
    *(("whatif", "--set", f"{name}=trend") for name in IDS),
    ("whatif", "--set", "*=required"),
    ("solve", "research"),
    ("solve", "firms"),
    ("solve", "roads"),
    ("solve", "energy_intensity"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_everything_can_be_shown(run: Run, lang: str, command: tuple[str, ...]) -> None:
    result = run("--lang", lang, *command, "--plan", CITY)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout
    for word in ("nan", "None", "inf ", "Record("):
        assert word not in result.stdout


@pytest.mark.parametrize(
    "command", [each for each in COMMANDS if "--wide" not in each], ids=" ".join
)
def test_everything_is_a_document(run: Run, command: tuple[str, ...]) -> None:
    assert document(run, *command)


# a target that no single year ends has no growth to it that could be asked for
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["gdp_growth", "productivity_growth", "income_growth", "services", "unemployment"]
)
def test_what_cannot_be_solved_says_why(run: Run, lang: str, name: str) -> None:
    result = run("--lang", lang, "solve", name, "--plan", CITY)
    assert result.returncode == 2
    assert name in result.stderr
    assert "--target" in result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("rule", [(), ("--rule", "statcan"), ("--rule", "escap,schedule")])
def test_screens_name_the_years_that_broke_and_what_is_not_known(
    run: Run, lang: str, rule: tuple[str, ...]
) -> None:
    wide = {"COLUMNS": "140"}
    shown = run("--lang", lang, "status", "--plan", CITY, *rule, env=wide).stdout
    names = {
        each.id: getattr(each.name, lang) for each in load_plan(discover(CITY, {}, ROOT)).indicators
    }
    lines = shown.splitlines()
    for name, (_, broken) in STATUSES.items():
        for year in broken:
            own = [line for line in lines if line.startswith(names[name]) and str(year) in line]
            assert own, (name, year)
    for name in ("exports_growth", "water_intensity"):
        assert [line for line in lines if line.startswith(names[name]) and "2022" in line], name
