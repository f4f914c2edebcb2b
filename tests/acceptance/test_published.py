"""What somebody official said, beside ours: counted, compared, explained, and absent without it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.engine.rules.statcan import CARD
from jyplan.plan.files import VERDICTS
from jyplan.plan.loading import load_plan
from jyplan.plan.plan import Origin
from jyplan.plan.verdicts import VerdictsFile
from jyplan.statuses import KINDS
from jyplan.texts.rules import RULES
from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
CANADA = ROOT / "examples/canada"
CHINA = ("--plan", "examples/china-high-value-patents")
# From 100 in 2020 to 200 in 2025: 40 % of the way are due by the end of 2022.
VALUES = {"late": 126.0, "even": 140.0, "done": 210.0, "back": 90.0, "quick": 160.0, "worse": 205.0}
CLASSES = {
    "early": {"status": "achieved", "words": {"zh": "提前实现", "en": "achieved early"}},
    "faster": {"status": "ahead", "words": {"zh": "快于预期", "en": "faster than expected"}},
    "expected": {
        "status": "on_track",
        "words": {"zh": "基本符合预期", "en": "broadly as expected"},
    },
    "lagging": {"status": "behind", "words": {"zh": "滞后", "en": "lagging"}},
}
OFFICE = {"zh": "发展改革委", "en": "Planning Commission"}
NOTE = {"zh": "年初受灾。", "en": "There was a flood."}
VERDICTS_OF_2022 = {
    "late": {"class": "expected", "note": NOTE},
    "even": "expected",
    "done": "faster",
    "back": "lagging",
    "unknown": "lagging",
    "worse": "early",
}
COMPARED = {"late": False, "even": True, "done": False, "back": True, "worse": True}


def publication(year: int, verdicts: Mapping[str, Any], by: object = OFFICE) -> dict[str, Any]:
    source = {"document": {"zh": "中期评估", "en": "Mid-term review"}, "section": "2"}
    return {"year": year, "by": by, "source": source, "classes": CLASSES, "verdicts": verdicts}


def plan(folder: Path, *publications: dict[str, Any]) -> tuple[str, ...]:
    indicators = [
        {"id": name, "name": {"zh": f"量{name}", "en": name.capitalize()}, "baseline": 100}
        for name in (*VALUES, "unknown")
    ]
    submissions = {2021: {"worse": 207.0}, 2022: VALUES}
    arguments = fictional.plan(folder, indicators, submissions=submissions)
    if publications:
        document = {"schema": 1, "published": list(publications)}
        (folder / VERDICTS).write_text(json.dumps(document), encoding="utf-8")
    return arguments[:2]


def document(run: Run, *arguments: str) -> Any:  # noqa: ANN401 JSON
    result = run(*arguments, "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(result.stdout)


def folded(screen: str) -> str:
    """A screen without the ends of its lines."""
    return re.sub(r"\s+", " ", screen)


# JSON and CSV


def test_verdicts_stand_beside_ours(run: Run, tmp_path: Path) -> None:
    arguments = plan(tmp_path / "plan", publication(2022, VERDICTS_OF_2022))
    found = document(run, "status", *arguments)
    published = {item["id"]: item["published"] for item in found["indicators"]}
    assert published["late"] == {
        "year": 2022,
        "by": OFFICE,
        "words": CLASSES["expected"]["words"],
        "status": "on_track",
        "note": NOTE,
        "source": {
            "document": {"zh": "中期评估", "en": "Mid-term review"},
            "section": "2",
            "wording": None,
        },
        "alike": False,
    }
    assert published["quick"] is None
    # without a value there is nothing to compare with
    assert published["unknown"]["alike"] is None
    alike = {name: told["alike"] for name, told in published.items() if told}
    assert alike == {**COMPARED, "unknown": None}
    assert found["summary"]["published"] == {"compared": 5, "alike": 3}
    assert found["schema_version"] == 1
    shown = document(run, "show", "late", *arguments)
    assert shown["indicator"]["published"] == published["late"]
    assert shown["summary"]["published"] == {"compared": 5, "alike": 3}


def test_columns_of_csv(run: Run, tmp_path: Path) -> None:
    arguments = plan(tmp_path / "plan", publication(2022, VERDICTS_OF_2022))
    text = run("--lang", "zh", "status", *arguments, "--format", "csv").stdout
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    keys = ("published_status", "published_words", "published_year")
    assert [rows["late"][key] for key in keys] == ["on_track", "基本符合预期", "2022"]
    assert [rows["quick"][key] for key in keys] == ["", "", ""]


# which verdict counts


@pytest.mark.parametrize(
    ("as_of", "words"),
    [("2020", None), ("2021", "lagging"), ("2022", "faster than expected"), ("2023", "lagging")],
)
def test_the_newest_that_looks_no_further_counts(
    run: Run, tmp_path: Path, as_of: str, words: str | None
) -> None:
    told = [
        publication(2023, {"even": "lagging"}),
        publication(2021, {"even": "lagging"}),
        publication(2022, {"even": "faster"}, "Auditor"),
        publication(2024, {"late": "lagging"}),
    ]
    arguments = plan(tmp_path / "plan", *told)
    items = document(run, "status", *arguments, "--as-of", as_of)["indicators"]
    published = next(item["published"] for item in items if item["id"] == "even")
    assert (published and published["words"]["en"]) == words


def test_the_classes_are_ours_that_say_where_something_stands() -> None:
    schema = VerdictsFile.model_json_schema(by_alias=True)
    told = schema["$defs"]["PublishedClass"]["properties"]["status"]["enum"]
    assert set(told) == {kind.code for kind in KINDS if kind.stands is not None}


@pytest.mark.parametrize(
    ("theirs", "alike"),
    [
        ("achieved", {"done", "worse"}),
        ("achieved_worsening", {"done", "worse"}),
        ("ahead", {"quick"}),
        ("on_track", {"even"}),
        ("behind", {"late", "back"}),
        ("regressing", {"late", "back"}),
        ("missed", {"late", "back"}),
    ],
)
def test_what_is_alike(run: Run, tmp_path: Path, theirs: str, alike: set[str]) -> None:
    told = publication(2022, dict.fromkeys([*VALUES, "unknown"], "one"))
    told["classes"] = {"one": {"status": theirs, "words": "As they say"}}
    found = document(run, "status", *plan(tmp_path / "plan", told))
    items = [item for item in found["indicators"] if item["published"]["alike"]]
    assert {item["id"] for item in items} == alike
    assert found["summary"]["published"] == {"compared": 6, "alike": len(alike)}


# screens

SAID = {
    "en": [
        "≠ Late: official “broadly as expected”, by schedule behind: 26 % covered, 40 % due",
        "There was a flood.",
        "≠ Done: official “faster than expected”, by schedule achieved early",
        ": 210 items in 2022, target ≥ 200 items",
        "official verdicts: Planning Commission (2022)",
        "official: 5 indicators, 3 alike",
    ],
    "zh": [
        "≠ 量late：官方“基本符合预期”，按序时进度滞后：已走 26 %，应走 40 %",
        "年初受灾。",
        "≠ 量done：官方“快于预期”，按序时进度提前完成：2022 年为 210 items，目标 ≥ 200 items",
        "官方结论：发展改革委（2022 年）",
        "官方 5 项，3 项一致",
    ],
}


@pytest.mark.parametrize("layout", [(), ("--wide",), ("-f", "markdown")], ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_status_says_both(run: Run, tmp_path: Path, language: str, layout: tuple[str, ...]) -> None:
    arguments = plan(tmp_path / "plan", publication(2022, VERDICTS_OF_2022))
    result = run("--lang", language, "status", *arguments, *layout, env={"COLUMNS": "140"})
    assert (result.returncode, result.stderr) == (0, "")
    shown = folded(result.stdout.replace("\\<", "<"))
    for line in SAID[language]:
        assert line in shown, line
    # two differ, each marked where its verdict stands and explained below
    assert shown.count("≠") == 4
    assert ("官方" if language == "zh" else "Official") in shown


def test_a_verdict_of_another_year_says_so(run: Run, tmp_path: Path) -> None:
    arguments = plan(tmp_path / "plan", publication(2021, {"late": "expected"}))
    shown = folded(run("--lang", "en", "status", *arguments, env={"COLUMNS": "140"}).stdout)
    assert "○ broadly as expected (2021) ≠" in shown
    assert "official “broadly as expected” for 2021, by schedule behind" in shown
    assert "official: 1 indicator, 0 alike" in shown


def test_show_has_words_source_and_note(run: Run, tmp_path: Path) -> None:
    arguments = plan(tmp_path / "plan", publication(2022, VERDICTS_OF_2022))
    shown = run("--lang", "en", "show", "late", *arguments, env={"COLUMNS": "140"}).stdout
    lines = shown.partition("  Status ")[2].splitlines()
    assert [line.split(maxsplit=1) for line in lines[1:4]] == [
        ["Official", "○ broadly as expected (Planning Commission, 2022, Mid-term review, 2)"],
        ["≠", "official “broadly as expected”, by schedule behind: 26 % covered, 40 % due"],
        ["Note", "There was a flood."],
    ]
    assert "Official" not in run("--lang", "en", "show", "quick", *arguments).stdout


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (("disagreeing",), {"late", "done"}),
        (("不一致",), {"late", "done"}),
        (("disagreeing", "regressing"), {"late", "done", "back"}),
    ],
)
def test_only_what_differs(
    run: Run, tmp_path: Path, asked: tuple[str, ...], kept: set[str]
) -> None:
    arguments = plan(tmp_path / "plan", publication(2022, VERDICTS_OF_2022))
    only = [part for each in asked for part in ("--only", each)]
    found = document(run, "status", *arguments, *only)
    assert {item["id"] for item in found["indicators"]} == kept
    assert found["summary"]["published"]["compared"] == len(kept)


def test_the_column_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    arguments = plan(tmp_path / "plan", publication(2022, VERDICTS_OF_2022))
    for key in ("published", "official", "官方"):
        shown = run("--lang", "en", "status", *arguments, "--columns", f"id,{key}").stdout
        assert re.search(r"^late +○ broadly as expected ≠$", shown, re.MULTILINE), key
        assert re.search(r"^quick +—$", shown, re.MULTILINE), key
    shown = run("--lang", "en", "status", *arguments, "--columns", "id,status").stdout
    assert "verdicts" not in shown
    assert "≠" not in shown
    refused = run("--lang", "en", "status", *arguments, "--columns", "publisht")
    assert refused.returncode == 2
    assert "did you mean published" in refused.stderr
    refused = run("--lang", "en", "status", *arguments, "--only", "disagreed")
    assert refused.returncode == 2
    assert "did you mean disagreeing" in refused.stderr


def test_ours_is_marked_only_where_it_is_shown(run: Run) -> None:
    """Beside rules, the verdict is not held against a status that nobody sees."""
    canada = ("status", "--plan", str(CANADA), "--lang", "en", "--columns", "id,published")
    for rules, marked in (((), 5), (("--rule", "statcan"), 0)):
        shown = run(*canada, *rules).stdout
        assert len(re.findall(r"^\w+ .* ≠$", shown, re.MULTILINE)) == marked


# without any


@pytest.mark.parametrize("given", [None, {"schema": 1, "published": []}])
@pytest.mark.parametrize(
    "asked", [("-f", "json"), ("-f", "csv"), ("-f", "markdown"), ("--wide",), ()], ids=str
)
def test_a_plan_without_verdicts_says_nothing_of_them(
    run: Run, tmp_path: Path, given: object, asked: tuple[str, ...]
) -> None:
    folder = tmp_path / "plan"
    arguments = plan(folder)
    before = run("--lang", "en", "status", *arguments, *asked)
    path = folder / VERDICTS
    path.write_text(json.dumps({"schema": 1, "published": [publication(2022, {"late": "early"})]}))
    assert run("--lang", "en", "status", *arguments, *asked).stdout != before.stdout
    if given is None:
        path.unlink()
    else:
        path.write_text(json.dumps(given))
    after = run("--lang", "en", "status", *arguments, *asked)
    assert (after.returncode, after.stdout, after.stderr) == (0, before.stdout, "")
    assert not re.search("publish|official", after.stdout, re.IGNORECASE)


def test_no_answer_takes_the_place_of_verdicts(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    arguments = plan(folder, publication(2022, VERDICTS_OF_2022))
    before = (folder / VERDICTS).read_bytes()
    for command in (("status", *arguments), ("check", str(folder))):
        refused = run(*command, "--format", "json", "-o", str(folder / VERDICTS))
        assert refused.returncode == 2, command
        assert (folder / VERDICTS).read_bytes() == before


# the examples


def test_canada_has_the_classes_that_its_office_published(run: Run) -> None:
    """The words are those of its rule, which gives each indicator the very class."""
    published = load_plan(Origin(CANADA, "option")).published
    said = RULES["statcan"].classes
    labels = {(said[each.code].label, each.common) for each in CARD.classes}
    told = {
        ((each.words.zh, each.words.en), each.status)
        for each in vars(published[0].classes).values()
    }
    assert told <= labels
    found = document(run, "status", "--plan", str(CANADA), "--rule", "statcan")
    for item in found["indicators"]:
        (verdict,) = item["verdicts"]
        words = tuple(item["published"]["words"][language] for language in ("zh", "en"))
        assert words == said[verdict["status"]].label, item["id"]
        assert item["published"]["year"] == item["latest"]["year"]
    assert found["summary"]["published"] == {"compared": 14, "alike": 9}


@pytest.mark.parametrize(
    ("as_of", "words", "ours"),
    [("2021", None, "on_track"), ("2023", "快于预期", "ahead"), ("2025", "超额完成", "achieved")],
)
def test_an_official_verdict_beside_ours(
    run: Run, as_of: str, words: str | None, ours: str
) -> None:
    (item,) = document(run, "status", *CHINA, "--as-of", as_of)["indicators"]
    assert item["status"] == ours
    assert (item["published"] and item["published"]["words"]["zh"]) == words
    assert item["published"] is None or item["published"]["alike"]


def test_the_example_of_the_documentation(run: Run, tmp_path: Path) -> None:
    """Its files make a plan in order, of which `status` says what stands there."""
    page = (ROOT / "docs/formats.md").read_text(encoding="utf-8").partition("\n## ")[0]
    for text, name in re.findall(r"```yaml\n(# (\S+)\n.*?)```", page, re.DOTALL):
        path = tmp_path / "my-plan" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert run("check", "--plan", "my-plan", cwd=tmp_path).returncode == 0
    ((command, printed),) = re.findall(r"```text\n\$ jyplan (.*?)\n(.*?)```", page, re.DOTALL)
    shown = run("--lang", "en", *command.split(), cwd=tmp_path)
    assert (shown.stdout, shown.stderr) == (printed, "")
