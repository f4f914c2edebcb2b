"""Notes in words: those that are there stay, and what is said comes below them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from jyplan.forms.marking.part import XmlPart, escaped, writable
from jyplan.forms.opening.limits import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.marking.part import Element

RUN = (
    '<r><rPr>{bold}<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/>'
    '<family val="2"/></rPr><t xml:space="preserve">{text}</t></r>'
)
TAG = re.compile(rb"<[^>]*>")
# what stands behind the runs of a text
LATER = ("rPh", "phoneticPr")


def noted(data: bytes, texts: Mapping[str, str], author: str) -> tuple[bytes, Mapping[str, str]]:
    """The part of a sheet's notes with more of them.

    Args:
        data: the part.
        texts: what is said, by the reference of a cell such as D7.
        author: who says it; stands in bold above each.

    Returns:
        The new part, and the whole text of each note of these cells.
    """
    part = XmlPart(data, 4)
    who = _author(part, escaped(author))
    listed = part.root.first("commentList")
    there = {each.attributes.get("ref", ""): each for each in listed.children} if listed else {}
    whole, new = {}, []
    for cell, text in texts.items():
        comment = there.get(cell)
        before = _text(part, comment) if comment is not None else ""
        runs, whole[cell] = _runs(before, author, text)
        if comment is None:
            new.append(f'<comment ref="{cell}" authorId="{who}"><text>{runs}</text></comment>')
        elif runs:
            _append(part, comment, runs)
    part.fill("commentList", "".join(new), ("extLst",))
    return part.written(), whole


def empty_notes(space: str) -> bytes:
    """A part without notes, in the namespace of its sheet."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{space}"><authors></authors><commentList></commentList></comments>'
    ).encode()


def _author(part: XmlPart, name: str) -> int:
    """The author's place among those of the part, where it is put if it is not there."""
    listed = part.root.first("authors")
    names = [part.inner(each).decode() for each in listed.children] if listed else []
    if name in names:
        return names.index(name)
    part.fill("authors", f"<author>{name}</author>", ("commentList", "extLst"))
    return len(names)


def _text(part: XmlPart, comment: Element) -> str:
    text = comment.first("text")
    raw = TAG.sub(b"", part.inner(text)) if text is not None else b""
    return unescape(raw.decode()).replace("_x005F_", "_")


def _runs(before: str, author: str, text: str) -> tuple[str, str]:
    """What comes below a text, and the whole that it makes."""
    text = writable(text)
    heading = f"{writable(author)}\n" if author else ""
    if before.endswith(heading + text):
        return "", before
    if before:
        heading = f"\n\n{heading}"
    room = MAX_TEXT - units(before + heading)
    if room < 1:
        return "", before
    text = cut(text, room)
    runs = [("<b/>", heading), ("", text)] if heading else [("", text)]
    written = (RUN.format(bold=bold, text=escaped(said)) for bold, said in runs)
    return "".join(written), before + heading + text


def _append(part: XmlPart, comment: Element, runs: str) -> None:
    """Puts runs below those of a note; a text that is no run becomes one: the two do not mix."""
    text = comment.first("text")
    only = text.first("t") if text is not None else None
    if text is None:
        part.put(f"<text>{runs}</text>", comment)
    elif only is None:
        part.put(runs, text, LATER)
    else:
        part.replace(only, part.named("<r>") + part.own(only) + part.named(f"</r>{runs}"))


def units(text: str) -> int:
    """How long Excel counts a text: in halves of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """A text of at most so many of Excel's characters, with an ellipsis where it was cut."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)]
    return f"{kept.decode('utf-16-le', 'ignore')}…"
