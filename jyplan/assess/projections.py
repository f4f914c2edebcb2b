"""Where the observed pace leads, and when the target is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.assess.cells import code, figure, whole
from jyplan.assess.rows import rows_of
from jyplan.engine import projection
from jyplan.engine.codes import Reason
from jyplan.results import Onward, Projection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.assess.rows import Codes, Mask, Rows
    from jyplan.plan.known import KnownQuantity


def projections_of(
    quantities: Sequence[KnownQuantity], rows: Rows, achieved: Mask, standing: Codes
) -> list[Projection]:
    """Project every indicator.

    Args:
        quantities: what is known of each indicator.
        rows: the same as arrays.
        achieved: whether the target holds already, shape (n,).
        standing: reasons that lie in the target itself, shape (n,).
    """
    series, pace = rows.series, _pace(rows)
    compound, compound_reason, linear, linear_reason = projection.project(pace, series.target_year)
    time, year, reason = projection.attainment(pace, series.target, series.operator)
    projections = []
    for row, known in enumerate(quantities):
        barred = int(standing[row])
        if barred in {Reason.FLOOR_PER_YEAR, Reason.MAINTAINED}:
            projections.append(Projection(None, None, None, None, None, code(barred)))
            continue
        years = figure(series.target_year[row] - series.latest_year[row])
        crossing = _crossing(known) if achieved[row] else None
        attained = crossing or (figure(time[row]), whole(year[row]))
        why = Reason.NONE if crossing else reason[row]
        projections.append(
            Projection(
                compound=figure(compound[row]),
                linear=figure(linear[row]),
                years=whole(years),
                attainment_time=attained[0],
                attainment_year=attained[1],
                reason=code(int(why or compound_reason[row] or linear_reason[row])),
            )
        )
    return projections


def onward_of(known: KnownQuantity) -> tuple[Onward, ...]:
    """Where the observed pace of one quantity leads, year by year up to its target year."""
    latest, goal = known.latest, known.goal
    if latest is None or goal is None:
        return ()
    years = np.arange(latest.year + 1, goal[0] + 1, dtype=np.float64)
    rows = rows_of([known] * len(years))
    compound, _, linear, _ = projection.project(_pace(rows), years)
    return tuple(
        Onward(int(year), figure(compound[row]), figure(linear[row]))
        for row, year in enumerate(years)
    )


def _pace(rows: Rows) -> projection.Pace:
    """What the observed pace of every row is taken from."""
    series = rows.series
    return projection.Pace(
        series.baseline,
        series.start_year,
        series.latest,
        series.latest_year,
        rows.least,
        rows.most,
        series.growth_rate,
    )


def _crossing(known: KnownQuantity) -> tuple[float, int] | None:
    """When the reported values first met the target."""
    aim = known.aim
    if aim is None or aim.value is None:
        return None
    seen = [(entry.year, entry.value) for entry in known.series]
    if known.start is not None:
        seen.insert(0, known.start)
    years, values = (np.array(column, dtype=np.float64) for column in zip(*seen, strict=True))
    return projection.first_crossing(years, values, aim.value, aim.operator)
