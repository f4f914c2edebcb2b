"""What the files of a plan and submissions are both made of: ids, years, texts, sources."""

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

ID_PATTERN: Final = r"^[a-z][a-z0-9_]*$"
PLAN_ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]*$"
Identifier: TypeAlias = Annotated[str, Field(pattern=ID_PATTERN, max_length=64)]
Year: TypeAlias = Annotated[int, Field(ge=1900, le=2200)]
Number: TypeAlias = Annotated[float, Field(ge=-1e15, le=1e15)]


def _schema_version(value: object) -> object:
    if type(value) is int and value == 1:
        return value
    raise PydanticCustomError("schema_version", "1")


SchemaVersion: TypeAlias = Annotated[
    int, PlainValidator(_schema_version, json_schema_input_type=Literal[1])
]


class Model(BaseModel):
    """Strict (no conversions), frozen, nothing unknown, no nan or infinity."""

    # Inner mappings are built once, with the file that holds them.
    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True
    )


def _one_text(value: object) -> object:
    return {"zh": str(value), "en": str(value)} if isinstance(value, str) else value


class TextModel(Model):
    """A text in both languages."""

    zh: str = Field(description="Chinese.", min_length=1)
    en: str = Field(description="English.", min_length=1)


Text: TypeAlias = Annotated[
    TextModel, BeforeValidator(_one_text, json_schema_input_type=TextModel | str)
]


# what else something is called, by those who send tables
Aliases: TypeAlias = tuple[Annotated[str, Field(min_length=1, max_length=200)], ...]
# rule codes; whether there is such a rule is a question of consistency
Codes: TypeAlias = tuple[str, ...]


class Source(Model):
    """Where a figure stands, never the sentence itself."""

    document: Text | None = Field(None, description="The document, where it is not the plan's own.")
    section: str | None = Field(None, description="Chapter and section.")
    wording: str | None = Field(None, description="The operative word, such as 达到 or 以上.")
