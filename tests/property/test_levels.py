"""Laws of relative targets in tables: they are what `level_of` says, written as a value."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from jyplan.batch.answers import Question, answered
from jyplan.batch.layout import OUTPUT, Layout
from jyplan.batch.levels import levels
from jyplan.batch.sheet import SeriesPiece
from jyplan.engine.rules import RULES, rule_of
from jyplan.plan.aims import RELATIVE, level_of

forms = st.sampled_from(list(RELATIVE))
cents = st.integers(1, 10**7).map(lambda number: number / 100)
# more than nothing is left of anything
shares = st.integers(-9999, 30_000).map(lambda number: number / 100)
starts = cents | st.floats(1e-30, 1e30)
spans = st.integers(1, 60)
COLUMNS = ("id", "baseline_year", "baseline", "year", "value", "target", "target_year", "direction")


def figure_of(form: str, share: float) -> float:
    return abs(share) + 0.01 if form == "multiple" else share


@given(forms, st.lists(st.tuples(starts, shares | st.floats(-99, 99), spans), min_size=1))
def test_levels_are_correctly_rounded(form: str, rows: list[tuple[float, float, int]]) -> None:
    start, figure, years = (
        np.array(column, dtype=np.float64) for column in zip(*rows, strict=True)
    )
    figure = np.array([figure_of(form, share) for share in figure.tolist()])
    found, reason = levels(form, start, figure, (np.full(len(rows), 2000.0), 2000 + years))
    exact = [
        level_of(form, *own)
        for own in zip(
            figure.tolist(),
            (2000 + years.astype(int)).tolist(),
            ((2000, each) for each in start.tolist()),
            strict=True,
        )
    ]
    assert found.tolist() == exact
    assert not reason.any()


@given(
    forms,
    st.sampled_from(list(RULES)),
    st.lists(
        st.tuples(cents, shares, spans, st.none() | cents, st.integers(0, 70)),
        min_size=1,
        max_size=8,
    ),
)
def test_a_form_is_its_level_written_as_a_value(
    form: str, rule: str, rows: list[tuple[float, float, int, float | None, int]]
) -> None:
    said, meant = [], []
    for number, (start, share, years, latest, passed) in enumerate(rows):
        figure = figure_of(form, share)
        level = level_of(form, figure, 2000 + years, (2000, start))
        assert level is not None
        way = "increase" if level >= start else "decrease"
        # without a value of its own the series is exactly where it is to arrive
        value = level if latest is None else latest
        row = (number, 2000, start, 2000 + passed, value)
        said.append((*row, figure, 2000 + years, way, form))
        meant.append((*row, level, 2000 + years, way, "by_year"))
    schema = [*COLUMNS, "target_kind"]
    layout = Layout({name: name for name in schema}, {})
    question = Question(layout, rule_of(rule), np.empty(0, np.uint64), frozenset(OUTPUT))
    one, other = (
        answered(SeriesPiece(pl.DataFrame(rows, schema, orient="row"), "t", 1), question).frame
        for rows in (said, meant)
    )
    if form == "average_growth":
        # a value is expected on a straight line, growth is not
        unlike = {"lead_points"} | (set() if rule != "schedule" else {"status", "rule_value"})
        one, other = one.drop(unlike), other.drop(unlike)
    assert one.equals(other)
