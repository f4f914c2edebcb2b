"""Everything that was read, laid out for the rules: facts of quantities, series, who reported."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.plan import SHARES_OF_SOMETHING, current, goal_of
from jyplan.plan.submissions import Acceptance
from jyplan.plan.units import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Edit, Span
    from jyplan.plan.model import Baseline, Context, IdentityModel, Indicator, Reading
    from jyplan.plan.plan import Plan
    from jyplan.plan.remarks import PlanFiles
    from jyplan.plan.submissions import Submission, Value


class Site(NamedTuple):
    """Something that can be remarked on.

    Attributes:
        span: where it stands.
        accepts: what may be found about it.
    """

    span: Span
    accepts: tuple[Acceptance, ...] = ()


class Remark(NamedTuple):
    """What a rule has to say; it becomes a finding unless its site accepts it.

    Attributes:
        code: the rule.
        site: what it is about.
        data: the named values that its message mentions.
        edits: what mends it, where that is certain.
    """

    code: str
    site: Site
    data: Mapping[str, object]
    edits: tuple[Edit, ...] = ()


class Facts(NamedTuple):
    """What rules need to know of a quantity, in one of its readings.

    Attributes:
        declared: the indicator or context quantity.
        kind: what sort of quantity it is in this reading.
        counted: whether it comes in whole pieces.
        decimals: how many decimals it is printed with; negative for tens, hundreds, …
        start: year and value of the baseline.
        goal: year and value of the target.
    """

    declared: Indicator | Context
    kind: str
    counted: bool
    decimals: int
    start: tuple[int, float] | None
    goal: tuple[int, float] | None


class Point(NamedTuple):
    """One value of a series.

    Attributes:
        year: year at whose end it was measured.
        value: in the quantity's unit.
        reported: where it was reported; None for what the plan itself states.
    """

    year: int
    value: float
    reported: Value | None


class Key(NamedTuple):
    """Whose values a series holds.

    Attributes:
        id: the indicator or context quantity.
        reading: the reading; None where there is only one.
        district: the district; None: of the whole.
    """

    id: str
    reading: str | None
    district: str | None


class Board:
    """All that rules may look at.

    Attributes:
        plan: the plan that values are held against.
        files: the plan's files with positions, where they are checked themselves.
        checked: the submissions that are checked, in their order.
        submissions: those, and the others that are only compared with.
        paths: names of the files that are checked.
        series: values by year, the newest vintage of each.
        superseded: values that a later vintage replaces, with what replaces them.
    """

    def __init__(
        self,
        plan: Plan,
        files: PlanFiles | None,
        checked: Sequence[Submission],
        others: Sequence[Submission],
        paths: frozenset[str],
    ) -> None:
        self.plan = plan
        self.files = files
        self.checked = checked
        self.submissions = [*others, *checked]
        self.paths = paths
        self.declared: dict[str, Indicator | Context] = {
            **{entry.id: entry for entry in plan.indicators},
            **{entry.id: entry for entry in plan.starts.context},
        }
        self.last_year = _last_year(plan)
        self._years = range(plan.head.baseline_year, self.last_year + 1)
        self._default_readings = {
            name: getattr(entry, "default_reading", None) for name, entry in self.declared.items()
        }
        self._facts: dict[tuple[str, str | None], Facts] = {}
        self.superseded: list[tuple[Value, Value]] = []
        self.series = self._series()

    def of(self, key: Key) -> Mapping[int, Point]:
        """The points of a series by year; none where there is no such series."""
        return self.series.get(key, {})

    def plan_site(self, name: str, year: int) -> Site | None:
        """Where the plan states a figure of a year, if that file is checked."""
        if self.files is None or self.files.starts_document.path not in self.paths:
            return None
        document, starts = self.files.starts_document, self.files.starts
        reading = self.default_reading(name)
        for index, start in enumerate(starts.baselines):
            if (start.id, start.reading, start.year) == (name, reading, year):
                loc: Loc = ("baselines", index)
                return Site(document.span((*loc, "value")), accepted(document, loc, start))
        for index, entry in enumerate(starts.context):
            if (entry.id, entry.year) == (name, year):
                loc = ("context", index)
                return Site(document.span((*loc, "value")), accepted(document, loc, entry))
        return None

    def inside(self, year: int) -> bool:
        """Whether a year belongs to the plan."""
        return year in self._years

    def values(self) -> Iterator[Value]:
        """The values that are checked."""
        for submission in self.checked:
            yield from submission.values

    def default_reading(self, name: str) -> str | None:
        """The reading that counts where none is named."""
        return self._default_readings[name]

    def facts(self, name: str, reading: str | None) -> Facts:
        """What is known of a quantity in one of its readings (the default one: None)."""
        key = (name, reading)
        found = self._facts.get(key)
        if found is None:
            found = self._facts[key] = self._gathered(name, reading)
        return found

    def _gathered(self, name: str, reading: str | None) -> Facts:
        declared = self.declared[name]
        chosen = reading or self.default_reading(name)
        readings: tuple[Reading, ...] = getattr(declared, "readings", ())
        kind = next((each.kind for each in readings if each.id == chosen and each.kind), None)
        exponent = Decimal(repr(declared.precision)).normalize().as_tuple().exponent
        kind = kind or declared.kind
        whole = declared.precision >= 1 and kind not in SHARES_OF_SOMETHING
        return Facts(
            declared=declared,
            kind=kind,
            counted=whole and is_counted(declared.unit),
            decimals=-int(exponent),
            start=next(
                (
                    (entry.year, entry.value)
                    for entry in self.plan.starts.baselines
                    if entry.id == name and entry.reading == chosen
                ),
                None,
            ),
            goal=_goal(declared),
        )

    def _series(self) -> dict[Key, dict[int, Point]]:
        points: dict[Key, dict[int, Point]] = {}
        starts = self.plan.starts
        for past in starts.history:
            key = Key(past.id, self.default_reading(past.id), None)
            points.setdefault(key, {})[past.year] = Point(past.year, past.value, None)
        for entry in starts.context:
            if entry.year is not None:
                point = Point(entry.year, entry.value, None)
                points.setdefault(Key(entry.id, None, None), {})[entry.year] = point
        for start in starts.baselines:
            key = Key(start.id, start.reading, None)
            points.setdefault(key, {})[start.year] = Point(start.year, start.value, None)
        for submission in self.submissions:
            for value in submission.values:
                name, reading, *_, district = value.observation
                key = Key(name, reading or self._default_readings[name], district)
                self._place(points.setdefault(key, {}), value)
        return {key: dict(sorted(series.items())) for key, series in points.items()}

    def _place(self, series: dict[int, Point], value: Value) -> None:
        """Put a value into its series unless a later vintage is there."""
        year = value.observation.year
        if year not in self._years:
            return
        before = series.get(year)
        if before is None or before.reported is None:
            series[year] = Point(year, value.observation.value, value)
            return
        first, second = before.reported, value
        if first.observation.vintage > second.observation.vintage:
            first, second = second, first
        elif first.observation.vintage == second.observation.vintage:
            return
        self.superseded.append((first, second))
        series[year] = Point(year, second.observation.value, second)


def _last_year(plan: Plan) -> int:
    """The last year of which a value says something."""
    years = [current(indicator.target)[1] for indicator in plan.indicators]
    return max([plan.head.end_year, *(year for year in years if isinstance(year, int))])


def _goal(declared: Indicator | Context) -> tuple[int, float] | None:
    target = getattr(declared, "target", None)
    if target is None:
        return None
    bound, year = current(target)
    goal = goal_of(bound, str(getattr(declared, "direction", "")))
    return (year, goal[1]) if isinstance(year, int) and goal is not None else None


def accepted(
    document: Document, loc: Loc, entry: IdentityModel | Baseline | Context
) -> tuple[Acceptance, ...]:
    """What an entry of a plan accepts."""
    if entry.reason is None:
        return ()
    return tuple(
        Acceptance(code, document.span((*loc, "accept", index)), entry.reason)
        for index, code in enumerate(entry.accept)
    )


def site_of(value: Value) -> Site:
    """A reported value as something to remark on."""
    return Site(value.span, value.accepts)


def as_written(value: float) -> str:
    """A figure as somebody would write it."""
    return f"{Decimal(repr(value)).normalize():f}"
