"""`jyplan path`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from jyplan.cli.answer import Answer, Format, say, wish
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

if TYPE_CHECKING:
    from jyplan.pages.page import Page


def command(
    ctx: typer.Context,
    ids: IndicatorIds = None,
    *,
    plan: PlanFolder = None,
    reading: Readings = None,
    path: PathOption = None,
    format: Format = None,
    output: Output = None,
    excel: Excel = False,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """The yearly milestones."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import course_of, find
    from jyplan.cli.session import report_of, spoken

    checked_language(lang)
    wished = wish(format, output, color, excel=excel)
    report, _ = report_of(plan, [], as_of=None, readings=reading or [], path=path, output=output)
    chosen = [find(report, name) for name in ids] if ids else report.assessments
    courses = [course_of(item) for item in chosen]
    language = spoken(ctx, lang, report.plan.targets.settings)

    def page() -> Page:
        from jyplan.pages.path import path_page

        return path_page(report, courses, language, named=bool(ids))

    def document() -> str:
        from jyplan.data.json import path_json

        return path_json(report, courses)

    def rows() -> str:
        from jyplan.data.csv import path_csv

        return path_csv(courses)

    say(Answer(page, document, rows), wished)
    return 0
