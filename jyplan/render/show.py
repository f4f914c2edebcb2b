"""`jyplan show`: one indicator, every figure with its formula filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from jyplan.render import numbers
from jyplan.render.columns import (
    SOFT,
    STYLES,
    View,
    bar,
    difference,
    lead_text,
    localized,
    quantity,
    status_word,
    target_text,
    unit_of,
)
from jyplan.render.marks import status_mark
from jyplan.render.paths import PATHS, value_on
from jyplan.render.terminal import Screen, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from jyplan.plan.model import Bound, Source
    from jyplan.results import Assessment, Course, Detail, Growth

    Line = tuple[str, str]

BAR_CELLS = 24


def show_text(view: View, detail: Detail, screen: Screen) -> str:
    """The indicator with its sources, figures, milestones, readings, history and reports."""
    item = detail.course.assessment
    parts: list[RenderableType] = [Text(_heading(item, view), style="bold")]
    parts.append(Text(_kind(item, view), style="bright_black"))
    for lines in (
        _start(item, view),
        [*_required(item, view), *_past(detail, view)],
        _state(item, view),
    ):
        if lines:
            parts += [Text(), _definitions(lines)]
    if detail.course.years:
        parts += [Text(), _years(detail.course, view)]
    parts += _readings(detail, view)
    parts += _reports(detail, view)
    return to_text(parts, screen)


def _definitions(lines: list[Line]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, body in lines:
        table.add_row(Text(f"  {label}"), Text(body))
    return table


def _heading(item: Assessment, view: View) -> str:
    name = item.indicator.name
    first, second = (name.zh, name.en) if view.language == "zh" else (name.en, name.zh)
    return first if first == second else f"{first}  {second}"


def _kind(item: Assessment, view: View) -> str:
    targets = view.report.plan.targets
    theme = next(group.name for group in targets.themes if group.id == item.indicator.theme)
    scope = next(group.name for group in targets.scopes if group.id == item.indicator.scope)
    parts = [
        item.indicator.id,
        localized(theme, view.language),
        localized(scope, view.language),
        view.word(f"kind.{item.kind}"),
        unit_of(item, view),
        view.word(f"path.{item.path}"),
        view.word(f"direction.{item.indicator.direction}"),
    ]
    if item.indicator.obligation:
        parts.append(view.word(f"obligation.{item.indicator.obligation}"))
    return " · ".join(parts)


def _where(source: Source | None, view: View) -> list[str]:
    """Where a figure stands: document, section, operative word."""
    if source is None:
        return []
    parts = [localized(source.document, view.language)] if source.document else []
    if source.section:
        parts.append(source.section)
    if source.wording:
        parts.append(f"“{source.wording}”")
    return parts


def _in_brackets(parts: list[str], view: View) -> str:
    if not parts:
        return ""
    return f"{view.word('open')}{view.word('comma').join(parts)}{view.word('close')}"


def _start(item: Assessment, view: View) -> list[Line]:
    """Baseline and target, where they stand and how firm they are."""
    lines: list[Line] = []
    entry = item.baseline
    if entry is None:
        lines.append((view.word("show.baseline"), view.word("reason.no_baseline")))
    else:
        facts = [str(entry.year), *_where(entry.source, view)]
        if entry.basis != "stated":
            facts.append(view.word(f"basis.{entry.basis}"))
        if entry.derivation:
            facts.append(entry.derivation)
        shown = quantity(numbers.as_stated(entry.value), item, view)
        lines.append((view.word("show.baseline"), f"{shown}{_in_brackets(facts, view)}"))
    lines += _targets(item, view)
    if item.reading:
        word = "show.default_reading" if "default_reading" in item.flags else "show.chosen_reading"
        name = localized(item.reading.name, view.language)
        note = (
            f"{view.word('colon')}{localized(item.reading.note, view.language)}"
            if item.reading.note
            else ""
        )
        lines.append((view.word(word), f"{item.reading.id}{_in_brackets([name], view)}{note}"))
    notes = [item.indicator.note, entry.note if entry else None]
    lines += [(view.word("show.note"), localized(note, view.language)) for note in notes if note]
    return lines


def _targets(item: Assessment, view: View) -> Iterator[Line]:
    """The target that counts, then those that it replaced."""
    target = item.indicator.target
    facts = [_when(item.target_year, item, view)]
    bounds: list[tuple[Bound, list[str]]] = [
        (
            revision,
            [view.word("show.decided", year=revision.decided_in), *_where(revision.source, view)],
        )
        for revision in target.revisions
    ]
    original = [*_where(item.indicator.source, view)]
    if target.commitment == "aspirational":
        original.append(view.word("commitment.aspirational"))
    bounds.insert(0, (target, original))
    current = max(range(len(bounds)), key=lambda i: (getattr(bounds[i][0], "decided_in", 0), i))
    shown = quantity(target_text(item, view), item, view)
    yield view.word("show.target"), f"{shown}{_in_brackets([*facts, *bounds[current][1]], view)}"
    for index, (bound, where) in enumerate(bounds):
        if index != current:
            old = quantity(target_text(item._replace(bound=bound), view), item, view)
            yield view.word("show.earlier_target"), f"{old}{_in_brackets(where, view)}"


def _when(year: int | str | None, item: Assessment, view: View) -> str:
    if year is None:
        return view.word("target.undated")
    if year != "every":
        return str(year)
    first, last = item.indicator.target.first_year, item.indicator.target.last_year
    span = view.marks.to.join(str(end) for end in (first, last) if end)
    return f"{view.word('target.every')} {span}".rstrip()


def _rate_formula(start: str, end: str, growth: Growth, view: View) -> str | None:
    if growth.compound_rate is None:
        return None
    root = f"({end} / {start})^(1/{growth.years}) {view.marks.minus} 1"
    return f"{root} = {numbers.percent(growth.compound_rate, 2)}"


def _step_formula(start: str, end: str, growth: Growth, item: Assessment, view: View) -> str | None:
    if growth.linear_step is None:
        return None
    shown = numbers.trimmed(growth.linear_step, numbers.decimals_of(item.indicator.precision) + 2)
    shown = difference(shown, item, view)
    return f"({end} {view.marks.minus} {start}) / {growth.years} = {shown}"


def _growth_lines(
    name: str, ends: tuple[float, float], growth: Growth, item: Assessment, view: View
) -> list[Line]:
    """Rate and step from one value to another, with their formulas."""
    start, end = (numbers.as_stated(value) for value in ends)
    rate = _rate_formula(start, end, growth, view)
    step = _step_formula(start, end, growth, item, view)
    return [
        (view.word(f"show.{name}_rate"), view.reason(growth.reason) if rate is None else rate),
        (view.word(f"show.{name}_step"), view.reason(growth.reason) if step is None else step),
    ]


def _required(item: Assessment, view: View) -> list[Line]:
    if item.baseline is None or item.target is None or item.required.linear_step is None:
        return [(view.word("show.required_rate"), view.reason(item.required.reason))]
    ends = (item.baseline.value, item.target)
    return _growth_lines("required", ends, item.required, item, view)


def _past(detail: Detail, view: View) -> list[Line]:
    """Growth before the baseline, to hold the required one against."""
    item = detail.course.assessment
    if item.baseline is None:
        return []
    lines: list[Line] = []
    for past, growth in detail.history:
        span = f"{past.year}{view.marks.to}{item.baseline.year}"
        start, end = numbers.as_stated(past.value), numbers.as_stated(item.baseline.value)
        rate = _rate_formula(start, end, growth, view)
        step = _step_formula(start, end, growth, item, view)
        shown = "   ".join(formula for formula in (rate, step) if formula)
        basis = (
            f"{view.word('open')}{view.word(f'basis.{past.basis}')}{view.word('close')}"
            if past.basis in SOFT
            else ""
        )
        lines.append(
            (
                view.word("show.past", span=span),
                f"{shown}{basis}" if shown else view.reason(growth.reason),
            )
        )
    return lines


def _state(item: Assessment, view: View) -> list[Line]:
    """Gap, progress, pace and outlook."""
    minus = view.marks.minus
    lines: list[Line] = []
    latest = item.latest
    if latest is not None:
        facts = [str(latest.year), latest.path]
        if latest.provisional:
            facts.append(view.word("basis.provisional"))
        shown = quantity(numbers.as_stated(latest.value), item, view)
        lines.append((view.word("show.latest"), f"{shown}{_in_brackets(facts, view)}"))
    if item.gap.absolute is not None and item.target is not None:
        value = latest.value if latest else item.baseline.value if item.baseline else 0.0
        ends = [numbers.as_stated(item.target), numbers.as_stated(value)]
        if item.indicator.direction == "decrease":
            ends.reverse()
        gap = numbers.trimmed(item.gap.absolute, numbers.decimals_of(item.indicator.precision) + 2)
        lines.append(
            (view.word("column.gap"), f"{f' {minus} '.join(ends)} = {difference(gap, item, view)}")
        )
    lines += _progress(item, view)
    lines += _pace(item, view)
    code = item.status or "undecided"
    lines.append(
        (view.word("column.status"), f"{status_mark(view.marks, code)} {status_word(item, view)}")
    )
    return lines


def _progress(item: Assessment, view: View) -> list[Line]:
    progress, start, latest = item.progress, item.baseline, item.latest
    if progress.achieved_share is None or start is None or latest is None or item.target is None:
        return []
    minus = view.marks.minus
    base, value, goal = (
        numbers.as_stated(figure) for figure in (start.value, latest.value, item.target)
    )
    share = numbers.percent(progress.achieved_share)
    lines = [
        (
            view.word("show.achieved"),
            f"({value} {minus} {base}) / ({goal} {minus} {base}) = {share}",
        )
    ]
    if progress.expected_share is not None:
        expected = numbers.percent(progress.expected_share)
        lines.append(
            (
                view.word("show.expected"),
                f"{expected}{_in_brackets([view.word(f'path.{item.path}')], view)}",
            )
        )
    if progress.elapsed_share is not None and isinstance(item.target_year, int):
        years = f"({latest.year} {minus} {start.year}) / ({item.target_year} {minus} {start.year})"
        lines.append(
            (view.word("show.elapsed"), f"{years} = {numbers.percent(progress.elapsed_share)}")
        )
    if progress.lead_points is not None:
        lead = f"{numbers.fixed(progress.lead_points * 100, 1)} {view.word('points')}"
        years_ahead = lead_text(item)
        if years_ahead is not None:
            lead += f"{view.word('comma')}{view.word('show.years', years=years_ahead)}"
        lines.append((view.word("show.lead"), f"{lead}   {bar(item, view, BAR_CELLS)}"))
    return lines


def _pace(item: Assessment, view: View) -> list[Line]:
    """Observed growth, growth still needed, and where the observed pace leads."""
    latest, start, goal = item.latest, item.baseline, item.target
    if latest is None:
        return []
    lines: list[Line] = []
    if start is not None and item.observed.linear_step is not None:
        ends = (start.value, latest.value)
        lines += _growth_lines("observed", ends, item.observed, item, view)
    if goal is not None and item.catch_up.linear_step is not None:
        lines += _growth_lines("catch_up", (latest.value, goal), item.catch_up, item, view)
    return [*lines, *_outlook(item, latest.value, view)]


def _outlook(item: Assessment, latest: float, view: View) -> Iterator[Line]:
    projection, observed = item.projection, item.observed
    precision, value = item.indicator.precision, numbers.as_stated(latest)
    year, years = item.target_year, projection.years
    if projection.compound is not None and observed.compound_rate is not None:
        rate = numbers.percent(observed.compound_rate, 2)
        shown = quantity(numbers.computed(projection.compound, precision), item, view)
        formula = f"{value} {view.marks.times} (1 + {rate})^{years} = {shown}"
        yield view.word("show.projection_compound", year=year), formula
    if projection.linear is not None and observed.linear_step is not None:
        step = numbers.trimmed(observed.linear_step, numbers.decimals_of(precision) + 2)
        shown = quantity(numbers.computed(projection.linear, precision), item, view)
        formula = f"{value} + {years} {view.marks.times} {step} = {shown}"
        yield view.word("show.projection_linear", year=year), formula
    if projection.attainment_time is not None:
        time = numbers.fixed(projection.attainment_time, 2)
        shown = view.word("show.attained", year=projection.attainment_year, time=time)
        yield view.word("show.attainment"), shown
    elif projection.reason in {"not_approaching", "beyond_horizon"}:
        yield view.word("show.attainment"), view.reason(projection.reason)


def _years(course: Course, view: View) -> Table:
    """Milestones on both paths and reported values, a column a year."""
    item = course.assessment
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for entry in course.years:
        table.add_column(Text(str(entry.year)), justify="right", no_wrap=True)
    table.add_column("")
    for path in PATHS:
        cells = [value_on(item, entry, path) or "" for entry in course.years]
        if any(cells):
            own = f" {view.word('show.own')}" if path == item.path else ""
            table.add_row(Text(f"  {view.word(f'path.{path}')}{own}"), *map(Text, cells))
    if any(entry.observed is not None for entry in course.years):
        cells = [
            "" if entry.observed is None else numbers.as_stated(entry.observed)
            for entry in course.years
        ]
        style = STYLES[item.status or "undecided"]
        spark = Text(sparkline(item, view), style=style)
        table.add_row(Text(f"  {view.word('show.observed')}"), *map(Text, cells), spark)
    return table


def sparkline(item: Assessment, view: View) -> str:
    """Baseline and reported values as heights between their least and greatest."""
    values = [item.baseline.value] if item.baseline else []
    values += [entry.value for entry in item.series]
    low, high = min(values), max(values)
    signs = view.marks.sparks
    if high == low:
        return signs[0] * len(values)
    return "".join(
        signs[round((value - low) / (high - low) * (len(signs) - 1))] for value in values
    )


def _readings(detail: Detail, view: View) -> list[RenderableType]:
    """What the other readings would ask for."""
    if not detail.alternatives:
        return []
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    current = detail.course.assessment.reading
    for other in detail.alternatives:
        if other.reading is None:
            continue
        mark = "*" if current is not None and other.reading.id == current.id else " "
        start = view.reason("no_baseline")
        if other.baseline:
            start = f"{numbers.as_stated(other.baseline.value)} ({other.baseline.year})"
        rate = other.required.compound_rate
        shown = view.reason(other.required.reason) if rate is None else numbers.percent(rate, 2)
        table.add_row(
            Text(f"{mark} {other.reading.id}"),
            Text(localized(other.reading.name, view.language), overflow="fold"),
            Text(f"{start} {view.marks.arrow} {target_text(other, view)}", no_wrap=True),
            Text(shown, justify="right", no_wrap=True),
        )
    hint = view.word("show.reading_hint", name=detail.course.assessment.indicator.id)
    return [Text(), Text(f"  {view.word('show.readings')}{hint}"), table]


def _reports(detail: Detail, view: View) -> list[RenderableType]:
    """Everything that was reported, where a value has more than one vintage."""
    item = detail.course.assessment
    if "restated" not in item.flags:
        return []
    lines = [
        (
            str(entry.year),
            numbers.as_stated(entry.value)
            + _in_brackets([view.word("show.vintage", year=entry.vintage), entry.path], view),
        )
        for entry in detail.observations
    ]
    return [Text(), Text(f"  {view.word('show.vintages')}"), _definitions(lines)]
