"""What tables reported and what became of it, as a page."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from jyplan.pages.findings import finding_message
from jyplan.pages.page import Cell, Column, Message, Messages, Page, Row, Table
from jyplan.plan.findings import Severity
from jyplan.plan.submissions import unit_reported
from jyplan.texts.collecting import said
from jyplan.texts.numbers import as_stated
from jyplan.texts.words import echoed, localized, origin_text, plan_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jyplan.pages.page import Block, Tone
    from jyplan.plan.fields import TextModel
    from jyplan.plan.model import Context, Indicator
    from jyplan.results import Collected, CollectedFigure
    from jyplan.texts.words import Language

FATES: Mapping[str, Tone] = {
    "new": "good",
    "left": "warning",
    "replaced": "warning",
    "restated": "notice",
    "wrong": "bad",
}
# columns of what was understood, and of what differs from what is on file
UNDERSTOOD = (
    "name", "year", "district", "cell", "heading", "raw", "figure", "unit", "provisional", "fate",
)  # fmt: skip
BESIDE = ("name", "year", "district", "cell", "figure", "there", "unit", "where", "fate")
# what takes the place of something, or does not
DIFFERING = frozenset({"left", "replaced", "restated"})


def collected_page(found: Collected, language: Language, *, whole: bool) -> Page:
    """What is wrong, what differs from what is on file, and what was written.

    Args:
        found: the result.
        language: of the page.
        whole: whether every figure is shown as it was understood.
    """
    blocks: list[Block] = []
    if found.checked.findings:
        blocks.append(
            Messages(tuple(finding_message(each, language) for each in found.checked.findings))
        )
    if whole and found.figures:
        blocks.append(_table(found, found.figures, UNDERSTOOD, language))
    differing = [each for each in found.figures if each.fate in DIFFERING]
    if differing:
        blocks.append(_table(found, differing, BESIDE, language))
    blocks.append(Messages(tuple(map(Message, _last(found, language)))))
    return Page(language, (said("title", language),), (), tuple(blocks))


def _last(found: Collected, language: Language) -> list[str]:
    """What was written, and what to do next."""
    key = "written" if found.outcome == "written" else "shown"
    lines = [
        said(f"file.{key}", language, path=echoed(path), n=number) for path, number in found.files
    ]
    counted = Counter(each.fate for each in found.figures)
    different = sum(counted[fate] for fate in DIFFERING)
    errors = sum(each.severity is Severity.ERROR for each in found.checked.findings)
    numbers = {name: counted[name] for name in ("new", "same")}
    plan = origin_text(found.plan.origin, language)
    lines.append(said("counts", language, plan=plan, different=different, errors=errors, **numbers))
    if found.outcome == "stopped" and not set(counted) - {"wrong"}:
        lines.append(said("stopped_whole", language))
    elif found.outcome in {"stopped", "nothing"}:
        lines.append(said(found.outcome, language))
    if counted["left"]:
        lines.append(said("left", language))
    if found.outcome == "written":
        lines.append(said("next", language, plan=plan_named(found.plan.origin)))
    return lines


def _table(
    found: Collected,
    figures: Sequence[CollectedFigure],
    keys: Sequence[str],
    language: Language,
) -> Table:
    """Some figures, a row each; columns that would be empty are left out."""
    shown_as = _shown_paths({each.path for each in figures})
    entries = found.plan.declared()
    districts: dict[str | None, TextModel] = {
        each.id: each.name for each in found.plan.targets.districts
    }
    rows = [
        _cells(each, entries[each.id], districts.get(each.district), shown_as[each.path], language)
        for each in figures
    ]
    shown = [key for key in keys if any(row[key].text for row in rows)]
    columns = tuple(
        Column(
            key,
            said(f"column.{key}", language),
            right=key in {"figure", "there", "year"},
            dispensable={"where": 3, "heading": 3, "unit": 2, "district": 0}.get(key, 0),
            names=key == "name",
        )
        for key in shown
    )
    return Table(columns, tuple(Row(tuple(row[key] for key in shown)) for row in rows))


def _shown_paths(paths: set[str]) -> dict[str, str]:
    """How files are called before their cells: not at all where there is one, else by name.

    Names that stand for several files are shown with their folders.
    """
    if len(paths) == 1:
        return dict.fromkeys(paths, "")
    names = {path: PurePath(path).name for path in paths}
    several = len({*names.values()}) < len(names)
    return {path: f"{path if several else name}:" for path, name in names.items()}


def _cells(
    each: CollectedFigure,
    entry: Indicator | Context,
    district: TextModel | None,
    shown_as: str,
    language: Language,
) -> dict[str, Cell]:
    """What is to be said of one figure, by column."""
    texts = {
        "name": localized(entry.name, language),
        "year": str(each.year),
        "district": "" if district is None else localized(district, language),
        "cell": echoed(f"{shown_as}{each.cell}"),
        "heading": echoed(each.heading),
        "raw": echoed(each.raw),
        "figure": each.figure,
        "provisional": said("preliminary", language) if each.provisional else "",
        "unit": localized(unit_reported(entry), language),
        "there": "" if each.there is None else as_stated(each.there),
        "where": echoed(each.where),
        "fate": said(f"fate.{each.fate}", language),
    }
    cells = {key: Cell(text) for key, text in texts.items()}
    cells["fate"] = Cell(texts["fate"], FATES.get(each.fate, ""))
    return cells
