"""`jyplan whatif`."""

from __future__ import annotations

import sys
from pathlib import Path
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
    from collections.abc import Mapping, Sequence

    from jyplan.outcomes import Chances, Grid, Sensitivity
    from jyplan.render.messages import Language
    from jyplan.render.scenarios import Found
    from jyplan.results import Report
    from jyplan.scenario.assumptions import Written
    from jyplan.scenario.whatif import Draft, Stage

FORMATS = Literal["table", "json", "csv", "markdown"]


def command(
    ctx: typer.Context,
    files: Submissions = None,
    *,
    set: Changes = None,
    scenario: Annotated[
        list[str] | None, typer.Option(help="option.scenario", metavar="FILE[:NAME]")
    ] = None,
    save: Annotated[
        tuple[str, str] | None, typer.Option(help="option.save", metavar="NAME FILE")
    ] = None,
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
    draws: Annotated[int | None, typer.Option(help="option.draws", metavar="N")] = None,
    seed: Annotated[int | None, typer.Option(help="option.seed", metavar="S")] = None,
    persistence: Annotated[
        float | None, typer.Option(help="option.persistence", metavar="0..1", min=0, max=1)
    ] = None,
    correlation: Annotated[
        float | None, typer.Option(help="option.correlation", metavar="0..1", min=0, max=1)
    ] = None,
    chart: Annotated[bool, typer.Option("--chart", help="option.chart")] = False,
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
    from jyplan.scenario.whatif import staged

    checked_language(lang)
    if excel and format != "csv":
        raise RequestError("excel_needs_csv")
    if chart and (format != "table" or grid or sensitivity):
        raise RequestError("chart_is_a_table")
    _refuse_pairs(
        {"--grid": grid, "--sensitivity": sensitivity, "--draws": draws is not None},
        {"--seed": seed, "--persistence": persistence, "--correlation": correlation},
    )
    if bool(grid) != bool(show):
        raise RequestError("grid_needs_show")
    changes = typed(set or [])
    report, observations = report_of(
        plan, files or [], as_of=as_of, readings=reading or [], path=None
    )
    stage = staged(report, observations, until)
    drafts = drafted(scenario or [], changes)
    found: Found
    if grid and show:
        found = gridded(stage, grid, show, drafts)
    elif sensitivity:
        found = levered(stage, sensitivity, drafts)
    elif draws is not None:
        tied = [_tied(draft, persistence, correlation) for draft in drafts]
        found = drawn(stage, tied, draws, 1 if seed is None else seed, everything=all)
    else:
        from jyplan.scenario.whatif import whatif

        found = whatif(stage, drafts, everything=all)
    language = spoken(ctx, lang, report.plan.targets.settings)
    say_findings(getattr(found, "warnings", ()), language)
    if save:
        # what cannot be worked out is not worth saving
        from jyplan.scenario.files import save as append

        append(save[0], Path(save[1]), set or [])
    text = rendered(found, report, format, language, color, file=output is not None, chart=chart)
    write(text, output, bom=excel)
    return 0


def _refuse_pairs(ways: Mapping[str, object], of_draws: Mapping[str, object]) -> None:
    """Refuse options that mean different things, and those of draws without any."""
    named = [option for option, value in ways.items() if value]
    if len(named) > 1:
        raise RequestError("not_together", first=named[0], second=named[1])
    for option, value in of_draws.items():
        if value is not None and not ways["--draws"]:
            raise RequestError("draws_needed", option=option)


def drafted(named: Sequence[str], changes: tuple[Written, ...]) -> list[Draft]:
    """The scenarios of the files, with the changes of the command line on top, or these alone."""
    from jyplan.scenario.whatif import Draft

    if not named:
        return [Draft(None, None, (), (changes,))]
    # Only here: YAML and models are needed for files alone.
    from jyplan.scenario.files import drafts_of

    drafts = [draft for name in named for draft in drafts_of(name)]
    return [draft._replace(layers=(*draft.layers, changes)) for draft in drafts]


def _only(drafts: Sequence[Draft], option: str) -> Draft:
    """The scenario that is meant, where only one can be shown."""
    if len(drafts) > 1:
        raise RequestError("one_scenario", option=option)
    return drafts[0]


def gridded(stage: Stage, texts: Sequence[str], show: str, drafts: Sequence[Draft]) -> Grid:
    """The grid that was asked for."""
    from jyplan.scenario.grid import grid, sides

    return grid(stage, sides(texts), show, _only(drafts, "--grid").layers)


def levered(stage: Stage, name: str, drafts: Sequence[Draft]) -> Sensitivity:
    """The sensitivity that was asked for."""
    from jyplan.scenario.grid import sensitivity

    return sensitivity(stage, name, _only(drafts, "--sensitivity").layers)


def _tied(draft: Draft, persistence: float | None, correlation: float | None) -> Draft:
    """The scenario with what the command line says of how growth goes together."""
    ties = draft.ties
    if persistence is not None:
        ties = ties._replace(persistence=persistence)
    if correlation is not None:
        ties = ties._replace(common=correlation)
    return draft._replace(ties=ties)


def drawn(
    stage: Stage, drafts: Sequence[Draft], draws: int, seed: int, *, everything: bool
) -> Chances:
    """The odds that were asked for, with progress on a terminal."""
    from jyplan.scenario.odds import Chosen, chances, checked

    checked(draws, seed)
    told = sys.stderr.isatty()

    def progress(done: int) -> None:
        sys.stderr.write(f"\r{done:,} / {draws:,}" if done < draws else "\r\x1b[K")
        sys.stderr.flush()

    return chances(stage, drafts, Chosen(draws, seed, everything, progress if told else None))


def rendered(
    found: Found,
    report: Report,
    format: str,
    language: Language,
    color: str,
    *,
    file: bool,
    chart: bool,
) -> str:
    """What was found, in the format that was asked for."""
    from jyplan.render.scenarios import as_chart, as_csv, as_json, as_markdown, as_table

    if format == "json":
        return as_json(found)
    if format == "csv":
        return as_csv(found, language)
    from jyplan.cli.environment import screen_of
    from jyplan.render.columns import View
    from jyplan.render.marks import Marks, marks_for

    if format == "markdown":
        return as_markdown(found, View(report, language, Marks()))
    screen = screen_of(color, file=file)
    view = View(report, language, marks_for(screen.encoding))
    return as_table(found, view, screen) + (as_chart(found, view, screen) if chart else "")
