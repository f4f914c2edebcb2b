"""Which quantity was meant by a key that is not its id."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from jyplan.plan.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jyplan.plan.model import Context, Indicator

# before a name in a list: 1. or 2、 or (三) or 一、
_SIGNS = r"[\u2460-\u2473\u3220-\u3229\u2022*#-]"
_NUMBERING = rf"{_SIGNS}|\(?(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[).、:]+(?![0-9])"
_BRACKETS: Final = re.compile(r"(.+)\(([^()]+)\)")
# how many are offered where nothing is certain, and how alike they are
_MOST, _ALIKE = 3, 0.6


def squeezed(name: str) -> str:
    """A name without what differs from one writer to the next: case, width, blanks, numbering."""
    plain = re.sub(f"^(?:{_NUMBERING})", "", name.strip())
    plain = unicodedata.normalize("NFKC", plain)
    plain = re.sub(f"^(?:{_NUMBERING})", "", plain.strip())
    return re.sub(r"[\s_:-]", "", plain).casefold()


def meant_by(name: str, declared: Mapping[str, Indicator | Context]) -> str | None:
    """The id of the only quantity that is called so in either language; None: nobody knows.

    Its unit may stand in brackets behind.
    """
    wanted = squeezed(name)
    found = _called(wanted, declared)
    if not found and (parts := _BRACKETS.fullmatch(unicodedata.normalize("NFKC", name.strip()))):
        called = _called(squeezed(parts[1]), declared)
        found = [each for each in called if same_unit(parts[2], declared[each].unit)]
    return found[0] if len(found) == 1 else None


def _called(wanted: str, declared: Mapping[str, Indicator | Context]) -> list[str]:
    return [each for each, entry in declared.items() if wanted in _spellings(each, entry)]


def _spellings(id_: str, entry: Indicator | Context) -> set[str]:
    return {squeezed(each) for each in (id_, entry.name.zh, entry.name.en)}


def near(name: str, declared: Mapping[str, Indicator | Context]) -> list[str]:
    """Ids of the quantities whose id or name is near, the nearest first."""
    # Only here: most runs name nothing wrongly.
    from difflib import SequenceMatcher

    wanted = squeezed(name)
    sequences = SequenceMatcher(b=wanted, autojunk=False)

    def alike(spellings: Iterable[str]) -> float:
        best = 0.0
        for each in spellings:
            sequences.set_seq1(each)
            part = len(wanted) > 1 and wanted in each
            best = max(best, _ALIKE if part else 0.0, sequences.ratio())
        return best

    ranked = [(-alike(_spellings(each, entry)), each) for each, entry in declared.items()]
    return [
        each for size, each in sorted(ranked, key=lambda pair: pair[0])[:_MOST] if -size >= _ALIKE
    ]
