"""Workbooks made byte by byte: what no program writes, and what somebody may send."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Part = str | bytes | Iterable[bytes]

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
END, FREE, LISTS, LISTS_OF_LISTS = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
# bytes of a sector, and how many lists of sectors the header names itself
SECTOR, OWN_LISTS = 512, 109


def zipped(parts: Mapping[str, Part], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as file:
        for name, part in parts.items():
            with file.open(name, "w") as entry:
                pieces = [part.encode() if isinstance(part, str) else part]
                for piece in pieces if isinstance(part, (str, bytes)) else part:
                    entry.write(piece)  # type: ignore[arg-type]
    return target.getvalue()


def excel_parts(*sheets: str, **more: str) -> dict[str, Part]:
    """The parts of an .xlsx.

    Args:
        sheets: the XML within each sheet.
        more: ``strings`` and ``styles``: the XML within them; ``tabs``: the list of sheets;
            ``properties``: attributes of the workbook.
    """
    numbers = range(1, len(sheets) + 1)
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    tabs = "".join(f'<sheet name="S{each}" sheetId="{each}" r:id="r{each}"/>' for each in numbers)
    parts: dict[str, Part] = {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "_rels/.rels": f'{HEAD}<Relationships><Relationship Id="r1" Type="{RELATIONS}/'
        'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr'
        f" {more.get('properties', '')}/><sheets>{more.get('tabs', tabs)}</sheets></workbook>",
    }
    for sort, element in (("sharedStrings", "sst"), ("styles", "styleSheet")):
        key = "strings" if sort == "sharedStrings" else sort
        if key in more:
            relations += (
                f'<Relationship Id="{sort}" Type="{RELATIONS}/{sort}" Target="/xl/{sort}.xml"/>'
            )
            parts[f"xl/{sort}.xml"] = f'{HEAD}<{element} xmlns="{MAIN}">{more[key]}</{element}>'
    parts["xl/_rels/workbook.xml.rels"] = f"{HEAD}<Relationships>{relations}</Relationships>"
    for number, sheet in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'{HEAD}<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
        )
    return parts


def excel(*sheets: str, **more: str) -> bytes:
    """An .xlsx; arguments as of `excel_parts`."""
    return zipped(excel_parts(*sheets, **more))


def rows(cells: str) -> str:
    """The data of a sheet that has one row."""
    return f'<sheetData><row r="1">{cells}</row></sheetData>'


def formatted(*codes: str) -> str:
    """Styles: the first general, the others with these formats in turn."""
    formats = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode="{_attribute(code)}"/>'
        for number, code in enumerate(codes)
    )
    styles = "".join(f'<xf numFmtId="{164 + number}"/>' for number in range(len(codes)))
    return f'<numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs>'


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def calc_parts(tables: str, styles: str = "") -> dict[str, Part]:
    """The parts of an .ods: the XML of its tables, and of its styles."""
    names = "".join(
        f' xmlns:{prefix}="{NAMES}:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "number": "datastyle",
        }.items()
    )
    return {
        "mimetype": OPEN_DOCUMENT,
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"{HEAD}<office:document-content{names}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
    }


def calc(tables: str, styles: str = "") -> bytes:
    """An .ods; arguments as of `calc_parts`."""
    return zipped(calc_parts(tables, styles))


def table(content: str) -> str:
    """A table of an .ods."""
    return f'<table:table table:name="T">{content}</table:table>'


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A container of old Office files, with these streams at its top."""
    names = list(streams)
    chains: list[list[int]] = []
    content = b""
    # every stream is made long enough to need no short sectors
    for data in streams.values():
        padded = data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0")
        first = len(content) // SECTOR
        chains.append(list(range(first, first + len(padded) // SECTOR)))
        content += padded
    directory = len(content) // SECTOR
    entries = [entry("Root Entry", 5, child=1 if names else FREE)]
    for number, (name, chain) in enumerate(zip(names, chains, strict=True), 1):
        right = number + 1 if number < len(names) else FREE
        entries.append(entry(name, 2, right=right, first=chain[0], size=len(chain) * SECTOR))
    listed = b"".join(entries)
    listed = listed.ljust(-(-len(listed) // SECTOR) * SECTOR, b"\0")
    chains.append(list(range(directory, directory + len(listed) // SECTOR)))
    return container(content + listed, chains, directory)


def short_compound(name: str, data: bytes) -> bytes:
    """A container with one stream that is short, and lies in the sectors for such."""
    small = -(-len(data) // 64)
    within = data.ljust(-(-small * 64 // SECTOR) * SECTOR, b"\0")
    sectors = len(within) // SECTOR
    follows = [*range(1, small), END, *[FREE] * (SECTOR // 4 - small)]
    root = entry("Root Entry", 5, child=1, first=0, size=small * 64)
    entries = (root + entry(name, 2, first=0, size=len(data))).ljust(SECTOR, b"\0")
    content = within + struct.pack(f"<{len(follows)}I", *follows) + entries
    chains = [range(sectors), [sectors], [sectors + 1]]
    return container(content, chains, sectors + 1, small=sectors)


def container(
    content: bytes, chains: Sequence[Sequence[int]], directory: int, small: int = END
) -> bytes:
    """A container whose sectors hang together as these chains say.

    Args:
        content: of the sectors.
        chains: the numbers of those that follow each other.
        directory: the first sector of the directory.
        small: the sector that says how short ones follow each other.
    """
    sectors, whole = len(content) // SECTOR, SECTOR // 4
    lists = -(-sectors // (whole - 2)) + 1
    more = max(0, -(-(lists - OWN_LISTS) // (whole - 1)))
    follows = [FREE] * sectors + [LISTS] * lists + [LISTS_OF_LISTS] * more
    for chain in chains:
        for here, after in zip(chain, [*chain[1:], END], strict=True):
            follows[here] = after
    follows += [FREE] * (lists * whole - len(follows))
    numbers = [*range(sectors, sectors + lists)]
    first = sectors + lists if more else END
    header = SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<8I", lists, directory, 0, 4096, small, 1, first, more)
    header += struct.pack(f"<{OWN_LISTS}I", *_filled(numbers[:OWN_LISTS], OWN_LISTS))
    rest = b""
    for each in range(more):
        start = OWN_LISTS + each * (whole - 1)
        after = END if each == more - 1 else first + each + 1
        part = [*_filled(numbers[start : start + whole - 1], whole - 1), after]
        rest += struct.pack(f"<{whole}I", *part)
    return header + content + struct.pack(f"<{len(follows)}I", *follows) + rest


def _filled(numbers: Sequence[int], length: int) -> list[int]:
    return [*numbers, *[FREE] * (length - len(numbers))]


def entry(  # noqa: PLR0913 as many as there are in the file
    name: str,
    sort: int,
    *,
    left: int = FREE,
    right: int = FREE,
    child: int = FREE,
    first: int = END,
    size: int = 0,
) -> bytes:
    """An entry of a container's directory."""
    written = name.encode("utf-16-le") + b"\0\0"
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(written), sort, 1, left, right, child)
        + bytes(36)
        + struct.pack("<III", first, size, 0)
    )


def record(sort: int, *data: bytes) -> bytes:
    """A record of an old workbook."""
    whole = b"".join(data)
    return struct.pack("<HH", sort, len(whole)) + whole


def beginning(sort: int, version: int = 0x0600) -> bytes:
    """The record with which the workbook (5) or a sheet (0x10) begins."""
    return record(0x0809, struct.pack("<HHHHII", version, sort, 0, 0, 0, 0))


FINISH = record(0x000A)


def old_stream(cells: bytes, before: bytes = b"", sheets: int = 1) -> bytes:
    """The records of an old workbook.

    Args:
        cells: the records of its last sheet.
        before: those of the workbook, such as formats.
        sheets: how many there are; all but the last are empty.
    """
    tabs = sum(len(_tab(number, 0)) for number in range(sheets))
    start = len(beginning(5)) + len(before) + tabs + len(FINISH)
    empty = beginning(0x10) + FINISH
    listed = b"".join(_tab(number, start + number * len(empty)) for number in range(sheets))
    whole = beginning(5) + before + listed + FINISH + empty * (sheets - 1)
    return whole + beginning(0x10) + cells + FINISH


def old(cells: bytes, before: bytes = b"", sheets: int = 1) -> bytes:
    """An .xls; arguments as of `old_stream`."""
    return compound({"Workbook": old_stream(cells, before, sheets)})


def _tab(number: int, start: int) -> bytes:
    name = f"S{number + 1}".encode()
    return record(0x0085, struct.pack("<IBB", start, 0, 0), struct.pack("<BB", len(name), 0), name)


def number_record(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A number in a cell of an old workbook; row and column from 0."""
    return record(0x0203, struct.pack("<3Hd", row, column, style, value))


def label_record(row: int, column: int, text: str) -> bytes:
    """A text in a cell of an old workbook; row and column from 0."""
    return record(
        0x0204,
        struct.pack("<3HHB", row, column, 0, len(text), 1),
        text.encode("utf-16-le"),
    )


def format_record(number: int, code: str) -> bytes:
    """A number format of an old workbook."""
    return record(0x041E, struct.pack("<HHB", number, len(code), 1), code.encode("utf-16-le"))


def style_record(number: int) -> bytes:
    """A style of an old workbook, which shows numbers in this format."""
    return record(0x00E0, struct.pack("<HH", 0, number), bytes(16))
