"""Figures of tables -> the files that hold them, as they are to be; nothing is written."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from jyplan.errors import FindingsError, RequestError
from jyplan.forms.writing import CannotMergeError, Merge, entry_lines, new_file
from jyplan.plan import source
from jyplan.plan.files import Content, read, shown
from jyplan.plan.submissions import Reader, unit_reported
from jyplan.plan.written import mapping, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.forms.collecting import Settled
    from jyplan.forms.taken import TakenFigure
    from jyplan.plan.document import Document
    from jyplan.plan.plan import Plan
    from jyplan.plan.submissions import Submission

BOM = "\ufeff"


class Filed(NamedTuple):
    """A submission as it is to be.

    Attributes:
        path: where.
        name: as a user wants to read it.
        before: its text; None where there is no such file yet.
        after: its text with the figures.
        figures: how many of them.
    """

    path: Path
    name: str
    before: str | None
    after: str
    figures: int


class Filing:
    """Puts figures into submissions.

    Attributes:
        plan: the plan.
        folder: where submissions are.
        held: what the tables' files held, by their names.
    """

    def __init__(self, plan: Plan, folder: Path, held: Mapping[str, bytes], language: str) -> None:
        self.plan = plan
        self.folder = folder
        self.language = language
        self._sums = {name: sha256(data).hexdigest() for name, data in held.items()}
        self._declared = plan.declared()

    def files(self, settled: Settled, paths: Mapping[str, Path]) -> list[Filed]:
        """The files that change.

        Args:
            settled: what goes where.
            paths: where the files on file are, by their names.

        Raises:
            RequestError: nothing can be put into a file as it is written.
            FindingsError: a file on file is not in order.
        """
        values = [*settled.new, *(each.figure for each in settled.replaced)]
        restated = [each.figure for each in settled.restated]
        keys = dict.fromkeys((each.vintage, each.district) for each in (*values, *restated))
        filed = []
        for year, district in sorted(keys, key=lambda key: (key[0], key[1] or "")):
            mine = [
                [each for each in some if (each.vintage, each.district) == (year, district)]
                for some in (values, restated)
            ]
            there = next(
                (
                    each
                    for each in settled.others
                    if (each.year, each.district) == (year, district) and each.path in paths
                ),
                None,
            )
            if there is None:
                filed.append(self._new(year, district, *mine))
            else:
                exchanged = {each.figure.id for each in settled.replaced}
                filed.append(self._merged(paths[there.path], there, mine, exchanged))
        return filed

    def _new(
        self,
        year: int,
        district: str | None,
        values: Sequence[TakenFigure],
        restated: Sequence[TakenFigure],
    ) -> Filed:
        """A file that is not there yet."""
        stem = f"{year}" if district is None else f"{year}-{district}"
        path = self.folder / f"{stem}.yaml"
        if path.exists() or path.is_symlink():
            raise RequestError("holds_something_else", path=shown(path), year=year)
        head = {"year": str(year)}
        if district is not None:
            head["district"] = district
        tables = {each.span.path for each in (*values, *restated)}
        common = tables.pop() if len(tables) == 1 else None
        if common is not None:
            head["from"] = mapping(self._from(common))
        lines = [line for each in values for line in self._lines(each, common)]
        below = [
            line
            for year_, some in _by_year(restated).items()
            for line in (
                f"{year_}:",
                *(f"  {line}" for each in some for line in self._lines(each, common)),
            )
        ]
        number = len(values) + len(restated)
        return Filed(path, shown(path), None, new_file(head, lines, below), number)

    def _from(self, name: str) -> dict[str, str]:
        return {"file": scalar(PurePath(name).name), "sha256": scalar(self._sums[name])}

    def _lines(self, taken: TakenFigure, common: str | None) -> list[str]:
        """A figure as lines of YAML."""
        parts = {"value": taken.figure}
        remark = ""
        if taken.unit:
            unit = unit_reported(self._declared[taken.id])
            own = unit.zh if self.language == "zh" else unit.en
            parts["unit"] = scalar(own)
            remark = taken.as_sent
        if taken.provisional:
            parts["provisional"] = "true"
        if taken.note:
            parts["note"] = scalar(taken.note)
        if taken.source:
            parts["source"] = mapping({"document": scalar(taken.source)})
        whence = {} if taken.span.path == common else self._from(taken.span.path)
        parts["from"] = mapping({**whence, "cell": scalar(taken.span.cell)})
        return entry_lines(taken.id, parts, remark)

    def _merged(
        self,
        path: Path,
        there: Submission,
        mine: Sequence[Sequence[TakenFigure]],
        exchanged: set[str],
    ) -> Filed:
        """A file that is there, with the figures put into it."""
        if there.findings:
            raise FindingsError(there.findings)
        content = read(path, there.path, self.plan.origin.folder)
        document, _ = source.understood(content)
        if document is None or not isinstance(content.data, bytes):
            raise RequestError("cannot_merge", path=there.path)
        whole = content.data.decode()
        before = whole.removeprefix(BOM)
        try:
            after = self._put(before, document, mine, exchanged)
        except CannotMergeError:
            raise RequestError("cannot_merge", path=there.path) from None
        text = whole[: len(whole) - len(before)] + after
        self._prove(content, text, [*mine[0], *mine[1]])
        return Filed(path, there.path, whole, text, len(mine[0]) + len(mine[1]))

    def _put(
        self,
        text: str,
        document: Document,
        mine: Sequence[Sequence[TakenFigure]],
        exchanged: set[str],
    ) -> str:
        values, restated = mine
        common = self._common(document)
        merge = Merge(text, document)
        there = document.mapping(("values",))
        for each in values:
            if each.id in there and each.id in exchanged:
                merge.exchange(("values", each.id), self._lines(each, common))
        new = [
            line for each in values if each.id not in there for line in self._lines(each, common)
        ]
        if new:
            merge.add(("values",), new)
        years = document.mapping(("restates",))
        below: list[str] = []
        for year, some in _by_year(restated).items():
            lines = [line for each in some for line in self._lines(each, common)]
            if str(year) in years:
                merge.add(("restates", year), lines)
            else:
                below += [f"{year}:", *(f"  {line}" for line in lines)]
        if below and "restates" in document.mapping(()):
            merge.add(("restates",), below)
        elif below:
            merge.append(["restates:", *(f"  {line}" for line in below)])
        return merge.text()

    def _common(self, document: Document) -> str | None:
        """The table that a file says its values were taken from, if it is one of ours."""
        said = document.value.get("from") if isinstance(document.value, dict) else None
        known = said.get("sha256") if isinstance(said, dict) else None
        return next((name for name, each in self._sums.items() if each == known), None)

    def _prove(self, content: Content, text: str, mine: Iterable[TakenFigure]) -> None:
        """Refuse a text that does not say what was there, and the figures beside it."""
        wanted = {
            (value.id, value.reading, value.year): value.value
            for value in Reader(self.plan).read(content).values
        }
        usual = self.plan.default_readings()
        for each in mine:
            wanted.pop((each.id, usual[each.id], each.year), None)
            wanted[each.id, None, each.year] = float(Decimal(each.figure))
        found = Reader(self.plan).read(content._replace(data=text.encode(), path=None))
        said = {(value.id, value.reading, value.year): value.value for value in found.values}
        if found.findings or said != wanted:
            raise RequestError("cannot_merge", path=content.name)


def _by_year(figures: Iterable[TakenFigure]) -> dict[int, list[TakenFigure]]:
    found: dict[int, list[TakenFigure]] = {}
    for each in figures:
        found.setdefault(each.year, []).append(each)
    return dict(sorted(found.items()))
