"""`jyplan path`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import (
    Colour,
    Excel,
    IndicatorIds,
    Lang,
    Output,
    PathOption,
    PlanFolder,
    Readings,
)
from jyplan.errors import RequestError


def command(
    ctx: typer.Context,
    ids: IndicatorIds = None,
    *,
    plan: PlanFolder = None,
    reading: Readings = None,
    path: PathOption = None,
    format: Annotated[
        Literal["table", "json", "csv", "markdown"],
        typer.Option("--format", "-f", help="option.format"),
    ] = "table",
    output: Output = None,
    excel: Excel = False,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """The yearly milestones."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import course_of, find
    from jyplan.cli.session import report_of, spoken, write

    checked_language(lang)
    if excel and format != "csv":
        raise RequestError("excel_needs_csv")
    report, _ = report_of(plan, [], as_of=None, readings=reading or [], path=path, output=output)
    chosen = [find(report, name) for name in ids] if ids else report.assessments
    courses = [course_of(item) for item in chosen]
    if format == "json":
        from jyplan.render.json import path_json

        write(path_json(report, courses), output)
    elif format == "csv":
        from jyplan.render.csv import path_csv

        write(path_csv(courses), output, bom=excel)
    else:
        from jyplan.cli.environment import screen_of
        from jyplan.render.columns import View
        from jyplan.render.marks import Marks, marks_for
        from jyplan.render.paths import path_markdown, path_table

        screen = screen_of(color, file=output is not None)
        language = spoken(ctx, lang, report.plan.targets.settings)
        if format == "markdown":
            write(path_markdown(View(report, language, Marks()), courses), output)
        else:
            view = View(report, language, marks_for(screen.encoding))
            write(path_table(view, courses, screen, named=bool(ids)), output)
    return 0
