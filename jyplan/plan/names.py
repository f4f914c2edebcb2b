"""What a person means who writes a name where an id is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from jyplan.errors import RequestError
from jyplan.nearest import near_names
from jyplan.plan.spelling import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.plan.model import Context, Group, Indicator, Reading


class NamedEntry(NamedTuple):
    """Something that has an id.

    Attributes:
        id: what files and scripts call it.
        names: what people call it, Chinese, English and otherwise; empty where it has the id alone.
    """

    id: str
    names: tuple[str, ...] = ()

    @property
    def spellings(self) -> set[str]:
        """Its id and names without what differs from one writer to the next."""
        return {squeezed(each) for each in (self.id, *self.names)}


def named(entries: Iterable[Indicator | Context | Group | Reading]) -> list[NamedEntry]:
    """What parts of a plan are called."""
    return [
        NamedEntry(each.id, (each.name.zh, each.name.en, *getattr(each, "aliases", ())))
        for each in entries
    ]


def meant(written: str, known: Iterable[NamedEntry]) -> list[NamedEntry]:
    """All that a text can mean: by id, else by a whole name, its beginning, or its end."""
    known = list(known)
    for each in known:
        if each.id == written:
            return [each]
    wanted = squeezed(written)
    if not wanted:
        return []
    found = [each for each in known if wanted in each.spellings]
    # Parts keep their blanks: gdpp is no beginning of GDP per capita.
    part = _plain(written)
    found = found or [each for each in known if any(_begins(name, part) for name in each.names)]
    return found or [each for each in known if any(_ends(name, part) for name in each.names)]


def _plain(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())


def _begins(name: str, part: str) -> bool:
    return _plain(name).startswith(part)


def _ends(name: str, part: str) -> bool:
    """Chinese names have what tells them apart at the end; one sign tells nothing."""
    return len(part) > 1 and not part.isascii() and _plain(name).endswith(part)


def near(written: str, known: Iterable[NamedEntry]) -> list[NamedEntry]:
    """Those whose id or name is near to a text that means none of them, the nearest first."""
    by_spelling: dict[str, list[NamedEntry]] = {}
    for each in known:
        for spelling in each.spellings:
            by_spelling.setdefault(spelling, []).append(each)
    spellings = near_names(squeezed(written), sorted(by_spelling))
    return list(dict.fromkeys(each for one in spellings for each in by_spelling[one]))


def resolved(written: str, known: Iterable[NamedEntry], refusal: RequestError) -> str:
    """The id of what a text means.

    Args:
        written: an id, a name in either language, or an end of one that is no other's.
        known: what it can mean.
        refusal: what is said where it means nothing; it names the option.

    Raises:
        RequestError: it means nothing, or several.
    """
    found = meant(written, known)
    if len(found) == 1:
        return found[0].id
    if found:
        option = refusal.data["option"]
        raise RequestError("ambiguous", option=option, value=written, known=found)
    raise refusal
