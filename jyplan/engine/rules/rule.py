"""What a rule finds, and the steps that rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.engine.rules.card import Card
    from jyplan.engine.series import Array, Codes, Mask, Series

    Terms = Mapping[str, Array]
    Cuts = tuple[float, ...]

# in place of a class: the rule has none for this series
NONE = -1
# Floats closer than this to a threshold are compared again exactly.
NEAR = 1e-9


class Verdicts(NamedTuple):
    """What a rule finds, shape (n,) each.

    Attributes:
        value: the rule's measure; nan where the reason says why.
        score: its score; nan where the rule has none.
        status: positions of classes on the rule's card; -1 where none applies.
        reason: codes of `Reason`: why a value or a class is absent, or, beside both, what was
            put in the place of a figure.
    """

    value: Array
    score: Array
    status: Codes
    reason: Codes


class Rule(NamedTuple):
    """A rule: its card, and its arithmetic.

    Attributes:
        card: its classes, thresholds and formulas.
        judge: from series, their terms and thresholds to verdicts.
        terms: every symbol of its formulas as an array, shape (n,); nan where a series does not
            come to it.
        shown: False where verdicts need none of the terms, which are for readers alone.
    """

    card: Card
    judge: Callable[[Series, Terms, Cuts], Verdicts]
    terms: Callable[[Series], Terms]
    shown: bool = True

    def evaluate(self, series: Series) -> Verdicts:
        """Judge series.

        Args:
            series: n rows.
        """
        series = series.finite()
        return self.judge(series, self.terms(series) if self.shown else {}, self.card.cuts)

    def explain(self, series: Series) -> tuple[Verdicts, Terms]:
        """Judge series, and say by which figures.

        Args:
            series: n rows.
        """
        series = series.finite()
        terms = self.terms(series)
        return self.judge(series, terms, self.card.cuts), terms


def reached(
    value: Array, cut: Array | float, exactly: Callable[[int, float], int], *, strict: bool = False
) -> Mask:
    """Whether values reach a threshold.

    Args:
        value: shape (n,); nan reaches nothing.
        cut: the threshold, or one a row.
        exactly: for a row and its threshold, -1, 0 or 1: where the value of the decimals as they
            were written lies.
        strict: whether the threshold itself is too little.
    """
    with np.errstate(invalid="ignore"):
        mask: Mask = value > cut if strict else value >= cut
        # a plain zero is what it is: nothing has moved
        near = np.flatnonzero((np.abs(value - cut) < NEAR) & (value != 0))
    cuts = np.broadcast_to(cut, value.shape)
    for row in near:
        side = exactly(int(row), float(cuts[row]))
        mask[row] = side > 0 or (side == 0 and not strict)
    return mask


def ranked(cases: Sequence[Mask], size: int) -> Codes:
    """For every row the position of the first case that holds; NONE where none does."""
    status = np.full(size, NONE, dtype=np.int8)
    for position, mask in reversed(list(enumerate(cases))):
        status[mask] = position
    return status


def first_reason(cases: Sequence[tuple[Mask, int]], size: int) -> Codes:
    """For every row the reason of the first case that holds, else none."""
    reason = np.zeros(size, dtype=np.int8)
    for mask, code in reversed(cases):
        reason[mask] = code
    return reason
