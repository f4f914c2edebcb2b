"""What a yearly submission may say."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from jyplan.plan.fields import Codes, Identifier, Model, Number, SchemaVersion, Source, Text, Year


def _bare_value(value: object) -> object:
    return value if isinstance(value, dict) else {"value": value}


class TakenFrom(Model):
    """The table that figures were taken from."""

    file: str | None = Field(None, description="Name of the file.", min_length=1)
    sha256: str | None = Field(
        None, description="SHA-256 of the file.", pattern="^[0-9a-f]{64}$", max_length=64
    )
    cell: str | None = Field(None, description="Sheet and cell, as in 指标!D7.", min_length=1)


class ReportedModel(Model):
    """One reported value."""

    value: Number = Field(description="In the indicator's unit.")
    unit: str | None = Field(
        None, description="The unit it is stated in, to be held against the plan's."
    )
    reading: Identifier | None = Field(
        None, description="The reading that it is a value of; the default one where absent."
    )
    provisional: bool = Field(default=False, description="True for a preliminary figure (快报).")
    note: Text | None = Field(None, description="What a reader would otherwise misunderstand.")
    source: Source | None = Field(None, description="Where the figure was published.")
    from_: TakenFrom | None = Field(
        None, alias="from", description="The cell that it was taken from, by `jyplan collect`."
    )
    accept: Codes = Field(
        (), description="Rules whose findings about this value may stay.", strict=False
    )
    reason: Text | None = Field(None, description="Why they may stay; goes with `accept`.")


Reported: TypeAlias = Annotated[
    ReportedModel, BeforeValidator(_bare_value, json_schema_input_type=ReportedModel | float)
]
Values: TypeAlias = dict[str, Reported]


class SubmissionFile(Model):
    """submissions/YEAR.yaml: the values of one year, and earlier years restated."""

    schema_: SchemaVersion = Field(alias="schema", description="Version of this format.")
    year: Year = Field(description="Year at whose end the values were measured.")
    district: Identifier | None = Field(
        None, description="One of the plan's districts; absent where the values are of the whole."
    )
    reporter: Text | None = Field(None, description="Who reports.")
    from_: TakenFrom | None = Field(
        None, alias="from", description="The table whose cells the values name."
    )
    values: Values = Field(description="Values by indicator.")
    restates: dict[Year, Values] = Field(
        {}, description="Corrected values of earlier years; the first ones are kept as vintages."
    )
    accept: Codes = Field(
        (), description="Rules whose findings about the file as a whole may stay.", strict=False
    )
    reason: Text | None = Field(None, description="Why they may stay; goes with `accept`.")
