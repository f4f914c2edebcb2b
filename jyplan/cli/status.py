"""`jyplan status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import (
    AsOf,
    Colour,
    Excel,
    Lang,
    Output,
    PathOption,
    PlanFolder,
    Readings,
    Rules,
    Submissions,
    named,
    rule_names,
    statuses,
)
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from jyplan.results import Report

FORMATS = Literal["table", "json", "csv", "markdown"]
SORTS = Literal["plan", "name", "status", "lead", "rate", "gap"]


def command(
    ctx: typer.Context,
    files: Submissions = None,
    *,
    as_of: AsOf = None,
    plan: PlanFolder = None,
    reading: Readings = None,
    path: PathOption = None,
    rule: Rules = None,
    theme: Annotated[list[str] | None, typer.Option(help="option.theme", metavar="ID")] = None,
    scope: Annotated[list[str] | None, typer.Option(help="option.scope", metavar="ID")] = None,
    only: Annotated[list[str] | None, typer.Option(help="option.only", metavar="STATUS")] = None,
    sort: Annotated[SORTS, typer.Option(help="option.sort")] = "plan",
    columns: Annotated[str | None, typer.Option(help="option.columns", metavar="LIST")] = None,
    wide: Annotated[bool, typer.Option("--wide", help="option.wide")] = False,
    fail_on: Annotated[
        list[str] | None, typer.Option(help="option.fail_on", metavar="STATUS")
    ] = None,
    format: Annotated[FORMATS, typer.Option("--format", "-f", help="option.format")] = "table",
    output: Output = None,
    excel: Excel = False,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """Where every indicator stands."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import RULES, classes_of, having, selected
    from jyplan.cli.session import report_of, spoken, write
    from jyplan.results import STATUSES

    checked_language(lang)
    if excel and format != "csv":
        raise RequestError("excel_needs_csv")
    if wide and (columns is not None or format != "table"):
        raise RequestError("wide_is_a_table")
    rules = named(rule, RULES, "--rule", rule_names)
    codes = [*STATUSES, *classes_of(rules)]
    wanted = statuses(only, codes, "--only")
    failing = statuses(fail_on, codes, "--fail-on")
    report, _ = report_of(
        plan,
        files or [],
        as_of=as_of,
        readings=reading or [],
        path=path,
        rules=rules,
        output=output,
    )
    report = selected(report, themes=theme or [], scopes=scope or [])
    fails = bool(failing) and having(report, failing)
    report = selected(report, statuses=wanted, sort=sort)
    language = spoken(ctx, lang, report.plan.targets.settings)
    text = rendered(report, format, language, columns, color, wide=wide, file=output is not None)
    write(text, output, bom=excel)
    return int(fails)


def rendered(
    report: Report,
    format: str,
    language: Literal["zh", "en"],
    columns: str | None,
    color: str,
    *,
    wide: bool,
    file: bool,
) -> str:
    """The report in the format that was asked for."""
    if format == "json":
        if columns is not None:
            raise RequestError("columns_need_a_table")
        from jyplan.render.json import status_json

        return status_json(report)
    from jyplan.render.columns import COLUMNS, View
    from jyplan.render.marks import Marks, marks_for

    def titles(key: str) -> tuple[str, ...]:
        if key not in COLUMNS:
            return rule_names(key)
        chinese, english = View(report, "zh", Marks()), View(report, "en", Marks())
        return COLUMNS[key].title(chinese), COLUMNS[key].title(english)

    known = [*COLUMNS, *(card.name for card in report.rules)]
    chosen = named([columns], known, "--columns", titles) if columns else None
    if format == "csv":
        from jyplan.render.csv import status_csv

        return status_csv(report, language, chosen)
    from jyplan.cli.environment import screen_of

    if format == "markdown":
        from jyplan.render.markdown import status_markdown

        return status_markdown(View(report, language, Marks()), chosen)
    screen = screen_of(color, file=file)
    view = View(report, language, marks_for(screen.encoding))
    if wide:
        from jyplan.render.status_wide import status_wide

        return status_wide(view, screen)
    from jyplan.render.status_table import status_table

    return status_table(view, screen, chosen)
