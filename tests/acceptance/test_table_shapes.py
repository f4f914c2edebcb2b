"""Tables as people make them: the figure of the year is taken, or nothing is, and that is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from jyplan.forms.opening.opendocument_cells import opendocument_cell
from jyplan.forms.sheets import SheetCell
from tests import fictional
from tests.tables import typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]


class Shape(NamedTuple):
    """A table, what is to be taken of it by year and indicator, and the rules that it breaks."""

    name: str
    table: str
    taken: dict[int, dict[str, float]]
    rules: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    sheet: str = "Sheet1"
    options: tuple[str, ...] = ()


SHAPES = (
    Shape(
        "targets and results below each year",
        "完成情况表\n序号|指标名称|单位|2022年||2023年||备注\n|||目标|完成|目标|完成|\n1|企业|家|125|120|135|130|",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
        merged=("A1:H1", "D2:E2", "F2:G2", "A2:A3", "B2:B3", "C2:C3", "H2:H3"),
    ),
    Shape(
        "the same, centred and not merged",
        "指标|单位|2022年||2023年|\n||目标值|完成值|目标值|完成值\n企业|家|125|120|135|130",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
    ),
    Shape(
        "years below targets and results",
        "指标|单位|目标值||完成值|\n||2022年|2023年|2022年|2023年\n企业|家|125|135|120|130",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
        merged=("C1:D1", "E1:F1"),
    ),
    Shape(
        "three rows of headings",
        "指标|单位|“十四五”时期|||\n||2022年||2023年|\n||目标值|完成值|目标值|完成值\n企业|家|125|120|135|130",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
        merged=("C1:F1", "C2:D2", "E2:F2", "A1:A3", "B1:B3"),
    ),
    Shape(
        "years above, names beside the lower row",
        "||2022年||2023年|\n指标|单位|绝对值|增长%|绝对值|增长%\n企业|家|120|9.1|130|8.3",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
        merged=("C1:D1", "E1:F1"),
    ),
    Shape(
        "a year below somebody else's figures",
        "指标|单位|全省|全县\n||2023年|2023年\n企业|家|9000|130",
        {2023: {"firms": 130}},
        ("JY820",),
    ),
    Shape(
        "the target in brackets",
        "指标|单位|2020年（基期）|2023年|2025年（目标）\n企业|家|100|130|200",
        {2023: {"firms": 130}},
    ),
    Shape(
        "months and growth in brackets",
        "指标|单位|2023年（1-6月）|2023年|2023年（增长%）\n产值|亿元|21|47.1|6.5",
        {2023: {"output": 47.1}},
    ),
    Shape(
        "half a year in the title",
        "2023年上半年主要指标\n指标|单位|完成值\n产值|亿元|21",
        {},
        ("JY812",),
    ),
    Shape(
        "a sheet of one quarter with a column of the year",
        "2023年\n指标|单位|1-3月|全年\n产值|亿元|11|47.1",
        {2023: {"output": 47.1}},
        sheet="一季度",
    ),
    Shape(
        "the whole year in months",
        "2023年1-12月主要指标\n指标|单位|完成值\n产值|亿元|47.1",
        {2023: {"output": 47.1}},
    ),
    Shape(
        "the day of sending is no year of the figures",
        "2023年主要指标\n填报日期：2024年1月15日\n指标|单位|完成值\n企业|家|130",
        {2023: {"firms": 130}},
    ),
    Shape(
        "the day of sending alone",
        "主要指标\n报送时间：2024-01-15\n指标|单位|完成值\n企业|家|130",
        {},
        ("JY812",),
    ),
    Shape(
        "another year than the one that is asked for",
        "2022年主要指标\n指标|单位|完成值\n企业|家|120",
        {},
        ("JY812",),
        options=("--year", "2023"),
    ),
    Shape(
        "the same, with its column named by hand",
        "2022年主要指标\n指标|单位|完成值\n企业|家|120",
        {2023: {"firms": 120}},
        options=("--map", "2023=C"),
    ),
    Shape(
        "two tables below each other, of two years",
        "2022年\n指标|单位|完成值\n企业|家|120\n\n2023年\n指标|单位|完成值\n企业|家|130",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
    ),
    Shape(
        "a second table with other columns and its own unit",
        "表一\n指标|单位|2023年\n企业|家|130\n\n表二（万元）\n序号|指标|2022年|2023年\n1|产值|450000|471000",
        {2023: {"firms": 130, "output": 47.1}, 2022: {"output": 45}},
        ("JY814", "JY814"),
    ),
    Shape(
        "a second table of targets",
        "指标|单位|2023年\n企业|家|130\n\n指标|单位|2025年目标\n企业|家|200\n产值|亿元|60",
        {2023: {"firms": 130}},
        ("JY820",),
    ),
    Shape(
        "headings repeated on the next page",
        "2023年\n指标|单位|完成值\n企业|家|130\n指标|单位|完成值\n产值|亿元|47.1",
        {2023: {"firms": 130, "output": 47.1}},
    ),
    Shape(
        "money of a title in brackets",
        "2023年主要指标（万元）\n指标|完成值\n产值|471000",
        {2023: {"output": 47.1}},
        ("JY814",),
    ),
    Shape(
        "a unit above with blanks in its word",
        "2023年主要指标\n|单  位：万元\n指标|完成值\n产值|471000",
        {2023: {"output": 47.1}},
        ("JY814",),
    ),
    Shape(
        "a row for each year",
        "指标|年份|数值|单位\n企业|2019|95|家\n企业|2022|120|家\n企业|2023年|130|家\n产值|2023Q1|11|亿元",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
        ("JY812",),
    ),
    Shape(
        "a row for each year, and one year asked for",
        "indicator|year|value|unit\nFirms|2022|120|firms\nFirms|2023|130|firms",
        {2023: {"firms": 130}},
        options=("--year", "2023"),
    ),
    Shape(
        "levels of indicators beside each other",
        "一级指标|二级指标|三级指标|2023年完成值\n产出|数量|企业|130",
        {2023: {"firms": 130}},
    ),
    Shape(
        "footnotes",
        "指标|单位|2023年①\n企业①|家|130\n占比[1]|%|40②",
        {2023: {"firms": 130, "share": 40}},
    ),
    Shape(
        "a column that names no year beside those that do",
        "2023年\n指标|单位|2022年|完成值\n企业|家|120|130",
        {2022: {"firms": 120}},
        ("JY820",),
    ),
    Shape(
        "a column that nobody understands",
        "指标|单位|2023年|全市平方公里\n企业|家|130|17",
        {2023: {"firms": 130}},
        ("JY820",),
    ),
    Shape(
        "what is expected of next year",
        "指标|单位|2023年|2024年预计\n企业|家|130|140",
        {2023: {"firms": 130}},
    ),
    Shape(
        "a table of targets",
        "某县2023年主要目标\n指标|单位|数值\n企业|家|200",
        {},
        ("JY803",),
    ),
    Shape(
        "what was reached of targets",
        "某县2023年主要目标\n指标|单位|目标值|完成值\n企业|家|200|130",
        {2023: {"firms": 130}},
    ),
    Shape(
        "December alone",
        "指标|单位|2023年12月|2023年1-12月\n产值|亿元|4.1|47.1",
        {2023: {"output": 47.1}},
    ),
    Shape(
        "units of names, where they can be converted",
        "指标|2023年\n产值（万元）|471000\n占比（‰）|405\n企业（万吨）|3",
        {2023: {"output": 47.1, "share": 40.5}},
        ("JY814", "JY814", "JY815"),
    ),
    Shape(
        "a unit merged over rows",
        "指标|单位|2023年\n企业|万家|0.013\n产值||47.1",
        {2023: {"firms": 130}},
        ("JY223", "JY814"),
        merged=("B2:B3",),
    ),
    Shape(
        "letters of columns below headings",
        "指标|单位|2023年\n甲|乙|1\n企业|家|130",
        {2023: {"firms": 130}},
    ),
    Shape(
        "neither yes nor no",
        "指标|单位|2022年|2023年|是否快报\n企业|家|120|130|大概",
        {2022: {"firms": 120}},
        ("JY819",),
    ),
    Shape(
        "baseline, target and progress above",
        "Indicator|Baseline||Target|Progress|\n|Year|Value|2025|2022|2023\nFirms|2020|100|200|120|130",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
        merged=("B1:C1", "E1:F1"),
    ),
    Shape(
        "a second table of targets with the same columns",
        "2023年完成情况\n指标|单位|数值\n企业|家|130\n\n2025年目标\n指标|单位|数值\n企业|家|200",
        {2023: {"firms": 130}},
        ("JY803",),
    ),
    Shape(
        "a second table of a quarter",
        "2023年\n指标|单位|完成值\n企业|家|130\n\n一季度\n指标|单位|完成值\n产值|亿元|11",
        {2023: {"firms": 130}},
        ("JY812",),
    ),
    Shape(
        "a second table with words that nobody knows",
        "指标|单位|2023年\n企业|家|130\n指标|下年|打算\n产值|亿元|60",
        {2023: {"firms": 130}},
        ("JY820",),
    ),
    Shape(
        "years above a second table",
        "指标|单位|2022年\n企业|家|120\n\n||2023年||2022年|\n指标|单位|完成|增长%|完成|增长%\n产值|亿元|47.1|5|45|4",
        {2022: {"firms": 120, "output": 45}, 2023: {"output": 47.1}},
    ),
    Shape(
        "growth above years",
        "指标|单位|完成情况|增长情况\n||2023年|2023年\n企业|家|130|8",
        {2023: {"firms": 130}},
        ("JY820",),
    ),
    Shape(
        "half a year in the title above columns of years",
        "2023年上半年主要指标\n指标|单位|2022年|2023年\n企业|家|120|60",
        {},
        ("JY812", "JY812"),
    ),
    Shape(
        "headings as words of rows",
        "指标|单位|2023年|说明\n企业|家|130|指标\n项目\n产值|亿元|47.1|名称",
        {2023: {"firms": 130, "output": 47.1}},
    ),
    Shape(
        "two tables beside each other",
        "指标|单位|2022年|指标|单位|2023年\n企业|家|120|产值|亿元|47.1\n产值|亿元|45|企业|家|130",
        {2022: {"firms": 120, "output": 45}, 2023: {"firms": 130, "output": 47.1}},
    ),
    Shape(
        "a second name behind the figures",
        "指标|2022年|2023年|指标名称\n企业|120|130|规模以上企业",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
    ),
    Shape(
        # the third is of 2023 by its sheet, and of 2022 by the table before
        "three tables, the last without a title",
        "2023年\n指标|完成值\n企业|130\n\n2022年\n指标|完成值\n企业|120\n\n序号|指标|完成值\n1|产值|47",
        {2022: {"firms": 120}, 2023: {"firms": 130}},
        ("JY812",),
    ),
    Shape(
        "what the plan asks of 2025",
        "2024、2025年完成情况\n指标|2024年|2025年\n企业|140|200\n产值|50|60\n占全县比重|45|60",
        {2024: {"firms": 140, "output": 50, "share": 45}},
        ("JY803",),
    ),
    Shape(
        "what was reached in 2025, two of three as asked",
        "指标|2024年|2025年\n企业|140|200\n产值|50|60\n占全县比重|45|58",
        {
            2024: {"firms": 140, "output": 50, "share": 45},
            2025: {"firms": 200, "output": 60, "share": 58},
        },
    ),
    Shape(
        "amount and growth below a year, not merged",
        "指标|单位|2023年||\n||总量|增速|占比\n产值|亿元|47.1|5|40",
        {2023: {"output": 47.1}},
    ),
    Shape(
        "a table as statistical offices export it",
        "Indicator|TIME_PERIOD|OBS_VALUE\nFirms|2023|130",
        {2023: {"firms": 130}},
    ),
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_figure_of_the_year_is_taken_or_that_none_is_said(
    shape: Shape, run: Run, tmp_path: Path
) -> None:
    plan = fictional.county(tmp_path / "plan")
    sent = typed(tmp_path / "sent.xlsx", shape.table, title=shape.sheet, merged=shape.merged)
    done = run(
        *("--lang", "en", "collect", str(sent), "--plan", str(plan), "--partial", *shape.options)
    )
    taken = {
        int(path.stem): {
            id_: entry["value"] if isinstance(entry, dict) else entry
            for id_, entry in yaml.safe_load(path.read_text(encoding="utf-8"))["values"].items()
        }
        for path in (plan / "submissions").glob("*.yaml")
    }
    assert taken == shape.taken, done.stdout + done.stderr
    assert (*sorted(re.findall(r"\bJY[0-9]{3}\b", done.stdout)),) == shape.rules


def test_a_preliminary_column_makes_preliminary_figures(run: Run, tmp_path: Path) -> None:
    plan = fictional.county(tmp_path / "plan")
    table = "指标|单位|2022年|2023年（快报数）\n企业|家|120|130"
    sent = typed(tmp_path / "sent.xlsx", table)
    assert run("collect", str(sent), "--plan", str(plan)).returncode == 0
    files = {path.name: path.read_text("utf-8") for path in (plan / "submissions").iterdir()}
    assert "provisional" not in files["2022.yaml"]
    assert "provisional: true" in files["2023.yaml"]


def test_a_sheet_with_indicators_and_no_table_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    from openpyxl import Workbook

    plan = fictional.county(tmp_path / "plan")
    book = Workbook()
    for name, rows in (
        ("甲", (("指标", "单位", "2023年"), ("企业", "家", 130))),
        ("乙", (("事项", "数"), ("产值", 47.1))),
        ("说明", (("企业", "指规模以上企业"),)),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "sent.xlsx")
    done = run("--lang", "en", "check", str(tmp_path / "sent.xlsx"), "--plan", str(plan))
    assert re.findall(r":(\S+!\S+): warning (JY[0-9]{3})", done.stdout) == [("乙!A2", "JY820")]


def test_what_is_said_of_a_second_figure_is_of_tables(run: Run, tmp_path: Path) -> None:
    plan = fictional.county(tmp_path / "plan")
    (plan / "submissions/2023.yaml").write_text(
        "schema: 1\nyear: 2023\nvalues: {output: 47}\n", encoding="utf-8"
    )
    table = "指标|单位|2023年\n企业|家|130\n企业|家|131\n产值|亿元|48"
    sent = typed(tmp_path / "sent.xlsx", table)
    said = run("--lang", "en", "check", str(sent), "--plan", str(plan)).stdout
    assert "find out which is right and keep that one" in said
    assert "collect takes the table's with --replace or --restate" in said
    assert "restates" not in said


@pytest.mark.parametrize(
    ("code", "stored", "outcome"),
    [
        ('0.0"万元"', 471000, (47.1, ["JY814"])),
        ("#,##0万元", 471000, (47.1, ["JY814"])),
        ('0.0"亿元"', 47.1, (47.1, [])),
        ('#,##0.0\\ "EUR"', 47.1, (None, ["JY223"])),
        ('"¥"#,##0.0"亿元"', 47.1, (47.1, [])),
        ("[$￥-804]#,##0.0;[$￥-804]-#,##0.0", 47.1, (47.1, [])),
        ("[$-804]0.0", 47.1, (47.1, [])),
        ("[$$-409]0.0", 47.1, (None, ["JY816"])),
        ("0.0 [$€-407]", 47.1, (None, ["JY223"])),
        ('"约"0.0', 47.1, (None, ["JY816"])),
        ("-0.0", 47.1, (None, ["JY816"])),
        ('"+"0.0;"-"0.0', 47.1, (47.1, [])),
        ('"≥"General', 47.1, (None, ["JY816"])),
        ("General亿元", 47.1, (47.1, [])),
        ('0.0"人"', 47.1, (None, ["JY223"])),
        ('0.0"亿元";-0.0"万元"', 47.1, (47.1, [])),
    ],
)
def test_the_unit_that_a_format_shows_counts(
    code: str, stored: float, outcome: tuple[float | None, list[str]], run: Run, tmp_path: Path
) -> None:
    taken, rules = outcome
    from openpyxl import Workbook

    plan = fictional.county(tmp_path / "plan")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标", "2023年"])
    sheet.append(["产值", stored])
    sheet["B2"].number_format = code
    book.save(tmp_path / "sent.xlsx")
    done = run(
        *("--lang", "en", "collect", str(tmp_path / "sent.xlsx"), "--plan", str(plan), "--partial")
    )
    assert re.findall(r"\bJY[0-9]{3}\b", done.stdout) == rules
    written = plan / "submissions/2023.yaml"
    assert written.exists() == (taken is not None)
    if taken is not None:
        values = yaml.safe_load(written.read_text(encoding="utf-8"))["values"]
        assert values["output"]["value"] == taken


@pytest.mark.parametrize(
    ("shown", "cell"),
    [
        ("471000", SheetCell("number", "471000")),
        ("471,000 万元", SheetCell("number", "471000", unit="万元")),
        ("471000.0万元", SheetCell("number", "471000", unit="万元")),
        ("47.1000万元", SheetCell("number", "471000", scaled=True)),
        ("47万", SheetCell("number", "471000", scaled=True)),
    ],
)
def test_an_opendocument_cell_has_the_unit_that_is_shown(shown: str, cell: SheetCell) -> None:
    said = {"office:value-type": "float", "office:value": "471000"}
    assert opendocument_cell(said, shown) == cell


@pytest.mark.parametrize(
    ("lines", "taken", "rules"),
    [
        ("指标,单位,2023年\n企业,家,1,234\n", {}, ["JY121"]),
        ("指标,单位,2023年,备注\n企业,家,1,234,\n", {}, ["JY121"]),
        ("指标,2022年,2023年\n企业,1,120,1,130\n", {}, ["JY121"]),
        ("指标,2022年,2023年\n企业,120,130\n", {2022: 120, 2023: 130}, []),
        ("指标,单位,2023年\n企业,家,\n", {}, ["JY820"]),
        # a mark of byte order, and a blank without width, as they come with pasted text
        ("\ufeff\ufeff指标,单位,2023年\n企\u200b业,家,130\n", {2023: 130}, []),
    ],
)
def test_a_line_of_csv_is_read_whole_or_not_at_all(
    lines: str, taken: dict[int, float], rules: list[str], run: Run, tmp_path: Path
) -> None:
    plan = fictional.county(tmp_path / "plan")
    (tmp_path / "sent.csv").write_text(lines, encoding="utf-8")
    done = run(
        *("--lang", "en", "collect", str(tmp_path / "sent.csv"), "--plan", str(plan), "--partial")
    )
    assert re.findall(r"\bJY[0-9]{3}\b", done.stdout) == rules
    files = (plan / "submissions").glob("*.yaml")
    read = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
    assert {each["year"]: each["values"]["firms"]["value"] for each in read} == taken
