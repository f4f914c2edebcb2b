"""The command line: parse, call, render."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def run() -> None:
    """Entry point of the `jyplan` command."""
    try:
        # Only here: importing the package must cost nothing.
        from jyplan.cli.main import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
