"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(target: Path, data: bytes) -> None:
    """Put a new file in the place of `target`, with the rights of the one it replaces.

    Raises:
        OSError: it cannot be written; whatever was there before is still there.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        put_in_place(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def put_in_place(temporary: Path, target: Path) -> None:
    """Let a finished file take the place and the rights of another, at once.

    Raises:
        OSError: it cannot; whatever was there before is still there.
    """
    temporary.chmod(_rights(target))
    temporary.replace(target)


def _rights(target: Path) -> int:
    """The rights of the file that is there, else those of an ordinary new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
