"""`jyplan init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import Lang


def command(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(help="argument.folder", metavar="DIR")],
    *,
    lang: Lang = None,
) -> int:
    """Write a small plan to start from."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.plan.starter import write_starter
    from jyplan.render.messages import echoed, text

    checked_language(lang)
    language = ctx.find_root().obj
    for path in write_starter(Path(folder)):
        sys.stdout.write(f"{echoed(path)}\n")
    sys.stderr.write(text("init.next", language, folder=echoed(folder)) + "\n")
    return 0
