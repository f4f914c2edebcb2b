"""Changes -> what is assumed of every quantity, or findings about the changes."""

from __future__ import annotations

from fnmatch import fnmatchcase
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.engine.ensemble import t_interval
from jyplan.nearest import closest
from jyplan.outcomes import Assumed
from jyplan.plan.findings import Severity
from jyplan.scenario.grammar import How, Piece
from jyplan.scenario.identities import inputs_of
from jyplan.scenario.quantities import between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jyplan.outcomes import Past
    from jyplan.plan.findings import Finding
    from jyplan.scenario.grammar import Change
    from jyplan.scenario.identities import Identity
    from jyplan.scenario.quantities import Quantity

# the more exact of two selections counts
RANKS = {"theme": 0, "glob": 1, "id": 2}
# growth beyond it looks like a slip, of a decimal point or of a rate for a step
SLIP = 1.0
TREND, HISTORY = How("trend"), How("history")


class Written(NamedTuple):
    """A change and where it stands.

    Attributes:
        change: what it says.
        finding: makes a finding about a piece of it.
    """

    change: Change
    finding: Callable[[str, Severity, Piece, Mapping[str, object]], Finding]

    def wrong(self, code: str, piece: str, **data: object) -> Finding:
        """An error about a piece, by its name."""
        where = self.change.where.get(piece, Piece(0, len(self.change.text)))
        return self.finding(code, Severity.ERROR, where, data)


class Ground(NamedTuple):
    """What changes are held against.

    Attributes:
        quantities: by id.
        identities: by id.
        themes: ids of themes.
        until: the last year.
    """

    quantities: Mapping[str, Quantity]
    identities: Mapping[str, Identity]
    themes: Sequence[str]
    until: int


class Choice(NamedTuple):
    """A change that was chosen for one quantity, and how much it counts."""

    weight: tuple[int, int]
    written: Written


class Chosen:
    """The changes of one quantity."""

    def __init__(self) -> None:
        self.base: Choice | None = None
        self.pins: dict[int, Choice] = {}
        self.dips: dict[int, Choice] = {}

    @property
    def all(self) -> list[Written]:
        """Every change that counts, the way first."""
        base = [self.base.written] if self.base else []
        rest = [choice.written for part in (self.pins, self.dips) for choice in part.values()]
        return base + rest


def assumed_of(
    layers: Sequence[Sequence[Written]], ground: Ground
) -> tuple[dict[str, Assumed], list[Finding]]:
    """What is assumed of the quantities that changes name.

    Args:
        layers: changes; those of a later layer count more.
        ground: what they are held against.

    Returns:
        The assumptions by id, and findings, errors and warnings, in the order of the changes.
    """
    findings: list[Finding] = []
    chosen: dict[str, Chosen] = {}
    for layer, listed in enumerate(layers):
        for written in listed:
            problems = list(_problems(written))
            names = _names(written, ground, problems)
            findings += problems
            if any(problem.severity is Severity.ERROR for problem in problems):
                continue
            for name in names:
                weight = (layer, RANKS[written.change.sort])
                found = _choose(chosen.setdefault(name, Chosen()), Choice(weight, written), name)
                findings += [found] if found else []
    chosen = {name: changes for name, changes in chosen.items() if changes.all}
    findings += _contradictions(chosen, ground)
    assumed = {}
    for name, changes in chosen.items():
        quantity = ground.quantities[name]
        findings += _unfit(quantity, changes, ground)
        assumed[name] = _assumed(quantity, changes)
    return assumed, findings


def _problems(written: Written) -> Iterator[Finding]:
    """What is wrong with a change by itself."""
    how = written.change.how
    rates = () if how.kind == "relative" else how.rates
    if any(rate < -1 for rate in how.rates):
        yield written.wrong("JY703", "how", problem="below_all")
    elif how.kind == "interval" and how.rates[0] > how.rates[1]:
        yield written.wrong("JY703", "how", problem="reversed_interval")
    elif how.kind == "interval" and how.rates[0] == -1:
        yield written.wrong("JY703", "how", problem="below_all")
    elif any(abs(rate) > SLIP for rate in rates):
        where = written.change.where["how"]
        steepest = max(rates, key=abs)
        yield written.finding("JY707", Severity.WARNING, where, {"rate": f"{steepest * 100:g}"})
    cap, floor = written.change.cap, written.change.floor
    if cap is not None and floor is not None and cap < floor:
        yield written.wrong("JY703", "cap", problem="cap_below_floor")


def _names(written: Written, ground: Ground, problems: list[Finding]) -> list[str]:
    """The quantities that a change means."""
    change = written.change
    if change.sort == "id":
        if change.name in ground.quantities:
            return [change.name]
        suggestion = closest(change.name, ground.quantities)
        problems.append(written.wrong("JY702", "what", name=change.name, suggestion=suggestion))
        return []
    if change.sort == "theme":
        if change.name not in ground.themes:
            suggestion = closest(change.name, ground.themes)
            problems.append(written.wrong("JY702", "what", name=change.name, suggestion=suggestion))
            return []
        names = [
            name
            for name, quantity in ground.quantities.items()
            if quantity.item is not None and quantity.item.indicator.theme == change.name
        ]
    else:
        names = [name for name in ground.quantities if fnmatchcase(name, change.name)]
        if not names:
            problems.append(written.wrong("JY702", "what", name=change.name, suggestion=None))
    # what follows from others of the selection follows them
    return [name for name in names if not inputs_of(ground.identities, name).intersection(names)]


def _choose(chosen: Chosen, choice: Choice, name: str) -> Finding | None:
    """Let a change count for a quantity unless another one counts more."""
    written = choice.written
    how = written.change.how
    if how.kind in {"pin", "dip"}:
        part = chosen.pins if how.kind == "pin" else chosen.dips
        held = part.get(how.year)
        if held is None or held.weight < choice.weight:
            part[how.year] = choice
        elif held.weight == choice.weight and held.written.change.how != how:
            problem = f"{how.kind}_twice"
            return written.wrong(
                "JY704", "what", problem=problem, name=name, other=held.written.change.text
            )
        return None
    held = chosen.base
    if held is None or held.weight < choice.weight:
        chosen.base = choice
    elif held.weight == choice.weight and _way(held.written) != _way(written):
        other = held.written.change.text
        return written.wrong("JY704", "what", problem="set_twice", name=name, other=other)
    return None


def _way(written: Written) -> tuple[How, float | None, float | None]:
    return written.change.how, written.change.cap, written.change.floor


def _contradictions(chosen: Mapping[str, Chosen], ground: Ground) -> Iterator[Finding]:
    """Quantities that are set although what they follow from is set as well."""
    for name, changes in chosen.items():
        above = sorted(inputs_of(ground.identities, name).intersection(chosen))
        if above:
            yield changes.all[0].wrong(
                "JY704", "what", problem="derived_and_input", name=name, other=", ".join(above)
            )


def _unfit(quantity: Quantity, changes: Chosen, ground: Ground) -> Iterator[Finding]:
    """Changes that this quantity cannot follow."""
    name = quantity.entry.id
    start = quantity.start
    for written in changes.all:
        how = written.change.how
        if how.year and start is not None and not start[0] < how.year <= ground.until:
            yield written.wrong(
                "JY703",
                "year" if how.kind == "pin" else "how",
                problem="year_outside",
                first=start[0] + 1,
                last=ground.until,
            )
        if how.points and quantity.entry.unit.en != "%":
            yield written.wrong("JY705", "how", problem="no_points", name=name)
        limits = quantity.entry.limits
        if how.kind == "pin" and not _within(how.value, limits.minimum, limits.maximum):
            yield written.wrong("JY705", "how", problem="beyond_limits", name=name)
        if written.change.sort == "id":
            problem = _impossible(quantity, how)
            if problem:
                yield written.wrong("JY705", "how", problem=problem, name=name)


def _within(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _impossible(quantity: Quantity, how: How) -> str | None:
    """Why a quantity cannot go on as asked, a key of the message texts."""
    if quantity.start is None:
        return "no_start"
    if how.kind in {"required", "linear", "delay"}:
        return _no_way(quantity, quantity.start, how.kind)
    if how.kind in {"trend", "relative", "latest", "best"} and quantity.trend is None:
        return "no_trend"
    if how.kind == "history" and len(log_changes(quantity)) < 2:  # noqa: PLR2004 a spread takes two
        return "no_history"
    return None


def _no_way(quantity: Quantity, start: tuple[int, float], kind: str) -> str | None:
    """Why a quantity cannot go to its target."""
    aim = quantity.aim
    if aim is None or aim.year is None:
        return "no_aim"
    if aim.year <= start[0]:
        return "aim_is_over"
    if kind == "required" and between(start, (aim.year, aim.bound)).rate is None:
        return "no_growth"
    return None


def log_changes(quantity: Quantity) -> list[float]:
    """Changes of the logarithm per year between neighbouring values, where it compounds."""
    return [log1p(change.rate) for change in quantity.changes if change.rate is not None]


def spread_of_history(quantity: Quantity) -> tuple[float, float] | None:
    """The 90 % interval of next year's growth, by the changes that were observed."""
    return t_interval(np.array(log_changes(quantity)))


def _assumed(quantity: Quantity, changes: Chosen) -> Assumed:
    base = changes.base.written.change if changes.base else None
    assumed = way_of(quantity, base.how if base else None)
    return assumed._replace(
        pins={year: pin.written.change.how.value for year, pin in sorted(changes.pins.items())},
        dips=tuple(
            (year, dip.written.change.how.rates[0], dip.written.change.how.years)
            for year, dip in sorted(changes.dips.items())
        ),
        cap=base.cap if base else None,
        floor=base.floor if base else None,
        given=True,
        texts=tuple(written.change.text for written in changes.all),
    )


def way_of(quantity: Quantity, how: How | None) -> Assumed:
    """How a quantity goes on by itself; its trend where nothing is said."""
    kind = how.kind if how else "trend"
    written = how or TREND
    rates, step, past = written.rates, None, None
    years = written.years if kind == "delay" else 0
    match kind:
        case "step":
            step = written.step
        case "halt":
            rates = (0.0,)
        case "history":
            rates, years = spread_of_history(quantity) or (), len(log_changes(quantity))
            past = quantity.trend
        case "required" | "linear":
            rates, step = _to_target(quantity, kind)
        case "relative":
            past = quantity.trend
        case "trend" | "latest" | "best":
            past = _shown(quantity, kind)
            if past is not None:
                rates, step = ((), past.step) if past.rate is None else ((past.rate,), None)
    return Assumed(
        id=quantity.entry.id,
        start=quantity.start[0] if quantity.start else None,
        kind=kind,
        rates=rates,
        step=step,
        years=years,
        past=past,
        pins={},
        dips=(),
        cap=None,
        floor=None,
        given=False,
        texts=(),
    )


def _to_target(quantity: Quantity, kind: str) -> tuple[tuple[float, ...], float | None]:
    """The rate, or the step, that leads to the target."""
    start, aim = quantity.start, quantity.aim
    if start is None or aim is None or aim.year is None or aim.year <= start[0]:
        return (), None
    needed = between(start, (aim.year, aim.bound))
    if kind == "linear":
        return (), needed.step
    return (() if needed.rate is None else (needed.rate,)), None


def _shown(quantity: Quantity, kind: str) -> Past | None:
    """The growth that a word means."""
    if kind == "trend":
        return quantity.trend
    if kind == "best":
        return _best(quantity)
    return quantity.changes[-1] if quantity.changes else None


def _best(quantity: Quantity) -> Past | None:
    """The best growth between two neighbouring values, which way better lies."""
    if not quantity.changes:
        return None
    sign = -1 if quantity.aim is not None and quantity.aim.direction < 0 else 1
    if all(change.rate is not None for change in quantity.changes):
        return max(quantity.changes, key=lambda change: sign * (change.rate or 0.0))
    return max(quantity.changes, key=lambda change: sign * (change.step or 0.0))
