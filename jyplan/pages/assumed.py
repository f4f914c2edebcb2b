"""What scenarios assume, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.pages.view import difference
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.outcomes import Absent, Assumed, Odds, ScenarioResult
    from jyplan.pages.view import View
    from jyplan.plan.model import Context, Indicator


WORD = re.compile(r"[A-Za-z_]\w*")


def rate(value: float) -> str:
    """A rate that was worked out: 12 %, 4.2 %."""
    return f"{numbers.trimmed(value * 100, 1)}{GLUE}%"


def typed(value: float) -> str:
    """A rate with all the digits with which it was written: 5.25 %."""
    return f"{numbers.as_stated(value, 2)}{GLUE}%"


def step(value: float, entry: Indicator | Context, view: View, *, stated: bool = False) -> str:
    """A step with its sign and unit; with all its digits where somebody stated it."""
    if stated:
        return difference(signed(value), entry, view)
    shown = numbers.step(value, entry.precision)
    return difference(shown if shown.startswith("-") else f"+{shown}", entry, view)


def signed(value: float) -> str:
    """A step as somebody wrote it, without its unit."""
    shown = numbers.as_stated(value)
    return shown if shown.startswith("-") else f"+{shown}"


def growth(assumed: Assumed, entry: Indicator | Context, view: View) -> str:
    """The rate or the step that a word stands for."""
    if assumed.rates and assumed.kind != "relative":
        return view.word("assumed.rates", rates=rate(assumed.rates[0]))
    past = assumed.past
    if assumed.kind == "relative" and past is not None and past.rate is not None:
        return view.word("assumed.rates", rates=rate(past.rate))
    each = past.step if assumed.kind == "relative" and past is not None else assumed.step
    return "" if each is None else view.word("assumed.step", step=step(each, entry, view))


def way(assumed: Assumed, entry: Indicator | Context, view: View) -> str:
    """How a quantity is assumed to go on."""
    kind, past = assumed.kind, assumed.past
    data: dict[str, object] = {"growth": growth(assumed, entry, view)}
    if past is not None:
        data["span"] = f"{past.first}–{past.last}"
    if kind in {"trend", "latest", "best", "relative"} and past is None:
        return view.reason("no_trend")
    if kind in {"rates", "step"} and len(assumed.rates + assumed.steps) > 1:
        kind = "by_year" if assumed.rates else "steps_by_year"
        data["year"] = (assumed.start or 0) + 1
    match kind:
        case "rates" | "by_year":
            data["rates"] = "/".join(map(typed, assumed.rates))
        case "step" | "steps_by_year":
            *others, last = assumed.steps
            listed = [*map(signed, others), step(last, entry, view, stated=True)]
            data["step"] = "/".join(listed)
        case "interval" | "history" | "step_interval":
            data |= _ends(assumed, entry, view)
        case "multiple":
            times = numbers.as_stated(assumed.times or 0)
            data |= {"times": times, "start": assumed.start, "by": assumed.by}
        case "relative":
            part = assumed.rates[0]
            sign = view.word("assumed.above" if part >= 0 else "assumed.under")
            data |= {"part": typed(abs(part)), "sign": sign}
        case "delay":
            data["years"] = assumed.years
    return view.word(f"assumed.{kind}", **data)


def _ends(assumed: Assumed, entry: Indicator | Context, view: View) -> dict[str, object]:
    """Both ends of an interval."""
    if assumed.steps:
        low, high = assumed.steps
        return {"low": signed(low), "high": step(high, entry, view, stated=True)}
    shown = rate if assumed.kind == "history" else typed
    low, high = assumed.rates
    return {"low": shown(low), "high": shown(high), "n": assumed.years}


def sentence(assumed: Assumed, entry: Indicator | Context, view: View) -> str:
    """Everything that is assumed of one quantity, behind its id."""
    parts = [way(assumed, entry, view)]
    parts += [
        view.word("assumed.pin", year=year, value=numbers.as_stated(value))
        for year, value in assumed.pins
    ]
    parts += [
        view.word("assumed.dip", year=year, rate=typed(fall), years=years)
        for year, fall, years in assumed.dips
    ]
    for key in ("cap", "floor"):
        limit = getattr(assumed, key)
        if limit is not None:
            parts.append(view.word(f"assumed.{key}", value=numbers.as_stated(limit)))
    said = f"{view.called(assumed.id)}{view.word('colon')}{view.word('comma').join(parts)}"
    # who wrote it another way sees how it was understood
    other = [
        plain
        for plain, text in zip(assumed.canonical, assumed.texts, strict=True)
        if "".join(plain.split()) != "".join(text.split())
    ]
    return said + (
        view.word("assumed.written", text=view.word("list").join(other)) if other else ""
    )


def assumptions(scenario: ScenarioResult | Odds, view: View) -> Iterator[str]:
    """One line a quantity, then what the author says, what was replaced and what is missing."""
    entries = view.report.plan.declared()
    for assumed in scenario.assumed:
        yield sentence(assumed, entries[assumed.id], view)
    for remark in scenario.remarks:
        yield view.own(remark)
    for replaced in scenario.replaced:
        precision = entries[replaced.id].precision / 10
        yield view.word(
            "whatif.replaced",
            id=view.called(replaced.id),
            year=replaced.year,
            value=numbers.computed(replaced.value, precision),
            stated=numbers.as_stated(replaced.stated),
            formula=_formula(replaced.formula, view),
        )
    if absent := [_absent(each, view) for each in scenario.absent]:
        yield view.word("whatif.absent", absent=view.clauses(absent))


def _formula(formula: str, view: View) -> str:
    """A formula with what its ids are called."""
    known = view.report.plan.declared()
    return WORD.sub(lambda found: view.called(found[0]) if found[0] in known else found[0], formula)


def _absent(absent: Absent, view: View) -> str:
    """What could not be worked out, and what would help."""
    ids = view.listed(map(view.called, absent.ids))
    if absent.inputs and not view.handed_on:
        return view.word("whatif.absent_input", ids=ids, inputs=view.listed(absent.inputs))
    return f"{ids}{view.aside([view.reason(absent.reason)])}"
