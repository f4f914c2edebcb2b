"""The rows of a piece as series: where each begins and ends, in the order of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.batch.layout import NUMBERS, OF_SERIES
from jyplan.batch.levels import levels
from jyplan.batch.sheet import EVERY, FORMS, KINDS, WAYS
from jyplan.engine.codes import Operator, Path, Reason, Yearly
from jyplan.engine.series import series_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import polars as pl
    from numpy.typing import NDArray

    from jyplan.batch.sheet import PieceArrays, Rows
    from jyplan.engine.rules.card import Needs
    from jyplan.engine.series import Array, Codes, Mask, Series

WHOLE = 100


class SeriesRows:
    """The rows of a piece, series by series.

    Attributes:
        sheet: the cells.
        ids: the ids, one a row; None where nobody asks for them.
        starts: the first row of every series, shape (n,).
        ends: its last row, shape (n,).
        alone: True where every row is a series.
        order: rows as stored, in the order of ids, then of years and with those behind that hold
            a value; None where they stand in that order.
    """

    def __init__(self, sheet: PieceArrays) -> None:
        self.sheet = sheet
        self.year = sheet.numbers("year")
        self.value = sheet.numbers("value")
        dateless = np.isfinite(self.value) & np.isnan(self.year)
        if sheet.bad is not None:
            dateless &= ~sheet.bad
        sheet.spoil("JY605", dateless, {"column": sheet.stored("year"), "value": None})
        self.figures = {name: sheet.numbers(name) for name in OF_SERIES if name in NUMBERS}
        self.way = sheet.words("direction", WAYS, "JY608")
        self.kind = sheet.words("target_kind", KINDS, "JY609")
        every = self.kind == EVERY
        if every.any():
            # what is asked of every year is asked of none after the last
            later = every & (self.year > self.figures["target_year"])
            self.value = np.where(later, np.nan, self.value)
        self.ids = sheet.ids()
        self.starts, self.ends = _runs(sheet, self.ids)
        self.alone = len(self.starts) == sheet.size
        self.order: Rows | None = None
        self.reason = np.zeros(len(self.starts), dtype=np.int8)
        if self.ids is not None and self.ids.has_nulls():
            sheet.spoil("JY606", self.ids.is_null().to_numpy())
        if not self.alone:
            series = np.repeat(np.arange(len(self.starts)), self.ends - self.starts + 1)
            self._agree(series)
            self._sort(series)
        if sheet.bad is not None:
            bad = np.logical_or.reduceat(sheet.bad, self.starts)
            self.reason[bad & (self.reason == 0)] = Reason.UNREADABLE

    def _agree(self, series: Rows) -> None:
        """What a row says of its series is what the one before says."""
        inner, bad = series[1:] == series[:-1], self.sheet.bad
        columns: dict[str, NDArray[Any]] = {
            **self.figures,
            "direction": self.way,
            "target_kind": self.kind,
        }
        for name, column in columns.items():
            unlike = inner & (column[1:] != column[:-1])
            if column.dtype == np.float64:
                unlike &= ~(np.isnan(column[1:]) & np.isnan(column[:-1]))
            if bad is not None:
                # what cannot be read contradicts nothing
                unlike &= ~(bad[1:] | bad[:-1])
            rows = np.flatnonzero(unlike) + 1
            if rows.size:
                said = {"column": self.sheet.stored(name)}
                self.sheet.tell("JY610", rows, said)
                self.reason[series[rows]] = Reason.CONFLICTING

    def _sort(self, series: Rows) -> None:
        """Rows in the order of their years, those without a value before all others."""
        empty = np.isnan(self.value)
        year = np.where(empty, -np.inf, self.year)
        inner = series[1:] == series[:-1]
        if (inner & ~(year[1:] >= year[:-1])).any():
            self.order = np.lexsort((year, series))
            year, empty = year[self.order], empty[self.order]
            self.year, self.value = self.year[self.order], self.value[self.order]
        again = np.flatnonzero(inner & (year[1:] == year[:-1]) & ~empty[1:]) + 1
        if again.size:
            stored = again if self.order is None else self.order[again]
            years = dict(zip(stored.tolist(), year[again].tolist(), strict=True))
            self.sheet.tell("JY607", stored, lambda row: {"year": int(years[row])})
            self.reason[series[again]] = Reason.REPEATED_YEAR

    def repeated(self, hashes: NDArray[np.uint64]) -> None:
        """Bar the series whose ids stand elsewhere as well."""
        if not hashes.size or self.ids is None:
            return
        ids = self.ids
        own = ids.gather(self.starts)
        again = np.isin(own.hash().to_numpy(), hashes, kind="sort") & own.is_not_null().to_numpy()
        self.sheet.tell("JY612", self.starts[again], lambda row: {"id": str(ids[row])})
        self.reason[again] = Reason.REPEATED_ID

    def last(self, column: pl.Series) -> pl.Series:
        """A column of the table, of the newest row of every series."""
        if self.alone:
            return column
        return column.gather(self.ends if self.order is None else self.order[self.ends])

    def series(self, needs: Needs) -> Series:
        """One row a series, with what a rule needs."""
        first = slice(None) if self.alone else self.starts
        last = slice(None) if self.alone else self.ends
        figures = {name: column[first] for name, column in self.figures.items()}
        way, kind = self.way[first], self.kind[first]
        every = kind == EVERY
        latest, latest_year = self.value[last], self.year[last]
        if every.any():
            # nor is anything asked of the year where it starts, or of those before
            early = every & (latest_year <= figures["baseline_year"])
            latest, latest_year = np.where(early, np.nan, (latest, latest_year))
        columns: dict[str, object] = {
            "baseline": figures["baseline"],
            "start_year": figures["baseline_year"],
            "latest": latest,
            "latest_year": latest_year,
            "previous": self._previous(figures["baseline"]),
            "target": figures["target"],
            "target_year": figures["target_year"],
            "direction": way,
            "operator": np.where(way > 0, np.int8(Operator.AT_LEAST), np.int8(Operator.AT_MOST)),
            "every": every,
        }
        if kind.max(initial=EVERY) > EVERY:
            columns["target"] = self._levels(kind, figures)
            growing = kind == FORMS["average_growth"]
            columns["path"] = np.where(growing, np.int8(Path.COMPOUND), np.int8(Path.LINEAR))
        if every.any() and not self.alone:
            columns["yearly"] = self._yearly(every, figures["target"], way)
        if needs.limit:
            limit = figures["limit"]
            columns["limit"] = limit
            # nothing else in a table tells percentages from other quantities
            columns["percentage"] = (limit == 0) | (limit == WHOLE)
        if needs.window:
            columns["window_years"], columns["window"] = self._window(needs)
        return series_of(len(self.starts), **columns)

    def in_its_year(self, series: Series) -> Series:
        """The series up to target years that are over and have values of their own."""
        if self.alone:
            return series
        owner = np.repeat(np.arange(len(self.starts)), self.ends - self.starts + 1)
        due = series.target_year[owner]
        rows = np.flatnonzero((self.year == due) & ~np.isnan(self.value))
        latest, latest_year = series.latest.copy(), series.latest_year.copy()
        latest[owner[rows]], latest_year[owner[rows]] = self.value[rows], self.year[rows]
        return series._replace(latest=latest, latest_year=latest_year)

    def _levels(self, kind: Codes, figures: Mapping[str, Array]) -> Array:
        """Targets as levels; where one cannot be worked out the series is barred."""
        target = figures["target"].copy()
        for form, code in FORMS.items():
            rows = np.flatnonzero((kind == code) & ~np.isnan(target))
            if rows.size:
                start, figure, *years = (
                    figures[name][rows]
                    for name in ("baseline", "target", "baseline_year", "target_year")
                )
                target[rows], reason = levels(form, start, figure, (years[0], years[1]))
                plain = self.reason[rows] == 0
                self.reason[rows[plain]] = reason[plain]
        return target

    def _yearly(self, every: Mask, target: Array, way: Codes) -> Codes:
        """Whether a target for every year held in the years before the latest, as far as told."""
        owner = np.repeat(np.arange(len(self.starts)), self.ends - self.starts + 1)
        with np.errstate(invalid="ignore"):
            short = way[owner] * (self.value - target[owner]) < 0
            begun = ~(self.year <= self.figures["baseline_year"])
        broken = np.logical_or.reduceat(short & begun, self.starts)
        return np.where(every & broken, np.int8(Yearly.BROKEN), np.int8(Yearly.HELD))

    def _previous(self, baseline: Array) -> Array:
        """The value before the latest; the baseline where there is none."""
        if self.alone:
            return baseline
        before = self.value[np.maximum(self.ends - 1, 0)]
        return np.where((self.ends > self.starts) & np.isfinite(before), before, baseline)

    def _window(self, needs: Needs) -> tuple[Array, Array]:
        """Years and values of the newest observations, oldest first, shape (n, k)."""
        # no wider than the longest series: a rule may ask for many years that no table has
        longest = int((self.ends - self.starts).max(initial=0)) + 1
        width = max(min(needs.window, longest), needs.least)
        rows = self.ends[:, None] - np.arange(width - 1, -1, -1)
        outside = rows < self.starts[:, None]
        rows[outside] = 0
        values = np.where(outside, np.nan, self.value[rows])
        return np.where(np.isnan(values), np.nan, self.year[rows]), values


def _runs(sheet: PieceArrays, ids: pl.Series | None) -> tuple[Rows, Rows]:
    """The first and the last row of every series."""
    if sheet.piece.single or ids is None:
        rows = np.arange(sheet.size)
        return rows, rows
    # rows without an id are nobody's, and none of them goes with another
    changed = (ids.ne_missing(ids.shift(1)) | ids.is_null()).to_numpy().copy()
    changed[:1] = True
    starts = np.flatnonzero(changed)
    return starts, np.append(starts[1:], sheet.size) - 1
