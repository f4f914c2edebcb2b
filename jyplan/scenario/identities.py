"""Identities of a plan as arithmetic: what follows from what, in which order, over arrays."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jyplan.plan.formulas import Call, Negation, Number, Operation, parse, quantities
from jyplan.plan.formulas import Quantity as Named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from jyplan.plan.formulas import Node
    from jyplan.plan.plan import Plan

    Array = NDArray[np.float64]


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
        if formula.relation != "=" or not isinstance(left, Named) or left.at is not None:
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


def evaluate(node: Node, look: Callable[[Named], Array]) -> Array:
    """One side of a formula over arrays; nan where it cannot be worked out.

    Args:
        node: the side.
        look: the values of a quantity, of any shape; single figures for fixed years.
    """
    match node:
        case Number(text):
            return np.float64(text)  # type: ignore[return-value]
        case Named():
            return look(node)
        case Negation(inner):
            return -evaluate(inner, look)
        case Operation(sign, left, right):
            return _operated(sign, evaluate(left, look), evaluate(right, look))
        case Call(name, arguments):
            return _called(name, [evaluate(argument, look) for argument in arguments])


def _operated(sign: str, left: Array, right: Array) -> Array:
    with np.errstate(all="ignore"):
        match sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
        # what divides by zero does not exist
        found: Array = np.where(right == 0, np.nan, left / np.where(right == 0, 1.0, right))
        return found


def _called(name: str, figures: list[Array]) -> Array:
    if name == "growth":
        start, end, years = figures
        with np.errstate(all="ignore"):
            possible = (np.minimum(start, end) > 0) & (years > 0)
            found: Array = np.where(possible, 100 * ((end / start) ** (1 / years) - 1), np.nan)
        return found
    return reduce({"sum": np.add, "min": np.minimum, "max": np.maximum}[name], figures)
