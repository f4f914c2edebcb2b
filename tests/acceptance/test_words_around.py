"""Words around figures: what they say is heeded, and a figure is taken only where that is known.

A title, the name of a sheet or file, a row of words between others, a word in a column beside, a
note: each may say that figures are of some months, of another place, or of what is to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from jyplan.checks.gathering import gather
from jyplan.checks.sources import sources_of
from tests import fictional
from tests.tables import typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Sent(NamedTuple):
    """A table, and what is right: figures as `district:id@year=value`, p behind preliminary ones.

    The county has no place in its name and two districts; the city has one, and a zone.
    """

    table: str
    taken: str = ""
    rules: str = ""
    sheet: str = "Sheet1"
    file: str = "sent"
    merged: tuple[str, ...] = ()
    plan: str = "county"

    def __str__(self) -> str:
        around = [each for each in (self.sheet, self.file) if each not in {"Sheet1", "sent"}]
        return " ".join([self.plan, *around, self.table.replace("\n", " / ")])


ZONE = "{id: zone, name: {zh: 高新区, en: High-tech zone}}"
ZONE_FIRMS = """\
  - id: zone_firms
    name: {zh: 高新区企业, en: Firms of the zone}
    unit: {zh: 家, en: firms}
    kind: stock
    scope: zone
    theme: all
    precision: 1
    target: {operator: ">=", value: 100, year: 2025}
"""
RESULTS = "指标|单位|完成值\n企业|家|130"
YEARLY = "指标|单位|2023年\n企业|家|130"
OUTPUT = "output@2023=47.1"
BOTH = "firms@2022=120 firms@2023=130"
# titles of a table of results of which nothing is read, by the rule that says so
TITLES = {
    # of a part of the year
    "JY812": (
        "2023年前11个月主要指标", "截至2023年11月底主要指标", "2023年三季度末主要指标",
        "2023年第三季度主要指标", "2023年年中主要指标", "2023年九月主要指标", "2023.1-9主要指标",
        "2023年主要指标（截至10月31日）", "2023年三季报",
        "2023年主要指标完成情况（2023.10.31）", "2023年月报",
        "Indicators, September 2023", "Indicators, Q3 2023", "Indicators, 3Q2023",
        "Indicators 2023 (mid-year)", "Indicators 2023 year to date",
        "Indicators as of 30 Sep 2023", "Indicators as of 2023-09-30", "2023 results, Jan-Sep",
    ),
    # of something else than the level that was reached, or of somebody else
    "JY803": (
        "2023年主要指标预计完成情况表", "2023年主要指标预测表", "2023年主要指标同比增长情况",
        "2023年国民经济和社会发展计划（草案）", "2023年各指标增速", "2023年各指标占全省比重",
        "2023年考核得分情况", "2023年各指标全省排名情况", "2023年目标完成率情况",
        "2023 forecast", "2023 budget", "2023 growth", "东区2023年主要指标", "East district, 2023",
        "2023年全省主要指标",
    ),
    "JY820": (
        "2023年主要指标（作废，以附件2为准）", "2023年主要指标填报示例", "2023年主要指标样表",
        "Template, 2023", "2023 results (example)",
    ),
}  # fmt: skip
# of what is to be, where no column says that it was
AIMS = (
    "2023年科技工作计划", "2023年度重点工作任务表", "2023年目标任务分解表", "2023 targets",
    "Plan for 2023", "2023年目标责任书", "2023年指标分解方案",
)  # fmt: skip
HARMLESS = (
    "2023年度指标（2024年版）", "2023年度指标（2024年1月填报）", "二〇二三年主要指标",
    "关于报送2023年指标的函（某科〔2024〕3号）", "小计划（2021—2025年）2023年度监测表",
    "全县2023年主要指标", "2023年计划执行情况", "2023年目标任务完成情况", "截至2023年底主要指标",
    "截至2023年12月31日主要指标", "2023年1-12月主要指标", "2023年完成情况及2024年计划",
    "三年行动计划2023年进展", "2023年预期目标完成情况",
    "2023年计划执行情况与2024年计划草案", "2023年度绩效目标自评表",
    "Progress report 2023", "Results as at 31 December 2023",
)  # fmt: skip
# what sheets and files are called whose column names the year
SHEETS = {
    "JY812": ("9月", "2023年1-9月", "上半年", "Sep-23", "2023年Q1"),
    "JY803": ("目标", "计划数", "上年同期", "全省"),
    "JY820": ("填报示例", "模板", "2023年（作废）"),
}
FILES = {
    "JY812": ("2023年上半年报表", "2023年1-9月", "202309月报", "2023年Q1"),
    "JY803": ("2023年目标任务分解表", "2023年预计数", "2023年全省指标"),
    "JY820": ("2023年报表（作废）",),
}
# between the firms' row and that of the output
BETWEEN = {
    "JY803": (
        "上年同期：", "二、年度目标", "全省：", "预计数", "作废", "2022年", "附：2022年数据",
        "二、2025年目标", "2024年计划", "东区",
    ),
    "JY812": ("上半年", "1-9月"),
}  # fmt: skip
# headings beside one of 2022: of something else, and of nobody knows what
DENIED = {
    "": (
        "2023年（预算）", "2023年（估算）", "2023年（拟完成）", "2023年（增量）",
        "2023年（测算）", "2023年（建议值）",
        "2023年（1-9月）", "2023年（截至目前）", "2023 (budget)",
        "2023 (projected)", "2023 (Jan-Sep)", "2023 (YTD)",
    ),
    "JY820": (
        "2023年（旧）", "2023年（东部）", "2023年（不含个体）",
        "2023年（未审计）", "2023年（任务）", "2023年（较2022年）",
        "2023 (est.)", "2023 (e)", "2023年累计认定",
    ),
}  # fmt: skip
UNDERSTOOD = (
    "2023年（家）", "2023年（单位：家）", "2023年（1-12月）", "2023年完成值（必填）",
    "2023年（全年）", "2023年完成值（保留两位小数）", "2023年完成值（由责任单位填写）",
    "2023年（年末）", "2023年（定案）", "2023年完成值（截至12月31日）",
)  # fmt: skip
# headings of columns, the words of firms there and those of their output
BESIDE = (
    ("JY803", "类别", "预测", "实际"),
    ("JY803", "Type", "Target", "Actual"),
    ("JY803", "Status", "Forecast", "Final"),
    ("JY803", "口径", "上年同期", "本年"),
    ("JY803", "范围", "全省", "全县"),
    ("JY812", "统计时点", "2023年9月", "2023年12月"),
    ("JY812", "时点", "2023年9月30日", "2023年12月31日"),
    ("JY812", "As of", "Sep 2023", "Dec 2023"),
    ("JY812", "Date", "30 Sep 2023", "31 Dec 2023"),
)
# columns of prose, and what stands there in honest tables
PROSE = (
    ("责任单位", "东区、西区管委会"), ("责任人", "张副市长"), ("评价", "预计可如期完成，达到预期"),
    ("完成时限", "2024年11月底"), ("未完成原因", "上半年受市场影响，低于全省平均"),
    ("排名", "全省第11"), ("指标解释", "反映全国、全省的水平"), ("更新频率", "季度"),
    ("依据", "2022年统计年鉴和2023年公报"), ("备注", "含高新区数"), ("备注", "全省通报"),
    ("备注", "比2022年多5家"),
)  # fmt: skip
# rows between others that are no more than their headings
SECTIONS = (
    "（一）经济增长", "年度重点任务", "促进区域协调", "农村社区", "科技园区", "财政预算",
    "全国一流", "季度监测指标", "注：2022年数据已修订",
)  # fmt: skip
# below the table, of all of it
BELOW = {
    "JY803": ("注：以上均为预计数", "注：本表为省下达目标", "Note: figures are estimates"),
    "JY812": ("注：本表数据为1-11月", "Note: data as of September 2023"),
}
NOTES = {
    "JY803": ("目标值", "预计数", "作废", "2022年数据", "暂填2022年数", "数据有误，待更正"),
    "JY812": ("截至9月底", "1-9月数据"),
}
# titles in the city
OTHERS = (
    "邻江市2023年主要指标", "某某县2023年主要指标", "某江省2023年主要指标", "高新区2023年主要指标",
    "2023年全国主要指标", "2023年珠三角平均水平", "2023年主要指标（不含高新区）",
    "虚构市东区2023年主要指标",
)  # fmt: skip
OWN = ("虚构市2023年主要指标", "全市2023年主要指标", "2023年某江省虚构市主要指标")
# tables around a text, what is taken of each, and its texts
AROUND = (
    (f"{{}}\n{RESULTS}", "", TITLES),
    ("{}\n指标|单位|数值\n企业|家|130", "", {"JY803": AIMS}),
    (f"{{}}\n{RESULTS}", "firms@2023=130", {"": HARMLESS}),
    (
        "2023年\n指标|单位|数值\n企业|家|130\n{}||\n产值|亿元|47.1",
        "firms@2023=130",
        BETWEEN,
    ),
    ("指标|单位|2022年|{}\n企业|家|120|130", "firms@2022=120", DENIED),
    ("指标|单位|2022年|{}\n企业|家|120|130", BOTH, {"": UNDERSTOOD}),
)


def listed() -> Iterator[Sent]:
    """Those that differ in one text."""
    for table, taken, texts in AROUND:
        for rules, around in texts.items():
            yield from (Sent(table.format(each), taken, rules) for each in around)
    for rules, around in SHEETS.items():
        yield from (Sent(YEARLY, "", rules, sheet=each) for each in around)
    for rules, around in FILES.items():
        yield from (Sent(YEARLY, "", rules, file=each) for each in around)


SENT = (
    *listed(),
    # preliminary, by whichever word
    Sent(f"2023年主要指标（快报）\n{RESULTS}", "firms@2023=130p"),
    Sent(
        "2023年主要指标（快报）\n指标|单位|完成值|是否快报\n企业|家|130|否\n产值|亿元|47.1|",
        "firms@2023=130 output@2023=47.1p",
    ),
    Sent(f"Preliminary results 2023\n{RESULTS}", "firms@2023=130p"),
    Sent(YEARLY, "firms@2023=130p", sheet="2023年快报"),
    Sent(YEARLY, "firms@2023=130p", file="2023年快报"),
    Sent("指标|单位|2022年|2023年（初步统计）\n企业|家|120|130", f"{BOTH}p"),
    Sent("指标|单位|2022年|2023年（暂定）\n企业|家|120|130", f"{BOTH}p"),
    Sent("Indicator|Unit|2022|2023 (p)\nFirms|firms|120|130", f"{BOTH}p"),
    Sent(
        "指标|单位|2023年|状态\n企业|家|130|快报\n产值|亿元|47.1|年报",
        "firms@2023=130p output@2023=47.1",
    ),
    Sent(
        "指标|单位|2023年|备注\n企业|家|130|快报数\n产值|亿元|47.1|",
        "firms@2023=130p output@2023=47.1",
    ),
    # names of files that say no more than the year
    Sent(RESULTS, "firms@2023=130", file="附件2：2023年指标（20240110）"),
    Sent(RESULTS, "firms@2023=130", file="某县2023年指标上报"),
    # a denial holds until other words between
    Sent(
        "2023年\n指标|单位|数值\n一、上年同期||\n产值|亿元|45\n二、本年||\n企业|家|130",
        "firms@2023=130",
        "JY803",
    ),
    Sent(
        "2023年\n指标|单位|数值\n企业|家|130\n经济指标|（共2项）|\n产值|亿元|47.1",
        "firms@2023=130 output@2023=47.1",
    ),
    Sent("指标|单位|2023年\n企业|家|130\n注：数据截至2023年9月底", "", "JY812"),
    Sent("截至2023年9月底\n指标|单位|2023年\n企业|家|130", "", "JY812"),
    Sent("统计截止时间|2023-06-30\n指标|单位|2023年\n企业|家|130", "", "JY812"),
    # words in a column beside
    Sent(
        "指标|单位|类型|2022年|2023年\n企业|家|目标|125|135\n|||\n产值|亿元|实际|45|47.1",
        "output@2022=45 output@2023=47.1",
        "JY803",
    ),
    *(
        Sent(f"指标|{heading}|2023年\n企业|{said}|130\n产值|{other}|47.1", OUTPUT, rules)
        for rules, heading, said, other in BESIDE
    ),
    Sent("指标|责任单位|2023年\n企业|统计局|130", "firms@2023=130"),
    *(
        Sent(f"2023年\n指标|{heading}|完成值\n企业|{said}|130", "firms@2023=130")
        for heading, said in PROSE
    ),
    *(
        Sent(f"2023年\n指标|单位|数值\n{said}||\n企业|家|130", "firms@2023=130")
        for said in SECTIONS
    ),
    *(
        Sent(f"2023年\n指标|单位|数值\n企业|家|130\n{said}", "", rules)
        for rules, around in BELOW.items()
        for said in around
    ),
    # a line is of the table above it, the last ones of all
    Sent(
        "2023年\n指标|单位|数值\n企业|家|130\n注：以上均为预计数\n2023年\n指标|单位|数值\n产值|亿元|47.1",
        OUTPUT,
        "JY803",
    ),
    # headings of values in several words and rows, and one in words alone
    *(
        Sent(f"2023年\n指标|单位|{heading}\n企业|家|130", "firms@2023=130")
        for heading in (
            "实施情况",
            "进展情况",
            "指标值",
            "指标完成值",
            "自评值",
            "期末数",
            "目标完成值",
        )
    ),
    Sent("2023年\n指标|目标值|完成值|完成情况\n企业|135|130|未完成", "firms@2023=130"),
    Sent("指标|2023年完成情况|\n|完成值|进度\n企业|130|96%", "firms@2023=130", merged=("B1:C1",)),
    Sent("指标|2022年|2021-2023年累计\n企业|120|330", "firms@2022=120"),
    Sent("统计年鉴2023\n指标|单位|数值\n企业|家|130", "", "JY812"),
    # notes
    *(
        Sent(f"指标|2023年|备注\n企业|130|{note}\n产值|47.1|", OUTPUT, rules)
        for rules, notes in NOTES.items()
        for note in notes
    ),
    Sent(
        "指标|2023年|备注\n企业|130|含筹建，比目标多5家\n产值|47.1|",
        "firms@2023=130 output@2023=47.1",
    ),
    # columns of months, and one of the year beside them
    Sent("2023年\n指标|单位|本月完成|累计完成\n产值|亿元|4.1|47.1", "", "JY812"),
    Sent("2023年\n指标|单位|本月|全年\n产值|亿元|4.1|47.1", OUTPUT),
    Sent("2023年\n指标|单位|一季度|上半年|全年\n产值|亿元|11|21|47.1", OUTPUT),
    Sent("指标|单位|2022年|2023年1-9月\n产值|亿元|45|33", "output@2022=45"),
    Sent("Indicator|2022|Jan-Jun 2023|H1 2023\nOutput|45|21|21", "output@2022=45"),
    Sent(
        "指标|2022年|2023年||\n||一季度|二季度|全年\n产值|45|11|10|47.1",
        "output@2022=45 output@2023=47.1",
        merged=("C1:E1",),
    ),
    # one figure for two years
    Sent("指标|单位|2022年|2023年\n企业|家|130|", "", "JY810", merged=("C2:D2",)),
    # units
    Sent(
        "2023年主要指标|||单位：亿元、家\n指标|完成值\n企业|130\n产值|47.1",
        "firms@2023=130 output@2023=47.1",
    ),
    Sent(
        "指标|单位|2022年|单位|2023年\n产值|万元|450000|亿元|47.1",
        "output@2022=45 output@2023=47.1",
        "JY814",
    ),
    # districts in a column, however it is called
    *(
        Sent(
            f"{heading}|指标|计量单位|2023年\n东区|企业|家|60\n西区|企业|家|70",
            "east:firms@2023=60 west:firms@2023=70",
        )
        for heading in ("填报单位", "县（市、区）", "所属区县", "报送单位", "名目", "Municipality")
    ),
    Sent(
        "区县|指标|2023年\n东区|企业|60\n西区|企业|70\n合计|企业|130",
        "east:firms@2023=60 west:firms@2023=70 firms@2023=130",
    ),
    Sent("区县|指标|2023年\n东区|企业|60\n|产值|20", "east:firms@2023=60", "JY204 JY238"),
    Sent("区县|指标|2023年\n|企业|130\n东区|企业|60", "firms@2023=130 east:firms@2023=60", "JY238"),
    Sent(
        "区县|指标|2023年\n东区|企业|60\n|产值|20",
        "east:firms@2023=60 east:output@2023=20",
        "JY238",
        merged=("A2:A3",),
    ),
    Sent("区县|指标|2023年\n南区|企业|60", "", "JY204"),
    # of whom, in a plan with a place and a zone
    *(Sent(f"{title}\n{RESULTS}", "", "JY803", plan="city") for title in OTHERS),
    *(Sent(f"{title}\n{RESULTS}", "firms@2023=130", plan="city") for title in OWN),
    Sent("指标|2023年\n企业|130", "", "JY803", plan="city", sheet="某江省"),
    Sent("指标|2023年\n企业|130", "", "JY803", plan="city", sheet="高新区"),
    Sent("指标|2023年\n高新区企业|60", "zone_firms@2023=60", plan="city", sheet="高新区"),
    Sent(
        "虚构市高新区2023年主要指标\n指标|完成值\n高新区企业|60\n企业|130",
        "zone_firms@2023=60",
        "JY803",
        plan="city",
    ),
    Sent(
        "2023年\n指标|数值\n全市|\n企业|130\n高新区|\n产值|20",
        "firms@2023=130",
        "JY803",
        plan="city",
    ),
    Sent(
        "2023年\n指标|数值\n虚构市|\n企业|130\n某江省：|\n产值|20",
        "firms@2023=130",
        "JY803",
        plan="city",
    ),
    Sent("指标|范围|2023年\n企业|高新区|60\n产值|全市|47.1", OUTPUT, "JY803", plan="city"),
    Sent(
        "指标|范围|2023年\n高新区企业|高新区|60\n产值|全市|47.1",
        "zone_firms@2023=60 output@2023=47.1",
        plan="city",
    ),
    Sent("指标|2022年|2023年（高新区）\n企业|120|60", "firms@2022=120", "JY820", plan="city"),
    Sent("指标|2023年|#高新区\n企业|130|60", "firms@2023=130", "JY820", plan="city"),
)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both plans."""
    folder = tmp_path_factory.mktemp("plans")
    fictional.county(folder / "county")
    targets = fictional.county(folder / "city") / "targets.yaml"
    text = targets.read_text(encoding="utf-8").replace("小计划", "虚构市科技规划")
    text = text.replace("全县", "全市").replace("scopes: [", f"scopes: [{ZONE}, ") + ZONE_FIRMS
    targets.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("sent", SENT, ids=str)
def test_a_figure_is_taken_where_all_words_around_it_are_understood(
    sent: Sent, plans: Path, tmp_path: Path
) -> None:
    book = typed(tmp_path / f"{sent.file}.xlsx", sent.table, title=sent.sheet, merged=sent.merged)
    sources = sources_of([str(book)], None, str(plans / sent.plan), {}, allow_empty=False)
    found = gather(
        sources, None, tmp_path / "none", differing="leave", partial=True, spoken=lambda _: "en"
    )
    taken = set()
    for file in found.filed:
        said = yaml.safe_load(file.after)
        whose = f"{said['district']}:" if "district" in said else ""
        for id_, value in said["values"].items():
            told = value if isinstance(value, dict) else {"value": value}
            early = "p" if told.get("provisional") else ""
            taken.add(f"{whose}{id_}@{said['year']}={told['value']}{early}")
    assert taken == {*sent.taken.split()}
    assert sorted(each.code for each in found.collected.checked.findings) == sent.rules.split()
