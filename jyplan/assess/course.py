"""One indicator through the years: milestones on both paths, and growth before the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.assess.assessment import growths, whole_milestone
from jyplan.assess.cells import code, figure
from jyplan.assess.projections import onward_of
from jyplan.assess.rows import planned_way
from jyplan.engine import paths
from jyplan.engine.codes import Reason
from jyplan.results import Course, Growth, YearValues

if TYPE_CHECKING:
    from jyplan.plan.model import Baseline, Context, History
    from jyplan.plan.plan import Observation
    from jyplan.results import Assessment


def course_of(item: Assessment) -> Course:
    """The yearly milestones of one indicator on all its paths, with what was reported.

    There are none where no growth is required at all; the reason says why.
    """
    start, end = item.baseline, item.target_year
    if start is None or item.target is None or not isinstance(end, int):
        return Course(item, (), item.required.reason)
    if item.required.linear_step is None:
        return Course(item, (), item.required.reason)
    years = np.arange(start.year, end + 1, dtype=np.float64)
    way = planned_way(item.known, ("linear", "compound", "itr"))
    values, reasons = paths.milestones(way, years)
    # Where nothing compounds the engine goes straight; the straight line stands there already.
    barred = next((int(reason) for reason in reasons[1] if reason), int(Reason.NONE))
    impossible = Reason.GROWTH_OF_GROWTH if item.known.rate else barred
    bent = item.path == "itr"
    observed = {entry.year: entry.value for entry in item.series}

    def whole(row: int, year: int) -> int | None:
        return whole_milestone(item.known, way, row, year)

    return Course(
        item,
        tuple(
            YearValues(
                year=int(year),
                linear=figure(values[0, column]),
                compound=None if impossible else figure(values[1, column]),
                linear_whole=whole(0, int(year)),
                compound_whole=None if impossible else whole(1, int(year)),
                observed=observed.get(int(year)),
                itr=figure(values[2, column]) if bent else None,
                itr_whole=whole(2, int(year)) if bent else None,
            )
            for column, year in enumerate(years)
        ),
        code(impossible),
        onward_of(item.known),
    )


def growth_between(
    first: History | Context,
    last: Baseline | Context | Observation | None,
    *,
    growth_rate: bool,
) -> Growth:
    """Growth per year from an earlier figure to a later one.

    Args:
        first: the earlier figure.
        last: the later one.
        growth_rate: whether they are growth rates, which do not grow themselves.
    """
    end = np.nan if last is None else last.value
    known = last is not None and last.year is not None and first.year is not None
    years = last.year - first.year if known else np.nan  # type: ignore[union-attr, operator]
    figures = np.array([[first.value], [end], [years]], dtype=np.float64)
    none = np.array([Reason.NONE], dtype=np.int8)
    missing = (Reason.NO_DATA, Reason.NO_BASELINE)
    rate = np.array([growth_rate])
    return growths(figures[0], figures[1], figures[2], none, missing, rate).at(0)
