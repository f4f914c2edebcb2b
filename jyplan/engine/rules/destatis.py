"""The weather symbols of Germany's sustainable development strategy.

The mean annual change over the last six observations (at least four),
``g = (v_last - v_first) / (t_last - t_first)``, is carried on to the target year,
``E = v + g * (tT - t1)``. No movement, or one in the wrong direction, is a thunderstorm. Else the
share of what is left that will still be missing, ``M = (T - E) / (T - v)``, decides: below 0.05
sun, up to 0.20 sun and cloud, above cloud.

Where the target is met already, is to hold in every year, or its year is reached: met and not
worsening sun, met but worsening sun and cloud, not met but improving cloud, else thunderstorm.
Without a figure to reach, the mean and the last change decide: both right sun, only the mean sun
and cloud, only the last cloud, neither thunderstorm. An interval is judged at its weakest end,
several targets at once by the worst, several target years by the next one. Of a value to be kept
within an interval the weakest end is the one that it has left or is nearest to: moving towards it
is worsening; in the very middle no end is weaker, and none is moved towards.

Source: Federal Statistical Office of Germany (Destatis), Sustainable Development in Germany,
Indicator Report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Reason
from jyplan.engine.exact import scaled
from jyplan.engine.rules.card import Card, CardFormula, Class, Example, Needs
from jyplan.engine.rules.rule import NEAR, Rule, Verdicts, first_reason, ranked, reached
from jyplan.engine.series import sense

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Codes, Mask, Series

LEAST = 4
SUN, SUN_CLOUD, CLOUD, THUNDERSTORM = range(4)

CARD = Card(
    name="destatis",
    classes=(
        Class("sun", "on_track"),
        Class("sun_cloud", "behind"),
        Class("cloud", "behind"),
        Class("thunderstorm", "regressing"),
    ),
    formulas=(
        CardFormula("g", "({v} − {v0}) / ({t1} − {w0})", "value"),
        CardFormula("E", "{v} + {g} × {k}", "value"),
        CardFormula("M", "({T} − {E}) / ({T} − {v})", "share"),
        CardFormula("h", "{v} − {v1}", "value"),
    ),
    symbol="M",
    cuts=(0.05, 0.20),
    needs=Needs(baseline=False, target=False, window=6, least=LEAST),
    worst=True,
    example=Example(
        unit="%",
        figures={
            "latest": 15.5,
            "latest_year": 2017,
            "target": 18,
            "target_year": 2020,
            "window_years": (2012, 2013, 2014, 2015, 2016, 2017),
            "window": (13.5, 13.8, 14.4, 14.9, 14.9, 15.5),
        },
    ),
)


def terms(series: Series) -> Terms:
    """The symbols of the formulas; the trend is nan where the observations are too few."""
    years, values = series.window_years, series.window
    size, width = values.shape
    seen = np.isfinite(values).sum(axis=1) if width else np.zeros(size, dtype=np.int64)
    enough = seen >= LEAST
    rows = np.arange(size)
    oldest = np.where(enough, width - seen, 0)
    nothing = np.full(size, np.nan)
    v0 = np.where(enough, values[rows, oldest], np.nan) if width else nothing
    w0 = np.where(enough, years[rows, oldest], np.nan) if width else nothing
    v1 = np.where(enough, values[:, -2], np.nan) if width else nothing
    towards = _towards(series)
    v, target = series.latest, _end(series, towards)
    k = series.target_year - series.latest_year
    with np.errstate(all="ignore"):
        g = (v - v0) / (series.latest_year - w0)
        expected = v + g * k
        missing = (target - expected) / (target - v) + 0.0
        change = v - v1
        standing = _standing(series) | (g * towards <= 0) | ~np.isfinite(target)
    aimed = np.where(standing | ~np.isfinite(missing), np.nan, missing)
    return {
        "v": v,
        "T": target,
        "v0": v0,
        "w0": w0,
        "t1": series.latest_year,
        "k": k,
        "d": towards.astype(np.float64),
        "g": g,
        "E": np.where(np.isnan(aimed), np.nan, expected),
        "M": aimed,
        "v1": v1,
        "h": np.where(np.isfinite(target), np.nan, change),
    }


def _standing(series: Series) -> Mask:
    """Which targets are met, to hold in every year, or due: no way is left to project."""
    due = series.latest_year >= series.target_year
    return series.met | series.every | due


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by where their recent trend leads."""
    g, missing = figures["g"], figures["M"]
    direction = figures["d"]
    met, standing = series.met, _standing(series)
    enough = np.isfinite(g)
    free = enough & ~np.isfinite(figures["T"]) & ~met & (direction != 0)

    def exactly(row: int, cut: float) -> int:
        return _side(series, figures, row, cut)

    far = reached(missing, cuts[1], exactly, strict=True)
    some = reached(missing, cuts[0], exactly)
    with np.errstate(all="ignore"):
        right, wrong = g * direction > 0, g * direction < 0
        last = figures["h"] * direction > 0
        aimed = enough & ~standing & ~free & np.isfinite(series.target_year)
    held = enough & standing & ~free
    sun = (held & met & ~wrong) | (free & right & last) | (aimed & right & ~some)
    mixed = (held & met) | (free & right) | (aimed & right & ~far)
    cloud = (held & right) | (free & last) | (aimed & right)
    storm = held | free | aimed
    reason = first_reason(
        (
            (~np.isfinite(series.latest), Reason.NO_DATA),
            (~enough, Reason.TOO_FEW),
            (free, Reason.NO_TARGET),
            (met, Reason.ACHIEVED),
            (series.every, Reason.FLOOR_PER_YEAR),
            (~np.isfinite(series.target_year), Reason.UNDATED),
            (standing, Reason.DEADLINE_PASSED),
            (series.latest == figures["T"], Reason.AT_TARGET),
            (np.isnan(missing), Reason.NOT_APPROACHING),
        ),
        len(g),
    )
    status = ranked((sun, mixed, cloud, storm), len(g))
    return Verdicts(missing, np.full(len(g), np.nan), status, reason)


def _end(series: Series, towards: Codes) -> Array:
    """The figure to arrive at; of a range its weakest end."""
    kept = sense(series) == 0
    ends = [series.minimum, series.maximum]
    return np.select([kept & (towards > 0), kept & (towards < 0)], ends, series.target)


def _towards(series: Series) -> Codes:
    """Which way is better; of a range that from its weakest end."""
    way = sense(series)
    kept = way == 0
    if not kept.any():
        return way
    return np.where(kept, _from_weakest_end(series), way).astype(np.int8)


def _from_weakest_end(series: Series) -> Codes:
    """1 where values are nearer to the lower end of their range, or below it; -1 to the upper."""
    lower = np.where(np.isnan(series.minimum), -np.inf, series.minimum)
    upper = np.where(np.isnan(series.maximum), np.inf, series.maximum)
    with np.errstate(all="ignore"):
        balance = (lower - series.latest) + (upper - series.latest)
        near = np.flatnonzero(np.abs(balance) < NEAR * (1 + np.abs(series.latest)))
    side = np.sign(np.where(np.isnan(balance), 0.0, balance)).astype(np.int8)
    for row in near:
        low, high, latest = scaled(lower[row], upper[row], series.latest[row])
        side[row] = (low + high > 2 * latest) - (low + high < 2 * latest)
    return side


def _side(series: Series, figures: Terms, row: int, cut: float) -> int:
    """Where what will be missing lies, beside a threshold, with the decimals as written."""
    latest, first, target = scaled(*(figures[symbol][row] for symbol in ("v", "v0", "T")))
    span = int(series.latest_year[row] - figures["w0"][row])
    share, unit = scaled(cut, 1)
    left = target - latest
    missing = left * span - (latest - first) * int(figures["k"][row])
    difference = missing * unit - share * left * span
    return (difference > 0) - (difference < 0) if left > 0 else (difference < 0) - (difference > 0)


RULE = Rule(CARD, judge, terms)
