"""The name that was probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(name: object, known: Iterable[str]) -> str | None:
    """The known name that is nearest to `name`, if one is near."""
    wanted = str(name).lower()
    matches = get_close_matches(wanted.replace("-", "_"), known_names := list(known), n=1)
    matches = matches or get_close_matches(wanted, known_names, n=1)
    return matches[0] if matches else None
