"""Published verdicts: those in this folder, and those where `JYPLAN_ORACLES` names more."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jyplan.engine.codes import Operator, Reason
from jyplan.engine.rules import rule_of
from jyplan.engine.series import series_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = Mapping[str, str]

HERE = Path(__file__).parent
ORACLES = {"statcan": "statcan_cif.csv", "destatis": "destatis.csv"}


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def oracle_rows(name: str) -> list[Row]:
    """Every row of a table of published verdicts; none where no folder is named."""
    folder = os.environ.get("JYPLAN_ORACLES")
    return read(Path(folder) / ORACLES[name]) if folder else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a row: ours by their sources, theirs by indicator and series or year."""
    for name in ORACLES:
        if f"{name}_row" in metafunc.fixturenames:
            rows = [(row["source"], row) for row in read(HERE / f"{name}.csv")]
            rows += [
                (f"{row['indicator']} {row.get('series') or row['year']}", row)
                for row in oracle_rows(name)
            ]
            metafunc.parametrize(
                f"{name}_row", [row for _, row in rows], ids=[label for label, _ in rows]
            )


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401 pytest's own
    """Say in one line where only the cases of this folder were tried."""
    if not os.environ.get("JYPLAN_ORACLES"):
        terminalreporter.write_line(
            "JYPLAN_ORACLES names no folder: published verdicts held against tests/conformance only"
        )


@pytest.fixture
def judged() -> Callable[..., dict[str, Any]]:
    """Judge one series by a rule: columns of `Series` in, value, score, status, reason out."""

    def judge(rule: str, **columns: Any) -> dict[str, Any]:  # noqa: ANN401 figures and codes
        if "direction" in columns and "operator" not in columns:
            rising = columns["direction"] > 0
            columns["operator"] = Operator.AT_LEAST if rising else Operator.AT_MOST
        own = rule_of(rule)
        found = own.evaluate(series_of(1, **columns))
        position = int(found.status[0])
        value, score = float(found.value[0]), float(found.score[0])
        return {
            "value": None if np.isnan(value) else value,
            "score": None if np.isnan(score) else score,
            "status": own.card.classes[position].code if position >= 0 else None,
            "reason": Reason(found.reason[0]),
        }

    return judge


@pytest.fixture
def oracles() -> Callable[[str], list[Row]]:
    """The rows of a table of published verdicts."""
    return oracle_rows
