"""Files -> a plan and its observations; where a plan is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.errors import FindingsError, RequestError
from jyplan.plan import consistency, source
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.model import BaselinesFile, TargetsFile
from jyplan.plan.plan import Observation, Origin, Plan
from jyplan.plan.validation import ModelT, place, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.plan.document import Document
    from jyplan.plan.submission import ReportedModel, SubmissionFile

TARGETS = "targets.yaml"
BASELINES = "baselines.yaml"
SUBMISSIONS = "submissions"
# findings after which nothing of a file was read
UNREADABLE = frozenset({"JY001", "JY002", "JY003", "JY004"})


def discover(option: str | None, environment: Mapping[str, str], here: Path) -> Origin:
    """Where the plan is: `option`, else ``JYPLAN_PLAN``, else here or in a parent, else our own.

    Args:
        option: the folder that was named on the command line.
        environment: the process's environment.
        here: the folder from which to look upwards; the home folder and the root of a
            git checkout are the last ones looked at.
    """
    if option is not None:
        return Origin(Path(option), "option", option)
    if named := environment.get("JYPLAN_PLAN"):
        return Origin(Path(named), "environment", named)
    home = Path(environment["HOME"]) if "HOME" in environment else None
    for folder in (here, *here.parents):
        if (folder / TARGETS).is_file():
            return Origin(folder, "folder", shown(folder))
        if folder == home or (folder / ".git").exists():
            break
    return Origin(embedded_folder(), "embedded")


def embedded_folder() -> Path:
    """The folder of our own plan: a wheel's data, else the root of the checkout."""
    package = Path(__file__).parents[1]
    data = package / "data"
    return data if data.is_dir() else package.parent


def load_plan(origin: Origin) -> Plan:
    """The plan in the folder of `origin`.

    Raises:
        FindingsError: with everything that is wrong in its two files.
    """
    targets, targets_document, found = _load(origin.folder / TARGETS, TargetsFile)
    starts, starts_document, more = _load(origin.folder / BASELINES, BaselinesFile)
    found += more
    if targets and targets_document and starts and starts_document:
        files = consistency.PlanFiles(targets, targets_document, starts, starts_document)
        found += consistency.check(files)
    elif targets and targets_document:
        found += consistency.check_targets(targets, targets_document)
    if found or targets is None or starts is None:
        raise FindingsError(found)
    return Plan(targets, starts, origin)


def load(origin: Origin, named: Sequence[str]) -> tuple[Plan, list[Observation]]:
    """The plan in the folder of `origin` and what the submission files report.

    Args:
        origin: where the plan is.
        named: submission files and folders; none: those beside the plan.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
        RequestError: a named folder holds no YAML file.
    """
    files = submission_files(origin, named)
    try:
        plan = load_plan(origin)
    except FindingsError as error:
        # Without a plan the values cannot be held against it, but the files can be read.
        unread = [finding for path in files for finding in _load_submission(path)[2]]
        raise FindingsError([*error.findings, *unread]) from None
    return plan, load_observations(plan, files)


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


def shown(path: Path) -> str:
    """The path as a user wants to read it: relative where it lies below the working folder."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def submission_files(origin: Origin, named: Sequence[str]) -> list[Path]:
    """The submission files that are meant: those named, else the plan's own.

    Raises:
        RequestError: a named folder holds no YAML file.
    """
    if not named:
        return _yaml_files(origin.folder / SUBMISSIONS)
    files: list[Path] = []
    for name in named:
        path = Path(name)
        if not path.is_dir():
            files.append(path)
            continue
        inside = _yaml_files(path)
        if not inside:
            raise RequestError("empty_folder", path=name)
        files += inside
    return list(dict.fromkeys(files))


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in {".yaml", ".yml"})


def load_observations(plan: Plan, files: Iterable[Path]) -> list[Observation]:
    """Every value that the submission files report, first vintages and restated ones.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
    """
    observations: list[Observation] = []
    findings: list[Finding] = []
    known = _Known(plan)
    for path in files:
        submission, document, found = _load_submission(path)
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

    def misfits(
        self, document: Document, loc: tuple[str | int, ...], observation: Observation
    ) -> Iterator[Finding]:
        """What is wrong with one reported value, held against the plan."""
        name = observation.id
        if name not in self.names:
            yield consistency.unknown_indicator(document, loc, name, self.names, key=True)
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
