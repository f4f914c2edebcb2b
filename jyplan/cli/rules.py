"""`jyplan rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jyplan.cli.answer import Answer, Format, say, wish
from jyplan.cli.app import checked_language
from jyplan.cli.options import Lang, Output, named, rule_names

if TYPE_CHECKING:
    from jyplan.pages.page import Page


def command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="argument.rule", metavar="[NAME]")] = None,
    *,
    format: Format = None,
    output: Output = None,
    lang: Lang = None,
) -> int:
    """The rule sets, or one of them explained."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import RULES, explained
    from jyplan.cli.session import spoken
    from jyplan.data.rules import rules_json

    checked_language(lang)
    wished = wish(format, output, "never", rows=False)
    language = spoken(ctx, lang, None)
    names = list(RULES) if name is None else named([name], RULES, "NAME", rule_names)
    rules = [explained(each) for each in names]

    def page() -> Page:
        from jyplan.pages.rules import rule_page, rules_page

        return rules_page(rules, language) if name is None else rule_page(rules[0], language)

    say(Answer(page, lambda: rules_json(rules)), wished)
    return 0
