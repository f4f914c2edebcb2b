"""What the styles of an OpenDocument table hide, and which of them show figures scaled down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.opening.markup import Markup


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
