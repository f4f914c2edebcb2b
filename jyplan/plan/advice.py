"""What a submission with mistakes was meant to say, as far as its plan tells."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from jyplan.plan.findings import Severity, mended
from jyplan.plan.records import both
from jyplan.plan.scalars import Suspect
from jyplan.plan.submission import SubmissionFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.findings import Finding, Span
    from jyplan.plan.model import Group, Reading
    from jyplan.plan.plan import Plan
    from jyplan.plan.spelling import Names

# findings about a figure of which its quantity knows more
ADVISED = frozenset({"JY121", "JY122", "JY127", "JY129", "JY131"})


class Advice:
    """What a plan knows of keys, figures and names that are not as they should be."""

    def __init__(self, plan: Plan) -> None:
        self.declared = plan.declared()
        self._head = plan.head
        self._baselines = plan.baselines()
        self._districts = tuple(plan.targets.districts)

    @cached_property
    def _names(self) -> Names:
        # Only here: most files name nothing wrongly.
        from jyplan.plan.spelling import Names

        return Names(self.declared)

    def meant(self, name: str) -> str | None:
        """The id of the only quantity that is called so; None: nobody knows."""
        return self._names.meant(name)

    def unknown(self, name: str, *, taken: bool = False) -> dict[str, object]:
        """What the finding about a name that is no id mentions: what it may be the name of.

        Args:
            name: what stands in the place of an id.
            taken: whether what it means is reported under its id, too.
        """
        id_ = self._names.meant(name)
        ids = self._names.near(name) if id_ is None else [id_]
        named = [self.declared[each].name for each in ids]
        return {
            "name": name,
            "text": name,
            "suggestion": ids[0] if ids else None,
            "candidates": [
                {"id": each, "name": both(called)} for each, called in zip(ids, named, strict=True)
            ],
            "certain": id_ is not None,
            "taken": taken,
        }

    def given(self, document: Document, findings: list[Finding]) -> list[Finding]:
        """The findings about a file, with what was meant where that is known."""
        findings = self._indented(document, findings)
        return self._with_ids(document, self._figures(document, findings))

    def stated(self, document: Document) -> frozenset[str]:
        """Ids that are reported, also by their names and with figures that cannot be used."""
        keys = document.mapping(("values",)) or document.mapping(())
        if keys.keys() <= self.declared.keys():
            return frozenset(keys)
        return frozenset(self._names.meant(each) or each for each in keys)

    def _indented(self, document: Document, findings: list[Finding]) -> list[Finding]:
        """The findings, one in place of those about values that do not stand under `values`."""
        content = document.value if isinstance(document.value, dict) else {}
        if content.get("values", "") is not None:
            return findings
        known = {field.alias or name for name, field in SubmissionFile.model_fields.items()}
        loose = [str(key) for key in content if str(key) not in known]
        if not loose or not any(map(self._names.meant, loose)):
            return findings
        places = {document.span((key,), key=True): key for key in ("values", *loose)}
        lines = [span.line for span in places]
        data = {"first": lines[1], "last": lines[-1]}
        found = document.finding("JY132", Severity.ERROR, (loose[0],), data, key=True)
        said = [each for each in findings if each.span not in places]
        return [*said, found]

    def _with_ids(self, document: Document, findings: list[Finding]) -> list[Finding]:
        """The findings, those about names in place of ids of districts and readings with the id."""
        if not any(found.data.get("advice") == "id" for found in findings):
            return findings
        # Only here: few files name what has an id.
        from jyplan.plan.spelling import called

        sorts: dict[Span, tuple[str, tuple[Group | Reading, ...]]] = {
            document.span(("district",)): ("district", self._districts)
        }
        for loc, values in _groups(document):
            for key in map(str, values):
                readings = getattr(self.declared.get(key), "readings", ())
                sorts[document.span((*loc, key, "reading"))] = ("reading", readings)

        def with_id(found: Finding) -> Finding:
            sort, entries = sorts.get(found.span, ("", ()))
            if found.data.get("advice") != "id" or not entries:
                return found
            name = str(found.data["value"])
            meant = called(name, entries)
            known = [entry.id for entry in entries]
            data = {"sort": sort, "name": name, "text": name, "suggestion": meant, "known": known}
            found = found._replace(code="JY204", data=data)
            return mended(found, meant) if meant else found

        return [with_id(found) for found in findings]

    def _figures(self, document: Document, findings: list[Finding]) -> list[Finding]:
        """The findings, those about figures with what is known of their quantities."""
        if not any(found.code in ADVISED for found in findings):
            return findings
        # Only here: few files have anything but figures in the place of figures.
        from jyplan.plan.figures import advised
        from jyplan.plan.known import quantity_of

        owners = {
            document.span((*loc, key, "value")): name
            for loc, values in _groups(document)
            for key in map(str, values)
            if (name := self._names.meant(key))
        }

        def with_advice(found: Finding) -> Finding:
            name = owners.get(found.span)
            if name is None or found.code not in ADVISED:
                return found
            quantity = quantity_of(self.declared[name], self._head, self._baselines)
            return advised(found, quantity)

        return [with_advice(found) for found in findings]

    def strangers(self, document: Document) -> Iterator[Finding]:
        """Reported ids that the plan does not have, also in files with other mistakes."""
        for loc, values in _groups(document):
            if values.keys() <= self.declared.keys():
                continue
            meant = Counter(self._names.meant(str(name)) for name in values)
            for name in values:
                said = isinstance(name, Suspect) and name.reported
                if not said and str(name) not in self.declared:
                    yield self._stranger(document, (*loc, name), meant)

    def _stranger(self, document: Document, loc: Loc, meant: Mapping[str | None, int]) -> Finding:
        """The finding about a key that is no id, with the quantity that it may be a name of."""
        name = str(loc[-1])
        id_ = self._names.meant(name)
        data = self.unknown(name, taken=id_ is not None and meant[id_] > 1)
        found = document.finding("JY102", Severity.ERROR, loc, data, key=True)
        return mended(found, id_) if id_ is not None and not data["taken"] else found


def _groups(document: Document) -> Iterator[tuple[Loc, dict[str | int, object]]]:
    """The mappings in which values are reported, whatever else is wrong with the file."""
    content = document.value if isinstance(document.value, dict) else {}
    restated = content.get("restates")
    years = restated if isinstance(restated, dict) else {}
    places: dict[Loc, object] = {("values",): content.get("values")}
    places |= {("restates", year): values for year, values in years.items()}
    yield from ((loc, values) for loc, values in places.items() if isinstance(values, dict))
