"""A check as GitLab's report of code quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.data.checks.portable import located, named
from jyplan.data.json import dump
from jyplan.plan.findings import Severity
from jyplan.texts.findings import message_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.results import Checked
    from jyplan.texts.words import Language

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}


def check_gitlab(checked: Checked, language: Language) -> str:
    """One entry a finding; GitLab tells by their fingerprints which are new."""
    return dump(
        [
            {
                "description": located(finding, message_of(finding, language)),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[finding.severity],
                "location": {"path": finding.span.path, "lines": {"begin": finding.span.line}},
            }
            for finding, fingerprint, reason in named(checked)
            if reason is None
        ]
    )
