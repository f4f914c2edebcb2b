"""What a reader may change: the plan's figures, and what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.pages.columns import SOFT
from jyplan.pages.workbook.drafts import YEAR, Look
from jyplan.pages.workbook.frame import REPORTED_FROM
from jyplan.pages.workbook.vocabulary import RANGE, SIGNS
from jyplan.plan.aims import RELATIVE
from jyplan.texts import numbers

if TYPE_CHECKING:
    from jyplan.pages.workbook.frame import BookFrame, BookRow
    from jyplan.pages.workbook.terms import Scalar
    from jyplan.plan.aims import Aim
    from jyplan.results import Assessment

SOFT_FIGURE = '"~"General'
# what is reported in place of levels -> its unit
OF_YEARS = {"yearly_change": "unit.change", "yearly_increment": "unit.increment"}


class Sort(NamedTuple):
    """What a target is like, which no input changes.

    Attributes:
        ranged: whether it is a range.
        every: whether it is looked at every year.
        kept: whether it is to be kept.
        worked_out: whether its level is, or levels are chained, so that last digits say nothing.
    """

    ranged: bool
    every: bool
    kept: bool
    worked_out: bool


def sort_of(line: BookRow) -> Sort:
    """What the target of an indicator is like."""
    aim = aim_of(line)
    return Sort(
        ranged(aim),
        aim.every is not None,
        aim.direction == 0,
        aim.form in RELATIVE or line.known.chained or aim.comparison is not None,
    )


def aim_of(line: BookRow) -> Aim:
    """The target of an indicator.

    Raises:
        LookupError: it has none.
    """
    if line.known.aim is None:
        raise LookupError(line.known.entry.id)
    return line.known.aim


def item_of(line: BookRow) -> Assessment:
    """How an indicator is assessed.

    Raises:
        LookupError: it has no target.
    """
    if line.item is None:
        raise LookupError(line.known.entry.id)
    return line.item


def ranged(aim: Aim) -> bool:
    """Whether a target is a range."""
    return aim.form == "range" or aim.operator.name == "WITHIN"


def sign_of(aim: Aim) -> str:
    """How a target is held against values, as people write it."""
    return RANGE if ranged(aim) else SIGNS[str(aim.bound.operator)]


def write_inputs(frame: BookFrame, line: BookRow) -> None:
    """Write what the plan says of one indicator: baseline, target, path."""
    aim, known, sort = aim_of(line), line.known, sort_of(line)
    baseline = known.baseline
    fixed = Look(right=True) if known.indexed else Look("input", "General", right=True)
    soft = baseline is not None and baseline.basis in SOFT
    look = fixed._replace(format=SOFT_FIGURE) if soft else fixed
    frame.put(line, "baseline", baseline.value if baseline else None, look)
    frame.put(line, "start_year", baseline.year if baseline else None, fixed._replace(format=YEAR))
    path = frame.view.word(f"path.{known.path}")
    frame.put(line, "path", path, Look() if sort.every or sort.kept else Look("input"))
    frame.put(line, "form", form_text(frame, line), Look("name"))
    for key, content in target_inputs(line).items():
        if key == "operator":
            changes = not sort.ranged and not aim.years
            frame.put(line, key, content, Look("input" if changes else "text"))
        elif content is not None or not aim.years:
            shut = aim.years or (key == "upper" and not sort.ranged)
            frame.put(line, key, content, Look("text" if shut else "input", right=True))
    year: Scalar = aim.year
    if aim.every is not None:
        year = frame.view.word("target.every")
    frame.put(line, "year", year, Look("text" if sort.every else "input", YEAR, right=True))


def target_inputs(line: BookRow) -> dict[str, Scalar]:
    """Operator and figures of a target; those of single years stand elsewhere."""
    aim = aim_of(line)
    if aim.years:
        return {"operator": None, "figure": None, "upper": None}
    if ranged(aim):
        return {"operator": RANGE, "figure": aim.bound.minimum, "upper": aim.bound.maximum}
    figure = aim.stated if aim.comparison is None else aim.comparison.margin
    return {"operator": sign_of(aim), "figure": figure, "upper": None}


def form_text(frame: BookFrame, line: BookRow) -> str:
    """How the plan says a target, in words."""
    aim = aim_of(line)
    if aim.comparison is None:
        return frame.said(f"form.{aim.form}")
    other = frame.view.report.plan.declared()[aim.comparison.than]
    key = "form.mean" if aim.comparison.mean else "form.than"
    return frame.said(key, name=frame.view.own(other.name))


def allow_inputs(frame: BookFrame, line: BookRow) -> None:
    """What may be put in for one indicator."""
    sort = sort_of(line)

    def cell(key: str) -> tuple[int, int]:
        return line.row, frame.columns[key]

    for key in ["start_year"] if sort.every else ["start_year", "year"]:
        frame.allow_year("indicators", cell(key))
    if not sort.ranged and not aim_of(line).years:
        frame.allow_listed("indicators", cell("operator"), SIGNS.values())
    if not (sort.every or sort.kept):
        names = (frame.view.word(f"path.{name}") for name in paths_of(line))
        frame.allow_listed("indicators", cell("path"), names)


def paths_of(line: BookRow) -> tuple[str, ...]:
    """The paths that a reader may choose."""
    return ("linear", "compound", "itr") if line.known.path == "itr" else ("linear", "compound")


def write_reported(frame: BookFrame) -> None:
    """Write the sheet of what was reported, with room for what will be."""
    draft, view = frame.drafts["reported"], frame.view
    frame.title("reported")
    draft.widths = {0: 33.0, 1: 40.0, 2: 18.0}
    draft.widths |= {REPORTED_FROM + number: 9.5 for number in range(len(frame.span))}
    titles = [view.word("column.id"), view.word("column.name"), view.word("column.unit")]
    draft.heads(3, 0, titles)
    draft.years(3, REPORTED_FROM, frame.span)
    for line in frame.rows:
        key = OF_YEARS.get(line.known.reported)
        unit = frame.said(key, unit=view.own(line.known.entry.unit)) if key else None
        frame.introduce("reported", line.row, line, unit)
        for year in frame.span:
            found = line.reported.get(year)
            soft = found is not None and found.provisional
            look = Look("input", SOFT_FIGURE if soft else "General", right=True)
            draft.put(line.row, REPORTED_FROM + year - frame.years[0], found and found.value, look)


def digits(line: BookRow, more: int = 0) -> str:
    """The number format of figures of a quantity that are worked out."""
    return numbers.fixed(0, numbers.decimals_of(line.known.entry.precision) + more)
