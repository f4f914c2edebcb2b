"""A check as JSON: keys and codes are promises, figures have full precision."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from jyplan.data.checks.portable import named
from jyplan.data.json import SCHEMA_VERSION, Json, dump, origin_of, picked
from jyplan.pages.counts import totals
from jyplan.plan.records import plain
from jyplan.texts.checks import help_of, title_of
from jyplan.texts.findings import message_of

if TYPE_CHECKING:
    from jyplan.data.checks.portable import Named
    from jyplan.plan.findings import Span
    from jyplan.results import Checked
    from jyplan.texts.words import Language


def check_json(checked: Checked, language: Language) -> str:
    """All that was found, accepted and held, as one document."""
    entries = named(checked)
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "plan": origin_of(checked.origin) if checked.origin else None,
            "totals": totals(checked),
            "findings": [_finding(entry, language) for entry in entries if entry.reason is None],
            "accepted": [
                {**_finding(entry, language), "reason": entry.reason}
                for entry in entries
                if entry.reason is not None
            ],
            "holding": plain(checked.holding, _single),
        }
    )


def _single(value: object) -> object:
    """What JSON can say of what stands in a file; a figure that is none becomes null."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value if value is None or isinstance(value, (str, int)) else str(value)


def _cell(span: Span) -> Json:
    """The cell as Excel names it, where it is one."""
    return {"cell": span.cell} if span.cell else {}


def _finding(entry: Named, language: Language) -> Json:
    finding = entry.finding
    place = ("line", "column", "end_column")
    return {
        "file": finding.span.path,
        "span": picked(finding.span, *place) | _cell(finding.span),
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "title": title_of(finding.code, language),
        "message": message_of(finding, language),
        "help": help_of(finding.code, language),
        "data": plain(finding.data, _single),
        "edits": [
            {**picked(edit.span, *place), **picked(edit, "old", "new")} for edit in finding.edits
        ],
        "fingerprint": entry.fingerprint,
    }
