"""Where a plan is, and what it and its submissions say."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.errors import FindingsError, RequestError
from jyplan.plan import cache
from jyplan.plan.plan import Origin, Plan
from jyplan.plan.records import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.plan.plan import Observation

TARGETS = "targets.yaml"
BASELINES = "baselines.yaml"
SUBMISSIONS = "submissions"
# findings after which nothing of a file was read
UNREADABLE = frozenset({"JY001", "JY002", "JY003", "JY004", "JY601"})
# a larger file is read to be refused
LARGEST_KEPT = 2**20


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
        # Unlike the method of a path, this is not stopped by a folder that may not be entered.
        if os.path.isfile(folder / TARGETS):  # noqa: PTH113
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
    texts = _texts(origin.folder)
    values = None if texts is None else cache.recall(origin.folder, texts)
    if values is None:
        # Only here: a plan that was validated before needs neither YAML nor models.
        from jyplan.plan.reading import read_plan

        files = read_plan(origin.folder)
        values = [model.model_dump() for model in (files.targets, files.starts)]
        # What was validated are these texts only if nobody wrote meanwhile.
        if texts is not None and texts == _texts(origin.folder):
            cache.keep(origin.folder, texts, values)
    targets, starts = map(record_of, values)
    return Plan(targets, starts, origin)


def _texts(folder: Path) -> list[bytes] | None:
    """What the two files of a plan hold; None where one is missing, odd or large."""
    texts = []
    for name in (TARGETS, BASELINES):
        path = folder / name
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_KEPT:
                return None
            texts.append(path.read_bytes())
        except (OSError, ValueError):
            return None
    return texts


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
        from jyplan.plan.reading import submission_findings

        found = [finding for path in files for finding in submission_findings(path)]
        raise FindingsError([*error.findings, *found]) from None
    return plan, load_observations(plan, files)


def load_observations(plan: Plan, files: Iterable[Path]) -> list[Observation]:
    """Every value that the submission files report, first vintages and restated ones.

    Raises:
        FindingsError: with everything that is wrong in all of the files.
    """
    files = list(files)
    if not files:
        return []
    # Only here: a plan without submissions needs neither YAML nor models.
    from jyplan.plan.reading import read_observations

    return read_observations(plan, files)


def shown(path: Path) -> str:
    """The path as a user wants to read it: relative where it lies below the working folder."""
    here, whole = os.path.join(os.getcwd(), ""), os.path.abspath(path)  # noqa: PTH100, PTH109, PTH118 a hundred times faster
    if not os.path.join(whole, "").startswith(here):  # noqa: PTH118 as above
        return str(path)
    return whole[len(here) :] or "."


def submission_files(origin: Origin, named: Sequence[str]) -> list[Path]:
    """The submission files that are meant: those named, else the plan's own.

    Raises:
        RequestError: a named folder holds no YAML file.
    """
    if not named:
        return yaml_files(origin.folder / SUBMISSIONS)
    files: list[Path] = []
    for name in named:
        path = Path(name)
        if not path.is_dir():
            files.append(path)
            continue
        inside = yaml_files(path)
        if not inside:
            raise RequestError("empty_folder", path=name)
        files += inside
    return list(dict.fromkeys(files))


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files in a folder and below, but for hidden ones, in the order of their names."""
    found: list[str] = []

    def unreadable(error: OSError) -> None:
        # A folder that cannot be looked into is named, so that reading it says so.
        if error.errno != errno.ENOENT:
            found.append(str(error.filename))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = (name for name in folders if not name.startswith("."))
        found += [
            os.path.join(root, name)  # noqa: PTH118 as above
            for name in names
            if name.endswith((".yaml", ".yml")) and not name.startswith(".")
        ]
    return [Path(name) for name in sorted(found)]
