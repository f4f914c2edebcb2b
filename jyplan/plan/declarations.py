"""What a plan declares about its values: identities, weights, accepted findings, settings."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from jyplan.nearest import closest
from jyplan.plan.catalogue import CATALOGUE
from jyplan.plan.findings import Severity
from jyplan.plan.formulas import Call, FormulaError, Negation, Operation, QuantityTerm, parse
from jyplan.plan.formulas import quantities as named_in
from jyplan.plan.plan import SHARES_OF_SOMETHING
from jyplan.plan.remarks import unknown_indicator
from jyplan.plan.units import Unit, agree, combined, meant_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.fields import TextModel
    from jyplan.plan.findings import Finding
    from jyplan.plan.formulas import Node
    from jyplan.plan.model import Context, Figure, IdentityModel, Indicator, TargetsFile
    from jyplan.plan.places import Declared, Place

# more of them, and what is wrong is not the single one
MOST_CODES = 1_000


def identity(at: Place[IdentityModel], declared: Declared) -> Iterator[Finding]:
    """An identity is a formula of known quantities whose units agree."""
    try:
        formula = parse(at.says.formula)
    except FormulaError as error:
        yield at.wrong("JY218", ("formula",), {"problem": error.kind, "piece": error.piece})
        return
    names = list(dict.fromkeys((*named_in(formula.left), *named_in(formula.right))))
    known = declared.quantities.known
    for stranger in dict.fromkeys(name.id for name in names if declared.quantities.lacks(name.id)):
        data = {"name": stranger, "suggestion": declared.quantities.nearest(stranger)}
        yield at.wrong("JY219", ("formula",), data)
    for name in names:
        if name.id in known and (part := _absent(name, declared)):
            yield at.wrong("JY225", ("formula",), {"name": name.id, "part": part})
    if all(name.id in known for name in names):
        units = {name.id: meant_by(known[name.id][0].unit) for name in names}
        try:
            _compared(_unit(formula.left, units), _unit(formula.right, units))
        except _UnitsDifferError as error:
            data = {"left": str(error.left), "right": str(error.right)}
            yield at.wrong("JY220", ("formula",), data)


def _absent(name: QuantityTerm, declared: Declared) -> str | None:
    """What a formula asks of a quantity that it does not have; a later year may still come."""
    entries = declared.quantities.of(name.id)
    if entries and entries[0].reported != "value":
        return "level"
    if name.at == "target":
        return "target" if declared.indicators.lacks(name.id) else None
    if name.at == "baseline":
        return "baseline" if declared.starts.lacks(name.id) else None
    if isinstance(name.at, int) and name.at < declared.targets.plan.baseline_year:
        years = {entry.year for entry in declared.figures.known.get(name.id, ())}
        return "past" if declared.figures.whole and name.at not in years else None
    return None


class _UnitsDifferError(Exception):
    """Two units cannot be compared or added."""

    def __init__(self, left: Unit, right: Unit) -> None:
        super().__init__(left, right)
        self.left = left
        self.right = right


def _compared(left: Unit | None, right: Unit | None) -> Unit | None:
    """The unit of two things that are compared or added; a plain number goes with any."""
    if left is None or right is None:
        return left or right
    if not agree(left, right):
        raise _UnitsDifferError(left, right)
    return left if right.factor is None else right


def _unit(node: Node, units: Mapping[str, Unit]) -> Unit | None:
    """The unit of one side; None for a plain number, which may stand for any.

    Raises:
        _UnitsDifferError: unlike things are added.
    """
    result: Unit | None = None
    match node:
        case QuantityTerm(name):
            result = units[name]
        case Negation(inner):
            result = _unit(inner, units)
        case Call("growth", (start, end, _)):
            _compared(_unit(start, units), _unit(end, units))
            result = Unit((), None)
        case Call(_, arguments):
            for argument in arguments:
                result = _compared(result, _unit(argument, units))
        case Operation(sign, left, right):
            first, second = _unit(left, units), _unit(right, units)
            product = sign in {"*", "/"}
            result = _product(first, second, sign) if product else _compared(first, second)
    return result


def _product(left: Unit | None, right: Unit | None, sign: str) -> Unit | None:
    """The unit of a product or quotient; a number in it may convert, so the scale is open."""
    if left is None and right is None:
        return None
    number = Unit((), None)
    return combined(left or number, right or number, 1 if sign == "*" else -1)


def weight(at: Place[Indicator | Context], declared: Declared) -> Iterator[Finding]:
    """A weight is a known quantity, of a ratio or a coverage."""
    name, quantities = at.says.weight, declared.quantities
    if name is None:
        return
    if quantities.lacks(name):
        yield unknown_indicator(at.document, (*at.loc, "weight"), name, quantities)
        return
    kinds = [at.says.kind]
    if at.loc[0] == "indicators":
        kinds += [reading.says.kind for reading in at.each("readings")]
    if SHARES_OF_SOMETHING.isdisjoint(kinds):
        yield at.wrong("JY224", ("weight",), {"kind": kinds[0]})


def accepted(at: Place[IdentityModel | Figure], _: Declared) -> Iterator[Finding]:
    """What is accepted of an identity or a figure has a reason and is a rule."""
    yield from acceptance(at.document, at.loc, at.says.accept, at.says.reason)


def acceptance(
    document: Document, loc: Loc, accept: tuple[str, ...], reason: TextModel | None
) -> Iterator[Finding]:
    """Whether what stands at `loc` accepts rules that there are, and says why."""
    if accept and reason is None:
        where: Loc = (*loc, "accept")
        yield document.finding("JY221", Severity.ERROR, where, {"key": "reason"}, key=True)
    if reason is not None and not accept:
        where = (*loc, "reason")
        yield document.finding("JY221", Severity.ERROR, where, {"key": "accept"}, key=True)
    for index, code in enumerate(accept[:MOST_CODES]):
        yield from _code(document, (*loc, "accept", index), code)


def settings(at: Place[TargetsFile], _: Declared) -> Iterator[Finding]:
    """Severities are set of rules that allow it."""
    for code in islice(at.says.settings.severity, MOST_CODES):
        yield from _code(at.document, ("settings", "severity", code), code, key=True)


def _code(document: Document, loc: Loc, code: str, *, key: bool = False) -> Iterator[Finding]:
    rule = CATALOGUE.get(code)
    if rule is not None and rule.settable:
        return
    known = [name for name, each in CATALOGUE.items() if each.settable]
    data = {
        "value": code,
        "problem": "no_rule" if rule is None else "fixed_rule",
        "suggestion": closest(code, known) if rule is None else None,
    }
    yield document.finding("JY222", Severity.ERROR, loc, data, key=key)


IDENTITY_RULES = (identity, accepted)
