"""Whatever the files hold: `jyplan check` ends well, and what it finds can be relied on."""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from fractions import Fraction
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from unittest import mock
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from jyplan.cli.main import main
from jyplan.plan.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json: TypeAlias = Any

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests/cases/valid/plan"
FORMATS = ("text", "markdown", "html", "json", "github", "gitlab", "junit", "sarif")
# what depends on the other files that are checked
TOGETHER = {"JY217", "JY235", "JY236", "JY237", "JY238", "JY239", "JY501"}
NEIGHBOURS = {
    "targets": "targets.yaml",
    "baselines": "baselines.yaml",
    "earlier": "submissions/2021.yaml",
    "submission": "submissions/2022.yaml",
}
SUBMISSION = (VALID / "submissions/2023.yaml").read_bytes()
OWN = {name: (VALID / name).read_bytes() for name in ("targets.yaml", "baselines.yaml")}
LARGE = {name: (ROOT / name).read_bytes() for name in OWN}
# targets in every form, with what goes with them
FORMS = [
    {name: path.with_name(path.name.replace("targets", kind)) for kind, name in NEIGHBOURS.items()}
    for path in sorted(VALID.parent.glob("form_*.targets.yaml"))
]

# A plan in which what goes together in arithmetic has the same unit.
HEAD = """\
schema: 1
plan: {id: made-up, name: 虚构, baseline_year: 2020, end_year: 2025}
themes: [{id: all, name: 全部}]
scopes: [{id: whole, name: 全县}]
districts: [{id: east, name: 东区}, {id: west, name: 西区}]
indicators:
"""
INDICATOR = (
    "  - {{id: {}, name: {}, unit: {}, kind: {}, scope: whole, theme: all, precision: {}, {}"
    'target: {{operator: ">=", value: 90, year: 2025}}}}\n'
)
KINDS = {
    "firms": ("家", "stock", "1", ""),
    "jobs": ("家", "cumulative", "10", ""),
    "output": ("亿元", "annual_flow", "0.1", ""),
    "share": ('"%"', "ratio", "0.01", "weight: firms, "),
    "cover": ('"%"', "coverage", "0.1", "weight: jobs, "),
}
PLAN = HEAD + "".join(
    INDICATOR.format(name, name, unit, kind, precision, weight)
    for name, (unit, kind, precision, weight) in KINDS.items()
)
IDENTITIES = """\
identities:
  - firms = jobs + 10
  - firms@2022 <= jobs@target
  - {formula: share = cover, tolerance: 0.5}
  - jobs = sum(firms, firms) / 2 * jobs / jobs
"""
STARTS = """\
schema: 1
baselines: [{id: firms, value: 50, year: 2020}, {id: output, value: 40.5, year: 2020}]
"""


class Ended(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str


def written(folder: Path, files: Mapping[str, bytes | str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def checked(folder: Path, *arguments: str) -> Ended:
    """A run of the whole command in a folder; whatever is wrong, it has an end of its own."""
    streams = [TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    surroundings = {"JYPLAN_CACHE": "off", "JYPLAN_DEBUG": "1", "HOME": str(folder)}
    out, err = streams
    with (
        chdir(folder),
        mock.patch.dict(os.environ, surroundings, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(["check", *arguments])
    for stream in streams:
        stream.seek(0)
    ended = Ended(code, out.read(), err.read())
    assert ended.code in {0, 1, 2, 3}
    assert "Traceback" not in ended.err
    return ended


def no_constant(text: str) -> float:
    raise AssertionError(text)


def report(folder: Path, *arguments: str) -> Json:
    ended = checked(folder, *arguments, "--format", "json")
    assert ended.err == ""
    return json.loads(ended.out, parse_constant=no_constant)


def look(folder: Path, *arguments: str) -> Json:
    """A report of which everything is true that is promised of all of them."""
    result = report(folder, *arguments)
    findings = [*result["findings"], *result["accepted"]]
    names = [finding["fingerprint"] for finding in findings]
    assert len(names) == len(set(names))
    for finding in findings:
        data = (
            (folder / finding["file"]).read_bytes() if (folder / finding["file"]).exists() else b""
        )
        lines = re.split("\r\n|\n|\r", data.decode(errors="replace").removeprefix("\ufeff"))
        for span in (finding["span"], *finding["edits"]):
            assert 1 <= span["line"] <= len(lines)
            size = len(lines[span["line"] - 1])
            assert 1 <= span["column"] <= span["end_column"] <= max(size, 1) + 1
    for finding in findings:
        # Where the size itself is in doubt, nothing offers to write it otherwise.
        if finding["code"] == "JY404":
            same = [each for each in findings if each["span"] == finding["span"]]
            assert not any(each["edits"] for each in same if each["file"] == finding["file"])
    assert report(folder, *arguments) == result
    return result


@pytest.fixture(scope="module")
def _quiet() -> Iterator[None]:
    """Collect garbage as before, whatever the runs have set."""
    import gc

    threshold = gc.get_threshold()
    yield
    gc.enable()
    gc.set_threshold(*threshold)


pytestmark = pytest.mark.usefixtures("_quiet")
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])

# (a) bytes, and (b) files that were valid once

ODD = (
    "nan .inf 1e999 -1e-999 010 0x1F ~ {} [] *a &a !!python/object:os.system !!int １２３ 1_000 "
    "12:30 2020-01-01 '' \"12\" 1,000 50% .5 5. -0 +1 1e2 " + "9" * 400 + " 0." + "1" * 60 + " yes "
    "no null : - ? | > % @ ` # --- ... << \u202e \x00 \x1b \x85 \u2028 \ufeff \u3000 \u00a0 😀 "
    '"\\ud800" "\\x00" "\\u202e" "\\q" ＝ ： 10万 1.5亿元'
).split(" ")
tokens = st.sampled_from(ODD)
MUTATIONS = ("delete", "repeat", "swap", "cut", "scalar", "indent", "insert", "byte", "ends")


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """A valid file after some accidents."""
    lines = data.split(b"\n")
    place = st.integers(0, 10**6).map(lambda number: number % len(lines))
    for kind in draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4)):
        index, other = draw(place), draw(place)
        if kind == "delete" and len(lines) > 1:
            del lines[index]
        elif kind == "repeat":
            lines.insert(other, lines[index])
        elif kind == "swap":
            lines[index], lines[other] = lines[other], lines[index]
        else:
            lines[index] = draw(changed(kind, lines[index]))
    whole = draw(st.sampled_from([b"\n", b"\n", b"\n", b"\r\n", b"\r"])).join(lines)
    return draw(st.sampled_from([b"", b"", b"", b"\xef\xbb\xbf"])) + whole


@st.composite
def changed(draw: st.DrawFn, kind: str, line: bytes) -> bytes:
    """A line after an accident."""
    column = draw(st.integers(0, 200)) % (len(line) + 1)
    token = draw(tokens).encode(errors="surrogatepass")
    match kind:
        case "cut":
            return line[:column]
        case "scalar":
            return re.sub(rb"(?<=: )[^{}\[\],]+$", lambda _: token, line)
        case "indent":
            return b" " * (column % 7) + line.lstrip()
        case "insert":
            return line[:column] + token + line[column:]
        case "byte":
            return line[:column] + draw(st.binary(max_size=3)) + line[column + 1 :]
    return line + draw(st.sampled_from([b"\r", b"\r\r\n", b"\t", b" "]))


@slow
@given(
    st.binary(max_size=120) | st.text(max_size=60).map(lambda text: text.encode(errors="replace"))
)
@example(b"\xff\xfe")
@example(b"schema: 1\nyear: 2022\nvalues: {firms: 1}\n---\n")
@example(b'schema: 1\nyear: 2022\nvalues: {"\\ud800": 1}\n')
def test_any_bytes_as_a_submission(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, {**OWN, "submissions/2023.yaml": data})
        look(folder)


@slow
@given(mutated(SUBMISSION))
def test_a_submission_after_accidents(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, {**OWN, "submissions/2023.yaml": data})
        look(folder, "submissions/2023.yaml")


@few
@given(mutated(OWN["targets.yaml"]), mutated(OWN["baselines.yaml"]), st.integers(0, 2))
def test_a_plan_after_accidents(targets: bytes, baselines: bytes, which: int) -> None:
    files = {"targets.yaml": targets, "baselines.yaml": baselines}
    if which < 2:
        spared = list(files)[which]
        files[spared] = OWN[spared]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, {**files, "submissions/2023.yaml": SUBMISSION})
        look(folder)


@few
@given(st.sampled_from(FORMS), st.sampled_from(sorted(OWN)), st.data())
def test_forms_of_targets_after_accidents(
    form: dict[str, Path], changed_one: str, data: st.DataObject
) -> None:
    files = {name: path.read_bytes() for name, path in form.items() if path.exists()}
    files = {"baselines.yaml": b"schema: 1\n", **files}
    files[changed_one] = data.draw(mutated(files[changed_one]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, files)
        look(folder)


@few
@given(mutated((VALID / "verdicts.yaml").read_bytes()))
def test_verdicts_after_accidents(verdicts: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, {**OWN, "verdicts.yaml": verdicts, "submissions/2023.yaml": SUBMISSION})
        look(folder)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(LARGE["targets.yaml"]), mutated(LARGE["baselines.yaml"]))
def test_a_large_plan_after_accidents(targets: bytes, baselines: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, {"targets.yaml": targets, "baselines.yaml": baselines})
        look(folder)


# (c) formulas

numbers = st.sampled_from(["0", "1", "2", "0.5", "1000", "000"])
quantities = st.builds(
    "{}{}".format,
    st.sampled_from(list(KINDS)),
    st.sampled_from(["", "", "", "@2021", "@2022", "@target", "@baseline", "@2099"]),
)
nodes = st.recursive(
    numbers | quantities,
    lambda inner: (
        st.builds("{} {} {}".format, inner, st.sampled_from("+-*/×÷−"), inner)
        | st.builds("({})".format, inner)
        | st.builds("-{}".format, inner)
        | st.builds("{}({}, {})".format, st.sampled_from(["sum", "min", "max"]), inner, inner)
        | st.builds("growth({}, {}, {})".format, inner, inner, st.sampled_from(["1", "5", "20"]))
    ),
    max_leaves=6,
)
formulas = st.builds(
    "{} {} {}".format, nodes, st.sampled_from(["=", "<=", "<", ">=", ">", "≤", "≥", "＝"]), nodes
)
# quantities that may stand beside each other in any arithmetic
BARE = HEAD + "".join(INDICATOR.format(name, name, '"%"', "ratio", "0.1", "") for name in KINDS)
YEARLY = """\
schema: 1
year: 2022
values: {firms: 60, jobs: 50, output: 41.5, share: 1.25, cover: 3.1}
restates: {2021: {firms: 0, jobs: -20, share: 0.5}}
"""


def formula_run(formula: str, plan: str) -> None:
    shown = json.dumps(formula, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {
            "targets.yaml": f"{plan}identities:\n  - {shown}\n",
            "baselines.yaml": STARTS,
            "submissions/2022.yaml": YEARLY,
        }
        written(folder, files)
        look(folder, "--verbose")


@slow
@given(formulas, st.sampled_from([BARE, BARE, PLAN]))
@example("firms = sum(firms)", PLAN)
@example("share = growth(firms@baseline, firms@2022, 2)", BARE)
def test_formulas_of_a_grammar(formula: str, plan: str) -> None:
    formula_run(formula, plan)


@slow
@given(
    st.text(max_size=40).filter(lambda text: text.isprintable())
    | st.text("()+-*/=<>@,.# \"'\\:{}[]abfirms0129_lambd", max_size=40)
    | st.builds("firms = {}".format, st.text("()+-*/@,. firmsjob01_", max_size=24))
)
@example("firms = " + "(" * 90 + "jobs" + ")" * 90)
@example("firms = " + "-" * 150 + "jobs")
@example("firms = [jobs for jobs in firms]")
@example("firms = __import__('os')")
@example("firms = f'{jobs}'")
def test_formulas_of_any_text(formula: str) -> None:
    formula_run(formula, PLAN)


# (d) figures

figures = st.one_of(
    st.integers(-50, 500).map(str),
    st.integers(0, 99999).map(lambda number: f"{number // 100}.{number % 100:02}"),
    st.sampled_from(["0", "-0", "0.0000001", "999999999999999", "-999999999999999", "1.50"]),
)
WITH_MORE = ("12.50%", "3万元", "0.5万亿元", "4.0家", "92,5", "0,5", "约30", "31+", "暂无", "1.5万")
ODD_FIGURES = ('"12"', "'1.5'", "1,200", "１２.５", "1e2", ".5", "5.", "{value: 1.234, unit: 万元}")
entries = figures | st.sampled_from((*ODD_FIGURES, *WITH_MORE))
# finer than any plan prints
decimals = st.decimals(0, 500, allow_nan=False, places=5).map("{:f}".format)
YEARS, PARTS = (2021, 2022, 2023), ("", "east", "west")


@st.composite
def submissions(draw: st.DrawFn, values: st.SearchStrategy[str]) -> dict[str, str]:
    """The files of some years and districts, with comments and blanks."""
    files = {}
    for year in YEARS:
        for part in PARTS:
            chosen = draw(st.dictionaries(st.sampled_from(list(KINDS)), values, max_size=5))
            if not chosen:
                continue
            lines = ["# 甲 · 填报", "schema: 1", f"year:  {year}   # of the year"]
            lines += [f"district: {part}"] if part else []
            lines.append("values:")
            lines += [f"  {name}:  {value}  # {value}" for name, value in chosen.items()]
            end = draw(st.sampled_from(["\n", "\r\n"]))
            files[f"submissions/{year}{part}.yaml"] = end.join([*lines, "", "# 完", ""])
    return files


@slow
@given(submissions(figures), st.sampled_from([(), ("--fail-on-status", "behind,missed,ahead")]))
def test_a_file_alone_says_what_it_says_beside_the_others(
    files: dict[str, str], options: tuple[str, ...]
) -> None:
    assume(files)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = {"targets.yaml": PLAN + IDENTITIES, "baselines.yaml": STARTS}
        written(folder, {**plan, **files})
        whole = look(folder, *files, *options)["findings"]
        for file in files:
            alone = look(folder, file, *options)["findings"]
            there = [finding for finding in whole if finding["file"] == file]
            assert told(alone) == told(there)


def told(findings: Json) -> list[str]:
    """Findings but for those that depend on what else is checked."""
    return sorted(
        json.dumps({**each, "fingerprint": ""}, sort_keys=True)
        for each in findings
        if each["code"] not in TOGETHER
    )


@slow
@given(submissions(figures))
def test_what_was_known_is_not_said_again(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = {"targets.yaml": PLAN + IDENTITIES, "baselines.yaml": STARTS}
        written(folder, {**plan, **files})
        checked(folder, "--format", "json", "--output", "before.json")
        before = json.loads((folder / "before.json").read_bytes())
        after = report(folder, "--known", "before.json")
        assert after["findings"] == []
        assert after["totals"]["known"] == len(before["findings"])


@slow
@given(submissions(entries))
def test_what_is_mended_stays_mended(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = {"targets.yaml": PLAN, "baselines.yaml": STARTS}
        written(folder, {**plan, **files})
        before = {file: (folder / file).read_bytes() for file in files}
        checked(folder, "--fix")
        after = {file: (folder / file).read_bytes() for file in files}
        assert not [each for each in report(folder)["findings"] if each["edits"]]
        checked(folder, "--fix")
        assert after == {file: (folder / file).read_bytes() for file in files}
        assert checked(folder, "--diff") == (0, "", "")
        for file in files:
            # Nothing but figures and units has changed: no comment, no blank, no line end.
            assert frame(before[file]) == frame(after[file])


@slow
@given(submissions(entries | decimals))
def test_what_could_be_read_is_worth_the_same_after_mending(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = {"targets.yaml": PLAN, "baselines.yaml": STARTS}
        written(folder, {**plan, **files})
        before = {file: worth(folder / file) for file in files}
        checked(folder, "--fix")
        for file, figures_before in before.items():
            after = worth(folder / file)
            assert figures_before.items() <= after.items()


def worth(path: Path) -> dict[str, Fraction]:
    """The figures of a submission that can be read as plain numbers, in their smallest unit."""
    found = {}
    document, _ = parse(path.read_bytes(), path.name)
    assert document is not None
    for key, entry in document.value["values"].items():  # type: ignore[index]
        inside = entry if isinstance(entry, dict) else {"value": entry}
        if isinstance(inside["value"], (int, float)):
            size = {None: 1, "万元": 1, "亿元": 10**4}[inside.get("unit")]
            usual = 10**4 if "unit" not in inside and KINDS[key][0] == "亿元" else 1
            found[key] = Fraction(repr(inside["value"])) * size * usual
    return found


def frame(data: bytes) -> list[bytes]:
    """A file without the values of its entries."""
    return [re.sub(rb"(?<=:  ).*(?=  #)", b"", line) for line in data.splitlines(keepends=True)]


# (e) formats


@few
@given(submissions(entries), mutated(SUBMISSION), st.sampled_from(["zh", "en"]))
def test_every_format_is_what_it_claims_to_be(
    files: dict[str, str], other: bytes, language: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = {"targets.yaml": PLAN + IDENTITIES, "baselines.yaml": STARTS}
        written(folder, {**plan, **files, "submissions/other.yaml": other})
        also = [f"--also={form}=out.{form}" for form in FORMATS]
        ended = checked(folder, "--verbose", "--lang", language, *also)
        shown = {form: (folder / f"out.{form}").read_text(encoding="utf-8") for form in FORMATS}
        one = json.loads(shown["json"], parse_constant=no_constant)
        number = len(one["findings"])
        assert ended.code == int(one["totals"]["errors"] > 0)
        assert len(json.loads(shown["gitlab"])) == number
        [run] = json.loads(shown["sarif"], parse_constant=no_constant)["runs"]
        assert len(run["results"]) == number
        suite = ET.fromstring(shown["junit"])  # noqa: S314 our own text
        assert len(suite.findall(".//testcase[@name]")) >= max(number, 1)
        commands = [line for line in shown["github"].splitlines() if line.startswith("::")]
        assert len(commands) <= number
        assert all(re.match("::(error|warning|notice) ", line) for line in commands)
        assert shown["text"].endswith("\n")
        for text in shown.values():
            assert not re.search("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]", text)
