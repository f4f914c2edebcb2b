"""Whole-process time and memory of `jyplan check` on forms that were filled in.

1,000 forms of 40 figures (200 districts, five years) and one form alone. The forms are held
against what a process takes that only opens the same files with openpyxl; one form against
``python -I -c pass``. Pairs run in turn and the medians are printed. Run it with the interpreter
of the environment that jyplan is installed in: ``.venv/bin/python tests/bench/forms.py``. All
figures are made up.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from tests.bench.check import VALUES, YEARS, build

if TYPE_CHECKING:
    from collections.abc import Iterable

OPEN = """
import sys
from pathlib import Path
from openpyxl import load_workbook
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    load_workbook(path)
"""
SHEET = "xl/worksheets/sheet1.xml"
# a row with an id in its first cell, the cell of its figure, and the one that says preliminary
ROW = re.compile(
    r'(<row [^>]*><c r="A[0-9]+" s="[0-9]+" t="s">(?:(?!</row>).)*?)'
    r'<c r="(G[0-9]+)" s="([0-9]+)"/><c r="(H[0-9]+)" s="([0-9]+)"/>'
)


class Measured(NamedTuple):
    """What one whole process took.

    Attributes:
        seconds: wall-clock time.
        memory: the most that it held, in MiB.
    """

    seconds: float
    memory: float


def filled(form: bytes, values: Iterable[object], target: Path) -> None:
    """Write a form with figures in the order of its rows."""
    source = target.with_suffix(".blank")
    source.write_bytes(form)
    left = [each if isinstance(each, dict) else {"value": each} for each in values][::-1]

    def put(row: re.Match[str]) -> str:
        figure = left.pop()
        cell = f'{row[1]}<c r="{row[2]}" s="{row[3]}"><v>{figure["value"]}</v></c>'
        if not figure.get("provisional"):
            return f'{cell}<c r="{row[4]}" s="{row[5]}"/>'
        return f'{cell}<c r="{row[4]}" s="{row[5]}" t="inlineStr"><is><t>是</t></is></c>'

    with (
        zipfile.ZipFile(source) as blank,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for name in blank.namelist():
            data = blank.read(name)
            file.writestr(name, ROW.sub(put, data.decode()) if name == SHEET else data)
    source.unlink()
    assert not left, target


def made(folder: Path, jyplan: str, districts: int) -> None:
    """A plan, and the forms of all its districts and years with what each reported."""
    build(folder, districts)
    forms = folder / "forms"
    forms.mkdir()
    for year in YEARS:
        blank = folder / f"blank-{year}"
        asked = ["form", "--year", str(year), "--each-district", "--lang", "zh"]
        measured([jyplan, *asked, "-o", str(blank)], folder)
        for path in blank.iterdir():
            district = path.stem.partition("-")[2]
            reported = folder / "submissions" / str(year) / f"{district}.yaml"
            values = yaml.safe_load(reported.read_text(encoding="utf-8"))["values"]
            assert len(values) == VALUES
            filled(path.read_bytes(), values.values(), forms / path.name)
        shutil.rmtree(blank)
    shutil.rmtree(folder / "submissions")


def measured(command: list[str], folder: Path) -> Measured:
    """One whole process that must find nothing wrong."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "HOME": str(folder)}
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 our own commands
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return Measured(time.perf_counter() - start, usage.ru_maxrss / 1024)


def compared(
    command: list[str], base: list[str], folder: Path, runs: int
) -> tuple[float, float, float]:
    """The median over pairs: how many times as long, and the memory of both."""
    measured(command, folder)
    pairs = [(measured(command, folder), measured(base, folder)) for _ in range(runs)]
    return (
        statistics.median(own.seconds / other.seconds for own, other in pairs),
        statistics.median(own.memory for own, _ in pairs),
        statistics.median(other.memory for _, other in pairs),
    )


def main() -> None:
    """Print a table of ratios and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=1000, help="at least 5, in all five years")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    districts = max(arguments.forms // len(YEARS), 1)
    python, jyplan = sys.executable, str(Path(sys.executable).parent / "jyplan")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made(folder, jyplan, districts)
        many = compared(
            [jyplan, "check", "forms"], [python, "-c", OPEN, "forms"], folder, arguments.runs
        )
        one = compared(
            [jyplan, "check", f"forms/{YEARS[0]}-d0.xlsx"],
            [python, "-I", "-c", "pass"],
            folder,
            arguments.runs * 3,
        )
    print("| `jyplan check` | measured against | ratio | MiB | MiB of the other |")
    print("| --- | --- | ---: | ---: | ---: |")
    for what, against, digits, (ratio, own, other) in (
        (f"{districts * len(YEARS):,} forms of {VALUES} figures", "openpyxl opens them", 2, many),
        (f"one form of {VALUES} figures", "`python -I -c pass`", 1, one),
    ):
        print(f"| {what} | {against} | {ratio:.{digits}f} | {own:.0f} | {other:.0f} |")


if __name__ == "__main__":
    main()
