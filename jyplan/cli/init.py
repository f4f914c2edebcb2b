"""`jyplan init`."""

from __future__ import annotations

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
    from jyplan.cli.environment import tell
    from jyplan.cli.session import write
    from jyplan.plan.starter import write_starter
    from jyplan.texts.words import echoed, echoed_path, text

    checked_language(lang)
    language = ctx.find_root().obj.language
    files = write_starter(Path(folder))
    write("".join(f"{echoed_path(path)}\n" for path in files), None)
    tell(text("init.next", language, folder=echoed(folder)) + "\n")
    return 0
