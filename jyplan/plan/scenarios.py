"""What a file of scenarios may say."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from jyplan.plan.fields import Identifier, Model, SchemaVersion, Text

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]


class Correlation(Model):
    """How the growth of two quantities goes together."""

    ids: tuple[Identifier, ...] = Field(
        description="The two quantities.", min_length=2, max_length=2, strict=False
    )
    value: Annotated[float, Field(ge=-1, le=1)] = Field(description="Their correlation.")


class Scenario(Model):
    """A set of changes with a name."""

    id: Identifier = Field(description="Stable name, used on the command line.")
    title: Text | None = Field(None, description="Name in tables.")
    extends: Identifier | None = Field(
        None, description="Another scenario of the file, whose changes come first."
    )
    changes: tuple[Annotated[str, Field(min_length=1, max_length=500)], ...] = Field(
        (), description="Changes as `jyplan whatif --set` takes them.", strict=False
    )
    assumptions: tuple[Text, ...] = Field(
        (), description="What is assumed, in words.", strict=False
    )
    persistence: Share | None = Field(
        None, description="How much of a year's luck goes on: 0 none, 1 all of it."
    )
    common: Share | None = Field(
        None, description="Correlation of all uncertain growth, by a common factor."
    )
    correlations: tuple[Correlation, ...] = Field(
        (), description="Correlations of single pairs; all others are not correlated.", strict=False
    )


class ScenariosFile(Model):
    """scenarios.yaml: named sets of changes, for `jyplan whatif --scenario`."""

    schema_: SchemaVersion = Field(alias="schema", description="Version of this format.")
    scenarios: tuple[Scenario, ...] = Field(description="The scenarios.", strict=False)
