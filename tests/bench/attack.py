"""Attack jyplan for some seconds: bounded random runs in families.

- files: what it reads and where it writes is gone, a link, a pipe, a folder, read-only, cut.
- cache: entries that are torn, lie, belong to others or are no files; odd folders for them.
- streams: the standard ones are closed, full, or nobody reads them.
- names: of files, folders and arguments that move cursors, hide, command or are no text.
- signals: a run that writes is told to end, or is killed, at any moment.

Every run is a process of its own in a folder of its own. One that ends with a traceback, an
internal error or another exit code than ours, does not end, or loses, spoils or leaves a file ends
the attack: the folder is kept, and the exit code is 1. The same seed gives the same runs, but for
the moment at which a signal comes: ``.venv/bin/python tests/bench/attack.py --seconds 60``.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import random
import re
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unicodedata
import zlib
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jyplan.atomic import MARK
from tests.bench.fuzz import FILES, PLAN, TABLE, accident, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    # does something to a path, which held these bytes
    Harm = Callable[[Path, bytes, random.Random], None]

PROGRAM = [sys.executable, "-m", "jyplan"]
LIMIT_SECONDS = 60
# KiB, and blocks of 512 bytes; a run that comes to write that much would never end
MOST_MEMORY, MOST_ON_DISK = 8 * 2**20, 2**21
CODES = frozenset({0, 1, 2, 3, 130})
# what nobody should ever read
WRONG = (
    *("Traceback", "Exception ignored", "internal error (", "内部错误（", "panicked at"),
    "File too large",
)
# of signs that move a cursor, hide or turn others around
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
SECONDS = re.compile(rb"\d+\.\d\d( s\b| \xe7\xa7\x92)")
# in a traceback
OURS = re.compile(r"jyplan/cli/.*, in run\b|Exception ignored")
OLD = b"old\n"
STRANGER = 65534

READING = (  # noqa: SIM905 an entry a line would be pages
    "status|status --format json|status --fail-on behind|show firms|path firms|check|"
    "check --fail-on note --format json|check --known known.json --format github|"
    "whatif --set firms=5%|whatif --scenario s.yaml|solve firms|rules statcan|schema|"
    "--help|--version|batch t.csv|batch t.parquet --summary status"
).split("|")
WRITING = (  # noqa: SIM905 an entry a line would be pages
    "status --output old.txt|check --output new.txt --also json=old.json|check --fix|"
    "whatif --set firms=5% --save new s.yaml|whatif --set firms=5% --save new new.yaml|"
    "init new|batch t.csv --out old.csv|batch t.parquet --out new.parquet|"
    "batch t.arrow --out new.arrow"
).split("|")
# where answers may be sent
PLACES = (
    *("targets.yaml", "submissions/../s.yaml", "submissions/2022.yaml", "hard.yaml", "soft.yaml"),
    *("led_out.txt", "dangling.txt", "circle", "submissions", "nowhere/new.txt", "old.txt/new.txt"),
    *("/dev/null", "/dev/full", "a" * 255, "a" * 256, ""),
)
# how Python keeps bytes that are no text
AS_BYTES = "surrogateescape"
DEVICES = ("/dev/null", "/dev/zero", "/dev/full")
LINKS: tuple[str, ...] = ("nowhere", "circle", ".", "..", "../outside/secret.yaml", *DEVICES)
SIGNS = (
    "a|企业|-|--|.|..|~|=1+1|@x|%s|{0}|[bold]|*|?|[|'|\"|;|&|$(touch pwned)|`touch pwned`|<x>|]]>|"
    "%FF|\\|: |::error::x|##[error]x|\n::error::x|\r\n::error::x|\x1b]52;c;eA==\x07|\x1b[2J|"
    "\x9b2J|\t|\x7f|\u202e|\u2066|\u200b|\u00ad|\u061c|\u2028|\ufeff|\U000e0041|\udcff|\udcc3(|"
    "e\u0301|" + "a" * 90
).split("|")


class Held(NamedTuple):
    """What is in one place of a folder.

    Attributes:
        mode: sort and rights.
        owner: user and group.
        data: what a file holds or a link leads to; None: nothing that is compared.
    """

    mode: int
    owner: tuple[int, int]
    data: bytes | str | None


class Attack(NamedTuple):
    """One run and what is done to it.

    Attributes:
        words: the command line.
        environment: what differs in it.
        shell: redirections.
        unread: whether nobody reads standard output.
        blows: signals, each with the seconds before it.
        codes: the exit codes that are right; None: any of ours.
        answer: what it says on standard output; None: whatever.
        may: what places may hold afterwards; None: anything whole.
    """

    words: Sequence[str]
    environment: Mapping[str, str] = {}
    shell: str = ""
    unread: bool = False
    blows: Sequence[tuple[float, signal.Signals]] = ()
    codes: frozenset[int] | None = None
    answer: str | None = None
    may: Mapping[str, frozenset[bytes] | None] = {}


class Ending(NamedTuple):
    """How a run ended."""

    code: int | None
    seconds: float
    out: str
    err: str


class Usual(NamedTuple):
    """A run that nobody disturbs, and what places hold that it changes."""

    ending: Ending
    written: Mapping[str, frozenset[bytes]]


# a folder, what is in it, and runs there


@functools.cache
def whole_tables() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        return tables(Path(folder))


def furnish(folder: Path, words: Sequence[str]) -> Path:
    """A plan with everything that commands read, files of others, and a home.

    Returns:
        The plan's folder.
    """
    plan = folder / "plan"
    shutil.copytree(PLAN, plan)
    for name in ("home", "outside", "temporary/jyplan-notes"):
        (folder / name).mkdir(parents=True)
    files = {f"plan/t.{ending}": data for ending, data in whole_tables().items()}
    files |= {f"plan/old.{ending}": OLD for ending in ("txt", "json", "csv")}
    files["plan/s.yaml"] = b"schema: 1\nscenarios:\n  - id: steady\n    changes: [firms=5%]\n"
    files["plan/known.json"] = b'{"findings": []}\n'
    files["temporary/jyplan-notes/mine.txt"] = OLD
    files["outside/secret.yaml"] = b"schema: 1\nsecret: kept\n"
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (plan / "circle").symlink_to("circle")
    (plan / "dangling.txt").symlink_to("led.txt")
    (plan / "led_out.txt").symlink_to("../outside/secret.yaml")
    (plan / "soft.yaml").symlink_to("targets.yaml")
    (plan / "hard.yaml").hardlink_to(plan / "baselines.yaml")
    if "--fix" in words:
        mendable = plan / FILES[2]
        mendable.write_bytes(mendable.read_bytes().replace(b"firms: 140", b"firms: '140'"))
    return plan


def held(folder: Path) -> dict[str, Held]:
    """What is in a folder, but for what commands keep for themselves."""
    found = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if name.startswith(("home/", "cache/")):
            continue
        status = path.lstat()
        data: bytes | str | None = None
        if stat.S_ISLNK(status.st_mode):
            data = str(path.readlink())
        elif stat.S_ISREG(status.st_mode) and os.access(path, os.R_OK):
            # of a large one, which nobody has written, the beginning tells
            with path.open("rb") as stream:
                data = timeless(stream.read(2**23))
        found[name] = Held(status.st_mode, (status.st_uid, status.st_gid), data)
    return found


def timeless(data: bytes) -> bytes:
    """An answer without what is never twice the same."""
    return SECONDS.sub(b"", data)


def run(folder: Path, attack: Attack) -> Ending:
    """One run in the plan of a folder; its code is None where it does not end."""
    command = f'ulimit -v {MOST_MEMORY}; ulimit -f {MOST_ON_DISK}; exec "$@" {attack.shell}'
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "temporary"),
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
        "JYPLAN_CACHE": "off",
        **attack.environment,
    }
    reading, writing = os.pipe()
    if attack.unread:
        os.close(reading)
    start = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(  # noqa: S603 our own command
            ["/bin/sh", "-c", command, "sh", *PROGRAM, *attack.words],
            cwd=folder / "plan",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=writing if attack.unread else out,
            stderr=err,
            start_new_session=True,
        )
        os.close(writing)
        try:
            for after, blow in attack.blows:
                time.sleep(after)
                process.send_signal(blow)
            code: int | None = process.wait(LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            code = None
        told = []
        for stream in (out, err):
            stream.seek(0)
            told.append(timeless(stream.read()).decode(errors=AS_BYTES))
    if not attack.unread:
        os.close(reading)
    return Ending(code, time.monotonic() - start, *told)


@functools.cache
def usual(line: str) -> Usual:
    """What a command line does where nobody disturbs it."""
    words = shlex.split(line)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        furnish(folder, words)
        before = held(folder)
        ending = run(folder, Attack(words))
        after = held(folder)
        written = {}
        for place, there in after.items():
            was = before.get(place)
            if there != was:
                either = (was.data if was else None, there.data)
                written[place] = frozenset(each for each in either if isinstance(each, bytes))
        return Usual(ending, written)


# what is wrong


def faults(
    attack: Attack, ending: Ending, before: Mapping[str, Held], after: Mapping[str, Held]
) -> list[str]:
    """What is wrong with the end of a run, and with what it left."""
    if ending.code is None:
        return ["it does not end"]
    told = ending.out + ending.err
    if attack.blows and "KeyboardInterrupt" in told and not OURS.search(told):
        # Python was still starting, and nothing of ours had begun.
        return []
    wrong = [f"{words} is shown" for words in WRONG if words in told]
    # Python ends itself by SIGINT where an interrupt met exec, which shells call 130 as well.
    died = {-end for _, blow in attack.blows for end in (blow, signal.SIGINT)}
    if ending.code not in (attack.codes or CODES) | died:
        wrong.append(f"exit code {ending.code}")
    if attack.answer is not None and ending.out != attack.answer:
        wrong.append("another answer than from files that are read anew")
    unseen = {sign for sign in told if unicodedata.category(sign) in UNSEEN} - {"\n"}
    wrong += [f"U+{ord(sign):04X} is shown" for sign in sorted(unseen)]
    if any(line.startswith("::error::") for line in told.splitlines()):
        wrong.append("a command of others is at the start of a line")
    wrong += [f"{form} is no whole answer" for form in broken(attack, ending)]
    wrong += [f"{name} is gone" for name in before if name not in after]
    for name, there in after.items():
        was = before.get(name)
        if there != was and not allowed(attack, name, was, there):
            wrong.append(f"{name} is another" if was else f"{name} is left")
    return wrong


def broken(attack: Attack, ending: Ending) -> list[str]:
    """The formats in which an answer on standard output is none."""
    silent = attack.shell or attack.unread or "--output" in attack.words
    # where there are findings about what is read there is no answer
    if "json" not in attack.words or silent or (ending.code != 0 and not ending.out):
        return []
    try:
        json.loads(ending.out)
    except ValueError:
        return ["json"]
    return []


def allowed(attack: Attack, name: str, was: Held | None, there: Held) -> bool:
    """Whether a place may hold what it holds after a run."""
    if name in attack.may or any(name.startswith(f"{place}/") for place in attack.may):
        data = attack.may.get(name)
        if was is not None and (there.mode, there.owner) != (was.mode, was.owner):
            return False
        if data is not None:
            return there.data is None or there.data in data
        return stat.S_ISDIR(there.mode) or whole(there.data)
    killed = any(blow != signal.SIGINT for _, blow in attack.blows)
    parts = name.split("/")
    return killed and was is None and any(p[0] == "." or p.endswith(MARK) for p in parts)


def whole(data: object) -> bool:
    """Whether a file has its end."""
    return isinstance(data, bytes) and data.endswith((b"\n", b"PAR1", b"ARROW1"))


# the families


def asked(words: Sequence[str]) -> list[str]:
    """The places that a command line wants to write to."""
    places = []
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        if before in {"--output", "--out", "init"}:
            places.append(word)
        elif before == "--also":
            places.append(word.partition("=")[2])
        elif before == "--save":
            places.append(words[position + 1])
        elif word == "--fix":
            places.append(FILES[2])
    return places


def writable(folder: Path, words: Sequence[str]) -> dict[str, None]:
    """The places that a command line may change: those it names, but for what it reads."""
    plan, places = folder / "plan", dict[str, None]()
    read = {os.path.realpath(plan / name) for name in (*FILES, *{"s.yaml"}.intersection(words))}
    for name in asked(words):
        path = Path(os.path.realpath(plan / name))
        own = "--save" in words[-3:-2] or "--fix" in words
        if os.path.isdir(path) or (str(path) in read and not own):  # noqa: PTH112 raises nothing
            continue
        status = path.stat() if os.path.isfile(path) else None  # noqa: PTH113 as above
        if status and (status.st_nlink > 1 or not status.st_mode & 0o222):
            continue
        places[os.path.relpath(path, folder)] = None
    return places


def files(folder: Path, chance: random.Random) -> Attack:
    """What is read is not what it should be, or answers are sent to odd places."""
    words = shlex.split(chance.choice(READING + WRITING))
    plan = furnish(folder, words)
    for _ in range(chance.randint(0, 2)):
        harm(plan / chance.choice(HARMED), chance)
    if words[0] in {"status", "show", "path", "solve"} or words == ["check"]:
        words += ["--output", chance.choice(PLACES)][: chance.choice((0, 2))]
    return Attack(words, may=writable(folder, words))


HARMED = (*FILES, "submissions", "s.yaml", "known.json", "t.csv", "t.parquet", "old.txt", "old.csv")


def harm(path: Path, chance: random.Random) -> None:
    """Something happens to a file or folder, to which something may have happened before."""
    if path.parent.is_symlink() or not path.parent.is_dir():
        return
    folder = path.is_dir() and not path.is_symlink()
    data = b"" if folder or not path.is_file() else path.read_bytes()
    how = chance.choice(tuple(HARMS)) if not folder else chance.choice(OTHERS)
    if how in OTHERS:
        shutil.rmtree(path) if folder else path.unlink(missing_ok=True)
    HARMS[how](path, data, chance)


def another(change: Callable[[bytes, random.Random], bytes]) -> Harm:
    """A harm to what a file holds."""

    def do(path: Path, data: bytes, chance: random.Random) -> None:
        if path.is_file():
            path.write_bytes(change(data, chance))

    return do


def sparse(path: Path, _data: bytes, chance: random.Random) -> None:
    """A file that is much larger than what it holds."""
    if path.is_file():
        # other files than YAML may be as large as they are
        os.truncate(path, chance.choice((2**23, 2**33)) if path.suffix == ".yaml" else 2**23)


def other_rights(path: Path, _data: bytes, chance: random.Random) -> None:
    """Rights or an owner that make a file no business of ours."""
    if path.is_file():
        if os.geteuid() == 0 and chance.random() < 0.3:
            os.chown(path, STRANGER, STRANGER)
        path.chmod(chance.choice((0, 0o444, 0o600, 0o2664, 0o666)))


def second_name(path: Path, _data: bytes, _chance: random.Random) -> None:
    """A second name of the same file."""
    second = path.with_name(f"second.{path.name}.txt")
    if path.is_file() and not second.exists():
        second.hardlink_to(path)


def plug(path: Path, _data: bytes, _chance: random.Random) -> None:
    """A socket, whose name stays when nobody listens any more."""
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(path))


HARMS: Mapping[str, Harm] = {
    "gone": lambda _path, _data, _chance: None,
    "folder": lambda path, _data, _chance: path.mkdir(),
    "pipe": lambda path, _data, _chance: os.mkfifo(path),
    "socket": plug,
    "link": lambda path, _data, chance: path.symlink_to(chance.choice(LINKS)),
    "cut": another(lambda data, chance: data[: chance.randint(0, len(data))]),
    "noise": another(lambda _data, chance: chance.randbytes(chance.randint(0, 5000))),
    "accident": another(accident),
    "deep": another(lambda _data, chance: chance.choice((b"[", b"{a: ", b"- ", b"(")) * 10**5),
    "utf-16": another(lambda data, _chance: data.decode(errors="replace").encode("utf-16")),
    "sparse": sparse,
    "rights": other_rights,
    "second": second_name,
}
# after which there is no such file any more
OTHERS = ("gone", "folder", "pipe", "socket", "link")


def cache(folder: Path, chance: random.Random) -> Attack:
    """The cache holds what it should not, or is in an odd place; the answer stays the same."""
    line = chance.choice([line for line in READING[:6] + READING[9:11] if line != "check"])
    plan, place = furnish(folder, shlex.split(line)), folder / "cache"
    kept = remembered()
    body = kept[8:]
    lie = chance.choice((body.replace(b"100", b"187"), b"[" * 10**5, b"{}", b"[]", b'"x"', b"\xff"))
    lie = chance.choice((lie, body.replace(b'"values": [', b'"values": [[], ')))
    data, name = b"%08x" % zlib.crc32(lie) + lie, f"{zlib.crc32(os.fsencode(plan)):08x}.json"
    entry = place / "jyplan" / name
    entry.parent.mkdir(parents=True)
    where: str | None = str(place)
    match chance.randrange(6):
        case 0:
            entry.write_bytes(kept[: chance.randrange(len(kept))])
        case 1:
            broken_bytes = bytearray(kept)
            broken_bytes[chance.randrange(len(kept))] ^= 1 << chance.randrange(8)
            entry.write_bytes(broken_bytes)
        case 2:
            # What another user could have written is believed least of all.
            entry.write_bytes(data)
            entry.chmod(0o666)
            if os.geteuid() == 0 and chance.random() < 0.5:
                entry.chmod(0o644)
                os.chown(entry, STRANGER, STRANGER)
        case 3:
            (place / "other").write_bytes(data)
            (place / "other").chmod(0o666)
            entry.symlink_to(chance.choice(("../other", *LINKS)))
        case 4:
            entry.write_bytes(kept)
            harm(entry, chance)
        case _:
            odd = ("cache", ".", "", "/dev/null", "circle", "t.csv", "/nowhere", "a" * 5000, None)
            where = chance.choice(odd)
    environment = {"JYPLAN_CACHE": "", "LANG": "C.UTF-8"}
    if where is not None:
        environment["XDG_CACHE_HOME"] = where
    if chance.random() < 0.2:
        environment["HOME"] = chance.choice(("", "/nowhere", "/dev/null", "a" * 5000, "circle"))
    ending = usual(line).ending
    return Attack(
        shlex.split(line), environment, codes=frozenset({code_of(ending)}), answer=ending.out
    )


@functools.cache
def remembered() -> bytes:
    """The cache's entry of our plan, as jyplan writes it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        furnish(folder, ())
        run(folder, Attack(["status"], {"JYPLAN_CACHE": ""}))
        [*_, data] = [b"0" * 100, *map(Path.read_bytes, (folder / "home").rglob("*.json"))]
        return data


def code_of(ending: Ending) -> int:
    """The exit code of a run that nobody disturbed."""
    return -1 if ending.code is None else ending.code


def streams(folder: Path, chance: random.Random) -> Attack:
    """Standard streams are closed, full, for the other direction, or nobody reads them."""
    line = chance.choice(READING + WRITING)
    furnish(folder, shlex.split(line))
    out, special = chance.choice(
        (("", None), ("", None), (">&-", 3), (">/dev/full", 2), ("1</dev/null", 2), ("unread", 0))
    )
    unread = out == "unread"
    shell = [
        "" if unread else out,
        chance.choice(("", "2>&-", "2>/dev/full", "2</dev/null")),
        chance.choice(("", "<&-", "0>/dev/null")),
    ]
    chance.shuffle(shell)
    usually = usual(line)
    codes = {code_of(usually.ending)} | ({special} if special is not None else set())
    return Attack(
        shlex.split(line),
        shell=" ".join(shell),
        unread=unread,
        codes=frozenset(codes),
        may=usually.written,
    )


def names(folder: Path, chance: random.Random) -> Attack:
    """Names of files, folders and arguments are odd."""
    plan = furnish(folder, ())
    odd = "".join(chance.choices(SIGNS, k=chance.randint(1, 3)))
    file = odd.encode(errors=AS_BYTES)[:200].decode(errors=AS_BYTES)
    source = (plan / FILES[2 + chance.randrange(2)]).read_bytes()
    data = chance.choice((source, accident(source, chance)))
    line = chance.choice(NAMED)
    if "batch" in line:
        file += ".csv"
        table = TABLE.replace("\ns", f"\n{odd}").encode(errors=AS_BYTES)
        (plan / file).write_bytes(accident(table, chance))
    elif "FILE" in line:
        file += ".yaml"
        (plan / file).write_bytes(data)
    if chance.random() < 0.3:
        (plan / "submissions" / f"{odd[:60]}.yaml").write_bytes(data)
    if chance.random() < 0.2:
        (plan / "submissions" / odd[:60]).mkdir(exist_ok=True)
    words = [word.replace("FILE", file).replace("ODD", odd) for word in line.split()]
    if words[0] == "check" and "--explain" not in words:
        words += ["--format", chance.choice(("text", "json", "github", "gitlab", "junit", "sarif"))]
    environment = {"GITHUB_ACTIONS": "1"} if chance.random() < 0.2 else {}
    words = ["--lang", chance.choice(("zh", "en")), *words]
    return Attack(words, environment, may=writable(folder, words))


# FILE is a file with an odd name, ODD odd words
NAMED = (  # noqa: SIM905 an entry a line would be pages
    "ODD|status|status FILE|status --theme ODD|status --only ODD|status --columns ODD|"
    "status --reading ODD|status --reading patents=ODD|status --sort ODD|"
    "status --rule ODD|status --as-of ODD|status --output FILE|"
    "check|check FILE|check ODD|check --plan ODD|check --known ODD|check --explain ODD|"
    "check --also ODD|check --ODD|show ODD|path ODD|rules ODD|schema ODD|init ODD|"
    "whatif --set ODD|whatif --set ODD=5%|whatif --set firms=ODD|whatif --scenario ODD|"
    "whatif --scenario s.yaml:ODD|whatif --set firms=5% --save ODD new.yaml|"
    "whatif --grid firms=ODD --show firms|whatif --sensitivity ODD|"
    "solve ODD|solve firms --vary ODD|batch FILE --out new.csv|batch FILE --out new.parquet|"
    "batch FILE --summary region --out new.csv|batch ODD|batch t.csv --map ODD=id|"
    "batch t.csv --map id=ODD|batch t.csv --summary ODD|batch t.csv --out ODD"
).split("|")


def signals(folder: Path, chance: random.Random) -> Attack:
    """Who writes is told to end, or is killed; what is there is what was there, or all of it."""
    line = chance.choice(WRITING)
    usually = usual(line)
    furnish(folder, shlex.split(line))
    ends = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGKILL")
    # What is made in many steps is half there where its maker is killed, or not let go back.
    steps = line.startswith("init")
    kind = "SIGINT" if steps else chance.choice(ends)
    blows = [(chance.uniform(0, 1.1 * usually.ending.seconds), signal.Signals[kind])]
    if not steps and chance.random() < 0.3:
        blows.append((chance.uniform(0, 0.05), blows[0][1]))
    codes = frozenset({code_of(usually.ending), 130})
    return Attack(shlex.split(line), blows=blows, codes=codes, may=usually.written)


FAMILIES: Mapping[str, Callable[[Path, random.Random], Attack]] = {
    "files": files,
    "cache": cache,
    "streams": streams,
    "names": names,
    "signals": signals,
}


# the attack


def attacked(family: str, seed: int, number: int) -> list[str]:
    """One run of a family.

    Returns:
        What is wrong with it, with everything that is needed to look at it again.
    """
    chance = random.Random(f"{seed} {number}")  # noqa: S311 nothing secret
    folder = Path(tempfile.mkdtemp(prefix="attack-")).resolve()
    attack = FAMILIES[family](folder, chance)
    before = held(folder)
    ending = run(folder, attack)
    wrong = faults(attack, ending, before, held(folder))
    if not wrong:
        shutil.rmtree(folder)
        return []
    told = {"out": ending.out, "err": ending.err}
    return [
        *wrong,
        f"{family}, --seed {seed} --first {number}; the folder is kept: {folder}",
        f"{attack._replace(may={}, answer=None)!r}",
        *(f"{stream}: {text[-2000:]!r}" for stream, text in told.items()),
    ]


def main(arguments: Sequence[str]) -> int:
    """Attack, and say what came of it.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first run")
    parser.add_argument("--family", choices=FAMILIES, action="append", help="only this one")
    chosen = parser.parse_args(arguments)
    families = chosen.family or list(FAMILIES)
    end, tried = time.monotonic() + chosen.seconds, 0
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        for start in count(chosen.first, workers * len(families)):
            numbers = range(start, start + workers * len(families))
            kinds = [families[number % len(families)] for number in numbers]
            seeds = [chosen.seed] * len(numbers)
            for wrong in pool.map(attacked, kinds, seeds, numbers):
                tried += 1
                if wrong:
                    pool.shutdown(cancel_futures=True)
                    print("\n".join(wrong))
                    return 1
            if time.monotonic() >= end:
                break
    print(f"{tried} runs of {', '.join(families)}: nothing lost, no internal error, no hang")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
