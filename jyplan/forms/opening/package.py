"""What .xlsx and .ods are: a zip of parts, of which only those asked for are unpacked."""

from __future__ import annotations

import io
import zipfile
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.opening import limits
from jyplan.forms.opening.limits import NoTableError, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.forms.opening.limits import Spent

CHUNK = 1 << 16
# how the record of one file begins
ENTRY = b"PK\x01\x02"
ENCRYPTED = 0x1
# other ways to pack take memory as they please, and no spreadsheet uses them
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Related(NamedTuple):
    """A part that another one names.

    Attributes:
        id: how the other one calls it.
        kind: the last word of the relationship's type.
        part: its name in the package; empty where it is none of the package's.
    """

    id: str
    kind: str
    part: str


class Package:
    """The parts of a package.

    Attributes:
        spent: what the file has cost so far.
        archive: the zip that it is.
    """

    def __init__(self, data: bytes, spent: Spent) -> None:
        """Look at the list of parts, and unpack nothing.

        Raises:
            BeyondLimitError: there are too many.
            BadZipFile: it is damaged.
        """
        within("entries", data.count(ENTRY), limits.MAX_ENTRIES)
        self.spent = spent
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {folded(entry.filename): entry for entry in self.archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return folded(name) in self._parts

    def within_folder(self, name: str) -> bool:
        """Whether any part lies in this folder."""
        start = f"{folded(name)}/"
        return any(part.startswith(start) for part in self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece.

        Raises:
            BeyondLimitError: more is unpacked, in all, than is looked at.
            NoTableError: it has a password.
            KeyError: there is none.
            BadZipFile: it is damaged.
        """
        entry = self._parts[folded(name)]
        if entry.flag_bits & ENCRYPTED:
            raise NoTableError("encrypted")
        if entry.compress_type not in METHODS:
            raise zipfile.BadZipFile(name)
        with self.archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                self.spent.unpacked += len(chunk)
                within("unpacked", self.spent.unpacked, limits.MAX_UNPACKED)
                yield chunk


def relations_of(part: str) -> str:
    """The part that says what a part names; that of the package itself for an empty name."""
    folder, _, name = part.rpartition("/")
    return join(folder, "_rels", f"{name}.rels")


def related(part: str, attributes: Mapping[str, str]) -> Related:
    """What one relationship of a part names, by the attributes that say so.

    Raises:
        KeyError: they do not say it.
    """
    place = ""
    # what lies outside is never looked for
    if attributes.get("TargetMode") != "External":
        target = attributes["Target"].replace("\\", "/")
        place = normpath(join("/", dirname(part), target)).lstrip("/")
    return Related(attributes["Id"], attributes["Type"].rpartition("/")[2], place)


def folded(name: str) -> str:
    """A part's name without what programs write differently: case, and which way lines lean."""
    return name.replace("\\", "/").lstrip("/").lower()
