"""The formats of a check: escaping, levels, counts, names, and what the schemas ask for.

The findings are made up; `--update-golden` rewrites tests/golden/check-*.
"""

from __future__ import annotations

import json
import math
import os
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from rich.cells import cell_len

from jyplan.data.checks import summary
from jyplan.data.checks.github import check_github
from jyplan.data.checks.gitlab import check_gitlab
from jyplan.data.checks.json import check_json
from jyplan.data.checks.junit import check_junit
from jyplan.data.checks.sarif import check_sarif
from jyplan.data.checks.summary import check_summary
from jyplan.media.wrapping import frame
from jyplan.pages.findings import quote_of
from jyplan.plan.findings import Edit, Finding, Severity, Span, fingerprints
from jyplan.plan.plan import Origin
from jyplan.plan.records import record_of
from jyplan.results import Accepted, Checked, Holding
from jyplan.texts import reports
from jyplan.texts.checks import help_of, title_of
from jyplan.texts.findings import message_of
from jyplan.texts.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.texts.words import Language

    Format = Callable[[Checked, Language], str]

Json: TypeAlias = Any
GOLDEN = Path(__file__).parents[1] / "golden"
SCHEMAS = Path(__file__).parents[1] / "schemas"
FORMATS: Mapping[str, Format] = {
    "json": check_json,
    "github": check_github,
    "gitlab.json": check_gitlab,
    "xml": check_junit,
    "sarif": check_sarif,
    "md": check_summary,
}
EVERY = pytest.mark.parametrize("show", FORMATS.values(), ids=FORMATS)

MISSPELT = Finding(
    "JY102",
    Severity.ERROR,
    Span("submissions/2023.yaml", 7, 3, 8),
    {"name": "hntee", "suggestion": "hnte"},
    ("  hz_hnte: 88", "  hntee: 320"),
    (Edit(Span("submissions/2023.yaml", 7, 3, 8), "hntee", "hnte"),),
)
AGAIN = MISSPELT._replace(
    span=Span("submissions/2023.yaml", 12, 3, 8),
    edits=(Edit(Span("submissions/2023.yaml", 12, 3, 8), "hntee", "hnte"),),
)
BEYOND = Finding(
    "JY203",
    Severity.WARNING,
    Span("submissions\\2024.yaml", 5, 15, 20),
    {"value": 120.5, "minimum": 0, "maximum": 100.0},
    ("values:", "  green_area: 120.5"),
)
STRANGE = Finding(
    "JY101",
    Severity.WARNING,
    Span("数据/2024 年,草稿.yaml", 3, 1, 14),
    {"key": "a|b<i>&50%: c", "known": ["year", "values"], "suggestion": None},
    ("", "a|b<i>&50%: c: 1"),
)
GROUPED = Finding(
    "JY121",
    Severity.NOTE,
    Span("submissions/2023.yaml", 9, 8, 13),
    {"text": "1,234", "suggestion": "1234"},
    ("  hntee: 320", "  sme: 1,234"),
    (Edit(Span("submissions/2023.yaml", 9, 8, 13), "1,234", "1234"),),
)
PIPED = Finding("JY009", Severity.ERROR, Span("<stdin>", 1, 1, 1), {})
ABSENT = Finding("JY001", Severity.ERROR, Span("/srv/计划/none.yaml", 1, 1, 1), {})
REASON = record_of({"zh": "口径调整，见公报", "en": "redefined, see the bulletin"})
CHECKED = Checked(
    findings=(
        MISSPELT,
        AGAIN,
        GROUPED,
        BEYOND,
        STRANGE,
        ABSENT,
        PIPED,
    ),
    accepted=(Accepted(BEYOND._replace(span=Span("submissions/2022.yaml", 5, 15, 20)), REASON),),
    holding=(
        Holding("share = 100 * a / b", 2023, None, "0.95", "=", "100 * 19 / 2e3", 0.95, 0.95),
    ),
    files=7,
    values=120,
    passed=("./submissions/2021.yaml", "submissions\\2022.yaml"),
    known=(ABSENT._replace(code="JY002"), ABSENT._replace(code="JY003")),
    origin=Origin(Path("plans/city"), "folder", "plans/city"),
)
CLEAN = Checked((), (), (), 0, 0, ())


def only(*findings: Finding) -> Checked:
    return CLEAN._replace(findings=findings, files=1, values=3)


def several(number: int, severity: Severity = Severity.ERROR) -> list[Finding]:
    return [
        MISSPELT._replace(severity=severity, span=Span("a.yaml", line, 3, 8), excerpt=(f"{line}",))
        for line in range(1, number + 1)
    ]


def loaded(text: str) -> Json:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


# all formats


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_golden(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, name: str, language: Language
) -> None:
    # A release changes no golden.
    monkeypatch.setattr("jyplan.data.checks.sarif.__version__", "0.0.0")
    path = GOLDEN / f"check-fictional.{language}.{name}"
    shown = FORMATS[name](CHECKED, language)
    if request.config.getoption("--update-golden"):
        path.write_bytes(shown.encode())
    assert shown == path.read_bytes().decode()


def test_every_golden_is_compared() -> None:
    names = {f"check-fictional.{language}.{name}" for language in LANGUAGES for name in FORMATS}
    assert {path.name for path in GOLDEN.glob("check-*")} == names


@EVERY
@pytest.mark.parametrize("checked", [CHECKED, CLEAN, only(MISSPELT)], ids=["all", "none", "one"])
def test_ends_with_one_line_end(show: Format, checked: Checked) -> None:
    shown = show(checked, "en")
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")
    assert "\r" not in shown


@EVERY
def test_paths_have_forward_slashes(show: Format) -> None:
    twice = Finding(
        "JY217",
        Severity.ERROR,
        Span("data\\2024.yaml", 1, 1, 2),
        {"name": "hnte", "year": 2023, "path": "data\\2023.yaml", "line": 4},
        (),
        (Edit(Span("data\\2024.yaml", 1, 1, 2), "a", "b"),),
    )
    shown = show(only(twice), "en")
    # Markdown puts a backslash before what it would take for a sign of its own.
    assert "\\" not in shown
    assert "data/2024.yaml" in shown
    assert "data/2023.yaml" in shown


@EVERY
def test_a_leading_dot_is_no_part_of_a_path(show: Format) -> None:
    shown = show(only(MISSPELT._replace(span=Span("./a.yaml", 1, 1, 2), edits=())), "en")
    assert "a.yaml" in shown
    assert "./a.yaml" not in shown


@EVERY
def test_half_a_character_can_be_written(show: Format) -> None:
    half = MISSPELT._replace(data={"name": "\udcff", "suggestion": None})
    show(only(half), "zh").encode("utf-8", "replace")
    if show in {check_json, check_gitlab, check_sarif, check_junit}:
        assert "%FF" in show(only(half), "zh")


@pytest.mark.parametrize("key", reports.TEXTS)
def test_both_languages_say_the_same(key: str) -> None:
    zh, en = reports.TEXTS[key]
    names = [{part[1] for part in string.Formatter().parse(said)} - {None} for said in (zh, en)]
    assert names[0] == names[1]
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", en)


# JSON


def test_json_has_all_of_a_finding() -> None:
    document = loaded(check_json(CHECKED, "en"))
    assert list(document) == ["schema_version", "plan", "totals", "findings", "accepted", "holding"]
    assert document["schema_version"] == 1
    assert document["findings"][0] == {
        "file": "submissions/2023.yaml",
        "span": {"line": 7, "column": 3, "end_column": 8},
        "code": "JY102",
        "severity": "error",
        "title": title_of("JY102", "en"),
        "message": "unknown indicator hntee, is it hnte? Correct it, or add it to the plan",
        "help": help_of("JY102", "en"),
        "data": {"name": "hntee", "suggestion": "hnte"},
        "edits": [{"line": 7, "column": 3, "end_column": 8, "old": "hntee", "new": "hnte"}],
        "fingerprint": fingerprints(CHECKED.findings)[0],
    }


def test_json_has_what_is_accepted_and_what_holds() -> None:
    document = loaded(check_json(CHECKED, "zh"))
    accepted = document["accepted"]
    assert [entry["reason"] for entry in accepted] == [
        {"zh": "口径调整，见公报", "en": "redefined, see the bulletin"}
    ]
    assert set(accepted[0]) == {*document["findings"][0], "reason"}
    assert document["holding"] == [
        {
            "formula": "share = 100 * a / b",
            "year": 2023,
            "district": None,
            "left": "0.95",
            "relation": "=",
            "right": "100 * 19 / 2e3",
            "found": 0.95,
            "expected": 0.95,
        }
    ]


def test_json_counts() -> None:
    assert loaded(check_json(CHECKED, "zh"))["totals"] == {
        "files": 7,
        "values": 120,
        "errors": 4,
        "warnings": 2,
        "notes": 1,
        "accepted": 1,
        "known": 2,
    }


def test_json_of_nothing() -> None:
    document = loaded(check_json(CLEAN, "en"))
    assert set(document["totals"].values()) == {0}
    assert document["findings"] == document["accepted"] == document["holding"] == []


def test_json_says_in_the_language_only_what_a_person_reads() -> None:
    zh, en = (loaded(check_json(CHECKED, language))["findings"][0] for language in LANGUAGES)
    assert zh["message"].startswith("未知指标 hntee")
    differing = {key for key in zh if zh[key] != en[key]}
    assert differing == {"title", "message", "help"}


def test_json_takes_data_of_any_shape() -> None:
    shapes: dict[str, object] = {
        "name": "x",
        "suggestion": None,
        "figures": (1, 2.5, math.nan, -math.inf),
        "nested": {2023: [True, record_of({"a": (1,)})]},
        "other": Path("a"),
    }
    document = loaded(check_json(only(MISSPELT._replace(data=shapes)), "en"))
    assert document["findings"][0]["data"] == {
        "name": "x",
        "suggestion": None,
        "figures": [1, 2.5, None, None],
        "nested": {"2023": [True, {"a": [1]}]},
        "other": "a",
    }


# names


def names_in(checked: Checked) -> dict[str, list[str]]:
    runs = loaded(check_sarif(checked, "en"))["runs"]
    return {
        "json": [entry["fingerprint"] for entry in loaded(check_json(checked, "en"))["findings"]],
        "gitlab": [entry["fingerprint"] for entry in loaded(check_gitlab(checked, "en"))],
        "sarif": [
            result["partialFingerprints"]["jyplan/v1"]
            for result in runs[0]["results"]
            if not result["suppressions"]
        ],
    }


def test_names_are_the_same_in_all_formats() -> None:
    expected = fingerprints(CHECKED.findings)
    assert list(names_in(CHECKED).values()) == [expected] * 3


def test_names_stay_when_lines_are_added() -> None:
    span = MISSPELT.span
    moved = MISSPELT._replace(
        span=span._replace(line=span.line + 40), excerpt=("  added: 1", "  hntee: 320")
    )
    assert names_in(only(MISSPELT)) == names_in(only(moved))


def test_repeats_have_names_of_their_own() -> None:
    for names in names_in(only(*[MISSPELT] * 3)).values():
        assert len(set(names)) == 3


def test_what_is_accepted_has_no_name_of_what_is_not() -> None:
    checked = only(BEYOND)._replace(accepted=(Accepted(BEYOND, REASON),))
    results = loaded(check_sarif(checked, "en"))["runs"][0]["results"]
    assert len({result["partialFingerprints"]["jyplan/v1"] for result in results}) == 2


# GitHub


def test_github_escapes_properties_and_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jyplan.data.checks.github.title_of", lambda *_: "a: b, 5 %\n")
    assert check_github(only(STRANGE), "en").splitlines()[0] == (
        "::warning file=数据/2024 年%2C草稿.yaml,line=3,endLine=3,col=1,endColumn=13,"
        "title=JY101 a%3A b%2C 5 %25%0A"
        "::there is no key a|b<i>&50%25: c; there are: year, values"
    )


def test_github_keeps_a_message_on_its_line() -> None:
    broken = Finding(
        "JY102",
        Severity.ERROR,
        Span("a:b\r\n.yaml", 2, 1, 4),
        {"name": "x\r\n::error::y", "suggestion": None},
    )
    shown = check_github(only(broken), "en")
    assert shown.startswith("::error file=a%3Ab  .yaml,line=2,endLine=2,col=1,endColumn=3,")
    assert "::unknown indicator x  ::error::y;" in shown
    assert len(shown.splitlines()) == 2


def test_github_has_a_command_for_each_severity_and_errors_first() -> None:
    note, warning = GROUPED, BEYOND
    lines = check_github(only(note, warning, MISSPELT), "zh").splitlines()
    assert [line.split(" ")[0] for line in lines[:3]] == ["::error", "::warning", "::notice"]
    assert lines[3:] == ["1 个错误，1 个警告，1 个提示；1 个文件，3 个数值。"]


def test_github_never_ends_before_it_begins() -> None:
    point = MISSPELT._replace(span=Span("a.yaml", 2, 5, 5))
    assert ",col=5,endColumn=5," in check_github(only(point), "en")


def test_github_names_no_file_for_standard_input() -> None:
    assert check_github(only(PIPED), "en").startswith("::error title=JY009 ")


def test_github_shows_ten_of_a_severity_and_lists_the_rest() -> None:
    lines = check_github(only(*several(12), *several(10, Severity.NOTE)), "en").splitlines()
    assert [line for line in lines if line.startswith("::error")] == lines[:10]
    assert [line for line in lines if line.startswith("::notice")] == lines[10:20]
    assert lines[20:22] == [
        "errors: 12, warnings: 0, notes: 10; files: 1, figures: 3.",
        "GitHub annotates 10 of the 12 errors; here is the rest:",
    ]
    assert [line.split(" unknown")[0] for line in lines[22:]] == [
        "- a.yaml:11:3: error JY102",
        "- a.yaml:12:3: error JY102",
    ]


def test_github_lists_no_command() -> None:
    sly = several(11)
    sly[-1] = sly[-1]._replace(
        span=Span("::a\n::b.yaml", 1, 1, 2), data={"name": "##[add-mask]x", "suggestion": None}
    )
    last = check_github(only(*sly), "en").splitlines()[-1]
    assert last.startswith("- ./::a ::b.yaml:1:1: error JY102 unknown indicator ## [add-mask]x")


def test_github_of_nothing() -> None:
    assert check_github(CLEAN, "en") == "errors: 0, warnings: 0, notes: 0; files: 0, figures: 0.\n"


# the summary


def test_summary_has_totals_rules_and_findings() -> None:
    title = title_of("JY102", "en")
    shown = check_summary(only(GROUPED, MISSPELT, MISSPELT), "en").splitlines()
    assert shown[0] == "## jyplan check: errors: 2, warnings: 0, notes: 1"
    assert shown[2] == "files: 1, figures: 3."
    assert shown[6:10] == [
        "| Code | Rule | Severity | Number |",
        "| --- | --- | --- | ---: |",
        f"| JY102 | {title} | error | 2 |",
        f"| JY121 | {title_of('JY121', 'en')} | note | 1 |",
    ]
    assert shown[13:15] == ["| Place | Severity | Code | Message |", "| --- | --- | --- | --- |"]
    assert [row.split(" | ")[0] for row in shown[14:]] == [
        "| ---",
        "| submissions/2023.yaml:7:3",
        "| submissions/2023.yaml:7:3",
        "| submissions/2023.yaml:9:8",
    ]


def test_summary_says_what_does_not_count() -> None:
    assert (
        "计划目录 plans/city；7 个文件，120 个数值；已说明理由而接受 1 个；略去先前已知的 2 个。"
        in check_summary(CHECKED, "zh")
    )


def test_summary_escapes() -> None:
    sly = STRANGE._replace(
        data={**STRANGE.data, "key": "a|b<i>&lt;$x$\r\n\u2028`c` *d* [e](f) \\"},
    )
    row = check_summary(only(sly), "en").splitlines()[-1]
    assert "there is no key a\\|b\\<i>&amp;lt;&#36;x&#36;  �\\`c\\` \\*d\\* \\[e\\](f) \\\\;" in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 5


def test_summary_fits_and_says_how_much_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MOST_BYTES", 4_000)
    findings = [
        finding._replace(data={"name": "指标", "suggestion": None}) for finding in several(90)
    ]
    shown = check_summary(only(*findings), "zh")
    lines = shown.splitlines()
    rows = [line for line in lines if line.startswith("| a.yaml:")]
    assert lines[-2:] == ["", f"另有 {90 - len(rows)} 个未列出，请见日志。"]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    size = len("\n".join(lines[:-2]).encode()) + 1
    assert 4_000 - len(rows[-1].encode()) - 3 < size <= 4_000


def test_summary_stays_below_what_github_takes() -> None:
    shown = check_summary(only(*[MISSPELT] * 20_000), "zh")
    assert 990_000 < len(shown.encode()) < 2**20


def test_summary_of_nothing() -> None:
    assert check_summary(CLEAN, "zh") == (
        "## jyplan check：0 个错误，0 个警告，0 个提示\n\n0 个文件，0 个数值。\n\n未发现问题。\n"
    )


# GitLab


def test_gitlab_has_what_it_asks_for() -> None:
    assert loaded(check_gitlab(only(MISSPELT), "en")) == [
        {
            "description": "unknown indicator hntee, is it hnte? Correct it, or add it to the plan",
            "check_name": "JY102",
            "fingerprint": fingerprints([MISSPELT])[0],
            "severity": "major",
            "location": {"path": "submissions/2023.yaml", "lines": {"begin": 7}},
        }
    ]


def test_gitlab_has_a_level_for_each_severity() -> None:
    entries = loaded(check_gitlab(only(MISSPELT, BEYOND, GROUPED), "zh"))
    assert [entry["severity"] for entry in entries] == ["major", "minor", "info"]


def test_gitlab_hears_nothing_of_what_is_accepted() -> None:
    assert len(loaded(check_gitlab(CHECKED, "en"))) == len(CHECKED.findings)


def test_gitlab_of_nothing() -> None:
    assert check_gitlab(CLEAN, "en") == "[]\n"


# JUnit

JUNIT = xmlschema.XMLSchema(SCHEMAS / "junit.xsd")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("checked", [CHECKED, CLEAN, only(*several(30))])
def test_junit_keeps_to_its_dialect(checked: Checked, language: Language) -> None:
    JUNIT.validate(check_junit(checked, language))


def test_junit_dialect_is_strict() -> None:
    shown = check_junit(CHECKED, "en")
    for wrong in (
        shown.replace('failures="6"', ""),
        shown.replace("<failure", "<fault", 1).replace("</failure>", "</fault>", 1),
        shown.replace('time="0"', 'time="soon"', 1),
        shown.replace("system-out", "output"),
    ):
        assert wrong != shown
        assert not JUNIT.is_valid(wrong)


def test_junit_counts() -> None:
    suite = ET.fromstring(check_junit(CHECKED, "en")).find("testsuite")  # noqa: S314 our own
    assert suite is not None
    assert suite.attrib == {
        "name": "jyplan check",
        "tests": "9",
        "failures": "6",
        "errors": "0",
        "skipped": "0",
        "time": "0",
    }
    cases = list(suite)
    assert len(cases) == 9
    assert sum(case.find("failure") is not None for case in cases) == 6
    assert [case.attrib["classname"] for case in cases[-2:]] == [
        "submissions/2021.yaml",
        "submissions/2022.yaml",
    ]
    assert [len(case) for case in cases[-2:]] == [0, 0]


def test_junit_says_what_has_failed() -> None:
    case = ET.fromstring(check_junit(only(MISSPELT), "en")).find(".//testcase")  # noqa: S314 our own
    assert case is not None
    assert case.get("classname") == "submissions/2023.yaml"
    assert case.get("name") == f"JY102 7:3 {title_of('JY102', 'en')}"
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("type") == "JY102"
    assert failure.get("message") == message_of(MISSPELT, "en")
    assert (failure.text or "").splitlines() == [
        f"submissions/2023.yaml:7:3: error JY102 {message_of(MISSPELT, 'en')}",
        "  6 |   hz_hnte: 88",
        "  7 |   hntee: 320",
        "    |   ^^^^^",
        help_of("JY102", "en"),
    ]


def test_junit_passes_notes() -> None:
    case = ET.fromstring(check_junit(only(GROUPED), "en")).find(".//testcase")  # noqa: S314 our own
    assert case is not None
    assert [child.tag for child in case] == ["system-out"]
    assert "note JY121" in (case[0].text or "")


def test_junit_of_nothing_is_a_case_that_passes() -> None:
    root = ET.fromstring(check_junit(CLEAN, "zh"))  # noqa: S314 our own
    assert [(case.get("name"), len(case)) for case in root.iter("testcase")] == [
        ("jyplan check", 0)
    ]


def test_junit_replaces_what_xml_cannot_hold() -> None:
    hidden = MISSPELT._replace(
        span=Span("a\x00.yaml", 1, 1, 2),
        data={"name": '\x1b[31m\ufffe\uffff\ud800 <&"\t😀', "suggestion": None},
    )
    root = ET.fromstring(check_junit(only(hidden), "en"))  # noqa: S314 our own
    case = next(root.iter("testcase"))
    assert case.get("classname") == "a�.yaml"
    assert 'unknown indicator �[31m��� <&" 😀;' in str(case[0].get("message"))


# SARIF


def run_of(checked: Checked, language: Language = "en") -> Json:
    document = loaded(check_sarif(checked, language))
    jsonschema.validate(document, loaded((SCHEMAS / "sarif-core.json").read_text("utf-8")))
    (run,) = document["runs"]
    return run


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("checked", [CHECKED, CLEAN, only(*several(30))])
def test_sarif_keeps_to_the_parts_that_we_emit(checked: Checked, language: Language) -> None:
    run_of(checked, language)


def test_sarif_keeps_to_the_official_schema(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(os.environ.get("JYPLAN_SCHEMAS", "")) / "sarif-schema-2.1.0.json"
    if not path.is_file():
        with capsys.disabled():
            print("\nJYPLAN_SCHEMAS names no official SARIF schema: held against ours only")  # noqa: T201
        run_of(CHECKED)
        return
    official = loaded(path.read_text("utf-8"))
    for checked in (CHECKED, CLEAN, only(*several(30))):
        for language in LANGUAGES:
            jsonschema.validate(loaded(check_sarif(checked, language)), official)


def test_sarif_has_only_rules_that_matched() -> None:
    run = run_of(CHECKED)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["JY001", "JY009", "JY101", "JY102", "JY121", "JY203"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    # What a plan or a file makes of a rule does not change the rule.
    assert rules[2]["defaultConfiguration"] == {"level": "error"}
    assert run["results"][4]["level"] == "warning"


def test_sarif_places_a_finding() -> None:
    (result,) = run_of(only(MISSPELT))["results"]
    assert result["level"] == "error"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "submissions/2023.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {
                    "startLine": 7,
                    "startColumn": 3,
                    "endLine": 7,
                    "endColumn": 8,
                    "snippet": {"text": "hntee"},
                },
            }
        }
    ]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "submissions/2023.yaml"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 8},
            "insertedContent": {"text": "hnte"},
        }
    ]


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("数据/a b.yaml", {"uri": "%E6%95%B0%E6%8D%AE/a%20b.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a:b#c?.yaml", {"uri": "a%3Ab%23c%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("..\\a.yaml", {"uri": "../a.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/计划.yaml", {"uri": "file:///srv/%E8%AE%A1%E5%88%92.yaml"}),
        ("C:\\my plans\\a.yaml", {"uri": "file:///C:/my%20plans/a.yaml"}),
        ("\\\\server\\plans\\a.yaml", {"uri": "file://server/plans/a.yaml"}),
        ("<stdin>", {"uri": "%3Cstdin%3E"}),
    ],
)
def test_sarif_names_files_by_uris(path: str, artifact: dict[str, str]) -> None:
    (result,) = run_of(only(ABSENT._replace(span=Span(path, 1, 1, 1))))["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == artifact
    # A place between characters, without a text of its own.
    assert location["region"] == {
        "startLine": 1,
        "startColumn": 1,
        "endLine": 1,
        "endColumn": 2,
    }


def test_sarif_shows_no_piece_that_was_cut() -> None:
    cut = MISSPELT._replace(excerpt=("  hnt",), edits=())
    (result,) = run_of(only(cut))["results"]
    assert "snippet" not in result["locations"][0]["physicalLocation"]["region"]
    assert "fixes" not in result


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_suppresses_what_is_accepted(language: Language) -> None:
    results = run_of(CHECKED, language)["results"]
    assert [result["suppressions"] for result in results[:-1]] == [[]] * 7
    assert results[-1]["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": getattr(REASON, language),
        }
    ]


def test_sarif_of_nothing() -> None:
    run = run_of(CLEAN)
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_frames_show_what_is_meant_on_narrow_screens() -> None:
    line = "  rd_intensity: {value: 0.95, note: 快报快报, accept: [JY301, JY402]}"
    at = line.index("JY402")
    finding = Finding("JY236", Severity.WARNING, Span("a", 9, at + 1, at + 6), {}, ("x", line))
    for width in range(30, 90):
        first, source, carets = frame(quote_of(finding), width)
        assert first == "  8 | x" or first.startswith("  8 | …")
        assert cell_len(source) <= width
        begin = carets.index("^")
        cells = "".join(sign + "\0" * (cell_len(sign) - 1) for sign in source)
        assert cells[begin : begin + 5] == "JY402"
    assert frame(quote_of(finding))[1] == f"  9 | {line}"
