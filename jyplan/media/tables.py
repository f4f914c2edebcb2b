"""What is wrong with the rows of a table: the first of each sort, and how many more there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jyplan.media.findings import line_of
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.plan.findings import Finding
    from jyplan.texts.words import Language

# of one sort, so many are shown
SHOWN = 10


def table_findings(
    findings: Sequence[Finding], wrong: Mapping[str, int], language: Language, *, colour: bool
) -> str:
    """Findings, each on a line of its own, then how many there are.

    Args:
        findings: in the order in which they are to be read.
        wrong: how many of each sort there are, by code.
        language: of the messages.
        colour: True to colour severities.
    """
    seen: Counter[str] = Counter()
    lines = []
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= SHOWN:
            lines.append(line_of(finding, language, colour=colour))
    more = {code: count - SHOWN for code, count in sorted(wrong.items()) if count > SHOWN}
    lines += [text("batch.more", language, code=code, n=count) for code, count in more.items()]
    lines.append(text("batch.total", language, n=sum(wrong.values())))
    return "\n".join(lines) + "\n"
