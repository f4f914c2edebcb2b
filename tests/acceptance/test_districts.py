"""Values of districts become values of the whole in `status`; who is missing is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return fictional.county(tmp_path / "plan")


def submit(plan: Path, year: int, district: str, values: str) -> None:
    text = f"schema: 1\nyear: {year}\ndistrict: {district}\nvalues: {{{values}}}\n"
    (plan / "submissions" / f"{year}-{district}.yaml").write_text(text, encoding="utf-8")


def test_stocks_add_up_and_ratios_are_weighted(run: Run, plan: Path) -> None:
    submit(plan, 2022, "east", "firms: 90, share: 40")
    submit(plan, 2022, "west", "firms: 30, share: 20")
    report = json.loads(run("status", "--plan", str(plan), "--format", "json").stdout)
    latest = {item["id"]: item["latest"] for item in report["indicators"]}
    # The weighted mean is 4200 over 120.
    del latest["output"]
    assert latest == {"firms": {"value": 120, "year": 2022}, "share": {"value": 35, "year": 2022}}
    assert report["awaited"] == []


def test_a_share_without_a_target_is_weighted_where_it_is_shown(run: Run, plan: Path) -> None:
    """Its weights are another quantity's reports: 90 at 40 % and 30 at 20 % are 35 %."""
    share = (
        "context: [{id: level, name: {zh: 水平, en: Level}, unit: '%', kind: ratio, scope: county,"
        " precision: 0.1, weight: firms, value: 30, year: 2020}]\n"
    )
    (plan / "baselines.yaml").write_text(fictional.COUNTY_STARTS + share, encoding="utf-8")
    for year in (2022, 2023):
        submit(plan, year, "east", "firms: 90, level: 40")
        submit(plan, year, "west", f"firms: 30, level: {20 if year == 2022 else 16}")

    def latest(*options: str) -> object:
        shown = run("show", "level", "--plan", str(plan), "--format", "json", *options)
        return json.loads(shown.stdout)["context"]["latest"]

    # 3600 and 480 over 120
    assert latest() == {"value": 34, "year": 2023}
    assert latest("--as-of", "2022") == {"value": 35, "year": 2022}


def test_a_reading_that_is_a_share_is_weighted_where_the_indicator_adds_up(
    run: Run, plan: Path
) -> None:
    path = plan / "targets.yaml"
    readings = (
        "kind: stock\n    default_reading: number\n    readings:\n"
        "      - {id: number, name: Number}\n      - {id: part, name: Part, kind: ratio}\n"
    )
    text = path.read_text(encoding="utf-8").replace("kind: ratio\n", readings)
    path.write_text(text, encoding="utf-8")
    starts = "schema: 1\nbaselines: [{id: firms, value: 100, year: 2020}]\n"
    (plan / "baselines.yaml").write_text(starts, encoding="utf-8")
    for district, firms, share, part in (("east", 90, 41, 40), ("west", 30, 22, 20)):
        submit(plan, 2022, district, f"firms: {firms}, share: {share}")
        submit(plan, 2023, district, f"firms: {firms}, share: {{value: {part}, reading: part}}")
    found = run("check", str(plan), "--format", "json").stdout
    assert json.loads(found)["findings"] == []

    def latest(*options: str) -> object:
        status = run("status", "--plan", str(plan), "--format", "json", *options)
        return json.loads(status.stdout)["indicators"][1]["latest"]

    assert latest() == {"value": 63, "year": 2022}
    assert latest("--reading", "share=part") == {"value": 35, "year": 2023}


@pytest.mark.parametrize(("lang", "named"), [("zh", "2022 年尚未填报：西区"), ("en", "West")])
def test_who_is_missing_is_named(run: Run, plan: Path, lang: str, named: str) -> None:
    submit(plan, 2022, "east", "firms: 90, share: 40")
    table = run("status", "--plan", str(plan), "--lang", lang).stdout
    assert named in table
    report = json.loads(run("status", "--plan", str(plan), "--format", "json").stdout)
    assert report["awaited"] == [{"year": 2022, "districts": ["west"], "quantities": 2}]
    assert [item["latest"]["value"] for item in report["indicators"]] == [None] * 3


def test_a_value_of_the_whole_goes_before_the_sum(run: Run, plan: Path) -> None:
    submit(plan, 2022, "east", "firms: 90")
    submit(plan, 2022, "west", "firms: 30")
    whole = plan / "submissions" / "2022.yaml"
    whole.write_text("schema: 1\nyear: 2022\nvalues: {firms: 125}\n", encoding="utf-8")
    report = json.loads(run("status", "--plan", str(plan), "--format", "json").stdout)
    assert report["indicators"][0]["latest"] == {"value": 125, "year": 2022}
    found = json.loads(run("check", str(plan), "--format", "json").stdout)["findings"]
    assert [(finding["code"], finding["data"]["difference"]) for finding in found] == [("JY304", 5)]


def test_settings_of_the_plan_count_unless_the_command_line_says_otherwise(
    run: Run, plan: Path
) -> None:
    with (plan / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write("settings: {lang: zh, fail_on: warning, format: text}\n")
    submit(plan, 2022, "east", "firms: 90")
    found = run("check", str(plan))
    assert "警告 JY238" in found.stdout
    assert found.returncode == 1
    for command in (("status",), ("show", "firms")):
        assert "目标" in run(*command, "--plan", str(plan)).stdout
        assert "目标" not in run("--lang", "en", *command, "--plan", str(plan)).stdout
    asked = run("check", str(plan), "--lang", "en", "--fail-on", "error")
    assert "warning JY238" in asked.stdout
    assert asked.returncode == 0
