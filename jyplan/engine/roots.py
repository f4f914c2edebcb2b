"""Where a function is zero: Brent's search, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 200
# the width of an interval that floats cannot halve any further, as a share
LEAST = 2.0**-52


def brent(function: Callable[[float], float], low: float, high: float) -> float | None:
    """A zero between two places where a continuous function has opposite signs.

    Inverse quadratic interpolation and secants where they converge, halving where they do not.

    Args:
        function: continuous between the two places.
        low: one end.
        high: the other end.

    Returns:
        The zero, to the last digits that floats tell apart; None where the signs are equal.

    Source:
        R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.

    Example:
        >>> round(brent(lambda x: x * x - 2, 0, 2), 12)
        1.414213562373
    """
    a, b = low, high
    fa, fb = function(a), function(b)
    if fa == 0:
        return a
    if not fa * fb <= 0:
        return None
    c, fc = a, fa
    step = before = b - a
    for _ in range(ROUNDS):
        if fb * fc > 0:
            c, fc, step, before = a, fa, b - a, b - a
        if abs(fc) < abs(fb):
            a, b, c, fa, fb, fc = b, c, b, fb, fc, fb
        tolerance = 2 * LEAST * abs(b) + LEAST
        half = (c - b) / 2
        if abs(half) <= tolerance or fb == 0:
            return b
        step, before = _step(((a, fa), (b, fb), (c, fc)), (step, before), half, tolerance)
        a, fa = b, fb
        b += step if abs(step) > tolerance else (tolerance if half > 0 else -tolerance)
        fb = function(b)
    return b


def _step(
    points: tuple[tuple[float, float], ...],
    steps: tuple[float, float],
    half: float,
    tolerance: float,
) -> tuple[float, float]:
    """The next step and the one that it is measured against."""
    (a, fa), (b, fb), (c, fc) = points
    step, before = steps
    if abs(before) < tolerance or abs(fa) <= abs(fb):
        return half, half
    ratio = fb / fa
    if a == c:
        top, bottom = 2 * half * ratio, 1 - ratio
    else:
        first, second = fa / fc, fb / fc
        top = ratio * (2 * half * first * (first - second) - (b - a) * (second - 1))
        bottom = (first - 1) * (second - 1) * (ratio - 1)
    if top > 0:
        bottom = -bottom
    top = abs(top)
    if 2 * top < min(3 * half * bottom - abs(tolerance * bottom), abs(before * bottom)):
        return top / bottom, step
    return half, half
