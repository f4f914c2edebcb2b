"""Tables of series: Parquet and Arrow as they are, CSV by way of a temporary file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from jyplan.batch.layout import finding, layout_of
from jyplan.batch.sheet import strange
from jyplan.errors import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.batch.layout import Layout
    from jyplan.engine.rules.card import Card
    from jyplan.plan.findings import Finding

STDIN = "<stdin>"
PARQUET = frozenset({".parquet", ".pq"})
ARROW = frozenset({".arrow", ".ipc", ".feather"})
# what may stand between the cells of a CSV file
SEPARATORS = ",;\t"
# Rows are counted as people see them: the first line of a CSV file is its header.
HEADER = 1


class Table(NamedTuple):
    """One table, ready to be read in pieces.

    Attributes:
        path: as named.
        scan: its rows.
        rows: how many there are.
        before: how many lines stand before the first row.
        layout: which column stands for what.
    """

    path: str
    scan: pl.LazyFrame
    rows: int
    before: int
    layout: Layout

    def slice(self, start: int, length: int, columns: Sequence[str]) -> pl.DataFrame:
        """Some of its rows."""
        piece: pl.DataFrame = self.scan.slice(start, length).select(columns).collect()
        return piece


def opened(
    names: Sequence[str], renamed: Mapping[str, str], card: Card, folder: Path
) -> list[Table]:
    """Open tables.

    Args:
        names: files, or ``-`` for CSV on standard input.
        renamed: the tables' names of columns by ours.
        card: of the rule that they are judged by.
        folder: where temporary files may stand.

    Raises:
        FindingsError: a table cannot be read, or lacks columns.
    """
    tables: list[Table] = []
    sorts: list[dict[str, pl.DataType]] = []
    findings: list[Finding] = []
    for index, name in enumerate(_files(names)):
        path = STDIN if name == "-" else name
        try:
            scan, before = _scanned(name, folder / f"{index}.parquet")
            schema = scan.collect_schema()
            rows = scan.select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, OSError) as error:
            findings.append(_unreadable(path, error))
            continue
        layout, wrong = layout_of(path, schema.names(), renamed, card)
        ids = layout.names.get("id")
        if ids is not None and strange(schema[ids]):
            wrong.append(finding("JY611", path, HEADER, name=ids, type=str(schema[ids])))
        findings += wrong
        if not wrong:
            tables.append(Table(path, scan, rows, before, layout))
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
        if name == "-" or not folder.is_dir():
            yield name
        else:
            files = sorted(file for file in folder.iterdir() if file.suffix.lower() in PARQUET)
            # a folder without any is named itself, and found to be no table
            yield from map(str, files) if files else [name]


def _scanned(name: str, temporary: Path) -> tuple[pl.LazyFrame, int]:
    """The rows of a table, and how many lines stand before the first."""
    suffix = Path(name).suffix.lower()
    if suffix in PARQUET:
        return pl.scan_parquet(name, glob=False), 0
    if suffix in ARROW:
        return pl.scan_ipc(name, glob=False), 0
    if name == "-":
        plain = temporary.with_suffix(".csv")
        with plain.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out)
    else:
        plain = Path(name)
    with plain.open("rb") as lines:
        header = lines.readline(1 << 16).decode("utf-8", errors="replace")
    separator = max(SEPARATORS, key=header.count)
    # Pieces of a CSV file cannot be found without reading all before them.
    pl.scan_csv(plain, infer_schema=False, separator=separator, glob=False).sink_parquet(
        temporary, compression="lz4"
    )
    return pl.scan_parquet(temporary, glob=False), HEADER


def _unreadable(path: str, error: Exception) -> Finding:
    """What keeps a table from being read, in one line."""
    why = getattr(error, "strerror", None) or str(error).strip().split("\n")[0]
    if isinstance(error, FileNotFoundError):
        return finding("JY001", path, HEADER)
    if isinstance(error, pl.exceptions.NoDataError):
        return finding("JY601", path, HEADER, error="empty")
    return finding("JY601", path, HEADER, error=why)


def pieces(
    tables: Sequence[Table], columns: Sequence[str], size: int, *, single: bool
) -> Iterator[tuple[Table, int, pl.DataFrame]]:
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
            frame = table.slice(start, length, columns)
            last = start + frame.height >= table.rows
            kept = frame.height if last or single else _whole(frame[table.layout.names["id"]])
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
    while step < 2 * end:
        tail = ids.tail(step)
        unlike = tail.ne_missing(pl.Series([final], dtype=ids.dtype)).arg_true()
        if len(unlike):
            return end - len(tail) + int(unlike[-1]) + 1
        step *= 8
    return 0
