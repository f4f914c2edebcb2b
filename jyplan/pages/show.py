"""`jyplan show` as a page: one indicator, every figure with its formula filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.columns import SOFT, bar
from jyplan.pages.forms import (
    asked_text,
    bound_text,
    form_text,
    gap_unit,
    level_formula,
    level_text,
    said_text,
    signed,
    target_text,
    value_text,
    with_own_unit,
)
from jyplan.pages.page import DASH, Cell, Definition, Definitions, Page
from jyplan.pages.path import course_table
from jyplan.pages.view import (
    View,
    bracketed,
    difference,
    lead_text,
    quantity,
    status_cell,
    status_word,
)
from jyplan.plan.aims import RELATIVE, form_of, with_operator
from jyplan.results import Background
from jyplan.texts import numbers
from jyplan.texts.formulas import as_people_write
from jyplan.texts.words import GLUE, echoed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.pages.page import Block
    from jyplan.plan.fields import Source, TextModel
    from jyplan.plan.model import Baseline, Bound, Context, History, Indicator
    from jyplan.plan.plan import Observation
    from jyplan.results import Assessment, Detail, Growth
    from jyplan.texts.words import Language

    # a label and what it stands for
    Line = tuple[str, str] | tuple[str, Cell]


def show_page(found: Detail | Background, language: Language) -> Page:
    """The indicator with its sources, figures, milestones, readings, history and reports."""
    view = View(found.report, language)
    if isinstance(found, Background):
        return _background(found, view)
    item = found.course.assessment
    title = _title(item.indicator, view)
    return Page(language, title, tuple(kind_of(item, view)), detail_blocks(found, view))


def detail_blocks(found: Detail, view: View) -> tuple[Block, ...]:
    """One indicator with its figures, formulas, sources, notes and vintages."""
    chosen = "report.readings" if view.handed_on else "show.readings"
    item = found.course.assessment
    several = "restated" in item.flags or any(each.whence for each in found.observations)
    reports = found.observations if several else ()
    past = _past(item.baseline, found.history, item.indicator, view)
    years = [course_table(found.course, view)] if found.course.years else []
    return (
        *_block(foundation(item, view)),
        *_block([*_required(item, view), *past]),
        *_block([*_state(item, view), *_official(item, view)]),
        *_block(_yearly(item, view), view.word("show.yearly")),
        *_block(_chain(item, view), view.word("show.chain")),
        *_block(_rules(item, view)),
        *years,
        *_block(_readings(found, view), view.word(chosen, name=item.indicator.id)),
        *_block(_reports(reports, view), view.word("show.vintages")),
    )


def _block(lines: Iterable[Line], title: str | None = None) -> list[Definitions]:
    """Labels and what they stand for, below their title; nothing where there are none."""
    entries = tuple(
        Definition(label, body if isinstance(body, Cell) else Cell(body)) for label, body in lines
    )
    return [Definitions(entries, title)] if entries else []


def _background(found: Background, view: View) -> Page:
    """A context quantity with its figure, reports, growth, and what rests on it."""
    entry = found.entry
    scope = next(each.name for each in view.report.plan.targets.scopes if each.id == entry.scope)
    facts = (
        entry.id,
        view.own(scope),
        view.word(f"kind.{entry.kind}"),
        view.own(entry.unit),
        view.word("show.background"),
    )
    shown = quantity(numbers.as_stated(entry.value), view.own(entry.unit))
    blocks: list[Block] = [
        *_block([_figure(entry, shown, view), *_notes([entry.note], view)]),
        *_block(_past(entry, found.history, entry, view)),
        *_block(_seen(found, view)),
        *_block(_resting(found, view), view.word("show.resting")),
        *_block(_reports(found.observations, view), view.word("show.vintages")),
    ]
    return Page(view.language, _title(entry, view), facts, tuple(blocks))


def _seen(found: Background, view: View) -> list[Line]:
    """The newest report, and the growth up to it."""
    if not found.series:
        return []
    entry, latest = found.entry, found.series[-1]
    values = (entry.value, *(each.value for each in found.series))
    shown = quantity(numbers.as_stated(latest.value), view.own(entry.unit))
    lines = [_latest(latest, shown, values, view)]
    if found.observed.linear_step is not None:
        ends = (_operand(entry.value), _operand(latest.value))
        lines += _growth_lines("observed", ends, found.observed, entry, view)
    return lines


def _resting(found: Background, view: View) -> list[Line]:
    """Identities that speak of it, and what it weighs."""
    lines: list[Line] = [
        ("", as_people_write(formula, view.language)) for formula in found.identities
    ]
    weighed = [view.own(each.name) for each in found.weighs]
    if weighed:
        lines.append(("", view.labelled(view.word("show.weighs"), view.clauses(weighed))))
    return lines


def _title(entry: Indicator | Context, view: View) -> tuple[str, ...]:
    name = entry.name
    first, second = (name.zh, name.en) if view.language == "zh" else (name.en, name.zh)
    return (first,) if first == second else (first, second)


def kind_of(item: Assessment, view: View) -> list[str]:
    """What sort of indicator it is."""
    targets = view.report.plan.targets
    theme = next(group.name for group in targets.themes if group.id == item.indicator.theme)
    scope = next(group.name for group in targets.scopes if group.id == item.indicator.scope)
    parts = [
        item.indicator.id,
        view.own(theme),
        view.own(scope),
        view.word(f"kind.{item.kind}"),
        view.own(item.indicator.unit),
        view.word(f"path.{item.path}"),
        view.word(f"direction.{item.indicator.direction}"),
    ]
    if item.indicator.obligation:
        parts.append(view.word(f"obligation.{item.indicator.obligation}"))
    return parts


def _where(source: Source | None, view: View) -> list[str]:
    """Where a figure stands: document, section, operative word."""
    if source is None:
        return []
    parts = [view.own(source.document)] if source.document else []
    if source.section:
        parts.append(source.section)
    if source.wording:
        parts.append(f"“{source.wording}”")
    return parts


def _goal(item: Assessment, value: float) -> str:
    """The target's level inside a formula."""
    worked_out = item.aim.form in RELATIVE or item.aim.comparison is not None
    return bracketed(_worked(value, item.indicator)) if worked_out else _operand(value)


def _now(item: Assessment, value: float) -> str:
    """The latest level inside a formula, or what is held against the target."""
    worked_out = item.known.reported != "value" or item.aim.comparison is not None
    seen = numbers.seen(value, item.indicator.precision)
    return bracketed(_worked(value, item.indicator) if worked_out else seen)


def _worked(value: float, entry: Indicator | Context) -> str:
    """A figure that was worked out."""
    return numbers.trimmed(value, numbers.decimals_of(entry.precision) + 2)


def _operand(value: float) -> str:
    """A figure inside a formula: in brackets where it is negative."""
    return bracketed(numbers.as_stated(value))


def foundation(item: Assessment, view: View) -> list[Line]:
    """Baseline and target, where they stand and how firm they are."""
    lines: list[Line] = []
    entry = item.baseline
    if entry is None:
        lines.append((view.word("show.baseline"), view.word("reason.no_baseline")))
    else:
        shown = level_text(numbers.as_stated(entry.value), item.indicator, item, view)
        lines.append(_figure(entry, shown, view))
    lines += _targets(item, view)
    if item.reading:
        word = "show.default_reading" if "default_reading" in item.flags else "show.chosen_reading"
        name = view.own(item.reading.name)
        note = f"{view.word('colon')}{view.own(item.reading.note)}" if item.reading.note else ""
        lines.append((view.word(word), f"{item.reading.id}{view.aside([name])}{note}"))
    return [*lines, *_notes([item.indicator.note, entry.note if entry else None], view)]


def _figure(figure: Baseline | Context, shown: str, view: View) -> Line:
    """A figure of the plan's files, where it stands and how firm it is."""
    facts = [str(figure.year)] if figure.year else []
    facts += _where(figure.source, view)
    if figure.basis != "stated":
        facts.append(view.word(f"basis.{figure.basis}"))
    if figure.derivation:
        facts.append(figure.derivation)
    return view.word("show.baseline"), f"{shown}{view.aside(facts)}"


def _notes(notes: Sequence[TextModel | None], view: View) -> list[Line]:
    return [(view.word("show.note"), view.own(note)) for note in notes if note]


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
    shown = with_own_unit(target_text(item, view), item.aim.form, item.indicator, view)
    yield view.word("show.target"), f"{shown}{view.aside([*facts, *bounds[current][1]])}"
    if item.aim.milestones:
        on_the_way = (f"{value} ({year})" for year, value in _stops(item))
        yield view.word("show.on_the_way"), view.listed(on_the_way)
    if (arithmetic := level_formula(item, view)) is not None:
        yield view.word("show.level"), arithmetic
    for index, (bound, where) in enumerate(bounds):
        if index != current:
            yield view.word("show.earlier_target"), f"{_said(bound, item, view)}{view.aside(where)}"
    for further in target.further:
        where = [str(further.year), *_where(further.source, view)]
        said = _said(further, item, view)
        yield view.word("show.further_target"), f"{said}{view.aside(where)}"


def _stops(item: Assessment) -> Iterator[tuple[int, str]]:
    """Milestones that the plan states."""
    for year, value in item.aim.milestones:
        yield year, numbers.as_stated(value)


def _said(bound: Bound, item: Assessment, view: View) -> str:
    """A target that was, or another one, as the plan says it."""
    target = item.indicator.target
    said = with_operator(bound, target)
    shown = bound_text(said, item.indicator, view, approximate=target.approximate)
    return with_own_unit(shown, form_of(bound), item.indicator, view)


def _when(year: int | str | None, item: Assessment, view: View) -> str:
    if year is None:
        return view.word("target.undated")
    if year != "every":
        return str(year)
    if item.aim.form == "by_year":
        return str(item.aim.newest)
    target = item.indicator.target
    if item.aim.every is not None and item.aim.mean:
        return str(item.aim.every[1])
    span = "–".join(str(end) for end in (target.first_year, target.last_year) if end)
    return f"{view.word('target.every')} {span}".rstrip()


def _rate_formula(start: str, end: str, growth: Growth) -> str | None:
    if growth.compound_rate is None:
        return None
    root = f"({end} / {start})^(1/{growth.years}) − 1"
    return f"{root} = {numbers.percent(growth.compound_rate, 2)}"


def _step_formula(
    start: str, end: str, growth: Growth, entry: Indicator | Context, view: View
) -> str | None:
    if growth.linear_step is None:
        return None
    shown = numbers.trimmed(growth.linear_step, numbers.decimals_of(entry.precision) + 2)
    shown = difference(shown, entry, view)
    return f"({end} − {start}) / {growth.years} = {shown}"


def _growth_lines(
    name: str,
    ends: tuple[str, str],
    growth: Growth,
    entry: Indicator | Context,
    view: View,
) -> list[Line]:
    """Rate and step from one value to another, with their formulas."""
    start, end = ends
    rate = _rate_formula(start, end, growth)
    step = _step_formula(start, end, growth, entry, view)
    return [
        (view.word(f"show.{name}_rate"), view.reason(growth.reason) if rate is None else rate),
        (view.word(f"show.{name}_step"), view.reason(growth.reason) if step is None else step),
    ]


def _required(item: Assessment, view: View) -> list[Line]:
    if item.baseline is None or item.target is None or item.required.linear_step is None:
        return [(view.word("show.required_rate"), view.reason(item.required.reason))]
    ends = (_operand(item.baseline.value), _goal(item, item.target))
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
        span = f"{past.year}–{baseline.year}"
        start, end = _operand(past.value), _operand(baseline.value)
        rate = _rate_formula(start, end, growth)
        step = _step_formula(start, end, growth, entry, view)
        shown = "   ".join(formula for formula in (rate, step) if formula)
        basis = view.aside([view.word(f"basis.{past.basis}")] if past.basis in SOFT else [])
        lines.append(
            (
                view.word("show.past", span=span),
                f"{shown}{basis}" if shown else view.reason(growth.reason),
            )
        )
    return lines


def _state(item: Assessment, view: View) -> list[Line]:
    """Gap, progress, pace and outlook."""
    lines: list[Line] = []
    latest = item.latest
    if latest is not None:
        start = (item.baseline.value,) if item.baseline else ()
        values = (*start, *(each.value for each in item.series))
        shown = level_text(_now(item, latest.value), item.indicator, item, view)
        lines.append(_latest(latest, shown, values, view))
    if item.gap.absolute is not None and item.target is not None:
        ends = [_goal(item, item.target), _now(item, item.known.now or 0.0)]
        if item.indicator.direction == "decrease":
            ends.reverse()
        gap = _worked(item.gap.absolute, item.indicator)
        lines.append(
            (
                view.word("column.gap"),
                f"{' − '.join(ends)} = {_with_gap_unit(gap, item, view)}",
            )
        )
    lines += _progress(item, view)
    if (said := form_text(item, view)) is not None:
        lines.append((view.word("show.so_far"), said))
    lines += _pace(item, view)
    status = status_cell(item.status or "undecided", status_word(item, view))
    return [*lines, (view.word("column.status"), status)]


def _official(item: Assessment, view: View) -> list[Line]:
    """What somebody official said, where it stands, and why ours differs where it does."""
    told = item.published
    if told is None:
        return []
    facts = [view.own(told.by), str(told.year), *_where(told.source, view)]
    said = f"{view.own(told.words)}{view.aside(facts)}"
    lines: list[Line] = [(view.word("column.published"), status_cell(told.status, said))]
    if told.alike is False:
        # Only here: many plans carry no verdicts.
        from jyplan.pages.published import MARK, difference_of

        lines.append((MARK, difference_of(item, told, view)))
    return [*lines, *_notes([told.note], view)]


def _yearly(item: Assessment, view: View) -> list[Line]:
    """What held of a target for every year, year by year."""
    lines: list[Line] = []
    for each in item.known.years:
        shown = f"{value_text(each, item)}{view.aside([asked_text(each, item, view)])}"
        if item.aim.mean:
            # Of a mean only the newest year says where it stands.
            lines.append((str(each.year), shown))
            continue
        word = view.word("years.kept" if each.held else "years.missed")
        status = "achieved" if each.held else "missed"
        lines.append((str(each.year), status_cell(status, f"{shown} {word}")))
    if item.aim.form == "by_year":
        lines += [
            (str(year), f"{DASH}{view.aside([said_text(item.aim.of(year), item, view)])}")
            for year in item.known.missing
        ]
    return sorted(lines, key=lambda line: line[0])


def _chain(item: Assessment, view: View) -> list[Line]:
    """Reported changes or increments, and the level that each leads to."""
    known = item.known
    if known.reported == "value":
        return []
    levels = {entry.year: entry.value for entry in known.series}
    places = numbers.decimals_of(item.indicator.precision) + 2
    lines: list[Line] = []
    for report in known.reports:
        change = signed(report.value)
        told = f"{change}{GLUE}%" if known.reported == "yearly_change" else change
        level = levels.get(report.year)
        shown = view.reason("chain_broken") if level is None else numbers.trimmed(level, places)
        lines.append((str(report.year), f"{told} → {shown}"))
    return lines


def _with_gap_unit(shown: str, item: Assessment, view: View) -> str:
    """What is still to be covered, in points where growth or percentages are compared."""
    if unit := gap_unit(item, view):
        return f"{shown}{unit}"
    return difference(shown, item.indicator, view)


def _latest(latest: Observation, shown: str, values: tuple[float, ...], view: View) -> Line:
    """The newest report, with the way to it as heights."""
    facts = [str(latest.year), echoed(view.place(latest.path))]
    if latest.provisional:
        facts.append(view.word("basis.provisional"))
    return view.word("show.latest"), Cell(f"{shown}{view.aside(facts)}", heights=values)


def _progress(item: Assessment, view: View) -> list[Line]:
    progress, start, latest = item.progress, item.baseline, item.latest
    if progress.achieved_share is None or start is None or latest is None or item.target is None:
        return []
    base = _operand(start.value)
    value, goal = _now(item, latest.value), _goal(item, item.target)
    share = numbers.percent(progress.achieved_share)
    lines: list[Line] = [
        (
            view.word("show.achieved"),
            f"({value} − {base}) / ({goal} − {base}) = {share}",
        )
    ]
    if progress.expected_share is not None:
        expected = numbers.percent(progress.expected_share)
        lines.append(
            (
                view.word("show.expected"),
                f"{expected}{view.aside([view.word(f'path.{item.path}')])}",
            )
        )
    if progress.elapsed_share is not None and isinstance(item.target_year, int):
        years = f"({latest.year} − {start.year}) / ({item.target_year} − {start.year})"
        lines.append(
            (view.word("show.elapsed"), f"{years} = {numbers.percent(progress.elapsed_share)}")
        )
    if progress.lead_points is not None:
        lead = f"{numbers.fixed(progress.lead_points * 100, 1)} {view.word('points')}"
        years_ahead = lead_text(item)
        if years_ahead is not None:
            lead += f"{view.word('comma')}{view.word('show.years', years=years_ahead)}"
        lines.append((view.word("show.lead"), Cell(lead, bar=bar(item))))
    return lines


def _pace(item: Assessment, view: View) -> list[Line]:
    """Observed growth, growth still needed, and where the observed pace leads."""
    latest, start, goal = item.latest, item.baseline, item.target
    if latest is None:
        return []
    lines: list[Line] = []
    if start is not None and item.observed.linear_step is not None:
        ends = (_operand(start.value), _now(item, latest.value))
        lines += _growth_lines("observed", ends, item.observed, item.indicator, view)
    if goal is not None and item.catch_up.linear_step is not None:
        ends = (_now(item, latest.value), _goal(item, goal))
        lines += _growth_lines("catch_up", ends, item.catch_up, item.indicator, view)
    return [*lines, *_outlook(item, _now(item, latest.value), view)]


def _outlook(item: Assessment, value: str, view: View) -> Iterator[Line]:
    projection, observed = item.projection, item.observed
    precision = item.indicator.precision
    year, years = item.target_year, projection.years
    if projection.compound is not None and observed.compound_rate is not None:
        rate = numbers.percent(observed.compound_rate, 2)
        shown = level_text(
            numbers.computed(projection.compound, precision), item.indicator, item, view
        )
        sign = "−" if rate.startswith("-") else "+"
        factor = f"(1 {sign} {rate.lstrip('-')})^{years}"
        formula = f"{value} × {factor} = {shown}"
        yield view.word("show.projection_compound", year=year), formula
    if projection.linear is not None and observed.linear_step is not None:
        step = numbers.trimmed(observed.linear_step, numbers.decimals_of(precision) + 2)
        shown = level_text(
            numbers.computed(projection.linear, precision), item.indicator, item, view
        )
        sign = "−" if step.startswith("-") else "+"
        formula = f"{value} {sign} {years} × {step.lstrip('-')} = {shown}"
        yield view.word("show.projection_linear", year=year), formula
    if projection.attainment_time is not None:
        time = numbers.fixed(projection.attainment_time, 2)
        shown = view.word("show.attained", year=projection.attainment_year, time=time)
        yield view.word("show.attainment"), shown
    elif projection.reason in {"not_approaching", "beyond_horizon"}:
        yield view.word("show.attainment"), view.reason(projection.reason)


def _rules(item: Assessment, view: View) -> list[Line]:
    """The formulas of the rules asked for, filled with the indicator's figures."""
    if not view.report.rules:
        return []
    # Only here: most reports are judged by our schedule alone.
    from jyplan.pages.verdicts import disagreement, workings

    lines: list[Line] = []
    for card, verdict in zip(view.report.rules, item.verdicts, strict=True):
        first, *rest = workings(card, verdict, item, view.language)
        lines += [(card.name, first), *(("", line) for line in rest)]
    if item.contrast:
        lines.append(("≠", disagreement(item, view)))
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
        name = view.own(other.reading.name)
        way = f"{start} → {target_text(other, view)}".replace(" ", GLUE)
        facts = view.word("comma").join([name, way, shown])
        lines.append((f"{mark} {other.reading.id}", facts))
    return lines


def _reports(observations: Sequence[Observation], view: View) -> list[Line]:
    """Everything that was reported, every vintage, with the cells that figures came from."""
    districts = {each.id: view.own(each.name) for each in view.report.plan.targets.districts}
    lines: list[Line] = []
    for entry in observations:
        facts = [view.word("show.vintage", year=entry.vintage), echoed(view.place(entry.path))]
        if entry.reading:
            facts.insert(0, entry.reading)
        if entry.district:
            facts.insert(0, districts[entry.district])
        if entry.whence:
            cell = ":".join(part for part in (entry.whence.file, entry.whence.cell) if part)
            facts.append(view.word("show.taken", cell=echoed(cell)))
        lines.append((str(entry.year), numbers.as_stated(entry.value) + view.aside(facts)))
    return lines
