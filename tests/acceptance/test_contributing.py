"""What developers are told: commands, files and releases that are there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PIN = re.compile(r"([a-z0-9-]+)==([0-9][0-9.]*)(?: ; .+)?")


def project() -> dict[str, list[str]]:
    """Requirements by extra, those of jyplan itself by an empty name."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": declared["dependencies"], **declared["optional-dependencies"]}


@pytest.mark.parametrize(
    "path",
    re.findall(
        r"(?:tests|docs|jyplan|\.ci)/[\w./]*\w",
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
    ),
)
def test_what_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_single_tests_are_there() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    commands = re.findall(r"pytest (tests/\S+\.py) -k (\w+)", told)
    assert len(commands) == 2
    for path, name in commands:
        cases = [case.name for case in (ROOT / "tests/cases/check").iterdir()]
        tests = re.findall(r"def (test_\w+)", (ROOT / path).read_text(encoding="utf-8"))
        assert any(name in each for each in (*cases, *tests))


def test_the_lock_names_everything_once_and_exactly() -> None:
    lines = (ROOT / ".ci/constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [PIN.fullmatch(line) for line in lines]
    assert None not in pins
    assert len(set(lines)) == len(lines)
    names = {pin[1] for pin in pins if pin}
    for entries in project().values():
        for entry in entries:
            name = re.split(r"[\[<>=]", entry, maxsplit=1)[0].lower()
            assert name == "jyplan" or name in names


def test_every_requirement_has_a_lowest_release() -> None:
    for entries in project().values():
        assert [entry for entry in entries if ">=" not in entry and "jyplan" not in entry] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nobody_is_told_to_install_our_name_from_an_index(page: Path) -> None:
    told = page.read_text(encoding="utf-8")
    assert re.findall(r"pip install (?:--?\S+ )*['\"]?jyplan(?![\w.-]*\.whl)", told) == []
