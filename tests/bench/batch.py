"""`jyplan batch` on 10^7 series of Parquet against DuckDB, whole processes in turn.

The data are made here. Two SQL queries compute the same columns from the same file: one for any
table of series, which brings the rows of an id together as `jyplan batch` does, and one that is
told that every row is a series of its own. CSV files are held against such that are eight times as
wide or as long, which should take eight times as long at most. Run it with the interpreter of the
environment that jyplan is installed in: ``.venv/bin/python tests/bench/batch.py``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP = 1 << 18
REGIONS = 122
# the columns of a series, from its newest row, in a table of any sort
ANY = """
select id, any_value(region) as region, any_value(baseline_year) as t0,
       any_value(baseline) as b,
       coalesce(max(year) filter (value is not null), max(year)) as t1, arg_max(value, year) as v,
       any_value(target) as goal, any_value(target_year) as due, any_value(direction) as way,
       any_value(target_kind) as kind,
       coalesce(arg_max(value, year, 2)[2], any_value(baseline)) as before
from '{table}' group by id
"""
# the same where every row is a series
ROWS = """
select id, region, baseline_year as t0, baseline as b, year as t1, value as v, target as goal,
       target_year as due, direction as way, target_kind as kind, baseline as before
from '{table}'
"""
QUERY = """
with series as ({series}),
signed as (select *, case way when 'increase' then 1 when 'decrease' then -1 end as d from series),
shares as (
    select *, (v - b) / (goal - b) as done, least((t1 - t0) / (due - t0)::double, 1) as time_gone
    from signed
)
select id, t1 as latest_year, v as latest, done - time_gone as rule_value, null::double as score,
    case when v is null then case when b is null then 'no_baseline' else 'no_data' end
         when d * (v - goal) >= 0 then
             case when d * (v - before) < 0 then 'achieved_worsening' else 'achieved' end
         when t1 >= due or kind = 'every_year' then 'missed'
         when b is null then 'no_baseline'
         when d * (v - b) < 0 then 'regressing'
         when goal is null or due is null or due <= t0 then null
         when done - time_gone >= 0.10 then 'ahead'
         when done - time_gone >= -0.05 then 'on_track'
         else 'behind' end as status,
    case when b is null then 'no_baseline' when v is null then 'no_data'
         when goal is null then 'no_target' when due is null then 'undated'
         when due <= t0 then 'same_year' when goal = b then 'at_target' end as reason,
    case when b * goal > 0 and due > t0 then pow(goal / b, 1.0 / (due - t0)) - 1 end
        as required_rate,
    done as achieved_share, done - time_gone as lead_points,
    case when not d * (v - goal) >= 0 and v * goal > 0 and due > t1
         then pow(goal / v, 1.0 / (due - t1)) - 1 end as catch_up_rate,
    region
from shares
"""
COUNTS = "select region, status, count(*) as count from ({query}) group by all"
# what a process of DuckDB runs: its query, on two threads like everybody else
DUCKDB = """
import duckdb, sys
connection = duckdb.connect()
connection.execute("set threads = 2")
connection.execute("set enable_progress_bar = false")
connection.execute(sys.argv[1])
"""


class Run(NamedTuple):
    """One process: seconds from start to end, and MiB at its peak, with its children's."""

    seconds: float
    memory: float


def pieces(size: int, observations: int) -> Iterator[pl.DataFrame]:
    """Fictional series, two decimals a figure, some values missing, both directions."""
    step = GROUP // observations
    for start in range(0, size, step):
        count = min(step, size - start)
        random = np.random.default_rng(start)
        baseline = random.uniform(50, 200, count).round(2)
        rising = random.random(count) < 0.7
        factor = np.where(rising, random.uniform(1.2, 3, count), random.uniform(0.3, 0.9, count))
        rows = np.repeat(np.arange(count), observations)
        value = (baseline[rows] * random.uniform(0.6, 2, len(rows))).round(2)
        value[random.random(len(rows)) < 0.02] = np.nan
        yield pl.DataFrame(
            {
                "id": pl.Series(start + rows).cast(pl.String).str.zfill(9),
                "region": pl.Series(random.integers(0, REGIONS, count)[rows])
                .cast(pl.String)
                .str.zfill(3),
                "baseline_year": np.full(len(rows), 2020, dtype=np.int32),
                "baseline": baseline[rows],
                "year": (2021 + np.tile(np.arange(observations), count)).astype(np.int32),
                "value": pl.Series(value).fill_nan(None),
                "target": (baseline * factor).round(2)[rows],
                "target_year": np.full(len(rows), 2025, dtype=np.int32),
                "direction": pl.Series(rising[rows]).replace_strict(
                    {True: "increase", False: "decrease"}
                ),
                "limit": pl.Series([None] * len(rows), dtype=pl.Float64),
                "target_kind": pl.repeat("by_year", len(rows), eager=True),
            }
        )


def made(path: Path, size: int, observations: int) -> None:
    """Write so many series, in constant memory."""
    schema = next(pieces(1, observations)).schema

    def source(*_: object) -> Iterator[pl.DataFrame]:
        yield from pieces(size, observations)

    plan = register_io_source(source, schema=schema)
    plan.sink_parquet(path, compression="lz4", row_group_size=GROUP)


def measured(*command: str, codes: tuple[int, ...] = (0,)) -> Run:
    """Run a process of this interpreter, which is to end with one of some codes."""
    start = time.perf_counter()
    # what is found is no news where it is expected
    silent = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)] if 1 in codes else []
    pid = os.posix_spawn(
        sys.executable, [sys.executable, *command], os.environ, file_actions=silent
    )
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in codes:
        sys.exit(f"failed: {command}")
    return Run(seconds, usage.ru_maxrss / 1024)


def ours(table: Path, *options: str) -> tuple[str, ...]:
    """The command line of `jyplan batch`."""
    return ("-m", "jyplan", "batch", str(table), *options)


def sql(table: Path, series: str, out: Path, *, counts: bool) -> tuple[str, ...]:
    """The command line of DuckDB: every row, or counts, to a file of Parquet."""
    query = QUERY.format(series=series.format(table=table))
    query = COUNTS.format(query=query) if counts else query
    return ("-c", DUCKDB, f"copy ({query}) to '{out}' (format parquet, compression lz4)")


def agree(folder: Path) -> None:
    """Both find the same; ties, which only one decides exactly, may differ."""
    keys = ["region", "status"]
    frames = [
        pl.read_parquet(folder / name).with_columns(pl.col(keys).cast(pl.String))
        for name in ("ours.parquet", "theirs.parquet")
    ]
    both = frames[0].join(frames[1], on=keys, how="full", suffix="_theirs").fill_null(0)
    unlike = both.select((pl.col("count") - pl.col("count_theirs").cast(pl.Int64)).abs().sum())
    total = frames[0]["count"].sum()
    print(f"{unlike.item() // 2} of {total:,} statuses differ: ties that floats decide wrongly\n")
    if frames[1]["count"].sum() != total or unlike.item() > total / 10_000:
        sys.exit("the two do not compute the same")


def compared(folder: Path, table: Path, size: int, observations: int, runs: int) -> None:
    """Print time and memory beside those of DuckDB."""
    counts, rows = folder / "ours.parquet", folder / "rows.parquet"
    theirs = folder / "theirs.parquet"
    works = {
        "`--summary`": (
            ours(table, "--summary", "region,status", "--out", str(counts)),
            [sql(table, series, theirs, counts=True) for series in (ANY, ROWS)],
        ),
        "every row": (
            ours(table, "--out", str(rows)),
            [sql(table, series, folder / "d.parquet", counts=False) for series in (ANY, ROWS)],
        ),
    }
    told = ["SQL for any table", "SQL told that a row is a series"][: 2 if observations == 1 else 1]
    print(f"| {size:,} series of {observations} | seconds | MiB | / {' | / '.join(told)} |")
    print(f"| --- | ---: | ---: |{' ---: |' * len(told)}")
    for name, (own, others) in works.items():
        queries = others[: len(told)]
        found = [[measured(*own), *(measured(*other) for other in queries)] for _ in range(runs)]
        ratios = [
            f"{statistics.median(run[0].seconds / run[index + 1].seconds for run in found):.2f}"
            for index in range(len(queries))
        ]
        seconds = statistics.median(run[0].seconds for run in found)
        memory = max(run[0].memory for run in found)
        print(f"| {name} | {seconds:.2f} | {memory:.0f} | {' | '.join(ratios)} |")
    agree(folder)


def in_parts(folder: Path, table: Path, runs: int) -> None:
    """Print how the time of parts, as a cluster gets them, compares with that of the whole."""
    print("| in parts, as on a cluster | seconds | / local engine |")
    print("| --- | ---: | ---: |")
    works = {
        "`--summary`": (["--summary", "region,status", "--out", str(folder / "s.parquet")],) * 2,
        "every row": (["--out", str(folder / "r.parquet")], ["--out", str(folder / "parts")]),
    }
    for name, (local, parts) in works.items():
        found = []
        for _ in range(runs):
            alone = measured(*ours(table, *local))
            found.append((alone, measured(*ours(table, *parts, "--engine", "dask"))))
            for part in (folder / "parts").glob("*"):
                part.unlink()
            if (folder / "parts").exists():
                (folder / "parts").rmdir()
        ratio = statistics.median(run[1].seconds / run[0].seconds for run in found)
        seconds = statistics.median(run[1].seconds for run in found)
        print(f"| {name} | {seconds:.2f} | {ratio:.1f} |")


def shaped(folder: Path, runs: int) -> None:
    """Print how time and memory grow where a CSV file is eight times as wide or as long."""
    print("| CSV | from | to | seconds, ratio | MiB, ratio |")
    print("| --- | ---: | ---: | ---: | ---: |")
    head = "id,baseline_year,baseline,year,value,target,target_year,direction"
    row = "s{0},2020,100,2023,130,150,2025,increase"

    def wide(size: int) -> str:
        names = ",".join(f"c{column}" for column in range(size))
        return f"{head},{names}\n{row.format(0)}{',x' * size}\n"

    def long(size: int) -> str:
        return "\n".join([head, *(row.format(f"{line:08}") for line in range(size)), ""])

    def broken(size: int) -> str:
        return f"{long(size)}{row.format('z')},1\n"

    def unmarked(size: int) -> str:
        return "\n".join([head, *['x","y'] * size, ""])

    works = {
        "columns": (wide, 1000),
        "rows": (long, 50_000),
        "rows, one of them broken": (broken, 50_000),
        "rows with marks out of step": (unmarked, 4000),
    }
    table, out = folder / "shape.csv", folder / "shape.out.csv"
    for name, (text, size) in works.items():
        found = []
        for _ in range(runs):
            pair = []
            for times in (size, 8 * size):
                table.write_text(text(times), encoding="utf-8")
                pair.append(measured(*ours(table, "--out", str(out)), codes=(0, 1)))
            found.append((pair[1].seconds / pair[0].seconds, pair[1].memory / pair[0].memory))
        seconds, memory = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"| {name} | {size:,} | {8 * size:,} | {seconds:.1f} | {memory:.1f} |")


def main() -> None:
    """Make tables, and print ratios and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=10**7)
    parser.add_argument(
        "--large", type=int, default=0, help="series of one more table, as 100000000"
    )
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    # what is compiled once is no time of either
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for observations in (1, 3):
            table = folder / f"{observations}.parquet"
            made(table, arguments.series, observations)
            compared(folder, table, arguments.series, observations, arguments.runs)
        in_parts(folder, folder / "1.parquet", arguments.runs)
        shaped(folder, arguments.runs)
        if arguments.large:
            table = folder / "large.parquet"
            made(table, arguments.large, 1)
            counts = ["--summary", "region,status", "--out", str(folder / "c.parquet")]
            found = measured(*ours(table, *counts))
            print(f"\n{arguments.large:,} series, `--summary`: {found.memory:.0f} MiB")


if __name__ == "__main__":
    main()
