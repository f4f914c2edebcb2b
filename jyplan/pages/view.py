"""Names, figures and units of a plan in words, as all pages write them."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.page import DASH, Cell, ShownFigure
from jyplan.plan.units import is_percentage
from jyplan.statuses import BY_CODE
from jyplan.texts import numbers
from jyplan.texts.words import GLUE, localized, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jyplan.plan.model import Context, Indicator
    from jyplan.results import Assessment, Report
    from jyplan.texts.words import Language

# longer units are words, that a name may hold as such
LONGEST_SIGN = 2


class View(NamedTuple):
    """What is told, and in which language.

    Attributes:
        report: the whole report.
        language: of words.
        handed_on: whether it is for readers who type no commands.
    """

    report: Report
    language: Language
    handed_on: bool = False

    def word(self, key: str, **data: object) -> str:
        """A text in the view's language."""
        return text(key, self.language, **data)

    def own(self, value: object) -> str:
        """A text of the plan in the view's language."""
        return localized(value, self.language)

    @property
    def official(self) -> bool:
        """Whether somebody official said something of an indicator that is shown."""
        return any(item.published is not None for item in self.report.assessments)

    def only(self, items: Iterable[Assessment]) -> View:
        """The view of some of the report's indicators, as long as nothing is counted."""
        return self._replace(report=self.report._replace(assessments=tuple(items), observed=False))

    def called(self, id_: str) -> str:
        """A quantity by its id, as commands take it; by its name where nobody types any."""
        if not self.handed_on:
            return id_
        return self.own(self.report.plan.declared()[id_].name)

    def place(self, path: str) -> str:
        """A file as seen from the plan's folder, where it is named from the root of the machine."""
        if not PurePath(path).is_absolute():
            return path
        folder = PurePath(self.report.plan.origin.folder)
        inside = PurePath(path).is_relative_to(folder)
        return str(PurePath(path).relative_to(folder) if inside else PurePath(path).name)

    def reason(self, code: str | None) -> str:
        """Why a figure is absent, in words; a dash where nobody asks."""
        return self.word(f"reason.{code}") if code else DASH

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other."""
        return self.word("list").join(names)

    def clauses(self, facts: Iterable[str]) -> str:
        """Facts one after the other."""
        return self.word("comma").join(facts)

    def aside(self, facts: Sequence[str]) -> str:
        """Facts in brackets; nothing where there are none."""
        return f"{self.word('open')}{self.clauses(facts)}{self.word('close')}" if facts else ""

    def labelled(self, label: str, said: str) -> str:
        """What is said under a label."""
        return f"{label}{self.word('colon')}{said}"


def absent(view: View, reason: str | None = None) -> Cell:
    """A cell without a figure: why, or a dash."""
    return Cell(view.reason(reason), "quiet")


def rate_cell(value: float | None, decimals: int = 1) -> Cell:
    """A rate or a share; nothing where there is none."""
    if value is None:
        return Cell()
    return Cell(numbers.percent(value, decimals), figure=ShownFigure(value, decimals, percent=True))


def computed_cell(value: float | None, precision: float) -> Cell:
    """A figure that was worked out; nothing where there is none."""
    if value is None:
        return Cell()
    decimals = numbers.decimals_of(precision)
    return Cell(numbers.fixed(value, decimals), figure=ShownFigure(value, decimals))


def status_cell(code: str, said: str, glue: str = " ") -> Cell:
    """Words with the sign and the tone of a status."""
    kind = BY_CODE[code]
    return Cell(f"{kind.sign}{glue}{said}", kind.tone)


def with_unit(name: str, unit: str) -> str:
    """A name with its unit, for a figure is never seen without it; once, where the name says it."""
    said = len(unit) > LONGEST_SIGN and unit.lower() in name.lower()
    return name if said else f"{name} ({unit})"


def name_of(entry: Indicator | Context, item: Assessment | None, view: View) -> str:
    """A name with the mark of a default reading."""
    mark = f"{GLUE}*" if item is not None and "default_reading" in item.flags else ""
    return f"{view.own(entry.name)}{mark}"


def quantity(shown: str, unit: str) -> str:
    """A figure with its unit; a unit that is a multiple (10,000 yuan) is multiplied."""
    times = "× " if unit[0].isdigit() else ""
    return f"{shown}{GLUE}{times}{unit}"


def difference(shown: str, entry: Indicator | Context, view: View) -> str:
    """A difference with its unit: points where values are percentages."""
    if points := step_unit(entry, view):
        return f"{shown}{points}"
    return quantity(shown, view.own(entry.unit))


def bracketed(shown: str) -> str:
    """A figure inside a formula: in brackets where it is negative."""
    return f"({shown})" if shown.startswith("-") else shown


def step_unit(entry: Indicator | Context, view: View) -> str:
    """The unit that a difference needs beside its column's: points, of percentages."""
    if not is_percentage(entry.unit):
        return ""
    index = entry.reported == "yearly_change"
    return f"{GLUE}{view.word('points.index' if index else 'points')}"


def status_word(item: Assessment, view: View) -> str:
    """The status in words; the reason where there is none."""
    if item.status is None:
        return view.reason(item.status_reason)
    early = (
        item.status == "achieved"
        and isinstance(item.target_year, int)
        and item.latest is not None
        and item.latest.year < item.target_year
    )
    return view.word("status.achieved_early" if early else f"status.{item.status}")


def lead_text(item: Assessment) -> str | None:
    """Years ahead (+) or behind (-) of the path."""
    if item.progress.lead_years is None:
        return None
    return numbers.plus(numbers.fixed(item.progress.lead_years, 1))
