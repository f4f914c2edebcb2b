"""One sheet of a workbook of Excel, cell by cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.forms.opening import limits
from jyplan.forms.opening.incoming import IncomingSheet
from jyplan.forms.opening.rich_text import RichText, text_cell
from jyplan.forms.opening.stored import iso_date, number_of
from jyplan.forms.sheets import SheetCell, block_of, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jyplan.forms.opening.limits import Spent
    from jyplan.forms.opening.markup import Markup
    from jyplan.forms.opening.stored import CellStyles
    from jyplan.forms.sheets import CellSort, TableSheet

TRUE = frozenset({"1", "true"})
# a character that XML cannot hold, as Excel writes it
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# how something is pronounced
PHONETIC = "rPh"


class RunReader:
    """Takes texts from XML, in runs that each have a look of their own.

    Attributes:
        markup: that they are in.
    """

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self._text = RichText()
        self._struck = self._raised = self._own = False
        markup.on_start(
            {
                "t": lambda _: markup.listen(),
                "r": self._open,
                "rPr": self._look,
                "strike": self._strike,
                "vertAlign": self._raise,
            }
        )
        markup.on_end({"t": self._close})

    def whole(self) -> str:
        """The text since the last one, without what counts for nothing."""
        self._struck = self._raised = self._own = False
        return self._text.whole()

    def _open(self, _: Mapping[str, str]) -> None:
        self._struck = self._raised = self._own = False

    def _look(self, _: Mapping[str, str]) -> None:
        self._own = True

    def _strike(self, attributes: Mapping[str, str]) -> None:
        self._struck = says_yes(attributes)

    def _raise(self, attributes: Mapping[str, str]) -> None:
        self._raised = attributes.get("val") == "superscript"

    def _close(self) -> None:
        text = unescaped(self.markup.heard())
        self._text.add(text, struck=self._struck, raised=self._raised, own=self._own)


class SheetReader:
    """Takes the cells of one sheet from its XML.

    Attributes:
        markup: of the sheet.
        strings: the texts that cells of the workbook share.
        styles: the number formats of the workbook.
    """

    def __init__(
        self, markup: Markup, spent: Spent, strings: Sequence[str], styles: CellStyles
    ) -> None:
        self.markup = markup
        self.strings = strings
        self.styles = styles
        self._found = IncomingSheet(spent)
        self._row = self._column = 0
        self._row_hidden = False
        self._sort = ""
        self._style = 0
        self._stored: str | None = None
        self._formula: str | None = None
        self._runs = RunReader(markup)
        markup.mute({PHONETIC, "extLst"})
        markup.on_start(
            {
                "row": self._open_row,
                "c": self._open_cell,
                **dict.fromkeys("vf", lambda _: markup.listen()),
                "col": self._hide_columns,
                "mergeCell": self._merge,
            }
        )
        markup.on_end(
            {
                "v": self._value,
                "f": self._calculated,
                "c": self._close_cell,
            }
        )

    def sheet(self, chunks: Iterable[bytes], name: str, *, hidden: bool) -> TableSheet:
        """Read it all.

        Args:
            chunks: the XML.
            name: of the sheet.
            hidden: whether nobody sees it.

        Raises:
            BeyondLimitError: it holds more than is looked at.
            ValueError, LookupError, BadZipFile: it is damaged.
        """
        self.markup.read(chunks)
        return self._found.sheet(name, hidden=hidden)

    def _open_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        self._row_hidden = _shut(attributes, "ht")

    def _hide_columns(self, attributes: Mapping[str, str]) -> None:
        if _shut(attributes, "width"):
            self._found.hide_columns(int(attributes["min"]), int(attributes["max"]))

    def _merge(self, attributes: Mapping[str, str]) -> None:
        self._found.merge(block_of(attributes["ref"]))

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = place_of(attributes["r"])
        else:
            self._column += 1
        self._sort = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._stored = self._formula = None
        self._runs.whole()

    def _value(self) -> None:
        self._stored = self.markup.heard()

    def _calculated(self) -> None:
        self._formula = self.markup.heard()

    def _close_cell(self) -> None:
        cell = self._cell()
        if cell is not None:
            cell = self.styles.counted(cell, self._style)
            self._found.put(self._row, self._column, cell)
            if self._row_hidden:
                self._found.hidden_rows.add(self._row)

    def _cell(self) -> SheetCell | None:
        stored, formula = self._stored, self._formula is not None
        if self._sort == "inlineStr":
            return text_cell(self._runs.whole(), formula=formula)
        if stored:
            return self._read(stored, formula=formula)
        # of a text the stored result may well be empty
        if not formula or self._sort == "str":
            return None
        return SheetCell("unsolved", f"={self._formula}"[: limits.MAX_TEXT], formula)

    def _read(self, stored: str, *, formula: bool) -> SheetCell:
        """What is stored, as its sort says that it is to be read."""
        if self._sort == "n":
            return self.styles.cell(number_of(stored), self._style, formula=formula)
        if self._sort == "s":
            number = int(stored)
            if number < 0:
                raise ValueError(number)
            return text_cell(self.strings[number], formula=formula)
        sort, read = READS[self._sort]
        return SheetCell(sort, read(stored), formula)


def unescaped(text: str) -> str:
    """A text with the characters that XML cannot hold."""
    if "_x" not in text:
        return text
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # halves of a character may have been written apart, or one of them alone
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def says_yes(attributes: Mapping[str, str]) -> bool:
    """Whether a property is on, as it is where nothing is said of it."""
    return attributes.get("val", "1") in TRUE


def _shut(attributes: Mapping[str, str], size: str) -> bool:
    """Whether nobody sees a row or column: it says so, or it has no height or width."""
    if attributes.get("hidden") in TRUE:
        return True
    return size in attributes and float(attributes[size]) == 0


# what cells say of themselves -> what they are, and what is stored in words
READS: Mapping[str, tuple[CellSort, Callable[[str], str]]] = {
    "str": ("text", unescaped),
    "b": ("boolean", lambda stored: str(stored.strip() in TRUE).upper()),
    "e": ("error", lambda stored: stored[: limits.MAX_TEXT]),
    "d": ("date", iso_date),
}
