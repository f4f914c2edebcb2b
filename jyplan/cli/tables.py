"""Options of commands that read tables which were sent in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.forms.taken import TableHints

YearOption: TypeAlias = Annotated[
    int | None, typer.Option("--year", help="option.year", metavar="YEAR", min=1900, max=2200)
]
DistrictOption: TypeAlias = Annotated[
    str | None, typer.Option("--district", help="option.of_district", metavar="ID")
]
SheetOption: TypeAlias = Annotated[
    str | None, typer.Option("--sheet", help="option.sheet", metavar="NAME")
]
RowOption: TypeAlias = Annotated[
    int | None, typer.Option("--row", help="option.row", metavar="NUMBER", min=1)
]
MapOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--map", help="option.map_column", metavar="WHAT=COLUMN")
]
# as far as Excel goes
_COLUMN = re.compile("[A-Z]{1,3}")
_YEAR = re.compile("(?:19|20|21)[0-9]{2}")


def asked_of(
    sheet: str | None,
    row: int | None,
    columns: Sequence[str] | None,
    year: int | None,
    district: str | None,
) -> TableHints:
    """What is known of tables beforehand.

    Raises:
        RequestError: a column is not named as ``value=D`` or ``2024=D``.
    """
    # Only here: most runs know nothing of tables.
    from jyplan.forms.headings import ROLES, Chosen
    from jyplan.forms.taken import TableHints

    named = {}
    for entry in columns or []:
        what, equals, letters = entry.replace("＝", "=").partition("=")
        what, letters = what.strip().lower(), letters.strip().upper()
        if not equals or not _COLUMN.fullmatch(letters):
            raise RequestError("bad_letters", value=entry)
        if what not in ROLES and not _YEAR.fullmatch(what):
            raise RequestError("bad_choice", option="--map", value=what, known=[*ROLES, "2024"])
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        named[what] = number
    return TableHints(Chosen(sheet, row, named), year, district)
