"""The sheet of growth to play with: a rate or a step for every quantity, carried to the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.book import Toned
from jyplan.pages.forms import by_steps
from jyplan.pages.workbook.carried import carried
from jyplan.pages.workbook.courses import LATE
from jyplan.pages.workbook.drafts import RATE, TEXT, YEAR, Look
from jyplan.pages.workbook.frame import HEADINGS
from jyplan.pages.workbook.inputs import aim_of, digits, sort_of
from jyplan.pages.workbook.levels import newest, start_of, value_in
from jyplan.pages.workbook.outlook import limited
from jyplan.pages.workbook.schedule import holds
from jyplan.pages.workbook.terms import Term, both, first, known, size, term, when
from jyplan.plan.identities import circles, identities_of, ordered
from jyplan.results import Background
from jyplan.texts.formulas import as_people_write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.pages.workbook.frame import BookFrame, BookRow
    from jyplan.plan.identities import Identity
    from jyplan.results import Detail, Growth

COLUMNS = (
    *("id", "name", "unit", "start_year", "start", "way", "rate", "step", "basis"),
    *("target", "target_year", "reached", "result"),
)
# a share of the start below which a figure is only the last digits of others
NOTHING = 1e-12
WIDTHS = {0: 34.0, 1: 30.0, 2: 10.0, 5: 9.0, 8: 44.0, 12: 10.0}


class Default(NamedTuple):
    """The growth that stands there until a reader puts in another.

    Attributes:
        rate: per year, a fraction.
        step: per year, in the unit.
        basis: what it is, in words.
    """

    rate: Term
    step: Term
    basis: Term


def write_growth_sheet(frame: BookFrame, details: Sequence[Detail | Background]) -> None:
    """Write the sheet of growth."""
    draft = frame.drafts["growth"]
    frame.title("growth")
    for number, key in enumerate(COLUMNS):
        right = key not in {"id", "name", "unit", "way", "basis", "result"}
        draft.put(3, number, frame.said(f"growth.{key}"), Look("heading", right=right))
    draft.years(3, len(COLUMNS), frame.span)
    draft.widths = {**WIDTHS, **{_column(frame, year): 11.0 for year in frame.span}}
    past = {each.entry.id: each for each in details if isinstance(each, Background)}
    identities = told_by_others(frame, past)
    for line in frame.rows:
        _write_start(frame, line)
        _write_assumed(frame, line, past.get(line.known.entry.id), identities)
    ids = [line.known.entry.id for line in frame.rows]
    for id_ in ordered(identities, ids):
        row = frame.row_of(id_)
        if row is not None:
            _write_years(frame, row, identities.get(id_))
    for line in frame.indicators:
        _write_result(frame, line)
    for line in frame.rows[len(frame.indicators) :]:
        for key in ("target", "target_year", "reached", "result"):
            _put(frame, line, key, "")
    years = _column(frame, frame.years[0]), _column(frame, frame.years[1])
    rows = HEADINGS, HEADINGS + len(frame.rows) - 1
    draft.toned.append(Toned((rows[0], years[0], rows[1], years[1]), "", "quiet"))
    for key, tone in (("hit", "good"), ("missed", "warning")):
        column = COLUMNS.index("result")
        word = frame.said(f"growth.{key}")
        draft.toned.append(Toned((rows[0], column, rows[1], column), word, tone))  # type: ignore[arg-type]


def told_by_others(frame: BookFrame, past: Mapping[str, Background]) -> Mapping[str, Identity]:
    """The identities that tell quantities of the sheet by others; circles tell nothing.

    What has no target keeps its own figure where the growth of one of the others is not known.

    Args:
        frame: the workbook.
        past: context quantities by their ids.
    """
    found = identities_of(frame.view.report.plan)
    for identity, _ in list(circles(found)):
        found.pop(identity.id, None)
    rows = {line.known.entry.id: line for line in frame.rows}
    begun = {id_ for id_, line in rows.items() if line.known.now is not None}
    moved = {id_ for id_, line in rows.items() if line.item or _own_growth(past.get(id_))}
    told: dict[str, Identity] = {}
    for id_ in ordered(found, found):
        if id_ not in found or id_ not in rows:
            continue
        enough = begun if rows[id_].item else begun & moved
        if enough.union(told).issuperset(found[id_].inputs):
            told[id_] = found[id_]
    return told


def _own_growth(past: Background | None) -> tuple[Growth, str] | None:
    """Growth that is known of a context quantity, since its figure or up to it, and its name."""
    if past is None:
        return None
    known_of = [(past.observed, "trend"), *((growth, "history") for _, growth in past.history)]
    return next((each for each in known_of if each[0].linear_step is not None), None)


def _column(frame: BookFrame, year: int) -> int:
    return len(COLUMNS) + year - frame.years[0]


def _cell(frame: BookFrame, line: BookRow, key: str) -> Term:
    return frame.drafts["growth"].at(line.row, COLUMNS.index(key))


def _put(frame: BookFrame, line: BookRow, key: str, content: Term | str, look: Look = TEXT) -> Term:
    return frame.drafts["growth"].put(line.row, COLUMNS.index(key), content, look)


def _write_start(frame: BookFrame, line: BookRow) -> None:
    """What grows, and from where: the newest value, else the baseline."""
    frame.introduce("growth", line.row, line)
    start, begun, started = start_of(frame, line)
    cells = frame.by_year("levels", line)
    seen = newest(frame, cells)
    if (line.row, "latest_year") in frame.cells:
        seen = frame.step_at(line, "newest")
    year = first((seen > 0, seen), (started, begun))
    year = _put(frame, line, "start_year", year, Look(format=YEAR, right=True))
    value = first((seen > 0, value_in(frame, cells, seen)), (started, start))
    _put(frame, line, "start", value, Look(format="General", right=True))


def _write_assumed(
    frame: BookFrame,
    line: BookRow,
    past: Background | None,
    identities: Mapping[str, Identity],
) -> None:
    """The growth that is assumed, or the formula that takes its place."""
    default = _default(frame, line, past)
    if line.known.entry.id in identities:
        _put(frame, line, "way", frame.said("growth.by_formula"), Look(tone="quiet"))
        formula = as_people_write(identities[line.known.entry.id].formula, frame.view.language)
        _put(frame, line, "basis", formula, Look("note"))
        for key in ("rate", "step"):
            _put(frame, line, key, "")
        return
    stepped = by_steps(line.known.entry, line.item)
    stepped = stepped or default.rate.value in {"", None}
    words = tuple(frame.said(f"growth.by_{key}") for key in ("rate", "step"))
    _put(frame, line, "way", words[int(stepped)], Look("input"))
    frame.allow_listed("growth", (line.row, COLUMNS.index("way")), words)
    rate = when(known(default.rate), default.rate, 0.0)
    step = when(known(default.step), default.step, 0.0)
    _put(frame, line, "rate", rate, Look("input", RATE, right=True))
    _put(frame, line, "step", step, Look("input", digits(line, 1), right=True))
    _put(frame, line, "basis", default.basis, Look(tone="quiet"))


def _default(frame: BookFrame, line: BookRow, past: Background | None) -> Default:
    """As observed, else as required, else as before the baseline, else none."""
    if line.item is None:
        own = _own_growth(past)
        if own is not None:
            growth, key = own
            rate, step = term(growth.compound_rate), term(growth.linear_step)
            return Default(rate, step, term(frame.said(f"growth.{key}")))
        return Default(term(0.0), term(0.0), term(frame.said("growth.none")))
    cells = {
        key: (frame.cell(line, f"{key}_rate"), frame.cell(line, f"{key}_step"))
        for key in ("observed", "required")
    }

    def of(number: int) -> Term:
        return first(*((known(pair[number]), pair[number]) for pair in cells.values()))

    words = [frame.said(f"growth.{key}") for key in ("trend", "required", "none")]
    steps = [known(pair[1]) for pair in cells.values()]
    return Default(of(0), of(1), first(*zip(steps, words, strict=False), other=words[-1]))


def _write_years(frame: BookFrame, line: BookRow, identity: Identity | None) -> None:
    """Values from the start on, year by year."""
    draft, begun = frame.drafts["growth"], _cell(frame, line, "start_year")
    start = _cell(frame, line, "start")
    look = Look(format=digits(line), right=True)
    for year in frame.span:
        if identity is None:
            after = _grown(frame, line, year)
        else:
            after = carried(frame, identity.node, partial(_cell_of, frame, year))
        past = frame.at_year("levels", line, year)
        past = first((known(past), past), (known(begun), when(begun.equals(year), start, "")))
        later = when(known(begun), begun, LATE) < year
        draft.put(line.row, _column(frame, year), when(later, after, past), look)


def _grown(frame: BookFrame, line: BookRow, year: int) -> Term:
    """The value of the year before, a year later."""
    if year == frame.years[0]:
        return term("")
    before = frame.drafts["growth"].at(line.row, _column(frame, year - 1))
    by_step = _cell(frame, line, "way").equals(frame.said("growth.by_step"))
    grown = before * (1 + _cell(frame, line, "rate"))
    stepped = before + _cell(frame, line, "step")
    return when(known(before), limited(line, when(by_step, stepped, grown)), "")


def _cell_of(frame: BookFrame, year: int, id_: str) -> Term:
    """The cell of a quantity in a year."""
    line = frame.row_of(id_)
    return term("") if line is None else frame.drafts["growth"].at(line.row, _column(frame, year))


def _write_result(frame: BookFrame, line: BookRow) -> None:
    """Whether the target is met in its year."""
    if aim_of(line).every is not None:
        for key in ("target", "target_year", "reached"):
            _put(
                frame,
                line,
                key,
                frame.view.reason("floor_per_year"),
                Look(right=True, tone="quiet"),
            )
        return
    draft, over = frame.drafts["growth"], frame.cell(line, "year")
    look = Look(format=digits(line), right=True)
    target = _put(frame, line, "target", frame.cell(line, "level"), look)
    last = float(frame.view.report.plan.head.end_year)
    year = _put(
        frame, line, "target_year", when(known(over), over, last), Look(format=YEAR, right=True)
    )
    ends = _column(frame, frame.years[0]), _column(frame, frame.years[1])
    cells = draft.range(line.row, ends)
    value = _put(frame, line, "reached", value_in(frame, cells, year), look)
    # what is left of a way to nothing is nothing
    rest = size(value) < size(_cell(frame, line, "start")) * NOTHING
    met = holds(frame, line, when(rest, 0.0, value), grown=True)
    words = frame.said("growth.hit"), frame.said("growth.missed")
    usable = known(value) if sort_of(line).ranged else both(known(value), known(target))
    _put(frame, line, "result", when(usable, when(met, *words), ""))
