"""thin"""

from typing import NamedTuple

import numpy as np

from jyplan.engine import paths
from jyplan.engine.codes import Reason, Status


class Thresholds(NamedTuple):
    ahead: float = 0.10
    behind: float = -0.05


class Schedule(NamedTuple):
    achieved_share: object
    expected_share: object
    elapsed_share: object
    lead_points: object
    lead_years: object
    status: object
    reason: object
    lead_years_reason: object


def evaluate(b, v, prev, T, t0, t1, tT, path, direction, op, mn, mx, th):
    with np.errstate(all="ignore"):
        x, _ = paths.value_at(b, T, t0, tT, path, t1)
        p = (v - b) / (T - b)
        e = (x - b) / (T - b)
        el = np.minimum((t1 - t0) / (tT - t0), 1)
        lead = p - e
        ly = t0 + p * (tT - t0) - t1
    holds = np.select([op == 0, op == 1, op == 2, op == 3], [v >= T, v > T, v <= T, v < T], False)
    st = np.select(
        [
            np.isnan(v) & np.isnan(b),
            np.isnan(v),
            holds,
            t1 >= tT,
            np.isnan(b),
            np.isnan(tT),
            direction * (v - b) < 0,
            lead >= th.ahead,
            lead >= th.behind,
        ],
        [
            Status.NO_BASELINE,
            Status.NO_DATA,
            Status.ACHIEVED,
            Status.MISSED,
            Status.NO_BASELINE,
            Status.UNDECIDED,
            Status.REGRESSING,
            Status.AHEAD,
            Status.ON_TRACK,
        ],
        Status.BEHIND,
    ).astype(np.int8)
    r = np.select(
        [np.isnan(b), np.isnan(v), np.isnan(tT)],
        [Reason.NO_BASELINE, Reason.NO_DATA, Reason.UNDATED],
        0,
    ).astype(np.int8)
    return Schedule(p, e, el, lead, ly, st, r, np.zeros(len(b), dtype=np.int8))
