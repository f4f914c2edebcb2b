"""`jyplan whatif`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import (
    AsOf,
    Changes,
    Colour,
    Excel,
    Lang,
    Output,
    PlanFolder,
    Readings,
    Submissions,
)
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from jyplan.outcomes import Grid, Sensitivity, WhatIf
    from jyplan.render.messages import Language

FORMATS = Literal["table", "json", "csv", "markdown"]


def command(
    ctx: typer.Context,
    files: Submissions = None,
    *,
    set: Changes = None,
    until: Annotated[
        int | None, typer.Option(help="option.until", metavar="YEAR", min=1900, max=2200)
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="option.all")] = False,
    grid: Annotated[
        list[str] | None, typer.Option(help="option.grid", metavar="ID=FROM:TO:STEP")
    ] = None,
    show: Annotated[str | None, typer.Option(help="option.show", metavar="ID")] = None,
    sensitivity: Annotated[
        str | None, typer.Option(help="option.sensitivity", metavar="ID")
    ] = None,
    as_of: AsOf = None,
    plan: PlanFolder = None,
    reading: Readings = None,
    format: Annotated[FORMATS, typer.Option("--format", "-f", help="option.format")] = "table",
    output: Output = None,
    excel: Excel = False,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """Where scenarios lead."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.cli.session import report_of, say_findings, spoken, write
    from jyplan.scenario.arguments import typed
    from jyplan.scenario.grid import grid as grid_of
    from jyplan.scenario.grid import sensitivity as sensitivity_of
    from jyplan.scenario.grid import sides
    from jyplan.scenario.whatif import Draft, staged, whatif

    checked_language(lang)
    if excel and format != "csv":
        raise RequestError("excel_needs_csv")
    if bool(grid) != bool(show):
        raise RequestError("grid_needs_show")
    if grid and sensitivity:
        raise RequestError("not_together", first="--grid", second="--sensitivity")
    changes = typed(set or [])
    asked = sides(grid or [])
    report, observations = report_of(
        plan, files or [], as_of=as_of, readings=reading or [], path=None
    )
    stage = staged(report, observations, until)
    language = spoken(ctx, lang, report.plan.targets.settings)
    shown: WhatIf | Grid | Sensitivity
    if show:
        shown = grid_of(stage, asked, show, [changes])
    elif sensitivity:
        shown = sensitivity_of(stage, sensitivity, [changes])
    else:
        shown = whatif(stage, [Draft(None, None, (), (changes,))], everything=all)
        say_findings(shown.warnings, language)
    write(rendered(shown, format, language, color, file=output is not None), output, bom=excel)
    return 0


def rendered(
    shown: WhatIf | Grid | Sensitivity, format: str, language: Language, color: str, *, file: bool
) -> str:
    """What was found, in the format that was asked for."""
    from jyplan.cli.environment import screen_of
    from jyplan.render.columns import View
    from jyplan.render.marks import Marks, marks_for
    from jyplan.render.scenarios import SHAPES

    shape = SHAPES[type(shown).__name__]
    if format == "json":
        return shape.json(shown)
    if format == "csv":
        return shape.csv(shown, language)
    if format == "markdown":
        return shape.markdown(View(shown.report, language, Marks()), shown)
    screen = screen_of(color, file=file)
    return shape.table(View(shown.report, language, marks_for(screen.encoding)), shown, screen)
