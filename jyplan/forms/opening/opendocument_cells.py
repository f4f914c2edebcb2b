"""One cell of an OpenDocument table: its text, what it holds, and what its style says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jyplan.forms.opening import limits
from jyplan.forms.opening.number_formats import GENERAL
from jyplan.forms.opening.rich_text import STRUCK, is_mark, text_cell
from jyplan.forms.opening.stored import (
    FALLING,
    RISING,
    iso_date,
    iso_duration,
    number_cell,
    number_of,
)
from jyplan.forms.sheets import SheetCell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.forms.opening.markup import Markup
    from jyplan.forms.sheets import CellSort

# what a format shows before a number, the number as it is shown, and what stands behind
AROUND = re.compile(
    # what is taken is not given back: thousands of blanks would be parted in every way
    r"([^0-9]*+)([0-9][0-9,\s]*+(?:\.[0-9]++)?)\s*+((?:[^\W\d_]|[%％‰$€£¥￥])[^0-9]*+)?\)?"
)
# a date that is shown as a year, or as one of its months
MONTH = re.compile(r"[0-9]{4}\s*[-/.年]\s*[0-9]{1,2}\s*月?")
YEAR = re.compile(r"[0-9]{4}\s*年?")
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


# styles that are made from each other; programs write three or four
MOST_PARENTS = 20


class CellText:
    """The paragraphs of a cell.

    Attributes:
        markup: that they are in.
        styles: of parts of them.
    """

    def __init__(self, markup: Markup, styles: DocumentStyles) -> None:
        self.markup = markup
        self.styles = styles
        self._paragraphs: list[str] = []
        self._struck = False
        self._length = 0
        markup.on_start(
            {
                "p": lambda _: markup.listen(),
                "span": self._open_part,
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
        self._struck = False

    def whole(self) -> str | None:
        """Those of this cell, each on a line of its own; None: it has none."""
        text = "\n".join(self._paragraphs)
        if self._struck and not text.strip():
            return STRUCK
        return text if self._paragraphs else None

    def _open_part(self, said: Mapping[str, str]) -> None:
        style = said.get("text:style-name", "")
        struck = self.styles.strikes(style)
        self._struck = self._struck or struck
        if struck or (self.styles.raises(style) and is_mark(self.markup.last)):
            self.markup.pass_over()

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
        found = number_cell(
            number_of(said["office:value"]), FORMATS[sort], since_1904=False, formula=formula
        )
        # what nobody sees is no figure
        return None if shown == "" else _with_words(found, text)
    if formula and not sort and shown is None:
        return SheetCell("unsolved", LANGUAGE.sub("", written or "")[: limits.MAX_TEXT], formula)
    if sort in TEXTS:
        text = said.get("office:string-value", text)
        return text_cell(text, formula=formula) if text else None
    kind, name, read = OTHERS[sort]
    held = read(said[name])
    if kind == "date":
        length = 7 if MONTH.fullmatch(text) else 4 if YEAR.fullmatch(text) else None
        held = held[:length]
    return SheetCell(kind, held, formula)


def _with_words(cell: SheetCell, text: str) -> SheetCell:
    """A number with what is shown around it, unless it is shown in thousands or 万."""
    around = AROUND.fullmatch(text)
    if around is None or cell.sort not in {"number", "percent"}:
        return cell
    before = around[1].strip(FALLING if cell.text.startswith("-") else RISING)
    unit = (around[3] or "").strip()
    unit = unit.removeprefix("%").strip() if cell.sort == "percent" else unit
    if not (before or unit):
        return cell
    figure = re.sub(r"[,\s]", "", around[2])
    rounding = 0.51 * 10 ** -len(figure.partition(".")[2])
    if abs(float(figure) - abs(float(cell.text))) > rounding:
        return cell._replace(scaled=True)
    return cell._replace(unit=unit, before=before)


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

    # what raises signs: the word for it, or a share of their height
    _RAISED = re.compile(r"super\b|[1-9]")

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        # number formats that scale, and those that leave some numbers to others
        self._scaling: set[str] = set()
        self._leads_to: dict[str, set[str]] = {}
        # style of cells -> its number format, the style that it is made from
        self._format: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        # style -> whether it strikes through, those that raise what is written in them
        self._strikes: dict[str, bool] = {}
        self._raises: set[str] = set()
        # the style that is being read
        self._name = ""

    def watch(self, markup: Markup) -> None:
        """Take the styles from a part while it is read."""
        number_styles = ("number-style", "percentage-style", "currency-style")
        markup.on_start(
            {
                "style": self._style,
                "default-style": self._style,
                "text-properties": self._signs,
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
        name = self._format.get(self._said_by(style, self._format), "")
        return not self._scaling.isdisjoint({name, *self._leads_to.get(name, ())})

    def strikes(self, style: str) -> bool:
        """Whether what is in a style is struck through."""
        return self._strikes.get(self._said_by(style, self._strikes), False)

    def raises(self, style: str) -> bool:
        """Whether what is in a style stands above the line."""
        return style in self._raises

    def _said_by(self, style: str, known: Mapping[str, object]) -> str:
        """The style that says something of another one: itself, or one that it is made from."""
        for _ in range(MOST_PARENTS):
            if style in known or style not in self._parent:
                break
            style = self._parent[style]
        return style

    def _signs(self, said: Mapping[str, str]) -> None:
        through = {said.get(f"style:text-line-through-{each}") for each in ("style", "type")}
        if through != {None}:
            self._strikes[self._name] = bool(through - {None, "none"})
        if self._RAISED.match(said.get("style:text-position", "")):
            self._raises.add(self._name)

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
