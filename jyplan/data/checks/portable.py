"""Findings as they leave the machine: names that stay, and paths that any system reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.findings import fingerprints

if TYPE_CHECKING:
    from jyplan.plan.fields import TextModel
    from jyplan.plan.findings import Finding, Span
    from jyplan.results import Checked

# what reading calls standard input
STDIN = "<stdin>"


class Named(NamedTuple):
    """A finding with the name by which services know it again.

    Attributes:
        finding: with portable paths.
        fingerprint: stays when lines are added above it.
        reason: why it may stay; None unless its file accepts it.
    """

    finding: Finding
    fingerprint: str
    reason: TextModel | None


def named(checked: Checked) -> list[Named]:
    """What was found, then what is accepted; no two of them have one name."""
    entries = [
        *((finding, None) for finding in checked.findings),
        *((accepted.finding, accepted.reason) for accepted in checked.accepted),
    ]
    # The names are those of the paths as the user wrote them: other commands know no others.
    names = fingerprints((finding for finding, _ in entries), before=checked.known)
    return [
        Named(portable(finding), name, reason)
        for (finding, reason), name in zip(entries, names, strict=True)
    ]


def located(finding: Finding, message: str) -> str:
    """The message, with the cell where a format knows lines alone."""
    cell = finding.span.cell
    return f"{cell}: {message}" if cell else message


def portable(finding: Finding) -> Finding:
    """The finding with portable paths wherever it names one."""
    data = finding.data
    if "path" in data:
        data = {**data, "path": portable_path(str(data["path"]))}
    return finding._replace(
        span=_portable_span(finding.span),
        data=data,
        edits=tuple(edit._replace(span=_portable_span(edit.span)) for edit in finding.edits),
    )


def portable_path(path: str) -> str:
    """The path with forward slashes; services do not know a file by a leading ``./``."""
    return path.replace("\\", "/").removeprefix("./")


def _portable_span(span: Span) -> Span:
    return span._replace(path=portable_path(span.path))
