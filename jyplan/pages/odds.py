"""Odds as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.page import (
    Cell,
    Charts,
    Column,
    Line,
    Note,
    Notes,
    Page,
    Row,
    Section,
    ShownFigure,
    Table,
)
from jyplan.pages.view import View, computed_cell
from jyplan.pages.whatif import (
    assumption_notes,
    chart,
    course,
    name_cell,
    observed,
    scenario_name,
    small,
    target_cell,
    title_of,
)
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jyplan.outcomes import Chance, Chances, Odds
    from jyplan.pages.page import Block, Chart
    from jyplan.texts.words import Language

# columns that may be left out; of these the greatest goes first
DISPENSABLE = {"shortfall": 3, "p5": 2, "p95": 1}
# below it, the error of a probability says nothing
LEAST_ERROR = 0.0005


def odds_page(
    shown: Chances, language: Language, *, charts: bool = False, handed_on: bool = False
) -> Page:
    """The odds of each scenario, one below the other; the same arguments as of `whatif_page`."""
    view = View(shown.report, language, handed_on)
    blocks: list[Block] = []
    for odds in shown.odds:
        own = _blocks(odds, view, charts=charts)
        several = len(shown.odds) > 1
        blocks += [Section(scenario_name(odds, view), tuple(own))] if several else own
    return Page(language, title_of(view, shown.odds), (), tuple(blocks))


def _blocks(odds: Odds, view: View, *, charts: bool) -> Iterator[Table | Notes | Charts]:
    """What is told of one scenario."""
    if odds.chances:
        yield _table(odds, view)
    else:
        yield Notes((Note(view.word("whatif.nothing")),))
    yield Notes((*_joints(odds, view), *_notes(odds, view)))
    if charts:
        yield Charts(tuple(_chart(row, view) for row in odds.chances))


def _table(odds: Odds, view: View) -> Table:
    """Target, probability, and the quantiles of the target year."""
    columns = [Column("indicator", view.word("column.name"), right=False, names=True)]
    cells = [[name_cell(row, view) for row in odds.chances]]
    makers: dict[str, Callable[[Chance], Cell]] = {
        "target": lambda row: target_cell(row, view),
        "probability": lambda row: _chance(row, view),
        "p5": lambda row: _quantile(row, "p5"),
        "p50": lambda row: _quantile(row, "p50"),
        "p95": lambda row: _quantile(row, "p95"),
        "shortfall": _shortfall,
    }
    for key, make in makers.items():
        found = [make(row) for row in odds.chances]
        if any(cell.text for cell in found):
            dispensable = DISPENSABLE.get(key, 0)
            columns.append(Column(key, view.word(f"column.{key}"), dispensable=dispensable))
            cells.append(found)
    return Table(tuple(columns), tuple(map(Row, zip(*cells, strict=True))))


def _chance(row: Chance, view: View) -> Cell:
    """The probability; why there is none, where something is aimed at."""
    if row.probability is None or row.error is None:
        return Cell(view.reason(row.reason) if row.item is not None else "")
    shown = probability(row.probability, row.error)
    return Cell(shown, figure=ShownFigure(row.probability, 1, percent=True))


def probability(value: float, error: float) -> str:
    """A probability with its standard error, to the digits that mean something."""
    if error < LEAST_ERROR:
        return numbers.percent(value)
    return f"{numbers.fixed(value * 100, 1)}{GLUE}±{GLUE}{numbers.percent(error)}"


def _quantile(row: Chance, key: str) -> Cell:
    found = next((each for each in row.years if each.year == row.year), None)
    return computed_cell(None if found is None else getattr(found, key), row.entry.precision)


def _shortfall(row: Chance) -> Cell:
    if row.shortfall is None:
        return Cell()
    shown = small(row.shortfall, row.entry.precision)
    return Cell(shown, figure=ShownFigure(row.shortfall, len(shown.partition(".")[2])))


def _joints(odds: Odds, view: View) -> Iterator[Note]:
    """How likely themes, and the plan, meet all their targets."""
    themes = {theme.id: theme.name for theme in view.report.plan.targets.themes}
    for joint in odds.joints:
        chance = probability(joint.probability, joint.error)
        if joint.id is None:
            yield Note(view.word("odds.joint.plan", n=joint.members, probability=chance))
        else:
            theme = view.own(themes[joint.id])
            yield Note(
                view.word("odds.joint.theme", theme=theme, n=joint.members, probability=chance)
            )


def _notes(odds: Odds, view: View) -> Iterator[Note]:
    """What is assumed, how it goes together, and how it was worked out."""
    found = list(assumption_notes([odds], view))
    yield from found or [Note(view.word("whatif.assumed"), "quiet")]
    yield from (Note(line, "quiet", inner=True) for line in _ties(odds, view))
    for row in odds.chances:
        if row.defined < 1:
            share = numbers.percent(row.defined)
            yield Note(
                view.word("odds.defined", id=view.called(row.entry.id), share=share), "quiet"
            )
    if odds.draws:
        yield Note(view.word("odds.draws", draws=odds.draws, seed=odds.seed), "quiet")
    else:
        yield Note(view.word("odds.closed"), "quiet")
    yield Note(view.word("odds.values"), "quiet")


def _ties(odds: Odds, view: View) -> list[str]:
    """How growth goes together."""
    ties = []
    if odds.persistence:
        value = numbers.as_stated(odds.persistence)
        ties.append(view.word("odds.persistence", value=value))
    if odds.common:
        ties.append(view.word("odds.common", value=numbers.as_stated(odds.common)))
    ties += [
        view.word("odds.pair", first=first, second=second, value=numbers.as_stated(value))
        for (first, second), value in odds.pairs.items()
    ]
    return ties or [view.word("odds.independent")]


def _chart(row: Chance, view: View) -> Chart:
    """A fan."""
    found = [year for year in row.years if None not in year]
    wide = tuple((year.year, year.p5 or 0.0, year.p95 or 0.0) for year in found)
    narrow = tuple((year.year, year.p25 or 0.0, year.p75 or 0.0) for year in found)
    median = tuple((year.year, year.p50 or 0.0) for year in found)
    series = (
        Line("band", view.word("chart.wide"), ends=wide),
        Line("core", view.word("chart.narrow"), ends=narrow),
        course(row, view),
        Line("median", view.word("chart.median"), median),
        observed(row.known, view),
    )
    return chart(row, series, view)
