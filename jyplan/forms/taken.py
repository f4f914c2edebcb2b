"""What tables report: figures with their cells, and the same as submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.forms.headings import Chosen
from jyplan.plan.records import record_of
from jyplan.plan.submissions import Submission, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.findings import Finding, Span


class TableHints(NamedTuple):
    """What is known of tables beforehand.

    Attributes:
        chosen: sheet, headings and columns, where they are named.
        year: the only year that is wanted; None: all that the tables have.
        district: whose figures they are, where they do not say; None: of the whole.
    """

    chosen: Chosen = Chosen()
    year: int | None = None
    district: str | None = None


class TakenFigure(NamedTuple):
    """A figure that a table reports.

    Attributes:
        id: the indicator or context quantity.
        year: year at whose end it was measured.
        vintage: year of the submission that it belongs to, a later one where it is restated.
        district: whose it is; None: of the whole.
        span: the cell.
        raw: what stands in the cell.
        heading: what stands above it.
        figure: in the plan's unit, with all its digits.
        unit: the unit that it was converted from; empty where nothing was.
        provisional: whether it is preliminary.
        note: what the table says of it; empty for nothing.
        source: where the table says that it was published; empty for nothing.
    """

    id: str
    year: int
    vintage: int
    district: str | None
    span: Span
    raw: str
    heading: str
    figure: str
    unit: str
    provisional: bool
    note: str
    source: str

    @property
    def as_sent(self) -> str:
        """What stands in the cell, with the unit that the table states for it."""
        return self.raw if self.unit in self.raw else f"{self.raw} {self.unit}"


class Taken(NamedTuple):
    """What a file reports.

    Attributes:
        path: the file as the user named it.
        findings: what is wrong with it, or should be known.
        figures: in the order of the sheets and rows.
        years: where each year stands.
        stated: ids by year and district, also those with figures that cannot be used.
        unasked: ids that a form has no row for, as those of other themes.
    """

    path: str
    findings: tuple[Finding, ...]
    figures: tuple[TakenFigure, ...] = ()
    years: Mapping[int, Span] = {}
    stated: Mapping[tuple[int, str | None], frozenset[str]] = {}
    unasked: frozenset[str] = frozenset()

    def place_of(self, year: int) -> Span:
        """Where a year stands; of one that something is restated in, where the last one does."""
        return self.years.get(year) or self.years[max(self.years)]

    def submissions(self) -> list[Submission]:
        """What is reported, one a year and district, as a submission in YAML would say it."""
        keys = dict.fromkeys(
            [*((each.vintage, each.district) for each in self.figures), *self.stated]
        )
        if not keys:
            return [Submission(self.path, list(self.findings))]
        return [
            Submission(
                path=self.path,
                findings=[] if number else list(self.findings),
                year=year,
                year_span=self.place_of(year),
                district=district,
                values=tuple(
                    value_of(each)
                    for each in self.figures
                    if (each.vintage, each.district) == (year, district)
                ),
                values_span=self.place_of(year),
                stated=self.stated.get((year, district), frozenset()),
                unasked=self.unasked,
            )
            for number, (year, district) in enumerate(keys)
        ]


def value_of(taken: TakenFigure) -> Value:
    """A figure as a submission would report it."""
    note = record_of({"zh": taken.note, "en": taken.note}) if taken.note else None
    return Value(
        taken.id,
        None,
        taken.year,
        float(taken.figure),
        taken.vintage,
        taken.provisional,
        taken.span.path,
        note,
        taken.district,
        taken.span,
    )
