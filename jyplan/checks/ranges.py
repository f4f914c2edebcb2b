"""Interval arithmetic: what printed digits allow.

A figure printed as 19.9 lies between 19.85 and 19.95; what follows from such figures lies
between bounds too. Figures are plain floats, or fractions where a tie has to be exact.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from jyplan.plan.formulas import Call, Negation, Number, Operation, QuantityTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.plan.formulas import Node

# Floats and fractions share no type that can be compared and divided.
Figure: TypeAlias = Any


class ZeroError(ArithmeticError):
    """A formula divides by zero."""


class Range(NamedTuple):
    """A figure and its bounds.

    Attributes:
        low: the least that it can be.
        value: as printed.
        high: the most that it can be.
    """

    low: Figure
    value: Figure
    high: Figure


def evaluate(
    node: Node, look: Callable[[QuantityTerm], Range], number: Callable[[str], Figure]
) -> Range | None:
    """One side of a formula.

    Args:
        node: the side.
        look: the range of a quantity.
        number: a number of the formula as a figure.

    Returns:
        Its range; None where the digits leave it open, as when a divisor may be zero.

    Raises:
        ZeroError: a divisor is zero as printed.
    """
    match node:
        case Number(text):
            figure = number(text)
            return Range(figure, figure, figure)
        case QuantityTerm():
            return look(node)
        case Negation(inner):
            found = evaluate(inner, look, number)
            return found and Range(-found.high, -found.value, -found.low)
        case Operation(sign, left, right):
            first, second = evaluate(left, look, number), evaluate(right, look, number)
            if first is None or second is None:
                return None
            return _operated(sign, first, second)
        case Call(name, arguments):
            found_all = [evaluate(argument, look, number) for argument in arguments]
            ranges = [each for each in found_all if each is not None]
            return _called(name, ranges) if len(ranges) == len(found_all) else None


def _operated(sign: str, left: Range, right: Range) -> Range | None:
    if sign == "+":
        return Range(left.low + right.low, left.value + right.value, left.high + right.high)
    if sign == "-":
        return Range(left.low - right.high, left.value - right.value, left.high - right.low)
    if sign == "*":
        ends = [x * y for x in (left.low, left.high) for y in (right.low, right.high)]
        return Range(min(ends), left.value * right.value, max(ends))
    if right.value == 0:
        raise ZeroError
    if right.low <= 0 <= right.high:
        return None
    ends = [x / y for x in (left.low, left.high) for y in (right.low, right.high)]
    return Range(min(ends), left.value / right.value, max(ends))


def _called(name: str, ranges: list[Range]) -> Range | None:
    if name == "growth":
        return _growth(*ranges)
    low, value, high = (COMBINED[name](column) for column in zip(*ranges, strict=True))
    return Range(low, value, high)


COMBINED: Mapping[str, Callable[[Any], Figure]] = {"sum": sum, "min": min, "max": max}


def _growth(start: Range, end: Range, years: Range) -> Range | None:
    """Compound growth from start to end, per cent a year."""
    if start.value == 0 or years.value == 0:
        raise ZeroError
    if min(start.low, end.low, years.low) <= 0:
        return None

    def rate(before: Figure, after: Figure) -> float:
        return 100.0 * (math.pow(after / before, 1 / float(years.value)) - 1)

    return Range(rate(start.high, end.low), rate(start.value, end.value), rate(start.low, end.high))
