"""Files of scenarios: named, extended, refused with positions, appended to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]
    Json = dict[str, Any]

REAL = ("--plan", ".", "--lang", "en")
BOOK = """\
schema: 1
scenarios:
  # what everybody agrees on
  - id: base
    title: {zh: 基准, en: Baseline case}
    changes: [hnte=12%, 'gdp=5%']
    assumptions:
      - Growth holds
      - {zh: 学院按时建成, en: The college opens in time}
  - id: slower
    extends: base
    changes: [gdp=3%]
    assumptions: [Exports fall]
  - id: best
    extends: slower
    title: Best
    changes:
      - hnte=20%
      - rd_expenditure=10%
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "scenarios.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def shown(run: Run, *arguments: str) -> list[Json]:
    result = run("whatif", *REAL, *arguments, "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    found: list[Json] = json.loads(result.stdout)["scenarios"]
    return found


def ends(scenario: Json) -> dict[str, float]:
    """Values of 2025 by id."""
    return {row["id"]: row["years"][-1]["value"] for row in scenario["indicators"] if row["years"]}


def test_every_scenario_of_a_file(run: Run, book: Path) -> None:
    """186 x 1.12 ** 5 = 327.8 and x 1.2 ** 5 = 462.8; 2133 x 1.05 ** 5 and x 1.03 ** 5."""
    base, slower, best = shown(run, "--scenario", str(book))
    assert [each["id"] for each in (base, slower, best)] == ["base", "slower", "best"]
    assert base["title"] == {"zh": "基准", "en": "Baseline case"}
    assert (ends(base)["hnte"], ends(base)["gdp"]) == pytest.approx((186 * 1.12**5, 2133 * 1.05**5))
    wanted = (186 * 1.12**5, 2133 * 1.03**5)
    assert (ends(slower)["hnte"], ends(slower)["gdp"]) == pytest.approx(wanted)
    # two levels up
    assert (ends(best)["hnte"], ends(best)["gdp"]) == pytest.approx((186 * 1.2**5, 2133 * 1.03**5))
    assert ends(best)["rd_expenditure"] == pytest.approx(19.9 * 1.1**5)
    assert [remark["en"] for remark in best["remarks"]] == [
        "Growth holds",
        "The college opens in time",
        "Exports fall",
    ]


def test_mistakes_of_grammar_hide_none_that_need_the_plan(run: Run, tmp_path: Path) -> None:
    """What `whatif` finds in a file is what `check` finds, but for warnings."""
    path = tmp_path / "scenarios.yaml"
    wrong = BOOK.replace("hnte=12%", "hnte=12").replace("[gdp=3%]", "[gdpp=3%]")
    path.write_text(wrong.replace("extends: slower", "extends: slowest"), encoding="utf-8")
    found = run("whatif", *REAL, "--scenario", str(path), "--set", "theme:x=1%")
    assert (found.returncode, found.stdout) == (1, "")
    checked = run("check", str(path), *REAL, "--format", "text")
    for code, line in (("JY701", 6), ("JY702", 12), ("JY708", 15)):
        assert f"{path}:{line}:" in found.stderr
        assert code in found.stderr
        assert f"{path}:{line}:" in checked.stdout
        assert code in checked.stdout
    # and those of the command line beside them
    assert "--set:1:7: error JY702" in found.stderr


def test_saving_onto_a_file_with_mistakes(run: Run, book: Path) -> None:
    """Nothing is appended, and the mistake is shown."""
    book.write_text(BOOK.replace("hnte=12%", "hnte=12"), encoding="utf-8")
    before = book.read_bytes()
    result = run("whatif", *REAL, "--set", "gdp=4%", "--save", "more", str(book))
    assert result.returncode != 0
    assert "JY701" in result.stderr
    assert book.read_bytes() == before


@pytest.mark.parametrize("name", ["base", "slower", "best"])
def test_one_by_its_name(run: Run, book: Path, name: str) -> None:
    [one] = shown(run, "--scenario", f"{book}:{name}")
    every = {each["id"]: each for each in shown(run, "--scenario", str(book))}
    assert one == every[name]


def test_several_are_shown_in_the_order_of_the_command_line(run: Run, book: Path) -> None:
    found = shown(run, "--scenario", f"{book}:best", "--scenario", f"{book}:base")
    assert [each["id"] for each in found] == ["best", "base"]


def test_a_file_whose_name_has_a_colon(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a:b.yaml"
    path.write_text(BOOK, encoding="utf-8")
    assert len(shown(run, "--scenario", str(path))) == 3
    assert [each["id"] for each in shown(run, "--scenario", f"{path}:best")] == ["best"]


def test_the_command_line_goes_on_top(run: Run, book: Path) -> None:
    for scenario in shown(run, "--scenario", str(book), "--set", "hnte=1%"):
        assert ends(scenario)["hnte"] == pytest.approx(186 * 1.01**5)
    # even a theme on the command line counts more than an id in the file
    [one] = shown(run, "--scenario", f"{book}:base", "--set", "theme:innovators=1%")
    assert ends(one)["hnte"] == pytest.approx(186 * 1.01**5)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_side_by_side(run: Run, book: Path, language: str, form: str) -> None:
    here = ("--plan", ".", "--lang", language, "--scenario", str(book), "--format", form)
    text = run("whatif", *here).stdout
    names = ("Baseline case", "Trend") if language == "en" else ("基准", "趋势")
    for piece in (*names, "slower", "Best", "328", "463", "670", "≥ 500"):
        assert piece in text
    assert ("The college opens in time" if language == "en" else "学院按时建成") in text


def test_csv_names_the_scenario(run: Run, book: Path) -> None:
    lines = run("whatif", *REAL, "--scenario", str(book), "--format", "csv").stdout.splitlines()
    assert {line.split(",")[0] for line in lines[1:]} == {"base", "slower", "best"}


@pytest.mark.parametrize(
    "arguments",
    [("--grid", "gdp=1%:2%:1%", "--show", "rd_intensity"), ("--sensitivity", "rd_intensity")],
)
def test_one_at_a_time(run: Run, book: Path, arguments: tuple[str, ...]) -> None:
    result = run("whatif", *REAL, "--scenario", str(book), *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "one scenario at a time" in result.stderr


# --- what is wrong in a file ------------------------------------------------------------------
# text below `scenarios:` -> line, column and words of every finding
WRONG = {
    "a key": (
        "  - id: a\n    chnges: [hnte=12%]\n",
        [(4, 5, "JY101 there is no key chnges"), (4, 5, "Did you mean changes?")],
    ),
    "plain": ("  - id: a\n    changes: [hnte=12]\n", [(4, 20, "JY701 “12”")]),
    "in quotes": ("  - id: a\n    changes: ['hnte=12']\n", [(4, 21, "JY701 “12”")]),
    "a list of lines": (
        '  - id: a\n    changes:\n      - gdp=5%\n      - "hnte = 12x%"\n',
        [(6, 17, "JY701 “12x%”")],
    ),
    "after wide characters": (
        "  - id: a\n    changes: [gdp=5%, 'hnte＝增长']\n",
        [(4, 29, "JY701 “增长”")],
    ),
    "folded": (
        "  - id: a\n    changes:\n      - >-\n        hnte =\n        12\n",
        [(5, 9, "JY701 “12”")],
    ),
    "escaped quotes": (
        "  - id: a\n    changes: ['hnte=''5%']\n",
        [(4, 15, "JY701 “'5%”")],
    ),
    "an id": (
        "  - id: a\n    changes: [hntee=12%]\n",
        [(4, 15, "JY702 the plan has no “hntee”, is it hnte?")],
    ),
    "a theme": (
        "  - id: a\n    changes: ['theme:inovators=12%']\n",
        [(4, 22, "JY702 the plan has no “inovators”, is it innovators?")],
    ),
    "a rate": ("  - id: a\n    changes: [hnte=-120%]\n", [(4, 20, "JY703 “-120%”")]),
    "a year": ("  - id: a\n    changes: [hnte@2031=4]\n", [(4, 20, "JY703 “2031”")]),
    "two ways": (
        "  - id: a\n    changes: [hnte=1%, hnte=2%]\n",
        [(4, 24, "JY704 hnte contradicts “hnte=1%”")],
    ),
    "points": ("  - id: a\n    changes: [hnte=+1pp]\n", [(4, 20, "JY705 hnte cannot follow")]),
    "a name twice": (
        "  - id: a\n  - id: b\n  - id: a\n",
        [(5, 9, "JY708 scenario a: its name is taken")],
    ),
    "an unknown parent": (
        "  - id: base\n  - id: b\n    extends: bas\n",
        [(5, 14, "JY708 scenario b: extends names no scenario of the file, is it base?")],
    ),
    "itself as its parent": (
        "  - id: a\n    extends: a\n",
        [(4, 14, "JY708 scenario a: extends runs in a circle")],
    ),
    "a circle of three": (
        "  - id: a\n    extends: b\n  - id: b\n    extends: c\n  - id: c\n    extends: a\n",
        [(4, 14, "JY708 scenario a"), (6, 14, "JY708 scenario b"), (8, 14, "JY708 scenario c")],
    ),
    "everything at once": (
        "  - id: a\n    changes: [hnte=12, gdp=]\n    extends: zz\n  - id: a\n",
        [
            (4, 20, "JY701 “12”"),
            (4, 28, "JY701 "),
            (5, 14, "JY708 scenario a: extends names no scenario"),
            (6, 9, "JY708 scenario a: its name is taken"),
        ],
    ),
    "a share": ("  - id: a\n    persistence: 2\n", [(4, 18, "JY117 2 is out of range")]),
    "a number for a change": ("  - id: a\n    changes: [12]\n", [(4, 15, "JY")]),
    "a bad name": ("  - id: A b\n", [(3, 9, "JY")]),
}


@pytest.mark.parametrize(("body", "findings"), WRONG.values(), ids=WRONG)
def test_findings(
    run: Run, tmp_path: Path, body: str, findings: list[tuple[int, int, str]]
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(f"schema: 1\nscenarios:\n{body}", encoding="utf-8")
    result = run("whatif", *REAL, "--scenario", str(path))
    assert (result.returncode, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert len(lines) - 1 == len({(line, column) for line, column, _ in findings})
    for line, column, words in findings:
        [said] = [each for each in lines if each.startswith(f"{path}:{line}:{column}: ")]
        assert words in said
    chinese = run("whatif", "--plan", ".", "--lang", "zh", "--scenario", str(path))
    assert len(chinese.stderr.splitlines()) == len(lines)
    assert not chinese.stderr.isascii()


def test_a_finding_has_a_caret_on_a_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    text = "schema: 1\nscenarios:\n  - id: a\n    changes: [hnte=12]\n"
    path.write_text(text, encoding="utf-8")
    result = run("whatif", *REAL, "--scenario", str(path), terminal=True, env={"NO_COLOR": "1"})
    lines = result.stderr.splitlines()
    source, carets = lines[-3:-1]
    assert source.endswith("    changes: [hnte=12]")
    assert carets.index("^") - source.index("changes") == len("changes: [hnte=")
    assert carets.count("^") == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "JY009"),
        ("schema: 1\nscenarios:\n", "JY107"),
        ("schema: 1\n", "JY10"),
        ("a: [", "JY006"),
    ],
)
def test_files_that_are_none(run: Run, tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "none.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("whatif", *REAL, "--scenario", str(path))
    assert result.returncode in {1, 3}
    assert code in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_file_without_scenarios(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("schema: 1\nscenarios: []\n", encoding="utf-8")
    result = run("whatif", *REAL, "--scenario", str(path), "--format", form)
    assert result.returncode in {0, 1, 2}
    assert "internal error" not in result.stderr


def test_a_file_that_is_not_there(run: Run) -> None:
    result = run("whatif", *REAL, "--scenario", "nowhere.yaml")
    assert (result.returncode, result.stdout) == (3, "")
    assert "nowhere.yaml" in result.stderr


def test_an_unknown_name(run: Run, book: Path) -> None:
    result = run("whatif", *REAL, "--scenario", f"{book}:bets")
    assert (result.returncode, result.stdout) == (2, "")
    assert "has no scenario “bets”; did you mean best?" in result.stderr
    assert "There are: base Baseline case, slower, best" in result.stderr


@pytest.mark.parametrize("pair", ["[hnte, nope]", "[hnte, hnte]"])
def test_correlations_of_what_there_is_not(run: Run, tmp_path: Path, pair: str) -> None:
    path = tmp_path / "ties.yaml"
    path.write_text(
        "schema: 1\nscenarios:\n  - id: a\n    changes: [hnte=8%..20%]\n"
        f"    correlations: [{{ids: {pair}, value: 0.5}}]\n",
        encoding="utf-8",
    )
    result = run("whatif", *REAL, "--scenario", str(path), "--draws", "100")
    assert (result.returncode, result.stdout) == (1, "")
    assert ":5:" in result.stderr


def test_findings_of_the_command_line_beside_a_file(run: Run, book: Path) -> None:
    result = run("whatif", *REAL, "--scenario", str(book), "--set", "hntee=5%")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("JY702") == 1
    assert result.stderr.startswith("--set:1:1: error JY702")


def test_a_slip_in_a_file_is_a_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "slip.yaml"
    text = "schema: 1\nscenarios:\n  - id: a\n    changes: [hnte=1200%]\n"
    path.write_text(text, encoding="utf-8")
    result = run("whatif", *REAL, "--scenario", str(path))
    assert result.returncode == 0
    assert f"{path}:4:20: warning JY707 1200 %" in result.stderr


# --- --save -----------------------------------------------------------------------------------
def saved(run: Run, path: Path, *changes: str, name: str = "mine") -> CompletedProcess[str]:
    given = [part for change in changes for part in ("--set", change)]
    return run("whatif", *REAL, *given, "--save", name, str(path))


def test_save_makes_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    result = saved(run, path, "hnte=15%", "rd_expenditure = 10% cap 40")
    assert (result.returncode, result.stderr) == (0, "")
    assert path.read_text("utf-8") == (
        "schema: 1\nscenarios:\n  - id: mine\n    changes:\n      - 'hnte=15%'\n"
        "      - 'rd_expenditure = 10% cap 40'\n"
    )
    [found] = shown(run, "--scenario", str(path))
    direct = shown(run, "--set", "hnte=15%", "--set", "rd_expenditure = 10% cap 40")
    assert found["indicators"] == direct[0]["indicators"]


ITEM = "{0}- id: mine\n{0}  changes:\n{0}    - 'hnte=15%'\n"
# what stands in the file, and what comes after it
BOOKS = {
    "comments": (BOOK + "  # the end\n", ""),
    "no last line break": (BOOK.rstrip("\n"), ""),
    "blank lines": (BOOK + "\n\n", ""),
    "not indented": ("schema: 1\nscenarios:\n- id: a\n  changes: [hnte=1%]\n", ""),
    "indented by four": ("schema: 1\nscenarios:\n    - id: a\n      changes: [hnte=1%]\n", ""),
    "a comment at the key": ("schema: 1\nscenarios: # ours\n  - id: a\n", ""),
    "a key behind": ("scenarios:\n  - id: a\n    changes: [hnte=1%]\n", "schema: 1\n"),
    "a comment and a key behind": ("scenarios:\n  - id: a\n# ours\n", "schema: 1\n"),
    "the end of the document": ("schema: 1\nscenarios:\n  - id: a\n", "...\n"),
    "a block": (
        "schema: 1\nscenarios:\n  - id: a\n    changes:\n      - >-\n        hnte=1%\n",
        "",
    ),
    "Chinese": ("schema: 1\nscenarios:\n  - id: a\n    title: 情景甲 # 注\n", ""),
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "after"), BOOKS.values(), ids=BOOKS)
def test_save_appends(run: Run, tmp_path: Path, before: str, after: str, end: str) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes((before + after).replace("\n", end).encode())
    result = saved(run, path, "hnte=15%")
    assert (result.returncode, result.stderr) == (0, "")
    indent = next(line for line in before.splitlines() if line.lstrip().startswith("- "))
    item = ITEM.format(indent.partition("-")[0])
    whole = before if before.endswith("\n") else f"{before}\n"
    assert path.read_bytes().decode() == (whole + item + after).replace("\n", end)
    [one] = shown(run, "--scenario", f"{path}:mine")
    assert ends(one)["hnte"] == pytest.approx(186 * 1.15**5)


def test_save_twice(run: Run, book: Path) -> None:
    assert saved(run, book, "hnte=15%").returncode == 0
    assert saved(run, book, "hnte=16%", name="other").returncode == 0
    assert [each["id"] for each in shown(run, "--scenario", str(book))] == [
        *("base", "slower", "best", "mine", "other"),
    ]
    assert book.read_text("utf-8").startswith(BOOK)


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("best", ["hnte=15%"], "has a scenario best already"),
        ("Best", ["hnte=15%"], "names are lower-case letters"),
        ("a b", ["hnte=15%"], "names are lower-case letters"),
        ("", ["hnte=15%"], "names are lower-case letters"),
        ("mine\n", ["hnte=15%"], "names are lower-case letters"),
        ("mine", [], "nothing to save"),
        ("mine", ["hnte=15"], "JY701"),
        ("mine", ["hntee=15%"], "JY702"),
        ("mine", ["manufacturing_hnte=15%"], "JY705"),
    ],
)
def test_what_is_not_saved(run: Run, book: Path, name: str, changes: list[str], words: str) -> None:
    before = book.read_bytes()
    result = saved(run, book, *changes, name=name)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "schema: 1\nscenarios: []\n",
        "schema: 1\nscenarios: [{id: a, changes: [hnte=1%]}]\n",
        '{"schema": 1, "scenarios": [{"id": "a"}]}\n',
    ],
)
def test_lists_in_one_line_stay_as_they_are(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(text, encoding="utf-8")
    result = saved(run, path, "hnte=15%")
    assert (result.returncode, result.stdout) == (2, "")
    assert "nothing can be appended" in result.stderr
    assert path.read_text("utf-8") == text


def test_a_wrong_file_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    text = "schema: 1\nscenarios:\n  - id: a\n    changes: [hnte=12]\n"
    path.write_text(text, encoding="utf-8")
    result = saved(run, path, "hnte=15%")
    assert (result.returncode, result.stdout) == (1, "")
    assert path.read_text("utf-8") == text


def test_where_nothing_can_be_written(run: Run, tmp_path: Path) -> None:
    result = saved(run, tmp_path / "no" / "such.yaml", "hnte=15%")
    assert (result.returncode, result.stdout) == (2, "")
    assert "cannot write" in result.stderr


def test_a_run_that_fails_saves_nothing(run: Run, tmp_path: Path) -> None:
    """Else the same command, with its folder made, is refused: the name is taken."""
    path = tmp_path / "new.yaml"
    given = ("--set", "hnte=15%", "--save", "mine", str(path))
    result = run("whatif", *REAL, *given, "--output", str(tmp_path / "no" / "such.txt"))
    assert result.returncode == 2
    assert not path.exists()


@pytest.mark.parametrize("change", ["hnte = trend +10%", "hnte＝１５％", "  hnte=15%  ", "hz_*=5%"])
def test_what_is_saved_is_read_as_it_was_written(run: Run, tmp_path: Path, change: str) -> None:
    path = tmp_path / "kept.yaml"
    assert saved(run, path, change).returncode == 0
    [found] = shown(run, "--scenario", str(path))
    [direct] = shown(run, "--set", change)
    assert found["assumed"] == direct["assumed"]
    assert found["indicators"] == direct["indicators"]
