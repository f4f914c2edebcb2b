"""Reports as CSV: one row an indicator, figures at full precision, shares as fractions."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from jyplan.plan.aims import RELATIVE, form_of
from jyplan.spreadsheet import shielded
from jyplan.texts.words import localized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jyplan.plan.model import Level
    from jyplan.results import Assessment, Course, Growth, Report
    from jyplan.texts.words import Language

    Row = dict[str, object]


def _growth(name: str, growth: Growth) -> Row:
    return {
        f"{name}_compound_rate": growth.compound_rate,
        f"{name}_linear_step": growth.linear_step,
        f"{name}_reason": growth.reason,
    }


# column key -> the fields that it stands for in CSV
FIELDS: Mapping[str, Callable[[Assessment, Language], Row]] = {
    "id": lambda item, _: {"id": item.indicator.id},
    "name": lambda item, language: {"name": localized(item.indicator.name, language)},
    "unit": lambda item, language: {"unit": localized(item.indicator.unit, language)},
    "indicator": lambda item, language: {
        "name": localized(item.indicator.name, language),
        "unit": localized(item.indicator.unit, language),
    },
    "kind": lambda item, _: {
        "kind": item.kind,
        "path": item.path,
        "scope": item.indicator.scope,
        "theme": item.indicator.theme,
        "direction": item.indicator.direction,
        "obligation": item.indicator.obligation,
        "reading": item.reading.id if item.reading else None,
    },
    "obligation": lambda item, _: {"obligation": item.indicator.obligation},
    "baseline": lambda item, _: {
        "baseline": item.baseline.value if item.baseline else None,
        "baseline_year": item.baseline.year if item.baseline else None,
        "baseline_basis": item.baseline.basis if item.baseline else None,
    },
    "target": lambda item, _: {
        "target": item.target,
        "target_operator": _operator(item.aim.of(item.aim.newest).bound),
        "target_minimum": item.aim.of(item.aim.newest).bound.minimum,
        "target_maximum": item.aim.of(item.aim.newest).bound.maximum,
        "target_year": item.target_year,
        "target_commitment": item.indicator.target.commitment,
        "target_approximate": str(item.aim.approximate).lower(),
    },
    "rate": lambda item, _: _growth("required", item.required),
    "step": lambda item, _: {"required_linear_step": item.required.linear_step},
    "gap": lambda item, _: {
        "gap": item.gap.absolute,
        "gap_relative": item.gap.relative,
        "gap_reason": item.gap.reason,
    },
    "milestone": lambda item, _: {
        "milestone_year": item.milestone.year,
        "milestone": item.milestone.value,
        "milestone_reason": item.milestone.reason,
    },
    "latest": lambda item, _: {
        "latest": item.latest.value if item.latest else None,
        "latest_year": item.latest.year if item.latest else None,
    },
    "achieved": lambda item, _: {"achieved_share": item.progress.achieved_share},
    "expected": lambda item, _: {
        "expected_share": item.progress.expected_share,
        "elapsed_share": item.progress.elapsed_share,
    },
    "progress": lambda item, _: {
        "achieved_share": item.progress.achieved_share,
        "expected_share": item.progress.expected_share,
        "progress_reason": item.progress.reason,
    },
    "lead": lambda item, _: {
        "lead_points": item.progress.lead_points,
        "lead_years": item.progress.lead_years,
    },
    "points": lambda item, _: {"lead_points": item.progress.lead_points},
    "observed": lambda item, _: _growth("observed", item.observed),
    "catch_up": lambda item, _: _growth("catch_up", item.catch_up),
    "projection": lambda item, _: {
        "projection_compound": item.projection.compound,
        "projection_linear": item.projection.linear,
        "attainment_time": item.projection.attainment_time,
        "attainment_year": item.projection.attainment_year,
        "projection_reason": item.projection.reason,
    },
    "status": lambda item, _: {
        "status": item.status,
        "status_reason": item.status_reason,
        "flags": " ".join(item.flags),
    },
    "catch_up_rate": lambda item, _: {"catch_up_compound_rate": item.catch_up.compound_rate},
    "so_far": lambda item, _: {
        "target_form": item.aim.form,
        "target_stated": item.aim.stated if item.aim.form in RELATIVE else None,
        "so_far": item.so_far,
        "latest_reported": item.known.reports[-1].value if item.known.reports else None,
    },
    "years": lambda item, _: {
        "years_held": sum(each.held for each in item.known.years) if item.aim.every else None,
        "years_judged": len(item.known.years) if item.aim.every else None,
        "years_broken": " ".join(map(str, item.known.broken)),
    },
    "published": lambda item, language: {
        "published_status": item.published.status if item.published else None,
        "published_words": localized(item.published.words, language) if item.published else None,
        "published_year": item.published.year if item.published else None,
    },
}


# columns that stand only where a plan has what they tell, or where they are asked for
SPECIAL: Mapping[str, Callable[[Report], bool]] = {
    "obligation": lambda _: False,
    "points": lambda _: False,
    "catch_up_rate": lambda _: False,
    "so_far": lambda report: any(
        item.aim.form in RELATIVE or item.known.reported != "value" for item in report.assessments
    ),
    "years": lambda report: any(item.aim.every is not None for item in report.assessments),
    "published": lambda report: report.agreement is not None,
}


def _operator(bound: Level) -> str | None:
    """How a value is held against the target; a range that is open on one side has an operator."""
    if form_of(bound) != "range":
        return bound.operator
    if bound.minimum is not None and bound.maximum is not None:
        return "range"
    return ">=" if bound.maximum is None else "<="


def status_csv(report: Report, language: Language, chosen: Sequence[str] | None = None) -> str:
    """The assessments as CSV, with all fields or those of the chosen columns."""
    rows = []
    usual = [key for key in FIELDS if key not in SPECIAL or SPECIAL[key](report)]
    for item in report.assessments:
        row: Row = {}
        for key in chosen or (*usual, *(verdict.rule for verdict in item.verdicts)):
            row |= FIELDS[key](item, language) if key in FIELDS else _verdict(item, key)
        rows.append(row)
    return written(rows)


def _verdict(item: Assessment, rule: str) -> Row:
    verdict = next(each for each in item.verdicts if each.rule == rule)
    keys = ("value", "score", "status", "reason")
    return {f"{rule}_{key}": getattr(verdict, key) for key in keys}


def path_csv(courses: Sequence[Course]) -> str:
    """Yearly milestones as CSV, one row an indicator and year."""
    bent = any(course.assessment.path == "itr" for course in courses)
    return written(
        [
            {
                "id": course.assessment.indicator.id,
                **{
                    key: value
                    for key, value in year._asdict().items()
                    if bent or not key.startswith("itr")
                },
            }
            for course in courses
            for year in course.years
        ]
    )


def written(rows: Iterable[Row]) -> str:
    """Rows as CSV, the keys of the first one above them."""
    rows = list(rows)
    out = StringIO()
    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0])
    writer.writerows(
        [shielded(value) if isinstance(value, str) else value for value in row.values()]
        for row in rows
    )
    return out.getvalue()
