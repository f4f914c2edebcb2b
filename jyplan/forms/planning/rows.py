"""A row of a plan's table as an indicator: what its cells say, put together."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.forms.planning.aim_fits import AimFit, AimPlace, fitted, level_in
from jyplan.forms.planning.aim_vocabulary import YEAR
from jyplan.forms.planning.aim_words import aim_said, plain, says_nothing
from jyplan.forms.planning.indicator_words import NameSaid, name_said, unit_said
from jyplan.forms.sheets import seen
from jyplan.plan.draft import DraftRemark
from jyplan.plan.findings import Finding, Severity, cell_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.planning.table import PlanRow, PlanTable

LONGEST_NAME: Final = 200
UNKNOWN: Final = "?"
_MARKS: Final = re.compile(r"\*+$|\[?[①②③④⑤⑥⑦⑧⑨]\]?$")
_OF_YEAR: Final = re.compile(
    rf"\((?P<year>{YEAR})年?(?:数据|数)?\)$|^(?P<first>{YEAR})年:?(?=[0-9])"
)
_EARLY: Final = re.compile(
    r"^(?:预计|初步|快报)(?:数|为)?:?|\((?:预计|初步|快报)(?:数|值)?\)$|\((?:preliminary|provisional)\)$"
)
_EARLY_HEADING: Final = re.compile("预计|快报|初步|provisional|preliminary|estimate", re.IGNORECASE)


class RowSaid(NamedTuple):
    """What the cells of a row say of an indicator.

    Attributes:
        row: the row.
        names: its name, and what that tells.
        unit: as the table writes it, else `UNKNOWN`.
        start: the baseline; None where there is none, or it is not understood.
        fit: the target; None where it is not understood, or not said.
        column: where the target stands; None where nothing says it.
        places: cells of target and baseline, as Excel names them; empty where they say nothing.
        milestones: figures on the way that the table has.
        later: figures for years after the plan's last.
    """

    row: PlanRow
    names: NameSaid
    unit: str
    start: StartSaid | None
    fit: AimFit | None
    column: TableColumn | None
    places: tuple[str, str]
    milestones: tuple[tuple[int, Decimal], ...] = ()
    later: tuple[tuple[int, Decimal], ...] = ()


class StartSaid(NamedTuple):
    """A baseline as its cell says it.

    Attributes:
        value: in the quantity's unit.
        year: the year whose end is meant.
        remarks: what was taken to be so.
        provisional: whether it may change.
    """

    value: Decimal
    year: int
    remarks: tuple[DraftRemark, ...] = ()
    provisional: bool = False


class RowReader:
    """Reads rows of one table, and keeps what is found wrong in their cells.

    Attributes:
        table: the table.
        findings: what is wrong, in the order of cells.
    """

    def __init__(self, table: PlanTable) -> None:
        self.table = table
        self.findings: list[Finding] = []

    def _found(
        self, code: str, row: PlanRow, column: TableColumn | None, data: Mapping[str, object]
    ) -> None:
        """Keep a finding about a cell, or about a row where there is no such column."""
        where = column or self.table.column("name") or self.table.headings.columns[0]
        span = cell_span(self.table.path, self.table.sheet.name, row.row, where.column)
        self.findings.append(Finding(code, Severity.WARNING, span, data))

    def _place(self, row: PlanRow, column: TableColumn | None) -> str:
        """A cell as Excel names it; empty where there is no such column."""
        if column is None:
            return ""
        sheet = seen(self.table.sheet.name)
        return cell_span(self.table.path, sheet, row.row, column.column).cell

    def read(self, row: PlanRow) -> RowSaid | None:
        """What a row says; None: it names nothing."""
        table = self.table
        stated = unit_said(row.said(table.column("unit")))
        stated = "" if says_nothing(stated) else stated
        written = " ".join(row.said(table.column("name") or table.column("id")).split())
        if not written or len(written) > LONGEST_NAME or says_nothing(written):
            self._found("JY826", row, None, {"limit": LONGEST_NAME})
            return None
        names = name_said(written, unit=stated)
        unit = stated or names.unit or _heading_unit(table) or _shown_unit(row, table)
        start = self._start(row, names, unit)
        fit, column = self._aim(row, names, unit, start)
        level = fit is not None and "value" in fit.target and fit.target["year"] != "every"
        between, later = (
            tuple(self._figures(row, columns, names, unit)) if level else ()
            for columns in (table.between, table.later)
        )
        places = (self._place(row, column), self._place(row, table.start))
        return RowSaid(row, names, unit, start, fit, column, places, between, later)

    def _figures(
        self, row: PlanRow, columns: Iterable[TableColumn], names: NameSaid, unit: str
    ) -> Iterator[tuple[int, Decimal]]:
        """Figures of other years than the first and the last."""
        for column in columns:
            said = row.said(column)
            if not said or says_nothing(said) or column.year is None:
                continue
            aim = aim_said(said) if _is_said(row, column) else None
            plainly = aim is not None and aim.form == "value" and not aim.every
            value = level_in(aim, unit) if aim is not None and plainly else None
            if value is None:
                self._found("JY821", row, column, {"name": names.name, "text": said})
            else:
                yield column.year, value

    def _start(self, row: PlanRow, names: NameSaid, unit: str) -> StartSaid | None:
        """The baseline; None where there is none, or it is not understood."""
        column = self.table.start
        said = row.said(column)
        if column is None or not said or says_nothing(said):
            return None
        start = start_said(said, unit, self.table)
        if start is None or not _is_said(row, column):
            self._found("JY822", row, column, {"name": names.name, "text": said})
            return None
        if row.cells[column.column].scaled:
            start = start._replace(remarks=(*start.remarks, DraftRemark("scaled")))
        return start

    def _aim(
        self, row: PlanRow, names: NameSaid, unit: str, start: StartSaid | None
    ) -> tuple[AimFit | None, TableColumn | None]:
        """The target and where it stands: its own year's figure goes before means and totals."""
        table = self.table
        place = AimPlace(
            *(unit, table.period.last, "target", names.grows if unit == "%" else 0, names.adds),
            start=None if start is None else start.value,
        )
        heading = "" if table.growth is None else plain(table.growth.heading)
        sums = "累计" in heading and "年均" not in heading and "增速" not in heading
        beside = place._replace(column="growth", sums=sums)
        stated: list[tuple[AimFit, TableColumn, str]] = []
        wrong: list[tuple[TableColumn, str]] = []
        for column, at in ((table.target, place), (table.growth, beside)):
            said = row.said(column)
            if column is None or not said or says_nothing(said):
                continue
            aim = aim_said(said) if _is_said(row, column) else None
            fit = None if aim is None else fitted(aim, at)
            if fit is None:
                wrong.append((column, said))
            else:
                stated.append((fit, column, said))
        for column, said in wrong:
            self._found("JY821", row, column, {"name": names.name, "text": said})
        if not stated and not wrong:
            self._found("JY825", row, table.target or table.growth, {"name": names.name})
            return None, None
        if not stated:
            return None, wrong[0][0]
        fit, column, _ = stated[0]
        for other in stated[1:]:
            fit = self._beside(fit, other, start, row, names)
        return fit, column

    def _beside(
        self,
        fit: AimFit,
        other: tuple[AimFit, TableColumn, str],
        start: StartSaid | None,
        row: PlanRow,
        names: NameSaid,
    ) -> AimFit:
        """A target with what stands beside it: growth only follows, and has to agree."""
        derived, column, said = other
        figure = derived.target.get("average_growth")
        level, year = fit.target.get("value"), fit.target.get("year")
        follows = isinstance(figure, Decimal)
        code = "also_growth" if follows else "also_said"
        remark = DraftRemark(code, "target", {"text": said}, check=not follows)
        if (
            isinstance(figure, Decimal)
            and isinstance(level, Decimal)
            and isinstance(year, int)
            and start is not None
            and min(start.value, level, Decimal(year - start.year)) > 0
        ):
            low, high = growth_between(start.value, level, year - start.year)
            half = half_step(figure)
            if not low - half <= figure <= high + half:
                ends = {"low": round(low, 2), "high": round(high, 2)}
                self._found("JY823", row, column, {"name": names.name, "text": said, **ends})
        return fit._replace(remarks=(*fit.remarks, remark))


def _is_said(row: PlanRow, column: TableColumn) -> bool:
    """Whether a cell holds words or a figure, and no date, error or the like."""
    return row.cells[column.column].sort in {"text", "number", "percent"}


def _heading_unit(table: PlanTable) -> str:
    """The unit that the heading of names or figures says for all."""
    for column in (table.column("unit"), table.target, table.start):
        if column is not None and column.unit and column.role != "unit":
            return unit_said(column.unit)
    return ""


def _shown_unit(row: PlanRow, table: PlanTable) -> str:
    """Per cent, where that is how figures are shown; else it is not known."""
    columns = [each for each in (table.start, table.target) if each is not None]
    shown = {row.cells[each.column].sort for each in columns if each.column in row.cells}
    return "%" if "percent" in shown else UNKNOWN


def start_said(said: str, unit: str, table: PlanTable) -> StartSaid | None:
    """A baseline as a cell says it; None: it is not understood."""
    words, year, remarks = plain(said), table.period.first, []
    if table.start is not None and table.start.year is not None:
        year = table.start.year
    early = _EARLY.sub("", words)
    heading = "" if table.start is None else table.start.heading
    provisional, words = early != words or re.search(_EARLY_HEADING, heading) is not None, early
    if found := _OF_YEAR.search(words):
        year, words = int(found["year"] or found["first"]), _OF_YEAR.sub("", words)
    elif found := _MARKS.search(words):
        words = words[: found.start()]
        # A star is a year where something says which.
        starred = found[0].startswith("*") and table.star is not None
        year = table.star if starred and table.star is not None else year
        code = "star_year" if starred else "star_unknown"
        remarks.append(DraftRemark(code, "year", {"text": said.strip()}, check=not starred))
    aim = aim_said(words)
    if aim is None or aim.form != "value" or aim.operator or aim.every or aim.further or aim.turn:
        return None
    value = level_in(aim, unit)
    if value is None:
        return None
    if aim.approximate:
        remarks.append(DraftRemark("about", "value", {"text": said.strip()}))
    return StartSaid(value, year, tuple(remarks), provisional)


def half_step(figure: Decimal) -> Decimal:
    """Half of the step in which a figure is printed."""
    return Decimal(1).scaleb(-digits_of(figure)) / 2


def digits_of(figure: Decimal) -> int:
    """How many digits stand behind the point."""
    exponent = figure.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def growth_between(start: Decimal, level: Decimal, years: int) -> tuple[Decimal, Decimal]:
    """The least and the greatest mean growth, in per cent, that printed figures can come of."""
    ends = []
    for sign in (-1, 1):
        over = level + sign * half_step(level)
        under = max(start - sign * half_step(start), half_step(start) / 2)
        ratio = max(float(over / under), 0.0)
        ends.append(Decimal(str((ratio ** (1 / years) - 1) * 100)))
    return ends[0], ends[1]
