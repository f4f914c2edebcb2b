"""Files with mistakes, as far as they can be read.

What is in order can be asked for, and nothing stands in place of the rest: a rule that asks for it
has nothing to say, since what is wrong there is found already.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

from jyplan.nearest import closest
from jyplan.plan.records import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import NoReturn

# by key or index what is wrong below; nothing is below what is wrong itself
Wrong: TypeAlias = "dict[str | int, Wrong]"


class UnreadableError(Exception):
    """What a rule asks for does not stand there as it should."""


class Part(Record):
    """A mapping with mistakes: what is in order are its attributes, and no others have values.

    Besides, `strange` says whether it has a key like none of those that it may have: that one may
    be what seems to be missing.
    """

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse what is not in order.

        Raises:
            UnreadableError: always.
            AttributeError: it is Python itself that asks.
        """
        raise (AttributeError if name.startswith("__") else UnreadableError)(name)


# what a key is called otherwise, in Chinese or loosely -> keys, of which a mapping has one
KEYS: Mapping[str, str] = {
    "格式": "schema",
    "版本": "schema",
    "年份": "year",
    "年度": "year",
    "区县": "district",
    "地区": "district",
    "填报人": "reporter",
    "填报单位": "reporter",
    "填报": "reported",
    "填报方式": "reported",
    "数值": "values value",
    "指标": "values indicators",
    "指标值": "values value",
    "更正": "restates",
    "备注": "note",
    "说明": "note",
    "单位": "unit",
    "口径": "reading",
    "来源": "source",
    "理由": "reason",
    "初步": "provisional",
    "名称": "name",
    "目标": "target",
    "目标值": "value",
    "运算符": "operator",
    "年均增长": "average_growth",
    "年均增速": "average_growth",
    "growth": "average_growth",
    "累计": "change_percent",
    "累计变化": "change_percent",
    "percent_change": "change_percent",
    "提高": "change",
    "增量": "change",
    "倍数": "multiple",
    "翻番": "multiple",
    "times": "multiple",
    "逐年": "by_year",
    "分年": "by_year",
    "years": "by_year",
    "高于": "than",
    "中期目标": "milestones",
    "编号": "id",
    "发布单位": "by",
    "等级": "classes class",
    "结论": "verdicts",
}

# what a file says that cannot be used at all; typed as whatever is asked for
NOTHING: Any = Part({})


def wrong_of(places: Iterable[tuple[str | int, ...]]) -> Wrong:
    """Places that do not fit, as a tree."""
    wrong: Wrong = {}
    for place in sorted(filter(None, places), key=len):
        below = wrong
        for part in place[:-1]:
            if below.get(part) == {}:
                break
            below = below.setdefault(part, {})
        else:
            below[place[-1]] = {}
    return wrong


def key_meant(name: str, known: Collection[str]) -> str | None:
    """The key of a mapping that was probably meant by one that it cannot have."""
    # Only here, and as large as all of yaml.
    from unicodedata import normalize

    plain = normalize("NFKC", name)
    words = KEYS.get(plain.strip().lower(), plain.lower())
    return next((key for key in words.split() if key in known), None) or closest(name, known)


def part_of(model: type[BaseModel], value: Any, wrong: Wrong, *, sure: bool) -> Any:  # noqa: ANN401 typed as the model that it stands for
    """What a mapping says that does not wholly fit its model.

    Args:
        model: what it should be.
        value: what stands there.
        wrong: what of it does not fit.
        sure: whether no key of the file was passed over: only then has what is absent its
            default, unless a key that the model does not have may mean it. One like none of
            its keys may mean a choice that a default makes.
    """
    if not isinstance(value, dict):
        return NOTHING
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    meant = {key_meant(str(key), fields) for key in value if key not in fields}
    kept: dict[str, Any] = {"strange": None in meant}
    for name, field in model.model_fields.items():
        key = field.alias or name
        below = wrong.get(key)
        if key in value and below != {}:
            with suppress(UnreadableError):
                kept[name] = _kept(_annotation(model, name), value[key], below or {}, sure=sure)
        elif key not in {*value, *wrong, *meant} and sure:
            default = field.get_default()
            if None not in meant or not default:
                kept[name] = default
    return Part(kept)


def _kept(annotation: Any, value: Any, wrong: Wrong, *, sure: bool) -> Any:  # noqa: ANN401 of any type
    """What can be used of a value.

    Raises:
        UnreadableError: nothing can.
    """
    if not wrong and sure:
        return _adapter(annotation).validate_python(value)
    shape = inside(annotation)
    item = get_args(shape)[-1 if get_origin(shape) is dict else 0] if get_args(shape) else None
    if isinstance(value, dict) and is_model(shape):
        return part_of(shape, value, wrong, sure=sure)
    if isinstance(value, dict) and item is not None:
        return _entries(item, value, wrong)
    if isinstance(value, list) and is_model(inside(item)):
        return tuple(
            _item(item, each, wrong.get(index), sure=sure) for index, each in enumerate(value)
        )
    if wrong:
        raise UnreadableError
    return _adapter(annotation).validate_python(value)


def _entries(item: Any, value: Mapping[Any, Any], wrong: Wrong) -> dict[Any, Any]:  # noqa: ANN401
    """What stands under names of its own.

    Entries that are not in order are left out, but for mappings that cannot be written in short.
    """
    kept = {}
    for name, each in value.items():
        below = wrong.get(name)
        if is_model(item):
            kept[name] = _item(item, each, below, sure=True)
        elif below is None or (below and not is_model(inside(item))):
            kept[name] = _kept(item, each, below or {}, sure=True)
    return kept


def _item(annotation: Any, value: Any, wrong: Wrong | None, *, sure: bool) -> Any:  # noqa: ANN401
    """An entry of a list or mapping: one of which nothing can be read keeps its place."""
    if wrong != {}:
        with suppress(UnreadableError):
            return _kept(annotation, value, wrong or {}, sure=sure)
    return NOTHING


def _annotation(model: type[BaseModel], name: str) -> Any:  # noqa: ANN401 as below
    field: Any = model.model_fields[name]
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(annotation)


def is_model(shape: Any) -> bool:  # noqa: ANN401 annotations have no common type
    """Whether a type is a mapping of its own."""
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def inside(annotation: Any) -> Any:  # noqa: ANN401 as above
    """The model or container under Optional and Annotated."""
    if is_model(annotation) or get_origin(annotation) in {tuple, dict}:
        return annotation
    found = (inside(part) for part in get_args(annotation) if get_origin(annotation) is not Literal)
    return next((part for part in found if part is not None), None)
