"""Where cells stand in the XML of a sheet, and where those that are missing would stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.marking.splices import (
    Element,
    Splice,
    UnmarkableError,
    element_at,
    ended,
    new_parser,
    parsed,
    prefix_of,
    put_before,
    put_in,
    with_attribute,
)
from jyplan.forms.opening.excel_cells import TRUE
from jyplan.forms.sheets import block_of, place_of
from jyplan.plan.findings import cell_span

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jyplan.forms.sheets import Block

# how far below a cell the heights of rows are noted: a note is no higher
BELOW = 64
# children that stand behind the one that names the drawing of notes
BEHIND = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
Place = tuple[int, int]


class CellPlace(NamedTuple):
    """A cell in the XML: its first byte and the number of its style."""

    start: int
    style: int


class RowPlace(NamedTuple):
    """A row in the XML, and its cells by column.

    Attributes:
        element: where it stands.
        style: what its missing cells look like; None: as their columns do.
        cells: those that are there.
    """

    element: Element
    style: int | None
    cells: dict[int, CellPlace]


class SheetLayout:
    """What a sheet has where cells are looked for; the rest is only counted through.

    Attributes:
        data: the sheet's XML, in UTF-8.
        root: with those children that stand in it directly.
        rows: those that are looked for and there.
        heights: of rows near them that have one of their own, in points; 0 for hidden ones.
        columns: first and last column, and what is said of them.
        merged: blocks of cells that are one, those in rows that are looked for.
    """

    def __init__(self, data: bytes, wanted: Collection[int]) -> None:
        """Looks for rows.

        Args:
            data: the sheet's XML, in UTF-8.
            wanted: numbers of the rows, from 1.

        Raises:
            UnmarkableError: it is no XML, or has no place for cells.
        """
        self.data = data
        self.rows: dict[int, RowPlace] = {}
        self.heights: dict[int, float] = {}
        self.columns: list[tuple[int, int, Mapping[str, str]]] = []
        self.merged: list[Block] = []
        self._wanted = sorted(wanted)
        self._seen, self._row, self._column = 0, 0, 0
        self._behind: dict[int, int] = {}
        self._path: list[Element | None] = []
        self._parser = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        parsed(self._parser, data)
        cells = self.root.first("sheetData")
        if cells is None:
            raise UnmarkableError
        self._cells = cells

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        found, path = None, self._path
        depth = len(path)
        if depth < 2 or (depth == 2 and path[1] is not None):  # noqa: PLR2004 levels
            found = self._begun(depth, name, attributes)
        elif depth == 3 and path[2] is not None and name.endswith(" c"):  # noqa: PLR2004
            self._cell(path[2], attributes)
        path.append(found)

    def _begun(self, depth: int, name: str, attributes: Mapping[str, str]) -> Element | None:
        place = self._parser.CurrentByteIndex
        if depth == 0:
            self.root = element_at(self.data, place, name, attributes)
            return self.root
        space, _, local = name.rpartition(" ")
        if space != self.root.space:
            return None
        if depth == 1:
            found = element_at(self.data, place, name, attributes)
            self.root.children.append(found)
            return found
        if local == "row":
            return self._row_begun(place, name, attributes)
        if local == "col":
            first, last = (int(attributes.get(each, 0)) for each in ("min", "max"))
            self.columns.append((first, last, attributes))
        elif local == "mergeCell":
            block = block_of(attributes.get("ref", ""))
            # of many thousands only those that matter
            first = bisect_left(self._wanted, block[0])
            if self._wanted[first : first + 1] <= [block[2]] and first < len(self._wanted):
                self.merged.append(block)
        return None

    def _row_begun(self, place: int, name: str, attributes: Mapping[str, str]) -> Element | None:
        self._row = number = int(attributes.get("r", self._row + 1))
        self._column = 0
        wanted = self._wanted
        while self._seen < len(wanted) and wanted[self._seen] < number:
            self._behind[wanted[self._seen]] = place
            self._seen += 1
        before = bisect_right(wanted, number)
        if before == 0 or number > wanted[before - 1] + BELOW:
            return None
        if attributes.get("hidden") in TRUE:
            self.heights[number] = 0.0
        elif "ht" in attributes:
            self.heights[number] = float(attributes["ht"])
        if number != wanted[before - 1] or number in self.rows:
            return None
        found = element_at(self.data, place, name, attributes)
        own = int(attributes.get("s", 0)) if attributes.get("customFormat") in TRUE else None
        self.rows[number] = RowPlace(found, own, {})
        return found

    def _cell(self, row: Element, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r")
        self._column = place_of(reference)[1] if reference else self._column + 1
        place = CellPlace(self._parser.CurrentByteIndex, int(attributes.get("s", 0)))
        found = self.rows[self._row]
        if found.element is row:
            found.cells.setdefault(self._column, place)

    def _end(self, _: str) -> None:
        found = self._path.pop()
        if found is not None:
            ended(found, self.data, self._parser.CurrentByteIndex)

    def said(self, name: str) -> Mapping[str, str]:
        """What the attributes of a child of the root say; nothing where it is missing."""
        found = self.root.first(name)
        return found.attributes if found is not None else {}

    def first_of(self, cell: Place) -> Block:
        """The block of cells that a cell is in; often itself alone."""
        row, column = cell
        for block in self.merged:
            if block[0] <= row <= block[2] and block[1] <= column <= block[3]:
                return block
        return (row, column, row, column)

    def style(self, cell: Place) -> int:
        """The number of the style that a cell has, also where it is missing."""
        row, column = cell
        found = self.rows.get(row)
        if found is not None and column in found.cells:
            return found.cells[column].style
        if found is not None and found.style is not None:
            return found.style
        styles = (
            int(said.get("style", 0))
            for first, last, said in self.columns
            if first <= column <= last
        )
        return next(styles, 0)

    def restyled(self, styles: Mapping[Place, int]) -> list[Splice]:
        """What gives cells other styles, making those that are missing."""
        splices = []
        missing: dict[int, list[bytes]] = {}
        rows: dict[int, dict[int, int]] = {}
        for (row, column), style in sorted(styles.items()):
            rows.setdefault(row, {})[column] = style
        for number, new in rows.items():
            found = self.rows.get(number)
            if found is not None:
                splices += self._in_row(number, found, new)
                continue
            prefix = prefix_of(self.data, self.root)
            cells = b"".join(self._new(number, column, new[column]) for column in new)
            text = b'<%srow r="%d">%s</%srow>' % (prefix, number, cells, prefix)
            missing.setdefault(self._behind.get(number, self._cells.close), []).append(text)
        splices += [
            put_in(self.data, self._cells, b"".join(texts), place)
            for place, texts in missing.items()
        ]
        return splices

    def _in_row(self, number: int, row: RowPlace, styles: Mapping[int, int]) -> list[Splice]:
        splices = []
        missing: dict[int, list[bytes]] = {}
        for column in styles:
            if column in row.cells:
                place = row.cells[column].start
                splices.append(with_attribute(self.data, place, "s", str(styles[column])))
                continue
            after = (cell.start for other, cell in row.cells.items() if other > column)
            place = next(after, row.element.close)
            missing.setdefault(place, []).append(self._new(number, column, styles[column]))
        splices += [
            put_in(self.data, row.element, b"".join(cells), place)
            for place, cells in missing.items()
        ]
        return splices

    def _new(self, row: int, column: int, style: int) -> bytes:
        prefix = prefix_of(self.data, self.root)
        return b'<%sc r="%s" s="%d"/>' % (prefix, reference_of((row, column)).encode(), style)

    def with_drawing(self, attribute: bytes) -> Splice:
        """What lets the sheet name the drawing of its notes, in the place of one that is lost.

        Args:
            attribute: the relationship, with the prefix and a declaration that it needs.
        """
        text = b"<%slegacyDrawing %s/>" % (prefix_of(self.data, self.root), attribute)
        lost = self.root.first("legacyDrawing")
        if lost is not None:
            return Splice(lost.start, lost.end, text)
        return put_before(self.data, self.root, BEHIND, text)


def reference_of(cell: Place) -> str:
    """A cell as Excel names it within its sheet."""
    return cell_span("", "", *cell).cell
