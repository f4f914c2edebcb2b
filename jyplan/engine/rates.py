"""thin"""

import numpy as np

from jyplan.engine.codes import Reason


def _reasons(s, e, n, ms, me):
    r = np.zeros(np.broadcast(s, e, n).shape, dtype=np.int8)
    r = np.select(
        [np.isnan(s), np.isnan(e), np.isnan(n), n <= 0],
        [ms, me, Reason.UNDATED, Reason.SAME_YEAR],
        0,
    )
    return r.astype(np.int8)


def compound_rate(
    start, end, years, *, missing_start=Reason.NO_BASELINE, missing_end=Reason.NO_TARGET
):
    r = _reasons(start, end, years, missing_start, missing_end)
    r = np.where(
        r != 0,
        r,
        np.select(
            [start == 0, end == 0, start * end < 0],
            [Reason.ZERO_BASELINE, Reason.ZERO_TARGET, Reason.CROSSES_ZERO],
            0,
        ),
    ).astype(np.int8)
    with np.errstate(all="ignore"):
        v = np.expm1(np.log(end / start) / years)
    return np.where(r != 0, np.nan, v), r


def linear_step(
    start, end, years, *, missing_start=Reason.NO_BASELINE, missing_end=Reason.NO_TARGET
):
    r = _reasons(start, end, years, missing_start, missing_end)
    with np.errstate(all="ignore"):
        v = (end - start) / years
    return np.where(r != 0, np.nan, v), r
