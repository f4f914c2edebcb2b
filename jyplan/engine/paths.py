"""thin"""

import math
from fractions import Fraction

import numpy as np

from jyplan.engine.codes import Path, Reason


def value_at(b, T, t0, tT, path, year):
    r = np.select(
        [np.isnan(b), np.isnan(T), np.isnan(tT), year < t0],
        [Reason.NO_BASELINE, Reason.NO_TARGET, Reason.UNDATED, Reason.BEFORE_BASELINE],
        0,
    )
    with np.errstate(all="ignore"):
        f = np.minimum((year - t0) / (tT - t0), 1)
        lin = b + (T - b) * f
        can = b * T > 0
        comp = b * (T / b) ** f
    why = np.select(
        [b == 0, T == 0, b * T < 0],
        [Reason.ZERO_BASELINE, Reason.ZERO_TARGET, Reason.CROSSES_ZERO],
        0,
    )
    v = np.where((path == Path.COMPOUND) & can, comp, lin)
    v = np.where(r != 0, np.nan, v)
    r = np.where((r == 0) & (path == Path.COMPOUND), why, r)
    return v, r.astype(np.int8)


def milestones(b, T, t0, tT, path, years):
    vs = [value_at(b, T, t0, tT, path, np.full(len(b), y)) for y in years]
    return np.stack([v for v, _ in vs], 1), np.stack([r for _, r in vs], 1)


def whole_milestone(b, T, t0, tT, path, year, direction):
    v = Fraction(repr(b)) + (Fraction(repr(T)) - Fraction(repr(b))) * Fraction(year - t0, tT - t0)
    if path == Path.COMPOUND and b * T > 0:
        v = b * (T / b) ** ((year - t0) / (tT - t0))
    return math.ceil(v) if direction >= 0 else math.floor(v)
