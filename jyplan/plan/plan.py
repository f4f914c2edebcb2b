"""A plan as a whole: its files joined, and the few questions that everybody asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.records import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jyplan.plan.fields import TextModel
    from jyplan.plan.model import (
        Baseline,
        BaselinesFile,
        Bound,
        Context,
        Head,
        Indicator,
        Kind,
        Reading,
        Target,
        TargetsFile,
    )


# kinds that are divided by something, so that values of districts do not add up
SHARES_OF_SOMETHING = frozenset({"ratio", "coverage", "growth_rate"})


class Origin(NamedTuple):
    """Where a plan was found.

    Attributes:
        folder: the folder that holds targets.yaml and baselines.yaml.
        how: ``option``, ``environment``, ``folder`` (here or in a parent) or ``embedded``.
        label: the folder as a user wants to read it; empty for the embedded plan.
    """

    folder: Path
    how: str
    label: str = ""


class Observation(NamedTuple):
    """One reported value.

    Attributes:
        id: the indicator or context quantity.
        reading: the reading that it is a value of; None: of the default one.
        year: year at whose end it was measured.
        value: in the indicator's unit.
        vintage: year of the submission that reports it.
        provisional: True for a preliminary figure.
        path: the file that it stands in.
        note: what a reader would otherwise misunderstand.
        district: the district that it is a value of; None: of the whole.
    """

    id: str
    reading: str | None
    year: int
    value: float
    vintage: int
    provisional: bool
    path: str
    note: TextModel | None
    district: str | None = None


class Plan(NamedTuple):
    """Targets and baselines of one plan, validated; records, typed as the models they stand for.

    Attributes:
        targets: what targets.yaml says.
        starts: what baselines.yaml says.
        origin: where they were found.
    """

    targets: TargetsFile
    starts: BaselinesFile
    origin: Origin

    @property
    def head(self) -> Head:
        """What the plan is."""
        return self.targets.plan

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators, in the order of the file."""
        return self.targets.indicators

    def declared(self) -> dict[str, Indicator | Context]:
        """Everything that can be reported, by id: indicators, then context quantities."""
        quantities: tuple[Indicator | Context, ...] = (*self.indicators, *self.starts.context)
        return {entry.id: entry for entry in quantities}

    def default_readings(self) -> dict[str, str | None]:
        """By id the reading that counts where none is named; None without readings."""
        return {name: default_reading_of(entry) for name, entry in self.declared().items()}

    def baselines(self) -> Mapping[tuple[str, str | None], Baseline]:
        """Baselines by indicator and reading."""
        return {(entry.id, entry.reading): entry for entry in self.starts.baselines}


def default_reading_of(entry: Indicator | Context) -> str | None:
    """The reading that counts where none is named; context quantities have no readings."""
    return getattr(entry, "default_reading", None)


def reading_of(entry: Indicator | Context, chosen: str | None) -> Reading | None:
    """The reading that counts: the chosen one, else the default; None without readings."""
    wanted = chosen or default_reading_of(entry)
    readings: tuple[Reading, ...] = getattr(entry, "readings", ())
    return next((reading for reading in readings if reading.id == wanted), None)


def kind_of(entry: Indicator | Context, chosen: str | None) -> Kind:
    """What sort of quantity it is in the reading that counts; see `reading_of`."""
    reading = reading_of(entry, chosen)
    return (reading and reading.kind) or entry.kind


def is_default(entry: Indicator, reading: Reading | None) -> bool:
    """Whether values that name no reading are values of this one, and so are earlier ones."""
    return reading is None or reading.id == entry.default_reading


def current(target: Target) -> tuple[Bound, int | str | None]:
    """The bound and the year that count today: those of the newest revision, if any."""
    if not target.revisions:
        return target, target.year
    newest = max(enumerate(target.revisions), key=lambda item: (item[1].decided_in, item[0]))[1]
    if newest.value is not None and newest.operator is None:
        newest = replaced(newest, operator=target.operator)
    return newest, newest.year or target.year


def next_targets(target: Target, year: int) -> list[tuple[Bound, int]]:
    """The bounds of the next year that a target names; of the last one where all are over.

    Args:
        target: the target with its revisions and further ones.
        year: the year that is looked from.
    """
    bound, own = current(target)
    dated: list[tuple[Bound, int]] = [(bound, own)] if isinstance(own, int) else []
    dated += [(further, further.year) for further in target.further]
    coming = [entry[1] for entry in dated if entry[1] >= year]
    chosen = min(coming) if coming else max((entry[1] for entry in dated), default=0)
    return [entry for entry in dated if entry[1] == chosen]


def ends(bound: Bound, direction: str) -> tuple[float | None, float | None]:
    """The ends of a range that bind: to go on beyond the near one does no harm."""
    low = None if direction == "decrease" else bound.minimum
    return low, None if direction == "increase" else bound.maximum


def dated_goal(declared: Indicator | Context) -> tuple[int, float] | None:
    """Year and value of the target; None where there is none, or one for every year."""
    goal, target = goal_value(declared), getattr(declared, "target", None)
    year = None if target is None else current(target)[1]
    return (year, goal) if isinstance(year, int) and goal is not None else None


def goal_value(declared: Indicator | Context) -> float | None:
    """The figure to arrive at, or to keep every year; None where there is no target."""
    target = getattr(declared, "target", None)
    if target is None:
        return None
    goal = goal_of(current(target)[0], str(getattr(declared, "direction", "")))
    return None if goal is None else goal[1]


def goal_of(bound: Bound, direction: str) -> tuple[str, float] | None:
    """Key and value of the figure that the indicator has to arrive at."""
    if bound.value is not None:
        return "value", bound.value
    near, far = ("maximum", "minimum") if direction == "decrease" else ("minimum", "maximum")
    for key in (near, far):
        if (value := getattr(bound, key)) is not None:
            return key, value
    return None
