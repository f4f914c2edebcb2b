"""A run in a process of its own: what ends it at once is still told of, and takes nothing along.

Some damage makes polars ask for more memory than there is, and Rust ends the whole process then.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# how the names of folders begin that hold what a run looks up
SCRATCH = "jyplan-"
# bytes for the names of what is being read
ROOM = 1 << 16
# seconds in which a run whose command was killed can take away what it began
GRACE = 30


class Ended(NamedTuple):
    """How the process of a run ended.

    Attributes:
        code: its exit code; where a signal ended it, the number of that below zero.
        reading: the tables that it was reading then.
    """

    code: int
    reading: tuple[str, ...]


class _Underway:
    """The tables that are being read.

    Attributes:
        shared: where the process that waits can look them up; None where none does.
    """

    def __init__(self) -> None:
        self.shared: mmap.mmap | None = None
        self.names: list[str] = []
        self.lock = threading.Lock()

    def share(self) -> None:
        self.shared = mmap.mmap(-1, ROOM)

    def change(self, name: str, *, begun: bool) -> None:
        with self.lock:
            if begun:
                self.names.append(name)
            else:
                self.names.remove(name)
            if self.shared is not None:
                said = b"\0".join(map(os.fsencode, dict.fromkeys(self.names)))[: ROOM - 2]
                self.shared[: len(said) + 2] = said + b"\0\0"

    def last(self) -> tuple[str, ...]:
        said = bytes(self.shared or b"").partition(b"\0\0")[0]
        return tuple(os.fsdecode(name) for name in said.split(b"\0") if name)


READING = _Underway()


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Note that a table is being read, for whoever must tell why the process ended."""
    READING.change(name, begun=True)
    try:
        yield
    finally:
        READING.change(name, begun=False)


def divided(ends: Sequence[signal.Signals]) -> Ended | None:
    """Go on in a process of its own; None there, and here how it ended.

    No other thread may be running yet.

    Args:
        ends: the signals that tell a run to end, all with one handler; that process is told of
            any by one that is not Ctrl-C, and ends in order as well where this one is killed.
    """
    for stream in (sys.stdout, sys.stderr):
        # what waits in a buffer would be written twice
        stream.flush()
    READING.share()
    others = [each for each in ends if each != signal.SIGINT]
    life, held = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(held)
        if others:
            # polars listens for it as well, and ends its threads noisily
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        threading.Thread(target=_outlive, args=(life,), daemon=True).start()
        return None
    os.close(life)
    told = others[0] if others else signal.SIGINT

    def pass_on(*_: object) -> None:
        # it may have ended since, when this is heard
        with suppress(ProcessLookupError):
            os.kill(child, told)

    before = [signal.signal(each, pass_on) for each in ends]
    _, status = os.waitpid(child, 0)
    for each, handler in zip(ends, before, strict=True):
        signal.signal(each, handler)
    os.close(held)
    return Ended(os.waitstatus_to_exitcode(status), READING.last())


def _outlive(life: int) -> None:
    """End this process where the one that waits for it is gone."""
    os.read(life, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    # where it does not hear, or does not come to it
    time.sleep(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)
