"""Parts of a report, counted anew."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.assess.published import DISAGREEING, agreement_of, disagrees
from jyplan.assess.verdicts import totals_of
from jyplan.errors import RequestError
from jyplan.plan.names import named, resolved
from jyplan.statuses import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from jyplan.plan.model import Group
    from jyplan.results import Assessment, Report


def summarised(report: Report) -> Report:
    """The report with its counts made from the assessments that it holds."""
    statuses = Counter(item.status or "undecided" for item in report.assessments)
    foundations = Counter(_foundation(item) for item in report.assessments)
    obligations: dict[str, Counter[str]] = {}
    for item in report.assessments:
        if item.indicator.obligation:
            own = obligations.setdefault(item.indicator.obligation, Counter())
            own[item.status or "undecided"] += 1
    counted = report._replace(
        statuses=dict(statuses),
        foundations=dict(foundations),
        obligations={name: dict(own) for name, own in sorted(obligations.items())},
        agreement=agreement_of(report.assessments) if report.plan.published else None,
    )
    return counted._replace(totals=tuple(totals_of(counted)))


def _foundation(item: Assessment) -> str:
    if item.baseline is None:
        return "no_baseline"
    if item.baseline.basis == "by_definition":
        return "from_zero"
    unlike = item.reading is not None and item.baseline.basis in {"derived", "assumed_comparable"}
    return "by_reading" if unlike else "complete"


def selected(
    report: Report,
    *,
    themes: Sequence[str] = (),
    scopes: Sequence[str] = (),
    statuses: Sequence[str] = (),
    sort: str = "plan",
) -> Report:
    """The part of a report that was asked for, counted anew.

    Args:
        report: the whole report.
        themes: ids or names of the themes to keep; none: all.
        scopes: ids or names of the scopes to keep; none: all.
        statuses: codes of the statuses to keep, ours or those of the rules asked for, or
            `DISAGREEING` for what is officially seen otherwise; none: all.
        sort: ``plan``, ``name``, ``status`` (what is wrong first), ``lead`` (furthest behind
            first), ``rate`` or ``gap`` (largest first); absent figures go last.

    Raises:
        RequestError: an unknown theme or scope, or a name of several.
    """
    own = report.plan.targets
    themes = [group_id(name, own.themes, "--theme") for name in themes]
    scopes = [group_id(name, own.scopes, "--scope") for name in scopes]
    kept = [
        item
        for item in report.assessments
        if (not themes or item.indicator.theme in themes)
        and (not scopes or item.indicator.scope in scopes)
        and (not statuses or not _said(item).isdisjoint(statuses))
    ]
    if sort != "plan":
        kept.sort(key=SORT_KEYS[sort])
    return summarised(report._replace(assessments=tuple(kept), sort=sort))


def group_id(name: str, groups: Sequence[Group], option: str) -> str:
    """The id of a theme, scope or district.

    Raises:
        RequestError: there is none of this name, or it can be several; it names the option.
    """
    known = named(groups)
    refusal = RequestError("bad_choice", option=option, value=name, known=known)
    return resolved(name, known, refusal)


def _said(item: Assessment) -> set[str | None]:
    """Every status that an indicator has: of its schedule or, where asked, of other rules."""
    apart = {DISAGREEING} if disagrees(item) else set()
    if not item.verdicts:
        return {item.status, *apart}
    return apart.union(*((each.status, each.common) for each in item.verdicts))


def having(report: Report, statuses: Sequence[str]) -> bool:
    """Whether an indicator has one of the statuses; a year that was missed counts for good."""
    broken = "missed" in statuses and any(item.known.broken for item in report.assessments)
    return broken or any(not _said(item).isdisjoint(statuses) for item in report.assessments)


def _last_if_absent(value: float | None, sign: int = 1) -> tuple[bool, float]:
    return value is None, 0.0 if value is None else sign * value


SORT_KEYS: Mapping[str, Callable[[Assessment], Any]] = {
    "name": lambda item: item.indicator.id,
    "status": lambda item: _last_if_absent(BY_CODE[item.status or "undecided"].urgency),
    "lead": lambda item: _last_if_absent(item.progress.lead_points),
    "rate": lambda item: _last_if_absent(item.required.compound_rate, -1),
    "gap": lambda item: _last_if_absent(item.gap.relative, -1),
}
