"""`jyplan check`."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from jyplan.cli.app import checked_language
from jyplan.cli.options import Colour, Lang, Output, PlanFolder
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
from jyplan.errors import RequestError, cannot_write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jyplan.checks.settling import Options
    from jyplan.checks.sources import Sources
    from jyplan.plan.files import Content
    from jyplan.plan.findings import Edit
    from jyplan.results import Checked
    from jyplan.texts.words import Language

FORMATS = Literal[
    "text", "json", "github", "gitlab", "junit", "sarif", "markdown", "html", "xlsx", "docx"
]
# what people read, of one page
PAGES = frozenset({"text", "markdown", "html", "xlsx", "docx"})
ENDINGS = {
    ".md": "markdown",
    ".html": "html",
    ".json": "json",
    ".xml": "junit",
    ".sarif": "sarif",
    ".xlsx": "xlsx",
    ".docx": "docx",
}
LEVELS = Literal["error", "warning", "note"]
# fewer files than this are read before a bar could be seen
FILES_FOR_A_BAR = 50
# names the file that GitHub shows with a run
SUMMARY = "GITHUB_STEP_SUMMARY"
# corrections can make others possible, but not for ever
ROUNDS = 5


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help="argument.paths", metavar="[PATHS]...")
    ] = None,
    *,
    plan: PlanFolder = None,
    stdin_name: Annotated[
        str, typer.Option("--stdin-name", help="option.stdin_name", metavar="FILE")
    ] = "<stdin>",
    format: Annotated[
        FORMATS | None,
        typer.Option("--format", "-f", help="option.check_format", metavar="FORMAT"),
    ] = None,
    also: Annotated[
        list[str] | None, typer.Option(help="option.also", metavar="FORMAT=FILE")
    ] = None,
    output: Output = None,
    fail_on: Annotated[
        LEVELS | None, typer.Option("--fail-on", help="option.fail_on_level")
    ] = None,
    fail_on_status: Annotated[
        list[str] | None,
        typer.Option("--fail-on-status", help="option.fail_on_status", metavar="STATUS"),
    ] = None,
    no_accept: Annotated[bool, typer.Option("--no-accept", help="option.no_accept")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="option.verbose")] = False,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="option.allow_empty")] = False,
    known: Annotated[str | None, typer.Option(help="option.known", metavar="FILE")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="option.fix")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="option.diff")] = False,
    year: YearOption = None,
    district: DistrictOption = None,
    sheet: SheetOption = None,
    row: RowOption = None,
    map: MapOption = None,
    mark: MarkOption = None,
    explain: Annotated[str | None, typer.Option(help="option.explain", metavar="CODE")] = None,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="option.list_rules")] = False,
    lang: Lang = None,
    color: Colour = "auto",
) -> int:
    """Submissions held against the plan."""
    start = time.perf_counter()
    checked_language(lang)
    language: Language = ctx.find_root().obj.language
    if explain is not None or list_rules:
        return _about_rules(explain, language, output)
    # Only here: `--help` and a mistyped option need none of it.
    from jyplan.checks.settling import Options
    from jyplan.checks.sources import sources_of
    from jyplan.cli.answer import refuse_lacking
    from jyplan.cli.session import code_of, spoken

    others = [_second(entry) for entry in also or []]
    for form, file in ((format or _ending(output) or "", output), *others):
        refuse_lacking(form, file)
    names = paths or []
    if (fix or diff) and "-" in names:
        raise RequestError("fix_needs_files")
    piped = _piped(names, stdin_name)
    sources = sources_of(names, piped, plan, os.environ, allow_empty=allow_empty)
    _spare(sources, known, [output, *(file for _, file in others)])
    options = Options(
        accept=not no_accept,
        statuses=_statuses(fail_on_status),
        verbose=verbose,
        known=_known(known),
        asked=asked_of(sheet, row, map, year, district),
    )
    checked = _run(sources, options)
    if diff:
        return _show_fixes(sources, checked, output)
    if fix:
        checked = _fixed(sources, checked, options, spoken(ctx, lang, checked.settings))
    language = spoken(ctx, lang, checked.settings)
    give_back(checked, mark, language)
    level = fail_on or _setting(checked, "fail_on") or "error"
    seconds = time.perf_counter() - start
    showing = Showing(language, color, output is not None, verbose, seconds, level)
    for name, file in others:
        _write(rendered(checked, name, showing._replace(file=True)), file)
    chosen = format or _ending(output) or _setting(checked, "format") or _usual_format()
    _say(checked, chosen, showing, output)
    return code_of(checked, level)


def _spare(sources: Sources, known: str | None, outputs: Sequence[str | None]) -> None:
    """Keep what is written out of what is read."""
    from jyplan.cli.session import spare

    read = [*sources.read(), *([] if known is None else [known])]
    spare(outputs, read)
    spare([os.environ.get(SUMMARY) or None], read)


def _say(checked: Checked, format: str, showing: Showing, output: str | None) -> None:
    """Tell what was found; what a reader sees comes last, for it cannot be taken back."""
    _write(rendered(checked, format, showing), output)
    if format == "github":
        _append_summary(checked, showing.language)


class Showing(NamedTuple):
    """How a result is to be shown.

    Attributes:
        language: of the messages.
        color: whether text is coloured, as asked for.
        file: whether it goes into a file.
        verbose: whether text shows what is accepted and what holds.
        seconds: how long the check took.
        level: the least severity that fails the run.
    """

    language: Language
    color: str
    file: bool
    verbose: bool
    seconds: float
    level: str


def rendered(checked: Checked, format: str, showing: Showing) -> str | bytes:
    """The result in one of the formats."""
    if format in PAGES:
        from jyplan.cli.answer import shown
        from jyplan.pages.findings import findings_page

        said = findings_page(
            checked, showing.language, verbose=showing.verbose, seconds=showing.seconds
        )
        # Programs that read what is no terminal part findings by their lines.
        return shown(said, format, showing.color, file=showing.file, whole=True)
    # Only here: whoever reads a page needs none of them.
    from jyplan.data.checks.github import check_github
    from jyplan.data.checks.gitlab import check_gitlab
    from jyplan.data.checks.json import check_json
    from jyplan.data.checks.junit import check_junit
    from jyplan.data.checks.sarif import check_sarif
    from jyplan.plan.findings import Severity

    reporters: Mapping[str, Callable[[Checked, Language], str]] = {
        "json": check_json,
        "github": check_github,
        "gitlab": check_gitlab,
        "junit": partial(check_junit, least=Severity[showing.level.upper()]),
        "sarif": check_sarif,
    }
    return reporters[format](checked, showing.language)


def _about_rules(code: str | None, language: Language, output: str | None) -> int:
    """Explain one check, or list them all."""
    from jyplan.cli.answer import shown
    from jyplan.pages.checks import check_page, checks_page
    from jyplan.plan.catalogue import CATALOGUE

    if code is None:
        page = checks_page(CATALOGUE.values(), language)
    else:
        rule = CATALOGUE.get(code.upper())
        if rule is None:
            raise RequestError("unknown_rule", name=code, value=code.upper(), known=list(CATALOGUE))
        page = check_page(rule, language)
    _write(shown(page, "text", "never", file=output is not None), output)
    return 0


def _second(entry: str) -> tuple[str, str]:
    """Format and file of ``--also``."""
    known = list(FORMATS.__args__)  # type: ignore[attr-defined]
    name, equals, file = entry.partition("=")
    if not equals or not file:
        raise RequestError("bad_also", value=entry)
    if name not in known:
        raise RequestError("bad_choice", option="--also", value=name, known=known)
    return name, file


def _piped(names: Sequence[str], stdin_name: str) -> Content | None:
    if "-" not in names:
        return None
    from jyplan.plan.files import MAX_BYTES, Content

    # One byte more than is read tells that it is too much.
    try:
        return Content(stdin_name, sys.stdin.buffer.read(MAX_BYTES + 1))
    except (AttributeError, OSError) as error:
        # Standard input is closed, or can only be written to.
        raise RequestError("no_input") from error


def _statuses(values: Sequence[str] | None) -> list[str]:
    if not values:
        return []
    from jyplan.cli.options import statuses
    from jyplan.statuses import STATUSES

    return statuses(values, STATUSES, "--fail-on-status")


def _known(name: str | None) -> frozenset[str]:
    if name is None:
        return frozenset()
    from jyplan.checks.known import fingerprints_in

    return fingerprints_in(name)


def _run(sources: Sources, options: Options) -> Checked:
    """Check, with a bar on a terminal where there is time to look at one."""
    import gc

    from jyplan.checks.run import check

    # Values stay until the end; there is nothing to collect before.
    gc.disable()
    if len(sources.checked) < FILES_FOR_A_BAR or not sys.stderr.isatty():
        return check(sources, options)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(sources.checked))

        def advance() -> None:
            progress.advance(task)

        return check(sources, options, advance)


def _show_fixes(sources: Sources, checked: Checked, output: str | None) -> int:
    """What `--fix` would do, as a unified diff."""
    from jyplan.checks.fixes import mended
    from jyplan.cli.session import difference

    files = mended(sources, checked)
    changes = ((file.name, file.before, file.after) for file in files)
    _write(difference(changes, seen=output is None), output)
    return int(bool(files))


def _fixed(sources: Sources, checked: Checked, options: Options, language: Language) -> Checked:
    """The result after everything mechanical was corrected."""
    from jyplan.checks.fixes import mended, write
    from jyplan.cli.environment import tell
    from jyplan.texts.reports import said
    from jyplan.texts.words import echoed

    fixed: list[Edit] = []
    for _ in range(ROUNDS):
        written = write(mended(sources, checked))
        for file in written.left:
            tell(f"{said('changed', language, path=echoed(file.name))}\n")
        if not written.done:
            break
        fixed += [edit for file in written.done for edit in file.edits]
        checked = _run(sources, options)
    return checked._replace(fixed=tuple(fixed))


def _setting(checked: Checked, key: str) -> str | None:
    """What the plan always wants."""
    value = getattr(checked.settings, key, None)
    return None if value is None else str(value)


def _ending(output: str | None) -> str | None:
    """The format that the name of a file asks for; a log may be called anything."""
    return ENDINGS.get(PurePath(output or "").suffix.lower())


def _usual_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") else "text"


def _append_summary(checked: Checked, language: Language) -> None:
    """Add a table to the summary of a GitHub run."""
    from pathlib import Path

    from jyplan.data.checks.summary import check_summary

    if name := os.environ.get(SUMMARY):
        try:
            with Path(name).open("a", encoding="utf-8", errors="replace") as file:
                file.write(check_summary(checked, language))
        except OSError as error:
            raise cannot_write(name, error) from error


def _write(text: str | bytes, output: str | None) -> None:
    from jyplan.cli.session import write

    write(text, output)
