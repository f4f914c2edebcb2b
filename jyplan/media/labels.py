"""Where values are written beside their points, so that they cover nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Place = tuple[float, float]

# of figures: how wide a sign is, and how far they reach above and below their line
CELL, ABOVE, BELOW = 7.0, 10.0, 2.0
# how far marks reach to all sides
MARK = 5.0
# lines are looked at in steps of so much
STEP = 4.0


class Label(NamedTuple):
    """A text on a plane.

    Attributes:
        x: of its middle.
        y: of the line that it stands on.
        text: what is written.
    """

    x: float
    y: float
    text: str


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def covers(self, other: _Box) -> bool:
        beside = self.left <= other.left and other.right <= self.right
        return beside and self.top <= other.top and other.bottom <= self.bottom

    def holds(self, place: Place) -> bool:
        return self.left <= place[0] <= self.right and self.top <= place[1] <= self.bottom


def placed(
    wanted: Sequence[tuple[float, float, str]],
    marks: Sequence[Place],
    lines: Sequence[Sequence[Place]],
    room: tuple[float, float, float, float],
) -> tuple[Label, ...]:
    """Texts near their points; one that would cover a mark or another text is left out.

    Args:
        wanted: points with their texts, the foremost first.
        marks: points that nothing may cover.
        lines: ways that texts avoid where they can.
        room: its left, upper, right and lower end.
    """
    around = _Box(*room)
    taken = [_Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in marks]
    on_lines = [place for line in lines for place in _along(line)]
    found: list[Label] = []
    for x, y, text in wanted:
        choices = [
            (sum(map(box.holds, on_lines)), label, box)
            for label, box in _around(x, y, text, around)
            if not any(map(box.meets, taken))
        ]
        if choices:
            _, label, box = min(choices, key=lambda choice: choice[0])
            found.append(label)
            taken.append(box)
    return tuple(found)


def _around(x: float, y: float, text: str, room: _Box) -> Iterator[tuple[Label, _Box]]:
    """Above, below, and on both sides of a point, as far as there is room."""
    half = len(text) * CELL / 2
    inside = min(max(x, room.left + half), room.right - half)
    beside = half + MARK + 3
    above, below = y - MARK - 4, y + MARK + ABOVE + 2
    places = ((inside, above), (inside, below), (x + beside, y + 4), (x - beside, y + 4))
    for middle, line in places:
        box = _Box(middle - half, line - ABOVE, middle + half, line + BELOW)
        if room.covers(box):
            yield Label(round(middle, 1), round(line, 1), text), box


def _along(line: Sequence[Place]) -> Iterator[Place]:
    for (left, y), (right, other) in pairwise(line):
        steps = max(int(max(abs(right - left), abs(other - y)) / STEP), 1)
        for step in range(steps + 1):
            yield left + (right - left) * step / steps, y + (other - y) * step / steps
