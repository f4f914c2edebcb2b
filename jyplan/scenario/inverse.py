"""Identities backwards: the value of one input with which a quantity comes to a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.plan.formulas import Negation, Operation, QuantityTerm, quantities
from jyplan.scenario.identities import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from jyplan.plan.formulas import Node
    from jyplan.plan.identities import Identity
    from jyplan.scenario.courses import ValuePath


class Inverse:
    """Identities in one year, with one input unknown.

    Attributes:
        identities: by id.
        vary: the input, at any depth.
        known: courses of the other inputs.
        column: the year.
    """

    def __init__(
        self,
        identities: Mapping[str, Identity],
        vary: str,
        known: Mapping[str, ValuePath],
        column: int,
    ) -> None:
        self.identities = identities
        self.vary = vary
        self.known = known
        self.column = column

    def value(self, name: str, wanted: float) -> float | None:
        """The input's value with which a quantity comes to a value.

        Returns:
            The value; None where the input stands in several places, or within a function.
        """
        node = self.identities[name].node
        return self._back(node, wanted) if self._places(node) == 1 else None

    def _places(self, node: Node) -> int:
        """How often the input stands in a formula, through others."""
        found = 0
        for named in quantities(node):
            if named.at is None and named.id == self.vary:
                found += 1
            elif named.at is None and named.id not in self.known and named.id in self.identities:
                found += self._places(self.identities[named.id].node)
        return found

    def _back(self, node: Node, figure: float) -> float | None:
        """The input's value with which a formula comes to a figure."""
        match node:
            case QuantityTerm(id=name) if name == self.vary:
                return figure
            case QuantityTerm(id=name):
                return self._back(self.identities[name].node, figure)
            case Negation(inner):
                return self._back(inner, -figure)
            case Operation():
                return self._undone(node, figure)
        return None

    def _undone(self, node: Operation, figure: float) -> float | None:
        first = self._places(node.left) > 0
        side, other = (node.left, node.right) if first else (node.right, node.left)
        given = self._given(other)
        if given is None or (0 in {given, figure} and node.sign in {"*", "/"}):
            return None
        match node.sign:
            case "+":
                before = figure - given
            case "-":
                before = figure + given if first else given - figure
            case "*":
                before = figure / given
            case _:
                before = figure * given if first else given / figure
        return self._back(side, before)

    def _given(self, node: Node) -> float | None:
        """What does not hold the input, as a figure; None where it is not known."""
        try:
            return float(evaluate(node, self._look))
        except KeyError:
            return None

    def _look(self, named: QuantityTerm) -> NDArray[np.float64]:
        course = self.known[named.id] if named.at is None else None
        if course is None or course.values is None:
            raise KeyError(named.id)
        return np.asarray(course.values[0, self.column])
