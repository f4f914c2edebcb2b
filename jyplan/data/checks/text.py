"""Findings for people: one line each, the source line with a caret, what to do, and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.data.checks.counts import levels_line, scope_line
from jyplan.media.findings import frame_of, head_of
from jyplan.media.wrapping import wrapped
from jyplan.texts.findings import parts_of
from jyplan.texts.formulas import as_people_write, is_figure, significant
from jyplan.texts.reports import said
from jyplan.texts.words import echoed, localized

if TYPE_CHECKING:
    from jyplan.plan.findings import Edit, Finding
    from jyplan.results import Accepted, Checked, Holding
    from jyplan.texts.words import Language


# by how many cells what goes on stands further in
INDENT = 2


class Display(NamedTuple):
    """How findings are to be shown.

    Attributes:
        colour: whether to colour severities.
        verbose: whether to add what is accepted and which identities hold.
        width: of the terminal; None where it is none.
        seconds: how long the check took.
    """

    colour: bool
    verbose: bool
    width: int | None
    seconds: float


def check_text(checked: Checked, language: Language, display: Display) -> str:
    """What was corrected, everything that is found, and how much that is.

    Args:
        checked: the result.
        language: of the messages.
        display: what is shown, and where.
    """
    lines = [_fixed(edit, language) for edit in checked.fixed]
    if lines:
        lines.append(said("fixed_all", language, n=len(lines)))
    for finding in checked.findings:
        lines += _block(finding, language, display)
    if display.verbose:
        for accepted in checked.accepted:
            lines += _accepted(accepted, language, display)
        lines += [_holding(holding, language) for holding in checked.holding]
    levels = levels_line(checked, language) + said("stop", language)
    seconds = said("seconds", language, seconds=f"{display.seconds:.2f}")
    last = f"{scope_line(checked, language)} {levels} {seconds}"
    if checked.findings:
        worst = max(checked.findings, key=lambda finding: finding.severity)
        last += f"  jyplan check --explain {worst.code}"
    return "\n".join([*lines, last]) + "\n"


def _fixed(edit: Edit, language: Language) -> str:
    path, old, new = map(echoed, (edit.span.path, edit.old, edit.new))
    return said("fixed", language, where=f"{path}:{edit.span.line}", old=old, new=new)


def _block(finding: Finding, language: Language, display: Display) -> list[str]:
    """One finding: what is wrong and where, the source, what to do."""
    wrong, advice = parts_of(finding, language)
    lines = [*_said_of(finding, wrong, language, display), *frame_of(finding, display.width)]
    if advice:
        lines += _below(finding, f"{said('help', language)}{advice}", display)
    return lines


def _said_of(finding: Finding, text: str, language: Language, display: Display) -> list[str]:
    """What is said of a finding behind its head, in lines that fit the terminal."""
    head = head_of(finding, language, colour=display.colour)
    if display.width is None:
        return [f"{head} {text}"]
    plain = head_of(finding, language, colour=False)
    first, *rest = wrapped(f"{plain} {text}", display.width, INDENT)
    # a head that is wider than the terminal stays without its colour
    return [first.replace(plain, head, 1), *rest]


def _below(finding: Finding, text: str, display: Display) -> list[str]:
    """What stands below the source line."""
    margin = " " * (len(str(finding.span.line)) + 2)
    line = f"{margin} = {text}"
    return [line] if display.width is None else wrapped(line, display.width, len(margin) + 3)


def _accepted(accepted: Accepted, language: Language, display: Display) -> list[str]:
    finding = accepted.finding
    wrong, _ = parts_of(finding, language)
    reason = localized(accepted.reason, language)
    return [
        *_said_of(finding, f"{said('is_accepted', language)}{wrong}", language, display),
        *_below(finding, f"{said('reason', language)}{reason}", display),
    ]


def _holding(holding: Holding, language: Language) -> str:
    year = "" if holding.year is None else f" {holding.year}"
    district = "" if holding.district is None else f" {holding.district}"
    sides = [
        as_people_write(text if is_figure(text) else f"{text} = {significant(value)}", language)
        for text, value in ((holding.left, holding.found), (holding.right, holding.expected))
    ]
    return said(
        "holds",
        language,
        formula=as_people_write(holding.formula, language),
        when=f"{year}{district}",
        left=sides[0],
        relation=holding.relation,
        right=sides[1],
    )
