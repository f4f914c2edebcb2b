"""`jyplan show`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import (
    AsOf,
    Colour,
    Lang,
    Output,
    PathOption,
    PlanFolder,
    QuantityId,
    Readings,
    Rules,
    named,
    rule_names,
)


def command(
    ctx: typer.Context,
    id: QuantityId,
    files: Annotated[
        list[str] | None, typer.Argument(help="argument.files", metavar="[FILES]...")
    ] = None,
    *,
    as_of: AsOf = None,
    plan: PlanFolder = None,
    reading: Readings = None,
    path: PathOption = None,
    rule: Rules = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="option.format")
    ] = "text",
    output: Output = None,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """One indicator, whole."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import RULES, detail_of
    from jyplan.cli.session import report_of, spoken, write

    checked_language(lang)
    rules = named(rule, RULES, "--rule", rule_names)
    report, observations = report_of(
        plan,
        files or [],
        as_of=as_of,
        readings=reading or [],
        path=path,
        rules=rules,
        output=output,
    )
    detail = detail_of(report, id, observations, as_of)
    if format == "json":
        from jyplan.render.json import show_json

        write(show_json(detail), output)
        return 0
    from jyplan.cli.environment import screen_of
    from jyplan.render.columns import View
    from jyplan.render.marks import marks_for
    from jyplan.render.show import show_text

    screen = screen_of(color, file=output is not None)
    language = spoken(ctx, lang, report.plan.targets.settings)
    view = View(report, language, marks_for(screen.encoding))
    write(show_text(view, detail, screen), output)
    return 0
