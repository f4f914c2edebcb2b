"""A workbook while it is marked, sheet by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.marking.drawing import EMPTY, NoteBox, drawn
from jyplan.forms.marking.layout import SheetLayout, reference_of
from jyplan.forms.marking.notes import empty_notes, noted
from jyplan.forms.marking.package import MarkedPackage
from jyplan.forms.marking.splices import UnmarkableError, prefix_for, spliced, tree
from jyplan.forms.marking.styles import FilledStyles
from jyplan.forms.marking.threads import introduced, replied, threads_of
from jyplan.forms.opening.limits import LAST_COLUMN, LAST_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.forms.marking import CellRemark
    from jyplan.forms.marking.layout import Place
    from jyplan.plan.findings import Severity

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
USUAL_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class CellMark(NamedTuple):
    """All remarks of one cell."""

    severity: Severity
    text: str


class MarkedBook:
    """A workbook with its parts, and the styles that its sheets share.

    Args:
        data: the file.
        author: who remarks.

    Raises:
        BeyondLimitError: it holds more than is looked at.
        UnmarkableError: it is none.
    """

    def __init__(self, data: bytes, author: str) -> None:
        self._package = MarkedPackage(data)
        self._author = author
        self._book = self._package.one("", "officeDocument") or "xl/workbook.xml"
        root = tree(self._package.read(self._book), 2)
        self._space = root.space
        parts = {each.id: each for each in self._package.related(self._book)}
        sheets = root.first("sheets")
        self._sheets = {
            each.attributes["name"]: parts[key].part
            for each in (sheets.children if sheets is not None else ())
            if (key := _key(each.attributes)) in parts and parts[key].kind == "worksheet"
        }
        self._styles_part = self._package.one(self._book, "styles")
        styles = f'<styleSheet xmlns="{self._space}"/>'.encode()
        if self._styles_part is not None:
            styles = self._package.read(self._styles_part)
        self._styles = FilledStyles(styles)

    def mark(self, sheet: str, remarks: Sequence[CellRemark]) -> None:
        """Marks one sheet.

        Raises:
            UnmarkableError: there is no such sheet, or it has no cells.
        """
        part = self._sheets.get(sheet)
        if part is None or not all(
            1 <= each.row <= LAST_ROW and 1 <= each.column <= LAST_COLUMN for each in remarks
        ):
            raise UnmarkableError(sheet)
        layout, marks = self._laid_out(part, remarks)
        painted = {
            cell: self._styles.of(layout.style(cell), mark.severity) for cell, mark in marks.items()
        }
        splices = layout.restyled(painted)
        texts = {reference_of(cell): mark.text for cell, mark in marks.items()}
        whole = self._comment(part, layout, texts)
        boxes = [NoteBox(layout.first_of(cell), whole[reference_of(cell)]) for cell in marks]
        named = layout.root.first("legacyDrawing")
        drawings = {each.id: each.part for each in self._package.related(part)}
        drawing = drawings.get(_key(named.attributes)) if named is not None else None
        if drawing is not None and self._package.has(drawing):
            self._package.put(drawing, drawn(self._package.read(drawing), boxes, layout))
        else:
            new = drawn(EMPTY, boxes, layout)
            drawing = self._package.add("xl/drawings/vmlDrawing{}.vml", DRAWING_TYPE, new)
            key = self._package.relate(part, f"{self._kinds}/vmlDrawing", drawing)
            splices.append(layout.with_drawing(self._relation(layout, key)))
        self._package.put(part, spliced(layout.data, splices))

    def _laid_out(
        self, part: str, remarks: Sequence[CellRemark]
    ) -> tuple[SheetLayout, Mapping[Place, CellMark]]:
        """The sheet with the rows of all marks, and the marks."""
        data = self._package.read(part)
        layout = SheetLayout(data, {each.row for each in remarks})
        marks: dict[Place, CellMark] = {}
        for each in remarks:
            cell = layout.first_of((each.row, each.column))[:2]
            severity, text = marks.get(cell, (each.severity, ""))
            text = f"{text}\n\n{each.text}" if text else each.text
            marks[cell] = CellMark(max(severity, each.severity), text)
        rows = {row for row, _ in marks}
        # first cells of merged ones may stand in rows that were not looked for
        if not rows <= {each.row for each in remarks}:
            layout = SheetLayout(data, rows)
        return layout, marks

    @property
    def _kinds(self) -> str:
        return STRICT_KINDS if self._space == STRICT else USUAL_KINDS

    def _relation(self, layout: SheetLayout, key: str) -> bytes:
        prefix = prefix_for(layout.data, layout.root, self._kinds)
        if prefix is not None:
            return prefix + f'id="{key}"'.encode()
        return f'xmlns:r="{self._kinds}" r:id="{key}"'.encode()

    def _comment(
        self, part: str, layout: SheetLayout, texts: Mapping[str, str]
    ) -> Mapping[str, str]:
        """Says the texts in notes, and as answers in conversations; whole notes are given back."""
        package = self._package
        notes = package.one(part, "comments")
        data = package.read(notes) if notes is not None else empty_notes(layout.root.space)
        data, whole = noted(data, texts, self._author)
        if notes is not None:
            package.put(notes, data)
        else:
            notes = package.add("xl/comments{}.xml", NOTES_TYPE, data)
            package.relate(part, f"{self._kinds}/comments", notes)
        threads = package.one(part, "threadedComment")
        persons = package.one(self._book, "person")
        if threads is not None and persons is not None:
            talk = package.read(threads)
            answers = {cell: texts[cell] for cell in threads_of(talk) if cell in texts}
            people, own = introduced(package.read(persons), self._author)
            if answers:
                package.put(persons, people)
                package.put(threads, replied(talk, answers, own))
        return whole

    def packed(self) -> bytes:
        """The marked workbook."""
        styles = self._styles.written()
        if self._styles_part is None:
            name = self._package.add("xl/styles{}.xml", STYLES_TYPE, styles)
            self._package.relate(self._book, f"{self._kinds}/styles", name)
        else:
            self._package.put(self._styles_part, styles)
        return self._package.packed()


def _key(attributes: Mapping[str, str]) -> str:
    """The relationship that an element names, whatever namespace it takes for that."""
    found = (value for name, value in attributes.items() if name.endswith("relationships id"))
    return next(found, "")
