"""The national plan, typed into a workbook as its 专栏1 prints it, is the national example."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.plan import files
from jyplan.plan.loading import load, load_plan
from jyplan.plan.plan import Origin, Plan
from jyplan.plan.reading import read_plan
from tests.tables import typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from jyplan.plan.model import Indicator

    Run = Callable[..., CompletedProcess[str]]

EXAMPLE = Path(__file__).parents[2] / "examples/china-14th-five-year-plan"
# What holds every year, and what single years ask for, the plan says in its text and in government
# work reports; here it stands in the cells.
TABLE = """
专栏1 “十四五”时期经济社会发展主要指标
类别|序号|指标|单位|2020年|2025年|年均增速/累计|属性
经济发展|1|国内生产总值增长|%|2.3|—|各年度视情提出：2021年>6、2022年5.5左右、2023年5左右|预期性
|2|全员劳动生产率增长|%|2.5|—|高于GDP增长|预期性
|3|常住人口城镇化率|%|60.6*|65|—|预期性
创新驱动|4|全社会研发经费投入增长|%|—|—|>7|预期性
|5|每万人口高价值发明专利拥有量|件|6.3|12|—|预期性
|6|数字经济核心产业增加值占GDP比重|%|7.8|10|—|预期性
民生福祉|7|居民人均可支配收入增长|%|2.1|—|与GDP增长基本同步|预期性
|8|城镇调查失业率|%|5.2|—|<5.5|预期性
|9|劳动年龄人口平均受教育年限|年|10.8|11.3|—|约束性
|10|每千人口拥有执业（助理）医师数|人|2.9|3.2|—|预期性
|11|基本养老保险参保率|%|91|95|—|预期性
|12|每千人口拥有3岁以下婴幼儿托位数|个|1.8|4.5|—|预期性
|13|人均预期寿命|岁|77.3*|—|〔1〕|预期性
绿色生态|14|单位GDP能源消耗降低|%|—|—|〔13.5〕|约束性
|15|单位GDP二氧化碳排放降低|%|—|—|〔18〕|约束性
|16|地级及以上城市空气质量优良天数比率|%|87|87.5|—|约束性
|17|地表水达到或好于Ⅲ类水体比例|%|83.4|85|—|约束性
|18|森林覆盖率|%|23.2*|24.1|—|约束性
安全保障|19|粮食综合生产能力|亿吨|—|>6.5，每年|—|约束性
|20|能源综合生产能力|亿吨标准煤|—|>46|—|约束性
注：①〔 〕内为5年累计数。②带*的为2019年数据。
"""
# The same, as the document itself has it: units behind names, no numbers of their own, no column
# of units, blocks of one class merged.
PRINTED = re.sub(
    r"(?m)^(.*?)\|([0-9]+)\|(.+?)\|(.+?)\|",
    r"\1|\2．\3（\4）|",
    TABLE.replace("类别|序号|指标|单位|", "类别|指标|").replace("年均增速/累计", "年均/累计"),
).replace("%）", "％）")
MERGED = ("A3:A5", "A6:A8", "A9:A15", "A16:A20", "A21:A22", "A1:F1")

# What the example has otherwise, and why a table cannot say it.
LEVELS_REPORTED = (
    "the example holds the amounts that were published, in 亿元, and takes its baseline from the "
    "bulletin of 2020; the table has growth in per cent and no amount"
)
REPORTS_FINER = "reports print finer steps than the plan, which the example follows"
DIFFERENT = {
    ("rd_expenditure", "unit"): LEVELS_REPORTED,
    ("rd_expenditure", "reported"): LEVELS_REPORTED,
    ("rd_expenditure", "limits"): LEVELS_REPORTED,
    ("rd_expenditure", "baseline"): LEVELS_REPORTED,
    ("urbanisation", "precision"): REPORTS_FINER,
    ("schooling", "precision"): REPORTS_FINER,
    ("doctors", "precision"): REPORTS_FINER,
    ("nursery_places", "precision"): REPORTS_FINER,
    ("forest_cover", "precision"): REPORTS_FINER,
    ("grain_capacity", "precision"): REPORTS_FINER,
    ("energy_capacity", "precision"): REPORTS_FINER,
}


def made_of(run: Run, folder: Path, table: str, merged: tuple[str, ...]) -> Path:
    book = typed(folder / "national.xlsx", table, title="专栏1", merged=merged)
    result = run("--lang", "zh", "init", "plan", "--from", book.name, cwd=folder)
    assert result.returncode == 0, result.stderr
    assert "共 20 项指标，写入 20 项" in result.stdout
    return folder / "plan"


def told(plan: Plan, entry: Indicator, names: dict[str, int]) -> dict[str, Any]:
    """What must be alike: all but ids, sources, notes and English names."""
    target = entry.target.model_dump(exclude_defaults=True)
    if "than" in target:
        target["than"] = names[target["than"]]
    start = plan.baselines().get((entry.id, None))
    themes = {each.id: each.name.zh for each in plan.targets.themes}
    return {
        "name": entry.name.zh,
        "unit": entry.unit.zh,
        "kind": entry.kind,
        "reported": entry.reported,
        "theme": themes[entry.theme],
        "direction": entry.direction,
        "obligation": entry.obligation,
        "precision": entry.precision,
        "limits": entry.limits.model_dump(),
        # where none is written it is the same one
        "path": entry.path or "linear",
        "target": target,
        "baseline": start and (start.value, start.year, start.basis),
    }


def all_told(folder: Path) -> tuple[Plan, list[dict[str, Any]]]:
    read = read_plan([files.read(folder / name) for name in (files.TARGETS, files.BASELINES)])
    plan = Plan(read.targets, read.starts, Origin(folder, "option"))
    names = {entry.id: number for number, entry in enumerate(plan.indicators)}
    return plan, [told(plan, entry, names) for entry in plan.indicators]


@pytest.mark.parametrize(("table", "merged"), [(TABLE, ()), (PRINTED, MERGED)])
def test_the_table_is_the_example(
    run: Run, tmp_path: Path, table: str, merged: tuple[str, ...]
) -> None:
    plan, made = all_told(made_of(run, tmp_path, table, merged))
    example, wanted = all_told(EXAMPLE)
    head, own = example.head, plan.head
    assert (own.baseline_year, own.end_year) == (head.baseline_year, head.end_year)
    assert own.name.zh == "“十四五”时期经济社会发展主要指标"
    assert [each.name.zh for each in plan.targets.themes] == [
        each.name.zh for each in example.targets.themes
    ]
    found = {
        (entry.id, key)
        for entry, ours, theirs in zip(example.indicators, made, wanted, strict=True)
        for key in theirs
        if ours[key] != theirs[key]
    }
    assert found == set(DIFFERENT)
    # What is reported as yearly change says the same of the target, from another start.
    research = next(each for each in made if each["name"] == "全社会研发经费投入")
    assert (research["unit"], research["reported"]) == ("%", "yearly_change")
    assert research["baseline"] is None


def test_it_judges_reports_as_the_example_does(run: Run, tmp_path: Path) -> None:
    """The same figures under the new ids come to the same statuses, shares and pace."""
    folder = made_of(run, tmp_path, TABLE, ())
    plan = load_plan(Origin(folder, "option"))
    example, observations = load(Origin(EXAMPLE, "option"), [])
    ids = {
        theirs.id: ours.id for ours, theirs in zip(plan.indicators, example.indicators, strict=True)
    }
    spent = {2020: 24393.1, 2021: 27956.3, 2022: 30782.9}
    (folder / "submissions").mkdir()
    for year in (2021, 2022):
        values = {ids[each.id]: each.value for each in observations if each.year == year}
        values[ids["rd_expenditure"]] = round(100 * (spent[year] / spent[year - 1] - 1), 6)
        text = json.dumps({"schema": 1, "year": year, "values": values})
        (folder / "submissions" / f"{year}.yaml").write_text(text, encoding="utf-8")
    results = [
        run("status", "--plan", str(each), "--as-of", "2022", "--format", "json")
        for each in (folder, EXAMPLE)
    ]
    assert [each.returncode for each in results] == [0, 0], results[0].stderr
    ours, theirs = (json.loads(each.stdout)["indicators"] for each in results)
    for own, other in zip(ours, theirs, strict=True):
        assert own["status"] == other["status"], other["id"]
        shares = [each["progress"]["achieved_share"] for each in (own, other)]
        assert shares == [None, None] or shares[0] == pytest.approx(shares[1], abs=1e-7), other[
            "id"
        ]
