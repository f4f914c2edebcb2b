"""What a form says of itself on a sheet that nobody sees: whose it is, and of which year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jyplan.forms.sheets import Sheets

# the sheet's name, in every language
SHEET = "jyplan"
# how forms are made; a form of another number is refused
VERSION = "1"


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
