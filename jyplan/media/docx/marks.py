"""What python-docx has no words for: fields, bookmarks, links, shades, words for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from jyplan.texts.words import echoed

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shape import InlineShape
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


def written(text: str, *, lines: bool = True) -> str:
    """Text that a document can hold: signs that nobody sees are shown as everywhere.

    Args:
        text: what is to be written.
        lines: whether its lines stay lines.
    """
    kept = "\n" if lines else ""
    return "".join(
        sign if sign.isprintable() or sign in kept or category(sign) == "Zs" else echoed(sign)
        for sign in text
    )


def child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    """A new last element within another one, its attributes of the same kind."""
    element = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        element.set(qn(f"{prefix}:{name}"), value)
    parent.append(element)
    return element


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Something that Word works out.

    Args:
        paragraph: at whose end.
        instruction: what is worked out.
        shown: what stands there until then.
    """
    field_begin(paragraph, instruction)
    paragraph.add_run(shown)
    field_end(paragraph)


def field_begin(paragraph: Paragraph, instruction: str) -> None:
    """What Word works out, up to where the outcome stands."""
    child(paragraph.add_run()._r, "w:fldChar", fldCharType="begin")  # noqa: SLF001 its element
    said = child(paragraph.add_run()._r, "w:instrText")  # noqa: SLF001
    said.set(qn("xml:space"), "preserve")
    said.text = f" {instruction} "
    child(paragraph.add_run()._r, "w:fldChar", fldCharType="separate")  # noqa: SLF001


def field_end(paragraph: Paragraph) -> None:
    """Where the outcome ends."""
    child(paragraph.add_run()._r, "w:fldChar", fldCharType="end")  # noqa: SLF001


def bookmark(paragraph: Paragraph, number: int) -> None:
    """Make all that a paragraph holds a place that is pointed to."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (begin, end):
        element.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), place_of(number))
    holder = paragraph._p  # noqa: SLF001 its element
    holder.insert(0 if holder.pPr is None else 1, begin)
    holder.append(end)


def place_of(number: int) -> str:
    """The name of a place, as Word gives them to headings of contents."""
    return f"_Toc{number:08d}"


def linked(paragraph: Paragraph, number: int, begin: int) -> None:
    """Put what a paragraph holds behind a link.

    Args:
        paragraph: which.
        number: of the place that is pointed to.
        begin: how many of its elements stand before the link.
    """
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), place_of(number))
    link.set(qn("w:history"), "1")
    holder = paragraph._p  # noqa: SLF001 its element
    for element in list(holder)[begin:]:
        link.append(element)
    holder.append(link)


def shaded(run: Run, fill: str) -> None:
    """Give a run a ground."""
    child(run._r.get_or_add_rPr(), "w:shd", val="clear", color="auto", fill=fill)  # noqa: SLF001


def described(shape: InlineShape, title: str, description: str) -> None:
    """Say what is to be seen in a picture, which stands as close as a letter."""
    inline = shape._inline  # noqa: SLF001 its element
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    properties = inline.docPr
    properties.set("title", title)
    properties.set("descr", description)
