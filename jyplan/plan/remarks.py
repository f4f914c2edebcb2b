"""Findings that rules of several kinds report, and the files that rules look at."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from jyplan.nearest import closest
from jyplan.plan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.model import BaselinesFile, Limits, TargetsFile
    from jyplan.plan.places import Ids
    from jyplan.plan.verdicts import VerdictsFile

# more than anybody declares, and than a finding needs to name
MOST_NAMED = 500


class PlanFiles(NamedTuple):
    """The files of a plan with their positions.

    Attributes:
        targets: what targets.yaml says.
        targets_document: where it says it.
        starts: what baselines.yaml says.
        starts_document: where it says it.
        verdicts: what verdicts.yaml says, where there is one.
        verdicts_document: where it says it.
    """

    targets: TargetsFile
    targets_document: Document
    starts: BaselinesFile
    starts_document: Document
    verdicts: VerdictsFile | None = None
    verdicts_document: Document | None = None


def outside(value: float, limits: Limits) -> bool:
    """Whether `value` lies outside the natural limits."""
    below = limits.minimum is not None and value < limits.minimum
    return below or (limits.maximum is not None and value > limits.maximum)


def limits_data(value: float, limits: Limits) -> dict[str, object]:
    """What the message about a value outside its limits mentions."""
    return {"value": value, "minimum": limits.minimum, "maximum": limits.maximum}


def unknown_indicator(
    document: Document, loc: Loc, name: str, quantities: Ids, *, key: bool = False
) -> Finding:
    """The finding about an id that the plan does not have."""
    data = {"name": name, "suggestion": quantities.nearest(name)}
    return document.finding("JY102", Severity.ERROR, loc, data, key=key)


def unknown_name(
    document: Document, loc: Loc, sort: str, name: str, known: Iterable[str]
) -> Finding:
    """The finding about a theme, scope, reading or class that is not declared."""
    return document.finding("JY204", Severity.ERROR, loc, unknown_data(sort, name, known))


def unknown_data(sort: str, name: str, known: Iterable[str]) -> dict[str, object]:
    """What the finding about a name that is not declared mentions."""
    names = list(islice(known, MOST_NAMED))
    return {"sort": sort, "name": name, "suggestion": closest(name, names), "known": names}
