"""What every form of `jyplan status` says around its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.render.columns import COLUMNS, SOFT, localized
from jyplan.render.totals import totals
from jyplan.render.verdicts import columns_of, contrasts, keys_of, legend
from jyplan.texts import numbers
from jyplan.texts.words import GLUE, origin_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.plan.fields import Text
    from jyplan.render.columns import Column, View
    from jyplan.results import Assessment, Report

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
# columns of words, which may be folded
NAMES = frozenset({"name", "indicator"})
STATUS_ORDER = (
    "achieved",
    "achieved_worsening",
    "ahead",
    "on_track",
    "behind",
    "regressing",
    "missed",
    "undecided",
    "no_data",
    "no_baseline",
)


def below(view: View) -> list[str]:
    """What stands in lines of its own at the end: totals by rules, and by obligation."""
    report = view.report
    if report.rules:
        return list(totals(view))
    told = sum(sum(counts.values()) for counts in report.obligations.values())
    if not report.observed or len(report.obligations) + (told < len(report.assessments)) < 2:  # noqa: PLR2004 told apart
        return []
    return [
        f"{view.word(f'obligation.{name}')}{view.word('colon')}"
        + view.word("comma").join(_counts(counts, view))
        for name, counts in report.obligations.items()
    ]


def _counts(counts: Mapping[str, int], view: View) -> list[str]:
    return [
        f"{view.word(f'status.{code}')}{GLUE}{counts[code]}"
        for code in STATUS_ORDER
        if code in counts
    ]


def keys_for(view: View) -> Sequence[str]:
    """The columns that a report is shown with."""
    if view.report.rules:
        return keys_of(view)
    return OBSERVED if view.report.observed else PLAN


def columns_for(view: View, keys: Sequence[str]) -> list[Column]:
    """Columns by their keys; a rule's stand for its name."""
    own = columns_of(view)
    return [column for key in keys for column in (own[key] if key in own else [COLUMNS[key]])]


def heading(view: View) -> list[str]:
    """The plan, its years, how many indicators, the date, and which plan was used."""
    report, head = view.report, view.report.plan.head
    years = f"{head.baseline_year} {view.marks.arrow} {head.end_year}"
    count = len(report.assessments)
    parts = [
        localized(head.name, view.language),
        years,
        view.word(f"title.indicator{'' if count == 1 else 's'}", n=count),
    ]
    if report.observed:
        share = numbers.percent(report.elapsed_share, 0)
        parts.append(view.word("title.as_of", year=report.as_of, share=share))
    parts.append(origin_text(report.plan.origin, view.language))
    return parts


def grouped(report: Report) -> Iterator[tuple[Text | None, list[Assessment]]]:
    """Themes in the plan's order, each with its assessments; all in one where they are sorted."""
    if report.sort != "plan":
        yield None, list(report.assessments)
        return
    for theme in report.plan.targets.themes:
        members = [item for item in report.assessments if item.indicator.theme == theme.id]
        if members:
            yield theme.name, members


def notes(view: View, keys: Sequence[str]) -> list[str]:
    """What the signs in the shown columns mean."""
    lines = []
    if any(_soft(item, keys) for item in view.report.assessments):
        lines.append(view.word("legend.soft"))
    ambiguous = [item for item in view.report.assessments if "default_reading" in item.flags]
    if ambiguous and NAMES.intersection(keys):
        lines.append(view.word("legend.reading"))
        for item in ambiguous:
            if item.reading:
                name = localized(item.reading.name, view.language)
                lines.append(f"  {item.indicator.id}{view.word('colon')}{name}")
    for awaited in view.report.awaited:
        late = set(awaited.districts)
        names = (each.name for each in view.report.plan.targets.districts if each.id in late)
        listed = view.word("list").join(localized(name, view.language) for name in names)
        quantities = awaited.quantities
        lines.append(view.word("legend.awaited", year=awaited.year, districts=listed, n=quantities))
    if "progress" in keys:
        lines.append(view.word("legend.bar", full=view.marks.full, due=view.marks.due))
    if view.report.observed and (not view.report.rules or "schedule" in keys):
        ahead, behind = (numbers.trimmed(value * 100, 1) for value in view.report.thresholds)
        lines.append(view.word("legend.thresholds", ahead=ahead, behind=behind))
    if view.report.rules:
        lines += [*contrasts(view), *legend(view)]
    return lines


def _soft(item: Assessment, keys: Sequence[str]) -> bool:
    """Whether one of the shown figures of an indicator is not as firm as the others."""
    baseline = "baseline" in keys and item.baseline is not None and item.baseline.basis in SOFT
    return baseline or ("latest" in keys and item.latest is not None and item.latest.provisional)


def summary(view: View) -> list[str]:
    """How many indicators have which status, or, with nothing reported, which foundation."""
    report = view.report
    if not report.assessments or report.rules:
        return []
    if report.observed:
        return _counts(report.statuses, view)
    counts = [
        view.word(f"foundation.{code}", n=report.foundations[code])
        for code in ("complete", "by_reading", "from_zero", "no_baseline")
        if code in report.foundations
    ]
    total = view.word("foundation.total", n=len(report.assessments))
    return [f"{total}{view.word('colon')}{view.word('comma').join(counts)}{view.word('stop')}"]
