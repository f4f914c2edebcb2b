"""`jyplan report` as one page: where a plan stands, from the whole to each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.charts import course_chart
from jyplan.pages.columns import FIELDS
from jyplan.pages.counts import levels_line
from jyplan.pages.findings import found_and_accepted
from jyplan.pages.forms import broken_notes
from jyplan.pages.page import (
    Cell,
    Charts,
    Choices,
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
from jyplan.pages.rules import rule_page
from jyplan.pages.sentences import indicator_sentence
from jyplan.pages.show import detail_blocks, kind_of
from jyplan.pages.status import below, fields_for, grouped, heading_of, notes
from jyplan.pages.view import View, status_cell, status_word
from jyplan.results import Detail
from jyplan.statuses import BY_CODE, KINDS
from jyplan.texts import numbers
from jyplan.texts.rules import title_of
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.outcomes import Chances, WhatIf
    from jyplan.pages.columns import Field
    from jyplan.pages.page import Block
    from jyplan.plan.findings import Finding
    from jyplan.results import Assessment, Background, Checked, Explained, Report
    from jyplan.statuses import Kind
    from jyplan.texts.words import Language

# what somebody must look at, the worst first
WORST = ("regressing", "missed", "behind")
# of the table as evaluation reports have it; what comes after it goes where there is no room
APPENDIX = ("name", "unit", "obligation", "baseline", "target", "latest", "achieved")
BESIDE: Mapping[str, int] = {"progress": 1, "points": 3, "catch_up": 2}
# what is said of those that need attention
ATTENTION = (
    *("indicator", "status", "latest", "target", "gap", "points"),
    *("catch_up", "observed"),
)


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
        ("attention", _attention(view)),
        ("table", _table(view)),
        ("indicators", _cards(told.details, view)),
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
    known = [kind for kind in by_place(report) if kind.stands]
    silent = [kind for kind in by_place(report) if not kind.stands]
    for key, kinds in (("judged", known), ("silent", silent)):
        n = sum(report.statuses[kind.code] for kind in kinds)
        counts = (
            f"{view.word(f'status.{kind.code}')}{GLUE}{report.statuses[kind.code]}"
            for kind in kinds
        )
        data = {"n": len(report.assessments) if key == "judged" else n, "judged": n}
        if n:
            yield view.word(f"report.{key}", **data, counts=view.listed(counts))
    if late := _late(report):
        names = view.listed(view.own(item.indicator.name) for item in late)
        yield view.word("report.late", n=len(late), names=names)
    agreement = None if report.rules else report.agreement
    if agreement is not None and agreement.compared:
        yield view.word("report.alike", n=agreement.compared, alike=agreement.alike)


def by_place(report: Report) -> list[Kind]:
    """The statuses that indicators have, in the order in which they are counted."""
    kinds = (kind for kind in KINDS if kind.code in report.statuses)
    return sorted(kinds, key=lambda kind: kind.place)


def _counts(view: View) -> Table:
    """How many indicators have which status, binding and expected ones apart."""
    report = view.report
    kinds = by_place(report)
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
        Column("group", view.word("report.group"), right=False, names=True),
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


def _codes(item: Assessment) -> set[str]:
    """Every status that an indicator has, by our schedule and by the rules asked for."""
    said = {each.common for each in item.verdicts if each.common is not None}
    return {_own_code(item), *said}


def _own_code(item: Assessment) -> str:
    return item.status or "undecided"


def _attention(view: View) -> Iterator[Block]:
    """What is late, the worst first, and what it takes from here on."""
    if not view.report.observed:
        return
    late = _late(view.report)
    if not late:
        yield Notes((Note(view.word("report.fine"), prose=True),))
        return
    fields = [FIELDS[key]._replace(dispensable=0) for key in ATTENTION]
    rows = tuple(_row(fields, item, None, view) for item in late)
    yield Table(_columns(fields, view), rows)
    if lines := _missed(view, late):
        yield Notes(lines)


def _late(report: Report) -> list[Assessment]:
    late = (item for item in report.assessments if not _codes(item).isdisjoint(WORST))
    return sorted(late, key=_urgency)


def _missed(view: View, items: Sequence[Assessment]) -> tuple[Note, ...]:
    """Years that were missed of targets for every year."""
    return tuple(Note(line, "warning") for line in broken_notes(view.only(items)))


def _urgency(item: Assessment) -> tuple[int, float, float]:
    """By status, then by how far it is behind its schedule, else from its target."""
    place = min(WORST.index(code) for code in _codes(item) if code in WORST)
    lead, gap = item.progress.lead_points, item.gap.relative
    return place, 0.0 if lead is None else lead, 0.0 if gap is None else -gap


def _columns(fields: Sequence[Field], view: View) -> tuple[Column, ...]:
    return tuple(
        Column(field.key, field.title(view), field.right, field.dispensable, field.names)
        for field in fields
    )


def _row(fields: Sequence[Field], item: Assessment, heading: str | None, view: View) -> Row:
    """An indicator, which its card tells more of."""
    cells = tuple(field.cell(item, view) for field in fields)
    return Row(cells, heading, item.indicator.id, _marks(item))


def _marks(item: Assessment) -> tuple[str, ...]:
    return (f"status-{_own_code(item)}", f"theme-{item.indicator.theme}")


def _table(view: View) -> Iterator[Block]:
    """All indicators by themes, as the appendix of an evaluation report has them."""
    report = view.report
    if not report.assessments:
        yield Notes((Note(view.word("nothing_selected")),))
        return
    fields = _fields(view)
    rows: list[Row] = []
    for name, members in grouped(report):
        heading = None if name is None else view.own(name)
        for item in members:
            row = _row(fields, item, heading, view)
            rows.append(row._replace(cells=(Cell(str(len(rows) + 1)), *row.cells)))
    number = Column("number", view.word("column.number"))
    yield from _choices(view)
    yield Table((number, *_columns(fields, view)), tuple(rows))
    # What is official was said above, and which years were missed of what is late.
    keys = [field.key for field in fields if field.key != "published"]
    said = _missed(view, _late(report))
    yield Notes(tuple(note for note in notes(view, keys) if note not in said))


def _fields(view: View) -> list[Field]:
    """The columns: what evaluation reports have, then what there is room for."""
    report = view.report
    stated = any(item.indicator.obligation for item in report.assessments)
    keys = [key for key in APPENDIX if key != "obligation" or stated]
    if not report.observed:
        keys = [key for key in keys if key not in {"latest", "achieved"}]
        return [FIELDS[key]._replace(dispensable=0) for key in (*keys, "rate", "step")]
    told = {*keys, *BESIDE, "indicator", "expected", "lead", "projection"}
    told |= set() if report.rules else {"status"}
    verdicts = [field for field in fields_for(view, None) if field.key not in told]
    own = FIELDS["status"]
    if report.rules:
        # Beside those of the rules, which it may be one of.
        schedule = title_of("schedule", view.language)
        own = own._replace(key="schedule_status", heading=lambda _: schedule)
    by_rules = any(card.name == "schedule" for card in report.rules)
    shown = [*(FIELDS[key] for key in keys), *([] if by_rules else [own]), *verdicts]
    beside = [FIELDS[key]._replace(dispensable=place) for key, place in BESIDE.items()]
    return [*(field._replace(dispensable=0) for field in shown), *beside]


def _choices(view: View) -> Iterator[Choices]:
    """What rows and cards may be chosen by."""
    report, everything = view.report, view.word("report.all")
    statuses = [
        (f"status-{kind.code}", view.word(f"status.{kind.code}")) for kind in by_place(report)
    ]
    own = {item.indicator.theme for item in report.assessments}
    themes = [
        (f"theme-{theme.id}", view.own(theme.name))
        for theme in report.plan.targets.themes
        if theme.id in own
    ]
    for label, options in (("column.status", statuses), ("column.theme", themes)):
        if len(options) > 1:
            yield Choices(view.word(label), everything, tuple(options))


def _cards(details: Sequence[Detail | Background], view: View) -> Iterator[Block]:
    """One card an indicator, by themes."""
    indicators = (each for each in details if isinstance(each, Detail))
    by_id = {each.course.assessment.indicator.id: each for each in indicators}
    for name, members in grouped(view.report):
        cards = tuple(_card(by_id[item.indicator.id], view) for item in members)
        if name is None:
            yield from cards
        else:
            yield Section(view.own(name), cards)


def _card(detail: Detail, view: View) -> Profile:
    item = detail.course.assessment
    chart = course_chart(detail.course, view)
    years = {year for line in chart.series for year, _ in line.points}
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
        _marks(item),
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
    # Whoever is handed a report has not got the files: the place is enough.
    bare = checked._replace(
        findings=tuple(_handed_on(each, view) for each in checked.findings),
        accepted=tuple(
            each._replace(finding=_handed_on(each.finding, view)) for each in checked.accepted
        ),
    )
    if bare.findings:
        yield Messages(tuple(found_and_accepted(bare, language, accepted=False)))
    if bare.accepted:
        own = found_and_accepted(bare._replace(findings=()), language, accepted=True)
        title = view.word("report.accepted", n=len(bare.accepted))
        yield Section(title, (Messages(tuple(own)),))


def _handed_on(finding: Finding, view: View) -> Finding:
    """A finding without the lines of its file, which is named as seen from the plan."""
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
