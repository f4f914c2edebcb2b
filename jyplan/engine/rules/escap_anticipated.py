"""The anticipated progress index of the UN's commission for Asia and the Pacific.

A line through all values so far, in which newer ones weigh more (see `trend`), is carried on to
the target year: ``E``. The index is what will still be missing there, as a share of the progress
that the target requires from the baseline on, ``G = max(0, s * (T - E)) / |T - b|``: up to 0.10
the target is reached by maintaining progress, below 1 progress has to be accelerated; from 1 on
nothing is gained or ground is lost, and the trend has to be reversed. Where both sides of a
target count (parity, a value to be kept) it is ``|T - E| / |T - b|``.

The line decides, not the latest value: a target that is met today and that the line leaves until
its year counts as missed. Once the target year has come nothing is anticipated any more; the
value of that year stands in the place of ``E``, and only a target that is met has a class.

Source: United Nations ESCAP, Asia and the Pacific SDG Progress Report, technical notes, for the
question; UNECE, technical notes on the progress assessment, for the regression and the progress
required. The weights and the bounds of the classes are our reading of the method, as
docs/methods.md says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Operator, Reason
from jyplan.engine.exact import sign, written
from jyplan.engine.rules import trend
from jyplan.engine.rules.card import RESEARCH_BY_YEAR, Card, CardFormula, Class, Needs
from jyplan.engine.rules.rule import NEAR, Rule, Verdicts, first_reason, ranked, reached
from jyplan.engine.series import sense, two_sided

if TYPE_CHECKING:
    from fractions import Fraction

    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Mask, Series

# the newest values of a table that has more; a longer memory would say little of the years ahead
WINDOW = 40
# reasons with which nothing is carried on to a target: only the target itself is left
NO_LINE = (
    Reason.FLOOR_PER_YEAR,
    Reason.MAINTAINED,
    Reason.UNDATED,
    Reason.BEFORE_BASELINE,
    Reason.DEADLINE_PASSED,
)

CARD = Card(
    name="escap-anticipated",
    classes=(
        Class("maintain", "on_track"),
        Class("accelerate", "behind"),
        Class("reverse", "regressing"),
    ),
    formulas=(
        CardFormula("g", "{A} / {B}", "value"),
        CardFormula("E", "{u} + {g} × ({Y} − {z})", "value"),
        CardFormula("G", "max(0, {s} × ({T} − {E})) / |{T} − {b}|", "share"),
        CardFormula("Q", "|{T} − {E}| / |{T} − {b}|", "share"),
    ),
    symbol="G",
    cuts=(0.10, 1.0),
    needs=Needs(window=WINDOW, least=2, own_year=True),
    example=RESEARCH_BY_YEAR,
)


def terms(series: Series) -> Terms:
    """The symbols of the formulas; of the two indices only the one that applies."""
    fitted = trend.line(series)
    b, target = series.baseline, series.target
    way, both = sense(series), two_sided(series)
    due = _due(series)
    barred = (
        series.every | ~(way.astype(np.bool_) | both) | (series.latest_year < series.start_year)
    )
    with np.errstate(all="ignore"):
        slope = fitted.together / fitted.apart
        carried = fitted.value + slope * (series.target_year - fitted.year)
        expected = np.where(due, series.latest, carried)
        expected = np.where(barred | ~np.isfinite(expected), np.nan, expected)
        short = _short(series, expected)
        distance = np.abs(target - b)
        gap = short / distance
        ahead = (way * (target - b) > 0) | (both & (distance > 0))
    # nothing is missing: no progress need have been required for that
    there = (short < 0) | ((short == 0) & (~_strict(series) | ahead))
    gap = np.where(there, 0.0, np.where(ahead & np.isfinite(distance) & (short > 0), gap, np.nan))
    gap = np.where(np.isfinite(gap), gap, np.nan)
    expected = np.where(short == 0, target, expected)
    lined = ~due & np.isfinite(expected)
    return {
        "b": b,
        "v": series.latest,
        "T": target,
        "s": way.astype(np.float64),
        "Y": series.target_year,
        "A": np.where(lined, fitted.together, np.nan),
        "B": np.where(due | barred, np.nan, fitted.apart),
        "u": np.where(lined, fitted.value, np.nan),
        "z": np.where(lined, fitted.year, np.nan),
        "g": np.where(lined, slope, np.nan),
        "E": expected,
        "G": np.where(both, np.nan, gap),
        "Q": np.where(both, gap, np.nan),
    }


def _due(series: Series) -> Mask:
    """Which target years have come: there is nothing left to anticipate."""
    due: Mask = (series.latest_year >= series.target_year) & ~series.every
    return due


def _strict(series: Series) -> Mask:
    """Which targets are not met by their own figures."""
    strict = [int(Operator.MORE_THAN), int(Operator.LESS_THAN)]
    by_more: Mask = np.isin(series.operator, strict)
    return by_more


def _short(series: Series, expected: Array) -> Array:
    """What is missing of the target, less than 0 beyond it; exact where that is nothing.

    Args:
        series: n rows.
        expected: values of the target year, shape (n,).
    """
    way, target = sense(series), series.target
    with np.errstate(all="ignore"):
        short = np.where(way == 0, np.abs(target - expected), way * (target - expected)) + 0.0
        close = np.abs(short) < NEAR * (1 + np.abs(target) + np.abs(expected))
    for row in np.flatnonzero(close & (short != 0)):
        missing = _missing(series, int(row))
        if missing == 0 or (missing > 0) != (short[row] > 0):
            short[row] = float(missing)
    return short


def _missing(series: Series, row: int) -> Fraction:
    """What one series misses of its target, with the decimals as written."""
    own = series.rows(slice(row, row + 1))
    latest = written(own.latest[0]) if _due(own)[0] else trend.value_in(own)
    missing = written(own.target[0]) - latest
    way = int(sense(own)[0])
    return way * missing if way else abs(missing)


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by what the line through their values leaves missing."""
    b, target, way = figures["b"], figures["T"], figures["s"]
    both, due = two_sided(series), _due(series)
    gap = np.where(both, figures["Q"], figures["G"])
    met = series.met

    def exactly(row: int, cut: float) -> int:
        distance = abs(written(target[row]) - written(b[row]))
        difference = _missing(series, row) - written(cut) * distance
        return sign(difference)

    some = reached(gap, cuts[0], exactly, strict=True)
    far = reached(gap, cuts[1], exactly)
    with np.errstate(all="ignore"):
        silent = ~np.isfinite(series.latest + series.latest_year)
        beyond = way * np.sign(target - b) < 0
    reason = first_reason(
        (
            (silent, Reason.NO_DATA),
            (series.every, Reason.FLOOR_PER_YEAR),
            (~np.isfinite(target), Reason.NO_TARGET),
            ((way == 0) & ~both, Reason.MAINTAINED),
            (~np.isfinite(series.target_year), Reason.UNDATED),
            (series.latest_year < series.start_year, Reason.BEFORE_BASELINE),
            (due, Reason.DEADLINE_PASSED),
            (np.isnan(figures["B"]), Reason.TOO_FEW),
            (np.isnan(figures["E"]), Reason.TOO_LARGE),
            (np.isfinite(gap), Reason.NONE),
            (~np.isfinite(b), Reason.NO_BASELINE),
            (b == target, Reason.AT_TARGET),
            (beyond, Reason.BEYOND_TARGET),
            (np.isnan(gap), Reason.TOO_LARGE),
        ),
        len(b),
    )
    standing = np.isin(reason, NO_LINE)
    # no progress was required, and ground is lost all the same
    left = np.isin(reason, (Reason.AT_TARGET, Reason.BEYOND_TARGET)) & (way != 0)
    left &= figures["E"] != target
    known = np.isfinite(gap) & ~standing
    status = ranked(
        ((standing & met) | (known & ~some), known & ~far, known | left),
        len(b),
    )
    return Verdicts(gap, np.full(len(b), np.nan), status, reason)


RULE = Rule(CARD, judge, terms)
