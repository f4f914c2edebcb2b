"""Nothing that somebody wrote is lost, whatever a command is asked to write, and where."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

SCENARIOS = "schema: 1\nscenarios:\n  - id: steady\n    changes: [firms=5%]\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A fictional plan with two submissions, one link to a file of it, and a report."""
    folder = tmp_path / "plan"
    submissions = {2022: {"firms": 120.0}, 2023: {"firms": 130.0}}
    fictional.plan(folder, [{"id": "firms", "baseline": 100}], submissions=submissions)
    (folder / "s.yaml").write_text(SCENARIOS, encoding="utf-8")
    (folder / "known.json").write_text('{"findings": []}', encoding="utf-8")
    (folder / "link.yaml").symlink_to("targets.yaml")
    os.link(folder / "baselines.yaml", folder / "hard.yaml")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "arguments",
    [
        "check submissions/2022.yaml -o targets.yaml",
        "check submissions/2022.yaml -o baselines.yaml",
        "check submissions/2022.yaml -o hard.yaml",
        "check submissions/2022.yaml -o submissions/2023.yaml",
        "check submissions/2022.yaml -o link.yaml",
        "check submissions/2022.yaml --also json=targets.yaml",
        "check submissions/2022.yaml --diff -o targets.yaml",
        "check submissions/2022.yaml --fix -o targets.yaml",
        "check --known known.json -o known.json",
        "status -o link.yaml",
        "show firms -o submissions/2022.yaml",
        "path -o hard.yaml",
        "solve firms -o baselines.yaml",
        "whatif --scenario s.yaml:steady -o s.yaml",
        "whatif --scenario s.yaml -o ./submissions/../s.yaml",
        "whatif --set firms=5% --save new s.yaml -o targets.yaml",
    ],
)
def test_no_answer_takes_the_place_of_what_was_read(run: Run, plan: Path, arguments: str) -> None:
    before = held(plan)
    result = run("--lang", "en", *arguments.split(), cwd=plan)
    assert (result.returncode, result.stdout) == (2, "")
    assert "is one of the files to read; write to another one" in result.stderr
    assert held(plan) == before


def test_no_answer_takes_the_place_of_what_was_piped(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(plan)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"schema: 1\nyear: 2024\n")))
    result = run(*["check", "-", "--stdin-name", "s.yaml", "-o", "s.yaml"], cwd=plan)
    assert (result.returncode, result.stdout) == (2, "")
    assert held(plan) == before


def test_two_answers_take_two_files(run: Run, plan: Path) -> None:
    for also in ("sarif=a", "sarif=./a"):
        result = run("--lang", "en", "check", "-o", "a", "--also", also, cwd=plan)
        assert (result.returncode, result.stdout) == (2, "")
        assert "two answers go to" in result.stderr
        assert not (plan / "a").exists()
    result = run("check", "-o", os.devnull, "--also", f"sarif={os.devnull}", cwd=plan)
    assert result.returncode == 0
