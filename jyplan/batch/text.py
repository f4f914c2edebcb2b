"""CSV, as people write it, on its way to a temporary Parquet file.

polars reads it, and refuses a file for one broken row. Only then it is read a second time, by the
standard library, which parts the rows that can be used from those that cannot.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from jyplan.batch.layout import BROKEN, LINE, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO, TextIO

# what may stand between the cells
SEPARATORS = ",;\t"
# as much of a file is looked at to know its header
HEAD = 1 << 16
BLOCK = 1 << 22
# A cell may hold the outline of a county; a quotation mark that is never closed swallows no more.
LONGEST_CELL = 1 << 20
# bytes that are not UTF-8, as Python keeps them
STRAY_BYTE = re.compile("[\udc80-\udcff]")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Head(NamedTuple):
    """What the beginning of a CSV file tells.

    Attributes:
        separator: what stands between cells.
        columns: their names.
    """

    separator: str
    columns: list[str]


def head_of(file: BinaryIO) -> Head:
    """Look at the beginning of a CSV file.

    Raises:
        UnreadableError: it is no text, or in another encoding.
    """
    head = file.read(HEAD)
    if head.startswith(UTF16):
        raise UnreadableError("utf16")
    if b"\0" in head:
        raise UnreadableError("no_text")
    if b"\r" in head and b"\n" not in head:
        raise UnreadableError("cr_only")
    text = head.decode("utf-8-sig", errors="surrogateescape").lstrip("\r\n")
    if not text:
        raise UnreadableError("no_bytes")
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        columns = next(csv.reader(io.StringIO(text, newline="\n"), delimiter=separator))
    except csv.Error as error:
        raise UnreadableError("damaged") from error
    if STRAY_BYTE.search("".join(columns)):
        raise UnreadableError("no_text")
    return Head(separator, columns)


def converted(source: Path, head: Head, key: str, target: Path) -> bool:
    """Write a CSV file as Parquet, as texts, without its blank rows.

    Args:
        source: the CSV file.
        head: what it begins with.
        key: its column of ids.
        target: the Parquet file, with one column more, `LINE`, that counts records after the
            header. Where rows are broken it holds lines instead, and a column `BROKEN` says
            what is wrong with a row.

    Returns:
        Whether `LINE` counts records.

    Raises:
        UnreadableError: most rows are no UTF-8.
    """
    # Pieces of a CSV file cannot be found without reading all before them.
    scan = pl.scan_csv(
        source,
        infer_schema=False,
        separator=head.separator,
        glob=False,
        row_index_name=LINE,
        row_index_offset=1,
    )
    filled = pl.any_horizontal(pl.exclude(LINE).is_not_null())
    try:
        scan.filter(filled).sink_parquet(target, compression="lz4")
    except pl.exceptions.ComputeError:
        clean = target.with_suffix(".clean.csv")
        _clean(source, head, key, clean)
        mended = pl.scan_csv(clean, infer_schema=False, glob=False)
        mended.with_columns(pl.col(LINE).cast(pl.Int64)).sink_parquet(target, compression="lz4")
        clean.unlink()
        return False
    return True


def _clean(source: Path, head: Head, key: str, target: Path) -> None:
    """Write the rows of a CSV file anew; of those that are broken only the id is kept."""
    place = head.columns.index(key) if key in head.columns else 0
    width, foreign, rows = len(head.columns), 0, 0
    csv.field_size_limit(LONGEST_CELL)
    with (
        source.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as text,
        target.open("w", encoding="utf-8", newline="") as clean,
    ):
        writer = csv.writer(clean, lineterminator="\n")
        writer.writerow([*head.columns, LINE, BROKEN])
        for line, found, problem in _records(text, head.separator, width):
            cells = found
            if problem:
                id_ = found[place] if len(found) > place else ""
                cells = [""] * width
                cells[place] = "" if STRAY_BYTE.search(id_) else id_
            writer.writerow([*cells, *[""] * (width - len(cells)), line, problem])
            foreign, rows = foreign + (problem == "not_utf8"), rows + 1
    if 2 * foreign > rows:
        raise UnreadableError("no_text")


def _records(text: TextIO, separator: str, width: int) -> Iterator[tuple[int, list[str], str]]:
    """The records after the header: the line each begins on, its cells, and what is wrong."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    header = True
    while True:
        problem = ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # only its first line is given up: a mark that is not closed runs through many
            first = lines.first()[:HEAD]
            problem = "lone_cr" if "\r" in first else "quote"
            cells = next(csv.reader([first.replace("\r", " ")], delimiter=separator))
        line = lines.record()
        if not any(cells):
            continue
        if header:
            header = False
            continue
        # what spreadsheets append is nothing
        if not problem and any(cells[width:]):
            problem = "more_cells"
        if not "".join(cells).isascii() and STRAY_BYTE.search("".join(cells)):
            problem = "not_utf8"
        yield line, cells[:width], problem


class _Lines:
    """Lines of a text, of which those behind the first of a record can be taken again."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.again: deque[str] = deque()
        self.taken: list[str] = []
        self.before = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else next(self.text)
        self.taken.append(line)
        return line

    def first(self) -> str:
        """The first line of the record that is being read; the others are read again."""
        self.again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
        return self.taken[0].rstrip("\r\n")

    def record(self) -> int:
        """End a record: the line on which it began."""
        line = self.before + 1
        self.before += len(self.taken)
        self.taken.clear()
        return line


def lines_of(source: Path, records: Sequence[int]) -> dict[int, int]:
    """The lines on which records begin, those after the header counted from 1.

    A quoted line break ends no record: an odd number of quotation marks stands before it.
    """
    found: list[int] = []
    with source.open("rb") as file:
        blank = 0
        while file.readline(HEAD) in {b"\n", b"\r\n"}:
            blank += 1
        file.seek(0)
        # a record begins behind the end of the one before it, the first behind the header's
        sought = np.unique(np.array(records)) + blank - 1
        ends = lines = marks = 0
        while len(found) < len(sought) and (block := file.read(BLOCK)):
            signs = np.frombuffer(block, np.uint8)
            breaks = signs == ord("\n")
            open_ = marks + np.cumsum(signs == ord('"'))
            places = np.flatnonzero(breaks & (open_ % 2 == 0))
            here = sought[(sought >= ends) & (sought < ends + len(places))] - ends
            found += (lines + np.cumsum(breaks)[places[here]] + 1).tolist()
            ends, lines, marks = ends + len(places), lines + int(breaks.sum()), int(open_[-1])
    return dict(zip((sought - blank + 1).tolist(), found, strict=False))
