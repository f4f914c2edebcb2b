"""What the files of a plan are to say of a row of its table, key by key."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from jyplan.forms.planning.aim_words import plain
from jyplan.forms.planning.indicator_words import kind_of
from jyplan.forms.planning.rows import MARKED, digits_of
from jyplan.plan.draft import DraftRemark, DraftRow
from jyplan.plan.plan import SHARES_OF_SOMETHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.forms.heading_words import TableColumn
    from jyplan.forms.planning.rows import RowSaid
    from jyplan.forms.planning.table import PlanTable
    from jyplan.plan.model import Kind

SCOPE: Final = "whole"
# words that are longer say more than how a target is said
LONGEST_WORDING: Final = 20
# all of something, in per cent
WHOLE: Final = 100
# in finer steps than this nobody prints
FINEST: Final = 6
_OBLIGATIONS: Mapping[str, str] = {
    "约束": "binding", "binding": "binding", "yes": "binding", "是": "binding", "预期": "expected",
    "expected": "expected", "anticipatory": "expected", "indicative": "expected",
}  # fmt: skip
# keys of a target that hold a figure as the table prints it
_FIGURES: Final = ("value", "minimum", "maximum", "average_growth", "change_percent", "change")


def entry_of(said: RowSaid, table: PlanTable, id_: str, theme: str) -> DraftRow:
    """What is to be written about a row.

    Args:
        said: what its cells say.
        table: the table that it is in.
        id_: the id that it goes by.
        theme: the id of what it stands under.
    """
    fit, (kind, _), (direction, _) = said.fit, _kind(said), _direction(said)
    entry: dict[str, object] = {"id": id_, "name": _name(said, table), "unit": said.unit}
    entry["kind"] = kind
    if fit is not None and fit.reported != "value":
        entry["reported"] = fit.reported
    entry |= {"scope": SCOPE, "theme": theme, "direction": direction}
    if obligation := _obligation(said, table):
        entry["obligation"] = obligation
    entry["precision"] = _precision(said)
    if limits := _limits(said, kind):
        entry["limits"] = limits
    if fit is not None:
        entry["target"] = _target(said, direction)
    if said.column is not None:
        entry["source"] = _source(said.row.place(said.column).cell, said.row.said(said.column))
    start, start_remarks = _start(said, table, id_)
    return DraftRow(
        *(said.row.place(said.column), said.row.said(said.column), entry, start),
        *(tuple(_remarks(said, table)), start_remarks, fit is not None),
    )


def _remarks(said: RowSaid, table: PlanTable) -> Iterator[DraftRemark]:
    """What was taken to be so, by the keys that say it."""
    yield from (*said.remarks, *(() if said.fit is None else said.fit.remarks))
    for key, (value, sure) in (("kind", _kind(said)), ("direction", _direction(said))):
        if not sure:
            yield DraftRemark(key, key, {key: value})
    words = said.row.said(table.column("obligation"))
    if words and _obligation(said, table) is None:
        yield DraftRemark("obligation", "direction", {"text": words})
    if MARKED.search(said.row.said(said.column)):
        yield DraftRemark("marked", "target", {"text": said.row.said(said.column)})
    if _goes_back(said):
        yield DraftRemark("goes_back", "target")
    if said.row.row in table.sent.sheet.hidden_rows:
        yield DraftRemark("hidden_row")


def _obligation(said: RowSaid, table: PlanTable) -> str | None:
    words = plain(said.row.said(table.column("obligation")))
    return next((each for key, each in _OBLIGATIONS.items() if words.startswith(key)), None)


def _name(said: RowSaid, table: PlanTable) -> object:
    """What it is called; the stem where the figure says that it grows."""
    relative = said.fit is not None and said.fit.reported == "yearly_change"
    own = said.names.stem if relative else said.names.name
    english = " ".join(said.row.said(english_names(table)).split())
    return {"zh": own, "en": english} if english else own


def english_names(table: PlanTable) -> TableColumn | None:
    """The column of English names, where there is one."""
    for each in table.sent.headings.of("english", "name"):
        if each.role == "english" or each.unit in {"英文", "english", "en"}:
            return each
    return None


def _kind(said: RowSaid) -> tuple[Kind, bool]:
    fit = said.fit
    if fit is not None and fit.reported == "yearly_increment":
        return "cumulative", True
    relative = fit is not None and fit.reported == "yearly_change"
    grows = said.names.grows > 0 and said.unit == "%" and not relative
    stem = said.names.stem if relative else said.names.name
    kind, sure = kind_of(stem, "" if relative else said.unit, growth=grows)
    return ("annual_flow", False) if relative and kind == "stock" else (kind, sure)


def _level(said: RowSaid) -> Decimal | None:
    """The figure to arrive at, where the target names one."""
    value = None if said.fit is None else said.fit.target.get("value")
    return value if isinstance(value, Decimal) else None


def _direction(said: RowSaid) -> tuple[str, bool]:
    """Which way is better, and whether the table says so."""
    if said.fit is None:
        return ("decrease" if said.names.better_less or said.names.grows < 0 else "increase"), True
    operator, level, turn = said.fit.target.get("operator"), _level(said), said.fit.turn
    start = said.start.value if said.start is not None else None
    dated = said.fit.target.get("year") != "every" and said.fit.reported == "value"
    if level is not None and start is not None and dated:
        if (operator in {">=", ">"} and level <= start) or (
            operator in {"<=", "<"} and level >= start
        ):
            # A floor below what there is, or a ceiling above it.
            return "maintain", False
        if not turn and level != start:
            turn = 1 if level > start else -1
            less = said.names.better_less
            return ("increase", not less) if turn > 0 else ("decrease", less)
    if turn:
        return ("increase" if turn > 0 else "decrease"), True
    return ("decrease" if said.names.better_less else "increase"), True


def _target(said: RowSaid, direction: str) -> dict[str, object]:
    """The keys of the target, its operator where the words name none."""
    fit = said.fit
    if fit is None:
        return {}
    usual = "<=" if direction == "decrease" else ">="
    target = _aimed(fit.target, usual)
    if _goes_back(said):
        # Figures that rise and fall are no way to the last one, but asked of each year.
        side = {"operator": target["operator"]}
        way = (*said.milestones, (target.pop("year"), target.pop("value")))
        del target["operator"]
        by_year = {year: {**side, "value": value} for year, value in way}
        target |= {"year": "every", "by_year": by_year}
    elif said.milestones:
        target["milestones"] = dict(said.milestones)
    years = target.get("by_year")
    if isinstance(years, dict):
        target["by_year"] = {year: _aimed(each, usual) for year, each in years.items()}
    further = target.pop("further", None)
    more = list(further) if isinstance(further, list) else []
    more += [{"operator": usual, "value": value, "year": year} for year, value in said.later]
    if more:
        target["further"] = more
    return target


def _goes_back(said: RowSaid) -> bool:
    """Whether figures on the way go up and down between the baseline and the target."""
    level = _level(said)
    if said.start is None or level is None or _direction(said)[0] == "maintain":
        return False
    way = [said.start.value, *(value for _, value in said.milestones), level]
    return bool(said.milestones) and way not in (sorted(way), sorted(way, reverse=True))


def _aimed(target: Mapping[str, object], usual: str) -> dict[str, object]:
    """A target with the usual operator where its words name none; a range has none."""
    unsaid = "operator" in target and target["operator"] is None
    return {**target, "operator": usual} if unsaid else {**target}


def _figures(said: RowSaid) -> Iterator[Decimal]:
    """The figures that the row prints of it."""
    if said.start is not None:
        yield said.start.value
    target = {} if said.fit is None else said.fit.target
    levels = target.get("by_year")
    for each in (target, *(levels.values() if isinstance(levels, dict) else ())):
        for key in _FIGURES:
            if isinstance(figure := each.get(key), Decimal):
                yield figure


def _precision(said: RowSaid) -> Decimal:
    """The step in which the table prints its figures."""
    digits = max((digits_of(figure) for figure in _figures(said)), default=0)
    grows = said.fit is not None and (said.fit.rate or said.fit.reported == "yearly_change")
    # Growth is published to a tenth, whatever is asked for.
    digits = max(digits, int(grows))
    return Decimal(1).scaleb(-min(digits, FINEST))


def _limits(said: RowSaid, kind: Kind) -> dict[str, int]:
    """What no value can lie beyond, whatever happens."""
    if said.fit is not None and said.fit.reported == "yearly_change":
        return {}
    figures = [*_figures(said), *(value for _, value in (*said.milestones, *said.later))]
    if kind == "growth_rate":
        # nothing falls by more
        return {"minimum": -WHOLE} if all(figure >= -WHOLE for figure in figures) else {}
    if any(figure < 0 for figure in figures):
        return {}
    share = said.unit == "%" and kind in SHARES_OF_SOMETHING
    if share and all(figure <= WHOLE for figure in figures):
        return {"minimum": 0, "maximum": WHOLE}
    return {"minimum": 0}


def _source(place: str, words: str) -> dict[str, object]:
    """Where it stands, and the words that say how."""
    said = " ".join(words.split())
    # A bare figure is no word.
    tells = re.search(r"[^0-9.,%\s]", said) and len(said) <= LONGEST_WORDING
    return {"section": place, "wording": said} if tells else {"section": place}


def _start(
    said: RowSaid, table: PlanTable, id_: str
) -> tuple[dict[str, object] | None, tuple[DraftRemark, ...]]:
    """What baselines.yaml is to say, and what is said there."""
    start, reported = said.start, "value" if said.fit is None else said.fit.reported
    cell = None if table.start is None else said.row.cell(table.start)
    place = said.row.place(table.start).cell
    about = {"text": "" if cell is None else cell.shown.strip(), "place": place}
    if reported == "yearly_increment":
        entry = {"id": id_, "value": Decimal(0), "year": table.period.first}
        entry["basis"] = "by_definition"
        flows = (DraftRemark("base_is_flow", "", about),)
        return entry, flows if start is not None else ()
    if start is None:
        # A dash says all that there is; words are kept.
        unsaid = not said.row.said(table.start) and any(map(str.isalpha, str(about["text"])))
        return None, (DraftRemark("base_unsaid", "", about, check=False),) * unsaid
    if reported == "yearly_change":
        data = {**about, "name": said.names.name}
        return None, (DraftRemark("base_is_growth", "", data),)
    entry = {"id": id_, "value": start.value, "year": start.year}
    if start.provisional:
        entry["basis"] = "provisional"
    entry["source"] = {"section": place}
    return entry, start.remarks
