"""Workbooks of Excel since 2007 (.xlsx, .xlsm): their sheets, read in one pass.

openpyxl reads them too, and is not used for that. It takes two loads to see both that a formula
stands in a cell and what it came to; it builds drawings, links, comments and every cell of a merged
block, as large as a file may claim; and to import it takes as long as all the rest of a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.opening import limits
from jyplan.forms.opening.excel_cells import (
    PHONETIC,
    TRUE,
    RunReader,
    SheetReader,
    says_yes,
)
from jyplan.forms.opening.limits import NoTableError, within
from jyplan.forms.opening.markup import Markup
from jyplan.forms.opening.package import related, relations_of
from jyplan.forms.opening.stored import CellStyles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.opening.package import Package, Related
    from jyplan.forms.sheets import TableSheet

ROOT = "_rels/.rels"
WORKBOOK = "xl/workbook.xml"
HIDDEN = frozenset({"hidden", "veryhidden"})


class _Tab(NamedTuple):
    """A sheet as the workbook lists it: its name, the key of its part, whether it is hidden."""

    name: str
    key: str
    hidden: bool


def excel_sheets(package: Package) -> tuple[TableSheet, ...]:
    """The worksheets of a workbook, in their order.

    Raises:
        BeyondLimitError: it holds more than is looked at.
        NoTableError: it has no worksheet, or is none of the kind.
        ValueError, KeyError, BadZipFile: it is damaged.
    """
    path = workbook_part(package)
    tabs, since_1904 = _tabs(package, path)
    others = _related(package, path)
    styles = _styles(package, _only(others, "styles"))
    styles.since_1904 = since_1904
    strings = _strings(package, _only(others, "sharedStrings"))
    sheets = []
    for tab in tabs:
        other = others[tab.key]
        # charts and macros have sheets of their own
        if other.kind == "worksheet":
            reader = SheetReader(Markup(package.spent), package.spent, strings, styles)
            sheets.append(reader.sheet(package.chunks(other.part), tab.name, hidden=tab.hidden))
    if not sheets:
        raise NoTableError("no_sheet")
    return tuple(sheets)


def workbook_part(package: Package) -> str:
    """Where the package says that its workbook is."""
    parts = {} if ROOT not in package else _related(package, "")
    return _only(parts, "officeDocument") or WORKBOOK


def _related(package: Package, path: str) -> dict[str, Related]:
    """What a part refers to within the package, by key."""
    found: dict[str, Related] = {}

    def relation(attributes: Mapping[str, str]) -> None:
        other = related(path, attributes)
        if other.part:
            found[other.id] = other

    markup = Markup(package.spent)
    markup.on_start({"Relationship": relation})
    markup.read(package.chunks(relations_of(path)))
    return found


def _only(others: Mapping[str, Related], kind: str) -> str | None:
    return next((each.part for each in others.values() if each.kind == kind), None)


def _tabs(package: Package, path: str) -> tuple[list[_Tab], bool]:
    """The sheets that are listed, and whether days count from 1904."""
    tabs: list[_Tab] = []
    since_1904 = []

    def sheet(attributes: Mapping[str, str]) -> None:
        within("sheets", len(tabs) + 1, limits.MAX_SHEETS)
        # whatever prefix it has
        keys = [value for name, value in attributes.items() if name.endswith(":id")]
        hidden = attributes.get("state", "").lower() in HIDDEN
        tabs.append(_Tab(attributes["name"], keys[0], hidden))

    def properties(attributes: Mapping[str, str]) -> None:
        since_1904.append(attributes.get("date1904", "").lower() in TRUE)

    markup = Markup(package.spent)
    markup.on_start({"sheet": sheet, "workbookPr": properties})
    markup.read(package.chunks(path))
    return tabs, any(since_1904)


def _styles(package: Package, path: str | None) -> CellStyles:
    """The number formats of cells, and which are struck through."""
    styles = CellStyles()
    struck: list[bool] = []
    if path is None:
        return styles

    def strike(attributes: Mapping[str, str]) -> None:
        if struck:
            struck[-1] = says_yes(attributes)

    def code(attributes: Mapping[str, str]) -> None:
        styles.add_format(int(attributes["numFmtId"]), attributes["formatCode"])

    def style(attributes: Mapping[str, str]) -> None:
        font = int(attributes.get("fontId", "0"))
        styles.add_style(
            int(attributes.get("numFmtId", "0")),
            struck=0 <= font < len(struck) and struck[font],
        )

    markup = Markup(package.spent)
    # styles of styles, and of what changes with a condition, are made of the same elements
    markup.mute({"cellStyleXfs", "dxfs"})
    markup.on_start(
        {"numFmt": code, "xf": style, "font": lambda _: struck.append(False), "strike": strike}
    )
    markup.read(package.chunks(path))
    return styles


def _strings(package: Package, path: str | None) -> list[str]:
    """The texts that cells share."""
    strings: list[str] = []
    if path is None:
        return strings
    markup = Markup(package.spent)
    runs = RunReader(markup)

    def close() -> None:
        within("strings", len(strings) + 1, limits.MAX_STRINGS)
        strings.append(runs.whole())

    markup.mute({PHONETIC})
    markup.on_end({"si": close})
    markup.read(package.chunks(path))
    return strings
