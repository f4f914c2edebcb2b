"""Figures as text: rounding happens here and nowhere else."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from jyplan.texts.words import GLUE

# every digit of the largest float, and of the smallest
EXACT = Context(prec=700)
# decimals of a figure that a person may have written
MOST_STATED = 9


def decimals_of(precision: float) -> int:
    """How many decimals a figure of this precision is printed with."""
    exponent = Decimal(repr(precision)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def fixed(value: float, decimals: int) -> str:
    """The value with so many decimals, halves rounded away from zero; never ``-0``."""
    return _rounded(Decimal(repr(float(value))), decimals)


def _rounded(value: Decimal, decimals: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT)
    return f"{abs(rounded) if rounded.is_zero() else rounded:f}"


def trimmed(value: float, decimals: int) -> str:
    """Like `fixed`, without trailing zeros after the point."""
    shown = fixed(value, decimals)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def as_stated(value: float, shift: int = 0) -> str:
    """A figure as a person wrote it: no digit lost, none added.

    Args:
        value: the figure.
        shift: by how many places its point is moved to the right: 2 to show a fraction in per cent.
    """
    return f"{Decimal(repr(float(value) + 0.0)).scaleb(shift, EXACT).normalize(EXACT):f}"


def plus(shown: str) -> str:
    """A figure with its sign, but where it shows as nothing."""
    return shown if shown.startswith("-") or float(shown) == 0 else f"+{shown}"


def seen(value: float, precision: float) -> str:
    """A figure as a person stated it; one that was worked out at its precision and two decimals.

    Nobody states so many digits as a mean of districts may have.
    """
    shown = as_stated(value)
    if len(shown.partition(".")[2]) <= MOST_STATED:
        return shown
    return trimmed(value, decimals_of(precision) + 2)


def computed(value: float, precision: float) -> str:
    """A figure that was worked out, at the indicator's precision."""
    return fixed(value, decimals_of(precision))


def step(value: float, precision: float) -> str:
    """A step per year: one decimal more than the indicator's, without trailing zeros."""
    # The difference of two decimals may miss a half by the last digits of its float.
    return trimmed(float(f"{value:.12g}"), decimals_of(precision) + 1)


def percent(fraction: float, decimals: int = 1) -> str:
    """A fraction as per cent, with its sign of unit."""
    # A decimal is shifted, because a binary fraction times 100 may miss the half.
    return f"{_rounded(Decimal(repr(float(fraction))).scaleb(2), decimals)}{GLUE}%"
