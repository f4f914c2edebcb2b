"""Conversations, which newer releases of Excel show in the place of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from jyplan.forms.marking.part import XmlPart, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping


def replied(data: bytes, texts: Mapping[str, str], person: str) -> bytes:
    """The part of conversations with an answer in each of them.

    Args:
        data: the part.
        texts: what is to be said, by cell; of cells without a conversation it is left out.
        person: id of who answers.
    """
    part = XmlPart(data)
    said = part.root.among("threadedComment")
    known = {each.attributes.get("id") for each in said}
    # by cell: the id of its first remark, and when the last was made
    threads: dict[str, tuple[str, str]] = {}
    for each in (each.attributes for each in said):
        cell = each.get("ref", "")
        parent, moment = threads.get(cell, (each.get("parentId", each.get("id", "")), ""))
        threads[cell] = parent, max(moment, each.get("dT", ""))
    for cell in (cell for cell in texts if cell in threads):
        parent, moment = threads[cell]
        # the same workbook marked in the same way is the same file
        own = _id(f"{parent} {texts[cell]}")
        if own in known:
            continue
        # it comes last, and nothing is known of when it was made
        when = f' dT="{moment}"' if moment else ""
        part.put(
            f'<threadedComment ref="{cell}"{when} personId="{person}" id="{own}" '
            f'parentId="{parent}"><text>{escaped(texts[cell])}</text></threadedComment>',
            part.root,
        )
    return part.written()


def introduced(data: bytes, author: str) -> tuple[bytes, str]:
    """The part of persons with the author among them, and the author's id."""
    own, part, name = _id(f"person {author}"), XmlPart(data), escaped(author)
    if all(each.attributes.get("id") != own for each in part.root.children):
        part.put(
            f'<person displayName="{name}" id="{own}" userId="{name}" providerId="None"/>',
            part.root,
        )
    return part.written(), own


def _id(text: str) -> str:
    return f"{{{uuid5(NAMESPACE_URL, text)}}}".upper()
