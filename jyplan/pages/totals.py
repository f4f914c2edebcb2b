"""What rules find of several indicators together, in lines below the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.page import Cell, Column, Row, Table
from jyplan.pages.verdicts import class_of
from jyplan.pages.view import status_cell
from jyplan.texts import numbers
from jyplan.texts.rules import label_of
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
    """What every rule finds of the whole, and of obligations."""
    for card, total in _of(view, "plan"):
        label = f"{card.name}{GLUE}{view.word('rule.whole')}"
        yield view.labelled(label, _found(card, total, view, counted=True))
    for card, total in _of(view, "obligation"):
        label = f"{card.name}{GLUE}{view.word(f'obligation.{total.id}')}"
        yield view.labelled(label, _found(card, total, view, counted=True))


def totals_table(view: View) -> Table | None:
    """What every rule finds of themes and scopes; None where it finds nothing of several."""
    targets = view.report.plan.targets
    columns = [Column("group", view.word("rule.group"), right=False, names=True)]
    columns += [Column(card.name, card.name, right=False) for card in view.report.rules]
    rows = (
        *_rows(view, _of(view, "theme"), targets.themes),
        *_rows(view, _of(view, "scope"), targets.scopes),
    )
    return Table(tuple(columns), rows) if rows else None


def _of(view: View, kind: str) -> list[Found]:
    """The totals of one kind, rule by rule, each with its rule's card."""
    cards = {card.name: card for card in view.report.rules}
    return [(cards[total.rule], total) for total in view.report.totals if total.group == kind]


def _rows(view: View, found: Sequence[Found], groups: Sequence[Group]) -> Iterator[Row]:
    """Where several groups are shown, a row for each of which rules can tell anything."""
    if len({total.id for _, total in found}) == 1:
        return
    for group in groups:
        own = {card.name: (card, total) for card, total in found if total.id == group.id}
        if any(_judged(card, total) for card, total in own.values()):
            cells = (
                _cell(*own[card.name], view) if card.name in own else Cell()
                for card in view.report.rules
            )
            yield Row((Cell(view.own(group.name)), *cells))


def _cell(card: Card, total: Total, view: View) -> Cell:
    """The class of a group with its sign, else how many are of which class."""
    if not _judged(card, total):
        return Cell()
    said = _found(card, total, view, counted=total.status is None)
    given = class_of(card, total.status)
    return status_cell(given.common, said, GLUE) if given else Cell(said)


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
        label = label_of(card.name, given.code, view.language)
        facts.append(f"{label}{aside if mean else ''}")
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
        return label_of(card.name, given.code, view.language)
    return view.word("rule.no_class" if code == "no_class" else "status.undecided")
