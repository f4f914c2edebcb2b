"""Options of commands that read tables which were sent in."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.forms.marking import CellRemark
    from jyplan.forms.taken import TableHints
    from jyplan.plan.findings import Finding
    from jyplan.results import Checked
    from jyplan.texts.words import Language

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
    int | None,
    typer.Option("--row", help="option.row", metavar="NUMBER", min=1, max=1_048_576),
]
MapOption: TypeAlias = Annotated[
    list[str] | None, typer.Option("--map", help="option.map_column", metavar="WHAT=COLUMN")
]
MarkOption: TypeAlias = Annotated[
    str | None, typer.Option("--mark", help="option.mark", metavar="DIR")
]
# workbooks that can be marked
MARKABLE = (".xlsx", ".xlsm")
_YEAR = re.compile("(?:19|20|21)[0-9]{2}")


def give_back(
    checked: Checked, folder: str | None, language: Language, beside: Mapping[Path, bytes] = {}
) -> None:
    """Write the senders' own workbooks with what was found in their cells, all files or none.

    Args:
        checked: what was found, and what the files held.
        folder: where they go, under their own names; None: none are wanted.
        language: of the words.
        beside: other files that are written, and what they are to hold.

    Raises:
        RequestError: one cannot be written, would take the place of what was sent, or of another.
    """
    from jyplan.cli.environment import tell
    from jyplan.cli.session import write_all
    from jyplan.texts.reports import said
    from jyplan.texts.words import echoed_path

    workbooks = {} if folder is None else _marked_in(checked, folder, language)
    write_all({**workbooks, **beside})
    for target in workbooks:
        tell(f"{said('marked', language, path=echoed_path(target))}\n")


def _marked_in(checked: Checked, folder: str, language: Language) -> dict[Path, bytes]:
    """The workbooks with their marks, by where they go; others are told of."""
    from jyplan.cli.environment import tell
    from jyplan.cli.session import spare
    from jyplan.forms.marking import marked
    from jyplan.texts.reports import said
    from jyplan.texts.words import echoed_path

    remarks: dict[str, list[CellRemark]] = {}
    for finding in checked.findings:
        if finding.span.cell:
            remarks.setdefault(finding.span.path, []).append(_remark(finding, language))
    files: dict[Path, bytes] = {}
    for name, own in remarks.items():
        if not name.lower().endswith(MARKABLE):
            tell(f"{said('not_marked', language, path=echoed_path(name))}\n")
            continue
        target = Path(folder) / PurePath(name).name
        if target in files:
            raise RequestError("same_output", path=target)
        try:
            files[target] = marked(checked.held[name], own, "jyplan")
        except RequestError as error:
            raise RequestError("cannot_mark", path=name) from error
    spare([str(target) for target in files], list(remarks))
    return files


def _remark(finding: Finding, language: Language) -> CellRemark:
    """What is to be said of a cell, in words."""
    from jyplan.forms.marking import CellRemark
    from jyplan.texts.findings import message_of, severity_word

    word = severity_word(finding.severity, language)
    words = f"{word} {finding.code} {message_of(finding, language)}"
    span = finding.span
    sheet, _, _ = span.cell.rpartition("!")
    return CellRemark(sheet, span.line, span.column, finding.severity, words)


def asked_of(
    sheet: str | None,
    row: int | None,
    columns: Sequence[str] | None,
    year: int | None,
    district: str | None,
) -> TableHints | None:
    """What is known of tables beforehand; None: nothing.

    Raises:
        RequestError: a column is not named as ``value=D`` or ``2024=D``.
    """
    if not (columns or any(each is not None for each in (sheet, row, year, district))):
        return None
    # Only here: most runs know nothing of tables.
    from jyplan.forms.heading_words import ROLES
    from jyplan.forms.headings import Chosen
    from jyplan.forms.sheets import column_of
    from jyplan.forms.taken import TableHints

    named = {}
    for entry in columns or []:
        what, _, letters = entry.replace("＝", "=").partition("=")
        what = what.strip().lower()
        try:
            column = column_of(letters.strip())
        except ValueError:
            raise RequestError("bad_letters", value=entry) from None
        if what not in ROLES and not _YEAR.fullmatch(what):
            raise RequestError("bad_choice", option="--map", value=what, known=[*ROLES, "2024"])
        named[what] = column
    return TableHints(Chosen(sheet, row, named), year, district)
