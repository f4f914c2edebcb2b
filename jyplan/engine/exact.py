"""Comparisons that binary fractions cannot decide, made with the decimals as they were written.

Whole numbers are enough: decimals that are compared with each other are written over the same
power of ten, and a comparison with a power is one of whole powers.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jyplan.engine.codes import Path

if TYPE_CHECKING:
    from collections.abc import Sequence

# Roots are irrational: two figures that agree in so many digits are one.
DIGITS = 60
SAME = Decimal("1e-45")


class Stretch(NamedTuple):
    """A part of one quantity's expected course that is a path of its own.

    Attributes:
        start: value at its start.
        end: value at its end.
        start_year: year of the start.
        end_year: year of the end.
        path: the sort of path.
    """

    start: float
    end: float
    start_year: int
    end_year: int
    path: Path

    @property
    def years(self) -> int:
        """Its length."""
        return self.end_year - self.start_year

    def passed(self, year: int) -> int:
        """Years of it that are over at the end of a year."""
        return min(year, self.end_year) - self.start_year


def scaled(*values: float) -> list[int]:
    """Decimals as whole numbers over one power of ten.

    A float stands for the shortest decimal that reads back as the same float: the one that
    somebody wrote.

    Example:
        >>> scaled(0.1, 12.0, -2.35)
        [10, 1200, -235]
    """
    written = [_digits(value) for value in values]
    places = max(places for _, places in written)
    return [digits * 10 ** (places - own) for digits, own in written]


def _digits(value: float) -> tuple[int, int]:
    """A decimal as a whole number and how many decimals that has."""
    mantissa, _, exponent = repr(float(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    return int(whole + fraction), len(fraction) - int(exponent or 0)


def grown(start: float, rates: Sequence[float]) -> float:
    """A value after years of growth at rates that are decimals, correctly rounded.

    Example:
        In floats a hundred that loses ten per cent three times is not 72.9.

        >>> grown(100.0, [-0.1, -0.1, -0.1])
        72.9
    """
    value = written(start)
    for rate in rates:
        value *= 1 + written(rate)
    return float(value)


def stepped(start: float, steps: Sequence[float]) -> float:
    """A value after steps that are decimals, correctly rounded.

    Example:
        >>> stepped(0.95, [0.05, 0.05, 0.05])
        1.1
    """
    return float(sum(map(written, steps), written(start)))


def multiplied(value: float, times: float) -> float:
    """A product of two decimals, correctly rounded.

    Example:
        >>> multiplied(1.1, 3)
        3.3
    """
    return float(written(value) * written(times))


def side_of_path(value: int, start: int, end: int, years: int, year: int, path: Path) -> int:
    """On which side of a path's value a value lies.

    Args:
        value: what is compared, over the same power of ten as the two ends.
        start: the path's value at year 0.
        end: the path's value at year `years`.
        years: the path's length, more than 0.
        year: the year of the comparison; the path goes on at its own pace beyond its end.
        path: linear, compound (linear all the same where nothing can compound), or ITR
            (compound all the same where the end is not near zero).

    Returns:
        1 where `value` is greater than the path's value, 0 where it is equal, -1 where less.

    Example:
        >>> side_of_path(200, 100, 400, 2, 1, Path.COMPOUND)
        0
    """
    if path == Path.ITR and bends(start, end):
        return _side_of_bent(value, start, end, years, year)
    if path == Path.LINEAR or start * end <= 0:
        return sign((value - start) * years - (end - start) * year)
    upwards = 1 if start > 0 else -1
    if value * upwards <= 0:
        return -upwards
    # |path value| ** years is |start| ** (years - year) * |end| ** year
    ours, theirs = abs(value) ** years, abs(end) ** year
    if year <= years:
        theirs *= abs(start) ** (years - year)
    else:
        ours *= abs(start) ** (year - years)
    return upwards * sign(ours - theirs)


# the share of its start below which a path to (nearly) zero is bent: 1 / 11.11
BEND = (100, 1111)


def bends(start: float, end: float) -> bool:
    """Whether an ITR path leads so near to zero, or beyond, that constant growth cannot."""
    return start > 0 and end * BEND[1] < start * BEND[0]


def _side_of_bent(value: int, start: int, end: int, years: int, year: int) -> int:
    with localcontext(prec=DIGITS):
        least = Decimal(BEND[0]) / BEND[1]
        passed = Decimal(year) / years
        course = start * least**passed - (start * least - end) * passed
        # figures over any power of ten: what is equal is so beside the path's own size
        return _decided((value - course) / start)


def sign(value: int | Fraction) -> int:
    """1, 0 or -1, as a value is more than nothing, nothing, or less."""
    return (value > 0) - (value < 0)


def lead_reaches(
    values: tuple[float, float, float], stretch: Stretch, year: int, threshold: float
) -> bool:
    """Whether a lead in points is at least a threshold.

    ``(v - b) / (T - b) - (x - b) / (T - b) >= c`` holds where the value without its lead,
    ``v - c (T - b)``, lies on the path's value ``x`` or ahead of it.

    Args:
        values: baseline, latest value and target.
        stretch: the part of the course that the latest year lies on.
        year: the latest year.
        threshold: the lead asked for, as a fraction.
    """
    start, latest, end, first, last = scaled(*values, stretch.start, stretch.end)
    share, unit = scaled(threshold, 1)
    without = latest * unit - share * (end - start)
    side = side_of_path(
        without, first * unit, last * unit, stretch.years, stretch.passed(year), stretch.path
    )
    return side >= 0 if end > start else side <= 0


def side_of_growth(ends: tuple[float, float], years: float, sense: float, threshold: float) -> int:
    """On which side of a threshold the growth between two values lies.

    Args:
        ends: the two values, of one sign.
        years: years between them.
        sense: 1, or -1 where shrinking is what counts.
        threshold: a fraction per year.

    Returns:
        1 where the growth is more than the threshold, 0 where it is equal, -1 where it is less.

    Example:
        >>> side_of_growth((100, 101.5), 1, 1, 0.015)
        0
    """
    with localcontext(prec=DIGITS):
        return _decided(decimal(sense) * _growth(*ends, years) - decimal(threshold))


def side_of_pace(
    values: tuple[float, float, float], years: tuple[float, float], sense: float, threshold: float
) -> int:
    """On which side of a threshold observed growth lies as a share of required growth.

    Args:
        values: baseline, latest value and target, of one sign.
        years: from the baseline to the latest value, and to the target.
        sense: 1, or -1 where shrinking is what counts.
        threshold: a share.

    Returns:
        1, 0 or -1, as `side_of_growth` does.

    Example:
        >>> side_of_pace((100, 119, 120), (1, 1), 1, 0.95)
        0
    """
    baseline, latest, target = values
    with localcontext(prec=DIGITS):
        observed = decimal(sense) * _growth(baseline, latest, years[0])
        required = abs(_growth(baseline, target, years[1]))
        return _decided(observed - decimal(threshold) * required)


def side_of_course(
    values: tuple[float, float, float], years: tuple[float, float], threshold: float
) -> int:
    """On which side of a threshold the share of the distance lies that a pace will have covered.

    Args:
        values: baseline, latest value and target.
        years: from the baseline to the latest value, and from there to the target.
        threshold: a share.

    Returns:
        1, 0 or -1, as `side_of_growth` does.
    """
    baseline, latest, target = map(decimal, values)
    with localcontext(prec=DIGITS):
        expected = latest
        if latest:
            expected *= (latest / baseline) ** (decimal(years[1]) / decimal(years[0]))
        return _decided((expected - baseline) / (target - baseline) - decimal(threshold))


def decimal(value: float) -> Decimal:
    """A float as the decimal that somebody wrote."""
    return Decimal(repr(float(value)))


def written(value: float) -> Fraction:
    """The same as a fraction."""
    return Fraction(decimal(value))


def _growth(start: float, end: float, years: float) -> Decimal:
    ratio = decimal(end) / decimal(start)
    return ratio ** (1 / decimal(years)) - 1 if ratio else Decimal(-1)


def _decided(difference: Decimal) -> int:
    if abs(difference) < SAME:
        return 0
    return 1 if difference > 0 else -1
