"""Whole-process time of `jyplan check` on many submissions, as a ratio to parsing them alone.

1,000 files of 40 values (200 districts, five years) and one file alone. The files are held
against what a process takes that only parses the same files with PyYAML's C loader; one file
against ``python -I -c pass``. Pairs run in turn and the median of the ratios is printed. Run it
with the interpreter of the environment that jyplan is installed in:
``.venv/bin/python tests/bench/check.py``. All figures are made up.
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

DISTRICTS, YEARS, VALUES = 200, range(2021, 2026), 40
PARSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    with path.open("rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
HEAD = """schema: 1
plan: {id: made-up, name: A made-up plan, baseline_year: 2020, end_year: 2025}
themes: [{id: all, name: All}]
scopes: [{id: whole, name: Whole}]
"""


def build(folder: Path, districts: int = DISTRICTS) -> None:
    """A plan with districts, and their submissions, all of them in order."""
    lines = [HEAD, "districts:"]
    lines += [f"  - {{id: d{number}, name: D{number}}}" for number in range(districts)]
    lines.append("indicators:")
    for number in range(VALUES):
        kind = "ratio" if number % 4 == 0 else "annual_flow"
        weight = "weight: i1, " if kind == "ratio" else ""
        lines.append(
            f"  - {{id: i{number}, name: I{number}, unit: 万元, kind: {kind}, scope: whole, "
            f"theme: all, precision: 0.1, {weight}required: true, "
            'target: {operator: ">=", value: 900000, year: 2025}}'
        )
    lines += ["identities:", "  - i1 <= i1 + i2", "  - i3 <= 1000 * i5 + i6"]
    (folder / "targets.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "baselines.yaml").write_text("schema: 1\n", encoding="utf-8")
    for year in YEARS:
        part = folder / "submissions" / str(year)
        part.mkdir(parents=True)
        for district in range(districts):
            text = [f"schema: 1\nyear: {year}\ndistrict: d{district}\nvalues:"]
            for number in range(VALUES):
                value = 10000 + 977 * number + 13 * district + 731 * (year - 2020)
                whole, tenth = divmod(value, 10)
                shown = f"{whole}.{tenth}"
                if number % 4 == 1:
                    shown = f"{{value: {shown}, provisional: true}}"
                text.append(f"  i{number}: {shown}")
            (part / f"d{district}.yaml").write_text("\n".join(text) + "\n", encoding="utf-8")


def seconds(command: list[str], folder: Path) -> float:
    """Wall-clock time of one whole process that must find nothing wrong."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "HOME": str(folder)}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 our own commands
    return time.perf_counter() - start


def ratio(command: list[str], base: list[str], folder: Path, runs: int) -> float:
    """The median over pairs."""
    seconds(command, folder)
    return statistics.median(seconds(command, folder) / seconds(base, folder) for _ in range(runs))


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    python, jyplan = sys.executable, str(Path(sys.executable).parent / "jyplan")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder)
        one = "submissions/2021/d0.yaml"
        alone = folder / "alone"
        (alone / "submissions").mkdir(parents=True)
        for file in ("targets.yaml", "baselines.yaml", one):
            target = alone / ("submissions/d0.yaml" if file == one else file)
            target.write_bytes((folder / file).read_bytes())
        many = ratio(
            [jyplan, "check", "submissions"], [python, "-c", PARSE, "submissions"], folder, runs
        )
        single = ratio(
            [jyplan, "check", "submissions/d0.yaml"], [python, "-I", "-c", "pass"], alone, runs
        )
    print("| `jyplan check` | measured against | ratio |")
    print("| --- | --- | ---: |")
    print(f"| 1,000 files of 40 values | PyYAML's C loader on the same files | {many:.2f} |")
    print(f"| one file of 40 values | `python -I -c pass` | {single:.1f} |")


if __name__ == "__main__":
    main()
