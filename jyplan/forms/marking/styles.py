"""Styles of cells that have findings: their own with another fill."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.forms.marking.part import UnmarkableError, XmlPart, spliced, with_attribute
from jyplan.plan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.marking.part import Element

# Red, yellow and blue as Excel's own styles 差, 适中 and 注释 have them: black reads well on them,
# they can be told apart in print, and whoever works with Excel knows them.
FILLS: Mapping[Severity, str] = {
    Severity.ERROR: "FFFFC7CE",
    Severity.WARNING: "FFFFEB9C",
    Severity.NOTE: "FFDDEBF7",
}
# Letters that are lighter than this cannot be read on them, and become dark; 1 is white.
LIGHT, DARK = 0.5, "FF1B1F24"
# themes that count as white, and places in Excel's old palette that do
WHITE_THEMES, WHITE_PLACES = {"0", "2"}, {"1", "9"}
# how many formats of cells Excel takes
MOST = 65_490
SECTIONS = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
# What Excel expects to be first in each section; the second fill is one that it draws itself.
FIRST: Mapping[str, tuple[str, ...]] = {
    "fonts": ('<font><sz val="11"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border/>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
PATTERN = (
    '<fill><patternFill patternType="solid"><fgColor rgb="{}"/><bgColor indexed="64"/>'
    "</patternFill></fill>"
)


class FilledStyles:
    """The styles of a workbook, and what is added to them."""

    def __init__(self, data: bytes) -> None:
        """Reads them, and puts in what is missing of what all styles refer to.

        Raises:
            UnmarkableError: they are no XML.
        """
        part = XmlPart(data, 3, _wanted)
        for name, first in FIRST.items():
            found = part.root.first(name)
            there = len(found.children) if found is not None else 0
            if there < len(first):
                later = SECTIONS[SECTIONS.index(name) + 1 :]
                part.fill(name, "".join(first[there:]), later)
        whole = part.written()
        self._part = part = part if whole == data else XmlPart(whole, 3, _wanted)
        self._sections = {each.name: each for each in part.root.children if each.name in FIRST}
        self._added: Counter[str] = Counter()
        self._fills: dict[Severity, int] = {}
        self._fonts: dict[int, int] = {}
        self._known: dict[tuple[int, Severity], int] = {}

    def of(self, style: int, severity: Severity) -> int:
        """The number of a style with the fill of a severity.

        Args:
            style: number of the cell's own style.
            severity: the gravest one of its findings.
        """
        key = (style, severity)
        if key not in self._known:
            self._known[key] = self._filled(style, severity)
        return self._known[key]

    def _filled(self, style: int, severity: Severity) -> int:
        if severity not in self._fills:
            self._fills[severity] = self._add("fills", PATTERN.format(FILLS[severity]))
        there = self._sections["cellXfs"].children
        found = there[style if style < len(there) else 0]
        font = int(found.attributes.get("fontId", 0))
        changed = {"fillId": self._fills[severity], "applyFill": 1}
        if (dark := self._dark(font)) != font:
            changed |= {"fontId": dark, "applyFont": 1}
        own = self._part.own(found)
        for name, value in changed.items():
            own = spliced(own, [with_attribute(own, 0, name, value)])
        return self._add("cellXfs", own)

    def _dark(self, number: int) -> int:
        """The font, or where its letters are light the same one with dark letters."""
        there = self._sections["fonts"].children
        if number not in self._fonts and number < len(there):
            font = there[number]
            colour = font.first("color")
            self._fonts[number] = number
            if colour is not None and _light(colour.attributes):
                part, dark = self._part, f'<color rgb="{DARK}"/>'
                own = part.own(font).replace(part.own(colour), part.named(dark), 1)
                self._fonts[number] = self._add("fonts", own)
        return self._fonts.get(number, number)

    def _add(self, section: str, xml: str | bytes) -> int:
        """Adds to a section; the answer is the number of what was added."""
        found = self._sections[section]
        self._part.put(xml, found)
        number = len(found.children) + self._added[section]
        if number >= MOST:
            raise UnmarkableError
        self._added[section] += 1
        return number

    def written(self) -> bytes:
        """The styles with all that was added."""
        for name, found in self._sections.items():
            count = len(found.children) + self._added[name]
            if found.attributes.get("count", str(count)) != str(count):
                self._part.set(found, "count", count)
        return self._part.written()


def _wanted(above: Element, name: str, _: Mapping[str, str]) -> bool:
    """Whether something is one of the sections, a style of one that matters, or a colour of it."""
    return name in SECTIONS or above.name in FIRST or (above.name, name) == ("font", "color")


def _light(colour: Mapping[str, str]) -> bool:
    """Whether letters of a colour are too light on a soft ground."""
    if "rgb" in colour:
        value = int(colour["rgb"][-6:], 16)
        red, green, blue = value >> 16, value >> 8 & 255, value & 255
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255 > LIGHT
    if colour.get("theme") in WHITE_THEMES:
        return float(colour.get("tint", 0)) > LIGHT - 1
    return colour.get("indexed") in WHITE_PLACES
