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
from jyplan.engine.rules.card import Card, Class, Example, Formula, Needs, Words
from jyplan.engine.rules.rule import NEAR, Rule, Verdicts, first_reason, ranked, reached
from jyplan.engine.series import holds, sense

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Cuts, Terms
    from jyplan.engine.series import Array, Codes, Mask, Series

LEAST = 4
SUN, SUN_CLOUD, CLOUD, THUNDERSTORM = range(4)

CARD = Card(
    name="destatis",
    title=Words("德国可持续发展战略天气符号", "German sustainability strategy's weather symbols"),
    source=Words(
        "德国联邦统计局《德国可持续发展指标报告》",
        "Federal Statistical Office of Germany (Destatis), Sustainable Development in Germany, "
        "Indicator Report",
    ),
    classes=(
        Class(
            "sun",
            "on_track",
            Words("晴", "sun (Sonne)"),
            Words(
                "M < 5 %；已达到且未转差；无目标值而近年与最近一年都向好",
                "M < 5 %; met and not worsening; without a figure, mean and last change right",
            ),
        ),
        Class(
            "sun_cloud",
            "behind",
            Words("晴间多云", "sun and cloud (Leicht bewölkt)"),
            Words(
                "M ≤ 20 %；已达到但转差；无目标值而近年向好、最近一年没有",
                "M ≤ 20 %; met but worsening; without a figure, only the mean change right",
            ),
        ),
        Class(
            "cloud",
            "behind",
            Words("多云", "cloud (Wolke)"),
            Words(
                "M > 20 %；到期或须每年达到而未达到、在改善；无目标值而仅最近一年向好",
                "M > 20 %; due or to hold every year, not met, improving; without a figure, only "
                "the last change right",
            ),
        ),
        Class(
            "thunderstorm",
            "regressing",
            Words("雷雨", "thunderstorm (Blitz)"),
            Words("没有变化或方向不对", "no movement, or the wrong way"),
        ),
    ),
    formulas=(
        Formula("g", "({v} − {v0}) / ({t1} − {w0})", "value"),
        Formula("E", "{v} + {g} × {k}", "value"),
        Formula("M", "({T} − {E}) / ({T} − {v})", "share"),
        Formula("h", "{v} − {v1}", "value"),
    ),
    symbol="M",
    measure=Words(
        "照近年趋势，余下路程到期还差 {value}",
        "at the recent trend {value} of what is left will still be missing",
    ),
    cuts=(0.05, 0.20),
    needs=Needs(baseline=False, target=False, window=6, least=LEAST),
    notes=(
        Words(
            "看最近六个观测值，至少四个，不看基期值；v0、w0 为其中最早的值和年份。",
            "It looks at the last six observations, at least four, never at the baseline; v0 and "
            "w0 are the first of them and its year.",
        ),
        Words(
            "已达到、须每年达到或已到期的目标没有 M，只看是否达到和趋势。",
            "A target that is met, is to hold in every year or is due has no M: whether it is met "
            "and the trend decide.",
        ),
        Words(
            "区间按较弱的一端（已越过的或离得最近的），同时有几个目标按最差的，有几个目标年按最近的。",
            "An interval is judged at its weakest end (the one left, or the nearest), several "
            "targets by the worst, several target years by the next one.",
        ),
    ),
    worst=True,
    example=Example(
        name=Words("德国可再生能源占终端能源消费比重", "Germany's share of renewable energy"),
        source=Words("德国联邦统计局指标 7.2.a，2017 年", "Destatis, indicator 7.2.a, year 2017"),
        unit=Words("%", "%"),
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
    return _met(series) | series.every | due


def _met(series: Series) -> Mask:
    return holds(series.latest, series.operator, series.target, series.minimum, series.maximum)


def judge(series: Series, figures: Terms, cuts: Cuts) -> Verdicts:
    """Class series by where their recent trend leads."""
    g, missing = figures["g"], figures["M"]
    direction = figures["d"]
    met, standing = _met(series), _standing(series)
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
