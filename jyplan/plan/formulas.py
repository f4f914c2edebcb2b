"""Identities as a plan writes them: text -> a small tree of numbers, names and operations.

Python's own parser reads the text; only the nodes named here are taken from its tree, and
nothing is ever evaluated as code.
"""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH: Final = 30
# name -> how many arguments it takes at least and at most
FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "sum": (1, 100),
    "min": (1, 100),
    "max": (1, 100),
    "growth": (3, 3),
}
_RELATION = re.compile(r"<=|>=|==|≤|≥|=|＝|<|>")
_RELATIONS: Mapping[str, str] = {"==": "=", "＝": "=", "≤": "<=", "≥": ">="}
_SIGNS = str.maketrans("×÷−＋－（），", "*/-+-(),")
_OPERATIONS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_AT = re.compile(r"(?<=[a-z0-9_])@(?=target\b|baseline\b|[12][0-9]{3}\b)")
# stands in for @, which Python would read as an operator; ids hold no capitals
_MARK = "A"
_NAME = re.compile(rf"([a-z][a-z0-9_]*)(?:{_MARK}(target|baseline|[0-9]{{4}}))?")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")


class Number(NamedTuple):
    """A number as it is written."""

    text: str


class QuantityTerm(NamedTuple):
    """A quantity, by its id.

    Attributes:
        id: the indicator or context quantity.
        at: ``target``, ``baseline``, a year, or None: of the year that is looked at.
    """

    id: str
    at: str | int | None

    @property
    def text(self) -> str:
        """The name as a formula writes it."""
        return self.id if self.at is None else f"{self.id}@{self.at}"


class Operation(NamedTuple):
    """Two sides with ``+``, ``-``, ``*`` or ``/`` between them."""

    sign: str
    left: Node
    right: Node


class Negation(NamedTuple):
    """The negative of something."""

    inner: Node


class Call(NamedTuple):
    """One of the functions with its arguments."""

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = "Number | QuantityTerm | Operation | Negation | Call"


class Formula(NamedTuple):
    """One comparison.

    Attributes:
        text: as the plan writes it.
        left: the side that is stated.
        relation: ``=``, ``<=``, ``<``, ``>=`` or ``>``.
        right: the side that it is held against.
    """

    text: str
    left: Node
    relation: str
    right: Node


class FormulaError(ValueError):
    """A text is no formula.

    Attributes:
        kind: what is wrong, a key of the message texts.
        piece: the piece of the formula that is meant.
    """

    def __init__(self, kind: str, piece: str = "") -> None:
        super().__init__(kind, piece)
        self.kind = kind
        self.piece = piece


@lru_cache(1024)
def parse(text: str) -> Formula:
    """The formula that a text is.

    Raises:
        FormulaError: it is none.
    """
    relations = list(_RELATION.finditer(text))
    if len(relations) != 1:
        raise FormulaError("no_comparison" if not relations else "two_comparisons")
    [found] = relations
    relation = _RELATIONS.get(found[0], found[0])
    return Formula(text, _side(text[: found.start()]), relation, _side(text[found.end() :]))


def _side(text: str) -> Node:
    if not text.strip():
        raise FormulaError("empty_side")
    if capital := re.search("[A-Z][A-Za-z0-9_]*", text):
        raise FormulaError("capital", capital[0])
    source = text.translate(_SIGNS).strip()
    # Python would take some of these for plain letters, and all that follows a # for nothing.
    if strange := re.search(r"[^\x20-\x7e\s]|#", source):
        raise FormulaError("not_allowed", strange[0])
    source = _AT.sub(_MARK, source)
    try:
        with warnings.catch_warnings():
            # What Python would say of odd numbers, we say ourselves.
            warnings.simplefilter("ignore")
            tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("syntax", text.strip()) from None
    return _Parser(source).node(tree.body, 0)


class _Parser:
    """Takes from Python's tree what a formula may hold."""

    def __init__(self, source: str) -> None:
        self.source = source

    def node(self, tree: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise FormulaError("too_deep")
        match tree:
            case ast.Constant():
                return self.number(tree)
            case ast.Name(id=name):
                return self.quantity(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negation(self.node(operand, depth + 1))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
                sign = _OPERATIONS[type(op)]
                return Operation(sign, self.node(left, depth + 1), self.node(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self.call(name, arguments, depth)
        raise FormulaError("not_allowed", self.piece(tree))

    def piece(self, tree: ast.expr) -> str:
        return (ast.get_source_segment(self.source, tree) or self.source).replace(_MARK, "@")

    def number(self, tree: ast.Constant) -> Number:
        text = self.piece(tree)
        if not _NUMBER.fullmatch(text):
            raise FormulaError("number", text)
        return Number(text)

    def quantity(self, name: str) -> QuantityTerm:
        match = _NAME.fullmatch(name)
        if match is None:
            raise FormulaError("not_allowed", name)
        at = match[2]
        return QuantityTerm(match[1], int(at) if at and at.isdigit() else at)

    def call(self, name: str, arguments: list[ast.expr], depth: int) -> Call:
        if name not in FUNCTIONS:
            raise FormulaError("function", name)
        least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise FormulaError("arguments", name)
        return Call(name, tuple(self.node(argument, depth + 1) for argument in arguments))


def quantities(node: Node) -> Iterator[QuantityTerm]:
    """The names in a formula's side, from left to right."""
    match node:
        case QuantityTerm():
            yield node
        case Operation(_, left, right):
            yield from quantities(left)
            yield from quantities(right)
        case Negation(inner):
            yield from quantities(inner)
        case Call(_, arguments):
            for argument in arguments:
                yield from quantities(argument)
