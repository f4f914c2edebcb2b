"""Pieces put into XML at places that a parser found: all between them stays, byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import JyplanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.parsers.expat import XMLParserType

START = re.compile(rb"<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# what no XML 1.0 may hold, half characters included
FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# what Excel reads as one character in a text
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class UnmarkableError(JyplanError):
    """A part of a workbook is not as every program writes it."""


class Splice(NamedTuple):
    """What comes in the place of some bytes; with `start` and `end` the same it is put in."""

    start: int
    end: int
    text: bytes


class Element(NamedTuple):
    """An element and where it stands.

    Attributes:
        space: its namespace.
        name: without a prefix.
        attributes: those without a prefix by name, others by namespace, blank and name.
        start: the byte of its first sign.
        inside: the byte after its start tag.
        places: the first byte of its end tag and the one after it, as soon as they are known;
            of an empty element `inside` twice.
        children: those that were asked for.
    """

    space: str
    name: str
    attributes: Mapping[str, str]
    start: int
    inside: int
    places: list[int]
    children: list[Element]

    @property
    def close(self) -> int:
        """The first byte of the end tag."""
        return self.places[0]

    @property
    def end(self) -> int:
        """The byte after the end tag."""
        return self.places[1]

    def among(self, *names: str) -> list[Element]:
        """The children with one of these names."""
        return [child for child in self.children if child.name in names]

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        return next(iter(self.among(name)), None)


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with all splices; those at one place in the order in which they are given.

    >>> spliced(b"<a/>", [Splice(4, 4, b"!"), Splice(2, 4, b"></a>")])
    b'<a></a>!'
    """
    pieces, last = [], 0
    for start, end, text in sorted(splices, key=lambda each: each[:2]):
        pieces += [data[last:start], text]
        last = end
    return b"".join([*pieces, data[last:]])


def new_parser() -> XMLParserType:
    """A parser of UTF-8 that knows namespaces and takes no declarations: none of ours has any."""
    # Nothing that unfolds or points elsewhere gets past the handler below.
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = _refused
    return parser


def parsed(parser: XMLParserType, data: bytes) -> None:
    """Lets a parser go through all of it.

    Raises:
        UnmarkableError: it is no XML.
    """
    from xml.parsers import expat

    try:
        parser.Parse(data, True)  # noqa: FBT003 its own
    except expat.ExpatError as error:
        raise UnmarkableError from error


def _refused(*_: object) -> None:
    raise UnmarkableError


def tree(data: bytes, depth: int) -> Element:
    """The root of a part.

    Args:
        data: the part, in UTF-8.
        depth: how many levels below it are looked at.

    Raises:
        UnmarkableError: it is no XML, or declares something.
    """
    parser = new_parser()
    path: list[Element] = []
    roots: list[Element] = []
    level = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal level
        if level <= depth:
            found = element_at(data, parser.CurrentByteIndex, name, attributes)
            (path[-1].children if path else roots).append(found)
            path.append(found)
        level += 1

    def end(_: str) -> None:
        nonlocal level
        level -= 1
        if level <= depth:
            ended(path.pop(), data, parser.CurrentByteIndex)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parsed(parser, data)
    return roots[0]


def element_at(data: bytes, place: int, name: str, attributes: Mapping[str, str]) -> Element:
    """An element that begins at a place, with the name as the parser gives it."""
    space, _, local = name.rpartition(" ")
    return Element(space, local, attributes, place, place + len(_tag(data, place)), [], [])


def ended(element: Element, data: bytes, place: int) -> None:
    """Notes where an element ends; `place` is where the parser sees its end."""
    if data[element.inside - 2 : element.inside] == b"/>":
        element.places[:] = [element.inside, element.inside]
    else:
        element.places[:] = [place, data.index(b">", place) + 1]


def _tag(data: bytes, place: int) -> bytes:
    found = START.match(data, place)
    if found is None:
        raise UnmarkableError
    return found[0]


def prefix_of(data: bytes, element: Element) -> bytes:
    """The prefix with which an element is written, colon included; mostly empty."""
    name = data[element.start + 1 : element.inside].split(None, 1)[0].rstrip(b"/>")
    return name.partition(b":")[0] + b":" if b":" in name else b""


def put_in(data: bytes, element: Element, text: bytes, place: int | None = None) -> Splice:
    """Puts a text into an element, opening it where it is written as an empty one.

    Args:
        data: the part.
        element: an element of it.
        text: what is put in; several texts for an empty element must come as one.
        place: where; by default at its end.
    """
    if element.close == element.end:
        name = data[element.start + 1 : element.inside].split(None, 1)[0].rstrip(b"/>")
        tag = data[element.start : element.inside]
        return Splice(
            element.start, element.inside, tag[:-2].rstrip() + b">" + text + b"</" + name + b">"
        )
    spot = element.close if place is None else place
    return Splice(spot, spot, text)


def put_before(data: bytes, parent: Element, later: Sequence[str], text: bytes) -> Splice:
    """Puts a child in front of the first of those that must come later."""
    following = parent.among(*later)
    return put_in(data, parent, text, following[0].start if following else None)


def with_attribute(data: bytes, place: int, name: str, value: str) -> Splice:
    """Sets an attribute of the element that begins at a place.

    Args:
        data: the part.
        place: the first byte of the element.
        name: of an attribute without a prefix.
        value: digits or a plain word.
    """
    tag = START.match(data, place)
    if tag is None:
        raise UnmarkableError
    for found in _attributes(data, tag):
        if found[1] == name.encode():
            group = 2 if found[2] is not None else 3
            return Splice(*found.span(group), value.encode())
    spot = tag.end(1)
    return Splice(spot, spot, f' {name}="{value}"'.encode())


def _attributes(data: bytes, tag: re.Match[bytes]) -> Iterator[re.Match[bytes]]:
    return ATTRIBUTE.finditer(data, *tag.span(2))


def prefix_for(data: bytes, root: Element, space: str) -> bytes | None:
    """The prefix, colon included, that the root declares for a namespace."""
    tag = START.match(data, root.start)
    for found in _attributes(data, tag) if tag else ():
        if found[1].startswith(b"xmlns:") and (found[2] or found[3]) == space.encode():
            return found[1].removeprefix(b"xmlns:") + b":"
    return None


def writable(text: str) -> str:
    """A text without what XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", re.sub("\r\n?", "\n", text))


def escaped(text: str) -> bytes:
    """A text as XML, also where Excel would take a piece of it for an escape."""
    text = ESCAPED.sub("_x005F_", writable(text))
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, written)
    return text.encode()
