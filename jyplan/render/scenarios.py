"""What scenarios find, in every format: one shape a sort of result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jyplan.render.grid import (
    grid_csv,
    grid_json,
    grid_markdown,
    grid_table,
    sensitivity_csv,
    sensitivity_json,
    sensitivity_markdown,
    sensitivity_table,
)
from jyplan.render.whatif import whatif_markdown, whatif_table
from jyplan.render.whatif_data import whatif_csv, whatif_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Shape(NamedTuple):
    """How a sort of result is written.

    Attributes:
        table: for a screen.
        json: with codes and full precision.
        csv: in a language.
        markdown: for documents.
    """

    table: Callable[..., str]
    json: Callable[..., str]
    csv: Callable[..., str]
    markdown: Callable[..., str]


def _plain(make: Callable[[Any], str]) -> Callable[[Any, str], str]:
    """A CSV without a word in it, whatever the language."""
    return lambda shown, _: make(shown)


SHAPES: Mapping[str, Shape] = {
    "WhatIf": Shape(whatif_table, whatif_json, whatif_csv, whatif_markdown),
    "Grid": Shape(grid_table, grid_json, _plain(grid_csv), grid_markdown),
    "Sensitivity": Shape(
        sensitivity_table, sensitivity_json, _plain(sensitivity_csv), sensitivity_markdown
    ),
}
