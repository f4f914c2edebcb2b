"""The messages of what `jyplan check` finds, Chinese and English side by side."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import floor, log10
from typing import TYPE_CHECKING, Any, TypeAlias

from jyplan.texts.numbers import EXACT, as_stated, computed, decimals_of, percent, trimmed
from jyplan.texts.words import GLUE, chosen, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.plan.findings import Finding
    from jyplan.texts.words import Language

    Data: TypeAlias = Mapping[str, Any]
    Word: TypeAlias = Callable[..., str]
    Pair = tuple[str, str]


WORDS: Mapping[str, Pair] = {
    "falls": ("请核对", "check it"),
    "perhaps_added": (
        "像是填了当年新增，请填总数；若本来就填新增，计划写 reported: yearly_increment",
        "it looks like the year's addition: report the total, or write reported: yearly_increment",
    ),
    # keys of targets that do not go together
    "years_say_it": ("by_year 已列出各年", "by_year says which years"),
    "than_only": ("须与 than 同用", "it goes with than"),
    "than_stays": (
        "与别的指标比较的目标不能修订，请直接写现行目标，原目标写入 note",
        "one held against another quantity is not revised; write what counts, the former in a note",
    ),
    "mean_or_every": (
        "over: plan 比较基期以来的年均增速，不与 year: every 同用",
        "over: plan compares mean growth since the baseline, not every year",
    ),
    "than_when": (
        "请写 year: every（逐年比较）或 over: plan（比较基期以来的年均增速）",
        "write year: every to compare each year, or over: plan for mean growth since the baseline",
    ),
    "no_course": (
        "只有定了年份的目标才有途中的数，请删去",
        "only a target for one year has figures on the way to it; delete them",
    ),
    "outside_the_plan": (
        "能填报的是 {first} 到 {last} 年",
        "years that can be reported are {first} to {last}",
    ),
    "no_sum": (
        "比率、覆盖率和增速各年不能相加，请用 value 或 yearly_change",
        "years of a ratio, a coverage or a growth rate do not add up; use value or yearly_change",
    ),
    "start_year": ("请写起始值的年份 year", "name the year that it starts from"),
    "start_of_index": (
        "逐年变动从 100 起算，基期值不必写，请删去",
        "yearly changes start from 100; take the baseline out",
    ),
    "no_level_yearly": (
        "逐年目标看当年的数，请填 reported: value",
        "a target for every year looks at the year's own figure; use reported: value",
    ),
    "one_year": (
        "它从基期累计到一个年份，请写该年份",
        "it is reached in one year; name that year",
    ),
    "year_needed": ("请写目标年份 year", "name the year of the target"),
    "mean_of_rates": (
        "增速的增速没有意义；年均增速请写 reported: yearly_change",
        "growth of a growth rate says nothing; for mean growth write reported: yearly_change",
    ),
    "from_baseline": (
        "{form} 要从基期值算起，而基期值没有给出",
        "{form} starts from a baseline, and none is given",
    ),
    "from_baseline.todo": (
        "请在 baselines.yaml 中补上；填报逐年变动的写 reported: yearly_change",
        "add it to baselines.yaml, or where yearly changes are reported write reported: yearly_change",
    ),
    "level_of_changes": (
        "填报的是逐年变动，没有基期值就无从与 {form} 相比",
        "yearly changes are reported, and without a baseline nothing can be held against {form}",
    ),
    "level_of_changes.todo": (
        "请在 baselines.yaml 中补上，或写 average_growth、change_percent",
        "add it to baselines.yaml, or write average_growth or change_percent",
    ),
    "nothing_left": ("按 {form} {value} 降到零或以下", "{form} {value} leaves nothing"),
    "not_positive": (
        "基期值 {value} 不是正数，{form} 无从算起",
        "the baseline {value} is not above zero, and {form} starts from it",
    ),
    "too_large": ("{form} {value} 得出的数太大", "{form} {value} comes to more than any figure"),
    # what is wrong with a formula
    "no_comparison": ("没有 = 或 <= 等关系符", "it has no =, <= or the like"),
    "two_comparisons": ("关系符不止一个", "it has more than one comparison"),
    "empty_side": ("有一边是空的", "one side is empty"),
    "syntax": ("{piece} 不成算式", "{piece} is no arithmetic"),
    "capital": ("{piece} 有大写字母，编号都用小写", "{piece} has capitals, ids have none"),
    "number": ("{piece} 不是普通小数", "{piece} is no plain decimal"),
    "function": (
        "没有函数 {piece}，只有 sum、min、max、growth",
        "there is no function {piece}, only sum, min, max and growth",
    ),
    "arguments": ("{piece} 的参数个数不对", "{piece} takes another number of arguments"),
    "not_allowed": ("{piece} 不能用在公式里", "{piece} cannot stand in a formula"),
    "too_deep": ("嵌套太深", "it is nested too deeply"),
    # what a quantity of a formula does not have
    "target": ("目标值", "target"),
    "baseline": ("基期值", "baseline"),
    "level": ("可直接相加减的值，填报的是变动", "level that is reported, only changes"),
    "past": ("该年的值", "value for that year"),
    # what cannot be accepted or set
    "no_rule": ("不是规则代码", "is no rule"),
    "fixed_rule": ("不能接受，也不能调整", "can be neither accepted nor set"),
    # units
    "converted": ("请写 {converted} {expected}", "write {converted} {expected}"),
    "not_converted": ("两者不能换算，请核对", "one cannot be converted into the other, check it"),
    # identities
    "only_year": ("{year} 年", " ({year})"),
    "year_and_district": ("{year} 年 {district} ", " ({year}, {district})"),
    "interval": ("（{low}–{high}）", " ({low} to {high})"),
    "as_stated": ("填报 {found}", "{found} is stated"),
    "figure": ("为 {found}", "{found}"),
    "JY301": ("{when}按公式 {formula}", "by {formula}{when}"),
    "JY302": ("{when}应有 {formula}", "{formula} should hold{when}"),
    "JY303": ("{when}公式 {formula} ", "{formula}{when}"),
    # a formula of the plan, found wrong where it stands
    "own_JY301": ("按此公式", "by this formula"),
    "own_JY302": ("此式应成立", "this should hold"),
    "own_JY303": ("此式", "this"),
    "unnoted": ("请核对各值", "check the figures"),
    # kinds that do not fall
    "cumulative": ("累计量", "cumulative quantity"),
    "coverage": ("覆盖率", "coverage"),
    # changes
    "usual": ("此前每年在 {low} 到 {high} 之间", "until now it was {low} to {high} a year"),
    "large": ("变动超过原值的 {share}", "more than {share} of the value before"),
    "lost": ("降幅超过 {share}", "a fall by more than {share}"),
    "times": ("{factor} 倍", "{factor} times"),
    "part": ("{factor} 分之 1", "1/{factor} of"),
    "fraction": (
        "，是否应写 {hundredfold}？",
        ", or a fraction where per cent is wanted ({hundredfold})",
    ),
    "due": ("，应达 {expected}", ", where {expected} is due"),
}


def pieces_of(finding: Finding, language: Language) -> dict[str, str]:
    """The parts of a message that are more than a value: words, figures, arithmetic."""
    data: dict[str, Any] = {
        key: value[language] if isinstance(value, dict) and language in value else value
        for key, value in finding.data.items()
    }
    data["found_by"] = finding.code
    data["in_cell"] = bool(finding.span.cell)

    def word(key: str, /, **parts: object) -> str:
        return chosen(WORDS[key], language).format(**parts)

    pieces = {
        key: value
        for key, value in data.items()
        if isinstance(value, str) and key not in {"suggestion", "path"}
    }
    if finding.code in PREPARED:
        pieces |= PREPARED[finding.code](data, word, language)
    return pieces


def _formula(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language
    return {"problem": word(str(data["problem"]), piece=_short(str(data["piece"])))}


def _unlike(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language
    said = {key: as_stated(data[key]) for key in ("value",) if key in data}
    pieces = {"problem": word(str(data["problem"]), **{**data, **said})}
    todo = f"{data['problem']}.todo"
    return {**pieces, "advice": word(todo)} if todo in WORDS else pieces


def _part(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language
    return {"part": word(str(data["part"]))}


def _problem(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language
    return {"problem": word(str(data["problem"]))}


def _unit(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language
    converted = data["converted"]
    if converted is None:
        return {"conversion": word("not_converted")}
    shown = as_stated(converted)
    return {"conversion": word("converted", converted=shown, expected=data["expected"])}


def _awaited(data: Data, word: Word, language: Language) -> dict[str, str]:
    del word
    names = [name[language] for name in data["names"]]
    return {"missing": ("、" if language == "zh" else ", ").join(names)}


def _required(data: Data, word: Word, language: Language) -> dict[str, str]:
    """What is missing: by its ids where somebody writes them, by its names in a table."""
    if data["in_cell"]:
        return _awaited(data, word, language)
    return {"missing": ", ".join(data["missing"])}


def _identity(data: Data, word: Word, language: Language) -> dict[str, str]:
    """An identity with its arithmetic."""
    left, right = (
        as_people_write(str(data["stated"]), language),
        as_people_write(str(data["arithmetic"]), language),
    )
    when = ""
    if data["year"] is not None:
        key = "only_year" if data["district"] is None else "year_and_district"
        when = word(key, year=data["year"], district=data["district"])
    formula = as_people_write(str(data["formula"]), language)
    rule = data["found_by"] if data["year"] is not None else f"own_{data['found_by']}"
    pieces = {
        "rule": word(rule, formula=formula, when=when),
        "arithmetic": right,
        "note": data["note"] or word("unnoted"),
    }
    if "found" not in data:
        return pieces
    low, high = data["low"], data["high"]
    plain = is_figure(left)
    found = left if plain else f"{left} = {significant(data['found'])}"
    if data["relation"] == "=":
        found = word("as_stated", found=found) if plain else word("figure", found=found)
    expected = significant(data["expected"])
    return pieces | {
        "left": found,
        "right": right if is_figure(right) else f"{right} = {expected}",
        "interval": "" if low == high else word("interval", **_bounds(low, high)),
    }


def _whole(data: Data, word: Word, language: Language) -> dict[str, str]:
    del word
    precision = data["precision"] / 10
    return {
        "arithmetic": as_people_write(str(data["arithmetic"]), language),
        "expected": trimmed(data["expected"], decimals_of(precision)),
        "difference": trimmed(data["difference"], decimals_of(precision)),
    }


def _falling(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language
    advice = word("perhaps_added" if data["added"] else "falls")
    return {"kind": word(str(data["kind"])), "advice": advice}


def _jumping(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language

    def shown(change: float) -> str:
        sign = "+" if change > 0 else ""
        if data["relative"]:
            return sign + percent(change).replace(GLUE, " ")
        return sign + trimmed(change, decimals_of(data["precision"]) + 1)

    if data["low"] is None:
        key = "lost" if data["change"] < 0 else "large"
        usual = word(key, share=percent(data["share"], 0).replace(GLUE, " "))
    else:
        usual = word("usual", low=shown(data["low"]), high=shown(data["high"]))
    return {"change": shown(data["change"]), "usual": usual}


def _adding(data: Data, word: Word, language: Language) -> dict[str, str]:
    del word, language
    return {key: computed(data[key], data["precision"]) for key in ("total", "expected")}


def _slipping(data: Data, word: Word, language: Language) -> dict[str, str]:
    del language
    meant = data.get("hundredfold")
    return {
        "hundredfold": word("fraction", hundredfold=as_stated(meant)) if meant else "",
        "factor": word("times" if data["times"] else "part", factor=f"{data['factor']:,}"),
        "expected": computed(data["expected"], data["precision"]),
    }


def _standing(data: Data, word: Word, language: Language) -> dict[str, str]:
    expected = data["expected"]
    due = "" if expected is None else word("due", expected=computed(expected, data["precision"]))
    return {"status": text(f"status.{data['status']}", language), "expected": due}


PREPARED: Mapping[str, Callable[[Data, Word, Language], dict[str, str]]] = {
    "JY218": _formula,
    "JY222": _problem,
    "JY223": _unit,
    "JY225": _part,
    "JY226": _unlike,
    "JY227": _unlike,
    "JY228": _unlike,
    "JY235": _required,
    "JY238": _awaited,
    "JY301": _identity,
    "JY302": _identity,
    "JY303": _identity,
    "JY304": _whole,
    "JY401": _falling,
    "JY402": _jumping,
    "JY404": _slipping,
    "JY407": _adding,
    "JY501": _standing,
}


def as_people_write(formula: str, language: Language) -> str:
    """Arithmetic as people write it; in English in the signs that any terminal has."""
    return formula.translate(CHINESE_SIGNS) if language == "zh" else formula


CHINESE_SIGNS = str.maketrans({"*": "×", "/": "÷"})


def _short(piece: str) -> str:
    return piece if len(piece) <= LONGEST_PIECE else f"{piece[:LONGEST_PIECE]}…"


LONGEST_PIECE = 40


def is_figure(arithmetic: str) -> bool:
    """Whether there is nothing to work out."""
    return arithmetic.lstrip("-").replace(".", "", 1).isdigit()


def significant(value: float) -> str:
    """A figure that was worked out, with four significant digits or all of its whole ones."""
    if value == 0:
        return "0"
    return trimmed(value, max(0, 3 - floor(log10(abs(value)))))


def _bounds(low: float, high: float) -> dict[str, str]:
    """An interval, widened to the digit that tells its ends apart."""
    decimals = max(0, -floor(log10(high - low)))
    step = Decimal(1).scaleb(-decimals)
    ends = (Decimal(repr(low)), ROUND_FLOOR), (Decimal(repr(high)), ROUND_CEILING)
    shown = [f"{end.quantize(step, rounding, EXACT):f}" for end, rounding in ends]
    return {"low": shown[0], "high": shown[1]}
