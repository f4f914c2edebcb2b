"""A workbook that LibreOffice saved again, as .xlsx, .xls and .ods, holds what it held before.

Without LibreOffice these tests are skipped, and say so; CI demands them (JYPLAN_OFFICE).
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from jyplan.forms.opening import opened
from jyplan.forms.sheets import SheetCell
from jyplan.plan.files import read
from tests.workbooks import OFFICE

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.forms.sheets import Sheets

if not OFFICE and "JYPLAN_OFFICE" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no LibreOffice", allow_module_level=True)

# stored number, format -> the cell
NUMBERS: list[tuple[float, str, SheetCell | None]] = [
    (0.0102, "0.00%", SheetCell("percent", "1.02")),
    (0.29, "0%", SheetCell("percent", "29")),
    (-0.05, "0.00%;[Red]-0.00%", SheetCell("percent", "-5")),
    (5, '0"%"', SheetCell("number", "5", unit="%")),
    (24.05, '0.00"万元"', SheetCell("number", "24.05", unit="万元")),
    (0.0102, "General", SheetCell("number", "0.0102")),
    (0.1 + 0.2, "0.0", SheetCell("number", "0.3")),
    (1e21, "0.00E+00", SheetCell("number", "1000000000000000000000")),
    (-2.5e-7, "General", SheetCell("number", "-0.00000025")),
    (98765.4321, "¥#,##0.00", SheetCell("number", "98765.4321", before="¥")),
    (2500, "[$$-409]#,##0.00", SheetCell("number", "2500", before="$")),
    (2500, "#,##0 [$USD]", SheetCell("number", "2500", unit="USD")),
    (320, '"约"0"家"', SheetCell("number", "320", unit="家", before="约")),
    (45.5, '"≥"General', SheetCell("number", "45.5", before="≥")),
    (320, "-0", SheetCell("number", "320", before="-")),
    (0.38, '"降"0%', SheetCell("percent", "38", before="降")),
    (-3.8, '"↑"0.0;"↓"0.0', SheetCell("number", "-3.8")),
    (-3.8, "0.0_);(0.0)", SheetCell("number", "-3.8")),
    (45292, 'yyyy"年"m"月"', SheetCell("date", "2024-01")),
    (45292, "yyyy", SheetCell("date", "2024")),
    # nobody sees it
    (0, "0;-0;;@", None),
    (12345678, "#,##0,", SheetCell("number", "12345678", scaled=True)),
    (123456.5, '0!.0,"万"', SheetCell("number", "123456.5", scaled=True)),
    (45356, "yyyy-mm-dd", SheetCell("date", "2024-03-05")),
    (45356, 'yyyy"年"m"月"d"日"', SheetCell("date", "2024-03-05")),
    (45356.75, "yyyy/m/d h:mm", SheetCell("date", "2024-03-05 18:00:00")),
    (0.5, "h:mm", SheetCell("date", "12:00:00")),
    (1.5, "[h]:mm:ss", SheetCell("date", "36:00:00")),
]
TEXTS = ["指标", "  前后 空格 ", "多行\n文字", "＝全角", "'=1+1", "1.02%", "汉" * 9000, "#N/A 说明"]
# parts of a text that are raised or struck through, and what is left of it
PARTS = [
    ((("", "88.1"), ("raised", "2")), SheetCell("text", "88.1")),
    ((("", "高新技术企业"), ("raised", "1)")), SheetCell("text", "高新技术企业")),
    ((("", "km"), ("raised", "2")), SheetCell("text", "km2")),
    ((("struck", "2500"), ("", "500.5")), SheetCell("text", "500.5")),
    ((("struck", "25"), ("struck", "00")), SheetCell("struck", "")),
]
# formula, format, the result that is stored, the cell; where it is empty, LibreOffice works it out
FORMULAS: list[tuple[str, str, float | str, SheetCell | None]] = [
    ("=A1*2", "0.00%", 0.0204, SheetCell("percent", "2.04", formula=True)),
    ("=A4+1", "General", 6, SheetCell("number", "6", formula=True)),
    ('=B1&"甲"', "General", "", SheetCell("text", "指标甲", formula=True)),
    ('=REPT("汉",9000)', "General", "", SheetCell("text", "汉" * 9000, formula=True)),
    ("=1/0", "General", "#DIV/0!", SheetCell("error", "#DIV/0!", formula=True)),
    ("=NA()", "General", "#N/A", SheetCell("error", "#N/A", formula=True)),
    ("=A4=5", "General", True, SheetCell("boolean", "TRUE", formula=True)),
    ('=""', "General", "", None),
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook as XlsxWriter wrote it, and as LibreOffice saved it, by ending."""
    folder = tmp_path_factory.mktemp("saved")
    path = folder / "written.xlsx"
    write(path)
    found = {"written": path}
    for ending in ("xlsx", "xls", "ods"):
        subprocess.run(  # noqa: S603 the office of the machine
            [
                *(OFFICE, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless"),
                *("--convert-to", ending, "--outdir", str(folder / ending), str(path)),
            ],
            capture_output=True,
            check=True,
            timeout=600,
        )
        found[ending] = folder / ending / f"written.{ending}"
    return found


def write(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("指标")
        for row, (value, code, _) in enumerate(NUMBERS):
            sheet.write_number(row, 0, value, book.add_format({"num_format": code}))
        for row, text in enumerate(TEXTS):
            sheet.write_string(row, 1, text)
        for row, (formula, code, stored, _) in enumerate(FORMULAS):
            shown = book.add_format({"num_format": code})
            sheet.write_formula(row, 2, formula, shown, stored)
        looks = {
            "": book.add_format(),
            "raised": book.add_format({"font_script": 1}),
            "struck": book.add_format({"font_strikeout": True}),
        }
        for row, (parts, _) in enumerate(PARTS):
            sheet.write_rich_string(
                row, 7, *(each for look, text in parts for each in (looks[look], text))
            )
        sheet.write_number(7, 7, 260, looks["struck"])
        sheet.write_string(8, 7, "地区生产总值", looks["struck"])
        bold = book.add_format({"bold": True})
        sheet.write_rich_string(0, 3, "常住", bold, "人口")
        sheet.merge_range(1, 3, 4, 5, "合并")
        sheet.write_number(0, 6, 1)
        sheet.set_column(6, 6, 8, None, {"hidden": True})
        sheet.set_row(5, None, None, {"hidden": True})
        book.add_worksheet("藏").hide()
        filtered = book.add_worksheet("筛选")
        for row in range(4):
            filtered.write_number(row, 0, row)
        filtered.autofilter(0, 0, 3, 0)
        filtered.filter_column(0, "x != 2")
        filtered.set_row(2, options={"hidden": True})


def sheets_of(path: Path) -> Sheets:
    sheets, findings = opened(read(path))
    assert findings == []
    assert sheets is not None
    return sheets


@pytest.mark.parametrize("ending", ["written", "xlsx", "xls", "ods"])
def test_what_was_written_is_read(saved: dict[str, Path], ending: str) -> None:
    main, hidden, filtered = sheets_of(saved[ending]).sheets
    wanted = {(row, 1): cell for row, (_, _, cell) in enumerate(NUMBERS, 1) if cell is not None}
    wanted |= {(row, 8): cell for row, (_, cell) in enumerate(PARTS, 1)}
    wanted |= {(row, 8): SheetCell("struck", "") for row in (8, 9)}
    wanted |= {(row, 2): SheetCell("text", text) for row, text in enumerate(TEXTS, 1)}
    for row, (formula, _, stored, cell) in enumerate(FORMULAS, 1):
        if stored == "" and ending == "written":
            wanted[row, 3] = SheetCell("unsolved", formula, formula=True)
        elif cell is not None:
            wanted[row, 3] = cell
    wanted[1, 4] = SheetCell("text", "常住人口")
    wanted[2, 4] = SheetCell("text", "合并")
    wanted[1, 7] = SheetCell("number", "1")
    assert dict(main.cells) == wanted
    assert (main.name, main.hidden, main.merged) == ("指标", False, ((2, 4, 5, 6),))
    assert main.hidden_rows == {6}
    assert main.hidden_columns == {7}
    assert (hidden.name, hidden.hidden, dict(hidden.cells)) == ("藏", True, {})
    assert (filtered.name, filtered.hidden, sorted(filtered.cells)) == (
        *("筛选", False),
        [(row, 1) for row in range(1, 5)],
    )
    assert filtered.hidden_rows == {3}
