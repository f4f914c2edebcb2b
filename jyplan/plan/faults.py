"""What is wrong with a file as text and as YAML: characters, encoding, syntax."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from jyplan.plan.document import LINE_END, Text
from jyplan.plan.findings import Edit, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

# Characters that change what a reader sees, or that YAML refuses or takes for line breaks.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e"
    "\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
INVISIBLE = re.compile(f"[{_HIDDEN}]+")
# The patterns below are compiled where a file first needs them; few ever do.
# Escapes in double quotes bring in what the text itself cannot hold.
IN_VALUE = f"[{_HIDDEN}\r\ud800-\udfff]"
PLACEHOLDER = "\ufffd"
WIDE_SPACES = "\u00a0\u3000"
_WIDE_INDICATOR = f"(?:^|[:\\-,\\[{{]) *([{WIDE_SPACES}]+)"
# a key whose colon is full-width, or has no space after it
_WRONG_COLON = r"\s*(?:- )*+[^\s'\"#\[{][^'\"#:：]*(：|:(?=[^ \t]))"
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'[^']*'"
# what files of other programs begin with
_SIGNATURES = {
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old_office",
    b"%PDF-": "pdf",
}
_MARKS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_CJK = "[\u4e00-\u9fff]"

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
# so many lines with the same mistake are one finding
SEVERAL: Final = 2
# every kind that a JY006 can carry
SYNTAX_KINDS: Final = frozenset(
    {
        *(kind for _, kind in _PROBLEMS),
        *("fullwidth_colon", "fullwidth_colons", "colon_space", "extra_text", "other"),
    }
)


def character(character: str) -> dict[str, object]:
    """What a finding says of an invisible character."""
    # Needed only here, and as large as all of yaml.
    import unicodedata

    name = unicodedata.name(character, "")
    return {"codepoint": f"U+{ord(character):04X}", "name": name}


def hidden(text: Text, original: str) -> Iterator[Finding]:
    """A finding for each run of invisible characters in the text as it was."""
    for number, line in enumerate(LINE_END.split(original), 1):
        for match in INVISIBLE.finditer(line):
            span = Span(text.path, number, match.start() + 1, match.end() + 1)
            yield text.found("JY007", span, character(match[0][0]))


def syntax(text: Text, error: yaml.MarkedYAMLError) -> Finding:
    """The finding about a syntax error: by what the parser meant, where the author can mend it."""
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
        if match[1] == "：" and (found := wide_colons(text)):
            return found
        kind = "fullwidth_colon" if match[1] == "：" else "colon_space"
        span = text.clamped(number, match.start(1), match.end(1))
        return text.found("JY006", span, syntax_data(problem, kind))
    span = text.clamped(line, column, None if kind == "missing_colon" else column + 1)
    return text.found("JY006", span, syntax_data(problem, kind))


def wide_colons(text: Text) -> Finding | None:
    """One finding about all lines whose colon is full-width; None where they are fewer than two."""
    matches = [(number, re.match(_WRONG_COLON, line)) for number, line in enumerate(text.lines)]
    wide = [(number, match) for number, match in matches if match and match[1] == "："]
    if len(wide) < SEVERAL:
        return None
    edits = tuple(
        Edit(
            Span(text.path, number + 1, match.start(1) + 1, match.end(1) + 1),
            "：",
            ": " if match.string[match.end(1) :][:1].strip() else ":",
        )
        for number, match in wide
    )
    ends = {"first": wide[0][0] + 1, "last": wide[-1][0] + 1, "number": len(wide)}
    data = {**syntax_data("", "fullwidth_colons"), **ends}
    return text.found("JY006", edits[0].span, data)._replace(edits=edits)


def rows(text: Text) -> Finding | None:
    """The finding about a table in CSV; None where the text is none."""
    lines = [line for line in text.lines if line.strip() and not line.startswith("#")]
    counts = {line.count(",") for line in lines}
    if len(lines) < SEVERAL or len(counts) > 1 or counts == {0}:
        return None
    number = text.lines.index(lines[0])
    return text.found("JY015", text.clamped(number, 0), {"sort": "csv"})


def _wrong_colon(text: Text, kind: str, line: int, before: str) -> tuple[int, re.Match[str]] | None:
    """The colon that the parser did not see as one, if that explains the error."""
    if kind == "missing_colon":
        numbers = [line]
    elif kind == "mapping_value" and ": " not in before:
        # A plain scalar runs on over lines: the mistake may be in the line before.
        numbers = [line, line - 1]
    else:
        return None
    matches = (
        (number, re.match(_WRONG_COLON, text.lines[number])) for number in numbers if number >= 0
    )
    return next(((number, match) for number, match in matches if match), None)


def syntax_data(problem: str, kind: str) -> dict[str, object]:
    """The data of a finding about syntax."""
    return {"problem": problem, "kind": kind}


def depth(line: str) -> int:
    """How deep the brackets of a line go."""
    signs = re.sub(_QUOTED, "", line)
    return max(accumulate((sign in "[{") - (sign in "]}") for sign in signs), default=0)


def wide_spaces(text: Text, line: int) -> Iterator[Finding]:
    """The spaces that are none to YAML, where a syntax error hides them from the scalars."""
    for match in re.finditer(_WIDE_INDICATOR, text.lines[line - 1]):
        span = Span(text.path, line, match.start(1) + 1, match.end(1) + 1)
        yield text.found("JY007", span, character(match[1][0]))


def foreign(name: str, data: bytes) -> Finding | None:
    """The finding about a file that is no text in UTF-8, by what it begins with or is made of."""
    head = Span(name, 1, 1, 2)
    for signature, sort in _SIGNATURES.items():
        if data.startswith(signature):
            parts = {b"xl/": "workbook", b"word/": "word"}
            inside = (parts[part] for part in parts if sort == "zip" and part in data)
            return Finding("JY015", Severity.ERROR, head, {"sort": next(inside, sort)})
    encoding = _wide_encoding(data)
    if encoding is None:
        return None
    found = {"offset": 0, "byte": f"{data[0]:02X}", "gbk": False, "encoding": encoding}
    return Finding("JY005", Severity.ERROR, head, found)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, with its byte order where no mark says it; None for anything else."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    if b"\0" not in data:
        return None
    # No text in UTF-8 has zero bytes; one in UTF-16 has them at every letter, blank and line end.
    for encoding in ("UTF-16LE", "UTF-16BE"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search(r"\w:\s", text) and not INVISIBLE.search(text):
            return encoding
    return None


def undecodable(name: str, data: bytes, offset: int) -> Finding:
    """The finding about bytes that are not UTF-8, which may be GBK."""
    shown = data.decode(errors="replace").removeprefix("\ufeff")
    text = Text(name, INVISIBLE.sub(replaced, shown))
    before = LINE_END.split(data[:offset].decode().removeprefix("\ufeff"))
    span = Span(name, len(before), len(before[-1]) + 1, len(before[-1]) + 2)
    try:
        gbk = bool(re.search(_CJK, data.decode("gb18030")))
    except UnicodeDecodeError:
        gbk = False
    byte = f"{data[offset]:02X}"
    return text.found("JY005", span, {"offset": offset, "byte": byte, "gbk": gbk, "encoding": None})


def replaced(match: re.Match[str]) -> str:
    """Visible signs in place of invisible ones."""
    return PLACEHOLDER * len(match[0])
