"""The files of a plan: where they are, what they are called, what they hold.

Each is read once in a run: what is checked, kept, quoted and mended are the same bytes.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jyplan.errors import RequestError
from jyplan.plan.findings import Finding, Severity, Span
from jyplan.plan.plan import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TARGETS = "targets.yaml"
BASELINES = "baselines.yaml"
VERDICTS = "verdicts.yaml"
SUBMISSIONS = "submissions"
SCENARIOS = "scenarios.yaml"
# tables that people send
SHEETS = (".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".tsv")
# findings after which nothing of a file was read
UNREADABLE = frozenset({"JY001", "JY002", "JY003", "JY004", "JY601", "JY801", "JY802"})
MAX_BYTES: Final = 4 * 2**20
FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Content(NamedTuple):
    """What a file holds.

    Attributes:
        name: the file as the user named it.
        data: its bytes, or why it cannot be read.
        path: where it is; None: nowhere, as what was piped in.
        folder: the plan that it belongs to, else the folder that it is in.
    """

    name: str
    data: bytes | Finding
    path: Path | None = None
    folder: Path | None = None

    @property
    def outside(self) -> str | None:
        """The file that this really is, where links lead out of the plan; else None."""
        if self.path is None or self.folder is None:
            return None
        real = os.path.realpath(self.path)
        if _below(real, os.path.realpath(self.folder)):
            return None
        # What lies elsewhere by its very name was named by who asks.
        own = _below(os.path.abspath(self.path), os.path.abspath(self.folder))  # noqa: PTH100 keeps links
        return real if own or self.path.is_symlink() else None

    def discreet(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings; one in place of all those that would show what is outside the plan.

        Who may add a link to a plan may not thereby read what others can read.
        """
        shut = findings and isinstance(self.data, bytes)
        if not shut or (real := self.outside) is None:
            return list(findings)
        data = {"target": shown(Path(real)), "count": len(findings)}
        return [unread("JY016", self.name, data)]


def _below(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))  # noqa: PTH118 neither need be there


def read(
    path: Path, name: str | None = None, folder: Path | None = None, limit: int = MAX_BYTES
) -> Content:
    """What the file at `path` holds. Never waits for a pipe or a device.

    Args:
        path: where it is.
        name: as the user named it; None: made from `path`.
        folder: the plan that it belongs to; None: the folder that it is in.
        limit: how many bytes it may have.
    """
    name = shown(path) if name is None else name
    try:
        return Content(name, data_of(path, name, limit), path, folder or path.parent)
    except FileNotFoundError:
        return Content(name, unread("JY001", name, {}))
    except OSError as error:
        number = errno.errorcode.get(error.errno or 0, "")
        data = {"error": error.strerror or "", "errno": number}
        return Content(name, unread("JY003", name, data))
    except ValueError:
        # no file has a name with a zero byte in it
        return Content(name, unread("JY001", name, {}))


def is_table(path: Path) -> bool:
    """Whether a file is called as tables are."""
    return path.suffix.lower() in SHEETS


def of_plan(folder: Path) -> list[Content]:
    """What the files of a plan hold: targets, baselines, and verdicts where there are any."""
    names = [TARGETS, BASELINES]
    # A link to nowhere is found when it is read: verdicts do not go unseen.
    if os.path.lexists(folder / VERDICTS):
        names.append(VERDICTS)
    return [read(folder / name) for name in names]


def unread(code: str, name: str, data: Mapping[str, object]) -> Finding:
    """The finding about a file of which nothing was read."""
    return Finding(code, Severity.ERROR, Span(name, 1, 1, 1), data)


def data_of(path: Path, name: str, limit: int = MAX_BYTES) -> bytes | Finding:
    """The bytes of a file, or why what is there is none.

    Args:
        path: where it is.
        name: the file as the user named it.
        limit: how many bytes it may have.

    Raises:
        OSError: it is not there or cannot be read.
    """
    status = os.stat(path)  # noqa: PTH116 there may be thousands of files
    if not stat.S_ISREG(status.st_mode):
        return unread("JY002", name, {"what": _sort(status.st_mode)})
    # Between the question and the opening a pipe may have taken the file's place.
    descriptor = os.open(path, FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return unread("JY002", name, {"what": _sort(status.st_mode)})
        data = b""
        # Files of the kernel say that they have no size; reading one may wait for ever.
        if 0 < status.st_size <= limit:
            data = os.read(descriptor, limit + 1)
            while len(data) <= limit and (more := os.read(descriptor, limit + 1 - len(data))):
                data += more
    finally:
        os.close(descriptor)
    size = max(status.st_size, len(data))
    return data if size <= limit else unread("JY004", name, {"size": size, "limit": limit})


def _sort(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "directory"
    if stat.S_ISFIFO(mode):
        return "fifo"
    return "socket" if stat.S_ISSOCK(mode) else "device"


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
        if is_plan(folder):
            return Origin(folder, "folder", shown(folder))
        if folder == home or (folder / ".git").exists():
            break
    return Origin(embedded_folder(), "embedded")


def is_plan(folder: Path) -> bool:
    """Whether a folder means to be a plan: targets.yaml is there, be it a link to nowhere.

    What cannot be read is found when it is read; another plan must not take its place.
    """
    # Unlike the method of a path, this is not stopped by a folder that may not be entered.
    return os.path.lexists(folder / TARGETS)


def embedded_folder() -> Path:
    """The folder of our own plan: a wheel's data, else the root of the checkout."""
    package = Path(__file__).parents[1]
    data = package / "embedded"
    return data if data.is_dir() else package.parent


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
    return files_in(folder, (".yaml", ".yml"))


def files_in(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    """The files with one of these endings in a folder and below, but for hidden ones.

    They are in the order of their names; what Excel keeps beside an open workbook is hidden too.
    """
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
            if name.lower().endswith(endings) and not name.startswith((".", "~$"))
        ]
    return [Path(name) for name in sorted(found)]
