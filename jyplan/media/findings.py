"""Findings -> text: one line each, on a terminal with the source line and a caret below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.media.terminal import COLOURS
from jyplan.media.wrapping import frame
from jyplan.pages.findings import TONES, quote_of
from jyplan.plan.findings import Severity
from jyplan.texts.findings import message_of, place_of, severity_word
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.plan.findings import Finding
    from jyplan.texts.words import Language


def findings_text(
    findings: Sequence[Finding], language: Language, *, frames: bool, colour: bool
) -> str:
    """The findings, each on a line of its own, and their number.

    Args:
        findings: in the order in which they are to be read.
        language: of the messages.
        frames: True to show the source line with a caret under each.
        colour: True to colour severities.
    """
    lines = []
    for finding in findings:
        lines.append(line_of(finding, language, colour=colour))
        if frames:
            lines += frame_of(finding)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    files = len({finding.span.path for finding in findings})
    lines.append(text("findings.total", language, errors=errors, files=files))
    return "\n".join(lines) + "\n"


def line_of(finding: Finding, language: Language, *, colour: bool) -> str:
    """``path:line:column: severity CODE message`` on one line."""
    message = message_of(finding, language)
    return f"{head_of(finding, language, colour=colour)} {message}"


def head_of(finding: Finding, language: Language, *, colour: bool) -> str:
    """``path:line:column: severity CODE``."""
    severity = severity_word(finding.severity, language)
    if colour:
        severity = f"\x1b[{COLOURS[TONES[finding.severity]]}m{severity}\x1b[0m"
    return f"{place_of(finding)}: {severity} {finding.code}"


def frame_of(finding: Finding) -> list[str]:
    """The source lines of a finding with a caret under the piece that is meant."""
    return frame(quote_of(finding))
