"""Where cells stand in the XML of a sheet, and where those that are missing would stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from jyplan.forms.marking.part import UnmarkableError, XmlPart
from jyplan.forms.opening.excel_cells import TRUE
from jyplan.forms.opening.limits import LAST_COLUMN
from jyplan.forms.sheets import block_of, place_of
from jyplan.plan.findings import cell_span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from jyplan.forms.marking.part import Element
    from jyplan.forms.sheets import Block

# how far below a cell the heights of rows are noted: a note is no higher
BELOW = 64
# pixels of a column and points of a row that say nothing else
COLUMN, ROW = 64, 15.0
# pixels of a digit, which widths of columns are counted in, and of a point; Excel's largest sizes
DIGIT, POINT = 7, 96 / 72
WIDEST, HIGHEST = 255.0, 409.5
# children that stand behind the one that names the drawing of notes
BEHIND = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
Place = tuple[int, int]


class _Sought:
    """Numbers that are looked for among siblings, and the first sibling behind one not there.

    Attributes:
        numbers: in their order.
        found: those siblings, by their numbers.
    """

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = sorted(set(numbers))
        self.found: dict[int, Element] = {}
        self._passed = 0
        # those met -> their order
        self._met: dict[int, int] = {}
        self._order: list[int] = []

    def meets(self, number: int) -> bool:
        """Whether a sibling of this number is one of them, or the first behind one of them."""
        after = bisect_right(self.numbers, number)
        met = number not in self._met and (
            after > self._passed or self.numbers[after - 1 : after] == [number]
        )
        self._passed = max(self._passed, after)
        if met:
            self._met[number] = len(self._met)
        return met

    def settle(self, siblings: Sequence[Element]) -> None:
        """Take in the siblings that were met, now that all are known."""
        self.found = {number: siblings[self._met[number]] for number in sorted(self._met)}
        self._order = list(self.found)

    def behind(self, number: int, parent: Element) -> int:
        """The place in their parent where one that is missing would stand."""
        after = bisect_right(self._order, number)
        following = self._order[after : after + 1]
        return self.found[following[0]].start if following else parent.close


class SheetLayout(XmlPart):
    """A sheet with the rows and cells that are looked for; the rest is only counted through.

    Attributes:
        heights: of rows near them that have one of their own, in points; 0 for hidden ones.
    """

    def __init__(self, data: bytes, cells: Collection[Place]) -> None:
        """Looks for cells.

        Args:
            data: the sheet's XML, in UTF-8.
            cells: rows and columns, from 1.

        Raises:
            UnmarkableError: it is no XML, or has no place for cells.
        """
        self.heights: dict[int, float] = {}
        self._cells = sorted(cells)
        self._merged: dict[Place, Block] = {}
        self._rows = _Sought(row for row, _ in cells)
        columns: dict[int, list[int]] = {}
        for row, column in self._cells:
            columns.setdefault(row, []).append(column)
        self._columns = {row: _Sought(each) for row, each in columns.items()}
        self._row = self._column = 0
        super().__init__(data, 3, self._wanted)
        table = self.root.first("sheetData")
        if table is None:
            raise UnmarkableError
        self._table = table
        usual = self.root.first("sheetFormatPr")
        said = usual.attributes if usual is not None else {}
        self._usual_width = float(said.get("defaultColWidth", COLUMN / DIGIT))
        self._usual_height = float(said.get("defaultRowHeight", ROW))
        # what is said of columns, the first saying counts
        self._said: list[Mapping[str, str]] = [{}] * (LAST_COLUMN + 1)
        for each in self.root.among("cols")[:1]:
            for said in (column.attributes for column in reversed(each.children)):
                first, last = (int(said.get(end, 0)) for end in ("min", "max"))
                last = min(last, LAST_COLUMN)
                if 0 < first <= last:
                    self._said[first : last + 1] = [said] * (last + 1 - first)

    def _wanted(self, above: Element, name: str, attributes: Mapping[str, str]) -> bool:
        if above is self.root:
            return True
        if (above.name, name) == ("sheetData", "row"):
            return self._wanted_row(attributes)
        if (above.name, name) == ("row", "c"):
            reference = attributes.get("r")
            self._column = place_of(reference)[1] if reference else self._column + 1
            return self._row in self._columns and self._columns[self._row].meets(self._column)
        if (above.name, name) == ("mergeCells", "mergeCell"):
            self._merge(block_of(attributes.get("ref", "")))
        return (above.name, name) == ("cols", "col")

    def _wanted_row(self, attributes: Mapping[str, str]) -> bool:
        self._row = number = int(attributes.get("r", self._row + 1))
        self._column = 0
        wanted = self._rows.numbers
        before = bisect_right(wanted, number)
        if before and number <= wanted[before - 1] + BELOW:
            if attributes.get("hidden") in TRUE:
                self.heights[number] = 0.0
            elif "ht" in attributes:
                self.heights[number] = float(attributes["ht"])
        return self._rows.meets(number)

    def _merge(self, block: Block) -> None:
        top, left, bottom, right = block
        first = bisect_left(self._cells, (top, left))
        last = bisect_right(self._cells, (bottom, right))
        for cell in self._cells[first:last]:
            if left <= cell[1] <= right:
                self._merged.setdefault(cell, block)

    def first_of(self, cell: Place) -> Block:
        """The block of cells that one that is looked for is in; often itself alone."""
        return self._merged.get(cell, (*cell, *cell))

    def width(self, column: int) -> int:
        """Pixels of a column."""
        said = self._said[column]
        if said.get("hidden") in TRUE:
            return 0
        return round(min(float(said.get("width", self._usual_width)), WIDEST) * DIGIT)

    def height(self, row: int) -> int:
        """Pixels of a row."""
        return round(min(self.heights.get(row, self._usual_height), HIGHEST) * POINT)

    def restyle(self, paint: Callable[[Place, int], int]) -> None:
        """Gives all cells that are looked for other styles, making those that are missing.

        Args:
            paint: the number of a cell's new style, from its place and the number of its own.
        """
        self._rows.settle(self._table.children)
        for number, columns in self._columns.items():
            row, made = self._rows.found.get(number), ""
            if row is not None:
                columns.settle(row.children)
            for column in columns.numbers:
                cell = columns.found.get(column)
                style = paint((number, column), self._style(column, row, cell))
                if cell is not None:
                    self.set(cell, "s", style)
                    continue
                new = f'<c r="{reference_of((number, column))}" s="{style}"/>'
                if row is not None:
                    self.put_at(columns.behind(column, row), new, row)
                made += new
            if row is None:
                place = self._rows.behind(number, self._table)
                self.put_at(place, f'<row r="{number}">{made}</row>', self._table)

    def _style(self, column: int, row: Element | None, cell: Element | None) -> int:
        """The number of the style that a cell has, also where it is missing."""
        if cell is not None:
            return int(cell.attributes.get("s", 0))
        if row is not None and row.attributes.get("customFormat") in TRUE:
            return int(row.attributes.get("s", 0))
        return int(self._said[column].get("style", 0))

    def name_drawing(self, relation: str) -> None:
        """Lets the sheet name the drawing of its notes, in the place of one that is lost.

        Args:
            relation: attributes that name it.
        """
        lost = self.root.first("legacyDrawing")
        if lost is not None:
            self.replace(lost, f"<legacyDrawing {relation}/>")
        else:
            self.put(f"<legacyDrawing {relation}/>", self.root, BEHIND)


def reference_of(cell: Place) -> str:
    """A cell as Excel names it within its sheet."""
    return cell_span("", "", *cell).cell
