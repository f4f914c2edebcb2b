"""A fictional report, as pages for documents hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.page import (
    DASH,
    Bar,
    Cell,
    Chart,
    Charts,
    Choices,
    Column,
    Definition,
    Definitions,
    Line,
    Message,
    Messages,
    Note,
    Notes,
    Page,
    Profile,
    Quote,
    Row,
    Section,
    Table,
)
from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from jyplan.pages.page import Tone
    from jyplan.texts.words import Language

    Pair = tuple[str, str]


class Told(NamedTuple):
    """What is told of an indicator, from 2020 on, which aims at 2025."""

    name: Pair
    unit: Pair
    status: Pair
    tone: Tone
    decimals: int
    values: tuple[float, ...]
    target: float


TOLD = (
    Told(
        ("全社会研究与试验发展经费投入强度", "R&D intensity of the whole economy"),
        ("%", "%"),
        ("▼ 滞后", "▼ behind"),
        "warning",
        2,
        (0.95, 0.97, 0.98, 1.02),
        1.2,
    ),
    Told(
        ("高新技术企业", "High-technology firms"),
        ("家", "firms"),
        ("▲ 快于预期", "▲ ahead"),
        "good",
        0,
        (186, 271, 275, 420),
        500,
    ),
    Told(
        ("市级工程技术研究中心", "Engineering centres of the city"),
        ("家", "centres"),
        ("● 提前完成", "● achieved early"),
        "good",
        0,
        (241, 260, 290, 302),
        300,
    ),
)
THEMES = (("创新能力", "Capacity"), ("创新主体", "Innovators"), ("产业升级", "Industry"))
OVERVIEW = (
    (
        "截至 2023 年底，规划 36 项指标中，提前完成 3 项，快于预期 4 项，符合预期 5 项，滞后 9 项；"
        "另有 15 项尚无数据，需要在下一年度补报。"
    ),
    (
        "At the end of 2023, 3 of the 36 indicators were achieved early, 4 were ahead, 5 on track "
        "and 9 behind; of 15 there are no data."
    ),
)
FIRMS = (
    "高新技术企业达 420 家，比 2020 年增加 234 家，距 500 家的目标还差 80 家。",
    "There were 420 high-technology firms, 234 more than in 2020, 80 short of the target of 500.",
)
WHY = (
    "完成进度 28 %，低于应完成的 60 %；按现有增速，到期只能达到 1.07 %",
    "28 % done where 60 % are due; at its present pace it will come to 1.07 % in the end",
)
# rows of each theme in the table, which goes over several sheets
ROWS = 12


def report(language: Language) -> Page:
    """A page with all that a report has; the table of indicators goes over several sheets."""

    def word(chinese: str, english: str) -> str:
        return chosen((chinese, english), language)

    blocks = (
        _overview(language),
        _attention(language),
        Section(
            word("三、指标完成情况", "3 Indicators by theme"),
            (
                Choices(word("评价", "Verdict"), word("全部", "all"), (("a", "无人选择"),)),
                indicators(language),
                Notes(
                    (
                        Note(word("完成进度 = 已有进展 / 应有进展。", "Done: so far / required.")),
                        Note(word("官方评价见附录。", "Official: see annex."), of=("official",)),
                    )
                ),
            ),
        ),
        Section(
            word("四、逐项情况", "4 One by one"),
            tuple(
                Section(
                    chosen(theme, language),
                    tuple(
                        _card(told, f"{number}{place}", language) for place, told in enumerate(TOLD)
                    ),
                )
                for number, theme in enumerate(THEMES)
            ),
        ),
        _methods(language),
    )
    return Page(
        language,
        (word("虚构市科技规划实施情况", "Progress of a fictional plan"), "2020 → 2025"),
        (word("截至 2023 年底", "at the end of 2023"),),
        blocks,
        word("目录", "Contents"),
    )


def indicators(language: Language) -> Table:
    """The table of indicators; some of its columns may be left out."""

    def column(key: str, chinese: str, english: str, dispensable: int = 0) -> Column:
        words = {"indicator", "unit", "obligation", "official", "status"}
        title = chosen((chinese, english), language)
        return Column(key, title, key not in words, dispensable, key == "indicator")

    columns = (
        column("number", "序号", "No."),
        column("indicator", "指标", "Indicator"),
        column("unit", "单位", "Unit"),
        column("obligation", "属性", "Kind"),
        column("baseline", "2020年", "2020"),
        column("target", "2025年目标", "Target 2025"),
        column("latest", "最新值", "Latest"),
        column("achieved", "完成进度", "Done"),
        column("expected", "应完成", "Due", 1),
        column("catch_up", "还需年增", "Needed a year", 2),
        column("official", "官方", "Official", 3),
        column("status", "评价", "Verdict"),
    )
    rows: list[Row] = []
    for theme in THEMES:
        for place in range(ROWS):
            told = TOLD[place % len(TOLD)]
            texts = (
                str(len(rows) + 1),
                chosen(told.name, language),
                chosen(told.unit, language),
                chosen(("预期性", "expected"), language),
                f"{told.values[0]:.{told.decimals}f}",
                f"≥ {told.target:.{told.decimals}f}",
                f"{told.values[-1]:.{told.decimals}f}",
                "28 %",
                "60 %",
                "12.5 %",
                chosen(("基本符合", "nearly on track"), language),
            )
            cells = (*map(Cell, texts), Cell(chosen(told.status, language), told.tone))
            rows.append(Row(cells, chosen(theme, language)))
    return Table(columns, tuple(rows))


def _overview(language: Language) -> Section:
    lines = (OVERVIEW, FIRMS)
    statuses = ((told.status, told.tone, str(3 * place)) for place, told in enumerate(TOLD))
    return Section(
        chosen(("一、总体情况", "1 Overview"), language),
        (
            Notes(tuple(Note(chosen(line, language), prose=True) for line in lines)),
            Table(
                (
                    Column("status", chosen(("评价", "Verdict"), language), right=False),
                    Column("number", chosen(("项数", "Indicators"), language)),
                ),
                tuple(
                    Row((Cell(chosen(status, language), tone), Cell(number)))
                    for status, tone, number in statuses
                ),
            ),
        ),
    )


def _attention(language: Language) -> Section:
    columns = (
        Column("indicator", chosen(("指标", "Indicator"), language), right=False, names=True),
        Column("why", chosen(("原因", "Why"), language), right=False),
    )
    rows = (Row((Cell(chosen(TOLD[0].name, language)), Cell(chosen(WHY, language)))),)
    title = chosen(("二、需要关注的指标", "2 What needs attention"), language)
    return Section(title, (Table(columns, rows),))


def chart(told: Told, language: Language) -> Chart:
    """All that a chart of a report shows."""
    first, last = told.values[0], told.values[-1]
    step, pace = (told.target - first) / 5, (last - first) / 3
    lines = {
        "course": tuple((year, first + step * (year - 2020)) for year in range(2020, 2026)),
        "projection": tuple((year, last + pace * (year - 2023)) for year in range(2023, 2026)),
        "observed": tuple(enumerate(told.values, start=2020)),
        "milestone": ((2023, first + step * 3),),
        "target": ((2025, told.target),),
    }
    names = {
        "course": ("计划进度", "plan"),
        "projection": ("按现有增速", "at this pace"),
        "observed": ("实际", "observed"),
        "milestone": ("应达", "due"),
        "target": ("目标", "target"),
    }
    shown = ("observed", "course", "projection")
    columns = (
        Column("year", chosen(("年份", "Year"), language), right=False, names=True),
        *(Column(role, chosen(names[role], language)) for role in shown),
    )
    values = {role: dict(lines[role]) for role in shown}
    rows = tuple(
        Row(
            (
                Cell(str(year)),
                *(
                    Cell(
                        f"{values[role][year]:.{told.decimals}f}" if year in values[role] else DASH
                    )
                    for role in shown
                ),
            )
        )
        for year in range(2020, 2026)
    )
    described = (
        f"2023 年为 {last}，目标 {told.target}。",
        f"{last} in 2023, target {told.target}.",
    )
    return Chart(
        f"{chosen(told.name, language)} ({chosen(told.unit, language)})",
        tuple(Line(role, chosen(names[role], language), points) for role, points in lines.items()),
        told.decimals,
        "",
        chosen(described, language),
        Table(columns, rows, turns=True),
    )


def _card(told: Told, key: str, language: Language) -> Profile:
    def word(chinese: str, english: str) -> str:
        return chosen((chinese, english), language)

    first, last = told.values[0], told.values[-1]
    said = word(
        f"2023 年为 {last}，完成 28 %，应完成 60 %；还需年增 12.5 %，到 {told.target}。",
        f"It was {last} in 2023: 28 % are done, 60 % are due; 12.5 % a year are needed.",
    )
    formulas = (
        Definition(word("年均增量", "Required step"), Cell(f"({told.target} − {first}) / 5")),
        Definition(
            word("完成进度", "Achieved share"),
            Cell(f"({last} − {first}) / ({told.target} − {first})", told.tone, bar=Bar(0.28, 0.6)),
        ),
        Definition("", Cell(word("数据来自第一章", "from chapter 1"))),
    )
    return Profile(
        key,
        f"{key} {chosen(told.name, language)}",
        (word("预期性", "expected"), chosen(told.unit, language)),
        Cell(chosen(told.status, language), told.tone),
        (),
        (Charts((chart(told, language),)), Notes((Note(said, prose=True),))),
        (Definitions(formulas),),
        word("计算过程", "How it is worked out"),
    )


def _methods(language: Language) -> Section:
    def word(chinese: str, english: str) -> str:
        return chosen((chinese, english), language)

    quote = Quote("2023.yaml:2:3:", ("values:", "  hnte: 3200"), 2, 8, 12)
    return Section(
        word("五、计算方法", "5 Methods"),
        (
            Notes(
                (Note(word("应完成按直线进度计算。", "A straight line is expected."), prose=True),)
            ),
            Definitions(
                (Definition(word("滞后", "behind"), Cell(word("低于 −5 点", "below −5 points"))),),
                word("评价标准", "Verdicts"),
            ),
            Messages(
                (
                    Message(
                        word("与上年相差十倍", "ten times the year before"),
                        quote,
                        word("警告", "warning"),
                        "JY402",
                        "warning",
                        word("请核对单位", "check its unit"),
                    ),
                )
            ),
        ),
    )
