"""What `jyplan batch` works out of 10^7 series, against the same formulas as bare expressions.

Both run in turn in one process; the median of the ratios is printed, and the extra memory at
its peak beside inputs and results. Run it with the interpreter of the environment that jyplan
is installed in: ``.venv/bin/python tests/bench/engine.py``.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine.codes import Direction, Operator, Path, Reason, Status
from jyplan.engine.kernel import Judged, judge_blocks
from jyplan.engine.rules.rule import NONE
from jyplan.engine.rules.schedule import RULE, Thresholds
from jyplan.engine.series import Series, series_of

if TYPE_CHECKING:
    from collections.abc import Callable


def made(size: int) -> Series:
    """Series with growing targets, half of them on each path."""
    random = np.random.default_rng(2020)
    baseline = random.uniform(50, 200, size).round(2)
    target = (baseline * random.uniform(1.2, 3, size)).round(2)
    latest = (baseline * random.uniform(0.9, 2, size)).round(2)
    return series_of(
        size,
        baseline=baseline,
        start_year=np.full(size, 2020.0),
        latest=latest,
        latest_year=np.full(size, 2023.0),
        target=target,
        target_year=np.full(size, 2025.0),
        path=(np.arange(size) % 2).astype(np.int8) * Path.COMPOUND,
    )


def bare(s: Series, thresholds: Thresholds) -> Judged:
    """The same rules as anybody would write them, whole arrays at a time."""
    with np.errstate(all="ignore"):
        years = s.target_year - s.start_year
        required = np.where(
            (s.baseline * s.target > 0) & (years > 0),
            (s.target / s.baseline) ** (1 / years) - 1,
            np.nan,
        )
        achieved = (s.latest - s.baseline) / (s.target - s.baseline)
        elapsed = np.minimum((s.latest_year - s.start_year) / years, 1)
        milestone = np.where(
            (s.path == Path.COMPOUND) & (s.baseline * s.target > 0),
            s.baseline * (s.target / s.baseline) ** elapsed,
            s.baseline + (s.target - s.baseline) * elapsed,
        )
        expected = (milestone - s.baseline) / (s.target - s.baseline)
        lead = achieved - expected
        left = s.target_year - s.latest_year
        catch_up = np.where(
            (s.latest * s.target > 0) & (left > 0), (s.target / s.latest) ** (1 / left) - 1, np.nan
        )
        met = np.select(
            [
                s.operator == Operator.AT_LEAST,
                s.operator == Operator.MORE_THAN,
                s.operator == Operator.AT_MOST,
                s.operator == Operator.LESS_THAN,
            ],
            [
                s.latest >= s.target,
                s.latest > s.target,
                s.latest <= s.target,
                s.latest < s.target,
            ],
            ~(s.latest < s.minimum) & ~(s.latest > s.maximum),
        )
        catch_up = np.where(met, np.nan, catch_up)
        kept = s.direction == Direction.MAINTAIN
        startless = np.isnan(s.baseline) & ~kept
        status = np.select(
            [
                np.isnan(s.latest) & startless,
                np.isnan(s.latest),
                met & ((s.latest - s.previous) * s.direction < 0),
                met,
                s.latest_year >= s.target_year,
                startless,
                kept & np.isnan(s.target_year),
                kept,
                (s.latest - s.baseline) * s.direction < 0,
                np.isnan(s.target_year),
                lead >= thresholds.ahead,
                lead >= thresholds.behind,
            ],
            [
                Status.NO_BASELINE,
                Status.NO_DATA,
                Status.ACHIEVED_WORSENING,
                Status.ACHIEVED,
                Status.MISSED,
                Status.NO_BASELINE,
                NONE,
                Status.BEHIND,
                Status.REGRESSING,
                NONE,
                Status.AHEAD,
                Status.ON_TRACK,
            ],
            Status.BEHIND,
        ).astype(np.int8)
        reason = np.select(
            [
                kept,
                np.isnan(s.baseline),
                np.isnan(s.latest),
                np.isnan(s.target),
                np.isnan(s.target_year),
                years <= 0,
                s.target == s.baseline,
            ],
            [
                Reason.MAINTAINED,
                Reason.NO_BASELINE,
                Reason.NO_DATA,
                Reason.NO_TARGET,
                Reason.UNDATED,
                Reason.SAME_YEAR,
                Reason.AT_TARGET,
            ],
            Reason.NONE,
        ).astype(np.int8)
    return Judged(
        lead.copy(), np.full(len(lead), np.nan), status, reason, required, achieved, lead, catch_up
    )


def seconds(work: Callable[[], Judged]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def extra(work: Callable[[], Judged]) -> float:
    """MiB at the peak of one call beside its result."""
    tracemalloc.start()
    result = work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (peak - sum(column.nbytes for column in result)) / 2**20


def main() -> None:
    """Print time ratios and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=10**7)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    series, thresholds = made(arguments.series), Thresholds()
    works: dict[str, Callable[[], Judged]] = {
        "bare numpy": lambda: bare(series, thresholds),
        "engine": lambda: judge_blocks(series, RULE),
    }
    agree(works["bare numpy"](), works["engine"]())
    times = [[seconds(work) for work in works.values()] for _ in range(arguments.runs)]
    print(f"| {arguments.series:,} series | seconds | bare numpy / this | extra MiB |")
    print("| --- | ---: | ---: | ---: |")
    for index, (name, work) in enumerate(works.items()):
        own = statistics.median(run[index] for run in times)
        ratio = statistics.median(run[0] / run[index] for run in times)
        print(f"| {name} | {own:.2f} | {ratio:.1f} | {extra(work):.0f} |")


def agree(ours: Judged, theirs: Judged) -> None:
    """Both give the same figures; statuses may differ on ties, which only one decides exactly."""
    for name in Judged._fields:
        if name not in {"status", "reason"}:
            mine, other = getattr(ours, name), getattr(theirs, name)
            np.testing.assert_allclose(mine, other, rtol=0, atol=1e-9)
    ties = np.count_nonzero(ours.status != theirs.status)
    print(f"{ties} statuses differ, all of them ties that floats decide wrongly\n")


if __name__ == "__main__":
    main()
