"""Panics of polars: how it ends over files that are damaged as it does not expect."""

from __future__ import annotations

import faulthandler
import os
import shutil
import tempfile
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import polars as pl

from jyplan.batch.apart import READING, reading
from jyplan.batch.layout import UnreadableTableError

if TYPE_CHECKING:
    from collections.abc import Iterator

STDERR = 2


class _Aside:
    """Standard error, held aside while anybody reads.

    Rust tells of a panic there, past Python and before anybody knows of it.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.readers = 0
        self.panicked = False

    def take(self) -> None:
        with self.lock:
            if self.readers == 0:
                self.panicked = False
                self.kept = tempfile.TemporaryFile()  # noqa: SIM115 until it is given back
                self.real = os.dup(STDERR)
                self.guarded = READING.shared is None and not faulthandler.is_enabled()
                if self.guarded:
                    # what ends the process at once never gives anything back, and nobody waits
                    faulthandler.enable(self.real)
                os.dup2(self.kept.fileno(), STDERR)
            self.readers += 1

    def give_back(self, *, panicked: bool) -> None:
        """The last reader passes on what was said, but for a panic that is told of."""
        with self.lock:
            self.readers -= 1
            self.panicked |= panicked
            if self.readers:
                return
            os.dup2(self.real, STDERR)
            if self.guarded:
                faulthandler.disable()
            os.close(self.real)
            with self.kept:
                if not self.panicked and self.kept.tell():
                    self.kept.seek(0)
                    with open(STDERR, "wb", closefd=False) as real:
                        shutil.copyfileobj(self.kept, real)


ASIDE = _Aside()


@contextmanager
def told(table: str) -> Iterator[None]:
    """Tell of a panic of polars over a table as of one that cannot be read.

    Raises:
        UnreadableError: polars panicked; nothing of that has reached standard error.
    """
    ASIDE.take()
    panicked = False
    try:
        with reading(table):
            yield
    except pl.exceptions.PanicException as error:
        panicked = True
        raise UnreadableTableError("damaged") from error
    finally:
        ASIDE.give_back(panicked=panicked)
