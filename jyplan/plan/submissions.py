"""Submission files -> reported values with their places, and what is wrong with them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, NamedTuple, cast

from jyplan.plan import source
from jyplan.plan.advice import Advice
from jyplan.plan.declarations import acceptance
from jyplan.plan.findings import Edit, Finding, Severity, Span
from jyplan.plan.parts import Part
from jyplan.plan.plan import Observation, Whence
from jyplan.plan.records import Record, both, record_of
from jyplan.plan.remarks import limits_data, outside, unknown_name
from jyplan.plan.submission import ReportedModel, SubmissionFile
from jyplan.plan.units import ratio_of, same_unit
from jyplan.plan.validation import place, validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.plan.document import Document, Event, Loc
    from jyplan.plan.fields import TextModel
    from jyplan.plan.files import Content
    from jyplan.plan.model import Context, Figure, IdentityModel, Indicator, Limits, Target
    from jyplan.plan.plan import Plan
    from jyplan.plan.submission import TakenFrom


PER_CENT_TEXT: TextModel = record_of({"zh": "%", "en": "%"})


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
    """A reported value and where it stands: an `Observation`, and more.

    There may be tens of thousands of them, so that most of it is worked out when asked for.

    Attributes:
        id: the indicator or context quantity.
        reading: the reading that it is a value of; None: of the default one.
        year: year at whose end it was measured.
        value: in the quantity's unit.
        vintage: year of the submission that reports it.
        provisional: True for a preliminary figure.
        path: the file that it stands in; empty for what the plan itself states.
        note: what a reader would otherwise misunderstand.
        district: the district that it is a value of; None: of the whole.
        event: the parser's event of the figure, or the cell that it stands in; None for what
            the plan itself states.
        accepts: what may be found about it.
        whence: the cell of a table that it was taken from; None where nobody says it.
    """

    id: str
    reading: str | None
    year: int
    value: float
    vintage: int
    provisional: bool
    path: str
    note: TextModel | None
    district: str | None
    event: Event
    accepts: tuple[Acceptance, ...] = ()
    whence: Whence | None = None

    @property
    def observation(self) -> Observation:
        """The value without its place."""
        return Observation(*self[:9], whence=self.whence)

    @property
    def span(self) -> Span:
        """The figure, which is on one line; an anchor before it is no part of it."""
        if isinstance(self.event, Span):
            return self.event
        start, end = self.event.start_mark, self.event.end_mark
        column = end.column - len(self.written) if self.written else start.column
        return Span(self.path, start.line + 1, column + 1, end.column + 1)

    @property
    def written(self) -> str:
        """The figure as it is written; empty for an alias or a cell, which have no such text."""
        return getattr(self.event, "value", "")


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
        unasked: ids that were not asked for, as a form of one theme has no room for the others.
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
    unasked: frozenset[str] = frozenset()


class Reader:
    """Reads submissions of one plan, one after the other, each held against those before."""

    def __init__(self, plan: Plan) -> None:
        self.declared = plan.declared()
        self.advice = Advice(plan)
        self.default_readings = plan.default_readings()
        self.limits = {name: _ends(limits_of(entry)) for name, entry in self.declared.items()}
        self.districts = [district.id for district in plan.targets.districts]
        self.reported: dict[tuple[str, str | None, str | None, int, int], Value] = {}

    def read(self, content: Content) -> Submission:
        """What a file says."""
        submission = self._read(content)
        return submission._replace(findings=content.discreet(submission.findings))

    def _read(self, content: Content) -> Submission:
        name = content.name
        document, found = source.understood(content)
        if document is None:
            return Submission(name, found)
        read, findings = validate(SubmissionFile, document, found)
        if findings:
            findings = self.advice.given(document, findings)
        findings += islice(self.advice.strangers(document), source.MAX_FINDINGS)
        model, stated = _usable(read), self.advice.stated(document)
        if model is None:
            return Submission(name, sorted(findings, key=place), stated=stated)
        findings += self._head(model, document)
        values = self._values(document, model, findings)
        return Submission(
            path=name,
            findings=sorted(findings, key=place) if findings else findings,
            year=model.year,
            year_span=document.span(("year",)),
            district=model.district,
            values=tuple(values),
            values_span=document.span(("values",), key=True),
            stated=stated,
            accepts=accepted(document, (), model),
            restated=tuple(
                (year, document.span(("restates", year), key=True)) for year in model.restates
            ),
        )

    def _values(
        self, document: Document, model: SubmissionFile, findings: list[Finding]
    ) -> list[Value]:
        """The values that can be used; what is wrong with the others is added to `findings`."""
        values: list[Value] = []
        if model.district is not None and model.district not in self.districts:
            return values
        path, vintage, district = document.path, model.year, model.district
        declared, reported = self.default_readings, self.reported
        for loc, year, entries in _years(model):
            places = document.mapping(loc)
            for id_, each in entries.items():
                if id_ not in declared:
                    continue
                figure, reading = each.value, each.reading
                _, event, inside = places[id_]
                if inside is not None:
                    event = inside["value"][1]  # type: ignore[call-overload]
                provisional, note = each.provisional, each.note
                value = Value(
                    id_, reading, year, figure, vintage, provisional, path, note, district, event
                )
                if each.from_ is not None:
                    value = value._replace(whence=_whence(each.from_, model.from_))
                key = (id_, reading or declared[id_], district, year, vintage)
                first = reported.setdefault(key, value)
                least, most = self.limits[id_]
                # Most values are a figure alone.
                if (
                    first is value
                    and least <= figure <= most
                    and reading is None
                    and each.unit is None
                    and each.reason is None
                    and not each.accept
                ):
                    values.append(value)
                    continue
                where = (*loc, id_)
                wrong = [*self._misfits(document, where, value, each)]
                if first.value != figure:
                    wrong.append(_differing(document, where, first, year))
                findings += acceptance(document, where, each.accept, each.reason)
                findings += wrong
                if not wrong:
                    values.append(value._replace(accepts=accepted(document, where, each)))
        return values

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

    def _misfits(
        self, document: Document, loc: Loc, value: Value, reported: ReportedModel
    ) -> Iterator[Finding]:
        """Why one value cannot be used."""
        reading, declared = value.reading, self.declared[value.id]
        if reading is not None:
            readings = [each.id for each in getattr(declared, "readings", ())]
            if reading not in readings:
                where = (*loc, "reading")
                yield unknown_name(document, where, "reading", reading, readings)
        limits, unit = limits_of(declared), unit_reported(declared)
        if outside(reported.value, limits):
            data = limits_data(reported.value, limits)
            yield document.finding("JY203", Severity.ERROR, (*loc, "value"), data)
        if reported.unit is not None and not same_unit(reported.unit, unit):
            yield _other_unit(document, loc, value, reported.unit, unit)


def _whence(own: TakenFrom, common: TakenFrom | None) -> Whence | None:
    """The cell of a value; where it names no table of its own, that of the whole file counts."""
    named = own.file is not None or own.sha256 is not None
    table = own if named or common is None else common
    whence = Whence(table.file, table.sha256, own.cell)
    return whence if any(whence) else None


def _differing(document: Document, loc: Loc, first: Value, year: int) -> Finding:
    """The finding about two figures for one quantity, reading, district and year."""
    return document.finding("JY217", Severity.ERROR, loc, differing_data(first, year), key=True)


def differing_data(first: Value, year: int) -> dict[str, object]:
    """What the finding about a second figure mentions of the first one."""
    span = first.span
    data: dict[str, object] = {"name": first.id, "year": year, "path": first.path}
    # A cell has more than a line.
    return data | {"line": span.line} | ({"cell": span.cell} if span.cell else {})


def limits_of(entry: Indicator | Context) -> Limits:
    """Natural limits of what is reported: those of levels say nothing of changes of them."""
    if entry.reported == "value":
        return entry.limits
    least = -100.0 if entry.reported == "yearly_change" else None
    return record_of({"minimum": least, "maximum": None})  # type: ignore[no-any-return]


def unit_reported(entry: Indicator | Context) -> TextModel:
    """The unit of what is reported: per cent of yearly changes."""
    return PER_CENT_TEXT if entry.reported == "yearly_change" else entry.unit


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


def accepted(
    document: Document,
    loc: Loc,
    accepting: ReportedModel | SubmissionFile | IdentityModel | Figure | Target,
) -> tuple[Acceptance, ...]:
    """What a value, a file or an entry of a plan accepts, with its places."""
    if accepting.reason is None:
        return ()
    reason = record_of(vars(accepting.reason))
    return tuple(
        Acceptance(code, document.span((*loc, "accept", index)), reason)
        for index, code in enumerate(accepting.accept)
    )


def _usable(file: SubmissionFile) -> SubmissionFile | None:
    """What can be used of a file: its values that are in order, if it is known whose they are."""
    if not isinstance(file, Part):
        return file
    # Where its figures came from is shown of files in order alone.
    kept = {"values": {}, "restates": {}, **vars(file), "from_": None}
    if not kept.keys() >= {"accept", "reason"}:
        kept |= {"accept": (), "reason": None}
    known = kept.keys() >= {"year", "district"}
    return cast("SubmissionFile", Record(kept)) if known else None


def _other_unit(
    document: Document, loc: Loc, value: Value, unit: str, wanted: TextModel
) -> Finding:
    """The finding about a value in another unit, with the converted value where there is one."""
    ratio = ratio_of(unit, wanted)
    data: dict[str, object] = {
        "unit": unit,
        "expected": both(wanted),
        "converted": None,
    }
    where = (*loc, "unit")
    found = document.finding("JY223", Severity.ERROR, where, data)
    if ratio is None:
        return found
    number = Decimal(repr(value.value)) * ratio.numerator / ratio.denominator
    converted = f"{number.normalize():f}"
    found = found._replace(data={**data, "converted": float(converted)})
    style = getattr(document.mapping(loc)["unit"][1], "style", None)
    own = wanted.zh if not unit.isascii() else wanted.en
    old = _as_written(style, unit)
    here = found.excerpt[-1][found.span.column - 1 : found.span.end_column - 1]
    exact = number * ratio.denominator == Decimal(repr(value.value)) * ratio.numerator
    if not exact or not value.written or here != old:
        return found
    quoted = style or (None if re.fullmatch(r"\w+", own) else '"')
    edits = (
        Edit(value.span, value.written, converted),
        Edit(found.span, old, _as_written(quoted, own)),
    )
    return found._replace(edits=edits)


def _as_written(style: str | None, text: str) -> str:
    """A scalar with its quotation marks."""
    return f"{style}{text}{style}" if style in {"'", '"'} else text
