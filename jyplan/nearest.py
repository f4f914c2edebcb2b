"""The name that was probably meant."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sized

FoundT = TypeVar("FoundT")

# how alike near names are: forests is forest_cover; where they begin otherwise, gpd is gdp
# by more than that, and urban is not grain
ALIKE: Final = 0.6
ALIKE_LATER: Final = 0.65
MOST_NEAR: Final = 3
# pairs of names: some thousand wrong ones in a plan of dozens, dozens in one of thousands
MOST_COMPARED: Final = 50_000


def closest(name: object, known: Iterable[str]) -> str | None:
    """The known name that is nearest to `name`, if one is near."""
    wanted, names = str(name).lower(), list(known)
    for written in dict.fromkeys((wanted.replace("-", "_"), wanted)):
        if matches := near_names(written, names):
            return matches[0]
    return None


def near_names(wanted: str, known: Iterable[str]) -> list[str]:
    """The known names that are near to one, the nearest first, three at most."""
    # Only here: most runs name nothing wrongly.
    from difflib import SequenceMatcher

    matcher: SequenceMatcher[str] = SequenceMatcher()
    matcher.set_seq2(wanted)
    near: list[tuple[float, str]] = []
    for each in known:
        least = ALIKE if each[:1] == wanted[:1] else ALIKE_LATER
        matcher.set_seq1(each)
        if (
            matcher.real_quick_ratio() >= least
            and matcher.quick_ratio() >= least
            and (ratio := matcher.ratio()) >= least
        ):
            near.append((ratio, each))
    return [each for _, each in nlargest(MOST_NEAR, near)]


def while_few(
    look: Callable[[str], FoundT], known: Sized, otherwise: FoundT
) -> Callable[[str], FoundT]:
    """A look for what was meant, as long as wrong names are as few as slips are.

    Args:
        look: what is found for a name; each is looked for once.
        known: the names that it is compared with.
        otherwise: what is said of a name that is no longer looked for.
    """
    found: dict[str, FoundT] = {}

    def looked(name: str) -> FoundT:
        if name not in found:
            if len(found) * len(known) > MOST_COMPARED:
                return otherwise
            found[name] = look(name)
        return found[name]

    return looked
