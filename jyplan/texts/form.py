"""The texts of forms that are filled in, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from jyplan.texts.words import Language

TEXTS: dict[str, tuple[str, str]] = {
    # sheets
    "sheet.figures": ("指标", "Figures"),
    "sheet.guide": ("填写说明 Instructions", "Instructions 填写说明"),
    # the head
    "title": ("{plan} {year}年填报表", "{plan}: figures for {year}"),
    "reporter": ("填报范围：{name}", "Reporter: {name}"),
    "whole": ("规划整体", "the plan as a whole"),
    "contact": ("有疑问请联系：{contact}", "Questions: {contact}"),
    "no_contact": (
        "有疑问请联系发来此表的单位。",
        "Questions: ask whoever sent you this form.",
    ),
    "count": ("共 {n} 项待填；已填 ", "To be filled in: {n}. Filled in so far: "),
    "count.required": (
        "共 {n} 项待填，其中必填 {required} 项；已填 ",
        "To be filled in: {n}, of which required: {required}. Filled in so far: ",
    ),
    "count.end": (" 项。", "."),
    "hint": (
        "只填黄色单元格。按表中单位填数，不带单位、逗号和 %；没有数的留空，不填 0。",
        "Fill in the yellow cells only: plain figures in the unit given, without units, commas or %. Leave empty what is not known; do not enter 0 for it.",
    ),
    "foot": (
        "填报人：____________  审核人：____________  联系电话：________________  日期：____________",
        "Filled in by: ______________  Checked by: ______________  Telephone: ______________  Date: ____________",
    ),
    # headings; whoever reads forms knows them by their words
    "head.id": ("编号", "id"),
    "head.name": ("指标", "indicator"),
    "head.unit": ("单位", "unit"),
    "head.counts": ("口径说明", "what it counts"),
    "head.before": ("上年值", "last year"),
    "head.due": ("应达", "due"),
    "head.value": ("{year}年填报值", "value {year}"),
    "head.provisional": ("快报", "preliminary"),
    "head.source": ("来源", "source"),
    "head.note": ("备注", "note"),
    "head.remarks": ("提示", "remarks"),
    "context": ("背景数据", "Context"),
    "of_year": ("（{year}）", " ({year})"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # what a figure counts
    "required": ("必填", "required"),
    "counts.stock": ("年末数", "at the end of the year"),
    "counts.annual_flow": ("全年数", "of the whole year"),
    "counts.annual_floor": ("全年数", "of the whole year"),
    "counts.cumulative": ("累计数，含往年", "total so far, earlier years included"),
    "counts.cumulative_from": ("{year}年起的累计数", "total since the beginning of {year}"),
    "counts.ratio": ("比率", "ratio"),
    "counts.coverage": ("覆盖率", "coverage"),
    "counts.growth_rate": ("比上年增长", "growth on the year before"),
    "counts.yearly_change": (
        "比上年变化，下降填负数",
        "change on the year before; negative where it falls",
    ),
    "counts.yearly_increment": ("当年新增数", "added in the year"),
    # what is said beside a figure
    "remark.required": ("必填", "required"),
    "remark.text": ("不是数，请只填数字", "no number: enter a plain figure"),
    "remark.date": ("成了日期，请重填数字", "this became a date: enter the figure again"),
    "remark.percent": (
        "带了 %，请去掉 % 重填",
        "entered with %: enter the figure again without %",
    ),
    "remark.between": ("应在 {least} 到 {most} 之间", "must lie from {least} to {most}"),
    "remark.least": ("不能小于 {least}", "cannot be less than {least}"),
    "remark.most": ("不能大于 {most}", "cannot be more than {most}"),
    "remark.fraction": (
        "像是小数：单位是 %，请填百分数",
        "looks like a fraction: the unit is %",
    ),
    "remark.times_due": (
        "约为应达的 {factor} 倍，请核对单位",
        "about {factor} times what is due: check the unit",
    ),
    "remark.part_due": (
        "约为应达的 1/{factor}，请核对单位",
        "about 1/{factor} of what is due: check the unit",
    ),
    "remark.times_before": (
        "约为上次的 {factor} 倍，请核对单位",
        "about {factor} times the figure before: check the unit",
    ),
    "remark.part_before": (
        "约为上次的 1/{factor}，请核对单位",
        "about 1/{factor} of the figure before: check the unit",
    ),
    "remark.whole": ("应为整数", "must be a whole number"),
    "remark.fall": (
        "低于上次的数，但此数只增不减，请核对",
        "less than the figure before, which this cannot be: check",
    ),
    "remark.equal": ("与上年相同，请确认", "the same as last year: is that so?"),
    # what may be put in
    "input.title": ("请核对", "Please check"),
    "input.whole": ("请填整数", "Enter a whole number"),
    "input.number": ("请填数字", "Enter a number"),
    "input.between": ("，在 {least} 到 {most} 之间", " from {least} to {most}"),
    "input.least": ("，不小于 {least}", ", not less than {least}"),
    "input.most": ("，不大于 {most}", ", not more than {most}"),
    "input.plain": ("，不带单位和 %。", ", without its unit and without %."),
    "input.usual": (
        "此数通常不小于 0。确实如此请选“是”。",
        "This is usually not less than 0. Choose “Yes” if it is right.",
    ),
    "input.prompt": ("单位：{unit}。{counts}。", "Unit: {unit}. {counts}."),
    "input.list": ("请选“是”或“否”，或留空。", "Choose “yes” or “no”, or leave it empty."),
}
# the sheet of instructions: paragraphs, each in both languages
GUIDE: tuple[tuple[str, str], ...] = (
    (
        "只填“{sheet}”表的黄色单元格；其余单元格已锁定，请不要增删行列、改表名或拆分文件。",
        "Fill in the yellow cells of the sheet “{sheet}” only. All others are locked; do not add or delete rows, columns or sheets.",
    ),
    (
        "{year}年填报值：填 {year} 年的数，按“单位”一栏的单位，照原始资料的位数，不四舍五入，不写单位、千位逗号、“约”“以上”等字样。",
        "Value {year}: the figure of {year} in the unit of its row, with all digits that your source has; no units, commas, “about” or “more than”.",
    ),
    (
        "单位是 % 的，只填百分数本身：1.02% 填 1.02，不填 1.02% 或 0.0102。",
        "Where the unit is %, enter the percentage itself: 1.02 for 1.02 %, neither 1.02% nor 0.0102.",
    ),
    (
        "口径说明：年末数是 12 月 31 日的数；全年数是 1 月 1 日到 12 月 31 日的数；累计数含往年，不是当年新增；比上年变化填百分数，下降填负数；当年新增数只填本年增加的数。",
        "What it counts: figures “at the end of the year” are those of 31 December; figures “of the whole year” are those of 1 January to 31 December; totals so far include earlier years; changes on the year before are in per cent, negative where it falls; what was “added in the year” leaves earlier years out.",
    ),
    (
        "没有数的留空，不要填 0、“—”或“无”。标“必填”的必须填报。",
        "Leave empty what is not known: no 0, no dash, no “none”. What is marked “required” has to be filled in.",
    ),
    (
        "快报：初步数、快报数选“是”，以后可以更正；定案数选“否”或留空。",
        "Preliminary: “yes” for a figure that may still be revised; “no” or empty for a final one.",
    ),
    (
        "来源：写明资料名称，例如“{year}年统计公报”。备注：口径有变、数有异常的，在此说明。",
        "Source: the document that the figure is from, such as “Statistical Communiqué {year}”. Note: say here what changed in the definition, or why a figure is unusual.",
    ),
    (
        "上年值：已填报的最近一年的数，不是上年的注明年份。应达：照规划的进度，到 {year} 年应达到的数，供核对，不是要填的数。",
        "Last year: the newest figure reported before, with its year where that is another one. Due: where the plan's course should be in {year}; it is there to compare with, and not what is to be entered.",
    ),
    (
        "提示：填数后自动显示可疑之处（单位不对、低于上年、与上年相同等）。核对无误的可以照报，并在备注里说明。",
        "Remarks: says at once what looks wrong, such as another unit, less than last year, the same as last year. If the figure is right all the same, leave it and say why in the note.",
    ),
    (
        "往年的数有更正的，不要改“上年值”，请另行告知。",
        "If a figure of an earlier year has to be corrected, tell whoever sent the form; last year's column stays as it is.",
    ),
)
APART = (
    "以下指标的区县数不能汇总，由汇总单位统一填报，本表不列：{names}。",
    "Not asked of districts, because their figures cannot be taken together: {names}.",
)
GUIDE_TITLE = ("填写说明", "Instructions")


def said(key: str, language: Language, **data: object) -> str:
    """The text of a key in one language, its named values filled in."""
    template = chosen(TEXTS[key], language)
    return template.format(**data) if data else template
