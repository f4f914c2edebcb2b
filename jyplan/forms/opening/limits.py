"""How much of somebody else's file is looked at, and what a file costs while it is read.

A table of a plan has some hundred cells. What is allowed here is a thousand times that, and is so
chosen that nothing takes more than 5 seconds or 300 MiB, whatever is sent.
"""

from __future__ import annotations

from typing import Final

# bytes of a workbook: ten times what one with some pictures has
MAX_FILE: Final = 16 * 2**20
# bytes of a table as text, where every sign may be a cell; as much as any other text of a plan
MAX_TEXT_FILE: Final = 4 * 2**20
# files in a workbook's package; one sheet has at most a handful
MAX_ENTRIES: Final = 4_000
# bytes that are unpacked of it, in all; counted as they come, not as the package says
MAX_UNPACKED: Final = 64 * 2**20
# elements of XML: a million empty rows pass, with a million styled cells beside them
MAX_ELEMENTS: Final = 2_500_000
# elements within each other; spreadsheets need some 15
MAX_DEPTH: Final = 200
# names of elements and attributes, in one part; the standards have fewer
MAX_NAMES: Final = 5_000
# bytes of one tag or comment, which is kept whole until it ends
MAX_TAG: Final = 2**20
# records of an .xls, which may be read once for each sheet that claims them
MAX_RECORDS: Final = 2_000_000
MAX_SHEETS: Final = 500
# texts that cells share
MAX_STRINGS: Final = 500_000
# number formats of a workbook's own, and the characters of one; Excel has a tenth of the first
MAX_FORMATS: Final = 4_000
MAX_FORMAT: Final = 255
# cells that are not empty, in all sheets
MAX_CELLS: Final = 200_000
# Excel's own: characters of a cell, last row, last column
MAX_TEXT: Final = 32_767
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
# characters of all cells; a text that stands in many counts in each, as it is looked at in each
MAX_CHARACTERS: Final = 4 * 2**20
# cells looked at to find those under merged ones; merged blocks of a real table share none
MAX_COVERED: Final = 2_000_000
MAX_MERGED: Final = 100_000


class BeyondLimitError(Exception):
    """A file holds more than is looked at.

    Attributes:
        what: what there is too much of.
        limit: how much there may be.
    """

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(what, limit)
        self.what = what
        self.limit = limit


class NoTableError(Exception):
    """A file is no table that can be read.

    Attributes:
        what: what it is instead.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def within(what: str, number: int, limit: int) -> None:
    """Hold a number against its limit.

    Raises:
        BeyondLimitError: it is greater.
    """
    if number > limit:
        raise BeyondLimitError(what, limit)


class Spent:
    """What one file has cost so far, in all its parts.

    Attributes:
        unpacked: bytes.
        elements: of XML.
        records: of an .xls.
        cells: that are not empty.
        characters: of texts in them.
    """

    def __init__(self) -> None:
        self.unpacked = 0
        self.elements = 0
        self.records = 0
        self.cells = 0
        self.characters = 0
