"""Whether the arithmetic holds that a plan declares between its quantities."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from jyplan.checks.material import Key, Mention, Remark, as_written, site_of
from jyplan.checks.ranges import Range, ZeroError, evaluate
from jyplan.plan.formulas import Call, Negation, Number, Operation, QuantityTerm, parse, quantities
from jyplan.plan.identities import circles, identities_of, places_of
from jyplan.plan.submissions import accepted
from jyplan.results import Holding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jyplan.checks.material import Material
    from jyplan.checks.ranges import Figure
    from jyplan.plan.document import Loc
    from jyplan.plan.formulas import Formula, Node
    from jyplan.plan.model import IdentityModel
    from jyplan.plan.submissions import Value

# Floats decide unless both sides are this close, as a share of the larger one.
NEARLY = 1e-9
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


class Known(NamedTuple):
    """A figure that a formula uses.

    Attributes:
        value: the figure.
        step: the unit of its last printed digit; 0 for a target, which is exact.
        mention: where it stands, if that is checked.
    """

    value: float
    step: float
    mention: Mention | None


class Case(NamedTuple):
    """One set of figures to put into a formula.

    Attributes:
        year: the year of names without one; None where there are none, or for targets.
        district: whose values; None: of the whole.
        figures: the figure of every name.
        mention: what a remark would be about; None where nothing of it is checked.
    """

    year: int | None
    district: str | None
    figures: Mapping[QuantityTerm, Known]
    mention: Mention | None


def identities(material: Material, *, verbose: bool) -> Iterator[Remark | Holding]:
    """JY301, JY302 and JY303: every identity, with every set of figures that there is.

    Args:
        material: everything that was read.
        verbose: whether identities that hold are wanted too.
    """
    for index, identity in enumerate(material.plan.targets.identities):
        formula = parse(identity.formula)
        for case in _cases(material, formula, _declared_at(material, index, identity)):
            if case.mention is None:
                continue
            judged = _judged(identity, formula, case, case.mention, verbose=verbose)
            if judged is not None:
                yield judged


def circular(material: Material) -> Iterator[Remark]:
    """JY706: no quantity follows from itself."""
    if material.files is None or material.files.targets_document.path not in material.paths:
        return
    places = places_of(material.plan)
    for identity, cycle in circles(identities_of(material.plan)):
        mention = Mention(material.files.targets_document.span(places[identity.formula]))
        yield Remark("JY706", mention, {"cycle": cycle})


def _declared_at(material: Material, index: int, identity: IdentityModel) -> Mention | None:
    """The formula itself, where the plan is checked."""
    if material.files is None or material.files.targets_document.path not in material.paths:
        return None
    document = material.files.targets_document
    loc: Loc = ("identities", index)
    return Mention(document.span((*loc, "formula")), accepted(document, loc, identity))


def _cases(material: Material, formula: Formula, own: Mention | None) -> Iterator[Case]:
    names = list(dict.fromkeys((*quantities(formula.left), *quantities(formula.right))))
    open_names = [name for name in names if name.at is None]
    fixed = {name: _fixed(material, name) for name in names if name.at is not None}
    known = {name: figure for name, figure in fixed.items() if figure is not None}
    if len(known) < len(fixed):
        return
    if not open_names:
        yield Case(None, None, known, own)
        return
    targets = {name: _target(material, name.id) for name in open_names}
    due = {target[0] for target in targets.values() if target is not None}
    if len(due) == 1 and None not in targets.values():
        figures = {name: Known(goal[1], 0.0, own) for name, goal in targets.items() if goal}
        yield Case(None, None, {**known, **figures}, own)
    yield from _by_year(material, open_names, known, names)


def _by_year(
    material: Material,
    names: list[QuantityTerm],
    known: Mapping[QuantityTerm, Known],
    order: list[QuantityTerm],
) -> Iterator[Case]:
    """The years that have a figure for every open name.

    Those of the whole, and of each district where no name says which figure is meant: a target
    or a baseline is one of the whole.
    """
    first, *rest = names
    wanted = Key(first.id, material.default_reading(first.id), None)
    for key in [wanted] if known else _series_of(material, wanted):
        others = [
            material.of(Key(name.id, material.default_reading(name.id), key.district))
            for name in rest
        ]
        for year, value in material.of(key).items():
            values = [each.get(year) for each in others]
            if not material.inside(year) or None in values:
                continue
            found = {first: _known(material, first.id, value)}
            for name, each in zip(rest, values, strict=True):
                if each is not None:
                    found[name] = _known(material, name.id, each)
            figures = {**known, **found}
            mentions = [mention for name in order if (mention := figures[name].mention) is not None]
            yield Case(year, key.district, figures, mentions[0] if mentions else None)


def _series_of(material: Material, key: Key) -> Iterator[Key]:
    yield key
    for district in material.plan.targets.districts:
        yield key._replace(district=district.id)


def _known(material: Material, name: str, value: Value) -> Known:
    step = _step(material, name, value.value)
    if value.event is None:
        return Known(value.value, step, material.plan_site(name, value.year))
    return Known(value.value, step, site_of(value) if value.path in material.paths else None)


def _fixed(material: Material, name: QuantityTerm) -> Known | None:
    """The figure of a name that says which one is meant."""
    if name.at == "target":
        goal = _target(material, name.id)
        return None if goal is None else Known(goal[1], 0.0, None)
    key = Key(name.id, material.default_reading(name.id), None)
    if name.at == "baseline":
        start = material.quantity(name.id, None).baseline
        if start is None:
            return None
        return Known(start.value, _step(material, name.id, start.value), None)
    value = material.of(key).get(int(name.at or 0))
    return None if value is None else _known(material, name.id, value)


def _target(material: Material, name: str) -> tuple[int, float] | None:
    return material.quantity(name, None).goal


def _step(material: Material, name: str, value: float) -> float:
    """The unit of the last digit that was printed: the quantity's, or a finer one.

    A count is exact.
    """
    if material.quantity(name, None).counted:
        return 0.0
    precision = material.declared[name].precision
    digits = repr(float(value)).partition(".")[2]
    finer = 10.0 ** -len(digits) if digits != "0" and "e" not in digits else precision
    return min(precision, finer)


def _judged(
    identity: IdentityModel, formula: Formula, case: Case, mention: Mention, *, verbose: bool
) -> Remark | Holding | None:
    tolerance = identity.tolerance
    try:
        sides = _sides(formula, case, exact=tolerance is not None)
        if sides is not None and (not _is_finite(*sides) or _is_close(*sides)):
            sides = _sides(formula, case, exact=True)
        if sides is None or not _is_finite(*sides):
            return None
    except ZeroError:
        return Remark("JY303", mention, _data(identity, formula, case))
    except OverflowError:
        # Beyond every figure that anybody reports: nothing can be said of it.
        return None
    found, expected = sides
    if tolerance is not None:
        slack = Fraction(repr(tolerance))
        found = Range(found.value, found.value, found.value)
        expected = Range(expected.value - slack, expected.value, expected.value + slack)
    if _holds(formula.relation, found, expected):
        if not verbose:
            return None
        left, right = (filled(side, case.figures) for side in (formula.left, formula.right))
        return Holding(
            formula=formula.text,
            year=case.year,
            district=case.district,
            left=left,
            relation=formula.relation,
            right=right,
            found=float(found.value),
            expected=float(expected.value),
        )
    data = _data(identity, formula, case) | {
        "found": float(found.value),
        "expected": float(expected.value),
        "low": float(expected.low),
        "high": float(expected.high),
        "tolerance": tolerance,
    }
    return Remark("JY301" if formula.relation == "=" else "JY302", mention, data)


def _data(identity: IdentityModel, formula: Formula, case: Case) -> dict[str, object]:
    return {
        "formula": formula.text,
        "year": case.year,
        "district": case.district,
        "note": identity.note,
        "relation": formula.relation,
        "stated": filled(formula.left, case.figures),
        "arithmetic": filled(formula.right, case.figures),
    }


def _sides(formula: Formula, case: Case, *, exact: bool) -> tuple[Range, Range] | None:
    number: Callable[[str], Figure] = Fraction if exact else float

    def look(name: QuantityTerm) -> Range:
        known = case.figures[name]
        value, half = number(repr(known.value)), number(repr(known.step)) / 2
        return Range(value - half, value, value + half)

    left = evaluate(formula.left, look, number)
    right = evaluate(formula.right, look, number)
    return None if left is None or right is None else (left, right)


def _is_finite(left: Range, right: Range) -> bool:
    """Whether both sides are figures that a result can hold."""
    return all(isfinite(float(value)) for value in (*left, *right))


def _is_close(left: Range, right: Range) -> bool:
    """Whether floats may be wrong about the two sides."""
    size = max(abs(left.value), abs(right.value))
    return any(abs(x - y) <= NEARLY * size for x in left for y in right)


def _holds(relation: str, left: Range, right: Range) -> bool:
    """Whether two sides can be as the formula says, given what each of them can be."""
    if relation == "=":
        return bool(left.low <= right.high and right.low <= left.high)
    if relation in {"<", "<="}:
        return bool(left.low < right.high if relation == "<" else left.low <= right.high)
    return bool(left.high > right.low if relation == ">" else left.high >= right.low)


def filled(node: Node, figures: Mapping[QuantityTerm, Known], outer: int = 0) -> str:
    """A side with its figures in place of names, brackets only where they are needed."""
    match node:
        case Number(text):
            return text
        case QuantityTerm():
            return as_written(figures[node].value)
        case Negation(inner):
            return f"-{filled(inner, figures, 3)}"
        case Operation(sign, left, right):
            own = PRECEDENCE[sign]
            text = f"{filled(left, figures, own)} {sign} {filled(right, figures, own + 1)}"
            return f"({text})" if own < outer else text
        case Call(name, arguments):
            return f"{name}({', '.join(filled(each, figures) for each in arguments)})"
