"""Clauses that could stand in an evaluation report, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.texts.words import GLUE, chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jyplan.texts.words import Language

    Pair = tuple[str, str]

TEXTS: Mapping[str, Pair] = {
    # where it stands
    "at": ("{year}年{value}", "{value} in {year}"),
    "provisional": ("（预计数）", " (provisional)"),
    "soft": ("（基期{basis}）", " (baseline: {basis})"),
    "more": ("比{year}年增加{by}", "{by} more than in {year}"),
    "less": ("比{year}年减少{by}", "{by} less than in {year}"),
    "higher": ("比{year}年提高{by}", "up {by} from {year}"),
    "lower": ("比{year}年降低{by}", "down {by} from {year}"),
    "same": ("与{year}年持平", "the same as in {year}"),
    "worse.more": ("但比{year}年增加{by}", "but {by} more than in {year}"),
    "worse.less": ("但比{year}年减少{by}", "but {by} less than in {year}"),
    "worse.higher": ("但比{year}年提高{by}", "but up {by} from {year}"),
    "worse.lower": ("但比{year}年降低{by}", "but down {by} from {year}"),
    "turned": ("不升反降", "falling where it should rise"),
    "turned.decrease": ("不降反升", "rising where it should fall"),
    "up_in_all": ("比{year}年累计上升{by}", "up {by} in all since {year}"),
    "down_in_all": ("比{year}年累计下降{by}", "down {by} in all since {year}"),
    "up_in_all.to": ("{last}年比{year}年累计上升{by}", "up {by} in all from {year} to {last}"),
    "down_in_all.to": ("{last}年比{year}年累计下降{by}", "down {by} in all from {year} to {last}"),
    "times": ("为{year}年的{n}倍", "{n} times the {year} value"),
    "average": ("{span}{growth}", "{growth} in {span}"),
    "grew": ("{year}年增长{by}", "growth of {by} in {year}"),
    "shrank": ("{year}年下降{by}", "a fall of {by} in {year}"),
    "start": ("{year}年基期值{value}", "{value} in {year}"),
    "aim": ("目标为{target}", "\nThe target is {target}"),
    "aim.year": ("{year}年目标为{target}", "\nThe target for {year} is {target}"),
    "aim.by_year": ("目标逐年不同，{year}年为{target}", "\nThe target differs by year; for {year} it is {target}"),
    "revised": ("目标{year}年由{old}调整为{new}", "\nThe target was changed in {year}, from {old} to {new}"),
    # how much of the way is done, and how much should be
    "done.more": ("完成目标增量的{share}", "\nSo far {share} of the increase aimed at is done"),
    "done.higher": ("完成目标提高幅度的{share}", "\nSo far {share} of the rise aimed at is done"),
    "done.less": ("完成目标降幅的{share}", "\nSo far {share} of the decrease aimed at is done"),
    "over": ("高于{schedule}{by}个百分点", "{by} points above {schedule}"),
    "under": ("低于{schedule}{by}个百分点", "{by} points below {schedule}"),
    "even": ("与{schedule}持平", "exactly on {schedule}"),
    "schedule": ("序时进度", "schedule"),
    "schedule.bent": ("计划进度", "the planned course"),
    "schedule.stops": ("按中期目标应有的进度", "the course by its interim targets"),
    # targets
    "met.early": ("提前{years}达到{year}年目标（{target}）", "meeting the {year} target ({target}) {years} early"),
    "met.before": ("{first}年已达到{year}年目标（{target}），提前{years}", "\nThe {year} target ({target}) was met in {first}, {years} early"),
    "met": ("达到{year}年目标（{target}）", "meeting the {year} target ({target})"),
    "met.undated": ("达到目标（{target}，未定年份）", "meeting the target ({target}, no year set)"),
    "missed": ("未达到{year}年目标（{target}）", "missing the {year} target ({target})"),
    "short": ("差{by}", "{by} short"),
    "excess": ("比目标高{by}", "{by} too high"),
    "left": ("距目标（{target}）还差{by}", "{by} short of the target ({target})"),
    "left.excess": ("比目标（{target}）高出{by}", "{by} above the target ({target})"),
    "brink": ("与目标值持平，尚未越过", "\nIt is level with the figure that it has to pass"),
    "outside": ("未达到目标（{target}）", "not meeting the target ({target})"),
    "hair": ("仅差毫厘", "just short of it"),
    # from here on
    "needs": ("此后{growth}", "\nFrom here on it takes {growth}"),
    "enough": ("此后{growth}即可", "\nFrom here on {growth} is enough"),
    "ahead": ("距目标（{target}）还差{by}", "\nIt is still {by} short of the target ({target})"),
    "ahead.excess": ("比目标（{target}）还高{by}", "\nIt is still {by} above the target ({target})"),
    "gave": ("（{span}{growth}）", " ({span}: {growth})"),
    "rise": ("年均增{by}", "growth of {by} a year"),
    "rise.needed": ("年均需增{by}", "growth of {by} a year"),
    "fall": ("年均降{by}", "a fall of {by} a year"),
    "fall.needed": ("年均需降{by}", "a fall of {by} a year"),
    "gain": ("年均增加{by}", "{by} more a year"),
    "gain.needed": ("年均需增加{by}", "{by} more a year"),
    "loss": ("年均减少{by}", "{by} less a year"),
    "loss.needed": ("年均需减少{by}", "{by} less a year"),
    "up": ("年均提高{by}", "a rise of {by} a year"),
    "up.needed": ("年均需提高{by}", "a rise of {by} a year"),
    "down": ("年均降低{by}", "a fall of {by} a year"),
    "down.needed": ("年均需降低{by}", "a fall of {by} a year"),
    "flat": ("年间没有变化", "no change"),
    "hardly": ("年间几乎没有变化", "hardly any change"),
    "pace": ("按现速{year}年为{value}", "\nAt the pace so far it will be {value} in {year}"),
    "pace.met": ("可以达到目标", "which meets the target"),
    "plan.needs": ("{span}{growth}", "\nThat asks for {growth}, {span}"),
    # targets for every year
    "every": ("目标为每年{target}", "\nThe target is {target} every year"),
    "every.span": ("目标为{span}年每年{target}", "\nThe target is {target} every year, {span}"),
    "kept.all": ("{span}年各年均达到", "\nIt was met in every year, {span}"),
    "kept.one": ("已达到", "\nThat is met"),
    "kept.not": ("未达到", "\nThat is not met"),
    "kept.some": ("{span}年中有{n}年达到，{missed}年未达到", "\nIt was met in {n} of {years} years, {span}, but not in {missed}"),
    "kept.none": ("{span}年各年均未达到", "\nIt was met in no year, {span}"),
    # nothing to tell
    "no_data": ("截至{year}年尚无填报数据", "\nNothing has been reported up to {year}"),
    "nothing": ("截至{year}年尚无填报数据，也没有基期值", "\nUp to {year} nothing has been reported, and there is no baseline"),
    "no_baseline": ("缺基期值，进度无从判断", "\nWithout a baseline its progress cannot be judged"),
    "undecided": ("进度无从判断：{reason}", "\nIts progress cannot be judged: {reason}"),
    # targets in words: the figure with its unit, and on which side of it
    "op.>=": ("{n}以上", "at least {n}"),
    "op.<=": ("{n}以下", "at most {n}"),
    "op.>": ("高于{n}", "more than {n}"),
    "op.<": ("低于{n}", "less than {n}"),
    "op.about": ("{n}左右", "about {n}"),
    "op.at": ("{n}", "{n}"),
    "than.>=": ("不低于{n}", "at least {n}"),
    "than.<=": ("不高于{n}", "at most {n}"),
    "than.>": ("高于{n}", "more than {n}"),
    "than.<": ("低于{n}", "less than {n}"),
    "form.growth": ("年均增长{bound}", "growth of {bound} a year"),
    "form.decline": ("年均下降{bound}", "a fall of {bound} a year"),
    "form.rise": ("累计增长{bound}", "a rise of {bound} in all"),
    "form.fall": ("累计下降{bound}", "a fall of {bound} in all"),
    "form.gain": ("增加{bound}", "{bound} more"),
    "form.loss": ("减少{bound}", "{bound} less"),
    "form.up": ("提高{bound}", "a rise of {bound}"),
    "form.down": ("降低{bound}", "a fall of {bound}"),
    "form.multiple": ("基期的{bound}", "{bound} the baseline"),
    "form.times": ("{n}倍", "{n} times"),
    "form.mean": ("年均{than}", "{than} on average"),
    "margin.plus": ("{name}加{by}", "{name} plus {by}"),
    "margin.minus": ("{name}减{by}", "{name} minus {by}"),
    "other": ("{name}（{value}）", "{name} ({value})"),
    "points": ("{n}个百分点", "{n} pp"),
    "year": ("{n}年", "{n} year"),
    "years": ("{n}年", "{n} years"),
    # a sentence; in English clauses that begin a line are sentences of their own
    "sentence": ("{name}：{said}。", "{name}: {said}."),
    "clause": ("，", ", "),
    "part": ("；", ", "),
    "next": ("", ". "),
}  # fmt: skip


def told(key: str, language: Language, **data: object) -> str:
    """A clause in one language, its named values filled in."""
    return chosen(TEXTS[key], language).format(**data)


def sentence(name: str, parts: Iterable[Iterable[str]], language: Language) -> str:
    """A sentence about something, from parts of several clauses each.

    In Chinese no blank stands between a figure and its unit.
    """
    clauses = (told("clause", language).join(part) for part in map(tuple, parts) if part)
    said = told("part", language).join(clauses)
    for key in ("clause", "part"):
        said = said.replace(f"{told(key, language)}\n", told("next", language))
    if language == "zh":
        said = said.replace(GLUE, "")
    return told("sentence", language, name=name, said=said.lstrip("\n"))
