"""`jyplan batch --engine dask`: equal to the local engine, complete or absent, workers that die.

The figures are fictional.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socketserver
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from distributed import LocalCluster

from jyplan.batch import cluster as engine
from jyplan.batch.run import TableRequest
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from subprocess import CompletedProcess

    from jyplan.batch.tables import SeriesTable

    Run = Callable[..., CompletedProcess[str]]

# the cluster's own sockets, that it closes late
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SERIES, OBSERVATIONS = 3000, 4
PROGRAM = (sys.executable, "-m", "jyplan", "batch")


def table(first: int, count: int) -> pl.DataFrame:
    random = np.random.default_rng(first)
    rows = np.repeat(np.arange(count), OBSERVATIONS)
    baseline = random.uniform(50, 200, count).round(2)
    return pl.DataFrame(
        {
            "id": pl.Series(first + rows).cast(pl.String).str.zfill(6),
            "region": pl.Series(rows % 7),
            "baseline_year": np.full(len(rows), 2015),
            "baseline": baseline[rows],
            "year": np.tile(np.arange(2020, 2020 + OBSERVATIONS), count),
            "value": (baseline[rows] * random.uniform(0.7, 1.8, len(rows))).round(2),
            "target": (baseline * random.uniform(0.5, 2, count)).round(2)[rows],
            "target_year": np.full(len(rows), 2030),
            "direction": np.where(random.random(count) < 0.5, "increase", "decrease")[rows],
        }
    )


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """Two processes, for all tests of this file."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as cluster:
        yield cluster


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data set of two files, in small parts that do not end where series end."""
    monkeypatch.setattr(engine, "PART", 1001)
    folder = tmp_path / "set"
    folder.mkdir()
    table(0, SERIES).write_parquet(folder / "a.parquet", row_group_size=500)
    table(SERIES, SERIES).write_parquet(folder / "b.parquet", row_group_size=777)
    return folder


@pytest.mark.parametrize("rule", ["schedule", "statcan", "destatis"])
def test_rows_are_those_of_the_local_engine(
    run: Run, workers: LocalCluster, parts: Path, tmp_path: Path, rule: str
) -> None:
    options = ("--rule", rule, "--lang", "en")
    local, spread = tmp_path / "local.parquet", tmp_path / "spread"
    here = run("batch", str(parts), *options, "--out", str(local))
    there = run(
        *("batch", str(parts), *options, "--out", str(spread)),
        *("--engine", "dask", "--scheduler", workers.scheduler_address),
    )
    assert (here.returncode, here.stderr) == (there.returncode, there.stderr) == (0, "")
    assert len(list(spread.iterdir())) > 10
    assert pl.read_parquet(spread / "*.parquet").equals(pl.read_parquet(local))


def test_forms_of_targets_are_those_of_the_local_engine(
    run: Run, workers: LocalCluster, parts: Path, tmp_path: Path
) -> None:
    forms = pl.Series(["average_growth", "change_percent", "change", "multiple", "every_year"])
    for path in parts.iterdir():
        frame = pl.read_parquet(path)
        series = pl.Series(np.arange(len(frame)) // OBSERVATIONS)
        kinds = forms.gather(series % len(forms)).alias("target_kind")
        share = (pl.col("target") / 50).round(2)
        frame.with_columns(kinds, target=share).write_parquet(path, row_group_size=500)
    local, spread = tmp_path / "local.parquet", tmp_path / "spread"
    here = run("batch", str(parts), "--out", str(local))
    there = run(
        *("batch", str(parts), "--out", str(spread)),
        *("--engine", "dask", "--scheduler", workers.scheduler_address),
    )
    assert (here.returncode, here.stderr) == (there.returncode, there.stderr) == (0, "")
    found = pl.read_parquet(local)
    assert pl.read_parquet(spread / "*.parquet").equals(found)
    assert {"achieved", "behind", "missed"} & set(found["status"].cast(pl.String)) != set()


def test_counts_are_those_of_the_local_engine(run: Run, workers: LocalCluster, parts: Path) -> None:
    options = ("batch", str(parts), "--summary", "region,status")
    spread = run(*options, "--engine", "dask", "--scheduler", workers.scheduler_address)
    assert spread.returncode == 0
    assert spread.stdout == run(*options).stdout
    assert spread.stdout.startswith("region,status,count\n")


def test_findings_are_those_of_the_local_engine(
    run: Run, workers: LocalCluster, parts: Path, tmp_path: Path
) -> None:
    wrong = table(2 * SERIES, 100).with_columns(
        pl.when(pl.col("id") == f"{2 * SERIES + 5:06}")
        .then(pl.lit("upwards"))
        .otherwise("direction")
        .alias("direction")
    )
    wrong.write_parquet(parts / "c.parquet")
    options = ("batch", str(parts), "--lang", "en")
    here = run(*options, "--out", str(tmp_path / "o.parquet"))
    there = run(
        *(*options, "--out", str(tmp_path / "o")),
        *("--engine", "dask", "--scheduler", workers.scheduler_address),
    )
    assert here.returncode == there.returncode == 1
    assert there.stderr == here.stderr
    assert f"c.parquet:{5 * OBSERVATIONS + 1}:1: error JY608" in there.stderr


def test_without_a_cluster_it_is_judged_here(run: Run, parts: Path) -> None:
    options = ("batch", str(parts), "--summary", "status")
    assert run(*options, "--engine", "dask").stdout == run(*options).stdout


def test_a_worker_that_dies_loses_nothing(parts: Path, tmp_path: Path) -> None:
    """One of two workers is killed after the first part; whoever follows does its work."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as own:
        killed = threading.Event()

        def kill_one(_done: int, _total: int) -> None:
            if not killed.is_set():
                killed.set()
                os.kill(next(iter(own.workers.values())).pid, signal.SIGKILL)

        out = tmp_path / "out"
        request = TableRequest((str(parts),), "schedule")
        outcome = engine.run_on_cluster(request, str(out), own.scheduler_address, kill_one)
    assert killed.is_set()
    assert outcome.series == 2 * SERIES
    found = pl.read_parquet(out / "*.parquet")
    expected = [f"{number:06}" for number in range(2 * SERIES)]
    assert found["id"].to_list() == expected


def test_a_series_in_two_files_is_refused(run: Run, parts: Path, tmp_path: Path) -> None:
    whole = pl.concat([table(0, 10), table(10, 10)])
    whole.head(42).write_parquet(parts / "a.parquet")
    whole.tail(-42).write_parquet(parts / "b.parquet")
    out = tmp_path / "out"
    result = run("batch", str(parts), "--engine", "dask", "--out", str(out), "--lang", "en")
    assert result.returncode == 1
    assert "b.parquet:1:1: error JY614 the rows of 000010 begin in" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("t.csv", "--out", "out"), "t.csv is none"),
        (("-", "--out", "out"), "- is none"),
        (("set",), "--out FOLDER"),
        (("set", "--out", "-"), "--out FOLDER"),
        (("set", "--out", "there"), "there exists"),
        (("set", "--out", "out.csv"), "leave out the ending"),
        (("set", "--out", "out.parquet"), "leave out the ending"),
        (("set", "--out", "out", "--scheduler", "tcp://127.0.0.1:1"), "no Dask scheduler"),
        *(
            (("set", "--out", "out", "--scheduler", address), "no Dask scheduler")
            for address in ("nonsense", "", ":", "tcp://", "tls://127.0.0.1:1", "ucx://127.0.0.1:1")
        ),
    ],
)
def test_what_a_cluster_cannot_do(
    run: Run, parts: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "t.csv").write_text("id\n", encoding="utf-8")
    result = run("batch", *arguments, "--engine", "dask", "--lang", "en", cwd=parts.parent)
    assert result.returncode == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_workers_elsewhere_find_what_is_named_from_here(
    run: Run, workers: LocalCluster, parts: Path
) -> None:
    options = ("--engine", "dask", "--scheduler", workers.scheduler_address, "--lang", "en")
    for arguments in (("--out", "out"), ("--summary", "region")):
        result = run("batch", "set/", *arguments, *options, cwd=parts.parent)
        assert (result.returncode, result.stderr) == (0, "")
    assert len(pl.read_parquet(parts.parent / "out" / "*.parquet")) == 2 * SERIES


def test_a_table_that_is_not_there(run: Run, tmp_path: Path) -> None:
    arguments = ("t.parquet", "--out", "out", "--engine", "dask", "--lang", "en")
    result = run("batch", *arguments, cwd=tmp_path)
    assert result.returncode == 3
    assert "t.parquet:1:1: error JY001" in result.stderr


def test_a_table_that_is_not_there_for_workers(
    run: Run, workers: LocalCluster, parts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What we have opened ourselves and they have not is somewhere else for them."""

    def gone(
        tables: Sequence[SeriesTable], folder: Path | None, size: int
    ) -> list[engine.FilePart]:
        found = parts_of(tables, folder, size)
        (parts / "b.parquet").unlink()
        return found

    parts_of = engine.parts_of
    monkeypatch.setattr(engine, "parts_of", gone)
    options = ("--engine", "dask", "--scheduler", workers.scheduler_address, "--lang", "en")
    result = run("batch", "set", "--out", "out", *options, cwd=parts.parent)
    assert result.returncode == 2
    assert "set/b.parquet is not there for the Dask workers" in result.stderr
    assert not (parts.parent / "out").exists()


def test_an_empty_data_set_keeps_its_columns(
    run: Run, workers: LocalCluster, parts: Path, tmp_path: Path
) -> None:
    for file in parts.iterdir():
        table(0, 1).head(0).write_parquet(file)
    options = ("--engine", "dask", "--scheduler", workers.scheduler_address)
    out = tmp_path / "out"
    assert run("batch", str(parts), "--out", str(out), *options).returncode == 0
    found = pl.read_parquet(out / "*.parquet")
    assert found.columns[0] == "id"
    assert found.height == 0
    assert run("batch", str(parts), "--summary", "region", *options).stdout == "region,count\n"


def test_rows_without_an_id_go_on_in_no_other_file(
    run: Run, workers: LocalCluster, parts: Path
) -> None:
    for file in sorted(parts.iterdir()):
        frame = table(0 if file.name == "a.parquet" else SERIES, 10)
        nobody = pl.int_range(pl.len()).is_in([0, len(frame) - 1])
        frame.with_columns(id=pl.when(nobody).then(None).otherwise("id")).write_parquet(file)
    options = ("batch", str(parts), "--summary", "reason", "--lang", "en")
    spread = run(*options, "--engine", "dask", "--scheduler", workers.scheduler_address)
    assert spread.returncode == 1
    assert spread.stderr.count("JY606") == 4
    assert spread.stdout == run(*options).stdout


def test_a_full_disk_is_told_and_nothing_is_left(parts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(  # noqa: S603 our own command
        [*PROGRAM, str(parts), "--out", str(out), "--engine", "dask", "--lang", "en"],
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 14, 1 << 14)),
    )
    assert done.returncode == 2
    assert done.stderr == f"jyplan: cannot write {out}: File too large\n"
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


SLOW = """
import signal, sys, time
# whoever started these tests may not want them to hear
for name in {ends!r}:
    usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
    signal.signal(getattr(signal, name), signal.SIG_IGN if name in {unheard!r} else usual)
from jyplan.batch import apart
from jyplan.cli import batch, run as command
real = apart.divided

def divided(ends):
    ended = real(ends)
    if ended is None:
        # Only there: some releases of polars start threads as they are imported.
        from jyplan.batch import cluster, run
        cluster.PART = run.ROWS = 1000
    return ended

apart.divided = divided

def told(done, total):
    print("begun", flush=True)
    time.sleep(0.5)

batch._progress = lambda: told
sys.argv[1:] = {arguments!r}
command()
"""
ENGINES = [("--engine", "dask"), ("--engine", "local")]


ENDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


def begun(
    parts: Path, out: Path, engine_: Sequence[str], unheard: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """A run that has written something and is not done; it hears all but the signals named."""
    scratch = out.parent / "tmp"
    scratch.mkdir(exist_ok=True)
    arguments = ["batch", str(parts), "--out", str(out), *engine_]
    process = subprocess.Popen(  # noqa: S603 our own command
        [sys.executable, "-c", SLOW.format(ends=ENDS, unheard=unheard, arguments=arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def target(tmp_path: Path, engine_: Sequence[str]) -> Path:
    return tmp_path / ("out" if "dask" in engine_ else "out.parquet")


def left(tmp_path: Path) -> list[str]:
    return sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("**/*"))


@pytest.mark.parametrize("name", ENDS)
@pytest.mark.parametrize("engine_", ENGINES)
def test_a_run_that_is_told_to_end_leaves_nothing(
    parts: Path, tmp_path: Path, engine_: Sequence[str], name: str
) -> None:
    """As a terminal does: everybody who belongs to the command hears of it."""
    process = begun(parts, target(tmp_path, engine_), engine_)
    os.killpg(process.pid, getattr(signal, name))
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "")
    assert left(tmp_path) == ["set", "set/a.parquet", "set/b.parquet", "tmp"]


def test_what_is_not_to_be_heard_ends_nothing(parts: Path, tmp_path: Path) -> None:
    """As nohup wants it."""
    process = begun(parts, tmp_path / "out", ENGINES[0], unheard=("SIGHUP",))
    os.killpg(process.pid, signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert len(pl.read_parquet(tmp_path / "out" / "*.parquet")) == 2 * SERIES


@pytest.mark.parametrize("engine_", ENGINES)
def test_what_a_killed_run_left_goes_with_the_next_one(
    parts: Path, tmp_path: Path, engine_: Sequence[str]
) -> None:
    out = target(tmp_path, engine_)
    killed = begun(parts, out, engine_)
    killed.kill()
    killed.communicate(timeout=60)
    assert not out.exists()
    # Another one is still at work: what it holds is not taken from it.
    other = begun(parts, out, engine_)
    done = subprocess.run(  # noqa: S603 our own command
        [*PROGRAM, str(parts), "--out", str(tmp_path / "x" / out.name), *engine_],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        check=False,
    )
    assert done.returncode == 2
    other.communicate(timeout=60)
    assert other.returncode == 0
    assert [name for name in left(tmp_path) if not name.startswith(("set", "out"))] == ["tmp"]


def test_a_run_without_a_scheduler_starts_and_listens_to_nobody(
    parts: Path, tmp_path: Path
) -> None:
    """In a process of its own: the cluster of these tests listens in this one."""
    program = f"""
import psutil
from jyplan.batch import cluster
from jyplan.batch.run import TableRequest
cluster.PART = 1001

def look(done, total):
    me = psutil.Process()
    assert me.children(recursive=True) == []
    assert me.net_connections(kind="all") == []

asked = TableRequest(({str(parts)!r},), "schedule")
cluster.run_on_cluster(asked, {str(tmp_path / "out")!r}, None, look)
"""
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 our own command
    assert len(pl.read_parquet(tmp_path / "out" / "*.parquet")) == 2 * SERIES


class Answering(socketserver.BaseRequestHandler):
    """Who answers at a port, but is no scheduler."""

    def handle(self) -> None:
        what = type(self).what
        with contextlib.suppress(OSError):
            if what is None:
                self.server.over.wait()  # type: ignore[attr-defined]
            while what:
                self.request.sendall(what)

    what: bytes | None = None


class Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    over = threading.Event()


@pytest.mark.parametrize("what", [None, b"", b"HTTP/1.1 400\r\n\r\n", bytes(65536), b"\1\2"])
def test_who_answers_but_is_no_scheduler(
    run: Run, parts: Path, monkeypatch: pytest.MonkeyPatch, what: bytes | None
) -> None:
    monkeypatch.setattr(engine, "SECONDS", 1)
    monkeypatch.setattr(Answering, "what", what)
    with Listening(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
        options = ("--engine", "dask", "--scheduler", address, "--lang", "en")
        result = run("batch", str(parts), "--summary", "status", *options)
        server.over.set()
        server.shutdown()
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"jyplan: there is no Dask scheduler at {address}; check the address\n"


def test_a_worker_is_no_scheduler(run: Run, parts: Path, workers: LocalCluster) -> None:
    [address, *_] = workers.scheduler_info["workers"]
    options = ("--engine", "dask", "--scheduler", address, "--lang", "en")
    result = run("batch", str(parts), "--summary", "status", *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert "there is no Dask scheduler" in result.stderr


def test_nothing_is_left_where_it_fails(parts: Path, tmp_path: Path, workers: LocalCluster) -> None:
    """What breaks off in the middle leaves neither a folder nor a part of one."""

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        engine.run_on_cluster(
            TableRequest((str(parts),), "schedule"),
            str(tmp_path / "out"),
            workers.scheduler_address,
            stop,
        )
    assert sorted(tmp_path.iterdir()) == before


def test_a_scheduler_goes_with_dask(run: Run) -> None:
    result = run("batch", "t.parquet", "--scheduler", "tcp://127.0.0.1:1", "--lang", "en")
    assert result.returncode == 2
    assert "--engine dask" in result.stderr


def test_the_name_of_a_missing_scheduler_is_told() -> None:
    with pytest.raises(RequestError) as caught:
        engine.run_on_cluster(
            TableRequest(("t.csv",), "schedule"), "out", None, lambda _done, _total: None
        )
    assert caught.value.code == "dask_needs_parquet"
