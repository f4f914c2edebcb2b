"""A check as JSON: keys and codes are promises, figures have full precision."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from jyplan.data.checks.portable import named
from jyplan.data.json import SCHEMA_VERSION, Json, dump, origin_of, text
from jyplan.pages.counts import totals
from jyplan.plan.records import Record, plain
from jyplan.texts.checks import help_of, title_of
from jyplan.texts.findings import message_of

if TYPE_CHECKING:
    from jyplan.data.checks.portable import Named
    from jyplan.plan.findings import Edit, Span
    from jyplan.results import Checked
    from jyplan.texts.words import Language


def check_json(checked: Checked, language: Language) -> str:
    """All that was found, accepted and held, as one document."""
    entries = named(checked)
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "plan": origin_of(checked.origin) if checked.origin else None,
            "totals": totals(checked)._asdict(),
            "findings": [_finding(entry, language) for entry in entries if entry.reason is None],
            "accepted": [
                {**_finding(entry, language), "reason": text(entry.reason)}
                for entry in entries
                if entry.reason is not None
            ],
            "holding": [value_of(holding._asdict()) for holding in checked.holding],
        }
    )


def value_of(value: object) -> object:
    """What JSON can say of a value of any shape; a figure that is none becomes null."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Record):
        return value_of(plain(value))
    if isinstance(value, dict):
        return {str(key): value_of(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [value_of(inner) for inner in value]
    return str(value)


def _finding(entry: Named, language: Language) -> Json:
    finding = entry.finding
    return {
        "file": finding.span.path,
        "span": _span(finding.span),
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "title": title_of(finding.code, language),
        "message": message_of(finding, language),
        "help": help_of(finding.code, language),
        "data": value_of(dict(finding.data)),
        "edits": [_edit(edit) for edit in finding.edits],
        "fingerprint": entry.fingerprint,
    }


def _span(span: Span) -> Json:
    return {"line": span.line, "column": span.column, "end_column": span.end_column}


def _edit(edit: Edit) -> Json:
    return {**_span(edit.span), "old": edit.old, "new": edit.new}
