"""What all sheets of a workbook are written with: years, quantities, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.book import Allowed
from jyplan.pages.workbook.drafts import HELPER, TEXT, Draft, Look
from jyplan.pages.workbook.terms import Term, term
from jyplan.plan.aims import last_year
from jyplan.plan.identities import identities_of
from jyplan.plan.known import known_of, speaks_for
from jyplan.plan.totals import of_the_whole
from jyplan.texts.book import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.pages.view import View
    from jyplan.pages.workbook.terms import Scalar
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.plan import Observation
    from jyplan.results import Assessment, Background, Detail, Report

# rows of headings above those of quantities, on every sheet that has a row a quantity
HEADINGS = 4
SHEETS = (
    *("overview", "indicators", "reported", "course", "growth", "methods"),
    *("steps", "words"),
)
# values by year that formulas go through, side by side on the sheet of steps
GRIDS = (
    *("reports", "levels", "growth", "mean", "seen", "bound", "unmatched", "met", "crossing"),
    *("stops", "stopped"),
)


class BookRow(NamedTuple):
    """A quantity and where it stands.

    Attributes:
        row: on all sheets that have a row a quantity, from 0.
        known: what it is.
        item: how it is assessed; None for what has no target.
        reported: the newest value of every year.
    """

    row: int
    known: KnownQuantity
    item: Assessment | None
    reported: Mapping[int, Observation]


class BookFrame:
    """Sheets, years and quantities of one workbook.

    Attributes:
        view: the report and the language.
        drafts: the sheets by their keys.
        years: the first and the last year that values can be put in for.
        rows: indicators in the plan's order, then what they rest on.
        left_out: quantities that nothing rests on and nobody reported.
        columns: of the sheet of indicators, by key.
        cells: the cells of quantities on the sheet of indicators, by row and key.
        steps: the columns of steps of the arithmetic, by key.
        grids: the first columns of the grids, by key.
    """

    def __init__(self, report: Report, details: Sequence[Detail | Background], view: View) -> None:
        self.view = view
        self.drafts = {key: Draft(key, self.said(f"sheet.{key}")) for key in SHEETS}
        self.rows = _rows(report, details)
        shown = {each.known.entry.id for each in self.rows}
        self.left_out = [entry for id_, entry in report.plan.declared().items() if id_ not in shown]
        self.years = _years(report, self.rows)
        self.cells: dict[tuple[int, str], Term] = {}
        self.steps: dict[str, int] = {}
        self.grids = {name: 2 + index * self.width for index, name in enumerate(GRIDS)}
        self.columns = columns_of(report)

    @property
    def indicators(self) -> list[BookRow]:
        """The quantities with a target."""
        return [each for each in self.rows if each.item is not None]

    @property
    def indicator_rows(self) -> tuple[int, int]:
        """The first and the last row of those with a target."""
        return HEADINGS, HEADINGS + len(self.indicators) - 1

    @property
    def span(self) -> range:
        """All years."""
        return range(self.years[0], self.years[1] + 1)

    @property
    def width(self) -> int:
        """How many columns a grid takes, one between two of them."""
        return len(self.span) + 1

    def said(self, key: str, **data: object) -> str:
        """A text of workbooks."""
        return said(key, self.view.language, **data)

    def named(self, key: str, value: Scalar) -> Term:
        """A cell by the name that formulas have for it."""
        return Term(self.said(f"name.{key}"), value)

    @property
    def all_years(self) -> Term:
        """The years, as formulas call them."""
        return Term(self.said("name.years"), tuple(map(float, self.span)))

    @property
    def as_of(self) -> Term:
        """The year that is looked at."""
        return self.named("as_of", float(self.view.report.as_of))

    @property
    def thresholds(self) -> tuple[Term, Term]:
        """The leads that part ahead, on track and behind."""
        ahead, behind = self.view.report.thresholds
        return self.named("ahead", ahead), self.named("behind", behind)

    def row_of(self, id_: str) -> BookRow | None:
        """A quantity by its id."""
        return next((each for each in self.rows if each.known.entry.id == id_), None)

    def title(self, sheet: str) -> None:
        """Write what a sheet is called, and what it is for."""
        self.drafts[sheet].put(0, 0, self.said(f"{sheet}.title"), Look("title"))
        self.drafts[sheet].put(1, 0, self.said(f"{sheet}.about"), Look("subtitle"))

    def introduce(self, sheet: str, row: int, line: BookRow, unit: str | None = None) -> None:
        """Write, in the first columns of a sheet, which quantity a row is of.

        Args:
            sheet: by its key.
            row: from 0.
            line: the quantity.
            unit: of what stands there; None: of its levels.
        """
        draft, entry = self.drafts[sheet], line.known.entry
        draft.put(row, 0, entry.id, Look(tone="quiet"))
        draft.put(row, 1, self.view.own(entry.name), Look("name"))
        unit = self.view.own(entry.unit) if unit is None else unit
        draft.put(row, 2, unit, Look("name", tone="quiet"))

    def allow_listed(self, sheet: str, cell: tuple[int, int], listed: Iterable[str] | Term) -> None:
        """Let a reader choose one of some texts, or of those that stand in a range."""
        hint, area = self.said("hint.list"), (*cell, *cell)
        self.drafts[sheet].allowed.append(
            Allowed(area, source=listed.text, hint=hint)
            if isinstance(listed, Term)
            else Allowed(area, listed=tuple(listed), hint=hint)
        )

    def allow_year(self, sheet: str, cell: tuple[int, int]) -> None:
        """Let a reader put in a year that the workbook has."""
        first, last = self.years
        hint = self.said("hint.year", first=first, last=last)
        self.drafts[sheet].allowed.append(Allowed((*cell, *cell), "whole", first, last, hint=hint))

    def put(
        self,
        line: BookRow,
        key: str,
        content: Term | Scalar,
        look: Look = TEXT,
        ours: float | None = None,
    ) -> Term:
        """Write a cell of the sheet of indicators, if it has such a column; see `Draft.put`."""
        column = self.columns.get(key)
        if column is None:
            return term("")
        cell = self.drafts["indicators"].put(line.row, column, content, look, ours)
        self.cells[line.row, key] = cell
        return cell

    def cell(self, line: BookRow, key: str) -> Term:
        """A cell of a quantity on the sheet of indicators."""
        return self.cells[line.row, key]

    def step(self, line: BookRow, key: str, content: Term | Scalar) -> Term:
        """Write a step of the arithmetic of a quantity."""
        begin = 2 + len(GRIDS) * self.width
        column = self.steps.setdefault(key, begin + len(self.steps))
        return self.drafts["steps"].put(line.row, column, content, HELPER)

    def step_at(self, line: BookRow, key: str) -> Term:
        """A step that is written already."""
        return self.drafts["steps"].at(line.row, self.steps[key])

    def put_year(self, grid: str, line: BookRow, year: int, content: Term | Scalar) -> Term:
        """Write a value of a year into a grid."""
        column = self.grids[grid] + year - self.years[0]
        return self.drafts["steps"].put(line.row, column, content, HELPER)

    def at_year(self, grid: str, line: BookRow, year: int) -> Term:
        """The value of a year in a grid; nothing outside of it."""
        if year not in self.span:
            return term("")
        return self.drafts["steps"].at(line.row, self.grids[grid] + year - self.years[0])

    def by_year(self, grid: str, line: BookRow) -> Term:
        """The values of all years in a grid."""
        begin = self.grids[grid]
        return self.drafts["steps"].range(line.row, (begin, begin + len(self.span) - 1))

    def reported_at(self, line: BookRow, year: int) -> Term:
        """What was reported for a year."""
        return self.drafts["reported"].at(line.row, REPORTED_FROM + year - self.years[0])


# the columns of names before those of years
REPORTED_FROM = 3


def _rows(report: Report, details: Sequence[Detail | Background]) -> list[BookRow]:
    """Indicators, then other quantities that something rests on or that somebody reported."""
    plan = report.plan
    observations = {
        (each.id, each.year, each.vintage, each.reading, each.district): each
        for detail in details
        for each in detail.observations
    }
    whole, _ = of_the_whole(plan, list(observations.values()))
    ordered = sorted(whole, key=lambda each: (each.year, each.vintage))
    found: dict[str, tuple[KnownQuantity, Assessment | None]] = {
        item.indicator.id: (item.known, item) for item in report.assessments
    }
    wanted = {each.id for each in ordered}
    wanted |= {each.target.than for each in plan.indicators if each.target.than}
    for identity in identities_of(plan).values():
        wanted |= {identity.id, *identity.inputs}
    others = known_of(plan)
    for id_ in plan.declared():
        if id_ in wanted and id_ not in found:
            found[id_] = others[id_], None
    return [
        BookRow(
            HEADINGS + index,
            known,
            item,
            {each.year: each for each in ordered if each.id == id_ and speaks_for(known, each)},
        )
        for index, (id_, (known, item)) in enumerate(found.items())
    ]


def _years(report: Report, rows: Sequence[BookRow]) -> tuple[int, int]:
    """The first and the last year of which anything is known or asked."""
    head = report.plan.head
    years = [head.baseline_year, report.as_of]
    for row in rows:
        years += row.reported
        if row.item is not None:
            years += [row.known.start[0]] if row.known.start else []
            years += row.known.aim.every or () if row.known.aim else ()
    last = max(last_year(head, report.plan.indicators), *years)
    return min(years), last


# group -> keys of its columns on the sheet of indicators
COLUMNS = {
    "": ("name", "unit", "obligation", "path"),
    "baseline": ("baseline", "start_year"),
    "target": ("form", "operator", "figure", "upper", "year", "level"),
    "latest": ("latest", "latest_year", "status"),
    "progress": ("due", "achieved", "expected", "elapsed", "lead_points", "lead_years"),
    "gap": ("gap", "gap_relative"),
    "required": ("required_rate", "required_step"),
    "observed": ("observed_rate", "observed_step"),
    "catch_up": ("catch_up_rate", "catch_up_step"),
    "projection": ("compound", "linear", "time", "attained"),
    "yearly": ("held", "judged"),
    "known_by": ("id",),
}


def columns_of(report: Report) -> dict[str, int]:
    """The columns of the sheet of indicators that this plan needs, by key."""
    aims = [item.aim for item in report.assessments]
    without = set()
    if not any(item.indicator.obligation for item in report.assessments):
        without.add("obligation")
    if not any(aim.form == "range" for aim in aims):
        without.add("upper")
    if not any(aim.every for aim in aims):
        without |= {"held", "judged"}
    keys = [key for group in COLUMNS.values() for key in group if key not in without]
    return {key: index for index, key in enumerate(keys)}
