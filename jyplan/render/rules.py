"""The catalogue of rules for people: a list, and one rule explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.render.wrapping import wrapped
from jyplan.texts.checks import family_of, help_of, title_of
from jyplan.texts.reports import said
from jyplan.texts.words import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jyplan.plan.catalogue import Rule
    from jyplan.texts.words import Language


def rule_list(rules: Iterable[Rule], language: Language) -> str:
    """Every rule on a line, by family."""
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ["", family_of(family, language)]
        severity = text(f"severity.{rule.severity.name.lower()}", language)
        lines.append(f"  {rule.code}  {severity}  {title_of(rule.code, language)}")
    return "\n".join(lines[1:]) + "\n"


def rule_text(rule: Rule, language: Language, width: int) -> str:
    """One rule: its title, how much it matters, what it is about, in lines that fit."""
    severity = text(f"severity.{rule.severity.name.lower()}", language)
    settable = said("settable" if rule.settable else "not_settable", language)
    return "\n".join(
        [
            f"{rule.code} {title_of(rule.code, language)}",
            f"{severity}{settable}",
            "",
            *wrapped(help_of(rule.code, language), width),
            "",
        ]
    )
