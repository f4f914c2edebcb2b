"""Somebody else's workbook or table: what is in its cells, and what is refused."""

from __future__ import annotations

import gc
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from jyplan.forms.opening import opened
from jyplan.forms.opening.number_formats import section_of
from jyplan.forms.opening.stored import as_decimal, percentage
from jyplan.forms.sheets import SheetCell
from jyplan.plan.files import UNREADABLE, Content, unread
from jyplan.plan.findings import Span
from jyplan.texts.findings import message_of
from jyplan.texts.words import Language
from tests import packages
from tests.packages import calc, excel, formatted, label_record, number_record, old, record, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.forms.sheets import Sheets, TableSheet


def read(data: bytes, name: str = "table.xlsx") -> Sheets:
    sheets, findings = opened(Content(name, data))
    assert findings == []
    assert sheets is not None
    assert sheets.path == name
    return sheets


def only(data: bytes, name: str = "table.xlsx") -> TableSheet:
    (sheet,) = read(data, name).sheets
    return sheet


def said(sheet: TableSheet) -> dict[tuple[int, int], tuple[str, str]]:
    return {place: (cell.sort, cell.text) for place, cell in sheet.cells.items()}


def refused(data: bytes, name: str = "table.xlsx") -> tuple[str, object]:
    """The code of the one finding, and what it says that the file is or has too much of."""
    sheets, (finding,) = opened(Content(name, data))
    assert sheets is None
    assert finding.code in UNREADABLE
    assert finding.span == Span(name, 1, 1, 1)
    for language in get_args(Language):
        message = message_of(finding, language)
        assert not re.search(r"[{}]|None|^\W|\s\s", message), message
    return finding.code, finding.data["what"]


# figures


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0102, "0.0102"),
        (12345678.9, "12345678.9"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333333333"),
        (1e21, "1000000000000000000000"),
        (-2.5e-7, "-0.00000025"),
        (1234567890123456.0, "1234567890123460"),
        (-0.0, "0"),
        (100.0, "100"),
    ],
)
def test_a_number_is_a_plain_decimal_of_15_digits(value: float, text: str) -> None:
    assert as_decimal(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0102, "1.02"),
        (0.07, "7"),
        (1.1, "110"),
        (-0.0005, "-0.05"),
        (1 / 3, "33.3333333333333"),
        (1e-9, "0.0000001"),
        (0.29, "29"),  # 0.29 * 100 is 28.999999999999996
        (0.0, "0"),
    ],
)
def test_a_percentage_is_moved_by_two_places_and_not_calculated(value: float, text: str) -> None:
    assert percentage(value) == text


@pytest.mark.parametrize(
    ("code", "value", "showing", "scaled"),
    [
        ("General", 1, "number", False),
        ("G/通用格式", 1, "number", False),
        ("0.00%", 1, "percent", False),
        ("0.00%;[Red]-0.00%", -1, "percent", False),
        ('0.0;-0.0%;"—"', 1, "number", False),
        ('0.0;-0.0%;"—"', -1, "percent", False),
        ('0.0%;-0.0%;"—"', 0, "percent", False),
        ("[>=1]0.0%;0.0", 1, "percent", False),
        ("[>=1]0.0%;0.0", 0.5, "number", False),
        ("[<1]0.0;[>100]0;0%", 5, "percent", False),
        ("[<>0]0%;0", 0, "number", False),
        ('0.0"%"', 1, "number", False),
        (r"0.0\%", 1, "number", False),
        ("0.0!%", 1, "number", False),
        ("0_%", 1, "number", False),
        ("0*%", 1, "number", False),
        ("[$%-804]0", 1, "number", False),
        ("#,##0.00", 1, "number", False),
        ("#,##0,", 1, "number", True),
        ("#,##0.0,,", 1, "number", True),
        ("0,.0", 1, "number", True),
        ('0!.0,"万"', 1, "number", True),
        ('0"."0000', 1, "number", True),
        (r"0\.0000", 1, "number", True),
        ('0.0,"%"', 1, "number", True),
        ('0", "', 1, "number", False),
        ("yyyy-mm-dd", 1, "date", False),
        ('yyyy"年"m"月"', 1, "date", False),
        ("[$-404]e/m/d", 1, "date", False),
        ("aaaa", 1, "date", False),
        ("mmm", 1, "date", False),
        ("h:mm", 1, "date", False),
        ("mm:ss.0", 1, "date", False),
        ("[h]:mm", 1, "duration", False),
        ("0.00E+00", 1, "number", False),
        ("##0.0e-0", 1, "number", False),
        ('0"days"', 1, "number", False),
        ("[Red]0", 1, "number", False),
        ("# ?/?", 1, "number", False),
        ("@", 1, "number", False),
        ("", 1, "number", False),
        ('"', 1, "number", False),
    ],
)
def test_what_a_format_shows(code: str, value: float, showing: str, scaled: bool) -> None:  # noqa: FBT001
    section = section_of(code, value)
    assert (section.showing, section.scaled) == (showing, scaled)


# the same numbers and formats in .xlsx and .xls: stored, format, sort, text
STORED = [
    ("0.0102", "0.00%", "percent", "1.02"),
    ("0.0102", "General", "number", "0.0102"),
    ("1.0200000000000000E-2", "0%", "percent", "1.02"),
    ("45356", "yyyy-mm-dd", "date", "2024-03-05"),
    ("45356.75", "yyyy-mm-dd h:mm", "date", "2024-03-05 18:00:00"),
    ("0.5", "h:mm", "date", "12:00:00"),
    ("1.5", "[h]:mm", "date", "36:00:00"),
    ("1", "yyyy-mm-dd", "date", "1900-01-01"),
    ("59", "yyyy-mm-dd", "date", "1900-02-28"),
    ("60", "yyyy-mm-dd", "date", "1900-02-29"),
    ("61", "yyyy-mm-dd", "date", "1900-03-01"),
    ("2958465", "yyyy-mm-dd", "date", "9999-12-31"),
    ("2958466", "yyyy-mm-dd", "error", "########"),
    ("-1", "yyyy-mm-dd", "error", "########"),
    ("1e308", "yyyy-mm-dd", "error", "########"),
    ("1e400", "General", "error", "#NUM!"),
    ("12345", "0!.0,", "number", "12345"),
]


def test_numbers_of_excel() -> None:
    codes = [code for _, code, _, _ in STORED]
    cells = "".join(
        f'<c s="{style}"><v>{stored}</v></c>' for style, (stored, *_) in enumerate(STORED, 1)
    )
    sheet = only(excel(rows(cells), styles=formatted(*codes)))
    assert list(said(sheet).values()) == [(sort, text) for _, _, sort, text in STORED]
    assert sheet.cells[1, len(STORED)].scaled


def test_numbers_of_old_excel() -> None:
    formats = b"".join(
        packages.format_record(200 + number, code) for number, (_, code, _, _) in enumerate(STORED)
    )
    styles = b"".join(packages.style_record(200 + number) for number in range(len(STORED)))
    cells = b"".join(
        number_record(0, column, float(stored), column)
        for column, (stored, *_) in enumerate(STORED)
    )
    sheet = only(old(cells, formats + styles), "table.xls")
    assert list(said(sheet).values()) == [(sort, text) for _, _, sort, text in STORED]
    assert sheet.cells[1, len(STORED)].scaled


def test_built_in_formats_are_known_by_their_numbers() -> None:
    styles = "<cellXfs>" + "".join(f'<xf numFmtId="{each}"/>' for each in (9, 10, 14, 57, 2))
    cells = "".join(f'<c s="{style}"><v>0.5</v></c>' for style in range(5))
    sheet = only(excel(rows(cells), styles=styles + "</cellXfs>"))
    assert [cell.sort for cell in sheet.cells.values()] == [
        *("percent", "percent", "date", "date", "number")
    ]


def test_days_may_count_from_1904() -> None:
    made = excel(
        rows('<c s="1"><v>0</v></c><c s="1"><v>43894</v></c>'),
        styles=formatted("yyyy-mm-dd"),
        properties='date1904="1"',
    )
    assert [cell.text for cell in only(made).cells.values()] == ["1904-01-01", "2024-03-05"]


# .xlsx

TEXTS = (
    "<si><t>指标</t></si>"
    "<si><r><t>常住</t></r><r><rPr><b/></rPr><t>人口</t></r><rPh><t>changzhu</t></rPh></si>"
    "<si><t> 万_x000D_人 _x005F_x_xD83D__xDE00_ </t></si><si><t>  </t></si><si/>"
)
# what stands in a cell -> sort, text, whether it is a formula; None: it is empty
KINDS: dict[str, tuple[str, str, bool] | None] = {
    '<c t="s"><v>0</v></c>': ("text", "指标", False),
    '<c t="s"><v>1</v></c>': ("text", "常住人口", False),
    '<c t="s"><v>2</v></c>': ("text", " 万\r人 _x\U0001f600 ", False),
    '<c t="s"><v>3</v></c>': None,
    '<c t="s"><v>4</v></c>': None,
    '<c s="0"/>': None,
    "<c><v></v></c>": None,
    '<c t="inlineStr"><is><t>a</t><rPh><t>x</t></rPh></is></c>': ("text", "a", False),
    '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>': ("text", "ab", False),
    '<c t="str"><f>A1&amp;"x"</f><v>ax</v></c>': ("text", "ax", True),
    '<c t="str"><f>""</f><v></v></c>': None,
    "<c><f>A1*2</f><v>2</v></c>": ("number", "2", True),
    "<c><f>A1*2</f></c>": ("unsolved", "=A1*2", True),
    "<c><f>A1*2</f><v/></c>": ("unsolved", "=A1*2", True),
    '<c><f t="shared" si="0"/><v>7</v></c>': ("number", "7", True),
    '<c t="b"><v>1</v></c>': ("boolean", "TRUE", False),
    '<c t="b"><f>A1=2</f><v>0</v></c>': ("boolean", "FALSE", True),
    '<c t="e"><v>#DIV/0!</v></c>': ("error", "#DIV/0!", False),
    '<c t="e"><f>A1/0</f><v>#DIV/0!</v></c>': ("error", "#DIV/0!", True),
    '<c t="d"><v>2024-03-05T00:00:00Z</v></c>': ("date", "2024-03-05", False),
    "<c><v>NaN</v></c>": ("error", "#NUM!", False),
    "<c><v> 1.50 </v></c>": ("number", "1.5", False),
    '<c t="str"><v>=1+1</v></c>': ("text", "=1+1", False),
}


@pytest.mark.parametrize(("cell", "wanted"), KINDS.items(), ids=list(KINDS))
def test_cells_of_excel(cell: str, wanted: tuple[str, str, bool] | None) -> None:
    sheet = only(excel(rows(cell), strings=TEXTS))
    assert [tuple(found[:3]) for found in sheet.cells.values()] == ([wanted] if wanted else [])


def test_places_are_said_or_counted() -> None:
    data = (
        '<sheetData><row r="3"><c><v>1</v></c><c r="AB3"><v>2</v></c><c><v>3</v></c></row>'
        '<row><c><v>4</v></c></row><row r="1048576"><c r="XFD1048576"><v>5</v></c>'
        "</row></sheetData>"
    )
    assert {place: cell.text for place, cell in only(excel(data)).cells.items()} == {
        (3, 1): "1",
        (3, 28): "2",
        (3, 29): "3",
        (4, 1): "4",
        (1048576, 16384): "5",
    }


def test_what_nobody_sees_in_excel() -> None:
    data = (
        '<sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="3" hidden="1"/>'
        '<col min="4" max="16384" width="0"/></cols><sheetData>'
        '<row hidden="1"><c><v>1</v></c><c><v>2</v></c></row><row ht="0"><c><v>3</v></c></row>'
        '<row><c><v>4</v></c><c/><c/><c><v>5</v></c></row><row hidden="true"/></sheetData>'
    )
    tabs = "".join(
        f'<sheet name="{name}" r:id="r{each}" state="{name}"/>'
        for each, name in enumerate(("visible", "hidden", "veryHidden"), 1)
    )
    sheets = read(excel(data, "", "", tabs=tabs)).sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("visible", False),
        ("hidden", True),
        ("veryHidden", True),
    ]
    assert sheets[0].hidden_rows == {1, 2}
    assert sheets[0].hidden_columns == {2, 4}


def test_merged_cells_hold_what_their_first_holds() -> None:
    data = (
        '<sheetData><row><c t="str"><v>a</v></c><c t="str"><v>under</v></c></row>'
        '<row><c t="str"><v>under</v></c><c/><c t="str"><v>b</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C2:XFD1048576"/>'
        '<mergeCell ref="D1"/></mergeCells>'
    )
    sheet = only(excel(data))
    assert sheet.merged == ((1, 1, 2, 2), (2, 3, 1048576, 16384))
    assert said(sheet) == {(1, 1): ("text", "a"), (2, 3): ("text", "b")}


def test_a_workbook_as_other_programs_write_it() -> None:
    """Prefixes, the other namespaces, absolute and backward paths, and sheets that are charts."""
    parts = packages.excel_parts(rows("<c><v>1</v></c>"))
    parts["xl\\worksheets\\Sheet1.xml"] = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        "<x:row><x:c><x:v>8</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    del parts["xl/worksheets/sheet1.xml"]
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        "</Relationships>",
        f'<Relationship Id="c" Type="{packages.RELATIONS}/chartsheet" Target="c.xml"/>'
        f'<Relationship Id="l" Type="{packages.RELATIONS}/externalLink" TargetMode="External"'
        ' Target="file:///etc/passwd"/></Relationships>',
    )
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace("</sheets>", '<sheet name="C" r:id="c"/></sheets>')
    sheets = read(packages.zipped(parts)).sheets
    assert [(sheet.name, said(sheet)) for sheet in sheets] == [("S1", {(1, 1): ("number", "8")})]


def test_dimensions_that_lie_change_nothing() -> None:
    data = '<dimension ref="A1:XFD1048576"/>' + rows("<c><v>1</v></c>")
    assert said(only(excel(data))) == {(1, 1): ("number", "1")}


# .xls

MERGED = record(0x00E5, struct.pack("<9H", 2, 0, 1, 0, 1, 1, 65535, 2, 255))
FORMULA_TEXT = record(0x0207, struct.pack("<HB", 2, 1), "合计".encode("utf-16-le"))


def formula_record(row: int, column: int, stored: bytes) -> bytes:
    return record(0x0006, struct.pack("<3H", row, column, 0), stored, bytes(8))


def test_cells_of_old_excel() -> None:
    cells = (
        label_record(0, 0, "指标"),
        record(0x027E, struct.pack("<3HI", 0, 1, 0, (12345 << 2) | 3)),
        record(0x00BD, struct.pack("<2H", 0, 2), struct.pack("<HI", 0, 10), bytes.fromhex("0400")),
        record(0x0205, struct.pack("<3H2B", 0, 3, 0, 1, 0)),
        record(0x0205, struct.pack("<3H2B", 0, 4, 0, 42, 1)),
        formula_record(0, 5, struct.pack("<d", 1.5)),
        formula_record(0, 6, bytes.fromhex("000000000000FFFF")),
        FORMULA_TEXT,
        formula_record(0, 7, bytes.fromhex("010001000000FFFF")),
        formula_record(0, 8, bytes.fromhex("020007000000FFFF")),
        formula_record(0, 9, bytes.fromhex("030000000000FFFF")),
        packages.beginning(0x20) + number_record(0, 10, 1) + packages.FINISH,
        record(0x027E, struct.pack("<3HI", 1, 0, 0, 0xFFFFFFFE)),
        record(0x027E, struct.pack("<3HI", 1, 1, 0, 0x3FF80000)),
    )
    sheet = only(old(b"".join(cells)), "table.xls")
    assert {place: tuple(cell[:3]) for place, cell in sheet.cells.items()} == {
        (1, 1): ("text", "指标", False),
        (1, 2): ("number", "123.45", False),
        (1, 3): ("number", "2", False),
        (1, 4): ("boolean", "TRUE", False),
        (1, 5): ("error", "#N/A", False),
        (1, 6): ("number", "1.5", True),
        (1, 7): ("text", "合计", True),
        (1, 8): ("boolean", "TRUE", True),
        (1, 9): ("error", "#DIV/0!", True),
        (2, 1): ("number", "-1", False),
        (2, 2): ("number", "1.5", False),
    }


def test_what_nobody_sees_in_old_excel() -> None:
    hidden_row = record(0x0208, struct.pack("<4H", 0, 0, 0, 300), bytes(4), b"\x20\0\0\0")
    columns = record(0x007D, struct.pack("<5H", 1, 255, 2000, 0, 1))
    cells = number_record(0, 0, 1) + number_record(1, 1, 2) + number_record(0, 2, 3)
    sheet = only(old(hidden_row + columns + cells + MERGED), "table.et")
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {3}
    assert sheet.merged == ((1, 1, 2, 2), (2, 3, 65536, 256))
    assert said(sheet) == {(1, 1): ("number", "1"), (1, 3): ("number", "3")}


def test_shared_texts_run_on_over_records() -> None:
    """In two bytes a sign, then in one, with runs of fonts and readings that are passed over."""
    first = struct.pack("<II", 4, 3) + struct.pack("<HB", 6, 1) + "国内生".encode("utf-16-le")
    second = b"\x01" + "产总值".encode("utf-16-le") + struct.pack("<HBHI", 2, 0x0C, 1, 6) + b"ab"
    third = bytes(10) + struct.pack("<HB", 4, 0) + b"GD"
    fourth = b"\x01" + "P亿".encode("utf-16-le")
    before = record(0x00FC, first) + b"".join(record(0x3C, part) for part in (second, third))
    before += record(0x3C, fourth)
    cells = b"".join(record(0x00FD, struct.pack("<3HI", 0, each, 0, each)) for each in range(3))
    sheet = only(old(cells, before), "table.xls")
    assert [cell.text for cell in sheet.cells.values()] == ["国内生产总值", "ab", "GDP亿"]


def test_excel_95_wrote_in_a_page_of_codes() -> None:
    name = "指标".encode("gbk")
    tab = struct.pack("<IBB", 0, 0, 0) + struct.pack("<B", len(name)) + name
    before = packages.beginning(5, 0x0500) + record(0x42, struct.pack("<H", 936))
    start = len(before) + len(record(0x85, tab)) + len(packages.FINISH)
    tab = struct.pack("<I", start) + tab[4:]
    text = "常住人口".encode("gbk")
    label = record(0x0204, struct.pack("<4H", 0, 0, 0, len(text)), text)
    sheet = packages.beginning(0x10, 0x0500) + label + packages.FINISH
    stream = before + record(0x85, tab) + packages.FINISH + sheet
    for data in (stream, packages.compound({"Book": stream})):
        found = only(data, "table.xls")
        assert (found.name, said(found)) == ("指标", {(1, 1): ("text", "常住人口")})


def test_a_short_stream_lies_in_short_sectors() -> None:
    stream = packages.old_stream(label_record(0, 0, "指标" * 50))
    made = packages.short_compound("Workbook", stream)
    assert said(only(made, "table.xls")) == {(1, 1): ("text", "指标" * 50)}


def test_a_large_container_lists_its_lists() -> None:
    cells = (number_record(each, 0, each) + record(0x00BE, bytes(8000)) for each in range(1500))
    sheet = only(old(b"".join(cells)), "table.xls")
    assert [cell.text for cell in sheet.cells.values()] == [str(each) for each in range(1500)]


# .ods

VALUE = "office:value-type"


@pytest.mark.parametrize(
    ("cell", "wanted"),
    {
        f'<table:table-cell {VALUE}="float" office:value="0.30000000000000004"/>': (
            *("number", "0.3", False),
        ),
        f'<table:table-cell {VALUE}="percentage" office:value="0.0102"/>': (
            *("percent", "1.02", False),
        ),
        f'<table:table-cell {VALUE}="currency" office:value="5"/>': ("number", "5", False),
        f'<table:table-cell {VALUE}="date" office:date-value="2024-03-05"/>': (
            *("date", "2024-03-05", False),
        ),
        f'<table:table-cell {VALUE}="date" office:date-value="2024-03-05T18:00:00"/>': (
            *("date", "2024-03-05 18:00:00", False),
        ),
        f'<table:table-cell {VALUE}="time" office:time-value="PT36H00M01S"/>': (
            *("date", "36:00:01", False),
        ),
        f'<table:table-cell {VALUE}="boolean" office:boolean-value="true"/>': (
            *("boolean", "TRUE", False),
        ),
        f'<table:table-cell {VALUE}="string"><text:p>a<text:s text:c="2"/>b\n  c</text:p>'
        "<text:p>d<text:tab/><text:span>e</text:span><text:line-break/>f</text:p>"
        "<office:annotation><text:p>note</text:p></office:annotation></table:table-cell>": (
            *("text", "a  b c\nd\te\nf", False),
        ),
        '<table:table-cell table:formula="of:=[.A1]*2"/>': ("unsolved", "=[.A1]*2", True),
        f'<table:table-cell table:formula="of:=1" {VALUE}="float" office:value="1"/>': (
            *("number", "1", True),
        ),
        f'<table:table-cell table:formula="of:=1/0" {VALUE}="float" office:value="0">'
        "<text:p>#DIV/0!</text:p></table:table-cell>": ("error", "#DIV/0!", True),
        f'<table:table-cell table:formula="of:=x" {VALUE}="string" calcext:value-type="error"'
        ' xmlns:calcext="c"><text:p>错误:502</text:p></table:table-cell>': (
            *("error", "错误:502", True),
        ),
        f'<table:table-cell {VALUE}="string"><text:p>#DIV/0!</text:p></table:table-cell>': (
            *("text", "#DIV/0!", False),
        ),
        '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>': None,
        f'<table:table-cell {VALUE}="float" office:value="NaN"/>': ("error", "#NUM!", False),
    }.items(),
)
def test_cells_of_a_document(cell: str, wanted: tuple[str, str, bool] | None) -> None:
    made = calc(packages.table(f"<table:table-row>{cell}</table:table-row>"))
    found = [tuple(each[:3]) for each in only(made, "table.ods").cells.values()]
    assert found == ([wanted] if wanted else [])


ONE = f'<table:table-cell {VALUE}="float" office:value="1"/>'
TWICE = ONE.replace("/>", ' table:number-columns-repeated="2"/>')
EMPTY = '<table:table-cell table:number-columns-repeated="16000"/>'


def test_what_is_repeated_stands_there_so_often() -> None:
    made = calc(
        packages.table(
            f'<table:table-row table:number-rows-repeated="2">{EMPTY}{TWICE}</table:table-row>'
            f'<table:table-row table:number-rows-repeated="1000000">{EMPTY}</table:table-row>'
            f"<table:table-row>{ONE}</table:table-row>"
            '<table:table-row table:number-rows-repeated="48573"><table:table-cell/>'
            "</table:table-row>"
        )
    )
    places = [(1, 16001), (1, 16002), (2, 16001), (2, 16002), (1000003, 1)]
    assert sorted(only(made, "table.ods").cells) == places


def test_what_nobody_sees_in_a_document() -> None:
    style = (
        '<style:style style:name="h" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    first = packages.table(
        '<table:table-column/><table:table-column table:visibility="collapse"'
        ' table:number-columns-repeated="3"/>'
        f'<table:table-row table:visibility="filter">{TWICE}</table:table-row>'
        f"<table:table-row>{ONE}</table:table-row>"
        f'<table:table-row-group><table:table-row table:visibility="collapse">{ONE}'
        "</table:table-row></table:table-row-group>"
    )
    second = packages.table("").replace("<table:table ", '<table:table table:style-name="h" ')
    one, two = read(calc(first + second, style), "table.ods").sheets
    assert not one.hidden
    assert one.hidden_rows == {1, 3}
    assert one.hidden_columns == {2}
    assert two.hidden


def test_merged_cells_of_a_document() -> None:
    span = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>"
    made = packages.table(
        f"<table:table-row>{ONE.replace('/>', f' {span}/>')}{covered}{ONE}</table:table-row>"
        f"<table:table-row>{covered}{covered}{ONE}</table:table-row>"
    )
    sheet = only(calc(made), "table.ods")
    assert sheet.merged == ((1, 1, 2, 2),)
    assert sorted(sheet.cells) == [(1, 1), (1, 3), (2, 3)]


def test_a_document_shows_thousands_by_style_of_cell_row_or_column() -> None:
    styles = (
        '<number:number-style style:name="n"><number:number number:display-factor="1000"/>'
        '</number:number-style><style:style style:name="a" style:data-style-name="n"/>'
        '<style:style style:name="b" style:parent-style-name="a"/>'
    )
    own = ONE.replace("/>", ' table:style-name="b"/>')
    made = packages.table(
        '<table:table-column/><table:table-column table:default-cell-style-name="a"/>'
        f"<table:table-row>{ONE}{ONE}{own}</table:table-row>"
        f'<table:table-row table:default-cell-style-name="b">{ONE}</table:table-row>'
    )
    sheet = only(calc(made, styles), "table.ods")
    assert {place for place, cell in sheet.cells.items() if cell.scaled} == {(1, 2), (1, 3), (2, 1)}


# text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_in_every_form(encoding: str, delimiter: str, end: str) -> None:
    lines = [
        ["指标", "2024年", "备注"],
        [],
        ["GDP", '"1,5"', '"a;b\t""c""\n换行"'],
        ["人口", "", ""],
    ]
    text = end.join(delimiter.join(line) for line in lines)
    sheet = only(text.encode(encoding), "table.CSV")
    assert sheet.name == ""
    assert said(sheet) == {
        (1, 1): ("text", "指标"),
        (1, 2): ("text", "2024年"),
        (1, 3): ("text", "备注"),
        (3, 1): ("text", "GDP"),
        (3, 2): ("text", "1,5"),
        (3, 3): ("text", 'a;b\t"c"\n换行'),
        (4, 1): ("text", "人口"),
    }


def test_text_may_say_what_parts_its_cells() -> None:
    sheet = only(b"sep=;\r\na,b;1,5\r\nc,d;2,5\r\n", "table.txt")
    assert [cell.text for cell in sheet.cells.values()] == ["a,b", "1,5", "c,d", "2,5"]
    assert sorted(sheet.cells) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_commas_of_decimals_part_no_cells() -> None:
    sheet = only("指标;2023;2024\n甲;1,5;2,5\n乙;3,5;4,5\n".encode(), "table.csv")
    assert len(sheet.cells) == 9


# what is no table

WHOLE = excel(rows("<c><v>1</v></c>"))
DOCTYPE = '<!DOCTYPE a [<!ENTITY x "y">]>'


def without(name: str) -> bytes:
    parts = packages.excel_parts(rows("<c><v>1</v></c>"))
    del parts[name]
    return packages.zipped(parts)


def with_part(name: str, content: str) -> bytes:
    return packages.zipped(packages.excel_parts(rows("<c><v>1</v></c>")) | {name: content})


def bad_sum() -> bytes:
    data = packages.zipped(packages.excel_parts(rows("<c><v>1</v></c>")), zipfile.ZIP_STORED)
    return data.replace(b"<v>1</v>", b"<v>2</v>")


def of_document(**more: str) -> bytes:
    parts = packages.calc_parts(packages.table(""))
    return packages.zipped(parts | {name.replace("_", "/"): part for name, part in more.items()})


def shared_place() -> bytes:
    stream = packages.old_stream(number_record(0, 0, 1), sheets=2)
    first, second = (match.start() + 4 for match in re.finditer(b"\x85\0\x0a\0", stream))
    return stream[:second] + stream[first : first + 4] + stream[second + 4 :]


SHEET = "xl/worksheets/sheet1.xml"
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "cut off": ("broken", WHOLE[:-40], "a.xlsx"),
    "cut in half": ("broken", WHOLE[: len(WHOLE) // 2], "a.xlsx"),
    "a wrong sum": ("broken", bad_sum(), "a.xlsx"),
    "broken XML": ("broken", with_part(SHEET, "<worksheet><sheetData>"), "a.xlsx"),
    "no workbook": ("broken", without("xl/workbook.xml"), "a.xlsx"),
    "no sheet": ("broken", without(SHEET), "a.xlsx"),
    "a text that is not shared": ("broken", excel(rows('<c t="s"><v>9</v></c>')), "a.xlsx"),
    "a text from behind": (
        *("broken", excel(rows('<c t="s"><v>-1</v></c>'), strings="<si/>"), "a.xlsx"),
    ),
    "no number": ("broken", excel(rows("<c><v>1_0</v></c>")), "a.xlsx"),
    "no place": ("broken", excel(rows('<c r="A0"><v>1</v></c>')), "a.xlsx"),
    "no sort": ("broken", excel(rows('<c t="x"><v>1</v></c>')), "a.xlsx"),
    "bzip2": (*("broken", packages.zipped(packages.excel_parts(""), zipfile.ZIP_BZIP2), "a.xlsx"),),
    "entities": ("doctype", with_part(SHEET, f"{DOCTYPE}<worksheet>&x;</worksheet>"), "a.xlsx"),
    "an entity elsewhere": (
        "doctype",
        with_part("xl/workbook.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>'),
        "a.xlsx",
    ),
    "only charts": ("no_sheet", excel(tabs=""), "a.xlsx"),
    "xlsb": (
        "xlsb",
        packages.zipped(
            {
                "_rels/.rels": str(packages.excel_parts()["_rels/.rels"]).replace(".xml", ".bin"),
                "xl/workbook.bin": "",
            }
        ),
        "a.xlsx",
    ),
    "Word": ("word", packages.zipped({"word/document.xml": ""}), "a.xlsx"),
    "PowerPoint": ("slides", packages.zipped({"ppt/presentation.xml": ""}), "a.xlsx"),
    "a zip": ("archive", packages.zipped({"a.xlsx": WHOLE}), "a.xlsx"),
    "an empty zip": ("archive", packages.zipped({}), "a.xlsx"),
    "an encrypted xlsx": ("encrypted", packages.compound({"EncryptedPackage": b"x"}), "a.xlsx"),
    "an encrypted xls": ("encrypted", old(b"", record(0x2F, bytes(6))), "a.xls"),
    "an encrypted ods": (
        "encrypted",
        of_document(**{"META-INF_manifest.xml": "<a><m:encryption-data xmlns:m='m'/></a>"}),
        "a.ods",
    ),
    "a text of LibreOffice": (
        *("word", of_document(mimetype="application/vnd.oasis.opendocument.text"), "a.ods"),
    ),
    "a document without tables": ("no_sheet", calc(""), "a.ods"),
    "odd attributes": (
        "broken",
        of_document(**{"content.xml": "<office:document-content xmlns:office='o'/>"}),
        "a.ods",
    ),
    "an old Word": ("word", packages.compound({"WordDocument": b"x"}), "a.xls"),
    "an old file": ("old_file", packages.compound({"Contents": b"x"}), "a.xls"),
    "no records": ("broken", packages.compound({"Workbook": b""})[:600], "a.xls"),
    "Excel 4": ("old_workbook", bytes.fromhex("0904060000001000") + bytes(90), "a.xls"),
    "sheets that share a place": ("broken", shared_place(), "a.xls"),
    "a text that breaks off": (
        *("broken", old(record(0x0204, struct.pack("<4HB", 0, 0, 0, 500, 1), b"ab")), "a.xls"),
    ),
    "HTML": ("html", b"\xef\xbb\xbf\r\n<html><table><tr><td>1", "a.xls"),
    "a page from a server": ("html", b"<!DOCTYPE html>\n<p>", "a.xlsx"),
    "a page in one file": ("html", b"MIME-Version: 1.0\r\n", "a.xls"),
    "XHTML": ("html", b'<?xml version="1.0"?><html xmlns="x">', "a.xls"),
    "Excel 2003": (
        "xml_workbook",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "a.xls",
    ),
    "XML": ("xml", b'<?xml version="1.0"?><a/>', "a.csv"),
    "a CSV called xlsx": ("only_text", b"a,b\n1,2\n", "a.xlsx"),
    "a CSV called xls": ("only_text", "指标\t数值\n".encode("gb18030"), "a.xls"),
    "an open quotation mark": ("quotes", b'a,b\n"1,2\n3,4\n', "a.csv"),
    "an odd quotation mark": ("quotes", b'a,b\n"1"x,2\n', "a.csv"),
    "no text": ("unknown", b"\x01\x02\0\x03", "a.csv"),
    "no known encoding": ("encoding", b"\xff\x80\x80a,b", "a.csv"),
    "half a sign": ("encoding", "指标".encode("utf-16")[:-1], "a.csv"),
    "PDF": ("pdf", b"%PDF-1.7", "a.xlsx"),
    "a picture": ("picture", b"\x89PNG\r\n\x1a\n", "a.xlsx"),
    "RAR": ("archive", b"Rar!\x1a\x07", "a.xlsx"),
    "RTF": ("word", b"{\\rtf1", "a.xls"),
    "nothing": ("no_content", b"", "a.xlsx"),
    "blanks": ("no_content", b" \n\n", "a.csv"),
}


@pytest.mark.parametrize(("what", "data", "name"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_table_is_refused_by_name(what: str, data: bytes, name: str) -> None:
    assert refused(data, name) == ("JY801", what)


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a.ods", "a", "a.yaml"])
def test_a_workbook_is_one_whatever_it_is_called(name: str) -> None:
    for data in (WHOLE, old(number_record(0, 0, 1)), calc(packages.table(ONE_ROW))):
        assert said(only(data, name)) == {(1, 1): ("number", "1")}


ONE_ROW = f"<table:table-row>{ONE}</table:table-row>"


def test_why_a_file_cannot_be_read_is_passed_on() -> None:
    _, (found,) = opened(Content("a.csv", b""))
    assert opened(Content("b.xlsx", found)) == (None, [found])


# what costs too much

MANY = 300_000


def sheet_of(*pieces: bytes) -> bytes:
    """An .xlsx whose sheet is made of these pieces; written piece by piece."""
    parts: dict[str, packages.Part] = dict(packages.excel_parts(""))
    parts[SHEET] = (b"<worksheet><sheetData>", *pieces, b"</sheetData></worksheet>")
    return packages.zipped(parts)


def document_of(*pieces: bytes) -> bytes:
    parts = packages.calc_parts("@")
    before, after = str(parts["content.xml"]).encode().split(b"@")
    return packages.zipped(parts | {"content.xml": (before, *pieces, after)})


def lying(data: bytes) -> bytes:
    """A package whose parts are said to have a byte each."""
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = data.find(mark)
        while start >= 0:
            data = data[: start + place] + struct.pack("<I", 1) + data[start + place + 4 :]
            start = data.find(mark, start + 4)
    return data


def endless_folder() -> bytes:
    """A folder of 58 entries of which each leads to the next one on both sides."""
    entries = packages.entry("Root Entry", 5, child=1) + b"".join(
        packages.entry(f"E{each}", 1, left=each + 1, right=each + 1, child=each + 1)
        for each in range(1, 59)
    )
    entries = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    return packages.container(entries, [range(len(entries) // 512)], 0)


def circle_of_sectors() -> bytes:
    data = packages.compound({"Workbook": packages.old_stream(number_record(0, 0, 1))})
    return data[:-1024] + struct.pack("<I", 0) + data[-1020:]


BLANKS = b" " * 2**20
CELLS = b"<row>" + b"<c><v>1.5</v></c>" * 1000 + b"</row>"
END_OF_BAND = b"</table:table-row></table:table>"
BAND = b'<table:table table:name="T"><table:table-row table:number-rows-repeated="1000000">'
LONG = b'<row><c t="str"><v>' + "汉".encode() * 32767 + b"</v></c></row>"
BLANK_BAND = b'<table:table table:name="T"><table:table-row>' + 100 * (
    b'<table:table-cell office:value-type="float" office:value="1"><text:p>1'
    b'<text:s text:c="32000"/>(x(</text:p></table:table-cell>'
)
PARAGRAPHS = (
    b'<table:table table:name="T"><table:table-row><table:table-cell office:value-type="float"'
    b' office:value="1">' + 20_000 * b'<text:p>1<text:s text:c="32000"/></text:p>'
)
# name -> what there is too much of, the file
COSTLY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "paragraphs of blanks": ("cell_characters", lambda: document_of(PARAGRAPHS)),
    "unpacks to 100 MiB": ("unpacked", lambda: sheet_of(*[BLANKS] * 100)),
    "files": ("entries", lambda: packages.zipped({f"f{each}": "" for each in range(4001)})),
    "sheets": ("sheets", lambda: excel(*[""] * 600)),
    "10,000 sheets": ("entries", lambda: excel(*[""] * 10_000)),
    "cells": ("cells", lambda: sheet_of(*[CELLS] * 201)),
    "elements": ("elements", lambda: sheet_of(*[b"<c/>" * 1000] * 2600)),
    "depth": ("depth", lambda: sheet_of(*[b"<a>" * 1000] * 1000)),
    "names of elements": (
        *("names", lambda: sheet_of("".join(f"<n{each}/>" for each in range(MANY)).encode())),
    ),
    "a long tag": ("tag", lambda: sheet_of(b'<c r="', *[BLANKS] * 40, b'"/>')),
    "a long comment": ("tag", lambda: sheet_of(b"<!--", *[BLANKS] * 40, b"-->")),
    "a long text": (
        *("cell_characters", lambda: sheet_of(b'<c t="str"><v>', *[BLANKS] * 40, b"x</v></c>")),
    ),
    "long texts": ("characters", lambda: sheet_of(*[LONG] * 1000)),
    "a long text shared": (
        "characters",
        lambda: excel(
            rows('<c t="s"><v>0</v></c>' * MANY), strings=f"<si><t>{'x' * 32767}</t></si>"
        ),
    ),
    "texts": ("strings", lambda: excel("", strings="<si/>" * 500_001)),
    "formats": ("formats", lambda: excel("", styles=formatted(*map(str, range(5000))))),
    "a long format": ("format_characters", lambda: excel("", styles=formatted("0" * 256))),
    "a far row": ("rows", lambda: excel(rows('<c r="A1048577"><v>1</v></c>'))),
    "a far column": ("columns", lambda: excel(rows('<c r="XFE1"><v>1</v></c>'))),
    "widths": ("column_widths", lambda: excel('<col min="1" max="16384" hidden="1"/>' * MANY)),
    "merged": ("merged", lambda: excel('<mergeCell ref="A1:XFD1048576"/>' * MANY)),
    "merged over each other": (
        "merged",
        lambda: sheet_of(
            *[CELLS] * 150,
            b"</sheetData><sheetData>",
            b'<mergeCell ref="B2:ALK80"/>' * 1000,
        ),
    ),
    "a band of cells": ("cells", lambda: document_of(BAND, TWICE.encode(), END_OF_BAND)),
    "a band of merged cells": (
        "merged",
        lambda: document_of(BAND, TWICE.replace("repeated", "spanned").encode(), END_OF_BAND),
    ),
    "blanks": (
        "cell_characters",
        lambda: document_of(
            *(BAND, b"<table:table-cell><text:p>", b'<text:s text:c="30000"/>' * 90_000),
            *(b"</text:p></table:table-cell>", END_OF_BAND),
        ),
    ),
    "tables": ("sheets", lambda: calc(packages.table("") * 501)),
    "records": ("records", lambda: packages.old_stream(record(1) * 2_000_000)),
    "numbers": ("cells", lambda: packages.old_stream(number_record(0, 0, 1) * 200_001)),
    "texts of old Excel": (
        "strings",
        lambda: packages.old_stream(
            b"",
            record(0xFC, struct.pack("<II", 2**31, 2**31) + bytes(3) * 2000)
            + record(0x3C, bytes(3) * 2000) * 250,
        ),
    ),
    "sheets of old Excel": ("sheets", lambda: old(b"", sheets=501)),
    "lines": ("rows", lambda: b"\n" * 2_000_000 + b"x"),
    "cells of text": ("cells", lambda: b"a,b\n" * 200_000),
    "a text without end": ("cell_characters", lambda: b"x" * 4_000_000),
    "text": ("bytes", lambda: b"x,y\n" * 1_100_000),
    "bytes": ("bytes", lambda: bytes(16 * 2**20 + 1)),
}
# name -> what comes of it: why it is no table, or how many cells there are
HARMLESS: dict[str, tuple[str | int, Callable[[], bytes]]] = {
    "a million empty rows": (0, lambda: sheet_of(*[b'<row><c s="1"/></row>' * 1000] * 1000)),
    "as many cells as may be": (200_000, lambda: sheet_of(*[CELLS] * 200)),
    "sizes that lie": ("JY801 broken", lambda: lying(sheet_of(*[CELLS] * 100))),
    "a band without cells": (0, lambda: document_of(BAND, EMPTY.encode(), END_OF_BAND)),
    "65,536 styles": (
        *(1, lambda: packages.old_stream(number_record(0, 0, 1), packages.style_record(9) * 65536)),
    ),
    "records without cells": (0, lambda: packages.old_stream(record(0xBE, bytes(500)) * 30_000)),
    "an endless folder": ("JY801 old_file", endless_folder),
    "a circle of sectors": ("JY801 broken", circle_of_sectors),
    "commas": (1, lambda: b"x" + b"," * 16_000 + b"\n"),
    "blanks by the thousand before a unit": (
        *(100, lambda: document_of(BLANK_BAND, b"</table:table-row></table:table>")),
    ),
    "an open quotation mark": ("JY801 quotes", lambda: b'"' + b"a,b\n" * MANY),
}
# Opens a file with as much memory as a reader of somebody's form may take, and says what it found.
CHILD = """
import resource, sys
from pathlib import Path
from jyplan.forms.opening import opened
from jyplan.plan.files import Content
resource.setrlimit(resource.RLIMIT_AS, (300 * 2**20,) * 2)
sheets, findings = opened(Content("t.csv", Path(sys.argv[1]).read_bytes()))
cells = [] if sheets is None else [sum(len(sheet.cells) for sheet in sheets.sheets)]
print(*cells, *(f"{each.code} {each.data['what']}" for each in findings))
"""


@pytest.mark.parametrize(
    ("wanted", "made"),
    [*((f"JY802 {what}", made) for what, made in COSTLY.values()), *HARMLESS.values()],
    ids=[*COSTLY, *HARMLESS],
)
def test_nothing_takes_more_than_300_mib(
    wanted: str | int, made: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "table"
    path.write_bytes(made())
    done = subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", CHILD, path],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.stdout.strip(), done.stderr) == (str(wanted), "")


@pytest.mark.parametrize("what", sorted({what for what, _ in COSTLY.values()}))
@pytest.mark.parametrize("language", get_args(Language))
def test_too_much_of_anything_has_words(what: str, language: Language) -> None:
    message = message_of(unread("JY802", "t.csv", {"what": what, "limit": 5}), language)
    assert re.search(r"\b5\b", message)
    assert not re.search(r"[{}]|None|^\W|\s\s", message)


@pytest.mark.parametrize(
    "made",
    [
        excel(rows('<c t="str"><v>left</v></c>')),
        calc(
            packages.table(
                '<table:table-row><table:table-cell office:value-type="string">'
                "<text:p>left</text:p></table:table-cell></table:table-row>"
            )
        ),
        old(label_record(0, 0, "left")),
    ],
    ids=["xlsx", "ods", "xls"],
)
def test_nothing_of_a_file_stays_once_it_is_done_with(made: bytes) -> None:
    """Of a thousand forms in one run, in which nothing looks for cycles."""

    def left() -> int:
        return sum(isinstance(each, SheetCell) and each.text == "left" for each in gc.get_objects())

    gc.collect()
    gc.disable()
    before = left()
    try:
        sheets = read(made)
        assert left() == before + 1
        del sheets
        assert left() == before
    finally:
        gc.enable()


def test_no_library_of_workbooks_is_loaded() -> None:
    """They take as long to import as all the rest of a run."""
    script = "import sys, jyplan.forms.opening.excel, jyplan.forms.opening.old_excel\n"
    script += "print({'openpyxl', 'xlrd', 'xlsxwriter', 'numpy'} & set(sys.modules))"
    done = subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
