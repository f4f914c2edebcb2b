"""What tables report beside what is on file: what is new, what is there, what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from jyplan.errors import RequestError
from jyplan.results import CollectedFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.forms.taken import Taken, TakenFigure
    from jyplan.plan.findings import Span
    from jyplan.plan.plan import Plan
    from jyplan.plan.submissions import Submission, Value

# what becomes of a figure that is on file already and differs
Differing: TypeAlias = Literal["leave", "restate", "replace"]
# quantity, district and year
_Key: TypeAlias = "tuple[str, str | None, int]"


class Standing(NamedTuple):
    """A figure of a table beside the one that is on file.

    Attributes:
        figure: what the table reports.
        there: what is on file, the newest vintage.
    """

    figure: TakenFigure
    there: Value


class Settled(NamedTuple):
    """Tables and files, as they are to stand beside each other.

    Attributes:
        tables: what they report, without what is left as it is on file.
        others: what is on file, without what is replaced.
        all: every figure, in the order of the tables.
        new: figures that are on file nowhere.
        same: figures that are on file as they are.
        left: figures that differ from what is on file, and are left.
        replaced: figures that take the place of what is on file.
        restated: figures that correct an earlier year's.
    """

    tables: tuple[Taken, ...]
    others: tuple[Submission, ...]
    all: tuple[TakenFigure, ...]
    new: tuple[TakenFigure, ...]
    same: tuple[Standing, ...]
    left: tuple[Standing, ...]
    replaced: tuple[Standing, ...]
    restated: tuple[Standing, ...]


def sound(settled: Settled, wrong: frozenset[Span]) -> Settled:
    """What was settled, without figures in cells in which something is wrong."""
    return settled._replace(
        new=tuple(each for each in settled.new if each.span not in wrong),
        replaced=tuple(each for each in settled.replaced if each.figure.span not in wrong),
        restated=tuple(each for each in settled.restated if each.figure.span not in wrong),
    )


def fates(settled: Settled, wrong: frozenset[Span]) -> tuple[CollectedFigure, ...]:
    """What becomes of every figure."""
    found = [_fate(each, None, "new") for each in settled.new]
    for name in ("same", "left", "replaced", "restated"):
        found += [_fate(each.figure, each.there, name) for each in getattr(settled, name)]
    cells = {(span.path, span.cell) for span in wrong}
    order = {(each.span.path, each.span.cell): place for place, each in enumerate(settled.all)}
    marked = [
        each._replace(fate="wrong") if (each.path, each.cell) in cells else each for each in found
    ]
    return tuple(sorted(marked, key=lambda each: order[each.path, each.cell]))


def _fate(each: TakenFigure, there: Value | None, fate: str) -> CollectedFigure:
    where = "" if there is None else f"{there.path}:{there.span.line}"
    return CollectedFigure(
        each.id,
        each.year,
        each.district,
        each.span.path,
        each.span.cell,
        each.as_sent,
        each.heading,
        each.figure,
        each.provisional,
        fate,
        None if there is None else there.value,
        where,
    )


def settle(
    plan: Plan, tables: Sequence[Taken], others: Sequence[Submission], differing: Differing
) -> Settled:
    """Hold tables against what is on file.

    Args:
        plan: the plan.
        tables: what they report.
        others: what is on file.
        differing: what becomes of figures that are on file already and differ.

    Raises:
        RequestError: a figure is to be restated, and there is no later year to restate it in.
    """
    there = _on_file(plan, others)
    figures = [figure for table in tables for figure in table.figures]
    stands = [Standing(each, there[_key(each)]) for each in figures if _key(each) in there]
    same = [each for each in stands if each.there.value == float(each.figure.figure)]
    other = [each for each in stands if each.there.value != float(each.figure.figure)]
    if differing == "restate":
        last = max([each.year or 0 for each in others] + [each.year for each in figures], default=0)
        other = [each._replace(figure=_restated(each, last)) for each in other]
    elif differing == "replace":
        # What is replaced stands where the newest vintage does.
        other = [each._replace(figure=_in_place(each)) for each in other]
    left = differing == "leave"
    changed = {each.figure.span: None if left else each.figure for each in other}
    gone = {_key(each.figure) for each in other} if differing == "replace" else set()
    return Settled(
        tuple(_with(table, changed) for table in tables),
        tuple(_without(plan, each, gone) for each in others),
        tuple(figures),
        tuple(each for each in figures if _key(each) not in there),
        tuple(same),
        tuple(other) if left else (),
        tuple(other) if differing == "replace" else (),
        tuple(other) if differing == "restate" else (),
    )


def _key(each: TakenFigure) -> _Key:
    return each.id, each.district, each.year


def _on_file(plan: Plan, others: Iterable[Submission]) -> dict[_Key, Value]:
    """The newest vintage of all that is on file of default readings."""
    usual = plan.default_readings()
    there: dict[_Key, Value] = {}
    for submission in others:
        for value in submission.values:
            if value.reading not in {None, usual[value.id]}:
                continue
            key = value.id, value.district, value.year
            if key not in there or there[key].vintage < value.vintage:
                there[key] = value
    return there


def _restated(each: Standing, last: int) -> TakenFigure:
    """A figure as a later year restates it."""
    if last <= each.figure.year or last < each.there.vintage:
        raise RequestError("nothing_later", year=each.figure.year, cell=each.figure.span.cell)
    return each.figure._replace(vintage=last)


def _in_place(each: Standing) -> TakenFigure:
    return each.figure._replace(vintage=each.there.vintage)


def _with(table: Taken, changed: Mapping[Span, TakenFigure | None]) -> Taken:
    """A table with other figures, or none, in the place of those in some cells."""
    figures = [changed.get(each.span, each) for each in table.figures]
    return table._replace(figures=tuple(each for each in figures if each is not None))


def _without(plan: Plan, submission: Submission, gone: set[_Key]) -> Submission:
    """A submission without the values that are replaced."""
    usual = plan.default_readings()
    values = [
        each
        for each in submission.values
        if (each.id, each.district, each.year) not in gone
        or each.reading not in {None, usual[each.id]}
    ]
    return (
        submission
        if len(values) == len(submission.values)
        else submission._replace(values=tuple(values))
    )
