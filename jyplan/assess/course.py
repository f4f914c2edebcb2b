"""One indicator through the years: milestones on both paths, and growth before the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.assess.assessment import code, figure, growths, whole_milestone
from jyplan.assess.subjects import PATHS
from jyplan.engine import paths
from jyplan.engine.codes import Reason
from jyplan.results import Course, Growth, YearValues

if TYPE_CHECKING:
    from jyplan.plan.model import Baseline, History
    from jyplan.results import Assessment


def course_of(item: Assessment) -> Course:
    """The yearly milestones of one indicator on both paths, with what was reported.

    There are none where no growth is required at all; the reason says why.
    """
    start, end = item.baseline, item.target_year
    if start is None or item.target is None or not isinstance(end, int):
        return Course(item, (), item.required.reason)
    if item.required.linear_step is None:
        return Course(item, (), item.required.reason)
    years = np.arange(start.year, end + 1, dtype=np.float64)
    ends = [
        np.array([value], dtype=np.float64) for value in (start.value, item.target, start.year, end)
    ]
    values, reasons = paths.milestones(
        *(np.repeat(column, 2) for column in ends),
        np.array([PATHS["linear"], PATHS["compound"]]),
        years,
    )
    # Where nothing compounds the engine goes straight; the straight line stands there already.
    impossible = int(reasons[1, -1])
    observed = {entry.year: entry.value for entry in item.series}
    return Course(
        item,
        tuple(
            YearValues(
                year=int(year),
                linear=figure(values[0, column]),
                compound=None if impossible else figure(values[1, column]),
                whole=whole_milestone(item, int(year)),
                observed=observed.get(int(year)),
            )
            for column, year in enumerate(years)
        ),
        code(impossible),
    )


def growth_between(past: History, baseline: Baseline | None) -> Growth:
    """Growth per year from an earlier value to the baseline."""
    end = np.nan if baseline is None else baseline.value
    years = np.nan if baseline is None else baseline.year - past.year
    columns = [np.array([value], dtype=np.float64) for value in (past.value, end, years)]
    none = np.array([Reason.NONE], dtype=np.int8)
    return growths(*columns, none, (Reason.NO_DATA, Reason.NO_BASELINE)).at(0)
