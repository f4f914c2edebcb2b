"""Forms go out, are filled in and saved by another program, and come back as the same figures.

What a form brings is held against the same figures written as YAML by hand: the national plan's
published ones, and fictional ones for Jieyang and for a city with districts. Without LibreOffice
the tests that need it are skipped, and say so; CI demands them (JYPLAN_OFFICE).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from openpyxl import load_workbook

from jyplan.forms.stamp import SHEET
from tests import fictional
from tests.acceptance.test_form import NOTE, PROVISIONAL, SOURCE, UNIT, VALUE, rows_of
from tests.workbooks import OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]
    # figure, preliminary, source and note of each quantity; years and districts are file names
    Entries = Mapping[str, Mapping[str, Any]]

ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh", "en")
FICTIONAL = "虚构 fictional"
# fictional figures that are preliminary, too
EARLY = ("firms", "roads", "hnte")
YES, NO = {"zh": "是", "en": "yes"}, {"zh": "否", "en": "no"}
without_office = pytest.mark.skipif(
    not OFFICE and "JYPLAN_OFFICE" not in os.environ, reason="NOT RUN, there is no LibreOffice"
)
# as the form was filled in by program, and as LibreOffice saved that
WAYS = [
    pytest.param("filled"),
    *(pytest.param(ending, marks=without_office) for ending in ("xlsx", "xls", "ods")),
]


class Trip(NamedTuple):
    """A plan, the year whose forms go out, and where its own figures of that year stand."""

    plan: str
    submissions: str
    year: int
    own: bool


TRIPS: Mapping[str, Trip] = {
    "jieyang": Trip(".", "tests/acceptance/submissions", 2023, own=False),
    "national": Trip(
        *("examples/china-14th-five-year-plan", "examples/china-14th-five-year-plan/submissions"),
        *(2022, True),
    ),
    "city": Trip("tests/forms", "tests/forms/submissions", 2023, own=False),
}


class Desk(NamedTuple):
    """Plans without the figures of the year, the same with them, and the forms that bring them.

    Attributes:
        folder: of all; ``before``, ``after``, and a folder for each way of filling in.
        entries: what was put in, by plan and name of the form.
    """

    folder: Path
    entries: Mapping[str, Mapping[str, Entries]]

    def plan(self, name: str, to: Path) -> Path:
        """A plan of its own, without the figures of the year."""
        return Path(shutil.copytree(self.folder / "before" / name, to / name))

    def forms(self, name: str, language: str, way: str, to: Path) -> Path:
        """The folder of what is sent in."""
        to.mkdir()
        for path in (self.folder / way).iterdir():
            plan, spoken, form = path.name.split("_")
            if (plan, spoken) == (name, language):
                shutil.copy(path, to / form)
        return to


def entries_of(path: Path, note: str) -> Entries:
    """What a submission reports, as clerks put it into forms."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = {}
    for id_, said in document["values"].items():
        whole = said if isinstance(said, dict) else {"value": said}
        source = whole.get("source", {}).get("document", {}).get("zh", FICTIONAL)
        entries[id_] = {
            "value": whole["value"],
            **({"provisional": True} if whole.get("provisional") or id_ in EARLY else {}),
            **({"note": note} if note else {}),
            "source": {"document": source},
        }
    return entries


def laid_out(folder: Path, name: str) -> dict[str, Entries]:
    """Write a plan with and without the figures of the year; the figures by the form's name."""
    trip, found = TRIPS[name], {}
    for state in ("before", "after"):
        target = folder / state / name
        (target / "submissions").mkdir(parents=True)
        for file in ("targets.yaml", "baselines.yaml"):
            shutil.copy(ROOT / trip.plan / file, target / file)
    if trip.own:
        for state in ("before", "after"):
            shutil.copy(ROOT / trip.plan / "verdicts.yaml", folder / state / name)
    for path in sorted((ROOT / trip.submissions).iterdir()):
        if not path.stem.startswith(str(trip.year)):
            for state in ("before", "after"):
                shutil.copy(path, folder / state / name / "submissions")
            continue
        entries = found[path.stem] = entries_of(path, "" if trip.own else FICTIONAL)
        year, _, district = path.stem.partition("-")
        document = {"schema": 1, "year": int(year), "values": entries}
        document |= {"district": district} if district else {}
        written = folder / "after" / name / "submissions" / path.name
        written.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return found


def fill(path: Path, entries: Entries, language: str, to: Path) -> None:
    """Put figures into a form; who writes English enters per cents as per cents."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = rows_of(sheet)
    for id_, entry in entries.items():
        row = rows[id_]
        row[VALUE - 1].value = entry["value"]
        if language == "en" and row[UNIT - 1].value == "%":
            row[VALUE - 1].value = entry["value"] / 100
            row[VALUE - 1].number_format = "0.00%"
        row[PROVISIONAL - 1].value = (YES if entry.get("provisional") else NO)[language]
        row[SOURCE - 1].value = entry["source"]["document"]
        row[NOTE - 1].value = entry.get("note")
        assert not any(row[at - 1].protection.locked for at in (VALUE, PROVISIONAL, SOURCE, NOTE))
    book.save(to)


def office(folder: Path, ending: str) -> None:
    """Have LibreOffice open all that was filled in, and save it as something else."""
    files = sorted(map(str, (folder / "filled").iterdir()))
    subprocess.run(  # noqa: S603 the office of the machine
        [
            *(OFFICE, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless"),
            *("--convert-to", ending, "--outdir", str(folder / ending), *files),
        ],
        capture_output=True,
        check=True,
        timeout=600,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """All forms of these tests, each made by a run of its own and saved by LibreOffice at once."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "filled").mkdir()
    entries = {name: laid_out(folder, name) for name in TRIPS}
    for name, found in entries.items():
        plan, year = folder / "before" / name, str(TRIPS[name].year)
        for language in LANGUAGES:
            blank = folder / "blank" / f"{name}-{language}"
            blank.mkdir(parents=True)
            asked = ("form", "--plan", str(plan), "--year", year, "--lang", language)
            jyplan(*asked, "-o", str(blank / f"{year}.xlsx"))
            if len(found) > 1:
                jyplan(*asked, "--each-district", "-o", str(blank))
            assert sorted(path.stem for path in blank.iterdir()) == sorted(found)
            for form, values in found.items():
                target = folder / "filled" / f"{name}_{language}_{form}.xlsx"
                fill(blank / f"{form}.xlsx", values, language, target)
    if OFFICE or "JYPLAN_OFFICE" in os.environ:
        for ending in ("xlsx", "xls", "ods"):
            office(folder, ending)
    return Desk(folder, entries)


def jyplan(*arguments: str) -> None:
    environment = {**os.environ, "JYPLAN_CACHE": "off", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "jyplan", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603 our own


def found_in(run: Run, *arguments: str) -> Any:  # noqa: ANN401 JSON
    return json.loads(run(*arguments, "--format", "json").stdout)


def status(run: Run, plan: Path) -> Any:  # noqa: ANN401 JSON
    """Where a plan stands, wherever it lies."""
    document = found_in(run, "status", "--plan", str(plan))
    del document["plan"]["folder"]
    return document


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "case", [(name, each) for name in TRIPS for each in LANGUAGES], ids="-".join
)
def test_figures_come_back_as_they_were_filled_in(
    run: Run, tmp_path: Path, desk: Desk, case: tuple[str, str], way: str
) -> None:
    name, language = case
    plan = desk.plan(name, tmp_path)
    sent = desk.forms(name, language, way, tmp_path / "sent")
    number = len(desk.entries[name])
    figures = sum(map(len, desk.entries[name].values()))
    checked = run("check", str(sent), "--plan", str(plan), "--lang", "en")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert f"files: {number}, figures: {figures}. errors: 0" in checked.stdout
    result = run("collect", str(sent), "--plan", str(plan), "--lang", language)
    assert (result.returncode, result.stderr) == (0, "")

    ending = "xlsx" if way == "filled" else way
    for form, entries in desk.entries[name].items():
        cells = written_of(
            plan / "submissions" / f"{form}.yaml", sent / f"{form}.{ending}", entries
        )
        if ending == "xlsx":
            rows = rows_of(load_workbook(sent / f"{form}.xlsx").worksheets[0])
            sheet = {"zh": "指标", "en": "Figures"}[language]
            assert cells == {id_: f"{sheet}!{rows[id_][VALUE - 1].coordinate}" for id_ in entries}
    assert status(run, plan) == status(run, desk.folder / "after" / name)
    # and all that was said of the figures as YAML is said of them now
    assert codes(run, plan) == codes(run, desk.folder / "after" / name)


def written_of(path: Path, sent: Path, entries: Entries) -> dict[str, str]:
    """The cells that figures came from, after all else in a submission was seen to be right."""
    written = path.read_text(encoding="utf-8")
    document = yaml.safe_load(written)
    digest = hashlib.sha256(sent.read_bytes()).hexdigest()
    assert document["from"] == {"file": sent.name, "sha256": digest}
    cells = {id_: each.pop("from")["cell"] for id_, each in document["values"].items()}
    assert document["values"] == entries
    # to the digit, as YAML has them
    digits = yaml.load(written, Loader=yaml.BaseLoader)["values"]  # noqa: S506 texts alone
    wanted = {id_: f"{each['value']:.15g}" for id_, each in entries.items()}
    assert {id_: each["value"] for id_, each in digits.items()} == wanted
    return cells


def codes(run: Run, plan: Path) -> list[str]:
    """What is found in a plan's submissions."""
    found = found_in(run, "check", str(plan / "submissions"), "--plan", str(plan))
    return sorted(finding["code"] for finding in found["findings"])


def test_the_national_figures_are_those_that_were_published(
    run: Run, tmp_path: Path, desk: Desk
) -> None:
    plan = desk.plan("national", tmp_path)
    sent = desk.forms("national", "zh", "filled", tmp_path / "sent")
    assert run("collect", str(sent), "--plan", str(plan)).returncode == 0
    assert status(run, plan) == status(run, ROOT / TRIPS["national"].plan)
    found = found_in(run, "status", "--plan", str(plan), "--as-of", "2022")
    golden = json.loads((ROOT / "tests/golden/status-national.json").read_text(encoding="utf-8"))
    assert found["summary"]["statuses"] == golden["summary"]["statuses"]
    for item, wanted in zip(found["indicators"], golden["indicators"], strict=True):
        assert (item["id"], item["status"], item["latest"]) == (
            *(wanted["id"], wanted["status"], wanted["latest"]),
        )


def test_districts_add_up(run: Run, tmp_path: Path, desk: Desk) -> None:
    """367.5 and 122.5 of services, 11 and 10 km of roads, collected from one folder at once."""
    plan = desk.plan("city", tmp_path)
    sent = desk.forms("city", "en", "filled", tmp_path / "sent")
    assert run("collect", str(sent), "--plan", str(plan)).returncode == 0
    names = ["2023-east.yaml", "2023-west.yaml", "2023.yaml"]
    assert sorted(path.name for path in (plan / "submissions").glob("2023*")) == names
    items = {item["id"]: item for item in status(run, plan)["indicators"]}
    assert items["services"]["latest"] == {"value": 490, "year": 2023}
    # from 300 km; 21 were added this year, and 19 and 20 in the years before
    assert items["roads"]["latest"] == {"value": 360, "year": 2023}


# what is asked for and not there


def plan_of(folder: Path, **more: Any) -> tuple[str, ...]:  # noqa: ANN401 keys of indicators
    """A plan that requires one figure of two."""
    indicators = [{"id": "must", "required": True, "baseline": 100}, {"id": "may", **more}]
    return fictional.plan(folder, indicators)


def form(run: Run, options: tuple[str, ...], path: Path, *more: str) -> Path:
    result = run("form", *options, "--year", "2022", "-o", str(path), *more)
    assert result.returncode == 0, result.stderr
    return path


@pytest.mark.parametrize("entries", [{}, {"may": {"value": 5}}], ids=["empty", "another"])
def test_a_required_figure_that_is_left_empty_is_found(
    run: Run, tmp_path: Path, entries: Entries
) -> None:
    options = plan_of(tmp_path / "plan")
    path = form(run, options, tmp_path / "form.xlsx")
    whole = {id_: {**each, "source": {"document": ""}} for id_, each in entries.items()}
    fill(path, whole, "en", path)
    (finding,) = found_in(run, "check", str(path), *options)["findings"]
    assert (finding["code"], finding["severity"]) == ("JY235", "error")
    names = [{"zh": "must", "en": "must"}]
    assert finding["data"] == {"year": 2022, "missing": ["must"], "names": names}
    assert finding["span"]["cell"].startswith("Figures!G")
    assert run("collect", str(path), *options).returncode == 1
    assert not (tmp_path / "plan/submissions").exists()


def test_a_form_whose_required_figure_cannot_be_used_says_that_alone(
    run: Run, tmp_path: Path
) -> None:
    options = plan_of(tmp_path / "plan")
    path = form(run, options, tmp_path / "form.xlsx")
    fill(path, {"must": {"value": "约120", "source": {"document": ""}}}, "en", path)
    found = found_in(run, "check", str(path), *options)["findings"]
    assert [finding["code"] for finding in found] == ["JY129"]


def test_a_form_lacks_nothing_that_it_does_not_ask_for(run: Run, tmp_path: Path) -> None:
    """Of two themes each form has its own; both are in order alone, and neither hides the other."""
    indicators = [
        {"id": "one", "required": True, "baseline": 100},
        {"id": "two", "required": True, "baseline": 100, "theme": "two"},
    ]
    options = fictional.plan(tmp_path / "plan", indicators)
    first = form(run, options, tmp_path / "first.xlsx", "--theme", "one")
    second = form(run, options, tmp_path / "second.xlsx", "--theme", "two")
    fill(first, {"one": {"value": 120, "source": {"document": ""}}}, "en", first)
    assert found_in(run, "check", str(first), *options)["findings"] == []
    (finding,) = found_in(run, "check", str(first), str(second), *options)["findings"]
    assert (finding["code"], finding["file"]) == ("JY235", str(second))
    assert finding["data"]["missing"] == ["two"]
    assert run("collect", str(first), *options).returncode == 0
    # What was collected is all that there is of the year, and lacks the other theme.
    (finding,) = found_in(run, "check", *options)["findings"]
    assert (finding["code"], finding["data"]["missing"]) == ("JY235", ["two"])


def test_a_district_need_not_report_what_its_form_has_no_room_for(run: Run, tmp_path: Path) -> None:
    """Ratios without a weight are asked of the whole alone."""
    options = fictional.plan(
        tmp_path / "plan",
        [{"id": "sum", "required": True}, {"id": "mean", "required": True, "kind": "ratio"}],
    )
    path = tmp_path / "plan" / "targets.yaml"
    targets = json.loads(path.read_text(encoding="utf-8"))
    targets["districts"] = [{"id": "east", "name": "East"}]
    path.write_text(json.dumps(targets), encoding="utf-8")
    sent = form(run, options, tmp_path / "east.xlsx", "--district", "east")
    (finding,) = found_in(run, "check", str(sent), *options)["findings"]
    assert finding["data"]["missing"] == ["sum"]
    fill(sent, {"sum": {"value": 120, "source": {"document": ""}}}, "en", sent)
    assert found_in(run, "check", str(sent), *options)["findings"] == []
    assert run("collect", str(sent), *options).returncode == 0
    # Nor does what was collected of it lack anything; the whole does.
    assert found_in(run, "check", *options)["findings"] == []
    whole = {"schema": 1, "year": 2022, "values": {}}
    path = tmp_path / "plan" / "submissions" / "2022.yaml"
    path.write_text(json.dumps(whole), encoding="utf-8")
    (finding,) = found_in(run, "check", *options)["findings"]
    assert (finding["file"], finding["data"]["missing"]) == (str(path), ["mean"])


@pytest.mark.parametrize(("lang", "name"), [("zh", "必报量"), ("en", "Needed")])
def test_what_a_table_lacks_is_called_by_its_name(
    run: Run, tmp_path: Path, lang: str, name: str
) -> None:
    """Who fills in a table knows no ids; who writes YAML does."""
    must = {"id": "must", "name": {"zh": "必报量", "en": "Needed"}, "required": True}
    options = fictional.plan(tmp_path / "plan", [must], submissions={2021: {}})
    sent = form(run, options, tmp_path / "form.xlsx")
    for path, said in ((sent, name), (tmp_path / "plan" / "submissions" / "2021.yaml", "must")):
        result = run("check", str(path), "--plan", options[1], "--lang", lang)
        (line,) = [line for line in result.stdout.splitlines() if "JY235 " in line]
        assert line.endswith(said)


def test_nobody_need_report_a_year_that_says_nothing(run: Run, tmp_path: Path) -> None:
    """What was promised for every year up to 2021 is asked for no more in 2022."""
    early = {"operator": ">=", "value": 5, "year": "every", "last_year": 2021}
    options = fictional.plan(
        tmp_path / "plan",
        [
            {"id": "sum", "required": True, "baseline": 100},
            {"id": "early", "required": True, "target": early, "kind": "growth_rate"},
        ],
    )
    sent = form(run, options, tmp_path / "form.xlsx")
    fill(sent, {"sum": {"value": 120, "source": {"document": ""}}}, "en", sent)
    assert run("collect", str(sent), *options).returncode == 0
    assert found_in(run, "check", *options)["findings"] == []
    path = tmp_path / "plan" / "submissions" / "2021.yaml"
    path.write_text('{"schema": 1, "year": 2021, "values": {"sum": 110}}', encoding="utf-8")
    (finding,) = found_in(run, "check", *options)["findings"]
    assert (finding["file"], finding["data"]["missing"]) == (str(path), ["early"])


def test_an_empty_form_that_requires_nothing_is_in_order(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(tmp_path / "plan", [{"id": "may"}])
    path = form(run, options, tmp_path / "form.xlsx")
    result = run("check", str(path), *options)
    assert result.returncode == 0
    assert "files: 1, figures: 0. errors: 0, warnings: 0, notes: 0" in result.stdout
    result = run("collect", str(path), *options)
    assert result.returncode == 0
    assert not (tmp_path / "plan/submissions").exists()


# whose form it is


@pytest.mark.parametrize(
    ("put", "asked", "problem"),
    [
        ({"plan": "another-plan"}, (), "other_plan"),
        ({"form": "9"}, (), "other_form"),
        ({"year": "20x2"}, (), "other_year"),
        ({}, ("--year", "2023"), "other_year"),
        ({"district": "north"}, (), "no_district"),
    ],
)
def test_a_form_of_something_else_is_refused(
    run: Run, tmp_path: Path, put: Mapping[str, str], asked: tuple[str, ...], problem: str
) -> None:
    options = plan_of(tmp_path / "plan")
    path = form(run, options, tmp_path / "form.xlsx")
    stamped(path, put)
    result = run("check", str(path), *options, *asked, "--format", "json")
    assert result.returncode == 1
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["code"], finding["data"]["problem"]) == ("JY805", problem)
    assert run("collect", str(path), *options, *asked, "--partial").returncode == 1
    assert not (tmp_path / "plan/submissions").exists()


def stamped(path: Path, put: Mapping[str, str]) -> None:
    """A filled form, whose stamp says something else."""
    fill(path, {"must": {"value": 120, "source": {"document": ""}}}, "en", path)
    book = load_workbook(path)
    for row in book[SHEET].iter_rows():
        if row[0].value in put:
            row[1].value = put[str(row[0].value)]
    book.save(path)


def test_a_district_does_not_report_for_another(run: Run, tmp_path: Path, desk: Desk) -> None:
    plan = desk.plan("city", tmp_path)
    sent = desk.forms("city", "en", "filled", tmp_path / "sent")
    for wrong in ("2023-east.xlsx", "2023.xlsx"):
        path = str(sent / wrong)
        result = run("check", path, "--plan", str(plan), "--district", "west", "--format", "json")
        (finding,) = json.loads(result.stdout)["findings"]
        assert (finding["code"], finding["data"]["problem"]) == ("JY805", "other_district")
        assert result.returncode == 1
    right = str(sent / "2023-west.xlsx")
    result = run("check", right, "--plan", str(plan), "--district", "西区")
    assert result.returncode == 0


def test_a_form_of_an_earlier_state_of_the_plan_is_read_and_noted(run: Run, tmp_path: Path) -> None:
    options = plan_of(tmp_path / "plan")
    path = form(run, options, tmp_path / "form.xlsx")
    stamped(path, {})
    assert found_in(run, "check", str(path), *options)["findings"] == []
    plan_of(tmp_path / "plan", name="Another name")
    (finding,) = found_in(run, "check", str(path), *options)["findings"]
    assert (finding["code"], finding["severity"]) == ("JY818", "note")
    assert run("collect", str(path), *options).returncode == 0
    written = yaml.safe_load((tmp_path / "plan/submissions/2022.yaml").read_text(encoding="utf-8"))
    assert written["values"]["must"]["value"] == 120


def test_a_marked_form_is_protected_as_it_was(run: Run, tmp_path: Path) -> None:
    options = plan_of(tmp_path / "plan")
    path = form(run, options, tmp_path / "form.xlsx")
    fill(path, {"must": {"value": "约120", "source": {"document": ""}}}, "en", path)
    marked = tmp_path / "marked"
    result = run("check", str(path), *options, "--mark", str(marked))
    assert result.returncode == 1
    before, after = load_workbook(path), load_workbook(marked / "form.xlsx")
    assert before.sheetnames == after.sheetnames
    for sheet, other in zip(before, after, strict=True):
        assert sheet.protection.sheet
        assert vars(other.protection) == vars(sheet.protection)
        assert other.sheet_state == sheet.sheet_state
        rules = sheet.data_validations.dataValidation
        assert other.data_validations.dataValidation == rules
        for row in sheet.iter_rows():
            for cell in row:
                copy = other[cell.coordinate]
                assert (copy.value, copy.protection.locked) == (cell.value, cell.protection.locked)
    cell = rows_of(after["Figures"])["must"][VALUE - 1]
    assert cell.comment is not None
    assert "JY129" in cell.comment.text
    # Sent once more with the figure put right, it is a form as any other.
    fill(marked / "form.xlsx", {"must": {"value": 120, "source": {"document": ""}}}, "en", path)
    assert found_in(run, "check", str(path), *options)["findings"] == []
