"""Draws of factors -> values of what goes in steps, and of what cannot fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine import courses, ensemble
from jyplan.scenario.ways import UNCERTAIN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jyplan.outcomes import Assumed
    from jyplan.scenario.courses import Basis
    from jyplan.scenario.quantities import MovingQuantity

    Array = NDArray[np.float64]

# deviation of the logarithm of a factor that stands for the luck of a step
LUCK = 0.1


def is_turned(quantity: MovingQuantity, way: Assumed) -> bool:
    """Whether draws of factors are not yet the values of a quantity."""
    uncertain = way.kind in UNCERTAIN
    return uncertain and (bool(way.steps) or quantity.known.kind == "cumulative")


def turned(basis: Basis, way: Assumed, middle: Array, drawn: Array, last: int) -> Array:
    """The values of one quantity.

    Args:
        basis: the plan.
        way: what is assumed of it.
        middle: its course without luck, shape (years,).
        drawn: shape (years, draws): values, or the factors of luck where it goes in steps.
        last: the last year that no luck can change, by its place.

    Returns:
        Shape (years, draws).
    """
    quantity = basis.quantities[way.id]
    values = drawn
    if way.steps:
        values = middle[:, None] + np.log(drawn) * (ensemble.deviation_of(*way.steps) / LUCK)
    if quantity.known.kind == "cumulative":
        # a year of bad luck adds nothing, and the next one adds to what there is
        values = values.copy()
        before, after = values[last:-1].copy(), values[last + 1 :].copy()
        start = values[last].copy()
        if way.steps:
            values[last + 1 :] = start + np.cumsum(np.maximum(after - before, 0), axis=0)
        else:
            ones = np.ones_like(after)
            factors = np.divide(after, before, out=ones, where=before != 0)
            values[last + 1 :] = start * np.cumprod(np.maximum(factors, 1), axis=0)
    limits = quantity.entry.limits
    values = courses.limited(values, way.floor, way.cap)
    return courses.limited(values, limits.minimum, limits.maximum)
