"""Files of scenarios: read with positions, named on the command line, appended to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan.atomic import write_whole
from jyplan.errors import FindingsError, RequestError
from jyplan.nearest import closest
from jyplan.plan import source
from jyplan.plan.fields import ID_PATTERN
from jyplan.plan.findings import Severity, Span
from jyplan.plan.loading import shown
from jyplan.plan.scenarios import ScenariosFile
from jyplan.plan.validation import place, validate
from jyplan.scenario.assumptions import Written
from jyplan.scenario.grammar import ChangeError, parse
from jyplan.scenario.whatif import Draft, Ties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.scenarios import Scenario
    from jyplan.scenario.grammar import Piece

EMPTY = "schema: 1\nscenarios:\n"
ITEM = re.compile(r"^( *)- ", re.MULTILINE)
LIST = re.compile(r"^scenarios:[ \t]*(#.*)?$", re.MULTILINE)
LATER = re.compile(r"^[^\s#-]", re.MULTILINE)


class Book(NamedTuple):
    """A file of scenarios.

    Attributes:
        file: what it says.
        written: the changes of each scenario, by id.
    """

    file: ScenariosFile
    written: Mapping[str, tuple[Written, ...]]


def read_book(path: Path, data: bytes | None = None) -> Book:
    """The scenarios of a file.

    Args:
        path: the file.
        data: what it is going to hold; None: what it holds.

    Raises:
        FindingsError: with everything that is wrong in it.
    """
    name = shown(path)
    document, found = source.read(path, name) if data is None else source.parse(data, name)
    if document is None:
        raise FindingsError(found)
    file, more = validate(ScenariosFile, document)
    findings = [*found, *more]
    written: dict[str, tuple[Written, ...]] = {}
    if file is not None:
        findings += _names(file, document)
        for index, scenario in enumerate(file.scenarios):
            written[scenario.id] = tuple(_changes(document, index, scenario, findings))
    if file is None or findings:
        raise FindingsError(sorted(findings, key=place))
    return Book(file, written)


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
        elif scenario.id in _line(by_id, parent):
            yield _wrong(document, (*loc, "extends"), scenario.id, "circle")


def _wrong(document: Document, loc: Loc, name: str, what: str) -> Finding:
    data = {"name": name, "what": what, "suggestion": None}
    return document.finding("JY708", Severity.ERROR, loc, data)


def _line(by_id: Mapping[str, Scenario], name: str | None) -> list[str]:
    """A scenario and those that it extends, nearest first."""
    line: list[str] = []
    while name is not None and name in by_id and name not in line:
        line.append(name)
        name = by_id[name].extends
    return line


def _changes(
    document: Document, index: int, scenario: Scenario, findings: list[Finding]
) -> Iterator[Written]:
    for position, text in enumerate(scenario.changes):
        stands = _Stands(document, ("scenarios", index, "changes", position), text)
        try:
            yield Written(parse(text), stands.finding)
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


def drafts_of(named: str) -> list[Draft]:
    """The scenarios that ``FILE`` or ``FILE:NAME`` means.

    Raises:
        FindingsError: with everything that is wrong in the file.
        RequestError: the file has no scenario of that name.
    """
    path, name = Path(named), None
    if not path.exists() and ":" in named:
        file, _, name = named.rpartition(":")
        path = Path(file)
    book = read_book(path)
    by_id = {scenario.id: scenario for scenario in book.file.scenarios}
    if name is not None and name not in by_id:
        raise RequestError(
            "unknown_scenario", path=shown(path), name=name, wanted=name, known=list(by_id)
        )
    return [_draft(book, by_id, each) for each in ([name] if name is not None else by_id)]


def _draft(book: Book, by_id: Mapping[str, Scenario], name: str) -> Draft:
    line = [by_id[each] for each in reversed(_line(by_id, name))]
    ties = Ties()
    for scenario in line:
        given = {
            key: value
            for key in ("persistence", "common")
            if (value := getattr(scenario, key)) is not None
        }
        pairs = {(entry.ids[0], entry.ids[1]): entry.value for entry in scenario.correlations}
        ties = ties._replace(**given, pairs={**ties.pairs, **pairs})
    return Draft(
        id=name,
        title=by_id[name].title,
        remarks=tuple(remark for scenario in line for remark in scenario.assumptions),
        layers=tuple(book.written[scenario.id] for scenario in line),
        ties=ties,
    )


def save(name: str, path: Path, changes: Sequence[str]) -> None:
    """Append changes to a file as a scenario; what stands in it stays as it is.

    Args:
        name: of the new scenario.
        path: the file, made if need be.
        changes: as they are written.

    Raises:
        FindingsError: the file is not in order.
        RequestError: the name cannot be used, or nothing can be appended.
    """
    if not re.fullmatch(ID_PATTERN, name):
        raise RequestError("bad_scenario_name", name=name)
    if not changes:
        raise RequestError("nothing_to_save")
    before = EMPTY
    if path.exists():
        taken = [scenario.id for scenario in read_book(path).file.scenarios]
        if name in taken:
            raise RequestError("scenario_exists", name=name, path=shown(path))
        before = path.read_bytes().decode()
    data = _appended(before, name, changes).encode()
    try:
        kept = [scenario.id for scenario in read_book(path, data).file.scenarios]
    except FindingsError:
        kept = []
    if kept[-1:] != [name]:
        raise RequestError("cannot_append", path=shown(path))
    try:
        write_whole(path.resolve(), data)
    except OSError as error:
        why = error.strerror or str(error)
        raise RequestError("cannot_write", path=shown(path), error=why) from error


def _appended(before: str, name: str, changes: Sequence[str]) -> str:
    """The text with one more item at the end of its list."""
    end = "\r\n" if "\r\n" in before else "\n"
    head = LIST.search(before)
    item = ITEM.search(before, head.end() if head else 0)
    indent = item[1] if item else "  "
    quoted = ["'" + change.replace("'", "''") + "'" for change in changes]
    lines = [f"{indent}- id: {name}", f"{indent}  changes:"]
    lines += [f"{indent}    - {change}" for change in quoted]
    body = before if before.endswith(("\n", "\r")) else before + end
    # behind the list other keys may stand
    later = LATER.search(body, head.end()) if head else None
    place_of_it = later.start() if later else len(body)
    return body[:place_of_it] + end.join(lines) + end + body[place_of_it:]
