"""What is said of a plan that is made from a table, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.texts.words import chosen, echoed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.draft import DraftRemark
    from jyplan.texts.words import Language

TEXTS: Mapping[str, tuple[str, str]] = {
    # at the head of files
    "targets.head": (
        "由指标表 {table} 生成；各项的 source 是表中的单元格。编号（id）可以改，baselines.yaml 里要一起改。",
        "Made from the table {table}; each source is a cell of it. Ids can be changed, in baselines.yaml as well.",
    ),
    "targets.check": (
        "行末带“#”说明的，是照字面推断的，请核对。没有看懂的目标连同指标留作注释。",
        "What has a remark behind # was inferred from words: check it. Targets that were not understood are left as comments.",
    ),
    "baselines.head": (
        "targets.yaml 各指标的基期值，由 {table} 生成。",
        "Where the indicators of targets.yaml started, from {table}.",
    ),
    "theme.unnamed": ("主要指标", "Main indicators"),
    "scope.name": ("全域（请改为本地名称）", "Whole area (put its name in)"),
    "scope.note": ("表中没有写地域，请改名", "the table names no area: put its name in"),
    # an indicator that is left as a comment
    "left.target": (
        "没有写入：目标“{text}”没有看懂。请补上 target，再去掉各行开头的“# ”。",
        "Left out: the target “{text}” was not understood. Write the target, then take the leading “# ” away.",
    ),
    "left.nothing": (
        "没有写入：表中没有目标。请补上 target，再去掉各行开头的“# ”。",
        "Left out: the table has no target. Write one, then take the leading “# ” away.",
    ),
    "left.invalid": (
        "没有写入：{why}。改好后去掉各行开头的“# ”。",
        "Left out: {why}. Mend it, then take the leading “# ” away.",
    ),
    "left.start": (
        "{id} 在 targets.yaml 里留作注释，基期值也是。",
        "{id} is left as a comment in targets.yaml, and so is its baseline.",
    ),
    "start.unknown": (
        "{id} 的基期值“{text}”没有看懂（{place}）。",
        "The baseline of {id}, “{text}”, was not understood ({place}).",
    ),
    # remarks
    "remark.kind": (
        "请核对：年末存量为 stock，全年发生数为 annual_flow",
        "check it: stock at the end of a year, or annual_flow over it",
    ),
    "remark.direction": ("请核对哪个方向更好", "check which way is better"),
    "remark.unit": ("表中没有单位，请填写", "the table names no unit: write it"),
    "remark.every_year": (
        "界限写在年均、累计一列，理解为每年都要做到，请核对",
        "a bound in the column of means and totals, read as one of every year; check it",
    ),
    "remark.growth_in_year": (
        "理解为当年的增速；若指各年平均，请改为 average_growth",
        "read as the growth of that year; write average_growth if a mean is meant",
    ),
    "remark.yearly_change": (
        "理解为逐年填报比上年变化的百分比，从基期起连乘；若填报绝对量，请改单位、删去此行并补基期值",
        "read as reports of the change on the year before in per cent, chained from the baseline; if levels are reported, change the unit, delete this line and add a baseline",
    ),
    "remark.added_up": (
        "理解为各年新增累计，从0起算，逐年填报当年新增",
        "read as what is added over the years, from nothing; reports hold what was added in the year",
    ),
    "remark.points": (
        "百分比的提高或降低理解为百分点，请核对",
        "a change of a percentage, read as points; check it",
    ),
    "remark.in_step": (
        "“基本同步”理解为年均增速最多低0.5个百分点，请核对",
        "in step is read as a mean growth of at most half a point less; check it",
    ),
    "remark.also_growth": (
        "表中另有年均增速“{text}”",
        "the table has the mean growth as well: “{text}”",
    ),
    "remark.also_follows": (
        "表中另写“{text}”，与基期值、目标值相符",
        "the table says “{text}” as well, which follows from the figures",
    ),
    "remark.also_said": (
        "表中另写“{text}”，未采用，请核对",
        "the table says “{text}” as well, which was not used; check it",
    ),
    "remark.star_year": ("表中注明的年份", "the year that the table marks"),
    "remark.star_unknown": (
        "“{text}”的注记在表中没有说明，请核对年份",
        "the mark of “{text}” is not explained in the table; check the year",
    ),
    "remark.marked": (
        "“{text}”带注记，请核对注记说的是什么",
        "“{text}” has a mark: check what is said of it",
    ),
    "remark.goes_back": (
        "各年的数有升有降，理解为对每一年的要求，请核对",
        "the figures of the years rise and fall, and are read as asked of each; check it",
    ),
    "remark.about": ("表中写作“{text}”", "“{text}” in the table"),
    "remark.scaled": (
        "单元格以千或万显示，这里是存的数，请核对",
        "the cell shows thousands, and this is what it holds; check it",
    ),
    "remark.obligation": (
        "属性“{text}”没有看懂，未写 obligation",
        "the table says “{text}” of its obligation, which was not understood",
    ),
    "remark.hidden_row": ("这一行在表中是隐藏的", "this row is hidden in the table"),
    "remark.base_is_growth": (
        "表中基期“{text}”（{place}）是增速，不是基期水平，没有写入",
        "“{text}” of the first year ({place}) is growth, and no level to start from",
    ),
    "remark.base_unsaid": (
        "表中基期写“{text}”（{place}），没有基期值",
        "the table says “{text}” of the first year ({place}), and has no baseline",
    ),
    "remark.base_is_flow": (
        "表中基期“{text}”（{place}）是当年数；各年新增从0起算",
        "“{text}” of the first year ({place}) is of that year alone; what is added counts from nothing",
    ),
    "remark.plan_id": ("编号可以改", "can be changed"),
    "remark.name_of_file": (
        "表上没有标题，取自文件名，请改",
        "the table has no title: this is the file's name",
    ),
    "remark.no_first_year": (
        "表中没有基期年份，按规划期五年推算，请核对",
        "the table names no first year, and five years are assumed; check it",
    ),
    "remark.unused": ("没有用到的列：{names}", "columns that were not used: {names}"),
    "remark.other_tables": (
        "没有读取的表：{names}；要用其中一张，请用 --sheet 和 --row 指明",
        "tables that were not read: {names}; to use one of them name it by --sheet and --row",
    ),
    "remark.years_between": (
        "最早一列作基期，其余各年作途中或更远的目标，请核对",
        "the earliest column is the baseline, other years are milestones or later targets; check it",
    ),
    # on the page
    "page.count": ("共 {all} 项指标，写入 {written} 项", "{written} of {all} indicators written"),
    "column.row": ("行", "Row"),
    "column.name": ("指标", "Indicator"),
    "column.unit": ("单位", "Unit"),
    "column.baseline": ("基期", "Baseline"),
    "column.target": ("目标（jyplan 的理解）", "Target as understood"),
    "section.not": ("没有看懂或互相矛盾的", "What was not understood, or contradicts itself"),
    "section.check": ("请核对", "What to check"),
    "section.files": ("写好的文件", "Files written"),
    "not_written": ("没有写入：{text}", "not written: {text}"),
    "of": ("{id}：{said}", "{id}: {said}"),
    "no_target": ("没有目标", "no target"),
    "every": ("每年{target}", "{target}, every year"),
    "in_year": ("{year}年{target}", "{target} in {year}"),
    "striven": ("力争{target}", "striving for {target}"),
    "and_further": ("{target}，{more}", "{target}, {more}"),
    "rows": ("{said}：{names}", "{said}: {names}"),
}


def drafted(key: str, language: Language, **data: object) -> str:
    """The text of a key in one language, its named values filled in."""
    return chosen(TEXTS[key], language).format(**data)


def remark_text(remark: DraftRemark, language: Language) -> str:
    """A remark on one line."""
    data = {key: _listed(value) for key, value in remark.data.items()}
    return echoed(drafted(f"remark.{remark.code}", language, **data))


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
