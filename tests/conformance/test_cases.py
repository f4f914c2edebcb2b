"""Verdicts and path values worked out by hand, or published, as data: cases.yaml, figures.yaml."""

from __future__ import annotations

from pathlib import Path as File
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml

from jyplan.engine.codes import Direction, Operator, Path
from jyplan.engine.paths import Way, value_at
from jyplan.engine.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., dict[str, Any]]

HERE = File(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
FIGURES: list[dict[str, Any]] = yaml.safe_load((HERE / "figures.yaml").read_text(encoding="utf-8"))
BETTER = {
    "higher": Direction.INCREASE,
    "lower": Direction.DECREASE,
    "kept": Direction.MAINTAIN,
}


def columns(facts: dict[str, Any]) -> dict[str, Any]:
    """Columns of `Series` from facts; the newest of a window are the latest."""
    given = dict(facts)
    given["direction"] = BETTER[given.pop("better", "higher")]
    if "operator" in given:
        given["operator"] = Operator[given["operator"].upper()]
    if window := given.pop("window", None):
        given |= {"window_years": [*window], "window": [*window.values()]}
        given |= {"latest_year": given["window_years"][-1], "latest": given["window"][-1]}
    return given


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], judged: Judged) -> None:
    found = judged(case["rule"], **columns(case["facts"]))
    for name, expected in case["expected"].items():
        got = found[name].name.lower() if name == "reason" else found[name]
        if isinstance(expected, int | float):
            assert got == pytest.approx(expected, rel=0, abs=1e-9), name
        else:
            assert got == expected, name


@pytest.mark.parametrize("figure", FIGURES, ids=[figure["id"] for figure in FIGURES])
def test_path(figure: dict[str, Any]) -> None:
    facts = {
        name: np.array([fact], float) for name, fact in figure["facts"].items() if name != "path"
    }
    path = np.array([Path[figure["facts"]["path"].upper()]], dtype=np.int8)
    year = facts.pop("year")
    value, _ = value_at(Way(**facts, path=path), year)
    assert value[0] == pytest.approx(figure["expected"], rel=0, abs=figure.get("within", 0))


def test_every_case_has_a_name_of_its_own_and_says_where_it_comes_from() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case.get("source") or case.get("arithmetic") for case in CASES)
    assert {case["rule"] for case in CASES} == set(RULES)
