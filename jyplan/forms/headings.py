"""The headings of a table: which rows they are, and what each column holds, by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from jyplan.forms.heading_words import ColumnRole, TableColumn, heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jyplan.forms.sheets import Block, SheetCell, TableSheet

# further down headings do not begin, and have no more rows
_ROWS: Final = 40
_DEEPEST: Final = 4
# ends of a year, by which whole years are named as dates
_LAST_DAY, _FIRST_DAY = "-12-31", "-01-01"


class Headings(NamedTuple):
    """The headings of a table.

    Attributes:
        row: the last of their rows; below it the table begins.
        columns: from left to right.
        first: the first of their rows.
    """

    row: int
    columns: tuple[TableColumn, ...]
    first: int

    def of(self, *roles: ColumnRole) -> list[TableColumn]:
        """The columns with one of these roles."""
        return [each for each in self.columns if each.role in roles]

    def layout(self) -> set[tuple[ColumnRole, int, int | None, str]]:
        """What is where, wherever that is said."""
        return {(each.role, each.column, each.year, each.unit) for each in self.columns}


class Chosen(NamedTuple):
    """What somebody says of a table who knows it.

    Attributes:
        sheet: the name of the sheet; None: the one with a table.
        row: the row of the headings; None: found by their words.
        columns: what columns hold: column, from 1, by role or by year.
    """

    sheet: str | None = None
    row: int | None = None
    columns: Mapping[str, int] = {}


def headings_in(sheet: TableSheet, chosen: Chosen, *needed: ColumnRole) -> Headings | None:
    """The headings of a sheet's table; None: there is no such table.

    Args:
        sheet: the sheet.
        chosen: what is known of it.
        needed: roles of which a table has at least one, beside a name or an id.
    """
    return headings_of(HeadingRows(sheet), chosen, *needed)


def headings_of(rows: HeadingRows, chosen: Chosen, *needed: ColumnRole) -> Headings | None:
    """What `headings_in` finds, in rows that may be asked more than once."""

    def enough(found: Iterable[TableColumn]) -> bool:
        roles = {each.role for each in found}
        return bool(roles & {"id", "name"}) and (bool(roles & {*needed}) or not needed)

    if chosen.row is not None:
        for first in range(chosen.row, max(chosen.row - _DEEPEST, 0), -1):
            last = max(rows.last(first), chosen.row)
            found = _with(chosen, rows.columns(first, last), last)
            if enough(found):
                return Headings(last, found, first)
        return None
    for first in range(1, min(rows.lowest, _ROWS) + 1):
        for last, said in rows.readings(first):
            found = _with(chosen, said, last)
            # With columns that are named any row would do.
            if enough(found) and (not chosen.columns or len({each.role for each in said}) > 1):
                return Headings(last, found, first)
    if chosen.columns and enough(found := _with(chosen, (), 0)):
        # Who names all columns may have a table without any headings.
        return Headings(0, found, 0)
    return None


class HeadingRows:
    """The rows of a sheet, seen as headings.

    Attributes:
        lowest: the last row in which anything stands.
    """

    def __init__(self, sheet: TableSheet) -> None:
        self._cells: dict[int, dict[int, SheetCell]] = {}
        for (row, column), cell in sheet.cells.items():
            self._cells.setdefault(row, {})[column] = cell
        self.lowest = max(self._cells, default=0)
        self._blocks: dict[int, list[Block]] = {}
        for block in sheet.merged:
            self._blocks.setdefault(block[0], []).append(block)

    def readings(self, first: int) -> Iterable[tuple[int, tuple[TableColumn, ...]]]:
        """What headings that begin on a row may say, with their last row."""
        last = self.last(first)
        yield last, self.columns(first, last)
        if last > first or first not in self._cells or first + 1 not in self._cells:
            return
        # Years may stand above the headings of names, and a title may, too.
        last = self.last(first + 1)
        below = {each.column: each for each in self.columns(first + 1, last)}
        above = {each.column: each for each in self.columns(first, last)}
        split = self._split(first)
        both = {
            column: above.get(column) or below[column]
            for column in sorted(below | above)
            if column in above or column not in split
        }
        dated = [each for each in both.values() if each.role == "value" and each.year]
        if split or any(each != below.get(each.column) for each in dated):
            yield last, tuple(both.values())

    def last(self, first: int) -> int:
        """The last row of the headings that begin on a row."""
        last = first
        while last - first + 1 < _DEEPEST and self._goes_on(first, last):
            last += 1
        return last

    def columns(self, first: int, last: int) -> tuple[TableColumn, ...]:
        """The columns that headings in these rows name, upper ones over several of them."""
        found = []
        for column in sorted({each for row in range(first, last + 1) for each in self._over(row)}):
            texts = [
                text for row in range(first, last + 1) if (text := self._text(row, column, last))
            ]
            said = heading("".join(texts))
            if said is None and len(texts) > 1 and _says_no_more(texts[0]):
                said = heading("".join(texts[1:]))
            if said is not None:
                role, year, unit = said
                found.append(TableColumn(role, column, year, unit, "".join(texts), last))
        return tuple(found)

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the row below belongs to the headings of these rows."""
        below = self._cells.get(last + 1)
        names = [each.column for each in self.columns(first, last) if each.role in {"id", "name"}]
        if not below or not names:
            return False
        blocks = [block for row in range(first, last + 1) for block in self._blocks.get(row, ())]
        if any(left in names and bottom > last for _, left, bottom, _ in blocks):
            return True
        if any(column in below for column in names):
            return False
        over = {
            column
            for top, left, bottom, right in blocks
            if bottom == last and right > left
            for column in range(left, right + 1)
        }
        texts = {column: cell.text for column, cell in below.items() if cell.sort == "text"}
        # Without merged cells a heading goes over those to its right that are empty.
        above = {column for row in range(first, last + 1) for column in self._over(row)}
        return bool(over & texts.keys()) or (
            len(texts) >= max(len(below), 2) and _reads_as_headings(texts, above)
        )

    def _split(self, row: int) -> set[int]:
        """Columns under headings that go over several, and not over the whole table."""
        leftmost = min(self._cells.get(row + 1, {0: None}))
        return {
            column
            for _, left, _, right in self._blocks.get(row, ())
            if leftmost < left < right and ":" not in self._cells[row][left].text.replace("：", ":")
            for column in range(left, right + 1)
        }

    def _over(self, row: int) -> dict[int, str]:
        """The texts of a row by column, those of merged cells by each of theirs."""
        found = {
            column: _year_of(cell, self._cells[row].values())
            for column, cell in self._cells.get(row, {}).items()
        }
        for _, left, _, right in self._blocks.get(row, ()):
            if left in found:
                found |= dict.fromkeys(range(left, right + 1), found[left])
        return found

    def _text(self, row: int, column: int, last: int) -> str:
        """What a row says of a column; above other headings also what stands to its left."""
        over = self._over(row)
        if column in over or row == last or column not in self._over(row + 1):
            return over.get(column, "")
        before = max((each for each in over if each < column), default=0)
        said = heading(over.get(before, ""))
        return over[before] if said is not None and said[0] in {"value", "target"} else ""


def _reads_as_headings(texts: Mapping[int, str], above: set[int]) -> bool:
    """Whether a row of texts below headings belongs to them.

    Args:
        texts: by column.
        above: columns that have headings already.
    """
    said = [found[0] for text in texts.values() if (found := heading(text)) is not None]
    if not texts.keys() <= above:
        return bool(said) and all(any(map(str.isalpha, text)) for text in texts.values())
    return len(said) == len(texts) and {*said} <= {"value", "target", "other"}


def _says_no_more(upper: str) -> bool:
    """Whether a heading above others says nothing of them that they do not say themselves.

    “完成情况” says no more than “完成” below it; “上半年” does.
    """
    said = heading(upper)
    return said is not None and said[:2] == ("value", None)


def _year_of(cell: SheetCell, row: Iterable[SheetCell]) -> str:
    """The text of a heading; a date that stands for a whole year as that year."""
    if cell.sort != "date":
        return cell.text
    dates = [each.text for each in row if each.sort == "date"]
    days = {each[4:] for each in dates}
    whole = days == {_LAST_DAY} or (days == {_FIRST_DAY} and len(dates) > 1)
    return cell.text[:4] if whole and len({*dates}) == len(dates) else cell.text


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
