"""Remarks -> findings: how much each matters here, what is accepted, the lines to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.checks.material import Mention, Remark
from jyplan.plan import source
from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.findings import Finding, Severity, mended
from jyplan.plan.submissions import accepted
from jyplan.results import Accepted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from jyplan.checks.material import Material
    from jyplan.forms.collecting import Differing
    from jyplan.forms.taken import TableHints
    from jyplan.plan.document import Text
    from jyplan.plan.files import Content
    from jyplan.plan.findings import Span
    from jyplan.plan.submissions import Acceptance

SEVERITIES: Mapping[str, Severity] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.NOTE,
}
# what is written in a way that can only mean one number
FIXABLE = frozenset({"JY121", "JY123", "JY124", "JY125", "JY126"})


class Options(NamedTuple):
    """How to check.

    Attributes:
        accept: whether accepted findings are left out.
        statuses: statuses that are findings.
        verbose: whether identities that hold are wanted.
        known: fingerprints of findings to leave out.
        asked: what is known of the tables that are read; None: nothing.
        differing: what becomes of figures of tables that differ from those on file; None: they
            are found fault with.
    """

    accept: bool = True
    statuses: Collection[str] = ()
    verbose: bool = False
    known: frozenset[str] = frozenset()
    asked: TableHints | None = None
    differing: Differing | None = None


class Lines:
    """Source lines of what was checked, made to text where a finding shows them."""

    def __init__(self, held: Mapping[str, Content]) -> None:
        self._held = held
        self._text: Text | None = None

    def excerpt(self, span: Span) -> tuple[str, ...]:
        """The lines that a finding shows; none of a cell, a file not read, or outside the plan."""
        if span.cell:
            return ()
        if self._text is None or self._text.path != span.path:
            held = self._held.get(span.path)
            # What is named and not read has no lines.
            data = b"" if held is None or held.outside is not None else held.data
            self._text = source.text_of(data if isinstance(data, bytes) else b"", span.path)
        return self._text.excerpt(span.line, span.column)


def settled(
    material: Material, remarks: Sequence[Remark], options: Options, lines: Lines
) -> tuple[list[Finding], list[Accepted]]:
    """The findings that stay, and those that their mentions accept."""
    severities = _severities(material)
    used: set[tuple[str, Span]] = set()
    left: list[Remark] = []
    taken: list[tuple[Remark, Acceptance]] = []
    for remark in remarks:
        by = next((each for each in remark.mention.accepts if each.code == remark.code), None)
        if by is not None:
            used.add((by.code, by.span))
        if remark.code not in severities:
            continue
        if by is None or not options.accept:
            left.append(remark)
        else:
            taken.append((remark, by))
    if options.accept and "JY236" in severities:
        left += _unused(material, used, options)

    def finding(remark: Remark) -> Finding:
        excerpt = lines.excerpt(remark.mention.span)
        data = {key: _plain(value) for key, value in remark.data.items()}
        span, severity = remark.mention.span, severities[remark.code]
        return Finding(remark.code, severity, span, data, excerpt, remark.edits)

    # In the order of files, so that each is made to text once.
    left.sort(key=lambda remark: remark.mention.span)
    taken.sort(key=lambda pair: pair[0].mention.span)
    return [finding(remark) for remark in left], [
        Accepted(finding(remark), by.reason) for remark, by in taken
    ]


def _severities(material: Material) -> dict[str, Severity]:
    """How much each rule matters here; nothing for those that the plan ignores."""
    chosen = vars(material.plan.targets.settings.severity)
    return {
        code: SEVERITIES[chosen[code]] if code in chosen else rule.severity
        for code, rule in CATALOGUE.items()
        if chosen.get(code) != "ignore"
    }


def _unused(
    material: Material, used: Collection[tuple[str, Span]], options: Options
) -> Iterator[Remark]:
    """JY236: what is accepted but no longer found."""
    for each in _acceptances(material):
        rule = CATALOGUE.get(each.code)
        asked = rule and rule.settable and (each.code != "JY501" or options.statuses)
        if asked and (each.code, each.span) not in used:
            yield Remark("JY236", Mention(each.span), {"code": each.code})


def _acceptances(material: Material) -> Iterator[Acceptance]:
    """Everything that the checked files accept."""
    for submission in material.checked:
        yield from submission.accepts
        for value in submission.values:
            yield from value.accepts
    files = material.files
    if files is None:
        return
    if files.targets_document.path in material.paths:
        for index, identity in enumerate(files.targets.identities):
            yield from accepted(files.targets_document, ("identities", index), identity)
        for index, indicator in enumerate(files.targets.indicators):
            where = ("indicators", index, "target")
            yield from accepted(files.targets_document, where, indicator.target)
    if files.starts_document.path in material.paths:
        for sort in ("baselines", "context", "history"):
            for index, figure in enumerate(getattr(files.starts, sort)):
                yield from accepted(files.starts_document, (sort, index), figure)


def mendable(finding: Finding) -> Finding:
    """A finding of reading with what mends it, where its suggestion can only mean one thing."""
    if finding.code not in FIXABLE or finding.edits:
        return finding
    return mended(finding, str(finding.data.get("suggestion") or ""))


def _plain(value: object) -> object:
    """Texts of both languages as mappings; everything else as it is."""
    if hasattr(value, "zh") and hasattr(value, "en"):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
