"""The command line: parse, call, render."""

from __future__ import annotations

import sys


def run() -> None:
    """Entry point of the `jyplan` command."""
    # Only here: importing the package must cost nothing.
    from jyplan.cli.main import main

    sys.exit(main(sys.argv[1:]))
