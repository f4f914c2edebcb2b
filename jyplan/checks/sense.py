"""Whether values can be true, seen beside their own series."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from math import exp, log, log10, sqrt
from typing import TYPE_CHECKING

from jyplan.checks.material import Mention, Remark, site_of
from jyplan.plan.plausible import (
    ASTRAY,
    NEAR,
    PER_CENT,
    RISING,
    SLIPS,
    about_expected,
    leads_far,
)
from jyplan.plan.remarks import outside
from jyplan.plan.units import is_percentage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.material import Material
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.submissions import Value

# A change is a jump that lies so many scaled median absolute deviations from the median.
SPREADS = 5.0
# makes the median absolute deviation comparable with a standard deviation
SCALE = 1.4826
LEAST_CHANGES = 4
# where a series is shorter: more than this share of the value before, per year
FALLBACK_SHARE = 0.5
# and more than so many of the steps that the plan expects
FALLBACK_STEPS = 2.0
# and, right after the baseline, more than this part of the way to a target that is far
HALF = 0.5
# of what is expected, what totals of increments come to
ALIKE = (0.6, 1.6)
# and what share of it one of several years comes to at most
MOST = 0.7
# a sum of years that grows no more than so many times looks like that of one year
SLOW = 1.2
# and, of a count, more than so many times what chance alone would move
CHANCE = 3.0
# equal values that make a form look copied: so many, and at least this share
COPIED, COPIED_SHARE = 3, 0.5


def series(material: Material) -> Iterator[Remark]:
    """JY401, JY402, JY404, JY406, JY407: what falls, jumps, or is said otherwise than asked."""
    paths = material.paths
    for key, values in material.series.items():
        quantity = material.quantity(key.id, key.reading)
        if quantity.reported != "value":
            # Changes and additions are as large as they are.
            continue
        in_order = list(values.values())
        # A short series of a district has neither a path nor usual changes to be held against.
        alone = key.district is not None and quantity.kind not in RISING
        before: float | None = None
        for index, value in enumerate(in_order):
            last, before = before, value.value
            if value.path not in paths:
                continue
            if alone and index <= LEAST_CHANGES and (last is None or _is_near(last, before)):
                continue
            earlier = in_order[:index]
            amount = not quantity.rate
            remark = slip(quantity, earlier, value) if amount else None
            remark = remark or fraction(quantity, earlier, value)
            if remark is None and earlier and amount:
                remark = fall(quantity, earlier, value) or added(quantity, earlier, value)
                remark = remark or jump(quantity, earlier, value)
            if remark is not None:
                yield remark


def _is_near(before: float, now: float) -> bool:
    """Whether no rule for short series can have anything to say."""
    return abs(now - before) <= FALLBACK_SHARE * abs(before)


def fall(quantity: KnownQuantity, earlier: Sequence[Value], value: Value) -> Remark | None:
    """JY401: a cumulative quantity or a coverage does not fall."""
    before = earlier[-1]
    if quantity.kind not in RISING or value.value >= before.value:
        return None
    data = {
        "name": quantity.entry.name,
        "kind": quantity.kind,
        "value": value.value,
        "before": before.value,
        "before_year": before.year,
        "added": added(quantity, earlier, value) is not None,
    }
    return Remark("JY401", site_of(value), data)


def added(quantity: KnownQuantity, earlier: Sequence[Value], value: Value) -> Remark | None:
    """JY407: reports of a cumulative quantity are totals, not what was added in the year."""
    if quantity.kind != "cumulative" or quantity.start is None or value.district is not None:
        return None
    first, start = quantity.start
    reports = [each for each in (*earlier, value) if each.year > first]
    expected = about_expected(quantity, value.year)
    if expected is None or not reports or not _stand_still(earlier[-1], value):
        return None
    way, total = expected - start, sum(each.value for each in reports)
    alike = way > 0 and ALIKE[0] <= total / way <= ALIKE[1]
    if not alike or value.value - start > MOST * way or start + total == value.value:
        return None
    data = {
        "name": quantity.entry.name,
        "year": value.year,
        "value": value.value,
        "total": start + total,
        "expected": expected,
        "precision": quantity.entry.precision,
    }
    return Remark("JY407", site_of(value), data)


def _stand_still(before: Value, value: Value) -> bool:
    """Whether a total that should have grown has hardly done so."""
    return value.value <= before.value * SLOW


def slip(quantity: KnownQuantity, earlier: Sequence[Value], value: Value) -> Remark | None:
    """JY404: a value is not 10, 100 or 10,000 times what its path or its past lead to expect."""
    path = about_expected(quantity, value.year) if value.district is None else None
    expected = path if path is not None else (earlier[-1].value if earlier else None)
    if not expected or not value.value:
        return None
    times = value.value / expected
    # Most values are near what is expected.
    if 1 / SLIPS[0] < times / 2 and times < SLIPS[0] / 2:
        return None
    size = log10(times) if times > 0 else 0.0
    factor = next((f for f in SLIPS if abs(abs(size) - log10(f)) <= NEAR), None)
    if factor is None:
        return None
    last = next((each.value for each in reversed(earlier) if each.event is not None), None)
    # A series that has long left its path is not in another unit.
    if last and (value.value / last <= 0 or abs(log10(value.value / last)) < log10(factor) / 2):
        return None
    if last is None and _on_the_way(quantity, earlier, value, 1):
        # The plan itself leads far from its baseline.
        return None
    data = {
        "name": quantity.entry.name,
        "unit": quantity.entry.unit,
        "value": value.value,
        "expected": expected,
        "precision": quantity.entry.precision,
        "factor": factor,
        "times": size > 0,
        "hundredfold": _hundredfold(quantity, value) if size < 0 and factor == PER_CENT else None,
    }
    return Remark("JY404", site_of(value), data)


def _hundredfold(quantity: KnownQuantity, value: Value) -> float | None:
    """A percentage between 0 and 1 as if it were a fraction; None where it cannot be one."""
    if not 0 < value.value < 1 or not is_percentage(quantity.entry.unit):
        return None
    # As a decimal: a hundred times 0.29 is 29, to the last digit.
    hundredfold = float(Decimal(repr(value.value)) * 100)
    return None if outside(hundredfold, quantity.entry.limits) else hundredfold


def fraction(quantity: KnownQuantity, earlier: Sequence[Value], value: Value) -> Remark | None:
    """JY406: a value of a percentage is no fraction, seen beside its past and its target."""
    declared, hundredfold = quantity.entry, _hundredfold(quantity, value)
    if hundredfold is None:
        return None
    known = (*quantity.ends, *(each.value for each in earlier[-1:]))
    sizes = [abs(size) for size in known if size]

    def fits(figure: float) -> bool:
        return bool(sizes) and min(sizes) / ASTRAY <= figure <= max(sizes) * ASTRAY

    if not fits(hundredfold) or fits(value.value):
        return None
    data = {
        "name": declared.name,
        "unit": declared.unit,
        "value": value.value,
        "hundredfold": hundredfold,
    }
    return Remark("JY406", site_of(value), data)


def _on_the_way(
    quantity: KnownQuantity, earlier: Sequence[Value], value: Value, part: float
) -> bool:
    """Whether the first value after a baseline lies within a part of the way to a far target."""
    if value.district is not None or quantity.start is None or quantity.goal is None:
        return False
    if not earlier or (earlier[-1].year, earlier[-1].value) != quantity.start:
        return False
    way, gone = quantity.goal[1] - quantity.start[1], value.value - quantity.start[1]
    return leads_far(quantity) and 0 <= gone * way <= part * way * way


def jump(quantity: KnownQuantity, earlier: Sequence[Value], value: Value) -> Remark | None:
    """JY402: a change lies within what the series has shown."""
    before = earlier[-1]
    relative = quantity.additive and all(each.value > 0 for each in (*earlier, value))
    change = _change(before, value, relative=relative)
    usual = _usual(earlier, relative=relative) if len(earlier) > LEAST_CHANGES else None
    if usual is not None:
        jumped = not usual[0] <= change <= usual[1]
    else:
        jumped = _is_large(quantity, before, value) and not _on_the_way(
            quantity, earlier, value, HALF
        )
    if not jumped:
        return None
    data = {
        "name": quantity.entry.name,
        "value": value.value,
        "before": before.value,
        "before_year": before.year,
        "relative": relative,
        "change": exp(change) - 1 if relative else change,
        "precision": quantity.entry.precision,
        "low": _shown(usual[0], relative=relative) if usual else None,
        "high": _shown(usual[1], relative=relative) if usual else None,
        "changes": len(earlier) - 1,
        "share": FALLBACK_SHARE,
    }
    return Remark("JY402", site_of(value), data)


def _usual(earlier: Sequence[Value], *, relative: bool) -> tuple[float, float] | None:
    """Between what yearly changes lay; None where they do not differ at all."""
    # Only here: few series are long enough.
    from statistics import median

    changes = [_change(first, second, relative=relative) for first, second in pairwise(earlier)]
    middle = median(changes)
    spread = SCALE * median(abs(change - middle) for change in changes)
    return (middle - SPREADS * spread, middle + SPREADS * spread) if spread > 0 else None


def _change(before: Value, after: Value, *, relative: bool) -> float:
    """The change per year: of the logarithm, or in the unit."""
    years = after.year - before.year
    if relative:
        return log(after.value / before.value) / years
    return (after.value - before.value) / years


def _shown(change: float, *, relative: bool) -> float:
    return exp(change) - 1 if relative else change


def _is_large(quantity: KnownQuantity, before: Value, value: Value) -> bool:
    """The rule for series that are too short to have shown anything."""
    years = value.year - before.year
    moved = abs(value.value - before.value)
    # What is lost can only be lost once, however many years there were for it.
    times = 1 if 0 <= value.value < before.value else years
    if moved <= FALLBACK_SHARE * abs(before.value) * times:
        return False
    if quantity.counted and moved <= CHANCE * sqrt(max(abs(before.value), 1.0)):
        return False
    if value.district is not None or quantity.start is None or quantity.goal is None:
        # From nothing any change is large.
        return before.value != 0
    span, way = quantity.goal[0] - quantity.start[0], quantity.goal[1] - quantity.start[1]
    # The steps of the plan excuse no step back.
    back = way * (value.value - before.value) < 0
    return span > 0 and (back or moved > FALLBACK_STEPS * years * abs(way) / span)


def copied(material: Material) -> Iterator[Remark]:
    """JY403: a form is not last year's."""
    compared: Counter[str] = Counter()
    same: dict[str, list[Value]] = {}
    for key, values in material.series.items():
        limits = material.declared[key.id].limits
        # At the end of the scale there is nowhere to go.
        ends = (0, limits.minimum, limits.maximum)
        for before, value in pairwise(values.values()):
            # What is restated stands in another year's form.
            if before.year != value.year - 1 or value.vintage != value.year:
                continue
            if value.path in material.paths and value.value not in ends:
                compared[value.path] += 1
                if before.value == value.value:
                    same.setdefault(value.path, []).append(value)
    for submission in material.checked:
        equal = sorted(same.get(submission.path, ()), key=lambda value: value.span)
        if len(equal) >= max(COPIED, COPIED_SHARE * compared[submission.path]):
            first = equal[0]
            data = {
                "count": len(equal),
                "compared": compared[submission.path],
                "before_year": first.year - 1,
                "names": [value.id for value in equal],
            }
            yield Remark("JY403", Mention(first.span, (*first.accepts, *submission.accepts)), data)


def restated(material: Material) -> Iterator[Remark]:
    """JY405: both vintages of what is restated."""
    for before, now in material.superseded:
        if before.value != now.value and now.path in material.paths:
            data = {
                "name": material.declared[now.id].name,
                "year": now.year,
                "value": now.value,
                "vintage": now.vintage,
                "before": before.value,
                "before_vintage": before.vintage,
            }
            yield Remark("JY405", site_of(now), data)


RULES = (series, copied, restated)
