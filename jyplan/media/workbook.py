"""A workbook that calculates, as an Excel file: formulas beside the values that they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from rich.cells import cell_len

from jyplan.media.colours import TONES
from jyplan.media.sheets import (
    ACCENT,
    LINE,
    RAISED,
    Styles,
    height_of,
    lines_of,
    new_book,
    plain,
    sheet_name,
)
from jyplan.media.xlsx_charts import LOOKS, finish
from jyplan.media.xlsx_inputs import LEFT, validation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.chart_line import ChartLine
    from xlsxwriter.format import Format as Style
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from jyplan.pages.book import BookCell, BookChart, BookSheet, Role, SheetBook, Toned

# role -> what its cells look like
ROLES: Mapping[Role, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": ACCENT},
    "subtitle": {"font_color": TONES["quiet"]},
    "line": {},
    "section": {
        "bold": True,
        "font_size": 12,
        "font_color": ACCENT,
        "bottom": 2,
        "bottom_color": ACCENT,
    },
    "group": {
        "bold": True,
        "align": "center",
        "bg_color": ACCENT,
        "font_color": "#FFFFFF",
        "left": 1,
        "left_color": "#FFFFFF",
    },
    "heading": {
        "bold": True,
        "text_wrap": True,
        "bg_color": RAISED,
        "bottom": 2,
        "bottom_color": ACCENT,
    },
    "text": {"bottom": 1, "bottom_color": LINE},
    "name": {"bottom": 1, "bottom_color": LINE, "text_wrap": True},
    "note": {"font_color": TONES["quiet"], "text_wrap": True},
    "input": {
        "bg_color": "#FFF8DC",
        "font_color": TONES["notice"],
        "border": 1,
        "border_color": "#E5D9A8",
    },
    "helper": {"font_color": TONES["quiet"], "font_size": 9},
    "key": {
        "font_color": TONES["quiet"],
        "font_size": 7,
        "text_wrap": True,
        "bottom": 1,
        "bottom_color": LINE,
    },
    "band": {
        "bold": True,
        "font_color": ACCENT,
        "bg_color": "#E3ECF5",
        "bottom": 1,
        "bottom_color": LINE,
    },
}
# words of a reader go on in the next line
ROLES = {**ROLES, "answer": {**ROLES["input"], "text_wrap": True}}
# what goes on over the cells beside it
FREE: frozenset[Role] = frozenset({"title", "subtitle", "line", "section", "band"})
# role whose texts are parted -> how much more goes into a line than where figures stand
PARTED: Mapping[Role, float] = {"heading": 1, "name": 1, "note": 1, "key": 1.7}
# role -> how high its rows are at least, in points
LEAST: Mapping[Role, float] = {"line": 18.0, "band": 18.0}
INPUTS: frozenset[Role] = frozenset({"input", "answer"})
WIDEST, NARROWEST = 44.0, 7.0
A3, A4 = 8, 9
ROW_PIXELS = 20
# where Excel need not point out that neighbours differ
ALL_CELLS = "A1:XFD1048576"


def workbook(book: SheetBook) -> bytes:
    """The workbook as an xlsx file."""
    file, memory = new_book(book.title)
    styles, taken = Styles(file), list[str]()
    sheets = {}
    for sheet in book.sheets:
        name = sheet_name(sheet.name, taken)
        taken.append(name)
        sheets[sheet.key] = file.add_worksheet(name)
    for sheet in book.sheets:
        _write(sheets[sheet.key], sheet, styles)
    for name, where in book.names:
        file.define_name(name, f"={where}")
    names = {sheet.key: name for sheet, name in zip(book.sheets, taken, strict=True)}
    for sheet in book.sheets:
        for chart in sheet.charts:
            _insert(file, sheets[sheet.key], chart, names[chart.sheet])
    file.close()
    return memory.getvalue()


def _write(page: Worksheet, sheet: BookSheet, styles: Styles) -> None:
    """One sheet."""
    widths = _widths(sheet)
    for column, width in widths.items():
        page.set_column(column, column, width, styles.of())
    for (row, column), cell in sheet.cells.items():
        _put(page, row, column, cell, _style(cell, column, styles, guarded=sheet.guarded))
    for row, height in _heights(sheet, widths).items():
        page.set_row(row, height)
    for allowed in sheet.allowed:
        page.data_validation(*allowed.area, validation(allowed))
    for toned in sheet.toned:
        page.conditional_format(*toned.area, _rule(toned, styles))
    if sheet.guarded:
        page.protect("", dict(LEFT))
    if sheet.unseen:
        page.very_hidden()
    else:
        # LibreOffice prints what has an area to print, seen or not
        _print(page, sheet)


def _print(page: Worksheet, sheet: BookSheet) -> None:
    """How a sheet prints, and what stays where it is."""
    if not sheet.upright:
        page.set_landscape()
    page.set_paper(A3 if sheet.large else A4)
    page.fit_to_pages(1, sheet.pages)
    page.set_margins(0.4, 0.4, 0.5, 0.6)
    foot = plain(sheet.foot).replace("&", "&&") if sheet.foot else "&A"
    page.set_footer(f"&L{foot}&R&P / &N")
    page.hide_gridlines(2)
    if sheet.frozen != (0, 0):
        page.freeze_panes(*sheet.frozen)
    if sheet.repeated is not None:
        page.repeat_rows(*sheet.repeated)
    if sheet.filtered is not None:
        page.autofilter(*sheet.filtered)
    page.print_area(0, 0, *_last(sheet))
    page.set_tab_color("#AFB8C1" if sheet.helper else ACCENT)
    page.ignore_errors({"formula_differs": ALL_CELLS, "empty_cell_reference": ALL_CELLS})


def _last(sheet: BookSheet) -> tuple[int, int]:
    """The last row and column with anything in it; charts cover rows."""
    rows = [row for row, _ in sheet.cells]
    rows += [chart.at[0] + -(-chart.size[1] // ROW_PIXELS) for chart in sheet.charts]
    return max(rows), max(column for _, column in sheet.cells)


def _put(page: Worksheet, row: int, column: int, cell: BookCell, style: Style) -> None:
    """One cell: text stays text, and a formula has its value beside it."""
    if cell.over > 1:
        page.merge_range(row, column, row, column + cell.over - 1, "", style)
    content = cell.content
    if cell.formula:
        value = plain(content) if isinstance(content, str) else content
        page.write_formula(row, column, f"={cell.formula}", style, cast("Any", value))
    elif content is None or content == "":
        page.write_blank(row, column, None, style)
    elif isinstance(content, str):
        page.write_string(row, column, plain(content), style)
    else:
        page.write_number(row, column, content, style)


def _style(cell: BookCell, column: int, styles: Styles, *, guarded: bool) -> Style:
    properties = {**ROLES[cell.role]}
    if guarded and cell.role in INPUTS:
        properties["locked"] = False
    if cell.tone:
        properties["font_color"] = TONES[cell.tone]
    if cell.right:
        # what is too wide is written smaller, and never cut
        fixed = cell.format != "General" or isinstance(cell.content, str)
        properties |= {"align": "right", "shrink": fixed and cell.role in {"text", "input"}}
    elif cell.role not in {*FREE, "group", "key"}:
        properties["indent"] = int(column > 0)
    if cell.format != "General":
        properties["num_format"] = cell.format
    return styles.of(**properties)


def _widths(sheet: BookSheet) -> dict[int, float]:
    """The widths of columns: as they are set, else what stands in them takes."""
    found: dict[int, float] = {}
    for (_, column), cell in sheet.cells.items():
        if cell.over > 1 or cell.role in {*FREE, "note"}:
            continue
        length = _length(cell)
        found[column] = max(found.get(column, NARROWEST), min(length * 1.05 + 2, WIDEST))
    return {**found, **sheet.widths}


def _length(cell: BookCell) -> float:
    """The cells that a content takes on a screen; headings are parted."""
    if isinstance(cell.content, str):
        length = float(cell_len(cell.content))
        return min(length, 9.0) if cell.role == "heading" else length
    if isinstance(cell.content, bool) or cell.content is None:
        return 5.0
    places = len(cell.format.partition(".")[2].partition(";")[0]) if "." in cell.format else 0
    if cell.format == "General":
        return float(len(f"{cell.content:.10g}"))
    scale = 100 if "%" in cell.format else 1
    return len(f"{cell.content * scale:.0f}") + places + 2.0


def _heights(sheet: BookSheet, widths: Mapping[int, float]) -> dict[int, float]:
    """The heights of rows in which texts are parted."""
    found: dict[int, float] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.role in LEAST:
            found[row] = max(found.get(row, 0.0), LEAST[cell.role])
        lines = 0
        if cell.role == "answer":
            # for words that are still to come
            lines = 2
        elif isinstance(cell.content, str) and cell.role in PARTED:
            room = sum(widths.get(column + more, 9.0) for more in range(cell.over))
            lines = lines_of(cell.content, room * PARTED[cell.role])
        if lines > 1:
            height = height_of(lines, 2)
            found[row] = max(found.get(row, 0.0), height)
    return found


def _rule(toned: Toned, styles: Styles) -> dict[str, object]:
    """A colour for what cells say."""
    look = styles.book.add_format({"font_color": TONES[toned.tone]})
    if not toned.text:
        from xlsxwriter.utility import xl_rowcol_to_cell

        corner = xl_rowcol_to_cell(*toned.area[:2])
        return {"type": "formula", "criteria": f"=ISTEXT({corner})", "format": look}
    text = toned.text.replace('"', '""')
    return {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": look}


def _insert(file: Workbook, page: Worksheet, chart: BookChart, name: str) -> None:
    """A chart over cells of a sheet."""
    drawn = cast("ChartLine", file.add_chart({"type": "bar" if chart.bars else "line"}))
    for line in chart.lines:
        bars = {"fill": {"color": ACCENT}, "gap": 60, "data_labels": {"value": True}}
        drawn.add_series(
            {
                "name": [name, *line.name[:2]],
                "categories": [name, *chart.years],
                "values": [name, *line.values],
                **(bars if chart.bars else LOOKS[line.role]),
            }
        )
    finish(drawn, bars=chart.bars)
    drawn.show_na_as_empty_cell()
    drawn.show_blanks_as("span")
    drawn.set_size({"width": chart.size[0], "height": chart.size[1]})
    page.insert_chart(*chart.at, drawn, {"description": plain(chart.description)[:1000]})
