"""`jyplan batch` on Parquet and Arrow files whose bytes were changed. The figures are fictional."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest

from jyplan.batch.layout import Layout, UnreadableTableError
from jyplan.batch.panics import told
from jyplan.batch.tables import END, SeriesTable, TableSource, pieces
from jyplan.errors import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

WRITE: dict[str, Callable[[pl.DataFrame, Path], object]] = {
    "parquet": pl.DataFrame.write_parquet,
    "arrow": pl.DataFrame.write_ipc,
    "arrows": pl.DataFrame.write_ipc_stream,
}
READ: dict[str, Callable[[Path], pl.DataFrame]] = {
    "parquet": pl.read_parquet,
    "arrow": pl.read_ipc,
    "arrows": pl.read_ipc_stream,
}
# seeds of each damage: enough for polars to panic over every format that makes it do so
SEEDS = 60


def table() -> pl.DataFrame:
    """Twenty series of two years."""
    rows = range(40)
    return pl.DataFrame(
        {
            "id": [f"s{row // 2:02}" for row in rows],
            "region": [f"r{row // 2 % 3}" for row in rows],
            "baseline_year": [2020] * 40,
            "baseline": [100.0] * 40,
            "year": [2021 + row % 2 for row in rows],
            "value": [100.0 + row for row in rows],
            "target": [150.0] * 40,
            "target_year": [2025] * 40,
            "direction": ["increase"] * 40,
        }
    )


def flipped(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 3)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zeroed(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randint(1, 200))
    data[start:end] = bytes(end - start)


def truncated(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def panicked_over(path: Path) -> bool:
    """Whether polars reads the ids of a table, and panics over the rest."""
    scan = pl.scan_parquet(path, glob=False)
    try:
        with told("t"):
            scan.select("id").collect()
    except (UnreadableTableError, pl.exceptions.PolarsError, OSError):
        return False
    try:
        with told("t"):
            scan.collect()
    except UnreadableTableError:
        return True
    except (pl.exceptions.PolarsError, OSError):
        pass
    return False


@pytest.fixture(scope="module")
def panicking(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A table that opens well and makes polars panic later."""
    path = tmp_path_factory.mktemp("panic") / "t.parquet"
    table().write_parquet(path)
    whole = path.read_bytes()
    for place in range(4, len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 8]) + whole[place + 1 :])
        if panicked_over(path):
            return str(path)
    raise AssertionError


@pytest.mark.parametrize("damage", [flipped, zeroed, truncated])
@pytest.mark.parametrize("suffix", WRITE)
def test_a_damaged_table_is_refused_or_judged_as_it_reads(
    run: Run,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    suffix: str,
    damage: Callable[[bytearray, random.Random], None],
) -> None:
    """A figure that reads as another one is one: none of these formats can tell."""
    path, plain, out = tmp_path / f"t.{suffix}", tmp_path / "plain.csv", tmp_path / "o.csv"
    WRITE[suffix](table(), path)
    whole = path.read_bytes()
    codes = set()
    for seed in range(SEEDS):
        data = bytearray(whole)
        damage(data, random.Random(seed))  # noqa: S311 nothing secret
        path.write_bytes(data)
        result = run("batch", str(path), "--out", str(out), "--lang", "en")
        codes.add(result.returncode)
        if result.returncode == 3:
            assert f"{path}:1:1: error JY601" in result.stderr
            assert not out.exists()
        elif out.exists():
            READ[suffix](path).write_parquet(plain.with_suffix(".parquet"))
            again = run("batch", str(plain.with_suffix(".parquet")), "--lang", "en")
            assert (again.returncode, again.stdout) == (result.returncode, out.read_text("utf-8"))
            out.unlink()
        else:
            assert (result.returncode, "JY6" in result.stderr) == (1, True)
    assert 3 in codes
    assert capfd.readouterr() == ("", "")
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    "options",
    [
        ("--out", "-"),
        ("--out", "o.csv"),
        ("--out", "o.parquet"),
        ("--out", "o.arrow"),
        ("--summary", "region,status"),
        ("--out", "o", "--engine", "dask"),
        ("--summary", "region,status", "--engine", "dask"),
    ],
    ids=" ".join,
)
def test_a_panic_is_a_table_that_cannot_be_read(
    tmp_path: Path, panicking: str, options: tuple[str, ...]
) -> None:
    """Threads of Rust tell of it on their own; nobody hears them, workers' neither."""
    done = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-m", "jyplan", "batch", panicking, *options, "--lang", "en"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (3, "")
    first, *rest = done.stderr.splitlines()
    assert first.startswith(f"{panicking}:1:1: error JY601 cannot be read: it is damaged")
    assert rest[1:] == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_said_while_polars_reads_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with told("a"), told("b"):
        os.write(2, b"one\n")
    assert capfd.readouterr().err == "one\n"
    with contextlib.suppress(ZeroDivisionError), told("a"):
        os.write(2, b"two\n")
        raise ZeroDivisionError
    assert capfd.readouterr().err == "two\n"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "the mark that ends a stream is missing"), ("zh", "结束标记")]
)
def test_a_stream_without_its_end_is_refused(
    run: Run, tmp_path: Path, language: str, words: str
) -> None:
    """Cut between two messages it reads as a shorter table, by its format."""
    path = tmp_path / "t.arrows"
    table().write_ipc_stream(path)
    path.write_bytes(path.read_bytes()[: -len(END)])
    result = run("batch", str(path), "--lang", language)
    assert (result.returncode, result.stdout) == (3, "")
    assert words in result.stderr


def test_fewer_rows_than_a_file_promises_are_damage() -> None:
    source = TableSource(table().lazy(), "t.parquet")
    promised = SeriesTable("t.parquet", source, 41, 0, Layout({"id": "id"}, {}))
    with pytest.raises(FindingsError) as caught:
        list(pieces([promised], ["id"], 100, single=False))
    assert [each.code for each in caught.value.findings] == ["JY601"]


def test_a_crash_while_polars_reads_is_told() -> None:
    program = "import os\nfrom jyplan.batch.panics import told\nwith told('t'): os.abort()"
    done = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-c", program], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode < 0
    assert "Aborted" in done.stderr


def test_any_other_panic_is_an_internal_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object, **__: object) -> int:
        message = "no table is at fault"
        raise pl.exceptions.PanicException(message)

    monkeypatch.setattr("jyplan.cli.main._run", panic)
    result = run("status", "--lang", "en")
    assert result.returncode == 3
    assert "internal error (PanicException: no table is at fault)" in result.stderr
