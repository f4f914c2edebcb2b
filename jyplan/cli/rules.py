"""`jyplan rules`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import Lang, Output, named, rule_names


def command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="argument.rule", metavar="[NAME]")] = None,
    *,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="option.format")
    ] = "text",
    output: Output = None,
    lang: Lang = None,
) -> int:
    """The rule sets, or one of them explained."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import RULES, explained
    from jyplan.cli.environment import screen_of
    from jyplan.cli.session import spoken, write
    from jyplan.render.marks import marks_for
    from jyplan.render.rulebook import rule_list, rule_page, rules_json

    checked_language(lang)
    language = spoken(ctx, lang, None)
    names = list(RULES) if name is None else named([name], RULES, "NAME", rule_names)
    rules = [explained(each) for each in names]
    screen = screen_of("never", file=output is not None)
    if format == "json":
        text = rules_json(rules)
    elif name is None:
        text = rule_list(rules, language, screen)
    else:
        text = rule_page(rules[0], language, marks_for(screen.encoding), screen)
    write(text, output)
    return 0
