"""Identities of a plan as formulas of a workbook."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from jyplan.pages.workbook.levels import start_of
from jyplan.pages.workbook.terms import Term, both, known, least, most, term, when
from jyplan.pages.workbook.vocabulary import reason_word
from jyplan.plan.formulas import Call, Negation, Number, Operation, QuantityTerm, quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jyplan.pages.workbook.frame import BookFrame
    from jyplan.plan.formulas import Node


def carried(frame: BookFrame, node: Node, of: Callable[[str], Term]) -> Term:
    """A side of an identity in a year; where it cannot be worked out, why.

    Args:
        frame: the workbook.
        node: the side.
        of: the cell of a quantity in that year, by its id.
    """
    names = [_quantity(frame, name, of) for name in dict.fromkeys(quantities(node))]
    inputs = both(*(known(name) for name in names))
    divisors = [_worked(frame, part, of) for part in _divisors(node)]
    work = _worked(frame, node, of)
    for divisor in divisors:
        work = when(divisor.equals(0), reason_word(term("zero_divisor"), frame), work)
    return when(inputs, work, reason_word(term("no_input"), frame))


def _quantity(frame: BookFrame, name: QuantityTerm, of: Callable[[str], Term]) -> Term:
    """A quantity that a formula names."""
    if name.at is None:
        return of(name.id)
    line = frame.row_of(name.id)
    if line is None:
        return term("")
    if name.at == "target":
        return frame.cells.get((line.row, "level"), term(""))
    if name.at == "baseline":
        return start_of(frame, line)[0]
    past = dict(line.known.earlier)
    if name.at in past:
        return term(past[int(name.at)])
    return frame.at_year("levels", line, int(name.at))


def _divisors(node: Node) -> Iterator[Node]:
    match node:
        case Operation(sign, left, right):
            yield from _divisors(left)
            yield from _divisors(right)
            if sign == "/":
                yield right
        case Negation(inner):
            yield from _divisors(inner)
        case Call(_, arguments):
            for argument in arguments:
                yield from _divisors(argument)


def _worked(frame: BookFrame, node: Node, of: Callable[[str], Term]) -> Term:
    """A side, where all that it names is known."""
    match node:
        case Number(text):
            return term(float(text))
        case QuantityTerm():
            return _quantity(frame, node, of)
        case Negation(inner):
            return 0 - _worked(frame, inner, of)
        case Operation(sign, left, right):
            pair = _worked(frame, left, of), _worked(frame, right, of)
            operations = {
                "+": Term.__add__,
                "-": Term.__sub__,
                "*": Term.__mul__,
                "/": Term.__truediv__,
            }
            return operations[sign](*pair)
        case Call(name, arguments):
            figures = [_worked(frame, argument, of) for argument in arguments]
            if name == "growth":
                return _growth(*figures)
            return (
                {"min": least, "max": most}[name](*figures)
                if name != "sum"
                else reduce(Term.__add__, figures)
            )


def _growth(start: Term, end: Term, years: Term) -> Term:
    """Mean growth in per cent; nothing where none is."""
    possible = both(start > 0, end > 0, years > 0)
    return when(possible, 100 * ((end / start) ** (1 / years) - 1), "")
