"""How texts are written in old workbooks: in two bytes a sign, in one, or in a page of codes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from jyplan.forms.opening.limits import MAX_STRINGS, MAX_TEXT, within

if TYPE_CHECKING:
    from collections.abc import Sequence

# flags of a text
WIDE, PRONOUNCED, RICH = 0x01, 0x04, 0x08
# pages that Python calls otherwise
PAGES = {
    936: "gb18030",
    1200: "utf-16-le",
    10000: "mac-roman",
    10008: "gb18030",
    32768: "mac-roman",
}


class Texts:
    """The texts of one workbook.

    Attributes:
        unicode: whether they may be in two bytes a sign.
        encoding: of those that never are.
    """

    def __init__(self, *, unicode: bool) -> None:
        self.unicode = unicode
        self.encoding = "gb18030"

    def page(self, number: int) -> None:
        """Note the page of codes."""
        self.encoding = PAGES.get(number, f"cp{number}")

    def text(self, parts: Sequence[bytes], start: int = 0, *, short: bool = False) -> str:
        """A text within a record, or one that runs on in the next ones.

        Args:
            parts: the records.
            start: where the text is.
            short: whether its length is in one byte.

        Raises:
            ValueError, LookupError, struct.error: it breaks off, or nobody knows its codes.
        """
        if self.unicode:
            return _Parts(parts, start).text("<B" if short else "<H")
        data = b"".join(parts)
        length = struct.unpack_from("<B" if short else "<H", data, start)[0]
        start += 1 if short else 2
        return data[start : start + length].decode(self.encoding)

    def shared(self, parts: Sequence[bytes]) -> list[str]:
        """The texts that cells share, which may run on from one record to the next.

        Raises:
            ValueError, LookupError, struct.error: they break off.
        """
        number = struct.unpack_from("<I", parts[0], 4)[0]
        reader = _Parts(parts, 8)
        strings: list[str] = []
        while len(strings) < number and reader.more():
            within("strings", len(strings) + 1, MAX_STRINGS)
            strings.append(reader.text("<H"))
        return strings


class _Parts:
    """Records that are read as one; a text that runs on says anew how wide its signs are."""

    def __init__(self, parts: Sequence[bytes], start: int) -> None:
        self._parts = parts
        self._number = 0
        self._place = start

    def more(self) -> bool:
        """Whether there is any left."""
        while self._place >= len(self._parts[self._number]):
            if self._number + 1 == len(self._parts):
                return False
            self._place -= len(self._parts[self._number])
            self._number += 1
        return True

    def text(self, length_form: str) -> str:
        """The next text, whose length is written in this form."""
        length = self._whole_number(length_form)
        within("cell_characters", length, MAX_TEXT)
        # of an empty one nothing else may be written
        flags = self._whole_number("<B") if self.more() else 0
        rich = self._whole_number("<H") if flags & RICH else 0
        pronounced = self._whole_number("<I") if flags & PRONOUNCED else 0
        wide = bool(flags & WIDE)
        pieces = []
        while True:
            part = self._parts[self._number]
            end = min(len(part), self._place + length * (1 + wide))
            piece = part[self._place : end]
            # Halves of one character may lie in two records.
            pieces.append(piece if wide else piece.decode("latin-1").encode("utf-16-le"))
            length -= len(piece) // (1 + wide)
            self._place = end
            if length == 0:
                break
            self._number += 1
            wide = bool(self._parts[self._number][0] & WIDE)
            self._place = 1
        self._place += rich * 4 + pronounced
        return b"".join(pieces).decode("utf-16-le", "replace")

    def _whole_number(self, form: str) -> int:
        """A number; its bytes are never parted."""
        if not self.more():
            raise ValueError(form)
        found: int = struct.unpack_from(form, self._parts[self._number], self._place)[0]
        self._place += struct.calcsize(form)
        return found
