"""Whether indicators have a status that a run is told to fail on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.assess import Request, assess, course_of
from jyplan.checks.material import Key, Remark, site_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jyplan.checks.material import Material, Mention
    from jyplan.plan.plan import Observation
    from jyplan.results import Assessment


def progress(material: Material, statuses: Collection[str]) -> Iterator[Remark]:
    """JY501: no indicator has one of the statuses, on the line of its latest value.

    Args:
        material: everything that was read.
        statuses: codes of the statuses that are meant.
    """
    reported = [value.observation for each in material.submissions for value in each.values]
    inside = [observation for observation in reported if material.inside(observation.year)]
    report = assess(material.plan, inside, Request())
    for item in report.assessments:
        for status, told in _told(item, statuses):
            mention = _site(material, item, told.year)
            if mention is None:
                continue
            held = next((each for each in item.known.years if each.year == told.year), None)
            data = {
                "id": item.indicator.id,
                "name": item.indicator.name,
                "unit": item.indicator.unit,
                "status": status,
                "year": told.year,
                "value": held.value if held and item.aim.comparison else told.value,
                "expected": held.aim.value if held else _expected(item, told.year),
                "precision": item.indicator.precision,
            }
            yield Remark("JY501", mention, data)


def _told(item: Assessment, statuses: Collection[str]) -> Iterator[tuple[str, Observation]]:
    """The report that the status comes from, and those of years that were missed."""
    if item.latest is not None and item.status is not None and item.status in statuses:
        yield item.status, item.known.reports[-1]
    elif "missed" in statuses:
        broken = item.known.broken
        yield from (("missed", report) for report in item.known.reports if report.year in broken)


def _expected(item: Assessment, year: int) -> float | None:
    """Where the indicator should have been; in whole numbers where it is counted."""
    if item.known.reported != "value":
        # Of a chain the level is known, and the change on the year before reported.
        return None
    due = next((each for each in course_of(item).years if each.year == year), None)
    if due is None:
        return None
    value: float | None = getattr(due, item.path)
    whole: int | None = getattr(due, f"{item.path}_whole")
    if value is not None:
        return value if whole is None else whole
    return due.linear if due.linear_whole is None else due.linear_whole


def _site(material: Material, item: Assessment, year: int) -> Mention | None:
    """The value that the status comes from: of the whole, or the first of the districts'."""
    reading = item.reading.id if item.reading else None
    for district in (None, *(each.id for each in material.plan.targets.districts)):
        value = material.of(Key(item.indicator.id, reading, district)).get(year)
        if value is not None and value.path in material.paths:
            return site_of(value)
    return None
