"""Where the observed pace leads, and when the target is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.results import Projection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.assess.subjects import Codes, Mask, Rows, Subject


def projections_of(
    subjects: Sequence[Subject], rows: Rows, achieved: Mask, standing: Codes
) -> list[Projection]:
    return [Projection(None, None, None, None, None, None) for _ in subjects]
