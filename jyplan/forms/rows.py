"""A row of a table that was sent in -> the figures that it reports, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jyplan.forms.cells import CellFigure, figure_in, no_figure
from jyplan.forms.heading_words import is_measure
from jyplan.forms.saying import said_in
from jyplan.forms.sheets import seen
from jyplan.forms.stamp import stamp_of
from jyplan.forms.taken import TakenFigure, value_of
from jyplan.forms.titles import stated_unit
from jyplan.plan.findings import Finding, Severity, Span, cell_span
from jyplan.plan.records import both
from jyplan.plan.remarks import unknown_data
from jyplan.plan.spelling import called
from jyplan.plan.submissions import differing_data, unit_reported
from jyplan.plan.units import ratio_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.reading import TableReader
    from jyplan.forms.sheets import Sheets
    from jyplan.forms.table import TableRow
    from jyplan.plan.known import KnownQuantity

_UNIT_BEHIND = re.compile(r"[(（]([^()（）]+)[)）]\s*$")
_POINT = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.][0-9]{3}(?![0-9])")
_WHOLE_YEAR = re.compile(r"\s*((?:19|20|21)[0-9]{2})\s*(?:年[度末底]?|-12-31)?\s*")
# what stands in a column of districts for all of them
_ALL = re.compile(r"合计|总计|全[市县区省].*|本级|total|whole.*", re.IGNORECASE)
_YES = frozenset({"是", "y", "yes", "true", "√", "✓", "快报", "快报数", "初步", "preliminary", "1"})
_NO = frozenset({"否", "n", "no", "false", "×", "正式", "终值", "final", "0"})


def parts_of(units: str) -> list[str]:
    """The units of a list such as 亿元、家."""
    return [each for each in re.split("[,;、]", units) if each]


class RowPerusal:
    """The way through the rows of one workbook: what was found, and what is wrong."""

    def __init__(self, reader: TableReader, sheets: Sheets) -> None:
        self.reader = reader
        self.sheets = sheets
        self.stamp = stamp_of(sheets)
        self.findings: list[Finding] = []
        self.figures: list[TakenFigure] = []
        self.years: dict[int, Span] = {}
        self.stated: dict[tuple[int, str | None], set[str]] = {}
        self.asked: set[str] = set()
        # whether the table that is read has commas for decimals
        self.commas = False
        # the district that its sheet is called
        self.of_sheet = ""
        # the last row of words alone, which may say something of those below, and what was said
        # whether a row of it has named a district
        self.named_before = False
        self.above: tuple[Span, str] | None = None
        self.refused: set[Span] = set()

    def say(self, code: str, severity: Severity, at: Span, **data: object) -> None:
        """Note what was found."""
        self.findings.append(Finding(code, severity, at, data))

    @property
    def by_hand(self) -> bool:
        """Whether somebody said which columns hold values."""
        columns = self.reader.asked.chosen.columns
        return any(name == "value" or name.isdigit() for name in columns)

    def wanted(self, year: int) -> bool:
        """Whether a year is to be read: the one that is asked for, else those of the plan."""
        # A form is of one year, whatever somebody wrote into its headings.
        asked = self.reader.asked.year if self.stamp is None else int(self.stamp.year)
        return year == asked if asked is not None else year > self.reader.plan.head.baseline_year

    def year_in(self, row: TableRow, column: TableColumn) -> int | None:
        """The year that a row names; None where it names none."""
        said = row.stretched("year")
        if (year := whole_year(said)) is not None:
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
            if (words := row.words()) and self.reader.reader.advice.meant(row.name()) is None:
                self.above = words
            return
        name = self.meant(row)
        if name is None:
            return
        filled = [each for each in filled if not self.is_denied(row, name, *each)]
        if not filled:
            return
        whose = {said: self.district(row, said) for said in {each.district for each, _ in filled}}
        if "" in whose.values():
            return
        if cut := row.cut([column.column for column, _ in filled]):
            self.findings.append(no_figure(*cut, self.reader.quantity(name)))
            return
        last = max(year for _, year in filled)
        said_early = self.provisional(row)
        for column, year in filled:
            district = whose[column.district]
            self.stated.setdefault((year, district), set()).add(name)
            found = self.figure(row, column, self.reader.quantity(name))
            # What stands beside several years is said of the last one.
            of_row = said_early if year == last else False
            if found is not None and of_row is not None:
                early = found.provisional or column.early or of_row
                early = early or (year == last and row.early())
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

    def is_denied(self, row: TableRow, name: str, column: TableColumn, year: int) -> bool:
        """Whether words above the row, or beside it, say that its figure is no such one."""
        if self.stamp is not None or self.by_hand:
            return False
        heard = [] if self.above is None else [self.above]
        if self.above is not None and self.reader.places.districts.search(self.above[1]):
            # Whose figures stand below the name of a district, is said in a column or not at all.
            at, text = self.above
            if at not in self.refused and not row.table.headings.of("district"):
                self.refused.add(at)
                self.say("JY803", Severity.ERROR, at, problem="of_district", name=text, known=[])
            return not row.table.headings.of("district")
        places, entry = self.reader.places, self.reader.declared[name]
        titles = row.table.titles.elsewhere(lambda text: places.elsewhere(text, entry))
        if titles:
            heard.append((row.place("name", "id"), titles))
        for at, text in (*heard, *row.beside()):
            said = said_in(text)
            part = said.part or said.within(year) or (said.years and said.years != {year})
            reached = said.reached or said_in(column.heading).reached
            whose = places.elsewhere(text, entry)
            if not (part or whose or said.void or said.denies(year, reached=reached)):
                continue
            if at not in self.refused:
                self.refused.add(at)
                if part:
                    self.say("JY812", Severity.ERROR, at, name=text, period=True)
                else:
                    data = {"problem": "of_targets", "name": text, "known": []}
                    self.say("JY803", Severity.ERROR, at, **data)
            return True
        return False

    def meant(self, row: TableRow) -> str | None:
        """The quantity that a row is about; None where nobody knows."""
        declared = self.reader.declared
        id_, said = row.text("id"), row.name()
        by_name = self.called(said)
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

    def called(self, name: str) -> str | None:
        """The quantity that is called so, also with another unit behind; None: nobody knows."""
        names, declared = self.reader.reader.advice, self.reader.declared
        found = names.meant(name) if name else None
        if found is None and (behind := _UNIT_BEHIND.search(name)):
            # in another unit than the plan's, which is converted
            meant = names.meant(name[: behind.start()])
            entry = declared.get(meant or "")
            if entry is not None and ratio_of(behind[1].strip(), unit_reported(entry)) is not None:
                return meant
        return found

    def stranger(self, row: TableRow, written: str) -> None:
        """Say that a row is about nothing that the plan has, or nearly so."""
        near = self.reader.reader.advice.unknown(written) if written else {}
        if near.get("candidates"):
            self.say("JY102", Severity.ERROR, row.place("name", "id"), **near)
        else:
            at = row.place("name", "id") if written else row.place("value")
            self.say("JY815", Severity.WARNING, at, name=written)

    def district(self, row: TableRow, of_column: str) -> str | None:
        """Whose figures a row has in a column; None: of the whole; empty: nobody knows."""
        districts = self.reader.plan.targets.districts
        told = of_column or row.stretched("district")
        if _ALL.fullmatch(told):
            return None
        self.named_before = self.named_before or bool(told)
        if not told and self.named_before and row.table.headings.of("district"):
            # Whose a figure is below those of districts, nobody knows.
            at = row.place("name", "id")
            self.say(
                "JY204",
                Severity.ERROR,
                at,
                **unknown_data("district", "", (each.id for each in districts)),
            )
            return ""
        if said := told or self.of_sheet:
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
        block = table.block_over(row.row, column.column)
        if block is not None and (block[2] > row.row or table.shares(block)):
            last = cell_span("", "", *block[2:]).cell
            self.say("JY810", Severity.ERROR, at, cells=f"{at.cell}:{last}")
            return None
        if table.hidden(row.row, column.column):
            self.say("JY811", Severity.NOTE, at, what="cell", name=cell.shown)
        found = figure_in(cell, at, self.unit(row, column, quantity), quantity)
        if not isinstance(found, CellFigure):
            self.findings.append(found)
            return None
        if self.commas and cell.sort == "text" and _POINT.search(cell.text):
            # Beside 12,5 a point may be one for thousands.
            self.say("JY121", Severity.ERROR, at, text=cell.text.strip(), suggestion="")
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

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit of something in the plan, or one that is measured in."""
        units = map(unit_reported, self.reader.declared.values())
        return is_measure(text) or any(ratio_of(text, unit) is not None for unit in units)

    def unit(self, row: TableRow, column: TableColumn, quantity: KnownQuantity) -> str:
        """The unit that a table states for a figure; empty where it states none.

        Of several that it states as a whole, the only one that measures the quantity.
        """
        if text := row.unit_of(column):
            return text
        name = row.name()
        behind = _UNIT_BEHIND.search(name)
        # What stands in brackets may be a part of the name.
        if behind and self.reader.reader.advice.meant(name[: behind.start()]):
            return behind[1].strip()
        names = [each.unit for each in row.table.headings.of("name")]
        beside = [*names, row.text("note")]
        own = column.unit or next((each for each in beside if each and self.is_unit(each)), "")
        above = "" if self.above is None else stated_unit(self.above[1])
        text = own or above or row.table.titles.unit
        unit = unit_reported(quantity.entry)
        fitting = [each for each in parts_of(text) if ratio_of(each, unit) is not None]
        return fitting[0] if len(fitting) == 1 else text

    def provisional(self, row: TableRow) -> bool | None:
        """Whether the row says that its figure is preliminary; None: nobody knows."""
        said = row.text("provisional").casefold()
        if said in _YES or not said:
            return bool(said)
        if said in _NO:
            return False
        self.say("JY819", Severity.ERROR, row.place("provisional"), text=said)
        return None


def whole_year(text: str) -> int | None:
    """The year that a cell of years names; None: none, or a part of one."""
    found = _WHOLE_YEAR.fullmatch(unicodedata.normalize("NFKC", text))
    return int(found[1]) if found else None
