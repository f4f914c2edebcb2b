"""The archive that a workbook is: parts that stay are copied as they are packed, in their order."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from itertools import count
from posixpath import dirname, relpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jyplan.forms.marking.part import XmlPart, escaped
from jyplan.forms.opening import limits
from jyplan.forms.opening.limits import Spent, within
from jyplan.forms.opening.package import Package, folded, related, relations_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.opening.package import Related

TYPES = "[Content_Types].xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# how a part in two bytes a sign begins, with a mark or without
WIDE: Mapping[bytes, str] = {
    **dict.fromkeys((b"\xff\xfe", b"<\0"), "utf-16-le"),
    **dict.fromkeys((b"\xfe\xff", b"\0<"), "utf-16-be"),
}
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LAST = struct.Struct("<4s4H2LH")
# the sizes come before the content and not behind it
SIZES_BEHIND = 0x08
UTF8_NAME = 0x800
BIG_SIZES = 1
# what reads an archive whose sizes stand in its entries
PLAIN_VERSION = 20


class MarkedPackage:
    """A workbook as parts, of which some change.

    Parts are handed out and taken back in UTF-8, whatever they are written in.
    """

    def __init__(self, data: bytes) -> None:
        """Looks at the list of parts.

        Raises:
            BeyondLimitError: there are too many.
            BadZipFile: it is damaged.
        """
        self._data = data
        self._sent = Package(data, Spent())
        self._archive = self._sent.archive
        self._names = {_key(name): name for name in self._archive.namelist()}
        self._changed: dict[str, bytes] = {}
        self._codecs: dict[str, str] = {}

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return _key(part) in self._names

    def read(self, part: str) -> bytes:
        """A part, in UTF-8.

        Raises:
            BeyondLimitError: it is more, with all that was read before, than is looked at.
            KeyError: it is not there.
            ValueError: it is in no encoding that a package may have.
        """
        name = self._names[_key(part)]
        if name in self._changed:
            return self._changed[name]
        data = b"".join(self._sent.chunks(name))
        self._sent.spent.elements += data.count(b"<") - data.count(b"</")
        within("elements", self._sent.spent.elements, limits.MAX_ELEMENTS)
        # a mark at its beginning stays a sign of the text
        self._codecs[name] = codec = WIDE.get(data[:2], "utf-8")
        return data if codec == "utf-8" else data.decode(codec).encode()

    def put(self, part: str, data: bytes) -> None:
        """Changes a part, or adds one at the end of the archive."""
        self._changed[self._names.setdefault(_key(part), part)] = data

    def related(self, part: str) -> list[Related]:
        """What a part names, the package itself for an empty name."""
        rels = relations_of(part)
        if not self.has(rels):
            return []
        root = XmlPart(self.read(rels)).root
        return [related(part, each.attributes) for each in root.among("Relationship")]

    def one(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part names, where it is there."""
        parts = [each.part for each in self.related(part) if each.kind == kind]
        return next((each for each in parts if self.has(each)), None)

    def add(self, pattern: str, kind: str, data: bytes) -> str:
        """Adds a part under a name that is free; the answer is that name.

        Args:
            pattern: the name with a pair of braces for its number.
            kind: its content type.
            data: what is in it.
        """
        name = next(name for name in map(pattern.format, count(1)) if not self.has(name))
        self.put(name, data)
        self._put_in(TYPES, f'<Override PartName="/{name}" ContentType="{kind}"/>')
        return name

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lets a part name another one; the answer is how it calls it.

        Args:
            part: the part.
            kind: the whole type of the relationship.
            target: the name of the other part.
        """
        rels = relations_of(part)
        if not self.has(rels):
            self.put(rels, HEAD + f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        taken = {each.id for each in self.related(part)}
        key = next(key for key in map("rId{}".format, count(1)) if key not in taken)
        path = escaped(relpath(f"/{target}", f"/{dirname(part)}"))
        self._put_in(rels, f'<Relationship Id="{key}" Type="{kind}" Target="{path}"/>')
        return key

    def _put_in(self, name: str, xml: str) -> None:
        part = XmlPart(self.read(name))
        part.put(xml, part.root)
        self.put(name, part.written())

    def packed(self) -> bytes:
        """The whole archive."""
        out = BytesIO()
        central = []
        changed = dict(self._changed)
        for info in self._archive.infolist():
            last = self._archive.getinfo(info.filename) is info
            new = changed.pop(info.filename, None) if last else None
            content = self._content(info) if new is None else self._filled(info, new)
            central.append(_record(out, info, content))
        for name, data in changed.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            central.append(_record(out, info, self._filled(info, data)))
        begin = out.tell()
        directory = b"".join(central)
        comment = self._archive.comment
        end = LAST.pack(
            b"PK\5\6", 0, 0, len(central), len(central), len(directory), begin, len(comment)
        )
        return b"".join((out.getvalue(), directory, end, comment))

    def _content(self, info: zipfile.ZipInfo) -> bytes:
        """What is packed, as it is packed."""
        head = LOCAL.unpack_from(self._data, info.header_offset)
        begin = info.header_offset + LOCAL.size + head[-2] + head[-1]
        return self._data[begin : begin + info.compress_size]

    def _filled(self, info: zipfile.ZipInfo, data: bytes) -> bytes:
        """Packs a new content, and notes its size."""
        if (codec := self._codecs.get(info.filename, "utf-8")) != "utf-8":
            data = data.decode().encode(codec)
        content = data
        if info.compress_type != zipfile.ZIP_STORED:
            info.compress_type = zipfile.ZIP_DEFLATED
            packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            content = packer.compress(data) + packer.flush()
        info.CRC, info.file_size = zlib.crc32(data), len(data)
        return content


def _key(part: str) -> str:
    """Names are the same whatever their capitals, with or without escapes."""
    return folded(unquote(part))


def _record(out: BytesIO, info: zipfile.ZipInfo, content: bytes) -> bytes:
    """Writes an entry; the answer is what the directory says of it."""
    wide = not info.filename.isascii()
    name = info.filename.encode()
    if wide and not info.flag_bits & UTF8_NAME:
        name = info.filename.encode("cp437")
    extra = _without_sizes(info.extra)
    year, month, day, hour, minute, second = info.date_time
    date = (year - 1980) << 9 | month << 5 | day
    time = hour << 11 | minute << 5 | second // 2
    flags = info.flag_bits & ~SIZES_BEHIND
    facts = (flags, info.compress_type, time, date, info.CRC, len(content), info.file_size)
    place = out.tell()
    needed = min(info.extract_version, PLAIN_VERSION)
    out.write(LOCAL.pack(b"PK\3\4", needed, *facts, len(name), len(extra)))
    out.write(name + extra + content)
    made = info.create_version | info.create_system << 8
    lengths = (len(name), len(extra), len(info.comment), 0, info.internal_attr)
    record = CENTRAL.pack(b"PK\1\2", made, needed, *facts, *lengths, info.external_attr, place)
    return record + name + extra + info.comment


def _without_sizes(extra: bytes) -> bytes:
    """Fields of an entry but that with sizes beyond 4 GiB: these sizes stand in the entry."""
    kept, place = b"", 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        if kind != BIG_SIZES:
            kept += extra[place : place + 4 + length]
        place += 4 + length
    return kept
