"""A row of a plan's table as an indicator: what its cells say, put together."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.forms.heading_words import EARLY
from jyplan.forms.planning.aim_fits import AimFit, AimPlace, fitted, level_in
from jyplan.forms.planning.aim_vocabulary import POINTS, YEAR
from jyplan.forms.planning.aim_words import aim_said, decimal, plain
from jyplan.forms.planning.indicator_words import NameSaid, name_said, unit_said
from jyplan.plan.draft import DraftRemark
from jyplan.plan.figures import amount
from jyplan.plan.findings import Finding, Severity
from jyplan.plan.units import MULTIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.planning.aim_words import AimSaid
    from jyplan.forms.planning.table import PlanRow, PlanTable

LONGEST_NAME: Final = 200
UNKNOWN: Final = "?"
MARKED: Final = re.compile(r"\[?([*＊]|[①-⑳])[*＊]*\]?\s*$")
_OF_YEAR: Final = re.compile(
    rf"\((?P<year>{YEAR})年?(?:数据|数)?\)$|^(?P<first>{YEAR})年:?(?=[0-9])"
)
_EARLY_HEADING: Final = re.compile(f"预计|estimate|{EARLY}", re.IGNORECASE)


class RowSaid(NamedTuple):
    """What the cells of a row say of an indicator.

    Attributes:
        row: the row.
        names: its name, and what that tells.
        unit: as the table writes it, else `UNKNOWN`.
        start: the baseline; None where there is none, or it is not understood.
        fit: the target; None where it is not understood, or not said.
        column: where the target stands; None where nothing says it.
        remarks: what was taken to be so of all of it.
        milestones: figures on the way that the table has.
        later: figures for years after the plan's last.
    """

    row: PlanRow
    names: NameSaid
    unit: str
    start: StartSaid | None
    fit: AimFit | None
    column: TableColumn | None
    remarks: tuple[DraftRemark, ...] = ()
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

    def _found(self, code: str, row: PlanRow, column: TableColumn | None, **data: object) -> None:
        """Keep a finding about a cell, or about a row where there is no such column."""
        self.findings.append(Finding(code, Severity.WARNING, row.place(column), data))

    def read(self, row: PlanRow) -> RowSaid | None:
        """What a row says; None: it names nothing."""
        table = self.table
        written = " ".join((row.inner.name() or row.inner.text("id")).split())
        if len(written) > LONGEST_NAME or not any(map(str.isalnum, written)):
            self._found("JY826", row, None, limit=LONGEST_NAME)
            return None
        stated = unit_said(row.said(table.column("unit")))
        names = name_said(written, unit=stated)
        unit = stated or names.unit or _unit_of_all(table)
        remarks: tuple[DraftRemark, ...] = ()
        if not unit:
            unit = _unit_of_figures(row, table)
            remarks = (DraftRemark("unit", "unit"),) if unit == UNKNOWN else ()
        start = self._start(row, names, unit)
        fit, column = self._aim(row, names, unit, start)
        level = fit is not None and "value" in fit.target and fit.target["year"] != "every"
        between, later = (
            tuple(self._figures(row, columns, names, unit)) if level else ()
            for columns in (table.between, table.later)
        )
        return RowSaid(row, names, unit, start, fit, column, remarks, between, later)

    def _figures(
        self, row: PlanRow, columns: Iterable[TableColumn], names: NameSaid, unit: str
    ) -> Iterator[tuple[int, Decimal]]:
        """Figures of other years than the first and the last."""
        for column in columns:
            if not (said := row.said(column)) or column.year is None:
                continue
            aim = _aim_in(row, column)
            plainly = aim is not None and aim.form == "value" and not aim.every
            value = level_in(aim.figure, aim.unit, unit) if aim is not None and plainly else None
            if value is None:
                self._found("JY821", row, column, name=names.name, text=said)
            else:
                yield column.year, value

    def _start(self, row: PlanRow, names: NameSaid, unit: str) -> StartSaid | None:
        """The baseline; None where there is none, or it is not understood."""
        column = self.table.start
        said = row.said(column)
        if column is None or not said:
            return None
        start, cell = start_said(said, unit, self.table), row.cell(column)
        if start is None or cell is None or not _is_said(row, column):
            self._found("JY822", row, column, name=names.name, text=said)
            return None
        if cell.scaled:
            start = start._replace(remarks=(*start.remarks, DraftRemark("scaled")))
        return start

    def _aim(
        self, row: PlanRow, names: NameSaid, unit: str, start: StartSaid | None
    ) -> tuple[AimFit | None, TableColumn | None]:
        """The target and where it stands: its own year's figure goes before means and totals."""
        first, stated, wrong = self.table.period.first, [], []
        places = list(_places(self.table, names, unit, start))
        for column, place in places:
            if said := row.said(column):
                aim = _aim_in(row, column, since=first)
                fit = None if aim is None else fitted(aim, place)
                if fit is not None:
                    stated.append((fit, column))
                    continue
                wrong.append(column)
                self._found("JY821", row, column, name=names.name, text=said)
        if not stated:
            if not wrong:
                self._found("JY825", row, places[0][0] if places else None, name=names.name)
            return None, next(iter(wrong), None)
        (fit, column), *others = stated
        for other, beside in others:
            remark, ends = _beside(fit, other, start, said := row.said(beside))
            fit = fit._replace(remarks=(*fit.remarks, remark))
            if ends is not None:
                low, high = (round(each, 2) for each in ends)
                data = {"name": names.name, "text": said, "low": low, "high": high}
                self._found("JY823", row, beside, **data)
        return fit, column


def _places(
    table: PlanTable, names: NameSaid, unit: str, start: StartSaid | None
) -> Iterator[tuple[TableColumn, AimPlace]]:
    """The columns that may hold the target, with what that is of."""
    value = None if start is None else start.value
    place = AimPlace(unit, table.period.last, "target", 0, names.adds, value)
    place = place._replace(grows=names.grows if place.percent else 0)
    if table.target is not None:
        yield table.target, place._replace(column="growth") if names.mean else place
    for column in table.growth:
        heading = plain(column.heading)
        means = names.mean or re.search("年均|增速|annual", heading)
        sums = re.search("累计|cumul", heading) and not means
        yield column, place._replace(column="growth", sums=bool(sums))


# keys of targets that a level, with its baseline, comes to
_FOLLOW: Final = ("average_growth", "change_percent", "change", "multiple")


def _beside(
    fit: AimFit, other: AimFit, start: StartSaid | None, said: str
) -> tuple[DraftRemark, tuple[Decimal, Decimal] | None]:
    """What is said of what stands beside a target, and the growth that it should be.

    Args:
        fit: the target.
        other: what stands beside it, which has to follow.
        start: the baseline.
        said: the words of the other.
    """
    key = next((key for key in _FOLLOW if key in other.target), "")
    growth, figure = key == "average_growth", other.target.get(key)
    level, year = fit.target.get("value"), fit.target.get("year")
    ends = None
    if key and start is not None and isinstance(level, Decimal) and isinstance(year, int):
        ends = _followed(key, start.value, level, year - start.year)
    if isinstance(figure, Decimal) and ends is not None:
        if _agree(ends, figure, other.target):
            return DraftRemark("also_follows", "target", {"text": said}, check=False), None
        return DraftRemark("also_said", "target", {"text": said}), ends if growth else None
    code = "also_growth" if growth else "also_said"
    return DraftRemark(code, "target", {"text": said}, check=not growth), None


def _is_said(row: PlanRow, column: TableColumn) -> bool:
    """Whether a cell holds words or a figure, and no date, error or the like."""
    cell = row.cell(column)
    return cell is not None and cell.sort in {"text", "number", "percent"}


def _aim_in(row: PlanRow, column: TableColumn, *, since: int | None = None) -> AimSaid | None:
    """What a cell says of a target; what it is reckoned from is the baseline, and no other."""
    if not _is_said(row, column):
        return None
    return aim_said(re.sub(rf"[比较]{since}年(?:[末底])?", "", row.said(column)))


def _unit_of_all(table: PlanTable) -> str:
    """The unit that the heading of names or figures, or the table, says for all; else empty."""
    for column in (table.target, table.start):
        if column is not None and column.unit:
            return unit_said(column.unit)
    return unit_said(table.unit())


def _unit_of_figures(row: PlanRow, table: PlanTable) -> str:
    """The unit that stands behind figures; else it is not known."""
    for column in (table.start, table.target):
        said = aim_said(row.said(column))
        if said is None or said.form != "value" or said.turn or POINTS.fullmatch(said.unit):
            continue
        if said.unit and said.unit not in MULTIPLES:
            return unit_said(said.unit)
    return UNKNOWN


def start_said(said: str, unit: str, table: PlanTable) -> StartSaid | None:
    """A baseline as a cell says it; None: it is not understood."""
    words, year, remarks = plain(said), table.period.first, []
    heading = "" if table.start is None else table.start.heading
    if table.start is not None and table.start.year is not None:
        year = table.start.year
    if found := _OF_YEAR.search(words):
        year, words = int(found["year"] or found["first"]), _OF_YEAR.sub("", words)
    elif found := MARKED.search(said):
        # A mark is a year where something says which.
        words = said[: found.start()]
        marked = table.marks.get(found[1].replace("＊", "*"))
        year = marked or year
        code = "star_year" if marked else "star_unknown"
        remarks.append(DraftRemark(code, "year", {"text": said}, check=not marked))
    stated = amount(words)
    if stated is None or stated.says not in {"", "about", "provisional"}:
        return None
    value = level_in(decimal(stated.figure), stated.unit, unit)
    if value is None:
        return None
    if stated.says == "about":
        remarks.append(DraftRemark("about", "value", {"text": said}))
    early = stated.says == "provisional" or _EARLY_HEADING.search(heading) is not None
    return StartSaid(value, year, tuple(remarks), early)


def digits_of(figure: Decimal) -> int:
    """How many digits stand behind the point."""
    exponent = figure.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _half_step(figure: Decimal) -> Decimal:
    """Half of the step in which a figure is printed."""
    return Decimal(1).scaleb(-digits_of(figure)) / 2


def _followed(
    key: str, start: Decimal, level: Decimal, years: int
) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest change that printed figures can come of; None: there is none."""
    ends = []
    for sign in (-1, 1):
        over, under = level + sign * _half_step(level), start - sign * _half_step(start)
        if key == "change":
            ends.append(over - under)
        elif min(start, level, Decimal(years)) <= 0:
            return None
        else:
            ratio = float(over / max(under, _half_step(start) / 2))
            mean = max(ratio, 0.0) ** (1 / years if key == "average_growth" else 1)
            ends.append(Decimal(str(mean if key == "multiple" else (mean - 1) * 100)))
    return ends[0], ends[1]


def _agree(ends: tuple[Decimal, Decimal], figure: Decimal, target: Mapping[str, object]) -> bool:
    """Whether a figure lies where it has to, as far as it is printed."""
    around = abs(figure) / 10 if target.get("approximate") else _half_step(figure)
    operator = str(target.get("operator") or "")
    return (ends[0] - around <= figure or ">" in operator) and (
        figure <= ends[1] + around or "<" in operator
    )
