"""Plan + observations -> assessments: the one place where plan and engine meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.assess.assessment import assessments_of
from jyplan.assess.course import course_of, growth_between
from jyplan.assess.published import DISAGREEING, beside
from jyplan.assess.selection import having, selected, summarised
from jyplan.assess.verdicts import explained
from jyplan.engine.rules import RULES, rule_of
from jyplan.engine.rules.schedule import Thresholds, card_of
from jyplan.errors import RequestError
from jyplan.plan.known import known_of
from jyplan.plan.names import named, resolved
from jyplan.plan.totals import of_the_whole
from jyplan.results import Assessment, Background, Detail, Explained, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jyplan.engine.rules.rule import Rule
    from jyplan.plan.model import Context, History
    from jyplan.plan.plan import Observation, Plan

__all__ = [
    "DISAGREEING",
    "RULES",
    "Request",
    "assess",
    "classes_of",
    "course_of",
    "detail_of",
    "explained",
    "find",
    "having",
    "methods_of",
    "selected",
]


class Request(NamedTuple):
    """What is asked of a plan.

    Attributes:
        as_of: year at whose end to look; None: of the latest observation, else the baseline year.
        readings: chosen readings by indicator.
        path: one path for all indicators instead of each one's own.
        rules: names of the rules to judge by, beside the schedule.
    """

    as_of: int | None = None
    readings: Mapping[str, str] = {}
    path: str | None = None
    rules: tuple[str, ...] = ()


def assess(plan: Plan, observations: Iterable[Observation], request: Request) -> Report:
    """Assess every indicator of a plan.

    Args:
        plan: a valid plan.
        observations: everything reported, in any order.
        request: the year, readings and path that are asked for.

    Returns:
        The report, its assessments in the order of the plan.

    Raises:
        RequestError: an unknown indicator or reading was chosen, or the year lies before the plan.
    """
    request = _resolved_request(plan, request)
    reported, awaited = of_the_whole(plan, list(observations))
    ids = {indicator.id for indicator in plan.indicators}
    head = plan.head
    latest = max(
        (o.year for o in reported if o.id in ids and o.year > head.baseline_year), default=None
    )
    as_of = request.as_of if request.as_of is not None else latest or head.baseline_year
    named = request.as_of is not None or latest is not None
    middle = head.baseline_year + (head.end_year - head.baseline_year + 1) // 2
    seen = [observation for observation in reported if observation.year <= as_of]
    known = known_of(plan, seen, readings=request.readings, path=request.path)
    indicators = [known[indicator.id] for indicator in plan.indicators]
    thresholds = _thresholds(plan)
    rules = [_by_thresholds(rule_of(name), thresholds) for name in request.rules]
    assessments = assessments_of(indicators, as_of, as_of if named else middle, thresholds, rules)
    elapsed = (as_of - head.baseline_year) / (head.end_year - head.baseline_year)
    return summarised(
        Report(
            plan=plan,
            as_of=as_of,
            milestone_year=as_of if named else middle,
            elapsed_share=min(max(elapsed, 0.0), 1.0),
            observed=any(each.series for each in indicators),
            thresholds=thresholds,
            assessments=beside(assessments, plan, as_of),
            sort="plan",
            statuses={},
            foundations={},
            awaited=tuple(awaited),
            rules=tuple(rule.card for rule in rules),
        )
    )


def classes_of(rules: Iterable[str]) -> list[str]:
    """The class codes of some rules, in their order."""
    return [each.code for name in rules for each in rule_of(name).card.classes]


def _thresholds(plan: Plan) -> Thresholds:
    """The schedule's, as far as the plan sets them."""
    own = plan.targets.settings.schedule
    usual = Thresholds()
    if own is None:
        return usual
    return Thresholds(
        usual.ahead if own.ahead is None else own.ahead,
        usual.behind if own.behind is None else own.behind,
    )


def _by_thresholds(rule: Rule, thresholds: Thresholds) -> Rule:
    """The rule, the schedule's own with the plan's thresholds; published ones cannot be bent."""
    if rule.card.name != "schedule":
        return rule
    return rule._replace(card=card_of(thresholds))


def methods_of(report: Report) -> tuple[Explained, ...]:
    """Our schedule as the plan sets it, then the rules that were asked for, each explained."""
    own = explained("schedule")._replace(card=card_of(Thresholds(*report.thresholds)))
    asked = [card.name for card in report.rules if card.name != own.card.name]
    return (own, *map(explained, asked))


def find(report: Report, name: str) -> Assessment:
    """The assessment of one indicator, by its id or name.

    Raises:
        RequestError: there is no such indicator, or it can be several.
    """
    known = named(item.indicator for item in report.assessments)
    refusal = RequestError("unknown_indicator", option="", value=name, known=known)
    id_ = resolved(name, known, refusal)
    return next(item for item in report.assessments if item.indicator.id == id_)


def _resolved_request(plan: Plan, request: Request) -> Request:
    """The request with the ids of what it names."""
    readings = {}
    for name, reading in request.readings.items():
        known = named(plan.indicators)
        refusal = RequestError("unknown_indicator", option="--reading", value=name, known=known)
        id_ = resolved(name, known, refusal)
        entry = next(indicator for indicator in plan.indicators if indicator.id == id_)
        known = named(entry.readings)
        refusal = RequestError(
            "unknown_reading", option="--reading", name=id_, value=reading, known=known
        )
        readings[id_] = resolved(reading, known, refusal)
    first = min((entry.year for entry in plan.starts.baselines), default=plan.head.baseline_year)
    first = min(first, plan.head.baseline_year)
    if request.as_of is not None and request.as_of < first:
        raise RequestError("year_before_plan", year=request.as_of, first=first)
    return request._replace(readings=readings)


def detail_of(
    report: Report, name: str, observations: Iterable[Observation], as_of: int | None = None
) -> Detail | Background:
    """One indicator or context quantity, whole.

    Args:
        report: the report that it is part of.
        name: its id or name.
        observations: everything reported.
        as_of: the last year whose values of a context quantity count; None: all do.

    Raises:
        RequestError: there is nothing of that name, or it can be several.
    """
    plan, reported = report.plan, list(observations)
    known = named(plan.declared().values())
    refusal = RequestError("unknown_quantity", option="", value=name, known=known)
    id_ = resolved(name, known, refusal)
    history = sorted(
        (past for past in plan.starts.history if past.id == id_), key=lambda past: past.year
    )
    context = next((entry for entry in plan.starts.context if entry.id == id_), None)
    if context is not None:
        seen = [entry for entry in reported if as_of is None or entry.year <= as_of]
        return _background(report, context, history, seen)
    item = find(report, id_)
    alternatives = []
    for reading in item.indicator.readings:
        request = Request(report.as_of, {id_: reading.id})
        alternatives.append(find(assess(report.plan, reported, request), id_))
    return Detail(
        report=report,
        course=course_of(item),
        alternatives=tuple(alternatives),
        history=tuple(
            (past, growth_between(past, item.baseline, growth_rate=item.known.rate))
            for past in history
        ),
        observations=_reports_of(id_, reported),
    )


def _reports_of(id_: str, reported: Iterable[Observation]) -> tuple[Observation, ...]:
    """What was reported of one quantity, oldest year first, every vintage."""
    own = (entry for entry in reported if entry.id == id_)
    return tuple(sorted(own, key=lambda entry: (entry.year, entry.vintage)))


def _background(
    report: Report, entry: Context, history: list[History], reported: list[Observation]
) -> Background:
    """A context quantity with what is known of it and what rests on it."""
    # Only here: nothing else that is assessed has to do with formulas.
    from jyplan.plan.formulas import parse, quantities

    plan = report.plan
    # Of all that was reported: what weighs it is reported under another id.
    whole, _ = of_the_whole(plan, reported)
    known = known_of(plan, whole)[entry.id]
    latest = known.latest
    formulas = [parse(each.formula) for each in plan.targets.identities]
    return Background(
        report=report,
        entry=entry,
        history=tuple(
            (past, growth_between(past, entry, growth_rate=known.rate)) for past in history
        ),
        series=known.series,
        observed=growth_between(entry, latest, growth_rate=known.rate),
        observations=_reports_of(entry.id, reported),
        identities=tuple(
            each.text
            for each in formulas
            if entry.id in {name.id for name in (*quantities(each.left), *quantities(each.right))}
        ),
        weighs=tuple(each for each in plan.declared().values() if each.weight == entry.id),
    )
