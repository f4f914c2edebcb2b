"""Pages in a real browser: nothing is complained of, and nothing leaves the page.

Without Chromium these tests are skipped, and say so; CI demands them (JYPLAN_BROWSER).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_html import PAGES, hostile_plan, page_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, NAMES)), "")
if not BROWSER and "JYPLAN_BROWSER" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no Chromium: pages in a real browser", allow_module_level=True)
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
    *("--enable-logging=stderr", "--virtual-time-budget=2000"),
)


def opened(page: str, folder: Path, *options: str) -> tuple[str, str]:
    """What the browser makes of a page, and what it says meanwhile, with its log of the network."""
    path, net = folder / "page.html", folder / "net.json"
    path.write_text(page, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 the browser of the machine
        [
            *(BROWSER, *QUIET, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={net}"),
            *(*options, f"file://{path}"),
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.stdout, done.stderr + net.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "zh") for name in PAGES), ("status", "en"), ("show", "en")]
)
def test_nothing_is_complained_of(run: Run, tmp_path: Path, name: str, language: str) -> None:
    page = page_of(run, *PAGES[name], language=language)
    shown, said = opened(page, tmp_path, "--dump-dom")
    assert "CONSOLE" not in said
    assert "<main>" in shown


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("status", "--wide"), ("show", "q2"), ("whatif", "--set", "q*=5%", "--chart")],
    ids=" ".join,
)
def test_names_run_nothing_and_fetch_nothing(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    page = page_of(run, *arguments, *hostile_plan(tmp_path / "plan"))
    shown, said = opened(page, tmp_path, "--dump-dom")
    assert "CONSOLE" not in said
    assert "jyplan.invalid" not in said
    assert "<script" not in shown
    assert "<img" not in shown


def test_what_a_page_loads_would_be_seen(tmp_path: Path) -> None:
    """The tests above would fail if a page did what they forbid."""
    page = '<script>console.log("here")</script><img src="http://jyplan.invalid/x"><main></main>'
    _, said = opened(page, tmp_path, "--dump-dom")
    assert "CONSOLE" in said
    assert "jyplan.invalid" in said


@pytest.mark.parametrize("name", ["status", "show", "scenarios"])
def test_a_page_prints(run: Run, tmp_path: Path, name: str) -> None:
    out = tmp_path / "page.pdf"
    page = page_of(run, *PAGES[name], language="zh")
    opened(page, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    data = out.read_bytes()
    assert data.startswith(b"%PDF-")
    # A4, upright or across, in points
    assert re.search(rb"/MediaBox \[0 0 (59[45]|84[12])", data)
