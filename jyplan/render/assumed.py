"""What scenarios assume, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.render import numbers
from jyplan.render.columns import difference, localized
from jyplan.render.wrapping import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.outcomes import Assumed, Odds, Scenario
    from jyplan.plan.model import Context, Indicator
    from jyplan.render.columns import View


def rate(value: float) -> str:
    """A rate as somebody would write it: 12 %, 4.2 %."""
    return f"{numbers.trimmed(value * 100, 1)}{GLUE}%"


def step(value: float, entry: Indicator | Context, view: View) -> str:
    """A step with its sign and unit."""
    shown = numbers.step(value, entry.precision)
    sign = "" if shown.startswith("-") else "+"
    return difference(f"{sign}{shown}", entry, view)


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
        data["span"] = f"{past.first}{view.marks.to}{past.last}"
    if kind in {"trend", "latest", "best", "relative"} and past is None:
        return view.reason("no_trend")
    match kind:
        case "rates" if len(assumed.rates) > 1:
            kind = "by_year"
            listed = "/".join(map(rate, assumed.rates))
            data |= {"rates": listed, "year": (assumed.start or 0) + 1}
        case "rates":
            data["rates"] = rate(assumed.rates[0])
        case "step" if assumed.step is not None:
            data["step"] = step(assumed.step, entry, view)
        case "interval" | "history":
            low, high = assumed.rates
            data |= {"low": rate(low), "high": rate(high), "n": assumed.years}
        case "relative":
            part = assumed.rates[0]
            sign = view.word("assumed.above" if part >= 0 else "assumed.under")
            data |= {"part": rate(abs(part)), "sign": sign}
        case "delay":
            data["years"] = assumed.years
    return view.word(f"assumed.{kind}", **data)


def sentence(assumed: Assumed, entry: Indicator | Context, view: View) -> str:
    """Everything that is assumed of one quantity, behind its id."""
    parts = [way(assumed, entry, view)]
    parts += [
        view.word("assumed.pin", year=year, value=numbers.as_stated(value))
        for year, value in assumed.pins.items()
    ]
    parts += [
        view.word("assumed.dip", year=year, rate=rate(fall), years=years)
        for year, fall, years in assumed.dips
    ]
    for key in ("cap", "floor"):
        limit = getattr(assumed, key)
        if limit is not None:
            parts.append(view.word(f"assumed.{key}", value=numbers.as_stated(limit)))
    return f"{assumed.id}{view.word('colon')}{view.word('comma').join(parts)}"


def assumptions(scenario: Scenario | Odds, view: View) -> Iterator[str]:
    """One line a quantity, then what the author says, what was replaced and what is missing."""
    entries = view.report.plan.declared()
    for assumed in scenario.assumed:
        yield sentence(assumed, entries[assumed.id], view)
    for remark in scenario.remarks:
        yield localized(remark, view.language)
    for replaced in scenario.replaced:
        precision = entries[replaced.id].precision / 10
        yield view.word(
            "whatif.replaced",
            id=replaced.id,
            year=replaced.year,
            value=numbers.computed(replaced.value, precision),
            stated=numbers.as_stated(replaced.stated),
            formula=replaced.formula,
        )
    yield from _absent(scenario, view)


def _absent(scenario: Scenario | Odds, view: View) -> Iterator[str]:
    """What could not be worked out, and what would help."""
    comma = view.word("list")
    for absent in scenario.absent:
        ids = comma.join(absent.ids)
        if absent.inputs:
            yield view.word("whatif.absent_input", ids=ids, inputs=comma.join(absent.inputs))
        else:
            yield view.word("whatif.absent", ids=ids, reason=view.reason(absent.reason))
