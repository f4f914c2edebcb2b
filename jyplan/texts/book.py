"""The texts of workbooks that calculate, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from jyplan.texts.words import Language

TEXTS: dict[str, tuple[str, str]] = {
    # sheets; formulas call them, so each is one word
    "sheet.overview": ("总览", "Overview"),
    "sheet.indicators": ("指标", "Indicators"),
    "sheet.reported": ("填报数", "Reported"),
    "sheet.course": ("年度路径", "Course"),
    "sheet.growth": ("增长假设", "Growth"),
    "sheet.methods": ("方法与来源", "Methods"),
    "sheet.steps": ("计算步骤", "Steps"),
    "sheet.words": ("词表", "Words"),
    # names that formulas use
    "name.as_of": ("截至年份", "AsOf"),
    "name.ahead": ("快于预期界", "AheadFrom"),
    "name.behind": ("滞后界", "BehindBelow"),
    "name.years": ("各年", "Years"),
    "name.reasons": ("缺数原因", "Reasons"),
    "name.statuses": ("状态词", "Statuses"),
    # hints
    "hint.year": ("请填 {first} 到 {last} 之间的年份。", "Enter a year from {first} to {last}."),
    "hint.list": ("请从列表中选取。", "Choose from the list."),
    # overview
    "overview.about": (
        "{first} 年底至 {last} 年底。黄底蓝字的单元格可以修改，其余随之重新计算。",
        "From the end of {first} to the end of {last}. Change the blue figures on yellow; everything else follows.",
    ),
    "overview.settings": ("基本设置", "Settings"),
    "overview.counts": ("各状态指标数", "Indicators by status"),
    "overview.all": ("合计", "In all"),
    "setting.as_of": ("截至年份", "As of the end of"),
    "setting.as_of.about": (
        "只看到该年底为止的填报数",
        "only figures reported up to the end of this year count",
    ),
    "setting.ahead": ("快于预期：领先不少于", "Ahead from a lead of"),
    "setting.ahead.about": (
        "领先为完成进度减应完成进度",
        "the lead is the achieved share minus the expected share",
    ),
    "setting.behind": ("滞后：领先低于", "Behind below a lead of"),
    "setting.behind.about": (
        "在两者之间为符合预期",
        "between the two an indicator is on track",
    ),
    "legend.achieved": ("最新值已达到目标", "the latest value meets the target"),
    "legend.achieved_worsening": (
        "已达到目标，但最新值不如前值",
        "the target is met, but the latest value is worse than the one before",
    ),
    "legend.ahead": ("领先达到“快于预期”界线", "the lead reaches the threshold for ahead"),
    "legend.on_track": ("领先在两条界线之间", "the lead is between the two thresholds"),
    "legend.behind": ("领先低于“滞后”界线", "the lead is below the threshold for behind"),
    "legend.regressing": ("最新值不如基期值", "the latest value is worse than the baseline"),
    "legend.missed": ("目标年已过，未达到目标", "the target year is over and the target is not met"),
    "legend.undecided": (
        "无从判断，状态栏写明原因",
        "it cannot be told; the status column says why",
    ),
    "legend.no_data": ("尚无填报数", "nothing has been reported"),
    "legend.no_baseline": ("缺基期值，无从比较", "no baseline to compare with"),
    # indicators
    "indicators.about": (
        "黄底蓝字可以修改：基期、目标、路径。填报数请在“填报数”表修改。缺数处写明原因。",
        "Blue on yellow may be changed: baselines, targets, paths. Reported figures are on the next sheet. Where a figure is absent, its reason stands.",
    ),
    "group.baseline": ("基期", "Baseline"),
    "group.target": ("目标", "Target"),
    "group.latest": ("现状", "Latest"),
    "group.progress": ("进度", "Progress"),
    "group.gap": ("差距", "Gap"),
    "group.required": ("规划所需", "Required"),
    "group.observed": ("实际", "Observed"),
    "group.catch_up": ("此后所需", "Needed from here"),
    "group.projection": ("按现速推算", "At this pace"),
    "group.yearly": ("逐年目标", "Every year"),
    "head.id": ("编号", "Id"),
    "head.name": ("指标", "Indicator"),
    "head.unit": ("单位", "Unit"),
    "head.obligation": ("属性", "Obligation"),
    "head.path": ("路径", "Path"),
    "head.baseline": ("基期值", "Value"),
    "head.start_year": ("年份", "Year"),
    "head.form": ("表述", "Said as"),
    "head.operator": ("关系", "Sign"),
    "head.figure": ("数值", "Figure"),
    "head.upper": ("上限", "Up to"),
    "head.year": ("目标年", "Year"),
    "head.level": ("目标水平", "Level"),
    "head.latest": ("最新值", "Value"),
    "head.latest_year": ("年份", "Year"),
    "head.status": ("状态", "Status"),
    "head.due": ("应达值", "Due by now"),
    "head.achieved": ("完成进度", "Achieved"),
    "head.expected": ("应完成进度", "Expected"),
    "head.elapsed": ("时间进度", "Elapsed time"),
    "head.lead_points": ("领先（点）", "Lead (points)"),
    "head.lead_years": ("领先（年）", "Lead (years)"),
    "head.gap": ("差额", "Absolute"),
    "head.gap_relative": ("占目标", "Of target"),
    "head.required_rate": ("年均增速", "Rate p.a."),
    "head.required_step": ("年均增量", "Step p.a."),
    "head.observed_rate": ("年均增速", "Rate p.a."),
    "head.observed_step": ("年均增量", "Step p.a."),
    "head.catch_up_rate": ("年均增速", "Rate p.a."),
    "head.catch_up_step": ("年均增量", "Step p.a."),
    "head.compound": ("按增速到目标年", "By rate, in target year"),
    "head.linear": ("按增量到目标年", "By step, in target year"),
    "head.time": ("达到时点", "Reached at"),
    "head.attained": ("达到年底", "By end of"),
    "head.held": ("守住年数", "Years held"),
    "head.judged": ("已看年数", "Years judged"),
    # how plans say targets
    "form.value": ("数值", "level"),
    "form.range": ("范围", "range"),
    "form.average_growth": ("年均增长 %", "growth a year, %"),
    "form.change_percent": ("累计变动 %", "change in all, %"),
    "form.change": ("累计增减", "change in all"),
    "form.multiple": ("基期的倍数", "times the baseline"),
    "form.by_year": ("逐年规定", "year by year"),
    "form.than": ("与{name}相比，加", "against: {name}, plus"),
    "form.mean": ("年均与{name}相比，加", "on average, against: {name}, plus"),
    # reported figures
    "reported.title": ("填报数", "Reported figures"),
    "reported.about": (
        "每年年底数，可以修改；空格留待填报。~ 为预计数。",
        "Year-end figures; change them, or fill in what is blank. ~ marks provisional figures.",
    ),
    "unit.change": ("比上年变动 %", "change on the year before, %"),
    "unit.increment": ("当年新增（{unit}）", "added in the year ({unit})"),
    "asked.title": ("计划的逐年要求", "What the plan asks of single years"),
    "asked.milestone": ("中期目标", "on the way"),
    "asked.operator": ("关系", "sign"),
    "asked.figure": ("数值或下限", "figure, or from"),
    "asked.upper": ("上限", "up to"),
    # steps and words
    "steps.title": ("计算步骤", "Steps of the arithmetic"),
    "steps.about": (
        "其他各表的公式用到这里的中间结果，请勿修改。",
        "Other sheets rest on these intermediate results; there is nothing to change here.",
    ),
    "grid.reports": ("计入的填报数", "reports that count"),
    "grid.levels": ("水平", "levels"),
    "grid.growth": ("比上年增长 %", "growth on the year before, %"),
    "grid.mean": ("年均增长 %", "mean growth, %"),
    "grid.seen": ("与目标相比的数", "held against the target"),
    "grid.bound": ("当年目标", "asked of the year"),
    "grid.upper": ("无可比数", "without a counterpart"),
    "grid.met": ("达到", "met"),
    "grid.crossing": ("已到目标水平", "target level reached"),
    "grid.stops": ("中期目标", "milestones"),
    "grid.stopped": ("有中期目标", "there is a milestone"),
    "words.title": ("词表", "Words"),
    "words.about": ("公式由代码查得的词语。", "Words that formulas look up by their codes."),
    "words.reasons": ("缺数原因", "Why figures are absent"),
    "words.statuses": ("状态", "Statuses"),
}


def said(key: str, language: Language, **data: object) -> str:
    """The text of a key in one language, its named values filled in."""
    template = chosen(TEXTS[key], language)
    return template.format(**data) if data else template
