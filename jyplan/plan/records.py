"""Plain frozen values with the attributes of the models.

Models validate and describe; what leaves this room are records, so that a plan that was
validated before can be used without importing what validates it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.plan.fields import TextModel


class Record:
    """A mapping of a plan file as a value: its keys are attributes."""

    __slots__ = ("__dict__",)

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"{name} cannot be set: records are frozen"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.items()))

    def __repr__(self) -> str:
        return f"Record({self.__dict__})"


def record_of(value: Any) -> Any:  # noqa: ANN401 plain data of any shape
    """Mappings as records and sequences as tuples, all the way down."""
    if isinstance(value, dict):
        return Record({key: record_of(inner) for key, inner in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple(map(record_of, value))
    return value


def plain(value: Any, single: Callable[[Any], Any] | None = None) -> Any:  # noqa: ANN401 as above
    """Mappings of what has named parts and lists of what has other parts, all the way down.

    Args:
        value: records, results and whatever holds them.
        single: what becomes of a value without parts; None: it stays.
    """
    if isinstance(value, Record):
        value = vars(value)
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {str(key): plain(inner, single) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner, single) for inner in value]
    return single(value) if single else value


def by_year(value: Any) -> dict[int, Any]:  # noqa: ANN401 a record, or a mapping of a model
    """What stands under years, by year; kept records have names for keys, mistakes any."""
    known = value if isinstance(value, Mapping) else vars(value)
    return {int(year): known[year] for year in sorted(known, key=str) if str(year).isdecimal()}


def replaced(record: Any, **changes: object) -> Any:  # noqa: ANN401 typed as the model that it stands for
    """The record with some attributes changed."""
    return Record({**vars(record), **changes})


def both(text: TextModel) -> dict[str, object]:
    """A text of both languages as plain data, which findings hold."""
    return {"zh": text.zh, "en": text.en}
