"""Comparisons that binary fractions cannot decide, made with the decimals as they were written."""

from __future__ import annotations

from fractions import Fraction

from jyplan.engine.codes import Path


def written(value: float) -> Fraction:
    """The decimal that a float was written as: the shortest that reads back as the same float.

    Example:
        >>> written(0.1) == Fraction(1, 10)
        True
    """
    return Fraction(repr(float(value)))


def compounds(start: Fraction, end: Fraction) -> bool:
    """Whether constant growth can carry `start` to `end`: both on the same side of zero."""
    return start * end > 0


def side_of_path(
    value: Fraction, start: Fraction, end: Fraction, years: int, year: int, path: Path
) -> int:
    """On which side of a path's value a value lies.

    Args:
        value: what is compared.
        start: the path's value at year 0.
        end: the path's value at year `years`.
        years: the path's length, more than 0.
        year: the year of the comparison; the path goes on at its own pace beyond its ends.
        path: linear, or compound (linear all the same where nothing can compound).

    Returns:
        1 where `value` is greater than the path's value, 0 where it is equal, -1 where less.

    Example:
        >>> side_of_path(Fraction(200), Fraction(100), Fraction(400), 2, 1, Path.COMPOUND)
        0
    """
    if path != Path.COMPOUND or not compounds(start, end):
        return _sign(value - start - (end - start) * Fraction(year, years))
    # |path value| ** years is rational: |start| ** (years - year) * |end| ** year
    size = abs(start) ** (years - year) * abs(end) ** year
    upwards = 1 if start > 0 else -1
    if value * upwards <= 0:
        return -upwards
    return upwards * _sign(abs(value) ** years - size)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def lead_reaches(
    values: tuple[float, float, float],
    years: tuple[float, float, float],
    path: Path,
    threshold: float,
) -> bool:
    """Whether a lead in points is at least a threshold.

    ``(v - b) / (T - b) - (x - b) / (T - b) >= c`` holds where the value without its lead,
    ``v - c (T - b)``, lies on the path's value ``x`` or ahead of it.

    Args:
        values: baseline, latest value and target.
        years: their years, whole numbers.
        path: linear or compound.
        threshold: the lead asked for, as a fraction.
    """
    start, latest, end = map(written, values)
    start_year, latest_year, target_year = map(int, years)
    length = target_year - start_year
    passed = min(latest_year - start_year, length)
    without = latest - written(threshold) * (end - start)
    side = side_of_path(without, start, end, length, passed, path)
    return side >= 0 if end > start else side <= 0
