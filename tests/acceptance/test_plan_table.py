"""`jyplan init --from`: a plan from the table of indicators that every plan has."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.data.draft import baselines_text
from jyplan.errors import RequestError
from jyplan.forms.headings import Chosen
from jyplan.forms.planning.draft import draft_of
from jyplan.forms.sheets import SheetCell, Sheets
from jyplan.plan import files
from jyplan.plan.loading import load_plan
from jyplan.plan.plan import Origin
from jyplan.plan.reading import read_plan
from jyplan.texts.words import LANGUAGES
from tests.tables import as_csv, read_back, sheet_of, sheets_of, typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from jyplan.forms.sheets import Block, CellSort
    from jyplan.plan.draft import PlanDraft
    from jyplan.plan.model import TargetsFile
    from jyplan.plan.plan import Plan

    Run = Callable[..., CompletedProcess[str]]

CITY = """
某市国民经济和社会发展第十五个五年规划主要指标
序号|指标名称|计量单位|2025年预计|2030年目标|年均增速（%）[累计]|指标属性
一、经济发展
1|地区生产总值|亿元|2300|3100|6.2|预期性
2|规上工业增加值增长|%|5.1|—|7左右|预期性
3|R&D经费投入强度|%|1.02|1.5以上|—|预期性
4|社会消费品零售总额|亿元|900|—|年均增长6%以上|预期性
5|固定资产投资|亿元|—|—|5|预期性
二、民生福祉
6|城镇新增就业|万人|3.5|—|[18]|预期性
7|城镇调查失业率|%|5.2|5.5以内|—|预期性
8|人均预期寿命|岁|79.5|提高1岁|—|预期性
9|居民人均可支配收入|元|28000|翻一番|—|预期性
三、绿色生态
10|单位GDP能耗降低|%|—|—|完成省下达任务|约束性
11|耕地保有量|万亩|186.5|不低于180|—|约束性
12|森林覆盖率|%|51.2*|53|—|约束性
13|高新技术企业数|家|320|500（力争600）|—|预期性
14|发明专利拥有量|件|近两千|2000|—|预期性
15|每万人口专利|件|3|5|2.0|预期性
16|水质达标率|%|90|—|—|约束性
注：带*为2024年数据；[ ]内为五年累计数
"""


def draft(table: str, *, merged: tuple[Block, ...] = ()) -> PlanDraft:
    return draft_of(sheets_of(table, merged=merged), Chosen())


def codes(found: PlanDraft) -> list[str]:
    return [f"{each.code} {each.span.cell}" for each in found.findings]


def entries(found: PlanDraft) -> dict[str, dict[str, Any]]:
    """What is to be written, by name."""
    return {str(row.name): dict(row.indicator) for row in found.written}


def made(
    run: Run, folder: Path, table: Path, *more: str, language: str = "zh"
) -> CompletedProcess[str]:
    return run("--lang", language, "init", "plan", "--from", table.name, *more, cwd=folder)


def plan_in(folder: Path) -> Plan:
    return load_plan(Origin(folder / "plan", "option"))


# a table of a city, as people send it


def test_each_row_as_it_is_meant() -> None:
    found = draft(CITY)
    rows = entries(found)
    targets = {name: row["target"] for name, row in rows.items()}
    assert targets["地区生产总值"] == {"operator": ">=", "value": 3100, "year": 2030}
    assert targets["社会消费品零售总额"] == {"operator": ">=", "average_growth": 6, "year": 2030}
    # The name loses what the form says.
    research = rows["规上工业增加值"]
    assert (research["reported"], research["kind"]) == ("yearly_change", "annual_flow")
    assert research["target"]["average_growth"] == 7
    assert research["target"]["approximate"] is True
    assert targets["居民人均可支配收入"]["multiple"] == 2
    assert targets["人均预期寿命"]["change"] == 1
    # What is new adds up from nothing, whatever one year had.
    jobs = rows["城镇新增就业"]
    assert (jobs["kind"], jobs["reported"]) == ("cumulative", "yearly_increment")
    # A floor below what there is, a ceiling above it: to be kept.
    assert rows["耕地保有量"]["direction"] == rows["城镇调查失业率"]["direction"] == "maintain"
    assert targets["高新技术企业数"]["further"] == [{"operator": ">=", "value": 600, "year": 2030}]
    starts = {str(row.name): row.start for row in found.written}
    assert starts["地区生产总值"] == {
        "id": "indicator_01",
        "value": 2300,
        "year": 2025,
        "basis": "provisional",
        "source": {"section": "Sheet1!D4"},
    }
    assert starts["城镇新增就业"] == {
        "id": "indicator_06",
        "value": 0,
        "year": 2025,
        "basis": "by_definition",
    }
    assert starts["森林覆盖率"] is not None
    assert starts["森林覆盖率"]["year"] == 2024
    assert starts["规上工业增加值"] is starts["发明专利拥有量"] is None
    assert [theme["name"] for theme in found.themes] == ["经济发展", "民生福祉", "绿色生态"]
    assert found.head == {
        "id": "table",
        "name": "某市国民经济和社会发展第十五个五年规划主要指标",
        "document": "table.xlsx",
        "baseline_year": 2025,
        "end_year": 2030,
    }


def test_what_was_not_understood_is_found_at_its_cell() -> None:
    found = draft(CITY)
    assert codes(found) == [
        "JY824 Sheet1!F8",  # mean growth of 固定资产投资 needs a baseline
        "JY821 Sheet1!F15",  # 完成省下达任务
        "JY822 Sheet1!D19",  # 近两千
        "JY823 Sheet1!F20",  # from 3 to 5 is 5.15 to 17.08 % a year as printed, not 2.0
        "JY825 Sheet1!E21",  # nothing
    ]
    low, high = (found.findings[3].data[key] for key in ("low", "high"))
    # (4.5/3.5)^(1/5) − 1 = 5.15 %, (5.5/2.5)^(1/5) − 1 = 17.08 %
    assert (low, high) == (Decimal("5.15"), Decimal("17.08"))
    assert [row.at.line for row in found.rows if not row.sound] == [8, 15, 21]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_works_at_once(run: Run, tmp_path: Path, language: str) -> None:
    result = made(run, tmp_path, typed(tmp_path / "city.xlsx", CITY), language=language)
    assert result.returncode == 0, result.stderr
    assert "jyplan status --plan plan" in result.stderr
    for name in ("targets.yaml", "baselines.yaml", "schemas/targets.json"):
        assert str(Path("plan") / name) in result.stdout.split()
    for code in ("JY821", "JY822", "JY823", "JY824", "JY825"):
        assert code in result.stdout
    assert "city.xlsx:Sheet1!F15" in result.stdout
    for command in ("status", "check"):
        answer = run("--lang", language, command, "--plan", "plan", cwd=tmp_path)
        assert answer.returncode == 0, answer.stdout + answer.stderr
    assert len(plan_in(tmp_path).indicators) == 13


def test_what_is_left_out_becomes_valid_with_its_target(run: Run, tmp_path: Path) -> None:
    """Who writes the target and takes the signs of comments away has the indicator."""
    made(run, tmp_path, typed(tmp_path / "city.xlsx", CITY))
    path = tmp_path / "plan/targets.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    begin = next(n for n, line in enumerate(lines) if line == "  # - id: indicator_10")
    assert "完成省下达任务" in lines[begin - 1]
    end = next(n for n in range(begin, len(lines)) if not lines[n].startswith("  # "))
    for number in range(begin, end):
        lines[number] = lines[number].replace("  # ", "  ", 1)
    target = "    target: # 完成省下达任务"
    assert target in lines
    lines[lines.index(target)] = '    target: {operator: ">=", value: 14, year: 2030}'
    text = "\n".join(lines) + "\n"
    path.write_text(text.replace("direction: decrease", "direction: increase"), encoding="utf-8")
    assert "indicator_10" in {entry.id for entry in plan_in(tmp_path).indicators}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_table_as_csv(run: Run, tmp_path: Path, encoding: str) -> None:
    """The same table, the same plan; only the places have no sheet."""
    (tmp_path / "book").mkdir()
    (tmp_path / "csv").mkdir()
    made(run, tmp_path / "book", typed(tmp_path / "book/city.xlsx", CITY))
    table = as_csv(tmp_path / "csv/city.csv", CITY)
    table.write_bytes(table.read_bytes().decode("utf-8").encode(encoding))
    result = made(run, tmp_path / "csv", table)
    assert result.returncode == 0, result.stderr
    assert "city.csv:F15: " in result.stdout
    told = [
        [{**entry.model_dump(), "source": None} for entry in _read(tmp_path / name).indicators]
        for name in ("book", "csv")
    ]
    assert told[0] == told[1]


def _read(folder: Path) -> TargetsFile:
    names = (files.TARGETS, files.BASELINES)
    return read_plan([files.read(folder / "plan" / name) for name in names]).targets


ENGLISH = """
Main targets 2021-2025
No.|Indicator|Unit|2020|Target 2025|Average annual growth|Type
1|GDP growth|%|2.3||at least 5|expected
2|Growth of income|%|2.1||about in step with GDP growth|expected
3|Unemployment rate|%|5.2||below 5.5 every year|expected
4|Life expectancy|years|77.3*|one year more||expected
5|R&D expenditure|million euros|200||> 7 a year on average|binding
6|Reduction of energy use per unit of GDP|%|||13.5 in all|binding
7|Protected area|ha|1200|double||binding
* of 2019
"""


def test_a_table_in_english() -> None:
    found = draft(ENGLISH)
    assert codes(found) == []
    rows = {row.id: dict(row.indicator) for row in found.rows}
    assert list(rows) == [
        *("gdp_growth", "growth_of_income", "unemployment_rate", "life_expectancy"),
        *("r_d_expenditure", "reduction_of_energy_use_per_unit_of_gdp", "protected_area"),
    ]
    assert [row["name"] for row in rows.values()] == [
        *("GDP", "Growth of income", "Unemployment rate", "Life expectancy", "R&D expenditure"),
        *("Energy use per unit of GDP", "Protected area"),
    ]
    assert [row["target"] for row in rows.values()] == [
        {"operator": ">=", "average_growth": 5, "year": 2025},
        {"operator": ">=", "than": "gdp_growth", "margin": Decimal("-0.5"), "over": "plan"},
        {"operator": "<", "value": Decimal("5.5"), "year": "every"},
        {"operator": ">=", "change": 1, "year": 2025},
        {"operator": ">", "average_growth": 7, "year": 2025},
        {"operator": "<=", "change_percent": Decimal("-13.5"), "year": 2025},
        {"operator": ">=", "multiple": 2, "year": 2025},
    ]
    assert found.head["baseline_year"] == 2020
    starts = [row.start["year"] for row in found.rows if row.start is not None]
    assert starts == [2020, 2020, 2019, 2020, 2020]


# how tables are laid out


def test_the_year_of_a_baseline_is_none() -> None:
    table = """
Strategy 2020-2030
Indicator|Unit|Baseline||Milestone|Target
||Year|Value|2025|2030
Households with broadband|%|2020|61.5|80|95
"""
    merged: tuple[Block, ...] = ((2, 3, 2, 4),)
    found = draft(table, merged=merged)
    text = baselines_text(found, "en")
    assert "value: 61.5" in text
    assert "value: 2020" not in text


def test_names_and_ids_that_the_table_has() -> None:
    found = draft("""
编号|指标|英文名称|单位|2020年|2025年
gdp|地区生产总值|GDP of the city|亿元|100|200
2|专利|Patents held|件|5|9
|专利|Patents held|件|5|9
GDP|财政收入||亿元|5|9
""")
    assert [row.id for row in found.rows] == [
        "gdp",
        "patents_held",
        "patents_held_2",
        "indicator_04",
    ]
    assert [row.name for row in found.rows] == [
        {"zh": "地区生产总值", "en": "GDP of the city"},
        *[{"zh": "专利", "en": "Patents held"}] * 2,
        "财政收入",
    ]


@pytest.mark.parametrize(
    ("title", "headings", "years"),
    [
        ("“十四五”主要指标", "2020年|2025年", (2020, 2025)),
        ("主要指标", "2020年|2025年", (2020, 2025)),
        ("“十五五”主要指标", "基期值|目标值", (2025, 2030)),
        ("规划纲要（2021—2025年）主要指标", "现状值|目标", (2020, 2025)),
        ("第十四个五年规划主要指标", "2019年|2025年", (2019, 2025)),
        ("主要指标", "2020年实际|2030年目标", (2020, 2030)),
        ("主要指标", "基期|2030年目标", (2025, 2030)),
        # three years, and ten
        ("三年行动计划（2023—2025年）", "基期值|目标值", (2022, 2025)),
        ("Strategy 2020-2030", "Baseline|Target", (2020, 2030)),
        # the plan before is none of this one
        ("“十三五”完成情况和“十四五”目标", "2020年完成|“十四五”目标", (2020, 2025)),
        ("主要指标", "2020年完成|“十四五”目标", (2020, 2025)),
    ],
)
def test_the_years_of_the_plan(title: str, headings: str, years: tuple[int, int]) -> None:
    found = draft(f"{title}\n指标|单位|{headings}\n专利|件|100|200")
    assert (found.head["baseline_year"], found.head["end_year"]) == years
    assert found.rows[0].indicator["target"] == {"operator": ">=", "value": 200, "year": years[1]}
    assert found.rows[0].start is not None
    assert found.rows[0].start["value"] == 100
    told = {remark.code for remark in found.remarks}
    assert ("no_first_year" in told) is (headings == "基期|2030年目标")


def test_years_on_the_way_and_after() -> None:
    found = draft("""
“十四五”主要指标
指标|单位|2015年|2020年|2023年|2025年|2035年
专利|件|50|100|160|200|400
""")
    assert found.rows[0].indicator["target"] == {
        "operator": ">=",
        "value": 200,
        "year": 2025,
        "milestones": {2023: 160},
        "further": [{"operator": ">=", "value": 400, "year": 2035}],
    }
    unused = [remark.data["names"] for remark in found.remarks if remark.code == "unused"]
    assert unused == [["2015年"]]


def test_merged_cells_go_down() -> None:
    table = """
类别|指标|单位|2020年|2025年|属性
创新|专利|件|100|200|约束性
|论文|篇|10|20|
民生|医生|人|5|6|预期性
"""
    merged = ((2, 1, 3, 1), (2, 6, 3, 6))
    found = draft(table, merged=merged)
    assert [row.indicator["theme"] for row in found.rows] == ["theme_1", "theme_1", "theme_2"]
    assert [row.indicator["obligation"] for row in found.rows] == ["binding", "binding", "expected"]


def test_units_behind_names_and_in_headings() -> None:
    found = draft("指标|2020年（亿元）|2025年（亿元）\n投资|5|9\n失业率（％）|5.0|4.5\n床位|7|8")
    assert [row.indicator["unit"] for row in found.rows] == ["亿元", "%", "亿元"]
    unknown = draft("指标|2020年|2025年\n床位|7|8")
    assert unknown.rows[0].indicator["unit"] == "?"
    assert [remark.code for remark in unknown.rows[0].remarks if remark.key == "unit"] == ["unit"]


def test_a_cell_shown_as_per_cent_counts_in_per_cent() -> None:
    sheet = sheet_of("指标|单位|2020年|2025年\n城镇化率|%|x|x\n床位|张|5|x")
    cells = {
        **sheet.cells,
        (2, 3): SheetCell("percent", "60.6"),
        (2, 4): SheetCell("percent", "65"),
        (3, 4): SheetCell("percent", "65"),
    }
    found = draft_of(Sheets("t.xlsx", (sheet._replace(cells=cells),)), Chosen())
    assert found.rows[0].indicator["target"] == {"operator": ">=", "value": 65, "year": 2025}
    assert found.rows[0].start is not None
    assert found.rows[0].start["value"] == Decimal("60.6")
    # 65 % of beds is nothing that there is.
    assert codes(found) == ["JY821 Sheet1!D3"]


@pytest.mark.parametrize("sort", ["date", "boolean", "error", "unsolved"])
def test_what_is_no_figure_is_found(sort: CellSort) -> None:
    sheet = sheet_of("指标|单位|2020年|2025年\n床位|张|5|9")
    for column, code in ((3, "JY822 Sheet1!C2"), (4, "JY821 Sheet1!D2")):
        cells = {**sheet.cells, (2, column): SheetCell(sort, "5")}
        found = draft_of(Sheets("t.xlsx", (sheet._replace(cells=cells),)), Chosen())
        assert codes(found) == [code]


def test_sheet_and_row_can_be_named(run: Run, tmp_path: Path) -> None:
    sheets = Sheets(
        "t.xlsx",
        (
            sheet_of("指标|单位|2020年|2025年\n床位|张|5|9", "旧"),
            sheet_of(
                "指标|单位|2020年|2025年\n旧表|张|1|2\n指标|单位|2025年|2030年\n医生|人|5|9", "新"
            ),
            sheet_of("指标|单位|2020年|2025年\n藏|张|5|9", "藏", hidden=True),
        ),
    )
    assert draft_of(sheets, Chosen()).rows[0].name == "床位"
    assert draft_of(sheets, Chosen("新")).rows[0].name == "旧表"
    named = draft_of(sheets, Chosen("新", 3))
    assert [row.name for row in named.rows] == ["医生"]
    assert named.head["end_year"] == 2030
    assert draft_of(sheets, Chosen("藏")).rows[0].name == "藏"
    book = typed(tmp_path / "t.xlsx", "指标|单位|2020年|2025年\n床位|张|5|9", title="新")
    assert made(run, tmp_path, book, "--sheet", "新", "--row", "1").returncode == 0
    wrong = run(
        "--lang", "zh", "init", "other", "--from", "t.xlsx", "--sheet", "新表", cwd=tmp_path
    )
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "新" in wrong.stderr


# what planners' own tables held


def levels(found: PlanDraft) -> list[tuple[object, object]]:
    """Baseline and figure to arrive at, row by row."""
    targets = [entry["target"] for entry in entries(found).values()]
    starts = [row.start["value"] for row in found.rows if row.start is not None]
    return list(zip(starts, (target["value"] for target in targets), strict=True))


def test_marks_of_footnotes_are_no_digits() -> None:
    """60.6① was 60.61 once."""
    found = draft("""
指标|单位|2020年|2025年
常住人口城镇化率①|%|60.6①|65②
森林覆盖率*|%|23.2*|24.1
失业率[注1]|%|5.2③|5
注：①为2019年数据；②为预期目标。带*的为2018年数据。
""")
    assert [row.name for row in found.rows] == ["常住人口城镇化率", "森林覆盖率", "失业率"]
    assert levels(found) == [
        (Decimal("60.6"), 65),
        (Decimal("23.2"), Decimal("24.1")),
        (Decimal("5.2"), 5),
    ]
    assert [row.start and row.start["year"] for row in found.rows] == [2019, 2018, 2020]
    told = [{each.code for each in (*row.remarks, *row.start_remarks)} for row in found.rows]
    assert "marked" in told[0]
    assert "star_unknown" in told[2]


def test_a_number_within_a_name_stays() -> None:
    found = draft("指标|2020年|2025年\n3．细颗粒物（PM2.5）浓度（微克/立方米）|33|30")
    assert found.rows[0].name == "细颗粒物（PM2.5）浓度"
    assert found.rows[0].indicator["unit"] == "微克/立方米"


def test_a_table_that_goes_on_is_one() -> None:
    found = draft("""
“十五五”主要指标
序号|指标名称|单位|2025年|2030年|累计|性质
1|地区生产总值年均增速|%|5.0|-|5左右|预期性指标
2|森林覆盖率|%|45.3|45.8|[0.5]|约束性指标
续表
序号|指标名称|单位|2025年|2030年|累计|性质
3|单位产值用水降低|%|18|-|[17]|约束性指标
表2 民生指标
序号|指标名称|单位|2025年|2030年|累计|性质
4|床位|张|5|9||约束性指标
填表人：张三|||填表日期：2025年3月5日
""")
    assert codes(found) == []
    targets = [row["target"] for row in entries(found).values()]
    # A name that says a mean has one, whatever the column is called.
    assert targets[0]["average_growth"] == 5
    assert targets[2]["change_percent"] == -17
    assert [row.at.line for row in found.rows] == [3, 4, 7, 10]
    assert [theme["name"] for theme in found.themes] == ["", "民生指标"]
    # 45.8 is 0.5 more than 45.3.
    assert [each.code for each in found.rows[1].remarks] == ["also_follows"]


def test_levels_of_names_and_the_unit_above() -> None:
    table = """
主要指标（2021—2025年）
单位：亿元
一级指标|二级指标|单位|2020年基数|2025年目标值|年均增长|累计增长
经济|生产总值|亿元|2100.95|3000以上|7.5左右|
|工业增加值||600|850|>7|250
创新|技术合同|亿元|1.5|翻一番|—|100%
|能效比|—|1.5|1.3|—|—
"""
    found = draft(table, merged=((4, 1, 5, 1),))
    assert codes(found) == []
    assert [row.name for row in found.rows] == ["生产总值", "工业增加值", "技术合同", "能效比"]
    assert [theme["name"] for theme in found.themes] == ["经济", "创新"]
    assert [row.indicator["theme"] for row in found.rows] == [
        *["theme_1"] * 2,
        *["theme_2"] * 2,
    ]
    # A dash where units stand says that there is none.
    assert [row.indicator["unit"] for row in found.rows] == [*["亿元"] * 3, "?"]
    told = [[each.code for each in row.remarks if each.key == "target"] for row in found.rows]
    # (3000/2100.95)^(1/5) is 7.4 %, (850/600)^(1/5) 7.2 %, and 850 is 250 more than 600.
    assert told == [["also_follows"], ["also_follows"] * 2, ["also_said"], []]


def test_units_that_stand_behind_figures() -> None:
    found = draft("""
某区三年行动计划（2023—2025年）主要指标
指标|2022年|2025年
营业收入|1200亿元|2000亿元以上
研发强度|3.5%|提高2个百分点
瞪羚企业|15家|翻一番
专利|100件|比2022年增长50%
论文|100篇|比2021年增长50%
""")
    assert (found.head["baseline_year"], found.head["end_year"]) == (2022, 2025)
    assert [row.indicator["unit"] for row in found.rows] == ["亿元", "%", "家", "件", "篇"]
    assert [row.start and row.start["value"] for row in found.rows] == [
        *(1200, Decimal("3.5"), 15, 100, 100),
    ]
    assert found.rows[3].indicator["target"] == {
        "operator": ">=",
        "change_percent": 50,
        "year": 2025,
    }
    # What is reckoned from another year is not known.
    assert codes(found) == ["JY821 Sheet1!C7"]


def test_figures_that_rise_and_fall_are_asked_of_each_year(run: Run, tmp_path: Path) -> None:
    table = "指标|单位|2020年|2021年|2022年|2023年\n新增平台|个|2|1|3|4"
    found = draft(table)
    assert found.rows[0].indicator["target"] == {
        "year": "every",
        "by_year": {
            2021: {"operator": ">=", "value": 1},
            2022: {"operator": ">=", "value": 3},
            2023: {"operator": ">=", "value": 4},
        },
    }
    made(run, tmp_path, typed(tmp_path / "t.xlsx", table))
    assert run("check", "--plan", "plan", cwd=tmp_path).returncode == 0


def test_what_is_left_unread_is_said() -> None:
    """Other tables, columns that no word explains, a first year without a figure."""
    first = sheet_of("指标|单位|2020年|2025年|甲方案\n床位|张|暂无数据|9|7\n护士|人|—|9|7", "表1")
    other = sheet_of("指标|单位|2020年|2025年目标\n医生|人|5|9", "表2")
    found = draft_of(Sheets("t.xlsx", (first, other)), Chosen("表1"))
    assert {each.code: each.data["names"] for each in found.remarks if "names" in each.data} == {
        "unused": ["甲方案"]
    }
    assert [[each.code for each in row.start_remarks] for row in found.rows] == [
        ["base_unsaid"],
        [],
    ]
    assert "暂无数据" in baselines_text(found, "zh")
    both = draft_of(Sheets("t.xlsx", (first, other)), Chosen())
    # What names a target is a table of a plan before what has years alone.
    assert [row.name for row in both.rows] == ["医生"]
    twice = Sheets("t.xlsx", (other, other._replace(name="表3")))
    told = draft_of(twice, Chosen()).remarks
    assert [each.data["names"] for each in told if each.code == "other_tables"] == [["表3!A1"]]


def test_targets_of_the_plan_before_are_not_used() -> None:
    found = draft("""
“十三五”完成情况和“十四五”目标
指标|单位|2015年|“十三五”目标|2020年完成|“十四五”目标
生产总值|亿元|100|150|148.2|210
财政收入|亿元|60|75|80|“十四五”期间年均增长6%
合计||||
税收|亿元|50|70|72|“十三五”期间年均增长6%
""")
    rows = entries(found)
    assert rows["生产总值"]["target"] == {"operator": ">=", "value": 210, "year": 2025}
    assert rows["财政收入"]["target"]["average_growth"] == 6
    assert [row.start and row.start["value"] for row in found.rows] == [Decimal("148.2"), 80, 72]
    assert codes(found) == ["JY821 Sheet1!F6"]
    unused = [each.data["names"] for each in found.remarks if each.code == "unused"]
    assert unused == [["2015年", "“十三五”目标"]]
    # A sum names no part of the plan.
    assert [theme["name"] for theme in found.themes] == [""]


def test_each_baseline_may_have_its_own_year() -> None:
    found = draft("""
Strategy 2020-2030
Indicator|Unit|Baseline year|Baseline|Target
Employment|%|2020|71.3|76
School leavers|%|2019|9.9|less than 9
Roads|km|—|500|620
""")
    assert [row.start and row.start["year"] for row in found.rows] == [2020, 2019, 2020]


# what is refused, whole


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("", "no_plan_table"),
        ("填报人|张三\n电话|1", "no_plan_table"),
        ("指标|单位\n床位|张", "no_plan_table"),
        ("指标|单位|目标\n床位|张|5", "table_without_years"),
        ("指标|单位|2025年\n床位|张|5", "table_without_years"),
        ("指标|单位|2020年|2025年\n" + "床位|张|5|9\n" * 501, "table_too_long"),
    ],
)
def test_what_is_no_table_of_a_plan_is_refused(table: str, code: str) -> None:
    with pytest.raises(RequestError) as refused:
        draft(table)
    assert refused.value.code == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_written_where_there_is_no_table(
    run: Run, tmp_path: Path, language: str
) -> None:
    result = made(run, tmp_path, typed(tmp_path / "t.xlsx", "甲|乙\n1|2"), language=language)
    assert (result.returncode, result.stdout) == (2, "")
    assert "t.xlsx" in result.stderr
    assert not (tmp_path / "plan").exists()


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    book = typed(tmp_path / "city.xlsx", CITY)
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/baselines.yaml").write_text("mine", encoding="utf-8")
    result = made(run, tmp_path, book)
    assert (result.returncode, result.stdout) == (2, "")
    assert [each.name for each in (tmp_path / "plan").iterdir()] == ["baselines.yaml"]
    assert (tmp_path / "plan/baselines.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "more", [("--example", "national", "--from", "t.xlsx"), ("--sheet", "x"), ("--row", "3")]
)
def test_options_that_do_not_go_together(run: Run, tmp_path: Path, more: tuple[str, ...]) -> None:
    result = run("init", "plan", *more, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert not (tmp_path / "plan").exists()


# cells that mean no good

HOSTILE = (
    *(
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE",
        "a: b # c",
        "- {x: &a *a}",
        "\"q\" 'q'",
        "!!python/object",
    ),
    *("%TAG", "|", ">", "null", "yes", "2020-01-01", "1e9", "0x10", "…", "{}", "[]", "@x", "`x`"),
    *(
        "---",
        "...",
        "~",
        "x #y",
        "a:",
        "\u202egnp.exe",
        "\x07bell",
        "线\u2028行",
        "两\n行",
        "tab\there",
    ),
    *("\ufeff头", "\U0001f600", "名" * 200, "名" * 201, "名" * 32767, "\ud800x"),
)


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5, 6, 7, 8])
def test_whatever_stands_in_a_cell_stays_text(place: int) -> None:
    """One row a text, in each column in turn: the plan loads, and holds it as it was."""
    base = ["创新", "指标甲", "件", "5", "9", "约束性", "7", "备注"]
    cells = {
        (1, column): SheetCell("text", text)
        for column, text in enumerate(
            ("类别", "指标", "单位", "2020年", "2025年", "属性", "年均增速", "备注"), start=1
        )
    }
    for row, text in enumerate(HOSTILE, start=2):
        for column, usual in enumerate(base, start=1):
            said = text if column == place else f"{usual}{row}" if column == 2 else usual
            cells[row, column] = SheetCell("text", said)
    found = draft_of(Sheets("t.xlsx", (sheet_of("")._replace(cells=cells),)), Chosen())
    for language in LANGUAGES:
        read = read_back(found, language).indicators
        assert [entry.name.zh for entry in read] == [row.name for row in found.written]
        units = [row.indicator["unit"] for row in found.written]
        assert [entry.unit.zh for entry in read] == units
    assert found.written


def test_a_long_chain_of_comparisons_is_left_out_as_one() -> None:
    """Each row is held against the one before, and the first is not understood."""
    rows = "".join(f"指标{n:03}增长|%||高于指标{n - 1:03}增长\n" for n in range(1, 400))
    found = draft(f"“十四五”指标\n指标|单位|2025年|年均增速\n指标000增长|%||看情况\n{rows}")
    assert found.written == ()


def test_a_table_of_which_nothing_is_understood(run: Run, tmp_path: Path) -> None:
    book = typed(tmp_path / "t.xlsx", "指标|单位|2020年|2025年\n床位|张|多|更多")
    result = made(run, tmp_path, book)
    assert result.returncode == 0, result.stderr
    assert plan_in(tmp_path).indicators == ()
    answer = run("status", "--plan", "plan", "--format", "json", cwd=tmp_path)
    assert json.loads(answer.stdout)["indicators"] == []
