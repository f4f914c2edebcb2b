"""`jyplan status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jyplan.cli.answer import Answer, Format, say, wish
from jyplan.cli.app import checked_language
from jyplan.cli.options import (
    AsOf,
    Colour,
    Excel,
    Lang,
    Only,
    Output,
    PathOption,
    PlanFolder,
    Readings,
    Rules,
    Scopes,
    Submissions,
    Themes,
    named,
    rule_names,
    statuses,
)
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from jyplan.pages.page import Page
    from jyplan.results import Report
    from jyplan.texts.words import Language

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
    theme: Themes = None,
    scope: Scopes = None,
    only: Only = None,
    sort: Annotated[SORTS, typer.Option(help="option.sort")] = "plan",
    columns: Annotated[str | None, typer.Option(help="option.columns", metavar="LIST")] = None,
    wide: Annotated[bool, typer.Option("--wide", help="option.wide")] = False,
    fail_on: Annotated[
        list[str] | None, typer.Option(help="option.fail_on", metavar="STATUS")
    ] = None,
    format: Format = None,
    output: Output = None,
    excel: Excel = False,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """Where every indicator stands."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import DISAGREEING, RULES, classes_of, having, selected
    from jyplan.cli.session import report_of, spoken
    from jyplan.statuses import STATUSES

    checked_language(lang)
    wished = wish(format, output, color, excel=excel)
    if wide and (columns is not None or wished.format in {"json", "csv"}):
        raise RequestError("wide_is_a_table")
    if columns is not None and wished.format == "json":
        raise RequestError("columns_need_a_table")
    rules = named(rule, RULES, "--rule", rule_names)
    codes = [*STATUSES, *classes_of(rules)]
    wanted = statuses(only, [*codes, DISAGREEING], "--only")
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
    chosen = _chosen(columns, report) if columns else None

    say(_answer(report, language, chosen, wide=wide), wished)
    return int(fails)


def _answer(report: Report, language: Language, chosen: list[str] | None, *, wide: bool) -> Answer:
    """The report in every form that it has."""

    def page() -> Page:
        from jyplan.pages.status import status_page, wide_page

        return wide_page(report, language) if wide else status_page(report, language, chosen)

    def document() -> str:
        from jyplan.data.json import status_json

        return status_json(report)

    def rows() -> str:
        from jyplan.data.csv import status_csv

        return status_csv(report, language, chosen)

    return Answer(page, document, rows)


def _chosen(columns: str, report: Report) -> list[str]:
    """The columns that are asked for, by their keys or their headings in either language.

    Raises:
        RequestError: one of them is not known.
    """
    from jyplan.pages.columns import FIELDS
    from jyplan.pages.view import View

    def titles(key: str) -> tuple[str, ...]:
        if key not in FIELDS:
            return rule_names(key)
        return FIELDS[key].title(View(report, "zh")), FIELDS[key].title(View(report, "en"))

    known = [*FIELDS, *(card.name for card in report.rules)]
    return named([columns], known, "--columns", titles)
