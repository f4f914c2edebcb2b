"""What `jyplan check` writes where, as it is asked for or as its surroundings have it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jyplan.plan.catalogue import CATALOGUE
from jyplan.texts.checks import title_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from jyplan.texts.words import Language

    Run = Callable[..., CompletedProcess[str]]

WRONG = "schema: 1\nyear: 2023\nvalues: {hntee: 320}\n"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "2023.yaml"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_github_is_the_format_of_its_actions(run: Run, wrong: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# before\n", encoding="utf-8")
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    result = run("check", str(wrong), env=env)
    assert result.returncode == 1
    assert result.stdout.startswith("::error file=")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# before\n")
    assert "JY102" in text
    assert run("check", str(wrong), "--format", "json", env=env).stdout.startswith("{")


def test_a_second_format_in_the_same_run(run: Run, wrong: Path, tmp_path: Path) -> None:
    sarif, junit = tmp_path / "a.sarif", tmp_path / "a.xml"
    result = run("check", str(wrong), "--also", f"sarif={sarif}", "--also", f"junit={junit}")
    assert "JY102" in result.stdout
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert junit.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("ending", "begin"),
    [
        (".md", "# "),
        (".html", "<!doctype html>"),
        (".JSON", '{\n  "schema_version"'),
        (".xml", "<?xml"),
        (".sarif", '{\n  "$schema"'),
        (".log", "2023.yaml:"),
        ("", "2023.yaml:"),
    ],
)
def test_the_ending_of_a_file_tells_the_format(
    run: Run, wrong: Path, tmp_path: Path, ending: str, begin: str
) -> None:
    out = tmp_path / f"out{ending}"
    assert run("check", wrong.name, "-o", str(out), cwd=tmp_path).returncode == 1
    assert out.read_text(encoding="utf-8").startswith(begin)
    named = run("check", wrong.name, "-o", str(out), "-f", "github", cwd=tmp_path)
    assert named.returncode == 1
    assert out.read_text(encoding="utf-8").startswith("::error file=2023.yaml")


def test_what_was_known_is_left_out(run: Run, wrong: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    assert run("check", str(wrong), "--format", "json", "--output", str(known)).returncode == 1
    wrong.write_text(f"# one line more\n{WRONG}", encoding="utf-8")
    again = run("check", str(wrong), "--known", str(known), "--format", "json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["totals"]["known"] == 1
    wrong.write_text(WRONG.replace("}", ", hnte2: 1}"), encoding="utf-8")
    assert run("check", str(wrong), "--known", str(known)).returncode == 1


@pytest.mark.parametrize("code", CATALOGUE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_explains_itself(run: Run, code: str, lang: Language) -> None:
    result = run("check", "--explain", code.lower(), "--lang", lang)
    assert result.returncode == 0
    assert result.stdout.startswith(f"{code} {title_of(code, lang)}\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_rules_are_listed(run: Run, lang: str) -> None:
    lines = run("check", "--list-rules", "--lang", lang).stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  JY")] == list(CATALOGUE)
    assert run("check", "--explain", "JY999").returncode == 2


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_the_least_severity_that_fails(run: Run, level: str, code: int) -> None:
    assert run("check", "--no-accept", "--fail-on", level).returncode == code
