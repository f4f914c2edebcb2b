"""What a form says of itself on a sheet that nobody sees: whose it is, and of which year."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.files import BASELINES, TARGETS, read

if TYPE_CHECKING:
    from jyplan.forms.sheets import Sheets
    from jyplan.plan.plan import Plan

# the sheet's name, in every language
SHEET = "jyplan"
# how forms are made; a form of another number is refused
VERSION = "1"
# so many digits tell the plans of one office apart
DIGITS = 12


class Stamp(NamedTuple):
    """Whose form it is; texts, as they stand in the cells of column B beside their names in A.

    Attributes:
        form: number of the kind of form.
        plan: id of the plan.
        version: of the plan, made from its files.
        year: year whose end is reported.
        district: id of the district; empty for the whole.
    """

    form: str
    plan: str
    version: str
    year: str
    district: str


def version_of(plan: Plan) -> str:
    """The version of a plan: a hash of its targets and baselines, however their lines end."""
    digest = sha256()
    for name in (TARGETS, BASELINES):
        data = read(plan.origin.folder / name).data
        text = data.replace(b"\r\n", b"\n") if isinstance(data, bytes) else b""
        digest.update(b"%d " % len(text) + text)
    return digest.hexdigest()[:DIGITS]


def new_stamp(plan: Plan, year: int, district: str | None) -> Stamp:
    """The stamp of a form that is made now.

    Args:
        plan: whose figures are asked for.
        year: year whose end is reported.
        district: id of the district; None: the whole.
    """
    return Stamp(VERSION, plan.head.id, version_of(plan), str(year), district or "")


def stamp_of(sheets: Sheets) -> Stamp | None:
    """The stamp of a form; None: it is none of ours."""
    sheet = next((each for each in sheets.sheets if each.name == SHEET), None)
    if sheet is None:
        return None
    said = {
        cell.text: sheet.cells[row, 2].text
        for (row, column), cell in sheet.cells.items()
        if column == 1 and (row, 2) in sheet.cells
    }
    return Stamp(*(said.get(name, "") for name in Stamp._fields))
