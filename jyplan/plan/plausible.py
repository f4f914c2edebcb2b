"""What makes a reported figure suspicious, for checks and for forms that say so early."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.plan.known import KnownQuantity

# kinds that do not fall
RISING = frozenset({"cumulative", "coverage"})
# What a wrong unit multiplies by: one decimal, per cent, 亿 for 万.
SLIPS = (10, 100, 10_000)
# what lies between a fraction and per cent
PER_CENT = 100
# how far from such a factor a value may lie, as a decimal logarithm: 1.4 times
NEAR = 0.15
# how far a percentage may lie from all that is known of it
ASTRAY = 3


def about_expected(quantity: KnownQuantity, year: int) -> float | None:
    """About what the plan expects; the straight line will do for a magnitude.

    Returns:
        A level in the quantity's unit; None without a baseline and a later goal, both dated.
    """
    if quantity.start is None or quantity.goal is None or quantity.goal[0] <= quantity.start[0]:
        return None
    (first, start), (last, goal) = quantity.start, quantity.goal
    return start + (goal - start) * (year - first) / (last - first)


def leads_far(quantity: KnownQuantity) -> bool:
    """Whether the plan itself leads far from its baseline: as far as from nothing to it."""
    if quantity.start is None or quantity.goal is None:
        return False
    return abs(quantity.goal[1] - quantity.start[1]) >= abs(quantity.start[1])
