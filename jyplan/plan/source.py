"""YAML text -> plain values with positions; nothing is converted behind the author's back.

The only module that knows YAML. It walks the parser's events and resolves scalars itself,
so that none of YAML 1.1's conversions (``no``, ``010``, ``12:30``) can happen.
"""

from __future__ import annotations

import errno
import gc
import os
import re
import stat
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self, TypeAlias

import yaml

from jyplan.plan.findings import Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

# The C parser's classes carry no types, and the two parsers share no base.
Loader: TypeAlias = Any
Event: TypeAlias = Any
# the key's event, the value's event, what lies inside: by key text, or by index
Entry: TypeAlias = "tuple[Event, Event, Places | None]"
Places: TypeAlias = "dict[str, Entry] | list[Entry]"
Loc: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES: Final = 4 * 2**20
MAX_NODES: Final = 200_000
MAX_DEPTH: Final = 40
MAX_DIGITS: Final = 15
MAX_FINDINGS: Final = 1_000
LONGEST_LINE: Final = 200
# longer than any text that somebody meant as a number
LONGEST_NUMBER: Final = 40
GC_PAUSE_BYTES: Final = 32_768

LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Characters that change what a reader sees, or that YAML refuses or takes for line breaks.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u200b-\u200f\u2028-\u202f\u2060\u2066-\u2069\ufeff\ufffe\uffff"
)
_INVISIBLE = re.compile(f"[{_HIDDEN}]+")
# Escapes in double quotes bring in what the text itself cannot hold.
_IN_VALUE = re.compile(f"[{_HIDDEN}\r\ud800-\udfff]")
_PLACEHOLDER = "\ufffd"
_WIDE_SPACES = "\u00a0\u3000"
_WIDE_INDICATOR = re.compile(f"(?:^|[:\\-,\\[{{]) *([{_WIDE_SPACES}]+)")
_LINE_END = re.compile("\r\n|\n|\r")
# a key whose colon is full-width, or has no space after it
_WRONG_COLON = re.compile(r"\s*(?:- )*[^\s'\"#\[{][^'\"#:：]*(：|:(?=\S))")
_TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_CJK = re.compile("[\u4e00-\u9fff]")

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_WORDS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip
_SWITCHES = {
    spelling: meaning
    for meaning, words in (("true", "yes on y true"), ("false", "no off n false"))
    for word in words.split()
    for spelling in (word, word.capitalize(), word.upper())
    if spelling != meaning
}
# Compiled where a text first needs them: most files have none, and it takes milliseconds.
_REFUSED = r"""(?P<JY110>[-+]?0[0-9_]+(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?
          |[-+]?0(?:o_*[0-7][0-7_]*|x_*[0-9a-fA-F][0-9a-fA-F_]*|b_*[01][01_]*))
    |(?P<JY111>[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)
    |(?P<JY113>(?=[^_]*_)[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)
    |(?P<JY114>[0-9]{4}-[0-9]{2}-[0-9]{2}
          |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}
          (?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)"""
_ODD = r"""(?P<JY121>[-+]?[0-9]{1,3}(?:[,\ '\u00a0][0-9]{3})+(?:\.[0-9]+)?
          |[-+]?[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?)
    |(?P<JY122>[-+]?[0-9]+(?:\.[0-9]+)?\s*%)
    |(?P<JY124>[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+)
    |(?P<JY125>[-+]?(?:\.[0-9]+|[0-9]+\.))
    |(?P<JY127>[-+]?[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:[^\W\d_]|[‰°℃℉㎡㎥¥￥$€]).{0,11})"""
_FIGURE = re.compile(r"[-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
# before these the figure itself may have to change, or is none, so nothing is certain
_MULTIPLIERS = re.compile(r"\s*[十百千万亿兆kKMG]|.*[0-9]")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．＋－−，％", "0123456789.+--,%")
_WIDE_FIGURE = re.compile("[０-９．＋－−]")
_NOT_FINITE = frozenset({"nan", "inf", "infinity"})
_NUMBER_STARTS = frozenset("+-.0123456789０１２３４５６７８９．＋－−")
_WITH_SUGGESTION = frozenset({"JY110", "JY112", "JY113"})

# PyYAML's problem texts (both parsers' wordings) -> our kind; the first that fits.
_PROBLEMS: tuple[tuple[str, str], ...] = (
    ("tab character", "tab"),
    ("character '\\t'", "tab"),
    ("cannot start any token", "reserved_character"),
    ("end of stream", "unclosed_quote"),
    ("unexpected document", "unclosed_quote"),
    ("',' or ", "unclosed_bracket"),
    ("mapping values are not allowed", "mapping_value"),
    ("expected ':'", "missing_colon"),
    ("undefined alias", "undefined_alias"),
    ("undefined tag handle", "unknown_tag_handle"),
    ("escape", "bad_escape"),
    ("alphabetic or numeric", "anchor_name"),
    ("directive", "directive"),
    ("incompatible YAML", "directive"),
    ("comment or line break", "block_header"),
    ("indentation indicator", "block_header"),
    ("expected key", "indentation"),
    ("<block end>", "indentation"),
    ("'-' indicator", "indentation"),
    ("document start>", "indentation"),
    ("are not allowed", "misplaced_indicator"),
)
# every kind that a JY006 can carry
SYNTAX_KINDS: Final = frozenset(
    {*(kind for _, kind in _PROBLEMS), "fullwidth_colon", "colon_space", "extra_text", "other"}
)


class Suspect(str):
    """Text that looks like a number (or another value) gone wrong.

    Attributes:
        code: the finding that a field which wanted another type should report.
        suggestion: what to write instead; empty where nothing is certain.
        reported: whether `parse` has reported it already.
    """

    __slots__ = ("code", "reported", "suggestion")
    code: str
    suggestion: str
    reported: bool

    # Defaults, because copying and pickling pass the text alone.
    def __new__(
        cls, text: str, code: str = "", suggestion: str = "", *, reported: bool = False
    ) -> Self:
        """Mark `text` as suspect."""
        self = super().__new__(cls, text)
        self.code = code
        self.suggestion = suggestion
        self.reported = reported
        return self


def _certain(candidate: str) -> str:
    """The candidate if a plan may hold it as a number, else nothing."""
    return candidate if type(_number(candidate)) in {int, float} else ""


def _number(text: str) -> int | float | Suspect | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    if len(text) > LONGEST_NUMBER or len(text.lstrip("+-0.").replace(".", "")) > MAX_DIGITS:
        return Suspect(text, "JY128")
    return float(text) if match[1] else int(text)


def _expanded(text: str) -> str:
    """A number with an exponent, written out."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(exponent) > len("+99") or abs(shift := int(exponent)) > MAX_DIGITS:
        return ""
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("+-").partition(".")
    digits = "0" * MAX_DIGITS + whole + fraction + "0" * MAX_DIGITS
    point = MAX_DIGITS + len(whole) + shift
    fraction = digits[point:].rstrip("0")
    return sign + (digits[:point].lstrip("0") or "0") + ("." + fraction if fraction else "")


def _without_zeros(text: str) -> str:
    """A number with a base, leading zeros or underscores, as YAML 1.2 or its author read it."""
    if text.lstrip("+-")[1:2] in {"o", "x", "b"}:
        return str(int(text.replace("_", ""), 0))
    return re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text.replace("_", ""))


def _joined(text: str) -> str:
    """A number without its separators, where the last of them can only be for thousands."""
    return re.sub("[^-+.0-9]", "", text) if re.search(r"[^0-9.][0-9]{3}(?:\.|$)", text) else ""


def _amount(text: str) -> str:
    """The figure before a unit."""
    figure = _FIGURE.match(text)
    certain = figure and not _MULTIPLIERS.match(text, figure.end())
    return figure[0].replace(",", "") if figure and certain else ""


_SUGGESTIONS: Mapping[str, Callable[[str], str]] = {
    "JY110": _without_zeros,
    "JY113": _without_zeros,
    "JY121": _joined,
    "JY122": lambda text: text.rstrip("% \u00a0"),
    "JY124": _expanded,
    "JY125": lambda text: re.sub(r"^([-+]?)\.", r"\g<1>0.", text).rstrip("."),
    "JY127": _amount,
}


def _resolve(text: str) -> str | float | bool | None:
    """The value of a plain scalar; a `Suspect` where it is refused or looks wrong."""
    if (number := _number(text)) is not None:
        return number
    if text in _WORDS:
        return _WORDS[text]
    if text in _SWITCHES:
        return Suspect(text, "JY112", _SWITCHES[text], reported=True)
    if text.lstrip("+-").removeprefix(".").lower() in _NOT_FINITE:
        return Suspect(text, "JY115", reported=True)
    if len(text) > LONGEST_NUMBER or text[0] not in _NUMBER_STARTS:
        return text
    refused = re.fullmatch(_REFUSED, text, re.VERBOSE)
    match = refused or re.fullmatch(_ODD, text, re.VERBOSE)
    if match is None:
        return text if text.isascii() else _full_width(text)
    code = str(match.lastgroup)
    suggestion = _certain(_SUGGESTIONS.get(code, str)(text))
    return Suspect(text, code, suggestion, reported=refused is not None)


def _full_width(text: str) -> str:
    half = text.translate(_HALF_WIDTH)
    meant = text if half == text else _resolve(half)
    if isinstance(meant, Suspect):
        code = "JY123" if _WIDE_FIGURE.search(text) else meant.code
        return Suspect(text, code, meant.suggestion)
    return text if isinstance(meant, str) or meant is None else Suspect(text, "JY123", half)


# Keys and words repeat over all files; texts too long to be remembered are passed by.
_remembered = lru_cache(4096)(_resolve)


class _Text:
    """One file's text: where its lines are, and what is found on them."""

    __slots__ = ("_lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        if self._lines is None:
            self._lines = _LINE_END.split(self.text)
        return self._lines

    def found(self, code: str, span: Span, data: Mapping[str, object]) -> Finding:
        return Finding(code, Severity.ERROR, span, data, self.excerpt(span.line, span.column))

    def excerpt(self, line: int, column: int) -> tuple[str, ...]:
        if column > LONGEST_LINE:
            return ()
        return tuple(text[:LONGEST_LINE] for text in self.lines[max(line - 2, 0) : line])

    def span(self, event: Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start.line == end.line and start.column < end.column:
            return Span(self.path, start.line + 1, start.column + 1, end.column + 1)
        stop = start.column + 1 if start.line == end.line else None
        return self.clamped(start.line, start.column, stop)

    def clamped(self, line: int, column: int, stop: int | None = None) -> Span:
        """From `column` to before `stop` (None: the end of the line), moved into the text.

        The parser's marks, counted from 0, may lie behind the last line or on a blank one.
        """
        number = min(line, len(self.lines) - 1)
        while number and not self.lines[number].strip():
            number -= 1
        whole = self.lines[number]
        size = len(whole.rstrip() if stop is None or number < line else whole)
        start = min(size if number < line else column, max(size - 1, 0))
        end = size if stop is None else min(max(stop, start + 1), size)
        return Span(self.path, number + 1, start + 1, max(end, start) + 1)


class Document:
    """The values of one file, and where each of them stands.

    Attributes:
        path: the file as the user named it.
        value: dict, list, str, int, float, bool or None; refused scalars are `Suspect`.
    """

    __slots__ = ("_root", "_text", "path", "value")

    def __init__(self, text: _Text, root: Entry, value: object) -> None:
        self.path = text.path
        self.value = value
        self._text = text
        self._root = root

    def span(self, loc: Loc, *, key: bool = False) -> Span:
        """Where the value at `loc` stands, or the deepest part of `loc` that exists.

        Args:
            loc: keys and indices from the root.
            key: whether the key is meant and not its value. A mapping, a sequence or an
                empty value is shown by its key in any case, or by the line on which it
                begins if no key leads to it.
        """
        entry = self._root
        for part in loc:
            inner = _inside(entry[2], part)
            if inner is None:
                break
            entry = inner
        key_event, event, places = entry
        hidden = places is not None or event.start_mark.index == event.end_mark.index
        if key_event is not None and (key or hidden):
            return self._text.span(key_event)
        if hidden:
            return self._text.clamped(event.start_mark.line, event.start_mark.column)
        return self._text.span(event)

    def excerpt(self, line: int, column: int = 1) -> tuple[str, ...]:
        """The line before `line` and `line` itself (counted from 1), without line ends.

        Long lines lose their end, never their beginning, so that columns stay true;
        nothing is shown for a column that would be lost. Invisible characters are
        replaced, so that a terminal can show what this returns.
        """
        return self._text.excerpt(line, column)

    def finding(
        self,
        code: str,
        severity: Severity,
        loc: Loc,
        data: Mapping[str, object],
        *,
        key: bool = False,
    ) -> Finding:
        """A finding about the value (or the key) at `loc`."""
        span = self.span(loc, key=key)
        return Finding(code, severity, span, data, self.excerpt(span.line, span.column))


def _inside(places: Places | None, part: str | int) -> Entry | None:
    if isinstance(places, dict):
        return places.get(str(part))
    if places is not None and isinstance(part, int) and 0 <= part < len(places):
        return places[part]
    return None


class _Stop(Exception):  # noqa: N818 it ends a walk; what is wrong is in the findings
    """The file is not worth reading on."""


class _Frame:
    """A container that is still open."""

    __slots__ = ("event", "first", "height", "key", "key_event", "places", "value")

    def __init__(self, event: Event, value: Any, places: Any, first: int) -> None:  # noqa: ANN401
        self.event = event
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

    def __init__(self, text: _Text, findings: list[Finding]) -> None:
        self.text = text
        self.findings = findings
        self.most = len(findings) + MAX_FINDINGS
        self.placeholders = bool(findings)
        # Few files need a second look at each scalar.
        self.careful = self.placeholders or any(mark in text.text for mark in ("\\", *_WIDE_SPACES))
        self.nodes = 0
        self.frame = _Frame(None, [], [], 0)
        self.stack: list[_Frame] = []
        # None while the anchored container is still open
        self.anchors: dict[str, _Anchored | None] = {}

    def run(self, loader: Loader) -> None:
        """Read all events; what the document holds is complete afterwards."""
        next_event = loader.get_event
        started = False
        while True:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.put(self.scalar(event), event, None)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
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
        if type(frame.places) is list:
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

    def scalar(self, event: Event) -> object:
        self.count(event, 1)
        text = self.cleaned(event) if self.careful else event.value
        value: object
        if event.tag is not None:
            self.tag(event)
            value = Suspect(text, "JY013", reported=True)
        elif event.style:
            number = _number(text)
            value = text if number is None else Suspect(text, "JY126", _certain(text))
        else:
            value = (_remembered if len(text) <= LONGEST_NUMBER else _resolve)(text)
            if type(value) is Suspect and value.reported:
                data = {"text": text}
                if value.code in _WITH_SUGGESTION:
                    data["suggestion"] = value.suggestion
                self.report(value.code, event, data)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, None, 1, 0)
        return value

    def tag(self, event: Event) -> None:
        span = self.text.span(event)
        line = self.text.lines[event.start_mark.line]
        # An anchor may stand before the tag, in which no exclamation mark can be.
        match = _TAG.search(line, event.start_mark.column)
        if match:
            span = span._replace(column=match.start() + 1, end_column=match.end() + 1)
        self.add("JY013", span, {"tag": match[0] if match else event.tag})

    def cleaned(self, event: Event) -> str:
        """The scalar's text without invisible characters, reported unless the text itself was."""
        text: str = event.value
        if self.placeholders:
            text = text.replace(_PLACEHOLDER, "")
        hidden = _IN_VALUE.search(text)
        if hidden:
            self.report("JY007", event, _character(hidden[0]))
            text = _IN_VALUE.sub("", text)
        if event.style or text.strip(_WIDE_SPACES) == text:
            return text
        start, end = event.start_mark, event.end_mark
        lead = len(text) - len(text.lstrip(_WIDE_SPACES))
        trail = len(text) - len(text.rstrip(_WIDE_SPACES))
        clamped = self.text.clamped
        if lead:
            span = clamped(start.line, start.column, start.column + lead)
            self.add("JY007", span, _character(text[0]))
        if trail and trail < len(text):
            span = clamped(end.line, end.column - trail, end.column)
            self.add("JY007", span, _character(text[-1]))
        return text.strip(_WIDE_SPACES)


def _character(character: str) -> dict[str, object]:
    # Needed only here, and as large as all of yaml.
    import unicodedata

    name = unicodedata.name(character, "")
    return {"codepoint": f"U+{ord(character):04X}", "name": name}


def _hidden(text: _Text, original: str) -> Iterator[Finding]:
    """A finding for each run of invisible characters in the text as it was."""
    for number, line in enumerate(_LINE_END.split(original), 1):
        for match in _INVISIBLE.finditer(line):
            span = Span(text.path, number, match.start() + 1, match.end() + 1)
            yield text.found("JY007", span, _character(match[0][0]))


def _syntax(text: _Text, error: yaml.MarkedYAMLError) -> Finding:
    problem = error.problem or ""
    kind = next((kind for part, kind in _PROBLEMS if part in problem), "other")
    mark = error.problem_mark
    # Where it began says more than where the parser gave up.
    if kind in {"unclosed_quote", "unclosed_bracket", "missing_colon"}:
        mark = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    here = text.lines[line] if line < len(text.lines) else ""
    if kind == "reserved_character" and here[column : column + 1] == "\t":
        kind = "tab"
    elif kind == "indentation" and here[:column].strip():
        kind = "extra_text"
    elif wrong := _wrong_colon(text, kind, line, here[:column]):
        number, match = wrong
        kind = "fullwidth_colon" if match[1] == "：" else "colon_space"
        span = text.clamped(number, match.start(1), match.end(1))
        return text.found("JY006", span, _problem(problem, kind))
    span = text.clamped(line, column, None if kind == "missing_colon" else column + 1)
    return text.found("JY006", span, _problem(problem, kind))


def _wrong_colon(
    text: _Text, kind: str, line: int, before: str
) -> tuple[int, re.Match[str]] | None:
    """The colon that the parser did not see as one, if that explains the error."""
    if kind == "missing_colon":
        numbers = [line]
    elif kind == "mapping_value" and ": " not in before:
        # A plain scalar runs on over lines: the mistake may be in the line before.
        numbers = [line, line - 1]
    else:
        return None
    matches = (
        (number, _WRONG_COLON.match(text.lines[number])) for number in numbers if number >= 0
    )
    return next(((number, match) for number, match in matches if match), None)


def _problem(problem: str, kind: str) -> dict[str, object]:
    return {"problem": problem, "kind": kind}


def _wide_spaces(text: _Text, line: int) -> Iterator[Finding]:
    """The spaces that are none to YAML, where a syntax error hides them from the scalars."""
    for match in _WIDE_INDICATOR.finditer(text.lines[line - 1]):
        span = Span(text.path, line, match.start(1) + 1, match.end(1) + 1)
        yield text.found("JY007", span, _character(match[1][0]))


def _undecodable(name: str, data: bytes, offset: int) -> Finding:
    shown = data.decode(errors="replace").removeprefix("\ufeff")
    text = _Text(name, _INVISIBLE.sub(_replaced, shown))
    before = _LINE_END.split(data[:offset].decode().removeprefix("\ufeff"))
    span = Span(name, len(before), len(before[-1]) + 1, len(before[-1]) + 2)
    try:
        gbk = bool(_CJK.search(data.decode("gb18030")))
    except UnicodeDecodeError:
        gbk = False
    return text.found("JY005", span, {"offset": offset, "byte": f"{data[offset]:02X}", "gbk": gbk})


def _replaced(match: re.Match[str]) -> str:
    return _PLACEHOLDER * len(match[0])


def _unread(code: str, name: str, data: Mapping[str, object]) -> Finding:
    return Finding(code, Severity.ERROR, Span(name, 1, 1, 1), data)


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
        return None, [_unread("JY004", name, {"size": len(data), "limit": MAX_BYTES})]
    try:
        original = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, [_undecodable(name, data, error.start)]
    text = _Text(name, _INVISIBLE.sub(_replaced, original))
    findings: list[Finding] = []
    if text.text != original:
        findings += islice(_hidden(text, original), MAX_FINDINGS)
    pause = len(data) > GC_PAUSE_BYTES and gc.isenabled()
    if pause:
        gc.disable()
    try:
        document = _walked(text, findings, loader)
    finally:
        if pause:
            gc.enable()
    findings.sort(key=_place)
    return document, findings


def _place(finding: Finding) -> Span:
    return finding.span


def _walked(text: _Text, findings: list[Finding], loader: Loader) -> Document | None:
    walk = _Walk(text, findings)
    parser = loader(text.text)
    try:
        walk.run(parser)
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        found = _syntax(text, error)
        findings += [found, *islice(_wide_spaces(text, found.span.line), MAX_FINDINGS)]
        return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML's own parser converts escapes and versions without looking at their size.
        findings.append(text.found("JY006", text.clamped(0, 0, 1), _problem(str(error), "other")))
        return None
    finally:
        parser.dispose()
    root = walk.frame
    if root.value and root.value[0] is not None:
        return Document(text, root.places[0], root.value[0])
    # What was taken out of the text, or a second document, says it better.
    if not findings:
        findings.append(text.found("JY009", Span(text.path, 1, 1, 1), {}))
    return None


def read(path: Path, name: str | None = None) -> tuple[Document | None, list[Finding]]:
    """The values in the file at `path`; see `parse`. Never waits for a pipe or a device."""
    name = str(path) if name is None else name
    try:
        data = _content(path, name)
    except FileNotFoundError:
        data = _unread("JY001", name, {})
    except OSError as error:
        number = errno.errorcode.get(error.errno or 0, "")
        data = _unread("JY003", name, {"error": error.strerror or "", "errno": number})
    except ValueError:
        # no file has a name with a zero byte in it
        data = _unread("JY001", name, {})
    return parse(data, name) if isinstance(data, bytes) else (None, [data])


def _content(path: Path, name: str) -> bytes | Finding:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return _unread("JY002", name, {"what": _sort(status.st_mode)})
    # Between the question and the opening a pipe may have taken the file's place.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 a descriptor
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return _unread("JY002", name, {"what": _sort(status.st_mode)})
        data = file.read(MAX_BYTES + 1)
    if len(data) <= MAX_BYTES:
        return data
    size = max(status.st_size, len(data))
    return _unread("JY004", name, {"size": size, "limit": MAX_BYTES})


def _sort(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "directory"
    if stat.S_ISFIFO(mode):
        return "fifo"
    return "socket" if stat.S_ISSOCK(mode) else "device"
