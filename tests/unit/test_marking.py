"""A marked workbook is the sender's own: what was there is there, byte for byte."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook

from jyplan.errors import RequestError
from jyplan.forms.marking import CellRemark, marked
from jyplan.forms.marking.drawing import size_of
from jyplan.forms.opening import limits
from jyplan.plan.findings import Severity
from tests.packages import excel
from tests.senders import THREAD, WAYS, Book, conversing, every, packed, parts, sent

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SENT = sent()
RED, YELLOW, BLUE = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"
REMARKS = (
    CellRemark("指标", 1, 4, Severity.WARNING, "哪一年？"),
    CellRemark("指标", 2, 1, Severity.WARNING, "计划中没有这个名称。"),
    CellRemark("指标", 3, 4, Severity.NOTE, "=HYPERLINK(1) <b>&amp;"),
    CellRemark("指标", 3, 4, Severity.ERROR, "多写了一位？\n去年为 320 家。"),
    CellRemark("指标", 7, 2, Severity.NOTE, "合并的单元格"),
    CellRemark("指标", 5, 5, Severity.ERROR, "缺少来源"),
    CellRemark("指标", 2, 7, Severity.ERROR, "右边的空格"),
    CellRemark("指标", 11, 2, Severity.ERROR, "整行有格式的空格"),
    CellRemark("指标", 40, 4, Severity.ERROR, "整列有格式的空格"),
    CellRemark("指标", 1_048_576, 16_384, Severity.ERROR, "最后一格"),
    CellRemark("空表", 4, 2, Severity.NOTE, "没有人看见"),
    CellRemark("空表", 2, 3, Severity.NOTE, "也没有人看见"),
)
COLOURS = {
    "D1": YELLOW,
    "A2": YELLOW,
    "D3": RED,
    "A6": BLUE,
    "E5": RED,
    "G2": RED,
    "B11": RED,
    "D40": RED,
    "XFD1048576": RED,
}
NOTES = {
    "D1": "核对\n哪一年？",
    "A2": "原有批注\n\n核对\n计划中没有这个名称。",
    "D3": "核对\n=HYPERLINK(1) <b>&amp;\n\n多写了一位？\n去年为 320 家。",
    "A6": "核对\n合并的单元格",
    "B9": "另一条",
    "E5": "核对\n缺少来源",
    "G2": "核对\n右边的空格",
    "B11": "核对\n整行有格式的空格",
    "D40": "核对\n整列有格式的空格",
    "XFD1048576": "核对\n最后一格",
}
# part -> names of elements that may come in, attributes of others that may change
NEW = {
    r"worksheets/\w+\.xml$": ({"row", "c", "legacyDrawing"}, "s"),
    r"styles\.xml$": (
        {"font", "fill", "xf", "patternFill", "fgColor", "bgColor", "color", "sz"}
        | {"b", "name", "family", "scheme", "protection"},
        "count",
    ),
    r"comments\d\.xml$": (
        {"author", "comment", "text", "r", "rPr", "t", "b", "sz", "color", "rFont", "family"},
        "",
    ),
    r"rels$": ({"Relationship"}, ""),
    r"Types\]\.xml$": ({"Override"}, ""),
    r"\.vml$": (
        {"shape", "fill", "shadow", "path", "textbox", "div", "ClientData", "MoveWithCells"}
        | {"SizeWithCells", "Anchor", "AutoFill", "Row", "Column"},
        "Anchor",
    ),
}
every_way = pytest.mark.parametrize("way", WAYS)


def pieces(data: bytes, loose: str) -> list[str]:
    """Tags and the texts between them; empty elements are opened, and what is loose is left out.

    Loose is an attribute with a number, or the corners of boxes.
    """
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")
    if loose == "Anchor":
        text = re.sub(r"(?<=Anchor>)[^<]*", "", text)
    elif loose:
        text = re.sub(rf"(?<=[\w\"]) {loose}=\"\d+\"", "", text)
    text = re.sub(r"<([^\s/>?]+)([^<>]*)/>", r"<\1\2></\1>", text)
    return re.findall(r"<[^>]*>|[^<]+", text)


def added(before: bytes, after: bytes, loose: str) -> list[str]:
    """What came in between; fails where anything of before is not there in its order."""
    old = pieces(before, loose)
    new, place = [], 0
    for piece in pieces(after, loose):
        if place < len(old) and piece == old[place]:
            place += 1
        else:
            new.append(piece)
    assert place == len(old), old[place]
    return new


@every_way
def test_nothing_else_is_touched(way: str) -> None:
    before = WAYS[way](SENT)
    after = marked(before, REMARKS, "核对")
    old, new = parts(before), parts(after)
    assert list(new)[: len(old)] == list(old)
    assert {re.sub(r"\d", "", name) for name in list(new)[len(old) :]} == {
        "xl/comments.xml",
        "xl/drawings/vmlDrawing.vml",
        "xl/worksheets/_rels/sheet.xml.rels",
    }
    changed = {name for name in old if old[name] != new[name]}
    for name in changed:
        allowed, loose = next(
            rule for pattern, rule in NEW.items() if re.search(pattern, name, re.IGNORECASE)
        )
        for piece in added(old[name], new[name], loose):
            tag = re.match(r"</?(?:\w+:)?(\w+)", piece)
            # texts are those of notes, and what is said of boxes
            fine = tag[1] in allowed if tag else "comments" in name or piece.isalnum()
            assert fine, (name, piece)
    assert len(changed) == 6
    with zipfile.ZipFile(BytesIO(before)) as one, zipfile.ZipFile(BytesIO(after)) as other:
        assert other.testzip() is None
        for info in one.infolist():
            twin = other.getinfo(info.filename)
            assert (twin.date_time, twin.external_attr) == (info.date_time, info.external_attr)
            if info.filename not in changed:
                assert packed_bytes(after, twin) == packed_bytes(before, info)


def packed_bytes(data: bytes, info: zipfile.ZipInfo) -> bytes:
    names = int.from_bytes(data[info.header_offset + 26 : info.header_offset + 28], "little")
    extra = int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
    begin = info.header_offset + 30 + names + extra
    return data[begin : begin + info.compress_size]


@every_way
def test_cells_are_coloured_and_commented(way: str) -> None:
    before = WAYS[way](SENT)
    after = marked(before, REMARKS, "核对")
    old, new = Book(before), Book(after)
    colours = new.colours("指标")
    assert {cell: colours.get(cell) for cell in COLOURS} == COLOURS
    assert {cell: each for cell, each in colours.items() if cell not in COLOURS} == {
        cell: each for cell, each in old.colours("指标").items() if cell not in COLOURS
    }
    assert new.notes("指标") == NOTES
    assert new.colours("空表") == {"B4": BLUE, "C2": BLUE}
    assert new.notes("空表") == {"B4": "核对\n没有人看见", "C2": "核对\n也没有人看见"}
    assert len(new.boxes("指标")) == len(NOTES)
    assert set(new.boxes("空表")) == {(4, 2), (2, 3)}
    # no name says what a part is not
    for name, data in new.parts.items():
        if name.endswith(".xml"):
            assert data[:1] in {b"<", b"\xff"}


def test_a_style_is_the_cells_own_but_for_its_fill() -> None:
    before, after = Book(SENT), Book(marked(SENT, REMARKS, "核对"))
    plain, entry, heading = before.formats
    own = before.styles("指标")
    # cells that are missing look as their row or their column does
    wanted = {**dict.fromkeys(COLOURS, plain), "D40": entry, "B11": heading, **own}
    assert (own["D3"], own["D1"]) == (entry, heading)
    found = after.styles("指标")
    for cell in COLOURS:
        said, is_now = dict(wanted[cell].attrib), dict(found[cell].attrib)
        assert is_now.pop("applyFill") == "1"
        for name in ("fillId", "fontId", "applyFont", "applyFill"):
            said.pop(name, None)
            is_now.pop(name, None)
        assert is_now == said
        # locked or not, as it was
        assert [each.attrib for each in found[cell]] == [each.attrib for each in wanted[cell]]
    # one style for each kind of cell and colour, one fill for each colour
    assert len(after.formats) - len(before.formats) == 6
    assert len(after.fills) - len(before.fills) == 3
    # white letters of a heading could not be read on yellow
    assert [each.attrib["rgb"] for each in every(after.fonts[-1], "color")] == ["FF1B1F24"]
    assert {found[cell].attrib["fontId"] for cell in ("D1", "B11")} == {str(len(before.fonts))}
    assert [each.tag for each in after.fonts[-1]] == [each.tag for each in before.fonts[1]]


def test_openpyxl_reads_the_same() -> None:
    def said(sheet: Worksheet) -> list[object]:
        rows = sheet.iter_rows(max_row=30, max_col=8)
        return [
            [
                [(cell.value, cell.number_format, cell.protection.locked) for cell in row]
                for row in rows
            ],
            sorted(map(str, sheet.merged_cells.ranges)),
            [(str(each.sqref), each.type) for each in sheet.data_validations.dataValidation],
            [str(each.sqref) for each in sheet.conditional_formatting],
            {key: each.width for key, each in sheet.column_dimensions.items()},
            {key: each.height for key, each in sheet.row_dimensions.items() if each.height},
            (sheet.protection.sheet, sheet.protection.password, sheet.sheet_state),
            len(sheet._charts),  # noqa: SLF001 nothing else says it
        ]

    few = [each for each in REMARKS if each.row <= 30]
    before, after = (load_workbook(BytesIO(each)) for each in (SENT, marked(SENT, few, "核对")))
    assert after.sheetnames == before.sheetnames
    for name in ("指标", "空表"):
        assert said(after[name]) == said(before[name])
    comments = {
        cell.coordinate: cell.comment.text
        for row in after["指标"].iter_rows()
        for cell in row
        if cell.comment
    }
    assert comments == {cell: text for cell, text in NOTES.items() if cell in comments}
    assert len(comments) == len(NOTES) - 2


def test_a_box_stands_beside_its_cell_and_holds_its_text() -> None:
    boxes = Book(marked(SENT, REMARKS, "核对")).boxes("指标")
    # right of column D, and of the last column of merged cells
    assert boxes[3, 4][:4:2] == [4, 2]
    assert boxes[6, 1][:4:2] == [3, 5]
    # where nothing is to the right or below, before it
    assert boxes[1_048_576, 16_384][4:7:2] == [16_383, 1_048_575]
    assert boxes[1_048_576, 16_384][0] < 16_383
    # one that nothing was added to stays as it was drawn, the other one grew where it stands
    before = Book(SENT).boxes("指标")
    assert boxes[9, 2] == before[9, 2]
    assert boxes[2, 1][:4] == before[2, 1][:4]
    assert boxes[2, 1][4:] > before[2, 1][4:]


def test_a_box_has_the_size_of_its_text() -> None:
    short, long = size_of("短"), size_of("长" * 1000)
    assert short[1] < size_of("短\n短")[1] < long[1]
    assert short[0] < long[0]
    # nobody's screen is higher
    assert size_of("很长" * 16_000)[1] < 800


@pytest.mark.parametrize(
    "table",
    [
        '<cols><col min="1" max="9" width="1e999"/></cols><sheetData/>',
        '<sheetFormatPr defaultColWidth="1e999" defaultRowHeight="1e999"/><sheetData/>',
        '<sheetData><row r="1" ht="1e999"/></sheetData>',
    ],
)
def test_sizes_without_end_are_the_largest_that_excel_takes(table: str) -> None:
    data = excel(table)
    assert Book(marked(data, [CellRemark("S1", 1, 1, Severity.NOTE, "宽")], "")).boxes("S1")


def test_texts_are_what_excel_takes() -> None:
    said = "\x00\x1b\ud800\ufffe\r\n\t_x0041_ 😀" + "长" * 40_000
    remarks = [CellRemark("空表", 1, 1, Severity.NOTE, said)]
    text = Book(marked(SENT, remarks, "核对")).notes("空表")["A1"]
    begin = "核对\n\ufffd\ufffd\ufffd\ufffd\n\t_x005F_x0041_ 😀长"
    assert text.startswith(begin)
    assert text.endswith("长…")
    # an escape counts as what it stands for
    assert len(text.replace("_x005F_", "_").encode("utf-16-le")) // 2 == 32_767


def test_a_remark_has_no_room_below_a_note_that_is_full() -> None:
    full = "满" * 32_767
    once = marked(SENT, [CellRemark("空表", 1, 1, Severity.NOTE, full)], "")
    assert Book(once).notes("空表") == {"A1": full}
    twice = marked(once, [CellRemark("空表", 1, 1, Severity.ERROR, "还有")], "核对")
    assert Book(twice).notes("空表") == {"A1": full}
    assert Book(twice).colours("空表") == {"A1": RED}


def test_what_was_said_is_not_said_twice() -> None:
    once = marked(SENT, REMARKS, "核对")
    twice = marked(once, REMARKS, "核对")
    assert Book(twice).notes("指标") == NOTES
    assert Book(twice).boxes("指标") == Book(once).boxes("指标")
    again = [CellRemark("指标", 3, 4, Severity.ERROR, "仍未改正")]
    assert (
        Book(marked(once, again, "核对")).notes("指标")["D3"] == f"{NOTES['D3']}\n\n核对\n仍未改正"
    )


def test_nothing_to_say_changes_nothing() -> None:
    assert marked(SENT, (), "核对") == SENT


def test_a_conversation_gets_an_answer() -> None:
    before = conversing(SENT)
    after = marked(before, REMARKS, "核对 & 组")
    talk = Book(after)
    first, second = every(talk.root(talk.only("指标", "threadedComment")), "threadedComment")
    assert (first.attrib["id"], "parentId" in first.attrib) == (THREAD, False)
    assert (second.attrib["ref"], second.attrib["parentId"]) == ("A2", THREAD)
    assert second[0].text == "计划中没有这个名称。"
    persons = {
        each.attrib["id"]: each.attrib["displayName"]
        for each in every(talk.root("xl/persons/person.xml"), "person")
    }
    assert persons[second.attrib["personId"]] == "核对 & 组"
    assert persons[first.attrib["personId"]] == "张三"
    # programs that know no conversations show the note
    assert talk.notes("指标")["A2"] == "原有批注\n\n核对 & 组\n计划中没有这个名称。"
    again = Book(marked(after, REMARKS, "核对 & 组"))
    assert (
        again.parts["xl/threadedcomments/threadedcomment1.xml"]
        == talk.parts["xl/threadedcomments/threadedcomment1.xml"]
    )


def without(name: str, pattern: str, instead: str = "") -> bytes:
    found = parts(SENT)
    changed = re.sub(pattern, instead, found[name].decode(), flags=re.DOTALL)
    assert changed != found[name].decode()
    return packed({**found, name: changed.encode()})


STYLES, TABLE = "xl/styles.xml", "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "data",
    [
        without("xl/_rels/workbook.xml.rels", r'<Relationship [^>]*styles.xml"/>'),
        without(STYLES, r"(<styleSheet [^>]*)>.*", r"\1/>"),
        without(STYLES, "<fills.*</fills>", '<fills count="0"/>'),
        without(STYLES, "<cellXfs.*</cellXfs>"),
        without(STYLES, ' count="\\d+"'),
        without(TABLE, "<sheetData>.*</sheetData>", "<sheetData/>"),
        without(TABLE, "<dimension[^>]*>", "<!-- <sheetData/> <row r='3'> -->"),
        without(TABLE, "<legacyDrawing r:id[^>]*>"),
        without(TABLE, ' r:id="rId2"', ' r:id="lost"'),
        without(TABLE, ' s="1"', " s = '1'"),
        without("xl/comments1.xml", "<authors>.*</authors>", "<authors/>"),
        without("xl/comments1.xml", "(<authors>.*)</comments>", "</comments>"),
        without("xl/comments1.xml", "<r>.*?</rPr>(<t>原有批注</t>)</r>", r"\1"),
        without("xl/drawings/vmlDrawing1.vml", "<x:Anchor>[^<]*</x:Anchor>"),
    ],
)
def test_what_programs_leave_out_is_put_in(data: bytes) -> None:
    book = Book(marked(data, REMARKS, "核对"))
    colours = book.colours("指标")
    assert {cell: colours.get(cell) for cell in COLOURS} == COLOURS
    notes = book.notes("指标")
    for cell, text in NOTES.items():
        # what was taken away is missing, all else is there
        assert notes.get(cell, text) == text or text.endswith(notes[cell])
    assert COLOURS.keys() <= notes.keys()
    assert {(3, 4), (6, 1), (40, 4)} <= book.boxes("指标").keys()


def test_a_drawing_that_is_no_xml_is_patched() -> None:
    data = without("xl/drawings/vmlDrawing1.vml", "(<div[^>]*>)(</div>)", r"\1<br>\2")
    old, new = (
        parts(each)["xl/drawings/vmlDrawing1.vml"] for each in (data, marked(data, REMARKS, "核对"))
    )
    assert new.count(b"<br>") == old.count(b"<br>") > 0
    assert new.count(b"<x:Row>") == len(NOTES)
    assert new.endswith(b"</v:shape></xml>")


def bomb(name: str) -> bytes:
    found = parts(SENT)
    head, _, tail = found[name].partition(b"?>")
    return packed({**found, name: head + b'?><!DOCTYPE x [<!ENTITY a "aa">]>' + tail})


@pytest.mark.parametrize(
    ("data", "remark"),
    [
        (SENT, CellRemark("图", 1, 1, Severity.NOTE, "")),
        (SENT, CellRemark("没有", 1, 1, Severity.NOTE, "")),
        (b"", CellRemark("指标", 1, 1, Severity.NOTE, "")),
        # a few bytes that unpack to more than may be looked at
        *(
            (
                without(name, end, f"{200_000 * each}{end}"),
                CellRemark("指标", 1, 1, Severity.NOTE, ""),
            )
            for name, each, end in (
                (STYLES, "<font/>", "</fonts>"),
                ("xl/comments1.xml", "<comment/>", "</commentList>"),
                ("xl/worksheets/_rels/sheet1.xml.rels", "<Relationship/>", "</Relationships>"),
            )
        ),
        # its first entry would begin before the file
        (SENT[1:], CellRemark("指标", 1, 1, Severity.NOTE, "")),
        (packed({}), CellRemark("指标", 1, 1, Severity.NOTE, "")),
        *(
            (bomb(name), CellRemark("指标", 1, 1, Severity.NOTE, ""))
            for name in (TABLE, STYLES, "xl/comments1.xml", "xl/workbook.xml")
        ),
        # it is read where a part is new
        (bomb("[Content_Types].xml"), CellRemark("空表", 1, 1, Severity.NOTE, "")),
        *(
            (
                without("xl/drawings/vmlDrawing1.vml", said),
                CellRemark("指标", 1, 1, Severity.NOTE, ""),
            )
            for said in ("<xml [^>]*>", "</xml>")
        ),
        (without(TABLE, "</worksheet>"), CellRemark("指标", 1, 1, Severity.NOTE, "")),
        (without(TABLE, "<sheetData>.*</sheetData>"), CellRemark("指标", 1, 1, Severity.NOTE, "")),
        (without(TABLE, 'r="2"', 'r="x"'), CellRemark("指标", 1, 1, Severity.NOTE, "")),
    ],
)
def test_what_has_no_place_for_marks_is_refused(data: bytes, remark: CellRemark) -> None:
    with pytest.raises(RequestError) as caught:
        marked(data, [remark], "核对")
    assert caught.value.code == "cannot_mark"
    assert set(caught.value.data) == {"path"}


def test_no_more_is_unpacked_than_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def mark() -> bytes:
        return marked(SENT, [CellRemark("指标", 1, 1, Severity.NOTE, "")], "核对")

    assert mark() != SENT
    # Of all parts together: none of them is so long.
    most = max(map(len, parts(SENT).values()))
    monkeypatch.setattr(limits, "MAX_UNPACKED", most)
    with pytest.raises(RequestError) as caught:
        mark()
    assert caught.value.code == "cannot_mark"


CELLS = st.tuples(st.integers(1, 14), st.integers(1, 8))


@given(
    filled=st.dictionaries(CELLS, st.integers(0, 9), max_size=20),
    said=st.dictionaries(CELLS, st.sampled_from(Severity), min_size=1, max_size=20),
)
def test_any_cell_of_any_table(
    filled: dict[tuple[int, int], int], said: dict[tuple[int, int], Severity]
) -> None:
    memory = BytesIO()
    book = Workbook(memory, {"in_memory": True})
    sheet = book.add_worksheet("表")
    for (row, column), value in filled.items():
        sheet.write(row - 1, column - 1, value)
    book.close()
    before = memory.getvalue()
    remarks = [CellRemark("表", *cell, severity, "话") for cell, severity in said.items()]
    after = marked(before, remarks, "")
    part = "xl/worksheets/sheet1.xml"
    added(parts(before)[part], parts(after)[part], "s")
    found = load_workbook(BytesIO(after))["表"]
    for cell in found._cells.values():  # noqa: SLF001 only those that are there
        key = (cell.row, cell.column)
        assert cell.value == filled.get(key)
        assert (cell.comment is not None) == (key in said)
        assert (cell.fill.patternType == "solid") == (key in said)
    assert set(found._cells) == {*filled, *said}  # noqa: SLF001
    # rows and cells stand in their order
    order = re.findall(r'<(row|c) r="([A-Z]*)(\d+)"', parts(after)[part].decode())
    places = [(int(row), column) for _, column, row in order]
    assert places == sorted(places)
