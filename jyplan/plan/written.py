"""Values as a person writes them in YAML."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# what is a text without quotation marks too: no number, no date, no sign that YAML reads
_PLAIN: Final = re.compile(
    r"[A-Za-z_\u3400-\u9fff](?:[\w\u3400-\u9fff%（）()、，。·“”《》〔〕/.+&—–-]|[ ](?=[^# ]))*"
)
# longer remarks stand above
LONGEST_BEHIND: Final = 40
# other things in YAML, as one reader or another has it
_WORDS: Final = frozenset(
    {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
)
# signs that end a line for some readers, or that nobody sees
_UNSEEN: Final = re.compile(r"[^\x20-\x7e\u00a1-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\uffef]")


def scalar(value: object) -> str:
    """A single value.

    >>> scalar("常住人口城镇化率"), scalar("%"), scalar(Decimal("65.0")), scalar(True)
    ('常住人口城镇化率', '"%"', '65.0', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    sign = ord(found[0])
    return f"\\u{sign:04x}" if sign < 0x10000 else f"\\U{sign:08x}"  # noqa: PLR2004 the last sign of four digits


def flow(value: object) -> str:
    """A value on one line.

    >>> flow({"operator": ">=", "value": 65, "years": [1, 2]})
    '{operator: ">=", value: 65, years: [1, 2]}'
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar(key)}: {flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value)


def block(
    entry: Mapping[str, object], notes: Mapping[str, list[str]], *, item: bool = False
) -> Iterator[str]:
    """The lines of a mapping, one key a line.

    Args:
        entry: keys and values; figures are written with the digits that they have.
        notes: comments by key: behind a value where they are short, else above. Those under no
            key stand above the whole.
        item: whether it is one of a list.
    """
    yield from (f"# {note}" for note in notes.get("", ()))
    first = "- " if item else ""
    for key, value in entry.items():
        said, begin = notes.get(key, []), first or ("  " if item else "")
        first = ""
        if isinstance(value, dict):
            yield from (f"{' ' * len(begin)}# {note}" for note in said)
            yield f"{begin}{scalar(key)}:"
            yield from (f"{' ' * len(begin)}  {line}" for line in block(value, {}))
        elif isinstance(value, (list, tuple)) and all(isinstance(each, dict) for each in value):
            yield from (f"{' ' * len(begin)}# {note}" for note in said)
            yield f"{begin}{scalar(key)}:"
            for each in value:
                yield from (f"{' ' * len(begin)}  {line}" for line in block(each, {}, item=True))
        else:
            behind = f" # {'; '.join(said)}" if said else ""
            if len(behind) > LONGEST_BEHIND:
                yield from (f"{' ' * len(begin)}# {note}" for note in said)
                behind = ""
            yield f"{begin}{scalar(key)}: {flow(value)}{behind}"
