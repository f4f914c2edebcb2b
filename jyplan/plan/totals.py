"""Values of districts -> values of the whole: sums, or means by the weight that the plan names."""

from __future__ import annotations

from decimal import Context as Precision
from decimal import Decimal, localcontext
from os.path import commonpath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.plan import SHARES_OF_SOMETHING, Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.plan.model import Context, Indicator
    from jyplan.plan.plan import Plan
    from jyplan.plan.submissions import Value


# Products of two figures of 15 digits, and sums of a million of them, lose nothing.
EXACT = Precision(prec=40)


class Total(NamedTuple):
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


def totals(plan: Plan, reported: Iterable[Observation | Value]) -> list[Total]:
    """What districts report, taken together: one total a quantity, reading and year.

    Args:
        plan: it declares the districts and names the weights.
        reported: values of districts and of the whole.
    """
    declared = plan.declared()
    newest: dict[tuple[str, str | None, int], dict[str, Observation | Value]] = {}
    for observation in reported:
        if observation.district is not None:
            reading = observation.reading or _default_reading(declared[observation.id])
            key = (observation.id, reading, observation.year)
            values = newest.setdefault(key, {})
            before = values.get(observation.district)
            if before is None or before.vintage <= observation.vintage:
                values[observation.district] = observation
    if not newest:
        return []
    districts = [district.id for district in plan.targets.districts]
    return [
        _total(key, declared, [values.get(name) for name in districts], districts, newest)
        for key, values in newest.items()
    ]


def _total(
    key: tuple[str, str | None, int],
    declared: Mapping[str, Indicator | Context],
    values: Sequence[Observation | Value | None],
    districts: Sequence[str],
    newest: Mapping[tuple[str, str | None, int], Mapping[str, Observation | Value]],
) -> Total:
    id_, reading, year = key
    missing = tuple(name for name, value in zip(districts, values, strict=True) if value is None)
    parts = tuple(value for value in values if value is not None)
    weights: tuple[Observation | Value, ...] = ()
    unweighted = False
    weight = declared[id_].weight
    if _kind(declared[id_], reading) in SHARES_OF_SOMETHING:
        by: Mapping[str, Observation | Value] = {}
        if weight is not None:
            by = newest.get((weight, _default_reading(declared[weight]), year), by)
        found = [by.get(str(part.district)) for part in parts]
        weights = tuple(weight for weight in found if weight is not None)
        whole = sum(Decimal(repr(weight.value)) for weight in weights)
        unweighted = len(weights) < len(parts) or whole <= 0
    return Total(id_, reading, year, parts, weights, missing, unweighted)


def _default_reading(declared: Indicator | Context) -> str | None:
    return getattr(declared, "default_reading", None)


def _kind(declared: Indicator | Context, reading: str | None) -> str:
    for entry in getattr(declared, "readings", ()):
        if entry.id == reading and entry.kind:
            return str(entry.kind)
    return declared.kind


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
    readings = {entry.id: entry.default_reading for entry in plan.indicators}
    stated = {(each.id, each.reading or readings.get(each.id), each.year) for each in whole}
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


def _observation(total: Total, value: float) -> Observation:
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
