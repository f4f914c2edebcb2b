"""Time and memory of `jyplan report` on the plan of Jieyang, with the tests' fictional figures.

Whole processes; the median is printed. Run it with the interpreter of the environment that jyplan
is installed in: ``.venv/bin/python tests/bench/report.py``.
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

ROOT = Path(__file__).parents[2]
ENDINGS = ("html", "xlsx", "docx", "md")


def measured(output: Path) -> tuple[float, float]:
    """Seconds of one whole process, and the most memory that it held, in MiB."""
    jyplan = str(Path(sys.executable).parent / "jyplan")
    seen = "tests/acceptance/submissions"
    command = [jyplan, "report", seen, "--plan", ".", "--lang", "zh", "-o", str(output)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 our own command
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Print a table: a row a form of the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print("| report | seconds | MiB | file, KiB |")
    print("| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            output = Path(folder) / f"report.{ending}"
            measured(output)
            found = [measured(output) for _ in range(runs)]
            seconds, memory = (statistics.median(column) for column in zip(*found, strict=True))
            size = output.stat().st_size / 1024
            print(f"| `-o report.{ending}` | {seconds:.2f} | {memory:.0f} | {size:.0f} |")


if __name__ == "__main__":
    main()
