"""Workbooks of plans made at random: whatever is put in, formulas come to what jyplan says.

Without LibreOffice these tests are skipped, and say so; CI demands them (JYPLAN_OFFICE).
"""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from openpyxl import load_workbook

from tests import fictional
from tests.workbooks import (
    OFFICE,
    Made,
    changed,
    differences,
    errors,
    made,
    recalculated,
    stale,
    uncalculated,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jyplan.plan.plan import Observation, Plan

if not OFFICE and "JYPLAN_OFFICE" not in os.environ:
    # one line for all of them
    pytest.skip("NOT RUN, there is no LibreOffice: random workbooks", allow_module_level=True)

YEARS = range(2021, 2026)
RELATIVE = ("average_growth", "change_percent", "change", "multiple")
SEEDS = range(4)
ROWS, PAIRS = 60, 12
NEVER = False


class Shape(NamedTuple):
    """What a target is like, which no input changes."""

    id: str
    direction: str
    form: str
    itr: bool
    kind: str
    reported: str
    every: str
    stops: tuple[int, ...]
    limits: Mapping[str, float]
    than: str = ""


def shape(rng: Random, number: int) -> Shape:
    direction = rng.choice(["increase", "increase", "decrease", "decrease", "maintain"])
    form = rng.choice(["value", "value", "value", "range", *RELATIVE])
    if direction == "maintain":
        form = rng.choice(["value", "range"])
    every = rng.choice(["", "", "", "same", "by_year"]) if form in {"value", "range"} else ""
    chained = form in {"value", *RELATIVE[:3]} and direction != "maintain" and not every
    reported = rng.choice(["value"] * 4 + ["yearly_change", "yearly_increment"] * chained)
    stops = () if every or direction == "maintain" else rng.choice([(), (), (2021,), (2021, 2022)])
    limits = rng.choice([{}, {}, {}, {"minimum": 0.0, "maximum": 150.0}])
    kind = rng.choice(["stock", "stock", "growth_rate"]) if reported == "value" else "stock"
    itr = rng.random() < 0.3
    return Shape(f"q{number}", direction, form, itr, kind, reported, every, stops, limits)


def compared(rng: Random, number: int) -> Shape:
    """A quantity that may be held against another one: levels, rates, or yearly changes."""
    kind, reported = rng.choice(
        [("stock", "value"), ("growth_rate", "value"), ("stock", "yearly_change")]
    )
    than = f"q{rng.choice([each for each in range(ROWS, ROWS + PAIRS) if each != number])}"
    every = rng.choice(["same", "mean"])
    return Shape(f"q{number}", "increase", "than", NEVER, kind, reported, every, (), {}, than)


def figure(rng: Random, low: float = 0, high: float = 200) -> float:
    """A figure as people write them, now and then a special one."""
    if rng.random() < 0.1:
        return rng.choice([0.0, 100.0, -20.0, 50.0])
    return round(rng.uniform(low, high), rng.choice([0, 1, 2]))


def target(rng: Random, own: Shape, start: float | None) -> dict[str, Any]:
    """A target of this shape."""
    found: dict[str, Any] = {}
    if own.form == "than":
        how = {"year": "every"} if own.every == "same" else {"over": "plan"}
        margin = rng.choice([0.0, 0.5, -1.0])
        return {"operator": rng.choice([">", ">="]), "than": own.than, "margin": margin, **how}
    if own.form == "range":
        low = figure(rng)
        found = {"minimum": low, "maximum": low + abs(figure(rng, 0, 40))}
        for key in rng.choice([[], [], ["minimum"], ["maximum"]]):
            del found[key]
    else:
        usual = "<=" if own.direction == "decrease" else ">="
        found["operator"] = rng.choice([usual, usual, ">=", ">", "<=", "<"])
        figures = {
            "value": [figure(rng), figure(rng), 0.0 if own.itr else figure(rng), start or 1.0],
            "average_growth": [round(rng.uniform(-15, 20), 1)],
            "change_percent": [round(rng.uniform(-60, 80), 1)],
            "change": [round(rng.uniform(-50, 50), 1)],
            "multiple": [round(rng.uniform(0.3, 3), 1)],
        }
        found[own.form] = rng.choice(figures[own.form])
    if own.every == "same":
        return {**found, "year": "every"}
    if own.every == "by_year":
        return {
            "year": "every",
            "by_year": {
                year: {
                    key: value if key == "operator" else round(value + year - 2022, 2)
                    for key, value in found.items()
                }
                for year in (2021, 2022, 2023)
            },
        }
    year = rng.choice([2025, 2025, 2023] if own.stops else [2025, 2025, 2023, None])
    if own.stops:
        found["milestones"] = {stop: figure(rng, 10, 150) for stop in own.stops}
    return {**found, "year": year} if year else found


def reports(rng: Random, own: Shape, start: float | None, goal: float | None) -> dict[int, float]:
    """What was reported of one quantity: a walk, with gaps and with ties."""
    level, found = start if start is not None else figure(rng), {}
    for year in (2020, *YEARS) if rng.random() < 0.1 else YEARS:
        level += rng.gauss(0, 15)
        value = round(level, 1) if own.reported == "value" else round(rng.gauss(1, 6), 1)
        if own.reported == "value" and rng.random() < 0.2:
            value = rng.choice([each for each in (start, goal, value) if each is not None])
        if rng.random() < 0.7:
            found[year] = value
    return {} if rng.random() < 0.08 else found


def plan(rng: Random, shapes: list[Shape]) -> tuple[Plan, list[Observation]]:
    """A fictional plan of these shapes and what was reported."""
    rows, seen = [], []
    for own in shapes:
        path = rng.choice(["itr", "linear", "compound"] if own.itr else ["linear", "compound"])
        # which rows may be bent is no input
        row: dict[str, Any] = {
            "id": own.id,
            "direction": own.direction,
            "kind": own.kind,
            "limits": own.limits,
            "reported": own.reported,
            "path": "itr" if own.itr else path,
        }
        start = None
        if own.reported == "yearly_change" or rng.random() < 0.88:
            grows = own.form in RELATIVE or own.reported != "value"
            grows = grows or own.form == "than"
            start = abs(figure(rng)) + 1 if grows else figure(rng)
            year = 2020 if own.reported == "yearly_change" else rng.choice([2020, 2020, 2019])
            row["baseline"] = year, start
        row["target"] = target(rng, own, start)
        rows.append(row)
        seen += fictional.seen(own.id, reports(rng, own, start, row["target"].get("value")))
    # the years of the sheets are no input either
    rows.append({"id": "old", "baseline": (2019, 1.0), "direction": "increase",
                 "target": {"operator": ">=", "value": 2.0, "year": 2025}})  # fmt: skip
    return fictional.held(rows), seen


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Made], Path]:
    """Workbooks as they were made, and others that were turned into them by their inputs."""
    folder, out = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("found")
    books = {}
    for seed in SEEDS:
        rng = Random(seed)  # noqa: S311 nothing is secret
        shapes = [shape(rng, number) for number in range(ROWS)]
        shapes += [compared(rng, ROWS + number) for number in range(PAIRS)]
        before, after = (made(*plan(rng, shapes), rng.choice(list(YEARS[1:]))) for _ in range(2))
        books[f"made-{seed}"] = before
        uncalculated(before.data, folder / f"made-{seed}.xlsx")
        books[f"turned-{seed}"] = after
        assert before.inputs.keys() == after.inputs.keys()
        changed(before.data, folder / f"turned-{seed}.xlsx", after.inputs)
    recalculated(folder, out)
    return books, out


@pytest.mark.parametrize("name", [f"{how}-{seed}" for how in ("made", "turned") for seed in SEEDS])
def test_formulas_come_to_what_jyplan_says(
    folders: tuple[dict[str, Made], Path], name: str, tmp_path: Path
) -> None:
    books, out = folders
    found = load_workbook(out / f"{name}.xlsx", data_only=True)
    assert differences(found, books[name]) == []
    assert errors(found) == []
    if name.startswith("made"):
        path = tmp_path / "made.xlsx"
        path.write_bytes(books[name].data)
        assert stale(found, load_workbook(path, data_only=True)) == []


def test_all_statuses_are_among_them(folders: tuple[dict[str, Made], Path]) -> None:
    counts = [made_.report.statuses for made_ in folders[0].values()]
    assert len({status for each in counts for status in each}) == 10
