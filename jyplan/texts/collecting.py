"""What is said of tables that were collected, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.texts.words import Language

TEXTS: Mapping[str, tuple[str, str]] = {
    "title": ("收表结果", "What the tables report"),
    "column.name": ("指标", "Indicator"),
    "column.year": ("年份", "Year"),
    "column.district": ("区县", "District"),
    "column.cell": ("单元格", "Cell"),
    "column.heading": ("表头", "Heading"),
    "column.raw": ("原文", "As written"),
    "column.figure": ("数值", "Figure"),
    "column.unit": ("单位", "Unit"),
    "column.provisional": ("快报", "Preliminary"),
    "preliminary": ("是", "yes"),
    "column.there": ("已有", "On file"),
    "column.where": ("所在", "Where"),
    "column.fate": ("处理", "Outcome"),
    "fate.new": ("新增", "new"),
    "fate.same": ("已有，相同", "on file, the same"),
    "fate.left": ("不同，未改", "differs, left"),
    "fate.replaced": ("替换", "replaced"),
    "fate.restated": ("更正", "restated"),
    "fate.wrong": ("有误", "wrong"),
    "file.written": ("{path}：写入 {n} 个数值", "{path}: figures written: {n}"),
    "file.shown": ("{path}：将写入 {n} 个数值", "{path}: figures that would be written: {n}"),
    "counts": (
        "{plan}；新增 {new}，已有且相同 {same}，不同 {different}；错误 {errors}。",
        "{plan}; new {new}, on file the same {same}, different {different}; errors {errors}.",
    ),
    "stopped": (
        "有错误，没有写入。请填报单位改正后重来（--mark 在原表中标出）；只收没有问题的，加 --partial。",
        "There are errors, and nothing was written. Have them mended (--mark shows them in the workbook); or take what is sound with --partial.",
    ),
    "stopped_whole": (
        "没有读到可收的数值，没有写入；请改正后重来。",
        "No figure can be taken, and nothing was written; mend it and try again.",
    ),
    "left": (
        "不同的没有改动：--restate 记为更正（保留原数），--replace 替换，--diff 先看结果。",
        "What differs was left alone: --restate files it as a restatement, --replace replaces it, --diff shows first.",
    ),
    "nothing": ("没有可写入的数值。", "There was nothing to write."),
    "next": ("看进度：jyplan status{plan}", "Where that leaves the plan: jyplan status{plan}"),
}


def said(key: str, language: Language, **data: object) -> str:
    """A text of collected tables."""
    return chosen(TEXTS[key], language).format(**data)
