"""Workbooks and tables as people send them, and what must be found in each, worked out by hand.

``python tests/cases/forms/build.py FOLDER`` writes them all. The plan beside it is what they
report to: figures are of 2023, and those of 2022 are on file. What must be said of a case stands
beside it, a line each:

``指标!C2 JY806 error``: this is found in this cell (``-``: about the file as a whole);
``指标!C2 firms/east 2023 = 260``: this cell is understood as this figure of this district; what
stands behind the figure says that it is ``provisional``, and from which unit it was converted.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


PLAN: Final = Path(__file__).parent / "plan"


class Shown(NamedTuple):
    """A value with the format that it is shown in."""

    value: float | date | datetime | time
    code: str


class Formula(NamedTuple):
    """A formula and what it last came to."""

    text: str
    result: float | str | bool
    code: str = ""


class Struck(NamedTuple):
    """A value that is struck through."""

    value: float | str


class Parts(NamedTuple):
    """Parts of a text, each with its look: ``raised``, ``struck`` or none."""

    parts: tuple[tuple[str, str], ...]


Rows: TypeAlias = "Sequence[Sequence[Any]]"


class Sheet(NamedTuple):
    """A sheet: rows from its first cell on, what is merged in it, what nobody sees."""

    rows: Rows
    name: str = "指标"
    first: tuple[int, int] = (1, 1)
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    filtered: str = ""


class Case(NamedTuple):
    """A file, how it is asked about, and what must be said.

    Attributes:
        name: of the case.
        file: the name of the file.
        data: what it holds.
        found: code, severity and cell of what must be found.
        figures: cell, id with district, year and figure of what must be understood.
        options: of the command line.
        edits: what is written otherwise in the plan: file, text, other text.
    """

    name: str
    file: str
    data: bytes
    found: tuple[str, ...]
    figures: tuple[str, ...]
    options: tuple[str, ...] = ()
    edits: tuple[tuple[str, str, str], ...] = ()


def xlsx(*sheets: Sheet) -> bytes:
    """A workbook as xlsxwriter makes it."""
    # Only here: what tests and scripts ask of the rest of this module needs no library.
    import xlsxwriter

    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        made: dict[str, Any] = {
            "": book.add_format(),
            "raised": book.add_format({"font_script": 1}),
            "struck": book.add_format({"font_strikeout": True}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            top, left = sheet.first
            for row, cells in enumerate(sheet.rows, top - 1):
                for column, cell in enumerate(cells, left - 1):
                    code = getattr(cell, "code", "")
                    made.setdefault(code, book.add_format({"num_format": code or "General"}))
                    _put(page, row, column, cell, made)
            for block in sheet.merged:
                first = block.partition(":")[0]
                row, column = _place(first)
                page.merge_range(block, "", None)
                cell = sheet.rows[row - top][column - left]
                _put(page, row - 1, column - 1, cell, made)
            for number in sheet.hidden_rows:
                page.set_row(number - 1, None, None, {"hidden": True})
            for letter in sheet.hidden_columns:
                page.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
            if sheet.filtered:
                page.autofilter(sheet.filtered)
            if sheet.hidden:
                page.hide()
    return held.getvalue()


def _put(page: Any, row: int, column: int, cell: Any, made: dict[str, Any]) -> None:  # noqa: ANN401 of xlsxwriter
    look = made[getattr(cell, "code", "")]
    match cell:
        case Struck(value):
            page.write(row, column, value, made["struck"])
        case Parts(parts):
            page.write_rich_string(
                row, column, *(each for look, text in parts for each in (made[look], text))
            )
        case None:
            return
        case Formula(text, result, _):
            page.write_formula(row, column, text, look, result)
        case Shown(date() | time() as value, _):
            page.write_datetime(row, column, value, look)
        case Shown(value, _):
            page.write_number(row, column, value, look)
        case str():
            page.write_string(row, column, cell, look)
        case _:
            page.write(row, column, cell, look)


def _place(cell: str) -> tuple[int, int]:
    """Row and column of a cell in the first 26 columns."""
    return int(cell[1:]), ord(cell[0]) - ord("A") + 1


def by_program(rows: Rows) -> bytes:
    """A workbook as openpyxl makes it: beside formulas stand no results."""
    from openpyxl import Workbook

    book, held = Workbook(), io.BytesIO()
    page = book.active
    page.title = "指标"
    for row in rows:
        page.append([cell.text if isinstance(cell, Formula) else cell for cell in row])
    book.save(held)
    return held.getvalue()


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    """Rows as text, as Excel writes it."""
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return held.getvalue()


def patched(data: bytes, part: str, old: str, new: str) -> bytes:
    """A package of which one text is another."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(held, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == part:
                assert old.encode() in content, old
                content = content.replace(old.encode(), new.encode())
            after.writestr(entry.filename, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def ods(rows: Rows) -> bytes:
    """A sheet as an OpenDocument file."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="指标">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return held.getvalue()


def _ods_cell(cell: Any) -> str:  # noqa: ANN401 whatever stands in cells
    match cell:
        case None:
            return "<table:table-cell/>"
        case Shown(date() as value, _):
            said = f'date" office:date-value="{value.isoformat()}'
        case Shown(value, code):
            said = f'{"percentage" if "%" in code else "float"}" office:value="{value}'
        case Formula(text, result, _):
            return (
                f"<table:table-cell table:formula={quoteattr('of:' + text)}"
                f' office:value-type="float" office:value="{result}"/>'
            )
        case int() | float():
            said = f'float" office:value="{cell}'
        case _:
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
            )
    return f'<table:table-cell office:value-type="{said}"/>'


CASES: Final[list[Callable[[], Case]]] = []


def case(  # noqa: PLR0913 one parameter for each part of a case
    name: str,
    content: Rows | Sheet | Sequence[Sheet] | Callable[[], bytes],
    said: str,
    *,
    file: str = "",
    options: str = "",
    edits: Iterable[tuple[str, str, str]] = (),
) -> None:
    """Take up a case; see the beginning of this file."""
    lines = [line.strip() for line in said.strip().splitlines() if line.strip()]

    def made() -> Case:
        if callable(content):
            data = content()
        elif isinstance(content, Sheet):
            data = xlsx(content)
        elif content and isinstance(content[0], Sheet):
            data = xlsx(*content)
        else:
            data = xlsx(Sheet(content))
        return Case(
            name,
            file or "表.xlsx",
            data,
            tuple(sorted(line for line in lines if " = " not in line)),
            tuple(sorted(line for line in lines if " = " in line)),
            tuple(options.split()),
            tuple(edits),
        )

    made.__name__ = name
    CASES.append(made)


def built() -> list[Case]:
    """All cases."""
    return [made() for made in CASES]


HEAD = ("指标", "单位", "2023年")
FIRMS = ("高新技术企业", "家", 260)
GDP = ("地区生产总值", "亿元", 1300)
RD = ("研发投入强度", "%", 2.6)
PATENTS = ("有效发明专利", "件", 800)
VALUES = ("指标", "单位", "数值")

# --- what Excel does to figures ------------------------------------------------------------------
case(
    "plain",
    [HEAD, FIRMS, GDP, RD, PATENTS],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 rd_intensity 2023 = 2.6
    指标!C5 patents 2023 = 800
    """,
)
case(
    # Excel holds 2.6 % as 0.026, and 0.029 as 0.028999999999999998
    "percent",
    [
        HEAD,
        ("研发投入强度", "%", Shown(0.026, "0.00%")),
        ("污水处理率", "%", Shown(0.89, "0%")),
        ("单位产值能耗", "%", Shown(-0.029, "0.0%")),
    ],
    """
    指标!C2 rd_intensity 2023 = 2.6
    指标!C3 sewage 2023 = 89
    指标!C4 energy 2023 = -2.9
    """,
)
case(
    "percent_without_a_unit",
    [("指标", "2023年"), ("研发投入强度", Shown(0.0102, "0.00%")), ("污水处理率", Shown(1, "0%"))],
    """
    指标!B2 rd_intensity 2023 = 1.02
    指标!B2 JY402 warning
    指标!B3 sewage 2023 = 100
    """,
)
case(
    "percent_of_what_is_counted",
    [HEAD, ("高新技术企业", "家", Shown(2.6, "0%")), ("常住人口", "万人", Shown(0.515, "0.0%"))],
    """
    指标!C2 JY809 error
    指标!C3 JY809 error
    """,
)
case(
    # 0.44 % is 4.4 ‰
    "percent_for_per_mille",
    [HEAD, ("婴儿死亡率", "‰", Shown(0.0044, "0.00%"))],
    """
    指标!C2 mortality 2023 = 4.4 %
    指标!C2 JY814 note
    """,
)
case(
    # who set the whole column in per cent after typing
    "percent_everywhere",
    [
        HEAD,
        ("高新技术企业", "家", Shown(260, "0%")),
        ("地区生产总值", "亿元", Shown(1300, "0.00%")),
        ("研发投入强度", "%", Shown(2.6, "0%")),
    ],
    """
    指标!C2 JY809 error
    指标!C3 JY809 error
    指标!C4 JY203 error
    """,
)
case(
    "percent_by_formula",
    [HEAD, ("研发投入强度", "%", Formula("=33.8/1300", 0.026, "0.00%"))],
    "指标!C2 rd_intensity 2023 = 2.6",
)
case(
    # without the format Excel shows what it holds
    "fraction_without_per_cent",
    [HEAD, ("研发投入强度", "%", 0.026), ("污水处理率", "%", 0.89)],
    """
    指标!C2 rd_intensity 2023 = 0.026
    指标!C2 JY404 error
    指标!C3 sewage 2023 = 0.89
    指标!C3 JY404 error
    """,
)
case(
    "per_cent_signs_in_text",
    [
        HEAD,
        ("研发投入强度", "%", "2.6%"),
        ("污水处理率", None, "89％"),
        ("婴儿死亡率", "‰", "4.4‰"),
    ],
    """
    指标!C2 rd_intensity 2023 = 2.6
    指标!C3 sewage 2023 = 89
    指标!C4 mortality 2023 = 4.4
    """,
)
case(
    "binary_fractions",
    [HEAD, ("研发投入强度", "%", 2.3 + 0.3), ("常住人口", "万人", 51.4 + 0.1)],
    """
    指标!C2 rd_intensity 2023 = 2.6
    指标!C3 residents 2023 = 51.5
    """,
)
case(
    "numbers_as_text",
    [
        HEAD,
        ("高新技术企业", "家", "260"),
        ("地区生产总值", "亿元", " 1300.50 "),
        ("有效发明专利", "件", "８００"),
        ("研发投入强度", "%", "2。6"),
        ("单位产值能耗", "%", "－3.0"),
        ("常住人口", "万人", "\u00a051.5\u3000"),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300.50
    指标!C4 patents 2023 = 800
    指标!C5 rd_intensity 2023 = 2.6
    指标!C6 energy 2023 = -3.0
    指标!C7 residents 2023 = 51.5
    """,
)
case(
    "units_in_text",
    [
        HEAD,
        ("高新技术企业", None, "260家"),
        ("地区生产总值", None, "1300亿元"),
        ("常住人口", None, "51.5 万人"),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 residents 2023 = 51.5
    """,
)
case(
    "about",
    [
        HEAD,
        ("高新技术企业", "家", "约260"),
        ("地区生产总值", "亿元", "1300左右"),
        ("有效发明专利", "件", "≈800"),
        ("常住人口", "万人", "about 51.5"),
        ("粮食产量", "万吨", "近63"),
    ],
    """
    指标!C2 JY129 error
    指标!C3 JY129 error
    指标!C4 JY129 error
    指标!C5 JY129 error
    指标!C6 JY129 error
    """,
)
case(
    "bounds",
    [
        HEAD,
        ("高新技术企业", "家", "260以上"),
        ("地区生产总值", "亿元", ">1300"),
        ("有效发明专利", "件", "超过800件"),
        ("常住人口", "万人", "51.5+"),
        ("粮食产量", "万吨", "62-63"),
        ("污水处理率", "%", "不低于89%"),
    ],
    """
    指标!C2 JY129 error
    指标!C3 JY129 error
    指标!C4 JY129 error
    指标!C5 JY129 error
    指标!C6 JY129 error
    指标!C7 JY129 error
    """,
)
case(
    "preliminary_in_words",
    [
        HEAD,
        ("高新技术企业", "家", "260（快报）"),
        ("地区生产总值", "亿元", "预计1300"),
        ("有效发明专利", "件", "800 (p)"),
    ],
    """
    指标!C2 firms 2023 = 260 provisional
    指标!C3 gdp 2023 = 1300 provisional
    指标!C4 patents 2023 = 800 provisional
    """,
)
case(
    # a mark of a footnote is no digit: 260① is not 2601
    "footnotes",
    [
        HEAD,
        ("高新技术企业", "家", "260①"),
        ("地区生产总值", "亿元", "1300²"),
        ("有效发明专利", "件", "800⑴"),
        ("研发投入强度", "%", "2.6¹"),
        ("常住人口", "万人", "51.5*"),
        ("粮食产量", "万吨", "63（含薯类）"),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 patents 2023 = 800
    指标!C5 rd_intensity 2023 = 2.6
    指标!C6 residents 2023 = 51.5
    指标!C7 JY129 error
    """,
)
case(
    "thousands",
    [
        HEAD,
        ("地区生产总值", "亿元", "1,300.5"),
        ("第二产业增加值", "亿元", "1，520"),
        ("有效发明专利", "件", Shown(800, "#,##0")),
    ],
    """
    指标!C2 gdp 2023 = 1300.5
    指标!C3 secondary 2023 = 1520
    指标!C3 JY402 warning
    指标!C4 patents 2023 = 800
    """,
)
case(
    # 2,6 may be 2.6, and is never 26
    "commas_that_may_be_points",
    [
        HEAD,
        ("研发投入强度", "%", "2,6"),
        ("地区生产总值", "亿元", "1.300,5"),
        ("常住人口", "万人", "51,50"),
        ("有效发明专利", "件", "8 00"),
    ],
    """
    指标!C2 JY131 error
    指标!C3 JY131 error
    指标!C4 JY131 error
    指标!C5 JY106 error
    """,
)
case(
    "multiples_in_text",
    [
        HEAD,
        ("常住人口", None, "51.5万"),
        ("地区生产总值", None, "1300亿"),
        ("有效发明专利", None, "0.08万件"),
        ("第二产业增加值", None, "5200000万元"),
        ("粮食产量", None, "63万"),
    ],
    """
    指标!C2 residents 2023 = 51.5
    指标!C3 gdp 2023 = 1300
    指标!C4 patents 2023 = 800 万件
    指标!C4 JY814 note
    指标!C5 secondary 2023 = 520 万元
    指标!C5 JY814 note
    指标!C6 grain 2023 = 63
    """,
)
case(
    # 51.5万 in a column of 万人 are 51.5 of them, as people write it, and not a ten thousand times
    "multiples_beside_a_unit",
    [
        HEAD,
        ("常住人口", "万人", "51.5万"),
        ("地区生产总值", "亿元", "1300亿"),
        ("高新技术企业", "家", "0.026万"),
    ],
    """
    指标!C2 residents 2023 = 51.5
    指标!C3 gdp 2023 = 1300
    指标!C4 firms 2023 = 260 万家
    指标!C4 JY814 note
    """,
)
case(
    # the unit in the cell counts
    "unit_in_text_beside_another",
    [HEAD, ("地区生产总值", "万元", "1300亿元"), ("常住人口", "万人", "515000人")],
    """
    指标!C2 gdp 2023 = 1300
    指标!C3 residents 2023 = 51.5 人
    指标!C3 JY814 note
    """,
)
case(
    "not_decimal",
    [
        HEAD,
        ("高新技术企业", "家", "2.6e2"),
        ("地区生产总值", "亿元", "二千三百"),
        ("有效发明专利", "件", "0800"),
        ("研发投入强度", "%", "2.6.1"),
        ("常住人口", "万人", "51.5."),
        ("粮食产量", "万吨", "6O"),
        ("绿地面积", "公顷", "见附件"),
        ("单位产值能耗", "%", "下降3.0%"),
        ("道路里程", "公里", "21_"),
        ("污水处理率", "%", "½"),
    ],
    """
    指标!C2 JY124 error
    指标!C3 JY106 error
    指标!C4 JY110 error
    指标!C5 JY106 error
    指标!C6 JY106 error
    指标!C7 JY127 error
    指标!C8 JY106 error
    指标!C9 JY106 error
    指标!C10 JY113 error
    指标!C11 JY106 error
    """,
)
case(
    "minus_signs",
    [
        HEAD,
        ("单位产值能耗", "%", "\u22123.0"),
        ("道路里程", "公里", "-1"),
        ("高新技术企业", "家", "-260"),
        ("有效发明专利", "件", "（800）"),
    ],
    """
    指标!C2 energy 2023 = -3.0
    指标!C3 roads 2023 = -1
    指标!C4 JY203 error
    指标!C5 JY106 error
    """,
)
case(
    "no_figure",
    [
        HEAD,
        ("高新技术企业", "家", "—"),
        ("地区生产总值", "亿元", "无"),
        ("有效发明专利", "件", "暂无数据"),
        ("研发投入强度", "%", "/"),
        ("常住人口", "万人", "N/A"),
        ("粮食产量", "万吨", "待定"),
        ("绿地面积", "公顷", "   "),
        ("道路里程", "公里", None),
        ("污水处理率", "%", 0),
    ],
    """
    指标!C2 JY817 note
    指标!C3 JY817 note
    指标!C4 JY817 note
    指标!C5 JY817 note
    指标!C6 JY817 note
    指标!C7 JY817 note
    指标!C10 sewage 2023 = 0
    指标!C10 JY401 warning
    """,
)
case(
    "dates",
    [
        HEAD,
        ("高新技术企业", "家", Shown(date(2024, 3, 5), "yyyy-m-d")),
        ("地区生产总值", "亿元", Shown(time(12, 30), "h:mm")),
        ("有效发明专利", "件", Shown(800, 'm"月"d"日"')),
        ("研发投入强度", "%", "2024-03-05"),
        ("粮食产量", "万吨", "3月5日"),
        ("绿地面积", "公顷", "12:30"),
    ],
    """
    指标!C2 JY808 error
    指标!C3 JY808 error
    指标!C4 JY808 error
    指标!C5 JY808 error
    指标!C6 JY127 error
    指标!C7 JY808 error
    """,
)
case(
    "errors",
    [
        HEAD,
        *(
            (name, None, Formula("=A1/0", error))
            for name, error in zip(
                ("高新技术企业", "地区生产总值", "有效发明专利", "研发投入强度", "常住人口"),
                ("#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?"),
                strict=True,
            )
        ),
        # typed, or pasted as text
        ("粮食产量", "万吨", "#DIV/0!"),
        ("绿地面积", "公顷", "#N/A"),
        ("道路里程", "公里", "#####"),
    ],
    """
    指标!C2 JY806 error
    指标!C3 JY806 error
    指标!C4 JY806 error
    指标!C5 JY806 error
    指标!C6 JY806 error
    指标!C7 JY806 error
    指标!C8 JY806 error
    指标!C9 JY806 error
    """,
)
case(
    "formulas",
    [
        HEAD,
        ("高新技术企业", "家", Formula("=200+60", 260)),
        ("地区生产总值", "亿元", Formula("=SUM(D1:D9)", 1300.5)),
        ("有效发明专利", "件", Formula('="8"&"00"', "800")),
        ("研发投入强度", "%", Formula("=0.1+0.2+2.3", 0.1 + 0.2 + 2.3)),
        ("常住人口", "万人", Formula("=1/0", "#DIV/0!")),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300.5
    指标!C4 patents 2023 = 800
    指标!C5 rd_intensity 2023 = 2.6
    指标!C6 JY806 error
    """,
)
case(
    # as Excel stores that a formula comes to no text
    "formula_that_comes_to_nothing",
    lambda: patched(
        xlsx(Sheet([HEAD, FIRMS, ("粮食产量", "万吨", Formula('=""', ""))])),
        "xl/worksheets/sheet1.xml",
        '"1"><f>""</f>',
        '"1" t="str"><f>""</f>',
    ),
    "指标!C2 firms 2023 = 260",
)
case(
    "formulas_without_results",
    lambda: by_program([HEAD, ("高新技术企业", "家", Formula("=200+60", 0)), GDP]),
    """
    指标!C2 JY807 error
    指标!C3 gdp 2023 = 1300
    """,
)
case(
    # the result beside it counts, whatever the formula would come to
    "formula_with_another_result",
    [HEAD, ("高新技术企业", "家", Formula("=1+1", 260))],
    "指标!C2 firms 2023 = 260",
)
case(
    "formulas_for_names",
    [
        HEAD,
        (Formula('="高新"&"技术企业"', "高新技术企业"), "家", 260),
        (Formula("=A99", "#REF!"), "家", 5),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!A3 JY815 warning
    """,
)
case(
    "booleans",
    [
        HEAD,
        ("高新技术企业", "家", True),
        ("有效发明专利", "件", Formula("=1=1", result=True)),
        ("地区生产总值", "亿元", "TRUE"),
    ],
    """
    指标!C2 JY106 error
    指标!C3 JY106 error
    指标!C4 JY106 error
    """,
)
case(
    "text_like_formulas",
    [
        HEAD,
        ("高新技术企业", "家", "=260"),
        ("=cmd|' /C calc'!A0", "家", 5),
        ("@SUM(1+1)", "家", 6),
        ("有效发明专利", "件", "'800"),
    ],
    """
    指标!C2 JY106 error
    指标!A3 JY815 warning
    指标!A4 JY815 warning
    指标!C5 JY106 error
    """,
)
case(
    "shown_in_thousands",
    [
        HEAD,
        ("地区生产总值", "亿元", Shown(13000000, "0!.0,")),
        ("有效发明专利", "件", Shown(800000, "#,##0,")),
        ("常住人口", "万人", Shown(515000, '0!.0,"万"')),
        ("第二产业增加值", "亿元", Shown(520, '#,##0.00"亿元"')),
        ("第一产业增加值", "亿元", Shown(130, "0.00E+00")),
        ("高新技术企业", "家", Shown(260.4, "0")),
    ],
    """
    指标!C2 JY816 error
    指标!C3 JY816 error
    指标!C4 JY816 error
    指标!C5 secondary 2023 = 520
    指标!C6 primary 2023 = 130
    指标!C7 firms 2023 = 260.4
    指标!C7 JY233 error
    """,
)
case(
    "too_many_digits",
    [HEAD, ("地区生产总值", "亿元", "1300.12345678901234"), ("第二产业增加值", "亿元", 1e17)],
    """
    指标!C2 JY128 error
    指标!C3 secondary 2023 = 100000000000000000
    指标!C3 JY402 warning
    """,
)
case(
    "merged_figures",
    Sheet([HEAD, FIRMS, ("有效发明专利", "件", None), GDP], merged=("C2:C3",)),
    """
    指标!C2 JY810 error
    指标!C4 gdp 2023 = 1300
    """,
)
case(
    # over two columns it is still the figure of one row
    "merged_to_the_right",
    Sheet([(*HEAD, "备注"), (*FIRMS, None), (*GDP, "初步")], merged=("C2:D2",)),
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300 provisional
    """,
)
case(
    "hidden_rows_and_columns",
    Sheet(
        [
            ("指标", "单位", "2022年", "2023年"),
            ("高新技术企业", "家", 240, 260),
            ("有效发明专利", "件", 700, 800),
        ],
        hidden_rows=(3,),
        hidden_columns=("C",),
    ),
    """
    指标!C2 firms 2022 = 240
    指标!C2 JY811 note
    指标!D2 firms 2023 = 260
    指标!C3 patents 2022 = 700
    指标!C3 JY811 note
    指标!D3 patents 2023 = 800
    指标!D3 JY811 note
    """,
)
case(
    "filtered_rows",
    Sheet([HEAD, FIRMS, GDP], filtered="A1:C3", hidden_rows=(3,)),
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C3 JY811 note
    """,
)
case(
    "hidden_sheet",
    [Sheet([HEAD, FIRMS]), Sheet([HEAD, ("高新技术企业", "家", 999)], "旧表", hidden=True)],
    """
    指标!C2 firms 2023 = 260
    旧表!A1 JY811 note
    """,
)
case(
    "hidden_sheet_that_is_named",
    [Sheet([HEAD, FIRMS]), Sheet([HEAD, GDP], "旧表", hidden=True)],
    "旧表!C2 gdp 2023 = 1300",
    options="--sheet 旧表",
)
case(
    "twice_the_same",
    [HEAD, FIRMS, ("高企数", "家", 260), GDP],
    """
    指标!C2 firms 2023 = 260
    指标!C4 gdp 2023 = 1300
    """,
)
case(
    "twice_and_different",
    [HEAD, FIRMS, GDP, ("高企数", "家", 261)],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 JY217 error
    """,
)

case(
    # what a format shows before a number is a part of what the sender sees
    "formats_that_speak_before",
    [
        HEAD,
        ("高新技术企业", "家", Shown(260, '"约"0')),
        ("地区生产总值", "亿元", Shown(1300, "[$$-409]#,##0")),
        ("研发投入强度", "%", Shown(2.6, '"下降"0.0"%"')),
        ("有效发明专利", "件", Shown(800, '"-"0')),
        ("污水处理率", "%", Shown(0.89, '"≥"0%')),
        ("常住人口", "万人", Shown(51.5, '0.0 "USD"')),
    ],
    """
    指标!C2 JY816 error
    指标!C3 JY816 error
    指标!C4 JY816 error
    指标!C5 JY816 error
    指标!C6 JY816 error
    指标!C7 JY223 error
    """,
)
case(
    "formats_that_say_no_more",
    [
        HEAD,
        ("高新技术企业", "家", Shown(260, "[$-804]General")),
        ("地区生产总值", "亿元", Shown(1300, "[$¥-804]#,##0.00")),
        ("单位产值能耗", "%", Shown(-3, '"↑"0.0;"↓"0.0')),
        ("污水处理率", "%", Shown(89, '0"%"')),
        ("常住人口", "万人", Shown(51.5, '+0.0"万人";-0.0"万人"')),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 energy 2023 = -3
    指标!C5 sewage 2023 = 89
    指标!C6 residents 2023 = 51.5
    """,
)
case(
    # 0;-0;;@ shows nothing of nought
    "nought_that_nobody_sees",
    [HEAD, FIRMS, ("有效发明专利", "件", Shown(0, "0;-0;;@")), (*GDP[:2], Shown(0, '0;-0;""'))],
    "指标!C2 firms 2023 = 260",
)
case(
    "struck_through",
    [
        HEAD,
        ("高新技术企业", "家", Struck(260)),
        ("地区生产总值", "亿元", Struck("1300")),
        (Struck("有效发明专利"), "件", 800),
        ("研发投入强度", "%", 2.6),
    ],
    """
    指标!C2 JY816 error
    指标!C3 JY816 error
    指标!C4 JY815 warning
    指标!C5 rd_intensity 2023 = 2.6
    """,
)
case(
    # ² behind 88.1 is no digit of it, and what is struck through is none of what replaces it
    "parts_of_cells",
    [
        HEAD,
        ("高新技术企业", "家", Parts((("", "260"), ("raised", "2")))),
        ("地区生产总值", "亿元", Parts((("struck", "2"), ("", "1300.5")))),
        (Parts((("", "有效发明专利"), ("raised", "1)"))), "件", 800),
        ("绿地面积", "公顷", Parts((("struck", "25"), ("struck", "00")))),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300.5
    指标!C4 patents 2023 = 800
    指标!C5 JY816 error
    """,
)
case(
    "blanks_between_thousands",
    [
        HEAD,
        ("高新技术企业", "家", "1 260"),
        ("地区生产总值", "亿元", "1\u00a0300.5"),
        ("有效发明专利", "件", "1\u202f800"),
        ("常住人口", "万人", "51\u20095"),
        ("粮食产量", "万吨", "\u200b63\u200b"),
        ("绿地面积", "公顷", "1\n500"),
    ],
    """
    指标!C2 JY121 error
    指标!C3 gdp 2023 = 1300.5
    指标!C4 patents 2023 = 1800
    指标!C4 JY402 warning
    指标!C5 JY106 error
    指标!C6 grain 2023 = 63
    指标!C7 JY106 error
    """,
)
case(
    # as Excel writes into CSV what is long, and as some write what shall stay a text
    "text_as_excel_writes_it",
    ('指标,单位,2023年\n高新技术企业,家,"=""260"""\n地区生产总值,元,1.3005E+11\n').encode,
    """
    C2 firms 2023 = 260
    C3 gdp 2023 = 1300.5 元
    C3 JY814 note
    """,
    file="written.csv",
)
# --- units ---------------------------------------------------------------------------------------
case(
    # 13,005,000 万元 are 1,300.5 亿元; 15 亩 are a hectare
    "other_units",
    [
        HEAD,
        ("地区生产总值", "万元", 13005000),
        ("常住人口", "人", 515000),
        ("粮食产量", "吨", 630000),
        ("绿地面积", "亩", 4950),
        ("婴儿死亡率", "%", 0.44),
    ],
    """
    指标!C2 gdp 2023 = 1300.5 万元
    指标!C2 JY814 note
    指标!C3 residents 2023 = 51.5 人
    指标!C3 JY814 note
    指标!C4 grain 2023 = 63 吨
    指标!C4 JY814 note
    指标!C5 green 2023 = 330 亩
    指标!C5 JY814 note
    指标!C6 mortality 2023 = 4.4 %
    指标!C6 JY814 note
    """,
)
case(
    "same_unit_in_other_words",
    [
        HEAD,
        ("高新技术企业", "个", 260),
        ("地区生产总值", "100 million yuan", 1300),
        ("有效发明专利", "Patents", 800),
        ("研发投入强度", "百分比", 2.6),
        ("道路里程", "千米", 21),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 patents 2023 = 800
    指标!C5 rd_intensity 2023 = 2.6
    指标!C6 roads 2023 = 21
    """,
)
case(
    # the unit that a format shows behind a figure is that of the figure
    "units_of_formats",
    [
        ("指标", "单位", "2023年"),
        ("地区生产总值", None, Shown(13005000, '#,##0"万元"')),
        ("第二产业增加值", "万元", Shown(520, '0.0"亿元"')),
        ("粮食产量", None, Shown(63, '0.0"亩"')),
        ("研发投入强度", None, Shown(2.6, '0.0"%"')),
    ],
    """
    指标!C2 gdp 2023 = 1300.5 万元
    指标!C2 JY814 note
    指标!C3 secondary 2023 = 520
    指标!C4 JY223 error
    指标!C5 rd_intensity 2023 = 2.6
    """,
)
case(
    # 4951 / 15 = 330.0666… has no last digit
    "unit_that_does_not_come_out_even",
    [HEAD, ("绿地面积", "亩", 4951), GDP],
    """
    指标!C2 JY223 error
    指标!C3 gdp 2023 = 1300
    """,
)
case(
    "units_of_another_kind",
    [
        HEAD,
        ("高新技术企业", "亿元", 260),
        ("地区生产总值", "%", 6.1),
        ("常住人口", "户", 170000),
        ("单位产值能耗", "吨标准煤", 0.5),
    ],
    """
    指标!C2 JY223 error
    指标!C3 JY223 error
    指标!C4 JY223 error
    指标!C5 JY223 error
    """,
)
case(
    "units_behind_names",
    [
        ("指标", "2023年"),
        ("地区生产总值（万元）", 13000000),
        ("常住人口(万人)", 51.5),
        ("粮食产量 （吨）", 630000),
    ],
    """
    指标!B2 gdp 2023 = 1300 万元
    指标!B2 JY814 note
    指标!B3 residents 2023 = 51.5
    指标!B4 grain 2023 = 630000 吨
    指标!B4 JY814 note
    """.replace("= 630000", "= 63"),
)
case(
    "unit_in_the_heading",
    [("指标", "2023年（万元）"), ("地区生产总值", 13000000), ("第二产业增加值", 5200000)],
    """
    指标!B2 gdp 2023 = 1300 万元
    指标!B2 JY814 note
    指标!B3 secondary 2023 = 520 万元
    指标!B3 JY814 note
    """,
)
case(
    "unit_above_the_table",
    [("主要经济指标",), (None, "单位：万元"), ("指标", "2023年"), ("地区生产总值", 13000000)],
    """
    指标!B4 gdp 2023 = 1300 万元
    指标!B4 JY814 note
    """,
)
case(
    # 万元 without saying so
    "unit_that_is_not_stated",
    [("指标", "2023年"), ("地区生产总值", 13000000), ("常住人口", 515000)],
    """
    指标!B2 gdp 2023 = 13000000
    指标!B2 JY404 error
    指标!B3 residents 2023 = 515000
    指标!B3 JY404 error
    """,
)
case(
    "unit_that_is_merged",
    Sheet(
        [HEAD, ("地区生产总值", "万元", 13000000), ("第二产业增加值", None, 5200000)],
        merged=("B2:B3",),
    ),
    """
    指标!C2 gdp 2023 = 1300 万元
    指标!C2 JY814 note
    指标!C3 secondary 2023 = 520 万元
    指标!C3 JY814 note
    """,
)

case(
    "units_spelled_otherwise",
    [
        HEAD,
        ("高新技术企业", "（家）", 260),
        ("地区生产总值", "亿元人民币", 1300),
        ("累计技改投资", "人民币万元", 2500000),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 invested 2023 = 250 人民币万元
    指标!C4 JY814 note
    """,
)
case(
    "price_beside_the_unit",
    [HEAD, ("地区生产总值", "亿元（当年价）", 1300)],
    "指标!C2 gdp 2023 = 1300",
)
case(
    # what the name divides by need not stand in the unit; what it does not divide by must
    "per_head",
    [HEAD, ("每万人有效发明专利", "件", 800), FIRMS],
    """
    指标!C2 patents 2023 = 800
    指标!C3 JY223 error
    """,
    edits=[
        ("targets.yaml", "zh: 件, en: patents}", "zh: 件/万人, en: patents per head}"),
        ("targets.yaml", "zh: 有效发明专利", "zh: 每万人有效发明专利"),
        ("targets.yaml", "zh: 家, en: firms}", "zh: 家/万人, en: firms per head}"),
    ],
)
case(
    "text_in_another_unit",
    [HEAD, ("高新技术企业", "户", "260")],
    "指标!C2 JY223 error",
)
case(
    # a multiple alone is of the unit that it does not stand in
    "multiple_of_a_greater_unit",
    [
        ("指标", "2023年"),
        ("粮食产量", "0.0063亿"),
        ("地区生产总值", "1300亿"),
        ("累计技改投资", "250万"),
    ],
    """
    指标!B2 grain 2023 = 63 亿
    指标!B2 JY814 note
    指标!B3 gdp 2023 = 1300
    指标!B4 JY127 error
    """,
)

# --- which column, which year --------------------------------------------------------------------
ONE = "指标!C2 firms 2023 = 260"
case(
    "headings_in_chinese",
    [
        ("水云市2023年主要指标完成情况",),
        (),
        (
            "序号",
            "指标名称",
            "计量单位",
            "目标值",
            "完成值",
            "上年同期",
            "同比增长",
            "责任单位",
            "备注",
        ),
        (1, "高新技术企业", "家", 260, 261, 240, 8.8, "科技局", None),
        (2, "地区生产总值", "亿元", 1300, 1301, 1200, 8.4, "统计局", None),
    ],
    """
    指标!E4 firms 2023 = 261
    指标!E5 gdp 2023 = 1301
    """,
)
case(
    "headings_in_english",
    [
        (
            "No.",
            "Indicator",
            "Unit",
            "Target 2023",
            "Actual 2023",
            "Previous year",
            "Source",
            "Notes",
        ),
        (1, "High-tech firms", "firms", 260, 261, 240, "Office", "counted"),
        (2, "GDP", "100 million yuan", 1300, 1301, 1200, None, None),
        (3, "Residents", "10,000 people", 51.5, 51.6, 51, None, None),
    ],
    """
    指标!E2 firms 2023 = 261
    指标!E3 gdp 2023 = 1301
    指标!E4 residents 2023 = 51.6
    """,
)
for number, word in enumerate(
    (
        *(
            "完成值",
            "实际值",
            "完成情况",
            "填报值",
            "本年实际",
            "实际完成",
            "数值",
            "全年完成数",
            "年末数",
            "累计完成",
        ),
        *(
            "2023年实际完成",
            "２０２３年",
            "2023 年度",
            "2023年末",
            "2023年完成值（亿元）",
            "完成值（2023年）",
        ),
        *("value", "Actual", "Reported value", "Actual (2023)", "2023 actual", "Value, 2023"),
    )
):
    case(
        f"heading_of_values_{number:02}",
        [("2023年主要指标",), ("指标", word), ("地区生产总值", 1300)],
        "指标!B3 gdp 2023 = 1300",
    )
for number, word in enumerate(
    (
        *(
            "2023年目标",
            "2023年（目标）",
            "2023年计划",
            "2023年(计划数)",
            "2023年应达",
            "2023年同比增长",
        ),
        *(
            "2023年增速",
            "2023年（增速，%）",
            "2023年上半年",
            "2023年1-9月",
            "2023年三季度",
            "2023年预测",
        ),
        *(
            "2023年（上年同期）",
            "2023年排名",
            "2023年完成率",
            "2023 target",
            "2023 (target)",
            "2023 growth",
        ),
        *(
            "2023年占比",
            "2023年（与上年比）",
            "2023年6月",
            "比2022年增减",
            "2023年考核得分",
            "2023 (planned)",
        ),
    )
):
    case(
        f"heading_of_no_values_{number:02}",
        [("指标", "单位", word), FIRMS],
        "指标!A2 JY803 error",
    )
case(
    "years_side_by_side",
    [
        ("指标", "单位", "2020年", "2022年", "2023年", "2025年目标"),
        ("高新技术企业", "家", 200, 240, 260, 300),
        ("有效发明专利", "件", 500, 700, 800, 1000),
    ],
    """
    指标!D2 firms 2022 = 240
    指标!E2 firms 2023 = 260
    指标!D3 patents 2022 = 700
    指标!E3 patents 2023 = 800
    """,
)
case(
    "one_of_several_years",
    [("指标", "单位", "2022年", "2023年"), ("高新技术企业", "家", 241, 260)],
    "指标!D2 firms 2023 = 260",
    options="--year 2023",
)
case(
    "two_rows_of_headings",
    Sheet(
        [
            ("指标", "单位", "2022年", None, "2023年", None),
            (None, None, "目标", "完成", "目标", "完成"),
            ("高新技术企业", "家", 239, 240, 259, 260),
            ("有效发明专利", "件", 699, 700, 799, 800),
        ],
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    ),
    """
    指标!D3 firms 2022 = 240
    指标!F3 firms 2023 = 260
    指标!D4 patents 2022 = 700
    指标!F4 patents 2023 = 800
    """,
)
case(
    "two_rows_of_headings_as_text",
    lambda: csv_text(
        [
            ("指标", "单位", "2022年", "", "2023年", ""),
            ("", "", "目标", "完成", "目标", "完成"),
            ("高新技术企业", "家", 239, 240, 259, 260),
        ]
    ).encode(),
    """
    D3 firms 2022 = 240
    F3 firms 2023 = 260
    """,
    file="two_rows.csv",
)
case(
    "targets_below_years",
    [("指标", "2022年", "2023年"), (None, "目标", "目标"), ("高新技术企业", 239, 259)],
    "指标!A3 JY803 error",
)
case(
    "years_above_halves_of_years",
    Sheet(
        [
            ("指标", "单位", "2023年", None),
            (None, None, "上半年", "全年"),
            ("高新技术企业", "家", 250, 260),
        ],
        merged=("A1:A2", "B1:B2", "C1:D1"),
    ),
    "指标!D3 firms 2023 = 260",
)
case(
    "words_above_years",
    Sheet(
        [
            ("指标", "单位", "目标值", None, "完成值", None),
            (None, None, "2022年", "2023年", "2022年", "2023年"),
            ("高新技术企业", "家", 239, 259, 240, 260),
        ],
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    ),
    """
    指标!E3 firms 2022 = 240
    指标!F3 firms 2023 = 260
    """,
)
case("number_as_heading", [("指标", "单位", 2023), FIRMS], ONE)
case(
    "dates_as_headings",
    [
        (
            "指标",
            "单位",
            Shown(date(2022, 12, 31), 'yyyy"年"'),
            Shown(date(2023, 12, 31), 'yyyy"年"'),
        ),
        ("高新技术企业", "家", 240, 260),
    ],
    """
    指标!C2 firms 2022 = 240
    指标!D2 firms 2023 = 260
    """,
)
case(
    "months_as_headings",
    [
        ("指标", "单位", Shown(date(2023, 1, 1), "yyyy-m"), Shown(date(2023, 2, 1), "yyyy-m")),
        ("高新技术企业", "家", 241, 242),
    ],
    "指标!A2 JY803 error",
)
case(
    "year_in_the_title",
    Sheet([("2023年主要指标", None, None), ("指标", "单位", "完成值"), FIRMS], merged=("A1:C1",)),
    "指标!C3 firms 2023 = 260",
)
case(
    "year_in_the_sheet",
    Sheet([("指标", "单位", "完成值"), FIRMS], "2023年"),
    "2023年!C2 firms 2023 = 260",
)
case("year_in_the_file", [("指标", "单位", "完成值"), FIRMS], ONE, file="全市2023年报表.xlsx")
case(
    "district_in_the_file",
    [("指标", "单位", "完成值"), FIRMS],
    "指标!C1 JY803 error",
    file="东区2023年报表.xlsx",
)
case("year_that_is_asked_for", [("指标", "单位", "完成值"), FIRMS], ONE, options="--year 2023")
case("year_nowhere", [("指标", "单位", "完成值"), FIRMS], "指标!C1 JY812 error")
case(
    "two_years_in_the_title",
    [("2022—2023年主要指标",), ("指标", "单位", "完成值"), FIRMS],
    "指标!C2 JY812 error",
)
case(
    "year_not_there",
    [("指标", "单位", "2022年"), FIRMS],
    "指标!C1 JY812 error",
    options="--year 2023",
)
case(
    "year_of_the_file_is_another",
    [HEAD, FIRMS],
    f"""
    {ONE}
    指标!C1 JY232 error
    """,
    file="2024年报表.xlsx",
)
case(
    "year_outside_of_the_plan",
    [("指标", "单位", "2031年"), FIRMS],
    """
    指标!C2 firms 2031 = 260
    指标!C1 JY231 error
    """,
)
case(
    # one row a year, as statistical offices publish it
    "year_in_a_column",
    [
        ("指标", "年份", "单位", "数值"),
        ("高新技术企业", 2020, "家", 200),
        ("高新技术企业", 2022, "家", 240),
        ("高新技术企业", "2023年", "家", 260),
        ("有效发明专利", 2023, "件", 800),
    ],
    """
    指标!D3 firms 2022 = 240
    指标!D4 firms 2023 = 260
    指标!D5 patents 2023 = 800
    """,
)
case(
    "year_in_a_column_that_is_asked_for",
    [
        ("Indicator", "Year", "Value"),
        ("High-tech firms", 2022, 239),
        ("High-tech firms", 2023, 260),
    ],
    "指标!C3 firms 2023 = 260",
    options="--year 2023",
)
case(
    "year_in_a_column_is_none",
    [("指标", "年度", "数值"), ("高新技术企业", "去年", 260), ("有效发明专利", None, 800)],
    """
    指标!B2 JY812 error
    指标!C3 JY812 error
    """,
)
case(
    "months_in_a_column",
    [
        ("指标", "年份", "月份", "数值"),
        ("高新技术企业", 2023, 1, 241),
        ("高新技术企业", 2023, 2, 242),
    ],
    """
    指标!C1 JY812 error
    """,
)
case(
    "two_columns_of_a_year",
    [("指标", "单位", "2023年完成值", "2023年"), ("高新技术企业", "家", 260, 261)],
    "指标!D1 JY804 error",
)
case(
    "column_that_is_named",
    [("指标", "单位", "2023年完成值", "2023年"), ("高新技术企业", "家", 261, 260)],
    "指标!D2 firms 2023 = 260",
    options="--map 2023=D",
)
case(
    "columns_without_headings",
    [("高新技术企业", "家", 260), ("地区生产总值", "万元", 13000000)],
    """
    指标!C1 firms 2023 = 260
    指标!C2 gdp 2023 = 1300 万元
    指标!C2 JY814 note
    """,
    options="--map name=A --map unit=B --map value=C --year 2023",
)
case(
    "headings_in_strange_words",
    [("事项", "度量", "交账"), FIRMS],
    ONE,
    options="--row 1 --map name=A --map value=C --year 2023",
)
case("headings_in_strange_words_alone", [("事项", "度量", "交账"), FIRMS], "指标!A2 JY803 error")
case("sheet_that_is_not_there", [HEAD, FIRMS], "- JY803 error", options="--sheet 附表")
case(
    "row_of_headings_that_is_named",
    [HEAD, ("有效发明专利", "件", 1), ("指标", "单位", "2023年"), FIRMS],
    "指标!C4 firms 2023 = 260",
    options="--row 3",
)
case(
    "preliminary_by_the_heading",
    [("指标", "单位", "2022年", "2023年（快报）"), ("高新技术企业", "家", 240, 260)],
    """
    指标!C2 firms 2022 = 240
    指标!D2 firms 2023 = 260 provisional
    """,
)
case("preliminary_figures", [("指标", "单位", "2023年快报数"), FIRMS], f"{ONE} provisional")
case(
    "preliminary_notes_and_sources",
    [
        (*HEAD, "是否快报", "来源", "备注"),
        (*FIRMS, "是", "统计快报", "不含东区"),
        (*GDP, "否", None, None),
        (*PATENTS, None, None, "=年末数"),
        (*RD, "√", None, None),
    ],
    """
    指标!C2 firms 2023 = 260 provisional
    指标!C3 gdp 2023 = 1300
    指标!C4 patents 2023 = 800
    指标!C5 rd_intensity 2023 = 2.6 provisional
    """,
)
case(
    # of what is neither yes nor no nobody knows whether the figure will change
    "preliminary_perhaps",
    [(*HEAD, "快报"), (*FIRMS, "可能"), (*GDP, True)],
    """
    指标!D2 JY819 error
    指标!C3 gdp 2023 = 1300 provisional
    """,
)

case(
    # units in brackets, without them, and with their own word before them
    "units_below_headings",
    [
        ("指标", "2022年", "2023年"),
        (None, "（万元）", "（亿元）"),
        ("地区生产总值", 12000000, 1300),
    ],
    """
    指标!B3 gdp 2022 = 1200 万元
    指标!B3 JY814 note
    指标!C3 gdp 2023 = 1300
    """,
)
case(
    "units_below_headings_without_brackets",
    [("指标", "2023年"), ("单位", "万元"), ("地区生产总值", 13000000)],
    """
    指标!B3 gdp 2023 = 1300 万元
    指标!B3 JY814 note
    """,
)
case(
    "units_and_growth_below_a_year",
    Sheet(
        [
            ("指标", "2023年", None, None),
            (None, "万元", "增长%", "占比%"),
            (GDP[0], 13000000, 8, 40),
        ],
        merged=("B1:D1",),
    ),
    """
    指标!B3 gdp 2023 = 1300 万元
    指标!B3 JY814 note
    """,
)
case(
    # of whom, of which area, of which part of the year: what nobody understands is not read
    "words_below_years_that_nobody_knows",
    [("指标", "2022年", "2023年"), (None, "不含飞地", "含飞地"), ("地区生产总值", 1200, 1300)],
    "指标!A3 JY803 error",
)
case(
    "amount_growth_and_share_below_a_year",
    Sheet(
        [
            ("指标", "单位", "2023年", None, None),
            (None, None, "总量", "增长（%）", "占比"),
            (*GDP, 8, 40),
        ],
        merged=("C1:E1",),
    ),
    "指标!C3 gdp 2023 = 1300",
)
case(
    "share_of_a_year_in_brackets",
    [("指标", "单位", "2023年", "2023年（占比）"), (*GDP, 40)],
    "指标!C2 gdp 2023 = 1300",
)
case(
    "years_in_two_digits",
    [("指标", "22年", "'23年完成", "增速"), ("地区生产总值", 1200, 1300, 8)],
    """
    指标!B2 gdp 2022 = 1200
    指标!C2 gdp 2023 = 1300
    """,
)
case(
    # not 1998, and not of this plan
    "year_in_two_digits_that_is_none_of_the_plan",
    [("指标", "98年"), ("地区生产总值", 800)],
    """
    指标!B2 gdp 2098 = 800
    指标!B1 JY231 error
    """,
)
# 300, 1,500, 3 and 1,000 are what the plan asks of 2025
PLANNED = [("高新技术企业", "家", 260, 300), (*GDP, 1500), (*RD, 3)]
READ = """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 rd_intensity 2023 = 2.6
    """
case(
    "targets_in_a_column_that_does_not_say_so",
    [(*HEAD, "2025年"), *PLANNED, (*PATENTS, 1100)],
    f"""
    {READ}
    指标!C5 patents 2023 = 800
    指标!D1 JY803 error
    """,
)
case(
    # all but one of them, in whatever unit
    "targets_in_other_units",
    [
        ("指标", "单位", "2025年"),
        (*FIRMS[:2], 300),
        ("地区生产总值", "万元", 15000000),
        (*RD[:2], 3),
    ],
    "指标!C1 JY803 error",
)
case(
    "last_year_that_meets_two_targets",
    [(*HEAD, "2025年"), *PLANNED[:2], (*RD, 2.9), (*PATENTS, 1100)],
    f"""
    {READ}
    指标!C5 patents 2023 = 800
    指标!D2 firms 2025 = 300
    指标!D3 gdp 2025 = 1500
    指标!D4 rd_intensity 2025 = 2.9
    指标!D5 patents 2025 = 1100
    """,
)
case(
    # of what is due, and where it stands, in words like those of targets and of other years
    "words_that_say_nothing_of_figures",
    [
        ("2023年科技指标完成情况",),
        ("填报单位：统计局", None, None, "填报日期：2024年1月15日"),
        (*HEAD, "依据", "责任单位", "完成时限"),
        ("（一）创新投入目标",),
        (*FIRMS, "2022年统计年鉴和2023年公报", "统计局", "2025年底"),
        ("（二）经济发展目标",),
        (*GDP, None, "统计局", "2025年12月"),
    ],
    """
    指标!C5 firms 2023 = 260
    指标!C7 gdp 2023 = 1300
    """,
)
case(
    "last_year_that_says_what_it_is",
    [(*HEAD, "2025年完成"), *PLANNED],
    f"""
    {READ}
    指标!D2 firms 2025 = 300
    指标!D3 gdp 2025 = 1500
    指标!D4 rd_intensity 2025 = 3
    """,
)
PLAN_TABLE = [("指标", "单位", "2020年", "2025年", "年均增速"), (GDP[0], "亿元", 1000, 1450, 7.7)]
case("table_of_the_plan_itself", PLAN_TABLE, "指标!D1 JY803 error")
case(
    "table_like_the_plan_that_says_what_it_is",
    [("“十四五”主要指标完成情况",), *PLAN_TABLE],
    "指标!D3 gdp 2025 = 1450",
)
case(
    "targets_of_years_in_a_column",
    [("主要目标",), ("指标", "年份", "数值"), ("高新技术企业", 2025, 300)],
    "指标!C2 JY803 error",
)
case(
    "targets_in_rows_of_their_year",
    [
        ("指标", "年份", "数值"),
        ("高新技术企业", 2025, 300),
        ("地区生产总值", 2025, 1500),
        ("研发投入强度", 2025, 3),
        ("高新技术企业", 2023, 260),
    ],
    "指标!C1 JY803 error",
)

case(
    # what is shown of a date counts: a month is none of a year, whatever its day
    "months_that_begin_a_year",
    [
        ("指标", "年份", "数值"),
        ("高新技术企业", Shown(date(2023, 1, 1), 'yyyy"年"m"月"'), 260),
        ("有效发明专利", Shown(date(2023, 1, 1), "yyyy"), 800),
        ("地区生产总值", Shown(date(2023, 1, 1), 'yyyy"年"'), 1300),
    ],
    """
    指标!B2 JY812 error
    指标!C3 patents 2023 = 800
    指标!C4 gdp 2023 = 1300
    """,
)
case(
    "months_over_columns",
    [
        (
            *("指标", "单位"),
            Shown(date(2022, 1, 1), 'yyyy"年"m"月"'),
            Shown(date(2023, 1, 1), 'yyyy"年"m"月"'),
        ),
        ("高新技术企业", "家", 240, 260),
    ],
    "指标!A2 JY803 error",
)

# --- where a table stands ------------------------------------------------------------------------
case(
    "begins_elsewhere",
    Sheet([HEAD, FIRMS, GDP], first=(7, 3)),
    """
    指标!E8 firms 2023 = 260
    指标!E9 gdp 2023 = 1300
    """,
)
case(
    "blank_rows_and_columns",
    [
        (),
        ("指标", None, "单位", None, None, "2023年"),
        (),
        ("高新技术企业", None, "家", None, None, 260),
        (),
        (),
        ("地区生产总值", None, "亿元", None, None, 1300),
    ],
    """
    指标!F4 firms 2023 = 260
    指标!F7 gdp 2023 = 1300
    """,
)
case(
    "column_left_empty",
    [
        ("指标", "单位", "2022年", "2023年"),
        ("高新技术企业", "家", 240, None),
        ("有效发明专利", "件", 700, None),
    ],
    """
    指标!C2 firms 2022 = 240
    指标!C3 patents 2022 = 700
    """,
)
case(
    "two_sheets",
    [
        Sheet([HEAD, FIRMS], "经济"),
        Sheet([("填表说明",), ("请于三月底前报送",)], "说明"),
        Sheet([HEAD, ("常住人口", "万人", 51.5)], "民生"),
    ],
    """
    经济!C2 firms 2023 = 260
    民生!C2 residents 2023 = 51.5
    """,
)
case(
    "two_sheets_that_differ",
    [Sheet([HEAD, FIRMS], "一"), Sheet([HEAD, ("高新技术企业", "家", 265)], "二")],
    """
    一!C2 firms 2023 = 260
    二!C2 JY217 error
    """,
)
case(
    "headings_again_on_the_next_page",
    [HEAD, FIRMS, HEAD, GDP, (), HEAD, PATENTS],
    """
    指标!C2 firms 2023 = 260
    指标!C4 gdp 2023 = 1300
    指标!C7 patents 2023 = 800
    """,
)
case(
    # the second table has other columns, and is read by its own
    "two_tables_below_each_other",
    [HEAD, FIRMS, (), ("指标", "2023年", "单位"), ("地区生产总值", 1300, "亿元")],
    """
    指标!C2 firms 2023 = 260
    指标!B5 gdp 2023 = 1300
    """,
)
OF_2022 = [("2022年",), ("指标", "单位", "完成值"), ("高新技术企业", "家", 240), ()]
OF_2023 = [("2023年",), ("指标", "单位", "完成值"), FIRMS, ()]
UNTITLED = [("序号", "指标", "完成值"), (1, "地区生产总值", 1300)]
case(
    "table_without_a_title_after_one_with_that_of_the_sheet",
    [*OF_2023, *UNTITLED],
    """
    指标!C3 firms 2023 = 260
    指标!C6 gdp 2023 = 1300
    """,
)
case(
    # of 2022, as the sheet says, or of 2023, as the table before
    "table_without_a_title_after_one_of_another_year",
    [*OF_2022, *OF_2023, *UNTITLED],
    """
    指标!C3 firms 2022 = 240
    指标!C7 firms 2023 = 260
    指标!C9 JY812 error
    """,
)
case(
    "table_without_a_title_after_one_of_targets",
    [
        ("2023年完成情况",),
        HEAD,
        FIRMS,
        ("2025年目标",),
        VALUES,
        GDP,
        ("序号", *HEAD),
        (1, *PATENTS),
    ],
    """
    指标!C3 firms 2023 = 260
    指标!C5 JY803 error
    指标!D7 JY803 error
    """,
)
case(
    "table_without_a_title_after_one_in_another_unit",
    [
        ("单位：万元",),
        ("指标", "2022年"),
        ("地区生产总值", 12000000),
        ("单位：亿元",),
        ("指标", "2023年"),
        ("地区生产总值", 1300),
        ("序号", "指标", "2023年"),
        (1, "第二产业增加值", 520),
    ],
    """
    指标!B3 gdp 2022 = 1200 万元
    指标!B3 JY814 note
    指标!B6 gdp 2023 = 1300
    指标!C8 JY223 error
    """,
)
case(
    # whose headings are those of the table before, as on its next page
    "next_page_of_a_table_in_another_unit",
    [
        ("2022年，单位：万元",),
        ("指标", "完成值"),
        ("地区生产总值", 12000000),
        ("2023年，单位：亿元",),
        ("指标", "完成值"),
        ("地区生产总值", 1300),
        ("指标", "完成值"),
        ("第二产业增加值", 520),
    ],
    """
    指标!B3 gdp 2022 = 1200 万元
    指标!B3 JY814 note
    指标!B6 gdp 2023 = 1300
    指标!B8 secondary 2023 = 520
    """,
)
case(
    # 填报单位 is who sent it
    "sender_above_the_table",
    [("填报单位：统计局",), ("指标", "2023年"), ("地区生产总值", 1300)],
    "指标!B3 gdp 2023 = 1300",
)
case(
    "years_down_and_indicators_across",
    [("年份", "高新技术企业", "地区生产总值"), (2022, 240, 1200), (2023, 260, 1300)],
    "指标!B1 JY803 error",
)
case(
    "years_down_beside_another_table",
    [("项目", "高新技术企业", "有效发明专利"), ("2023年", 260, 800), (), HEAD, GDP],
    """
    指标!C5 gdp 2023 = 1300
    指标!B1 JY820 warning
    """,
)
case(
    "odd_name_of_a_sheet",
    Sheet([HEAD, ("高新技术企业", "家", "约260")], "表 '1' (甲)"),
    "表 '1' (甲)!C2 JY129 error",
)

# --- which indicator -----------------------------------------------------------------------------
case(
    "names_of_all_kinds",
    [
        ("编号", "指标", "2023年"),
        ("firms", None, 260),
        (None, "GDP总量", 1300),
        (None, "3.研发投入强度", 2.6),
        (None, "（四）有效发明专利（件）", 800),
        (None, "① 累计技改投资", 200),
        (None, " 常 住 人 口 ", 51.5),
        (None, "SEWAGE treated", 89),
        (None, "grain", 63),
        (None, "第一产业\n增加值", 130),
        ("green", "绿地面积", 330),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 gdp 2023 = 1300
    指标!C4 rd_intensity 2023 = 2.6
    指标!C5 patents 2023 = 800
    指标!C6 invested 2023 = 200
    指标!C7 residents 2023 = 51.5
    指标!C8 sewage 2023 = 89
    指标!C9 grain 2023 = 63
    指标!C10 primary 2023 = 130
    指标!C11 green 2023 = 330
    """,
)
case(
    "full_width_names",
    [
        ("ｉｎｄｉｃａｔｏｒ", "２０２３年"),
        ("ＧＤＰ", "１３００"),
        ("Ｒ＆Ｄ　ｉｎｔｅｎｓｉｔｙ", 2.6),
    ],
    """
    指标!B2 gdp 2023 = 1300
    指标!B3 rd_intensity 2023 = 2.6
    """,
)
case(
    "near_misses",
    [
        HEAD,
        ("高新技术企业个数", "家", 260),
        ("研发投入强度比", "%", 2.6),
        ("其中：第一产业增加值", "亿元", 130),
        ("gdb", "亿元", 1300),
    ],
    """
    指标!A2 JY102 error
    指标!A3 JY102 error
    指标!A4 JY102 error
    指标!A5 JY102 error
    """,
)
case(
    "rows_of_others",
    [
        HEAD,
        ("一、经济", None, None),
        FIRMS,
        ("合计", None, 260),
        ("快递业务量", "万件", 55),
        (None, None, 77),
        ("小计", None, None),
        ("注：本表为初步数",),
    ],
    """
    指标!C3 firms 2023 = 260 provisional
    指标!A4 JY815 warning
    指标!A5 JY815 warning
    指标!C6 JY815 warning
    """,
)
case(
    "id_and_name_differ",
    [("编号", *HEAD), ("firms", *GDP), ("gdp", "高新技术企业", "家", 260), ("xyz", *PATENTS)],
    """
    指标!B2 JY813 error
    指标!B3 JY813 error
    指标!D4 patents 2023 = 800
    """,
)
case(
    "very_long_name",
    [HEAD, ("甲" * 5000, "家", 260), ("高新技术企业" + " " * 300, "家", 260)],
    """
    指标!A2 JY815 warning
    指标!C3 firms 2023 = 260
    """,
)
case(
    "name_merged_over_its_districts",
    Sheet(
        [
            ("指标", "区县", "2023年"),
            ("高新技术企业", "全市", 260),
            (None, "东区", 150),
            (None, "west", 110),
        ],
        merged=("A2:A4",),
        name="指标",
    ),
    """
    指标!C2 firms 2023 = 260
    指标!C3 firms/east 2023 = 150
    指标!C4 firms/west 2023 = 110
    """,
)

# --- districts -----------------------------------------------------------------------------------
case(
    "districts",
    [
        ("区县", "指标", "2023年"),
        (None, "高新技术企业", 260),
        ("东区", "高新技术企业", 150),
        ("West", "高新技术企业", 110),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C3 firms/east 2023 = 150
    指标!C4 firms/west 2023 = 110
    """,
)
case(
    "districts_that_do_not_add_up",
    [
        ("区县", "指标", "2023年"),
        (None, "高新技术企业", 260),
        ("东区", "高新技术企业", 150),
        ("西区", "高新技术企业", 120),
    ],
    """
    指标!C2 firms 2023 = 260
    指标!C2 JY304 warning
    指标!C3 firms/east 2023 = 150
    指标!C4 firms/west 2023 = 120
    """,
)
case(
    "districts_as_columns",
    [("2023年主要指标",), ("指标", "东区", "West"), ("高新技术企业", 150, 110)],
    """
    指标!B3 firms/east 2023 = 150
    指标!C3 firms/west 2023 = 110
    """,
)
case(
    "districts_below_years",
    Sheet(
        [
            ("指标", "2022年", None, "2023年", None),
            (None, "东区", "西区", "东区", "西区"),
            ("高新技术企业", 130, 110, 150, 110),
        ],
        merged=("B1:C1", "D1:E1"),
    ),
    """
    指标!B3 firms/east 2022 = 130
    指标!C3 firms/west 2022 = 110
    指标!D3 firms/east 2023 = 150
    指标!E3 firms/west 2023 = 110
    """,
)
case(
    "district_that_has_two_columns",
    [("2023年主要指标",), ("指标", "东区", "East"), ("高新技术企业", 150, 151)],
    "指标!C2 JY804 error",
)
case(
    "district_in_the_title",
    [("东区2023年主要指标",), ("指标", "完成值"), ("高新技术企业", 150)],
    "指标!B2 JY803 error",
)
case(
    "district_in_the_title_and_by_its_column",
    [("东区、西区2023年主要指标",), ("指标", "East", "区县"), ("高新技术企业", 150, None)],
    "指标!B3 firms/east 2023 = 150\n指标!B2 JY238 warning",
)
case(
    "sheets_of_districts",
    [
        Sheet([("2023年",), ("指标", "完成值"), ("高新技术企业", 150)], "东区"),
        Sheet([("2023年",), ("指标", "完成值"), ("高新技术企业", 110)], "West"),
    ],
    """
    东区!B3 firms/east 2023 = 150
    West!B3 firms/west 2023 = 110
    """,
)
case(
    "district_that_is_named",
    [HEAD, ("高新技术企业", "家", 150)],
    """
    指标!C2 firms/east 2023 = 150
    指标!C1 JY238 warning
    """,
    options="--district east",
)
case(
    "district_unknown",
    [("区县", "指标", "2023年"), ("南区", "高新技术企业", 150)],
    "指标!A2 JY204 error",
)

# --- the rules that hold for YAML ----------------------------------------------------------------
case(
    "beyond_natural_limits",
    [HEAD, ("污水处理率", "%", 101), ("常住人口", "万人", -1)],
    """
    指标!C2 JY203 error
    指标!C3 JY203 error
    """,
)
case(
    "half_a_firm",
    [HEAD, ("高新技术企业", "家", 260.5)],
    """
    指标!C2 firms 2023 = 260.5
    指标!C2 JY233 error
    """,
)
case(
    # 130 + 520 + 640 = 1290
    "identity",
    [
        HEAD,
        GDP,
        ("第一产业增加值", "亿元", 130),
        ("第二产业增加值", "亿元", 520),
        ("第三产业增加值", "亿元", 640),
    ],
    """
    指标!C2 gdp 2023 = 1300
    指标!C2 JY301 warning
    指标!C3 primary 2023 = 130
    指标!C4 secondary 2023 = 520
    指标!C5 tertiary 2023 = 640
    """,
)
case(
    "falls_where_it_cannot",
    [HEAD, ("累计技改投资", "亿元", 140)],
    """
    指标!C2 invested 2023 = 140
    指标!C2 JY401 warning
    """,
)
case(
    "jumps",
    [HEAD, ("有效发明专利", "件", 1500)],
    """
    指标!C2 patents 2023 = 1500
    指标!C2 JY402 warning
    """,
)
case(
    "copied_from_last_year",
    [
        HEAD,
        ("高新技术企业", "家", 240),
        ("地区生产总值", "亿元", 1200),
        ("有效发明专利", "件", 700),
        ("常住人口", "万人", 51),
    ],
    """
    指标!C2 firms 2023 = 240
    指标!C2 JY403 warning
    指标!C3 gdp 2023 = 1200
    指标!C4 patents 2023 = 700
    指标!C5 residents 2023 = 51
    """,
)
case(
    "required",
    [HEAD, GDP],
    """
    指标!C2 gdp 2023 = 1300
    指标!C1 JY235 error
    """,
    edits=[
        ("targets.yaml", "precision: 1\n    limits", "precision: 1\n    required: true\n    limits")
    ],
)
case(
    # what is on file is 240
    "differs_from_what_is_on_file",
    [("指标", "单位", "2022年"), ("高新技术企业", "家", 250), ("有效发明专利", "件", 700)],
    """
    指标!C2 firms 2022 = 250
    指标!C2 JY217 error
    指标!C3 patents 2022 = 700
    """,
)


# --- forms of ours, by their stamp ---------------------------------------------------------------
def stamped(rows: Rows, **other: str) -> Callable[[], bytes]:
    """A form with its stamp; what stands there otherwise."""

    def made() -> bytes:
        # Only here: what the plan is now, only forms tell.
        from jyplan.forms.stamp import new_stamp
        from jyplan.plan.loading import load_plan
        from jyplan.plan.plan import Origin

        plan = load_plan(Origin(PLAN, "option"))
        said = new_stamp(plan, 2023, None)._asdict() | other
        return xlsx(Sheet(rows), Sheet([[*pair] for pair in said.items()], "jyplan", hidden=True))

    return made


case("form", stamped([VALUES, FIRMS]), ONE)
case(
    "form_of_a_district",
    stamped([VALUES, ("高新技术企业", "家", 150)], district="east"),
    """
    指标!C2 firms/east 2023 = 150
    指标!C1 JY238 warning
    """,
)
case(
    "form_of_an_earlier_state_of_the_plan",
    stamped([VALUES, FIRMS], version="before"),
    f"""
    {ONE}
    - JY818 note
    """,
)
case("form_of_another_plan", stamped([VALUES, FIRMS], plan="elsewhere"), "- JY805 error")
case("form_of_another_kind", stamped([VALUES, FIRMS], form="2"), "- JY805 error")
case(
    "form_of_another_year",
    stamped([VALUES, FIRMS], year="2022"),
    "- JY805 error",
    options="--year 2023",
)
case(
    "form_of_another_district",
    stamped([VALUES, FIRMS], district="east"),
    "- JY805 error",
    options="--district west",
)
case("form_of_no_district", stamped([VALUES, FIRMS], district="south"), "- JY805 error")
case("form_of_no_year", stamped([VALUES, FIRMS], year=""), "- JY805 error")
case(
    "form_without_its_stamp",
    [Sheet([VALUES, FIRMS]), Sheet([], "jyplan", hidden=True)],
    "- JY805 error",
)

# --- files that are something else ---------------------------------------------------------------
case("nothing_in_it", Sheet([]), "- JY803 error")
case("headings_alone", [HEAD], "- JY820 warning")
case("letter", [("各区县：",), ("请填报2023年指标。",)], "- JY803 error")
case("no_bytes", lambda: b"", "- JY801 error")
case("picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "- JY801 error", file="指标.xlsx")
case(
    "web_page",
    "<html><table><tr><td>指标<td>2023年</table></html>".encode,
    "- JY801 error",
    file="指标.xls",
)
case(
    "text_under_another_name",
    lambda: csv_text([HEAD, FIRMS]).encode(),
    "- JY801 error",
    file="指标.xlsx",
)
case("half_a_workbook", lambda: xlsx(Sheet([HEAD, FIRMS]))[:-900], "- JY801 error")
case(
    "too_long_a_text",
    lambda: csv_text([HEAD, ("甲" * 32768, "家", 260)]).encode(),
    "- JY802 error",
    file="long.csv",
)
case("workbook_under_another_name", lambda: xlsx(Sheet([HEAD, FIRMS])), ONE, file="指标.csv")

# --- text and OpenDocument -----------------------------------------------------------------------
TEXT = [
    HEAD,
    ("高新技术企业", "家", "260"),
    ("地区生产总值", "亿元", "1,300.5"),
    ("研发投入强度", "%", "2.6%"),
    ("有效发明专利", "件", "#DIV/0!"),
]
SAID = """
    C2 firms 2023 = 260
    C3 gdp 2023 = 1300.5
    C4 rd_intensity 2023 = 2.6
    C5 JY806 error
    """
for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
    for sort, delimiter in (("comma", ","), ("semicolon", ";"), ("tab", "\t")):
        case(
            f"text_{encoding}_{sort}".replace("-", "_"),
            lambda encoding=encoding, delimiter=delimiter: csv_text(TEXT, delimiter).encode(
                encoding
            ),  # type: ignore[misc]
            SAID,
            file=f"{sort}.csv",
        )
case(
    "text_with_decimal_commas",
    lambda: csv_text(
        [HEAD, ("研发投入强度", "%", "2,6"), ("常住人口", "万人", "51,500")], ";"
    ).encode(),
    """
    C2 JY131 error
    C3 JY131 error
    """,
    file="comma.csv",
)
case(
    # beside 2,6 a point may be one for thousands
    "text_with_decimal_commas_and_points",
    lambda: csv_text(
        [
            HEAD,
            ("研发投入强度", "%", "2,6"),
            ("地区生产总值", "亿元", "1.300"),
            ("第二产业增加值", "亿元", "0.520"),
            ("常住人口", "万人", "51.5"),
        ],
        ";",
    ).encode(),
    """
    C2 JY131 error
    C3 JY121 error
    C4 secondary 2023 = 0.520
    C4 JY402 warning
    C5 residents 2023 = 51.5
    """,
    file="points.csv",
)
case(
    "text_with_three_decimals",
    lambda: csv_text(
        [HEAD, ("研发投入强度", "%", "2.600"), ("绿地面积", "公顷", "330.5")]
    ).encode(),
    """
    C2 rd_intensity 2023 = 2.600
    C3 green 2023 = 330.5
    """,
    file="decimals.csv",
)
case(
    "text_that_commas_cut",
    (
        "指标,单位,2023年,备注\n"
        "地区生产总值,亿元,1,300.5\n"
        "有效发明专利,件,1,800,\n"
        "研发投入强度,%,2,6\n"
        "高新技术企业,家,260,见2\n"
    ).encode,
    """
    C2 JY121 error
    C3 JY121 error
    C4 JY131 error
    C5 firms 2023 = 260
    """,
    file="cut.csv",
)
case(
    "text_with_errors",
    lambda: csv_text(
        [
            HEAD,
            ("高新技术企业", "家", "#N/A"),
            ("地区生产总值", "亿元", "########"),
            ("有效发明专利", "件", "=400+400"),
        ]
    ).encode(),
    """
    C2 JY806 error
    C3 JY806 error
    C4 JY106 error
    """,
    file="errors.csv",
)
case(
    "opendocument",
    lambda: ods(
        [
            HEAD,
            FIRMS,
            ("研发投入强度", "%", Shown(0.026, "0.00%")),
            ("地区生产总值", "万元", 13005000),
            ("有效发明专利", "件", Shown(date(2024, 3, 5), "")),
            ("常住人口", "万人", Formula("=[.A1]", 51.5)),
            ("粮食产量", "万吨", "约63"),
        ]
    ),
    """
    指标!C2 firms 2023 = 260
    指标!C3 rd_intensity 2023 = 2.6
    指标!C4 gdp 2023 = 1300.5 万元
    指标!C4 JY814 note
    指标!C5 JY808 error
    指标!C6 residents 2023 = 51.5
    指标!C7 JY129 error
    """,
    file="指标.ods",
)
case(
    "days_of_an_old_macintosh",
    lambda: patched(
        xlsx(Sheet([HEAD, FIRMS, ("有效发明专利", "件", Shown(800, "yyyy-m-d"))])),
        "xl/workbook.xml",
        "<workbookPr ",
        '<workbookPr date1904="1" ',
    ),
    """
    指标!C2 firms 2023 = 260
    指标!C3 JY808 error
    """,
)


def main(folder: str) -> None:
    """Write all cases into a folder, each into one of its own."""
    for each in built():
        home = Path(folder) / each.name
        home.mkdir(parents=True, exist_ok=True)
        (home / each.file).write_bytes(each.data)
        lines = [*each.options, "", *each.found, *each.figures]
        (home / "expected").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
