"""`jyplan solve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jyplan.cli.answer import Answer, Format, say, wish
from jyplan.cli.app import checked_language
from jyplan.cli.options import (
    AsOf,
    Changes,
    Colour,
    IndicatorId,
    Lang,
    Output,
    PlanFolder,
    Readings,
    Submissions,
)

if TYPE_CHECKING:
    from jyplan.pages.page import Page


def command(
    ctx: typer.Context,
    id: IndicatorId,
    files: Submissions = None,
    *,
    vary: Annotated[str | None, typer.Option(help="option.vary", metavar="ID")] = None,
    set: Changes = None,
    by: Annotated[
        int | None, typer.Option(help="option.by", metavar="YEAR", min=1900, max=2200)
    ] = None,
    target: Annotated[float | None, typer.Option(help="option.target", metavar="VALUE")] = None,
    status: Annotated[
        Literal["achieved", "ahead", "on_track"] | None, typer.Option(help="option.goal_status")
    ] = None,
    as_of: AsOf = None,
    plan: PlanFolder = None,
    reading: Readings = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """The growth that meets an aim."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.cli.session import report_of, say_findings, spoken
    from jyplan.data.json import solve_json
    from jyplan.errors import RequestError
    from jyplan.scenario.arguments import read, refuse_loose
    from jyplan.scenario.goal import Goal, solve
    from jyplan.scenario.prepared import prepare, with_ids

    checked_language(lang)
    wished = wish(format, output, color, rows=False)
    if target is not None and status is not None:
        raise RequestError("not_together", first="--target", second="--status")
    refuse_loose(files or [], set or [], ("jyplan", "solve", id))
    changes, wrong = read(set or [])
    report, observations = report_of(
        plan, files or [], as_of=as_of, readings=reading or [], path=None, output=output
    )
    until = None if by is None else max(by, report.as_of + 1)
    prepared = prepare(report, observations, until, as_of=as_of)._replace(wrong=tuple(wrong))
    found = solve(prepared, Goal(id, vary, by, target, status), [with_ids(changes, prepared)])
    language = spoken(ctx, lang, report.plan.targets.settings)
    say_findings(found.warnings, language)

    def page() -> Page:
        from jyplan.pages.solve import solve_page

        return solve_page(found, language)

    say(Answer(page, lambda: solve_json(found)), wished)
    return int(found.rate is None and found.step is None)
