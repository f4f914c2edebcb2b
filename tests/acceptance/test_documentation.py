"""Help, schemas, completion and the generated documentation are what the program says."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml
from rich.cells import cell_len

from jyplan.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

Json: TypeAlias = Any
ROOT = Path(__file__).parents[2]
KINDS = ("targets", "baselines", "verdicts", "submission", "scenarios")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}


# help


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(run: Run, command: str, language: str, width: int) -> None:
    asked = ("--lang", language, *command.split(), "--help")
    result = run(*asked, env={"COLUMNS": str(width)})
    assert (result.returncode, result.stderr) == (0, "")
    page = result.stdout
    assert bool(CHINESE.search(page)) is (language == "zh")
    assert f"jyplan {command}".rstrip() in page
    # No key of a text that nobody wrote.
    assert not re.search(r"\b(option|argument|command|about)\.\w", page)
    assert [line for line in page.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_both_help_pages_name_the_same_options(run: Run, command: str) -> None:
    zh, en = (
        set(
            re.findall(
                r"^ +.*?(--[a-z-]+)", run("--lang", lang, command, "-h").stdout, re.MULTILINE
            )
        )
        for lang in ("zh", "en")
    )
    assert zh == en
    assert {"--lang", "--help"} <= zh


def test_every_command_is_listed(run: Run) -> None:
    page = run("--lang", "en", "--help").stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", page, re.MULTILINE)


# schemas


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_the_one_in_docs(run: Run, kind: str) -> None:
    result = run("schema", kind)
    assert (result.returncode, result.stderr) == (0, "")
    committed = (ROOT / "docs/schemas" / f"{kind}.json").read_text(encoding="utf-8")
    assert result.stdout == committed


def test_all_schemas_at_once(run: Run) -> None:
    found = json.loads(run("schema").stdout)
    assert list(found) == list(KINDS)
    assert found["targets"] == json.loads(run("schema", "targets").stdout)


def faults(value: Json, schema: Json, root: Json, place: str = "$") -> Iterator[str]:
    """Where a value does not have the structure that a schema asks for; bounds are left out."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from faults(value, root["$defs"][name], root, place)
    for part in schema.get("allOf", []):
        yield from faults(value, part, root, place)
    if "anyOf" in schema and all(
        any(True for _ in faults(value, part, root, place)) for part in schema["anyOf"]
    ):
        yield f"{place}: fits none"
    choices = schema.get("enum", [schema["const"]] if "const" in schema else [value])
    if value not in choices:
        yield f"{place}: {value!r} is not one of {choices}"
    if (name := schema.get("type")) is not None:
        fits = isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
        if not fits:
            yield f"{place}: {value!r} is no {name}"
            return
    if isinstance(value, dict):
        yield from mapping_faults(value, schema, root, place)
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from faults(item, schema["items"], root, f"{place}[{index}]")


def mapping_faults(value: Json, schema: Json, root: Json, place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for key in schema.get("required", []):
        if key not in value:
            yield f"{place}: {key} is missing"
    for key, item in value.items():
        if key in known:
            yield from faults(item, known[key], root, f"{place}.{key}")
        elif schema.get("additionalProperties") is False:
            yield f"{place}: {key} is unknown"
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from faults(item, schema["additionalProperties"], root, f"{place}.{key}")


FILES = [
    path
    for folder in (".", "examples/*", "jyplan/plan/starter", "tests/acceptance")
    for pattern in ("targets.yaml", "baselines.yaml", "verdicts.yaml", "submissions/*.yaml")
    for path in sorted(ROOT.glob(f"{folder}/{pattern}"))
]


def kind_of(path: Path) -> str:
    return "submission" if path.parent.name == "submissions" else path.stem


def schema_of(run: Run, kind: str) -> Json:
    return json.loads(run("schema", kind).stdout)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_our_own_files_have_the_structure_of_their_schema(run: Run, path: Path) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    # YAML's whole numbers as keys are texts in JSON.
    document = json.loads(json.dumps(document))
    schema = schema_of(run, kind_of(path))
    assert list(faults(document, schema, schema)) == []


@pytest.mark.parametrize(
    ("kind", "change", "fault"),
    [
        ("targets", lambda d: d["indicators"][0].update(knid="stock"), "knid is unknown"),
        ("targets", lambda d: d["indicators"][0].pop("kind"), "kind is missing"),
        ("targets", lambda d: d["indicators"][0].update(kind="stocks"), "is not one of"),
        ("targets", lambda d: d["indicators"][0]["target"].update(value="500"), "fits none"),
        ("targets", lambda d: d["indicators"][0]["target"].update(value=True), "fits none"),
        ("targets", lambda d: d.update(schema=2), "is not one of [1]"),
        ("targets", lambda d: d.update(themes={}), "is no array"),
        ("baselines", lambda d: d["baselines"][0].update(basis="guessed"), "is not one of"),
        ("submission", lambda d: d["values"].update(hnte="320"), "fits none"),
        ("submission", lambda d: d.pop("year"), "year is missing"),
    ],
)
def test_a_schema_refuses_what_the_program_refuses(
    run: Run, kind: str, change: Callable[[Json], object], fault: str
) -> None:
    path = next(path for path in FILES if kind_of(path) == kind)
    document = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8"))))
    change(document)
    schema = schema_of(run, kind)
    assert any(fault in found for found in faults(document, schema, schema))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_name_their_schema_to_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found
    if "starter" not in path.parts:  # its schemas are written beside it
        schema = (path.parent / found[1]).resolve()
        assert schema == ROOT / "docs/schemas" / f"{kind_of(path)}.json"


# what docs/build.py writes


def test_documentation_is_up_to_date(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs/build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)

    def here(command: list[str], *, env: Mapping[str, str], **_: object) -> CompletedProcess[str]:
        assert command[:3] == [sys.executable, "-m", "jyplan"]
        return run(*command[3:], env={"COLUMNS": env["COLUMNS"]})

    # The same command line in this process: a dozen starts of Python are not what is tested.
    monkeypatch.setattr(subprocess, "run", here)
    texts = build.written()
    assert {path.name for path in texts} == {
        "formats.md",
        "checks.md",
        "commands.md",
        "targets.json",
        "baselines.json",
        "verdicts.json",
        "submission.json",
        "scenarios.json",
    }
    stale = [path.name for path, text in texts.items() if path.read_text("utf-8") != text]
    assert stale == [], "run python docs/build.py"


# completion


def completed(run: Run, words: str, **surroundings: object) -> list[str]:
    """What bash offers for the last of the words."""
    env = {
        "_JYPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    result = run(env=env, **surroundings)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.split()


def test_ids_are_completed(run: Run) -> None:
    assert completed(run, "jyplan show hn") == ["hnte", "hnte_key_fields_share"]
    assert completed(run, "jyplan solve hn") == ["hnte"]
    assert completed(run, "jyplan show hz_h") == ["hz_hnte"]
    assert len(completed(run, "jyplan path ")) == 36
    # and the context quantities of baselines.yaml
    assert len(completed(run, "jyplan show ")) == 36 + 31
    assert "hz_gdp" in completed(run, "jyplan path hnte hz_")


def test_ids_are_those_of_the_plan_at_hand(run: Run) -> None:
    folder = ROOT / "examples/guangdong-rd-intensity"
    assert completed(run, "jyplan show ", cwd=folder) == ["rd_intensity"]


def test_commands_and_options_are_completed(run: Run) -> None:
    assert completed(run, "jyplan st") == ["status"]
    assert completed(run, "jyplan status --fo") == ["--format"]
    assert "markdown" in completed(run, "jyplan status --format ")
    assert set(completed(run, "jyplan schema ")) >= set(KINDS)


def test_a_broken_plan_completes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text("schema: [", encoding="utf-8")
    assert completed(run, "jyplan show ", cwd=tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(run: Run, shell: str) -> None:
    result = run("--show-completion", shell)
    assert (result.returncode, result.stderr) == (0, "")
    assert "_JYPLAN_COMPLETE" in result.stdout
