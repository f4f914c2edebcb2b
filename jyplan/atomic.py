"""Files that are written whole or not at all, and stay whose they are."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jyplan.errors import RequestError

try:
    import fcntl
except ImportError:
    # Windows knows no such locks.
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# how the names of folders end that go with the next run; nobody else's may be taken for one
MARK = ".jyplan-scratch"
# how often a tenth of a second is waited for others to stop writing
PATIENCE = 100


def write_whole(target: Path, data: bytes, *, private: bool = False) -> None:
    """Put a new file in the place of `target`, with owner and rights of the one it replaces.

    Args:
        target: the file; of a link, what it leads to.
        data: what it is to hold.
        private: whether it is to be the user's own and nobody else's, in place of whatever has
            its name, and need not outlive a power cut.

    Raises:
        OSError: it cannot be written; whatever was there before is still there.
        RequestError: it must not be replaced.
    """
    if not private:
        target = Path(os.path.realpath(target))
        refuse_loss(target)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=beside(target))
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        if private:
            temporary.replace(target)
        else:
            put_in_place(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none.

    Args:
        files: what each is to hold; folders that are not there are made.

    Raises:
        OSError: one, which it names, cannot be written; all are as they were.
        RequestError: one must not be replaced; all are as they were.
    """
    ready: list[tuple[Path, Path, Path]] = []
    with contextlib.ExitStack() as undo:
        for name, data in files.items():
            target = Path(os.path.realpath(name))
            with _told_of(name):
                make_folder(target.parent, undo)
                refuse_loss(target)
                handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=beside(target))
                ready.append((name, Path(temporary), target))
                undo.callback(Path(temporary).unlink, missing_ok=True)
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
        for name, made, target in ready:
            with _told_of(name):
                before = target.read_bytes() if target.exists() else None
                put_in_place(made, target)
                undo.callback(_put_back, target, before)
        undo.pop_all()


@contextlib.contextmanager
def _told_of(name: Path) -> Iterator[None]:
    """Let errors name a file as the user did, and not what stands in for it meanwhile."""
    try:
        yield
    except OSError as error:
        error.filename = str(name)
        raise


def make_folder(folder: Path, undo: contextlib.ExitStack) -> None:
    """Make a folder, and those above it, where they are not there.

    Args:
        folder: where it is to be.
        undo: takes away what was made, as long as there is nothing in it.

    Raises:
        OSError: it cannot be made.
    """
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    for each in reversed(missing):
        # An interrupt may come as soon as it is there, so the way back is known before.
        undo.callback(_unmade, each)
        each.mkdir()


def _unmade(folder: Path) -> None:
    """Take a folder away in which there is nothing."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _put_back(target: Path, before: bytes | None) -> None:
    """Let a file be as it was."""
    if before is None:
        target.unlink(missing_ok=True)
    else:
        write_whole(target, before)


def put_in_place(temporary: Path, target: Path) -> None:
    """Let a finished file take the place, owner and rights of another, at once.

    Raises:
        OSError: it cannot; whatever was there before is still there.
        RequestError: it must not.
    """
    refuse_loss(target)
    _liken(temporary, target)
    with temporary.open("r+b") as stream:
        os.fsync(stream.fileno())
    temporary.replace(target)


@contextlib.contextmanager
def scratch(folder: Path, prefix: str) -> Iterator[Path]:
    """A folder of its own for the time of a run.

    What runs left that were killed goes first: nobody holds their folders any more.

    Args:
        folder: where to make it.
        prefix: how its name begins, and that of all that serve the same.
    """
    sweep(folder, prefix)
    # Under another name, or another run would take it for a forgotten one before it is held.
    begun = Path(tempfile.mkdtemp(dir=folder, prefix=".jyplan."))
    name = folder / f"{prefix}{begun.name.rpartition('.')[2]}{MARK}"
    held = _locked(begun)
    begun.rename(name)
    try:
        yield name
    finally:
        # Whoever works for us elsewhere may still be writing.
        for _ in range(PATIENCE):
            shutil.rmtree(name, ignore_errors=True)
            if not name.exists():
                break
            time.sleep(0.1)
        if held:
            os.close(held)


def sweep(folder: Path, prefix: str) -> None:
    """Remove folders that `scratch` made there for runs which are no more."""
    for each in folder.glob(f"{glob.escape(prefix)}*{MARK}"):
        if held := _locked(each):
            shutil.rmtree(each, ignore_errors=True)
            os.close(held)


def _locked(folder: Path) -> int | None:
    """A handle that holds a folder of the user; None where another run does, or it is none."""
    if fcntl is None:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if os.fstat(handle).st_uid == os.geteuid():
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let nobody else who asks in this way change files of a folder meanwhile.

    Where the system or the file system knows no such locks, nobody is kept out.
    """
    with contextlib.ExitStack() as until:
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            # the lock ends with it
            until.callback(os.close, handle)
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def beside(target: Path) -> str:
    """How the names of files begin that are to take the place of another."""
    # A name that is as long as names may be has no room for more.
    return f".{target.name[:40]}."


def refuse_loss(target: Path) -> None:
    """Refuse to replace a file where that would part it from other names, or against its rights.

    Raises:
        OSError: it is a link that leads nowhere.
        RequestError: a new file must not take its place.
    """
    if target.is_symlink():
        # what still is one after all links were followed leads back to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if not target.is_file():
        return
    status = target.stat()
    # Whoever may write everything is still told that nobody should.
    if not status.st_mode & 0o222:
        raise RequestError("is_read_only", path=target)
    if status.st_nlink > 1:
        raise RequestError("has_links", path=target)


def _liken(temporary: Path, target: Path) -> None:
    """Give a file owner and rights of the one that it replaces, else rights of a new one."""
    if not target.exists():
        mask = os.umask(0)
        os.umask(mask)
        # Some file systems have no rights, and refuse to be asked for them.
        with contextlib.suppress(OSError):
            temporary.chmod(0o666 & ~mask)
        return
    wanted, given = target.stat(), temporary.stat()
    if (wanted.st_uid, wanted.st_gid) != (given.st_uid, given.st_gid):
        try:
            os.chown(temporary, wanted.st_uid, wanted.st_gid)
        except PermissionError:
            raise RequestError("is_others", path=target) from None
    mode = stat.S_IMODE(wanted.st_mode)
    if stat.S_IMODE(temporary.stat().st_mode) != mode:
        temporary.chmod(mode)
