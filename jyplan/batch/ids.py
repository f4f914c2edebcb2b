"""Ids that stand in several places of a table: found in bounded memory, before anything is judged.

Where ids only ever rise nothing can come again. Else every beginning of a run of one id leaves a
hash of 64 bits, in files by the hash's first bits where there are many; a hash that comes twice
is looked at again, so that no chance likeness of hashes counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polars as pl
    from numpy.typing import NDArray

    from jyplan.batch.tables import SeriesTable

    Hashes = NDArray[np.uint64]

STEP = 1 << 18
# so many hashes are kept in memory
MOST = 1 << 20
BUCKETS = 64
# more likenesses than these are no chance
CHECKED = 100_000


class TableIds(NamedTuple):
    """What is known of the ids of some tables.

    Attributes:
        single: True where every row has an id, and no two have the same.
        repeated: hashes of the ids that stand in several places, sorted.
    """

    single: bool
    repeated: Hashes


def ids_of(tables: Sequence[SeriesTable], folder: Path) -> TableIds:
    """What is known of the ids of tables.

    Args:
        tables: read in their order.
        folder: where temporary files may stand.
    """
    if len(tables) == 1 and _rising(tables[0]):
        return TableIds(single=True, repeated=np.empty(0, np.uint64))
    store = _Store(folder)
    rows = runs = 0
    for size, own in _runs(tables):
        rows, runs = rows + size, runs + len(own)
        store.add(own.hash().to_numpy())
    twice = store.twice()
    if 0 < twice.size <= CHECKED:
        twice = _real(tables, twice)
    return TableIds(single=rows == runs, repeated=twice)


def _rising(table: SeriesTable) -> bool:
    """Whether every id is greater than the one before."""
    for start in range(0, table.rows, STEP):
        # one row more than the step, so that its last is held against the next one's first
        ids = table.ids(start, STEP + 1)
        if ids.has_nulls() or not (ids.slice(1) > ids.slice(0, len(ids) - 1)).all():
            return False
    return True


def _runs(tables: Sequence[SeriesTable]) -> Iterator[tuple[int, pl.Series]]:
    """The numbers of rows in pieces, and the ids of the runs that begin in each."""
    for table in tables:
        before: pl.Series | None = None
        for start in range(0, table.rows, STEP):
            ids = table.ids(start, STEP)
            changed = ids.ne_missing(ids.shift(1)).to_numpy().copy()
            changed[0] = before is None or bool(ids.head(1).ne_missing(before)[0])
            before = ids.tail(1)
            # rows without an id are in no place again
            yield len(ids), ids.gather(np.flatnonzero(changed)).drop_nulls()


def _real(tables: Sequence[SeriesTable], hashes: Hashes) -> Hashes:
    """Those of the hashes that are hashes of one id in several places."""
    places: dict[tuple[int, object], int] = {}
    for _, own in _runs(tables):
        found = own.hash().to_numpy()
        for place in np.flatnonzero(np.isin(found, hashes, kind="sort")):
            key = (int(found[place]), own[int(place)])
            places[key] = places.get(key, 0) + 1
    return np.array(sorted({key[0] for key, count in places.items() if count > 1}), np.uint64)


class _Store:
    """Hashes, in memory while they are few, else in files by their first bits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: list[Hashes] = []
        self.count = 0
        self.spilt = False

    def add(self, hashes: Hashes) -> None:
        self.kept.append(hashes)
        self.count += len(hashes)
        if self.count > MOST:
            self._spill()

    def _spill(self) -> None:
        if not self.kept:
            return
        hashes = np.concatenate(self.kept)
        self.kept = []
        # small integers are sorted by counting
        bucket = (hashes >> np.uint64(58)).astype(np.uint8)
        hashes = hashes[np.argsort(bucket, kind="stable")]
        ends = np.cumsum(np.bincount(bucket, minlength=BUCKETS))
        for index, part in enumerate(np.split(hashes, ends[:-1])):
            with (self.folder / f"ids.{index}").open("ab") as out:
                out.write(part.tobytes())
        self.count, self.spilt = 0, True

    def twice(self) -> Hashes:
        """The hashes that came more than once, sorted."""
        if not self.spilt:
            return _twice(np.concatenate(self.kept)) if self.kept else np.empty(0, np.uint64)
        self._spill()
        files = (self.folder / f"ids.{index}" for index in range(BUCKETS))
        return np.concatenate([_twice(np.fromfile(file, np.uint64)) for file in files])


def _twice(hashes: Hashes) -> Hashes:
    hashes = np.sort(hashes)
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
