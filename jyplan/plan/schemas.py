"""JSON Schema of each kind of file, made from the models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jyplan.plan.model import BaselinesFile, TargetsFile
from jyplan.plan.scenarios import ScenariosFile
from jyplan.plan.submission import SubmissionFile
from jyplan.plan.verdicts import VerdictsFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.plan.fields import Model

MODELS: Mapping[str, type[Model]] = {
    "targets": TargetsFile,
    "baselines": BaselinesFile,
    "verdicts": VerdictsFile,
    "submission": SubmissionFile,
    "scenarios": ScenariosFile,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> dict[str, object]:
    """The JSON Schema of one kind of file: a key of `MODELS`."""
    return {"$schema": DIALECT, **MODELS[kind].model_json_schema(by_alias=True)}


def schema_text(kind: str | None) -> str:
    """One schema as text; without a kind all of them, by kind."""
    document = schema_of(kind) if kind else {name: schema_of(name) for name in MODELS}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
