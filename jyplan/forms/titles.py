"""What is said of a table as a whole: its year, its unit, and whether its figures were reached."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from jyplan.forms.saying import said_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# what stands below a table or above the next, and is no title of it
_NOTE = re.compile(
    r"\s*(?:注|备注|说明|资料来源|数据来源|填[表报](?!年)|制表|审核|notes?\b|sources?\b)",
    re.IGNORECASE,
)
# what stands above a table where it is all in one unit, and not 填报单位
_UNIT = re.compile(
    r"(?<![报表任送管头])(?:单\s*位|金\s*额)(?:\s*[:为]\s*|\s+)(?:人民币)?\s*([^\s:].*)"
    r"|units?\s*:\s*(\S.*)|\(in\s+([^)]*yuan)\)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:\(|^)\s*([百千十]?[万亿]?元(?:\s*[、,/][^()、,/]{1,6})*)\s*(?:\)|$)")
_ENDS = "()【】〔〕[] "


class Titles:
    """Titles of a table, of its sheet and of its file.

    Whether a table without a title is of the one before or of its sheet nobody knows, so that both
    are heard then.
    """

    def __init__(
        self,
        own: tuple[str, ...],
        section: tuple[str, ...],
        heads: tuple[str, ...],
        names: tuple[str, str],
        about: tuple[str, ...],
    ) -> None:
        """Take up what is said.

        Args:
            own: what stands above the table, below the one before.
            section: the same of the nearest table, from it upwards, that has a title.
            heads: what stands at the head of the sheet.
            names: that of the sheet and that of the file.
            about: what stands on the sheet, wherever, and says something of all figures.
        """
        sheet, stem = names
        self._units = own, (*section, *heads), (sheet,)
        before = without_notes((*section, *heads))
        self._levels = (*without_notes(own), sheet), (*before, sheet), (stem,)
        self._dated = (*own, *heads)
        self._nearest = about, section, heads, (sheet,), (stem,)
        self._about = about
        near = own if without_notes(own) else (*own, *section, *heads)
        self._all = tuple(dict.fromkeys((*about, *near, sheet, stem)))
        self._stem = stem

    @cached_property
    def year(self) -> int | None:
        """The only year that titles name, else the file; None: they name none, or several."""
        for texts in self._levels:
            if years := _years(texts):
                return years.pop() if len(years) == 1 else None
        return None

    def period(self, year: int | None, newest: int | None) -> str:
        """What says that figures of a year are of a part of it; empty where nothing does.

        Args:
            year: the year; None: each row names its own.
            newest: the last year of the table; beside a part of it others are of as much.
        """
        heard: list[str] = [*self._about]
        for texts in self._levels[:2]:
            heard += texts
            if _years(texts):
                break
        heard += self._levels[2]
        part = (
            text
            for text in heard
            if said_in(text).part or (newest and said_in(text).ends_in(newest))
        )
        within = (text for text in (*heard, *self._dated) if year and said_in(text).within(year))
        return next(chain(part, within), "")

    def denial(self, year: int | None, *, reached: bool) -> str:
        """The title by which figures of a year are not what was reached; empty for none.

        Args:
            year: the year; None: each row names its own.
            reached: whether a column says that its figures are.
        """
        for texts in self._nearest:
            so_said = any(said_in(text).reached for text in texts)
            for text in texts:
                if said_in(text).denies(year, reached=reached or so_said):
                    return text
            # What is nearer than others says more.
            if so_said:
                return ""
        return ""

    @cached_property
    def void(self) -> str:
        """The title that says that figures are not to be used; empty where none does."""
        # A file that was a template once has been filled in.
        file = [self._stem] if re.search("作废|obsolete", self._stem) else []
        return next((text for text in (*self._all[:-1], *file) if said_in(text).void), "")

    @cached_property
    def early(self) -> bool:
        """Whether one says that all figures are preliminary."""
        return any(said_in(text).early for text in self._all)

    @cached_property
    def reports(self) -> bool:
        """Whether one says that figures are what was reached."""
        return any(said_in(text).reached for text in self._all)

    def naming(self, is_so: Callable[[str], object]) -> str:
        """The first title, also of sheet and file, that something is so of; empty: of none."""
        return next(filter(is_so, self._all), "")

    @cached_property
    def unit(self) -> str:
        """The unit that stands above the table, of several all; empty where there is none."""
        for texts in self._units:
            found = [unit for text in texts if (unit := stated_unit(text))]
            if found:
                return "、".join(dict.fromkeys(found))
        return ""


def without_notes(texts: Iterable[str]) -> tuple[str, ...]:
    """Titles without what stands below a table, or says who filled it in."""
    return tuple(each for each in texts if not _NOTE.match(each))


def stated_unit(text: str) -> str:
    """The unit, or several, that a text states for a whole table; empty where it states none.

    >>> stated_unit("（金额单位：万元）"), stated_unit("填报单位：统计局")
    ('万元', '')
    """
    plain = unicodedata.normalize("NFKC", text).strip().strip(_ENDS)
    for shape in (_UNIT, _MONEY):
        if match := shape.search(plain):
            return re.sub("[,;]|/(?=[%‰])", "、", match[match.lastindex or 0].strip(_ENDS))
    return ""


def _years(texts: Iterable[str]) -> set[int]:
    """The years that texts say figures are of."""
    return {year for text in texts for year in said_in(text).years}
