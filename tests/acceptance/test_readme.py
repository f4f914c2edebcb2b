"""The samples of README and docs are what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from jyplan.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/methods.md", "docs/whatif.md")
SAMPLE = re.compile(r"```text\n\$ jyplan (.*?)\n(.*?)```", flags=re.DOTALL)
SAMPLES = [
    sample for page in PAGES for sample in SAMPLE.findall((ROOT / page).read_text(encoding="utf-8"))
]
REFUSED = {"whatif --set hnte=12% --set rd_intensity=0.06"}


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
    assert main(shlex.split(command)) == (2 if command in REFUSED else 0)
    told = capsys.readouterr()
    assert told.out + told.err == printed


def test_there_are_samples() -> None:
    assert len(SAMPLES) == 27


def test_every_page_is_named() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert set(re.findall(r"\]\((docs/\w+\.md)\)", told)) == pages
