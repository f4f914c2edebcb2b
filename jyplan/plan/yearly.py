"""Targets that are looked at every year: what held in which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.levels import as_reported, broken_in, exact, mean_growth, yearly_growth

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from jyplan.plan.aims import Aim, Comparison
    from jyplan.plan.known import KnownQuantity


class HeldYear(NamedTuple):
    """One year of a target that is looked at every year.

    Attributes:
        year: the year.
        value: what is held against the target: the level, or growth in per cent.
        aim: what is asked of the year.
        held: whether the value meets it.
    """

    year: int
    value: float
    aim: Aim
    held: bool


def looked_at_yearly(known: KnownQuantity, others: Mapping[str, KnownQuantity]) -> KnownQuantity:
    """A quantity whose target is looked at every year, with what held in which.

    Args:
        known: the quantity, with everything that is known of it: growth in the first year that
            is looked at starts from the year before.
        others: those that it may be held against, by id, likewise.

    Returns:
        The quantity with the years that its target looks at, and no others.
    """
    aim = known.aim
    if aim is None or aim.every is None:
        return known
    if aim.comparison is None:
        found = [
            (entry.year, entry.value, aim.of(entry.year))
            for entry in known.series
            if aim.in_force(entry.year)
        ]
        unmatched: list[int] = []
    else:
        comparison = aim.comparison
        other = others.get(comparison.than)
        growth = comparison.mean or known.grows or (other is not None and other.grows)
        aim = aim._replace(comparison=comparison._replace(growth=growth))
        values, bounds = _compared(known, other, comparison)
        inside = [year for year in values if aim.in_force(year)]
        found = [
            (year, float(values[year]), aim._replace(value=float(bounds[year])))
            for year in inside
            if year in bounds
        ]
        unmatched = [year for year in inside if year not in bounds]
    years = tuple(HeldYear(year, value, own, own.holds(value)) for year, value, own in found)
    aim = aim._replace(looked_at=years[-1].year if years else None)
    newest = years[-1].aim if years else aim.of(aim.newest)
    if known.rate and aim.mean:
        # a mean of growth rates is a chain as well
        known = known._replace(broken_in=broken_in(known, known.reports))
    return known._replace(
        series=tuple(entry for entry in known.series if aim.in_force(entry.year)),
        reports=tuple(entry for entry in known.reports if aim.in_force(entry.year)),
        years=years,
        unmatched=tuple(unmatched),
        aim=aim._replace(
            operator=newest.operator,
            value=newest.value,
            low=newest.low,
            high=newest.high,
            approximate=newest.approximate,
        ),
    )


def _compared(
    known: KnownQuantity, other: KnownQuantity | None, comparison: Comparison
) -> tuple[dict[int, Fraction], dict[int, Fraction]]:
    """What is held against each other, by year: values as they are, or growth in per cent."""
    if comparison.mean:
        values, bounds = mean_growth(known), mean_growth(other)
    elif other is not None and known.grows != other.grows:
        values, bounds = yearly_growth(known), yearly_growth(other)
    else:
        values, bounds = as_reported(known), as_reported(other)
    margin = exact(comparison.margin)
    return values, {year: bound + margin for year, bound in bounds.items()}
