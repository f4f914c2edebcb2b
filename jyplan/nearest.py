"""The name that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# how alike near names are: forests is forest_cover; where they begin otherwise, gpd is gdp
# by more than that, and urban is not grain
ALIKE: Final = 0.6
ALIKE_LATER: Final = 0.65


def closest(name: object, known: Iterable[str]) -> str | None:
    """The known name that is nearest to `name`, if one is near."""
    wanted, names = str(name).lower(), list(known)
    matches = near_names(wanted.replace("-", "_"), names) or near_names(wanted, names)
    return matches[0] if matches else None


def near_names(wanted: str, known: Iterable[str]) -> list[str]:
    """The known names that are near to one, the nearest first, three at most."""
    # Only here: most runs name nothing wrongly.
    from difflib import get_close_matches

    names = list(known)
    later = get_close_matches(wanted, names, cutoff=ALIKE_LATER)
    return [
        each
        for each in get_close_matches(wanted, names, cutoff=ALIKE)
        if each in later or each[:1] == wanted[:1]
    ]
