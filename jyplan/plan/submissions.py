"""Submission files -> reported values with their places, and what is wrong with them."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan import source
from jyplan.plan.declarations import acceptance
from jyplan.plan.findings import Edit, Finding, Severity, Span
from jyplan.plan.plan import Observation
from jyplan.plan.remarks import limits_data, outside, unknown_indicator, unknown_name
from jyplan.plan.scalars import Suspect
from jyplan.plan.submission import ReportedModel, SubmissionFile
from jyplan.plan.units import ratio_of, same_text
from jyplan.plan.validation import is_sound, place, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jyplan.plan.document import Document, Loc
    from jyplan.plan.model import Context, Indicator, Limits, TextModel
    from jyplan.plan.plan import Plan


class Acceptance(NamedTuple):
    """A rule whose findings may stay where this stands.

    Attributes:
        code: the rule.
        span: where it is accepted.
        reason: why.
    """

    code: str
    span: Span
    reason: TextModel


class Value(NamedTuple):
    """A reported value and where it stands.

    Attributes:
        observation: what is reported.
        span: the figure.
        written: the figure as it is written.
        accepts: what may be found about it.
    """

    observation: Observation
    span: Span
    written: str
    accepts: tuple[Acceptance, ...]


class Submission(NamedTuple):
    """What one file says, as far as it can be used.

    Attributes:
        path: the file as the user named it.
        findings: what is wrong with it.
        year: year at whose end the values were measured; None where that is not known.
        year_span: where the year stands.
        district: whose values they are; None: of the whole.
        values: the values that can be used.
        values_span: where they begin.
        stated: ids that are reported, also with figures that cannot be used.
        accepts: what may be found about the file as a whole.
        restated: years that are restated, with their places.
    """

    path: str
    findings: list[Finding]
    year: int | None = None
    year_span: Span | None = None
    district: str | None = None
    values: tuple[Value, ...] = ()
    values_span: Span | None = None
    stated: frozenset[str] = frozenset()
    accepts: tuple[Acceptance, ...] = ()
    restated: tuple[tuple[int, Span], ...] = ()


class Reader:
    """Reads submissions of one plan, one after the other, each held against those before."""

    def __init__(self, plan: Plan) -> None:
        self.indicators = {indicator.id: indicator for indicator in plan.indicators}
        self.declared: dict[str, Indicator | Context] = {**self.indicators}
        self.declared |= {quantity.id: quantity for quantity in plan.starts.context}
        self.names = list(self.declared)
        self.default_readings = {
            name: getattr(entry, "default_reading", None) for name, entry in self.declared.items()
        }
        self.limits = {name: _ends(entry.limits) for name, entry in self.declared.items()}
        self.districts = [district.id for district in plan.targets.districts]
        self.reported: dict[tuple[str, str | None, str | None, int, int], Value] = {}

    def read(self, path: Path, name: str) -> Submission:
        """What the file at `path` says."""
        return self.understood(*source.read(path, name), name)

    def understood(self, document: Document | None, found: list[Finding], name: str) -> Submission:
        """What a document says; see `jyplan.plan.source.parse`."""
        if document is None:
            return Submission(name, found)
        model, more = validate(SubmissionFile, document)
        findings = [*found, *more, *self._strangers(document)]
        if model is None:
            model = _salvaged(document.value)
        if model is None:
            return Submission(name, sorted(findings, key=place), stated=_stated(document))
        findings += self._head(model, document)
        values: list[Value] = []
        if model.district is None or model.district in self.districts:
            for loc, year, reported in _years(model):
                for value, wrong in self._values(document, model, loc, year, reported):
                    findings += wrong
                    if not wrong and value.observation.id in self.declared:
                        values.append(value)
        return Submission(
            path=name,
            findings=sorted(findings, key=place) if findings else findings,
            year=model.year,
            year_span=document.span(("year",)),
            district=model.district,
            values=tuple(values),
            values_span=document.span(("values",), key=True),
            stated=_stated(document),
            accepts=_accepts(document, (), model),
            restated=tuple(
                (year, document.span(("restates", year), key=True)) for year in model.restates
            ),
        )

    def _values(
        self,
        document: Document,
        model: SubmissionFile,
        loc: Loc,
        year: int,
        reported: Mapping[str, ReportedModel],
    ) -> Iterator[tuple[Value, list[Finding]]]:
        """The values of one year, each with what is wrong with it."""
        places = document.mapping(loc)
        path, vintage, district, spot = document.path, model.year, model.district, document.spot
        for id_, each in reported.items():
            observation = Observation(
                id_,
                each.reading,
                year,
                each.value,
                vintage,
                each.provisional,
                path,
                each.note,
                district,
            )
            _, event, inside = places[id_]
            if inside is not None:
                event = inside["value"][1]  # type: ignore[call-overload]
            # An alias has no text of its own.
            written = getattr(event, "value", "")
            value = Value(observation, spot(event), written, ())
            wrong: list[Finding] = []
            if each.accept or each.reason is not None:
                where = (*loc, id_)
                wrong += acceptance(document, where, each.accept, each.reason)
                value = value._replace(accepts=_accepts(document, where, each))
            if id_ in self.declared:
                wrong += self._twice(document, (*loc, id_), value)
                if self._is_odd(value, each):
                    wrong += self._misfits(document, (*loc, id_), value, each)
            yield value, wrong

    def _head(self, model: SubmissionFile, document: Document) -> Iterator[Finding]:
        """What is wrong with the file as a whole."""
        if model.district is not None and model.district not in self.districts:
            yield unknown_name(document, ("district",), "district", model.district, self.districts)
        for year in model.restates:
            if year >= model.year:
                data = {"year": year, "vintage": model.year}
                where = ("restates", year)
                yield document.finding("JY216", Severity.ERROR, where, data, key=True)
        yield from acceptance(document, (), model.accept, model.reason)

    def _strangers(self, document: Document) -> Iterator[Finding]:
        """Reported ids that the plan does not have, also in files with other mistakes."""
        content = document.value if isinstance(document.value, dict) else {}
        restated = content.get("restates")
        years = restated if isinstance(restated, dict) else {}
        places: dict[Loc, object] = {("values",): content.get("values")}
        places |= {("restates", year): values for year, values in years.items()}
        for loc, values in places.items():
            for name in values if isinstance(values, dict) else ():
                said = isinstance(name, Suspect) and name.reported
                if not said and str(name) not in self.declared:
                    yield unknown_indicator(document, (*loc, name), name, self.names, key=True)

    def _misfits(
        self, document: Document, loc: Loc, value: Value, reported: ReportedModel
    ) -> Iterator[Finding]:
        """Why one value cannot be used."""
        id_, reading, *_ = value.observation
        declared = self.declared[id_]
        if reading is not None:
            readings = [each.id for each in getattr(declared, "readings", ())]
            if reading not in readings:
                where = (*loc, "reading")
                yield unknown_name(document, where, "reading", reading, readings)
        if outside(reported.value, declared.limits):
            data = limits_data(reported.value, declared.limits)
            yield document.finding("JY203", Severity.ERROR, (*loc, "value"), data)
        if reported.unit is not None and not same_text(reported.unit, declared.unit):
            yield _other_unit(document, loc, value, reported.unit, declared)

    def _is_odd(self, value: Value, reported: ReportedModel) -> bool:
        """Whether there is more to look at than the figure; most values are a figure alone."""
        least, most = self.limits[value.observation.id]
        inside = least <= reported.value <= most
        return not inside or reported.reading is not None or reported.unit is not None

    def _twice(self, document: Document, loc: Loc, value: Value) -> list[Finding]:
        """One figure a quantity, reading, district and year in the submissions of a year."""
        id_, reading, year, figure, vintage, _, _, _, district = value.observation
        key = (id_, reading or self.default_readings[id_], district, year, vintage)
        first = self.reported.setdefault(key, value)
        if first.observation.value == figure:
            return []
        data = {"name": id_, "year": year, "path": first.span.path, "line": first.span.line}
        return [document.finding("JY217", Severity.ERROR, loc, data, key=True)]


def _ends(limits: Limits) -> tuple[float, float]:
    """Natural limits as bounds that can always be compared with."""
    least = -inf if limits.minimum is None else limits.minimum
    return least, inf if limits.maximum is None else limits.maximum


def _years(
    model: SubmissionFile,
) -> Iterator[tuple[Loc, int, dict[str, ReportedModel]]]:
    yield ("values",), model.year, model.values
    for year, values in model.restates.items():
        yield ("restates", year), year, values


def _accepts(
    document: Document, loc: Loc, accepting: ReportedModel | SubmissionFile
) -> tuple[Acceptance, ...]:
    if accepting.reason is None:
        return ()
    return tuple(
        Acceptance(code, document.span((*loc, "accept", index)), accepting.reason)
        for index, code in enumerate(accepting.accept)
    )


def _stated(document: Document) -> frozenset[str]:
    return frozenset(document.mapping(("values",)))


def _salvaged(content: object) -> SubmissionFile | None:
    """What can be used of a file with mistakes: its head and the values that are in order."""
    if not isinstance(content, dict):
        return None
    kept = {key: content[key] for key in ("schema", "year", "district") if key in content}
    kept["values"] = _sound(content.get("values"))
    if not is_sound(SubmissionFile, kept):
        return None
    restated = content.get("restates")
    if isinstance(restated, dict):
        content = {**content, "restates": {year: _sound(each) for year, each in restated.items()}}
    for key in ("restates", "accept", "reason"):
        if key in content and is_sound(SubmissionFile, {**kept, key: content[key]}):
            kept[key] = content[key]
    return SubmissionFile.model_validate(kept)


def _sound(values: object) -> dict[str, object]:
    if not isinstance(values, dict):
        return {}
    return {
        name: value
        for name, value in values.items()
        if is_sound(SubmissionFile, {"schema": 1, "year": 2000, "values": {name: value}})
    }


def _other_unit(
    document: Document, loc: Loc, value: Value, unit: str, declared: Indicator | Context
) -> Finding:
    """The finding about a value in another unit, with the converted value where there is one."""
    ratio = ratio_of(unit, declared.unit)
    data: dict[str, object] = {
        "unit": unit,
        "expected": {"zh": declared.unit.zh, "en": declared.unit.en},
        "converted": None,
    }
    where = (*loc, "unit")
    found = document.finding("JY223", Severity.ERROR, where, data)
    if ratio is None:
        return found
    number = Decimal(repr(value.observation.value)) * ratio.numerator / ratio.denominator
    converted = f"{number.normalize():f}"
    if value.written and Decimal(converted) * ratio.denominator == (
        Decimal(repr(value.observation.value)) * ratio.numerator
    ):
        own = declared.unit.zh if not unit.isascii() else declared.unit.en
        quoted = document.mapping(loc)["unit"][1]
        edits = (
            Edit(value.span, value.written, converted),
            Edit(found.span, _as_written(quoted.style, unit), _as_written(quoted.style, own)),
        )
        return found._replace(data={**data, "converted": float(converted)}, edits=edits)
    return found._replace(data={**data, "converted": float(converted)})


def _as_written(style: str | None, text: str) -> str:
    """A scalar with its quotation marks."""
    return f"{style}{text}{style}" if style in {"'", '"'} else text
