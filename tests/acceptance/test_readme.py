"""The README's samples are what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from jyplan.cli.main import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"```text\n\$ jyplan (.*?)\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize(("command", "printed"), SAMPLES, ids=[line for line, _ in SAMPLES])
def test_sample_is_what_the_program_prints(
    command: str,
    printed: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("JYPLAN_PLAN", raising=False)
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out == printed


def test_there_are_samples() -> None:
    assert len(SAMPLES) == 5
