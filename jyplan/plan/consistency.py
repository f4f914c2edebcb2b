"""What must hold between the mappings of a plan: one small generator a rule."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from jyplan.plan import declarations
from jyplan.plan.findings import Severity
from jyplan.plan.plan import goal_of
from jyplan.plan.remarks import limits_data, outside, unknown_indicator, unknown_name
from jyplan.plan.validation import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.model import Baseline, Bound, Indicator, Target, TargetsFile
    from jyplan.plan.remarks import PlanFiles


def check(files: PlanFiles) -> list[Finding]:
    """Everything in the two files that does not go together, in the order of the files."""
    found = check_targets(files.targets, files.targets_document)
    both = [finding for rule in RULES for finding in rule(files)]
    starts = files.starts_document.path
    own = [finding for finding in both if finding.span.path != starts]
    theirs = [finding for finding in both if finding.span.path == starts]
    return [*sorted([*found, *own], key=place), *sorted(theirs, key=place)]


def check_targets(targets: TargetsFile, document: Document) -> list[Finding]:
    """Everything in targets.yaml that does not go together, whatever the baselines are."""
    found = [finding for rule in TARGET_RULES for finding in rule(targets, document)]
    return sorted(found, key=place)


def bounds(indicator: Indicator) -> Iterator[tuple[Loc, Bound]]:
    """The target's bound, those of its revisions and of further ones, each with its place."""
    yield ("target",), indicator.target
    for index, revision in enumerate(indicator.target.revisions):
        yield ("target", "revisions", index), revision
    for index, further in enumerate(indicator.target.further):
        yield ("target", "further", index), further


def _duplicates(
    document: Document, places: Sequence[tuple[Loc, object]], code: str
) -> Iterator[Finding]:
    first: dict[object, Loc] = {}
    for loc, name in places:
        if name in first:
            line = document.span(first[name]).line
            yield document.finding(
                code, Severity.ERROR, loc, {"name": _label(name), "first_line": line}
            )
        else:
            first[name] = loc


def _label(name: object) -> str:
    return (
        " ".join(str(part) for part in name if part is not None)
        if isinstance(name, tuple)
        else str(name)
    )


def unique_names(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """Ids stand once."""
    for sort in ("themes", "scopes", "districts", "indicators"):
        entries = getattr(targets, sort)
        yield from _duplicates(
            document, [((sort, i, "id"), e.id) for i, e in enumerate(entries)], "JY104"
        )
    for i, indicator in enumerate(targets.indicators):
        readings = [
            (("indicators", i, "readings", j, "id"), r.id) for j, r in enumerate(indicator.readings)
        ]
        yield from _duplicates(document, readings, "JY104")


def unique_starts(files: PlanFiles) -> Iterator[Finding]:
    """A baseline, a context quantity and an earlier value stand once, apart from indicators."""
    starts, document = files.starts, files.starts_document
    indicators = {indicator.id for indicator in files.targets.indicators}
    baselines = [
        (("baselines", i, "id"), (b.id, b.reading)) for i, b in enumerate(starts.baselines)
    ]
    yield from _duplicates(document, baselines, "JY209")
    context = [(("context", i, "id"), c.id) for i, c in enumerate(starts.context)]
    yield from _duplicates(document, context, "JY104")
    for loc, name in context:
        if name in indicators:
            yield document.finding("JY104", Severity.ERROR, loc, {"name": name, "first_line": None})
    history = [(("history", i, "id"), (h.id, h.year)) for i, h in enumerate(starts.history)]
    yield from _duplicates(document, history, "JY209")


def known_groups(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """Themes, scopes and default readings are declared."""
    scopes = [group.id for group in targets.scopes]
    themes = [group.id for group in targets.themes]
    for i, indicator in enumerate(targets.indicators):
        loc: Loc = ("indicators", i)
        if indicator.theme not in themes:
            yield unknown_name(document, (*loc, "theme"), "theme", indicator.theme, themes)
        if indicator.scope not in scopes:
            yield unknown_name(document, (*loc, "scope"), "scope", indicator.scope, scopes)
        readings = [reading.id for reading in indicator.readings]
        default = indicator.default_reading
        if default is not None and default not in readings:
            where = (*loc, "default_reading")
            yield unknown_name(document, where, "reading", default, readings)
        if readings and default is None:
            data = {"known": readings}
            yield document.finding("JY211", Severity.ERROR, (*loc, "readings"), data, key=True)


def known_scopes(files: PlanFiles) -> Iterator[Finding]:
    """Scopes of context quantities are declared."""
    scopes = [group.id for group in files.targets.scopes]
    for i, quantity in enumerate(files.starts.context):
        if quantity.scope not in scopes:
            loc: Loc = ("context", i, "scope")
            yield unknown_name(files.starts_document, loc, "scope", quantity.scope, scopes)


def known_starts(files: PlanFiles) -> Iterator[Finding]:
    """Baselines and history belong to something; baselines of readings name theirs."""
    document = files.starts_document
    indicators = {indicator.id: indicator for indicator in files.targets.indicators}
    for i, entry in enumerate(files.starts.baselines):
        indicator = indicators.get(entry.id)
        if indicator is None:
            yield unknown_indicator(document, ("baselines", i, "id"), entry.id, indicators)
            continue
        readings = [reading.id for reading in indicator.readings]
        if entry.reading is not None and entry.reading not in readings:
            yield unknown_name(
                document, ("baselines", i, "reading"), "reading", entry.reading, readings
            )
        if readings and entry.reading is None:
            yield document.finding(
                "JY212",
                Severity.ERROR,
                ("baselines", i, "id"),
                {"name": entry.id, "known": readings},
            )
    quantities = [*indicators, *(quantity.id for quantity in files.starts.context)]
    for i, past in enumerate(files.starts.history):
        if past.id not in quantities:
            yield unknown_indicator(document, ("history", i, "id"), past.id, quantities)


def plan_years(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """The plan ends after it begins."""
    head = targets.plan
    if head.end_year <= head.baseline_year:
        data = {"year": head.end_year, "baseline_year": head.baseline_year}
        yield document.finding("JY210", Severity.ERROR, ("plan", "end_year"), data)


def whole_bounds(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """A bound is an operator with a value, or a range; and it points the indicator's way."""
    for i, indicator in enumerate(targets.indicators):
        for below, bound in bounds(indicator):
            loc: Loc = ("indicators", i, *below)
            problem = _bound_problem(bound, indicator, revised=below != ("target",))
            if problem:
                yield document.finding("JY205", Severity.ERROR, loc, {"problem": problem}, key=True)
            wrong = {"increase": ("<=", "<"), "decrease": (">=", ">"), "maintain": ()}
            if bound.operator in wrong[indicator.direction]:
                data = {"operator": bound.operator, "direction": indicator.direction}
                yield document.finding("JY206", Severity.ERROR, (*loc, "operator"), data)


def _bound_problem(bound: Bound, indicator: Indicator, *, revised: bool) -> str | None:
    ranged = bound.minimum is not None or bound.maximum is not None
    if bound.value is None:
        if not ranged:
            return "nothing"
        if bound.operator is not None:
            return "operator_without_value"
        reversed_ = (
            bound.minimum is not None
            and bound.maximum is not None
            and bound.minimum > bound.maximum
        )
        return "reversed" if reversed_ else None
    if ranged:
        return "both"
    has_operator = bound.operator or (revised and indicator.target.operator)
    return None if has_operator else "no_operator"


def floors(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """A floor per year is a target for `every` year, and the other way round."""
    for i, indicator in enumerate(targets.indicators):
        target = indicator.target
        loc: Loc = ("indicators", i)
        kinds: dict[Loc, str] = {(*loc, "kind"): indicator.kind}
        for j, reading in enumerate(indicator.readings):
            if reading.kind is not None:
                kinds[*loc, "readings", j, "kind"] = reading.kind
        for where, kind in kinds.items():
            if (kind == "annual_floor") != (target.year == "every"):
                own = where == (*loc, "kind") and target.year is not None
                meant = (*loc, "target", "year") if own else where
                data = {"kind": kind, "year": target.year}
                yield document.finding("JY207", Severity.ERROR, meant, data)
        yield from _floor_years(document, loc, target)


def _floor_years(document: Document, loc: Loc, target: Target) -> Iterator[Finding]:
    first, last = target.first_year, target.last_year
    if target.year != "every":
        for key, year in (("first_year", first), ("last_year", last)):
            if year is not None:
                where = (*loc, "target", key)
                yield document.finding("JY214", Severity.ERROR, where, {"key": key}, key=True)
    elif first is not None and last is not None and first > last:
        data = {"first": first, "last": last}
        yield document.finding("JY215", Severity.ERROR, (*loc, "target", "last_year"), data)


def precisions(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """A precision is a power of ten."""
    values = [indicator.precision for indicator in targets.indicators]
    yield from _odd_precisions(document, "indicators", values)


def context_precisions(files: PlanFiles) -> Iterator[Finding]:
    """The same of context quantities."""
    values = [quantity.precision for quantity in files.starts.context]
    yield from _odd_precisions(files.starts_document, "context", values)


def _odd_precisions(document: Document, sort: str, values: Sequence[float]) -> Iterator[Finding]:
    for i, value in enumerate(values):
        if 10.0 ** round(log10(value)) != value:
            loc: Loc = (sort, i, "precision")
            yield document.finding("JY208", Severity.ERROR, loc, {"value": value})


def _baselines_of(files: PlanFiles, indicator: Indicator) -> list[Baseline]:
    return [entry for entry in files.starts.baselines if entry.id == indicator.id]


def target_years(files: PlanFiles) -> Iterator[Finding]:
    """A target year lies after the baseline's."""
    for i, indicator in enumerate(files.targets.indicators):
        starts = [entry.year for entry in _baselines_of(files, indicator)]
        start = max(starts, default=files.targets.plan.baseline_year)
        years: list[tuple[Loc, int | str | None]] = [(("target", "year"), indicator.target.year)]
        for j, revision in enumerate(indicator.target.revisions):
            years.append((("target", "revisions", j, "year"), revision.year))
        for j, further in enumerate(indicator.target.further):
            years.append((("target", "further", j, "year"), further.year))
        for below, year in years:
            if isinstance(year, int) and year <= start:
                data = {"year": year, "baseline_year": start}
                yield files.targets_document.finding(
                    "JY201", Severity.ERROR, ("indicators", i, *below), data
                )


def sides(files: PlanFiles) -> Iterator[Finding]:
    """A target lies ahead of the baseline."""
    for i, indicator in enumerate(files.targets.indicators):
        if indicator.direction == "maintain":
            continue
        sign = 1 if indicator.direction == "increase" else -1
        for below, bound in bounds(indicator):
            goal = goal_of(bound, indicator.direction)
            for start in _baselines_of(files, indicator):
                if goal is not None and sign * (goal[1] - start.value) < 0:
                    data = {
                        "target": goal[1],
                        "baseline": start.value,
                        "direction": indicator.direction,
                    }
                    loc: Loc = ("indicators", i, *below, goal[0])
                    yield files.targets_document.finding("JY202", Severity.ERROR, loc, data)
                    break


def within_limits(files: PlanFiles) -> Iterator[Finding]:
    """No figure lies outside the natural limits, and these are not reversed."""
    document = files.targets_document
    indicators = {indicator.id: indicator for indicator in files.targets.indicators}
    for i, indicator in enumerate(files.targets.indicators):
        limits = indicator.limits
        if (
            limits.minimum is not None
            and limits.maximum is not None
            and limits.minimum > limits.maximum
        ):
            yield document.finding(
                "JY205",
                Severity.ERROR,
                ("indicators", i, "limits"),
                {"problem": "reversed"},
                key=True,
            )
            continue
        for below, bound in bounds(indicator):
            for key in ("value", "minimum", "maximum"):
                value = getattr(bound, key)
                if value is not None and outside(value, limits):
                    loc: Loc = ("indicators", i, *below, key)
                    yield document.finding("JY203", Severity.ERROR, loc, limits_data(value, limits))
    starts = [(entry.id, entry.value) for entry in files.starts.baselines]
    past = [(entry.id, entry.value) for entry in files.starts.history]
    for sort, figures in (("baselines", starts), ("history", past)):
        for i, (name, figure) in enumerate(figures):
            owner = indicators.get(name)
            if owner is not None and outside(figure, owner.limits):
                place: Loc = (sort, i, "value")
                data = limits_data(figure, owner.limits)
                yield files.starts_document.finding("JY203", Severity.ERROR, place, data)


TARGET_RULES = (
    unique_names,
    known_groups,
    plan_years,
    whole_bounds,
    floors,
    precisions,
    *declarations.TARGET_RULES,
)
RULES = (
    unique_starts,
    known_starts,
    known_scopes,
    context_precisions,
    target_years,
    sides,
    within_limits,
    *declarations.RULES,
)
