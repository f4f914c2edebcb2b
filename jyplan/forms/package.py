"""What .xlsx and .ods are: a zip of parts, of which only those asked for are unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from jyplan.forms import limits
from jyplan.forms.limits import NoTableError, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.forms.limits import Spent

CHUNK = 1 << 16
# how the record of one file begins
ENTRY = b"PK\x01\x02"
ENCRYPTED = 0x1
# other ways to pack take memory as they please, and no spreadsheet uses them
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Package:
    """The parts of a package.

    Attributes:
        spent: what the file has cost so far.
    """

    def __init__(self, data: bytes, spent: Spent) -> None:
        """Look at the list of parts, and unpack nothing.

        Raises:
            BeyondLimitError: there are too many.
            BadZipFile: it is damaged.
        """
        within("entries", data.count(ENTRY), limits.MAX_ENTRIES)
        self.spent = spent
        self._file = zipfile.ZipFile(io.BytesIO(data))
        # Some programs write \\ for /, and names are compared without their case.
        self._parts = {_folded(entry.filename): entry for entry in self._file.infolist()}

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._parts

    def within_folder(self, name: str) -> bool:
        """Whether any part lies in this folder."""
        start = f"{_folded(name)}/"
        return any(part.startswith(start) for part in self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece.

        Raises:
            BeyondLimitError: more is unpacked, in all, than is looked at.
            NoTableError: it has a password.
            KeyError: there is none.
            BadZipFile: it is damaged.
        """
        entry = self._parts[_folded(name)]
        if entry.flag_bits & ENCRYPTED:
            raise NoTableError("encrypted")
        if entry.compress_type not in METHODS:
            raise zipfile.BadZipFile(name)
        with self._file.open(entry) as part:
            while chunk := part.read(CHUNK):
                self.spent.unpacked += len(chunk)
                within("unpacked", self.spent.unpacked, limits.MAX_UNPACKED)
                yield chunk


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
