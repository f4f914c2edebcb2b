"""The columns of a table that was sent in -> those whose figures count, and of which year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jyplan.forms.cells import CellFigure, figure_in
from jyplan.forms.heading_words import says_mean
from jyplan.forms.perusal import parts_of
from jyplan.forms.rows import RowPerusal, whole_year
from jyplan.forms.saying import said_in, says_whole, squashed
from jyplan.plan.findings import Severity
from jyplan.plan.spelling import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.table import SentTable

# what brackets say of how a figure is to be given, and not of what it is
_MANNER: Final = re.compile(
    "[必选]填|.*填[写报]?|保留.*|[小位]数.*|定案|终值|正式|当年价|现[行]?价格?|年[末底]"
)
# what may be the end of a year, or a part of it
_DECEMBER: Final = re.compile("12月|[四4]季|dec")
# so many targets may be met to the digit
_MET: Final = 2


class ColumnPerusal(RowPerusal):
    """The way through the columns of one workbook."""

    def value_columns(self, table: SentTable) -> Iterator[tuple[TableColumn, int | None]]:
        """The columns with figures of years that are wanted; no year: each row names its own."""
        columns = self.of_known(table)
        named = sorted({each.year for each in columns if each.year is not None})
        if by_period := table.headings.of("period"):
            # Figures of months or quarters are not those of a year.
            at = table.place(by_period[0])
            self.say("JY812", Severity.ERROR, at, name=by_period[0].heading, period=True)
            return
        if not named and table.headings.of("year") and len(columns) == 1:
            if self.is_reached(table, columns[0], None, of_plan=False):
                yield columns[0], None
            return
        taken: dict[tuple[int, str], list[TableColumn]] = {}
        last = self.last_of_plan(table, named)
        for column in columns:
            year = self.year(table, column, named)
            of_plan = year is not None and year == last
            if (
                year is not None
                and self.wanted(year)
                and self.is_understood(table, column)
                and self.is_reached(table, column, year, of_plan=of_plan)
            ):
                taken.setdefault((year, column.district), []).append(column)
        for (year, _), both in taken.items():
            # Of 完成值 and 完成情况 the one in words is none of values.
            first, *others = [each for each in both if table.has_figures(each)] or both
            for other in others:
                data = {"year": year, "name": other.heading, "first": first.heading}
                self.say("JY804", Severity.ERROR, table.place(other), **data)
            if not others:
                self.years.setdefault(year, table.place(first))
                yield first, year
        self.unread(table, named, {year for year, _ in taken})

    def unread(self, table: SentTable, named: Sequence[int], read: set[int]) -> None:
        """Say which years a table has and is not read for.

        Args:
            table: the table.
            named: the years that its columns of values name.
            read: those that are read.
        """
        for other in table.headings.of("other"):
            year = other.year
            late = _DECEMBER.search(squashed(other.heading))
            if year and self.wanted(year) and year not in read and late:
                # 2024年12月 may be what others call 2024年.
                data = {"problem": "column_unread", "name": other.heading}
                self.say("JY820", Severity.WARNING, table.place(other), **data)
        if named and not any(map(self.wanted, named)):
            at = table.place(table.headings.of("value")[0])
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
        said = table.titles.year
        if asked is not None and said not in {None, asked} and not self.by_hand:
            self.say("JY812", Severity.ERROR, at, name=str(asked), years=[said])
            return None
        if asked is None and said is None:
            self.say("JY812", Severity.ERROR, at, name=column.heading)
        return asked or said

    def is_understood(self, table: SentTable, column: TableColumn) -> bool:
        """Whether what stands in the brackets of a heading is a unit, and months stand beside none.

        Beside 本月, what is of no year is of one until now.
        """
        if self.by_hand or self.stamp is not None:
            return True
        at = table.place(column)
        unknown = [each for each in parts_of(column.unit) if not _MANNER.fullmatch(each)]
        if not all(self.is_unit(each) or says_whole(each) for each in unknown):
            data = {"problem": "column_unread", "name": column.heading}
            self.say("JY820", Severity.WARNING, at, **data)
            return False
        free = [each.heading for each in table.headings.columns if each.year is None]
        months = [text for text in free if said_in(text).part]
        if column.year is None and months and not says_whole(column.heading):
            self.say("JY812", Severity.ERROR, at, name=months[0], period=True)
            return False
        return True

    def is_reached(
        self, table: SentTable, column: TableColumn, year: int | None, *, of_plan: bool
    ) -> bool:
        """Whether a column is of all of its year and no target, as far as anything tells.

        Args:
            table: the table.
            column: the column.
            year: its year; None: each row names its own.
            of_plan: whether it stands where the plan's own table has its targets.
        """
        if self.by_hand or self.stamp is not None:
            return True
        at, titles = table.place(column), table.titles
        if titles.void:
            self.say("JY820", Severity.WARNING, at, problem="void", name=titles.void)
            return False
        newest = max((each.year or 0 for each in table.headings.of("value")), default=0)
        if (part := titles.period(year, newest or year)) and not says_whole(column.heading):
            self.say("JY812", Severity.ERROR, at, name=part, period=True)
            return False
        reached = said_in(column.heading).reached
        denial = titles.denial(year, reached=reached)
        if not denial and not reached and (of_plan or self.is_planned(table, column, year)):
            denial = column.heading
        if denial:
            self.say("JY803", Severity.ERROR, at, problem="of_targets", name=denial, known=[])
        return not denial

    def of_known(self, table: SentTable) -> list[TableColumn]:
        """The columns of values, without those that may be of a district that a title names."""
        columns = table.headings.of("value")
        told = table.headings.of("district") or squeezed(table.sheet.name) in self.reader.districts
        if told or self.by_hand or self.stamp is not None:
            return columns
        free = [each for each in columns if not each.district]
        names = self.reader.places.districts
        whose = table.titles.naming(names.search)
        named = {self.reader.districts[squeezed(each)] for each in names.findall(whose)}
        if free and named and self.reader.asked.district not in named:
            data = {"problem": "of_district", "name": whose, "known": []}
            self.say("JY803", Severity.ERROR, table.place(free[0]), **data)
            return [each for each in columns if each.district]
        return columns

    def last_of_plan(self, table: SentTable, named: Sequence[int]) -> int | None:
        """The year of targets in a table like the plan's own: 2020, 2025, mean growth or 属性."""
        head = self.reader.plan.head
        means = bool(table.headings.of("obligation")) or any(
            says_mean(each.heading) for each in table.headings.of("growth")
        )
        years = {head.baseline_year, head.end_year}
        alike = means and ({*named} <= years or years <= {*named})
        return head.end_year if alike and not table.titles.reports else None

    def is_planned(self, table: SentTable, column: TableColumn, year: int | None) -> bool:
        """Whether a column holds what the plan asks of its year, all figures or all but one.

        Who reports may meet one or two targets to the digit; three, and hardly a figure that is
        another, nobody does.
        """
        goals, equal = self.reader.goals, []
        for row in table.rows() if year is None or year in goals else ():
            cell, id_ = row.cell(column), self.called(row.name()) or row.text("id")
            goal = goals.get(year or whole_year(row.stretched("year")) or 0, {}).get(id_)
            whole = not (column.district or row.stretched("district"))
            if cell is not None and goal is not None and whole:
                at, quantity = table.place(column), self.reader.quantity(id_)
                found = figure_in(cell, at, self.unit(row, column, quantity), quantity)
                if isinstance(found, CellFigure):
                    equal.append(float(found.figure) == goal)
        return sum(equal) >= max(_MET + 1, len(equal) - 1)
