"""Which plan is meant, and that it is said; a plan to start from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan.plan.starter import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]


def plan_in(folder: Path, name: str) -> Path:
    """Write a plan of this id."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "targets.yaml").write_text(
        f"""\
schema: 1
plan: {{id: {name}, name: {name}, baseline_year: 2020, end_year: 2025}}
themes: [{{id: all, name: all}}]
scopes: [{{id: all, name: all}}]
indicators:
  - id: firms
    name: firms
    unit: firms
    kind: stock
    scope: all
    theme: all
    precision: 1
    target: {{operator: ">=", value: 200, year: 2025}}
""",
        encoding="utf-8",
    )
    (folder / "baselines.yaml").write_text("schema: 1\n", encoding="utf-8")
    return folder


def used(run: Run, *arguments: str, cwd: Path, env: dict[str, str] | None = None) -> list[str]:
    """Id of the plan that a run uses, and how it was found."""
    result = run("status", "--format", "json", *arguments, cwd=cwd, env=env)
    assert result.stderr == ""
    plan = json.loads(result.stdout)["plan"]
    return [plan["id"], plan["origin"]]


def test_option_goes_before_all(run: Run, tmp_path: Path) -> None:
    first, second, third = (plan_in(tmp_path / name, name) for name in ("a", "b", "c"))
    env = {"JYPLAN_PLAN": str(second)}
    assert used(run, "--plan", str(first), cwd=third, env=env) == ["a", "option"]
    assert used(run, cwd=third, env=env) == ["b", "environment"]
    assert used(run, cwd=third) == ["c", "folder"]


def test_relative_folders(run: Run, tmp_path: Path) -> None:
    plan_in(tmp_path / "a", "a")
    assert used(run, "--plan", "a", cwd=tmp_path) == ["a", "option"]
    assert used(run, cwd=tmp_path, env={"JYPLAN_PLAN": "a"}) == ["a", "environment"]


def test_nearest_parent(run: Run, tmp_path: Path) -> None:
    plan_in(tmp_path / "a", "outer")
    inner = plan_in(tmp_path / "a/b", "inner")
    deep = inner / "c" / "d"
    deep.mkdir(parents=True)
    assert used(run, cwd=deep) == ["inner", "folder"]


@pytest.mark.parametrize("marker", ["folder", "file"])
def test_a_checkout_ends_the_search(run: Run, tmp_path: Path, marker: str) -> None:
    checkout = plan_in(tmp_path / "a", "outer") / "checkout"
    deep = checkout / "deep"
    deep.mkdir(parents=True)
    assert used(run, cwd=deep) == ["outer", "folder"]
    # In a worktree .git is a file.
    if marker == "folder":
        (checkout / ".git").mkdir()
    else:
        (checkout / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    assert used(run, cwd=deep)[1] == "embedded"
    plan_in(checkout, "own")
    assert used(run, cwd=deep) == ["own", "folder"]


def test_the_home_folder_ends_the_search(run: Run, tmp_path: Path) -> None:
    outer = plan_in(tmp_path / "a", "outer")
    deep = outer / "home" / "deep"
    deep.mkdir(parents=True)
    assert used(run, cwd=deep) == ["outer", "folder"]
    assert used(run, cwd=deep, env={"HOME": str(outer / "home")})[1] == "embedded"


def test_embedded_plan(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert used(run, cwd=tmp_path) == ["jieyang-sti-14", "embedded"]


def test_an_empty_variable_names_nothing(run: Run, tmp_path: Path) -> None:
    plan_in(tmp_path / "a", "a")
    assert used(run, cwd=tmp_path / "a", env={"JYPLAN_PLAN": ""}) == ["a", "folder"]


@pytest.mark.parametrize("arguments", [("status",), ("status", "--wide"), ("path",)])
def test_origin_is_shown(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    folder = plan_in(tmp_path / "a", "a")
    (tmp_path / ".git").mkdir()
    wide = {"COLUMNS": "400"}

    def first_line(*more: str, cwd: Path, env: dict[str, str] | None = None) -> str:
        asked = ("--lang", "en", *arguments, *more)
        return run(*asked, cwd=cwd, env={**wide, **(env or {})}).stdout.splitlines()[0]

    assert first_line("--plan", str(folder), cwd=tmp_path).endswith(f"--plan {folder}")
    variable = {"JYPLAN_PLAN": str(folder)}
    assert first_line(cwd=tmp_path, env=variable).endswith(f"JYPLAN_PLAN={folder}")
    # Here, or the parent that it was found in.
    assert first_line(cwd=folder).endswith("plan in .")
    (folder / "deep").mkdir()
    assert first_line(cwd=folder / "deep").endswith(f"plan in {folder}")
    assert first_line(cwd=tmp_path).endswith("embedded plan")


def test_a_broken_plan_nearby_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text("schema: 2\n", encoding="utf-8")
    result = run("status", cwd=tmp_path)
    assert result.returncode != 0
    assert result.stderr.startswith("targets.yaml:1")


# a plan to start from

STARTER = {
    "targets.yaml",
    "baselines.yaml",
    "schemas/targets.json",
    "schemas/baselines.json",
    "schemas/verdicts.json",
    "schemas/submission.json",
    "schemas/scenarios.json",
}


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_init_writes_a_plan_that_reads(run: Run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "new" / "plan"
    result = run("--lang", language, "init", str(folder))
    assert result.returncode == 0
    assert {str(folder / name) for name in STARTER} == set(result.stdout.splitlines())
    assert f"jyplan status --plan {folder}" in result.stderr
    assert files_in(folder) == STARTER
    status = run("--lang", language, "status", "--plan", str(folder))
    assert (status.returncode, status.stderr) == (0, "")
    found = json.loads(run("status", "--plan", str(folder), "--format", "json").stdout)
    assert found["indicators"]
    assert "#" in (folder / "targets.yaml").read_text(encoding="utf-8")
    for command in (("path",), ("show", found["indicators"][0]["id"])):
        assert run(*command, "--plan", str(folder)).returncode == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_forms_that_the_start_shows_read(run: Run, tmp_path: Path, language: str) -> None:
    """Each target that it has as a comment, in place of the one above; then all its indicators."""
    folder = tmp_path / "plan"
    assert run("init", str(folder)).returncode == 0
    path = folder / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    own = re.search(r"^    target:\n(?:      .*\n)+", text, re.MULTILINE)
    assert own is not None
    others = re.findall(r"^    # (target: .*\n)", text, re.MULTILINE)
    wholes = re.sub(r"^  # (?=- id: |  )", "  ", text, flags=re.MULTILINE)
    texts = [text.replace(own[0], f"    {each}") for each in others]
    for each in (*texts, wholes):
        path.write_text(each, encoding="utf-8")
        result = run("--lang", language, "check", "--plan", str(folder))
        assert result.returncode == 0, result.stdout
        status = run("--lang", language, "status", "--plan", str(folder))
        assert (status.returncode, status.stderr) == (0, "")
    assert len(others) == 6
    found = json.loads(run("status", "--plan", str(folder), "--format", "json").stdout)
    forms = [item["target"]["form"] for item in found["indicators"]]
    assert forms == ["value", "value", "by_year", "than", "change_percent"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["national", "全国", "china's 14th"])
def test_init_writes_an_example(run: Run, tmp_path: Path, language: str, name: str) -> None:
    """The national plan, all of it, as a plan of one's own with its schemas beside it."""
    source, folder = ROOT / "examples/china-14th-five-year-plan", tmp_path / "new" / "plan"
    result = run("--lang", language, "init", str(folder), "--example", name)
    assert result.returncode == 0
    assert f"jyplan status --plan {folder}" in result.stderr
    schemas = {each for each in STARTER if each.startswith("schemas/")}
    assert files_in(folder) == files_in(source) | schemas
    assert {str(folder / each) for each in files_in(folder)} == set(result.stdout.splitlines())
    for each in files_in(source):
        first, ours = (
            path.read_text("utf-8").split("\n", 1) for path in (folder / each, source / each)
        )
        assert first[1] == ours[1]
        schema = (folder / each).parent / first[0].partition("$schema=")[2]
        assert schema.resolve().parent == folder / "schemas"
        assert schema.is_file()
    status = run("--lang", language, "status", "--plan", str(folder))
    assert (status.returncode, status.stderr) == (0, "")
    assert run("check", "--plan", str(folder)).returncode == 0
    assert run("init", str(folder), "--example", name).returncode == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "可选：national 全国"), ("en", "There are: national China's 14th")],
)
def test_an_unknown_example_is_refused(run: Run, tmp_path: Path, language: str, said: str) -> None:
    result = run("--lang", language, "init", "plan", "--example", "nationale", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (tmp_path / "plan").exists()


def test_a_wheel_brings_the_examples() -> None:
    """What `init --example` writes is not in the package's own folder, but in the wheel's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    brought = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for folder in EXAMPLES.values():
        source = f"examples/{folder}"
        assert brought[source] == f"jyplan/embedded/{source}"
        assert (ROOT / source / "targets.yaml").is_file()


@pytest.mark.parametrize("name", sorted(STARTER))
def test_init_never_overwrites(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "plan"
    there = folder / name
    there.parent.mkdir(parents=True)
    there.write_text("mine", encoding="utf-8")
    result = run("--lang", "en", "init", str(folder))
    assert result.returncode == 2
    assert result.stdout == ""
    assert str(there) in result.stderr
    assert files_in(folder) == {name}
    assert there.read_text(encoding="utf-8") == "mine"


def test_init_does_not_follow_a_dangling_link(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "targets.yaml").symlink_to(tmp_path / "elsewhere")
    assert run("init", str(folder)).returncode == 2
    assert not (tmp_path / "elsewhere").exists()


def test_init_where_a_file_stands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("mine", encoding="utf-8")
    result = run("--lang", "en", "init", str(tmp_path / "plan"))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert (tmp_path / "plan").read_text(encoding="utf-8") == "mine"
