"""What a plan declares about its values: identities, weights, accepted findings, settings."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from jyplan.nearest import closest
from jyplan.plan.catalogue import RULES as CATALOGUE
from jyplan.plan.findings import Severity
from jyplan.plan.formulas import Call, FormulaError, Negation, Operation, Quantity, parse
from jyplan.plan.formulas import quantities as named_in
from jyplan.plan.plan import SHARES_OF_SOMETHING
from jyplan.plan.remarks import unknown_indicator
from jyplan.plan.units import Unit, agree, combined, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.fields import TextModel
    from jyplan.plan.findings import Finding
    from jyplan.plan.formulas import Node
    from jyplan.plan.model import (
        Baseline,
        Context,
        Figure,
        History,
        Indicator,
        Reading,
        TargetsFile,
    )
    from jyplan.plan.remarks import PlanFiles

    Declared: TypeAlias = "Indicator | Context"


# more of them, and what is wrong is not the single one
MOST_CODES = 1_000


def identities(files: PlanFiles) -> Iterator[Finding]:
    """Identities are formulas of known quantities whose units agree."""
    known: dict[str, Declared] = {entry.id: entry for entry in files.targets.indicators}
    known |= {entry.id: entry for entry in files.starts.context}
    document = files.targets_document
    for index, identity in enumerate(files.targets.identities):
        loc: Loc = ("identities", index, "formula")
        try:
            formula = parse(identity.formula)
        except FormulaError as error:
            data = {"problem": error.kind, "piece": error.piece}
            yield document.finding("JY218", Severity.ERROR, loc, data)
            continue
        names = list(dict.fromkeys((*named_in(formula.left), *named_in(formula.right))))
        strangers = [name for name in names if name.id not in known]
        for stranger in dict.fromkeys(name.id for name in strangers):
            unknown = {"name": stranger, "suggestion": closest(stranger, known)}
            yield document.finding("JY219", Severity.ERROR, loc, unknown)
        for name in names:
            if name.id in known and (part := _absent(name, files)):
                data = {"name": name.id, "part": part}
                yield document.finding("JY225", Severity.ERROR, loc, data)
        if not strangers:
            units = {name: unit_of(entry.unit.zh) for name, entry in known.items()}
            try:
                _compared(_unit(formula.left, units), _unit(formula.right, units))
            except _UnitsDifferError as error:
                data = {"left": str(error.left), "right": str(error.right)}
                yield document.finding("JY220", Severity.ERROR, loc, data)


def _absent(name: Quantity, files: PlanFiles) -> str | None:
    """What a formula asks of a quantity that it does not have; a later year may still come."""
    if name.at == "target":
        targets = {entry.id for entry in files.targets.indicators}
        return None if name.id in targets else "target"
    starts: list[Baseline | Context | History] = [*files.starts.baselines, *files.starts.context]
    if name.at == "baseline":
        return None if name.id in {entry.id for entry in starts} else "baseline"
    if isinstance(name.at, int) and name.at < files.targets.plan.baseline_year:
        given = {(entry.id, entry.year) for entry in (*starts, *files.starts.history)}
        return None if (name.id, name.at) in given else "past"
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
        case Quantity(name):
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


def weights(files: PlanFiles) -> Iterator[Finding]:
    """Weights are known quantities, of ratios and coverages."""
    known = [indicator.id for indicator in files.targets.indicators]
    known += [quantity.id for quantity in files.starts.context]
    for index, indicator in enumerate(files.targets.indicators):
        loc: Loc = ("indicators", index, "weight")
        yield from _weight(files.targets_document, loc, indicator, known)
    for index, quantity in enumerate(files.starts.context):
        loc = ("context", index, "weight")
        yield from _weight(files.starts_document, loc, quantity, known)


def _weight(
    document: Document, loc: Loc, entry: Declared, known: Sequence[str]
) -> Iterator[Finding]:
    readings: tuple[Reading, ...] = getattr(entry, "readings", ())
    kinds = {entry.kind, *(reading.kind for reading in readings)}
    if entry.weight is not None and entry.weight not in known:
        yield unknown_indicator(document, loc, entry.weight, known)
    elif entry.weight is not None and kinds.isdisjoint(SHARES_OF_SOMETHING):
        yield document.finding("JY224", Severity.ERROR, loc, {"kind": entry.kind})


def accepted_identities(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """What is accepted of an identity has a reason and is a rule."""
    for index, identity in enumerate(targets.identities):
        loc: Loc = ("identities", index)
        yield from acceptance(document, loc, identity.accept, identity.reason)


def accepted_figures(files: PlanFiles) -> Iterator[Finding]:
    """What is accepted of a baseline or a context quantity has a reason and is a rule."""
    for sort in ("baselines", "context", "history"):
        figures: tuple[Figure, ...] = getattr(files.starts, sort)
        for index, figure in enumerate(figures):
            document = files.starts_document
            yield from acceptance(document, (sort, index), figure.accept, figure.reason)


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


def settings(targets: TargetsFile, document: Document) -> Iterator[Finding]:
    """Severities are set of rules that allow it."""
    for code in islice(targets.settings.severity, MOST_CODES):
        yield from _code(document, ("settings", "severity", code), code, key=True)


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


TARGET_RULES = (accepted_identities, settings)
RULES = (identities, weights, accepted_figures)
