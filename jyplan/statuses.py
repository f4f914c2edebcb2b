"""The statuses that an indicator can have, each with everything that depends on it but its words.

The engine decides which it is (`engine.codes.Status`), `texts` knows what it is called.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Kind(NamedTuple):
    """One status.

    Attributes:
        code: as in JSON and on the command line.
        sign: what goes with its word.
        tone: what a colour may repeat.
        place: among the others, where statuses are counted.
        urgency: the smaller, the sooner somebody must look; None where nothing is known.
        stands: whether things stand well, middling or badly; None where that cannot be told.
    """

    code: str
    sign: str
    tone: Literal["good", "warning", "bad", "quiet"]
    place: int
    urgency: int | None
    stands: Literal["well", "middling", "badly"] | None


KINDS = (
    Kind("achieved", "●", "good", 0, 6, "well"),
    Kind("ahead", "▲", "good", 2, 5, "well"),
    Kind("on_track", "○", "good", 3, 4, "well"),
    Kind("behind", "▼", "warning", 4, 2, "badly"),
    Kind("regressing", "↓", "bad", 5, 1, "badly"),
    Kind("missed", "■", "bad", 6, 0, "badly"),
    Kind("achieved_worsening", "◆", "warning", 1, 3, "middling"),
    Kind("no_data", "·", "quiet", 8, 7, None),
    Kind("no_baseline", "·", "quiet", 9, 8, None),
    Kind("undecided", "?", "quiet", 7, None, None),
)
BY_CODE = {kind.code: kind for kind in KINDS}
# in the order in which they are counted
BY_PLACE = tuple(sorted(KINDS, key=lambda kind: kind.place))
# where a target is met, whatever came after
MET = frozenset({"achieved", "achieved_worsening"})
# those that an assessment can have; where none can be told, it has a reason instead
STATUSES = tuple(kind.code for kind in KINDS if kind.code != "undecided")
