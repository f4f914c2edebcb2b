"""Where an observed pace leads: values in the target year, and when a target is reached."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine import rates
from jyplan.engine.codes import Operator, Path, Reason
from jyplan.engine.exact import scaled, side_of_path
from jyplan.engine.series import holds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]

HORIZON = 100
# Times closer than this to a year end are decided by the decimals as they were written.
NEAR = 1e-6


class Pace(NamedTuple):
    """Two values that a pace is taken from, and what it may lead to, shape (n,) each.

    Attributes:
        start: value at the start; nan where unknown.
        start_year: its year.
        latest: newest value; nan where unknown.
        latest_year: its year.
        minimum: the least value that is possible; nan where there is no limit.
        maximum: the greatest value that is possible; nan where there is no limit.
        growth_rate: whether values are growth rates, which do not grow; None: none of them.
    """

    start: Array
    start_year: Array
    latest: Array
    latest_year: Array
    minimum: Array
    maximum: Array
    growth_rate: NDArray[np.bool_] | None = None


def project(pace: Pace, year: Array) -> tuple[Array, Codes, Array, Codes]:
    """Carry the latest values on to a year.

    ``v (1 + observed rate) ** years`` and ``v + years * observed step``, both held within the
    natural limits.

    Args:
        pace: n rows.
        year: years asked for, shape (n,), after the latest; nan where undated.

    Returns:
        Values at the compound rate and their reasons, values at the linear step and theirs,
        shape (n,) each.

    Example:
        >>> one = lambda figure: np.array([figure])
        >>> none = one(np.nan)
        >>> pace = Pace(one(186.0), one(2020.0), one(320.0), one(2023.0), none, none)
        >>> compound, _, linear, _ = project(pace, one(2025.0))
        >>> float(compound[0].round(1)), float(linear[0].round(1))
        (459.5, 409.3)
    """
    rate, rate_reason, step, step_reason = _observed(pace)
    years = year - pace.latest_year
    late = _first((~np.isfinite(year), Reason.UNDATED), (years <= 0, Reason.DEADLINE_PASSED))
    compound = _limited(rates.grow(pace.latest, rate, years), pace)
    linear = _limited(pace.latest + years * step, pace)
    return (*_barred(compound, rate_reason, late), *_barred(linear, step_reason, late))


def attainment(pace: Pace, target: Array, operator: Codes) -> tuple[Array, Array, Codes]:
    """When targets are reached at the observed pace.

    At the observed compound rate, or at the observed step where nothing compounds.

    Args:
        pace: n rows.
        target: values to reach, shape (n,), not met by the latest ones.
        operator: codes of `Operator`, shape (n,).

    Returns:
        Fractional years (2025.47), the first year ends at which the operator holds (2026), and
        reasons, shape (n,) each. A pace that stands still, leads away or ends at a natural
        limit never arrives (``NOT_APPROACHING``); what takes more than a hundred years is not
        claimed (``BEYOND_HORIZON``).

    Example:
        >>> one = lambda figure: np.array([figure])
        >>> none = one(np.nan)
        >>> pace = Pace(one(186.0), one(2020.0), one(320.0), one(2023.0), none, none)
        >>> at_least = np.array([Operator.AT_LEAST], dtype=np.int8)
        >>> time, year, _ = attainment(pace, one(500.0), at_least)
        >>> float(time[0].round(2)), float(year[0])
        (2025.47, 2026.0)
    """
    rate, rate_reason, step, step_reason = _observed(pace)
    met = holds(pace.latest, operator, target, target, target)
    with np.errstate(all="ignore"):
        compound = np.log(target / pace.latest) / np.log1p(rate)
        linear = (target - pace.latest) / step
    compounds = (rate_reason == Reason.NONE) & (pace.latest * target > 0)
    years = np.where(compounds, compound, linear)
    strict = (operator == Operator.MORE_THAN) | (operator == Operator.LESS_THAN)
    # A strict target at the very limit cannot be met, and nothing beyond a limit can.
    barred = (target > pace.maximum) | (target < pace.minimum)
    barred |= strict & ((target == pace.maximum) | (target == pace.minimum))
    never = ~(years > 0) | ~np.isfinite(years) | barred
    reason = _first(
        (step_reason != Reason.NONE, Reason.NONE),
        (~np.isfinite(target), Reason.NO_TARGET),
        (met, Reason.ACHIEVED),
        (never, Reason.NOT_APPROACHING),
        (years > HORIZON, Reason.BEYOND_HORIZON),
    )
    reason = np.where(step_reason != Reason.NONE, step_reason, reason)
    time, reason = _barred(pace.latest_year + years, reason, np.zeros_like(reason))
    year = np.full(len(time), np.nan)
    for row in np.flatnonzero(np.isfinite(time)):
        path = Path.COMPOUND if compounds[row] else Path.LINEAR
        year[row] = _first_year_end(
            pace, int(row), float(time[row]), float(target[row]), path, strict=bool(strict[row])
        )
    return time, year, reason


def first_crossing(
    years: Array, values: Array, target: float, operator: Operator
) -> tuple[float, int] | None:
    """When an observed series first met a target.

    Args:
        years: years of the observations, shape (m,), ascending.
        values: the observed values, shape (m,).
        target: the value to meet.
        operator: how it is held against the values.

    Returns:
        The time, interpolated on a straight line between the observations around it, and the
        first year end at or after it; None where no observation meets the target.

    Example:
        >>> observed = np.array([100.0, 120.0, 150.0])
        >>> years = np.array([2020.0, 2023.0, 2025.0])
        >>> time, year = first_crossing(years, observed, 130, Operator.AT_LEAST)
        >>> round(time, 2), year
        (2023.67, 2024)
    """
    bound = np.full(len(values), target)
    codes = np.full(len(values), operator, dtype=np.int8)
    met = np.flatnonzero(holds(values, codes, bound, bound, bound))
    if not met.size:
        return None
    index = int(met[0])
    if index == 0:
        return float(years[0]), int(years[0])
    share = (target - values[index - 1]) / (values[index] - values[index - 1])
    time = float(years[index - 1] + share * (years[index] - years[index - 1]))
    # A strict target is not met yet at the very moment of crossing.
    strict = operator in {Operator.MORE_THAN, Operator.LESS_THAN}
    year = floor(time) + 1 if strict else ceil(time)
    return time, min(year, int(years[index]))


def _observed(pace: Pace) -> tuple[Array, Codes, Array, Codes]:
    years = pace.latest_year - pace.start_year
    rate, rate_reason = rates.compound_rate(
        pace.start, pace.latest, years, missing_end=Reason.NO_DATA
    )
    step, step_reason = rates.linear_step(
        pace.start, pace.latest, years, missing_end=Reason.NO_DATA
    )
    if pace.growth_rate is not None:
        plain = pace.growth_rate & (step_reason == Reason.NONE)
        np.putmask(rate, plain, np.nan)
        np.putmask(rate_reason, plain, Reason.GROWTH_OF_GROWTH)
    return rate, rate_reason, step, step_reason


def _first_year_end(
    pace: Pace, row: int, time: float, target: float, path: Path, *, strict: bool
) -> int:
    """The first year end at which the pace holds the target; ties are decided exactly."""
    year = ceil(time)
    if abs(time - round(time)) > NEAR:
        return year
    year = round(time)
    goal, start, latest = scaled(target, pace.start[row], pace.latest[row])
    length = int(pace.latest_year[row] - pace.start_year[row])
    passed = year - int(pace.start_year[row])
    side = side_of_path(goal, start, latest, length, passed, path)
    rising = 1 if latest > start else -1
    # 0: the pace stands exactly on the target at this year end; beyond it where it rose past.
    beyond = -side * rising
    return year if beyond > 0 or (beyond == 0 and not strict) else year + 1


def _limited(values: Array, pace: Pace) -> Array:
    limited: Array = np.fmin(np.fmax(values, pace.minimum), pace.maximum)
    np.putmask(limited, np.isnan(values), np.nan)
    return limited


def _barred(figures: Array, reason: Codes, other: Codes) -> tuple[Array, Codes]:
    """Figures that no reason speaks against; what is too large to write is absent as well."""
    reason = np.where(reason != Reason.NONE, reason, other).astype(np.int8)
    np.putmask(reason, (reason == Reason.NONE) & ~np.isfinite(figures), Reason.TOO_LARGE)
    np.putmask(figures, reason != Reason.NONE, np.nan)
    return figures, reason


def _first(*cases: tuple[NDArray[np.bool_], Reason]) -> Codes:
    """For every row the reason of the first case that holds."""
    masks = [mask for mask, _ in cases]
    return np.select(masks, [int(reason) for _, reason in cases], 0).astype(np.int8)
