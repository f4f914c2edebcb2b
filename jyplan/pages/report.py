"""`jyplan report` as one page: where a plan stands, from the whole to each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.charts import course_chart
from jyplan.pages.counts import levels_line
from jyplan.pages.findings import accepted_message, finding_message
from jyplan.pages.page import (
    Cell,
    Charts,
    Column,
    Definition,
    Definitions,
    Messages,
    Note,
    Notes,
    Page,
    Profile,
    Row,
    Section,
    Table,
)
from jyplan.pages.published import published_notes, verdict_note
from jyplan.pages.report_tables import all_indicators, attention, late, marks_of, statuses_of
from jyplan.pages.rules import rule_page
from jyplan.pages.sentences import indicator_sentence
from jyplan.pages.show import detail_blocks, kind_of
from jyplan.pages.status import below, counts_in_words, grouped, heading_of
from jyplan.pages.view import View, status_cell, status_word
from jyplan.results import Detail
from jyplan.statuses import BY_CODE
from jyplan.texts import numbers
from jyplan.texts.rules import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.outcomes import Chances, WhatIf
    from jyplan.pages.page import Block
    from jyplan.plan.findings import Finding
    from jyplan.results import Background, Checked, Explained, Report
    from jyplan.texts.words import Language


class Told(NamedTuple):
    """Everything that a report tells.

    Attributes:
        report: where every indicator stands.
        details: every quantity of the plan, whole.
        rules: the rules that they are judged by, explained.
        checked: what a check of plan and submissions found.
        scenarios: where scenarios lead, if any are told.
        chances: their odds, if any of them is uncertain.
        title: in place of the plan's name.
    """

    report: Report
    details: tuple[Detail | Background, ...]
    rules: tuple[Explained, ...]
    checked: Checked
    scenarios: WhatIf | None = None
    chances: Chances | None = None
    title: str | None = None


def report_page(told: Told, language: Language) -> Page:
    """The whole report in one language."""
    view = View(told.report, language, handed_on=True)
    sections = [
        ("overview", _overview(view)),
        ("attention", attention(view)),
        ("table", all_indicators(view)),
        ("indicators", _profiles(told.details, view)),
        ("scenarios", _scenarios(told, language)),
        ("checks", _checks(told.checked, view)),
        ("methods", _methods(told.rules, view)),
        ("left_out", _left_out(view)),
    ]
    blocks = ((view.word(f"report.{key}"), tuple(found)) for key, found in sections)
    # Where the plan was found concerns nobody whom it is handed on to.
    plan, *facts = heading_of(view)[:-1]
    return Page(
        language,
        (told.title or plan, *([plan] if told.title else []), *facts),
        (),
        tuple(Section(title, found) for title, found in blocks if found),
        view.word("report.contents"),
    )


def _overview(view: View) -> Iterator[Block]:
    """How much of the time is gone, and how many stand how."""
    report, head = view.report, view.report.plan.head
    data = {
        "first": head.baseline_year,
        "last": head.end_year,
        "n": len(report.assessments),
        "year": report.as_of,
        "share": numbers.percent(report.elapsed_share, 0),
    }
    said = [view.word("report.time" if report.observed else "report.start", **data)]
    if report.observed and report.assessments:
        said += _conclusion(view)
    yield Notes(tuple(Note(line, prose=True) for line in said))
    if report.observed and report.obligations:
        yield _counts(view)
    if lines := tuple(published_notes(view)):
        yield Notes(lines)
    if report.rules and (totals := below(view)):
        yield Notes(tuple(Note(line) for line in totals))


def _conclusion(view: View) -> Iterator[str]:
    """How many can be judged and how they stand, which are late, and whether others agree."""
    report = view.report
    known = [kind for kind in statuses_of(report) if kind.stands]
    silent = [kind for kind in statuses_of(report) if not kind.stands]
    for key, kinds in (("judged", known), ("silent", silent)):
        counts = {kind.code: report.statuses[kind.code] for kind in kinds}
        n = sum(counts.values())
        data = {"n": len(report.assessments) if key == "judged" else n, "judged": n}
        if n:
            told = view.listed(counts_in_words(counts, view))
            yield view.word(f"report.{key}", **data, counts=told)
    if urgent := late(report):
        names = view.listed(view.own(item.indicator.name) for item in urgent)
        yield view.word("report.late", n=len(urgent), names=names)
    agreement = None if report.rules else report.agreement
    if agreement is not None and agreement.compared:
        yield view.word("report.alike", n=agreement.compared, alike=agreement.alike)


def _counts(view: View) -> Table:
    """How many indicators have which status, binding and expected ones apart."""
    report = view.report
    kinds = statuses_of(report)
    groups: list[tuple[str, Mapping[str, int]]] = [(view.word("report.all"), report.statuses)]
    groups += [
        (view.word(f"obligation.{name}"), counts) for name, counts in report.obligations.items()
    ]
    told = [sum(counts.get(kind.code, 0) for _, counts in groups[1:]) for kind in kinds]
    if 0 < sum(told) < len(report.assessments):
        rest = {
            kind.code: report.statuses[kind.code] - known
            for kind, known in zip(kinds, told, strict=True)
        }
        groups.append((view.word("report.unstated"), rest))
    columns = (
        Column("group", view.word("column.obligation"), right=False, names=True),
        Column("number", view.word("report.number")),
        *(Column(kind.code, view.word(f"status.{kind.code}")) for kind in kinds),
    )
    rows = (
        Row(
            (
                Cell(name),
                Cell(str(sum(counts.values()))),
                *(_count(counts.get(kind.code, 0), kind.code) for kind in kinds),
            )
        )
        for name, counts in groups
    )
    return Table(columns, tuple(rows))


def _count(number: int, code: str) -> Cell:
    return Cell(str(number), BY_CODE[code].tone if number else "quiet")


def _profiles(details: Sequence[Detail | Background], view: View) -> Iterator[Block]:
    """One profile an indicator, by themes."""
    indicators = (each for each in details if isinstance(each, Detail))
    by_id = {each.course.assessment.indicator.id: each for each in indicators}
    for name, members in grouped(view.report):
        profiles = tuple(_profile(by_id[item.indicator.id], view) for item in members)
        if name is None:
            yield from profiles
        else:
            yield Section(view.own(name), profiles)


def _profile(detail: Detail, view: View) -> Profile:
    item = detail.course.assessment
    chart = course_chart(detail.course, view)
    years = {year for line in chart.series for year, *_ in (*line.points, *line.ends)}
    drawn = (Charts((chart,)),) if len(years) > 1 else ()
    said = Notes((Note(indicator_sentence(item, view), prose=True), *verdict_note(item, view)))
    id_, _, scope, *rest = kind_of(item, view)
    facts = [scope, view.own(item.indicator.unit)]
    if item.indicator.obligation:
        facts.append(view.word(f"obligation.{item.indicator.obligation}"))
    kind = view.listed([id_, *(each for each in rest if each not in facts)])
    return Profile(
        item.indicator.id,
        view.own(item.indicator.name),
        tuple(facts),
        status_cell(item.status or "undecided", status_word(item, view)),
        marks_of(item),
        (said, *drawn),
        (
            Definitions((Definition(view.word("report.kind"), Cell(kind)),)),
            *detail_blocks(detail, view),
        ),
        view.word("report.more"),
    )


def _scenarios(told: Told, language: Language) -> Iterator[Block]:
    """Where scenarios lead, and their odds."""
    if told.scenarios is not None:
        # Only here, as below: most reports tell of no scenarios.
        from jyplan.pages.whatif import scenario_name, whatif_page

        scenarios = told.scenarios.scenarios
        blocks = whatif_page(told.scenarios, language, charts=True, handed_on=True).blocks
        if len(scenarios) == 1:
            view = View(told.report, language)
            yield Section(scenario_name(scenarios[0], view), blocks)
        else:
            yield from blocks
    if told.chances is not None:
        from jyplan.pages.odds import odds_page

        view = View(told.report, language)
        blocks = odds_page(told.chances, language, charts=True, handed_on=True).blocks
        yield Section(view.word("report.odds"), blocks)


def _checks(checked: Checked, view: View) -> Iterator[Block]:
    """What a check of plan and submissions found, and what was accepted with which reason."""
    language = view.language
    key = "report.found" if checked.findings else "report.clean"
    data = {"files": checked.files, "values": checked.values}
    said = view.word(key, **data, levels=levels_line(checked, language))
    yield Notes((Note(said, prose=True),))
    if found := tuple(_handed_on(each, view) for each in checked.findings):
        yield Messages(tuple(finding_message(each, language) for each in found))
    if checked.accepted:
        own = (each._replace(finding=_handed_on(each.finding, view)) for each in checked.accepted)
        title = view.word("report.accepted", n=len(checked.accepted))
        yield Section(title, (Messages(tuple(accepted_message(each, language) for each in own)),))


def _handed_on(finding: Finding, view: View) -> Finding:
    """A finding without the lines of its file, which is named as seen from the plan.

    Whoever is handed a report has not got the files: the place is enough.
    """
    span = finding.span
    return finding._replace(excerpt=(), span=span._replace(path=view.place(span.path)))


def _methods(rules: Sequence[Explained], view: View) -> Iterator[Block]:
    for rule in rules:
        blocks = rule_page(rule, view.language).blocks
        yield Section(title_of(rule.card.name, view.language), blocks)


def _left_out(view: View) -> Iterator[Block]:
    """Indicators without a status and why, and how many were not asked for."""
    report = view.report
    silent: dict[str, list[str]] = {}
    for item in report.assessments:
        if report.observed and BY_CODE[item.status or "undecided"].stands is None:
            silent.setdefault(status_word(item, view), []).append(view.own(item.indicator.name))
    lines = [
        view.labelled(
            view.word("report.by_reason", reason=reason, n=len(names)), view.listed(names)
        )
        for reason, names in silent.items()
    ]
    everything = len(report.plan.indicators)
    if len(report.assessments) < everything:
        data = {"all": everything, "n": len(report.assessments)}
        lines.insert(0, view.word("report.only", **data))
    if lines:
        yield Notes(tuple(Note(line, prose=True) for line in lines))
