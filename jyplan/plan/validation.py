"""Values with positions -> models, or findings: pydantic's errors as ours.

pydantic's messages are never read, only its error types and the models themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from jyplan.nearest import closest
from jyplan.plan.fields import ID_PATTERN, PLAN_ID_PATTERN
from jyplan.plan.findings import Severity
from jyplan.plan.parts import inside, is_model, key_meant, part_of, wrong_of
from jyplan.plan.scalars import Suspect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Finding, Span

ModelT = TypeVar("ModelT", bound=BaseModel)

# pydantic's error type -> what was expected, named by a key of the message texts
EXPECTED: Mapping[str, str] = {
    "float_type": "number",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "string_type": "text",
    "bool_type": "boolean",
    "model_type": "mapping",
    "dict_type": "mapping",
    "tuple_type": "list",
    "target_year": "target_year",
    "schema_version": "schema_version",
}
# models that may be written in short -> what that is
SHORT_FORMS: Mapping[str, str] = {
    "TextModel": "text",
    "ReportedModel": "number",
    "IdentityModel": "text",
    "VerdictModel": "text",
}
# pattern of a text -> what to say of one that does not fit
ADVICE: Mapping[str, str] = {ID_PATTERN: "id", PLAN_ID_PATTERN: "plan_id"}
# findings about keys that are not in the document
PASSED_OVER = frozenset({"JY012", "JY116"})
# of a file of nothing but mistakes
MAX_FINDINGS = 1_000
# pydantic's errors about keys that the model does not have
UNKNOWN = frozenset({"extra_forbidden", "invalid_key"})
RANGES = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal"})


def validate(
    model: type[ModelT], document: Document, found: Sequence[Finding] = ()
) -> tuple[ModelT, list[Finding]]:
    """The document as a model, and everything that is wrong with it.

    Args:
        model: root model of this kind of file.
        document: values and positions.
        found: what is wrong with it as text and as YAML.

    Returns:
        The model and the findings, in the order of the file. Where there are findings, what is
        not in order cannot be asked for; see `jyplan.plan.parts`.
    """
    loaded: Any = None
    details: list[ErrorDetails] = []
    try:
        loaded = model.model_validate(document.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
    if loaded is not None and not found and not document.nulls:
        return loaded, []
    odd = dict(_odd(document.value))
    unknown = {detail["loc"] for detail in details if detail["type"] in UNKNOWN}
    nulls = [loc for loc, value in odd.items() if value is None and loc not in unknown]
    findings = [_empty(document, loc) for loc in nulls[:MAX_FINDINGS]]
    findings += [
        each for detail in details[:MAX_FINDINGS] if (each := _finding(model, document, detail))
    ]
    wrong = wrong_of([*odd, *map(_loc, details)])
    # nothing stands in the document for a key that YAML or we cannot hold
    sure = not any(each.code in PASSED_OVER for each in found)
    if loaded is None or wrong or not sure:
        loaded = part_of(model, document.value, wrong, sure=sure)
    return loaded, sorted([*found, *_one_a_place(findings)], key=place)


def place(finding: Finding) -> Span:
    """Where a finding stands: the order in which findings are read."""
    return finding.span


def _one_a_place(findings: Iterable[Finding]) -> Iterable[Finding]:
    """One finding a code and place: an alias, or a text for both languages, is one mistake."""
    return {(found.code, found.span, found.data.get("key")): found for found in findings}.values()


def _odd(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Where keys have no value, never a silent default, and what is refused wherever it stands."""
    if value is None or (isinstance(value, Suspect) and value.reported):
        yield loc, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _odd(inner, (*loc, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _odd(inner, (*loc, index))


def _empty(document: Document, loc: Loc) -> Finding:
    last = loc[-1] if loc else ""
    name = str(last)
    if isinstance(last, int) and len(loc) > 1:
        # a year, or a place in a list
        keyed = str(last) in document.mapping(loc[:-1])
        name = f"{loc[-2]} {last}" if keyed else f"{loc[-2]} #{last + 1}"
    return document.finding("JY107", Severity.ERROR, loc, {"key": name})


def _finding(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Finding | None:
    kind, loc, given = detail["type"], detail["loc"], detail["input"]
    if given is None and kind not in UNKNOWN | {"missing"}:
        return None
    at_key = kind in UNKNOWN or loc[-1:] == ("[key]",)
    if isinstance(given, Suspect) and given.reported and kind not in UNKNOWN:
        return None
    if isinstance(given, str) and EXPECTED.get(kind) in {"number", "whole_number"}:
        # Only here: few files have anything but figures in the place of figures.
        from jyplan.plan.figures import meant, says

        given = meant(given) or given
    if isinstance(given, Suspect) and kind in EXPECTED:
        suspect: dict[str, object] = {"text": str(given), "suggestion": given.suggestion}
        if given.code == "JY129":
            suspect["says"] = says(given)
        return document.finding(given.code, Severity.ERROR, loc, suspect, key=at_key)
    loc = _loc(detail)
    code, data = _explained(model, detail)
    where = loc[:-1] if kind == "missing" else loc
    return document.finding(code, Severity.ERROR, where, data, key=at_key)


def _loc(detail: ErrorDetails) -> Loc:
    """Where the mapping holds what does not fit."""
    loc = detail["loc"]
    return loc[:-1] if loc[-1:] == ("[key]",) else loc


def _explained(model: type[BaseModel], detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    """Code and data of the finding about a key."""
    kind, loc = detail["type"], detail["loc"]
    name = str(loc[-1]) if loc else ""
    if kind in UNKNOWN:
        known = _keys(model, loc[:-1])
        return "JY101", {"key": name, "suggestion": key_meant(name, known), "known": known}
    if kind == "missing":
        return "JY105", {"key": name}
    return _explained_value(model, detail)


def _explained_value(model: type[BaseModel], detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    """Code and data of the finding about a value."""
    kind, given = detail["type"], detail["input"]
    if kind == "literal_error" and isinstance(given, (dict, list)):
        return "JY106", {"expected": "text", "found": _sort(given), "value": ""}
    if kind == "literal_error":
        allowed = [str(choice) for choice in _choices(_annotation(model, detail["loc"]))]
        suggestion = closest(given, allowed)
        return "JY108", {"value": _short(given), "allowed": allowed, "suggestion": suggestion}
    if kind in RANGES:
        [limit] = detail["ctx"].values()
        return "JY117", {"value": given, "relation": kind, "limit": limit}
    if kind in EXPECTED:
        short = SHORT_FORMS.get(detail.get("ctx", {}).get("class_name", ""))
        expected = short or EXPECTED[kind]
        return "JY106", {"expected": expected, "found": _sort(given), "value": _short(given)}
    if kind in {"too_short", "too_long"}:
        # the only lists of a fixed length are pairs
        return "JY109", {"value": ", ".join(map(str, given)), "advice": "two_ids"}
    advice = ADVICE.get(detail.get("ctx", {}).get("pattern", ""), "text_length")
    return "JY109", {"value": _short(given), "advice": advice}


def _sort(value: object) -> str:
    """What was found, as a key of the message texts."""
    names = {bool: "a_boolean", int: "number", float: "number", dict: "mapping", list: "list"}
    return names.get(type(value), "text")


def _short(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if isinstance(value, (dict, list)) else str(value)


def _annotation(model: type[BaseModel], loc: tuple[int | str, ...]) -> object:
    """The type that the model declares at `loc`."""
    here: object = model
    for part in loc:
        shape = inside(here)
        if is_model(shape):
            field = {f.alias or name: f for name, f in shape.model_fields.items()}.get(str(part))
            here = None if field is None else field.annotation
        else:
            here = get_args(shape)[-1 if get_origin(shape) is dict else 0]
    return here


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    fields = inside(_annotation(model, loc)).model_fields
    return [field.alias or name for name, field in fields.items()]


def _choices(annotation: Any) -> tuple[object, ...]:  # noqa: ANN401 annotations have no common type
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := _choices(part))), ())
