"""`jyplan batch`."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import Lang, named
from jyplan.errors import ReaderGoneError, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.batch.run import Outcome
    from jyplan.render.messages import Language

FOUND = 1


def command(
    ctx: typer.Context,
    tables: Annotated[list[str], typer.Argument(help="argument.tables", metavar="TABLE...")],
    *,
    rule: Annotated[
        str, typer.Option("--rule", help="option.one_rule", metavar="NAME")
    ] = "schedule",
    out: Annotated[
        str | None, typer.Option("--out", "-o", help="option.out", metavar="FILE")
    ] = None,
    summary: Annotated[
        str | None, typer.Option("--summary", help="option.summary", metavar="LIST")
    ] = None,
    map: Annotated[
        list[str] | None, typer.Option("--map", help="option.map", metavar="NAME=COLUMN")
    ] = None,
    engine: Annotated[
        Literal["local", "dask"], typer.Option("--engine", help="option.engine")
    ] = "local",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="option.scheduler", metavar="URL")
    ] = None,
    lang: Lang = None,
) -> int:
    """A table of series, judged by a rule."""
    checked_language(lang)
    for library, extra in (("polars", "batch"), ("distributed", "distributed")):
        if find_spec(library) is None and (engine == "dask" or extra == "batch"):
            raise RequestError("needs_extra", extra=extra)
    if scheduler is not None and engine != "dask":
        raise RequestError("scheduler_needs_dask")
    from jyplan.batch.run import RULES, Request, run
    from jyplan.cli.session import spoken

    language = spoken(ctx, lang, None)
    (name,) = named([rule], list(RULES), "--rule")
    columns = None
    if summary is not None:
        columns = tuple(dict.fromkeys(part.strip() for part in summary.split(",")))
    _not_over(tables, out)
    request = Request(tuple(tables), name, _renamed(map or []), columns)
    try:
        if engine == "dask":
            from jyplan.batch.cluster import run_on_cluster

            outcome = run_on_cluster(request, out or sys.stdout.buffer, scheduler, _progress())
        else:
            outcome = run(request, out or sys.stdout.buffer, _progress())
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        where = out or "<stdout>"
        raise RequestError("cannot_write", path=where, error=error.strerror or error) from error
    _tell(outcome, language)
    return FOUND if outcome.wrong else 0


def _not_over(tables: Sequence[str], out: str | None) -> None:
    """Keep the answer from taking the place of a table.

    Raises:
        RequestError: it would.
    """
    if out is None or not Path(out).is_file():
        return
    for table in map(Path, tables):
        if table.exists() and (table.samefile(out) or table in Path(out).parents):
            raise RequestError("is_input", path=out)


def _renamed(values: Sequence[str]) -> dict[str, str]:
    """The table's names of columns by ours.

    Raises:
        RequestError: one of them is not ``NAME=COLUMN``, or no column of ours.
    """
    from jyplan.batch.layout import INPUT

    renamed = {}
    for value in values:
        ours, equals, theirs = value.partition("=")
        if not (ours and equals and theirs):
            raise RequestError("bad_map", value=value)
        named([ours], INPUT, "--map")
        renamed[ours] = theirs
    return renamed


def _progress() -> Callable[[int, int], None]:
    """Says how far it is on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def show(done: int, total: int) -> None:
        line = f"{done:,} / {total:,}" if done < total else ""
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    return show


def _tell(outcome: Outcome, language: Language) -> None:
    """What is wrong with rows, on standard error."""
    if not outcome.wrong:
        return
    from jyplan.cli import environment
    from jyplan.render.tables import table_findings

    terminal = sys.stderr.isatty()
    colour = environment.wants_colour("auto", os.environ, terminal=terminal)
    sys.stderr.write(table_findings(outcome.findings, outcome.wrong, language, colour=colour))
