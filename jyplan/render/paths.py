"""`jyplan path` as a table: yearly milestones, linear and compound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jyplan.render.columns import localized, milestone_text
from jyplan.render.markdown import table as markdown_table
from jyplan.render.status_parts import heading
from jyplan.render.status_table import GAP_CELLS, NAME_CELLS
from jyplan.render.terminal import Screen, to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from jyplan.render.columns import View
    from jyplan.results import Assessment, Course, YearValues

PATHS = ("linear", "compound")


def path_table(view: View, courses: Sequence[Course], screen: Screen, *, named: bool) -> str:
    """Milestones of the courses: each on its own path, both paths where they were named."""
    years = all_years(courses)
    rows = [row for course in courses for row in course_rows(view, course, years, both=named)]
    titles = [view.word("column.name"), view.word("column.unit"), *map(str, years)]
    widths = [max(cell_len(row[i]) for row in [titles, *rows]) for i in range(len(titles))]
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
    room = screen.width - sum(width + GAP_CELLS for width in widths[1:])
    unit = room >= NAME_CELLS
    if not unit:
        room += widths[1] + GAP_CELLS
    for index, title in enumerate(titles):
        if index == 1 and not unit:
            continue
        table.add_column(
            Text(title),
            justify="left" if index < 2 else "right",  # noqa: PLR2004 name and unit
            no_wrap=index > 0,
            overflow="fold",
            min_width=widths[index] if index > 0 else None,
            max_width=max(room, NAME_CELLS) if index == 0 else None,
        )
    for row in rows:
        table.add_row(*(Text(cell) for i, cell in enumerate(row) if unit or i != 1))
    parts: list[RenderableType] = [Text(heading(view), style="bold"), Text(), table, Text()]
    parts += [Text(line, style="bright_black") for line in remarks(view, courses)]
    return to_text(parts, screen)


def path_markdown(view: View, courses: Sequence[Course]) -> str:
    """Milestones of the courses as one Markdown table, both paths."""
    years = all_years(courses)
    rows = [row for course in courses for row in course_rows(view, course, years, both=True)]
    titles = [view.word("column.name"), view.word("column.unit"), *map(str, years)]
    lines = markdown_table(titles, [False, False, *[True] * len(years)], rows)
    return "\n".join([f"# {heading(view)}", "", *lines, "", *remarks(view, courses)]) + "\n"


def all_years(courses: Sequence[Course]) -> list[int]:
    """Every year that one of the courses passes through."""
    return sorted({year.year for course in courses for year in course.years})


def course_rows(view: View, course: Course, years: Sequence[int], *, both: bool) -> list[list[str]]:
    """One row a path, and one of what was reported."""
    item = course.assessment
    if not course.years:
        return []
    own = item.path
    rows = []
    for path in PATHS if both else (own,):
        name = localized(item.indicator.name, view.language)
        label = f"{name} {view.word(f'path.{path}')}" if both else name
        values = {entry.year: value_on(course.assessment, entry, path) for entry in course.years}
        if any(values.values()):
            unit = localized(item.indicator.unit, view.language)
            rows.append([label, unit, *(values.get(year) or "" for year in years)])
    return rows


def value_on(item: Assessment, entry: YearValues, path: str) -> str | None:
    """A milestone of one of the two paths as text."""
    if path == "linear":
        return milestone_text(item, entry.linear, entry.linear_whole)
    return milestone_text(item, entry.compound, entry.compound_whole)


def remarks(view: View, courses: Sequence[Course]) -> list[str]:
    """Which indicators have no path, and why."""
    missing: dict[str, list[str]] = {}
    for course in courses:
        if not course.years and course.reason:
            name = localized(course.assessment.indicator.name, view.language)
            missing.setdefault(course.reason, []).append(name)
    return [
        f"{view.word(f'reason.{reason}')}{view.word('colon')}{view.word('list').join(names)}"
        for reason, names in missing.items()
    ]
