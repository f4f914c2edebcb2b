"""Plain frozen values with the attributes of the models.

Models validate and describe; what leaves this room are records, so that a plan that was
validated before can be used without importing what validates it.
"""

from __future__ import annotations

from typing import Any, NoReturn


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


def plain(value: Any) -> Any:  # noqa: ANN401 as above
    """Records as mappings, all the way down."""
    if isinstance(value, Record):
        return {key: plain(inner) for key, inner in vars(value).items()}
    if isinstance(value, tuple):
        return list(map(plain, value))
    return value


def replaced(record: Any, **changes: object) -> Any:  # noqa: ANN401 typed as the model that it stands for
    """The record with some attributes changed."""
    return Record({**vars(record), **changes})
