"""Tables of plans, typed into workbooks for one test each."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from jyplan.data.draft import baselines_text, targets_text
from jyplan.forms.sheets import SheetCell, Sheets, TableSheet
from jyplan.plan.files import BASELINES, TARGETS, Content
from jyplan.plan.reading import read_plan

if TYPE_CHECKING:
    from pathlib import Path

    from jyplan.forms.sheets import Block
    from jyplan.plan.draft import PlanDraft
    from jyplan.plan.model import TargetsFile
    from jyplan.texts.words import Language

# how Excel takes what is typed
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def rows_of(table: str) -> list[list[str]]:
    """A table as it stands in a test: one line a row, cells parted by bars."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").split("\n")]


def sheet_of(
    table: str, name: str = "Sheet1", *, merged: tuple[Block, ...] = (), hidden: bool = False
) -> TableSheet:
    """The sheet that typing a table makes."""
    cells = {
        (row, column): SheetCell("number" if NUMBER.fullmatch(text) else "text", text)
        for row, line in enumerate(rows_of(table), start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    return TableSheet(name, cells, merged, hidden)


def sheets_of(table: str, path: str = "table.xlsx", *, merged: tuple[Block, ...] = ()) -> Sheets:
    """The workbook with one table."""
    return Sheets(path, (sheet_of(table, merged=merged),))


def typed(path: Path, table: str, *, title: str = "Sheet1", merged: tuple[str, ...] = ()) -> Path:
    """A workbook of Excel into which a table was typed."""
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet(title)
        for row, line in enumerate(rows_of(table)):
            for column, text in enumerate(line):
                if NUMBER.fullmatch(text):
                    sheet.write_number(row, column, float(text))
                elif text:
                    sheet.write_string(row, column, text)
        for block in merged:
            first = block.partition(":")[0]
            row, column = int(first[1:]) - 1, ord(first[0]) - ord("A")
            sheet.merge_range(block, rows_of(table)[row][column])
    return path


def as_csv(path: Path, table: str) -> Path:
    """The table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows_of(table))
    return path


def read_back(draft: PlanDraft, language: Language) -> TargetsFile:
    """The targets of the plan that is written, as files are read."""
    texts = {TARGETS: targets_text(draft, language), BASELINES: baselines_text(draft, language)}
    return read_plan([Content(name, text.encode()) for name, text in texts.items()]).targets
