"""What every form of `jyplan status` says around its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.render import numbers
from jyplan.render.columns import SOFT, localized
from jyplan.render.wrapping import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jyplan.plan.fields import Text
    from jyplan.render.columns import View
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
    parts.append(view.word(f"origin.{report.plan.origin.how}", folder=report.plan.origin.label))
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
    if view.report.observed:
        ahead, behind = (numbers.trimmed(value * 100, 1) for value in view.report.thresholds)
        lines.append(view.word("legend.thresholds", ahead=ahead, behind=behind))
    return lines


def _soft(item: Assessment, keys: Sequence[str]) -> bool:
    """Whether one of the shown figures of an indicator is not as firm as the others."""
    baseline = "baseline" in keys and item.baseline is not None and item.baseline.basis in SOFT
    return baseline or ("latest" in keys and item.latest is not None and item.latest.provisional)


def summary(view: View) -> list[str]:
    """How many indicators have which status, or, with nothing reported, which foundation."""
    report = view.report
    if not report.assessments:
        return []
    if report.observed:
        return [
            f"{view.word(f'status.{code}')}{GLUE}{report.statuses[code]}"
            for code in STATUS_ORDER
            if code in report.statuses
        ]
    counts = [
        view.word(f"foundation.{code}", n=report.foundations[code])
        for code in ("complete", "by_reading", "from_zero", "no_baseline")
        if code in report.foundations
    ]
    total = view.word("foundation.total", n=len(report.assessments))
    return [f"{total}{view.word('colon')}{view.word('comma').join(counts)}{view.word('stop')}"]
