"""Signs outside of letters and digits, as far as the stream can write them."""

from __future__ import annotations

from typing import NamedTuple

from jyplan.results import STATUSES


class Marks(NamedTuple):
    """The signs that screens use; every one of them has a plain spelling.

    Attributes:
        at_least: before a target that is a lower bound.
        at_most: before a target that is an upper bound.
        about: before a target that is meant roughly.
        dash: for a figure that does not exist.
        to: between the ends of a range.
        arrow: between the years of a plan.
        times: multiplication in formulas.
        minus: subtraction in formulas.
        full: the covered part of a bar.
        rest: the uncovered part of a bar.
        due: where a bar should have got to.
        dot: between the facts of one line.
        opening: quotation mark.
        closing: quotation mark.
        states: one sign a status.
        sparks: the eight heights of a sparkline.
        unlike: where rules disagree.
        point: an observed value in a chart.
        line: what is expected in a chart.
        wide: a wide band in a chart.
        narrow: a narrow band in a chart.
    """

    at_least: str = "≥"
    at_most: str = "≤"
    about: str = "≈"
    dash: str = "—"
    to: str = "–"
    arrow: str = "→"
    times: str = "×"
    minus: str = "−"
    full: str = "█"
    rest: str = "░"
    due: str = "│"
    dot: str = "·"
    opening: str = "“"
    closing: str = "”"
    states: str = "●▲○▼↓×◆··?"
    sparks: str = "▁▂▃▄▅▆▇█"
    unlike: str = "≠"
    point: str = "●"
    line: str = "·"
    wide: str = "░"
    narrow: str = "▒"


ASCII = Marks(
    at_least=">=",
    at_most="<=",
    about="~",
    dash="-",
    to="-",
    arrow="->",
    times="*",
    minus="-",
    full="#",
    rest=".",
    due="|",
    dot="-",
    opening='"',
    closing='"',
    states="*^ovVx!..?",
    sparks="_.-=+*#@",
    unlike="<>",
    point="o",
    line=".",
    wide=":",
    narrow="=",
)
# what stands in where a Chinese code page lacks the sign
GBK = Marks()._replace(rest="─", minus="-", wide=":", narrow="=")


def status_mark(marks: Marks, status: str) -> str:
    """The sign that goes with a status's word."""
    return marks.states[[*STATUSES, "undecided"].index(status)]


def marks_for(encoding: str) -> Marks:
    """The marks that a stream of this encoding can write, sign by sign."""
    return Marks._make(
        next((sign for sign in choices if _writable(sign, encoding)), choices[-1])
        for choices in zip(Marks(), GBK, ASCII, strict=True)
    )


def _writable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
