"""`jyplan collect`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.environment import tell
from jyplan.cli.options import Colour, Lang, PlanFolder
from jyplan.cli.session import code_of, difference
from jyplan.cli.tables import (
    DistrictOption,
    MapOption,
    MarkOption,
    RowOption,
    SheetOption,
    YearOption,
    asked_of,
    give_back,
)
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.checks.sources import Sources


def command(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(help="argument.sent", metavar="FILES...")],
    *,
    into: Annotated[str | None, typer.Option(help="option.into", metavar="DIR")] = None,
    year: YearOption = None,
    district: DistrictOption = None,
    sheet: SheetOption = None,
    row: RowOption = None,
    map: MapOption = None,
    mark: MarkOption = None,
    restate: Annotated[bool, typer.Option("--restate", help="option.restate")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="option.replace")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="option.partial")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="option.collect_diff")] = False,
    table: Annotated[bool, typer.Option("--table", help="option.table")] = False,
    plan: PlanFolder = None,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """Figures of tables into submissions."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.checks.gathering import gather
    from jyplan.cli.answer import shown
    from jyplan.cli.session import spoken, write
    from jyplan.pages.collected import collected_page

    checked_language(lang)
    if restate and replace:
        raise RequestError("not_together", first="--restate", second="--replace")
    sources, folder = _sources(files, into, plan)
    gathered = gather(
        sources,
        asked_of(sheet, row, map, year, district),
        folder,
        differing="restate" if restate else "replace" if replace else "leave",
        partial=partial,
        spoken=lambda settings: spoken(ctx, lang, settings),
    )
    found = gathered.collected
    language = spoken(ctx, lang, found.checked.settings)
    looking = diff or table
    filed = () if looking else gathered.filed
    give_back(found.checked, mark, language, {each.path: each.after.encode() for each in filed})
    if looking and found.outcome == "written":
        found = found._replace(outcome="shown")
    page = collected_page(found, language, whole=table)
    if diff:
        # The patch alone goes to standard output; what is left as it is must be known, too.
        write(difference((each.name, each.before, each.after) for each in gathered.filed), None)
        tell(str(shown(page, "text", "never", file=False, whole=True)))
    else:
        write(shown(page, "text", color, file=False, whole=True), None)
    return code_of(found.checked, "error") or int(
        any(each.fate == "left" for each in found.figures)
    )


def _sources(files: Sequence[str], into: str | None, plan: str | None) -> tuple[Sources, Path]:
    """The tables, and what is on file where their figures go."""
    from jyplan.checks.sources import sources_of, submissions_in
    from jyplan.plan.files import SUBMISSIONS, is_table

    sources = sources_of(files, None, plan, os.environ, allow_empty=False)
    for file in sources.files():
        if not is_table(file.path):
            raise RequestError("no_table", path=file.name)
    if into is None and sources.origin.how == "embedded":
        raise RequestError("no_plan_to_collect_for")
    folder = sources.origin.folder / SUBMISSIONS if into is None else Path(into)
    return sources._replace(others=submissions_in(folder)), folder
