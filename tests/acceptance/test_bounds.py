"""What a run costs grows with what it reads, and what it reads is bounded."""

from __future__ import annotations

import json
import shutil
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fictional import plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

STARTER = Path(__file__).parents[2] / "jyplan" / "plan" / "starter"


def written(folder: Path, size: int, identities: Sequence[str]) -> tuple[str, ...]:
    """A plan of so many quantities, all 100 in 2020 and 2021, and its identities."""
    names = [f"share_of_something_{index}" for index in range(size)]
    rows = [{"id": name, "baseline": 100} for name in names]
    values = {2021: dict.fromkeys(names, 100.0)}
    formulas = [each.replace("q", "share_of_something_") for each in identities]
    return plan(folder, rows, identities=formulas, submissions=values)


def steps(work: Callable[[], object]) -> int:
    """How many calls some work takes, which no machine decides."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


# identities


@pytest.mark.parametrize(
    ("formula", "command"),
    [
        ("q{0} = 1 * strange_{0}", ("status",)),
        ("q{0} = 1 * shar_of_something_{0}", ("check",)),
        ("q{0} = 1 * q{2}", ("check",)),
        ("q{0} = 1 * q{2}", ("whatif", "--set", "q0=1%")),
        ("q{0} = 1 * q{1}", ("whatif", "--set", "q0=1%")),
    ],
)
def test_identities_cost_what_they_are(
    run: Run, tmp_path: Path, formula: str, command: tuple[str, ...]
) -> None:
    def cost(size: int) -> int:
        formulas = [formula.format(each, (each + 1) % size, each ^ 1) for each in range(size)]
        folder = tmp_path / f"plan{size}"
        arguments = [each.replace("q0", "share_of_something_0") for each in command]
        here = written(folder, size, formulas[: -1 if "{1}" in formula else None])
        return steps(lambda: run(*arguments, *here))

    few, many = cost(250), cost(500)
    assert many < 3 * few


@pytest.mark.parametrize(
    "command", [("check",), ("status",), ("whatif", "--set", "q0=1%"), ("solve", "q999")]
)
@pytest.mark.parametrize("formula", ["q{0} = 1 * q{1}", "q{1} = 1 * q{0}"])
def test_long_chains(run: Run, tmp_path: Path, command: tuple[str, ...], formula: str) -> None:
    here = written(tmp_path / "plan", 1100, [formula.format(k, k + 1) for k in range(1099)])
    arguments = [each.replace("q", "share_of_something_") for each in command]
    result = run(*arguments, *here)
    assert result.returncode in {0, 1}, result.stderr
    assert "internal error" not in result.stderr


def test_a_long_circle_is_one_finding_of_one_line(run: Run, tmp_path: Path) -> None:
    here = written(tmp_path / "plan", 1100, [f"q{k} = 1 * q{(k + 1) % 1100}" for k in range(1100)])
    for command in (("check",), ("whatif", "--set", "share_of_something_0=1%")):
        result = run(*command, *here)
        said = [
            line for line in (result.stdout + result.stderr).splitlines() if ": error JY706" in line
        ]
        assert result.returncode == 1
        assert len(said) == 1
        assert len(said[0]) < 500


def test_slips_are_named_as_long_as_they_are_few(run: Run, tmp_path: Path) -> None:
    """The same wrong name costs nothing anew, and a name that is right but for a hyphen neither."""
    here = written(tmp_path / "plan", 100, ["q1 = 1 * share_of_somethin_7"] * 1000)
    assert run("status", *here).stderr.count("share_of_something_7?") == 1000


# files


def test_a_report_has_a_limit(run: Run, tmp_path: Path) -> None:
    """A file of holes costs neither disk nor memory."""
    report = tmp_path / "known.json"
    with report.open("wb") as stream:
        stream.truncate(2**31)
    tracemalloc.start()
    try:
        result = run("check", "--plan", str(STARTER), "--known", str(report), "--lang", "en")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (result.returncode, result.stdout) == (2, "")
    assert str(2**31) in result.stderr
    assert most < 2**26


def test_a_report_may_be_larger_than_a_plan(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "known.json"
    report.write_text(json.dumps({"findings": [], "note": "x" * 2**23}), "utf-8")
    result = run("check", "--plan", str(STARTER), "--known", str(report), "--lang", "en")
    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no kernel that shows files")
@pytest.mark.parametrize("name", ["version", "kmsg"])
@pytest.mark.parametrize("command", ["status", "check"])
def test_files_of_the_kernel_are_empty(run: Run, tmp_path: Path, command: str, name: str) -> None:
    """They have no size, and reading them may wait for ever."""
    here = written(tmp_path / "plan", 1, [])
    (tmp_path / "plan" / "submissions" / "2022.yaml").symlink_to(f"/proc/{name}")
    result = run(command, *here)
    text = result.stdout + result.stderr
    assert result.returncode in {1, 3}
    assert "2022.yaml" in text
    assert "Linux" not in text


# links that lead out of the plan

HIDDEN = """\
TOKEN=hush-1
hush-2: 3
password: {hush-3: [hush-4]}
values:
  hush-5: 7
  share_of_something_0: "hush-6"  # hush-7
"""


def outside(tmp_path: Path, text: str) -> Path:
    """A file that is none of the plan's."""
    (tmp_path / "elsewhere").mkdir()
    file = tmp_path / "elsewhere" / "secret.yaml"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    "name",
    [
        *("targets.yaml", "baselines.yaml", "verdicts.yaml", "scenarios.yaml"),
        *("submissions/2022.yaml", "submissions"),
    ],
)
@pytest.mark.parametrize("text", [HIDDEN, HIDDEN[13:], "hush", '{"hush": 1}', "a: [hush"])
@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_links_out_of_the_plan_show_nothing(
    run: Run, tmp_path: Path, name: str, text: str, form: str
) -> None:
    here = written(tmp_path / "plan", 2, [])
    secret = outside(tmp_path, text)
    place = tmp_path / "plan" / name
    if name == "submissions":
        shutil.rmtree(place)
        place.symlink_to(secret.parent)
    else:
        place.unlink(missing_ok=True)
        place.symlink_to(secret)
    results = [run("check", *here, "--format", form)]
    if form == "text":
        results += [run("check", *here, str(place)), run("check", *here, "--diff")]
        results += [run("status", *here)] * (name != "scenarios.yaml")
    for result in results:
        said = result.stdout + result.stderr
        assert "hush" not in said
        assert "internal error" not in said
    assert results[0].returncode == 1
    assert "JY016" in results[0].stdout
    assert "elsewhere/secret.yaml" in results[0].stdout


def test_a_link_out_of_the_plan_is_used_where_it_is_in_order(run: Run, tmp_path: Path) -> None:
    """Its figures count; the line of one that is hardly true is not shown."""
    here = written(tmp_path / "plan", 1, [])
    text = "schema: 1\nyear: 2022\nvalues:\n  share_of_something_0: 9e6  # hush\n"
    text = text.replace("9e6", "9000000")
    place = tmp_path / "plan" / "submissions" / "2022.yaml"
    place.symlink_to(outside(tmp_path, text))
    result = run("check", *here)
    assert "2022.yaml:4:" in result.stdout
    assert "hush" not in result.stdout
    assert "JY016" not in result.stdout
    assert "9000000" in run("show", "share_of_something_0", *here, "--format", "json").stdout


def test_links_within_a_plan_are_files_as_others(run: Run, tmp_path: Path) -> None:
    here = written(tmp_path / "plan", 1, [])
    (tmp_path / "plan" / "data").mkdir()
    (tmp_path / "plan" / "data" / "2022.yaml").write_text("seen: 1\n", "utf-8")
    (tmp_path / "plan" / "submissions" / "2022.yaml").symlink_to("../data/2022.yaml")
    assert "seen: 1" in run("check", *here).stdout
    (tmp_path / "way").symlink_to("plan")
    assert "seen: 1" in run("check", "--plan", str(tmp_path / "way"), "--lang", "en").stdout


def test_a_file_that_is_named_shows_its_lines(run: Run, tmp_path: Path) -> None:
    here = written(tmp_path / "plan", 1, [])
    secret = outside(tmp_path, "seen: 1\n")
    assert "seen: 1" in run("check", str(secret), *here).stdout
