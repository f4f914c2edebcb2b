"""Files -> a plan and its observations; where a plan is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.errors import FindingsError, RequestError
from jyplan.plan import consistency, source
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.model import BaselinesFile, TargetsFile
from jyplan.plan.plan import Observation, Origin, Plan
from jyplan.plan.validation import ModelT, validate

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
        return Origin(Path(option), "option")
    if named := environment.get("JYPLAN_PLAN"):
        return Origin(Path(named), "environment")
    home = Path(environment["HOME"]) if "HOME" in environment else None
    for folder in (here, *here.parents):
        if (folder / TARGETS).is_file():
            return Origin(folder, "folder")
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
    if found or targets is None or starts is None:
        raise FindingsError(found)
    return Plan(targets, starts, origin)


def _load(path: Path, model: type[ModelT]) -> tuple[ModelT | None, Document | None, list[Finding]]:
    document, found = source.read(path, shown(path))
    if document is None:
        return None, None, found
    loaded, more = validate(model, document)
    findings = sorted([*found, *more], key=lambda finding: finding.span)
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
    files = list(files)
    if not files:
        return []
    # Only here: a plan without submissions needs no submission models.
    from jyplan.plan.submission import SubmissionFile

    observations: list[Observation] = []
    findings: list[Finding] = []
    first: dict[tuple[str, str | None, int, int], Span] = {}
    for path in files:
        submission, document, found = _load(path, SubmissionFile)
        findings += found
        if submission is None or document is None:
            continue
        for loc, year, values in _years(submission):
            for name, reported in values.items():
                place = (*loc, name)
                observation = Observation(
                    name,
                    reported.reading,
                    year,
                    reported.value,
                    submission.year,
                    reported.provisional,
                    document.path,
                    reported.note,
                )
                findings += _misfits(plan, document, place, observation)
                key = (name, reported.reading, year, submission.year)
                if key in first:
                    data = {
                        "name": name,
                        "year": year,
                        "path": first[key].path,
                        "line": first[key].line,
                    }
                    findings.append(
                        document.finding("JY217", Severity.ERROR, place, data, key=True)
                    )
                first.setdefault(key, document.span(place, key=True))
                observations.append(observation)
    if findings:
        raise FindingsError(findings)
    return observations


def _years(
    submission: SubmissionFile,
) -> Iterator[tuple[tuple[str | int, ...], int, Mapping[str, ReportedModel]]]:
    yield ("values",), submission.year, submission.values
    for year, values in submission.restates.items():
        yield ("restates", year), year, values


def _misfits(
    plan: Plan, document: Document, loc: tuple[str | int, ...], observation: Observation
) -> Iterator[Finding]:
    """What is wrong with one reported value, held against the plan."""
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    context = {quantity.id for quantity in plan.starts.context}
    indicator = indicators.get(observation.id)
    if indicator is None:
        if observation.id not in context:
            known = [*indicators, *context]
            yield consistency.unknown_indicator(document, loc, observation.id, known, key=True)
        return
    readings = [reading.id for reading in indicator.readings]
    if observation.reading is not None and observation.reading not in readings:
        place = (*loc, "reading")
        yield consistency.unknown_name(document, place, "reading", observation.reading, readings)
    if consistency.outside(observation.value, indicator.limits):
        data = consistency.limits_data(observation.value, indicator.limits)
        yield document.finding("JY203", Severity.ERROR, (*loc, "value"), data)
    if observation.year >= observation.vintage and loc[0] == "restates":
        data = {"year": observation.year, "vintage": observation.vintage}
        yield document.finding("JY216", Severity.ERROR, loc[:2], data, key=True)
