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
    "--version",
    "--help",
    "status --format json",
    "status",
    "show hnte",
    "whatif --set hnte=12%",
    "whatif --set rd_expenditure=6%..14% --set gdp=3%..7% --draws 10000",
    "solve rd_intensity --vary rd_expenditure --set gdp=5%",
)


def seconds(command: list[str], folder: str, cache: str = "off") -> float:
    """Wall-clock time of one whole process, its home in a folder of its own."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "HOME": folder, "JYPLAN_CACHE": cache}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 our own commands
    return time.perf_counter() - start


def main() -> None:
    """Print a table of ratios: for a plan seen before, and for one that is read anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21)
    runs = parser.parse_args().runs
    nothing = [sys.executable, "-I", "-c", "pass"]
    jyplan = str(Path(sys.executable).parent / "jyplan")
    print("| command | plan seen before | plan read anew |")
    print("| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for arguments in COMMANDS:
            command = [jyplan, *arguments.split()]
            cells = []
            for cache in ("on", "off"):
                seconds(command, folder, cache)
                pairs = [
                    (seconds(command, folder, cache), seconds(nothing, folder)) for _ in range(runs)
                ]
                cells.append(f"{statistics.median(ours / base for ours, base in pairs):.1f}")
            print(f"| `jyplan {arguments}` | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
