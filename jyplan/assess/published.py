"""What somebody official said, beside what we find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.results import Agreement, Published
from jyplan.statuses import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.plan.plan import Plan
    from jyplan.plan.verdicts import Publication, VerdictModel
    from jyplan.results import Assessment

# what indicators are selected by, as if it were a status
DISAGREEING = "disagreeing"
# publishers rarely tell these apart: the target is met, or the indicator is off its course
SAME = {"achieved_worsening": "achieved", "regressing": "behind", "missed": "behind"}


def beside(assessments: Iterable[Assessment], plan: Plan, as_of: int) -> tuple[Assessment, ...]:
    """The assessments, each with the newest verdict on it that looks no further than a year."""
    newest: dict[str, tuple[Publication, VerdictModel]] = {}
    for publication in sorted(plan.published, key=lambda each: each.year):
        if publication.year <= as_of:
            newest |= {
                name: (publication, given) for name, given in vars(publication.verdicts).items()
            }
    return tuple(
        item._replace(published=_published(*newest[item.indicator.id], item.status))
        if item.indicator.id in newest
        else item
        for item in assessments
    )


def _published(publication: Publication, given: VerdictModel, ours: str | None) -> Published:
    meant = vars(publication.classes)[given.class_]
    return Published(
        year=publication.year,
        by=publication.by,
        words=meant.words,
        status=meant.status,
        note=given.note,
        source=publication.source,
        alike=_alike(meant.status, ours),
    )


def _alike(theirs: str, ours: str | None) -> bool | None:
    """Whether two statuses are as good as one; None where ours says nothing."""
    if ours is None or BY_CODE[ours].stands is None:
        return None
    return SAME.get(theirs, theirs) == SAME.get(ours, ours)


def agreement_of(assessments: Iterable[Assessment]) -> Agreement:
    """How many verdicts can be compared with ours, and how many of them are alike."""
    compared = [
        item.published.alike
        for item in assessments
        if item.published is not None and item.published.alike is not None
    ]
    return Agreement(len(compared), sum(compared))


def disagrees(item: Assessment) -> bool:
    """Whether somebody official sees an indicator otherwise."""
    return item.published is not None and item.published.alike is False
