"""A row of a plan's table as an indicator: what its cells say, put together."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.forms.planning.aim_fits import AimFit, AimPlace, fitted, level_in
from jyplan.forms.planning.aim_vocabulary import POINTS, YEAR
from jyplan.forms.planning.aim_words import AimSaid, aim_said, decimal, plain
from jyplan.forms.planning.indicator_words import name_said, unit_said
from jyplan.forms.saying import said_in
from jyplan.plan.draft import DraftRemark
from jyplan.plan.figures import amount
from jyplan.plan.findings import Finding, Severity
from jyplan.plan.units import MULTIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.forms.heading_words import ColumnRole, TableColumn
    from jyplan.forms.planning.table import PlanRow, PlanTable

UNKNOWN: Final = "?"
MARKED: Final = re.compile(r"\[?([*＊]|[①-⑳])[*＊]*\]?\s*$")
_OF_YEAR: Final = re.compile(
    rf"\((?P<year>{YEAR})年?(?:数据|数)?\)$|^(?P<first>{YEAR})年:?(?=[0-9])"
)
_ESTIMATED: Final = re.compile("预计|estimate", re.IGNORECASE)


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


class RowSaid:
    """What the cells of a row say of an indicator.

    Attributes:
        row: the row.
        table: the table that it is in.
        findings: what is wrong with its cells.
        names: its name, and what that tells.
        unit: as the table writes it, else `UNKNOWN`.
        start: the baseline; None where there is none, or it is not understood.
        fit: the target; without keys where it is not understood, or not said.
        column: where the target stands; None where nothing says it.
        milestones: figures on the way that the table has.
        later: figures for years after the plan's last.
    """

    def __init__(self, row: PlanRow, table: PlanTable) -> None:
        self.row = row
        self.table = table
        self.findings: list[Finding] = []
        stated = unit_said(self.text("unit"))
        self.names = name_said(row.name, unit=stated)
        column = table.column("unit")
        # A dash where units stand says that there is none.
        blank = column is None or row.cell(column) is None
        self.unit = stated or self.names.unit or (self._unit() if blank else UNKNOWN)
        self.start = self._start()
        self.fit, self.column = self._aim()
        self.milestones, self.later = (
            () if self.level is None else tuple(self._figures(columns))
            for columns in (table.between, table.later)
        )

    @property
    def level(self) -> Decimal | None:
        """The figure to arrive at, where the target names one for a year."""
        target = self.fit.target
        value = target.get("value") if target.get("year") != "every" else None
        return value if isinstance(value, Decimal) else None

    def text(self, role: ColumnRole) -> str:
        """What stands in the first column of a role; empty where nothing does."""
        return self.row.said(self.table.column(role))

    def _found(self, code: str, column: TableColumn | None, **data: object) -> None:
        """Keep a finding about a cell, or about the name where there is no such column."""
        told = {"name": self.names.name, "text": self.row.said(column), **data}
        self.findings.append(Finding(code, Severity.WARNING, self.row.place(column), told))

    def not_understood(self) -> None:
        """Say that the target means nothing after all."""
        self._found("JY821", self.column)
        self.fit = AimFit({})

    def _unit(self) -> str:
        """The unit that headings or the table say for all, or that stands behind figures."""
        columns = [each for each in (self.table.target, self.table.start) if each is not None]
        if said := next(filter(None, (each.unit for each in columns)), self.table.unit()):
            return unit_said(said)
        for column in reversed(columns):
            aim = aim_said(self.row.said(column))
            if aim is None or aim.form != "value" or aim.turn:
                continue
            # So many 万 of what, or points more, nobody knows.
            if aim.unit and aim.unit not in MULTIPLES and not POINTS.fullmatch(aim.unit):
                return unit_said(aim.unit)
        return UNKNOWN

    def _figures(self, columns: Iterable[TableColumn]) -> Iterator[tuple[int, Decimal]]:
        """Figures of other years than the first and the last."""
        for column in columns:
            if not self.row.said(column) or column.year is None:
                continue
            aim = self._said_in(column) or AimSaid("total")
            plainly = aim.form == "value" and not aim.every
            value = level_in(aim.figure, aim.unit, self.unit) if plainly else None
            if value is None:
                self._found("JY821", column)
            else:
                yield column.year, value

    def _said_in(self, column: TableColumn) -> AimSaid | None:
        """What a cell says of a target; what it is reckoned from is the baseline, and no other."""
        said, period = self.row.said(column) if self._is_said(column) else "", self.table.period
        own = rf"[比较]{period.first}年[末底]?|规划期[内间]|[“\"]?{period.called}[”\"]?[期时][间期]"
        return aim_said(re.sub(own, "", said))

    def _is_said(self, column: TableColumn) -> bool:
        """Whether a cell holds words or a figure, and no date, error or the like."""
        cell = self.row.cell(column)
        return cell is not None and cell.sort in {"text", "number", "percent"}

    def _start(self) -> StartSaid | None:
        """The baseline; None where there is none, or it is not understood."""
        column = self.table.start
        said = self.row.said(column)
        if column is None or not said:
            return None
        own = self.row.said(self.table.start_year).removesuffix("年")
        year = int(own) if re.fullmatch(YEAR, own) else column.year or self.table.period.first
        start = start_said(said, self.unit, year, self.table) if self._is_said(column) else None
        if start is None:
            self._found("JY822", column)
        elif (cell := self.row.cell(column)) is not None and cell.scaled:
            return start._replace(remarks=(*start.remarks, DraftRemark("scaled")))
        return start

    def _aim(self) -> tuple[AimFit, TableColumn | None]:
        """The target and where it stands: its own year's figure goes before means and totals."""
        stated, wrong = [], []
        for column, place in self._places():
            if self.row.said(column):
                aim = self._said_in(column)
                fit = None if aim is None else fitted(aim, place)
                if fit is None:
                    wrong.append(column)
                    self._found("JY821", column)
                else:
                    stated.append((fit, column))
        if not stated:
            if not wrong:
                self._found("JY825", next((column for column, _ in self._places()), None))
            return AimFit({}), next(iter(wrong), None)
        (fit, column), *others = stated
        for other, beside in others:
            remark, ends = _beside(fit, other, self.start, self.row.said(beside))
            fit = fit._replace(remarks=(*fit.remarks, remark))
            if ends is not None:
                self._found("JY823", beside, low=round(ends[0], 2), high=round(ends[1], 2))
        return fit, column

    def _places(self) -> Iterator[tuple[TableColumn, AimPlace]]:
        """The columns that may hold the target, with what that is of."""
        names, value = self.names, None if self.start is None else self.start.value
        place = AimPlace(self.unit, self.table.period.last, "target", 0, names.adds, value)
        place = place._replace(grows=names.grows if place.percent else 0)
        if self.table.target is not None:
            yield self.table.target, place._replace(column="growth") if names.mean else place
        for column in self.table.growth:
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


def start_said(said: str, unit: str, year: int, table: PlanTable) -> StartSaid | None:
    """A baseline as a cell says it; None: it is not understood.

    Args:
        said: what the cell says.
        unit: the quantity's.
        year: the year that is meant where the cell names none.
        table: the table.
    """
    words, remarks = plain(said), []
    heading = "" if table.start is None else table.start.heading
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
    early = stated.says == "provisional" or said_in(heading).early
    early = early or _ESTIMATED.search(heading) is not None
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
