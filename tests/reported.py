"""A long page of a fictional plan, made by hand, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    Message,
    Messages,
    Note,
    Notes,
    Page,
    Profile,
    Row,
    Section,
    ShownFigure,
    Table,
)
from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.pages.page import Tone
    from jyplan.texts.words import Language

STATUSES: dict[str, tuple[tuple[str, str], Tone]] = {
    "achieved": (("● 已完成", "● achieved"), "good"),
    "on_track": (("● 符合预期", "● on track"), "good"),
    "behind": (("▼ 滞后", "▼ behind"), "bad"),
    "no_data": (("○ 无数据", "○ no data"), "quiet"),
}
THEMES = (("创新能力", "Innovation"), ("产业发展", "Industry"), ("公共服务", "Public services"))


class Fictional(NamedTuple):
    """An indicator with what is known of it; its values are those of 2020 and the years after."""

    key: str
    name: tuple[str, str]
    unit: tuple[str, str]
    theme: int
    status: str
    target: float
    values: tuple[float, ...]
    decimals: int = 0


INDICATORS = (
    Fictional("firms", ("高新技术企业", "High-tech firms"), ("家", "firms"), 0, "behind", 500,
              (186, 214, 245, 287)),
    Fictional("intensity", ("研发投入强度", "R&D intensity"), ("%", "%"), 0, "on_track", 1.2,
              (0.95, 1.01, 1.08, 1.13), 2),
    Fictional("patents", ("每万人口发明专利拥有量", "Invention patents in force per 10,000 people"),
              ("件/万人", "per 10,000"), 0, "achieved", 2.3, (1.15, 1.61, 2.04, 2.41), 2),
    Fictional("output", ("工业总产值", "Gross industrial output"), ("亿元", "100 m yuan"), 1,
              "on_track", 1040, (757.5, 812, 871.4, 930.2), 1),
    Fictional("share", ("先进制造业增加值占规模以上工业增加值比重",
                        "Share of advanced manufacturing in value added"),
              ("%", "%"), 1, "behind", 60, (48.2, 47.9, 47.1, 46.4), 1),
    Fictional("energy", ("单位产值能耗", "Energy per output"), ("吨标准煤/万元", "t/10,000 yuan"),
              1, "no_data", 0.32, (0.38,), 2),
    Fictional("beds", ("养老机构护理型床位", "Nursing beds"), ("张", "beds"), 2, "on_track", 5200,
              (3100, 3620, 4055, 4480)),
    Fictional("schools", ("公办幼儿园在园幼儿占比", "Children in public kindergartens"), ("%", "%"),
              2, "behind", 55, (43.5, 44.0, 45.1, 45.8), 1),
)  # fmt: skip


def long_page(language: Language, indicators: Sequence[Fictional] = INDICATORS) -> Page:
    """The page in one language."""
    return _Writer(language, indicators).page()


def many() -> tuple[Fictional, ...]:
    """Thirty-six indicators."""
    return tuple(
        each._replace(key=f"{each.key}_{number}", theme=number % len(THEMES))
        for number in range(6)
        for each in INDICATORS[:6]
    )


class _Writer:
    def __init__(self, language: Language, indicators: Sequence[Fictional]) -> None:
        self.language = language
        self.indicators = indicators

    def say(self, chinese: str, english: str) -> str:
        return chosen((chinese, english), self.language)

    def page(self) -> Page:
        return Page(
            self.language,
            (
                self.say("某市科技创新规划执行情况", "How the city's plan is doing"),
                self.say("2020—2025 年", "2020–2025"),
            ),
            (self.say("截至 2023 年", "as of 2023"), self.say("虚构数据", "fictional figures")),
            (self.overview(), self.late(), self.everything(), self.one_by_one(), self.data()),
            self.say("目录", "Contents"),
        )

    def overview(self) -> Section:
        counts = [
            Row(
                (
                    Cell(chosen(words, self.language), tone),
                    Cell(str(number), figure=ShownFigure(number)),
                    Cell(bar=Bar(number / len(self.indicators))),
                )
            )
            for code, (words, tone) in STATUSES.items()
            for number in [sum(each.status == code for each in self.indicators)]
        ]
        columns = (
            Column("status", self.say("评价", "Status"), right=False, names=True),
            Column("number", self.say("项数", "Number")),
            Column("share", self.say("占比", "Share"), right=False),
        )
        prose = self.say(
            "规划提出的指标中，多数进展符合预期；三项滞后，须在余下两年加快。数据截至 2023 年。",
            "Most indicators of the plan are on track; three are behind and need more in the two "
            "years that are left. Figures are as of 2023.",
        )
        return Section(
            self.say("总体情况", "Overview"),
            (Notes((Note(prose, prose=True),)), Table(columns, tuple(counts))),
        )

    def late(self) -> Section:
        columns = (
            Column("name", self.say("指标", "Indicator"), right=False, names=True),
            Column("latest", self.say("最新值", "Latest")),
            Column("target", self.say("目标", "Target")),
            Column("why", self.say("原因", "Why"), right=False),
        )
        why = Cell(self.say("年均增幅低于所需", "grows less than it needs to"))
        rows = tuple(
            Row(
                (
                    Cell(chosen(each.name, self.language)),
                    self.figure(each.values[-1], each),
                    self.figure(each.target, each),
                    why,
                ),
                key=each.key,
            )
            for each in self.indicators
            if each.status == "behind"
        )
        title = self.say("需要关注的指标", "What needs attention")
        return Section(title, (Table(columns, rows),))

    def everything(self) -> Section:
        status = Choices(
            self.say("评价", "Status"),
            self.say("全部", "all"),
            tuple(
                (f"status:{code}", chosen(words, self.language))
                for code, (words, _) in STATUSES.items()
            ),
        )
        theme = Choices(
            self.say("领域", "Theme"),
            self.say("全部", "all"),
            tuple(
                (f"theme:t{number}", chosen(name, self.language))
                for number, name in enumerate(THEMES)
            ),
        )
        titles = {
            "number": ("序号", "No."),
            "name": ("指标", "Indicator"),
            "unit": ("单位", "Unit"),
            "obligation": ("属性", "Nature"),
            "start": ("2020年", "2020"),
            "target": ("2025年目标", "Target 2025"),
            "latest": ("最新值", "Latest"),
            "achieved": ("完成进度", "Done"),
            "due": ("应完成", "Due"),
            "lead": ("领先年数", "Lead, years"),
            "needed": ("还需年增", "Needed p.a."),
            "status": ("评价", "Status"),
            "official": ("官方", "Official"),
        }
        words = {"name", "unit", "obligation", "achieved", "status", "official"}
        columns = tuple(
            Column(key, chosen(title, self.language), right=key not in words, names=key == "name")
            for key, title in titles.items()
        )
        rows = [self.row(number, each) for number, each in enumerate(self.indicators, start=1)]
        rows.sort(key=lambda row: row.marks[1])
        return Section(
            self.say("指标完成情况", "All indicators"), (status, theme, Table(columns, tuple(rows)))
        )

    def row(self, number: int, each: Fictional) -> Row:
        words, tone = STATUSES[each.status]
        done = (each.values[-1] - each.values[0]) / (each.target - each.values[0])
        known = len(each.values) > 1
        absent = Cell(self.say("无数据", "no data"), "quiet")
        growth = (each.target / each.values[-1]) ** 0.5 - 1
        lead = done * 5 - 3
        return Row(
            (
                Cell(str(number), figure=ShownFigure(number)),
                Cell(chosen(each.name, self.language)),
                Cell(chosen(each.unit, self.language)),
                Cell(self.say("预期性", "expected")),
                self.figure(each.values[0], each),
                self.figure(each.target, each),
                self.figure(each.values[-1], each) if known else absent,
                self.share(done) if known else absent,
                self.rate(0.6),
                Cell(f"{lead:+.1f}", figure=ShownFigure(lead, 1)) if known else absent,
                self.rate(growth) if known else absent,
                Cell(chosen(words, self.language), tone),
                Cell("—"),
            ),
            chosen(THEMES[each.theme], self.language),
            each.key,
            (f"status:{each.status}", f"theme:t{each.theme}"),
        )

    def one_by_one(self) -> Section:
        themes = tuple(
            Section(
                chosen(name, self.language),
                tuple(self.card(each) for each in self.indicators if each.theme == number),
            )
            for number, name in enumerate(THEMES)
        )
        return Section(self.say("逐项说明", "One by one"), themes)

    def card(self, each: Fictional) -> Profile:
        words, tone = STATUSES[each.status]
        said = self.say(
            f"2020 年为 {each.values[0]}，最新为 {each.values[-1]}，目标 {each.target}。",
            f"It was {each.values[0]} in 2020, is {each.values[-1]} now, and the target is "
            f"{each.target}.",
        )
        more = self.say("按现速，2025 年将达到的数值见图。", "The chart shows where it leads.")
        formula = f"({each.target} / {each.values[0]}) ^ (1 / 5) − 1"
        definitions = Definitions(
            (
                Definition(self.say("计算", "Formula"), Cell(formula)),
                Definition(
                    self.say("数据来源", "Source"), Cell(self.say("市统计局", "the city's office"))
                ),
            ),
            self.say("年均增速", "Growth a year"),
        )
        return Profile(
            each.key,
            chosen(each.name, self.language),
            (chosen(each.unit, self.language), self.say("预期性", "expected")),
            Cell(chosen(words, self.language), tone),
            (f"status:{each.status}", f"theme:t{each.theme}"),
            (
                Charts((self.chart(each),)),
                Notes((Note(said, prose=True), Note(more, prose=True))),
                Definitions(
                    (Definition(self.say("完成进度", "Done"), Cell("32.2 %", bar=Bar(0.322, 0.6))),)
                ),
            ),
            (definitions, self.values(each)),
            self.say("计算与来源", "Formulas and sources"),
        )

    def chart(self, each: Fictional) -> Chart:
        start, last = each.values[0], each.values[-1]
        course = tuple(
            (year, start * (each.target / start) ** ((year - 2020) / 5))
            for year in range(2020, 2026)
        )
        seen = tuple(enumerate(each.values, start=2020))
        rate = (last / start) ** (1 / max(len(seen) - 1, 1))
        ahead = tuple((year, last * rate ** (year - seen[-1][0])) for year in range(2023, 2026))
        lines = (
            Line("course", self.say("计划路径", "course"), course),
            *([Line("projection", self.say("按现速", "at this rate"), ahead)] if seen[1:] else []),
            Line("milestone", self.say("中期目标", "milestone"), (course[3],)),
            Line("target", self.say("目标", "target"), ((2025, each.target),)),
            Line("observed", self.say("实际", "observed"), seen),
        )
        name = chosen(each.name, self.language)
        told = self.say(
            f"{name}由 {start} 变为 {last}，目标为 {each.target}。",
            f"{name}: from {start} to {last}, with a target of {each.target}.",
        )
        title = f"{name}（{chosen(each.unit, self.language)}）"
        narrow = self.say("太窄", "too narrow")
        return Chart(title, lines, each.decimals, narrow, told, self.values(each))

    def values(self, each: Fictional) -> Table:
        columns = (
            Column("year", self.say("年份", "Year"), right=False, names=True),
            Column("value", chosen(each.name, self.language)),
        )
        rows = (
            Row((Cell(str(year)), self.figure(value, each)))
            for year, value in enumerate(each.values, start=2020)
        )
        return Table(columns, tuple(rows))

    def share(self, done: float) -> Cell:
        return self.rate(done)._replace(bar=Bar(done, 0.6))

    def rate(self, value: float) -> Cell:
        return Cell(f"{value * 100:.1f} %", figure=ShownFigure(value, 1, percent=True))

    def figure(self, value: float, each: Fictional) -> Cell:
        return Cell(f"{value:.{each.decimals}f}", figure=ShownFigure(value, each.decimals))

    def data(self) -> Section:
        missing = Message(
            self.say("2023 年缺报：单位产值能耗", "not reported for 2023: energy per output"),
            None,
            self.say("警告", "warning"),
            "JY301",
            "warning",
            self.say("请补报", "please report it"),
        )
        note = Note(self.say("数据均为虚构。", "All figures are fictional."), "quiet")
        return Section(self.say("数据质量", "Data quality"), (Messages((missing,)), Notes((note,))))
