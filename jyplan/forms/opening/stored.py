"""What stands in a cell as a number, said as a figure, a percentage, a date or a time of day."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from decimal import Decimal

from jyplan.forms.opening import limits
from jyplan.forms.opening.limits import within
from jyplan.forms.opening.number_formats import BUILT_IN, GENERAL, section_of
from jyplan.forms.opening.rich_text import struck_cell
from jyplan.forms.sheets import SheetCell

# what Excel shows of a date that there is not
NO_DATE = "########"
NO_FIGURE = "#NUM!"
# what Excel stores of 1900 counts a 29 February that there was not
LEAP = 60
# the first day of the year 10000, which Excel does not show
BEYOND = 2_958_466
DAY = 86_400
# what a format shows before a figure and says no more than its sign
FALLING, RISING = " -\u2212\u2013(（↓△▲▽▼", " +＋↑"
NUMBER = re.compile(r"\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\s*|\s*[-+]?(INF|NaN|nan|inf)\s*")
ISO_DATE = re.compile(r"(-?\d{4,6}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?).*)?")
ISO_DURATION = re.compile(
    r"(-?)P(?:(\d{1,9})D)?T?(?:(\d{1,9})H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?"
)


def number_of(stored: str) -> float:
    """A number as XML writes it; what is none of ours, such as INF, comes as it is.

    Raises:
        ValueError: it is none.
    """
    if NUMBER.fullmatch(stored) is None:
        raise ValueError(stored)
    return float(stored)


def as_decimal(value: float) -> str:
    """A finite number as a plain decimal of at most 15 significant digits.

    >>> as_decimal(0.1 + 0.2), as_decimal(1e20), as_decimal(-2.5e-7)
    ('0.3', '100000000000000000000', '-0.00000025')
    """
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def percentage(value: float) -> str:
    """A finite fraction as the figure of a percentage, moved by two places and not calculated.

    >>> percentage(0.0102), percentage(0.07), percentage(1)
    ('1.02', '7', '100')
    """
    moved = f"{Decimal(f'{value:.15g}').scaleb(2):f}"
    moved = moved.rstrip("0").rstrip(".") if "." in moved else moved
    return "0" if moved == "-0" else moved


def number_cell(value: float, code: str, *, since_1904: bool, formula: bool) -> SheetCell:
    """The cell of a stored number.

    Args:
        value: the number as it is stored.
        code: its format.
        since_1904: whether days count from 1904, as on an old Macintosh.
        formula: whether a formula stands behind it.
    """
    if not math.isfinite(value):
        return SheetCell("error", NO_FIGURE, formula)
    section = section_of(code, value)
    if section.blank and not value:
        # a nought that nobody sees is no figure
        return SheetCell("text", "", formula)
    if section.showing in {"number", "percent"}:
        text = as_decimal(value) if section.showing == "number" else percentage(value)
        # what is scaled is not read, and 万 behind it would say the wrong thing
        unit = "" if section.scaled else section.unit
        before = section.before.strip(FALLING if value < 0 else RISING)
        return SheetCell(section.showing, text, formula, section.scaled, unit, before)
    moment = _moment(value, since_1904=since_1904, duration=section.showing == "duration")
    if moment is None:
        return SheetCell("error", NO_DATE, formula)
    return SheetCell("date", moment[: section.date_length], formula)


class CellStyles:
    """The styles of a workbook's cells, as far as they say what a number is.

    Attributes:
        since_1904: whether days count from 1904.
    """

    def __init__(self) -> None:
        self.since_1904 = False
        self._codes = dict(BUILT_IN)
        self._numbers: list[int] = []
        self._struck: list[bool] = []

    def add_format(self, number: int, code: str) -> None:
        """Take in a number format of the workbook's own.

        Raises:
            BeyondLimitError: there are too many, or it is too long.
        """
        within("format_characters", len(code), limits.MAX_FORMAT)
        self._codes[number] = code
        within("formats", len(self._codes), limits.MAX_FORMATS)

    def add_style(self, number: int, *, struck: bool) -> None:
        """Take in the next style, which shows numbers in this format, or strikes all through."""
        self._numbers.append(number)
        self._struck.append(struck)

    def counted(self, cell: SheetCell, style: int) -> SheetCell:
        """A cell, or what is left of it where its style strikes all through."""
        struck = 0 <= style < len(self._struck) and self._struck[style]
        return struck_cell(cell) if struck else cell

    def cell(self, value: float, style: int, *, formula: bool) -> SheetCell:
        """The cell of a stored number; in styles and formats that are not there it is just that."""
        number = self._numbers[style] if 0 <= style < len(self._numbers) else 0
        code = self._codes.get(number, GENERAL)
        return number_cell(value, code, since_1904=self.since_1904, formula=formula)


def iso_date(text: str) -> str:
    """A date, and its time of day where it has one, from how XML writes them.

    Raises:
        ValueError: it is none.
    """
    match = ISO_DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day, clock = match.groups()
    return day if clock is None or not clock.strip("0:") else f"{day} {clock:0<5}"


def iso_duration(text: str) -> str:
    """Hours, minutes and seconds, from how XML writes them.

    Raises:
        ValueError: it is none.
    """
    match = ISO_DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    sign, *parts = match.groups()
    days, hours, minutes, seconds = (int(part or 0) for part in parts)
    return sign + _clock(((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def _moment(value: float, *, since_1904: bool, duration: bool) -> str | None:
    """A day, a time of day or both; None: there is no such day."""
    if abs(value) >= BEYOND:
        return None
    if duration:
        return ("-" if value < 0 else "") + _clock(round(abs(value) * DAY))
    if value < 0:
        return None
    whole, seconds = divmod(round(value * DAY), DAY)
    if whole == 0 and not since_1904:
        return _clock(seconds)
    if whole == LEAP and not since_1904:
        day = "1900-02-29"
    else:
        first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 + (whole < LEAP))
        try:
            day = (first + timedelta(whole)).isoformat()
        except OverflowError:
            return None
    return f"{day} {_clock(seconds)}" if seconds else day


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}"
