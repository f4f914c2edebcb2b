"""A plan as a whole: its files joined, and the few questions that everybody asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jyplan.plan.fields import TextModel
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import (
        Baseline,
        BaselinesFile,
        Context,
        Head,
        Indicator,
        Reading,
        TargetsFile,
    )
    from jyplan.plan.verdicts import Publication


# kinds that are divided by something, so that neither values of districts nor of years add up
SHARES_OF_SOMETHING = frozenset({"ratio", "coverage", "growth_rate"})


def is_growth(quantity: Indicator | Context | KnownQuantity) -> bool:
    """Whether what is reported is growth."""
    return quantity.kind == "growth_rate" or quantity.reported == "yearly_change"


def is_rate(quantity: Indicator | Context | KnownQuantity) -> bool:
    """Whether values are growth rates themselves, which do not grow."""
    return quantity.kind == "growth_rate" and quantity.reported == "value"


class Origin(NamedTuple):
    """Where a plan was found.

    Attributes:
        folder: the folder that holds targets.yaml and what goes with it.
        how: ``option``, ``environment``, ``folder`` (here or in a parent) or ``embedded``.
        label: the folder as a user wants to read it; empty for the embedded plan.
    """

    folder: Path
    how: str
    label: str = ""


class Whence(NamedTuple):
    """The cell of a table that a figure was taken from.

    Attributes:
        file: name of the table; None where nobody says it.
        sha256: SHA-256 of the table, in hexadecimal digits; None likewise.
        cell: sheet and cell, as in 指标!D7; None likewise.
    """

    file: str | None
    sha256: str | None
    cell: str | None


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
        whence: the cell that it was taken from; None where nobody says it.
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
    whence: Whence | None = None


class Plan(NamedTuple):
    """Targets and baselines of one plan, validated; records, typed as the models they stand for.

    Attributes:
        targets: what targets.yaml says.
        starts: what baselines.yaml says.
        origin: where they were found.
        published: what verdicts.yaml says.
    """

    targets: TargetsFile
    starts: BaselinesFile
    origin: Origin
    published: tuple[Publication, ...] = ()

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
