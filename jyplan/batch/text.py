"""CSV, as people write it, on its way to a temporary Parquet file.

polars reads it, and refuses a file for one broken row. Only then it is read a second time, by the
standard library, which parts the rows that can be used from those that cannot.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from jyplan.batch.layout import UnreadableTableError

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
# Where marks are out of step every cell ends well, and the record does not.
LONGEST_RECORD = 1 << 24
# so many signs are read again before it is asked whether that is worth while
PATIENCE = 1 << 22
# bytes that are not UTF-8, as Python keeps them
STRAY_BYTE = re.compile("[\udc80-\udcff]")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Header(NamedTuple):
    """What the beginning of a CSV file tells.

    Attributes:
        separator: what stands between cells.
        columns: their names.
    """

    separator: str
    columns: list[str]


def head_of(file: BinaryIO) -> Header:
    """Look at the beginning of a CSV file.

    Raises:
        UnreadableError: it is no text, or in another encoding.
    """
    head = file.read(HEAD)
    if head.startswith(UTF16):
        raise UnreadableTableError("utf16")
    if b"\0" in head:
        raise UnreadableTableError("no_text")
    if b"\r" in head and b"\n" not in head:
        raise UnreadableTableError("cr_only")
    file.seek(0)
    lines = _lines(file)
    first = next((line for line in lines if line.strip("\r\n")), None)
    if first is None:
        raise UnreadableTableError("no_bytes")
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        columns = next(csv.reader(chain([first], lines), delimiter=separator))
    except csv.Error as error:
        raise UnreadableTableError("damaged") from error
    if STRAY_BYTE.search("".join(columns)):
        raise UnreadableTableError("no_text")
    return Header(separator, columns)


def _lines(file: BinaryIO) -> Iterator[str]:
    """The lines of a file, as far as a header may run."""
    size = 0
    while size < LONGEST_RECORD and (line := file.readline(LONGEST_RECORD)):
        yield line.decode("utf-8" if size else "utf-8-sig", errors="surrogateescape")
        size += len(line)


def converted(source: Path, head: Header, key: str, target: Path) -> tuple[tuple[str, ...], bool]:
    """Write a CSV file as Parquet, as texts, without its blank rows.

    Args:
        source: the CSV file.
        head: what it begins with.
        key: its column of ids.
        target: the Parquet file, with a column more that counts records after the header.
            Where rows are broken that holds lines instead, and another column says what is
            wrong with a row.

    Returns:
        The names of these columns, and whether the first counts records.

    Raises:
        UnreadableError: most rows are no UTF-8.
    """
    line, _ = marks = _free("line", head.columns), _free("broken", head.columns)
    # Pieces of a CSV file cannot be found without reading all before them.
    scan = pl.scan_csv(
        source,
        infer_schema=False,
        separator=head.separator,
        glob=False,
        row_index_name=line,
        row_index_offset=1,
    )
    # An expression over all columns takes memory by the square of their number.
    filled = scan.map_batches(_filled, streamable=True, validate_output_schema=False)
    try:
        filled.sink_parquet(target, compression="lz4")
    except pl.exceptions.ComputeError:
        clean = target.with_suffix(".clean.csv")
        _clean(source, head, (key, *marks), clean)
        mended = pl.scan_csv(clean, infer_schema=False, glob=False)
        mended.with_columns(pl.col(line).cast(pl.Int64)).sink_parquet(target, compression="lz4")
        clean.unlink()
        return marks, False
    return (line,), True


def _free(name: str, columns: Sequence[str]) -> str:
    """The name of a column of ours that none of the table's has."""
    own = f"jyplan:{name}"
    while own in columns:
        own += "_"
    return own


def _filled(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of which any cell holds something; the first column is ours and says nothing."""
    blank = pl.repeat(value=True, n=rows.height, eager=True)
    for column in islice(rows.iter_columns(), 1, None):
        blank &= column.is_null()
        if not blank.any():
            return rows
    return rows.filter(~blank)


def _clean(source: Path, head: Header, names: tuple[str, str, str], target: Path) -> None:
    """Write the rows of a CSV file anew; of those that are broken only the id is kept.

    Args:
        source: the CSV file.
        head: what it begins with.
        names: of its column of ids, and of the two that are added.
        target: the file to write.
    """
    key, *marks = names
    place = head.columns.index(key) if key in head.columns else 0
    width, foreign, rows = len(head.columns), 0, 0
    with (
        source.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as text,
        target.open("w", encoding="utf-8", newline="") as clean,
    ):
        writer = csv.writer(clean, lineterminator="\n")
        writer.writerow([*head.columns, *marks])
        for line, found, problem in _records(text, head.separator, width):
            cells = found
            if problem:
                id_ = found[place] if len(found) > place else ""
                cells = [""] * width
                cells[place] = "" if STRAY_BYTE.search(id_) else id_
            writer.writerow([*cells, *[""] * (width - len(cells)), line, problem])
            foreign, rows = foreign + (problem == "not_utf8"), rows + 1
    if 2 * foreign > rows:
        raise UnreadableTableError("no_text")


def _records(text: TextIO, separator: str, width: int) -> Iterator[tuple[int, list[str], str]]:
    """The records after the header: the line each begins on, its cells, and what is wrong."""
    lines = _RetakenLines(text)
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


class _RetakenLines:
    """Lines of a text, of which those behind the first of a record can be taken again.

    That is done while it takes no more than a small multiple of the time that reading takes; from
    then on no record runs over several lines.
    """

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.again: deque[str] = deque()
        self.taken: list[str] = []
        self.before = 0
        self.size = 0
        self.read = 0
        self.reread = -PATIENCE

    def __iter__(self) -> _RetakenLines:
        return self

    def __next__(self) -> str:
        if self.taken and (self.size > LONGEST_RECORD or self.reread > self.read):
            raise StopIteration
        if self.again:
            line = self.again.popleft()
        else:
            line = next(self.text)
            self.read += len(line)
        self.size += len(line)
        self.taken.append(line)
        return line

    def first(self) -> str:
        """The first line of the record that is being read; the others are read again."""
        self.again.extendleft(reversed(self.taken[1:]))
        self.reread += self.size - len(self.taken[0])
        del self.taken[1:]
        return self.taken[0].rstrip("\r\n")

    def record(self) -> int:
        """End a record: the line on which it began."""
        line = self.before + 1
        self.before += len(self.taken)
        self.taken.clear()
        self.size = 0
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
