"""The JSON document keeps its promises: keys, units of measure, reasons, no nan.

Keys may be added, so that every set is held against as the least.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

Json: TypeAlias = Any
FICTIONAL = "tests/acceptance/submissions"
DOCUMENT = {"schema_version", "plan", "as_of", "summary", "indicators"}
INDICATOR = {
    "id", "name", "unit", "kind", "path", "scope", "theme", "reading", "baseline", "target",
    "required", "gap", "milestone", "latest", "progress", "observed", "catch_up", "projection",
    "status", "flags",
}  # fmt: skip
GROUPS = {
    "baseline": {"value", "year", "basis"},
    "target": {"value", "year", "operator"},
    "required": {"compound_rate", "linear_step", "reason"},
    "gap": {"absolute", "relative", "reason"},
    "milestone": {"year", "value"},
    "latest": {"value", "year"},
    "progress": {
        "achieved_share", "expected_share", "elapsed_share", "lead_points", "lead_years", "reason",
    },
    "observed": {"compound_rate", "linear_step", "reason"},
    "catch_up": {"compound_rate", "linear_step", "reason"},
    "projection": {"compound", "linear", "attainment_time", "attainment_year", "reason"},
}  # fmt: skip
STATUSES = {
    "achieved", "ahead", "on_track", "behind", "regressing", "missed", "achieved_worsening",
    "no_data", "no_baseline",
}  # fmt: skip
REASONS = {
    "no_baseline", "no_data", "no_target", "zero_baseline", "zero_target", "crosses_zero",
    "undated", "floor_per_year", "same_year", "at_target", "achieved", "deadline_passed",
    "maintained", "not_approaching", "beyond_horizon", "before_baseline", "too_large",
}  # fmt: skip
RATES = ("required", "observed", "catch_up")
ASKED = {
    "plan": ("--plan", "."),
    "fictional": (FICTIONAL, "--plan", "."),
    "later": (FICTIONAL, "--plan", ".", "--as-of", "2025"),
    "compound": (FICTIONAL, "--plan", ".", "--path", "compound"),
    "grants": ("--plan", ".", "--reading", "invention_patents=cumulative_grants"),
    "guangdong": ("--plan", "examples/guangdong-rd-intensity"),
    "china": ("--plan", "examples/china-high-value-patents"),
}


def refuse(token: str) -> None:
    message = f"no JSON: {token}"
    raise AssertionError(message)


def loads(text: str) -> Json:
    return json.loads(text, parse_constant=refuse)


@pytest.fixture(params=ASKED)
def found(run: Run, request: pytest.FixtureRequest) -> Json:
    result = run("status", "--format", "json", *ASKED[request.param])
    assert result.returncode == 0
    assert result.stderr == ""
    return loads(result.stdout)


def test_keys_of_the_document(found: Json) -> None:
    assert set(found) >= DOCUMENT
    assert found["schema_version"] == 1
    assert set(found["plan"]) >= {"id", "name", "baseline_year", "end_year"}
    assert isinstance(found["as_of"], int)


def test_keys_of_an_indicator(found: Json) -> None:
    assert found["indicators"]
    for entry in found["indicators"]:
        assert set(entry) >= INDICATOR
        assert set(entry["name"]) == set(entry["unit"]) == {"zh", "en"}
        for group, keys in GROUPS.items():
            assert set(entry[group]) >= keys, (entry["id"], group)


def test_an_absent_figure_has_a_reason(found: Json) -> None:
    for entry in found["indicators"]:
        for group in (*RATES, "gap", "progress", "projection"):
            figures = {key: entry[group][key] for key in GROUPS[group] - {"reason"}}
            if None in figures.values():
                assert entry[group]["reason"] in REASONS, (entry["id"], group, figures)
        if entry["milestone"]["value"] is None:
            assert entry["milestone"]["reason"] in REASONS
        if entry["status"] is None:
            assert entry["status_reason"] in REASONS


def test_a_group_of_figures_has_no_reason(found: Json) -> None:
    for entry in found["indicators"]:
        for group in RATES:
            growth = entry[group]
            if growth["compound_rate"] is not None:
                assert growth["reason"] is None, (entry["id"], group)
                assert growth["linear_step"] is not None


def test_statuses_and_counts(found: Json) -> None:
    seen = [entry["status"] for entry in found["indicators"]]
    assert set(seen) <= STATUSES | {None}
    counts = found["summary"]["statuses"]
    assert counts == {status or "undecided": seen.count(status) for status in set(seen)}
    assert found["summary"]["indicators"] == len(seen)


def test_rates_are_fractions_that_lead_from_one_value_to_the_other(found: Json) -> None:
    checked = 0
    for entry in found["indicators"]:
        rate = entry["required"]["compound_rate"]
        if rate is None:
            continue
        start, goal = entry["baseline"], entry["target"]
        years = goal["year"] - start["year"]
        assert start["value"] * (1 + rate) ** years == pytest.approx(goal["value"])
        assert start["value"] + entry["required"]["linear_step"] * years == pytest.approx(
            goal["value"]
        )
        checked += 1
    assert checked >= 1


def test_shares_are_fractions(found: Json) -> None:
    for entry in found["indicators"]:
        progress = entry["progress"]
        if progress["elapsed_share"] is not None:
            assert 0 <= progress["elapsed_share"] <= 1
        if progress["achieved_share"] is not None and progress["expected_share"] is not None:
            lead = progress["achieved_share"] - progress["expected_share"]
            assert progress["lead_points"] == pytest.approx(lead, abs=1e-15)
        if entry["gap"]["relative"] is not None:
            relative = entry["gap"]["absolute"] / entry["target"]["value"]
            assert entry["gap"]["relative"] == pytest.approx(relative)


def test_figures_have_full_precision(run: Run) -> None:
    text = run("status", "--format", "json", "--plan", ".").stdout
    entry = next(e for e in loads(text)["indicators"] if e["id"] == "hnte")
    exact = (500 / 186) ** 0.2 - 1
    assert math.isclose(entry["required"]["compound_rate"], exact, rel_tol=1e-14)


def test_figures_of_files_are_the_same_in_both_languages(run: Run) -> None:
    texts = {
        run("--lang", language, "status", FICTIONAL, "--format", "json", "--plan", ".").stdout
        for language in ("zh", "en")
    }
    assert len(texts) == 1


def test_no_tokens_that_json_does_not_have(run: Run) -> None:
    for arguments in (("status", FICTIONAL), ("show", "hnte", FICTIONAL), ("path",)):
        text = run(*arguments, "--plan", ".", "--format", "json").stdout
        assert loads(text)["schema_version"] == 1


def leaves(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


@pytest.mark.parametrize("name", ["hnte", "hz_gdp", "wind_turbine_makers", "annual_st_funding"])
def test_show_tells_what_status_tells(run: Run, name: str) -> None:
    arguments = (FICTIONAL, "--plan", ".", "--format", "json")
    whole = loads(run("status", *arguments).stdout)
    one = loads(run("show", name, *arguments).stdout)["indicator"]
    entry = next(entry for entry in whole["indicators"] if entry["id"] == name)
    assert {key: one[key] for key in entry} == entry
    assert set(one) >= {"readings", "years", "history", "observations"}
    assert all(math.isfinite(leaf) for leaf in leaves(one) if isinstance(leaf, float))


def test_show_keeps_every_vintage(run: Run) -> None:
    text = run("show", "hnte", FICTIONAL, "--plan", ".", "--format", "json").stdout
    reports = loads(text)["indicator"]["observations"]
    assert [(entry["year"], entry["vintage"], entry["value"]) for entry in reports] == [
        (2022, 2022, 271),
        (2022, 2023, 275),
        (2023, 2023, 320),
    ]


def test_path_gives_both_paths(run: Run) -> None:
    text = run("path", "hnte", "hz_gdp", "--plan", ".", "--format", "json").stdout
    first, second = loads(text)["indicators"]
    assert [year["year"] for year in first["years"]] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert [year["linear_whole"] for year in first["years"]] == [186, 249, 312, 375, 438, 500]
    assert [year["compound_whole"] for year in first["years"]] == [186, 227, 277, 337, 411, 500]
    # 192.71 q^n with q = (600 / 192.71)^(1/6)
    assert [year["compound"] for year in second["years"]] == pytest.approx(
        [192.71, 232.87, 281.40, 340.04, 410.90, 496.53, 600], abs=0.005
    )


def test_path_says_why_there_is_none(run: Run) -> None:
    text = run("path", "manufacturing_hnte", "--plan", ".", "--format", "json").stdout
    entry = loads(text)["indicators"][0]
    assert entry["years"] == []
    assert entry["reason"] == "no_baseline"
