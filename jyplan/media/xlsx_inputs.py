"""What readers of a workbook may put into its cells, as Excel takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.media.sheets import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.pages.book import Allowed

# How protected cells look is left to readers: only so does Excel show 5% as it was typed.
LEFT: Mapping[str, bool] = {"format_cells": True, "format_columns": True, "format_rows": True}
# as many signs as Excel shows of what it says about an input
LONGEST_HINT, LONGEST_HINT_TITLE = 255, 32
# further than any figure of a plan
HUGE = 10**15


def validation(allowed: Allowed) -> dict[str, object]:
    """What is allowed in cells, and what is said of it."""
    said = {
        "error_message": plain(allowed.hint)[:LONGEST_HINT],
        "error_title": plain(allowed.title)[:LONGEST_HINT_TITLE],
        "error_type": "stop" if allowed.firm else "warning",
        "input_message": plain(allowed.prompt)[:LONGEST_HINT],
        "input_title": plain(allowed.prompt_title)[:LONGEST_HINT_TITLE],
    }
    hints = {key: text for key, text in said.items() if text}
    if allowed.sort == "list":
        source = f"={allowed.source}" if allowed.source else list(allowed.listed)
        return {"validate": "list", "source": source, **hints}
    sort = "integer" if allowed.sort == "whole" else "decimal"
    match allowed.least, allowed.most:
        case None, None:
            ends: dict[str, object] = {"criteria": "between", "minimum": -HUGE, "maximum": HUGE}
        case None, most:
            ends = {"criteria": "<=", "value": most}
        case least, None:
            ends = {"criteria": ">=", "value": least}
        case least, most:
            ends = {"criteria": "between", "minimum": least, "maximum": most}
    return {"validate": sort, **ends, **hints}
