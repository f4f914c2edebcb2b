"""Texts of which parts look otherwise: what is struck through, and what points to a footnote."""

from __future__ import annotations

import re
from typing import Self

from jyplan.forms.sheets import SheetCell

# stands for a text of which nothing is left; no file can hold it
STRUCK = "\x00"
_LETTER = re.compile("[A-Za-z]")


class PartedText(str):
    """A text of which parts have a look of their own.

    Attributes:
        lead: how many signs before these look as their cell does.
    """

    __slots__ = ("lead",)
    lead: int

    def __new__(cls, text: str, lead: int = 0) -> Self:
        """A text of which parts from a place on have a look of their own."""
        self = super().__new__(cls, text)
        self.lead = lead
        return self


class RichText:
    """A text while its parts come in, without those that count for nothing.

    What is struck through was deleted. What is raised behind a figure or a name is the mark of a
    footnote, and no digit of it; behind a letter, as in km2, it belongs to that.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._struck = False
        self._lead: int | None = None

    def add(
        self, piece: str, *, struck: bool = False, raised: bool = False, own: bool = True
    ) -> None:
        """Take in the next part, and whether it has a look of its own."""
        if own and self._lead is None:
            self._lead = sum(map(len, self._pieces))
        if struck:
            self._struck = True
        elif not (raised and self._pieces and is_mark(self._pieces[-1])):
            self._pieces.append(piece)

    def whole(self) -> str:
        """What is left of it, or `STRUCK`; another one may come in after it."""
        text, struck, lead = "".join(self._pieces), self._struck, self._lead
        self._pieces.clear()
        self._struck, self._lead = False, None
        if struck and not text.strip():
            return STRUCK
        return text if lead is None else PartedText(text, lead)


def is_mark(before: str) -> bool:
    """Whether what is raised behind a text is the mark of a footnote."""
    return bool(before) and _LETTER.match(before[-1]) is None


def text_cell(text: str, *, formula: bool = False) -> SheetCell:
    """The cell of a text, of which perhaps nothing is left."""
    return SheetCell("struck", "", formula) if text == STRUCK else SheetCell("text", text, formula)


def struck_cell(cell: SheetCell) -> SheetCell:
    """What is left of a cell that is struck through: parts of its text that say otherwise."""
    text = cell.text
    left = text[text.lead :] if isinstance(text, PartedText) else ""
    if not text.strip() or left.strip():
        return cell._replace(text=left)
    return SheetCell("struck", "", cell.formula)
