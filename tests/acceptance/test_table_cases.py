"""Tables as people send them: what is found in each at its cell, and what is understood.

The cases and all that must be said of them stand in `tests/cases/forms/build.py`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from jyplan.checks.run import examined
from jyplan.checks.settling import Options
from jyplan.checks.sources import sources_of
from jyplan.cli.tables import asked_of
from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.files import UNREADABLE
from jyplan.texts.words import LANGUAGES
from tests.cases.forms.build import built, main
from tests.found import check_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from subprocess import CompletedProcess

    from jyplan.forms.taken import TableHints, TakenFigure
    from jyplan.texts.words import Language
    from tests.cases.forms.build import Case
    from tests.found import Finding

    Run: TypeAlias = Callable[..., CompletedProcess[str]]

PLAN = Path(__file__).parents[1] / "cases" / "forms" / "plan"
SARIF = Path(__file__).parents[1] / "schemas" / "sarif-core.json"
OFFICIAL = Path(os.environ.get("JYPLAN_SCHEMAS", "")) / "sarif-schema-2.1.0.json"
# ours is stricter; the official one is where somebody has it
SCHEMAS = [
    json.loads(path.read_text(encoding="utf-8")) for path in (SARIF, OFFICIAL) if path.is_file()
]
ALL = built()
OF_TABLES = {f"JY{number}" for number in range(801, 821)}
each = pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
faulty = pytest.mark.parametrize(
    "case", [case for case in ALL if case.found], ids=lambda case: case.name
)


def lay_out(case: Case, folder: Path) -> Path:
    """The plan's folder with the table of the case."""
    shutil.copytree(PLAN, folder)
    for name, old, new in case.edits:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / case.file).write_bytes(case.data)
    return folder


def code_of(case: Case) -> int:
    if {line.split()[-2] for line in case.found} & UNREADABLE:
        return 3
    return int(any(line.endswith(" error") for line in case.found))


def found_in(findings: list[Finding], file: str) -> list[str]:
    assert all(finding["file"] == file for finding in findings)
    return sorted(
        f"{finding['span'].get('cell', '-')} {finding['code']} {finding['severity']}"
        for finding in findings
    )


@each
def test_found_at_its_cell(case: Case, run: Run, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "plan")
    result = run("--lang", "en", "check", case.file, *case.options, "-f", "json", cwd=folder)
    assert result.stderr == ""
    findings = json.loads(result.stdout)["findings"]
    assert found_in(findings, case.file) == list(case.found)
    assert result.returncode == code_of(case)
    for finding in findings:
        check_message(finding, "en")


def figure_line(figure: TakenFigure) -> str:
    """What was understood, as cases write it."""
    whose = figure.id if figure.district is None else f"{figure.id}/{figure.district}"
    said = f"{figure.span.cell} {whose} {figure.year} = {figure.figure}"
    unit = f" {figure.unit}" if figure.unit else ""
    return said + unit + (" provisional" if figure.provisional else "")


def asked_by(options: tuple[str, ...]) -> TableHints | None:
    """What a command line says of tables."""
    pairs = list(zip(options[::2], options[1::2], strict=True))
    named: Mapping[str, str] = dict(pairs)
    row, year = named.get("--row"), named.get("--year")
    return asked_of(
        named.get("--sheet"),
        None if row is None else int(row),
        [value for name, value in pairs if name == "--map"],
        None if year is None else int(year),
        named.get("--district"),
    )


@each
def test_what_is_understood(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(case, tmp_path / "plan"))
    sources = sources_of([case.file], None, ".", os.environ, allow_empty=False)
    found = examined(sources, Options(asked=asked_by(case.options), differing="leave"))
    assert found.settled is not None
    assert sorted(map(figure_line, found.settled.all)) == list(case.figures)


@each
def test_nothing_is_written_where_something_is_wrong(case: Case, run: Run, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "plan")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = run("--lang", "en", "collect", case.file, *case.options, "--table", cwd=folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    # a figure that is on file and differs is no error here, and left
    assert result.returncode == code_of(case)
    if case.figures:
        cells = [line.split(" = ")[0].rsplit(maxsplit=2)[0] for line in case.figures]
        assert all(cell.split("!")[-1] in result.stdout for cell in cells)


@faulty
def test_messages_are_whole_sentences(case: Case, run: Run, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "plan")
    for language in LANGUAGES:
        command = ("--lang", language, "check", case.file, *case.options)
        findings = json.loads(run(*command, "-f", "json", cwd=folder).stdout)["findings"]
        check_text(run(*command, cwd=folder).stdout, findings, language)


def check_text(shown: str, findings: list[Finding], language: Language) -> None:
    """Hold what is shown on a terminal to have every finding with its cell, and its message."""
    for finding in findings:
        check_message(finding, language)
        span = finding["span"]
        place = span.get("cell") or f"{span['line']}:{span['column']}"
        head = f"{finding['file']}:{place}: "
        lines = [line for line in shown.splitlines() if line.startswith(head)]
        said = [line.partition(f" {finding['code']} ")[2] for line in lines]
        assert any(text and finding["message"].startswith(text) for text in said), shown


@faulty
def test_every_format_has_every_finding_with_its_cell(case: Case, run: Run, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "plan")
    command = ("--lang", "zh", "check", case.file, *case.options, "-f")
    shown = {}
    for form in ("github", "gitlab", "junit", "sarif"):
        result = run(*command, form, cwd=folder)
        assert (result.returncode, result.stderr) == (code_of(case), ""), form
        shown[form] = result.stdout
    wanted = [line.rsplit(maxsplit=2)[:2] for line in case.found]
    of_gitlab = json.loads(shown["gitlab"])
    assert placed((entry["check_name"], entry["description"]) for entry in of_gitlab) == wanted
    document = json.loads(shown["sarif"])
    for schema in SCHEMAS:
        jsonschema.validate(document, schema)
    of_sarif = document["runs"][0]["results"]
    assert placed((entry["ruleId"], entry["message"]["text"]) for entry in of_sarif) == wanted
    cases = ET.fromstring(shown["junit"]).iter("testcase")  # noqa: S314 our own
    of_junit = [re.match(r"(JY\d+) (.+)", entry.attrib["name"]) for entry in cases]
    assert all(of_junit)
    for cell, code in wanted:
        where = "1:1" if cell == "-" else cell
        assert any(
            match and match[1] == code and match[2].startswith(f"{where} ") for match in of_junit
        )
        here = [line for line in shown["github"].splitlines() if f"{code} " in line]
        assert any(cell == "-" or cell in line for line in here), shown["github"]


def placed(entries: object) -> list[list[str]]:
    """Codes with the cells that messages begin with."""
    found = []
    for code, message in entries:  # type: ignore[attr-defined]
        match = re.match(r"((?:[^:]*!)?[A-Z]{1,3}[1-9][0-9]*): ", message)
        found.append([match[1] if match else "-", code])
    return sorted(found)


def test_every_rule_of_tables_is_tested() -> None:
    codes = {line.split()[-2] for case in ALL for line in case.found}
    assert codes <= set(CATALOGUE)
    assert codes >= OF_TABLES


def test_cases_say_what_they_are(tmp_path: Path) -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 90
    for case in ALL:
        for line in case.found:
            assert re.fullmatch(r"(?:-|.*[A-Z]+[0-9]+) JY\d{3} (?:error|warning|note)", line), line
        for line in case.figures:
            assert re.fullmatch(r".*[A-Z]+[0-9]+ \w+(?:/\w+)? 20\d\d = -?[0-9.]+(?: \S+)*", line), (
                line
            )
    main(str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {case.name for case in ALL}
