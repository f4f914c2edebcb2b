"""What a check found, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.counts import levels_line, scope_line
from jyplan.pages.page import Message, Messages, Page, Quote
from jyplan.plan.findings import Severity
from jyplan.texts.findings import parts_of, place_of, severity_word
from jyplan.texts.formulas import as_people_write, is_figure, significant
from jyplan.texts.reports import said
from jyplan.texts.words import echoed, localized

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.pages.page import Tone
    from jyplan.plan.findings import Edit, Finding
    from jyplan.results import Accepted, Checked, Holding
    from jyplan.texts.words import Language

TONES: Mapping[Severity, Tone] = {
    Severity.ERROR: "bad",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
# sentences that go on on the same line
BETWEEN: Mapping[str, str] = {"zh": "", "en": " "}


def findings_page(checked: Checked, language: Language, *, verbose: bool, seconds: float) -> Page:
    """What was corrected, everything that is found, and how much that is.

    Args:
        checked: the result.
        language: of the messages.
        verbose: whether to add what is accepted and which identities hold.
        seconds: how long the check took.
    """
    messages = [_fixed(edit, language) for edit in checked.fixed]
    if messages:
        messages.append(Message(said("fixed_all", language, n=len(messages))))
    messages += [finding_message(finding, language) for finding in checked.findings]
    if verbose:
        messages += [accepted_message(accepted, language) for accepted in checked.accepted]
        messages += [_holding(holding, language) for holding in checked.holding]
    levels = levels_line(checked, language) + said("stop", language)
    took = said("seconds", language, seconds=f"{seconds:.2f}")
    last = BETWEEN[language].join([scope_line(checked, language), levels, took])
    if checked.findings:
        worst = max(checked.findings, key=lambda finding: finding.severity)
        last += f"  jyplan check --explain {worst.code}"
    return Page(language, (said("checked", language),), (), (Messages((*messages, Message(last))),))


def quote_of(finding: Finding) -> Quote:
    """Where a finding is, in signs that can be seen."""
    span = finding.span
    last = finding.excerpt[-1] if finding.excerpt else ""
    begin, end = (len(echoed(last[: column - 1])) for column in (span.column, span.end_column))
    return Quote(
        f"{place_of(finding)}:",
        tuple(map(echoed, finding.excerpt)),
        span.line,
        begin,
        end,
    )


def finding_message(finding: Finding, language: Language) -> Message:
    """One finding: what is wrong and where, the source, what to do."""
    wrong, advice = parts_of(finding, language)
    return Message(
        wrong,
        quote_of(finding),
        severity_word(finding.severity, language),
        finding.code,
        TONES[finding.severity],
        f"{said('help', language)}{advice}" if advice else "",
    )


def accepted_message(accepted: Accepted, language: Language) -> Message:
    """What a file accepts, and why."""
    message = finding_message(accepted.finding._replace(excerpt=()), language)
    return message._replace(
        text=f"{said('is_accepted', language)}{message.text}",
        below=f"{said('reason', language)}{localized(accepted.reason, language)}",
    )


def _fixed(edit: Edit, language: Language) -> Message:
    path, old, new = map(echoed, (edit.span.path, edit.old, edit.new))
    return Message(said("fixed", language, where=f"{path}:{edit.span.line}", old=old, new=new))


def _holding(holding: Holding, language: Language) -> Message:
    year = "" if holding.year is None else f" {holding.year}"
    district = "" if holding.district is None else f" {holding.district}"
    sides = [
        as_people_write(side if is_figure(side) else f"{side} = {significant(value)}", language)
        for side, value in ((holding.left, holding.found), (holding.right, holding.expected))
    ]
    return Message(
        said(
            "holds",
            language,
            formula=as_people_write(holding.formula, language),
            when=f"{year}{district}",
            left=sides[0],
            relation=holding.relation,
            right=sides[1],
        )
    )
