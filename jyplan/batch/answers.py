"""A piece of a table -> one row a series."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from jyplan.batch.layout import FIGURES, OUTPUT
from jyplan.batch.rows import SeriesRows
from jyplan.batch.sheet import PieceArrays
from jyplan.engine.codes import Reason
from jyplan.engine.kernel import judge_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jyplan.batch.layout import Layout
    from jyplan.batch.sheet import SeriesPiece
    from jyplan.engine.rules.rule import Rule
    from jyplan.engine.series import Codes
    from jyplan.plan.findings import Finding

REASONS = pl.Enum([reason.name.lower() for reason in Reason if reason])


class Question(NamedTuple):
    """What is asked of every piece.

    Attributes:
        layout: which column of the table stands for what, and which are kept.
        rule: the rule to judge by.
        repeated: hashes of ids that stand in several places, sorted.
        wanted: which columns of the output are asked for.
    """

    layout: Layout
    rule: Rule
    repeated: NDArray[np.uint64]
    wanted: frozenset[str]


class PieceVerdicts(NamedTuple):
    """What is found of a piece.

    Attributes:
        frame: one row a series.
        findings: what is wrong with its rows, the first of each sort.
        wrong: how many of each sort there are, by code.
    """

    frame: pl.DataFrame
    findings: list[Finding]
    wrong: dict[str, int]


def answered(piece: SeriesPiece, question: Question) -> PieceVerdicts:
    """Judge the series of a piece."""
    rule, wanted = question.rule, question.wanted
    sheet = PieceArrays(piece, question.layout)
    rows = SeriesRows(sheet)
    rows.repeated(question.repeated)
    series = rows.series(rule.card.needs)
    seen = rows.in_its_year(series) if rule.card.needs.own_year else None
    judged = judge_blocks(series, rule, seen=seen, figures=not wanted.isdisjoint(FIGURES))
    out = rows.reason != 0
    barred = bool(out.any())
    columns: dict[str, pl.Series] = {}
    for name in (name for name in OUTPUT if name in wanted):
        if name == "id" and rows.ids is not None:
            columns[name] = rows.last(rows.ids)
        elif name == "latest_year":
            columns[name] = pl.Series(series.latest_year, nan_to_null=True).cast(pl.Int32)
        elif name == "latest":
            # a minus without a figure is none
            columns[name] = pl.Series(series.latest + 0.0, nan_to_null=True)
        elif name == "status":
            status = np.where(out, np.int8(-1), judged.status) if barred else judged.status
            columns[name] = _named(status, pl.Enum([each.code for each in rule.card.classes]))
        elif name == "reason":
            reason = np.where(out, rows.reason, judged.reason) if barred else judged.reason
            columns[name] = _named(reason - np.int8(1), REASONS)
        else:
            figures = getattr(judged, FIGURES[name]) + 0.0
            columns[name] = pl.Series(
                np.where(out, np.nan, figures) if barred else figures, nan_to_null=True
            )
    for name, own in question.layout.extra.items():
        columns[own] = rows.last(piece.frame[name])
    return PieceVerdicts(pl.DataFrame(columns), sheet.findings, sheet.wrong)


def _named(codes: Codes, names: pl.Enum) -> pl.Series:
    """Codes as their names; null where negative."""
    column = pl.Series(codes.astype(np.int16))
    return column.set(column < 0, None).cast(pl.UInt32).cat.to(names)
