"""The checks that a submission is held to, as pages: a list, and one of them explained."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jyplan.pages.page import Cell, Definition, Definitions, Note, Notes, Page
from jyplan.texts.checks import family_of, help_of, title_of
from jyplan.texts.reports import said
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.plan.catalogue import Rule
    from jyplan.texts.words import Language


def _severity(rule: Rule, language: Language) -> str:
    return text(f"severity.{rule.severity.name.lower()}", language)


def checks_page(rules: Iterable[Rule], language: Language) -> Page:
    """Every check, by family."""
    blocks = tuple(
        Definitions(
            tuple(
                Definition(
                    f"{rule.code}  {_severity(rule, language)}",
                    Cell(title_of(rule.code, language)),
                )
                for rule in members
            ),
            family_of(family, language),
        )
        for family, members in groupby(rules, key=lambda rule: rule.family)
    )
    return Page(language, (said("all_checks", language),), (), blocks)


def check_page(rule: Rule, language: Language) -> Page:
    """One check: its title, how much it matters, what it is about."""
    settable = said("settable" if rule.settable else "not_settable", language)
    title = f"{rule.code} {title_of(rule.code, language)}"
    lines = (Note(help_of(rule.code, language), prose=True),)
    return Page(language, (title,), (f"{_severity(rule, language)}{settable}",), (Notes(lines),))
