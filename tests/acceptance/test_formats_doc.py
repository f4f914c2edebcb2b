"""What docs/formats.md says of targets comes out of the plans that it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml

from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

Yaml: TypeAlias = Any
PAGE = Path(__file__).parents[2] / "docs/formats.md"
SAMPLE = re.compile(r"```text\n\$ jyplan (.*?)\n(.*?)```", re.DOTALL)


def parts() -> dict[str, str]:
    """What stands below each heading on how a target is said."""
    page = PAGE.read_text(encoding="utf-8")
    section = re.split(r"^## ", page, flags=re.MULTILINE)[1]
    assert section.startswith("How a target is said")
    below = section.split("\n### ")[1:]
    return {part.partition(" ·")[0]: part for part in below}


PARTS = parts()
SAMPLES = [(name, *sample) for name, part in PARTS.items() for sample in SAMPLE.findall(part)]


def written(part: str, folder: Path) -> None:
    """The plan of one part, with what every indicator has."""
    rows: list[Yaml] = []
    submissions: dict[int, Yaml] = {}
    for block in re.findall(r"```yaml\n(.*?)```", part, re.DOTALL):
        document = yaml.safe_load(block)
        if isinstance(document, list):
            rows = [{"precision": 1 if row["kind"] == "stock" else 0.1, **row} for row in document]
        else:
            submissions[document["year"]] = document
    head, _, *lines = re.findall(r"^\|(.*)\|$", part, re.MULTILINE)
    # The last column may be the level of the target.
    years = [int(year) for year in head.split("|")[1:] if year.strip().isdigit()]
    starts = []
    for line in lines:
        name, *cells = (cell.strip(" `") for cell in line.split("|"))
        for year, cell in zip(years, cells, strict=False):
            if cell and year == 2025:
                starts.append({"id": name, "year": year, "value": float(cell)})
            elif cell:
                usual = {"schema": 1, "year": year, "values": {}}
                submissions.setdefault(year, usual)["values"][name] = float(cell)
    fictional.plan(folder, rows)
    targets, baselines = folder / "targets.yaml", folder / "baselines.yaml"
    document = yaml.safe_load(targets.read_text(encoding="utf-8"))
    name = {"zh": "我的计划", "en": "My plan"}
    document["plan"] |= {"name": name, "baseline_year": 2025, "end_year": 2030}
    document["themes"][0]["name"] = {"zh": "创新", "en": "Innovation"}
    for row, own in zip(document["indicators"], rows, strict=True):
        row["target"] = own["target"]  # years as keys are texts in JSON
    targets.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    document = {"schema": 1, "baselines": starts}
    baselines.write_text(yaml.safe_dump(document), encoding="utf-8")
    (folder / "submissions").mkdir()
    for year, document in submissions.items():
        text = yaml.safe_dump(document)
        (folder / "submissions" / f"{year}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("name", "command", "printed"), SAMPLES)
def test_what_the_page_says_comes_out(
    run: Run, tmp_path: Path, name: str, command: str, printed: str
) -> None:
    arguments = command.split()
    folder = tmp_path / arguments[arguments.index("--plan") + 1]
    written(PARTS[name], folder)
    language = [] if "--lang" in arguments else ["--lang", "en"]
    shown = run(*arguments, *language, cwd=tmp_path)
    # Lines of CSV end as its standard says.
    assert (shown.stdout.replace("\r\n", "\n"), shown.stderr) == (printed, "")


def test_levels_are_those_that_the_page_says(run: Run, tmp_path: Path) -> None:
    written(PARTS["For a year"], tmp_path / "plan")
    result = run("status", "--plan", "plan", "--format", "json", cwd=tmp_path)
    levels = {
        item["id"]: str(round(item["target"]["value"], 2)).removesuffix(".0")
        for item in json.loads(result.stdout)["indicators"]
    }
    said = re.findall(r"^\| `(\w+)` .* (\S+) \|$", PARTS["For a year"], re.MULTILINE)
    assert levels == dict(said)


@pytest.mark.parametrize("name", PARTS)
def test_its_plans_are_in_order(run: Run, tmp_path: Path, name: str) -> None:
    written(PARTS[name], tmp_path / "plan")
    found = run("check", "--plan", "plan", "--fail-on", "warning", cwd=tmp_path)
    assert found.returncode == 0, found.stdout


def test_machines_read_what_the_page_lists(run: Run, tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    said = {}
    for name in ("JSON", "CSV"):
        (point,) = re.findall(
            rf"^- \*\*Targets in {name}\*\*(.*?)^- ", page, re.DOTALL | re.MULTILINE
        )
        said[name.lower()] = set(re.findall(r"`(\w+)`", point))
    found: dict[str, str] = dict.fromkeys(said, "")
    for name, part in PARTS.items():
        written(part, tmp_path / name)
        for form in found:
            found[form] += run("status", "--plan", name, "--format", form, cwd=tmp_path).stdout
    for form, words in said.items():
        missing = {word for word in words if not re.search(rf"\b{word}\b", found[form])}
        assert missing == set()


def test_every_part_has_a_sample() -> None:
    assert {name for name, _, _ in SAMPLES} == set(PARTS)
    assert len(PARTS) == 4
