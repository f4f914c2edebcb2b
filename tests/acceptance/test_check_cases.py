"""`jyplan check` finds what is wrong in a case at its place, and nothing else.

`tests/cases/check/NAME` is a folder of submissions or scenarios, checked with the plan in
`tests/cases/check/plan` where it has no `targets.yaml` and `baselines.yaml` of its own, and with
no `verdicts.yaml` but its own.
`expected` has what must be found, one finding a line in the order of the output:
``PATH:LINE:COLUMN-END_COLUMN CODE severity``; where it is empty, the name begins with
``valid_``. `arguments`, where there is one, has the command line, one argument a line.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pytest

from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.files import BASELINES, SCENARIOS, SUBMISSIONS, TARGETS, UNREADABLE, VERDICTS
from jyplan.texts.words import LANGUAGES
from tests.found import check_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from subprocess import CompletedProcess

    from jyplan.texts.words import Language
    from tests.found import Finding

    Run: TypeAlias = Callable[..., CompletedProcess[str]]

CASES = Path(__file__).parents[1] / "cases" / "check"
PLAN = CASES / "plan"
ABOUT_THE_CASE = ("expected", "arguments")
PARTS = {*ABOUT_THE_CASE, TARGETS, BASELINES, VERDICTS, SUBMISSIONS, SCENARIOS}
# formulas, accepted findings, units, weights and verdicts
DECLARED = {f"JY{number}" for number in (*range(218, 226), 241)}


class Case(NamedTuple):
    """One folder of cases.

    Attributes:
        name: the folder's name.
        arguments: the command line after `jyplan check`.
        expected: what must be found.
    """

    name: str
    arguments: tuple[str, ...]
    expected: tuple[str, ...]


def lines_of(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()


def cases() -> Iterator[Case]:
    for folder in sorted(CASES.iterdir()):
        if folder != PLAN:
            arguments, expected = lines_of(folder / "arguments"), lines_of(folder / "expected")
            yield Case(folder.name, arguments, expected)


def name_of(case: Case) -> str:
    return case.name


ALL = list(cases())
each = pytest.mark.parametrize("case", ALL, ids=name_of)


def lay_out(case: Case, folder: Path) -> Path:
    """The plan's folder with the submissions of the case; see the rules above."""
    shutil.copytree(PLAN, folder)
    ignored = shutil.ignore_patterns(*ABOUT_THE_CASE)
    shutil.copytree(CASES / case.name, folder, dirs_exist_ok=True, ignore=ignored)
    return folder


def codes_of(case: Case) -> set[str]:
    return {line.split()[1] for line in case.expected}


def exit_code(case: Case) -> int:
    if codes_of(case) & UNREADABLE:
        return 3
    return int(any(line.endswith(" error") for line in case.expected))


def place_of(finding: Finding) -> str:
    """A finding of the report as `expected` writes it."""
    span = finding["span"]
    columns = f"{span['column']}-{span['end_column']}"
    return f"{finding['file']}:{span['line']}:{columns} {finding['code']} {finding['severity']}"


@each
def test_found_at_its_place(case: Case, run: Run, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "case")
    result = run("--lang", "en", "check", *case.arguments, "--format", "json", cwd=folder)
    assert result.stderr == ""
    found = tuple(place_of(finding) for finding in json.loads(result.stdout)["findings"])
    assert found == case.expected
    assert result.returncode == exit_code(case)


HEAD = re.compile(r"(\S+:[1-9]\d*:[1-9]\d*): (\S+) (JY\d{3}) (.*)")


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_whole_sentences_on_one_line(
    case: Case, language: Language, run: Run, tmp_path: Path
) -> None:
    folder = lay_out(case, tmp_path / "case")
    command = ("--lang", language, "check", *case.arguments)
    report = run(*command, "--format", "json", cwd=folder)
    assert report.stderr == ""
    findings = json.loads(report.stdout)["findings"]
    for finding in findings:
        check_message(finding, language)
    result = run(*command, cwd=folder)
    assert (result.returncode, result.stderr) == (report.returncode, "")
    assert "Traceback" not in result.stdout
    shown = [match for line in result.stdout.splitlines() if (match := HEAD.fullmatch(line))]
    assert len(shown) == len(findings)
    for match, finding in zip(shown, findings, strict=True):
        span = finding["span"]
        assert match[1] == f"{finding['file']}:{span['line']}:{span['column']}"
        assert match[3] == finding["code"]
        assert finding["message"].startswith(match[4])


@each
def test_every_format_has_every_finding(case: Case, run: Run, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "case")
    report = run("check", *case.arguments, "--format", "json", cwd=folder)
    codes = sorted(finding["code"] for finding in json.loads(report.stdout)["findings"])
    found = {}
    for form in ("text", "github", "gitlab", "junit", "sarif"):
        result = run("check", *case.arguments, "--format", form, cwd=folder)
        assert (result.returncode, result.stderr) == (report.returncode, ""), form
        found[form] = result.stdout
    assert sorted(entry["check_name"] for entry in json.loads(found["gitlab"])) == codes
    [sarif] = json.loads(found["sarif"])["runs"]
    left = (result for result in sarif["results"] if not result["suppressions"])
    assert sorted(result["ruleId"] for result in left) == codes
    shown = (HEAD.fullmatch(line) for line in found["text"].splitlines())
    assert sorted(match[3] for match in shown if match) == codes
    for form in ("github", "junit"):
        assert all(code in found[form] for code in codes), form


def test_plan_of_the_cases_is_in_order(run: Run) -> None:
    result = run("--lang", "en", "check", "--format", "json", cwd=PLAN)
    assert (result.returncode, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert report["findings"] == []
    assert report["totals"]["files"] == 2


def test_cases_say_what_they_are() -> None:
    for case in ALL:
        folder = CASES / case.name
        assert case.name.startswith("valid_") is (not case.expected), case.name
        assert (folder / "expected").is_file(), case.name
        assert list(folder.rglob("*.yaml")), case.name
        assert {path.name for path in folder.iterdir()} <= PARTS, case.name
        for line in case.expected:
            match = re.fullmatch(
                r"(\S+\.(?:yaml|csv|XLSX)):\d+:\d+-\d+ (JY\d{3}) (?:error|warning|note)", line
            )
            assert match, line
            assert match[2] in CATALOGUE, line
            assert match[2] in UNREADABLE or (folder / match[1]).is_file(), line
    valid = sum(not case.expected for case in ALL)
    assert valid >= 15
    assert len(ALL) - valid >= 75


def test_every_rule_that_can_be_accepted_and_every_declaration_is_tested() -> None:
    settable = {code for code, rule in CATALOGUE.items() if rule.settable}
    assert set(CATALOGUE) >= DECLARED
    assert settable | DECLARED <= set.union(*map(codes_of, ALL))
