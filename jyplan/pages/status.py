"""`jyplan status` as a page: a table of indicators, or each in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.columns import FIELDS, SOFT, bar, indicator_cell
from jyplan.pages.forms import (
    broken_notes,
    by_steps,
    compared_notes,
    gaps_notes,
    growth_cell,
    so_far_text,
    target_text,
    years_text,
)
from jyplan.pages.page import Cell, Entries, Entry, Note, Notes, Page, Row, Table
from jyplan.pages.view import (
    View,
    difference,
    lead_text,
    status_cell,
    status_word,
)
from jyplan.statuses import BY_CODE, BY_PLACE
from jyplan.texts import numbers
from jyplan.texts.words import GLUE, origin_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.pages.columns import Field
    from jyplan.pages.page import Block
    from jyplan.plan.fields import Text
    from jyplan.results import Assessment, Report
    from jyplan.texts.words import Language

# in the order in which they are shown
PLAN = ("indicator", "baseline", "target", "rate", "step", "milestone", "gap")
OBSERVED = (
    "indicator",
    "baseline",
    "latest",
    "target",
    "progress",
    "achieved",
    "expected",
    "lead",
    "catch_up",
    "projection",
    "status",
)
# beside the verdicts of rules, what goes where the screen is narrow
BESIDE_RULES: Mapping[str, int] = {"published": 4, "target": 3, "latest": 2, "baseline": 1}


def status_page(report: Report, language: Language, chosen: Sequence[str] | None = None) -> Page:
    """The report as a table by themes, with what a reader must know below it.

    Args:
        report: what is told.
        language: of words.
        chosen: the columns, all of which are shown; None: those that the report asks for.
    """
    view = View(report, language)
    fields = fields_for(view, chosen)
    rows = []
    for name, members in grouped(report):
        heading = None if name is None else view.own(name)
        for item in members:
            cells = tuple(field.cell(item, view) for field in fields)
            rows.append(Row(cells, heading))
    columns = tuple(field.column(view) for field in fields)
    keys = [field.key for field in fields]
    return Page(language, heading_of(view), (), _blocks(view, Table(columns, tuple(rows)), keys))


def fields_for(view: View, chosen: Sequence[str] | None) -> list[Field]:
    """The fields that are shown; a rule's stand for its name."""
    usual: Sequence[str] = OBSERVED if view.report.observed else PLAN
    own: Mapping[str, Sequence[Field]] = {}
    if view.report.rules:
        # Only here, as below: most reports are judged by our schedule alone.
        from jyplan.pages.verdicts import fields_of, keys_of

        usual, own = keys_of(view), fields_of(view)
    keys = chosen or (*usual, *(("published",) if view.official else ()))
    found = [field for key in keys for field in own.get(key) or [FIELDS[key]]]
    if chosen:
        return [field._replace(dispensable=0) for field in found]
    if view.report.rules:
        return [field._replace(dispensable=BESIDE_RULES.get(field.key, 0)) for field in found]
    return found


def _blocks(view: View, told: Table | Entries, keys: Sequence[str]) -> tuple[Block, ...]:
    """What is told of indicators, then what a reader must know."""
    if not view.report.assessments:
        told_of: Block = Notes((Note(view.word("nothing_selected")),))
    else:
        told_of = told
    lines = [*notes(view, keys)]
    if counts := summary(view):
        lines.append(Note(tuple(counts)))
    lines += [Note(line) for line in below(view)]
    blocks = (told_of, Notes(tuple(lines)))
    if not view.report.rules:
        return blocks
    from jyplan.pages.totals import totals_table

    groups = totals_table(view)
    return (*blocks, groups) if groups else blocks


def wide_page(report: Report, language: Language) -> Page:
    """The report in a few words an indicator, so that lateness is something one sees."""
    view = View(report, language)
    entries = []
    for name, members in grouped(report):
        heading = None if name is None else view.own(name)
        for item in members:
            tone = BY_CODE[item.status or "undecided"].tone
            entries.append(Entry(_name(item, view), tuple(_facts(item, view)), tone, heading))
            heading = None
    keys = ("name", "baseline", "latest", "progress", "status", "published")
    blocks = _blocks(view, Entries(tuple(entries)), keys)
    return Page(language, heading_of(view), (), blocks)


def _name(item: Assessment, view: View) -> tuple[str, ...]:
    """Name with unit, latest value or baseline with its year, and the target with its year."""
    pieces = [indicator_cell(item, view).text]
    if item.latest is not None and (so_far := so_far_text(item, view)) is not None:
        pieces.append(f"{so_far} ({item.latest.year})")
    elif item.latest is not None:
        soft = "~" if item.latest.provisional else ""
        pieces.append(f"{soft}{numbers.as_stated(item.latest.value)} ({item.latest.year})")
    elif item.baseline is not None and not item.known.indexed:
        soft = "~" if item.baseline.basis in SOFT else ""
        pieces.append(f"{soft}{numbers.as_stated(item.baseline.value)} ({item.baseline.year})")
    aim = item.aim
    when = str(aim.year or (aim.newest if aim.years else view.word("target.undated")))
    if aim.every is not None and not aim.years:
        when = str(aim.every[1]) if item.aim.mean else view.word("target.every")
    return (*pieces, f"{view.word('column.target')} {target_text(item, view)} ({when})")


def _facts(item: Assessment, view: View) -> Iterator[Cell]:
    """The bar with its shares, the lead, what is still needed, the status."""
    yield Cell(bar=bar(item))
    progress = item.progress
    if progress.achieved_share is not None and progress.expected_share is not None:
        achieved = numbers.percent(progress.achieved_share, 0)
        expected = numbers.percent(progress.expected_share, 0)
        yield Cell(view.word("wide.shares", achieved=achieved, expected=expected))
    lead = lead_text(item)
    if lead is not None and lead[0] in "+-":
        key = "wide.early" if lead[0] == "+" else "wide.late"
        yield Cell(view.word(key, years=lead[1:]))
    if item.latest is None:
        yield from map(Cell, _required(item, view))
    elif (held := years_text(item, view)) is not None:
        yield Cell(held)
    elif item.catch_up.linear_step is not None:
        shown = growth_cell(item, item.catch_up, view).text
        yield Cell(view.word("wide.needed", rate=shown))
    if view.report.observed and not view.report.rules:
        yield status_cell(item.status or "undecided", status_word(item, view), GLUE)
    if view.report.rules:
        from jyplan.pages.verdicts import said_of

        yield from said_of(item, view)
    if item.published is not None:
        # Only here: many plans carry no verdicts.
        from jyplan.pages.published import published_fact

        yield published_fact(item, item.published, view)


def _required(item: Assessment, view: View) -> Iterator[str]:
    required = item.required
    stepped = by_steps(item.indicator, item) and required.linear_step is not None
    if required.compound_rate is not None and not stepped:
        yield f"{view.word('column.rate')} {numbers.percent(required.compound_rate)}"
    elif not stepped and not (view.report.observed and item.status == required.reason):
        yield view.reason(required.reason)
    if required.linear_step is not None and (stepped or item.path == "linear"):
        step = numbers.step(required.linear_step, item.indicator.precision)
        yield f"{view.word('column.step')} {difference(step, item.indicator, view)}"


def below(view: View) -> list[str]:
    """What stands in lines of its own at the end: totals by rules, and by obligation."""
    report = view.report
    if report.rules:
        from jyplan.pages.totals import totals

        return list(totals(view))
    told = sum(sum(counts.values()) for counts in report.obligations.values())
    if not report.observed or len(report.obligations) + (told < len(report.assessments)) < 2:  # noqa: PLR2004 told apart
        return []
    return [
        view.labelled(view.word(f"obligation.{name}"), view.clauses(counts_in_words(counts, view)))
        for name, counts in report.obligations.items()
    ]


def _agreement(view: View) -> list[str]:
    """How many published verdicts were compared with ours, and how many are alike."""
    found = view.report.agreement
    if found is None or not found.compared:
        return []
    key = "published.alike_one" if found.compared == 1 else "published.alike"
    return [view.word(key, n=found.compared, alike=found.alike)]


def counts_in_words(counts: Mapping[str, int], view: View) -> list[str]:
    """How many indicators have which status."""
    return [
        f"{view.word(f'status.{kind.code}')}{GLUE}{counts[kind.code]}"
        for kind in BY_PLACE
        if kind.code in counts
    ]


def heading_of(view: View, *, counted: bool = True) -> tuple[str, ...]:
    """The plan, its years, how many indicators, the date, and which plan was used."""
    report, head = view.report, view.report.plan.head
    count = len(report.assessments)
    parts = [view.own(head.name), f"{head.baseline_year} → {head.end_year}"]
    if counted:
        parts.append(view.word(f"title.indicator{'' if count == 1 else 's'}", n=count))
    if counted and report.observed:
        share = numbers.percent(report.elapsed_share, 0)
        parts.append(view.word("title.as_of", year=report.as_of, share=share))
    return (*parts, origin_text(report.plan.origin, view.language))


def grouped(report: Report) -> Iterator[tuple[Text | None, list[Assessment]]]:
    """Themes in the plan's order, each with its assessments; all in one where they are sorted."""
    if report.sort != "plan":
        yield None, list(report.assessments)
        return
    for theme in report.plan.targets.themes:
        members = [item for item in report.assessments if item.indicator.theme == theme.id]
        if members:
            yield theme.name, members


def notes(view: View, keys: Sequence[str]) -> Iterator[Note]:
    """What the signs in the columns mean, as far as these are shown."""
    report = view.report
    if soft := tuple(key for key in ("baseline", "latest") if key in keys and _soft(view, key)):
        yield Note(view.word("legend.soft"), "quiet", of=soft)
    if {"name", "indicator"}.intersection(keys):
        yield from readings(report.assessments, view)
    for awaited in report.awaited:
        late = set(awaited.districts)
        names = (each.name for each in report.plan.targets.districts if each.id in late)
        listed = view.listed(map(view.own, names))
        said = view.word(
            "legend.awaited", year=awaited.year, districts=listed, n=awaited.quantities
        )
        yield Note(said, "quiet")
    if {"status", "years", *(card.name for card in report.rules)}.intersection(keys):
        yield from (Note(line, "warning") for line in broken_notes(view))
    if "target" in keys:
        yield from (Note(line, "quiet", of=("target",)) for line in compared_notes(view))
    yield from (Note(line, "quiet") for line in gaps_notes(view))
    if "progress" in keys:
        yield Note(view.word("legend.bar", full="█", due="│"), "quiet", of=("progress",))
    # What is handed on explains its methods in a place of their own.
    if not view.handed_on and report.observed and (not report.rules or "schedule" in keys):
        ahead, behind = (numbers.trimmed(value * 100, 1) for value in report.thresholds)
        yield Note(view.word("legend.thresholds", ahead=ahead, behind=behind), "quiet")
    if report.rules:
        from jyplan.pages.verdicts import contrasts, legend

        told = (*contrasts(view), *(() if view.handed_on else legend(view)))
        yield from (Note(line, "quiet") for line in told)
    if "published" in keys and view.official:
        # Only here: many plans carry no verdicts.
        from jyplan.pages.published import published_notes

        yield from published_notes(view)


def readings(items: Sequence[Assessment], view: View) -> Iterator[Note]:
    """Which reading the figures of ambiguous indicators follow."""
    ambiguous = [item for item in items if "default_reading" in item.flags]
    if ambiguous:
        key = "report.reading" if view.handed_on else "legend.reading"
        yield Note(view.word(key), "quiet")
    for item in ambiguous:
        if item.reading:
            said = view.labelled(view.called(item.indicator.id), view.own(item.reading.name))
            yield Note(said, "quiet", inner=True)


def _soft(view: View, key: str) -> bool:
    """Whether a figure of a column is not as firm as the others."""
    return any(
        item.baseline is not None and item.baseline.basis in SOFT
        if key == "baseline"
        else item.latest is not None and item.latest.provisional
        for item in view.report.assessments
    )


def summary(view: View) -> list[str]:
    """How many indicators have which status, or, with nothing reported, which foundation."""
    report = view.report
    if not report.assessments or report.rules:
        return []
    if report.observed:
        return [*counts_in_words(report.statuses, view), *_agreement(view)]
    counts = [
        view.word(f"foundation.{code}", n=report.foundations[code])
        for code in ("complete", "by_reading", "from_zero", "no_baseline")
        if code in report.foundations
    ]
    total = view.word("foundation.total", n=len(report.assessments))
    return [f"{view.labelled(total, view.clauses(counts))}{view.word('stop')}"]
