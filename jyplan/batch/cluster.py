"""The same work on a Dask cluster: parts of Parquet files, each judged where a worker is free."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from jyplan.atomic import beside, scratch
from jyplan.batch.apart import SCRATCH
from jyplan.batch.ids import ids_of
from jyplan.batch.layout import PARQUET, finding
from jyplan.batch.run import ROWS, Tally, Work, refuse_for_csv, summed, work_for
from jyplan.batch.sheet import SeriesPiece
from jyplan.batch.tables import SeriesTable, TableSource, is_folder, opened, pieces
from jyplan.batch.writing import written
from jyplan.engine.rules import rule_of
from jyplan.errors import FindingsError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from distributed import Client

    from jyplan.batch.run import Progress, RunOutcome, TableRequest
    from jyplan.plan.findings import Finding

# rows that one task judges, and that a worker has in memory at once
PART = 1 << 21
# how long whoever is at an address may take to say that it is a scheduler
SECONDS = 10


class FilePart(NamedTuple):
    """Some rows of one file, that are whole series.

    Attributes:
        table: the file, without its rows: every worker opens it anew.
        start: its first row.
        rows: how many rows.
        target: the file to write; None where series are counted.
    """

    table: SeriesTable
    start: int
    rows: int
    target: str | None


class Done(NamedTuple):
    """What a worker says of a part.

    Attributes:
        tally: what it found.
        frame: counts, where they are asked for.
        unread: what keeps it from reading the table; errors of ours do not travel.
    """

    tally: Tally
    frame: pl.DataFrame | None = None
    unread: tuple[Finding, ...] = ()


def run_on_cluster(
    request: TableRequest, out: str | BinaryIO, scheduler: str | None, progress: Progress
) -> RunOutcome:
    """Judge the series of Parquet files on a cluster and write a folder of Parquet files.

    Args:
        request: what is asked.
        out: the folder, which must not be there yet; with a summary, a file or a stream.
            Workers on other machines need to reach the same paths.
        scheduler: address of the cluster; None: the parts are judged here, one after another.
        progress: told how many rows are done, of how many.

    Returns:
        What was found; the answer is complete then.

    Raises:
        FindingsError: a table cannot be read, lacks columns, or a series lies in two of them.
        RequestError: something asked for does not exist, or cannot be done on a cluster.
        OSError: the answer cannot be written.
    """
    target = _checked(request, out)
    with scratch(Path(tempfile.gettempdir()), SCRATCH) as folder:
        tables = opened(request.tables, request.renamed, rule_of(request.rule).card, folder)
        _refuse_straddling(tables)
        if request.summary is not None:
            refuse_for_csv(tables, request, out)
        work = work_for(request, tables, ids_of(tables, folder))
    if request.summary is not None:
        tally, frames = _judged(tables, work, None, scheduler, progress)
        written(iter([summed(iter(frames), request.summary)]), out)
        return tally.outcome()
    with scratch(target.parent, beside(target)) as folder:
        whole = folder / target.name
        whole.mkdir()
        tally, _ = _judged(tables, work, whole, scheduler, progress)
        whole.replace(target)
    return tally.outcome()


def _checked(request: TableRequest, out: str | BinaryIO) -> Path:
    """The folder to write; refuses what a cluster cannot do before anything is read."""
    for name in request.tables:
        if not is_folder(name) and Path(name).suffix.lower() not in PARQUET:
            raise RequestError("dask_needs_parquet", path=name)
    if not isinstance(out, str):
        if request.summary is None:
            raise RequestError("dask_needs_out")
        return Path()
    if request.summary is None and Path(out).exists():
        raise RequestError("would_overwrite", path=out)
    return Path(out).resolve()


def _refuse_straddling(tables: Sequence[SeriesTable]) -> None:
    """Refuse files whose last series goes on in the next one."""
    findings = []
    known = [table for table in tables if table.rows]
    for before, table in pairwise(known):
        last, first = before.ids(before.rows - 1, 1).item(), table.ids(0, 1).item()
        if last is not None and last == first:
            findings.append(finding("JY614", table.path, 1, id=str(first), first=before.path))
    if findings:
        raise FindingsError(findings)


def parts_of(tables: Sequence[SeriesTable], folder: Path | None, size: int) -> list[FilePart]:
    """The files in parts of about so many rows, each of whole series."""
    parts: list[FilePart] = []
    for table in tables:
        start = 0
        while start < table.rows:
            end = _next_series(table, start + size)
            target = None if folder is None else _part(folder, len(parts))
            parts.append(FilePart(_bare(table), start, end - start, target))
            start = end
    # nothing to judge is an answer as well: one without rows
    return parts or [FilePart(_bare(tables[0]), 0, 0, None if folder is None else _part(folder, 0))]


def _part(folder: Path, index: int) -> str:
    """The file of one part, named in the order of the rows."""
    return str(folder / f"part-{index:05}.parquet")


def _bare(table: SeriesTable) -> SeriesTable:
    """A table without its rows, which every worker opens anew."""
    return table._replace(source=table.source._replace(scan=pl.LazyFrame()))


def _next_series(table: SeriesTable, row: int) -> int:
    """The first row from `row` on with which a series begins; the end where there is none."""
    step = 64
    while row < table.rows:
        ids = table.ids(row - 1, step)
        begins = ids.ne_missing(ids.shift(1)).slice(1).arg_true()
        if len(begins):
            return row + int(begins[0])
        row, step = row + len(ids) - 1, step * 8
    return table.rows


def _judged(
    tables: Sequence[SeriesTable],
    work: Work,
    folder: Path | None,
    scheduler: str | None,
    progress: Progress,
) -> tuple[Tally, list[pl.DataFrame]]:
    """All parts, judged by whoever is free; counts in the order of the parts."""
    parts = parts_of(tables, folder, PART)
    total, rows = sum(part.rows for part in parts), 0
    tally, frames = Tally(), dict[int, pl.DataFrame]()
    for index, done in (
        _in_turn(parts, work) if scheduler is None else _spread(parts, work, scheduler)
    ):
        if done.unread:
            raise FindingsError(done.unread)
        tally.join(done.tally)
        if done.frame is not None:
            frames[index] = done.frame
        rows += parts[index].rows
        progress(rows, total)
    return tally, [frame for _, frame in sorted(frames.items())]


def _in_turn(parts: Sequence[FilePart], work: Work) -> Iterator[tuple[int, Done]]:
    """What becomes of each part here, where nothing is started that could be reached or left.

    Without a cluster there is nothing to gain from several processes: polars uses all cores.
    """
    for index, part in enumerate(parts):
        yield index, judged_part(part, work)


def _spread(parts: Sequence[FilePart], work: Work, scheduler: str) -> Iterator[tuple[int, Done]]:
    """What becomes of each part on a cluster, as workers finish.

    Raises:
        RequestError: there is no cluster, no worker could do it, or the tables are not there.
    """
    # Only here: without a cluster nobody needs it.
    from distributed import CancelledError, KilledWorker, as_completed

    with _client(scheduler) as client:
        futures = [client.submit(judged_part, part, work, pure=False) for part in parts]
        places = {future.key: index for index, future in enumerate(futures)}
        for future in as_completed(futures):
            try:
                done: Done = future.result()
            except (KilledWorker, CancelledError) as error:
                raise RequestError("workers_lost") from error
            for each in done.unread:
                # we have read it ourselves
                if each.code == "JY001":
                    raise RequestError("not_on_worker", path=each.span.path)
            yield places[future.key], done


@contextmanager
def _client(scheduler: str) -> Iterator[Client]:
    """A client of a cluster.

    Raises:
        RequestError: there is none at the address, whatever else answers there.
    """
    from distributed import Client

    # What a dying worker says is not for whoever asked for an answer.
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(asyncio.wait_for(_greeted(scheduler), SECONDS))
        client = Client(scheduler, timeout=f"{SECONDS}s")
    except Exception as error:
        # An address may be anything, and so may be what answers there.
        raise RequestError("no_scheduler", address=scheduler) from error
    with client:
        yield client


async def _greeted(scheduler: str) -> None:
    """Ask who is there, by itself: a client waits without end for whoever says nothing.

    Raises:
        Exception: whatever comes of it where no scheduler answers.
    """
    from distributed.core import rpc
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    async with rpc(scheduler, timeout=SECONDS, connection_args=arguments) as asked:
        if (await asked.identity())["type"] != "Scheduler":
            raise ValueError(scheduler)


def judged_part(part: FilePart, work: Work) -> Done:
    """One part, judged by a worker.

    A part that is judged twice, because a worker died, is written twice with the same rows.
    """
    tally = Tally()
    file = part.table.source.file
    scan = pl.scan_parquet(file, glob=False).slice(part.start, part.rows)
    before = part.table.before + part.start
    table = part.table._replace(source=TableSource(scan, file), rows=part.rows, before=before)

    def frames() -> Iterator[pl.DataFrame]:
        for own, start, frame in pieces([table], work.columns, ROWS, single=work.single):
            piece = SeriesPiece(frame, own.path, own.before + start + 1, work.single)
            answer, series = work.done(piece, own)
            tally.add(answer, series)
            yield answer.frame

    try:
        if part.target is None:
            return Done(tally, summed(frames(), work.summary or ()))
        written(frames(), part.target)
    except FindingsError as error:
        return Done(tally, unread=error.findings)
    return Done(tally)
