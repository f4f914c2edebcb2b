"""What rules find of several indicators together, in lines below the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.verdicts import class_of
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.engine.rules.card import Card
    from jyplan.pages.view import View
    from jyplan.plan.model import Group
    from jyplan.results import Total

    Found = tuple[Card, Total]

# classes that only say what is missing
MISSING = frozenset({"no_data", "no_baseline"})


def totals(view: View) -> Iterator[str]:
    """What every rule finds of the whole, of themes and scopes, of obligations."""
    targets = view.report.plan.targets
    for card, total in _of(view, "plan"):
        label = f"{card.name}{GLUE}{view.word('rule.whole')}"
        yield f"{label}{view.word('colon')}{_found(card, total, view, counted=True)}"
    yield from _parts(view, _of(view, "theme"), targets.themes)
    yield from _parts(view, _of(view, "scope"), targets.scopes)
    for card, total in _of(view, "obligation"):
        label = f"{card.name}{GLUE}{view.word(f'obligation.{total.id}')}"
        yield f"{label}{view.word('colon')}{_found(card, total, view, counted=True)}"


def _of(view: View, kind: str) -> list[Found]:
    """The totals of one kind, rule by rule, each with its rule's card."""
    cards = {card.name: card for card in view.report.rules}
    return [(cards[total.rule], total) for total in view.report.totals if total.group == kind]


def _parts(view: View, found: Sequence[Found], groups: Sequence[Group]) -> Iterator[str]:
    """Where several groups are shown, a line for each of which rules can tell anything."""
    if len({total.id for _, total in found}) == 1:
        return
    for group in groups:
        said = [
            _named(card, _found(card, total, view, counted=total.status is None), view)
            for card, total in found
            if total.id == group.id and _judged(card, total)
        ]
        if said:
            label = view.own(group.name)
            yield f"{label}{view.word('colon')}{view.word('semicolon').join(said)}"


def _named(card: Card, said: str, view: View) -> str:
    """What a rule says, under its name where there are others."""
    return said if len(view.report.rules) == 1 else f"{card.name}{GLUE * 2}{said}"


def _judged(card: Card, total: Total) -> bool:
    """Whether a rule finds more of a group than what is missing."""
    told = {each.code for each in card.classes if each.common not in MISSING}
    return not {*told, "no_class"}.isdisjoint(total.counts)


def _found(card: Card, total: Total, view: View, *, counted: bool) -> str:
    """The class of the whole, where the rule has a way to tell, and how many are of which class."""
    facts = []
    given = class_of(card, total.status)
    if given is not None:
        mean = numbers.fixed(total.score, 1) if total.score is not None else ""
        aside = f"{view.word('open')}{view.word('rule.mean', score=mean)}{view.word('close')}"
        facts.append(f"{view.own(given.label)}{aside if mean else ''}")
    if counted:
        counts = [
            f"{_class_name(card, code, view).replace(' ', GLUE)}{GLUE}{count}"
            for code, count in total.counts.items()
        ]
        facts.append(view.word("comma").join(counts))
    return view.word("semicolon").join(facts)


def _class_name(card: Card, code: str, view: View) -> str:
    """A class in words, or how those are called that have none."""
    given = class_of(card, code)
    if given is not None:
        return view.own(given.label)
    return view.word("rule.no_class" if code == "no_class" else "status.undecided")
