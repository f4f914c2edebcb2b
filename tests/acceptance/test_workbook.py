"""Workbooks that calculate, worked out by LibreOffice: every formula says what jyplan says.

Without LibreOffice these tests are skipped, and say so; CI demands them (JYPLAN_OFFICE).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from openpyxl import load_workbook

from jyplan.plan.files import discover
from jyplan.plan.loading import load
from jyplan.statuses import STATUSES
from jyplan.texts.words import text
from tests import fictional
from tests.acceptance.test_html import HOSTILE
from tests.workbooks import (
    OFFICE,
    Made,
    changed,
    differences,
    errors,
    made,
    recalculated,
    stale,
    uncalculated,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from subprocess import CompletedProcess

    from openpyxl.workbook import Workbook

    Run = Callable[..., CompletedProcess[str]]

if not OFFICE and "JYPLAN_OFFICE" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no LibreOffice: workbooks", allow_module_level=True)

ROOT = Path(__file__).parents[2]
SEEN = ROOT / "tests" / "acceptance" / "submissions"
# name -> folder, submissions where they are elsewhere, year
PLANS: Mapping[str, tuple[str, list[str], int | None]] = {
    "jieyang": (".", [str(SEEN)], None),
    "national-2021": ("examples/china-14th-five-year-plan", [], 2021),
    "national-2022": ("examples/china-14th-five-year-plan", [], 2022),
    "canada": ("examples/canada", [], None),
    "barcelona": ("examples/barcelona-2030", [], None),
    **{f"forms-{year}": ("tests/forms", [], year) for year in (2021, 2022, 2023, 2024, 2025)},
}
NAMES = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", '"a"&"b"', *HOSTILE]


def loaded(folder: Path | str, files: list[str], as_of: int | None, language: str = "zh") -> Made:
    plan, reported = load(discover(str(ROOT / folder), {}, ROOT), files)
    return made(plan, reported, as_of, language)


def altered(folder: Path) -> Path:
    """Jieyang's plan and fictional submissions with other figures of all sorts."""
    changes: Mapping[str, Mapping[str, Any]] = {
        "rd_intensity": {"value": 1.01},  # the target comes down, and is met
        "hnte": {"operator": ">", "value": 320},  # it is met by no less than more
        "hz_gdp": {"value": 250, "year": 2023},
        "municipal_engineering_centres": {"value": 400},
        "hz_hnte": {"value": 700},
    }
    targets = yaml.safe_load((ROOT / "targets.yaml").read_text(encoding="utf-8"))
    for indicator in targets["indicators"]:
        indicator["target"] |= changes.get(indicator["id"], {})
    starts = yaml.safe_load((ROOT / "baselines.yaml").read_text(encoding="utf-8"))
    for baseline in starts["baselines"]:
        if baseline["id"] == "hz_gross_industrial_output":
            baseline["value"] = 700.5
    starts["baselines"] = [
        each for each in starts["baselines"] if each["id"] != "provincial_enterprise_key_labs"
    ]
    targets["settings"] = {"schedule": {"ahead": 0.2, "behind": -0.3}}
    folder.mkdir()
    (folder / "targets.yaml").write_text(json.dumps(targets), encoding="utf-8")
    (folder / "baselines.yaml").write_text(json.dumps(starts), encoding="utf-8")
    (folder / "submissions").mkdir()
    for year, values in {
        2021: {"municipal_engineering_centres": 240, "hnte": 330, "rd_intensity": 1.05},
        2022: {"municipal_engineering_centres": 250, "hnte": 335, "rd_intensity": 1.02},
        2023: {"hz_gdp": 240, "hz_hnte": 100, "hz_gross_industrial_output": 690, "hnte": 340},
        2024: {"provincial_enterprise_key_labs": 5, "provincial_new_rd_institutions": 6},
        2025: {"hnte": 1},
    }.items():
        text_ = json.dumps({"schema": 1, "year": year, "values": values})
        (folder / "submissions" / f"{year}.yaml").write_text(text_, encoding="utf-8")
    return folder


def played(made_: Made) -> dict[tuple[str, int, int], Any]:
    """Growth that somebody tries out, and another indicator to look at."""
    growth, course = (name_of(made_, key) for key in ("growth", "course"))
    rows = {
        cell.content: row + 1
        for sheet in made_.book.sheets
        if sheet.key == "growth"
        for (row, column), cell in sheet.cells.items()
        if column == 0
    }
    return {
        (growth, rows["hnte"], 7): 0.1,  # the rate
        (growth, rows["rd_expenditure"], 7): 0.12,
        (growth, rows["gdp"], 6): "增量",
        (growth, rows["gdp"], 8): 100,
        (course, 4, 2): "hz_hnte · whatever it is called",
    }


def name_of(made_: Made, key: str) -> str:
    """What a sheet is called."""
    return next(sheet.name for sheet in made_.book.sheets if sheet.key == key)


class Shelf(NamedTuple):
    """Workbooks as they were made, and where LibreOffice put them."""

    made: Mapping[str, Made]
    folder: Path
    altered: Path

    def found(self, name: str) -> Workbook:
        """A workbook as it was worked out."""
        return load_workbook(self.folder / f"{name}.xlsx", data_only=True)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """All workbooks of these tests, worked out in one go."""
    folder, out = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("found")
    other = altered(tmp_path_factory.mktemp("plans") / "altered")
    books = {name: loaded(*plan) for name, plan in PLANS.items()}
    books["english"] = loaded(*PLANS["jieyang"], language="en")
    hostile = [
        {"id": f"q{number}", "name": name, "unit": name, "direction": "increase",
         "baseline": 100.0, "target": {"operator": ">=", "value": 150.0, "year": 2025}}
        for number, name in enumerate(NAMES)
    ]  # fmt: skip
    books["hostile"] = made(fictional.held(hostile), fictional.seen("q0", {2022: 120.0}))
    for name, book in books.items():
        uncalculated(book.data, folder / f"{name}.xlsx")
    books["altered"] = loaded(other, [], 2024)
    changed(books["jieyang"].data, folder / "altered.xlsx", books["altered"].inputs)
    changed(books["jieyang"].data, folder / "played.xlsx", played(books["jieyang"]))
    for name in ("jieyang", "national-2022", "forms-2023"):
        blank = dict.fromkeys(books[name].every_input)
        nothing = dict.fromkeys(blank)
        changed(books[name].data, folder / f"nothing-{name}.xlsx", nothing)
        del blank[books[name].book.sheets[0].name, 5, 2]  # the year that is looked at
        changed(books[name].data, folder / f"blank-{name}.xlsx", blank)
    recalculated(folder, out)
    return Shelf(books, out, other)


@pytest.mark.parametrize("name", [*PLANS, "english", "hostile"])
def test_every_formula_says_what_json_says(shelf: Shelf, name: str) -> None:
    found = shelf.found(name)
    assert differences(found, shelf.made[name]) == []
    assert errors(found) == []


@pytest.mark.parametrize("name", [*PLANS, "english"])
def test_values_in_the_file_are_those_of_its_formulas(
    shelf: Shelf, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(shelf.made[name].data)
    assert stale(shelf.found(name), load_workbook(path, data_only=True)) == []


def test_changed_inputs_come_to_what_the_changed_plan_says(run: Run, shelf: Shelf) -> None:
    """The year, thresholds, targets, baselines and reported figures, all changed in one file."""
    result = run(
        *("status", "--plan", str(shelf.altered), "--as-of", "2024", "--format", "json"),
    )
    assert result.stderr == ""
    found = shelf.found("altered")
    assert differences(found, shelf.made["altered"], result.stdout) == []
    assert errors(found) == []


def test_every_status_occurs(shelf: Shelf) -> None:
    seen = {status for made_ in shelf.made.values() for status in made_.report.statuses}
    assert seen >= {*STATUSES, "undecided"}


@pytest.mark.parametrize("name", ["jieyang", "national-2022", "forms-2023"])
def test_no_cell_says_an_error_where_nothing_is_left(shelf: Shelf, name: str) -> None:
    assert errors(shelf.found(f"nothing-{name}")) == []


@pytest.mark.parametrize("name", ["jieyang", "national-2022", "forms-2023"])
def test_where_everything_is_blank_reasons_stand(shelf: Shelf, name: str) -> None:
    found = shelf.found(f"blank-{name}")
    assert errors(found) == []
    made_ = shelf.made[name]
    steps = found[name_of(made_, "steps")]
    column = next(cell.column for cell in steps[4] if cell.value == "status")
    statuses = {
        steps.cell(row, column).value for row in range(5, 5 + len(made_.report.assessments))
    }
    assert statuses <= {"no_baseline", "no_data"}
    words = {text("reason.no_baseline", "zh"), text("reason.undated", "zh")}
    assert words <= {
        cell.value for row in found[name_of(made_, "indicators")].iter_rows() for cell in row
    }


def test_names_stay_text(shelf: Shelf) -> None:
    found, made_ = shelf.found("hostile"), shelf.made["hostile"]
    sheets = {sheet.key: found[sheet.name] for sheet in made_.book.sheets}
    assert [sheets["indicators"].cell(5 + n, 1).value for n in range(len(NAMES))] == NAMES
    assert [sheets["reported"].cell(5 + n, 2).value for n in range(len(NAMES))] == NAMES
    assert sheets["course"].cell(4, 2).value == f"q0 · {NAMES[0]}"


def test_a_wrong_formula_would_be_seen(shelf: Shelf) -> None:
    """The tests above would fail if a figure, a reason or a status were another one."""
    found, made_ = shelf.found("jieyang"), shelf.made["jieyang"]
    sheet = found[name_of(made_, "indicators")]
    before = len(differences(found, made_))
    for row in sheet.iter_rows(min_row=5, max_row=40):
        for cell in row:
            if isinstance(cell.value, (int, float)):
                cell.value *= 1.0000001
    assert before == 0
    assert len(differences(found, made_)) > 100


def test_courses_say_what_path_says(run: Run, shelf: Shelf) -> None:
    result = run("path", "--plan", ".", "--format", "json")
    wanted = {
        item["id"]: {each["year"]: each[item["path"]] for each in item["years"]}
        for item in json.loads(result.stdout)["indicators"]
    }
    made_ = shelf.made["jieyang"]
    sheet = shelf.found("jieyang")[name_of(made_, "course")]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=32)}
    years = {cell.value: cell.column - 1 for cell in sheet[31] if isinstance(cell.value, int)}
    for id_, values in wanted.items():
        for year, value in values.items():
            assert rows[id_][years[year]].value == pytest.approx(value, rel=1e-9)


def test_growth_is_carried_to_the_end_and_through_identities(shelf: Shelf) -> None:
    sheet = shelf.found("played")[name_of(shelf.made["jieyang"], "growth")]
    years = {cell.value: cell.column - 1 for cell in sheet[4] if isinstance(cell.value, int)}
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=5)}

    def value(id_: str, year: int) -> Any:  # noqa: ANN401 figures and reasons
        return rows[id_][years[year]].value

    # 320 in 2023, two years at 10 %: short of 500
    assert value("hnte", 2025) == pytest.approx(387.2)
    assert rows["hnte"][12].value == "未达到"
    # 19.9 in 2020, five years at 12 %, of 2133 and five times 100
    assert value("rd_expenditure", 2025) == pytest.approx(19.9 * 1.12**5)
    assert value("gdp", 2025) == pytest.approx(2633)
    assert value("rd_intensity", 2025) == pytest.approx(100 * 19.9 * 1.12**5 / 2633)
    assert rows["rd_intensity"][12].value == "达到"
    # what was reported stays
    assert value("rd_intensity", 2023) == pytest.approx(1.02)


def test_the_chosen_indicator_is_shown(shelf: Shelf) -> None:
    sheet = shelf.found("played")[name_of(shelf.made["jieyang"], "course")]
    years = {cell.value: cell.column for cell in sheet[5] if isinstance(cell.value, int)}
    shown = {row[0].value: row for row in sheet.iter_rows(min_row=6, max_row=10)}

    def values(name: str) -> dict[int, float]:
        cells = {year: shown[name][column - 1].value for year, column in years.items()}
        return {year: value for year, value in cells.items() if isinstance(value, (int, float))}

    assert values("实际") == {2022: 96, 2023: 137}
    assert values("目标") == {2025: 200}
    # from 42 in 2020 straight to 200, and on from 137 at (137 - 42) / 3 a year
    assert values("计划路径")[2024] == pytest.approx(42 + 4 * (200 - 42) / 5)
    assert values("按现增量推算")[2025] == pytest.approx(137 + 2 * (137 - 42) / 3)


def test_counts_follow(shelf: Shelf) -> None:
    for name in ("jieyang", "altered"):
        made_ = shelf.made[name]
        sheet = shelf.found(name)[name_of(made_, "overview")]
        counts = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=11, max_row=21)}
        assert counts["合计"] == len(made_.report.assessments)
        for status, number in made_.report.statuses.items():
            word = text(f"status.{status}", "zh")
            assert [n for said, n in counts.items() if said and said.endswith(word)] == [number]
