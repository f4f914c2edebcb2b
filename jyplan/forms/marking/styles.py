"""Styles of cells that have findings: their own with another fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.forms.marking.splices import (
    Element,
    Splice,
    UnmarkableError,
    prefix_of,
    put_before,
    put_in,
    spliced,
    tree,
    with_attribute,
)
from jyplan.plan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

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
FIRST: Mapping[str, tuple[bytes, ...]] = {
    "fonts": (b'<%sfont><%ssz val="11"/></%sfont>',),
    "fills": (
        b'<%sfill><%spatternFill patternType="none"/></%sfill>',
        b'<%sfill><%spatternFill patternType="gray125"/></%sfill>',
    ),
    "borders": (b"<%sborder/>",),
    "cellStyleXfs": (b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "cellXfs": (b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',),
}
PATTERN = (
    b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="%s"/><%sbgColor indexed="64"/>'
    b"</%spatternFill></%sfill>"
)


class FilledStyles:
    """The styles of a workbook, and what is added to them.

    Attributes:
        data: what stands there before anything is added.
    """

    def __init__(self, data: bytes) -> None:
        """Reads them.

        Raises:
            UnmarkableError: they are no XML.
        """
        root = tree(data, 0)
        # an empty root is opened, so that sections can be put in one by one
        self.data = spliced(data, [put_in(data, root, b"")])
        self._root = tree(self.data, 3)
        self._prefix = prefix_of(data, self._root)
        self._added: dict[str, list[bytes]] = {}
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
            self._known[key] = self._add("cellXfs", self._filled(style, severity))
        return self._known[key]

    def _filled(self, style: int, severity: Severity) -> bytes:
        if severity not in self._fills:
            self._fills[severity] = self._add("fills", self._fill(severity))
        there = self._there("cellXfs")
        if not there:
            self._complete()
            own, font = self._prefixed(FIRST["cellXfs"][0]), 0
        else:
            found = there[style if style < len(there) else 0]
            own = self.data[found.start : found.end]
            font = int(found.attributes.get("fontId", 0))
        dark = self._dark(font)
        if dark != font:
            own = _set(own, fontId=dark, applyFont=1)
        return _set(own, fillId=self._fills[severity], applyFill=1)

    def _complete(self) -> None:
        """Adds what the first format of all refers to, where it is missing."""
        for section, first in FIRST.items():
            if not self._there(section) and section not in self._added:
                self._added[section] = list(map(self._prefixed, first))

    def _fill(self, severity: Severity) -> bytes:
        prefix = self._prefix
        colour = FILLS[severity].encode()
        return PATTERN % (prefix, prefix, prefix, colour, prefix, prefix, prefix)

    def _dark(self, number: int) -> int:
        """The font, or where its letters are light the same one with dark letters."""
        there = self._there("fonts")
        if number in self._fonts or number >= len(there):
            return self._fonts.get(number, number)
        font = there[number]
        colour = font.first("color")
        self._fonts[number] = number
        if colour is not None and _light(colour.attributes):
            new = b'<%scolor rgb="%s"/>' % (self._prefix, DARK.encode())
            base = font.start
            own = self.data[base : font.end]
            splice = Splice(colour.start - base, colour.end - base, new)
            self._fonts[number] = self._add("fonts", spliced(own, [splice]))
        return self._fonts[number]

    def _there(self, section: str) -> list[Element]:
        found = self._root.first(section)
        return found.children if found is not None else []

    def _add(self, section: str, text: bytes) -> int:
        added = self._added.setdefault(section, [])
        there = len(self._there(section))
        added += map(self._prefixed, FIRST[section][there + len(added) :])
        added.append(text)
        if there + len(added) > MOST:
            raise UnmarkableError
        return there + len(added) - 1

    def _prefixed(self, text: bytes) -> bytes:
        return text.replace(b"%s", self._prefix)

    def written(self) -> bytes:
        """The styles with all that was added."""
        splices = []
        for section in (each for each in SECTIONS if each in self._added):
            texts = self._added[section]
            found = self._root.first(section)
            if found is not None and found.children:
                count = str(len(found.children) + len(texts))
                splices.append(put_in(self.data, found, b"".join(texts)))
                if "count" in found.attributes:
                    splices.append(with_attribute(self.data, found.start, "count", count))
                continue
            name = self._prefix + section.encode()
            whole = b'<%s count="%d">%s</%s>' % (name, len(texts), b"".join(texts), name)
            if found is not None:
                splices.append(Splice(found.start, found.end, whole))
            else:
                later = SECTIONS[SECTIONS.index(section) + 1 :]
                splices.append(put_before(self.data, self._root, later, whole))
        return spliced(self.data, splices)


def _set(tag: bytes, **attributes: int) -> bytes:
    for name, value in attributes.items():
        tag = spliced(tag, [with_attribute(tag, 0, name, str(value))])
    return tag


def _light(colour: Mapping[str, str]) -> bool:
    """Whether letters of a colour are too light on a soft ground."""
    if "rgb" in colour:
        value = int(colour["rgb"][-6:], 16)
        red, green, blue = value >> 16, value >> 8 & 255, value & 255
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255 > LIGHT
    if colour.get("theme") in WHITE_THEMES:
        return float(colour.get("tint", 0)) > LIGHT - 1
    return colour.get("indexed") in WHITE_PLACES
