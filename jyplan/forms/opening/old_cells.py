"""One sheet of an old workbook: what its records put into which cells."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, ClassVar

from jyplan.forms.opening.rich_text import text_cell
from jyplan.forms.sheets import SheetCell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.forms.opening.incoming import IncomingSheet
    from jyplan.forms.opening.old_texts import Texts
    from jyplan.forms.opening.stored import CellStyles

CONTINUE = 0x003C
ROW_HIDDEN, COLUMN_HIDDEN = 0x20, 0x01
ERRORS: Mapping[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
# what a formula came to, where that is no number
SPECIAL = 0xFFFF
AS_TEXT, AS_BOOLEAN, AS_ERROR = 0, 1, 2


class OldSheet:
    """Takes the cells of one sheet from its records.

    Attributes:
        found: what was found so far.
        strings: the texts that cells of the workbook share.
        styles: the number formats of the workbook.
        texts: how texts are written in it.
    """

    def __init__(
        self, found: IncomingSheet, strings: Sequence[str], styles: CellStyles, texts: Texts
    ) -> None:
        self.found = found
        self.strings = strings
        self.styles = styles
        self.texts = texts
        # the formula whose text is still to come
        self._waiting: tuple[int, int, int] | None = None
        self._text: list[bytes] = []

    def take(self, sort: int, data: bytes) -> None:
        """Take in a record, where it is of use.

        Raises:
            BeyondLimitError: there are too many cells.
            ValueError, LookupError, struct.error: it is damaged.
        """
        if sort == CONTINUE and self._text:
            self._text.append(data)
            return
        self.close_text()
        handler = self._takes.get(sort)
        if handler is not None:
            handler(self, data)

    def close_text(self) -> None:
        """Take in the text that a formula came to, now that no more of it follows.

        Raises:
            As `take`.
        """
        if self._text and self._waiting is not None:
            text = self.texts.text(self._text)
            self._put(*self._waiting, SheetCell("text", text, formula=True))
            self._waiting = None
        self._text.clear()

    def _shared(self, data: bytes) -> None:
        row, column, style, number = struct.unpack_from("<3HI", data)
        self._put(row, column, style, text_cell(self.strings[number]))

    def _label(self, data: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", data)
        self._put(row, column, style, text_cell(self.texts.text([data], 6)))

    def _number(self, data: bytes) -> None:
        row, column, style, value = struct.unpack_from("<3Hd", data)
        self._put(row, column, style, self.styles.cell(value, style, formula=False))

    def _short_number(self, data: bytes) -> None:
        row, column, style, packed = struct.unpack_from("<3HI", data)
        self._put(row, column, style, self.styles.cell(_unpacked(packed), style, formula=False))

    def _short_numbers(self, data: bytes) -> None:
        row, first = struct.unpack_from("<2H", data)
        for place in range(4, len(data) - 7, 6):
            style, packed = struct.unpack_from("<HI", data, place)
            column = first + (place - 4) // 6
            cell = self.styles.cell(_unpacked(packed), style, formula=False)
            self._put(row, column, style, cell)

    def _special(self, data: bytes) -> None:
        row, column, style, value, is_error = struct.unpack_from("<3H2B", data)
        self._put(row, column, style, _special_cell(value, is_error=bool(is_error), formula=False))

    def _formula(self, data: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", data)
        kind, _, value, _, _, _, mark = struct.unpack_from("<6BH", data, 6)
        self._waiting = None
        if mark != SPECIAL:
            stored = struct.unpack_from("<d", data, 6)[0]
            self._put(row, column, style, self.styles.cell(stored, style, formula=True))
        elif kind == AS_TEXT:
            self._waiting = row, column, style
        elif kind in {AS_BOOLEAN, AS_ERROR}:
            cell = _special_cell(value, is_error=kind == AS_ERROR, formula=True)
            self._put(row, column, style, cell)

    def _text_of_formula(self, data: bytes) -> None:
        self._text.append(data)

    def _row(self, data: bytes) -> None:
        row, _, _, height = struct.unpack_from("<4H", data)
        if struct.unpack_from("<H", data, 12)[0] & ROW_HIDDEN or height == 0:
            self.found.hidden_rows.add(row + 1)

    def _columns(self, data: bytes) -> None:
        first, last, width, _, flags = struct.unpack_from("<5H", data)
        if flags & COLUMN_HIDDEN or width == 0:
            self.found.hide_columns(first + 1, last + 1)

    def _merged(self, data: bytes) -> None:
        number = struct.unpack_from("<H", data)[0]
        for each in range(number):
            top, bottom, left, right = struct.unpack_from("<4H", data, 2 + each * 8)
            self.found.merge((top + 1, left + 1, bottom + 1, right + 1))

    def _put(self, row: int, column: int, style: int, cell: SheetCell) -> None:
        self.found.put(row + 1, column + 1, self.styles.counted(cell, style))

    # of the class, for what an object holds of itself stays until something looks for cycles
    _takes: ClassVar[Mapping[int, Callable[[OldSheet, bytes], None]]] = {
        0x00FD: _shared,
        0x0204: _label,
        0x00D6: _label,
        0x0203: _number,
        0x027E: _short_number,
        0x00BD: _short_numbers,
        0x0205: _special,
        0x0006: _formula,
        0x0207: _text_of_formula,
        0x0208: _row,
        0x007D: _columns,
        0x00E5: _merged,
    }


def _unpacked(packed: int) -> float:
    """A number in 30 bits: a whole one or the upper half of any, perhaps a hundredfold."""
    value: float
    if packed & 2:
        value = (packed - (1 << 32) if packed & 0x80000000 else packed) >> 2
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0]
    return value / 100 if packed & 1 else float(value)


def _special_cell(value: int, *, is_error: bool, formula: bool) -> SheetCell:
    if is_error:
        return SheetCell("error", ERRORS.get(value, "#VALUE!"), formula)
    return SheetCell("boolean", str(value != 0).upper(), formula)
