"""Grids and sensitivities as JSON and CSV; there are no words in them."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from jyplan.data.csv import written
from jyplan.data.json import SCHEMA_VERSION, dump, picked, plan_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.outcomes import Grid, Sensitivity


def grid_json(shown: Grid) -> str:
    """The grid as a list of cells."""
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "plan": plan_head(shown.report),
            "indicator": shown.entry.id,
            "year": shown.year,
            "axes": [
                {
                    "id": axis.entry.id,
                    "rates": [] if axis.stepped else axis.growth,
                    "steps": axis.growth if axis.stepped else [],
                }
                for axis in shown.axes
            ],
            "cells": list(_flat(shown)),
        }
    )


class Flat(NamedTuple):
    """One cell with the rates and steps that it stands for, by id."""

    rates: dict[str, float]
    steps: dict[str, float]
    value: float | None
    met: bool | None


def _flat(shown: Grid) -> Iterator[Flat]:
    """The cells, row by row."""
    places = product(*(axis.growth for axis in shown.axes))
    for growth, cell in zip(places, chain.from_iterable(shown.cells), strict=True):
        pairs = list(zip(shown.axes, growth, strict=True))
        rates = {axis.entry.id: each for axis, each in pairs if not axis.stepped}
        steps = {axis.entry.id: each for axis, each in pairs if axis.stepped}
        yield Flat(rates, steps, cell.value, cell.met)


def grid_csv(shown: Grid) -> str:
    """One row a cell."""
    return written(
        {
            **{axis.entry.id: (cell.rates | cell.steps)[axis.entry.id] for axis in shown.axes},
            "year": shown.year,
            shown.entry.id: cell.value,
            "met": None if cell.met is None else str(cell.met).lower(),
        }
        for cell in _flat(shown)
    )


def sensitivity_json(shown: Sensitivity) -> str:
    """The levers in their order."""
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "plan": plan_head(shown.report),
            "indicator": shown.entry.id,
            **picked(shown, "year", "value", "step"),
            "inputs": _levers(shown),
            "fixed": shown.fixed,
        }
    )


def _levers(shown: Sensitivity) -> list[dict[str, object]]:
    return [
        {"id": lever.entry.id, **picked(lever, "rate", "lower", "upper")} for lever in shown.levers
    ]


def sensitivity_csv(shown: Sensitivity) -> str:
    """One row an input."""
    return written(_levers(shown))
