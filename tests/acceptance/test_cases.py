"""Every plan file that must be refused is refused at its place; every valid form is read.

`tests/cases/invalid/NAME.KIND.yaml` is an input, `NAME.KIND.expected` beside it what must be
found in it: ``LINE:COLUMN-END_COLUMN CODE``, one line a finding, in the order of the file.
The files of one NAME are laid out together, by these rules:

- ``targets`` goes with ``NAME.baselines.yaml``, or where there is none with one that says
  only ``schema: 1``;
- ``baselines`` without ``targets`` goes with the targets of ``tests/cases/valid/plan``;
- ``verdicts`` and ``submission`` go with both files of that plan, and ``earlier`` is a second
  submission, read before it.

A file without ``.expected`` is only there for its neighbours: nothing may be found in it.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pytest

from jyplan.errors import FindingsError
from jyplan.media.findings import frame_of, line_of
from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.files import MAX_BYTES, submission_files
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.loading import load_observations, load_plan
from jyplan.plan.plan import Origin
from jyplan.plan.source import MAX_NODES
from jyplan.texts.checks import CHECKS
from jyplan.texts.findings import OF_FIT, message_of
from jyplan.texts.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from subprocess import CompletedProcess

    from jyplan.plan.plan import Observation, Plan
    from jyplan.texts.words import Language

CASES = Path(__file__).parents[1] / "cases"
INVALID, VALID = CASES / "invalid", CASES / "valid"
PLAN = VALID / "plan"
PLACES: Mapping[str, str] = {
    "targets": "targets.yaml",
    "baselines": "baselines.yaml",
    "verdicts": "verdicts.yaml",
    "earlier": "submissions/1.yaml",
    "submission": "submissions/2.yaml",
}
LONGEST_MESSAGE = 300


class Case(NamedTuple):
    """The files of one name, by kind."""

    name: str
    files: Mapping[str, Path]


def cases_in(folder: Path) -> list[Case]:
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.glob("*.yaml")):
        name, kind, _ = path.name.split(".")
        found.setdefault(name, {})[kind] = path
    return [Case(name, files) for name, files in found.items()]


def name_of(case: Case) -> str:
    return case.name


REFUSED, READ = cases_in(INVALID), cases_in(VALID)
refused = pytest.mark.parametrize("case", REFUSED, ids=name_of)


def lay_out(case: Case, folder: Path) -> Path:
    """A plan's folder that holds the case; see the rules above."""
    (folder / "submissions").mkdir(parents=True)
    for kind in ("targets", "baselines"):
        shutil.copyfile(PLAN / PLACES[kind], folder / PLACES[kind])
    if "targets" in case.files:
        (folder / PLACES["baselines"]).write_text("schema: 1\n", encoding="utf-8")
    for kind, path in case.files.items():
        shutil.copyfile(path, folder / PLACES[kind])
    return folder


def load(folder: Path) -> tuple[Plan, list[Observation]]:
    origin = Origin(folder, "option")
    plan = load_plan(origin)
    return plan, load_observations(plan, submission_files(origin, ()))


def findings_of(folder: Path) -> tuple[Finding, ...]:
    """What is found in the plan; nothing but `FindingsError` may come out of reading."""
    with pytest.raises(FindingsError) as caught:
        load(folder)
    return caught.value.findings


def found_in(folder: Path, kind: str, findings: tuple[Finding, ...]) -> list[str]:
    """The findings in one file as `.expected` writes them."""
    spans = [
        (finding.span, finding.code)
        for finding in findings
        if Path(finding.span.path) == folder / PLACES[kind]
    ]
    return [f"{span.line}:{span.column}-{span.end_column} {code}" for span, code in spans]


def expected_of(path: Path) -> list[str]:
    expected = path.with_suffix(".expected")
    return expected.read_text(encoding="utf-8").splitlines() if expected.exists() else []


@refused
def test_refused_at_its_place(case: Case, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "plan")
    findings = findings_of(folder)
    found = {kind: found_in(folder, kind, findings) for kind in PLACES}
    assert found == {
        kind: expected_of(case.files[kind]) if kind in case.files else [] for kind in PLACES
    }
    assert sum(map(len, found.values())) == len(findings)
    assert {finding.severity for finding in findings} == {Severity.ERROR}


@refused
def test_check_finds_it_too_in_every_format(
    case: Case, tmp_path: Path, run: Callable[..., CompletedProcess[str]]
) -> None:
    folder = lay_out(case, tmp_path / "plan")
    report = run("check", "--format", "json", cwd=folder)
    found = {
        f"{span['line']}:{span['column']}-{span['end_column']} {finding['code']}"
        for finding in json.loads(report.stdout)["findings"]
        for span in [finding["span"]]
    }
    expected = {line for path in case.files.values() for line in expected_of(path)}
    assert expected <= found
    assert report.stderr == ""
    for form in ("text", "github", "gitlab", "junit", "sarif"):
        result = run("check", "--format", form, cwd=folder)
        assert (result.returncode, result.stderr) == (1, "")
        assert all(line.split()[1] in result.stdout for line in expected)


@pytest.mark.parametrize("case", READ, ids=name_of)
def test_valid_form_is_read(case: Case, tmp_path: Path) -> None:
    plan, observations = load(lay_out(case, tmp_path / "plan"))
    assert plan.head.id
    assert bool(observations) == (case.name != "no_values" and "submission" in case.files)


def test_valid_plan_is_read() -> None:
    plan, observations = load(PLAN)
    assert [indicator.id for indicator in plan.indicators] == [
        "firms",
        "forest_cover",
        "patents",
        "training_days",
        "energy_intensity",
        "reservoir_level",
    ]
    assert len(plan.baselines()) == 6
    firms = [(o.year, o.vintage, o.value) for o in observations if o.id == "firms"]
    assert firms == [(2022, 2022, 140), (2023, 2023, 165), (2022, 2023, 138)]
    granted = [(o.year, o.value) for o in observations if o.reading == "granted"]
    assert granted == [(2023, 75)]
    assert [o.id for o in observations if o.provisional] == ["patents"]


def test_files_and_expectations_belong_together() -> None:
    inputs = {path.stem for path in INVALID.glob("*.yaml")}
    expectations = {path.stem for path in INVALID.glob("*.expected")}
    assert expectations <= inputs
    for case in REFUSED:
        assert set(case.files) <= set(PLACES)
        assert any(path.stem in expectations for path in case.files.values()), case.name
        assert not {"targets", "submission"} <= set(case.files), case.name
    for path in INVALID.glob("*.expected"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines, path
        for line in lines:
            match = re.fullmatch(r"[1-9]\d*:[1-9]\d*-[1-9]\d* (JY\d{3})", line)
            assert match, path
            assert match[1] in CHECKS, path
    assert len(inputs) >= 170


# what a sentence looks like where a value in it was empty or never filled in
HOLES = re.compile(
    r"""[{}] | None | \s\s | ^\s | \s$ | [:：,，、;；]$
    | [(（]\s*[)）] | \s[)）] | \w[?？][;；] | “\s*” | [:：]\s*[;；] | [,、]\s*[,、;；]""",
    re.VERBOSE,
)


def check_message(finding: Finding, language: Language) -> None:
    message = message_of(finding, language)
    assert message
    assert not HOLES.search(message), message
    assert len(message) <= LONGEST_MESSAGE, message
    line = line_of(finding, language, colour=False)
    assert len(line.splitlines()) == 1, line
    assert bool(re.search("[\u4e00-\u9fff]", message)) or language == "en", message


@refused
@pytest.mark.parametrize("language", LANGUAGES)
def test_message_is_a_whole_sentence_on_one_line(
    case: Case, language: Language, tmp_path: Path
) -> None:
    for finding in findings_of(lay_out(case, tmp_path / "plan")):
        check_message(finding, language)


# case, code, what the message must name as meant
MEANT = [
    ("unknown_key", "JY101", "obligation"),
    ("unknown_key_limits", "JY101", "minimum"),
    ("unknown_key_limits", "JY101", "maximum"),
    ("unknown_key_capital", "JY101", "kind"),
    ("unknown_key_submission", "JY101", "values"),
    ("unknown_key_reported", "JY101", "provisional"),
    ("missing_blank_flow", "JY101", "value"),
    ("unknown_indicator", "JY102", "firms"),
    ("unknown_indicator_history", "JY102", "forest_cover"),
    ("unknown_indicator_values", "JY102", "firms"),
    ("unknown_indicator_restates", "JY102", "patents"),
    ("unknown_kind", "JY108", "stock"),
    ("unknown_reading", "JY204", "granted"),
    ("verdict_of_no_indicator", "JY102", "firms"),
    ("verdict_of_no_class", "JY204", "early"),
    ("verdict_with_unknown_key", "JY101", "note"),
    ("verdict_with_unknown_status", "JY108", "behind"),
    ("verdicts_in_chinese", "JY101", "verdicts"),
    ("unknown_scope_context", "JY204", "county"),
    ("growth_misspelt", "JY101", "average_growth"),
    ("growth_key_in_chinese", "JY101", "average_growth"),
    ("by_year_incomplete", "JY101", "value"),
    ("milestones_misspelt", "JY101", "milestones"),
    ("than_unknown", "JY102", "gdp_growth"),
    ("than_over_what", "JY108", "plan"),
    ("reported_misspelt", "JY108", "yearly_change"),
    ("growth_with_per_cent", "JY122", "7"),
    ("by_year_odd_years", "JY126", "2021"),
    ("by_year_odd_years", "JY127", "2022"),
    ("change_with_unit", "JY127", "3"),
    ("octal", "JY110", "10"),
    ("octal", "JY110", "31"),
    ("booleans", "JY112", "true"),
    ("underscores", "JY113", "1000"),
    ("thousands", "JY121", "1234"),
    ("per_cent", "JY122", "43"),
    ("full_width_digits", "JY123", "120"),
    ("exponent", "JY124", "1000000"),
    ("incomplete", "JY125", "0.5"),
    ("quoted_number", "JY126", "120"),
    ("unit", "JY127", "120"),
]


@pytest.mark.parametrize(("name", "code", "meant"), MEANT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_message_says_what_was_meant(
    name: str, code: str, meant: str, language: Language, tmp_path: Path
) -> None:
    [case] = [case for case in REFUSED if case.name == name]
    findings = findings_of(lay_out(case, tmp_path / "plan"))
    suggested = [f for f in findings if f.code == code and f.data["suggestion"] == meant]
    assert suggested
    assert all(meant in message_of(finding, language) for finding in suggested)


@pytest.mark.parametrize(
    ("name", "code", "named", "unnamed"),
    [
        ("empty_reported", "JY107", "firms", "value "),
        ("boolean_for_number", "JY106", "true", "True"),
        ("schema_true", "JY106", "true", "True"),
        ("bad_plan_id", "JY109", "my_plan", "下划线|underscores"),
        ("by_year_figures_alone", "JY107", "by_year 2023", "#"),
        ("fall_without_sign", "JY202", "-13.5", "113"),
        ("forms_two", "JY205", "value, average_growth", "minimum"),
        ("growth_without_operator", "JY205", "average_growth", "value"),
        ("than_forgotten", "JY205", "than", "minimum"),
        ("change_beyond_limits", "JY203", "change 40", "None"),
        ("growth_from_below_zero", "JY228", "-5", "20"),
        ("reported_as_list", "JY106", "list|列表", "yearly"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_message_speaks_of_what_the_file_says(  # noqa: PLR0913, PLR0917 a row of the table
    name: str, code: str, named: str, unnamed: str, language: Language, tmp_path: Path
) -> None:
    [case] = [case for case in REFUSED if case.name == name]
    findings = findings_of(lay_out(case, tmp_path / "plan"))
    message = next(message_of(finding, language) for finding in findings if finding.code == code)
    assert re.search(named, message)
    assert not re.search(unnamed, message)


# What no committed file can be: files that are none, or too large.


def remove(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()


def no_folder(path: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(path.parent)


def folder_is_a_file(path: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("schema: 1\n", encoding="utf-8")


def make_directory(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.mkdir()


def make_fifo(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    os.mkfifo(path)


def make_loop(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.symlink_to(path)


def dangle(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere.yaml"))


def lead_out(path: Path, _: pytest.MonkeyPatch) -> None:
    path.write_text("schema: 1\nstranger: 1\n", encoding="utf-8")
    folder = path.parents[1]
    path.symlink_to(path.rename(folder.with_name(f"{folder.name}-elsewhere.yaml")))


def make_device(path: Path, _: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def forbid(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # To root no mode forbids anything.
    opened = os.open

    def refuse(name: os.PathLike[str] | str, flags: int) -> int:
        if Path(name) == path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))
        return opened(name, flags)

    monkeypatch.setattr(os, "open", refuse)


def enlarge(path: Path, _: pytest.MonkeyPatch) -> None:
    path.write_bytes(path.read_bytes().ljust(MAX_BYTES + 1, b"\n"))


def fill(path: Path, _: pytest.MonkeyPatch) -> None:
    # "schema: 1" and the key of the list are five nodes with the root
    path.write_text("schema: 1\nlist: [" + "1," * (MAX_NODES - 5) + "1]", encoding="utf-8")


Build: TypeAlias = "Callable[[Path, pytest.MonkeyPatch], None]"
# where one line stands for what is found in the file, the beginning of it is meant
BUILT: list[tuple[Build, str]] = [
    (remove, "1:1-1 JY001"),
    (dangle, "1:1-1 JY001"),
    (make_directory, "1:1-1 JY002"),
    (make_fifo, "1:1-1 JY002"),
    (make_device, "1:1-1 JY002"),
    (make_loop, "1:1-1 JY003"),
    (forbid, "1:1-1 JY003"),
    (enlarge, "1:1-1 JY004"),
    (lead_out, "1:1-1 JY016"),
    (fill, f"2:{8 + 2 * (MAX_NODES - 5)}-{9 + 2 * (MAX_NODES - 5)} JY010"),
]


@pytest.mark.parametrize("kind", ["targets", "baselines", "verdicts", "submission"])
@pytest.mark.parametrize(("build", "expected"), BUILT)
def test_what_is_no_file_to_read(
    build: Build, expected: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay_out(Case("built", {}), tmp_path / "plan")
    path = folder / PLACES[kind]
    shutil.copyfile(PLAN / "submissions" / "2022.yaml", folder / PLACES["submission"])
    (folder / PLACES["verdicts"]).write_text("schema: 1\npublished: []\n", encoding="utf-8")
    origin = Origin(folder, "option")
    plan = load_plan(origin)
    files = submission_files(origin, ())
    build(path, monkeypatch)
    if (build, kind) == (remove, "verdicts"):
        # A plan need not have any.
        assert load_plan(origin).published == ()
        return
    with pytest.raises(FindingsError) as caught:
        load_observations(plan, files) if kind == "submission" else load_plan(origin)
    findings = caught.value.findings
    assert found_in(folder, kind, findings) == [expected]
    assert len(findings) == 1
    for language in LANGUAGES:
        check_message(findings[0], language)


@pytest.mark.parametrize(("build", "code"), [(no_folder, "JY001"), (folder_is_a_file, "JY003")])
def test_no_folder_to_read(build: Build, code: str, tmp_path: Path) -> None:
    folder = lay_out(Case("built", {}), tmp_path / "plan")
    with pytest.MonkeyPatch.context() as monkeypatch:
        build(folder / PLACES["targets"], monkeypatch)
    findings = findings_of(folder)
    assert [found_in(folder, kind, findings) for kind in ("targets", "baselines")] == [
        [f"1:1-1 {code}"],
        [f"1:1-1 {code}"],
    ]


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    folder = lay_out(Case("built", {}), tmp_path / "plan")
    path = folder / PLACES["targets"]
    path.write_bytes(path.read_bytes().ljust(MAX_BYTES, b"\n"))
    assert load(folder)[0].head.id == "yunqiu-14"


def test_every_code_is_tested() -> None:
    lines = [line for path in INVALID.glob("*.expected") for line in expected_of(path)]
    lines += [expected for _, expected in BUILT]
    # those of tables, of changes and of what is reported are tested with these
    first, last = OF_FIT
    files = {
        code
        for code in CHECKS
        if CATALOGUE[code].family not in {"table", "scenario", "workbook"}
        and (not first <= code < last or "JY226" <= code <= "JY230")
    }
    assert files <= {line.split()[1] for line in lines}


# Excerpt, place, and what a terminal shows, counted by hand: a Chinese sign takes two cells.
FRAMES = [
    (
        ("firms: 120家",),
        (1, 8, 12),
        [
            "  1 | firms: 120家",
            "    |        ^^^^^",
        ],
    ),
    (
        ("indicators:", '  - {名称: 企业数，全市, 值: "320"}'),
        (12, 21, 26),
        [
            "  11 | indicators:",
            "  12 | " + '  - {名称: 企业数，全市, 值: "320"}',
            "     | " + " " * (20 + 9) + "^^^^^",
        ],
    ),
    (
        ("    备注: 无",),
        (7, 5, 7),
        [
            "  7 |     备注: 无",
            "    |     ^^^^",
        ],
    ),
    (
        ("😀: {a: no}",),
        (1, 8, 10),
        [
            "  1 | 😀: {a: no}",
            "    | " + " " * 8 + "^^",
        ],
    ),
    (
        ("", "\t甲:\tno"),
        (2, 5, 7),
        [
            "  1 |",
            "  2 |  甲: no",
            "    | " + " " * 5 + "^^",
        ],
    ),
    (
        ("名\ufffd: x",),
        (3, 2, 3),
        [
            "  3 | 名\ufffd: x",
            "    |   ^",
        ],
    ),
    (
        ("e\u0301: no",),
        (1, 5, 7),
        [
            "  1 | e\u0301: no",
            "    |    ^^",
        ],
    ),
    (
        ("",),
        (1, 1, 1),
        [
            "  1 |",
            "    | ^",
        ],
    ),
    ((), (1, 1, 1), []),
]


@pytest.mark.parametrize(("excerpt", "place", "shown"), FRAMES)
def test_caret_stands_under_the_cells_that_are_meant(
    excerpt: tuple[str, ...], place: tuple[int, int, int], shown: list[str]
) -> None:
    assert frame_of(Finding("JY001", Severity.ERROR, Span("x", *place), {}, excerpt)) == shown


# The last two lines that are shown for a committed case, written by looking at its file.
SHOWN = [
    (
        "behind_chinese_year",
        [
            "  4 |   - {note: 虚构的数，仅供测试, id: enterprise, value: 100, year: 2020}",
            "    | " + " " * (17 + 18) + "^^^^^^^^^^",
        ],
    ),
    (
        "full_width_colon",
        [
            "  10 |     kind：stock",
            "     |         ^^",
        ],
    ),
    (
        "chinese_key",
        [
            "  15 |     备注: 无",
            "     |     ^^^^",
        ],
    ),
]


@pytest.mark.parametrize(("name", "shown"), SHOWN)
def test_caret_of_a_case(name: str, shown: list[str], tmp_path: Path) -> None:
    [case] = [case for case in REFUSED if case.name == name]
    [finding] = findings_of(lay_out(case, tmp_path / "plan"))
    assert frame_of(finding)[-2:] == shown
