"""Whether the districts have reported, and whether the whole is what they come to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jyplan.checks.material import Key, Mention, Remark, as_written, site_of
from jyplan.plan.totals import totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.checks.material import Material
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.totals import DistrictTotal


def absent(material: Material) -> Iterator[Remark]:
    """JY238: every declared district has submitted what any of them has."""
    declared = [district.id for district in material.plan.targets.districts]
    submitted: dict[int, set[str]] = {}
    for submission in material.submissions:
        if submission.year is not None and submission.district is not None:
            submitted.setdefault(submission.year, set()).add(submission.district)
    said = set()
    for submission in material.checked:
        year = submission.year
        if year is None or submission.district is None or year in said or not material.inside(year):
            continue
        said.add(year)
        missing = [name for name in declared if name not in submitted[year]]
        if missing and submission.year_span is not None:
            late = set(missing)
            names = [each.name for each in material.plan.targets.districts if each.id in late]
            data = {"year": year, "missing": missing, "names": names}
            yield Remark("JY238", Mention(submission.year_span, submission.accepts), data)


def wholes(material: Material) -> Iterator[Remark]:
    """JY237 and JY304: districts can be taken together, and come to what is stated beside them."""
    if not material.plan.targets.districts:
        return
    reported = (value for each in material.submissions for value in each.values)
    for total in totals(material.plan, reported):
        quantity = material.quantity(total.id, total.reading)
        reading = total.reading or material.default_reading(total.id)
        if total.unweighted and quantity.entry.weight is None:
            yield from _unweighted(material, total, quantity, reading)
        stated = material.of(Key(total.id, reading, None)).get(total.year)
        if stated is None or stated.path not in material.paths:
            continue
        found, expected = stated.value, total.value()
        if expected is not None and not _agrees(total, quantity, found, expected):
            data = {
                "name": quantity.entry.name,
                "year": total.year,
                "found": found,
                "expected": expected,
                "difference": float(Decimal(repr(found)) - Decimal(repr(expected))),
                "arithmetic": _arithmetic(total),
                "precision": quantity.entry.precision,
            }
            yield Remark("JY304", site_of(stated), data)


def _unweighted(
    material: Material, total: DistrictTotal, quantity: KnownQuantity, reading: str | None
) -> Iterator[Remark]:
    for part in total.parts:
        value = material.of(Key(total.id, reading, part.district)).get(total.year)
        if value is not None and value.path in material.paths:
            yield Remark("JY237", site_of(value), {"name": quantity.entry.name, "id": total.id})
            return


def _agrees(total: DistrictTotal, quantity: KnownQuantity, stated: float, expected: float) -> bool:
    """Whether printed digits leave room for both: half a step for the whole and for each part."""
    half = Decimal(repr(quantity.entry.precision)) / 2
    parts = 1 if total.weights else len(total.parts)
    room = Decimal(0) if quantity.counted else half * (1 + parts)
    return abs(Decimal(repr(stated)) - Decimal(repr(expected))) <= room


def _arithmetic(total: DistrictTotal) -> str:
    if not total.weights:
        return " + ".join(as_written(part.value) for part in total.parts)
    weighed = zip(total.parts, total.weights, strict=True)
    above = " + ".join(f"{as_written(p.value)} * {as_written(w.value)}" for p, w in weighed)
    below = " + ".join(as_written(weight.value) for weight in total.weights)
    return f"({above}) / ({below})"


RULES = (absent, wholes)
