"""What a table of indicators can show: one function a column, from an assessment to a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.forms import (
    by_steps,
    gap_unit,
    growth_cell,
    level_cell,
    so_far_text,
    step_cell,
    target_now,
    years_text,
)
from jyplan.pages.page import Bar, Cell, Column, ShownFigure
from jyplan.pages.view import (
    View,
    absent,
    computed_cell,
    lead_text,
    name_of,
    rate_cell,
    status_cell,
    status_word,
    with_unit,
)
from jyplan.statuses import BY_CODE
from jyplan.texts import numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.results import Assessment, Growth

# a basis that a reader should not take for a figure of the document
SOFT = frozenset({"provisional", "assumed_year", "assumed_comparable", "derived"})


class Field(NamedTuple):
    """Something that a table of indicators can show of each.

    Attributes:
        key: its stable name, for ``--columns``.
        cell: from an assessment to its cell.
        right: True for figures.
        heading: its heading; None: the text ``column.`` and the key.
        names: whether it names the indicator.
        dispensable: 0 where it may not be left out; of others the greatest goes first.
    """

    key: str
    cell: Callable[[Assessment, View], Cell]
    right: bool = True
    heading: Callable[[View], str] | None = None
    names: bool = False
    dispensable: int = 0

    def title(self, view: View) -> str:
        """The heading in the view's language."""
        return self.heading(view) if self.heading else view.word(f"column.{self.key}")

    def column(self, view: View) -> Column:
        """What stands above its cells, and how much that matters."""
        return Column(self.key, self.title(view), self.right, self.dispensable, self.names)


def _baseline(item: Assessment, view: View) -> Cell:
    entry = item.baseline
    if entry is None or item.known.indexed:
        return absent(view)
    year = "" if entry.year == view.report.plan.head.baseline_year else f" ({entry.year})"
    return _stated(entry.value, year, soft=entry.basis in SOFT)


def _stated(value: float, year: str, *, soft: bool) -> Cell:
    shown = numbers.as_stated(value)
    figure = ShownFigure(value, len(shown.partition(".")[2]))
    return Cell(f"{'~' if soft else ''}{shown}{year}", figure=figure)


def _target(item: Assessment, view: View) -> Cell:
    figure = None
    stated = item.aim.stated
    if stated is not None and item.aim.form in {"value", "change"}:
        figure = ShownFigure(stated, len(numbers.as_stated(stated).partition(".")[2]))
    return Cell(target_now(item, view), figure=figure)


def _rate(item: Assessment, view: View) -> Cell:
    """Growth per year that is required; what is planned in steps has those beside it."""
    if item.required.compound_rate is not None and by_steps(item.indicator, item):
        return absent(view)
    return _plain_rate(item.required, view)


def _plain_rate(growth: Growth, view: View) -> Cell:
    if growth.compound_rate is None:
        return absent(view, growth.reason)
    return rate_cell(growth.compound_rate)


def _observed(item: Assessment, view: View) -> Cell:
    return growth_cell(item, item.observed, view)


def _step(item: Assessment, view: View) -> Cell:
    step = item.required.linear_step
    if step is None or not (item.path == "linear" or by_steps(item.indicator, item)):
        return absent(view)
    return step_cell(item.indicator, step, view)


def _gap(item: Assessment, view: View) -> Cell:
    if item.gap.absolute is None:
        return absent(view)
    cell = computed_cell(item.gap.absolute, _fine(item))
    return cell._replace(text=f"{cell.text}{gap_unit(item, view)}")


def _fine(item: Assessment) -> float:
    """The precision of differences: that of the finest figure they are made from."""
    own = item.indicator.precision
    if item.known.chained:
        return own
    stated = item.latest.value if item.latest else item.baseline.value if item.baseline else 0.0
    places = len(numbers.as_stated(stated).partition(".")[2])
    return min(own, 10.0**-places)


def whole_cell(whole: int | None) -> Cell | None:
    """A milestone in whole numbers, as rounded by the engine; None where there is none."""
    return None if whole is None else Cell(str(whole), figure=ShownFigure(whole))


def _milestone(item: Assessment, view: View) -> Cell:
    value, shown = item.milestone.value, whole_cell(item.milestone.whole)
    if value is not None and (shown is None or item.known.indexed):
        shown = level_cell(item, value)
    if shown is None:
        quiet = item.milestone.reason in {"no_baseline", "undated"}
        return absent(view, None if quiet else item.milestone.reason)
    return shown


def _latest(item: Assessment, view: View) -> Cell:
    if item.latest is None:
        return absent(view)
    year = "" if item.latest.year == view.report.as_of else f" ({item.latest.year})"
    if (so_far := so_far_text(item, view)) is not None:
        return Cell(f"{so_far}{year}")
    shown = numbers.seen(item.latest.value, item.indicator.precision)
    return _stated(float(shown), year, soft=item.latest.provisional)


def _share(value: float | None, view: View) -> Cell:
    return absent(view) if value is None else rate_cell(value, 0)


def bar(item: Assessment) -> Bar | None:
    """The share that is covered, and the share that the path asks for."""
    achieved, expected = item.progress.achieved_share, item.progress.expected_share
    return None if achieved is None or expected is None else Bar(achieved, expected)


def _progress(item: Assessment, view: View) -> Cell:
    del view
    return Cell(tone=BY_CODE[item.status or "undecided"].tone, bar=bar(item))


def _lead(item: Assessment, view: View) -> Cell:
    shown, years = lead_text(item), item.progress.lead_years
    return (
        absent(view)
        if shown is None or years is None
        else Cell(shown, figure=ShownFigure(years, 1))
    )


def _points(item: Assessment, view: View) -> Cell:
    """Achieved minus expected share."""
    points = item.progress.lead_points
    if points is None:
        return absent(view)
    shown = numbers.plus(numbers.fixed(points * 100, 1))
    return Cell(shown, figure=ShownFigure(points * 100, 1))


def _catch_up(item: Assessment, view: View) -> Cell:
    growth = item.catch_up
    if (held := years_text(item, view)) is not None:
        return Cell(held)
    if item.aim.mean:
        return absent(view)
    if growth.linear_step is None and growth.reason in {"no_data", "no_baseline", "achieved"}:
        return absent(view)
    return growth_cell(item, growth, view)


def _projection(item: Assessment, view: View) -> Cell:
    value = item.projection.compound
    value = item.projection.linear if value is None else value
    if value is None:
        return absent(view)
    return level_cell(item, value)


def _so_far(item: Assessment, view: View) -> Cell:
    so_far = so_far_text(item, view)
    return absent(view) if so_far is None else Cell(so_far)


def _years(item: Assessment, view: View) -> Cell:
    held = years_text(item, view)
    return absent(view) if held is None else Cell(held)


def _status(item: Assessment, view: View) -> Cell:
    return status_cell(item.status or "undecided", status_word(item, view))


def _obligation(item: Assessment, view: View) -> Cell:
    own = item.indicator.obligation
    return absent(view) if own is None else Cell(view.word(f"obligation.{own}"))


def _published(item: Assessment, view: View) -> Cell:
    # Only here: many plans carry no verdicts.
    from jyplan.pages.published import published_cell

    return published_cell(item, view)


def indicator_cell(item: Assessment, view: View) -> Cell:
    """Name and unit."""
    return Cell(with_unit(name_of(item.indicator, item, view), view.own(item.indicator.unit)))


FIELDS: Mapping[str, Field] = {
    field.key: field
    for field in (
        Field("id", lambda item, _: Cell(item.indicator.id), right=False),
        Field(
            "name",
            lambda item, view: Cell(name_of(item.indicator, item, view)),
            right=False,
            names=True,
        ),
        Field(
            "indicator",
            indicator_cell,
            right=False,
            heading=lambda view: view.word("column.name"),
            names=True,
        ),
        Field("unit", lambda item, view: Cell(view.own(item.indicator.unit)), right=False),
        Field("obligation", _obligation, right=False),
        Field("kind", lambda item, view: Cell(view.word(f"kind.{item.kind}")), right=False),
        Field(
            "baseline",
            _baseline,
            heading=lambda view: str(view.report.plan.head.baseline_year),
            dispensable=6,
        ),
        Field(
            "target",
            _target,
            heading=lambda view: f"{view.word('column.target')} {view.report.plan.head.end_year}",
        ),
        Field("rate", _rate),
        Field("step", _step, dispensable=8),
        Field("gap", _gap, dispensable=9),
        Field(
            "milestone",
            _milestone,
            heading=lambda view: view.word("column.milestone", year=view.report.milestone_year),
            dispensable=7,
        ),
        Field("latest", _latest, heading=lambda view: str(view.report.as_of)),
        Field(
            "achieved",
            lambda item, view: _share(item.progress.achieved_share, view),
            dispensable=3,
        ),
        Field(
            "expected",
            lambda item, view: _share(item.progress.expected_share, view),
            dispensable=4,
        ),
        Field("progress", _progress, right=False, dispensable=1),
        Field("lead", _lead, dispensable=5),
        Field("points", _points),
        Field("observed", _observed),
        Field("catch_up", _catch_up, dispensable=2),
        Field("catch_up_rate", lambda item, view: _plain_rate(item.catch_up, view)),
        Field("so_far", _so_far),
        Field("years", _years),
        Field(
            "projection",
            _projection,
            heading=lambda view: view.word(
                "column.projection", year=view.report.plan.head.end_year
            ),
            dispensable=10,
        ),
        Field("status", _status, right=False),
        Field("published", _published, right=False),
    )
}
