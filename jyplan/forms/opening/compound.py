"""The container of old Office files (OLE): a small file system of sectors in chains."""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# where the header says things, and how many of the list of lists it holds itself
SHIFTS, FIRSTS, LISTS, OWN_LISTS = 30, 44, 76, 109
HEADER = 512
ENTRY = 128
# sorts of entries
STREAM, ROOT = 2, 5
# numbers of sectors from here on stand for an end
NO_SECTOR = 0xFFFFFFFA
NOBODY = 0xFFFFFFFF
SMALLEST_SHIFT, LARGEST_SHIFT = 6, 20


class _Listed(NamedTuple):
    """A stream: its name, where it begins, how long it is, and who is beside or below it."""

    name: str
    sort: int
    first: int
    size: int
    others: tuple[int, int, int]


class Compound:
    """What is in a container.

    Attributes:
        names: of the streams and folders at its top.
    """

    def __init__(self, data: bytes) -> None:
        """Look at its lists.

        Raises:
            ValueError, struct.error, IndexError: it is damaged.
        """
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, SHIFTS)
        if not SMALLEST_SHIFT <= small_shift <= shift <= LARGEST_SHIFT:
            raise ValueError(shift)
        self._size, self._small = 1 << shift, 1 << small_shift
        places = struct.unpack_from("<8I", data, FIRSTS)
        _, directory, _, self._least, self._first_small, _, more, _ = places
        self._next = self._lists(more)
        content = self._chain(directory)
        self._entries = [
            _entry(content, place) for place in range(0, len(content) - ENTRY + 1, ENTRY)
        ]
        if not self._entries or self._entries[0].sort != ROOT:
            raise ValueError(directory)
        self._top = {entry.name: entry for entry in self._children()}
        self.names = frozenset(self._top)

    def stream(self, name: str) -> bytes:
        """What a stream at the top holds.

        Raises:
            KeyError: there is none.
            ValueError, IndexError: it is damaged.
        """
        entry = self._top[name]
        if entry.size >= self._least:
            return self._chain(entry.first)[: entry.size]
        table = array("I", self._chain(self._first_small))
        within = self._chain(self._entries[0].first)
        size = self._small
        return b"".join(
            within[number * size : (number + 1) * size] for number in _numbers(entry.first, table)
        )[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size if self._size > HEADER else HEADER + number * self._size
        return self._data[start : start + self._size]

    def _lists(self, more: int) -> array[int]:
        """The sector that follows each, from the lists that the header and others name."""
        numbers = list(struct.unpack_from(f"<{OWN_LISTS}I", self._data, LISTS))
        seen: set[int] = set()
        while more < NO_SECTOR:
            if more in seen:
                raise ValueError(more)
            seen.add(more)
            found = _whole_numbers(self._sector(more))
            more = found.pop()
            numbers += found
        lists = array("I")
        known: set[int] = set()
        for number in numbers:
            if number < NO_SECTOR:
                if number in known:
                    raise ValueError(number)
                known.add(number)
                lists.extend(_whole_numbers(self._sector(number)))
        return lists

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, _numbers(first, self._next)))

    def _children(self) -> list[_Listed]:
        """Those at the top, and not what is in their folders."""
        found, seen = [], set()
        waiting = [self._entries[0].others[2]]
        while waiting:
            number = waiting.pop()
            if number == NOBODY or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            found.append(entry)
            waiting += entry.others[:2]
        return found


def _numbers(first: int, follows: Sequence[int]) -> list[int]:
    """The sectors of a chain; none stands in it twice."""
    found = []
    seen = bytearray(len(follows))
    while first < NO_SECTOR:
        if seen[first]:
            raise ValueError(first)
        seen[first] = 1
        found.append(first)
        first = follows[first]
    return found


def _entry(content: bytes, place: int) -> _Listed:
    length, sort = struct.unpack_from("<HB", content, place + 64)
    name = content[place : place + max(min(length, 64) - 2, 0)]
    others = struct.unpack_from("<3I", content, place + 68)
    first, size = struct.unpack_from("<II", content, place + 116)
    return _Listed(name.decode("utf-16-le", "replace"), sort, first, size, others)


def _whole_numbers(sector: bytes) -> array[int]:
    """The numbers of a sector; in this order of bytes on all machines that we know."""
    numbers = array("I")
    numbers.frombytes(sector[: len(sector) // 4 * 4])
    return numbers
