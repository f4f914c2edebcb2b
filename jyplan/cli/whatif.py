"""`jyplan whatif`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from jyplan.cli.answer import Answer, Format, put, rendered, wish
from jyplan.cli.app import checked_language
from jyplan.cli.environment import counting
from jyplan.cli.options import (
    AsOf,
    Changes,
    Colour,
    Excel,
    Lang,
    Output,
    PlanFolder,
    Readings,
    ScenarioFiles,
    Submissions,
)
from jyplan.errors import RequestError, cannot_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.answer import Wish
    from jyplan.outcomes import Chances, Grid, Sensitivity, WhatIf
    from jyplan.plan.findings import Finding
    from jyplan.scenario.assumptions import PlacedChange
    from jyplan.scenario.files import Saved
    from jyplan.scenario.prepared import Prepared, Proposal

    Found = WhatIf | Grid | Sensitivity | Chances
    from jyplan.texts.words import Language

# side by side, more cannot be read
MOST_SCENARIOS = 20


class Asked(NamedTuple):
    """What is to be worked out; every field is the option of its name.

    Attributes:
        files: submissions.
        changes: of ``--set``, as they are written.
        scenario: files of scenarios, as they are named.
        save: a name and a file.
        until: the last year.
        everything: whether what nobody moved is shown too.
        grid: the sides of a grid, as they are written.
        show: what a grid shows.
        sensitivity: whose levers are asked for.
        draws: how many.
        seed: of the draws.
        persistence: how much of a year's luck goes on.
        correlation: of every two quantities.
        chart: whether charts go with it.
        as_of: the year that counts as today.
        plan: its folder.
        readings: ``ID=READING`` each.
    """

    files: tuple[str, ...]
    changes: tuple[str, ...]
    scenario: tuple[str, ...]
    save: tuple[str, str] | None
    until: int | None
    everything: bool
    grid: tuple[str, ...]
    show: str | None
    sensitivity: str | None
    draws: int | None
    seed: int | None
    persistence: float | None
    correlation: float | None
    chart: bool
    as_of: int | None
    plan: str | None
    readings: tuple[str, ...]


def command(
    ctx: typer.Context,
    files: Submissions = None,
    *,
    set: Changes = None,
    scenario: ScenarioFiles = None,
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
    format: Format = None,
    output: Output = None,
    excel: Excel = False,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """Where scenarios lead."""
    checked_language(lang)
    wished = wish(format, output, color, excel=excel)
    asked = Asked(
        tuple(files or ()),
        tuple(set or ()),
        tuple(scenario or ()),
        save,
        until,
        all,
        tuple(grid or ()),
        show,
        sensitivity,
        draws,
        seed,
        persistence,
        correlation,
        chart,
        as_of,
        plan,
        tuple(reading or ()),
    )
    _refuse(asked, wished)
    return _answered(ctx, lang, asked, wished)


def _refuse(asked: Asked, wished: Wish) -> None:
    """Refuse options that contradict each other, before anything is read."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.scenario.arguments import refuse_loose

    ways = {"--grid": asked.grid, "--sensitivity": asked.sensitivity, "--draws": asked.draws}
    named = [option for option, value in ways.items() if value not in {None, ()}]
    if asked.chart and (
        wished.format in {"json", "csv"} or {"--grid", "--sensitivity"}.intersection(named)
    ):
        raise RequestError("chart_is_a_table")
    if len(named) > 1:
        raise RequestError("not_together", first=named[0], second=named[1])
    shares = {"--persistence": asked.persistence, "--correlation": asked.correlation}
    for option, value in {"--seed": asked.seed, **shares}.items():
        if value is not None and asked.draws is None:
            raise RequestError("draws_needed", option=option)
    if bool(asked.grid) != bool(asked.show):
        raise RequestError("grid_needs_show")
    for option, share in shares.items():
        if share is not None and not 0 <= share <= 1:
            raise RequestError("bad_figure", option=option, value=share)
    refuse_loose(asked.files, asked.changes, ("jyplan", "whatif"))


def _answered(ctx: typer.Context, lang: str | None, asked: Asked, wished: Wish) -> int:
    """Work out what is asked for, say it, and save it."""
    from jyplan.cli.session import report_of, say_findings, spare, spare_scenarios, spoken
    from jyplan.scenario.arguments import read
    from jyplan.scenario.prepared import prepare, with_ids

    changes, wrong = read(asked.changes)
    output = wished.output
    report, observations = report_of(
        asked.plan,
        asked.files,
        as_of=asked.as_of,
        readings=asked.readings,
        path=None,
        output=output,
    )
    spare_scenarios(output, asked.scenario)
    spare([output, asked.save[1] if asked.save else None], [])
    prepared = prepare(
        report, observations, asked.until, as_of=asked.as_of, drawn=asked.draws is not None
    )
    changes = with_ids(changes, prepared)
    proposals, in_files = proposed(asked.scenario, changes, prepared)
    found = _found(asked, prepared._replace(wrong=(*wrong, *in_files)), proposals)
    language = spoken(ctx, lang, report.plan.targets.settings)
    say_findings(found.warnings, language)
    text = rendered(_answer(found, language, chart=asked.chart), wished)
    if asked.save is None:
        put(text, wished)
    else:
        _kept(asked, changes, text, wished)
    return 0


def _found(asked: Asked, prepared: Prepared, proposals: Sequence[Proposal]) -> Found:
    """The grid, the sensitivity or the scenarios that are asked for."""
    tied = [_tied(proposal, asked.persistence, asked.correlation) for proposal in proposals]
    if asked.grid and asked.show:
        return gridded(prepared, asked.grid, asked.show, tied)
    if asked.sensitivity is not None:
        return levered(prepared, asked.sensitivity, tied)
    seed = 1 if asked.seed is None else asked.seed
    return followed(prepared, tied, asked.draws, seed, everything=asked.everything)


def _kept(asked: Asked, changes: Sequence[PlacedChange], text: str | bytes, wished: Wish) -> None:
    """Save a scenario, and say what it leads to.

    What cannot be worked out, or saved, is not worth telling; and what a reader sees on the
    screen comes last, for it cannot be taken back.
    """
    from jyplan.scenario.arguments import with_id
    from jyplan.scenario.files import Saved, appended

    name, file = asked.save or ("", "")
    own = tuple(map(with_id, changes))
    saved = Saved(name, Path(file), own, asked.persistence, asked.correlation)
    if wished.output is not None:
        appended(saved, asked.scenario)
        put(text, wished)
    _keep(saved, asked.scenario)
    if wished.output is None:
        put(text, wished)


def _keep(saved: Saved, on_top_of: Sequence[str]) -> None:
    """Add a scenario to its file, whole or not at all, whoever else is adding one."""
    from jyplan.atomic import alone, write_whole
    from jyplan.scenario.files import appended

    try:
        with alone(saved.path.parent):
            write_whole(saved.path, appended(saved, on_top_of))
    except OSError as error:
        raise cannot_write(saved.path, error) from error


def proposed(
    named: Sequence[str], changes: tuple[PlacedChange, ...], prepared: Prepared
) -> tuple[list[Proposal], list[Finding]]:
    """The scenarios of the files, with the changes of the command line on top, or these alone.

    And what is wrong in the files, whatever the plan is.
    """
    from jyplan.scenario.prepared import Proposal

    if not named:
        return [Proposal(None, None, (), (changes,))], []
    # Only here: YAML and models are needed for files alone.
    from jyplan.scenario.files import proposals_of

    known = prepared.basis.quantities
    read = [proposals_of(name, known) for name in named]
    proposals = [proposal for found, _ in read for proposal in found]
    wrong = [finding for _, findings in read for finding in findings]
    if not proposals and not wrong:
        raise RequestError("no_scenarios", path=", ".join(named))
    if len(proposals) > MOST_SCENARIOS:
        raise RequestError("too_many_scenarios", n=len(proposals), most=MOST_SCENARIOS)
    return [proposal._replace(layers=(*proposal.layers, changes)) for proposal in proposals], wrong


def _only(proposals: Sequence[Proposal], option: str) -> Proposal:
    """The scenario that is meant, where only one can be shown."""
    if len(proposals) > 1:
        raise RequestError("one_scenario", option=option)
    return proposals[0]


def gridded(
    prepared: Prepared, texts: Sequence[str], show: str, proposals: Sequence[Proposal]
) -> Grid:
    """The grid that was asked for."""
    from jyplan.scenario.grid import grid, sides

    return grid(prepared, sides(texts), show, _only(proposals, "--grid").layers)


def levered(prepared: Prepared, name: str, proposals: Sequence[Proposal]) -> Sensitivity:
    """The sensitivity that was asked for."""
    from jyplan.scenario.grid import sensitivity

    return sensitivity(prepared, name, _only(proposals, "--sensitivity").layers)


def _tied(proposal: Proposal, persistence: float | None, correlation: float | None) -> Proposal:
    """The scenario with what the command line says of how growth goes together."""
    ties = proposal.ties
    if persistence is not None:
        ties = ties._replace(persistence=persistence)
    if correlation is not None:
        ties = ties._replace(common=correlation)
    return proposal._replace(ties=ties)


def followed(
    prepared: Prepared,
    proposals: Sequence[Proposal],
    draws: int | None,
    seed: int,
    *,
    everything: bool,
) -> WhatIf | Chances:
    """The scenarios, or their odds, with progress on a terminal."""
    if draws is None:
        from jyplan.scenario.whatif import whatif

        return whatif(prepared, proposals, everything=everything)
    from jyplan.scenario.odds import DrawOptions, chances, checked

    checked(draws, seed)
    return chances(prepared, proposals, DrawOptions(draws, seed, everything, counting(draws)))


def _answer(found: Found, language: Language, *, chart: bool) -> Answer:
    """What was found, in every form that it has."""
    from jyplan import outcomes

    match found:
        case outcomes.WhatIf():
            from jyplan.data import whatif as data
            from jyplan.pages.whatif import whatif_page

            return Answer(
                lambda: whatif_page(found, language, charts=chart),
                lambda: data.whatif_json(found),
                lambda: data.whatif_csv(found, language),
            )
        case outcomes.Chances():
            from jyplan.data import odds
            from jyplan.pages.odds import odds_page

            return Answer(
                lambda: odds_page(found, language, charts=chart),
                lambda: odds.odds_json(found),
                lambda: odds.odds_csv(found, language),
            )
    from jyplan.data import grid
    from jyplan.pages.grid import grid_page, sensitivity_page

    if isinstance(found, outcomes.Grid):
        return Answer(
            lambda: grid_page(found, language),
            lambda: grid.grid_json(found),
            lambda: grid.grid_csv(found),
        )
    return Answer(
        lambda: sensitivity_page(found, language),
        lambda: grid.sensitivity_json(found),
        lambda: grid.sensitivity_csv(found),
    )
