"""`jyplan status` as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jyplan.render import numbers
from jyplan.render.columns import COLUMNS, Cell, View, localized
from jyplan.render.terminal import Screen, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from jyplan.render.columns import Column
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
# what goes first where the screen is narrow
EXPENDABLE = (
    "projection",
    "baseline",
    "lead",
    "expected",
    "achieved",
    "catch_up",
    "progress",
)
EXPENDABLE_PLAN = ("gap", "step", "milestone")
# columns of words, which may be folded
NAMES = frozenset({"name", "indicator"})
NAME_CELLS = 20
GAP_CELLS = 2
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


def status_table(view: View, screen: Screen, chosen: Sequence[str] | None = None) -> str:
    """The report as a table grouped by theme, with what a reader must know below it."""
    columns = [COLUMNS[key] for key in chosen] if chosen else _fitting(view, screen.width)
    parts: list[RenderableType] = [Text(heading(view), style="bold"), Text()]
    if view.report.assessments:
        parts.append(_table(view, columns, screen.width))
    else:
        parts.append(Text(view.word("nothing_selected")))
    parts += [Text(), *(Text(line, style="bright_black") for line in notes(view, columns))]
    parts.append(Text(summary(view)))
    return to_text(parts, screen)


def heading(view: View) -> str:
    """The plan, its years, how many indicators, the date, and which plan was used."""
    report, head = view.report, view.report.plan.head
    years = f"{head.baseline_year} {view.marks.arrow} {head.end_year}"
    parts = [
        localized(head.name, view.language),
        years,
        view.word("title.indicators", n=len(report.assessments)),
    ]
    if report.observed:
        share = numbers.percent(report.elapsed_share, 0)
        parts.append(view.word("title.as_of", year=report.as_of, share=share))
    parts.append(view.word(f"origin.{report.plan.origin.how}", folder=report.plan.origin.folder))
    return "  ".join(parts)


def grouped(report: Report) -> Iterator[tuple[object, list[Assessment]]]:
    """Themes in the plan's order, each with its assessments; empty ones left out."""
    for theme in report.plan.targets.themes:
        members = [item for item in report.assessments if item.indicator.theme == theme.id]
        if members:
            yield theme.name, members


def _fitting(view: View, width: int) -> list[Column]:
    """The columns of this mode that fit the width side by side, no figure cut."""
    keys = list(OBSERVED if view.report.observed else PLAN)
    widths = {key: _natural(COLUMNS[key], view) for key in keys}
    widths["indicator"] = min(widths["indicator"], NAME_CELLS)
    for key in EXPENDABLE if view.report.observed else EXPENDABLE_PLAN:
        if sum(widths[kept] for kept in keys) + GAP_CELLS * (len(keys) - 1) <= width:
            break
        if key in keys:
            keys.remove(key)
    return [COLUMNS[key] for key in keys]


def _natural(column: Column, view: View) -> int:
    cells = [column.cell(item, view).text for item in view.report.assessments]
    return max(cell_len(shown) for shown in [column.title(view), *cells])


def _table(view: View, columns: Sequence[Column], width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0), show_header=True)
    figures = sum(
        _natural(column, view) + GAP_CELLS for column in columns if column.key not in NAMES
    )
    for column in columns:
        is_name = column.key in NAMES
        table.add_column(
            Text(column.title(view)),
            justify="right" if column.right else "left",
            no_wrap=not is_name,
            overflow="fold",
            min_width=None if is_name else _natural(column, view),
            max_width=max(width - figures, NAME_CELLS - GAP_CELLS) if is_name else None,
        )
    for name, members in grouped(view.report):
        if columns[0].key in NAMES:
            table.add_row(Text(localized(name, view.language), style="bold"))
        for item in members:
            table.add_row(*(_shown(column, item, view) for column in columns))
    return table


def _shown(column: Column, item: Assessment, view: View) -> RenderableType:
    cell: Cell = column.cell(item, view)
    shown = Text(cell.text, style=cell.style)
    # Names stand below their theme, also on their second line.
    return Padding(shown, (0, 0, 0, 2)) if column.key in NAMES else shown


def notes(view: View, columns: Sequence[Column]) -> list[str]:
    """What the signs in the shown columns mean."""
    keys = {column.key for column in columns}
    lines = []
    shown = [
        column.cell(item, view).text
        for column in columns
        for item in view.report.assessments
        if column.key in {"baseline", "latest"}
    ]
    if any(cell.startswith("~") for cell in shown):
        lines.append(view.word("legend.soft"))
    ambiguous = [item for item in view.report.assessments if "default_reading" in item.flags]
    if ambiguous and keys & NAMES:
        lines.append(view.word("legend.reading"))
        for item in ambiguous:
            if item.reading:
                name = localized(item.reading.name, view.language)
                lines.append(f"  {item.indicator.id}{view.word('colon')}{name}")
    if "progress" in keys:
        lines.append(view.word("legend.bar", full=view.marks.full, due=view.marks.due))
    if view.report.observed:
        ahead, behind = (numbers.trimmed(value * 100, 1) for value in view.report.thresholds)
        lines.append(view.word("legend.thresholds", ahead=ahead, behind=behind))
    return lines


def summary(view: View) -> str:
    """How many indicators have which status, or, with nothing reported, which foundation."""
    report = view.report
    if report.observed:
        counts = [
            f"{view.word(f'status.{code}')} {report.statuses[code]}"
            for code in STATUS_ORDER
            if code in report.statuses
        ]
        return "  ".join(counts)
    counts = [
        view.word(f"foundation.{code}", n=report.foundations[code])
        for code in ("complete", "by_reading", "from_zero", "no_baseline")
        if code in report.foundations
    ]
    total = view.word("foundation.total", n=len(report.assessments))
    return f"{total}{view.word('colon')}{view.word('comma').join(counts)}{view.word('stop')}"
