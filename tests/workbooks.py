"""Workbooks of plans, worked out again by LibreOffice, beside what jyplan itself finds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook

from jyplan.assess import Request, assess, detail_of
from jyplan.data.json import status_json
from jyplan.media.workbook import workbook
from jyplan.pages.workbook import report_book
from jyplan.pages.workbook.frame import HEADINGS, columns_of
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from jyplan.pages.book import SheetBook
    from jyplan.plan.plan import Observation, Plan
    from jyplan.results import Report

OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
# cells of formulas that hold a value
CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")
# group of JSON -> its figures, and the columns that show them
GROUPS: Mapping[str, Mapping[str, str]] = {
    "required": {"compound_rate": "required_rate", "linear_step": "required_step"},
    "observed": {"compound_rate": "observed_rate", "linear_step": "observed_step"},
    "catch_up": {"compound_rate": "catch_up_rate", "linear_step": "catch_up_step"},
    "gap": {"absolute": "gap", "relative": "gap_relative"},
    "progress": {
        "achieved_share": "achieved",
        "expected_share": "expected",
        "elapsed_share": "elapsed",
        "lead_points": "lead_points",
        "lead_years": "lead_years",
    },
    "projection": {
        "attainment_time": "time",
        "attainment_year": "attained",
        "compound": "compound",
        "linear": "linear",
    },
}
# a group may have one reason, and yet figures with reasons of their own
OWN_REASONS = {"compound", "linear"}


class Made(NamedTuple):
    """A report, its workbook, and the file."""

    report: Report
    book: SheetBook
    data: bytes

    @property
    def every_input(self) -> dict[tuple[str, int, int], Any]:
        """The same of all sheets, with the formulas that growth starts from."""
        return {
            (sheet.name, row + 1, column + 1): cell.content
            for sheet in self.book.sheets
            for (row, column), cell in sheet.cells.items()
            if cell.role == "input"
        }

    @property
    def inputs(self) -> dict[tuple[str, int, int], Any]:
        """What may be changed, by sheet, row and column as openpyxl counts them."""
        return {
            (sheet.name, row + 1, column + 1): cell.content
            for sheet in self.book.sheets
            for (row, column), cell in sheet.cells.items()
            if cell.role == "input" and not cell.formula and sheet.key in CHANGED
        }


CHANGED = {"overview", "indicators", "reported"}


def made(
    plan: Plan, reported: Iterable[Observation], as_of: int | None = None, language: str = "zh"
) -> Made:
    """The workbook of a plan."""
    observations = list(reported)
    report = assess(plan, observations, Request(as_of))
    details = [detail_of(report, id_, observations) for id_ in plan.declared()]
    book = report_book(report, details, "en" if language == "en" else "zh")
    return Made(report, book, workbook(book))


def uncalculated(data: bytes, path: Path) -> None:
    """Write a workbook whose formulas have no values beside them."""
    path.write_bytes(data)
    whole = {}
    with zipfile.ZipFile(path) as file:
        for entry in file.infolist():
            content = file.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = CACHED.sub(rb"\1", content)
            whole[entry.filename] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in whole.items():
            file.writestr(name, content)


def changed(data: bytes, path: Path, inputs: Mapping[tuple[str, int, int], Any]) -> None:
    """Write a workbook with other inputs; openpyxl keeps no values of formulas."""
    path.write_bytes(data)
    book = load_workbook(path)
    for (sheet, row, column), value in inputs.items():
        book[sheet].cell(row, column).value = value
    book.save(path)


def recalculated(folder: Path, to: Path) -> None:
    """Have LibreOffice open every workbook of a folder, work it out and save it elsewhere."""
    files = sorted(map(str, folder.glob("*.xlsx")))
    subprocess.run(  # noqa: S603 the office of the machine
        [
            *(OFFICE, f"-env:UserInstallation=file://{to / 'profile'}", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(to), *files),
        ],
        capture_output=True,
        check=True,
        timeout=600,
    )


def same(found: object, wanted: object) -> bool:
    """Whether two cells say the same, figures but for their last digits."""
    if isinstance(found, (int, float)) and isinstance(wanted, (int, float)):
        return abs(found - wanted) <= 1e-9 * max(abs(found), abs(wanted), 1e-3)
    return (found or None) == (wanted or None)


def differences(found: Workbook, made_: Made, document: str | None = None) -> list[str]:
    """Where a workbook that was worked out does not say what JSON says."""
    report, names = made_.report, {sheet.key: sheet.name for sheet in made_.book.sheets}
    columns, steps = columns_of(report), found[names["steps"]]
    statuses = {cell.value: cell.column for cell in steps[HEADINGS]}
    wrong = []
    rows = json.loads(document or status_json(report))["indicators"]
    for row, item in enumerate(rows, HEADINGS + 1):
        shown = {
            key: found[names["indicators"]].cell(row, number + 1).value
            for key, number in columns.items()
        }
        status = steps.cell(row, statuses["status"]).value
        reason = steps.cell(row, statuses["status_reason"]).value or None
        if (status, reason) != (item["status"] or "undecided", item["status_reason"]):
            wrong.append(f"{item['id']}: {status} {reason}, not {item['status']}")
        wrong += _unlike(item, shown, made_.book.language)
    return wrong


def _unlike(item: Mapping[str, Any], shown: Mapping[str, Any], language: str) -> list[str]:
    wanted: dict[str, tuple[Any, str | None]] = {
        "latest": (item["latest"]["value"], None),
        "latest_year": (item["latest"]["year"], None),
        "level": (item["target"]["value"], None),
    }
    for group, figures in GROUPS.items():
        for name, column in figures.items():
            wanted[column] = item[group][name], item[group]["reason"]
    if "held" in item.get("yearly", {}):
        wanted["held"] = item["yearly"]["held"], None
        wanted["judged"] = item["yearly"]["judged"], None
    wrong = []
    for column, (value, reason) in wanted.items():
        cell = shown[column]
        if value is not None:
            fits = isinstance(cell, (int, float)) and same(cell, value)
        else:
            word = text(f"reason.{reason}", "en" if language == "en" else "zh") if reason else None
            fits = not isinstance(cell, (int, float)) and (
                word is None or cell == word or column in OWN_REASONS
            )
        if not fits:
            wrong.append(f"{item['id']} {column}: {cell}, not {value} ({reason})")
    return wrong


def errors(found: Workbook) -> list[str]:
    """Cells that say an error; only figures of charts may not be there (#N/A)."""
    return [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in found
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("#") and cell.value != "#N/A"
    ]


def stale(found: Workbook, cached: Workbook) -> list[str]:
    """Cells whose value in the file is not what the formula comes to."""
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}, worked out {other}"
        for sheet in cached
        for row in sheet.iter_rows()
        for cell in row
        if not same(cell.value, other := found[sheet.title][cell.coordinate].value)
    ]
