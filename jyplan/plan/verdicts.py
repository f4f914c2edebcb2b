"""What verdicts.yaml may say: what somebody official said of the indicators."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from jyplan.plan.fields import Model, SchemaVersion, Source, Text, Year

# those of ours that say where an indicator stands
Standing: TypeAlias = Literal[
    "achieved", "achieved_worsening", "ahead", "on_track", "behind", "regressing", "missed"
]


class PublishedClass(Model):
    """A class of the publisher's own."""

    status: Standing = Field(description="The status of ours that is closest.")
    words: Text = Field(description="As the publisher says it, such as 基本符合预期.")


class VerdictModel(Model):
    """What was said of one indicator."""

    class_: str = Field(description="One of the publication's classes.", alias="class")
    note: Text | None = Field(
        None, description="Why ours differs, or what a reader would otherwise misunderstand."
    )


def _bare_class(value: object) -> object:
    return {"class": str(value)} if isinstance(value, str) else value


GivenVerdict: TypeAlias = Annotated[
    VerdictModel, BeforeValidator(_bare_class, json_schema_input_type=VerdictModel | str)
]


class Publication(Model):
    """What one publisher said of one year."""

    year: Year = Field(description="Year at whose end the verdicts look, whenever they came out.")
    by: Text = Field(description="Who said it.")
    source: Source | None = Field(None, description="Where it stands.")
    classes: dict[str, PublishedClass] = Field(
        description="The publisher's classes, each under a name that `verdicts` use."
    )
    verdicts: dict[str, GivenVerdict] = Field(description="Classes by indicator.")


class VerdictsFile(Model):
    """verdicts.yaml: what others have published about the indicators; need not be there."""

    schema_: SchemaVersion = Field(alias="schema", description="Version of this format.")
    published: tuple[Publication, ...] = Field(
        description="Of each indicator the newest that the year asked for allows counts.",
        strict=False,
    )
