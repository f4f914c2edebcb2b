"""What a plan asks of a quantity: the forms of targets, worked out to figures to arrive at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.engine.codes import Direction, Operator
from jyplan.plan.records import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.model import Bound, Target

OPERATORS: Mapping[str | None, Operator] = {
    ">=": Operator.AT_LEAST,
    ">": Operator.MORE_THAN,
    "<=": Operator.AT_MOST,
    "<": Operator.LESS_THAN,
    None: Operator.WITHIN,
}
DIRECTIONS: Mapping[str, Direction] = {
    "increase": Direction.INCREASE,
    "decrease": Direction.DECREASE,
    "maintain": Direction.MAINTAIN,
}


class Aim(NamedTuple):
    """What a quantity is held against.

    Attributes:
        bound: how the plan says it, after revisions.
        operator: how values are held against it.
        value: the figure to arrive at, of a range its near end; None where it is not known.
        low: lower end of a range that binds.
        high: upper end of a range that binds.
        year: the target year; None where it is undated or holds for every year.
        every: the first and the last year of a target that holds for every year.
        direction: which way is better.
    """

    bound: Bound
    operator: Operator
    value: float | None
    low: float | None
    high: float | None
    year: int | None
    every: tuple[int, int] | None
    direction: Direction

    @property
    def figure(self) -> float:
        """The figure to arrive at.

        Raises:
            LookupError: it is not known.
        """
        if self.value is None:
            raise LookupError(self.bound)
        return self.value

    @property
    def when(self) -> int | str | None:
        """The target year, ``every``, or None where undated."""
        return self.year if self.every is None else "every"

    def in_force(self, year: int) -> bool:
        """Whether a target for every year holds for this one."""
        return self.every is not None and self.every[0] <= year <= self.every[1]


def aim_of(target: Target, direction: str, years: tuple[int, int]) -> Aim:
    """What counts of a target today.

    Args:
        target: as the plan says it, with its revisions.
        direction: which way is better.
        years: the first and the last year in which a value says something.
    """
    bound, year = current(target)
    every = None
    if year == "every":
        every = (target.first_year or years[0], target.last_year or years[1])
    return _aim(bound, direction, year if isinstance(year, int) else None, every)


def aims_next(target: Target, direction: str, year: int) -> list[Aim]:
    """What a target and its further ones ask for the next year, or the last where all are over.

    Args:
        target: the target with its revisions and further ones.
        direction: which way is better.
        year: the year that is looked from.
    """
    bound, own = current(target)
    dated: list[tuple[Bound, int]] = [(bound, own)] if isinstance(own, int) else []
    dated += [(further, further.year) for further in target.further]
    coming = [entry[1] for entry in dated if entry[1] >= year]
    chosen = min(coming) if coming else max((entry[1] for entry in dated), default=0)
    return [_aim(each, direction, when, None) for each, when in dated if when == chosen]


def _aim(bound: Bound, direction: str, year: int | None, every: tuple[int, int] | None) -> Aim:
    goal = goal_of(bound, direction)
    return Aim(
        bound=bound,
        operator=OPERATORS[bound.operator if bound.value is not None else None],
        value=goal[1] if goal else None,
        # to go on beyond the near end does no harm
        low=None if direction == "decrease" else bound.minimum,
        high=None if direction == "increase" else bound.maximum,
        year=year,
        every=every,
        direction=DIRECTIONS[direction],
    )


def current(target: Target) -> tuple[Bound, int | str | None]:
    """The bound and the year that count today: those of the newest revision, if any."""
    if not target.revisions:
        return target, target.year
    newest = max(enumerate(target.revisions), key=lambda item: (item[1].decided_in, item[0]))[1]
    if newest.value is not None and newest.operator is None:
        newest = replaced(newest, operator=target.operator)
    return newest, newest.year or target.year


def goal_of(bound: Bound, direction: str) -> tuple[str, float] | None:
    """Key and value of the figure that the indicator has to arrive at."""
    if bound.value is not None:
        return "value", bound.value
    near, far = ("maximum", "minimum") if direction == "decrease" else ("minimum", "maximum")
    for key in (near, far):
        if (value := getattr(bound, key)) is not None:
            return key, value
    return None
