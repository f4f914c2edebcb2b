"""Files of scenarios: everything that `jyplan whatif` would find in them, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.assess import Request, assess
from jyplan.errors import FindingsError
from jyplan.scenario.files import draft_of, read_book
from jyplan.scenario.odds import faults_of
from jyplan.scenario.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.checks.material import Material
    from jyplan.plan.files import Content
    from jyplan.plan.findings import Finding
    from jyplan.scenario.prepared import Prepared


def scenarios(material: Material, contents: Sequence[Content]) -> Iterator[Finding]:
    """What is wrong in files of scenarios.

    Args:
        material: the plan, and the submissions that scenarios go on from.
        contents: the files.
    """
    reported = [value.observation for each in material.submissions for value in each.values]
    report = assess(material.plan, reported, Request())
    prepared: Prepared | None = None
    try:
        # drawn: that there are too many intervals for a table is no fault of a file
        prepared = prepare(report, reported, drawn=True)
    except FindingsError as error:
        # the plan itself cannot be followed, which is said once where that is checked
        if material.files is None:
            yield from error.findings
    for content in contents:
        found = sorted(_found(content, prepared), key=lambda finding: finding.span)
        yield from content.discreet(found)


def _found(content: Content, prepared: Prepared | None) -> list[Finding]:
    book, findings = read_book(content, quantities=prepared and prepared.basis.quantities)
    if book is not None and prepared is not None:
        for name in book.written:
            more = faults_of(prepared, draft_of(book, name))
            findings += [finding for finding in more if finding not in findings]
    return findings
