"""Identities of a plan as arithmetic over arrays."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from jyplan.plan.formulas import Call, Negation, Number, Operation, QuantityTerm

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from jyplan.plan.formulas import Node

    Array = NDArray[np.float64]


def evaluate(node: Node, look: Callable[[QuantityTerm], Array]) -> Array:
    """One side of a formula over arrays; nan where it cannot be worked out.

    Args:
        node: the side.
        look: the values of a quantity, of any shape; single figures for fixed years.
    """
    match node:
        case Number(text):
            return np.float64(text)  # type: ignore[return-value]
        case QuantityTerm():
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
