"""The attack on jyplan finds what it looks for, and today nothing."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from tests.bench import attack

if TYPE_CHECKING:
    from collections.abc import Iterator

HALF = "open('old.txt', 'w').write('half')"
WHOLE = "open('old.txt', 'w').write('half and half')"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such files, streams and signals")


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where folders are kept, for the time of a test; names of sockets must be short."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield


@pytest.mark.parametrize("family", attack.FAMILIES)
def test_one_run_of_each_family(family: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert attack.main(["--seconds", "0", "--seed", "1", "--family", family]) == 0
    assert "runs" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("raise ZeroDivisionError", "Traceback"),
        ("sys.exit('jyplan: internal error (x)')", "internal error"),
        ("sys.exit('jyplan: 内部错误（x）')", "内部错误"),
        ("sys.stderr.write('Exception ignored in: x')", "Exception ignored"),
        ("sys.exit(7)", "exit code 7"),
        ("os.kill(os.getpid(), 6)", "exit code -6"),
        ("time.sleep(600)", "it does not end"),
        ("os.remove('baselines.yaml')", "plan/baselines.yaml is gone"),
        ("open('baselines.yaml', 'a').write('x')", "plan/baselines.yaml is another"),
        ("os.chmod('baselines.yaml', 0o600)", "plan/baselines.yaml is another"),
        ("open('../outside/secret.yaml', 'w')", "outside/secret.yaml is another"),
        ("open('.x.tmp', 'w')", "plan/.x.tmp is left"),
        ("print(chr(27) + ']52;c;x')", "U+001B is shown"),
        ("print(chr(0x202e))", "U+202E is shown"),
        ("print('::error::x')", "a command of others"),
    ],
)
def test_what_goes_wrong_is_found(
    does: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = [sys.executable, "-c", f"import os, sys, time; {does}"]
    monkeypatch.setattr(attack, "PROGRAM", program)
    if "sleep" in does:
        monkeypatch.setattr(attack, "LIMIT_SECONDS", 1)
    assert attack.main(["--seconds", "600", "--family", "names"]) == 1
    told = capsys.readouterr().out
    assert said in told
    # What is needed to look at it again.
    assert "--seed 1 --first" in told


@pytest.mark.parametrize(
    ("family", "does", "said"),
    [
        # An answer is there, but not all of it.
        ("signals", f"{HALF}; time.sleep(0.5); {WHOLE}", "plan/old.txt is another"),
        ("streams", "sys.exit(0 if sys.stderr else 3)", "exit code 3"),
        ("cache", "print(os.environ.get('JYPLAN_CACHE'))", "another answer"),
    ],
)
def test_what_a_family_looks_for_is_found(
    family: str,
    does: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(attack, "PROGRAM", [sys.executable, "-c", f"import os, sys, time; {does}"])
    assert attack.main(["--seconds", "600", "--family", family]) == 1
    assert said in capsys.readouterr().out
