"""`jyplan batch`: targets said as growth, change and multiples, and such that hold every year.

Figures of R&D expenditure and life expectancy are those of the national plan; others are fictional.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

from jyplan.engine.rules import RULES
from tests.fictional import plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

HEADER = "id,baseline_year,baseline,target,target_year,direction,target_kind,year,value"
FIGURES = ("required_rate", "achieved_share", "lead_points", "catch_up_rate")


def judged(run: Run, folder: Path, rows: Iterable[str], *options: str) -> list[dict[str, object]]:
    path = folder / "t.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    result = run("batch", str(path), *options, "--lang", "en")
    assert (result.returncode, result.stderr) == (0, "")
    return pl.read_csv(io.StringIO(result.stdout), infer_schema_length=None).to_dicts()


@pytest.mark.parametrize(
    ("row", "status", "figures"),
    [
        (
            # to 24393.1 x 1.07**5 = 34212.58; by 2022 (1.07**2 - 1) / (1.07**5 - 1) = 36.00 %
            "2020,24393.1,7,2025,increase,average_growth,2022,30782.9",
            "ahead",
            (0.07, 6389.8 / 9819.48462213817, 0.650727 - 0.359954, 1.1114147 ** (1 / 3) - 1),
        ),
        (
            # to 100 x (1 - 13.5 / 100) = 86.5
            "2020,100,-13.5,2025,decrease,change_percent,2022,97.2027",
            "behind",
            (0.865**0.2 - 1, 2.7973 / 13.5, 2.7973 / 13.5 - 0.4, (86.5 / 97.2027) ** (1 / 3) - 1),
        ),
        (
            # to 78.3
            "2019,77.3,1,2025,increase,change,2021,78.2",
            "ahead",
            ((78.3 / 77.3) ** (1 / 6) - 1, 0.9, 0.9 - 1 / 3, (78.3 / 78.2) ** 0.25 - 1),
        ),
        (
            # to 400
            "2020,200,2,2025,increase,multiple,2022,280",
            "on_track",
            (2**0.2 - 1, 0.4, 0, (400 / 280) ** (1 / 3) - 1),
        ),
        # to exactly what is held against it: 0.1 + 0.2 of floats is more than 0.3
        ("2020,0.1,0.2,2025,increase,change,2022,0.3", "achieved", None),
        ("2020,1.1,3,2025,increase,multiple,2022,3.3", "achieved", None),
        ("2020,1.1,3,2025,decrease,multiple,2022,3.3", "achieved_worsening", None),
        ("2020,100,-10,2023,decrease,average_growth,2023,72.9", "achieved", None),
        ("2020,24393.1,7,2025,increase,average_growth,2024,34212.58462213817", "achieved", None),
        ("2020,24393.1,7,2025,increase,average_growth,2025,34212.58462213816", "missed", None),
        # to 0.4 by steps of 0.06: on the lower threshold in 2021 (0.2 - 0.05), and below it
        ("2020,0.1,0.3,2025,increase,change,2021,0.145", "on_track", None),
        ("2020,0.1,0.3,2025,increase,change,2021,0.1449", "behind", None),
        # a change needs neither a year nor anything to start from but a figure
        ("2020,-2,3,2025,increase,change,2022,1", "achieved", None),
        (",0,3,2025,increase,change,2022,3", "achieved", None),
    ],
)
def test_a_form_is_worked_out_from_the_baseline(
    run: Run, tmp_path: Path, row: str, status: str, figures: tuple[float, ...] | None
) -> None:
    (found,) = judged(run, tmp_path, [f"a,{row}"])
    assert found["status"] == status
    if figures is not None:
        for name, expected in zip(FIGURES, figures, strict=True):
            assert found[name] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2020,,7,2025,increase,average_growth", "no_baseline"),
        ("2020,,1,2025,increase,change", "no_baseline"),
        (",100,7,2025,increase,average_growth", "undated_baseline"),
        ("2020,100,7,,increase,average_growth", "undated"),
        ("2020,100,7,2020,increase,average_growth", "same_year"),
        ("2020,0,7,2025,increase,average_growth", "zero_baseline"),
        ("2020,0,-13.5,2025,decrease,change_percent", "zero_baseline"),
        ("2020,-5,2,2025,increase,multiple", "negative_baseline"),
        ("2020,5,-100,2025,decrease,change_percent", "zero_target"),
        ("2020,5,-120,2025,decrease,average_growth", "crosses_zero"),
        ("2020,5,-2,2025,decrease,multiple", "crosses_zero"),
        ("1,5,900,9999,increase,average_growth", "too_large"),
    ],
)
def test_without_a_level_there_is_a_reason_and_no_figure(
    run: Run, tmp_path: Path, rule: str, row: str, reason: str
) -> None:
    rows = [f"a,{row},2021,110", f"a,{row},2026,120", "z,2020,100,7,2025,increase,change,2025,107"]
    bad, good = judged(run, tmp_path, rows, "--rule", rule)
    assert (bad["reason"], bad["status"]) == (reason, None)
    assert {bad[name] for name in ("rule_value", "score", *FIGURES)} == {None}
    assert good["reason"] != reason


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        # 2021, 2022 … of 5.5 at most, up to 2023; None is an empty cell
        ((5.1, 5.5), "on_track"),
        ((5.1, 5.6), "behind"),
        ((5.6, 5.5), "on_track"),
        ((5.1, 5.2, 5.5), "achieved"),
        ((5.1, 5.2, 5.6), "missed"),
        ((5.1, 5.6, 5.5), "missed"),
        ((5.6, 5.2, 5.5), "missed"),
        # what the table does not have is not asked after
        ((5.1, None, 5.5), "achieved"),
        ((5.6, None, 5.5), "missed"),
        ((5.1, 5.2, None), "on_track"),
        ((None, None, None), "no_data"),
        # later years say nothing
        ((5.1, 5.2, 5.5, 9.9), "achieved"),
        ((5.6, 5.2, 5.5, 5.5), "missed"),
        ((5.1, 5.2, None, 9.9), "on_track"),
        ((None, None, None, 5.5), "no_data"),
    ],
)
@pytest.mark.parametrize("turn", [1, -1])
def test_a_target_for_every_year(
    run: Run, tmp_path: Path, rows: tuple[float | None, ...], status: str, turn: int
) -> None:
    """Also in any order of years, beside others, and where it is a floor."""
    cells = list(enumerate(("" if value is None else str(value) for value in rows), 2021))
    path = [
        *(f"z,2020,5.2,5.5,2023,decrease,by_year,{year},{value}" for year, value in cells),
        # the baseline need not hold
        "a,2020,9,5.5,2023,decrease,every_year,2020,9.9",
        *(f"a,2020,9,5.5,2023,decrease,every_year,{year},{value}" for year, value in cells[::turn]),
        "b,2020,9,5.5,2023,increase,every_year,2023,5.5",
        "b,2020,9,5.5,2023,increase,every_year,2021,5.4",
        "c,2020,9,5.5,2023,increase,every_year,2023,5.5",
    ]
    _, found, missed, alone = judged(run, tmp_path, path)
    assert (found["status"], missed["status"], alone["status"]) == (status, "missed", "achieved")
    assert found["reason"] == "floor_per_year"
    assert {found[name] for name in FIGURES} == {None}


def test_a_target_for_every_year_without_a_last_one(run: Run, tmp_path: Path) -> None:
    rows = [f"a,2020,9,5.5,,decrease,every_year,{year},5.4" for year in range(2021, 2041)]
    rows += ["b,2020,9,5.5,,decrease,every_year,2021,5.6"]
    rows += ["c,2020,9,,2023,decrease,every_year,2021,5.6"]
    held, behind, aimless = judged(run, tmp_path, rows)
    assert (held["status"], behind["status"]) == ("on_track", "behind")
    assert (aimless["status"], aimless["reason"]) == (None, "no_target")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "schedule"])
def test_published_rules_look_at_the_latest_value(run: Run, tmp_path: Path, rule: str) -> None:
    """As they do in `jyplan status`: windows hold nothing after the last year."""
    values = (5.4, 5.6, 5.3, 5.4, 5.2, 5.3)
    cells = [f"2020,5.7,5.5,2026,decrease,every_year,{2021 + i},{v}" for i, v in enumerate(values)]
    rows = [f"a,{cell}" for cell in cells]
    later = [f"b,{cell}" for cell in cells] + ["b,2020,5.7,5.5,2026,decrease,every_year,2027,9"]
    found, other = judged(run, tmp_path, [*rows, *later], "--rule", rule)
    assert found | {"id": "b"} == other
    target = {"operator": "<=", "value": 5.5, "year": "every", "first_year": 2021}
    item = {"id": "rate", "unit": "%", "kind": "ratio", "direction": "decrease", "baseline": 5.7}
    plain = plan(
        tmp_path / "plan",
        [item | {"target": target | {"last_year": 2026}}],
        submissions={2021 + i: {"rate": value} for i, value in enumerate(values)},
    )
    told = run("status", *plain, "--rule", rule, "--format", "json").stdout
    (verdict,) = json.loads(told)["indicators"][0]["verdicts"]
    assert str(found["status"]) == str(verdict["status"])
    assert found["rule_value"] == verdict["value"]


@pytest.mark.parametrize(
    ("form", "figures"),
    [
        ("average_growth", (7, 24393.1, 30782.9)),
        ("average_growth", (-3.2, 120.7, 110.03)),
        ("change_percent", (13.5, 97.3, 101)),
        ("change", (1, 77.3, 78.2)),
        ("multiple", (2, 186, 244)),
    ],
)
def test_a_table_says_what_status_says(
    run: Run, tmp_path: Path, form: str, figures: tuple[float, float, float]
) -> None:
    stated, baseline, latest = figures
    way, operator = ("decrease", "<=") if stated < 0 else ("increase", ">=")
    target = {"operator": operator, form: stated, "year": 2025}
    item = {"id": "one", "direction": way, "baseline": baseline, "target": target}
    plain = plan(tmp_path / "plan", [item], submissions={2022: {"one": latest}})
    (status,) = json.loads(run("status", *plain, "--format", "json").stdout)["indicators"]
    row = f"a,2020,{baseline},{stated},2025,{way},{form},2022,{latest}"
    (found,) = judged(run, tmp_path, [row])
    assert found["status"] == status["status"]
    for ours, theirs in (
        ("required_rate", status["required"]["compound_rate"]),
        ("achieved_share", status["progress"]["achieved_share"]),
        ("lead_points", status["progress"]["lead_points"]),
        ("catch_up_rate", status["catch_up"]["compound_rate"]),
    ):
        assert found[ours] == theirs


def test_two_forms_of_one_series_contradict_each_other(run: Run, tmp_path: Path) -> None:
    rows = [
        "a,2020,100,7,2025,increase,change,2021,101",
        "a,2020,100,7,2025,increase,multiple,2022,102",
        "b,2020,100,7,2025,increase,growth,2022,102",
    ]
    path = tmp_path / "t.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    result = run("batch", str(path), "--lang", "en")
    assert result.returncode == 1
    found = pl.read_csv(io.StringIO(result.stdout))
    assert found["reason"].to_list() == ["conflicting", "unreadable"]
    assert "t.csv:3:1: error JY610 target_kind differs" in result.stderr
    assert "t.csv:4:1: error JY609 target_kind is growth" in result.stderr
    assert "average_growth, change_percent, change or multiple" in result.stderr
