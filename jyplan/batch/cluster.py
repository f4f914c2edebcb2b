"""The same work on a Dask cluster: parts of Parquet files, each judged where a worker is free."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl
from distributed import Client, LocalCluster, as_completed

from jyplan.batch.ids import ids_of
from jyplan.batch.layout import finding
from jyplan.batch.run import ROWS, Tally, Work, refuse_for_csv, summed, work_for
from jyplan.batch.sheet import Piece
from jyplan.batch.tables import PARQUET, Table, opened, pieces
from jyplan.batch.writing import written
from jyplan.engine.rules import rule_of
from jyplan.errors import FindingsError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from jyplan.batch.run import Outcome, Progress, Request

# rows that one task judges, and that a worker has in memory at once
PART = 1 << 21
WORKERS = 2
# how often a part is tried on another worker after its own died
ATTEMPTS = 10
# how often a tenth of a second is waited for a worker to stop writing
PATIENCE = 100


class Part(NamedTuple):
    """Some rows of one file, that are whole series.

    Attributes:
        table: the file, without its rows: every worker opens it anew.
        start: its first row.
        rows: how many rows.
        target: the file to write; None where series are counted.
    """

    table: Table
    start: int
    rows: int
    target: str | None


def run_on_cluster(
    request: Request, out: str | BinaryIO, scheduler: str | None, progress: Progress
) -> Outcome:
    """Judge the series of Parquet files on a cluster and write a folder of Parquet files.

    Args:
        request: what is asked.
        out: the folder, which must not be there yet; with a summary, a file or a stream.
            Workers on other machines need to reach the same paths.
        scheduler: address of the cluster; None: one of this machine.
        progress: told how many rows are done, of how many.

    Returns:
        What was found; the answer is complete then.

    Raises:
        FindingsError: a table cannot be read, lacks columns, or a series lies in two of them.
        RequestError: something asked for does not exist, or cannot be done on a cluster.
        OSError: the answer cannot be written.
    """
    target = _checked(request, out)
    with tempfile.TemporaryDirectory(prefix="jyplan-") as name:
        folder = Path(name)
        tables = opened(request.tables, request.renamed, rule_of(request.rule).card, folder)
        _refuse_straddling(tables)
        if request.summary is not None:
            refuse_for_csv(tables, request, out)
        work = work_for(request, tables, ids_of(tables, folder))
    if request.summary is not None:
        tally, frames = _judged(tables, work, None, scheduler, progress)
        written(iter([summed(iter(frames), request.summary)]), out)
        return tally.outcome()
    with _beside(target) as folder:
        whole = folder / target.name
        whole.mkdir()
        tally, _ = _judged(tables, work, whole, scheduler, progress)
        whole.replace(target)
    return tally.outcome()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A temporary folder beside a file, which workers may still write to when all is over."""
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield folder
    finally:
        for _ in range(PATIENCE):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.1)


def _checked(request: Request, out: str | BinaryIO) -> Path:
    """The folder to write; refuses what a cluster cannot do before anything is read."""
    for name in request.tables:
        if not Path(name).is_dir() and Path(name).suffix.lower() not in PARQUET:
            raise RequestError("dask_needs_parquet", path=name)
    if not isinstance(out, str):
        if request.summary is None:
            raise RequestError("dask_needs_out")
        return Path()
    if request.summary is None and Path(out).exists():
        raise RequestError("would_overwrite", path=out)
    return Path(out).resolve()


def _refuse_straddling(tables: Sequence[Table]) -> None:
    """Refuse files whose last series goes on in the next one."""
    findings = []
    known = [table for table in tables if table.rows]
    for before, table in pairwise(known):
        last = before.slice(before.rows - 1, 1, [before.layout.names["id"]]).item()
        first = table.slice(0, 1, [table.layout.names["id"]]).item()
        if last == first:
            findings.append(finding("JY614", table.path, 1, id=str(first), first=before.path))
    if findings:
        raise FindingsError(findings)


def parts_of(tables: Sequence[Table], folder: Path | None, size: int) -> list[Part]:
    """The files in parts of about so many rows, each of whole series."""
    parts: list[Part] = []
    for table in tables:
        start = 0
        while start < table.rows:
            end = _next_series(table, start + size)
            target = None if folder is None else str(folder / f"part-{len(parts):05}.parquet")
            bare = table._replace(scan=pl.LazyFrame())
            parts.append(Part(bare, start, end - start, target))
            start = end
    return parts


def _next_series(table: Table, row: int) -> int:
    """The first row from `row` on with which a series begins; the end where there is none."""
    name, step = table.layout.names["id"], 64
    while row < table.rows:
        ids = table.slice(row - 1, step, [name])[name]
        begins = ids.ne_missing(ids.shift(1)).slice(1).arg_true()
        if len(begins):
            return row + int(begins[0])
        row, step = row + len(ids) - 1, step * 8
    return table.rows


def _judged(
    tables: Sequence[Table],
    work: Work,
    folder: Path | None,
    scheduler: str | None,
    progress: Progress,
) -> tuple[Tally, list[pl.DataFrame]]:
    """All parts, judged by whoever is free; counts in the order of the parts."""
    parts = parts_of(tables, folder, PART)
    total, done = sum(part.rows for part in parts), 0
    tally, frames = Tally(), dict[int, pl.DataFrame]()
    with _client(scheduler) as client:
        futures = [client.submit(judged_part, part, work, pure=False) for part in parts]
        places = {future.key: index for index, future in enumerate(futures)}
        for future in as_completed(futures):
            own, frame = future.result()
            tally.join(own)
            index = places[future.key]
            if frame is not None:
                frames[index] = frame
            done += parts[index].rows
            progress(done, total)
    return tally, [frame for _, frame in sorted(frames.items())]


@contextmanager
def _client(scheduler: str | None) -> Iterator[Client]:
    """A client of the cluster that is named, or of one on this machine."""
    # What a dying worker says is not for whoever asked for an answer.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    import dask

    dask.config.set({"distributed.scheduler.allowed-failures": ATTEMPTS})
    if scheduler is not None:
        try:
            client = Client(scheduler, timeout="10s")
        except (OSError, ValueError) as error:
            raise RequestError("no_scheduler", address=scheduler) from error
        with client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=WORKERS,
            threads_per_worker=1,
            # any free port: nobody looks, and a second run must not stumble over the first
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def judged_part(part: Part, work: Work) -> tuple[Tally, pl.DataFrame | None]:
    """One part, judged by a worker: what was found, and counts where they are asked for.

    A part that is judged twice, because a worker died, is written twice with the same rows.
    """
    tally = Tally()
    scan = pl.scan_parquet(part.table.path, glob=False).slice(part.start, part.rows)
    table = part.table._replace(scan=scan, rows=part.rows, before=part.table.before + part.start)

    def frames() -> Iterator[pl.DataFrame]:
        for own, start, frame in pieces([table], work.columns, ROWS, single=work.single):
            piece = Piece(frame, own.path, own.before + start + 1, work.single)
            answer, series = work.done(piece, own)
            tally.add(answer, series)
            yield answer.frame

    if part.target is None:
        return tally, summed(frames(), work.summary or ())
    written(frames(), part.target)
    return tally, None
