"""Documents as an office program lays them out: every word on its sheet, and sheets numbered.

Without LibreOffice and poppler these tests are skipped, and say so; CI demands them
(JYPLAN_OFFICE).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from jyplan.cli.main import main
from jyplan.media.docx import docx
from jyplan.media.docx.sheets import BOTTOM, POINTS, SIDE, TOP
from jyplan.pages.page import Section
from tests.acceptance.test_document import ROOT
from tests.acceptance.test_html import HERE, HOSTILE, SEEN, hostile_plan
from tests.documents import ROWS, TOLD, report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jyplan.texts.words import Language

NEEDED = ("soffice", "pdftotext")
if not all(map(shutil.which, NEEDED)) and "JYPLAN_OFFICE" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no LibreOffice or no poppler", allow_module_level=True)
COMMANDS = {
    "status": ("status", SEEN, *HERE),
    "wide": ("status", "--wide", SEEN, *HERE),
    "show": ("show", "hnte", SEEN, *HERE),
    "path": ("path", *HERE),
    "whatif": ("whatif", SEEN, "--set", "hnte=8%..20%", "--chart", *HERE),
    "scenarios": ("whatif", "--scenario", "examples/scenarios.yaml", "--chart", *HERE),
    "canada": ("status", "--plan", "examples/canada", "--rule", "schedule,statcan"),
    "rules": ("rules",),
}
XHTML = "{http://www.w3.org/1999/xhtml}"
# what hangs over at the end of a line in Chinese: a sign of punctuation
HANGING = 11.0


class Word(NamedTuple):
    """A word with its box, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


PRINTED = {
    **COMMANDS,
    "jieyang": ("report", "tests/acceptance/submissions", "--plan", "."),
    "national": ("report", "--plan", "examples/china-14th-five-year-plan"),
    "every-form": ("report", "--plan", "tests/forms"),
}


class Sheet(NamedTuple):
    """A sheet as it is printed."""

    width: float
    height: float
    words: list[Word]

    @property
    def text(self) -> str:
        """All of it without blanks, which lie between Chinese signs as it happens."""
        return "".join(word.text for word in self.words)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Sheet]]:
    """All documents, converted at once: the program takes longer to start than to work."""
    folder = tmp_path_factory.mktemp("office")
    for language in ("zh", "en"):
        (folder / f"report-{language}.docx").write_bytes(docx(report(language)))
        hostile = hostile_plan(folder / f"plan-{language}")
        commands = {**PRINTED, "hostile": ("status", *hostile)}
        for name, arguments in commands.items():
            out = str(folder / f"{name}-{language}.docx")
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(ROOT)
                assert main(("--lang", language, *arguments, "--output", out)) == 0
    paths = sorted(map(str, folder.glob("*.docx")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 the program of the machine
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *paths],  # noqa: S607
        capture_output=True,
        check=True,
        timeout=600,
    )
    return {path.stem: sheets_of(path) for path in folder.glob("*.pdf")}


def sheets_of(path: Path) -> list[Sheet]:
    done = subprocess.run(  # noqa: S603 the program of the machine
        ["pdftotext", "-bbox", str(path), "-"],  # noqa: S607
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    # poppler writes control characters that XML does not know
    tree = ET.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", done.stdout))  # noqa: S314 our own
    return [
        Sheet(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            [
                Word(
                    each.text or "",
                    *(float(each.attrib[edge]) for edge in ("xMin", "yMin", "xMax", "yMax")),
                )
                for each in page.iter(f"{XHTML}word")
            ],
        )
        for page in tree.iter(f"{XHTML}page")
    ]


DOCUMENTS = [
    f"{name}-{language}" for name in ("report", "hostile", *PRINTED) for language in ("zh", "en")
]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_runs_off_a_sheet(printed: Mapping[str, list[Sheet]], name: str) -> None:
    for sheet in printed[name]:
        assert sorted((round(sheet.width), round(sheet.height))) == [595, 842]
        for word in sheet.words:
            hanging = HANGING if word.text[-1] in "，。；：、）”" else 0.0
            assert word.left >= SIDE * POINTS - 1, word
            assert word.right <= sheet.width - SIDE * POINTS + 1 + hanging, word
            assert 0 < word.top < word.bottom < sheet.height, word


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_written_over_something_else(
    printed: Mapping[str, list[Sheet]], name: str
) -> None:
    for sheet in printed[name]:
        for one, other in combinations(sheet.words, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            # letters of lines that stand close may touch
            assert across < 2 or down < 4, (one, other)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_sheets_are_numbered_below_their_text(
    printed: Mapping[str, list[Sheet]], name: str
) -> None:
    sheets = printed[name]
    for number, sheet in enumerate(sheets, start=1):
        below = [word for word in sheet.words if word.top > sheet.height - BOTTOM * POINTS]
        said = "".join(word.text for word in below)
        expected = f"第{number}页共{len(sheets)}页", f"{number}/{len(sheets)}"
        assert said == expected[name.endswith("en")]
        above = "".join(word.text for word in sheet.words if word.bottom < TOP * POINTS)
        # what it is about stands above all sheets but the first, which begins with it
        assert (above == "") == (number == 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_all_there(printed: Mapping[str, list[Sheet]], language: Language) -> None:
    page = report(language)
    sheets = printed[f"report-{language}"]
    said = "".join(sheet.text for sheet in sheets)

    def stands(text: str) -> bool:
        return "".join(text.split()) in said

    assert stands(page.title[0])
    assert stands(page.contents)
    place = 0 if language == "zh" else 1
    for told in TOLD:
        assert stands(told.name[place])
        assert stands(told.status[place])
    for block in page.blocks:
        assert isinstance(block, Section)
        assert stands(block.title)
    # the values of its figures, and formulas
    assert stands("(500 − 186) / 5")
    assert stands("hnte: 3200")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_headings_of_a_table_stand_on_every_sheet(
    printed: Mapping[str, list[Sheet]], language: Language
) -> None:
    label = ("序号", "No.")[language == "en"]
    found: dict[int, list[int]] = {}
    for number, sheet in enumerate(printed[f"report-{language}"], start=1):
        labels = [word for word in sheet.words if word.text == label]
        below = [
            int(word.text)
            for word in sorted(sheet.words, key=lambda each: each.top)
            # below the label, and as far to the right
            for heading in labels
            if word.text.isdigit()
            and word.top > heading.bottom
            and abs(word.right - heading.right) < 2
        ]
        if labels:
            found[number] = below
    assert len(found) > 1
    # none of them is an empty table, and every row is on one of them
    assert all(found.values())
    assert [number for below in found.values() for number in below] == list(range(1, 3 * ROWS + 1))


def test_what_has_no_room_upright_lies_across(printed: Mapping[str, list[Sheet]]) -> None:
    # English units and names, and official verdicts
    across = [sheet.width > sheet.height for sheet in printed["national-en"]]
    # between upright ones
    assert True in across
    assert not across[0]
    assert not across[-1]
    # the appendix of an evaluation report stands upright
    for name in ("report-zh", "report-en", "jieyang-zh"):
        assert not any(sheet.width > sheet.height for sheet in printed[name])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_others_wrote_is_text(printed: Mapping[str, list[Sheet]], language: Language) -> None:
    said = "".join(sheet.text for sheet in printed[f"hostile-{language}"])
    # long names go over two lines of a cell, between which other cells may be read
    for name in HOSTILE:
        assert "".join(name.split())[:6] in said
