"""The columns of a table of series: what is read, what is kept, what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import RequestError
from jyplan.nearest import closest
from jyplan.plan.findings import Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jyplan.engine.rules.card import Card

# what a row says of its series, the same in all rows of one id
OF_SERIES = (
    "baseline_year",
    "baseline",
    "target",
    "target_year",
    "direction",
    "limit",
    "target_kind",
)
NUMBERS = ("baseline_year", "baseline", "year", "value", "target", "target_year", "limit")
YEARS = frozenset({"baseline_year", "year", "target_year"})
INPUT = ("id", "baseline_year", "baseline", "year", "value", *OF_SERIES[2:])
OUTPUT = (
    "id",
    "latest_year",
    "latest",
    "rule_value",
    "score",
    "status",
    "reason",
    "required_rate",
    "achieved_share",
    "lead_points",
    "catch_up_rate",
)
# endings of files by their formats
CSV = frozenset({".csv"})
PARQUET = frozenset({".parquet", ".pq"})
ARROW = frozenset({".arrow", ".ipc", ".feather"})
# columns of the output that the engine works out, by its names
FIGURES: Mapping[str, str] = {
    "rule_value": "value",
    "score": "score",
    "required_rate": "required_rate",
    "achieved_share": "achieved_share",
    "lead_points": "lead_points",
    "catch_up_rate": "catch_up_rate",
}


class UnreadableTableError(Exception):
    """A table cannot be read.

    Attributes:
        problem: the word of the message that says why.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Layout(NamedTuple):
    """Which column of a table stands for what.

    Attributes:
        names: the table's name of every column that is read, by ours.
        extra: columns that are kept as they are, each with its name in the output.
    """

    names: Mapping[str, str]
    extra: Mapping[str, str]

    @property
    def wanted(self) -> list[str]:
        """The table's columns that are read."""
        return [*self.names.values(), *self.extra]


def finding(code: str, path: str, row: int, **data: object) -> Finding:
    """Something wrong with a table; `row` is 0 where it is the table as a whole."""
    return Finding(code, Severity.ERROR, Span(path, row, 1, 1), data)


def needed(card: Card) -> list[str]:
    """The columns that a table must have for a rule."""
    columns = ["id", "year", "value", "direction"]
    if card.needs.baseline:
        columns += ["baseline_year", "baseline"]
    if card.needs.target:
        columns += ["target", "target_year"]
    return columns


def layout_of(
    path: str, columns: Sequence[str], renamed: Mapping[str, str], card: Card
) -> tuple[Layout, list[Finding]]:
    """Which column stands for what, and what is missing.

    Args:
        path: the table, as named.
        columns: its columns.
        renamed: the table's names by ours.
        card: of the rule that the table is judged by.
    """
    names = {ours: renamed.get(ours, ours) for ours in INPUT}
    findings = [
        finding("JY602", path, 1, name=names[ours], suggestion=closest(names[ours], columns))
        for ours in INPUT
        if names[ours] not in columns and (ours in needed(card) or ours in renamed)
    ]
    read = {ours: name for ours, name in names.items() if name in columns}
    kept = [name for name in columns if name not in read.values()]
    return Layout(read, _outputs(kept)), findings


def _outputs(kept: Sequence[str]) -> dict[str, str]:
    """Kept columns with their names in the output: what has a name of ours gets one of its own."""
    outputs: dict[str, str] = {}
    taken = {*OUTPUT, *kept}
    for name in kept:
        own = name
        while name in OUTPUT and own in taken:
            own += "_in"
        taken.add(own)
        outputs[name] = own
    return outputs


def in_text(path: Path) -> Path:
    """A path that polars can be told, which knows texts only.

    Raises:
        RequestError: it holds bytes that are no text.
    """
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        raise RequestError("no_text", path=path.absolute()) from None
    return path
