"""Every rule has its texts, and docs/checks.md has every rule."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import pytest

from jyplan.pages.checks import check_page
from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.findings import Severity
from jyplan.texts.checks import CHECKS, FAMILIES, family_of, help_of, title_of
from jyplan.texts.words import Language

if TYPE_CHECKING:
    from jyplan.plan.catalogue import Check

Module: TypeAlias = Any
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/checks.md"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.fixture(scope="module")
def build() -> Module:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs/build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


# texts


def test_every_rule_has_texts_and_every_text_a_rule() -> None:
    assert list(CHECKS) == list(CATALOGUE)
    assert set(FAMILIES) == {rule.family for rule in CATALOGUE.values()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CATALOGUE)
def test_texts_are_in_their_language_on_one_line_and_have_no_gaps(
    code: str, language: Language
) -> None:
    title, advice = title_of(code, language), help_of(code, language)
    for text in (title, advice):
        assert text.strip() == text != ""
        assert len(text.splitlines()) == 1
        assert not re.search(r"[{}]", text)
        assert bool(CHINESE.search(text)) is (language == "zh")
        # English shows on any terminal, Chinese on the usual ones.
        text.encode("gbk" if language == "zh" else "ascii")
    stop = "。" if language == "zh" else "."
    assert not title.endswith(stop)
    assert advice.endswith(stop)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_titles_are_the_same(language: Language) -> None:
    titles = Counter(title_of(code, language) for code in CATALOGUE)
    assert [title for title, number in titles.items() if number > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_that_texts_mention_are_there(language: Language) -> None:
    named = {code for name in CATALOGUE for code in re.findall(r"JY\d+", help_of(name, language))}
    assert named <= set(CATALOGUE)


# docs/checks.md


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_rule_has_its_section(page: str, rule: Check) -> None:
    sections = re.findall(rf"^### {rule.code} (.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert len(sections) == 1
    heading, facts, *texts = [line for line in sections[0].splitlines() if line]
    assert heading == title_of(rule.code, "en")
    assert rule.severity.name.lower() in facts
    assert ("can be accepted" in facts) is rule.settable
    assert texts == [help_of(rule.code, "en"), help_of(rule.code, "zh")]


def test_rules_stand_under_their_families(page: str) -> None:
    family = ""
    found: dict[str, str] = {}
    for line in page.splitlines():
        if line.startswith("## "):
            family = line
        elif match := re.match(r"### (JY\d+) ", line):
            found[match[1]] = family
    assert found == {
        code: f"## {family_of(rule.family, 'en')} · {family_of(rule.family, 'zh')}"
        for code, rule in CATALOGUE.items()
    }


def test_page_is_up_to_date(page: str, build: Module) -> None:
    assert page == f"{build.head(PAGE)}{build.START}\n{build.checks()}", "run python docs/build.py"


def test_introduction_names_only_rules_that_there_are(build: Module) -> None:
    assert set(re.findall(r"JY\d+", build.head(PAGE))) <= set(CATALOGUE)


@pytest.mark.parametrize(("language", "mended"), [("zh", "必须改正"), ("en", "has to be mended")])
@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_errors_alone_have_to_be_mended(
    rule: Check, language: Language, mended: str, page: str
) -> None:
    """What nobody can accept is no error for that: notes and warnings stop nothing."""
    needed = rule.severity is Severity.ERROR and not rule.settable
    assert (mended in check_page(rule, language).facts[0]) is needed
    line = page.partition(f"### {rule.code} ")[2].splitlines()[2]
    assert (mended in line) is needed
