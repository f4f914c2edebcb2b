"""Nothing that somebody wrote is lost, whatever a command is asked to write, and where."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

SCENARIOS = "schema: 1\nscenarios:\n  - id: steady\n    changes: [firms=5%]\n"
TABLE = """\
id,baseline_year,baseline,year,value,target,target_year,direction
a,2020,100,2023,130,150,2025,increase
"""


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
        "status -o link.yaml -f json",
        "show firms -o submissions/2022.yaml -f json",
        "path -o hard.yaml -f json",
        "solve firms -o baselines.yaml -f json",
        "whatif --scenario s.yaml:steady -o s.yaml -f json",
        "whatif --scenario s.yaml -o ./submissions/../s.yaml -f json",
        "whatif --set firms=5% --save new s.yaml -o targets.yaml -f json",
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


def test_scenarios_that_are_saved_at_once_are_all_kept(plan: Path) -> None:
    words = [sys.executable, "-m", "jyplan", "whatif", "--set", "firms=5%", "--save"]
    runs = [
        subprocess.Popen(  # noqa: S603 our own command
            [*words, f"s{number}", "s.yaml"], cwd=plan, stdout=subprocess.DEVNULL
        )
        for number in range(6)
    ]
    assert [each.wait() for each in runs] == [0] * 6
    text = (plan / "s.yaml").read_text(encoding="utf-8")
    assert sorted(re.findall(r"id: (\w+)", text)) == [*(f"s{n}" for n in range(6)), "steady"]


@pytest.mark.parametrize("folder", ["new", "deep/er", "."])
def test_a_plan_to_start_from_is_there_whole_or_not_at_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "mine.txt").touch()
    written: list[str] = []
    plain = Path.open

    class Full(io.TextIOWrapper):
        """A disk with room for three files."""

        def write(self, text: str) -> int:
            written.append(text)
            if len(written) > 3:
                raise OSError(28, "No space left on device")
            return super().write(text)

    def opened(path: Path, mode: str = "r", **how: str) -> object:
        if mode != "x":
            return plain(path, mode, **how)  # type: ignore[call-overload]
        return Full(io.FileIO(path, mode), **how)  # type: ignore[arg-type]

    monkeypatch.setattr("pathlib.Path.open", opened)
    result = run("--lang", "en", "init", folder, cwd=here)
    monkeypatch.undo()
    assert (result.returncode, result.stdout) == (2, "")
    assert "the disk is full" in result.stderr
    assert [path.name for path in here.iterdir()] == ["mine.txt"]
    # And there is nothing in the way of another try.
    assert run("init", folder, cwd=here).returncode == 0


@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("asked", ["new", ".", "new --example national"])
def test_a_start_that_is_interrupted_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, at: int
) -> None:
    """Even where the interrupt comes before anybody knows that there is a file."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "mine.txt").touch()
    opened: list[Path] = []
    plain = Path.open

    def interrupted(path: Path, mode: str = "r", **how: str) -> object:
        stream = plain(path, mode, **how)  # type: ignore[call-overload]
        opened.extend([path] if mode == "x" else [])
        if mode == "x" and len(opened) == at:
            stream.close()
            raise KeyboardInterrupt
        return stream

    monkeypatch.setattr("pathlib.Path.open", interrupted)
    result = run("init", *asked.split(), cwd=here)
    monkeypatch.undo()
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")
    assert [path.name for path in here.iterdir()] == ["mine.txt"]


def test_a_file_that_appears_meanwhile_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "new/baselines.yaml"
    plain = Path.open

    def late(path: Path, mode: str = "r", **how: str) -> object:
        if mode == "x" and path.name == theirs.name:
            theirs.write_text("mine\n", encoding="utf-8")
        return plain(path, mode, **how)  # type: ignore[call-overload]

    monkeypatch.setattr("pathlib.Path.open", late)
    assert run("init", "new", cwd=tmp_path).returncode == 2
    assert theirs.read_text(encoding="utf-8") == "mine\n"
    assert [path.name for path in theirs.parent.iterdir()] == [theirs.name]


# files that are replaced stay what they are

MENDED = "schema: 1\nyear: 2022\nvalues: {firms: '120'}\n"
AS_ROOT = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can make files of other users"
)


@pytest.fixture
def figures(plan: Path) -> Path:
    """A submission that `--fix` mends."""
    path = plan / "submissions/2022.yaml"
    path.write_text(MENDED, encoding="utf-8")
    return path


@AS_ROOT
def test_a_mended_file_stays_its_owners(run: Run, plan: Path, figures: Path) -> None:
    os.chown(figures, 65534, 65533)
    figures.chmod(0o600)
    assert run("check", "--fix", cwd=plan).returncode == 0
    status = figures.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (65534, 65533, 0o600)
    assert "firms: 120}" in figures.read_text(encoding="utf-8")


@AS_ROOT
def test_a_file_of_others_is_left_alone(
    run: Run, plan: Path, figures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may not give files away may not take them either."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    os.chown(figures, 65534, 65533)
    monkeypatch.setattr(os, "chown", refuse)
    before = held(plan)
    result = run("--lang", "en", "check", "--fix", cwd=plan)
    assert result.returncode == 2
    assert "belongs to another user or group" in result.stderr
    assert held(plan) == before


def test_rights_beyond_reading_and_writing_stay(run: Run, plan: Path, figures: Path) -> None:
    figures.chmod(0o2660)
    assert run("check", "--fix", cwd=plan).returncode == 0
    assert figures.stat().st_mode & 0o7777 == 0o2660


def test_a_read_only_file_is_left_alone(run: Run, plan: Path, figures: Path) -> None:
    figures.chmod(0o444)
    before = held(plan)
    result = run("--lang", "en", "check", "--fix", cwd=plan)
    assert result.returncode == 2
    assert "submissions/2022.yaml is read-only" in result.stderr
    assert held(plan) == before


def test_a_file_of_two_names_is_left_alone(run: Run, plan: Path, figures: Path) -> None:
    os.link(figures, plan / "second.yaml")
    result = run("--lang", "en", "check", "--fix", cwd=plan)
    assert result.returncode == 2
    assert "has other names" in result.stderr
    assert figures.read_text(encoding="utf-8") == MENDED


def test_rights_that_cannot_be_given_lose_no_new_file(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on file systems that have no rights."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr("pathlib.Path.chmod", refuse)
    assert run("status", "-o", "new.txt", cwd=plan).returncode == 0
    assert (plan / "new.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("length", [200, 245, 246, 255])
def test_names_may_be_as_long_as_names_may_be(run: Run, plan: Path, length: int) -> None:
    name = "a" * (length - 5) + ".json"
    assert run("status", "-f", "json", "-o", name, cwd=plan).returncode == 0
    assert (plan / name).read_text(encoding="utf-8").startswith("{")
    name = "b" * (length - 5) + ".yaml"
    assert run("whatif", "--set", "firms=5%", "--save", "new", name, cwd=plan).returncode == 0
    assert "firms=5%" in (plan / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a" * 256, "a" * 5000, "circle", "circle/out"])
@pytest.mark.parametrize(
    "option", ["status -o", "whatif --set firms=5% --save new", "check --also json="]
)
def test_where_nothing_can_be_written_is_said(run: Run, plan: Path, option: str, name: str) -> None:
    (plan / "circle").symlink_to("circle")
    before = held(plan)
    *words, last = option.split()
    named = [f"{last}{name}"] if last.endswith("=") else [last, name]
    result = run("--lang", "en", *words, *named, cwd=plan)
    # What is appended to is read first, which a finding says with its own code.
    assert (result.returncode, result.stdout) == (
        3 if "--save" in option and name == "circle" else 2,
        "",
    )
    assert "cannot" in result.stderr
    assert "internal error" not in result.stderr
    assert held(plan) == before


# what is there is never passed over


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("made", [dangling, folder, os.mkfifo])
@pytest.mark.parametrize("named", [[], ["."], ["submissions/2022.yaml"]])
def test_a_plan_that_cannot_be_read_is_no_other_plan(
    run: Run, plan: Path, made: Callable[[Path], None], named: list[str]
) -> None:
    (plan / "targets.yaml").unlink()
    made(plan / "targets.yaml")
    for command in (["check", *named], ["status"]):
        result = run("--lang", "en", *command, cwd=plan)
        assert result.returncode == 3
        assert "targets.yaml:1:1: error JY00" in result.stdout + result.stderr
        assert "embedded" not in result.stdout


def test_check_says_which_plan_it_held_things_against(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "2022.yaml").write_text("schema: 1\nyear: 2022\nvalues: {hnte: 320}\n")
    for where, words in (
        (plan, "plan in .; files: 4"),
        (plan / "submissions", f"plan in {plan}; files: 1"),
        (tmp_path, "embedded plan; files: 1"),
    ):
        name = "2022.yaml"
        cases = {"text": words, "github": words, "json": '"plan": {'}
        for form, said in cases.items():
            result = run(
                "--lang", "en", "check", *([] if where == plan else [name]), "-f", form, cwd=where
            )
            assert said in result.stdout
    chosen = ("--plan", str(plan), str(plan / "submissions/2022.yaml"))
    assert f"--plan {plan}; files: 1" in run("--lang", "en", "check", *chosen, cwd=tmp_path).stdout


def test_folders_of_others_are_no_leftovers(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What killed runs left goes with the next one, and nothing that is only called like it."""
    (plan / "t.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(plan))
    others = [plan / name for name in ("jyplan-notes", "jyplan-20261127", ".judged.csv.original")]
    for other in others:
        other.mkdir()
        (other / "mine.txt").touch()
    assert run("batch", "t.csv", "--out", "judged.csv", cwd=plan).returncode == 0
    assert all((other / "mine.txt").exists() for other in others)
