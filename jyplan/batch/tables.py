"""Tables of series: Parquet and Arrow as they are, others by way of a temporary file."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from jyplan.batch.layout import (
    ARROW,
    PARQUET,
    UnreadableTableError,
    finding,
    in_text,
    layout_of,
)
from jyplan.batch.panics import told
from jyplan.batch.sheet import known_ids, strange
from jyplan.batch.text import converted, head_of, lines_of
from jyplan.batch.writing import FULL, failure_of
from jyplan.errors import FindingsError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.batch.layout import Layout
    from jyplan.batch.text import Header
    from jyplan.engine.rules.card import Card
    from jyplan.plan.findings import Finding

STDIN = "<stdin>"
# what streams of Arrow IPC are called beside the names of its files
STREAMS = ARROW | {".arrows"}
# how a file of Arrow IPC begins; a stream does not
ARROW_FILE = b"ARROW1"
# how a stream of Arrow IPC ends, if whoever wrote it came to its end
END = b"\xff\xff\xff\xff\0\0\0\0"
# findings of tables as a whole stand here; the first line of a CSV file is its header
HEADER = 1


class TableSource(NamedTuple):
    """What is read of a table.

    Attributes:
        scan: its rows.
        file: where it is, for workers that run elsewhere.
        marks: columns beside these, that say on which line a row stands, and what is wrong with it.
        text: the CSV file whose records are counted there; None where lines are, or nothing is.
    """

    scan: pl.LazyFrame
    file: str
    marks: tuple[str, ...] = ()
    text: Path | None = None


class SeriesTable(NamedTuple):
    """One table, ready to be read in pieces.

    Attributes:
        path: as named.
        source: what is read.
        rows: how many there are.
        before: how many rows stand before the first.
        layout: which column stands for what.
    """

    path: str
    source: TableSource
    rows: int
    before: int
    layout: Layout

    def slice(self, start: int, length: int, columns: Sequence[str]) -> pl.DataFrame:
        """Some of its rows.

        Raises:
            FindingsError: they cannot be read.
        """
        try:
            with told(self.path):
                piece: pl.DataFrame = (
                    self.source.scan.slice(start, length).select(columns).collect()
                )
        except (UnreadableTableError, pl.exceptions.PolarsError, OSError) as error:
            raise FindingsError([_unreadable(self.path, error)]) from error
        if piece.height != min(length, self.rows - start):
            # whoever waits for the rows that are promised would wait for ever
            raise FindingsError([_unreadable(self.path, UnreadableTableError("damaged"))])
        return piece

    def ids(self, start: int, length: int) -> pl.Series:
        """The ids of some of its rows, as `slice` reads them."""
        name = self.layout.names["id"]
        return known_ids(self.slice(start, length, [name])[name])


def opened(
    names: Sequence[str], renamed: Mapping[str, str], card: Card, folder: Path
) -> list[SeriesTable]:
    """Open tables.

    Args:
        names: files, or ``-`` for CSV on standard input.
        renamed: the tables' names of columns by ours.
        card: of the rule that they are judged by.
        folder: where temporary files may stand.

    Raises:
        FindingsError: a table cannot be read, or lacks columns.
        RequestError: there is no room for temporary files.
    """
    tables: list[SeriesTable] = []
    sorts: list[dict[str, pl.DataType]] = []
    findings: list[Finding] = []
    for index, name in enumerate(_files(names)):
        path = STDIN if name == "-" else name
        try:
            with _room(folder), told(path):
                source = _source(name, folder / f"{index}.parquet", renamed.get("id", "id"))
                schema = source.scan.collect_schema()
                rows = source.scan.select(pl.len()).collect().item()
        except (UnreadableTableError, pl.exceptions.PolarsError, OSError) as error:
            findings.append(_unreadable(path, error))
            continue
        except FindingsError as error:
            findings += error.findings
            continue
        columns = [column for column in schema.names() if column not in source.marks]
        layout, wrong = layout_of(path, columns, renamed, card)
        ids = layout.names.get("id")
        if ids is not None and strange(schema[ids]):
            wrong.append(
                finding("JY611", path, HEADER, name=ids, type=str(schema[ids]), advice="id_sort")
            )
        findings += wrong
        if not wrong:
            tables.append(SeriesTable(path, source, rows, 0, layout))
            kept = {layout.names["id"], *layout.extra}
            sorts.append({name: schema[name] for name in sorted(kept)})
    findings += [
        finding("JY613", table.path, HEADER, first=tables[0].path)
        for table, own in zip(tables[1:], sorts[1:], strict=True)
        if table.layout != tables[0].layout or own != sorts[0]
    ]
    if findings:
        raise FindingsError(findings)
    return tables


def _files(names: Sequence[str]) -> Iterator[str]:
    """The tables that are named, and of folders their Parquet files."""
    for name in names:
        folder = Path(name)
        if name == "-" or not is_folder(name):
            yield name
        else:
            try:
                files = sorted(file for file in folder.iterdir() if file.suffix.lower() in PARQUET)
            except OSError:
                files = []
            # a folder without any is named itself, and found to be no table
            yield from map(str, files) if files else [name]


def is_folder(name: str) -> bool:
    """Whether something is a folder, as far as anybody can see: what bars the way is told later."""
    try:
        return Path(name).is_dir()
    except OSError:
        return False


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Tell a lack of room for temporary files from a table that cannot be read."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        failure = failure_of(error)
        if failure is None or failure.errno not in FULL:
            raise
        raise RequestError("cannot_write", path=str(folder), error=failure.strerror) from error


def _source(name: str, temporary: Path, key: str) -> TableSource:
    """What is read of a table, whose column of ids is called `key`."""
    suffix = Path(name).suffix.lower()
    if is_folder(name):
        # raises what keeps anybody from looking into it
        next(Path(name).iterdir(), None)
        raise UnreadableTableError("no_parquet")
    place = in_text(_place(name, temporary.with_suffix(".csv")))
    with place.open("rb") as file:
        first = file.read(len(ARROW_FILE))
        file.seek(0)
        if not first:
            raise UnreadableTableError("no_bytes")
        if suffix not in PARQUET | STREAMS:
            return _from_text(name, place, head_of(file), temporary, key)
    if suffix in PARQUET:
        return TableSource(pl.scan_parquet(place, glob=False), str(place))
    if first == ARROW_FILE:
        return TableSource(pl.scan_ipc(place, glob=False), str(place))
    frame = pl.read_ipc_stream(place)
    with place.open("rb") as file:
        file.seek(-len(END), os.SEEK_END)
        if file.read() != END:
            # cut between two messages it reads as a shorter table
            raise UnreadableTableError("cut")
    frame.write_parquet(temporary, compression="lz4")
    return TableSource(pl.scan_parquet(temporary, glob=False), str(temporary))


def _place(name: str, temporary: Path) -> Path:
    """Where a file can be read more than once; what comes through a pipe is copied."""
    path = Path(name).absolute()
    if name != "-" and (path.is_file() or not path.exists()):
        return path
    if name != "-" and (path.is_char_device() or path.is_block_device()):
        # it may never end
        raise UnreadableTableError("endless")
    # standard input is not ours to close
    pipe = nullcontext(sys.stdin.buffer) if name == "-" else path.open("rb")
    with pipe as source, temporary.open("wb") as out:
        shutil.copyfileobj(source, out)
    return temporary


def _from_text(name: str, place: Path, head: Header, temporary: Path, key: str) -> TableSource:
    """What is read of a CSV file."""
    twice = [column for column, count in Counter(head.columns).items() if column and count > 1]
    if twice:
        path = STDIN if name == "-" else name
        raise FindingsError([finding("JY616", path, HEADER, name=column) for column in twice])
    marks, counted = converted(place, head, key, temporary)
    scan = pl.scan_parquet(temporary, glob=False)
    return TableSource(scan, str(temporary), marks, place if counted else None)


def _unreadable(path: str, error: Exception) -> Finding:
    """What keeps a table from being read."""
    if isinstance(error, UnreadableTableError):
        return finding("JY601", path, HEADER, problem=error.problem)
    if isinstance(failure_of(error), (FileNotFoundError, NotADirectoryError)):
        return finding("JY001", path, HEADER)
    if isinstance(error, OSError) and error.strerror:
        return finding("JY003", path, HEADER, error=error.strerror)
    # what a library says of it is in one language, and seldom of use
    return finding("JY601", path, HEADER, problem="damaged")


def placed(findings: Sequence[Finding], tables: Sequence[SeriesTable]) -> tuple[Finding, ...]:
    """Findings by the lines of a CSV file where they name its records."""
    found = list(findings)
    for table in tables:
        own = [index for index, each in enumerate(findings) if each.span.path == table.path]
        if table.source.text is None or not own:
            continue
        lines = lines_of(table.source.text, [findings[index].span.line for index in own])
        for index in own:
            each = findings[index]
            line = lines.get(each.span.line, each.span.line)
            found[index] = each._replace(span=each.span._replace(line=line))
    return tuple(found)


def pieces(
    tables: Sequence[SeriesTable], columns: Sequence[str], size: int, *, single: bool
) -> Iterator[tuple[SeriesTable, int, pl.DataFrame]]:
    """Whole series in pieces of about so many rows, in order.

    Args:
        tables: the tables; a series that ends one and begins the next is two.
        columns: by the names of the first table.
        size: rows a piece.
        single: True where every row is known to be a series of its own.

    Yields:
        The table, the number of its first row in it, and the rows.
    """
    if not any(table.rows for table in tables):
        # nothing to judge is an answer as well: one without rows
        yield tables[0], 0, tables[0].slice(0, 0, columns)
    for table in tables:
        start, length = 0, size
        while start < table.rows:
            frame = table.slice(start, length, [*columns, *table.source.marks])
            last = start + frame.height >= table.rows
            whole = last or single
            kept = frame.height if whole else _whole(known_ids(frame[table.layout.names["id"]]))
            if kept == 0:
                # one series longer than the piece: read it again, with more behind it
                length *= 2
                continue
            yield table, start, frame.head(kept)
            start, length = start + kept, size


def _whole(ids: pl.Series) -> int:
    """How many rows belong to series that certainly end within the piece."""
    final = ids[-1]
    step, end = 64, len(ids)
    if final is None:
        # a row without an id is a series of its own
        return end
    while step < 2 * end:
        tail = ids.tail(step)
        unlike = tail.ne_missing(pl.Series([final], dtype=ids.dtype)).arg_true()
        if len(unlike):
            return end - len(tail) + int(unlike[-1]) + 1
        step *= 8
    return 0
