"""What the files of a plan are to say of a row of its table, key by key."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from jyplan.forms.planning.aim_words import plain
from jyplan.forms.planning.indicator_words import kind_of
from jyplan.forms.planning.rows import MARKED, UNKNOWN, digits_of
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


def entry_of(said: RowSaid, id_: str, theme: str) -> DraftRow:
    """What is to be written about a row.

    Args:
        said: what its cells say.
        id_: the id that it goes by.
        theme: the id of what it stands under.
    """
    fit, (kind, _), (direction, _) = said.fit, _kind(said), _direction(said)
    words, place = said.row.said(said.column), said.row.place(said.column)
    entry: dict[str, object] = {"id": id_, "name": _name(said), "unit": said.unit, "kind": kind}
    if fit.reported != "value":
        entry["reported"] = fit.reported
    entry |= {"scope": SCOPE, "theme": theme, "direction": direction}
    if obligation := _obligation(said):
        entry["obligation"] = obligation
    entry["precision"] = _precision(said, kind)
    if limits := _limits(said, kind):
        entry["limits"] = limits
    if fit.target:
        entry["target"] = _target(said, direction)
    if said.column is not None:
        entry["source"] = _source(place.cell, words)
    start, about_start = _start(said, id_)
    remarks = tuple(_remarks(said, words))
    return DraftRow(place, words, entry, start, remarks, about_start, bool(fit.target))


def _remarks(said: RowSaid, words: str) -> Iterator[DraftRemark]:
    """What was taken to be so, by the keys that say it."""
    yield from said.fit.remarks
    for key, (value, sure) in (("kind", _kind(said)), ("direction", _direction(said))):
        if not sure:
            yield DraftRemark(key, key, {key: value})
    if said.unit == UNKNOWN:
        yield DraftRemark("unit", "unit")
    if said.text("obligation") and _obligation(said) is None:
        yield DraftRemark("obligation", "direction", {"text": said.text("obligation")})
    if MARKED.search(words):
        yield DraftRemark("marked", "target", {"text": words})
    if _goes_back(said):
        yield DraftRemark("goes_back", "target")
    if said.row.row in said.table.sent.sheet.hidden_rows:
        yield DraftRemark("hidden_row")


def _obligation(said: RowSaid) -> str | None:
    words = plain(said.text("obligation"))
    return next((each for key, each in _OBLIGATIONS.items() if words.startswith(key)), None)


def _name(said: RowSaid) -> object:
    """What it is called; the stem where the figure says that it grows."""
    own = said.names.stem if said.fit.reported == "yearly_change" else said.names.name
    english = " ".join(said.row.said(english_names(said.table)).split())
    return {"zh": own, "en": english} if english else own


def english_names(table: PlanTable) -> TableColumn | None:
    """The column of English names, where there is one."""
    for each in table.sent.headings.of("english", "name"):
        if each.role == "english" or each.unit in {"英文", "english", "en"}:
            return each
    return None


def _kind(said: RowSaid) -> tuple[Kind, bool]:
    """What sort of quantity it is, and whether words say so."""
    if said.fit.reported == "yearly_increment":
        return "cumulative", True
    if said.fit.reported == "yearly_change":
        kind, sure = kind_of(said.names.stem, "", growth=False)
        return ("annual_flow", False) if kind == "stock" else (kind, sure)
    grows = said.names.grows > 0 and said.unit == "%"
    return kind_of(said.names.name, said.unit, growth=grows)


def _direction(said: RowSaid) -> tuple[str, bool]:
    """Which way is better, and whether the table says so."""
    less = said.names.better_less
    target, turn, level = said.fit.target, said.fit.turn, said.level
    if not target:
        turn = said.names.grows
    elif level is not None and said.start is not None and said.fit.reported == "value":
        side, start = str(target["operator"] or ""), said.start.value
        if (">" in side and level <= start) or ("<" in side and level >= start):
            # A floor below what there is, or a ceiling above it.
            return "maintain", False
        if not turn and level != start:
            return ("increase", not less) if level > start else ("decrease", less)
    return ("decrease" if turn < 0 or (less and not turn) else "increase"), True


def _target(said: RowSaid, direction: str) -> dict[str, object]:
    """The keys of the target, its operator where the words name none."""
    usual = "<=" if direction == "decrease" else ">="
    target = _aimed(said.fit.target, usual)
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
    level = said.level
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
    levels = said.fit.target.get("by_year")
    for each in (said.fit.target, *(levels.values() if isinstance(levels, dict) else ())):
        for key in _FIGURES:
            if isinstance(figure := each.get(key), Decimal):
                yield figure


def _precision(said: RowSaid, kind: Kind) -> Decimal:
    """The step in which the table prints its figures."""
    # Growth is published to a tenth, whatever is asked for.
    grows = kind == "growth_rate" or said.fit.reported == "yearly_change"
    digits = max(map(digits_of, _figures(said)), default=0)
    return Decimal(1).scaleb(-min(max(digits, int(grows)), FINEST))


def _limits(said: RowSaid, kind: Kind) -> dict[str, int]:
    """What no value can lie beyond, whatever happens."""
    figures = [*_figures(said), *(value for _, value in (*said.milestones, *said.later))]
    # nothing falls by more than all of it
    least = -WHOLE if kind == "growth_rate" else 0
    if said.fit.reported == "yearly_change" or min(figures, default=Decimal(0)) < least:
        return {}
    share = said.unit == "%" and kind in SHARES_OF_SOMETHING and kind != "growth_rate"
    whole = share and max(figures, default=Decimal(0)) <= WHOLE
    return {"minimum": least, "maximum": WHOLE} if whole else {"minimum": least}


def _source(place: str, words: str) -> dict[str, object]:
    """Where it stands, and the words that say how."""
    said = " ".join(words.split())
    # A bare figure is no word.
    tells = re.search(r"[^0-9.,%\s]", said) and len(said) <= LONGEST_WORDING
    return {"section": place, "wording": said} if tells else {"section": place}


def _start(said: RowSaid, id_: str) -> tuple[dict[str, object] | None, tuple[DraftRemark, ...]]:
    """What baselines.yaml is to say, and what is said there."""
    start, table, place = said.start, said.table, said.row.place(said.table.start).cell
    cell = None if table.start is None else said.row.cell(table.start)
    text = "" if cell is None else cell.shown.strip()
    about = {"text": text, "place": place, "name": said.names.name}
    if said.fit.reported == "yearly_increment":
        entry = {"id": id_, "value": Decimal(0), "year": table.period.first}
        flow = () if start is None else (DraftRemark("base_is_flow", "", about),)
        return {**entry, "basis": "by_definition"}, flow
    if start is None:
        # A dash says all that there is; words are kept.
        unsaid = not said.row.said(table.start) and any(map(str.isalpha, text))
        return None, (DraftRemark("base_unsaid", "", about, check=False),) * unsaid
    if said.fit.reported == "yearly_change":
        return None, (DraftRemark("base_is_growth", "", about),)
    entry = {"id": id_, "value": start.value, "year": start.year}
    entry |= {"basis": "provisional"} if start.provisional else {}
    return {**entry, "source": {"section": place}}, start.remarks
