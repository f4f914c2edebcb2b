"""A workbook while it is marked, sheet by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.forms.marking.drawing import EMPTY, drawn
from jyplan.forms.marking.layout import SheetLayout, reference_of
from jyplan.forms.marking.notes import empty_notes, noted
from jyplan.forms.marking.package import MarkedPackage
from jyplan.forms.marking.part import UnmarkableError, XmlPart
from jyplan.forms.marking.styles import FilledStyles
from jyplan.forms.marking.threads import introduced, replied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.forms.marking import CellRemark
    from jyplan.forms.marking.layout import Place
    from jyplan.forms.sheets import Block

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
USUAL_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class MarkedBook:
    """A workbook with its parts, and the styles that its sheets share.

    Args:
        data: the file.
        author: who remarks.

    Raises:
        BeyondLimitError: it holds more than is looked at.
        UnmarkableError, KeyError: it is none.
    """

    def __init__(self, data: bytes, author: str) -> None:
        self._package = package = MarkedPackage(data)
        self._author = author
        self._book = package.one("", "officeDocument") or "xl/workbook.xml"
        book = XmlPart(package.read(self._book), 2)
        self._kinds = STRICT_KINDS if book.space == STRICT else USUAL_KINDS
        parts = {each.id: each for each in package.related(self._book)}
        sheets = book.root.first("sheets")
        self._sheets = {
            each.attributes["name"]: parts[key].part
            for each in (sheets.children if sheets is not None else ())
            if (key := _key(each.attributes)) in parts and parts[key].kind == "worksheet"
        }
        self._persons = package.one(self._book, "person")
        styles = package.one(self._book, "styles")
        if styles is None:
            empty = f'<styleSheet xmlns="{book.space}"/>'.encode()
            styles = package.add("xl/styles{}.xml", STYLES_TYPE, empty)
            package.relate(self._book, f"{self._kinds}/styles", styles)
        self._styles_part = styles
        self._styles = FilledStyles(package.read(styles))

    def mark(self, sheet: str, remarks: Sequence[CellRemark]) -> None:
        """Marks one sheet.

        Raises:
            UnmarkableError: there is no such sheet, or it has no cells.
        """
        if sheet not in self._sheets:
            raise UnmarkableError(sheet)
        part, package = self._sheets[sheet], self._package
        data = package.read(part)
        named = {(each.row, each.column) for each in remarks}
        layout = SheetLayout(data, named)
        marks: dict[Place, list[CellRemark]] = {}
        for each in remarks:
            first = layout.first_of((each.row, each.column))[:2]
            marks.setdefault(first, []).append(each)
        # what is said of cells that are one belongs to the first of them
        if marks.keys() != named:
            layout = SheetLayout(data, marks)
        worst = {cell: max(each.severity for each in said) for cell, said in marks.items()}
        layout.restyle(lambda cell, style: self._styles.of(style, worst[cell]))
        texts = {
            reference_of(cell): "\n\n".join(each.text for each in said)
            for cell, said in marks.items()
        }
        whole = self._say(part, layout.space, texts)
        boxes = {layout.first_of(cell): whole[reference_of(cell)] for cell in marks}
        self._draw(part, layout, boxes)
        package.put(part, layout.written())

    def _say(self, part: str, space: str, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Says the texts in notes, and as answers in conversations; whole notes are given back."""
        package = self._package
        notes = package.one(part, "comments")
        if notes is None:
            notes = package.add("xl/comments{}.xml", NOTES_TYPE, empty_notes(space))
            package.relate(part, f"{self._kinds}/comments", notes)
        data, whole = noted(package.read(notes), texts, self._author)
        package.put(notes, data)
        threads = package.one(part, "threadedComment")
        if threads is not None and self._persons is not None:
            people, own = introduced(package.read(self._persons), self._author)
            talk = package.read(threads)
            answered = replied(talk, texts, own)
            if answered != talk:
                package.put(self._persons, people)
                package.put(threads, answered)
        return whole

    def _draw(self, part: str, layout: SheetLayout, boxes: Mapping[Block, str]) -> None:
        """Draws boxes in the drawing that the sheet names, or in a new one."""
        package = self._package
        named = layout.root.first("legacyDrawing")
        drawings = {each.id: each.part for each in package.related(part)}
        drawing = drawings.get(_key(named.attributes), "") if named is not None else ""
        if not package.has(drawing):
            drawing = package.add("xl/drawings/vmlDrawing{}.vml", DRAWING_TYPE, EMPTY)
            key = package.relate(part, f"{self._kinds}/vmlDrawing", drawing)
            layout.name_drawing(f'xmlns:r="{self._kinds}" r:id="{key}"')
        package.put(drawing, drawn(package.read(drawing), boxes, layout))

    def packed(self) -> bytes:
        """The marked workbook."""
        self._package.put(self._styles_part, self._styles.written())
        return self._package.packed()


def _key(attributes: Mapping[str, str]) -> str:
    """The relationship that an element names, whatever namespace it takes for that."""
    found = (value for name, value in attributes.items() if name.endswith("relationships id"))
    return next(found, "")
