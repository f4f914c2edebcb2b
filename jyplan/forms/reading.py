"""Workbooks and tables -> what they report, each figure with its cell, and what is wrong."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.errors import RequestError
from jyplan.forms.columns import ColumnPerusal
from jyplan.forms.heading_words import TableColumn
from jyplan.forms.opening import opened
from jyplan.forms.overlooked import overlooked
from jyplan.forms.places import Places
from jyplan.forms.stamp import VERSION, version_of
from jyplan.forms.table import tables_of
from jyplan.forms.taken import Taken
from jyplan.plan.findings import Severity, Span, cell_span
from jyplan.plan.known import quantity_of
from jyplan.plan.names import named, resolved
from jyplan.plan.spelling import spellings, squeezed
from jyplan.plan.validation import MAX_FINDINGS, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        declared: what the plan declares, by its ids.
        districts: ids of districts by all that they are called, `squeezed`.
    """

    def __init__(self, plan: Plan, reader: Reader, asked: TableHints) -> None:
        self.plan = plan
        self.reader = reader
        self.asked = asked._replace(district=_district(plan, asked.district))
        self.declared = plan.declared()
        own = plan.targets.districts
        self.districts = {name: each.id for each in own for name in spellings(each)}
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

    @cached_property
    def places(self) -> Places:
        """The place of the plan, and the parts of it."""
        return Places(self.plan)

    @cached_property
    def goals(self) -> dict[int, dict[str, float]]:
        """Levels that the plan asks for, by year and quantity, where such are reported."""
        found: dict[int, dict[str, float]] = {}
        for name, each in self._quantities.items():
            if each.aim is not None and not each.chained:
                said = dict(each.aim.milestones) | dict([each.goal] if each.goal else [])
                for year, value in said.items():
                    found.setdefault(year, {})[name] = value
        return found

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


class _Perusal(ColumnPerusal):
    """The way through one workbook."""

    def run(self) -> None:
        if self.stamp is not None and not self.fits(self.stamp):
            return
        before, columns = None, []
        tables = self.tables()
        for sent in tables:
            table = self.with_districts(sent)
            if before is None or not table.goes_on(before):
                before, columns = table, list(self.value_columns(table))
            # Headings that stand once more, as on the next page, are of the table before.
            self.table(table._replace(titles=before.titles), columns)
        # A form of ours need not have anything in it.
        filled = self.stamp is not None or any(self.stated.values())
        if tables and not filled and not self.findings:
            self.say("JY820", Severity.WARNING, self.first, problem="nothing_filled", name="")

    def with_districts(self, table: SentTable) -> SentTable:
        """A table with a column as that of districts which names nothing else, whatever it says."""
        known = self.reader.districts
        if not known or self.stamp is not None or table.headings.of("district"):
            return table
        said: dict[int, set[str]] = {}
        for row in table.rows():
            for column, text in row.labels("note"):
                said.setdefault(column, set()).add(squeezed(text))
        found = next((column for column, texts in said.items() if texts <= known.keys()), None)
        if found is None:
            return table
        kept = [each for each in table.headings.columns if each.column != found]
        columns = (*kept, TableColumn("district", found, row=table.headings.row))
        return table._replace(headings=table.headings._replace(columns=columns))

    def table(self, table: SentTable, columns: Sequence[tuple[TableColumn, int | None]]) -> None:
        """The rows of a table."""
        if self.stamp is not None and columns:
            # Who sends a form back reports, also where not one figure is in it.
            asked = int(self.stamp.year), self.stamp.district or None
            self.stated.setdefault(asked, set())
        self.of_sheet = self.reader.districts.get(squeezed(table.sheet.name), "")
        self.above, self.named_before = None, False
        self.commas = table.decimal_commas([column for column, _ in columns])
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
        chosen = self.reader.asked.chosen._replace(districts=self.reader.districts)
        path = self.sheets.path
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
        self.pass_over(looked_at, None if found else names)
        return found

    def pass_over(
        self, sheets: Iterable[tuple[TableSheet, list[SentTable]]], names: list[str] | None
    ) -> None:
        """Say what is not read.

        Args:
            sheets: with the tables of each.
            names: those of all sheets, where no table reports anything; else None.
        """
        unread: list[tuple[Span, dict[str, object]]] = []
        if self.stamp is None and not self.reader.asked.chosen.columns:
            for sheet, tables in sheets:
                unread += overlooked(self.sheets.path, sheet, tables, self.called)
        if names is not None:
            none = self.first, {"problem": "no_table", "name": "", "known": names}
            # An indicator of the plan without a table around it tells more than none.
            at, said = next(iter(unread), none)
            self.say("JY803", Severity.ERROR, at, **said)
        else:
            for at, said in unread:
                self.say("JY820", Severity.WARNING, at, **said)
