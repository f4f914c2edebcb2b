"""One cell of an OpenDocument table: its text, what it holds, and what its style says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.forms.opening import limits
from jyplan.forms.opening.number_formats import GENERAL
from jyplan.forms.opening.stored import iso_date, iso_duration, number_cell, number_of
from jyplan.forms.sheets import SheetCell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.forms.opening.markup import Markup
    from jyplan.forms.sheets import CellSort

# a number as it is shown, and the unit that its format shows behind
BEHIND = re.compile(
    # what is taken is not given back: thousands of blanks would be parted in every way
    r"[-+(]?([0-9][0-9,\s]*+(?:\.[0-9]++)?)\s*+((?:[^\W\d_]|[%％‰])[^0-9()]*+)\)?"
)
# format -> what shows numbers in the same way
FORMATS = {"float": GENERAL, "currency": GENERAL, "percentage": "0%"}
# any other sort of value -> what it is, the attribute that says it, and how that is read
OTHERS: Mapping[str, tuple[CellSort, str, Callable[[str], str]]] = {
    "boolean": ("boolean", "office:boolean-value", lambda said: str(said == "true").upper()),
    "date": ("date", "office:date-value", iso_date),
    "time": ("date", "office:time-value", iso_duration),
}
TEXTS = frozenset({"string", "void", ""})
TRUTHS = frozenset({"TRUE", "FALSE"})
ERROR = re.compile(r"Err:\d+|#[A-Z0-9/_]+[!?]?")
# line ends and indentation of the XML stand for one blank
BLANKS = re.compile(r"[ \t\r\n]+")
# what is meant otherwise is kept apart from them by signs that no XML can hold
MEANT = {"s": "\x00", "tab": "\x01", "line-break": "\x02"}
SIGNS = {0: " ", 1: "\t", 2: "\n"}
# whose language a formula is in
LANGUAGE = re.compile(r"^\w+:(?==)")


class CellText:
    """The paragraphs of a cell.

    Attributes:
        markup: that they are in.
    """

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self._paragraphs: list[str] = []
        self._length = 0
        markup.on_start(
            {
                "p": lambda _: markup.listen(),
                "s": self._spaces,
                "tab": lambda _: markup.hear(MEANT["tab"]),
                "line-break": lambda _: markup.hear(MEANT["line-break"]),
            }
        )
        markup.on_end({"p": self._close})

    def begin(self) -> None:
        """Forget those of the cell before."""
        self._paragraphs.clear()
        self._length = 0

    def whole(self) -> str | None:
        """Those of this cell, each on a line of its own; None: it has none."""
        return "\n".join(self._paragraphs) if self._paragraphs else None

    def _spaces(self, said: Mapping[str, str]) -> None:
        number = count_of(said, "text:c")
        limits.within("cell_characters", number, limits.MAX_TEXT)
        self.markup.hear(MEANT["s"] * number)

    def _close(self) -> None:
        text = BLANKS.sub(" ", self.markup.heard()).translate(SIGNS)
        # of all paragraphs together, each of which may be written in a few bytes
        self._length += len(text)
        limits.within("cell_characters", self._length, limits.MAX_TEXT)
        self._paragraphs.append(text)


def opendocument_cell(said: Mapping[str, str], shown: str | None) -> SheetCell | None:
    """What a cell holds; None: nothing.

    Args:
        said: its attributes.
        shown: the text that is shown in it; None: none is.

    Raises:
        ValueError, KeyError: a number, a date or its sort is none.
    """
    sort = said.get("office:value-type", "")
    written, text = said.get("table:formula"), shown or ""
    formula = written is not None
    if said.get("calcext:value-type") == "error" or (formula and ERROR.fullmatch(text)):
        return SheetCell("error", text[: limits.MAX_TEXT] or "#VALUE!", formula)
    if formula and sort == "float" and text in TRUTHS:
        # LibreOffice says of what is true that it is one
        return SheetCell("boolean", text, formula)
    if sort in FORMATS:
        stored = number_of(said["office:value"])
        found = number_cell(stored, FORMATS[sort], since_1904=False, formula=formula)
        return _with_unit(found, stored, text) if sort == "float" else found
    if formula and not sort and shown is None:
        return SheetCell("unsolved", LANGUAGE.sub("", written or "")[: limits.MAX_TEXT], formula)
    if sort in TEXTS:
        text = said.get("office:string-value", text)
        return SheetCell("text", text, formula) if text else None
    kind, name, read = OTHERS[sort]
    return SheetCell(kind, read(said[name]), formula)


def _with_unit(cell: SheetCell, stored: float, text: str) -> SheetCell:
    """A number with the unit behind it, unless it is shown in thousands or 万."""
    behind = BEHIND.fullmatch(text)
    if behind is None or cell.sort != "number":
        return cell
    figure = re.sub(r"[,\s]", "", behind[1])
    rounding = 0.51 * 10 ** -len(figure.partition(".")[2])
    if abs(float(figure) - abs(stored)) > rounding:
        return cell._replace(scaled=True)
    return cell._replace(unit=behind[2].strip())


def count_of(said: Mapping[str, str], name: str) -> int:
    """How often something stands there; once where nothing is said.

    Raises:
        ValueError: it is no number from 1 on.
    """
    number = int(said.get(name, "1"))
    if number < 1:
        raise ValueError(number)
    return number


class DocumentStyles:
    """The styles of cells and tables, taken from one or two parts.

    Attributes:
        hidden: tables that nobody sees, by the names of their styles.
    """

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        # number formats that scale, and those that leave some numbers to others
        self._scaling: set[str] = set()
        self._leads_to: dict[str, set[str]] = {}
        # style of cells -> its number format, the style that it is made from
        self._format: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        # the style that is being read
        self._name = ""

    def watch(self, markup: Markup) -> None:
        """Take the styles from a part while it is read."""
        number_styles = ("number-style", "percentage-style", "currency-style")
        markup.on_start(
            {
                "style": self._style,
                "table-properties": self._table,
                **dict.fromkeys(number_styles, self._number_style),
                "number": self._number,
                "map": self._map,
            }
        )

    def scaled(self, style: str) -> bool:
        """Whether cells of a style show a thousandth or less of their figures."""
        if not self._scaling:
            return False
        seen: set[str] = set()
        while style not in self._format and style in self._parent and style not in seen:
            seen.add(style)
            style = self._parent[style]
        name = self._format.get(style, "")
        return not self._scaling.isdisjoint({name, *self._leads_to.get(name, ())})

    def _style(self, said: Mapping[str, str]) -> None:
        self._name = said.get("style:name", "")
        if "style:data-style-name" in said:
            self._format[self._name] = said["style:data-style-name"]
        if "style:parent-style-name" in said:
            self._parent[self._name] = said["style:parent-style-name"]

    def _table(self, said: Mapping[str, str]) -> None:
        if said.get("table:display") == "false":
            self.hidden.add(self._name)

    def _number_style(self, said: Mapping[str, str]) -> None:
        self._name = said.get("style:name", "")

    def _number(self, said: Mapping[str, str]) -> None:
        if float(said.get("number:display-factor", "1")) > 1:
            self._scaling.add(self._name)

    def _map(self, said: Mapping[str, str]) -> None:
        other = said.get("style:apply-style-name", "")
        self._leads_to.setdefault(self._name, set()).add(other)
