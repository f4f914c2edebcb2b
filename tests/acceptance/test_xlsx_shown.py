"""What LibreOffice shows of a page's workbook is what the page says: no sign is lost to a number.

Without LibreOffice these tests are skipped, and say so; CI demands them (JYPLAN_OFFICE).
"""

from __future__ import annotations

import csv
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jyplan.assess import Request, assess, course_of
from jyplan.media.xlsx import xlsx
from jyplan.pages.page import Section, Table
from jyplan.pages.path import path_page
from jyplan.pages.status import status_page
from jyplan.plan.files import discover
from jyplan.plan.loading import load
from tests.workbooks import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.pages.page import Block, Cell, Page
    from jyplan.texts.words import Language

if not OFFICE and "JYPLAN_OFFICE" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no LibreOffice: pages as shown", allow_module_level=True)

ROOT = Path(__file__).parents[2]
PLANS = {
    "jieyang": (".", [str(ROOT / "tests" / "acceptance" / "submissions")]),
    "national": ("examples/china-14th-five-year-plan", []),
    "forms": ("tests/forms", []),
    "barcelona": ("examples/barcelona-2030", []),
}
# commas, quotation marks, UTF-8; what cells show is the default
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76"


def pages() -> Iterator[tuple[str, Page]]:
    languages: tuple[Language, ...] = ("zh", "en")
    for name, (folder, files) in PLANS.items():
        plan, reported = load(discover(str(ROOT / folder), {}, ROOT), files)
        report = assess(plan, reported, Request())
        courses = list(map(course_of, report.assessments))
        for language in languages:
            yield f"status-{name}-{language}", status_page(report, language)
            yield f"path-{name}-{language}", path_page(report, courses, language, named=True)


def cells_of(blocks: Iterable[Block]) -> Iterator[Cell]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row.cells
        if isinstance(block, Section):
            yield from cells_of(block.blocks)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Page, set[str]]]:
    """Pages, and the cells that LibreOffice shows of each."""
    folder, out = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("shown")
    made = dict(pages())
    for name, page in made.items():
        (folder / f"{name}.xlsx").write_bytes(xlsx(page))
    subprocess.run(  # noqa: S603 the office of the machine
        [
            *(OFFICE, f"-env:UserInstallation=file://{out / 'profile'}", "--headless"),
            *("--convert-to", AS_SHOWN, "--outdir", str(out)),
            *sorted(map(str, folder.glob("*.xlsx"))),
        ],
        capture_output=True,
        check=True,
        timeout=600,
    )
    found = {}
    for name, page in made.items():
        with (out / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found[name] = page, {cell for row in csv.reader(lines) for cell in row}
    return found


def test_every_cell_is_shown_as_the_page_says_it(
    shown: Mapping[str, tuple[Page, set[str]]],
) -> None:
    assert len(shown) == 4 * len(PLANS)
    for name, (page, cells) in shown.items():
        wanted = {cell.text for cell in cells_of(page.blocks)}
        assert wanted - cells <= {""}, name
        assert any(cell.figure for cell in cells_of(page.blocks)), name
