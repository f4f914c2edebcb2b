"""How much a check found, in figures and in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.findings import Severity
from jyplan.texts.reports import said
from jyplan.texts.words import origin_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.plan.findings import Finding
    from jyplan.results import Checked
    from jyplan.texts.words import Language


class Totals(NamedTuple):
    """What was checked and how much of it is wrong.

    Attributes:
        files: how many files were checked.
        values: how many figures stand in them.
        errors: findings of this severity.
        warnings: findings of this severity.
        notes: findings of this severity.
        accepted: findings that their files accept.
        known: findings that were known before.
    """

    files: int
    values: int
    errors: int
    warnings: int
    notes: int
    accepted: int
    known: int


def totals(checked: Checked) -> Totals:
    """The figures of a check."""
    levels = by_severity(checked.findings)
    return Totals(
        files=checked.files,
        values=checked.values,
        errors=len(levels[Severity.ERROR]),
        warnings=len(levels[Severity.WARNING]),
        notes=len(levels[Severity.NOTE]),
        accepted=len(checked.accepted),
        known=len(checked.known),
    )


def by_severity(findings: Iterable[Finding]) -> dict[Severity, list[Finding]]:
    """The findings of each severity in their order, the worst severity first."""
    levels: dict[Severity, list[Finding]] = {level: [] for level in sorted(Severity, reverse=True)}
    for finding in findings:
        levels[finding.severity].append(finding)
    return levels


def levels_line(checked: Checked, language: Language) -> str:
    """How many findings there are of each severity."""
    counted = totals(checked)
    return said(
        "levels",
        language,
        errors=counted.errors,
        warnings=counted.warnings,
        notes=counted.notes,
    )


def scope_line(checked: Checked, language: Language) -> str:
    """What was checked, and what does not count among the findings."""
    parts = [] if checked.origin is None else [origin_text(checked.origin, language)]
    parts.append(said("scope", language, files=checked.files, values=checked.values))
    if checked.accepted:
        parts.append(said("accepted", language, n=len(checked.accepted)))
    if checked.known:
        parts.append(said("known", language, n=len(checked.known)))
    return said("between", language).join(parts) + said("stop", language)
