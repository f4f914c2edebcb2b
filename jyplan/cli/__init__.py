"""The command line: parse, call, render."""

from __future__ import annotations

import _thread
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

INTERRUPTED = 130


def run() -> None:
    """Entry point of the `jyplan` command."""
    sys.unraisablehook = _hear_again
    try:
        # Only here: importing the package must cost nothing.
        from jyplan.cli.main import main

        code = main(sys.argv[1:], alone=True)
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _hear_again(missed: UnraisableHookArgs) -> None:
    """Let an interrupt that a library dropped come once more, when there is somebody to hear it.

    Otherwise the run would go on with whatever the library was doing half done.
    """
    if not issubclass(missed.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(missed)
        return
    # From another thread: here it would be dropped again. There are none any more at the very end.
    with suppress(RuntimeError):
        _thread.start_new_thread(_thread.interrupt_main, ())
