"""Where the observed pace leads, and when the target is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jyplan.engine import projection
from jyplan.engine.codes import Reason
from jyplan.results import Projection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.assess.subjects import Codes, Mask, Rows, Subject


def projections_of(
    subjects: Sequence[Subject], rows: Rows, achieved: Mask, standing: Codes
) -> list[Projection]:
    """Project every subject.

    Args:
        subjects: what is known of each indicator.
        rows: the same as arrays.
        achieved: whether the target holds already, shape (n,).
        standing: reasons that lie in the target itself, shape (n,).
    """
    carried = projection.project(
        rows.baseline,
        rows.latest,
        rows.start_year,
        rows.latest_year,
        rows.target_year,
        rows.least,
        rows.most,
    )
    reached = projection.attainment(
        rows.baseline,
        rows.latest,
        rows.start_year,
        rows.latest_year,
        rows.target,
        rows.operator,
        rows.least,
        rows.most,
    )
    return []
