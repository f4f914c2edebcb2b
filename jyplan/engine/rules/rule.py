"""What a rule says of itself, and what it finds: the same for every rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.engine.series import Array, Codes, Mask, Series

    Terms = Mapping[str, Array]
    Cuts = tuple[float, ...]

# in place of a class: the rule has none for this series
NONE = -1
# Floats closer than this to a threshold are compared again exactly.
NEAR = 1e-9


class Words(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str


class Class(NamedTuple):
    """One verdict of a rule.

    Attributes:
        code: its name in files, as who published the rule calls it; never translated.
        common: the status of ours that comes closest.
        label: its name for people.
        condition: when it is given.
    """

    code: str
    common: str
    label: Words
    condition: Words


class Formula(NamedTuple):
    """One line of a rule's arithmetic.

    Attributes:
        symbol: what is worked out.
        expression: from what, with the symbols in braces.
        form: how its value is written: ``rate`` and ``share`` as percentages, ``value`` in the
            indicator's unit, ``number`` as it is.
    """

    symbol: str
    expression: str
    form: str


class Needs(NamedTuple):
    """What a rule cannot do without.

    Attributes:
        baseline: True where it needs a starting value with its year.
        target: True where it needs a figure to arrive at.
        window: how many of the newest observations it looks at; 0: the latest alone.
        least: how many of them it takes at least.
        limit: True where a natural limit changes its verdict.
    """

    baseline: bool = True
    target: bool = True
    window: int = 0
    least: int = 1
    limit: bool = False


class Card(NamedTuple):
    """What a rule says of itself.

    Attributes:
        name: its name on command lines and in files.
        title: its name for people.
        source: who published it, and where.
        classes: its verdicts, from best to worst.
        formulas: its arithmetic, in the order of the work.
        symbol: the symbol that `Verdicts.value` holds.
        measure: what the value says, for one series; ``{value}`` is filled in.
        cuts: thresholds of the value, highest first.
        needs: what it cannot do without.
        notes: what a reader has to know beside.
        bands: lowest mean scores of the classes, where means of scores are classed.
        worst: True where several verdicts count as the worst of them.
    """

    name: str
    title: Words
    source: Words
    classes: tuple[Class, ...]
    formulas: tuple[Formula, ...]
    symbol: str
    measure: Words
    cuts: tuple[float, ...]
    needs: Needs = Needs()
    notes: tuple[Words, ...] = ()
    bands: tuple[tuple[float, str], ...] = ()
    worst: bool = False

    def position(self, code: str) -> int:
        """Where a class stands among the classes."""
        return [each.code for each in self.classes].index(code)


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
    """A rule: what it says of itself, and its arithmetic.

    Attributes:
        card: what it says of itself.
        judge: from series, their terms and thresholds to verdicts.
        terms: every symbol of its formulas as an array, shape (n,); nan where a series does not
            come to it.
    """

    card: Card
    judge: Callable[[Series, Terms, Cuts], Verdicts]
    terms: Callable[[Series], Terms]

    def evaluate(self, series: Series) -> Verdicts:
        """Judge series.

        Args:
            series: n rows.
        """
        return self.judge(series, self.terms(series), self.card.cuts)


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
