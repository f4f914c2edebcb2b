"""Options that several commands share; `help` names a text, see `jyplan.render.manual`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from jyplan.cli.completion import indicator_ids
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
IndicatorIds: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(help="argument.ids", metavar="[ID]...", autocompletion=indicator_ids),
]


def named(values: Sequence[str] | None, known: Sequence[str], option: str) -> list[str]:
    """Names from repeated or comma-separated values, each once, all of them known.

    Raises:
        RequestError: one of them is not.
    """
    names = [name.strip() for value in values or [] for name in value.split(",")]
    for name in names:
        if name not in known:
            raise RequestError("bad_choice", option=option, value=name, known=list(known))
    return list(dict.fromkeys(names))


def statuses(values: Sequence[str] | None, known: Sequence[str], option: str) -> list[str]:
    """Status codes, with hyphens or underscores, as `named` takes them."""
    return named([value.replace("-", "_") for value in values or []], known, option)
