"""Signs outside of letters and digits, as far as a stream can write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from jyplan.pages.page import Quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.pages.page import Bar, Page

Said = TypeVar("Said", bound="Page | str")

# sign of texts -> what stands in for it, the better first; the last can be written anywhere
STAND_INS: Mapping[str, str] = {
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "≠": "<>",
    "±": "+/-",
    "×": "*",
    "−": "-",
    "—": "-",
    "–": "-",
    "→": "->",
    "·": "-",
    "“": '"',
    "”": '"',
    "●": "*",
    "▲": "^",
    "○": "o",
    "▼": "v",
    "↓": "V",
    "■": "x",
    "◆": "!",
    # of legends
    "█": "#",
    "│": "|",
}


class Drawn(NamedTuple):
    """The signs that something is drawn with.

    Attributes:
        full: the covered part of a bar.
        rest: the uncovered part of a bar.
        due: where a bar should have got to, and the axis of a chart.
        heights: eight heights.
        observed: a value in a chart.
        course: what is expected in a chart.
        band: an area in a chart.
        core: the inner part of it.
        milestone: what is due on the way, in a chart.
        target: what is aimed at, in a chart.
    """

    full: str = "█"
    rest: str = "░"
    due: str = "│"
    heights: str = "▁▂▃▄▅▆▇█"
    observed: str = "●"
    course: str = "·"
    band: str = "░"
    core: str = "▒"
    milestone: str = "○"
    target: str = "◆"


# the best that there are
SIGNS = Drawn()
# what stands in where a Chinese code page lacks the sign, then what stands in everywhere
CHINESE = Drawn(rest="─", band=":", core="=")
ASCII = Drawn("#", ".", "|", "_.-=+*#@", "o", ".", ":", "=", "m", "T")


def drawn_with(encoding: str) -> Drawn:
    """The signs that a stream of this encoding can write, sign by sign."""
    return Drawn._make(
        next((sign for sign in choices if _writable(sign, encoding)), choices[-1])
        for choices in zip(SIGNS, CHINESE, ASCII, strict=True)
    )


def respelled(page: Said, encoding: str) -> Said:
    """A page, or any part of one, with signs that a stream of this encoding can write."""
    lacking = {
        ord(sign): other for sign, other in STAND_INS.items() if not _writable(sign, encoding)
    }
    return cast("Said", _translated(page, lacking)) if lacking else page


def _translated(value: object, lacking: Mapping[int, str]) -> object:
    if isinstance(value, Quote):
        return value
    if isinstance(value, str):
        return value.translate(lacking)
    if isinstance(value, tuple):
        parts = [_translated(part, lacking) for part in value]
        # a block, or a list of them
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)  # type: ignore[arg-type]
    return value


def _writable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def bar_of(bar: Bar, cells: int, signs: Drawn) -> str:
    """A share as a bar, with a mark where it should be."""
    filled = round(min(max(bar.share, 0.0), 1.0) * cells)
    drawn_bar = [signs.full] * filled
    if bar.due is None:
        return "".join(drawn_bar)
    drawn_bar += [signs.rest] * (cells - filled)
    due = min(round(bar.due * cells), cells - 1)
    if filled <= due:
        drawn_bar[due] = signs.due
    return "".join(drawn_bar)


def heights_of(values: Sequence[float], signs: Drawn) -> str:
    """Values as heights between their least and greatest."""
    low, high = min(values), max(values)
    levels = signs.heights
    if high == low:
        return levels[0] * len(values)
    return "".join(
        levels[round((value - low) / (high - low) * (len(levels) - 1))] for value in values
    )
