"""Workbooks and tables -> what they report, each figure with its cell, and what is wrong."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.errors import RequestError
from jyplan.forms.cells import CellFigure, figure_in
from jyplan.forms.headings import Headings, headings_in
from jyplan.forms.opening import opened
from jyplan.forms.sheets import seen
from jyplan.forms.stamp import VERSION, stamp_of, version_of
from jyplan.forms.table import SentTable, TableRow
from jyplan.forms.taken import Taken, TakenFigure, value_of
from jyplan.plan.findings import Finding, Severity, Span, cell_span
from jyplan.plan.known import quantity_of
from jyplan.plan.names import named, resolved
from jyplan.plan.records import both
from jyplan.plan.remarks import unknown_data
from jyplan.plan.spelling import called
from jyplan.plan.submissions import differing_data, unit_reported
from jyplan.plan.units import ratio_of
from jyplan.plan.validation import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.sheets import Sheets
    from jyplan.forms.stamp import Stamp
    from jyplan.forms.taken import TableHints
    from jyplan.plan.files import Content
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.plan import Plan
    from jyplan.plan.submissions import Reader

_UNIT_BEHIND = re.compile(r"[(（]([^()（）]+)[)）]\s*$")
_WHOLE_YEAR = re.compile(r"\s*((?:19|20|21)[0-9]{2})\s*(?:年[度末底]?|-12-31)?\s*")
# a column of the whole year, whatever stands above
_WHOLE = re.compile("全年|年度|年末|annual|year", re.IGNORECASE)
_YES = frozenset({"是", "y", "yes", "true", "√", "✓", "快报", "快报数", "初步", "preliminary", "1"})
_NO = frozenset({"否", "n", "no", "false", "×", "正式", "终值", "final", "0"})


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
        findings = content.discreet(sorted(walk.findings, key=place))
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


class _Perusal:
    """The way through one workbook."""

    def __init__(self, reader: TableReader, sheets: Sheets) -> None:
        self.reader = reader
        self.sheets = sheets
        self.stamp = stamp_of(sheets)
        self.findings: list[Finding] = []
        self.figures: list[TakenFigure] = []
        self.years: dict[int, Span] = {}
        self.stated: dict[tuple[int, str | None], set[str]] = {}
        self.asked: set[str] = set()

    def say(self, code: str, severity: Severity, at: Span, **data: object) -> None:
        self.findings.append(Finding(code, severity, at, data))

    def run(self) -> None:
        if self.stamp is not None and not self.fits(self.stamp):
            return
        tables = list(self.tables())
        for table in tables:
            self.table(table)

    def table(self, table: SentTable) -> None:
        """The rows of a table, and of others below it that have headings of their own."""
        now, columns = table, list(self.value_columns(table))
        if self.stamp is not None and columns:
            # Who sends a form back reports, also where not one figure is in it.
            asked = int(self.stamp.year), self.stamp.district or None
            self.stated.setdefault(asked, set())
        for row in table.rows():
            self.asked.add(row.text("id"))
            if row.repeats_headings():
                chosen = self.reader.asked.chosen._replace(sheet=None, row=row.row)
                anew = headings_in(table.sheet, chosen, "value") or Headings(row.row, (), row.row)
                if anew.layout() != now.headings.layout():
                    now = table._replace(headings=anew)
                    columns = list(self.value_columns(now))
            elif row.row > now.headings.row:
                self.row(TableRow(now, row.row), columns)

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

    def tables(self) -> Iterator[SentTable]:
        """The tables that report something."""
        chosen, path = self.reader.asked.chosen, self.sheets.path
        names = [sheet.name for sheet in self.sheets.sheets]
        if chosen.sheet is not None and chosen.sheet not in names:
            data = {"problem": "no_such_sheet", "name": chosen.sheet, "known": names}
            self.say("JY803", Severity.ERROR, self.first, **data)
            return
        number = 0
        for sheet in self.sheets.sheets:
            if chosen.sheet not in {None, sheet.name}:
                continue
            found = headings_in(sheet, chosen, "value")
            if found is None:
                continue
            if sheet.hidden and chosen.sheet is None:
                at = cell_span(path, sheet.name, found.first or 1, 1)
                self.say("JY811", Severity.NOTE, at, what="sheet", name=sheet.name)
                continue
            number += 1
            yield SentTable(path, sheet, found)
        if not number:
            self.say("JY803", Severity.ERROR, self.first, problem="no_table", name="", known=names)

    def value_columns(self, table: SentTable) -> Iterator[tuple[TableColumn, int | None]]:
        """The columns with figures of years that are wanted; no year: each row names its own."""
        columns = table.headings.of("value")
        named = sorted({each.year for each in columns if each.year is not None})
        # Where some columns name their years, one that names none is of no year.
        columns = [each for each in columns if each.year is not None] if named else columns
        if by_period := table.headings.of("period"):
            # Figures of months or quarters are not those of a year.
            at = table.place(by_period[0])
            self.say("JY812", Severity.ERROR, at, name=by_period[0].heading, period=True)
            return
        by_row = not named and bool(table.headings.of("year"))
        if by_row and len(columns) == 1:
            yield columns[0], None
            return
        taken: dict[int, list[TableColumn]] = {}
        for column in columns:
            year = column.year or self.year(table, column)
            if year is not None and self.wanted(year):
                taken.setdefault(year, []).append(column)
        for year, (first, *others) in taken.items():
            for other in others:
                data = {"year": year, "name": other.heading, "first": first.heading}
                self.say("JY804", Severity.ERROR, table.place(other), **data)
            if not others:
                self.years.setdefault(year, table.place(first))
                yield first, year
        if named and not taken:
            at = table.place(columns[0])
            wanted = str(self.reader.asked.year or self.reader.plan.head.baseline_year + 1)
            self.say("JY812", Severity.ERROR, at, name=wanted, years=named)

    def year(self, table: SentTable, column: TableColumn) -> int | None:
        """The year of a column that names none; None: nobody says it, which is said."""
        at, asked = table.place(column), self.reader.asked.year
        if self.stamp is not None:
            return int(self.stamp.year)
        if (part := table.period()) and not _WHOLE.search(column.heading):
            self.say("JY812", Severity.ERROR, at, name=part, period=True)
            return None
        said = table.year()
        if asked is not None and said not in {None, asked}:
            self.say("JY812", Severity.ERROR, at, name=str(asked), years=[said])
            return None
        if asked is None and said is None:
            self.say("JY812", Severity.ERROR, at, name=column.heading)
        return asked or said

    def wanted(self, year: int) -> bool:
        """Whether a year is to be read: the one that is asked for, else those of the plan."""
        asked = self.reader.asked.year
        return year == asked if asked is not None else year > self.reader.plan.head.baseline_year

    def year_in(self, row: TableRow, column: TableColumn) -> int | None:
        """The year that a row names; None where it names none."""
        said = row.stretched("year")
        if found := _WHOLE_YEAR.fullmatch(unicodedata.normalize("NFKC", said)):
            year = int(found[1])
            if self.wanted(year):
                self.years.setdefault(year, row.place("year"))
            return year
        at = row.place("year") if said else row.table.at(row.row, column.column)
        self.say("JY812", Severity.ERROR, at, name=said or row.shown(column))
        return None

    def row(self, row: TableRow, columns: Sequence[tuple[TableColumn, int | None]]) -> None:
        """What a row reports."""
        filled = [
            (column, said)
            for column, year in columns
            if row.cell(column) is not None
            and (said := year or self.year_in(row, column)) is not None
            and self.wanted(said)
        ]
        if not filled:
            return
        name = self.meant(row)
        if name is None:
            return
        district = self.district(row)
        if district == "":
            return
        last = max(year for _, year in filled)
        for column, year in filled:
            self.stated.setdefault((year, district), set()).add(name)
            found = self.figure(row, column, self.reader.quantity(name))
            if found is not None:
                # What stands beside several years is said of the last one.
                early = found.provisional or column.early
                early |= year == last and self.provisional(row)
                self.take(
                    TakenFigure(
                        name,
                        year,
                        year,
                        district,
                        row.table.at(row.row, column.column),
                        row.shown(column),
                        found.figure,
                        found.unit,
                        early,
                        seen(row.text("note")) if year == last else "",
                        seen(row.text("source")),
                    )
                )

    def meant(self, row: TableRow) -> str | None:
        """The quantity that a row is about; None where nobody knows."""
        names, declared = self.reader.reader.advice, self.reader.declared
        id_, said = row.text("id"), row.stretched("name")
        by_name = names.meant(said) if said else None
        if by_name is None and (behind := _UNIT_BEHIND.search(said)):
            # in another unit than the plan's, which is converted
            meant = names.meant(said[: behind.start()])
            entry = declared.get(meant or "")
            if entry is not None and ratio_of(behind[1].strip(), unit_reported(entry)) is not None:
                by_name = meant
        if id_ in declared:
            if by_name not in {None, id_}:
                data = {"id": id_, "name": said, "other": by_name}
                self.say("JY813", Severity.ERROR, row.place("name"), **data)
                return None
            return id_
        if by_name is not None:
            return by_name
        self.stranger(row, said or id_)
        return None

    def stranger(self, row: TableRow, written: str) -> None:
        """Say that a row is about nothing that the plan has, or nearly so."""
        near = self.reader.reader.advice.unknown(written) if written else {}
        if near.get("candidates"):
            self.say("JY102", Severity.ERROR, row.place("name", "id"), **near)
        else:
            at = row.place("name", "id") if written else row.place("value")
            self.say("JY815", Severity.WARNING, at, name=written)

    def district(self, row: TableRow) -> str | None:
        """Whose figures a row holds; None: of the whole; empty: nobody knows."""
        districts = self.reader.plan.targets.districts
        if said := row.stretched("district"):
            meant = called(said, districts)
            if meant is None:
                known = unknown_data("district", said, (each.id for each in districts))
                self.say("JY204", Severity.ERROR, row.place("district"), **known)
            return meant or ""
        if self.stamp is not None and self.stamp.district:
            return self.stamp.district
        return self.reader.asked.district

    def figure(
        self, row: TableRow, column: TableColumn, quantity: KnownQuantity
    ) -> CellFigure | None:
        """What a cell reports; None where that is no figure."""
        table, cell = row.table, row.cell(column)
        at = table.at(row.row, column.column)
        if cell is None:
            return None
        if (last := table.merged_with(row.row, column.column)) > row.row:
            self.say("JY810", Severity.ERROR, at, first=row.row, last=last)
            return None
        if table.hidden(row.row, column.column):
            self.say("JY811", Severity.NOTE, at, what="cell", name=cell.shown)
        found = figure_in(cell, at, self.unit(row, column), quantity)
        if not isinstance(found, CellFigure):
            self.findings.append(found)
            return None
        if found.unit:
            unit = both(unit_reported(quantity.entry))
            data = {"text": cell.shown, "unit": found.unit, "figure": found.figure}
            self.say("JY814", Severity.NOTE, at, **data, plan_unit=unit)
        return found

    def take(self, taken: TakenFigure) -> None:
        """Keep a figure, unless another one was reported for the same."""
        known = self.reader.reader
        key = (taken.id, known.default_readings[taken.id], taken.district, taken.year, taken.year)
        value = value_of(taken)
        first = known.reported.setdefault(key, value)
        if first is value:
            self.figures.append(taken)
        elif first.value != value.value:
            self.say("JY217", Severity.ERROR, taken.span, **differing_data(first, taken.year))

    def unit(self, row: TableRow, column: TableColumn) -> str:
        """The unit that a table states for a figure; empty where it states none."""
        if text := row.stretched("unit"):
            return text
        name = row.stretched("name")
        behind = _UNIT_BEHIND.search(name)
        # What stands in brackets may be a part of the name.
        if behind and self.reader.reader.advice.meant(name[: behind.start()]):
            return behind[1].strip()
        return column.unit or row.table.unit()

    def provisional(self, row: TableRow) -> bool:
        """Whether the row says that its figure is preliminary."""
        said = row.text("provisional").casefold()
        if said in _YES or not said:
            return bool(said)
        if said not in _NO:
            self.say("JY819", Severity.ERROR, row.place("provisional"), text=said)
        return False
