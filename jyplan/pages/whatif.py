"""`jyplan whatif` as a page: the years, the target, what comes of it, what is assumed."""

from __future__ import annotations

from shlex import join
from typing import TYPE_CHECKING

from jyplan.pages.assumed import assumptions
from jyplan.pages.charts import charted
from jyplan.pages.forms import bound_text, broken_notes, by_steps, step_cell, target_now, unit_of
from jyplan.pages.page import (
    Cell,
    Charts,
    Column,
    Line,
    Note,
    Notes,
    Page,
    Row,
    ShownFigure,
    Table,
)
from jyplan.pages.status import heading_of, readings
from jyplan.pages.view import (
    View,
    absent,
    computed_cell,
    difference,
    name_of,
    rate_cell,
    status_cell,
    with_unit,
)
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jyplan.outcomes import Chance, Held, Odds, Outcome, ScenarioResult, WhatIf, YearValue
    from jyplan.pages.page import Block, Chart
    from jyplan.texts.words import Language

MOST_DIGITS = 6


def whatif_page(
    shown: WhatIf, language: Language, *, charts: bool = False, handed_on: bool = False
) -> Page:
    """The scenarios: one by its years, several side by side.

    Args:
        shown: what they lead to.
        language: of words.
        charts: whether charts go with it.
        handed_on: whether it is for readers who type no commands.
    """
    view = View(shown.report, language, handed_on)
    several = len(shown.scenarios) > 1
    table = _beside(shown, view) if several else _by_years(shown, view)
    told: Block = table if table.rows else Notes((Note(view.word("whatif.nothing")),))
    blocks: list[Block] = [told, Notes(tuple(_notes(shown, table, view)))]
    if charts and (found := _charts(shown, view)):
        blocks.append(Charts(tuple(found)))
    return Page(language, title_of(view, shown.scenarios), (), tuple(blocks))


def title_of(view: View, scenarios: Sequence[ScenarioResult | Odds]) -> tuple[str, ...]:
    """The plan, its years and the scenarios."""
    plan, years, origin = heading_of(view, counted=False)
    names = [scenario_name(scenario, view) for scenario in scenarios if scenario.id is not None]
    named = (view.word("whatif.title.scenario", names=view.listed(names)),) if names else ()
    return (plan, years, *named, origin)


def scenario_name(scenario: ScenarioResult | Odds, view: View) -> str:
    """A scenario's title, else its name."""
    if scenario.title is not None:
        return view.own(scenario.title)
    return scenario.id or view.word("whatif.command_line")


def rows_of(scenario: ScenarioResult) -> list[Outcome]:
    """What has values: what was set first, then what follows, then the rest."""
    order = {"changed": 0, "affected": 1, "trend": 2}
    rows = [
        outcome
        for outcome in scenario.outcomes
        if outcome.reason is None and any(each.value is not None for each in outcome.years)
    ]
    return sorted(rows, key=lambda outcome: order[outcome.role])


def _by_years(shown: WhatIf, view: View) -> Table:
    """One scenario: a column a year, then what comes of it."""
    rows = rows_of(shown.scenarios[0])
    columns = [Column("indicator", view.word("column.name"), right=False, names=True)]
    cells = [[name_cell(row, view) for row in rows]]
    for year in range(shown.first, shown.until + 1):
        found = [_in_year(row, year, shown) for row in rows]
        if any(cell.text for cell in found):
            columns.append(Column(str(year), str(year)))
            cells.append(found)
    for key, cell, right in PARTS:
        found = [cell(row, view) for row in rows]
        if any(each.text for each in found):
            columns.append(Column(key, view.word(f"column.{key}"), right))
            cells.append(found)
    ranked = _ranked(columns, rows)
    columns = [
        column._replace(dispensable=len(ranked) - ranked.index(column.key))
        if column.key in ranked
        else column
        for column in columns
    ]
    return Table(tuple(columns), tuple(map(Row, zip(*cells, strict=True))))


def _ranked(columns: Sequence[Column], rows: Sequence[Outcome]) -> list[str]:
    """What goes where there is no room, the first to go first.

    Years go that fewest targets are due in, but the first and the last of them go last; what
    counts in them is told elsewhere then.
    """
    due = [str(row.held.year) for row in rows if row.item and row.held and row.held.year]
    years = sorted((column.key for column in columns if column.key.isdigit()), key=due.count)
    first, last = min(years, default=None), max(years, default=None)
    ranked = [key for key in years if key not in {first, last}]
    ranked += [key for key in (first, last) if key is not None]
    most = max(years, key=lambda key: (due.count(key), key), default=None)
    ranked = [key for key in ranked if key != most] + [key for key in (most,) if key]
    return ["past", "needed", "growth", "reached", *ranked]


def name_cell(row: Outcome | Chance, view: View) -> Cell:
    """Name and unit."""
    unit = unit_of(row.entry, row.item, view)
    return Cell(with_unit(name_of(row.entry, row.item, view), unit))


def _in_year(row: Outcome, year: int, shown: WhatIf) -> Cell:
    """The value at the end of a year, which is told elsewhere if it is what counts."""
    entry = next((each for each in row.years if each.year == year), None)
    if entry is None:
        return Cell()
    cell = value_cell(entry, row)
    held = row.held if row.item else None
    counts = shown.until if held is None or held.value is None else held.year
    return cell._replace(aside=f"{cell.text} ({year})") if year == counts else cell


def value_cell(entry: YearValue, row: Outcome) -> Cell:
    """A value at its precision, with the ends of its interval."""
    decimals = numbers.decimals_of(row.entry.precision)
    if entry.value is None:
        return Cell()
    if entry.low is not None and entry.high is not None:
        low, high = (numbers.fixed(end, decimals) for end in (entry.low, entry.high))
        return Cell(f"{low}–{high}", figure=ShownFigure(entry.value, decimals))
    if entry.known:
        # no digit of it is lost, and it stands below others of its column
        stated = numbers.as_stated(entry.value)
        decimals = max(decimals, len(stated.partition(".")[2]))
    return Cell(numbers.fixed(entry.value, decimals), figure=ShownFigure(entry.value, decimals))


def target_cell(row: Outcome | Chance, view: View) -> Cell:
    """The target with its year."""
    item = row.item
    if item is None or item.target is None:
        return Cell()
    held: Held | None = getattr(row, "held", None)
    if item.aim.years and held is not None and held.year is not None:
        asked = item.aim.of(held.year)
        shown = bound_text(asked.bound, row.entry, view, approximate=asked.approximate)
        return Cell(f"{shown} ({held.year})")
    return Cell(target_now(item, view))


def _result(row: Outcome, view: View) -> Cell:
    if row.held is None or row.item is None:
        return Cell()
    cell = result_cell(row.held, row, view)
    return cell._replace(text=f"{cell.text}{GLUE}≠") if row.turned else cell


def result_cell(held: Held, row: Outcome, view: View) -> Cell:
    """Hit or miss, and by how much."""
    if held.met is None or held.difference is None:
        return absent(view, held.reason)
    shown = small(abs(held.difference), row.entry.precision)
    # A unit that counts many does not go with one; it stands beside the name.
    by = shown if shown == "1" else difference(shown, row.entry, view)
    nothing = float(shown) == 0
    if held.met:
        code = "hit" if held.side == "within" or nothing else f"hit_{held.side}"
    else:
        code = "just" if nothing else f"missed_{held.side}"
    return status_cell(_status(held), view.word(f"result.{code}", by=by), GLUE)


def _status(held: Held) -> str:
    return "achieved" if held.met else "missed"


def small(value: float, precision: float) -> str:
    """A difference at the indicator's precision; finer where it would read as nothing."""
    shown = numbers.computed(value, precision)
    for digits in range(numbers.decimals_of(precision) + 1, MOST_DIGITS + 1):
        if float(shown) != 0 or value == 0:
            break
        shown = numbers.fixed(value, digits)
    return shown


def _reached(row: Outcome, view: View) -> Cell:
    """When the target is met; said elsewhere where that is later than it should be."""
    held = row.held
    if held is None or held.attainment_year is None or held.attainment_time is None:
        never = held is not None and held.reason == "not_approaching"
        return absent(view, "not_approaching") if never else Cell()
    time = numbers.fixed(held.attainment_time, 2)
    late = view.word("show.attained", year=held.attainment_year, time=time)
    return Cell(f"{held.attainment_year} ({time})", aside=late if held.met is False else "")


def _grown(row: Outcome, rate: float | None, step: float | None, view: View) -> Cell:
    """Growth per year as people plan it: a rate, or a step; nothing where there is no rate."""
    if row.item is not None and row.item.known.rate and row.past is not None and step is not None:
        # Growth rates do not grow; their mean is what was seen of them.
        return Cell()
    stepped = step is not None and by_steps(row.entry, row.item)
    return step_cell(row.entry, step, view) if stepped and step is not None else rate_cell(rate)


def _past(row: Outcome, view: View) -> Cell:
    past = row.past
    if past is None:
        return Cell()
    cell = _grown(row, past.rate, past.step, view)
    return cell if not cell.text else cell._replace(text=f"{cell.text} ({past.first}–{past.last})")


PARTS: tuple[tuple[str, Callable[[Outcome, View], Cell], bool], ...] = (
    ("target", target_cell, True),
    ("result", _result, False),
    ("reached", _reached, True),
    ("growth", lambda row, view: _grown(row, row.growth, row.growth_step, view), True),
    ("needed", lambda row, view: _grown(row, row.needed, row.needed_step, view), True),
    ("past", _past, True),
)


def _beside(shown: WhatIf, view: View) -> Table:
    """Several scenarios in the target years, beside the plan and the trend."""
    rows: dict[str, Outcome] = {}
    for scenario in shown.scenarios:
        rows |= {row.entry.id: row for row in rows_of(scenario) if row.entry.id not in rows}
    columns = (
        Column("indicator", view.word("column.name"), right=False, names=True, lead=True),
        Column("target", view.word("column.target"), lead=True),
        Column("trend", view.word("whatif.trend")),
        *(Column(each.id or "", scenario_name(each, view)) for each in shown.scenarios),
    )
    own = [{row.entry.id: row for row in scenario.outcomes} for scenario in shown.scenarios]

    def ending(row: Outcome, of: Mapping[str, Outcome]) -> Cell:
        known = of.get(row.entry.id)
        return _standing(row.trend, row, view) if known is None else _ending(known, view)

    told = tuple(
        Row(
            (
                name_cell(row, view),
                target_cell(row, view),
                _standing(row.trend, row, view),
                *(ending(row, of) for of in own),
            )
        )
        for row in rows.values()
    )
    return Table(columns, told)


def _ending(row: Outcome, view: View) -> Cell:
    """What a quantity has come to at the end, with the sign of hit or miss."""
    if row.reason:
        return absent(view, row.reason)
    if row.held is not None:
        return _standing(row.held, row, view)
    return value_cell(row.years[-1], row)


def _standing(held: Held | None, row: Outcome, view: View) -> Cell:
    if held is None or held.value is None:
        return absent(view, None if held is None else held.reason)
    cell = computed_cell(held.value, row.entry.precision)
    if held.met is None:
        return cell
    signed = status_cell(_status(held), "")
    return cell._replace(text=f"{cell.text}{GLUE}{signed.text.strip()}", tone=signed.tone)


def _notes(shown: WhatIf, table: Table, view: View) -> Iterator[Note]:
    """What is assumed, what was replaced, what could not be worked out, and what signs mean."""
    yield from assumption_notes(shown.scenarios, view)
    items = {row.entry.id: row.item for each in shown.scenarios for row in each.outcomes}
    told = view.only(item for item in items.values() if item is not None)
    yield from (Note(line, "warning") for line in broken_notes(told))
    rows = [row for scenario in shown.scenarios for row in scenario.outcomes]
    several = len(shown.scenarios) > 1
    if several:
        hit, miss = (status_cell(code, "").text.strip() for code in ("achieved", "missed"))
        said = view.word("whatif.years", year=shown.until, hit=hit, miss=miss)
        yield Note(said, "quiet")
    if not view.handed_on and any(each.low is not None for row in rows for each in row.years):
        yield Note(view.word("whatif.middle"), "quiet")
    if not several and any(row.turned for row in rows):
        yield Note(view.word("whatif.turned"), "quiet")
    for scenario in shown.scenarios:
        if (answer := scenario.answer) is not None:
            said = view.word(
                "whatif.answer_alone" if view.handed_on else "whatif.answer",
                name=view.own(answer.solution.entry.name),
                vary=view.own(answer.solution.vary.name),
                rate=numbers.percent(answer.solution.rate or 0.0, 2),
                command=join(answer.command),
            )
            yield Note(said, "quiet")
    items = {row.entry.id: row.item for row in rows}
    yield from readings([item for item in items.values() if item], view)
    if not several:
        yield from _paces(rows, view)
    if any(column.key == "growth" for column in table.columns):
        yield Note(view.word("whatif.growth"), "quiet", of=("growth",))


def assumption_notes(scenarios: Sequence[ScenarioResult | Odds], view: View) -> Iterator[Note]:
    """What is assumed, by scenarios where there are several; what they share stands once."""
    found = [list(assumptions(scenario, view)) for scenario in scenarios]
    shared = [line for line in found[0] if all(line in lines for lines in found)]
    if len(scenarios) == 1:
        titles, lines_of = [view.word("whatif.assumed")], [shared]
    else:
        names = (f"{scenario_name(each, view)}{view.word('colon')}" for each in scenarios)
        titles = [view.word("whatif.shared"), *names]
        lines_of = [shared, *([line for line in lines if line not in shared] for lines in found)]
    for title, lines in zip(titles, lines_of, strict=True):
        if lines:
            yield Note(title, "quiet")
        yield from (Note(line, "quiet", inner=True) for line in lines)


def _paces(rows: Sequence[Outcome], view: View) -> Iterator[Note]:
    """Growth that it took, is needed, and was observed, of what has a target and was touched."""
    lines = []
    for row in rows:
        if row.growth is None or row.needed is None or row.role == "trend":
            continue
        line = view.word(
            "whatif.took", id=view.called(row.entry.id), growth=numbers.percent(row.growth)
        )
        line += view.word("whatif.needs", needed=numbers.percent(row.needed))
        past = row.past
        if past is not None and past.rate is not None:
            span = f"{past.first}–{past.last}"
            line += view.word("whatif.gave", span=span, past=numbers.percent(past.rate))
        lines.append(line)
    if lines:
        yield Note(view.word("whatif.pace"), "quiet", without="growth")
    yield from (Note(line, "quiet", inner=True, without="growth") for line in lines)


def _charts(shown: WhatIf, view: View) -> Iterator[Chart]:
    """A chart for every row of the scenarios, the same row of all of them in one."""
    rows: dict[str, dict[str, Outcome]] = {}
    for scenario in shown.scenarios:
        for row in scenario.outcomes:
            if row.years:
                rows.setdefault(row.entry.id, {})[scenario_name(scenario, view)] = row
    for group in rows.values():
        row = next(iter(group.values()))
        known = tuple((each.year, each.value or 0.0) for each in row.years if each.known)
        bands = [
            Line(
                "band",
                view.word("chart.interval"),
                ends=tuple(
                    (each.year, each.low, each.high)
                    for each in other.years
                    if each.low is not None and each.high is not None
                ),
            )
            for other in group.values()
        ]
        lines = [
            Line(
                "projection",
                name,
                tuple((each.year, each.value) for each in other.years if each.value is not None),
            )
            for name, other in group.items()
        ]
        series = (*bands, course(row, view), *lines, observed(known, view))
        yield chart(row, series, view)


def course(row: Outcome | Chance, view: View) -> Line:
    """The plan's own path."""
    return Line("course", view.word("chart.planned"), row.planned)


def observed(known: tuple[tuple[int, float], ...], view: View) -> Line:
    """What is known."""
    return Line("observed", view.word("chart.known"), known)


def chart(row: Outcome | Chance, series: tuple[Line, ...], view: View) -> Chart:
    """A chart of one quantity."""
    decimals = numbers.decimals_of(row.entry.precision)
    return charted(name_cell(row, view).text, series, decimals, view)
