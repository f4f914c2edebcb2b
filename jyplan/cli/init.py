"""`jyplan init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.completion import examples
from jyplan.cli.options import Lang


def command(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(help="argument.folder", metavar="DIR")],
    *,
    example: Annotated[
        str | None,
        typer.Option(help="option.example", metavar="NAME", autocompletion=examples),
    ] = None,
    lang: Lang = None,
) -> int:
    """Write a plan to start from."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.cli.environment import tell
    from jyplan.cli.session import write
    from jyplan.errors import RequestError
    from jyplan.plan.names import NamedEntry, resolved
    from jyplan.plan.starter import EXAMPLES, write_starter
    from jyplan.texts.words import TEXTS, echoed, echoed_path, text

    checked_language(lang)
    language = ctx.find_root().obj.language
    if example is not None:
        known = [NamedEntry(name, TEXTS[f"example.{name}"]) for name in EXAMPLES]
        refusal = RequestError("bad_choice", option="--example", value=example, known=known)
        example = resolved(example, known, refusal)
    files = write_starter(Path(folder), example)
    write("".join(f"{echoed_path(path)}\n" for path in files), None)
    tell(text("init.next", language, folder=echoed(folder)) + "\n")
    return 0
