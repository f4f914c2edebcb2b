"""What is said of a table as a whole: its year, its unit, and whether its figures were reached."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.forms.heading_words import says_part, says_reached

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
# a day on which it was filled in or sent, also a month that stands alone
_DAY = re.compile(
    r"(?:19|20|21)[0-9]{2}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}(?![0-9])\s*日?"
    r"|^\s*\(?(?:19|20|21)[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\)?\s*$"
)
# a month or a year in which it was
_SENT = re.compile(
    r"(?:19|20|21)[0-9]{2}\s*(?:年\s*[0-9]{1,2}\s*月|[./-]\s*[0-9]{1,2}(?![0-9]))"
    r"|(?:19|20|21)[0-9]{2}年?(?:报送|上报|填报|报来)"
)
# twelve months, or the last of them, are a year
_TWELVE = re.compile(r"年\s*(?:0?1\s*月?\s*[-—–~至到]\s*12\s*月|12\s*月\s*(?:31\s*日|末|底))")
_AIM = re.compile(r"目标|任务分解|计划指标|(?<![a-z])targets?(?![a-z])", re.IGNORECASE)
# what stands below a table or above the next, and is no title of it
_NOTE = re.compile(
    r"\s*(?:注|备注|说明|资料来源|数据来源|填[表报](?!年)|制表|审核|notes?\b|sources?\b)",
    re.IGNORECASE,
)
# what stands above a table where it is all in one unit, and not 填报单位
_UNIT = re.compile(
    r"(?<![报表任送管头])单\s*位\s*:\s*(?:人民币)?\s*(\S+)|units?\s*:\s*(\S.*)", re.IGNORECASE
)
_MONEY = re.compile(r"\(\s*([百千十]?[万亿]?元)\s*\)$")


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
        sheet: str,
        path: str,
    ) -> None:
        """Take up what is said.

        Args:
            own: what stands above the table, below the one before.
            section: the same of the nearest table, from it upwards, that has a title.
            heads: what stands at the head of the sheet.
            sheet: its name.
            path: that of the file.
        """
        self._nearest = section, heads, (sheet,)
        self._units = own, (*section, *heads), (sheet,)
        before = without_notes((*section, *heads))
        self._above = (*without_notes(own), sheet), (*before, sheet), (PurePath(path).stem,)

    @cached_property
    def year(self) -> int | None:
        """The only year that titles name, else the file; None: they name none, or several."""
        for texts in self._above:
            if years := _years(texts):
                return years.pop() if len(years) == 1 else None
        return None

    @cached_property
    def period(self) -> str:
        """The title that says that figures are of a part of a year; empty where none does."""
        for texts in self._above:
            for text in texts:
                if says_part(_DAY.sub(" ", unicodedata.normalize("NFKC", text))):
                    return text
            if _years(texts):
                return ""
        return ""

    @cached_property
    def aim(self) -> str:
        """The title that says that it is a table of targets; empty where none does."""
        for texts in self._nearest:
            if any(map(says_reached, texts)):
                return ""
            if found := next(filter(_AIM.search, texts), ""):
                return found
        return ""

    @cached_property
    def reports(self) -> bool:
        """Whether one says that figures are what was reached."""
        return any(says_reached(text) for texts in self._nearest for text in texts)

    def naming(self, pattern: re.Pattern[str]) -> str:
        """The first title, also of the sheet, in which something is found; empty: none."""
        titles = (text for texts in self._above[:2] for text in texts)
        return next(filter(pattern.search, titles), "")

    @cached_property
    def unit(self) -> str:
        """The unit that stands above the table, of several all; empty where there is none."""
        for texts in self._units:
            plain = [unicodedata.normalize("NFKC", text).strip() for text in texts]
            for shape in (_UNIT, _MONEY):
                found = [
                    match[match.lastindex or 0] for each in plain if (match := shape.search(each))
                ]
                if found:
                    # What stands for two units can be converted into none.
                    return "、".join(dict.fromkeys(each.strip("() ") for each in found))
        return ""


def without_notes(texts: Iterable[str]) -> tuple[str, ...]:
    """Titles without what stands below a table, or says who filled it in."""
    return tuple(each for each in texts if not _NOTE.match(each))


def _years(texts: Iterable[str]) -> set[int]:
    """The years that texts name, without those of days, months and sending."""
    found = set()
    for text in texts:
        plain = _TWELVE.sub("年", unicodedata.normalize("NFKC", text))
        found |= {int(year) for year in _YEAR.findall(_SENT.sub(" ", _DAY.sub(" ", plain)))}
    return found
