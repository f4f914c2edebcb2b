"""The files of a plan that is made from a table, as a person would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.plan.findings import Finding
from jyplan.plan.written import block
from jyplan.texts.drafts import drafted, remark_text
from jyplan.texts.findings import parts_of
from jyplan.texts.words import echoed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jyplan.plan.draft import DraftRemark, DraftRow, PlanDraft
    from jyplan.texts.words import Language

# what editors are told of a file
SCHEMA = "# yaml-language-server: $schema=schemas/{}.json"


def targets_text(draft: PlanDraft, language: Language) -> str:
    """targets.yaml: what was understood, and as comments what was not."""
    table = echoed(draft.table)
    lines = [SCHEMA.format("targets")]
    lines += [f"# {drafted('targets.head', language, table=table)}"]
    lines += [f"# {drafted('targets.check', language)}", "schema: 1"]
    head = _notes(draft.remarks, language)
    lines += [f"# {note}" for note in head.pop("", [])]
    lines += ["plan:", *_indented(block(draft.head, head), 2), "themes:"]
    unnamed = drafted("theme.unnamed", language)
    for theme in draft.themes:
        lines += _indented(block({**theme, "name": theme["name"] or unnamed}, {}, item=True), 2)
    scope = {"id": draft.scope, "name": drafted("scope.name", language)}
    about = {"name": [drafted("scope.note", language)]}
    lines += ["scopes:", *_indented(block(scope, about, item=True), 2)]
    lines.append("indicators:" if draft.written else "indicators: []")
    for row in draft.rows:
        lines += _indented(_indicator(row, draft, language), 2)
    return "\n".join(lines) + "\n"


def baselines_text(draft: PlanDraft, language: Language) -> str:
    """baselines.yaml: where the indicators started, and as comments what was not understood."""
    head = drafted("baselines.head", language, table=echoed(draft.table))
    lines = [SCHEMA.format("baselines"), f"# {head}", "schema: 1"]
    some = any(row.start is not None for row in draft.written)
    lines.append("baselines:" if some else "baselines: []")
    for row in draft.rows:
        lines += _indented(_baseline(row, draft, language), 2)
    return "\n".join(lines) + "\n"


def _indented(lines: Iterable[str], by: int) -> list[str]:
    return [f"{' ' * by}{line}" for line in lines]


def _notes(remarks: Sequence[DraftRemark], language: Language) -> dict[str, list[str]]:
    """What is said beside the keys of an entry."""
    notes: dict[str, list[str]] = {}
    for remark in remarks:
        notes.setdefault(remark.key, []).append(remark_text(remark, language))
    return notes


def _indicator(row: DraftRow, draft: PlanDraft, language: Language) -> Iterator[str]:
    """One indicator; behind signs of comments where it is not valid."""
    notes = _notes(row.remarks, language)
    if row.sound:
        yield from block(row.indicator, notes, item=True)
        return
    yield f"# {echoed(_why(row, draft, language))}"
    before = {key: value for key, value in row.indicator.items() if key != "source"}
    lines = list(block(before, notes, item=True))
    if "target" not in before:
        lines.append(f"  target: # {echoed(row.said)}".rstrip(" #"))
    if "source" in row.indicator:
        lines += _indented(block({"source": row.indicator["source"]}, {}), 2)
    yield from (f"# {line}" for line in lines)


def _why(row: DraftRow, draft: PlanDraft, language: Language) -> str:
    """Why a row is left as a comment."""
    for found in draft.findings:
        if found.code == "JY824" and found.span.line == row.at.line:
            return drafted("left.invalid", language, why=_inner(found, language))
    if row.said:
        return drafted("left.target", language, text=row.said)
    return drafted("left.nothing", language)


def _inner(found: Finding, language: Language) -> str:
    """What is wrong with a row, without saying again that it is left out."""
    inner = found.data["inner"]
    return parts_of(inner, language)[0] if isinstance(inner, Finding) else ""


def _baseline(row: DraftRow, draft: PlanDraft, language: Language) -> Iterator[str]:
    """The baseline of an indicator, and what is said in its place."""
    for found in draft.findings:
        if found.code == "JY822" and found.span.line == row.at.line:
            data = {"id": row.id, "text": found.data["text"], "place": found.span.cell}
            yield f"# {echoed(drafted('start.unknown', language, **data))}"
    notes = _notes(row.start_remarks, language)
    if row.start is None:
        for note in (each for said in notes.values() for each in said):
            yield f"# {drafted('of', language, id=row.id, said=note)}"
        return
    lines = list(block(row.start, notes, item=True))
    if row.sound:
        yield from lines
        return
    yield f"# {drafted('left.start', language, id=row.id)}"
    yield from (f"# {line}" for line in lines)
