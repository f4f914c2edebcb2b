"""A check as SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from jyplan import __version__
from jyplan.data.checks.portable import STDIN, located, named
from jyplan.data.json import dump
from jyplan.plan.catalogue import CATALOGUE
from jyplan.texts.checks import help_of, title_of
from jyplan.texts.findings import message_of, parts_of
from jyplan.texts.words import localized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.data.checks.portable import Named
    from jyplan.data.json import Json
    from jyplan.plan.fields import TextModel
    from jyplan.plan.findings import Edit, Finding, Severity, Span
    from jyplan.results import Checked
    from jyplan.texts.words import Language

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
DRIVE = re.compile("[A-Za-z]:/")


def check_sarif(checked: Checked, language: Language) -> str:
    """One run with the rules that matched; what is accepted is a suppressed result."""
    entries = named(checked)
    codes = sorted({entry.finding.code for entry in entries})
    driver = {
        "name": "jyplan",
        "version": __version__,
        "semanticVersion": __version__,
        "language": language,
        "rules": [_rule(code, language) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(entry, codes.index(entry.finding.code), language) for entry in entries],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, language: Language) -> Json:
    title, advice = title_of(code, language), help_of(code, language)
    return {
        "id": code,
        "name": title,
        "shortDescription": {"text": title},
        "fullDescription": {"text": advice},
        "help": {"text": advice},
        "defaultConfiguration": {"level": _level(CATALOGUE[code].severity)},
    }


def _result(entry: Named, index: int, language: Language) -> Json:
    finding = entry.finding
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _level(finding.severity),
        "message": {"text": located(finding, message_of(finding, language))},
        "locations": [_location(finding)],
        "partialFingerprints": {"jyplan/v1": entry.fingerprint},
        # Where some results of a run are suppressed, the others must say that they are not.
        "suppressions": [] if entry.reason is None else [_suppression(entry.reason, language)],
    }
    if finding.edits:
        result["fixes"] = [_fix(finding, language)]
    return result


def _level(severity: Severity) -> str:
    return severity.name.lower()


def _suppression(reason: TextModel, language: Language) -> Json:
    justification = localized(reason, language)
    return {"kind": "inSource", "status": "accepted", "justification": justification}


def _artifact(path: str) -> Json:
    if path == STDIN:
        # A name, but no file below the root of the sources.
        return {"uri": quote(path, errors="surrogateescape")}
    if path.startswith("//"):
        return {"uri": f"file:{quote(path, errors='surrogateescape')}"}
    if path.startswith("/"):
        return {"uri": f"file://{quote(path, errors='surrogateescape')}"}
    if DRIVE.match(path):
        return {"uri": f"file:///{quote(path, safe='/:', errors='surrogateescape')}"}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _location(finding: Finding) -> Json:
    """A piece of a text is a region of its file; a cell has a name and no region."""
    artifact = {"artifactLocation": _artifact(finding.span.path)}
    if not finding.span.cell:
        return {"physicalLocation": {**artifact, "region": _region(finding)}}
    named = {"fullyQualifiedName": finding.span.cell, "kind": "element"}
    return {"physicalLocation": artifact, "logicalLocations": [named]}


def _region(finding: Finding) -> Json:
    span = finding.span
    # A place between two characters is shown by the one behind it.
    region = _columns(span, max(span.end_column, span.column + 1))
    source = finding.excerpt[-1] if finding.excerpt else ""
    piece = source[span.column - 1 : span.end_column - 1]
    # Of a long line the excerpt holds only the beginning.
    if piece and len(piece) == span.end_column - span.column:
        region["snippet"] = {"text": piece}
    return region


def _columns(span: Span, end_column: int) -> Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.line,
        "endColumn": end_column,
    }


def _fix(finding: Finding, language: Language) -> Json:
    wrong, advice = parts_of(finding, language)
    by_path: dict[str, list[Edit]] = {}
    for edit in finding.edits:
        by_path.setdefault(edit.span.path, []).append(edit)
    return {
        "description": {"text": advice or wrong},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": _replacements(edits)}
            for path, edits in by_path.items()
        ],
    }


def _replacements(edits: Sequence[Edit]) -> list[Json]:
    return [
        {
            "deletedRegion": _columns(edit.span, edit.span.end_column),
            "insertedContent": {"text": edit.new},
        }
        for edit in edits
    ]
