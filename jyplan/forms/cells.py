"""A cell in the place of a figure -> the figure in the plan's unit, or what is wrong with it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.advice import ADVISED
from jyplan.plan.faults import INVISIBLE
from jyplan.plan.figures import Amount, advised, amount, commas, in_unit, meant, plain, says
from jyplan.plan.findings import Finding, Severity
from jyplan.plan.records import both
from jyplan.plan.remarks import limits_data, outside
from jyplan.plan.scalars import certain
from jyplan.plan.submissions import limits_of, unit_reported
from jyplan.plan.units import MULTIPLES, is_money_of, numerator, same_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.sheets import CellSort, SheetCell
    from jyplan.plan.fields import TextModel
    from jyplan.plan.findings import Span
    from jyplan.plan.known import KnownQuantity

# errors that were saved as text, and what stands where a column was too narrow for its figure
_ERRORS = re.compile(r"#(?:#+|[A-Z/0-9]+[!?]|N/A)")
# a number as Excel writes great ones into CSV, and any text so that it stays one
_EXPONENT = re.compile(r"[-+]?[0-9](?:\.[0-9]+)?E[-+][0-9]{1,2}")
_QUOTED = re.compile(r'=\s*"([^"]*)"')
# names of what is counted a head, or of another whole
_PER = re.compile(r"每|人均|单位|\bper\b", re.IGNORECASE)
# what may be two figures; blanks that keep a line together part thousands
_APART = re.compile("(?<=[0-9]) +(?=[0-9])")
# what YAML would make of a text, and a cell does not
_OTHERWISE: Mapping[str, str] = {"JY111": "JY808", "JY114": "JY808", "JY112": "JY106"}
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
    unit = unit_reported(quantity.entry)
    if problem := _shown_otherwise(cell, unit):
        held = cell._replace(before="", unit="").shown
        data = {"text": held, "shown": cell.shown, "problem": problem}
        return _error("JY816", at, data)
    if cell.sort == "percent":
        return _percentage(cell, at, quantity)
    if cell.sort == "number":
        own = "" if is_money_of(cell.unit, unit) else cell.unit
        return _in_plan(Amount(cell.text, _unit_of(own, stated) or stated), at, quantity)
    if cell.sort == "boolean":
        data = {"expected": "number", "found": "a_boolean", "value": cell.text}
        return _error("JY106", at, data)
    return _written(cell.text, at, stated, quantity)


def _shown_otherwise(cell: SheetCell, unit: TextModel) -> str:
    """How somebody sees something else than what a cell holds; empty where that is the same."""
    if cell.scaled or cell.sort == "struck":
        return "scaled" if cell.scaled else "struck"
    money = not cell.before or is_money_of(cell.before, unit)
    return "" if money and not (cell.sort == "percent" and cell.unit) else "shown_as"


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
    name = quantity.entry.name
    # What a name divides by need not stand in the unit as well.
    over = numerator(unit) if _PER.search(f"{name.zh} {name.en}") else None
    if figure := in_unit(stated, unit) or (over is not None and in_unit(stated, over)):
        return CellFigure(figure, stated.unit if figure != stated.figure else "")
    data = {"unit": stated.unit, "expected": both(unit), "converted": None}
    return _error("JY223", at, data)


def _written(text: str, at: Span, stated: str, quantity: KnownQuantity) -> CellFigure | Finding:
    """A figure that stands in its cell as text."""
    if _ERRORS.fullmatch(plain(text).upper()):
        return _error("JY806", at, {"text": text.strip()})
    said = None if _APART.search(text) else amount(_bare(text))
    if said is not None and said.says in {"", "provisional"}:
        doubtful = _with_comma(text, at, quantity)
        if doubtful is not None:
            return doubtful
        own = _unit_of(said.unit, stated)
        whole = Amount(said.figure, own or stated)
        found = _in_plan(whole, at, quantity)
        if isinstance(found, CellFigure):
            return found._replace(provisional=said.says == "provisional")
        if not own:
            return found
    return no_figure(at, text, quantity)


def _bare(text: str) -> str:
    """A text without what stands beside a figure and says no more than it."""
    half = plain(INVISIBLE.sub("", text.replace("\u202f", " ")))
    if quoted := _QUOTED.fullmatch(half):
        half = quoted[1].strip()
    if _EXPONENT.fullmatch(half):
        return f"{Decimal(half):f}"
    # the sign of what was added, and the mark of a footnote
    return re.sub(r"(?<=[0-9])\s?\*++(?![0-9])", "", re.sub(r"^\+\s*(?=[0-9])", "", half))


def no_figure(at: Span, text: str, quantity: KnownQuantity) -> Finding:
    """Why a text is no figure, and what it may have been meant to say."""
    suspect = meant(text)
    if suspect is None:
        return _error("JY106", at, {"expected": "number", "found": "text", "value": text})
    if suspect.code == "JY130":
        return Finding("JY817", Severity.NOTE, at, {"text": text.strip()})
    data: dict[str, object] = {"text": text.strip(), "suggestion": suspect.suggestion}
    if (code := _OTHERWISE.get(suspect.code)) is not None:
        said = {"expected": "number", "found": "a_boolean", "value": text.strip()}
        return _error(code, at, {"text": text.strip(), **said})
    if suspect.code == "JY129":
        data["says"] = says(text)
    found = _error(suspect.code, at, data)
    return advised(found, quantity) if suspect.code in ADVISED else found


def _unit_of(own: str, stated: str) -> str:
    """The unit of a figure that has a multiple behind it, in a column with a unit.

    1.5万 is so many 元 in a column of 元, and in one of 万元 so many of these.
    """
    if own not in MULTIPLES or not stated or stated in MULTIPLES:
        return own
    if stated.startswith(own):
        return stated
    return own if stated.startswith((*MULTIPLES,)) else own + stated


def _with_comma(text: str, at: Span, quantity: KnownQuantity) -> Finding | None:
    """The finding about a comma that can only be one for decimals: 51,500 of 51.5."""
    if commas(text) is None:
        return None
    found = advised(_error("JY121", at, {"text": text.strip(), "suggestion": ""}), quantity)
    return found if found.code == "JY131" else None


def _error(code: str, at: Span, data: Mapping[str, object]) -> Finding:
    return Finding(code, Severity.ERROR, at, data)
