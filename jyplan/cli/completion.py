"""Shell completion: setting it up, and the ids that it offers."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.errors import JyplanError, RequestError, cannot_write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jyplan.plan.model import Context, Group, Indicator
    from jyplan.plan.plan import Plan
    from jyplan.texts.words import Language

SHELLS = ["bash", "zsh", "fish", "powershell", "pwsh"]


def complete_setup(show: str | None, install: str | None, language: Language) -> None:
    """Print the completion script of a shell, or install it there.

    Raises:
        RequestError: the shell is not one that completion is known for.
    """
    from typer import completion

    from jyplan.cli.environment import tell
    from jyplan.cli.session import write
    from jyplan.texts.words import echoed, text

    shell = show or install
    if shell not in SHELLS:
        option = "--show-completion" if show else "--install-completion"
        raise RequestError("bad_choice", option=option, value=shell, known=SHELLS)
    if show:
        script = completion.get_completion_script(  # type: ignore[attr-defined]
            prog_name="jyplan", complete_var="_JYPLAN_COMPLETE", shell=show
        )
        write(f"{script}\n", None)
        return
    try:
        _, path = completion.install(  # type: ignore[attr-defined]
            shell=install, prog_name="jyplan", complete_var="_JYPLAN_COMPLETE"
        )
    except OSError as error:
        raise cannot_write(error.filename or "~", error) from error
    tell(text("completion.installed", language, path=echoed(path)) + "\n")


def indicator_ids(incomplete: str) -> list[str]:
    """Ids and names of indicators of the plan that the folder or the environment names."""
    return _offered(incomplete, lambda plan: plan.indicators)


def quantity_ids(incomplete: str) -> list[str]:
    """The same, of context quantities too."""
    return _offered(incomplete, lambda plan: plan.declared().values())


def districts(incomplete: str) -> list[str]:
    """Ids and names of its districts."""
    return _offered(incomplete, lambda plan: plan.targets.districts)


def examples(incomplete: str) -> list[str]:
    """Plans to start from."""
    from jyplan.plan.starter import EXAMPLES

    return [name for name in EXAMPLES if name.startswith(incomplete)]


def _offered(
    incomplete: str, chosen: Callable[[Plan], Iterable[Indicator | Context | Group]]
) -> list[str]:
    from jyplan.plan.files import discover
    from jyplan.plan.loading import load_plan

    try:
        entries = list(chosen(load_plan(discover(None, os.environ, Path.cwd()))))
    except JyplanError:
        return []
    ids = [entry.id for entry in entries if entry.id.startswith(incomplete)]
    if not incomplete:
        return ids
    # Shells take a blank or a bracket for something else.
    names = (name for entry in entries for name in (entry.name.zh, entry.name.en))
    plain = re.compile(r"\w+")
    return [
        *ids,
        *(name for name in names if name.startswith(incomplete) and plain.fullmatch(name)),
    ]
