"""Pages as HTML: whole, readable by everybody, and never more than text where others wrote it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from jyplan.media.html import html
from jyplan.pages.page import Section
from jyplan.texts.words import LANGUAGES
from tests import fictional
from tests.reported import INDICATORS, long_page, many

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

SEEN = "tests/acceptance/submissions"
HERE = ("--plan", ".")
PAGES = {
    "status": ("status", SEEN, *HERE),
    "check": (
        *("check", "tests/cases/check/a_thousand_times/submissions", "--verbose"),
        *("--plan", "tests/cases/check/plan"),
    ),
    "status-plan": ("status", *HERE),
    "wide": ("status", "--wide", SEEN, *HERE),
    "rules-of-status": ("status", "--plan", "examples/canada", "--rule", "schedule,statcan"),
    "show": ("show", "hnte", SEEN, *HERE),
    "show-context": ("show", "gdp", *HERE),
    "path": ("path", *HERE),
    "whatif": ("whatif", SEEN, "--set", "hnte=8%..20%", "--chart", *HERE),
    "scenarios": ("whatif", "--scenario", "examples/scenarios.yaml", "--chart", *HERE),
    "odds": ("whatif", "--set", "hnte=12%..30%", "--draws", "1000", "--chart", *HERE),
    "grid": (
        *("whatif", "--grid", "rd_expenditure=8%:14%:2%", "--grid", "gdp=4%:7%:1%"),
        *("--show", "rd_intensity", *HERE),
    ),
    "sensitivity": ("whatif", "--sensitivity", "rd_intensity", *HERE),
    "solve": ("solve", "rd_intensity", "--vary", "rd_expenditure", *HERE),
    "rules": ("rules",),
    "rule": ("rules", "statcan"),
}
VOID = {"meta", "br", "hr", "img", "input", "link"}
# names that would be more than text if anybody took them for it
HOSTILE = (
    "<script>alert(1)</script>",
    "]]>",
    '"><img src="http://jyplan.invalid/x" onerror="alert(1)">',
    "</style><style>@import 'http://jyplan.invalid/y'</style>",
    "{{ 7 * 7 }}{% raw %}",
)


class Document(HTMLParser):
    """What stands in a page, and whether everything that is opened is closed.

    Attributes:
        elements: names and attributes, in order.
        text: all text outside of styles and scripts.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def hostile_plan(folder: Path) -> tuple[str, ...]:
    """A fictional plan whose names, units and notes are markup; the options that name it."""
    indicators = [
        {
            "id": f"q{index}",
            "baseline": 100,
            "name": {"zh": name, "en": name},
            "note": {"zh": name, "en": name},
            "target": {"operator": ">=", "value": 150, "year": 2025},
        }
        for index, name in enumerate(HOSTILE)
    ]
    fictional.plan(folder, indicators, submissions={2023: {"q0": 120}})
    return ("--plan", str(folder))


def page_of(run: Run, *arguments: str, language: str = "en") -> str:
    result = run("--lang", language, *arguments, "--format", "html")
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_needs_nothing(run: Run, name: str, language: str) -> None:
    page = page_of(run, *PAGES[name], language=language)
    found = Document(page)
    assert page.startswith("<!doctype html>")
    assert found.all("html") == [{"lang": "zh-CN" if language == "zh" else "en"}]
    # landmarks, one heading above all, and no level left out
    assert [len(found.all(tag)) for tag in ("header", "main", "h1")] == [1, 1, 1]
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h\d", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    # nothing is fetched and nothing runs
    assert not {"script", "link", "img", "iframe", "object", "base"} & {
        tag for tag, _ in found.elements
    }
    for _, attributes in found.elements:
        assert not {"href", "src", "style"} & set(attributes)
        assert not any(key.startswith("on") for key in attributes)
    assert "url(" not in page
    assert "@import" not in page
    assert_figures_and_pictures_have_words(found)


def assert_figures_and_pictures_have_words(found: Document) -> None:
    assert all("scope" in attributes for attributes in found.all("th"))
    marks = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(marks) == len(set(marks))
    for drawn in found.all("svg"):
        named = str(drawn.get("aria-labelledby", "")).split()
        assert drawn.get("aria-hidden") == "true" or named
        assert set(named) <= set(marks)
    assert len(found.all("table")) == len(found.all("thead"))


def test_what_a_file_holds_is_text_in_what_is_said_of_it(run: Run, tmp_path: Path) -> None:
    options = hostile_plan(tmp_path / "plan")
    lines = "".join(f"  {json.dumps(name)}: 1\n" for name in HOSTILE)
    submission = tmp_path / "plan" / "2024.yaml"
    submission.write_text(f"schema: 1\nyear: 2024\nvalues:\n{lines}", encoding="utf-8")
    done = run("--lang", "en", "check", str(submission), *options, "--format", "html")
    assert done.returncode == 1
    found = Document(done.stdout)
    assert not {"script", "img"} & {tag for tag, _ in found.elements}
    assert len(found.all("mark")) == len(HOSTILE)
    assert [len(found.all(tag)) for tag in ("style", "pre")] == [1, len(HOSTILE)]


def test_a_page_loads_its_own_style_and_nothing_else(run: Run) -> None:
    page = page_of(run, *PAGES["solve"])
    style = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policies = [
        each["content"]
        for each in Document(page).all("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    expected = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
    assert policies == [expected.format(digest)]


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "--wide"),
        *(("show", f"q{index}") for index in range(len(HOSTILE))),
        ("path",),
        ("whatif", "--set", "q*=5%", "--chart"),
        ("solve", "q1"),
    ],
    ids=" ".join,
)
def test_what_others_wrote_is_text(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    page = page_of(run, *arguments, *hostile_plan(tmp_path / "plan"))
    found = Document(page)
    tags = {tag for tag, _ in found.elements}
    assert not {"script", "img"} & tags
    assert len(found.all("style")) == 1
    named = [name for name in HOSTILE if name in found.text]
    index = arguments[1][1:] if arguments[0] in {"show", "solve"} else None
    assert named == ([HOSTILE[int(index)]] if index else list(HOSTILE))


def long_pages(*named: str) -> str:
    """A long page in both languages, with hostile names if so asked."""
    given = [
        each._replace(name=(name, name)) for each, name in zip(INDICATORS, named, strict=False)
    ]
    return html(*(long_page(language, given or INDICATORS) for language in LANGUAGES))


def test_a_long_page_is_whole_in_both_languages() -> None:
    found = Document(long_pages())
    assert found.all("html") == [{"lang": "zh-CN"}]
    counts = [len(found.all(tag)) for tag in ("header", "nav", "main", "h1", "title", "script")]
    # a title of its own has every chart, and every value that one can point at
    assert counts[:4] + counts[5:] == [2, 2, 2, 2, 1]
    assert [each["lang"] for each in found.all("div") if "lang" in each] == ["zh-CN", "en"]
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h\d", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert_figures_and_pictures_have_words(found)
    # links lead to what is in the page
    marks = {attributes.get("id") for _, attributes in found.elements}
    links = [str(each["href"]) for each in found.all("a")]
    assert {link[0] for link in links} == {"#"}
    assert {unquote(link[1:]) for link in links} <= marks
    keys = {f"{language}-{each.key}" for language in LANGUAGES for each in INDICATORS}
    assert {str(each["id"]) for each in found.all("article")} == keys
    assert keys <= {link[1:] for link in links}


def test_the_first_language_is_shown_first() -> None:
    found = Document(html(long_page("en"), long_page("zh")))
    assert found.all("html") == [{"lang": "en"}]
    shown = [each["value"] for each in found.all("input") if "checked" in each]
    assert shown == ["en"]
    assert [each["id"] for each in found.all("div") if "lang" in each] == ["en", "zh"]


def test_a_long_page_runs_its_own_script_and_nothing_else() -> None:
    page = long_pages()
    found = Document(page)
    (policy,) = [each["content"] for each in found.all("meta") if "http-equiv" in each]
    for tag in ("script", "style"):
        (own,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"; {tag}-src 'sha256-{digest}'; " in str(policy)
    assert str(policy).startswith("default-src 'none'; ")
    for _, attributes in found.elements:
        assert not {"src", "style"} & set(attributes)
        assert not any(key.startswith("on") for key in attributes)
    script = files("jyplan.media").joinpath("page.js").read_text(encoding="utf-8")
    for word in ("eval", "innerHTML", "insertAdjacentHTML", "document.write", "Function("):
        assert word not in script


def test_names_on_a_long_page_are_text() -> None:
    found = Document(long_pages(*HOSTILE))
    assert [len(found.all(tag)) for tag in ("script", "style", "img")] == [1, 1, 0]
    # in the contents, two tables, a card, a chart, its title, its words and its figures, twice
    for name in HOSTILE:
        assert found.text.count(name) >= 2 * 7


def test_a_page_without_choices_or_cards_has_no_script() -> None:
    plain = long_page("en")
    sections = [block for block in plain.blocks if isinstance(block, Section)]
    page = plain._replace(blocks=(sections[0], sections[-1]))
    assert "script-src" not in html(page)
    found = Document(html(page))
    assert found.all("script") == []
    names = {name for _, attributes in found.elements for name in attributes}
    assert not {name for name in names if name.startswith("data-")}


def test_a_long_page_stays_small() -> None:
    """36 indicators in two languages: what a mail takes, and every chart a small part of it."""
    page = html(long_page("zh", many()), long_page("en", many()))
    assert len(page.encode()) < 2**19
    charts = re.findall(r'<svg class="chart".*?</svg>', page, flags=re.DOTALL)
    assert len(charts) == 2 * 36
    assert max(len(chart.encode()) for chart in charts) < 4096


def test_rows_carry_the_figures_behind_their_texts() -> None:
    """What is sorted is not what is rounded: (287 - 186) / (500 - 186)."""
    row = re.search(r'<tr data-key="firms" data-marks.*?</tr>', long_pages(), flags=re.DOTALL)
    assert row is not None
    assert f'data-value="{101 / 314}"' in row[0]


def test_what_makes_it_is_named_where_it_is_missing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jyplan.cli.answer.find_spec", lambda _: None)
    result = run("--lang", "en", "status", *HERE, "-f", "html")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "jyplan: this command needs more: pip install 'jinja2>=3.1'\n"


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".html", "<!doctype html>"),
        (".md", "# "),
        (".json", "{"),
        (".csv", "id,"),
        (".txt", "揭"),
        ("", "揭"),
    ],
)
def test_the_ending_tells_the_format(run: Run, tmp_path: Path, ending: str, begins: str) -> None:
    out = tmp_path / f"report{ending}"
    assert run("--lang", "zh", "status", *HERE, "-o", str(out)).returncode == 0
    assert out.read_text(encoding="utf-8").startswith(begins)
    # What is named outdoes it.
    assert run("--lang", "zh", "status", *HERE, "-o", str(out), "-f", "table").returncode == 0
    assert out.read_text(encoding="utf-8").startswith("揭")


@pytest.mark.parametrize("command", [("status",), ("show", "hnte"), ("path",), ("solve", "hnte")])
def test_an_ending_that_is_no_format_is_refused(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "report.doc"
    result = run("--lang", "en", *command, *HERE, "-o", str(out))
    assert (result.returncode, result.stdout) == (2, "")
    assert "has no ending that tells its format" in result.stderr
    assert not out.exists()


def colours(style: str, scheme: str) -> dict[str, list[float]]:
    """The colours of a scheme, by name; each as shares of red, green and blue."""
    blocks = re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)
    return {
        name: [int(value[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        for name, value in re.findall(
            r"--(\w+): #([0-9a-f]{6})", blocks[0 if scheme == "light" else 1]
        )
    }


def luminance(colour: list[float]) -> float:
    """As WCAG 2.2 defines it."""
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in colour
    ]
    weights = (0.2126, 0.7152, 0.0722)
    return sum(weight * share for weight, share in zip(weights, linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", ["text", "quiet", "good", "warning", "bad", "accent"])
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_texts_stand_out(scheme: str, tone: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3 (AA): 4.5 to 1."""
    style = files("jyplan.media").joinpath("page.css").read_text(encoding="utf-8")
    found = colours(style, scheme)
    darker, lighter = sorted(luminance(found[name]) for name in (tone, ground))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
