"""The messages of what `jyplan check` finds, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Pair = tuple[str, str]

TEXTS: Mapping[str, Pair] = {
    # identities, accepted findings and settings in the files of a plan
    "JY218": (
        "看不懂公式：{problem}；请写成“指标 = 算式”或“指标 <= 算式”",
        "this formula is not understood: {problem}; write NAME = ARITHMETIC or NAME <= ARITHMETIC",
    ),
    "JY219": (
        "公式中的 {name} 不存在{suggestion}；请用指标或背景数据的编号",
        "there is no {name} for this formula{suggestion}; use ids of indicators or context quantities",
    ),
    "JY220": (
        "公式两边单位不同：{left} 与 {right}；请核对公式或换算单位",
        "the units do not agree: {left} and {right}; check the formula, or convert one side",
    ),
    "JY221": (
        "accept 与 reason 须同时给出；请补上 {key}",
        "accept and reason go together; add {key}",
    ),
    "JY222": (
        "{value} {problem}{suggestion}；可用代码见 jyplan check --list-rules",
        "{value} {problem}{suggestion}; jyplan check --list-rules names the codes",
    ),
    "JY223": (
        "单位是 {unit}，计划中是 {expected}；{conversion}",
        "the unit is {unit}, in the plan it is {expected}; {conversion}",
    ),
    "JY224": (
        "weight 只用于比率和覆盖率（现为 {kind}）；请删去",
        "weight goes with ratios and coverages only (found {kind}); delete it",
    ),
    "JY225": (
        "{name} 没有{part}；公式中请换一个量",
        "{name} has no {part}; use another quantity in the formula",
    ),
    # values that do not fit the plan
    "JY231": (
        "{year} 年不在计划期 {first}–{last} 内；请改年份",
        "{year} is outside the plan, {first} to {last}; correct the year",
    ),
    "JY232": (
        "文件名中是 {named}，year 是 {year}；请改其一",
        "the file is named {named}, its year is {year}; correct one of them",
    ),
    "JY233": (
        "{name} 按{unit}计数，{value} 不是整数；请填整数",
        "{name} counts whole {unit}, {value} is not whole; report a whole number",
    ),
    "JY234": (
        "{written} 比 {name} 的精度 {precision} 更细；请写 {rounded}",
        "{written} is more precise than {name} is ({precision}); write {rounded}",
    ),
    "JY235": (
        "缺少 {year} 年必报指标：{missing}；请补报",
        "required for {year} and missing: {missing}; report it",
    ),
    "JY236": (
        "没有 {code} 可以接受；请从 accept 中删去",
        "{code} is accepted here but no longer found; delete it from accept",
    ),
    "JY237": (
        "各区县的 {name} 不能相加，计划又没有给出 weight；请在计划中指明权数",
        "{name} of districts does not add up and the plan names no weight; name one there",
    ),
    "JY238": (
        "{year} 年尚未填报：{missing}；全市值暂缺",
        "not submitted yet for {year}: {missing}; totals stay open until then",
    ),
    "JY239": (
        "旁边的 {path} 有错，未能用于比较；请先检查它",
        "{path} beside it has mistakes and was not compared with; check it first",
    ),
    # between indicators
    "JY301": (
        "按公式 {formula}，{arithmetic} = {expected}{interval}，而 {stated} = {found}；{note}请核对各值",
        "by {formula}, {arithmetic} = {expected}{interval}, but {stated} = {found}; {note}check the figures",
    ),
    "JY302": (
        "应有 {formula}，而 {stated} = {found}，{arithmetic} = {expected}；{note}请核对各值",
        "{formula} should hold, but {stated} = {found} and {arithmetic} = {expected}; {note}check the figures",
    ),
    "JY303": (
        "公式 {formula} 无法计算：{arithmetic} 除以零；请核对 {year}各值",
        "{formula} cannot be worked out: {arithmetic} divides by zero; check the figures{year}",
    ),
    "JY304": (
        "全市填报 {found}，各区县合计 {arithmetic} = {expected}，相差 {difference}；请核对",
        "the whole is reported as {found}, its districts give {arithmetic} = {expected}, a difference of {difference}; check which is right",
    ),
    # values that are hardly true
    "JY401": (
        "{name} 由 {before_year} 年的 {before} 降到 {value}，{kind}不会下降；请核对",
        "{name} falls from {before} in {before_year} to {value}, and a {kind} does not fall; check it",
    ),
    "JY402": (
        "{name} 由 {before_year} 年的 {before} 变到 {value}（每年 {change}），{usual}；请核对，属实可用 accept 说明",
        "{name} goes from {before} in {before_year} to {value} ({change} a year), {usual}; check it, or accept it with the reason",
    ),
    "JY403": (
        "{count} 个值与 {before_year} 年完全相同：{names}；是否照抄了上年？",
        "{count} values are those of {before_year} to the digit: {names}; was last year's form copied?",
    ),
    "JY404": (
        "{name} 为 {value}，约是预期 {expected} 的 {factor}；单位是否错了？应为 {unit}",
        "{name} is {value}, about {factor} what is expected ({expected}); is it in another unit than {unit}?",
    ),
    "JY405": (
        "更正 {name} 的 {year} 年值：{before_vintage} 年报 {before}，现报 {value}",
        "restates {name} for {year}: {before} as reported in {before_vintage}, now {value}",
    ),
    # progress
    "JY501": (
        "{name} {status}：{year} 年为 {value}{expected}；落实情况见 jyplan show {id}",
        "{name} is {status}: {value} in {year}{expected}; see jyplan show {id}",
    ),
}
