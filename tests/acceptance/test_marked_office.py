"""Marked workbooks as an office program opens them: colours, words, charts and pictures.

Without LibreOffice these tests are skipped, and say so; CI demands them (JYPLAN_OFFICE).
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jyplan.forms.marking import marked
from tests.senders import WAYS, Book, conversing, parts, sent
from tests.unit.test_marking import COLOURS, NOTES, REMARKS
from tests.workbooks import OFFICE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

if not OFFICE and "JYPLAN_OFFICE" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no LibreOffice: marked workbooks", allow_module_level=True)

# LibreOffice does not come back from a note in the last cell of all, whoever wrote it.
SAID = [each for each in REMARKS if each.row < 100]
SEEN = [cell for cell in NOTES if cell != "XFD1048576"]
# of what it reads
OPENED = ("usual", "prefixes", "strict", "utf-16", "absolute", "unnumbered", "stored", "streamed")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """All workbooks, opened and saved again, and one of them printed."""
    folder = tmp_path_factory.mktemp("marked")
    data = sent()
    books = {way: WAYS[way](data) for way in OPENED} | {"talk": conversing(data)}
    for name, each in books.items():
        (folder / f"{name}.xlsx").write_bytes(marked(each, SAID, "核对"))
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    every = [str(folder / f"{name}.xlsx") for name in books]
    for kind, paths in (("xlsx", every), ("pdf", every[:1])):
        subprocess.run(  # noqa: S603 the program of the machine
            [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(out), *paths],
            capture_output=True,
            check=True,
            timeout=600,
        )
    return {path.stem if path.suffix == ".xlsx" else "pdf": path for path in out.iterdir()}


@pytest.mark.parametrize("way", [*OPENED, "talk"])
def test_colours_and_words_are_there(opened: Mapping[str, Path], way: str) -> None:
    sheet = load_workbook(opened[way])["指标"]
    found = {cell: sheet[cell].comment for cell in SEEN}
    assert {cell: each.text if each else None for cell, each in found.items()} == {
        cell: NOTES[cell] for cell in SEEN
    }
    fills = {cell: sheet[cell].fill.fgColor.rgb for cell in SEEN if cell in COLOURS}
    assert fills == {cell: COLOURS[cell] for cell in fills}
    assert sheet.protection.sheet
    # what the sender put there is drawn as before
    names = list(parts(opened[way].read_bytes()))
    assert [name for name in names if name.startswith("xl/charts/chart")]
    assert [name for name in names if name.startswith("xl/media/")]


def test_boxes_hold_what_they_say(opened: Mapping[str, Path]) -> None:
    boxes = Book(opened["usual"].read_bytes()).boxes("指标")
    # beside its cell, four lines high
    left, _, top, _, _, _, bottom, _ = boxes[3, 4]
    assert left >= 4
    assert 1 <= top <= 2
    assert bottom - top >= 4


def test_it_is_printed(opened: Mapping[str, Path]) -> None:
    assert opened["pdf"].read_bytes()[:5] == b"%PDF-"
