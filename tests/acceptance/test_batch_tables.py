"""`jyplan batch`: verdicts, findings and formats on small tables. The figures are fictional."""

from __future__ import annotations

import csv
import io
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from jyplan.batch.text import _RetakenLines, lines_of
from jyplan.batch.writing import _shielded
from jyplan.engine.rules import RULES, rule_of
from jyplan.plan.catalogue import CATALOGUE
from jyplan.spreadsheet import shielded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

HEADER = (
    "id,baseline_year,baseline,year,value,target,target_year,direction,limit,target_kind,region"
)
GOOD = "a,2020,100,2023,130,150,2025,increase,,,north"
# what is wrong -> the rows, the code, the line it is told of, the reason of the series
WRONG = {
    "no number": ("a,2020,100,2023,abc,150,2025,increase,,,x", "JY603", 2, "unreadable"),
    "infinite": ("a,2020,100,2023,inf,150,2025,increase,,,x", "JY604", 2, "unreadable"),
    "no 32 bits": ("a,2020,100,20200000000,1,150,2025,increase,,,x", "JY605", 2, "unreadable"),
    "before all years": (
        "a,2020,100,2023,1,150,-2147483649,increase,,,x",
        "JY605",
        2,
        "unreadable",
    ),
    "the year 0": ("a,0,100,2023,1,150,2025,increase,,,x", "JY605", 2, "unreadable"),
    "half a year": ("a,2020,100,2023,1,150,2025.5,increase,,,x", "JY605", 2, "unreadable"),
    "no year": ("a,2020,100,,1,150,2025,increase,,,x", "JY605", 2, "unreadable"),
    "no id": (",2020,100,2023,1,150,2025,increase,,,x", "JY606", 2, "unreadable"),
    "a year twice": (f"{GOOD}\n{GOOD}", "JY607", 3, "repeated_year"),
    "no direction": ("a,2020,100,2023,1,150,2025,up,,,x", "JY608", 2, "unreadable"),
    "an odd kind": ("a,2020,100,2023,1,150,2025,increase,,daily,x", "JY609", 2, "unreadable"),
    "two baselines": (
        f"{GOOD}\na,2020,101,2024,130,150,2025,increase,,,north",
        "JY610",
        3,
        "conflicting",
    ),
    "more cells": (f"{GOOD},1", "JY615", 2, "unreadable"),
    "a stray mark": ('a,2020,100,2023,130,150,2025,increase,,,"x"y', "JY615", 2, "unreadable"),
    "a lone CR": ('a\r,2020,100,2023,130,150,2025,increase,,,"x"y', "JY615", 2, "unreadable"),
    "a mark left open": ('a,2020,100,2023,130,150,2025,increase,,,"x', "JY615", 2, "unreadable"),
    "in two places": (f"{GOOD}\nb{GOOD[1:]}\na{GOOD[1:]}", "JY612", 4, "repeated_id"),
}
# a spreadsheet would work them out
FORMULAS = (
    *("=1+1", "+x", "-1+1", "@sum", "\tx", "\rx", "\nx", "\t5", "＝1+1", "＋x", "－x", "＠x"),
    *(" =1+1", "  @sum", "\u3000=1", "\xa0-x", "\n=1", "-", "+", "--5", "-5-", "=5", "-1e"),
)
NO_FORMULAS = ("-5", "+3.5", "-.5", "-1e-5", "-12%", "5", "a=1", "a-b", "", "  a", "'=1", "揭阳")
PROGRAM = (sys.executable, "-m", "jyplan", "batch")
# of tables as a whole, each in a test of its own
WHOLE = {"JY601", "JY602", "JY611", "JY613", "JY614", "JY616"}


def table(folder: Path, *rows: str, name: str = "t.csv", header: str = HEADER) -> str:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return str(path)


def batch(run: Run, *arguments: str, code: int = 0, **options: object) -> pl.DataFrame:
    result = run("batch", *arguments, "--lang", "en", **options)
    assert result.returncode == code, result.stderr
    return pl.read_csv(io.StringIO(result.stdout), infer_schema_length=None)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule(run: Run, tmp_path: Path, rule: str, language: str) -> None:
    """13.5 (2012) to 15.5 (2017), 18 in 2020: Destatis publishes a cloud, 52 % will be missing."""
    values = zip(range(2012, 2018), (13.5, 13.8, 14.4, 14.9, 14.9, 15.5), strict=True)
    rows = [f"a,2010,12,{year},{value},18,2020,increase,,,x" for year, value in values]
    path = table(tmp_path, *reversed(rows))
    result = run("batch", path, "--rule", rule, "--lang", language)
    assert (result.returncode, result.stderr) == (0, "")
    (row,) = pl.read_csv(io.StringIO(result.stdout)).to_dicts()
    assert (row["latest_year"], row["latest"], row["region"]) == (2017, 15.5, "x")
    classes = {each.code for each in rule_of(rule).card.classes}
    assert str(row["status"]) in classes | ({"None"} if rule == "escap" else set())
    if rule == "destatis":
        assert (row["status"], row["rule_value"]) == ("cloud", pytest.approx(0.52))
    if rule == "sdsn":
        # (15.5 - 13.5) / 5 = 0.4 a year of (18 - 12) / 10 = 0.6
        assert row["status"] == "moderately_improving"
        assert row["rule_value"] == pytest.approx(2 / 3)
    if rule == "escap-anticipated":
        # 12 (2010) counts as well; weights 1, 3, 4, 5, 6, 7, 8, as numpy's polyfit has it
        years = np.array([2010, *range(2012, 2018)])
        points = [12, 13.5, 13.8, 14.4, 14.9, 14.9, 15.5]
        line = np.polyfit(years - 2020, points, 1, w=np.sqrt(years - 2009))
        assert row["status"] == "accelerate"
        assert row["rule_value"] == pytest.approx((18 - line[1]) / 6)
    # (15.5 - 12) / 6 of the way in 7 of 10 years; (18 / 12) ** (1 / 10) - 1
    assert row["achieved_share"] == pytest.approx(3.5 / 6)
    assert row["lead_points"] == pytest.approx(3.5 / 6 - 0.7)
    assert row["required_rate"] == pytest.approx(1.5**0.1 - 1)
    assert row["catch_up_rate"] == pytest.approx((18 / 15.5) ** (1 / 3) - 1)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_bad_row_loses_its_own_series_alone(
    run: Run, tmp_path: Path, wrong: str, language: str
) -> None:
    rows, code, line, reason = WRONG[wrong]
    path = table(tmp_path, rows, "z,2020,100,2023,130,150,2025,1,,,y")
    result = run("batch", path, "--lang", language)
    assert result.returncode == 1
    found = pl.read_csv(io.StringIO(result.stdout))
    assert f"{path}:{line}:1: " in result.stderr
    assert f" {code} " in result.stderr
    bad = found.filter(pl.col("id") != "z") if wrong != "no id" else found.head(1)
    assert reason in bad["reason"].to_list()
    assert bad.filter(pl.col("reason") == reason)["status"].null_count() == len(
        bad.filter(pl.col("reason") == reason)
    )
    assert found.filter(pl.col("id") == "z")["status"].to_list() == ["on_track"]


def test_every_code_of_tables_is_tested() -> None:
    tables = {code for code, rule in CATALOGUE.items() if rule.family == "table"}
    assert {code for _, code, _, _ in WRONG.values()} | WHOLE == tables


def test_a_missing_column_is_asked_for(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, "a,1", header="id,targets")
    result = run("batch", path, "--lang", "en")
    assert result.returncode == 1
    assert "JY602 there is no column target, is it targets?" in result.stderr
    assert result.stdout == ""


UTF16 = f"{HEADER}\n{GOOD}\n".encode("utf-16")
BROKEN = {
    ("csv", b""): ("文件为空", "it is empty"),
    ("csv", b"\n\r\n"): ("文件为空", "it is empty"),
    ("csv", "地区\n".encode("gbk")): ("不是 UTF-8 文字", "no text in UTF-8"),
    ("csv", b"id\n\xb5\xd8\n"): ("不是 UTF-8 文字", "no text in UTF-8"),
    ("csv", b"PAR1\0\1"): ("不是 UTF-8 文字", "no text in UTF-8"),
    ("csv", UTF16): ("编码是 UTF-16", "it is in UTF-16"),
    ("csv", f"{HEADER}\r{GOOD}\r".encode()): ("只以 CR 结尾", "end in CR alone"),
    ("parquet", b""): ("文件为空", "it is empty"),
    ("parquet", b"PAR1\0\1"): ("已损坏", "it is damaged"),
    ("arrow", b""): ("文件为空", "it is empty"),
    ("arrow", b"ARROW1\0\0"): ("已损坏", "it is damaged"),
    ("arrow", b"\xff\xff\xff\xff\0"): ("已损坏", "it is damaged"),
}


@pytest.mark.parametrize(("suffix", "data"), BROKEN)
def test_what_is_no_table(run: Run, tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"t.{suffix}"
    path.write_bytes(data)
    out = tmp_path / "out.csv"
    out.write_text("kept", encoding="utf-8")
    for language, words in zip(("zh", "en"), BROKEN[suffix, data], strict=True):
        result = run("batch", str(path), "--out", str(out), "--lang", language)
        assert result.returncode == 3
        assert " JY601 " in result.stderr
        assert words in result.stderr
    assert out.read_text(encoding="utf-8") == "kept"


def test_a_folder_without_tables(run: Run, tmp_path: Path) -> None:
    result = run("batch", str(tmp_path), "--lang", "en")
    assert result.returncode == 3
    assert "JY601 cannot be read: the folder holds no Parquet files" in result.stderr


@pytest.mark.parametrize("target", ["o.csv", "o.parquet"])
def test_a_table_that_is_damaged_further_down(run: Run, tmp_path: Path, target: str) -> None:
    rows = 200_000
    frame = pl.concat([pl.read_csv(table(tmp_path, GOOD))] * rows)
    path = tmp_path / "t.parquet"
    frame.with_columns(id=pl.Series(np.random.default_rng(0).random(rows))).write_parquet(path)
    data = bytearray(path.read_bytes())
    data[1000:-5000] = bytes(len(data) - 6000)
    path.write_bytes(data)
    result = run("batch", str(path), "--out", str(tmp_path / target), "--lang", "en")
    assert result.returncode == 3
    assert "JY601 cannot be read: it is damaged" in result.stderr
    assert not (tmp_path / target).exists()


def test_broken_rows_lose_themselves_alone(run: Run, tmp_path: Path) -> None:
    """Also where cells hold line breaks, and where a mark is left open."""
    path = tmp_path / "t.csv"
    rows = [
        *(GOOD, f"b{GOOD[1:]},1", f'c{GOOD[1:-5]}"north\n\neast"', f"d{GOOD[1:]}\udcff", "", ",,,"),
        *(f'e{GOOD[1:]}"', f'f{GOOD[1:-5]}"n', f'g{GOOD[1:-5]}5" pipe', f'h{GOOD[1:-5]}"n"', "i,1"),
        *(f"\udcffj{GOOD[1:]}", f"k{GOOD[1:]}"),
    ]
    text = "\r\n".join([HEADER, *rows])
    path.write_bytes(text.encode(errors="surrogateescape"))
    result = run("batch", str(path), "--lang", "en")
    assert result.returncode == 1
    found = pl.read_csv(io.StringIO(result.stdout))
    judged = found.filter(pl.col("status") == "on_track")["id"].to_list()
    assert judged == ["a", "c", "e", "g", "h", "k"]
    unread = found.filter(pl.col("reason") == "unreadable")["id"].to_list()
    assert unread == ["b", "d", "f", "i", None]
    for told in (
        "3:1: error JY615 this row has more cells",
        "7:1: error JY615 this row holds bytes that are not UTF-8",
        "11:1: error JY615 this row has a quotation mark",
        "14:1: error JY608 direction is an empty cell",
        "15:1: error JY615 this row holds bytes",
    ):
        assert f"{path}:{told}" in result.stderr
    assert result.stderr.count("JY6") == 5


def test_commas_at_the_end_are_nothing(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, f"{GOOD},,", f"b{GOOD[1:]},")
    assert batch(run, path)["status"].to_list() == ["on_track"] * 2


def test_a_broken_row_contradicts_nothing(run: Run, tmp_path: Path) -> None:
    rows = [GOOD, f"{GOOD},1", GOOD.replace("2023", "2024"), f"b{GOOD[1:]}"]
    result = run("batch", table(tmp_path, *rows), "--lang", "en")
    assert pl.read_csv(io.StringIO(result.stdout))["reason"].to_list() == ["unreadable", None]
    assert result.stderr.count("JY6") == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_findings_name_lines(run: Run, tmp_path: Path, newline: str) -> None:
    """Blank lines are nothing, and cells may run over several."""
    path = tmp_path / "t.csv"
    rows = ["", HEADER, GOOD, "", f'b{GOOD[1:-5]}"x{newline}y, ""z"""', "c,,,,,,,up,,,", "", ""]
    path.write_bytes(newline.join(rows).encode())
    result = run("batch", str(path), "--lang", "en")
    assert f"{path}:7:1: error JY608" in result.stderr
    assert len(pl.read_csv(io.StringIO(result.stdout))) == 3


def test_lines_are_counted_across_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jyplan.batch.text.BLOCK", 3)
    path = tmp_path / "t.csv"
    path.write_text('\n\nid\na\n"b\n\nb"\n\nc\nd', encoding="utf-8")
    assert lines_of(path, [5, 1, 2, 4]) == {1: 4, 2: 5, 4: 9, 5: 10}


def test_rows_without_an_id_are_nobodys(run: Run, tmp_path: Path) -> None:
    rows = [GOOD[1:], GOOD[1:], f'""{GOOD[1:]}', GOOD, GOOD[1:]]
    path = table(tmp_path, *rows)
    found = batch(run, path, code=1)
    assert found["reason"].to_list() == ["unreadable"] * 3 + [None, "unreadable"]
    ids = [float("nan"), float("nan"), None, 1.0, float("nan")]
    pl.read_csv(path).with_columns(id=pl.Series(ids)).write_parquet(tmp_path / "t.parquet")
    again = batch(run, str(tmp_path / "t.parquet"), code=1)
    assert again.drop("id").equals(found.drop("id"))
    assert again["id"].to_list() == [None, None, None, 1.0, None]


def test_a_column_twice(run: Run, tmp_path: Path) -> None:
    result = run("batch", table(tmp_path, f"{GOOD},1", header=f"{HEADER},value"), "--lang", "en")
    assert result.returncode == 1
    assert "t.csv:1:1: error JY616 the header has value more than once" in result.stderr


def test_a_table_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("batch", str(tmp_path / "t.csv"), str(tmp_path / "u.parquet"), "--lang", "en")
    assert result.returncode == 3
    assert result.stderr.count("JY001") == 2


def test_tables_of_unlike_columns(run: Run, tmp_path: Path) -> None:
    first = table(tmp_path, GOOD)
    second = table(tmp_path, f"b{GOOD[1:]},1", name="u.csv", header=f"{HEADER},more")
    result = run("batch", first, second, "--lang", "en")
    assert result.returncode == 1
    assert "u.csv:1:1: error JY613" in result.stderr


@pytest.mark.parametrize("column", ["id", "tags"])
def test_columns_of_unusable_types(run: Run, tmp_path: Path, column: str) -> None:
    frame = pl.read_csv(table(tmp_path, GOOD)).with_columns(
        pl.concat_list("region", "region").alias(column)
    )
    path = tmp_path / "t.parquet"
    frame.write_parquet(path)
    result = run("batch", str(path), "--lang", "en")
    assert result.returncode == 1
    advice = "write ids as texts" if column == "id" else "CSV has no room for that"
    assert f"JY611 column {column} holds List(String); {advice}" in result.stderr
    kept = run("batch", str(path), "--out", str(tmp_path / "o.parquet"))
    assert kept.returncode == (1 if column == "id" else 0)


@pytest.mark.parametrize("column", ["id", "tags", "target_kind"])
def test_spans_of_time_have_no_place_in_csv(run: Run, tmp_path: Path, column: str) -> None:
    span = pl.lit(timedelta(days=1))
    path = tmp_path / "t.parquet"
    pl.read_csv(table(tmp_path, GOOD)).with_columns(span.alias(column)).write_parquet(path)
    for options in ((), ("--summary", column)):
        result = run("batch", str(path), *options, "--lang", "en")
        assert result.returncode == 1
        refused = column != "target_kind" or options
        assert (f"JY611 column {column} holds Duration" in result.stderr) == bool(refused)


@pytest.mark.parametrize("sort", [pl.Int128, pl.UInt128])
def test_integers_of_128_bits_are_figures(
    run: Run, tmp_path: Path, sort: type[pl.DataType]
) -> None:
    frame = pl.read_csv(table(tmp_path, GOOD))
    figures = [name for name, kind in frame.schema.items() if kind == pl.Int64]
    path = tmp_path / "t.parquet"
    frame.with_columns(pl.col(figures).cast(sort)).write_parquet(path)
    assert batch(run, str(path)).equals(batch(run, str(tmp_path / "t.csv")))


@pytest.mark.parametrize("name", ["jyplan:line", "jyplan:broken"])
def test_columns_that_are_called_like_ours(run: Run, tmp_path: Path, name: str) -> None:
    header = HEADER.replace("region", name)
    row = "z,2020,100,2023,abc,150,2025,increase,,,7"
    path = table(tmp_path, GOOD, row, header=header)
    parquet, broken = tmp_path / "t.parquet", tmp_path / "b.csv"
    pl.read_csv(path).write_parquet(parquet)
    broken.write_text(f"{header}\n{GOOD}\n{row}\ny{GOOD[1:]},1\n", encoding="utf-8")
    for each, code, last in ((path, "JY603", 3), (parquet, "JY603", 2), (broken, "JY615", 4)):
        result = run("batch", str(each), "--lang", "en")
        assert result.returncode == 1
        assert f"{each}:{last}:1: error {code}" in result.stderr
        found = pl.read_csv(io.StringIO(result.stdout), infer_schema=False)
        assert found[name].to_list()[:2] == ["north", "7"]
        assert found["reason"].to_list()[:2] == [None, "unreadable"]


@pytest.mark.parametrize("options", [(), ("--engine", "dask", "--out", "o")])
def test_a_table_that_nobody_can_look_at(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Neither whether it is there, nor what it is: nothing is said of what would be written."""
    path = str(tmp_path / f"{'t' * 300}.parquet")
    result = run("batch", path, *options, "--lang", "en", cwd=tmp_path)
    assert result.returncode == 3
    assert f"{path}:1:1: error JY003 cannot be read" in result.stderr


@pytest.mark.parametrize(("language", "words"), [("zh", "请放宽限制"), ("en", "raise the limit")])
def test_too_little_memory_for_polars_is_told_at_once(
    tmp_path: Path, language: str, words: str
) -> None:
    done = subprocess.run(  # noqa: S603 our own command
        [*PROGRAM, table(tmp_path, GOOD), "--lang", language],
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1000 << 20, 1000 << 20)),
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "1000 MiB" in done.stderr
    assert words in done.stderr


WIDE = 4000


@pytest.mark.skipif(os.name == "nt", reason="no such devices on this system")
@pytest.mark.parametrize("name", ["/dev/zero", "link.csv", "link.parquet"])
def test_a_device_is_no_table(run: Run, tmp_path: Path, name: str) -> None:
    for link in ("link.csv", "link.parquet"):
        (tmp_path / link).symlink_to("/dev/zero")
    result = run("batch", name, "--lang", "en", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (3, "")
    assert "JY601" in result.stderr
    assert "it is a device, not a file" in result.stderr


@pytest.mark.parametrize("broken", [0, 1])
def test_wide_tables_take_little_memory(tmp_path: Path, broken: int) -> None:
    """Their header alone is longer than what is looked at first."""
    names = [f"a_column_of_some_other_table_{number}" for number in range(WIDE)]
    rows = [f"{GOOD}{',x' * WIDE}", "," * (WIDE + 10), f"b{GOOD[1:]}{',y' * WIDE}"]
    more = [f"c{GOOD[1:]}{',z' * WIDE},1"] * broken
    path = table(tmp_path, *rows, *more, header=",".join([HEADER, *names]))
    done = subprocess.run(  # noqa: S603 our own command
        [*PROGRAM, path, "--lang", "en"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30)),
    )
    assert done.returncode == broken, done.stderr
    found = pl.read_csv(io.StringIO(done.stdout), infer_schema=False)
    assert found["status"].to_list() == ["on_track"] * 2 + [None] * broken
    assert found[names[-1]].to_list() == ["x", "y", *[None] * broken]
    assert done.stderr.count("JY6") == broken


def test_marks_out_of_step_are_given_up_line_by_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line would begin a record that runs to the end; the whole is read a few times only."""
    taken = 0
    take = _RetakenLines.__next__

    def counted(lines: _RetakenLines) -> str:
        nonlocal taken
        taken += 1
        return take(lines)

    monkeypatch.setattr(_RetakenLines, "__next__", counted)
    monkeypatch.setattr("jyplan.batch.text.PATIENCE", 1000)
    path = table(tmp_path, *['x","y'] * 3000, GOOD)
    result = run("batch", path, "--lang", "en")
    assert result.returncode == 1
    assert "2:1: error JY615 this row has a quotation mark" in result.stderr
    found = pl.read_csv(io.StringIO(result.stdout))
    assert found["status"].to_list()[-1] == "on_track"
    assert taken < 10 * 3000


@pytest.mark.parametrize("options", [(), ("--summary", "region,status")])
def test_a_table_without_rows(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run("batch", table(tmp_path), *options)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 1
    assert result.stdout.startswith("region,status,count" if options else "id,latest_year,")


def test_a_table_is_not_written_over(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, GOOD)
    result = run("batch", path, "--out", path, "--lang", "en")
    assert result.returncode == 2
    assert "one of the files to read" in result.stderr
    assert GOOD in (tmp_path / "t.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rule", "statcan,schedule"), "one rule at a time"),
        (("--rule", "statcan", "--rule", "schedule"), "one rule at a time"),
        (("--map", "baseline=a", "--map", "baseline=b"), "--map names two columns for baseline"),
        (("--engine", "spark"), "--engine: “spark” is not one of the choices"),
        (("--summary", "regoin"), "did you mean region?"),
        (("--out", ""), "--out is empty"),
        (("--out", "o.csv.gz"), "o.csv.gz has no ending that tells its format"),
        (("--out", "o.json"), "o.json has no ending that tells its format"),
        (("--out", "o"), "use .csv, .parquet or .arrow"),
    ],
)
def test_what_is_refused(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    path = table(tmp_path, GOOD)
    result = run("batch", path, *arguments, "--lang", "en", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("batch", path, *arguments, "--lang", "zh", cwd=tmp_path).returncode == 2
    assert not list(tmp_path.glob("o*"))


@pytest.mark.parametrize("out", ["-", "/dev/stdout"])
def test_standard_output_by_name(run: Run, tmp_path: Path, out: str) -> None:
    path = table(tmp_path, GOOD)
    assert batch(run, path, "--out", out).equals(batch(run, path))


@pytest.mark.parametrize(("stream", "name", "code"), [(1, "output", 3), (0, "input", 2)])
def test_a_stream_that_is_closed(stream: int, name: str, code: int) -> None:
    done = subprocess.run(  # noqa: S603 our own command
        [*PROGRAM, "-", "--lang", "en"],
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: os.close(stream),
    )
    assert done.returncode == code
    assert f"standard {name} is closed" in done.stderr


@pytest.fixture
def large(tmp_path: Path) -> str:
    """Enough to be at work for some time."""
    frame = pl.concat([pl.read_csv(table(tmp_path, GOOD))] * 500_000)
    (tmp_path / "t.csv").unlink()
    figures = np.random.default_rng(0).random(len(frame))
    path = tmp_path / "t.parquet"
    frame.with_columns(id=pl.Series(np.arange(len(frame))), value=figures).write_parquet(path)
    return str(path)


@pytest.mark.parametrize("target", ["o.csv", "o.parquet", "o.arrow"])
def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path, large: str, target: str) -> None:
    done = subprocess.run(  # noqa: S603 our own command
        [*PROGRAM, large, "--out", str(tmp_path / target), "--lang", "en"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16)),
    )
    assert done.returncode == 2
    assert done.stderr == f"jyplan: cannot write {tmp_path / target}: File too large\n"
    assert [path.name for path in tmp_path.iterdir()] == ["t.parquet"]


@pytest.mark.parametrize("tell", [os.kill, os.killpg])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_nothing(
    tmp_path: Path, large: str, sign: signal.Signals, tell: Callable[[int, int], None]
) -> None:
    """Whoever is told to stop while it writes says nothing and takes away what it began.

    Ctrl-C at a terminal tells all of a group.
    """
    process = subprocess.Popen(  # noqa: S603 our own command
        [*PROGRAM, *[large] * 40, "--out", str(tmp_path / "o.parquet")],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".o.parquet.*/o.parquet")) and time.monotonic() < end:
        time.sleep(0.01)
    tell(process.pid, sign)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "")
    assert [path.name for path in tmp_path.iterdir()] == ["t.parquet"]


@pytest.mark.skipif(sys.platform != "linux", reason="no such names on this system")
@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow"])
@pytest.mark.parametrize("where", ["{}.{}", "{}/t.{}"])
def test_names_that_are_no_text_are_refused(
    run: Run, tmp_path: Path, where: str, ending: str
) -> None:
    """As from a system that writes GBK; polars cannot be told them."""
    (tmp_path / "\udcd6\udcd0").mkdir()
    frame = pl.read_csv(table(tmp_path, GOOD))
    frame.write_parquet(tmp_path / "t.parquet")
    frame.write_ipc(tmp_path / "t.arrow")
    odd = where.format("\udcd6\udcd0", ending)
    answers = [("t.csv", "--out", odd)] if ending != "csv" else []
    for arguments in (*answers, (odd,)):
        if arguments == (odd,):
            shutil.copy(tmp_path / f"t.{ending}", tmp_path / odd)
        result = run("--lang", "en", "batch", *arguments, cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert "%D6%D0" in result.stderr
        assert "is no text" in result.stderr
    # CSV is written by ourselves.
    assert run("batch", "t.csv", "--out", "o\udcd6.csv", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("sort", [pl.String, pl.Categorical, pl.Enum])
def test_no_cell_of_csv_is_a_formula(run: Run, tmp_path: Path, sort: type[pl.DataType]) -> None:
    """By the one guard of all commands; what a text says is not changed elsewhere."""
    texts = [*FORMULAS, *NO_FORMULAS, None]
    held = sort if sort is not pl.Enum else pl.Enum([*FORMULAS, *NO_FORMULAS])
    frame = pl.concat([pl.read_csv(table(tmp_path, GOOD))] * len(texts)).with_columns(
        pl.Series("id", [f"-{index:02}" for index in range(len(texts))]),
        pl.Series("region", texts, dtype=held),
        pl.Series("=a", [-1.5] * len(texts)),
        pl.Series("'=a", texts, dtype=held),
    )
    path, out = tmp_path / "t.parquet", tmp_path / "o.parquet"
    frame.write_parquet(path)
    result = run("batch", str(path), "--lang", "en")
    assert result.returncode == 0
    header, *rows = csv.reader(io.StringIO(result.stdout))
    assert header[-3:] == ["region", "''=a", "'=a"]
    told = [*(f"'{text}" for text in FORMULAS), *NO_FORMULAS, ""]
    assert [row[-3] for row in rows] == [row[-1] for row in rows] == told
    assert {row[-2] for row in rows} == {"-1.5"}
    assert [row[0] for row in rows] == frame["id"].to_list()
    assert run("batch", str(path), "--out", str(out)).returncode == 0
    assert pl.read_parquet(out)["region"].to_list() == texts


@pytest.mark.parametrize("text", FORMULAS)
def test_texts_that_could_be_formulas_are_marked(text: str) -> None:
    assert shielded(text) == f"'{text}"
    assert _shielded(pl.DataFrame({"a": [text]})).item() == f"'{text}"


@pytest.mark.parametrize("text", NO_FORMULAS)
def test_other_texts_and_numbers_stay(text: str) -> None:
    assert shielded(text) == text
    assert _shielded(pl.DataFrame({"a": [text]})).item() == text


def test_formats_hold_the_same(run: Run, tmp_path: Path) -> None:
    rows = [f"{name}{GOOD[1:]}" for name in "abc"]
    path = table(tmp_path, *rows)
    frame = pl.read_csv(path)
    frame.write_parquet(tmp_path / "t.parquet")
    frame.write_ipc(tmp_path / "t.arrow")
    frame.write_ipc_stream(tmp_path / "s.arrow")
    frame.write_ipc_stream(tmp_path / "s.arrows")
    expected = batch(run, path)
    for source in ("t.csv", "t.parquet", "t.arrow", "s.arrow", "s.arrows"):
        for target in ("o.csv", "o.parquet", "o.arrow"):
            out = tmp_path / target
            assert batch_to(run, str(tmp_path / source), out).equals(expected)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def batch_to(run: Run, source: str, out: Path) -> pl.DataFrame:
    result = run("batch", source, "--out", str(out), "--lang", "en")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    if out.suffix == ".csv":
        return pl.read_csv(out)
    frame = pl.read_parquet(out) if out.suffix == ".parquet" else pl.read_ipc(out)
    # what a CSV file cannot tell
    return pl.read_csv(io.StringIO(frame.write_csv()))


@pytest.mark.parametrize("rule", ["destatis", "escap-anticipated", "sdsn"])
def test_series_do_not_depend_on_pieces(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    rows = [
        f"s{number:02},2020,100,{year},{100 + number + year % 7},150,2025,increase,,,{number % 3}"
        for number in range(23)
        for year in range(2023 - number % 5, 2024)
    ]
    path = table(tmp_path, *rows)
    whole = batch(run, path, "--rule", rule)
    monkeypatch.setattr("jyplan.batch.run.ROWS", 4)
    assert batch(run, path, "--rule", rule).equals(whole)
    assert len(whole) == 23


@pytest.mark.parametrize("most", [1 << 22, 3])
def test_ids_in_several_places_are_found_in_any_order(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Also where their hashes do not fit into memory."""
    monkeypatch.setattr("jyplan.batch.ids.MOST", most)
    monkeypatch.setattr("jyplan.batch.ids.STEP", 5)
    names = [f"n{number * 7 % 40:02}" for number in range(40)]
    found = batch(run, table(tmp_path, *(f"{name}{GOOD[1:]}" for name in names)))
    assert found["reason"].null_count() == 40
    names[31] = names[2]
    again = batch(run, table(tmp_path, *(f"{name}{GOOD[1:]}" for name in names)), code=1)
    barred = again.filter(pl.col("reason") == "repeated_id")
    assert barred["id"].to_list() == [names[2]] * 2


def test_counts_by_columns(run: Run, tmp_path: Path) -> None:
    rows = [GOOD, f"b{GOOD[1:]}", "c,2020,100,2023,90,150,2025,increase,,,south"]
    result = run("batch", table(tmp_path, *rows), "--summary", "region,status")
    assert result.stdout == "region,status,count\nnorth,on_track,2\nsouth,regressing,1\n"


def test_counts_by_what_is_read(run: Run, tmp_path: Path) -> None:
    rows = [GOOD, f"b{GOOD[1:]}", "c,2020,100,2023,90,150,2025,decrease,,,south"]
    path = table(tmp_path, *rows, header=HEADER.replace("direction", "way"))
    options = ("--map", "direction=way", "--summary", "direction,target_year,limit")
    result = run("batch", path, *options)
    expected = "direction,target_year,limit,count\ndecrease,2025,,1\nincrease,2025,,2\n"
    assert result.stdout == expected


def test_columns_of_other_names_and_of_ours(run: Run, tmp_path: Path) -> None:
    header = HEADER.replace("baseline,year", "base_value,year").replace("region", "status")
    path = table(tmp_path, GOOD, header=header)
    found = batch(run, path, "--map", "baseline=base_value")
    assert found["status"].to_list() == ["on_track"]
    assert found["status_in"].to_list() == ["north"]


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"\ufeff{HEADER}\r\n{GOOD}\r\n".replace(",", ";").encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert batch(run, "-")["status"].to_list() == ["on_track"]


def test_a_table_says_what_status_says(run: Run, tmp_path: Path) -> None:
    """Guangdong's R&D intensity: 3.14 (2020), 3.22 (2021), 3.42 (2022), 3.54 (2023), target 3.5."""
    rows = [
        f"rd,2020,3.14,{year},{value},3.5,2025,increase,100,,x"
        for year, value in ((2021, 3.22), (2022, 3.42))
    ]
    (row,) = batch(run, table(tmp_path, *rows)).to_dicts()
    import json

    plan = ("--plan", "examples/guangdong-rd-intensity", "--as-of", "2022", "--format", "json")
    (item,) = json.loads(run("status", *plan).stdout)["indicators"]
    assert row["status"] == item["status"]
    for ours, theirs in (
        ("required_rate", item["required"]["compound_rate"]),
        ("achieved_share", item["progress"]["achieved_share"]),
        ("lead_points", item["progress"]["lead_points"]),
        ("catch_up_rate", item["catch_up"]["compound_rate"]),
    ):
        assert row[ours] == pytest.approx(theirs)


@pytest.mark.parametrize(
    ("options", "needed"),
    [
        ((), ["polars"]),
        (("--engine", "dask"), ["polars"]),
        (("--engine", "dask", "--scheduler", "tcp://a:1"), ["distributed", "polars"]),
    ],
)
def test_without_polars_the_command_to_install_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], needed: list[str]
) -> None:
    """By the libraries' own names: no package that is called as we are is ours."""
    monkeypatch.setattr("jyplan.cli.answer.find_spec", lambda _: None)
    for language in ("zh", "en"):
        result = run("batch", "t.csv", *options, "--lang", language)
        assert result.returncode == 2
        told = shlex.split(result.stderr.partition("pip install ")[2])
        assert [re.split("[<>]", release, maxsplit=1)[0] for release in told] == needed
        assert all(re.search(">=[0-9]", release) for release in told)


def test_a_device_is_written_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    assert run("batch", table(tmp_path, GOOD), "--out", str(link)).returncode == 0
    assert link.is_symlink()
    assert not link.is_file()


def test_a_past_target_is_judged_in_its_year(run: Run, tmp_path: Path) -> None:
    # (10 - 6.5) / (10 - 7): the value of 2023 counts, though 2024 fell back; shown is 2024
    rows = ["a,2015,10,2023,6.5,7,2023,decrease", "a,2015,10,2024,7.2,7,2023,decrease"]
    header = ",".join(HEADER.split(",")[:8])
    found = batch(run, table(tmp_path, *rows, header=header), "--rule", "unsd-2023")
    assert found["rule_value"][0] == pytest.approx(3.5 / 3, abs=1e-12)
    assert (found["status"][0], found["latest_year"][0]) == (3, 2024)
