"""`jyplan batch`."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Annotated

import typer

from jyplan.cli import INTERRUPTED
from jyplan.cli.answer import refuse_without
from jyplan.cli.app import checked_language
from jyplan.cli.options import Lang, named, rule_names
from jyplan.errors import (
    FindingsError,
    ReaderGoneError,
    RequestError,
    SurroundingsError,
    cannot_write,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jyplan.batch.apart import Ended
    from jyplan.batch.run import RunOutcome, TableRequest
    from jyplan.texts.words import Language

FOUND = 1
ENGINES = ("local", "dask")
# what each extra brings
EXTRAS = {"batch": ("polars",), "distributed": ("polars", "distributed")}
# signals by which a process ends at once, whoever sends them
AT_ONCE = {
    getattr(signal, name)
    for name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGKILL")
    if hasattr(signal, name)
}

# bytes of addresses that polars asks for on a few cores, mostly for its threads
LEAST = 2 << 30


def command(
    ctx: typer.Context,
    tables: Annotated[list[str], typer.Argument(help="argument.tables", metavar="TABLE...")],
    *,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="option.one_rule", metavar="NAME")
    ] = None,
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
        str, typer.Option("--engine", help="option.engine", metavar="local|dask")
    ] = "local",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="option.scheduler", metavar="URL")
    ] = None,
    lang: Lang = None,
) -> int:
    """A table of series, judged by a rule."""
    checked_language(lang)
    if engine not in ENGINES:
        raise RequestError("bad_choice", option="--engine", value=engine, known=list(ENGINES))
    if scheduler is not None and engine != "dask":
        raise RequestError("scheduler_needs_dask")
    extra = "batch" if scheduler is None else "distributed"
    refuse_without(EXTRAS[extra], extra)
    from jyplan.cli.session import spare, spoken

    language = spoken(ctx, lang, None)
    columns = None
    if summary is not None:
        columns = tuple(dict.fromkeys(part.strip() for part in summary.split(",")))
    target = _target(out, folder=engine == "dask" and summary is None)
    spare([target], tables)
    if "-" in tables and sys.stdin is None:
        raise RequestError("no_input")
    _refuse_scarcity()
    # Before polars comes: it listens for Ctrl-C itself, and passes on what finds it at rest.
    with _ended_in_order() as ends:
        if ctx.find_root().obj.alone and hasattr(os, "fork"):
            from jyplan.batch.apart import divided

            ended = divided(ends)
            if ended is not None:
                return _code_of(ended, target)
        from jyplan.batch.run import TableRequest

        request = TableRequest(tuple(tables), _rule(rule), _renamed(map or []), columns)
        outcome = _judged(request, target, engine, scheduler)
    _tell(outcome, language)
    return FOUND if outcome.wrong else 0


def _code_of(ended: Ended, target: str | None) -> int:
    """The exit code of a run whose process has ended.

    Raises:
        FindingsError: it broke down over a table.
        SurroundingsError: something else ended it at once.
    """
    if ended.code >= 0:
        return ended.code
    if -ended.code not in AT_ONCE:
        return INTERRUPTED
    from jyplan.atomic import beside, sweep
    from jyplan.batch.apart import SCRATCH
    from jyplan.batch.layout import finding

    sweep(Path(gettempdir()), SCRATCH)
    if target is not None:
        place = Path(os.path.realpath(target))
        sweep(place.parent, beside(place))
    if not ended.reading or ended.code == -signal.SIGKILL:
        raise SurroundingsError("broke_off")
    raise FindingsError([finding("JY601", path, 1, problem="breaks") for path in ended.reading])


def _refuse_scarcity() -> None:
    """Refuse to begin where polars would break off, or wait for ever and hear of no signal.

    Raises:
        SurroundingsError: memory is limited to less than polars needs.
    """
    try:
        import resource
    except ImportError:
        # Windows: nobody can ask, and nobody sets such limits
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < LEAST:
        raise SurroundingsError("little_memory", limit=limit >> 20, least=LEAST >> 20)


def _rule(names: Sequence[str] | None) -> str:
    """The rule to judge by.

    Raises:
        RequestError: there is none of this name, or there are several.
    """
    from jyplan.batch.run import RULES

    known = named(names or ["schedule"], RULES, "--rule", rule_names)
    if len(known) > 1:
        raise RequestError("one_rule")
    return known[0]


def _judged(
    request: TableRequest, target: str | None, engine: str, scheduler: str | None
) -> RunOutcome:
    """Run what is asked, on one machine or on many.

    Raises:
        RequestError: the answer cannot be written.
        ReaderGoneError: nobody reads it.
    """
    try:
        if engine == "dask":
            from jyplan.batch.cluster import run_on_cluster

            return run_on_cluster(request, target or sys.stdout.buffer, scheduler, _progress())
        from jyplan.batch.run import run

        return run(request, target or sys.stdout.buffer, _progress())
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        if target is None:
            # What is left in the buffer must not fail once more at the very end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise cannot_write(target or "<stdout>", error) from error


@contextmanager
def _ended_in_order() -> Iterator[list[signal.Signals]]:
    """Let whatever tells a run to end do so as Ctrl-C does, and nothing disturb the end of it.

    Yields:
        The signals that do.
    """
    named = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    known = [getattr(signal, name) for name in named if hasattr(signal, name)]
    # What whoever started us wants us not to hear, as nohup does, stays so.
    ends = [each for each in known if signal.getsignal(each) != signal.SIG_IGN]

    def stop(*_: object) -> None:
        for each in ends:
            # SIG_IGN would make Python complain of one that has come already
            signal.signal(each, lambda *_: None)
        raise KeyboardInterrupt

    before = [signal.signal(each, stop) for each in ends]
    try:
        yield ends
    finally:
        for each, handler in zip(ends, before, strict=True):
            signal.signal(each, handler)


def _target(out: str | None, *, folder: bool) -> str | None:
    """Where to write; None: standard output.

    Args:
        out: as named.
        folder: whether a folder will be written.

    Raises:
        RequestError: the name does not say the format, or standard output is closed.
    """
    from jyplan.batch.layout import ARROW, CSV, PARQUET, in_text

    if out in {None, "-", "/dev/stdout"}:
        if not sys.stdout.writable():
            raise SurroundingsError("no_output")
        return None
    if not out:
        raise RequestError("no_out")
    path = Path(out)
    known = path.suffix.lower() in CSV | PARQUET | ARROW
    if folder and known:
        raise RequestError("folder_ending", path=out)
    # what is there but no file, such as a pipe, takes CSV
    if not folder and not known and (path.is_file() or not path.exists()):
        raise RequestError("bad_ending", path=out)
    if path.suffix.lower() not in CSV:
        in_text(path)
    return out


def _renamed(values: Sequence[str]) -> dict[str, str]:
    """The table's names of columns by ours.

    Raises:
        RequestError: one of them is not ``NAME=COLUMN``, or no column of ours.
    """
    from jyplan.batch.layout import INPUT

    renamed: dict[str, str] = {}
    for value in values:
        ours, equals, theirs = value.partition("=")
        if not (ours and equals and theirs):
            raise RequestError("bad_map", value=value)
        named([ours], INPUT, "--map")
        if renamed.get(ours, theirs) != theirs:
            raise RequestError("map_twice", name=ours)
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


def _tell(outcome: RunOutcome, language: Language) -> None:
    """What is wrong with rows, on standard error."""
    if not outcome.wrong:
        return
    from jyplan.cli import environment
    from jyplan.media.tables import table_findings

    terminal = sys.stderr.isatty()
    colour = environment.wants_colour("auto", os.environ, terminal=terminal)
    environment.tell(table_findings(outcome.findings, outcome.wrong, language, colour=colour))
