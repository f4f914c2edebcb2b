"""`jyplan path` as a table: yearly milestones, linear and compound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jyplan.render.columns import COLUMNS, localized, milestone_text
from jyplan.render.markdown import escaped
from jyplan.render.markdown import table as markdown_table
from jyplan.render.status_parts import heading, notes
from jyplan.render.status_table import GAP_CELLS, NAME_CELLS
from jyplan.render.terminal import Screen, paragraph, side_by_side, to_text
from jyplan.render.wrapping import longest_word, wrapped
from jyplan.texts import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from jyplan.render.columns import View
    from jyplan.results import Assessment, Course, YearValues

PATHS = ("linear", "compound", "itr")


def path_table(view: View, courses: Sequence[Course], screen: Screen, *, named: bool) -> str:
    """Milestones of the courses: each on its own path, both paths where they were named.

    A column a year where the screen is wide enough, else a line a year.
    """
    years = all_years(courses)
    rows = [row for course in courses for row in course_rows(view, course, years, both=named)]
    titles = [view.word("column.name"), *map(str, years)]
    widths = [max(map(cell_len, column)) for column in zip(titles, *rows, strict=True)]
    room = screen.width - sum(width + GAP_CELLS for width in widths[1:])
    parts: list[RenderableType] = [side_by_side(heading(view), screen, "bold"), Text()]
    if room >= max([NAME_CELLS, *(longest_word(row[0]) for row in rows)]):
        table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
        for index, title in enumerate(titles):
            table.add_column(Text(title), justify="right" if index else "left", no_wrap=index > 0)
        for name, *figures in rows:
            table.add_row(Text("\n".join(wrapped(name, room))), *map(Text, figures))
        parts += [table, Text()]
    else:
        for course in courses:
            if course.years:
                title = name_of(view, course)
                parts += [paragraph(title, screen), years_table(view, course, both=named), Text()]
    parts += [paragraph(line, screen, "bright_black", indent=2) for line in remarks(view, courses)]
    return to_text(parts, screen)


def years_table(view: View, course: Course, *, both: bool) -> Table:
    """One indicator, a line a year."""
    item = course.assessment
    table = Table(box=None, pad_edge=False, padding=(0, GAP_CELLS, 0, 0))
    paths = [path for path in (PATHS if both else (item.path,)) if has_path(course, path)]
    observed = any(entry.observed is not None for entry in course.years)
    table.add_column("")
    for path in paths:
        own = " *" if both and path == item.path else ""
        table.add_column(Text(view.word(f"path.{path}") + own), justify="right", no_wrap=True)
    if observed:
        table.add_column(Text(view.word("show.observed")), justify="right", no_wrap=True)
    for entry in course.years:
        cells = [value_on(item, entry, path) or "" for path in paths]
        if observed:
            cells.append("" if entry.observed is None else numbers.as_stated(entry.observed))
        table.add_row(Text(f"  {entry.year}"), *map(Text, cells))
    return table


def has_path(course: Course, path: str) -> bool:
    """Whether there are milestones on one of the paths."""
    return any(getattr(entry, path) is not None for entry in course.years)


def name_of(view: View, course: Course) -> str:
    """Name, unit and the mark of a default reading."""
    return COLUMNS["indicator"].cell(course.assessment, view).text


def path_markdown(view: View, courses: Sequence[Course]) -> str:
    """Milestones of the courses as one Markdown table, both paths."""
    years = all_years(courses)
    rows = [row for course in courses for row in course_rows(view, course, years, both=True)]
    titles = [view.word("column.name"), *map(str, years)]
    lines = markdown_table(titles, [False, *[True] * len(years)], rows)
    notes = [escaped(line) for line in remarks(view, courses)]
    return "\n".join([f"# {escaped('  '.join(heading(view)))}", "", *lines, "", *notes]) + "\n"


def all_years(courses: Sequence[Course]) -> list[int]:
    """Every year that one of the courses passes through."""
    return sorted({year.year for course in courses for year in course.years})


def course_rows(view: View, course: Course, years: Sequence[int], *, both: bool) -> list[list[str]]:
    """One row a path, and one of what was reported."""
    item = course.assessment
    if not course.years:
        return []
    rows = []
    for path in PATHS if both else (item.path,):
        if has_path(course, path):
            name = name_of(view, course)
            label = f"{name} {view.word(f'path.{path}')}" if both else name
            values = {entry.year: value_on(item, entry, path) for entry in course.years}
            rows.append([label, *(values.get(year) or "" for year in years)])
    return rows


def value_on(item: Assessment, entry: YearValues, path: str) -> str | None:
    """A milestone of one of the paths as text; the baseline as it is stated."""
    if item.baseline is not None and entry.year == item.baseline.year:
        return numbers.as_stated(item.baseline.value)
    if path == "linear":
        return milestone_text(item, entry.linear, entry.linear_whole)
    if path == "itr":
        return milestone_text(item, entry.itr, entry.itr_whole)
    return milestone_text(item, entry.compound, entry.compound_whole)


def remarks(view: View, courses: Sequence[Course]) -> list[str]:
    """Which indicators have no path, and why."""
    missing: dict[str, list[str]] = {}
    for course in courses:
        if not course.years and course.reason:
            name = localized(course.assessment.indicator.name, view.language)
            missing.setdefault(course.reason, []).append(name)
    lines = [
        f"{view.word(f'reason.{reason}')}{view.word('colon')}{view.word('list').join(names)}"
        for reason, names in missing.items()
    ]
    return [*notes(view.only(course.assessment for course in courses), ["name"]), *lines]
