"""What a plan asks of a quantity: the forms of targets, worked out to figures to arrive at."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from jyplan.engine.codes import Direction, Operator
from jyplan.plan.records import by_year, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction

    from jyplan.plan.model import Bound, Head, Indicator, Level, Target

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
# key of a form that starts from the baseline -> the level that it means, from the baseline, the
# figure as the plan says it, and years
RELATIVE: Mapping[str, Callable[[Fraction, Fraction, int], Fraction]] = {
    "average_growth": lambda start, figure, years: start * (1 + figure / 100) ** years,
    "change_percent": lambda start, figure, _: start * (1 + figure / 100),
    "change": lambda start, figure, _: start + figure,
    "multiple": lambda start, figure, _: start * figure,
}
# those that multiply, which only what is more than nothing can be
PROPORTIONAL = frozenset({"average_growth", "change_percent", "multiple"})

# levels that are chained from yearly changes start here, in the plan's baseline year
INDEX_START = 100.0


class Comparison(NamedTuple):
    """Another quantity that a target is held against.

    Attributes:
        than: its id.
        margin: what is added to it, in its unit.
        mean: whether mean growth since the baseline is compared, not year by year.
        growth: whether what is compared is growth in per cent, not the values themselves.
    """

    than: str
    margin: float
    mean: bool
    growth: bool = False


class Aim(NamedTuple):
    """What a quantity is held against.

    Attributes:
        form: how the plan says it: ``value``, ``range``, a key of `RELATIVE`, ``by_year`` or
            ``than``.
        bound: its words, after revisions.
        operator: how values are held against it.
        value: the level to arrive at, of a range its near end; of a target that differs from year
            to year that of the newest year; None where it is not known.
        low: lower end of a range that binds.
        high: upper end of a range that binds.
        year: the target year; None where it is undated or holds for every year.
        every: the first and the last year of a target that is looked at every year.
        direction: which way is better.
        approximate: whether the plan says “about”.
        stated: the figure as the plan says it; None of a range.
        milestones: years and values on the way that the plan states.
        years: what is asked of single years, where that differs.
        comparison: what it is held against in place of a figure.
        looked_at: the newest year that was looked at by itself.
    """

    form: str
    bound: Level
    operator: Operator
    value: float | None
    low: float | None
    high: float | None
    year: int | None
    every: tuple[int, int] | None
    direction: Direction
    approximate: bool = False
    stated: float | None = None
    milestones: tuple[tuple[int, float], ...] = ()
    years: Mapping[int, Aim] = {}
    comparison: Comparison | None = None
    looked_at: int | None = None

    @property
    def figure(self) -> float:
        """The level to arrive at.

        Raises:
            LookupError: it is not known.
        """
        if self.value is None:
            raise LookupError(self.bound)
        return self.value

    @property
    def mean(self) -> bool:
        """Whether mean growth is compared with that of another quantity."""
        return self.comparison is not None and self.comparison.mean

    @property
    def when(self) -> int | str | None:
        """The target year, ``every``, or None where undated."""
        return self.year if self.every is None else "every"

    @property
    def newest(self) -> int:
        """Of what is asked of single years, the year that counts: the newest looked at."""
        seen = self.looked_at
        return min(self.years, default=0) if seen is None or seen not in self.years else seen

    def in_force(self, year: int) -> bool:
        """Whether something is asked of this year by itself."""
        if self.every is None or (self.years and year not in self.years):
            return False
        return self.every[0] <= year <= self.every[1]

    @property
    def asked(self) -> tuple[int, ...]:
        """The years of which something is asked by themselves."""
        first, last = self.every or (1, 0)
        return tuple(year for year in range(first, last + 1) if self.in_force(year))

    def of(self, year: int) -> Aim:
        """What is asked of a year by itself."""
        return self.years.get(year, self)

    def holds(self, value: float) -> bool:
        """Whether a value meets it, exactly: more than 30 is not met by 30."""
        match self.operator:
            case Operator.AT_LEAST:
                return value >= self.figure
            case Operator.MORE_THAN:
                return value > self.figure
            case Operator.AT_MOST:
                return value <= self.figure
            case Operator.LESS_THAN:
                return value < self.figure
        low_enough = self.high is None or value <= self.high
        return low_enough and (self.low is None or value >= self.low)


def aim_of(
    target: Target, direction: str, years: tuple[int, int], start: tuple[int, float] | None
) -> Aim:
    """What counts of a target today.

    Args:
        target: as the plan says it, with its revisions.
        direction: which way is better.
        years: the first and the last year of the plan.
        start: year and value of the baseline.
    """
    bound, year = current(target)
    aim = _aim(bound, direction, year if isinstance(year, int) else None, start)
    aim = aim._replace(
        approximate=target.approximate,
        milestones=tuple(by_year(getattr(bound, "milestones", {})).items()),
    )
    if aim.form == "than" and target.than is not None:
        mean = target.over is not None
        last = year if isinstance(year, int) else target.last_year or years[1]
        return aim._replace(
            operator=OPERATORS[bound.operator],
            year=None,
            every=(target.first_year or years[0], last),
            comparison=Comparison(target.than, target.margin or 0.0, mean),
        )
    if year != "every":
        return aim
    stated = by_year(target.by_year)
    first = target.first_year or min(stated, default=years[0])
    last = target.last_year or max([years[1], *stated])
    levels: dict[int, Level] = stated if bound is target else {}
    if target.revisions:
        # A year is held against what had been decided by its end.
        levels = {when: _decided(target, when) for when in range(first, last + 1)}
        levels = {
            when: stated.get(when, each) if each is target else each
            for when, each in levels.items()
            if each is not target or not stated or when in stated
        }
    single = {when: _single(each, direction) for when, each in levels.items()}
    return aim._replace(every=(first, last), years=single)


def _single(level: Level, direction: str) -> Aim:
    """What is asked of one year."""
    return _aim(level, direction, None, None)._replace(
        approximate=getattr(level, "approximate", False)
    )


def aims_next(
    target: Target, direction: str, year: int, start: tuple[int, float] | None
) -> list[Aim]:
    """What a target and its further ones ask for the next year, or the last where all are over.

    Args:
        target: the target with its revisions and further ones.
        direction: which way is better.
        year: the year that is looked from.
        start: year and value of the baseline.
    """
    bound, own = current(target)
    dated: list[tuple[Bound, int]] = [(bound, own)] if isinstance(own, int) else []
    dated += [(with_operator(each, target), each.year) for each in target.further]
    coming = [entry[1] for entry in dated if entry[1] >= year]
    chosen = min(coming) if coming else max((entry[1] for entry in dated), default=0)
    return [_aim(each, direction, when, start) for each, when in dated if when == chosen]


def _aim(bound: Level, direction: str, year: int | None, start: tuple[int, float] | None) -> Aim:
    form = form_of(bound)
    goal = goal_of(bound, direction, year, start)
    ranged = form in {"range", "by_year"}
    return Aim(
        form=form,
        bound=bound,
        operator=OPERATORS[None if ranged else bound.operator],
        value=goal[1] if goal else None,
        # to go on beyond the near end does no harm
        low=None if direction == "decrease" else bound.minimum,
        high=None if direction == "increase" else bound.maximum,
        year=year,
        every=None,
        direction=DIRECTIONS[direction],
        stated=None if ranged or form == "than" else getattr(bound, form),
    )


def form_of(bound: Level) -> str:
    """How a target is said; see `Aim`."""
    for key in ("value", *RELATIVE, "than"):
        if getattr(bound, key, None) is not None:
            return key
    ranged = bound.minimum is not None or bound.maximum is not None
    return "by_year" if not ranged and by_year(getattr(bound, "by_year", {})) else "range"


def current(target: Target) -> tuple[Bound, int | str | None]:
    """The bound and the year that count today: those of the newest revision, if any."""
    newest = _decided(target)
    return newest, getattr(newest, "year", None) or target.year


def _decided(target: Target, year: int | None = None) -> Bound:
    """The bound that counted at the end of a year, the newest one where none is named."""
    known = [each for each in target.revisions if year is None or each.decided_in <= year]
    if not known:
        return target
    newest = max(enumerate(known), key=lambda item: (item[1].decided_in, item[0]))[1]
    return with_operator(newest, target)


def with_operator(bound: Bound, target: Target) -> Bound:
    """A revision of a target, or a further one, with the target's operator where it has none."""
    if bound.operator is None and form_of(bound) != "range":
        return replaced(bound, operator=target.operator)  # type: ignore[no-any-return]
    return bound


def last_year(head: Head, indicators: Iterable[Indicator]) -> int:
    """The last year of which a value says something: the plan's, or that of a later target."""
    years = [head.end_year]
    for target in (indicator.target for indicator in indicators):
        year = current(target)[1]
        years += (
            [year] if isinstance(year, int) else [target.last_year or 0, *by_year(target.by_year)]
        )
    return max(years)


def goal_of(
    bound: Level,
    direction: str,
    year: int | None = None,
    start: tuple[int, float] | None = None,
) -> tuple[str, float] | None:
    """Key and value of the level that the quantity has to arrive at.

    Args:
        bound: as the plan says it.
        direction: which way is better.
        year: the target year.
        start: year and value of the baseline, which relative forms start from.

    Returns:
        None where there is no such level, or it cannot be told.
    """
    if bound.value is not None:
        return "value", bound.value
    form = form_of(bound)
    if form in RELATIVE:
        level = level_of(form, getattr(bound, form), year, start)
        return None if level is None else (form, level)
    near, far = ("maximum", "minimum") if direction == "decrease" else ("minimum", "maximum")
    for key in (near, far):
        if (value := getattr(bound, key)) is not None:
            return key, value
    return None


def level_of(
    form: str, figure: float, year: int | None, start: tuple[int, float] | None
) -> float | None:
    """The level that a relative form means, correctly rounded.

    Args:
        form: a key of `RELATIVE`.
        figure: as the plan says it.
        year: the target year.
        start: year and value of the baseline.

    Returns:
        None without a baseline, or where growth per year has no years; infinity where it is more
        than any figure.

    Example:
        Seven per cent a year for five years, from 24393.1.

        >>> level_of("average_growth", 7, 2025, (2020, 24393.1))
        34212.58462213817
    """
    if start is None or (form == "average_growth" and (year is None or year <= start[0])):
        return None
    # Only here: most plans name levels.
    from jyplan.plan.levels import exact

    years = 0 if year is None else year - start[0]
    try:
        return float(RELATIVE[form](exact(start[1]), exact(figure), years))
    except OverflowError:
        return inf
