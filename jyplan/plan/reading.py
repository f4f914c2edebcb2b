"""YAML files -> a validated plan and its observations, or everything that is wrong in them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from jyplan.errors import FindingsError
from jyplan.plan import consistency, files, publications, source
from jyplan.plan.model import BaselinesFile, TargetsFile
from jyplan.plan.parts import NOTHING
from jyplan.plan.remarks import PlanFiles
from jyplan.plan.validation import ModelT, place, validate
from jyplan.plan.verdicts import VerdictsFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jyplan.plan.document import Document
    from jyplan.plan.files import Content
    from jyplan.plan.findings import Finding
    from jyplan.plan.plan import Observation, Plan


def read_plan(contents: Sequence[Content]) -> PlanFiles:
    """What the files of a plan say, and where.

    Args:
        contents: what its targets, its baselines and, where there are any, its verdicts hold.

    Raises:
        FindingsError: with everything that is wrong in them.
    """
    targets, targets_document, found = _load(contents[0], TargetsFile)
    starts, starts_document, more = _load(contents[1], BaselinesFile)
    read = PlanFiles(targets, targets_document, starts, starts_document)
    found += islice(consistency.of_targets(read), source.MAX_FINDINGS)
    more += islice(consistency.of_starts(read), source.MAX_FINDINGS)
    sides = [found, more]
    for content in contents[len(sides) :]:
        verdicts, document, others = _load(content, VerdictsFile)
        read = read._replace(verdicts=verdicts, verdicts_document=document)
        sides.append([*others, *islice(publications.of_verdicts(read), source.MAX_FINDINGS)])
    if any(sides):
        raise FindingsError(
            [
                each
                for content, side in zip(contents, sides, strict=True)
                for each in content.discreet(sorted(side, key=place))
            ]
        )
    return read


def values_of(read: PlanFiles) -> list[dict[str, object]]:
    """What the files of a plan say, one value a file, as plain data."""
    models = (read.targets, read.starts, read.verdicts)
    return [model.model_dump() for model in models if model is not None]


def submission_findings(content: Content) -> list[Finding]:
    """What is wrong with a submission, whatever the plan is."""
    # Only here: a plan without submissions needs no submission models.
    from jyplan.plan.submission import SubmissionFile

    return content.discreet(_load(content, SubmissionFile)[2])


def _load(content: Content, model: type[ModelT]) -> tuple[ModelT, Document, list[Finding]]:
    document, found = source.understood(content)
    if document is None:
        return NOTHING, NOTHING, found
    loaded, findings = validate(model, document, found)
    return loaded, document, findings


def read_observations(plan: Plan, paths: Iterable[Path]) -> list[Observation]:
    """Every value that the submission files report, first vintages and restated ones.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
    """
    # Only here: a plan without submissions needs no submission models.
    from jyplan.plan.submissions import Reader

    reader = Reader(plan)
    read = [reader.read(files.read(path, folder=plan.origin.folder)) for path in paths]
    if findings := [finding for submission in read for finding in submission.findings]:
        raise FindingsError(findings)
    return [value.observation for submission in read for value in submission.values]
