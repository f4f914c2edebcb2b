"""The rule sets as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.data.json import SCHEMA_VERSION, dump
from jyplan.texts.rules import RULES, condition_of
from jyplan.texts.words import LANGUAGES, chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.engine.rules.card import Card
    from jyplan.results import Explained


def rules_json(rules: Sequence[Explained]) -> str:
    """The rules as one document."""
    document = {"schema_version": SCHEMA_VERSION, "rules": [_rule(card) for card, _ in rules]}
    return dump(document)


def _rule(card: Card) -> dict[str, object]:
    """One rule: what its card holds, and what is said of it in every language."""
    said = RULES[card.name]
    return {
        "name": card.name,
        "title": _both(said.title),
        "source": _both(said.source),
        "needs": card.needs,
        "formulas": card.formulas,
        "classes": [
            {
                **each._asdict(),
                "label": _both(said.classes[each.code].label),
                "condition": {
                    language: condition_of(card.name, each.code, language, card.settable)
                    for language in LANGUAGES
                },
            }
            for each in card.classes
        ],
        "scores": [
            {"condition": _both(said.scores[each.code]), "expression": each.expression}
            for each in card.scores
        ],
        "notes": [_both(note) for note in said.notes],
    }


def _both(pair: tuple[str, str]) -> dict[str, str]:
    """A text by its languages."""
    return {language: chosen(pair, language) for language in LANGUAGES}
