"""The boxes in which Excel shows notes: their size, their place, and the old language of shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from jyplan.forms.marking.layout import BELOW
from jyplan.forms.marking.splices import Splice, UnmarkableError, spliced
from jyplan.forms.opening.excel_cells import TRUE
from jyplan.forms.opening.limits import LAST_COLUMN, LAST_ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.forms.marking.layout import SheetLayout
    from jyplan.forms.sheets import Block

# pixels: of half a Chinese sign and of a line in 9 points, and what the box needs around them
SIGN, LINE, MARGIN = 6.5, 16, 14
# widths of a box in half signs, the narrowest that keeps it lower than HIGH lines is taken
WIDTHS, HIGH = (40, 60, 90), 24
# lines that a box has at most: what is longer is read by pulling it open
MOST_LINES = 44
# pixels of a column and points of a row that say nothing else, and of a column's digit
COLUMN, ROW, DIGIT, PIXELS_A_POINT = 64, 15.0, 7, 96 / 72
# from the cell to its box, in pixels, and how many columns or rows it may need
GAP, SEARCHED = 12, BELOW
# numbers of an anchor: column, pixels, row, pixels of two corners
CORNERS = 8
SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
DECLARED = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
EMPTY = (
    f"<xml{DECLARED}>"
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
KIND = (
    '<v:shapetype{declared} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    '<v:shape{declared} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
    "margin-left:0;margin-top:0;width:{width:g}pt;height:{height:g}pt;z-index:{order};"
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
# Excel itself wrote shapes that are no XML (a <br> left open), so they are not parsed.
CLOSED = re.compile(rb"</([\w.-]+:)?xml\s*>")
OPENED = re.compile(rb"<((?:[\w.-]+:)?xml)((?:\s[^<>]*?)?)/>\s*$")
ROOT = re.compile(rb"<(?:[\w.-]+:)?xml\b[^>]*>")
NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
BOUNDS = re.compile(rb"<(/?)(?:\w+:)?shape(?=[\s>])")
CELL = tuple(re.compile(rb"<\w+:%s>\s*(\d+)\s*<" % name) for name in (b"Row", b"Column"))
ANCHOR = re.compile(rb"<\w+:Anchor>([^<]*)<")


class NoteBox(NamedTuple):
    """A note that wants a box.

    Attributes:
        block: its cell, or the cells that are one with it; the note belongs to the first one.
        text: all that it says.
    """

    block: Block
    text: str


def size_of(text: str) -> tuple[int, int]:
    """Width and height of the box for a text, in pixels."""
    found = [(width, _lines(text, width)) for width in WIDTHS]
    width, lines = next((each for each in found if each[1] <= HIGH), found[-1])
    return round(width * SIGN) + MARGIN, min(lines, MOST_LINES) * LINE + MARGIN


def _lines(text: str, width: int) -> int:
    signs = [
        sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line)
        for line in text.split("\n")
    ]
    # words are not parted, and so a line is not filled to its end
    return sum(1 if count <= width else -(-count // (width - 4)) for count in signs)


def anchor_of(layout: SheetLayout, block: Block, size: tuple[int, int]) -> str:
    """Where a box of a size stands beside its cell, as Excel says it: two corners, from 0.

    Args:
        layout: the sheet, with the heights of rows below the cell.
        block: the cell, or the cells that are one.
        size: in pixels.
    """
    top, _, _, right = block
    across = _stretch(_width(layout), right, GAP, size[0], LAST_COLUMN)
    down = _stretch(_height(layout), top - 1, 0, size[1], LAST_ROW)
    return ", ".join(map(str, (*across[:2], *down[:2], *across[2:], *down[2:])))


def _width(layout: SheetLayout) -> Callable[[int], int]:
    said = layout.said("sheetFormatPr")
    usual = round(float(said["defaultColWidth"]) * DIGIT) if "defaultColWidth" in said else COLUMN

    def width(column: int) -> int:
        for first, last, own in layout.columns:
            if first <= column + 1 <= last:
                return (
                    0
                    if own.get("hidden") in TRUE
                    else round(float(own.get("width", usual / DIGIT)) * DIGIT)
                )
        return usual

    return width


def _height(layout: SheetLayout) -> Callable[[int], int]:
    usual = float(layout.said("sheetFormatPr").get("defaultRowHeight", ROW))
    return lambda row: round(layout.heights.get(row + 1, usual) * PIXELS_A_POINT)


def _stretch(
    size: Callable[[int], int], begin: int, gap: int, length: int, limit: int
) -> tuple[int, int, int, int]:
    """The first column and the pixels in it, then the last; the same for rows.

    A stretch that would reach beyond the last one begins as much earlier.
    """
    last = min(begin + SEARCHED, limit)
    room = sum(map(size, range(begin, last)))
    while last == limit and begin > 0 and room < gap + length:
        begin -= 1
        room += size(begin)
    found: list[int] = []
    for spot in (gap, gap + length):
        place, left = begin, spot
        while place < last - 1 and left >= size(place):
            left -= size(place)
            place += 1
        found += [place, min(left, max(size(place) - 1, 0)) if place == limit - 1 else left]
    return (found[0], found[1], found[2], found[3])


def drawn(data: bytes, boxes: Sequence[NoteBox], layout: SheetLayout) -> bytes:
    """A drawing of notes with boxes for more of them.

    A note that has its box already gets a higher one where it needs it.

    Args:
        data: the drawing that is there; `EMPTY` where there is none.
        boxes: of the notes that are new or longer.
        layout: the sheet.

    Raises:
        UnmarkableError: the drawing does not end as one.
    """
    there = _there(data)
    declared = "" if all(_declared(data, *each) for each in SPACES.items()) else DECLARED
    number = max((int(each) for each in NUMBER.findall(data)), default=1024)
    splices: list[Splice] = []
    new: list[str] = []
    for box in boxes:
        size = size_of(box.text)
        place = there.get(box.block[:2])
        if place is not None:
            splices += _grown(data, place, size, layout)
            continue
        number += 1
        width, height = (pixels / PIXELS_A_POINT for pixels in size)
        new.append(
            SHAPE.format(
                declared=declared,
                number=number,
                width=width,
                height=height,
                order=len(there) + len(new) + 1,
                anchor=anchor_of(layout, box.block, size),
                row=box.block[0] - 1,
                column=box.block[1] - 1,
            )
        )
    if new and b'"_x0000_t202"' not in data.replace(b'"#', b""):
        new.insert(0, KIND.format(declared=declared))
    return spliced(data, [*splices, _at_end(data, "".join(new).encode())])


def _there(data: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """The boxes of a drawing: first and last byte by row and column of their notes."""
    found, begin = {}, 0
    for bound in BOUNDS.finditer(data):
        if not bound[1]:
            begin = bound.start()
            continue
        row, column = (pattern.search(data, begin, bound.start()) for pattern in CELL)
        if row and column:
            found[int(row[1]) + 1, int(column[1]) + 1] = (begin, bound.start())
        begin = bound.end()
    return found


def _declared(data: bytes, prefix: str, space: str) -> bool:
    """Whether the root of a drawing declares a prefix as all programs do."""
    root = ROOT.search(data)
    said = rf"xmlns:{prefix}\s*=\s*[\"']{space}[\"']".encode()
    return root is not None and re.search(said, root[0]) is not None


def _grown(
    data: bytes, place: tuple[int, int], size: tuple[int, int], layout: SheetLayout
) -> list[Splice]:
    """Makes a box as wide and high as is wanted where it is smaller; its corner stays."""
    found = ANCHOR.search(data, *place)
    corners = [int(each) for each in found[1].split(b",")] if found else []
    if found is None or len(corners) != CORNERS:
        return []
    sides = (_width(layout), LAST_COLUMN), (_height(layout), LAST_ROW)
    new = [0] * CORNERS
    for number, ((side, limit), wanted) in enumerate(zip(sides, size, strict=True)):
        axis = slice(2 * number, None, 4)
        begin, end = corners[axis]
        gap, rest = corners[2 * number + 1 :: 4]
        if not 0 <= begin <= end < min(limit, begin + SEARCHED):
            return []
        length = sum(map(side, range(begin, end))) - gap + rest
        spots = _stretch(side, begin, gap, max(length, wanted), limit)
        new[axis], new[2 * number + 1 :: 4] = spots[::2], spots[1::2]
    # a box that is big enough is left as its owner drew it
    if new[4] <= corners[4] and new[6] <= corners[6]:
        return []
    return [Splice(*found.span(1), ", ".join(map(str, new)).encode())]


def _at_end(data: bytes, text: bytes) -> Splice:
    closed = list(CLOSED.finditer(data))
    if closed:
        return Splice(closed[-1].start(), closed[-1].start(), text)
    opened = OPENED.search(data)
    if opened is None:
        raise UnmarkableError
    whole = b"<%s%s>%s</%s>" % (opened[1], opened[2], text, opened[1])
    return Splice(opened.start(), opened.end(), whole)
