"""Changes -> what is assumed of every quantity, or findings about the changes."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from jyplan.engine.projection import HORIZON
from jyplan.outcomes import Dip, Point
from jyplan.plan.findings import Severity
from jyplan.plan.identities import inputs_of
from jyplan.plan.names import meant, named, near
from jyplan.plan.units import is_percentage, same_unit
from jyplan.scenario.forms import SIGNS, Piece
from jyplan.scenario.grammar import canonical
from jyplan.scenario.quantities import between
from jyplan.scenario.ways import (
    TREND,
    UNCERTAIN,
    goal_of,
    spread_of_history,
    until_of,
    way_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jyplan.outcomes import Assumed
    from jyplan.plan.findings import Finding
    from jyplan.plan.model import Context, Indicator
    from jyplan.plan.names import NamedEntry
    from jyplan.scenario.courses import Basis
    from jyplan.scenario.forms import How
    from jyplan.scenario.grammar import Change
    from jyplan.scenario.quantities import MovingQuantity

# the more exact of two selections counts
RANKS = {"theme": 0, "glob": 1, "id": 2}
# what growth rates cannot do, since they are no amounts
OF_AMOUNTS = frozenset({"multiple", "history", "best", "halt", "required", "delay", "interval"})
# growth beyond it looks like a slip, of a decimal point or of a rate for a step
SLIP = 1.0
# so many intervals are worked out end by end
MOST_INTERVALS = 10
INTERVALS = frozenset({"interval", "step_interval"})
# so many are named where a name can be several
MOST_NAMED = 8
# what keeps a quantity in a broad selection: nothing, or that it has no figure at all
LEFT = frozenset({None, "no_start"})


class PlacedChange(NamedTuple):
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


class Choice(NamedTuple):
    """A change that was chosen for one quantity, and how much it counts."""

    weight: tuple[int, int]
    written: PlacedChange


class ChangesOfQuantity:
    """The changes of one quantity."""

    def __init__(self) -> None:
        self.base: Choice | None = None
        self.pins: dict[int, Choice] = {}
        self.dips: dict[int, Choice] = {}

    @property
    def all(self) -> list[PlacedChange]:
        """Every change that counts, the way first."""
        base = [self.base.written] if self.base else []
        rest = [choice.written for part in (self.pins, self.dips) for choice in part.values()]
        return base + rest


def assumed_of(
    layers: Sequence[Sequence[PlacedChange]], basis: Basis
) -> tuple[dict[str, Assumed], list[Finding]]:
    """What is assumed of the quantities that changes name.

    Args:
        layers: changes; those of a later layer count more.
        basis: what they are held against.

    Returns:
        The assumptions by id, in the order of the plan, and findings, errors and warnings.
    """
    findings: list[Finding] = []
    chosen: dict[str, ChangesOfQuantity] = {}
    for layer, listed in enumerate(layers):
        for written in listed:
            problems = list(_problems(written))
            names = _names(written, basis, problems)
            findings += problems
            if any(problem.severity is Severity.ERROR for problem in problems):
                continue
            weight = (layer, RANKS[written.change.sort])
            for name in names:
                found = _choose(
                    chosen.setdefault(name, ChangesOfQuantity()), Choice(weight, written), name
                )
                findings += [found] if found else []
    # what comes out does not depend on the order of what comes in
    chosen = {name: chosen[name] for name in basis.quantities if name in chosen}
    findings += _contradictions(chosen, basis)
    intervals = [
        changes.base.written
        for changes in chosen.values()
        if changes.base and changes.base.written.change.how.kind in UNCERTAIN
    ]
    if len(intervals) > MOST_INTERVALS and not basis.drawn:
        findings.append(intervals[-1].wrong("JY703", "how", problem="too_many_intervals"))
    assumed = {}
    for name, changes in chosen.items():
        quantity = basis.quantities[name]
        findings += _unfit(quantity, changes, basis)
        assumed[name] = _assumed(quantity, changes)
    return assumed, findings


def _problems(written: PlacedChange) -> Iterator[Finding]:
    """What is wrong with a change by itself."""
    how = written.change.how
    rates = () if how.kind == "relative" else how.rates
    if any(rate < -1 for rate in how.rates):
        yield written.wrong("JY703", "how", problem="below_all")
    elif how.kind in INTERVALS and (how.rates or how.steps) != tuple(
        sorted(how.rates or how.steps)
    ):
        yield written.wrong("JY703", "how", problem="reversed_interval")
    elif how.kind == "interval" and how.rates[0] == -1:
        yield written.wrong("JY703", "how", problem="below_all")
    elif how.kind == "multiple" and how.value == 0:
        yield written.wrong("JY703", "how", problem="times_nothing")
    elif how.kind == "dip" and how.rates[0] >= 0:
        yield written.wrong("JY703", "how", problem="dip_rises")
    elif any(abs(rate) > SLIP for rate in rates):
        where = written.change.where["how"]
        steepest = max(rates, key=abs)
        yield written.finding("JY707", Severity.WARNING, where, {"rate": f"{steepest * 100:g}"})
    cap, floor = written.change.cap, written.change.floor
    if cap is not None and floor is not None and cap < floor:
        yield written.wrong("JY703", "cap", problem="cap_below_floor")


def _names(written: PlacedChange, basis: Basis, problems: list[Finding]) -> list[str]:
    """The quantities that a change means."""
    change = written.change
    if change.sort == "id":
        if change.name in basis.quantities:
            return [change.name]
        known = named(quantity.entry for quantity in basis.quantities.values())
        problems.append(_unknown(written, known, "known_ids"))
        return []
    if change.sort == "theme":
        if change.name not in {theme.id for theme in basis.themes}:
            problems.append(_unknown(written, basis.themes, "known_themes"))
            return []
        names = [
            name
            for name, quantity in basis.quantities.items()
            if quantity.item is not None and quantity.item.indicator.theme == change.name
        ]
    else:
        names = [name for name in basis.quantities if fnmatchcase(name, change.name)]
        if not names:
            problems.append(_unknown(written, (), "known_ids"))
            return []
    why = {name: _impossible(basis.quantities[name], change.how) for name in names}
    if None not in why.values():
        reason = next(iter(why.values()), "no_members")
        what = f"theme:{change.name}" if change.sort == "theme" else change.name
        problems.append(written.wrong("JY705", "how", problem=reason, name=what))
    names = [name for name in names if why[name] in LEFT]
    # what follows from others of the selection follows them
    return [name for name in names if not inputs_of(basis.identities, name).intersection(names)]


def _unknown(written: PlacedChange, known: Sequence[NamedEntry], problem: str) -> Finding:
    """That a change names what the plan does not have, or what can be several."""
    name = written.change.name
    found = meant(name, known)
    likely = found or near(name, known)
    if len(found) > 1:
        problem, known, likely = "several", found, []
    data = {
        "suggestion": likely[0].id if likely else None,
        "problem": problem,
        "known": [
            dict(zip(("zh", "en"), (f"{each.id} {name}" for name in each.names), strict=True))
            for each in known[:MOST_NAMED]
        ],
    }
    return written.wrong("JY702", "what", name=name, **data)


def _choose(chosen: ChangesOfQuantity, choice: Choice, name: str) -> Finding | None:
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


def _way(written: PlacedChange) -> tuple[How, float | None, float | None]:
    return written.change.how, written.change.cap, written.change.floor


def _contradictions(chosen: Mapping[str, ChangesOfQuantity], basis: Basis) -> Iterator[Finding]:
    """Quantities that are set although what they follow from is set as well."""
    for name, changes in chosen.items():
        above = sorted(inputs_of(basis.identities, name).intersection(chosen))
        if above:
            yield changes.all[0].wrong(
                "JY704", "what", problem="derived_and_input", name=name, other=", ".join(above)
            )


def _unfit(quantity: MovingQuantity, changes: ChangesOfQuantity, basis: Basis) -> Iterator[Finding]:
    """Changes that this quantity cannot follow."""
    name = quantity.entry.id
    yield from _overlapping(name, changes)
    base = changes.base.written.change if changes.base else None
    for written in changes.all:
        how = written.change.how
        start = quantity.start
        last = basis.until + HORIZON if how.kind == "multiple" else basis.until
        if how.year and start is not None and not start[0] < how.year <= last:
            piece = "how" if how.kind == "dip" else "year"
            years = {"first": start[0] + 1, "last": last}
            yield written.wrong("JY703", piece, problem="year_outside", **years)
        yield from _mistaken(quantity, written)
        yield from _beyond_limits(quantity, written)
        if how.kind == "pin" and base and not _within(how.value, base.floor, base.cap):
            problem = "pin_beyond_cap"
            yield written.wrong("JY704", "how", problem=problem, name=name, other=base.text)
        without = not changes.base and how.kind in {"pin", "dip"}
        why = _impossible(quantity, TREND if without else how)
        if why and (written.change.sort == "id" or why not in LEFT):
            yield written.wrong("JY705", "how", problem=why, name=name)


def _mistaken(quantity: MovingQuantity, written: PlacedChange) -> Iterator[Finding]:
    """Steps in another unit, and rates of percentages that look like steps."""
    change, entry = written.change, quantity.entry
    problem = alien_unit(change.how.unit, entry)
    if problem is not None:
        data = {"problem": problem, "name": entry.id, "unit": both_units(entry)}
        yield written.wrong("JY705", "how", **data)
    how = change.where["how"]
    text = change.text.translate(SIGNS)[how.start : how.end]
    signed = text.startswith("+") and change.how.kind in {"rates", "interval"}
    if change.sort == "id" and signed and is_percentage(entry.unit):
        plain = text.replace("+", "")
        data = {"points": text.replace("%", "pp"), "growth": plain}
        yield written.wrong("JY705", "how", problem="points_or_growth", name=entry.id, **data)


def alien_unit(unit: str, entry: Indicator | Context) -> str | None:
    """Why steps of a quantity cannot be in a unit, a key of the message texts."""
    if not unit or (unit != "pp" and same_unit(unit, entry.unit)):
        return None
    if unit == "pp":
        return None if is_percentage(entry.unit) else "no_points"
    return "not_its_unit"


def both_units(entry: Indicator | Context) -> str:
    """The unit of a quantity, in both languages."""
    return " / ".join(dict.fromkeys((entry.unit.zh, entry.unit.en)))


def _beyond_limits(quantity: MovingQuantity, written: PlacedChange) -> Iterator[Finding]:
    """Figures that a quantity can never have."""
    limits, change = quantity.entry.limits, written.change
    pin = change.how.value if change.how.kind == "pin" else None
    for key, value in (("how", pin), ("cap", change.cap), ("floor", change.floor)):
        if value is not None and not _within(value, limits.minimum, limits.maximum):
            name = quantity.entry.id
            yield written.wrong("JY705", key, problem="beyond_limits", name=name)


def _overlapping(name: str, changes: ChangesOfQuantity) -> Iterator[Finding]:
    """Dips that begin in a year that is fixed, or before the last one is over."""
    over, before = 0, ""
    for year, choice in sorted(changes.dips.items()):
        written = choice.written
        if year in changes.pins:
            other = changes.pins[year].written.change.text
            yield written.wrong("JY704", "how", problem="pin_and_dip", name=name, other=other)
        if year < over:
            yield written.wrong("JY704", "how", problem="dips_overlap", name=name, other=before)
        over, before = year + written.change.how.years, written.change.text


def _within(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _impossible(quantity: MovingQuantity, how: How) -> str | None:
    """Why a quantity cannot go on as asked, a key of the message texts."""
    if quantity.start is None:
        return "no_start"
    if quantity.known.rate and how.kind in OF_AMOUNTS:
        return "growth_of_growth"
    if how.kind in {"required", "linear", "delay"}:
        return _no_way(quantity, quantity.start, how.kind)
    if how.kind == "multiple":
        return _no_multiple(quantity, quantity.start, how)
    return _no_past(quantity, how.kind)


def _no_past(quantity: MovingQuantity, kind: str) -> str | None:
    """Why nothing that was observed can go on."""
    if kind in {"trend", "relative", "latest", "best"} and quantity.trend is None:
        return "no_trend"
    return "no_history" if kind == "history" and spread_of_history(quantity) is None else None


def _no_multiple(quantity: MovingQuantity, start: tuple[int, float], how: How) -> str | None:
    """Why a quantity cannot become so many times its start."""
    if start[1] <= 0:
        return "nothing_to_multiply"
    until = until_of(quantity, how)
    if until is None:
        return "no_aim_to_multiply"
    return "aim_is_over" if not how.year and until <= start[0] else None


def _no_way(quantity: MovingQuantity, start: tuple[int, float], kind: str) -> str | None:
    """Why a quantity cannot go to its target."""
    aim = quantity.aim
    if aim is None or aim.year is None:
        return "no_aim"
    if aim.year <= start[0]:
        return "aim_is_over"
    if kind == "required" and not aim.holds(start[1]):
        return "no_growth" if between(start, (aim.year, goal_of(aim))).rate is None else None
    return None


def _assumed(quantity: MovingQuantity, changes: ChangesOfQuantity) -> Assumed:
    base = changes.base.written.change if changes.base else None
    assumed = way_of(quantity, base.how if base else None)
    return assumed._replace(
        pins=tuple(
            Point(year, pin.written.change.how.value) for year, pin in sorted(changes.pins.items())
        ),
        dips=tuple(
            Dip(year, dip.written.change.how.rates[0], dip.written.change.how.years)
            for year, dip in sorted(changes.dips.items())
        ),
        cap=_first(written.change.cap for written in changes.all),
        floor=_first(written.change.floor for written in changes.all),
        given=True,
        texts=tuple(written.change.text for written in changes.all),
        canonical=tuple(
            canonical(
                written.change._replace(name=quantity.entry.id)
                if written.change.sort == "id"
                else written.change
            )
            for written in changes.all
        ),
    )


def _first(limits: Iterable[float | None]) -> float | None:
    return next((limit for limit in limits if limit is not None), None)
