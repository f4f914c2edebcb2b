"""A plan that was validated is recalled for the very same texts, and for nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from jyplan.errors import FindingsError
from jyplan.plan import cache, files
from jyplan.plan.loading import load_plan
from jyplan.plan.plan import Origin
from jyplan.plan.records import Record, plain, record_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jyplan.plan.plan import Plan

VALID = Path(__file__).parents[1] / "cases" / "valid" / "plan"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("JYPLAN_CACHE", raising=False)
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A folder with a valid plan."""
    folder = tmp_path / "plan"
    folder.mkdir()
    for name in ("targets.yaml", "baselines.yaml"):
        shutil.copy(VALID / name, folder)
    return folder


def read(folder: Path) -> Plan:
    return load_plan(Origin(folder, "option"))


def entry_of(home: Path) -> Path:
    [entry] = (home / ".cache" / "jyplan").iterdir()
    return entry


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any reading of the files fail, so that only a recalled plan can come."""

    def fail(contents: object) -> None:
        raise AssertionError(contents)

    monkeypatch.setattr("jyplan.plan.reading.read_plan", fail)


def test_recalled_plan_equals_the_one_that_was_read(
    home: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(plan)
    unread(monkeypatch)
    again = read(plan)
    assert again == first
    assert isinstance(again.targets, Record)
    assert home.is_dir()


VERDICTS = """schema: 1
published:
  - year: 2022
    by: Somebody
    classes: {late: {status: behind, words: late}}
    verdicts: {firms: CLASS}
"""


def test_verdicts_come_and_go(home: Path, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept with them is not used without, nor the other way round."""
    path = plan / "verdicts.yaml"
    without = read(plan)
    assert without.published == ()
    path.write_text(VERDICTS.replace("CLASS", "late"), encoding="utf-8")
    told = read(plan)
    assert [each.by.en for each in told.published] == ["Somebody"]
    assert told._replace(published=()) == without
    with monkeypatch.context() as patch:
        unread(patch)
        assert read(plan) == told
    # a mistake is found, whatever was kept of the file before it
    path.write_text(VERDICTS.replace("CLASS", "lost"), encoding="utf-8")
    with pytest.raises(FindingsError):
        read(plan)
    path.unlink()
    assert read(plan) == without
    with monkeypatch.context() as patch:
        unread(patch)
        assert read(plan) == without
    assert entry_of(home).is_file()


def test_another_text_is_read_anew(home: Path, plan: Path) -> None:
    before = read(plan)
    path = plan / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("precision: 1\n", "precision: 10\n", 1), encoding="utf-8")
    after = read(plan)
    assert after != before
    assert read(plan) == after
    # one entry a folder, however often its plan changes
    assert entry_of(home).is_file()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_torn_entry_is_none(home: Path, plan: Path, share: float) -> None:
    whole = read(plan)
    entry = entry_of(home)
    data = entry.read_bytes()
    entry.write_bytes(data[: int(len(data) * share)])
    assert read(plan) == whole
    assert entry.read_bytes() == data


@pytest.mark.parametrize("change", [("code", "0.0.0 1"), ("texts", ["", ""]), ("values", 3)])
def test_entry_of_other_code_or_texts_is_none(
    home: Path, plan: Path, change: tuple[str, object]
) -> None:
    whole = read(plan)
    entry = entry_of(home)
    document = json.loads(entry.read_bytes()[cache.CHECKSUM :])
    document[change[0]] = change[1]
    body = json.dumps(document).encode()
    entry.write_bytes(cache._checksum(body) + body)  # noqa: SLF001 an entry as another jyplan may leave it
    assert read(plan) == whole


def test_flipped_byte_is_noticed(home: Path, plan: Path) -> None:
    whole = read(plan)
    entry = entry_of(home)
    data = bytearray(entry.read_bytes())
    data[len(data) // 2] ^= 1
    entry.write_bytes(data)
    assert read(plan) == whole


def test_bad_plan_is_never_kept(home: Path, plan: Path) -> None:
    (plan / "targets.yaml").write_text("schema: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(FindingsError):
            read(plan)
    assert not (home / ".cache").exists()


def test_nothing_is_written_beside_the_plan(home: Path, plan: Path) -> None:
    before = {path: path.read_bytes() for path in plan.iterdir()}
    read(plan)
    assert {path: path.read_bytes() for path in plan.iterdir()} == before
    assert entry_of(home).is_relative_to(home)


def test_it_can_be_switched_off(home: Path, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JYPLAN_CACHE", "off")
    read(plan)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("where", ["missing", "file"])
def test_without_a_place_to_keep_it_a_plan_is_read(
    tmp_path: Path, plan: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / where))
    assert read(plan) == read(plan)
    assert not (tmp_path / "missing").exists()


def test_cache_folder_that_is_a_file_does_no_harm(home: Path, plan: Path) -> None:
    (home / ".cache").touch()
    assert read(plan) == read(plan)


@pytest.mark.parametrize(
    ("command", "spared"),
    [
        ("status", {"yaml", "pydantic", "rich"}),
        ("path", {"yaml", "pydantic", "rich"}),
        ("whatif", {"yaml", "pydantic"}),
    ],
)
def test_recalled_plan_needs_neither_yaml_nor_pydantic(
    home: Path, plan: Path, command: str, spared: set[str]
) -> None:
    read(plan)
    program = (
        "import sys; from jyplan.cli.main import main; "
        f"code = main([{command!r}, '--plan', {str(plan)!r}, '--format', 'json']); "
        f"print(code, *{spared!r} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", program],
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert done.stderr.decode().strip() == "0"


def test_records_are_frozen_values() -> None:
    record = record_of({"a": 1, "b": [{"c": 2}]})
    assert record.b[0].c == 2
    assert record == record_of({"a": 1, "b": [{"c": 2}]})
    assert record != record_of({"a": 1, "b": []})
    assert hash(record.b[0]) == hash(record_of({"c": 2}))
    assert plain(record) == {"a": 1, "b": [{"c": 2}]}
    with pytest.raises(AttributeError, match="frozen"):
        record.a = 2


def test_what_is_kept_is_what_was_read(
    home: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever swaps a file at each step: no figure of one text is kept under the other."""
    path = plan / "targets.yaml"
    first = path.read_bytes()
    second = first.replace(b"precision: 1\n", b"precision: 10\n")
    assert first != second
    texts = {first: read(plan).targets}
    path.write_bytes(second)
    texts[second] = read(plan).targets
    assert texts[first] != texts[second]
    data = files.data_of
    reads = []

    def swapping(where: Path, name: str, limit: int) -> object:
        found = data(where, name, limit)
        reads.append(where.name)
        path.write_bytes(first if path.read_bytes() == second else second)
        return found

    for start in (first, second):
        shutil.rmtree(home / ".cache")
        path.write_bytes(start)
        with monkeypatch.context() as patch:
            patch.setattr(files, "data_of", swapping)
            assert read(plan).targets == texts[start]
        for text, targets in texts.items():
            path.write_bytes(text)
            assert read(plan).targets == targets
    # Each file once a run.
    assert reads == ["targets.yaml", "baselines.yaml"] * 2


def forged(entry: Path, change: Callable[[dict[str, Any]], object]) -> bytes:
    """An entry as whoever knows how they are made could make one."""
    kept = json.loads(entry.read_bytes()[cache.CHECKSUM :])
    change(kept)
    body = json.dumps(kept).encode()
    return b"%08x" % crc32(body) + body


def other_figure(kept: dict[str, Any]) -> None:
    kept["values"][1]["baselines"][0]["value"] = 9999


def fifo(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)


def link(to: str) -> Callable[[Path], None]:
    def put(entry: Path) -> None:
        entry.unlink()
        entry.symlink_to(to)

    return put


def sparse(entry: Path) -> None:
    with entry.open("r+b") as stream:
        stream.truncate(2**40)


def deep(entry: Path) -> None:
    body = b"[" * 200_000
    entry.write_bytes(b"%08x" % crc32(body) + body)


def shapes(values: object) -> Callable[[Path], None]:
    def put(entry: Path) -> None:
        entry.write_bytes(forged(entry, lambda kept: kept.update(values=values)))

    return put


@pytest.mark.skipif(os.name == "nt", reason="no such files on this system")
@pytest.mark.parametrize(
    "made",
    [
        *(fifo, sparse, deep, link("/dev/zero"), link("/dev/full")),
        *map(shapes, ([], {}, [1, 2], [{}], None, "ab")),
    ],
)
def test_whatever_stands_where_an_entry_was_the_plan_is_read(
    home: Path, plan: Path, made: Callable[[Path], None]
) -> None:
    first = read(plan)
    made(entry_of(home))
    assert read(plan) == first
    # And it is kept again, in place of what was there.
    assert entry_of(home).is_file()
    assert not entry_of(home).is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="no owners on this system")
def test_what_another_user_could_have_written_is_no_entry(home: Path, plan: Path) -> None:
    first = read(plan)
    entry = entry_of(home)
    assert entry.stat().st_mode & 0o777 == 0o600
    entry.write_bytes(forged(entry, other_figure))
    entry.chmod(0o666)
    assert read(plan) == first


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can make files of other users"
)
def test_an_entry_of_another_user_is_none(home: Path, plan: Path) -> None:
    first = read(plan)
    entry = entry_of(home)
    entry.write_bytes(forged(entry, other_figure))
    os.chown(entry, 65534, 65534)
    assert read(plan) == first


def test_a_link_in_a_shared_folder_leads_to_nothing_that_is_written_over(
    home: Path, plan: Path, tmp_path: Path
) -> None:
    read(plan)
    entry, other = entry_of(home), tmp_path / "other"
    other.write_text("what was there", encoding="utf-8")
    entry.unlink()
    entry.symlink_to(other)
    read(plan)
    assert other.read_text(encoding="utf-8") == "what was there"


def test_a_relative_folder_of_caches_is_ignored(
    home: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "relative").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    read(plan)
    assert not list((tmp_path / "relative").iterdir())
    assert entry_of(home).is_file()
