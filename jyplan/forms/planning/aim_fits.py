"""What the words of a target mean of one quantity: the keys of its target, as a plan has them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jyplan.forms.planning.aim_vocabulary import PER_CENT, POINTS
from jyplan.plan.draft import DraftRemark
from jyplan.plan.fields import TextModel
from jyplan.plan.figures import Amount, in_unit
from jyplan.plan.units import is_percentage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.forms.planning.aim_words import AimSaid

# of what falls, more is less
_FALLEN: Mapping[str | None, str] = {None: "<=", ">=": "<=", ">": "<"}
# about in step: how much less mean growth may be, in points
IN_STEP: Final = Decimal("-0.5")


class AimPlace(NamedTuple):
    """What a target is of, and where it is said.

    Attributes:
        unit: the quantity's, in NFKC.
        year: the plan's last.
        column: ``target``, the column of a year, or ``growth``, that of means and totals.
        grows: 1 where the name says that it is growth in per cent, -1 where it is a fall.
        adds: whether the name says that what is new is counted.
        start: the baseline, where the table has one.
        sums: whether the heading names totals alone.
    """

    unit: str
    year: int
    column: Literal["target", "growth"]
    grows: int = 0
    adds: bool = False
    start: Decimal | None = None
    sums: bool = False

    @property
    def percent(self) -> bool:
        """Whether it is counted in per cent."""
        return is_percentage(both_alike(self.unit))


class AimFit(NamedTuple):
    """A target as a plan has it.

    Attributes:
        target: its keys; a ``than`` is still in the table's words.
        reported: what submissions hold.
        turn: 1 where it is to rise, -1 where it is to fall, 0 where nothing says it.
        remarks: what was taken to be so.
    """

    target: Mapping[str, object]
    reported: Literal["value", "yearly_change", "yearly_increment"] = "value"
    turn: int = 0
    remarks: tuple[DraftRemark, ...] = ()


def fitted(said: AimSaid, place: AimPlace) -> AimFit | None:
    """The target that words mean; None: they mean none that there is of such a quantity."""
    said = _as_meant(said, place)
    match said.form:
        case "than" | "step":
            fit = _compared(said, place)
        case "years":
            fit = _yearly(said, place)
        case "value" | "range":
            fit = _level(said, place)
        case "multiple":
            target = {"operator": said.operator or ">=", "multiple": said.figure}
            fit = AimFit({**target, "year": said.year or place.year}, turn=1)
        case "growth":
            fit = _growth(said, place)
        case _:
            fit = _change(said, place)
    if fit is None or (said.every and fit.target.get("year") != "every"):
        return None
    return fit._replace(target={**fit.target, **_tone(said, place)})


def _as_meant(said: AimSaid, place: AimPlace) -> AimSaid:
    """What a column says of the figures in it, where the words do not."""
    if place.column == "target" or said.form not in {"value", "change"}:
        return said
    relative = PER_CENT.fullmatch(said.unit or "%") is not None
    multiplies = place.grows or (relative and not place.percent)
    if said.form == "change" and not said.every:
        # 提高1岁 is over all years, whatever the column is called.
        mean = relative and multiplies and not place.sums
        return said._replace(form="growth" if mean else "total")
    if said.year is not None or said.every:
        return said
    return said._replace(form="total" if place.sums else "growth" if multiplies else said.form)


def level_in(figure: Decimal | None, stated: str, unit: str) -> Decimal | None:
    """A figure in the quantity's unit; None: it is in another one, or a difference in points.

    Args:
        figure: the figure; None where there is none.
        stated: the unit behind it; empty where nothing is.
        unit: the quantity's.
    """
    if figure is None or not stated:
        return figure
    if POINTS.fullmatch(stated):
        return None
    converted = in_unit(Amount(f"{figure:f}", stated), both_alike(unit))
    return Decimal(converted) if converted else None


def both_alike(unit: str) -> TextModel:
    """A unit that is the same text in both languages."""
    return TextModel(zh=unit, en=unit)


def _tone(said: AimSaid, place: AimPlace) -> dict[str, object]:
    """How firmly it is said, and a second figure."""
    more: dict[str, object] = {}
    if said.aspirational:
        more["commitment"] = "aspirational"
    if said.approximate:
        more["approximate"] = True
    if (
        said.further is not None
        and (value := level_in(said.further.figure, said.further.unit, place.unit)) is not None
    ):
        further = {"operator": said.further.operator or ">=", "value": value, "year": place.year}
        more["further"] = [further]
    return more


def _level(said: AimSaid, place: AimPlace) -> AimFit | None:
    """A figure, or a range, to arrive at or to keep."""
    low = level_in(said.figure, said.unit, place.unit)
    if low is None:
        return None
    remarks: tuple[DraftRemark, ...] = ()
    every = said.every
    if place.column == "growth" and not every and said.year is None:
        # Of a rate, a bound beside means and totals is one of every year.
        if said.operator is None or not place.percent or place.grows:
            return None
        every, remarks = True, (DraftRemark("every_year", "target"),)
    elif place.grows and not every:
        remarks = (DraftRemark("growth_in_year", "target"),)
    year: dict[str, object] = {"year": "every" if every else said.year or place.year}
    # A fall of so much is a growth rate with another sign, and nobody writes it so.
    if place.grows < 0:
        return None
    if said.form == "range":
        high = level_in(said.high, said.unit, place.unit)
        ends = {} if high is None else {"minimum": low, "maximum": high}
        return AimFit({**ends, **year}, remarks=remarks) if ends else None
    turn = said.turn or {"<": -1, "<=": -1, ">": 1, ">=": 1}.get(said.operator or "", 0)
    target = {"operator": said.operator, "value": low, **year}
    return AimFit(target, turn=turn, remarks=remarks)


def _growth(said: AimSaid, place: AimPlace) -> AimFit | None:
    """Growth a year on average."""
    turn = said.turn or place.grows
    if not PER_CENT.fullmatch(said.unit or "%") or (place.percent and not turn):
        return None
    return _turned("average_growth", said, place, turn)


def _turned(
    key: str, said: AimSaid, place: AimPlace, turn: int, *remarks: DraftRemark
) -> AimFit | None:
    """A change with its sign and operator; None: a fall of at most so much."""
    figure, operator = said.figure, said.operator
    if figure is None or (turn < 0 and (figure < 0 or operator not in _FALLEN)):
        return None
    if turn < 0:
        figure, operator = -figure, _FALLEN[operator]
    target = {"operator": operator, key: figure, "year": said.year or place.year}
    if key != "change" and place.percent:
        changes = DraftRemark("yearly_change", "reported")
        return AimFit(target, "yearly_change", turn, (changes, *remarks))
    return AimFit(target, "value", turn, remarks)


def _change(said: AimSaid, place: AimPlace) -> AimFit | None:
    """A change over all years, or what is added in them."""
    turn = said.turn or place.grows or 1
    points, relative = POINTS.fullmatch(said.unit), PER_CENT.fullmatch(said.unit)
    if place.grows and not points:
        # what is reported as changes
        if said.every:
            return _level(said._replace(form="value", turn=0), place)
        return _turned("change_percent", said, place, turn) if relative or not said.unit else None
    if relative and not place.percent:
        return _turned("change_percent", said, place, turn)
    figure = (
        said.figure if points and place.percent else level_in(said.figure, said.unit, place.unit)
    )
    if figure is None:
        return None
    new = place.adds or place.start is None
    if said.form == "total" and not place.percent and turn > 0 and new:
        target = {"operator": said.operator, "value": figure, "year": place.year}
        return AimFit(target, "yearly_increment", 1, (DraftRemark("added_up", "reported"),))
    remarks = (DraftRemark("points", "target"),) if relative else ()
    return _turned("change", said._replace(figure=figure), place, turn, *remarks)


def _yearly(said: AimSaid, place: AimPlace) -> AimFit | None:
    """What is asked of single years."""
    by_year: dict[int, dict[str, object]] = {}
    for year, each in said.years:
        value = level_in(each.figure, each.unit, place.unit)
        if value is None or place.grows < 0:
            return None
        if each.form == "range":
            by_year[year] = {
                "minimum": value,
                "maximum": level_in(each.high, each.unit, place.unit),
            }
        else:
            by_year[year] = {"operator": each.operator, "value": value}
        if each.approximate:
            by_year[year]["approximate"] = True
    return AimFit({"year": "every", "by_year": by_year})


def _compared(said: AimSaid, place: AimPlace) -> AimFit | None:
    """Another quantity that it is held against."""
    if place.grows < 0:
        return None
    target: dict[str, object] = {"operator": said.operator or ">=", "than": said.than}
    if said.form == "step":
        target |= {"margin": IN_STEP, "over": "plan"}
        return AimFit(target, remarks=(DraftRemark("in_step", "target"),))
    if said.figure is not None:
        falls = said.operator in {"<", "<="}
        target["margin"] = -said.figure if falls else said.figure
    target |= {"over": "plan"} if said.mean else {"year": "every"}
    return AimFit(target)
