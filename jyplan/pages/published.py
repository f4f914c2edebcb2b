"""What somebody official said, in words: beside ours, and where the two differ why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.forms import target_now, target_with_year
from jyplan.pages.page import Cell, Note
from jyplan.pages.view import View, absent, quantity, status_cell, status_word
from jyplan.texts import numbers
from jyplan.texts.words import GLUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jyplan.results import Assessment, Published

MARK = "≠"
# what is decided by how far an indicator has come, and not by the value that it has
ON_THE_WAY = frozenset({"ahead", "on_track", "behind", "regressing"})


def published_cell(item: Assessment, view: View) -> Cell:
    """The verdict with the sign and colour of the status of ours that is closest."""
    told = item.published
    return absent(view) if told is None else _cell(item, told, view)


def _cell(item: Assessment, told: Published, view: View) -> Cell:
    year = "" if _is_now(item, told, view) else f" ({told.year})"
    mark = f" {MARK}" if _differs(item, view) else ""
    return status_cell(told.status, f"{view.own(told.words)}{year}{mark}")


def _is_now(item: Assessment, told: Published, view: View) -> bool:
    """Whether a verdict looks at the year that is asked for, or at that of the latest value."""
    return told.year in {view.report.as_of, item.latest.year if item.latest else None}


def _differs(item: Assessment, view: View) -> bool:
    """Whether ours says otherwise, where it is shown: beside rules these are what is compared."""
    told = item.published
    return not view.report.rules and told is not None and told.alike is False


def published_notes(view: View) -> Iterator[Note]:
    """Where ours says otherwise, and whose verdicts they are."""
    of = ("published",)
    for item in view.report.assessments:
        if _differs(item, view) and (told := item.published) is not None:
            name = view.own(item.indicator.name)
            yield Note(f"{MARK} {view.labelled(name, difference_of(item, told, view))}", of=of)
            if told.note is not None:
                yield Note(view.own(told.note), "quiet", inner=True, of=of)
    if view.official:
        yield Note(view.word("published.by", who=_publishers(view)), "quiet", of=of)


def verdict_note(item: Assessment, view: View) -> Iterator[Note]:
    """The verdict on one indicator and whose it is, then why ours says otherwise where it does."""
    told = item.published
    if told is None:
        return
    words = f"“{view.own(told.words)}”{view.aside([view.own(told.by), str(told.year)])}"
    yield Note(view.labelled(view.word("column.published"), words))
    if _differs(item, view):
        yield Note(f"{MARK} {difference_of(item, told, view)}")


def difference_of(item: Assessment, told: Published, view: View) -> str:
    """What both say of an indicator, with the figures that decide ours."""
    when = "now" if _is_now(item, told, view) else "then"
    said = view.word(f"published.{when}", words=view.own(told.words), year=told.year)
    status, figures = status_word(item, view), _deciding(item, view)
    return view.word("published.but", said=said, status=status, figures=figures)


def _deciding(item: Assessment, view: View) -> str:
    progress, latest = item.progress, item.latest
    achieved, expected = progress.achieved_share, progress.expected_share
    if item.status in ON_THE_WAY and achieved is not None and expected is not None:
        covered, due = numbers.percent(achieved, 0), numbers.percent(expected, 0)
        return view.word("published.shares", achieved=covered, expected=due)
    if latest is None:
        return view.reason("no_data")
    unit = view.own(item.indicator.unit)
    value = quantity(numbers.as_stated(latest.value), unit)
    compared = item.aim.comparison is not None
    target = target_now(item, view) if compared else target_with_year(item, view, unit=True)
    return view.word("published.values", year=latest.year, value=value, target=target)


def _publishers(view: View) -> str:
    """Who said it and of which years, as far as it is shown."""
    years: dict[str, set[int]] = {}
    for item in view.report.assessments:
        if item.published is not None:
            years.setdefault(view.own(item.published.by), set()).add(item.published.year)
    told = (
        (by, view.word("published.years", years=view.listed(map(str, sorted(known)))))
        for by, known in years.items()
    )
    return view.word("semicolon").join(f"{by}{view.aside([when])}" for by, when in told)


def published_fact(item: Assessment, told: Published, view: View) -> Cell:
    """The verdict in a few words."""
    cell = _cell(item, told, view)
    return Cell(f"{view.word('column.published')} {cell.text}".replace(" ", GLUE), cell.tone)
