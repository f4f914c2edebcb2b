"""Pages as Word documents: real styles and headings, nothing off the sheet, text that is text."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from jyplan.media.docx import docx
from jyplan.media.docx.styles import COLOURS, STYLES, TABLE
from jyplan.pages.page import (
    Bar,
    Cell,
    Column,
    Definition,
    Definitions,
    Entries,
    Entry,
    Message,
    Messages,
    Note,
    Notes,
    Page,
    Quote,
    Row,
    Section,
    Table,
)
from tests.acceptance.test_html import HERE, HOSTILE, PAGES, hostile_plan, luminance
from tests.documents import TOLD, indicators, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from subprocess import CompletedProcess

    from docx.document import Document as Opened
    from docx.table import Table as Grid
    from docx.text.paragraph import Paragraph

    from jyplan.texts.words import Language

    Run = Callable[..., CompletedProcess[str]]

# `check` tells its findings to people in other forms
COMMANDS = {name: arguments for name, arguments in PAGES.items() if name != "check"}
# ECMA-376, part 1: in which order Word wants what it is told of paragraphs, letters, tables, sheets
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr tabs spacing ind contextualSpacing jc "
    "outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs shd lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr "
    "tcPr tblStylePr",
}
ROOT = Path(__file__).parents[2]


def opened(page: Page) -> Opened:
    return Document(BytesIO(docx(page)))


def of_command(run: Run, folder: Path, *arguments: str, language: str = "en") -> Opened:
    out = folder / "page.docx"
    done = run("--lang", language, *arguments, "--output", str(out))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return Document(str(out))


def paragraphs(document: Opened) -> Iterator[Paragraph]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def text_of(document: Opened) -> str:
    return "\n".join(each.text for each in paragraphs(document))


def style_of(paragraph: Paragraph) -> str:
    return str(paragraph.style.name if paragraph.style else "")


def headings(document: Opened) -> list[tuple[int, str]]:
    found = [(style_of(each), each.text) for each in document.paragraphs]
    return [(int(style[-1]), said) for style, said in found if style.startswith("Heading ")]


def header_of(table: Grid) -> list[str]:
    return [cell.text for cell in table.rows[0].cells]


def points(table: Grid) -> float:
    return float(sum(column.width.pt for column in table.columns if column.width is not None))


def rooms(document: Opened) -> Iterator[tuple[Grid, float]]:
    """Every table with the points between the margins of its sheet."""
    ways = iter(document.sections)
    section = next(ways)
    tables = iter(document.tables)
    for element in document.element.body:
        if element.tag == qn("w:tbl"):
            edges = (section.page_width, section.left_margin, section.right_margin)
            width, left, right = (edge.pt for edge in edges if edge is not None)
            yield next(tables), width - left - right
        if element.tag == qn("w:p") and element.find(f".//{qn('w:sectPr')}") is not None:
            section = next(ways)


def is_whole(document: Opened) -> None:
    """What every document keeps to."""
    ours = {style.name for style in STYLES}
    assert {style_of(each) for each in paragraphs(document)} <= ours
    levels = [level for level, _ in headings(document)]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))
    assert style_of(document.paragraphs[0]) == "Title"
    for table, room in rooms(document):
        assert table.style is not None
        assert table.style.name == TABLE
        assert not table.autofit
        assert points(table) <= room
        for number, row in enumerate(table.rows):
            marks = [] if row._tr.trPr is None else [each.tag for each in row._tr.trPr]  # noqa: SLF001
            assert qn("w:cantSplit") in marks
            assert number == 0 or qn("w:tblHeader") not in marks
    for picture in document.element.body.iter(qn("wp:docPr")):
        assert picture.get("title")
        assert picture.get("descr")
    for section in document.sections:
        width, height = section.page_width, section.page_height
        assert width is not None
        assert height is not None
        assert sorted((round(width.cm, 1), round(height.cm, 1))) == [21.0, 29.7]
        assert (width > height) == (section.orientation == WD_ORIENT.LANDSCAPE)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_page_is_a_document(run: Run, tmp_path: Path, name: str, language: str) -> None:
    is_whole(of_command(run, tmp_path, *COMMANDS[name], language=language))


# what is folded away is called so in the fictional report
MORE = {"zh": "计算过程", "en": "How it is worked out"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_a_document(language: Language) -> None:
    page = report(language)
    document = opened(page)
    is_whole(document)
    said = text_of(document)
    assert "无人选择" not in said
    listed = {1: [], 2: [], 3: []}  # type: dict[int, list[str]]
    for level, title in headings(document):
        listed[level].append(title)
    sections = [block.title for block in page.blocks if isinstance(block, Section)]
    # what cards fold away stands behind everything else, in the same order
    assert listed[1] == [*sections, MORE[language]]
    assert len(listed[2]) == 6
    assert listed[2][:3] == listed[2][3:]
    assert len(listed[3]) == 6 * len(TOLD)
    assert listed[3][: 3 * len(TOLD)] == listed[3][3 * len(TOLD) :]
    assert said.rindex(MORE[language]) > said.rindex(sections[-1])
    assert header_of(document.tables[0])[0] == ("评价" if language == "zh" else "Verdict")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_word_is_told_everything_in_its_order(language: Language) -> None:
    document = opened(report(language))
    for part in (document.element, document.styles.element):
        for name, order in ORDERS.items():
            places = {qn(f"w:{each}"): place for place, each in enumerate(order.split())}
            for element in part.iter(qn(f"w:{name}")):
                found = [places[each.tag] for each in element]
                assert found == sorted(found), (name, [each.tag for each in element])
    numbers = [each.get("id") for each in document.element.body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers)


def test_fonts_of_both_scripts_are_named() -> None:
    styles = opened(report("zh")).styles
    expected = {
        "Normal": "SimSun",
        "Title": "SimHei",
        "Heading 1": "SimHei",
        "Table Text": "SimSun",
    }
    for name, font in expected.items():
        names = styles[name].element.rPr.find(qn("w:rFonts"))
        assert names.get(qn("w:eastAsia")) == font
        assert names.get(qn("w:ascii"))
    defaults = styles.element.find(qn("w:docDefaults"))
    # a theme's font would outdo one that is named
    themed = [
        element.get(qn(f"w:{key}"))
        for element in (defaults, *(styles[style.name].element for style in STYLES))
        for each in element.iter(qn("w:rFonts"))
        for key in ("asciiTheme", "eastAsiaTheme", "hAnsiTheme", "cstheme")
    ]
    assert set(themed) == {None}
    spoken = next(defaults.iter(qn("w:lang")))
    assert (spoken.get(qn("w:val")), spoken.get(qn("w:eastAsia"))) == ("en-GB", "zh-CN")


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_a_document_says_what_it_is(language: Language, tag: str) -> None:
    before = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    page = report(language)
    known = opened(page).core_properties
    after = datetime.now(UTC).replace(tzinfo=None)
    assert known.title.startswith(page.title[0])
    assert (known.language, known.author, known.comments) == (tag, "jyplan", "")
    assert known.created is not None
    assert before <= known.created.replace(tzinfo=None) <= after
    with zipfile.ZipFile(BytesIO(docx(page))) as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name]


@pytest.mark.parametrize(("language", "said"), [("zh", "第 1 页 共 1 页"), ("en", "1 / 1")])
def test_sheets_are_numbered(language: Language, said: str) -> None:
    section = opened(report(language)).sections[0]
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == said
        wanted = [each.text.strip() for each in paragraph._p.iter(qn("w:instrText"))]  # noqa: SLF001
        assert wanted == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == report(language).title[0]
    assert section.first_page_header.paragraphs[0].text == ""


def test_contents_are_a_field_that_is_filled_and_leads_to_headings() -> None:
    document = opened(report("zh"))
    entries = [each for each in document.paragraphs if style_of(each).startswith("toc ")]
    above = [(level, title) for level, title in headings(document) if level <= 2]
    assert [(int(style_of(each)[-1]), each.text) for each in entries] == above
    places = {
        mark.get(qn("w:name")): each.text
        for each in document.paragraphs
        for mark in each._p.iter(qn("w:bookmarkStart"))  # noqa: SLF001
    }
    for entry in entries:
        anchors = [each.get(qn("w:anchor")) for each in entry._p.iter(qn("w:hyperlink"))]  # noqa: SLF001
        assert [places[anchor] for anchor in anchors] == [entry.text]
    body = document.element.body
    wanted = [each.text for each in body.iter(qn("w:instrText")) if "TOC" in each.text]
    assert [each.split()[:3] for each in wanted] == [["TOC", "\\o", '"1-2"']]
    kinds = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    # Word asks nobody anything
    assert document.settings.element.find(qn("w:updateFields")) is None
    assert not [each for each in body.iter(qn("w:fldChar")) if each.get(qn("w:dirty"))]


def test_a_page_without_contents_has_no_list() -> None:
    document = opened(report("zh")._replace(contents=""))
    assert not [each for each in document.paragraphs if style_of(each).startswith(("toc ", "TOC"))]


def test_pictures_have_words_and_are_numbered() -> None:
    document = opened(report("en"))
    described = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    for told in TOLD:
        name = f"{told.name[1]} ({told.unit[1]})"
        words = f"{name} · {told.values[-1]} in 2023, target {told.target}."
        assert described.count(words) == 3
    captions = [each.text for each in document.paragraphs if style_of(each) == "Caption"]
    assert [each.split("\u2003")[0] for each in captions] == [f"Figure {n}" for n in range(1, 10)]
    # years beside each other, as in the picture
    figures = [header_of(table) for table in document.tables if header_of(table)[1] == "2020"]
    assert figures == [["", "2020", "2021", "2022", "2023", "2024", "2025"]] * 9


def table_of(*blocks: Table | Notes) -> Opened:
    return opened(Page("zh", ("规划",), (), blocks))


def test_columns_go_in_their_order_until_the_rest_has_room() -> None:
    """Those of the greatest `dispensable` go first, and what explains them goes with them."""
    document = opened(report("zh"))
    titles = header_of(document.tables[2])
    left = [each for each in ("应完成", "还需年增", "官方") if each in titles]
    # the first ones of this order, and not all of them
    assert left == ["应完成", "还需年增", "官方"][: len(left)]
    assert len(left) < 3
    assert "官方评价见附录。" not in text_of(document)
    few = Table(indicators("zh").columns[:9], ())
    rows = tuple(Row(row.cells[:9]) for row in indicators("zh").rows)
    assert len(header_of(table_of(few._replace(rows=rows)).tables[0])) == 9


def test_what_has_no_column_is_said_below_words_and_notes_stand_in() -> None:
    wide = [Column(f"c{n}", f"列{n}", dispensable=n) for n in range(1, 9)]
    cells = [Cell(f"{n}" * 14, aside=f"另见{n}") for n in range(1, 9)]
    columns = (Column("name", "指标", right=False, names=True), *wide)
    table = Table(columns, (Row((Cell("企业"), *cells)),))
    notes = Notes(
        (
            Note("有列", of=("c1",)),
            Note("无列", of=("c8",)),
            Note("代替有列", without="c1"),
            Note("代替无列", without="c8"),
        )
    )
    document = table_of(table, notes)
    shown = header_of(document.tables[0])
    gone = [n for n in range(1, 9) if f"列{n}" not in shown]
    assert gone == list(range(gone[0], 9))
    assert document.tables[0].cell(1, 0).text.split("\n") == [
        "企业",
        *(f"另见{n}" for n in gone),
    ]
    said = [each.text for each in document.paragraphs]
    assert [each for each in said if "列" in each] == ["有列", "代替无列"]


def test_what_has_no_room_upright_lies_across_and_nothing_else_does() -> None:
    columns = tuple(Column(f"c{n}", f"{n}", right=n > 0, names=n == 0) for n in range(11))
    table = Table(columns, (Row(tuple(Cell("1234567890") for _ in columns)),))
    page = Page(
        "zh",
        ("规划",),
        (),
        (
            Notes((Note("之前"),)),
            Section("宽表", (table, Notes((Note("同页"),)))),
            Section("之后", (Notes((Note("文字"),)),)),
        ),
    )
    document = opened(page)
    is_whole(document)
    ways = [section.orientation for section in document.sections]
    assert ways == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    ends = [
        each.text
        for each in document.paragraphs
        if each._p.find(f".//{qn('w:sectPr')}") is not None  # noqa: SLF001
    ]
    assert len(ends) == 2
    # a table that turns stays upright
    turned = opened(page._replace(blocks=(Section("宽表", (table._replace(turns=True),)),)))
    assert [section.orientation for section in turned.sections] == [WD_ORIENT.PORTRAIT]
    assert len(turned.tables[0].rows) == len(columns)
    # what has no room at all is as wide as a sheet
    wider = opened(page._replace(blocks=(Table(columns * 3, (Row(table.rows[0].cells * 3),)),)))
    is_whole(wider)
    assert [section.orientation for section in wider.sections] == [WD_ORIENT.LANDSCAPE]


def test_a_share_is_said_once() -> None:
    columns = (Column("progress", "进度", right=False), Column("achieved", "完成"))
    bar = Cell(bar=Bar(0.28, 0.6), tone="warning")
    both = table_of(Table(columns, (Row((bar, Cell("28\u00a0%"))),)))
    assert [cell.text.strip() for cell in both.tables[0].rows[1].cells] == ["", "28\u00a0%"]
    alone = table_of(Table(columns[:1], (Row((bar,)),)))
    assert alone.tables[0].cell(1, 0).text.strip() == "28\u00a0%"
    grounds = [
        (run.text, shade.get(qn("w:fill")))
        for run in alone.tables[0].cell(1, 0).paragraphs[0].runs
        for shade in run._r.iter(qn("w:shd"))  # noqa: SLF001
    ]
    # 28 % of 20 are 6, 60 % of them end before the 13th
    assert [(len(blanks), fill) for blanks, fill in grounds] == [
        (6, COLOURS["warning"]),
        (6, "AEB6BF"),
        (1, "1B1F24"),
        (7, "AEB6BF"),
    ]


@pytest.mark.parametrize("tone", COLOURS)
def test_colours_are_read_well_on_white(tone: str) -> None:
    """WCAG 2.2, 1.4.3 (AA): 4.5 to 1."""
    found = COLOURS[tone]  # type: ignore[index]
    shares = [int(found[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    assert 1.05 / (luminance(shares) + 0.05) >= 4.5


# control characters, halves of characters, marks that hide or turn text, and what ends a line
UNSEEN = "a\x00b\x0bc\x1b[31md\ud800e\udcfff\u202eg\ufffeh\u200bi\nj\tk\r\nl"
SEEN = "a�b�c�[31md�e%FFf�g�h�i"


def test_signs_that_nobody_sees_are_shown() -> None:
    cell = Cell(UNSEEN)
    quote = Quote(UNSEEN, (UNSEEN,), 1, 0, 3)
    table = Table((Column("c", UNSEEN, right=False),), (Row((cell,), UNSEEN),))
    page = Page(
        "zh",
        (UNSEEN, UNSEEN),
        (UNSEEN,),
        (
            Section(
                UNSEEN,
                (
                    Notes((Note(UNSEEN), Note((UNSEEN, UNSEEN)))),
                    Definitions((Definition(UNSEEN, cell),), UNSEEN),
                    Entries((Entry((UNSEEN,), (cell,), heading=UNSEEN),)),
                    Messages((Message(UNSEEN, quote, UNSEEN, UNSEEN, "bad", UNSEEN),)),
                    table,
                ),
            ),
        ),
        UNSEEN,
    )
    document = opened(page)
    is_whole(document)
    said = text_of(document)
    # the title twice, the section, its entry, five of notes and definitions, and so on
    assert said.count(SEEN) >= 18
    assert not set(said) & set("\x00\x0b\x1b\u202e\u200b")
    # lines of text stay lines, but a heading has one
    assert headings(document) == [(1, f"{SEEN} j k  l")]
    assert f"{SEEN}\nj k \nl" in said


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("status", "--wide"), ("show", "q2"), ("whatif", "--set", "q*=5%", "--chart")],
    ids=" ".join,
)
def test_what_others_wrote_is_text(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    document = of_command(run, tmp_path, *arguments, *hostile_plan(tmp_path / "plan"))
    is_whole(document)
    said = text_of(document)
    named = [name for name in HOSTILE if name in said]
    assert named == ([HOSTILE[2]] if "q2" in arguments else list(HOSTILE))
    # nothing is fetched
    assert not [each for each in document.part.rels.values() if each.is_external]


def test_no_other_command_waits_for_it() -> None:
    code = (
        "import sys; from jyplan.cli.main import main\n"
        "main(['status', '--plan', '.', '--format', 'html'])\n"
        "print({'docx', 'matplotlib'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 this Python
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, encoding="utf-8"
    )
    assert done.stderr == "set()\n"
    assert re.match("<!doctype html>", done.stdout)
    assert HERE == ("--plan", ".")
