"""Workbooks and tables -> what they report, each figure with its cell, and what is wrong."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.errors import RequestError
from jyplan.forms.heading_words import says_reached, says_whole
from jyplan.forms.opening import opened
from jyplan.forms.overlooked import overlooked
from jyplan.forms.rows import RowPerusal
from jyplan.forms.stamp import VERSION, version_of
from jyplan.forms.table import tables_of
from jyplan.forms.taken import Taken
from jyplan.plan.findings import Severity, Span, cell_span
from jyplan.plan.known import quantity_of
from jyplan.plan.names import named, resolved
from jyplan.plan.validation import MAX_FINDINGS, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.sheets import TableSheet
    from jyplan.forms.stamp import Stamp
    from jyplan.forms.table import SentTable
    from jyplan.forms.taken import TableHints
    from jyplan.plan.files import Content
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.plan import Plan
    from jyplan.plan.submissions import Reader


class TableReader:
    """Reads files of one plan, each held against those before.

    Attributes:
        plan: the plan.
        reader: reads submissions in YAML, and knows what was reported already.
        asked: what is known of the tables beforehand.
    """

    def __init__(self, plan: Plan, reader: Reader, asked: TableHints) -> None:
        self.plan = plan
        self.reader = reader
        self.asked = asked._replace(district=_district(plan, asked.district))
        self.declared = plan.declared()
        self._quantities = {
            name: quantity_of(entry, plan.head, plan.baselines())
            for name, entry in self.declared.items()
        }

    def read(self, content: Content) -> Taken:
        """What a file reports."""
        sheets, found = opened(content)
        if sheets is None:
            return Taken(content.name, tuple(content.discreet(found)))
        walk = _Perusal(self, sheets)
        walk.findings += found
        walk.run()
        # Errors first: a file of nothing but mistakes must not cost more than one without.
        grave = sorted(walk.findings, key=lambda each: -each.severity)[:MAX_FINDINGS]
        findings = content.discreet(sorted(grave, key=place))
        return Taken(
            content.name,
            tuple(findings),
            tuple(walk.figures),
            walk.years,
            {key: frozenset(names) for key, names in walk.stated.items()},
            frozenset(self.declared) - walk.asked if walk.stamp is not None else frozenset(),
        )

    @cached_property
    def version(self) -> str:
        """The version of the plan, as forms are stamped with it."""
        return version_of(self.plan)

    def quantity(self, name: str) -> KnownQuantity:
        """What the plan says of a quantity."""
        return self._quantities[name]


def _district(plan: Plan, said: str | None) -> str | None:
    """The id of a district that is called so.

    Raises:
        RequestError: the plan has none.
    """
    if said is None:
        return None
    known = named(plan.targets.districts)
    refusal = RequestError("bad_choice", option="--district", value=said, known=known)
    return resolved(said, known, refusal)


class _Perusal(RowPerusal):
    """The way through one workbook."""

    def run(self) -> None:
        if self.stamp is not None and not self.fits(self.stamp):
            return
        before, columns = None, []
        tables = self.tables()
        for table in tables:
            # Headings that stand once more, as on the next page, are of the table before.
            if before is None or not table.goes_on(before):
                columns = list(self.value_columns(table))
            before = table
            self.table(table, columns)
        # A form of ours need not have anything in it.
        filled = self.stamp is not None or any(self.stated.values())
        if tables and not filled and not self.findings:
            self.say("JY820", Severity.WARNING, self.first, problem="nothing_filled", name="")

    def table(self, table: SentTable, columns: Sequence[tuple[TableColumn, int | None]]) -> None:
        """The rows of a table."""
        if self.stamp is not None and columns:
            # Who sends a form back reports, also where not one figure is in it.
            asked = int(self.stamp.year), self.stamp.district or None
            self.stated.setdefault(asked, set())
        for row in table.rows():
            self.asked.add(row.text("id"))
            if not row.is_heading():
                self.row(row, columns)

    @property
    def first(self) -> Span:
        """The file as a whole."""
        return Span(self.sheets.path, 1, 1, 1)

    def fits(self, stamp: Stamp) -> bool:
        """Whether a form is of this plan and of the year that is wanted."""
        asked, plan = self.reader.asked, self.reader.plan
        districts = [each.id for each in plan.targets.districts]
        wrong = [
            ("other_form", stamp.form, VERSION),
            ("other_plan", stamp.plan, plan.head.id),
            ("other_year", stamp.year, str(asked.year or stamp.year)),
            ("other_district", stamp.district, asked.district or stamp.district),
            ("no_district", stamp.district, stamp.district if stamp.district in districts else ""),
        ]
        for problem, said, wanted in wrong:
            if said != wanted or (problem == "other_year" and not said.isdigit()):
                data = {"problem": problem, "stamped": said, "wanted": wanted}
                self.say("JY805", Severity.ERROR, self.first, **data)
                return False
        if stamp.version != self.reader.version:
            self.say("JY818", Severity.NOTE, self.first)
        return True

    def tables(self) -> list[SentTable]:
        """The tables that report something."""
        chosen, path = self.reader.asked.chosen, self.sheets.path
        names = [sheet.name for sheet in self.sheets.sheets]
        if chosen.sheet is not None and chosen.sheet not in names:
            data = {"problem": "no_such_sheet", "name": chosen.sheet, "known": names}
            self.say("JY803", Severity.ERROR, self.first, **data)
            return []
        found: list[SentTable] = []
        looked_at: list[tuple[TableSheet, list[SentTable]]] = []
        for sheet in self.sheets.sheets:
            if chosen.sheet not in {None, sheet.name}:
                continue
            tables = list(tables_of(path, sheet, chosen, "value"))
            reporting = [each for each in tables if each.headings.of("value")]
            if not sheet.hidden or chosen.sheet is not None:
                found += reporting
                looked_at.append((sheet, tables))
            elif reporting:
                at = cell_span(path, sheet.name, reporting[0].headings.first or 1, 1)
                self.say("JY811", Severity.NOTE, at, what="sheet", name=sheet.name)
        if not found:
            self.say("JY803", Severity.ERROR, self.first, problem="no_table", name="", known=names)
        elif self.stamp is None and not chosen.columns:
            for sheet, tables in looked_at:
                for span, said in overlooked(path, sheet, tables, self.reader.reader.advice.meant):
                    self.say("JY820", Severity.WARNING, span, **said)
        return found

    def value_columns(self, table: SentTable) -> Iterator[tuple[TableColumn, int | None]]:
        """The columns with figures of years that are wanted; no year: each row names its own."""
        columns = table.headings.of("value")
        named = sorted({each.year for each in columns if each.year is not None})
        if by_period := table.headings.of("period"):
            # Figures of months or quarters are not those of a year.
            at = table.place(by_period[0])
            self.say("JY812", Severity.ERROR, at, name=by_period[0].heading, period=True)
            return
        if not named and table.headings.of("year") and len(columns) == 1:
            yield columns[0], None
            return
        taken: dict[int, list[TableColumn]] = {}
        for column in columns:
            year = self.year(table, column, named)
            if year is not None and self.wanted(year) and self.is_reached(table, column):
                taken.setdefault(year, []).append(column)
        for year, (first, *others) in taken.items():
            for other in others:
                data = {"year": year, "name": other.heading, "first": first.heading}
                self.say("JY804", Severity.ERROR, table.place(other), **data)
            if not others:
                self.years.setdefault(year, table.place(first))
                yield first, year
        if named and not any(map(self.wanted, named)):
            at = table.place(columns[0])
            stamped = None if self.stamp is None else self.stamp.year
            usual = self.reader.plan.head.baseline_year + 1
            wanted = str(stamped or self.reader.asked.year or usual)
            self.say("JY812", Severity.ERROR, at, name=wanted, years=named)

    def year(self, table: SentTable, column: TableColumn, named: Sequence[int]) -> int | None:
        """The year of a column; None: nobody says it, which is said.

        Args:
            table: the table.
            column: the column.
            named: the years that columns of the table name.
        """
        at, asked = table.place(column), self.reader.asked.year
        if column.year is not None:
            return column.year
        if named:
            # Where some columns name their years, one that names none is of no year.
            data = {"problem": "column_yearless", "name": column.heading}
            self.say("JY820", Severity.WARNING, at, **data)
            return None
        if self.stamp is not None:
            return int(self.stamp.year)
        said = table.year()
        if asked is not None and said not in {None, asked} and not self.by_hand:
            self.say("JY812", Severity.ERROR, at, name=str(asked), years=[said])
            return None
        if asked is None and said is None:
            self.say("JY812", Severity.ERROR, at, name=column.heading)
        return asked or said

    @property
    def by_hand(self) -> bool:
        """Whether somebody said which columns hold values."""
        columns = self.reader.asked.chosen.columns
        return any(name == "value" or name.isdigit() for name in columns)

    def is_reached(self, table: SentTable, column: TableColumn) -> bool:
        """Whether a column is of all of its year and no target, as far as titles tell."""
        if self.by_hand or self.stamp is not None:
            return True
        at = table.place(column)
        if (part := table.period()) and not says_whole(column.heading):
            self.say("JY812", Severity.ERROR, at, name=part, period=True)
            return False
        if (aim := table.aim()) and not says_reached(column.heading):
            self.say("JY803", Severity.ERROR, at, problem="of_targets", name=aim, known=[])
            return False
        return True
