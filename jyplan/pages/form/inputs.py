"""What may be put into a form, and what is said as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.pages.book import Allowed
from jyplan.pages.form.wording import counts_text, row_unit
from jyplan.plan.submissions import limits_of
from jyplan.texts.form import said
from jyplan.texts.numbers import as_stated

if TYPE_CHECKING:
    from jyplan.pages.book import Area
    from jyplan.pages.view import View
    from jyplan.plan.model import Limits
    from jyplan.results import DueFigure
    from jyplan.texts.words import Language

# kinds whose figures are hardly ever negative, also where the plan states no limit
AMOUNTS = frozenset({"stock", "annual_flow", "annual_floor", "cumulative", "coverage"})


def allowed_value(figure: DueFigure, area: Area, view: View) -> Allowed:
    """What may be put in for one figure: what cannot be is refused, what is odd is asked about."""
    known, language = figure.known, view.language
    limits = limits_of(known.entry)
    hint = said("input.whole" if known.counted else "input.number", language)
    if bounds := bounds_key(limits):
        hint += said(f"input.{bounds}", language, **bounds_data(limits))
    hint += said("input.plain", language)
    least, firm = limits.minimum, True
    counts = counts_text(figure, view).removesuffix(view.word("stop"))
    if bounds is None and not known.counted and known.reported == "value" and known.kind in AMOUNTS:
        least, firm, hint = 0.0, False, said("input.usual", language)
    return Allowed(
        area,
        "whole" if known.counted else "decimal",
        least,
        limits.maximum,
        hint=hint,
        title=said("input.title", language),
        prompt=said("input.prompt", language, unit=row_unit(figure, view), counts=counts),
        prompt_title=view.own(known.entry.name),
        firm=firm,
    )


def allowed_words(area: Area, view: View) -> Allowed:
    """Yes or no."""
    language: Language = view.language
    return Allowed(
        area,
        listed=(said("yes", language), said("no", language)),
        hint=said("input.list", language),
        title=said("input.title", language),
    )


def bounds_key(limits: Limits) -> str | None:
    """How natural limits are said; None where there are none."""
    if limits.minimum is None:
        return None if limits.maximum is None else "most"
    return "least" if limits.maximum is None else "between"


def bounds_data(limits: Limits) -> dict[str, str]:
    """The natural limits as they are written."""
    ends = {"least": limits.minimum, "most": limits.maximum}
    return {key: as_stated(end) for key, end in ends.items() if end is not None}
