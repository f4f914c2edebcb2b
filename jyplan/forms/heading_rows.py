"""The rows of a sheet, seen as headings: how they belong together, and where others begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from jyplan.forms.heading_words import TableColumn, added, heading, says_no_more
from jyplan.plan.spelling import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.forms.heading_words import ColumnRole
    from jyplan.forms.sheets import Block, SheetCell, TableSheet

# headings have no more rows, and no more of these stand above that of the names
DEEPEST: Final = 4
_ABOVE: Final = 2
# ends of a year, by which whole years are named as dates
_LAST_DAY, _FIRST_DAY = "-12-31", "-01-01"
# longer texts are no heading of names
_LONGEST: Final = 40
# who filled a table in, and when; names may have such a sign, too
_ABOUT: Final = re.compile("[:：]|填[表报]|联系|电话|日期|制表|审核")
# a sign that figures and dashes have not
_WORDS: Final = re.compile(r"[^\W\d_]|[%‰]")


class HeadingRows:
    """The rows of a sheet, seen as headings.

    Attributes:
        cells: by row and then by column.
        lowest: the last row in which anything stands.
    """

    def __init__(self, sheet: TableSheet, districts: Mapping[str, str]) -> None:
        """Take up a sheet.

        Args:
            sheet: the sheet.
            districts: ids of those that may have columns of their own, by `squeezed` names.
        """
        self._districts = districts
        self.cells: dict[int, dict[int, SheetCell]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            self.cells.setdefault(row, {})[column] = cell
        self.lowest = max(self.cells, default=0)
        self._filled = [row for row, cells in self.cells.items() if _has_figures(cells)]
        # what was found once, for rows are asked again and again
        self._texts: dict[int, dict[int, str]] = {}
        self._columns: dict[tuple[int, int], tuple[TableColumn, ...]] = {}
        self._blocks: dict[int, list[Block]] = {}
        for block in sheet.merged:
            self._blocks.setdefault(block[0], []).append(block)

    def readings(self, first: int) -> Iterator[tuple[int, tuple[TableColumn, ...]]]:
        """What headings that begin on a row may say, with their last row."""
        last = self.last(first)
        yield last, self.columns(first, last)
        if last > first or first not in self.cells:
            return
        # Years may stand above the headings of names.
        for row in range(first + 1, first + 1 + _ABOVE):
            names = self._names(row, row)
            if names and all(self._is_over(each, min(names)) for each in range(first, row)):
                last = self.last(row)
                yield last, self.columns(first, last)
            if names:
                return

    def last(self, first: int) -> int:
        """The last row of the headings that begin on a row."""
        last = first
        while last - first + 1 < DEEPEST and self._goes_on(first, last):
            last += 1
        return last

    def columns(self, first: int, last: int) -> tuple[TableColumn, ...]:
        """The columns that headings in these rows name, upper ones over several of them."""
        if (first, last) in self._columns:
            return self._columns[first, last]
        found = []
        for column in sorted({each for row in range(first, last + 1) for each in self._over(row)}):
            texts = [
                text for row in range(first, last + 1) if (text := self._text(row, column, last))
            ]
            ids = {text: id_ for text in texts if (id_ := self._districts.get(squeezed(text), ""))}
            whole, said = _understood([text for text in texts if text not in ids])
            if ids and not whole:
                said = "value", None, ""
            if said is not None:
                role, year, unit = said
                words, district = whole or "".join(texts), "".join([*ids.values()][-1:])
                found.append(TableColumn(role, column, year, unit, words, last, district))
        return self._columns.setdefault((first, last), tuple(found))

    def anchors(self, after: int) -> Iterator[int]:
        """The rows below one that have a heading of names, and no figures beside it."""
        for row, cells in self.cells.items():
            if row > after and any(map(_is_name, cells.values())):
                said = [heading(cell.text) for cell in cells.values()]
                others = [each for each in said if each and each[0] not in {"name", "id"}]
                if others or not any(cell.is_figure for cell in cells.values()):
                    yield row

    def is_alone(self, row: int) -> bool:
        """Whether there is but one cell in a row."""
        return len(self.cells[row]) == 1

    def titles(self, first: int, last: int) -> tuple[str, ...]:
        """The texts that stand in these rows."""
        return tuple(
            cell.text
            for row in range(first, last + 1)
            for cell in self.cells.get(row, {}).values()
            if cell.sort in {"text", "date"}
        )

    def filled_before(self, row: int) -> int:
        """The last row before one that has figures among other cells; 0: none has."""
        place = bisect_left(self._filled, row)
        return self._filled[place - 1] if place else 0

    def _names(self, first: int, last: int) -> list[int]:
        """The columns of names and ids, by headings in these rows."""
        return [each.column for each in self.columns(first, last) if each.role in {"id", "name"}]

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the row below belongs to the headings of these rows."""
        below = self.cells.get(last + 1)
        said = self.columns(first, last) if below else ()
        names = [each.column for each in said if each.role in {"id", "name"}]
        if not below or not names:
            return False
        blocks = [block for row in range(first, last + 1) for block in self._blocks.get(row, ())]
        if any(left in names and bottom > last for _, left, bottom, _ in blocks):
            return True
        if any(column in below and added(below[column].text) for column in names):
            return False
        over = {
            column
            for top, left, bottom, right in blocks
            if bottom == last and right > left
            for column in range(left, right + 1)
        }
        texts = {column: cell.text for column, cell in below.items() if cell.sort == "text"}
        if over & texts.keys():
            return True
        above = {column for row in range(first, last + 1) for column in self._over(row)}
        words = len(texts) == len(below) and all(map(_WORDS.search, texts.values()))
        if texts.keys() <= above:
            # Whatever stands below a column of values and beside no name says more of it.
            valued = {each.column for each in said if each.role in {"value", "target"}}
            return words and bool(valued & texts.keys())
        # Without merged cells a heading goes over those to its right that are empty.
        return words and any(map(heading, texts.values()))

    def _is_over(self, row: int, names: int) -> bool:
        """Whether a row above that of the names stands over several columns beside them."""
        cells = self.cells.get(row, {})
        if not cells or min(cells) <= names:
            return False
        known = [
            column
            for column, cell in cells.items()
            if heading(cell.text) is not None or says_no_more(cell.text)
        ]
        wide = {left for _, left, _, right in self._blocks.get(row, ()) if right > left}
        return len(known) > 1 or bool(wide & {*known})

    def _over(self, row: int) -> dict[int, str]:
        """The texts of a row by column, those of merged cells by each of theirs."""
        if row not in self._texts:
            cells = self.cells.get(row, {})
            dates = [cell.text for cell in cells.values() if cell.sort == "date"]
            cut = 4 if _are_years(dates) else None
            found = {
                column: cell.text[:cut] if cell.sort == "date" else cell.text
                for column, cell in cells.items()
            }
            for _, left, _, right in self._blocks.get(row, ()):
                if left in found:
                    found |= dict.fromkeys(range(left, right + 1), found[left])
            self._texts[row] = dict(sorted(found.items()))
        return self._texts[row]

    def _text(self, row: int, column: int, last: int) -> str:
        """What a row says of a column; above other headings also what stands to its left."""
        over = self._over(row)
        if column in over or row == last or column not in self._over(row + 1):
            return over.get(column, "")
        columns = [*over]
        place = bisect_left(columns, column)
        before = over[columns[place - 1]] if place else ""
        said = heading(before)
        return before if said is not None and said[0] in {"value", "target"} else ""


def _understood(texts: Sequence[str]) -> tuple[str, tuple[ColumnRole, int | None, str] | None]:
    """What texts below each other say together, and what is understood of it.

    Upper ones that say no more than the others are left out where all together say nothing.
    """
    whole = texts[0] + "".join(map(added, texts[1:])) if texts else ""
    said = heading(whole)
    if said is None and len(texts) > 1 and says_no_more(texts[0]):
        return _understood(texts[1:])
    return whole, said


def _is_name(cell: SheetCell) -> bool:
    """Whether a cell is a heading of names or ids."""
    if cell.sort != "text" or len(cell.text) > _LONGEST:
        return False
    said = heading(cell.text)
    return said is not None and said[0] in {"name", "id"}


def _has_figures(cells: Mapping[int, SheetCell]) -> bool:
    """Whether a row is one of figures with their names, as far as signs tell."""
    held = cells.values()
    figures = len(cells) > 1 and any(cell.is_figure for cell in held)
    return figures and not any(_ABOUT.search(cell.text) for cell in held if cell.sort == "text")


def _are_years(dates: Sequence[str]) -> bool:
    """Whether the dates of a row of headings stand for whole years."""
    days = {each[4:] for each in dates}
    whole = days == {_LAST_DAY} or (days == {_FIRST_DAY} and len(dates) > 1)
    return whole and len({*dates}) == len(dates)
