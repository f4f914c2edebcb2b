"""How a run can end: exit codes, and what is said on which stream."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan.cli import main as boundary
from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
FICTIONAL = "tests/acceptance/submissions"
HERE = ("--plan", ".")
PLAN = """\
schema: 1
plan: {id: small, name: {zh: 小计划, en: Small plan}, baseline_year: 2020, end_year: 2025}
themes: [{id: all, name: {zh: 全部, en: All}}]
scopes: [{id: city, name: {zh: 全市, en: City}}]
indicators:
  - id: firms
    name: {zh: 企业, en: Firms}
    unit: {zh: 家, en: firms}
    kind: stock
    scope: city
    theme: all
    precision: 1
    target: {operator: ">=", value: 200, year: 2025}
"""
STARTS = "schema: 1\nbaselines: [{id: firms, value: 100, year: 2020}]\n"


def fresh(*arguments: str, **environment: str) -> CompletedProcess[bytes]:
    """A real process, as a shell would start it."""
    surroundings = {"PATH": os.defpath, "COLUMNS": "80", **environment}
    return subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-m", "jyplan", *arguments],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "baselines.yaml").write_text(STARTS, encoding="utf-8")
    return folder


def test_fine(run: Run) -> None:
    for arguments in (("status",), ("show", "hnte"), ("path",)):
        result = run(*arguments, *HERE)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.endswith("\n")


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("command", ["status", "path"])
def test_a_plan_without_indicators(run: Run, small: Path, command: str, form: str) -> None:
    head = PLAN.partition("themes:")[0]
    text = f"{head}themes: []\nscopes: []\nindicators: []\n"
    (small / "targets.yaml").write_text(text, encoding="utf-8")
    (small / "baselines.yaml").write_text("schema: 1\n", encoding="utf-8")
    result = run(command, "--plan", str(small), "--format", form)
    assert (result.returncode, result.stderr) == (0, "")


def test_nothing_chosen_is_said(run: Run) -> None:
    result = run("--lang", "zh", "status", *HERE, "--only", "behind")
    assert (result.returncode, result.stderr) == (0, "")
    assert "没有符合条件的指标" in result.stdout
    # A count of nothing ends without a colon in the air.
    assert "：。" not in result.stdout


def test_fail_on(run: Run) -> None:
    result = run("status", FICTIONAL, *HERE, "--fail-on", "behind")
    assert result.returncode == 1
    assert result.stderr == ""
    # What was asked for is shown all the same.
    assert result.stdout == run("status", FICTIONAL, *HERE).stdout


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        (("--fail-on", "achieved_worsening"), 0),
        (("--fail-on", "missed"), 1),
        (("--fail-on", "achieved_worsening,missed"), 1),
        (("--fail-on", "achieved_worsening", "--fail-on", "regressing"), 1),
        (("--fail-on", "behind", "--theme", "agriculture"), 0),
        # What is hidden by --only fails as well.
        (("--fail-on", "behind", "--only", "ahead"), 1),
    ],
)
def test_fail_on_counts_what_was_chosen(run: Run, statuses: tuple[str, ...], code: int) -> None:
    assert run("status", FICTIONAL, *HERE, *statuses).returncode == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("stauts",), "did you mean status?"),
        (("status", "--themee", "x"), "did you mean --theme?"),
        (("show", "hntee"), "did you mean hnte High- and new-technology enterprises?"),
        (("path", "hz_gpd"), "did you mean hz_gdp High-tech zone GDP?"),
        (("status", "--only", "behnd"), "did you mean behind?"),
        (("status", "--fail-on", "mised"), "did you mean missed?"),
        (("status", "--columns", "id,gapp"), "did you mean gap?"),
        (("status", "--reading", "hz_hntee=from_2019"), "did you mean hz_hnte Zone high-"),
        (("status", "--reading", "hz_hnte=from_2018"), "from_2019"),
        (("status", "--reading", "hnte=x"), "single reading"),
        (("status", "--reading", "hz_hnte"), "INDICATOR=READING"),
        (("status", "--theme", "inovators"), "innovators"),
        (("status", "--scope", "cty"), "city"),
        (("status", "--sort", "leed"), "lead"),
        (("status", "--format", "jsn"), "json"),
        (("status", "--as-of", "soon"), "--as-of"),
        (("status", "--as-of"), "--as-of"),
        (("status", "--as-of", "2018"), "2018"),
        (("status", "--color", "red"), "always"),
        (("status", "--lang", "fr"), "zh, en"),
        (("--lang", "fr"), "zh, en"),
        (("status", "--excel"), "--format csv"),
        (("path", "--excel", "--format", "markdown"), "--format csv"),
        (("status", "--excel", "--format", "json"), "--format csv"),
        (("status", "--columns", "id", "--format", "json"), "--format json"),
        (("show",), "ID"),
        (("init",), "DIR"),
        (("schema", "target"), "targets"),
        (("nonsense",), "nonsense"),
        (("status", "--nonsense"), "--nonsense"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], said: str) -> None:
    plan = HERE if arguments[0] in {"status", "show", "path"} else ()
    language = () if "--lang" in arguments else ("--lang", "en")
    # Behind a missing value nothing else may stand.
    result = run(*language, arguments[0], *plan, *arguments[1:])
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("jyplan: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("stauts",), "是不是 status？"),
        (("show", "hntee", *HERE), "是不是 hnte 高新技术企业？"),
        (("status", "--only", "behnd", *HERE), "是不是 behind 滞后？"),
    ],
)
def test_wrong_usage_in_chinese(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("--lang", "zh", *arguments)
    assert result.returncode == 2
    assert said in result.stderr


def test_without_a_command_help_goes_to_stderr(run: Run) -> None:
    result = run("--lang", "en")
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Usage: jyplan" in result.stderr


def test_findings(run: Run, small: Path) -> None:
    broken = PLAN.replace("year: 2025}\n", "year: 2019}\n").replace("kind: stock", "knid: stock")
    (small / "targets.yaml").write_text(broken, encoding="utf-8")
    (small / "baselines.yaml").write_text(STARTS.replace("schema: 1", "schema: 2"))
    result = run("--lang", "en", "status", "--plan", str(small))
    assert result.returncode == 1
    assert result.stdout == ""
    *findings, total = result.stderr.splitlines()
    # All files are read before anything is said, one line a finding.
    assert {line.split(":")[0].rpartition("/")[2] for line in findings} == {
        "targets.yaml",
        "baselines.yaml",
    }
    assert all(": error JY" in line for line in findings)
    assert any(line.lower().endswith("did you mean kind?") for line in findings)
    assert f"errors: {len(findings)}" in total


def test_findings_on_a_terminal_show_the_place(run: Run, small: Path) -> None:
    broken = PLAN.replace("kind: stock", "knid: stock")
    (small / "targets.yaml").write_text(broken, encoding="utf-8")
    result = run("--lang", "en", "status", "--plan", str(small), terminal=True)
    assert result.returncode == 1
    lines = result.stderr.splitlines()
    place = next(i for i, line in enumerate(lines) if "knid: stock" in line)
    start = lines[place].index("knid")
    assert lines[place + 1][start:].startswith("^^^^")
    assert lines[place + 1][:start].strip(" |") == ""


def test_findings_of_submissions(run: Run, small: Path) -> None:
    submissions = small / "submissions"
    submissions.mkdir()
    for year, name in ((2021, "frims"), (2022, "firms2")):
        text = f"schema: 1\nyear: {year}\nvalues: {{{name}: 3}}\n"
        (submissions / f"{year}.yaml").write_text(text, encoding="utf-8")
    result = run("--lang", "en", "status", "--plan", str(small))
    assert result.returncode == 1
    assert result.stdout == ""
    assert "2021.yaml" in result.stderr
    assert "2022.yaml" in result.stderr
    assert "is it firms?" in result.stderr


@pytest.mark.parametrize("command", [("status",), ("show", "firms"), ("path",)])
def test_no_plan(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run("--lang", "en", *command, "--plan", str(tmp_path / "nowhere"))
    assert result.returncode == 3
    assert result.stdout == ""
    assert "targets.yaml" in result.stderr
    assert "Traceback" not in result.stderr


def test_no_submission(run: Run) -> None:
    result = run("--lang", "en", "status", "nowhere.yaml", *HERE)
    assert result.returncode == 3
    assert result.stderr.startswith("nowhere.yaml:")


def test_folder_without_submissions(run: Run, tmp_path: Path) -> None:
    result = run("--lang", "en", "status", str(tmp_path / "home"), *HERE)
    assert result.returncode == 2
    assert "no YAML file" in result.stderr


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(boundary, "_run", interrupt)
    result = run("status")
    assert (result.returncode, result.stdout) == (130, "")
    assert "Traceback" not in result.stderr


def test_interrupted_inside_a_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jyplan.plan.loading.load_plan", interrupt)
    result = run("status", *HERE)
    assert (result.returncode, result.stdout) == (130, "")
    assert "Traceback" not in result.stderr


def test_internal_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        message = "something\nunforeseen"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("jyplan.plan.loading.load_plan", fail)
    result = run("--lang", "en", "status", *HERE)
    assert result.returncode == 3
    assert result.stdout == ""
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    with pytest.raises(ZeroDivisionError):
        run("status", *HERE, env={"JYPLAN_DEBUG": "1"})


def test_version_and_help(run: Run) -> None:
    for arguments in (("--version",), ("--help",), ("-h",), ("status", "--help"), ("show", "-h")):
        result = run("--lang", "en", *arguments)
        assert (result.returncode, result.stderr) == (0, "")
        assert "jyplan" in result.stdout


# real processes, a handful


def test_process_in_gbk() -> None:
    done = fresh("--lang", "zh", "status", *HERE, PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    golden = ROOT / "tests/golden/status.zh.80.gbk.txt"
    assert done.stdout.decode("gbk") == golden.read_text(encoding="utf-8")


def test_process_in_ascii() -> None:
    done = fresh("--lang", "zh", "show", "hnte", *HERE, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert b"(500 / 186)^(1/5) - 1 = 21.87 %" in done.stdout


def test_help_in_ascii_is_ascii() -> None:
    done = fresh("--lang", "zh", "status", "--help", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_process_speaks_the_language_of_the_locale() -> None:
    done = fresh("status", *HERE, LC_ALL="zh_CN.UTF-8", PYTHONIOENCODING="utf-8")
    assert done.stdout.decode() == (ROOT / "tests/golden/status.zh.80.txt").read_text("utf-8")
    done = fresh("status", *HERE, LC_ALL="C.UTF-8", LANG="zh_CN.UTF-8", PYTHONIOENCODING="utf-8")
    assert done.stdout.decode() == (ROOT / "tests/golden/status.en.80.txt").read_text("utf-8")


def test_process_exit_codes(tmp_path: Path) -> None:
    assert fresh("status", FICTIONAL, *HERE, "--fail-on", "behind").returncode == 1
    done = fresh("--lang", "en", "stauts")
    assert (done.returncode, done.stdout) == (2, b"")
    done = fresh("status", "--plan", str(tmp_path / "nowhere"))
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no pipes of this kind")
@pytest.mark.parametrize("format_", ["json", "table"])
def test_a_reader_that_has_enough(format_: str) -> None:
    arguments = [sys.executable, "-m", "jyplan", "status", *HERE, "--format", format_]
    reading, writing = os.pipe()
    # The reader is gone before anything is written.
    os.close(reading)
    with os.fdopen(writing, "wb") as out:
        done = subprocess.run(  # noqa: S603 our own command
            arguments, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b""
    assert done.returncode == 0


def test_piped_json_is_whole() -> None:
    done = fresh("status", FICTIONAL, *HERE, "--format", "json", PYTHONIOENCODING="utf-8")
    assert len(json.loads(done.stdout)["indicators"]) == 36


COMMANDS = (
    "status",
    "show hnte",
    "path hnte",
    "check",
    "rules",
    "whatif --set hnte=12%",
    "solve hnte",
    "batch t.csv",
    "schema targets",
    "init new",
    "form --year 2024 -o f.xlsx",
)


def in_shell(script: str, folder: Path, line: str) -> CompletedProcess[str]:
    """A command line in a shell that may take its folder or its streams away first."""
    program = f"{sys.executable} -c 'from jyplan.cli import run; run()' --lang en {line}"
    return subprocess.run(  # noqa: S603 our own command
        ["/bin/sh", "-c", script.replace("JYPLAN", program)],
        cwd=folder,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "JYPLAN_CACHE": "off"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
@pytest.mark.parametrize("line", COMMANDS)
def test_a_folder_that_was_deleted(tmp_path: Path, line: str) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    done = in_shell(f"rmdir {folder}; JYPLAN", folder, line)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("jyplan: the folder that this was started in is gone; ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
@pytest.mark.parametrize("line", [*COMMANDS, "--help", "--version", "status --help"])
def test_a_standard_output_that_is_closed(tmp_path: Path, line: str) -> None:
    (tmp_path / "t.csv").write_text(
        "id,year,value,baseline_year,baseline,target,target_year,direction\n"
        "a,2023,130,2020,100,150,2025,increase\n",
        encoding="utf-8",
    )
    done = in_shell("JYPLAN >&-", tmp_path, line)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "jyplan: standard output is closed; write to a file with -o\n"


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
def test_what_goes_to_a_file_needs_no_standard_output(tmp_path: Path) -> None:
    done = in_shell("JYPLAN >&-", tmp_path, "status --format json -o status.json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads((tmp_path / "status.json").read_text(encoding="utf-8"))
    assert len(report["indicators"]) == 36


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
def test_a_standard_error_that_is_closed(tmp_path: Path) -> None:
    assert in_shell("JYPLAN 2>&-", tmp_path, "show nothing").returncode == 2
    assert in_shell("JYPLAN 2>&-", tmp_path, "status --plan nowhere").returncode == 3


# streams that take nothing

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no such device on this system")
SHORT = ["--help", "status --help", "--version", "--show-completion bash", "init new"]


def shell(line: str, folder: Path) -> CompletedProcess[str]:
    """A line as a shell runs it; the exit code is the program's."""
    program = f"{sys.executable} -m jyplan"
    return subprocess.run(  # noqa: S603 our own command
        ["bash", "-c", line.replace("JYPLAN", program)],  # noqa: S607 any will do
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


@needs_full
@pytest.mark.parametrize("arguments", SHORT)
def test_a_full_disk_is_said(tmp_path: Path, arguments: str) -> None:
    result = shell(f"JYPLAN {arguments} > {FULL}", tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("jyplan: cannot write <stdout>: ")


@pytest.mark.parametrize("arguments", SHORT)
def test_a_reader_that_wants_nothing(tmp_path: Path, arguments: str) -> None:
    result = shell(f"JYPLAN {arguments} | true; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (result.returncode, "rror" in result.stderr) == (0, False)


@needs_full
@pytest.mark.parametrize("where", [f"2> {FULL}", "2>&-", f"2> {FULL} >&2"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("status --plan nowhere", 3),
        ("status --only nothing", 2),
        ("check nowhere.yaml", 3),
        ("", 2),
    ],
)
def test_a_standard_error_that_takes_nothing(
    tmp_path: Path, arguments: str, code: int, where: str
) -> None:
    result = shell(f"JYPLAN {arguments} {where}", tmp_path)
    # A report that cannot be written is wrong usage, whatever it would have said.
    cut = arguments.startswith("check") and where.endswith(">&2")
    assert result.returncode == (2 if cut else code)


def test_interrupted_while_starting(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'jyplan.cli.main':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n",
        encoding="utf-8",
    )
    result = shell(f"PYTHONPATH={tmp_path} JYPLAN status", tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


def test_an_interrupt_that_comes_while_a_library_is_deaf(tmp_path: Path) -> None:
    """As pydantic is while it builds a model, which then refuses what is in order."""
    (tmp_path / "deaf.py").write_text(
        "import sys\n"
        "from jyplan.cli import run\n"
        "from jyplan.plan import loading\n"
        "class Deaf:\n"
        "    def __del__(self):\n"
        "        raise KeyboardInterrupt\n"
        "plain = loading.load_plan\n"
        "def load_plan(*arguments):\n"
        "    Deaf()\n"
        "    return plain(*arguments)\n"
        "loading.load_plan = load_plan\n"
        "sys.argv[1:] = ['status', '-o', 'out.txt']\n"
        "run()\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "deaf.py"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert not (tmp_path / "out.txt").exists()


# surroundings that nobody expects


def test_a_home_whose_name_is_too_long(run: Run) -> None:
    assert run("status", env={"HOME": "/" + "a" * 5000}).returncode == 0


def test_a_home_that_takes_no_completion(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".bash_completions").touch()
    result = run("--lang", "en", "--install-completion", "bash", env={"HOME": str(tmp_path)})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("jyplan: cannot write ")


@pytest.mark.parametrize("width", [1, 5, 10, 11, 12, 20])
def test_a_chart_on_a_screen_that_is_too_narrow(run: Run, width: int) -> None:
    arguments = ("whatif", "--chart", "--set", "hnte=5%", "--lang", "en")
    result = run(*arguments, env={"COLUMNS": str(width)})
    assert (result.returncode, result.stderr) == (0, "")
    narrow = "".join(result.stdout.split())
    assert width > 10 or "toonarrowforachart" in narrow


def test_a_chart_of_figures_that_are_too_long(run: Run) -> None:
    arguments = ("whatif", "--chart", "--until", "2120", "--set", "hnte=9999999%", "--lang", "en")
    result = run(*arguments, env={"COLUMNS": "24"})
    assert result.returncode == 0
    assert "too narrow for a chart" in result.stdout


def test_no_year_is_left_to_draw(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "over"
    here = fictional.plan(
        folder,
        [
            {
                "id": "firms",
                "baseline": 100,
                "target": {"operator": ">=", "value": 110, "year": 2021},
            }
        ],
        submissions={2026: {"firms": 120.0}},
    )
    words = ("--set", "firms=1%..5%", "--draws", "100")
    result = run("whatif", *here, *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no year is left to draw; name a later one with --until" in result.stderr
    assert run("whatif", *here, *words, "--until", "2028").returncode == 0
