"""Odds of 40 quantities over five years against the obvious array program.

Both draw as many futures, in processes of their own that run in turn: values in every year,
their quantiles of 5, 25, 50, 75 and 95 %, the probability and the mean shortfall of 40 targets,
and the probability that all are met. The medians of seconds (without import), of ratios, and of
the peak of resident memory above what importing takes are printed. Run it with the interpreter
of the environment that jyplan is installed in: ``.venv/bin/python tests/bench/odds.py``.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from typing import Any

QUANTITIES, YEARS, FEW = 40, 5, 10**4
PLAIN, ENGINE = "array program", "engine"


def work(name: str, draws: int) -> dict[str, Any]:
    """One run in this process: seconds, MiB at the peak, and what was found."""
    import numpy as np

    from jyplan.engine import ensemble

    random = np.random.default_rng(2020)
    base = random.uniform(50, 200, QUANTITIES)[:, None] * np.linspace(1.1, 1.5, YEARS)
    spread = random.uniform(0.01, 0.1, base.shape)
    bound = base[:, -1] * random.uniform(0.85, 1.02, QUANTITIES)

    def plain() -> tuple[object, ...]:
        """As anybody would write it, whole arrays at a time."""
        shocks = np.random.default_rng(1).standard_normal((draws, QUANTITIES, YEARS))
        values = base * np.cumprod(np.exp(spread * shocks), axis=2)
        quantiles = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
        met = values[:, :, -1] >= bound
        short = np.maximum(bound - values[:, :, -1], 0).mean(axis=0)
        return np.moveaxis(quantiles, 0, 2), met.mean(axis=0), short, met.all(axis=1).mean()

    def engine() -> tuple[object, ...]:
        none = np.full(QUANTITIES, np.nan)
        odds = ensemble.simulate(
            ensemble.Uncertain(base, spread, none, none, 0.0, 0.0, None),
            ensemble.Aims(
                np.zeros(QUANTITIES, dtype=np.int8),
                bound,
                none,
                none,
                np.full(QUANTITIES, YEARS - 1),
                np.ones(QUANTITIES, dtype=np.int8),
                np.ones((1, QUANTITIES), dtype=np.bool_),
            ),
            None,
            draws=draws,
            seed=1,
        )
        return odds.quantiles, odds.probability, odds.shortfall, odds.joint[0]

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    found = {PLAIN: plain, ENGINE: engine}[name]()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    figures = [np.asarray(part).tolist() for part in found]
    return {"seconds": seconds, "mib": peak / 1024, "found": figures}


def run(name: str, draws: int) -> dict[str, Any]:
    """One run in a process of its own."""
    command = [sys.executable, __file__, "--draws", str(draws), "--work", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 ourselves
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def agree(mine: list[Any], other: list[Any], draws: int) -> None:
    """Both find the same, but for what chance and bins explain."""
    from numpy.testing import assert_allclose

    chance = 5 / draws**0.5
    assert_allclose(mine[0], other[0], rtol=0.002 + chance)
    assert_allclose(mine[1], other[1], atol=chance)
    assert_allclose(mine[2], other[2], rtol=5 * chance, atol=chance)
    assert_allclose(mine[3], other[3], atol=chance)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10**6)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", choices=[PLAIN, ENGINE], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        print(json.dumps(work(arguments.work, arguments.draws)))
        return
    print(f"| {QUANTITIES} quantities, {YEARS} years | draws | seconds | peak MiB | ratio |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for draws in dict.fromkeys([FEW, arguments.draws]):
        pairs = [[run(name, draws) for name in (PLAIN, ENGINE)] for _ in range(arguments.runs)]
        for plain, engine in pairs:
            agree(engine["found"], plain["found"], draws)
        for index, name in enumerate((PLAIN, ENGINE)):
            own = [pair[index] for pair in pairs]
            seconds, peak = (
                statistics.median(one[key] for one in own) for key in ("seconds", "mib")
            )
            ratio = statistics.median(pair[0]["seconds"] / pair[index]["seconds"] for pair in pairs)
            print(f"| {name} | {draws:,} | {seconds:.3f} | {peak:.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
