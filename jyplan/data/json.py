"""Reports as JSON: keys and codes are promises, figures have full precision."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jyplan.plan.records import plain
from jyplan.plan.units import is_percentage
from jyplan.results import Background
from jyplan.texts.words import byte_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.outcomes import Solution
    from jyplan.plan.fields import TextModel
    from jyplan.plan.model import Context, History, Indicator
    from jyplan.plan.plan import Observation, Origin
    from jyplan.results import Assessment, Course, Detail, Growth, Report

SCHEMA_VERSION = 1
Json = dict[str, object]


def status_json(report: Report) -> str:
    """The whole report as one document."""
    document = {
        **_head(report),
        "indicators": [indicator(item) for item in report.assessments],
    }
    if report.plan.targets.districts:
        document["awaited"] = [awaited._asdict() for awaited in report.awaited]
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
                "source": plain(item.indicator.source),
                "revisions": plain(item.indicator.target.revisions),
                "readings": [
                    {
                        "id": other.reading.id,
                        "name": text(other.reading.name),
                        "baseline": baseline(other),
                        "required": other.required._asdict(),
                    }
                    for other in detail.alternatives
                    if other.reading
                ],
                "years": years(detail.course),
                "history": history(detail.history),
                "observations": [observation(entry) for entry in detail.observations],
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
                "id": entry.id,
                "name": text(entry.name),
                **unit(entry),
                "kind": entry.kind,
                "scope": entry.scope,
                "baseline": {"value": entry.value, "year": entry.year, "basis": entry.basis},
                "source": plain(entry.source),
                "latest": {
                    "value": found.series[-1].value if found.series else None,
                    "year": found.series[-1].year if found.series else None,
                },
                "observed": found.observed._asdict(),
                "history": history(found.history),
                "observations": [observation(each) for each in found.observations],
                "identities": list(found.identities),
                "weighs": [each.id for each in found.weighs],
            },
        }
    )


def history(known: Iterable[tuple[History, Growth]]) -> list[Json]:
    """Values before the baseline, each with the growth from it."""
    return [
        {
            "year": past.year,
            "value": past.value,
            "basis": past.basis,
            "growth": growth._asdict(),
        }
        for past, growth in known
    ]


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


def dump(document: object) -> str:
    """A document as text, in which everything can be seen; bytes that are no text are ``%FF``."""
    lines = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False).split("\n")
    return "".join(
        (line if line.isprintable() else "".join(map(_seen, line))) + "\n" for line in lines
    )


def _seen(sign: str) -> str:
    return sign if sign.isprintable() else byte_of(sign) or json.dumps(sign)[1:-1]


def _head(report: Report) -> Json:
    head_of_report: Json = {
        "schema_version": SCHEMA_VERSION,
        "plan": plan_head(report),
        "as_of": report.as_of,
        "summary": {
            "indicators": len(report.assessments),
            "elapsed_share": report.elapsed_share,
            "statuses": dict(report.statuses),
            "foundations": dict(report.foundations),
            "thresholds": {"ahead": report.thresholds[0], "behind": report.thresholds[1]},
        },
    }
    # Keys that older documents do not have stand only where they are asked for, or declared.
    if report.obligations:
        head_of_report["obligations"] = {key: dict(of) for key, of in report.obligations.items()}
    if report.rules:
        head_of_report["rules"] = [card.name for card in report.rules]
        head_of_report["totals"] = [
            {**total._asdict(), "counts": dict(total.counts)} for total in report.totals
        ]
    return head_of_report


def plan_head(report: Report) -> Json:
    """Which plan it is, and where it was found."""
    head, origin = report.plan.head, report.plan.origin
    return {
        "id": head.id,
        "name": text(head.name),
        "baseline_year": head.baseline_year,
        "end_year": head.end_year,
        **origin_of(origin),
    }


def text(value: TextModel) -> Json:
    """A text in both languages."""
    return {"zh": value.zh, "en": value.en}


def reading(item: Assessment) -> str | None:
    """The id of the reading that the figures follow."""
    return item.reading.id if item.reading else None


def baseline(item: Assessment) -> Json:
    """Where the indicator started."""
    entry = item.baseline
    if entry is None:
        return {"value": None, "year": None, "basis": None}
    return {"value": entry.value, "year": entry.year, "basis": entry.basis}


def observation(entry: Observation) -> Json:
    """One reported value and its vintage."""
    return {
        "year": entry.year,
        "value": entry.value,
        "vintage": entry.vintage,
        "reading": entry.reading,
        "provisional": entry.provisional,
        "path": entry.path,
    }


def unit(entry: Indicator | Context) -> Json:
    """The unit, and whether differences are percentage points."""
    return {"unit": text(entry.unit), "percentage": is_percentage(entry.unit)}


def indicator(item: Assessment) -> Json:
    """One assessment."""
    bound, latest = item.bound, item.latest
    document: Json = {
        "id": item.indicator.id,
        "name": text(item.indicator.name),
        **unit(item.indicator),
        "kind": item.kind,
        "path": item.path,
        "scope": item.indicator.scope,
        "theme": item.indicator.theme,
        "direction": item.indicator.direction,
        "obligation": item.indicator.obligation,
        "reading": reading(item),
        "baseline": baseline(item),
        "target": {
            "value": item.target,
            "year": item.target_year,
            "operator": bound.operator,
            "minimum": bound.minimum,
            "maximum": bound.maximum,
            "commitment": item.indicator.target.commitment,
            "approximate": item.indicator.target.approximate,
        },
        "required": item.required._asdict(),
        "gap": item.gap._asdict(),
        "milestone": item.milestone._asdict(),
        "latest": {
            "value": latest.value if latest else None,
            "year": latest.year if latest else None,
        },
        "progress": item.progress._asdict(),
        "observed": item.observed._asdict(),
        "catch_up": item.catch_up._asdict(),
        "projection": item.projection._asdict(),
        "status": item.status,
        "status_reason": item.status_reason,
        "flags": list(item.flags),
    }
    if item.indicator.target.further:
        document["further_targets"] = plain(item.indicator.target.further)
    if item.verdicts:
        document["verdicts"] = [
            {**verdict._asdict(), "terms": dict(verdict.terms)} for verdict in item.verdicts
        ]
        document["contrast"] = [verdict.rule for verdict in item.contrast or ()]
    return document


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
