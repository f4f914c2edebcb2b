"""The sheet of courses: where every indicator should stand in every year, and one of them drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import BookChart, BookLine
from jyplan.pages.workbook.courses import kept_part, part_at, value_on, whole_course
from jyplan.pages.workbook.drafts import HELPER, Look
from jyplan.pages.workbook.frame import HEADINGS
from jyplan.pages.workbook.inputs import aim_of, digits, sort_of
from jyplan.pages.workbook.ranges import place
from jyplan.pages.workbook.terms import Term, both, first, known, term, when

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.pages.workbook.frame import BookFrame, BookRow
    from jyplan.pages.workbook.terms import Scalar

# rows of the sheet: what is chosen, its figures, its chart, then all indicators
CHOSEN, FIGURES, CHART, MATRIX = 3, 4, 11, 30
YEARS_FROM = 4
LONGEST_LABEL = 120
# figures of any precision
SHOWN = "0.00##"
# the column of labels on the sheet of words
LABELS = 6
# the lines of the chart, the foremost last
LINES = ("course", "projection", "milestone", "target", "observed")


def write_course(frame: BookFrame) -> None:
    """Write the sheet."""
    draft = frame.drafts["course"]
    frame.title("course")
    draft.widths = {0: 33.0, 1: 40.0, 2: 16.0, 3: 11.0}
    draft.widths |= {_column(frame, year): 10.0 for year in frame.span}
    _write_all(frame)
    labels = _write_labels(frame)
    draft.put(CHOSEN, 0, frame.said("course.choose"), Look("heading"))
    chosen = draft.put(CHOSEN, 1, _first_label(frame), Look("input"))
    frame.allow_listed("course", (CHOSEN, 1), labels)
    draft.put(FIGURES, 0, frame.said("course.one"), Look("heading"))
    for column in range(1, YEARS_FROM):
        draft.put(FIGURES, column, "", Look("heading"))
    draft.years(FIGURES, YEARS_FROM, frame.span)
    _write_chosen(frame, chosen)


def _write_all(frame: BookFrame) -> None:
    """Every indicator on its own path, a column a year."""
    draft = frame.drafts["course"]
    titles = [frame.said(f"head.{key}") for key in ("id", "name", "unit", "path")]
    draft.put(MATRIX - 1, 0, frame.said("course.all"), Look("section"))
    draft.heads(MATRIX, 0, titles)
    draft.years(MATRIX, YEARS_FROM, frame.span)
    for line in frame.indicators:
        row = _row(line)
        frame.introduce("course", row, line)
        without = sort_of(line).every or sort_of(line).kept
        path = frame.view.reason("floor_per_year" if sort_of(line).every else "maintained")
        draft.put(row, 3, path if without else frame.cell(line, "path"), Look(tone="quiet"))
        look = Look(format=digits(line), right=True)
        for year in frame.span:
            due = _asked(frame, line, year) if without else _due(frame, line, year)
            draft.put(row, _column(frame, year), due, look)


def _row(line: BookRow) -> int:
    return MATRIX + 1 + line.row - HEADINGS


def _column(frame: BookFrame, year: int) -> int:
    return YEARS_FROM + year - frame.years[0]


def _due(frame: BookFrame, line: BookRow, year: int) -> Term:
    """Where an indicator should stand at the end of a year; nothing before and after its course."""
    course = whole_course(frame, line)
    told = frame.step_at(line, "required_step").equals("")
    part = kept_part(frame, line, part_at(frame, line, year), f"course.{year}", told)
    inside = both(told, course.begun <= year, course.over >= year)
    return when(inside, value_on(frame, line, part, term(year)), "")


def _asked(frame: BookFrame, line: BookRow, year: int) -> Term | str:
    """What is asked of a year by itself."""
    aim = aim_of(line)
    if sort_of(line).every and not aim.in_force(year):
        return ""
    if aim.every is None:
        return frame.cell(line, "level") if aim.year is None or year <= aim.year else ""
    if aim.years or aim.comparison is not None:
        return frame.at_year("bound", line, year)
    return frame.cell(line, "level")


def _write_labels(frame: BookFrame) -> Term:
    """Write what indicators are chosen by: an id, which is unique, and the name."""
    draft = frame.drafts["words"]
    column = LABELS
    draft.heads(2, column, [frame.said("words.labels")])
    for number, line in enumerate(frame.indicators):
        draft.put(3 + number, column, _label(frame, line))
    return draft.down((3, 2 + len(frame.indicators)), column)


def _label(frame: BookFrame, line: BookRow) -> str:
    entry = line.known.entry
    return f"{entry.id} · {frame.view.own(entry.name)}"[:LONGEST_LABEL]


def _first_label(frame: BookFrame) -> str:
    """The first indicator of which there is something to be seen."""
    drawn = [line for line in frame.indicators if line.item and line.item.required.linear_step]
    seen = [line for line in drawn if line.known.series]
    return _label(frame, (seen or drawn or frame.indicators)[0])


def _chosen_row(frame: BookFrame, chosen: Term) -> Term:
    """Which row is chosen, from 1, or 0: its id stands before the first blank."""
    id_ = str(chosen.value).partition(" ")[0]
    name = Term(f'LEFT({chosen.text},FIND(" ",{chosen.text})-1)', id_)
    ids = frame.drafts["indicators"].down(frame.indicator_rows, frame.columns["id"])
    found = place(name, ids)
    return when(known(found), found, 0.0)


def _write_chosen(frame: BookFrame, chosen: Term) -> None:
    """The lines of the chosen indicator: figures to read, and figures to draw."""
    draft, steps = frame.drafts["course"], frame.drafts["steps"]
    words = frame.drafts["words"]
    words.heads(2, LABELS + 2, [frame.said("words.chosen")])
    number = words.put(3, LABELS + 2, _chosen_row(frame, chosen), HELPER)
    drawn = HEADINGS + len(frame.rows) + 2
    sources: dict[str, Callable[[int], Term]] = {
        "course": lambda year: _at(
            draft.down((MATRIX + 1, _row(frame.indicators[-1])), _column(frame, year)), number
        ),
        "projection": lambda year: _straight(frame, number, year),
        "milestone": lambda year: _stop(frame, number, year),
        "target": lambda year: _target(frame, number, year),
        "observed": lambda year: _grid(frame, "levels", number, year),
    }
    names = {
        "course": frame.view.word("chart.planned"),
        "projection": frame.said("course.projection"),
        "milestone": frame.view.word("chart.milestone"),
        "target": frame.view.word("chart.target"),
        "observed": frame.view.word("show.observed"),
    }
    begin = frame.grids["levels"]
    for index, role in enumerate(LINES):
        row = FIGURES + 1 + index
        draft.put(row, 0, names[role])
        steps.put(drawn + index, 0, names[role], HELPER)
        for column in range(1, YEARS_FROM):
            draft.put(row, column, "")
        for place_, year in enumerate(frame.span):
            shown = draft.put(
                row, YEARS_FROM + place_, sources[role](year), Look(format=SHOWN, right=True)
            )
            drawn_value = Term(
                f"IF(ISNUMBER({shown.text}),{shown.text},NA())",
                shown.value if isinstance(shown.value, float) else "#N/A",
            )
            steps.put(drawn + index, begin + place_, drawn_value, HELPER)
    _draw(frame, drawn, begin)


def _at(cells: Term, number: Term) -> Term:
    """The cell of a column in a row that is counted from 1; nothing where it is empty."""
    found: Scalar = None
    if isinstance(number.value, float) and isinstance(cells.value, tuple) and number.value:
        found = cells.value[int(number.value) - 1]
    cell = Term(f"INDEX({cells.text},{number.text})", found)
    return first((number.equals(0), ""), (known(cell), cell))


def _grid(frame: BookFrame, grid: str, number: Term, year: int) -> Term:
    cells = frame.drafts["steps"].down(
        frame.indicator_rows, frame.grids[grid] + year - frame.years[0]
    )
    return _at(cells, number)


def _stop(frame: BookFrame, number: Term, year: int) -> Term:
    """A milestone of the chosen indicator."""
    flag, value = (_grid(frame, grid, number, year) for grid in ("stopped", "stops"))
    return when(flag.equals(1), value, "")


def _of(frame: BookFrame, key: str, number: Term) -> Term:
    cells = frame.drafts["indicators"].down(frame.indicator_rows, frame.columns[key])
    return _at(cells, number)


def _target(frame: BookFrame, number: Term, year: int) -> Term:
    """The target of the chosen indicator in its year."""
    return when(_of(frame, "year", number).equals(year), _of(frame, "level", number), "")


def _straight(frame: BookFrame, number: Term, year: int) -> Term:
    """From the latest value of the chosen indicator on at its observed step."""
    over = _of(frame, "year", number)
    latest, value = _of(frame, "latest_year", number), _of(frame, "latest", number)
    step = _of(frame, "observed_step", number)
    told = both(known(over), known(latest), known(step))
    late = both(when(told, latest, year + 1) <= year, when(told, over, year - 1) >= year)
    return first((both(told, late), value + (year - latest) * step))


def _draw(frame: BookFrame, row: int, begin: int) -> None:
    """The chart of the chosen indicator."""
    last = begin + len(frame.span) - 1
    lines = tuple(
        BookLine(role, (row + index, 0, row + index, 0), (row + index, begin, row + index, last))
        for index, role in enumerate(LINES)
    )
    chart = BookChart(
        bars=False,
        at=(CHART, 0),
        sheet="steps",
        years=(3, begin, 3, last),
        lines=lines,
        description=frame.said("course.description"),
        size=(900, 360),
    )
    frame.drafts["course"].charts.append(chart)
