"""`jyplan whatif` as a table: the years, the target, what comes of it, what is assumed."""

from __future__ import annotations

from shlex import join
from typing import TYPE_CHECKING

from rich.text import Text

from jyplan.render.assumed import assumptions
from jyplan.render.columns import LONGEST_SIGN, STYLES, Cell, difference, localized, target_text
from jyplan.render.fitting import Column, fitting, least_width, table_of, width_of
from jyplan.render.markdown import escaped
from jyplan.render.markdown import table as table_lines
from jyplan.render.marks import status_mark
from jyplan.render.status_parts import heading
from jyplan.render.status_table import GAP_CELLS
from jyplan.render.terminal import paragraph, side_by_side, to_text
from jyplan.render.wrapping import wrapped
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from rich.console import RenderableType

    from jyplan.outcomes import Chance, Held, Odds, Outcome, Scenario, WhatIf, YearValue
    from jyplan.render.columns import View
    from jyplan.render.terminal import Screen

# what goes first where the screen is narrow; then the years in the middle
EXPENDABLE = ("past", "needed", "growth", "reached")
MOST_DIGITS = 6
# titles of scenarios are folded to so many cells
TITLE_CELLS = 14


def whatif_table(view: View, shown: WhatIf, screen: Screen) -> str:
    """The scenarios: one by its years, several side by side."""
    parts: list[RenderableType] = [
        side_by_side(title(view, shown.scenarios), screen, "bold"),
        Text(),
    ]
    columns: list[Column] = []
    if len(shown.scenarios) == 1:
        rows = rows_of(shown.scenarios[0])
        columns = _single(view, shown, rows, screen.width)
        parts += [
            table_of(columns, view, screen.width) if rows else Text(view.word("whatif.nothing"))
        ]
    else:
        for block in _blocks(beside(view, shown), screen.width):
            parts += [table_of(block, view, screen.width), Text()]
        parts.pop()
    parts.append(Text())
    parts += [
        paragraph(line, screen, "bright_black", indent=2) for line in notes(view, shown, columns)
    ]
    return to_text(parts, screen)


def _single(view: View, shown: WhatIf, rows: Sequence[Outcome], width: int) -> list[Column]:
    """The columns of one scenario; what has no column of its own goes below the result."""
    due = [row.held.year for row in rows if row.item and row.held and row.held.year]
    columns = columns_of(view, shown, rows)
    while True:
        fit = fitting(columns, width, EXPENDABLE, due)
        if len(fit) == len(columns):
            return fit
        # what goes below may need more room, so that more has to go there
        kept = {column.key for column in fit}
        folded = [_folded(row, kept, view) for row in rows]
        columns = [
            column._replace(cells=folded) if column.key == "result" else column for column in fit
        ]


def _folded(row: Outcome, kept: Collection[str], view: View) -> Cell:
    """The result, with the value and the time that no column shows."""
    cell, held = _result(row, view), row.held
    lines = [cell.text]
    if row.item and held and held.value is not None and str(held.year) not in kept:
        lines.append(f"{numbers.computed(held.value, row.entry.precision)} ({held.year})")
    if "reached" not in kept and (late := _late(row, view)):
        lines.append(late)
    return cell._replace(text="\n  ".join(lines))


def _late(row: Outcome, view: View) -> str:
    """When a target that is missed is met after all."""
    held = row.held
    if held is None or held.met is not False or held.attainment_time is None:
        return ""
    time = numbers.fixed(held.attainment_time, 2)
    return view.word("show.attained", year=held.attainment_year, time=time)


def _blocks(columns: list[Column], width: int) -> list[list[Column]]:
    """Scenarios side by side as far as they fit, the others below, each with names and targets."""
    names, target, *others = columns
    common = least_width(names) + GAP_CELLS + width_of(target)
    blocks: list[list[Column]] = []
    room = 0
    for column in others:
        needed = width_of(column) + GAP_CELLS
        if not blocks or needed > room:
            blocks.append([names, target])
            room = width - common
        blocks[-1].append(column)
        room -= needed
    return blocks


def title(view: View, scenarios: Sequence[Scenario | Odds]) -> list[str]:
    """The plan, its years and the scenarios."""
    pieces = [*heading(view)[:2], heading(view)[-1]]
    names = [name_of(scenario, view) for scenario in scenarios if scenario.id is not None]
    if names:
        word = view.word("whatif.title.scenario", names=view.word("list").join(names))
        pieces.insert(2, word)
    return pieces


def name_of(scenario: Scenario | Odds, view: View) -> str:
    """A scenario's title, else its name."""
    if scenario.title is not None:
        return localized(scenario.title, view.language)
    return scenario.id or view.word("whatif.command_line")


def rows_of(scenario: Scenario) -> list[Outcome]:
    """What has values: what was set first, then what follows, then the rest."""
    order = {"changed": 0, "affected": 1, "trend": 2}
    rows = [outcome for outcome in scenario.outcomes if outcome.reason is None]
    return sorted(rows, key=lambda outcome: order[outcome.role])


def columns_of(view: View, shown: WhatIf, rows: Sequence[Outcome]) -> list[Column]:
    """Every column of a single scenario."""
    columns = [
        Column(
            "indicator", view.word("column.name"), [name(row, view) for row in rows], right=False
        )
    ]
    for year in range(shown.first, shown.until + 1):
        cells = [_in_year(row, year, view) for row in rows]
        if any(cell.text for cell in cells):
            columns.append(Column(str(year), str(year), cells, right=True))
    for key, cell, right in PARTS:
        cells = [cell(row, view) for row in rows]
        if any(each.text for each in cells):
            columns.append(Column(key, view.word(f"column.{key}"), cells, right))
    return columns


def name(row: Outcome | Chance, view: View) -> Cell:
    """Name and unit."""
    mark = " *" if row.item is not None and "default_reading" in row.item.flags else ""
    shown = f"{localized(row.entry.name, view.language)}{mark}"
    sign = localized(row.entry.unit, view.language)
    said = len(sign) > LONGEST_SIGN and sign.lower() in shown.lower()
    return Cell(shown if said else f"{shown} ({sign})")


def _in_year(row: Outcome, year: int, view: View) -> Cell:
    for entry in row.years:
        if entry.year == year:
            return Cell(value_text(entry, row, view))
    return Cell("")


def value_text(entry: YearValue, row: Outcome, view: View) -> str:
    """A value at its precision, with the ends of its interval."""
    precision = row.entry.precision
    if entry.low is not None and entry.high is not None:
        low, high = (numbers.computed(end, precision) for end in (entry.low, entry.high))
        return f"{low}{view.marks.to}{high}"
    if entry.known:
        return numbers.as_stated(entry.value or 0.0)
    return "" if entry.value is None else numbers.computed(entry.value, precision)


def target(row: Outcome | Chance, view: View) -> Cell:
    """The target with its year."""
    item = row.item
    if item is None or item.target is None:
        return Cell("")
    suffix = ""
    if isinstance(item.target_year, int) and item.target_year != view.report.plan.head.end_year:
        suffix = f" ({item.target_year})"
    elif item.target_year == "every":
        suffix = view.word("target.per_year")
    elif item.target_year is None:
        suffix = f" ({view.word('target.undated')})"
    return Cell(f"{target_text(item, view)}{suffix}")


def _result(row: Outcome, view: View) -> Cell:
    if row.held is None or row.item is None:
        return Cell("")
    cell = result(row.held, row, view)
    return cell._replace(text=f"{cell.text}{GLUE}{view.marks.unlike}") if row.turned else cell


def result(held: Held, row: Outcome, view: View) -> Cell:
    """Hit or miss, and by how much."""
    if held.met is None or held.difference is None:
        return Cell(view.reason(held.reason), "bright_black")
    shown = small(abs(held.difference), row.entry.precision)
    by = difference(shown, row.entry, view)
    nothing = float(shown) == 0
    if held.met:
        code = "hit" if held.side == "within" or nothing else f"hit_{held.side}"
    else:
        code = "just" if nothing else f"missed_{held.side}"
    word = view.word(f"result.{code}", by=by)
    status = "achieved" if held.met else "missed"
    return Cell(f"{status_mark(view.marks, status)}{GLUE}{word}", STYLES[status])


def small(value: float, precision: float) -> str:
    """A difference at the indicator's precision; finer where it would read as nothing."""
    shown = numbers.computed(value, precision)
    for digits in range(numbers.decimals_of(precision) + 1, MOST_DIGITS + 1):
        if float(shown) != 0 or value == 0:
            break
        shown = numbers.fixed(value, digits)
    return shown


def _reached(row: Outcome, view: View) -> Cell:
    held = row.held
    if held is None or held.attainment_year is None or held.attainment_time is None:
        never = held is not None and held.reason == "not_approaching"
        return Cell(view.reason("not_approaching") if never else "", "bright_black")
    time = numbers.fixed(held.attainment_time, 2)
    return Cell(f"{held.attainment_year} ({time})")


def _rate(value: float | None) -> Cell:
    return Cell("" if value is None else numbers.percent(value))


def _past(row: Outcome, view: View) -> Cell:
    past = row.past
    if past is None or past.rate is None:
        return Cell("")
    return Cell(f"{numbers.percent(past.rate)} ({past.first}{view.marks.to}{past.last})")


PARTS: tuple[tuple[str, Callable[[Outcome, View], Cell], bool], ...] = (
    ("target", target, True),
    ("result", _result, False),
    ("reached", _reached, True),
    ("growth", lambda row, _: _rate(row.growth), True),
    ("needed", lambda row, _: _rate(row.needed), True),
    ("past", _past, True),
)


def beside(view: View, shown: WhatIf) -> list[Column]:
    """Several scenarios in the target years, beside the plan and the trend."""
    rows: dict[str, Outcome] = {}
    for scenario in shown.scenarios:
        rows |= {row.entry.id: row for row in rows_of(scenario) if row.entry.id not in rows}
    columns = [
        Column(
            "indicator",
            view.word("column.name"),
            [name(row, view) for row in rows.values()],
            right=False,
        ),
        Column(
            "target",
            view.word("column.target"),
            [target(row, view) for row in rows.values()],
            right=True,
        ),
        Column(
            "trend",
            view.word("whatif.trend"),
            [_standing(row.trend, row, view) for row in rows.values()],
            right=True,
        ),
    ]
    for scenario in shown.scenarios:
        own = {row.entry.id: row for row in scenario.outcomes}
        cells = [
            _ending(own[key], view) if key in own else _standing(row.trend, row, view)
            for key, row in rows.items()
        ]
        heading_lines = "\n".join(wrapped(name_of(scenario, view), TITLE_CELLS))
        columns.append(Column(scenario.id or "", heading_lines, cells, right=True))
    return columns


def _ending(row: Outcome, view: View) -> Cell:
    """What a quantity has come to at the end, with the sign of hit or miss."""
    if row.reason:
        return Cell(view.reason(row.reason), "bright_black")
    if row.held is not None:
        return _standing(row.held, row, view)
    return Cell(value_text(row.years[-1], row, view))


def _standing(held: Held | None, row: Outcome, view: View) -> Cell:
    if held is None or held.value is None:
        return Cell(view.marks.dash if held is None else view.reason(held.reason), "bright_black")
    if held.met is None:
        return Cell(numbers.computed(held.value, row.entry.precision))
    code = "achieved" if held.met else "missed"
    shown = numbers.computed(held.value, row.entry.precision)
    return Cell(f"{shown}{GLUE}{status_mark(view.marks, code)}", STYLES[code])


def notes(view: View, shown: WhatIf, columns: Sequence[Column]) -> list[str]:
    """What is assumed, what was replaced, what could not be worked out, and what signs mean."""
    lines = []
    several = len(shown.scenarios) > 1
    for scenario in shown.scenarios:
        found = list(assumptions(scenario, view))
        if several:
            lines.append(f"{name_of(scenario, view)}{view.word('colon')}")
        elif found:
            lines.append(view.word("whatif.assumed"))
        lines += [f"  {line}" for line in found]
    rows = [row for scenario in shown.scenarios for row in scenario.outcomes]
    if several:
        hit, miss = (status_mark(view.marks, code) for code in ("achieved", "missed"))
        lines.append(view.word("whatif.years", year=shown.until, hit=hit, miss=miss))
    if any(each.low is not None for row in rows for each in row.years):
        lines.append(view.word("whatif.middle"))
    if not several and any(row.turned for row in rows):
        lines.append(view.word("whatif.turned", mark=view.marks.unlike))
    lines += _answers(view, shown)
    lines += _readings(view, shown)
    if not several and not any(column.key == "growth" for column in columns):
        lines += _paces(view, rows)
    if not several and any(column.key == "growth" for column in columns):
        lines.append(view.word("whatif.growth"))
    return lines


def _answers(view: View, shown: WhatIf) -> list[str]:
    """What would have met a target that is missed, and the command that says so."""
    return [
        view.word(
            "whatif.answer",
            name=localized(answer.solution.entry.name, view.language),
            vary=localized(answer.solution.vary.name, view.language),
            rate=numbers.percent(answer.solution.rate or 0.0, 2),
            command=join(answer.command),
        )
        for scenario in shown.scenarios
        if (answer := scenario.answer) is not None
    ]


def _paces(view: View, rows: Sequence[Outcome]) -> list[str]:
    """Growth that it took, is needed, and was observed, of what has a target and was touched."""
    lines = []
    for row in rows:
        if row.growth is None or row.needed is None or row.role == "trend":
            continue
        line = view.word("whatif.took", id=row.entry.id, growth=numbers.percent(row.growth))
        line += view.word("whatif.needs", needed=numbers.percent(row.needed))
        past = row.past
        if past is not None and past.rate is not None:
            span = f"{past.first}{view.marks.to}{past.last}"
            line += view.word("whatif.gave", span=span, past=numbers.percent(past.rate))
        lines.append(f"  {line}")
    return [view.word("whatif.pace"), *lines] if lines else []


def _readings(view: View, shown: WhatIf) -> list[str]:
    """Which reading the figures of an ambiguous indicator follow."""
    marked = {row.entry.id: row.item for each in shown.scenarios for row in each.outcomes}
    starred = [item for item in marked.values() if item and "default_reading" in item.flags]
    lines = [view.word("legend.reading")] if starred else []
    for item in starred:
        if item.reading:
            reading = localized(item.reading.name, view.language)
            lines.append(f"  {item.indicator.id}{view.word('colon')}{reading}")
    return lines


def whatif_markdown(view: View, shown: WhatIf) -> str:
    """The scenarios as one Markdown table with its notes."""
    columns = beside(view, shown)
    if len(shown.scenarios) == 1:
        columns = columns_of(view, shown, rows_of(shown.scenarios[0]))
    columns = [each._replace(title=each.title.replace("\n", "")) for each in columns]
    rows = zip(*([cell.text for cell in column.cells] for column in columns), strict=True)
    lines = [f"# {escaped('  '.join(title(view, shown.scenarios)))}", ""]
    lines += table_lines([each.title for each in columns], [each.right for each in columns], rows)
    lines.append("")
    lines += [f"{escaped(line.strip())}  " for line in notes(view, shown, columns)]
    return "\n".join(lines).rstrip() + "\n"
