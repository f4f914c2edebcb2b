"""Plan and observations -> subjects: what is known of each indicator, and all of them as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine.codes import Direction, Operator, Path
from jyplan.engine.series import Series, series_of
from jyplan.plan.plan import current, ends, goal_of, is_default, kind_of, next_targets, reading_of
from jyplan.plan.units import is_percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from jyplan.plan.model import Baseline, Bound, Indicator, Reading
    from jyplan.plan.plan import Observation, Plan

    Array = NDArray[np.float64]
    Codes = NDArray[np.int8]
    Mask = NDArray[np.bool_]

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
PATHS: Mapping[str, Path] = {
    "linear": Path.LINEAR,
    "compound": Path.COMPOUND,
    "itr": Path.ITR,
}


class Request(NamedTuple):
    """What is asked of a plan.

    Attributes:
        as_of: year at whose end to look; None: of the latest observation, else the baseline year.
        readings: chosen readings by indicator.
        path: one path for all indicators instead of each one's own.
        rules: names of the rules to judge by, beside the schedule.
    """

    as_of: int | None = None
    readings: Mapping[str, str] = {}
    path: str | None = None
    rules: tuple[str, ...] = ()


class Subject(NamedTuple):
    """One indicator with everything that its row of the arrays is made from."""

    indicator: Indicator
    reading: Reading | None
    chosen: bool
    kind: str
    path: str
    baseline: Baseline | None
    bound: Bound
    target: float | None
    target_year: int | str | None
    series: tuple[Observation, ...]
    restated: bool
    earlier: tuple[tuple[int, float], ...] = ()


class Rows(NamedTuple):
    """The subjects as arrays, one row each; nan where there is no figure.

    Attributes:
        series: what the rule looks at.
        least: natural lower limits.
        most: natural upper limits.
        maintained: whether the target is to be kept.
        undated: whether the target has no year.
    """

    series: Series
    least: Array
    most: Array
    maintained: Mask
    undated: Mask


def subjects_of(
    plan: Plan, reported: Iterable[Observation], as_of: int, request: Request
) -> list[Subject]:
    """The indicators of a plan, each with its baseline, its target and what was reported of it."""
    baselines = plan.baselines()
    past: dict[str, list[tuple[int, float]]] = {}
    for entry in plan.starts.history:
        past.setdefault(entry.id, []).append((entry.year, entry.value))
    by_id: dict[str, list[Observation]] = {}
    for observation in reported:
        if observation.year <= as_of:
            by_id.setdefault(observation.id, []).append(observation)
    subjects = []
    for indicator in plan.indicators:
        reading = reading_of(indicator, request.readings.get(indicator.id))
        baseline = baselines.get((indicator.id, reading.id if reading else None))
        start = baseline.year if baseline else plan.head.baseline_year
        vintages = [
            observation
            for observation in by_id.get(indicator.id, [])
            if _counts(indicator, start, observation.year)
            and _belongs(indicator, reading, observation.reading)
        ]
        known = past.get(indicator.id, []) if is_default(indicator, reading) else []
        subject = _subject(indicator, reading, baseline, vintages, request)
        subjects.append(subject._replace(earlier=_earlier(baseline, known)))
    return subjects


def _subject(
    indicator: Indicator,
    reading: Reading | None,
    baseline: Baseline | None,
    vintages: Sequence[Observation],
    request: Request,
) -> Subject:
    bound, year = current(indicator.target)
    goal = goal_of(bound, indicator.direction)
    newest: dict[int, Observation] = {}
    for observation in sorted(vintages, key=lambda entry: (entry.year, entry.vintage)):
        newest[observation.year] = observation
    return Subject(
        indicator=indicator,
        reading=reading,
        chosen=indicator.id in request.readings,
        kind=kind_of(indicator, reading.id if reading else None),
        path=request.path or (reading.path if reading else None) or indicator.path,
        baseline=baseline,
        bound=bound,
        target=goal[1] if goal else None,
        target_year=year,
        series=tuple(newest.values()),
        restated=len(vintages) > len(newest),
    )


def _earlier(
    baseline: Baseline | None, past: Sequence[tuple[int, float]]
) -> tuple[tuple[int, float], ...]:
    """Values up to the baseline, oldest first."""
    known = dict(past)
    if baseline is not None:
        known = {year: value for year, value in known.items() if year < baseline.year}
        known[baseline.year] = baseline.value
    return tuple(sorted(known.items()))


def _counts(indicator: Indicator, start: int, year: int) -> bool:
    """Whether a value of this year says anything about the target."""
    target = indicator.target
    if target.year == "every":
        return (target.first_year or year) <= year <= (target.last_year or year)
    return year > start


def _belongs(indicator: Indicator, reading: Reading | None, reported: str | None) -> bool:
    """Whether a value reported for one reading is a value of another."""
    if reading is None:
        return True
    reported = reported or indicator.default_reading
    if reported == reading.id:
        return True
    return reading.same_quantity and reported == indicator.default_reading


def rows_of(subjects: Sequence[Subject]) -> Rows:
    """The subjects as arrays, in their order."""
    values = [subject.series for subject in subjects]
    starts = [subject.baseline for subject in subjects]
    both = [ends(subject.bound, subject.indicator.direction) for subject in subjects]
    series = series_of(
        len(subjects),
        baseline=_floats(start.value if start else None for start in starts),
        start_year=_floats(start.year if start else None for start in starts),
        latest=_floats(seen[-1].value if seen else None for seen in values),
        latest_year=_floats(seen[-1].year if seen else None for seen in values),
        previous=_floats(_previous(subject) for subject in subjects),
        target=_floats(subject.target for subject in subjects),
        target_year=_floats(_due(subject) for subject in subjects),
        path=_codes(PATHS[subject.path] for subject in subjects),
        direction=_codes(DIRECTIONS[subject.indicator.direction] for subject in subjects),
        operator=_codes(operator_of(subject.bound) for subject in subjects),
        minimum=_floats(low for low, _ in both),
        maximum=_floats(high for _, high in both),
        limit=_floats(_limit(subject) for subject in subjects),
        every=_mask(subject.target_year == "every" for subject in subjects),
        percentage=_mask(is_percentage(subject.indicator.unit) for subject in subjects),
        growth_rate=_mask(subject.kind == "growth_rate" for subject in subjects),
    )
    return Rows(
        series=series,
        least=_floats(subject.indicator.limits.minimum for subject in subjects),
        most=_floats(subject.indicator.limits.maximum for subject in subjects),
        maintained=_mask(subject.indicator.direction == "maintain" for subject in subjects),
        undated=_mask(subject.target_year is None for subject in subjects),
    )


def _floats(values: Iterable[float | None]) -> Array:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _codes(values: Iterable[int]) -> Codes:
    return np.array(list(values), dtype=np.int8)


def _mask(values: Iterable[bool]) -> Mask:
    return np.array(list(values), dtype=np.bool_)


def by_targets(subject: Subject) -> list[Subject]:
    """The subject once for every target of the next year that has any."""
    if not subject.indicator.target.further or not subject.series:
        return [subject]
    several = []
    for bound, year in next_targets(subject.indicator.target, subject.series[-1].year):
        goal = goal_of(bound, subject.indicator.direction)
        own = subject._replace(bound=bound, target=goal[1] if goal else None, target_year=year)
        several.append(own)
    return several


def in_its_year(subject: Subject) -> Subject:
    """The subject up to its target year, where that is over and has a value of its own."""
    year = subject.target_year
    seen = tuple(entry for entry in subject.series if isinstance(year, int) and entry.year <= year)
    return subject._replace(series=seen) if seen and seen[-1].year == year else subject


def windows_of(subjects: Sequence[Subject], width: int) -> tuple[Array, Array]:
    """Years and values of the newest observations, oldest first, shape (n, width) each."""
    years, values = (np.full((len(subjects), width), np.nan) for _ in range(2))
    for row, subject in enumerate(subjects):
        known = dict(subject.earlier) | {entry.year: entry.value for entry in subject.series}
        newest = sorted(known.items())[-width:] if subject.series else []
        for column, (year, value) in enumerate(newest, width - len(newest)):
            years[row, column], values[row, column] = year, value
    return years, values


def _previous(subject: Subject) -> float | None:
    """The value before the latest; the baseline where it is the only one."""
    if len(subject.series) > 1:
        return subject.series[-2].value
    return subject.baseline.value if subject.baseline else None


def _limit(subject: Subject) -> float | None:
    """Where the quantity cannot go on to the better."""
    limits, direction = subject.indicator.limits, subject.indicator.direction
    best: float | None = limits.minimum if direction == "decrease" else limits.maximum
    return best


def _due(subject: Subject) -> int | None:
    """The target year; that of the latest value where the target holds for every year."""
    if subject.target_year == "every":
        return subject.series[-1].year if subject.series else None
    return subject.target_year if isinstance(subject.target_year, int) else None


def operator_of(bound: Bound) -> Operator:
    """How a value is held against a target."""
    return OPERATORS[bound.operator if bound.value is not None else None]
