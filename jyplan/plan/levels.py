"""Reported figures -> levels and growth, worked out exactly."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.plan import Observation

# digits to which roots are taken, so that what is equal is so
DIGITS = 60


def levels_of(meant: KnownQuantity, reports: Sequence[Observation]) -> Iterator[Observation]:
    """Levels by year, worked out exactly, as far as the chain goes."""
    if meant.start is None:
        return
    level, provisional = exact(meant.start[1]), False
    for report in _unbroken(meant.start[0], reports):
        stated = exact(report.value)
        level = level + stated if meant.reported == "yearly_increment" else level * _factor(stated)
        provisional = provisional or report.provisional
        yield report._replace(value=float(level), provisional=provisional)


def _unbroken(first: int, reports: Iterable[Observation]) -> Iterator[Observation]:
    """What was reported of every year after the first one, up to one that is missing."""
    later = (report for report in reports if report.year > first)
    for year, report in enumerate(later, first + 1):
        if report.year != year:
            return
        yield report


def broken_in(known: KnownQuantity, reports: Sequence[Observation]) -> int | None:
    """The first year since the baseline without a report, where others follow."""
    if known.start is None:
        return None
    first = known.start[0]
    linked = first + sum(1 for _ in _unbroken(first, reports))
    return linked + 1 if any(report.year > linked for report in reports) else None


def as_reported(known: KnownQuantity | None) -> dict[int, Fraction]:
    """What was reported, by year: growth where growth is reported, else levels."""
    if known is None:
        return {}
    entries = known.reports if known.grows else known.series
    return {entry.year: exact(entry.value) for entry in entries}


def yearly_growth(known: KnownQuantity) -> dict[int, Fraction]:
    """Growth on the year before, in per cent: as reported, or from one level to the next."""
    if known.grows:
        return as_reported(known)
    levels = dict(known.earlier) | {entry.year: entry.value for entry in known.series}
    return {
        year: 100 * (exact(value) / exact(levels[year - 1]) - 1)
        for year, value in levels.items()
        if levels.get(year - 1, 0) > 0
    }


def mean_growth(known: KnownQuantity | None) -> dict[int, Fraction]:
    """Mean growth per year since the baseline, in per cent, for every year that has one."""
    found: dict[int, Fraction] = {}
    if known is None or known.start is None:
        return found
    first, factor = known.start[0], Fraction(1)
    for entry in _unbroken(first, known.reports) if known.rate else known.series:
        if known.rate:
            factor *= _factor(exact(entry.value))
        elif known.start[1] > 0:
            factor = exact(entry.value) / exact(known.start[1])
        years = entry.year - first
        if factor > 0 and years > 0:
            with localcontext(prec=DIGITS):
                ratio = Decimal(factor.numerator) / factor.denominator
                found[entry.year] = Fraction(100 * (ratio ** (1 / Decimal(years)) - 1))
    return found


def exact(value: float) -> Fraction:
    """A float as the decimal that somebody wrote."""
    return Fraction(repr(float(value)))


def _factor(change: Fraction) -> Fraction:
    """By what a change in per cent multiplies."""
    return 1 + change / 100
