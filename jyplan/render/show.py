"""`jyplan show`: one indicator, every figure with its formula filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jyplan.render.columns import (
    SOFT,
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
from jyplan.render.paths import PATHS, has_path, value_on, years_table
from jyplan.render.status_table import GAP_CELLS
from jyplan.render.terminal import Screen, definitions, paragraph, side_by_side, to_text
from jyplan.render.verdicts import disagreement, workings
from jyplan.results import Background
from jyplan.texts import numbers
from jyplan.texts.formulas import as_people_write
from jyplan.texts.words import GLUE, echoed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from jyplan.plan.fields import Source, TextModel
    from jyplan.plan.model import Baseline, Bound, Context, History, Indicator
    from jyplan.plan.plan import Observation
    from jyplan.render.terminal import Line
    from jyplan.results import Assessment, Course, Detail, Growth

BAR_CELLS = 24


def show_text(view: View, detail: Detail | Background, screen: Screen) -> str:
    """The indicator with its sources, figures, milestones, readings, history and reports."""
    if isinstance(detail, Background):
        return _background(view, detail, screen)
    item = detail.course.assessment
    parts: list[RenderableType] = [paragraph(_heading(item.indicator, view), screen, "bold")]
    parts.append(side_by_side(_kind(item, view), screen, "bright_black"))
    restated = detail.observations if "restated" in item.flags else ()
    past = _past(item.baseline, detail.history, item.indicator, view)
    for title, lines in (
        (None, _start(item, view)),
        (None, [*_required(item, view), *past]),
        (None, _state(item, view)),
        (None, _rules(item, view)),
        ("show.readings", _readings(detail, view)),
        ("show.vintages", _reports(restated, view)),
    ):
        if title == "show.readings" and detail.course.years:
            parts += [Text(), _years(detail.course, view, screen)]
        parts += _block(title and view.word(title, name=item.indicator.id), lines, screen)
    return to_text(parts, screen)


def _block(title: str | None, lines: list[Line], screen: Screen) -> list[RenderableType]:
    """Labels and what they stand for, below their title; nothing where there are none."""
    if not lines:
        return []
    above = [paragraph(f"  {title}", screen)] if title else []
    return [Text(), *above, definitions(lines, screen)]


def _background(view: View, found: Background, screen: Screen) -> str:
    """A context quantity with its figure, reports, growth, and what rests on it."""
    entry = found.entry
    parts: list[RenderableType] = [paragraph(_heading(entry, view), screen, "bold")]
    scope = next(each.name for each in view.report.plan.targets.scopes if each.id == entry.scope)
    facts = [
        entry.id,
        localized(scope, view.language),
        view.word(f"kind.{entry.kind}"),
        localized(entry.unit, view.language),
        view.word("show.background"),
    ]
    parts.append(side_by_side(_dotted(facts, view), screen, "bright_black"))
    for title, lines in (
        (None, [_figure(entry, entry, view), *_notes([entry.note], view)]),
        (None, _past(entry, found.history, entry, view)),
        (None, _seen(found, view)),
        ("show.resting", _resting(found, view)),
        ("show.vintages", _reports(found.observations, view)),
    ):
        parts += _block(title and view.word(title), lines, screen)
    return to_text(parts, screen)


def _seen(found: Background, view: View) -> list[Line]:
    """The newest report, and the growth up to it."""
    if not found.series:
        return []
    entry, latest = found.entry, found.series[-1]
    spark = sparkline([entry.value, *(each.value for each in found.series)], view)
    lines = [_latest(latest, entry, spark, view)]
    if found.observed.linear_step is not None:
        ends = (entry.value, latest.value)
        lines += _growth_lines("observed", ends, found.observed, entry, view)
    return lines


def _resting(found: Background, view: View) -> list[Line]:
    """Identities that speak of it, and what it weighs."""
    lines = [("", as_people_write(formula, view.language)) for formula in found.identities]
    weighed = [localized(each.name, view.language) for each in found.weighs]
    if weighed:
        named = view.word("comma").join(weighed)
        lines.append(("", f"{view.word('show.weighs')}{view.word('colon')}{named}"))
    return lines


def _heading(entry: Indicator | Context, view: View) -> str:
    name = entry.name
    first, second = (name.zh, name.en) if view.language == "zh" else (name.en, name.zh)
    return first if first == second else f"{first}  {second}"


def _kind(item: Assessment, view: View) -> list[str]:
    """What sort of indicator it is."""
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
    return _dotted(parts, view)


def _dotted(parts: list[str], view: View) -> list[str]:
    return [parts[0], *(f"{view.marks.dot} {part}" for part in parts[1:])]


def _where(source: Source | None, view: View) -> list[str]:
    """Where a figure stands: document, section, operative word."""
    if source is None:
        return []
    parts = [localized(source.document, view.language)] if source.document else []
    if source.section:
        parts.append(source.section)
    if source.wording:
        parts.append(f"{view.marks.opening}{source.wording}{view.marks.closing}")
    return parts


def _operand(value: float) -> str:
    """A figure inside a formula: in brackets where it is negative."""
    shown = numbers.as_stated(value)
    return f"({shown})" if shown.startswith("-") else shown


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
        lines.append(_figure(entry, item.indicator, view))
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
    return [*lines, *_notes([item.indicator.note, entry.note if entry else None], view)]


def _figure(figure: Baseline | Context, entry: Indicator | Context, view: View) -> Line:
    """A figure of the plan's files, where it stands and how firm it is."""
    facts = [str(figure.year)] if figure.year else []
    facts += _where(figure.source, view)
    if figure.basis != "stated":
        facts.append(view.word(f"basis.{figure.basis}"))
    if figure.derivation:
        facts.append(figure.derivation)
    unit = localized(entry.unit, view.language)
    shown = quantity(numbers.as_stated(figure.value), unit, view.marks)
    return view.word("show.baseline"), f"{shown}{_in_brackets(facts, view)}"


def _notes(notes: Sequence[TextModel | None], view: View) -> list[Line]:
    return [(view.word("show.note"), localized(note, view.language)) for note in notes if note]


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
    shown = quantity(target_text(item, view), unit_of(item, view), view.marks)
    yield view.word("show.target"), f"{shown}{_in_brackets([*facts, *bounds[current][1]], view)}"
    for index, (bound, where) in enumerate(bounds):
        if index != current:
            old = quantity(
                target_text(item._replace(bound=bound), view), unit_of(item, view), view.marks
            )
            yield view.word("show.earlier_target"), f"{old}{_in_brackets(where, view)}"
    for further in target.further:
        other = quantity(
            target_text(item._replace(bound=further), view), unit_of(item, view), view.marks
        )
        where = [str(further.year), *_where(further.source, view)]
        yield view.word("show.further_target"), f"{other}{_in_brackets(where, view)}"


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


def _step_formula(
    start: str, end: str, growth: Growth, entry: Indicator | Context, view: View
) -> str | None:
    if growth.linear_step is None:
        return None
    shown = numbers.trimmed(growth.linear_step, numbers.decimals_of(entry.precision) + 2)
    shown = difference(shown, entry, view)
    return f"({end} {view.marks.minus} {start}) / {growth.years} = {shown}"


def _growth_lines(
    name: str,
    ends: tuple[float, float],
    growth: Growth,
    entry: Indicator | Context,
    view: View,
) -> list[Line]:
    """Rate and step from one value to another, with their formulas."""
    start, end = map(_operand, ends)
    rate = _rate_formula(start, end, growth, view)
    step = _step_formula(start, end, growth, entry, view)
    return [
        (view.word(f"show.{name}_rate"), view.reason(growth.reason) if rate is None else rate),
        (view.word(f"show.{name}_step"), view.reason(growth.reason) if step is None else step),
    ]


def _required(item: Assessment, view: View) -> list[Line]:
    if item.baseline is None or item.target is None or item.required.linear_step is None:
        return [(view.word("show.required_rate"), view.reason(item.required.reason))]
    ends = (item.baseline.value, item.target)
    return _growth_lines("required", ends, item.required, item.indicator, view)


def _past(
    baseline: Baseline | Context | None,
    history: Sequence[tuple[History, Growth]],
    entry: Indicator | Context,
    view: View,
) -> list[Line]:
    """Growth before the baseline, to hold the required one against."""
    if baseline is None:
        return []
    lines: list[Line] = []
    for past, growth in history:
        span = f"{past.year}{view.marks.to}{baseline.year}"
        start, end = _operand(past.value), _operand(baseline.value)
        rate = _rate_formula(start, end, growth, view)
        step = _step_formula(start, end, growth, entry, view)
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
        lines.append(_latest(latest, item.indicator, sparkline_of(item, view), view))
    if item.gap.absolute is not None and item.target is not None:
        value = latest.value if latest else item.baseline.value if item.baseline else 0.0
        ends = [_operand(item.target), _operand(value)]
        if item.indicator.direction == "decrease":
            ends.reverse()
        gap = numbers.trimmed(item.gap.absolute, numbers.decimals_of(item.indicator.precision) + 2)
        lines.append(
            (
                view.word("column.gap"),
                f"{f' {minus} '.join(ends)} = {difference(gap, item.indicator, view)}",
            )
        )
    lines += _progress(item, view)
    lines += _pace(item, view)
    code = item.status or "undecided"
    lines.append(
        (view.word("column.status"), f"{status_mark(view.marks, code)} {status_word(item, view)}")
    )
    return lines


def _latest(latest: Observation, entry: Indicator | Context, spark: str, view: View) -> Line:
    """The newest report, with the way to it as heights."""
    facts = [str(latest.year), echoed(latest.path)]
    if latest.provisional:
        facts.append(view.word("basis.provisional"))
    unit = localized(entry.unit, view.language)
    shown = quantity(numbers.as_stated(latest.value), unit, view.marks)
    return view.word("show.latest"), f"{shown}{_in_brackets(facts, view)}   {spark}"


def _progress(item: Assessment, view: View) -> list[Line]:
    progress, start, latest = item.progress, item.baseline, item.latest
    if progress.achieved_share is None or start is None or latest is None or item.target is None:
        return []
    minus = view.marks.minus
    base, value, goal = (_operand(figure) for figure in (start.value, latest.value, item.target))
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
        lines += _growth_lines("observed", ends, item.observed, item.indicator, view)
    if goal is not None and item.catch_up.linear_step is not None:
        lines += _growth_lines(
            "catch_up", (latest.value, goal), item.catch_up, item.indicator, view
        )
    return [*lines, *_outlook(item, latest.value, view)]


def _outlook(item: Assessment, latest: float, view: View) -> Iterator[Line]:
    projection, observed = item.projection, item.observed
    precision, value = item.indicator.precision, numbers.as_stated(latest)
    year, years = item.target_year, projection.years
    if projection.compound is not None and observed.compound_rate is not None:
        rate = numbers.percent(observed.compound_rate, 2)
        shown = quantity(
            numbers.computed(projection.compound, precision), unit_of(item, view), view.marks
        )
        sign = view.marks.minus if rate.startswith("-") else "+"
        factor = f"(1 {sign} {rate.lstrip('-')})^{years}"
        formula = f"{value} {view.marks.times} {factor} = {shown}"
        yield view.word("show.projection_compound", year=year), formula
    if projection.linear is not None and observed.linear_step is not None:
        step = numbers.trimmed(observed.linear_step, numbers.decimals_of(precision) + 2)
        shown = quantity(
            numbers.computed(projection.linear, precision), unit_of(item, view), view.marks
        )
        sign = view.marks.minus if step.startswith("-") else "+"
        formula = f"{value} {sign} {years} {view.marks.times} {step.lstrip('-')} = {shown}"
        yield view.word("show.projection_linear", year=year), formula
    if projection.attainment_time is not None:
        time = numbers.fixed(projection.attainment_time, 2)
        shown = view.word("show.attained", year=projection.attainment_year, time=time)
        yield view.word("show.attainment"), shown
    elif projection.reason in {"not_approaching", "beyond_horizon"}:
        yield view.word("show.attainment"), view.reason(projection.reason)


def _years(course: Course, view: View, screen: Screen) -> Table:
    """Milestones on both paths and reported values: a column a year, or a line where narrow."""
    item = course.assessment
    rows = []
    for path in PATHS:
        if has_path(course, path):
            own = f" {view.word('show.own')}" if path == item.path else ""
            cells = [value_on(item, entry, path) or "" for entry in course.years]
            rows.append([f"  {view.word(f'path.{path}')}{own}", *cells])
    if any(entry.observed is not None for entry in course.years):
        seen = [entry.observed for entry in course.years]
        cells = ["" if value is None else numbers.as_stated(value) for value in seen]
        rows.append([f"  {view.word('show.observed')}", *cells])
    titles = ["", *(str(entry.year) for entry in course.years)]
    widths = [max(map(cell_len, column)) for column in zip(titles, *rows, strict=True)]
    if sum(width + GAP_CELLS for width in widths) > screen.width + GAP_CELLS:
        return years_table(view, course, both=True)
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
    for index, title in enumerate(titles):
        table.add_column(Text(title), justify="right" if index else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def sparkline_of(item: Assessment, view: View) -> str:
    """Baseline and reported values of an indicator as heights."""
    values = [item.baseline.value] if item.baseline else []
    return sparkline([*values, *(entry.value for entry in item.series)], view)


def sparkline(values: Sequence[float], view: View) -> str:
    """Values as heights between their least and greatest."""
    low, high = min(values), max(values)
    signs = view.marks.sparks
    if high == low:
        return signs[0] * len(values)
    return "".join(
        signs[round((value - low) / (high - low) * (len(signs) - 1))] for value in values
    )


def _rules(item: Assessment, view: View) -> list[Line]:
    """The formulas of the rules asked for, filled with the indicator's figures."""
    lines: list[Line] = []
    for card, verdict in zip(view.report.rules, item.verdicts, strict=True):
        first, *rest = workings(card, verdict, item, view.language, view.marks)
        lines += [(card.name, first), *(("", line) for line in rest)]
    if item.contrast:
        lines.append((view.marks.unlike, disagreement(item, view)))
    return lines


def _readings(detail: Detail, view: View) -> list[Line]:
    """What each reading asks for; the one that counts is marked."""
    lines: list[Line] = []
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
        name = localized(other.reading.name, view.language)
        way = f"{start} {view.marks.arrow} {target_text(other, view)}".replace(" ", GLUE)
        facts = view.word("comma").join([name, way, shown])
        lines.append((f"{mark} {other.reading.id}", facts))
    return lines


def _reports(observations: Sequence[Observation], view: View) -> list[Line]:
    """Everything that was reported, every vintage."""
    lines = []
    for entry in observations:
        facts = [view.word("show.vintage", year=entry.vintage), echoed(entry.path)]
        if entry.reading:
            facts.insert(0, entry.reading)
        lines.append((str(entry.year), numbers.as_stated(entry.value) + _in_brackets(facts, view)))
    return lines
