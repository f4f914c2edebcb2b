"""The words around findings, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.texts.words import Language

    Pair = tuple[str, str]

TEXTS: Mapping[str, Pair] = {
    "levels": (
        "{errors} 个错误，{warnings} 个警告，{notes} 个提示",
        "errors: {errors}, warnings: {warnings}, notes: {notes}",
    ),
    "scope": ("{files} 个文件，{values} 个数值", "files: {files}, figures: {values}"),
    "accepted": ("已说明理由而接受 {n} 个", "accepted with a reason: {n}"),
    "known": ("略去先前已知的 {n} 个", "known before and left out: {n}"),
    "between": ("；", "; "),
    "stop": ("。", "."),
    "seconds": ("用时 {seconds} 秒。", "{seconds} s."),
    "fixed": ("{where}: 已改：{old} → {new}", "{where}: fixed: {old} -> {new}"),
    "fixed_all": ("共改 {n} 处。", "Fixed: {n}."),
    "help": ("怎么改：", "help: "),
    "is_accepted": ("已接受：", "accepted: "),
    "changed": (
        "{path}：检查之后文件又有改动，没有改写；请重新运行",
        "{path}: it has changed since it was checked and was left alone; run it again",
    ),
    "marked": ("{path}：已标出问题", "{path}: marked"),
    "not_marked": (
        "{path}：不是 .xlsx，不能标注；请对方另存为 .xlsx",
        "{path}: cannot be marked, since it is no .xlsx; have it saved as that",
    ),
    "reason": ("理由：", "reason: "),
    "holds": (
        "成立：{formula}{when}：{left} {relation} {right}",
        "holds: {formula}{when}: {left} {relation} {right}",
    ),
    "checked": ("检查结果", "What the check found"),
    "all_checks": ("检查规则", "Checks"),
    "settable": (
        "，计划可调整级别，填报可说明理由而接受",
        "; a plan can set its severity, and a value can accept it with a reason",
    ),
    "not_settable.error": ("，不能接受，必须改正", "; it has to be mended, it cannot be accepted"),
    "not_settable.warning": (
        "，请核对；不妨碍其他数值",
        "; it is to be looked at, and holds nothing up",
    ),
    "not_settable.note": (
        "，供参考，不必改",
        "; it is for information, and nothing need be mended",
    ),
    # where a service shows only some of them
    "annotated.error": (
        "错误共 {n} 个，GitHub 只标注 {shown} 个，其余如下：",
        "GitHub annotates {shown} of the {n} errors; here is the rest:",
    ),
    "annotated.warning": (
        "警告共 {n} 个，GitHub 只标注 {shown} 个，其余如下：",
        "GitHub annotates {shown} of the {n} warnings; here is the rest:",
    ),
    "annotated.note": (
        "提示共 {n} 个，GitHub 只标注 {shown} 个，其余如下：",
        "GitHub annotates {shown} of the {n} notes; here is the rest:",
    ),
    "left_out": (
        "另有 {n} 个未列出，请见日志。",
        "Not listed for want of room: {n}. The log has them.",
    ),
    # the summary
    "clean": ("未发现问题。", "Nothing is wrong."),
    "heading.rules": ("按规则", "By rule"),
    "heading.findings": ("逐条", "One by one"),
    "column.code": ("代码", "Code"),
    "column.rule": ("规则", "Rule"),
    "column.severity": ("级别", "Severity"),
    "column.number": ("个数", "Number"),
    "column.place": ("位置", "Place"),
    "column.message": ("说明", "Message"),
}


def said(key: str, language: Language, **data: object) -> str:
    """The text of a key in one language, its named values filled in."""
    return chosen(TEXTS[key], language).format(**data)
