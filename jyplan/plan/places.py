"""What a plan declares and where: mappings with their places, and everything that has an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from jyplan.nearest import closest, while_few
from jyplan.plan.findings import Severity
from jyplan.plan.parts import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Finding
    from jyplan.plan.model import BaselinesFile, TargetsFile

SaysT = TypeVar("SaysT")


class Place(NamedTuple, Generic[SaysT]):
    """A mapping and where it stands.

    Attributes:
        says: what it says.
        document: its file.
        loc: keys and indices from the root.
    """

    says: SaysT
    document: Document
    loc: Loc = ()

    def inside(self, key: str) -> Place[Any]:
        """The mapping under a key."""
        return Place(getattr(self.says, key), self.document, (*self.loc, key))

    def each(self, key: str) -> Iterator[Place[Any]]:
        """The mappings in the list under a key."""
        for index, entry in enumerate(getattr(self.says, key)):
            yield Place(entry, self.document, (*self.loc, key, index))

    def wrong(
        self, code: str, below: Loc, data: Mapping[str, object], *, key: bool = False
    ) -> Finding:
        """A finding about what stands below, or about its key."""
        return self.document.finding(code, Severity.ERROR, (*self.loc, *below), data, key=key)


class Ids:
    """Entries of some lists by id; several have the same one where that is right, or a mistake.

    Attributes:
        known: the entries.
        whole: whether every id can be read.
        nearest: the id that was probably meant by one that there is not.
    """

    def __init__(self, *lists: tuple[object, str]) -> None:
        self.known: dict[str, list[Any]] = {}
        self.whole = True
        self.nearest = while_few(lambda name: closest(name, self.known), self.known, None)
        for holder, key in lists:
            try:
                entries = getattr(holder, key)
            except UnreadableError:
                self.whole = False
                continue
            for entry in entries:
                try:
                    self.known.setdefault(entry.id, []).append(entry)
                except UnreadableError:
                    self.whole = False

    def lacks(self, name: str) -> bool:
        """Whether there is certainly no entry of this id."""
        return self.whole and name not in self.known

    def of(self, name: str) -> list[Any]:
        """The entries of an id; none where there certainly are none.

        Raises:
            UnreadableError: one whose id cannot be read may be of this id.
        """
        if name not in self.known and not self.whole:
            raise UnreadableError(name)
        return self.known.get(name, [])


class Declared:
    """What rules look up by id.

    Attributes:
        targets: what targets.yaml says.
        themes: those of the plan.
        scopes: those of the plan.
        indicators: those of the plan.
        quantities: indicators and context quantities.
        baselines: those of indicators.
        starts: baselines and context quantities.
        figures: those, and earlier values.
    """

    def __init__(self, targets: TargetsFile, starts: BaselinesFile) -> None:
        self.targets = targets
        self.themes = Ids((targets, "themes"))
        self.scopes = Ids((targets, "scopes"))
        self.indicators = Ids((targets, "indicators"))
        self.quantities = Ids((targets, "indicators"), (starts, "context"))
        self.baselines = Ids((starts, "baselines"))
        self.starts = Ids((starts, "baselines"), (starts, "context"))
        self.figures = Ids((starts, "baselines"), (starts, "context"), (starts, "history"))
