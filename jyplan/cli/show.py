"""`jyplan show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jyplan.cli.answer import Answer, Format, say, wish
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

if TYPE_CHECKING:
    from jyplan.pages.page import Page


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
    format: Format = None,
    output: Output = None,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """One indicator, whole."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import RULES, detail_of
    from jyplan.cli.session import report_of, spoken

    checked_language(lang)
    wished = wish(format, output, color, rows=False)
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
    language = spoken(ctx, lang, report.plan.targets.settings)

    def page() -> Page:
        from jyplan.pages.show import show_page

        return show_page(detail, language)

    def document() -> str:
        from jyplan.data.json import show_json

        return show_json(detail)

    say(Answer(page, document), wished)
    return 0
