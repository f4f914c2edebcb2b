"""What the files of a plan may say: one pydantic model a mapping, strict and frozen.

Field descriptions are the reference: `jyplan schema` and docs/formats.md are made from them.
Rules that need more than one mapping (an id that is used twice, a target before its
baseline) live in `jyplan.plan.consistency`.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from jyplan.plan.fields import (
    PLAN_ID_PATTERN,
    Aliases,
    Codes,
    Identifier,
    Model,
    Number,
    SchemaVersion,
    Source,
    Text,
    Year,
)

Kind: TypeAlias = Literal[
    "stock", "annual_flow", "cumulative", "ratio", "coverage", "annual_floor", "growth_rate"
]
PathName: TypeAlias = Literal["linear", "compound", "itr"]
Basis: TypeAlias = Literal[
    "stated", "provisional", "assumed_year", "assumed_comparable", "derived", "by_definition"
]
Precision: TypeAlias = Annotated[float, Field(gt=0, le=1e6)]


class Group(Model):
    """A theme or a scope, under which indicators are shown together, or a district that reports."""

    id: Identifier = Field(description="Referred to by indicators and submissions.")
    name: Text = Field(description="Shown as a heading.")


class Limits(Model):
    """Natural limits: values outside cannot exist."""

    minimum: Number | None = Field(None, description="The least possible value.")
    maximum: Number | None = Field(None, description="The greatest possible value.")


def _target_year(value: object) -> object:
    if value == "every" or (type(value) is int and 1900 <= value <= 2200):  # noqa: PLR2004 the bounds of Year
        return value
    raise PydanticCustomError("target_year", "a year or every")


TargetYear: TypeAlias = Annotated[
    int | Literal["every"],
    PlainValidator(_target_year, json_schema_input_type=int | Literal["every"]),
]
Operator: TypeAlias = Literal[">=", ">", "<=", "<"]


class Level(Model):
    """A value with an operator, or a range."""

    operator: Operator | None = Field(None, description="How a value is held against the figure.")
    value: Number | None = Field(
        None, description="The figure to arrive at; not together with `minimum` and `maximum`."
    )
    minimum: Number | None = Field(None, description="Lower end of a range.")
    maximum: Number | None = Field(None, description="Upper end of a range.")


class YearLevel(Level):
    """What is asked of one year."""

    approximate: bool = Field(
        default=False, description="True where the document says “about” (左右)."
    )


class Bound(Level):
    """A level with an operator, or a range; or one that is worked out from the baseline."""

    average_growth: Number | None = Field(
        None, description="In place of `value`: growth per year since the baseline, per cent."
    )
    change_percent: Number | None = Field(
        None, description="In place of `value`: change since the baseline in all, per cent."
    )
    change: Number | None = Field(
        None, description="In place of `value`: change since the baseline in all, in the unit."
    )
    multiple: Number | None = Field(
        None, description="In place of `value`: how many times the baseline (2 for 翻一番)."
    )


class Revision(Bound):
    """A target as it was adjusted later; the newest counts."""

    decided_in: Year = Field(description="Year of the decision.")
    year: Year | None = Field(None, description="The new target year, where it moved too.")
    milestones: dict[Year, Number] = Field(
        {}, description="Figures on the way to it, by year, in place of those before."
    )
    source: Source | None = Field(None, description="Where the decision stands.")


class FurtherTarget(Bound):
    """Another figure for the same indicator: beside the target, or for another year."""

    year: Year = Field(description="Year whose end is meant.")
    source: Source | None = Field(None, description="Where it stands.")


class Target(Bound):
    """What is to be reached, and when."""

    year: TargetYear | None = Field(
        None,
        description="Year whose end is meant; `every` where it holds for every year; absent where "
        "undated.",
    )
    first_year: Year | None = Field(
        None, description="With `every`: the first year that it holds for; else the plan's."
    )
    last_year: Year | None = Field(
        None, description="With `every`: the last year that it holds for; else the plan's."
    )
    by_year: dict[Year, YearLevel] = Field(
        {}, description="With `every`: what is asked of each year, where that differs."
    )
    than: Identifier | None = Field(
        None, description="In place of `value`: another quantity of the plan to be held against."
    )
    margin: Number | None = Field(
        None, description="With `than`: what is added to the other quantity, in the unit."
    )
    over: Literal["plan"] | None = Field(
        None, description="With `than`: `plan` compares mean growth since the baseline."
    )
    milestones: dict[Year, Number] = Field(
        {}, description="Figures on the way that the plan states, by year; the course runs through."
    )
    commitment: Literal["firm", "aspirational"] = Field(
        "firm", description="`aspirational` for a target that is striven for (力争)."
    )
    approximate: bool = Field(
        default=False, description="True where the document says “about” (左右)."
    )
    revisions: tuple[Revision, ...] = Field(
        (), description="Later adjustments, each with its decision.", strict=False
    )
    further: tuple[FurtherTarget, ...] = Field(
        (),
        description="More figures for the same indicator, for rule sets that judge several.",
        strict=False,
    )
    accept: Codes = Field(
        (), description="Rules whose findings about the milestones may stay.", strict=False
    )
    reason: Text | None = Field(None, description="Why they may stay; goes with `accept`.")


class Reading(Model):
    """One way to understand an ambiguous indicator."""

    id: Identifier = Field(
        description="Chosen by `--reading INDICATOR=READING`; named by baselines."
    )
    name: Text = Field(description="Shown wherever this reading's figures are.")
    kind: Kind | None = Field(None, description="Where it differs from the indicator's.")
    path: PathName | None = Field(None, description="Where it differs from the indicator's.")
    same_quantity: bool = Field(
        default=False,
        description="True where values of the default reading are values of this one too.",
    )
    note: Text | None = Field(None, description="What this reading means.")


class Quantity(Model):
    """What can be reported: an indicator or a context quantity."""

    id: Identifier = Field(description="Stable name in files and JSON; no other quantity has it.")
    name: Text = Field(description="Name in tables.")
    aliases: Aliases = Field(
        (), description="What else it is called in tables that are sent in.", strict=False
    )
    unit: Text = Field(description="Unit of all its values.")
    kind: Kind = Field(description="What sort of quantity it is.")
    scope: Identifier = Field(description="One of the plan's scopes.")
    precision: Precision = Field(description="Step in which values are printed: 1, 0.1, 0.01, …")
    reported: Literal["value", "yearly_change", "yearly_increment"] = Field(
        "value",
        description="What submissions hold: the figure itself, its change on the year before in "
        "per cent, or what was added in the year.",
    )
    limits: Limits = Field(Limits(), description="Natural limits.")
    required: bool = Field(
        default=False, description="True where every year's submissions must report it."
    )
    weight: Identifier | None = Field(
        None,
        description="Of a ratio or coverage: the quantity that weighs values of districts.",
    )


class Indicator(Quantity):
    """One indicator and its target."""

    path: PathName | None = Field(
        None,
        description="Expected course: `linear` (序时进度), `compound` at one yearly rate, or "
        "`itr` down to (nearly) zero; where absent, `compound` for an average growth and where "
        "yearly changes are reported, else `linear`.",
    )
    theme: Identifier = Field(description="One of the plan's themes.")
    direction: Literal["increase", "decrease", "maintain"] = Field(
        "increase", description="Which way is better."
    )
    obligation: Literal["binding", "expected"] | None = Field(
        None, description="约束性 or 预期性, where the plan says which."
    )
    target: Target = Field(description="What is to be reached.")
    default_reading: Identifier | None = Field(
        None, description="The reading that counts where none is chosen."
    )
    readings: tuple[Reading, ...] = Field(
        (), description="Ways to understand an ambiguous indicator.", strict=False
    )
    source: Source | None = Field(None, description="Where the target stands.")
    note: Text | None = Field(None, description="What a reader would otherwise misunderstand.")


class IdentityModel(Model):
    """Arithmetic that must hold between quantities."""

    formula: str = Field(
        description="One comparison, such as `rd_intensity = 100 * rd_expenditure / gdp`.",
        min_length=1,
        max_length=500,
    )
    tolerance: Annotated[float, Field(ge=0, le=1e15)] | None = Field(
        None,
        description="How far both sides may differ, in the unit of the left one; "
        "absent: as far as printed digits allow.",
    )
    note: Text | None = Field(None, description="What it means that this holds.")
    accept: Codes = Field(
        (), description="Rules whose findings about the formula may stay.", strict=False
    )
    reason: Text | None = Field(None, description="Why they may stay; goes with `accept`.")


def _one_formula(value: object) -> object:
    return {"formula": str(value)} if isinstance(value, str) else value


Identity: TypeAlias = Annotated[
    IdentityModel, BeforeValidator(_one_formula, json_schema_input_type=IdentityModel | str)
]


class Leads(Model):
    """Thresholds of the schedule: achieved minus expected share, as fractions."""

    ahead: Annotated[float, Field(gt=0, le=1)] | None = Field(
        None, description="From this lead on, ahead; 0.1 where absent."
    )
    behind: Annotated[float, Field(ge=-1, le=0)] | None = Field(
        None, description="Below this lead, behind; -0.05 where absent."
    )


class Settings(Model):
    """What a plan always wants of `jyplan`; the command line goes before it."""

    lang: Literal["zh", "en"] | None = Field(None, description="Language of tables and messages.")
    fail_on: Literal["error", "warning", "note"] | None = Field(
        None, description="Least severity with which `jyplan check` fails."
    )
    format: Literal["text", "json", "github", "gitlab", "junit", "sarif"] | None = Field(
        None, description="Format of `jyplan check`."
    )
    schedule: Leads | None = Field(None, description="Thresholds of the schedule.")
    severity: dict[str, Literal["error", "warning", "note", "ignore"]] = Field(
        {}, description="How much single rules matter, by code."
    )


class Head(Model):
    """What the plan is."""

    id: str = Field(description="Stable name of the plan.", pattern=PLAN_ID_PATTERN, max_length=64)
    name: Text = Field(description="Title.")
    document: Text | None = Field(None, description="What the sections in `source` refer to.")
    baseline_year: Year = Field(description="Year at whose end the plan starts.")
    end_year: Year = Field(description="Year at whose end the plan is over.")


class TargetsFile(Model):
    """targets.yaml: the plan, its themes and its indicators."""

    schema_: SchemaVersion = Field(description="Version of this format.", alias="schema")
    plan: Head = Field(description="What the plan is.")
    themes: tuple[Group, ...] = Field(
        description="Groups of indicators, in the order in which they are shown.", strict=False
    )
    scopes: tuple[Group, ...] = Field(
        description="What the indicators are about: a city, a zone, …", strict=False
    )
    districts: tuple[Group, ...] = Field(
        (), description="Who reports parts of the whole, where several do.", strict=False
    )
    indicators: tuple[Indicator, ...] = Field(description="The indicators.", strict=False)
    identities: tuple[Identity, ...] = Field(
        (), description="What must hold between quantities.", strict=False
    )
    settings: Settings = Field(Settings(), description="What the plan always wants of `jyplan`.")


class Figure(Model):
    """A known value and where it comes from."""

    value: Number = Field(description="In the quantity's unit.")
    basis: Basis = Field("stated", description="How firm the figure is.")
    derivation: str | None = Field(None, description="The arithmetic behind a derived value.")
    source: Source | None = Field(None, description="Where it stands.")
    note: Text | None = Field(None, description="What a reader would otherwise misunderstand.")
    accept: Codes = Field(
        (), description="Rules whose findings about this figure may stay.", strict=False
    )
    reason: Text | None = Field(None, description="Why they may stay; goes with `accept`.")


class Baseline(Figure):
    """Where an indicator started."""

    id: Identifier = Field(description="The indicator.")
    reading: Identifier | None = Field(
        None, description="The reading that this baseline belongs to."
    )
    year: Year = Field(description="Year at whose end it was measured.")


class Context(Quantity, Figure):
    """A quantity without a target, that identities and readers need."""

    year: Year | None = Field(
        None, description="Year at whose end it was measured; absent where the document names none."
    )


class History(Figure):
    """A value before the baseline."""

    id: Identifier = Field(description="An indicator or a context quantity.")
    year: Year = Field(description="Year at whose end it was measured.")


class BaselinesFile(Model):
    """baselines.yaml: where the indicators started, context quantities, earlier values."""

    schema_: SchemaVersion = Field(alias="schema", description="Version of this format.")
    baselines: tuple[Baseline, ...] = Field(
        (), description="One an indicator, or one a reading.", strict=False
    )
    context: tuple[Context, ...] = Field(
        (), description="Quantities without a target.", strict=False
    )
    history: tuple[History, ...] = Field(
        (), description="Values before the baseline.", strict=False
    )
