"""XML that is patched at places that a parser found: all between them stays, byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from jyplan.errors import JyplanError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Wanted = Callable[["Element", str, Mapping[str, str]], bool]

START = re.compile(rb"<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# elements of one part that are looked at, as many as the styles of a workbook may be and more
MOST: Final = 200_000
# where names of elements begin; in what is escaped there are none
NAMES = re.compile(r"(</?)(?=\w)")
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


@dataclass(slots=True)
class Element:
    """An element and where it stands.

    Attributes:
        name: without a prefix; one of another namespace than the root's has that before it.
        attributes: those without a prefix by name, others by namespace, blank and name.
        start: the byte of its first sign.
        inside: the byte after its start tag.
        close: where something is put in at its end: the first byte of its end tag, or the last
            one of a tag that is start and end.
        end: the byte after it.
        children: those that are looked at.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    inside: int
    close: int
    end: int
    children: list[Element]

    def among(self, *names: str) -> list[Element]:
        """The children with one of these names."""
        return [child for child in self.children if child.name in names]

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        return next(iter(self.among(name)), None)


class XmlPart:
    """A part of a workbook while it is patched.

    What is put in is written without prefixes, and gets that of the root.

    Attributes:
        data: what stands there, in UTF-8.
        space: the namespace of the root.
        root: with those below it that are looked at.
    """

    root: Element

    def __init__(self, data: bytes, depth: int = 1, wanted: Wanted | None = None) -> None:
        """Looks through it.

        Args:
            data: in UTF-8.
            depth: how many levels below the root are looked at.
            wanted: asked for each element below the root, by what is above it, its name and its
                attributes, whether it and what is in it are looked at.

        Raises:
            UnmarkableError: it is no XML, declares something, or more is looked at than may be.
        """
        self.data = data
        self.space = ""
        self._looked_at = 0
        self._splices: list[Splice] = []
        # those written as empty that something is put into, by where they stand
        self._opened: dict[int, Element] = {}
        self._read(depth, wanted)
        name = self._name(self.root)
        self._prefix = name[: name.rfind(b":") + 1].decode()

    def _read(self, depth: int, wanted: Wanted | None) -> None:
        parser = expat.ParserCreate("utf-8", " ")
        path: list[Element | None] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            kept = None
            if not path:
                self.space = name.rpartition(" ")[0]
                own = name.rpartition(" ")[2]
                self.root = kept = self._element(parser.CurrentByteIndex, own, attributes)
            elif len(path) <= depth and (above := path[-1]) is not None:
                own = name.removeprefix(f"{self.space} ")
                if wanted is None or wanted(above, own, attributes):
                    kept = self._element(parser.CurrentByteIndex, own, attributes)
                    above.children.append(kept)
            path.append(kept)

        def end(_: str) -> None:
            kept = path.pop()
            if kept is not None and not kept.end:
                kept.close = parser.CurrentByteIndex
                kept.end = self.data.index(b">", kept.close) + 1

        parser.StartElementHandler, parser.EndElementHandler = start, end
        # Nothing that unfolds or points elsewhere gets past this; none of ours declares any.
        parser.StartDoctypeDeclHandler = _refused
        try:
            parser.Parse(self.data, True)  # noqa: FBT003 its own
        except expat.ExpatError as error:
            raise UnmarkableError from error
        finally:
            # what stands in a circle else stayed as long as nothing looks for such
            parser.StartElementHandler = parser.EndElementHandler = None

    def _element(self, place: int, name: str, attributes: Mapping[str, str]) -> Element:
        self._looked_at += 1
        if self._looked_at > MOST:
            raise UnmarkableError
        tag = _tag(self.data, place)
        inside = tag.end()
        ends = (inside - 1, inside) if tag[3] else (0, 0)
        return Element(name, attributes, place, inside, *ends, [])

    def _name(self, element: Element) -> bytes:
        return _tag(self.data, element.start)[1]

    def named(self, xml: str) -> bytes:
        """Elements that are written without prefixes, with that of the root."""
        return (NAMES.sub(rf"\1{self._prefix}", xml) if self._prefix else xml).encode()

    def own(self, element: Element) -> bytes:
        """An element as it is written."""
        return self.data[element.start : element.end]

    def inner(self, element: Element) -> bytes:
        """What is in an element, as it is written."""
        return self.data[element.inside : element.close]

    def put(self, xml: str | bytes, into: Element, before: Sequence[str] = ()) -> None:
        """Puts elements into one, in front of the first child that must come behind them.

        Args:
            xml: without prefixes; bytes are as they are written in this part.
            into: an element of this part.
            before: names of children that must come behind; without any it comes last.
        """
        following = into.among(*before)
        self.put_at(following[0].start if following else into.close, xml, into)

    def put_at(self, place: int, xml: str | bytes, into: Element) -> None:
        """Puts elements at a place in one; what is put at one place stands in that order."""
        if into.close < into.inside:
            self._opened[into.start] = into
        self._splice(place, place, xml)

    def fill(self, name: str, xml: str, before: Sequence[str] = ()) -> None:
        """Puts elements into a child of the root, which is made where it is missing.

        Args:
            name: of the child.
            xml: without prefixes.
            before: names of children that must come behind this one.
        """
        found = self.root.first(name)
        if found is not None:
            self.put(xml, found)
        else:
            self.put(f"<{name}>{xml}</{name}>", self.root, before)

    def replace(self, element: Element, xml: str | bytes) -> None:
        """Puts another element, or several, in the place of one."""
        self._splice(element.start, element.end, xml)

    def _splice(self, start: int, end: int, xml: str | bytes) -> None:
        text = xml if isinstance(xml, bytes) else self.named(xml)
        self._splices.append(Splice(start, end, text))

    def set(self, element: Element, name: str, value: int) -> None:
        """Sets an attribute, as of `with_attribute`."""
        self._splices.append(with_attribute(self.data, element.start, name, value))

    def written(self) -> bytes:
        """The part with all that was put in."""
        splices = self._splices.copy()
        for each in self._opened.values():
            splices.append(Splice(each.close - 1, each.close, b">"))
            splices.append(Splice(each.close, each.close, b"</" + self._name(each)))
        return spliced(self.data, splices)


def _refused(*_: object) -> None:
    raise UnmarkableError


def _tag(data: bytes, place: int) -> re.Match[bytes]:
    found = START.match(data, place)
    if found is None:
        raise UnmarkableError
    return found


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


def with_attribute(data: bytes, place: int, name: str, value: int) -> Splice:
    """Sets an attribute of the element that begins at a place.

    Args:
        data: XML.
        place: the first byte of the element.
        name: of an attribute without a prefix.
        value: what it is to be.
    """
    tag = _tag(data, place)
    for found in ATTRIBUTE.finditer(data, *tag.span(2)):
        if found[1] == name.encode():
            group = 2 if found[2] is not None else 3
            return Splice(*found.span(group), b"%d" % value)
    return Splice(tag.end(1), tag.end(1), f' {name}="{value}"'.encode())


def writable(text: str) -> str:
    """A text without what XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", re.sub("\r\n?", "\n", text))


def escaped(text: str) -> str:
    """A text as XML, also where Excel would take a piece of it for an escape."""
    text = ESCAPED.sub("_x005F_", writable(text))
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, written)
    return text
