"""YAML text -> plain values with positions; nothing is converted behind the author's back.

It walks the parser's events and resolves scalars itself (`jyplan.plan.scalars`), so that
none of YAML 1.1's conversions can happen.
"""

from __future__ import annotations

import gc
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias

import yaml

from jyplan.plan import faults
from jyplan.plan.document import Document, Text
from jyplan.plan.files import MAX_BYTES, unread
from jyplan.plan.findings import Finding, Span
from jyplan.plan.scalars import LONGEST_NUMBER, Suspect, certain, number_of, remembered, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.document import Event, Places
    from jyplan.plan.files import Content

# The C parser's classes carry no types, and the two parsers share no base.
Loader: TypeAlias = Any

MAX_NODES: Final = 200_000
MAX_DEPTH: Final = 40
MAX_DIRECTIVES: Final = 1_000
MAX_FINDINGS: Final = 1_000
GC_PAUSE_BYTES: Final = 32_768

LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)"
_WITH_SUGGESTION = frozenset({"JY110", "JY112", "JY113"})


class _Stop(Exception):  # noqa: N818 it ends a walk; what is wrong is in the findings
    """The file is not worth reading on."""


class _Frame:
    """A container that is still open."""

    __slots__ = ("event", "first", "height", "key", "key_event", "mapping", "places", "value")

    def __init__(self, event: Event, value: Any, places: Any, first: int) -> None:  # noqa: ANN401
        self.event = event
        self.mapping = type(places) is dict
        self.value = value
        self.places = places
        self.first = first
        self.height = 1
        self.key: str | int | None = None
        self.key_event: Event = None


# an anchored node: its value, what lies inside, how many nodes it is, how deep
_Anchored: TypeAlias = "tuple[object, Places | None, int, int]"


class _Walk:
    """The parser's events, turned into a document and its findings."""

    def __init__(self, text: Text, findings: list[Finding]) -> None:
        self.text = text
        self.findings = findings
        self.most = len(findings) + MAX_FINDINGS
        self.placeholders = bool(findings)
        # Few files need a second look at each scalar.
        self.careful = self.placeholders or any(
            mark in text.text for mark in ("\\", *faults.WIDE_SPACES)
        )
        self.nodes = 0
        self.nulls = False
        self.frame = _Frame(None, [], [], 0)
        self.stack: list[_Frame] = []
        # None while the anchored container is still open
        self.anchors: dict[str, _Anchored | None] = {}

    def run(self, loader: Loader) -> None:  # noqa: C901, PLR0912 the one loop that time goes into
        """Read all events; what the document holds is complete afterwards."""
        next_event = loader.get_event
        careful = self.careful
        started = False
        scalar_event, limit, longest = yaml.ScalarEvent, MAX_NODES, LONGEST_NUMBER
        frame = self.frame
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar_event:
                text = event.value
                if (
                    careful
                    or event.style
                    or event.tag is not None
                    or event.anchor is not None
                    or len(text) > longest
                    or self.nodes >= limit
                ):
                    self.put(self.scalar(event), event, None)
                    continue
                # Most scalars are plain and short, and this is most of the time of reading.
                self.nodes += 1
                value: Any = remembered(text)
                sort = type(value)
                if sort is Suspect or value is None:
                    value = self.odd(value, event)
                key_event = frame.key_event
                if key_event is not None:
                    frame.key_event = None
                    if frame.key is not None:
                        frame.value[frame.key] = value
                        frame.places[str(frame.key)] = (key_event, event, None)
                elif sort is str and frame.mapping and text not in frame.places and text != "<<":
                    frame.key_event, frame.key = event, value
                else:
                    self.put(value, event, None)
                continue
            if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.open(event, mapping=kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent and started:
                self.report("JY008", event, {})
                return
            elif kind is yaml.StreamEndEvent:
                return
            started = started or kind is yaml.DocumentStartEvent
            frame = self.frame

    def report(self, code: str, event: Event, data: Mapping[str, object]) -> None:
        self.add(code, self.text.span(event), data)

    def add(self, code: str, span: Span, data: Mapping[str, object]) -> None:
        # A file of nothing but mistakes must not cost more than a file without.
        if len(self.findings) < self.most:
            self.findings.append(self.text.found(code, span, data))

    def stop(self, code: str, event: Event, limit: int) -> NoReturn:
        self.report(code, event, {"limit": limit})
        raise _Stop

    def count(self, event: Event, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            self.stop("JY010", event, MAX_NODES)

    def put(self, value: Any, event: Event, places: Places | None) -> None:  # noqa: ANN401
        """Add a finished node to the container that is open."""
        frame = self.frame
        key_event = frame.key_event
        if not frame.mapping:
            frame.value.append(value)
            frame.places.append((None, event, places))
        elif key_event is None:
            frame.key_event = event
            frame.key = self.key(value, event)
        else:
            frame.key_event = None
            if frame.key is not None:
                frame.value[frame.key] = value
                frame.places[str(frame.key)] = (key_event, event, places)

    def key(self, value: object, event: Event) -> str | int | None:
        """The key as the mapping holds it; None where it cannot hold it."""
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            self.report("JY116", event, {})
            return None
        text = str(value)
        if text == "<<" and not getattr(event, "style", None):
            self.report("JY012", event, {})
            return None
        first = self.frame.places.get(text)
        if first is not None:
            self.report("JY103", event, {"key": text, "first_line": first[0].start_mark.line + 1})
            return None
        return value

    def open(self, event: Event, *, mapping: bool) -> None:
        self.count(event, 1)
        self.stack.append(self.frame)
        if len(self.stack) > MAX_DEPTH:
            self.stop("JY011", event, MAX_DEPTH)
        self.frame = _Frame(event, {} if mapping else [], {} if mapping else [], self.nodes)
        if event.tag is not None:
            self.tag(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = None

    def close(self) -> None:
        done = self.frame
        frame = self.frame = self.stack.pop()
        frame.height = max(frame.height, done.height + 1)
        if done.event.anchor is not None:
            nodes = self.nodes - done.first + 1
            self.anchors[done.event.anchor] = (done.value, done.places, nodes, done.height)
        self.put(done.value, done.event, done.places)

    def alias(self, event: Event) -> None:
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            name = "*" + event.anchor
            code = "JY014" if event.anchor in self.anchors else "JY006"
            problem = {"problem": "found undefined alias", "kind": "undefined_alias"}
            self.report(code, event, {} if code == "JY014" else problem)
            self.count(event, 1)
            self.put(Suspect(name, code, reported=True), event, None)
            return
        value, places, nodes, height = anchored
        self.count(event, nodes)
        if len(self.stack) + height > MAX_DEPTH:
            self.stop("JY011", event, MAX_DEPTH)
        self.frame.height = max(self.frame.height, height + 1)
        self.put(value, event, places)

    def depth_at(self, mark: Any) -> int:  # noqa: ANN401 a mark of PyYAML
        """How deep in containers a place is that the walk has not come to."""
        line, begin = self.text.lines[mark.line] if mark.line < len(self.text.lines) else "", 0
        opened = self.frame.event
        if opened is not None and opened.start_mark.line == mark.line:
            begin = opened.start_mark.column + 1
        # No more than the rest of a line can have been looked at ahead of its events.
        return len(self.stack) + faults.depth(line[begin : mark.column])

    def scalar(self, event: Event) -> object:
        self.count(event, 1)
        text = self.cleaned(event) if self.careful else event.value
        value: object
        if event.tag is not None:
            self.tag(event)
            value = Suspect(text, "JY013", reported=True)
        elif event.style:
            number = number_of(text)
            value = text if number is None else Suspect(text, "JY126", certain(text))
        else:
            value = (remembered if len(text) <= LONGEST_NUMBER else resolve)(text)
            if type(value) is Suspect or value is None:
                value = self.odd(value, event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, None, 1, 0)
        return value

    def odd(self, value: Any, event: Event) -> Any:  # noqa: ANN401 a `Suspect`, or None
        """Take note of a value that is none, or of one that is refused wherever it stands."""
        if value is None:
            self.nulls = True
        elif value.reported:
            data: dict[str, object] = {"text": str(value)}
            if value.code in _WITH_SUGGESTION:
                data["suggestion"] = value.suggestion
            self.report(value.code, event, data)
        return value

    def tag(self, event: Event) -> None:
        span = self.text.span(event)
        line = self.text.lines[event.start_mark.line]
        # An anchor may stand before the tag, in which no exclamation mark can be.
        match = re.compile(_TAG).search(line, event.start_mark.column)
        if match:
            span = span._replace(column=match.start() + 1, end_column=match.end() + 1)
        self.add("JY013", span, {"tag": match[0] if match else event.tag})

    def cleaned(self, event: Event) -> str:
        """The scalar's text without invisible characters, reported unless the text itself was."""
        text: str = event.value
        if self.placeholders:
            text = text.replace(faults.PLACEHOLDER, "")
        hidden = re.search(faults.IN_VALUE, text)
        if hidden:
            self.report("JY007", event, faults.character(hidden[0]))
            text = re.sub(faults.IN_VALUE, "", text)
        if event.style or text.strip(faults.WIDE_SPACES) == text:
            return text
        start, end = event.start_mark, event.end_mark
        lead = len(text) - len(text.lstrip(faults.WIDE_SPACES))
        trail = len(text) - len(text.rstrip(faults.WIDE_SPACES))
        clamped = self.text.clamped
        if lead:
            span = clamped(start.line, start.column, start.column + lead)
            self.add("JY007", span, faults.character(text[0]))
        if trail and trail < len(text):
            span = clamped(end.line, end.column - trail, end.column)
            self.add("JY007", span, faults.character(text[-1]))
        return text.strip(faults.WIDE_SPACES)


def parse(
    data: bytes,
    name: str,
    *,
    loader: Loader = LOADER,
) -> tuple[Document | None, list[Finding]]:
    """The values in `data`, and everything that is wrong with them as text and as YAML.

    Args:
        data: what the file holds.
        name: the file as the user named it.
        loader: PyYAML's loader whose parser is used.

    Returns:
        The document (None where the file cannot be used at all) and the findings, in the
        order of the file; of each sort at most `MAX_FINDINGS`.
    """
    if len(data) > MAX_BYTES:
        return None, [unread("JY004", name, {"size": len(data), "limit": MAX_BYTES})]
    if foreign := faults.foreign(name, data):
        return None, [foreign]
    try:
        original = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, [faults.undecodable(name, data, error.start)]
    text = _visible(name, original)
    findings: list[Finding] = []
    if text.text.count("\n%") > MAX_DIRECTIVES:
        # The parser compares each of them with all before; one is too many already.
        problem = faults.syntax_data("directives", "directive")
        return None, [text.found("JY006", text.clamped(0, 0, 1), problem)]
    if text.text != original:
        findings += islice(faults.hidden(text, original), MAX_FINDINGS)
    pause = len(data) > GC_PAUSE_BYTES and gc.isenabled()
    if pause:
        gc.disable()
    try:
        document = _walked(text, findings, loader)
    finally:
        if pause:
            gc.enable()
    if document is not None and isinstance(document.value, str):
        # Without a colon that YAML knows, all lines are one text.
        wide = faults.wide_colons(text) or faults.rows(text)
        document, findings = (None, [*findings, wide]) if wide else (document, findings)
    findings.sort(key=_place)
    return document, findings


def _visible(name: str, text: str) -> Text:
    return Text(name, faults.INVISIBLE.sub(faults.replaced, text))


def text_of(data: bytes, name: str) -> Text:
    """The text in `data`, to show its lines."""
    return _visible(name, data.decode(errors="replace").removeprefix("\ufeff"))


def _place(finding: Finding) -> Span:
    return finding.span


def _walked(text: Text, findings: list[Finding], loader: Loader) -> Document | None:
    walk = _Walk(text, findings)
    parser = loader(text.text)
    try:
        walk.run(parser)
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        # A parser that looks ahead may find it too deep before the walk does.
        if (mark := error.problem_mark) and walk.depth_at(mark) > MAX_DEPTH:
            span = text.clamped(mark.line, mark.column, mark.column + 1)
            walk.add("JY011", span, {"limit": MAX_DEPTH})
            return None
        found = faults.syntax(text, error)
        # What stands for an invisible character may have broken its line; that is said already.
        lines = {hidden.span.line for hidden in findings if hidden.code == "JY007"}
        if found.span.line not in lines:
            findings.append(found)
        findings += islice(faults.wide_spaces(text, found.span.line), MAX_FINDINGS)
        return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML's own parser converts escapes and versions without looking at their size.
        findings.append(
            text.found("JY006", text.clamped(0, 0, 1), faults.syntax_data(str(error), "other"))
        )
        return None
    finally:
        parser.dispose()
    root = walk.frame
    if root.value and root.value[0] is not None:
        return Document(text, root.places[0], root.value[0], nulls=walk.nulls)
    # What was taken out of the text, or a second document, says it better.
    if not findings:
        findings.append(text.found("JY009", Span(text.path, 1, 1, 1), {}))
    return None


def understood(content: Content) -> tuple[Document | None, list[Finding]]:
    """The values in what a file holds; see `parse`."""
    data = content.data
    return parse(data, content.name) if isinstance(data, bytes) else (None, [data])
