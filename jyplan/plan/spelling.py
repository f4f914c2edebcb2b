"""Which quantity was meant by a key that is not its id."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from jyplan.nearest import while_few
from jyplan.plan.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jyplan.plan.model import Context, Group, Indicator, Reading

# before a name in a list: 1. or 2、 or (三) or 一、
_NUMBERING: Final = re.compile(
    r"(?:[\u2460-\u2473\u3220-\u3229\u2022·*＊#-]"
    r"|[(（]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[)）.．、:：]+(?![0-9０-９]))\s*"
)
_BRACKETS: Final = re.compile(r"(.+)\(([^()]+)\)")
# how many are offered where nothing is certain, and how alike they are
_MOST, _ALIKE = 3, 0.6


def squeezed(name: str) -> str:
    """A name without what differs from one writer to the next: case, width, blanks, numbering."""
    plain = unnumbered(unicodedata.normalize("NFKC", unnumbered(name)))
    return re.sub(r"[\s_:-]", "", plain).casefold()


def unnumbered(name: str) -> str:
    """A name without its number in a list.

    >>> unnumbered("（三）民生福祉"), unnumbered("细颗粒物（PM2.5）浓度")
    ('民生福祉', '细颗粒物（PM2.5）浓度')
    """
    bare = name.strip()
    found = _NUMBERING.match(bare)
    return bare if found is None else bare[found.end() :]


class Names:
    """What the quantities of a plan are called: by id, and by name in both languages."""

    def __init__(self, declared: Mapping[str, Indicator | Context]) -> None:
        self._declared = declared
        self._ids: dict[str, list[str]] = {}
        for id_, entry in declared.items():
            for spelling in spellings(entry):
                self._ids.setdefault(spelling, []).append(id_)
        # ids of the quantities whose id or name is near, the nearest first
        self.near: Callable[[str], list[str]] = while_few(self._near, self._ids, [])

    def meant(self, name: str) -> str | None:
        """The id of the only quantity that is called so; None: nobody knows.

        Its unit may stand in brackets behind.
        """
        if name in self._declared:
            return name
        found = self._ids.get(squeezed(name), [])
        plain = unicodedata.normalize("NFKC", name.strip())
        if not found and (parts := _BRACKETS.fullmatch(plain)):
            ids = self._ids.get(squeezed(parts[1]), [])
            found = [each for each in ids if same_unit(parts[2], self._declared[each].unit)]
        return found[0] if len(found) == 1 else None

    def _near(self, name: str) -> list[str]:
        # Only here: most runs name nothing wrongly.
        from difflib import get_close_matches

        wanted = squeezed(name)
        spellings = get_close_matches(wanted, self._ids, n=_MOST, cutoff=_ALIKE)
        if len(wanted) > 1:
            spellings += [each for each in self._ids if wanted in each]
        ids = dict.fromkeys(id_ for spelling in spellings for id_ in self._ids[spelling])
        return list(ids)[:_MOST]


def called(name: str, entries: Iterable[Group | Reading]) -> str | None:
    """The id of the only district or reading that is called so; None: nobody knows."""
    wanted = squeezed(name)
    found = [each.id for each in entries if wanted in spellings(each)]
    return found[0] if len(found) == 1 else None


def spellings(entry: Indicator | Context | Group | Reading) -> set[str]:
    """All that something is called, as `squeezed` makes it alike."""
    aliases: tuple[str, ...] = getattr(entry, "aliases", ())
    return {squeezed(each) for each in (entry.id, entry.name.zh, entry.name.en, *aliases)}
