"""A row of a table that was sent in -> the figures that it reports, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jyplan.forms.cells import CellFigure, figure_in, no_figure
from jyplan.forms.perusal import UNIT_BEHIND, WordsPerusal
from jyplan.forms.sheets import seen
from jyplan.forms.taken import TakenFigure, value_of
from jyplan.plan.figures import says_nothing
from jyplan.plan.findings import Severity, cell_span
from jyplan.plan.records import both
from jyplan.plan.submissions import differing_data, unit_reported
from jyplan.plan.units import ratio_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.table import TableRow
    from jyplan.plan.known import KnownQuantity

_POINT = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.][0-9]{3}(?![0-9])")
_WHOLE_YEAR = re.compile(r"\s*((?:19|20|21)[0-9]{2})\s*(?:年[度末底]?|-12-31)?\s*")


class RowPerusal(WordsPerusal):
    """The way through the rows of one workbook."""

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
        empty = all(says_nothing(row.shown(column)) for column, _ in filled)
        if empty and (words := row.words()) and self.called(row.name()) is None:
            self.above = words
            return
        if not filled:
            return
        name = self.meant(row)
        if name is None:
            return
        filled = self.counting(row, name, filled)
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
                # Who says it of each row, as in a form of ours, says it in no title.
                told = self.stamp is not None or bool(row.text("provisional"))
                early = early or (year == last and not told and row.early())
                self.take(
                    TakenFigure(
                        name,
                        year,
                        year,
                        district,
                        row.table.at(row.row, column.column),
                        row.shown(column),
                        column.heading,
                        found.figure,
                        found.unit,
                        early,
                        seen(row.text("note")) if year == last else "",
                        seen(row.text("source")),
                    )
                )

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
        if found is None and (behind := UNIT_BEHIND.search(name)):
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


def whole_year(text: str) -> int | None:
    """The year that a cell of years names; None: none, or a part of one."""
    found = _WHOLE_YEAR.fullmatch(unicodedata.normalize("NFKC", text))
    return int(found[1]) if found else None
