"""The rule sets as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.data.json import SCHEMA_VERSION, dump

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.results import Explained


def rules_json(rules: Sequence[Explained]) -> str:
    """The rules as one document."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "rules": [
            {
                "name": card.name,
                "title": card.title._asdict(),
                "source": card.source._asdict(),
                "needs": card.needs._asdict(),
                "formulas": [formula._asdict() for formula in card.formulas],
                "classes": [
                    {
                        **each._asdict(),
                        "label": each.label._asdict(),
                        "condition": each.condition._asdict(),
                    }
                    for each in card.classes
                ],
                "scores": [
                    {"condition": each.condition._asdict(), "expression": each.expression}
                    for each in card.scores
                ],
                "notes": [note._asdict() for note in card.notes],
            }
            for card, _ in rules
        ],
    }
    return dump(document)
