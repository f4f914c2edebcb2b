"""The sheet of indicators: a row each, from what the plan says to where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import Toned
from jyplan.pages.page import DASH
from jyplan.pages.workbook.courses import whole_course
from jyplan.pages.workbook.drafts import Look
from jyplan.pages.workbook.frame import COLUMNS, HEADINGS
from jyplan.pages.workbook.inputs import aim_of, digits
from jyplan.pages.workbook.levels import newest, start_of, value_in
from jyplan.pages.workbook.outlook import limited
from jyplan.pages.workbook.terms import Term, both, first, known, least, size, term, when
from jyplan.pages.workbook.vocabulary import status_word, unless, vocabulary_of
from jyplan.statuses import BY_CODE

if TYPE_CHECKING:
    from jyplan.pages.page import Tone
    from jyplan.pages.workbook.frame import BookFrame, BookRow

RATE, SHARE, POINTS, YEARS, TIME, YEAR = (
    "0.00%",
    "0.0%",
    "+0.0%;-0.0%;0.0%",
    "+0.0;-0.0;0.0",
    "0.00",
    "0",
)
# columns in which a reason may stand for a figure
QUIET = frozenset(
    key
    for group in ("latest", "progress", "gap", "required", "observed", "catch_up", "projection")
    for key in COLUMNS[group]
    if key != "status"
)
# of targets that are looked at every year, nothing lies ahead and nothing is shared out
WITHOUT_WAY = (
    *("due", "achieved", "expected", "elapsed", "lead_points", "lead_years"),
    *("required_rate", "required_step", "observed_rate", "observed_step"),
    *("compound", "linear", "time", "attained"),
)


def write_names(frame: BookFrame, line: BookRow) -> None:
    """What an indicator is called."""
    view, entry = frame.view, line.known.entry
    frame.put(line, "id", entry.id, Look(tone="quiet"))
    frame.put(line, "name", view.own(entry.name), Look("name"))
    frame.put(line, "unit", view.own(entry.unit), Look("name", tone="quiet"))
    obligation = getattr(entry, "obligation", None)
    frame.put(line, "obligation", view.word(f"obligation.{obligation}") if obligation else "")


def write_level(frame: BookFrame, line: BookRow) -> None:
    """The level that a target comes to, where it is dated or has no year."""
    frame.put(
        line,
        "level",
        _level(frame, line),
        Look(format=digits(line), right=True),
        aim_of(line).value,
    )


def _level(frame: BookFrame, line: BookRow) -> Term:
    aim, figure = aim_of(line), frame.cell(line, "figure")
    if aim.form == "range":
        ends = figure, frame.cell(line, "upper")
        near, far = reversed(ends) if int(aim.direction) < 0 else ends
        return first((known(near), near), (known(far), far))
    if aim.form == "value":
        return when(known(figure), figure, "")
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
    item = line.item
    ours = item.latest.value if item and item.latest else None
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


def _write_gap(frame: BookFrame, line: BookRow) -> None:
    aim, item = aim_of(line), line.item
    level, reason = frame.cell(line, "level"), frame.step_at(line, "gap")
    if aim.every is not None:
        now = frame.step_at(line, "now")
    else:
        value, start = frame.cell(line, "latest"), start_of(frame, line)[0]
        now = when(known(value), value, start)
    gap = now - level if int(aim.direction) < 0 else level - now
    look = Look(format=digits(line), right=True)
    found = item.gap if item else None
    cell = frame.put(line, "gap", unless(reason, gap, frame), look, found and found.absolute)
    relative = unless(frame.step_at(line, "gap_relative"), cell / size(level), frame)
    frame.put(
        line,
        "gap_relative",
        relative,
        Look(format=SHARE, right=True),
        found and found.relative,
    )


def _write_way(frame: BookFrame, line: BookRow) -> None:
    """Growth, shares and projections of a target to arrive at."""
    _write_growth(frame, line)
    _write_progress(frame, line)
    item = line.item
    over, year = frame.cell(line, "year"), frame.cell(line, "latest_year")
    value, projected = frame.cell(line, "latest"), item.projection if item else None
    rate, step = frame.cell(line, "observed_rate"), frame.cell(line, "observed_step")
    compound = limited(line, value * (1 + rate) ** (over - year))
    linear = limited(line, value + (over - year) * step)
    look = Look(format=digits(line), right=True)
    for key, figure in (("compound", compound), ("linear", linear)):
        reason = frame.step_at(line, f"{key}.reason")
        ours = getattr(projected, key) if projected else None
        frame.put(line, key, unless(reason, figure, frame), look, ours)
    reason = frame.step_at(line, "attained.reason")
    time = frame.step_at(line, "attained.time")
    ours = projected.attainment_time if projected else None
    frame.put(line, "time", unless(reason, time, frame), Look(format=TIME, right=True), ours)
    end = frame.step_at(line, "attained.end")
    frame.put(line, "attained", unless(reason, end, frame), Look(format=YEAR, right=True))


def _write_growth(frame: BookFrame, line: BookRow) -> None:
    """Rates and steps: asked for, seen, and needed from now on."""
    item, course = line.item, whole_course(frame, line)
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    ends = {
        "required": (course.start, course.end, course.over - course.begun),
        "observed": (course.start, value, year - course.begun),
        "catch_up": (value, course.end, course.over - year),
    }
    for key, (start, end, years) in ends.items():
        found = getattr(item, key)
        rate = (end / start) ** (1 / years) - 1
        reason = frame.step_at(line, f"{key}_rate")
        look = Look(format=RATE, right=True)
        frame.put(line, f"{key}_rate", unless(reason, rate, frame), look, found.compound_rate)
        reason = frame.step_at(line, f"{key}_step")
        look = Look(format=digits(line, 1), right=True)
        frame.put(
            line,
            f"{key}_step",
            unless(reason, (end - start) / years, frame),
            look,
            found.linear_step,
        )


def _write_progress(frame: BookFrame, line: BookRow) -> None:
    """How much of the way is covered, and how much should be."""
    found = line.item.progress if line.item else None
    reason, course = frame.step_at(line, "progress"), whole_course(frame, line)
    value, year = frame.cell(line, "latest"), frame.cell(line, "latest_year")
    distance, years = course.end - course.start, course.over - course.begun
    look = Look(format=digits(line), right=True)
    due = frame.put(line, "due", unless(reason, frame.step_at(line, "due"), frame), look)
    shares = {
        "achieved": (value - course.start) / distance,
        "expected": (due - course.start) / distance,
        "elapsed": least((year - course.begun) / years, 1),
    }
    look = Look(format=SHARE, right=True)
    for key, share in shares.items():
        frame.put(line, key, unless(reason, share, frame), look, getattr(found, f"{key}_share"))
    lead = frame.cell(line, "achieved") - frame.cell(line, "expected")
    look = Look(format=POINTS, right=True)
    frame.put(
        line, "lead_points", unless(reason, lead, frame), look, found.lead_points if found else None
    )
    reason = frame.step_at(line, "lead_years_reason")
    figure = unless(reason, frame.step_at(line, "lead_years"), frame)
    ours = found.lead_years if found else None
    frame.put(line, "lead_years", figure, Look(format=YEARS, right=True), ours)


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
            right = key not in {
                "id",
                "name",
                "unit",
                "obligation",
                "path",
                "form",
                "operator",
                "status",
            }
            draft.put(
                3, frame.columns[key], frame.said(f"head.{key}"), Look("heading", right=right)
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


def tone_status(frame: BookFrame) -> None:
    """Colours that repeat what statuses say, and quiet reasons; the widths of columns."""
    draft, column = frame.drafts["indicators"], frame.columns["status"]
    rows = HEADINGS, HEADINGS + len(frame.indicators) - 1
    for code, word in vocabulary_of(frame)["statuses"].items():
        tone: Tone = BY_CODE[code].tone if code in BY_CODE else "good"
        draft.toned.append(Toned((rows[0], column, rows[1], column), word, tone))
    for key, number in frame.columns.items():
        draft.widths[number] = WIDTHS.get(key, USUAL_WIDTH)
        if key in QUIET:
            draft.toned.append(Toned((rows[0], number, rows[1], number), "", "quiet"))
