"""A sender's own workbook, marked: cells with findings coloured and commented, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import RequestError
from jyplan.forms.marking.book import MarkedBook
from jyplan.forms.marking.part import UnmarkableError
from jyplan.forms.opening import DAMAGE
from jyplan.forms.opening.limits import BeyondLimitError, NoTableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.plan.findings import Severity


# what parts of a workbook raise that are damaged, or too large, or not as every program writes them
UNMARKABLE = (UnmarkableError, BeyondLimitError, NoTableError, *DAMAGE)


class CellRemark(NamedTuple):
    """What is to be said of a cell.

    Attributes:
        sheet: the name on its tab.
        row: from 1, as Excel shows it.
        column: from 1.
        severity: how much it matters; the gravest one of a cell colours it.
        text: in words; may have line breaks.
    """

    sheet: str
    row: int
    column: int
    severity: Severity
    text: str


def marked(data: bytes, remarks: Sequence[CellRemark], author: str) -> bytes:
    """The workbook with its cells coloured and commented, all else as it was.

    A cell keeps its style but for the fill (and light letters, which become dark); a cell that is
    missing is made. Remarks of one cell are one note, one of merged cells stands at the first of
    them, and below a note that is there already. Where a cell has a conversation (a threaded
    comment, beside which Excel shows no note), the remark is an answer in it, and stands below
    the note that older programs show for it. Protected and hidden sheets are marked as others
    are. A colour that a conditional format gives goes before ours, and a digital signature of
    the workbook holds no longer.

    Args:
        data: an .xlsx or .xlsm file.
        remarks: in the order in which a cell's note says them; texts and notes are cut after
            the 32,767 characters that Excel takes.
        author: who says so.

    Raises:
        RequestError: the workbook or one of the sheets has no place for marks, as a sheet that
            is a chart; `path` is the part or the sheet.
    """
    sheets: dict[str, list[CellRemark]] = {}
    for remark in remarks:
        sheets.setdefault(remark.sheet, []).append(remark)
    if not sheets:
        return data
    path = ""
    try:
        book = MarkedBook(data, author)
        for path, said in sheets.items():
            book.mark(path, said)
        return book.packed()
    except UNMARKABLE as error:
        raise RequestError("cannot_mark", path=path) from error
