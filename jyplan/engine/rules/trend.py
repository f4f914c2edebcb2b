"""What two published rule sets take a trend from: every value with a year up to the latest one.

The window, and beside it the baseline and the latest value where the window has nothing for their
years. The line through all of them is fitted by weighted least squares: a value weighs as many
times as its year is far from the first, which weighs once, ``w = t - t_first + 1``. With the
weighted means ``z`` of years and ``u`` of values, ``A`` the weighted sum of
``(t - z) * (x - u)`` and ``B`` that of ``(t - z) ** 2``, the line is ``u + A / B * (t - z)``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine.exact import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.engine.series import Array, Series

    # one value a series: its year and the value itself, shape (n,) each; nan where there is none
    Point = tuple[Array, Array]


class TrendLine(NamedTuple):
    """A weighted line through the values of every series, shape (n,) each; nan where there is none.

    Attributes:
        together: weighted sum of the products of what lies between years, and values, and their
            means.
        apart: weighted sum of the squares of what lies between years and their mean; more than 0
            where a line is known.
        year: weighted mean of the years.
        value: weighted mean of the values.
    """

    together: Array
    apart: Array
    year: Array
    value: Array


def points(series: Series) -> list[Point]:
    """The values that a trend is taken from, one point a column of the window and two more.

    Args:
        series: n rows.
    """
    found = [
        _known(series, series.window_years[:, column], series.window[:, column])
        for column in range(series.window.shape[1])
    ]
    for year, value in (
        (series.start_year, series.baseline),
        (series.latest_year, series.latest),
    ):
        years, values = _known(series, year, value)
        taken = np.zeros(len(years), dtype=np.bool_)
        for others, _ in found:
            taken |= others == years
        found.append((np.where(taken, np.nan, years), values))
    return found


def _known(series: Series, years: Array, values: Array) -> Point:
    """A point where it has a year and a value, and is none of a year to come."""
    known = np.isfinite(years + values) & (years <= series.latest_year)
    return np.where(known, years, np.nan), values


def line(series: Series) -> TrendLine:
    """The weighted line through the values of every series.

    Args:
        series: n rows.
    """
    known = points(series)
    size = len(series.latest)
    first = np.full(size, np.nan)
    for years, _ in known:
        first = np.fmin(first, years)
    weight, ahead, above = (np.zeros(size) for _ in range(3))
    together, apart = np.zeros(size), np.zeros(size)
    with np.errstate(all="ignore"):
        weighed = _weighed(series, known, first)
        # column by column: the sum of a row does not depend on how many rows there are
        for since, worth, beyond in weighed:
            weight += worth
            ahead += worth * since
            above += worth * beyond
        ahead, above = ahead / weight, above / weight
        for since, worth, beyond in weighed:
            together += worth * (since - ahead) * (beyond - above)
            apart += worth * (since - ahead) ** 2
        fitted = apart > 0
        return TrendLine(
            *(
                np.where(fitted, column, np.nan)
                for column in (together, apart, first + ahead, series.latest + above)
            )
        )


def _weighed(
    series: Series, known: Sequence[Point], first: Array
) -> list[tuple[Array, Array, Array]]:
    """Of every point its years since the first, its weight, and how far it is from the latest.

    What is no point weighs nothing and lies nowhere.
    """
    weighed = []
    for years, values in known:
        there = np.isfinite(years)
        since = np.where(there, years - first, 0.0)
        worth = np.where(there, since + 1, 0.0)
        weighed.append((since, worth, np.where(there, values - series.latest, 0.0)))
    return weighed


def value_in(series: Series) -> Fraction:
    """The line's value in the target year, of the decimals as they were written.

    Args:
        series: one row, with points of at least two years and a target year.
    """
    known = [
        (Fraction(years[0]), written(values[0]))
        for years, values in points(series)
        if np.isfinite(years[0])
    ]
    first = min(when for when, _ in known)
    weighed = [(when - first + 1, when, value) for when, value in known]
    whole = sum((w for w, _, _ in weighed), Fraction())
    year = sum((w * when for w, when, _ in weighed), Fraction()) / whole
    mean = sum((w * value for w, _, value in weighed), Fraction()) / whole
    together = sum((w * (when - year) * (value - mean) for w, when, value in weighed), Fraction())
    apart = sum((w * (when - year) ** 2 for w, when, _ in weighed), Fraction())
    return mean + together / apart * (Fraction(series.target_year[0]) - year)
