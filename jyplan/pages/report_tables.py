"""The tables of a report: what needs attention, and all indicators with what they are chosen by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.columns import FIELDS
from jyplan.pages.forms import broken_notes
from jyplan.pages.page import Cell, Choices, Column, Note, Notes, Row, Table
from jyplan.pages.status import fields_for, grouped, notes
from jyplan.statuses import BY_PLACE
from jyplan.texts.rules import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.pages.columns import Field
    from jyplan.pages.page import Block
    from jyplan.pages.view import View
    from jyplan.results import Assessment, Report
    from jyplan.statuses import Kind

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


def statuses_of(report: Report) -> list[Kind]:
    """The statuses that indicators have, in the order in which they are counted."""
    return [kind for kind in BY_PLACE if kind.code in report.statuses]


def _codes(item: Assessment) -> set[str]:
    """Every status that an indicator has, by our schedule and by the rules asked for."""
    said = {each.common for each in item.verdicts if each.common is not None}
    return {_own_code(item), *said}


def _own_code(item: Assessment) -> str:
    return item.status or "undecided"


def attention(view: View) -> Iterator[Block]:
    """What is late, the worst first, and what it takes from here on."""
    if not view.report.observed:
        return
    found = late(view.report)
    if not found:
        yield Notes((Note(view.word("report.fine"), prose=True),))
        return
    fields = [FIELDS[key]._replace(dispensable=0) for key in ATTENTION]
    rows = tuple(_row(fields, item, None, view) for item in found)
    yield Table(tuple(field.column(view) for field in fields), rows)
    if lines := _missed(view, found):
        yield Notes(lines)


def late(report: Report) -> list[Assessment]:
    """What somebody must look at, the most urgent first."""
    found = (item for item in report.assessments if not _codes(item).isdisjoint(WORST))
    return sorted(found, key=_urgency)


def _missed(view: View, items: Sequence[Assessment]) -> tuple[Note, ...]:
    """Years that were missed of targets for every year."""
    return tuple(Note(line, "warning") for line in broken_notes(view.only(items)))


def _urgency(item: Assessment) -> tuple[int, float, float]:
    """By status, then by how far it is behind its schedule, else from its target."""
    place = min(WORST.index(code) for code in _codes(item) if code in WORST)
    lead, gap = item.progress.lead_points, item.gap.relative
    return place, 0.0 if lead is None else lead, 0.0 if gap is None else -gap


def _row(fields: Sequence[Field], item: Assessment, heading: str | None, view: View) -> Row:
    """An indicator, which its profile tells more of."""
    cells = tuple(field.cell(item, view) for field in fields)
    return Row(cells, heading, item.indicator.id, marks_of(item))


def marks_of(item: Assessment) -> tuple[str, ...]:
    """What a reader may choose an indicator by."""
    return (f"status-{_own_code(item)}", f"theme-{item.indicator.theme}")


def all_indicators(view: View) -> Iterator[Block]:
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
    yield Table((number, *(field.column(view) for field in fields)), tuple(rows))
    # What is official was said above, and which years were missed of what is late.
    keys = [field.key for field in fields if field.key != "published"]
    said = _missed(view, late(report))
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
    """What rows and profiles may be chosen by."""
    report, everything = view.report, view.word("report.all")
    statuses = [
        (f"status-{kind.code}", view.word(f"status.{kind.code}")) for kind in statuses_of(report)
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
