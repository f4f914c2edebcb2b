"""Reports as JSON: keys and codes are promises, figures have full precision."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jyplan.plan.aims import RELATIVE
from jyplan.plan.records import plain
from jyplan.plan.units import in_points
from jyplan.results import Background
from jyplan.texts.words import byte_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.outcomes import Solution
    from jyplan.plan.aims import Aim
    from jyplan.plan.model import Baseline, Context, History, Indicator
    from jyplan.plan.plan import Observation, Origin
    from jyplan.plan.yearly import HeldYear
    from jyplan.results import Assessment, Course, Detail, Growth, Report

SCHEMA_VERSION = 1
Json = dict[str, object]


def status_json(report: Report) -> str:
    """The whole report as one document."""
    rows = [{**indicator(item), **_published(item, report)} for item in report.assessments]
    document = {**_head(report), "indicators": rows}
    if report.plan.targets.districts:
        document["awaited"] = report.awaited
    return dump(document)


def show_json(detail: Detail | Background) -> str:
    """One indicator with its readings, years, history and observations, or a context quantity."""
    if isinstance(detail, Background):
        return _background(detail)
    item = detail.course.assessment
    return dump(
        {
            **_head(detail.report),
            "indicator": {
                **indicator(item),
                **_published(item, detail.report),
                "source": item.indicator.source,
                "revisions": item.indicator.target.revisions,
                "readings": [
                    {
                        **picked(other.reading, "id", "name"),
                        "baseline": figure(other.baseline),
                        "required": other.required,
                    }
                    for other in detail.alternatives
                    if other.reading
                ],
                "years": years(detail.course),
                "history": history(detail.history),
                "observations": list(map(observation, detail.observations)),
            },
        }
    )


def _background(found: Background) -> str:
    """One context quantity with its figure, history, observations, and what rests on it."""
    entry = found.entry
    return dump(
        {
            **_head(found.report),
            "context": {
                **quantity(entry),
                **picked(entry, "kind", "scope"),
                "baseline": figure(entry),
                "source": entry.source,
                "latest": picked(found.series[-1] if found.series else None, "value", "year"),
                "observed": found.observed,
                "history": history(found.history),
                "observations": list(map(observation, found.observations)),
                "identities": found.identities,
                "weighs": [each.id for each in found.weighs],
            },
        }
    )


def history(known: Iterable[tuple[History, Growth]]) -> list[Json]:
    """Values before the baseline, each with the growth from it."""
    return [{**picked(past, "year", "value", "basis"), "growth": growth} for past, growth in known]


def path_json(report: Report, courses: list[Course]) -> str:
    """Yearly milestones of the indicators that were asked for."""
    return dump(
        {
            **_head(report),
            "indicators": [
                {
                    "id": course.assessment.indicator.id,
                    "path": course.assessment.path,
                    "reading": reading(course.assessment),
                    "years": years(course),
                    "reason": course.reason,
                }
                for course in courses
            ],
        }
    )


def years(course: Course) -> list[Json]:
    """The milestones of an indicator, those of an ITR path where it has one."""
    own = course.assessment.path == "itr"
    return [
        {key: value for key, value in year._asdict().items() if own or not key.startswith("itr")}
        for year in course.years
    ]


def origin_of(origin: Origin) -> Json:
    """How a plan was found, and where."""
    return {"origin": origin.how, "folder": origin.label or None}


def picked(result: object, *keys: str) -> Json:
    """Some fields of a result by their names, null where there is no result."""
    return {key: None if result is None else getattr(result, key) for key in keys}


def dump(document: Json | list[Json]) -> str:
    """Results as text, in which everything can be seen; bytes that are no text are ``%FF``."""
    text = json.dumps(plain(document), ensure_ascii=False, indent=2, allow_nan=False)
    return "".join(
        (line if line.isprintable() else "".join(map(_seen, line))) + "\n"
        for line in text.split("\n")
    )


def _seen(sign: str) -> str:
    return sign if sign.isprintable() else byte_of(sign) or json.dumps(sign)[1:-1]


def _head(report: Report) -> Json:
    summary: Json = {
        "indicators": len(report.assessments),
        "elapsed_share": report.elapsed_share,
        "statuses": report.statuses,
        "foundations": report.foundations,
        "thresholds": {"ahead": report.thresholds[0], "behind": report.thresholds[1]},
    }
    head_of_report: Json = {
        "schema_version": SCHEMA_VERSION,
        "plan": plan_head(report),
        "as_of": report.as_of,
        "summary": summary,
    }
    # Keys that older documents do not have stand only where they are asked for, or declared.
    if report.agreement is not None:
        summary["published"] = report.agreement
    if report.obligations:
        head_of_report["obligations"] = report.obligations
    if report.rules:
        head_of_report["rules"] = [card.name for card in report.rules]
        head_of_report["totals"] = report.totals
    return head_of_report


def plan_head(report: Report) -> Json:
    """Which plan it is, and where it was found."""
    head = picked(report.plan.head, "id", "name", "baseline_year", "end_year")
    return {**head, **origin_of(report.plan.origin)}


def reading(item: Assessment) -> str | None:
    """The id of the reading that the figures follow."""
    return item.reading.id if item.reading else None


def figure(entry: Baseline | Context | None) -> Json:
    """Where a quantity started."""
    return picked(entry, "value", "year", "basis")


def observation(entry: Observation) -> Json:
    """One reported value and its vintage."""
    shown = picked(entry, "year", "value", "vintage", "reading", "provisional", "path")
    return shown if entry.whence is None else {**shown, "from": entry.whence}


def quantity(entry: Indicator | Context) -> Json:
    """Which quantity it is, and whether its differences are percentage points."""
    return {**picked(entry, "id", "name", "unit"), "percentage": in_points(entry)}


def indicator(item: Assessment) -> Json:
    """One assessment."""
    document: Json = {
        **quantity(item.indicator),
        **picked(item, "kind", "path"),
        **picked(item.indicator, "scope", "theme", "direction", "obligation"),
        "reading": reading(item),
        "baseline": figure(item.baseline),
        "target": {
            "value": item.target,
            "year": item.target_year,
            **picked(item.aim.of(item.aim.newest).bound, "operator", "minimum", "maximum"),
            **picked(item.indicator.target, "commitment"),
            **_form(item),
        },
        **picked(item, "required", "gap", "milestone"),
        "latest": picked(item.latest, "value", "year"),
        **_yearly(item),
        **picked(item, "progress", "observed", "catch_up", "projection"),
        **picked(item, "status", "status_reason", "flags"),
    }
    if item.indicator.target.further:
        document["further_targets"] = item.indicator.target.further
    if item.verdicts:
        document["verdicts"] = item.verdicts
        document["contrast"] = [verdict.rule for verdict in item.contrast or ()]
    return document


def _published(item: Assessment, report: Report) -> Json:
    """What somebody official said of it, where the plan knows of such verdicts."""
    return {} if report.agreement is None else {"published": item.published}


def _form(item: Assessment) -> Json:
    """How the plan says the target; keys that only some forms have stand only there."""
    aim = item.aim
    form: Json = {**picked(aim, "approximate", "form")}
    if aim.form in RELATIVE:
        form["stated"] = aim.stated
    if aim.form in RELATIVE or _over(aim):
        form["so_far"] = item.so_far
    if aim.comparison is not None:
        form |= {**picked(aim.comparison, "than", "margin"), "over": _over(aim)}
    if aim.milestones:
        form["milestones"] = [{"year": year, "value": value} for year, value in aim.milestones]
    return form


def _over(aim: Aim) -> str | None:
    return "plan" if aim.mean else None


def _yearly(item: Assessment) -> Json:
    """What held in which year of a target for every year, and what is reported in its place."""
    known, found = item.known, Json()
    if item.aim.every is not None:
        years = [
            {**picked(each, "year", "value", "held"), "target": each.aim.value, **_ends(each)}
            for each in known.years
        ]
        counts: Json = {
            "held": sum(each.held for each in known.years),
            "judged": len(years),
            "broken": known.broken,
        }
        # Of a mean no year counts by itself: only the newest says where it stands.
        found["yearly"] = {
            **({} if item.aim.mean else counts),
            "years": years,
            "first": item.aim.every[0],
            "last": item.aim.every[1],
        }
    if known.reported != "value":
        reports = [picked(report, "year", "value") for report in known.reports]
        found |= {"reported": known.reported, "reports": reports, "broken_in": known.broken_in}
    return found


def _ends(each: HeldYear) -> Json:
    return picked(each.aim.bound, "operator", "minimum", "maximum")


def solve_json(found: Solution) -> str:
    """The growth that meets an aim; rates are fractions per year."""
    solution = {"rate": found.rate, "step": found.step, "value_in_target_year": found.value}
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "indicator": found.entry.id,
            "vary": found.vary.id,
            "solution": None if found.value is None else solution,
            "reason": found.reason,
        }
    )
