"""`jyplan report`: one document, whole, from results that the other commands show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import load_workbook

from jyplan.assess import detail_of, methods_of
from jyplan.checks.run import check
from jyplan.checks.settling import Options
from jyplan.checks.sources import sources_of
from jyplan.cli.session import report_of
from jyplan.pages.page import Charts, Choices, Page, Profile, Section, Table
from jyplan.pages.report import Told, report_page
from jyplan.results import Detail
from jyplan.texts.words import GLUE, LANGUAGES
from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from subprocess import CompletedProcess

    from jyplan.pages.page import Block
    from jyplan.texts.words import Language

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
SEEN = "tests/acceptance/submissions"
PLANS = {
    "jieyang": (".", SEEN),
    "without-reports": (".",),
    "national": ("examples/china-14th-five-year-plan",),
    "canada": ("examples/canada",),
    "barcelona": ("examples/barcelona-2030",),
    "patents": ("examples/china-high-value-patents",),
    "guangdong": ("examples/guangdong-rd-intensity",),
    "every form": ("tests/forms",),
}


def page_of(plan: str, files: Sequence[str], language: Language, *rules: str) -> Page:
    report, seen = report_of(plan, files, as_of=None, readings=[], path=None, rules=rules)
    details = [detail_of(report, item.indicator.id, seen) for item in report.assessments]
    sources = sources_of(files, None, plan, {}, allow_empty=True)
    checked = check(sources, Options(accept=True, statuses=[], verbose=False, known=frozenset()))
    kept = tuple(each for each in details if isinstance(each, Detail))
    return report_page(Told(report, kept, methods_of(report), checked), language)


def inside(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block, however deep."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from inside(block.blocks)
        if isinstance(block, Profile):
            yield from inside((*block.blocks, *block.folded))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_everything_points_somewhere(plan: str, language: Language) -> None:
    folder, *files = PLANS[plan]
    page = page_of(folder, files, language)
    blocks = list(inside(page.blocks))
    cards = {block.key: block for block in blocks if isinstance(block, Profile)}
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows if row.key]
    assert {row.key for row in rows} == set(cards)
    options = {mark for each in blocks if isinstance(each, Choices) for mark, _ in each.options}
    for marks in (*(row.marks for row in rows), *(card.marks for card in cards.values())):
        assert options.intersection(marks) == set(marks) or not options
    for chart in (chart for each in blocks if isinstance(each, Charts) for chart in each.charts):
        assert chart.title
        assert chart.description
        assert chart.figures is not None
        years = {year for line in chart.series for year, *_ in (*line.points, *line.ends)}
        assert [row.cells[0].text for row in chart.figures.rows] == list(map(str, sorted(years)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "md"])
@pytest.mark.parametrize("plan", PLANS)
def test_every_plan_has_a_report_of_every_form(
    run: Run, tmp_path: Path, plan: str, ending: str, language: Language
) -> None:
    folder, *files = PLANS[plan]
    out = tmp_path / f"report.{ending}"
    done = run("--lang", language, "report", *files, "--plan", folder, "-o", str(out))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    report, _ = report_of(folder, files, as_of=None, readings=[], path=None)
    names = [getattr(item.indicator.name, language) for item in report.assessments]
    match ending:
        case "docx":
            # that of the heading, so that names are not folded or marked
            said = "\n".join(each.text for each in Document(str(out)).paragraphs)
        case "xlsx":
            book = load_workbook(out)
            said = "\n".join(
                str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
            )
        case "html":
            said = unescape(out.read_text(encoding="utf-8"))
        case _:
            said = out.read_text(encoding="utf-8").replace("\\", "")
    assert [name for name in names if name not in said] == []
    # whatever language was asked for first, a page speaks both
    both = [getattr(item.indicator.name, each) for item in report.assessments for each in LANGUAGES]
    assert ending != "html" or all(name in said for name in both)


def test_both_languages_say_the_same() -> None:
    """What differs is words alone: figures stand at the same places."""
    for folder, *files in PLANS.values():
        shapes = []
        for language in LANGUAGES:
            blocks = list(inside(page_of(folder, files, language).blocks))
            figures = [
                [[cell.figure for cell in row.cells] for row in block.rows]
                for block in blocks
                if isinstance(block, Table)
            ]
            shapes.append(([type(block).__name__ for block in blocks], figures))
        assert shapes[0] == shapes[1]


def markdown_of(run: Run, *arguments: str, language: str = "en") -> str:
    result = run("--lang", language, "report", *arguments, "--format", "markdown")
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.replace(GLUE, " ").replace("\\", "")


def test_the_worst_come_first(run: Run) -> None:
    text = markdown_of(run, SEEN, "--plan", ".")
    start = text.index("## What needs attention")
    part = text[start : text.index("## ", start + 5)]
    first = [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("| ")]
    # each leads to its card
    names = [name.partition("](")[0].removeprefix("[") for name in first[2:]]
    assert names == [
        # regressing, missed, then what is 32 and 17 points behind
        "High-tech zone GDP (100 million yuan)",
        "New leading agricultural enterprises of provincial rank",
        "R&D intensity (R&D/GDP) (%)",
        "High- and new-technology enterprises",
    ]


def test_where_nothing_is_late_that_is_said(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(
        tmp_path / "plan", [{"id": "one", "baseline": 100}], submissions={2023: {"one": 190}}
    )
    text = markdown_of(run, *options)
    assert "None of the indicators shown is regressing, missed or behind." in text


def test_binding_and_expected_are_counted_apart(run: Run) -> None:
    folder = "examples/china-14th-five-year-plan"
    text = markdown_of(run, "--plan", folder, "--as-of", "2022", language="zh")
    assert "规划以 2020 年为基期、2025 年为目标年；截至 2022 年底，时间已过 40 %。" in text
    assert "有官方结论可比的 18 项，与本报告一致的 14 项。" in text
    # all, binding, expected: achieved, ahead, on track, behind, regressing, no data
    assert "| 全部 | 20 | 3 | 5 | 3 | 6 | 1 | 2 |" in text
    assert "| 约束性 | 8 | 2 | 1 | 1 | 3 | 1 | 0 |" in text
    assert "| 预期性 | 12 | 1 | 4 | 2 | 3 | 0 | 2 |" in text


def test_parts_of_a_plan(run: Run) -> None:
    text = markdown_of(run, SEEN, "--plan", ".", "--theme", "innovators", "--title", "For Monday")
    assert text.startswith("# For Monday  Jieyang 14th Five-Year Plan for Science")
    assert "The plan has 36 indicators; this report was asked to show 2 of them." in text
    late = markdown_of(run, SEEN, "--plan", ".", "--only", "behind")
    assert "this report was asked to show 2 of them" in late
    nothing = markdown_of(run, SEEN, "--plan", ".", "--only", "achieved_worsening")
    assert "No indicator matches." in nothing


def test_rules_that_are_asked_for_judge(run: Run) -> None:
    text = markdown_of(run, "--plan", "examples/canada", "--rule", "statcan")
    assert "Statistics Canada's progress measure" in text
    assert "substantial progress" in text


@pytest.mark.parametrize("rule", ["statcan", "destatis", "eustat", "escap", "schedule,statcan"])
def test_what_is_late_by_any_rule_needs_attention(run: Run, rule: str) -> None:
    """Our schedule counts; what is late by it, or by a rule that was asked for, is listed."""
    options = ("--plan", "examples/canada", "--rule", rule)
    text = markdown_of(run, *options)
    start = text.index("## What needs attention")
    part = text[start : text.index("## ", start + 5)]
    for status in ("behind", "regressing", "missed"):
        for language in ("en",):
            names = listed(run, *options[:2], "--only", status, language=language)
            assert all(name in part for name in names)
    judged = json.loads(run("status", *options, "--format", "json").stdout)
    for item in judged["indicators"]:
        if {each["common"] for each in item["verdicts"]} & {"behind", "regressing", "missed"}:
            assert item["name"]["en"] in part


def listed(run: Run, *options: str, language: str) -> list[str]:
    """The names of the indicators that status shows."""
    shown = json.loads(run("status", *options, "--format", "json").stdout)
    return [item["name"][language] for item in shown["indicators"]]


def test_nothing_says_where_on_a_machine_a_file_was(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(
        tmp_path / "plan", [{"id": "one", "baseline": 100}], submissions={2023: {"one": 120}}
    )
    text = markdown_of(run, *options)
    assert str(tmp_path) not in text
    assert "submissions/2023.yaml" in text


def test_titles_that_nobody_can_see_are_none(run: Run) -> None:
    assert markdown_of(run, "--plan", ".", "--title", "  ").startswith("# Jieyang 14th")
    assert markdown_of(run, "--plan", ".", "--title", "a\x1b[31m\nb").startswith("# a�[31m b")


def test_a_page_on_standard_output_is_in_the_encoding_that_it_names() -> None:
    command = [sys.executable, "-m", "jyplan", "report", "--plan", ".", "--format", "html"]
    done = subprocess.run(  # noqa: S603 ourselves
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=True,
    )
    assert "揭阳市科技创新" in done.stdout.decode("utf-8")


def test_scenarios_and_odds(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "scenarios.yaml"
    book.write_text(
        json.dumps(
            {
                "schema": 1,
                "scenarios": [
                    {"id": "steady", "changes": ["hnte=20%"]},
                    {"id": "unsure", "changes": ["hnte=10%..30%"]},
                ],
            }
        ),
        encoding="utf-8",
    )
    text = markdown_of(run, SEEN, "--plan", ".", "--scenario", str(book))
    assert "## Scenarios" in text
    assert "steady" in text
    # of the uncertain one alone
    odds = text[text.index("### Odds") :]
    assert "10000 draws" in odds or "closed form" in odds
    certain = markdown_of(run, SEEN, "--plan", ".", "--scenario", f"{book}:steady")
    assert "### Odds" not in certain


def test_a_range_of_every_year_is_drawn_from_the_first_report_on(run: Run) -> None:
    text = markdown_of(run, "--plan", "tests/forms", "--as-of", "2021")
    chart = text[text.index("**Rise of prices (%)**") :]
    assert "| 2025 | 1.0–3.0 |" in chart[: chart.index("###")]


def test_what_is_handed_on_asks_for_no_commands(run: Run) -> None:
    text = markdown_of(run, SEEN, "--plan", ".")
    assert text.count("Readings:") == 3
    assert "--reading" not in text
    assert "jyplan show" not in text


@pytest.mark.parametrize("more", [(), ("--only", "no_data")])
def test_what_scenarios_assume_of_ambiguous_indicators(
    run: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """Assumption and reading stand by the name, for ids are what commands take."""
    book = tmp_path / "scenarios.yaml"
    changes = {"id": "fast", "changes": ["invention_patents=10%"]}
    book.write_text(json.dumps({"schema": 1, "scenarios": [changes]}), encoding="utf-8")
    text = markdown_of(run, SEEN, "--plan", ".", "--scenario", str(book), *more)
    told = text[text.index("## Scenarios") :]
    assert "Invention patents: 10 % a year" in told
    assert "Invention patents: Patents in force" in told
    assert "invention_patents" not in told
    assert "--reading" not in told


def test_what_was_accepted_stands_with_its_reason(run: Run) -> None:
    text = markdown_of(run, "--plan", ".")
    assert text.count("accepted: ") == 9
    assert text.count("reason: ") >= 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "a report goes into a file: name it"),
        (("-o", "report"), "a report goes into a file: name it"),
        (("-o", "report.csv"), "has no ending that tells its format"),
        (("-o", "report.pdf"), "has no ending that tells its format"),
        (("--format", "xlsx"), "name a file, such as -o report.xlsx"),
        (("--format", "docx"), "name a file, such as -o report.docx"),
        (("--rule", "statcan", "-o", "report.xlsx"), "the workbook calculates by schedule"),
        (("--scenario", "x.yaml", "-o", "report.xlsx"), "the workbook calculates by schedule"),
        (("--theme", "nothing", "-o", "report.md"), "nothing"),
    ],
)
def test_what_cannot_be_made_is_refused(
    run: Run, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("--lang", "en", "report", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert list(tmp_path.glob("report*")) == []


def test_nothing_that_is_read_is_written_over(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(tmp_path / "plan", [{"id": "one", "baseline": 100}])
    book = tmp_path / "report.md"
    book.write_text('{"schema": 1, "scenarios": [{"id": "a", "changes": ["one=5%"]}]}')
    before = book.read_bytes()
    result = run("report", *options, "--scenario", str(book), "-o", str(book))
    assert result.returncode == 2
    assert book.read_bytes() == before


def test_a_report_is_written_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    options = fictional.plan(tmp_path / "plan", [{"id": "one", "baseline": 100}])
    out = tmp_path / "nowhere" / "report.md"
    result = run("report", *options, "-o", str(out))
    assert (result.returncode, out.exists()) == (2, False)
