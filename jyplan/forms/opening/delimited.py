"""Tables as text: CSV with commas, semicolons or tabs, in what encodings Excel and WPS write."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from jyplan.forms.opening.incoming import IncomingSheet
from jyplan.forms.opening.limits import MAX_TEXT, MAX_TEXT_FILE, NoTableError, within
from jyplan.forms.sheets import SheetCell

if TYPE_CHECKING:
    from jyplan.forms.opening.limits import Spent
    from jyplan.forms.sheets import TableSheet

# mark at the beginning -> encoding
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# without a mark; what is UTF-8 is hardly ever anything else
GUESSES = ("utf-8", "gb18030")
DELIMITERS = ",;\t"
# characters that are looked at to find out what parts the cells
SAMPLE = 1 << 16
# how marked-up text begins
HTML = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|meta|body|table|style|script|div)\b", re.IGNORECASE
)
XML = re.compile(r"\s*<(?:\?xml\b|!doctype\b|!--)", re.IGNORECASE)
MAIL = "MIME-Version:"
# of Excel 2003
XML_WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"
# characters in which it says so
HEAD = 4096
# endings of files that are text
TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv", ""})
# what no text has
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# a line by which Excel is told what parts the cells; it is no row
TOLD = re.compile(r"sep=([,;\t])(?:\r\n|\n|\r)")


def text_sheet(data: bytes, ending: str, spent: Spent) -> TableSheet:
    """The table that a file is, if it is text and is called so.

    Args:
        data: the bytes of the file.
        ending: of its name, in small letters.
        spent: what it has cost so far.

    Raises:
        BeyondLimitError: it holds more than is looked at.
        NoTableError: it is no text, a page of markup, has another ending, or its quotation marks
            do not pair.
    """
    within("bytes", len(data), MAX_TEXT_FILE)
    text = decoded(data)
    if text is None:
        raise NoTableError("unknown" if b"\0" in data else "encoding")
    if not text.strip():
        raise NoTableError("no_content")
    head = text[:HEAD]
    if HTML.match(head) or head.startswith(MAIL) or (XML.match(head) and "<html" in head.lower()):
        raise NoTableError("html")
    if XML.match(head):
        raise NoTableError("xml_workbook" if XML_WORKBOOK in head else "xml")
    if ending not in TEXT_ENDINGS:
        raise NoTableError("only_text")
    return delimited_sheet(text, spent)


def decoded(data: bytes) -> str | None:
    """The text of a file; None: it is none, or nobody can tell its encoding."""
    mark = next((each for each in MARKS if data.startswith(each)), b"")
    for encoding in (MARKS[mark],) if mark else GUESSES:
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None


def delimited_sheet(text: str, spent: Spent) -> TableSheet:
    """The table that a text is; rows and columns count as in Excel.

    Raises:
        BeyondLimitError: it holds more than is looked at.
        NoTableError: its quotation marks do not pair.
    """
    told = TOLD.match(text)
    if told is not None:
        text = text[told.end() :]
    delimiter = told[1] if told is not None else delimiter_of(text)
    found = IncomingSheet(spent)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row, cells in enumerate(lines, 1):
            for column, cell in enumerate(cells, 1):
                if cell:
                    found.put(row, column, SheetCell("text", cell))
    except csv.Error:
        # without quotation marks there is one error: a text longer than any cell's
        within("cell_characters", 0 if '"' in text else len(text), MAX_TEXT)
        raise NoTableError("quotes") from None
    return found.sheet("")


def delimiter_of(text: str) -> str:
    r"""What parts the cells: the sign that gives most rows the same number of cells.

    >>> delimiter_of('指标;数值\nGDP;"1,5"\n人口;2,5\n')
    ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(text[:SAMPLE], delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of rows with the usual number of cells, and that number, where it is not one."""
    counts: Counter[int] = Counter()
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                counts[len(cells)] += 1
    except csv.Error:
        # a text longer than a cell may be
        return 0.0, 0
    whole = counts.total()
    width, number = max(counts.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
    return (number / whole, width) if width > 1 else (0.0, 0)
