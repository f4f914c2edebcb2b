"""Screens as they are printed, compared with tests/golden; `--update-golden` rewrites those.

The submissions are fictional. Where a golden changes, look at it as a planner would.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

GOLDEN = Path(__file__).parents[1] / "golden"
FICTIONAL = "tests/acceptance/submissions"
HERE = ("--plan", ".")
JSON = ("--format", "json")
CANADA = ("--plan", "examples/canada")
NATIONAL = ("--plan", "examples/china-14th-five-year-plan")
CITY = ("--plan", "tests/forms")
SCREENS = {
    "status": ("status",),
    "status-fictional": ("status", FICTIONAL),
    "status-wide": ("status", "--wide"),
    "status-wide-fictional": ("status", "--wide", FICTIONAL),
    "show-hnte-fictional": ("show", "hnte", FICTIONAL),
    "show-hz_gdp-fictional": ("show", "hz_gdp", FICTIONAL),
    "show-gdp": ("show", "gdp"),
    "show-invention_patents": ("show", "invention_patents"),
    "path-hnte-hz_gdp": ("path", "hnte", "hz_gdp"),
    "status-national": ("status", *NATIONAL),
    "status-wide-national": ("status", "--wide", *NATIONAL),
    "show-energy_intensity": ("show", "energy_intensity", *NATIONAL),
    "show-unemployment": ("show", "unemployment", *NATIONAL),
    "status-canada": ("status", *CANADA),
    "status-canada-statcan": ("status", *CANADA, "--rule", "statcan"),
    "status-canada-rules": ("status", *CANADA, "--rule", "schedule,statcan,unsd-2023"),
    "status-wide-canada-rules": ("status", *CANADA, "--wide", "--rule", "statcan,escap"),
    "show-zero_emission_vehicles-rules": (
        "show",
        "zero_emission_vehicles",
        *CANADA,
        *("--rule", "schedule,statcan,destatis,unsd-2023,escap"),
    ),
    "rules": ("rules",),
    "rules-statcan": ("rules", "statcan"),
    "rules-destatis": ("rules", "destatis"),
    "rules-escap-anticipated": ("rules", "escap-anticipated"),
    "rules-sdsn": ("rules", "sdsn"),
    "whatif": ("whatif", "--set", "rd_expenditure=10%", "--set", "gdp=5%"),
    "whatif-fictional": ("whatif", FICTIONAL, "--set", "hnte=8%..20%", "--chart"),
    "whatif-canada": ("whatif", *CANADA),
    "whatif-scenarios": ("whatif", "--scenario", "examples/scenarios.yaml"),
    "whatif-planners": (
        *("whatif", "--set", "hnte=翻一番@2027", "--set", "rd_intensity=+0.02..+0.08个百分点"),
        *("--set", "hz_gdp=+60/+80/+90亿元", "--set", "patent_applications=年增5.25%，上限30000"),
    ),
    "whatif-odds": ("whatif", "--set", "hnte=12%..30%", "--draws", "1000", "--chart"),
    "solve": ("solve", "rd_intensity", "--vary", "rd_expenditure", "--set", "gdp=5%"),
}
WIDTHS = (60, 80, 140)
# what a person reads on a terminal of few signs
PLAIN = {
    "status": ("status",),
    "status-fictional": ("status", FICTIONAL),
    "show-hnte-fictional": ("show", "hnte", FICTIONAL),
    "status-canada": ("status", *CANADA),
    "status-canada-rules": ("status", *CANADA, "--rule", "schedule,statcan,unsd-2023"),
    "rules-statcan": ("rules", "statcan"),
    "whatif-fictional": ("whatif", FICTIONAL, "--set", "hnte=8%..20%", "--chart"),
}
DOCUMENTS = {
    "status.json": ("en", "status", "--format", "json"),
    "status-fictional.json": ("en", "status", FICTIONAL, "--format", "json"),
    "status.zh.csv": ("zh", "status", "--format", "csv"),
    "status-fictional.en.csv": ("en", "status", FICTIONAL, "--format", "csv"),
    "status.en.md": ("en", "status", "--format", "markdown"),
    "status-fictional.zh.md": ("zh", "status", FICTIONAL, "--format", "markdown"),
    "status-canada-rules.json": ("en", "status", *CANADA, "--rule", "statcan,unsd-2022", *JSON),
    "status-canada-rules.en.csv": ("en", "status", *CANADA, "--rule", "eustat", "-f", "csv"),
    "status-canada-rules.zh.md": ("zh", "status", *CANADA, "--rule", "statcan", "-f", "markdown"),
    "status-national.json": ("en", "status", *NATIONAL, *JSON),
    "status-national.zh.csv": ("zh", "status", *NATIONAL, "-f", "csv"),
    # every form of target at once
    "report-city.zh.md": ("zh", "report", *CITY, "-f", "markdown"),
    "report-city.en.md": ("en", "report", *CITY, "-f", "markdown"),
    "rules.json": ("en", "rules", *JSON),
    "whatif.json": ("en", "whatif", "--set", "rd_expenditure=10%", "--set", "gdp=5%", *JSON),
    "whatif.zh.csv": ("zh", "whatif", "--set", "rd_expenditure=10%", "-f", "csv"),
    "whatif.zh.md": ("zh", "whatif", "--set", "rd_expenditure=10%", "-f", "markdown"),
    "whatif-odds.json": ("en", "whatif", "--set", "hnte=12%..30%", "--draws", "1000", *JSON),
}
# what narrow screens of scenarios say in words, for want of a column
SAID_BELOW = {"end", "needs", "gave"}
LONG = re.compile(r"-?\d+\.\d{9,}(?:e-?\d+)?")


def compare(name: str, shown: str, request: pytest.FixtureRequest) -> None:
    """Hold what was printed against the golden of this name, byte by byte."""
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.write_bytes(shown.encode())
    assert shown == path.read_bytes().decode()


def printed(run: Run, language: str, arguments: tuple[str, ...], **surroundings: object) -> str:
    own = "--plan" in arguments or arguments[0] == "rules"
    result = run("--lang", language, *arguments, *(() if own else HERE), **surroundings)
    assert result.stderr == ""
    assert result.returncode == 0
    return result.stdout


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    run: Run, request: pytest.FixtureRequest, name: str, language: str, width: int
) -> None:
    shown = printed(run, language, SCREENS[name], env={"COLUMNS": str(width)})
    compare(f"{name}.{language}.{width}.txt", shown, request)


@pytest.mark.parametrize(("encoding", "language"), [("ascii", "en"), ("gbk", "zh")])
@pytest.mark.parametrize("name", PLAIN)
def test_plain_screen(
    run: Run, request: pytest.FixtureRequest, name: str, language: str, encoding: str
) -> None:
    shown = printed(run, language, PLAIN[name], encoding=encoding)
    compare(f"{name}.{language}.80.{encoding}.txt", shown, request)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document(run: Run, request: pytest.FixtureRequest, name: str) -> None:
    language, *arguments = DOCUMENTS[name]
    shown = printed(run, language, tuple(arguments))
    # The last bits of a power are the processor's own.
    compare(name, LONG.sub(lambda found: f"{float(found[0]):.12g}", shown), request)


def screens() -> list[Path]:
    return sorted(GOLDEN.glob("*.txt"))


def test_every_golden_is_compared() -> None:
    names = {f"{n}.{lang}.{w}.txt" for n in SCREENS for lang in ("zh", "en") for w in WIDTHS}
    names |= {f"{n}.{pair}.txt" for n in PLAIN for pair in ("en.80.ascii", "zh.80.gbk")}
    kept = {path.name for path in GOLDEN.iterdir() if not path.name.startswith("check-")}
    assert kept == names | set(DOCUMENTS)


@pytest.mark.parametrize("path", screens(), ids=lambda path: path.name)
def test_no_line_is_wider_than_its_screen(path: Path) -> None:
    width = int(path.name.split(".")[2])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("path", screens(), ids=lambda path: path.name)
def test_nothing_is_cut(path: Path) -> None:
    # In the hint (--reading invention_patents=…) the sign stands for what the reader types.
    text = path.read_text(encoding="utf-8").replace("=…", "=")
    assert "…" not in text


@pytest.mark.parametrize("path", screens(), ids=lambda path: path.name)
def test_no_line_ends_in_blanks(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("path", screens(), ids=lambda path: path.name)
def test_no_machine_shows_through(path: Path) -> None:
    assert str(Path.home()) not in path.read_text(encoding="utf-8")
    assert str(GOLDEN.parents[1]) not in path.read_text(encoding="utf-8")


def test_ascii_golden_is_ascii_but_for_what_the_plan_says_in_chinese() -> None:
    # Signs are spelled plainly; a Chinese name cannot be.
    for path in GOLDEN.glob("status*.ascii.txt"):
        text = path.read_text(encoding="utf-8")
        assert text.isascii()
        assert "?" not in text


def test_gbk_goldens_lose_nothing() -> None:
    for path in GOLDEN.glob("*.gbk.txt"):
        text = path.read_text(encoding="utf-8")
        assert "?" not in text
        assert "�" not in text


NARROW = [path for path in screens() if path.name.endswith((".60.txt", ".80.txt"))]


@pytest.mark.parametrize("path", NARROW, ids=lambda path: path.name)
def test_no_word_is_broken(path: Path) -> None:
    """Every English word of a narrow screen is one of the wide screen."""
    name, language, *_ = path.name.split(".")
    wide = (GOLDEN / f"{name}.{language}.140.txt").read_text(encoding="utf-8")
    words = set(re.findall(r"[A-Za-z]+", wide)) | SAID_BELOW
    # Where there is no room for a column the words of its heading are missing, never broken.
    found = re.findall(r"[A-Za-z]+", path.read_text(encoding="utf-8"))
    assert [word for word in found if word not in words] == []


# a context quantity has no years to go through
@pytest.mark.parametrize(
    "path",
    [path for path in sorted(GOLDEN.glob("show-*.txt")) if not path.name.startswith("show-gdp.")],
    ids=lambda path: path.name,
)
def test_every_row_of_years_says_what_it_is(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    across = [i for i, line in enumerate(lines) if re.fullmatch(r"[ \d]+", line) and line]
    if "show-unemployment" in path.name:
        # A target for every year has no course.
        assert not across
        return
    if not across:
        # Narrow screens have a line a year below the names of the columns.
        first = next(i for i, line in enumerate(lines) if re.match(r"  20\d\d +\d", line))
        assert len(lines[first - 1].split()) >= 2
        return
    start = across[0]
    rows = lines[start + 1 : lines.index("", start)] if "" in lines[start:] else lines[start + 1 :]
    assert len(rows) >= 2
    assert [row for row in rows if not re.match(r"  [^\W\d]", row)] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", [("status",), ("status", "--wide"), ("path",)])
def test_default_readings_are_marked(run: Run, command: tuple[str, ...], width: int) -> None:
    shown = printed(run, "zh", command, env={"COLUMNS": str(width)})
    marks = [line for line in shown.splitlines() if re.search(r"^.+\*(?= |$)", line)]
    # Where a wide table is parted, names stand in every part.
    assert len({line.partition(" *")[0] for line in marks}) == 3


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", [("status",), ("status", "--wide"), ("path", "hz_gdp")])
def test_a_figure_is_never_without_its_unit(run: Run, command: tuple[str, ...], width: int) -> None:
    shown = printed(run, "zh", command, env={"COLUMNS": str(width)})
    assert "亿元" in shown


@pytest.mark.parametrize("width", WIDTHS)
def test_a_provisional_value_is_marked(run: Run, width: int) -> None:
    for command in (("status", FICTIONAL), ("status", "--wide", FICTIONAL)):
        assert "~1.02" in printed(run, "en", command, env={"COLUMNS": str(width)}), command


TABLES = [path for path in screens() if path.name.startswith("status.")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_figures_of_a_column_end_in_the_same_cell(path: Path) -> None:
    """Right-aligned columns end under the end of their heading, also behind Chinese names."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if re.match(r"指标|Indicator", line))
    titles = [title for title in re.split(r" {2,}", lines[start]) if title]
    end = cell_len(lines[start])
    # Every row that has figures ends with one, and all end in the last column's last cell.
    rows = [
        line for line in lines[start + 1 : lines.index("", start)] if re.search(r" {2}\S", line[2:])
    ]
    assert len(rows) == 36
    assert {cell_len(row) for row in rows} == {end}
    assert len(titles) >= 3
