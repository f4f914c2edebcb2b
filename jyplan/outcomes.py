"""What scenarios lead to, as frozen values; rates are fractions per year.

A figure that does not exist is None, and the `reason` beside it is a code that says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.fields import TextModel
    from jyplan.plan.findings import Finding
    from jyplan.plan.model import Context, Indicator
    from jyplan.results import Assessment, Report


class Past(NamedTuple):
    """Growth between two known values.

    Attributes:
        rate: constant growth per year; None where nothing compounds.
        step: constant step per year, in the unit.
        first: year of the earlier value.
        last: year of the later one.
    """

    rate: float | None
    step: float | None
    first: int
    last: int


class Point(NamedTuple):
    """The value of one year."""

    year: int
    value: float


class Dip(NamedTuple):
    """Other growth in one year.

    Attributes:
        year: the year.
        rate: growth in it.
        years: until the course is reached again.
    """

    year: int
    rate: float
    years: int


class Assumed(NamedTuple):
    """What is assumed of one quantity.

    Attributes:
        id: the quantity.
        start: year of the value that it goes on from; None where there is none.
        kind: how it goes on: ``rates``, ``step``, ``interval``, ``step_interval``, ``history``,
            ``trend``, ``relative``, ``latest``, ``best``, ``halt``, ``required``, ``linear``,
            ``multiple``, ``delay``.
        rates: growth per year: by year, both ends of an interval, the distance from the trend,
            or the one rate that a word stands for; empty where it is a matter of steps.
        steps: per year in the unit: by year, both ends of an interval, or the one step that a
            word stands for; empty where it is a matter of rates.
        times: how many times its start something becomes; None elsewhere.
        by: until which year.
        years: of a delay.
        past: the known growth that it rests on, if any.
        pins: values of single years.
        dips: years of other growth.
        cap: no value goes beyond it.
        floor: no value goes below it.
        given: whether somebody set it; else it is the trend of something that others need.
        texts: the changes as they are written.
        canonical: the same, as the grammar writes them first.
    """

    id: str
    start: int | None
    kind: str
    rates: tuple[float, ...]
    steps: tuple[float, ...]
    times: float | None
    by: int | None
    years: int
    past: Past | None
    pins: tuple[Point, ...]
    dips: tuple[Dip, ...]
    cap: float | None
    floor: float | None
    given: bool
    texts: tuple[str, ...]
    canonical: tuple[str, ...]

    @property
    def step(self) -> float | None:
        """The only step; None where there are several or none."""
        return self.steps[0] if len(self.steps) == 1 else None


class YearValue(NamedTuple):
    """The value at the end of one year.

    Attributes:
        year: the year.
        value: None where there is none.
        low: the least value, where growth is an interval.
        high: the greatest.
        known: whether it was reported, or stands in the plan.
    """

    year: int
    value: float | None
    low: float | None
    high: float | None
    known: bool


class Held(NamedTuple):
    """A value held against its target.

    Attributes:
        year: the year of the target; the last one looked at where it holds for every year.
        value: the value then.
        met: whether it holds; None where that cannot be told.
        difference: how far the value is beyond the target (negative: short of it), in the unit.
        side: where the value lies: ``above``, ``below`` or ``within`` what is aimed at.
        attainment_time: when the target is first met, as a fractional year.
        attainment_year: the first year end at which it is met.
        reason: why something is absent.
    """

    year: int | None
    value: float | None
    met: bool | None
    difference: float | None
    side: str | None
    attainment_time: float | None
    attainment_year: int | None
    reason: str | None


class Outcome(NamedTuple):
    """What becomes of one quantity.

    Attributes:
        entry: what the plan says of it.
        item: its assessment; None for a context quantity.
        role: ``changed``, ``affected`` (through an identity) or ``trend``.
        years: one entry a year.
        held: it against its target; None where nothing is aimed at.
        growth: from its start to the target year, or the last year; what it took.
        needed: growth from its start that meets the target.
        growth_step: the same as `growth` in equal steps, in the unit per year.
        needed_step: the same as `needed` in equal steps.
        past: growth that was observed.
        trend: the same quantity if everything went on as it did.
        reason: why there are no values.
        because: the quantities whose absence is the reason.
        planned: the plan's own path from baseline to target, year by year.
    """

    entry: Indicator | Context
    item: Assessment | None
    role: str
    years: tuple[YearValue, ...]
    held: Held | None
    growth: float | None
    needed: float | None
    growth_step: float | None
    needed_step: float | None
    past: Past | None
    trend: Held | None
    reason: str | None
    because: tuple[str, ...] = ()
    planned: tuple[Point, ...] = ()

    @property
    def turned(self) -> bool:
        """Whether the target is met although the trend misses it, or the other way round."""
        if self.held is None or self.trend is None:
            return False
        return None not in {self.held.met, self.trend.met} and self.held.met != self.trend.met


class Replaced(NamedTuple):
    """A stated value in whose place an identity's stands.

    Attributes:
        id: the quantity.
        year: the first year.
        stated: as stated.
        value: as the identity has it.
        formula: the identity.
    """

    id: str
    year: int
    stated: float
    value: float
    formula: str


class Absent(NamedTuple):
    """What could not be worked out.

    Attributes:
        reason: why.
        inputs: the quantities that something has to be said about.
        ids: what is absent.
    """

    reason: str
    inputs: tuple[str, ...]
    ids: tuple[str, ...]


class Solution(NamedTuple):
    """The growth that meets an aim.

    Attributes:
        report: the plan, assessed.
        entry: what the aim is of.
        item: its assessment; None for a context quantity.
        vary: what grows for it.
        year: when the aim is to be met.
        operator: how it is held against the value: ``>=``, ``>``, ``<=``, ``<``; None: to equal.
        wanted: the value to arrive at.
        status: the status that it stands for; None where it is a value.
        rate: constant growth per year of what varies; None where no growth leads there.
        step: constant step per year that leads to the same value of it.
        start: year and value that it grows from.
        end: its value in the year of the aim.
        value: what the indicator comes to; without an answer, the best that can be reached.
        past: growth that was observed of what varies.
        assumed: what is assumed of others.
        reason: why there is no answer, or no rate.
        warnings: what looks like a slip.
    """

    report: Report
    entry: Indicator | Context
    item: Assessment | None
    vary: Indicator | Context
    year: int
    operator: str | None
    wanted: float
    status: str | None
    rate: float | None
    step: float | None
    start: tuple[int, float]
    end: float | None
    value: float | None
    past: Past | None
    assumed: tuple[Assumed, ...]
    reason: str | None
    warnings: tuple[Finding, ...]


class Remedy(NamedTuple):
    """What would have met a target that a scenario misses.

    Attributes:
        solution: the growth that would.
        command: what asks for it, word by word.
    """

    solution: Solution
    command: tuple[str, ...]


class ScenarioResult(NamedTuple):
    """One scenario and what it leads to.

    Attributes:
        id: its name; None for the changes of the command line.
        title: in both languages, where it has one.
        remarks: what its author assumes, in words.
        assumed: what is assumed of quantities, set or needed.
        outcomes: in the order of the plan.
        replaced: stated values that identities replace.
        absent: what was set or moved and could not be worked out.
        answer: what would meet the first target that is missed through an identity.
    """

    id: str | None
    title: TextModel | None
    remarks: tuple[TextModel, ...]
    assumed: tuple[Assumed, ...]
    outcomes: tuple[Outcome, ...]
    replaced: tuple[Replaced, ...]
    absent: tuple[Absent, ...]
    answer: Remedy | None = None


class WhatIf(NamedTuple):
    """Scenarios of one plan.

    Attributes:
        report: the plan, assessed.
        first: the first year shown.
        until: the last one.
        scenarios: in the order in which they were asked for.
        warnings: what looks like a slip.
    """

    report: Report
    first: int
    until: int
    scenarios: tuple[ScenarioResult, ...]
    warnings: tuple[Finding, ...]


class Axis(NamedTuple):
    """One side of a grid.

    Attributes:
        entry: what grows.
        growth: ascending, fractions per year, or steps in the unit.
        stepped: whether it is steps.
    """

    entry: Indicator | Context
    growth: tuple[float, ...]
    stepped: bool = False


class GridCell(NamedTuple):
    """One cell of a grid.

    Attributes:
        value: of what is shown, in the year.
        met: whether its target holds; None where there is none for that year.
    """

    value: float | None
    met: bool | None


class Grid(NamedTuple):
    """What one quantity comes to at every combination of growth.

    Attributes:
        report: the plan, assessed.
        entry: what is shown.
        item: its assessment; None for a context quantity.
        year: the year looked at.
        axes: one or two.
        cells: one row a rate of the first axis, one entry a rate of the second (or one).
        assumed: what is assumed of others.
        warnings: what looks like a slip.
    """

    report: Report
    entry: Indicator | Context
    item: Assessment | None
    year: int
    axes: tuple[Axis, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    assumed: tuple[Assumed, ...]
    warnings: tuple[Finding, ...]


class Lever(NamedTuple):
    """How much one input moves a result.

    Attributes:
        entry: the input.
        rate: its growth per year.
        lower: the result with a point less.
        upper: the result with a point more.
    """

    entry: Indicator | Context
    rate: float
    lower: float
    upper: float


class Sensitivity(NamedTuple):
    """Which input moves a result most.

    Attributes:
        report: the plan, assessed.
        entry: the result.
        item: its assessment; None for a context quantity.
        year: the year looked at.
        value: the result as assumed.
        step: by how much growth is changed each way, a fraction per year.
        levers: the one that moves most first.
        fixed: inputs that do not grow at a rate.
        assumed: what is assumed.
        warnings: what looks like a slip.
    """

    report: Report
    entry: Indicator | Context
    item: Assessment | None
    year: int
    value: float
    step: float
    levers: tuple[Lever, ...]
    fixed: tuple[str, ...]
    assumed: tuple[Assumed, ...]
    warnings: tuple[Finding, ...]


class Quantiles(NamedTuple):
    """Values at the end of one year below which so many per cent of all draws lie.

    Attributes:
        year: the year.
        p5: 5 %.
        p25: 25 %.
        p50: 50 %, the median.
        p75: 75 %.
        p95: 95 %.
    """

    year: int
    p5: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p95: float | None


class Chance(NamedTuple):
    """How likely one quantity meets its target.

    Attributes:
        entry: what the plan says of it.
        item: its assessment; None for a context quantity.
        role: ``changed``, ``affected`` (through an identity) or ``trend``.
        year: the target year, else the last one looked at.
        probability: of meeting the target; None where there is none in these years.
        error: its standard error; 0 in closed form.
        shortfall: mean of what is missing, 0 in draws that meet the target; in the unit.
        years: quantiles, one entry a year.
        defined: share of draws in which it can be worked out.
        reason: why there is no probability.
        known: values up to its start.
        planned: the plan's own path from baseline to target, year by year.
    """

    entry: Indicator | Context
    item: Assessment | None
    role: str
    year: int
    probability: float | None
    error: float | None
    shortfall: float | None
    years: tuple[Quantiles, ...]
    defined: float
    reason: str | None
    known: tuple[tuple[int, float], ...]
    planned: tuple[Point, ...]


class Joint(NamedTuple):
    """How likely several targets are all met.

    Attributes:
        group: ``plan`` or ``theme``.
        id: of the theme; None for the plan.
        members: how many targets.
        probability: of meeting all of them.
        error: its standard error.
    """

    group: str
    id: str | None
    members: int
    probability: float
    error: float


class Odds(NamedTuple):
    """What a scenario's uncertain growth may lead to.

    Attributes:
        id: its name; None for the changes of the command line.
        title: in both languages, where it has one.
        remarks: what its author assumes, in words.
        draws: how many; 0 where the closed form was used.
        seed: of the draws.
        persistence: how much of a year's luck goes on.
        common: correlation by a common factor.
        pairs: correlations of single pairs.
        chances: in the order of the plan.
        joints: of themes and of the plan, where several targets are looked at.
        assumed: what is assumed of quantities, set or needed.
        replaced: stated values that identities replace.
        absent: what was set or moved and could not be worked out.
    """

    id: str | None
    title: TextModel | None
    remarks: tuple[TextModel, ...]
    draws: int
    seed: int
    persistence: float
    common: float
    pairs: Mapping[tuple[str, str], float]
    chances: tuple[Chance, ...]
    joints: tuple[Joint, ...]
    assumed: tuple[Assumed, ...]
    replaced: tuple[Replaced, ...]
    absent: tuple[Absent, ...]


class Chances(NamedTuple):
    """The odds of some scenarios of one plan.

    Attributes:
        report: the plan, assessed.
        first: the first year shown.
        until: the last one.
        odds: one a scenario.
        warnings: what looks like a slip.
    """

    report: Report
    first: int
    until: int
    odds: tuple[Odds, ...]
    warnings: tuple[Finding, ...]
