"""What follows from what by the identities of a plan, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.formulas import Quantity, parse, quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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


class CycleError(ValueError):
    """Quantities that follow from each other in a circle.

    Attributes:
        cycle: their ids, the first one again at the end.
    """

    def __init__(self, cycle: tuple[str, ...]) -> None:
        super().__init__(cycle)
        self.cycle = cycle


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
        if formula.relation != "=" or not isinstance(left, Quantity) or left.at is not None:
            continue
        names = [name.id for name in quantities(formula.right) if name.at is None]
        if names and left.id not in found:
            found[left.id] = Identity(
                formula.text, left.id, formula.right, tuple(dict.fromkeys(names))
            )
    return found


def ordered(identities: Mapping[str, Identity], wanted: Iterable[str]) -> list[str]:
    """Quantities, each behind those that it follows from.

    Args:
        identities: those that count, by id.
        wanted: what is asked for; what they follow from is added.

    Raises:
        CycleError: some follow from themselves.
    """
    done: dict[str, None] = {}

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            raise CycleError((*way[way.index(name) :], name))
        if name in done:
            return
        if name in identities:
            for entry in identities[name].inputs:
                visit(entry, (*way, name))
        done[name] = None

    for name in wanted:
        visit(name, ())
    return list(done)


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


def circles(identities: Mapping[str, Identity]) -> Iterator[tuple[Identity, tuple[str, ...]]]:
    """Identities that follow from themselves, with the ids of their circle, the first one twice."""
    left = dict(identities)
    while True:
        try:
            ordered(left, left)
        except CycleError as error:
            yield left.pop(error.cycle[0]), error.cycle
        else:
            return
