"""What the words of a table say of a figure in it: whose it is, in which unit, and if it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jyplan.forms.heading_words import is_measure
from jyplan.forms.saying import bared, is_bare_aim, said_in, says_doubt, says_kind
from jyplan.forms.stamp import stamp_of
from jyplan.forms.titles import stated_unit
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.remarks import unknown_data
from jyplan.plan.spelling import called
from jyplan.plan.submissions import unit_reported
from jyplan.plan.units import ratio_of

if TYPE_CHECKING:
    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.reading import TableReader
    from jyplan.forms.sheets import Sheets
    from jyplan.forms.table import TableRow
    from jyplan.forms.taken import TakenFigure
    from jyplan.plan.known import KnownQuantity
    from jyplan.plan.model import Context, Indicator

UNIT_BEHIND: Final = re.compile(r"[(（]([^()（）]+)[)）]\s*$")
# what stands in a column of districts for all of them
_ALL = re.compile(r"合计|总计|全[市县区省].*|本级|total|whole.*", re.IGNORECASE)
_YES = frozenset({"是", "y", "yes", "true", "√", "✓", "快报", "快报数", "初步", "preliminary", "1"})
_NO = frozenset({"否", "n", "no", "false", "×", "正式", "终值", "final", "0"})


class WordsPerusal:
    """The way through one workbook: what was found, what is wrong, and what was said so far."""

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
        # whether a row of it has named a district
        self.named_before = False
        # where the last row of words alone is, which may be about those below, and what it says
        self.above: tuple[Span, str] | None = None
        # what was said once of all below
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

    def counting(
        self, row: TableRow, name: str, filled: list[tuple[TableColumn, int]]
    ) -> list[tuple[TableColumn, int]]:
        """The columns of a row, with their years, that no words above or beside it deny."""
        if self.stamp is not None or self.by_hand:
            return filled
        note, places = row.text("note"), self.reader.places
        if says_doubt(note):
            self.refuse("JY803", row.place("note"), problem="of_targets", name=note, known=[])
            return []
        entry = self.reader.declared[name]
        heard = [each for each in (self.above, *row.beside()) if each and self.is_kind(each[1])]
        if title := row.table.titles.naming(lambda text: places.elsewhere(text, entry)):
            heard.append((row.place("name", "id"), title))
        return [
            (column, year)
            for column, year in filled
            if not any(self.denies(row, entry, words, column, year) for words in heard)
        ]

    def denies(
        self,
        row: TableRow,
        entry: Indicator | Context,
        words: tuple[Span, str],
        column: TableColumn,
        year: int,
    ) -> bool:
        """Whether words, with their place, say that a figure of a row is no such one."""
        (at, text), places = words, self.reader.places
        said = said_in(text)
        if said.part or said.within(year):
            return self.refuse("JY812", at, name=text, period=True)
        if not row.table.headings.of("district") and places.districts.search(text):
            # Whose figures are below such a name, or beside it, a column would have to say.
            return self.refuse("JY803", at, problem="of_district", name=text, known=[])
        years = {*said.years} - {year}
        if words != self.above:
            # A later year is when something is due, or was published.
            years = {each for each in years if each < year}
        # A column of 完成值 holds none where its row says no more than 目标.
        reports = said_in(column.heading).reached or row.table.titles.reports
        reached = said.reached or (reports and not is_bare_aim(text))
        other = years or said.void or places.elsewhere(text, entry)
        if other or said.denies(year, reached=reached):
            return self.refuse("JY803", at, problem="of_targets", name=text, known=[])
        return False

    def is_kind(self, text: str) -> bool:
        """Whether a text says of what kind figures are, or whose, and nothing else."""
        return says_kind(text) or self.reader.places.is_one(bared(text))

    def refuse(self, code: str, at: Span, **data: object) -> bool:
        """Say once of a place why figures beside it, or below, are not read."""
        if at not in self.refused:
            self.refused.add(at)
            self.say(code, Severity.ERROR, at, **data)
        return True

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
            known = unknown_data("district", "", (each.id for each in districts))
            self.say("JY204", Severity.ERROR, at, **known)
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
        behind = UNIT_BEHIND.search(name)
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


def parts_of(units: str) -> list[str]:
    """The units of a list such as 亿元、家."""
    return [each for each in re.split("[,;、]", units) if each]
