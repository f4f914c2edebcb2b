"""A workbook that calculates or asks: what stands in which cell, and what it is there for.

Like a page it is a frozen value that knows no file; formulas are texts of its content, and every
formula stands beside the value that it comes to. Rows and columns count from 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.pages.page import Tone
    from jyplan.texts.words import Language

# what a cell is there for
Role: TypeAlias = Literal[
    "title",
    "subtitle",
    "line",
    "section",
    "group",
    "band",
    "heading",
    "text",
    "name",
    "note",
    "key",
    "input",
    "answer",
    "helper",
]
Content: TypeAlias = "float | str | bool | None"
# row, column, last row, last column
Area: TypeAlias = "tuple[int, int, int, int]"


class BookCell(NamedTuple):
    """One cell.

    Attributes:
        content: a figure or a text; of a formula what it comes to.
        formula: without its equals sign; empty where the content stands by itself.
        role: what it is there for.
        format: of a figure, as Excel writes number formats.
        right: whether it stands on the right.
        tone: what a colour repeats.
        over: how many columns it goes over.
    """

    content: Content
    formula: str = ""
    role: Role = "text"
    format: str = "General"
    right: bool = False
    tone: Tone = ""
    over: int = 1


class Allowed(NamedTuple):
    """What may be put into cells.

    Attributes:
        area: the cells.
        sort: a choice of texts, whole numbers, or any numbers.
        least: the least number; None: there is none.
        most: the greatest.
        listed: texts to choose from.
        source: a range of such texts, in place of `listed`.
        hint: what is said when something else is put in.
        title: above the hint.
        prompt: what is said as soon as one is about to put something in.
        prompt_title: above the prompt.
        firm: whether anything else is refused; else one may insist.
    """

    area: Area
    sort: Literal["list", "whole", "decimal"] = "list"
    least: float | None = None
    most: float | None = None
    listed: tuple[str, ...] = ()
    source: str = ""
    hint: str = ""
    title: str = ""
    prompt: str = ""
    prompt_title: str = ""
    firm: bool = True


class Toned(NamedTuple):
    """Cells whose colour repeats what they say.

    Attributes:
        area: the cells.
        text: what they say; empty: any text in the place of a figure.
        tone: the colour.
    """

    area: Area
    text: str
    tone: Tone


class BookLine(NamedTuple):
    """What a chart of a workbook shows.

    Attributes:
        role: one of `page.ROLES`.
        name: the cell that names it, as an area.
        values: the cells of its values.
    """

    role: str
    name: Area
    values: Area


class BookChart(NamedTuple):
    """A chart over cells.

    Attributes:
        bars: whether it counts something, in bars; else it shows years, in lines.
        at: row and column of its corner.
        sheet: key of the sheet whose cells it shows.
        years: the cells of its axis, of bars their names.
        lines: the foremost last.
        description: what is to be seen, for those who do not see it.
        size: width and height in pixels.
    """

    bars: bool
    at: tuple[int, int]
    sheet: str
    years: Area
    lines: tuple[BookLine, ...]
    description: str
    size: tuple[int, int]


class BookSheet(NamedTuple):
    """One sheet.

    Attributes:
        key: what it is known by, the same in all languages.
        name: on its tab.
        cells: by row and column.
        widths: of columns, in digits; of all others by what stands in them.
        frozen: how many rows and columns stay where they are.
        repeated: the first and the last of the rows that are printed on every page.
        filtered: the cells that rows are filtered by; None: there are none.
        allowed: what may be put in.
        toned: colours.
        charts: charts.
        helper: whether it only holds steps of the arithmetic.
        unseen: whether nobody sees it who does not look for it with a program.
        guarded: whether only inputs and answers can be changed.
        large: whether it is printed on A3.
        upright: whether it is printed upright.
        pages: how many pages it is printed on; 0: as many as it needs.
        foot: what is printed at the foot of every page; empty: the sheet's name.
    """

    key: str
    name: str
    cells: Mapping[tuple[int, int], BookCell]
    widths: Mapping[int, float] = {}
    frozen: tuple[int, int] = (0, 0)
    repeated: tuple[int, int] | None = None
    filtered: Area | None = None
    allowed: tuple[Allowed, ...] = ()
    toned: tuple[Toned, ...] = ()
    charts: tuple[BookChart, ...] = ()
    helper: bool = False
    unseen: bool = False
    guarded: bool = False
    large: bool = False
    upright: bool = False
    pages: int = 0
    foot: str = ""


class SheetBook(NamedTuple):
    """A workbook.

    Attributes:
        language: of all texts.
        title: what it is about.
        sheets: in their order.
        names: what formulas call cells, and where these are.
    """

    language: Language
    title: str
    sheets: tuple[BookSheet, ...]
    names: tuple[tuple[str, str], ...] = ()
