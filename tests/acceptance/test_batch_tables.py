"""`jyplan batch`: verdicts, findings and formats on small tables. The figures are fictional."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import polars as pl
import pytest

from jyplan.engine.rules import RULES, rule_of
from jyplan.plan.catalogue import RULES as CATALOGUE

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
    "in two places": (f"{GOOD}\nb{GOOD[1:]}\na{GOOD[1:]}", "JY612", 4, "repeated_id"),
}
# of tables as a whole, each in a test of its own
WHOLE = {"JY601", "JY602", "JY611", "JY613", "JY614"}


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


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"id\n\xb5\xd8\n", b"PAR1"])
@pytest.mark.parametrize("suffix", ["csv", "parquet", "arrow"])
def test_what_is_no_table(run: Run, tmp_path: Path, text: bytes, suffix: str) -> None:
    path = tmp_path / f"t.{suffix}"
    path.write_bytes(text)
    out = tmp_path / "out.csv"
    out.write_text("kept", encoding="utf-8")
    result = run("batch", str(path), "--out", str(out), "--lang", "en")
    assert result.returncode in {1, 3}
    assert "JY60" in result.stderr
    assert "internal" not in result.stderr
    assert out.read_text(encoding="utf-8") == "kept"


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
    assert f"JY611 column {column} holds List(String)" in result.stderr
    kept = run("batch", str(path), "--out", str(tmp_path / "o.parquet"))
    assert kept.returncode == (1 if column == "id" else 0)


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
    assert "one of the tables to read" in result.stderr
    assert GOOD in (tmp_path / "t.csv").read_text(encoding="utf-8")


def test_formats_hold_the_same(run: Run, tmp_path: Path) -> None:
    rows = [f"{name}{GOOD[1:]}" for name in "abc"]
    path = table(tmp_path, *rows)
    frame = pl.read_csv(path)
    frame.write_parquet(tmp_path / "t.parquet")
    frame.write_ipc(tmp_path / "t.arrow")
    expected = batch(run, path)
    for source in ("t.csv", "t.parquet", "t.arrow"):
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


def test_series_do_not_depend_on_pieces(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        f"s{number:02},2020,100,{year},{100 + number + year % 7},150,2025,increase,,,{number % 3}"
        for number in range(23)
        for year in range(2023 - number % 5, 2024)
    ]
    path = table(tmp_path, *rows)
    whole = batch(run, path, "--rule", "destatis")
    monkeypatch.setattr("jyplan.batch.run.ROWS", 4)
    assert batch(run, path, "--rule", "destatis").equals(whole)
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


def test_without_polars_the_command_to_install_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jyplan.cli.batch.find_spec", lambda _: None)
    for language in ("zh", "en"):
        result = run("batch", "t.csv", "--lang", language)
        assert result.returncode == 2
        assert "pip install 'jyplan[batch]'" in result.stderr


def test_a_device_is_written_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    assert run("batch", table(tmp_path, GOOD), "--out", str(link)).returncode == 0
    assert link.is_symlink()
    assert not link.is_file()
