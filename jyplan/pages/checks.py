"""The checks that a submission is held to, as pages: a list, and one of them explained."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.pages.page import Cell, Definition, Definitions, Note, Notes, Page
from jyplan.texts.checks import family_of, help_of, title_of
from jyplan.texts.findings import severity_word
from jyplan.texts.reports import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.plan.catalogue import Check
    from jyplan.texts.words import Language


def checks_page(catalogue: Iterable[Check], language: Language) -> Page:
    """Every check, by family."""
    blocks = tuple(
        Definitions(
            tuple(
                Definition(
                    f"{check.code}  {severity_word(check.severity, language)}",
                    Cell(title_of(check.code, language)),
                )
                for check in members
            ),
            family_of(family, language),
        )
        for family, members in groupby(catalogue, key=lambda check: check.family)
    )
    return Page(language, (said("all_checks", language),), (), blocks)


def check_page(check: Check, language: Language) -> Page:
    """One check: its title, how much it matters, what it is about."""
    key = "settable" if check.settable else f"not_settable.{check.severity.name.lower()}"
    title = f"{check.code} {title_of(check.code, language)}"
    lines = (Note(help_of(check.code, language), prose=True),)
    return Page(
        language,
        (title,),
        (f"{severity_word(check.severity, language)}{said(key, language)}",),
        (Notes(lines),),
    )
