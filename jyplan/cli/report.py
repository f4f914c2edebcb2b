"""`jyplan report`."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from jyplan.cli.answer import ENDINGS, put, shown, wish
from jyplan.cli.app import checked_language
from jyplan.cli.environment import counting
from jyplan.cli.options import (
    AsOf,
    Lang,
    Only,
    Output,
    PathOption,
    PlanFolder,
    Readings,
    Rules,
    ScenarioFiles,
    Scopes,
    Submissions,
    Themes,
    named,
    rule_names,
    statuses,
)
from jyplan.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jyplan.cli.answer import Wish
    from jyplan.outcomes import Chances, WhatIf
    from jyplan.pages.report import Told
    from jyplan.plan.plan import Observation
    from jyplan.results import Background, Checked, Detail, Report
    from jyplan.texts.words import Language

Forms: TypeAlias = Annotated[
    Literal["html", "docx", "xlsx", "markdown"] | None,
    typer.Option("--format", "-f", help="option.report_format"),
]
FORMS = frozenset({"html", "docx", "xlsx", "markdown"})
# of scenarios whose growth is uncertain
DRAWS, SEED = 10_000, 1


def command(
    ctx: typer.Context,
    files: Submissions = None,
    *,
    output: Output = None,
    format: Forms = None,
    title: Annotated[str | None, typer.Option(help="option.title", metavar="TEXT")] = None,
    as_of: AsOf = None,
    plan: PlanFolder = None,
    reading: Readings = None,
    path: PathOption = None,
    rule: Rules = None,
    theme: Themes = None,
    scope: Scopes = None,
    only: Only = None,
    scenario: ScenarioFiles = None,
    lang: Lang = None,
) -> int:
    """The whole report in one file."""
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.assess import DISAGREEING, RULES, classes_of, methods_of, selected
    from jyplan.cli.session import report_of, spare_scenarios, spoken
    from jyplan.pages.report import Told
    from jyplan.statuses import STATUSES
    from jyplan.texts.words import echoed

    checked_language(lang)
    wished = _wish(format, output)
    for option, value in {"--rule": rule, "--scenario": scenario}.items():
        if value and wished.format == "xlsx":
            raise RequestError("not_in_a_workbook", option=option)
    rules = named(rule, RULES, "--rule", rule_names)
    wanted = statuses(only, [*STATUSES, *classes_of(rules), DISAGREEING], "--only")
    report, observations = report_of(
        plan,
        files or [],
        as_of=as_of,
        readings=reading or [],
        path=path,
        rules=rules,
        output=output,
    )
    spare_scenarios(output, scenario or ())
    kept = selected(report, themes=theme or [], scopes=scope or [], statuses=wanted)
    language = spoken(ctx, lang, report.plan.targets.settings)
    checked = _checked(plan, files or [])
    details = _details(report, observations)
    # What is typed may hold what moves a cursor, or nothing that can be seen.
    headed = echoed(title).strip() if title else None
    told = Told(kept, details, methods_of(kept), checked, title=headed or None)
    if scenario:
        scenarios, chances = _followed(report, observations, scenario, as_of, language)
        told = told._replace(scenarios=scenarios, chances=chances)
    put(_written(told, wished.format, language), wished)
    return 0


def _wish(format: str | None, output: str | None) -> Wish:
    """What is asked for; a report has no table for a terminal.

    Raises:
        RequestError: there is no file, or its ending is none of ours.
    """
    ending = PurePath(output or "").suffix.lower()
    if format is None and ENDINGS.get(ending) not in FORMS:
        if not ending:
            raise RequestError("report_needs_a_file")
        endings = [each for each, form in ENDINGS.items() if form in FORMS]
        raise RequestError("unknown_ending", path=output, endings=", ".join(endings))
    return wish(format, output, "never", rows=False)


def _checked(plan: str | None, files: Sequence[str]) -> Checked:
    """What a check of the same plan and submissions finds."""
    import os

    from jyplan.checks.run import check
    from jyplan.checks.settling import Options
    from jyplan.checks.sources import sources_of

    sources = sources_of(files, None, plan, os.environ, allow_empty=True)
    return check(sources, Options(accept=True, statuses=[], verbose=False, known=frozenset()))


def _details(
    report: Report, observations: Sequence[Observation]
) -> tuple[Detail | Background, ...]:
    """Every quantity of the plan, whole, with progress on a terminal."""
    from jyplan.assess import detail_of

    ids, found = list(report.plan.declared()), []
    advance = counting(len(ids))
    for done, id_ in enumerate(ids, 1):
        found.append(detail_of(report, id_, observations, report.as_of))
        advance(done)
    return tuple(found)


def _followed(
    report: Report,
    observations: Sequence[Observation],
    named: Sequence[str],
    as_of: int | None,
    language: Language,
) -> tuple[WhatIf, Chances | None]:
    """Where scenarios lead, and the odds of those whose growth is uncertain."""
    from jyplan.cli.session import say_findings
    from jyplan.cli.whatif import proposed
    from jyplan.scenario.odds import DrawOptions, chances
    from jyplan.scenario.prepared import prepare
    from jyplan.scenario.ways import UNCERTAIN
    from jyplan.scenario.whatif import whatif

    prepared = prepare(report, observations, None, as_of=as_of, drawn=False)
    proposals, wrong = proposed(named, (), prepared)
    prepared = prepared._replace(wrong=tuple(wrong))
    found = whatif(prepared, proposals, everything=False)
    say_findings(found.warnings, language)
    drawn = [
        proposal
        for proposal, told in zip(proposals, found.scenarios, strict=True)
        if any(each.kind in UNCERTAIN for each in told.assumed)
    ]
    if not drawn:
        return found, None
    prepared = prepare(report, observations, None, as_of=as_of, drawn=True)
    return found, chances(prepared, drawn, DrawOptions(DRAWS, SEED, progress=counting(DRAWS)))


def _written(told: Told, format: str, language: Language) -> str | bytes:
    """The report in one of its forms."""
    from jyplan.pages.report import report_page

    match format:
        case "html":
            from jyplan.media.html import html
            from jyplan.texts.words import LANGUAGES

            first = [language, *(each for each in LANGUAGES if each != language)]
            return html(*(report_page(told, each) for each in first))
        case "xlsx":
            from jyplan.media.workbook import workbook
            from jyplan.pages.workbook import report_book

            return workbook(report_book(told.report, told.details, language, told.title))
    return shown(report_page(told, language), format, "never", file=True)
