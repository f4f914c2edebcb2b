"""The headings of tables: which rows they are, and what each column holds, by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from jyplan.forms.heading_rows import DEEPEST, HeadingRows
from jyplan.forms.heading_words import ColumnRole, TableColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# further down the headings of the first table do not begin
_ROWS: Final = 40


class Headings(NamedTuple):
    """The headings of a table.

    Attributes:
        row: the last of their rows; below it the table begins.
        columns: from left to right.
        first: the first of their rows.
        end: the last row of the table; None: that of the sheet.
        titles: what stands above them, below the table before.
    """

    row: int
    columns: tuple[TableColumn, ...]
    first: int
    end: int | None = None
    titles: tuple[str, ...] = ()

    def of(self, *roles: ColumnRole) -> list[TableColumn]:
        """The columns with one of these roles."""
        return [each for each in self.columns if each.role in roles]

    def layout(self) -> set[TableColumn]:
        """What is where, wherever and however that is said."""
        return {each._replace(heading="", row=0) for each in self.columns}


class Chosen(NamedTuple):
    """What somebody says of a table who knows it.

    Attributes:
        sheet: the name of the sheet; None: the one with a table.
        row: the row of the headings; None: found by their words.
        columns: what columns hold: column, from 1, by role or by year.
        districts: ids of those that may have columns of their own, by `squeezed` names.
    """

    sheet: str | None = None
    row: int | None = None
    columns: Mapping[str, int] = {}
    districts: Mapping[str, str] = {}


def tables_in(rows: HeadingRows, chosen: Chosen, *needed: ColumnRole) -> list[Headings]:
    """The headings of all tables of a sheet, from above; some may hold nothing that is needed.

    Args:
        rows: those of the sheet.
        chosen: what is known of it; a row that is named is that of its first table.
        needed: roles of which a table has at least one, beside a name or an id.
    """
    first = _first(rows, chosen, *needed)
    found: list[Headings] = []
    if chosen.row is None and not chosen.columns:
        before = first.first if first is not None else rows.lowest + 1
        found += _below(rows, chosen, needed, (0, before))
    if first is not None:
        above = rows.filled_before(first.first) if found else 0
        found.append(first._replace(titles=rows.titles(above + 1, first.first - 1)))
        found += _below(rows, chosen, needed, (first.row, rows.lowest + 1))
    ends = [each.first - 1 for each in found[1:]]
    ended = (each._replace(end=end) for each, end in zip(found, [*ends, None], strict=False))
    return [part for each in ended for part in _abreast(each)]


def _abreast(headings: Headings) -> Iterator[Headings]:
    """Tables beside each other: each with the columns from its names to those of the next."""
    parts: list[list[TableColumn]] = [[]]
    for column in headings.columns:
        held = {each.role for each in parts[-1]} if column.role == "name" else set()
        if "name" in held and held & {"value", "target"}:
            parts.append([])
        parts[-1].append(column)
    if any(not {"value", "target"} & {each.role for each in part} for part in parts):
        parts = [[*headings.columns]]
    for part in parts:
        yield headings._replace(columns=tuple(part))


def _below(
    rows: HeadingRows, chosen: Chosen, needed: Iterable[ColumnRole], between: tuple[int, int]
) -> Iterator[Headings]:
    """The headings of the tables between two rows, with what stands above them."""
    after, before = between
    for row in rows.anchors(after):
        if row >= before:
            return
        if row <= after:
            continue
        above = max(rows.filled_before(row), after)
        found = _first(rows, chosen._replace(row=row), *needed, above=above)
        if found is None:
            last = rows.last(row)
            columns = rows.columns(row, last)
            # A name alone is no table, but headings that go on.
            found = None if last == row and rows.is_alone(row) else Headings(last, columns, row)
        if found is not None:
            after = found.row
            yield found._replace(titles=rows.titles(above + 1, found.first - 1))


def _first(
    rows: HeadingRows, chosen: Chosen, *needed: ColumnRole, above: int = 0
) -> Headings | None:
    """The first headings; None: there is no such table.

    Args:
        rows: the rows.
        chosen: what is known of them.
        needed: roles of which a table has at least one.
        above: the row below which headings begin that have a row that is named.
    """

    def enough(found: Iterable[TableColumn]) -> bool:
        roles = {each.role for each in found}
        return bool(roles & {"id", "name"}) and (bool(roles & {*needed}) or not needed)

    begin, lowest = 1, min(rows.lowest, _ROWS)
    if chosen.row is not None:
        begin, lowest = max(chosen.row - DEEPEST, above) + 1, chosen.row
    for first in range(begin, lowest + 1):
        for last, said in rows.readings(first):
            found = _with(chosen, said, last)
            # With columns that are named any row would do.
            named = chosen.row is not None or not chosen.columns
            if (
                enough(found)
                and last >= (chosen.row or 0)
                and (named or len({each.role for each in said}) > 1)
            ):
                return Headings(last, found, first)
    if chosen.row is None and chosen.columns and enough(found := _with(chosen, (), 0)):
        # Who names all columns may have a table without any headings.
        return Headings(0, found, 0)
    return None


def _with(chosen: Chosen, found: tuple[TableColumn, ...], row: int) -> tuple[TableColumn, ...]:
    """The columns, with those that were named in place of what their words say."""
    if not chosen.columns:
        return found
    roles = {name for name in chosen.columns if not name.isdigit()}
    if any(name.isdigit() for name in chosen.columns) or "value" in roles:
        roles |= {"value"}
    taken = {*chosen.columns.values()}
    kept = [each for each in found if each.role not in roles and each.column not in taken]
    words = {each.column: each for each in found}
    for name, column in chosen.columns.items():
        said = words.get(column, TableColumn("other", column, row=row))
        if name.isdigit():
            kept.append(said._replace(role="value", year=int(name)))
        else:
            role = next(each for each in get_args(ColumnRole) if each == name)
            kept.append(said._replace(role=role))
    return tuple(sorted(kept, key=lambda each: each.column))
