"""A whole plan from its table: ids, what is held against what, and only what is valid."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from jyplan.errors import FindingsError
from jyplan.forms.planning.entries import SCOPE, english_names, entry_of
from jyplan.forms.planning.indicator_words import LONGEST_ID, id_of
from jyplan.forms.planning.rows import RowSaid
from jyplan.forms.planning.table import plan_table
from jyplan.forms.sheets import seen
from jyplan.plan.draft import DraftRemark, PlanDraft
from jyplan.plan.fields import ID_PATTERN
from jyplan.plan.files import BASELINES, TARGETS, Content
from jyplan.plan.findings import Finding, Severity
from jyplan.plan.reading import read_plan
from jyplan.plan.spelling import squeezed
from jyplan.plan.written import flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jyplan.forms.headings import Chosen
    from jyplan.forms.planning.table import PlanTable
    from jyplan.forms.sheets import Sheets

PLACEHOLDER: Final = "my-plan"
LONGEST_NAME: Final = 200
_GDP: Final = re.compile(
    r"(?:国内|地区|本地)?生产总值(?:\(gdp\))?|经济(?=增|$)|gross ?domestic ?product"
)
_GROWTH: Final = re.compile(
    r"(?:年均)?(?:实际)?(?:增长率|增长速度|增长|增速|增幅|growthof|growthrate|growth)"
)


def draft_of(sheets: Sheets, chosen: Chosen) -> PlanDraft:
    """The plan that a table of indicators says.

    Args:
        sheets: what stands in a workbook.
        chosen: what is known of the table.

    Raises:
        RequestError: there is no such table, it names no years, or it is too long.
    """
    table = plan_table(sheets, chosen)
    named = [row for row in table.rows if 0 < len(row.name) <= LONGEST_NAME]
    found = [
        Finding("JY826", Severity.WARNING, row.place(None), {"limit": LONGEST_NAME})
        for row in table.rows
        if row not in named
    ]
    said = [RowSaid(row, table) for row in named]
    themes, ids = _themes(said), _ids(said, table)
    _match(dict(zip(ids, said, strict=True)))
    rows = tuple(
        entry_of(each, id_, themes[each.row.theme]) for each, id_ in zip(said, ids, strict=True)
    )
    head, remarks = _head(table)
    groups = tuple({"id": id_, "name": name} for name, id_ in themes.items())
    label = f"{PurePath(sheets.path).name} {table.sent.sheet.name}".strip()
    found += [each for row in said for each in row.findings]
    return _sound(PlanDraft(label, head, groups, SCOPE, rows, remarks, tuple(found)))


def _themes(said: Iterable[RowSaid]) -> dict[str, str]:
    """Ids of what rows stand under, by the names there."""
    names = dict.fromkeys(each.row.theme for each in said) or {"": None}
    themes: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        made = id_of(name) if name else "main"
        themes[name] = made if made and made not in themes.values() else f"theme_{number}"
    return themes


def _ids(said: Sequence[RowSaid], table: PlanTable) -> list[str]:
    """An id for each row: the table's, one of its English name, else a number."""
    own, english = table.column("id"), english_names(table)
    width = max(2, len(str(len(said))))
    taken: set[str] = set()
    ids = []
    for number, each in enumerate(said, start=1):
        stated = unicodedata.normalize("NFKC", each.row.said(own)).strip()
        if not re.fullmatch(ID_PATTERN, stated) or len(stated) > LONGEST_ID:
            stated = (
                id_of(each.row.said(english), each.names.name) or f"indicator_{number:0{width}}"
            )
        made, more = stated, 2
        while made in taken:
            made, more = f"{stated[: LONGEST_ID - 5]}_{more}", more + 1
        taken.add(made)
        ids.append(made)
    return ids


def _match(said: Mapping[str, RowSaid]) -> None:
    """Put ids in place of the words for what rows are held against."""
    names: dict[str, list[str]] = {}
    for id_, each in said.items():
        for spelling in {_spelling(each.names.name), _spelling(each.names.stem)}:
            names.setdefault(spelling, []).append(id_)
    started = {
        id_ for id_, each in said.items() if each.start is not None or each.fit.reported != "value"
    }
    for id_, each in said.items():
        target = {**each.fit.target}
        if "than" not in target:
            continue
        meant = [other for other in names.get(_spelling(str(target["than"])), []) if other != id_]
        if len(meant) != 1:
            each.not_understood()
            continue
        target["than"] = meant[0]
        if "over" in target and not {id_, meant[0]} <= started:
            # Mean growth needs baselines; year by year nothing is needed.
            del target["over"]
            target["year"] = "every"
        each.fit = each.fit._replace(target=target)


def _spelling(name: str) -> str:
    """A name without what differs from one mention of a quantity to the next."""
    plain = _GDP.sub("gdp", squeezed(name))
    return _GROWTH.sub("", plain).strip("()")


def _head(table: PlanTable) -> tuple[dict[str, object], tuple[DraftRemark, ...]]:
    """What the plan is, as far as the table and its file say."""
    file = PurePath(seen(PurePath(table.sent.path).name) or PLACEHOLDER)
    made = re.sub(r"[^a-z0-9]+", "-", file.stem.casefold()).strip("-")[:64].strip("-")
    id_ = made if made and file.stem.isascii() else PLACEHOLDER
    remarks = [DraftRemark("plan_id", "id", check=id_ == PLACEHOLDER)]
    name = table.title or file.stem
    if not table.title:
        remarks.append(DraftRemark("name_of_file", "name"))
    if not table.period.told:
        remarks.append(DraftRemark("no_first_year", "baseline_year"))
    for code, names in (("unused", table.unused), ("other_tables", table.others)):
        if names:
            remarks.append(DraftRemark(code, "", {"names": list(names)}))
    if table.between or table.later:
        remarks.append(DraftRemark("years_between", "end_year"))
    head: dict[str, object] = {"id": id_, "name": name, "document": file.name}
    head |= {"baseline_year": table.period.first, "end_year": table.period.last}
    return head, tuple(remarks)


def _sound(draft: PlanDraft) -> PlanDraft:
    """The draft with those rows alone that make a valid plan, as files are read."""
    while wrong := _wrong_rows(draft):
        found = [
            Finding("JY824", Severity.WARNING, row.at, {"name": row.name, "inner": wrong[row.id]})
            for row in draft.rows
            if row.id in wrong
        ]
        rows = tuple(row._replace(sound=row.sound and row.id not in wrong) for row in draft.rows)
        draft = draft._replace(rows=rows, findings=(*draft.findings, *found))
    order = sorted(draft.findings, key=lambda each: (each.span.line, each.span.column, each.code))
    return draft._replace(findings=tuple(order))


def _wrong_rows(draft: PlanDraft) -> dict[str, Finding]:
    """The first thing that is wrong with each row, by its id, if the plan were written so.

    The files themselves are written by `jyplan.data.draft`, in a language and with an entry over
    many lines. Here an entry has one line, by which a finding is known to be its own.
    """
    starts = [row.start for row in draft.written if row.start is not None]
    head: dict[str, object] = {
        "schema": 1,
        "plan": draft.head,
        "themes": [{**each, "name": each["name"] or each["id"]} for each in draft.themes],
        "scopes": [{"id": draft.scope, "name": draft.scope}],
    }
    places: dict[tuple[str, int], str] = {}
    contents = []
    for name, first, key, entries in (
        (TARGETS, head, "indicators", [row.indicator for row in draft.written]),
        (BASELINES, {"schema": 1}, "baselines", starts),
    ):
        lines = [f"{each}: {flow(value)}" for each, value in first.items()]
        lines.append(f"{key}:" if entries else f"{key}: []")
        for entry in entries:
            lines.append(f"- {flow(entry)}")
            places[name, len(lines)] = str(entry["id"])
        contents.append(Content(name, "\n".join(lines).encode()))
    try:
        read_plan(contents)
    except FindingsError as error:
        found = [(places[each.span.path, each.span.line], each) for each in error.findings]
        # the first of each
        return dict(reversed(found))
    return {}
