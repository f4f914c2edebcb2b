"""YAML files -> a validated plan and its observations, or everything that is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.errors import FindingsError
from jyplan.plan import consistency, source
from jyplan.plan.findings import Severity
from jyplan.plan.loading import BASELINES, TARGETS, shown
from jyplan.plan.model import BaselinesFile, TargetsFile
from jyplan.plan.plan import Observation
from jyplan.plan.scalars import Suspect
from jyplan.plan.validation import ModelT, place, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from jyplan.plan.document import Document
    from jyplan.plan.findings import Finding, Span
    from jyplan.plan.plan import Plan
    from jyplan.plan.submission import ReportedModel, SubmissionFile


def read_plan(folder: Path) -> tuple[TargetsFile, BaselinesFile]:
    """What the two files of a plan say.

    Raises:
        FindingsError: with everything that is wrong in them.
    """
    targets, targets_document, found = _load(folder / TARGETS, TargetsFile)
    starts, starts_document, more = _load(folder / BASELINES, BaselinesFile)
    found += more
    if targets and targets_document and starts and starts_document:
        files = consistency.PlanFiles(targets, targets_document, starts, starts_document)
        found += consistency.check(files)
    elif targets and targets_document:
        found += consistency.check_targets(targets, targets_document)
    if found or targets is None or starts is None:
        raise FindingsError(found)
    return targets, starts


def submission_findings(path: Path) -> list[Finding]:
    """What is wrong with a submission file, whatever the plan is."""
    return _load_submission(path)[2]


def _load_submission(
    path: Path,
) -> tuple[SubmissionFile | None, Document | None, list[Finding]]:
    # Only here: a plan without submissions needs no submission models.
    from jyplan.plan.submission import SubmissionFile

    return _load(path, SubmissionFile)


def _load(path: Path, model: type[ModelT]) -> tuple[ModelT | None, Document | None, list[Finding]]:
    document, found = source.read(path, shown(path))
    if document is None:
        return None, None, found
    loaded, more = validate(model, document)
    findings = sorted([*found, *more], key=place)
    return (None if findings else loaded), document, findings


def read_observations(plan: Plan, files: Iterable[Path]) -> list[Observation]:
    """Every value that the submission files report, first vintages and restated ones.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
    """
    observations: list[Observation] = []
    findings: list[Finding] = []
    known = _Known(plan)
    for path in files:
        submission, document, found = _load_submission(path)
        if document is not None:
            found += known.strangers(document)
        if submission is not None and document is not None:
            for loc, observation in _observations(submission, document.path):
                found += known.misfits(document, loc, observation)
                observations.append(observation)
            found += _restated(submission, document)
        findings += sorted(found, key=place)
    if findings:
        raise FindingsError(findings)
    return observations


def _observations(
    submission: SubmissionFile, path: str
) -> Iterator[tuple[tuple[str | int, ...], Observation]]:
    """The values of one submission, each with its place in the file."""
    for loc, year, values in _years(submission):
        for name, reported in values.items():
            yield (
                (*loc, name),
                Observation(
                    name,
                    reported.reading,
                    year,
                    reported.value,
                    submission.year,
                    reported.provisional,
                    path,
                    reported.note,
                ),
            )


def _restated(submission: SubmissionFile, document: Document) -> Iterator[Finding]:
    """A restated year lies before the submission's own."""
    for year in submission.restates:
        if year >= submission.year:
            data = {"year": year, "vintage": submission.year}
            loc = ("restates", year)
            yield document.finding("JY216", Severity.ERROR, loc, data, key=True)


def _years(
    submission: SubmissionFile,
) -> Iterator[tuple[tuple[str | int, ...], int, Mapping[str, ReportedModel]]]:
    yield ("values",), submission.year, submission.values
    for year, values in submission.restates.items():
        yield ("restates", year), year, values


class _Known:
    """What the plan knows, and what was reported so far."""

    def __init__(self, plan: Plan) -> None:
        self.indicators = {indicator.id: indicator for indicator in plan.indicators}
        self.names = [*self.indicators, *(quantity.id for quantity in plan.starts.context)]
        self.reported: dict[tuple[str, str | None, int, int], Span] = {}

    def strangers(self, document: Document) -> Iterator[Finding]:
        """Reported ids that the plan does not have, also in files with other mistakes."""
        content = document.value if isinstance(document.value, dict) else {}
        restated = content.get("restates")
        years = restated if isinstance(restated, dict) else {}
        places: dict[tuple[str | int, ...], object] = {("values",): content.get("values")}
        places |= {("restates", year): values for year, values in years.items()}
        for loc, values in places.items():
            for name in values if isinstance(values, dict) else ():
                said = isinstance(name, Suspect) and name.reported
                if not said and str(name) not in self.names:
                    yield consistency.unknown_indicator(
                        document, (*loc, name), name, self.names, key=True
                    )

    def misfits(
        self, document: Document, loc: tuple[str | int, ...], observation: Observation
    ) -> Iterator[Finding]:
        """What is wrong with one reported value, held against the plan."""
        name = observation.id
        if name not in self.names:
            return
        yield from self._twice(document, loc, observation)
        indicator = self.indicators.get(name)
        if indicator is None:
            return
        readings = [reading.id for reading in indicator.readings]
        if observation.reading is not None and observation.reading not in readings:
            where = (*loc, "reading")
            yield consistency.unknown_name(
                document, where, "reading", observation.reading, readings
            )
        if consistency.outside(observation.value, indicator.limits):
            data = consistency.limits_data(observation.value, indicator.limits)
            yield document.finding("JY203", Severity.ERROR, (*loc, "value"), data)

    def _twice(
        self, document: Document, loc: tuple[str | int, ...], observation: Observation
    ) -> Iterator[Finding]:
        """One value a quantity, reading and year in the submissions of a year."""
        name, year = observation.id, observation.year
        indicator = self.indicators.get(name)
        reading = observation.reading or (indicator.default_reading if indicator else None)
        key = (name, reading, year, observation.vintage)
        here = document.span(loc, key=True)
        first = self.reported.setdefault(key, here)
        if first != here:
            data = {"name": name, "year": year, "path": first.path, "line": first.line}
            yield document.finding("JY217", Severity.ERROR, loc, data, key=True)
