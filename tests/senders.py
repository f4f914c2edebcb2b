"""Workbooks as senders make them, written in every way that a program may write them."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xlsxwriter.chart import Chart

NAMES = ("研发经费投入强度", "高新技术企业", "工业总产值")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TALK = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATIONSHIPS = "http://schemas.microsoft.com/office/2017/10/relationships"
OWNER, THREAD = "{0A1B2C3D-0000-4000-8000-000000000001}", "{0A1B2C3D-0000-4000-8000-000000000002}"


def picture() -> bytes:
    """A red point, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">L", len(data)) + whole + struct.pack(">L", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def new_chart(book: Workbook, kind: str) -> Chart:
    chart = book.add_chart({"type": kind})
    assert chart is not None
    return chart


def sent() -> bytes:
    """A table with nearly all that a clerk may put around it, a hidden sheet and a chart sheet."""
    memory = BytesIO()
    book = Workbook(memory, {"in_memory": True})
    heading = book.add_format({"bg_color": "#1F4E79", "font_color": "#FFFFFF", "bold": True})
    entry = book.add_format({"num_format": "0.00%", "locked": False, "border": 1})
    table = book.add_worksheet("指标")
    table.set_column(0, 0, 24)
    table.set_column(3, 3, 14, entry)
    table.set_row(10, 30, heading)
    table.write_row(0, 0, ["指标", "单位", "2023年", "2024年"], heading)
    figures: list[tuple[float | str, float | str]] = [
        (0.0098, 0.0102),
        (320, 3200),
        ("约120", "=C3*2"),
    ]
    for row, (name, (before, now)) in enumerate(zip(NAMES, figures, strict=True), start=1):
        table.write_row(row, 0, [name, "家", before])
        table.write(row, 3, now, entry)
    table.merge_range("A6:C8", "合并单元格")
    bold = book.add_format({"bold": True})
    more = {"type": "cell", "criteria": ">", "value": 100, "format": bold}
    table.conditional_format("C2:C4", more)
    table.data_validation("D2:D9", {"validate": "decimal", "criteria": ">=", "value": 0})
    table.write_comment("A2", "原有批注", {"author": "张三"})
    table.write_comment("B9", "另一条", {"author": "张三", "visible": True})
    table.protect("口令")
    chart = new_chart(book, "column")
    chart.add_series({"values": "=指标!$C$2:$C$3"})
    table.insert_chart("G2", chart)
    table.insert_image("G20", "红.png", {"image_data": BytesIO(picture())})
    table.set_header("&C&G", {"image_center": "红.png", "image_data_center": BytesIO(picture())})
    empty = book.add_worksheet("空表")
    empty.very_hidden()
    seen = book.add_chartsheet("图")
    alone = new_chart(book, "line")
    alone.add_series({"values": "=指标!$C$2:$C$3"})
    seen.set_chart(alone)
    book.close()
    return memory.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return memory.getvalue()


def rewritten(pattern: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """What changes those parts of a workbook whose names match."""

    def rewrite(data: bytes) -> bytes:
        return packed(
            {
                name: change(each) if re.search(pattern, name) else each
                for name, each in parts(data).items()
            }
        )

    return rewrite


def prefixed(data: bytes) -> bytes:
    """The same part with a prefix before every name of the main namespace."""
    data = re.sub(rb"<(/?)(?=\w+[\s/>])", rb"<\1x:", data)
    return data.replace(b'xmlns="', b'xmlns:x="', 1)


def strict(data: bytes) -> bytes:
    for word in (b"spreadsheetml", b"officeDocument", b"drawingml"):
        old = rb"http://schemas\.openxmlformats\.org/" + word + rb"/2006/"
        data = re.sub(old, b"http://purl.oclc.org/ooxml/" + word + b"/", data)
    return data


def wide(data: bytes) -> bytes:
    text = data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return text.encode("utf-16")


def absolute(data: bytes) -> bytes:
    return data.replace(b'Target="worksheets/', b'Target="/xl/worksheets/').replace(
        b'Target="../', b'Target="/xl/'
    )


def unnumbered(data: bytes) -> bytes:
    """Rows and cells without numbers where the one before says them, as some programs write."""
    head, cells, tail = re.split(rb"(<sheetData>.*</sheetData>)", data, flags=re.DOTALL)
    cells = re.sub(rb'<row r="[1-4]"', b"<row", cells)
    return head + re.sub(rb'<c r="[A-D][1-4]"', b"<c", cells) + tail


def streamed(data: bytes) -> bytes:
    """Sizes stand behind each content, as programs write that do not know them beforehand."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, place: int, whence: int = 0) -> int:
            raise OSError(place, whence)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in parts(data).items():
            archive.writestr(name, each)
    return pipe.getvalue()


SHEETS = r"^xl/(worksheets/\w+\.xml|styles\.xml|workbook\.xml|comments\d*\.xml)$"
WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    "usual": lambda data: data,
    "prefixes": rewritten(rf"{SHEETS}|rels$|Types", prefixed),
    "strict": rewritten(r"\.(xml|rels)$", strict),
    "utf-16": rewritten(SHEETS, wide),
    "absolute": rewritten(r"\.rels$", absolute),
    "unnumbered": rewritten(r"worksheets/sheet1\.xml$", unnumbered),
    "stored": lambda data: packed(parts(data), zipfile.ZIP_STORED),
    "streamed": streamed,
    "capitals": lambda data: packed(
        {name.replace("sheet1.xml", "Sheet1.XML"): each for name, each in parts(data).items()}
    ),
}


def conversing(data: bytes) -> bytes:
    """The workbook with a conversation in A2, where it has a note for older programs."""
    found = parts(data)
    found["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{TALK}"><threadedComment ref="A2" dT="2024-03-05T08:00:00.00" '
        f'personId="{OWNER}" id="{THREAD}"><text>核对过吗？</text></threadedComment>'
        "</ThreadedComments>"
    ).encode()
    found["xl/persons/person.xml"] = (
        f'<personList xmlns="{TALK}"><person displayName="张三" id="{OWNER}" userId="张三" '
        'providerId="None"/></personList>'
    ).encode()
    for name, kind, target in (
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            "threadedComment",
            "../threadedComments/threadedComment1.xml",
        ),
        ("xl/_rels/workbook.xml.rels", "person", "persons/person.xml"),
    ):
        related = f'<Relationship Id="talk" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        found[name] = found[name].replace(b"</Rel", related.encode() + b"</Rel")
    types = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.ms-excel.{kind}+xml"/>'
        for part, kind in (
            ("xl/threadedComments/threadedComment1.xml", "threadedcomments"),
            ("xl/persons/person.xml", "person"),
        )
    )
    name = "[Content_Types].xml"
    found[name] = found[name].replace(b"</Types", types.encode() + b"</Types")
    return packed(found)


class Book:
    """A workbook as its XML says it, whatever namespaces, prefixes and encodings it has."""

    def __init__(self, data: bytes) -> None:
        self.parts = {name.lower(): each for name, each in parts(data).items()}
        self.book = self.root("xl/workbook.xml")
        named = self.related("xl/workbook.xml")
        self.sheets = {
            each.attrib["name"]: named[identifier(each)][1] for each in every(self.book, "sheet")
        }
        (part,) = (part for kind, part in named.values() if kind == "styles")
        styles = self.root(part)
        self.fills = every(every(styles, "fills")[0], "fill")
        self.formats = every(every(styles, "cellXfs")[0], "xf")
        self.fonts = every(every(styles, "fonts")[0], "font")

    def root(self, part: str) -> ET.Element:
        return ET.fromstring(self.parts[part])  # noqa: S314 our own

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and part by the id of a relationship."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        return {
            each.attrib["Id"]: (
                each.attrib["Type"].rpartition("/")[2],
                normpath(join("/", dirname(part), each.attrib["Target"])).lstrip("/").lower(),
            )
            for each in self.root(rels)
        }

    def only(self, sheet: str, kind: str) -> str:
        """The one part of a kind that a sheet names."""
        (part,) = (part for each, part in self.related(self.sheets[sheet]).values() if each == kind)
        return part

    def styles(self, sheet: str) -> dict[str, ET.Element]:
        """The format of each cell; cells without an own name are counted."""
        found: dict[str, ET.Element] = {}
        row_number = 0
        for row in every(self.root(self.sheets[sheet]), "row"):
            row_number = int(row.attrib.get("r", row_number + 1))
            column = "@"
            for cell in row:
                own = cell.attrib.get("r", f"{chr(ord(column[-1]) + 1)}{row_number}")
                column = own.rstrip("0123456789")
                assert own not in found
                found[own] = self.formats[int(cell.attrib.get("s", 0))]
        return found

    def colours(self, sheet: str) -> dict[str, str]:
        """The colour of each cell whose fill is a plain one."""
        fills = {
            cell: self.fills[int(own.attrib["fillId"])] for cell, own in self.styles(sheet).items()
        }
        return {cell: fill[0][0].attrib["rgb"] for cell, fill in fills.items() if len(fill[0]) == 2}

    def notes(self, sheet: str) -> dict[str, str]:
        """The words of each note."""
        return {
            each.attrib["ref"]: "".join(text.text or "" for text in every(each, "t"))
            for each in every(self.root(self.only(sheet, "comments")), "comment")
        }

    def boxes(self, sheet: str) -> dict[tuple[int, int], list[int]]:
        """The corners of each note's box, by row and column from 1."""
        (named,) = every(self.root(self.sheets[sheet]), "legacyDrawing")
        part = self.related(self.sheets[sheet])[identifier(named)][1]
        found = {}
        for shape in every(self.root(part), "shape"):
            row, column = (int(every(shape, name)[0].text or "") for name in ("Row", "Column"))
            assert (row + 1, column + 1) not in found
            corners = [each.text or "" for each in every(shape, "Anchor")]
            found[row + 1, column + 1] = [
                int(each) for each in ",".join(corners).split(",") if each
            ]
        return found


def identifier(element: ET.Element) -> str:
    """The relationship that an element names."""
    (found,) = (each for name, each in element.attrib.items() if name.endswith("ips}id"))
    return found


def every(element: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in element.iter() if each.tag.rpartition("}")[2] == name]
