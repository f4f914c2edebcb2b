"""Pages in a real browser: nothing is complained of, nothing leaves the page, everything works.

Without Chromium these tests are skipped, and say so; CI demands them (JYPLAN_BROWSER).
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from jyplan.media.html import html
from tests.acceptance.test_html import HOSTILE, PAGES, hostile_plan, page_of
from tests.reported import INDICATORS, long_page, many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from subprocess import CompletedProcess

    from playwright.sync_api import Browser, Page

    Run = Callable[..., CompletedProcess[str]]

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, NAMES)), "")
if not BROWSER and "JYPLAN_BROWSER" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no Chromium: pages in a real browser", allow_module_level=True)
# what fits between the margins of A4, upright and across: 182 and 273 mm of 96 pixels an inch
UPRIGHT, ACROSS = 688, 1032
# the widths that a page is looked at in
WIDTHS = (400, 1280)
LABELS = {"zh": "中文", "en": "English"}
# how long at most one waits for what happens at once
PATIENCE = 20_000


class Seen(NamedTuple):
    """A page in the browser, what it was told to say there, and what it asked for."""

    page: Page
    said: list[str]
    asked: list[str]

    def shown(self, selector: str) -> list[str]:
        """The texts of what is to be seen."""
        found = self.page.locator(selector).filter(visible=True)
        return [text.strip() for text in found.all_inner_texts()]

    def keys(self, edition: str) -> list[str]:
        """The rows of the long table that are to be seen, by their keys, from above."""
        found = self.page.locator(f"#{edition} tr[data-marks]").filter(visible=True)
        return [str(row.get_attribute("data-key")) for row in found.all()]

    def reach(self, selector: str) -> None:
        """Go on by keyboard until something has the focus."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        pytest.fail(f"no key leads to {selector}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER or None, args=["--no-sandbox"])
        yield started
        started.close()


@contextmanager
def opened(browser: Browser, page: str, folder: Path, **options: Any) -> Iterator[Seen]:  # noqa: ANN401 what Playwright has
    """A page from a file, in a browser without a past."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    seen = Seen(context.new_page(), [], [])
    seen.page.on("console", lambda message: seen.said.append(message.text))
    seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.goto(path.as_uri())
    yield seen
    context.close()


@pytest.fixture(scope="module")
def report() -> str:
    """A long page in both languages."""
    return html(long_page("zh"), long_page("en"))


def barriers(seen: Seen) -> list[tuple[str, str]]:
    """What keeps people out, and the first place of each sort."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(seen.page).response["violations"]
    serious = [each for each in found if each["impact"] in {"serious", "critical"}]
    return [(each["id"], each["nodes"][0]["html"]) for each in serious]


def alone(seen: Seen) -> bool:
    """Whether nothing but the file was asked for."""
    return all(url.startswith("file://") for url in seen.asked) and len(seen.asked) == 1


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "zh") for name in PAGES), ("status", "en"), ("show", "en")]
)
def test_nothing_is_complained_of(
    browser: Browser, run: Run, tmp_path: Path, name: str, language: str
) -> None:
    page = page_of(run, *PAGES[name], language=language)
    with opened(browser, page, tmp_path) as seen:
        assert seen.page.locator("main").is_visible()
        assert (seen.said, alone(seen)) == ([], True)


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("status", "--wide"), ("show", "q2"), ("whatif", "--set", "q*=5%", "--chart")],
    ids=" ".join,
)
def test_names_run_nothing_and_fetch_nothing(
    browser: Browser, run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    page = page_of(run, *arguments, *hostile_plan(tmp_path / "plan"))
    with opened(browser, page, tmp_path) as seen:
        assert (seen.said, alone(seen)) == ([], True)
        assert seen.page.locator("script, img").count() == 0


def test_names_of_a_long_page_run_nothing_and_fetch_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    named = [
        each._replace(name=(name, name), unit=(name, name))
        for each, name in zip(INDICATORS, HOSTILE, strict=False)
    ]
    page = html(long_page("zh", named), long_page("en", named))
    with opened(browser, page, tmp_path) as seen:
        assert (seen.said, alone(seen)) == ([], True)
        assert seen.page.locator("img").count() == 0
        assert seen.page.locator("script").count() == 1
        assert seen.shown("#zh article h4") == list(HOSTILE)
        assert barriers(seen) == []
        # sorted and chosen, they are still text
        seen.page.locator("#zh [data-sort] thead button", has_text="单位").click()
        seen.page.locator("#zh select").first.select_option("status:behind")
        assert seen.shown("#zh output") == ["显示 2 项，共 5 项"]
        assert (seen.said, seen.page.locator("img").count()) == ([], 0)


def test_what_a_page_loads_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    """The tests above would fail if a page did what they forbid."""
    page = '<script>console.log("here")</script><img src="http://jyplan.invalid/x"><main></main>'
    with opened(browser, page, tmp_path) as seen:
        assert "here" in seen.said
        assert not alone(seen)


def test_not_even_a_name_is_looked_up(browser: Browser, run: Run, tmp_path: Path) -> None:
    """What the browser itself keeps of the network, requests of a page or not."""
    named = [
        each._replace(name=(name, name)) for each, name in zip(INDICATORS, HOSTILE, strict=False)
    ]
    pages = {
        "long": html(long_page("zh", named), long_page("en", named)),
        "status": page_of(run, "status", "--wide", *hostile_plan(tmp_path / "plan")),
        "loads": '<img src="http://jyplan.invalid/x">',
    }
    logs = {}
    for name, page in pages.items():
        log = tmp_path / f"{name}.json"
        options = ["--no-sandbox", f"--log-net-log={log}"]
        own = browser.browser_type.launch(executable_path=BROWSER or None, args=options)
        with opened(own, page, tmp_path):
            pass
        own.close()
        logs[name] = "jyplan.invalid" in log.read_text(encoding="utf-8")
    assert logs == {"long": False, "status": False, "loads": True}


def test_its_own_script_is_all_that_may_run(browser: Browser, tmp_path: Path, report: str) -> None:
    page = report.replace("</main>", '<script>document.title = "caught"</script></main>')
    with opened(browser, page, tmp_path) as seen:
        assert seen.page.title() != "caught"
        assert len(seen.said) == len(LABELS)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_language_can_be_chosen(
    browser: Browser, tmp_path: Path, report: str, *, script: bool
) -> None:
    with opened(browser, report, tmp_path, java_script_enabled=script) as seen:
        assert seen.shown("h1") == ["某市科技创新规划执行情况"]
        assert (seen.said, alone(seen)) == ([], True)
        seen.page.get_by_label(LABELS["en"], exact=True).check()
        assert seen.shown("h1") == ["How the city's plan is doing"]
        assert seen.shown("main h2")[0] == "Overview"
        seen.page.emulate_media(media="print")
        assert seen.shown("h1") == ["How the city's plan is doing"]
        assert seen.shown("label") == []


def test_everything_is_there_without_the_script(
    browser: Browser, tmp_path: Path, report: str
) -> None:
    with opened(browser, report, tmp_path, java_script_enabled=False) as seen:
        assert len(seen.keys("zh")) == len(seen.shown("#zh article h4")) == len(INDICATORS)
        # nothing is to be seen that would do nothing
        assert seen.shown("button, select, output") == []
        assert seen.shown("#zh article dt") == ["完成进度"] * len(INDICATORS)
        for summary in seen.page.locator("#zh article > details > summary").all():
            summary.click()
        assert seen.shown("#zh article dt").count("数据来源") == len(INDICATORS)


def test_a_table_is_sorted_by_its_headings(browser: Browser, tmp_path: Path, report: str) -> None:
    plan = [each.key for each in INDICATORS]
    with opened(browser, report, tmp_path) as seen:
        headings = seen.page.locator("#zh [data-sort] thead th")
        start = headings.filter(has_text="2020年")
        themes = ["创新能力", "产业发展", "公共服务"]
        assert seen.keys("zh") == plan
        assert seen.shown("#zh tr.heading") == themes
        start.get_by_role("button").click()
        assert start.get_attribute("aria-sort") == "ascending"
        # by value, not by sign: 0.38, 0.95, 1.15, 43.5, 48.2, 186, 757.5, 3100
        rising = ["energy", "intensity", "patents", "schools", "share", "firms", "output", "beds"]
        assert seen.keys("zh") == rising
        assert seen.shown("#zh tr.heading") == []
        start.get_by_role("button").click()
        assert start.get_attribute("aria-sort") == "descending"
        assert seen.keys("zh") == rising[::-1]
        # what is absent comes last in both directions
        latest = headings.filter(has_text="最新值").last
        for direction in ("ascending", "descending"):
            latest.get_by_role("button").click()
            assert latest.get_attribute("aria-sort") == direction
            assert seen.keys("zh")[-1] == "energy"
        assert start.get_attribute("aria-sort") is None
        latest.get_by_role("button").click()
        assert latest.get_attribute("aria-sort") is None
        assert (seen.keys("zh"), seen.shown("#zh tr.heading")) == (plan, themes)
        # words by the language: 亿元 (yi), 件 (jian), 家 (jia), 张 (zhang), 吨 (dun)
        headings.filter(has_text="单位").get_by_role("button").click()
        words = [key for key in seen.keys("zh") if key not in {"intensity", "share", "schools"}]
        assert words == ["energy", "firms", "patents", "output", "beds"]
        assert seen.keys("en") == []
        assert seen.said == []


def test_rows_and_cards_are_chosen(browser: Browser, tmp_path: Path, report: str) -> None:
    with opened(browser, report, tmp_path) as seen:
        status, theme = seen.page.locator("#zh select").all()
        output = "#zh output"
        assert seen.shown(output) == ["显示 8 项，共 8 项"]
        status.select_option("status:behind")
        assert seen.shown(output) == ["显示 3 项，共 8 项"]
        assert seen.keys("zh") == ["firms", "share", "schools"]
        assert len(seen.shown("#zh article")) == 3
        theme.select_option("theme:t1")
        assert seen.keys("zh") == ["share"]
        assert seen.shown("#zh tr.heading") == ["产业发展"]
        seen.page.locator("#zh nav summary").click()
        # a theme without cards goes, here and in the contents
        assert seen.shown("#zh section section h3") == ["产业发展"]
        assert seen.shown("#zh nav ul ul ul a") == ["先进制造业增加值占规模以上工业增加值比重"]
        # and the other language has the same choice
        seen.page.get_by_label(LABELS["en"], exact=True).check()
        assert seen.shown("#en output") == ["1 of 8 shown"]
        english = seen.page.locator("#en select").all()
        assert [each.input_value() for each in english] == ["status:behind", "theme:t1"]
        english[0].select_option("status:achieved")
        assert seen.shown("#en output") == ["Nothing matches"]
        assert (seen.keys("en"), seen.shown("#en article")) == ([], [])
        seen.page.locator("#en").get_by_role("button", name="Show all").click()
        assert seen.shown("#en output") == ["8 of 8 shown"]
        assert (len(seen.keys("en")), status.input_value()) == (8, "")


def test_a_page_in_one_language_works_alike(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, html(long_page("en")), tmp_path) as seen:
        seen.page.locator("select").first.select_option("status:on_track")
        assert seen.shown("output") == ["3 of 8 shown"]
        seen.page.locator("[data-sort] thead th", has_text="Lead").get_by_role("button").click()
        rows = seen.page.locator("tr[data-marks]").filter(visible=True)
        # led by 0.06, 0.29 and 0.6 years
        assert [row.get_attribute("data-key") for row in rows.all()] == [
            *("output", "beds", "intensity")
        ]
        assert (seen.shown("[name=language]"), seen.said, alone(seen)) == ([], [], True)


def test_what_is_chosen_can_be_sorted(browser: Browser, tmp_path: Path, report: str) -> None:
    with opened(browser, report, tmp_path) as seen:
        seen.page.locator("#zh select").first.select_option("status:behind")
        heading = seen.page.locator("#zh [data-sort] thead th").filter(has_text="2020年")
        heading.get_by_role("button").click()
        assert seen.keys("zh") == ["schools", "share", "firms"]
        seen.page.locator("#zh").get_by_role("button", name="全部显示").click()
        assert (len(seen.keys("zh")), seen.shown("#zh tr.heading")) == (8, [])


def test_links_lead_to_what_they_name(browser: Browser, tmp_path: Path, report: str) -> None:
    with opened(browser, report, tmp_path) as seen:
        # what is not chosen is shown to whoever follows a link to it
        seen.page.locator("#zh select").first.select_option("status:achieved")
        seen.page.locator("#zh [data-sort] a").first.click()
        seen.page.locator("#zh-firms").wait_for()
        assert seen.page.locator("#zh-firms").is_visible()
        assert seen.shown("#zh output") == ["显示 8 项，共 8 项"]
        # and a link into the other language turns to it
        seen.page.evaluate("location.hash = '#en-beds'")
        seen.page.locator("#en-beds").wait_for()
        assert seen.page.get_by_label(LABELS["en"], exact=True).is_checked()
        assert seen.page.evaluate("document.documentElement.lang") == "en"
        assert seen.page.title().startswith("How the city's plan is doing")


def test_all_can_be_opened_and_closed(browser: Browser, tmp_path: Path, report: str) -> None:
    with opened(browser, report, tmp_path) as seen:
        edition = seen.page.locator("#zh")
        edition.get_by_role("button", name="全部展开").click()
        assert seen.shown("#zh article dt").count("数据来源") == len(INDICATORS)
        edition.get_by_role("button", name="全部收起").click()
        assert seen.shown("#zh article dt").count("数据来源") == 0


def test_the_keyboard_is_enough(browser: Browser, tmp_path: Path, report: str) -> None:
    with opened(browser, report, tmp_path) as seen:
        keys = seen.page.keyboard
        keys.press("Tab")
        keys.press("ArrowRight")
        assert seen.shown("h1") == ["How the city's plan is doing"]
        seen.reach(".skip")
        keys.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "en-main"
        seen.reach("select")
        keys.press("ArrowDown")
        assert seen.shown("#en output") == ["1 of 8 shown"]
        seen.reach("[data-reset]")
        keys.press("Enter")
        assert seen.shown("#en output") == ["8 of 8 shown"]
        seen.reach("[data-sort] thead button")
        seen.reach("[data-sort] thead th:nth-child(5) button")
        keys.press("Enter")
        assert seen.keys("en")[0] == "energy"
        seen.reach("article > details > summary")
        keys.press("Enter")
        assert "Source" in seen.shown("#en article dt")


def test_the_focus_is_seen(browser: Browser, tmp_path: Path, report: str) -> None:
    with opened(browser, report, tmp_path) as seen:
        for selector in ("[name=language]", ".skip", "nav a", "select", ".tools button", "summary"):
            seen.reach(selector)
            style = seen.page.evaluate(
                "(({outlineStyle: style, outlineWidth: width}) => `${style} ${width}`)"
                "(getComputedStyle(document.activeElement))"
            )
            assert re.fullmatch(r"(solid|auto) [1-9]\d*px", style), selector


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(
    browser: Browser, tmp_path: Path, report: str, scheme: str, width: int
) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    with opened(browser, report, tmp_path, **options) as seen:
        for label in LABELS.values():
            seen.page.get_by_label(label, exact=True).check()
            open_all = "for (const each of document.querySelectorAll('details')) each.open = true"
            seen.page.evaluate(open_all)
            # the page itself never scrolls sideways
            wide = seen.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width
            assert barriers(seen) == []


def test_nobody_is_kept_out_by_charts(browser: Browser, run: Run, tmp_path: Path) -> None:
    with opened(browser, page_of(run, *PAGES["scenarios"]), tmp_path) as seen:
        assert barriers(seen) == []


def sheets(data: bytes) -> set[tuple[int, int]]:
    """The sizes of the pages of a document, in points."""
    assert data.startswith(b"%PDF-")
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    return {(round(float(width)), round(float(height))) for width, height in found}


@pytest.mark.parametrize("name", ["status", "show", "scenarios"])
def test_a_page_prints(browser: Browser, run: Run, tmp_path: Path, name: str) -> None:
    page = page_of(run, *PAGES[name], language="zh")
    with opened(browser, page, tmp_path) as seen:
        # A4, upright or across
        assert sheets(seen.page.pdf(prefer_css_page_size=True)) <= {(595, 842), (842, 595)}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_long_page_prints(browser: Browser, tmp_path: Path, *, script: bool) -> None:
    page = html(long_page("zh", many()), long_page("en", many()))
    size = {"width": UPRIGHT, "height": 900}
    with opened(browser, page, tmp_path, viewport=size, java_script_enabled=script) as seen:
        seen.page.emulate_media(media="print")
        for label in LABELS.values():
            seen.page.evaluate(
                "id => { document.getElementById(id).checked = true }",
                f"show-{next(key for key, name in LABELS.items() if name == label)}",
            )
            widths = seen.page.evaluate(
                "[...document.querySelectorAll('table')].map(table =>"
                " [Boolean(table.closest('.across')), table.getBoundingClientRect().width])"
            )
            assert {across for across, width in widths if width} == {False, True}
            assert all(width <= (ACROSS if across else UPRIGHT) + 1 for across, width in widths)
        # what is folded is printed, and what chooses is not
        assert seen.shown("#en article dt").count("Source") == len(many())
        assert seen.shown("select, .tools button, output, summary, .skip") == []
        assert len(seen.shown("#en nav a")) > len(many())
        assert seen.shown("#zh nav a") == []
        assert sheets(seen.page.pdf(prefer_css_page_size=True)) == {(595, 842), (842, 595)}


# reports as people make them, and how many of their indicators are behind
REPORTS = {
    "jieyang": (("tests/acceptance/submissions", "--plan", "."), 2),
    "national": (("--plan", "examples/china-14th-five-year-plan"), 6),
    "every form": (("--plan", "tests/forms"), 3),
    "scenarios": (("--plan", ".", "--scenario", "examples/scenarios.yaml"), None),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_works(browser: Browser, run: Run, tmp_path: Path, name: str) -> None:
    arguments, behind = REPORTS[name]
    page = page_of(run, "report", *arguments, language="zh")
    assert len(page.encode()) < 1024 * 1024
    for width in WIDTHS:
        options = {"viewport": {"width": width, "height": 900}}
        with opened(browser, page, tmp_path, **options) as seen:
            for language, label in LABELS.items():
                seen.page.get_by_label(label, exact=True).check()
                assert barriers(seen) == []
                assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
                if behind is not None:
                    seen.page.locator(f"#{language} select").first.select_option("status-behind")
                    assert len(seen.shown(f"#{language} article")) == behind
                    seen.page.locator(f"#{language} .tools button").first.click()
            assert (seen.said, alone(seen)) == ([], True)


def test_a_report_prints(browser: Browser, run: Run, tmp_path: Path) -> None:
    page = page_of(run, "report", *REPORTS["national"][0], language="zh")
    size = {"width": UPRIGHT, "height": 900}
    with opened(browser, page, tmp_path, viewport=size) as seen:
        seen.page.emulate_media(media="print")
        widths = seen.page.evaluate(
            "[...document.querySelectorAll('#zh table')].map(table =>"
            " [Boolean(table.closest('.across')), table.getBoundingClientRect().width])"
        )
        assert all(width <= (ACROSS if across else UPRIGHT) + 1 for across, width in widths)
        assert sheets(seen.page.pdf(prefer_css_page_size=True)) == {(595, 842), (842, 595)}


def test_a_report_of_hostile_names_is_text(browser: Browser, run: Run, tmp_path: Path) -> None:
    page = page_of(run, "report", *hostile_plan(tmp_path / "plan"))
    with opened(browser, page, tmp_path) as seen:
        assert (seen.said, alone(seen)) == ([], True)
        assert seen.page.locator("img").count() == 0
        assert seen.page.locator("script").count() == 1
        assert seen.shown("#en article h4") == list(HOSTILE)
        assert barriers(seen) == []
