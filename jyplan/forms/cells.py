"""A cell in the place of a figure -> the figure in the plan's unit, or what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.advice import ADVISED
from jyplan.plan.figures import Amount, advised, amount, in_unit, meant, says
from jyplan.plan.findings import Finding, Severity
from jyplan.plan.records import both
from jyplan.plan.remarks import limits_data, outside
from jyplan.plan.scalars import certain
from jyplan.plan.submissions import limits_of, unit_reported
from jyplan.plan.units import MULTIPLES, same_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.sheets import CellSort, SheetCell
    from jyplan.plan.findings import Span
    from jyplan.plan.known import KnownQuantity

# what stands in the place of a figure and is none -> its rule
_NO_FIGURES: Mapping[CellSort, str] = {"error": "JY806", "unsolved": "JY807", "date": "JY808"}


class CellFigure(NamedTuple):
    """What a cell reports.

    Attributes:
        figure: in the plan's unit, as a plain decimal with all its digits.
        unit: the unit that it was converted from; empty where nothing was.
        provisional: whether the cell says that it is preliminary.
    """

    figure: str
    unit: str = ""
    provisional: bool = False


def figure_in(
    cell: SheetCell, at: Span, stated: str, quantity: KnownQuantity
) -> CellFigure | Finding:
    """The figure that a cell reports, or the finding why it is none.

    Args:
        cell: the cell.
        at: where it is.
        stated: the unit that the table states; empty where it states none.
        quantity: what is reported.
    """
    found = _read(cell, at, stated, quantity)
    if isinstance(found, Finding):
        return found
    limits, value = limits_of(quantity.entry), float(found.figure)
    if outside(value, limits):
        return _error("JY203", at, limits_data(value, limits))
    return found


def _read(cell: SheetCell, at: Span, stated: str, quantity: KnownQuantity) -> CellFigure | Finding:
    if cell.sort in _NO_FIGURES:
        return _error(_NO_FIGURES[cell.sort], at, {"text": cell.text})
    if cell.scaled:
        return _error("JY816", at, {"text": cell.text})
    if cell.sort == "percent":
        return _percentage(cell, at, quantity)
    if cell.sort == "number":
        return _in_plan(Amount(cell.text, stated), at, quantity)
    if cell.sort == "boolean":
        data = {"expected": "number", "found": "a_boolean", "value": cell.text}
        return _error("JY106", at, data)
    return _written(cell.text, at, stated, quantity)


def _percentage(cell: SheetCell, at: Span, quantity: KnownQuantity) -> CellFigure | Finding:
    """Excel holds 1.02 % as 0.0102, so the sign is a part of the figure."""
    unit = unit_reported(quantity.entry)
    figure = in_unit(Amount(cell.text, "%"), unit)
    if figure:
        return CellFigure(figure, "%" if figure != cell.text else "")
    return _error("JY809", at, {"text": f"{cell.text}%", "plan_unit": both(unit)})


def _in_plan(stated: Amount, at: Span, quantity: KnownQuantity) -> CellFigure | Finding:
    """A figure in a unit that the table states, in that of the plan."""
    unit = unit_reported(quantity.entry)
    if not certain(stated.figure):
        return _error("JY128", at, {"text": stated.figure, "suggestion": ""})
    if not stated.unit or same_unit(stated.unit, unit):
        return CellFigure(stated.figure)
    if figure := in_unit(stated, unit):
        return CellFigure(figure, stated.unit if figure != stated.figure else "")
    data = {"unit": stated.unit, "expected": both(unit), "converted": None}
    return _error("JY223", at, data)


def _written(text: str, at: Span, stated: str, quantity: KnownQuantity) -> CellFigure | Finding:
    """A figure that stands in its cell as text."""
    said = amount(text)
    if said is not None and said.says in {"", "provisional"}:
        own = said.unit
        if own in MULTIPLES and stated and stated not in MULTIPLES:
            # 1.5万 in a column of 元
            own += stated
        whole = Amount(said.figure, own or stated)
        found = _in_plan(whole, at, quantity)
        if isinstance(found, CellFigure):
            return found._replace(provisional=said.says == "provisional")
    suspect = meant(text)
    if suspect is None:
        return _error("JY106", at, {"expected": "number", "found": "text", "value": text})
    if suspect.code == "JY130":
        return Finding("JY817", Severity.NOTE, at, {"text": text.strip()})
    data: dict[str, object] = {"text": text.strip(), "suggestion": suspect.suggestion}
    if suspect.code == "JY129":
        data["says"] = says(text)
    found = _error(suspect.code, at, data)
    return advised(found, quantity) if suspect.code in ADVISED else found


def _error(code: str, at: Span, data: Mapping[str, object]) -> Finding:
    return Finding(code, Severity.ERROR, at, data)
