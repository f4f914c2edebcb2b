"""The sheet of indicators: a row each, from what the plan says to where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.book import Toned
from jyplan.pages.page import DASH
from jyplan.pages.workbook.courses import whole_course
from jyplan.pages.workbook.drafts import RATE, YEAR, Look
from jyplan.pages.workbook.frame import COLUMNS
from jyplan.pages.workbook.inputs import aim_of, digits, item_of
from jyplan.pages.workbook.levels import newest, start_of, value_in
from jyplan.pages.workbook.outlook import limited
from jyplan.pages.workbook.terms import Term, both, known, least, size, term, when
from jyplan.pages.workbook.vocabulary import status_word, unless, vocabulary_of
from jyplan.pages.workbook.yearly import near_end
from jyplan.statuses import BY_CODE

if TYPE_CHECKING:
    from jyplan.pages.page import Tone
    from jyplan.pages.workbook.frame import BookFrame, BookRow

# number formats
SHARE, POINTS, YEARS, TIME = "0.0%", "+0.0%;-0.0%;0.0%", "+0.0;-0.0;0.0", "0.00"
WORDS = frozenset({"id", "name", "unit", "obligation", "path", "form", "operator", "status"})
# columns in which a reason may stand for a figure
QUIET = frozenset(
    key
    for group in ("latest", "progress", "gap", "required", "observed", "catch_up", "projection")
    for key in COLUMNS[group]
    if key != "status"
)
# of targets that are looked at every year, nothing lies ahead and nothing is shared out
WITHOUT_WAY = tuple(
    key for group in ("progress", "required", "observed", "projection") for key in COLUMNS[group]
)
WIDTHS = {
    "name": 32.0,
    "unit": 12.0,
    "obligation": 11.0,
    "path": 10.0,
    "form": 18.0,
    "operator": 5.0,
    **dict.fromkeys(("start_year", "year", "latest_year"), 7.5),
    **dict.fromkeys(("held", "judged", "upper"), 7.0),
    "status": 16.0,
    "id": 30.0,
}
USUAL_WIDTH = 9.5


def write_names(frame: BookFrame, line: BookRow) -> None:
    """What an indicator is called."""
    view, entry = frame.view, line.known.entry
    frame.put(line, "id", entry.id, Look(tone="quiet"))
    frame.put(line, "name", view.own(entry.name), Look("name"))
    frame.put(line, "unit", view.own(entry.unit), Look("name", tone="quiet"))
    obligation = item_of(line).indicator.obligation
    frame.put(line, "obligation", view.word(f"obligation.{obligation}") if obligation else "")


def write_level(frame: BookFrame, line: BookRow) -> None:
    """The level that a target comes to, where it is dated or has no year."""
    look = Look(format=digits(line), right=True)
    frame.put(line, "level", _level(frame, line), look, aim_of(line).value)


def _level(frame: BookFrame, line: BookRow) -> Term:
    aim, figure = aim_of(line), frame.cell(line, "figure")
    if aim.form in {"range", "value"}:
        return near_end(line, figure, frame.cells.get((line.row, "upper")))
    start, begun, started = start_of(frame, line)
    started = frame.step_at(line, "started")
    year = frame.cell(line, "year")
    years = when(both(known(year), started), year - begun, 0.0)
    level = {
        "average_growth": start * (1 + figure / 100) ** (year - begun),
        "change_percent": start * (1 + figure / 100),
        "change": start + figure,
        "multiple": start * figure,
    }[aim.form]
    usable = both(started, known(figure), years > 0 if aim.form == "average_growth" else True)
    return when(usable, level, "")


def write_latest(frame: BookFrame, line: BookRow) -> None:
    """The newest value that counts, and its year."""
    aim, cells = aim_of(line), frame.by_year("levels", line)
    seen = newest(frame, cells)
    if aim.every is not None and aim.comparison is None:
        cells = frame.by_year("seen", line)
        seen = newest(frame, cells)
    elif aim.every is not None:
        beyond = term(float(aim.every[1] + 1))
        seen = newest(frame, cells, beyond)
        seen = when(seen < aim.every[0], 0.0, seen)
    seen = frame.step(line, "newest", seen)
    missing = seen.equals(0)
    look = Look(format="General" if not line.known.chained else digits(line, 2), right=True)
    known_latest = item_of(line).latest
    ours = known_latest.value if known_latest else None
    frame.put(line, "latest", when(missing, DASH, value_in(frame, cells, seen)), look, ours)
    frame.put(line, "latest_year", when(missing, DASH, seen), Look(format=YEAR, right=True))


def write_figures(frame: BookFrame, line: BookRow) -> None:
    """Where an indicator stands, and why not where it does not."""
    if aim_of(line).every is None:
        _write_way(frame, line)
    else:
        reason = frame.view.reason("floor_per_year")
        for key in WITHOUT_WAY:
            frame.put(line, key, reason, Look(right=True, tone="quiet"))
        word = when(frame.step_at(line, "arrived"), frame.view.reason("achieved"), reason)
        for key in ("catch_up_rate", "catch_up_step"):
            frame.put(line, key, word, Look(right=True, tone="quiet"))
        if not aim_of(line).mean:
            frame.put(line, "held", frame.step_at(line, "held"), Look(format="0", right=True))
            frame.put(line, "judged", frame.step_at(line, "told"), Look(format="0", right=True))
    _write_gap(frame, line)
    _write_status(frame, line)
    for key in frame.columns:
        if (line.row, key) not in frame.cells:
            frame.put(line, key, "")


def _write_status(frame: BookFrame, line: BookRow) -> None:
    status = frame.step_at(line, "status")
    early = term(value=False)
    if aim_of(line).every is None:
        over = frame.cell(line, "year")
        dated = both(status.equals("achieved"), known(over))
        early = both(dated, frame.cell(line, "latest_year") < over)
    word = status_word(status, frame.step_at(line, "status_reason"), early, frame)
    frame.put(line, "status", word)


class ShownTerm(NamedTuple):
    """A figure of an indicator.

    Attributes:
        figure: where there is one.
        reason: the step that holds the code of why there is none.
        format: as numbers are written.
        ours: what jyplan finds; see `Draft.put`.
    """

    figure: Term
    reason: str
    format: str
    ours: float | None = None


def _tell(frame: BookFrame, line: BookRow, key: str, shown: ShownTerm) -> Term:
    """Write a figure, or why there is none."""
    said = unless(frame.step_at(line, shown.reason), shown.figure, frame)
    return frame.put(line, key, said, Look(format=shown.format, right=True), shown.ours)


def _write_gap(frame: BookFrame, line: BookRow) -> None:
    aim, found = aim_of(line), item_of(line).gap
    level = frame.cell(line, "level")
    if aim.every is not None:
        now = frame.step_at(line, "now")
    else:
        value, start = frame.cell(line, "latest"), start_of(frame, line)[0]
        now = when(known(value), value, start)
    gap = now - level if int(aim.direction) < 0 else level - now
    gap = _tell(frame, line, "gap", ShownTerm(gap, "gap", digits(line), found.absolute))
    _tell(
        frame,
        line,
        "gap_relative",
        ShownTerm(gap / size(level), "gap_relative", SHARE, found.relative),
    )


def _write_way(frame: BookFrame, line: BookRow) -> None:
    """Growth, shares and projections of a target to arrive at."""
    _write_growth(frame, line)
    _write_progress(frame, line)
    over, year = frame.cell(line, "year"), frame.cell(line, "latest_year")
    value, projected = frame.cell(line, "latest"), item_of(line).projection
    rate, step = frame.cell(line, "observed_rate"), frame.cell(line, "observed_step")
    compound = limited(line, value * (1 + rate) ** (over - year))
    linear = limited(line, value + (over - year) * step)
    figures = digits(line)
    _tell(
        frame, line, "compound", ShownTerm(compound, "compound.reason", figures, projected.compound)
    )
    _tell(frame, line, "linear", ShownTerm(linear, "linear.reason", figures, projected.linear))
    time, end = frame.step_at(line, "attained.time"), frame.step_at(line, "attained.end")
    _tell(frame, line, "time", ShownTerm(time, "attained.reason", TIME, projected.attainment_time))
    _tell(frame, line, "attained", ShownTerm(end, "attained.reason", YEAR))


def _write_growth(frame: BookFrame, line: BookRow) -> None:
    """Rates and steps: asked for, seen, and needed from now on."""
    item, course = item_of(line), whole_course(frame, line)
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    ends = {
        "required": (item.required, course.start, course.end, course.over - course.begun),
        "observed": (item.observed, course.start, value, year - course.begun),
        "catch_up": (item.catch_up, value, course.end, course.over - year),
    }
    for key, (found, start, end, years) in ends.items():
        rate, step = (end / start) ** (1 / years) - 1, (end - start) / years
        keys = f"{key}_rate", f"{key}_step"
        _tell(frame, line, keys[0], ShownTerm(rate, keys[0], RATE, found.compound_rate))
        _tell(frame, line, keys[1], ShownTerm(step, keys[1], digits(line, 1), found.linear_step))


def _write_progress(frame: BookFrame, line: BookRow) -> None:
    """How much of the way is covered, and how much should be."""
    found, course = item_of(line).progress, whole_course(frame, line)
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    distance, years = course.end - course.start, course.over - course.begun
    due = _tell(frame, line, "due", ShownTerm(frame.step_at(line, "due"), "progress", digits(line)))
    shares = {
        "achieved": ((value - course.start) / distance, found.achieved_share),
        "expected": ((due - course.start) / distance, found.expected_share),
        "elapsed": (least((year - course.begun) / years, 1), found.elapsed_share),
    }
    for key, (share, ours) in shares.items():
        _tell(frame, line, key, ShownTerm(share, "progress", SHARE, ours))
    lead = frame.cell(line, "achieved") - frame.cell(line, "expected")
    _tell(frame, line, "lead_points", ShownTerm(lead, "progress", POINTS, found.lead_points))
    lead = frame.step_at(line, "lead_years")
    _tell(frame, line, "lead_years", ShownTerm(lead, "lead_years_reason", YEARS, found.lead_years))


def write_headings(frame: BookFrame) -> None:
    """Titles of the sheet, of groups of columns and of columns."""
    draft = frame.drafts["indicators"]
    draft.put(0, 0, frame.view.own(frame.view.report.plan.head.name), Look("title"))
    draft.put(1, 0, frame.said("indicators.about"), Look("subtitle"))
    draft.put(2, 0, "")
    for group, keys in COLUMNS.items():
        shown = [key for key in keys if key in frame.columns]
        if group not in {"", "known_by"} and shown:
            look = Look("group", over=len(shown))
            draft.put(2, frame.columns[shown[0]], frame.said(f"group.{group}"), look)
        for key in shown:
            title = frame.said(f"head.{key}")
            draft.put(3, frame.columns[key], title, Look("heading", right=key not in WORDS))


def tone_status(frame: BookFrame) -> None:
    """Colours that repeat what statuses say, and quiet reasons; the widths of columns."""
    draft, column = frame.drafts["indicators"], frame.columns["status"]
    rows = frame.indicator_rows
    for code, word in vocabulary_of(frame)["statuses"].items():
        tone: Tone = BY_CODE[code].tone if code in BY_CODE else "good"
        draft.toned.append(Toned((rows[0], column, rows[1], column), word, tone))
    for key, number in frame.columns.items():
        draft.widths[number] = WIDTHS.get(key, USUAL_WIDTH)
        if key in QUIET:
            draft.toned.append(Toned((rows[0], number, rows[1], number), "", "quiet"))
