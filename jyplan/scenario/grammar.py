"""What a planner writes after ``--set``: text -> a change, or where the text leaves the grammar.

``WHAT = HOW [cap X] [floor X]``; see docs/whatif.md.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.scenario.forms import SIGNS, ChangeError, How, Piece, figure_of, how_of, year_of

if TYPE_CHECKING:
    from collections.abc import Mapping

WHAT = re.compile(r"\s*(theme:\s*)?([^\s@=](?:[^@=]*[^\s@=])?)\s*(?:@\s*([^\s=]*)\s*)?")
LIMITS = re.compile(
    r"[\s,]+(?:(cap|at most)|(floor|at least))(?=\s|$)"
    "|[\\s,]*(?:(上限|不超过|至多|封顶)|(下限|不低于|至少|保底)):?"
)
LONGEST: Final = 500


class Change(NamedTuple):
    """One change as it is written.

    Attributes:
        text: the whole of it.
        sort: ``id``, ``glob`` or ``theme``.
        name: the id, pattern or theme.
        how: how it goes on.
        cap: no value goes beyond it; None where there is none.
        floor: no value goes below it.
        where: the pieces of the text, by ``what``, ``how``, ``year``, ``cap`` and ``floor``.
    """

    text: str
    sort: str
    name: str
    how: How
    cap: float | None
    floor: float | None
    where: Mapping[str, Piece]


def parse(text: str) -> Change:
    """The change that a text is.

    Raises:
        ChangeError: it is none.
    """
    if len(text) > LONGEST:
        raise ChangeError("too_long", Piece(0, LONGEST))
    plain = text.translate(SIGNS)
    equals = plain.find("=")
    if equals < 0:
        raise ChangeError("no_equals", Piece(0, len(text)))
    found = WHAT.fullmatch(plain[:equals])
    if found is None:
        raise ChangeError("no_what", Piece(0, max(equals, 1)))
    theme, name, year = found.groups()
    sort = "theme" if theme else "glob" if "*" in name else "id"
    where = {"what": Piece(found.start(2), found.end(2))}
    if year is not None:
        where["year"] = Piece(found.start(3), max(found.end(3), found.start(3) + 1))
        where["how"] = _trimmed(plain, equals + 1, len(plain))
        when = year_of(plain, where["year"])
        how = How("pin", year=when, value=figure_of(plain, where["how"]))
        return Change(text, sort, name, how, None, None, where)
    limits, end = _limits(plain, equals + 1, where)
    where["how"] = _trimmed(plain, equals + 1, end)
    how = how_of(plain, where["how"])
    if (at := plain.find("@", where["how"].start, where["how"].end)) >= 0:
        where["year"] = _trimmed(plain, at + 1, where["how"].end)
    if how.kind == "pin" and limits:
        raise ChangeError("pin_alone", _trimmed(plain, end, len(plain)))
    return Change(text, sort, name, how, limits.get("cap"), limits.get("floor"), where)


def _limits(plain: str, start: int, where: dict[str, Piece]) -> tuple[dict[str, float], int]:
    """The limits behind a way, their places put into `where`, and where they begin."""
    limits: dict[str, float] = {}
    marks = list(LIMITS.finditer(plain, start))
    ends = [*(mark.start() for mark in marks[1:]), len(plain)]
    for mark, end in zip(marks, ends, strict=False):
        key = "cap" if mark[1] or mark[3] else "floor"
        piece = _trimmed(plain, mark.end(), end)
        if key in limits:
            word = mark.lastindex or 0
            raise ChangeError("limit_twice", Piece(mark.start(word), piece.end))
        where[key] = piece
        limits[key] = figure_of(plain, piece)
    return limits, marks[0].start() if marks else len(plain)


def _trimmed(text: str, start: int, end: int) -> Piece:
    """The piece without blanks at its ends; a single place where nothing is left."""
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = left + len(inner.strip())
    return Piece(left, right) if right > left else Piece(min(start, len(text)), start + 1)


def canonical(change: Change) -> str:
    """The change as this grammar writes it first; it reads back as the same."""
    what = f"theme:{change.name}" if change.sort == "theme" else change.name
    how = change.how
    if how.kind == "pin":
        return f"{what}@{how.year}={_figure(how.value)}"
    limits = [
        f" {key} {_figure(limit)}"
        for key, limit in (("cap", change.cap), ("floor", change.floor))
        if limit is not None
    ]
    return f"{what}={_way(how)}{''.join(limits)}"


def _way(how: How) -> str:
    rates = [f"{_figure(rate, 2)}%" for rate in how.rates]
    unit = how.unit if how.points or not how.unit.isascii() else f" {how.unit}".rstrip()
    steps = [f"{_figure(step, sign='+')}{unit}" for step in how.steps]
    listed = [*rates, *steps]
    words: dict[str, str] = {
        "rates": "/".join(listed),
        "step": "/".join(listed),
        "interval": "..".join(listed),
        "step_interval": "..".join(listed),
        "multiple": f"x{_figure(how.value)}" + (f"@{how.year}" if how.year else ""),
        "relative": "".join(f"trend {_figure(rate, 2, sign='+')}%" for rate in how.rates),
        "delay": f"delay {how.years}",
        "dip": " ".join(["dip", *rates, str(how.year), str(how.years)]),
    }
    return words.get(how.kind, how.kind)


def _figure(value: float, shift: int = 0, sign: str = "") -> str:
    """A figure with all its digits and no more, its point moved to the right."""
    return format(Decimal(repr(value + 0.0)).scaleb(shift).normalize(), f"{sign}f")
