"""`jyplan schema`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import Lang, Output


def command(
    kind: Annotated[
        Literal["targets", "baselines", "verdicts", "submission", "scenarios"] | None,
        typer.Argument(help="argument.schema", metavar="[KIND]"),
    ] = None,
    *,
    output: Output = None,
    lang: Lang = None,
) -> int:
    """JSON Schema of the files."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.cli.session import write
    from jyplan.plan.schemas import schema_text

    checked_language(lang)
    write(schema_text(kind), output)
    return 0
