"""Fuzz the whole of `jyplan check`, or of `jyplan batch`, for some seconds.

Files are valid ones after accidents, or any bytes; every run must end with one of our exit codes
within two seconds and a bounded memory. Where atheris is installed it chooses the inputs of
`check` by what they reach, otherwise chance does, the same for the same seed. An input that goes
wrong is kept, and the exit code is 1: ``.venv/bin/python tests/bench/fuzz.py --seconds 60``.

With ``--tables`` the bytes of tables are changed. polars ends the whole process where a changed
byte makes it ask for more memory than there is: that is counted, held to be told of where `batch`
runs as its users run it, and the next process goes on.

With ``--workbooks`` it is workbooks and tables that were sent in, for `check` and `collect`: their
bytes, the parts within their packages, and what stands in their cells. Each may take 5 seconds,
and all of them 300 MiB.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib.util
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from xml.etree import ElementTree as ET

from jyplan.cli.main import main as jyplan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests/cases/valid"
PLAN = VALID / "plan"
# files of a plan -> the kinds of cases that are laid out as them
KINDS = {
    "targets.yaml": "targets",
    "baselines.yaml": "baselines",
    "verdicts.yaml": "verdicts",
    "submissions/2022.yaml": "earlier",
    "submissions/2023.yaml": "submission",
}
FILES = tuple(KINDS)
FORMATS = ("text", "markdown", "html", "json", "github", "gitlab", "junit", "sarif")
OPTIONS = ("--no-accept", "--fail-on-status=behind,missed", "--diff", "--fix", "--fail-on=note")
LIMIT_SECONDS = 2
# for a workbook that was sent in, and for all of them
WORKBOOK_SECONDS, WORKBOOK_MEGABYTES = 5, 300
ASKED = (
    (),
    ("--year", "2023"),
    ("--row", "1"),
    ("--map", "name=A", "--map", "value=C"),
    ("--map", "2023=C", "--sheet", "指标"),
    ("--district", "east"),
)
# what people and programs put into cells, as text and as numbers
CELLS = (
    "指标|单位|2023年|备注|区县|年份|是否快报|高新技术企业|高企数|地区生产总值（万元）|研发投入强度|东区|家|亿元|%|‰"
    "|260|1,300.5|1.300,5|约260|260①|½|51.5万|−3|#N/A|####|TRUE|=1+1|—|无|2023-12-31|12:30|1e400|0800|\u202e|\ud7ff"
    "|" + "甲" * 400 + "|" + "(" * 90 + "|" + "9" * 60 + "|{x}|%s|\n\n|'"
    '|1 300.5|2.5E+11|="260"|件/万人|人民币亿元|1'
    + "\u00a0" * 4000
    + "(x(|1"
    + " " * 4000
    + "人民币"
).split("|")
ODD = (
    "nan|1e999|010|~|{}|[]|*a|&a |!!python/object|１２３|\u202e|\x00|\ufeff|\r|\t|" + "9" * 40,
    '"\\ud800"|---|<<: |1,000|1e2|0x1F|12:30|accept: [JY402]|reason: x|district: east|  |: |- |#|"',
    "restates: {2021: {firms: 1}}|identities:\n  - firms = growth(firms, firms, 0.1)\n",
    "year: every|by_year: {2021: {operator: '>=', value: 5}}|milestones: {2023: 150}|than: firms",
    "over: plan|margin: 1|average_growth: 7|change_percent: -13.5|change: 1|multiple: 2",
    "reported: yearly_change|reported: yearly_increment|2021: 5|decided_in: 2022",
)
TOKENS = "|".join(ODD).split("|")


TABLE = "id,baseline_year,baseline,year,value,target,target_year,direction,region\n" + "".join(
    f"s{row // 2:02},2020,100,{2021 + row % 2},{100 + row},150,2025,increase,r{row // 2 % 3}\n"
    for row in range(40)
)
# larger ones say nothing more
MOST_OF_A_CASE = 1 << 16
ENDINGS = ("csv", "parquet", "arrow", "arrows")
OUTPUTS = ("-", "o.csv", "o.parquet", "o.arrow")


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A package in which the bytes of one part are others; anything else as `changed` makes it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {entry: package.read(entry) for entry in package.namelist()}
    except zipfile.BadZipFile:
        return changed(data, chance)
    name = chance.choice(list(parts))
    part = accident(parts[name], chance) if chance.random() < 1 / 2 else parts[name]
    parts[name] = changed(part or b"<", chance)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in parts.items():
            package.writestr(entry, content)
    return held.getvalue()


def filled(made: Any, chance: random.Random) -> tuple[str, bytes]:  # noqa: ANN401 the module of the cases
    """A workbook or table whose cells hold anything, below headings that are known."""
    formats = (
        "General",
        "0.00%",
        "yyyy-m-d",
        "0!.0,",
        "[h]:mm",
        '0"家"',
        '"约"0',
        "[$$-409]0",
        "0;;",
    )

    def cell() -> object:
        if chance.random() < 2 / 3:
            return chance.choice(CELLS)
        number = chance.choice((0, -1, 0.026, 260, 1e15, 1e308, 45000.5, 0.1 + 0.2))
        formula = made.Formula("=1/0", chance.choice(("#DIV/0!", "", "260", number, True)))
        return chance.choice((made.Shown(number, chance.choice(formats)), formula, number, None))

    width = chance.randint(1, 6)
    rows: list[list[object]] = [
        [cell() for _ in range(width)] for _ in range(chance.randint(0, 12))
    ]
    headings: list[object] = ["指标", "单位", "2023年"]
    rows.insert(min(len(rows), chance.randrange(4)), headings[:width])
    if chance.random() < 1 / 3:
        text = made.csv_text([[getattr(each, "value", each) for each in row] for row in rows])
        return "t.csv", text.encode("utf-8", errors="surrogatepass")
    if chance.random() < 1 / 3:
        return "t.ods", made.ods(rows)
    merged = [f"A{row}:{chance.choice('ABC')}{row + 2}" for row in range(1, len(rows), 4)]
    own = tuple(block for block in merged if chance.random() < 1 / 2)
    return "t.xlsx", made.xlsx(made.Sheet(rows, merged=own))


def spoilt(before: bytes, after: bytes) -> set[str]:
    """Parts of a workbook that can be read no more once it is marked."""

    def sound(data: bytes) -> set[str]:
        found = set()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                # of what is damaged nothing is asked
                with contextlib.suppress(Exception):
                    ET.fromstring(package.read(name))  # noqa: S314 damaged, not made to harm
                    found.add(name)
        return found

    return sound(before) - sound(after)


def peak() -> float:
    """What this process has taken at most, in MiB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


class SlowError(Exception):
    """A run took too long."""


def plans() -> list[dict[str, bytes]]:
    """Plans without mistakes, by file: a whole one, and one for each form of a target."""
    found = [{name: (PLAN / name).read_bytes() for name in FILES}]
    for path in sorted(VALID.glob("form_*.targets.yaml")):
        form = path.name.split(".")[0]
        kept = {name: VALID / f"{form}.{kind}.yaml" for name, kind in KINDS.items()}
        files = {name: each.read_bytes() for name, each in kept.items() if each.exists()}
        found.append({"baselines.yaml": b"schema: 1\n", **files})
    return found


def accident(data: bytes, chance: random.Random) -> bytes:
    """A file after some accidents."""
    lines = data.splitlines(keepends=True) or [b""]
    for _ in range(chance.randint(1, 5)):
        index, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[index]
        column = chance.randint(0, len(line))
        token = chance.choice(TOKENS).encode(errors="surrogatepass")
        cut = chance.choice((0, 0, 1, 5, len(line)))
        match chance.randrange(4):
            case 0:
                lines[index] = line[:column] + token + line[column + cut :]
            case 1:
                lines[index] = line[:column] + chance.randbytes(3) + line[column:]
            case 2:
                lines[index], lines[other] = lines[other], line * 2
            case _:
                lines[index] = b" " * chance.randrange(7) + line.lstrip()
    return b"".join(lines)


def changed(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which some are others, or nothing, or not there, or there twice."""
    start = chance.randrange(len(data))
    end = start + chance.choice((1, 4, 8, 200))
    match chance.randrange(4):
        case 0:
            return (
                data[:start] + bytes([data[start] ^ 1 << chance.randrange(8)]) + data[start + 1 :]
            )
        case 1:
            return data[:start] + bytes(len(data[start:end])) + data[end:]
        case 2:
            return data[:start] + data[end:]
        case _:
            return data[:end] + data[start:]


def tables(folder: Path) -> dict[str, bytes]:
    """One table in all formats, by their endings."""
    # Only here: nobody else needs it, and its threads do not live on in a process that is forked.
    import polars as pl

    frame = pl.read_csv(io.StringIO(TABLE))
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    frame.write_parquet(folder / "t.parquet")
    frame.write_ipc(folder / "t.arrow", compression="lz4")
    frame.write_ipc_stream(folder / "t.arrows")
    return {ending: (folder / f"t.{ending}").read_bytes() for ending in ENDINGS}


def stopped(*_: object) -> None:
    """Called when a run has taken too long."""
    raise SlowError


class Fuzzer:
    """Runs of jyplan in a folder, and what is remembered of them."""

    def __init__(self, folder: Path, end: float, seconds: int = LIMIT_SECONDS) -> None:
        self.folder = folder
        self.end = end
        self.seconds = seconds
        self.tried = 0
        self.slowest = (0.0, b"")
        self.plans = plans()

    def check(self, seed: bytes) -> None:
        """One run of `check` with one file replaced."""
        chance = random.Random(seed)  # noqa: S311 nothing secret
        files = chance.choice(self.plans)
        name = chance.choice(list(files))
        data = chance.choice((seed, *[accident(files[name], chance)] * 4))
        for file in FILES:
            (self.folder / file).unlink(missing_ok=True)
        for file, valid in files.items():
            (self.folder / file).write_bytes(data if file == name else valid)
        options = [f"--format={chance.choice(FORMATS)}", f"--lang={chance.choice(('zh', 'en'))}"]
        self.once(["check", "--verbose", *options, chance.choice(OPTIONS)], name, data)

    def batch(self, seed: bytes, whole: Mapping[str, bytes]) -> None:
        """One run of `batch` over a table with other bytes."""
        chance = random.Random(seed)  # noqa: S311 nothing secret
        ending = chance.choice(ENDINGS)
        data = whole[ending]
        for _ in range(chance.randint(1, 3)):
            data = changed(data, chance) or b"\0"
        (self.folder / f"t.{ending}").write_bytes(data)
        options = ["--out", chance.choice(OUTPUTS), "--lang", chance.choice(("zh", "en"))]
        self.once(["batch", f"t.{ending}", *options], f"t.{ending}", data)

    def workbook(self, seed: bytes, whole: Sequence[tuple[str, bytes]], made: Any) -> None:  # noqa: ANN401 a module
        """One run of `check` or `collect` over a workbook with other bytes, or other cells."""
        chance = random.Random(seed)  # noqa: S311 nothing secret
        name, data = chance.choice(whole)
        match chance.randrange(4):
            case 0:
                data = changed(data or b"PK", chance)
            case 1:
                data = repacked(data or b"PK", chance)
            case _:
                name, data = filled(made, chance)
        name = f"t{Path(name).suffix}"
        (self.folder / name).write_bytes(data)
        asked = [*chance.choice(ASKED), f"--lang={chance.choice(('zh', 'en'))}"]
        how = chance.choice((["--table"], ["--diff"], ["--table", "--partial"]))
        command = ["check", name, f"--format={chance.choice(FORMATS)}"]
        shutil.rmtree(self.folder / "back", ignore_errors=True)
        asked += chance.choice(([], ["--mark=back"]))
        self.once(chance.choice((command, ["collect", name, *how])) + asked, name, data)
        # a run ends its process, and leaves to that what stands in circles
        gc.collect()
        if peak() > WORKBOOK_MEGABYTES:
            print(f"{peak():.0f} MB, of which not all is given back")
            self.finish(1)

    def once(self, arguments: list[str], name: str, data: bytes) -> None:
        """One run; the process ends where it goes wrong, or in time."""
        if time.monotonic() > self.end:
            self.finish(0)
        try:
            self.run(arguments, data)
        except BaseException as error:  # noqa: BLE001 whatever it is, the input is kept
            kept = Path(tempfile.mkdtemp(prefix="jyplan-fuzz-")) / Path(name).name
            kept.write_bytes(data)
            print(f"{type(error).__name__}: {error}\n{name} is kept as {kept}; {arguments}")
            self.finish(1)

    def run(self, arguments: list[str], data: bytes) -> None:
        """One run, measured."""
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        start = time.perf_counter()
        signal.alarm(self.seconds)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
                code = jyplan(arguments)
        finally:
            signal.alarm(0)
        if code not in {0, 1, 2, 3}:
            raise AssertionError(code)
        for back in self.folder.glob("back/*"):
            if spoilt(data, back.read_bytes()):
                raise AssertionError(back)
        self.tried += 1
        self.slowest = max(self.slowest, (time.perf_counter() - start, data))

    def finish(self, code: int) -> NoReturn:
        """Say what has been tried, and end; atheris would never return."""
        seconds, data = self.slowest
        print(f"{self.tried} inputs, peak memory {peak():.0f} MB")
        print(f"slowest: {seconds:.2f} s, {len(data)} bytes, {data[:60]!r}", flush=True)
        shutil.rmtree(self.folder)
        os._exit(code)


def over_tables(folder: Path, chance: random.Random, end: float) -> int:
    """Fuzz `batch` in processes, each of which goes on where the one before has ended.

    Returns:
        The exit code.
    """
    died = 0
    while True:
        seed, child = chance.randbytes(8), os.fork()
        if child == 0:
            fuzzer, whole = Fuzzer(folder, end), tables(folder)
            own = random.Random(seed)  # noqa: S311 nothing secret
            while True:
                fuzzer.batch(own.randbytes(8), whole)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            print(f"{died} runs that want of memory would have ended were told of")
            return os.waitstatus_to_exitcode(status)
        last = max(folder.glob("t.*"), key=lambda path: path.stat().st_mtime_ns)
        command = [sys.executable, "-m", "jyplan", "batch", last.name, "--out", "a.csv"]
        alone = subprocess.run(  # noqa: S603 our own command
            command, check=False, capture_output=True, encoding="utf-8"
        )
        if os.WTERMSIG(status) != signal.SIGABRT or (alone.returncode, alone.stdout) != (3, ""):
            print(f"signal {os.WTERMSIG(status)}, alone {alone}; what was read is in {folder}")
            return 1
        died += 1


def over_workbooks(folder: Path, chance: random.Random, end: float) -> NoReturn:
    """Fuzz `check` and `collect` with the cases of tables, and with cells of any content."""
    sys.path.append(str(ROOT))
    made = importlib.import_module("tests.cases.forms.build")
    shutil.copytree(made.PLAN, folder, dirs_exist_ok=True)
    senders = importlib.import_module("tests.senders")
    whole = [(case.file, case.data) for case in made.built() if len(case.data) < MOST_OF_A_CASE]
    whole += [("t.xlsx", way(senders.conversing(senders.sent()))) for way in senders.WAYS.values()]
    fuzzer = Fuzzer(folder, end, WORKBOOK_SECONDS)
    while True:
        fuzzer.workbook(chance.randbytes(8), whole, made)


def main() -> None:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--megabytes", type=int, help="address space at most")
    parser.add_argument("--tables", action="store_true", help="the bytes of tables, for `batch`")
    parser.add_argument("--workbooks", action="store_true", help="what was sent in, for `collect`")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    (folder / "submissions").mkdir()
    os.environ.update(JYPLAN_CACHE="off", JYPLAN_DEBUG="1", HOME=str(folder), COLUMNS="80")
    os.chdir(folder)
    signal.signal(signal.SIGALRM, stopped)
    # the threads of polars take more room than they use
    most = arguments.megabytes or (8192 if arguments.tables else 1024)
    resource.setrlimit(resource.RLIMIT_AS, (most * 2**20, resource.RLIM_INFINITY))
    chance = random.Random(arguments.seed)  # noqa: S311 nothing secret
    end = time.monotonic() + arguments.seconds
    if arguments.tables:
        sys.exit(over_tables(folder, chance, end))
    if arguments.workbooks:
        over_workbooks(folder, chance, end)
    fuzzer = Fuzzer(folder, end)
    if importlib.util.find_spec("atheris"):
        atheris: Any = importlib.import_module("atheris")
        atheris.instrument_all()
        atheris.Setup([sys.argv[0], f"-seed={arguments.seed}", "-max_len=400"], fuzzer.check)
        atheris.Fuzz()
    while True:
        fuzzer.check(chance.randbytes(chance.randint(0, 200)))


if __name__ == "__main__":
    main()
