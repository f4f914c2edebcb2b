"""How `jyplan check` can end: whatever the files, names and streams are, and nothing is lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from jyplan.plan import files as files_of_plans
from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

PLAN = """\
schema: 1
plan: {id: small, name: {zh: 小计划, en: Small plan}, baseline_year: 2020, end_year: 2025}
themes: [{id: all, name: {zh: 全部, en: All}}]
scopes: [{id: city, name: {zh: 全市, en: City}}]
districts: [{id: east, name: {zh: 东区, en: East}}, {id: west, name: {zh: 西区, en: West}}]
indicators:
"""
INDICATOR = """\
  - id: {}
    name: {{zh: {}, en: {}}}
    unit: {{zh: {}, en: {}}}
    kind: annual_flow
    scope: city
    theme: all
    precision: {}
    target: {{operator: ">=", value: 200, year: 2025}}
"""
QUANTITIES = (
    ("firms", "企业", "Firms", "家", "firms", "1"),
    ("output", "产值", "Output", "亿元", "100 million yuan", "0.1"),
    ("sales", "销售额", "Sales", "万元", "10 000 yuan", "0.1"),
)
STARTS = "schema: 1\nbaselines: [{id: firms, value: 100, year: 2020}]\n"
HEAD = "schema: 1\nyear: 2022\n"
FINE = f"{HEAD}values: {{firms: 120}}\n"
MISSPELT = f"{HEAD}values: {{frims: 120}}\n"
QUOTED = f"{HEAD}values:\n  output: '141.2345'  # 初步数\n"
PLAIN = f"{HEAD}values:\n  output: 141.2345  # 初步数\n"
HALF = f"{HEAD}values:\n  firms: 120.5\n"
BOTH = f"{QUOTED}  firms: 120.5\n"
# each line is nine times the one before
BOMB = b"a0: &a0 [x]\n" + b"".join(
    b"a%d: &a%d [%b]\n" % (line, line, b",".join([b"*a%d" % (line - 1)] * 9))
    for line in range(1, 12)
)
FORMATS = ("text", "markdown", "html", "json", "github", "gitlab", "junit", "sarif")
posix = pytest.mark.skipif(os.name == "nt", reason="no such files on this system")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan whose only submission is in order."""
    folder = tmp_path / "plan"
    (folder / "submissions").mkdir(parents=True)
    text = PLAN + "".join(INDICATOR.format(*each) for each in QUANTITIES)
    (folder / "targets.yaml").write_text(text, encoding="utf-8")
    (folder / "baselines.yaml").write_text(STARTS, encoding="utf-8")
    put(folder, FINE)
    return folder


@pytest.fixture
def english(run: Run, plan: Path) -> Run:
    """`jyplan check` in the plan's folder."""

    def check(*arguments: str, **surroundings: object) -> CompletedProcess[str]:
        return run("--lang", "en", "check", *arguments, **{"cwd": plan, **surroundings})

    return check


def put(folder: Path, content: str | bytes, name: str = "2022.yaml") -> Path:
    path = folder / "submissions" / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def codes(result: CompletedProcess[str]) -> list[tuple[str, str]]:
    """File and rule of every finding of a report."""
    report = json.loads(result.stdout)
    return [(finding["file"], finding["code"]) for finding in report["findings"]]


def piped(plan: Path, shell: str, data: bytes = b"") -> CompletedProcess[bytes]:
    """A real process in a real shell; `JYPLAN` stands for the program."""
    program = f"'{sys.executable}' -m jyplan --lang en check"
    surroundings = {"PATH": os.defpath, "PYTHONIOENCODING": "utf-8", "JYPLAN_CACHE": "off"}
    return subprocess.run(  # noqa: S602 our own command
        shell.replace("JYPLAN", program),
        shell=True,
        cwd=plan,
        env=surroundings,
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
    )


# what is no file


@posix
def test_what_is_no_file_is_said_and_not_waited_for(english: Run, plan: Path) -> None:
    folder = plan / "submissions"
    os.mkfifo(folder / "a.yaml")
    (folder / "b.yaml").symlink_to("/dev/zero")
    (folder / "c.yaml").symlink_to("c.yaml")
    (folder / "d.yaml").symlink_to("nowhere")
    (folder / "e.yaml").mkdir()
    result = english("--format", "json")
    assert (result.returncode, result.stderr) == (3, "")
    assert codes(result) == [
        ("submissions/a.yaml", "JY002"),
        ("submissions/b.yaml", "JY002"),
        ("submissions/c.yaml", "JY003"),
        ("submissions/d.yaml", "JY001"),
    ]
    for name in "abcd":
        alone = english(f"submissions/{name}.yaml")
        assert (alone.returncode, alone.stderr) == (3, "")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets")
def test_a_socket_is_no_file(english: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Its path has to be short.
    monkeypatch.chdir(plan / "submissions")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.yaml")
        result = english("--format", "json")
    assert result.returncode == 3
    assert codes(result) == [("submissions/s.yaml", "JY002")]


def test_a_folder_with_the_name_of_a_file_is_a_folder(english: Run, plan: Path) -> None:
    (plan / "submissions/2023.yaml").mkdir()
    (plan / "submissions/2023.yaml/x.yaml").write_text(MISSPELT, encoding="utf-8")
    result = english("submissions/2023.yaml", "--format", "json")
    assert codes(result) == [("submissions/2023.yaml/x.yaml", "JY102")]
    shutil.rmtree(plan / "submissions/2023.yaml")
    (plan / "submissions/2023.yaml").mkdir()
    result = english("submissions/2023.yaml")
    assert (result.returncode, result.stdout) == (2, "")
    assert "2023.yaml" in result.stderr


def test_a_file_that_vanishes_before_it_is_read(
    english: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = files_of_plans.data_of

    def late(path: Path, name: str, limit: int) -> object:
        if path.name == "2023.yaml":
            path.unlink(missing_ok=True)
        return data(path, name, limit)

    (plan / "submissions/2023.yaml").write_text(MISSPELT, encoding="utf-8")
    monkeypatch.setattr(files_of_plans, "data_of", late)
    result = english("submissions", "--plan", ".", "--format", "json")
    assert result.returncode == 3
    assert {code for _, code in codes(result)} == {"JY001"}


@pytest.mark.parametrize("after", [None, "", "schema: 1", "\xff", "\n" * 9, "x" * 300])
def test_a_file_that_changes_after_it_was_read(
    english: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, after: str | None
) -> None:
    path = put(plan, BOTH)
    data = files_of_plans.data_of

    def changing(where: Path, name: str, limit: int) -> object:
        found = data(where, name, limit)
        if where.name == path.name and after is None:
            path.unlink(missing_ok=True)
        elif where.name == path.name and after is not None:
            path.write_bytes(after.encode("latin-1"))
        return found

    monkeypatch.setattr(files_of_plans, "data_of", changing)
    for form in FORMATS:
        put(plan, BOTH)
        result = english("--format", form)
        assert (result.returncode, result.stderr) == (1, "")
        assert "JY233" in result.stdout
        # What is quoted is what was checked.
        assert form not in {"text", "markdown", "html"} or "120.5" in result.stdout
    put(plan, BOTH)
    result = english("--fix")
    assert "JY233" in result.stdout
    assert result.stderr == (
        "submissions/2022.yaml: it has changed since it was checked and was left alone; "
        "run it again\n"
    )
    assert not path.exists() if after is None else path.read_bytes() == after.encode("latin-1")


# names


@posix
@pytest.mark.parametrize("form", FORMATS)
def test_names_that_no_text_can_hold(english: Run, plan: Path, form: str) -> None:
    names = [b"a b.yaml", b"100%41.yaml", b"a:b.yaml", b"[x].yaml", b"-y.yaml", b"n\nl.yaml"]
    for name in (*names, b"\xff.yaml"):
        (plan / "submissions" / os.fsdecode(name)).write_text(MISSPELT, encoding="utf-8")
    result = english("--format", form)
    assert (result.returncode, result.stderr) == (1, "")
    match form:
        case "json":
            assert len(json.loads(result.stdout)["findings"]) == 7
        case "gitlab":
            assert len(json.loads(result.stdout)) == 7
        case "sarif":
            assert len(json.loads(result.stdout)["runs"][0]["results"]) == 7
        case "junit":
            assert len(ET.fromstring(result.stdout).findall(".//failure")) == 7  # noqa: S314 our own
        case "github":
            lines = result.stdout.splitlines()
            assert sum(line.startswith("::error file=submissions/") for line in lines) == 7
            assert "file=submissions/100%2541.yaml," in result.stdout
            assert "file=submissions/a%3Ab.yaml," in result.stdout


# what moves a cursor, colours, reverses the reading, or ends a line for some reader
STRANGE_SIGNS = "\x1b[31m\x07\u202e\u2028\x85\u00ad\U000e0041"
STRANGE = f"a{STRANGE_SIGNS}red.yaml"


@posix
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_names_of_files_move_no_cursor(run: Run, plan: Path, form: str, language: str) -> None:
    put(plan, MISSPELT, STRANGE)
    name = f"submissions/{STRANGE}"
    missing = f"none{STRANGE_SIGNS}.yaml"
    for arguments in (("check", name), ("check", missing), ("check", "--fix", name)):
        result = run(*arguments, "--format", form, "--lang", language, cwd=plan)
        for shown in (result.stdout, result.stderr):
            assert all(sign.isprintable() or sign == "\n" for sign in shown)
    # Who reads a document gets the name as it is.
    if form == "json":
        put(plan, MISSPELT, STRANGE)
        found = json.loads(run("check", name, "--format", form, cwd=plan).stdout)["findings"]
        assert found[0]["file"] == name


@posix
@pytest.mark.parametrize("command", [("status",), ("show", "hnte"), ("whatif",), ("solve", "hnte")])
def test_names_in_refusals_and_headings_move_no_cursor(
    run: Run, plan: Path, command: tuple[str, ...]
) -> None:
    folder = plan / f"plan{STRANGE_SIGNS}"
    folder.mkdir()
    for name in ("targets.yaml", "baselines.yaml"):
        (folder / name).write_bytes((plan / name).read_bytes())
    for last in (str(folder), f"{folder}/none", "."):
        option = f"--year=20\x1b[2J{STRANGE_SIGNS}" if last == "." else f"--plan={last}"
        result = run(*command, option, cwd=plan)
        for shown in (result.stdout, result.stderr):
            assert all(sign.isprintable() or sign == "\n" for sign in shown)


@posix
def test_bytes_of_a_name_that_is_no_text_are_named(english: Run, plan: Path) -> None:
    (plan / "submissions" / os.fsdecode(b"a\xff.yaml")).write_text(MISSPELT, encoding="utf-8")
    for form in FORMATS:
        # In its properties GitHub reads %25 as a per cent sign.
        sign = "%25" if form == "github" else "%"
        assert f"submissions/a{sign}FF.yaml" in english("--format", form).stdout


def test_a_patch_is_seen_on_a_terminal_and_whole_elsewhere(run: Run, plan: Path) -> None:
    """What parts lines for some readers parts none for a patch."""
    put(plan, f"{HEAD}values:\n  output: '141.5'  # {STRANGE_SIGNS}\n")
    name = "submissions/2022.yaml"
    seen = run("check", name, "--diff", cwd=plan, terminal=True).stdout
    assert all(sign.isprintable() or sign == "\n" for sign in seen)
    assert "+  output: 141.5" in seen
    patch = run("check", name, "--diff", cwd=plan).stdout
    applied = subprocess.run(
        ["git", "apply", "-"],  # noqa: S607 any will do
        input=patch.encode(),
        cwd=plan,
        check=False,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(plan.parent)},
    )
    assert applied.returncode == 0
    assert (plan / name).read_text(encoding="utf-8").endswith(f": 141.5  # {STRANGE_SIGNS}\n")


@posix
def test_a_name_is_no_command(run: Run, english: Run, plan: Path) -> None:
    (plan / "::error::x.yaml").write_text(MISSPELT, encoding="utf-8")
    answers = [english("::error::x.yaml", "--format", form) for form in ("text", "github")]
    for answer in (*answers, run("init", "::error::y", cwd=plan)):
        assert answer.stdout
        assert not any(line.startswith("::error::") for line in answer.stdout.splitlines())


@posix
def test_names_that_look_like_patterns_are_names(english: Run, plan: Path) -> None:
    put(plan, MISSPELT, "[x].yaml")
    put(plan, MISSPELT, "x.yaml")
    result = english("submissions/[x].yaml", "--format", "json")
    assert {file for file, code in codes(result) if code == "JY102"} == {"submissions/[x].yaml"}


@pytest.mark.parametrize("name", ["submissions/*.yml", "nothing/**/*.yaml", "[", "*?[", "?"])
def test_a_pattern_without_a_match(english: Run, name: str) -> None:
    result = english(name)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"jyplan: {name} stands for no file")
    assert result.stderr.count("\n") == 1
    result = english(name, "--allow-empty")
    assert (result.returncode, result.stderr) == (0, "")


def test_a_file_named_often_is_checked_once(english: Run, plan: Path) -> None:
    name = "submissions/2022.yaml"
    names = (name, f"./{name}", f"submissions/../{name}", str(plan / name), "submissions/2*.yaml")
    result = english(*names, "--format", "json")
    assert json.loads(result.stdout)["totals"]["files"] == 1
    put(plan, QUOTED)
    assert len(codes(english(*names, "--format", "json"))) == 1


@posix
def test_a_link_to_a_file_does_not_contradict_it(english: Run, plan: Path) -> None:
    put(plan, QUOTED)
    (plan / "submissions/link.yaml").symlink_to("2022.yaml")
    assert set(codes(english("--format", "json"))) == {
        ("submissions/2022.yaml", "JY126"),
        ("submissions/link.yaml", "JY126"),
    }
    assert english("--fix").returncode == 0
    assert (plan / "submissions/link.yaml").is_symlink()
    assert (plan / "submissions/2022.yaml").read_bytes() == PLAIN.encode()


# which plan


def test_the_files_of_a_plan_alone_and_together(english: Run) -> None:
    for names, files in (
        (("targets.yaml",), 1),
        (("baselines.yaml",), 1),
        (("baselines.yaml", "targets.yaml"), 2),
        (("submissions/2022.yaml", "targets.yaml"), 2),
        ((".",), 3),
        ((), 3),
    ):
        result = english(*names, "--format", "json")
        assert (result.returncode, result.stderr) == (0, "")
        assert json.loads(result.stdout)["totals"]["files"] == files


@pytest.mark.parametrize("name", ["targets.yaml", "baselines.yaml", "."])
def test_files_of_two_plans(english: Run, plan: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(plan, tmp_path / "other")
    result = english(name, f"../other/{name}")
    assert (result.returncode, result.stdout) == (2, "")
    assert "one plan at a time" in result.stderr


def test_the_plan_is_found_above_and_by_the_environment(
    english: Run, plan: Path, tmp_path: Path
) -> None:
    put(plan, MISSPELT)
    for cwd, env in (
        (plan / "submissions", {}),
        (tmp_path, {"JYPLAN_PLAN": str(plan)}),
        (tmp_path, {"JYPLAN_PLAN": "plan"}),
    ):
        result = english("--format", "json", cwd=cwd, env=env)
        assert [code for _, code in codes(result)] == ["JY102"]
    result = english("--format", "json", cwd=tmp_path, env={"JYPLAN_PLAN": "nowhere"})
    assert result.returncode == 3
    assert {code for _, code in codes(result)} == {"JY001"}


def test_without_a_plan_our_own_is_checked(english: Run, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    result = english(cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    result = english(".", cwd=folder)
    assert (result.returncode, result.stdout) == (2, "")


# standard input and output


@posix
def test_standard_input_of_all_sorts(plan: Path) -> None:
    for shell, data, code, said in (
        ("JYPLAN - --format json </dev/null", b"", 1, b"JY009"),
        ("JYPLAN - --format json", b"", 1, b"JY009"),
        ("JYPLAN - --format json </dev/zero", b"", 3, b"JY004"),
        ("JYPLAN - - --format json", MISSPELT.encode(), 1, b"JY102"),
        ("JYPLAN - --format json", b"\xff\xfe", 1, b"JY005"),
    ):
        done = piped(plan, shell, data)
        assert (done.returncode, done.stderr) == (code, b"")
        assert [each["code"].encode() for each in json.loads(done.stdout)["findings"]] == [said]


def test_standard_input_can_stand_for_a_file(plan: Path) -> None:
    put(plan, FINE.replace("120", "121"))
    name = "submissions/2022.yaml"
    done = piped(plan, f"JYPLAN - --stdin-name {name} --format json", FINE.encode())
    assert (done.returncode, json.loads(done.stdout)["findings"]) == (0, [])
    done = piped(plan, "JYPLAN - --format json", FINE.encode())
    assert [each["code"] for each in json.loads(done.stdout)["findings"]] == ["JY217"]


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_standard_input_cannot_be_mended(english: Run, option: str) -> None:
    result = english("-", option)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


@posix
@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_that_has_enough(plan: Path, form: str) -> None:
    for number in range(300):
        put(plan, MISSPELT, f"{number}.yaml")
    done = piped(plan, f"JYPLAN --format {form} | true; JYPLAN --format {form} | head -n 1")
    assert (done.returncode, done.stderr) == (0, b"")


@posix
def test_an_encoding_that_cannot_write_chinese(plan: Path) -> None:
    put(plan, HALF)
    for form in FORMATS:
        ascii_only = "PYTHONIOENCODING= PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 LC_ALL=C"
        done = piped(plan, f"{ascii_only} JYPLAN --lang zh --format {form}")
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"JY233" in done.stdout


@pytest.mark.parametrize("columns", ["0", "1", "5", "-3", "many", "100000"])
@pytest.mark.parametrize("terminal", [False, True])
def test_any_width(english: Run, plan: Path, columns: str, *, terminal: bool) -> None:
    put(plan, HALF)
    env = {"COLUMNS": columns, "TERM": "dumb"}
    result = english(terminal=terminal, env=env)
    assert (result.returncode, result.stderr) == (1, "")
    assert "JY233" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_language_asked_for_goes_before_the_settings(run: Run, plan: Path) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write("settings: {lang: zh}\n")
    assert "个文件" in run("check", cwd=plan, env={"LANG": "en_US.UTF-8"}).stdout
    for arguments in (("--lang", "en", "check"), ("check", "--lang", "en")):
        assert "files: 3" in run(*arguments, cwd=plan, env={"LANG": "zh_CN.UTF-8"}).stdout
    result = run("check", "--lang", "fr", cwd=plan)
    assert (result.returncode, result.stdout) == (2, "")


# other files


@pytest.mark.parametrize("name", ["nowhere/out.json", "submissions", "targets.yaml/out", "."])
@pytest.mark.parametrize("option", ["--also=json={}", "--output={}"])
def test_a_file_that_cannot_be_written(english: Run, option: str, name: str) -> None:
    result = english(option.format(name))
    assert result.returncode == 2
    assert result.stderr.startswith(f"jyplan: cannot write {name}: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["nowhere/summary.md", "submissions"])
def test_a_summary_that_cannot_be_written(english: Run, name: str) -> None:
    result = english("--format", "github", env={"GITHUB_STEP_SUMMARY": name})
    assert result.returncode == 2
    assert result.stderr.startswith(f"jyplan: cannot write {name}: ")
    assert "errors: 0" in result.stdout


def test_a_summary_never_ends_up_in_what_is_read(english: Run, plan: Path) -> None:
    before = (plan / "targets.yaml").read_bytes()
    result = english("--format", "github", env={"GITHUB_STEP_SUMMARY": "targets.yaml"})
    assert (result.returncode, result.stdout) == (2, "")
    assert "targets.yaml" in result.stderr
    assert (plan / "targets.yaml").read_bytes() == before


@pytest.mark.parametrize("value", ["json", "json=", "=out", "xml=out", ""])
def test_also_of_what_is_no_format(english: Run, plan: Path, value: str) -> None:
    before = sorted(plan.iterdir())
    result = english("--also", value)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert sorted(plan.iterdir()) == before


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\xff", b"[]", b"{}", b"1", b"null", b'"findings"', b'{"findings": 1}'),
        *(b'{"findings": [1]}', b'{"findings": [{}]}', b"[" * 100_000, b"NaN", b"9" * 10_000),
    ],
)
def test_known_of_what_is_no_report(english: Run, plan: Path, content: bytes) -> None:
    (plan / "known").write_bytes(content)
    result = english("--known", "known")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "jyplan: known is no report of jyplan check --format json\n"


def test_known_of_a_folder_is_no_report(english: Run) -> None:
    assert english("--known", ".").stderr.startswith("jyplan: . is no report of ")


@pytest.mark.parametrize("name", ["nowhere", "targets.yaml/x"])
def test_known_of_what_cannot_be_read(english: Run, name: str) -> None:
    result = english("--known", name)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"jyplan: cannot read {name}: ")


# large and deep


@pytest.mark.parametrize(
    ("content", "code", "rule"),
    [
        (b"x" * 5_000_000, 3, "JY004"),
        (b"\n" * 4_000_000, 1, "JY009"),
        (b"[" * 4_000_000, 1, "JY011"),
        (b"- " * 2_000_000, 1, "JY011"),
        (b"? " * 2_000_000, 1, "JY011"),
        (b"\xff" * 4_000_000, 1, "JY005"),
        (b"#" * 4_000_000, 1, "JY009"),
        (HEAD.encode() + b"values: {firms: " + b"9" * 9_000 + b"}", 1, "JY128"),
        (HEAD.encode() + b"values: [" + b"1, " * 1_300_000 + b"]", 1, "JY010"),
        (BOMB, 1, "JY010"),
        (b"a: &a [*a]\n", 1, "JY014"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value),
)
def test_what_is_large_or_deep_is_one_finding(
    english: Run, plan: Path, content: bytes, code: int, rule: str
) -> None:
    put(plan, content)
    result = english("--format", "json")
    assert (result.returncode, result.stderr) == (code, "")
    assert rule in {found for _, found in codes(result)}
    assert len(result.stdout) < 100_000


# what mends


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("values: {output: '3.14159'} # '3.14159'\n", "values: {output: 3.14159} # '3.14159'\n"),
        (
            "values: {output: .14159, sales: 1 200, firms: '12'}\n",
            "values: {output: 0.14159, sales: 1200, firms: 12}\n",
        ),
        (
            "values: {output: 1e2,\tsales: １２.５ }\t# x\n",
            "values: {output: 100,\tsales: 12.5 }\t# x\n",
        ),
        (
            "values: {output: {unit: '万元', value: 12000}} # 万元\n",
            "values: {output: {unit: '亿元', value: 1.2}} # 万元\n",
        ),
        ('values: {"output":"12","firms":\'3\'}\n', 'values: {"output":12,"firms":3}\n'),
        ("values:\n  ? output\n  : '3.5' # '3.5'\n", "values:\n  ? output\n  : 3.5 # '3.5'\n"),
        (
            "values: {output: {note: '😀 3.14159', value: '3.14159'}}\n",
            "values: {output: {note: '😀 3.14159', value: 3.14159}}\n",
        ),
        ("values: &v {output: '3.14159'}\n", "values: &v {output: 3.14159}\n"),
        # more digits than the plan prints are no fault
        ("values: {output: 3.14159, sales: 7.00}\n", "values: {output: 3.14159, sales: 7.00}\n"),
    ],
)
def test_only_what_is_wrong_is_replaced(english: Run, plan: Path, before: str, after: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        for mark in ("", "\ufeff"):
            old, new = (
                (mark + HEAD + values).replace("\n", end).encode() for values in (before, after)
            )
            path = put(plan, old)
            english("--fix")
            assert path.read_bytes() == new
            assert english("--diff").stdout == ""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "submissions/2022.yaml:4: 已改：'141.2345' → 141.2345",
                "submissions/2022.yaml:5: 已改：1,200 → 1200",
                "共改 2 处。",
            ],
        ),
        (
            "en",
            [
                "submissions/2022.yaml:4: fixed: '141.2345' -> 141.2345",
                "submissions/2022.yaml:5: fixed: 1,200 -> 1200",
                "Fixed: 2.",
            ],
        ),
    ],
)
def test_what_was_mended_is_listed(run: Run, plan: Path, language: str, lines: list[str]) -> None:
    text = f"{QUOTED}  sales: 1,200\n"
    put(plan, text)
    result = run("--lang", language, "check", "--fix", cwd=plan)
    assert result.stdout.splitlines()[:-1] == lines
    for form in FORMATS[FORMATS.index("json") :]:
        put(plan, text)
        mended = run("--lang", language, "check", "--fix", "--format", form, cwd=plan)
        assert mended.stdout == run("--lang", language, "check", "--format", form, cwd=plan).stdout


GRAIN = INDICATOR.format("grain", "粮食产量", "Grain", "亿吨", "100 million tonnes", "0.01")
SHARE = INDICATOR.format("share", "服务业占比", "Share", '"%"', '"%"', "0.1")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # converted into the plan's unit, to the last digit
        ("grain: 70650万吨", "grain: 7.065"),
        ("grain: 14130亿斤", "grain: 7.065"),
        ("grain: 7.0650 亿吨", "grain: 7.0650"),
        ("output: 0.0123万亿元", "output: 123"),
        ("output: 1,200万元", "output: 0.12"),
        ("firms: 1.5万", "firms: 15000"),
        ("share: 96%", "share: 96"),
        ("share: ９６．５％", "share: 96.5"),
        ("share: 5‰", "share: 0.5"),
        ("firms: 4.0家", "firms: 4.0"),
        ("firms: 302（家）", "firms: 302"),
        ('sales: "1,200 万元"', "sales: 1200"),
        # what does not convert, or says more, is left to people
        ("firms: 3%", None),
        ("grain: 7米", None),
        ("share: 1.5万", None),
        ("firms: 约302", None),
        ("firms: 302（预计）", None),
        ("firms: 300余家", None),
        ("firms: 暂无", None),
        # a decimal comma where the other reading cannot be
        ("output: 92,5", "output: 92.5"),
        ("share: 0,5", "share: 0.5"),
        ("output: 20,5", None),
        ("firms: 92,5", None),
        ("firms: 1,234", "firms: 1234"),
        ("output: 1.200,5", "output: 1200.5"),
        # names in place of ids
        ("企业: 302", "firms: 302"),
        ('"1、企业（家）": 302', "firms: 302"),
        ("FIRMS: 302", "firms: 302"),
        ("（二）粮食 产量: 70650万吨", "grain: 7.065"),
        ("企业数: 302", None),
        ("企业（万家）: 302", None),
        ("企业: 302\n  firms: 303", None),
        ("企业: 302\n  Firms: 303", None),
        # what is counted can be counted in pieces
        ("firms: 4.0个", "firms: 4.0"),
        ("output: 4.0个", None),
    ],
)
def test_what_was_meant_is_mended(english: Run, plan: Path, before: str, after: str | None) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write(GRAIN + SHARE)
    path = put(plan, f"{HEAD}values:\n  {before}\n")
    english("--fix")
    wanted = before if after is None else after
    assert path.read_text(encoding="utf-8") == f"{HEAD}values:\n  {wanted}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "schema：1\nyear： 2022\nvalues：\n  企业：302 # 说明：甲\n",
            "schema: 1\nyear: 2022\nvalues:\n  firms: 302 # 说明：甲\n",
        ),
        (f"{HEAD}district: 东区\nvalues: {{}}\n", f"{HEAD}district: east\nvalues: {{}}\n"),
        (f"{HEAD}district: East\nvalues: {{}}\n", f"{HEAD}district: east\nvalues: {{}}\n"),
    ],
)
def test_whole_files_are_mended(english: Run, plan: Path, before: str, after: str) -> None:
    path = put(plan, before)
    english("--fix")
    assert path.read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("output: 92,5", "92,5 has a decimal comma; write 92.5"),
        ("output: 20,5", "20,5 has a decimal comma; write 20.5, or 205 if the comma is a slip"),
        ("grain: 70650万吨", "the plan counts in 100 million tonnes, write 7.065"),
        ("firms: 3%", "the plan counts in firms, report it in that"),
        ("firms: 暂无", "is no figure; delete the line if there is none, write 0 for zero"),
        ("firms: 302（预计）", "write value: 302 and provisional: true"),
        ("firms: 约302", "write value: 302 with the rest in note"),
        ("firms: 约3吨", "the plan counts in firms, report it in that, with the rest in note"),
        ("firms: 280-302", "report one figure, with the rest in note"),
        ("firms: 302+", "report the exact figure, or where there is none value: 302"),
        ("企业: 302", "unknown indicator 企业, which is firms (Firms); write the id firms"),
        ("企业数: 302", "unknown indicator 企业数, is it firms (Firms)?"),
    ],
)
def test_what_was_meant_is_said(english: Run, plan: Path, value: str, wanted: str) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write(GRAIN + SHARE)
    put(plan, f"{HEAD}values:\n  {value}\n")
    [found] = json.loads(english("--format", "json").stdout)["findings"]
    assert wanted in found["message"]


def test_nothing_to_mend_is_no_difference(english: Run, plan: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in plan.rglob("*.yaml")}
    result = english("--diff")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert english("--fix").returncode == 0
    assert before == {path: path.stat().st_mtime_ns for path in plan.rglob("*.yaml")}


def test_a_difference_writes_nothing(english: Run, plan: Path) -> None:
    path = put(plan, QUOTED)
    for arguments in (("--diff",), ("--diff", "--fix")):
        result = english(*arguments)
        assert (result.returncode, result.stderr) == (1, "")
        assert "+  output: 141.2345  # 初步数\n" in result.stdout
        assert path.read_bytes() == QUOTED.encode()


@posix
def test_mending_keeps_rights_and_links(english: Run, plan: Path) -> None:
    path = put(plan, QUOTED)
    elsewhere = plan / "elsewhere.yaml"
    path.rename(elsewhere)
    elsewhere.chmod(0o640)
    path.symlink_to(elsewhere)
    before = sorted(plan.rglob("*"))
    assert english("--fix").returncode == 0
    assert path.is_symlink()
    assert elsewhere.read_bytes() == PLAIN.encode()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o640
    assert sorted(plan.rglob("*")) == before


@posix
def test_nothing_outside_the_plan_is_mended(english: Run, plan: Path, tmp_path: Path) -> None:
    path = put(plan, QUOTED)
    elsewhere = tmp_path / "elsewhere.yaml"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    for arguments in (("--fix",), ("--diff",)):
        assert "141" not in english(*arguments).stdout
        assert elsewhere.read_bytes() == QUOTED.encode()
    assert english(str(elsewhere), "--plan", str(plan), "--fix").returncode == 0
    assert elsewhere.read_bytes() == PLAIN.encode()


def test_what_cannot_be_written_stays_as_it_was(
    english: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "2022.yaml")

    path = put(plan, QUOTED)
    monkeypatch.setattr("jyplan.checks.fixes.write_whole", full)
    result = english("--fix")
    assert (result.returncode, result.stdout) == (2, "")
    assert "the disk is full" in result.stderr
    assert path.read_bytes() == QUOTED.encode()
    assert [each.name for each in path.parent.iterdir()] == ["2022.yaml"]


# ---- ready to paste


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # a block, or text over several lines: it cannot be replaced on its first line
        ("values:\n  firms: |-\n    120\n", None),
        ("values:\n  firms: 1\n    000\n", None),
        ('values:\n  firms: "1\\\n    2"\n', None),
        # an anchor stays, and so does what it is for
        (
            "values: {output: &a '12', sales: {value: 3, note: *a}}\n",
            None,
        ),
        ("values: {output: &a '3.5', sales: 1 000}\n", "values: {output: &a '3.5', sales: 1000}\n"),
        # what one place cannot have mended does not stop the other
        (
            "values: {output: 1 000\u200b, sales: 1.}\n",
            "values: {output: 1 000\u200b, sales: 1}\n",
        ),
        (
            'values: {output: {value: 12, unit: "\\u4e07元"}, sales: 1.}\n',
            'values: {output: {value: 12, unit: "\\u4e07元"}, sales: 1}\n',
        ),
        # a figure keeps its digits, for whichever quantity
        ("values: {output: &a {value: 3.14159}, firms: *a}\n", None),
    ],
)
def test_mending_never_spoils(english: Run, plan: Path, before: str, after: str | None) -> None:
    path = put(plan, HEAD + before)
    english("--fix")
    assert path.read_bytes() == (HEAD + (before if after is None else after)).encode()


def test_a_unit_that_needs_quotes_gets_them(english: Run, plan: Path) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write(INDICATOR.format("share", "占比", "Share", '"%"', '"%"', "0.1"))
    path = put(plan, f"{HEAD}values: {{share: {{value: 120, unit: ‰}}}}\n")
    english("--fix")
    assert 'unit: "%"' in path.read_text(encoding="utf-8") or "unit: '%'" in path.read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    "values",
    [
        "{firms: &a 120, tens: *a}",
        "{firms: {value: 3, note: &u 万元}, output: {value: 12, unit: *u}}",
    ],
)
def test_aliases_in_the_place_of_figures_and_units(english: Run, plan: Path, values: str) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write(INDICATOR.format("tens", "十", "Tens", "人", "people", "10"))
    put(plan, f"{HEAD}values: {values}\n")
    assert "internal error" not in english().stderr


def test_files_here_and_elsewhere_with_a_status(english: Run, plan: Path, tmp_path: Path) -> None:
    put(plan, f"{HEAD}district: east\nvalues: {{firms: 3}}\n")
    (tmp_path / "west.yaml").write_text(
        f"{HEAD}district: west\nvalues: {{firms: 3}}\n", encoding="utf-8"
    )
    result = english(str(tmp_path / "west.yaml"), "--fail-on-status", "behind")
    assert result.returncode in {0, 1}


def test_weights_that_cancel(english: Run, plan: Path) -> None:
    text = INDICATOR.format("share", "占比", "Share", '"%"', '"%"', "0.1").replace(
        "kind: annual_flow", "kind: ratio\n    weight: output"
    )
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write(text)
    targets = (
        (plan / "targets.yaml")
        .read_text(encoding="utf-8")
        .replace("districts: [", "districts: [{id: mid, name: M}, ")
    )
    (plan / "targets.yaml").write_text(targets, encoding="utf-8")
    for district, weight in (("east", "0.1"), ("west", "0.2"), ("mid", "-0.3")):
        put(
            plan,
            f"{HEAD}district: {district}\nvalues: {{output: {weight}, share: 3}}\n",
            f"{district}.yaml",
        )
    put(plan, f"{HEAD}values: {{share: 3}}\n")
    assert english().returncode in {0, 1}


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        ("a = growth(b, c, 0.001)", "a: 1, b: 1, c: 110000.5"),
        ("a = growth(b, c, a)", "a: 0.1, b: 0.1, c: 999999999999999"),
        (
            "{formula: 'a = growth(1, " + "*".join(["b"] * 25) + ", 1)', tolerance: 3}",
            "a: 1, b: 999999999999999",
        ),
        ("b = b * 1 + " + "*".join(["b"] * 25) + " * 0", "b: 999999999999999"),
        ("a = 1/(" + "/".join(["b"] * 27) + ")", "a: 1, b: 999999999999999"),
    ],
)
def test_figures_without_measure(english: Run, plan: Path, formula: str, values: str) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        for name in "abc":
            file.write(
                INDICATOR.format(name, name, name, '"%"', '"%"', "0.1").replace(
                    "annual_flow", "ratio"
                )
            )
        file.write(f"identities:\n  - {formula}\n")
    put(plan, f"{HEAD}values: {{{values}}}\n")
    assert english("--verbose").returncode in {0, 1}
    json.loads(english("--verbose", "--format", "json").stdout)


def test_a_change_without_measure(english: Run, plan: Path) -> None:
    put(plan, "schema: 1\nyear: 2021\nvalues: {output: 0.000000000000001}\n", "2021.yaml")
    put(plan, f"{HEAD}values: {{output: 999999999999999}}\n")
    assert english().returncode in {0, 1}


def test_a_name_that_is_too_long(english: Run) -> None:
    result = english("a" * 300)
    assert (result.returncode, result.stderr) == (3, "")


@posix
@pytest.mark.parametrize("form", ["text", "github"])
def test_a_name_that_no_file_can_hold(english: Run, plan: Path, form: str) -> None:
    put(plan, MISSPELT, os.fsdecode(b"\xff.yaml"))
    assert english("--format", form, "--output", "out").returncode == 1
    assert english("--format", "github", env={"GITHUB_STEP_SUMMARY": "summary.md"}).returncode == 1


@posix
def test_names_move_no_cursor(english: Run, plan: Path) -> None:
    for name in ("\x1b[31m.yaml", "a\nb.yaml", "\u202e.yaml"):
        put(plan, MISSPELT, name)
    shown = english("--color", "never").stdout
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "submissions/a\n" not in shown


@posix
@pytest.mark.parametrize("shell", ["JYPLAN - <&-", "JYPLAN - 0>/dev/null"])
def test_standard_input_that_is_closed(plan: Path, shell: str) -> None:
    done = piped(plan, shell)
    assert done.returncode == 2
    assert b"internal" not in done.stderr


@posix
def test_standard_output_that_is_full(plan: Path) -> None:
    done = piped(plan, "JYPLAN >/dev/full")
    assert done.returncode == 2
    assert b"<stdout>" in done.stderr
    assert b"Exception ignored" not in done.stderr


@posix
def test_output_to_the_standard_one_of_a_pipe(plan: Path) -> None:
    done = piped(plan, "JYPLAN --format json --output /dev/stdout | cat")
    assert json.loads(done.stdout)["findings"] == []


@posix
def test_known_waits_for_no_pipe(plan: Path) -> None:
    os.mkfifo(plan / "known")
    done = piped(plan, "timeout 5 JYPLAN --known known".replace("JYPLAN", "JYPLAN"))
    assert done.returncode == 2


def test_a_report_does_not_replace_what_was_checked(english: Run, plan: Path) -> None:
    for arguments in (
        ("--also", "json=submissions/2022.yaml"),
        ("--output", "submissions/2022.yaml"),
    ):
        assert english("submissions/2022.yaml", *arguments).returncode == 2
        assert (plan / "submissions/2022.yaml").read_bytes() == FINE.encode()


def test_a_full_width_capital_is_no_at_sign(english: Run, plan: Path) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write("identities:\n  - outputＡ2021 = output\n")
    assert [code for _, code in codes(english("--format", "json"))] == ["JY218"]


def test_a_message_of_a_failed_correction_names_the_file(
    english: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "submissions/.2022.yaml.x1y2z3")

    put(plan, QUOTED)
    monkeypatch.setattr("jyplan.atomic.tempfile.mkstemp", full)
    assert "cannot write submissions/2022.yaml: " in english("--fix").stderr


@pytest.mark.parametrize(
    ("level", "failures"), [(None, 1), ("error", 1), ("warning", 2), ("note", 2)]
)
def test_a_report_for_junit_fails_where_the_run_does(
    english: Run, plan: Path, level: str | None, failures: int
) -> None:
    (plan / "submissions/2022.xlsx").write_bytes(b"PK")
    put(plan, HALF)
    asked = () if level is None else ("--fail-on", level)
    english("--also", "junit=out.xml", *asked)
    there = (plan / "out.xml").read_text(encoding="utf-8")
    for shown in (english("--format", "junit", *asked).stdout, there):
        root = ET.fromstring(shown)  # noqa: S314 our own
        assert len(root.findall(".//failure")) == failures
        assert len(root.findall(".//system-out")) == 2 - failures


def test_a_warning_fails_no_test_where_only_errors_fail(english: Run, plan: Path) -> None:
    (plan / "submissions/2022.xlsx").write_bytes(b"PK")
    result = english("--format", "junit")
    assert result.returncode == 0
    assert "<failure" not in result.stdout
    result = english("--format", "junit", "--fail-on", "warning")
    assert result.returncode == 1
    assert 'failures="1"' in result.stdout


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (200, []),
        # on the way to a target that is far away
        (320, []),
        (340, []),
        # more than half of it in the first of five years
        (360, ["JY402"]),
        (100000, ["JY402"]),
        (1860, ["JY404"]),
    ],
)
def test_the_first_value_after_a_baseline(
    run: Run, tmp_path: Path, value: int, found: list[str]
) -> None:
    target = {"operator": ">=", "value": 500, "year": 2025}
    firms = {"id": "hnte", "unit": "firms", "precision": 1, "baseline": 186, "target": target}
    named = fictional.plan(tmp_path / "far", [firms], submissions={2021: {"hnte": value}})
    result = run("check", *named, "--format", "json", cwd=tmp_path / "far")
    assert [code for _, code in codes(result)] == found


@pytest.mark.parametrize(
    ("sizes", "value", "found"),
    [
        ((30, None), 0.29, ("JY406", "is 29 meant?")),
        ((30, None), 0.123, ("JY406", "is 12.3 meant?")),
        ((30, 25), 0.29, ("JY404", "or a fraction where per cent is wanted (29)?")),
        ((1.2, 0.95), 0.98, None),
        ((1.2, None), 0.95, None),
        ((30, None), 31.2, None),
    ],
)
def test_a_fraction_where_per_cent_is_wanted(
    run: Run,
    tmp_path: Path,
    sizes: tuple[float, float | None],
    value: float,
    found: tuple[str, str] | None,
) -> None:
    aim = {"operator": ">=", "value": sizes[0], "year": 2025}
    sort = {"unit": "%", "kind": "ratio", "limits": {"minimum": 0, "maximum": 100}}
    share = {"id": "share", **sort, "target": aim, "baseline": sizes[1]}
    named = fictional.plan(tmp_path / "plan", [share], submissions={2021: {"share": value}})
    result = run("check", *named, "--fix", "--format", "json", cwd=tmp_path / "plan")
    findings = json.loads(result.stdout)["findings"]
    assert [each["code"] for each in findings] == ([found[0]] if found else [])
    assert all(found and found[1] in each["message"] and not each["edits"] for each in findings)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_word_is_broken_at_the_edge_of_a_terminal(
    run: Run, plan: Path, language: str, width: int
) -> None:
    put(plan, MISSPELT)
    arguments = ("--lang", language, "check", "--color", "never")
    wide = run(*arguments, cwd=plan).stdout
    told = run(*arguments, cwd=plan, terminal=True, env={"COLUMNS": str(width)}).stdout
    findings = [line for line in told.splitlines()[:-1] if " | " not in line]
    assert [line for line in findings if cell_len(line) > width] == []
    words = {text: set(re.findall(r"[A-Za-z_]+", text)) for text in (wide, "\n".join(findings))}
    # in lines below each other, what is wrong and what to do are told as two
    assert words["\n".join(findings)] <= words[wide] | {"help"}
