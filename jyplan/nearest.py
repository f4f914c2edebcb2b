"""The name that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(name: object, known: Iterable[str]) -> str | None:
    """The known name that is nearest to `name`, if one is near."""
    # Only here: most runs name nothing wrongly.
    from difflib import get_close_matches

    wanted, names = str(name).lower(), list(known)
    matches = get_close_matches(wanted.replace("-", "_"), names, n=1)
    matches = matches or get_close_matches(wanted, names, n=1)
    return matches[0] if matches else None
