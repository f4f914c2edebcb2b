"""Workbooks of Excel from 5.0 to 2003 and of WPS (.xls, .et), record by record.

xlrd reads them too. It does not say where formulas stand, works out what names stand for as it
opens a file, and can be kept busy for ever by a directory of 40 entries; so nothing of it is used.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.opening import limits
from jyplan.forms.opening.incoming import IncomingSheet
from jyplan.forms.opening.limits import NoTableError, within
from jyplan.forms.opening.old_cells import CONTINUE, OldSheet
from jyplan.forms.opening.old_texts import Texts
from jyplan.forms.opening.stored import CellStyles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.forms.opening.limits import Spent
    from jyplan.forms.sheets import TableSheet

BOF, EOF = 0x0809, 0x000A
CODEPAGE, PASSWORD, SINCE_1904 = 0x0042, 0x002F, 0x0022
FORMAT, STYLE, TAB, STRINGS, FONT = 0x041E, 0x00E0, 0x0085, 0x00FC, 0x0031
# versions that begin as we know: Excel 5.0 and 95, Excel 97 to 2003
VERSIONS = frozenset({0x0500, 0x0600})
UNICODE = 0x0600


class _OldTab(NamedTuple):
    """A sheet as the workbook lists it: its name, where it begins, whether it is hidden."""

    name: str
    start: int
    hidden: bool


def old_excel_sheets(stream: bytes, spent: Spent) -> tuple[TableSheet, ...]:
    """The worksheets of a workbook, in their order.

    Args:
        stream: its records.
        spent: what the file has cost so far.

    Raises:
        BeyondLimitError: it holds more than is looked at.
        NoTableError: it has a password, no worksheet, or is older.
        ValueError, LookupError, struct.error: it is damaged.
    """
    book = _OldBook(stream, spent)
    sheets = []
    starts = set()
    for tab in book.tabs:
        if tab.start in starts:
            raise ValueError(tab.start)
        starts.add(tab.start)
        sheet = OldSheet(IncomingSheet(spent), book.strings, book.styles, book.texts)
        depth = 0
        for sort, data in records(stream, tab.start, spent):
            # charts lie within sheets
            depth += (sort == BOF) - (sort == EOF)
            if depth == 0:
                break
            if depth == 1:
                sheet.take(sort, data)
        sheet.close_text()
        sheets.append(sheet.found.sheet(tab.name, hidden=tab.hidden))
    if not sheets:
        raise NoTableError("no_sheet")
    return tuple(sheets)


def records(stream: bytes, start: int, spent: Spent) -> Iterator[tuple[int, bytes]]:
    """The records from a place on: what sort each is of, and what it holds.

    Raises:
        BeyondLimitError: there are too many.
        struct.error: they break off.
    """
    while True:
        sort, length = struct.unpack_from("<HH", stream, start)
        start += 4
        spent.records += 1
        within("records", spent.records, limits.MAX_RECORDS)
        if start + length > len(stream):
            raise ValueError(start)
        yield sort, stream[start : start + length]
        start += length


class _OldBook:
    """What the workbook says for all of its sheets.

    Attributes:
        texts: how texts are written in it.
        tabs: its worksheets.
        strings: the texts that cells share.
        styles: of cells.
    """

    def __init__(self, stream: bytes, spent: Spent) -> None:
        sort, length = struct.unpack_from("<HH", stream, 0)
        version = struct.unpack_from("<H", stream, 4)[0]
        if sort != BOF or length < 4 or version not in VERSIONS:  # noqa: PLR2004 version and sort
            raise NoTableError("old_workbook")
        self.texts = Texts(unicode=version == UNICODE)
        self.tabs: list[_OldTab] = []
        self.strings: list[str] = []
        self.styles = CellStyles()
        shared: list[bytes] = []
        last = 0
        for sort, data in records(stream, 0, spent):
            if sort == EOF:
                break
            if sort == STRINGS or (sort == CONTINUE and last == STRINGS):
                shared.append(data)
                last = STRINGS
                continue
            last = sort
            self._take(sort, data)
        if shared:
            self.strings = self.texts.shared(shared)

    def _take(self, sort: int, data: bytes) -> None:
        if sort == PASSWORD:
            raise NoTableError("encrypted")
        if sort == CODEPAGE:
            self.texts.page(struct.unpack_from("<H", data)[0])
        elif sort == SINCE_1904:
            self.styles.since_1904 = data[:1] == b"\1"
        elif sort == FORMAT:
            code = self.texts.text([data], 2, short=not self.texts.unicode)
            self.styles.add_format(struct.unpack_from("<H", data)[0], code)
        elif sort == STYLE:
            font, number = struct.unpack_from("<2H", data)
            self.styles.add_style(number, struck=self.texts.look(font).struck)
        elif sort == FONT:
            self.texts.add_font(data)
        elif sort == TAB:
            start, hidden, kind = struct.unpack_from("<IBB", data)
            if kind == 0:
                within("sheets", len(self.tabs) + 1, limits.MAX_SHEETS)
                name = self.texts.text([data], 6, short=True)
                self.tabs.append(_OldTab(name, start, hidden & 3 != 0))
