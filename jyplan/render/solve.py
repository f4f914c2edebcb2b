"""`jyplan solve`: the growth that meets an aim, as a few lines and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from jyplan.render.assumed import rate, sentence, step
from jyplan.render.columns import localized, quantity
from jyplan.render.json import SCHEMA_VERSION, dump
from jyplan.render.terminal import paragraph, to_text
from jyplan.texts import numbers

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jyplan.outcomes import Solution
    from jyplan.render.columns import View
    from jyplan.render.terminal import Screen

SIGNS = {">=": "at_least", "<=": "at_most"}


def solve_json(found: Solution) -> str:
    """The solution; rates are fractions per year."""
    solution = {"rate": found.rate, "step": found.step, "value_in_target_year": found.value}
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "indicator": found.entry.id,
            "vary": found.vary.id,
            "solution": None if found.value is None else solution,
            "reason": found.reason,
        }
    )


def solve_text(view: View, found: Solution, screen: Screen) -> str:
    """What is sought, the answer, and what it rests on."""
    parts: list[RenderableType] = [
        paragraph(_aim(view, found), screen, "bold"),
        Text(),
        *(paragraph(line, screen, indent=2) for line in _answer(view, found)),
    ]
    notes = _notes(view, found)
    if notes:
        parts.append(Text())
        parts += [paragraph(line, screen, "bright_black", indent=2) for line in notes]
    return to_text(parts, screen)


def _aim(view: View, found: Solution) -> str:
    sign = getattr(view.marks, SIGNS[found.operator]) if found.operator in SIGNS else found.operator
    value = numbers.computed(found.wanted, found.entry.precision)
    if found.status is None:
        value = numbers.as_stated(found.wanted)
    unit = localized(found.entry.unit, view.language)
    shown = f"{sign or ''} {quantity(value, unit, view.marks)}".strip()
    name = localized(found.entry.name, view.language)
    word = view.word("solve.aim", name=name, year=found.year, value=shown)
    if found.status is None:
        return word
    return f"{word}{view.word('open')}{view.word(f'status.{found.status}')}{view.word('close')}"


def _answer(view: View, found: Solution) -> list[str]:
    vary = localized(found.vary.name, view.language)
    unit = localized(found.vary.unit, view.language)
    first, start = found.start
    if found.reason == "achieved":
        return [view.word("solve.met", name=vary)]
    if found.step is None or found.end is None:
        lines = [view.word("solve.none", name=vary)]
        if found.value is not None:
            best = numbers.computed(found.value, found.entry.precision)
            own = localized(found.entry.unit, view.language)
            lines.append(view.word("solve.best", value=quantity(best, own, view.marks)))
        return lines
    each = step(found.step, found.vary, view)
    lines = [
        view.word("solve.step", name=vary, step=each, reason=view.reason(found.reason))
        if found.rate is None
        else view.word("solve.rate", name=vary, rate=numbers.percent(found.rate, 2), step=each)
    ]
    end = numbers.computed(found.end, found.vary.precision)
    way = f"{numbers.as_stated(start)} {view.marks.arrow} {quantity(end, unit, view.marks)}"
    lines.append(view.word("solve.way", way=way, span=f"{first}{view.marks.to}{found.year}"))
    return lines


def _notes(view: View, found: Solution) -> list[str]:
    lines = []
    past = found.past
    if past is not None and past.rate is not None:
        shown = rate(past.rate)
        lines.append(
            view.word("solve.past", rate=shown, span=f"{past.first}{view.marks.to}{past.last}")
        )
    entries = view.report.plan.declared()
    if found.assumed:
        lines.append(view.word("whatif.assumed"))
    lines += [f"  {sentence(each, entries[each.id], view)}" for each in found.assumed]
    if any(assumed.kind in {"interval", "history"} for assumed in found.assumed):
        lines.append(view.word("solve.middle"))
    return lines
