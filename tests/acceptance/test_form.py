"""`jyplan form`: what stands on a form, what can be changed, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from jyplan.forms.stamp import SHEET, VERSION
from tests import fictional
from tests.acceptance.test_documentation import CHINESE

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
CITY = ("--plan", "tests/forms")
NATIONAL = ("--plan", "examples/china-14th-five-year-plan")
SHEETS = {"zh": "指标", "en": "Figures"}
HEADINGS = {
    "zh": [
        *("编号", "指标", "单位", "口径说明", "上年值", "应达"),
        *("2024年填报值", "快报", "来源", "备注", "提示"),
    ],
    "en": [
        *("id", "indicator", "unit", "what it counts", "last year", "due"),
        *("value 2024", "preliminary", "source", "note", "remarks"),
    ],
}
# columns from 1
ID, NAME, UNIT, COUNTS, BEFORE, DUE, VALUE, PROVISIONAL, SOURCE, NOTE, REMARKS = range(1, 12)
INPUTS = {VALUE, PROVISIONAL, SOURCE, NOTE}


def made(run: Run, path: Path, *options: str, language: str = "en") -> Workbook:
    """The form that a command line makes."""
    result = run("form", *options, "--lang", language, "-o", str(path))
    assert (result.returncode, result.stdout) == (0, f"{path}\n"), result.stderr
    assert f"jyplan check {path}" in result.stderr
    return load_workbook(path)


def rows_of(sheet: Worksheet) -> dict[str, tuple[Cell, ...]]:
    """Rows by their id."""
    rows = iter(sheet.iter_rows())
    next(row for row in rows if row[ID - 1].value in {"编号", "id"})
    return {str(row[0].value): row[:REMARKS] for row in rows if row[0].value}


def validation_of(cell: Cell) -> DataValidation:
    found = [
        each
        for each in cell.parent.data_validations.dataValidation
        if cell.coordinate in each.cells
    ]
    assert len(found) == 1, cell.coordinate
    return found[0]


# what is asked for


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_form_has_its_head_and_headings(run: Run, tmp_path: Path, language: str) -> None:
    book = made(
        *(run, tmp_path / "f.xlsx", *CITY, "--year", "2024"),
        *("--contact", "张三 0663-1234567"),
        language=language,
    )
    sheet = book[SHEETS[language]]
    assert book.sheetnames[0] == SHEETS[language]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert HEADINGS[language] in rows
    head = "\n".join(str(row[0]) for row in rows[: rows.index(HEADINGS[language])])
    told = {
        "zh": ("虚构市规划 2024年填报表", "填报范围：全市", "有疑问请联系：张三 0663-1234567"),
        "en": (
            *("Plan of a fictional city: figures for 2024", "Reporter: Whole city"),
            "Questions: 张三 0663-1234567",
        ),
    }
    for line in told[language]:
        assert line in head
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    words = [text for text in texts if "张三" not in text]
    assert any(map(CHINESE.search, words)) is (language == "zh")


def test_every_figure_that_can_be_reported_is_asked_for_by_theme(run: Run, tmp_path: Path) -> None:
    book = made(run, tmp_path / "f.xlsx", *CITY, "--year", "2024")
    assert list(rows_of(book["Figures"])) == [
        *("gdp_growth", "productivity_growth", "services", "exports_growth", "research", "firms"),
        *("income_growth", "unemployment", "grain", "prices", "life_expectancy", "beds", "roads"),
        *("energy_intensity", "water_intensity", "world_trade_growth"),
    ]
    bands = [row[NAME - 1].value for row in book["Figures"].iter_rows() if not row[0].value]
    assert bands == ["Economy", "People", "Green", "Context"]


def test_a_theme_alone_is_asked_for_without_context(run: Run, tmp_path: Path) -> None:
    book = made(run, tmp_path / "f.xlsx", *CITY, "--year", "2024", "--theme", "绿色")
    assert list(rows_of(book["Figures"])) == ["energy_intensity", "water_intensity"]


def test_what_no_longer_says_anything_is_not_asked_for(run: Run, tmp_path: Path) -> None:
    """The fund was promised for 2021 alone; other targets with years can still be met late."""
    book = made(run, tmp_path / "f.xlsx", "--plan", ".", "--year", "2024")
    asked = rows_of(book["Figures"])
    assert "annual_st_funding" not in asked
    assert asked["provincial_agri_leaders_new"][DUE - 1].value == "past due"
    assert len(asked) == 35 + 31


def test_last_year_and_the_course_are_what_was_reported_and_planned(
    run: Run, tmp_path: Path
) -> None:
    """By hand from tests/forms: levels on their path, changes and additions as they are reported.

    13.5 % less in five years at one rate is 2.86 % less a year; 100 km in five years are 20 a year;
    research was to grow by 10 % a year from 100.
    """
    rows = rows_of(made(run, tmp_path / "f.xlsx", *CITY, "--year", "2024")["Figures"])
    shown = {id_: (row[BEFORE - 1].value, row[DUE - 1].value) for id_, row in rows.items()}
    assert shown["energy_intensity"] == (-3, -2.9)
    assert shown["roads"] == (21, 20)
    assert shown["research"] == (135, 146.4)
    assert shown["firms"] == (250, 400)
    assert shown["unemployment"] == (5.3, "< 5.5")
    assert shown["prices"] == (2, "1–3")
    assert shown["productivity_growth"] == (4.5, "> Economic growth")
    assert shown["gdp_growth"] == (4.5, "no target")
    assert shown["world_trade_growth"] == (2, "—")
    # from 77.5 in 2019, a year more by 2025
    assert shown["life_expectancy"] == (78.1, 78.3)
    assert rows["life_expectancy"][BEFORE - 1].number_format == '0.0" (2021)"'
    assert rows["firms"][BEFORE - 1].number_format == "0"


def test_what_is_reported_has_its_own_unit_and_is_said_in_words(run: Run, tmp_path: Path) -> None:
    rows = rows_of(made(run, tmp_path / "f.xlsx", *CITY, "--year", "2024")["Figures"])
    said = {id_: (row[UNIT - 1].value, row[COUNTS - 1].value) for id_, row in rows.items()}
    assert said["firms"] == ("firms", "at the end of the year")
    assert said["research"] == ("100 million yuan", "of the whole year")
    assert said["energy_intensity"] == (
        "%",
        "change on the year before; negative where it falls",
    )
    assert said["roads"] == ("km", "added in the year")
    jieyang = rows_of(made(run, tmp_path / "j.xlsx", "--plan", ".", "--year", "2024")["Figures"])
    assert jieyang["invention_patents"][COUNTS - 1].value == (
        "at the end of the year: Patents in force. Patents in force at the end of the year; the "
        "baseline follows from the number per 10,000 people."
    )
    new = jieyang["provincial_agri_leaders_new"][COUNTS - 1].value
    assert new == "total since the beginning of 2021"


def test_a_form_is_made_from_what_was_reported_before(run: Run, tmp_path: Path) -> None:
    """The year's own reports change nothing: a form can be made again."""
    options = fictional.plan(
        tmp_path / "plan",
        [{"id": "one", "baseline": 100}],
        submissions={2022: {"one": 120}, 2024: {"one": 999}},
    )
    before = made(run, tmp_path / "f.xlsx", *options, "--year", "2024")
    cell = rows_of(before["Figures"])["one"][BEFORE - 1]
    assert (cell.value, cell.number_format) == (120, '0.00" (2022)"')


# districts


def test_districts_report_what_can_be_taken_together(run: Run, tmp_path: Path) -> None:
    """Ratios only where a weight is named; who asks the whole is told what is left out."""
    book = made(run, tmp_path / "f.xlsx", *CITY, "--year", "2024", "--district", "东区")
    rows = rows_of(book["Figures"])
    assert list(rows) == [
        *("services", "research", "firms", "grain", "beds", "roads", "energy_intensity"),
    ]
    # its own reports, and no course, for the plan's is that of the whole
    assert (rows["services"][BEFORE - 1].value, rows["services"][DUE - 1].value) == (367.5, "—")
    assert rows["firms"][BEFORE - 1].value == "—"
    assert "Reporter: East" in [row[0].value for row in book["Figures"].iter_rows()]
    guide = " ".join(str(cell.value) for row in book["Instructions 填写说明"] for cell in row)
    assert "Unemployment" in guide
    assert "调查失业率" in guide


def test_a_workbook_for_each_district(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    asked = ("form", *CITY, "--year", "2024", "--each-district", "-o", str(folder))
    names = ["2024-east.xlsx", "2024-west.xlsx"]
    for _ in range(2):
        result = run(*asked)
        assert (result.returncode, result.stdout) == (
            0,
            "".join(f"{folder / name}\n" for name in names),
        )
        assert sorted(path.name for path in folder.iterdir()) == names
    alone = tmp_path / "alone.xlsx"
    made(run, alone, *CITY, "--year", "2024", "--district", "east", language="en")
    assert alone.read_bytes() == (folder / names[0]).read_bytes()


def test_all_forms_of_a_folder_or_none(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    filled = folder / "2024-west.xlsx"
    filled.write_bytes(b"filled in")
    result = run("form", *CITY, "--year", "2024", "--each-district", "-o", str(folder))
    assert (result.returncode, result.stdout) == (2, "")
    assert str(filled) in result.stderr
    assert [path.name for path in folder.iterdir()] == [filled.name]
    assert filled.read_bytes() == b"filled in"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_forms_that_were_put_there_go_again_where_one_cannot_be(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if Path(target).name == "2024-west.xlsx":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    command = ("form", *CITY, "--year", "2024", "--each-district", "-o", str(folder))
    result = run("--lang", "en", *command)
    assert (result.returncode, result.stdout) == (2, "")
    assert "2024-west.xlsx: the disk is full" in result.stderr
    assert list(folder.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"home", "forms"}


@pytest.mark.parametrize(
    ("options", "file"),
    [(("-o", "new/er/f.xlsx"), "f.xlsx"), (("--each-district", "-o", "new/er"), "2024-east.xlsx")],
)
def test_folders_are_made(run: Run, tmp_path: Path, options: tuple[str, ...], file: str) -> None:
    plan = str(ROOT / "tests/forms")
    result = run("form", "--plan", plan, "--year", "2024", *options, cwd=tmp_path)
    assert (result.returncode, (tmp_path / "new/er" / file).is_file()) == (0, True)


# what can be changed


@pytest.mark.parametrize("plan", [("--plan", "."), NATIONAL, CITY], ids=lambda plan: plan[1])
def test_only_inputs_are_unlocked(run: Run, tmp_path: Path, plan: tuple[str, str]) -> None:
    book = made(run, tmp_path / "f.xlsx", *plan, "--year", "2023")
    assert all(sheet.protection.sheet for sheet in book)
    sheet = book["Figures"]
    unlocked = {
        cell.coordinate
        for each in book
        for row in each.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    rows = [row for row in sheet.iter_rows() if row[REMARKS - 1].data_type == "f"]
    inputs = {row[column - 1].coordinate for row in rows for column in INPUTS}
    assert unlocked == inputs
    assert len(inputs) >= 16 * len(INPUTS)


def test_what_may_be_put_in(run: Run, tmp_path: Path) -> None:
    indicators: list[dict[str, Any]] = [
        {"id": "firms", "unit": "firms", "precision": 1, "limits": {"minimum": 0}},
        {
            "id": "share",
            "unit": "%",
            "kind": "ratio",
            "limits": {"minimum": 0, "maximum": 100},
            "target": {"operator": ">=", "value": 50, "year": 2025},
        },
        {
            "id": "change",
            "unit": "%",
            "kind": "ratio",
            "reported": "yearly_change",
            "target": {"operator": ">=", "change_percent": 10, "year": 2025},
        },
        {"id": "money", "unit": "yuan", "kind": "annual_flow"},
        {"id": "balance", "unit": "yuan", "kind": "ratio"},
        {
            "id": "depth",
            "unit": "m",
            "kind": "ratio",
            "limits": {"maximum": 0},
            "target": {"operator": ">=", "value": -1, "year": 2025},
        },
    ]
    options = fictional.plan(tmp_path / "plan", indicators)
    rows = rows_of(made(run, tmp_path / "f.xlsx", *options, "--year", "2024")["Figures"])

    def rule(id_: str) -> tuple[Any, ...]:
        found = validation_of(rows[id_][VALUE - 1])
        # what is left out is "between", and stops
        return (
            found.type,
            found.operator or "between",
            *(end and float(end) for end in (found.formula1, found.formula2)),
            found.errorStyle or "stop",
        )

    assert rule("firms") == ("whole", "greaterThanOrEqual", 0, None, "stop")
    assert rule("share") == ("decimal", "between", 0, 100, "stop")
    assert rule("change") == ("decimal", "greaterThanOrEqual", -100, None, "stop")
    # no limit says so, but hardly any amount is negative
    assert rule("money") == ("decimal", "greaterThanOrEqual", 0, None, "warning")
    assert rule("balance")[:2] == ("decimal", "between")
    assert rule("depth") == ("decimal", "lessThanOrEqual", 0, None, "stop")
    share = validation_of(rows["share"][VALUE - 1])
    assert share.error == "Enter a number from 0 to 100, without its unit and without %."
    assert (share.promptTitle, share.prompt) == ("share", "Unit: %. ratio.")
    for row in rows.values():
        assert row[VALUE - 1].number_format == "General"
        chosen = validation_of(row[PROVISIONAL - 1])
        assert (chosen.type, chosen.formula1) == ("list", '"yes,no"')


def test_what_is_said_of_inputs_is_in_the_forms_language(run: Run, tmp_path: Path) -> None:
    book = made(run, tmp_path / "f.xlsx", *CITY, "--year", "2024", language="zh")
    row = rows_of(book["指标"])["firms"]
    assert validation_of(row[VALUE - 1]).error == "请填整数，不带单位和 %。"
    assert validation_of(row[VALUE - 1]).prompt == "单位：家。年末数。"
    assert validation_of(row[PROVISIONAL - 1]).formula1 == '"是,否"'


def test_required_figures_are_marked(run: Run, tmp_path: Path) -> None:
    indicators: list[dict[str, Any]] = [{"id": "must", "required": True}, {"id": "may"}]
    options = fictional.plan(tmp_path / "plan", indicators)
    rows = rows_of(made(run, tmp_path / "f.xlsx", *options, "--year", "2024")["Figures"])
    assert rows["must"][COUNTS - 1].value == "required; at the end of the year"
    assert rows["may"][COUNTS - 1].value == "at the end of the year"
    stored = load_workbook(tmp_path / "f.xlsx", data_only=True)["Figures"]
    assert [row[REMARKS - 1].value for row in rows_of(stored).values()] == ["required", None]
    count = "To be filled in: 2, of which required: 1. Filled in so far: 0."
    assert count in [row[0].value for row in stored.iter_rows()]


# the file


@pytest.mark.parametrize("language", ["zh", "en"])
def test_instructions_are_in_both_languages(run: Run, tmp_path: Path, language: str) -> None:
    book = made(run, tmp_path / "f.xlsx", *CITY, "--year", "2024", language=language)
    lines = [str(row[1].value) for row in book.worksheets[1].iter_rows() if row[1].value]
    chinese = [line for line in lines if CHINESE.search(line) and "Figures" not in line]
    assert len(lines) == 20
    for word in ("yellow", "黄色", "0.0102", "preliminary".title(), "快报", "required", "必填"):
        assert any(word in line for line in lines), word
    assert 9 <= len(chinese) <= 11


def test_a_form_says_whose_it_is_where_nobody_looks(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    book = made(run, path, *CITY, "--year", "2024", "--district", "west")
    sheet = book[SHEET]
    assert sheet.sheet_state == "veryHidden"
    assert book.active.title == "Figures"
    said = {row[0].value: row[1].value for row in sheet.iter_rows()}
    version = said.pop("version")
    assert said == {
        "form": VERSION,
        "plan": "fictional-city",
        "year": "2024",
        "district": "west",
    }
    assert re.fullmatch(r"[0-9a-f]{12}", version)


def test_the_version_is_that_of_the_plan(run: Run, tmp_path: Path) -> None:
    def version(name: str) -> str:
        book = made(run, tmp_path / f"{name}.xlsx", *options, "--year", "2024")
        return next(
            str(row[1].value) for row in book[SHEET].iter_rows() if row[0].value == "version"
        )

    options = fictional.plan(tmp_path / "plan", [{"id": "one", "baseline": 1}])
    first = version("first")
    targets = tmp_path / "plan/targets.yaml"
    targets.write_bytes(targets.read_bytes() + b"\n")
    second = version("second")
    targets.write_bytes(targets.read_bytes().replace(b"\n", b"\r\n"))
    assert first != second == version("third")


def test_a_form_prints_on_a4(run: Run, tmp_path: Path) -> None:
    book = made(run, tmp_path / "f.xlsx", "--plan", ".", "--year", "2024")
    figures, guide = book.worksheets[:2]
    assert (figures.page_setup.orientation, guide.page_setup.orientation) == (
        "landscape",
        "portrait",
    )
    for sheet in (figures, guide):
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1) == (9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # the headings on every page, and not what stands above them
    assert (figures.print_title_rows, figures.freeze_panes) == ("$6:$6", "C7")
    assert "Telephone" in figures.oddFooter.left.text


def test_the_same_form_is_the_same_file(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(2)]
    for path in paths:
        made(run, path, *CITY, "--year", "2024", language="zh")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    # and over itself it stays
    made(run, paths[0], *CITY, "--year", "2024", language="zh")


def test_a_form_that_may_be_filled_in_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    book = made(run, path, *CITY, "--year", "2024")
    rows_of(book["Figures"])["firms"][VALUE - 1].value = 400
    book.save(path)
    filled = path.read_bytes()
    result = run("form", *CITY, "--year", "2024", "-o", str(path), "--lang", "en")
    assert (result.returncode, result.stdout) == (2, "")
    assert "exists and may have been filled in" in result.stderr
    assert path.read_bytes() == filled


HOSTILE = {
    "formula": "=cmd|' /C calc'!A0",
    "quotes": '"&HYPERLINK("http://x")&"',
    "long": "长" * 300,
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_names_stay_text(run: Run, tmp_path: Path, name: str) -> None:
    indicators = [{"id": "one", "name": name, "unit": "%", "limits": {"minimum": 0}}]
    options = fictional.plan(tmp_path / "plan", indicators)
    book = made(run, tmp_path / "f.xlsx", *options, "--year", "2024", "--contact", name)
    row = rows_of(book["Figures"])["one"]
    assert (row[NAME - 1].value, row[NAME - 1].data_type) == (name, "s")
    assert len(validation_of(row[VALUE - 1]).promptTitle) <= 32
    formulas = [
        cell.value for each in book["Figures"].iter_rows() for cell in each if cell.data_type == "f"
    ]
    assert not any(name in str(formula) for formula in formulas)


def test_nothing_in_a_form_leads_elsewhere(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    made(run, path, "--plan", ".", "--year", "2024")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
        names = file.namelist()
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]


# refusals


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--year", "2024"), "name it, such as -o form.xlsx"),
        (("--year", "2024", "--each-district"), "name it, such as -o forms/"),
        (("--year", "2024", "-o", "f.xls"), "let f.xls end in .xlsx"),
        (("--year", "2024", "-o", "f"), "let f end in .xlsx"),
        (("--year", "2024", "--each-district", "-o", "f.xlsx"), "leave out the ending"),
        (("-o", "f.xlsx"), "--year is missing"),
        (("--year", "2020", "-o", "f.xlsx"), "2020 is no year of the plan's reports (2021–2025)"),
        (("--year", "2026", "-o", "f.xlsx"), "2026 is no year of the plan's reports (2021–2025)"),
        (
            ("--year", "2024", "--district", "north", "-o", "f.xlsx"),
            "there are: east, west",
        ),
        (("--year", "2024", "--theme", "gren", "-o", "f.xlsx"), "did you mean green"),
        (
            ("--year", "2024", "--district", "east", "--each-district", "-o", "f"),
            "--each-district does not go with --district",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    run: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    plan = str(ROOT / "tests/forms")
    result = run("form", "--plan", plan, "--lang", "en", *options, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


@pytest.mark.parametrize("option", ["--each-district", "--district"])
def test_a_plan_without_districts_has_none_to_ask(run: Run, tmp_path: Path, option: str) -> None:
    named = ("--district", "east") if option == "--district" else (option,)
    target = "f.xlsx" if option == "--district" else "f"
    result = run("form", *NATIONAL, "--year", "2024", *named, "-o", str(tmp_path / target))
    assert result.returncode == 2
    assert f"{option}" in result.stderr
    assert "districts" in result.stderr


def test_where_nothing_is_due_it_is_said(run: Run, tmp_path: Path) -> None:
    only = {"year": "every", "operator": ">=", "value": 1, "first_year": 2021, "last_year": 2022}
    options = fictional.plan(
        tmp_path / "plan", [{"id": "one", "kind": "annual_floor", "target": only}]
    )
    result = run("form", *options, "--year", "2024", "-o", str(tmp_path / "f.xlsx"))
    assert (result.returncode, result.stdout) == (2, "")
    assert "nothing is to be reported for 2024" in result.stderr
