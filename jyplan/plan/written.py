"""Values as a person writes them in YAML."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from jyplan.plan.faults import INVISIBLE
from jyplan.plan.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WIDE: Final = "（）《》〔〕“”、，。：；！？—–"
# what may stand without quotation marks, also between braces
_PLAIN: Final = re.compile(rf"[\w{_WIDE}](?:[\w%.()/+&!·{_WIDE}-]| (?=[^# ]))*")
# longer remarks stand above
LONGEST_BEHIND: Final = 40


def scalar(value: object) -> str:
    """A single value.

    >>> scalar("指标!D7"), scalar("1.5"), scalar("a: b"), scalar(Decimal("65.0")), scalar(True)
    ('指标!D7', '"1.5"', '"a: b"', '65.0', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    # what looks like anything else is none of `str` alone
    if _PLAIN.fullmatch(text) and type(resolve(text)) is str:
        return text
    return INVISIBLE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    """Signs that nobody sees, or that end a line for some readers."""
    return "".join(f"\\U{ord(sign):08x}" for sign in found[0])


def mapping(entries: Mapping[str, str]) -> str:
    """Keys and what stands behind them, both in YAML already, on one line."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in entries.items())}}}"


def flow(value: object) -> str:
    """A value on one line.

    >>> flow({"operator": ">=", "value": 65, "years": [1, 2]})
    '{operator: ">=", value: 65, years: [1, 2]}'
    """
    if isinstance(value, dict):
        return mapping({scalar(key): flow(each) for key, each in value.items()})
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
    for number, (key, value) in enumerate(entry.items()):
        begin = "- " if item and number == 0 else "  " if item else ""
        indent = " " * len(begin)
        said, below = notes.get(key, []), [*_below(value)]
        behind = f" # {'; '.join(said)}" if said else ""
        if below or len(behind) > LONGEST_BEHIND:
            yield from (f"{indent}# {note}" for note in said)
            behind = ""
        yield f"{begin}{scalar(key)}:" + ("" if below else f" {flow(value)}{behind}")
        yield from (f"{indent}  {line}" for line in below)


def _below(value: object) -> Iterator[str]:
    """The lines below a key, of mappings; what stands behind it has none."""
    if isinstance(value, dict):
        yield from block(value, {})
    elif isinstance(value, (list, tuple)) and all(isinstance(each, dict) for each in value):
        for each in value:
            yield from block(each, {}, item=True)
