"""`jyplan batch` where something ends its process at once. The figures are fictional."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_batch_damage import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="one process on this system")

# Does something to itself at some point of its work: over the table or between tables.
PROGRAM = """
import os, signal, sys, time
from contextlib import contextmanager
from jyplan.batch import apart
from jyplan.cli import batch, run as command

def at_once(*_):
    print("now", flush=True)
    {does}

def divided(ends):
    ended = alone(ends)
    if ended is None:
        # Only there: some releases of polars start threads as they are imported.
        prepare()
    return ended

def prepare():
    from jyplan.batch import run, tables
    run.ROWS = 6
    if not {reading}:
        batch._progress = lambda: at_once
        return
    read, real = [], tables.told

    @contextmanager
    def told(table):
        with real(table):
            read.append(table)
            if len(read) > 4:
                at_once()
            yield

    tables.told = told

alone, apart.divided = apart.divided, divided
sys.argv[1:] = {arguments!r}
command()
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder with two tables, and nothing else when a test is over."""
    (tmp_path / "tmp").mkdir()
    for name in ("a.parquet", "b.parquet"):
        table().write_parquet(tmp_path / name)
    yield tmp_path
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("**/*"))
    assert left == ["a.parquet", "b.parquet", "tmp"]


def begun(place: Path, does: str, *, reading: bool, language: str = "en") -> subprocess.Popen[str]:
    arguments = ["batch", "a.parquet", "b.parquet", "--out", "o.parquet", "--lang", language]
    program = PROGRAM.format(does=does, reading=reading, arguments=arguments)
    return subprocess.Popen(  # noqa: S603 our own command
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=place,
        env={**os.environ, "TMPDIR": str(place / "tmp")},
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=60)
    return process.returncode, said


BREAKS = {
    "en": "reading it breaks off, so it is damaged or wants more memory than there is",
    "zh": "读到它就中断，文件已损坏或内存不够",
}
BROKE_OFF = {
    "en": "jyplan: the run broke off, most probably for want of memory; no file was written\n",
    "zh": "jyplan: 运算突然中断，多半是内存不够；没有写出文件\n",
}


@pytest.mark.parametrize("language", BREAKS)
@pytest.mark.parametrize("sign", ["SIGABRT", "SIGSEGV", "SIGBUS"])
def test_what_breaks_down_over_a_table_names_it(place: Path, sign: str, language: str) -> None:
    """As Rust does where a damaged table asks for more memory than there is."""
    does = f"os.kill(os.getpid(), signal.{sign})"
    code, said = ended(begun(place, does, reading=True, language=language))
    assert code == 3
    first, *rest = said.splitlines()
    assert first.startswith("a.parquet:1:1: ")
    assert " JY601 " in first
    assert BREAKS[language] in first
    assert len(rest) == 1


@pytest.mark.parametrize("language", BROKE_OFF)
@pytest.mark.parametrize(
    ("sign", "reading"), [("SIGABRT", False), ("SIGKILL", False), ("SIGKILL", True)]
)
def test_what_ends_a_run_at_once_is_told(
    place: Path, sign: str, language: str, *, reading: bool
) -> None:
    """Want of memory kills whoever has most of it, whatever it is doing."""
    does = f"os.kill(os.getpid(), signal.{sign})"
    code, said = ended(begun(place, does, reading=reading, language=language))
    assert (code, said) == (3, BROKE_OFF[language])


@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGKILL"])
def test_a_command_that_is_told_to_end_or_killed_takes_its_run_along(
    place: Path, sign: str
) -> None:
    """Whoever sends it knows the command alone; the streams are at their end when both are gone."""
    process = begun(place, "time.sleep(0.5)", reading=False)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(getattr(signal, sign))
    expected = -signal.SIGKILL if sign == "SIGKILL" else 130
    assert ended(process) == (expected, "")


# A second signal comes as the run that was told of the first is already gone.
HEARD_LATE = """
import os, signal, sys
from jyplan.batch import apart

def waitpid(*of):
    ended = real(*of)
    os.kill(os.getpid(), signal.SIGQUIT)
    return ended

real, os.waitpid = os.waitpid, waitpid
ended = apart.divided([signal.SIGINT, signal.SIGQUIT])
if ended is None:
    os._exit(7)
sys.exit(ended.code)
"""


def test_a_signal_that_comes_as_the_run_has_just_ended_changes_nothing(place: Path) -> None:
    """There is no process any more to pass it on to."""
    done = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-c", HEARD_LATE],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=place,
    )
    assert (done.returncode, done.stderr) == (7, "")
