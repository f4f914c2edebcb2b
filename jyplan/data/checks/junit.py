"""A check as JUnit XML, in the dialect that Jenkins and GitLab read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jyplan.data.checks.portable import portable, portable_path
from jyplan.media.findings import frame_of, line_of
from jyplan.plan.findings import Severity
from jyplan.texts.checks import help_of, title_of
from jyplan.texts.findings import message_of, visible
from jyplan.texts.words import echoed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.findings import Finding
    from jyplan.results import Checked
    from jyplan.texts.words import Language

NAME = "jyplan check"
# what XML 1.0 cannot hold, not even as a reference
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TestCase(NamedTuple):
    """One test, as this format sees a finding or a file.

    Attributes:
        classname: the file.
        name: what was looked at.
        outcome: the element that says what was found; empty where nothing was.
        attributes: of that element.
        text: in that element.
    """

    classname: str
    name: str
    outcome: str = ""
    attributes: Mapping[str, str] = {}
    text: str = ""


def check_junit(checked: Checked, language: Language, least: Severity = Severity.WARNING) -> str:
    """A case a finding, and one for each file without.

    Args:
        checked: the result.
        language: of the messages.
        least: what has at least this severity fails the run, and so its case; the rest passes.
    """
    # Only here: few runs write XML.
    from xml.etree import ElementTree as ET

    cases = [_found(visible(portable(finding)), language, least) for finding in checked.findings]
    cases += [TestCase(echoed(portable_path(path)), NAME) for path in checked.passed]
    # A report without a case counts as no report.
    cases = cases or [TestCase("jyplan", NAME)]
    root = ET.Element("testsuites")
    suite = ET.SubElement(
        root,
        "testsuite",
        name=NAME,
        tests=str(len(cases)),
        failures=str(sum(case.outcome == "failure" for case in cases)),
        errors="0",
        skipped="0",
        time="0",
    )
    for case in cases:
        classname, name = allowed(case.classname), allowed(case.name)
        element = ET.SubElement(suite, "testcase", classname=classname, name=name, time="0")
        if case.outcome:
            attributes = {key: allowed(value) for key, value in case.attributes.items()}
            ET.SubElement(element, case.outcome, attributes).text = allowed(case.text)
    ET.indent(root)
    shown = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{shown}\n'


def _found(finding: Finding, language: Language, least: Severity) -> TestCase:
    span, code = finding.span, finding.code
    where = span.cell or f"{span.line}:{span.column}"
    name = f"{code} {where} {title_of(code, language)}"
    lines = [line_of(finding, language, colour=False), *frame_of(finding), help_of(code, language)]
    text = "\n".join(lines)
    if finding.severity < least:
        return TestCase(span.path, name, "system-out", text=text)
    attributes = {"type": code, "message": message_of(finding, language)}
    return TestCase(span.path, name, "failure", attributes, text)


def allowed(value: str) -> str:
    """The text with a sign in place of every character that XML forbids."""
    return FORBIDDEN.sub("�", value)
