"""The answer as a file, whole or not at all, or as CSV on a stream."""

from __future__ import annotations

import errno
import os
import re
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import polars as pl
from polars.io.plugins import register_io_source

from jyplan.atomic import beside, put_in_place, refuse_loss, scratch
from jyplan.batch.layout import ARROW, PARQUET
from jyplan.spreadsheet import FORMULA, NUMBER, SHIELD, shielded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

# polars tells the number of what the system refuses in its text only
SYSTEM = re.compile(r"\(os error (\d+)\)")
# seconds after which whoever waits looks up
TURN = 0.1
# there is no room
FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


def failure_of(error: Exception) -> OSError | None:
    """What the system refused; None where it was something else that failed."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    told = SYSTEM.search(str(error))
    return OSError(int(told[1]), os.strerror(int(told[1]))) if told else None


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
    target = Path(os.path.realpath(out))
    refuse_loss(target)
    with scratch(target.parent, beside(target)) as folder:
        temporary = folder / target.name
        suffix = target.suffix.lower()
        if suffix in PARQUET:
            _sunk(rest, first.schema, lambda plan: plan.sink_parquet(temporary, compression="lz4"))
        elif suffix in ARROW:
            _sunk(rest, first.schema, lambda plan: plan.sink_ipc(temporary))
        else:
            with temporary.open("wb") as stream:
                _csv(rest, stream)
        put_in_place(temporary, target)


def _csv(frames: Iterator[pl.DataFrame], stream: BinaryIO) -> None:
    header = True
    for frame in frames:
        # Written by us, so that a reader who has gone is told as everywhere.
        stream.write(_shielded(frame).write_csv(include_header=header).encode())
        header = False
    # what is not written now fails when nobody can tell of it any more
    stream.flush()


def _shielded(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows for CSV, in which no text is a formula, neither of a cell nor of a name."""
    names = {}
    for name in frame.columns:
        own = shielded(name)
        while own != name and own in frame.columns:
            own = SHIELD + own
        names[name] = own
    texts = [pl.col(name).cast(pl.String) for name, sort in frame.schema.items() if _risky(sort)]
    # most tables hold none, and most of their texts begin like none
    for test in (_odd, _formula):
        (found,) = frame.select(test(text).any() for text in texts).rows() or [()]
        texts = [text for text, any_ in zip(texts, found, strict=True) if any_]
    return frame.with_columns(map(_marked, texts)).rename(names)


def _risky(sort: pl.DataType) -> bool:
    """Whether a column may hold texts that are formulas."""
    if isinstance(sort, pl.Enum):
        return any(shielded(word) != word for word in sort.categories)
    return isinstance(sort, (pl.String, pl.Categorical))


def _odd(text: pl.Expr) -> pl.Expr:
    """Whether a text begins with no digit or letter of ASCII, which is known at once."""
    zero, colon, letter, brace = map(pl.lit, "0:A{")
    return (text < zero) | ((text >= colon) & (text < letter)) | (text >= brace)


def _formula(text: pl.Expr) -> pl.Expr:
    """Whether a text could be a formula."""
    return text.str.contains(FORMULA) & ~text.str.contains(NUMBER)


def _marked(text: pl.Expr) -> pl.Expr:
    """A column of texts, those that could be formulas with a mark before them."""
    return pl.when(_formula(text)).then(pl.lit(SHIELD) + text).otherwise(text).name.keep()


def _sunk(
    frames: Iterator[pl.DataFrame], schema: pl.Schema, sink: Callable[[pl.LazyFrame], None]
) -> None:
    """Let polars write frames.

    It works in a thread of its own, so that an interrupt finds us waiting and not polars at work.
    """
    over = Event()
    failed: list[Exception] = []

    def source(*_: object) -> Iterator[pl.DataFrame]:
        try:
            for frame in frames:
                if over.is_set():
                    return
                yield frame
        except Exception as error:
            failed.append(error)
            raise

    plan = register_io_source(source, schema=schema)
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(sink, plan)
        try:
            # a wait without an end can miss an interrupt that comes as it begins
            while wait([work], timeout=TURN).not_done:
                pass
            work.result()
        except (pl.exceptions.PolarsError, OSError) as error:
            # what the frames' own work raised is no failure to write
            cause = failed[0] if failed else failure_of(error)
            if cause is None:
                raise
            raise cause from error
        finally:
            over.set()
