"""Single figures out of arrays: nan and codes become None and names."""

from __future__ import annotations

import math

from jyplan.engine.codes import Reason

# names by code
REASONS = [None, *(reason.name.lower() for reason in Reason if reason != Reason.NONE)]


def figure(value: float) -> float | None:
    """A figure as a result holds it: None where there is none."""
    return None if math.isnan(value) else float(value)


def whole(value: float | None) -> int | None:
    """A whole number as a result holds it: None where there is none."""
    return None if value is None or math.isnan(value) else int(value)


def code(reason: int) -> str | None:
    """A reason as results name it: None where nothing is absent."""
    return REASONS[reason]
