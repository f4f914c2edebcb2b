"""Options that several commands share; `help` names a text, see `jyplan.texts.manual`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from jyplan.cli.completion import indicator_ids, quantity_ids
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# between several values of one option
SEPARATORS = re.compile("[,，、]")

PlanFolder: TypeAlias = Annotated[
    str | None, typer.Option("--plan", help="option.plan", metavar="DIR")
]
Lang: TypeAlias = Annotated[str | None, typer.Option("--lang", help="option.lang", metavar="zh|en")]
Colour: TypeAlias = Annotated[
    Literal["auto", "always", "never"], typer.Option("--color", help="option.color")
]
Output: TypeAlias = Annotated[
    str | None, typer.Option("--output", "-o", help="option.output", metavar="FILE")
]
Readings: TypeAlias = Annotated[
    list[str] | None, typer.Option("--reading", help="option.reading", metavar="ID=READING")
]
AsOf: TypeAlias = Annotated[
    int | None, typer.Option("--as-of", help="option.as_of", metavar="YEAR", min=1900, max=2200)
]
PathOption: TypeAlias = Annotated[
    Literal["linear", "compound", "itr"] | None, typer.Option("--path", help="option.path")
]
Rules: TypeAlias = Annotated[
    list[str] | None, typer.Option("--rule", help="option.rule", metavar="NAME")
]
Themes: TypeAlias = Annotated[
    list[str] | None, typer.Option("--theme", help="option.theme", metavar="ID")
]
Scopes: TypeAlias = Annotated[
    list[str] | None, typer.Option("--scope", help="option.scope", metavar="ID")
]
Only: TypeAlias = Annotated[
    list[str] | None, typer.Option("--only", help="option.only", metavar="STATUS")
]
ScenarioFiles: TypeAlias = Annotated[
    list[str] | None, typer.Option("--scenario", help="option.scenario", metavar="FILE[:NAME]")
]
Changes: TypeAlias = Annotated[
    list[str] | None, typer.Option("--set", help="option.set", metavar="CHANGE")
]
Submissions: TypeAlias = Annotated[
    list[str] | None, typer.Argument(help="argument.files", metavar="[FILES]...")
]
Excel: TypeAlias = Annotated[bool, typer.Option("--excel", help="option.excel")]
IndicatorId: TypeAlias = Annotated[
    str, typer.Argument(help="argument.id", metavar="ID", autocompletion=indicator_ids)
]
QuantityId: TypeAlias = Annotated[
    str, typer.Argument(help="argument.quantity", metavar="ID", autocompletion=quantity_ids)
]
IndicatorIds: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(help="argument.ids", metavar="[ID]...", autocompletion=indicator_ids),
]


def named(
    values: Sequence[str] | None,
    known: Iterable[str],
    option: str,
    names_of: Callable[[str], tuple[str, ...]] | None = None,
) -> list[str]:
    """Ids from repeated or comma-separated values, each once, all of them known.

    Args:
        values: as they are written; a name may hold a comma.
        known: the ids that there are.
        option: where they are written.
        names_of: what people call an id, in both languages; None: nothing else.

    Raises:
        RequestError: one of them is not known, or means several.
    """
    ids = list(known)
    # Only where an id missed: names cost something.
    pieces = [piece.strip() for value in values or [] for piece in value.split(",")]
    if all(piece in ids for piece in pieces):
        return list(dict.fromkeys(pieces))
    from jyplan.plan.names import NamedEntry, meant, resolved

    things = [NamedEntry(id_, names_of(id_) if names_of else ()) for id_ in ids]
    found = []
    for value in values or []:
        whole = len(meant(value, things)) == 1
        pieces = [value] if whole else SEPARATORS.split(value)
        for piece in map(str.strip, pieces):
            refusal = RequestError("bad_choice", option=option, value=piece, known=things)
            found.append(resolved(piece, things, refusal))
    return list(dict.fromkeys(found))


def statuses(values: Sequence[str] | None, known: Iterable[str], option: str) -> list[str]:
    """Status codes, ours or those of rules, as `named` takes them."""
    return named(values, known, option, _status_names)


def _status_names(code: str) -> tuple[str, ...]:
    from jyplan.texts.rules import RULES
    from jyplan.texts.words import TEXTS

    classes = [said.classes[code] for said in RULES.values() if code in said.classes]
    labels = [label for each in classes for label in each.label]
    return (*TEXTS.get(f"status.{code}", ()), *labels)


def rule_names(rule: str) -> tuple[str, ...]:
    """What a rule is called, in both languages."""
    from jyplan.texts.rules import RULES

    return RULES[rule].title
