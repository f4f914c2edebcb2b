"""Everything that was read, laid out for the rules: facts of quantities, series, who reported."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.aims import last_year
from jyplan.plan.known import quantity_of
from jyplan.plan.submissions import Value, accepted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.plan.document import Loc
    from jyplan.plan.findings import Edit, Span
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import Baseline, Context, Figure, History
    from jyplan.plan.plan import Plan
    from jyplan.plan.remarks import PlanFiles
    from jyplan.plan.submissions import Acceptance, Submission


class Mention(NamedTuple):
    """Something that can be remarked on.

    Attributes:
        span: where it stands.
        accepts: what may be found about it.
    """

    span: Span
    accepts: tuple[Acceptance, ...] = ()


class Remark(NamedTuple):
    """What a rule has to say; it becomes a finding unless its mention accepts it.

    Attributes:
        code: the rule.
        mention: what it is about.
        data: the named values that its message mentions.
        edits: what mends it, where that is certain.
    """

    code: str
    mention: Mention
    data: Mapping[str, object]
    edits: tuple[Edit, ...] = ()


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


class Material:
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
        self.declared = plan.declared()
        self.last_year = last_year(plan.head, plan.indicators)
        self._years = range(plan.head.baseline_year, self.last_year + 1)
        self._default_readings = plan.default_readings()
        self._baselines = plan.baselines()
        self._quantities: dict[tuple[str, str | None], KnownQuantity] = {}
        self.superseded: list[tuple[Value, Value]] = []
        self._restated: dict[tuple[Key, int], list[Value]] = {}
        self.series = self._series()

    def of(self, key: Key) -> Mapping[int, Value]:
        """The values of a series by year; none where there is no such series."""
        return self.series.get(key, {})

    def plan_site(self, name: str, year: int) -> Mention | None:
        """Where the plan states a figure of a year, if that file is checked."""
        if self.files is None or self.files.starts_document.path not in self.paths:
            return None
        found = self._stated_at.get((name, self.default_reading(name), year))
        if found is None:
            return None
        document, (loc, entry) = self.files.starts_document, found
        return Mention(document.span((*loc, "value")), accepted(document, loc, entry))

    @cached_property
    def _stated_at(self) -> dict[tuple[str, str | None, int | None], tuple[Loc, Figure]]:
        """The plan's own figures and where they stand, by quantity, reading and year."""
        found: dict[tuple[str, str | None, int | None], tuple[Loc, Figure]] = {}
        for index, start in enumerate(self.plan.starts.baselines):
            key = (start.id, start.reading, start.year)
            found[key] = ("baselines", index), start
        for index, entry in enumerate(self.plan.starts.context):
            found[entry.id, None, entry.year] = ("context", index), entry
        return found

    def inside(self, year: int) -> bool:
        """Whether a year belongs to the plan."""
        return year in self._years

    def default_reading(self, name: str) -> str | None:
        """The reading that counts where none is named."""
        return self._default_readings[name]

    def quantity(self, name: str, reading: str | None) -> KnownQuantity:
        """What the plan says of a quantity in one of its readings (the default one: None)."""
        key = (name, reading)
        found = self._quantities.get(key)
        if found is None:
            entry, head = self.declared[name], self.plan.head
            found = self._quantities[key] = quantity_of(entry, head, self._baselines, reading)
        return found

    def _series(self) -> dict[Key, dict[int, Value]]:
        series: dict[Key, dict[int, Value]] = {}
        starts, defaults = self.plan.starts, self._default_readings
        stated: list[tuple[History | Context | Baseline, str | None]] = [
            *((past, defaults[past.id]) for past in starts.history),
            *((entry, None) for entry in starts.context),
            *((start, start.reading) for start in starts.baselines),
        ]
        for entry, reading in stated:
            if entry.year is not None:
                value = _stated(entry, reading, entry.year)
                series.setdefault(Key(entry.id, reading, None), {})[entry.year] = value
        for submission in self.submissions:
            for value in submission.values:
                name = value.id
                key = Key(name, value.reading or defaults[name], value.district)
                self._place(key, series.setdefault(key, {}), value)
        for key, year in self._restated:
            vintages = sorted(self._restated[key, year], key=lambda value: value.vintage)
            series[key][year] = vintages[-1]
            self.superseded += pairwise(vintages)
        return {key: dict(sorted(values.items())) for key, values in series.items()}

    def _place(self, key: Key, series: dict[int, Value], value: Value) -> None:
        """Put a value into its series, or among the vintages of its year."""
        year = value.year
        before = series.get(year)
        if before is None or before.event is None:
            if year in self._years:
                series[year] = value
                if before is not None and value.vintage > year:
                    self.superseded.append((before, value))
            return
        vintages = self._restated.get((key, year), [before])
        same = next((each for each in vintages if each.vintage == value.vintage), None)
        if same is None:
            self._restated[key, year] = [*vintages, value]
        elif value.path in self.paths and same.path not in self.paths:
            # Of two equal figures the checked one is looked at.
            vintages[vintages.index(same)] = value
            series[year] = value if same is before else before


def _stated(entry: History | Context | Baseline, reading: str | None, year: int) -> Value:
    """What the plan itself states, as a value."""
    return Value(entry.id, reading, year, entry.value, year, False, "", entry.note, None, None)  # noqa: FBT003


def site_of(value: Value) -> Mention:
    """A reported value as something to remark on."""
    return Mention(value.span, value.accepts)


def as_written(value: float) -> str:
    """A figure as somebody would write it."""
    return f"{Decimal(repr(value)).normalize():f}"
