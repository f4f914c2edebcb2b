"""Notes in words: those that are there stay, and what is said comes below them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from jyplan.forms.marking.splices import (
    Element,
    Splice,
    escaped,
    prefix_of,
    put_before,
    put_in,
    spliced,
    tree,
    writable,
)
from jyplan.forms.opening.limits import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

BOLD = "<{p}b/>"
RUN = (
    '<{p}r><{p}rPr>{bold}<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/>'
    '<{p}family val="2"/></{p}rPr><{p}t xml:space="preserve">{text}</{p}t></{p}r>'
)
TAG = re.compile(rb"<[^>]*>")
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
    root = tree(data, 4)
    splices: list[Splice] = []
    who = _author(data, root, author, splices)
    listed = root.first("commentList")
    there = {each.attributes.get("ref", ""): each for each in listed.children} if listed else {}
    whole, new = {}, []
    prefix = prefix_of(data, root).decode()
    for cell, text in texts.items():
        comment = there.get(cell)
        before = _text(data, comment) if comment is not None else ""
        runs, whole[cell] = _runs(before, author, text, prefix)
        if comment is not None:
            splices += _appended(data, comment, runs, prefix)
            continue
        new.append(
            f'<{prefix}comment ref="{cell}" authorId="{who}"><{prefix}text>{runs}'
            f"</{prefix}text></{prefix}comment>"
        )
    inner = "".join(new).encode()
    if listed is not None:
        splices.append(put_in(data, listed, inner))
    else:
        name = f"{prefix}commentList".encode()
        added = b"<%s>%s</%s>" % (name, inner, name)
        splices.append(put_before(data, root, ("extLst",), added))
    return spliced(data, splices), whole


def empty_notes(space: str) -> bytes:
    """A part without notes, in the namespace of its sheet."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{space}"><authors></authors><commentList></commentList></comments>'
    ).encode()


def _author(data: bytes, root: Element, author: str, splices: list[Splice]) -> int:
    """The author's place among those of the part, where it is put if it is not there."""
    prefix = prefix_of(data, root)
    name = escaped(author)
    listed = root.first("authors")
    names = [data[each.inside : each.close] for each in listed.children] if listed else []
    if name in names:
        return names.index(name)
    text = b"<%sauthor>%s</%sauthor>" % (prefix, name, prefix)
    if listed is not None:
        splices.append(put_in(data, listed, text))
    else:
        whole = b"<%sauthors>%s</%sauthors>" % (prefix, text, prefix)
        splices.append(put_before(data, root, ("commentList", "extLst"), whole))
    return len(names)


def _text(data: bytes, comment: Element) -> str:
    text = comment.first("text")
    raw = TAG.sub(b"", data[text.inside : text.close]) if text is not None else b""
    return unescape(raw.decode()).replace("_x005F_", "_")


def _runs(before: str, author: str, text: str, prefix: str) -> tuple[str, str]:
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
    runs = ""
    if heading:
        runs = _run(heading, prefix, BOLD)
    return runs + _run(text, prefix, ""), before + heading + text


def _run(text: str, prefix: str, bold: str) -> str:
    said = escaped(text).decode()
    return RUN.format(p=prefix, bold=bold.format(p=prefix), text=said)


def _appended(data: bytes, comment: Element, runs: str, prefix: str) -> list[Splice]:
    """Runs below those of a note; a text that is no run becomes one, as the two do not mix."""
    text = comment.first("text")
    if text is None:
        whole = f"<{prefix}text>{runs}</{prefix}text>".encode()
        return [put_in(data, comment, whole, comment.inside)]
    only = text.first("t")
    if only is None:
        return [put_before(data, text, LATER, runs.encode())]
    return [
        Splice(only.start, only.start, f"<{prefix}r>".encode()),
        Splice(only.end, only.end, f"</{prefix}r>{runs}".encode()),
    ]


def units(text: str) -> int:
    """How long Excel counts a text: in halves of UTF-16."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut(text: str, most: int) -> str:
    """A text of at most so many of Excel's characters, with an ellipsis where it was cut."""
    if units(text) <= most:
        return text
    kept = text[: most - 1]
    while units(kept) > most - 1:
        kept = kept[: len(kept) - max((units(kept) - most + 1) // 2, 1)]
    return f"{kept}…"
