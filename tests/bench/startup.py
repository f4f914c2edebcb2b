"""Whole-process time of commands as a ratio to ``python -I -c pass`` in the same run.

Pairs run in turn, so that a machine whose speed drifts does not favour either; the median of
the ratios is printed. Run it with the interpreter of the environment that jyplan is
installed in: ``.venv/bin/python tests/bench/startup.py``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = (
    ("jyplan --version", ["--version"]),
    ("jyplan --help", ["--help"]),
    ("jyplan status --format json", ["status", "--format", "json"]),
    ("jyplan status", ["status"]),
    ("jyplan show hnte", ["show", "hnte"]),
)


def seconds(command: list[str], folder: str) -> float:
    """Wall-clock time of one whole process."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 our own commands
    return time.perf_counter() - start


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21)
    runs = parser.parse_args().runs
    nothing = [sys.executable, "-I", "-c", "pass"]
    jyplan = str(Path(sys.executable).parent / "jyplan")
    print("| command | × python -I -c pass | ms |")
    print("| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for label, arguments in COMMANDS:
            command = [jyplan, *arguments]
            seconds(command, folder)
            pairs = [(seconds(command, folder), seconds(nothing, folder)) for _ in range(runs)]
            ratio = statistics.median(ours / theirs for ours, theirs in pairs)
            milliseconds = 1000 * statistics.median(ours for ours, _ in pairs)
            print(f"| `{label}` | {ratio:.1f} | {milliseconds:.0f} |")


if __name__ == "__main__":
    main()
