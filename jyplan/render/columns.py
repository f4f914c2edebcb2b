"""What a table of indicators can show: one function a column, from an assessment to a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.units import is_percentage
from jyplan.render.marks import status_mark
from jyplan.texts import numbers
from jyplan.texts.words import GLUE, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jyplan.plan.model import Context, Indicator
    from jyplan.render.marks import Marks
    from jyplan.results import Assessment, Growth, Report
    from jyplan.texts.words import Language

# a basis that a reader should not take for a figure of the document
SOFT = frozenset({"provisional", "assumed_year", "assumed_comparable", "derived"})
STYLES: Mapping[str, str] = {
    "achieved": "green",
    "ahead": "green",
    "on_track": "green",
    "behind": "yellow",
    "regressing": "red",
    "missed": "red",
    "achieved_worsening": "yellow",
    "no_data": "bright_black",
    "no_baseline": "bright_black",
    "undecided": "bright_black",
}
BAR_CELLS = 10
# longer units are words, that a name may hold as such
LONGEST_SIGN = 2


class View(NamedTuple):
    """What cells need to know beside the assessment.

    Attributes:
        report: the whole report.
        language: of words.
        marks: signs that the stream can write.
    """

    report: Report
    language: Language
    marks: Marks

    def word(self, key: str, **data: object) -> str:
        """A text in the view's language."""
        return text(key, self.language, **data)

    def only(self, items: Iterable[Assessment]) -> View:
        """The view of some of the report's indicators, as long as nothing is counted."""
        return self._replace(report=self.report._replace(assessments=tuple(items), observed=False))

    def reason(self, code: str | None) -> str:
        """Why a figure is absent, in words; a dash where nobody asks."""
        return self.word(f"reason.{code}") if code else self.marks.dash


class Cell(NamedTuple):
    """A text and the colour that repeats what it says (empty: none)."""

    text: str
    style: str = ""


class Column(NamedTuple):
    """One column.

    Attributes:
        key: its stable name, for ``--columns``.
        cell: from an assessment to its cell.
        right: True for figures.
        heading: key of its heading; None: ``column.`` and the key.
    """

    key: str
    cell: Callable[[Assessment, View], Cell]
    right: bool = True
    heading: Callable[[View], str] | None = None

    def title(self, view: View) -> str:
        """The heading in the view's language."""
        return self.heading(view) if self.heading else view.word(f"column.{self.key}")


def localized(value: object, language: Language) -> str:
    """A text of the plan in one language."""
    return str(getattr(value, language))


def unit_of(item: Assessment, view: View) -> str:
    """The unit in the view's language."""
    return localized(item.indicator.unit, view.language)


def quantity(shown: str, unit: str, marks: Marks) -> str:
    """A figure with its unit; a unit that is a multiple (10,000 yuan) is multiplied."""
    times = f"{marks.times} " if unit[0].isdigit() else ""
    return f"{shown}{GLUE}{times}{unit}"


def difference(shown: str, entry: Indicator | Context, view: View) -> str:
    """A difference with its unit: points where values are percentages."""
    if points := step_unit(entry, view):
        return f"{shown}{points}"
    return quantity(shown, localized(entry.unit, view.language), view.marks)


def step_unit(entry: Indicator | Context, view: View) -> str:
    """The unit that a difference needs beside its column's: points, of percentages."""
    return f"{GLUE}{view.word('points')}" if is_percentage(entry.unit) else ""


def target_text(item: Assessment, view: View) -> str:
    """The target with its operator, without its year."""
    bound, marks = item.bound, view.marks
    if bound.value is None:
        ends = [end for end in (bound.minimum, bound.maximum) if end is not None]
        shown = marks.to.join(numbers.as_stated(end) for end in ends)
        if bound.maximum is None:
            return f"{marks.at_least} {shown}"
        return f"{marks.at_most} {shown}" if bound.minimum is None else shown
    signs = {">=": marks.at_least, "<=": marks.at_most, ">": ">", "<": "<", None: ""}
    sign = marks.about if item.indicator.target.approximate else signs[bound.operator]
    return f"{sign} {numbers.as_stated(bound.value)}"


def _name(item: Assessment, view: View) -> Cell:
    mark = " *" if "default_reading" in item.flags else ""
    return Cell(f"{localized(item.indicator.name, view.language)}{mark}")


def _name_unit(item: Assessment, view: View) -> Cell:
    """Name and unit, for a figure is never seen without it; once, where the name says it."""
    name, unit = _name(item, view).text, unit_of(item, view)
    said = len(unit) > LONGEST_SIGN and unit.lower() in name.lower()
    return Cell(name if said else f"{name} ({unit})")


def _baseline(item: Assessment, view: View) -> Cell:
    entry = item.baseline
    if entry is None:
        return Cell(view.marks.dash, "bright_black")
    year = "" if entry.year == view.report.plan.head.baseline_year else f" ({entry.year})"
    soft = "~" if entry.basis in SOFT else ""
    return Cell(f"{soft}{numbers.as_stated(entry.value)}{year}")


def _target(item: Assessment, view: View) -> Cell:
    year = item.target_year
    if year is None:
        suffix = f" ({view.word('target.undated')})"
    elif year == "every":
        suffix = view.word("target.per_year")
    else:
        suffix = "" if year == view.report.plan.head.end_year else f" ({year})"
    return Cell(f"{target_text(item, view)}{suffix}")


def _rate(growth: Growth, view: View) -> Cell:
    if growth.compound_rate is None:
        return Cell(view.reason(growth.reason), "bright_black")
    return Cell(numbers.percent(growth.compound_rate))


def _step(item: Assessment, view: View) -> Cell:
    step = item.required.linear_step
    if step is None or item.path != "linear":
        return Cell(view.marks.dash, "bright_black")
    return Cell(f"{numbers.step(step, item.indicator.precision)}{step_unit(item.indicator, view)}")


def _gap(item: Assessment, view: View) -> Cell:
    if item.gap.absolute is None:
        return Cell(view.marks.dash, "bright_black")
    points = step_unit(item.indicator, view)
    return Cell(f"{numbers.computed(item.gap.absolute, _fine(item))}{points}")


def _fine(item: Assessment) -> float:
    """The precision of differences: that of the finest figure they are made from."""
    own = item.indicator.precision
    stated = item.latest.value if item.latest else item.baseline.value if item.baseline else 0.0
    places = len(numbers.as_stated(stated).partition(".")[2])
    return min(own, 10.0**-places)


def milestone_text(item: Assessment, value: float | None, whole: int | None) -> str | None:
    """A milestone at the indicator's precision, whole numbers as rounded by the engine."""
    if whole is not None:
        return str(whole)
    return None if value is None else numbers.computed(value, item.indicator.precision)


def _milestone(item: Assessment, view: View) -> Cell:
    shown = milestone_text(item, item.milestone.value, item.milestone.whole)
    if shown is None:
        quiet = item.milestone.reason in {"no_baseline", "undated"}
        word = view.marks.dash if quiet else view.reason(item.milestone.reason)
        return Cell(word, "bright_black")
    return Cell(shown)


def _latest(item: Assessment, view: View) -> Cell:
    if item.latest is None:
        return Cell(view.marks.dash, "bright_black")
    soft = "~" if item.latest.provisional else ""
    year = "" if item.latest.year == view.report.as_of else f" ({item.latest.year})"
    return Cell(f"{soft}{numbers.as_stated(item.latest.value)}{year}")


def _share(value: float | None, view: View) -> Cell:
    return (
        Cell(view.marks.dash, "bright_black") if value is None else Cell(numbers.percent(value, 0))
    )


def bar(item: Assessment, view: View, cells: int = BAR_CELLS) -> str:
    """Covered share as a bar, with a mark where the path says it should be."""
    achieved, expected = item.progress.achieved_share, item.progress.expected_share
    if achieved is None or expected is None:
        return ""
    filled = round(min(max(achieved, 0.0), 1.0) * cells)
    signs = [view.marks.full] * filled + [view.marks.rest] * (cells - filled)
    due = min(round(expected * cells), cells - 1)
    if filled <= due:
        signs[due] = view.marks.due
    return "".join(signs)


def _progress(item: Assessment, view: View) -> Cell:
    return Cell(bar(item, view), STYLES[item.status or "undecided"])


def lead_text(item: Assessment) -> str | None:
    """Years ahead (+) or behind (-) of the path."""
    if item.progress.lead_years is None:
        return None
    shown = numbers.fixed(item.progress.lead_years, 1)
    return shown if shown[0] == "-" or float(shown) == 0 else f"+{shown}"


def _lead(item: Assessment, view: View) -> Cell:
    shown = lead_text(item)
    return Cell(view.marks.dash, "bright_black") if shown is None else Cell(shown)


def _catch_up(item: Assessment, view: View) -> Cell:
    growth = item.catch_up
    if growth.compound_rate is None and growth.reason in {"no_data", "no_baseline", "achieved"}:
        return Cell(view.marks.dash, "bright_black")
    if growth.compound_rate is None and growth.linear_step is not None:
        step = numbers.step(growth.linear_step, item.indicator.precision)
        return Cell(f"{step}{step_unit(item.indicator, view)}")
    return _rate(growth, view)


def _projection(item: Assessment, view: View) -> Cell:
    value = item.projection.compound
    value = item.projection.linear if value is None else value
    if value is None:
        return Cell(view.marks.dash, "bright_black")
    return Cell(numbers.computed(value, item.indicator.precision))


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


def _status(item: Assessment, view: View) -> Cell:
    code = item.status or "undecided"
    return Cell(f"{status_mark(view.marks, code)} {status_word(item, view)}", STYLES[code])


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("id", lambda item, _: Cell(item.indicator.id), right=False),
        Column("name", _name, right=False),
        Column("indicator", _name_unit, right=False, heading=lambda view: view.word("column.name")),
        Column("unit", lambda item, view: Cell(unit_of(item, view)), right=False),
        Column("kind", lambda item, view: Cell(view.word(f"kind.{item.kind}")), right=False),
        Column(
            "baseline", _baseline, heading=lambda view: str(view.report.plan.head.baseline_year)
        ),
        Column(
            "target",
            _target,
            heading=lambda view: f"{view.word('column.target')} {view.report.plan.head.end_year}",
        ),
        Column("rate", lambda item, view: _rate(item.required, view)),
        Column("step", _step),
        Column("gap", _gap),
        Column(
            "milestone",
            _milestone,
            heading=lambda view: view.word("column.milestone", year=view.report.milestone_year),
        ),
        Column("latest", _latest, heading=lambda view: str(view.report.as_of)),
        Column("achieved", lambda item, view: _share(item.progress.achieved_share, view)),
        Column("expected", lambda item, view: _share(item.progress.expected_share, view)),
        Column("progress", _progress, right=False),
        Column("lead", _lead),
        Column("observed", lambda item, view: _rate(item.observed, view)),
        Column("catch_up", _catch_up),
        Column(
            "projection",
            _projection,
            heading=lambda view: view.word(
                "column.projection", year=view.report.plan.head.end_year
            ),
        ),
        Column("status", _status, right=False),
    )
}
