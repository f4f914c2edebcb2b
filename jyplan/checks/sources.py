"""Names on a command line -> a plan, files to check, files to compare with."""

from __future__ import annotations

from os.path import abspath, isdir, isfile, lexists
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import RequestError
from jyplan.plan.files import (
    BASELINES,
    SCENARIOS,
    SHEETS,
    SUBMISSIONS,
    TARGETS,
    VERDICTS,
    discover,
    files_in,
    is_plan,
    shown,
    yaml_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jyplan.plan.files import Content
    from jyplan.plan.plan import Origin

STDIN = "-"


class File(NamedTuple):
    """A file to read.

    Attributes:
        path: where it is.
        name: as findings name it.
    """

    path: Path
    name: str


class Sources(NamedTuple):
    """The files of one run.

    Attributes:
        origin: the plan.
        plan_files: those of its own files that are checked.
        checked: submissions, and files of scenarios, that are checked.
        others: submissions that are only compared with.
        piped: a submission from standard input, checked too.
        sheets: tables among submissions, which nothing reads.
    """

    origin: Origin
    plan_files: tuple[File, ...]
    checked: tuple[File, ...]
    others: tuple[File, ...]
    piped: Content | None
    sheets: tuple[File, ...]

    def files(self) -> tuple[File, ...]:
        """Those that are checked."""
        return (*self.plan_files, *self.checked)

    def read(self) -> list[str | Path]:
        """Where everything is that the run looks at, what is only compared with included."""
        folder = self.origin.folder
        named = [file.path for file in (*self.files(), *self.others)]
        return [
            folder / TARGETS,
            folder / BASELINES,
            folder / VERDICTS,
            *named,
            *([self.piped.name] if self.piped else []),
        ]


def sources_of(
    named: Sequence[str],
    piped: Content | None,
    plan_folder: str | None,
    environment: Mapping[str, str],
    *,
    allow_empty: bool,
) -> Sources:
    """The files that are meant.

    Args:
        named: files, folders and patterns; none: the plan, submissions and scenarios beside it.
        piped: what came in on standard input, where ``-`` is among the names.
        plan_folder: the plan's folder, where it was named.
        environment: the process's environment.
        allow_empty: whether a name may stand for no file at all.

    Raises:
        RequestError: a name stands for no file, or the names belong to several plans.
    """
    plan_files: list[Path] = []
    checked: list[Path] = []
    for name in named:
        if name == STDIN:
            continue
        found = _named(name)
        if not found and not allow_empty:
            raise RequestError("nothing_to_check", path=name)
        for path in found:
            (plan_files if _is_plan_file(path) else checked).append(path)
    origin = _origin(named, plan_files, plan_folder, environment)
    own = _plan_files(origin.folder)
    if not named:
        plan_files = own
    meant = _by_place(plan_files)
    foreign = [path for place, path in meant.items() if place not in _by_place(own)]
    if foreign:
        raise RequestError("several_plans", path=str(foreign[0]), plan=str(origin.folder))
    beside = _by_place(yaml_files(origin.folder / SUBMISSIONS))
    unique = _by_place(checked) if named else beside | _by_place(_scenarios(origin.folder))
    taken = {*unique, *_by_place([Path(piped.name)])} if piped else set(unique)
    return Sources(
        origin=origin,
        plan_files=_files(path for place, path in _by_place(own).items() if place in meant),
        checked=_files(unique.values()),
        others=_files(path for place, path in beside.items() if place not in taken),
        piped=piped,
        sheets=_files(
            path
            for place, path in _by_place(_sheets(named or [str(origin.folder)])).items()
            if place not in taken
        ),
    )


def _sheets(named: Sequence[str]) -> Iterator[Path]:
    """The tables in the folders that are named, below submissions where one holds a plan."""
    for folder in map(Path, named):
        if is_plan(folder):
            yield from files_in(folder / SUBMISSIONS, SHEETS)
        elif isdir(folder):  # noqa: PTH112 raises nothing
            yield from files_in(folder, SHEETS)


def submissions_in(folder: Path) -> tuple[File, ...]:
    """The submissions in a folder."""
    return _files(yaml_files(folder))


def _plan_files(folder: Path) -> list[Path]:
    """A plan's own files; it need not have verdicts."""
    own = [folder / name for name in (TARGETS, BASELINES, VERDICTS)]
    return [path for path in own if path.name != VERDICTS or lexists(path)]


def _is_plan_file(path: Path) -> bool:
    """Whether a file that is named is one of a plan's own; missing verdicts are none."""
    return path.name in {TARGETS, BASELINES} or (path.name == VERDICTS and lexists(path))


def _scenarios(folder: Path) -> list[Path]:
    """The scenarios beside a plan, where there are any."""
    path = folder / SCENARIOS
    return [path] if lexists(path) else []


def _by_place(paths: Iterable[Path]) -> dict[str, Path]:
    """Paths by where they are, each file once."""
    return {abspath(path): path for path in paths}  # noqa: PTH100 links stay what they are


def _files(paths: Iterable[Path]) -> tuple[File, ...]:
    return tuple(File(path, shown(path)) for path in paths)


def _named(name: str) -> list[Path]:
    """The files that one name stands for."""
    path = Path(name)
    try:
        folder = path.is_dir()
        there = folder or path.exists() or path.is_symlink()
    except (OSError, ValueError):
        # A name that no file can have, or a folder that may not be entered: reading says so.
        return [path]
    if folder and is_plan(path):
        submissions = yaml_files(path / SUBMISSIONS)
        return [*_plan_files(path), *submissions, *_scenarios(path)]
    if folder:
        # What was sent in lies in a folder of its own.
        return yaml_files(path) or files_in(path, SHEETS)
    if there or not any(sign in name for sign in "*?["):
        return [path]
    # Only here: few names are patterns.
    from glob import glob

    # A pattern may begin anywhere, which Path.glob does not allow.
    found = map(Path, glob(name, recursive=True))  # noqa: PTH207
    return sorted(each for each in found if isfile(each))  # noqa: PTH113 raises nothing


def _origin(
    named: Sequence[str],
    plan_files: Sequence[Path],
    plan_folder: str | None,
    environment: Mapping[str, str],
) -> Origin:
    """The plan: as asked for, else the one that is named, else found from here or a file."""
    if plan_folder is None and plan_files:
        plan_folder = str(plan_files[0].parent)
    origin = discover(plan_folder, environment, Path.cwd())
    first = next((name for name in named if name != STDIN), None)
    if origin.how == "embedded" and first is not None:
        start = Path(first).absolute()
        origin = discover(None, environment, start if start.is_dir() else start.parent)
    return origin
