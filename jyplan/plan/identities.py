"""What follows from what by the identities of a plan, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.formulas import QuantityTerm, parse, quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jyplan.plan.document import Loc
    from jyplan.plan.formulas import Node
    from jyplan.plan.plan import Plan


class Identity(NamedTuple):
    """A quantity that follows from others.

    Attributes:
        formula: as the plan writes it.
        id: the quantity.
        node: what it equals.
        inputs: the quantities of the same year that it follows from, each once.
    """

    formula: str
    id: str
    node: Node
    inputs: tuple[str, ...]


def identities_of(plan: Plan) -> dict[str, Identity]:
    """The identities that tell one quantity by others, by id; the first one of each counts.

    Those with a tolerance hold more or less, and tell no figure.
    """
    found: dict[str, Identity] = {}
    for declared in plan.targets.identities:
        if declared.tolerance is not None:
            continue
        formula = parse(declared.formula)
        left = formula.left
        if formula.relation != "=" or not isinstance(left, QuantityTerm) or left.at is not None:
            continue
        names = [name.id for name in quantities(formula.right) if name.at is None]
        if names and left.id not in found:
            found[left.id] = Identity(
                formula.text, left.id, formula.right, tuple(dict.fromkeys(names))
            )
    return found


def places_of(plan: Plan) -> dict[str, Loc]:
    """Where the formulas of a plan stand in its targets; of equal ones the first."""
    formulas = enumerate(each.formula for each in plan.targets.identities)
    places: dict[str, Loc] = {}
    for index, formula in formulas:
        places.setdefault(formula, ("identities", index, "formula"))
    return places


def ordered(identities: Mapping[str, Identity], wanted: Iterable[str]) -> list[str]:
    """Quantities, each behind those that it follows from.

    Args:
        identities: those that count, by id.
        wanted: what is asked for; what they follow from is added.

    Raises:
        ValueError: some follow from themselves.
    """
    done: dict[str, None] = {}
    for cycle in _visited(identities, wanted, done):
        raise ValueError(cycle)
    return list(done)


def _visited(
    identities: Mapping[str, Identity], wanted: Iterable[str], done: dict[str, None]
) -> Iterator[tuple[str, ...]]:
    """Add quantities to `done`, each behind those that it follows from; circles on the way.

    What a circle begins with is taken for one that follows from nothing from then on.
    """
    way: dict[str, Iterator[str]] = {}

    def enter(name: str) -> None:
        way[name] = iter(identities[name].inputs if name in identities else ())

    for first in wanted:
        if first not in done:
            enter(first)
        while way:
            last = next(reversed(way))
            entry = next(way[last], None)
            if entry is None:
                del way[last]
                done[last] = None
            elif entry in way:
                cycle = [entry]
                while entry in way:
                    cycle.append(way.popitem()[0])
                done[entry] = None
                yield tuple(reversed(cycle))
            elif entry not in done:
                enter(entry)


def inputs_of(identities: Mapping[str, Identity], name: str) -> set[str]:
    """Everything that a quantity follows from, through all identities."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        identity = identities.get(waiting.pop())
        for entry in identity.inputs if identity else ():
            if entry not in found:
                found.add(entry)
                waiting.append(entry)
    return found


def circles(identities: Mapping[str, Identity]) -> Iterator[tuple[Identity, str]]:
    """Identities that follow from themselves, with their circle as people read it."""
    for cycle in _visited(identities, identities, {}):
        yield identities[cycle[0]], " → ".join(cycle)
