"""A plan and what was reported -> the one reading of every quantity that everybody works from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.aims import INDEX_START, RELATIVE, aim_of
from jyplan.plan.plan import SHARES_OF_SOMETHING, default_reading_of, is_growth, is_rate, reading_of
from jyplan.plan.records import record_of
from jyplan.plan.units import in_points, is_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.plan.aims import Aim
    from jyplan.plan.model import (
        Baseline,
        Context,
        Head,
        Indicator,
        Kind,
        Reading,
        Target,
    )
    from jyplan.plan.plan import Observation, Plan
    from jyplan.plan.yearly import HeldYear


class KnownQuantity(NamedTuple):
    """An indicator or a context quantity in one of its readings, and what is known of it.

    Attributes:
        entry: what the plan says of it.
        reading: the reading that counts; None where there are none.
        chosen: whether that reading was asked for.
        kind: what sort of quantity it is, by this reading.
        path: the expected course, by this reading or as asked for.
        baseline: where it started; of a context quantity its own figure.
        aim: what it is held against; None for a context quantity.
        series: levels, of the newest vintage of every year that counts, oldest first.
        earlier: years and values up to the baseline, oldest first.
        restated: whether a year of the series has several vintages.
        reports: what was reported for the series, which is the same where levels are.
        broken_in: the first year without a report in a chain of yearly changes or increments, or
            of growth rates whose mean is looked at; from there on it is not known.
        years: of a target that is looked at every year, the years that can be told.
        unmatched: years with a value of its own but none of what it is held against.
    """

    entry: Indicator | Context
    reading: Reading | None
    chosen: bool
    kind: Kind
    path: str
    baseline: Baseline | Context | None
    aim: Aim | None
    series: tuple[Observation, ...] = ()
    earlier: tuple[tuple[int, float], ...] = ()
    restated: bool = False
    reports: tuple[Observation, ...] = ()
    broken_in: int | None = None
    years: tuple[HeldYear, ...] = ()
    unmatched: tuple[int, ...] = ()

    @property
    def reported(self) -> str:
        """What submissions hold: ``value``, ``yearly_change`` or ``yearly_increment``."""
        return str(self.entry.reported)

    @property
    def chained(self) -> bool:
        """Whether levels rest on what every year since the baseline added or changed."""
        return self.reported != "value"

    @property
    def indexed(self) -> bool:
        """Whether levels start from 100 by definition."""
        entry = self.baseline
        return self.reported == "yearly_change" and getattr(entry, "basis", "") == "by_definition"

    @property
    def rate(self) -> bool:
        """Whether values are growth rates themselves, which do not grow."""
        return is_rate(self)

    @property
    def percentage(self) -> bool:
        """Whether levels are percentages, so that they differ by points."""
        return in_points(self.entry)

    @property
    def grows(self) -> bool:
        """Whether what is reported is growth."""
        return is_growth(self)

    @property
    def so_far(self) -> float | None:
        """How far it has come, as a relative target is said, but for growth per year.

        A fraction for a change in per cent, a difference for one in the unit, times for a multiple.
        """
        if self.aim is None or self.start is None or self.latest is None:
            return None
        if self.aim.form not in RELATIVE:
            return None
        # Only here: most plans name levels.
        from jyplan.plan.levels import exact

        start, latest = exact(self.start[1]), exact(self.latest.value)
        match self.aim.form:
            case "change":
                return float(latest - start)
            case "change_percent" if start:
                return float(latest / start - 1)
            case "multiple" if start:
                return float(latest / start)
        return None

    @property
    def broken(self) -> tuple[int, ...]:
        """Years in which a target for every year did not hold; of a mean none does by itself."""
        mean = self.aim is not None and self.aim.mean
        return tuple(each.year for each in self.years if not each.held and not mean)

    @property
    def missing(self) -> tuple[int, ...]:
        """Years that a target for every year asks for and that cannot be told."""
        told = {each.year for each in self.years}
        return tuple(year for year in (self.aim.asked if self.aim else ()) if year not in told)

    @property
    def now(self) -> float | None:
        """What is held against the target: growth where that is compared, else the newest level."""
        if self.aim is not None and self.aim.comparison is not None and self.years:
            return self.years[-1].value
        newest = self.latest or self.baseline
        return None if newest is None else newest.value

    @property
    def own(self) -> bool:
        """Whether values that name no reading, such as earlier ones, are values of this one."""
        return self.reading is None or self.reading.id == default_reading_of(self.entry)

    @property
    def additive(self) -> bool:
        """Whether values of districts add up."""
        return self.kind not in SHARES_OF_SOMETHING and self.reported != "yearly_change"

    @property
    def apart(self) -> bool:
        """Whether values of districts come to none of the whole: it alone can be asked for them."""
        return not self.additive and self.entry.weight is None

    @property
    def counted(self) -> bool:
        """Whether it comes in whole pieces."""
        return self.entry.precision >= 1 and self.additive and is_counted(self.entry.unit)

    @property
    def start(self) -> tuple[int, float] | None:
        """Year and value of the baseline, where both are known."""
        entry = self.baseline
        return None if entry is None or entry.year is None else (entry.year, entry.value)

    @property
    def ends(self) -> tuple[float, ...]:
        """The figures that it starts from and is to arrive at, or to keep."""
        start = () if self.baseline is None else (self.baseline.value,)
        goal = () if self.aim is None or self.aim.value is None else (self.aim.value,)
        return start + goal

    @property
    def goal(self) -> tuple[int, float] | None:
        """Year and value to arrive at; None where undated, or where it holds for every year."""
        aim = self.aim
        if aim is None or aim.year is None or aim.value is None:
            return None
        return aim.year, aim.value

    @property
    def latest(self) -> Observation | None:
        """The newest observation that counts."""
        return self.series[-1] if self.series else None

    def judges(self, year: int) -> bool:
        """Whether the target looks at the value of a year; one without `every` looks at all."""
        return self.aim is None or self.aim.every is None or self.aim.in_force(year)


def known_of(
    plan: Plan,
    reported: Iterable[Observation] = (),
    *,
    readings: Mapping[str, str] = {},
    path: str | None = None,
) -> dict[str, KnownQuantity]:
    """Every quantity of a plan by id, indicators before context quantities.

    Args:
        plan: a valid plan.
        reported: values of the whole, in any order, every vintage.
        readings: chosen readings by indicator; of the others the default one counts.
        path: one path for all indicators in place of each one's own.
    """
    by_id: dict[str, list[Observation]] = {}
    for observation in sorted(reported, key=lambda entry: (entry.year, entry.vintage)):
        by_id.setdefault(observation.id, []).append(observation)
    past: dict[str, dict[int, float]] = {}
    for known in plan.starts.history:
        past.setdefault(known.id, {})[known.year] = known.value
    baselines, found = plan.baselines(), {}
    for id_, entry in plan.declared().items():
        meant = quantity_of(entry, plan.head, baselines, readings.get(id_), path)
        found[id_] = _with(meant, plan.head, by_id.get(id_, ()), past.get(id_, {}))
    yearly = [id_ for id_, known in found.items() if known.aim and known.aim.every]
    if yearly:
        # Only here: many plans have no such targets.
        from jyplan.plan.yearly import looked_at_yearly

        found |= {id_: looked_at_yearly(found[id_], found) for id_ in yearly}
    return found


def quantity_of(
    entry: Indicator | Context,
    head: Head,
    baselines: Mapping[tuple[str, str | None], Baseline],
    chosen: str | None = None,
    path: str | None = None,
) -> KnownQuantity:
    """One quantity as the plan declares it, without what was reported.

    Args:
        entry: what the plan says of it.
        head: what the plan is.
        baselines: by indicator and reading.
        chosen: the reading asked for; None: the default one.
        path: a path in place of its own.
    """
    reading = reading_of(entry, chosen)
    target: Target | None = getattr(entry, "target", None)
    start: Baseline | Context | None = entry  # type: ignore[assignment] # an indicator has a target
    aim = None
    if target is not None:
        start = baselines.get((entry.id, reading.id if reading else None))
        if start is None and entry.reported == "yearly_change":
            start = _index(entry, head)
        years = (head.baseline_year + 1, head.end_year)
        begun = None if start is None or start.year is None else (start.year, start.value)
        aim = aim_of(target, getattr(entry, "direction", "increase"), years, begun)
    own = (reading and reading.path) or getattr(entry, "path", None)
    return KnownQuantity(
        entry=entry,
        reading=reading,
        chosen=chosen is not None,
        kind=(reading and reading.kind) or entry.kind,
        path=path or str(own or _usual_path(entry, aim)),
        baseline=start,
        aim=aim,
    )


def _index(entry: Indicator | Context, head: Head) -> Baseline:
    """The level that yearly changes start from, where nobody states one."""
    figure = {"value": INDEX_START, "year": head.baseline_year, "basis": "by_definition"}
    nothing = dict.fromkeys(("derivation", "source", "note", "reading", "reason"))
    return record_of({"id": entry.id, **figure, **nothing, "accept": ()})  # type: ignore[no-any-return]


def _usual_path(entry: Indicator | Context, aim: Aim | None) -> str:
    """The course where the plan names none: what is said as growth grows."""
    growing = aim is not None and aim.form == "average_growth"
    return "compound" if growing or entry.reported == "yearly_change" else "linear"


def _with(
    meant: KnownQuantity,
    head: Head,
    reported: Sequence[Observation],
    past: Mapping[int, float],
) -> KnownQuantity:
    """A quantity with what was reported of it, oldest year and vintage first."""
    vintages = [
        each for each in reported if counts(meant, head, each.year) and speaks_for(meant, each)
    ]
    reports = tuple({each.year: each for each in vintages}.values())
    series, broken = reports, None
    if meant.chained:
        # Only here: most plans have the figures themselves reported.
        from jyplan.plan.levels import broken_in, levels_of

        series, broken = tuple(levels_of(meant, reports)), broken_in(meant, reports)
    # levels of a chain rest on every year of it
    asked = [each.year for each in vintages if meant.chained or meant.judges(each.year)]
    start = meant.start
    earlier = dict(past) if meant.own else {}
    if start is not None:
        earlier = {year: value for year, value in earlier.items() if year < start[0]}
        earlier[start[0]] = start[1]
    return meant._replace(
        series=series,
        earlier=tuple(sorted(earlier.items())),
        restated=len(asked) > len(set(asked)),
        reports=reports,
        broken_in=broken,
    )


def counts(meant: KnownQuantity, head: Head, year: int) -> bool:
    """Whether a value of this year says anything: it is looked at, or comes after the start."""
    aim = meant.aim
    if aim is not None and aim.in_force(year):
        return True
    if meant.start is not None:
        return year > meant.start[0]
    return aim is None or year > head.baseline_year


def asks_for(meant: KnownQuantity, head: Head, year: int) -> bool:
    """Whether a value of this year is to be reported; what it should be may not be decided yet."""
    if meant.aim is None:
        return True
    every = meant.aim.every
    return every[0] <= year <= every[1] if every else counts(meant, head, year)


def speaks_for(meant: KnownQuantity, observation: Observation) -> bool:
    """Whether a value reported for one reading is a value of another."""
    reading = meant.reading
    if reading is None:
        return True
    default = default_reading_of(meant.entry)
    reported = observation.reading or default
    return reported == reading.id or (reading.same_quantity and reported == default)
