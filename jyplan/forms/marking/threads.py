"""Conversations, which newer releases of Excel show in the place of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from jyplan.forms.marking.splices import escaped, prefix_of, put_in, spliced, tree

if TYPE_CHECKING:
    from collections.abc import Mapping


def threads_of(data: bytes) -> dict[str, tuple[str, str]]:
    """Cells that have a conversation: the id of its first remark, and when the last was made."""
    found: dict[str, tuple[str, str]] = {}
    for each in tree(data, 1).among("threadedComment"):
        said = each.attributes
        cell = said.get("ref", "")
        first = found.get(cell, (said.get("parentId", said.get("id", "")), ""))[0]
        found[cell] = (first, max(said.get("dT", ""), found.get(cell, ("", ""))[1]))
    return found


def replied(data: bytes, texts: Mapping[str, str], person: str) -> bytes:
    """The part of conversations with an answer in each of them.

    Args:
        data: the part.
        texts: what is answered, by cell.
        person: id of who answers.
    """
    root = tree(data, 1)
    prefix = prefix_of(data, root).decode()
    threads = threads_of(data)
    known = {each.attributes.get("id") for each in root.children}
    new = []
    for cell, text in texts.items():
        parent, moment = threads[cell]
        # the same workbook marked in the same way is the same file
        own = _id(f"{parent} {text}")
        if own in known:
            continue
        # it comes last, and nothing is known of when it was made
        when = f' dT="{moment}"' if moment else ""
        new.append(
            f'<{prefix}threadedComment ref="{cell}"{when} personId="{person}" id="{own}" '
            f'parentId="{parent}"><{prefix}text>{escaped(text).decode()}</{prefix}text>'
            f"</{prefix}threadedComment>"
        )
    return spliced(data, [put_in(data, root, "".join(new).encode())])


def introduced(data: bytes, author: str) -> tuple[bytes, str]:
    """The part of persons with the author among them, and the author's id."""
    own = _id(f"person {author}")
    root = tree(data, 1)
    if any(each.attributes.get("id") == own for each in root.children):
        return data, own
    prefix = prefix_of(data, root).decode()
    name = escaped(author).decode()
    text = (
        f'<{prefix}person displayName="{name}" id="{own}" userId="{name}" providerId="None"/>'
    ).encode()
    return spliced(data, [put_in(data, root, text)]), own


def _id(text: str) -> str:
    return f"{{{uuid5(NAMESPACE_URL, text)}}}".upper()
