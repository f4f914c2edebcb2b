"""A plan that was understood from a table and is not written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.findings import Finding, Span


class DraftRemark(NamedTuple):
    """Something to be said at a place of a file.

    Attributes:
        code: key of what is said.
        key: the key of the entry beside which it is said; empty: above the whole.
        data: what it mentions.
        check: whether somebody has to look at it.
    """

    code: str
    key: str = ""
    data: Mapping[str, object] = {}
    check: bool = True


class DraftRow(NamedTuple):
    """An indicator as a row of a table says it.

    Attributes:
        at: the cell of its target; that of its name where it has none.
        said: the words of its target, as they stand there.
        indicator: what targets.yaml is to say of it; without ``target`` where that is not
            understood.
        start: what baselines.yaml is to say of it; None where the table has no baseline.
        remarks: what is said beside the indicator.
        start_remarks: what is said beside the baseline, or in its place.
        sound: whether it makes a valid plan; what does not is written as a comment.
    """

    at: Span
    said: str
    indicator: Mapping[str, object]
    start: Mapping[str, object] | None = None
    remarks: tuple[DraftRemark, ...] = ()
    start_remarks: tuple[DraftRemark, ...] = ()
    sound: bool = True

    @property
    def id(self) -> str:
        """The id that it was given."""
        return str(self.indicator["id"])

    @property
    def name(self) -> object:
        """Its name, or names in both languages."""
        return self.indicator["name"]


class PlanDraft(NamedTuple):
    """A plan as a table says it.

    Attributes:
        table: file and sheet, as the user named them.
        head: what targets.yaml is to say of the plan.
        themes: groups of indicators; a name is empty where the table has none.
        scope: id of the one scope, of which a table says no name.
        rows: the indicators, in the order of the table.
        remarks: what is said beside the head.
        findings: what was not understood, or contradicts itself, by cells.
    """

    table: str
    head: Mapping[str, object]
    themes: tuple[Mapping[str, object], ...]
    scope: str
    rows: tuple[DraftRow, ...]
    remarks: tuple[DraftRemark, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def written(self) -> tuple[DraftRow, ...]:
        """The rows that make valid indicators."""
        return tuple(row for row in self.rows if row.sound)
