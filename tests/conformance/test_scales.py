"""What rules print of their scales and formulas is what they work out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jyplan.engine.rules import pace, rule_of
from jyplan.texts.rules import RULES
from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Judged = Callable[..., dict[str, Any]]

RATES = [-0.3, -0.05, -0.01, -0.001, 0.0, 0.001, 0.004, 0.006, 0.012, 0.02, 0.05, 0.3]
SIGNS = {"−": "-", "×": "*", "≥": ">=", "≤": "<=", "^": "**", " % ": " / 100 ", " = ": " == "}


def worked_out(printed: str, symbols: Mapping[str, float]) -> float:
    """A printed formula or condition, with figures for its symbols."""
    for sign, plain in SIGNS.items():
        printed = printed.replace(sign, plain)
    printed = re.sub(r"\|(.+?)\|", r"abs(\1)", printed)
    names = {"min": min, "max": max, "abs": abs, "__builtins__": {}}
    return float(eval(printed, names, dict(symbols)))  # noqa: S307 our own texts


def score_of(rule: str, symbols: Mapping[str, float], *, aimed: bool) -> float:
    """The score by the scale on the card, of a series that has not met its target."""
    for piece in rule_of(rule).card.scores:
        condition = chosen(RULES[rule].scores[piece.code], "en")
        free = condition.startswith("no target ")
        plain = condition.removeprefix("no target ")
        if free is not aimed and plain[0] in "RxC" and worked_out(plain, symbols):
            return worked_out(piece.expression, symbols)
    raise AssertionError(symbols)


@pytest.mark.parametrize("rule", ["statcan", "eustat"])
@pytest.mark.parametrize("rate", RATES)
def test_scores_of_a_pace(judged: Judged, rule: str, rate: float) -> None:
    """Of 50 % a year, which no rate reaches: nothing is met."""
    way = {"baseline": 100.0, "start_year": 2020.0, "latest_year": 2021.0, "direction": 1}
    aim = {"target": 100 * 1.5**2, "target_year": 2022.0}
    found = judged(rule, **way, **aim, latest=100 * (1 + rate))
    assert found["score"] == pytest.approx(
        score_of(rule, {"R": found["value"]}, aimed=True), abs=1e-9
    )


@pytest.mark.parametrize("rule", ["statcan", "eustat"])
@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("limit", [None, 200.0, 100.0, 80.0, 60.0, 50.0, 40.0])
def test_scores_without_a_target(
    judged: Judged, rule: str, rate: float, limit: float | None
) -> None:
    way = {"baseline": 100.0, "start_year": 2020.0, "latest_year": 2021.0, "direction": 1}
    known = {} if limit is None else {"limit": limit}
    found = judged(rule, **way, **known, latest=100 * (1 + rate))
    shrunk = {"b": 100.0, "L": 0.0 if limit is None else limit}
    symbols = {"x": found["value"], "C": printed_closeness(shrunk)}
    assert found["score"] == pytest.approx(score_of(rule, symbols, aimed=False), abs=1e-9)


def printed_closeness(symbols: Mapping[str, float]) -> float:
    formula = next(each for each in pace.FREE if each.symbol == "C")
    if not symbols["L"]:
        return 1.0
    return worked_out(formula.expression.format(b="b", L="L"), symbols)


@pytest.mark.parametrize(
    "baseline", [-10.0, 0.0, 1.0, 50.0, 99.0, 100.0, 101.0, 150.0, 200.0, 300.0]
)
def test_closeness_in_one_formula(baseline: float) -> None:
    """`b >= 2 L`: 1; `b <= L`: `1 - (b / L) ** 4.44`; else `1 - ((2 L - b) / L) ** 4.44`."""
    found = pace.closeness(np.array([baseline]), np.array([100.0]))[0]
    assert printed_closeness({"b": baseline, "L": 100.0}) == pytest.approx(found, abs=1e-12)
