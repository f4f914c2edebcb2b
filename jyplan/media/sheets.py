"""What all workbooks share: colours, names of sheets, texts and figures as cells hold them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from jyplan.media.colours import TONES
from jyplan.media.signs import SIGNS, heights_of
from jyplan.texts.numbers import fixed, percent
from jyplan.texts.words import GLUE, byte_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xlsxwriter.format import Format as Style
    from xlsxwriter.workbook import Workbook

    from jyplan.pages.page import Cell, ShownFigure

# as Excel counts, in halves of UTF-16
LONGEST_TEXT, LONGEST_NAME, LONGEST_FORMAT = 32767, 31, 200
# points of a line, and of the highest row that Excel allows
LINE_HEIGHT, HIGHEST = 15.0, 409.0
FORBIDDEN = frozenset("[]:*?/\\")
FONT = "Microsoft YaHei"
LINE, RAISED, ACCENT = "#D0D7DE", "#F3F6F9", "#1F4E79"
# text stays text, and a file that says the same is the same
OPTIONS: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WRITTEN = datetime(1980, 1, 1)  # noqa: DTZ001 no moment at all, as in the archive itself


class Styles:
    """The formats of one workbook, each made once.

    Attributes:
        book: the workbook.
    """

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, object], ...], Style] = {}

    def of(self, **properties: object) -> Style:
        """The format with these properties beside those that all cells have."""
        whole = {"font_name": FONT, "font_size": 10, "font_color": TONES[""], **properties}
        if whole.setdefault("valign", "vcenter") is None:
            del whole["valign"]
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(whole)
        return self._made[key]


def new_book(title: str) -> tuple[Workbook, BytesIO]:
    """An empty workbook with its title, and the memory that it is written to."""
    from xlsxwriter import Workbook

    memory = BytesIO()
    book = Workbook(memory, dict(OPTIONS))
    book.set_properties({"title": plain(title)[:255], "created": WRITTEN})
    return book, memory


def plain(text: str) -> str:
    """A text as a cell can hold it: signs that nobody sees are shown, what is too long is cut."""
    if not text.isprintable():
        text = "".join(map(_seen, text))
    if len(text) * 2 > LONGEST_TEXT and _units(text) > LONGEST_TEXT:
        while _units(text) >= LONGEST_TEXT:
            text = text[: len(text) - (_units(text) - LONGEST_TEXT + 2) // 2]
        text += "…"
    return text


def _seen(sign: str) -> str:
    if sign.isprintable() or sign in {"\n", GLUE}:
        return sign
    return " " if sign in "\t\r" else byte_of(sign) or "�"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have, near the one that is wanted.

    Args:
        wanted: any text.
        taken: the names of the other sheets.
    """
    others = {name.casefold() for name in taken}
    name = "".join(" " if sign in FORBIDDEN else sign for sign in plain(wanted).replace("\n", " "))
    name = name.strip().strip("'").strip()
    name = _cut(name, LONGEST_NAME) or "1"
    if name.casefold() == "history":
        # Excel keeps this one for itself.
        name += " "
        name = f"{name.strip()}_"
    number, found = 1, name
    while found.casefold() in others:
        number += 1
        tail = f" ({number})"
        found = f"{_cut(name, LONGEST_NAME - len(tail))}{tail}"
    return found


def _cut(name: str, most: int) -> str:
    while _units(name) > most:
        name = name[:-1]
    return name.strip().strip("'")


def shown_format(cell: Cell) -> str | None:
    """The number format with which a figure shows its cell's text; None where none does."""
    figure = cell.figure
    if figure is None:
        return None
    for decimals in range(figure.decimals, -1, -1):
        found = _as_written(figure, decimals)
        before, there, after = cell.text.partition(found)
        # a digit beside it belongs to another figure
        if there and not (before[-1:].isdigit() or after[:1].isdigit() or after[:1] == "."):
            return _format(before, after, decimals, figure, found)
    return None


def _as_written(figure: ShownFigure, decimals: int) -> str:
    if not figure.percent:
        return fixed(figure.value, decimals)
    return percent(figure.value, decimals)


def _format(before: str, after: str, decimals: int, figure: ShownFigure, found: str) -> str | None:
    digits = fixed(0, decimals)
    if figure.percent:
        digits += rf"{quoted(GLUE)}%"
    pieces = f"{quoted(before)}{{}}{digits}{quoted(after)}"
    # Excel puts the sign in front of everything, where a text has it in front of the digits.
    whole = pieces.format("")
    if before or found.startswith("-"):
        whole = f"{pieces.format('')};{pieces.format('-')}"
    return whole if len(whole) <= LONGEST_FORMAT else None


def quoted(text: str) -> str:
    """A text as a number format holds it."""
    text = text.replace("{", "").replace("}", "")
    if not text:
        return ""
    return '"' + plain(text).replace("\\", "").replace('"', '"\\""') + '"'


def width_of(texts: Iterable[str], least: float = 4, most: float = 60) -> float:
    """The width of a column for these texts, in digits; Chinese take two."""
    longest = max(
        (cell_len(line) for text in texts for line in text.split("\n")),
        default=0,
    )
    return min(max(longest * 1.08 + 2, least), most)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes within a width, in digits."""
    room = max(width - 1, 1)
    # letters are narrower than the digits that widths are measured in
    shares = ((cell_len(line) - line.count(" ") * 0.5) * 0.94 / room for line in text.split("\n"))
    # lines are parted between words, and so not all of them are full
    return sum(1 if share <= 1 else ceil(share * 1.08) for share in shares)


def height_of(lines: int, margin: float = 0) -> float:
    """The height of a row of so many lines, in points, as far as Excel allows."""
    return min(LINE_HEIGHT * lines + margin, HIGHEST)


def words_of(cell: Cell) -> str:
    """A cell of a page in words."""
    pieces = [cell.text] if cell.text else []
    pieces += [heights_of(cell.heights, SIGNS)] if cell.heights else []
    return "   ".join(pieces)
