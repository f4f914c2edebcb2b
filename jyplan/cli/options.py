"""Options that several commands share; `help` names a text, see `jyplan.render.manual`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from jyplan.cli.completion import indicator_ids

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
    Literal["linear", "compound"] | None, typer.Option("--path", help="option.path")
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
