"""How texts are written in old workbooks: in two bytes a sign, in one, or in a page of codes."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.opening.limits import MAX_STRINGS, MAX_TEXT, within
from jyplan.forms.opening.rich_text import RichText

if TYPE_CHECKING:
    from collections.abc import Sequence

# flags of a text
WIDE, PRONOUNCED, RICH = 0x01, 0x04, 0x08
# of a font, and what raises its signs; no font has this number
STRUCK_OUT, RAISED, NO_FONT = 0x08, 1, 4
# pages that Python calls otherwise
PAGES = {
    936: "gb18030",
    1200: "utf-16-le",
    10000: "mac-roman",
    10008: "gb18030",
    32768: "mac-roman",
}


class FontLook(NamedTuple):
    """What a font says of what is written in it."""

    struck: bool = False
    raised: bool = False


class Texts:
    """The texts of one workbook.

    Attributes:
        unicode: whether they may be in two bytes a sign.
        encoding: of those that never are.
    """

    def __init__(self, *, unicode: bool) -> None:
        self.unicode = unicode
        self.encoding = "gb18030"
        self._looks: list[FontLook] = []

    def page(self, number: int) -> None:
        """Note the page of codes."""
        self.encoding = PAGES.get(number, f"cp{number}")

    def add_font(self, data: bytes) -> None:
        """Take in the next font.

        Raises:
            struct.error: it breaks off.
        """
        _, flags, _, _, raised = struct.unpack_from("<5H", data)
        self._looks.append(FontLook(bool(flags & STRUCK_OUT), raised == RAISED))

    def look(self, font: int) -> FontLook:
        """What a font says; one that is not there says nothing."""
        place = font - (font > NO_FONT)
        return self._looks[place] if place < len(self._looks) else FontLook()

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
            return self._kept(*_Parts(parts, start).rich_text("<B" if short else "<H"))
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
            strings.append(self._kept(*reader.rich_text("<H")))
        return strings

    def _kept(self, text: bytes, runs: Sequence[tuple[int, int]]) -> str:
        """A text without those of its parts that count for nothing."""
        if not runs:
            return text.decode("utf-16-le", "replace")
        looks = [FontLook(), *(self.look(font) for _, font in runs)]
        kept = RichText()
        ends = [0, *(start * 2 for start, _ in runs), len(text)]
        for number, (first, last) in enumerate(pairwise(ends)):
            piece = text[first:last].decode("utf-16-le", "replace")
            kept.add(piece, **looks[number]._asdict(), own=number > 0)
        return kept.whole()


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

    def rich_text(self, length_form: str) -> tuple[bytes, list[tuple[int, int]]]:
        """The next text in UTF-16, whose length is written in this form, and where fonts begin."""
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
        runs = [(self._whole_number("<H"), self._whole_number("<H")) for _ in range(rich)]
        self._place += pronounced
        return b"".join(pieces), runs

    def _whole_number(self, form: str) -> int:
        """A number; its bytes are never parted."""
        if not self.more():
            raise ValueError(form)
        found: int = struct.unpack_from(form, self._parts[self._number], self._place)[0]
        self._place += struct.calcsize(form)
        return found
