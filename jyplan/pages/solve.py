"""`jyplan solve` as a page: the growth that meets an aim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.assumed import rate, sentence, step
from jyplan.pages.forms import SIGNS, level_text
from jyplan.pages.page import Note, Notes, Page
from jyplan.pages.view import View, quantity
from jyplan.plan.aims import RELATIVE
from jyplan.texts import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.outcomes import Solution
    from jyplan.texts.words import Language


def solve_page(found: Solution, language: Language) -> Page:
    """What is sought, the answer, and what it rests on."""
    view = View(found.report, language)
    answer = Notes(tuple(map(Note, _answer(view, found))))
    notes = Notes(tuple(_notes(view, found)))
    blocks = (answer, notes) if notes.lines else (answer,)
    return Page(language, (_aim(view, found),), (), blocks)


def _aim(view: View, found: Solution) -> str:
    sign = SIGNS[found.operator]
    value = numbers.computed(found.wanted, found.entry.precision)
    item = found.item
    if item is not None and item.aim.form in RELATIVE:
        value = numbers.trimmed(found.wanted, numbers.decimals_of(found.entry.precision) + 2)
    elif found.status is None:
        value = numbers.as_stated(found.wanted)
    shown = f"{sign} {level_text(value, found.entry, item, view)}".strip()
    name = view.own(found.entry.name)
    word = view.word("solve.aim", name=name, year=found.year, value=shown)
    if found.status is None:
        return word
    return f"{word}{view.word('open')}{view.word(f'status.{found.status}')}{view.word('close')}"


def _answer(view: View, found: Solution) -> list[str]:
    vary = view.own(found.vary.name)
    first, start = found.start
    if found.reason == "achieved":
        return [view.word("solve.met", name=vary)]
    if found.step is None or found.end is None:
        lines = [view.word("solve.none", name=vary)]
        if found.value is not None:
            best = numbers.computed(found.value, found.entry.precision)
            own = view.own(found.entry.unit)
            lines.append(view.word("solve.best", value=quantity(best, own)))
        return lines
    each = step(found.step, found.vary, view)
    lines = [
        view.word("solve.step", name=vary, step=each, reason=view.reason(found.reason))
        if found.rate is None
        else view.word("solve.rate", name=vary, rate=numbers.percent(found.rate, 2), step=each)
    ]
    end = numbers.computed(found.end, found.vary.precision)
    varied = found.item if found.item and found.item.indicator.id == found.vary.id else None
    way = f"{numbers.as_stated(start)} → {level_text(end, found.vary, varied, view)}"
    lines.append(view.word("solve.way", way=way, span=f"{first}–{found.year}"))
    return lines


def _notes(view: View, found: Solution) -> Iterator[Note]:
    past = found.past
    if past is not None and past.rate is not None:
        span = f"{past.first}–{past.last}"
        yield Note(view.word("solve.past", rate=rate(past.rate), span=span), "quiet")
    entries = view.report.plan.declared()
    if found.assumed:
        yield Note(view.word("whatif.assumed"), "quiet")
    for each in found.assumed:
        yield Note(sentence(each, entries[each.id], view), "quiet", inner=True)
    if any(assumed.kind in {"interval", "history"} for assumed in found.assumed):
        yield Note(view.word("solve.middle"), "quiet")
