"""Every verdict that a statistical office published for real figures, and the figures behind it."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jyplan.engine.rules import rule_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = Mapping[str, str]
    Judged = Callable[..., dict[str, Any]]

SYMBOLS = {
    "Sonne": "sun",
    "Leicht bewölkt": "sun_cloud",
    "Wolke": "cloud",
    "Blitz": "thunderstorm",
}


def figure(text: str) -> float:
    return float(text) if text else float("nan")


def by_statcan(judged: Judged, row: Row) -> dict[str, Any]:
    return judged(
        "statcan",
        baseline=figure(row["base_value"]),
        start_year=figure(row["base_year"]),
        latest=figure(row["current_value"]),
        latest_year=figure(row["current_year"]),
        target=figure(row["target"]),
        target_year=figure(row["target_year"]),
        limit=figure(row["limit"]),
        direction=int(row["direction"]),
    )


def test_statcan(judged: Judged, statcan_row: Row) -> None:
    found = by_statcan(judged, statcan_row)
    assert found["status"] == statcan_row["status"]
    for key, column in (("value", "progress_value"), ("score", "score")):
        published = statcan_row[column]
        if published:
            assert found[key] == pytest.approx(float(published), rel=0, abs=1e-9)
        else:
            assert found[key] is None


def test_statcan_of_several_series(judged: Judged, oracles: Callable[[str], list[Row]]) -> None:
    """The published status of an indicator is that of the mean of its series' scores."""
    card = rule_of("statcan").card
    series = defaultdict(list)
    for row in oracles("statcan"):
        series[row["indicator"]].append(row)
    for rows in series.values():
        found = [by_statcan(judged, row) for row in rows]
        scores = [each["score"] for each in found if each["score"] is not None]
        if {each["status"] for each in found} == {"target_achieved"}:
            status = "target_achieved"
        elif scores:
            mean = sum(scores) / len(scores)
            status = next(code for least, code in card.bands if mean >= least)
        else:
            status = "not_available"
        assert status == rows[0]["indicator_progress_status"]


def test_destatis(judged: Judged, destatis_row: Row) -> None:
    years = [float(year) for year in destatis_row["window_years"].split()]
    values = [float(value) for value in destatis_row["window_values"].split()]
    constant = destatis_row["rule"] == "constant"
    found = judged(
        "destatis",
        latest=values[-1],
        latest_year=years[-1],
        target=float(destatis_row["target"]),
        target_year=years[-1] if constant else float(destatis_row["target_year"]),
        direction=1 if destatis_row["direction"] == "up" else -1,
        every=constant,
        window_years=years,
        window=values,
    )
    assert found["status"] == SYMBOLS[destatis_row["published"]]


def test_the_folder_that_is_named_holds_all(oracles: Callable[[str], list[Row]]) -> None:
    folder = os.environ.get("JYPLAN_ORACLES")
    counts = {name: len(oracles(name)) for name in ("statcan", "destatis")}
    assert counts == (
        {"statcan": 132, "destatis": 130} if folder else {"statcan": 0, "destatis": 0}
    )
    assert folder is None or Path(folder).is_dir()
