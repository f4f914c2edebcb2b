"""XML of others, read as it comes: nothing is kept, unfolded or fetched.

Expat itself is told what to do, not a library above it, since those build a tree first: memory
would then follow what was sent, and reading a form would take as long as all the rest of a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from jyplan.forms.opening import limits
from jyplan.forms.opening.limits import NoTableError, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jyplan.forms.opening.limits import Spent

    Start = Callable[[Mapping[str, str]], None]
    End = Callable[[], None]


class Markup:
    """A part of XML, told as it is read to whoever waits for some of its elements.

    Namespaces are left aside: the standards use no local name for two things that matter here, and
    one of them has two names for each namespace.
    """

    def __init__(self, spent: Spent) -> None:
        self._spent = spent
        self._starts = _Handlers()
        self._ends = _Handlers()
        self._depth = 0
        # how deep the element lies whose inside is passed over; 0: none is
        self._muted = 0
        self._pieces: list[str] = []
        self._listening = False
        # characters that elements stood for
        self._added = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        # Entities, inside or outside, are declared here alone; no spreadsheet has any.
        parser.StartDoctypeDeclHandler = _refuse

    def on_start(self, handlers: Mapping[str, Start]) -> None:
        """Call these where elements begin, by local name, with their attributes."""
        self._starts.wanted |= handlers

    def on_end(self, handlers: Mapping[str, End]) -> None:
        """Call these where elements end, by local name."""
        self._ends.wanted |= handlers

    def mute(self, names: Iterable[str]) -> None:
        """Pass over what is inside of these elements."""
        self.on_start(dict.fromkeys(names, lambda _: self.pass_over()))

    def listen(self) -> None:
        """Keep the text that comes from here on."""
        self._pieces.clear()
        self._added = 0
        self._listening = True
        self._parser.CharacterDataHandler = self._pieces.append

    def heard(self) -> str:
        """The text that came since, and no more of it."""
        self._listening = False
        self._parser.CharacterDataHandler = None
        return "".join(self._pieces)

    def hear(self, text: str) -> None:
        """Add to the text, where one is kept, what an element stands for.

        Raises:
            BeyondLimitError: this alone makes it longer than a text may be.
        """
        if self._listening:
            self._added += len(text)
            within("cell_characters", self._added, limits.MAX_TEXT)
            self._pieces.append(text)

    @property
    def last(self) -> str:
        """The end of the text so far; empty where there is none."""
        return self._pieces[-1] if self._pieces else ""

    def pass_over(self) -> None:
        """Pass over what is inside of the element that begins here."""
        self._muted = self._depth
        self._parser.CharacterDataHandler = None

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read it all.

        Raises:
            BeyondLimitError: there is too much of something.
            NoTableError: it declares a document type.
            ValueError: it is no XML, or a part of it is not what it should be.
        """
        try:
            self._feed(chunks)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from None
        finally:
            self._part()

    def _part(self) -> None:
        """Let go of all that was called, which else stayed as long as nothing looks for cycles."""
        parser = self._parser
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        for handlers in (self._starts, self._ends):
            handlers.clear()
            handlers.wanted.clear()

    def _feed(self, chunks: Iterable[bytes]) -> None:
        parser, fed = self._parser, 0
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 expat takes no keywords
            fed += len(chunk)
            within("tag", fed - max(parser.CurrentByteIndex, 0), limits.MAX_TAG + len(chunk))
            within("depth", self._depth, limits.MAX_DEPTH)
            within("names", len(parser.intern), limits.MAX_NAMES)
            within("elements", self._spent.elements, limits.MAX_ELEMENTS)
        parser.Parse(b"", True)  # noqa: FBT003 as above

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._spent.elements += 1
        if not self._muted and (handler := self._starts[name]) is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        if not self._muted:
            if (handler := self._ends[name]) is not None:
                handler()
        elif self._muted == self._depth:
            self._muted = 0
            if self._listening:
                self._parser.CharacterDataHandler = self._pieces.append
        self._depth -= 1


class _Handlers(dict[str, "Callable[..., None] | None"]):
    """What to call for an element, by its name with its prefix; most are waited for by nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: dict[str, Callable[..., None]] = {}

    def __missing__(self, name: str) -> Callable[..., None] | None:
        self[name] = self.wanted.get(name.rpartition(":")[2])
        return self[name]


def _refuse(*_: object) -> NoReturn:
    raise NoTableError("doctype")
