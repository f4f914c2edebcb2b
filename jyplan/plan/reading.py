"""YAML files -> a validated plan and its observations, or everything that is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.errors import FindingsError
from jyplan.plan import consistency, source
from jyplan.plan.loading import BASELINES, TARGETS, shown
from jyplan.plan.model import BaselinesFile, TargetsFile
from jyplan.plan.parts import NOTHING
from jyplan.plan.remarks import PlanFiles
from jyplan.plan.validation import ModelT, place, validate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jyplan.plan.document import Document
    from jyplan.plan.findings import Finding
    from jyplan.plan.plan import Observation, Plan


def read_plan(folder: Path) -> PlanFiles:
    """What the two files of a plan say, and where.

    Raises:
        FindingsError: with everything that is wrong in them.
    """
    targets, targets_document, found = _load(folder / TARGETS, TargetsFile)
    starts, starts_document, more = _load(folder / BASELINES, BaselinesFile)
    files = PlanFiles(targets, targets_document, starts, starts_document)
    found += consistency.of_targets(files)
    more += consistency.of_starts(files)
    if found or more:
        raise FindingsError([*sorted(found, key=place), *sorted(more, key=place)])
    return files


def submission_findings(path: Path) -> list[Finding]:
    """What is wrong with a submission file, whatever the plan is."""
    # Only here: a plan without submissions needs no submission models.
    from jyplan.plan.submission import SubmissionFile

    return _load(path, SubmissionFile)[2]


def _load(path: Path, model: type[ModelT]) -> tuple[ModelT, Document, list[Finding]]:
    document, found = source.read(path, shown(path))
    if document is None:
        return NOTHING, NOTHING, found
    loaded, findings = validate(model, document, found)
    return loaded, document, findings


def read_observations(plan: Plan, files: Iterable[Path]) -> list[Observation]:
    """Every value that the submission files report, first vintages and restated ones.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
    """
    # Only here: a plan without submissions needs no submission models.
    from jyplan.plan.submissions import Reader

    reader = Reader(plan)
    read = [reader.read(path, shown(path)) for path in files]
    if findings := [finding for submission in read for finding in submission.findings]:
        raise FindingsError(findings)
    return [value.observation for submission in read for value in submission.values]
