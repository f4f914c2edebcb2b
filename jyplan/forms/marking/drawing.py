"""The boxes in which Excel shows notes: their size, their place, and the old language of shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from jyplan.forms.marking.layout import BELOW, POINT
from jyplan.forms.marking.part import Splice, UnmarkableError, spliced
from jyplan.forms.opening.limits import LAST_COLUMN, LAST_ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.forms.marking.layout import SheetLayout
    from jyplan.forms.sheets import Block

# pixels: of half a Chinese sign and of a line in 9 points, and what the box needs around them
SIGN, LINE, MARGIN = 6.5, 16, 14
# widths of a box in half signs, the narrowest that keeps it lower than HIGH lines is taken
WIDTHS, HIGH = (40, 60, 90), 24
# lines that a box has at most: what is longer is read by pulling it open
MOST_LINES = 44
# from the cell to its box, in pixels
GAP = 12
# numbers of an anchor: column, pixels, row, pixels of two corners
CORNERS = 8
DECLARED = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
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
ROOT = re.compile(rb"<(?:[\w.-]+:)?xml\b[^<>]*>")
NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
BOUNDS = re.compile(rb"<(/?)(?:\w+:)?shape(?=[\s>])")
CELL = tuple(re.compile(rb"<\w+:%s>\s*(\d+)\s*<" % name) for name in (b"Row", b"Column"))
ANCHOR = re.compile(rb"<\w+:Anchor>([^<]*)<")


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


def _stretch(
    size: Callable[[int], int], begin: int, gap: int, length: int, limit: int
) -> tuple[int, int, int, int]:
    """The first column and the pixels in it, then the last, from 0; the same for rows.

    A stretch that would reach beyond the last one begins as much earlier.

    Args:
        size: pixels of a column, by its number from 1.
        begin: the first column, from 0.
        gap: pixels that the stretch begins behind its border.
        length: pixels.
        limit: how many columns there are.
    """
    last = min(begin + BELOW, limit)
    if last == limit:
        room = sum(map(size, range(begin + 1, last + 1)))
        while begin > 0 and room < gap + length:
            room += size(begin)
            begin -= 1
    found: list[int] = []
    for spot in (gap, gap + length):
        place, left = begin, spot
        while place < last - 1 and left >= size(place + 1):
            left -= size(place + 1)
            place += 1
        found += [place, min(left, max(size(limit) - 1, 0)) if place == limit - 1 else left]
    return (found[0], found[1], found[2], found[3])


def drawn(data: bytes, boxes: Mapping[Block, str], layout: SheetLayout) -> bytes:
    """A drawing of notes with boxes for more of them.

    A note that has its box already gets a higher one where it needs it.

    Args:
        data: the drawing that is there; `EMPTY` where there is none.
        boxes: what notes say that are new or longer, by their cells or blocks that are one.
        layout: the sheet.

    Raises:
        UnmarkableError: the drawing does not end as one.
    """
    there, root, closed = _there(data), ROOT.search(data), list(CLOSED.finditer(data))
    if root is None or not closed:
        raise UnmarkableError
    declared = "" if all(each in root[0] for each in DECLARED.encode().split()) else DECLARED
    number = max((int(each) for each in NUMBER.findall(data)), default=1024)
    splices: list[Splice] = []
    new: list[str] = []
    for block, text in boxes.items():
        place, size = there.get(block[:2]), size_of(text)
        if place is not None:
            splices += _grown(data, place, size, layout)
            continue
        number += 1
        new.append(
            SHAPE.format(
                declared=declared,
                number=number,
                width=size[0] / POINT,
                height=size[1] / POINT,
                order=len(there) + len(new) + 1,
                anchor=_anchor(layout, block, size),
                row=block[0] - 1,
                column=block[1] - 1,
            )
        )
    if new and b'"_x0000_t202"' not in data.replace(b'"#', b""):
        new.insert(0, KIND.format(declared=declared))
    end = closed[-1].start()
    return spliced(data, [*splices, Splice(end, end, "".join(new).encode())])


def _anchor(layout: SheetLayout, block: Block, size: tuple[int, int]) -> str:
    """Two corners of a box right of its cell or of those that are one with it."""
    across = _stretch(layout.width, block[3], GAP, size[0], LAST_COLUMN)
    down = _stretch(layout.height, block[0] - 1, 0, size[1], LAST_ROW)
    return ", ".join(map(str, (*across[:2], *down[:2], *across[2:], *down[2:])))


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


def _grown(
    data: bytes, place: tuple[int, int], size: tuple[int, int], layout: SheetLayout
) -> list[Splice]:
    """Makes a box as wide and high as is wanted where it is smaller; its corner stays."""
    found = ANCHOR.search(data, *place)
    corners = [int(each) for each in found[1].split(b",")] if found else []
    if found is None or len(corners) != CORNERS:
        return []
    sides = (layout.width, LAST_COLUMN), (layout.height, LAST_ROW)
    new = [0] * CORNERS
    for number, ((side, limit), wanted) in enumerate(zip(sides, size, strict=True)):
        axis = slice(2 * number, None, 4)
        begin, end = corners[axis]
        gap, rest = corners[2 * number + 1 :: 4]
        if not 0 <= begin <= end < min(limit, begin + BELOW):
            return []
        length = sum(map(side, range(begin + 1, end + 1))) - gap + rest
        spots = _stretch(side, begin, gap, max(length, wanted), limit)
        new[axis], new[2 * number + 1 :: 4] = spots[::2], spots[1::2]
    # a box that is big enough is left as its owner drew it
    if new[4] <= corners[4] and new[6] <= corners[6]:
        return []
    return [Splice(*found.span(1), ", ".join(map(str, new)).encode())]
