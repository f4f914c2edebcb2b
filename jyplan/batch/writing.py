"""The answer as a file, whole or not at all, or as CSV on a stream."""

from __future__ import annotations

import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from polars.io.plugins import register_io_source

from jyplan.atomic import put_in_place
from jyplan.batch.tables import ARROW, PARQUET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import polars as pl


def written(frames: Iterator[pl.DataFrame], out: str | BinaryIO) -> None:
    """Write frames one below the other.

    Args:
        frames: with the same columns.
        out: a file, in the format that its name ends with, or a stream or device for CSV.

    Raises:
        OSError: they cannot be written; what was there before is still there.
    """
    first = next(frames, None)
    if first is None:
        return
    rest = chain([first], frames)
    if not isinstance(out, str):
        _csv(rest, out)
        return
    if Path(out).exists() and not Path(out).is_file():
        # What is there but no file, such as /dev/stdout, cannot be replaced.
        with Path(out).open("wb") as stream:
            _csv(rest, stream)
        return
    target = Path(out).resolve()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
        temporary = Path(folder) / target.name
        suffix = target.suffix.lower()
        if suffix in PARQUET:
            _lazily(rest, first.schema).sink_parquet(temporary, compression="lz4")
        elif suffix in ARROW:
            _lazily(rest, first.schema).sink_ipc(temporary)
        else:
            with temporary.open("wb") as stream:
                _csv(rest, stream)
        put_in_place(temporary, target)


def _csv(frames: Iterator[pl.DataFrame], stream: BinaryIO) -> None:
    header = True
    for frame in frames:
        # Written by us, so that a reader who has gone is told as everywhere.
        stream.write(frame.write_csv(include_header=header).encode())
        header = False


def _lazily(frames: Iterator[pl.DataFrame], schema: pl.Schema) -> pl.LazyFrame:
    """Frames as the source of a streaming plan."""

    def source(*_: object) -> Iterator[pl.DataFrame]:
        yield from frames

    return register_io_source(source, schema=schema)
