"""Values of districts -> values of the whole: sums, or means by the weight that the plan names."""

from __future__ import annotations

from decimal import Context as Precision
from decimal import Decimal, localcontext
from os.path import commonpath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.known import quantity_of
from jyplan.plan.plan import Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.plan.plan import Plan
    from jyplan.plan.submissions import Value

    Reported = Mapping[str, Observation | Value]


# Products of two figures of 15 digits, and sums of a million of them, lose nothing.
EXACT = Precision(prec=40)


class DistrictTotal(NamedTuple):
    """What the districts' values of one quantity and year come to.

    Attributes:
        id: the indicator or context quantity.
        reading: the reading that they are values of; None where there is only one.
        year: year at whose end they were measured.
        parts: the newest value of each district, in the plan's order.
        weights: what each part is weighted by; empty where they add up.
        missing: declared districts without a value.
        unweighted: whether parts do not add up and their weights are not known.
    """

    id: str
    reading: str | None
    year: int
    parts: tuple[Observation | Value, ...]
    weights: tuple[Observation | Value, ...]
    missing: tuple[str, ...]
    unweighted: bool

    def value(self) -> float | None:
        """The value of the whole, in the quantity's unit; None where it cannot be told."""
        if self.missing or self.unweighted:
            return None
        parts = [Decimal(repr(part.value)) for part in self.parts]
        with localcontext(EXACT):
            if not self.weights:
                return float(sum(parts))
            weights = [Decimal(repr(weight.value)) for weight in self.weights]
            weighed = sum(p * w for p, w in zip(parts, weights, strict=True))
            return float(weighed / sum(weights))


def totals(plan: Plan, reported: Iterable[Observation | Value]) -> list[DistrictTotal]:
    """What districts report, taken together: one total a quantity, reading and year.

    Args:
        plan: it declares the districts and names the weights.
        reported: values of districts and of the whole.
    """
    declared, defaults, head = plan.declared(), plan.default_readings(), plan.head
    newest: dict[tuple[str, str | None, int], dict[str, Observation | Value]] = {}
    for observation in reported:
        if observation.district is not None:
            reading = observation.reading or defaults[observation.id]
            key = (observation.id, reading, observation.year)
            values = newest.setdefault(key, {})
            before = values.get(observation.district)
            if before is None or before.vintage <= observation.vintage:
                values[observation.district] = observation
    if not newest:
        return []
    districts = [district.id for district in plan.targets.districts]

    def weighing(id_: str, reading: str | None, year: int) -> Reported | None:
        """What weighs the values of districts, by district; None where they add up."""
        if quantity_of(declared[id_], head, {}, reading).additive:
            return None
        weight = declared[id_].weight
        return {} if weight is None else newest.get((weight, defaults[weight], year), {})

    return [_total(key, values, weighing(*key), districts) for key, values in newest.items()]


def _total(
    key: tuple[str, str | None, int],
    values: Reported,
    weighing: Reported | None,
    districts: Sequence[str],
) -> DistrictTotal:
    missing = tuple(name for name in districts if name not in values)
    reporting = [name for name in districts if name in values]
    parts = tuple(values[name] for name in reporting)
    if weighing is None:
        return DistrictTotal(*key, parts, (), missing, unweighted=False)
    weights = tuple(weighing[name] for name in reporting if name in weighing)
    whole = sum(Decimal(repr(weight.value)) for weight in weights)
    return DistrictTotal(*key, parts, weights, missing, len(weights) < len(parts) or whole <= 0)


class Awaited(NamedTuple):
    """Districts whose values of a year are not there yet.

    Attributes:
        year: the year.
        districts: their ids, in the plan's order.
        quantities: how many quantities have no value of the whole for that.
    """

    year: int
    districts: tuple[str, ...]
    quantities: int


def of_the_whole(
    plan: Plan, reported: Sequence[Observation]
) -> tuple[list[Observation], list[Awaited]]:
    """The values of the whole: those stated, else what the districts come to.

    Args:
        plan: it declares the districts.
        reported: values of districts and of the whole.

    Returns:
        Values of the whole, and who has to report before there can be more of them.
    """
    whole = [observation for observation in reported if observation.district is None]
    defaults = plan.default_readings()
    stated = {(each.id, each.reading or defaults[each.id], each.year) for each in whole}
    late: dict[int, dict[str, None]] = {}
    open_quantities: dict[int, int] = {}
    for total in totals(plan, reported):
        if (total.id, total.reading, total.year) in stated:
            continue
        value = total.value()
        if value is not None:
            whole.append(_observation(total, value))
        elif total.missing:
            late.setdefault(total.year, {}).update(dict.fromkeys(total.missing))
            open_quantities[total.year] = open_quantities.get(total.year, 0) + 1
    order = [district.id for district in plan.targets.districts]
    awaited = [
        Awaited(year, tuple(sorted(late[year], key=order.index)), open_quantities[year])
        for year in sorted(late)
    ]
    return whole, awaited


def _observation(total: DistrictTotal, value: float) -> Observation:
    used = (*total.parts, *total.weights)
    return Observation(
        id=total.id,
        reading=total.reading,
        year=total.year,
        value=value,
        vintage=max(part.vintage for part in used),
        provisional=any(part.provisional for part in used),
        path=_common([part.path for part in used]),
        note=None,
    )


def _common(paths: Sequence[str]) -> str:
    """The folder that all of them are in, or where there is none the first of them."""
    try:
        return commonpath(paths) or "."
    except ValueError:
        # One is named from the root, another from here.
        return paths[0]
