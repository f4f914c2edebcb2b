"""OpenDocument tables (.ods), as LibreOffice and WPS write them.

No library that reads them sees percentages, hidden rows and errors within a memory that is bounded:
a few bytes can stand for a million rows. Here nothing that is empty costs anything.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from jyplan.forms.opening import limits
from jyplan.forms.opening.incoming import IncomingSheet
from jyplan.forms.opening.limits import NoTableError, within
from jyplan.forms.opening.markup import Markup
from jyplan.forms.opening.opendocument_cells import (
    CellText,
    DocumentStyles,
    count_of,
    opendocument_cell,
)
from jyplan.forms.opening.rich_text import struck_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.opening.package import Package
    from jyplan.forms.sheets import SheetCell, TableSheet

MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"
STYLES = "styles.xml"
# the prefix that attributes have, and what it must stand for
TABLE = ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0")
# what stands in or beside cells and is no part of what they hold
ASIDE = (
    *("annotation", "tracked-changes", "shapes", "dde-links", "named-expressions", "ruby-text"),
    *("frame", "custom-shape", "g", "rect", "line", "control", "caption", "note", "forms"),
)
UNSEEN = frozenset({"collapse", "filter"})


def has_password(package: Package) -> bool:
    """Whether what is in a document is encrypted."""
    found: list[bool] = []
    if MANIFEST not in package:
        return False
    markup = Markup(package.spent)
    markup.on_start({"encryption-data": lambda _: found.append(True)})
    markup.read(package.chunks(MANIFEST))
    return bool(found)


def opendocument_sheets(package: Package) -> tuple[TableSheet, ...]:
    """The sheets of a document, in their order.

    Raises:
        BeyondLimitError: it holds more than is looked at.
        NoTableError: it has no sheet.
        ValueError, KeyError, BadZipFile: it is damaged.
    """
    styles = DocumentStyles()
    if STYLES in package:
        markup = Markup(package.spent)
        styles.watch(markup)
        markup.read(package.chunks(STYLES))
    return DocumentReader(package, styles).sheets()


class DocumentReader:
    """Takes the sheets from a document.

    Attributes:
        package: that it is in.
        styles: of its cells.
    """

    def __init__(self, package: Package, styles: DocumentStyles) -> None:
        self.package = package
        self.styles = styles
        self._markup = markup = Markup(package.spent)
        self._text = CellText(markup, styles)
        self._sheets: list[TableSheet] = []
        self._found = IncomingSheet(package.spent)
        self._title, self._hidden, self._within = "", False, False
        # the last row and column so far, and how often this row stands there
        self._row = self._column = 0
        self._rows = 1
        self._row_hidden = False
        self._cells: list[tuple[int, int, SheetCell]] = []
        # the cell that is open, None where it is covered by others
        self._said: Mapping[str, str] | None = None
        # styles for cells that name none: of their row, and of columns up to the ends
        self._row_style = ""
        self._ends: list[int] = []
        self._column_styles: list[str] = []
        styles.watch(markup)
        markup.mute(ASIDE)
        markup.on_start(
            {
                "document-content": _hold_prefix,
                "table": self._open_table,
                "table-column": self._open_columns,
                "table-row": self._open_row,
                "table-cell": self._open_cell,
                "covered-table-cell": self._open_covered,
            }
        )
        markup.on_end(
            {
                "table": self._close_table,
                "table-row": self._close_row,
                "table-cell": self._close_cell,
                "covered-table-cell": self._close_cell,
            }
        )

    def sheets(self) -> tuple[TableSheet, ...]:
        """Read it all.

        Raises:
            As `opendocument_sheets`.
        """
        self._markup.read(self.package.chunks(CONTENT))
        if not self._sheets:
            raise NoTableError("no_sheet")
        return tuple(self._sheets)

    def _open_table(self, said: Mapping[str, str]) -> None:
        if self._within:
            # a table within a cell
            self._markup.pass_over()
            return
        within("sheets", len(self._sheets) + 1, limits.MAX_SHEETS)
        self._found = IncomingSheet(self.package.spent)
        self._title = said.get("table:name", "")
        self._hidden = said.get("table:style-name", "") in self.styles.hidden
        self._within = True
        self._row = self._column = 0
        self._ends.clear()
        self._column_styles.clear()

    def _close_table(self) -> None:
        self._sheets.append(self._found.sheet(self._title, hidden=self._hidden))
        self._within = False

    def _open_columns(self, said: Mapping[str, str]) -> None:
        first = self._ends[-1] + 1 if self._ends else 1
        self._ends.append(first + count_of(said, "table:number-columns-repeated") - 1)
        self._column_styles.append(said.get("table:default-cell-style-name", ""))
        if said.get("table:visibility") in UNSEEN:
            self._found.hide_columns(first, self._ends[-1])

    def _open_row(self, said: Mapping[str, str]) -> None:
        self._rows = count_of(said, "table:number-rows-repeated")
        self._row_hidden = said.get("table:visibility") in UNSEEN
        self._row_style = said.get("table:default-cell-style-name", "")
        self._column = 0

    def _close_row(self) -> None:
        first = self._row + 1
        self._row += self._rows
        if not self._cells:
            return
        for row in range(first, self._row + 1):
            for column, repeated, cell in self._cells:
                for each in range(column, column + repeated):
                    self._found.put(row, each, cell)
            if self._row_hidden:
                self._found.hidden_rows.add(row)
        self._cells.clear()

    def _open_cell(self, said: Mapping[str, str]) -> None:
        self._said = said
        self._text.begin()

    def _open_covered(self, said: Mapping[str, str]) -> None:
        self._column += count_of(said, "table:number-columns-repeated")
        self._said = None
        self._text.begin()

    def _close_cell(self) -> None:
        said, self._said = self._said, None
        if said is None:
            return
        column = self._column + 1
        repeated = count_of(said, "table:number-columns-repeated")
        self._column += repeated
        cell = opendocument_cell(said, self._text.whole())
        if cell is not None:
            if cell.sort in {"number", "percent"} and self.styles.scaled(self._style(said, column)):
                cell = cell._replace(scaled=True)
            if self.styles.strikes(self._style(said, column)):
                cell = struck_cell(cell)
            self._cells.append((column, repeated, cell))
        self._merge(said, column)

    def _style(self, said: Mapping[str, str], column: int) -> str:
        place = bisect_left(self._ends, column)
        own = self._column_styles[place] if place < len(self._ends) else ""
        return said.get("table:style-name") or self._row_style or own

    def _merge(self, said: Mapping[str, str], column: int) -> None:
        right = column + count_of(said, "table:number-columns-spanned") - 1
        rows = count_of(said, "table:number-rows-spanned")
        if (right, rows) == (column, 1):
            return
        for row in range(self._row + 1, self._row + self._rows + 1):
            self._found.merge((row, column, row + rows - 1, right))


def _hold_prefix(said: Mapping[str, str]) -> None:
    """Make sure that attributes are called what they are called everywhere."""
    name, meant = TABLE
    if said.get(name) != meant:
        raise ValueError(name)
