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
    from jyplan.plan.document import Document, Loc
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
        changed = (*settled.replaced, *settled.restated)
        figures = [*settled.new, *(each.figure for each in changed)]
        keys = dict.fromkeys((each.vintage, each.district) for each in figures)
        on_file = {
            (each.year, each.district): each
            for each in reversed(settled.others)
            if each.path in paths
        }
        filed = []
        for key in sorted(keys, key=lambda key: (key[0], key[1] or "")):
            mine = [each for each in figures if (each.vintage, each.district) == key]
            there = on_file.get(key)
            if there is None:
                filed.append(self._new(*key, mine))
            else:
                filed.append(self._merged(paths[there.path], there, mine))
        return filed

    def _new(self, year: int, district: str | None, mine: Sequence[TakenFigure]) -> Filed:
        """A file that is not there yet."""
        stem = f"{year}" if district is None else f"{year}-{district}"
        path = self.folder / f"{stem}.yaml"
        if path.exists() or path.is_symlink():
            raise RequestError("holds_something_else", path=shown(path), year=year)
        head = {"year": str(year)}
        if district is not None:
            head["district"] = district
        tables = {each.span.path for each in mine}
        common = tables.pop() if len(tables) == 1 else None
        if common is not None:
            head["from"] = mapping(self._from(common))
        lines: dict[int, list[str]] = {}
        for each in mine:
            lines.setdefault(each.year, []).extend(self._lines(each, common))
        values = lines.pop(year, [])
        below = [line for each in sorted(lines) for line in _under(each, lines[each])]
        text = new_file(head, values, below)
        self._prove(Content(shown(path), b""), text, mine)
        return Filed(path, shown(path), None, text, len(mine))

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

    def _merged(self, path: Path, there: Submission, mine: Sequence[TakenFigure]) -> Filed:
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
            after = self._put(before, document, mine)
        except CannotMergeError:
            raise RequestError("cannot_merge", path=there.path) from None
        text = whole[: len(whole) - len(before)] + after
        self._prove(content, text, mine)
        return Filed(path, there.path, whole, text, len(mine))

    def _put(self, text: str, document: Document, mine: Sequence[TakenFigure]) -> str:
        """The text with figures in the place of those under their ids, the others behind."""
        common = self._common(document)
        merge = Merge(text, document)
        new: dict[Loc, list[str]] = {}
        for each in mine:
            own = each.year == each.vintage
            loc: Loc = ("values",) if own else ("restates", each.year)
            lines = self._lines(each, common)
            if each.id in document.mapping(loc):
                merge.exchange((*loc, each.id), lines)
            else:
                new.setdefault(loc, []).extend(lines)
        below: list[str] = []
        for loc in sorted(new, key=str):
            year = loc[-1]
            if isinstance(year, str) or str(year) in document.mapping(("restates",)):
                merge.add(loc, new[loc])
            else:
                below += _under(year, new[loc])
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
        before = Reader(self.plan).read(content).values if content.data else ()
        wanted = {(value.id, value.reading, value.year): value.value for value in before}
        usual = self.plan.default_readings()
        for each in mine:
            wanted.pop((each.id, usual[each.id], each.year), None)
            wanted[each.id, None, each.year] = float(Decimal(each.figure))
        found = Reader(self.plan).read(content._replace(data=text.encode(), path=None))
        said = {(value.id, value.reading, value.year): value.value for value in found.values}
        if found.findings or said != wanted:
            raise RequestError("cannot_merge", path=content.name)


def _under(year: int, lines: Sequence[str]) -> list[str]:
    """Lines under the year that they restate."""
    return [f"{year}:", *(f"  {line}" for line in lines)]
