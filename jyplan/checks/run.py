"""One check: read, let every rule speak, settle what is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan.checks import districts, fit, sense
from jyplan.checks.identities import circular, identities
from jyplan.checks.material import Material, Mention, Remark
from jyplan.checks.settling import Lines, Options, mendable, settled
from jyplan.errors import FindingsError
from jyplan.plan.files import SCENARIOS, is_table, of_plan, read
from jyplan.plan.findings import Span, fingerprints
from jyplan.plan.loading import load_plan, plan_of
from jyplan.plan.submissions import Reader
from jyplan.results import Checked, Holding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jyplan.checks.sources import Sources
    from jyplan.forms.collecting import Settled
    from jyplan.plan.files import Content
    from jyplan.plan.findings import Finding
    from jyplan.plan.plan import Plan
    from jyplan.plan.remarks import PlanFiles
    from jyplan.plan.submissions import Submission

# the key that only a file of scenarios has, in YAML or as JSON
BOOK = re.compile(rb"^scenarios\s*:|[\"']scenarios[\"']\s*:\s*\[", re.MULTILINE)


def check(
    sources: Sources, options: Options, advance: Callable[[], object] = lambda: None
) -> Checked:
    """Hold submissions, or a plan, against everything that is asked of them.

    Args:
        sources: the files.
        options: how to check.
        advance: called after every file.
    """
    return examined(sources, options, advance).checked


class Examined(NamedTuple):
    """A check, and the tables that were read for it.

    Attributes:
        checked: what was found.
        plan: the plan that everything was held against; None where it is not in order.
        settled: what of it is new, where that was asked for.
    """

    checked: Checked
    plan: Plan | None = None
    settled: Settled | None = None


def examined(
    sources: Sources, options: Options, advance: Callable[[], object] = lambda: None
) -> Examined:
    """What `check` does, with all that was read from tables."""
    order = _names(sources)
    held: dict[str, Content] = {}
    try:
        plan, files = _plan(sources, held)
    except FindingsError as error:
        # Without a plan nothing can be held against it, but the files can be read.
        from jyplan.plan.reading import submission_findings

        found = [*error.findings]
        for file in sources.checked:
            if is_table(file.path):
                continue
            content = _held(read(file.path, file.name, sources.origin.folder), held)
            if is_book(content):
                # Only here: few runs know files of scenarios.
                from jyplan.scenario.files import read_book

                found += read_book(content)[1]
            else:
                found += submission_findings(content)
            advance()
        checked_files = _checked(order, [*map(mendable, found)], options)
        return Examined(checked_files._replace(held=_bytes(held), origin=sources.origin))
    say = _read(sources, plan, held, options, advance)
    checked = say.checked
    material = Material(plan, files, checked, say.others, frozenset(order))
    remarks = [Remark("JY240", Mention(Span(file.name, 1, 1, 1)), {}) for file in sources.sheets]
    holding: list[Holding] = []
    for said in identities(material, verbose=options.verbose):
        if isinstance(said, Remark):
            remarks.append(said)
        else:
            holding.append(said)
    remarks += circular(material)
    for rule in (*fit.RULES, *sense.RULES, *districts.RULES):
        remarks += rule(material)
    if options.statuses:
        # Only here: no other rule needs numpy.
        from jyplan.checks.progress import progress

        remarks += progress(material, options.statuses)
    kept, accepted = settled(material, remarks, options, Lines(held))
    findings = [mendable(finding) for each in checked for finding in each.findings]
    if say.books:
        # Only here: few runs know files of scenarios.
        from jyplan.checks.scenarios import scenarios

        findings += scenarios(material, say.books)
    result = _checked(order, [*findings, *kept], options)._replace(
        accepted=tuple(sorted(accepted, key=lambda each: _place(order, each.finding))),
        holding=tuple(holding),
        values=_count(material),
        held=_bytes(held),
        settings=plan.targets.settings,
        origin=sources.origin,
    )
    return Examined(result, plan, say.settled)


def _names(sources: Sources) -> dict[str, int]:
    """The files that are checked, as findings name them, in their order."""
    names = [file.name for file in sources.files()]
    if sources.piped is not None:
        names.append(sources.piped.name)
    return {name: index for index, name in enumerate(names)}


def _held(content: Content, held: dict[str, Content]) -> Content:
    """What a checked file holds, kept to be quoted and mended."""
    held[content.name] = content
    return content


def _bytes(held: dict[str, Content]) -> dict[str, bytes]:
    return {name: each.data for name, each in held.items() if isinstance(each.data, bytes)}


def _plan(sources: Sources, held: dict[str, Content]) -> tuple[Plan, PlanFiles | None]:
    """The plan; with positions where one of its files is checked."""
    origin = sources.origin
    if not sources.plan_files:
        return load_plan(origin), None
    # Only here: a plan that is not checked may have been validated before.
    from jyplan.plan.reading import read_plan, values_of

    files = read_plan([_held(content, held) for content in of_plan(origin.folder)])
    return plan_of(values_of(files), origin), files


class _Said(NamedTuple):
    """What files say: submissions checked and compared with, scenarios."""

    checked: Sequence[Submission]
    others: Sequence[Submission]
    books: Sequence[Content]
    settled: Settled | None = None


def _read(
    sources: Sources,
    plan: Plan,
    held: dict[str, Content],
    options: Options,
    advance: Callable[[], object],
) -> _Said:
    reader, folder = Reader(plan), plan.origin.folder
    # First, so that of two figures that differ the checked one is remarked on.
    others = [reader.read(read(file.path, file.name, folder)) for file in sources.others]
    checked: list[Submission] = []
    books: list[Content] = []

    def sort(content: Content) -> None:
        if is_book(_held(content, held)):
            books.append(content)
        else:
            checked.append(reader.read(content))
        advance()

    sheets = [file for file in sources.checked if is_table(file.path)]
    for file in sources.checked:
        if not is_table(file.path):
            sort(read(file.path, file.name, folder))
    if sources.piped is not None:
        sort(sources.piped)
    said = _Said(checked, others, books)
    if not sheets:
        return said
    # Only here: most submissions are YAML.
    from jyplan.forms.collecting import settle
    from jyplan.forms.opening.limits import MAX_FILE
    from jyplan.forms.reading import TableReader
    from jyplan.forms.taken import TableHints

    # Figures that are to be held against those on file must not be found fault with for that.
    known = reader if options.differing is None else Reader(plan)
    tables = TableReader(plan, known, options.asked or TableHints())
    taken = []
    for file in sheets:
        content = read(file.path, file.name, folder, MAX_FILE)
        taken.append(tables.read(_held(content, held)))
        advance()
    if options.differing is not None:
        settled = settle(plan, taken, others, options.differing)
        said = said._replace(others=settled.others, settled=settled)
        taken = [*settled.tables]
    submissions = [each for table in taken for each in table.submissions()]
    return said._replace(checked=[*checked, *submissions])


def is_book(content: Content) -> bool:
    """Whether a file holds scenarios, by its name or by its first key that tells."""
    if not isinstance(content.data, bytes):
        return False
    return Path(content.name).name == SCENARIOS or bool(BOOK.search(content.data))


def _place(order: dict[str, int], finding: Finding) -> tuple[int, Span, str]:
    """The order of the files, and of the lines in each."""
    return order.get(finding.span.path, -1), finding.span, finding.code


def _checked(order: dict[str, int], findings: Sequence[Finding], options: Options) -> Checked:
    ordered = sorted(findings, key=lambda finding: _place(order, finding))
    wrong = {finding.span.path for finding in ordered}
    new: list[Finding] = []
    known: list[Finding] = []
    names = fingerprints(ordered) if options.known else [""] * len(ordered)
    for finding, name in zip(ordered, names, strict=True):
        (known if name in options.known else new).append(finding)
    return Checked(
        findings=tuple(new),
        accepted=(),
        holding=(),
        files=len(order),
        values=0,
        passed=tuple(name for name in order if name not in wrong),
        known=tuple(known),
    )


def _count(material: Material) -> int:
    """How many figures stand in the files that are checked."""
    count = sum(len(each.values) for each in material.checked)
    if material.files is not None:
        starts = material.files.starts
        if material.files.targets_document.path in material.paths:
            count += len(material.files.targets.indicators)
        if material.files.starts_document.path in material.paths:
            count += len(starts.baselines) + len(starts.context) + len(starts.history)
    return count
