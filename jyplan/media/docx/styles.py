"""The styles of a document: what whoever edits it in Word finds there, and can change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from jyplan.media.colours import TONES
from jyplan.media.docx.marks import child

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from docx.styles.style import ParagraphStyle

    from jyplan.pages.page import Tone
    from jyplan.texts.words import Language

LANGUAGE_TAGS: Mapping[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
# Word writes them without a sign in front
COLOURS: Mapping[Tone, str] = {tone: colour.removeprefix("#") for tone, colour in TONES.items()}
LINE, RAISED = "AEB6BF", "F3F5F7"
# what all styles of their sort begin with
UNSEEN = frozenset({"Default Paragraph Font", "Normal Table", "No List"})
TABLE, CODE, LIST = "Plan Table", "Source Text", "List Bullet"
LEFT, CENTRE, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


class Fonts(NamedTuple):
    """The fonts of a language; the Chinese ones are named in both, for names in the other.

    Attributes:
        text: of all that is read.
        headings: of all that is looked for.
        chinese: beside `text`.
        chinese_headings: beside `headings`.
        source: of pieces of files.
    """

    text: str
    headings: str
    chinese: str = "SimSun"
    chinese_headings: str = "SimHei"
    source: str = "Consolas"


FONTS: Mapping[Language, Fonts] = {
    "zh": Fonts("Times New Roman", "Arial"),
    "en": Fonts("Calibri", "Calibri"),
}


class Style(NamedTuple):
    """A style of paragraphs.

    Attributes:
        name: as Word knows it.
        size: of letters, in points.
        heading: whether it has the font of headings.
        bold: whether its letters are.
        tone: of its letters.
        before: points above.
        after: points below.
        line: height of lines, as a multiple of one.
        align: to which side.
        together: whether it stands on one sheet with what follows.
        indent: points on the left.
        following: the style of the paragraph below; empty: the same.
    """

    name: str
    size: float
    heading: bool = False
    bold: bool = False
    tone: Tone = ""
    before: float = 0
    after: float = 0
    line: float = 1.0
    align: WD_ALIGN_PARAGRAPH = LEFT
    together: bool = False
    indent: float = 0
    following: str = ""


def _heading(name: str, size: float, before: float, after: float) -> Style:
    """What contents list."""
    return Style(
        name,
        size,
        heading=True,
        bold=True,
        before=before,
        after=after,
        line=1.1,
        together=True,
        following="Body Text",
    )


STYLES = (
    Style("Normal", 10.5, after=4, line=1.25),
    Style("Body Text", 10.5, after=5, line=1.3, align=BOTH),
    Style("Title", 20, heading=True, bold=True, before=12, after=8, align=CENTRE, together=True),
    Style("Subtitle", 10, tone="quiet", after=4, align=CENTRE, line=1.2),
    _heading("Heading 1", 15, before=20, after=8),
    _heading("Heading 2", 13, before=16, after=6),
    _heading("Heading 3", 11.5, before=14, after=3),
    _heading("Heading 4", 10.5, before=10, after=3),
    Style("Block Heading", 10, heading=True, bold=True, before=8, after=3, together=True),
    Style("TOC Heading", 13, heading=True, bold=True, before=22, after=8, together=True),
    Style("toc 1", 10.5, before=5, after=1),
    Style("toc 2", 10, after=1, indent=21),
    Style("toc 3", 9.5, tone="quiet", indent=42),
    Style("Caption", 9, heading=True, before=2, after=10, align=CENTRE),
    Style("Chart", 9, before=6, after=2, align=CENTRE, together=True),
    Style("Legend", 8.5, tone="quiet", after=2, line=1.15, align=CENTRE, together=True),
    Style("Profile Facts", 9.5, tone="quiet", after=4, together=True),
    Style("Definition", 10.5, after=2, line=1.2),
    Style("Small Definition", 9, after=1, line=1.2),
    Style("Note", 9, after=2, line=1.2),
    Style(LIST, 9, after=1, line=1.2, indent=11),
    Style("Entry", 10.5, before=6, after=1, indent=10, together=True),
    Style("Entry Facts", 9.5, after=2, indent=20),
    Style("Message", 10, before=8, after=2, line=1.2),
    Style(CODE, 8.5, after=2, line=1.15, indent=10),
    Style("Table Text", 9, line=1.1),
    Style("Small Table Text", 8, line=1.05),
    Style("Table Heading", 9, heading=True, bold=True, line=1.1, together=True),
    Style("Small Table Heading", 8, heading=True, bold=True, line=1.05, together=True),
    Style("Table Group", 9, heading=True, bold=True, line=1.1, together=True),
    Style("Header", 8.5, tone="quiet", align=CENTRE),
    Style("Footer", 8.5, tone="quiet", align=CENTRE),
)


def dress(document: Document, language: Language) -> None:
    """Give a document its styles, fonts and language."""
    fonts = FONTS[language]
    _clear(document)
    _usual(document, fonts, language)
    for style in STYLES:
        _put(document, style, fonts)
    _table_style(document)
    source = document.styles[CODE].paragraph_format
    source.keep_together = True
    if language == "zh":
        # as every Chinese paragraph begins, by two of its signs
        indent = document.styles["Body Text"].element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), "420")


def _clear(document: Document) -> None:
    """Leave nothing of the template's hundred and more styles but those that are used."""
    kept = {style.name for style in STYLES} | UNSEEN
    names = {style.name for style in document.styles} - kept
    for name in names:
        document.styles[str(name)].delete()
    for link in list(document.styles.element.iter(qn("w:link"))):
        link.getparent().remove(link)


def _usual(document: Document, fonts: Fonts, language: Language) -> None:
    """What holds where no style says otherwise, in place of what the template says."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in list(properties):
        properties.remove(old)
    child(properties, "w:rFonts", **_names(fonts, heading=False))
    child(properties, "w:sz", val="21")
    child(properties, "w:szCs", val="21")
    chinese = LANGUAGE_TAGS["zh"]
    # Latin letters are never Chinese: else figures would be parted at the ends of lines
    child(properties, "w:lang", val=LANGUAGE_TAGS["en"], eastAsia=chinese, bidi="ar-SA")
    spacing = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr")).find(qn("w:spacing"))
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")
    settings = document.settings.element
    themed = settings.find(qn("w:themeFontLang"))
    themed.set(qn("w:val"), LANGUAGE_TAGS[language])
    themed.set(qn("w:eastAsia"), chinese)
    # else Word opens it as a document of 2010
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")


def _names(fonts: Fonts, *, heading: bool) -> dict[str, str]:
    """The fonts of a style, by the signs that they are for."""
    latin = fonts.headings if heading else fonts.text
    chinese = fonts.chinese_headings if heading else fonts.chinese
    return {"ascii": latin, "hAnsi": latin, "eastAsia": chinese, "cs": latin}


def _put(document: Document, style: Style, fonts: Fonts) -> None:
    """A style as it is here, whatever the template has under that name."""
    made = _emptied(document, style.name)
    properties = made.element.get_or_add_rPr()
    names = _names(fonts, heading=style.heading)
    if style.name == CODE:
        names |= {"ascii": fonts.source, "hAnsi": fonts.source}
    child(properties, "w:rFonts", **names)
    made.font.size = Pt(style.size)
    made.font.bold = style.bold
    made.font.color.rgb = RGBColor.from_string(COLOURS[style.tone])
    layout = made.paragraph_format
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    layout.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    layout.line_spacing = style.line
    layout.alignment = style.align
    layout.keep_with_next = style.together
    layout.left_indent = Pt(style.indent)
    if style.name == LIST:
        layout.first_line_indent = Pt(-style.indent)
    made.next_paragraph_style = document.styles[style.following or style.name]


def _emptied(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    if name not in {each.name for each in styles}:
        made: ParagraphStyle = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.quick_style = True
        if name != "Normal":
            made.base_style = styles["Normal"]
        return made
    found: ParagraphStyle = styles[name]
    kept = {qn("w:numPr"), qn("w:outlineLvl"), qn("w:contextualSpacing")}
    for properties in (found.element.rPr, found.element.pPr):
        for old in [] if properties is None else list(properties):
            if old.tag not in kept or name in {"Title", "Subtitle"}:
                properties.remove(old)
    return found


def _table_style(document: Document) -> None:
    """Thin lines above, below the heading, between rows and at the end; none upright."""
    edge = f'w:val="single" w:sz="8" w:space="0" w:color="{COLOURS[""]}"'
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{COLOURS[""]}"'
    between = f'w:val="single" w:sz="2" w:space="0" w:color="{LINE}"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PlanTable">'
            f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders><w:top {edge}/><w:bottom {edge}/>"
            f"<w:insideH {between}/></w:tblBorders>"
            '<w:tblCellMar><w:top w:w="34" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
            '<w:bottom w:w="34" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
            '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
            f"<w:tcPr><w:tcBorders><w:bottom {thin}/></w:tcBorders></w:tcPr></w:tblStylePr>"
            "</w:style>"
        )
    )
