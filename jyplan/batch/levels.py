"""The levels that relative targets mean, of many series at once, correctly rounded.

They are worked out as sums of two floats, and as whole numbers where even those leave open which
float is the nearest: a series has the same verdict as if its table held the level itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from jyplan.engine.codes import Reason
from jyplan.engine.rules.rule import first_reason
from jyplan.plan.aims import PROPORTIONAL, RELATIVE, level_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from jyplan.engine.series import Array, Codes

    Years = NDArray[np.int64]

# powers of ten that floats hold exactly
TENS = np.array([float(10**places) for places in range(23)])
# of a float its upper half, see T. J. Dekker, A floating-point technique (1971)
HALF = 2.0**27 + 1
# far more than the error of thousands of years beside the sum of all that goes in, far less than
# what parts a float from the next
ERROR = 2.0**-85
# beyond these sums of two floats may lose their second one
TINY, HUGE = 1e-200, 1e300


class Twofold:
    """Figures as sums of two floats, some 32 digits, with the arithmetic of the forms of targets.

    Attributes:
        high: the sums, as floats.
        low: what these lack.
    """

    def __init__(self, high: Array, low: Array) -> None:
        self.high = high + low
        self.low = low - (self.high - high)

    def __add__(self, other: Twofold | int) -> Twofold:
        if not isinstance(other, Twofold):
            other = Twofold(np.full_like(self.high, other), np.zeros_like(self.high))
        total = self.high + other.high
        added = total - self.high
        lost = (self.high - (total - added)) + (other.high - added)
        return Twofold(total, lost + (self.low + other.low))

    __radd__ = __add__

    def __mul__(self, other: Twofold) -> Twofold:
        product, lost = _product(self.high, other.high)
        return Twofold(product, lost + (self.high * other.low + self.low * other.high))

    def __truediv__(self, other: Array | int) -> Twofold:
        ratio = self.high / other
        product, lost = _product(ratio, np.asarray(other, dtype=np.float64))
        return Twofold(ratio, (self.high - product - lost + self.low) / other)

    def __pow__(self, years: Years) -> Twofold:
        high, low, square = np.ones_like(self.high), np.zeros_like(self.high), self
        for bit in range(int(years.max()).bit_length()):
            odd = (years >> bit) & 1 == 1
            more = Twofold(high, low) * square
            high, low = np.where(odd, more.high, high), np.where(odd, more.low, low)
            square *= square
        return Twofold(high, low)


def levels(
    form: str, start: Array, figure: Array, years: tuple[Array, Array]
) -> tuple[Array, Codes]:
    """The levels that a relative form means, as `plan.aims.level_of` has them.

    Args:
        form: a key of `RELATIVE`.
        start: baselines, shape (n,); nan where unknown.
        figure: as the plan says them, shape (n,), finite.
        years: years of baselines and of targets, shape (n,) each; nan where unknown.

    Returns:
        Levels, shape (n,), nan where there is none, and reasons.

    Example:
        >>> level, _ = levels("change", np.array([0.1]), np.array([0.2]), (np.ones(1), np.ones(1)))
        >>> float(level[0])
        0.3
    """
    growing, multiplied = form == "average_growth", form in PROPORTIONAL
    span = years[1] - years[0] if growing else np.zeros(len(start))
    missing = first_reason(
        (
            (np.isnan(start), Reason.NO_BASELINE),
            (growing & np.isnan(years[0]), Reason.UNDATED_BASELINE),
            (growing & np.isnan(years[1]), Reason.UNDATED),
            (growing & (span <= 0), Reason.SAME_YEAR),
            (multiplied & (start == 0), Reason.ZERO_BASELINE),
            (multiplied & (start < 0), Reason.NEGATIVE_BASELINE),
        ),
        len(start),
    )
    level = np.full(len(start), np.nan)
    rows = np.flatnonzero(missing == 0)
    if rows.size:
        level[rows] = _levels(form, start[rows], figure[rows], span[rows].astype(np.int64))
    found = first_reason(
        (
            (missing != 0, Reason.NONE),
            (np.isinf(level), Reason.TOO_LARGE),
            (multiplied & (level == 0), Reason.ZERO_TARGET),
            (multiplied & (level < 0), Reason.CROSSES_ZERO),
        ),
        len(start),
    )
    reason = missing + found
    return np.where(reason == 0, level, np.nan), reason


def _levels(form: str, start: Array, figure: Array, years: Years) -> Array:
    """Levels of baselines that have one; infinite where they are too large."""
    work: Callable[..., Any] = RELATIVE[form]
    with np.errstate(all="ignore"):
        plain: Array = work(start, figure, years)
        close: Twofold = work(_decimals(start), _decimals(figure), years)
        error = ERROR * work(np.abs(start), np.abs(figure), years)
        level: Array = close.high + (close.low - error)
        other = close.high + (close.low + error)
        huge = ~(np.abs(plain) < HUGE)
        open_ = ~huge & ~((level == other) & (np.abs(level) > TINY))
    level[huge] = np.inf
    for row in np.flatnonzero(open_):
        own = (float(figure[row]), int(years[row]), (0, float(start[row])))
        exact = level_of(form, *own)
        level[row] = np.nan if exact is None else exact
    return level


def _decimals(values: Array) -> Twofold:
    """Floats as the decimals that somebody wrote; nan where those have an exponent."""
    text = pl.Series(values).cast(pl.String)
    digits = text.str.replace(".", "", literal=True).cast(pl.Int64, strict=False)
    places = (text.str.len_bytes() - text.str.find(".", literal=True) - 1).fill_null(0)
    plain = (digits.is_not_null() & (places < len(TENS))).to_numpy()
    whole = digits.fill_null(0).to_numpy()
    high = whole.astype(np.float64)
    low = (whole - high.astype(np.int64)).astype(np.float64)
    exact = Twofold(np.where(plain, high, np.nan), low)
    return exact / TENS[np.where(plain, places.to_numpy(), 0)]


def _product(one: Array, other: Array) -> tuple[Array, Array]:
    """Products as floats, and what these lack."""
    product = one * other
    (upper, lower), (above, below) = _halves(one), _halves(other)
    lost = upper * above - product + upper * below + lower * above + lower * below
    return product, lost


def _halves(figures: Array) -> tuple[Array, Array]:
    """Floats as sums of two that have half of the digits."""
    raised = HALF * figures
    upper = raised - (raised - figures)
    return upper, figures - upper
