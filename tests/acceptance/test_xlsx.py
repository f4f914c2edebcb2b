"""Pages as workbooks: whole, figures as numbers, and never more than text where others wrote it."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jyplan.media.sheets import LONGEST_TEXT, plain, sheet_name, shown_format
from jyplan.media.xlsx import xlsx
from jyplan.pages.page import (
    Bar,
    Cell,
    Chart,
    Charts,
    Choices,
    Column,
    Definition,
    Definitions,
    Line,
    Note,
    Notes,
    Page,
    Profile,
    Row,
    Section,
    ShownFigure,
    Table,
)
from tests.acceptance.test_html import PAGES, hostile_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from openpyxl.workbook import Workbook

    from jyplan.pages.page import Block

    Run = Callable[..., CompletedProcess[str]]

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1")


def opened(page: Page) -> Workbook:
    # a page that Excel would not read makes a warning, which is an error here
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load_workbook(BytesIO(xlsx(page)))


def page_of(*blocks: Block, title: str = "Plan") -> Page:
    return Page("en", (title,), ("fact",), blocks)


def table(*cells: Cell) -> Table:
    return Table((Column("name", "Name", right=False), Column("value", "Value")), tuple(
        Row((Cell(f"row {number}"), cell)) for number, cell in enumerate(cells)
    ))  # fmt: skip


@pytest.mark.parametrize("name", [name for name in PAGES if name != "check"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_has_a_workbook(run: Run, tmp_path: Path, name: str, language: str) -> None:
    out = tmp_path / "page.xlsx"
    result = run("--lang", language, *PAGES[name], "--output", str(out))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    file = load_workbook(out)
    assert all(cell.data_type != "f" for sheet in file for row in sheet.iter_rows() for cell in row)
    assert file.worksheets[0].page_setup.orientation == "landscape"
    drawn = any(sheet._charts for sheet in file)  # noqa: SLF001 openpyxl has no other way
    assert drawn == ("--chart" in PAGES[name])


@pytest.mark.parametrize(
    ("text", "figure", "value", "format_"),
    [
        ("≥ 500", ShownFigure(500), 500, '"≥ "0;"≥ "-0'),
        ("~653.5 (2019)", ShownFigure(653.5, 1), 653.5, '"~"0.0" (2019)";"~"-0.0" (2019)"'),
        ("-17.3 点", ShownFigure(-17.3, 1), -17.3, '0.0" 点";-0.0" 点"'),
        ("+0.8", ShownFigure(0.8, 1), 0.8, '"+"0.0;"+"-0.0'),
        ("21.9\u00a0%", ShownFigure(0.21868, 1, percent=True), 0.21868, '0.0"\u00a0"%'),
        # a step is shown with one decimal more, and without trailing zeros
        ("62.8", ShownFigure(62.8, 2), 62.8, "0.0"),
        ('5 "x"', ShownFigure(5), 5, '0" "\\""x"\\"""'),
    ],
)
def test_a_figure_is_a_number_that_shows_its_text(
    text: str, figure: ShownFigure, value: float, format_: str
) -> None:
    cell = opened(page_of(table(Cell(text, figure=figure)))).worksheets[0]["B4"]
    assert cell.value == value
    assert cell.number_format == format_


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("about half", ShownFigure(0.5)),
        ("2025.5", ShownFigure(5.5, 1)),
        ("≥ 1500", ShownFigure(500)),
        ("5" + "x" * 300, ShownFigure(5)),
    ],
)
def test_where_no_format_shows_the_text_the_text_stands(text: str, figure: ShownFigure) -> None:
    assert shown_format(Cell(text, figure=figure)) is None
    assert opened(page_of(table(Cell(text, figure=figure)))).worksheets[0]["B4"].value == text


def test_texts_stay_texts() -> None:
    blocks = (
        table(*map(Cell, FORMULAS)),
        Notes(tuple(map(Note, FORMULAS))),
        Definitions(tuple(Definition(each, Cell(each)) for each in FORMULAS), FORMULAS[0]),
        Section(FORMULAS[0], (table(Cell("0012")),)),
    )
    sheet = opened(page_of(*blocks, title=FORMULAS[0])).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    said = [cell.value for cell in cells]
    assert all(said.count(each) >= 4 for each in FORMULAS)
    assert "0012" in said


def test_signs_that_nobody_sees_and_texts_without_an_end() -> None:
    bell, half, escape = plain("a\x07b"), plain("c\udcffd"), "_x0041_"
    long = "长" * 40_000
    sheet = opened(
        page_of(table(*map(Cell, (bell, half, escape, long, "😀" * 20_000))))
    ).worksheets[0]
    said = [row[1].value for row in sheet.iter_rows(min_row=4)]
    assert said[:3] == ["a�b", "c%FFd", "_x0041_"]
    assert said[3] == "长" * (LONGEST_TEXT - 1) + "…"
    assert len(said[4].encode("utf-16-le")) // 2 <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Plan", (), "Plan"),
        ("a/b\\c?d*e[f]g:h", (), "a b c d e f g h"),
        ("'quoted'", (), "quoted"),
        ("", (), "1"),
        ("History", (), "History_"),
        ("plan", ("PLAN",), "plan (2)"),
        ("计划" * 20, (), "计划" * 15 + "计"),
        ("x" * 40, ("x" * 31,), "x" * 27 + " (2)"),
        ("\x00\n", (), "�"),
    ],
)
def test_names_of_sheets(wanted: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(wanted, taken) == name
    opened(page_of(title=wanted))


def test_headings_stay_and_groups_have_theirs() -> None:
    rows = (Row((Cell("a"), Cell("1")), "One"), Row((Cell("b"), Cell("2")), "Two"))
    columns = (Column("name", "Name", right=False), Column("value", "Value"))
    file = opened(page_of(Table(columns, rows)))
    sheet = file.worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == [
        *("Plan", "fact", "Name", "One", "a", "Two", "b")
    ]
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.column_dimensions["A"].width >= 18


def test_charts_are_excels_own() -> None:
    lines = (
        Line("band", "5–95 %", ends=((2021, 1.0, 3.0), (2022, 2.0, 5.0))),
        Line("observed", "observed", ((2020, 1.0), (2022, 2.5))),
        Line("target", "target", ((2022, 4.0),)),
    )
    chart = Chart("High-tech firms", lines, 1, "no room", "what is to be seen")
    lonely = Chart("one year", (Line("observed", "observed", ((2020, 1.0),)),), 1, "no room")
    file = opened(page_of(Charts((chart, lonely))))
    [drawn] = file.worksheets[0]._charts  # noqa: SLF001 openpyxl has no other way
    assert len(drawn.series) == 4
    figures = file.worksheets[1]
    assert [[cell.value for cell in row] for row in figures.iter_rows(min_row=2, max_row=5)] == [
        [None, "5–95 % ↓", "5–95 % ↑", "observed", "target"],
        [2020, None, None, 1, None],
        [2021, 1, 3, None, None],
        [2022, 2, 5, 2.5, 4],
    ]


def test_bars_cards_and_choices() -> None:
    card = Profile(
        "q", "Profile", ("fact",), Cell("ahead", "good"), (), (table(Cell("1")),), (), "more"
    )
    file = opened(page_of(table(Cell(bar=Bar(0.4, 0.6))), card, Choices("one", "all", ())))
    sheet = file.worksheets[0]
    assert sheet["B4"].value == 0.4
    assert sheet["B4"].number_format == "0%"
    said = [row[0].value for row in sheet.iter_rows()]
    assert "Profile" in said
    assert "fact · ahead" in said


def test_hostile_plans(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "page.xlsx"
    result = run("status", *hostile_plan(tmp_path / "plan"), "--output", str(out))
    assert (result.returncode, result.stderr) == (0, "")
    said = [cell.value for row in load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert any("<script>alert(1)</script>" in str(each) for each in said)
