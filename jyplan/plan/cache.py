"""Validated plans, kept in the user's cache folder: what was right once is right again.

An entry holds the very texts that were validated and is used for these alone; a checksum
goes before it, so that a torn one is none. It is JSON: reading it runs nothing. Nothing is
ever written beside a plan, and whatever goes wrong with an entry, the plan is read anew.
What another user could have written is none: a shared folder gives nobody's figures.
``JYPLAN_CACHE=off`` does without.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from jyplan import __version__
from jyplan.plan.files import FLAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKSUM = 8
# the largest plan, its texts and its values, needs less
MOST_BYTES = 64 * 2**20


def recall(folder: Path, texts: Sequence[bytes]) -> list[Any] | None:
    """What was kept for the plan in `folder`, if its files still hold these texts.

    Args:
        folder: the folder of the plan.
        texts: what its files hold.

    Returns:
        One value a file, as plain data; None where there is no entry for these texts.
    """
    entry = _entry(folder)
    if entry is None:
        return None
    try:
        data = _own(entry)
        if data[:CHECKSUM] != _checksum(data[CHECKSUM:]):
            return None
        kept = json.loads(data[CHECKSUM:])
        same = kept["texts"] == [text.decode() for text in texts] and kept["code"] == _code()
        values = kept["values"]
        return values if same and list(map(type, values)) == [dict] * len(texts) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _own(entry: Path) -> bytes:
    """What an entry holds that nobody but the user can have written.

    Raises:
        OSError: there is none, or another user could have written it.
        ValueError: it is none of ours: no file, or too large.
    """
    # Whatever has its name, reading it neither waits nor leads elsewhere.
    descriptor = os.open(entry, FLAGS | getattr(os, "O_NOFOLLOW", 0))
    with open(descriptor, "rb") as stream:  # noqa: PTH123 not a path
        status = os.fstat(descriptor)
        if hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
            raise PermissionError(entry)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            raise ValueError(entry)
        return stream.read(MOST_BYTES)


def keep(folder: Path, texts: Sequence[bytes], values: Sequence[object]) -> None:
    """Keep what was validated; where that cannot be, nothing is kept.

    Args:
        folder: the folder of the plan.
        texts: what its files hold.
        values: one value a file, as plain data.
    """
    entry = _entry(folder)
    if entry is None:
        return
    # Only here: a plan is validated once and recalled many times.
    from jyplan.atomic import write_whole

    document = {"code": _code(), "texts": [text.decode() for text in texts], "values": values}
    body = json.dumps(document, ensure_ascii=False).encode()
    with suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        write_whole(entry, _checksum(body) + body, private=True)


def _entry(folder: Path) -> Path | None:
    """The file of a plan's entry: one a folder, so that the cache does not grow with edits."""
    if os.environ.get("JYPLAN_CACHE") == "off":
        return None
    named = os.environ.get("XDG_CACHE_HOME")
    home = os.environ.get("HOME")
    # A relative one is to be ignored, says the specification of these folders.
    if named and os.path.isabs(named) and os.path.isdir(named):  # noqa: PTH112, PTH117 raise nothing
        base = Path(named)
    elif home and os.path.isdir(home):  # noqa: PTH112 as above
        base = Path(home) / ".cache"
    else:
        return None
    return base / "jyplan" / f"{crc32(os.fsencode(folder.absolute())):08x}.json"


def _checksum(body: bytes) -> bytes:
    return b"%08x" % crc32(body)


def _code() -> str:
    """Which code validated: its version, and while it is worked on, when it last changed."""
    changed = max(entry.stat().st_mtime_ns for entry in os.scandir(Path(__file__).parent))
    return f"{__version__} {changed}"
