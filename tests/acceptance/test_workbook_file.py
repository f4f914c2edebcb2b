"""What is in the file of a workbook that calculates, without anybody who works it out."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jyplan.assess import Request, assess, detail_of, selected
from jyplan.media.workbook import workbook
from jyplan.pages.workbook import report_book
from jyplan.plan.files import discover
from jyplan.plan.loading import load
from tests.workbooks import Made, made

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

ROOT = Path(__file__).parents[2]
SEEN = str(ROOT / "tests" / "acceptance" / "submissions")
PLANS = {
    "jieyang": (".", [SEEN]),
    "national": ("examples/china-14th-five-year-plan", []),
    "forms": ("tests/forms", []),
    "canada": ("examples/canada", []),
}
# what Excel 2010 and LibreOffice both have
FUNCTIONS = {
    *("ABS", "AND", "COUNT", "COUNTIF", "FIND", "IF", "INDEX", "INT", "ISNUMBER", "LEFT", "LN"),
    *("MATCH", "MAX", "MIN", "NA", "NOT", "OR", "ROUND", "ROUNDUP", "SIGN", "SUM", "SUMPRODUCT"),
    "VLOOKUP",
}
STRINGS = re.compile(r'"(?:[^"]|"")*"')
LONGEST, DEEPEST = 8192, 64


def book_of(name: str, language: str = "zh") -> Made:
    folder, files = PLANS[name]
    plan, reported = load(discover(str(ROOT / folder), {}, ROOT), files)
    return made(plan, reported, language=language)


def opened(data: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(data), data_only=values)


def depth(formula: str) -> int:
    """How many functions stand within each other."""
    deepest = level = 0
    for sign in STRINGS.sub("", formula):
        level += (sign == "(") - (sign == ")")
        deepest = max(deepest, level)
    return deepest


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PLANS)
def test_formulas_are_such_as_excel_2010_has(name: str, language: str) -> None:
    for sheet in book_of(name, language).book.sheets:
        for cell in sheet.cells.values():
            bare = STRINGS.sub("", cell.formula)
            assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= FUNCTIONS
            # exponents are capitals there
            assert not re.search(r"[0-9]e", bare)
            assert len(cell.formula) < LONGEST
            assert depth(cell.formula) < DEEPEST


@pytest.mark.parametrize("name", PLANS)
def test_every_formula_has_its_value_beside_it(name: str) -> None:
    data = book_of(name).data
    formulas, values = opened(data), opened(data, values=True)
    number = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                number += 1
                found = values[sheet.title][cell.coordinate].value
                # what comes to no text is read as nothing
                assert found is None or not str(found).startswith("#") or found == "#N/A"
    assert number > 500


def test_the_file_says_how_it_is_read_and_printed() -> None:
    made_ = book_of("jieyang")
    file = opened(made_.data)
    sheets = {sheet.key: file[sheet.name] for sheet in made_.book.sheets}
    assert [*sheets] == [
        *("overview", "indicators", "reported", "course", "growth", "methods", "steps", "words")
    ]
    assert sheets["indicators"].freeze_panes == "B5"
    assert sheets["reported"].freeze_panes == "D5"
    assert sheets["indicators"].print_title_rows == "$1:$4"
    for sheet in file:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in {None, 1}
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert not sheet.protection.sheet
    assert len(sheets["course"]._charts) == 1  # noqa: SLF001 openpyxl has no other way
    assert len(sheets["overview"]._charts) == 1  # noqa: SLF001
    lists = sheets["indicators"].data_validations.dataValidation
    assert {rule.type for rule in lists} == {"list", "whole"}
    assert '"≥,>,≤,<"' in {rule.formula1 for rule in lists}
    assert {"截至年份", "快于预期界", "滞后界", "各年", "缺数原因", "状态词"} <= set(
        file.defined_names
    )
    coloured = {str(area.sqref) for area in sheets["indicators"].conditional_formatting}
    assert any(area.startswith(("N5", "O5", "P5")) for area in coloured)


def test_inputs_are_marked_and_nothing_else_is() -> None:
    made_ = book_of("jieyang")
    file = opened(made_.data)
    for sheet in made_.book.sheets:
        for (row, column), cell in sheet.cells.items():
            fill = file[sheet.name].cell(row + 1, column + 1).fill.fgColor.rgb
            assert (fill == "FFFFF8DC") == (cell.role == "input")


def test_figures_are_shown_with_their_decimals() -> None:
    made_ = book_of("jieyang")
    file = opened(made_.data)
    sheet = file[next(each.name for each in made_.book.sheets if each.key == "indicators")]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[-1].value == "hnte")
    heads: dict[str, int] = {}
    for cell in sheet[4]:
        heads.setdefault(cell.value, cell.column - 1)
    formats = {title: row[heads[title]].number_format for title in ("完成进度", "应达值", "差额")}
    assert formats == {"完成进度": "0.0%", "应达值": "0", "差额": "0"}
    # a derived baseline has its mark, and stays a number
    soft = next(row for row in sheet.iter_rows(min_row=5) if row[-1].value == "invention_patents")
    assert soft[heads["基期值"]].value == pytest.approx(653.5)
    assert soft[heads["基期值"]].number_format == '"~"General'


def test_the_same_plan_makes_the_same_file() -> None:
    assert book_of("forms").data == book_of("forms").data


def test_nothing_chinese_is_left_in_english() -> None:
    made_ = book_of("forms", "en")
    for sheet in made_.book.sheets:
        for cell in sheet.cells.values():
            assert not re.search("[\u4e00-\u9fff]", f"{cell.formula} {cell.content}")


def test_a_part_of_a_plan_is_held_against_what_is_left_out() -> None:
    """Indicators may be chosen; what they are compared with is still there to be changed."""
    plan, reported = load(discover(str(ROOT / "tests/forms"), {}, ROOT), [])
    whole = assess(plan, reported, Request())
    part = selected(whole, statuses=["behind"])
    names = {item.indicator.id for item in part.assessments}
    assert "productivity_growth" in names
    details = [detail_of(whole, id_, reported) for id_ in plan.declared()]
    book = report_book(part, details, "en", "Behind")
    shown = [cell.content for cell in book.sheets[2].cells.values()]
    assert {"gdp_growth", "world_trade_growth"} <= set(shown)
    assert book.title == "Behind"
    assert opened(workbook(book), values=True).sheetnames[0] == "Overview"


def test_a_plan_without_reports_has_a_workbook_too() -> None:
    plan, _ = load(discover(str(ROOT), {}, ROOT), [])
    made_ = made(plan, [])
    assert len(made_.book.sheets) == 8


def test_a_plan_of_which_nothing_is_chosen_has_a_workbook_too() -> None:
    plan, reported = load(discover(str(ROOT / "tests/forms"), {}, ROOT), [])
    part = selected(assess(plan, reported, Request()), statuses=["missed"])
    assert part.assessments == ()
    book = report_book(part, [], "en")
    assert opened(workbook(book)).sheetnames[:2] == ["Overview", "Indicators"]
