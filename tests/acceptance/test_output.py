"""What is written where: colour, files whole or not at all, spreadsheets, odd texts."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

FICTIONAL = "tests/acceptance/submissions"
ESCAPE = "\x1b["
HERE = ("--plan", ".")
ODD = """\
schema: 1
plan: {id: odd, name: "[bold]计划[/bold] :smile:", baseline_year: 2020, end_year: 2025}
themes: [{id: all, name: "[red]主题"}]
scopes: [{id: city, name: 全市}]
indicators:
  - id: equals
    name: "=HYPERLINK(1) [bold]x[/bold] :smile:"
    unit: "@家"
    kind: stock
    scope: city
    theme: all
    precision: 1
    target: {operator: ">=", value: 200, year: 2025}
  - id: minus
    name: "-1+2 | *a* _b_ `c` <i>"
    unit: "+x"
    kind: stock
    scope: city
    theme: all
    precision: 1
    target: {operator: ">=", value: 200, year: 2025}
    note: "[link=x]note[/link]"
"""


@pytest.fixture
def odd(tmp_path: Path) -> str:
    (tmp_path / "targets.yaml").write_text(ODD, encoding="utf-8")
    (tmp_path / "baselines.yaml").write_text(
        "schema: 1\nbaselines: [{id: equals, value: -5, year: 2020}]\n", encoding="utf-8"
    )
    return str(tmp_path)


# colour


def test_piped_output_has_no_colour(run: Run) -> None:
    assert ESCAPE not in run("status", FICTIONAL, *HERE).stdout


def test_a_terminal_has_colour(run: Run) -> None:
    shown = run("status", FICTIONAL, *HERE, terminal=True, env={"TERM": "xterm"}).stdout
    assert ESCAPE in shown
    # Colour adds nothing that the words do not say.
    words = re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()
    plain = run("status", FICTIONAL, *HERE).stdout.splitlines()
    assert [line.rstrip() for line in words] == plain


COLOURED = [
    ((), {"TERM": "xterm"}, True),
    (("--color", "always"), {}, False),
    (("--color", "always"), {"NO_COLOR": "1"}, False),
    ((), {"FORCE_COLOR": "1"}, False),
    ((), {"NO_COLOR": "", "TERM": "xterm"}, True),
]
PLAIN = [
    ((), {"NO_COLOR": "1", "TERM": "xterm"}, True),
    ((), {"TERM": "dumb"}, True),
    (("--color", "never"), {"TERM": "xterm"}, True),
    ((), {}, False),
    ((), {"FORCE_COLOR": "0"}, False),
]


@pytest.mark.parametrize(
    ("asked", "coloured"),
    [*((asked, True) for asked in COLOURED), *((asked, False) for asked in PLAIN)],
)
@pytest.mark.parametrize("command", [("status", FICTIONAL), ("show", "hnte", FICTIONAL)])
def test_colour_as_asked(
    run: Run,
    command: tuple[str, ...],
    asked: tuple[tuple[str, ...], dict[str, str], bool],
    *,
    coloured: bool,
) -> None:
    arguments, env, terminal = asked
    shown = run(*command, *HERE, *arguments, terminal=terminal, env=env).stdout
    assert (ESCAPE in shown) is coloured


def test_files_and_data_are_never_coloured_unasked(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    run("status", *HERE, "--output", str(out), terminal=True, env={"TERM": "xterm"})
    assert ESCAPE not in out.read_text(encoding="utf-8")
    for form in ("json", "csv", "markdown"):
        asked = ("--format", form, "--color", "always")
        assert ESCAPE not in run("status", *HERE, *asked).stdout


# files


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_file_holds_what_stdout_would(run: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    result = run("status", *HERE, "--format", form, "--output", str(out))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    expected = run("status", *HERE, "--format", form).stdout
    assert out.read_bytes().decode("utf-8") == expected


def test_a_file_is_utf_8_whatever_the_terminal_writes(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    asked = ("--lang", "zh", "status", *HERE)
    run(*asked, "--output", str(out), encoding="ascii")
    assert out.read_text(encoding="utf-8") == run(*asked).stdout


@pytest.mark.parametrize("broken", ["replace", "write"])
def test_a_file_is_written_whole_or_not_at_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    out = folder / "out.json"
    out.write_text("what was there", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "replace":
        monkeypatch.setattr(os, "replace", fail)
        monkeypatch.setattr(os, "rename", fail)
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, "fdopen", fail)
    result = run("--lang", "en", "status", *HERE, "--format", "json", "--output", str(out))
    monkeypatch.undo()
    assert result.returncode == 2
    assert result.stdout == ""
    assert "the disk is full" in result.stderr
    assert "Traceback" not in result.stderr
    assert out.read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in folder.iterdir()] == ["out.json"]


def test_nothing_is_written_where_something_is_wrong(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = run("status", "--plan", str(tmp_path / "nowhere"), "--output", str(out))
    assert result.returncode == 3
    assert not out.exists()


def test_missing_folder(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "out.json"
    result = run("--lang", "en", "status", *HERE, "--output", str(out))
    assert result.returncode == 2
    assert str(out) in result.stderr
    assert not out.parent.exists()


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    result = run("--lang", "en", "status", *HERE, "--output", str(tmp_path))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_rights_of_a_file_are_kept(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    run("status", *HERE, "--output", str(out))
    assert out.stat().st_mode & 0o777 == 0o640
    new = tmp_path / "new.json"
    before = os.umask(0o027)
    try:
        run("status", *HERE, "--output", str(new))
    finally:
        os.umask(before)
    assert new.stat().st_mode & 0o777 == 0o640


def test_a_link_keeps_pointing_at_what_is_written(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    run("status", *HERE, "--format", "json", "--output", str(link))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("{")


# spreadsheets


@pytest.mark.parametrize("command", ["status", "path"])
def test_excel(run: Run, tmp_path: Path, command: str) -> None:
    plain = run(command, *HERE, "--format", "csv").stdout
    assert not plain.startswith("\ufeff")
    assert run(command, *HERE, "--format", "csv", "--excel").stdout == "\ufeff" + plain
    out = tmp_path / "out.csv"
    run(command, *HERE, "--format", "csv", "--excel", "--output", str(out))
    assert out.read_bytes() == b"\xef\xbb\xbf" + plain.encode()


def test_csv_has_one_row_an_indicator(run: Run) -> None:
    text = run("status", FICTIONAL, *HERE, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 36
    hnte = next(row for row in rows if row["id"] == "hnte")
    assert hnte["required_compound_rate"].startswith("0.218684849")
    assert hnte["latest"] == "320.0"
    assert hnte["status"] == "behind"
    assert all(None not in row and None not in row.values() for row in rows)


# what a target says, and what CSV says of it: target, operator, ends, year
TARGETS: list[tuple[Mapping[str, object], str]] = [
    ({"operator": ">=", "value": 200, "year": 2025}, "200.0,>=,,,2025,firm,false"),
    ({"operator": ">", "value": 200, "year": 2025}, "200.0,>,,,2025,firm,false"),
    ({"minimum": 200, "year": 2025}, "200.0,>=,200.0,,2025,firm,false"),
    ({"minimum": 200, "maximum": 220, "year": 2025}, "200.0,range,200.0,220.0,2025,firm,false"),
    ({"operator": ">=", "value": 9, "year": "every"}, "9.0,>=,,,every,firm,false"),
    (
        {"operator": ">=", "value": 200, "commitment": "aspirational", "approximate": True},
        "200.0,>=,,,,aspirational,true",
    ),
    (
        {"operator": ">", "value": 200, "revisions": [{"decided_in": 2023, "value": 180}]},
        "180.0,>,,,,firm,false",
    ),
    (
        {"operator": ">", "value": 200, "revisions": [{"decided_in": 2023, "minimum": 180}]},
        "180.0,>=,180.0,,,firm,false",
    ),
    ({"operator": "<=", "value": 2, "year": 2025}, "2.0,<=,,,2025,firm,false"),
    ({"operator": "<", "value": 2, "year": 2025}, "2.0,<,,,2025,firm,false"),
    ({"maximum": 2, "year": 2025}, "2.0,<=,,2.0,2025,firm,false"),
    ({"minimum": 1, "maximum": 2, "year": 2025}, "2.0,range,1.0,2.0,2025,firm,false"),
]


@pytest.mark.parametrize(("target", "expected"), TARGETS, ids=str)
def test_csv_says_what_a_target_says(
    run: Run, tmp_path: Path, target: Mapping[str, object], expected: str
) -> None:
    down = expected.startswith("2.0")
    kind = "annual_floor" if target.get("year") == "every" else "stock"
    entry = {"id": "it", "kind": kind, "direction": "decrease" if down else "increase"}
    for obligation in ("binding", "expected", None):
        own = {} if obligation is None else {"obligation": obligation}
        options = fictional.plan(tmp_path / "plan", [{**entry, **own, "target": target}])
        text = run("status", *options, "--format", "csv").stdout
        (row,) = csv.DictReader(io.StringIO(text))
        keys = ("", "_operator", "_minimum", "_maximum", "_year", "_commitment", "_approximate")
        assert ",".join(row[f"target{key}"] for key in keys) == expected
        assert (row["direction"], row["obligation"]) == (entry["direction"], obligation or "")
    chosen = run("status", *options, "--format", "csv", "--columns", "id,target").stdout
    assert chosen.splitlines()[1] == f"it,{expected}"


def test_no_cell_is_a_formula(run: Run, odd: str) -> None:
    text = run("status", "--plan", odd, "--format", "csv").stdout
    first, second = csv.DictReader(io.StringIO(text))
    assert first["name"].startswith("'=")
    assert first["unit"] == "'@家"
    assert second["name"].startswith("'-1")
    assert second["unit"] == "'+x"
    # Figures stay figures.
    assert first["baseline"] == "-5.0"
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not re.match(r"[=@\t\r]|[-+](?!\d+(\.\d+)?(e-?\d+)?$)", cell), cell


def test_no_cell_of_a_path_is_a_formula(run: Run, odd: str) -> None:
    text = run("path", "--plan", odd, "--format", "csv").stdout
    assert "equals,2020,-5.0" in text


# odd texts


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("status", "--wide"), ("show", "equals"), ("path",), ("show", "minus")],
)
@pytest.mark.parametrize("colour", ["always", "never"])
def test_markup_is_text(run: Run, odd: str, arguments: tuple[str, ...], colour: str) -> None:
    asked = ("--lang", "en", *arguments, "--plan", odd, "--color", colour)
    shown = re.sub(r"\x1b\[[\d;]*m", "", run(*asked, env={"COLUMNS": "140"}).stdout)
    if "minus" in arguments:
        assert "[link=x]note[/link]" in shown
    else:
        assert "[bold]x[/bold] :smile:" in shown
    if arguments[0] != "path":
        assert "[red]主题" in shown


@pytest.mark.parametrize("command", ["status", "path"])
def test_markdown_is_not_bent_by_names(run: Run, odd: str, command: str) -> None:
    text = run("--lang", "en", command, "--plan", odd, "--format", "markdown").stdout
    rows = [line for line in text.splitlines() if line.startswith("|")]
    bars = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert len(bars) == 1
    assert re.findall(r"(?<!\\)<i>|(?<!\\)\*a|(?<!\\)_b", text) == []


# words and languages


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "指标"),
        ({"LANG": "en_GB.UTF-8"}, "Indicator"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "Indicator"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "指标"),
        ({}, "Indicator"),
    ],
)
def test_language_of_the_locale(run: Run, environment: dict[str, str], word: str) -> None:
    assert word in run("status", *HERE, env=environment).stdout
    other = "en" if word == "指标" else "zh"
    assert word not in run("status", *HERE, "--lang", other, env=environment).stdout


@pytest.mark.parametrize("place", ["before", "after"])
def test_language_wherever_it_stands(run: Run, place: str) -> None:
    asked = ("--lang", "zh", "status") if place == "before" else ("status", "--lang=zh")
    assert "指标" in run(*asked, *HERE).stdout


SEEN = "tests/acceptance/submissions"


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize(
    "columns", ["id,name,baseline,latest,target,gap,status", "name,gap,projection,catch_up,lead"]
)
def test_columns_that_were_asked_for_are_all_there(run: Run, columns: str, width: int) -> None:
    arguments = ("--lang", "en", "status", SEEN, "--plan", ".", "--columns", columns)
    told = run(*arguments, env={"COLUMNS": str(width)}).stdout
    titles = {"gap": "Gap", "status": "Status", "projection": "At pace 2025", "lead": "Lead (yr)"}
    for key in columns.split(","):
        assert titles.get(key, "") in told
    # no word is broken
    assert {"technology", "enterprises", "incubators"} <= set(re.findall(r"\w+", told))
    if "status" in columns:
        assert "▲ ahead" in told


@pytest.mark.parametrize("width", [60, 80])
def test_the_last_year_is_told_where_its_column_has_no_room(run: Run, width: int) -> None:
    """Also of a quantity without a target, which has nothing else to show."""
    arguments = ("--lang", "en", "whatif", "--plan", ".", "--until", "2030", "--set", "gdp=5%")
    told = run(*arguments, env={"COLUMNS": str(width)}).stdout
    # 2133 × 1.05^10
    assert re.search(r"\b3474\b", told)
    assert "2030" in told


def test_what_has_no_value_has_no_row(run: Run) -> None:
    arguments = ("--lang", "en", "whatif", "--plan", ".", "--set", "*=10%", "-f", "markdown")
    told = run(*arguments).stdout
    rows = [line.split(" | ")[1:] for line in told.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 10
    assert all(re.search(r"\d", " ".join(cells)) for cells in rows)
    assert "not worked out: " in told


def test_path_shows_what_was_reported(run: Run, tmp_path: Path) -> None:
    where = fictional.plan(
        tmp_path / "plan", [{"id": "q", "baseline": 100}], submissions={2022: {"q": 123}}
    )
    told = run("path", *where).stdout.splitlines()
    assert [line.split() for line in told if "observed" in line] == [
        ["q", "(items)", "observed", "123"]
    ]
