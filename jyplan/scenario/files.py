"""Files of scenarios: read with positions, named on the command line, appended to."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import FindingsError, RequestError
from jyplan.nearest import closest
from jyplan.plan import source
from jyplan.plan.fields import ID_PATTERN
from jyplan.plan.files import Content, read, shown
from jyplan.plan.findings import Severity, Span
from jyplan.plan.names import NamedEntry, resolved
from jyplan.plan.parts import Part
from jyplan.plan.records import record_of
from jyplan.plan.scenarios import ScenariosFile
from jyplan.plan.validation import place, validate
from jyplan.scenario.assumptions import PlacedChange
from jyplan.scenario.forms import ChangeError
from jyplan.scenario.grammar import parse
from jyplan.scenario.prepared import Proposal, Ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.scenarios import Scenario
    from jyplan.scenario.forms import Piece

# plain, YAML takes them for something else
NOT_NAMES = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
LONGEST_NAME = 64
# so many scenarios may extend each other
DEEPEST = 50
EMPTY = "schema: 1\nscenarios:\n"
ITEM = re.compile(r"^( *)- ", re.MULTILINE)
LIST = re.compile(r"^scenarios:[ \t]*(#[^\r\n]*)?\r?$", re.MULTILINE)
LATER = re.compile(r"^[^\s#-]", re.MULTILINE)


class Book(NamedTuple):
    """A file of scenarios.

    Attributes:
        file: what it says.
        written: the changes of each scenario, by id.
        document: where everything stands.
    """

    file: ScenariosFile
    written: Mapping[str, tuple[PlacedChange, ...]]
    document: Document


def read_book(
    content: Content, *, quantities: Iterable[str] | None = None
) -> tuple[Book | None, list[Finding]]:
    """The scenarios of a file, None where nothing of it can be used, and what is wrong in it.

    Args:
        content: what it holds, or is going to hold.
        quantities: ids of the plan; None: correlations are not held against it.
    """
    document, found = source.understood(content)
    if document is None:
        return None, content.discreet(found)
    file, findings = validate(ScenariosFile, document, found)
    written: dict[str, tuple[PlacedChange, ...]] = {}
    if not isinstance(file, Part):
        findings += _names(file, document)
        for index, scenario in enumerate(file.scenarios):
            written[scenario.id] = tuple(_changes(document, index, scenario, findings))
            if quantities is not None:
                findings += _correlated(document, index, scenario, list(quantities))
    book = None
    if not isinstance(file, Part):
        book = Book(record_of(file.model_dump()), written, document)
    return book, content.discreet(sorted(findings, key=place))


def _names(file: ScenariosFile, document: Document) -> Iterator[Finding]:
    """Names that are taken, and parents that there are not."""
    known: set[str] = set()
    by_id = {scenario.id: scenario for scenario in file.scenarios}
    for index, scenario in enumerate(file.scenarios):
        loc: Loc = ("scenarios", index)
        if scenario.id in known:
            yield _wrong(document, (*loc, "id"), scenario.id, "same_name")
        known.add(scenario.id)
        parent = scenario.extends
        if parent is not None and parent not in by_id:
            suggestion = closest(parent, by_id)
            data = {"name": scenario.id, "what": "unknown_parent", "suggestion": suggestion}
            yield document.finding("JY708", Severity.ERROR, (*loc, "extends"), data)
        elif scenario.id in (line := _line(by_id, parent)):
            yield _wrong(document, (*loc, "extends"), scenario.id, "circle")
        elif len(line) == DEEPEST:
            yield _wrong(document, (*loc, "extends"), scenario.id, "too_deep")


def _wrong(document: Document, loc: Loc, name: str, what: str) -> Finding:
    data = {"name": name, "what": what, "suggestion": None}
    return document.finding("JY708", Severity.ERROR, loc, data)


def _line(by_id: Mapping[str, Scenario], name: str | None) -> list[str]:
    """A scenario and those that it extends, nearest first."""
    line: list[str] = []
    while name is not None and name in by_id and name not in line and len(line) < DEEPEST:
        line.append(name)
        name = by_id[name].extends
    return line


def _changes(
    document: Document, index: int, scenario: Scenario, findings: list[Finding]
) -> Iterator[PlacedChange]:
    for position, text in enumerate(scenario.changes):
        stands = _Stands(document, ("scenarios", index, "changes", position), text)
        try:
            yield PlacedChange(parse(text), stands.finding)
        except ChangeError as error:
            data = {"problem": error.problem}
            findings.append(stands.finding("JY701", Severity.ERROR, error.piece, data))


class _Stands(NamedTuple):
    """Where a change stands in a file."""

    document: Document
    loc: Loc
    text: str

    def finding(
        self, code: str, severity: Severity, piece: Piece, data: Mapping[str, object]
    ) -> Finding:
        """A finding about a piece of the change."""
        pieces = {"piece": self.text[piece.start : piece.end], **data}
        found = self.document.finding(code, severity, self.loc, pieces)
        span = found.span
        line = found.excerpt[-1] if found.excerpt else ""
        begin = line.find(self.text, span.column - 1)
        if begin < 0:
            # written over several lines, or with escapes
            return found
        end = max(piece.end, piece.start + 1)
        at = Span(span.path, span.line, begin + piece.start + 1, begin + end + 1)
        return found._replace(span=at)


def _correlated(
    document: Document, index: int, scenario: Scenario, known: Sequence[str]
) -> Iterator[Finding]:
    """Correlations of what there is not, of something with itself, or said twice."""
    seen: set[frozenset[str]] = set()
    for position, entry in enumerate(scenario.correlations):
        loc: Loc = ("scenarios", index, "correlations", position, "ids")
        for place_of_it, name in enumerate(entry.ids):
            if name not in known:
                data = {"name": name, "suggestion": closest(name, known), "problem": "known_ids"}
                yield document.finding("JY702", Severity.ERROR, (*loc, place_of_it), data)
        pair = frozenset(entry.ids)
        if len(pair) == 1:
            yield _wrong(document, (*loc, 1), scenario.id, "with_itself")
        elif pair in seen:
            yield _wrong(document, (*loc, 0), scenario.id, "pair_twice")
        seen.add(pair)


def proposals_of(named: str, quantities: Iterable[str]) -> tuple[list[Proposal], list[Finding]]:
    """The scenarios that ``FILE`` or ``FILE:NAME`` means, and what is wrong in the file.

    Args:
        named: on the command line.
        quantities: ids of the plan, which correlations speak of.

    Raises:
        FindingsError: nothing of the file can be used.
        RequestError: the file has no scenario of that name.
    """
    path, name = parted(named)
    book, findings = read_book(read(path), quantities=quantities)
    if book is None:
        raise FindingsError(findings)
    if name is not None:
        known = [
            NamedEntry(each.id, () if each.title is None else (each.title.zh, each.title.en))
            for each in book.file.scenarios
        ]
        refusal = RequestError(
            "unknown_scenario", option="--scenario", path=shown(path), value=name, known=known
        )
        name = resolved(name, known, refusal)
    names = list(book.written) if name is None else [name]
    return [draft_of(book, each) for each in names], findings


def draft_of(book: Book, name: str) -> Proposal:
    """A scenario with everything that it extends."""
    by_id = {scenario.id: scenario for scenario in book.file.scenarios}
    line = [by_id[each] for each in reversed(_line(by_id, name))]
    ties = Ties()
    for scenario in line:
        given = {
            key: value
            for key in ("persistence", "common")
            if (value := getattr(scenario, key)) is not None
        }
        pairs = {(min(entry.ids), max(entry.ids)): entry.value for entry in scenario.correlations}
        ties = ties._replace(**given, pairs={**ties.pairs, **pairs})
        if pairs:
            loc: Loc = ("scenarios", book.file.scenarios.index(scenario), "correlations")
            ties = ties._replace(finding=partial(_wrong, book.document, loc, name, "contradict"))
    return Proposal(
        id=name,
        title=by_id[name].title,
        remarks=tuple(remark for scenario in line for remark in scenario.assumptions),
        layers=tuple(book.written[scenario.id] for scenario in line),
        ties=ties,
    )


class Saved(NamedTuple):
    """A scenario to be kept.

    Attributes:
        name: of the scenario.
        path: the file, made if need be.
        changes: as they are written, with ids.
        persistence: of its uncertain growth, if that was said.
        common: its correlation, if that was said.
    """

    name: str
    path: Path
    changes: tuple[str, ...]
    persistence: float | None = None
    common: float | None = None


def appended(saved: Saved, on_top_of: Sequence[str] = ()) -> bytes:
    """What a file holds with one more scenario; what stands in it stays as it is.

    Args:
        saved: the scenario.
        on_top_of: the scenarios that it extends, as ``FILE:NAME``; at most one, of the same file.

    Raises:
        FindingsError: the file is not in order.
        RequestError: the name cannot be used, or nothing can be appended.
    """
    name, path = saved.name, saved.path
    if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST_NAME:
        raise RequestError("bad_scenario_name", name=name)
    if not saved.changes:
        raise RequestError("nothing_to_save")
    before = EMPTY
    if os.path.lexists(path):
        held = read(path)
        if name in _in_order(held).written:
            raise RequestError("scenario_exists", name=name, path=held.name)
        if isinstance(held.data, bytes):
            before = held.data.decode()
    base = None
    for named in on_top_of:
        file, base = parted(named)
        same = file.exists() and path.exists() and file.samefile(path)
        if base is None or not same or len(on_top_of) > 1:
            raise RequestError("save_elsewhere", base=", ".join(on_top_of))
    data = _appended(before, saved, base).encode()
    try:
        kept = list(_in_order(Content(shown(path), data)).written)
    except FindingsError:
        kept = []
    if kept[-1:] != [name]:
        raise RequestError("cannot_append", path=shown(path))
    return data


def _in_order(content: Content) -> Book:
    """The scenarios of a file.

    Raises:
        FindingsError: with everything that is wrong in it.
    """
    book, findings = read_book(content)
    if book is None or findings:
        raise FindingsError(findings)
    return book


def parted(named: str) -> tuple[Path, str | None]:
    """File and name of ``FILE`` or ``FILE:NAME``."""
    path = Path(named)
    if path.exists() or ":" not in named:
        return path, None
    file, _, name = named.rpartition(":")
    return Path(file), name


def _appended(before: str, saved: Saved, base: str | None) -> str:
    """The text with one more item at the end of its list."""
    end = "\r\n" if "\r\n" in before else "\n"
    head = LIST.search(before)
    item = ITEM.search(before, head.end() if head else 0)
    indent = item[1] if item else "  "
    # some names are other things in YAML
    name = f"'{saved.name}'" if saved.name in NOT_NAMES else saved.name
    lines = [f"- id: {name}"]
    lines += [] if base is None else [f"  extends: {base}"]
    for key in ("persistence", "common"):
        value = getattr(saved, key)
        lines += [] if value is None else [f"  {key}: {value}"]
    lines.append("  changes:")
    for change in saved.changes:
        quoted = " ".join(change.splitlines()).replace("'", "''")
        lines.append(f"    - '{quoted}'")
    body = before if before.endswith(("\n", "\r")) else before + end
    # behind the list other keys may stand
    later = LATER.search(body, head.end()) if head else None
    place_of_it = later.start() if later else len(body)
    text = "".join(f"{indent}{line}{end}" for line in lines)
    return body[:place_of_it] + text + body[place_of_it:]
